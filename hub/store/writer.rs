//! The one writer: takes the deeds that wait into one transaction, commits once, then answers them all.
//!
//! A deed may run twice: if anything in a group fails, the whole group is undone and each deed is tried alone, so that
//! one that the database refuses does not take others with it. That also keeps the rule simple that SQLite needs: after
//! an error it may have ended the transaction by itself, and nothing that ran before may count as stored.
//!
//! The group's transaction begins by changing the one row of `audit_head`. On PostgreSQL that is the lock which several
//! hubs take in turn, so that deeds never wait for each other in circles; on SQLite there is one writer anyway.

use std::future::Future;
use std::pin::Pin;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::Duration;

use sqlx::{AnyConnection, Connection, Row};
use tokio::sync::{mpsc, oneshot};
use tokio::time::{sleep, timeout};

use super::audit::Ledger;
use super::{Engine, Error, Link};

/// Deeds that may wait; more are told to come again.
const QUEUE: usize = 1024;
/// Most deeds in one transaction.
const GROUP: usize = 256;
/// Most bytes that the deeds of one transaction bring along.
const GROUP_BYTES: usize = 16 << 20;
/// Longest wait for a place in the queue.
const QUEUE_TIME: Duration = Duration::from_secs(5);
/// Longest time for one transaction; a database that takes longer counts as gone.
const GROUP_TIME: Duration = Duration::from_secs(20);
/// Between two tries to connect again.
const CONNECT_PAUSE: Duration = Duration::from_millis(500);

/// Something to write. It may be run again after its first run was undone.
pub(crate) trait Deed: Send + Sync + 'static {
    /// What it says when it is on the disk.
    type Done: Send + 'static;

    /// Does it within the transaction.
    fn run(
        &self,
        transaction: &mut Transaction<'_>,
    ) -> impl Future<Output = Result<Self::Done, Error>> + Send;

    /// About how many bytes it brings along.
    fn bytes(&self) -> usize {
        0
    }
}

/// Where a deed writes.
pub(crate) struct Transaction<'a> {
    /// The connection, inside the transaction.
    pub(crate) connection: &'a mut AnyConnection,
    /// The audit's chain.
    pub(crate) ledger: &'a mut Ledger,
}

type Step<'a> = Pin<Box<dyn Future<Output = Result<(), Error>> + Send + 'a>>;

/// A deed of any kind, with the one who waits for it.
trait Work: Send {
    fn run<'a>(&'a mut self, transaction: &'a mut Transaction<'_>) -> Step<'a>;
    fn answer(self: Box<Self>, end: Result<(), Error>);
    fn bytes(&self) -> usize;
}

struct Task<D: Deed> {
    deed: D,
    done: Option<D::Done>,
    answer: oneshot::Sender<Result<D::Done, Error>>,
}

impl<D: Deed> Work for Task<D> {
    fn run<'a>(&'a mut self, transaction: &'a mut Transaction<'_>) -> Step<'a> {
        self.done = None;
        Box::pin(async move {
            self.done = Some(self.deed.run(transaction).await?);
            Ok(())
        })
    }

    fn answer(self: Box<Self>, end: Result<(), Error>) {
        let end = match (end, self.done) {
            (Ok(()), Some(done)) => Ok(done),
            (Ok(()), None) => Err(Error::Busy),
            (Err(error), _) => Err(error),
        };
        // Who asked may have gone away; what is stored stays stored.
        _ = self.answer.send(end);
    }

    fn bytes(&self) -> usize {
        self.deed.bytes()
    }
}

/// What the writer has done, for the metrics.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct Gauges {
    /// Transactions that were committed.
    pub(crate) commits: u64,
    /// Deeds in them.
    pub(crate) deeds: u64,
    /// Deeds that failed.
    pub(crate) failures: u64,
    /// Deeds that wait now.
    pub(crate) waiting: u64,
}

#[derive(Default)]
struct Counts {
    commits: AtomicU64,
    deeds: AtomicU64,
    failures: AtomicU64,
}

/// The way to the writer.
pub(super) struct Writer {
    queue: mpsc::Sender<Box<dyn Work>>,
    counts: Arc<Counts>,
    hand: tokio::task::JoinHandle<()>,
}

impl Writer {
    /// Starts it on a connection that is open already.
    pub(super) fn start(link: Link, connection: AnyConnection) -> Self {
        let (queue, waiting) = mpsc::channel(QUEUE);
        let counts = Arc::new(Counts::default());
        let hand = Hand {
            link,
            connection: Some(connection),
            counts: Arc::clone(&counts),
        };
        let hand = tokio::spawn(hand.work(waiting));
        Self {
            queue,
            counts,
            hand,
        }
    }

    /// Ends it when what waits is done.
    pub(super) async fn close(self) {
        drop(self.queue);
        // It does not panic; if it did, there is nothing left to end.
        _ = self.hand.await;
    }

    /// Does a deed and answers when it is on the disk.
    pub(super) async fn act<D: Deed>(&self, deed: D) -> Result<D::Done, Error> {
        let (answer, done) = oneshot::channel();
        let task = Box::new(Task {
            deed,
            done: None,
            answer,
        });
        match timeout(QUEUE_TIME, self.queue.send(task)).await {
            Ok(Ok(())) => {}
            Ok(Err(_)) => return Err(Error::Gone("the writer ended".to_owned())),
            Err(_) => return Err(Error::Busy),
        }
        done.await
            .unwrap_or_else(|_| Err(Error::Gone("the writer ended".to_owned())))
    }

    pub(super) fn gauges(&self) -> Gauges {
        Gauges {
            commits: self.counts.commits.load(Ordering::Relaxed),
            deeds: self.counts.deeds.load(Ordering::Relaxed),
            failures: self.counts.failures.load(Ordering::Relaxed),
            waiting: (QUEUE - self.queue.capacity()) as u64,
        }
    }
}

/// The task that writes.
struct Hand {
    link: Link,
    connection: Option<AnyConnection>,
    counts: Arc<Counts>,
}

impl Hand {
    async fn work(mut self, mut waiting: mpsc::Receiver<Box<dyn Work>>) {
        while let Some(first) = waiting.recv().await {
            let mut bytes = first.bytes();
            let mut group = vec![first];
            while group.len() < GROUP && bytes < GROUP_BYTES {
                let Ok(next) = waiting.try_recv() else { break };
                bytes += next.bytes();
                group.push(next);
            }
            self.group(group).await;
        }
        if let Some(connection) = self.connection.take() {
            // The last one out: SQLite folds its side file back.
            _ = connection.close().await;
        }
    }

    async fn group(&mut self, mut group: Vec<Box<dyn Work>>) {
        match self.together(&mut group).await {
            Ok(()) => self.all_done(group),
            Err(error) if group.len() > 1 || matches!(error, Error::Gone(_)) => {
                // A server that was restarted is there again on the next connection. If the commit was done and only its
                // answer lost, the deed finds what it did.
                for work in group {
                    let mut alone = vec![work];
                    match self.together(&mut alone).await {
                        Ok(()) => self.all_done(alone),
                        Err(error) => self.failed(alone, &error),
                    }
                }
            }
            Err(error) => self.failed(group, &error),
        }
    }

    fn all_done(&self, group: Vec<Box<dyn Work>>) {
        self.counts.commits.fetch_add(1, Ordering::Relaxed);
        self.counts
            .deeds
            .fetch_add(group.len() as u64, Ordering::Relaxed);
        for work in group {
            work.answer(Ok(()));
        }
    }

    fn failed(&self, group: Vec<Box<dyn Work>>, error: &Error) {
        self.counts
            .failures
            .fetch_add(group.len() as u64, Ordering::Relaxed);
        tracing::error!(%error, "not stored");
        for work in group {
            work.answer(Err(error.clone()));
        }
    }

    /// All of them in one transaction, or none.
    async fn together(&mut self, group: &mut [Box<dyn Work>]) -> Result<(), Error> {
        let mut connection = match self.connection.take() {
            Some(connection) => connection,
            None => match timeout(GROUP_TIME, self.link.connect()).await {
                Ok(Ok(connection)) => connection,
                Ok(Err(error)) => {
                    sleep(CONNECT_PAUSE).await;
                    return Err(error);
                }
                Err(_) => return Err(Error::Busy),
            },
        };
        let engine = self.link.engine;
        match timeout(GROUP_TIME, transaction(&mut connection, engine, group)).await {
            Ok(Ok(())) => {
                self.connection = Some(connection);
                Ok(())
            }
            Ok(Err(error)) => {
                // SQLite may have undone it by itself, which makes this fail; a lost connection too.
                let undone = sqlx::query("ROLLBACK").execute(&mut connection).await;
                if engine == Engine::Sqlite || undone.is_ok() {
                    self.connection = Some(connection);
                }
                if matches!(error, Error::Gone(_)) {
                    self.connection = None;
                }
                Err(error)
            }
            // Nobody knows what it is doing: a new connection is made, and this one's transaction ends with it.
            Err(_) => Err(Error::Busy),
        }
    }
}

async fn transaction(
    connection: &mut AnyConnection,
    engine: Engine,
    group: &mut [Box<dyn Work>],
) -> Result<(), Error> {
    let begin = match engine {
        Engine::Sqlite => "BEGIN IMMEDIATE",
        Engine::Postgres => "BEGIN",
    };
    sqlx::query(begin).execute(&mut *connection).await?;
    let head =
        sqlx::query("UPDATE audit_head SET number = number WHERE id = 1 RETURNING number, hash")
            .fetch_one(&mut *connection)
            .await?;
    let mut ledger = Ledger::from(head.try_get::<i64, _>(0)?, head.try_get::<String, _>(1)?);
    let begun = ledger.number();
    for work in group {
        let mut transaction = Transaction {
            connection: &mut *connection,
            ledger: &mut ledger,
        };
        work.run(&mut transaction).await?;
    }
    if ledger.number() != begun {
        sqlx::query("UPDATE audit_head SET number = $1, hash = $2 WHERE id = 1")
            .bind(ledger.number())
            .bind(ledger.hash())
            .execute(&mut *connection)
            .await?;
    }
    sqlx::query("COMMIT").execute(&mut *connection).await?;
    Ok(())
}
