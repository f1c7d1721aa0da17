//! Where a hub's database and secrets are: the same settings for `cchc serve` and for the commands that work beside it.

use std::fs::File;
use std::path::PathBuf;

use clap::Args;

use crate::backup::{self, FILE};
use crate::config::{self, Config};
use crate::secrets::{self, Secrets};
use crate::store::{self, Place, Store};

/// The secrets' file in the data folder, if none is named.
const SECRETS: &str = "secrets.toml";

/// Why there is no database to work on.
#[derive(Debug, thiserror::Error)]
pub(crate) enum Error {
    #[error(transparent)]
    Config(#[from] config::Error),
    #[error(transparent)]
    Secrets(#[from] secrets::Error),
    #[error("cơ sở dữ liệu: {0} | database: {0}")]
    Store(#[from] store::Error),
    #[error(transparent)]
    Lock(#[from] backup::Error),
    #[error("{0}: {1}")]
    Folder(PathBuf, std::io::Error),
    #[error(
        "cần --data, --database hoặc --config như `cchc serve` | needs --data, --database or --config as `cchc serve` does"
    )]
    NoPlace,
}

/// Where the database is, and the secrets; none where no database is named.
pub(crate) fn open(config: &Config) -> Result<Option<(Place, Secrets)>, Error> {
    match (&config.data, &config.database) {
        (Some(_), Some(_)) => Err(config::Error::Both.into()),
        (None, None) => Ok(None),
        (Some(folder), None) => {
            // Before the lock stands in it.
            std::fs::create_dir_all(folder)
                .map_err(|error| Error::Folder(folder.clone(), error))?;
            let secrets = match &config.secrets {
                Some(file) => Secrets::read(file)?,
                None => Secrets::read_or_make(&folder.join(SECRETS))?,
            };
            Ok(Some((Place::Sqlite(folder.join(FILE)), secrets)))
        }
        (None, Some(address)) => {
            let file = config.secrets.as_ref().ok_or(config::Error::NoSecrets)?;
            Ok(Some((
                Place::Postgres(address.clone()),
                Secrets::read(file)?,
            )))
        }
    }
}

/// The settings of a command that works on the database.
#[derive(Debug, Clone, Default, Args)]
pub(crate) struct Base {
    /// Folder with the database
    #[arg(long, global = true)]
    data: Option<PathBuf>,
    /// PostgreSQL instead: postgres://user@host/name
    #[arg(long, global = true)]
    database: Option<String>,
    /// The secrets file; with --data the one in that folder if none is named
    #[arg(long, global = true)]
    secrets: Option<PathBuf>,
    /// cchc.toml
    #[arg(long, global = true)]
    config: Option<PathBuf>,
}

/// A database at work.
pub(crate) struct Opened {
    pub(crate) store: Store,
    pub(crate) secrets: Secrets,
    /// The hub's own address, if the configuration names it.
    pub(crate) public_url: Option<String>,
    pub(crate) screens: config::Screens,
    /// Keeps `cchc restore` away.
    _lock: Option<File>,
}

#[cfg(test)]
impl Opened {
    /// Around a store that is open already.
    pub(crate) fn for_tests(store: Store, secrets: Secrets) -> Self {
        Self {
            store,
            secrets,
            public_url: None,
            screens: config::Screens::default(),
            _lock: None,
        }
    }
}

impl Base {
    /// Opens the database. A folder without one is refused: a command makes none by mistake.
    pub(crate) async fn open(&self) -> Result<Opened, Error> {
        let mut config = config::read(self.config.as_deref(), std::env::vars())?;
        if self.data.is_some() || self.database.is_some() {
            config.data.clone_from(&self.data);
            config.database.clone_from(&self.database);
        }
        if self.secrets.is_some() {
            config.secrets.clone_from(&self.secrets);
        }
        if let Some(folder) = &config.data
            && !folder.join(FILE).is_file()
        {
            return Err(backup::Error::Missing(folder.clone()).into());
        }
        let (place, secrets) = open(&config)?.ok_or(Error::NoPlace)?;
        let lock = config.data.as_deref().map(backup::share).transpose()?;
        Ok(Opened {
            store: Store::open(&place).await?,
            secrets,
            public_url: config.public_url,
            screens: config.screens,
            _lock: lock,
        })
    }
}
