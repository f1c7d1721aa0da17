//! The citizen follows her item, and whoever guesses learns nothing.
#![allow(clippy::unwrap_used, clippy::panic, reason = "tests")]

use axum::http::HeaderMap;
use serde_json::{Value, json};

use super::super::tests::{Answer, NOW, ORIGIN, World, config, item, key, on_both};
use crate::config::Limits;
use crate::store::life::{self, Act, Acted, By, ReplyText, What};
use crate::store::{Deed, Error, Limit, Transaction, check_audit};

async fn post(world: &World, path: &str, body: &Value) -> Answer {
    let headers = [("origin", ORIGIN), ("content-type", "application/json")];
    world.ask("POST", path, &headers, body.to_string()).await
}

/// Code and PIN of a new item.
async fn sent(world: &World, number: u32) -> Value {
    let answer = world
        .send(&key(number), &world.with_proof(item()).await)
        .await;
    assert_eq!(answer.status, 201, "{}", answer.text);
    let receipt = answer.json();
    json!({"code": receipt["tracking_code"], "pin": receipt["pin"]})
}

async fn act(world: &World, item: i64, what: What) -> life::Done {
    let store = &world.hub.store;
    let edition = life::show(store, item).await.unwrap().unwrap().edition;
    let act = Act {
        item,
        edition,
        by: By::Staff(1),
        at_ms: world.hub.now_ms(),
        what,
    };
    match store.act(act).await.unwrap() {
        Acted::Done(done) => done,
        other => panic!("{other:?}"),
    }
}

async fn answered(world: &World, item: i64, body: &str) {
    let text = ReplyText {
        body: body.to_owned(),
        action_taken: "Đã thay bóng".to_owned(),
        ..ReplyText::default()
    };
    let draft = act(world, item, What::Draft { reply: None, text }).await;
    let reply = draft.reply.unwrap();
    act(world, item, What::Send { reply }).await;
}

fn with(of: &Value, name: &str, value: impl Into<Value>) -> Value {
    let mut body = of.clone();
    body[name] = value.into();
    body
}

#[tokio::test(flavor = "multi_thread")]
async fn a_citizen_sees_the_way_of_her_item_rates_the_answer_and_opens_it_again_once() {
    on_both(config(), |world| async move {
        let mine = sent(&world, 1).await;
        let tracked = post(&world, "/api/v1/track", &mine).await;
        assert_eq!(tracked.status, 200, "{}", tracked.text);
        assert_eq!(tracked.headers["cache-control"], "no-store");
        let tracked = tracked.json();
        assert_eq!((&tracked["status"], &tracked["can_rate"]), (&json!("received"), &json!(false)));
        assert_eq!(tracked["code"], mine["code"]);
        assert_eq!(tracked["timeline"].as_array().unwrap().len(), 1);
        // As read out over the telephone.
        let spoken = json!({"code": mine["code"].as_str().unwrap().to_lowercase().replace('-', " "),
            "pin": mine["pin"].as_str().unwrap().split_at(3).0.to_owned() + " " + &mine["pin"].as_str().unwrap()[3..]});
        assert_eq!(post(&world, "/api/v1/track", &spoken).await.status, 200);
        act(&world, 1, What::Accept).await;
        act(&world, 1, What::Assign { handler: Some(3) }).await;
        act(&world, 1, What::Hold { reason: "nghi ngờ kín".to_owned() }).await;
        act(&world, 1, What::Release).await;
        let note = "Chuyển Sở Xây dựng".to_owned();
        let forward = What::Forward { agency: "so-xay-dung".to_owned(), note };
        act(&world, 1, forward).await;
        let refused = act(&world, 1, What::Refuse { note: "nhầm".to_owned() }).await;
        act(&world, 1, What::Undo { event: refused.event }).await;
        world.later(20 * 86_400_000);
        let tracked = post(&world, "/api/v1/track", &mine).await;
        assert!(!tracked.text.contains("kín") && !tracked.text.contains("nhầm"), "{}", tracked.text);
        let tracked = tracked.json();
        assert_eq!(tracked["is_overdue"], true);
        let steps: Vec<_> = tracked["timeline"].as_array().unwrap().iter()
            .map(|step| step["status"].as_str().unwrap()).collect();
        assert_eq!(steps, ["received", "accepted", "held", "accepted", "forwarded"]);
        assert_eq!(tracked["timeline"][4]["note"], "Chuyển Sở Xây dựng");
        assert_eq!((&tracked["agency"], &tracked["label_en"]),
            (&json!("so-xay-dung"), &json!("Passed on to the agency in charge")));
        let early = post(&world, "/api/v1/track/rating", &with(&mine, "rating", 5)).await;
        assert_eq!(early.problem(), (409, "not-possible".to_owned()));

        answered(&world, 1, "Đèn đã sáng <b>lại</b>.").await;
        let tracked = post(&world, "/api/v1/track", &mine).await.json();
        assert_eq!(tracked["reply"]["body"], "Đèn đã sáng <b>lại</b>.");
        assert_eq!(tracked["is_overdue"], false);
        for (name, expected) in [("can_rate", true), ("can_dispute", true), ("can_withdraw", false), ("can_erase", true)] {
            assert_eq!(tracked[name], expected, "{name}");
        }
        for bad in [json!(0), json!(6), Value::Null] {
            let refused = post(&world, "/api/v1/track/rating", &with(&mine, "rating", bad)).await;
            assert_eq!(refused.problem(), (422, "invalid".to_owned()));
            assert_eq!(refused.json()["errors"][0]["pointer"], "/rating");
        }
        let long = with(&with(&mine, "rating", 5), "note", "x".repeat(1001));
        assert_eq!(post(&world, "/api/v1/track/rating", &long).await.status, 422);
        post(&world, "/api/v1/track/rating", &with(&mine, "rating", 1)).await;
        let rated = post(&world, "/api/v1/track/rating", &with(&mine, "rating", 4)).await;
        assert_eq!(rated.json()["rating"], 4);
        let silent = post(&world, "/api/v1/track/unsolved", &mine).await;
        assert_eq!(silent.problem(), (422, "invalid".to_owned()));
        let reopened = post(&world, "/api/v1/track/unsolved", &with(&mine, "reason", "Vẫn tắt")).await.json();
        assert_eq!((&reopened["status"], &reopened["can_dispute"]), (&json!("in_progress"), &json!(false)));
        answered(&world, 1, "Đã thay cột.").await;
        let again = post(&world, "/api/v1/track/unsolved", &with(&mine, "reason", "Vẫn tắt")).await;
        assert_eq!(again.problem(), (409, "not-possible".to_owned()));
        assert!(check_audit(world.hub.store.readers()).await.unwrap().is_ok());
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_citizen_takes_her_item_back_and_has_it_erased() {
    on_both(config(), |world| async move {
        let mine = sent(&world, 1).await;
        let back = post(&world, "/api/v1/track/withdraw", &mine).await.json();
        assert_eq!(
            (&back["status"], &back["can_withdraw"]),
            (&json!("withdrawn"), &json!(false))
        );
        assert_eq!(
            post(&world, "/api/v1/track/withdraw", &mine).await.status,
            409
        );
        let erased = post(&world, "/api/v1/track/erase", &mine).await;
        assert!(!erased.text.contains("Đèn đường"), "{}", erased.text);
        let erased = erased.json();
        assert_eq!(
            (&erased["status"], &erased["can_erase"]),
            (&json!("erased"), &json!(false))
        );
        assert_eq!(post(&world, "/api/v1/track/erase", &mine).await.status, 409);
        // Still there, as a number.
        assert_eq!(world.count("items").await, 1);
        assert!(
            check_audit(world.hub.store.readers())
                .await
                .unwrap()
                .is_ok()
        );
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn the_citizen_of_a_merged_item_reads_the_answer_of_the_other() {
    let world = World::open(None, config()).await;
    let (one, _two) = (sent(&world, 1).await, sent(&world, 2).await);
    act(&world, 1, What::Merge { into: 2 }).await;
    let waiting = post(&world, "/api/v1/track", &one).await.json();
    assert_eq!(
        (&waiting["status"], &waiting["reply"]),
        (&json!("duplicate"), &Value::Null)
    );
    answered(&world, 2, "Đã sửa cả hai").await;
    let tracked = post(&world, "/api/v1/track", &one).await.json();
    assert_eq!(tracked["reply"]["body"], "Đã sửa cả hai");
    assert_eq!(
        (&tracked["can_rate"], &tracked["can_dispute"]),
        (&json!(true), &json!(false))
    );
    let rated = post(&world, "/api/v1/track/rating", &with(&one, "rating", 5)).await;
    assert_eq!(rated.status, 200, "{}", rated.text);
}

/// What a stranger could tell answers apart by.
fn seen(answer: &Answer) -> (u16, Vec<(String, String)>, String) {
    let kept = |headers: &HeaderMap| {
        let mut all: Vec<_> = headers
            .iter()
            .filter(|(name, _)| *name != "x-request-id")
            .map(|(name, value)| (name.to_string(), value.to_str().unwrap().to_owned()))
            .collect();
        all.sort();
        all
    };
    let mut body = answer.json();
    body["request_id"] = Value::Null;
    (answer.status, kept(&answer.headers), body.to_string())
}

#[tokio::test(flavor = "multi_thread")]
async fn wrong_code_wrong_pin_and_no_code_cannot_be_told_apart() {
    on_both(config(), |world| async move {
        let (one, two) = (sent(&world, 1).await, sent(&world, 2).await);
        let absent = cchc::submission::Receipt::of(&cchc::submission::Key::parse(&key(9)).unwrap());
        let mut all = Vec::new();
        for path in ["", "/rating", "/unsolved", "/withdraw", "/erase"] {
            for (code, pin) in [
                (&one["code"], &two["pin"]),
                (&json!(absent.code), &json!(absent.pin)),
                (&json!(absent.code), &one["pin"]),
                (&json!("7K3QM"), &one["pin"]),
                (&json!(""), &json!("")),
                (&one["code"], &json!("")),
                (&one["code"], &json!("không có")),
            ] {
                let body = json!({"code": code, "pin": pin, "rating": 3, "reason": "x"});
                all.push(seen(
                    &post(&world, &format!("/api/v1/track{path}"), &body).await,
                ));
            }
        }
        assert_eq!(
            (all[0].0, all[0].2.contains("item-unknown")),
            (404, true),
            "{:?}",
            all[0]
        );
        assert!(all.iter().all(|one| *one == all[0]), "{all:#?}");
        // Nothing was done to any.
        assert_eq!(
            life::show(&world.hub.store, 1)
                .await
                .unwrap()
                .unwrap()
                .edition,
            1
        );
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn only_pages_that_may_send_may_ask_and_only_in_json() {
    let world = World::open(None, config()).await;
    let mine = sent(&world, 1).await.to_string();
    let json = ("content-type", "application/json");
    for (headers, expected) in [
        (vec![json], "origin-refused"),
        (
            vec![json, ("origin", "https://evil.example")],
            "origin-refused",
        ),
        (
            vec![("content-type", "text/plain"), ("origin", ORIGIN)],
            "json-only",
        ),
    ] {
        let answer = world
            .ask("POST", "/api/v1/track", &headers, mine.clone())
            .await;
        assert_eq!(answer.problem().1, expected);
    }
    for body in ["", "[]", "{\"code\":1,\"pin\":2}", "{\"code\":\"x\"}"] {
        let answer = world
            .ask(
                "POST",
                "/api/v1/track",
                &[json, ("origin", ORIGIN)],
                body.to_owned(),
            )
            .await;
        assert_eq!(
            answer.problem(),
            (400, "body-unreadable".to_owned()),
            "{body}"
        );
    }
    let own = [json, ("origin", "http://hub.example")];
    assert_eq!(
        world.ask("POST", "/api/v1/track", &own, mine).await.status,
        200
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn looks_are_limited_before_anything_is_looked_up() {
    let mut settings = config();
    settings.limits.track_per_code = 3;
    let world = World::open(None, settings).await;
    let mine = sent(&world, 1).await;
    for _ in 0..3 {
        let wrong = with(&mine, "pin", "000000");
        assert_eq!(post(&world, "/api/v1/track", &wrong).await.status, 404);
    }
    // Even the right PIN, and codes that there are not are counted alike.
    let limited = post(&world, "/api/v1/track", &mine).await;
    assert_eq!(limited.problem(), (429, "limited".to_owned()));
    assert!(limited.headers.contains_key("retry-after"));
    let absent = cchc::submission::Receipt::of(&cchc::submission::Key::parse(&key(9)).unwrap());
    let absent = json!({"code": absent.code, "pin": "000000"});
    for status in [404, 404, 404, 429] {
        assert_eq!(post(&world, "/api/v1/track", &absent).await.status, status);
    }
    world.later(600_000);
    assert_eq!(post(&world, "/api/v1/track", &mine).await.status, 200);
}

/// Spends one limit so often in a row; how often it was allowed.
struct Guess {
    limit: Limit,
    tries: usize,
    now_ms: i64,
}

impl Deed for Guess {
    type Done = usize;

    async fn run(&self, transaction: &mut Transaction<'_>) -> Result<usize, Error> {
        let mut through = 0;
        for _ in 0..self.tries {
            if self.limit.spend(self.now_ms, transaction).await?.is_none() {
                through += 1;
            }
        }
        Ok(through)
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn of_a_million_guesses_at_one_pin_in_a_day_three_in_a_thousand_get_through() {
    const GUESSES: usize = 1_000_000;
    let world = World::open(None, config()).await;
    let limits = Limits::default();
    let window_ms = i64::from(limits.window_secs) * 1000;
    let windows = 86_400_000 / window_ms;
    // Each from another address: what is left is the limit of the code. A window's count only grows, so once a few in a
    // row were refused the rest of that window is refused too, and need not be tried.
    let most = limits.track_per_code;
    let tries = most as usize + 5;
    assert!(GUESSES / usize::try_from(windows).unwrap() > tries);
    let start = NOW - NOW.rem_euclid(window_ms);
    let mut through = 0;
    for window in 0..windows {
        let limit = world.hub.limit("track:code:0123".to_owned(), most);
        let now_ms = start + window * window_ms;
        let guess = Guess {
            limit,
            tries,
            now_ms,
        };
        through += world.hub.store.act(guess).await.unwrap();
    }
    assert_eq!(through, 2880);
    // A PIN has a million values; a code 2^65, so that even all looks of a day find none.
    assert!(through * 1000 <= GUESSES * 3);
    let in_all = f64::from(limits.track_in_all) * 144.0;
    let items = 1e6;
    assert!(in_all * items / 2_f64.powi(65) < 1e-6);
    // One address alone gets less far.
    assert!(limits.track_per_address < limits.track_in_all / 50);
}
