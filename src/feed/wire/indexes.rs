//! `indexes.json`: every index of the city with its observations.

use schemars::JsonSchema;
use serde::Serialize;

use super::Day;
use crate::feed::indexes::{MAX_NAME_CHARS, MAX_NOTE_CHARS, MAX_UNIT_CHARS};
use crate::format::number::MAX_DECIMALS;

/// The indexes that measure the city or its units.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub struct Indexes {
    /// Version of feed v1; a newer minor version only adds fields.
    #[schemars(regex(pattern = r"^1\.[0-9]+$"))]
    pub version: String,
    /// All of them, in the order of showing.
    pub indexes: Vec<Index>,
}

/// One index.
#[derive(Debug, Clone, Default, PartialEq, Serialize, JsonSchema)]
pub struct Index {
    /// Permanent, printable ASCII, such as par-index.
    #[schemars(regex(pattern = r"^[!-~]+$"))]
    pub id: String,
    /// As it is called in a headline, such as PAR INDEX; the name when absent.
    #[schemars(length(max = MAX_NAME_CHARS))]
    #[serde(skip_serializing_if = "Option::is_none")]
    pub short: Option<String>,
    /// Its name in full, in Vietnamese.
    #[schemars(length(min = 1, max = MAX_NAME_CHARS))]
    pub name: String,
    /// The same in English.
    #[schemars(length(max = MAX_NAME_CHARS))]
    #[serde(skip_serializing_if = "Option::is_none")]
    pub name_en: Option<String>,
    /// Who publishes it.
    #[schemars(length(max = MAX_NAME_CHARS))]
    #[serde(skip_serializing_if = "Option::is_none")]
    pub publisher: Option<String>,
    /// The same in English.
    #[schemars(length(max = MAX_NAME_CHARS))]
    #[serde(skip_serializing_if = "Option::is_none")]
    pub publisher_en: Option<String>,
    /// It ranks not the city but its units (departments, wards, communes); its values are the means of all of them.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub of_units: Option<bool>,
    /// % or a word such as điểm.
    #[schemars(length(max = MAX_UNIT_CHARS))]
    #[serde(skip_serializing_if = "Option::is_none")]
    pub unit: Option<String>,
    /// The same in English.
    #[schemars(length(max = MAX_UNIT_CHARS))]
    #[serde(skip_serializing_if = "Option::is_none")]
    pub unit_en: Option<String>,
    /// Decimals that the publisher prints; 2 when absent.
    #[schemars(range(max = MAX_DECIMALS))]
    #[serde(skip_serializing_if = "Option::is_none")]
    pub decimals: Option<u8>,
    /// Lowest value of the scale.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub min: Option<f64>,
    /// Highest value of the scale.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub max: Option<f64>,
    /// A smaller value is the better one.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub lower_is_better: Option<bool>,
    /// The publisher ranks; true when absent. PAPI groups and says that it does not rank.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub ranked: Option<bool>,
    /// Groups, the best first.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub bands: Vec<Band>,
    /// What is aimed at.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub target: Option<Target>,
    /// Address of the file with the rest, relative to the discovery file.
    #[schemars(extend("format" = "uri-reference"))]
    #[serde(skip_serializing_if = "Option::is_none")]
    pub detail: Option<String>,
    /// Its editions, in any order, one for each period.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub observations: Vec<Observation>,
}

impl Index {
    /// An index of which no more is known.
    #[must_use]
    pub fn new(id: &str, name: &str) -> Self {
        Self {
            id: id.to_owned(),
            name: name.to_owned(),
            ..Self::default()
        }
    }
}

/// One group of an index.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Band {
    /// As observations name it.
    #[schemars(length(min = 1))]
    pub id: String,
    /// Its name in Vietnamese.
    #[schemars(length(min = 1, max = MAX_NAME_CHARS))]
    pub name: String,
    /// The same in English.
    #[schemars(length(max = MAX_NAME_CHARS))]
    #[serde(skip_serializing_if = "Option::is_none")]
    pub name_en: Option<String>,
}

/// A value or a rank to reach; one of both is needed.
#[derive(Debug, Clone, Default, PartialEq, Serialize, JsonSchema)]
pub struct Target {
    /// By when: a year.
    #[schemars(regex(pattern = PERIOD))]
    pub period: String,
    /// At least, or at most where smaller is better.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub value: Option<f64>,
    /// At most: 5 is one of the best five.
    #[schemars(range(min = 1))]
    #[serde(skip_serializing_if = "Option::is_none")]
    pub rank: Option<u32>,
    /// Who set it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub source: Option<Link>,
}

/// One edition of an index. What is not known is left out; an edition without any figure says that they are not known.
#[derive(Debug, Clone, Default, PartialEq, Serialize, JsonSchema)]
pub struct Observation {
    /// What it measures: a year, such as 2024, or a part of it, such as 2024-09 or 2024-Q3.
    #[schemars(regex(pattern = PERIOD))]
    pub period: String,
    /// Its figures, as first published.
    #[serde(flatten)]
    pub figures: Figures,
    /// How sure they are; published when absent.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub status: Option<Status>,
    /// Day of publication.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub published: Option<Day>,
    /// Mean of all that were measured, such as the national mean.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub mean: Option<f64>,
    /// The series begins anew with this edition, and why, in Vietnamese; nothing is compared across it.
    #[schemars(length(max = MAX_NOTE_CHARS))]
    #[serde(rename = "break", skip_serializing_if = "Option::is_none")]
    pub breaks: Option<String>,
    /// The same in English.
    #[schemars(length(max = MAX_NOTE_CHARS))]
    #[serde(rename = "break_en", skip_serializing_if = "Option::is_none")]
    pub breaks_en: Option<String>,
    /// What a reader has to know, in Vietnamese.
    #[schemars(length(max = MAX_NOTE_CHARS))]
    #[serde(skip_serializing_if = "Option::is_none")]
    pub note: Option<String>,
    /// The same in English.
    #[schemars(length(max = MAX_NOTE_CHARS))]
    #[serde(skip_serializing_if = "Option::is_none")]
    pub note_en: Option<String>,
    /// The same edition worked out again on other footings, such as the provinces after a merger.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub restated: Vec<Figures>,
    /// What other sources state for the same edition; with any, the status is conflict.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub conflicts: Vec<Figures>,
}

/// Value and rank with the footing on which they stand.
#[derive(Debug, Clone, Default, PartialEq, Serialize, JsonSchema)]
pub struct Figures {
    /// The value, if it is known.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub value: Option<f64>,
    /// The rank, if it is known; 1 is the best.
    #[schemars(range(min = 1))]
    #[serde(skip_serializing_if = "Option::is_none")]
    pub rank: Option<u32>,
    /// Among how many; needed with a rank, because ranks among different numbers are not compared.
    #[schemars(range(min = 1))]
    #[serde(skip_serializing_if = "Option::is_none")]
    pub rank_of: Option<u32>,
    /// Which set was measured, such as 63-provinces; figures on different ones are not compared.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub basis: Option<String>,
    /// Group, by its id in bands.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub band: Option<String>,
    /// Where the figures were published; needed with any figure of an edition.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub source: Option<Link>,
}

/// Where something was published; a title or an address is needed.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Link {
    /// Name of the page or document; the address when absent.
    #[schemars(length(max = MAX_NAME_CHARS))]
    #[serde(skip_serializing_if = "Option::is_none")]
    pub title: Option<String>,
    /// Its address.
    #[schemars(extend("format" = "uri-reference"))]
    #[serde(skip_serializing_if = "Option::is_none")]
    pub url: Option<String>,
}

/// How sure figures are.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Status {
    /// As the publisher states them.
    Published,
    /// Worked out from other published figures.
    Derived,
    /// Announced, not final.
    Provisional,
    /// Sources contradict one another.
    Conflict,
    /// Not found.
    Unknown,
}

/// A period begins with its year, so that text sorts as time does.
pub(super) const PERIOD: &str = r"^[0-9]{4}([^0-9].{0,5})?$";
