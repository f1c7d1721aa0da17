//! The inbox on both databases: what fits is found, counted and in order.
#![allow(clippy::unwrap_used, clippy::panic, reason = "tests")]

use super::tests::{act, done, put, text};
use super::*;
use crate::secrets::Secrets;
use crate::store::tests::{item, on_both};
use crate::store::{NewItem, Store};

const NOW: i64 = 1_800_000_000_000;

fn secrets() -> (tempfile::TempDir, Secrets) {
    let folder = tempfile::tempdir().unwrap();
    let secrets = Secrets::read_or_make(&folder.path().join("secrets.toml")).unwrap();
    (folder, secrets)
}

fn of(key: u8, agency: Option<&str>, title: &str, received_ms: i64) -> NewItem {
    NewItem {
        agency: agency.map(str::to_owned),
        title: title.to_owned(),
        received_ms,
        expected_ms: Some(received_ms + 10_000),
        ..item(key)
    }
}

async fn numbers(store: &Store, filter: Filter) -> Vec<i64> {
    let at = PageAt {
        number: 1,
        size: 50,
    };
    let page = list(store, &filter, at).await.unwrap();
    assert_eq!(page.total, i64::try_from(page.rows.len()).unwrap());
    page.rows.iter().map(|row| row.number).collect()
}

#[tokio::test(flavor = "multi_thread")]
async fn an_inbox_shows_what_fits_in_the_order_that_is_asked_for() {
    on_both(|store, _| async move {
        let one = put(&store, of(1, Some("a"), "Đèn đường hỏng", NOW)).await;
        let two = put(&store, of(2, Some("b"), "Rác 100% ở_ngõ", NOW + 1000)).await;
        let three = put(&store, of(3, None, "Thủ tục chậm", NOW + 2000)).await;
        let now_ms = NOW + 10_500;
        let all = || Filter {
            now_ms,
            ..Filter::default()
        };
        assert_eq!(numbers(&store, all()).await, [three, two, one]);
        for (order, expected) in [
            (Order::Oldest, [one, two, three]),
            (Order::DueFirst, [one, two, three]),
            (Order::ChangedLast, [three, two, one]),
        ] {
            assert_eq!(numbers(&store, Filter { order, ..all() }).await, expected);
        }
        let owners = |ids: &[&str]| Filter {
            owners: Some(ids.iter().map(|id| (*id).to_owned()).collect()),
            ..all()
        };
        assert_eq!(numbers(&store, owners(&["a"])).await, [one]);
        assert_eq!(numbers(&store, owners(&["b", "a"])).await, [two, one]);
        assert_eq!(numbers(&store, owners(&[])).await, [0_i64; 0]);
        let overdue = Filter {
            is_overdue: true,
            ..all()
        };
        assert_eq!(numbers(&store, overdue.clone()).await, [one]);
        done(&store, one, What::Assign { handler: Some(7) }).await;
        let handler = |handler| Filter {
            handler: Some(handler),
            ..all()
        };
        assert_eq!(numbers(&store, handler(Some(7))).await, [one]);
        assert_eq!(numbers(&store, handler(None)).await, [three, two]);
        let span = Filter {
            from_ms: Some(NOW + 1000),
            to_ms: Some(NOW + 2000),
            ..all()
        };
        assert_eq!(numbers(&store, span).await, [two]);
        let counted = counts(&store, None, Some(7), now_ms).await.unwrap();
        assert_eq!(counted.by_status, [(Status::Received, 3)]);
        assert_eq!(
            (
                counted.open,
                counted.overdue,
                counted.unassigned,
                counted.mine
            ),
            (3, 1, 2, 1)
        );
        let reply = done(
            &store,
            one,
            What::Draft {
                reply: None,
                text: text("Đã sửa"),
            },
        )
        .await
        .reply
        .unwrap();
        act(&store, one, What::Send { reply }).await;
        // What is answered is late no more.
        assert_eq!(numbers(&store, overdue).await, [0_i64; 0]);
        let statuses = |statuses: &[Status]| Filter {
            statuses: statuses.to_vec(),
            ..all()
        };
        assert_eq!(
            numbers(&store, statuses(&[Status::Answered, Status::Held])).await,
            [one]
        );
        let only = [String::from("a")];
        let counted = counts(&store, Some(&only), None, now_ms).await.unwrap();
        assert_eq!(counted.by_status, [(Status::Answered, 1)]);
        // Pages.
        let at = |number| PageAt { number, size: 2 };
        let first = list(&store, &all(), at(1)).await.unwrap();
        let second = list(&store, &all(), at(2)).await.unwrap();
        let far = list(&store, &all(), at(i64::MAX)).await.unwrap();
        assert_eq!(
            (first.rows.len(), second.rows.len(), far.rows.len()),
            (2, 1, 0)
        );
        assert_eq!((first.total, second.rows[0].number), (3, one));
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn words_numbers_and_tracking_codes_are_found_with_and_without_marks() {
    on_both(|store, _| async move {
        let (_folder, secrets) = secrets();
        let receipt = cchc::submission::Receipt::of(
            &cchc::submission::Key::parse("01900000-0000-7000-8000-000000000001").unwrap(),
        );
        let mut lamp = of(1, None, "Đèn đường hỏng", NOW);
        lamp.code_hash = secrets.mac("code", &[receipt.code.as_bytes()]).to_vec();
        lamp.place = Some("Phường Ô Chợ Dừa".to_owned());
        let lamp = put(&store, lamp).await;
        let waste = put(&store, of(2, None, "Rác 100% ở_ngõ \\ 5", NOW + 1)).await;
        let typed_code = receipt.code.to_lowercase().replace('-', " ");
        for (typed, expected) in [
            ("đèn đường", vec![lamp]),
            ("DEN DUONG", vec![lamp]),
            ("Đe\u{300}n", vec![lamp]),
            ("o cho dua hong", vec![lamp]),
            ("duong trơn", vec![waste, lamp]),
            ("100%", vec![waste]),
            ("_", vec![waste]),
            ("\\", vec![waste]),
            ("%", vec![waste]),
            ("rác đèn", vec![]),
            ("' OR 1=1 --", vec![]),
            ("\0", vec![waste, lamp]),
            ("", vec![waste, lamp]),
            (&receipt.code, vec![lamp]),
            (&typed_code, vec![lamp]),
            (&format!("#{waste}"), vec![waste]),
        ] {
            let filter = Filter::default().search(typed, &secrets);
            assert_eq!(numbers(&store, filter).await, expected, "{typed}");
        }
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn templates_are_of_one_agency_or_of_all() {
    on_both(|store, _| async move {
        let keep = |number, agency: Option<&str>, name: &str| KeepTemplate {
            template: Template {
                number,
                agency: agency.map(str::to_owned),
                name: name.to_owned(),
                text: text("Kính gửi"),
            },
            by: By::Staff(1),
            at_ms: NOW,
        };
        let all = store.act(keep(0, None, "Chung")).await.unwrap().unwrap();
        let own = store.act(keep(0, Some("a"), "A")).await.unwrap().unwrap();
        store.act(keep(0, Some("b"), "B")).await.unwrap().unwrap();
        let names = async |agencies: Option<&[String]>| {
            let found = templates(&store, agencies).await.unwrap();
            let names: Vec<_> = found.into_iter().map(|one| one.name).collect();
            names.join(" ")
        };
        assert_eq!(names(None).await, "A B Chung");
        assert_eq!(names(Some(&["a".to_owned()])).await, "A Chung");
        // Another agency's is not changed.
        assert_eq!(store.act(keep(own, Some("b"), "X")).await.unwrap(), None);
        assert_eq!(
            store.act(keep(own, Some("a"), "A2")).await.unwrap(),
            Some(own)
        );
        let drop_it = |number, agency: Option<&str>| DropTemplate {
            number,
            agency: agency.map(str::to_owned),
            by: By::Staff(1),
            at_ms: NOW,
        };
        assert!(!store.act(drop_it(all, Some("a"))).await.unwrap());
        assert!(store.act(drop_it(all, None)).await.unwrap());
        assert_eq!(names(None).await, "A2 B");
    })
    .await;
}
