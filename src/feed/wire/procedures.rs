//! `procedures.json`: every administrative procedure in short.

use schemars::JsonSchema;
use serde::Serialize;

use super::Day;
use crate::feed::procedures::{MAX_NAME_CHARS, MAX_TEXT_CHARS, RAREST};

/// The procedures that an agency or a city handles.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Procedures {
    /// Version of feed v1; a newer minor version only adds fields.
    #[schemars(regex(pattern = r"^1\.[0-9]+$"))]
    pub version: String,
    /// All of them, in any order.
    pub procedures: Vec<Entry>,
    /// What citizens say, and what it is called officially.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub synonyms: Vec<Synonym>,
}

/// One procedure of the list.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Entry {
    /// What is said of it in short.
    #[serde(flatten)]
    pub procedure: Procedure,
    /// The file that tells it in full, if there is one: procedures/{id}.json.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub detail: Option<DetailFile>,
}

/// What holds the file of a procedure to the list, as the list is held to cchc.json.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, JsonSchema)]
pub struct DetailFile {
    /// Its length.
    pub bytes: u64,
    /// Its hash, as for subresource integrity.
    #[schemars(regex(pattern = r"^sha(256|384|512)-[A-Za-z0-9+/]+={0,2}$"))]
    pub integrity: String,
}

/// A word of citizens.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Synonym {
    /// As they say it, such as sổ đỏ.
    #[schemars(length(min = 1, max = MAX_NAME_CHARS))]
    pub term: String,
    /// What it may mean, in words of the names.
    #[schemars(length(min = 1))]
    pub meanings: Vec<String>,
}

/// One procedure.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Procedure {
    /// Code of the national portal, such as 1.001193.
    #[schemars(regex(pattern = r"^[!-~]+$"))]
    pub id: String,
    /// Official name in Vietnamese.
    #[schemars(length(min = 1, max = MAX_NAME_CHARS))]
    pub name: String,
    /// Name in English, where there is one.
    #[schemars(length(max = MAX_TEXT_CHARS))]
    #[serde(skip_serializing_if = "Option::is_none")]
    pub name_en: Option<String>,
    /// Field of law, such as Hộ tịch.
    #[schemars(length(max = MAX_TEXT_CHARS))]
    #[serde(skip_serializing_if = "Option::is_none")]
    pub field: Option<String>,
    /// Who handles it, in words.
    #[schemars(length(max = MAX_TEXT_CHARS))]
    #[serde(skip_serializing_if = "Option::is_none")]
    pub handler: Option<String>,
    /// Ids in agencies.json of those who handle it.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub agencies: Vec<String>,
    /// Where it is filed.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub levels: Vec<Level>,
    /// Who may file it: công dân, doanh nghiệp, ...
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub audience: Vec<String>,
    /// How far it goes online.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub online: Option<Online>,
    /// How citizens call it: giấy khai sinh, sổ đỏ, ...
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub keywords: Vec<String>,
    /// From 1, an everyday matter, to 5.
    #[schemars(range(min = 1, max = RAREST))]
    #[serde(skip_serializing_if = "Option::is_none")]
    pub rarity: Option<u8>,
    /// What one gets.
    #[schemars(length(max = MAX_TEXT_CHARS))]
    #[serde(skip_serializing_if = "Option::is_none")]
    pub result: Option<String>,
    /// What must be so before.
    #[schemars(length(max = MAX_TEXT_CHARS))]
    #[serde(skip_serializing_if = "Option::is_none")]
    pub conditions: Option<String>,
    /// Official page.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub url: Option<String>,
    /// Day of the data.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub updated: Option<Day>,
}

/// Where a procedure is filed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum Level {
    /// A ministry.
    Ministry,
    /// The city or province.
    City,
    /// The ward or commune.
    Ward,
    /// Elsewhere.
    Other,
}

/// How far a procedure goes online.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum Online {
    /// From the filing to the result.
    Full,
    /// In part.
    Partial,
    /// Not at all.
    No,
}
