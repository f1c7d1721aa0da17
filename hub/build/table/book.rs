//! A workbook with a sheet for each thing, or a folder of CSV files with its sheets.

use super::fold::nearest;
use super::layout::Layout;
use super::row::Row;
use super::{Table, is_guide};
use crate::build::problem::{At, Place, Problems};
use crate::build::read::sheet::Sheet;

/// Which sheets a workbook may have.
#[derive(Debug)]
pub(crate) struct Kinds {
    /// All of them.
    pub(crate) layouts: &'static [&'static Layout],
    /// The first so many must be there.
    pub(crate) needed: usize,
    /// Whether a sheet of another name is known by its headings.
    pub(crate) by_headings: bool,
}

/// The sheets of a workbook that are there.
pub(crate) struct Book<'a> {
    tables: Vec<Table<'a>>,
    place: Place,
}

impl<'a> Book<'a> {
    /// Matches the sheets of a source; `None` when the first that must be there is not.
    pub(crate) fn open(
        name: &str,
        sheets: &'a [Sheet],
        kinds: &Kinds,
        problems: &mut Problems,
    ) -> Option<Self> {
        if sheets.is_empty() {
            return None;
        }
        let mut book = Self {
            tables: Vec::new(),
            place: Place::new(name.trim_end_matches('/'), At::Whole),
        };
        let mut known = Vec::new();
        for sheet in sheets {
            match kinds.of(sheet, sheets) {
                Some(layout) => {
                    known.push(layout);
                    if !sheet.rows.is_empty() {
                        book.add(sheet, layout, problems);
                    }
                }
                // Excel begins with three.
                None if sheet.rows.is_empty() || is_guide(sheet.name()) => {}
                None => {
                    let names = kinds.layouts.iter().map(|layout| layout.vi);
                    let detail = match nearest(sheet.name(), names) {
                        Some(meant) => format!("{} → {meant}?", sheet.name()),
                        None => sheet.name().to_owned(),
                    };
                    problems.note(sheet.place.clone(), "sheet-unknown", &detail);
                }
            }
        }
        for layout in kinds.layouts.iter().take(kinds.needed) {
            let is_there = known.iter().any(|known| std::ptr::eq(*known, *layout));
            if !is_there {
                problems.note(book.place.clone(), "sheet-missing", layout.vi);
            }
        }
        let needed = kinds.layouts.first()?;
        book.table(needed).is_some().then_some(book)
    }

    fn add(&mut self, sheet: &'a Sheet, layout: &'static Layout, problems: &mut Problems) {
        let table = Table::open(sheet, layout, problems);
        if table.is_none() && Table::fit(sheet, layout) == 0 {
            let required = layout.columns.iter().filter(|column| column.is_required);
            let names: Vec<_> = required.map(|column| column.vi).collect();
            problems.note(sheet.place.clone(), "headings-missing", &names.join("; "));
        }
        let Some(table) = table else { return };
        if self.table(layout).is_some() {
            problems.note(sheet.place.clone(), "sheet-twice", layout.vi);
        }
        self.tables.push(table);
    }

    /// The workbook, or the folder.
    pub(crate) fn place(&self) -> Place {
        self.place.clone()
    }

    fn table(&self, layout: &'static Layout) -> Option<&Table<'a>> {
        let is_it = |table: &&Table<'_>| std::ptr::eq(table.layout, layout);
        self.tables.iter().find(is_it)
    }

    /// Rows of a sheet; none when it is not there.
    pub(crate) fn rows(&self, layout: &'static Layout, problems: &mut Problems) -> Vec<Row<'_>> {
        self.table(layout)
            .map_or_else(Vec::new, |table| table.rows(problems))
    }
}

impl Kinds {
    /// What a sheet is: by its name, else by its headings where that is allowed.
    fn of(&self, sheet: &Sheet, sheets: &[Sheet]) -> Option<&'static Layout> {
        let layouts = self.layouts.iter().copied();
        let by_name = layouts.clone().find(|layout| layout.is_named(sheet.name()));
        if by_name.is_some() || !self.by_headings || is_guide(sheet.name()) {
            return by_name;
        }
        let fits = layouts.map(|layout| (Table::fit(sheet, layout), layout));
        let whole = fits.filter(|(fit, layout)| *fit > 1 && Table::has_all(sheet, layout));
        let by_headings = whole.rev().max_by_key(|(fit, _)| *fit);
        let only = || {
            let mut read = sheets.iter().filter(|sheet| !is_guide(sheet.name()));
            read.next().filter(|_| read.next().is_none())?;
            self.layouts.first().copied()
        };
        by_headings.map(|(_, layout)| layout).or_else(only)
    }
}
