//! What has been kept as long as was promised loses its texts, contact data and files.

use std::sync::Arc;
use std::time::Duration;

use cchc::feed::feedback::parse_form;
use sqlx::Row;
use tokio::task::JoinSet;

use crate::feedback::Hub;
use crate::store::clean::DAY_MS;
use crate::store::duties::TakeDuty;
use crate::store::life::{Act, Acted, By, What};
use crate::store::{self, Note, Store};

/// Items that are erased at once, in one transaction where it can be.
const AT_ONCE: i64 = 200;

/// Items of one version of a form.
struct Sent {
    form: String,
    version: i64,
    /// How long its consent says that data is kept; none where it says nothing.
    days: Option<u32>,
    /// Items that are not erased.
    count: i64,
}

/// Between two looks at whether it is due.
const LOOK: Duration = Duration::from_secs(600);
/// Its name among the duties.
const DUTY: &str = "retain";

/// Erases every day what has had its term, by one hub of those that share a database, for ever.
pub(crate) async fn every_day(hub: Arc<Hub>) {
    loop {
        match once_a_day(&hub.store, hub.now_ms()).await {
            Ok(Some(words)) => tracing::info!(words, "retention"),
            Ok(None) => {}
            Err(error) => tracing::warn!(%error, "retention"),
        }
        tokio::time::sleep(LOOK).await;
    }
}

/// Does it if it is due, and says what was done.
pub(super) async fn once_a_day(store: &Store, now_ms: i64) -> Result<Option<String>, store::Error> {
    let take = TakeDuty {
        name: DUTY.to_owned(),
        now_ms,
        next_ms: now_ms + DAY_MS,
    };
    match store.act(take).await? {
        Some(_) => retain(store, By::Hub, false, now_ms).await.map(Some),
        None => Ok(None),
    }
}

/// Erases what is older than the consent that it was sent with allows; says how much.
pub(super) async fn retain(
    store: &Store,
    by: By,
    dry_run: bool,
    now_ms: i64,
) -> Result<String, store::Error> {
    let (mut gone, mut kept) = (0, 0);
    for sent in sent(store).await? {
        let Some(days) = sent.days else {
            kept += sent.count;
            continue;
        };
        let before_ms = now_ms - i64::from(days) * DAY_MS;
        let count = match dry_run {
            true => old(store, &sent, before_ms, i64::MAX).await?.len(),
            false => erase(store, &sent, by, before_ms, now_ms).await?,
        };
        gone += count;
    }
    let unbound = match kept {
        0 => String::new(),
        _ => format!(
            "; {kept} ý kiến theo biểu mẫu không nêu thời hạn lưu | {kept} items of forms without a term"
        ),
    };
    Ok(match dry_run {
        true => format!(
            "chạy thử: {gone} ý kiến hết thời hạn lưu, chưa xóa gì | dry run: {gone} items are past their term, nothing was erased{unbound}"
        ),
        false => format!(
            "đã xóa nội dung {gone} ý kiến hết thời hạn lưu | erased {gone} items past their term{unbound}"
        ),
    })
}

/// The versions of forms that items were sent with.
async fn sent(store: &Store) -> Result<Vec<Sent>, store::Error> {
    let rows = sqlx::query(
        "SELECT form, form_version, COUNT(*) FROM items WHERE status <> 'erased' GROUP BY form, form_version
         ORDER BY form, form_version",
    )
    .fetch_all(store.readers())
    .await?;
    let mut found = Vec::new();
    for row in &rows {
        let form: String = row.try_get(0)?;
        let version = row.try_get(1)?;
        let content = store::form(store.readers(), &form, version).await?;
        let known = content.and_then(|content| parse_form(&content).0);
        found.push(Sent {
            days: known.and_then(|form| form.consent?.retention_days),
            count: row.try_get(2)?,
            form,
            version,
        });
    }
    Ok(found)
}

/// Number and edition of those that came before.
async fn old(
    store: &Store,
    sent: &Sent,
    before_ms: i64,
    most: i64,
) -> Result<Vec<(i64, i64)>, store::Error> {
    let rows = sqlx::query(
        "SELECT number, edition FROM items WHERE form = $1 AND received_ms < $2 AND form_version = $3
         AND status <> 'erased' ORDER BY received_ms LIMIT $4",
    )
    .bind(sent.form.clone())
    .bind(before_ms)
    .bind(sent.version)
    .bind(most)
    .fetch_all(store.readers())
    .await?;
    let pair = |row: &sqlx::any::AnyRow| Ok((row.try_get(0)?, row.try_get(1)?));
    rows.iter().map(pair).collect()
}

async fn erase(
    store: &Store,
    sent: &Sent,
    by: By,
    before_ms: i64,
    now_ms: i64,
) -> Result<usize, store::Error> {
    let mut gone = 0;
    loop {
        let mut acting = JoinSet::new();
        for (item, edition) in old(store, sent, before_ms, AT_ONCE).await? {
            let act = Act {
                item,
                edition,
                by,
                at_ms: now_ms,
                what: What::Erase,
            };
            let store = store.clone();
            acting.spawn(async move { store.act(act).await });
        }
        let mut done = 0;
        while let Some(acted) = acting.join_next().await {
            let acted = acted.map_err(|_| store::Error::Busy)??;
            done += usize::from(matches!(acted, Acted::Done(_)));
        }
        gone += done;
        // Somebody acts on what is left at this very moment; the next run finds it.
        if done == 0 {
            break;
        }
    }
    if gone > 0 {
        let note = Note {
            at_ms: now_ms,
            actor: by.word(),
            deed: "retention",
            subject: format!("form {} {}", sent.form, sent.version),
            detail: format!("{gone} items"),
        };
        store.act(note).await?;
    }
    Ok(gone)
}
