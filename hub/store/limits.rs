//! How often something may be done: counters in the database, so that several hubs count together.

use sqlx::{AnyPool, Row};

use super::{Deed, Error, Transaction};

/// One thing that is counted.
#[derive(Debug, Clone)]
pub(crate) struct Limit {
    /// What and for whom, such as `submit:site:so-noi-vu`; never an address in clear.
    pub(crate) bucket: String,
    /// Most in one window.
    pub(crate) most: i64,
    /// Length of a window in ms.
    pub(crate) window_ms: i64,
}

impl Limit {
    /// Counts one more. Gives the seconds to wait if that is too many; the count stays either way.
    pub(crate) async fn spend(
        &self,
        now_ms: i64,
        transaction: &mut Transaction<'_>,
    ) -> Result<Option<i64>, Error> {
        let window = self.window_ms.max(1);
        let begun = now_ms - now_ms.rem_euclid(window);
        let row = sqlx::query(
            "INSERT INTO counters (bucket, window_ms, ends_ms, count) VALUES ($1, $2, $3, 1)
             ON CONFLICT (bucket, window_ms) DO UPDATE SET count = counters.count + 1 RETURNING count",
        )
        .bind(self.bucket.as_str())
        .bind(begun)
        .bind(begun + window)
        .fetch_one(&mut *transaction.connection)
        .await?;
        let count: i64 = row.try_get(0)?;
        let left_secs = (begun + window - now_ms + 999) / 1000;
        Ok((count > self.most).then_some(left_secs.max(1)))
    }
}

/// Counts one more of each.
pub(crate) struct Spend {
    /// What is counted.
    pub(crate) limits: Vec<Limit>,
    /// Now, in ms.
    pub(crate) now_ms: i64,
}

impl Deed for Spend {
    /// Seconds to wait, if that was too many.
    type Done = Option<i64>;

    async fn run(&self, transaction: &mut Transaction<'_>) -> Result<Self::Done, Error> {
        let mut wait = None;
        for limit in &self.limits {
            wait = wait.max(limit.spend(self.now_ms, transaction).await?);
        }
        Ok(wait)
    }
}

/// The salt of a day, made if there is none yet. It is random and thrown away two days later, after which nobody can
/// tell any more which address a hash came from.
pub(crate) async fn salt(
    store: &super::Store,
    day: i64,
    fresh: [u8; 32],
) -> Result<Vec<u8>, Error> {
    if let Some(known) = read_salt(store.readers(), day).await? {
        return Ok(known);
    }
    store.act(KeepSalt { day, fresh }).await
}

async fn read_salt(readers: &AnyPool, day: i64) -> Result<Option<Vec<u8>>, Error> {
    let row = sqlx::query("SELECT salt FROM salts WHERE day = $1")
        .bind(day)
        .fetch_optional(readers)
        .await?;
    Ok(row.map(|row| row.try_get(0)).transpose()?)
}

struct KeepSalt {
    day: i64,
    fresh: [u8; 32],
}

impl Deed for KeepSalt {
    type Done = Vec<u8>;

    async fn run(&self, transaction: &mut Transaction<'_>) -> Result<Vec<u8>, Error> {
        sqlx::query("INSERT INTO salts (day, salt) VALUES ($1, $2) ON CONFLICT (day) DO NOTHING")
            .bind(self.day)
            .bind(self.fresh.to_vec())
            .execute(&mut *transaction.connection)
            .await?;
        let row = sqlx::query("SELECT salt FROM salts WHERE day = $1")
            .bind(self.day)
            .fetch_one(&mut *transaction.connection)
            .await?;
        Ok(row.try_get(0)?)
    }
}
