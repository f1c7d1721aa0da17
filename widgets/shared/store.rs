//! The last good copy, in the page's own localStorage, so that a reload without network still shows news.
//!
//! localStorage rather than the Cache API: it works on pages without TLS, in Chromium 68, and at once. One entry
//! per feed: fields separated by U+001E, which JSON text cannot contain. A full or forbidden store is no error.

use std::sync::Arc;

/// Files beyond this are not kept: a page's store is about 5 million characters for everybody.
const MAX_CHARS: usize = 2_000_000;
const PREFIX: &str = "cchc:2:";
const SEPARATOR: char = '\u{1e}';

/// A file of the feed.
#[derive(Debug, Clone)]
pub struct File {
    /// As the discovery file names it.
    pub name: String,
    /// Its text, normalised.
    pub text: Arc<str>,
    /// When it was last known to be current.
    pub checked_ms: u64,
}

fn storage() -> Option<web_sys::Storage> {
    web_sys::window()?.local_storage().ok()?
}

fn key(feed: &str) -> String {
    let mut key = String::from(PREFIX);
    key.push_str(feed);
    key
}

/// A word that this device was asked to remember.
#[must_use]
pub fn recall(name: &str) -> Option<String> {
    storage()?.get_item(&key(name)).ok()?
}

/// Remembers a word, or forgets it. `false` where the store is forbidden or full.
pub fn remember(name: &str, word: Option<&str>) -> bool {
    let Some(storage) = storage() else {
        return false;
    };
    let done = match word {
        Some(word) => storage.set_item(&key(name), word),
        None => storage.remove_item(&key(name)),
    };
    done.is_ok()
}

/// The name of a word from its key in the store, where it is one of ours.
#[cfg(any(feature = "feedback", feature = "feedback-follow"))]
#[must_use]
pub fn own_name(key: &str) -> Option<&str> {
    key.strip_prefix(PREFIX)
}

/// The kept files.
pub fn load(feed: &str) -> Vec<File> {
    let entry = recall(feed).unwrap_or_default();
    let mut fields = entry.split(SEPARATOR);
    let mut files = Vec::new();
    while let (Some(name), Some(checked), Some(text)) =
        (fields.next(), fields.next(), fields.next())
    {
        if let Ok(checked_ms) = checked.parse() {
            files.push(File {
                name: name.to_owned(),
                text: Arc::from(text),
                checked_ms,
            });
        }
    }
    files
}

/// Keeps the files.
pub fn save(feed: &str, files: &[File]) {
    let mut entry = String::new();
    for file in files {
        // One large ranking must not cost the news their copy.
        if entry.len() + file.text.len() > MAX_CHARS {
            continue;
        }
        for field in [&file.name, &file.checked_ms.to_string(), &*file.text] {
            entry.push_str(field);
            entry.push(SEPARATOR);
        }
    }
    remember(feed, Some(&entry));
}
