//! The report for programs (CSV, one figure on a line) and for people who count on (XLSX with charts).

use std::path::Path;

use cchc::format::number::Decimal;
use rust_xlsxwriter::{Chart, ChartType, Format, FormatAlign, Workbook, Worksheet};

use super::figures::{Both, Figure, Groups, Report, Section};
use super::names::{Names, host, widget};
use super::{Error, NOTHING};
use crate::cells::harmless;

const HEADINGS: [&str; 11] = [
    "quarter",
    "agency",
    "agency_name",
    "group",
    "code",
    "name",
    "figure",
    "unit",
    "value",
    "before",
    "difference",
];
/// Columns of figures in a sheet, each beside its value of the quarter before and the difference.
const SHOWN: [Figure; 13] = Figure::ALL;
/// Rows that a chart can show legibly.
const CHART_ROWS: u32 = 20;

/// Every figure of every section as CSV; an empty cell where there is none.
pub(super) fn csv(report: &Report, names: &Names) -> Result<Vec<u8>, Error> {
    // Excel reads UTF-8 only where this mark stands.
    let mut to = ::csv::Writer::from_writer("\u{feff}".as_bytes().to_vec());
    to.write_record(HEADINGS)?;
    put(&mut to, report, ["*", "Tất cả"], &report.all, names)?;
    for (id, section) in &report.agencies {
        put(&mut to, report, [id, names.agency(id)], section, names)?;
    }
    for one in &report.reach {
        to.write_record([
            report.quarter.to_string(),
            harmless(&one.site),
            harmless(names.site(&one.site)),
            "reach".to_owned(),
            harmless(&one.host),
            widget(&one.widget).to_owned(),
            format!("views_{}", one.widget),
            "lượt xem".to_owned(),
            one.count.to_string(),
            one.before.to_string(),
            (one.count - one.before).to_string(),
        ])?;
    }
    to.into_inner()
        .map_err(|error| Error::Table(error.to_string()))
}

fn put(
    to: &mut ::csv::Writer<Vec<u8>>,
    report: &Report,
    agency: [&str; 2],
    section: &Section,
    names: &Names,
) -> Result<(), Error> {
    let mut row = |group: &str, code: &str, name: &str, both: &Both| {
        for figure in Figure::ALL {
            let number = |value: Option<Decimal>| value.map(Decimal::plain).unwrap_or_default();
            to.write_record([
                report.quarter.to_string(),
                harmless(agency[0]),
                harmless(agency[1]),
                group.to_owned(),
                harmless(code),
                harmless(name),
                figure.word().to_owned(),
                figure.unit().to_owned(),
                number(both.now.get(figure)),
                number(both.before(figure)),
                number(both.difference(figure)),
            ])?;
        }
        Ok::<_, Error>(())
    };
    row("total", "", "Tổng", &section.total)?;
    for (code, both) in &section.kinds {
        row("kind", code, names.kind(code), both)?;
    }
    for (code, both) in &section.topics {
        row("topic", code, names.topic(code), both)?;
    }
    Ok(())
}

/// A workbook: in all, by agency, by kind, by field.
pub(super) fn book(report: &Report, names: &Names, output: &Path) -> Result<(), Error> {
    let mut book = Workbook::new();
    let style = Style::new();
    let title = format!("Báo cáo ý kiến người dân, {}", report.quarter.words());
    let sheet = book.add_worksheet();
    summary(sheet, report, &title, &style)?;
    let agencies: Vec<_> = report
        .agencies
        .iter()
        .map(|(id, section)| (names.agency(id), &section.total))
        .collect();
    groups(book.add_worksheet(), "Cơ quan", &agencies, &style)?;
    groups(
        book.add_worksheet(),
        "Loại ý kiến",
        &named(&report.all.kinds, |code| names.kind(code)),
        &style,
    )?;
    groups(
        book.add_worksheet(),
        "Lĩnh vực",
        &named(&report.all.topics, |code| names.topic(code)),
        &style,
    )?;
    reach(book.add_worksheet(), report, names, &style)?;
    book.save(output)?;
    Ok(())
}

fn named<'a>(groups: &'a Groups, name: impl Fn(&'a str) -> &'a str) -> Vec<(&'a str, &'a Both)> {
    let named = groups.iter().map(|(code, both)| (name(code), both));
    named.collect()
}

struct Style {
    bold: Format,
    head: Format,
    nothing: Format,
    numbers: [Format; 3],
}

impl Style {
    fn new() -> Self {
        let number = |format: &str| Format::new().set_num_format(format);
        Self {
            bold: Format::new().set_bold(),
            head: Format::new()
                .set_bold()
                .set_text_wrap()
                .set_align(FormatAlign::Top),
            nothing: Format::new().set_italic().set_align(FormatAlign::Right),
            numbers: [number("#,##0"), number("#,##0.0"), number("#,##0.00")],
        }
    }

    fn put(
        &self,
        sheet: &mut Worksheet,
        (row, column): (u32, u16),
        value: Option<Decimal>,
        figure: Figure,
    ) -> Result<(), Error> {
        let format = &self.numbers[usize::from(figure.decimals()).min(2)];
        match value {
            Some(value) => sheet.write_number_with_format(row, column, value.to_f64(), format)?,
            None => sheet.write_string_with_format(row, column, NOTHING, &self.nothing)?,
        };
        Ok(())
    }
}

fn summary(
    sheet: &mut Worksheet,
    report: &Report,
    title: &str,
    style: &Style,
) -> Result<(), Error> {
    const TOP: u32 = 3;
    sheet.set_name("Tổng hợp")?;
    sheet.write_string_with_format(0, 0, title, &style.bold)?;
    sheet.write_string(1, 0, super::counted(report))?;
    let before = format!("Quý trước ({})", report.quarter.before());
    let this = format!("Quý này ({})", report.quarter);
    for (column, heading) in (0..).zip(["Chỉ tiêu", "Đơn vị", &this, &before, "Chênh lệch"])
    {
        sheet.write_string_with_format(TOP - 1, column, heading, &style.head)?;
    }
    for (row, figure) in (TOP..).zip(Figure::ALL) {
        sheet.write_string(row, 0, figure.label())?;
        sheet.write_string(row, 1, figure.unit())?;
        let both = &report.all.total;
        style.put(sheet, (row, 2), both.now.get(figure), figure)?;
        style.put(sheet, (row, 3), both.before(figure), figure)?;
        style.put(sheet, (row, 4), both.difference(figure), figure)?;
    }
    sheet.set_column_width(0, 40)?;
    sheet.set_column_width(1, 12)?;
    for column in 2..5 {
        sheet.set_column_width(column, 18)?;
    }
    // The counts, from `Received` to `Late`.
    let last = TOP + 3;
    let mut chart = Chart::new(ChartType::Column);
    for column in [2, 3] {
        chart
            .add_series()
            .set_name(("Tổng hợp", TOP - 1, column))
            .set_categories(("Tổng hợp", TOP, 0, last, 0))
            .set_values(("Tổng hợp", TOP, column, last, column));
    }
    chart.title().set_name("So với quý trước");
    chart.y_axis().set_name("Ý kiến");
    sheet.insert_chart(TOP - 1, 6, &chart)?;
    Ok(())
}

/// A row for each, and a chart of what came, was answered and waits too long.
fn groups(
    sheet: &mut Worksheet,
    name: &str,
    rows: &[(&str, &Both)],
    style: &Style,
) -> Result<(), Error> {
    sheet.set_name(name)?;
    sheet.write_string_with_format(0, 0, name, &style.head)?;
    for (column, figure) in (0_u16..).zip(SHOWN) {
        let words = format!("{} ({})", figure.label(), figure.unit());
        for (more, words) in (1..).zip([words.as_str(), "Quý trước", "Chênh lệch"]) {
            sheet.write_string_with_format(0, column * 3 + more, words, &style.head)?;
        }
    }
    let mut last = 0;
    for (row, (name, both)) in (1_u32..).zip(rows) {
        last = row;
        // As a text and never as a formula or a link.
        sheet.write_string(row, 0, *name)?;
        for (column, figure) in (0_u16..).zip(SHOWN) {
            let at = column * 3;
            style.put(sheet, (row, at + 1), both.now.get(figure), figure)?;
            style.put(sheet, (row, at + 2), both.before(figure), figure)?;
            style.put(sheet, (row, at + 3), both.difference(figure), figure)?;
        }
    }
    sheet.set_column_width(0, 36)?;
    sheet.set_freeze_panes(1, 1)?;
    if last == 0 {
        return Ok(());
    }
    let shown = last.min(CHART_ROWS);
    let mut chart = Chart::new(ChartType::Bar);
    for (column, figure) in (0_u16..).zip(SHOWN) {
        if !matches!(
            figure,
            Figure::Received | Figure::Answered | Figure::Overdue
        ) {
            continue;
        }
        chart
            .add_series()
            .set_name(figure.label())
            .set_categories((name, 1, 0, shown, 0))
            .set_values((name, 1, column * 3 + 1, shown, column * 3 + 1));
    }
    chart.title().set_name("Tiếp nhận, trả lời và quá hạn");
    // The first row on top, as in the table.
    chart.y_axis().set_reverse();
    chart.set_width(760).set_height(120 + shown * 36);
    sheet.insert_chart(last + 2, 0, &chart)?;
    Ok(())
}

/// How often widgets were seen, and a chart of the hosts where they were seen most.
fn reach(
    sheet: &mut Worksheet,
    report: &Report,
    names: &Names,
    style: &Style,
) -> Result<(), Error> {
    const NAME: &str = "Tiếp cận";
    sheet.set_name(NAME)?;
    let headings = [
        "Trang và thẻ",
        "Đơn vị",
        "Quý này (lượt)",
        "Quý trước",
        "Chênh lệch",
    ];
    for (column, heading) in (0..).zip(headings) {
        sheet.write_string_with_format(0, column, heading, &style.head)?;
    }
    let mut last = 0;
    for (row, one) in (1_u32..).zip(&report.reach) {
        last = row;
        let label = format!("{} – {}", host(&one.host), widget(&one.widget));
        sheet.write_string(row, 0, label)?;
        sheet.write_string(row, 1, names.site(&one.site))?;
        for (column, value) in (2..).zip([one.count, one.before, one.count - one.before]) {
            sheet.write_number_with_format(row, column, value as f64, &style.numbers[0])?;
        }
    }
    sheet.set_column_width(0, 44)?;
    sheet.set_column_width(1, 30)?;
    sheet.set_freeze_panes(1, 1)?;
    if last == 0 {
        sheet.write_string_with_format(1, 0, NOTHING, &style.nothing)?;
        return Ok(());
    }
    let shown = last.min(CHART_ROWS);
    let mut chart = Chart::new(ChartType::Bar);
    chart
        .add_series()
        .set_name("Quý này")
        .set_categories((NAME, 1, 0, shown, 0))
        .set_values((NAME, 1, 2, shown, 2));
    chart.title().set_name("Lượt xem thẻ");
    chart.y_axis().set_reverse();
    chart.set_width(760).set_height(120 + shown * 28);
    sheet.insert_chart(last + 2, 0, &chart)?;
    Ok(())
}
