//! What is wrong in the sources, with the place where an official finds it: file, sheet and cell.

use std::fmt;

use cchc::check::{Report, Rule, Severity};

use super::rules;
use crate::Language;

/// What these rules find a reader leaves out, and shows the rest. At the cell where it is written it is refused, for the good
/// feed serves on until the cell is mended.
const REFUSED: &[&str] = &[
    "band-unknown",
    "component-unknown",
    "kind-unlisted",
    "index-unlisted",
    "limit-too-high",
    "number-outside",
    "procedure-unlisted",
    "programme-unknown",
    "rank-outside",
    "value-off-scale",
    "window-empty",
];

/// Where in a source, counted from 1 as spreadsheets and editors do.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum At {
    /// The whole file or sheet.
    Whole,
    /// Line and column of a text.
    Line(usize, usize),
    /// Row of a sheet.
    Row(u32),
    /// Row and column of a sheet.
    Cell(u32, u32),
}

impl At {
    /// The place behind this beginning of a text.
    pub(crate) fn after(text: &str) -> Self {
        let line = text.rsplit('\n').next().unwrap_or_default();
        Self::Line(text.matches('\n').count() + 1, line.chars().count() + 1)
    }
}

/// Where something stands.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Place {
    pub(crate) file: String,
    pub(crate) sheet: Option<String>,
    pub(crate) at: At,
}

impl Place {
    /// In a file without sheets.
    pub(crate) fn new(file: &str, at: At) -> Self {
        Self {
            file: file.to_owned(),
            sheet: None,
            at,
        }
    }

    /// Somewhere else in the same sheet.
    pub(crate) fn with(&self, at: At) -> Self {
        Self { at, ..self.clone() }
    }
}

/// `chi-so.xlsx › Số liệu › C7`, `news.json:12:5`
impl fmt::Display for Place {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.file)?;
        if let Some(sheet) = &self.sheet {
            write!(f, " › {sheet}")?;
        }
        match self.at {
            At::Whole => Ok(()),
            At::Line(line, column) => write!(f, ":{line}:{column}"),
            At::Row(row) => write!(f, " › {row}:{row}"),
            At::Cell(row, column) => write!(f, " › {}{row}", letters(column)),
        }
    }
}

/// Name of a column: A, Z, AA.
pub(crate) fn letters(column: u32) -> String {
    let mut left = column;
    let mut name = Vec::new();
    while left > 0 {
        left -= 1;
        name.push(char::from(b'A' + u8::try_from(left % 26).unwrap_or(0)));
        left /= 26;
    }
    name.iter().rev().collect()
}

/// One thing that is wrong.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Problem {
    pub(crate) place: Place,
    /// JSON path, in a source that is JSON.
    pub(crate) path: String,
    pub(crate) rule: &'static str,
    /// What stands there, and after an arrow what may have been meant.
    pub(crate) detail: String,
}

impl Problem {
    pub(crate) fn rule(&self) -> Option<&'static Rule> {
        rules::rule(self.rule)
    }

    pub(crate) fn severity(&self) -> Severity {
        let is_refused = REFUSED.contains(&self.rule) && matches!(self.place.at, At::Cell(..));
        match self.rule() {
            Some(rule) if !is_refused => rule.severity,
            _ => Severity::Error,
        }
    }

    /// Place, rule, fix, and what stands there.
    pub(crate) fn line(&self, lang: Language) -> String {
        let mut line = format!("{}: ", self.place);
        if !self.path.is_empty() {
            line.push_str(&self.path);
            line.push(' ');
        }
        match self.rule() {
            Some(rule) => line.push_str(&crate::check::describe(rule, self.severity(), lang)),
            None => line.push_str(self.rule),
        }
        line.push_str(&crate::check::quoted(&self.detail));
        line
    }
}

/// Everything that is wrong.
#[derive(Debug, Default)]
pub(crate) struct Problems(Vec<Problem>);

impl Problems {
    /// Adds one.
    pub(crate) fn note(&mut self, place: Place, rule: &'static str, detail: &str) {
        self.0.push(Problem {
            place,
            path: String::new(),
            rule,
            detail: cchc::text::clip(&cchc::text::clean(detail), MAX_DETAIL_CHARS),
        });
    }

    /// Adds one that is whole already.
    pub(crate) fn add(&mut self, problem: Problem) {
        self.0.push(problem);
    }

    /// Adds what a check of a JSON source has found.
    pub(crate) fn report(&mut self, file: &str, report: Report) {
        let at = report
            .position
            .map_or(At::Whole, |at| At::Line(at.line, at.column));
        self.0.push(Problem {
            place: Place::new(file, at),
            path: report.finding.path,
            rule: report.finding.rule,
            detail: report.finding.detail,
        });
    }

    /// The gravest one.
    pub(crate) fn worst(&self) -> Option<Severity> {
        self.0.iter().map(Problem::severity).max()
    }

    /// Each once, by place.
    pub(crate) fn sorted(&self) -> Vec<&Problem> {
        let mut sorted: Vec<_> = self.0.iter().collect();
        sorted.sort();
        sorted.dedup();
        sorted
    }

    /// One line each.
    pub(crate) fn lines(&self, lang: Language) -> Vec<String> {
        let sorted = self.sorted();
        sorted.iter().map(|problem| problem.line(lang)).collect()
    }

    pub(crate) fn print(&self, lang: Language) {
        let lines = self.lines(lang);
        for line in lines.iter().take(MAX_LINES) {
            crate::say!("{line}");
        }
        // A wrong column is wrong in every row.
        if let Some(more) = lines.len().checked_sub(MAX_LINES).filter(|more| *more > 0) {
            match lang {
                Language::Vi => crate::say!("… và {more} điều nữa"),
                Language::En => crate::say!("... and {more} more"),
            }
        }
    }
}

/// Lines printed of one build.
const MAX_LINES: usize = 500;
/// Longest value quoted, in characters.
const MAX_DETAIL_CHARS: usize = 160;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn places_are_named_as_spreadsheets_and_editors_name_them() {
        let cell = |row, column| Place {
            sheet: Some("Số liệu".to_owned()),
            ..Place::new("chi-so.xlsx", At::Cell(row, column))
        };
        for (place, expected) in [
            (cell(7, 3), "chi-so.xlsx › Số liệu › C7"),
            (cell(1, 26), "chi-so.xlsx › Số liệu › Z1"),
            (cell(1, 27), "chi-so.xlsx › Số liệu › AA1"),
            (cell(2, 703), "chi-so.xlsx › Số liệu › AAA2"),
            (Place::new("tin.csv", At::Row(9)), "tin.csv › 9:9"),
            (Place::new("tin.csv", At::Whole), "tin.csv"),
            (
                Place::new("feed.toml", At::after("a = 1\nđ =")),
                "feed.toml:2:4",
            ),
        ] {
            assert_eq!(place.to_string(), expected);
        }
    }
}
