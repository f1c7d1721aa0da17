//! An item that was found: where it stands, the answer, what happened, and what its citizen can do.

use cchc::format::{date, date_time};

use super::field::{summary, trouble};
use super::{Look, deeds, facts, piece, text};
use crate::feedback::follow::track::Deed;
use crate::feedback::follow::tracked::{Reply, Tracked};
use crate::shared::pieces::{button, buttons};
use crate::shared::tree::{Tree, el};

pub(super) fn page(look: &Look<'_>, found: &Tracked) -> Vec<Tree> {
    let words = look.words;
    let title = match found.title.is_empty() {
        true => words.untitled.to_owned(),
        false => found.title.clone(),
    };
    let mut page = vec![
        look.heading(0)
            .class("name")
            .set("tabindex", "-1")
            .text(title),
    ];
    page.extend(summary(look));
    page.extend(trouble(look));
    page.extend(done(look));
    page.push(status(look, found));
    page.extend(match &found.reply {
        Some(reply) => Some(answer(look, reply)),
        // Somebody still has to answer: what has ended can no longer be taken back.
        None => found
            .can_withdraw
            .then(|| el("p").class("none").text(words.reply_none)),
    });
    page.extend(deeds::rating(look, found));
    page.extend(deeds::unsolved(look, found));
    page.push(timeline(look, found));
    page.push(buttons(vec![
        button("update", "", words.update),
        button("print", "", words.print),
        button("other", "", words.other),
    ]));
    page.extend(deeds::leave(look, found));
    page
}

/// What was done last.
fn done(look: &Look<'_>) -> Option<Tree> {
    let words = look.words;
    let line = match look.track.done? {
        Deed::Look => words.updated,
        Deed::Rate => words.rated,
        Deed::Unsolved => words.reopened,
        Deed::Withdraw => words.withdrawn,
        Deed::Erase => words.erased,
    };
    Some(
        piece("p", "done")
            .set("role", "status")
            .set("tabindex", "-1")
            .text(line),
    )
}

fn status(look: &Look<'_>, found: &Tracked) -> Tree {
    let words = look.words;
    let label = look.say(&found.label).to_owned();
    let late = found.is_overdue.then(|| {
        let days = found.expected.map_or(0, |expected| {
            (look.model.today - expected.date_naive()).num_days()
        });
        let line = match days {
            ..=1 => words.overdue.to_owned(),
            days => [words.overdue_days, &days.to_string(), words.overdue_end].concat(),
        };
        el("p").class("late").text(line)
    });
    let rows = vec![
        (words.code, Some(found.code.clone())),
        (words.kind, look.model.kind(&found.kind)),
        (
            words.agency,
            found.agency.as_ref().map(|id| look.model.agency(id)),
        ),
        (words.received, found.received.map(date_time)),
        (words.expected, found.expected.map(date)),
    ];
    piece("section", "item")
        .set("data-status", found.status.clone())
        .with(el("p").class("outcome").set("part", "outcome").text(label))
        .maybe(late)
        .with(facts(rows))
}

fn answer(look: &Look<'_>, reply: &Reply) -> Tree {
    let words = look.words;
    let at = reply.at.map(|at| {
        let at = [words.reply_at, &date_time(at)].concat();
        el("p").class("hint").text(at)
    });
    let mut part = piece("section", "reply")
        .with(look.heading(1).class("title").text(words.reply))
        .all(text::lines(&reply.body));
    for (name, lines) in [
        (words.action_taken, &reply.action_taken),
        (words.evidence, &reply.evidence),
        (words.legal_basis, &reply.legal_basis),
    ] {
        if !lines.is_empty() {
            part = part
                .with(look.heading(2).class("label").text(name))
                .all(text::lines(lines));
        }
    }
    part.maybe(at)
}

fn timeline(look: &Look<'_>, found: &Tracked) -> Tree {
    let mut list = piece("ol", "timeline");
    for moment in &found.timeline {
        let mut about = moment.at.map(date_time).unwrap_or_default();
        if let Some(agency) = &moment.agency {
            about = [&about, " · ", &look.model.agency(agency)].concat();
        }
        list = list.with(
            el("li")
                .class("moment")
                .with(el("strong").text(look.say(&moment.label).to_owned()))
                .with(el("span").class("when").text(about))
                .all(text::lines(&moment.note)),
        );
    }
    el("section")
        .with(look.heading(1).class("title").text(look.words.timeline))
        .with(list)
}
