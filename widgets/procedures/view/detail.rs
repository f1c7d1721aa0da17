//! One procedure in full.

use cchc::feed::procedure::{Detail, Law, Text};
use cchc::feed::procedures::Online;
use cchc::search::Record;

use super::papers::papers;
use super::place::place;
use super::share::share;
use super::text::blocks;
use super::ways::ways;
use super::{heading, link, piece, section, tag};
use crate::procedures::asked::Asked;
use crate::procedures::model::{Freshness, Model, OLD_DAYS, Open};
use crate::procedures::strings::{Strings, strings};
use crate::shared::pieces::{button, buttons};
use crate::shared::tree::{Tree, el};

pub(super) fn page(model: &Model, asked: &Asked, id: &str) -> Vec<Tree> {
    let words = strings(model.lang);
    let record = model.catalogue.find(id);
    let mut body = vec![
        el("div")
            .class("way-back")
            .with(button("back", "", words.back)),
    ];
    match &model.open {
        Open::Here(detail, freshness) => {
            body.push(about(model, &detail.procedure.name, record, id, words));
            if *freshness == Freshness::Kept {
                body.push(piece("p", "note").text(words.kept));
            }
            body.extend(whole(model, asked, detail, words));
        }
        other => {
            let name = record.map_or_else(|| id.to_owned(), |record| model.catalogue.name(record));
            body.push(about(model, &name, record, id, words));
            body.extend(waiting(other, words));
        }
    }
    body
}

/// A procedure that is not here yet, or cannot be had.
fn waiting(open: &Open, words: &'static Strings) -> Vec<Tree> {
    let Open::Missing(code) = open else {
        return vec![el("p").class("waiting").text(words.loading)];
    };
    let is_gone = *code == "feed-not-found";
    let line = if is_gone {
        words.missing
    } else {
        words.offline
    };
    let mut body = vec![el("p").class("waiting").text(line)];
    if !is_gone {
        body.push(button("reload", "", words.again));
    }
    body
}

fn about(
    model: &Model,
    name: &str,
    record: Option<Record>,
    id: &str,
    words: &'static Strings,
) -> Tree {
    let title = heading(model, 0)
        .class("name")
        .set("part", "name")
        .set("tabindex", "-1")
        .text(name.to_owned());
    let facts = match record {
        Some(record) => super::search::facts(model, record, words),
        None => el("span").class("facts").with(tag(id)),
    };
    el("header")
        .class("about")
        .with(title)
        .with(el("p").with(facts))
}

fn whole(model: &Model, asked: &Asked, detail: &Detail, words: &'static Strings) -> Vec<Tree> {
    let procedure = &detail.procedure;
    let mut actions = Vec::new();
    let is_online = !matches!(procedure.online, None | Some(Online::No));
    if let Some(url) = &procedure.url {
        let label = if is_online {
            words.file_online
        } else {
            words.official
        };
        actions.push(link(url, label).class("action").set("part", "action"));
    }
    actions.push(button("print", "", words.print));
    actions.push(button("share", "", words.share).set(
        "aria-expanded",
        if asked.is_shared { "true" } else { "false" },
    ));
    let mut body = vec![buttons(actions)];
    body.extend(asked.is_shared.then(|| share(model, &procedure.id)));
    body.push(papers(model, asked, detail));
    body.extend(ways(model, detail));
    body.extend(place(model, asked, detail));
    body.extend(steps(model, detail, words));
    let results = (!detail.results.is_empty()).then(|| {
        let mut list = el("ul").class("items");
        for result in &detail.results {
            list = list.with(el("li").text(result.clone()));
        }
        section(model, "result", words.result).with(list)
    });
    body.extend(results);
    body.extend(told(
        model,
        "conditions",
        words.conditions,
        &detail.conditions,
    ));
    body.extend(laws(&detail.laws, words));
    body.extend(related(model, detail, words));
    body.push(data(model, detail, words));
    body
}

fn told(model: &Model, name: &'static str, title: &'static str, text: &Text) -> Option<Tree> {
    (!text.is_empty()).then(|| section(model, name, title).all(blocks(text)))
}

fn steps(model: &Model, detail: &Detail, words: &'static Strings) -> Option<Tree> {
    if detail.steps.is_empty() {
        return None;
    }
    let mut list = el("ol").class("walk");
    for step in &detail.steps {
        let name = step
            .name
            .as_ref()
            .map(|name| el("p").class("word").text(name.clone()));
        list = list.with(el("li").maybe(name).all(blocks(&step.text)));
    }
    Some(section(model, "steps", words.steps).with(list))
}

fn laws(laws: &[Law], words: &'static Strings) -> Option<Tree> {
    if laws.is_empty() {
        return None;
    }
    let mut list = el("ul").class("items");
    for law in laws {
        let number = law.number.as_deref().unwrap_or_default();
        let text = match law.name.as_deref() {
            // «Luật 60/2014/QH13», but the number first where the name is a sentence.
            Some(name) if name.len() < 24 => [name, " ", number].concat(),
            Some(name) if number.is_empty() => name.to_owned(),
            Some(name) => [number, ": ", name].concat(),
            None => number.to_owned(),
        };
        list = list.with(match &law.url {
            Some(url) => el("li").with(link(url, &text)),
            None => el("li").text(text),
        });
    }
    let summary = el("summary").text(words.laws);
    Some(piece("details", "laws").with(summary).with(list))
}

fn related(model: &Model, detail: &Detail, words: &'static Strings) -> Option<Tree> {
    let mut items = Vec::new();
    for id in &detail.related {
        let Some(record) = model.catalogue.find(id) else {
            continue;
        };
        let open = el("button")
            .class("plain")
            .set("type", "button")
            .set("data-act", "open")
            .set("data-value", id.clone())
            .text(model.catalogue.name(record));
        items.push(el("li").with(open));
    }
    let list = el("ul").class("links").all(items);
    (!list.is_empty()).then(|| section(model, "related", words.related).with(list))
}

/// Where it comes from and how old it is.
fn data(model: &Model, detail: &Detail, words: &'static Strings) -> Tree {
    let procedure = &detail.procedure;
    let mut line = piece("p", "source");
    if let Some(decision) = &detail.decision {
        line = line.text([words.decision, " ", decision, ". "].concat());
    }
    if let Some(day) = &procedure.updated {
        let shown = cchc::feed::parse_stamp(day).map(|(stamp, _)| cchc::format::date(stamp));
        line = line.text([words.updated, shown.as_deref().unwrap_or(day), ". "].concat());
        if model.age_days(day).is_some_and(|days| days > OLD_DAYS) {
            line = line.with(el("strong").class("old").text(words.old));
        }
    }
    if let Some(url) = &procedure.url {
        line = line.text(" ").with(link(url, words.official));
    }
    line
}
