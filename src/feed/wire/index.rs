//! `indexes/{id}.json`: the rest of one index, loaded when somebody opens it.

use std::collections::BTreeMap;

use schemars::JsonSchema;
use serde::Serialize;

use super::Day;
use super::indexes::{Figures, Link, PERIOD, Status};
use crate::feed::index::MAX_METHOD_CHARS;
use crate::feed::indexes::{MAX_NAME_CHARS, MAX_NOTE_CHARS};

/// What an index means, what it is made of, who else was measured, how units rank.
#[derive(Debug, Clone, Default, PartialEq, Serialize, JsonSchema)]
pub struct Index {
    /// Version of feed v1; a newer minor version only adds fields.
    #[schemars(regex(pattern = r"^1\.[0-9]+$"))]
    pub version: String,
    /// Id of the index in indexes.json.
    #[schemars(regex(pattern = r"^[!-~]+$"))]
    pub id: String,
    /// How it is made, in Vietnamese.
    #[schemars(length(max = MAX_METHOD_CHARS))]
    #[serde(skip_serializing_if = "Option::is_none")]
    pub method: Option<String>,
    /// The same in English.
    #[schemars(length(max = MAX_METHOD_CHARS))]
    #[serde(skip_serializing_if = "Option::is_none")]
    pub method_en: Option<String>,
    /// Where that is laid down.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub sources: Vec<Link>,
    /// What it is made of, in the publisher's order.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub components: Vec<Component>,
    /// Figures of the components, in any order, one entry for each period.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub editions: Vec<Edition>,
    /// Others that were measured, such as the leader or a neighbour.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub peers: Vec<Peer>,
    /// Units in the order of each edition; several for one period where several sets were ranked.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub rankings: Vec<Ranking>,
}

/// One part of an index.
#[derive(Debug, Clone, Default, PartialEq, Serialize, JsonSchema)]
pub struct Component {
    /// As editions name it.
    #[schemars(length(min = 1))]
    pub id: String,
    /// Its name in Vietnamese.
    #[schemars(length(min = 1, max = MAX_NAME_CHARS))]
    pub name: String,
    /// The same in English.
    #[schemars(length(max = MAX_NAME_CHARS))]
    #[serde(skip_serializing_if = "Option::is_none")]
    pub name_en: Option<String>,
    /// Lowest value; below zero for points that are taken away.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub min: Option<f64>,
    /// Highest value.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub max: Option<f64>,
    /// Points for something beside the criteria, added or taken away: they are no share of the whole.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub bonus: Option<bool>,
}

/// The components of one edition.
#[derive(Debug, Clone, Default, PartialEq, Serialize, JsonSchema)]
pub struct Edition {
    /// What it measures: a year, such as 2024.
    #[schemars(regex(pattern = PERIOD))]
    pub period: String,
    /// Values by id of the component.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub values: BTreeMap<String, Option<f64>>,
    /// Means of all that were measured, likewise.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub means: BTreeMap<String, Option<f64>>,
    /// Ranks, likewise; they need `rank_of`.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub ranks: BTreeMap<String, Option<u32>>,
    /// Among how many the components were ranked.
    #[schemars(range(min = 1))]
    #[serde(skip_serializing_if = "Option::is_none")]
    pub rank_of: Option<u32>,
    /// Where they were published.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub source: Option<Link>,
}

/// Somebody else in the same edition.
#[derive(Debug, Clone, Default, PartialEq, Serialize, JsonSchema)]
pub struct Peer {
    /// What the edition measures: a year, such as 2024.
    #[schemars(regex(pattern = PERIOD))]
    pub period: String,
    /// Who, in Vietnamese.
    #[schemars(length(min = 1, max = MAX_NAME_CHARS))]
    pub name: String,
    /// The same in English.
    #[schemars(length(max = MAX_NAME_CHARS))]
    #[serde(skip_serializing_if = "Option::is_none")]
    pub name_en: Option<String>,
    /// Their figures.
    #[serde(flatten)]
    pub figures: Figures,
}

/// Units of one edition.
#[derive(Debug, Clone, Default, PartialEq, Serialize, JsonSchema)]
pub struct Ranking {
    /// What it measures: a year, such as 2024.
    #[schemars(regex(pattern = PERIOD))]
    pub period: String,
    /// Which units, such as Sở, cơ quan ngang sở.
    #[schemars(length(min = 1, max = MAX_NAME_CHARS))]
    pub universe: String,
    /// The same in English.
    #[schemars(length(max = MAX_NAME_CHARS))]
    #[serde(skip_serializing_if = "Option::is_none")]
    pub universe_en: Option<String>,
    /// How many were ranked, also where not all rows were published; needed with a rank.
    #[schemars(range(min = 1))]
    #[serde(skip_serializing_if = "Option::is_none")]
    pub rank_of: Option<u32>,
    /// Set of units, such as 30-districts; rankings of different ones are not compared.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub basis: Option<String>,
    /// Mean of all units.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub mean: Option<f64>,
    /// How sure it is; published when absent.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub status: Option<Status>,
    /// Day of publication.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub published: Option<Day>,
    /// Where it was published.
    pub source: Link,
    /// What a reader has to know, in Vietnamese.
    #[schemars(length(max = MAX_NOTE_CHARS))]
    #[serde(skip_serializing_if = "Option::is_none")]
    pub note: Option<String>,
    /// The same in English.
    #[schemars(length(max = MAX_NOTE_CHARS))]
    #[serde(skip_serializing_if = "Option::is_none")]
    pub note_en: Option<String>,
    /// The units, the best first.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub rows: Vec<Unit>,
}

/// One unit of a ranking.
#[derive(Debug, Clone, Default, PartialEq, Serialize, JsonSchema)]
pub struct Unit {
    /// Id in agencies.json, if it stands there.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub agency: Option<String>,
    /// Its name in that year.
    #[schemars(length(min = 1, max = MAX_NAME_CHARS))]
    pub name: String,
    /// Its value, if it was published.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub value: Option<f64>,
    /// Its rank, if it was published.
    #[schemars(range(min = 1))]
    #[serde(skip_serializing_if = "Option::is_none")]
    pub rank: Option<u32>,
    /// Last day, for a unit that is no more.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub closed: Option<Day>,
}
