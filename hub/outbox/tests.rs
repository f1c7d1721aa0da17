//! The outbox against servers that fail in every way, on both databases, with a clock that is set by hand.
#![allow(clippy::unwrap_used, clippy::panic, reason = "tests")]

use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpListener;
use std::sync::Mutex;

use sqlx::Row;

use super::*;
use crate::config;
use crate::store::life::{self, Act, Acted, By, ReplyText, What};
use crate::store::outbox::{Listed, list};
use crate::store::tests::{item, on_both, submit};
use crate::store::{NewItem, Submitted, check_audit};

#[path = "mail_tests.rs"]
mod mail_tests;

const NOW: i64 = 1_800_000_000_000;
const SECRET: &str = "mot-bi-mat-dai-hon-16";

/// What a server does with the next request.
#[derive(Debug, Clone, Copy)]
enum Next {
    Status(u16),
    /// 503 with Retry-After.
    After(u32),
    /// Takes it and ends the connection without a word.
    Cut,
}

/// Requests as they came: event id, signature, body.
type Got = Arc<Mutex<Vec<(String, String, String)>>>;

/// A server that answers as the script says, and 200 when it has ended. It ends with the test program.
fn server(script: &[Next]) -> (String, Got) {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let url = format!(
        "http://127.0.0.1:{}/",
        listener.local_addr().unwrap().port()
    );
    let got: Got = Arc::default();
    let (seen, script) = (Arc::clone(&got), script.to_vec());
    std::thread::spawn(move || {
        let mut script = script.into_iter();
        for stream in listener.incoming() {
            let mut stream = BufReader::new(stream.unwrap());
            let (mut length, mut id, mut signature) = (0, String::new(), String::new());
            loop {
                let mut line = String::new();
                if stream.read_line(&mut line).unwrap_or(0) < 3 {
                    break;
                }
                let (name, value) = line.split_once(':').unwrap_or(("", ""));
                let value = value.trim().to_owned();
                match name.to_lowercase().as_str() {
                    "content-length" => length = value.parse().unwrap(),
                    "cchc-event-id" => id = value,
                    "cchc-signature" => signature = value,
                    _ => {}
                }
            }
            let mut body = vec![0; length];
            stream.read_exact(&mut body).unwrap();
            let body = String::from_utf8(body).unwrap();
            seen.lock().unwrap().push((id, signature, body));
            let answer = match script.next().unwrap_or(Next::Status(200)) {
                Next::Status(status) => format!("HTTP/1.1 {status} X\r\n"),
                Next::After(secs) => format!("HTTP/1.1 503 X\r\nRetry-After: {secs}\r\n"),
                Next::Cut => continue,
            };
            let answer = format!("{answer}Content-Length: 0\r\nConnection: close\r\n\r\n");
            _ = stream.get_mut().write_all(answer.as_bytes());
        }
    });
    (url, got)
}

struct World {
    store: Store,
    secrets: Secrets,
    channels: Vec<Arc<dyn Channel>>,
    _folder: tempfile::TempDir,
}

impl World {
    /// A webhook to an address, and mail to a port if one is given.
    async fn open(store: Store, url: Option<&str>, mail_port: Option<u16>) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let secrets = Secrets::read_or_make(&folder.path().join("secrets.toml")).unwrap();
        let secret_file = folder.path().join("secret");
        std::fs::write(&secret_file, format!("{SECRET}\n")).unwrap();
        let text = mail_port.map(|port| {
            format!("host = \"127.0.0.1\"\nport = {port}\ntls = \"none\"\nfrom = \"Góp ý <gop-y@vi-du.vn>\"\ntrack_url = \"https://vi-du.vn/theo-doi\"")
        });
        let config = Config {
            mail: text.map(|text| toml::from_str(&text).unwrap()),
            webhooks: url
                .map(|url| config::Webhook {
                    id: "kho".to_owned(),
                    url: url.to_owned(),
                    secret_file,
                    agency: None,
                    events: Vec::new(),
                    content: false,
                })
                .into_iter()
                .collect(),
            ..Config::default()
        };
        let channels = channels(&config).unwrap();
        keep(&store, &channels).await.unwrap();
        Self {
            store,
            secrets,
            channels,
            _folder: folder,
        }
    }

    async fn deliver(&self, now_ms: i64) -> usize {
        deliver(&self.store, &self.secrets, &self.channels, now_ms)
            .await
            .unwrap()
    }

    async fn rows(&self) -> Vec<Listed> {
        let mut rows = list(&self.store, None).await.unwrap();
        rows.extend(list(&self.store, Some("sent")).await.unwrap());
        rows.sort_by_key(|row| row.number);
        rows
    }

    /// An item with an e-mail.
    fn with_mail(&self, key: u8, address: &str) -> NewItem {
        let new = item(key);
        let sealed = self
            .secrets
            .seal(address.as_bytes(), &sealed_for(&new.key_hash));
        NewItem {
            mail: Some(sealed.unwrap()),
            ..new
        }
    }

    async fn put(&self, new: NewItem) -> i64 {
        match self.store.act(submit(new)).await.unwrap() {
            Submitted::New(stored) => stored.number,
            other => panic!("{other:?}"),
        }
    }

    async fn act(&self, item: i64, what: What) -> life::Done {
        let edition = life::show(&self.store, item)
            .await
            .unwrap()
            .unwrap()
            .edition;
        let act = Act {
            item,
            edition,
            by: By::Command,
            at_ms: NOW,
            what,
        };
        match self.store.act(act).await.unwrap() {
            Acted::Done(done) => done,
            other => panic!("{other:?}"),
        }
    }
}

fn said(rows: &[Listed]) -> String {
    let said = |row: &Listed| format!("{}>{} {}", row.event, row.channel, row.state);
    rows.iter().map(said).collect::<Vec<_>>().join(", ")
}

#[tokio::test(flavor = "multi_thread")]
async fn what_happens_to_an_item_is_in_the_outbox_with_it_or_not_at_all() {
    on_both(|store, _| async move {
        let world = World::open(store, Some("https://kho.vi-du.vn/"), Some(1)).await;
        let one = world.put(world.with_mail(1, "hanh@vi-du.vn")).await;
        let text = ReplyText {
            body: "Đã sửa".to_owned(),
            action_taken: "Thay bóng".to_owned(),
            ..ReplyText::default()
        };
        let (agency, note) = ("so-xay-dung".to_owned(), String::new());
        world.act(one, What::Forward { agency, note }).await;
        world.act(one, What::AskInfo { note: "Ở đâu?".to_owned() }).await;
        let reply = world.act(one, What::Draft { reply: None, text }).await.reply.unwrap();
        let late = Act {
            item: one,
            edition: 1,
            by: By::Command,
            at_ms: NOW,
            what: What::Send { reply },
        };
        assert!(matches!(world.store.act(late).await.unwrap(), Acted::Changed { .. }));
        world.act(one, What::Send { reply }).await;
        assert_eq!(
            said(&world.rows().await),
            "received>mail waiting, received>webhook:kho waiting, forwarded>mail waiting, forwarded>webhook:kho waiting, \
             need_info>mail waiting, need_info>webhook:kho waiting, answered>mail waiting, answered>webhook:kho waiting"
        );
        // Who gave no address gets no letter; what is held is told when it is let go, and once.
        let mut held = item(2);
        held.held_reasons = vec!["links"];
        let held = world.put(held).await;
        assert_eq!(world.rows().await.len(), 8);
        for _ in 0..2 {
            world.act(held, What::Release).await;
            world.act(held, What::Hold { reason: String::new() }).await;
        }
        assert_eq!(said(&world.rows().await[8..]), "received>webhook:kho waiting");
        world.act(one, What::Erase).await;
        assert_eq!(world.rows().await.len(), 1, "what is erased is told nobody");
        let row = sqlx::query("SELECT mail_sealed FROM items WHERE number = $1")
            .bind(one)
            .fetch_one(world.store.readers())
            .await
            .unwrap();
        assert_eq!(row.get::<Option<Vec<u8>>, _>(0), None);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_channel_gets_its_agency_and_its_events_alone() {
    on_both(|store, _| async move {
        let world = World::open(store, None, None).await;
        world.put(item(1)).await;
        assert!(world.rows().await.is_empty(), "no channel, no row");
        let way = |id: &str, agency: Option<&str>, events: &[&str]| Way {
            id: id.to_owned(),
            agency: agency.map(str::to_owned),
            events: events.iter().map(|event| (*event).to_owned()).collect(),
        };
        let ways = vec![
            way("webhook:a", Some("phuong-a"), &EVENTS),
            way("webhook:b", Some("phuong-b"), &EVENTS),
            way("webhook:c", None, &["answered"]),
            way("webhook:d", None, &["forwarded", "received"]),
        ];
        world.store.act(KeepWays(ways)).await.unwrap();
        let mut new = item(2);
        new.agency = Some("phuong-a".to_owned());
        let one = world.put(new).await;
        let (agency, note) = ("phuong-b".to_owned(), String::new());
        world.act(one, What::Forward { agency, note }).await;
        assert_eq!(
            said(&world.rows().await),
            "received>webhook:a waiting, received>webhook:d waiting, forwarded>webhook:b waiting, forwarded>webhook:d waiting"
        );
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_faulty_receiver_gets_every_event_until_it_takes_it_and_can_tell_repeats() {
    on_both(|store, _| async move {
        let script = [
            Next::Status(500),
            Next::Cut,
            Next::After(7200),
            Next::Status(429),
        ];
        let (url, got) = server(&script);
        let world = World::open(store, Some(&url), None).await;
        world.put(item(1)).await;
        let mut now_ms = NOW;
        let mut errors = Vec::new();
        let mut waits = Vec::new();
        for _ in 0..4 {
            assert_eq!(world.deliver(now_ms).await, 1);
            let row = &world.rows().await[0];
            assert_eq!(row.state, "waiting");
            errors.push(row.error.clone().unwrap());
            waits.push((row.next_ms - now_ms) / 1000);
            assert_eq!(
                world.deliver(row.next_ms - 1).await,
                0,
                "not before its time"
            );
            now_ms = row.next_ms;
        }
        assert_eq!(
            errors,
            ["HTTP 500", "HTTP connection", "HTTP 503", "HTTP 429"]
        );
        // Twice as long each time, a hundredth apart by number; or as the other side asks.
        assert_eq!(
            (waits[0] / 60, waits[1] / 60, waits[2], waits[3] / 60),
            (1, 2, 7200, 8)
        );
        assert_eq!(world.deliver(now_ms).await, 1);
        assert_eq!(said(&world.rows().await), "received>webhook:kho sent");
        assert_eq!(world.deliver(now_ms + 999_999_999).await, 0);
        let got = got.lock().unwrap();
        assert_eq!(got.len(), 5);
        for (id, signature, body) in got.iter() {
            assert_eq!(
                (id, body),
                (&got[0].0, &got[0].2),
                "the same event, word for word"
            );
            let secs: i64 = signature[2..].split(',').next().unwrap().parse().unwrap();
            assert_eq!(*signature, webhook::signature(SECRET, secs * 1000, body));
        }
        let body: serde_json::Value = serde_json::from_str(&got[0].2).unwrap();
        assert_eq!(body["id"], got[0].0.as_str());
        assert_eq!(
            (&body["event"], &body["item"]["kind"]),
            (&"received".into(), &"gop_y".into())
        );
        assert!(
            !got[0].2.contains("Đường trơn"),
            "nothing of what was written"
        );
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_refused_or_fails_too_often_is_dead_visible_and_can_be_tried_again() {
    on_both(|store, place| async move {
        let mut script = vec![Next::Status(422)];
        script.extend([Next::Status(503); TRIES as usize]);
        let (url, got) = server(&script);
        let world = World::open(store, Some(&url), None).await;
        world.put(item(1)).await;
        world.deliver(NOW).await;
        assert_eq!(said(&world.rows().await), "received>webhook:kho dead");
        world.put(item(2)).await;
        let mut now_ms = NOW;
        for tries in 1..=TRIES {
            assert_eq!(world.deliver(now_ms).await, 1, "{tries}");
            now_ms = world.rows().await[1].next_ms;
        }
        let rows = world.rows().await;
        assert_eq!((rows[1].state.as_str(), rows[1].tries), ("dead", TRIES));
        assert_eq!(rows[1].error.as_deref(), Some("HTTP 503"));
        let lines =
            sqlx::query("SELECT detail FROM audit WHERE deed = 'notice-dead' ORDER BY number")
                .fetch_all(world.store.readers())
                .await
                .unwrap();
        let lines: Vec<String> = lines.iter().map(|row| row.get(0)).collect();
        assert_eq!(lines, ["webhook:kho HTTP 422", "webhook:kho HTTP 503"]);
        assert!(now_ms - NOW < 2 * 86_400_000, "about a day");
        let number = Some(rows[1].number);
        let revived = crate::store::outbox::Revive { number, now_ms };
        assert_eq!(world.store.act(revived).await.unwrap(), 1);
        assert_eq!(world.deliver(now_ms).await, 1);
        assert_eq!(
            said(&world.rows().await),
            "received>webhook:kho dead, received>webhook:kho sent"
        );
        assert_eq!(got.lock().unwrap().len(), 2 + TRIES as usize);
        assert!(check_audit(world.store.readers()).await.unwrap().is_ok());
        drop(place);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn many_hubs_send_every_event_once() {
    on_both(|store, place| async move {
        let (url, got) = server(&[]);
        let world = World::open(store, Some(&url), None).await;
        for key in 1..=60 {
            world.put(item(key)).await;
        }
        let mut working = JoinSet::new();
        for _ in 0..3 {
            let store = Store::open(&place).await.unwrap();
            let secrets = Secrets::read(&world._folder.path().join("secrets.toml")).unwrap();
            let channels = world.channels.clone();
            working.spawn(async move {
                while deliver(&store, &secrets, &channels, NOW).await.unwrap() > 0 {}
            });
        }
        while let Some(done) = working.join_next().await {
            done.unwrap();
        }
        let ids: std::collections::HashSet<_> = got
            .lock()
            .unwrap()
            .iter()
            .map(|one| one.0.clone())
            .collect();
        assert_eq!((ids.len(), got.lock().unwrap().len()), (60, 60));
        assert!(world.rows().await.iter().all(|row| row.state == "sent"));
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_hub_that_died_while_sending_is_followed_by_another_and_changes_nothing_afterwards() {
    on_both(|store, _| async move {
        let (url, got) = server(&[]);
        let world = World::open(store, Some(&url), None).await;
        world.put(item(1)).await;
        let claimed = world.store.act(Claim { now_ms: NOW }).await.unwrap();
        assert_eq!(claimed.len(), 1);
        assert_eq!(
            world.deliver(NOW + 60_000).await,
            0,
            "it is the first hub's"
        );
        assert_eq!(world.deliver(NOW + 10 * 60_000).await, 1);
        let late = Settle {
            number: claimed[0].number,
            tries: claimed[0].tries,
            item: claimed[0].item,
            channel: claimed[0].channel.clone(),
            ended: Ended::Dead {
                error: "x".to_owned(),
            },
            now_ms: NOW,
        };
        world.store.act(late).await.unwrap();
        assert_eq!(said(&world.rows().await), "received>webhook:kho sent");
        assert_eq!(got.lock().unwrap().len(), 1);
    })
    .await;
}

#[test]
fn settings_that_cannot_work_are_refused_when_the_hub_starts() {
    let folder = tempfile::tempdir().unwrap();
    let (long, short) = (folder.path().join("long"), folder.path().join("short"));
    std::fs::write(&long, SECRET).unwrap();
    std::fs::write(&short, "x").unwrap();
    let hook = |url: &str, file: &Path, event: &str| config::Webhook {
        id: "kho".to_owned(),
        url: url.to_owned(),
        secret_file: file.to_path_buf(),
        agency: None,
        events: vec![event.to_owned()],
        content: false,
    };
    let good = hook("https://kho.vi-du.vn/", &long, "answered");
    for (hooks, is_good) in [
        (vec![good.clone()], true),
        (vec![hook("http://127.0.0.1:1/", &long, "received")], true),
        (vec![good.clone(), good.clone()], false),
        (vec![hook("http://kho.vi-du.vn/", &long, "answered")], false),
        (vec![hook("file:///etc/passwd", &long, "answered")], false),
        (
            vec![hook("https://kho.vi-du.vn/", &short, "answered")],
            false,
        ),
        (
            vec![hook(
                "https://kho.vi-du.vn/",
                &folder.path().join("none"),
                "answered",
            )],
            false,
        ),
        (vec![hook("https://kho.vi-du.vn/", &long, "answred")], false),
    ] {
        let config = Config {
            webhooks: hooks,
            ..Config::default()
        };
        assert_eq!(channels(&config).is_ok(), is_good);
    }
    for (text, is_good) in [
        ("host = \"a\"\nfrom = \"gop-y@vi-du.vn\"", true),
        (
            "host = \"a\"\nfrom = \"gop-y@vi-du.vn\"\ntls = \"no\"",
            false,
        ),
        ("host = \"a\"\nfrom = \"ai đó\"", false),
    ] {
        let config = Config {
            mail: Some(toml::from_str(text).unwrap()),
            ..Config::default()
        };
        assert_eq!(channels(&config).is_ok(), is_good, "{text}");
    }
}
