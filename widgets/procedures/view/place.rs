//! Where to file: in the words of the office, and for the citizen's own ward.

use cchc::feed::procedure::Detail;
use cchc::feed::procedures::Level;

use super::section;
use super::text::blocks;
use crate::procedures::asked::Asked;
use crate::procedures::model::Model;
use crate::procedures::strings::strings;
use crate::shared::pieces::button;
use crate::shared::tree::{Tree, el};

pub(super) fn place(model: &Model, asked: &Asked, detail: &Detail) -> Option<Tree> {
    let words = strings(model.lang);
    let is_ward = detail.procedure.levels.contains(&Level::Ward);
    let handler = &detail.procedure.handler;
    if !is_ward && detail.places.is_empty() && handler.is_empty() {
        return None;
    }
    let mut part = section(model, "place", words.place);
    if !handler.is_empty() {
        part = part.with(el("p").text(handler.clone()));
    }
    part = part.all(blocks(&detail.places));
    match is_ward {
        true => Some(part.with(ward(model, asked))),
        false => Some(part),
    }
}

fn ward(model: &Model, asked: &Asked) -> Tree {
    let words = strings(model.lang);
    let part = el("div").class("ward");
    if let Some(ward) = model.ward() {
        let mut about = el("p")
            .text(words.ward)
            .with(el("strong").text(ward.name.clone()));
        for more in [&ward.address, &ward.phone].into_iter().flatten() {
            about = about.text([". ", more].concat());
        }
        if let Some(url) = &ward.url {
            about = about.text(". ").with(super::link(url, url));
        }
        return part.with(about).with(button("ward", "", words.ward_other));
    }
    let input = el("input")
        .class("input")
        .set("type", "text")
        .set("autocomplete", "off")
        .set("data-act", "ward-find")
        .set("value", asked.ward_text.clone());
    let mut found = Vec::new();
    for ward in model.wards(&asked.ward_text) {
        found.push(button("ward", ward.id.clone(), ward.name.clone()));
    }
    let is_unknown =
        found.is_empty() && !asked.ward_text.trim().is_empty() && !model.agencies.is_empty();
    part.with(
        el("label")
            .class("field")
            .with(el("span").class("word").text(words.ward_find))
            .with(input),
    )
    .with(
        el("div")
            .class("choices")
            .set("aria-live", "polite")
            .all(found),
    )
    .maybe(is_unknown.then(|| el("p").class("note").text(words.ward_none)))
}
