//! An item as the text of JSON, written name by name: the browser does not carry what writes JSON of any shape.
//!
//! The names are sorted and nothing is set apart by space, so equal items give equal texts: devices and the hub compare them.

use super::{Answer, Submission};

impl Submission {
    /// As JSON, in a text: without what is empty.
    #[must_use]
    pub fn to_text(&self) -> String {
        write(self, self.altcha.as_ref(), &self.trap)
    }
}

/// What makes an item the same item: all of it but the proof, which every try makes anew, and the trap.
#[must_use]
pub fn fingerprint_text(item: &Submission) -> String {
    write(item, None, "")
}

fn write(item: &Submission, altcha: Option<&String>, trap: &str) -> String {
    let out = &mut String::from("{");
    some(out, "agency", item.agency.as_ref());
    some(out, "altcha", altcha);
    if !item.answers.is_empty() {
        name(out, "answers");
        answers(out, &item.answers);
    }
    full(out, "body", &item.body);
    name(out, "can_publish");
    out.push_str(if item.can_publish { "true" } else { "false" });
    full(out, "client_created_at", &item.client_created_at);
    if let Some(consent) = &item.consent {
        name(out, "consent");
        out.push('{');
        some(out, "given_at", Some(&consent.given_at));
        some(out, "id", Some(&consent.id));
        name(out, "purposes");
        list(out, &consent.purposes);
        some(out, "version", Some(&consent.version));
        out.push('}');
    }
    if let Some(contact) = &item.contact {
        name(out, "contact");
        out.push('{');
        some(out, "address", contact.address.as_ref());
        some(out, "email", contact.email.as_ref());
        some(out, "name", contact.name.as_ref());
        some(out, "phone", contact.phone.as_ref());
        out.push('}');
    }
    full(out, "form", &item.form);
    number(out, "form_version", item.form_version);
    some(out, "happened_on", item.happened_on.as_ref());
    full(out, "kind", &item.kind);
    full(out, "lang", &item.lang);
    some(out, "page", item.page.as_ref());
    some(out, "place", item.place.as_ref());
    if let Some(rating) = item.rating {
        number(out, "rating", u32::from(rating));
    }
    some(out, "site", item.site.as_ref());
    full(out, "title", &item.title);
    some(out, "topic", item.topic.as_ref());
    full(out, "trap", trap);
    if !item.uploads.is_empty() {
        name(out, "uploads");
        list(out, &item.uploads);
    }
    some(out, "ward", item.ward.as_ref());
    out.push('}');
    std::mem::take(out)
}

/// Sorted by their ids; of two with one id the later counts.
fn answers(out: &mut String, answers: &[(String, Answer)]) {
    out.push('{');
    let mut last: Option<&str> = None;
    loop {
        let mut next: Option<&(String, Answer)> = None;
        for one in answers {
            let is_left = last.is_none_or(|last| *one.0 > *last);
            if is_left && next.is_none_or(|next| one.0 <= next.0) {
                next = Some(one);
            }
        }
        let Some((id, answer)) = next else { break };
        name(out, id);
        match answer {
            Answer::One(text) => quote(out, text),
            Answer::Many(values) => list(out, values),
        }
        last = Some(id);
    }
    out.push('}');
}

/// The name of the next value in an object.
#[inline(never)]
fn name(out: &mut String, name: &str) {
    // No text ends in a brace: a quotation mark comes after it.
    if !out.ends_with('{') {
        out.push(',');
    }
    quote(out, name);
    out.push(':');
}

#[inline(never)]
fn some(out: &mut String, name_: &str, text: Option<&String>) {
    if let Some(text) = text {
        name(out, name_);
        quote(out, text);
    }
}

/// A text, unless it is empty.
#[inline(never)]
fn full(out: &mut String, name_: &str, text: &str) {
    if !text.is_empty() {
        name(out, name_);
        quote(out, text);
    }
}

fn number(out: &mut String, name_: &str, number: u32) {
    name(out, name_);
    out.push_str(&number.to_string());
}

fn list(out: &mut String, texts: &[String]) {
    out.push('[');
    for (at, text) in texts.iter().enumerate() {
        if at > 0 {
            out.push(',');
        }
        quote(out, text);
    }
    out.push(']');
}

/// A text as JSON has it, with no more signs written otherwise than must be (RFC 8259, section 7).
#[inline(never)]
fn quote(out: &mut String, text: &str) {
    const HEX: &[u8; 16] = b"0123456789abcdef";
    out.push('"');
    for sign in text.chars() {
        let short = match sign {
            '"' | '\\' => sign,
            '\u{8}' => 'b',
            '\u{c}' => 'f',
            '\n' => 'n',
            '\r' => 'r',
            '\t' => 't',
            '\0'..='\u{1f}' => {
                out.push_str("\\u00");
                for digit in [sign as usize >> 4, sign as usize & 15] {
                    out.push(char::from(HEX[digit]));
                }
                continue;
            }
            _ => {
                out.push(sign);
                continue;
            }
        };
        out.push('\\');
        out.push(short);
    }
    out.push('"');
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use serde_json::Value;

    use super::super::{Consent, Contact};
    use super::*;

    proptest! {
        #[test]
        fn what_is_written_is_what_any_writer_of_json_writes(
            texts in proptest::collection::vec("[\\x00-\\x7f“ộ😀\u{2028}]{0,12}", 24),
            ids in proptest::collection::vec("[a-c]{1,2}", 0..6),
            rating in any::<Option<u8>>(),
            is_full in any::<bool>(),
        ) {
            let text = |at: usize| texts[at].clone();
            let some = |at: usize| (is_full || at.is_multiple_of(2)).then(|| text(at));
            let answers = ids.iter().enumerate().map(|(at, id)| match at % 2 {
                0 => (id.clone(), Answer::One(text(at))),
                _ => (id.clone(), Answer::Many(texts[..at].to_vec())),
            });
            let item = Submission {
                site: some(0), form: text(1), form_version: 7, kind: text(2), topic: some(3), agency: some(4),
                ward: some(5), place: some(6), happened_on: some(7), title: text(8), body: text(9),
                answers: answers.collect(),
                contact: is_full.then(|| Contact { name: some(10), phone: some(11), email: None, address: some(12) }),
                consent: is_full.then(|| Consent {
                    id: text(13), version: text(14), purposes: vec![text(15), text(16)], given_at: text(17),
                }),
                can_publish: is_full, uploads: texts[..usize::from(is_full) * 2].to_vec(), rating, lang: text(18),
                page: some(19), client_created_at: text(20), altcha: some(21), trap: text(22),
            };
            let text = item.to_text();
            let value: Value = serde_json::from_str(&text).unwrap_or_default();
            prop_assert!(value.is_object());
            // Sorted, and with the same signs written otherwise.
            prop_assert_eq!(value.to_string(), text);
            let contact = item.contact.as_ref().map(Contact::to_json);
            prop_assert_eq!(value.get("contact"), contact.as_ref());
            let mut said = value;
            if let Some(object) = said.as_object_mut() {
                object.remove("altcha");
                object.remove("trap");
            }
            prop_assert_eq!(said.to_string(), fingerprint_text(&item));
        }
    }
}
