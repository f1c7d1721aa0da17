//! The receipt: what became of an item, said plainly, and the two numbers that belong to it.

use cchc::format::{VIETNAM, date_time};

use super::{Look, facts, piece, wipe};
use crate::feedback::draft::{Reason, Receipt, Sending};
use crate::feedback::follow::track;
use crate::feedback::qr::modules;
use crate::shared::address;
use crate::shared::pieces::{button, buttons};
use crate::shared::qr;
use crate::shared::tree::{Tree, el};

pub(super) fn page(look: &Look<'_>) -> Vec<Tree> {
    let Some(receipt) = look.filled.receipt() else {
        return Vec::new();
    };
    let words = look.words;
    let (state, line) = state(look, &receipt.sending);
    let (mut received, mut expected) = (None, None);
    let mut wrong = Vec::new();
    match &receipt.sending {
        Sending::Done {
            received_ms,
            expected_on,
        } => {
            received = Some(at(*received_ms));
            expected = expected_on.as_deref().map(day);
        }
        Sending::Refused { detail, errors, .. } => {
            wrong.push(el("li").text(detail.clone()));
            for (_, words) in errors {
                wrong.push(el("li").text(words.clone()));
            }
        }
        Sending::Waiting { .. } | Sending::Going => {}
    }
    let numbers = el("dl")
        .class("numbers")
        .with(el("dt").text(words.code))
        .with(
            el("dd")
                .class("code")
                .set("part", "code")
                .text(receipt.code.clone()),
        )
        .with(el("dt").text(words.pin))
        .with(el("dd").class("code").text(receipt.pin.clone()));
    let rest = facts(vec![
        (words.sent_at, Some(at(receipt.queued_ms))),
        (words.received_at, received),
        (words.expected, expected),
        (
            words.about,
            Some(receipt.title.clone()).filter(|title| !title.is_empty()),
        ),
    ]);
    let is_refused = state == "refused";
    let is_waiting = state == "waiting";
    let mut does = Vec::new();
    if is_refused {
        does.push(button("repair", receipt.key.clone(), words.repair));
    }
    if is_waiting {
        does.push(button("send-now", "", words.send_now));
    }
    if let (Some(page), "done") = (&look.model.track, state) {
        let address = address::write(track::MARK, &receipt.code, None);
        does.push(
            el("a")
                .class("button")
                .set("part", "button")
                .set("href", [page, &*address].concat())
                .set("data-act", "track")
                .text(words.follow),
        );
    }
    does.push(button("print", "", words.print));
    does.push(button("another", "", words.another));
    let code = modules(&receipt.code).filter(|_| !is_refused);
    let code = code.map(|rows| qr::picture(rows.iter().map(|row| &row[..]), words.qr));
    let slip = piece("section", "receipt")
        .set("data-state", state)
        .with(
            look.heading(0)
                .class("name")
                .set("tabindex", "-1")
                .text(words.receipt),
        )
        .with(
            el("p")
                .class("outcome")
                .set("part", "outcome")
                .set("role", "status")
                .text(line),
        );
    let slip = match is_refused {
        true => slip.with(el("ul").class("items").all(wrong)),
        false => slip
            .with(numbers)
            .with(el("p").class("hint").text(words.pin_why)),
    };
    vec![slip.with(rest).maybe(code), buttons(does), wipe::open(look)]
}

/// The word for a style sheet, and the line for a citizen.
fn state(look: &Look<'_>, sending: &Sending) -> (&'static str, String) {
    let words = look.words;
    match sending {
        Sending::Done { .. } => ("done", words.received.to_owned()),
        Sending::Going => ("going", words.sending.to_owned()),
        Sending::Refused { .. } => ("refused", words.refused.to_owned()),
        Sending::Waiting { reason, next_ms } => {
            let mut line = match reason {
                Reason::New => words.waiting_new,
                Reason::Unreachable => words.waiting_network,
                Reason::Busy => words.waiting_busy,
                Reason::Unkept => words.waiting_unkept,
            }
            .to_owned();
            if let Some(next) = next_ms {
                let next = at(*next);
                // The time of day is enough: it is never long until then.
                let next = next.get(..5).unwrap_or_default();
                for part in [" ", words.waiting_next, next, "."] {
                    line.push_str(part);
                }
            }
            ("waiting", line)
        }
    }
}

/// What became of an item, for a citizen.
pub(super) fn line(look: &Look<'_>, sending: &Sending) -> String {
    state(look, sending).1
}

/// Milliseconds as time and day in Vietnam.
fn at(ms: u64) -> String {
    let ms = i64::try_from(ms).unwrap_or_default();
    let stamp = chrono::DateTime::from_timestamp_millis(ms).unwrap_or_default();
    date_time(stamp.with_timezone(&VIETNAM))
}

/// `2026-02-07` as a citizen reads it.
fn day(iso: &str) -> String {
    let stamp = cchc::feed::parse_stamp(iso);
    stamp.map_or_else(|| iso.to_owned(), |(stamp, _)| cchc::format::date(stamp))
}

/// What this device sent before, with what became of it: what is not through yet stands open.
pub(super) fn list(look: &Look<'_>) -> Option<Tree> {
    let mut items = Vec::new();
    for item in &look.filled.items {
        items.push(one(look, item));
    }
    if items.is_empty() {
        return None;
    }
    let list = el("ul").class("sent").all(items);
    let is_unsent = look.filled.unsent() > 0;
    let title = match is_unsent {
        true => look.words.unsent_items,
        false => look.words.kept_items,
    };
    Some(
        piece("details", "items")
            .flag("open", is_unsent)
            .with(el("summary").text(title))
            .with(list),
    )
}

fn one(look: &Look<'_>, item: &Receipt) -> Tree {
    let words = look.words;
    let title = match item.title.is_empty() {
        true => words.item_untitled,
        false => &item.title,
    };
    let state = match item.sending {
        Sending::Done { .. } => words.item_done,
        Sending::Going => words.item_going,
        Sending::Waiting { .. } => words.item_waiting,
        Sending::Refused { .. } => words.item_refused,
    };
    let open = el("button")
        .class("plain")
        .set("type", "button")
        .set("data-act", "receipt")
        .set("data-value", item.key.clone())
        .with(el("strong").text(item.code.clone()))
        .text([" ", title, " "].concat())
        .with(
            el("span")
                .class("tag")
                .flag("data-unsent", !matches!(item.sending, Sending::Done { .. }))
                .text(state),
        );
    let forget = item.sending.is_over().then(|| {
        button("forget", item.key.clone(), words.forget)
            .set("aria-label", [words.forget, ": ", &item.code].concat())
    });
    el("li").with(open).maybe(forget)
}
