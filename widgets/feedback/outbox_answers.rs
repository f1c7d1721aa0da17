//! What an answer of the hub means: it is there, it never will be, or not yet.

use serde_json::Value;

use super::draft::{Reason, Sending};

/// Longest answer of a hub that is kept, in bytes.
const ANSWER_BYTES: usize = 20_000;

/// What an answer of the hub means for the item.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Verdict {
    /// It is there: when it came (as written), and the day of the promise.
    Received(String, Option<String>),
    /// It never will be.
    Refused,
    /// Not yet.
    Wait(Delay),
}

/// Why an item waits on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Delay {
    /// In a word.
    pub reason: Reason,
    /// What the hub asked for.
    pub retry_after_ms: Option<u64>,
    /// Whether the others for the same hub had better wait too.
    pub is_for_all: bool,
}

impl Delay {
    /// No answer, or none of a hub.
    pub const UNREACHABLE: Self = Self {
        reason: Reason::Unreachable,
        retry_after_ms: None,
        is_for_all: true,
    };
}

/// Reads the answer to a submission. A status alone refuses nothing but what no hub would need to explain: the sign-in page
/// of a hotel and a hub that is being replaced answer 403 and 404 too.
#[must_use]
pub fn judge(status: u16, text: &str, retry_after_ms: Option<u64>) -> Verdict {
    let answer: Option<Value> = serde_json::from_str(text).ok();
    let field = |name: &str| answer.as_ref()?.get(name)?.as_str();
    if (200..300).contains(&status) {
        if let (Some(_), Some(received)) = (field("tracking_code"), field("received_at")) {
            let expected = field("expected_at").and_then(|at| at.get(..10));
            return Verdict::Received(received.to_owned(), expected.map(str::to_owned));
        }
        return Verdict::Wait(Delay::UNREACHABLE);
    }
    judge_failure(status, field("code").is_some(), retry_after_ms)
}

/// Reads the answer to a file; `None` when the hub has it.
#[must_use]
pub fn judge_upload(status: u16, text: &str, retry_after_ms: Option<u64>) -> Option<Verdict> {
    let answer: Option<Value> = serde_json::from_str(text).ok();
    let has = |name: &str| {
        let value = answer.as_ref().and_then(|answer| answer.get(name));
        value.is_some_and(Value::is_string)
    };
    if (200..300).contains(&status) {
        let is_there = has("upload_id");
        return (!is_there).then_some(Verdict::Wait(Delay::UNREACHABLE));
    }
    // Other bytes are there under this id: trying again changes nothing.
    if status == 409 && has("code") && retry_after_ms.is_none() {
        return Some(Verdict::Refused);
    }
    Some(judge_failure(status, has("code"), retry_after_ms))
}

fn judge_failure(status: u16, is_explained: bool, retry_after_ms: Option<u64>) -> Verdict {
    match status {
        413 | 415 => Verdict::Refused,
        400 | 403 | 404 | 410 | 422 if is_explained => Verdict::Refused,
        408 | 409 | 425 | 429 | 500.. => Verdict::Wait(Delay {
            reason: Reason::Busy,
            retry_after_ms,
            // A fault with one item must not hold up the others.
            is_for_all: retry_after_ms.is_some(),
        }),
        _ => Verdict::Wait(Delay::UNREACHABLE),
    }
}

/// Whether an answer that refuses says that files are gone from the hub which were sent before.
#[must_use]
pub fn misses_uploads(status: u16, text: &str) -> bool {
    if !matches!(status, 400 | 404 | 410 | 422) {
        return false;
    }
    let answer: Option<Value> = serde_json::from_str(text).ok();
    let mut misses = false;
    for_errors(answer.as_ref(), false, &mut |pointer, _| {
        misses |= pointer.starts_with("/uploads");
    });
    misses
}

/// The hub's problem, cut to what is kept. Without words of a hub the status stands for them.
#[must_use]
pub fn kept_answer(text: &str) -> String {
    let mut end = text.len().min(ANSWER_BYTES);
    while !text.is_char_boundary(end) {
        end -= 1;
    }
    text[..end].to_owned()
}

/// What a citizen is told of an answer that refuses.
pub(super) fn refusal(status: u16, answer: &str, is_english: bool) -> Sending {
    let answer: Option<Value> = serde_json::from_str(answer).ok();
    let field = |name: &str| answer.as_ref()?.get(name)?.as_str().map(str::to_owned);
    let english = field("detail_en").filter(|_| is_english);
    let mut code = field("code").unwrap_or_default();
    if code.is_empty() {
        code = ["http-", &status.to_string()].concat();
    }
    let mut errors = Vec::new();
    for_errors(answer.as_ref(), is_english, &mut |pointer, words| {
        errors.push((pointer.to_owned(), words.to_owned()));
    });
    Sending::Refused {
        code,
        detail: english.or_else(|| field("detail")).unwrap_or_default(),
        errors,
    }
}

fn for_errors(answer: Option<&Value>, is_english: bool, each: &mut dyn FnMut(&str, &str)) {
    let errors = answer.and_then(|answer| answer.get("errors"));
    let Some(Value::Array(errors)) = errors else {
        return;
    };
    for error in errors {
        let field = |name: &str| error.get(name).and_then(Value::as_str);
        let english = field("message_en").filter(|_| is_english);
        let words = english.or_else(|| field("message"));
        each(
            field("pointer").unwrap_or_default(),
            words.unwrap_or_default(),
        );
    }
}
