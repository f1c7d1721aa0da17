//! Beacons and heartbeats: off by default, counted without a trace of anybody, and not to be abused.
#![allow(clippy::unwrap_used, clippy::panic, reason = "tests")]

use serde_json::{Value, json};

use super::super::tests::{Answer, NOW, ORIGIN, SITE, World, config, on_both};
use crate::config::Config;
use crate::store::counted::{reached, signs};

const DAY_MS: i64 = 86_400_000;

fn counting() -> Config {
    let mut config = config();
    config.reach.is_counted = true;
    config.screens.heartbeat = true;
    config.public_url = Some("https://hub.example".to_owned());
    config
}

async fn post(world: &World, path: &str, origin: &str, body: &Value) -> Answer {
    // As `sendBeacon` does it.
    let headers = [
        ("origin", origin),
        ("content-type", "text/plain;charset=UTF-8"),
    ];
    world
        .ask(
            "POST",
            &format!("/api/v1/{path}"),
            &headers,
            body.to_string(),
        )
        .await
}

fn beacon(widget: &str, host: &str) -> Value {
    json!({"widget": widget, "host": host})
}

async fn counts(world: &World) -> Vec<String> {
    let span = [NOW - 90 * DAY_MS, NOW - DAY_MS, NOW + 5 * DAY_MS];
    let rows = reached(&world.hub.store, span, None).await.unwrap();
    let said = rows.iter().map(|row| {
        format!(
            "{}|{}|{} {} {}",
            row.site, row.host, row.widget, row.count, row.before
        )
    });
    said.collect()
}

#[tokio::test(flavor = "multi_thread")]
async fn both_are_off_unless_the_settings_say_otherwise() {
    let world = World::open(None, config()).await;
    for (path, body) in [
        ("beacon", beacon("news", "so-noi-vu.example")),
        (
            "screens/heartbeat",
            json!({"screen": "sanh-1", "build": "a"}),
        ),
    ] {
        let answer = post(&world, path, ORIGIN, &body).await;
        assert_eq!(answer.problem(), (403, "counting-off".to_owned()), "{path}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_widget_is_counted_by_day_site_and_host_and_strange_hosts_together() {
    on_both(counting(), |world| async move {
        for (origin, widget, host, status) in [
            (ORIGIN, "news", "so-noi-vu.example", 204),
            (ORIGIN, "news", "SO-NOI-VU.example", 204),
            (ORIGIN, "procedures", "so-noi-vu.example", 204),
            ("https://hub.example", "screen", "hub.example", 204),
            ("https://la.example", "news", "la.example", 204),
            // Who says another host than the browser does is a stranger.
            ("https://la.example", "news", "so-noi-vu.example", 204),
            ("https://khac.example", "news", "khac.example", 204),
            (ORIGIN, "cchc-news", "so-noi-vu.example", 400),
        ] {
            let answer = post(&world, "beacon", origin, &beacon(widget, host)).await;
            assert_eq!(answer.status, status, "{origin} {widget}: {}", answer.text);
        }
        world.later(2 * DAY_MS);
        post(
            &world,
            "beacon",
            ORIGIN,
            &beacon("news", "so-noi-vu.example"),
        )
        .await;
        assert_eq!(
            counts(&world).await,
            [
                "||news 3 0".to_owned(),
                format!("{SITE}|so-noi-vu.example|news 3 0"),
                "|hub.example|screen 1 0".to_owned(),
                format!("{SITE}|so-noi-vu.example|procedures 1 0"),
            ]
        );
        for body in [json!([]), json!({"widget": "news"}), json!("x")] {
            assert_eq!(post(&world, "beacon", ORIGIN, &body).await.status, 400);
        }
        let long = beacon("news", &"a".repeat(3000));
        assert_eq!(post(&world, "beacon", ORIGIN, &long).await.status, 413);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn one_address_counts_so_often_and_no_more() {
    let mut config = counting();
    config.limits.count_per_address = 3;
    let world = World::open(None, config).await;
    let mut seen = Vec::new();
    for _ in 0..5 {
        let answer = post(
            &world,
            "beacon",
            ORIGIN,
            &beacon("news", "so-noi-vu.example"),
        )
        .await;
        seen.push(answer.status);
    }
    assert_eq!(seen, [204, 204, 204, 429, 429]);
    assert_eq!(
        counts(&world).await,
        [format!("{SITE}|so-noi-vu.example|news 3 0")]
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn a_screen_of_the_feed_has_one_last_sign_of_life() {
    let mut config = counting();
    config.limits.heartbeat_per_screen = 3;
    on_both(config, |world| async move {
        let full = json!({"screen": "sanh-1", "build": "0.1.0+abc", "feed_age_s": 61, "skew_ms": -1500,
            "memory_bytes": 12_000_000_000_i64, "fps": 59.7, "engine": "Chromium 68 \u{1b}[31m", "traps": 2});
        let unknown = post(&world, "screens/heartbeat", ORIGIN, &full).await;
        assert_eq!(unknown.problem(), (404, "screen-unknown".to_owned()));
        let screens = json!({"version": "1.0", "programmes": [],
            "screens": [{"id": "sanh-1", "place": "Sảnh A"}, {"id": "sanh-2", "place": "Sảnh B"}]});
        std::fs::write(world.folder.path().join("screens.json"), screens.to_string()).unwrap();
        assert_eq!(post(&world, "screens/heartbeat", ORIGIN, &full).await.status, 204);
        assert_eq!(
            post(&world, "screens/heartbeat", "https://la.example", &full).await.status,
            403
        );
        world.later(1000);
        let short = json!({"screen": "sanh-2", "build": "b".repeat(500), "fps": -3.0, "traps": -1});
        assert_eq!(post(&world, "screens/heartbeat", ORIGIN, &short).await.status, 204);
        for wrong in [json!({"screen": "sanh-1"}), json!({"screen": "sanh-1", "build": "a", "fps": "fast"})] {
            assert_eq!(post(&world, "screens/heartbeat", ORIGIN, &wrong).await.status, 400);
        }
        world.later(60_000);
        for status in [204, 204, 429] {
            let again = json!({"screen": "sanh-1", "build": "neu"});
            assert_eq!(post(&world, "screens/heartbeat", ORIGIN, &again).await.status, status);
        }
        let found = signs(&world.hub.store).await.unwrap();
        assert_eq!(found.len(), 2, "one row for each");
        assert_eq!((found[0].build.as_str(), found[0].at_ms), ("neu", NOW + 61_000));
        assert_eq!((found[0].feed_age_s, found[0].fps), (None, None));
        assert_eq!((found[1].fps, found[1].traps), (Some(0), 0));
        assert!(found[1].build.chars().count() <= 81);
    })
    .await;
}
