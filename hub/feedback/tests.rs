//! The API as widgets and attackers use it, on both databases, with a clock that is set by hand.
#![allow(clippy::unwrap_used, clippy::panic, reason = "tests")]

use std::sync::atomic::{AtomicI64, Ordering};

use base64::Engine;
use serde_json::{Value, json};
use tower::ServiceExt;

use super::*;
use crate::config::Site;
use crate::store::Place;
use crate::store::tests::{Pragma, count};

#[path = "abuse_tests.rs"]
mod abuse;
#[path = "notice_tests.rs"]
mod notice_tests;
#[path = "submit_tests.rs"]
mod submit_tests;
#[path = "uploads_tests.rs"]
mod uploads_tests;

pub(super) const NOW: i64 = 1_800_000_000_000;
pub(super) const ORIGIN: &str = "https://so-noi-vu.example";
pub(super) const SITE: &str = "so-noi-vu";

/// A hub with its own database and feed.
pub(super) struct World {
    pub(super) folder: tempfile::TempDir,
    pub(super) place: Place,
    pub(super) hub: Arc<Hub>,
    pub(super) now: Arc<AtomicI64>,
}

/// What came back.
#[derive(Debug)]
pub(super) struct Answer {
    pub(super) status: u16,
    pub(super) headers: HeaderMap,
    pub(super) text: String,
}

impl Answer {
    pub(super) fn json(&self) -> Value {
        serde_json::from_str(&self.text).unwrap_or_else(|error| panic!("{error}: {}", self.text))
    }

    /// Status and problem's code.
    pub(super) fn problem(&self) -> (u16, String) {
        let code = self.json()["code"].as_str().unwrap_or_default().to_owned();
        (self.status, code)
    }
}

pub(super) fn config() -> Config {
    let mut config = Config {
        sites: vec![Site {
            id: SITE.to_owned(),
            origins: vec![ORIGIN.to_owned()],
        }],
        ..Config::default()
    };
    config.challenge.cost = 10;
    config.challenge.tries_from = 3;
    config.challenge.tries_to = 9;
    config
}

pub(super) fn form(version: i64) -> Value {
    json!({
        "version": "1.0",
        "forms": [{
            "id": "gop-y", "version": version, "title": "Góp ý", "title_en": "Feedback",
            "kinds": [{"code": "phan_anh", "label": "Phản ánh"}, {"code": "gop_y", "label": "Góp ý"}],
            "agency": "no", "ward": "no", "place": "optional", "can_publish": true,
            "contact": {"fields": ["name", "phone", "email"], "why": "Để trả lời."},
            "limits": {"title_chars": 150, "body_min_chars": 10, "body_chars": 4000, "files": 5, "file_bytes": 100_000,
                "file_types": ["image/jpeg", "image/png", "image/webp", "application/pdf"]},
            "consent": {"id": "dong-y", "version": "2026-01", "text": "Tôi đồng ý.", "controller": "Sở Nội vụ",
                "legal_basis": "consent", "retention_days": 730,
                "purposes": [{"id": "xu-ly", "label": "Xử lý ý kiến", "is_required": true}]},
            "due": {"count": 5, "unit": "working_day", "basis": "Quy chế"},
            "rating": {"question": "Ông bà có hài lòng không?"}
        }]
    })
}

pub(super) fn item() -> Value {
    json!({
        "site": SITE, "form": "gop-y", "form_version": 1, "kind": "phan_anh",
        "title": "Đèn đường hỏng", "body": "Đèn đường trước số 5 ngõ 12 không sáng từ thứ Hai.",
        "answers": {},
        "consent": {"id": "dong-y", "version": "2026-01", "purposes": ["xu-ly"], "given_at": "2027-01-15T15:00:00+07:00"},
        "can_publish": false, "uploads": [], "lang": "vi", "client_created_at": "2027-01-15T15:00:00+07:00"
    })
}

pub(super) fn key(number: u32) -> String {
    format!("01900000-0000-7000-8000-{number:012x}")
}

impl World {
    pub(super) async fn open(place: Option<Place>, config: Config) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let place = place.unwrap_or_else(|| Place::Sqlite(folder.path().join("cchc.sqlite")));
        std::fs::write(folder.path().join("feedback.json"), form(1).to_string()).unwrap();
        let now = Arc::new(AtomicI64::new(NOW));
        let hub = Self::hub(&place, config, folder.path(), &now).await;
        Self {
            folder,
            place,
            hub,
            now,
        }
    }

    async fn hub(
        place: &Place,
        config: Config,
        folder: &std::path::Path,
        now: &Arc<AtomicI64>,
    ) -> Arc<Hub> {
        let store = Store::open(place).await.unwrap();
        let secrets = Secrets::read_or_make(&folder.join("secrets.toml")).unwrap();
        let now = Arc::clone(now);
        let clock: Clock = Arc::new(move || now.load(Ordering::SeqCst));
        Hub::new(store, config, secrets, folder.to_path_buf(), clock)
    }

    /// A second hub on the same database and secrets.
    pub(super) async fn second(&self) -> Arc<Hub> {
        let config = self.hub.config.clone();
        Self::hub(&self.place, config, self.folder.path(), &self.now).await
    }

    pub(super) fn later(&self, ms: i64) {
        self.now.fetch_add(ms, Ordering::SeqCst);
    }

    pub(super) async fn ask(
        &self,
        method: &str,
        path: &str,
        headers: &[(&str, &str)],
        body: impl Into<Body>,
    ) -> Answer {
        ask(&self.hub, method, path, headers, body).await
    }

    pub(super) async fn send(&self, key: &str, item: &Value) -> Answer {
        send(&self.hub, key, item).await
    }

    /// An item with a proof that was worked for, sent as late as a person would.
    pub(super) async fn with_proof(&self, mut item: Value) -> Value {
        item["altcha"] = json!(self.proof().await);
        self.later(5000);
        item
    }

    pub(super) async fn proof(&self) -> String {
        let path = format!("/api/v1/challenge?form=gop-y&site={SITE}");
        let challenge = self.ask("GET", &path, &[("origin", ORIGIN)], "").await;
        assert_eq!(challenge.status, 200, "{}", challenge.text);
        solve(&challenge.text)
    }

    pub(super) async fn count(&self, table: &'static str) -> i64 {
        count(&self.hub.store, table).await
    }
}

/// The work, done by the widget's own code.
pub(super) fn solve(challenge: &str) -> String {
    let mut work = cchc::submission::proof::Work::of(challenge).unwrap();
    match work.go_on(1000) {
        cchc::submission::proof::Progress::Solved(payload) => {
            base64::engine::general_purpose::STANDARD.encode(payload)
        }
        other => panic!("{other:?}"),
    }
}

pub(super) async fn ask(
    hub: &Arc<Hub>,
    method: &str,
    path: &str,
    headers: &[(&str, &str)],
    body: impl Into<Body>,
) -> Answer {
    let mut request = Request::builder()
        .method(method)
        .uri(path)
        .header("host", "hub.example");
    for (name, value) in headers {
        request = request.header(*name, *value);
    }
    let request = request.body(body.into()).unwrap();
    let answer = router(hub).oneshot(request).await.unwrap();
    let (parts, body) = answer.into_parts();
    let body = to_bytes(body, 1 << 20).await.unwrap();
    Answer {
        status: parts.status.as_u16(),
        headers: parts.headers,
        text: String::from_utf8_lossy(&body).into_owned(),
    }
}

pub(super) async fn send(hub: &Arc<Hub>, key: &str, item: &Value) -> Answer {
    let headers = [
        ("origin", ORIGIN),
        ("content-type", "application/json"),
        ("idempotency-key", key),
    ];
    ask(
        hub,
        "POST",
        "/api/v1/submissions",
        &headers,
        item.to_string(),
    )
    .await
}

/// Runs a test on both databases.
pub(super) async fn on_both<F, T>(config: Config, test: F)
where
    F: Fn(World) -> T,
    T: Future<Output = ()>,
{
    let postgres = crate::postgres::database().await.unwrap();
    for place in [None, Some(Place::Postgres(postgres))] {
        test(World::open(place, config.clone()).await).await;
    }
}
