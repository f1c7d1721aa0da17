//! Rounds of sending: the oldest item first, one at a time, in one tab at a time, and again when there is hope.

use gloo_timers::callback::Timeout;
use leptos::task::spawn_local;
use web_sys::AbortController;

use super::browser::Given;
use super::device::{early_proof, is_watched, with};
use super::device_files::file_name;
use super::device_items::{item_name, tell_items};
use super::device_tabs as tabs;
use super::keep;
use super::outbox::{Fate, Item, due, next_wait_ms};
use super::outbox_answers::Delay;
use super::send::{Outcome, send};
use crate::shared::clock;

/// Two rounds are so far apart at least.
const PAUSE_MS: u64 = 200;
/// The tab in which the citizen pressed send comes first.
const STAND_BY_MS: u64 = 1_500;

/// Reads what waits, and tells the forms what is new of it.
pub(super) async fn look() {
    loop {
        let before = with(|device| (device.round.wiped, device.changes));
        let texts = keep::pairs(keep::texts(&item_name("")).await);
        let mut items: Vec<Item> = Vec::new();
        for (_, text) in texts {
            if let Some(item) = Item::read(&text) {
                // A few: each goes before the first that is younger.
                let mut known = items.iter();
                let at = known.position(|known| known.queued_ms > item.queued_ms);
                items.insert(at.unwrap_or(items.len()), item);
            }
        }
        let is_new = with(|device| {
            let is_new = (device.round.wiped, device.changes) == before;
            if is_new {
                device.items = items;
            }
            is_new
        });
        if is_new {
            break;
        }
    }
    tell_items();
}

/// Starts a round. With `hope` what failed is tried at once: the network may be back.
pub(super) fn wake(hope: bool) {
    let starts = with(|device| {
        device.round.timer = None;
        device.round.again |= device.round.is_going && hope;
        !std::mem::replace(&mut device.round.is_going, true)
    });
    if starts {
        spawn_local(async move {
            let mut hope = hope;
            loop {
                go(hope).await;
                hope = with(|device| {
                    device.round.is_going = std::mem::take(&mut device.round.again);
                    device.round.is_going
                });
                if !hope {
                    break;
                }
            }
            plan(PAUSE_MS);
        });
    }
}

/// Another tab changed something: that one sends it, this one takes over should that one end.
pub(super) fn stand_by() {
    spawn_local(async {
        look().await;
        if !with(|device| device.round.is_going) {
            plan(STAND_BY_MS);
        }
    });
}

/// Plans the next round, not sooner than this, if anything waits and anybody listens.
fn plan(least_ms: u64) {
    let wait_ms = with(|device| next_wait_ms(&device.items, clock::now_ms()));
    if let Some(wait_ms) = wait_ms.filter(|_| is_watched()) {
        let wait_ms = u32::try_from(wait_ms.max(least_ms)).unwrap_or(u32::MAX);
        // A moment later: a timer must not be dropped by what it does.
        let timer = Timeout::new(wait_ms, || spawn_local(async { wake(false) }));
        with(|device| device.round.timer = Some(timer));
    }
}

fn next(tried: &[String], hope: bool) -> Option<Item> {
    with(|device| {
        let at = due(&device.items, tried, clock::now_ms(), hope)?;
        let item = &device.items[at];
        (!device.changing.contains(&item.key)).then(|| item.clone())
    })
}

async fn go(hope: bool) {
    look().await;
    let mut hope = hope;
    let mut tried = Vec::new();
    if next(&tried, hope).is_none() {
        return;
    }
    let held = tabs::hold().await;
    loop {
        // Another tab may have been at work since.
        look().await;
        let Some(item) = next(&tried, hope).filter(|_| is_watched()) else {
            break;
        };
        held.renew();
        tried.push(item.key.clone());
        let Some(is_received) = one(item, &mut tried).await else {
            break;
        };
        // What got through says that the others may.
        hope |= is_received;
    }
}

/// Sends one item. Whether it was received; nothing when it was given up.
async fn one(mut item: Item, tried: &mut Vec<String>) -> Option<bool> {
    let abort = AbortController::new().ok()?;
    let wiped = with(|device| {
        device.going = Some(item.key.clone());
        device.round.abort = Some(abort.clone());
        device.round.wiped
    });
    tell_items();
    let early = early_proof(&item);
    let outcome = send(&mut item, early, &abort.signal()).await;
    let is_valid = with(|device| {
        device.going = None;
        device.round.abort = None;
        device.round.wiped == wiped
    });
    // Wiped, or nobody listens any more: as if it had not been tried. The hub may have it; the next try will tell.
    if !is_valid || abort.signal().aborted() {
        return None;
    }
    let (now_ms, random) = (clock::now_ms(), clock::random());
    // Wiped by another tab.
    keep::text(&item_name(&item.key)).await?;
    let (mut is_received, mut files, mut for_all) = (false, Vec::new(), None);
    match outcome {
        Outcome::Received(at, expected_on) => {
            is_received = true;
            files = std::mem::take(&mut item.files);
            item.done(at, expected_on);
        }
        Outcome::Refused(status, answer) => item.fate = Fate::Refused(status, answer),
        Outcome::Wait(delay) => {
            item.wait(delay, now_ms, random);
            for_all = Some(delay).filter(|delay| delay.is_for_all);
        }
    }
    let mut kept = keep::put(&item_name(&item.key), &item.write());
    if let Some(delay) = for_all {
        kept = hold_up(&item, delay, tried).unwrap_or(kept);
    }
    kept.await;
    for file in files {
        drop(keep::remove(&file_name(&file.id)));
    }
    look().await;
    tabs::tell(false);
    Some(is_received)
}

/// The others for the same hub wait as long: it would be in vain, or the hub asked for it. Gives what the last of them is kept by:
/// the browser keeps one after the other.
fn hold_up(failed: &Item, delay: Delay, tried: &mut Vec<String>) -> Option<Given> {
    let mut kept = None;
    let others = with(|device| device.items.clone());
    for mut other in others {
        if other.hub == failed.hub && other.is_waiting() && other.key != failed.key {
            tried.push(other.key.clone());
            other.next_ms = other.next_ms.max(failed.next_ms);
            if delay.retry_after_ms.is_some() {
                other.not_before_ms = other.not_before_ms.max(failed.not_before_ms);
            }
            other.fate = Fate::Waiting(delay.reason);
            kept = Some(keep::put(&item_name(&other.key), &other.write()));
        }
    }
    kept
}
