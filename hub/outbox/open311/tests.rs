//! Partners against a server that fails in every way: each item is there once, and what comes back counts once.
#![allow(clippy::unwrap_used, clippy::panic, reason = "tests")]

use std::time::Duration;

use serde_json::json;

use super::*;
use crate::config::{Answers, Repeats};
use crate::outbox::{TRIES, deliver, keep};
use crate::secrets::Secrets;
use crate::store::life::{self, Act, Acted, By, What};
use crate::store::outbox::{Claim, list};
use crate::store::partners::link;
use crate::store::tests::{item, on_both, submit};
use crate::store::{NewItem, Submitted, check_audit};

#[path = "fake.rs"]
mod fake;
#[path = "watch_tests.rs"]
mod watch_tests;

use fake::{Fault, Server};

const NOW: i64 = 1_800_000_000_000;
const AGENCY: &str = "so-xay-dung";

fn settings(url: &str) -> config::Partner {
    let text = format!(
        "id = \"chieu-sang\"\nurl = \"{url}\"\nagency = \"{AGENCY}\"\njurisdiction = \"vi-du.vn\"\n\
         services = {{ \"gop_y\" = \"KHAC\", \"phan_anh.den\" = \"DEN\" }}\nattributes = {{ nguon = \"cong\" }}"
    );
    toml::from_str(&text).unwrap()
}

/// A hub's half: a partner over a store.
struct World {
    store: Store,
    secrets: Secrets,
    partner: Arc<Partner>,
    _folder: tempfile::TempDir,
}

impl World {
    async fn open(store: Store, settings: &config::Partner) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let secrets = Secrets::read_or_make(&folder.path().join("secrets.toml")).unwrap();
        let partner = Arc::new(Partner::open(settings, store.clone(), TIME).unwrap());
        keep(&store, &[partner.clone() as Arc<dyn Channel>])
            .await
            .unwrap();
        Self {
            store,
            secrets,
            partner,
            _folder: folder,
        }
    }

    async fn put(&self, key: u8) -> i64 {
        let new = NewItem {
            title: "Đèn tắt & <b>".to_owned(),
            agency: Some(AGENCY.to_owned()),
            place: Some("Ngõ 12".to_owned()),
            contact: Some((vec![1], "k".to_owned())),
            ..item(key)
        };
        match self.store.act(submit(new)).await.unwrap() {
            Submitted::New(stored) => stored.number,
            other => panic!("{other:?}"),
        }
    }

    async fn deliver(&self, now_ms: i64) -> usize {
        self.deliver_by(&self.partner, now_ms).await
    }

    async fn deliver_by(&self, partner: &Arc<Partner>, now_ms: i64) -> usize {
        let channels = [partner.clone() as Arc<dyn Channel>];
        deliver(&self.store, &self.secrets, &channels, now_ms)
            .await
            .unwrap()
    }

    /// Delivers until nothing waits any more; the times at which it did, and what went wrong.
    async fn deliver_all(&self) -> (i64, Vec<String>) {
        let (mut now_ms, mut errors) = (NOW, Vec::new());
        for _ in 0..TRIES {
            self.deliver(now_ms).await;
            let waiting = list(&self.store, Some("waiting")).await.unwrap();
            let Some(next) = waiting.iter().map(|row| row.next_ms).min() else {
                break;
            };
            errors.extend(waiting.iter().filter_map(|row| row.error.clone()));
            now_ms = next;
        }
        (now_ms, errors)
    }

    async fn state(&self) -> Vec<String> {
        let mut rows = list(&self.store, None).await.unwrap();
        rows.extend(list(&self.store, Some("sent")).await.unwrap());
        rows.sort_by_key(|row| row.number);
        let said = rows
            .iter()
            .map(|row| format!("{} {}", row.event, row.state));
        said.collect()
    }

    async fn remote(&self, item: i64) -> Option<String> {
        let found = link(&self.store, "open311:chieu-sang", item).await.unwrap();
        found.and_then(|link| link.remote_id)
    }

    async fn act(&self, item: i64, what: What) -> life::Done {
        let edition = self.show(item).await.edition;
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

    async fn show(&self, item: i64) -> life::ItemWhole {
        life::show(&self.store, item).await.unwrap().unwrap()
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn an_item_is_there_once_whatever_happens_to_the_answers() {
    on_both(|store, _| async move {
        let server = Server::start();
        let world = World::open(store, &settings(&server.url)).await;
        for (key, faults, said) in [
            (1, vec![], ""),
            (2, vec![Fault::Status(500)], "HTTP 500"),
            (
                3,
                vec![Fault::TakenThen(Box::new(Fault::Status(502)))],
                "HTTP 502",
            ),
            (4, vec![Fault::Cut], "HTTP connection"),
            (
                5,
                vec![Fault::TakenThen(Box::new(Fault::Cut))],
                "HTTP connection",
            ),
            (
                6,
                vec![Fault::Words("<html>ok</html>")],
                "unreadable answer",
            ),
            (
                7,
                vec![Fault::TakenThen(Box::new(Fault::Words("[{}]")))],
                "unreadable answer",
            ),
            (
                8,
                vec![Fault::Words("[{\"service_request_id\": {}}]")],
                "unreadable answer",
            ),
            (9, vec![Fault::Status(429)], "HTTP 429"),
            (10, vec![Fault::Status(403)], "HTTP 403"),
            (
                11,
                vec![
                    Fault::Cut,
                    Fault::TakenThen(Box::new(Fault::Cut)),
                    Fault::Cut,
                ],
                "HTTP connection",
            ),
            (12, vec![Fault::Halved], "HTTP connection"),
        ] {
            server.fail(faults);
            let number = world.put(key).await;
            let (_, errors) = world.deliver_all().await;
            assert!(
                said.is_empty() || errors[0].contains(said),
                "{key}: {errors:?}"
            );
            assert_eq!(
                world.state().await.last().unwrap(),
                "received sent",
                "{key}"
            );
            let there = server.requests();
            assert_eq!(there.len(), usize::from(key), "{key}: {errors:?}");
            assert_eq!(
                world.remote(number).await.as_deref(),
                Some(there[there.len() - 1].0.as_str()),
                "{key}"
            );
        }
        let (_, sent) = &server.requests()[0];
        for (name, value) in [
            ("service_code", "KHAC"),
            ("jurisdiction_id", "vi-du.vn"),
            ("address_string", "Ngõ 12"),
            ("address_id", AGENCY),
            ("attribute[nguon]", "cong"),
        ] {
            assert_eq!(sent[name], value, "{name}");
        }
        assert!(sent["description"].starts_with("Đèn tắt & <b>\nĐường trơn"));
        assert!(check_audit(world.store.readers()).await.unwrap().is_ok());
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_server_that_does_not_answer_in_time_or_hides_its_list_for_a_while_gets_it_once() {
    on_both(|store, _| async move {
        let server = Server::start();
        let world = World::open(store, &settings(&server.url)).await;
        let number = world.put(1).await;
        server.fail(vec![Fault::TakenThen(Box::new(Fault::Silence))]);
        let hasty = Partner::open(
            &settings(&server.url),
            world.store.clone(),
            Duration::from_millis(300),
        );
        assert_eq!(world.deliver_by(&Arc::new(hasty.unwrap()), NOW).await, 1);
        let row = &list(&world.store, None).await.unwrap()[0];
        assert_eq!(row.error.as_deref(), Some("HTTP timeout"));
        // It does not stand in their list at once.
        server.hide(true);
        assert_eq!(world.deliver(row.next_ms).await, 1);
        let row = &list(&world.store, None).await.unwrap()[0];
        assert_eq!(
            row.error.as_deref(),
            Some("answer lost, not in their list yet")
        );
        assert!(row.next_ms > NOW + SETTLE_MS, "not sent again before");
        server.hide(false);
        assert_eq!(world.deliver(row.next_ms).await, 1);
        assert_eq!(server.requests().len(), 1);
        assert_eq!(world.remote(number).await.as_deref(), Some("100"));
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_hub_that_died_after_sending_is_followed_by_one_that_looks_first() {
    on_both(|store, place| async move {
        let server = Server::start();
        let pool = crate::store::tests::pool(&place).await;
        let world = World::open(store, &settings(&server.url)).await;
        let number = world.put(1).await;
        // All but the note of the answer.
        let claimed = world.store.act(Claim { now_ms: NOW }).await.unwrap();
        let notice = crate::outbox::notice(&claimed[0], &world.secrets, NOW);
        world.partner.forward(&notice).await.unwrap();
        sqlx::query("UPDATE links SET remote_id = NULL, asked_ms = first_ms")
            .execute(&pool)
            .await
            .unwrap();
        assert_eq!(world.deliver(NOW + 10 * 60_000).await, 1);
        assert_eq!(server.requests().len(), 1);
        assert_eq!(world.remote(number).await.as_deref(), Some("100"));
        assert_eq!(world.state().await, ["received sent"]);
        // Passed on again, or sent by two notices: it is there already.
        let (agency, note) = (AGENCY.to_owned(), String::new());
        world.act(number, What::Forward { agency, note }).await;
        assert_eq!(world.deliver(NOW + 11 * 60_000).await, 1);
        assert_eq!(server.requests().len(), 1);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_server_that_knows_repeats_is_asked_again_at_once() {
    on_both(|store, _| async move {
        let server = Server::start();
        server.know_repeats();
        // Its list shows what was published alone.
        server.hide(true);
        let mut settings = settings(&server.url);
        settings.repeats = Repeats::Key;
        let world = World::open(store, &settings).await;
        let number = world.put(1).await;
        server.fail(vec![
            Fault::TakenThen(Box::new(Fault::Cut)),
            Fault::TakenThen(Box::new(Fault::Status(500))),
        ]);
        let (now_ms, _) = world.deliver_all().await;
        assert!(now_ms < NOW + SETTLE_MS);
        assert_eq!(server.requests().len(), 1);
        assert_eq!(world.remote(number).await.as_deref(), Some("100"));
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_went_elsewhere_was_held_or_has_no_service_is_not_sent() {
    on_both(|store, _| async move {
        let server = Server::start();
        let world = World::open(store, &settings(&server.url)).await;
        let moved = world.put(1).await;
        let (agency, note) = ("so-noi-vu".to_owned(), String::new());
        world.act(moved, What::Forward { agency, note }).await;
        let held = world.put(2).await;
        world
            .act(
                held,
                What::Hold {
                    reason: String::new(),
                },
            )
            .await;
        let taken_back = world.put(3).await;
        world.act(taken_back, What::Withdraw).await;
        let mut strange = item(4);
        strange.agency = Some(AGENCY.to_owned());
        strange.kind = "khen".to_owned();
        world.store.act(submit(strange)).await.unwrap();
        world.deliver(NOW).await;
        assert!(server.requests().is_empty());
        let dead = list(&world.store, Some("dead")).await.unwrap();
        assert_eq!(dead.len(), 1);
        assert_eq!(
            dead[0].error.as_deref(),
            Some("no service_code in the settings")
        );
    })
    .await;
}

#[test]
fn settings_of_partners_that_cannot_work_are_refused() {
    let runtime = tokio::runtime::Runtime::new().unwrap();
    runtime.block_on(async {
        let dir = tempfile::tempdir().unwrap();
        let place = crate::store::Place::Sqlite(dir.path().join("x.sqlite"));
        let store = Store::open(&place).await.unwrap();
        let good = settings("https://vi-du.vn/open311/v2");
        let mut plain = good.clone();
        plain.url = "http://vi-du.vn/open311/v2".to_owned();
        let mut keyless = good.clone();
        keyless.key_file = Some(dir.path().join("none"));
        for (list, is_good) in [
            (vec![good.clone()], true),
            (vec![good.clone(), good.clone()], false),
            (vec![plain], false),
            (vec![keyless], false),
        ] {
            let config = Config {
                partners: list,
                ..Config::default()
            };
            assert_eq!(partners(&config, &store).is_ok(), is_good);
        }
    });
}
