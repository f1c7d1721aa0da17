//! One item on its way to the hub: proof, files, submission. All of it may be done again at any time: the hub knows files by
//! their id and the item by its key.

use cchc::feed::parse_stamp;
use js_sys::{Array, Promise};
use wasm_bindgen::JsValue;
use web_sys::AbortSignal;

use super::browser::{self, given};
use super::device_items::item_name;
use super::keep::{self, name};
use super::outbox::{Item, needs_upload};
use super::outbox_answers::{Delay, Verdict, judge, judge_upload, kept_answer, misses_uploads};
use crate::shared::clock;
use crate::shared::fetch::wait_of;

/// No answer within this time is none.
const TIMEOUT_MS: u32 = 20_000;
/// A file has longer: as long as the slowest networks that carry one at all need.
const BYTES_PER_MS: u64 = 16;
/// The hub takes what comes sooner after its challenge for the work of a machine.
const HUMAN_MS: u64 = 3_500;
/// A proof that is older may be too old when it arrives.
const PROOF_MS: u64 = 10 * 60_000;
/// A proof that takes longer is not waited for: the hub lets somebody look at the item.
const PROOF_WAIT_MS: u32 = 40_000;
/// After so many failures an item goes without asking for a challenge: something on the way may stop just that.
const PATIENCE: u32 = 3;
/// What stands for an answer when a file is gone from the device before it was sent.
const FILE_LOST: &str = r#"{"code":"file-lost"}"#;

/// What became of a try.
pub(super) enum Outcome {
    /// The hub has it.
    Received(u64, Option<String>),
    /// It never will: status and answer.
    Refused(u16, String),
    /// Not yet.
    Wait(Delay),
}

/// A proof that is being made, or is done.
#[derive(Clone)]
pub(super) struct Proof {
    asked_ms: u64,
    /// Gives the payload, nothing, or `false` when the hub cannot be reached.
    payload: Promise,
}

impl Proof {
    /// Starts to make one.
    pub(super) fn begin(hub: &str, site: &str, form: &str) -> Self {
        let url = address(hub, "challenge", &[("form", form), ("site", site)]);
        Self {
            asked_ms: clock::now_ms(),
            payload: browser::prove(&url, TIMEOUT_MS),
        }
    }

    fn is_fresh(&self) -> bool {
        clock::now_ms().saturating_sub(self.asked_ms) < PROOF_MS
    }
}

/// Sends an item. `item` notes which files the hub has.
pub(super) async fn send(item: &mut Item, early: Option<Proof>, abort: &AbortSignal) -> Outcome {
    let early = early.filter(Proof::is_fresh);
    let proof = early.unwrap_or_else(|| Proof::begin(&item.hub, &item.site, &item.form));
    // Files go while the proof is being made.
    if let Some(outcome) = upload(item, abort).await {
        return outcome;
    }
    let proved = given(browser::within(&proof.payload, PROOF_WAIT_MS)).await;
    let is_reached = proved.as_ref().and_then(JsValue::as_bool) != Some(false);
    if !is_reached && item.tries < PATIENCE {
        return Outcome::Wait(Delay::UNREACHABLE);
    }
    let payload = proved.and_then(|payload| payload.as_string());
    if payload.is_some() {
        let age = clock::now_ms().saturating_sub(proof.asked_ms);
        if age < HUMAN_MS {
            given(browser::sleep((HUMAN_MS - age) as u32)).await;
        }
    }
    let url = address(&item.hub, "submissions", &[]);
    let body = with_proof(&item.body, payload.as_deref()).into();
    let answer = browser::ask(
        "POST",
        &url,
        "application/json",
        &item.key,
        &body,
        abort,
        TIMEOUT_MS,
    );
    let Some(answer) = Answer::of(given(answer).await) else {
        return Outcome::Wait(Delay::UNREACHABLE);
    };
    // The hub no longer has what it took before.
    if misses_uploads(answer.status, &answer.text) && forget_uploads(item) {
        return Outcome::Wait(Delay {
            is_for_all: false,
            ..Delay::UNREACHABLE
        });
    }
    outcome(
        judge(answer.status, &answer.text, answer.retry_after_ms),
        &answer,
    )
}

/// Sends the files that are not there yet. Nothing when all are.
async fn upload(item: &mut Item, abort: &AbortSignal) -> Option<Outcome> {
    for at in 0..item.files.len() {
        let file = item.files[at].clone();
        if !needs_upload(&file, clock::now_ms()) {
            continue;
        }
        let Some(bytes) = keep::file(&name("file", &[&file.id])).await else {
            return Some(Outcome::Refused(0, FILE_LOST.to_owned()));
        };
        let words = [
            ("form", &*item.form),
            ("site", &*item.site),
            ("name", &*file.name),
        ];
        let path = ["uploads/", &file.id].concat();
        let url = address(&item.hub, &path, &words);
        let most_ms = TIMEOUT_MS.saturating_add((file.bytes / BYTES_PER_MS) as u32);
        let answer = browser::ask("PUT", &url, &file.kind, "", &bytes, abort, most_ms);
        let Some(answer) = Answer::of(given(answer).await) else {
            return Some(Outcome::Wait(Delay::UNREACHABLE));
        };
        let verdict = judge_upload(answer.status, &answer.text, answer.retry_after_ms);
        if let Some(verdict) = verdict {
            return Some(outcome(verdict, &answer));
        }
        item.files[at].uploaded_ms = clock::now_ms();
        // What arrived need not be sent again, even if this page ends now.
        keep::put(&item_name(&item.key), &item.write()).await;
    }
    None
}

/// Notes that no file is on the hub; `false` if that was known.
fn forget_uploads(item: &mut Item) -> bool {
    let mut was_there = false;
    for file in &mut item.files {
        was_there |= file.uploaded_ms > 0;
        file.uploaded_ms = 0;
    }
    was_there
}

fn outcome(verdict: Verdict, answer: &Answer) -> Outcome {
    match verdict {
        Verdict::Received(at, expected_on) => {
            let at = parse_stamp(&at).and_then(|(at, _)| u64::try_from(at.timestamp_millis()).ok());
            Outcome::Received(at.unwrap_or_else(clock::now_ms), expected_on)
        }
        Verdict::Refused => Outcome::Refused(answer.status, kept_answer(&answer.text)),
        Verdict::Wait(delay) => Outcome::Wait(delay),
    }
}

/// The submission with the proof in it, which is no part of what is compared.
fn with_proof(body: &str, payload: Option<&str>) -> String {
    match (payload, body.strip_prefix('{')) {
        (Some(payload), Some(rest)) => ["{\"altcha\":\"", payload, "\",", rest].concat(),
        _ => body.to_owned(),
    }
}

/// An answer of the hub, whatever its status.
struct Answer {
    status: u16,
    text: String,
    retry_after_ms: Option<u64>,
}

impl Answer {
    /// Of what `browser::ask` gives.
    #[inline(never)]
    fn of(given: Option<JsValue>) -> Option<Self> {
        let parts = Array::from(&given?);
        let retry_after = parts.get(2).as_string();
        Some(Self {
            status: parts.get(0).as_f64()? as u16,
            text: parts.get(1).as_string()?,
            retry_after_ms: retry_after.and_then(|header| wait_of(&header)),
        })
    }
}

/// An address of the hub's interface.
fn address(hub: &str, path: &str, words: &[(&str, &str)]) -> String {
    let mut address = [hub, "api/v1/", path].concat();
    let mut sign = '?';
    for (name, word) in words {
        if !word.is_empty() {
            address.push(sign);
            address.push_str(name);
            address.push('=');
            address.push_str(&String::from(js_sys::encode_uri_component(word)));
            sign = '&';
        }
    }
    address
}
