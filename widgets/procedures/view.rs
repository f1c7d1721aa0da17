//! How the lookup looks as elements. Everything is a [`Tree`]: what a control does stands on it as `data-act` and
//! `data-value`, and one listener at the root hands both to [`super::asked::Asked`].

mod detail;
mod filters;
mod papers;
mod place;
mod search;
mod share;
mod text;
mod ways;

#[cfg(target_arch = "wasm32")]
pub(super) use search::count;

use cchc::search::Answer;

use super::asked::Asked;
use super::model::Model;
use crate::shared::pieces;
use crate::shared::tree::{Tree, el};

/// The whole widget. `answer` is what [`Model::answer`] found for the same choices; `told` is what screen readers are to say.
#[must_use]
pub fn view(model: &Model, asked: &Asked, answer: &Answer, told: &str) -> Tree {
    let body = match &asked.open {
        Some(id) => detail::page(model, asked, id),
        None => search::page(model, asked, answer),
    };
    el("div")
        .class("base")
        .set("part", "base")
        .set("lang", model.lang.tag())
        .all(body)
        .with(
            el("p")
                .class("told")
                .set("role", "status")
                .set("aria-live", "polite")
                .text(told.to_owned()),
        )
        .with(
            el("p")
                .class("status")
                .set("part", "status")
                .flag("hidden", model.status.is_empty())
                .text(model.status.clone()),
        )
}

/// A heading, as deep as the page wants it and by so many levels deeper.
fn heading(model: &Model, deeper: u32) -> Tree {
    pieces::heading(model.options.heading + deeper)
}

/// A part of a procedure, under its heading.
fn section(model: &Model, name: &'static str, title: &'static str) -> Tree {
    el("section")
        .class(name)
        .set("part", name)
        .with(heading(model, 1).class("title").text(title))
}

/// A link that leaves the widget.
fn link(url: &str, words: &str) -> Tree {
    el("a")
        .class("link")
        .set("href", url.to_owned())
        .text(words.to_owned())
}

/// A small fact beside a name.
fn tag(words: &str) -> Tree {
    el("span").class("tag").text(words.to_owned())
}
