//! What is on its way to the outside, and what did not get there.

use super::{Error, day};
use crate::place::Opened;
use crate::store::outbox::{Revive, list};

/// What to show or to try again.
#[derive(Debug, clap::Args)]
pub(super) struct Asked {
    /// waiting, sent or dead; without it all that is not sent
    #[arg(long, value_parser = ["waiting", "sent", "dead"])]
    state: Option<String>,
    /// Try this dead one again
    #[arg(long)]
    retry: Option<i64>,
    /// Try all dead ones again
    #[arg(long, conflicts_with = "retry")]
    retry_all: bool,
    /// Only say what is there
    #[arg(long)]
    dry_run: bool,
}

/// Lists the outbox, or lets dead ones go again.
pub(super) async fn outbox(opened: &Opened, asked: &Asked, now_ms: i64) -> Result<String, Error> {
    if (asked.retry.is_some() || asked.retry_all) && !asked.dry_run {
        let deed = Revive {
            number: asked.retry,
            now_ms,
        };
        let count = opened.store.act(deed).await?;
        return Ok(format!(
            "{count} thông báo sẽ gửi lại | {count} notices are tried again"
        ));
    }
    let mut out = String::new();
    let rows = list(&opened.store, asked.state.as_deref()).await?;
    for row in &rows {
        out.push_str(&format!(
            "{}\t{}\t{}\t{}\t{}\t{}\t{}\t{}\n",
            row.number,
            row.state,
            row.item,
            row.event,
            row.channel,
            row.tries,
            day(row.next_ms),
            row.error.as_deref().unwrap_or("-"),
        ));
    }
    let dead = rows.iter().filter(|row| row.state == "dead").count();
    out.push_str(&format!(
        "{} thông báo, {dead} không gửi được | {} notices, {dead} dead\n",
        rows.len(),
        rows.len()
    ));
    Ok(out)
}
