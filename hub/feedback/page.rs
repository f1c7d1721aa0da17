//! The form as a plain page, `/feedback/{form}`, for browsers without script: the same item, the same rules, once.
//!
//! The key is made with the page and stands in it, signed together with the time, so that a double click or a reload of
//! the answer is the same item. What was typed and the files that came stay when something must be corrected. Without
//! script there is no proof of work, so a person looks at these items first.

mod parts;
mod view;
mod words;

use std::sync::Arc;

use axum::extract::multipart::{Field, MultipartError};
use axum::extract::{FromRequest, Multipart, Path, Query, Request, State};
use axum::http::{HeaderMap, HeaderName, HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use cchc::feed::feedback::RATING;
use cchc::format::Lang;
use cchc::submission::{Answer, Consent, Contact, Key, Submission};
use serde::Deserialize;

use super::forms::{self, Known};
use super::problem::{Mistake, Problem};
use super::submit::Source;
use super::{FILE_TIME, Hub, Sender, sender};
use crate::secrets::{hex, random};

/// Most fields that are read; a form has far fewer.
const MAX_FIELDS: usize = 300;
/// Most bytes of one field that is no file.
const MAX_FIELD_BYTES: usize = 100_000;
/// Name of the field that nobody sees.
const TRAP: &str = "website";

/// What the address says.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
pub(super) struct Asked {
    site: String,
    agency: String,
    kind: String,
    lang: String,
}

impl Asked {
    fn lang(&self) -> Lang {
        match self.lang.as_str() {
            "en" => Lang::En,
            _ => Lang::Vi,
        }
    }
}

/// What was typed, by the names of the fields.
#[derive(Debug, Default)]
struct Filled(Vec<(String, String)>);

impl Filled {
    fn get(&self, name: &str) -> &str {
        let field = self.0.iter().find(|(known, _)| known == name);
        field.map_or("", |(_, value)| value)
    }

    fn some(&self, name: &str) -> Option<String> {
        Some(self.get(name).to_owned()).filter(|value| !value.is_empty())
    }

    fn all<'a>(&'a self, name: &'a str) -> impl Iterator<Item = &'a str> {
        let fields = self.0.iter().filter(move |(known, _)| known == name);
        fields.map(|(_, value)| value.as_str())
    }

    fn put(&mut self, name: &str, value: impl Into<String>) {
        self.0.retain(|(known, _)| known != name);
        self.0.push((name.to_owned(), value.into()));
    }
}

/// `GET /feedback/{form}?site=&agency=&kind=&lang=`
pub(super) async fn show(
    State(hub): State<Arc<Hub>>,
    Path(id): Path<String>,
    Query(asked): Query<Asked>,
) -> Response {
    let lang = asked.lang();
    let known = match hub.forms.current(&hub, &id).await {
        Ok(Some(known)) => known,
        Ok(None) => return failed(&Problem::form_unknown(), lang),
        Err(problem) => return failed(&problem, lang),
    };
    let mut filled = Filled::default();
    filled.put("agency", asked.agency.clone());
    filled.put("kind", asked.kind.clone());
    match fresh(&hub, &known, &mut filled) {
        Ok(()) => answer(
            StatusCode::OK,
            view::form(&hub, &known, &asked, &filled, &[]),
        ),
        Err(problem) => failed(&problem, lang),
    }
}

/// `POST /feedback/{form}?site=&agency=&kind=&lang=`
pub(super) async fn take(
    State(hub): State<Arc<Hub>>,
    Path(id): Path<String>,
    Query(asked): Query<Asked>,
    request: Request,
) -> Response {
    let sender = hub.sender(&request);
    let lang = asked.lang();
    match taken(&hub, &id, &asked, &sender, request).await {
        Ok(answer) => answer,
        Err(problem) => failed(&problem, lang),
    }
}

async fn taken(
    hub: &Hub,
    id: &str,
    asked: &Asked,
    sender: &Sender,
    request: Request,
) -> Result<Response, Problem> {
    let site = sender::site_of(&hub.config, &sender.headers, Some(&asked.site))?;
    let now = hub
        .forms
        .current(hub, id)
        .await?
        .ok_or_else(Problem::form_unknown)?;
    let _room = hub.room()?;
    let form = Multipart::from_request(request, &())
        .await
        .map_err(|_| Problem::body_unreadable())?;
    let reading = read(hub, &now, &site, sender, form);
    let (mut filled, mut mistakes) = tokio::time::timeout(FILE_TIME, reading)
        .await
        .map_err(|_| Problem::too_slow())??;
    let Some((key, made_ms)) = opened(hub, &now, &filled) else {
        // Nobody's page: the text stays, the key is made anew.
        fresh(hub, &now, &mut filled)?;
        let page = view::form(
            hub,
            &now,
            asked,
            &filled,
            &[problem_as_mistake(&Problem::page_expired())],
        );
        return Ok(answer(StatusCode::UNPROCESSABLE_ENTITY, page));
    };
    let version = filled.get("version").parse().unwrap_or_default();
    let known = hub.forms.of_version(hub, id, version).await?;
    let mut reasons = Vec::new();
    if hub.now_ms() - made_ms < i64::from(hub.config.hold.below_secs) * 1000 {
        reasons.push("too-quick");
    }
    let item = submission(&known, &filled, asked, made_ms);
    if mistakes.is_empty() {
        match hub
            .take(&key, item, site, sender, Source::Page(&reasons))
            .await
        {
            Ok((accepted, _)) => {
                return Ok(answer(
                    StatusCode::CREATED,
                    view::receipt(&known, asked, &accepted),
                ));
            }
            Err(problem) if problem.mistakes.is_empty() => return Err(problem),
            Err(problem) => mistakes = problem.mistakes,
        }
    } else {
        let item = item.cleaned();
        let mut all = hub.forms.check(&item, &known);
        all.append(&mut mistakes);
        mistakes = all;
    }
    // Another text has come to stand in the form meanwhile: it must be read before it is agreed to.
    let page = view::form(hub, &now, asked, &filled, &mistakes);
    Ok(answer(StatusCode::UNPROCESSABLE_ENTITY, page))
}

/// Puts a new key into a page.
fn fresh(hub: &Hub, known: &Known, filled: &mut Filled) -> Result<(), Problem> {
    let made_ms = hub.now_ms();
    let chance = random().map_err(|_| Problem::broken())?;
    let key = Key::new(u64::try_from(made_ms).unwrap_or(0), chance).text();
    filled.put("sign", sign(hub, &known.form.id, &key, made_ms));
    filled.put("key", key);
    filled.put("made", made_ms.to_string());
    Ok(())
}

/// Key and time of a page that this hub made.
fn opened(hub: &Hub, known: &Known, filled: &Filled) -> Option<(Key, i64)> {
    let made_ms = filled.get("made").parse().ok()?;
    let key = Key::parse(filled.get("key"))?;
    let good = sign(hub, &known.form.id, filled.get("key"), made_ms);
    (good == filled.get("sign")).then_some((key, made_ms))
}

fn sign(hub: &Hub, form: &str, key: &str, made_ms: i64) -> String {
    let made = made_ms.to_be_bytes();
    hex(&hub
        .secrets
        .mac("plain form", &[form.as_bytes(), key.as_bytes(), &made]))
}

/// Reads what was sent. Files are kept as they come; what is wrong with them is told later.
async fn read(
    hub: &Hub,
    known: &Known,
    site: &str,
    sender: &Sender,
    mut form: Multipart,
) -> Result<(Filled, Vec<Mistake>), Problem> {
    let (mut filled, mut mistakes) = (Filled::default(), Vec::new());
    let mut files = 0;
    for _ in 0..MAX_FIELDS {
        let Some(field) = form.next_field().await.map_err(unreadable)? else {
            break;
        };
        let name = field.name().unwrap_or_default().to_owned();
        if name != "files" {
            let bytes = bytes_of(field, MAX_FIELD_BYTES).await?;
            let value = String::from_utf8_lossy(&bytes).into_owned();
            filled.0.push((name, value));
            continue;
        }
        let file = field.file_name().unwrap_or_default().to_owned();
        let most = usize::try_from(known.form.limits.file_bytes)
            .unwrap_or(usize::MAX)
            .min(hub.config.limits.upload_bytes);
        let bytes = match bytes_of(field, most).await {
            Ok(bytes) if bytes.is_empty() => continue,
            Ok(bytes) => bytes,
            Err(problem) => {
                mistakes.push(problem_as_mistake(&problem));
                continue;
            }
        };
        files += 1;
        if files > known.form.limits.files {
            continue;
        }
        hub.count_upload(sender, site).await?;
        // The same page and the same bytes are the same file, whether it was sent once or twice.
        let id = file_id(hub, filled.get("key"), &bytes);
        let place = (site.to_owned(), known.form.id.clone());
        match hub.keep(id.clone(), place, file.clone(), bytes).await {
            Ok(_) => {
                filled.0.push(("upload".to_owned(), id));
                filled.0.push(("upload-name".to_owned(), file));
            }
            Err(problem) if problem.status.is_client_error() => {
                mistakes.push(problem_as_mistake(&problem));
            }
            Err(problem) => return Err(problem),
        }
    }
    Ok((filled, mistakes))
}

/// A file's id, as a UUID.
fn file_id(hub: &Hub, key: &str, bytes: &[u8]) -> String {
    let mac = hex(&hub.secrets.mac("plain file", &[key.as_bytes(), bytes]));
    let part = |from: usize, to: usize| mac.get(from..to).unwrap_or_default();
    [
        part(0, 8),
        part(8, 12),
        part(12, 16),
        part(16, 20),
        part(20, 32),
    ]
    .join("-")
}

/// All bytes of a field, up to a limit; of a larger one the rest is read and thrown away.
async fn bytes_of(mut field: Field<'_>, most: usize) -> Result<Vec<u8>, Problem> {
    let mut bytes = Vec::new();
    let mut is_too_large = false;
    while let Some(chunk) = field.chunk().await.map_err(unreadable)? {
        is_too_large |= bytes.len() + chunk.len() > most;
        if !is_too_large {
            bytes.extend_from_slice(&chunk);
        }
    }
    match is_too_large {
        true => Err(Problem::too_large()),
        false => Ok(bytes),
    }
}

fn unreadable(error: MultipartError) -> Problem {
    match error.status() {
        StatusCode::PAYLOAD_TOO_LARGE => Problem::too_large(),
        _ => Problem::body_unreadable(),
    }
}

fn problem_as_mistake(problem: &Problem) -> Mistake {
    Mistake {
        pointer: match problem.code {
            "page-expired" => "",
            _ => "/uploads",
        }
        .to_owned(),
        code: problem.code.to_owned(),
        message: problem.detail.to_owned(),
        message_en: problem.detail_en.to_owned(),
    }
}

/// The item that was typed.
fn submission(known: &Known, filled: &Filled, asked: &Asked, made_ms: i64) -> Submission {
    let form = &known.form;
    let mut answers = Vec::new();
    for question in &form.questions {
        let name = view::answer_name(&question.id);
        let answer = match question.kind {
            cchc::feed::feedback::Type::Choices => {
                Answer::Many(filled.all(&name).map(str::to_owned).collect())
            }
            _ => Answer::One(filled.get(&name).to_owned()),
        };
        if question.is_asked_for(filled.get("kind")) && !answer.is_empty() {
            answers.push((question.id.clone(), answer));
        }
    }
    let stamp = forms::stamp(made_ms);
    let purposes: Vec<String> = filled.all("purpose").map(str::to_owned).collect();
    let consent = form.consent.as_ref().filter(|_| !purposes.is_empty());
    let is_rating = filled.get("kind") == RATING;
    Submission {
        site: Some(asked.site.clone()).filter(|site| !site.is_empty()),
        form: form.id.clone(),
        form_version: form.version,
        kind: filled.get("kind").to_owned(),
        topic: filled.some("topic"),
        agency: filled.some("agency"),
        ward: filled.some("ward"),
        place: filled.some("place"),
        happened_on: filled.some("happened_on"),
        title: filled.get("title").to_owned(),
        body: filled.get("body").to_owned(),
        answers,
        contact: Some(Contact {
            name: filled.some("name"),
            phone: filled.some("phone"),
            email: filled.some("email"),
            address: filled.some("address"),
        }),
        // The text that was shown is that of the version in the page.
        consent: consent.map(|consent| Consent {
            id: consent.id.clone(),
            version: consent.version.clone(),
            purposes,
            given_at: stamp.clone(),
        }),
        can_publish: filled.get("can_publish") == "yes",
        uploads: filled.all("upload").map(str::to_owned).collect(),
        rating: filled.get("rating").parse().ok().filter(|_| is_rating),
        lang: match asked.lang() {
            Lang::Vi => "vi",
            Lang::En => "en",
        }
        .to_owned(),
        page: None,
        client_created_at: stamp,
        altcha: None,
        trap: filled.get(TRAP).to_owned(),
    }
}

fn failed(problem: &Problem, lang: Lang) -> Response {
    let mut headers = HeaderMap::new();
    if let Some(secs) = problem.retry_after_secs {
        headers.insert(header::RETRY_AFTER, HeaderValue::from(secs));
    }
    (
        headers,
        answer(problem.status, view::failure(problem, lang)),
    )
        .into_response()
}

/// A page with the policy of pages that need nothing but a style sheet.
fn answer(status: StatusCode, page: String) -> Response {
    let policy = "default-src 'none'; style-src 'self'; img-src 'self'; form-action 'self'; base-uri 'none'; \
                  frame-ancestors 'none'";
    let headers = [
        (header::CONTENT_TYPE, "text/html; charset=utf-8"),
        (header::CONTENT_SECURITY_POLICY, policy),
        // The address may name an agency, and the page carries the receipt.
        (header::REFERRER_POLICY, "same-origin"),
        (header::CACHE_CONTROL, "no-store"),
        (HeaderName::from_static("x-robots-tag"), "noindex"),
    ];
    (status, headers, page).into_response()
}

/// `GET /feedback/style.css`
pub(super) async fn style() -> Response {
    let css = concat!(
        include_str!("../../style/tokens.css"),
        include_str!("page/style.css")
    );
    let headers = [
        (header::CONTENT_TYPE, "text/css; charset=utf-8"),
        (header::CACHE_CONTROL, "public, max-age=300"),
    ];
    // The tokens are written for elements; here the page itself is the host.
    (headers, css.replace(":host", ":root")).into_response()
}

#[cfg(test)]
#[path = "page/tests.rs"]
mod tests;
