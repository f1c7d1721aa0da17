//! How items stand at a partner comes back, once, whatever it says.

use super::*;

/// An item that is there under this number.
async fn there(world: &World, key: u8) -> i64 {
    let number = world.put(key).await;
    world.deliver_all().await;
    number
}

fn remarks(item: &life::ItemWhole) -> Vec<String> {
    let events = item.events.iter().filter(|event| event.deed == "remark");
    events
        .filter_map(|event| event.inner_note.clone())
        .collect()
}

fn replies(item: &life::ItemWhole) -> Vec<String> {
    let replies = item.replies.iter();
    replies
        .map(|reply| format!("{} {}", reply.state, reply.text.body))
        .collect()
}

#[tokio::test(flavor = "multi_thread")]
async fn what_ended_there_is_proposed_as_an_answer_or_sent_and_once() {
    on_both(|store, place| async move {
        let server = Server::start();
        let mut settings = settings(&server.url);
        for (key, answers, state, status) in [
            (1, Answers::Propose, "proposed", Status::Received),
            (2, Answers::Send, "sent", Status::Answered),
        ] {
            settings.id = format!("p{key}");
            settings.answers = answers;
            let world = World::open(store.clone(), &settings).await;
            let number = there(&world, key).await;
            let remote = server.requests().last().unwrap().0.clone();
            let other = Store::open(&place).await.unwrap();
            let other = Partner::open(&settings, other, TIME).unwrap();
            let every = world.partner.every_ms;
            assert_eq!(world.partner.bring(NOW).await, Ok(0));
            server.tell(&remote, json!({"status_notes": "Đã cử người đi xem."}));
            assert_eq!(world.partner.bring(NOW + every - 1).await, Ok(0), "not due");
            assert_eq!(other.bring(NOW + every).await, Ok(1));
            assert_eq!(
                world.partner.bring(NOW + every).await,
                Ok(0),
                "the other hub did"
            );
            assert_eq!(
                world.partner.bring(NOW + 2 * every).await,
                Ok(0),
                "nothing new"
            );
            server.tell(
                &remote,
                json!({"status": "CLOSED", "status_notes": "Đã thay bóng."}),
            );
            assert_eq!(world.partner.bring(NOW + 3 * every).await, Ok(1));
            for round in 4..8 {
                assert_eq!(world.partner.bring(NOW + round * every).await, Ok(0));
            }
            let item = world.show(number).await;
            assert_eq!(
                (item.status, replies(&item)),
                (status, vec![format!("{state} Đã thay bóng.")])
            );
            assert_eq!(
                remarks(&item),
                ["open: Đã cử người đi xem.", "closed: Đã thay bóng."]
            );
            assert!(check_audit(world.store.readers()).await.unwrap().is_ok());
        }
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_token_becomes_a_number_when_there_is_one() {
    on_both(|store, _| async move {
        let server = Server::start();
        server.give_tokens();
        let world = World::open(store, &settings(&server.url)).await;
        let number = there(&world, 1).await;
        assert_eq!(world.state().await, ["received sent"]);
        let every = world.partner.every_ms;
        assert!(world.partner.bring(NOW).await.is_err(), "no such page yet");
        server.page("tokens/t100.json", "[{\"token\": \"t100\"}]");
        assert_eq!(world.partner.bring(NOW + every).await, Ok(0));
        assert_eq!(world.remote(number).await, None);
        server.page(
            "tokens/t100.json",
            "[{\"token\": \"t100\", \"service_request_id\": \"100\"}]",
        );
        server.tell("100", json!({"status_notes": "Đang xem"}));
        assert_eq!(world.partner.bring(NOW + 2 * every).await, Ok(1));
        assert_eq!(world.remote(number).await.as_deref(), Some("100"));
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn updates_go_both_ways_each_of_them_once() {
    on_both(|store, _| async move {
        let server = Server::start();
        let mut settings = settings(&server.url);
        settings.updates = true;
        settings.answers = Answers::Send;
        let world = World::open(store, &settings).await;
        let number = there(&world, 1).await;
        let every = world.partner.every_ms;
        let row = |id: &str, number: &str, status: &str, words: &str| {
            json!({"update_id": id, "service_request_id": number, "status": status, "description": words,
                "updated_datetime": "2027-01-15T15:00:00+07:00"})
        };
        let rows = json!([
            row("1", "100", "IN_PROGRESS", ""),
            row("2", "100", "fixed", "Đã thay bóng."),
            row("3", "999", "fixed", "Của ai đó."),
            row("2", "100", "fixed", "Đã thay bóng."),
            {"update_id": 4}, null, "x", {"update_id": [], "service_request_id": "100"},
        ]);
        server.page("servicerequestupdates.json", &rows.to_string());
        for (round, taken) in [(0, 2), (1, 0), (2, 0)] {
            assert_eq!(world.partner.bring(NOW + round * every).await, Ok(taken));
        }
        let item = world.show(number).await;
        assert_eq!((item.status, replies(&item)), (Status::Answered, vec!["sent Đã thay bóng.".to_owned()]));
        // What the citizen says then goes there.
        server.fail(vec![Fault::Status(500), Fault::TakenThen(Box::new(Fault::Cut))]);
        let reason = "Đèn vẫn tắt".to_owned();
        world.act(number, What::Unsolved { reason }).await;
        world.deliver_all().await;
        let sent = server.updates();
        assert_eq!(sent.len(), 1);
        for (name, value) in [
            ("service_request_id", "100"),
            ("status", "OPEN"),
            ("description", "Đèn vẫn tắt"),
        ] {
            assert_eq!(sent[0][name], value, "{name}");
        }
        assert_eq!(world.state().await, ["received sent", "unsolved sent"]);
        assert!(server.asked().iter().any(|line| line.contains("servicerequestupdates.json?start_date=2026")));
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn rubbish_changes_nothing() {
    on_both(|store, _| async move {
        let server = Server::start();
        let world = World::open(store, &settings(&server.url)).await;
        let number = there(&world, 1).await;
        let every = world.partner.every_ms;
        let deep = "[".repeat(100_000);
        for (round, words) in (0..).zip([
            "",
            "<html>",
            "null",
            "[]",
            "{}",
            "[null, 1, \"x\", [], {}]",
            "[{\"service_request_id\": \"100\"}]",
            "[{\"service_request_id\": \"100\", \"status\": \"erased\"}]",
            "[{\"service_request_id\": \"100\", \"status\": {\"a\": 1}}]",
            "[{\"service_request_id\": \"101\", \"status\": \"closed\", \"status_notes\": \"x\"}]",
            deep.as_str(),
        ]) {
            server.page("requests.json", words);
            let brought = world.partner.bring(NOW + round * every).await;
            assert!(matches!(brought, Ok(0) | Err(_)), "{brought:?}");
        }
        let item = world.show(number).await;
        assert!(item.events.is_empty() && item.replies.is_empty());
        // Signs that PostgreSQL cannot keep, and texts without end.
        let long = "đ".repeat(10_000);
        let words = json!([{"service_request_id": "100", "status": "closed", "status_notes": format!("a\u{0}b{long}")}]);
        server.page("requests.json", &words.to_string());
        assert_eq!(world.partner.bring(NOW + 99 * every).await, Ok(1));
        let item = world.show(number).await;
        assert!(item.replies[0].text.body.starts_with("a\u{fffd}b"));
        assert!(item.replies[0].text.body.chars().count() <= 4001);
    })
    .await;
}
