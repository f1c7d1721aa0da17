//! The store on both databases: what is said to be stored is there once, and what failed left nothing.
#![allow(clippy::unwrap_used, clippy::panic, reason = "tests")]

use sqlx::Row;

use super::*;

const NOW: i64 = 1_800_000_000_000;

/// Runs a test on SQLite and on PostgreSQL.
pub(crate) async fn on_both<F, T>(test: F)
where
    F: Fn(Store, Place) -> T,
    T: Future<Output = ()>,
{
    let dir = tempfile::tempdir().unwrap();
    let sqlite = Place::Sqlite(dir.path().join("a b%?#.sqlite"));
    let postgres = crate::postgres::database().await.unwrap();
    for place in [sqlite, Place::Postgres(postgres)] {
        test(Store::open(&place).await.unwrap(), place).await;
    }
}

pub(crate) fn item(key: u8) -> NewItem {
    NewItem {
        key_hash: vec![key; 32],
        fingerprint: vec![1; 32],
        code_hash: vec![key; 32],
        pin_hash: vec![2; 32],
        form: "gop-y".to_owned(),
        form_version: 1,
        kind: "gop_y".to_owned(),
        body: "Đường trơn 'x'; DROP TABLE items; --".to_owned(),
        answers: "{}".to_owned(),
        lang: "vi".to_owned(),
        received_ms: NOW,
        expected_ms: Some(NOW + 5),
        ..NewItem::default()
    }
}

pub(crate) fn submit(item: NewItem) -> Submit {
    Submit {
        item,
        uploads: Vec::new(),
        challenge: None,
        limits: Vec::new(),
    }
}

/// Connections that may write, past the writer: for states that only a power cut makes.
pub(crate) async fn pool(place: &Place) -> AnyPool {
    let address = match place {
        Place::Sqlite(file) => sqlite_address(file),
        Place::Postgres(address) => address.clone(),
    };
    AnyPool::connect(&address).await.unwrap()
}

pub(crate) async fn count(store: &Store, table: &'static str) -> i64 {
    let statement = match table {
        "items" => "SELECT COUNT(*) FROM items",
        "audit" => "SELECT COUNT(*) FROM audit",
        "uploads" => "SELECT COUNT(*) FROM uploads",
        other => panic!("{other}"),
    };
    sqlx::query(statement)
        .fetch_one(store.readers())
        .await
        .unwrap()
        .try_get(0)
        .unwrap()
}

#[tokio::test(flavor = "multi_thread")]
async fn the_same_key_is_stored_once_and_answered_alike() {
    on_both(|store, place| async move {
        let Submitted::New(first) = store.act(submit(item(1))).await.unwrap() else {
            panic!("not new");
        };
        assert_eq!(first.received_ms, NOW);
        let mut later = item(1);
        later.received_ms = NOW + 60_000;
        later.expected_ms = None;
        let again = store.act(submit(later)).await.unwrap();
        assert_eq!(again, Submitted::Again(first.clone()));
        let mut other = item(1);
        other.fingerprint = vec![9; 32];
        assert_eq!(store.act(submit(other)).await.unwrap(), Submitted::Reused);
        // Two hubs, and many at once.
        let second = Store::open(&place).await.unwrap();
        let mut waiting = tokio::task::JoinSet::new();
        for at in 0..200_u8 {
            let store = if at % 2 == 0 {
                store.clone()
            } else {
                second.clone()
            };
            waiting.spawn(async move { store.act(submit(item(100 + at % 20))).await.unwrap() });
        }
        let mut new = 0;
        while let Some(done) = waiting.join_next().await {
            match done.unwrap() {
                Submitted::New(_) => new += 1,
                Submitted::Again(_) => {}
                other => panic!("{other:?}"),
            }
        }
        assert_eq!(new, 20);
        assert_eq!(count(&store, "items").await, 21);
        assert_eq!(count(&store, "audit").await, 21);
        assert_eq!(check_audit(store.readers()).await.unwrap(), Ok(21));
        let body: String = sqlx::query("SELECT body FROM items WHERE number = $1")
            .bind(first.number)
            .fetch_one(store.readers())
            .await
            .unwrap()
            .try_get(0)
            .unwrap();
        assert_eq!(body, item(1).body);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_used_challenge_holds_the_next_item_and_repeats_keep_their_answer() {
    on_both(|store, _| async move {
        let with = |key| Submit {
            challenge: Some(("signature".to_owned(), NOW + 1000)),
            ..submit(item(key))
        };
        let Submitted::New(first) = store.act(with(1)).await.unwrap() else {
            panic!("not new");
        };
        assert_eq!(first.status, "received");
        assert_eq!(store.act(with(1)).await.unwrap(), Submitted::Again(first));
        let Submitted::New(second) = store.act(with(2)).await.unwrap() else {
            panic!("not new");
        };
        assert_eq!(second.status, "held");
        store.act(Clean { now_ms: NOW + 2000 }).await.unwrap();
        let Submitted::New(third) = store.act(with(3)).await.unwrap() else {
            panic!("not new");
        };
        assert_eq!(third.status, "received");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn limits_are_counted_over_all_hubs_and_end_with_their_window() {
    on_both(|store, place| async move {
        let second = Store::open(&place).await.unwrap();
        let limit = Limit {
            bucket: "submit:site:x".to_owned(),
            most: 3,
            window_ms: 60_000,
        };
        let spend = |now_ms| Spend {
            limits: vec![limit.clone()],
            now_ms,
        };
        assert_eq!(store.act(spend(NOW)).await.unwrap(), None);
        assert_eq!(second.act(spend(NOW)).await.unwrap(), None);
        assert_eq!(store.act(spend(NOW)).await.unwrap(), None);
        assert_eq!(second.act(spend(NOW + 1500)).await.unwrap(), Some(59));
        assert_eq!(store.act(spend(NOW + 60_000)).await.unwrap(), None);
        // A limited item is not stored, and its key is free.
        let limited = Submit {
            limits: vec![Limit {
                most: 0,
                ..limit.clone()
            }],
            ..submit(item(1))
        };
        assert!(matches!(
            store.act(limited).await.unwrap(),
            Submitted::Limited(_)
        ));
        assert_eq!(count(&store, "items").await, 0);
        assert!(matches!(
            store.act(submit(item(1))).await.unwrap(),
            Submitted::New(_)
        ));
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_day_has_one_salt_on_all_hubs_and_it_is_forgotten() {
    on_both(|store, place| async move {
        let second = Store::open(&place).await.unwrap();
        let day = NOW / clean::DAY_MS;
        let first = salt(&store, day, [1; 32]).await.unwrap();
        assert_eq!(salt(&second, day, [2; 32]).await.unwrap(), first);
        let now_ms = NOW + 2 * clean::DAY_MS;
        store.act(Clean { now_ms }).await.unwrap();
        assert_eq!(salt(&second, day, [3; 32]).await.unwrap(), [3; 32]);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn files_are_kept_once_attached_once_and_go_when_nobody_names_them() {
    on_both(|store, _| async move {
        let upload = |id: &str, content: &[u8]| {
            KeepUpload(NewUpload {
                id: id.to_owned(),
                site: String::new(),
                form: "gop-y".to_owned(),
                name: "ảnh.jpg".to_owned(),
                media_type: "image/jpeg",
                pixels: Some((4, 3)),
                sent_hash: content.to_vec(),
                received_ms: NOW,
                content: content.to_vec(),
            })
        };
        let first = store.act(upload("a", b"1")).await.unwrap().unwrap();
        assert!(!first.again && first.pixels == Some((4, 3)));
        assert!(store.act(upload("a", b"1")).await.unwrap().unwrap().again);
        assert_eq!(store.act(upload("a", b"2")).await.unwrap(), None);
        store.act(upload("b", b"3")).await.unwrap();
        let with = |key, ids: &[&str]| Submit {
            uploads: ids.iter().map(|id| (*id).to_owned()).collect(),
            ..submit(item(key))
        };
        assert_eq!(
            store.act(with(1, &["a", "none"])).await.unwrap(),
            Submitted::NoUpload(1)
        );
        assert_eq!(count(&store, "items").await, 0);
        assert!(matches!(
            store.act(with(1, &["a"])).await.unwrap(),
            Submitted::New(_)
        ));
        assert!(matches!(
            store.act(with(1, &["a"])).await.unwrap(),
            Submitted::Again(_)
        ));
        assert_eq!(
            store.act(with(2, &["a"])).await.unwrap(),
            Submitted::NoUpload(0)
        );
        let now_ms = NOW + clean::DAY_MS + 1;
        store.act(Clean { now_ms }).await.unwrap();
        assert_eq!(count(&store, "uploads").await, 1);
    })
    .await;
}

/// A deed that the database refuses.
struct Bad;

impl Deed for Bad {
    type Done = ();

    async fn run(&self, transaction: &mut Transaction<'_>) -> Result<(), Error> {
        sqlx::query("INSERT INTO salts (day, salt) VALUES (1, NULL)")
            .execute(&mut *transaction.connection)
            .await?;
        Ok(())
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn one_bad_deed_takes_no_other_with_it() {
    on_both(|store, _| async move {
        let mut waiting = tokio::task::JoinSet::new();
        for at in 0..60_u8 {
            let store = store.clone();
            waiting.spawn(async move {
                if at % 7 == 3 {
                    assert!(matches!(store.act(Bad).await, Err(Error::Refused { .. })));
                } else {
                    assert!(matches!(
                        store.act(submit(item(at))).await.unwrap(),
                        Submitted::New(_)
                    ));
                }
            });
        }
        while let Some(done) = waiting.join_next().await {
            done.unwrap();
        }
        let stored = (0..60).filter(|at| at % 7 != 3).count();
        assert_eq!(count(&store, "items").await, i64::try_from(stored).unwrap());
        assert!(check_audit(store.readers()).await.unwrap().is_ok());
        assert!(store.gauges().commits > 0);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_changed_audit_row_breaks_the_chain() {
    on_both(|store, place| async move {
        for key in 0..5 {
            store.act(submit(item(key))).await.unwrap();
        }
        assert_eq!(check_audit(store.readers()).await.unwrap(), Ok(5));
        let mut connection = Link::new(&place).unwrap().connect().await.unwrap();
        sqlx::query("UPDATE audit SET detail = 'x' WHERE number = 3")
            .execute(&mut connection)
            .await
            .unwrap();
        assert_eq!(check_audit(store.readers()).await.unwrap(), Err(3));
        sqlx::query("DELETE FROM audit WHERE number >= 3")
            .execute(&mut connection)
            .await
            .unwrap();
        assert_eq!(check_audit(store.readers()).await.unwrap(), Err(3));
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_newer_database_is_not_touched() {
    on_both(|_, place| async move {
        let mut connection = Link::new(&place).unwrap().connect().await.unwrap();
        sqlx::query("UPDATE meta SET value = '99' WHERE name = 'schema'")
            .execute(&mut connection)
            .await
            .unwrap();
        assert!(matches!(
            Store::open(&place).await.err(),
            Some(Error::Newer { found: 99, .. })
        ));
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_restarted_server_is_found_again() {
    let place = Place::Postgres(crate::postgres::database().await.unwrap());
    let store = Store::open(&place).await.unwrap();
    let mut other = Link::new(&place).unwrap().connect().await.unwrap();
    for key in 0..5 {
        assert!(matches!(
            store.act(submit(item(key))).await.unwrap(),
            Submitted::New(_)
        ));
        // As a server that restarts: every connection but this one ends.
        sqlx::query(
            "SELECT COUNT(pg_terminate_backend(pid)) FROM pg_stat_activity
             WHERE datname = current_database() AND pid <> pg_backend_pid()",
        )
        .execute(&mut other)
        .await
        .unwrap();
    }
    assert!(matches!(
        store.act(submit(item(0))).await.unwrap(),
        Submitted::Again(_)
    ));
    assert_eq!(count(&store, "items").await, 5);
}

/// Sets a pragma of the writer's own connection.
pub(crate) struct Pragma(pub(crate) &'static str);

impl Deed for Pragma {
    type Done = ();

    async fn run(&self, transaction: &mut Transaction<'_>) -> Result<(), Error> {
        sqlx::query(self.0)
            .fetch_all(&mut *transaction.connection)
            .await?;
        Ok(())
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_full_disk_and_a_read_only_database_store_nothing_by_halves() {
    let dir = tempfile::tempdir().unwrap();
    let place = Place::Sqlite(dir.path().join("cchc.sqlite"));
    let store = Store::open(&place).await.unwrap();
    store.act(submit(item(1))).await.unwrap();
    // No page more than there are now: as a disk that is full.
    store
        .act(Pragma("PRAGMA max_page_count = 1"))
        .await
        .unwrap();
    let mut large = item(2);
    large.body = "x".repeat(100_000);
    let full = store.act(submit(large.clone())).await.unwrap_err();
    assert!(matches!(full, Error::Full), "{full:?}");
    assert_eq!(count(&store, "items").await, 1);
    assert_eq!(check_audit(store.readers()).await.unwrap(), Ok(1));
    store
        .act(Pragma("PRAGMA max_page_count = 1000000"))
        .await
        .unwrap();
    assert!(matches!(
        store.act(submit(large)).await.unwrap(),
        Submitted::New(_)
    ));
    store.act(Pragma("PRAGMA query_only = ON")).await.unwrap();
    let refused = store.act(submit(item(3))).await.unwrap_err();
    assert!(matches!(refused, Error::ReadOnly), "{refused:?}");
    assert_eq!(count(&store, "items").await, 2);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_database_of_version_1_keeps_its_items_and_gets_what_is_new() {
    let dir = tempfile::tempdir().unwrap();
    let sqlite = Place::Sqlite(dir.path().join("old.sqlite"));
    let postgres = Place::Postgres(crate::postgres::database().await.unwrap());
    for place in [sqlite, postgres] {
        sqlx::any::install_default_drivers();
        let link = Link::new(&place).unwrap();
        let mut old = link.connect().await.unwrap();
        schema::renew_to(&mut old, link.engine, 1).await.unwrap();
        let bytes = match link.engine {
            Engine::Sqlite => "BLOB",
            Engine::Postgres => "BYTEA",
        };
        // More than are read at once.
        for number in 1..=1203 {
            let statement = format!(
                "INSERT INTO items (key_hash, fingerprint, code_hash, pin_hash, site, form, form_version, kind, agency,
                     place, title, body, answers, can_publish, lang, status, held_reasons, received_ms, changed_ms)
                 VALUES (CAST('k{number}' AS {bytes}), CAST('f' AS {bytes}), CAST('c{number}' AS {bytes}),
                     CAST('p' AS {bytes}), '', 'gop-y', 1, 'gop_y', 'so-noi-vu', 'Phường Ô Chợ Dừa', 'Đèn {number}',
                     'Đường tối', '{{}}', 0, 'vi', 'received', '', {NOW}, {NOW})"
            );
            sqlx::query(sqlx::AssertSqlSafe(statement))
                .execute(&mut old)
                .await
                .unwrap();
        }
        assert_eq!(schema::version(&mut old).await.unwrap(), 1);
        drop(old);
        let store = Store::open(&place).await.unwrap();
        assert_eq!(count(&store, "items").await, 1203);
        let item = life::show(&store, 1203).await.unwrap().unwrap();
        assert_eq!(
            (item.edition, item.owner.as_deref()),
            (1, Some("so-noi-vu"))
        );
        let folded: String = sqlx::query("SELECT folded FROM items WHERE number = 1203")
            .fetch_one(store.readers())
            .await
            .unwrap()
            .try_get(0)
            .unwrap();
        assert_eq!(folded, "den 1203\nduong toi\nphuong o cho dua");
        let left: i64 = sqlx::query("SELECT COUNT(*) FROM items WHERE folded IS NULL")
            .fetch_one(store.readers())
            .await
            .unwrap()
            .try_get(0)
            .unwrap();
        assert_eq!(left, 0);
        // Once more changes nothing.
        store.close().await;
        Store::open(&place).await.unwrap();
    }
}
