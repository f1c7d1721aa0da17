//! `answers.json`: what citizens asked and what they were answered, as far as both may be public.
//!
//! Texts are plain and keep their lines. Before an item comes here an official has blacked out what names a person; the rule
//! `personal-data` is the second pair of eyes.

use super::Finding;
use super::reader::{IN_WORDS, Place, Reader, top};
use super::stamp::Stamp;

/// Items kept of one file, the newest first in it.
pub const MAX_ANSWERS: usize = 5000;
/// Longest title and place kept, in characters.
const MAX_TITLE_CHARS: usize = 200;
/// Longest text and answer kept, in characters.
const MAX_TEXT_CHARS: usize = 8000;

/// A question with its answer.
#[derive(Debug, Clone, PartialEq)]
pub struct Answer {
    /// Unique and permanent.
    pub id: String,
    /// Kind of the message, as the form names it.
    pub kind: Option<String>,
    /// Topic, as the form names it.
    pub topic: Option<String>,
    /// Id of the agency that answered.
    pub agency: Option<String>,
    /// Id of the ward or commune that it is about.
    pub ward: Option<String>,
    /// Where it was.
    pub place: Option<String>,
    /// In a few words; the beginning of the text where there is none.
    pub title: String,
    /// What was asked.
    pub body: String,
    /// What was answered.
    pub answer: String,
    /// The rule that the answer stands on.
    pub legal_basis: Option<String>,
    /// When it came.
    pub received: Option<Stamp>,
    /// When it was answered.
    pub answered: Stamp,
}

/// Reads a file of answers.
#[must_use]
pub fn parse(text: &str) -> (Vec<Answer>, Vec<Finding>) {
    let (mut reader, value) = Reader::open(text);
    let Some(top) = value.as_ref().and_then(top) else {
        return (Vec::new(), reader.findings);
    };
    reader.version(&top);
    reader.must_list(&top, "answers");
    let mut answers: Vec<Answer> = Vec::new();
    let mut seen = serde_json::Map::new();
    for place in reader.kept(&top, "answers", MAX_ANSWERS) {
        let Some(id) = reader.id(&place, "id") else {
            reader.note("id-missing", &place.at("id"), "");
            continue;
        };
        let body = lines(&mut reader, &place, "body").unwrap_or_default();
        let title = reader.short_text(&place, "title", MAX_TITLE_CHARS);
        let Some(title) = title.or_else(|| beginning(&body)) else {
            reader.note("title-missing", &place.at("title"), &id);
            continue;
        };
        let Some(answer) = lines(&mut reader, &place, "answer") else {
            reader.note("item-empty", &place.at("answer"), &id);
            continue;
        };
        let Some((answered, _)) = reader.stamp(&place, "answered") else {
            reader.note("date-missing", &place.at("answered"), &id);
            continue;
        };
        let received = reader.stamp(&place, "received").map(|(stamp, _)| stamp);
        if IN_WORDS && received.is_some_and(|received| answered < received) {
            reader.note("days-reversed", &place.at("answered"), &id);
        }
        if seen.insert(id.clone(), serde_json::Value::Null).is_some() {
            reader.note("id-repeated", &place.at("id"), &id);
            continue;
        }
        let found = Answer {
            kind: reader.text(&place, "kind"),
            topic: reader.text(&place, "topic"),
            agency: reader.text(&place, "agency"),
            ward: reader.text(&place, "ward"),
            place: reader.short_text(&place, "place", MAX_TITLE_CHARS),
            legal_basis: reader.short_text(&place, "legal_basis", MAX_TEXT_CHARS),
            id,
            title,
            body,
            answer,
            received,
            answered,
        };
        if IN_WORDS {
            personal(&mut reader, &place, &found);
        }
        answers.push(found);
    }
    (answers, reader.findings)
}

/// Tells of what looks like a telephone, an address of e-mail or a number of a person.
fn personal(reader: &mut Reader, place: &Place<'_>, answer: &Answer) {
    for (name, text) in [
        ("title", &answer.title),
        ("body", &answer.body),
        ("answer", &answer.answer),
    ] {
        if place.object.contains_key(name) && crate::submission::blackout(text) != *text {
            // What it is must not be repeated in reports.
            reader.note("personal-data", &place.at(name), &answer.id);
        }
    }
}

fn lines(reader: &mut Reader, place: &Place<'_>, name: &str) -> Option<String> {
    let full = crate::submission::lines(reader.raw(place, name)?);
    let short = crate::text::clip(&full, MAX_TEXT_CHARS);
    if short != full {
        reader.note("text-too-long", &place.at(name), "");
    }
    Some(short).filter(|text| !text.is_empty())
}

fn beginning(body: &str) -> Option<String> {
    let line = body.lines().next()?;
    Some(crate::text::clip(line, MAX_TITLE_CHARS / 2)).filter(|line| !line.is_empty())
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "tests")]
    use super::*;

    #[test]
    fn answers_keep_their_lines_and_what_is_broken_is_skipped() {
        let (answers, findings) = parse(
            r#"{"version":"1.0","answers":[
            {"id":"1","body":"Đèn tắt.\n\n\nNgõ 12","answer":"Đã thay.\nCảm ơn.","answered":"2025-11-17T09:00:00+07:00","received":"2025-11-10T09:00:00+07:00","agency":"so-vi-du","kind":"phan_anh"},
            {"id":2,"title":"a","body":"b","answered":"2025-11-17"},
            {"id":"3","title":"a","answer":"b"},
            {"id":"4","answer":"b","answered":"2025-11-17"},
            {"id":"1","title":"a","answer":"b","answered":"2025-11-17"},
            {"title":"a"}, 7]}"#,
        );
        assert_eq!(answers.len(), 1);
        assert_eq!(answers[0].title, "Đèn tắt.");
        assert_eq!(answers[0].body, "Đèn tắt.\n\nNgõ 12");
        assert_eq!(answers[0].answer, "Đã thay.\nCảm ơn.");
        let rules: Vec<_> = findings.iter().map(|finding| finding.rule).collect();
        assert_eq!(
            rules,
            [
                "type-wrong",
                "id-not-text",
                "item-empty",
                "date-missing",
                "title-missing",
                "date-without-time",
                "id-repeated",
                "id-missing"
            ]
        );
    }
}
