//! Open311 GeoReport v2 under `/open311/v2/`, with mySociety's service request updates, for clients such as FixMyStreet.
//!
//! Reading shows what was published, and nothing else. Writing needs a site's `api_key`. The form that the settings name
//! is offered as services. What the standard lacks stands where it lets things stand: consent and publishing are
//! attributes, the tracking code comes in `service_notice`, `client_request_id` makes a repeat the same item.

mod post;
mod requests;
mod services;
mod update;
mod xml;

use std::sync::Arc;

use axum::extract::{Path, Request, State};
use axum::http::{HeaderValue, Method, StatusCode, header};
use axum::response::{IntoResponse, Response};
use chrono::DateTime;
use serde_json::{Value, json};
use sha2::{Digest, Sha256};

use super::problem::Problem;
use super::{Hub, ITEM_TIME, read_body};
use crate::config::{ApiKey, Open311};
use crate::secrets::hex;
use requests::Known;
use services::Service;

const SPECIFICATION: &str = "http://wiki.open311.org/GeoReport_v2";
const XML: &str = "text/xml; charset=utf-8";
const JSON: &str = "application/json; charset=utf-8";
/// Day of the last change to this façade.
const CHANGESET: &str = "2026-11-29T00:00:00+07:00";

/// An error as the standard has it.
#[derive(Debug, Clone)]
struct Wrong {
    status: StatusCode,
    descriptions: Vec<String>,
    retry_after_secs: Option<i64>,
}

impl Wrong {
    fn new(status: StatusCode, description: &str) -> Self {
        Self {
            status,
            descriptions: vec![description.to_owned()],
            retry_after_secs: None,
        }
    }

    fn bad(description: &str) -> Self {
        Self::new(StatusCode::BAD_REQUEST, description)
    }

    fn missing(description: &str) -> Self {
        Self::new(StatusCode::NOT_FOUND, description)
    }

    /// The standard knows 400, 403 and 404; what passes by waiting stays what it is.
    fn of(problem: &Problem) -> Self {
        let passes = problem.retry_after_secs.is_some() || problem.status.is_server_error();
        let status = match passes {
            true => problem.status,
            false => StatusCode::BAD_REQUEST,
        };
        let said = |mistake: &super::problem::Mistake| {
            format!(
                "{}: {} | {}",
                mistake.pointer, mistake.message, mistake.message_en
            )
        };
        let descriptions = match problem.mistakes.is_empty() {
            true => vec![format!("{} | {}", problem.detail, problem.detail_en)],
            false => problem.mistakes.iter().map(said).collect(),
        };
        Self {
            status,
            descriptions,
            retry_after_secs: problem.retry_after_secs,
        }
    }
}

impl From<crate::store::Error> for Wrong {
    fn from(error: crate::store::Error) -> Self {
        Self::of(&error.into())
    }
}

/// The arguments of a request. An empty one counts as none.
#[derive(Debug, Default)]
struct Asked(Vec<(String, String)>);

impl Asked {
    fn of(text: &[u8]) -> Self {
        let pairs = url::form_urlencoded::parse(text);
        Self(
            pairs
                .into_owned()
                .filter(|(_, value)| !value.trim().is_empty())
                .collect(),
        )
    }

    fn get(&self, name: &str) -> Option<&str> {
        let found = self.0.iter().find(|(known, _)| known == name);
        found.map(|(_, value)| value.trim())
    }

    /// `attribute[code]`
    fn attribute(&self, code: &str) -> Option<&str> {
        self.get(&format!("attribute[{code}]"))
    }

    /// `attribute[code][]`, as often as it stands there.
    fn attributes(&self, code: &str) -> Vec<String> {
        let names = [format!("attribute[{code}][]"), format!("attribute[{code}]")];
        let found = self.0.iter().filter(|(known, _)| names.contains(known));
        found.map(|(_, value)| value.clone()).collect()
    }

    /// A time in ms.
    fn time(&self, name: &str) -> Result<Option<i64>, Wrong> {
        let Some(text) = self.get(name) else {
            return Ok(None);
        };
        // A plus that was not encoded arrives as a space.
        let time = DateTime::parse_from_rfc3339(&text.replace(' ', "+"));
        match time {
            Ok(time) => Ok(Some(time.timestamp_millis())),
            Err(_) => Err(Wrong::bad(&format!("{name}: 2026-07-01T00:00:00+07:00"))),
        }
    }

    /// How many, and how many are left out before.
    fn page(&self, most: i64) -> Result<(i64, i64), Wrong> {
        let number = |name: &str, else_: i64| match self.get(name) {
            Some(text) => text
                .parse::<i64>()
                .ok()
                .filter(|number| (1..=1_000_000).contains(number))
                .ok_or_else(|| Wrong::bad(name)),
            None => Ok(else_),
        };
        let size = number("page_size", most)?.min(most);
        Ok((size, (number("page", 1)? - 1) * size))
    }
}

/// Everything under `/open311/v2/`.
pub(super) async fn answer(
    State(hub): State<Arc<Hub>>,
    Path(path): Path<String>,
    request: Request,
) -> Response {
    let (path, is_json) = match (path.strip_suffix(".json"), path.strip_suffix(".xml")) {
        (Some(path), _) => (path.to_owned(), true),
        (None, Some(path)) => (path.to_owned(), false),
        (None, None) => (path, false),
    };
    let done = served(&hub, &path, request).await;
    let (status, root, value, wait) = match done {
        Ok((root, value)) => (StatusCode::OK, root, value, None),
        Err(wrong) => {
            let code = wrong.status.as_u16();
            let errors = wrong.descriptions.iter();
            let errors = errors.map(|words| json!({"code": code, "description": words}));
            (
                wrong.status,
                "errors",
                errors.collect(),
                wrong.retry_after_secs,
            )
        }
    };
    let body = match is_json {
        true => serde_json::to_vec(&value).unwrap_or_default(),
        false => xml::document(root, &value).unwrap_or_default(),
    };
    let kind = if is_json { JSON } else { XML };
    let mut answer = (status, [(header::CONTENT_TYPE, kind)], body).into_response();
    let headers = answer.headers_mut();
    // Nothing here depends on cookies.
    headers.insert(
        header::ACCESS_CONTROL_ALLOW_ORIGIN,
        HeaderValue::from_static("*"),
    );
    if let Some(secs) = wait {
        headers.insert(header::RETRY_AFTER, HeaderValue::from(secs));
    }
    answer
}

/// Name and content of the answer.
async fn served(hub: &Hub, path: &str, request: Request) -> Result<(&'static str, Value), Wrong> {
    let nothing = || Wrong::missing("there is nothing at this address");
    let settings = hub.config.open311.as_ref().ok_or_else(nothing)?;
    let sender = hub.sender(&request);
    let method = request.method().clone();
    let query = request.uri().query().unwrap_or_default().to_owned();
    let asked = match method {
        Method::POST => {
            let most = hub.config.limits.item_bytes;
            let body = read_body(&sender.headers, request.into_body(), most, ITEM_TIME)
                .await
                .map_err(|problem| Wrong::of(&problem))?;
            let mut asked = Asked::of(&body);
            asked.0.extend(Asked::of(query.as_bytes()).0);
            asked
        }
        _ => Asked::of(query.as_bytes()),
    };
    if let (Some(own), Some(other)) = (&settings.jurisdiction, asked.get("jurisdiction_id"))
        && own != other
    {
        return Err(Wrong::missing("jurisdiction_id provided was not found"));
    }
    let is_reading = matches!(method, Method::GET | Method::HEAD);
    if path == "discovery" && is_reading {
        return Ok(("discovery", discovery(hub, settings, &sender.headers)));
    }
    let known = hub.forms.current(hub, &settings.form).await;
    let known = known
        .map_err(|problem| Wrong::of(&problem))?
        .ok_or_else(nothing)?;
    let form = &known.form;
    let agencies = hub.forms.agencies();
    let described = Known {
        form,
        agencies: &agencies,
    };
    let now_ms = hub.now_ms();
    match (path.split_once('/'), path, is_reading) {
        (None, "services", true) => Ok(("services", services::list(form))),
        (Some(("services", code)), _, true) => {
            let service = Service::of(form, code);
            let service = service.ok_or_else(|| Wrong::missing("service_code was not found"))?;
            Ok(("service_definition", services::definition(form, service)))
        }
        (None, "requests", true) => {
            let found = requests::list(&hub.store, &described, &asked, None, now_ms).await?;
            Ok(("service_requests", found))
        }
        (Some(("requests", id)), _, true) => {
            let found = requests::list(&hub.store, &described, &asked, Some(id), now_ms).await?;
            match found.as_array().is_some_and(Vec::is_empty) {
                true => Err(Wrong::missing("service_request_id was not found")),
                false => Ok(("service_requests", found)),
            }
        }
        (None, "servicerequestupdates", true) => {
            let site = match asked.get("api_key") {
                Some(_) => Some(key(settings, &asked)?.site.clone()),
                None => None,
            };
            let found = requests::updates(&hub.store, &asked, site.as_deref(), now_ms).await?;
            Ok(("service_request_updates", found))
        }
        (None, "requests", false) if method == Method::POST => {
            let site = key(settings, &asked)?.site.clone();
            let made = post::take(hub, form, &asked, site, &sender).await?;
            Ok(("service_requests", made))
        }
        (None, "servicerequestupdates", false) if method == Method::POST => {
            let key = key(settings, &asked)?;
            let made = update::take(hub, &asked, key, &sender).await?;
            Ok(("service_request_updates", made))
        }
        _ => Err(nothing()),
    }
}

/// The key, if it is one.
fn key<'a>(settings: &'a Open311, asked: &Asked) -> Result<&'a ApiKey, Wrong> {
    let refused = || Wrong::new(StatusCode::FORBIDDEN, "api_key is missing or wrong");
    let hash = hex(&Sha256::digest(asked.get("api_key").ok_or_else(refused)?));
    // Hashes: how long the comparison takes tells nothing of the key.
    let mut keys = settings.keys.iter();
    let found = keys.find(|key| key.sha256.eq_ignore_ascii_case(&hash));
    found.ok_or_else(refused)
}

fn discovery(hub: &Hub, settings: &Open311, headers: &axum::http::HeaderMap) -> Value {
    let host = headers
        .get(header::HOST)
        .and_then(|host| host.to_str().ok());
    let base = match &hub.config.public_url {
        Some(url) => url.clone(),
        None => format!("https://{}", host.unwrap_or("localhost")),
    };
    json!({
        "changeset": CHANGESET,
        "contact": settings.contact,
        "key_service": settings.contact,
        "endpoints": [{
            "specification": SPECIFICATION,
            "url": format!("{base}/open311/v2"),
            "changeset": CHANGESET,
            "type": "production",
            "formats": ["text/xml", "application/json"],
        }],
    })
}

#[cfg(test)]
#[path = "open311/tests.rs"]
mod tests;
