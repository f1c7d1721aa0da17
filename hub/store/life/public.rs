//! What was published: for everybody to read, and to search in nothing but what is public.

use cchc::text::fold;
use sqlx::Row;

use super::PageAt;
use super::list::{Statement, Value, escaped};
use crate::store::{Error, Store};

/// Most words that are searched for.
const MAX_WORDS: usize = 8;
/// Most answers on one page.
const MAX_ROWS: i64 = 1000;

/// A question with its answer, both without what names a person.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Public {
    pub(crate) number: i64,
    pub(crate) kind: String,
    pub(crate) topic: Option<String>,
    pub(crate) agency: Option<String>,
    pub(crate) ward: Option<String>,
    pub(crate) place: Option<String>,
    pub(crate) title: String,
    pub(crate) body: String,
    pub(crate) answer: String,
    pub(crate) legal_basis: Option<String>,
    pub(crate) received_ms: i64,
    pub(crate) answered_ms: i64,
    pub(crate) published_ms: i64,
}

/// Which ones.
#[derive(Debug, Clone, Default)]
pub(crate) struct PublicFilter {
    pub(crate) agency: Option<String>,
    pub(crate) kind: Option<String>,
    pub(crate) topic: Option<String>,
    /// Words with or without marks.
    pub(crate) words: String,
    /// Answered from then on.
    pub(crate) from_ms: Option<i64>,
    /// Answered before then.
    pub(crate) to_ms: Option<i64>,
}

/// One page of what was published, the newest first, and how many there are.
pub(crate) async fn answers(
    store: &Store,
    filter: &PublicFilter,
    at: PageAt,
) -> Result<(Vec<Public>, i64), Error> {
    let mut condition = Statement::default();
    condition.and("published_ms IS NOT NULL", Vec::new());
    for (column, text) in [
        ("owner", &filter.agency),
        ("kind", &filter.kind),
        ("topic", &filter.topic),
    ] {
        if let Some(text) = text {
            condition.and(&format!("{column} = {{}}"), vec![Value::Text(text.clone())]);
        }
    }
    for (sign, ms) in [(">=", filter.from_ms), ("<", filter.to_ms)] {
        if let Some(ms) = ms {
            condition.and(&format!("answered_ms {sign} {{}}"), vec![Value::Number(ms)]);
        }
    }
    let folded = fold(&cchc::text::clean_nfc(&filter.words));
    for word in folded.split_whitespace().take(MAX_WORDS) {
        condition.and(
            "public_folded LIKE {} ESCAPE '\\'",
            vec![Value::Text(format!("%{}%", escaped(word)))],
        );
    }
    let size = at.size.clamp(1, MAX_ROWS);
    let skip = (at.number.max(1) - 1).saturating_mul(size);
    let rows = condition
        .rows(
            store,
            "SELECT number, kind, topic, owner, ward, public_place, COALESCE(public_title, ''),
                 COALESCE(public_body, ''), COALESCE(public_answer, ''), received_ms, COALESCE(answered_ms, received_ms),
                 published_ms, (SELECT legal_basis FROM replies WHERE replies.item = items.number AND state = 'sent'
                 ORDER BY decided_ms DESC, replies.number DESC LIMIT 1) FROM items",
            &format!(" ORDER BY published_ms DESC, number DESC LIMIT {size} OFFSET {skip}"),
        )
        .await?;
    let mut found = Vec::with_capacity(rows.len());
    for row in &rows {
        let basis: Option<String> = row.try_get(12)?;
        found.push(Public {
            number: row.try_get(0)?,
            kind: row.try_get(1)?,
            topic: row.try_get(2)?,
            agency: row.try_get(3)?,
            ward: row.try_get(4)?,
            place: row.try_get(5)?,
            title: row.try_get(6)?,
            body: row.try_get(7)?,
            answer: row.try_get(8)?,
            // No official looks at it again before it is published.
            legal_basis: basis
                .filter(|basis| !basis.is_empty())
                .map(|basis| cchc::submission::blackout(&basis)),
            received_ms: row.try_get(9)?,
            answered_ms: row.try_get(10)?,
            published_ms: row.try_get(11)?,
        });
    }
    let mut total = 0;
    for row in condition
        .rows(store, "SELECT COUNT(*) FROM items", "")
        .await?
    {
        total = row.try_get(0)?;
    }
    Ok((found, total))
}
