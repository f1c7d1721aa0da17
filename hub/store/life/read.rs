//! One item with all that happened to it.

use cchc::submission::Status;
use sqlx::any::AnyRow;
use sqlx::{AnyPool, Row};

use super::ReplyText;
use super::list::status;
use crate::store::{Error, Store};

/// Items merged into each other in a row that are followed.
const MOST_MERGED: usize = 16;

/// An item whole. What is sealed stays sealed: who may read it opens it with the secrets.
#[derive(Debug, Clone)]
pub(crate) struct ItemWhole {
    pub(crate) number: i64,
    pub(crate) edition: i64,
    pub(crate) status: Status,
    pub(crate) site: String,
    pub(crate) form: String,
    pub(crate) form_version: i64,
    pub(crate) kind: String,
    pub(crate) topic: Option<String>,
    /// To which the citizen sent it.
    pub(crate) agency: Option<String>,
    /// That has it now.
    pub(crate) owner: Option<String>,
    pub(crate) handler: Option<i64>,
    pub(crate) ward: Option<String>,
    pub(crate) place: Option<String>,
    pub(crate) happened_on: Option<String>,
    pub(crate) title: String,
    pub(crate) body: String,
    /// JSON.
    pub(crate) answers: String,
    /// Contact data, sealed with the key of that id for `key_hash`.
    pub(crate) contact: Option<(Vec<u8>, String)>,
    pub(crate) key_hash: Vec<u8>,
    pub(crate) consent: Option<String>,
    pub(crate) can_publish: bool,
    pub(crate) rating: Option<i64>,
    pub(crate) lang: String,
    pub(crate) page: Option<String>,
    /// Why it was held when it came, parted by spaces.
    pub(crate) held_reasons: String,
    pub(crate) received_ms: i64,
    pub(crate) expected_ms: Option<i64>,
    pub(crate) changed_ms: i64,
    pub(crate) answered_ms: Option<i64>,
    pub(crate) closed_ms: Option<i64>,
    /// The item that it was merged into, while its status is `Duplicate`.
    pub(crate) duplicate_of: Option<i64>,
    pub(crate) satisfaction: Option<i64>,
    pub(crate) satisfaction_note: Option<String>,
    pub(crate) unsolved_ms: Option<i64>,
    pub(crate) unsolved_reason: Option<String>,
    pub(crate) published_ms: Option<i64>,
    pub(crate) public_title: Option<String>,
    pub(crate) public_body: Option<String>,
    pub(crate) public_place: Option<String>,
    pub(crate) public_answer: Option<String>,
    pub(crate) erased_ms: Option<i64>,
    /// From the first to the last.
    pub(crate) events: Vec<Event>,
    /// From the first to the last.
    pub(crate) replies: Vec<Reply>,
    pub(crate) uploads: Vec<Upload>,
    /// Numbers of the items that were merged into this one.
    pub(crate) merged: Vec<i64>,
}

/// Something that happened.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Event {
    pub(crate) number: i64,
    pub(crate) at_ms: i64,
    /// `citizen`, `hub`, `command`, `staff 7`.
    pub(crate) actor: String,
    /// As `What::word` says it.
    pub(crate) deed: String,
    /// After it.
    pub(crate) status: Status,
    pub(crate) agency: Option<String>,
    pub(crate) handler: Option<i64>,
    /// For the citizen.
    pub(crate) note: Option<String>,
    /// For staff alone.
    pub(crate) inner_note: Option<String>,
    /// Whether it was taken back.
    pub(crate) is_undone: bool,
}

/// An answer, in whatever state.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Reply {
    pub(crate) number: i64,
    pub(crate) at_ms: i64,
    /// Who wrote it last.
    pub(crate) staff: Option<i64>,
    /// `draft`, `proposed`, `returned`, `sent`.
    pub(crate) state: String,
    pub(crate) text: ReplyText,
    /// Who proposed, returned or sent it last.
    pub(crate) decided_by: Option<i64>,
    pub(crate) decided_ms: Option<i64>,
}

/// A file of the citizen, without its content.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Upload {
    pub(crate) id: String,
    pub(crate) name: String,
    pub(crate) media_type: String,
    pub(crate) bytes: i64,
    pub(crate) pixels: Option<(i64, i64)>,
}

impl ItemWhole {
    /// The answer that was sent last.
    pub(crate) fn answer(&self) -> Option<&Reply> {
        let mut sent: Vec<_> = self
            .replies
            .iter()
            .filter(|reply| reply.state == "sent")
            .collect();
        sent.sort_by_key(|reply| (reply.decided_ms, reply.number));
        sent.pop()
    }

    /// Whether it waits longer than was promised.
    pub(crate) fn is_overdue(&self, now_ms: i64) -> bool {
        self.status.is_open() && self.expected_ms.is_some_and(|due| due < now_ms)
    }
}

const COLUMNS: &str = "number, edition, status, site, form, form_version, kind, topic, agency, owner, handler, ward, place,
    happened_on, title, body, answers, contact_sealed, contact_key_id, key_hash, consent, can_publish, rating,
    lang, page, held_reasons, received_ms, expected_ms, changed_ms, answered_ms, closed_ms, duplicate_of, satisfaction,
    satisfaction_note, unsolved_ms, unsolved_reason, published_ms, public_title, public_body, public_place,
    public_answer, erased_ms";

/// The item of a number, with everything.
pub(crate) async fn show(store: &Store, number: i64) -> Result<Option<ItemWhole>, Error> {
    let text = format!("SELECT {COLUMNS} FROM items WHERE number = $1");
    // Only constants of this file.
    let row = sqlx::query(sqlx::AssertSqlSafe(text))
        .bind(number)
        .fetch_optional(store.readers())
        .await?;
    whole(store, row).await
}

/// Number and keyed hash of the PIN of the item with this keyed hash of a code: one look into one index, whether there is
/// such an item or not.
pub(crate) async fn locate(
    store: &Store,
    code_hash: &[u8],
) -> Result<Option<(i64, Vec<u8>)>, Error> {
    let row = sqlx::query("SELECT number, pin_hash FROM items WHERE code_hash = $1")
        .bind(code_hash.to_vec())
        .fetch_optional(store.readers())
        .await?;
    let Some(row) = row else { return Ok(None) };
    Ok(Some((row.try_get(0)?, row.try_get(1)?)))
}

/// The item that this one was merged into in the end; itself where it was not.
pub(crate) async fn root(store: &Store, item: &ItemWhole) -> Result<Option<ItemWhole>, Error> {
    let mut next = item.duplicate_of;
    let mut last = None;
    for _ in 0..MOST_MERGED {
        let Some(number) = next else { break };
        last = show(store, number).await?;
        next = last.as_ref().and_then(|item| item.duplicate_of);
    }
    Ok(last)
}

/// Type and content of a file, if it belongs to the item.
pub(crate) async fn upload(
    store: &Store,
    item: i64,
    id: &str,
) -> Result<Option<(Upload, Vec<u8>)>, Error> {
    let row = sqlx::query(
        "SELECT id, name, media_type, bytes, width, height, content FROM uploads WHERE id = $1 AND item = $2",
    )
    .bind(id)
    .bind(item)
    .fetch_optional(store.readers())
    .await?;
    let Some(row) = row else { return Ok(None) };
    Ok(Some((upload_of(&row)?, row.try_get(6)?)))
}

async fn whole(store: &Store, row: Option<AnyRow>) -> Result<Option<ItemWhole>, Error> {
    let Some(row) = row else { return Ok(None) };
    let mut item = item_of(&row)?;
    let readers = store.readers();
    item.events = events(readers, item.number).await?;
    item.replies = replies(readers, item.number).await?;
    let rows = sqlx::query(
        "SELECT id, name, media_type, bytes, width, height FROM uploads WHERE item = $1 ORDER BY received_ms, id",
    )
    .bind(item.number)
    .fetch_all(readers)
    .await?;
    for row in &rows {
        item.uploads.push(upload_of(row)?);
    }
    let rows = sqlx::query(
        "SELECT number FROM items WHERE duplicate_of = $1 AND status = 'duplicate' ORDER BY number",
    )
    .bind(item.number)
    .fetch_all(readers)
    .await?;
    for row in &rows {
        item.merged.push(row.try_get(0)?);
    }
    Ok(Some(item))
}

fn item_of(row: &AnyRow) -> Result<ItemWhole, Error> {
    let status = status(row, 2)?;
    let sealed: Option<Vec<u8>> = row.try_get(17)?;
    let duplicate_of: Option<i64> = row.try_get(31)?;
    Ok(ItemWhole {
        number: row.try_get(0)?,
        edition: row.try_get(1)?,
        status,
        site: row.try_get(3)?,
        form: row.try_get(4)?,
        form_version: row.try_get(5)?,
        kind: row.try_get(6)?,
        topic: row.try_get(7)?,
        agency: row.try_get(8)?,
        owner: row.try_get(9)?,
        handler: row.try_get(10)?,
        ward: row.try_get(11)?,
        place: row.try_get(12)?,
        happened_on: row.try_get(13)?,
        title: row.try_get(14)?,
        body: row.try_get(15)?,
        answers: row.try_get(16)?,
        contact: sealed.zip(row.try_get(18)?),
        key_hash: row.try_get(19)?,
        consent: row.try_get(20)?,
        can_publish: row.try_get::<i64, _>(21)? != 0,
        rating: row.try_get(22)?,
        lang: row.try_get(23)?,
        page: row.try_get(24)?,
        held_reasons: row.try_get(25)?,
        received_ms: row.try_get(26)?,
        expected_ms: row.try_get(27)?,
        changed_ms: row.try_get(28)?,
        answered_ms: row.try_get(29)?,
        closed_ms: row.try_get(30)?,
        duplicate_of: duplicate_of.filter(|_| status == Status::Duplicate),
        satisfaction: row.try_get(32)?,
        satisfaction_note: row.try_get(33)?,
        unsolved_ms: row.try_get(34)?,
        unsolved_reason: row.try_get(35)?,
        published_ms: row.try_get(36)?,
        public_title: row.try_get(37)?,
        public_body: row.try_get(38)?,
        public_place: row.try_get(39)?,
        public_answer: row.try_get(40)?,
        erased_ms: row.try_get(41)?,
        events: Vec::new(),
        replies: Vec::new(),
        uploads: Vec::new(),
        merged: Vec::new(),
    })
}

async fn events(readers: &AnyPool, item: i64) -> Result<Vec<Event>, Error> {
    let rows = sqlx::query(
        "SELECT number, at_ms, actor, deed, status, agency, handler, note, inner_note, undone FROM events
         WHERE item = $1 ORDER BY number",
    )
    .bind(item)
    .fetch_all(readers)
    .await?;
    let mut events = Vec::with_capacity(rows.len());
    for row in &rows {
        events.push(Event {
            number: row.try_get(0)?,
            at_ms: row.try_get(1)?,
            actor: row.try_get(2)?,
            deed: row.try_get(3)?,
            status: status(row, 4)?,
            agency: row.try_get(5)?,
            handler: row.try_get(6)?,
            note: row.try_get(7)?,
            inner_note: row.try_get(8)?,
            is_undone: row.try_get::<i64, _>(9)? != 0,
        });
    }
    Ok(events)
}

async fn replies(readers: &AnyPool, item: i64) -> Result<Vec<Reply>, Error> {
    let rows = sqlx::query(
        "SELECT number, at_ms, staff, state, body, action_taken, evidence, legal_basis, decided_by, decided_ms
         FROM replies WHERE item = $1 ORDER BY number",
    )
    .bind(item)
    .fetch_all(readers)
    .await?;
    let mut replies = Vec::with_capacity(rows.len());
    for row in &rows {
        replies.push(Reply {
            number: row.try_get(0)?,
            at_ms: row.try_get(1)?,
            staff: row.try_get(2)?,
            state: row.try_get(3)?,
            text: ReplyText {
                body: row.try_get(4)?,
                action_taken: row.try_get(5)?,
                evidence: row.try_get(6)?,
                legal_basis: row.try_get(7)?,
            },
            decided_by: row.try_get(8)?,
            decided_ms: row.try_get(9)?,
        });
    }
    Ok(replies)
}

fn upload_of(row: &AnyRow) -> Result<Upload, Error> {
    let (width, height): (Option<i64>, Option<i64>) = (row.try_get(4)?, row.try_get(5)?);
    Ok(Upload {
        id: row.try_get(0)?,
        name: row.try_get(1)?,
        media_type: row.try_get(2)?,
        bytes: row.try_get(3)?,
        pixels: width.zip(height),
    })
}
