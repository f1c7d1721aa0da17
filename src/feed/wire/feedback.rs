//! `feedback.json`: what a citizen is asked when she sends a word to an agency.

use schemars::JsonSchema;
use serde::Serialize;

use super::procedure::Unit;
use crate::feed::feedback::{MAX_LABEL_CHARS, MAX_TEXT_CHARS, MOST};

/// The forms that citizens can send.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Feedback {
    /// Version of feed v1; a newer minor version only adds fields.
    #[schemars(regex(pattern = r"^1\.[0-9]+$"))]
    pub version: String,
    /// Address of the hub that takes what is sent, absolute or relative to this file; absent for the root of the feed's origin.
    #[schemars(extend("format" = "uri-reference"))]
    #[serde(skip_serializing_if = "Option::is_none")]
    pub hub: Option<String>,
    /// The forms; the first is shown where none is named.
    pub forms: Vec<Form>,
}

/// One form.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Form {
    /// Permanent, such as gop-y.
    #[schemars(regex(pattern = r"^[!-~]+$"))]
    pub id: String,
    /// From 1; grows with every change of what is asked or agreed to.
    #[schemars(range(min = 1))]
    pub version: u32,
    /// Its name.
    #[schemars(length(min = 1, max = MAX_LABEL_CHARS))]
    pub title: String,
    /// Its name in English.
    #[schemars(length(max = MAX_LABEL_CHARS))]
    #[serde(skip_serializing_if = "Option::is_none")]
    pub title_en: Option<String>,
    /// A sentence above it.
    #[schemars(length(max = MAX_TEXT_CHARS))]
    #[serde(skip_serializing_if = "Option::is_none")]
    pub intro: Option<String>,
    /// The sentence in English.
    #[schemars(length(max = MAX_TEXT_CHARS))]
    #[serde(skip_serializing_if = "Option::is_none")]
    pub intro_en: Option<String>,
    /// What can be sent; absent in a form that only rates.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub kinds: Vec<Kind>,
    /// What it can be about.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub topics: Vec<Topic>,
    /// More questions.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub questions: Vec<Question>,
    /// Ids in agencies.json of those that can be chosen; absent for all that exist.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub agencies: Vec<String>,
    /// Whether an agency is asked for; absent for no.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub agency: Option<Need>,
    /// Whether a ward or commune is asked for; absent for no.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub ward: Option<Need>,
    /// Whether a place is asked for, in words; absent for no.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub place: Option<Need>,
    /// How the citizen can be reached; absent when that is not asked. She may always leave it empty.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub contact: Option<Contact>,
    /// Whether the citizen is asked if the item may be published; absent for no.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub can_publish: Option<bool>,
    /// How long and how many; absent for the defaults.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub limits: Option<Limits>,
    /// What must be agreed to; required where there is a contact (Law 91/2025/QH15).
    #[serde(skip_serializing_if = "Option::is_none")]
    pub consent: Option<Consent>,
    /// When an answer is promised; absent when no time is.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub due: Option<Due>,
    /// What belongs elsewhere, and where.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub elsewhere: Vec<Elsewhere>,
    /// The question of a rating; absent when none is asked.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub rating: Option<Rating>,
}

/// Whether something is asked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Need {
    /// Without it nothing is sent.
    Required,
    /// It can be left empty.
    Optional,
    /// Not asked.
    No,
}

/// A kind of item.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Kind {
    /// Which.
    pub code: KindCode,
    /// Its name.
    #[schemars(length(min = 1, max = MAX_LABEL_CHARS))]
    pub label: String,
    /// Its name in English.
    #[schemars(length(max = MAX_LABEL_CHARS))]
    #[serde(skip_serializing_if = "Option::is_none")]
    pub label_en: Option<String>,
    /// What it is, in a sentence.
    #[schemars(length(max = MAX_TEXT_CHARS))]
    #[serde(skip_serializing_if = "Option::is_none")]
    pub hint: Option<String>,
    /// The sentence in English.
    #[schemars(length(max = MAX_TEXT_CHARS))]
    #[serde(skip_serializing_if = "Option::is_none")]
    pub hint_en: Option<String>,
    /// What makes it answerable; asked while the citizen writes, never required.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub asks: Vec<Ask>,
}

/// Kinds of item.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum KindCode {
    /// Phản ánh: something that is not as it should be.
    PhanAnh,
    /// Kiến nghị: what an agency should do or change.
    KienNghi,
    /// Góp ý: an opinion.
    GopY,
    /// Hiến kế: an idea.
    HienKe,
    /// Khen: praise.
    Khen,
}

/// What makes an item answerable.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Ask {
    /// Where it was.
    Place,
    /// When it was.
    Time,
}

/// What an item can be about.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Topic {
    /// Permanent.
    #[schemars(regex(pattern = r"^[!-~]+$"))]
    pub code: String,
    /// Its name.
    #[schemars(length(min = 1, max = MAX_LABEL_CHARS))]
    pub label: String,
    /// Its name in English.
    #[schemars(length(max = MAX_LABEL_CHARS))]
    #[serde(skip_serializing_if = "Option::is_none")]
    pub label_en: Option<String>,
    /// Kinds that it goes with; absent for all.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub kinds: Vec<KindCode>,
    /// Id in agencies.json of the agency that it goes to.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub agency: Option<String>,
}

/// One more question.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Question {
    /// Permanent, unique in the form.
    #[schemars(regex(pattern = r"^[!-~]+$"))]
    pub id: String,
    /// What is asked.
    #[schemars(length(min = 1, max = MAX_LABEL_CHARS))]
    pub label: String,
    /// The question in English.
    #[schemars(length(max = MAX_LABEL_CHARS))]
    #[serde(skip_serializing_if = "Option::is_none")]
    pub label_en: Option<String>,
    /// A help to answer it.
    #[schemars(length(max = MAX_TEXT_CHARS))]
    #[serde(skip_serializing_if = "Option::is_none")]
    pub hint: Option<String>,
    /// The help in English.
    #[schemars(length(max = MAX_TEXT_CHARS))]
    #[serde(skip_serializing_if = "Option::is_none")]
    pub hint_en: Option<String>,
    /// What an answer is.
    #[serde(rename = "type")]
    pub kind: Type,
    /// Whether nothing is sent without an answer; absent for no.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub is_required: Option<bool>,
    /// Longest answer in characters; absent for 200, or 2,000 of a long text.
    #[schemars(range(min = 1, max = MOST.body_chars))]
    #[serde(skip_serializing_if = "Option::is_none")]
    pub max_chars: Option<u32>,
    /// What can be chosen.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub options: Vec<Choice>,
    /// Kinds for which it is asked; absent for all.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub kinds: Vec<KindCode>,
}

/// What an answer is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Type {
    /// A line.
    Text,
    /// Several lines.
    LongText,
    /// One of the options.
    Choice,
    /// Some of the options.
    Choices,
    /// A day, such as 2025-11-17.
    Date,
    /// A whole number.
    Number,
    /// Yes or no.
    YesNo,
}

/// What can be chosen.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Choice {
    /// What is sent; permanent.
    #[schemars(regex(pattern = r"^[!-~]+$"))]
    pub value: String,
    /// What is read.
    #[schemars(length(min = 1, max = MAX_LABEL_CHARS))]
    pub label: String,
    /// The same in English.
    #[schemars(length(max = MAX_LABEL_CHARS))]
    #[serde(skip_serializing_if = "Option::is_none")]
    pub label_en: Option<String>,
}

/// How a citizen can be reached.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Contact {
    /// What can be filled in.
    pub fields: Vec<ContactField>,
    /// What for, in a sentence.
    #[schemars(length(max = MAX_TEXT_CHARS))]
    #[serde(skip_serializing_if = "Option::is_none")]
    pub why: Option<String>,
    /// The sentence in English.
    #[schemars(length(max = MAX_TEXT_CHARS))]
    #[serde(skip_serializing_if = "Option::is_none")]
    pub why_en: Option<String>,
}

/// What a citizen can be reached by.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum ContactField {
    /// Her name.
    Name,
    /// Her telephone.
    Phone,
    /// Her e-mail.
    Email,
    /// Where she lives.
    Address,
}

/// How long and how many; what is absent has its default.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Limits {
    /// Longest title, in characters; 150 when absent.
    #[schemars(range(min = 1, max = MOST.title_chars))]
    #[serde(skip_serializing_if = "Option::is_none")]
    pub title_chars: Option<u32>,
    /// Shortest text, in characters; 10 when absent.
    #[schemars(range(max = MOST.body_min_chars))]
    #[serde(skip_serializing_if = "Option::is_none")]
    pub body_min_chars: Option<u32>,
    /// Longest text, in characters; 4,000 when absent.
    #[schemars(range(min = 1, max = MOST.body_chars))]
    #[serde(skip_serializing_if = "Option::is_none")]
    pub body_chars: Option<u32>,
    /// How many files; 5 when absent.
    #[schemars(range(max = MOST.files))]
    #[serde(skip_serializing_if = "Option::is_none")]
    pub files: Option<u32>,
    /// Largest file, in bytes; 8 MiB when absent.
    #[schemars(range(min = 1, max = MOST.file_bytes))]
    #[serde(skip_serializing_if = "Option::is_none")]
    pub file_bytes: Option<u64>,
    /// Media types of files; all four when absent.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub file_types: Option<Vec<FileType>>,
}

/// Media types that a hub takes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, JsonSchema)]
pub enum FileType {
    /// A photo.
    #[serde(rename = "image/jpeg")]
    Jpeg,
    /// A picture without loss.
    #[serde(rename = "image/png")]
    Png,
    /// A photo, newer.
    #[serde(rename = "image/webp")]
    Webp,
    /// A document.
    #[serde(rename = "application/pdf")]
    Pdf,
}

/// What a citizen agrees to.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Consent {
    /// Permanent.
    #[schemars(regex(pattern = r"^[!-~]+$"))]
    pub id: String,
    /// Changes with the text, such as 2026-01.
    #[schemars(length(min = 1))]
    pub version: String,
    /// The text: which data, what for, which rights.
    #[schemars(length(min = 1, max = MAX_TEXT_CHARS))]
    pub text: String,
    /// The text in English.
    #[schemars(length(max = MAX_TEXT_CHARS))]
    #[serde(skip_serializing_if = "Option::is_none")]
    pub text_en: Option<String>,
    /// Who answers for the data.
    #[schemars(length(min = 1, max = MAX_LABEL_CHARS))]
    pub controller: String,
    /// The same in English.
    #[schemars(length(max = MAX_LABEL_CHARS))]
    #[serde(skip_serializing_if = "Option::is_none")]
    pub controller_en: Option<String>,
    /// On which law it rests.
    #[schemars(length(max = MAX_TEXT_CHARS))]
    #[serde(skip_serializing_if = "Option::is_none")]
    pub legal_basis: Option<String>,
    /// The same in English.
    #[schemars(length(max = MAX_TEXT_CHARS))]
    #[serde(skip_serializing_if = "Option::is_none")]
    pub legal_basis_en: Option<String>,
    /// How long the data is kept, in days.
    #[schemars(range(min = 1))]
    #[serde(skip_serializing_if = "Option::is_none")]
    pub retention_days: Option<u32>,
    /// Where all of it can be read.
    #[schemars(extend("format" = "uri-reference"))]
    #[serde(skip_serializing_if = "Option::is_none")]
    pub url: Option<String>,
    /// What the data is for; each agreed to by itself.
    #[schemars(length(min = 1))]
    pub purposes: Vec<Purpose>,
}

/// What data is for.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Purpose {
    /// Permanent.
    #[schemars(regex(pattern = r"^[!-~]+$"))]
    pub id: String,
    /// What it is.
    #[schemars(length(min = 1, max = MAX_LABEL_CHARS))]
    pub label: String,
    /// The same in English.
    #[schemars(length(max = MAX_LABEL_CHARS))]
    #[serde(skip_serializing_if = "Option::is_none")]
    pub label_en: Option<String>,
    /// Whether nothing can be done without it; absent for no.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub is_required: Option<bool>,
}

/// When an answer is promised.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Due {
    /// How many.
    pub count: u32,
    /// Of what.
    pub unit: Unit,
    /// The rule that says so.
    #[schemars(length(max = MAX_TEXT_CHARS))]
    #[serde(skip_serializing_if = "Option::is_none")]
    pub basis: Option<String>,
    /// The same in English.
    #[schemars(length(max = MAX_TEXT_CHARS))]
    #[serde(skip_serializing_if = "Option::is_none")]
    pub basis_en: Option<String>,
}

/// What belongs elsewhere.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Elsewhere {
    /// Permanent.
    #[schemars(regex(pattern = r"^[!-~]+$"))]
    pub id: String,
    /// What it is.
    #[schemars(length(min = 1, max = MAX_LABEL_CHARS))]
    pub title: String,
    /// The same in English.
    #[schemars(length(max = MAX_LABEL_CHARS))]
    #[serde(skip_serializing_if = "Option::is_none")]
    pub title_en: Option<String>,
    /// Where it goes.
    #[schemars(length(max = MAX_TEXT_CHARS))]
    #[serde(skip_serializing_if = "Option::is_none")]
    pub text: Option<String>,
    /// The same in English.
    #[schemars(length(max = MAX_TEXT_CHARS))]
    #[serde(skip_serializing_if = "Option::is_none")]
    pub text_en: Option<String>,
    /// Whom to call.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub phone: Option<String>,
    /// Its page.
    #[schemars(extend("format" = "uri-reference"))]
    #[serde(skip_serializing_if = "Option::is_none")]
    pub url: Option<String>,
}

/// The question of a rating.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Rating {
    /// What is asked.
    #[schemars(length(min = 1, max = MAX_LABEL_CHARS))]
    pub question: String,
    /// The question in English.
    #[schemars(length(max = MAX_LABEL_CHARS))]
    #[serde(skip_serializing_if = "Option::is_none")]
    pub question_en: Option<String>,
}
