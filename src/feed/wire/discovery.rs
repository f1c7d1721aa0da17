//! `cchc.json`, which every widget reads first.

use schemars::JsonSchema;
use serde::Serialize;

use super::Moment;

/// The discovery file: what the feed has, how old it is, and the hash of every file.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Discovery {
    /// Version of feed v1; a newer minor version only adds fields.
    #[schemars(regex(pattern = r"^1\.[0-9]+$"))]
    pub version: String,
    /// The publisher vouches for the data as of this time.
    pub last_updated: Moment,
    /// Seconds for which this file need not be asked for again.
    pub ttl: u32,
    /// Grows by one with every change of the feed.
    pub sequence: u64,
    /// From then on the feed counts as abandoned, and widgets say that it is old.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub expires: Option<Moment>,
    /// Who publishes the feed.
    pub publisher: Publisher,
    /// Languages of the texts, the main one first.
    pub languages: Vec<String>,
    /// The files of the feed.
    pub feeds: Vec<File>,
}

/// Who publishes the feed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Publisher {
    /// Official name.
    #[schemars(length(min = 1))]
    pub name: String,
    /// Web site.
    #[schemars(extend("format" = "uri-reference"))]
    pub url: String,
    /// Where defects of the feed are reported, such as `mailto:feed@co-quan.example`.
    #[schemars(extend("format" = "uri-reference"))]
    pub contact: String,
}

/// One file of the feed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct File {
    /// What it holds: news, notices, agencies, indexes, screens; indexes/par-index for the file of one index.
    #[schemars(length(min = 1))]
    pub name: String,
    /// Its address, relative to the discovery file.
    #[schemars(extend("format" = "uri-reference"), length(min = 1))]
    pub url: String,
    /// Seconds for which it need not be asked for again.
    pub ttl: u32,
    /// Its length.
    pub bytes: u64,
    /// Subresource integrity over its bytes; browsers refuse a file with another hash.
    #[schemars(regex(pattern = r"^sha(256|384|512)-[A-Za-z0-9+/]+=*( .*)?$"))]
    pub integrity: String,
    /// When its content last changed.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub last_modified: Option<Moment>,
}
