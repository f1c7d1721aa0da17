//! Who did what and when, as a chain: each row carries the hash of the one before it, so that a row that was changed,
//! taken out or put in between breaks every later one. It names items by number and never repeats what citizens wrote.

use sha2::{Digest, Sha256};
use sqlx::{AnyConnection, AnyPool, Row};

use super::{Deed, Error, Transaction};

/// One deed that is worth remembering.
#[derive(Debug, Clone)]
pub(crate) struct Entry<'a> {
    /// When, in ms.
    pub(crate) at_ms: i64,
    /// Who: `citizen`, `hub`, later a member of staff.
    pub(crate) actor: &'a str,
    /// What, such as `item-received`.
    pub(crate) deed: &'a str,
    /// To what, such as `item 12`.
    pub(crate) subject: &'a str,
    /// More of it, without personal data.
    pub(crate) detail: &'a str,
}

/// Somebody opened the contact data of an item.
pub(crate) const CONTACT_OPENED: &str = "contact-opened";

/// A line in the audit about a deed that changes nothing else, such as reading what is sealed.
pub(crate) struct Note {
    pub(crate) at_ms: i64,
    pub(crate) actor: String,
    pub(crate) deed: &'static str,
    pub(crate) subject: String,
    pub(crate) detail: String,
}

impl Note {
    /// About an item.
    pub(crate) fn of_item(at_ms: i64, actor: String, deed: &'static str, item: i64) -> Self {
        Self {
            at_ms,
            actor,
            deed,
            subject: format!("item {item}"),
            detail: String::new(),
        }
    }
}

impl Deed for Note {
    type Done = ();

    async fn run(&self, transaction: &mut Transaction<'_>) -> Result<(), Error> {
        let entry = Entry {
            at_ms: self.at_ms,
            actor: &self.actor,
            deed: self.deed,
            subject: &self.subject,
            detail: &self.detail,
        };
        let connection = &mut *transaction.connection;
        transaction.ledger.note(connection, &entry).await
    }
}

/// The chain's end within a transaction.
pub(crate) struct Ledger {
    number: i64,
    hash: String,
}

impl Ledger {
    pub(super) const fn from(number: i64, hash: String) -> Self {
        Self { number, hash }
    }

    pub(super) const fn number(&self) -> i64 {
        self.number
    }

    pub(super) fn hash(&self) -> &str {
        &self.hash
    }

    /// Puts one more row at the end.
    pub(crate) async fn note(
        &mut self,
        connection: &mut AnyConnection,
        entry: &Entry<'_>,
    ) -> Result<(), Error> {
        let number = self.number + 1;
        let hash = link(number, &self.hash, entry);
        sqlx::query(
            "INSERT INTO audit (number, at_ms, actor, deed, subject, detail, previous, hash)
             VALUES ($1, $2, $3, $4, $5, $6, $7, $8)",
        )
        .bind(number)
        .bind(entry.at_ms)
        .bind(entry.actor)
        .bind(entry.deed)
        .bind(entry.subject)
        .bind(entry.detail)
        .bind(self.hash.as_str())
        .bind(hash.as_str())
        .execute(connection)
        .await?;
        (self.number, self.hash) = (number, hash);
        Ok(())
    }
}

/// SHA-256 over all that a row says. Every part carries its length, so that no two rows read the same.
fn link(number: i64, previous: &str, entry: &Entry<'_>) -> String {
    let mut hash = Sha256::new();
    hash.update(number.to_be_bytes());
    hash.update(entry.at_ms.to_be_bytes());
    for part in [
        previous,
        entry.actor,
        entry.deed,
        entry.subject,
        entry.detail,
    ] {
        hash.update((part.len() as u64).to_be_bytes());
        hash.update(part.as_bytes());
    }
    crate::secrets::hex(&hash.finalize())
}

/// Walks the whole chain. Gives how many rows there are, or the number of the first one that is not what was written.
pub(crate) async fn check(readers: &AnyPool) -> Result<Result<i64, i64>, Error> {
    const STEP: i64 = 1000;
    let (mut number, mut hash) = (0_i64, String::new());
    loop {
        let rows = sqlx::query(
            "SELECT number, at_ms, actor, deed, subject, detail, previous, hash FROM audit
             WHERE number > $1 ORDER BY number LIMIT $2",
        )
        .bind(number)
        .bind(STEP)
        .fetch_all(readers)
        .await?;
        if rows.is_empty() {
            break;
        }
        for row in rows {
            let (actor, deed): (String, String) = (row.try_get(2)?, row.try_get(3)?);
            let (subject, detail): (String, String) = (row.try_get(4)?, row.try_get(5)?);
            let entry = Entry {
                at_ms: row.try_get(1)?,
                actor: &actor,
                deed: &deed,
                subject: &subject,
                detail: &detail,
            };
            let found: i64 = row.try_get(0)?;
            let expected = link(number + 1, &hash, &entry);
            if found != number + 1 || expected != row.try_get::<String, _>(7)? {
                return Ok(Err(number + 1));
            }
            (number, hash) = (found, expected);
        }
    }
    let head = sqlx::query("SELECT number, hash FROM audit_head WHERE id = 1")
        .fetch_one(readers)
        .await?;
    let whole = head.try_get::<i64, _>(0)? == number && head.try_get::<String, _>(1)? == hash;
    Ok(if whole { Ok(number) } else { Err(number + 1) })
}

/// One row, for those who read the audit.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct AuditRow {
    pub(crate) number: i64,
    pub(crate) at_ms: i64,
    pub(crate) actor: String,
    pub(crate) deed: String,
    pub(crate) subject: String,
    pub(crate) detail: String,
}

/// The newest rows, or those before a number; of all subjects, or of one.
pub(crate) async fn rows(
    readers: &AnyPool,
    before: Option<i64>,
    subject: Option<&str>,
    most: i64,
) -> Result<Vec<AuditRow>, Error> {
    let rows = sqlx::query(
        "SELECT number, at_ms, actor, deed, subject, detail FROM audit
         WHERE number < $1 AND ($2 = '' OR subject = $2) ORDER BY number DESC LIMIT $3",
    )
    .bind(before.unwrap_or(i64::MAX))
    .bind(subject.unwrap_or_default().to_owned())
    .bind(most)
    .fetch_all(readers)
    .await?;
    let mut found = Vec::new();
    for row in rows {
        found.push(AuditRow {
            number: row.try_get(0)?,
            at_ms: row.try_get(1)?,
            actor: row.try_get(2)?,
            deed: row.try_get(3)?,
            subject: row.try_get(4)?,
            detail: row.try_get(5)?,
        });
    }
    Ok(found)
}
