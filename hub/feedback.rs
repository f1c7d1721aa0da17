//! What citizens send: the API under `/api/v1/`, the plain form under `/feedback/`, and how the hub is doing.
//!
//! Every request gets an id, which stands in its answer, in a problem's body and in the log, so that a citizen's
//! complaint finds its line. The log never has what was sent, an address, a key or a code.

mod answers;
mod challenge;
mod counted;
mod days;
mod forms;
mod images;
mod metrics;
mod open311;
mod openapi;
mod operations;
mod page;
mod problem;
mod sender;
mod submit;
mod track;
mod uploads;

use std::net::{IpAddr, Ipv4Addr};
use std::path::PathBuf;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::{Duration, Instant};

use axum::Router;
use axum::body::{Body, Bytes, to_bytes};
use axum::extract::{DefaultBodyLimit, MatchedPath, Request, State};
use axum::http::{HeaderMap, HeaderName, HeaderValue, Method, StatusCode, header};
use axum::middleware::{Next, from_fn_with_state};
use axum::response::{IntoResponse, Response};
use axum::routing::{any, get};
use tokio::sync::{Semaphore, SemaphorePermit};

pub(crate) use answers::file as answers_file;
pub(crate) use metrics::Metrics;
pub(crate) use operations::{clean_up, measure};
pub(crate) use problem::Problem;
pub(crate) use sender::{Peer, is_own};

use crate::config::{Config, Range};
use crate::secrets::{Secrets, hex, random};
use crate::store::{self, Limit, Spend, Store};

/// Longest time for the body of an item: 256 kB over 100 kbit/s.
const ITEM_TIME: Duration = Duration::from_secs(25);
/// Longest time for a file: 8 MB over 600 kbit/s.
const FILE_TIME: Duration = Duration::from_secs(110);
/// Files that may be on their way at once; each holds its bytes in memory, some of them twice.
const UPLOADS: usize = 64;
/// Wait that is asked for when there are that many.
const UPLOAD_WAIT_SECS: i64 = 5;
/// Images that are decoded at once; each may take a hundred megabytes.
const DECODERS: usize = 2;
/// Files in one plain form, as in the library's rules for forms.
const MOST_FILES: usize = cchc::feed::feedback::MOST.files as usize;
const DAY_MS: i64 = 24 * 60 * 60 * 1000;

/// Now, in ms since 1970.
pub(crate) type Clock = Arc<dyn Fn() -> i64 + Send + Sync>;

/// The clock of this machine.
pub(crate) fn clock() -> Clock {
    Arc::new(|| chrono::Utc::now().timestamp_millis())
}

/// A hub at work.
pub(crate) struct Hub {
    pub(crate) store: Store,
    pub(crate) config: Config,
    pub(crate) metrics: Metrics,
    pub(crate) secrets: Secrets,
    pub(crate) hasher: crate::staff::Hasher,
    forms: forms::Forms,
    screens: counted::Known,
    clock: Clock,
    pub(crate) proxies: Vec<Range>,
    /// Salt of the day that was asked for last.
    salt: Mutex<Option<(i64, Vec<u8>)>>,
    decoders: Semaphore,
    uploads: Semaphore,
}

impl Hub {
    /// A hub over a store; `feed` is the folder with `feedback.json`.
    pub(crate) fn new(
        store: Store,
        config: Config,
        secrets: Secrets,
        feed: PathBuf,
        clock: Clock,
    ) -> Arc<Self> {
        let proxies = config.trusted_proxies.iter();
        Arc::new(Self {
            proxies: proxies.filter_map(|range| Range::parse(range)).collect(),
            store,
            config,
            metrics: Metrics::default(),
            secrets,
            hasher: crate::staff::Hasher::new(),
            forms: forms::Forms::new(feed),
            screens: counted::Known::default(),
            clock,
            salt: Mutex::new(None),
            decoders: Semaphore::new(DECODERS),
            uploads: Semaphore::new(UPLOADS),
        })
    }

    pub(crate) fn now_ms(&self) -> i64 {
        (self.clock)()
    }

    /// Agencies as the feed names them.
    pub(crate) async fn agencies(&self) -> Arc<Vec<cchc::feed::agencies::Agency>> {
        self.forms.now(self).await
    }

    /// Kinds of items that the forms of the feed offer: codes and labels.
    pub(crate) fn kinds(&self) -> Vec<(String, String)> {
        self.forms.kinds()
    }

    /// Topics of items likewise.
    pub(crate) fn topics(&self) -> Vec<(String, String)> {
        self.forms.topics()
    }

    /// The form that an item was sent with, if it is known.
    pub(crate) async fn form(&self, id: &str, version: i64) -> Option<Arc<forms::Known>> {
        self.forms.of_version(self, id, version).await.ok()
    }

    /// The sender's address as a hash that nobody can turn back once the day's salt is gone.
    pub(crate) async fn sender_hash(&self, request: &Sender) -> Result<String, Problem> {
        let day = self.now_ms().div_euclid(DAY_MS);
        let known = self
            .salt
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .clone();
        let salt = match known {
            Some((known, salt)) if known == day => salt,
            _ => {
                let fresh = random().map_err(|_| Problem::broken())?;
                let salt = store::salt(&self.store, day, fresh).await?;
                *self.salt.lock().unwrap_or_else(PoisonError::into_inner) =
                    Some((day, salt.clone()));
                salt
            }
        };
        let address = sender::countable(request.address);
        Ok(hex(&self
            .secrets
            .mac("address", &[&salt, address.as_bytes()])[..16]))
    }

    /// Room for one more file, or for one more page with files.
    fn room(&self) -> Result<SemaphorePermit<'_>, Problem> {
        let full = |_| Problem::storage_busy().after(UPLOAD_WAIT_SECS);
        self.uploads.try_acquire().map_err(full)
    }

    /// A limit of so many for each window.
    pub(crate) fn limit(&self, bucket: String, most: u32) -> Limit {
        Limit {
            bucket,
            most: i64::from(most),
            window_ms: i64::from(self.config.limits.window_secs) * 1000,
        }
    }

    /// Counts one more of each, or refuses.
    async fn spend(&self, limits: Vec<Limit>) -> Result<(), Problem> {
        let now_ms = self.now_ms();
        match self.store.act(Spend { limits, now_ms }).await? {
            Some(secs) => Err(Problem::limited().after(secs)),
            None => Ok(()),
        }
    }
}

/// Who sent a request: from where, and with which headers.
pub(crate) struct Sender {
    pub(crate) address: IpAddr,
    pub(crate) headers: HeaderMap,
}

impl Hub {
    pub(crate) fn sender(&self, request: &Request) -> Sender {
        let peer = request
            .extensions()
            .get::<Peer>()
            .map_or(IpAddr::V4(Ipv4Addr::UNSPECIFIED), |peer| peer.0);
        Sender {
            address: sender::address(peer, request.headers(), &self.proxies),
            headers: request.headers().clone(),
        }
    }
}

/// The hub's paths. All else is left to the server of files.
pub(crate) fn router(hub: &Arc<Hub>) -> Router {
    openapi::routes()
        .0
        .route("/api/{*rest}", get(nothing).fallback(nothing))
        .route("/open311/v2/{*rest}", any(open311::answer))
        .route("/ready", get(operations::ready))
        .route("/feedback/style.css", get(page::style))
        .route(
            "/feedback/{form}",
            get(page::show)
                .post(page::take)
                .layer(DefaultBodyLimit::max(
                    hub.config.limits.upload_bytes * MOST_FILES + hub.config.limits.item_bytes,
                )),
        )
        .merge(crate::staff::routes())
        .method_not_allowed_fallback(wrong_method)
        .layer(from_fn_with_state(Arc::clone(hub), finish))
        .with_state(Arc::clone(hub))
}

async fn nothing() -> Problem {
    Problem::not_found()
}

async fn wrong_method(method: Method) -> Response {
    // Asked by a browser before it sends; the answer's headers say it all.
    if method == Method::OPTIONS {
        StatusCode::NO_CONTENT.into_response()
    } else {
        Problem::method_refused().into_response()
    }
}

/// What the log says of a request; stands in the answer's extensions.
#[derive(Debug, Clone)]
pub(crate) struct Label {
    /// The path with names for what varies.
    pub(crate) path: String,
    /// The request's id.
    pub(crate) id: String,
    /// Code of the problem, if there was one.
    pub(crate) problem: Option<&'static str>,
}

/// Gives every request an id and every answer its headers; writes problems.
async fn finish(State(hub): State<Arc<Hub>>, request: Request, next: Next) -> Response {
    let begun = Instant::now();
    let id = hex(&random::<8>().unwrap_or_default());
    let origin = request.headers().get(header::ORIGIN).cloned();
    let path = request
        .extensions()
        .get::<MatchedPath>()
        .map_or("/", |path| path.as_str())
        .to_owned();
    let mut answer = next.run(request).await;
    let mut problem = answer.extensions_mut().remove::<Problem>();
    // What did not get as far as a handler, such as an address that cannot be read.
    if problem.is_none() && answer.status() == StatusCode::BAD_REQUEST && path.starts_with("/api/")
    {
        problem = Some(Problem::address_unreadable());
    }
    if let Some(problem) = &problem {
        *answer.body_mut() = Body::from(problem.body(&id));
        let kind = HeaderValue::from_static("application/problem+json");
        answer.headers_mut().insert(header::CONTENT_TYPE, kind);
        answer.headers_mut().remove(header::CONTENT_LENGTH);
    }
    if path.starts_with("/api/") {
        open(answer.headers_mut(), origin);
    }
    let headers = answer.headers_mut();
    if let Ok(id) = HeaderValue::from_str(&id) {
        headers.insert(HeaderName::from_static("x-request-id"), id);
    }
    headers
        .entry(header::CACHE_CONTROL)
        .or_insert(HeaderValue::from_static("no-store"));
    hub.metrics.request(&path, answer.status(), begun.elapsed());
    answer.extensions_mut().insert(Label {
        path,
        id,
        problem: problem.map(|problem| problem.code),
    });
    answer
}

/// Lets the page that asked read the answer, whichever it is: whether it may *send* was decided by the handler, and a
/// refusal that a page cannot read looks like a lost network, so that it would try again for ever. No answer depends on
/// cookies, and credentials are never allowed.
fn open(headers: &mut HeaderMap, origin: Option<HeaderValue>) {
    headers.append(header::VARY, HeaderValue::from_static("Origin"));
    let Some(origin) = origin else { return };
    headers.insert(header::ACCESS_CONTROL_ALLOW_ORIGIN, origin);
    for (name, value) in [
        (header::ACCESS_CONTROL_ALLOW_METHODS, "GET, POST, PUT"),
        (
            header::ACCESS_CONTROL_ALLOW_HEADERS,
            "content-type, idempotency-key",
        ),
        (
            header::ACCESS_CONTROL_EXPOSE_HEADERS,
            "ETag, Idempotency-Replayed, Retry-After, X-Request-Id",
        ),
        (header::ACCESS_CONTROL_MAX_AGE, "7200"),
    ] {
        headers.insert(name, HeaderValue::from_static(value));
    }
    let anywhere = HeaderValue::from_static("cross-origin");
    headers.insert(
        HeaderName::from_static("cross-origin-resource-policy"),
        anywhere,
    );
    let nothing = HeaderValue::from_static("default-src 'none'; frame-ancestors 'none'");
    headers.insert(header::CONTENT_SECURITY_POLICY, nothing);
}

/// A body, within a size and a time.
pub(crate) async fn read_body(
    headers: &HeaderMap,
    body: Body,
    most_bytes: usize,
    time: Duration,
) -> Result<Bytes, Problem> {
    let said = headers
        .get(header::CONTENT_LENGTH)
        .and_then(|length| length.to_str().ok()?.parse::<usize>().ok());
    if said.is_some_and(|said| said > most_bytes) {
        return Err(Problem::too_large());
    }
    match tokio::time::timeout(time, to_bytes(body, most_bytes)).await {
        Ok(Ok(bytes)) => Ok(bytes),
        Ok(Err(error)) => {
            let mut cause: Option<&(dyn std::error::Error + 'static)> = Some(&error);
            while let Some(inner) = cause {
                if inner.to_string().contains("length limit") {
                    return Err(Problem::too_large());
                }
                cause = inner.source();
            }
            Err(Problem::body_unreadable())
        }
        Err(_) => Err(Problem::too_slow()),
    }
}

#[cfg(test)]
#[path = "feedback/tests.rs"]
mod tests;
