//! The outbox: what is to be told to the outside stands here since the very transaction that caused it, so nothing is told
//! that did not happen, and nothing that happened is forgotten.
//!
//! A worker claims rows by moving their next time into the future: whoever else looks finds them not due. If the worker
//! dies, they are due again when that time has come. A row's `tries` is its claim's mark: who comes too late changes nothing.

use sqlx::any::AnyRow;
use sqlx::{AnyConnection, Row};

use super::life::What;
use super::{Deed, Entry, Error, Store, Transaction};

/// The channel that goes to the citizen's e-mail.
pub(crate) const MAIL: &str = "mail";
/// What is told to other systems. The first [`TO_CITIZENS`] go to the citizen too; what follows she did herself.
pub(crate) const EVENTS: [&str; 9] = [
    "received",
    "forwarded",
    "need_info",
    "answered",
    "refused",
    "out_of_scope",
    "duplicate",
    "unsolved",
    "withdrawn",
];
/// How many of them a citizen is told.
pub(crate) const TO_CITIZENS: usize = 7;
/// A claimed row belongs to its worker for so long; sending takes less.
const LEASE_MS: i64 = 5 * 60 * 1000;
/// Rows claimed at once.
const CLAIM: i64 = 20;
/// Rows listed at most.
const LISTED: i64 = 500;

/// What an act tells.
pub(super) const fn event_of(what: &What) -> Option<&'static str> {
    match what {
        // It came when nobody had looked at it yet: an address that was typed in is not written to before.
        What::Release => Some("received"),
        What::Forward { .. } => Some("forwarded"),
        What::AskInfo { .. } => Some("need_info"),
        What::Send { .. } => Some("answered"),
        What::Refuse { .. } => Some("refused"),
        What::OutOfScope { .. } => Some("out_of_scope"),
        What::Merge { .. } => Some("duplicate"),
        What::Unsolved { .. } => Some("unsolved"),
        What::Withdraw => Some("withdrawn"),
        _ => None,
    }
}

/// Writes a row for every channel that wants it. `happening` is the number of the event in the item's history.
pub(super) async fn announce(
    connection: &mut AnyConnection,
    item: i64,
    event: &str,
    happening: i64,
    at_ms: i64,
) -> Result<(), Error> {
    // An item is received once, however often it is held and let go.
    let id = match event {
        "received" => format!("received {item}"),
        _ => format!("{event} {item} {happening}"),
    };
    sqlx::query(
        "INSERT INTO outbox (id, item, event, status, agency, channel, target_sealed, key_id, state, tries, next_ms, made_ms)
         SELECT CAST($1 AS TEXT) || ' ' || outbox_channels.id, items.number, CAST($2 AS TEXT), items.status, items.owner,
             outbox_channels.id, CASE outbox_channels.id WHEN 'mail' THEN items.mail_sealed END,
             CASE outbox_channels.id WHEN 'mail' THEN items.mail_key_id END, 'waiting', 0, CAST($3 AS BIGINT),
             CAST($3 AS BIGINT)
         FROM items, outbox_channels WHERE items.number = $4
             AND (outbox_channels.id <> 'mail' OR items.mail_sealed IS NOT NULL)
             AND (outbox_channels.agency IS NULL OR outbox_channels.agency = items.owner)
             AND outbox_channels.events LIKE '% ' || CAST($2 AS TEXT) || ' %'
         ON CONFLICT (id) DO NOTHING",
    )
    .bind(id)
    .bind(event.to_owned())
    .bind(at_ms)
    .bind(item)
    .execute(connection)
    .await?;
    Ok(())
}

/// What an event announced and nobody has told yet is told nobody.
pub(super) async fn take_back(
    connection: &mut AnyConnection,
    item: i64,
    happening: i64,
) -> Result<(), Error> {
    sqlx::query(
        "DELETE FROM outbox WHERE item = $1 AND state = 'waiting' AND tries = 0 AND id LIKE $2",
    )
    .bind(item)
    .bind(format!("% {item} {happening} %"))
    .execute(connection)
    .await?;
    Ok(())
}

/// Takes the citizen's address out, and what is on its way about the item.
pub(super) async fn forget(connection: &mut AnyConnection, item: i64) -> Result<(), Error> {
    for statement in [
        "UPDATE items SET mail_sealed = NULL, mail_key_id = NULL WHERE number = $1",
        "DELETE FROM outbox WHERE item = $1",
    ] {
        sqlx::query(statement)
            .bind(item)
            .execute(&mut *connection)
            .await?;
    }
    Ok(())
}

/// A channel as the settings name it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Way {
    pub(crate) id: String,
    /// Only items that this agency has.
    pub(crate) agency: Option<String>,
    /// Some of [`EVENTS`].
    pub(crate) events: Vec<String>,
}

/// From now on notices go by these channels.
pub(crate) struct KeepWays(pub(crate) Vec<Way>);

impl Deed for KeepWays {
    type Done = ();

    async fn run(&self, transaction: &mut Transaction<'_>) -> Result<(), Error> {
        sqlx::query("DELETE FROM outbox_channels")
            .execute(&mut *transaction.connection)
            .await?;
        for way in &self.0 {
            sqlx::query("INSERT INTO outbox_channels (id, agency, events) VALUES ($1, $2, $3)")
                .bind(way.id.as_str())
                .bind(way.agency.as_deref())
                .bind(format!(" {} ", way.events.join(" ")))
                .execute(&mut *transaction.connection)
                .await?;
        }
        Ok(())
    }
}

/// A row that is this worker's for a while.
#[derive(Debug, Clone)]
pub(crate) struct Claimed {
    pub(crate) number: i64,
    /// The same at every try.
    pub(crate) id: String,
    pub(crate) item: i64,
    pub(crate) event: String,
    pub(crate) status: String,
    pub(crate) agency: Option<String>,
    pub(crate) channel: String,
    pub(crate) target: Option<(Vec<u8>, String)>,
    /// With this one.
    pub(crate) tries: i64,
    pub(crate) made_ms: i64,
    pub(crate) key_hash: Vec<u8>,
    pub(crate) lang: String,
    pub(crate) kind: String,
    pub(crate) topic: Option<String>,
    pub(crate) received_ms: i64,
    pub(crate) expected_ms: Option<i64>,
    pub(crate) content: Content,
}

/// The item itself, as it is now. For systems that are meant to have it; no contact data is in it.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Content {
    pub(crate) title: String,
    pub(crate) body: String,
    pub(crate) place: Option<String>,
    pub(crate) ward: Option<String>,
    pub(crate) happened_on: Option<String>,
    /// Whose it is.
    pub(crate) owner: Option<String>,
    pub(crate) status: String,
    pub(crate) unsolved_reason: Option<String>,
}

/// Whether anything is due. Asking costs no write.
pub(crate) async fn is_due(store: &Store, now_ms: i64) -> Result<bool, Error> {
    let row =
        sqlx::query("SELECT number FROM outbox WHERE state = 'waiting' AND next_ms <= $1 LIMIT 1")
            .bind(now_ms)
            .fetch_optional(store.readers())
            .await?;
    Ok(row.is_some())
}

/// Claims what is due.
pub(crate) struct Claim {
    pub(crate) now_ms: i64,
}

impl Deed for Claim {
    type Done = Vec<Claimed>;

    async fn run(&self, transaction: &mut Transaction<'_>) -> Result<Self::Done, Error> {
        let rows = sqlx::query(
            "SELECT outbox.number, outbox.id, outbox.item, outbox.event, outbox.status, outbox.agency, outbox.channel,
                 outbox.target_sealed, outbox.key_id, outbox.tries, outbox.made_ms, items.key_hash, items.lang, items.kind,
                 items.topic, items.received_ms, items.expected_ms, items.title, items.body, items.place, items.ward,
                 items.happened_on, items.owner, items.status, items.unsolved_reason
             FROM outbox JOIN items ON items.number = outbox.item
             WHERE outbox.state = 'waiting' AND outbox.next_ms <= $1 ORDER BY outbox.next_ms, outbox.number LIMIT $2",
        )
        .bind(self.now_ms)
        .bind(CLAIM)
        .fetch_all(&mut *transaction.connection)
        .await?;
        let mut claimed = Vec::with_capacity(rows.len());
        for row in &rows {
            let one = claimed_of(row)?;
            sqlx::query("UPDATE outbox SET tries = $1, next_ms = $2 WHERE number = $3")
                .bind(one.tries)
                .bind(self.now_ms + LEASE_MS)
                .bind(one.number)
                .execute(&mut *transaction.connection)
                .await?;
            claimed.push(one);
        }
        Ok(claimed)
    }
}

fn claimed_of(row: &AnyRow) -> Result<Claimed, Error> {
    let sealed: Option<Vec<u8>> = row.try_get(7)?;
    Ok(Claimed {
        number: row.try_get(0)?,
        id: row.try_get(1)?,
        item: row.try_get(2)?,
        event: row.try_get(3)?,
        status: row.try_get(4)?,
        agency: row.try_get(5)?,
        channel: row.try_get(6)?,
        target: sealed.zip(row.try_get(8)?),
        tries: row.try_get::<i64, _>(9)? + 1,
        made_ms: row.try_get(10)?,
        key_hash: row.try_get(11)?,
        lang: row.try_get(12)?,
        kind: row.try_get(13)?,
        topic: row.try_get(14)?,
        received_ms: row.try_get(15)?,
        expected_ms: row.try_get(16)?,
        content: Content {
            title: row.try_get(17)?,
            body: row.try_get(18)?,
            place: row.try_get(19)?,
            ward: row.try_get(20)?,
            happened_on: row.try_get(21)?,
            owner: row.try_get(22)?,
            status: row.try_get(23)?,
            unsolved_reason: row.try_get(24)?,
        },
    })
}

/// How a try ended.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Ended {
    Sent,
    /// Again at this time.
    Later {
        next_ms: i64,
        error: String,
    },
    /// Never again, unless a person says so.
    Dead {
        error: String,
    },
}

/// Writes down how a try ended, if the row is still this worker's.
pub(crate) struct Settle {
    pub(crate) number: i64,
    pub(crate) tries: i64,
    pub(crate) item: i64,
    pub(crate) channel: String,
    pub(crate) ended: Ended,
    pub(crate) now_ms: i64,
}

impl Deed for Settle {
    type Done = ();

    async fn run(&self, transaction: &mut Transaction<'_>) -> Result<(), Error> {
        let (state, next_ms, error) = match &self.ended {
            Ended::Sent => ("sent", self.now_ms, None),
            Ended::Later { next_ms, error } => ("waiting", *next_ms, Some(error.as_str())),
            Ended::Dead { error } => ("dead", self.now_ms, Some(error.as_str())),
        };
        let done = sqlx::query(
            "UPDATE outbox SET state = $1, next_ms = $2, last_error = $3 WHERE number = $4 AND tries = $5
                 AND state = 'waiting'",
        )
        .bind(state)
        .bind(next_ms)
        .bind(error)
        .bind(self.number)
        .bind(self.tries)
        .execute(&mut *transaction.connection)
        .await?;
        if done.rows_affected() == 0 {
            return Ok(());
        }
        if self.ended == Ended::Sent {
            // The address is not needed here any more.
            sqlx::query("UPDATE outbox SET target_sealed = NULL, key_id = NULL WHERE number = $1")
                .bind(self.number)
                .execute(&mut *transaction.connection)
                .await?;
        }
        if let Ended::Dead { error } = &self.ended {
            let entry = Entry {
                at_ms: self.now_ms,
                actor: "hub",
                deed: "notice-dead",
                subject: &format!("item {}", self.item),
                detail: &format!("{} {error}", self.channel),
            };
            transaction
                .ledger
                .note(&mut *transaction.connection, &entry)
                .await?;
        }
        Ok(())
    }
}

/// A row as it is listed; without where it goes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Listed {
    pub(crate) number: i64,
    pub(crate) item: i64,
    pub(crate) event: String,
    pub(crate) channel: String,
    pub(crate) state: String,
    pub(crate) tries: i64,
    pub(crate) next_ms: i64,
    pub(crate) error: Option<String>,
}

/// What is in a state, the newest first; without a state, what is not sent.
pub(crate) async fn list(store: &Store, state: Option<&str>) -> Result<Vec<Listed>, Error> {
    let rows = sqlx::query(
        "SELECT number, item, event, channel, state, tries, next_ms, last_error FROM outbox
         WHERE state = $1 OR ($1 = '' AND state <> 'sent') ORDER BY number DESC LIMIT $2",
    )
    .bind(state.unwrap_or_default())
    .bind(LISTED)
    .fetch_all(store.readers())
    .await?;
    let mut listed = Vec::with_capacity(rows.len());
    for row in &rows {
        listed.push(Listed {
            number: row.try_get(0)?,
            item: row.try_get(1)?,
            event: row.try_get(2)?,
            channel: row.try_get(3)?,
            state: row.try_get(4)?,
            tries: row.try_get(5)?,
            next_ms: row.try_get(6)?,
            error: row.try_get(7)?,
        });
    }
    Ok(listed)
}

/// A dead one is tried again from the beginning; `None` for all of them.
pub(crate) struct Revive {
    pub(crate) number: Option<i64>,
    pub(crate) now_ms: i64,
}

impl Deed for Revive {
    /// How many.
    type Done = u64;

    async fn run(&self, transaction: &mut Transaction<'_>) -> Result<u64, Error> {
        let done = sqlx::query(
            "UPDATE outbox SET state = 'waiting', tries = 0, next_ms = $1 WHERE state = 'dead'
                 AND (number = $2 OR $2 = 0)",
        )
        .bind(self.now_ms)
        .bind(self.number.unwrap_or(0))
        .execute(&mut *transaction.connection)
        .await?;
        let count = done.rows_affected();
        if count > 0 {
            let entry = Entry {
                at_ms: self.now_ms,
                actor: "command",
                deed: "notices-revived",
                subject: "outbox",
                detail: &format!("{count}"),
            };
            transaction
                .ledger
                .note(&mut *transaction.connection, &entry)
                .await?;
        }
        Ok(count)
    }
}
