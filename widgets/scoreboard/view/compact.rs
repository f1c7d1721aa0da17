//! One line for every index, for a sidebar: name, figure, year, rank and direction, and the way to more.

use super::link;
use crate::scoreboard::asked::address;
use crate::scoreboard::facts::{edition, facts};
use crate::scoreboard::model::Model;
use crate::scoreboard::strings::strings;
use crate::shared::tree::{Tree, el};

pub(super) fn compact(model: &Model) -> Vec<Tree> {
    let words = strings(model.lang);
    let mut lines = Vec::new();
    for index in model.chosen() {
        let Some(shown) = edition(index, model.options.period.as_deref()) else {
            continue;
        };
        let mut facts = facts(index, &shown, model.lang);
        // One line has room for one change, and none for reasons.
        facts.trends.retain(|trend| !trend.is_reason);
        facts.trends.truncate(1);
        let name = match &model.options.more {
            Some(more) => {
                // The page's own mark goes: the address names the index instead.
                let page = more.split('#').next().unwrap_or_default();
                el("a")
                    .class("name")
                    .set("href", [page, &address(&index.id, None)].concat())
            }
            None => el("span").class("name"),
        };
        let arrow = super::card::trends(&facts);
        let source = facts.sources.first().map(|source| {
            el("span")
                .class("source")
                .text(words.source)
                .with(link(source))
        });
        lines.push(
            el("li")
                .class("line")
                .set("part", "card")
                .with(name.set("part", "name").text(index.short.clone()))
                .text(" ")
                .with(super::card::figure(&facts))
                .maybe(arrow)
                .maybe(source),
        );
    }
    if lines.is_empty() {
        return lines;
    }
    vec![
        el("ul")
            .class("lines")
            .set("aria-label", words.label)
            .all(lines),
    ]
}
