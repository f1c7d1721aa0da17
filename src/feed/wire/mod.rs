//! The files of feed v1 as a publisher writes them, and their JSON Schemas.
//!
//! The parsers beside this folder take files by hand, for tolerance and size. These types are the other half: what a
//! file *should* look like. They serialise to it, their doc comments become the descriptions of the schemas, and the
//! command line knows the fields' names from them. Tests hold both halves together: every field here is read by a
//! parser or named in [`FOR_OTHER_READERS`], every word is known to the parser.
//!
//! ```
//! use cchc::feed::{parse_stamp, wire::{Moment, news::{Item, News}}};
//! let item = Item {
//!     date_published: parse_stamp("2025-11-17T20:59:00+07:00").map(|(stamp, _)| Moment(stamp)),
//!     ..Item::new("vi-du-1", "Giờ làm việc của bộ phận một cửa")
//! };
//! let text = serde_json::to_string(&News::new("Tin", vec![item])).unwrap_or_default();
//! assert!(cchc::feed::news::parse(&text).1.is_empty());
//! ```

use std::borrow::Cow;

use chrono::{NaiveDate, SecondsFormat};
use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde::{Serialize, Serializer};

use super::Stamp;

pub mod agencies;
pub mod answers;
pub mod discovery;
pub mod feedback;
pub mod index;
pub mod indexes;
pub mod news;
pub mod notices;
pub mod procedure;
pub mod procedures;
mod schema;
pub mod screens;

pub use schema::{Profile, schema};

/// Version of the files other than the news.
pub const VERSION: &str = "1.0";

/// Fields that no widget reads, by kind of file: JSON Feed's own for other readers of the news, and what people look up.
pub const FOR_OTHER_READERS: &[(&str, &[&str])] = &[
    ("cchc", &["$.publisher.url", "$.publisher.contact"]),
    (
        "news",
        &[
            "$.home_page_url",
            "$.feed_url",
            "$.description",
            "$.user_comment",
            "$.next_url",
            "$.icon",
            "$.favicon",
            "$.authors[].url",
            "$.authors[].avatar",
            "$.author.url",
            "$.author.avatar",
            "$.hubs",
            "$._cchc",
            "$.items[].image",
            "$.items[].banner_image",
            "$.items[].authors[].url",
            "$.items[].authors[].avatar",
            "$.items[].author.url",
            "$.items[].author.avatar",
            "$.items[].tags",
            "$.items[].attachments",
            "$.items[]._cchc.source.url",
        ],
    ),
    ("notices", &[]),
    ("agencies", &["$.agencies[].sources"]),
    ("indexes", &[]),
    ("index", &[]),
    (
        "procedures",
        &[
            "$.procedures[].detail.bytes",
            "$.procedures[].detail.integrity",
        ],
    ),
    ("procedure", &[]),
    ("feedback", &[]),
    ("answers", &[]),
    ("screens", &[]),
];

/// A point in time; written as in RFC 3339, in whole seconds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Moment(pub Stamp);

impl Serialize for Moment {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(&self.0.to_rfc3339_opts(SecondsFormat::Secs, false))
    }
}

impl JsonSchema for Moment {
    fn schema_name() -> Cow<'static, str> {
        "Moment".into()
    }

    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        json_schema!({
            "type": "string",
            "format": "date-time",
            "examples": ["2025-11-17T20:59:00+07:00"],
        })
    }
}

/// A day; written 2025-07-01.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Day(pub NaiveDate);

impl Serialize for Day {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(&self.0.format("%Y-%m-%d"))
    }
}

impl JsonSchema for Day {
    fn schema_name() -> Cow<'static, str> {
        "Day".into()
    }

    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        json_schema!({ "type": "string", "format": "date", "examples": ["2025-07-01"] })
    }
}

#[cfg(test)]
mod example;
#[cfg(test)]
mod tests;
