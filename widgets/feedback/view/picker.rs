//! One agency or ward among some hundred: a combobox with its list in the page (ARIA Authoring Practices, combobox with list
//! autocomplete and manual selection). The list covers nothing, so it needs no closing on a phone.

use cchc::feed::feedback::Need;

use super::Look;
use super::field::Ask;
use crate::feedback::model::Unit;
use crate::shared::tree::{Tree, el};

pub(super) fn picker(look: &Look<'_>, unit: Unit, need: Need) -> Option<Tree> {
    if need == Need::No {
        return None;
    }
    let words = look.words;
    let (label, hint) = match unit {
        Unit::Agency => (words.agency, words.agency_hint),
        Unit::Ward => (words.ward, words.ward_hint),
    };
    let ask = Ask::new(unit.pointer(), label, hint, need == Need::Required);
    let picker = look.filled.picker(unit);
    let chosen = look.filled.picked(unit);
    let offered = match picker.is_open {
        true => look.model.offered(unit, &picker.text),
        false => Vec::new(),
    };
    let option_id = |at: usize| ask.part(&at.to_string());
    let is_open = !offered.is_empty();
    let at = picker.at.filter(|at| *at < offered.len());
    let mut options = Vec::new();
    for (place, agency) in offered.iter().enumerate() {
        let is_at = at == Some(place);
        options.push(
            el("div")
                .class("option")
                .set("part", "option")
                .set("id", option_id(place))
                .set("role", "option")
                .set("aria-selected", if is_at { "true" } else { "false" })
                .set("data-act", "pick")
                .set("data-unit", unit.pointer())
                .set("data-value", agency.id.clone())
                .text(look.say(&agency.name, agency.name_en.as_ref())),
        );
    }
    let input = el("input")
        .class("input")
        .set("part", "input")
        .set("type", "text")
        .set("autocomplete", "off")
        .set("autocapitalize", "none")
        .set("spellcheck", "false")
        .set("role", "combobox")
        .set("aria-autocomplete", "list")
        .set("aria-controls", ask.part("list"))
        .set("aria-expanded", if is_open { "true" } else { "false" })
        .set_some("aria-activedescendant", at.map(option_id))
        .set("data-act", "seek")
        .set("value", picker.text.clone());
    let list = el("div")
        .class("list")
        .set("part", "list")
        .set("id", ask.part("list"))
        .set("role", "listbox")
        .set("aria-label", words.units)
        .flag("hidden", !is_open)
        .all(options);
    let is_none = picker.is_open && !is_open && !picker.text.trim().is_empty();
    let chosen = chosen.and_then(|id| look.model.agency(id));
    let chosen = chosen.map(|agency| {
        let name = look.say(&agency.name, agency.name_en.as_ref());
        [words.unit_chosen, &name].concat()
    });
    let line = match is_none {
        true => words.unit_none.to_owned(),
        false => chosen.unwrap_or_default(),
    };
    let line = el("p")
        .class("chosen")
        .set("role", "status")
        .flag("data-none", is_none)
        .text(line);
    Some(ask.field(look, input, None, vec![list, line]))
}
