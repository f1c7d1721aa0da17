//! What stands below the heading of a scene.

use super::Frame;
use crate::screen::slide::{Body, Card, Row, Slide};
use crate::shared::tree::{Tree, el};

pub(super) fn body(slide: &Slide, frame: &Frame) -> Option<Tree> {
    Some(match &slide.body {
        Body::None => return None,
        Body::Text(text) => {
            let mut block = el("div").class("text").set_some("lang", slide.tag.clone());
            for paragraph in text.split('\n') {
                if !paragraph.trim().is_empty() {
                    block = block.with(el("p").text(paragraph.to_owned()));
                }
            }
            block
        }
        Body::Items(first, items) => {
            let mut list = el("ol").class("items").set("start", first.to_string());
            for item in items {
                list = list.with(el("li").text(item.clone()));
            }
            list
        }
        Body::Facts(facts) => {
            let mut list = el("div").class("facts");
            for (name, value) in facts {
                list = list.with(
                    el("p")
                        .with(el("strong").text(*name))
                        .text(": ")
                        .text(value.clone()),
                );
            }
            list
        }
        Body::Cards(columns, cards) => {
            let mut list = el("div")
                .class("cards")
                .set("--_columns", columns.to_string());
            for one in cards {
                list = list.with(card(one));
            }
            list
        }
        Body::Rows(rows) => {
            let mut list = el("div").class("rows");
            for one in rows {
                list = list.with(row(one));
            }
            list
        }
        Body::Clock => el("div")
            .class("clock")
            .with(el("p").class("large").text(frame.time.clone()))
            .with(el("p").class("date").text(frame.day.clone()))
            .with(el("p").class("where").text(frame.place.clone())),
    })
}

fn card(card: &Card) -> Tree {
    let line = |class: &'static str, text: &String| {
        let is_there = !text.is_empty();
        is_there.then(|| el("p").class(class).text(text.clone()))
    };
    let toward = match card.toward {
        1 => "better",
        -1 => "worse",
        _ => "same",
    };
    let unit = [
        &*card.unit,
        if card.unit.is_empty() { "" } else { " · " },
        &card.when,
    ]
    .concat();
    el("div")
        .class("card")
        .set("part", "card")
        .with(el("p").class("name").text(card.name.clone()))
        .with(
            el("p")
                .class(if card.is_long { "head long" } else { "head" })
                .text(card.head.clone()),
        )
        .with(el("p").class("unit").text(unit))
        .maybe(line("place", &card.place))
        .maybe(line("trend", &card.trend).map(|line| line.set("data-toward", toward)))
        .maybe(line("source", &card.source))
}

fn row(row: &Row) -> Tree {
    el("p")
        .class("row")
        .flag("data-own", row.is_own)
        .with(el("strong").class("rank").text(row.rank.clone()))
        .with(el("span").class("unit").text(row.name.clone()))
        .with(el("span").class("value").text(row.value.clone()))
}
