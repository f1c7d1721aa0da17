//! The citizen follows her item with code and PIN: what became of it, the answer, and what she can do about it.
//!
//! Codes have 65 bits, so nobody finds one by trying; whoever knows one still has to find its PIN. Every look is counted
//! before anything is looked up: for the address, for the code, and in all. Wrong code, wrong PIN and unreadable code take
//! the same steps and give the same answer.

use std::sync::Arc;
use std::time::Duration;

use axum::Json;
use axum::extract::{Request, State};
use axum::http::header;
use axum::response::{IntoResponse, Response};
use cchc::format::Lang;
use cchc::submission::{Code, Status, read_code};
use serde::{Deserialize, Serialize};

use super::problem::{Problem, Written};
use super::{Hub, forms, read_body, sender, submit};
use crate::store::life::{self, Act, Acted, By, ItemWhole, SHOWN, What};

/// Largest body.
const MAX_BYTES: usize = 16 << 10;
/// Longest time for it.
const BODY_TIME: Duration = Duration::from_secs(15);
/// Longest words of the citizen.
const MAX_WORDS_CHARS: u32 = 1000;
/// Tries when staff act on the item at the same moment.
const TRIES: usize = 4;

/// Which item, and what about it.
#[derive(Debug, Deserialize, utoipa::ToSchema)]
pub(crate) struct Asked {
    /// As on the receipt; spaces, hyphens and case do not matter.
    code: String,
    /// Six digits.
    pin: String,
    /// From 1, very bad, to 5, very good; with `/rating`.
    #[serde(default)]
    rating: Option<i64>,
    /// Why this rating, if she likes; with `/rating`.
    #[serde(default)]
    note: Option<String>,
    /// What is still wrong; with `/unsolved`.
    #[serde(default)]
    reason: Option<String>,
}

/// How an item stands.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, utoipa::ToSchema)]
pub(crate) struct Tracked {
    /// As on the receipt.
    code: String,
    kind: String,
    title: String,
    /// Such as `in_progress`.
    status: &'static str,
    /// The status in Vietnamese.
    label: &'static str,
    /// The status in English.
    label_en: &'static str,
    received_at: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    expected_at: Option<String>,
    is_overdue: bool,
    /// Id of the agency that has it now.
    #[serde(skip_serializing_if = "Option::is_none")]
    agency: Option<String>,
    /// From the first to the last.
    timeline: Vec<Moment>,
    #[serde(skip_serializing_if = "Option::is_none")]
    reply: Option<Reply>,
    /// The rating that was given.
    #[serde(skip_serializing_if = "Option::is_none")]
    rating: Option<i64>,
    can_rate: bool,
    /// Whether she may say that the answer solves nothing; once.
    can_dispute: bool,
    can_withdraw: bool,
    can_erase: bool,
}

/// Something that happened.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, utoipa::ToSchema)]
pub(crate) struct Moment {
    at: String,
    status: &'static str,
    label: &'static str,
    label_en: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    agency: Option<String>,
    /// Plain text.
    #[serde(skip_serializing_if = "Option::is_none")]
    note: Option<String>,
}

/// The answer; every part is plain text.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, utoipa::ToSchema)]
pub(crate) struct Reply {
    at: String,
    body: String,
    action_taken: String,
    evidence: String,
    legal_basis: String,
}

/// How an item stands: timeline, answer, and what can be done.
#[utoipa::path(post, path = "/api/v1/track", request_body = Asked,
    responses((status = 200, body = Tracked), (status = 400, body = Written<'static>, description = "body-unreadable"),
        (status = 403, body = Written<'static>, description = "origin-refused"), (status = 404, body = Written<'static>, description = "item-unknown"),
        (status = 413, body = Written<'static>, description = "too-large"), (status = 415, body = Written<'static>, description = "json-only"),
        (status = 429, body = Written<'static>, description = "limited")))]
pub(crate) async fn track(
    State(hub): State<Arc<Hub>>,
    request: Request,
) -> Result<Response, Problem> {
    let (_, number, code) = hub.asked(request).await?;
    hub.tracked(number, code).await
}

/// Rates the answer; the last rating counts.
#[utoipa::path(post, path = "/api/v1/track/rating", request_body = Asked,
    responses((status = 200, body = Tracked), (status = 404, body = Written<'static>, description = "item-unknown"),
        (status = 409, body = Written<'static>, description = "not-possible"), (status = 422, body = Written<'static>, description = "invalid"),
        (status = 429, body = Written<'static>, description = "limited")))]
pub(crate) async fn rating(
    State(hub): State<Arc<Hub>>,
    request: Request,
) -> Result<Response, Problem> {
    let (asked, number, code) = hub.asked(request).await?;
    let grade = asked.rating.unwrap_or_default();
    if !(1..=5).contains(&grade) {
        return Err(invalid("/rating", Code::RatingMissing, 0));
    }
    let note = words(asked.note, "/note")?;
    hub.citizen(number, What::Rate { grade, note }).await?;
    hub.tracked(number, code).await
}

/// The answer solves nothing: the item is opened again. Once.
#[utoipa::path(post, path = "/api/v1/track/unsolved", request_body = Asked,
    responses((status = 200, body = Tracked), (status = 404, body = Written<'static>, description = "item-unknown"),
        (status = 409, body = Written<'static>, description = "not-possible"), (status = 422, body = Written<'static>, description = "invalid"),
        (status = 429, body = Written<'static>, description = "limited")))]
pub(crate) async fn unsolved(
    State(hub): State<Arc<Hub>>,
    request: Request,
) -> Result<Response, Problem> {
    let (asked, number, code) = hub.asked(request).await?;
    let reason = words(asked.reason, "/reason")?;
    if reason.is_empty() {
        return Err(invalid("/reason", Code::BodyMissing, 0));
    }
    hub.citizen(number, What::Unsolved { reason }).await?;
    hub.tracked(number, code).await
}

/// Takes the item back: nobody works on it any more.
#[utoipa::path(post, path = "/api/v1/track/withdraw", request_body = Asked,
    responses((status = 200, body = Tracked), (status = 404, body = Written<'static>, description = "item-unknown"),
        (status = 409, body = Written<'static>, description = "not-possible"), (status = 429, body = Written<'static>, description = "limited")))]
pub(crate) async fn withdraw(
    State(hub): State<Arc<Hub>>,
    request: Request,
) -> Result<Response, Problem> {
    let (_, number, code) = hub.asked(request).await?;
    hub.citizen(number, What::Withdraw).await?;
    hub.tracked(number, code).await
}

/// Erases texts, contact data and files; number, times and what is counted stay.
#[utoipa::path(post, path = "/api/v1/track/erase", request_body = Asked,
    responses((status = 200, body = Tracked), (status = 404, body = Written<'static>, description = "item-unknown"),
        (status = 409, body = Written<'static>, description = "not-possible"), (status = 429, body = Written<'static>, description = "limited")))]
pub(crate) async fn erase(
    State(hub): State<Arc<Hub>>,
    request: Request,
) -> Result<Response, Problem> {
    let (_, number, code) = hub.asked(request).await?;
    hub.citizen(number, What::Erase).await?;
    hub.tracked(number, code).await
}

impl Hub {
    /// What was asked, and number and code of the item that it is about.
    async fn asked(&self, request: Request) -> Result<(Asked, i64, String), Problem> {
        let sender = self.sender(&request);
        if !sender.headers.contains_key(header::ORIGIN) {
            return Err(Problem::origin_refused());
        }
        if !submit::is_json(&sender.headers) {
            return Err(Problem::json_only());
        }
        sender::site_of(&self.config, &sender.headers, None)?;
        let body = read_body(&sender.headers, request.into_body(), MAX_BYTES, BODY_TIME).await?;
        let asked: Asked = serde_json::from_slice(&body).map_err(|_| Problem::body_unreadable())?;
        // What is no code is looked up like one that is: it finds nothing.
        let code = read_code(&asked.code).unwrap_or_default();
        let pin: String = asked.pin.chars().filter(char::is_ascii_digit).collect();
        let code_hash = self.secrets.mac("code", &[code.as_bytes()]);
        let pin_hash = self.secrets.mac("pin", &[code.as_bytes(), pin.as_bytes()]);
        let address = self.sender_hash(&sender).await?;
        let limits = &self.config.limits;
        let of_code = crate::secrets::hex(&code_hash[..16]);
        let counted = vec![
            self.limit(format!("track:address:{address}"), limits.track_per_address),
            self.limit(format!("track:code:{of_code}"), limits.track_per_code),
            self.limit("track:all".to_owned(), limits.track_in_all),
        ];
        self.spend(counted).await.map_err(|problem| {
            let secs = problem.retry_after_secs;
            match (problem.code, secs) {
                ("limited", Some(secs)) => Problem::track_limited().after(secs),
                _ => problem,
            }
        })?;
        let found = life::locate(&self.store, &code_hash).await?;
        let (number, known) = found.unwrap_or((0, vec![0; 32]));
        if !is_same(&known, &pin_hash) || number == 0 {
            return Err(Problem::item_unknown());
        }
        Ok((asked, number, code))
    }

    /// What the citizen does, however busy staff are with the item.
    async fn citizen(&self, item: i64, what: What) -> Result<(), Problem> {
        for _ in 0..TRIES {
            let now = life::show(&self.store, item).await?;
            let edition = now.ok_or_else(Problem::item_unknown)?.edition;
            let act = Act {
                item,
                edition,
                by: By::Citizen,
                at_ms: self.now_ms(),
                what: what.clone(),
            };
            match self.store.act(act).await? {
                Acted::Done(_) => return Ok(()),
                Acted::Changed { .. } => {}
                Acted::NoItem => return Err(Problem::item_unknown()),
                Acted::NotAllowed(_) | Acted::Incomplete(_) => return Err(Problem::not_possible()),
            }
        }
        Err(Problem::storage_busy().after(1))
    }

    async fn tracked(&self, number: i64, code: String) -> Result<Response, Problem> {
        let item = life::show(&self.store, number)
            .await?
            .ok_or_else(Problem::item_unknown)?;
        let root = match item.duplicate_of {
            Some(_) => life::root(&self.store, &item).await?,
            None => None,
        };
        let tracked = tracked(&item, root.as_ref(), code, self.now_ms());
        Ok(Json(tracked).into_response())
    }
}

/// Whether two hashes are the same, in the same time whatever stands in them.
fn is_same(one: &[u8], other: &[u8]) -> bool {
    let differing = one.iter().zip(other).fold(0, |all, (a, b)| all | (a ^ b));
    one.len() == other.len() && differing == 0
}

fn words(text: Option<String>, pointer: &str) -> Result<String, Problem> {
    let text = cchc::text::clean(&text.unwrap_or_default());
    if cchc::submission::count_chars(&text) > MAX_WORDS_CHARS {
        return Err(invalid(pointer, Code::TextTooLong, MAX_WORDS_CHARS));
    }
    Ok(text)
}

fn invalid(pointer: &str, code: Code, number: u32) -> Problem {
    Problem::invalid().with(vec![forms::mistake(&cchc::submission::Problem {
        pointer: pointer.to_owned(),
        code,
        number,
    })])
}

/// An item as its citizen sees it; of one that was merged, the other's answer counts.
fn tracked(item: &ItemWhole, root: Option<&ItemWhole>, code: String, now_ms: i64) -> Tracked {
    let status = item.status;
    let answer = match status {
        Status::Duplicate => root.and_then(ItemWhole::answer),
        Status::Erased => None,
        _ => item.answer(),
    };
    let reply = answer.map(|reply| Reply {
        at: forms::stamp(reply.decided_ms.unwrap_or(reply.at_ms)),
        body: reply.text.body.clone(),
        action_taken: reply.text.action_taken.clone(),
        evidence: reply.text.evidence.clone(),
        legal_basis: reply.text.legal_basis.clone(),
    });
    let is_answered = reply.is_some() && !status.is_open();
    Tracked {
        code,
        kind: item.kind.clone(),
        title: item.title.clone(),
        status: status.word(),
        label: status.label(Lang::Vi),
        label_en: status.label(Lang::En),
        received_at: forms::stamp(item.received_ms),
        expected_at: item.expected_ms.map(forms::stamp),
        is_overdue: item.is_overdue(now_ms),
        agency: item.owner.clone(),
        timeline: timeline(item),
        rating: item.satisfaction,
        can_rate: is_answered
            && matches!(
                status,
                Status::Answered | Status::Closed | Status::Duplicate
            ),
        can_dispute: is_answered
            && item.unsolved_ms.is_none()
            && matches!(status, Status::Answered | Status::Closed),
        can_withdraw: status.is_open(),
        can_erase: status.can_become(Status::Erased),
        reply,
    }
}

fn timeline(item: &ItemWhole) -> Vec<Moment> {
    let moment = |at_ms, status: Status, agency: &Option<String>, note: &Option<String>| Moment {
        at: forms::stamp(at_ms),
        status: status.word(),
        label: status.label(Lang::Vi),
        label_en: status.label(Lang::En),
        agency: agency.clone(),
        note: note.clone(),
    };
    let first = match item.held_reasons.is_empty() {
        true => Status::Received,
        false => Status::Held,
    };
    let mut moments = vec![moment(item.received_ms, first, &item.agency, &None)];
    for event in &item.events {
        if SHOWN.contains(&event.deed.as_str()) && !event.is_undone {
            moments.push(moment(
                event.at_ms,
                event.status,
                &event.agency,
                &event.note,
            ));
        }
    }
    moments
}

#[cfg(test)]
#[path = "track_tests.rs"]
mod tests;
