//! Five faces with words. One touch chooses and sends; the reason is a gift.

use super::field::{Ask, count, lines};
use super::{Look, piece, receipt, summary, wipe};
use crate::feedback::draft::Sending;
use crate::feedback::faces::{self, faces};
use crate::feedback::filled::Stage;
use crate::shared::pieces::{button, buttons};
use crate::shared::tree::{Tree, el};

pub(super) fn page(look: &Look<'_>) -> Vec<Tree> {
    match &look.filled.stage {
        Stage::Wiping(_) => return wipe::ask(look),
        Stage::Wiped => return wipe::done(look),
        Stage::Writing | Stage::Receipt(_) => {}
    }
    let Some(asked) = look
        .model
        .form
        .as_ref()
        .and_then(|form| form.rating.as_ref())
    else {
        return Vec::new();
    };
    let question = look.say(&asked.question, asked.question_en.as_ref());
    let mut body: Vec<Tree> = summary::summary(look).into_iter().collect();
    body.push(
        look.heading(0)
            .class("name")
            .set("id", "question")
            .text(question),
    );
    let chosen = look.filled.draft.item.rating;
    body.push(faces(faces::words(look.model.lang), chosen, is_sent(look)));
    if let Some(chosen) = chosen {
        body.extend(after(look, chosen));
    }
    body
}

/// Until it goes out, another touch puts a wrong one right, and a reason can come along.
fn is_sent(look: &Look<'_>) -> bool {
    let item = look.filled.receipt();
    item.is_some_and(|item| !matches!(item.sending, Sending::Waiting { .. }))
}

fn after(look: &Look<'_>, chosen: u8) -> Vec<Tree> {
    let words = look.words;
    let faces = faces::words(look.model.lang);
    let word = faces.get(usize::from(chosen) - 1).copied();
    let noted = [words.rated, word.unwrap_or_default(), ". ", words.thanks].concat();
    let mut body = vec![piece("p", "outcome").set("role", "status").text(noted)];
    let form = look.model.form.as_ref();
    if look.filled.has_reason || is_sent(look) {
        if let Some(item) = look.filled.receipt() {
            body.push(
                el("p").class("hint").text(
                    [
                        words.code,
                        ": ",
                        &item.code,
                        ". ",
                        &receipt::line(look, &item.sending),
                    ]
                    .concat(),
                ),
            );
        }
        body.push(buttons(vec![button("another", "", words.rate_again)]));
        return body;
    }
    let ask = Ask::new("/body", words.reason, words.reason_hint, false);
    let text = &look.filled.draft.item.body;
    let most = form.map_or(0, |form| form.limits.body_chars);
    let left = count(look, &ask, text, most);
    body.push(
        el("form")
            .class("form")
            .set("data-act", "reason")
            .flag("novalidate", true)
            .with(ask.field(look, lines("3", text), Some("count"), vec![left]))
            .with(buttons(vec![
                piece("button", "action")
                    .set("type", "submit")
                    .text(words.reason_send),
                button("no-reason", "", words.reason_not),
            ])),
    );
    body
}
