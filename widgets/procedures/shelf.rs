//! Every procedure on the device, for panels that stay where they are and may lose the network for weeks. In the browser's
//! cache storage: thousands of files are more than localStorage holds. Browsers offer it to pages with TLS alone, and to
//! those of the machine itself; elsewhere nothing is kept but what was opened.

use std::cell::Cell;
use std::rc::Rc;
use std::sync::Arc;

use cchc::search::Catalogue;
use leptos::task::spawn_local;
use wasm_bindgen::JsCast;
use wasm_bindgen_futures::JsFuture;
use web_sys::{Cache, CacheStorage, Response};

use super::loading::address;

const NAME: &str = "cchc-procedures";

/// The work on one catalogue: whether it goes on, and which procedure is next. Dropped, it ends with the file that is on its
/// way.
#[derive(Default)]
pub(super) struct Filling(Rc<Cell<(bool, usize)>>);

impl Filling {
    /// Goes on where it stopped, unless it goes already. A file that cannot be had is left out.
    pub(super) fn go_on(&self, feed: &str, catalogue: &Arc<Catalogue>) {
        let (is_going, mut next) = self.0.get();
        if is_going || next >= catalogue.len() {
            return;
        }
        let Some(caches) = caches() else { return };
        self.0.set((true, next));
        let (place, feed, catalogue) = (self.0.clone(), feed.to_owned(), catalogue.clone());
        spawn_local(async move {
            let cache = JsFuture::from(caches.open(NAME)).await;
            if let Ok(cache) = cache {
                let cache: Cache = cache.unchecked_into();
                while let Some(record) = catalogue
                    .record(next)
                    .filter(|_| Rc::strong_count(&place) > 1)
                {
                    next += 1;
                    let url = address(&catalogue.id(record), &feed);
                    if JsFuture::from(cache.add_with_str(&url)).await.is_err() {
                        break;
                    }
                }
            }
            place.set((false, next));
        });
    }
}

/// The text of a file that was put there.
pub(super) async fn text(url: &str) -> Option<String> {
    let answer = JsFuture::from(caches()?.match_with_str(url)).await.ok()?;
    if answer.is_undefined() {
        return None;
    }
    let answer: Response = answer.unchecked_into();
    let text = JsFuture::from(answer.text().ok()?).await;
    text.ok()?.as_string()
}

fn caches() -> Option<CacheStorage> {
    let caches = web_sys::window()?.caches().ok()?;
    (!caches.is_undefined()).then_some(caches)
}
