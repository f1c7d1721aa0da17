//! What comes round: of several hubs with one database the first one that finds it due does it.

use sqlx::Row;

use super::{Deed, Error, Transaction};

/// Takes a duty on until it is due again.
pub(crate) struct TakeDuty {
    pub(crate) name: String,
    pub(crate) now_ms: i64,
    /// When it is due again.
    pub(crate) next_ms: i64,
}

/// A duty that was taken on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Duty {
    /// How far it came before, as [`EndDuty`] said.
    pub(crate) cursor_ms: Option<i64>,
}

impl Deed for TakeDuty {
    /// None if it is not due.
    type Done = Option<Duty>;

    async fn run(&self, transaction: &mut Transaction<'_>) -> Result<Option<Duty>, Error> {
        let row = sqlx::query(
            "INSERT INTO duties (name, next_ms) VALUES ($1, $2)
             ON CONFLICT (name) DO UPDATE SET next_ms = $2 WHERE duties.next_ms <= $3 RETURNING cursor_ms",
        )
        .bind(self.name.as_str())
        .bind(self.next_ms)
        .bind(self.now_ms)
        .fetch_optional(&mut *transaction.connection)
        .await?;
        let Some(row) = row else { return Ok(None) };
        Ok(Some(Duty {
            cursor_ms: row.try_get(0)?,
        }))
    }
}

/// Says how far a duty came.
pub(crate) struct EndDuty {
    pub(crate) name: String,
    pub(crate) cursor_ms: i64,
}

impl Deed for EndDuty {
    type Done = ();

    async fn run(&self, transaction: &mut Transaction<'_>) -> Result<(), Error> {
        sqlx::query("UPDATE duties SET cursor_ms = $1 WHERE name = $2")
            .bind(self.cursor_ms)
            .bind(self.name.as_str())
            .execute(&mut *transaction.connection)
            .await?;
        Ok(())
    }
}
