//! Published answers as everybody reads them.
#![allow(clippy::unwrap_used, clippy::panic, reason = "tests")]

use super::super::tests::{World, config, on_both};
use crate::store::life::{self, Act, Acted, By, ReplyText, What};
use crate::store::tests::{item, submit};

async fn act(world: &World, number: i64, what: What) -> life::Done {
    let store = &world.hub.store;
    let edition = life::show(store, number).await.unwrap().unwrap().edition;
    let act = Act {
        item: number,
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

/// Answers item `number` and publishes it.
async fn publish(world: &World, key: u8, agency: &str, title: &str, body: &str) -> i64 {
    let mut new = item(key);
    new.agency = Some(agency.to_owned());
    new.can_publish = true;
    new.body = "Tôi là Hạnh, số 0912345678, nhà ở ngõ bí mật".to_owned();
    let stored = world.hub.store.act(submit(new)).await.unwrap();
    let crate::store::Submitted::New(stored) = stored else {
        panic!("{stored:?}")
    };
    let text = ReplyText {
        body: "Gửi bà Hạnh".to_owned(),
        action_taken: "x".to_owned(),
        legal_basis: "Điều 5; hỏi 0912345678".to_owned(),
        ..ReplyText::default()
    };
    let reply = act(world, stored.number, What::Draft { reply: None, text })
        .await
        .reply
        .unwrap();
    act(world, stored.number, What::Send { reply }).await;
    let what = What::Publish {
        title: title.to_owned(),
        body: body.to_owned(),
        place: String::new(),
        answer: "Đã sửa <b>&</b> xong".to_owned(),
    };
    act(world, stored.number, what).await;
    world.later(1000);
    stored.number
}

#[tokio::test(flavor = "multi_thread")]
async fn answers_are_listed_filtered_and_found_in_what_is_public_alone() {
    on_both(config(), |world| async move {
        let one = publish(&world, 1, "a", "Đèn đường", "Đèn tắt ở ngõ 12").await;
        let two = publish(&world, 2, "b", "", "Rác đầu ngõ").await;
        let hidden = publish(&world, 3, "b", "Ẩn", "Ẩn").await;
        act(&world, hidden, What::Unpublish).await;
        world.hub.store.act(submit(item(4))).await.unwrap();
        for (query, expected) in [
            ("", vec![two, one]),
            ("?agency=a", vec![one]),
            ("?agency=", vec![two, one]),
            ("?q=den+duong", vec![one]),
            ("?q=%C4%91%C3%A8n", vec![one]),
            ("?q=hanh", vec![]),
            ("?q=0912345678", vec![]),
            ("?q=bi+mat", vec![]),
            ("?kind=gop_y&size=1", vec![two]),
            ("?size=1&page=2", vec![one]),
            ("?page=-5&size=99999", vec![two, one]),
            ("?to=2000-01-01", vec![]),
            ("?from=2000-01-01", vec![two, one]),
        ] {
            let answer = world
                .ask("GET", &format!("/api/v1/answers{query}"), &[], "")
                .await;
            assert_eq!(answer.status, 200, "{query} {}", answer.text);
            assert_eq!(answer.headers["cache-control"], "public, max-age=60");
            let found = cchc::feed::answers::parse(&answer.text).0;
            let ids: Vec<i64> = found.iter().map(|one| one.id.parse().unwrap()).collect();
            assert_eq!(ids, expected, "{query}");
            for secret in ["Hạnh", "0912345678", "bí mật"] {
                assert!(!answer.text.contains(secret), "{secret} in {}", answer.text);
            }
        }
        assert_eq!(
            world.ask("GET", "/api/v1/answers", &[], "").await.json()["total"],
            2
        );
        let wrong = world.ask("GET", "/api/v1/answers?page=x", &[], "").await;
        assert_eq!(wrong.problem(), (400, "address-unreadable".to_owned()));
        // A file of the feed without any finding.
        let list = world.ask("GET", "/api/v1/answers", &[], "").await.json();
        let file = serde_json::json!({"version": list["version"], "answers": list["answers"]});
        assert_eq!(cchc::feed::answers::parse(&file.to_string()).1, []);
        // Erased, it is gone from there too.
        act(&world, one, What::Erase).await;
        assert_eq!(
            world.ask("GET", "/api/v1/answers", &[], "").await.json()["total"],
            1
        );
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn the_atom_feed_is_read_by_others_and_carries_no_markup() {
    let world = World::open(None, config()).await;
    publish(
        &world,
        1,
        "a\"<x>",
        "Đèn \u{1}& <script>",
        "Dòng một\ndòng hai ]]>",
    )
    .await;
    let answer = world
        .ask("GET", "/api/v1/answers.atom?agency=", &[], "")
        .await;
    assert_eq!(
        answer.headers["content-type"],
        "application/atom+xml; charset=utf-8"
    );
    assert!(
        !answer.text.contains("<script") && !answer.text.contains("<b>"),
        "{}",
        answer.text
    );
    let feed = feed_rs::parser::parse(answer.text.as_bytes()).unwrap();
    assert_eq!(feed.entries.len(), 1);
    assert_eq!(
        feed.entries[0].title.as_ref().unwrap().content,
        "Đèn & <script>"
    );
    let content = feed.entries[0].content.as_ref().unwrap();
    assert_eq!(content.body.as_deref(), Some("Đã sửa <b>&</b> xong"));
}
