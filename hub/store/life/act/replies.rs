//! Answers on their way: draft, proposed, returned, sent.

use sqlx::{AnyConnection, Row};

use super::{Stop, some};
use crate::store::life::{Act, Acted, ReplyText};

impl Act {
    /// Number of the draft.
    pub(super) async fn draft(
        &self,
        reply: Option<i64>,
        text: &ReplyText,
        connection: &mut AnyConnection,
    ) -> Result<i64, Stop> {
        let clean = |text: &str| some(text).unwrap_or_default();
        if let Some(number) = reply {
            let done = sqlx::query(
                "UPDATE replies SET body = $1, action_taken = $2, evidence = $3, legal_basis = $4, at_ms = $5,
                     staff = $6, state = 'draft' WHERE number = $7 AND item = $8 AND state <> 'sent'",
            )
            .bind(clean(&text.body))
            .bind(clean(&text.action_taken))
            .bind(clean(&text.evidence))
            .bind(clean(&text.legal_basis))
            .bind(self.at_ms)
            .bind(self.by.staff())
            .bind(number)
            .bind(self.item)
            .execute(connection)
            .await?;
            return match done.rows_affected() {
                1 => Ok(number),
                _ => Err(Stop::Refused(Acted::NoItem)),
            };
        }
        let row = sqlx::query(
            "INSERT INTO replies (item, at_ms, staff, state, body, action_taken, evidence, legal_basis)
             VALUES ($1, $2, $3, 'draft', $4, $5, $6, $7) RETURNING number",
        )
        .bind(self.item)
        .bind(self.at_ms)
        .bind(self.by.staff())
        .bind(clean(&text.body))
        .bind(clean(&text.action_taken))
        .bind(clean(&text.evidence))
        .bind(clean(&text.legal_basis))
        .fetch_one(connection)
        .await?;
        Ok(row.try_get(0)?)
    }

    /// Moves a reply on, if it is this item's, in one of these states, and whole.
    pub(super) async fn decide(
        &self,
        reply: i64,
        from: &[&str],
        to: &str,
        connection: &mut AnyConnection,
    ) -> Result<(), Stop> {
        let row = sqlx::query(
            "SELECT state, body, action_taken FROM replies WHERE number = $1 AND item = $2",
        )
        .bind(reply)
        .bind(self.item)
        .fetch_optional(&mut *connection)
        .await?;
        let Some(row) = row else {
            return Err(Stop::Refused(Acted::NoItem));
        };
        let state: String = row.try_get(0)?;
        if !from.contains(&state.as_str()) {
            // Somebody else has decided on it.
            return Err(Stop::Refused(Acted::Changed { now: self.edition }));
        }
        if to != "returned" {
            for (at, name) in [(1, "body"), (2, "action_taken")] {
                if row.try_get::<String, _>(at)?.is_empty() {
                    return Err(Stop::Refused(Acted::Incomplete(name)));
                }
            }
        }
        sqlx::query(
            "UPDATE replies SET state = $1, decided_by = $2, decided_ms = $3 WHERE number = $4",
        )
        .bind(to)
        .bind(self.by.staff())
        .bind(self.at_ms)
        .bind(reply)
        .execute(connection)
        .await?;
        Ok(())
    }
}
