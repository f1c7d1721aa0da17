//! Consent: the text, who keeps what for how long, and one box for each purpose, none of them ticked.

use cchc::feed::feedback::Form;

use super::field::{Ask, choice};
use super::{Look, facts, link};
use crate::shared::tree::{Tree, el};

pub(super) fn consent(look: &Look<'_>, form: &Form) -> Option<Tree> {
    let text = form.consent.as_ref()?;
    let words = look.words;
    let days = text.retention_days;
    let days = days.map(|days| [&days.to_string(), words.days].concat());
    let more = facts(vec![
        (
            words.controller,
            look.say_some(text.controller.as_ref(), text.controller_en.as_ref()),
        ),
        (
            words.basis,
            look.say_some(text.legal_basis.as_ref(), text.legal_basis_en.as_ref()),
        ),
        (words.retention, days),
        (words.version, Some(text.version.clone())),
    ]);
    let url = text.url.as_ref();
    let more = el("div")
        .class("terms")
        .with(el("p").text(look.say(&text.text, text.text_en.as_ref())))
        .with(more)
        .maybe(url.map(|url| link(url, words.consent_url.to_owned())));
    let mut body = vec![more];
    for purpose in &text.purposes {
        let need = match purpose.is_required {
            true => words.required,
            false => words.optional,
        };
        let label = look.say(&purpose.label, purpose.label_en.as_ref());
        let label = [&*label, " ", need].concat();
        let is_on = look.filled.has_agreed(form, &purpose.id);
        body.push(choice(
            "checkbox",
            "/consent",
            &purpose.id,
            label,
            None,
            is_on,
        ));
    }
    Some(Ask::new("/consent", words.consent, "", true).fields(look, body))
}
