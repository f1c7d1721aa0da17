//! A workbook for Excel from the layouts of its sheets.

use rust_xlsxwriter::{
    Color, DataValidation, DocProperties, ExcelDateTime, Format, FormatAlign, FormatBorder,
    Formula, Workbook, Worksheet, XlsxError,
};

use crate::Language;
use crate::build::table::layout::{Choice, Column, Layout, Sort};
use crate::build::table::{date, number};

/// Rows that have formats and lists to choose from.
const ROWS: u32 = 2_000;

/// Words of the sheets.
struct Strings {
    guide: &'static str,
    lists: &'static str,
    yes_no: [&'static str; 2],
    heading: &'static str,
    rules: &'static [&'static str],
    columns: [&'static str; 5],
    required: &'static str,
}

const VI: Strings = Strings {
    guide: "Hướng dẫn",
    lists: "Danh mục",
    yes_no: ["có", "không"],
    heading: "Cách điền",
    rules: &[
        "Mỗi dòng là một mục. Dòng đầu mỗi trang là ví dụ: sửa hoặc xóa trước khi dùng.",
        "Cột có dấu * phải điền. Chưa biết thì để trống ô, không ghi «không có» hay «-».",
        "Số thập phân dùng dấu phẩy: 92,57. Ngày: 07/02/2025; có giờ: 16:30 07/02/2025.",
        "Không trộn ô (Merge Cells) theo chiều ngang. Có thể đổi thứ tự cột, thêm dòng tên bảng ở trên.",
        "Cột hoặc trang có tên bắt đầu bằng dấu _ là của riêng cơ quan, không được đọc.",
        "Dùng chữ Unicode (UniKey: bảng mã Unicode), không dùng .VnTime hay VNI-Times.",
    ],
    columns: ["Trang", "Cột", "Ý nghĩa", "Giá trị", "Ví dụ"],
    required: "bắt buộc",
};

const EN: Strings = Strings {
    guide: "Guide",
    lists: "Lists",
    yes_no: ["yes", "no"],
    heading: "How to fill in",
    rules: &[
        "One row is one item. The first row of each sheet is an example: change or delete it before use.",
        "Columns with * must be filled. Leave a cell empty if the value is not known.",
        "Decimals are written 92,57 or 92.57. Days: 07/02/2025, the day first; with time: 16:30 07/02/2025.",
        "Do not merge cells across columns. Columns may be moved, and a title may stand above the headings.",
        "Columns and sheets whose names begin with _ are your own and are not read.",
        "Use Unicode fonts, not .VnTime or VNI-Times.",
    ],
    columns: ["Sheet", "Column", "Meaning", "Values", "Example"],
    required: "required",
};

/// The content of a workbook with these sheets.
pub(super) fn template(layouts: &[&Layout], lang: Language) -> Result<Vec<u8>, XlsxError> {
    let words = match lang {
        Language::Vi => &VI,
        Language::En => &EN,
    };
    let mut book = Workbook::new();
    // Two folders that are made on two days are alike.
    let day = ExcelDateTime::from_ymd(2025, 1, 1)?;
    book.set_properties(&DocProperties::new().set_creation_datetime(&day));
    let mut lists = Lists::new(words);
    for layout in layouts {
        let sheet = book.add_worksheet();
        sheet.set_name(in_lang(lang, layout.vi, layout.en))?;
        fill(sheet, layout, lang, &mut lists)?;
    }
    guide(book.add_worksheet(), layouts, lang, words)?;
    lists.write(book.add_worksheet())?;
    book.save_to_buffer()
}

const fn in_lang<'a>(lang: Language, vi: &'a str, en: &'a str) -> &'a str {
    match lang {
        Language::Vi => vi,
        Language::En => en,
    }
}

fn heading_format() -> Format {
    Format::new()
        .set_bold()
        .set_text_wrap()
        .set_align(FormatAlign::VerticalCenter)
        .set_background_color(Color::Silver)
        .set_border(FormatBorder::Thin)
}

/// Headings, formats, lists, and the filled row.
fn fill(
    sheet: &mut Worksheet,
    layout: &Layout,
    lang: Language,
    lists: &mut Lists,
) -> Result<(), XlsxError> {
    let heading = heading_format();
    sheet.set_row_height(0, 32)?;
    sheet.set_freeze_panes(1, 0)?;
    sheet.set_landscape().set_print_fit_to_pages(1, 0);
    sheet.set_repeat_rows(0, 0)?;
    for (at, column) in (0..).zip(layout.columns) {
        let name = in_lang(lang, column.vi, column.en);
        let mark = if column.is_required { "*" } else { "" };
        sheet.set_column_width(at, width(column))?;
        sheet.set_column_format(at, &format_of(column))?;
        sheet.write_string_with_format(0, at, format!("{name}{mark}"), &heading)?;
        if let Some(rule) = lists.rule(column, lang) {
            sheet.add_data_validation(1, at, ROWS, at, &rule)?;
        }
        write(sheet, (1, at), column, column.sample, lang)?;
    }
    Ok(())
}

/// Writes a text as Excel keeps what is typed: numbers and days as such, words in the language of the sheet.
pub(in crate::build) fn write(
    sheet: &mut Worksheet,
    (row, at): (u32, u16),
    column: &Column,
    text: &str,
    lang: Language,
) -> Result<(), XlsxError> {
    let format = format_of(column);
    let is_number = matches!(column.sort, Sort::Number | Sort::Count) && column.key != "rank";
    if is_number
        && let Ok(written) = number::read(text, |_| true)
        && !written.is_percent
    {
        sheet.write_number_with_format(row, at, written.value, &format)?;
        return Ok(());
    }
    if matches!(column.sort, Sort::Day | Sort::Moment)
        && let Some(written) = date::read(text)
    {
        let time = written.time.unwrap_or(chrono::NaiveTime::MIN);
        let moment = serial(written.day.and_time(time))?;
        sheet.write_datetime_with_format(row, at, &moment, &format)?;
        return Ok(());
    }
    match column.sort {
        _ if text.is_empty() => {}
        Sort::Word(choices) | Sort::Words(choices) => {
            let choice = choices.iter().find(|choice| choice.vi == text);
            let word = choice.map_or(text, |choice| in_lang(lang, choice.vi, choice.en));
            sheet.write_string_with_format(row, at, word, &format)?;
        }
        Sort::Flag if lang == Language::En => {
            let word = if text == VI.yes_no[0] {
                EN.yes_no[0]
            } else {
                EN.yes_no[1]
            };
            sheet.write_string_with_format(row, at, word, &format)?;
        }
        _ => {
            sheet.write_string_with_format(row, at, text, &format)?;
        }
    }
    Ok(())
}

fn format_of(column: &Column) -> Format {
    Format::new()
        .set_num_format(number_format(column))
        .set_align(FormatAlign::Top)
        .set_text_wrap()
}

fn serial(at: chrono::NaiveDateTime) -> Result<ExcelDateTime, XlsxError> {
    let first = chrono::NaiveDate::from_ymd_opt(1899, 12, 30).unwrap_or_default();
    let since = at - first.and_time(chrono::NaiveTime::MIN);
    ExcelDateTime::from_serial_datetime(since.num_seconds() as f64 / 86_400.0)
}

/// Text keeps what Excel would change: 00004, 3/63, addresses.
const fn number_format(column: &Column) -> &'static str {
    match column.sort {
        Sort::Day => "dd/mm/yyyy",
        Sort::Moment => "hh:mm dd/mm/yyyy",
        Sort::Number => "General",
        Sort::Count if column.key.len() != "rank".len() => "0",
        _ => "@",
    }
}

const fn width(column: &Column) -> f64 {
    match column.sort {
        Sort::Number | Sort::Count | Sort::Flag => 11.0,
        Sort::Day => 13.0,
        Sort::Moment => 18.0,
        Sort::Word(_) => 16.0,
        Sort::Text | Sort::Words(_) | Sort::Link | Sort::List => 26.0,
    }
}

/// What the columns mean.
fn guide(
    sheet: &mut Worksheet,
    layouts: &[&Layout],
    lang: Language,
    words: &Strings,
) -> Result<(), XlsxError> {
    sheet.set_name(words.guide)?;
    let heading = heading_format();
    let plain = Format::new().set_text_wrap().set_align(FormatAlign::Top);
    for (at, width) in (0..).zip([20.0, 26.0, 60.0, 50.0, 30.0]) {
        sheet.set_column_width(at, width)?;
    }
    sheet.write_string_with_format(0, 0, words.heading, &Format::new().set_bold())?;
    let mut row = 1;
    for rule in words.rules {
        sheet.write_string(row, 0, *rule)?;
        row += 1;
    }
    row += 1;
    for (at, name) in (0..).zip(words.columns) {
        sheet.write_string_with_format(row, at, name, &heading)?;
    }
    for layout in layouts {
        for column in layout.columns {
            row += 1;
            let name = in_lang(lang, column.vi, column.en);
            let help = in_lang(lang, column.help_vi, column.help_en);
            let help = match column.is_required {
                true => format!("{help} ({})", words.required),
                false => help.to_owned(),
            };
            let values = match column.sort {
                Sort::Word(choices) | Sort::Words(choices) => names(choices, lang).join("; "),
                Sort::Flag => words.yes_no.join("; "),
                _ => String::new(),
            };
            let texts = [
                in_lang(lang, layout.vi, layout.en).to_owned(),
                name.to_owned(),
                help,
                values,
                column.sample.to_owned(),
            ];
            for (at, text) in (0..).zip(texts) {
                sheet.write_string_with_format(row, at, text, &plain)?;
            }
        }
    }
    Ok(())
}

fn names(choices: &'static [Choice], lang: Language) -> Vec<&'static str> {
    let names = choices
        .iter()
        .map(|choice| in_lang(lang, choice.vi, choice.en));
    names.collect()
}

/// Lists to choose from stand in a sheet of their own: within a rule Excel allows 255 characters.
struct Lists {
    words: &'static Strings,
    columns: Vec<Vec<&'static str>>,
}

impl Lists {
    fn new(words: &'static Strings) -> Self {
        Self {
            words,
            columns: Vec::new(),
        }
    }

    /// The rule for a column, if there is a list for it.
    fn rule(&mut self, column: &Column, lang: Language) -> Option<DataValidation> {
        let list = match column.sort {
            Sort::Word(choices) => names(choices, lang),
            Sort::Flag => self.words.yes_no.to_vec(),
            _ => return None,
        };
        let known = self.columns.iter().position(|known| *known == list);
        let at = known.unwrap_or_else(|| {
            self.columns.push(list.clone());
            self.columns.len() - 1
        });
        let letter = crate::build::problem::letters(u32::try_from(at).ok()?.saturating_add(1));
        let formula = format!(
            "='{}'!${letter}$1:${letter}${}",
            self.words.lists,
            list.len()
        );
        Some(DataValidation::new().allow_list_formula(Formula::new(formula)))
    }

    fn write(&self, sheet: &mut Worksheet) -> Result<(), XlsxError> {
        sheet.set_name(self.words.lists)?;
        for (at, list) in (0..).zip(&self.columns) {
            sheet.set_column_width(at, 30)?;
            for (row, word) in (0..).zip(list) {
                sheet.write_string(row, at, *word)?;
            }
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "tests")]
    use super::*;
    use crate::build::{agencies, answers, feedback, indexes, news, notices, procedures, screens};

    #[test]
    fn samples_are_what_their_columns_hold_and_every_column_is_explained() {
        let mut layouts = vec![
            &news::LAYOUT,
            &notices::LAYOUT,
            &agencies::LAYOUT,
            &answers::LAYOUT,
        ];
        layouts.extend(indexes::LAYOUTS);
        layouts.extend(procedures::LAYOUTS);
        layouts.extend(feedback::LAYOUTS);
        layouts.extend(screens::LAYOUTS);
        for layout in layouts {
            for column in layout.columns {
                let place = format!("{} › {}", layout.vi, column.vi);
                assert!(
                    !column.help_vi.is_empty() && !column.help_en.is_empty(),
                    "{place}"
                );
                for name in [column.vi, column.en] {
                    let found = layout.column(name).unwrap();
                    assert!(std::ptr::eq(found, column), "{place} is also {}", found.vi);
                }
                let sample = column.sample;
                assert!(
                    !column.is_required || !sample.is_empty(),
                    "{place} needs a sample"
                );
                let fits = sample.is_empty()
                    || match column.sort {
                        Sort::Number | Sort::Count => number::read(sample, |_| true).is_ok(),
                        Sort::Day | Sort::Moment => date::read(sample).is_some(),
                        Sort::Word(choices) => choices.iter().any(|choice| choice.vi == sample),
                        Sort::Words(choices) => sample
                            .split("; ")
                            .all(|word| choices.iter().any(|choice| choice.vi == word)),
                        Sort::Flag => VI.yes_no.contains(&sample),
                        Sort::Link => sample.starts_with("https://co-quan.example/"),
                        Sort::Text | Sort::List => true,
                    };
                assert!(fits, "{place}: {sample}");
            }
        }
    }

    #[test]
    fn templates_are_the_same_on_any_day() {
        let layouts = indexes::LAYOUTS;
        let first = template(&layouts, Language::Vi).unwrap();
        assert_eq!(first, template(&layouts, Language::Vi).unwrap());
    }
}
