//! `procedures/{id}.json`: all of one procedure.

use schemars::JsonSchema;
use serde::Serialize;

use super::procedures::Procedure;
use crate::feed::procedure::MAX_BLOCK_CHARS;
use crate::feed::procedures::MAX_NAME_CHARS;

/// All of one procedure: the ways to file it, the papers, the steps, and the law behind them.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Detail {
    /// Version of feed v1; a newer minor version only adds fields.
    #[schemars(regex(pattern = r"^1\.[0-9]+$"))]
    pub version: String,
    /// What procedures.json says of it, once more.
    #[serde(flatten)]
    pub procedure: Procedure,
    /// Number of the decision that announced it, such as 163/QĐ-BTP.
    #[schemars(length(max = MAX_NAME_CHARS))]
    #[serde(skip_serializing_if = "Option::is_none")]
    pub decision: Option<String>,
    /// Ways to file it, with their times and fees.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub ways: Vec<Way>,
    /// Papers, by case; those of a case without a name are needed in every case.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub cases: Vec<Case>,
    /// What happens, in its order.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub steps: Vec<Step>,
    /// What one gets.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub results: Vec<String>,
    /// What must be so before.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub requirements: Text,
    /// Where to file it, in the words of the office.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub places: Text,
    /// Laws and decrees.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub laws: Vec<Law>,
    /// Ids of procedures that belong to it.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub related: Vec<String>,
}

/// Paragraphs and lists.
pub type Text = Vec<Block>;

/// A paragraph, or the items of a list.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
#[serde(untagged)]
pub enum Block {
    /// One paragraph.
    Paragraph(#[schemars(length(max = MAX_BLOCK_CHARS))] String),
    /// Items of a list.
    List(Vec<String>),
}

/// A way to file.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Way {
    /// Where papers are handed in.
    pub channel: Channel,
    /// How long it takes; absent when it is not one number.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub time: Option<Time>,
    /// What it costs; absent when nothing is said.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub fees: Vec<Fee>,
    /// More about it, such as how the time is counted.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub text: Text,
}

/// Where papers are handed in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Channel {
    /// On the portal.
    Online,
    /// At the counter.
    Counter,
    /// By post.
    Post,
}

/// A time that an office has.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Time {
    /// How many.
    pub count: u32,
    /// Of what.
    pub unit: Unit,
}

/// What a time is counted in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Unit {
    /// Days on which offices work.
    WorkingDay,
    /// Days of the calendar.
    Day,
    /// Hours.
    Hour,
    /// Months.
    Month,
}

/// What is paid.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Fee {
    /// Which sort: phí is a fee, lệ phí a charge, giá a price.
    pub kind: FeeKind,
    /// In đồng; absent when it is not one number, zero only where nothing is paid.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub amount_vnd: Option<u64>,
    /// The words of the source, whole.
    #[schemars(length(max = MAX_BLOCK_CHARS))]
    #[serde(skip_serializing_if = "Option::is_none")]
    pub text: Option<String>,
}

/// Sorts of what is paid.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum FeeKind {
    /// Phí.
    Fee,
    /// Lệ phí.
    Charge,
    /// Giá.
    Price,
}

/// Papers of one case.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Case {
    /// When they are needed; absent for always.
    #[schemars(length(max = MAX_BLOCK_CHARS))]
    #[serde(skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
    /// Which.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub papers: Vec<Paper>,
}

/// One paper.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Paper {
    /// Its name.
    #[schemars(length(min = 1, max = MAX_BLOCK_CHARS))]
    pub name: String,
    /// How many originals; absent when nothing is said.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub originals: Option<u32>,
    /// How many copies; absent when nothing is said.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub copies: Option<u32>,
    /// Whether it must be there; absent when nothing is said.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub is_required: Option<bool>,
    /// Forms to fill in.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub forms: Vec<Form>,
}

/// A form to download.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Form {
    /// Its name.
    #[schemars(length(min = 1, max = MAX_BLOCK_CHARS))]
    pub name: String,
    /// Where it is.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub url: Option<String>,
}

/// One step, with a heading, a text, or both.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Step {
    /// Its heading.
    #[schemars(length(max = MAX_BLOCK_CHARS))]
    #[serde(skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
    /// What happens.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub text: Text,
}

/// A law or decree, with a number, a name, or both.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Law {
    /// Its number, such as 60/2014/QH13.
    #[schemars(length(max = MAX_NAME_CHARS))]
    #[serde(skip_serializing_if = "Option::is_none")]
    pub number: Option<String>,
    /// Its name.
    #[schemars(length(max = MAX_BLOCK_CHARS))]
    #[serde(skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
    /// Where it can be read.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub url: Option<String>,
}
