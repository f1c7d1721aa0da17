//! The field and what it finds: a combobox with its list in the page (ARIA Authoring Practices, combobox with list
//! autocomplete and manual selection). The list does not cover anything, so it needs no closing on a phone.

use cchc::feed::procedures::Online;
use cchc::search::{Answer, Hit, Reason, Record};

use super::filters::filters;
use super::{heading, link, piece, tag};
use crate::procedures::asked::Asked;
use crate::procedures::model::{Model, POPULAR};
use crate::procedures::strings::{Strings, strings};
use crate::shared::pieces::{button, buttons};
use crate::shared::tree::{Tree, el};

pub(super) fn page(model: &Model, asked: &Asked, answer: &Answer) -> Vec<Tree> {
    let words = strings(model.lang);
    let mut body = vec![field(asked, answer, words), filters(model, asked, answer)];
    if asked.is_asking() && !asked.is_closed {
        body.push(results(model, asked, answer, words));
    } else {
        body.extend(recent(model, words));
        body.push(popular(model, words));
    }
    body
}

fn field(asked: &Asked, answer: &Answer, words: &'static Strings) -> Tree {
    let is_open = asked.is_asking() && !asked.is_closed && !answer.hits.is_empty();
    let at = asked.at.filter(|_| is_open).map(option_id);
    let input = piece("input", "input")
        .set("id", "find")
        .set("type", "text")
        .set("inputmode", "search")
        .set("enterkeyhint", "search")
        .set("autocomplete", "off")
        .set("autocapitalize", "none")
        .set("spellcheck", "false")
        .set("role", "combobox")
        .set("aria-autocomplete", "list")
        .set("aria-controls", "results")
        .set("aria-describedby", "hint")
        .set("aria-expanded", if is_open { "true" } else { "false" })
        .set_some("aria-activedescendant", at)
        .set("data-act", "find")
        // Not what is in it: that is the reader's, and an input method may be at work there.
        .set("value", asked.query.text.clone());
    let clear = button("clear", "", words.clear)
        .set("aria-label", words.clear)
        .flag("hidden", asked.query.text.is_empty());
    el("div")
        .class("search")
        .with(
            el("label")
                .class("label")
                .set("for", "find")
                .text(words.label),
        )
        .with(el("div").class("box").with(input).with(clear))
        .with(
            el("p")
                .class("hint")
                .set("id", "hint")
                .flag("hidden", !asked.query.text.is_empty())
                .text(words.hint),
        )
}

fn option_id(at: usize) -> String {
    ["option-", &at.to_string()].concat()
}

fn results(model: &Model, asked: &Asked, answer: &Answer, words: &'static Strings) -> Tree {
    let mut part = el("div").class("found").set("part", "results");
    if answer.hits.is_empty() {
        return part.all(nothing(model, words));
    }
    part = part.with(
        el("p")
            .class("count")
            .set("aria-hidden", "true")
            .text(count(answer.count, words)),
    );
    let note = |label: &'static str, text: &str| {
        piece("p", "note")
            .text(label)
            .with(el("strong").text(text.to_owned()))
    };
    if let Some(text) = &answer.read_as {
        part = part.with(note(words.read_as, text));
    }
    if !answer.missed.is_empty() {
        part = part.with(note(words.missed, &answer.missed.join(", ")));
    }
    let mut options = Vec::new();
    for (at, hit) in answer.hits.iter().enumerate() {
        options.push(option(model, at, hit, asked.at == Some(at), words));
    }
    let list = piece("div", "list")
        .set("id", "results")
        .set("role", "listbox")
        .set("aria-label", words.results)
        .all(options);
    part = part.with(list);
    if answer.count > answer.hits.len() {
        part = part.with(button("more", "", words.more));
    }
    part
}

/// What screen readers are told of the answers, once the typing pauses.
pub(super) fn told(model: &Model, asked: &Asked, answer: &Answer, told: &str) -> String {
    let words = strings(model.lang);
    match answer.count {
        _ if told != asked.query.text || !asked.is_asking() => String::new(),
        0 => words.none.to_owned(),
        number => count(number, words),
    }
}

fn count(count: usize, words: &Strings) -> String {
    let word = if count == 1 {
        words.found_one
    } else {
        words.found
    };
    [&count.to_string(), word].concat()
}

fn option(model: &Model, at: usize, hit: &Hit, is_at: bool, words: &'static Strings) -> Tree {
    let catalogue = &model.catalogue;
    let mut name = piece("span", "name");
    let mut end = 0;
    for (start, stop) in &hit.marks {
        name = name
            .text(hit.name.get(end..*start).unwrap_or_default().to_owned())
            .with(el("mark").text(hit.name.get(*start..*stop).unwrap_or_default().to_owned()));
        end = *stop;
    }
    name = name.text(hit.name.get(end..).unwrap_or_default().to_owned());
    let why = match &hit.reason {
        Some(Reason::Keyword(text)) => Some([words.called, text].concat()),
        Some(Reason::Paper(text)) => Some([words.paper, text].concat()),
        Some(Reason::Code) | None => None,
    };
    piece("div", "option")
        .set("id", option_id(at))
        .set("role", "option")
        .set("aria-selected", if is_at { "true" } else { "false" })
        .set("data-act", "open")
        .set("data-value", catalogue.id(hit.record))
        .with(name)
        .maybe(why.map(|why| el("span").class("why").text(why)))
        .with(facts(model, hit.record, words))
}

/// Who handles it and how, in one line: many procedures of one name differ by this alone.
pub(super) fn facts(model: &Model, record: Record, words: &'static Strings) -> Tree {
    let catalogue = &model.catalogue;
    let mut line = piece("span", "facts").with(tag(&catalogue.id(record)));
    if let Some(field) = catalogue
        .field(record)
        .and_then(|at| catalogue.fields().get(at))
    {
        line = line.with(tag(field));
    }
    for handler in catalogue.handlers_of(record).into_iter().take(2) {
        if let Some(handler) = catalogue.handlers().get(handler) {
            line = line.with(tag(handler));
        }
    }
    if let Some(online) = catalogue.online(record) {
        let is_full = online == Online::Full;
        line = line.with(tag(words.online_word(online)).flag("data-full", is_full));
    }
    line
}

/// What helps when nothing was found.
fn nothing(model: &Model, words: &'static Strings) -> Vec<Tree> {
    let mut help = Vec::new();
    for line in words.none_help {
        help.push(el("li").text(line));
    }
    for (url, label) in [
        (&model.options.contact, words.contact),
        (&model.options.feedback, words.feedback),
    ] {
        help.extend(url.as_ref().map(|url| el("li").with(link(url, label))));
    }
    vec![
        el("p").class("none").with(el("strong").text(words.none)),
        el("ul").class("help").all(help),
        popular(model, words),
    ]
}

fn recent(model: &Model, words: &'static Strings) -> Option<Tree> {
    if model.memory.recent.is_empty() || !model.options.recent {
        return None;
    }
    let mut searches = Vec::new();
    for text in &model.memory.recent {
        searches.push(button("again", text.clone(), text.clone()));
    }
    searches.push(button("forget", "", words.forget));
    Some(
        el("section")
            .class("recent")
            .with(heading(model, 0).class("title").text(words.recent))
            .with(buttons(searches)),
    )
}

fn popular(model: &Model, words: &'static Strings) -> Tree {
    let catalogue = &model.catalogue;
    let mut items = Vec::new();
    for record in catalogue.popular(POPULAR, model.options.level) {
        let open = el("button")
            .class("plain")
            .set("type", "button")
            .set("data-act", "open")
            .set("data-value", catalogue.id(record))
            .text(catalogue.name(record));
        items.push(el("li").with(open));
    }
    piece("section", "popular")
        .with(heading(model, 0).class("title").text(words.popular))
        .with(el("ul").class("links").all(items))
}
