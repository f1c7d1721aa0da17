//! The door: attempts are counted before anything is looked at, so that many at once are no way around; and a session
//! begins only for the passphrase that was looked at.
//!
//! Two things are counted, over all hubs. A *pair* is an account and where the attempt comes from: after a few wrong ones
//! it waits, longer each time. An *account* counts attempts from everywhere: many of them leave each pair fewer free
//! tries, but never none, so that nobody can lock a member out from where the member has not been guessing.

use sqlx::{AnyPool, Row};

use super::{actor, note};
use crate::store::{Deed, Entry, Error, Limit, Transaction};

/// Attempts of a pair before it waits.
const FREE: i64 = 5;
/// The same while an account is under attack.
const FREE_UNDER_ATTACK: i64 = 1;
/// Attempts on an account in an hour that count as an attack.
const ATTACK: i64 = 50;
const HOUR_MS: i64 = 60 * 60 * 1000;
/// First wait; it doubles.
const WAIT_MS: i64 = 10_000;
const LONGEST_WAIT_MS: i64 = 15 * 60 * 1000;
/// Wrong attempts of a pair are forgotten after so long.
const FORGET_MS: i64 = 24 * HOUR_MS;

/// One attempt to come in.
pub(crate) struct Attempt {
    /// Hash of account and place.
    pub(crate) pair: String,
    /// Hash of the account.
    pub(crate) account: String,
    /// Other limits, such as that of an address.
    pub(crate) limits: Vec<Limit>,
    pub(crate) now_ms: i64,
}

/// Whether it may be looked at.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Attempted {
    Go,
    /// Not for so many seconds.
    Wait(i64),
}

fn seconds(ms: i64) -> i64 {
    (ms + 999) / 1000
}

impl Deed for Attempt {
    type Done = Attempted;

    async fn run(&self, transaction: &mut Transaction<'_>) -> Result<Attempted, Error> {
        for limit in &self.limits {
            if let Some(secs) = limit.spend(self.now_ms, transaction).await? {
                return Ok(Attempted::Wait(secs));
            }
        }
        let (tries, pause) = (tries(&self.pair), pause(&self.pair));
        let waits = sqlx::query(
            "SELECT ends_ms FROM counters WHERE bucket = $1 AND window_ms = 0 AND ends_ms > $2",
        )
        .bind(pause.as_str())
        .bind(self.now_ms)
        .fetch_optional(&mut *transaction.connection)
        .await?;
        if let Some(row) = waits {
            return Ok(Attempted::Wait(seconds(
                row.try_get::<i64, _>(0)? - self.now_ms,
            )));
        }
        let account = Limit {
            bucket: format!("enter:account:{}", self.account),
            most: ATTACK,
            window_ms: HOUR_MS,
        };
        let free = match account.spend(self.now_ms, transaction).await? {
            Some(_) => FREE_UNDER_ATTACK,
            None => FREE,
        };
        let row = sqlx::query(
            "INSERT INTO counters (bucket, window_ms, ends_ms, count) VALUES ($1, 0, $2, 1)
             ON CONFLICT (bucket, window_ms) DO UPDATE SET ends_ms = $2,
                 count = CASE WHEN counters.ends_ms > $3 THEN counters.count + 1 ELSE 1 END
             RETURNING count",
        )
        .bind(tries)
        .bind(self.now_ms + FORGET_MS)
        .bind(self.now_ms)
        .fetch_one(&mut *transaction.connection)
        .await?;
        let over = row.try_get::<i64, _>(0)? - free;
        if over >= 0 {
            let wait = (WAIT_MS << over.min(12)).min(LONGEST_WAIT_MS);
            sqlx::query(
                "INSERT INTO counters (bucket, window_ms, ends_ms, count) VALUES ($1, 0, $2, 1)
                 ON CONFLICT (bucket, window_ms) DO UPDATE SET ends_ms = $2",
            )
            .bind(pause)
            .bind(self.now_ms + wait)
            .execute(&mut *transaction.connection)
            .await?;
        }
        Ok(Attempted::Go)
    }
}

fn tries(pair: &str) -> String {
    format!("enter:tries:{pair}")
}

fn pause(pair: &str) -> String {
    format!("enter:pause:{pair}")
}

/// What is needed to look at an attempt.
#[derive(Debug, Clone)]
pub(crate) struct Candidate {
    pub(crate) number: i64,
    pub(crate) passphrase: String,
    /// Sealed secret of the second factor, its key's id, and the last step that was used.
    pub(crate) totp: Option<(Vec<u8>, String, Option<i64>)>,
}

/// The active member of a login.
pub(crate) async fn candidate(readers: &AnyPool, login: &str) -> Result<Option<Candidate>, Error> {
    let row = sqlx::query(
        "SELECT number, passphrase, totp_sealed, totp_key_id, totp_last_step FROM staff
         WHERE login = $1 AND state = 'active' AND passphrase IS NOT NULL",
    )
    .bind(login.to_owned())
    .fetch_optional(readers)
    .await?;
    let Some(row) = row else { return Ok(None) };
    let sealed: Option<Vec<u8>> = row.try_get(2)?;
    let key_id: Option<String> = row.try_get(3)?;
    let last: Option<i64> = row.try_get(4)?;
    Ok(Some(Candidate {
        number: row.try_get(0)?,
        passphrase: row.try_get(1)?,
        totp: sealed
            .zip(key_id)
            .map(|(sealed, key_id)| (sealed, key_id, last)),
    }))
}

/// How an attempt ended.
pub(crate) enum Enter {
    /// A session begins.
    Right {
        staff: i64,
        /// The hash that was looked at; if it is another one by now, nothing begins.
        passphrase: String,
        /// Step of the one-time code.
        step: Option<i64>,
        pair: String,
        session: super::OpenSession,
    },
    /// The passphrase or the code was wrong, or there is no such member.
    Wrong { staff: Option<i64>, now_ms: i64 },
}

impl Deed for Enter {
    /// Whether a session began.
    type Done = bool;

    async fn run(&self, transaction: &mut Transaction<'_>) -> Result<bool, Error> {
        match self {
            Self::Wrong { staff, now_ms } => {
                let subject = staff.map_or_else(|| "unknown".to_owned(), actor);
                let entry = Entry {
                    at_ms: *now_ms,
                    actor: "hub",
                    deed: "sign-in-refused",
                    subject: &subject,
                    detail: "",
                };
                transaction
                    .ledger
                    .note(&mut *transaction.connection, &entry)
                    .await?;
                Ok(false)
            }
            Self::Right {
                staff,
                passphrase,
                step,
                pair,
                session,
            } => {
                let same = sqlx::query(
                    "UPDATE staff SET totp_last_step = CASE WHEN $1 < 0 THEN totp_last_step ELSE $1 END
                     WHERE number = $2 AND state = 'active' AND passphrase = $3
                         AND ($1 >= 0 OR totp_sealed IS NULL) AND ($1 < 0 OR COALESCE(totp_last_step, -1) < $1)",
                )
                .bind(step.unwrap_or(-1))
                .bind(*staff)
                .bind(passphrase.as_str())
                .execute(&mut *transaction.connection)
                .await?;
                if same.rows_affected() == 0 {
                    return Ok(false);
                }
                forget(pair, transaction).await?;
                session.open(*staff, transaction).await?;
                let (actor, at_ms) = (actor(*staff), session.now_ms);
                note(transaction, at_ms, &actor, "signed-in", *staff, "").await?;
                Ok(true)
            }
        }
    }
}

async fn forget(pair: &str, transaction: &mut Transaction<'_>) -> Result<(), Error> {
    for bucket in [tries(pair), pause(pair)] {
        sqlx::query("DELETE FROM counters WHERE bucket = $1 AND window_ms = 0")
            .bind(bucket)
            .execute(&mut *transaction.connection)
            .await?;
    }
    Ok(())
}

/// The attempt was right, without a session beginning.
pub(crate) struct Forget {
    pub(crate) pair: String,
}

impl Deed for Forget {
    type Done = ();

    async fn run(&self, transaction: &mut Transaction<'_>) -> Result<(), Error> {
        forget(&self.pair, transaction).await
    }
}
