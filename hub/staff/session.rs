//! Who asks: the session's cookie, the token that every form carries, and where a request came from.
//!
//! A session's id is 32 random bytes, made at sign-in and never before; the database has only its keyed hash. The cookie
//! is out of reach of scripts and is not sent with requests from elsewhere. What changes anything is a POST that comes
//! from a page of the hub (Origin, Sec-Fetch-Site) and carries a token that only pages of the session have.

use std::sync::Arc;
use std::time::Duration;

use axum::extract::Request;
use axum::http::{HeaderMap, StatusCode, header};
use axum::response::{IntoResponse, Response};

use super::view;
use crate::feedback::{Hub, Peer, Problem, Sender, is_own, read_body};
use crate::secrets::{hex, random};
use crate::store::staff::{self as store, Seen};

/// A session's last use is written down this often.
const TOUCH_MS: i64 = 60_000;
/// Largest form of the console.
const FORM_BYTES: usize = 512 << 10;
const FORM_TIME: Duration = Duration::from_secs(25);
/// A browser is known for so long after its last sign-in.
const DEVICE_SECS: i64 = 180 * 24 * 60 * 60;

/// An answer instead of the one that was asked for.
pub(super) struct Refused(Box<Response>);

impl Refused {
    /// What the answer's status is.
    pub(super) fn status(&self) -> StatusCode {
        self.0.status()
    }
}

impl IntoResponse for Refused {
    fn into_response(self) -> Response {
        *self.0
    }
}

impl From<Response> for Refused {
    fn from(answer: Response) -> Self {
        Self(Box::new(answer))
    }
}

impl From<Problem> for Refused {
    fn from(problem: Problem) -> Self {
        view::failure(problem.status, problem.detail).into()
    }
}

impl From<crate::store::Error> for Refused {
    fn from(error: crate::store::Error) -> Self {
        Problem::from(error).into()
    }
}

pub(super) type Answer = Result<Response, Refused>;

/// What was typed into a form, by the names of the fields.
#[derive(Debug, Clone, Default)]
pub(super) struct Typed(Vec<(String, String)>);

impl Typed {
    /// Reads `a=b&c=d`. What no database keeps is replaced.
    pub(super) fn parse(text: &[u8]) -> Self {
        let pairs = url::form_urlencoded::parse(text);
        let clean = |text: &str| text.replace("\r\n", "\n").replace('\0', "\u{fffd}");
        Self(
            pairs
                .map(|(name, value)| (name.into_owned(), clean(&value)))
                .collect(),
        )
    }

    /// The first value of a name, or nothing.
    pub(super) fn get(&self, name: &str) -> &str {
        let found = self.0.iter().find(|(known, _)| known == name);
        found.map_or("", |(_, value)| value)
    }

    pub(super) fn put(&mut self, name: &str, value: &str) {
        self.0.retain(|(known, _)| known != name);
        self.0.push((name.to_owned(), value.to_owned()));
    }

    pub(super) fn number(&self, name: &str) -> Option<i64> {
        self.get(name).parse().ok()
    }

    pub(super) fn all<'a>(&'a self, name: &'a str) -> impl Iterator<Item = &'a str> {
        let found = self.0.iter().filter(move |(known, _)| known == name);
        found.map(|(_, value)| value.as_str())
    }

    /// Long texts that were typed, so that none is lost.
    pub(super) fn texts(&self) -> impl Iterator<Item = &str> {
        let long = |(name, value): &&(String, String)| {
            !value.trim().is_empty() && super::TEXTS.contains(&name.as_str())
        };
        self.0.iter().filter(long).map(|(_, value)| value.as_str())
    }
}

/// A signed-in member at work.
pub(super) struct Visit {
    pub(super) hub: Arc<Hub>,
    pub(super) seen: Seen,
    /// Stands in every form.
    pub(super) token: String,
}

/// Whether the browser's way to the hub is encrypted.
pub(super) fn is_https(hub: &Hub, request: &Request) -> bool {
    if let Some(own) = &hub.config.public_url {
        return own.starts_with("https://");
    }
    let peer = request.extensions().get::<Peer>().map(|peer| peer.0);
    let is_proxy = peer.is_some_and(|peer| hub.proxies.iter().any(|range| range.holds(peer)));
    let said = request
        .headers()
        .get("x-forwarded-proto")
        .and_then(|proto| proto.to_str().ok());
    is_proxy && said.is_some_and(|proto| proto.eq_ignore_ascii_case("https"))
}

/// Name of a cookie. The prefix makes browsers refuse it from other hosts and over open lines.
const fn cookie_name(is_https: bool, is_device: bool) -> &'static str {
    match (is_https, is_device) {
        (true, false) => "__Host-cchc-staff",
        (false, false) => "cchc-staff",
        (true, true) => "__Host-cchc-device",
        (false, true) => "cchc-device",
    }
}

fn cookie<'a>(headers: &'a HeaderMap, name: &str) -> Option<&'a str> {
    let all = headers.get_all(header::COOKIE).iter();
    all.filter_map(|value| value.to_str().ok())
        .flat_map(|value| value.split(';'))
        .filter_map(|pair| pair.trim().split_once('='))
        .find(|(known, _)| *known == name)
        .map(|(_, value)| value)
}

fn set_cookie(is_https: bool, is_device: bool, value: &str, max_age: Option<i64>) -> String {
    let name = cookie_name(is_https, is_device);
    let secure = if is_https { "; Secure" } else { "" };
    let age = max_age
        .map(|secs| format!("; Max-Age={secs}"))
        .unwrap_or_default();
    format!("{name}={value}; Path=/; HttpOnly; SameSite=Strict{secure}{age}")
}

/// A new id for a session: what goes into the cookie, and what is stored.
pub(super) fn new_id(hub: &Hub, is_https: bool) -> Result<(String, Vec<u8>), Problem> {
    let id = hex(&random::<32>().map_err(|_| Problem::broken())?);
    let hash = id_hash(hub, &id);
    Ok((set_cookie(is_https, false, &id, None), hash))
}

/// The cookie's end.
pub(super) fn no_cookie(is_https: bool) -> String {
    set_cookie(is_https, false, "", Some(0))
}

fn id_hash(hub: &Hub, id: &str) -> Vec<u8> {
    hub.secrets.mac("staff session", &[id.as_bytes()]).to_vec()
}

/// The cookie of a browser in which a member has signed in before. It is counted by itself: whoever guesses from the same
/// office makes nobody wait there.
pub(super) fn device_cookie(hub: &Hub, is_https: bool, login: &str) -> Result<String, Problem> {
    let chance = hex(&random::<16>().map_err(|_| Problem::broken())?);
    let sign = device_sign(hub, login, &chance);
    Ok(set_cookie(
        is_https,
        true,
        &format!("{chance}.{sign}"),
        Some(DEVICE_SECS),
    ))
}

fn device_sign(hub: &Hub, login: &str, chance: &str) -> String {
    hex(&hub
        .secrets
        .mac("staff device", &[login.as_bytes(), chance.as_bytes()]))
}

/// The browser's own mark, if this member has signed in there.
pub(super) fn device(
    hub: &Hub,
    headers: &HeaderMap,
    is_https: bool,
    login: &str,
) -> Option<String> {
    let (chance, sign) = cookie(headers, cookie_name(is_https, true))?.split_once('.')?;
    (device_sign(hub, login, chance) == sign).then(|| chance.to_owned())
}

/// Whether a POST came from a page of the hub.
pub(super) fn is_from_here(hub: &Hub, headers: &HeaderMap) -> bool {
    let text = |name: &str| headers.get(name).and_then(|value| value.to_str().ok());
    let origin = text("origin");
    let site = text("sec-fetch-site");
    origin.is_some_and(|origin| is_own(&hub.config, headers, origin))
        && site.is_none_or(|site| site == "same-origin")
}

/// The id in the session's cookie.
pub(super) fn id(hub: &Hub, request: &Request) -> Option<String> {
    let name = cookie_name(is_https(hub, request), false);
    cookie(request.headers(), name).map(str::to_owned)
}

/// The member who asks, if there is an open session.
pub(super) async fn seen(hub: &Arc<Hub>, id: Option<String>) -> Result<Option<Visit>, Refused> {
    let Some(id) = id.as_deref() else {
        return Ok(None);
    };
    let now_ms = hub.now_ms();
    let Some(seen) = store::session(hub.store.readers(), &id_hash(hub, id), now_ms).await? else {
        return Ok(None);
    };
    if now_ms - seen.seen_ms >= TOUCH_MS {
        let session = seen.session;
        hub.store.act(store::Touch { session, now_ms }).await?;
    }
    let token = hex(&hub.secrets.mac("staff form", &[id.as_bytes()])[..16]);
    Ok(Some(Visit {
        hub: Arc::clone(hub),
        seen,
        token,
    }))
}

/// For a page: the member, or the way to the door.
pub(super) async fn enter(hub: &Arc<Hub>, id: Option<String>) -> Result<Visit, Refused> {
    match seen(hub, id).await? {
        Some(visit) => Ok(visit),
        None => Err(view::redirect("/staff/sign-in").into()),
    }
}

/// The form of a POST that came from a page of the hub.
pub(super) async fn typed(hub: &Hub, request: Request) -> Result<(Sender, Typed), Refused> {
    let sender = hub.sender(&request);
    if !is_from_here(hub, &sender.headers) {
        return Err(view::failure(
            StatusCode::FORBIDDEN,
            "Yêu cầu không đến từ trang này. Hãy mở lại trang và thử lại.",
        )
        .into());
    }
    let body = read_body(&sender.headers, request.into_body(), FORM_BYTES, FORM_TIME).await?;
    Ok((sender, Typed::parse(&body)))
}

/// For a change: the member and what was typed. Whoever is not signed in any more gets the long texts back.
pub(super) async fn posted(hub: &Arc<Hub>, request: Request) -> Result<(Visit, Typed), Refused> {
    let visit = seen(hub, id(hub, &request)).await?;
    let (_, typed) = typed(hub, request).await?;
    let Some(visit) = visit else {
        return Err(view::ended(&typed).into());
    };
    if typed.get("token") != visit.token {
        return Err(view::ended(&typed).into());
    }
    Ok((visit, typed))
}
