//! Sheets as officials keep them: titles above, empty rows, joined cells, numbers as text, formulas that failed.
#![allow(clippy::unwrap_used, reason = "tests")]

use super::layout::{Choice, Column, Sort, choices, columns};
use super::*;
use crate::Language;
use crate::build::read;
use crate::build::table::row::Scale;

const WORDS: &[Choice] = choices! {
    "published" "Công bố" "Published"
    "derived" "Suy ra" "Derived"
};

const COLUMNS: &[Column] = columns! {
    "id" "Mã" "Id" must Sort::Text, "." "." "a" []
    "value" "Giá trị" "Value" may Sort::Number, "." "." "" ["Điểm số"]
    "rank" "Hạng" "Rank" may Sort::Count, "." "." "" ["Thứ hạng"]
    "day" "Ngày công bố" "Published on" may Sort::Day, "." "." "" []
    "status" "Trạng thái" "Status" may Sort::Word(WORDS), "." "." "" []
    "url" "Nguồn (địa chỉ)" "Source (address)" may Sort::Link, "." "." "" []
};

static LAYOUT: Layout = Layout {
    vi: "Số liệu",
    en: "Figures",
    columns: COLUMNS,
};

/// Everything that a CSV file says, or what is wrong with it.
fn read_csv(text: &str) -> (Vec<String>, Vec<String>) {
    let mut problems = Problems::default();
    let place = Place::new("a.csv", At::Whole);
    let sheets: Vec<_> = read::csv::read(&place, text.as_bytes(), &mut problems)
        .into_iter()
        .collect();
    let mut values = Vec::new();
    if let Some(table) = find(&sheets, &LAYOUT, &mut problems) {
        for row in table.rows(&mut problems) {
            values.push(values_of(&row, &mut problems));
        }
    }
    let rules = problems.lines(Language::En).into_iter().map(|line| {
        let (place, rest) = line.split_once(": ").unwrap();
        format!("{place} {}", rest.split(' ').next().unwrap())
    });
    (values, rules.collect())
}

fn values_of(row: &Row<'_>, problems: &mut Problems) -> String {
    let scale = Scale {
        is_percent: true,
        min: Some(0.0),
        max: Some(100.0),
    };
    let id = row.must(problems, "id").unwrap_or_default();
    let value = row.number(problems, "value", scale);
    let (rank, of) = row.rank(problems, "rank");
    let day = row.day(problems, "day");
    let word = row.word(problems, "status");
    let url = row.link(problems, "url");
    let mut out = id;
    for part in [
        value.map(|value| value.to_string()),
        rank.map(|rank| rank.to_string()),
        of.map(|of| of.to_string()),
        day.map(|day| day.to_string()),
        word.map(str::to_owned),
        url,
    ] {
        out.push('|');
        out.push_str(&part.unwrap_or_default());
    }
    out
}

#[test]
fn a_table_is_read_however_its_headings_are_written() {
    for text in [
        "Mã;Giá trị;Hạng;Ngày công bố;Trạng thái;Nguồn (địa chỉ)\na;92,57;3/63;06/04/2025;công bố;https://a.vn/\n",
        "ma,gia tri,thu hang,ngay cong bo,TRANG THAI,nguon - dia chi\na,\"92,57 %\",3/63,2025-04-06,PUBLISHED,https://a.vn/\n",
        "Bảng số liệu năm 2024;;;;;\n\nID;Value;Rank;Published on;Status;Source (address)\n\na;92.57;3 / 63;6/4/2025;Công  bố;https://a.vn/\n;;;;;\n",
        "Trạng thái\tNguồn (địa chỉ)\tNgày công bố\tMã\tĐiểm số\tHạng\t_nội bộ\nCông bố\thttps://a.vn/\tngày 06 tháng 4 năm 2025\ta\t92,57\t3/63\tx\n",
    ] {
        let (values, problems) = read_csv(text);
        assert_eq!(problems, [""; 0], "{text}");
        assert_eq!(
            values,
            ["a|92.57|3|63|2025-04-06|published|https://a.vn/"],
            "{text}"
        );
    }
}

#[test]
fn everything_that_is_wrong_is_told_at_once_with_its_cell() {
    let (_, problems) = read_csv(
        "Mã;Gia trj;Hạng;Ngày công bố;Trạng thái;Nguồn (địa chỉ);Người nhập\n\
         a;1;x;31/02/2025;công b;hanoi.gov.vn/tin;z\n\
         ;;1,5;;;javascript:alert(1);\n\
         S\u{eb} N\u{e9}i v\u{f4};;;;;;\n",
    );
    assert_eq!(
        problems,
        [
            "a.csv › B1 heading-misspelt",
            "a.csv › G1 heading-unknown",
            "a.csv › C2 number-unreadable",
            "a.csv › D2 day-unreadable",
            "a.csv › E2 word-foreign",
            "a.csv › F2 link-bare",
            "a.csv › A3 cell-empty",
            "a.csv › C3 number-not-whole",
            "a.csv › F3 link-unusable",
            "a.csv › A4 text-old-letters",
        ]
    );
}

#[test]
fn tables_that_are_none_say_what_is_missing() {
    for (text, expected) in [
        ("Giá trị;Hạng\n1;2\n", &["a.csv › 1:1 heading-missing"][..]),
        ("Mã;Mã;Hạng\na;b;1\n", &["a.csv › B1 heading-repeated"]),
        ("x;y\n1;2\n", &["a.csv headings-missing"]),
        ("", &["a.csv headings-missing"]),
    ] {
        assert_eq!(read_csv(text).1, expected, "{text}");
    }
}

/// A workbook with what CSV cannot have.
fn workbook() -> Vec<u8> {
    use rust_xlsxwriter::{ExcelDateTime, Format, Workbook};
    let mut book = Workbook::new();
    let plain = Format::new();
    let percent = Format::new().set_num_format("0.00%");
    let date = Format::new().set_num_format("dd/mm/yyyy");
    let guide = book.add_worksheet().set_name("Hướng dẫn").unwrap();
    guide.write(0, 0, "Mã").unwrap();
    let sheet = book.add_worksheet().set_name("Số liệu").unwrap();
    for (column, heading) in (0..).zip(["Mã", "Giá trị", "Hạng", "Ngày công bố"]) {
        sheet.write(2, column, heading).unwrap();
    }
    sheet
        .merge_range(0, 0, 0, 3, "BẢNG SỐ LIỆU", &plain)
        .unwrap();
    sheet.merge_range(3, 0, 4, 0, "a", &plain).unwrap();
    sheet.write_with_format(3, 1, 0.9257, &percent).unwrap();
    sheet.write(3, 2, "3/63").unwrap();
    let day = ExcelDateTime::from_ymd(2025, 4, 6).unwrap();
    sheet.write_with_format(3, 3, &day, &date).unwrap();
    sheet.write(4, 1, "91,43").unwrap();
    sheet.write(4, 2, 3).unwrap();
    sheet.write(4, 3, "18/04/2024").unwrap();
    sheet.write(5, 0, "b").unwrap();
    sheet
        .write_formula(
            5,
            1,
            rust_xlsxwriter::Formula::new("=NA()").set_result("#N/A"),
        )
        .unwrap();
    sheet.write_with_format(5, 2, &day, &date).unwrap();
    sheet.write(5, 3, 45_692).unwrap();
    sheet
        .merge_range(7, 0, 7, 3, "Khối quận, huyện", &plain)
        .unwrap();
    // A stray cell far away costs nothing.
    sheet.write(1_048_575, 16_383, "x").unwrap();
    book.save_to_buffer().unwrap()
}

#[test]
fn a_workbook_is_read_as_it_is_shown() {
    let mut problems = Problems::default();
    let place = Place::new("a.xlsx", At::Whole);
    let sheets = read::xlsx::read(&place, workbook(), &mut problems);
    let table = find(&sheets, &LAYOUT, &mut problems).unwrap();
    let values: Vec<_> = table
        .rows(&mut problems)
        .iter()
        .map(|row| values_of(row, &mut problems))
        .collect();
    assert_eq!(
        values[..2],
        ["a|92.57|3|63|2025-04-06||", "a|91.43|3||2024-04-18||"]
    );
    let lines = problems.lines(Language::Vi);
    let expected = [
        "a.xlsx › Số liệu › B6: cell-error",
        "a.xlsx › Số liệu › C6: number-is-date",
        "a.xlsx › Số liệu › D6: day-unreadable",
        "a.xlsx › Số liệu › A8: cells-joined",
    ];
    assert!(
        lines[2].ends_with("(«45692 → 04/02/2025?»)"),
        "{}",
        lines[2]
    );
    assert_eq!(lines.len(), expected.len(), "{lines:#?}");
    for (line, expected) in lines.iter().zip(expected) {
        assert!(line.starts_with(expected), "{line}");
    }
    assert!(lines[0].ends_with("(«#N/A»)"), "{}", lines[0]);
}

#[test]
fn numbers_of_a_workbook_mean_what_their_cells_show() {
    use crate::build::read::sheet::{Cell, Sheet};
    let read = |value: f64, is_percent: bool, of_percent: bool| {
        let mut problems = Problems::default();
        let mut sheet = Sheet::new(Place {
            sheet: Some("Số liệu".to_owned()),
            ..Place::new("a.xlsx", At::Whole)
        });
        for (column, heading) in (1..).zip(["Mã", "Giá trị"]) {
            sheet.put(1, column, Cell::Text(heading.to_owned()));
        }
        sheet.put(2, 2, Cell::Number { value, is_percent });
        let sheets = [sheet];
        let table = find(&sheets, &LAYOUT, &mut problems).unwrap();
        let scale = Scale {
            is_percent: of_percent,
            min: None,
            max: None,
        };
        let row = table.rows(&mut problems)[0];
        let found = row.number(&mut problems, "value", scale);
        let lines = problems.lines(Language::En);
        let rule = lines.first().and_then(|line| line.split(' ').nth(6));
        (found, rule.unwrap_or_default().to_owned())
    };
    for (value, is_percent, of_percent, expected, rule) in [
        (0.75, true, true, Some(75.0), ""),
        (75.0, false, true, Some(75.0), ""),
        (0.75, true, false, None, "number-percent"),
        (f64::NAN, false, true, None, "number-unreadable"),
        (1e308, true, true, None, "number-unreadable"),
        (1e308, false, true, Some(1e308), ""),
    ] {
        assert_eq!(
            read(value, is_percent, of_percent),
            (expected, rule.to_owned()),
            "{value}"
        );
    }
    let whole = Cell::Number {
        value: 9_007_199_254_740_991.0,
        is_percent: false,
    };
    assert_eq!(whole.shown(), "9007199254740991");
}
