//! What attackers and broken clients send.

use super::*;

#[tokio::test(flavor = "multi_thread")]
async fn strange_origins_are_refused_readably_and_nothing_is_stored() {
    let world = World::open(None, config()).await;
    let (json_type, number) = (("content-type", "application/json"), key(1));
    let idempotency = ("idempotency-key", number.as_str());
    for origin in [
        "https://so-noi-vu.example.evil.example",
        "http://so-noi-vu.example",
        "https://evil.example",
        "null",
    ] {
        let headers = [("origin", origin), json_type, idempotency];
        let sent = item().to_string();
        let answer = world
            .ask("POST", "/api/v1/submissions", &headers, sent)
            .await;
        assert_eq!(
            answer.problem(),
            (403, "origin-refused".to_owned()),
            "{origin}"
        );
        // The page can read that it was refused.
        assert_eq!(answer.headers["access-control-allow-origin"], origin);
        assert!(
            !answer
                .headers
                .contains_key("access-control-allow-credentials")
        );
        let path = format!("/api/v1/challenge?form=gop-y&site={SITE}");
        assert_eq!(world.ask("GET", &path, &headers, "").await.status, 403);
        let path =
            format!("/api/v1/uploads/5f0c8a1e-7f2b-4c3d-9e4f-000000000001?form=gop-y&site={SITE}");
        assert_eq!(world.ask("PUT", &path, &headers, "x").await.status, 403);
    }
    let without = [json_type, idempotency];
    let answer = world
        .ask("POST", "/api/v1/submissions", &without, item().to_string())
        .await;
    assert_eq!(answer.problem(), (403, "origin-refused".to_owned()));
    let preflight = [
        ("origin", ORIGIN),
        ("access-control-request-method", "POST"),
    ];
    let answer = world
        .ask("OPTIONS", "/api/v1/submissions", &preflight, "")
        .await;
    assert_eq!(answer.status, 204);
    assert_eq!(answer.headers["access-control-allow-origin"], ORIGIN);
    assert_eq!(
        answer.headers["access-control-allow-headers"],
        "content-type, idempotency-key"
    );
    assert_eq!(world.count("items").await, 0);
}

#[tokio::test(flavor = "multi_thread")]
async fn requests_that_are_none_get_a_problem_that_says_which() {
    let world = World::open(None, config()).await;
    let good_key = key(1);
    let ask = async |content_type: &str, key: &str, body: String| {
        let headers = [
            ("origin", ORIGIN),
            ("content-type", content_type),
            ("idempotency-key", key),
        ];
        world
            .ask("POST", "/api/v1/submissions", &headers, body)
            .await
    };
    let sent = item().to_string();
    for (content_type, key, body, expected) in [
        (
            "text/plain",
            good_key.as_str(),
            sent.clone(),
            (415, "json-only"),
        ),
        ("application/json", "", sent.clone(), (400, "key-missing")),
        ("application/json", "x", sent.clone(), (400, "key-missing")),
        (
            "application/json",
            "01900000-0000-4000-8000-000000000001",
            sent.clone(),
            (400, "key-missing"),
        ),
        (
            "application/json",
            good_key.as_str(),
            "{".to_owned(),
            (400, "body-unreadable"),
        ),
        (
            "application/json",
            good_key.as_str(),
            "[".repeat(100_000),
            (400, "body-unreadable"),
        ),
        (
            "application/json",
            good_key.as_str(),
            "x".repeat(300_000),
            (413, "too-large"),
        ),
    ] {
        let answer = ask(content_type, key, body).await;
        assert_eq!(answer.problem(), (expected.0, expected.1.to_owned()));
        let problem = answer.json();
        assert_eq!(answer.headers["content-type"], "application/problem+json");
        assert_eq!(
            problem["request_id"].as_str().unwrap(),
            answer.headers["x-request-id"].to_str().unwrap()
        );
        assert!(
            problem["detail"] != problem["detail_en"] && problem["status"] == json!(expected.0)
        );
    }
    // A body that does not say how long it is.
    let endless = Body::from_stream(tokio_stream_of(vec![b'x'; 70_000], 10));
    let headers = [
        ("origin", ORIGIN),
        ("content-type", "application/json"),
        ("idempotency-key", good_key.as_str()),
    ];
    let answer = world
        .ask("POST", "/api/v1/submissions", &headers, endless)
        .await;
    assert_eq!(answer.problem(), (413, "too-large".to_owned()));
    for (method, path, expected) in [
        ("GET", "/api/v1/submissions", 405),
        ("DELETE", "/api/v1/forms/gop-y", 405),
        ("GET", "/api/v1/none", 404),
        ("GET", "/api/v2", 404),
        ("GET", "/api/v1/forms/none", 404),
        ("GET", "/api/v1/forms/%ff", 400),
        ("GET", "/api/v1/challenge?form=a&form=b", 400),
    ] {
        let answer = world.ask(method, path, &[("origin", ORIGIN)], "").await;
        assert_eq!(answer.problem().0, expected, "{method} {path}");
    }
    assert_eq!(world.count("items").await, 0);
}

/// The same part again and again.
fn tokio_stream_of(
    part: Vec<u8>,
    times: usize,
) -> impl futures_core::Stream<Item = Result<Bytes, std::convert::Infallible>> {
    struct Parts(Vec<u8>, usize);
    impl futures_core::Stream for Parts {
        type Item = Result<Bytes, std::convert::Infallible>;
        fn poll_next(
            mut self: std::pin::Pin<&mut Self>,
            _: &mut std::task::Context<'_>,
        ) -> std::task::Poll<Option<Self::Item>> {
            let left = self.1;
            self.1 = left.saturating_sub(1);
            let part = (left > 0).then(|| Ok(Bytes::from(self.0.clone())));
            std::task::Poll::Ready(part)
        }
    }
    Parts(part, times)
}

#[tokio::test(start_paused = true)]
async fn a_body_that_drips_is_cut() {
    struct Never;
    impl futures_core::Stream for Never {
        type Item = Result<Bytes, std::convert::Infallible>;
        fn poll_next(
            self: std::pin::Pin<&mut Self>,
            _: &mut std::task::Context<'_>,
        ) -> std::task::Poll<Option<Self::Item>> {
            std::task::Poll::Pending
        }
    }
    let begun = tokio::time::Instant::now();
    let read = read_body(&HeaderMap::new(), Body::from_stream(Never), 10, ITEM_TIME).await;
    assert_eq!(read.unwrap_err().code, "too-slow");
    assert_eq!(begun.elapsed(), ITEM_TIME);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_full_disk_and_a_read_only_database_are_told_and_what_was_refused_can_come_again() {
    let world = World::open(None, config()).await;
    assert_eq!(world.send(&key(1), &item()).await.status, 201);
    let mut large = item();
    large["body"] = json!("dài ".repeat(900));
    for (pragma, code, cure) in [
        (
            "PRAGMA max_page_count = 1",
            "storage-full",
            "PRAGMA max_page_count = 1000000",
        ),
        (
            "PRAGMA query_only = ON",
            "storage-read-only",
            "PRAGMA query_only = OFF",
        ),
    ] {
        world.hub.store.act(Pragma(pragma)).await.unwrap();
        for number in 10..30 {
            let answer = world.send(&key(number), &large).await;
            if answer.status == 201 {
                // What was free within the file is used up first.
                continue;
            }
            assert_eq!(answer.problem(), (503, code.to_owned()));
            assert!(answer.headers.contains_key("retry-after"));
        }
        let before = world.count("items").await;
        assert_eq!(
            world.send(&key(40), &large).await.problem(),
            (503, code.to_owned())
        );
        assert_eq!(world.count("items").await, before);
        assert_eq!(world.count("audit").await, before);
        world.hub.store.act(Pragma(cure)).await.unwrap_or(());
        let again = world.second().await;
        let hub = if code == "storage-full" {
            &world.hub
        } else {
            &again
        };
        assert_eq!(send(hub, &key(40), &large).await.status, 201);
        assert_eq!(
            send(hub, &key(40), &large).await.headers["idempotency-replayed"],
            "true"
        );
        world.later(1_000);
        for number in 10..30 {
            assert_eq!(send(hub, &key(number), &large).await.status, 201);
        }
        sqlx::query("SELECT 1")
            .execute(world.hub.store.readers())
            .await
            .unwrap();
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn strange_texts_are_kept_as_they_are_on_both_databases() {
    on_both(config(), |world| async move {
        for (number, text) in [
            "<script>alert(1)</script><img src=x onerror=alert(1)>",
            "'; DROP TABLE items; --",
            "a\u{202e}gnp.exe \u{200b}\u{feff} Z̸̢̛a̶l̷g̵o̶ 👩‍👩‍👧‍👦",
            "Tiếng Việt tổ hợp: Tie\u{302}\u{301}ng Vie\u{323}\u{302}t",
            "không\u{0}byte",
            "\u{10ffff}\u{fffe} dài hơn mười chữ",
            "$1 $2 ? {} %s ${jndi:ldap://x} {{7*7}}",
        ]
        .into_iter()
        .enumerate()
        {
            let mut sent = item();
            for field in ["title", "place"] {
                sent[field] = json!(text);
            }
            sent["body"] = json!(format!("{text} {text}"));
            sent["page"] = json!(text);
            let number = u32::try_from(number).unwrap();
            let answer = world.send(&key(number), &sent).await;
            assert_eq!(answer.status, 201, "{text}: {}", answer.text);
            let row = sqlx::query("SELECT body FROM items ORDER BY number DESC LIMIT 1")
                .fetch_one(world.hub.store.readers())
                .await
                .unwrap();
            let body: String = sqlx::Row::get(&row, 0);
            let cleaned = cchc::submission::Submission::from_json(&sent)
                .unwrap()
                .cleaned();
            assert_eq!(body, cleaned.body.replace('\0', "\u{fffd}"));
            assert_eq!(world.send(&key(number), &sent).await.text, answer.text);
        }
    })
    .await;
}
