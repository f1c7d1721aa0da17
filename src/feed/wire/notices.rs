//! `notices.json`: urgent words in the terms of the Common Alerting Protocol 1.2.

use schemars::JsonSchema;
use serde::Serialize;

use super::Moment;

/// The notices that hold now or soon; old ones are taken out.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Notices {
    /// Version of feed v1; a newer minor version only adds fields.
    #[schemars(regex(pattern = r"^1\.[0-9]+$"))]
    pub version: String,
    /// The notices.
    pub notices: Vec<Notice>,
}

/// One notice.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Notice {
    /// Unique and permanent.
    #[schemars(length(min = 1))]
    pub identifier: String,
    /// When it was issued.
    pub sent: Moment,
    /// When it begins to hold, if not at once.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub onset: Option<Moment>,
    /// When it ends; without it, 24 hours after its beginning.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub expires: Option<Moment>,
    /// Whether it is meant.
    pub status: Status,
    /// What it does to earlier ones.
    pub msg_type: MsgType,
    /// How grave it is.
    pub severity: Severity,
    /// Says that the danger is over.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub response_type: Option<ResponseType>,
    /// Identifiers that an Update, Cancel or AllClear is about.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub references: Vec<String>,
    /// Ids of the agencies that it is for; none means everybody.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub agencies: Vec<String>,
    /// Where to read more.
    #[schemars(extend("format" = "uri-reference"))]
    #[serde(skip_serializing_if = "Option::is_none")]
    pub web: Option<String>,
    /// The words, once per language; a Cancel needs none.
    pub info: Vec<Info>,
}

/// Words of a notice in one language.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Info {
    /// Language tag; vi when absent.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub language: Option<String>,
    /// One sentence of plain text.
    #[schemars(length(min = 1, max = 500))]
    pub headline: String,
    /// More, if needed; plain text.
    #[schemars(length(max = 500))]
    #[serde(skip_serializing_if = "Option::is_none")]
    pub description: Option<String>,
}

/// Whether a notice is meant.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, JsonSchema)]
pub enum Status {
    /// Meant.
    Actual,
    /// An exercise; shown and marked as such.
    Exercise,
    /// A test; shown and marked as such.
    Test,
    /// Between machines; never shown.
    System,
    /// Not ready; never shown.
    Draft,
}

/// What a notice does to earlier ones.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, JsonSchema)]
pub enum MsgType {
    /// A new one.
    Alert,
    /// Replaces what it refers to.
    Update,
    /// Takes back what it refers to.
    Cancel,
    /// Between machines; never shown.
    Ack,
    /// Between machines; never shown.
    Error,
}

/// How grave a notice is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, JsonSchema)]
pub enum Severity {
    /// Extraordinary threat.
    Extreme,
    /// Significant threat.
    Severe,
    /// Possible threat.
    Moderate,
    /// Minimal or no threat.
    Minor,
    /// Not known.
    Unknown,
}

/// The one response of CAP that a reader of the feed must know.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, JsonSchema)]
pub enum ResponseType {
    /// The danger is over.
    AllClear,
}
