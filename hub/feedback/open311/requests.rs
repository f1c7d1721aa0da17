//! Published items as service requests, and what happened to them as updates. Whoever has a site's key also reads how the
//! items of that site stand, without a word of what was written.

use cchc::feed::agencies::Agency;
use cchc::feed::feedback::Form;
use cchc::format::Lang;
use cchc::submission::Status;
use serde_json::{Value, json};
use sqlx::any::AnyRow;
use sqlx::{AssertSqlSafe, Row};

use super::super::{DAY_MS, forms};
use super::services::Service;
use super::{Asked, Wrong};
use crate::store::{Error, Store};

/// Most of one answer, as in the standard.
const MOST: i64 = 1000;
/// Without dates, this far back, as in the standard.
const DAYS: i64 = 90;
/// Longest description, as in the standard.
const DESCRIPTION_CHARS: usize = 4000;
/// Ids that are looked for at once.
const MAX_IDS: usize = 100;

/// What a request is described with.
pub(super) struct Known<'a> {
    pub(super) form: &'a Form,
    pub(super) agencies: &'a [Agency],
}

impl Known<'_> {
    fn agency(&self, id: Option<&str>) -> Option<String> {
        let id = id?;
        let known = self.agencies.iter().find(|agency| agency.id == id);
        Some(known.map_or(id, |agency| agency.name.as_str()).to_owned())
    }
}

/// `requests`, or one of them.
pub(super) async fn list(
    store: &Store,
    known: &Known<'_>,
    asked: &Asked,
    one: Option<&str>,
    now_ms: i64,
) -> Result<Value, Wrong> {
    let mut condition = String::new();
    let mut texts = vec![known.form.id.clone()];
    let ids = one.or_else(|| asked.get("service_request_id"));
    if let Some(ids) = ids {
        // Overrides every other condition, as in the standard.
        let numbers: Vec<String> = ids
            .split(',')
            .take(MAX_IDS)
            .filter_map(|id| Some(id.trim().parse::<i64>().ok()?.to_string()))
            .collect();
        match numbers.is_empty() {
            true => condition.push_str(" AND 1 = 0"),
            false => condition.push_str(&format!(" AND number IN ({})", numbers.join(", "))),
        }
    } else {
        let (from, to) = (asked.time("start_date")?, asked.time("end_date")?);
        let from = from.unwrap_or_else(|| to.unwrap_or(now_ms) - DAYS * DAY_MS);
        condition.push_str(&format!(" AND received_ms >= {from}"));
        if let Some(to) = to {
            condition.push_str(&format!(" AND received_ms <= {to}"));
        }
        if let Some(codes) = asked.get("service_code") {
            let parts: Vec<_> = codes
                .split(',')
                .take(MAX_IDS)
                .map(|code| {
                    let (kind, topic) = code
                        .trim()
                        .split_once('.')
                        .map_or((code.trim(), None), |(kind, topic)| (kind, Some(topic)));
                    texts.push(kind.to_owned());
                    let mut part = format!("(kind = ${}", texts.len());
                    match topic {
                        Some(topic) => {
                            texts.push(topic.to_owned());
                            part.push_str(&format!(" AND topic = ${})", texts.len()));
                        }
                        None => part.push_str(" AND topic IS NULL)"),
                    }
                    part
                })
                .collect();
            condition.push_str(&format!(" AND ({})", parts.join(" OR ")));
        }
        if let Some(states) = asked.get("status") {
            condition.push_str(&format!(" AND status IN ({})", words(states)?));
        }
    }
    let (size, skip) = asked.page(MOST)?;
    let text = format!(
        "SELECT number, status, kind, topic, owner, ward, public_place, public_title, public_body, public_answer,
             received_ms, changed_ms, expected_ms FROM items WHERE published_ms IS NOT NULL AND form = $1{condition}
         ORDER BY received_ms DESC, number DESC LIMIT {size} OFFSET {skip}"
    );
    let rows = rows(store, text, texts).await?;
    let found: Result<Vec<_>, Error> = rows.iter().map(|row| request(row, known)).collect();
    Ok(Value::Array(found?))
}

/// Statuses that Open311 calls so.
fn words(states: &str) -> Result<String, Wrong> {
    let mut words = Vec::new();
    for state in states.split(',').map(str::trim) {
        if !["open", "closed"].contains(&state) {
            return Err(Wrong::bad("status: open, closed"));
        }
        let fitting = Status::ALL
            .iter()
            .filter(|status| status.open311() == state);
        words.extend(fitting.map(|status| format!("'{}'", status.word())));
    }
    Ok(words.join(", "))
}

async fn rows(store: &Store, text: String, texts: Vec<String>) -> Result<Vec<AnyRow>, Error> {
    // Constants of this file and whole numbers; texts are bound.
    let mut query = sqlx::query(AssertSqlSafe(text));
    for text in texts {
        query = query.bind(text);
    }
    Ok(query.fetch_all(store.readers()).await?)
}

fn status(row: &AnyRow, at: usize) -> Result<Status, Error> {
    let word: String = row.try_get(at)?;
    Status::parse(&word).ok_or_else(|| Error::Refused {
        code: "status".to_owned(),
        words: word,
    })
}

fn request(row: &AnyRow, known: &Known<'_>) -> Result<Value, Error> {
    let (kind, topic): (String, Option<String>) = (row.try_get(2)?, row.try_get(3)?);
    let (owner, ward): (Option<String>, Option<String>) = (row.try_get(4)?, row.try_get(5)?);
    let text = |at: usize| {
        row.try_get::<Option<String>, _>(at)
            .map(Option::unwrap_or_default)
    };
    let (place, title, body) = (text(6)?, text(7)?, text(8)?);
    let service = Service {
        kind: &kind,
        topic: topic.as_deref(),
    };
    let (kind_name, topic_name) = service.names(known.form);
    let status = status(row, 1)?;
    let description = [title, body].join("\n");
    Ok(json!({
        "service_request_id": row.try_get::<i64, _>(0)?.to_string(),
        "status": status.open311(),
        "status_notes": text(9)?,
        "service_name": topic_name.unwrap_or(kind_name),
        "service_code": service.code(),
        "description": cchc::text::clip(description.trim(), DESCRIPTION_CHARS),
        "agency_responsible": known.agency(owner.as_deref()),
        "service_notice": status.label(Lang::Vi),
        "requested_datetime": forms::stamp(row.try_get(10)?),
        "updated_datetime": forms::stamp(row.try_get(11)?),
        "expected_datetime": row.try_get::<Option<i64>, _>(12)?.map(forms::stamp),
        "address": match place.is_empty() {
            true => known.agency(ward.as_deref().or(owner.as_deref())).unwrap_or_default(),
            false => place,
        },
        "address_id": ward.or(owner),
        "zipcode": null,
        // Nobody is asked for coordinates.
        "lat": null,
        "long": null,
        "media_url": null,
    }))
}

/// `servicerequestupdates`: what happened, as mySociety's extension has it.
pub(super) async fn updates(
    store: &Store,
    asked: &Asked,
    site: Option<&str>,
    now_ms: i64,
) -> Result<Value, Wrong> {
    let to = asked.time("end_date")?.unwrap_or(now_ms);
    let from = asked.time("start_date")?.unwrap_or(to - DAYS * DAY_MS);
    let shown: Vec<_> = crate::store::life::SHOWN
        .iter()
        .map(|deed| format!("'{deed}'"))
        .collect();
    let (size, skip) = asked.page(MOST)?;
    let (texts, own) = match site {
        Some(site) => (vec![site.to_owned()], " OR items.site = $1"),
        None => (Vec::new(), ""),
    };
    let text = format!(
        "SELECT events.number, events.item, events.status, events.at_ms, events.deed, items.public_answer,
             items.published_ms FROM events JOIN items ON items.number = events.item
         WHERE events.at_ms >= {from} AND events.at_ms <= {to} AND events.undone = 0 AND events.deed IN ({})
             AND (items.published_ms IS NOT NULL{own}) ORDER BY events.number LIMIT {size} OFFSET {skip}",
        shown.join(", ")
    );
    let rows = rows(store, text, texts).await?;
    let found: Result<Vec<_>, Error> = rows.iter().map(update).collect();
    Ok(Value::Array(found?))
}

fn update(row: &AnyRow) -> Result<Value, Error> {
    let status = status(row, 2)?;
    let deed: String = row.try_get(4)?;
    let answer: Option<String> = row.try_get(5)?;
    let is_public = row.try_get::<Option<i64>, _>(6)?.is_some();
    // Only words that a person has blacked out.
    let description = answer
        .filter(|_| is_public && deed == "send")
        .unwrap_or_else(|| status.label(Lang::Vi).to_owned());
    Ok(json!({
        "update_id": row.try_get::<i64, _>(0)?.to_string(),
        "service_request_id": row.try_get::<i64, _>(1)?.to_string(),
        "status": word(status, &deed),
        "updated_datetime": forms::stamp(row.try_get(3)?),
        "description": description,
        "media_url": "",
        "external_status_code": status.word(),
    }))
}

/// A status as mySociety's clients know it.
fn word(status: Status, deed: &str) -> &'static str {
    match status {
        _ if matches!(deed, "reopen" | "unsolved") => "reopen",
        Status::Received => "open",
        Status::Held => "for_triage",
        Status::Accepted | Status::NeedInfo => "investigating",
        Status::Forwarded => "internal_referral",
        Status::InProgress => "in_progress",
        Status::Answered => "fixed",
        Status::Refused => "no_further_action",
        Status::OutOfScope => "not_councils_responsibility",
        Status::Duplicate => "duplicate",
        Status::Withdrawn => "cancelled",
        _ => "closed",
    }
}
