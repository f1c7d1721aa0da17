//! How items end, on both databases: merged, published, erased.
#![allow(clippy::unwrap_used, clippy::panic, reason = "tests")]

use super::tests::{act, act_as, answer, done, note, put};
use super::*;
use crate::store::tests::{item, on_both};

#[tokio::test(flavor = "multi_thread")]
async fn merged_items_share_the_answer_and_never_go_in_circles() {
    on_both(|store, _| async move {
        let mut numbers = Vec::new();
        for key in 1..=3 {
            numbers.push(put(&store, item(key)).await);
        }
        let [one, two, three] = numbers[..] else {
            panic!()
        };
        let merge = |into| What::Merge { into };
        assert!(matches!(
            act(&store, one, merge(one)).await,
            Acted::NotAllowed(_)
        ));
        assert!(matches!(
            act(&store, one, merge(99)).await,
            Acted::NotAllowed(_)
        ));
        done(&store, one, merge(two)).await;
        // Into one that is merged itself: it goes on to that one's.
        done(&store, three, merge(one)).await;
        assert!(matches!(
            act(&store, two, merge(three)).await,
            Acted::NotAllowed(_)
        ));
        let merged = show(&store, three).await.unwrap().unwrap();
        assert_eq!(
            (merged.status, merged.duplicate_of),
            (Status::Duplicate, Some(two))
        );
        assert_eq!(
            show(&store, two).await.unwrap().unwrap().merged,
            [one, three]
        );
        let rate = || What::Rate {
            grade: 5,
            note: String::new(),
        };
        assert!(matches!(
            act(&store, three, rate()).await,
            Acted::NotAllowed(_)
        ));
        answer(&store, two, "Đã sửa").await;
        let root = root(&store, &merged).await.unwrap().unwrap();
        assert_eq!(root.answer().unwrap().text.body, "Đã sửa");
        done(&store, three, rate()).await;
        // Opened again, it is its own.
        done(&store, one, What::Reopen { note: note() }).await;
        let whole = show(&store, one).await.unwrap().unwrap();
        assert_eq!(
            (whole.status, whole.duplicate_of),
            (Status::InProgress, None)
        );
        assert_eq!(show(&store, two).await.unwrap().unwrap().merged, [three]);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn only_answered_items_of_those_who_agreed_are_published() {
    on_both(|store, _| async move {
        let publish = || What::Publish {
            title: "Đèn đường".to_owned(),
            body: "Gọi ███".to_owned(),
            place: String::new(),
            answer: "Đã thay".to_owned(),
        };
        let private = put(&store, item(1)).await;
        answer(&store, private, "Đã thay").await;
        assert!(matches!(
            act(&store, private, publish()).await,
            Acted::NotAllowed(_)
        ));
        let mut new = item(2);
        new.can_publish = true;
        let number = put(&store, new).await;
        assert!(matches!(
            act(&store, number, publish()).await,
            Acted::NotAllowed(_)
        ));
        answer(&store, number, "Đã thay").await;
        let published = done(&store, number, publish()).await;
        let whole = show(&store, number).await.unwrap().unwrap();
        assert!(whole.published_ms.is_some());
        assert_eq!(whole.public_body.as_deref(), Some("Gọi ███"));
        assert_eq!(whole.public_place, None);
        done(
            &store,
            number,
            What::Undo {
                event: published.event,
            },
        )
        .await;
        assert_eq!(
            show(&store, number).await.unwrap().unwrap().published_ms,
            None
        );
        done(&store, number, publish()).await;
        done(&store, number, What::Unpublish).await;
        assert!(matches!(
            act(&store, number, What::Unpublish).await,
            Acted::NotAllowed(_)
        ));
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn erasing_leaves_numbers_and_times_and_nothing_that_was_written() {
    on_both(|store, place| async move {
        let mut new = item(1);
        new.title = "Bà Hạnh kể".to_owned();
        new.place = Some("ngõ 12".to_owned());
        new.contact = Some((vec![7; 40], "k".to_owned()));
        new.page = Some("https://a.example/hanh".to_owned());
        new.sender_hash = Some("abc".to_owned());
        new.topic = Some("den".to_owned());
        let number = put(&store, new).await;
        done(
            &store,
            number,
            What::AskInfo {
                note: "Bà Hạnh cho biết thêm".to_owned(),
            },
        )
        .await;
        answer(&store, number, "Gửi bà Hạnh").await;
        let asked = act_as(&store, number, By::Citizen, What::Erase).await;
        assert!(matches!(asked, Acted::Done(_)));
        let whole = show(&store, number).await.unwrap().unwrap();
        assert_eq!(
            (whole.status, whole.topic.as_deref()),
            (Status::Erased, Some("den"))
        );
        assert!(whole.answered_ms.is_some() && whole.erased_ms.is_some());
        let left = format!("{whole:?}");
        for gone in ["Hạnh", "ngõ 12", "hanh", "Đường trơn", "Biên bản"] {
            assert!(!left.contains(gone), "{gone} in {left}");
        }
        assert!(whole.contact.is_none() && whole.page.is_none());
        for what in [
            What::Accept,
            What::Erase,
            What::Withdraw,
            What::Reopen { note: note() },
        ] {
            assert_eq!(
                act(&store, number, what).await,
                Acted::NotAllowed(Status::Erased)
            );
        }
        if let crate::store::Place::Sqlite(file) = &place {
            sqlx::query("PRAGMA wal_checkpoint(TRUNCATE)")
                .fetch_all(store.readers())
                .await
                .ok();
            store.close().await;
            let bytes = std::fs::read(file).unwrap();
            for gone in ["Bà Hạnh", "ba hanh ke"] {
                let found = bytes
                    .windows(gone.len())
                    .any(|part| part == gone.as_bytes());
                assert!(!found, "{gone} is still in the file");
            }
        }
    })
    .await;
}
