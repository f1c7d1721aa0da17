//! Every version of a form that this hub has ever served: what was written offline with an old one stays valid.

use sqlx::{AnyPool, Row};

use super::{Deed, Error, Transaction};

/// Keeps a version; one that is there stays as it is.
pub(crate) struct KeepForm {
    pub(crate) id: String,
    pub(crate) version: i64,
    /// JSON as in `feedback.json`.
    pub(crate) content: String,
    pub(crate) now_ms: i64,
}

impl Deed for KeepForm {
    type Done = ();

    async fn run(&self, transaction: &mut Transaction<'_>) -> Result<(), Error> {
        sqlx::query(
            "INSERT INTO forms (id, version, content, first_read_ms) VALUES ($1, $2, $3, $4)
             ON CONFLICT (id, version) DO NOTHING",
        )
        .bind(self.id.as_str())
        .bind(self.version)
        .bind(self.content.as_str())
        .bind(self.now_ms)
        .execute(&mut *transaction.connection)
        .await?;
        Ok(())
    }
}

/// One version, as JSON.
pub(crate) async fn form(
    readers: &AnyPool,
    id: &str,
    version: i64,
) -> Result<Option<String>, Error> {
    let row = sqlx::query("SELECT content FROM forms WHERE id = $1 AND version = $2")
        .bind(id)
        .bind(version)
        .fetch_optional(readers)
        .await?;
    Ok(row.map(|row| row.try_get(0)).transpose()?)
}
