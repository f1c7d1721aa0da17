//! Updates that others post: by whom, once each, and what becomes of the item.

use super::*;
use crate::store::check_audit;
use cchc::submission::Status;

const UPDATES: &str = "servicerequestupdates.json";

/// An update as clients send it.
fn update<'a>(
    key: &'a str,
    item: &'a str,
    id: &'a str,
    status: &'a str,
    words: &'a str,
) -> Vec<(&'a str, &'a str)> {
    vec![
        ("api_key", key),
        ("service_request_id", item),
        ("update_id", id),
        ("status", status),
        ("updated_datetime", "2027-01-15T15:00:00+07:00"),
        ("description", words),
    ]
}

async fn status_of(world: &World, item: i64) -> Status {
    let found = life::show(&world.hub.store, item).await.unwrap();
    found.unwrap().status
}

#[tokio::test(flavor = "multi_thread")]
async fn the_system_of_the_agency_says_how_its_item_stands_once_for_each_update() {
    on_both(open(), |world| async move {
        offer(&world);
        assert_eq!(post(&world, &GOOD).await.status, 200);
        let begin = update(DESK, "1", "u1", "IN_PROGRESS", "Tổ sửa chữa đã nhận.");
        assert_eq!(
            post_to(&world, UPDATES, &begin).await.status,
            404,
            "it has nothing to say about another's item"
        );
        let forward = What::Forward {
            agency: "so-xay-dung".to_owned(),
            note: String::new(),
        };
        act(&world, 1, forward).await;
        let first = post_to(&world, UPDATES, &begin).await;
        assert_eq!(first.status, 200, "{}", first.text);
        assert_eq!(names(&first.json()[0]), ["update_id"]);
        assert_eq!(status_of(&world, 1).await, Status::InProgress);
        assert_eq!(
            post_to(&world, UPDATES, &begin).await.json(),
            first.json(),
            "a repeat is answered alike"
        );
        let done = update(DESK, "1", "u2", "FIXED", "Đã thay bóng ngày 14/01.");
        assert_eq!(post_to(&world, UPDATES, &done).await.status, 200);
        assert_eq!(post_to(&world, UPDATES, &done).await.status, 200);
        let item = life::show(&world.hub.store, 1).await.unwrap().unwrap();
        assert_eq!(item.status, Status::InProgress, "a person approves it");
        let replies: Vec<_> = item
            .replies
            .iter()
            .map(|reply| format!("{} {}", reply.state, reply.text.body))
            .collect();
        assert_eq!(replies, ["proposed Đã thay bóng ngày 14/01."]);
        let notes: Vec<_> = item
            .events
            .iter()
            .filter(|event| event.deed == "remark")
            .map(|event| event.inner_note.clone().unwrap())
            .collect();
        assert_eq!(
            notes,
            [
                "in_progress: Tổ sửa chữa đã nhận.",
                "fixed: Đã thay bóng ngày 14/01."
            ]
        );
        let store = &world.hub.store;
        assert!(check_audit(store.readers()).await.unwrap().is_ok());
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn the_site_of_the_citizen_says_that_the_answer_solves_nothing() {
    on_both(open(), |world| async move {
        offer(&world);
        assert_eq!(post(&world, &GOOD).await.status, 200);
        world.later(60_000);
        publish(&world, 1).await;
        let words = "Đèn vẫn tắt <b>\u{202e}";
        let again = update(KEY, "1", "c1", "OPEN", words);
        assert_eq!(post_to(&world, UPDATES, &again).await.status, 200);
        assert_eq!(status_of(&world, 1).await, Status::InProgress);
        let comment = update(KEY, "1", "c2", "CLOSED", "Cảm ơn.");
        assert_eq!(post_to(&world, UPDATES, &comment).await.status, 200);
        assert_eq!(
            status_of(&world, 1).await,
            Status::InProgress,
            "only a note"
        );
        let item = life::show(&world.hub.store, 1).await.unwrap().unwrap();
        assert!(item.replies.iter().all(|reply| reply.state == "sent"));
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn updates_that_are_wrong_are_refused_and_change_nothing() {
    let world = World::open(None, open()).await;
    offer(&world);
    assert_eq!(post(&world, &GOOD).await.status, 200);
    let good = update(KEY, "1", "u", "OPEN", "x");
    let long = "x".repeat(4001);
    let changed = |name: &str, value| {
        let mut fields = good.clone();
        for field in fields.iter_mut().filter(|field| field.0 == name) {
            field.1 = value;
        }
        fields
    };
    for (fields, status) in [
        (changed("api_key", ""), 403),
        (changed("api_key", "x"), 403),
        (changed("api_key", DESK), 404),
        (changed("service_request_id", "2"), 404),
        (changed("service_request_id", "1; DROP TABLE items"), 404),
        (changed("service_request_id", ""), 400),
        (changed("update_id", ""), 400),
        (changed("update_id", &long), 400),
        (changed("status", ""), 400),
        (changed("updated_datetime", ""), 400),
        (changed("updated_datetime", "hôm qua"), 400),
        (changed("description", &long), 400),
    ] {
        let answer = post_to(&world, UPDATES, &fields).await;
        assert_eq!(answer.status, status, "{fields:?}");
    }
    let item = life::show(&world.hub.store, 1).await.unwrap().unwrap();
    assert!(item.events.is_empty());
    let text = post_to(&world, "servicerequestupdates.xml", &good).await;
    assert!(
        text.text
            .contains("<service_request_updates><request_update><update_id>"),
        "{}",
        text.text
    );
}
