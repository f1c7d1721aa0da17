//! What is wrong, at the top, each line a way to its field (GOV.UK Design System, error summary): the alert is a child, the
//! focus goes to the parent, so that no screen reader says it twice.

use cchc::submission::Problem;

use super::{Look, piece};
use crate::shared::tree::{Tree, el};

pub(super) fn summary(look: &Look<'_>) -> Option<Tree> {
    if look.filled.problems.is_empty() {
        return None;
    }
    let mut list = el("ul").class("items");
    for problem in &look.filled.problems {
        let link = el("a")
            .class("link")
            .set("href", ["#", &problem.pointer].concat())
            .set("data-act", "go")
            .set("data-value", problem.pointer.clone())
            .text(words(look, problem));
        list = list.with(el("li").with(link));
    }
    let alert = el("div")
        .class("alert")
        .set("role", "alert")
        .with(look.heading(0).class("title").text(look.words.errors))
        .with(list);
    Some(piece("div", "summary").set("tabindex", "-1").with(alert))
}

/// What is wrong, in words.
pub(super) fn words(look: &Look<'_>, problem: &Problem) -> String {
    problem.sentence(look.model.lang)
}
