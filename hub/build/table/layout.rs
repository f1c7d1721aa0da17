//! What a table may hold: its columns in both languages. Templates, guides and messages come from the same lines.

use super::fold::fold;

/// A kind of table.
#[derive(Debug)]
pub(crate) struct Layout {
    /// Name of its sheet.
    pub(crate) vi: &'static str,
    /// Name of its sheet in English.
    pub(crate) en: &'static str,
    pub(crate) columns: &'static [Column],
}

/// One column.
#[derive(Debug)]
pub(crate) struct Column {
    /// As the file of the feed names it, as a path inside of the item; readers ask for it.
    pub(crate) key: &'static str,
    /// Heading.
    pub(crate) vi: &'static str,
    /// Heading in English.
    pub(crate) en: &'static str,
    /// Other headings that are in use.
    pub(crate) also: &'static [&'static str],
    pub(crate) is_required: bool,
    pub(crate) sort: Sort,
    /// What it means.
    pub(crate) help_vi: &'static str,
    pub(crate) help_en: &'static str,
    /// Value of the filled row of a template; may be empty.
    pub(crate) sample: &'static str,
}

/// What a column holds.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Sort {
    Text,
    /// With decimals.
    Number,
    /// Whole, from 0.
    Count,
    Day,
    /// A day, better with time.
    Moment,
    Flag,
    /// One of these words.
    Word(&'static [Choice]),
    /// Several of these words, parted by semicolons.
    Words(&'static [Choice]),
    Link,
    /// Several texts, parted by semicolons or line feeds.
    List,
}

/// A word of the feed and what people call it.
#[derive(Debug)]
pub(crate) struct Choice {
    pub(crate) word: &'static str,
    pub(crate) vi: &'static str,
    pub(crate) en: &'static str,
}

impl Layout {
    /// The column that a heading names.
    pub(crate) fn column(&self, heading: &str) -> Option<&'static Column> {
        let heading = fold(heading);
        let is_named = |column: &&Column| {
            [column.vi, column.en, column.key]
                .iter()
                .chain(column.also)
                .any(|name| fold(name) == heading)
        };
        match heading.is_empty() {
            true => None,
            false => self.columns.iter().find(is_named),
        }
    }

    /// Whether a sheet has its name.
    pub(crate) fn is_named(&self, name: &str) -> bool {
        [self.vi, self.en]
            .iter()
            .any(|known| fold(known) == fold(name))
    }
}

impl Choice {
    /// The word that a cell means.
    pub(crate) fn find(choices: &'static [Self], text: &str) -> Option<&'static str> {
        let text = fold(text);
        let is_named = |choice: &&Self| {
            [choice.word, choice.vi, choice.en]
                .iter()
                .any(|name| fold(name) == text)
        };
        choices.iter().find(is_named).map(|choice| choice.word)
    }
}

/// Columns in a short form: key, headings, sort, then help, sample and what else they are called.
macro_rules! columns {
    ($($key:literal $vi:literal $en:literal $need:ident $sort:expr, $help_vi:literal $help_en:literal $sample:literal [$($also:literal),*])*) => {
        &[$($crate::build::table::layout::Column {
            key: $key,
            vi: $vi,
            en: $en,
            also: &[$($also),*],
            is_required: $crate::build::table::layout::columns!(@ $need),
            sort: $sort,
            help_vi: $help_vi,
            help_en: $help_en,
            sample: $sample,
        }),*]
    };
    (@ must) => { true };
    (@ may) => { false };
}

/// Words in a short form.
macro_rules! choices {
    ($($word:literal $vi:literal $en:literal)*) => {
        &[$($crate::build::table::layout::Choice { word: $word, vi: $vi, en: $en }),*]
    };
}

pub(crate) use {choices, columns};
