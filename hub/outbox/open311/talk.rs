//! Requests to an Open311 server, and what its answers are worth. It may say anything: what is not as the standard has it
//! counts as no answer, and none of its words go into the log or the database's errors.

use std::collections::HashSet;
use std::io::Read;
use std::time::Duration;

use serde_json::Value;

use super::super::Failure;
use super::super::webhook::{judge, retry_after, stamp};
use crate::http::agent;
use crate::store::clean::DAY_MS;
use crate::store::partners::Answered;

/// Most bytes of an answer.
const BYTES: u64 = 16 << 20;
/// Pages of their list that are looked through at most.
const PAGES: usize = 10;
/// Longest number of theirs.
const ID_CHARS: usize = 200;

/// What came of a request that writes.
#[derive(Debug)]
pub(super) enum Said {
    Made(Answered),
    /// It may have arrived or not.
    Lost(Failure),
    /// It certainly did nothing; and their words.
    Refused(Failure, String),
}

/// The way to a server.
pub(super) struct Talk {
    base: String,
    key: Option<String>,
    jurisdiction: Option<String>,
    agent: ureq::Agent,
}

/// Status, wait that was asked for, body.
type Answer = (u16, Option<i64>, Vec<u8>);

impl Talk {
    pub(super) fn new(
        url: &str,
        key: Option<String>,
        jurisdiction: Option<String>,
        time: Duration,
    ) -> Self {
        Self {
            base: url.trim_end_matches('/').to_owned(),
            key,
            jurisdiction,
            // A server that moved says so to people.
            agent: agent(time, 0),
        }
    }

    fn own(&self) -> Vec<(String, String)> {
        let own = [
            ("api_key", &self.key),
            ("jurisdiction_id", &self.jurisdiction),
        ];
        let own = own.into_iter();
        own.filter_map(|(name, value)| Some((name.to_owned(), value.clone()?)))
            .collect()
    }

    /// Writes.
    pub(super) async fn post(
        &self,
        path: &str,
        mut fields: Vec<(String, String)>,
        now_ms: i64,
    ) -> Said {
        fields.extend(self.own());
        let body = url::form_urlencoded::Serializer::new(String::new())
            .extend_pairs(fields)
            .finish();
        let request = self.agent.post(format!("{}/{path}", self.base)).header(
            "Content-Type",
            "application/x-www-form-urlencoded; charset=utf-8",
        );
        let sent = tokio::task::spawn_blocking(move || {
            request.send(body).and_then(|answer| read(answer, now_ms))
        });
        let (status, after_secs, body) = match sent.await {
            Ok(Ok(answer)) => answer,
            Ok(Err(error)) if never_left(&error) => {
                return Said::Refused(Failure::later("HTTP connection"), String::new());
            }
            Ok(Err(error)) => return Said::Lost(Failure::later(words(&error))),
            Err(_) => return Said::Lost(Failure::later("HTTP")),
        };
        match judge(status, after_secs) {
            Ok(()) => match made(&body) {
                Some(answered) => Said::Made(answered),
                None => Said::Lost(Failure::later("unreadable answer")),
            },
            // It may have stored it before it stumbled.
            Err(failure) if status >= 500 => Said::Lost(failure),
            Err(failure) => Said::Refused(failure, String::from_utf8_lossy(&body).into_owned()),
        }
    }

    /// Reads a list; an error in a few words.
    pub(super) async fn get(
        &self,
        path: &str,
        mut asked: Vec<(String, String)>,
    ) -> Result<Vec<Value>, Failure> {
        asked.extend(self.own());
        let query = url::form_urlencoded::Serializer::new(String::new())
            .extend_pairs(asked)
            .finish();
        let request = self.agent.get(format!("{}/{path}?{query}", self.base));
        let sent =
            tokio::task::spawn_blocking(move || request.call().and_then(|answer| read(answer, 0)));
        let (status, after_secs, body) = match sent.await {
            Ok(Ok(answer)) => answer,
            Ok(Err(error)) => return Err(Failure::later(words(&error))),
            Err(_) => return Err(Failure::later("HTTP")),
        };
        if status != 200 {
            let why = format!("HTTP {status}");
            return Err(Failure::Later { why, after_secs });
        }
        list(&body).ok_or_else(|| Failure::later("unreadable answer"))
    }

    /// Their number of the request whose description has a mark.
    pub(super) async fn look_up(
        &self,
        mark: String,
        since_ms: i64,
    ) -> Result<Option<String>, Failure> {
        let mut seen = HashSet::new();
        for page in 1..=PAGES {
            // Their clock may be another one.
            let asked = vec![
                ("start_date".to_owned(), stamp(since_ms - DAY_MS)),
                ("page".to_owned(), page.to_string()),
            ];
            let mut is_new = false;
            for request in self.get("requests.json", asked).await? {
                let Some(number) = id(&request, "service_request_id") else {
                    continue;
                };
                let text = request["description"].as_str().unwrap_or_default();
                if text.contains(&mark) {
                    return Ok(Some(number));
                }
                is_new |= seen.insert(number);
            }
            // The end, or a server that knows no pages.
            if !is_new {
                return Ok(None);
            }
        }
        Err(Failure::later("their list is too long"))
    }
}

/// A text or a whole number of theirs.
pub(super) fn id(value: &Value, name: &str) -> Option<String> {
    let text = match &value[name] {
        Value::String(text) => text.trim().to_owned(),
        Value::Number(number) => number.to_string(),
        _ => return None,
    };
    (!text.is_empty() && text.chars().count() <= ID_CHARS).then_some(text)
}

/// An array, as the standard has it, or the one array of an object, as some servers do.
fn list(body: &[u8]) -> Option<Vec<Value>> {
    match serde_json::from_slice(body).ok()? {
        Value::Array(rows) => Some(rows),
        Value::Object(parts) => {
            let mut arrays = parts.into_iter().filter_map(|(_, part)| match part {
                Value::Array(rows) => Some(rows),
                _ => None,
            });
            arrays.next()
        }
        _ => None,
    }
}

fn made(body: &[u8]) -> Option<Answered> {
    let rows = list(body)?;
    let first = rows.first()?;
    let number = id(first, "service_request_id").or_else(|| id(first, "update_id"));
    number
        .map(Answered::Number)
        .or_else(|| id(first, "token").map(Answered::Token))
}

fn read(answer: ureq::http::Response<ureq::Body>, now_ms: i64) -> Result<Answer, ureq::Error> {
    let asked = answer.headers().get("retry-after");
    let asked = asked.and_then(|text| retry_after(text.to_str().ok()?, now_ms));
    let status = answer.status().as_u16();
    let mut body = Vec::new();
    let mut reader = answer.into_body().into_reader().take(BYTES);
    reader.read_to_end(&mut body).map_err(ureq::Error::from)?;
    Ok((status, asked, body))
}

fn words(error: &ureq::Error) -> &'static str {
    match error {
        ureq::Error::Timeout(_) => "HTTP timeout",
        _ => "HTTP connection",
    }
}

/// Whether there was nobody to send anything to.
fn never_left(error: &ureq::Error) -> bool {
    match error {
        ureq::Error::HostNotFound | ureq::Error::ConnectionFailed | ureq::Error::Tls(_) => true,
        ureq::Error::Io(error) => error.kind() == std::io::ErrorKind::ConnectionRefused,
        _ => false,
    }
}
