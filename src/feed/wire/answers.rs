//! `answers.json`: what citizens asked and what they were answered, as far as both may be public.

use schemars::JsonSchema;
use serde::Serialize;

use super::Moment;

/// Published answers, the newest first.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Answers {
    /// Version of feed v1; a newer minor version only adds fields.
    #[schemars(regex(pattern = r"^1\.[0-9]+$"))]
    pub version: String,
    /// The answers.
    pub answers: Vec<Answer>,
}

/// A question with its answer; every text is plain, without what names a person.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Answer {
    /// Unique and permanent.
    #[schemars(length(min = 1))]
    pub id: String,
    /// Kind of the message, as the form in feedback.json names it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub kind: Option<String>,
    /// Topic, as the form in feedback.json names it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub topic: Option<String>,
    /// Id of the agency that answered.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub agency: Option<String>,
    /// Id of the ward or commune that it is about.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub ward: Option<String>,
    /// Where it was.
    #[schemars(length(max = 200))]
    #[serde(skip_serializing_if = "Option::is_none")]
    pub place: Option<String>,
    /// In a few words.
    #[schemars(length(max = 200))]
    #[serde(skip_serializing_if = "Option::is_none")]
    pub title: Option<String>,
    /// What was asked; lines are kept.
    #[schemars(length(max = 8000))]
    #[serde(skip_serializing_if = "Option::is_none")]
    pub body: Option<String>,
    /// What was answered; lines are kept.
    #[schemars(length(min = 1, max = 8000))]
    pub answer: String,
    /// The rule that the answer stands on.
    #[schemars(length(max = 8000))]
    #[serde(skip_serializing_if = "Option::is_none")]
    pub legal_basis: Option<String>,
    /// When it came.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub received: Option<Moment>,
    /// When it was answered.
    pub answered: Moment,
}
