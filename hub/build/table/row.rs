//! One row, asked for what a reader needs. An empty cell is `None`; one that cannot be read is `None` and a problem.

use cchc::feed::{Stamp, parse_stamp};
use cchc::format::VIETNAM;
use chrono::{NaiveDate, NaiveTime};

use super::Table;
use super::date;
use super::fold::nearest;
use super::layout::{Choice, Sort};
use super::number::{self, NoNumber};
use crate::build::problem::{Place, Problems};
use crate::build::read::sheet::{Cell, moment_of_serial};

/// Words that mean yes or no.
const FLAGS: &[Choice] = super::layout::choices! {
    "true" "có" "yes"
    "true" "x" "1"
    "true" "đúng" "y"
    "false" "không" "no"
    "false" "sai" "0"
};

/// A row of a table.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Row<'a> {
    pub(super) table: &'a Table<'a>,
    pub(super) at: u32,
}

/// How a number counts.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Scale {
    /// 92,57% is 92.57 and not 0.9257.
    pub(crate) is_percent: bool,
    pub(crate) min: Option<f64>,
    pub(crate) max: Option<f64>,
}

impl Row<'_> {
    /// The row as a whole.
    pub(crate) fn place(&self) -> Place {
        self.table.sheet.at_row(self.at)
    }

    /// One of its cells.
    pub(crate) fn cell_place(&self, key: &str) -> Place {
        self.table.place(self.at, key)
    }

    /// Keys and cells of the row, for findings about the item that was made from it.
    pub(crate) fn cells(&self) -> Vec<(&'static str, Place)> {
        let keys = self.table.columns.keys();
        keys.map(|key| (*key, self.cell_place(key))).collect()
    }

    pub(super) fn holds_something(&self) -> bool {
        let cells = self.table.sheet.rows.get(&self.at);
        cells.is_some_and(|cells| {
            let mut columns = self.table.columns.values();
            columns.any(|column| cells.contains_key(column))
        })
    }

    /// The cell, if it holds anything that counts.
    fn cell(&self, problems: &mut Problems, key: &str) -> Option<&Cell> {
        let cell = self.table.cell(self.at, key)?;
        if let Cell::Broken(error) = cell {
            self.note(problems, key, "cell-error", error);
            return None;
        }
        Some(cell)
    }

    /// Adds a problem at a cell.
    pub(crate) fn note(
        &self,
        problems: &mut Problems,
        key: &str,
        rule: &'static str,
        detail: &str,
    ) {
        problems.note(self.cell_place(key), rule, detail);
    }

    /// Text in several lines.
    pub(crate) fn lines(&self, problems: &mut Problems, key: &str) -> Option<String> {
        self.cell(problems, key).map(Cell::shown)
    }

    /// Text in one line.
    pub(crate) fn text(&self, problems: &mut Problems, key: &str) -> Option<String> {
        let text = self.lines(problems, key)?;
        Some(cchc::text::clean(&text))
    }

    /// Text that must be there.
    pub(crate) fn must(&self, problems: &mut Problems, key: &str) -> Option<String> {
        let is_empty = self.table.cell(self.at, key).is_none();
        if is_empty {
            let column = self.table.layout.columns.iter();
            let name = column.clone().find(|column| column.key == key);
            self.note(
                problems,
                key,
                "cell-empty",
                name.map_or(key, |column| column.vi),
            );
        }
        self.text(problems, key)
    }

    /// A permanent name: printable ASCII, without spaces.
    pub(crate) fn id(&self, problems: &mut Problems, key: &str) -> Option<String> {
        let id = self.text(problems, key)?;
        if !id.bytes().all(|byte| byte.is_ascii_graphic()) {
            self.note(problems, key, "id-unusable", &id);
            return None;
        }
        Some(id)
    }

    /// A number with decimals.
    pub(crate) fn number(&self, problems: &mut Problems, key: &str, scale: Scale) -> Option<f64> {
        match self.cell(problems, key)? {
            // Shown as 92,57% it is no 0.9257 of another unit.
            cell @ Cell::Number {
                is_percent: true, ..
            } if !scale.is_percent => {
                self.note(problems, key, "number-percent", &cell.shown());
                None
            }
            cell @ Cell::Number { value, is_percent } => {
                let value = if *is_percent { value * 100.0 } else { *value };
                if !value.is_finite() {
                    self.note(problems, key, "number-unreadable", &cell.shown());
                    return None;
                }
                Some(value)
            }
            Cell::Text(text) => {
                let fits = |value: f64| {
                    scale.min.is_none_or(|min| min <= value)
                        && scale.max.is_none_or(|max| value <= max)
                };
                match number::read(text, fits) {
                    Ok(written) if written.is_percent && !scale.is_percent => {
                        self.note(problems, key, "number-percent", text);
                        None
                    }
                    Ok(written) => Some(written.value),
                    Err(NoNumber::TwoWays) => {
                        self.note(problems, key, "number-two-ways", text);
                        None
                    }
                    Err(NoNumber::Unreadable) => {
                        self.note(problems, key, "number-unreadable", text);
                        None
                    }
                }
            }
            cell @ Cell::Moment(_) => {
                self.note(problems, key, "number-is-date", &cell.shown());
                None
            }
            cell => {
                self.note(problems, key, "number-unreadable", &cell.shown());
                None
            }
        }
    }

    /// A whole number, from 0.
    pub(crate) fn count(&self, problems: &mut Problems, key: &str) -> Option<u32> {
        let whole = Scale {
            is_percent: false,
            min: Some(0.0),
            max: Some(f64::from(u32::MAX)),
        };
        let value = self.number(problems, key, whole)?;
        let is_whole = value.fract() == 0.0 && (0.0..=f64::from(u32::MAX)).contains(&value);
        if !is_whole {
            self.note(problems, key, "number-not-whole", &value.to_string());
            return None;
        }
        Some(value as u32)
    }

    /// A rank, and among how many if the cell says so: `3/63`.
    pub(crate) fn rank(&self, problems: &mut Problems, key: &str) -> (Option<u32>, Option<u32>) {
        if let Some(Cell::Text(text)) = self.table.cell(self.at, key)
            && let Some((rank, of)) = number::rank_of(text)
        {
            return (Some(rank), Some(of));
        }
        (self.count(problems, key), None)
    }

    /// The period of an index: a year, or a part of one such as 2024-Q3.
    pub(crate) fn period(&self, problems: &mut Problems, key: &str) -> Option<String> {
        let text = self.must(problems, key)?;
        let (year, rest) = text.split_at_checked(4).unwrap_or((&text, ""));
        let is_year = year.len() == 4
            && year.bytes().all(|byte| byte.is_ascii_digit())
            && (rest.is_empty() || rest.starts_with('-') && (2..=6).contains(&rest.len()));
        if !is_year {
            self.note(problems, key, "year-unreadable", &text);
            return None;
        }
        Some(text)
    }

    /// A day with its time, if it is given.
    fn date(&self, problems: &mut Problems, key: &str) -> Option<date::Written> {
        let cell = self.cell(problems, key)?;
        let written = match cell {
            Cell::Moment(at) => Some(date::Written {
                day: at.date(),
                time: (at.time() != NaiveTime::MIN).then(|| at.time()),
            }),
            Cell::Text(text) => date::read(text),
            _ => None,
        };
        if written.is_none() {
            let mut detail = cell.shown();
            // A date in a cell that is formatted as a number.
            if let Cell::Number { value, .. } = cell
                && let Some(at) = moment_of_serial(*value, false)
            {
                detail = format!("{detail} → {}?", Cell::Moment(at).shown());
            }
            self.note(problems, key, "day-unreadable", &detail);
        }
        written
    }

    /// A day.
    pub(crate) fn day(&self, problems: &mut Problems, key: &str) -> Option<NaiveDate> {
        self.date(problems, key).map(|written| written.day)
    }

    /// A point in time in Vietnam, and whether only the day is known.
    pub(crate) fn moment(&self, problems: &mut Problems, key: &str) -> Option<(Stamp, bool)> {
        // RFC 3339 names its zone.
        if let Some(Cell::Text(text)) = self.table.cell(self.at, key)
            && text.contains(':')
            && let Some(stamp) = parse_stamp(text)
        {
            return Some(stamp);
        }
        let written = self.date(problems, key)?;
        let time = written.time.unwrap_or(NaiveTime::MIN);
        let stamp = written.day.and_time(time).and_local_timezone(VIETNAM);
        stamp.single().map(|stamp| (stamp, written.time.is_none()))
    }

    /// Yes or no; empty is no.
    pub(crate) fn flag(&self, problems: &mut Problems, key: &str) -> Option<bool> {
        match self.cell(problems, key)? {
            Cell::Flag(flag) => Some(*flag),
            cell => {
                let text = cell.shown();
                let word = Choice::find(FLAGS, &text);
                if word.is_none() {
                    self.note(problems, key, "flag-unreadable", &text);
                }
                word.map(|word| word == "true")
            }
        }
    }

    /// One of the words of the column.
    pub(crate) fn word(&self, problems: &mut Problems, key: &str) -> Option<&'static str> {
        let text = self.text(problems, key)?;
        self.find_word(problems, key, &text)
    }

    /// Several of the words of the column.
    pub(crate) fn words(&self, problems: &mut Problems, key: &str) -> Vec<&'static str> {
        let texts = self.list(problems, key);
        let words = texts
            .iter()
            .filter_map(|text| self.find_word(problems, key, text));
        words.collect()
    }

    fn find_word(&self, problems: &mut Problems, key: &str, text: &str) -> Option<&'static str> {
        let column = self
            .table
            .layout
            .columns
            .iter()
            .find(|column| column.key == key)?;
        let (Sort::Word(choices) | Sort::Words(choices)) = column.sort else {
            return None;
        };
        let word = Choice::find(choices, text);
        if word.is_none() {
            let meant = nearest(text, choices.iter().map(|choice| choice.vi));
            let detail = match meant {
                Some(meant) => format!("{text} → {meant}?"),
                None => {
                    let known: Vec<_> = choices.iter().map(|choice| choice.vi).collect();
                    format!("{text}: {}", known.join(" | "))
                }
            };
            self.note(problems, key, "word-foreign", &detail);
        }
        word
    }

    /// Several texts, parted by semicolons or line feeds.
    pub(crate) fn list(&self, problems: &mut Problems, key: &str) -> Vec<String> {
        let text = self.lines(problems, key).unwrap_or_default();
        let parts = text.split([';', '\n']).map(cchc::text::clean);
        parts.filter(|part| !part.is_empty()).collect()
    }

    /// An address that may become a link.
    pub(crate) fn link(&self, problems: &mut Problems, key: &str) -> Option<String> {
        let text = self.text(problems, key)?;
        let is_whole = text.starts_with('/')
            || text.contains("://")
            || ["mailto:", "tel:"]
                .iter()
                .any(|scheme| text.starts_with(scheme));
        // What people copy by hand: hanoi.gov.vn/tin
        let host = text.split('/').next().unwrap_or_default();
        match cchc::text::safe_url(&text) {
            Some(_) if !is_whole && host.contains('.') => {
                self.note(problems, key, "link-bare", &text);
                None
            }
            Some(url) if is_whole && !url.contains(char::is_whitespace) => Some(url),
            _ => {
                self.note(problems, key, "link-unusable", &text);
                None
            }
        }
    }
}
