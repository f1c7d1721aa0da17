//! Items that were sent off: queued once, told of, given back, forgotten.

use cchc::submission::{Key, Receipt as Codes, Submission};
use leptos::task::spawn_local;
use wasm_bindgen::JsValue;

use super::device::{Desk, Device, News, is_at, on, spread, with};
use super::device_drafts::{draft_name, flush, new_key, save};
use super::device_files::file_name;
use super::device_round::{self as round, wake};
use super::device_tabs as tabs;
use super::draft::{Draft, Receipt, Sending};
use super::keep::{self, name};
use super::keep_draft::{attachment, content, ready};
use super::outbox::{Fate, Item, ItemFile};
use crate::shared::clock;

/// The name under which an item is kept.
pub(super) fn item_name(key: &str) -> String {
    name("item", &[key])
}

/// Queues an item and starts to send it, not before `wait_ms`. Gives the receipt at once; how it goes on is told as
/// [`News::Item`]. The same key again, before it went out, puts this in the place of the first (a rating gets its reason);
/// after it went out, nothing happens and the receipt says what became of the first.
pub(super) async fn submit(desk: &Desk, draft: &Draft, wait_ms: u32) -> Receipt {
    let mut item = on(desk, |one| {
        drop((one.timer.take(), one.pending.take()));
        (one.current, one.contact) = (None, None);
        queued(desk, draft, one.key(&draft.key), wait_ms)
    });
    let kept_draft = draft_name(desk, &item.key);
    loop {
        let known = with(|device| {
            let is_own = device.own.contains(&item.key);
            let mut items = device.items.iter();
            let known = items.find(|known| known.key == item.key).filter(|_| is_own);
            known.map(|known| (known.clone(), device.going.as_ref() == Some(&item.key)))
        });
        match known {
            // The second press of one button, or the reason of a rating.
            Some((known, is_going)) => {
                let is_same = known.content == item.content && wait_ms == 0;
                if is_going || !known.is_untried() || is_same && known.not_before_ms == 0 {
                    return with(|device| device.receipt(&known));
                }
                item.queued_ms = known.queued_ms;
                with(|device| device.changing.push(item.key.clone()));
                keep::put(&item_name(&item.key), &item.write()).await;
                with(|device| {
                    device.changing.retain(|key| *key != item.key);
                    device.changes += 1;
                });
                break;
            }
            None => {
                // Known before it is kept: a second press may come meanwhile.
                let was_own = with(|device| {
                    device.items.push(item.clone());
                    let was_own = device.own.contains(&item.key);
                    device.own.push(item.key.clone());
                    was_own
                });
                let added = keep::add(&item_name(&item.key), &item.write()).await;
                if added.is_none_or(|added| added.is_truthy()) {
                    break;
                }
                if !was_own {
                    with(|device| device.own.retain(|key| *key != item.key));
                }
                let other = read(keep::text(&item_name(&item.key)).await);
                round::look().await;
                if let Some(other) = other.filter(|other| other.content == item.content) {
                    keep::remove(&kept_draft).await;
                    return with(|device| device.receipt(&other));
                }
                // Another tab sent something else under this key: this is an item of its own.
                item.key = new_key();
            }
        }
    }
    keep::remove(&kept_draft).await;
    with(|device| device.small.clear());
    tabs::tell(false);
    round::look().await;
    let receipt = with(|device| {
        let mut receipt = device.receipt(&item);
        if wait_ms == 0 && matches!(receipt.sending, Sending::Waiting { .. }) {
            receipt.sending = Sending::Going;
        }
        receipt
    });
    wake(true);
    receipt
}

fn read(text: Option<JsValue>) -> Option<Item> {
    Item::read(&text?.as_string()?)
}

/// A draft as an item, whose text never changes from here on.
fn queued(desk: &Desk, draft: &Draft, key: String, wait_ms: u32) -> Item {
    let now_ms = clock::now_ms();
    let mut submission = draft.item.clone().cleaned();
    submission.site.clone_from(&desk.site);
    submission.form.clone_from(&desk.form);
    submission.altcha = None;
    submission.uploads.clear();
    let mut files = Vec::new();
    for file in ready(draft) {
        submission.uploads.push(file.id.clone());
        files.push(ItemFile {
            id: file.id.clone(),
            name: file.name.clone(),
            kind: file.kind.clone(),
            bytes: file.bytes,
            uploaded_ms: 0,
        });
    }
    Item {
        key,
        hub: desk.hub.clone(),
        site: desk.site.clone().unwrap_or_default(),
        form: desk.form.clone(),
        kind: submission.kind.clone(),
        title: submission.title.clone(),
        lang: submission.lang.clone(),
        content: content(&submission),
        queued_ms: now_ms,
        not_before_ms: match wait_ms {
            0 => 0,
            _ => now_ms + u64::from(wait_ms),
        },
        body: submission.to_text(),
        files,
        ..Item::default()
    }
}

impl Device {
    /// The receipt of an item, as things stand.
    pub(super) fn receipt(&self, item: &Item) -> Receipt {
        let codes = Key::parse(&item.key).map(|key| Codes::of(&key));
        let codes = codes.map_or_else(Default::default, |codes| (codes.code, codes.pin));
        let is_going = self.going.as_ref() == Some(&item.key);
        let is_kept = keep::is_kept(&item_name(&item.key));
        item.receipt(codes, item.sending(is_going, is_kept))
    }

    /// What the forms have not been told of items yet.
    fn untold(&mut self) -> Vec<(Desk, Receipt)> {
        let mut untold = Vec::new();
        let mut all = Vec::new();
        for item in &self.items {
            let receipt = self.receipt(item);
            if !self.told.contains(&receipt) {
                let desk = self.desks.iter().find(|one| is_at(item, &one.desk));
                untold.extend(desk.map(|one| (one.desk.clone(), receipt.clone())));
            }
            all.push(receipt);
        }
        self.told = all;
        untold
    }
}

/// Tells the forms what changed with items.
pub(super) fn tell_items() {
    for (desk, receipt) in with(Device::untold) {
        spread(&desk, &News::Item(receipt));
    }
}

/// Gives an item that was refused back as a draft, with another key: what was wrong in it can be put right.
pub(super) async fn reopen(desk: &Desk, key: &str) -> Option<Draft> {
    let item = read(keep::text(&item_name(key)).await)?;
    if !matches!(item.fate, Fate::Refused(..)) {
        return None;
    }
    let body = serde_json::from_str(&item.body).ok()?;
    let mut draft = Draft {
        key: new_key(),
        item: Box::new(Submission::from_json(&body).ok()?),
        ..Draft::default()
    };
    draft.item.uploads.clear();
    for file in item.files {
        // One that is gone from the device is no longer with it.
        if keep::file(&file_name(&file.id)).await.is_some() {
            let file = attachment(file.id, file.name, file.kind, file.bytes);
            draft.files.push(file);
        }
    }
    // First here, then gone there.
    save(desk, &draft);
    flush(desk);
    drop_item(key).await;
    Some(draft)
}

/// Forgets an item that was received or refused; one that waits stays.
pub(super) fn forget(key: &str) {
    let found = with(|device| device.items.iter().find(|item| item.key == key).cloned());
    let Some(item) = found.filter(|item| !item.is_waiting()) else {
        return;
    };
    spawn_local(async move {
        for file in &item.files {
            drop(keep::remove(&file_name(&file.id)));
        }
        drop_item(&item.key).await;
    });
}

async fn drop_item(key: &str) {
    keep::remove(&item_name(key)).await;
    with(|device| device.items.retain(|item| item.key != key));
    tabs::tell(false);
}
