//! How the form looks as elements. Everything is a [`Tree`]: a field has the name of its place in the item, what a control does
//! stands on it as `data-act` and `data-value`, and one listener at the root takes it from there.

mod consent;
mod contact;
mod field;
mod files;
mod form;
mod picker;
mod rating;
mod receipt;
mod summary;
mod wipe;

use cchc::format::Lang;
use cchc::submission::count_chars;

use super::filled::{Filled, Stage};
use super::model::Model;
use super::options::Mode;
use super::strings::{Strings, strings};
use crate::shared::pieces::{self, button};
use crate::shared::tree::{Tree, el};

/// What every part of the form needs to know.
struct Look<'a> {
    model: &'a Model,
    filled: &'a Filled,
    words: &'static Strings,
}

/// The whole widget.
#[must_use]
pub fn view(model: &Model, filled: &Filled) -> Tree {
    let look = &Look {
        model,
        filled,
        words: strings(model.lang),
    };
    let mode = model.options.mode;
    let base = piece("div", "base")
        .set("lang", model.lang.tag())
        .set("data-mode", mode_word(mode));
    let base = match mode {
        Mode::Form => base.all(page(look)),
        Mode::Rating => base.all(rating::page(look)),
        Mode::Button => base.with(opener(look)).maybe(dialog(look)),
    };
    base.with(
        el("p")
            .class("told")
            .set("role", "status")
            .set("aria-live", "polite")
            .text(told(look)),
    )
}

/// What screen readers hear once the typing pauses: what is left, when it is little.
fn told(look: &Look<'_>) -> String {
    let most = look
        .model
        .form
        .as_ref()
        .map_or(0, |form| form.limits.body_chars);
    let used = count_chars(&look.filled.draft.item.body);
    match look.filled.is_told && used * 10 >= most * 9 && used > 0 {
        true => field::count_words(look, used, most),
        false => String::new(),
    }
}

const fn mode_word(mode: Mode) -> &'static str {
    match mode {
        Mode::Form => "form",
        Mode::Button => "button",
        Mode::Rating => "rating",
    }
}

/// What is in sight of the form, in the page as in the dialog.
fn page(look: &Look<'_>) -> Vec<Tree> {
    match &look.filled.stage {
        Stage::Receipt(_) if look.filled.receipt().is_some() => receipt::page(look),
        Stage::Writing | Stage::Receipt(_) => form::page(look),
        Stage::Wiping(_) => wipe::ask(look),
        Stage::Wiped => wipe::done(look),
    }
}

fn opener(look: &Look<'_>) -> Tree {
    piece("button", "action")
        .set("type", "button")
        .set("data-act", "dialog")
        .set("aria-haspopup", "dialog")
        .text(look.words.open)
}

fn dialog(look: &Look<'_>) -> Option<Tree> {
    let sheet = piece("div", "dialog")
        .set("role", "dialog")
        .set("aria-modal", "true")
        .set("aria-label", look.words.open)
        .set("tabindex", "-1")
        .with(
            el("div")
                .class("top")
                .with(button("close", "", look.words.close)),
        )
        .all(page(look));
    let cover = el("div")
        .class("cover")
        .set("data-act", "cover")
        .with(sheet);
    look.filled.is_open.then_some(cover)
}

/// An element whose class is a part that pages may style.
#[inline(never)]
fn piece(tag: &'static str, name: &'static str) -> Tree {
    el(tag).class(name).set("part", name)
}

impl Look<'_> {
    /// A heading, as deep as the page wants it and by so many levels deeper.
    fn heading(&self, deeper: u32) -> Tree {
        pieces::heading(self.model.options.heading + deeper)
    }

    /// Of a text in two languages the one that is read here.
    fn say(&self, vi: &str, en: Option<&String>) -> String {
        match (self.model.lang, en) {
            (Lang::En, Some(en)) => en.clone(),
            _ => vi.to_owned(),
        }
    }

    /// The same of a text that may be missing.
    fn say_some(&self, vi: Option<&String>, en: Option<&String>) -> Option<String> {
        match (self.model.lang, en) {
            (Lang::En, Some(en)) => Some(en.clone()),
            _ => vi.cloned(),
        }
    }
}

/// A link that leaves the widget.
fn link(url: &str, words: String) -> Tree {
    el("a")
        .class("link")
        .set("href", url.to_owned())
        .text(words)
}

/// A link that dials.
fn call(look: &Look<'_>, phone: &str) -> Tree {
    let mut url = "tel:".to_owned();
    for c in phone.chars() {
        if c.is_ascii_digit() || c == '+' {
            url.push(c);
        }
    }
    link(&url, [look.words.call, phone].concat())
}

/// A list of names and what they stand for; what is not known is left out.
fn facts(rows: Vec<(&'static str, Option<String>)>) -> Tree {
    let mut list = el("dl").class("facts");
    for (name, fact) in rows {
        if let Some(fact) = fact {
            list = list.with(el("dt").text(name)).with(el("dd").text(fact));
        }
    }
    list
}
