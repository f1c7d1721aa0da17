//! Answers to begin from: of one agency, or of none for all.

use sqlx::Row;

use super::{By, ReplyText};
use crate::store::{Deed, Entry, Error, Store, Transaction};

/// An answer to begin from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Template {
    pub(crate) number: i64,
    /// Whose it is; none for everybody's.
    pub(crate) agency: Option<String>,
    pub(crate) name: String,
    pub(crate) text: ReplyText,
}

/// Those of some agencies and those of everybody, by name; `None` for all.
pub(crate) async fn templates(
    store: &Store,
    agencies: Option<&[String]>,
) -> Result<Vec<Template>, Error> {
    let rows = sqlx::query(
        "SELECT number, agency, name, body, action_taken, evidence, legal_basis FROM templates ORDER BY name, number",
    )
    .fetch_all(store.readers())
    .await?;
    let mut found = Vec::with_capacity(rows.len());
    for row in &rows {
        let agency: Option<String> = row.try_get(1)?;
        let is_for = |agency: &String| agencies.is_none_or(|all| all.contains(agency));
        if agency.as_ref().is_none_or(is_for) {
            found.push(Template {
                number: row.try_get(0)?,
                agency,
                name: row.try_get(2)?,
                text: ReplyText {
                    body: row.try_get(3)?,
                    action_taken: row.try_get(4)?,
                    evidence: row.try_get(5)?,
                    legal_basis: row.try_get(6)?,
                },
            });
        }
    }
    Ok(found)
}

/// Keeps a template; number 0 makes a new one.
pub(crate) struct KeepTemplate {
    pub(crate) template: Template,
    pub(crate) by: By,
    pub(crate) at_ms: i64,
}

impl Deed for KeepTemplate {
    /// Its number; none if there is none of that number and agency.
    type Done = Option<i64>;

    async fn run(&self, transaction: &mut Transaction<'_>) -> Result<Option<i64>, Error> {
        let Template {
            number,
            agency,
            name,
            text,
        } = &self.template;
        let statement = match number {
            0 => {
                "INSERT INTO templates (agency, name, body, action_taken, evidence, legal_basis)
                 VALUES ($1, $2, $3, $4, $5, $6) RETURNING number"
            }
            _ => {
                "UPDATE templates SET name = $2, body = $3, action_taken = $4, evidence = $5, legal_basis = $6
                 WHERE number = $7 AND COALESCE(agency, '') = COALESCE($1, '') RETURNING number"
            }
        };
        let mut query = sqlx::query(statement)
            .bind(agency.as_deref())
            .bind(name.as_str())
            .bind(text.body.as_str())
            .bind(text.action_taken.as_str())
            .bind(text.evidence.as_str())
            .bind(text.legal_basis.as_str());
        if *number != 0 {
            query = query.bind(*number);
        }
        let row = query.fetch_optional(&mut *transaction.connection).await?;
        let Some(row) = row else { return Ok(None) };
        let number: i64 = row.try_get(0)?;
        note(transaction, self.by, self.at_ms, "template-kept", number).await?;
        Ok(Some(number))
    }
}

/// Takes a template out.
pub(crate) struct DropTemplate {
    pub(crate) number: i64,
    /// Whose it must be.
    pub(crate) agency: Option<String>,
    pub(crate) by: By,
    pub(crate) at_ms: i64,
}

impl Deed for DropTemplate {
    /// Whether it was there.
    type Done = bool;

    async fn run(&self, transaction: &mut Transaction<'_>) -> Result<bool, Error> {
        let gone = sqlx::query(
            "DELETE FROM templates WHERE number = $1 AND COALESCE(agency, '') = COALESCE($2, '')",
        )
        .bind(self.number)
        .bind(self.agency.as_deref())
        .execute(&mut *transaction.connection)
        .await?;
        if gone.rows_affected() == 0 {
            return Ok(false);
        }
        note(
            transaction,
            self.by,
            self.at_ms,
            "template-dropped",
            self.number,
        )
        .await?;
        Ok(true)
    }
}

async fn note(
    transaction: &mut Transaction<'_>,
    by: By,
    at_ms: i64,
    deed: &str,
    number: i64,
) -> Result<(), Error> {
    let entry = Entry {
        at_ms,
        actor: &by.word(),
        deed,
        subject: &format!("template {number}"),
        detail: "",
    };
    transaction
        .ledger
        .note(&mut *transaction.connection, &entry)
        .await
}
