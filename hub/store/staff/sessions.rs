//! Sessions: how long they last, and what their member changes about the account.

use sqlx::{AnyPool, Row};

use super::{actor, note};
use crate::staff::roles::{Grant, Role};
use crate::store::{Deed, Error, Transaction};

/// A session ends when nothing was asked for so long.
pub(crate) const IDLE_MS: i64 = 30 * 60 * 1000;
/// And at the latest after so long.
pub(crate) const WHOLE_MS: i64 = 12 * 60 * 60 * 1000;

/// A new session.
pub(crate) struct OpenSession {
    pub(crate) id_hash: Vec<u8>,
    /// The browser in a few words, so that its member knows which one it is.
    pub(crate) agent: String,
    pub(crate) now_ms: i64,
}

impl OpenSession {
    pub(super) async fn open(
        &self,
        staff: i64,
        transaction: &mut Transaction<'_>,
    ) -> Result<(), Error> {
        sqlx::query(
            "INSERT INTO sessions (id_hash, staff, agent, made_ms, seen_ms, expires_ms) VALUES ($1, $2, $3, $4, $4, $5)",
        )
        .bind(self.id_hash.clone())
        .bind(staff)
        .bind(self.agent.as_str())
        .bind(self.now_ms)
        .bind(self.now_ms + WHOLE_MS)
        .execute(&mut *transaction.connection)
        .await?;
        Ok(())
    }
}

/// Who asks: an open session and its member.
#[derive(Debug, Clone)]
pub(crate) struct Seen {
    pub(crate) session: i64,
    pub(crate) staff: i64,
    pub(crate) login: String,
    pub(crate) name: String,
    pub(crate) has_totp: bool,
    pub(crate) changed_ms: i64,
    pub(crate) seen_ms: i64,
    pub(crate) roles: Vec<Grant>,
}

/// The session of an id, if it is open.
pub(crate) async fn session(
    readers: &AnyPool,
    id_hash: &[u8],
    now_ms: i64,
) -> Result<Option<Seen>, Error> {
    let row = sqlx::query(
        "SELECT sessions.number, staff.number, staff.login, staff.name,
                CASE WHEN staff.totp_sealed IS NULL THEN 0 ELSE 1 END AS has_totp, staff.changed_ms, sessions.seen_ms
         FROM sessions JOIN staff ON staff.number = sessions.staff
         WHERE sessions.id_hash = $1 AND sessions.expires_ms > $2 AND sessions.seen_ms > $3 AND staff.state = 'active'",
    )
    .bind(id_hash.to_vec())
    .bind(now_ms)
    .bind(now_ms - IDLE_MS)
    .fetch_optional(readers)
    .await?;
    let Some(row) = row else { return Ok(None) };
    let staff: i64 = row.try_get(1)?;
    let mut roles = Vec::new();
    let rows =
        sqlx::query("SELECT agency, role FROM staff_roles WHERE staff = $1 ORDER BY agency, role")
            .bind(staff)
            .fetch_all(readers)
            .await?;
    for row in rows {
        if let Some(role) = Role::parse(row.try_get(1)?) {
            roles.push(Grant {
                agency: row.try_get(0)?,
                role,
            });
        }
    }
    Ok(Some(Seen {
        session: row.try_get(0)?,
        staff,
        login: row.try_get(2)?,
        name: row.try_get(3)?,
        has_totp: super::integer(&row, 4)? != 0,
        changed_ms: row.try_get(5)?,
        seen_ms: row.try_get(6)?,
        roles,
    }))
}

/// Open sessions of a member, the newest first.
pub(crate) struct Open {
    pub(crate) number: i64,
    pub(crate) agent: String,
    pub(crate) made_ms: i64,
    pub(crate) seen_ms: i64,
}

/// Open sessions of a member.
pub(crate) async fn sessions(
    readers: &AnyPool,
    staff: i64,
    now_ms: i64,
) -> Result<Vec<Open>, Error> {
    let rows = sqlx::query(
        "SELECT number, agent, made_ms, seen_ms FROM sessions WHERE staff = $1 AND expires_ms > $2 AND seen_ms > $3
         ORDER BY seen_ms DESC, number DESC",
    )
    .bind(staff)
    .bind(now_ms)
    .bind(now_ms - IDLE_MS)
    .fetch_all(readers)
    .await?;
    let mut found = Vec::new();
    for row in rows {
        found.push(Open {
            number: row.try_get(0)?,
            agent: row.try_get(1)?,
            made_ms: row.try_get(2)?,
            seen_ms: row.try_get(3)?,
        });
    }
    Ok(found)
}

/// Something was asked in a session.
pub(crate) struct Touch {
    pub(crate) session: i64,
    pub(crate) now_ms: i64,
}

impl Deed for Touch {
    type Done = ();

    async fn run(&self, transaction: &mut Transaction<'_>) -> Result<(), Error> {
        sqlx::query("UPDATE sessions SET seen_ms = $1 WHERE number = $2 AND seen_ms < $1")
            .bind(self.now_ms)
            .bind(self.session)
            .execute(&mut *transaction.connection)
            .await?;
        Ok(())
    }
}

/// Ends one session of a member.
pub(crate) struct End {
    pub(crate) staff: i64,
    pub(crate) session: i64,
    pub(crate) now_ms: i64,
}

impl Deed for End {
    /// Whether there was one.
    type Done = bool;

    async fn run(&self, transaction: &mut Transaction<'_>) -> Result<bool, Error> {
        let gone = sqlx::query("DELETE FROM sessions WHERE number = $1 AND staff = $2")
            .bind(self.session)
            .bind(self.staff)
            .execute(&mut *transaction.connection)
            .await?;
        if gone.rows_affected() == 0 {
            return Ok(false);
        }
        let actor = actor(self.staff);
        note(
            transaction,
            self.now_ms,
            &actor,
            "signed-out",
            self.staff,
            "",
        )
        .await?;
        Ok(true)
    }
}

/// Ends all sessions of a member but one.
pub(crate) struct EndAll {
    pub(crate) staff: i64,
    pub(crate) but: i64,
    pub(crate) now_ms: i64,
}

impl Deed for EndAll {
    type Done = ();

    async fn run(&self, transaction: &mut Transaction<'_>) -> Result<(), Error> {
        end_others(transaction, self.staff, self.but).await?;
        let actor = actor(self.staff);
        note(
            transaction,
            self.now_ms,
            &actor,
            "signed-out-elsewhere",
            self.staff,
            "",
        )
        .await
    }
}

async fn end_others(transaction: &mut Transaction<'_>, staff: i64, but: i64) -> Result<(), Error> {
    sqlx::query("DELETE FROM sessions WHERE staff = $1 AND number <> $2")
        .bind(staff)
        .bind(but)
        .execute(&mut *transaction.connection)
        .await?;
    Ok(())
}

/// Another passphrase; the other sessions end.
pub(crate) struct SetPassphrase {
    pub(crate) staff: i64,
    pub(crate) session: i64,
    /// PHC.
    pub(crate) passphrase: String,
    pub(crate) now_ms: i64,
}

impl Deed for SetPassphrase {
    type Done = ();

    async fn run(&self, transaction: &mut Transaction<'_>) -> Result<(), Error> {
        sqlx::query("UPDATE staff SET passphrase = $1, changed_ms = $2 WHERE number = $3 AND state = 'active'")
            .bind(self.passphrase.as_str())
            .bind(self.now_ms)
            .bind(self.staff)
            .execute(&mut *transaction.connection)
            .await?;
        end_others(transaction, self.staff, self.session).await?;
        let actor = actor(self.staff);
        note(
            transaction,
            self.now_ms,
            &actor,
            "passphrase-changed",
            self.staff,
            "",
        )
        .await
    }
}

/// The second factor: on with a sealed secret, its key's id and the step that proved it, or off.
pub(crate) struct SetTotp {
    pub(crate) staff: i64,
    pub(crate) session: i64,
    pub(crate) secret: Option<(Vec<u8>, String, i64)>,
    pub(crate) now_ms: i64,
}

impl Deed for SetTotp {
    type Done = ();

    async fn run(&self, transaction: &mut Transaction<'_>) -> Result<(), Error> {
        let deed = match &self.secret {
            Some((sealed, key_id, step)) => {
                sqlx::query(
                    "UPDATE staff SET totp_sealed = $1, totp_key_id = $2, totp_last_step = $3, changed_ms = $4
                     WHERE number = $5 AND state = 'active'",
                )
                .bind(sealed.clone())
                .bind(key_id.as_str())
                .bind(*step)
                .bind(self.now_ms)
                .bind(self.staff)
                .execute(&mut *transaction.connection)
                .await?;
                "totp-on"
            }
            None => {
                sqlx::query(
                    "UPDATE staff SET totp_sealed = NULL, totp_key_id = NULL, totp_last_step = NULL, changed_ms = $1
                     WHERE number = $2",
                )
                .bind(self.now_ms)
                .bind(self.staff)
                .execute(&mut *transaction.connection)
                .await?;
                "totp-off"
            }
        };
        end_others(transaction, self.staff, self.session).await?;
        let actor = actor(self.staff);
        note(transaction, self.now_ms, &actor, deed, self.staff, "").await
    }
}
