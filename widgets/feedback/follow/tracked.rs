//! What a hub says of an item: where it stands, what happened, the answer, and what its citizen can do.

use cchc::feed::{Stamp, parse_stamp};
use cchc::text::{clean, without_noise};
use serde_json::Value;

/// An item as its citizen sees it. All texts are plain.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Tracked {
    /// As on the receipt.
    pub code: String,
    /// Kind of the message, as the form names it.
    pub kind: String,
    /// Its title; empty where it has none.
    pub title: String,
    /// Such as `in_progress`.
    pub status: String,
    /// The status in Vietnamese and in English.
    pub label: [String; 2],
    /// When it came.
    pub received: Option<Stamp>,
    /// By when an answer is promised.
    pub expected: Option<Stamp>,
    /// The promise was broken.
    pub is_overdue: bool,
    /// Id of the agency that has it now.
    pub agency: Option<String>,
    /// From the first to the last.
    pub timeline: Vec<Moment>,
    /// The answer.
    pub reply: Option<Reply>,
    /// The rating that was given.
    pub rating: Option<u8>,
    /// The answer can be rated.
    pub can_rate: bool,
    /// It can be said that the answer solves nothing.
    pub can_dispute: bool,
    /// It can be taken back.
    pub can_withdraw: bool,
    /// Its texts can be erased.
    pub can_erase: bool,
}

/// Something that happened.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Moment {
    /// When.
    pub at: Option<Stamp>,
    /// The status in Vietnamese and in English.
    pub label: [String; 2],
    /// Id of the agency that had it then.
    pub agency: Option<String>,
    /// What the agency says of it.
    pub note: Vec<String>,
}

/// The answer, in lines.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Reply {
    /// When.
    pub at: Option<Stamp>,
    /// What is answered.
    pub body: Vec<String>,
    /// What was done.
    pub action_taken: Vec<String>,
    /// What shows it.
    pub evidence: Vec<String>,
    /// The rule that it stands on.
    pub legal_basis: Vec<String>,
}

/// Reads it; `None` of what is no such answer.
#[must_use]
pub fn parse(text: &str) -> Option<Tracked> {
    let value: Value = serde_json::from_str(text).ok()?;
    let status = word(&value, "status");
    let code = word(&value, "code");
    if status.is_empty() || code.is_empty() {
        return None;
    }
    let mut timeline = Vec::new();
    let moments = value.get("timeline").and_then(Value::as_array);
    for one in moments.into_iter().flatten() {
        timeline.push(Moment {
            at: stamp(one, "at"),
            label: label(one),
            agency: some(one, "agency"),
            note: lines(one, "note"),
        });
    }
    let reply = value.get("reply").filter(|reply| reply.is_object());
    let reply = reply.map(|reply| Reply {
        at: stamp(reply, "at"),
        body: lines(reply, "body"),
        action_taken: lines(reply, "action_taken"),
        evidence: lines(reply, "evidence"),
        legal_basis: lines(reply, "legal_basis"),
    });
    let rating = value.get("rating").and_then(Value::as_u64);
    Some(Tracked {
        code,
        kind: word(&value, "kind"),
        title: word(&value, "title"),
        label: label(&value),
        status,
        received: stamp(&value, "received_at"),
        expected: stamp(&value, "expected_at"),
        is_overdue: is(&value, "is_overdue"),
        agency: some(&value, "agency"),
        timeline,
        reply,
        rating: rating.and_then(|rating| {
            u8::try_from(rating)
                .ok()
                .filter(|one| (1..=5).contains(one))
        }),
        can_rate: is(&value, "can_rate"),
        can_dispute: is(&value, "can_dispute"),
        can_withdraw: is(&value, "can_withdraw"),
        can_erase: is(&value, "can_erase"),
    })
}

#[inline(never)]
fn raw<'a>(value: &'a Value, name: &str) -> &'a str {
    value.get(name).and_then(Value::as_str).unwrap_or_default()
}

#[inline(never)]
fn word(value: &Value, name: &str) -> String {
    clean(raw(value, name))
}

fn some(value: &Value, name: &str) -> Option<String> {
    Some(word(value, name)).filter(|word| !word.is_empty())
}

fn is(value: &Value, name: &str) -> bool {
    value.get(name).and_then(Value::as_bool).unwrap_or_default()
}

fn stamp(value: &Value, name: &str) -> Option<Stamp> {
    parse_stamp(raw(value, name)).map(|(stamp, _)| stamp)
}

/// In both languages; a hub that says it in one says it in that.
fn label(value: &Value) -> [String; 2] {
    let vi = word(value, "label");
    let en = some(value, "label_en").unwrap_or_else(|| vi.clone());
    [vi, en]
}

#[inline(never)]
fn lines(value: &Value, name: &str) -> Vec<String> {
    self::lines_of(raw(value, name))
}

/// The lines of a text that have something in them.
#[must_use]
pub fn lines_of(text: &str) -> Vec<String> {
    let mut lines = Vec::new();
    for line in text.split('\n') {
        let line = without_noise(line);
        let line = line.trim();
        if !line.is_empty() {
            lines.push(line.to_owned());
        }
    }
    lines
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "tests")]
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn an_item_is_read_with_lines_and_without_signs_that_turn_words_round() {
        let item = parse(
            r#"{"code":"7K3QX-9F2M-RT84W","kind":"phan_anh","title":"Đèn \u202etắt","status":"answered","label":"Đã trả lời","label_en":"Answered",
            "received_at":"2026-01-05T09:00:00+07:00","is_overdue":false,"timeline":[{"at":"2026-01-05T09:00:00+07:00","status":"received","label":"Đã nhận"},7],
            "reply":{"at":"2026-01-06","body":"Một.\n\n Hai.\u0007","action_taken":"","evidence":3},"rating":9,"can_rate":true}"#,
        )
        .unwrap();
        assert_eq!(item.title, "Đèn tắt");
        assert_eq!(item.label, ["Đã trả lời", "Answered"]);
        assert_eq!(item.timeline[0].label, ["Đã nhận", "Đã nhận"]);
        let reply = item.reply.unwrap();
        assert_eq!(reply.body, ["Một.", "Hai."]);
        assert_eq!((reply.action_taken.len(), reply.evidence.len()), (0, 0));
        assert_eq!(
            (item.rating, item.can_rate, item.can_erase),
            (None, true, false)
        );
    }

    #[test]
    fn what_is_no_item_is_none() {
        for text in ["", "{}", "[]", "null", r#"{"status":"answered"}"#, "<html>"] {
            assert_eq!(parse(text), None, "{text}");
        }
    }

    proptest! {
        #[test]
        fn no_text_panics(text in "\\PC*") {
            _ = parse(&text);
        }
    }
}
