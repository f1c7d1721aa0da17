//! What was published, live: page by page as JSON, and as an Atom feed. Nothing here depends on who asks.

use std::sync::Arc;

use axum::Json;
use axum::extract::{Query, State};
use axum::http::{HeaderMap, HeaderValue, header};
use axum::response::{IntoResponse, Response};
use cchc::feed::wire::Moment;
use cchc::feed::wire::VERSION;
use cchc::feed::wire::answers::{Answer, Answers};
use cchc::format::VIETNAM;
use chrono::{DateTime, NaiveDate, TimeZone};
use serde::{Deserialize, Serialize};

use super::problem::{Problem, Written};
use super::{Hub, forms};
use crate::store::life::{self, PageAt, Public, PublicFilter};

/// Answers on a page, unless asked otherwise.
const PAGE: i64 = 20;
/// Most answers on a page, and in the Atom feed.
const MAX_PAGE: i64 = 100;

/// Which answers.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(crate) struct Asked {
    page: Option<i64>,
    size: Option<i64>,
    agency: Option<String>,
    kind: Option<String>,
    topic: Option<String>,
    q: Option<String>,
    from: Option<NaiveDate>,
    to: Option<NaiveDate>,
}

/// A page of a file of the feed.
#[derive(Serialize)]
struct Page {
    #[serde(flatten)]
    file: Answers,
    total: i64,
    page: i64,
    size: i64,
}

impl Asked {
    fn filter(&self) -> PublicFilter {
        let given = |text: &Option<String>| text.clone().filter(|text| !text.is_empty());
        let day = |day: NaiveDate| {
            let begin = VIETNAM.from_local_datetime(&day.and_hms_opt(0, 0, 0).unwrap_or_default());
            begin.earliest().map_or(0, |begin| begin.timestamp_millis())
        };
        PublicFilter {
            agency: given(&self.agency),
            kind: given(&self.kind),
            topic: given(&self.topic),
            words: self
                .q
                .clone()
                .unwrap_or_default()
                .chars()
                .take(200)
                .collect(),
            from_ms: self.from.map(day),
            to_ms: self.to.and_then(|to| to.succ_opt()).map(day),
        }
    }

    fn at(&self) -> PageAt {
        PageAt {
            number: self.page.unwrap_or(1).clamp(1, 1_000_000),
            size: self.size.unwrap_or(PAGE).clamp(1, MAX_PAGE),
        }
    }
}

/// Published answers, the newest first; each as in `answers.json` of the feed.
#[utoipa::path(get, path = "/api/v1/answers",
    params(("page" = Option<i64>, Query, description = "From 1"), ("size" = Option<i64>, Query, description = "At most 100"),
        ("agency" = Option<String>, Query, description = "Id of the agency"), ("kind" = Option<String>, Query, description = "Kind"),
        ("topic" = Option<String>, Query, description = "Topic"), ("q" = Option<String>, Query, description = "Words, with or without marks"),
        ("from" = Option<String>, Query, description = "Answered from this day on, YYYY-MM-DD"),
        ("to" = Option<String>, Query, description = "Answered up to this day")),
    responses((status = 200, description = "version, answers, total, page, size"),
        (status = 400, body = Written<'static>, description = "address-unreadable")))]
pub(crate) async fn list(
    State(hub): State<Arc<Hub>>,
    Query(asked): Query<Asked>,
) -> Result<Response, Problem> {
    let at = asked.at();
    let (found, total) = life::answers(&hub.store, &asked.filter(), at).await?;
    let page = Page {
        file: file(&found),
        total,
        page: at.number,
        size: at.size,
    };
    Ok(kept(Json(page).into_response()))
}

/// The same as an Atom feed.
#[utoipa::path(get, path = "/api/v1/answers.atom",
    params(("agency" = Option<String>, Query, description = "Id of the agency"), ("kind" = Option<String>, Query, description = "Kind"),
        ("topic" = Option<String>, Query, description = "Topic"), ("q" = Option<String>, Query, description = "Words")),
    responses((status = 200, description = "Atom (RFC 4287), the newest hundred"),
        (status = 400, body = Written<'static>, description = "address-unreadable")))]
pub(crate) async fn atom(
    State(hub): State<Arc<Hub>>,
    Query(asked): Query<Asked>,
    headers: HeaderMap,
) -> Result<Response, Problem> {
    let at = PageAt {
        number: 1,
        size: MAX_PAGE,
    };
    let (found, _) = life::answers(&hub.store, &asked.filter(), at).await?;
    let host = headers
        .get(header::HOST)
        .and_then(|host| host.to_str().ok());
    let base = match (&hub.config.public_url, host) {
        (Some(url), _) => url.clone(),
        (None, host) => format!("https://{}", host.unwrap_or("localhost")),
    };
    let kind = HeaderValue::from_static("application/atom+xml; charset=utf-8");
    let body = feed(&found, &base);
    Ok(kept(([(header::CONTENT_TYPE, kind)], body).into_response()))
}

/// The same for everybody, for a minute.
fn kept(mut answer: Response) -> Response {
    let cache = HeaderValue::from_static("public, max-age=60");
    answer.headers_mut().insert(header::CACHE_CONTROL, cache);
    answer
}

/// A file of the feed.
pub(crate) fn file(found: &[Public]) -> Answers {
    Answers {
        version: VERSION.to_owned(),
        answers: found.iter().filter_map(answer).collect(),
    }
}

fn answer(public: &Public) -> Option<Answer> {
    let moment =
        |ms| DateTime::from_timestamp_millis(ms).map(|time| Moment(time.with_timezone(&VIETNAM)));
    let given = |text: &str| Some(text.to_owned()).filter(|text| !text.is_empty());
    Some(Answer {
        id: public.number.to_string(),
        kind: given(&public.kind),
        topic: public.topic.clone(),
        agency: public.agency.clone(),
        ward: public.ward.clone(),
        place: public.place.clone(),
        title: given(&public.title),
        body: given(&public.body),
        answer: public.answer.clone(),
        legal_basis: public.legal_basis.clone(),
        received: moment(public.received_ms),
        answered: moment(public.answered_ms)?,
    })
}

fn feed(found: &[Public], base: &str) -> String {
    let base = escaped(base);
    let newest = found.iter().map(|public| public.published_ms).max();
    let mut out = format!(
        "<?xml version=\"1.0\" encoding=\"utf-8\"?>\n<feed xmlns=\"http://www.w3.org/2005/Atom\" xml:lang=\"vi\">\
         <title>Trả lời ý kiến người dân</title><id>{base}/api/v1/answers</id>\
         <link rel=\"self\" href=\"{base}/api/v1/answers.atom\"/><updated>{}</updated>",
        forms::stamp(newest.unwrap_or(0))
    );
    for public in found {
        let title = match public.title.is_empty() {
            true => cchc::text::clip(public.body.lines().next().unwrap_or_default(), 100),
            false => public.title.clone(),
        };
        out.push_str(&format!(
            "<entry><title>{}</title><id>{base}/api/v1/answers#{}</id><published>{}</published><updated>{}</updated>\
             <author><name>{}</name></author><category term=\"{}\"/><summary>{}</summary><content>{}</content></entry>",
            escaped(&title),
            public.number,
            forms::stamp(public.answered_ms),
            forms::stamp(public.published_ms),
            escaped(public.agency.as_deref().unwrap_or("-")),
            escaped(&public.kind),
            escaped(&public.body),
            escaped(&public.answer),
        ));
    }
    out.push_str("</feed>\n");
    out
}

/// Text of XML: what means something is written out, and signs that XML has not are left out.
fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for sign in text.chars() {
        match sign {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\n' | '\t' => out.push(sign),
            '\u{fffe}' | '\u{ffff}' => {}
            sign if sign.is_control() => {}
            sign => out.push(sign),
        }
    }
    out
}

#[cfg(test)]
#[path = "answers_tests.rs"]
mod tests;
