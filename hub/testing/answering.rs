//! A hundred thousand items on both databases: inbox, search, counts, report and export each within a second, in memory that
//! does not grow with them. `cargo xtask bench answering` runs it in an optimised build.
#![allow(clippy::unwrap_used, clippy::panic, reason = "tests")]

use std::time::{Duration, Instant};

use cchc::submission::Status;

use crate::place::Opened;
use crate::secrets::Secrets;
use crate::store::life::{Filter, Order, PageAt, counts, list};
use crate::store::tests::{on_both, pool};
use crate::store::{Deed, Engine, Error, Place, Store, Transaction};

/// Begin of the second quarter of 2026 in Vietnam; the items come over two quarters.
const BEGIN: i64 = 1_774_976_400_000;
const DAY: i64 = 86_400_000;
const ITEMS: i64 = 100_000;
const AT_ONCE: i64 = 1000;
/// Longest time for each.
const MOST: Duration = Duration::from_secs(1);
/// A workbook of all texts is compressed by one core, and its texts are held until then.
const MOST_BOOK: Duration = Duration::from_secs(8);
/// Most that the memory may grow in one of them: databases keep pages at hand.
const MOST_BYTES: u64 = 96 << 20;

/// A thousand items, each with a kilobyte of text and three events.
struct Fill {
    from: i64,
    engine: Engine,
}

impl Deed for Fill {
    type Done = ();

    async fn run(&self, transaction: &mut Transaction<'_>) -> Result<(), Error> {
        let bytes = match self.engine {
            Engine::Sqlite => "BLOB",
            Engine::Postgres => "BYTEA",
        };
        let text =
            "Đoạn đường trước cổng trường tối, xe máy đi lại khó khăn vào giờ tan học. ".repeat(9);
        let folded = cchc::text::fold(&text);
        let from = self.from;
        let numbers = format!(
            "WITH RECURSIVE n (at) AS (SELECT CAST({from} AS BIGINT) UNION ALL SELECT at + 1 FROM n WHERE at + 1 < {from} + {AT_ONCE})
             SELECT at FROM n"
        );
        for statement in [
            format!(
                "INSERT INTO items (number, key_hash, fingerprint, code_hash, pin_hash, site, form, form_version, kind, topic,
                     agency, owner, title, body, folded, answers, can_publish, lang, status, held_reasons, received_ms,
                     expected_ms, answered_ms, closed_ms, satisfaction, changed_ms)
                 SELECT at, CAST('k' || at AS {bytes}), CAST('f' AS {bytes}), CAST('c' || at AS {bytes}), CAST('p' AS {bytes}),
                     '', 'gop-y', 1, 'phan_anh', 'linh-vuc-' || (at % 8), '', 'co-quan-' || (at % 126),
                     'Đèn đường hỏng số ' || at, '{text}', 'den duong hong so ' || at || ' {folded}', '{{}}', 1, 'vi',
                     CASE at % 3 WHEN 0 THEN 'received' ELSE 'answered' END, '', {BEGIN} + at * 150000,
                     {BEGIN} + at * 150000 + 432000000,
                     CASE at % 3 WHEN 0 THEN NULL ELSE {BEGIN} + at * 150000 + at * 5000 END,
                     CASE at % 3 WHEN 0 THEN NULL ELSE {BEGIN} + at * 150000 + at * 5000 END, 1 + at % 5,
                     {BEGIN} + at * 150000
                 FROM ({numbers}) AS numbers"
            ),
            format!(
                "INSERT INTO events (item, at_ms, actor, deed, status, before_status)
                 SELECT at, {BEGIN} + at * 150000, 'hub', CASE at % 20 WHEN 0 THEN 'reopen' ELSE 'start' END, 'x', 'x'
                 FROM ({numbers}) AS numbers, (SELECT 1 AS one UNION ALL SELECT 2 UNION ALL SELECT 3) AS thrice"
            ),
        ] {
            sqlx::query(sqlx::AssertSqlSafe(statement))
                .execute(&mut *transaction.connection)
                .await?;
        }
        Ok(())
    }
}

/// Most memory since the last [`forget_peak`], and what is taken now.
fn memory() -> (u64, u64) {
    let text = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let field = |name: &str| {
        let line = text.lines().find(|line| line.starts_with(name));
        let kib = line.and_then(|line| line.split_whitespace().nth(1)?.parse::<u64>().ok());
        kib.unwrap_or(0) << 10
    };
    (field("VmHWM:"), field("VmRSS:"))
}

fn forget_peak() {
    _ = std::fs::write("/proc/self/clear_refs", "5");
}

/// Prints what it took, and holds it to its limits.
async fn measure<T>(store: &Store, name: &str, most: Duration, work: impl Future<Output = T>) -> T {
    forget_peak();
    let (_, before) = memory();
    let begun = Instant::now();
    let done = work.await;
    let took = begun.elapsed();
    let grown = memory().0.saturating_sub(before);
    crate::say!(
        "{:<9} {name:<26} {:>5} ms {:>5} MB",
        format!("{:?}", store.engine()),
        took.as_millis(),
        grown >> 20
    );
    assert!(took < most, "{name}: {took:?}");
    if most == MOST {
        assert!(grown < MOST_BYTES, "{name}: {grown} bytes");
    }
    done
}

async fn fill(store: &Store, place: &Place) {
    for round in 0..ITEMS / AT_ONCE {
        let from = round * AT_ONCE + 1;
        let engine = store.engine();
        store.act(Fill { from, engine }).await.unwrap();
    }
    // As its own housekeeping does soon after.
    if store.engine() == Engine::Postgres {
        let pool = pool(place).await;
        sqlx::query("VACUUM ANALYZE items")
            .execute(&pool)
            .await
            .unwrap();
        sqlx::query("VACUUM ANALYZE events")
            .execute(&pool)
            .await
            .unwrap();
    }
}

#[tokio::test(flavor = "multi_thread")]
#[ignore = "fills large databases; meant for an optimised build: cargo xtask bench answering"]
async fn a_hundred_thousand_items_are_answered_for_within_a_second_each() {
    on_both(|store, place| async move {
        let folder = tempfile::tempdir().unwrap();
        let secrets = Secrets::read_or_make(&folder.path().join("secrets.toml")).unwrap();
        fill(&store, &place).await;
        let now_ms = BEGIN + 300 * DAY;
        let all = || Filter {
            now_ms,
            ..Filter::default()
        };
        let mine = |words: &str| Filter {
            owners: Some(vec!["co-quan-7".to_owned()]),
            ..all().search(words, &secrets)
        };
        let open = Filter {
            statuses: vec![Status::Received],
            order: Order::DueFirst,
            ..all()
        };
        let overdue = Filter {
            is_overdue: true,
            ..all()
        };
        let topic = Filter {
            topic: Some("linh-vuc-3".to_owned()),
            from_ms: Some(BEGIN + 30 * DAY),
            to_ms: Some(BEGIN + 60 * DAY),
            ..all()
        };
        let first = PageAt {
            number: 1,
            size: 50,
        };
        let last = PageAt {
            number: 2000,
            size: 50,
        };
        for (name, filter, at, total) in [
            ("inbox", all(), first, Some(100_000)),
            ("inbox, last page", all(), last, Some(100_000)),
            ("inbox, open, due first", open, first, Some(33_333)),
            ("inbox, overdue", overdue, first, Some(33_333)),
            ("inbox, one agency", mine(""), first, Some(794)),
            ("inbox, topic and month", topic, first, Some(2160)),
            (
                "search, words of all",
                all().search("duong", &secrets),
                first,
                Some(100_000),
            ),
            (
                "search, words of one",
                all().search("den 99999", &secrets),
                first,
                Some(1),
            ),
            (
                "search, words of none",
                all().search("ngap lut", &secrets),
                first,
                Some(0),
            ),
            ("search, in one agency", mine("hong 99925"), first, Some(1)),
            (
                "search, a number",
                all().search("#77", &secrets),
                first,
                None,
            ),
        ] {
            let page = measure(&store, name, MOST, list(&store, &filter, at)).await;
            let found = page.unwrap().total;
            assert!(total.is_none_or(|total| total == found), "{name}: {found}");
        }
        let counted = measure(
            &store,
            "inbox, counts",
            MOST,
            counts(&store, None, Some(7), now_ms),
        );
        assert_eq!(counted.await.unwrap().open, 33_333);
        let output = folder.path().join("report");
        let said = measure(
            &store,
            "report, three files",
            MOST,
            crate::report::bench(&store, &output, now_ms),
        );
        assert!(said.await.unwrap().contains("2026Q3"));
        let opened = Opened::for_tests(store.clone(), secrets);
        for (file, most) in [("items.csv", MOST), ("items.xlsx", MOST_BOOK)] {
            let path = folder.path().join(file);
            let filter = all();
            let work = crate::desk::export(&opened, &filter, &path, false);
            let said = measure(&store, &format!("export, {file}"), most, work).await;
            assert!(said.unwrap().contains("100000 items"));
        }
    })
    .await;
}
