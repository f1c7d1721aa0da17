//! The last good copy, in the page's own localStorage, so that a reload without network still shows news.
//!
//! localStorage rather than the Cache API: it works on pages without TLS, in Chromium 68, and at once. One entry
//! per feed: fields separated by U+001E, which JSON text cannot contain. A full or forbidden store is no error.

use std::sync::Arc;

/// Larger feeds are not kept: a page's store is about 5 million characters for everybody.
const MAX_CHARS: usize = 1_000_000;
const SEPARATOR: char = '\u{1e}';

/// Name and text of a file.
pub type File = (String, Arc<str>);

fn storage() -> Option<web_sys::Storage> {
    web_sys::window()?.local_storage().ok()?
}

fn key(feed: &str) -> String {
    let mut key = String::from("cchc:1:");
    key.push_str(feed);
    key
}

/// The kept files and when they were last known to be current.
pub fn load(feed: &str) -> Option<(u64, Vec<File>)> {
    let entry = storage()?.get_item(&key(feed)).ok()??;
    let mut fields = entry.split(SEPARATOR);
    let checked_ms = fields.next()?.parse().ok()?;
    let mut files = Vec::new();
    while let (Some(name), Some(text)) = (fields.next(), fields.next()) {
        files.push((name.to_owned(), Arc::from(text)));
    }
    Some((checked_ms, files))
}

/// Keeps the files.
pub fn save(feed: &str, checked_ms: u64, files: &[File]) {
    let chars: usize = files.iter().map(|(_, text)| text.len()).sum();
    let Some(storage) = storage() else { return };
    if chars > MAX_CHARS {
        return;
    }
    let mut entry = checked_ms.to_string();
    for (name, text) in files {
        entry.push(SEPARATOR);
        entry.push_str(name);
        entry.push(SEPARATOR);
        entry.push_str(text);
    }
    _ = storage.set_item(&key(feed), &entry);
}
