//! Filters, each with the number of answers that every choice would leave; choices that leave none are not offered.

use super::piece;
use cchc::feed::procedures::{LEVELS, ONLINE};
use cchc::search::Answer;

use crate::procedures::asked::Asked;
use crate::procedures::model::Model;
use crate::procedures::strings::strings;
use crate::shared::pieces::button;
use crate::shared::tree::{Tree, el};

/// A choice: its value, its words, and how many answers it leaves.
type Choice = (String, String, u32);

pub(super) fn filters(model: &Model, asked: &Asked, answer: &Answer) -> Tree {
    let words = strings(model.lang);
    let catalogue = &model.catalogue;
    let query = &asked.query;
    let counts = &answer.counts;
    let numbered = |names: &[String], counts: &[u32]| -> Vec<Choice> {
        let mut choices = Vec::new();
        for (at, (name, count)) in names.iter().zip(counts).enumerate() {
            choices.push((at.to_string(), name.clone(), *count));
        }
        choices
    };
    let mut levels: Vec<Choice> = Vec::new();
    for (at, (word, level)) in LEVELS.iter().enumerate() {
        levels.push((
            (*word).to_owned(),
            words.level_word(*level).to_owned(),
            counts.levels[at],
        ));
    }
    let mut online: Vec<Choice> = Vec::new();
    for (at, (word, one)) in ONLINE.iter().enumerate() {
        online.push((
            (*word).to_owned(),
            words.online_word(*one).to_owned(),
            counts.online[at],
        ));
    }
    let number = |at: Option<usize>| at.map(|at| at.to_string());
    let word = |at: Option<&str>| at.map(str::to_owned);
    let level = query
        .level
        .and_then(|level| LEVELS.iter().find(|(_, one)| *one == level));
    let is_online = query
        .online
        .and_then(|online| ONLINE.iter().find(|(_, one)| *one == online));
    let rows: [(&'static str, &'static str, Vec<Choice>, Option<String>); 5] = [
        (
            "level",
            words.level,
            levels,
            word(level.map(|(word, _)| *word)),
        ),
        (
            "online",
            words.online,
            online,
            word(is_online.map(|(word, _)| *word)),
        ),
        (
            "audience",
            words.audience,
            numbered(catalogue.audiences(), &counts.audiences),
            number(query.audience),
        ),
        (
            "field",
            words.field,
            numbered(catalogue.fields(), &counts.fields),
            number(query.field),
        ),
        (
            "handler",
            words.handler,
            numbered(catalogue.handlers(), &counts.handlers),
            number(query.handler),
        ),
    ];
    let mut body = Vec::new();
    for (act, label, choices, chosen) in rows {
        body.extend(choice(act, label, choices, chosen, words.any));
    }
    let set = asked.filters();
    let mut title = words.filter.to_owned();
    if set > 0 {
        title.push_str(" (");
        title.push_str(&set.to_string());
        title.push(')');
        body.push(button("unfilter", "", words.unfilter));
    }
    piece("details", "filters")
        .with(el("summary").text(title))
        .with(el("div").class("fields").all(body))
}

/// One filter; `None` when it would part nothing.
fn choice(
    act: &'static str,
    label: &'static str,
    choices: Vec<Choice>,
    chosen: Option<String>,
    any: &'static str,
) -> Option<Tree> {
    let mut options = vec![
        el("option")
            .set("value", "")
            .flag("selected", chosen.is_none())
            .text(any),
    ];
    for (value, name, count) in choices {
        let is_chosen = chosen.as_ref() == Some(&value);
        if count > 0 || is_chosen {
            let text = [&name, " (", &count.to_string(), ")"].concat();
            options.push(
                el("option")
                    .flag("selected", is_chosen)
                    .set("value", value)
                    .text(text),
            );
        }
    }
    if options.len() < 3 && chosen.is_none() {
        return None;
    }
    let select = piece("select", "select")
        .set("data-act", act)
        .all(options)
        .set(".value", chosen.unwrap_or_default());
    Some(
        el("label")
            .class("field")
            .with(el("span").class("word").text(label))
            .with(select),
    )
}
