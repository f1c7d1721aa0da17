//! One procedure in full: what was kept of it, at once, and what comes.

use std::sync::Arc;

use cchc::feed::procedure::{self, Detail, detail_url};
use leptos::prelude::*;
use leptos::task::spawn_local;
use web_sys::AbortController;

use super::asked::address_of;
use super::element::{Shown, change};
use super::linked_data::linked_data;
use super::model::{Freshness, Open, UNREACHABLE};
use super::{memory, shelf};
use crate::shared::element::Host;
use crate::shared::fetch::{self, Trouble};
use crate::shared::history::page_address;

/// A procedure on its way; dropped, it is given up.
#[derive(Default)]
pub(super) struct Loading(Option<AbortController>);

impl Drop for Loading {
    fn drop(&mut self) {
        if let Some(open) = self.0.take() {
            open.abort();
        }
    }
}

/// Shows what was kept, at once, and what comes.
pub(super) fn load(host: &Host, shown: Shown, feed: &str, id: &str) -> Loading {
    let kept = memory::kept(feed, id).and_then(|text| procedure::parse(&text).0);
    let has_kept = kept.is_some();
    let mut first = kept.map_or(Open::Waiting, |detail| {
        Open::Here(Arc::new(detail), Freshness::Fresh)
    });
    if let Open::Here(detail, _) = &first {
        offer(host, detail);
    }
    change(shown, &mut |whole| {
        whole.model.open = std::mem::take(&mut first);
        whole.model.memory.ticks = memory::ticks(id);
    });
    let Ok(abort) = AbortController::new() else {
        return Loading::default();
    };
    let signal = abort.signal();
    let host = host.clone();
    let (feed, id) = (feed.to_owned(), id.to_owned());
    spawn_local(async move {
        let url = address(&id, &feed);
        let mut answer = fetch::text(&url, None, has_kept, &host.take, &signal).await;
        let mut freshness = Freshness::Fresh;
        if answer == Err(Trouble::Unreachable)
            && !has_kept
            && let Some(text) = shelf::text(&url).await
        {
            (answer, freshness) = (Ok(text), Freshness::Kept);
        }
        if signal.aborted() {
            return;
        }
        let found = match answer {
            Ok(text) => match procedure::parse(&text).0 {
                Some(detail) => {
                    memory::keep(&feed, &id, &text);
                    Ok(Arc::new(detail))
                }
                None => Err("procedure-unreadable"),
            },
            Err(Trouble::Status {
                status: 404 | 410, ..
            }) => Err("feed-not-found"),
            Err(_) => Err(UNREACHABLE),
        };
        if let (Ok(detail), false) = (&found, has_kept) {
            offer(&host, detail);
        }
        _ = shown.try_update(|whole| {
            whole.model.open = match (found, &whole.model.open) {
                (Ok(detail), _) => Open::Here(detail, freshness),
                // Better an old one than none; but one that is no more is gone.
                (Err(code), Open::Here(detail, _)) if code != "feed-not-found" => {
                    Open::Here(detail.clone(), Freshness::Kept)
                }
                (Err(code), _) => Open::Missing(code),
            };
        });
    });
    Loading(Some(abort))
}

pub(super) fn address(id: &str, feed: &str) -> String {
    let url = web_sys::Url::new_with_base(&detail_url(id), feed);
    url.map_or_else(|_| String::new(), |url| url.href())
}

/// Tells the page what is open, in words that it can offer to search engines.
fn offer(host: &Host, detail: &Detail) {
    let procedure = &detail.procedure;
    let page = [&*page_address(), &address_of(&procedure.id)].concat();
    let words = [
        ("id", Some(procedure.id.clone())),
        ("name", Some(procedure.name.clone())),
        ("url", procedure.url.clone()),
        ("linkedData", Some(linked_data(detail, &page))),
    ];
    _ = host.tell("cchc-procedures-open", &words, false);
}
