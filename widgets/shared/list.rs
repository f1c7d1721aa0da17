//! Keyed lists. An element stays as long as its content is the same, so that focus, selection and what screen readers
//! announced survive a refresh.
//!
//! Leptos compiles its `For` anew for every type of item, 5 kB each time. Here one type stands for all: the key is a
//! hash of the content, and the view is made only for entries that are new.

use std::hash::{Hash, Hasher};

use leptos::prelude::*;

/// One entry of a list.
pub struct Entry {
    key: u64,
    make: Box<dyn FnOnce() -> AnyView + Send>,
}

impl Entry {
    /// An entry whose element lasts as long as `content` stays the same. In one list no content may stand twice.
    pub fn new<T: Hash + Send + 'static>(
        content: T,
        make: impl FnOnce(T) -> AnyView + Send + 'static,
    ) -> Self {
        let mut hash = Fnv(0xcbf2_9ce4_8422_2325);
        content.hash(&mut hash);
        Self {
            key: hash.finish(),
            make: Box::new(move || make(content)),
        }
    }
}

/// The entries as siblings, in order.
pub fn list(entries: impl Fn() -> Vec<Entry> + Send + 'static) -> AnyView {
    let entries: Box<dyn Fn() -> Vec<Entry> + Send> = Box::new(entries);
    view! { <For each=move || entries() key=|entry: &Entry| entry.key children=|entry: Entry| (entry.make)() /> }
        .into_any()
}

/// FNV-1a, 64 bit: small and good enough for some hundred entries (one clash in 10^14 pages).
struct Fnv(u64);

impl Hasher for Fnv {
    fn write(&mut self, bytes: &[u8]) {
        for byte in bytes {
            self.0 = (self.0 ^ u64::from(*byte)).wrapping_mul(0x0100_0000_01b3);
        }
    }

    fn finish(&self) -> u64 {
        self.0
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn other_content_has_another_key() {
        let key = |title: &'static str, pinned| Entry::new((title, pinned), |_| ().into_any()).key;
        assert_eq!(key("Một cửa", true), key("Một cửa", true));
        assert_ne!(key("Một cửa", true), key("Một cửa", false));
        assert_ne!(key("Một cửa", true), key("Một của", true));
    }
}
