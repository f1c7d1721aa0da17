//! What is counted or noted of widgets and screens: no address, no cookie, nothing of a person.

use cchc::format::VIETNAM;
use sqlx::Row;

use super::{Deed, Error, Limit, Store, Transaction};

/// One widget was seen.
pub(crate) struct CountReach {
    /// Id of the site; empty for the hub's own pages and for hosts that no site has.
    pub(crate) site: String,
    /// Empty for hosts that no site has.
    pub(crate) host: String,
    pub(crate) widget: &'static str,
    pub(crate) limits: Vec<Limit>,
    pub(crate) now_ms: i64,
}

impl Deed for CountReach {
    /// Seconds to wait, if that was too many; it is not counted then.
    type Done = Option<i64>;

    async fn run(&self, transaction: &mut Transaction<'_>) -> Result<Self::Done, Error> {
        for limit in &self.limits {
            if let Some(wait) = limit.spend(self.now_ms, transaction).await? {
                return Ok(Some(wait));
            }
        }
        sqlx::query(
            "INSERT INTO reach (day, site, host, widget, count) VALUES ($1, $2, $3, $4, 1)
             ON CONFLICT (day, site, host, widget) DO UPDATE SET count = reach.count + 1",
        )
        .bind(day(self.now_ms))
        .bind(self.site.as_str())
        .bind(self.host.as_str())
        .bind(self.widget)
        .execute(&mut *transaction.connection)
        .await?;
        Ok(None)
    }
}

/// The day in Vietnam, `2027-01-15`.
fn day(ms: i64) -> String {
    let time = chrono::DateTime::from_timestamp_millis(ms).unwrap_or_default();
    time.with_timezone(&VIETNAM).format("%Y-%m-%d").to_string()
}

/// How often a widget was seen on a host in some days, and in as many before.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Reached {
    pub(crate) site: String,
    pub(crate) host: String,
    pub(crate) widget: String,
    pub(crate) count: i64,
    pub(crate) before: i64,
}

/// What was counted from a moment to before another, and from an earlier one on before that; most first.
pub(crate) async fn reached(
    store: &Store,
    [before_ms, from_ms, to_ms]: [i64; 3],
    site: Option<&str>,
) -> Result<Vec<Reached>, Error> {
    let rows = sqlx::query(
        "SELECT site, host, widget, CAST(SUM(CASE WHEN day >= $1 THEN count ELSE 0 END) AS BIGINT) AS now_count,
             CAST(SUM(CASE WHEN day < $1 THEN count ELSE 0 END) AS BIGINT) AS before_count FROM reach
         WHERE day >= $2 AND day <= $3 AND (site = $4 OR $4 = '*') GROUP BY site, host, widget
         ORDER BY now_count DESC, host, widget",
    )
    .bind(day(from_ms))
    .bind(day(before_ms))
    .bind(day(to_ms - 1))
    .bind(site.unwrap_or("*").to_owned())
    .fetch_all(store.readers())
    .await?;
    let mut found = Vec::with_capacity(rows.len());
    for row in &rows {
        found.push(Reached {
            site: row.try_get(0)?,
            host: row.try_get(1)?,
            widget: row.try_get(2)?,
            count: row.try_get(3)?,
            before: row.try_get(4)?,
        });
    }
    Ok(found)
}

/// A sign of life of a screen.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Sign {
    pub(crate) id: String,
    pub(crate) at_ms: i64,
    pub(crate) build: String,
    pub(crate) feed_age_s: Option<i64>,
    pub(crate) skew_ms: Option<i64>,
    pub(crate) memory_bytes: Option<i64>,
    pub(crate) fps: Option<i64>,
    pub(crate) engine: String,
    pub(crate) traps: i64,
}

/// Keeps the last one of its screen.
pub(crate) struct KeepSign {
    pub(crate) sign: Sign,
    pub(crate) limits: Vec<Limit>,
}

impl Deed for KeepSign {
    /// Seconds to wait, if that was too many.
    type Done = Option<i64>;

    async fn run(&self, transaction: &mut Transaction<'_>) -> Result<Self::Done, Error> {
        let sign = &self.sign;
        for limit in &self.limits {
            if let Some(wait) = limit.spend(sign.at_ms, transaction).await? {
                return Ok(Some(wait));
            }
        }
        sqlx::query(
            "INSERT INTO screens (id, at_ms, build, feed_age_s, skew_ms, memory_bytes, fps, engine, traps)
             VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9) ON CONFLICT (id) DO UPDATE SET at_ms = $2, build = $3,
                 feed_age_s = $4, skew_ms = $5, memory_bytes = $6, fps = $7, engine = $8, traps = $9",
        )
        .bind(sign.id.as_str())
        .bind(sign.at_ms)
        .bind(sign.build.as_str())
        .bind(sign.feed_age_s)
        .bind(sign.skew_ms)
        .bind(sign.memory_bytes)
        .bind(sign.fps)
        .bind(sign.engine.as_str())
        .bind(sign.traps)
        .execute(&mut *transaction.connection)
        .await?;
        Ok(None)
    }
}

/// The last signs of all screens.
pub(crate) async fn signs(store: &Store) -> Result<Vec<Sign>, Error> {
    let rows = sqlx::query(
        "SELECT id, at_ms, build, feed_age_s, skew_ms, memory_bytes, fps, engine, traps FROM screens ORDER BY id",
    )
    .fetch_all(store.readers())
    .await?;
    let mut found = Vec::with_capacity(rows.len());
    for row in &rows {
        found.push(Sign {
            id: row.try_get(0)?,
            at_ms: row.try_get(1)?,
            build: row.try_get(2)?,
            feed_age_s: row.try_get(3)?,
            skew_ms: row.try_get(4)?,
            memory_bytes: row.try_get(5)?,
            fps: row.try_get(6)?,
            engine: row.try_get(7)?,
            traps: row.try_get(8)?,
        });
    }
    Ok(found)
}
