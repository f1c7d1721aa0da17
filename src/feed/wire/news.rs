//! `news.json`: a plain JSON Feed 1.1 with `_cchc` objects for the rest.

use schemars::JsonSchema;
use serde::Serialize;

use super::Moment;
use crate::feed::news::{MAX_SUMMARY_CHARS, MAX_TITLE_CHARS};

/// Value of `version` in JSON Feed 1.1.
pub const JSON_FEED: &str = "https://jsonfeed.org/version/1.1";

/// A file of news.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, JsonSchema)]
pub struct News {
    /// Version of JSON Feed.
    #[schemars(regex(pattern = r"^https://jsonfeed\.org/version/1(\.[0-9]+)?$"))]
    pub version: String,
    /// Name of the feed.
    #[schemars(length(min = 1))]
    pub title: String,
    /// Web site that the feed belongs to.
    #[schemars(extend("format" = "uri-reference"))]
    #[serde(skip_serializing_if = "Option::is_none")]
    pub home_page_url: Option<String>,
    /// Address of this file.
    #[schemars(extend("format" = "uri-reference"))]
    #[serde(skip_serializing_if = "Option::is_none")]
    pub feed_url: Option<String>,
    /// What the feed is about.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub description: Option<String>,
    /// For people who look into the file.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub user_comment: Option<String>,
    /// Address of a file with older items.
    #[schemars(extend("format" = "uri-reference"))]
    #[serde(skip_serializing_if = "Option::is_none")]
    pub next_url: Option<String>,
    /// A large square picture.
    #[schemars(extend("format" = "uri-reference"))]
    #[serde(skip_serializing_if = "Option::is_none")]
    pub icon: Option<String>,
    /// A small square picture.
    #[schemars(extend("format" = "uri-reference"))]
    #[serde(skip_serializing_if = "Option::is_none")]
    pub favicon: Option<String>,
    /// Who writes, for items that do not say.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub authors: Vec<Author>,
    /// JSON Feed 1.0; write authors.
    #[schemars(extend("deprecated" = true))]
    #[serde(skip_serializing_if = "Option::is_none")]
    pub author: Option<Author>,
    /// Language tag of the texts, for items that do not say.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub language: Option<String>,
    /// Nothing will be added any more.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub expired: Option<bool>,
    /// Services that tell of changes.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub hubs: Vec<Hub>,
    /// The items; the newest first.
    pub items: Vec<Item>,
    /// What feed v1 adds to the whole.
    #[serde(rename = "_cchc", skip_serializing_if = "Option::is_none")]
    pub cchc: Option<FeedExtension>,
}

impl News {
    /// A file with these items.
    #[must_use]
    pub fn new(title: &str, items: Vec<Item>) -> Self {
        Self {
            version: JSON_FEED.to_owned(),
            title: title.to_owned(),
            items,
            ..Self::default()
        }
    }
}

/// One piece of news.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Item {
    /// Never changes for the same piece.
    #[schemars(length(min = 1))]
    pub id: String,
    /// Where it can be read in full.
    #[schemars(extend("format" = "uri-reference"))]
    #[serde(skip_serializing_if = "Option::is_none")]
    pub url: Option<String>,
    /// The page elsewhere that it is about.
    #[schemars(extend("format" = "uri-reference"))]
    #[serde(skip_serializing_if = "Option::is_none")]
    pub external_url: Option<String>,
    /// Headline, plain text. Without it the first words of the content are shown.
    #[schemars(length(max = MAX_TITLE_CHARS))]
    #[serde(skip_serializing_if = "Option::is_none")]
    pub title: Option<String>,
    /// Plain text.
    #[schemars(length(max = MAX_SUMMARY_CHARS))]
    #[serde(skip_serializing_if = "Option::is_none")]
    pub summary: Option<String>,
    /// The piece as plain text.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub content_text: Option<String>,
    /// The piece as HTML; widgets show its words.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub content_html: Option<String>,
    /// A picture.
    #[schemars(extend("format" = "uri-reference"))]
    #[serde(skip_serializing_if = "Option::is_none")]
    pub image: Option<String>,
    /// A wide picture.
    #[schemars(extend("format" = "uri-reference"))]
    #[serde(skip_serializing_if = "Option::is_none")]
    pub banner_image: Option<String>,
    /// When it was published.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub date_published: Option<Moment>,
    /// When it was last changed.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub date_modified: Option<Moment>,
    /// Who wrote it.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub authors: Vec<Author>,
    /// JSON Feed 1.0; write authors.
    #[schemars(extend("deprecated" = true))]
    #[serde(skip_serializing_if = "Option::is_none")]
    pub author: Option<Author>,
    /// Free words about it.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub tags: Vec<String>,
    /// Language tag of its texts.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub language: Option<String>,
    /// Files that belong to it.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub attachments: Vec<Attachment>,
    /// What feed v1 adds to an item.
    #[serde(rename = "_cchc", skip_serializing_if = "Option::is_none")]
    pub cchc: Option<Extension>,
}

impl Item {
    /// An item of which no more is known.
    #[must_use]
    pub fn new(id: &str, title: &str) -> Self {
        Self {
            id: id.to_owned(),
            title: Some(title.to_owned()),
            ..Self::default()
        }
    }
}

/// Who writes.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Author {
    /// Name of a person or an office.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
    /// A page about them.
    #[schemars(extend("format" = "uri-reference"))]
    #[serde(skip_serializing_if = "Option::is_none")]
    pub url: Option<String>,
    /// A square picture of them.
    #[schemars(extend("format" = "uri-reference"))]
    #[serde(skip_serializing_if = "Option::is_none")]
    pub avatar: Option<String>,
}

/// A service that tells of changes.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Hub {
    /// Protocol, such as WebSub.
    #[serde(rename = "type")]
    pub protocol: String,
    /// Its address.
    #[schemars(extend("format" = "uri-reference"))]
    pub url: String,
}

/// A file that belongs to an item.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Attachment {
    /// Its address.
    #[schemars(extend("format" = "uri-reference"))]
    pub url: String,
    /// Its media type.
    pub mime_type: String,
    /// Its name; the same name marks the same file in another form.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub title: Option<String>,
    /// Its length.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub size_in_bytes: Option<u64>,
    /// How long it plays.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub duration_in_seconds: Option<u64>,
}

/// What feed v1 adds to the whole.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct FeedExtension {
    /// Version of feed v1; a newer minor version only adds fields.
    #[schemars(regex(pattern = r"^1\.[0-9]+$"))]
    pub version: String,
    /// What the extension is, for people who look into the file.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub about: Option<String>,
}

/// What feed v1 adds to an item.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Extension {
    /// What sort of piece it is; news when absent.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub kind: Option<Kind>,
    /// Id of the agency that it is about or from.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub agency: Option<String>,
    /// Fields of reform that it belongs to.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub fields: Vec<ReformField>,
    /// Stays on top while valid.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub pinned: Option<bool>,
    /// Not shown before.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub valid_from: Option<Moment>,
    /// Not shown from then on.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub valid_until: Option<Moment>,
    /// How much of `date_published` is known.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub date_precision: Option<DatePrecision>,
    /// Where the piece was first published.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub source: Option<Source>,
}

/// Where a piece was first published.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Source {
    /// Name of the publisher.
    pub name: String,
    /// Address of the piece there.
    #[schemars(extend("format" = "uri-reference"))]
    #[serde(skip_serializing_if = "Option::is_none")]
    pub url: Option<String>,
}

/// How much of a date is known.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum DatePrecision {
    /// Only the day; the time means nothing and is not shown.
    Day,
}

/// Sorts of news.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Kind {
    /// An article.
    News,
    /// An announcement of an agency.
    Announcement,
    /// Something that takes place.
    Event,
    /// How to do something.
    Guidance,
    /// A result of an index or a survey.
    Result,
    /// A legal or official document.
    Document,
}

/// The six fields of administrative reform (Resolution 76/NQ-CP of 15 July 2021).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum ReformField {
    /// Cải cách thể chế.
    Institutions,
    /// Cải cách thủ tục hành chính.
    Procedures,
    /// Cải cách tổ chức bộ máy.
    Organisation,
    /// Cải cách chế độ công vụ.
    CivilService,
    /// Cải cách tài chính công.
    PublicFinance,
    /// Xây dựng và phát triển chính quyền điện tử, chính quyền số.
    DigitalGovernment,
}
