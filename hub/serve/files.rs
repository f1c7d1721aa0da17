//! Files with strong ETags, the copies that were compressed at build time, and cache rules by place.

use std::collections::HashMap;
use std::path::{Component, Path, PathBuf};
use std::sync::RwLock;
use std::time::SystemTime;

use axum::body::{Body, Bytes};
use axum::http::{HeaderMap, HeaderName, HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use cchc::feed::discovery;
use sha2::{Digest, Sha256};

use super::index;

/// Longest path that is looked at.
const MAX_PATH_BYTES: usize = 512;

/// Larger files are read for every answer.
const MAX_KEPT_FILE_BYTES: u64 = 512 * 1024;
/// Of all files that are kept; what is over it begins anew.
const MAX_KEPT_BYTES: u64 = 32 * 1024 * 1024;

/// When and how long a file was: another state is another content.
type State = (SystemTime, u64);

/// What is known of a file in one state.
#[derive(Clone)]
struct Known {
    state: State,
    tag: String,
    content: Option<Bytes>,
}

/// How long the files of a feed may be kept, in seconds.
#[derive(Default)]
struct Keeping {
    state: Option<State>,
    /// Of every file that the discovery file does not name.
    other_secs: u32,
    by_url: HashMap<String, u32>,
}

/// Without a discovery file that can be read.
const UNKNOWN_KEEPING_SECS: u32 = 60;

/// The folders behind the paths.
pub(super) struct Files {
    root: PathBuf,
    feed: PathBuf,
    known: RwLock<HashMap<PathBuf, Known>>,
    keeping: RwLock<Keeping>,
}

impl Files {
    pub(super) fn new(root: PathBuf, feed: Option<PathBuf>) -> Self {
        let feed = feed.unwrap_or_else(|| root.join("feed/v1"));
        Self {
            root,
            feed,
            known: RwLock::default(),
            keeping: RwLock::default(),
        }
    }

    /// Answers GET and HEAD (the server drops the body of the latter).
    pub(super) async fn answer(&self, path: &str, request: &HeaderMap) -> Response {
        if path == "/healthz" {
            return "ok".into_response();
        }
        let path = match path {
            // The embed builder, where the root has it.
            "/" if self.root.join("index.html").is_file() => "/index.html",
            "/docs/" => "/docs/index.html",
            "/docs/vi/" => "/docs/vi/index.html",
            "/docs/en/" => "/docs/en/index.html",
            "/" | "/examples/" => return index::page(&self.root.join("examples")),
            path => path,
        };
        let Some(file) = self.locate(path) else {
            return missing();
        };
        match self.send(path, &file, request).await {
            Ok(answer) => answer,
            Err(_) => missing(),
        }
    }

    /// The file behind a path; only plain names below the known folders.
    fn locate(&self, path: &str) -> Option<PathBuf> {
        if path.len() > MAX_PATH_BYTES
            || path.contains(['%', '\\', '\0'])
            || path.ends_with(".headers.json")
        {
            return None;
        }
        let (folder, rest) = match path.strip_prefix("/feed/v1/") {
            Some(rest) => (self.feed.clone(), rest),
            None => (self.root.clone(), path.strip_prefix('/')?),
        };
        let known = path == "/index.html"
            || path.starts_with("/v1/")
            || path.starts_with("/feed/v1/")
            || path.starts_with("/examples/")
            || path.starts_with("/docs/");
        let plain = Path::new(rest).components().all(|part| {
            matches!(part, Component::Normal(name) if !name.to_string_lossy().starts_with('.'))
        });
        if !known || !plain || rest.is_empty() {
            return None;
        }
        let file = folder.join(rest).canonicalize().ok()?;
        file.starts_with(folder.canonicalize().ok()?)
            .then_some(file)
            .filter(|file| file.is_file())
    }

    async fn send(
        &self,
        path: &str,
        file: &Path,
        request: &HeaderMap,
    ) -> std::io::Result<Response> {
        let (packed, coding) = choose(file, request);
        let Known { tag, content, .. } = self.know(&packed).await?;
        let mut headers = HeaderMap::new();
        let mut set = |name: HeaderName, value: &str| {
            if let Ok(value) = HeaderValue::from_str(value) {
                headers.insert(name, value);
            }
        };
        set(header::CONTENT_TYPE, media_type(file));
        set(header::ETAG, &tag);
        set(header::VARY, "Accept-Encoding");
        set(header::CACHE_CONTROL, &self.cache_rule(path));
        if let Some(coding) = coding {
            set(header::CONTENT_ENCODING, coding);
        }
        self.side_headers(file, &mut headers).await;
        let known = request
            .get(header::IF_NONE_MATCH)
            .and_then(|value| value.to_str().ok())
            .unwrap_or_default();
        if known.split(',').any(
            |one| matches!(one.trim().trim_start_matches("W/"), one if one == tag || one == "*"),
        ) {
            return Ok((StatusCode::NOT_MODIFIED, headers).into_response());
        }
        let content = match content {
            Some(content) => content,
            None => tokio::fs::read(&packed).await?.into(),
        };
        Ok((headers, Body::from(content)).into_response())
    }

    async fn know(&self, file: &Path) -> std::io::Result<Known> {
        let state = state(file)?;
        if let Ok(all) = self.known.read()
            && let Some(known) = all.get(file).filter(|known| known.state == state)
        {
            return Ok(known.clone());
        }
        let content = Bytes::from(tokio::fs::read(file).await?);
        let hash = Sha256::digest(&content);
        let hex: String = hash
            .iter()
            .take(12)
            .map(|byte| format!("{byte:02x}"))
            .collect();
        let known = Known {
            state,
            tag: format!("\"{hex}\""),
            content: (state.1 <= MAX_KEPT_FILE_BYTES).then_some(content),
        };
        if let Ok(mut all) = self.known.write() {
            let kept = |known: &Known| known.content.as_ref().map_or(0, Bytes::len) as u64;
            if all.values().map(kept).sum::<u64>() + kept(&known) > MAX_KEPT_BYTES {
                all.clear();
            }
            all.insert(file.to_path_buf(), known.clone());
        }
        Ok(known)
    }

    /// What a page's side file `<page>.headers.json` asks for.
    async fn side_headers(&self, file: &Path, headers: &mut HeaderMap) {
        let side = PathBuf::from(format!("{}.headers.json", file.display()));
        // Asked before it is read: nearly no file has one, and reading waits for another thread.
        if !side.is_file() {
            return;
        }
        let Ok(text) = tokio::fs::read_to_string(&side).await else {
            return;
        };
        let wanted: HashMap<String, String> = match serde_json::from_str(&text) {
            Ok(wanted) => wanted,
            Err(error) => {
                return tracing::error!(file = %side.display(), %error, "side file of headers is not read");
            }
        };
        for (name, value) in wanted {
            if let (Ok(name), Ok(value)) =
                (HeaderName::try_from(name), HeaderValue::try_from(value))
            {
                headers.insert(name, value);
            }
        }
    }

    /// Versioned files never change; feed files keep for their ttl; pages are asked for each time.
    fn cache_rule(&self, path: &str) -> String {
        if let Some(rest) = path.strip_prefix("/v1/") {
            let folder = rest.split_once('/').map(|(folder, _)| folder);
            return match folder.is_some_and(is_full_version) {
                true => "public, max-age=31536000, immutable".to_owned(),
                false => "public, max-age=300, stale-while-revalidate=86400".to_owned(),
            };
        }
        // Panels ask for these once a minute, and a page must not be older than the file that tells of it.
        if path.starts_with(super::STATIC) {
            return "no-cache".to_owned();
        }
        if let Some(name) = path.strip_prefix("/feed/v1/") {
            let ttl = self.keeping_secs(name);
            return format!(
                "public, max-age={ttl}, stale-while-revalidate={ttl}, stale-if-error=86400"
            );
        }
        "no-cache".to_owned()
    }

    /// How long a feed file may be kept, as the discovery file of this moment says.
    fn keeping_secs(&self, name: &str) -> u32 {
        let file = self.feed.join("cchc.json");
        let state = state(&file).ok();
        let of = |keeping: &Keeping| *keeping.by_url.get(name).unwrap_or(&keeping.other_secs);
        if let Ok(keeping) = self.keeping.read()
            && state.is_some()
            && keeping.state == state
        {
            return of(&keeping);
        }
        let text = std::fs::read_to_string(&file).unwrap_or_default();
        let Some(found) = discovery::parse(&text).0 else {
            return UNKNOWN_KEEPING_SECS;
        };
        let fresh = Keeping {
            state,
            other_secs: found.ttl_secs,
            by_url: found
                .feeds
                .into_iter()
                .map(|file| (file.url, file.ttl_secs))
                .collect(),
        };
        let ttl = of(&fresh);
        if let Ok(mut keeping) = self.keeping.write() {
            *keeping = fresh;
        }
        ttl
    }
}

fn state(file: &Path) -> std::io::Result<State> {
    let data = std::fs::metadata(file)?;
    Ok((data.modified()?, data.len()))
}

/// The smallest copy that the reader takes.
fn choose(file: &Path, request: &HeaderMap) -> (PathBuf, Option<&'static str>) {
    let accepted = request
        .get(header::ACCEPT_ENCODING)
        .and_then(|value| value.to_str().ok())
        .unwrap_or_default();
    for (coding, ending) in [("br", "br"), ("gzip", "gz")] {
        let packed = PathBuf::from(format!("{}.{ending}", file.display()));
        if accepts(accepted, coding) && packed.is_file() {
            return (packed, Some(coding));
        }
    }
    (file.to_path_buf(), None)
}

/// Whether an Accept-Encoding header takes a coding; `q=0` refuses it (RFC 9110, 12.5.3).
fn accepts(header: &str, coding: &str) -> bool {
    header.split(',').any(|one| {
        let mut parts = one.split(';').map(str::trim);
        let named = parts
            .next()
            .is_some_and(|name| name.eq_ignore_ascii_case(coding));
        let quality = parts
            .find_map(|part| part.strip_prefix("q="))
            .and_then(|q| q.parse::<f32>().ok());
        named && quality.unwrap_or(1.0) > 0.0
    })
}

/// `0.1.0` or `1.0.0-rc.1`, of which there is only ever one; `1` and `1.2` move with every release.
fn is_full_version(folder: &str) -> bool {
    let numbers = folder
        .split_once(['-', '+'])
        .map_or(folder, |(numbers, _)| numbers);
    let is_number = |part: &str| !part.is_empty() && part.bytes().all(|b| b.is_ascii_digit());
    numbers.split('.').count() == 3 && numbers.split('.').all(is_number)
}

fn media_type(file: &Path) -> &'static str {
    match file
        .extension()
        .and_then(|kind| kind.to_str())
        .unwrap_or_default()
    {
        "html" => "text/html; charset=utf-8",
        "js" => "text/javascript; charset=utf-8",
        "css" => "text/css; charset=utf-8",
        "json" => "application/json; charset=utf-8",
        "txt" => "text/plain; charset=utf-8",
        "csv" => "text/csv; charset=utf-8",
        "xml" => "application/xml; charset=utf-8",
        "wasm" => "application/wasm",
        "svg" => "image/svg+xml",
        "png" => "image/png",
        "woff" => "font/woff",
        "woff2" => "font/woff2",
        _ => "application/octet-stream",
    }
}

fn missing() -> Response {
    let words = "Không có trang này. Xem danh sách tại trang chủ: /\nThere is no such page. See the list at /\n";
    (
        StatusCode::NOT_FOUND,
        [(header::CONTENT_TYPE, "text/plain; charset=utf-8")],
        words,
    )
        .into_response()
}
