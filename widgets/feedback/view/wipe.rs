//! Leaving a computer that others use: everything is wiped, after one question.

use super::{Look, piece};
use crate::shared::pieces::{button, buttons};
use crate::shared::tree::{Tree, el};

pub(super) fn open(look: &Look<'_>) -> Tree {
    el("p")
        .class("leave")
        .with(button("wipe", "", look.words.wipe))
}

pub(super) fn ask(look: &Look<'_>) -> Vec<Tree> {
    let words = look.words;
    let unsent = (look.filled.unsent() > 0).then(|| el("p").class("error").text(words.wipe_unsent));
    let part = piece("section", "wiping")
        .with(
            look.heading(0)
                .class("name")
                .set("tabindex", "-1")
                .text(words.wipe_ask),
        )
        .with(el("p").text(words.wipe_what))
        .maybe(unsent)
        .with(buttons(vec![
            button("wipe-not", "", words.wipe_not),
            button("wipe-do", "", words.wipe_do).flag("data-danger", true),
        ]));
    vec![part]
}

pub(super) fn done(look: &Look<'_>) -> Vec<Tree> {
    let words = look.words;
    let part = piece("section", "wiping")
        .with(
            look.heading(0)
                .class("name")
                .set("tabindex", "-1")
                .text(words.wiped),
        )
        .with(buttons(vec![button("another", "", words.another)]));
    vec![part]
}
