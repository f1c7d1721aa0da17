//! How to reach the citizen: never required, and said what for.

use cchc::feed::feedback::Form;
use cchc::submission::Contact;

use super::field::{Ask, choice, line};
use super::{Look, piece};
use crate::shared::tree::{Tree, el};

pub(super) fn contact(look: &Look<'_>, form: &Form) -> Option<Tree> {
    let asked = form.contact.as_ref()?;
    let words = look.words;
    let none = Contact::default();
    let known = look.filled.draft.item.contact.as_ref().unwrap_or(&none);
    let mut fields = Vec::new();
    for field in &asked.fields {
        let (label, value, kind, auto) = match &**field {
            "name" => (words.name, &known.name, "text", "name"),
            "phone" => (words.phone, &known.phone, "tel", "tel"),
            "email" => (words.email, &known.email, "email", "email"),
            _ => (words.address, &known.address, "text", "street-address"),
        };
        let pointer = ["/contact/", field].concat();
        let input = line(kind, value.as_deref().unwrap_or_default()).set("autocomplete", auto);
        fields.push(Ask::new(&pointer, label, "", false).field(look, input, None, Vec::new()));
    }
    let why = look.say_some(asked.why.as_ref(), asked.why_en.as_ref());
    let keep = choice(
        "checkbox",
        "keeps_contact",
        "yes",
        words.keeps_contact.to_owned(),
        None,
        look.filled.draft.keeps_contact,
    );
    Some(
        piece("section", "contact")
            .with(
                look.heading(1)
                    .class("title")
                    .text([words.contact, " "].concat())
                    .with(el("span").class("need").text(words.optional)),
            )
            .maybe(why.map(|why| el("p").text(why)))
            .with(el("p").class("hint").text(words.contact_anonymous))
            .with(el("div").class("pair").all(fields))
            .with(keep),
    )
}
