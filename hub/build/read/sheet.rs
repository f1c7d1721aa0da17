//! One sheet: cells with their addresses, whatever file they came from.

use std::collections::BTreeMap;

use chrono::{NaiveDate, NaiveDateTime};
use unicode_normalization::UnicodeNormalization;

use crate::build::problem::{At, Place};

/// What stands in a cell. An empty cell is none.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum Cell {
    /// Text, cleaned but for its line feeds, in normal form C.
    Text(String),
    /// A number. With `is_percent` its 0.9257 is shown as 92,57%.
    Number { value: f64, is_percent: bool },
    /// A point in time, as spreadsheets keep it: without zone.
    Moment(NaiveDateTime),
    /// True or false.
    Flag(bool),
    /// A formula that came to nothing: `#N/A`.
    Broken(String),
}

impl Cell {
    /// As text, as a person would read it in the cell.
    pub(crate) fn shown(&self) -> String {
        match self {
            Self::Text(text) | Self::Broken(text) => text.clone(),
            Self::Number { value, is_percent } => {
                let mark = if *is_percent { "%" } else { "" };
                let value = if *is_percent { value * 100.0 } else { *value };
                // Seventeen digits would show how binary numbers miss decimal ones.
                let rounded = match value.fract() == 0.0 {
                    true => value,
                    false => (value * 1e6).round() / 1e6,
                };
                format!("{rounded}{mark}")
            }
            Self::Moment(at) if at.time() == chrono::NaiveTime::MIN => {
                at.format("%d/%m/%Y").to_string()
            }
            Self::Moment(at) => at.format("%d/%m/%Y %H:%M").to_string(),
            Self::Flag(true) => "TRUE".to_owned(),
            Self::Flag(false) => "FALSE".to_owned(),
        }
    }

    /// Text of a cell; white space alone is none.
    pub(crate) fn text(raw: &str) -> Option<Self> {
        let lines: Vec<_> = raw
            .nfc()
            .collect::<String>()
            .lines()
            .map(cchc::text::clean)
            .collect();
        let text = lines.join("\n").trim().to_owned();
        (!text.is_empty()).then_some(Self::Text(text))
    }
}

/// Rows of a sheet; rows and columns are counted from 1.
#[derive(Debug)]
pub(crate) struct Sheet {
    /// File and name of the sheet.
    pub(crate) place: Place,
    pub(crate) rows: BTreeMap<u32, BTreeMap<u32, Cell>>,
    /// It stands for the head of a text: its columns are lines there.
    pub(crate) is_head: bool,
    /// Cells that are joined: first row, first column, last row, last column.
    pub(crate) joined: Vec<[u32; 4]>,
}

impl Sheet {
    pub(crate) fn new(place: Place) -> Self {
        Self {
            place,
            rows: BTreeMap::new(),
            is_head: false,
            joined: Vec::new(),
        }
    }

    pub(crate) fn put(&mut self, row: u32, column: u32, cell: Cell) {
        self.rows.entry(row).or_default().insert(column, cell);
    }

    /// Address of a cell.
    pub(crate) fn at(&self, row: u32, column: u32) -> Place {
        // The first line is the mark above the head.
        let line = usize::try_from(column).unwrap_or(0) + 1;
        self.place.with(match self.is_head {
            true => At::Line(line, 1),
            false => At::Cell(row, column),
        })
    }

    /// Address of a row.
    pub(crate) fn at_row(&self, row: u32) -> Place {
        self.place.with(if self.is_head {
            At::Whole
        } else {
            At::Row(row)
        })
    }

    /// Its name in a workbook; that of the file without ending for CSV.
    pub(crate) fn name(&self) -> &str {
        self.place.sheet.as_deref().unwrap_or_else(|| {
            let file = self.place.file.rsplit('/').next().unwrap_or_default();
            file.rsplit_once('.').map_or(file, |(stem, _)| stem)
        })
    }
}

/// A day that spreadsheets count from 30 December 1899, with the time as a fraction.
pub(crate) fn moment_of_serial(serial: f64, is_1904: bool) -> Option<NaiveDateTime> {
    let first = match is_1904 {
        true => NaiveDate::from_ymd_opt(1904, 1, 1)?,
        false => NaiveDate::from_ymd_opt(1899, 12, 30)?,
    };
    // The year 9999 ends at 2958466; before March 1900 Excel counts a day that never was.
    if !(61.0..2_958_466.0).contains(&serial) {
        return None;
    }
    let seconds = (serial * 86_400.0).round();
    let delta = chrono::TimeDelta::try_seconds(seconds as i64)?;
    first
        .and_time(chrono::NaiveTime::MIN)
        .checked_add_signed(delta)
}
