//! `cchc.json`: what the feed has, how old it is, and the hash of every file.
//!
//! The shape follows GBFS: one small file that every widget reads first.

use super::reader::Reader;
use super::stamp::Stamp;

/// Seconds a file keeps when it does not say; also the least time between two polls.
pub const DEFAULT_TTL_SECS: u32 = 300;

/// The discovery file.
#[derive(Debug, Clone, PartialEq)]
pub struct Discovery {
    /// `1.x`.
    pub version: String,
    /// The publisher vouches for the data as of this time.
    pub last_updated: Option<Stamp>,
    /// Seconds for which it need not be asked again.
    pub ttl_secs: u32,
    /// Grows with every change of the feed.
    pub sequence: u64,
    /// After this the feed counts as abandoned.
    pub expires: Option<Stamp>,
    /// Who publishes.
    pub publisher: String,
    /// Language tags, the main one first.
    pub languages: Vec<String>,
    /// The files.
    pub feeds: Vec<FeedFile>,
}

/// One file of the feed.
#[derive(Debug, Clone, PartialEq)]
pub struct FeedFile {
    /// `news`, `notices`, `agencies`, …
    pub name: String,
    /// Relative to the discovery file.
    pub url: String,
    /// Seconds for which it need not be asked again.
    pub ttl_secs: u32,
    /// Length of the file.
    pub bytes: u64,
    /// Subresource integrity string over the file's bytes.
    pub integrity: Option<String>,
    /// When its content last changed.
    pub last_modified: Option<Stamp>,
}

impl Discovery {
    /// The file with this name.
    #[must_use]
    pub fn file(&self, name: &str) -> Option<&FeedFile> {
        self.feeds.iter().find(|file| file.name == name)
    }
}

/// Reads a discovery file; `None` when there is nothing to go by.
#[must_use]
pub fn parse(text: &str) -> (Option<Discovery>, Vec<super::Finding>) {
    let (mut reader, value) = Reader::open(text);
    let Some(value) = value else {
        return (None, reader.findings);
    };
    let Some(top) = super::reader::top(&value) else {
        return (None, reader.findings);
    };
    let mut feeds = Vec::new();
    for place in reader.places(&top, "feeds") {
        let name = reader.text(&place, "name");
        let url = reader.url(&place, "url");
        let (Some(name), Some(url)) = (name, url) else {
            reader.note("feed-file-nameless", &place.path, "");
            continue;
        };
        let integrity = reader.text(&place, "integrity");
        if integrity.is_none() {
            reader.note("integrity-missing", &place.at("integrity"), &name);
        }
        feeds.push(FeedFile {
            ttl_secs: ttl(reader.number(&place, "ttl")),
            bytes: reader.number(&place, "bytes").unwrap_or(0),
            integrity,
            last_modified: reader
                .stamp(&place, "last_modified")
                .map(|(stamp, _)| stamp),
            name,
            url,
        });
    }
    if feeds.is_empty() {
        reader.note("feeds-missing", &top.at("feeds"), "");
    }
    let publisher = reader
        .inner(&top, "publisher")
        .and_then(|place| reader.text(&place, "name"));
    let discovery = Discovery {
        version: reader.version(&top),
        last_updated: reader.stamp(&top, "last_updated").map(|(stamp, _)| stamp),
        ttl_secs: ttl(reader.number(&top, "ttl")),
        sequence: reader.number(&top, "sequence").unwrap_or(0),
        expires: reader.stamp(&top, "expires").map(|(stamp, _)| stamp),
        publisher: publisher.unwrap_or_default(),
        languages: reader.texts(&top, "languages"),
        feeds,
    };
    (Some(discovery), reader.findings)
}

fn ttl(seconds: Option<u64>) -> u32 {
    seconds
        .and_then(|seconds| u32::try_from(seconds).ok())
        .unwrap_or(DEFAULT_TTL_SECS)
}
