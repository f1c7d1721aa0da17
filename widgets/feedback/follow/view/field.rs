//! Asking for an item: two codes, what is wrong with them, and the items of this device.

use super::{Look, piece};
use crate::feedback::follow::track::Wrong;
use crate::feedback::follow::verdict::Trouble;
use crate::shared::tree::{Tree, el};
use cchc::format::{VIETNAM, date_time};

pub(super) fn page(look: &Look<'_>) -> Vec<Tree> {
    let words = look.words;
    let track = look.track;
    let is_going = track.going.is_some();
    let form = piece("form", "form")
        .set("data-act", "look")
        .flag("novalidate", true)
        .with(field(
            look,
            "code",
            words.code,
            words.code_hint,
            input(&track.code)
                .set("autocapitalize", "characters")
                .set("spellcheck", "false"),
        ))
        .with(field(
            look,
            "pin",
            words.pin,
            words.pin_hint,
            input(&track.pin).set("inputmode", "numeric"),
        ))
        .with(
            piece("button", "action")
                .set("type", "submit")
                .set_some("aria-disabled", is_going.then_some("true"))
                .text(if is_going { words.looking } else { words.look }),
        );
    let mut page = vec![
        look.heading(0)
            .class("name")
            .set("tabindex", "-1")
            .text(words.track),
        el("p").class("intro").text(words.track_why),
    ];
    page.extend(summary(look));
    page.extend(trouble(look));
    page.extend(own(look));
    page.push(form);
    page.push(el("p").class("hint last").text(words.pin_lost));
    page
}

fn input(value: &str) -> Tree {
    el("input")
        .class("input")
        .set("part", "input")
        .set("type", "text")
        .set("autocomplete", "off")
        .set("value", value.to_owned())
}

/// A field under its label, tied to hint and error.
pub(super) fn field(
    look: &Look<'_>,
    id: &'static str,
    label: &'static str,
    hint: &'static str,
    control: Tree,
) -> Tree {
    let wrong = look.track.wrong(id);
    let mut ids = [id, "-hint"].concat();
    if wrong.is_some() {
        ids = [&ids, " ", id, "-error"].concat();
    }
    let control = control
        .set("id", id)
        .set("name", id)
        .set("data-act", "fill")
        .set("aria-describedby", ids)
        .set_some("aria-invalid", wrong.map(|_| "true"));
    el("div")
        .class("group")
        .set("part", "field")
        .flag("data-wrong", wrong.is_some())
        .with(el("label").class("label").set("for", id).text(label))
        .with(
            el("p")
                .class("hint")
                .set("id", [id, "-hint"].concat())
                .text(hint),
        )
        .maybe(wrong.map(|wrong| error(look, id, wrong)))
        .with(control)
}

/// What is wrong, at its field.
pub(super) fn error(look: &Look<'_>, id: &str, wrong: Wrong) -> Tree {
    el("p")
        .class("error")
        .set("part", "error")
        .set("id", [id, "-error"].concat())
        .with(el("span").class("told").text(look.words.error))
        .text(say(look, wrong))
}

const fn say(look: &Look<'_>, wrong: Wrong) -> &'static str {
    let words = look.words;
    match wrong {
        Wrong::CodeMissing => words.code_missing,
        Wrong::CodeUnreadable => words.code_unreadable,
        Wrong::PinUnreadable => words.pin_unreadable,
        Wrong::RatingMissing => words.rating_missing,
        Wrong::ReasonMissing => words.reason_missing,
        Wrong::TooLong => words.too_long,
    }
}

/// What is wrong, at the top, each line a way to its field: as in the form.
pub(super) fn summary(look: &Look<'_>) -> Option<Tree> {
    if look.track.wrong.is_empty() {
        return None;
    }
    let mut list = el("ul").class("items");
    for (id, wrong) in &look.track.wrong {
        let link = el("a")
            .class("link")
            .set("href", ["#", *id].concat())
            .set("data-act", "go")
            .set("data-value", *id)
            .text(say(look, *wrong));
        list = list.with(el("li").with(link));
    }
    let alert = el("div")
        .class("alert")
        .set("role", "alert")
        .with(look.heading(1).class("title").text(look.words.errors))
        .with(list);
    Some(piece("div", "summary").set("tabindex", "-1").with(alert))
}

/// Why there was no answer, in words. What was typed is still there.
pub(super) fn trouble(look: &Look<'_>) -> Option<Tree> {
    let words = look.words;
    let line = match look.track.trouble.as_ref()? {
        Trouble::Unknown => words.unknown.to_owned(),
        Trouble::Limited(None) => words.limited.to_owned(),
        Trouble::Limited(Some(until)) => {
            // Never before it: the minute that it falls in is over.
            let ms = i64::try_from(*until).unwrap_or_default() + 59_999;
            let stamp = chrono::DateTime::from_timestamp_millis(ms).unwrap_or_default();
            let until = date_time(stamp.with_timezone(&VIETNAM));
            [words.limited, words.limited_until, &until, "."].concat()
        }
        Trouble::Unreachable => words.unreachable.to_owned(),
        Trouble::Busy => words.busy.to_owned(),
        Trouble::Past => words.past.to_owned(),
        Trouble::Refused => words.refused.to_owned(),
        Trouble::Other(both) => look.say(both).to_owned(),
    };
    Some(
        piece("p", "trouble")
            .set("role", "alert")
            .set("tabindex", "-1")
            .text(line),
    )
}

/// Items that this device sent: one press fills in both codes.
fn own(look: &Look<'_>) -> Option<Tree> {
    let words = look.words;
    let mut items = Vec::new();
    for own in &look.track.own {
        let title = match own.title.is_empty() {
            true => words.own_untitled,
            false => &own.title,
        };
        let button = el("button")
            .class("plain")
            .set("type", "button")
            .set("data-act", "own")
            .set("data-value", own.code.clone())
            .with(el("strong").text(own.code.clone()))
            .text([" ", title].concat());
        items.push(el("li").with(button));
    }
    if items.is_empty() {
        return None;
    }
    Some(
        piece("section", "items")
            .with(look.heading(1).class("title").text(words.own))
            .with(el("ul").class("sent").all(items)),
    )
}
