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

use cchc::search::Answer;

use super::asked::Asked;
use super::model::Model;
use crate::shared::pieces;
use crate::shared::tree::{Tree, el};

/// The whole widget. `answer` is what [`Model::answer`] found for the same choices; `told` is what was looked for when the
/// typing paused last: of its answers screen readers are told.
#[must_use]
pub fn view(model: &Model, asked: &Asked, answer: &Answer, told: &str) -> Tree {
    let (body, line) = match &asked.open {
        Some(id) => (detail::page(model, asked, id), String::new()),
        None => (
            search::page(model, asked, answer),
            search::told(model, asked, answer, told),
        ),
    };
    piece("div", "base")
        .set("lang", model.lang.tag())
        .set("data-count", answer.count.to_string())
        .all(body)
        .with(
            el("p")
                .class("told")
                .set("role", "status")
                .set("aria-live", "polite")
                .text(line),
        )
        .with(
            piece("p", "status")
                .flag("hidden", model.status.is_empty())
                .text(model.status.clone()),
        )
}

/// An element whose class is a part that pages may style.
#[inline(never)]
fn piece(tag: &'static str, name: &'static str) -> Tree {
    el(tag).class(name).set("part", name)
}

/// A heading, as deep as the page wants it and by so many levels deeper.
fn heading(model: &Model, deeper: u32) -> Tree {
    pieces::heading(model.options.heading + deeper)
}

/// A part of a procedure, under its heading.
fn section(model: &Model, name: &'static str, title: &'static str) -> Tree {
    piece("section", name).with(heading(model, 1).class("title").text(title))
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
