//! CSV as Excel writes it in Vietnam: separated by semicolons, commas or tabs, in UTF-8 or an older encoding.
//!
//! Rows are counted as Excel counts them: blank lines are rows, line feeds inside of quotes are not.

use super::encoding::{self, Unsure};
use super::sheet::{Cell, Sheet};
use crate::build::problem::{At, Place, Problems};

/// Semicolons come first: Excel writes them where the comma is the decimal sign.
const SEPARATORS: [u8; 3] = [b';', b'\t', b','];
/// What a failed formula shows.
const ERRORS: [&str; 9] = [
    "#N/A", "#REF!", "#VALUE!", "#DIV/0!", "#NAME?", "#NUM!", "#NULL!", "#SPILL!", "#CALC!",
];
/// Lines that are looked at to find the separator.
const LINES_FOR_SEPARATOR: usize = 20;

/// Reads a CSV file as one sheet.
pub(crate) fn read(place: &Place, content: &[u8], problems: &mut Problems) -> Option<Sheet> {
    let text = match encoding::decode(content) {
        Ok((text, _)) => text,
        Err(Unsure { sample }) => {
            problems.note(place.clone(), "encoding-unsure", &sample);
            return None;
        }
    };
    // One sign for the end of a line, and one at the end of the text, make the count of lines exact.
    let mut text = text.replace("\r\n", "\n").replace('\r', "\n");
    if !text.ends_with('\n') {
        text.push('\n');
    }
    let (first_row, text, separator) = separator(&text);
    if let Some(at) = open_quote(text, separator, first_row) {
        problems.note(place.with(at), "quote-open", "");
        return None;
    }
    let mut reader = ::csv::ReaderBuilder::new()
        .has_headers(false)
        .flexible(true)
        .delimiter(separator)
        .from_reader(text.as_bytes());
    let mut sheet = Sheet::new(place.clone());
    let mut record = ::csv::StringRecord::new();
    let mut row = first_row;
    loop {
        let line = reader.position().line();
        match reader.read_record(&mut record) {
            Ok(true) => {}
            Ok(false) => break,
            Err(error) => {
                problems.note(place.with(At::Row(row)), "file-broken", &error.to_string());
                return None;
            }
        }
        let inside: usize = record.iter().map(|cell| cell.matches('\n').count()).sum();
        let lines = usize::try_from(reader.position().line() - line).unwrap_or(1);
        let blank = lines.saturating_sub(1 + inside);
        row += u32::try_from(blank).unwrap_or(0);
        for (column, cell) in (1..).zip(&record) {
            // Excel writes failed formulas as it shows them.
            let cell = match cell.trim() {
                error if ERRORS.contains(&error) => Some(Cell::Broken(error.to_owned())),
                _ => Cell::text(cell),
            };
            if let Some(cell) = cell {
                sheet.put(row, column, cell);
            }
        }
        row += 1;
    }
    Some(sheet)
}

/// The cell whose quotes do not close before the next separator or line: all up to some later quote would be in it.
fn open_quote(text: &str, separator: u8, first_row: u32) -> Option<At> {
    let bytes = text.as_bytes();
    let (mut row, mut column) = (first_row, 1_u32);
    let mut at = 0;
    // One round for each cell.
    while at < bytes.len() {
        let here = At::Cell(row, column);
        if bytes.get(at) == Some(&b'"') {
            at += 1;
            loop {
                match (bytes.get(at), bytes.get(at + 1)) {
                    (Some(b'"'), Some(b'"')) => at += 2,
                    (Some(b'"'), _) => break,
                    (Some(_), _) => at += 1,
                    (None, _) => return Some(here),
                }
            }
            at += 1;
            while bytes.get(at) == Some(&b' ') && separator != b' ' {
                at += 1;
            }
            let is_closed = bytes
                .get(at)
                .is_none_or(|byte| *byte == separator || *byte == b'\n');
            if !is_closed {
                return Some(here);
            }
        }
        while bytes
            .get(at)
            .is_some_and(|byte| *byte != separator && *byte != b'\n')
        {
            at += 1;
        }
        match bytes.get(at) {
            Some(b'\n') => (row, column) = (row.saturating_add(1), 1),
            _ => column = column.saturating_add(1),
        }
        at += 1;
    }
    None
}

/// First row, the text that begins there, and what separates its cells: what Excel's own line `sep=;` says, else the sign
/// that most of the first lines have. Decimal commas and lists are in some of them, the separator is in all.
fn separator(text: &str) -> (u32, &str, u8) {
    if let Some((head, rest)) = text.split_once('\n')
        && let Some([sign]) = head.strip_prefix("sep=").map(str::as_bytes)
    {
        return (2, rest, *sign);
    }
    let lines_with = |sign: u8| {
        let lines = text.lines().take(LINES_FOR_SEPARATOR);
        lines.filter(|line| has(line, sign)).count()
    };
    let best = SEPARATORS
        .into_iter()
        .rev()
        .max_by_key(|sign| lines_with(*sign))
        .unwrap_or(b',');
    (1, text, best)
}

/// Whether the sign stands in the line, outside of quotes.
fn has(line: &str, sign: u8) -> bool {
    let mut is_quoted = false;
    line.bytes().any(|byte| {
        is_quoted ^= byte == b'"';
        byte == sign && !is_quoted
    })
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "tests")]
    use super::*;

    fn cells_of(content: &[u8]) -> Vec<String> {
        let mut problems = Problems::default();
        let sheet = read(&Place::new("a.csv", At::Whole), content, &mut problems).unwrap();
        assert!(problems.worst().is_none());
        let mut found = Vec::new();
        for (row, cells) in &sheet.rows {
            for (column, cell) in cells {
                let at = sheet.place.with(At::Cell(*row, *column)).to_string();
                found.push(format!("{} {}", at.replace("a.csv › ", ""), cell.shown()));
            }
        }
        found
    }

    #[test]
    fn cells_stand_where_excel_shows_them() {
        for (content, expected) in [
            ("a,b\nc,d", &["A1 a", "B1 b", "A2 c", "B2 d"][..]),
            (
                "\u{feff}a;b\r\n92,57;d\r\n",
                &["A1 a", "B1 b", "A2 92,57", "B2 d"],
            ),
            ("a\tb\n1,5\t2,5\n", &["A1 a", "B1 b", "A2 1,5", "B2 2,5"]),
            ("sep=;\na;b\n", &["A2 a", "B2 b"]),
            // A title above, a blank line, and a cell of two lines.
            (
                "Bảng, năm 2024\n\na;b;c\n\"x\ny\";;z\n\n\ne;f;g",
                &[
                    "A1 Bảng, năm 2024",
                    "A3 a",
                    "B3 b",
                    "C3 c",
                    "A4 x\ny",
                    "C4 z",
                    "A7 e",
                    "B7 f",
                    "C7 g",
                ],
            ),
            ("\"a \"\"b\"\"; c\";d\n", &["A1 a \"b\"; c", "B1 d"]),
            ("a;b\r1;2\r", &["A1 a", "B1 b", "A2 1", "B2 2"]),
            (" a\u{a0} ; ;\u{200b}\n", &["A1 a"]),
            (
                "a \"b\" c;d\n\"x\" ;\"\"\n",
                &["A1 a \"b\" c", "B1 d", "A2 x"],
            ),
            ("#N/A;#1\n", &["A1 #N/A", "B1 #1"]),
            ("", &[]),
        ] {
            assert_eq!(cells_of(content.as_bytes()), expected, "{content:?}");
        }
    }

    #[test]
    fn a_quote_that_swallows_rows_is_refused_at_its_cell() {
        for (content, expected) in [
            ("a;b\n\"x;1\ny;2\n", "a.csv › A2"),
            ("a;b\n\"x;1\n\"y\";2\n", "a.csv › A2"),
            ("a;b\n\n1;\"x\" và y\n", "a.csv › B3"),
            ("a;\"b\nc\";d\n\"x", "a.csv › A2"),
        ] {
            let mut problems = Problems::default();
            let place = Place::new("a.csv", At::Whole);
            assert!(read(&place, content.as_bytes(), &mut problems).is_none());
            let lines = problems.lines(crate::Language::En);
            assert!(
                lines[0].starts_with(&format!("{expected}: quote-open")),
                "{lines:?}"
            );
        }
    }
}
