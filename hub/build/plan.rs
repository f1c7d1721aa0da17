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
use cchc::feed::news::{KINDS, REFORM_FIELDS};
use serde::de::Error as _;
use serde::{Deserialize, Deserializer};

use super::Error;
use super::problem::{At, Place, Problems};
use super::read::encoding;

/// Its name.
pub(super) const NAME: &str = "feed.toml";

/// The whole file.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Plan {
    pub(super) publisher: Publisher,
    pub(super) languages: Vec<String>,
    pub(super) ttl_secs: u32,
    #[serde(default, deserialize_with = "days")]
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
    #[serde(deserialize_with = "kind_of_file")]
    pub(super) name: FileKind,
    pub(super) ttl_secs: u32,
    /// Name of the news.
    pub(super) title: Option<String>,
    /// Most items of the news, the newest.
    pub(super) max_items: Option<usize>,
    /// Address of the hub that takes what citizens send by the forms: absolute, or relative to the feed.
    pub(super) hub: Option<String>,
    #[serde(default)]
    pub(super) sources: Vec<Source>,
}

/// Where the content of a file comes from, and what holds for all items of a source of news that do not say it.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub(super) struct Source {
    /// A file in the folder of sources; for indexes, procedures, feedback and screens also a folder of CSV files, for news one of
    /// Markdown files, for procedures also records of the national portal (`.jsonl`, `.jsonl.gz`, `.json`).
    pub(super) file: String,
    /// Address of a news feed: RSS, Atom or JSON Feed.
    pub(super) url: String,
    /// Id or name of an agency, and where it stands.
    pub(super) agency: Option<toml::Spanned<String>>,
    #[serde(skip)]
    pub(super) agency_at: Option<At>,
    /// What sort of news.
    #[serde(deserialize_with = "kind_of_news")]
    pub(super) kind: Option<String>,
    /// Fields of reform.
    #[serde(deserialize_with = "fields_of_reform")]
    pub(super) fields: Vec<String>,
    /// Who published the news first.
    pub(super) publisher: Option<String>,
    /// Language tag.
    pub(super) language: Option<String>,
    /// Most items, the newest.
    pub(super) max_items: Option<usize>,
}

impl Source {
    /// Either a file or, for news, an address.
    pub(super) fn is_clear(&self, kind: FileKind) -> bool {
        self.file.is_empty() != self.url.is_empty()
            && (self.url.is_empty() || kind == FileKind::News)
    }

    /// Its file or address, as messages name it.
    pub(super) fn name(&self) -> &str {
        match self.file.is_empty() {
            true => &self.url,
            false => &self.file,
        }
    }
}

impl File {
    /// Its sources, or the one that is meant when none is named.
    pub(super) fn sources(&self) -> Vec<Source> {
        match self.sources.is_empty() {
            true => vec![Source {
                file: format!("{}.json", self.name.name()),
                ..Source::default()
            }],
            false => self.sources.clone(),
        }
    }
}

impl Plan {
    fn all_sources(&self) -> impl Iterator<Item = (&File, &Source)> {
        let files = self.files.iter();
        files.flat_map(|file| file.sources.iter().map(move |source| (file, source)))
    }

    /// Reads it; what cannot be understood is a problem with its line.
    pub(super) fn read(folder: &Path, problems: &mut Problems) -> Result<Option<Self>, Error> {
        let path = folder.join(NAME);
        let content = match std::fs::read(&path) {
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => {
                return Err(Error::NoPlan(path));
            }
            read => read.map_err(|error| Error::File(path, error))?,
        };
        // Notepad may have saved it in another encoding.
        let text = match encoding::decode(&content) {
            Ok((text, _)) => text,
            Err(unsure) => {
                let place = Place::new(NAME, At::Whole);
                problems.note(place, "encoding-unsure", &unsure.sample);
                return Ok(None);
            }
        };
        let text = text.trim_start_matches('\u{feff}');
        match toml::from_str(text) {
            Ok(plan) => {
                let mut plan: Self = plan;
                for source in plan.files.iter_mut().flat_map(|file| &mut file.sources) {
                    let before = source.agency.as_ref();
                    let before = before.and_then(|agency| text.get(..agency.span().start));
                    source.agency_at = before.map(At::after);
                }
                if cchc::text::safe_url(&plan.publisher.url).is_none() {
                    let place = Place::new(NAME, At::Whole);
                    problems.note(place, "link-unusable", &plan.publisher.url);
                }
                let hubs = plan.files.iter().filter_map(|file| file.hub.as_ref());
                for hub in hubs.filter(|hub| cchc::text::safe_url(hub).is_none()) {
                    problems.note(Place::new(NAME, At::Whole), "link-unusable", hub);
                }
                for (file, source) in plan.all_sources() {
                    if !source.is_clear(file.name) {
                        let place = Place::new(NAME, At::Whole);
                        let detail =
                            format!("{}: {} {}", file.name.name(), source.file, source.url);
                        problems.note(place, "source-unclear", &detail);
                    }
                }
                Ok(Some(plan))
            }
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

/// From one day to a hundred years: a feed that has expired when it is made is told to be old by every widget.
fn days<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Option<i64>, D::Error> {
    let days = i64::deserialize(deserializer)?;
    match (1..=36_500).contains(&days) {
        true => Ok(Some(days)),
        false => Err(D::Error::custom(format!(
            "expires_days {days}: cần từ 1 đến 36500 | must be from 1 to 36500"
        ))),
    }
}

/// Whether the file is made by itself and is no file of the plan.
const fn is_made_by_itself(kind: FileKind) -> bool {
    matches!(
        kind,
        FileKind::Discovery | FileKind::Index | FileKind::Procedure
    )
}

fn kind_of_file<'de, D: Deserializer<'de>>(deserializer: D) -> Result<FileKind, D::Error> {
    let kinds = FileKind::ALL.iter().copied();
    let kinds = kinds.filter(|kind| !is_made_by_itself(*kind));
    let names: Vec<_> = kinds.clone().map(FileKind::name).collect();
    let name = word(deserializer, "name", &names)?;
    let found = kinds.into_iter().find(|kind| kind.name() == name);
    found.ok_or_else(|| D::Error::custom(name))
}

fn kind_of_news<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Option<String>, D::Error> {
    let known: Vec<_> = KINDS.iter().map(|(word, _)| *word).collect();
    word(deserializer, "kind", &known).map(Some)
}

fn fields_of_reform<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Vec<String>, D::Error> {
    let known: Vec<_> = REFORM_FIELDS.iter().map(|(word, _)| *word).collect();
    let words = Vec::<String>::deserialize(deserializer)?;
    match words.iter().find(|word| !known.contains(&word.as_str())) {
        Some(other) => Err(unknown("fields", other, &known)),
        None => Ok(words),
    }
}

/// One of the known words.
fn word<'de, D: Deserializer<'de>>(
    deserializer: D,
    field: &str,
    known: &[&str],
) -> Result<String, D::Error> {
    let word = String::deserialize(deserializer)?;
    match known.contains(&word.as_str()) {
        true => Ok(word),
        false => Err(unknown(field, &word, known)),
    }
}

fn unknown<E: serde::de::Error>(field: &str, word: &str, known: &[&str]) -> E {
    E::custom(format!(
        "{field} «{word}»: cần | must be: {}",
        known.join(", ")
    ))
}
