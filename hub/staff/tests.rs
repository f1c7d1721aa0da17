//! The console as browsers, officials and attackers use it, with a clock that is set by hand.
#![allow(clippy::unwrap_used, clippy::panic, reason = "tests")]

mod answer_tests;
mod door_tests;
mod guard_tests;
mod hostile_tests;
mod matrix_tests;

use std::collections::BTreeMap;
use std::sync::Arc;
use std::sync::atomic::{AtomicI64, Ordering};

use axum::body::{Body, to_bytes};
use axum::extract::Request;
use axum::http::HeaderMap;
use tower::ServiceExt;

use crate::config::Config;
use crate::feedback::{Clock, Hub, Peer, router};
use crate::secrets::Secrets;
use crate::store::{
    Deed, KeepUpload, NewItem, NewUpload, Place, Store, Submitted, Transaction, staff as store,
};

pub(super) const NOW: i64 = 1_800_000_000_000;
pub(super) const PASSPHRASE: &str = "một câu đủ dài và lạ";

/// A hub with its own database.
pub(super) struct World {
    pub(super) _folder: tempfile::TempDir,
    pub(super) hub: Arc<Hub>,
    pub(super) now: Arc<AtomicI64>,
}

impl World {
    pub(super) async fn open(place: Option<Place>, config: Config) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let place = place.unwrap_or_else(|| Place::Sqlite(folder.path().join("cchc.sqlite")));
        let store = Store::open(&place).await.unwrap();
        let secrets = Secrets::read_or_make(&folder.path().join("secrets.toml")).unwrap();
        let now = Arc::new(AtomicI64::new(NOW));
        let clock: Clock = {
            let now = Arc::clone(&now);
            Arc::new(move || now.load(Ordering::SeqCst))
        };
        let hub = Hub::new(store, config, secrets, folder.path().to_path_buf(), clock);
        Self {
            _folder: folder,
            hub,
            now,
        }
    }

    pub(super) fn later(&self, ms: i64) {
        self.now.fetch_add(ms, Ordering::SeqCst);
    }

    /// A browser without cookies.
    pub(super) fn browser(&self) -> Browser {
        Browser {
            hub: Arc::clone(&self.hub),
            address: "203.0.113.7".to_owned(),
            cookies: BTreeMap::new(),
            token: String::new(),
        }
    }

    /// The token of an invitation.
    pub(super) async fn invite(&self, login: &str, roles: &[&str]) -> String {
        let (token, token_hash) = super::members::new_token().unwrap();
        let now_ms = self.hub.now_ms();
        let deed = store::Invite {
            actor: "command".to_owned(),
            login: login.to_owned(),
            name: format!("Cán bộ {login}"),
            roles: roles
                .iter()
                .map(|role| super::roles::Grant::parse(role).unwrap())
                .collect(),
            within: None,
            token_hash,
            expires_ms: now_ms + super::members::INVITATION_MS,
            now_ms,
        };
        self.hub.store.act(deed).await.unwrap();
        token
    }

    /// A member who can sign in. The hash is made once for all tests.
    pub(super) async fn member(&self, login: &str, roles: &[&str]) {
        static HASH: tokio::sync::OnceCell<String> = tokio::sync::OnceCell::const_new();
        let make = || async { self.hub.hasher.hash(PASSPHRASE.to_owned()).await.unwrap() };
        let passphrase = HASH.get_or_init(make).await.clone();
        let token = self.invite(login, roles).await;
        let token_hash = super::invitation::token_hash(&token);
        let deed = store::Accept {
            token_hash,
            passphrase,
            now_ms: self.hub.now_ms(),
        };
        assert!(self.hub.store.act(deed).await.unwrap().is_some());
    }

    /// A browser in which a member is signed in.
    pub(super) async fn signed_in(&self, login: &str, roles: &[&str]) -> Browser {
        self.member(login, roles).await;
        let mut browser = self.browser();
        let answer = browser.sign_in(login, PASSPHRASE, "").await;
        assert_eq!(
            (answer.status, answer.location()),
            (303, "/staff"),
            "{}",
            answer.text
        );
        browser.get("/staff/account").await;
        browser
    }

    /// An item of an agency, with contact data; `change` makes it another one.
    pub(super) async fn item(&self, agency: &str, change: impl FnOnce(&mut NewItem)) -> i64 {
        let key = u8::try_from(self.now.fetch_add(1, Ordering::SeqCst) % 251).unwrap();
        let mut item = crate::store::tests::item(key);
        let contact = r#"{"name":"Đỗ Thị Hạnh","phone":"0912345678"}"#;
        item.contact = Some(
            self.hub
                .secrets
                .seal(contact.as_bytes(), &item.key_hash)
                .unwrap(),
        );
        item.title = "Đèn đường hỏng".to_owned();
        item.agency = Some(agency.to_owned()).filter(|agency| !agency.is_empty());
        item.can_publish = true;
        item.received_ms = self.hub.now_ms();
        item.expected_ms = Some(self.hub.now_ms() + 3_600_000);
        change(&mut item);
        match self
            .hub
            .store
            .act(crate::store::tests::submit(item))
            .await
            .unwrap()
        {
            Submitted::New(stored) => stored.number,
            other => panic!("{other:?}"),
        }
    }

    /// A file of an item.
    pub(super) async fn file(&self, item: i64, id: &str) {
        let upload = NewUpload {
            id: id.to_owned(),
            site: String::new(),
            form: "gop-y".to_owned(),
            name: "ảnh \"<x>\".png".to_owned(),
            media_type: "image/png",
            pixels: Some((1, 1)),
            sent_hash: vec![1; 32],
            received_ms: self.hub.now_ms(),
            content: b"\x89PNG".to_vec(),
        };
        self.hub
            .store
            .act(KeepUpload(upload))
            .await
            .unwrap()
            .unwrap();
        self.hub
            .store
            .act(Attach {
                item,
                id: id.to_owned(),
            })
            .await
            .unwrap();
    }

    pub(super) async fn audit(&self) -> Vec<String> {
        let rows = crate::store::audit_rows(self.hub.store.readers(), None, None, 1000)
            .await
            .unwrap();
        rows.iter()
            .rev()
            .map(|row| format!("{}: {} {} {}", row.actor, row.deed, row.subject, row.detail))
            .collect()
    }
}

/// Gives a file to an item that is there already.
struct Attach {
    item: i64,
    id: String,
}

impl Deed for Attach {
    type Done = ();

    async fn run(&self, transaction: &mut Transaction<'_>) -> Result<(), crate::store::Error> {
        sqlx::query("UPDATE uploads SET item = $1 WHERE id = $2")
            .bind(self.item)
            .bind(self.id.as_str())
            .execute(&mut *transaction.connection)
            .await?;
        Ok(())
    }
}

/// What came back.
#[derive(Debug)]
pub(super) struct Answer {
    pub(super) status: u16,
    pub(super) headers: HeaderMap,
    pub(super) text: String,
}

impl Answer {
    pub(super) fn location(&self) -> &str {
        self.headers
            .get("location")
            .map_or("", |value| value.to_str().unwrap())
    }
}

/// A browser: keeps cookies, and the token of the last page.
#[derive(Clone)]
pub(super) struct Browser {
    pub(super) hub: Arc<Hub>,
    pub(super) address: String,
    pub(super) cookies: BTreeMap<String, String>,
    pub(super) token: String,
}

impl Browser {
    pub(super) async fn get(&mut self, path: &str) -> Answer {
        self.ask("GET", path, &[], String::new()).await
    }

    /// A form of the last page.
    pub(super) async fn post(&mut self, path: &str, fields: &[(&str, &str)]) -> Answer {
        let headers = [
            ("origin", "http://hub.example"),
            ("sec-fetch-site", "same-origin"),
        ];
        let body = self.form(fields);
        self.ask("POST", path, &headers, body).await
    }

    pub(super) fn form(&self, fields: &[(&str, &str)]) -> String {
        let mut form = url::form_urlencoded::Serializer::new(String::new());
        form.append_pair("token", &self.token);
        for (name, value) in fields {
            form.append_pair(name, value);
        }
        form.finish()
    }

    pub(super) async fn sign_in(&mut self, login: &str, passphrase: &str, code: &str) -> Answer {
        self.post(
            "/staff/sign-in",
            &[("login", login), ("passphrase", passphrase), ("code", code)],
        )
        .await
    }

    pub(super) async fn ask(
        &mut self,
        method: &str,
        path: &str,
        headers: &[(&str, &str)],
        body: String,
    ) -> Answer {
        let mut request = Request::builder()
            .method(method)
            .uri(path)
            .header("host", "hub.example");
        for (name, value) in headers {
            request = request.header(*name, *value);
        }
        if !self.cookies.is_empty() {
            let pairs: Vec<String> = self
                .cookies
                .iter()
                .map(|(name, value)| format!("{name}={value}"))
                .collect();
            request = request.header("cookie", pairs.join("; "));
        }
        if method == "POST" {
            request = request.header("content-type", "application/x-www-form-urlencoded");
        }
        let mut request = request.body(Body::from(body)).unwrap();
        request
            .extensions_mut()
            .insert(Peer(self.address.parse().unwrap()));
        let answer = router(&self.hub).oneshot(request).await.unwrap();
        let (parts, body) = answer.into_parts();
        for cookie in parts.headers.get_all("set-cookie") {
            let (pair, rest) = cookie.to_str().unwrap().split_once(';').unwrap();
            let (name, value) = pair.split_once('=').unwrap();
            match rest.contains("Max-Age=0") {
                true => _ = self.cookies.remove(name),
                false => _ = self.cookies.insert(name.to_owned(), value.to_owned()),
            }
        }
        let text = String::from_utf8_lossy(&to_bytes(body, 16 << 20).await.unwrap()).into_owned();
        if let Some((_, rest)) = text.split_once("name=\"token\" value=\"") {
            self.token = rest.split('"').next().unwrap().to_owned();
        }
        Answer {
            status: parts.status.as_u16(),
            headers: parts.headers,
            text,
        }
    }
}

/// Runs a test on both databases.
pub(super) async fn on_both<F, T>(test: F)
where
    F: Fn(World) -> T,
    T: Future<Output = ()>,
{
    let postgres = crate::postgres::database().await.unwrap();
    for place in [None, Some(Place::Postgres(postgres))] {
        test(World::open(place, Config::default()).await).await;
    }
}
