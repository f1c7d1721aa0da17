//! An item's way: once, held or not, with the same answer every time.

use sqlx::Row;

use super::*;

#[tokio::test(flavor = "multi_thread")]
async fn an_item_is_stored_once_and_its_answer_repeats() {
    on_both(config(), |world| async move {
        let item = world.with_proof(item()).await;
        let first = world.send(&key(1), &item).await;
        assert_eq!(first.status, 201, "{}", first.text);
        assert_eq!(first.json()["status"], "received");
        assert_eq!(first.json()["received_at"], "2027-01-15T15:00:05+07:00");
        // Five working days after a Friday.
        assert_eq!(first.json()["expected_at"], "2027-01-22T15:00:05+07:00");
        assert!(!first.headers.contains_key("idempotency-replayed"));
        world.later(3_600_000);
        let mut retry = item.clone();
        // A retry carries a fresh proof.
        retry["altcha"] = json!("");
        for hub in [Arc::clone(&world.hub), world.second().await] {
            let again = send(&hub, &key(1), &retry).await;
            assert_eq!((again.status, &again.text), (201, &first.text));
            assert_eq!(again.headers["idempotency-replayed"], "true");
        }
        retry["body"] = json!("Một ý kiến khác hẳn, dài hơn mười chữ.");
        let other = world.send(&key(1), &retry).await;
        assert_eq!(other.problem(), (422, "key-reused".to_owned()));
        assert_eq!(
            (world.count("items").await, world.count("audit").await),
            (1, 1)
        );
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_hundred_at_once_with_one_key_on_two_hubs_are_one_item() {
    on_both(config(), |world| async move {
        let second = world.second().await;
        let mut waiting = tokio::task::JoinSet::new();
        for at in 0..100 {
            let hub = Arc::clone(if at % 2 == 0 { &world.hub } else { &second });
            waiting.spawn(async move { send(&hub, &key(at % 4), &item()).await });
        }
        let mut texts = std::collections::BTreeMap::new();
        let mut first = 0;
        while let Some(answer) = waiting.join_next().await {
            let answer = answer.unwrap();
            assert_eq!(answer.status, 201, "{}", answer.text);
            first += usize::from(!answer.headers.contains_key("idempotency-replayed"));
            *texts.entry(answer.text).or_insert(0) += 1;
        }
        assert_eq!((texts.len(), first), (4, 4), "{texts:?}");
        assert_eq!(world.count("items").await, 4);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn contact_data_stands_nowhere_in_clear() {
    let world = World::open(None, config()).await;
    let mut item = item();
    item["contact"] = json!({"name": "Đỗ Thị Hạnh", "phone": "0912345678"});
    assert_eq!(world.send(&key(1), &item).await.status, 201);
    let row = sqlx::query("SELECT contact_sealed, contact_key_id, key_hash FROM items")
        .fetch_one(world.hub.store.readers())
        .await
        .unwrap();
    let (sealed, id): (Vec<u8>, String) = (row.get(0), row.get(1));
    let opened = world
        .hub
        .secrets
        .open(&sealed, &id, &row.get::<Vec<u8>, _>(2))
        .unwrap();
    assert!(String::from_utf8(opened).unwrap().contains("Đỗ Thị Hạnh"));
    for file in std::fs::read_dir(world.folder.path()).unwrap().flatten() {
        let bytes = std::fs::read(file.path()).unwrap();
        assert!(
            !bytes.windows(10).any(|part| part == b"0912345678"),
            "{file:?}"
        );
    }
}

/// An answer's status field, or its problem.
async fn status_of(world: &World, number: u32, item: &Value) -> String {
    let answer = world.send(&key(number), item).await;
    assert_eq!(answer.status, 201, "{}", answer.text);
    let row = sqlx::query("SELECT status, held_reasons FROM items ORDER BY number DESC LIMIT 1")
        .fetch_one(world.hub.store.readers())
        .await
        .unwrap();
    let (status, reasons): (String, String) = (row.get(0), row.get(1));
    assert_eq!(answer.json()["status"], json!(status));
    reasons
}

#[tokio::test(flavor = "multi_thread")]
async fn what_looks_odd_is_held_and_never_dropped() {
    on_both(config(), |world| async move {
        let good = world.with_proof(item()).await;
        assert_eq!(status_of(&world, 1, &good).await, "");
        // The same proof again, also on another hub.
        assert_eq!(status_of(&world, 2, &good).await, "proof-used");
        assert_eq!(status_of(&world, 3, &item()).await, "no-proof");
        let quick = json!(world.proof().await);
        let mut item_ = item();
        item_["altcha"] = quick;
        assert_eq!(status_of(&world, 4, &item_).await, "too-quick");
        let mut expired = world.with_proof(item()).await;
        world.later(21 * 60_000);
        assert_eq!(status_of(&world, 5, &expired).await, "proof-expired");
        expired["altcha"] = json!("bm90aGluZw==");
        assert_eq!(status_of(&world, 6, &expired).await, "proof-unreadable");
        let mut trapped = world.with_proof(item()).await;
        trapped["trap"] = json!("http://spam.example");
        assert_eq!(status_of(&world, 7, &trapped).await, "trap");
        let mut links = world.with_proof(item()).await;
        links["body"] = json!("http://a.example https://b.example www.c.example HTTP://d.example");
        assert_eq!(status_of(&world, 8, &links).await, "links");
        // On the hub's own page, so for another site.
        let mut other = world.with_proof(item()).await;
        other["site"] = json!("");
        let headers = [
            ("origin", "https://hub.example"),
            ("content-type", "application/json"),
            ("idempotency-key", &key(9)),
        ];
        let answer = world
            .ask("POST", "/api/v1/submissions", &headers, other.to_string())
            .await;
        assert_eq!(answer.json()["status"], "held");
        assert_eq!(world.count("items").await, 9);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn forged_proofs_are_held() {
    let world = World::open(None, config()).await;
    let path = format!("/api/v1/challenge?form=gop-y&site={SITE}");
    let asked = world.ask("GET", &path, &[("origin", ORIGIN)], "").await;
    let challenge: Value = asked.json();
    type Forgery = (&'static str, fn(&mut Value));
    let forgeries: [Forgery; 7] = [
        ("/parameters/cost", |value| *value = json!(1)),
        ("/parameters/keyPrefix", |value| *value = json!("")),
        ("/parameters/expiresAt", |value| {
            *value = json!(9_999_999_999_i64)
        }),
        ("/parameters/data/site", |value| *value = json!("another")),
        ("/parameters/keySignature", |value| *value = Value::Null),
        ("/parameters/nonce", |value| {
            *value = json!("00000000000000000000000000000000")
        }),
        ("/signature", |value| *value = Value::Null),
    ];
    for (number, (pointer, forge)) in forgeries.into_iter().enumerate() {
        let mut forged = challenge.clone();
        forge(forged.pointer_mut(pointer).unwrap());
        world.later(5000);
        let mut item = item();
        let mut work = cchc::submission::proof::Work::of(&forged.to_string()).unwrap();
        let payload = match work.go_on(20_000) {
            cchc::submission::proof::Progress::Solved(payload) => payload,
            // Nobody can solve what was made harder; somebody may still claim it.
            _ => json!({"challenge": forged, "solution": {"counter": 1, "derivedKey": "00".repeat(32)}})
                .to_string(),
        };
        item["altcha"] = json!(base64::engine::general_purpose::STANDARD.encode(payload));
        let reasons = status_of(&world, u32::try_from(number).unwrap(), &item).await;
        assert_eq!(reasons, "proof-wrong", "{pointer}");
    }
    // The right challenge with a counter that was not worked for.
    let payload =
        json!({"challenge": challenge, "solution": {"counter": 0, "derivedKey": "00".repeat(32)}});
    let mut item = item();
    item["altcha"] = json!(base64::engine::general_purpose::STANDARD.encode(payload.to_string()));
    assert_eq!(status_of(&world, 99, &item).await, "proof-wrong");
}

#[tokio::test(flavor = "multi_thread")]
async fn every_version_that_was_served_stays_valid_and_others_do_not() {
    on_both(config(), |world| async move {
        assert_eq!(world.send(&key(1), &item()).await.status, 201);
        let file = world.folder.path().join("feedback.json");
        let mut newer = form(2);
        newer["forms"][0]["title"] = json!("Góp ý, bản mới");
        std::fs::write(&file, newer.to_string()).unwrap();
        let second = world.second().await;
        for hub in [&world.hub, &second] {
            let answer = ask(hub, "GET", "/api/v1/forms/gop-y", &[("origin", ORIGIN)], "").await;
            assert_eq!(answer.json()["version"], 2);
            let tag = answer.headers["etag"].to_str().unwrap();
            let known = ask(
                hub,
                "GET",
                "/api/v1/forms/gop-y",
                &[("if-none-match", tag)],
                "",
            )
            .await;
            assert_eq!((known.status, known.text.as_str()), (304, ""));
        }
        assert_eq!(send(&second, &key(2), &item()).await.status, 201);
        let mut unknown = item();
        unknown["form_version"] = json!(7);
        let ahead = send(&second, &key(3), &unknown).await;
        assert_eq!(ahead.problem(), (503, "form-not-yet".to_owned()));
        assert_eq!(ahead.headers["retry-after"], "60");
        unknown["form_version"] = json!(0);
        assert_eq!(
            send(&second, &key(3), &unknown).await.problem(),
            (410, "form-gone".to_owned())
        );
        unknown["form"] = json!("no-such");
        assert_eq!(
            send(&second, &key(3), &unknown).await.problem(),
            (404, "form-unknown".to_owned())
        );
        // A feed that is broken for a moment changes nothing.
        std::fs::write(&file, "{").unwrap();
        assert_eq!(send(&second, &key(4), &item()).await.status, 201);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn limits_count_over_two_hubs_and_repeats_cost_nothing() {
    let mut config = config();
    config.limits.submit_per_address = 3;
    config.limits.challenge_per_address = 2;
    on_both(config, |world| async move {
        let second = world.second().await;
        for number in 0..3 {
            let hub = if number % 2 == 0 { &world.hub } else { &second };
            assert_eq!(send(hub, &key(number), &item()).await.status, 201);
        }
        let refused = send(&second, &key(9), &item()).await;
        assert_eq!(refused.problem(), (429, "limited".to_owned()));
        let secs: i64 = refused.headers["retry-after"]
            .to_str()
            .unwrap()
            .parse()
            .unwrap();
        assert!((1..=600).contains(&secs));
        assert_eq!(send(&world.hub, &key(0), &item()).await.status, 201);
        world.later(secs * 1000);
        assert_eq!(send(&world.hub, &key(9), &item()).await.status, 201);
        let path = format!("/api/v1/challenge?form=gop-y&site={SITE}");
        for (hub, status) in [
            (&world.hub, 200),
            (&second, 200),
            (&world.hub, 429),
            (&second, 429),
        ] {
            let answer = ask(hub, "GET", &path, &[("origin", ORIGIN)], "").await;
            assert_eq!(answer.status, status);
        }
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn mistakes_are_told_at_their_place_in_both_languages() {
    let world = World::open(None, config()).await;
    let agencies = r#"{"version":"1.0","agencies":[{"id":"so-noi-vu","name":"Sở Nội vụ","kind":"department"}]}"#;
    std::fs::write(world.folder.path().join("agencies.json"), agencies).unwrap();
    let mut sent = item();
    sent["body"] = json!("ngắn");
    sent["agency"] = json!("khong-co");
    sent["contact"] = json!({"email": "khong phai"});
    sent["consent"]["version"] = json!("2025-12");
    let answer = world.send(&key(1), &sent).await;
    assert_eq!(answer.problem(), (422, "invalid".to_owned()));
    let errors = answer.json()["errors"].clone();
    let found: Vec<(&str, &str)> = errors
        .as_array()
        .unwrap()
        .iter()
        .map(|error| {
            (
                error["pointer"].as_str().unwrap(),
                error["code"].as_str().unwrap(),
            )
        })
        .collect();
    assert_eq!(
        found,
        [
            ("/body", "body-too-short"),
            ("/contact/email", "email-unreadable"),
            ("/consent", "consent-outdated"),
            ("/agency", "agency-unknown"),
        ]
    );
    assert_eq!(
        errors[0]["message"],
        "Hãy viết nội dung rõ hơn, ít nhất 10 ký tự"
    );
    assert_eq!(
        errors[0]["message_en"],
        "Say a little more: at least 10 characters"
    );
    sent["title"] = json!(5);
    let answer = world.send(&key(1), &sent).await;
    assert_eq!(answer.problem(), (400, "body-unreadable".to_owned()));
    assert_eq!(answer.json()["errors"][0]["pointer"], "/title");
    // A corrected item goes with the same key.
    assert_eq!(world.send(&key(1), &item()).await.status, 201);
}
