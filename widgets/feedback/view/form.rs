//! The form: what belongs elsewhere, what it is about, the words, what goes with them, and sending.

use cchc::feed::feedback::{Due, Form, Need};
use cchc::feed::procedure::Unit;
use cchc::submission::count_chars;

use super::field::{Ask, choice, count, line, lines, question, select};
use super::{Look, call, consent, contact, files, link, picker, piece, receipt, summary, wipe};
use crate::feedback::model::Unit as Picked;
use crate::shared::pieces::button;
use crate::shared::tree::{Tree, el};

pub(super) fn page(look: &Look<'_>) -> Vec<Tree> {
    let Some(form) = &look.model.form else {
        return Vec::new();
    };
    let mut body = Vec::new();
    body.extend(summary::summary(look));
    body.push(about(look, form));
    if look.filled.is_restored {
        let note = piece("p", "note")
            .text([look.words.restored, " "].concat())
            .with(button("anew", "", look.words.anew));
        body.push(note);
    }
    body.extend(receipt::list(look));
    body.extend(elsewhere(look, form));
    body.push(fields(look, form));
    body
}

fn about(look: &Look<'_>, form: &Form) -> Tree {
    let name = look.say(&form.title, form.title_en.as_ref());
    let intro = look.say_some(form.intro.as_ref(), form.intro_en.as_ref());
    el("div")
        .class("about")
        .with(
            look.heading(0)
                .class("name")
                .set("tabindex", "-1")
                .text(name),
        )
        .maybe(intro.map(|intro| el("p").class("intro").text(intro)))
        .maybe(
            form.due
                .as_ref()
                .map(|due| el("p").class("due").text(promise(look, due))),
        )
}

/// Within what time an answer comes, and by what rule.
fn promise(look: &Look<'_>, due: &Due) -> String {
    let unit = match due.unit {
        Unit::WorkingDay => 0,
        Unit::Day => 1,
        Unit::Hour => 2,
        Unit::Month => 3,
    };
    let count = due.count.to_string();
    let mut out = [look.words.within, &count, look.words.units_of_time[unit]].concat();
    if let Some(basis) = look.say_some(due.basis.as_ref(), due.basis_en.as_ref()) {
        out.push_str(" (");
        out.push_str(&basis);
        out.push(')');
    }
    out.push('.');
    out
}

fn elsewhere(look: &Look<'_>, form: &Form) -> Option<Tree> {
    if form.elsewhere.is_empty() {
        return None;
    }
    let mut list = el("ul").class("places");
    for place in &form.elsewhere {
        let title = look.say(&place.title, place.title_en.as_ref());
        let text = look.say_some(place.text.as_ref(), place.text_en.as_ref());
        let text = text.map(|text| el("p").class("words").text(text));
        let url = place.url.as_ref();
        let page = url.map(|url| link(url, look.words.visit.to_owned()));
        list = list.with(match &place.phone {
            // Whoever has no time to read must not unfold anything.
            Some(phone) => el("li")
                .with(
                    el("div")
                        .class("place")
                        .with(el("strong").text(title))
                        .maybe(text),
                )
                .with(call(look, phone))
                .maybe(page),
            None => el("li").with(
                el("details")
                    .class("place")
                    .with(el("summary").class("title").text(title))
                    .maybe(text)
                    .maybe(page),
            ),
        });
    }
    Some(
        piece("section", "elsewhere")
            .with(look.heading(1).class("title").text(look.words.elsewhere))
            .with(el("p").text(look.words.elsewhere_why))
            .with(list),
    )
}

fn fields(look: &Look<'_>, form: &Form) -> Tree {
    let words = look.words;
    let item = &look.filled.draft.item;
    let mut body = vec![kinds(look, form)];
    body.extend(topics(look));
    body.extend(units(look, form));
    let title = Ask::new("/title", words.title, words.title_hint, true);
    let most = form.limits.title_chars;
    let is_long = count_chars(&item.title) * 4 > most * 3;
    let left = is_long.then(|| count(look, &title, &item.title, most));
    let more = is_long.then_some("count");
    body.push(title.field(
        look,
        line("text", &item.title),
        more,
        left.into_iter().collect(),
    ));
    body.push(words_of(look, form));
    if form.place != Need::No {
        let is_required = form.place == Need::Required;
        let ask = Ask::new("/place", words.place, words.place_hint, is_required);
        let place = item.place.as_deref().unwrap_or_default();
        body.push(ask.field(look, line("text", place), None, Vec::new()));
    }
    let kind = look.model.kind(&item.kind);
    if kind.is_some_and(|kind| asks(&kind.asks, "time")) {
        let ask = Ask::new("/happened_on", words.time, "", false);
        let day = item.happened_on.as_deref().unwrap_or_default();
        let field = line("date", day).set("max", day_of(look));
        body.push(ask.field(look, field, None, Vec::new()));
    }
    for one in look.model.questions(&item.kind) {
        body.push(question(look, one));
    }
    body.extend(files::files(look, &form.limits));
    body.extend(contact::contact(look, form));
    if form.can_publish {
        let label = words.publish.to_owned();
        let tick = choice(
            "checkbox",
            "/can_publish",
            "yes",
            label,
            None,
            item.can_publish,
        );
        body.push(el("div").class("group").with(tick));
    }
    body.extend(consent::consent(look, form));
    body.push(trap(look));
    body.push(end(look));
    el("form")
        .class("form")
        .set("part", "form")
        .set("data-act", "send")
        .flag("novalidate", true)
        .all(body)
}

/// Today, as date fields have it.
fn day_of(look: &Look<'_>) -> String {
    use chrono::Datelike;
    let today = look.model.today;
    let mut out = today.year().to_string();
    for part in [today.month(), today.day()] {
        out.push_str(if part < 10 { "-0" } else { "-" });
        out.push_str(&part.to_string());
    }
    out
}

fn asks(list: &[String], word: &str) -> bool {
    list.iter().any(|one| one == word)
}

fn kinds(look: &Look<'_>, form: &Form) -> Tree {
    let chosen = &look.filled.draft.item.kind;
    let mut choices = Vec::new();
    for kind in &form.kinds {
        let label = look.say(&kind.label, kind.label_en.as_ref());
        let hint = look.say_some(kind.hint.as_ref(), kind.hint_en.as_ref());
        choices.push(choice(
            "radio",
            "/kind",
            &kind.code,
            label,
            hint,
            kind.code == *chosen,
        ));
    }
    Ask::new("/kind", look.words.kind, "", true).fields(look, choices)
}

fn topics(look: &Look<'_>) -> Option<Tree> {
    let item = &look.filled.draft.item;
    let mut options = Vec::new();
    for topic in look.model.topics(&item.kind) {
        let label = look.say(&topic.label, topic.label_en.as_ref());
        options.push((topic.code.clone(), label));
    }
    if options.is_empty() {
        return None;
    }
    let chosen = item.topic.as_deref().unwrap_or_default();
    let select = select(options, look.words.topic_none, chosen);
    let ask = Ask::new("/topic", look.words.topic, "", false);
    Some(ask.field(look, select, None, Vec::new()))
}

fn units(look: &Look<'_>, form: &Form) -> Vec<Tree> {
    let mut out = Vec::new();
    if let Some(id) = &look.model.options.agency {
        let name = look.model.agency(id).map(|agency| {
            let en = agency.name_en.as_ref();
            look.say(&agency.name, en)
        });
        out.extend(name.map(|name| {
            el("p")
                .class("fixed")
                .text(look.words.agency_fixed)
                .with(el("strong").text(name))
        }));
    } else {
        out.extend(picker::picker(look, Picked::Agency, form.agency));
    }
    out.extend(picker::picker(look, Picked::Ward, form.ward));
    out
}

/// The field for the words, with what makes them answerable: said while they are written, never in the way.
fn words_of(look: &Look<'_>, form: &Form) -> Tree {
    let words = look.words;
    let item = &look.filled.draft.item;
    let ask = Ask::new("/body", words.body, words.body_hint, true);
    let most = form.limits.body_chars;
    let mut after = vec![count(look, &ask, &item.body, most)];
    let kind = look.model.kind(&item.kind);
    let asked = kind.map_or(&[][..], |kind| &kind.asks);
    if !asked.is_empty() {
        let has_digit = item.body.bytes().any(|byte| byte.is_ascii_digit());
        let lines = [
            (true, words.ask_what, count_chars(&item.body) >= 40),
            (
                asks(asked, "place"),
                words.ask_place,
                item.place.is_some() || item.ward.is_some(),
            ),
            (
                asks(asked, "time"),
                words.ask_time,
                item.happened_on.is_some() || has_digit,
            ),
        ];
        let mut list = el("ul").class("asks").set("id", ask.part("asks"));
        for (_, label, has) in lines.into_iter().filter(|line| line.0) {
            let state = if has { words.ask_has } else { words.ask_lacks };
            list = list.with(
                el("li")
                    .flag("data-has", has)
                    .text(label)
                    .with(el("span").class("told").text(state)),
            );
        }
        after.push(el("p").class("asked").text(words.asks));
        after.push(list);
    }
    ask.field(look, lines("8", &item.body), Some("count"), after)
}

/// What only machines fill in. Neither seen nor heard nor reached by keys.
fn trap(look: &Look<'_>) -> Tree {
    let field = line("text", "")
        .set("name", "/trap")
        .set("tabindex", "-1")
        .set("autocomplete", "off");
    el("div")
        .class("told")
        .set("aria-hidden", "true")
        .with(field.set("aria-label", look.words.trap))
}

fn end(look: &Look<'_>) -> Tree {
    let words = look.words;
    let send = piece("button", "action")
        .set("type", "submit")
        .text(words.send);
    let kept = match look.filled.draft.keeps_contact {
        true => words.draft_whole,
        false => words.draft,
    };
    el("div")
        .class("end")
        .with(send)
        .with(el("p").class("hint").text(kept))
        .with(wipe::open(look))
}
