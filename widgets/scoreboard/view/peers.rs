//! Others that were measured in the same edition, and the result here among them.

use cchc::compare::amount;
use cchc::feed::index::Detail;
use cchc::feed::indexes::{Figures, Index, Observation};
use cchc::order::sorted;

use super::{cell, heading, link, row_head, table};
use crate::scoreboard::facts::rank_text;
use crate::scoreboard::model::Model;
use crate::scoreboard::strings::strings;
use crate::shared::tree::{Tree, el};

/// More than these nobody reads.
const MOST_PEERS: usize = 70;

pub(super) fn section(
    model: &Model,
    index: &Index,
    detail: &Detail,
    shown: &Observation,
) -> Option<Tree> {
    let words = strings(model.lang);
    let mut all: Vec<(&str, &Figures)> = Vec::new();
    for peer in &detail.peers {
        // On another footing it would be no neighbour.
        if peer.period == shown.period && peer.figures.basis == shown.figures.basis {
            all.push((peer.name.get(model.lang), &peer.figures));
        }
    }
    if all.is_empty() {
        return None;
    }
    all.truncate(MOST_PEERS);
    let own = all.len();
    all.push((words.own, &shown.figures));
    let rank = |at: usize| all[at].1.rank.unwrap_or(u32::MAX);
    let rows = sorted(all.len(), &|a, b| rank(a) < rank(b))
        .into_iter()
        .map(|at| {
            let (name, figures) = all[at];
            let value = figures
                .value
                .map(|value| amount(value, &index.unit, model.lang));
            let missing = || words.no_data_in.to_owned();
            let head = row_head(name.to_owned());
            vec![
                if at == own { head.class("own") } else { head },
                cell(value.unwrap_or_else(missing)),
                cell(rank_text(figures, words).unwrap_or_else(missing)),
                figures
                    .source
                    .as_ref()
                    .map_or_else(|| cell(""), |source| el("td").with(link(source))),
            ]
        })
        .collect();
    let caption = [words.peers, ", ", &index.short, " ", &shown.period].concat();
    Some(
        el("section")
            .class("peers")
            .with(heading(model, 1).class("title").text(words.peers))
            .with(table(
                caption,
                &[words.name, words.value, words.ranks, words.source_head],
                rows,
            )),
    )
}
