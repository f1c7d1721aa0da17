//! `feedback.json`: what a citizen is asked when she sends a word, and the rules that it is held to.
//!
//! Widget and hub read the same form, so what one lets through the other takes. A form has a version, because an item may
//! wait on a phone for days: the hub judges it by the form that the citizen saw.

mod read;

pub use read::{parse, parse_form};

use super::procedure::Unit;

/// Forms kept of one file.
pub const MAX_FORMS: usize = 50;
/// Entries kept of one list of a form; the agencies of a city are not among them.
pub const MAX_ENTRIES: usize = 200;
/// Longest label, in characters.
pub const MAX_LABEL_CHARS: usize = 300;
/// Longest of the other texts, in characters.
pub const MAX_TEXT_CHARS: usize = 4_000;
/// What a form may allow at most: the hub takes no more, whatever the file says.
pub const MOST: Limits<&[&str]> = Limits {
    title_chars: 300,
    body_min_chars: 500,
    body_chars: 20_000,
    files: 10,
    file_bytes: 20 * 1024 * 1024,
    file_types: FILE_TYPES,
};
/// Media types that a hub takes at all.
pub const FILE_TYPES: &[&str] = &["image/jpeg", "image/png", "image/webp", "application/pdf"];
/// The kind of an item that is a rating; a form cannot name one of its own so.
pub const RATING: &str = "rating";
/// Kinds of item that the city's plan names, and praise.
pub const KINDS: &[&str] = &["phan_anh", "kien_nghi", "gop_y", "hien_ke", "khen"];
/// What an item can be made answerable by.
pub const ASKS: &[&str] = &["place", "time"];
/// Fields that a citizen can be reached by.
pub const CONTACT_FIELDS: &[&str] = &["name", "phone", "email", "address"];

/// The whole file.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Feedback {
    /// Where items go: absolute, or relative to the file. `None` means the origin of the file.
    pub hub: Option<String>,
    /// All forms; the first is the one of an element that names none.
    pub forms: Vec<Form>,
}

/// One form.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Form {
    /// Permanent, printable ASCII.
    pub id: String,
    /// Grows with every change of what is asked or agreed to.
    pub version: u32,
    /// Its name.
    pub title: String,
    /// The same in English.
    pub title_en: Option<String>,
    /// A sentence above it.
    pub intro: Option<String>,
    /// The same in English.
    pub intro_en: Option<String>,
    /// What can be sent; one at least.
    pub kinds: Vec<Kind>,
    /// What it can be about.
    pub topics: Vec<Topic>,
    /// More questions.
    pub questions: Vec<Question>,
    /// Ids of agencies that can be chosen; empty for all that exist.
    pub agencies: Vec<String>,
    /// Whether an agency is asked for.
    pub agency: Need,
    /// Whether a ward is asked for.
    pub ward: Need,
    /// Whether a place is asked for, in words.
    pub place: Need,
    /// How the citizen can be reached; `None` when that is not asked. Never required.
    pub contact: Option<ContactAsk>,
    /// Whether the citizen is asked if the item may be published.
    pub can_publish: bool,
    /// How long and how many.
    pub limits: Limits,
    /// What must be agreed to.
    pub consent: Option<ConsentText>,
    /// When an answer is promised; `None` when no time is.
    pub due: Option<Due>,
    /// What belongs elsewhere, and where.
    pub elsewhere: Vec<Elsewhere>,
    /// The question of a rating; `None` when none is asked.
    pub rating: Option<Rating>,
}

/// Whether something is asked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Need {
    /// Without it nothing is sent.
    Required,
    /// It can be left empty.
    Optional,
    /// Not asked.
    #[default]
    No,
}

/// A kind of item.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Kind {
    /// One of [`KINDS`].
    pub code: String,
    /// Its name.
    pub label: String,
    /// The same in English.
    pub label_en: Option<String>,
    /// What it is, in a sentence.
    pub hint: Option<String>,
    /// The same in English.
    pub hint_en: Option<String>,
    /// What makes it answerable, some of [`ASKS`]. Asked while the citizen writes, never required.
    pub asks: Vec<String>,
}

/// What an item can be about.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Topic {
    /// Permanent.
    pub code: String,
    /// Its name.
    pub label: String,
    /// The same in English.
    pub label_en: Option<String>,
    /// Kinds that it goes with; empty for all.
    pub kinds: Vec<String>,
    /// The agency that it goes to.
    pub agency: Option<String>,
}

/// One more question.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Question {
    /// Permanent, unique in the form.
    pub id: String,
    /// What is asked.
    pub label: String,
    /// The same in English.
    pub label_en: Option<String>,
    /// A help to answer it.
    pub hint: Option<String>,
    /// The same in English.
    pub hint_en: Option<String>,
    /// What an answer is.
    pub kind: Type,
    /// Whether nothing is sent without an answer.
    pub is_required: bool,
    /// Longest answer in characters; `None` for [`Question::max_chars`] of its type.
    pub max_chars: Option<u32>,
    /// What can be chosen.
    pub options: Vec<Choice>,
    /// Kinds for which it is asked; empty for all.
    pub kinds: Vec<String>,
}

impl Question {
    /// Longest answer, in characters.
    #[must_use]
    pub fn most_chars(&self) -> u32 {
        self.max_chars.unwrap_or(match self.kind {
            Type::LongText => 2_000,
            _ => 200,
        })
    }

    /// Whether it is asked for an item of this kind.
    #[must_use]
    pub fn is_asked_for(&self, kind: &str) -> bool {
        kind != RATING && (self.kinds.is_empty() || self.kinds.iter().any(|one| one == kind))
    }
}

/// What an answer is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Type {
    /// A line.
    #[default]
    Text,
    /// Several lines.
    LongText,
    /// One of the options.
    Choice,
    /// Some of the options.
    Choices,
    /// A day, `YYYY-MM-DD`.
    Date,
    /// A whole number.
    Number,
    /// `yes` or `no`.
    YesNo,
}

/// What can be chosen.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Choice {
    /// What is sent.
    pub value: String,
    /// What is read.
    pub label: String,
    /// The same in English.
    pub label_en: Option<String>,
}

/// How a citizen can be reached.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct ContactAsk {
    /// Some of [`CONTACT_FIELDS`].
    pub fields: Vec<String>,
    /// What for.
    pub why: Option<String>,
    /// The same in English.
    pub why_en: Option<String>,
}

/// How long and how many.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Limits<Types = Vec<String>> {
    /// Longest title, in characters.
    pub title_chars: u32,
    /// Shortest body, in characters.
    pub body_min_chars: u32,
    /// Longest body, in characters.
    pub body_chars: u32,
    /// How many files.
    pub files: u32,
    /// Largest file, in bytes.
    pub file_bytes: u64,
    /// Media types of files, some of [`FILE_TYPES`].
    pub file_types: Types,
}

impl Default for Limits {
    fn default() -> Self {
        Self {
            title_chars: 150,
            body_min_chars: 10,
            body_chars: 4_000,
            files: 5,
            file_bytes: 8 * 1024 * 1024,
            file_types: FILE_TYPES.iter().map(|one| (*one).to_owned()).collect(),
        }
    }
}

/// What a citizen agrees to. Law 91/2025/QH15: agreement holds only where purpose, kinds of data, controller and rights are
/// known, and never by default.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct ConsentText {
    /// Permanent.
    pub id: String,
    /// Grows with the text, such as `2026-01`.
    pub version: String,
    /// The text.
    pub text: String,
    /// The same in English.
    pub text_en: Option<String>,
    /// Who answers for the data.
    pub controller: Option<String>,
    /// The same in English.
    pub controller_en: Option<String>,
    /// On which law it rests.
    pub legal_basis: Option<String>,
    /// The same in English.
    pub legal_basis_en: Option<String>,
    /// How long the data is kept, in days.
    pub retention_days: Option<u32>,
    /// Where all of it can be read.
    pub url: Option<String>,
    /// What the data is for; each agreed to by itself.
    pub purposes: Vec<Purpose>,
}

/// What data is for.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Purpose {
    /// Permanent.
    pub id: String,
    /// What it is.
    pub label: String,
    /// The same in English.
    pub label_en: Option<String>,
    /// Whether nothing can be done without it.
    pub is_required: bool,
}

/// When an answer is promised.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Due {
    /// How many.
    pub count: u32,
    /// Of what.
    pub unit: Unit,
    /// The rule that says so.
    pub basis: Option<String>,
    /// The same in English.
    pub basis_en: Option<String>,
}

/// What belongs elsewhere.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Elsewhere {
    /// Permanent.
    pub id: String,
    /// What it is.
    pub title: String,
    /// The same in English.
    pub title_en: Option<String>,
    /// Where it goes.
    pub text: Option<String>,
    /// The same in English.
    pub text_en: Option<String>,
    /// Whom to call.
    pub phone: Option<String>,
    /// Its page.
    pub url: Option<String>,
}

/// The question of a rating.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Rating {
    /// What is asked.
    pub question: String,
    /// The same in English.
    pub question_en: Option<String>,
}

/// Words of [`Need`] in a feed.
pub const NEEDS: &[(&str, Need)] = &[
    ("required", Need::Required),
    ("optional", Need::Optional),
    ("no", Need::No),
];
/// Words of [`Type`] in a feed.
pub const TYPES: &[(&str, Type)] = &[
    ("text", Type::Text),
    ("long_text", Type::LongText),
    ("choice", Type::Choice),
    ("choices", Type::Choices),
    ("date", Type::Date),
    ("number", Type::Number),
    ("yes_no", Type::YesNo),
];

#[cfg(test)]
mod tests;
