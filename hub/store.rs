//! What citizens send, kept in a database: SQLite in one file, or PostgreSQL for several hubs.
//!
//! One set of statements serves both. Writing is a [`Deed`]: it goes to one writer, which takes all that wait into one
//! transaction, commits once and only then answers each (`writer`). So an answer means that the item is on the disk, and
//! a hundred citizens at once cost one wait for the disk. Reading has connections of its own and waits for nobody.

mod audit;
pub(crate) mod clean;
pub(crate) mod counted;
pub(crate) mod duties;
mod forms;
mod items;
#[allow(
    dead_code,
    unused_imports,
    reason = "the console and the commands use it all"
)]
pub(crate) mod life;
mod limits;
pub(crate) mod outbox;
pub(crate) mod partners;
mod schema;
pub(crate) mod staff;
mod uploads;
mod writer;

use std::path::{Path, PathBuf};
use std::str::FromStr;
use std::sync::Arc;

use sqlx::any::{AnyConnectOptions, AnyPoolOptions};
use sqlx::{AnyConnection, AnyPool, ConnectOptions};

pub(crate) use audit::{CONTACT_OPENED, Entry, Note, check as check_audit, rows as audit_rows};
pub(crate) use clean::Clean;
pub(crate) use forms::{KeepForm, form};
pub(crate) use items::{NewItem, Stored, Submit, Submitted};
pub(crate) use limits::{Limit, Spend, salt};
pub(crate) use uploads::{KeepUpload, KeptUpload, NewUpload};
pub(crate) use writer::{Deed, Transaction};
use writer::{Gauges, Writer};

/// Open for reading at once.
const READERS: u32 = 4;

/// Where the database is.
#[derive(Debug, Clone)]
pub(crate) enum Place {
    /// A file, made if it is not there.
    Sqlite(PathBuf),
    /// An address such as `postgres://hub@localhost/cchc`; it may carry a password and is never logged.
    Postgres(String),
}

/// Which of the two.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Engine {
    Sqlite,
    Postgres,
}

/// Why the database did not do it. Nothing of the deed is stored then.
#[derive(Debug, Clone, thiserror::Error)]
#[non_exhaustive]
pub(crate) enum Error {
    #[error("no space left for the database")]
    Full,
    #[error("the database cannot be written")]
    ReadOnly,
    #[error("the database does not keep up")]
    Busy,
    #[error("the database does not answer: {0}")]
    Gone(String),
    #[error("the database refused a statement ({code}): {words}")]
    Refused { code: String, words: String },
    #[error(
        "the database was made by a newer version ({found}, this one knows {known}): run that version"
    )]
    Newer { found: i64, known: i64 },
}

impl From<sqlx::Error> for Error {
    fn from(error: sqlx::Error) -> Self {
        let sqlx::Error::Database(inner) = &error else {
            return match error {
                sqlx::Error::PoolTimedOut => Self::Busy,
                other => Self::Gone(other.to_string()),
            };
        };
        let code = inner.code().unwrap_or_default().into_owned();
        // SQLite's numbers carry the kind in the low byte, PostgreSQL's codes are five signs.
        let kind = match code.len() {
            5 => None,
            _ => code.parse::<u32>().ok().map(|number| number & 0xff),
        };
        match (kind, code.as_str()) {
            (Some(13), _) | (None, "53100") => Self::Full,
            (Some(8), _) | (None, "25006") => Self::ReadOnly,
            (Some(5 | 6), _) | (None, "40001" | "40P01" | "55P03" | "53300") => Self::Busy,
            // I/O errors, files that cannot be opened; lost and closing servers.
            (Some(10 | 14), _) | (None, "57P01" | "57P02" | "57P03" | "08006" | "08003") => {
                Self::Gone(code)
            }
            // The words of a database may repeat what was to be stored, such as a citizen's text: they are kept only where
            // they are about the statement.
            (kind, _) => {
                let is_about_statement = kind == Some(1) || code.starts_with("42");
                let words = match is_about_statement {
                    true => inner.message().chars().take(120).collect(),
                    false => format!("{:?}", inner.kind()),
                };
                Self::Refused { code, words }
            }
        }
    }
}

/// The database. Clones are the same one.
#[derive(Clone)]
pub(crate) struct Store {
    engine: Engine,
    readers: AnyPool,
    writer: Arc<Writer>,
}

impl Store {
    /// Opens the database, makes or renews its tables and starts the writer.
    pub(crate) async fn open(place: &Place) -> Result<Self, Error> {
        sqlx::any::install_default_drivers();
        let link = Link::new(place)?;
        let mut first = link.connect().await?;
        schema::renew(&mut first, link.engine).await?;
        let reading = link.clone();
        let readers = AnyPoolOptions::new()
            .max_connections(READERS)
            .acquire_timeout(std::time::Duration::from_secs(10))
            .after_connect(move |connection, _| {
                let engine = reading.engine;
                Box::pin(async move {
                    if engine == Engine::Sqlite {
                        for pragma in ["PRAGMA busy_timeout = 5000", "PRAGMA query_only = ON"] {
                            sqlx::query(pragma).execute(&mut *connection).await?;
                        }
                    }
                    Ok(())
                })
            })
            .connect_lazy_with(link.options.clone());
        Ok(Self {
            engine: link.engine,
            readers,
            writer: Arc::new(Writer::start(link, first)),
        })
    }

    /// Does a deed and answers when it is on the disk.
    pub(crate) async fn act<D: Deed>(&self, deed: D) -> Result<D::Done, Error> {
        self.writer.act(deed).await
    }

    /// Ends the readers and the writer, when the last clone does so.
    pub(crate) async fn close(self) {
        self.readers.close().await;
        if let Some(writer) = Arc::into_inner(self.writer) {
            writer.close().await;
        }
    }

    /// For reading only.
    pub(crate) const fn readers(&self) -> &AnyPool {
        &self.readers
    }

    /// Which database it is.
    pub(crate) const fn engine(&self) -> Engine {
        self.engine
    }

    /// What the writer has done so far.
    pub(crate) fn gauges(&self) -> Gauges {
        self.writer.gauges()
    }
}

/// How to connect.
#[derive(Clone)]
struct Link {
    engine: Engine,
    options: AnyConnectOptions,
}

impl Link {
    fn new(place: &Place) -> Result<Self, Error> {
        let (engine, address) = match place {
            Place::Sqlite(file) => {
                make_private(file);
                (Engine::Sqlite, sqlite_address(file))
            }
            Place::Postgres(address) => (Engine::Postgres, address.clone()),
        };
        // The address may carry a password: what is wrong with it is told without it.
        let options = AnyConnectOptions::from_str(&address)
            .map_err(|_| Error::Gone("unreadable address".to_owned()))?
            .disable_statement_logging();
        Ok(Self { engine, options })
    }

    /// A connection that may write.
    async fn connect(&self) -> Result<AnyConnection, Error> {
        let mut connection = self.options.connect().await?;
        let settings: &[&'static str] = match self.engine {
            Engine::Sqlite => &[
                "PRAGMA busy_timeout = 5000",
                "PRAGMA journal_mode = WAL",
                // Every commit waits for the disk: an answered item survives a power cut.
                "PRAGMA synchronous = FULL",
                "PRAGMA foreign_keys = ON",
                // What is erased is overwritten, not only forgotten.
                "PRAGMA secure_delete = ON",
            ],
            // A hub that was cut off in the middle of a transaction must not keep the others waiting for long.
            Engine::Postgres => &[
                "SET synchronous_commit = on",
                "SET lock_timeout = '15s'",
                "SET idle_in_transaction_session_timeout = '20s'",
            ],
        };
        for setting in settings {
            sqlx::query(*setting).execute(&mut connection).await?;
        }
        Ok(connection)
    }
}

/// The address of a file, with the signs that mean something in an address written out.
pub(crate) fn sqlite_address(file: &Path) -> String {
    let mut path = String::from("sqlite://");
    for sign in file.to_string_lossy().chars() {
        match sign {
            '%' => path.push_str("%25"),
            '?' => path.push_str("%3F"),
            '#' => path.push_str("%23"),
            ' ' => path.push_str("%20"),
            _ => path.push(sign),
        }
    }
    path.push_str("?mode=rwc");
    path
}

/// Makes the file readable by its owner alone before anything stands in it; SQLite gives its side files the same rights.
pub(crate) fn make_private(file: &Path) {
    #[cfg(unix)]
    if !file.exists() {
        let mut options = std::fs::OpenOptions::new();
        options.write(true).create_new(true);
        std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
        // If it cannot be made, opening the database says why.
        _ = options.open(file);
    }
    #[cfg(not(unix))]
    let _ = file;
}

#[cfg(test)]
pub(crate) mod tests;
