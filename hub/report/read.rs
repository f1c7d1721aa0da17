//! Items out of the database into the count.
//!
//! The database puts the figures of an agency's items of one kind and field into one text: a row for each item costs more
//! than all the counting.

use sqlx::any::AnyRow;
use sqlx::{AssertSqlSafe, Row};

use super::figures::{Count, Fact, Reopening, Report};
use super::period::{Quarter, Span};
use crate::store::counted::reached;
use crate::store::{Error, Store};

/// What neither came, nor was answered, nor ended, nor waits too long in these two quarters does not count. Parts of an item
/// stand between commas, in the order of `fact`.
const ITEMS: &str = "SELECT owner, kind, topic, string_agg(CAST(received_ms AS TEXT)
         || ',' || COALESCE(CAST(expected_ms AS TEXT), '') || ',' || COALESCE(CAST(answered_ms AS TEXT), '')
         || ',' || COALESCE(CAST(closed_ms AS TEXT), '') || ',' || COALESCE(CAST(satisfaction AS TEXT), '')
         || ',' || COALESCE(CAST(rating AS TEXT), ''), ';')
     FROM items WHERE received_ms < $2 AND (received_ms >= $1 OR answered_ms >= $1 OR closed_ms >= $1
     OR (answered_ms IS NULL AND closed_ms IS NULL AND expected_ms < $2))";
const EVENTS: &str = "SELECT items.owner, items.kind, items.topic,
         string_agg(CAST(events.item AS TEXT) || ',' || CAST(events.at_ms AS TEXT), ';')
     FROM events JOIN items ON items.number = events.item WHERE events.at_ms >= $1 AND events.at_ms < $2
     AND events.deed IN ('reopen', 'unsolved') AND events.undone = 0";

/// The report of a quarter, of one agency or of all.
pub(crate) async fn report(
    store: &Store,
    quarter: Quarter,
    agency: Option<&str>,
    now_ms: i64,
) -> Result<Report, Error> {
    // Of all agencies: it says whether anything was counted by then.
    let first = sqlx::query("SELECT MIN(received_ms) FROM items")
        .fetch_one(store.readers())
        .await?;
    let mut count = Count::new(quarter, now_ms, first.try_get(0)?);
    let span = count.span();
    for row in rows(store, ITEMS, span, agency).await? {
        let group = Group::of(&row)?;
        for item in group.parts.split(';') {
            count.add(&group.fact(item));
        }
    }
    for row in rows(store, EVENTS, span, agency).await? {
        let group = Group::of(&row)?;
        for event in group.parts.split(';') {
            let [item, at_ms, ..] = numbers(event);
            count.add_reopening(&Reopening {
                item: item.unwrap_or(0),
                at_ms: at_ms.unwrap_or(0),
                agency: group.agency.clone(),
                kind: group.kind.clone(),
                topic: group.topic.clone(),
            });
        }
    }
    let mut report = count.end();
    let marks = [span.from_ms, quarter.span().from_ms, span.to_ms];
    report.reach = reached(store, marks, agency).await?;
    Ok(report)
}

async fn rows(
    store: &Store,
    text: &str,
    span: Span,
    agency: Option<&str>,
) -> Result<Vec<AnyRow>, Error> {
    let condition = agency.map_or("", |_| " AND items.owner = $3");
    // Only constants of this file.
    let text = format!("{text}{condition} GROUP BY items.owner, items.kind, items.topic");
    let query = sqlx::query(AssertSqlSafe(text))
        .bind(span.from_ms)
        .bind(span.to_ms);
    let query = match agency {
        Some(agency) => query.bind(agency.to_owned()),
        None => query,
    };
    Ok(query.fetch_all(store.readers()).await?)
}

/// Items of one agency, kind and field.
struct Group {
    agency: Option<String>,
    kind: String,
    topic: Option<String>,
    parts: String,
}

impl Group {
    fn of(row: &AnyRow) -> Result<Self, Error> {
        Ok(Self {
            agency: row.try_get(0)?,
            kind: row.try_get(1)?,
            topic: row.try_get(2)?,
            parts: row.try_get(3)?,
        })
    }

    fn fact(&self, item: &str) -> Fact {
        let [
            received,
            expected_ms,
            answered_ms,
            closed_ms,
            satisfaction,
            rating,
        ] = numbers(item);
        Fact {
            agency: self.agency.clone(),
            kind: self.kind.clone(),
            topic: self.topic.clone(),
            received_ms: received.unwrap_or(0),
            expected_ms,
            answered_ms,
            closed_ms,
            satisfaction,
            rating,
        }
    }
}

/// Numbers between commas; an empty place has none.
fn numbers(text: &str) -> [Option<i64>; 6] {
    let mut numbers = [None; 6];
    for (place, part) in numbers.iter_mut().zip(text.split(',')) {
        *place = part.parse().ok();
    }
    numbers
}
