//! Workbooks of Excel, cell by cell: a stray cell in the last row of a sheet costs one cell and not a million.

use std::io::Cursor;

use calamine::{DataRef, Reader, SheetVisible, Xlsx, XlsxError};

use super::MAX_CELLS;
use super::sheet::{Cell, Sheet, moment_of_serial};
use super::tell_hidden;
use crate::build::problem::{Place, Problems};

/// The visible sheets of a workbook.
pub(crate) fn read(place: &Place, content: Vec<u8>, problems: &mut Problems) -> Vec<Sheet> {
    let mut book: Xlsx<_> = match Xlsx::new(Cursor::new(content)) {
        Ok(book) => book,
        Err(XlsxError::Password) => {
            problems.note(place.clone(), "file-encrypted", "");
            return Vec::new();
        }
        Err(error) => {
            problems.note(place.clone(), "file-broken", &error.to_string());
            return Vec::new();
        }
    };
    let visible: Vec<_> = book
        .sheets_metadata()
        .iter()
        .filter(|sheet| {
            sheet.visible == SheetVisible::Visible && sheet.typ == calamine::SheetType::WorkSheet
        })
        .map(|sheet| sheet.name.clone())
        .collect();
    for sheet in book.sheets_metadata() {
        // Programs hide theirs better (`VeryHidden`).
        if sheet.visible == SheetVisible::Hidden {
            tell_hidden(place, &sheet.name, problems);
        }
    }
    if visible.is_empty() {
        problems.note(place.clone(), "sheets-hidden", "");
    }
    let is_1904 = book.has_1904_epoch();
    let mut left = MAX_CELLS;
    let mut sheets = Vec::new();
    for name in visible {
        let mut sheet = Sheet::new(Place {
            sheet: Some(name.clone()),
            ..place.clone()
        });
        match fill(&mut sheet, &mut book, &name, is_1904, &mut left) {
            Ok(true) => sheets.push(sheet),
            Ok(false) => problems.note(sheet.place, "file-too-large", ""),
            Err(error) => problems.note(sheet.place, "file-broken", &error.to_string()),
        }
    }
    sheets
}

/// False when there are too many cells.
fn fill(
    sheet: &mut Sheet,
    book: &mut Xlsx<Cursor<Vec<u8>>>,
    name: &str,
    is_1904: bool,
    left: &mut usize,
) -> Result<bool, XlsxError> {
    for joined in book.merge_cells_by_sheet_name(name)? {
        let (first, last) = (joined.start, joined.end);
        let corners = [first.0, first.1, last.0, last.1];
        sheet.joined.push(corners.map(|at| at.saturating_add(1)));
    }
    let mut cells = book.worksheet_cells_reader(name)?;
    let percents: Vec<bool> = cells
        .styles()
        .iter()
        .map(|style| {
            let format = style.number_format.as_ref();
            format.is_some_and(|format| is_percent(&format.format_code))
        })
        .collect();
    while let Some((cell, style)) = cells.next_cell_with_style_id()? {
        let is_percent = percents.get(style).copied().unwrap_or(false);
        if let Some(value) = value(cell.get_value(), is_percent, is_1904) {
            *left = match left.checked_sub(1) {
                Some(left) => left,
                None => return Ok(false),
            };
            let (row, column) = cell.get_position();
            sheet.put(row.saturating_add(1), column.saturating_add(1), value);
        }
    }
    // Programs write formulas without what they come to; Excel works them out when it opens the file.
    drop(cells);
    let mut cells = book.worksheet_cells_reader(name)?;
    while let Some(cell) = cells.next_cell_with_formula_metadata()? {
        if matches!(cell.value, DataRef::Empty) && cell.formula.is_some() {
            *left = match left.checked_sub(1) {
                Some(left) => left,
                None => return Ok(false),
            };
            let (row, column) = cell.pos;
            let broken = Cell::Broken("=".to_owned());
            sheet.put(row.saturating_add(1), column.saturating_add(1), broken);
        }
    }
    Ok(true)
}

fn value(data: &DataRef<'_>, is_percent: bool, is_1904: bool) -> Option<Cell> {
    match data {
        DataRef::Int(value) => Some(Cell::Number {
            value: *value as f64,
            is_percent,
        }),
        DataRef::Float(value) => Some(Cell::Number {
            value: *value,
            is_percent,
        }),
        DataRef::String(text) => Cell::text(text),
        DataRef::SharedString(text) => Cell::text(text),
        DataRef::Bool(flag) => Some(Cell::Flag(*flag)),
        DataRef::DateTime(at) => match moment_of_serial(at.as_f64(), is_1904) {
            Some(at) => Some(Cell::Moment(at)),
            None => Some(Cell::Number {
                value: at.as_f64(),
                is_percent: false,
            }),
        },
        DataRef::DateTimeIso(text) | DataRef::DurationIso(text) => Cell::text(text),
        DataRef::Error(error) => Some(Cell::Broken(error.to_string())),
        DataRef::Empty => None,
    }
}

/// Whether a number format shows hundredths; a percent sign in quotes or behind a backslash is only a letter.
fn is_percent(format: &str) -> bool {
    let mut is_quoted = false;
    let mut letters = format.chars();
    while let Some(letter) = letters.next() {
        match letter {
            '"' => is_quoted = !is_quoted,
            '\\' if !is_quoted => drop(letters.next()),
            '%' if !is_quoted => return true,
            _ => {}
        }
    }
    false
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_percent_sign_counts_where_excel_counts_it() {
        for (format, expected) in [
            ("0%", true),
            ("0.00%", true),
            ("[Red]0.0%;-0.0%", true),
            ("General", false),
            ("0.00\"%\"", false),
            ("0.00\\%", false),
            ("#,##0.00", false),
        ] {
            assert_eq!(is_percent(format), expected, "{format}");
        }
    }

    #[test]
    fn serials_are_days() {
        for (serial, is_1904, expected) in [
            (45_692.0, false, "2025-02-04 00:00:00"),
            (45_945.541_666_67, false, "2025-10-15 13:00:00"),
            (44_230.0, true, "2025-02-04 00:00:00"),
        ] {
            let found = moment_of_serial(serial, is_1904).map(|at| at.to_string());
            assert_eq!(found.as_deref(), Some(expected));
        }
        for serial in [0.0, -1.0, 1e9, f64::NAN, f64::INFINITY] {
            assert_eq!(moment_of_serial(serial, false), None);
        }
    }
}
