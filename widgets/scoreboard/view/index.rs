//! One index in full: the chosen year, its history, its components, others in that year, how it is made and who says so.

use cchc::feed::indexes::Index;

use super::card::{FILES, figure, notes, target, trends};
use super::{about, button, downloads, heading, history, link, parts, peers, ranking, source_line};
use crate::scoreboard::asked::Asked;
use crate::scoreboard::facts::{edition, facts, pending};
use crate::scoreboard::model::{Listing, Model};
use crate::scoreboard::options::Layout;
use crate::scoreboard::strings::strings;
use crate::scoreboard::view::Window;
use crate::shared::tree::{Tree, el};

pub(super) fn page(
    model: &Model,
    asked: &Asked,
    index: &Index,
    listing: &Listing,
    window: &Window,
) -> Vec<Tree> {
    let words = strings(model.lang);
    let period = asked.period.as_ref().or(model.options.period.as_ref());
    let shown = edition(index, period.map(String::as_str));
    let mut body = Vec::new();
    if model.options.layout == Layout::Cards {
        body.push(button("back", "", words.back));
    }
    let publisher = index.publisher.get(model.lang);
    let mut more = vec![index.name.get(model.lang).to_owned()];
    if !publisher.is_empty() {
        more.push([words.publisher, publisher].concat());
    }
    body.push(about(model, index, more));
    if let Some(shown) = &shown {
        let facts = facts(index, shown, model.lang);
        body.push(
            el("section")
                .class("card")
                .set("part", "card")
                .set("aria-label", facts.when.clone())
                .with(figure(&facts))
                .maybe(trends(&facts))
                .maybe(target(&facts, words))
                .all(notes(&facts, pending(index, shown, model.lang)))
                .with(source_line(&facts, words))
                .maybe(downloads(model, index, FILES, words)),
        );
        body.push(history::section(model, asked, index, shown));
    }
    let Some(detail) = model.detail(index) else {
        body.push(waiting(model, index));
        return body;
    };
    if let Some(shown) = &shown {
        body.extend(parts::section(model, asked, index, detail, shown));
        body.extend(peers::section(model, index, detail, shown));
    }
    if !detail.rankings.is_empty() {
        body.push(ranking::section(
            model, asked, index, detail, listing, window,
        ));
    }
    if let Some(method) = &detail.method {
        body.push(
            el("section")
                .class("method")
                .with(heading(model, 1).class("title").text(words.method))
                .with(
                    el("p")
                        .class("words")
                        .text(method.get(model.lang).to_owned()),
                ),
        );
    }
    if !detail.sources.is_empty() {
        let sources = detail
            .sources
            .iter()
            .map(|source| el("li").with(link(source)))
            .collect();
        body.push(
            el("section")
                .class("documents")
                .with(heading(model, 1).class("title").text(words.documents))
                .with(el("ul").class("links").all(sources)),
        );
    }
    body
}

/// The rest of the index is not at hand; an index may have none.
pub(super) fn waiting(model: &Model, index: &Index) -> Tree {
    let words = strings(model.lang);
    let is_missing = model.missing.contains(&index.id);
    let text = if is_missing {
        words.detail_failed
    } else {
        words.loading
    };
    el("p")
        .class("waiting")
        .flag("hidden", index.detail.is_none())
        .text(text)
}
