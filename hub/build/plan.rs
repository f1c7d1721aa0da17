//! `feed.toml`: who publishes, which files the feed has, and where each comes from.
//!
//! ```toml
//! languages = ["vi", "en"]
//! ttl_secs = 300
//! expires_days = 30
//!
//! [publisher]
//! name = "Sở Ví dụ"
//! url = "https://so-vi-du.example/"
//! contact = "mailto:tin@so-vi-du.example"
//!
//! [[files]]
//! name = "news"
//! ttl_secs = 300
//! title = "Tin cải cách hành chính"
//! sources = [{ file = "tin.xlsx" }]
//! ```
//!
//! Without `sources` a file comes from the JSON file of its own name.

use std::path::Path;

use cchc::check::FileKind;
use serde::Deserialize;

use super::Error;
use super::problem::{At, Place, Problems};

/// Its name.
pub(super) const NAME: &str = "feed.toml";

/// The whole file.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Plan {
    pub(super) publisher: Publisher,
    pub(super) languages: Vec<String>,
    pub(super) ttl_secs: u32,
    pub(super) expires_days: Option<i64>,
    pub(super) files: Vec<File>,
}

/// Who publishes the feed.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Publisher {
    pub(super) name: String,
    pub(super) url: String,
    pub(super) contact: String,
}

/// One file of the feed.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct File {
    #[serde(deserialize_with = "kind")]
    pub(super) name: FileKind,
    pub(super) ttl_secs: u32,
    #[serde(default)]
    pub(super) sources: Vec<Source>,
}

/// Where the content of a file comes from.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Source {
    /// A file in the folder of sources.
    pub(super) file: String,
}

impl File {
    /// Its sources, or the one that is meant when none is named.
    pub(super) fn sources(&self) -> Vec<Source> {
        match self.sources.is_empty() {
            true => vec![Source {
                file: format!("{}.json", self.name.name()),
            }],
            false => self.sources.clone(),
        }
    }
}

impl Plan {
    /// Reads it; what cannot be understood is a problem with its line.
    pub(super) fn read(folder: &Path, problems: &mut Problems) -> Result<Option<Self>, Error> {
        let path = folder.join(NAME);
        let text = std::fs::read_to_string(&path).map_err(|error| Error::File(path, error))?;
        let text = text.trim_start_matches('\u{feff}');
        match toml::from_str(text) {
            Ok(plan) => Ok(Some(plan)),
            Err(error) => {
                let before = error.span().and_then(|span| text.get(..span.start));
                let at = before.map_or(At::Whole, At::after);
                let place = Place::new(NAME, at);
                problems.note(place, "plan-unreadable", error.message());
                Ok(None)
            }
        }
    }
}

fn kind<'de, D: serde::Deserializer<'de>>(deserializer: D) -> Result<FileKind, D::Error> {
    let name = String::deserialize(deserializer)?;
    let names: Vec<_> = FileKind::ALL
        .iter()
        .filter(|kind| **kind != FileKind::Discovery)
        .map(|kind| kind.name())
        .collect();
    FileKind::named(&name)
        .filter(|kind| names.contains(&kind.name()))
        .ok_or_else(|| {
            serde::de::Error::custom(format!(
                "name «{name}»: cần | must be: {}",
                names.join(", ")
            ))
        })
}
