//! What the form asks of the device: to keep what is being written, to take files, to send, and to tell how sending goes.
//!
//! The form knows nothing of stores, networks and proofs, and none of this knows how the form looks. Everything is keyed by the
//! [`Desk`]: two forms of one page share nothing, two tabs with one form share it all. Nothing here fails towards the form: what
//! cannot be kept or sent is a [`Sending`] that says so.

use std::cell::RefCell;
use std::rc::{Rc, Weak};

use cchc::submission::Contact;
use gloo_events::EventListener;
use gloo_timers::callback::Timeout;
use leptos::task::spawn_local;
use web_sys::{AbortController, HtmlCanvasElement};

use super::browser::{self, given};
use super::device_drafts::{flush, flush_all, hear_draft};
pub(super) use super::device_drafts::{load, new_key, save};
pub(super) use super::device_files::{attach, draw, remove};
pub(super) use super::device_items::{forget, reopen, submit};
use super::device_round::{stand_by, wake};
use super::device_tabs::{self as tabs, Heard};
use super::draft::{Attachment, Draft, Receipt};
use super::outbox::Item;
use super::send::Proof;

/// Where drafts are kept and items go: hub, site and form together.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(super) struct Desk {
    /// Absolute address of the hub, with a slash at its end.
    pub hub: String,
    /// The site that the hub knows this page by.
    pub site: Option<String>,
    /// Id of the form.
    pub form: String,
}

/// What the form is told: that a file moved on, or an item did.
#[derive(Debug, Clone)]
pub(super) enum News {
    /// A file of the draft, as it is now.
    File(Attachment),
    /// An item of this desk, as it is now; also when another tab sent it.
    Item(Receipt),
    /// Another tab wrote on in the same draft, or wiped it (`None`).
    Draft(Option<Box<Draft>>),
}

type Tell = dyn Fn(News);

/// Tells as long as it lives.
pub(super) struct Watch {
    _tell: Rc<Tell>,
}

/// The device, as this page knows it.
#[derive(Default)]
pub(super) struct Device {
    pub(super) desks: Vec<OnDesk>,
    /// What is kept of items, the oldest first.
    pub(super) items: Vec<Item>,
    /// What the forms were told last of each.
    pub(super) told: Vec<Receipt>,
    /// The key of the item that is on its way.
    pub(super) going: Option<String>,
    /// Keys of items that were sent off in this page.
    pub(super) own: Vec<String>,
    /// Keys of items that get another text just now: they do not go out meanwhile.
    pub(super) changing: Vec<String>,
    /// Grows with every other text: what was read before is old.
    pub(super) changes: u32,
    /// Ids of files that are being made ready.
    pub(super) files: Vec<String>,
    /// Small pictures of files, by their ids.
    pub(super) small: Vec<(String, HtmlCanvasElement)>,
    pub(super) round: Round,
    pub(super) listeners: Vec<EventListener>,
    pub(super) is_tidy: bool,
}

/// The sending of this page.
#[derive(Default)]
pub(super) struct Round {
    pub(super) is_going: bool,
    /// Something gave hope while it was going.
    pub(super) again: bool,
    pub(super) abort: Option<AbortController>,
    pub(super) timer: Option<Timeout>,
    /// Grows when everything is wiped: what was under way is not written back.
    pub(super) wiped: u32,
}

/// One desk, as this page knows it.
#[derive(Default)]
pub(super) struct OnDesk {
    pub(super) desk: Desk,
    pub(super) tell: Vec<Weak<Tell>>,
    /// A draft that is to be kept, and when.
    pub(super) pending: Option<Draft>,
    pub(super) timer: Option<Timeout>,
    /// The edition that this page wrote last.
    pub(super) edition: u64,
    /// The key of the kept draft that is being written here, if it is kept already.
    pub(super) current: Option<String>,
    /// Name and telephone of the draft, which may not be kept.
    pub(super) contact: Option<Contact>,
    /// Keys that the form knows, and those that took their place.
    pub(super) renamed: Vec<(String, String)>,
    pub(super) proof: Option<Proof>,
}

impl OnDesk {
    /// The key that took the place of the one that the form knows.
    pub(super) fn key(&self, key: &str) -> String {
        let renamed = self.renamed.iter().rev().find(|(old, _)| old == key);
        renamed.map_or_else(|| key.to_owned(), |(_, new)| new.clone())
    }
}

thread_local! {
    static DEVICE: RefCell<Device> = RefCell::default();
}

/// One look at the device. Nobody is told anything meanwhile.
pub(super) fn with<T>(act: impl FnOnce(&mut Device) -> T) -> T {
    DEVICE.with_borrow_mut(act)
}

pub(super) fn on<T>(desk: &Desk, act: impl FnOnce(&mut OnDesk) -> T) -> T {
    with(|device| {
        let at = device.desks.iter().position(|one| one.desk == *desk);
        let at = at.unwrap_or_else(|| {
            device.desks.push(OnDesk {
                desk: desk.clone(),
                ..OnDesk::default()
            });
            device.desks.len() - 1
        });
        act(&mut device.desks[at])
    })
}

pub(super) fn spread(desk: &Desk, news: &News) {
    let tell = on(desk, |one| {
        one.tell.retain(|tell| tell.strong_count() > 0);
        one.tell.clone()
    });
    for tell in tell.iter().filter_map(Weak::upgrade) {
        tell(news.clone());
    }
}

pub(super) fn desks() -> Vec<Desk> {
    with(|device| device.desks.iter().map(|one| one.desk.clone()).collect())
}

/// Whether a form of this page still listens.
pub(super) fn is_watched() -> bool {
    with(|device| {
        let mut desks = device.desks.iter();
        desks.any(|one| one.tell.iter().any(|tell| tell.strong_count() > 0))
    })
}

/// Whether an item was sent off at a desk.
pub(super) fn is_at(item: &Item, desk: &Desk) -> bool {
    item.hub == desk.hub
        && item.form == desk.form
        && item.site == desk.site.as_deref().unwrap_or_default()
}

/// Calls `tell` at all news of a desk, never before this returned. Starts to send what still waits.
pub(super) fn watch(desk: &Desk, tell: impl Fn(News) + 'static) -> Watch {
    let tell: Rc<Tell> = Rc::new(tell);
    on(desk, |one| one.tell.push(Rc::downgrade(&tell)));
    if with(|device| device.listeners.is_empty()) {
        let listeners = listeners();
        with(|device| device.listeners = listeners);
    }
    wake(true);
    Watch { _tell: tell }
}

impl Drop for Watch {
    fn drop(&mut self) {
        // This one still counts as alive: what is pending is kept, whoever remains.
        for desk in desks() {
            flush(&desk);
        }
        spawn_local(async {
            if !is_watched() {
                let (listeners, abort) = with(|device| {
                    device.round.timer = None;
                    let listeners = std::mem::take(&mut device.listeners);
                    (listeners, device.round.abort.take())
                });
                drop(listeners);
                if let Some(abort) = abort {
                    abort.abort();
                }
            }
        });
    }
}

/// What gives hope, what ends the page, and what other tabs do.
fn listeners() -> Vec<EventListener> {
    let mut listeners = Vec::new();
    let Some(window) = web_sys::window() else {
        return listeners;
    };
    listeners.push(EventListener::new(&window, "online", |_| wake(true)));
    listeners.push(EventListener::new(&window, "pagehide", |_| flush_all()));
    listeners.push(EventListener::new(
        &window,
        "storage",
        |event| match tabs::heard(event) {
            Some(Heard::Draft(name, text)) => hear_draft(&name, text.as_deref()),
            Some(Heard::Items) => stand_by(),
            Some(Heard::Wiped) => empty(),
            None => {}
        },
    ));
    if let Some(document) = window.document() {
        let seen = document.clone();
        let looked_at = move |_: &web_sys::Event| match seen.hidden() {
            true => flush_all(),
            false => wake(true),
        };
        listeners.push(EventListener::new(&document, "visibilitychange", looked_at));
    }
    listeners
}

/// The reader begins to write: what takes time before sending (the proof of work) can start.
pub(super) fn warm_up(desk: &Desk) {
    let site = desk.site.as_deref().unwrap_or_default();
    let proof = Proof::begin(&desk.hub, site, &desk.form);
    on(desk, |one| one.proof = Some(proof));
}

/// The proof that was begun for such an item, once.
pub(super) fn early_proof(item: &Item) -> Option<Proof> {
    with(|device| {
        let mut desks = device.desks.iter_mut();
        desks.find(|one| is_at(item, &one.desk))?.proof.take()
    })
}

/// Tries at once to send what waits.
pub(super) fn send_now(_desk: &Desk) {
    wake(true);
}

/// Forgets everything of every desk on this device: drafts, files, receipts, and what was not sent yet.
pub(super) async fn wipe() {
    empty();
    given(browser::wipe()).await;
    tabs::tell(true);
}

/// Nothing is known any more, nothing is under way.
fn empty() {
    let abort = with(|device| {
        device.items.clear();
        device.told.clear();
        device.files.clear();
        device.small.clear();
        device.round.wiped += 1;
        for one in &mut device.desks {
            drop((one.timer.take(), one.pending.take()));
            (one.edition, one.current, one.contact) = (0, None, None);
        }
        device.round.abort.take()
    });
    if let Some(abort) = abort {
        abort.abort();
    }
    for desk in desks() {
        spread(&desk, &News::Draft(None));
    }
}
