//! How both modes look as elements. What a control does stands on it as `data-act` and `data-value`, and one listener at the
//! root takes it from there.

mod answers;
mod deeds;
mod field;
mod item;
mod text;

use super::browse::Browse;
use super::model::Model;
use super::options::Mode;
use super::strings::{Strings, strings};
use super::track::{Deed, Track};
use crate::shared::pieces;
use crate::shared::tree::{Tree, el};

/// What every part needs to know.
struct Look<'a> {
    model: &'a Model,
    track: &'a Track,
    words: &'static Strings,
}

/// The whole widget.
#[must_use]
pub fn view(model: &Model, track: &Track, browse: &Browse) -> Tree {
    let look = &Look {
        model,
        track,
        words: strings(model.lang),
    };
    let base = piece("div", "base").set("lang", model.lang.tag());
    match model.options.mode {
        Mode::Track => base
            .set("data-mode", "track")
            .all(match &track.found {
                Some(found) => item::page(look, found),
                None => field::page(look),
            })
            .with(told(going(look))),
        Mode::Answers => base
            .set("data-mode", "answers")
            .all(answers::page(look, browse)),
    }
}

/// What screen readers are told while the hub is asked.
fn going(look: &Look<'_>) -> &'static str {
    match look.track.going {
        Some(Deed::Look) => look.words.looking,
        Some(_) => look.words.going,
        None => "",
    }
}

fn told(words: &'static str) -> Tree {
    el("p")
        .class("told")
        .set("role", "status")
        .set("aria-live", "polite")
        .text(words)
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
    fn say<'t>(&self, both: &'t [String; 2]) -> &'t str {
        let [vi, en] = both;
        match self.model.lang {
            cchc::format::Lang::En => en,
            _ => vi,
        }
    }
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
