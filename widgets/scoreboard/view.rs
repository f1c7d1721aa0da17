//! How the scoreboard looks as elements. Everything is a [`Tree`]: what a control does stands on it as `data-act` and
//! `data-value`, and one listener at the root hands both to [`super::asked::Asked`].

mod card;
mod compact;
mod history;
mod index;
mod parts;
mod peers;
mod ranking;
mod window;

pub use window::Window;

use cchc::feed::indexes::{Index, Link};

use super::asked::Asked;
use super::facts::{Facts, join};
use super::model::{Listing, Model};
use super::options::Layout;
use super::strings::{Strings, strings};
use crate::shared::pieces::{self, button, buttons, cell, choice, row_head, table};
use crate::shared::state::State;
use crate::shared::tree::{Tree, el};

/// The whole widget. `listing` is the ranking that [`super::model::listing`] made for the same model and choices;
/// `window` says which part of it is near.
#[must_use]
pub fn view(model: &Model, asked: &Asked, listing: &Listing, window: &Window) -> Tree {
    let words = strings(model.lang);
    let (layout, mut body) = body(model, asked, listing, window);
    let is_known = matches!(model.state, State::Ready | State::Stale | State::Empty);
    if body.is_empty() && is_known {
        body.push(empty(model, words));
    }
    el("div")
        .class("base")
        .set("part", "base")
        .set("lang", model.lang.tag())
        .set("data-layout", layout)
        .all(body)
        .with(
            el("p")
                .class("status")
                .set("part", "status")
                .flag("hidden", model.status.is_empty())
                .text(model.status.clone()),
        )
}

fn body(
    model: &Model,
    asked: &Asked,
    listing: &Listing,
    window: &Window,
) -> (&'static str, Vec<Tree>) {
    let open = model.open(asked);
    match (model.options.layout, open) {
        (Layout::Compact, _) => ("compact", compact::compact(model)),
        (Layout::Cards, None) => ("cards", card::cards(model, asked)),
        (Layout::Ranking, Some(index)) => (
            "ranking",
            ranking::page(model, asked, index, listing, window),
        ),
        (_, Some(index)) => ("index", index::page(model, asked, index, listing, window)),
        (_, None) => ("empty", Vec::new()),
    }
}

/// Nothing to show: because there is nothing, or because the page asks for what the feed does not have.
fn empty(model: &Model, words: &'static Strings) -> Tree {
    let asked = &model.options.indexes;
    let text = if asked.is_empty() || model.indexes.is_empty() {
        words.empty.to_owned()
    } else {
        [
            words.no_index,
            &join(asked.iter().cloned().map(Some).collect(), ", "),
        ]
        .concat()
    };
    el("p").class("empty").text(text)
}

/// A heading, as deep as the page wants it and by so many levels deeper.
fn heading(model: &Model, deeper: u32) -> Tree {
    pieces::heading(model.options.heading + deeper)
}

/// A button that opens and closes the table of this place.
fn table_button(asked: &Asked, place: &str, words: &'static Strings) -> Tree {
    let open = asked.has_table(place);
    button("table", place.to_owned(), words.table)
        .set("aria-expanded", if open { "true" } else { "false" })
}

/// What a reader has to know, a sentence each.
fn note_lines(notes: Vec<String>) -> Vec<Tree> {
    let mut lines = Vec::new();
    for note in notes {
        let text = [&note, "."].concat();
        lines.push(el("p").class("note").set("part", "note").text(text));
    }
    lines
}

/// What an index is: its name, and what else stands below.
fn about(model: &Model, index: &Index, more: Vec<String>) -> Tree {
    let name = heading(model, 0)
        .class("name")
        .set("part", "name")
        .set("tabindex", "-1")
        .text(index.short.clone());
    let mut about = el("header").class("about").with(name);
    for line in more {
        if line != index.short {
            about = about.with(el("p").class("full").text(line));
        }
    }
    about
}

/// A link out of the widget, or words where there is no address.
fn link(link: &Link) -> Tree {
    match &link.url {
        Some(url) => el("a")
            .class("link")
            .set("href", url.clone())
            .text(link.title.clone()),
        None => el("span").class("link").text(link.title.clone()),
    }
}

/// `Nguồn: The Hanoi Times, công bố 06/04/2025`.
fn source_line(facts: &Facts, words: &'static Strings) -> Tree {
    let mut line = el("p").class("source").set("part", "source");
    if facts.sources.is_empty() {
        line = line.text(words.source_unknown);
    } else {
        line = line.text(words.source);
        for (at, one) in facts.sources.iter().enumerate() {
            line = line.text(if at > 0 { "; " } else { "" }).with(link(one));
        }
    }
    match &facts.published {
        Some(day) => line.text([", ", words.published, day].concat()),
        None => line,
    }
}

/// With the index in its name: a screen reader meets one such control per card.
fn named(control: Tree, label: &str, index: &Index) -> Tree {
    control.set("aria-label", [label, ": ", &index.short].concat())
}

/// Files of an index and of a picture of its card.
fn downloads(
    model: &Model,
    index: &Index,
    kinds: &[(&'static str, &'static str)],
    words: &'static Strings,
) -> Option<Tree> {
    if !model.options.downloads {
        return None;
    }
    let buttons = kinds
        .iter()
        .map(|(act, label)| named(button(act, index.id.clone(), *label), label, index))
        .collect();
    Some(
        el("details")
            .class("downloads")
            .with(named(
                el("summary").text(words.download),
                words.download,
                index,
            ))
            .with(self::buttons(buttons)),
    )
}
