//! From a finding about a built file back to the cell that it came from.

use std::collections::HashMap;

use cchc::check::Report;

use super::problem::{At, Place, Problem, Problems};
use super::table::row::Row;

/// Where a part of a built file came from.
#[derive(Debug, Clone)]
pub(super) enum Origin {
    /// A JSON source, which was checked by itself.
    Checked,
    /// News of somebody else: what is wrong there is nobody's here to mend.
    Foreign,
    /// A row of a table: its place, and that of each cell by the name of the field.
    Row(Place, Vec<(&'static str, Place)>),
    /// A part of a text or of a foreign feed.
    Place(Place),
}

impl From<&Row<'_>> for Origin {
    fn from(row: &Row<'_>) -> Self {
        Self::Row(row.place(), row.cells())
    }
}

impl Origin {
    /// The whole of it, or one of its fields.
    pub(super) fn place(&self, field: &str) -> Option<&Place> {
        match self {
            Self::Checked | Self::Foreign => None,
            Self::Place(place) => Some(place),
            Self::Row(row, cells) => {
                let is_inside = |inner: &str, outer: &str| {
                    inner
                        .strip_prefix(outer)
                        .is_some_and(|rest| rest.is_empty() || rest.starts_with(['.', '[']))
                };
                let around = cells.iter().find(|(key, _)| is_inside(field, key));
                let cell = around.or_else(|| {
                    let is_part = |key| !field.is_empty() && is_inside(key, field);
                    cells.iter().find(|(key, _)| is_part(key))
                });
                Some(cell.map_or(row, |(_, place)| place))
            }
        }
    }
}

/// Origins of one built file by JSON path.
#[derive(Debug, Default)]
pub(super) struct Origins(HashMap<String, Origin>);

impl Origins {
    pub(super) fn insert(&mut self, path: String, origin: Origin) {
        self.0.insert(path, origin);
    }

    /// Takes over those of another source, where there are none yet.
    pub(super) fn fill(&mut self, other: Self) {
        for (path, origin) in other.0 {
            self.0.entry(path).or_insert(origin);
        }
    }

    /// Turns findings about a built file into problems of its sources. What belongs to none is the plan's.
    pub(super) fn tell(&self, reports: Vec<Report>, problems: &mut Problems) {
        for report in reports {
            let path = report.finding.path.as_str();
            let Some((origin, field)) = self.find(path) else {
                problems.add(Problem {
                    place: Place::new(super::plan::NAME, At::Whole),
                    path: report.finding.path,
                    rule: report.finding.rule,
                    detail: report.finding.detail,
                });
                continue;
            };
            if let Some(place) = origin.place(field) {
                problems.add(Problem {
                    place: place.clone(),
                    path: String::new(),
                    rule: report.finding.rule,
                    detail: report.finding.detail,
                });
            }
        }
    }

    /// The innermost part around a path, and the field inside of it.
    fn find<'a>(&self, path: &'a str) -> Option<(&Origin, &'a str)> {
        let mut end = path.len();
        loop {
            let (head, rest) = path.split_at_checked(end)?;
            if let Some(origin) = self.0.get(head) {
                return Some((origin, rest.trim_start_matches('.')));
            }
            end = head.rfind(['.', '['])?;
        }
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "tests")]
    use super::*;

    #[test]
    fn the_innermost_part_is_found_and_its_cell() {
        let place = |at| Place::new("a.csv", at);
        let row = |row| {
            let cells = vec![
                ("_cchc.kind", place(At::Cell(row, 2))),
                ("title", place(At::Cell(row, 1))),
            ];
            Origin::Row(place(At::Row(row)), cells)
        };
        let mut origins = Origins::default();
        origins.insert("$.items[1]".to_owned(), row(2));
        origins.insert("$.items[1].restated[0]".to_owned(), row(3));
        for (path, expected) in [
            ("$.items[1].title", Some(At::Cell(2, 1))),
            ("$.items[1]._cchc.kind", Some(At::Cell(2, 2))),
            ("$.items[1]._cchc", Some(At::Cell(2, 2))),
            ("$.items[1].titles", Some(At::Row(2))),
            ("$.items[1]", Some(At::Row(2))),
            ("$.items[1].restated[0].title", Some(At::Cell(3, 1))),
            ("$.items[1].restated[1].title", Some(At::Row(2))),
            ("$.items[12].title", None),
            ("$.title", None),
            ("$", None),
        ] {
            let found = origins.find(path);
            let at = found.map(|(origin, field)| origin.place(field).unwrap().at);
            assert_eq!(at, expected, "{path}");
        }
    }
}
