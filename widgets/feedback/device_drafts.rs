//! What is being written: kept soon after every key, read when a page begins, told from what another tab writes.

use cchc::submission::Key;
use gloo_timers::callback::Timeout;
use leptos::task::spawn_local;

use super::browser::{self, given};
use super::device::{Desk, News, desks, is_at, on, spread, with};
use super::device_files::file_name;
use super::device_items::item_name;
use super::device_round as round;
use super::draft::{Draft, Kept};
use super::keep::{self, name, pairs, words};
use super::keep_draft::{self, Keeping, keeping};
use super::outbox::{Item, is_draft_over, is_orphan_over, made_ms};
use crate::shared::clock;

/// A draft is kept so long after the first key that changed it.
const PAUSE_MS: u32 = 250;

pub(super) fn draft_name(desk: &Desk, key: &str) -> String {
    let site = desk.site.as_deref().unwrap_or_default();
    name("draft", &[&desk.hub, site, &desk.form, key])
}

pub(super) fn flush_all() {
    for desk in desks() {
        flush(&desk);
    }
}

/// What is kept for a desk: the draft with its files, and items that this device still remembers. On a kiosk, nothing: what
/// others left is wiped but for what still waits to be sent, and that is told to nobody.
pub(super) async fn load(desk: &Desk, is_kiosk: bool) -> Kept {
    tidy(is_kiosk).await;
    round::look().await;
    let mut newest: Option<keep_draft::KeptDraft> = None;
    let is_sent = |key: &str| with(|device| device.items.iter().any(|item| item.key == key));
    for (_, text) in pairs(keep::texts(&draft_name(desk, "")).await) {
        let Some(kept) = keep_draft::read(&text).filter(|kept| !is_sent(&kept.draft.key)) else {
            continue;
        };
        if newest
            .as_ref()
            .is_none_or(|best| best.saved_ms <= kept.saved_ms)
        {
            newest = Some(kept);
        }
    }
    let items = with(|device| {
        let mut receipts = Vec::new();
        for item in device.items.iter().filter(|item| is_at(item, desk)) {
            if !is_kiosk {
                receipts.push(device.receipt(item));
            }
        }
        receipts
    });
    let draft = newest.map(|kept| kept.draft);
    on(desk, |one| {
        one.current = draft.as_ref().map(|draft| draft.key.clone())
    });
    Kept { draft, items }
}

/// Once a page: what is too old goes. On a kiosk, with every citizen: all that need not be sent any more is too old.
async fn tidy(is_kiosk: bool) {
    if with(|device| std::mem::replace(&mut device.is_tidy, true)) && !is_kiosk {
        return;
    }
    let now_ms = if is_kiosk { u64::MAX } else { clock::now_ms() };
    let mut named = Vec::new();
    for (name, text) in pairs(keep::texts(&name("draft", &[""])).await) {
        match keep_draft::read(&text) {
            Some(kept) if !is_draft_over(kept.saved_ms, kept.has_contact, now_ms) => {
                named.extend(kept.draft.files.into_iter().map(|file| file.id));
            }
            _ => drop(keep::remove(&name)),
        }
    }
    for (name, text) in pairs(keep::texts(&item_name("")).await) {
        match Item::read(&text) {
            Some(item) if !item.is_forgotten(now_ms) => {
                named.extend(item.files.into_iter().map(|file| file.id));
            }
            // Of a later version of this script, it may be: that one will read it.
            None => {}
            Some(_) => drop(keep::remove(&name)),
        }
    }
    let start = file_name("");
    for name in words(given(browser::names(&start)).await) {
        let id = &name[start.len()..];
        if !named.iter().any(|known| known == id) && is_orphan_over(made_ms(id), now_ms) {
            drop(keep::remove(&name));
        }
    }
}

/// A new key, for a draft that begins.
pub(super) fn new_key() -> String {
    let mut random = [0; 10];
    let crypto = web_sys::window().and_then(|window| window.crypto().ok());
    let is_made = crypto.is_some_and(|crypto| {
        let made = crypto.get_random_values_with_u8_array(&mut random);
        made.is_ok()
    });
    if !is_made {
        for byte in &mut random {
            *byte = (clock::random() * 256.0) as u8;
        }
    }
    Key::new(clock::now_ms(), random).text()
}

/// Keeps a draft, soon: called at every keystroke. Contact data only where `keeps_contact` is set.
pub(super) fn save(desk: &Desk, draft: &Draft) {
    let late = desk.clone();
    on(desk, |one| {
        one.pending = Some(draft.clone());
        if one.timer.is_none() {
            // A moment later: a timer must not be dropped by what it does.
            one.timer = Some(Timeout::new(PAUSE_MS, move || {
                spawn_local(async move { flush(&late) });
            }));
        }
    });
}

/// Keeps what is pending, at once.
pub(super) fn flush(desk: &Desk) {
    let pending = on(desk, |one| {
        drop(one.timer.take());
        one.pending
            .take()
            .map(|draft| (one.key(&draft.key), draft, one.edition))
    });
    let Some((mut key, mut draft, own)) = pending else {
        return;
    };
    let (is_sent, is_own) = with(|device| {
        let mut items = device.items.iter();
        (items.any(|item| item.key == key), device.own.contains(&key))
    });
    // Sent from here: this is its own echo.
    if is_own {
        return;
    }
    // A form that was emptied is no draft.
    if keep_draft::is_empty(&draft) {
        keep::remove_now(&draft_name(desk, &key));
        on(desk, |one| (one.edition, one.current) = (0, None));
        return;
    }
    let stored = keep::text_now(&draft_name(desk, &key));
    let stored = stored.and_then(|text| keep_draft::read(&text));
    match keeping(stored.as_ref(), &draft, own, is_sent) {
        Keeping::Leave => return,
        Keeping::Fork => {
            let fresh = new_key();
            on(desk, |one| {
                one.renamed.push((draft.key.clone(), fresh.clone()));
            });
            key = fresh;
        }
        Keeping::Write => {}
    }
    // Small enough for the number to survive every way of writing it.
    let edition = (clock::random() * 9e15) as u64 + 1;
    let watchers = on(desk, |one| {
        (one.edition, one.current) = (edition, Some(key.clone()));
        one.contact.clone_from(&draft.item.contact);
        let alive = one.tell.iter().filter(|tell| tell.strong_count() > 0);
        alive.count()
    });
    draft.key.clone_from(&key);
    let text = keep_draft::write(&draft, edition, clock::now_ms());
    let name = draft_name(desk, &key);
    if !keep::put_now(&name, &text) {
        drop(keep::put(&name, &text));
    }
    // A page may have the same form twice.
    if watchers > 1 {
        draft.edition = edition;
        spread(desk, &News::Draft(Some(Box::new(draft))));
    }
}

/// Another tab wrote or removed a draft.
pub(super) fn hear_draft(name: &str, text: Option<&str>) {
    let kept = text.and_then(keep_draft::read);
    for desk in desks() {
        let start = draft_name(&desk, "");
        let Some(key) = name.strip_prefix(&*start) else {
            continue;
        };
        // What is being written here is told apart when it is kept; another draft than the one here is not this one's.
        let is_here = on(&desk, |one| {
            let is_same = one.current.as_deref() == Some(key);
            let is_free = one.current.is_none() && kept.is_some();
            let is_here = one.pending.is_none() && (is_same || is_free);
            if is_here {
                one.current = kept.as_ref().map(|_| key.to_owned());
            }
            is_here
        });
        if is_here {
            let mut draft = kept.clone().map(|kept| Box::new(kept.draft));
            // Name and telephone are not kept: what was given here stays.
            if let Some(draft) = &mut draft
                && draft.item.contact.is_none()
            {
                draft.item.contact = on(&desk, |one| one.contact.clone());
            }
            spread(&desk, &News::Draft(draft));
        }
    }
}
