//! A webhook: `POST` with JSON to an address of the settings.
//!
//! Headers: `CCHC-Event-Id` is the same at every try of one event, so that a receiver does it once. `CCHC-Signature` is
//! `t=<seconds since 1970>,v1=<hex>`, where v1 is HMAC-SHA-256 with the shared secret over the time, a full stop and the
//! body's bytes; a receiver compares it and refuses times that are long past.

use std::time::Duration;

use cchc::format::VIETNAM;
use hmac::{Hmac, KeyInit, Mac};
use serde_json::json;
use sha2::Sha256;

use super::{Channel, EVENTS, Error, Failure, Notice, Sending, events, is_safe, secret};
use crate::config;
use crate::http::agent;
use crate::secrets::hex;
use crate::store::outbox::Way;

/// Longest time for one try.
const TIME: Duration = Duration::from_secs(20);
/// Fewest signs of a secret.
const SECRET_SIGNS: usize = 16;
/// Refusals of this very notice: another try brings the same. All others may be a slip of settings and are tried again.
const FINAL: [u16; 4] = [400, 410, 413, 422];

/// Tells another system.
pub(super) struct Webhook {
    id: String,
    url: String,
    secret: String,
    agency: Option<String>,
    events: Vec<String>,
    content: bool,
    agent: ureq::Agent,
}

impl Webhook {
    pub(super) fn open(hook: &config::Webhook) -> Result<Self, Error> {
        if !is_safe(&hook.url) {
            return Err(Error::Url(hook.id.clone()));
        }
        let secret = secret(&hook.secret_file)?;
        if secret.chars().count() < SECRET_SIGNS {
            return Err(Error::Short(hook.secret_file.clone()));
        }
        Ok(Self {
            id: format!("webhook:{}", hook.id),
            url: hook.url.clone(),
            secret,
            agency: hook.agency.clone(),
            events: events(&hook.events, EVENTS.len())?,
            content: hook.content,
            // A receiver that moved says so to people.
            agent: agent(TIME, 0),
        })
    }
}

/// As it is sent.
fn body(notice: &Notice, with_content: bool) -> String {
    let mut body = json!({
        "id": notice.event_id,
        "event": notice.event,
        "at": stamp(notice.at_ms),
        "item": {
            "number": notice.item,
            "status": notice.status,
            "kind": notice.kind,
            "topic": notice.topic,
            "agency": notice.agency,
            "received_at": stamp(notice.received_ms),
            "expected_at": notice.expected_ms.map(stamp),
        },
    });
    if with_content {
        let content = &notice.content;
        body["item"]["title"] = content.title.as_str().into();
        body["item"]["body"] = content.body.as_str().into();
        body["item"]["place"] = content.place.as_deref().into();
        body["item"]["ward"] = content.ward.as_deref().into();
        body["item"]["happened_on"] = content.happened_on.as_deref().into();
    }
    body.to_string()
}

/// The signature's header.
pub(super) fn signature(secret: &str, now_ms: i64, body: &str) -> String {
    let secs = now_ms.div_euclid(1000);
    let mut signed = format!("t={secs},v1=");
    // HMAC takes keys of any length.
    if let Ok(mut mac) = Hmac::<Sha256>::new_from_slice(secret.as_bytes()) {
        mac.update(format!("{secs}.").as_bytes());
        mac.update(body.as_bytes());
        signed.push_str(&hex(&mac.finalize().into_bytes()));
    }
    signed
}

impl Channel for Webhook {
    fn way(&self) -> Way {
        Way {
            id: self.id.clone(),
            agency: self.agency.clone(),
            events: self.events.clone(),
        }
    }

    fn send<'a>(&'a self, notice: &'a Notice) -> Sending<'a> {
        Box::pin(async move {
            let body = body(notice, self.content);
            let request = self
                .agent
                .post(&self.url)
                .header("Content-Type", "application/json")
                .header("CCHC-Event-Id", &notice.event_id)
                .header(
                    "CCHC-Signature",
                    signature(&self.secret, notice.now_ms, &body),
                );
            let now_ms = notice.now_ms;
            let done = tokio::task::spawn_blocking(move || {
                let answer = request.send(body).map_err(|error| {
                    Failure::later(match error {
                        ureq::Error::Timeout(_) => "HTTP timeout",
                        _ => "HTTP connection",
                    })
                })?;
                let asked = answer.headers().get("retry-after");
                let asked = asked.and_then(|text| retry_after(text.to_str().ok()?, now_ms));
                judge(answer.status().as_u16(), asked)
            });
            done.await.unwrap_or_else(|_| Err(Failure::later("HTTP")))
        })
    }
}

pub(super) fn judge(status: u16, after_secs: Option<i64>) -> Result<(), Failure> {
    let why = format!("HTTP {status}");
    match status {
        200..=299 => Ok(()),
        status if FINAL.contains(&status) => Err(Failure::never(why)),
        _ => Err(Failure::Later { why, after_secs }),
    }
}

/// Seconds to wait: a number, or a day and time.
pub(super) fn retry_after(text: &str, now_ms: i64) -> Option<i64> {
    let text = text.trim();
    if let Ok(secs) = text.parse::<u32>() {
        return Some(i64::from(secs));
    }
    let then = chrono::DateTime::parse_from_rfc2822(text).ok()?;
    Some((then.timestamp() - now_ms.div_euclid(1000)).max(0))
}

pub(super) fn stamp(ms: i64) -> String {
    chrono::DateTime::from_timestamp_millis(ms)
        .unwrap_or_default()
        .with_timezone(&VIETNAM)
        .to_rfc3339()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_wait_that_is_asked_for_is_a_number_or_a_time() {
        const NOW: i64 = 1_800_000_000_000;
        for (text, expected) in [
            ("120", Some(120)),
            (" 0 ", Some(0)),
            ("Fri, 15 Jan 2027 08:01:00 GMT", Some(60)),
            ("Fri, 15 Jan 2027 07:00:00 GMT", Some(0)),
            ("-5", None),
            ("soon", None),
        ] {
            assert_eq!(retry_after(text, NOW), expected, "{text}");
        }
    }

    #[test]
    fn the_signature_is_what_other_programs_compute() {
        // python3: hmac.new(b"0123456789abcdef", b"1800000000.{}", "sha256").hexdigest()
        assert_eq!(
            signature("0123456789abcdef", 1_800_000_000_999, "{}"),
            "t=1800000000,v1=1313ae9c874eb1a0868ad0b65f841c4243c23fdcfad69a3ada227726fad9960e"
        );
    }
}
