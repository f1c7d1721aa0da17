//! What was answered: words to look for, filters, and the answers, one of them opened in its place.

use cchc::feed::answers::Answer;
use cchc::format::{date, date_time};

use super::{Look, facts, piece, text};
use crate::feedback::follow::browse::{Browse, DAYS, MARK, values};
use crate::feedback::follow::tracked::lines_of;
use crate::shared::address;
use crate::shared::pieces::{button, buttons};
use crate::shared::tree::{Tree, el};

/// A value and its words.
type Choice = (String, String);

pub(super) fn page(look: &Look<'_>, browse: &Browse) -> Vec<Tree> {
    let (words, model) = (look.words, look.model);
    let status = el("p").class("status").text(model.status.clone());
    if model.answers.is_empty() {
        return vec![el("p").class("none").text(words.empty), status];
    }
    let find = el("input")
        .class("input")
        .set("part", "input")
        .set("type", "search")
        .set("id", "find")
        .set("name", "find")
        .set("data-act", "seek")
        .set("autocomplete", "off")
        .set("spellcheck", "false")
        .set("aria-describedby", "find-hint")
        .set("value", browse.text.clone());
    let search = el("div")
        .class("group")
        .with(
            el("label")
                .class("label")
                .set("for", "find")
                .text(words.find),
        )
        .with(
            el("p")
                .class("hint")
                .set("id", "find-hint")
                .text(words.find_hint),
        )
        .with(find);
    let total = browse.found.len();
    let count = match total {
        0 => words.none.to_owned(),
        1 => ["1", words.count_one].concat(),
        many => [&many.to_string(), words.count].concat(),
    };
    let in_sight = browse.in_sight(model);
    let mut list = piece("ul", "list");
    for at in browse.found.iter().take(in_sight) {
        if let Some(answer) = model.answers.get(*at) {
            list = list.with(one(look, browse, answer));
        }
    }
    let mut page = vec![search];
    page.extend(filters(look, browse));
    page.push(
        el("p")
            .class("count")
            .set("role", "status")
            .set("tabindex", "-1")
            .text(count),
    );
    if total == 0 {
        page.push(el("p").class("hint").text(words.none_help));
    } else {
        page.push(list);
    }
    let mut ways = Vec::new();
    if in_sight < total {
        let left = (total - in_sight).to_string();
        ways.push(button("more", "", [words.more, " (", &left, ")"].concat()));
    }
    if total == 0 && browse.is_narrowed() {
        ways.push(button("unfilter", "", words.unfilter));
    }
    if !ways.is_empty() {
        page.push(buttons(ways));
    }
    page.extend(model.atom.as_ref().map(|url| {
        let link = el("a")
            .class("link")
            .set("href", url.clone())
            .set("type", "application/atom+xml")
            .text(words.atom);
        el("p").class("atom").with(link)
    }));
    page.push(status);
    page
}

fn one(look: &Look<'_>, browse: &Browse, answer: &Answer) -> Tree {
    let words = look.words;
    let is_open = browse.open.as_ref() == Some(&answer.id);
    let title = el("button")
        .class("plain")
        .set("type", "button")
        .set("data-act", "open")
        .set("data-value", answer.id.clone())
        .set("aria-expanded", if is_open { "true" } else { "false" })
        .text(answer.title.clone());
    let mut about = [words.answered, &date(answer.answered)].concat();
    let agency = answer.agency.as_ref().map(|id| look.model.agency(id));
    let kind = answer.kind.as_ref().and_then(|code| look.model.kind(code));
    let topic = answer
        .topic
        .as_ref()
        .and_then(|code| look.model.topic(code));
    for part in [agency, kind, topic].into_iter().flatten() {
        about = [&about, " · ", &part].concat();
    }
    let item = piece("li", "answer")
        .flag("data-open", is_open)
        .with(look.heading(0).class("title").with(title))
        .with(el("p").class("when").text(about));
    match is_open {
        true => item.with(whole(look, answer)),
        false => item,
    }
}

fn whole(look: &Look<'_>, answer: &Answer) -> Tree {
    let words = look.words;
    let mut part = el("div").class("whole");
    let asked = lines_of(&answer.body);
    if !asked.is_empty() {
        part = part
            .with(look.heading(1).class("label").text(words.question))
            .with(el("div").class("asked").all(text::lines(&asked)));
    }
    part = part
        .with(look.heading(1).class("label").text(words.reply))
        .with(piece("div", "reply").all(text::lines(&lines_of(&answer.answer))));
    let rows = vec![
        (words.legal_basis, answer.legal_basis.clone()),
        (words.place, answer.place.clone()),
        (words.received, answer.received.map(date_time)),
    ];
    let address = [&*look.model.page, &address::write(MARK, &answer.id, None)].concat();
    let link = el("a").class("link").set("href", address).text(words.link);
    part.with(facts(rows)).with(el("p").with(link))
}

fn filters(look: &Look<'_>, browse: &Browse) -> Option<Tree> {
    let (words, model) = (look.words, look.model);
    let answers = &model.answers;
    let mut agencies = Vec::new();
    if model.options.agency.is_none() {
        for id in values(answers, |answer| answer.agency.as_ref()) {
            let name = model.agency(&id);
            agencies.push((id, name));
        }
    }
    let mut kinds = Vec::new();
    for code in values(answers, |answer| answer.kind.as_ref()) {
        let name = model.kind(&code);
        kinds.extend(name.map(|name| (code, name)));
    }
    let mut topics = Vec::new();
    for code in values(answers, |answer| answer.topic.as_ref()) {
        let name = model.topic(&code);
        topics.extend(name.map(|name| (code, name)));
    }
    let mut days = Vec::new();
    for (days_back, name) in DAYS.iter().zip(words.days_of) {
        days.push((days_back.to_string(), name.to_owned()));
    }
    let since = match browse.days {
        0 => String::new(),
        days => days.to_string(),
    };
    let mut body = Vec::new();
    for (name, label, choices, chosen) in [
        ("agency", words.agency, agencies, &browse.agency),
        ("kind", words.kind, kinds, &browse.kind),
        ("topic", words.topic, topics, &browse.topic),
        ("days", words.days, days, &since),
    ] {
        body.extend(choice(name, label, choices, chosen, words.any));
    }
    let mut title = words.filters.to_owned();
    let set = browse.filters();
    if set > 0 {
        title = [&title, " (", &set.to_string(), ")"].concat();
        body.push(button("unfilter", "", words.unfilter));
    }
    Some(
        piece("details", "filters")
            .with(el("summary").text(title))
            .with(el("div").class("fields").all(body)),
    )
}

/// One filter; `None` when it would part nothing.
fn choice(
    name: &'static str,
    label: &'static str,
    choices: Vec<Choice>,
    chosen: &str,
    any: &'static str,
) -> Option<Tree> {
    if choices.len() < 2 && chosen.is_empty() {
        return None;
    }
    let mut list = el("select")
        .class("select")
        .set("part", "select")
        .set("name", name)
        .set("data-act", "filter")
        .with(
            el("option")
                .set("value", "")
                .flag("selected", chosen.is_empty())
                .text(any),
        );
    for (value, label) in choices {
        list = list.with(
            el("option")
                .flag("selected", value == chosen)
                .set("value", value)
                .text(label),
        );
    }
    Some(
        el("label")
            .class("field")
            .with(el("span").class("word").text(label))
            .with(list),
    )
}
