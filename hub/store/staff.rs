//! Members of staff: invited, active or revoked, each with roles for agencies. What they may do is decided in
//! `hub/staff/roles.rs`; here it is kept, and every change of it noted in the audit.

mod entry;
mod sessions;

use sqlx::{AnyConnection, AnyPool, Row};

use super::{Deed, Entry, Error, Transaction};
use crate::staff::roles::{ALL, Grant, Role};

pub(crate) use entry::{Attempt, Attempted, Enter, Forget, candidate};
pub(crate) use sessions::{
    End, EndAll, OpenSession, Seen, SetPassphrase, SetTotp, Touch, session, sessions,
};

/// A member as the lists show it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Member {
    pub(crate) number: i64,
    pub(crate) login: String,
    pub(crate) name: String,
    /// `invited`, `active` or `revoked`.
    pub(crate) state: String,
    pub(crate) has_totp: bool,
    pub(crate) roles: Vec<Grant>,
}

/// Which members a deed may touch: those with roles in these agencies alone; `None` for all.
pub(crate) type Within = Option<Vec<String>>;

fn holds(within: &Within, grants: &[Grant]) -> bool {
    within.as_ref().is_none_or(|agencies| {
        grants
            .iter()
            .all(|grant| grant.agency != ALL && agencies.contains(&grant.agency))
    })
}

/// Makes a member, or gives one new roles and a new way in.
pub(crate) struct Invite {
    /// Who invites: `command` or `staff 7`.
    pub(crate) actor: String,
    pub(crate) login: String,
    pub(crate) name: String,
    pub(crate) roles: Vec<Grant>,
    pub(crate) within: Within,
    pub(crate) token_hash: Vec<u8>,
    pub(crate) expires_ms: i64,
    pub(crate) now_ms: i64,
}

/// How a change of a member went.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Changed {
    /// The member of this number.
    Done(i64),
    /// The member, or a role, is beyond the agencies of the one who asked.
    Beyond,
    /// There is no such member.
    None,
}

impl Deed for Invite {
    type Done = Changed;

    async fn run(&self, transaction: &mut Transaction<'_>) -> Result<Changed, Error> {
        if !holds(&self.within, &self.roles) {
            return Ok(Changed::Beyond);
        }
        let known = sqlx::query("SELECT number, state FROM staff WHERE login = $1")
            .bind(self.login.as_str())
            .fetch_optional(&mut *transaction.connection)
            .await?;
        let number = match known {
            Some(row) => {
                let number: i64 = row.try_get(0)?;
                if !holds(&self.within, &grants(&mut *transaction.connection, number).await?) {
                    return Ok(Changed::Beyond);
                }
                // One who is active stays so: an invitation that nobody takes up locks nobody out.
                sqlx::query(
                    "UPDATE staff SET name = $1, state = CASE WHEN state = 'active' THEN 'active' ELSE 'invited' END,
                         changed_ms = $2 WHERE number = $3",
                )
                .bind(self.name.as_str())
                .bind(self.now_ms)
                .bind(number)
                .execute(&mut *transaction.connection)
                .await?;
                sqlx::query("DELETE FROM staff_roles WHERE staff = $1")
                    .bind(number)
                    .execute(&mut *transaction.connection)
                    .await?;
                sqlx::query("DELETE FROM invitations WHERE staff = $1 AND used_ms IS NULL")
                    .bind(number)
                    .execute(&mut *transaction.connection)
                    .await?;
                number
            }
            None => sqlx::query(
                "INSERT INTO staff (login, name, state, made_ms, changed_ms) VALUES ($1, $2, 'invited', $3, $3)
                 RETURNING number",
            )
            .bind(self.login.as_str())
            .bind(self.name.as_str())
            .bind(self.now_ms)
            .fetch_one(&mut *transaction.connection)
            .await?
            .try_get(0)?,
        };
        let mut words: Vec<String> = Vec::new();
        for grant in &self.roles {
            sqlx::query(
                "INSERT INTO staff_roles (staff, agency, role) VALUES ($1, $2, $3) ON CONFLICT DO NOTHING",
            )
            .bind(number)
            .bind(grant.agency.as_str())
            .bind(grant.role.word())
            .execute(&mut *transaction.connection)
            .await?;
            words.push(grant.to_string());
        }
        sqlx::query("INSERT INTO invitations (token_hash, staff, expires_ms) VALUES ($1, $2, $3)")
            .bind(self.token_hash.clone())
            .bind(number)
            .bind(self.expires_ms)
            .execute(&mut *transaction.connection)
            .await?;
        note(
            transaction,
            self.now_ms,
            &self.actor,
            "staff-invited",
            number,
            &words.join(" "),
        )
        .await?;
        Ok(Changed::Done(number))
    }
}

/// Ends a member's access at once.
pub(crate) struct Revoke {
    pub(crate) actor: String,
    pub(crate) login: String,
    pub(crate) within: Within,
    pub(crate) now_ms: i64,
}

impl Deed for Revoke {
    type Done = Changed;

    async fn run(&self, transaction: &mut Transaction<'_>) -> Result<Changed, Error> {
        let known = sqlx::query("SELECT number FROM staff WHERE login = $1")
            .bind(self.login.as_str())
            .fetch_optional(&mut *transaction.connection)
            .await?;
        let Some(row) = known else {
            return Ok(Changed::None);
        };
        let number: i64 = row.try_get(0)?;
        if !holds(
            &self.within,
            &grants(&mut *transaction.connection, number).await?,
        ) {
            return Ok(Changed::Beyond);
        }
        sqlx::query(
            "UPDATE staff SET state = 'revoked', passphrase = NULL, totp_sealed = NULL, totp_key_id = NULL,
                 totp_last_step = NULL, changed_ms = $1 WHERE number = $2",
        )
        .bind(self.now_ms)
        .bind(number)
        .execute(&mut *transaction.connection)
        .await?;
        for statement in [
            "DELETE FROM sessions WHERE staff = $1",
            "DELETE FROM invitations WHERE staff = $1",
            "DELETE FROM staff_roles WHERE staff = $1",
        ] {
            sqlx::query(statement)
                .bind(number)
                .execute(&mut *transaction.connection)
                .await?;
        }
        note(
            transaction,
            self.now_ms,
            &self.actor,
            "staff-revoked",
            number,
            "",
        )
        .await?;
        Ok(Changed::Done(number))
    }
}

/// Takes up an invitation, once: the passphrase is set, other sessions and the second factor end.
pub(crate) struct Accept {
    pub(crate) token_hash: Vec<u8>,
    /// PHC.
    pub(crate) passphrase: String,
    pub(crate) now_ms: i64,
}

impl Deed for Accept {
    /// The member, if the invitation was good.
    type Done = Option<i64>;

    async fn run(&self, transaction: &mut Transaction<'_>) -> Result<Option<i64>, Error> {
        let used = sqlx::query(
            "UPDATE invitations SET used_ms = $1 WHERE token_hash = $2 AND used_ms IS NULL AND expires_ms > $1
             RETURNING staff",
        )
        .bind(self.now_ms)
        .bind(self.token_hash.clone())
        .fetch_optional(&mut *transaction.connection)
        .await?;
        let Some(row) = used else { return Ok(None) };
        let number: i64 = row.try_get(0)?;
        sqlx::query(
            "UPDATE staff SET passphrase = $1, state = 'active', totp_sealed = NULL, totp_key_id = NULL,
                 totp_last_step = NULL, changed_ms = $2 WHERE number = $3",
        )
        .bind(self.passphrase.as_str())
        .bind(self.now_ms)
        .bind(number)
        .execute(&mut *transaction.connection)
        .await?;
        sqlx::query("DELETE FROM sessions WHERE staff = $1")
            .bind(number)
            .execute(&mut *transaction.connection)
            .await?;
        let actor = actor(number);
        note(
            transaction,
            self.now_ms,
            &actor,
            "invitation-accepted",
            number,
            "",
        )
        .await?;
        Ok(Some(number))
    }
}

/// The member whom an invitation is for, while it is good: login and name.
pub(crate) async fn invited(
    readers: &AnyPool,
    token_hash: &[u8],
    now_ms: i64,
) -> Result<Option<(String, String)>, Error> {
    let row = sqlx::query(
        "SELECT staff.login, staff.name FROM invitations JOIN staff ON staff.number = invitations.staff
         WHERE token_hash = $1 AND used_ms IS NULL AND expires_ms > $2",
    )
    .bind(token_hash.to_vec())
    .bind(now_ms)
    .fetch_optional(readers)
    .await?;
    row.map(|row| Ok((row.try_get(0)?, row.try_get(1)?)))
        .transpose()
}

/// All members, by login.
pub(crate) async fn members(readers: &AnyPool) -> Result<Vec<Member>, Error> {
    let mut found: Vec<Member> = Vec::new();
    let rows = sqlx::query(
        "SELECT number, login, name, state, CASE WHEN totp_sealed IS NULL THEN 0 ELSE 1 END AS has_totp FROM staff ORDER BY login",
    )
    .fetch_all(readers)
    .await?;
    for row in rows {
        found.push(Member {
            number: row.try_get(0)?,
            login: row.try_get(1)?,
            name: row.try_get(2)?,
            state: row.try_get(3)?,
            has_totp: integer(&row, 4)? != 0,
            roles: Vec::new(),
        });
    }
    let rows =
        sqlx::query("SELECT staff, agency, role FROM staff_roles ORDER BY staff, agency, role")
            .fetch_all(readers)
            .await?;
    for row in rows {
        let number: i64 = row.try_get(0)?;
        let member = found.iter_mut().find(|member| member.number == number);
        if let (Some(member), Some(role)) = (member, Role::parse(row.try_get(2)?)) {
            member.roles.push(Grant {
                agency: row.try_get(1)?,
                role,
            });
        }
    }
    Ok(found)
}

/// Name of a member in the audit.
pub(crate) fn actor(number: i64) -> String {
    format!("staff {number}")
}

/// A constant's type differs between the databases: PostgreSQL counts it as four bytes.
fn integer(row: &sqlx::any::AnyRow, at: usize) -> Result<i64, Error> {
    match row.try_get::<i64, _>(at) {
        Ok(number) => Ok(number),
        Err(_) => Ok(i64::from(row.try_get::<i32, _>(at)?)),
    }
}

async fn grants(connection: &mut AnyConnection, number: i64) -> Result<Vec<Grant>, Error> {
    let rows =
        sqlx::query("SELECT agency, role FROM staff_roles WHERE staff = $1 ORDER BY agency, role")
            .bind(number)
            .fetch_all(connection)
            .await?;
    let mut found = Vec::new();
    for row in rows {
        // A role that this version does not know allows nothing.
        if let Some(role) = Role::parse(row.try_get(1)?) {
            found.push(Grant {
                agency: row.try_get(0)?,
                role,
            });
        }
    }
    Ok(found)
}

async fn note(
    transaction: &mut Transaction<'_>,
    at_ms: i64,
    actor: &str,
    deed: &str,
    number: i64,
    detail: &str,
) -> Result<(), Error> {
    let entry = Entry {
        at_ms,
        actor,
        deed,
        subject: &format!("staff {number}"),
        detail,
    };
    transaction
        .ledger
        .note(&mut *transaction.connection, &entry)
        .await
}
