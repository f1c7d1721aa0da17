//! Tables: sheets whose first row names what the columns hold.
//!
//! A sheet is matched against a [`Layout`], one for each kind of table. Readers then ask a row for what they need
//! (`row.day(problems, "valid_from")`); what cannot be read is a problem with the address of its cell.

pub(super) mod book;
pub(super) mod date;
pub(super) mod fold;
pub(super) mod layout;
pub(super) mod number;
pub(super) mod row;

use std::collections::BTreeMap;

use self::fold::{fold, nearest};
use self::layout::Layout;
use self::row::Row;
use super::problem::{At, Place, Problems};
use super::read::sheet::{Cell, Sheet};

/// Headings are looked for so many rows down: titles and notes may stand above.
const MAX_ROWS_ABOVE: usize = 20;
/// Rows kept of one table.
const MAX_ROWS: usize = 100_000;

/// A sheet whose headings are known.
#[derive(Debug)]
pub(super) struct Table<'a> {
    pub(super) layout: &'static Layout,
    sheet: &'a Sheet,
    heading_row: u32,
    /// Column of the sheet by key.
    columns: BTreeMap<&'static str, u32>,
    /// Cells that show the value of one above.
    below: BTreeMap<(u32, u32), (u32, u32)>,
}

impl<'a> Table<'a> {
    /// Finds the headings; `None` (with problems) when they are not there.
    pub(super) fn open(
        sheet: &'a Sheet,
        layout: &'static Layout,
        problems: &mut Problems,
    ) -> Option<Self> {
        let (heading_row, headings) = headings(sheet, layout)?;
        let mut table = Self {
            layout,
            sheet,
            heading_row,
            columns: BTreeMap::new(),
            below: BTreeMap::new(),
        };
        table.match_headings(headings, problems);
        table.tell_columns_without_heading(headings, problems);
        table.spread_joined(problems);
        table.tell_old_letters(problems);
        let mut is_whole = true;
        for column in layout.columns {
            if column.is_required && !table.columns.contains_key(column.key) {
                let place = sheet.at_row(heading_row);
                problems.note(place, "heading-missing", column.vi);
                is_whole = false;
            }
        }
        is_whole.then_some(table)
    }

    /// Whether this is its sheet.
    pub(super) fn is_of(&self, sheet: &Sheet) -> bool {
        std::ptr::eq(self.sheet, sheet)
    }

    /// How many headings of the layout the sheet has: the sheet with the most is the one that is meant.
    pub(super) fn fit(sheet: &Sheet, layout: &Layout) -> usize {
        headings(sheet, layout).map_or(0, |(_, row)| known(row, layout))
    }

    /// Whether the sheet has all headings that the layout must have.
    pub(super) fn has_all(sheet: &Sheet, layout: &Layout) -> bool {
        let Some((_, row)) = headings(sheet, layout) else {
            return false;
        };
        let has = |key: &str| {
            let mut known = row.values().filter_map(|cell| layout.column(&cell.shown()));
            known.any(|column| column.key == key)
        };
        let mut needed = layout.columns.iter().filter(|column| column.is_required);
        needed.all(|column| has(column.key))
    }

    /// The rows that hold something.
    pub(super) fn rows(&self, problems: &mut Problems) -> Vec<Row<'_>> {
        let first = self.heading_row.saturating_add(1);
        let rows = self.sheet.rows.range(first..).map(|(at, _)| *at);
        let mut rows: Vec<_> = rows
            .map(|at| Row { table: self, at })
            .filter(Row::holds_something)
            .collect();
        if let Some(row) = rows.get(MAX_ROWS).copied() {
            problems.note(row.place(), "rows-too-many", &MAX_ROWS.to_string());
            rows.truncate(MAX_ROWS);
        }
        rows
    }

    fn match_headings(&mut self, headings: &BTreeMap<u32, Cell>, problems: &mut Problems) {
        let mut unknown = Vec::new();
        for (column, cell) in headings {
            let heading = cell.shown();
            let place = self.sheet.at(self.heading_row, *column);
            match self.layout.column(&heading) {
                _ if matches!(cell, Cell::Broken(_)) => {
                    problems.note(place, "cell-error", &heading);
                }
                Some(known) if self.columns.contains_key(known.key) => {
                    problems.note(place, "heading-repeated", &heading);
                }
                Some(known) => drop(self.columns.insert(known.key, *column)),
                // For the office alone.
                None if heading.starts_with(['_', '#']) => {}
                None => unknown.push((place, heading)),
            }
        }
        for (place, heading) in unknown {
            let left = self.layout.columns.iter();
            let left = left.filter(|column| !self.columns.contains_key(column.key));
            match nearest(&heading, left.map(|column| column.vi)) {
                Some(meant) => {
                    problems.note(place, "heading-misspelt", &format!("{heading} → {meant}?"));
                }
                None => problems.note(place, "heading-unknown", &heading),
            }
        }
    }

    /// What stands below no heading is not read. In a CSV file it is what a separator in a text or a decimal has pushed there.
    fn tell_columns_without_heading(
        &self,
        headings: &BTreeMap<u32, Cell>,
        problems: &mut Problems,
    ) {
        let is_csv = self.sheet.place.sheet.is_none();
        let mut told = std::collections::BTreeSet::new();
        let first = self.heading_row.saturating_add(1);
        for (row, cells) in self.sheet.rows.range(first..) {
            let is_read = self.columns.values().any(|at| cells.contains_key(at));
            if !is_read {
                continue;
            }
            for (column, cell) in cells {
                if headings.contains_key(column) || !is_csv && !told.insert(*column) {
                    continue;
                }
                let rule = match is_csv {
                    true => "row-too-long",
                    false => "heading-empty",
                };
                let shown = cchc::text::clip(&cell.shown(), 60);
                problems.note(self.sheet.at(*row, *column), rule, &shown);
            }
        }
    }

    /// Cells joined downwards show one value in several rows; cells joined across show nothing that a table could hold.
    fn spread_joined(&mut self, problems: &mut Problems) {
        for [top, left, bottom, right] in &self.sheet.joined {
            let is_below = *top > self.heading_row;
            let is_read = self.columns.values().any(|at| (left..=right).contains(&at));
            if !is_below || !is_read {
                continue;
            }
            if left != right {
                let place = self.sheet.at(*top, *left);
                problems.note(place, "cells-joined", "");
                continue;
            }
            // Rows without anything of their own stay empty.
            for (row, _) in self.sheet.rows.range(top.saturating_add(1)..=*bottom) {
                self.below.insert((*row, *left), (*top, *left));
            }
        }
    }

    fn tell_old_letters(&self, problems: &mut Problems) {
        let first = self.heading_row.saturating_add(1);
        for (row, cells) in self.sheet.rows.range(first..) {
            for column in self.columns.values() {
                if let Some(Cell::Text(text)) = cells.get(column)
                    && let Some(meant) = super::read::encoding::meant(text)
                {
                    let place = self.sheet.at(*row, *column);
                    let [text, meant] = [text, &meant].map(|text| cchc::text::clip(text, 60));
                    problems.note(place, "text-old-letters", &format!("{text} → {meant}"));
                }
            }
        }
    }

    fn cell(&self, row: u32, key: &str) -> Option<&Cell> {
        let column = self.columns.get(key)?;
        let (row, column) = self
            .below
            .get(&(row, *column))
            .copied()
            .unwrap_or((row, *column));
        self.sheet.rows.get(&row)?.get(&column)
    }

    /// Where the value of a key stands, or the row when the sheet has no such column.
    fn place(&self, row: u32, key: &str) -> Place {
        let column = self.columns.get(key);
        match column {
            Some(column) => self.sheet.at(row, *column),
            None => self.sheet.at_row(row),
        }
    }
}

/// The row that names the most columns, the first of equals.
fn headings<'a>(sheet: &'a Sheet, layout: &Layout) -> Option<(u32, &'a BTreeMap<u32, Cell>)> {
    let rows = sheet.rows.iter().take(MAX_ROWS_ABOVE);
    rows.map(|(at, cells)| (known(cells, layout), *at, cells))
        .filter(|(count, ..)| *count > 0)
        .rev()
        .max_by_key(|(count, ..)| *count)
        .map(|(_, at, cells)| (at, cells))
}

fn known(cells: &BTreeMap<u32, Cell>, layout: &Layout) -> usize {
    let texts = cells.values().filter(|cell| matches!(cell, Cell::Text(_)));
    texts
        .filter(|cell| layout.column(&cell.shown()).is_some())
        .count()
}

/// The sheet that a layout is for: by its name, else by its headings. Guides are none.
pub(super) fn find<'a>(
    sheets: &'a [Sheet],
    layout: &'static Layout,
    problems: &mut Problems,
) -> Option<Table<'a>> {
    let by_name = sheets.iter().find(|sheet| layout.is_named(sheet.name()));
    let by_headings = || {
        let sheets = sheets.iter().filter(|sheet| !is_guide(sheet.name()));
        let fits = sheets.map(|sheet| (Table::fit(sheet, layout), sheet));
        let fits = fits.filter(|(fit, _)| *fit > 1);
        fits.rev()
            .max_by_key(|(fit, _)| *fit)
            .map(|(_, sheet)| sheet)
    };
    let only = || {
        let mut read = sheets.iter().filter(|sheet| !is_guide(sheet.name()));
        read.next().filter(|_| read.next().is_none())
    };
    match by_name.or_else(by_headings).or_else(only) {
        Some(sheet) => {
            let is_empty = sheet.rows.is_empty();
            let table = Table::open(sheet, layout, problems);
            if table.is_none() && (is_empty || Table::fit(sheet, layout) == 0) {
                let required = layout.columns.iter().filter(|column| column.is_required);
                let names: Vec<_> = required.map(|column| column.vi).collect();
                problems.note(sheet.place.clone(), "headings-missing", &names.join("; "));
            }
            table
        }
        None => {
            if let Some(sheet) = sheets.first() {
                let place = Place::new(&sheet.place.file, At::Whole);
                problems.note(place, "sheet-missing", layout.vi);
            }
            None
        }
    }
}

/// A sheet that explains and is not read.
pub(super) fn is_guide(name: &str) -> bool {
    ["huong dan", "guide", "danh muc", "lists"].contains(&fold(name).as_str())
        || name.starts_with('_')
}

#[cfg(test)]
mod tests;
