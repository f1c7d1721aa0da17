//! What to bring, as a list that can be ticked, kept on the device, and printed with its boxes. All cases are shown until one is
//! chosen: some are parts of one list («giấy tờ phải xuất trình»), and a paper left out costs a second way.

use cchc::feed::procedure::{Case, Detail, Paper};

use super::{link, piece, section};
use crate::procedures::asked::Asked;
use crate::procedures::model::Model;
use crate::procedures::strings::{Strings, strings};
use crate::shared::pieces::button;
use crate::shared::tree::{Tree, el};

pub(super) fn papers(model: &Model, asked: &Asked, detail: &Detail) -> Tree {
    let words = strings(model.lang);
    let part = section(model, "papers", words.papers);
    if detail.cases.is_empty() {
        return part.with(el("p").text(words.papers_none));
    }
    let chosen = asked.case.filter(|at| *at < detail.cases.len());
    let all = el("option")
        .set("value", "")
        .flag("selected", chosen.is_none());
    let mut choices = vec![all.text(words.any)];
    for (at, case) in detail.cases.iter().enumerate() {
        if let Some(name) = &case.name {
            let is_chosen = chosen == Some(at);
            let option = el("option")
                .flag("selected", is_chosen)
                .set("value", at.to_string());
            choices.push(option.text(name.clone()));
        }
    }
    let has_choice = choices.len() > 2;
    let mut shown = Vec::new();
    let (mut ticked, mut all) = (0, 0);
    for (at, case) in detail.cases.iter().enumerate() {
        if chosen.is_some() && case.name.is_some() && chosen != Some(at) {
            continue;
        }
        all += case.papers.len();
        ticked += model
            .memory
            .ticks
            .iter()
            .filter(|(of, paper)| *of == at && *paper < case.papers.len())
            .count();
        shown.push(list(model, at, case, words));
    }
    let mut progress = String::new();
    for piece in [
        &*ticked.to_string(),
        "/",
        &all.to_string(),
        " ",
        words.ready,
    ] {
        progress.push_str(piece);
    }
    let cases = has_choice.then(|| {
        let select = piece("select", "select")
            .set("data-act", "case")
            .all(choices)
            .set(
                ".value",
                chosen.map(|at| at.to_string()).unwrap_or_default(),
            );
        el("label")
            .class("field")
            .with(el("span").class("word").text(words.case))
            .with(select)
    });
    part.maybe(cases)
        .with(el("p").class("progress").text(progress))
        .all(shown)
        .maybe((ticked > 0).then(|| button("untick", "", words.untick)))
}

fn list(model: &Model, at: usize, case: &Case, words: &'static Strings) -> Tree {
    let mut items = Vec::new();
    for (place, paper) in case.papers.iter().enumerate() {
        let is_ticked = model.memory.ticks.contains(&(at, place));
        items.push(item(at, place, paper, is_ticked, words));
    }
    let title = case.name.as_deref().unwrap_or(words.always);
    el("div")
        .class("case")
        .with(el("p").class("word").text(title.to_owned()))
        .with(el("ul").class("ticks").all(items))
}

fn item(
    case: usize,
    place: usize,
    paper: &Paper,
    is_ticked: bool,
    words: &'static Strings,
) -> Tree {
    let place = [&case.to_string(), "/", &place.to_string()].concat();
    let mut copies = Vec::new();
    for (number, word) in [
        (paper.originals, words.originals),
        (paper.copies, words.copies),
    ] {
        if let Some(number) = number.filter(|number| *number > 0) {
            copies.push([&*number.to_string(), " ", word].concat());
        }
    }
    if paper.is_required == Some(false) {
        copies.push(words.if_any.to_owned());
    }
    let tick = el("input")
        .class("tick")
        .set("type", "checkbox")
        .set("data-act", "tick")
        .set("data-value", place)
        // Where there is a text, it is ticked.
        .set(".checked", if is_ticked { "1" } else { "" });
    let mut body = el("span").class("paper").text(paper.name.clone());
    if !copies.is_empty() {
        body = body.with(el("small").text([" (", &copies.join(", "), ")"].concat()));
    }
    let mut item = el("li").with(el("label").class("row").with(tick).with(body));
    for form in &paper.forms {
        if let Some(url) = &form.url {
            item = item.with(link(url, &[words.form, ": ", &form.name].concat()));
        }
    }
    item
}
