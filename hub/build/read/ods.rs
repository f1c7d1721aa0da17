//! Spreadsheets of LibreOffice (OpenDocument 1.3, part 3, chapters 9 and 19), cell by cell.
//!
//! calamine reads them too, but forgets which numbers are percentages and which cells are joined: 92,57% would become
//! 0.9257.

use std::collections::BTreeSet;
use std::io::{BufReader, Cursor, Read};

use chrono::{NaiveDate, NaiveDateTime};
use quick_xml::XmlVersion;
use quick_xml::escape::resolve_xml_entity;
use quick_xml::events::{BytesRef, BytesStart, Event};
use quick_xml::reader::Reader;

use super::MAX_CELLS;
use super::sheet::{Cell, Sheet};
use super::tell_hidden;
use crate::build::problem::{Place, Problems};

/// Longest text of a workbook, unpacked.
const MAX_TEXT_BYTES: u64 = 256 << 20;
/// Ends of a sheet.
const MAX_ROWS: u32 = 1 << 20;
const MAX_COLUMNS: u32 = 1 << 14;

/// Why a workbook cannot be read.
#[derive(Debug, thiserror::Error)]
enum Error {
    #[error(transparent)]
    Zip(#[from] zip::result::ZipError),
    #[error(transparent)]
    Xml(#[from] quick_xml::Error),
    #[error(transparent)]
    Attribute(#[from] quick_xml::events::attributes::AttrError),
    #[error("content.xml ends too early")]
    End,
    #[error("too many cells")]
    TooLarge,
    #[error("password")]
    Encrypted,
}

/// The visible sheets of a workbook.
pub(crate) fn read(place: &Place, content: &[u8], problems: &mut Problems) -> Vec<Sheet> {
    let (rule, why) = match sheets(place, content, problems) {
        Ok(sheets) if sheets.is_empty() => ("sheets-hidden", String::new()),
        Ok(sheets) => return sheets,
        Err(Error::TooLarge) => ("file-too-large", String::new()),
        Err(Error::Encrypted) => ("file-encrypted", String::new()),
        Err(error) => ("file-broken", error.to_string()),
    };
    problems.note(place.clone(), rule, &why);
    Vec::new()
}

fn sheets(place: &Place, content: &[u8], problems: &mut Problems) -> Result<Vec<Sheet>, Error> {
    let mut zip = zip::ZipArchive::new(Cursor::new(content))?;
    let mut manifest = String::new();
    if let Ok(file) = zip.by_name("META-INF/manifest.xml") {
        // Whatever is no text says nothing of a password.
        let _ = file.take(MAX_TEXT_BYTES).read_to_string(&mut manifest);
    }
    if manifest.contains("encryption-data") {
        return Err(Error::Encrypted);
    }
    let text = zip.by_name("content.xml")?.take(MAX_TEXT_BYTES);
    let mut reader = Reader::from_reader(BufReader::new(text));
    let config = reader.config_mut();
    config.expand_empty_elements = true;
    let mut book = Book {
        place,
        sheets: Vec::new(),
        unread: Vec::new(),
        sheet: None,
        hidden: BTreeSet::new(),
        style: None,
        row: 1,
        column: 1,
        repeats: 1,
        cells: Vec::new(),
        left: MAX_CELLS,
    };
    let mut buffer = Vec::new();
    loop {
        match reader.read_event_into(&mut buffer)? {
            Event::Start(tag) if is_cell(&tag) => {
                let head = Head::of(&tag)?;
                let text = text_of(&mut reader)?;
                book.cell(&head, &text)?;
            }
            Event::Start(tag) => book.begin(&tag)?,
            Event::End(tag) => book.end(tag.name().as_ref())?,
            Event::Eof => break,
            _ => {}
        }
        buffer.clear();
    }
    match book.sheet {
        None => {
            for sheet in &book.unread {
                tell_hidden(place, sheet, problems);
            }
            Ok(book.sheets)
        }
        Some(_) => Err(Error::End),
    }
}

fn is_cell(tag: &BytesStart<'_>) -> bool {
    ["table:table-cell", "table:covered-table-cell"].contains(&tag.name().as_ref())
}

fn attribute(tag: &BytesStart<'_>, name: &str) -> Result<Option<String>, Error> {
    match tag.try_get_attribute(name)? {
        Some(found) => {
            let value = found.normalized_value(XmlVersion::Explicit1_0)?;
            Ok(Some(value.into_owned()))
        }
        None => Ok(None),
    }
}

/// How often something stands there, or how far it reaches.
fn count(tag: &BytesStart<'_>, name: &str, most: u32) -> Result<u32, Error> {
    let count = attribute(tag, name)?.and_then(|count| count.parse::<u32>().ok());
    Ok(count.unwrap_or(1).clamp(1, most))
}

/// What the tag of a cell says.
struct Head {
    is_covered: bool,
    repeats: u32,
    rows: u32,
    columns: u32,
    kind: String,
    value: Option<String>,
    is_error: bool,
    has_formula: bool,
}

impl Head {
    fn of(tag: &BytesStart<'_>) -> Result<Self, Error> {
        let kind = attribute(tag, "office:value-type")?.unwrap_or_default();
        let value = match kind.as_str() {
            "float" | "currency" | "percentage" => "office:value",
            "date" => "office:date-value",
            "boolean" => "office:boolean-value",
            _ => "office:string-value",
        };
        Ok(Self {
            is_covered: tag.name().as_ref() == "table:covered-table-cell",
            repeats: count(tag, "table:number-columns-repeated", MAX_COLUMNS)?,
            rows: count(tag, "table:number-rows-spanned", MAX_ROWS)?,
            columns: count(tag, "table:number-columns-spanned", MAX_COLUMNS)?,
            value: attribute(tag, value)?,
            is_error: attribute(tag, "calcext:value-type")?.as_deref() == Some("error"),
            has_formula: attribute(tag, "table:formula")?.is_some(),
            kind,
        })
    }

    fn cell(&self, text: &str) -> Option<Cell> {
        let value = self.value.as_deref();
        if self.is_error {
            return Some(Cell::Broken(text.to_owned()));
        }
        let number = |is_percent| {
            let value = value.and_then(|value| value.parse::<f64>().ok());
            value.map(|value| Cell::Number { value, is_percent })
        };
        let known = match self.kind.as_str() {
            "float" | "currency" => number(false),
            "percentage" => number(true),
            "date" => value.and_then(moment).map(Cell::Moment),
            "boolean" => value.map(|value| Cell::Flag(value == "true")),
            "string" if text.is_empty() => value.and_then(Cell::text),
            "" if self.has_formula && text.is_empty() => Some(Cell::Broken("=".to_owned())),
            _ => None,
        };
        known.or_else(|| Cell::text(text))
    }
}

/// `2025-11-17`, `2025-11-17T16:30:00`, with fractions of a second that nobody has meant.
fn moment(text: &str) -> Option<NaiveDateTime> {
    let text = text.split('.').next()?;
    let day = || NaiveDate::parse_from_str(text, "%Y-%m-%d").ok();
    NaiveDateTime::parse_from_str(text, "%Y-%m-%dT%H:%M:%S")
        .ok()
        .or_else(|| day().map(|day| day.and_time(chrono::NaiveTime::MIN)))
}

/// A workbook on the way.
struct Book<'a> {
    place: &'a Place,
    sheets: Vec<Sheet>,
    /// Names of those that are not shown.
    unread: Vec<String>,
    /// The table that is open, and whether it is shown.
    sheet: Option<(Sheet, bool)>,
    /// Styles of tables that are not shown.
    hidden: BTreeSet<String>,
    style: Option<String>,
    row: u32,
    column: u32,
    /// How often the row that is open stands there, and its cells.
    repeats: u32,
    cells: Vec<(u32, Cell)>,
    left: usize,
}

impl Book<'_> {
    fn begin(&mut self, tag: &BytesStart<'_>) -> Result<(), Error> {
        match tag.name().as_ref() {
            "style:style" => self.style = attribute(tag, "style:name")?,
            "style:table-properties" => {
                let display = attribute(tag, "table:display")?;
                let is_hidden = display.as_deref() == Some("false");
                self.hidden.extend(self.style.take().filter(|_| is_hidden));
            }
            "table:table" => {
                let name = attribute(tag, "table:name")?;
                let style = attribute(tag, "table:style-name")?;
                let is_shown = style.is_none_or(|style| !self.hidden.contains(&style));
                let place = Place {
                    sheet: Some(name.unwrap_or_default()),
                    ..self.place.clone()
                };
                self.sheet = Some((Sheet::new(place), is_shown));
                self.row = 1;
            }
            "table:table-row" => {
                self.column = 1;
                self.cells.clear();
                self.repeats = count(tag, "table:number-rows-repeated", MAX_ROWS)?;
            }
            _ => {}
        }
        Ok(())
    }

    fn end(&mut self, name: &str) -> Result<(), Error> {
        match name {
            "table:table" => {
                if let Some((sheet, is_shown)) = self.sheet.take() {
                    match is_shown {
                        true => self.sheets.push(sheet),
                        false => self.unread.push(sheet.name().to_owned()),
                    }
                }
            }
            "table:table-row" => self.row_ends()?,
            _ => {}
        }
        Ok(())
    }

    fn row_ends(&mut self) -> Result<(), Error> {
        let next = self.row.saturating_add(self.repeats);
        if let (Some((sheet, _)), false) = (&mut self.sheet, self.cells.is_empty()) {
            for row in self.row..next {
                for (column, cell) in &self.cells {
                    self.left = self.left.checked_sub(1).ok_or(Error::TooLarge)?;
                    sheet.put(row, *column, cell.clone());
                }
            }
        }
        self.row = next;
        Ok(())
    }

    fn cell(&mut self, head: &Head, text: &str) -> Result<(), Error> {
        let Some((sheet, _)) = &mut self.sheet else {
            // Of the history of changes.
            return Ok(());
        };
        let (row, column) = (self.row, self.column);
        if head.rows > 1 || head.columns > 1 {
            let last = |first: u32, count: u32| first.saturating_add(count - 1);
            sheet.joined.push([
                row,
                column,
                last(row, head.rows),
                last(column, head.columns),
            ]);
        }
        self.column = column.saturating_add(head.repeats);
        // What a joined cell covers is not shown.
        if head.is_covered {
            return Ok(());
        }
        if let Some(cell) = head.cell(text) {
            for column in column..self.column {
                self.left = self.left.checked_sub(1).ok_or(Error::TooLarge)?;
                self.cells.push((column, cell.clone()));
            }
        }
        Ok(())
    }
}

/// The text up to the end of the cell, without comments and drawings.
fn text_of(reader: &mut Reader<impl std::io::BufRead>) -> Result<String, Error> {
    let mut text = String::new();
    let mut depth = 1_usize;
    let mut skipped = None;
    let mut paragraphs = 0_usize;
    let mut buffer = Vec::new();
    loop {
        match reader.read_event_into(&mut buffer)? {
            Event::Start(tag) => {
                depth += 1;
                match tag.name().as_ref() {
                    _ if skipped.is_some() => {}
                    "text:p" => {
                        if paragraphs > 0 {
                            text.push('\n');
                        }
                        paragraphs += 1;
                    }
                    "text:s" => {
                        let spaces = count(&tag, "text:c", MAX_COLUMNS)?;
                        text.extend((0..spaces).map(|_| ' '));
                    }
                    "text:tab" => text.push('\t'),
                    "text:line-break" => text.push('\n'),
                    name if name.starts_with("text:") => {}
                    _ => skipped = Some(depth),
                }
            }
            Event::End(_) => {
                if skipped == Some(depth) {
                    skipped = None;
                }
                depth -= 1;
                if depth == 0 {
                    return Ok(text);
                }
            }
            Event::Eof => return Err(Error::End),
            // Between paragraphs there is only what makes the XML readable.
            _ if skipped.is_some() || depth == 1 => {}
            Event::Text(part) => text.push_str(&part.xml10_content().replace('\n', " ")),
            Event::CData(part) => text.push_str(&part.xml10_content()),
            Event::GeneralRef(name) => text.extend(letter(&name)),
            _ => {}
        }
        buffer.clear();
    }
}

fn letter(name: &BytesRef<'_>) -> Option<char> {
    match name.resolve_char_ref() {
        Ok(Some(letter)) => Some(letter),
        _ => resolve_xml_entity(name)?.chars().next(),
    }
}
