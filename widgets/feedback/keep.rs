//! What this device keeps: drafts, items that wait, files. `browser.js` knows where, this how it is called.
//!
//! Drafts are kept in localStorage first: it takes them at once, also while the page is being closed, and tells the other tabs.
//! All else goes to the browser's database first, and elsewhere where that is refused or full.

use js_sys::Array;
use wasm_bindgen::JsValue;

use super::browser::{self, Given, given};
pub(super) use super::browser::{is_kept, put_now, remove_now, text_now};
use super::outbox_record::SEPARATOR;

/// A name: what it is and the words that tell it from others.
pub(super) fn name(what: &str, words: &[&str]) -> String {
    let mut name = what.to_owned();
    for word in words {
        name.push(SEPARATOR);
        name.push_str(word);
    }
    name
}

/// Keeps a text under a name that is not there yet. `false`: it is, and stays as it was.
pub(super) fn add(name: &str, text: &str) -> Given {
    given(browser::add(name, text))
}

/// Keeps a text.
pub(super) fn put(name: &str, text: &str) -> Given {
    given(browser::put(name, text))
}

/// A text, wherever it is.
pub(super) fn text(name: &str) -> Given {
    given(browser::text(name))
}

/// A file.
pub(super) fn file(name: &str) -> Given {
    given(browser::file(name))
}

/// All texts whose name begins so, for [`pairs`].
pub(super) fn texts(start: &str) -> Given {
    given(browser::texts(start))
}

/// Removes a name, wherever it is. Need not be waited for.
pub(super) fn remove(name: &str) -> Given {
    given(browser::remove(name))
}

/// The words of a list; what is no text stands as an empty one.
#[inline(never)]
pub(super) fn words(list: Option<JsValue>) -> Vec<String> {
    let mut words = Vec::new();
    if let Some(list) = list {
        let list = Array::from(&list);
        for at in 0..list.length() {
            words.push(list.get(at).as_string().unwrap_or_default());
        }
    }
    words
}

/// Names and texts.
#[inline(never)]
pub(super) fn pairs(list: Option<JsValue>) -> Vec<(String, String)> {
    let mut pairs = Vec::new();
    let mut words = words(list).into_iter();
    while let (Some(name), Some(text)) = (words.next(), words.next()) {
        pairs.push((name, text));
    }
    pairs
}
