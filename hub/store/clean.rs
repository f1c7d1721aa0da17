//! What has had its time is taken out: used challenges, old counters, files nobody attached, salts of past days.

use super::{Deed, Error, Transaction};

/// Files that no item names are kept for so long.
const UNATTACHED_MS: i64 = 24 * 60 * 60 * 1000;
/// Notices that were sent are listed for so long.
const SENT_MS: i64 = 30 * DAY_MS;
/// A screen that is gone for so long is none any more.
const SCREEN_MS: i64 = 365 * DAY_MS;
/// Days that a salt is kept after its own.
const SALT_DAYS: i64 = 1;
/// One day.
pub(crate) const DAY_MS: i64 = 24 * 60 * 60 * 1000;

/// Takes out what has had its time.
pub(crate) struct Clean {
    pub(crate) now_ms: i64,
}

impl Deed for Clean {
    /// Rows that went.
    type Done = u64;

    async fn run(&self, transaction: &mut Transaction<'_>) -> Result<u64, Error> {
        let mut gone = 0;
        for (statement, before) in [
            (
                "DELETE FROM used_challenges WHERE expires_ms < $1",
                self.now_ms,
            ),
            ("DELETE FROM counters WHERE ends_ms < $1", self.now_ms),
            ("DELETE FROM sessions WHERE expires_ms < $1", self.now_ms),
            ("DELETE FROM invitations WHERE expires_ms < $1", self.now_ms),
            (
                "DELETE FROM uploads WHERE item IS NULL AND received_ms < $1",
                self.now_ms - UNATTACHED_MS,
            ),
            (
                "DELETE FROM salts WHERE day < $1",
                self.now_ms.div_euclid(DAY_MS) - SALT_DAYS,
            ),
            (
                "DELETE FROM outbox WHERE state = 'sent' AND next_ms < $1",
                self.now_ms - SENT_MS,
            ),
            (
                "DELETE FROM screens WHERE at_ms < $1",
                self.now_ms - SCREEN_MS,
            ),
        ] {
            let done = sqlx::query(statement)
                .bind(before)
                .execute(&mut *transaction.connection)
                .await?;
            gone += done.rows_affected();
        }
        Ok(gone)
    }
}
