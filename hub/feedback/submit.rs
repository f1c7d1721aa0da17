//! An item arrives: checked with the very code the widget uses, then stored once, whatever the network did.

use std::sync::Arc;
use std::time::Duration;

use axum::Json;
use axum::extract::{Query, Request, State};
use axum::http::{HeaderMap, HeaderName, HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use cchc::submission::{Code, Key, Receipt, Submission, fingerprint_text};
use serde::{Deserialize, Serialize};
use serde_json::Value;
use sha2::{Digest, Sha256};

use super::challenge::{self, Proof};
use super::problem::{Problem, Written};
use super::{Hub, ITEM_TIME, Sender, forms, read_body, sender};
use crate::store::{NewItem, Stored, Submit, Submitted};

/// Longest wait for the database; the item may still be stored, and the next try with the same key tells.
const STORE_TIME: Duration = Duration::from_secs(25);
/// Longest site, form, kind and the like.
const MAX_NAME_CHARS: usize = 100;
/// Longest address of a page that is kept.
const MAX_PAGE_CHARS: usize = 500;

/// The receipt.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, utoipa::ToSchema)]
pub(crate) struct Accepted {
    /// As the widget shows it, such as `7K3QM-9WXD-2FHT6`.
    pub(crate) tracking_code: String,
    /// Six digits that go with the code.
    pub(crate) pin: String,
    /// RFC 3339 in Vietnam's time.
    pub(crate) received_at: String,
    /// When an answer is promised.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) expected_at: Option<String>,
    /// `received`, or `held` when a person looks at it first.
    pub(crate) status: String,
}

/// For which form a challenge is.
#[derive(Debug, Deserialize)]
pub(crate) struct Asked {
    #[serde(default)]
    form: String,
    #[serde(default)]
    site: String,
}

/// A challenge of ALTCHA 2 for one item; solved, it goes with the item in the field `altcha`.
#[utoipa::path(get, path = "/api/v1/challenge",
    params(("form" = String, Query, description = "Id of the form"), ("site" = Option<String>, Query, description = "The site")),
    responses((status = 200, description = "Challenge as in ALTCHA 2, algorithm SHA-256"),
        (status = 403, body = Written<'static>, description = "origin-refused"), (status = 404, body = Written<'static>, description = "form-unknown"),
        (status = 429, body = Written<'static>, description = "limited")))]
pub(crate) async fn challenge(
    State(hub): State<Arc<Hub>>,
    Query(asked): Query<Asked>,
    request: Request,
) -> Result<Response, Problem> {
    let sender = hub.sender(&request);
    // Same-origin GET carries no Origin; the site is then what the page says, and it counts when the item comes.
    let site = match sender.headers.contains_key(header::ORIGIN) {
        true => sender::site_of(&hub.config, &sender.headers, Some(&asked.site))?,
        false => asked.site,
    };
    if hub.forms.current(&hub, &asked.form).await?.is_none() {
        return Err(Problem::form_unknown());
    }
    let address = hub.sender_hash(&sender).await?;
    let most = hub.config.limits.challenge_per_address;
    hub.spend(vec![
        hub.limit(format!("challenge:address:{address}"), most),
    ])
    .await?;
    let made = challenge::make(
        &hub.secrets,
        &hub.config.challenge,
        (&site, &asked.form),
        hub.now_ms(),
    )?;
    hub.metrics.challenge();
    Ok(Json(made).into_response())
}

/// Takes an item once. The same key and the same item get the same answer as often as they come, with the header
/// `Idempotency-Replayed: true`.
#[utoipa::path(post, path = "/api/v1/submissions", request_body = super::openapi::Submission,
    params(("Idempotency-Key" = String, Header, description = "UUIDv7, made once for the item")),
    responses((status = 201, body = Accepted), (status = 400, body = Written<'static>, description = "key-missing, body-unreadable"),
        (status = 403, body = Written<'static>, description = "origin-refused"), (status = 404, body = Written<'static>, description = "form-unknown"),
        (status = 409, body = Written<'static>, description = "in-progress"), (status = 410, body = Written<'static>, description = "form-gone"),
        (status = 413, body = Written<'static>, description = "too-large"), (status = 415, body = Written<'static>, description = "json-only"),
        (status = 422, body = Written<'static>, description = "invalid, key-reused"), (status = 429, body = Written<'static>, description = "limited"),
        (status = 503, body = Written<'static>, description = "storage-full, storage-read-only, storage-busy, storage-gone")))]
pub(crate) async fn receive(
    State(hub): State<Arc<Hub>>,
    request: Request,
) -> Result<Response, Problem> {
    let sender = hub.sender(&request);
    if !sender.headers.contains_key(header::ORIGIN) {
        return Err(Problem::origin_refused());
    }
    if !is_json(&sender.headers) {
        return Err(Problem::json_only());
    }
    let key = sender
        .headers
        .get("idempotency-key")
        .and_then(|key| Key::parse(key.to_str().ok()?.trim().trim_matches('"')))
        .ok_or_else(Problem::key_missing)?;
    let most = hub.config.limits.item_bytes;
    let body = read_body(&sender.headers, request.into_body(), most, ITEM_TIME).await?;
    let body: Value = serde_json::from_slice(&body).map_err(|_| Problem::body_unreadable())?;
    let submission = Submission::from_json(&body)
        .map_err(|wrong| Problem::body_unreadable().with(vec![forms::of_another_type(wrong)]))?;
    let site = sender::site_of(&hub.config, &sender.headers, submission.site.as_deref())?;
    let (accepted, again) = hub
        .take(&key, submission, site, &sender, Source::Widget)
        .await?;
    let mut answer = (StatusCode::CREATED, Json(accepted)).into_response();
    if again {
        let name = HeaderName::from_static("idempotency-replayed");
        answer
            .headers_mut()
            .insert(name, HeaderValue::from_static("true"));
    }
    Ok(answer)
}

/// Whether a body says that it is JSON: a page of another origin must ask before it may send that.
pub(super) fn is_json(headers: &HeaderMap) -> bool {
    headers
        .get(header::CONTENT_TYPE)
        .and_then(|kind| kind.to_str().ok())
        .and_then(|kind| kind.split(';').next())
        .is_some_and(|kind| kind.trim().eq_ignore_ascii_case("application/json"))
}

/// By which way an item comes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Source<'a> {
    Widget,
    /// The plain page, with reasons to hold it.
    Page(&'a [&'static str]),
    /// A system that has a key; many citizens share its address.
    Partner,
}

impl Hub {
    /// Checks and stores an item. Gives the receipt, and whether it was stored before. Where a browser did not write down
    /// when consent was given, it was given when the item was sent.
    pub(super) async fn take(
        &self,
        key: &Key,
        submission: Submission,
        site: String,
        sender: &Sender,
        source: Source<'_>,
    ) -> Result<(Accepted, bool), Problem> {
        let mut submission = submission.cleaned();
        let form = self
            .forms
            .of_version(self, &submission.form, i64::from(submission.form_version))
            .await?;
        let mistakes = self.forms.check(&submission, &form);
        if !mistakes.is_empty() {
            return Err(Problem::invalid().with(mistakes));
        }
        let now_ms = self.now_ms();
        let (mut held, challenge) = self.suspicions(&submission, &site, now_ms);
        let receipt = Receipt::of(key);
        let fingerprint = Sha256::digest(fingerprint_text(&submission).as_bytes()).to_vec();
        match source {
            Source::Widget => {}
            Source::Page(reasons) => held.extend_from_slice(reasons),
            // Its key says who answers for it.
            Source::Partner => held.retain(|reason| *reason != challenge::NO_PROOF),
        }
        if source != Source::Widget
            && let Some(consent) = &mut submission.consent
        {
            consent.given_at = forms::stamp(now_ms);
        }
        let key_hash = self.secrets.mac("key", &[key.bytes()]).to_vec();
        let address = self.sender_hash(sender).await?;
        let mut limits = vec![self.limit(
            format!("submit:site:{site}"),
            self.config.limits.submit_per_site,
        )];
        if source != Source::Partner {
            let most = self.config.limits.submit_per_address;
            limits.insert(0, self.limit(format!("submit:address:{address}"), most));
        }
        let contact = match &submission.contact {
            Some(contact) => {
                let plain = contact.to_json().to_string();
                let sealed = self.secrets.seal(plain.as_bytes(), &key_hash);
                Some(sealed.map_err(|_| Problem::broken())?)
            }
            None => None,
        };
        let mail = self.mail_of(&submission, &key_hash)?;
        let uploads = submission.uploads.clone();
        let item = NewItem {
            code_hash: self
                .secrets
                .mac("code", &[receipt.code.as_bytes()])
                .to_vec(),
            pin_hash: self
                .secrets
                .mac("pin", &[receipt.code.as_bytes(), receipt.pin.as_bytes()])
                .to_vec(),
            key_hash,
            fingerprint,
            site,
            contact,
            mail,
            sender_hash: Some(address),
            received_ms: now_ms,
            expected_ms: forms::due_ms(&form, &self.config.holidays, now_ms),
            held_reasons: held,
            ..item_of(submission)
        };
        let deed = Submit {
            item,
            uploads,
            challenge,
            limits,
        };
        let done = tokio::time::timeout(STORE_TIME, self.store.act(deed))
            .await
            .map_err(|_| Problem::in_progress().after(2))??;
        self.metrics.submission(&done);
        match done {
            Submitted::New(stored) => Ok((accepted(receipt, &stored), false)),
            Submitted::Again(stored) => Ok((accepted(receipt, &stored), true)),
            Submitted::Reused => Err(Problem::key_reused()),
            Submitted::Limited(secs) => Err(Problem::limited().after(secs)),
            Submitted::NoUpload(at) => Err(Problem::invalid().with(vec![forms::mistake(
                &cchc::submission::Problem {
                    pointer: format!("/uploads/{at}"),
                    code: Code::FileUnknown,
                    number: 0,
                },
            )])),
        }
    }

    /// The e-mail alone, sealed, if it was given and may be used for that.
    fn mail_of(
        &self,
        submission: &Submission,
        key_hash: &[u8],
    ) -> Result<Option<(Vec<u8>, String)>, Problem> {
        let allowed = |purposes: &[String]| {
            let mail = self.config.mail.as_ref();
            mail.is_some_and(|mail| purposes.iter().any(|one| mail.purposes.contains(one)))
        };
        let agreed = submission.consent.as_ref();
        let email = submission
            .contact
            .as_ref()
            .and_then(|contact| contact.email.as_ref());
        match email.filter(|_| agreed.is_some_and(|consent| allowed(&consent.purposes))) {
            Some(email) => self
                .secrets
                .seal(email.as_bytes(), &crate::outbox::sealed_for(key_hash))
                .map(Some)
                .map_err(|_| Problem::broken()),
            None => Ok(None),
        }
    }

    /// Why a person should look at an item first, and the challenge that it uses up.
    fn suspicions(
        &self,
        submission: &Submission,
        site: &str,
        now_ms: i64,
    ) -> (Vec<&'static str>, Option<(String, i64)>) {
        let mut reasons = Vec::new();
        let proof = challenge::check(
            &self.secrets,
            submission.altcha.as_deref(),
            (site, &submission.form),
            now_ms,
        );
        let challenge = match proof {
            Proof::Good {
                signature,
                expires_ms,
                made_ms,
            } => {
                if now_ms - made_ms < i64::from(self.config.hold.below_secs) * 1000 {
                    reasons.push("too-quick");
                }
                Some((signature, expires_ms))
            }
            Proof::Bad(reason) => {
                reasons.push(reason);
                None
            }
        };
        if !submission.trap.is_empty() {
            reasons.push("trap");
        }
        let links = links(&submission.title) + links(&submission.body);
        if links > self.config.hold.above_links as usize {
            reasons.push("links");
        }
        (reasons, challenge)
    }
}

/// How many links a text has.
fn links(text: &str) -> usize {
    let lower = text.to_lowercase();
    lower.matches("http://").count()
        + lower.matches("https://").count()
        + lower.matches("www.").count()
}

/// What of an item stands in the submission alone.
fn item_of(submission: Submission) -> NewItem {
    let written = submission.to_json();
    let json = |name: &str| written.get(name).map(Value::to_string);
    NewItem {
        answers: json("answers").unwrap_or_else(|| "{}".to_owned()),
        consent: json("consent"),
        form_version: i64::from(submission.form_version),
        form: name(submission.form),
        kind: name(submission.kind),
        topic: submission.topic.map(name),
        agency: submission.agency.map(name),
        ward: submission.ward.map(name),
        place: submission.place.map(storable),
        happened_on: submission.happened_on.map(name),
        title: storable(submission.title),
        body: storable(submission.body),
        can_publish: submission.can_publish,
        rating: submission.rating.map(i64::from),
        lang: name(submission.lang),
        page: submission
            .page
            .map(|page| page.chars().take(MAX_PAGE_CHARS).collect())
            .map(storable),
        client_created_ms: cchc::feed::parse_stamp(&submission.client_created_at)
            .map(|(stamp, _)| stamp.timestamp_millis()),
        ..NewItem::default()
    }
}

/// Text as PostgreSQL can keep it: it has no zero sign.
fn storable(text: String) -> String {
    match text.contains('\0') {
        true => text.replace('\0', "\u{fffd}"),
        false => text,
    }
}

fn name(text: String) -> String {
    match text.char_indices().nth(MAX_NAME_CHARS) {
        Some((end, _)) => storable(text[..end].to_owned()),
        None => storable(text),
    }
}

fn accepted(receipt: Receipt, stored: &Stored) -> Accepted {
    Accepted {
        tracking_code: receipt.code,
        pin: receipt.pin,
        received_at: forms::stamp(stored.received_ms),
        expected_at: stored.expected_ms.map(forms::stamp),
        status: stored.status.clone(),
    }
}
