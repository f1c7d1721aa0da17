//! Notices to the outside: e-mail to citizens who agreed to it, webhooks to other systems.
//!
//! Rows come from `store::outbox`. A try that fails is tried again, each time after twice as long, or when the other side
//! says so (`Retry-After`); after [`TRIES`] tries, or a refusal that will not change, the row is dead and
//! `cchc feedback outbox` shows it. A hub may be cut off between the other side's yes and the note of it: then it is sent
//! again, with the same event id, by which the other side knows it.

mod mail;
mod open311;
mod webhook;
mod words;
mod zalo;

use std::future::Future;
use std::path::{Path, PathBuf};
use std::pin::Pin;
use std::sync::Arc;
use std::time::Duration;

use tokio::task::JoinSet;

use crate::config::Config;
use crate::feedback::Hub;
use crate::secrets::{Secrets, hex};
use crate::store::outbox::{
    Claim, Claimed, Content, EVENTS, Ended, KeepWays, Settle, TO_CITIZENS, Way, is_due,
};
use crate::store::{self, Store};
pub(crate) use open311::{Partner, next, partners, watch};

/// Tries until a row is dead: with the waits between them about a day.
pub(crate) const TRIES: i64 = 12;
/// Wait after the first try.
const FIRST_WAIT_MS: i64 = 60_000;
/// Longest wait of our own.
const LONGEST_WAIT_MS: i64 = 6 * 60 * 60 * 1000;
/// Longest wait that the other side may ask for.
const LONGEST_ASKED_MS: i64 = 24 * 60 * 60 * 1000;
/// Between two looks into the outbox.
const LOOK: Duration = Duration::from_secs(5);
/// Signs of an event id.
const ID_SIGNS: usize = 32;

/// Why a channel cannot be used.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub(crate) enum Error {
    #[error("{0}: không đọc được: {1} | cannot be read: {1}")]
    File(PathBuf, std::io::Error),
    #[error("{0}: cần ít nhất 16 ký tự | needs 16 characters at least")]
    Short(PathBuf),
    #[error("[mail] from «{0}»: không phải địa chỉ thư điện tử | is no e-mail address")]
    From(String),
    #[error("[mail] tls «{0}»: cần starttls, tls hoặc none | must be starttls, tls or none")]
    Tls(String),
    #[error("[mail] TLS: {0}")]
    NoTls(String),
    #[error("«{0}»: cần địa chỉ https | needs an https address")]
    Url(String),
    #[error("«{0}»: trùng id | the id is there twice")]
    Twice(String),
    #[error("«{0}»: không có sự kiện này; chọn: {1} | there is no such event; choose: {1}")]
    Event(String, String),
}

/// One thing to tell. What a citizen wrote is in `content` alone, for channels whose settings say that they pass it on.
#[derive(Debug, Clone)]
pub(crate) struct Notice {
    /// The same at every try: by it the other side tells a repeat.
    pub(crate) event_id: String,
    /// One of `EVENTS`.
    pub(crate) event: String,
    pub(crate) item: i64,
    pub(crate) status: String,
    pub(crate) agency: Option<String>,
    pub(crate) kind: String,
    pub(crate) topic: Option<String>,
    pub(crate) lang: String,
    pub(crate) at_ms: i64,
    pub(crate) received_ms: i64,
    pub(crate) expected_ms: Option<i64>,
    /// The citizen's address, for channels to her alone.
    pub(crate) target: Option<String>,
    pub(crate) content: Content,
    /// Now.
    pub(crate) now_ms: i64,
}

/// Why a notice did not go. The words go into the database and must not repeat an address or what the other side said.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Failure {
    /// It may go later, or when the other side says.
    Later {
        why: String,
        after_secs: Option<i64>,
    },
    /// It never will.
    Never { why: String },
}

impl Failure {
    fn later(why: impl Into<String>) -> Self {
        Self::Later {
            why: why.into(),
            after_secs: None,
        }
    }

    fn never(why: impl Into<String>) -> Self {
        Self::Never { why: why.into() }
    }
}

/// What a channel does in the end.
pub(crate) type Sending<'a> = Pin<Box<dyn Future<Output = Result<(), Failure>> + Send + 'a>>;

/// A way to the outside. Sending may happen twice for one event id.
pub(crate) trait Channel: Send + Sync {
    /// Its id, items, and events.
    fn way(&self) -> Way;
    /// Tells it, within a minute.
    fn send<'a>(&'a self, notice: &'a Notice) -> Sending<'a>;
}

/// The channels that the settings name.
pub(crate) fn channels(config: &Config) -> Result<Vec<Arc<dyn Channel>>, Error> {
    let mut channels: Vec<Arc<dyn Channel>> = Vec::new();
    if let Some(mail) = &config.mail {
        channels.push(Arc::new(mail::Mail::open(mail)?));
    }
    for hook in &config.webhooks {
        let channel = webhook::Webhook::open(hook)?;
        if channels.iter().any(|one| one.way().id == channel.way().id) {
            return Err(Error::Twice(hook.id.clone()));
        }
        channels.push(Arc::new(channel));
    }
    Ok(channels)
}

/// The events of a setting, of so many that there are; none stands for all of these.
fn events(given: &[String], most: usize) -> Result<Vec<String>, Error> {
    let known = EVENTS.get(..most).unwrap_or(&EVENTS);
    match given.iter().find(|event| !known.contains(&event.as_str())) {
        Some(wrong) => Err(Error::Event(wrong.clone(), known.join(", "))),
        None if given.is_empty() => Ok(known.iter().map(|event| (*event).to_owned()).collect()),
        None => Ok(given.to_vec()),
    }
}

/// An address that nobody on the way reads.
fn is_safe(url: &str) -> bool {
    let Ok(url) = url::Url::parse(url) else {
        return false;
    };
    let is_local = matches!(url.host_str(), Some("localhost" | "127.0.0.1" | "[::1]"));
    url.scheme() == "https" || (url.scheme() == "http" && is_local)
}

/// A secret of a file of its own, without the line's end.
fn secret(file: &Path) -> Result<String, Error> {
    let text =
        std::fs::read_to_string(file).map_err(|error| Error::File(file.to_path_buf(), error))?;
    Ok(text.trim().to_owned())
}

/// From now on notices go by these channels.
pub(crate) async fn keep(store: &Store, channels: &[Arc<dyn Channel>]) -> Result<(), store::Error> {
    let ways = channels.iter().map(|channel| channel.way()).collect();
    store.act(KeepWays(ways)).await
}

/// Sends what is due, for ever.
pub(crate) async fn work(hub: Arc<Hub>, channels: Vec<Arc<dyn Channel>>) {
    loop {
        let now_ms = hub.now_ms();
        match deliver(&hub.store, &hub.secrets, &channels, now_ms).await {
            // There may be more.
            Ok(count) if count > 0 => {}
            Ok(_) => tokio::time::sleep(LOOK).await,
            Err(error) => {
                tracing::warn!(%error, "outbox");
                tokio::time::sleep(LOOK).await;
            }
        }
    }
}

/// Sends what is due now, some at a time; says how many were tried.
pub(crate) async fn deliver(
    store: &Store,
    secrets: &Secrets,
    channels: &[Arc<dyn Channel>],
    now_ms: i64,
) -> Result<usize, store::Error> {
    if !is_due(store, now_ms).await? {
        return Ok(0);
    }
    let claimed = store.act(Claim { now_ms }).await?;
    let count = claimed.len();
    let mut sending = JoinSet::new();
    for row in claimed {
        let channel = channels.iter().find(|one| one.way().id == row.channel);
        let (channel, notice) = (channel.cloned(), notice(&row, secrets, now_ms));
        sending.spawn(async move {
            let done = match channel {
                Some(channel) => channel.send(&notice).await,
                // Another hub's settings may name it.
                None => Err(Failure::later("no such channel")),
            };
            (row, done)
        });
    }
    while let Some(ended) = sending.join_next().await {
        // A channel that panicked leaves its row claimed: it is due again when the claim has ended.
        let Ok((row, done)) = ended else { continue };
        let ended = ended_of(&row, done, now_ms);
        let deed = Settle {
            number: row.number,
            tries: row.tries,
            item: row.item,
            channel: row.channel,
            ended,
            now_ms,
        };
        store.act(deed).await?;
    }
    Ok(count)
}

fn notice(row: &Claimed, secrets: &Secrets, now_ms: i64) -> Notice {
    let target = row.target.as_ref().and_then(|(sealed, key_id)| {
        let plain = secrets.open(sealed, key_id, &sealed_for(&row.key_hash))?;
        String::from_utf8(plain).ok()
    });
    // Numbers of items would tell how many there are.
    let id = hex(&secrets.mac("event", &[row.id.as_bytes()]));
    Notice {
        event_id: id.chars().take(ID_SIGNS).collect(),
        event: row.event.clone(),
        item: row.item,
        status: row.status.clone(),
        agency: row.agency.clone(),
        kind: row.kind.clone(),
        topic: row.topic.clone(),
        lang: row.lang.clone(),
        at_ms: row.made_ms,
        received_ms: row.received_ms,
        expected_ms: row.expected_ms,
        target,
        content: row.content.clone(),
        now_ms,
    }
}

/// For what an item's e-mail is sealed.
pub(crate) fn sealed_for(key_hash: &[u8]) -> Vec<u8> {
    [key_hash, b"mail"].concat()
}

fn ended_of(row: &Claimed, done: Result<(), Failure>, now_ms: i64) -> Ended {
    match done {
        Ok(()) => Ended::Sent,
        Err(Failure::Never { why: error }) => Ended::Dead { error },
        Err(Failure::Later { why: error, .. }) if row.tries >= TRIES => Ended::Dead { error },
        Err(Failure::Later { why, after_secs }) => Ended::Later {
            next_ms: now_ms + wait_ms(row.tries, row.number, after_secs),
            error: why,
        },
    }
}

/// How long to wait after so many tries: twice as long each time, a little apart for each row so that not all come at once.
fn wait_ms(tries: i64, number: i64, after_secs: Option<i64>) -> i64 {
    let doublings = u32::try_from(tries - 1).unwrap_or(0).min(20);
    let own = (FIRST_WAIT_MS << doublings).min(LONGEST_WAIT_MS);
    let own = own + own / 100 * (number % 20);
    let asked = after_secs.unwrap_or(0).saturating_mul(1000);
    own.max(asked.min(LONGEST_ASKED_MS))
}

#[cfg(test)]
mod tests;
