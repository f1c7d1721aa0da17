//! The life of items on both databases: what is allowed happens once, and who comes too late is told.
#![allow(clippy::unwrap_used, clippy::panic, reason = "tests")]

use super::*;
use crate::store::tests::{item, on_both, submit};
use crate::store::{NewItem, Store, Submitted, check_audit};

const NOW: i64 = 1_800_000_000_000;

pub(super) async fn put(store: &Store, item: NewItem) -> i64 {
    match store.act(submit(item)).await.unwrap() {
        Submitted::New(stored) => stored.number,
        other => panic!("{other:?}"),
    }
}

pub(super) async fn act(store: &Store, item: i64, what: What) -> Acted {
    act_as(store, item, By::Staff(7), what).await
}

pub(super) async fn act_as(store: &Store, item: i64, by: By, what: What) -> Acted {
    let edition = show(store, item).await.unwrap().unwrap().edition;
    let act = Act {
        item,
        edition,
        by,
        at_ms: NOW + edition * 1000,
        what,
    };
    store.act(act).await.unwrap()
}

pub(super) async fn done(store: &Store, item: i64, what: What) -> Done {
    match act(store, item, what).await {
        Acted::Done(done) => done,
        other => panic!("{other:?}"),
    }
}

pub(super) fn text(body: &str) -> ReplyText {
    ReplyText {
        body: body.to_owned(),
        action_taken: "Đã thay bóng đèn".to_owned(),
        evidence: "Biên bản 12/BB".to_owned(),
        legal_basis: "Quyết định 1207".to_owned(),
    }
}

pub(super) async fn answer(store: &Store, number: i64, body: &str) {
    let text = text(body);
    let draft = done(store, number, What::Draft { reply: None, text }).await;
    let reply = draft.reply.unwrap();
    done(store, number, What::Propose { reply }).await;
    done(store, number, What::Send { reply }).await;
}

pub(super) fn note() -> String {
    "Vì sao".to_owned()
}

#[tokio::test(flavor = "multi_thread")]
async fn an_item_goes_from_agency_to_agency_and_is_answered() {
    on_both(|store, _| async move {
        let mut new = item(1);
        new.agency = Some("so-noi-vu".to_owned());
        new.can_publish = true;
        let number = put(&store, new).await;
        let whole = show(&store, number).await.unwrap().unwrap();
        assert_eq!(
            (whole.edition, whole.owner.as_deref()),
            (1, Some("so-noi-vu"))
        );
        done(&store, number, What::Accept).await;
        done(&store, number, What::Assign { handler: Some(7) }).await;
        let forward = What::Forward {
            agency: "so-xay-dung".to_owned(),
            note: "Sở Xây dựng phụ trách đèn đường".to_owned(),
        };
        done(&store, number, forward).await;
        let whole = show(&store, number).await.unwrap().unwrap();
        assert_eq!(whole.status, Status::Forwarded);
        assert_eq!(
            (whole.owner.as_deref(), whole.handler),
            (Some("so-xay-dung"), None)
        );
        assert_eq!(whole.agency.as_deref(), Some("so-noi-vu"));
        // A reply that says nothing is not proposed.
        let empty = ReplyText::default();
        let draft = done(
            &store,
            number,
            What::Draft {
                reply: None,
                text: empty,
            },
        )
        .await;
        let reply = draft.reply.unwrap();
        assert_eq!(
            act(&store, number, What::Propose { reply }).await,
            Acted::Incomplete("body")
        );
        done(
            &store,
            number,
            What::Draft {
                reply: Some(reply),
                text: text("Đã sửa."),
            },
        )
        .await;
        done(&store, number, What::Propose { reply }).await;
        let reason = "Thiếu ngày".to_owned();
        done(&store, number, What::Return { reply, reason }).await;
        // What was returned cannot be returned again.
        assert!(matches!(
            act(
                &store,
                number,
                What::Return {
                    reply,
                    reason: String::new()
                }
            )
            .await,
            Acted::Changed { .. }
        ));
        done(
            &store,
            number,
            What::Draft {
                reply: Some(reply),
                text: text("Đã sửa ngày 5."),
            },
        )
        .await;
        done(&store, number, What::Propose { reply }).await;
        done(&store, number, What::Send { reply }).await;
        let whole = show(&store, number).await.unwrap().unwrap();
        assert_eq!(whole.status, Status::Answered);
        assert_eq!(whole.answer().unwrap().text.body, "Đã sửa ngày 5.");
        assert!(whole.answered_ms.is_some() && whole.closed_ms.is_some());
        // What was sent stays as it was sent.
        let again = What::Draft {
            reply: Some(reply),
            text: text("Khác"),
        };
        assert_eq!(act(&store, number, again).await, Acted::NoItem);
        let deeds: Vec<_> = whole
            .events
            .iter()
            .map(|event| event.deed.as_str())
            .collect();
        assert_eq!(
            deeds.join(" "),
            "accept assign forward draft draft propose return draft propose send"
        );
        assert_eq!(
            whole.events[2].note.as_deref(),
            Some("Sở Xây dựng phụ trách đèn đường")
        );
        assert_eq!(whole.events[6].inner_note.as_deref(), Some("Thiếu ngày"));
        // The citizen: rates, then says once that it solves nothing.
        let rate = What::Rate {
            grade: 2,
            note: note(),
        };
        assert!(matches!(
            act_as(&store, number, By::Citizen, rate).await,
            Acted::Done(_)
        ));
        let unsolved = || What::Unsolved {
            reason: "Đèn vẫn tắt".to_owned(),
        };
        assert!(matches!(
            act_as(&store, number, By::Citizen, unsolved()).await,
            Acted::Done(_)
        ));
        let whole = show(&store, number).await.unwrap().unwrap();
        assert_eq!(
            (whole.status, whole.satisfaction),
            (Status::InProgress, Some(2))
        );
        assert_eq!(
            (whole.unsolved_reason.as_deref(), whole.closed_ms),
            (Some("Đèn vẫn tắt"), None)
        );
        let first_ms = whole.answered_ms;
        answer(&store, number, "Đã thay cả cột.").await;
        let whole = show(&store, number).await.unwrap().unwrap();
        assert_eq!(whole.answered_ms, first_ms);
        assert_eq!(whole.answer().unwrap().text.body, "Đã thay cả cột.");
        assert_eq!(
            act_as(&store, number, By::Citizen, unsolved()).await,
            Acted::NotAllowed(Status::Answered)
        );
        let acts = i64::try_from(whole.events.len()).unwrap();
        assert_eq!(check_audit(store.readers()).await.unwrap(), Ok(acts + 1));
        let gone = Act {
            item: 999,
            edition: 1,
            by: By::Hub,
            at_ms: NOW,
            what: What::Accept,
        };
        assert_eq!(store.act(gone).await.unwrap(), Acted::NoItem);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn of_two_replies_at_once_one_is_sent_and_the_other_is_told() {
    on_both(|store, place| async move {
        let second = Store::open(&place).await.unwrap();
        let number = put(&store, item(1)).await;
        let one = done(
            &store,
            number,
            What::Draft {
                reply: None,
                text: text("Một"),
            },
        )
        .await;
        let two = done(
            &store,
            number,
            What::Draft {
                reply: None,
                text: text("Hai"),
            },
        )
        .await;
        let send = |staff, reply: Done| Act {
            item: number,
            edition: two.edition,
            by: By::Staff(staff),
            at_ms: NOW,
            what: What::Send {
                reply: reply.reply.unwrap(),
            },
        };
        let (first, other) = tokio::join!(store.act(send(1, one)), second.act(send(2, two)));
        let both = [first.unwrap(), other.unwrap()];
        let sent = both.iter().filter(|acted| matches!(acted, Acted::Done(_)));
        assert_eq!(sent.count(), 1, "{both:?}");
        let now = two.edition + 1;
        assert!(both.contains(&Acted::Changed { now }), "{both:?}");
        let whole = show(&store, number).await.unwrap().unwrap();
        let sent = whole.replies.iter().filter(|reply| reply.state == "sent");
        assert_eq!(sent.count(), 1);
        // Many at once, on two hubs: each edition is won once.
        let number = put(&store, item(2)).await;
        let mut waiting = tokio::task::JoinSet::new();
        for staff in 0..40 {
            let store = if staff % 2 == 0 {
                store.clone()
            } else {
                second.clone()
            };
            let act = Act {
                item: number,
                edition: 1,
                by: By::Staff(staff),
                at_ms: NOW,
                what: What::Assign {
                    handler: Some(staff),
                },
            };
            waiting.spawn(async move { store.act(act).await.unwrap() });
        }
        let mut won = 0;
        while let Some(acted) = waiting.join_next().await {
            match acted.unwrap() {
                Acted::Done(_) => won += 1,
                other => assert_eq!(other, Acted::Changed { now: 2 }),
            }
        }
        assert_eq!(won, 1);
        assert_eq!(show(&store, number).await.unwrap().unwrap().events.len(), 1);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_was_done_last_can_be_taken_back_and_nothing_older() {
    on_both(|store, _| async move {
        let mut new = item(1);
        new.agency = Some("a".to_owned());
        let number = put(&store, new).await;
        done(&store, number, What::Assign { handler: Some(7) }).await;
        let forward = What::Forward {
            agency: "b".to_owned(),
            note: note(),
        };
        let forwarded = done(&store, number, forward).await;
        let undo = |event| What::Undo { event };
        done(&store, number, undo(forwarded.event)).await;
        let whole = show(&store, number).await.unwrap().unwrap();
        assert_eq!(whole.status, Status::Received);
        assert_eq!(
            (whole.owner.as_deref(), whole.handler),
            (Some("a"), Some(7))
        );
        assert!(whole.events[1].is_undone);
        for event in [forwarded.event, whole.events[0].number, 999] {
            assert_eq!(
                act(&store, number, undo(event)).await,
                Acted::NotAllowed(Status::Received)
            );
        }
        let refused = done(&store, number, What::Refuse { note: note() }).await;
        done(&store, number, undo(refused.event)).await;
        assert_eq!(show(&store, number).await.unwrap().unwrap().closed_ms, None);
        // What the citizen was answered stays.
        answer(&store, number, "Đã trả lời").await;
        let sent = show(&store, number).await.unwrap().unwrap();
        assert_eq!(
            act(&store, number, undo(sent.events.last().unwrap().number)).await,
            Acted::NotAllowed(Status::Answered)
        );
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn taking_back_leaves_the_item_as_it_was() {
    on_both(|store, _| async move {
        let mut new = item(1);
        new.can_publish = true;
        let number = put(&store, new).await;
        let other = put(&store, item(2)).await;
        let merged = done(&store, number, What::Merge { into: other }).await;
        done(
            &store,
            number,
            What::Undo {
                event: merged.event,
            },
        )
        .await;
        let whole = show(&store, number).await.unwrap().unwrap();
        assert_eq!((whole.duplicate_of, whole.closed_ms), (None, None));
        answer(&store, number, "Đã trả lời").await;
        let public = What::Publish {
            title: String::new(),
            body: "Đèn".to_owned(),
            place: String::new(),
            answer: "Đã sửa".to_owned(),
        };
        done(&store, number, public).await;
        let before = show(&store, number).await.unwrap().unwrap();
        for what in [
            What::Close { note: note() },
            What::Reopen { note: note() },
            What::Unpublish,
        ] {
            let word = what.word();
            let edition = show(&store, number).await.unwrap().unwrap().edition;
            let later = Act {
                item: number,
                edition,
                by: By::Command,
                at_ms: NOW + 777_000,
                what,
            };
            let Acted::Done(acted) = store.act(later).await.unwrap() else {
                panic!("{word}");
            };
            done(&store, number, What::Undo { event: acted.event }).await;
            let now = show(&store, number).await.unwrap().unwrap();
            let state = |item: &ItemWhole| {
                (
                    item.status,
                    item.answered_ms,
                    item.closed_ms,
                    item.duplicate_of,
                    item.published_ms,
                )
            };
            assert_eq!(state(&now), state(&before), "{word}");
        }
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_was_held_goes_back_to_where_it_stood() {
    on_both(|store, _| async move {
        let mut new = item(1);
        new.held_reasons = vec!["links"];
        let came_held = put(&store, new).await;
        assert_eq!(
            act(&store, came_held, What::Close { note: note() }).await,
            Acted::NotAllowed(Status::Held)
        );
        done(&store, came_held, What::Release).await;
        let status = async |number| show(&store, number).await.unwrap().unwrap().status;
        assert_eq!(status(came_held).await, Status::Received);
        let number = put(&store, item(2)).await;
        done(&store, number, What::Start).await;
        done(
            &store,
            number,
            What::Hold {
                reason: "Nghi giả mạo".to_owned(),
            },
        )
        .await;
        assert_eq!(
            act(
                &store,
                number,
                What::Hold {
                    reason: String::new()
                }
            )
            .await,
            Acted::NotAllowed(Status::Held)
        );
        done(&store, number, What::Release).await;
        assert_eq!(status(number).await, Status::InProgress);
        assert_eq!(
            act(&store, number, What::Release).await,
            Acted::NotAllowed(Status::InProgress)
        );
    })
    .await;
}
