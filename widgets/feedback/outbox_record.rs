//! Records as they are kept: text whose fields are separated by U+001E, which JSON and names never contain.

/// What separates the fields of a record.
pub(super) const SEPARATOR: char = '\u{1e}';
/// Of another version than this one nothing is read.
const VERSION: &str = "1";

/// Writes fields one after the other.
#[derive(Default)]
pub(super) struct Record(String);

impl Record {
    /// A record of this version.
    pub(super) fn new() -> Self {
        let mut record = Self::default();
        record.add(VERSION);
        record
    }

    /// One more field. No field may end another.
    pub(super) fn add(&mut self, field: &str) {
        for letter in field.chars() {
            if letter != SEPARATOR {
                self.0.push(letter);
            }
        }
        self.0.push(SEPARATOR);
    }

    /// One more number.
    pub(super) fn count(&mut self, number: u64) {
        self.add(&number.to_string());
    }

    /// The text.
    pub(super) fn text(self) -> String {
        self.0
    }
}

/// Reads fields one after the other.
///
/// What is missing or no number is remembered, not told at once: an item that is half read would have to be taken apart at every
/// field, which is four times as long in the browser.
pub(super) struct Fields<'a> {
    fields: std::str::Split<'a, char>,
    is_whole: bool,
}

impl<'a> Fields<'a> {
    /// Of a record of this version.
    pub(super) fn of(text: &'a str) -> Option<Self> {
        let mut fields = Self {
            fields: text.split(SEPARATOR),
            is_whole: true,
        };
        (fields.next() == VERSION).then_some(fields)
    }

    /// Whether every field that was asked for was there, and numbers where numbers were.
    pub(super) const fn is_whole(&self) -> bool {
        self.is_whole
    }

    /// The next field.
    #[inline(never)]
    pub(super) fn next(&mut self) -> &'a str {
        let field = self.fields.next();
        self.is_whole &= field.is_some();
        field.unwrap_or_default()
    }

    /// The next field as text of its own.
    #[inline(never)]
    pub(super) fn text(&mut self) -> String {
        self.next().to_owned()
    }

    /// The next field as a number.
    #[inline(never)]
    pub(super) fn number(&mut self) -> u64 {
        let number = self.next().parse();
        self.is_whole &= number.is_ok();
        number.unwrap_or_default()
    }
}
