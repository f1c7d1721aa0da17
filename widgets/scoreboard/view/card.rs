//! A card for every index: what it is, where it stands, what became of it, and who says so.

use cchc::compare::sentence;
use cchc::feed::indexes::Index;

use super::{button, buttons, downloads, heading, link, named, source_line, table_button};
use crate::scoreboard::asked::{Asked, address};
use crate::scoreboard::chart::{Point, Range, spark};
use crate::scoreboard::facts::{Facts, edition, facts, pending};
use crate::scoreboard::model::{Model, history};
use crate::scoreboard::strings::{Strings, strings};
use crate::shared::tree::{Tree, el};

/// What is downloaded of an index.
pub(super) const FILES: &[(&str, &str)] = &[("csv", "CSV"), ("svg", "SVG"), ("png", "PNG")];

pub(super) fn cards(model: &Model, asked: &Asked) -> Vec<Tree> {
    let chosen = model.chosen();
    let curves: Vec<Vec<Point>> = chosen
        .iter()
        .map(|index| history(index, false, model.lang).0)
        .collect();
    let mut cards = Vec::new();
    for (index, curve) in chosen.iter().zip(&curves) {
        // One height for all that are measured alike, or a small rise here would look like a large one there.
        let alike: Vec<&[Point]> = chosen
            .iter()
            .zip(&curves)
            .filter(|(other, _)| other.unit == index.unit && other.max == index.max)
            .map(|(_, curve)| curve.as_slice())
            .collect();
        let range = Range::around(&alike, &[], index.lower_is_better);
        cards.push(card(model, asked, index, curve, range));
    }
    if cards.is_empty() {
        return cards;
    }
    vec![el("div").class("cards").set("part", "cards").all(cards)]
}

fn card(
    model: &Model,
    asked: &Asked,
    index: &Index,
    curve: &[Point],
    range: Option<Range>,
) -> Tree {
    let words = strings(model.lang);
    let shown = edition(index, model.options.period.as_deref());
    let facts = shown
        .as_ref()
        .map(|one| facts(index, one, model.lang))
        .unwrap_or_default();
    let pending = shown
        .as_ref()
        .and_then(|one| pending(index, one, model.lang));
    let name = index.name.get(model.lang);
    let curve = range
        .filter(|_| curve.iter().filter(|point| point.value.is_some()).count() > 1)
        .map(|range| spark(curve, range, sentence(index, model.lang)));
    let is_open = asked.has_table(&index.id);
    el("article")
        .class(if is_open { "card whole" } else { "card" })
        .set("part", "card")
        .set("data-index", index.id.clone())
        .with(
            heading(model, 0).class("name").set("part", "name").with(
                el("a")
                    .class("open")
                    .set("href", address(&index.id, None))
                    .set("data-act", "open")
                    .set("data-value", index.id.clone())
                    .text(index.short.clone()),
            ),
        )
        .maybe((name != index.short).then(|| el("p").class("full").text(name.to_owned())))
        .with(figure(&facts))
        .maybe(trends(&facts))
        .maybe(curve)
        .maybe(target(&facts, words))
        .all(notes(&facts, pending))
        .with(source_line(&facts, words))
        .with(buttons(
            [
                Some(named(
                    button("open", index.id.clone(), words.details),
                    words.details,
                    index,
                )),
                Some(named(
                    table_button(asked, &index.id, words),
                    words.table,
                    index,
                )),
                downloads(model, index, FILES, words),
            ]
            .into_iter()
            .flatten()
            .collect(),
        ))
        .maybe(is_open.then(|| super::history::figures_table(model, index)))
}

/// The figure, its year, rank and group.
pub(super) fn figure(facts: &Facts) -> Tree {
    let unit = (!facts.unit.is_empty()).then(|| {
        // A percent sign stands close, a word does not.
        let space = if facts.unit == "%" { "" } else { " " };
        el("span").class("unit").text([space, &facts.unit].concat())
    });
    let is_long = facts.head.chars().count() > 12;
    el("div")
        .class("figure")
        .with(
            el("p")
                .class(if is_long { "head long" } else { "head" })
                .set("part", "value")
                .with(
                    el("strong")
                        .class("big")
                        .text(facts.head.clone())
                        .maybe(unit),
                )
                .text(" ")
                .with(el("span").class("when").text(facts.when.clone())),
        )
        .maybe((!facts.place.is_empty()).then(|| {
            let mut place = el("p").class("place").set("part", "rank");
            for (at, text) in facts.place.iter().enumerate() {
                place = place
                    .text(if at > 0 { " · " } else { "" })
                    .with(el("span").class("one").text(text.clone()));
            }
            place
        }))
}

/// What became of it. The arrow shows whether it is for the better, the words say which way.
pub(super) fn trends(facts: &Facts) -> Option<Tree> {
    let trends: Vec<Tree> = facts
        .trends
        .iter()
        .map(|trend| {
            let (class, shape) = match trend.toward {
                1 => ("trend better", Some("M8 2 14 9H10V14H6V9H2Z")),
                -1 => ("trend worse", Some("M8 14 2 7H6V2H10V7H14Z")),
                _ if trend.is_reason => ("trend reason", None),
                _ => ("trend same", Some("M2 6H14V10H2Z")),
            };
            let arrow = shape.map(|shape| {
                el("svg")
                    .class("arrow")
                    .set("viewBox", "0 0 16 16")
                    .set("aria-hidden", "true")
                    .with(el("path").set("d", shape))
            });
            el("li")
                .class(class)
                .maybe(arrow)
                .with(el("span").class("words").text(trend.words.clone()))
        })
        .collect();
    (!trends.is_empty()).then(|| el("ul").class("trends").set("part", "change").all(trends))
}

pub(super) fn target(facts: &Facts, words: &'static Strings) -> Option<Tree> {
    let (text, source) = facts.target.as_ref()?;
    let line = el("p")
        .class("target")
        .set("part", "target")
        .text(text.clone());
    Some(match source {
        Some(source) => line
            .text(" (")
            .text(words.target_source)
            .with(link(source))
            .text(")"),
        None => line,
    })
}

pub(super) fn notes(facts: &Facts, pending: Option<String>) -> Vec<Tree> {
    let mut notes = facts.notes.clone();
    notes.extend(pending);
    super::note_lines(notes)
}
