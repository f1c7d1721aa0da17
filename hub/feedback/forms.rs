//! The forms: read from the feed's `feedback.json`, again when it changes, and every version kept in the database, so
//! that what was written offline with an older one is still taken.

use std::collections::HashMap;
use std::path::PathBuf;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::SystemTime;

use axum::Json;
use axum::extract::{Path, Request, State};
use axum::http::{HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use cchc::feed::agencies::{self, Agency};
use cchc::feed::feedback::{Form, parse_form};
use cchc::feed::procedure::Unit;
use cchc::format::{Lang, VIETNAM};
use cchc::submission::{self, Code, Submission, TypeWrong};
use chrono::{DateTime, Duration, Months};
use serde_json::Value;
use sha2::{Digest, Sha256};

use super::problem::{Mistake, Problem, Written};
use super::{Hub, days};
use crate::config::Holidays;
use crate::secrets::hex;
use crate::store::{self, KeepForm};

/// Longest answer time that is promised, of whatever unit; more is a slip.
const MAX_DUE: i64 = 3650;

/// Wait that is asked for while the feed is not here yet.
const FEED_WAIT_SECS: i64 = 60;

/// A form that has been read.
pub(crate) struct Known {
    pub(crate) form: Form,
    /// As in the feed.
    content: Value,
    /// Tag of the content.
    tag: String,
}

/// What is known of the forms.
pub(crate) struct Forms {
    feed: PathBuf,
    state: Mutex<Seen>,
}

#[derive(Default)]
struct Seen {
    /// Time and length of the file that was read.
    stamp: Option<(SystemTime, u64)>,
    /// What the feed offers now, by id.
    current: HashMap<String, Arc<Known>>,
    /// All that was asked for, by id and version.
    all: HashMap<(String, i64), Arc<Known>>,
    /// What is known of the agencies, and the stamp of their file.
    agencies: (Option<(SystemTime, u64)>, Arc<Vec<Agency>>),
}

impl Forms {
    /// The folder of the feed.
    pub(super) fn feed(&self) -> &std::path::Path {
        &self.feed
    }

    pub(super) fn new(feed: PathBuf) -> Self {
        Self {
            feed,
            state: Mutex::default(),
        }
    }

    fn seen(&self) -> MutexGuard<'_, Seen> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Reads the feed again if it changed. A feed that cannot be read leaves what was known.
    async fn look(&self, hub: &Hub) -> Result<(), Problem> {
        let file = self.feed.join("agencies.json");
        let seen = self.seen().agencies.0;
        if let Some((stamp, text)) = changed(&file, seen).await {
            self.seen().agencies = (Some(stamp), Arc::new(agencies::parse(&text).0));
        }
        let file = self.feed.join("feedback.json");
        let seen = self.seen().stamp;
        let Some((stamp, text)) = changed(&file, seen).await else {
            return Ok(());
        };
        let Ok(value) = serde_json::from_str::<Value>(&text) else {
            tracing::warn!("feedback.json cannot be read; the forms stay as they were");
            return Ok(());
        };
        let mut current = HashMap::new();
        for content in value["forms"].as_array().into_iter().flatten() {
            let Some(known) = read(&content.to_string()) else {
                continue;
            };
            let id = known.form.id.clone();
            let version = i64::from(known.form.version);
            let deed = KeepForm {
                id: id.clone(),
                version,
                content: content.to_string(),
                now_ms: hub.now_ms(),
            };
            hub.store.act(deed).await?;
            let known = Arc::new(known);
            let key = (id.clone(), version);
            self.seen().all.insert(key, Arc::clone(&known));
            current.entry(id).or_insert(known);
        }
        let mut seen = self.seen();
        seen.current = current;
        seen.stamp = Some(stamp);
        Ok(())
    }

    /// What is known of the agencies.
    pub(super) fn agencies(&self) -> Arc<Vec<Agency>> {
        Arc::clone(&self.seen().agencies.1)
    }

    /// Codes and labels of all kinds that the feed offers now.
    pub(super) fn kinds(&self) -> Vec<(String, String)> {
        self.choices(|form| {
            let kinds = form.kinds.iter();
            kinds
                .map(|one| (one.code.clone(), one.label.clone()))
                .collect()
        })
    }

    /// The same of all topics.
    pub(super) fn topics(&self) -> Vec<(String, String)> {
        self.choices(|form| {
            let topics = form.topics.iter();
            topics
                .map(|one| (one.code.clone(), one.label.clone()))
                .collect()
        })
    }

    fn choices(&self, of: impl Fn(&Form) -> Vec<(String, String)>) -> Vec<(String, String)> {
        let seen = self.seen();
        let mut found: Vec<_> = seen
            .current
            .values()
            .flat_map(|known| of(&known.form))
            .collect();
        found.sort_unstable();
        found.dedup_by(|one, other| one.0 == other.0);
        found
    }

    /// What is known of the agencies, read again if it changed.
    pub(super) async fn now(&self, hub: &Hub) -> Arc<Vec<Agency>> {
        // A feed that cannot be read leaves what was known.
        _ = self.look(hub).await;
        self.agencies()
    }

    /// The form that the feed offers now.
    pub(super) async fn current(&self, hub: &Hub, id: &str) -> Result<Option<Arc<Known>>, Problem> {
        self.look(hub).await?;
        let seen = self.seen();
        match seen.current.get(id) {
            None if seen.stamp.is_none() => Err(Problem::forms_missing().after(FEED_WAIT_SECS)),
            known => Ok(known.cloned()),
        }
    }

    /// The form of a version: offered now, or at any time before.
    pub(super) async fn of_version(
        &self,
        hub: &Hub,
        id: &str,
        version: i64,
    ) -> Result<Arc<Known>, Problem> {
        self.look(hub).await?;
        let key = (id.to_owned(), version);
        if let Some(known) = self.seen().all.get(&key) {
            return Ok(Arc::clone(known));
        }
        let content = store::form(hub.store.readers(), id, version).await?;
        let known = content.as_deref().and_then(read);
        match known {
            Some(known) => {
                let known = Arc::new(known);
                self.seen().all.insert(key, Arc::clone(&known));
                Ok(known)
            }
            None => Err(self.refusal(id, version)),
        }
    }
}

impl Forms {
    /// Why there is no such version. The feed may reach a page sooner than the hub: that passes.
    fn refusal(&self, id: &str, version: i64) -> Problem {
        let seen = self.seen();
        match seen.current.get(id) {
            None if seen.stamp.is_none() => Problem::forms_missing().after(FEED_WAIT_SECS),
            None => Problem::form_unknown(),
            Some(now) if i64::from(now.form.version) < version => {
                Problem::form_ahead().after(FEED_WAIT_SECS)
            }
            Some(_) => Problem::form_gone(),
        }
    }
}

/// Stamp and text of a file whose time or length is another than before.
pub(super) async fn changed(
    file: &std::path::Path,
    seen: Option<(SystemTime, u64)>,
) -> Option<((SystemTime, u64), String)> {
    let about = tokio::fs::metadata(file).await.ok()?;
    let stamp = (about.modified().ok()?, about.len());
    if seen == Some(stamp) {
        return None;
    }
    Some((stamp, tokio::fs::read_to_string(file).await.ok()?))
}

fn read(content: &str) -> Option<Known> {
    Some(Known {
        form: parse_form(content).0?,
        content: serde_json::from_str(content).ok()?,
        tag: format!("\"{}\"", hex(&Sha256::digest(content)[..12])),
    })
}

/// A form as in the feed, for clients without one.
#[utoipa::path(get, path = "/api/v1/forms/{form}", params(("form" = String, Path, description = "Id of the form")),
    responses((status = 200, description = "The form as in feedback.json, with an ETag"), (status = 304),
        (status = 404, body = Written<'static>, description = "form-unknown")))]
pub(super) async fn answer(
    State(hub): State<Arc<Hub>>,
    Path(id): Path<String>,
    request: Request,
) -> Result<Response, Problem> {
    let known = hub
        .forms
        .current(&hub, &id)
        .await?
        .ok_or_else(Problem::form_unknown)?;
    let asked = request.headers().get(header::IF_NONE_MATCH);
    let is_known = asked.is_some_and(|tag| tag.as_bytes() == known.tag.as_bytes());
    let mut answer = match is_known {
        true => StatusCode::NOT_MODIFIED.into_response(),
        false => Json(&known.content).into_response(),
    };
    if let Ok(tag) = HeaderValue::from_str(&known.tag) {
        answer.headers_mut().insert(header::ETAG, tag);
    }
    let cache = HeaderValue::from_static("public, max-age=60");
    answer.headers_mut().insert(header::CACHE_CONTROL, cache);
    Ok(answer)
}

impl Forms {
    /// What is wrong with an item, by the code that the widget uses too, and by what the feed knows of agencies.
    pub(super) fn check(&self, submission: &Submission, known: &Known) -> Vec<Mistake> {
        let mut found = submission::check(submission, &known.form);
        let agencies = self.agencies();
        let is_known =
            |id: &String| agencies.is_empty() || agencies.iter().any(|one| one.id == *id);
        for (pointer, id, code) in [
            ("/agency", &submission.agency, Code::AgencyUnknown),
            ("/ward", &submission.ward, Code::WardUnknown),
        ] {
            if id.as_ref().is_some_and(|id| !is_known(id)) {
                found.push(submission::Problem {
                    pointer: pointer.to_owned(),
                    code,
                    number: 0,
                });
            }
        }
        found.iter().map(mistake).collect()
    }
}

/// A mistake with its words.
pub(super) fn mistake(problem: &submission::Problem) -> Mistake {
    Mistake {
        pointer: problem.pointer.clone(),
        code: problem.code.id().to_owned(),
        message: problem.sentence(Lang::Vi),
        message_en: problem.sentence(Lang::En),
    }
}

/// A value of another type.
pub(super) fn of_another_type(wrong: TypeWrong) -> Mistake {
    Mistake {
        pointer: wrong.0,
        code: "type-wrong".to_owned(),
        message: "Kiểu giá trị không đúng".to_owned(),
        message_en: "The value has another type".to_owned(),
    }
}

/// When an answer is promised, in ms.
pub(super) fn due_ms(known: &Known, holidays: &Holidays, now_ms: i64) -> Option<i64> {
    let due = known.form.due.as_ref()?;
    let count = i64::from(due.count);
    if !(1..=MAX_DUE).contains(&count) {
        return None;
    }
    let start = DateTime::from_timestamp_millis(now_ms)?.with_timezone(&VIETNAM);
    let end = match due.unit {
        Unit::Hour => start + Duration::hours(count),
        Unit::Day => start + Duration::days(count),
        Unit::Month => start.checked_add_months(Months::new(due.count))?,
        Unit::WorkingDay => days::after(start, count, holidays),
    };
    Some(end.timestamp_millis())
}

/// A time as it is answered.
pub(super) fn stamp(ms: i64) -> String {
    DateTime::from_timestamp_millis(ms)
        .map(|time| time.with_timezone(&VIETNAM).to_rfc3339())
        .unwrap_or_default()
}
