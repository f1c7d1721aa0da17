//! What a citizen can do about her item: rate the answer, say that it solves nothing, take the item back, have it erased.

use super::field::{error, field};
use super::{Look, going, piece};
use crate::feedback::faces::{self, faces};
use crate::feedback::follow::track::Deed;
use crate::feedback::follow::tracked::Tracked;
use crate::shared::pieces::{button, buttons};
use crate::shared::tree::{Tree, el};

/// Five faces, and room for a reason. Nothing goes out before the button: a rating counts, and a touch can go wrong.
pub(super) fn rating(look: &Look<'_>, found: &Tracked) -> Option<Tree> {
    if !found.can_rate {
        return None;
    }
    let words = look.words;
    let title = match found.rating {
        Some(_) => words.rate_again,
        None => words.rate,
    };
    let wrong = look.track.wrong("rating");
    let grade = look.track.grade;
    let is_other = grade.is_some() && grade != found.rating;
    let reason = (is_other || !look.track.note.is_empty()).then(|| {
        let area = lines(&look.track.note);
        field(look, "note", words.note, words.note_hint, area)
    });
    let form = piece("form", "rating")
        .set("data-act", "send-rating")
        .flag("novalidate", true)
        .with(
            look.heading(1)
                .class("title")
                .set("id", "question")
                .text(title),
        )
        .maybe(wrong.map(|wrong| error(look, "rating", wrong)))
        .with(faces(faces::words(look.model.lang), grade, false).set("id", "rating"))
        .maybe(reason)
        .with(buttons(vec![submit(look, Deed::Rate, words.rate_do)]));
    Some(form)
}

/// Once, with a reason.
pub(super) fn unsolved(look: &Look<'_>, found: &Tracked) -> Option<Tree> {
    if !found.can_dispute {
        return None;
    }
    let words = look.words;
    let is_wrong = look.track.wrong("reason").is_some();
    let area = lines(&look.track.reason).set("aria-required", "true");
    let form = el("form")
        .class("form")
        .set("data-act", "send-unsolved")
        .flag("novalidate", true)
        .with(el("p").class("intro").text(words.unsolved_why))
        .with(field(look, "reason", words.reason, words.reason_hint, area))
        .with(buttons(vec![submit(
            look,
            Deed::Unsolved,
            words.unsolved_do,
        )]));
    let part = piece("details", "unsolved")
        .flag("open", is_wrong || !look.track.reason.is_empty())
        .with(el("summary").text(words.unsolved))
        .with(form);
    Some(part)
}

/// Taking back and erasing: each after one question.
pub(super) fn leave(look: &Look<'_>, found: &Tracked) -> Option<Tree> {
    let words = look.words;
    let (deed, title, what, act) = match look.track.confirm {
        Some(Deed::Withdraw) => (
            "withdraw",
            words.withdraw_ask,
            words.withdraw_what,
            words.withdraw_do,
        ),
        Some(Deed::Erase) => ("erase", words.erase_ask, words.erase_what, words.erase_do),
        _ => {
            let mut ways = Vec::new();
            if found.can_withdraw {
                ways.push(button("confirm", "withdraw", words.withdraw));
            }
            if found.can_erase {
                ways.push(button("confirm", "erase", words.erase));
            }
            let part = el("div").class("leave").with(buttons(ways));
            return (found.can_withdraw || found.can_erase).then_some(part);
        }
    };
    let is_going = look.track.going.is_some();
    let label = if is_going { going(look) } else { act };
    Some(
        piece("section", "confirming")
            .with(
                look.heading(1)
                    .class("title")
                    .set("tabindex", "-1")
                    .text(title),
            )
            .with(el("p").text(what))
            .with(buttons(vec![
                button("confirm", "", words.confirm_not),
                button("do", deed, label)
                    .flag("data-danger", true)
                    .set_some("aria-disabled", is_going.then_some("true")),
            ])),
    )
}

fn submit(look: &Look<'_>, deed: Deed, label: &'static str) -> Tree {
    let is_going = look.track.going == Some(deed);
    piece("button", "action")
        .set("type", "submit")
        .set_some("aria-disabled", is_going.then_some("true"))
        .text(if is_going { look.words.going } else { label })
}

/// A field of many lines.
fn lines(value: &str) -> Tree {
    el("textarea")
        .class("input")
        .set("part", "input")
        .set("rows", "3")
        .text(value.to_owned())
}
