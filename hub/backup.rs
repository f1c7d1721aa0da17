//! `cchc backup` and `cchc restore`: the SQLite file as one whole copy, made while the hub works, and put back while it
//! does not. Both check the copy before it counts: SQLite's own check, and the audit's chain. PostgreSQL has `pg_dump`.
//!
//! The secrets file is no part of it: who finds a copy of the database cannot read the contact data in it. It must be kept
//! too, somewhere else.

use std::fs::File;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use clap::Args;
use sqlx::{AnyConnection, Connection, Row};

use crate::store::{self, Place, Store};

/// The database's file in the data folder.
pub(crate) const FILE: &str = "cchc.sqlite";
/// Held by every hub that works on the folder.
const LOCK: &str = "cchc.lock";

/// Why there is no copy, or it was not put back.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub(crate) enum Error {
    #[error("{0}: {1}")]
    File(PathBuf, std::io::Error),
    #[error("{0}: không có cơ sở dữ liệu ở đây | there is no database here")]
    Missing(PathBuf),
    #[error("{0}: đã có, không ghi đè | is there already and is not overwritten")]
    Exists(PathBuf),
    #[error(
        "{0}: đã có dữ liệu; thêm --replace để thay (bản cũ được giữ bên cạnh) | there is data already; add --replace (the old file is kept beside it)"
    )]
    Full(PathBuf),
    #[error(
        "{0}: máy chủ đang chạy trên thư mục này; hãy dừng trước | a hub is working on this folder; stop it first"
    )]
    Busy(PathBuf),
    #[error("{0}: bản sao hỏng: {1} | the copy is damaged: {1}")]
    Damaged(PathBuf, String),
    #[error("cơ sở dữ liệu: {0} | database: {0}")]
    Store(#[from] store::Error),
}

/// Where from and where to.
#[derive(Debug, Args)]
pub(crate) struct Backup {
    /// Folder with the database
    #[arg(long)]
    data: PathBuf,
    /// The copy; it must not be there yet
    target: PathBuf,
}

/// Where from and where to.
#[derive(Debug, Args)]
pub(crate) struct Restore {
    /// Folder to put it in
    #[arg(long)]
    data: PathBuf,
    /// Put it in the place of what is there; that is kept beside it
    #[arg(long)]
    replace: bool,
    /// The copy
    source: PathBuf,
}

pub(crate) fn back_up(settings: &Backup) -> ExitCode {
    finish("backup", || {
        block(copy(&settings.data.join(FILE), &settings.target))
    })
}

pub(crate) fn restore(settings: &Restore) -> ExitCode {
    finish("restore", || {
        block(put_back(&settings.source, &settings.data, settings.replace))
    })
}

/// Takes the folder for a hub: none is restored into while one works.
pub(crate) fn share(folder: &Path) -> Result<File, Error> {
    let file = lock(folder)?;
    match file.try_lock_shared() {
        Ok(()) => Ok(file),
        Err(_) => Err(Error::Busy(folder.to_path_buf())),
    }
}

fn lock(folder: &Path) -> Result<File, Error> {
    let path = folder.join(LOCK);
    let mut options = File::options();
    options.create(true).truncate(false).write(true);
    options
        .open(&path)
        .map_err(|error| Error::File(path, error))
}

fn finish(name: &str, work: impl FnOnce() -> Result<String, Error>) -> ExitCode {
    match work() {
        Ok(words) => {
            crate::say!("{words}");
            ExitCode::SUCCESS
        }
        Err(error) => {
            crate::complain!("cchc {name}: {error}");
            ExitCode::from(3)
        }
    }
}

fn block<T>(work: impl Future<Output = Result<T, Error>>) -> Result<T, Error> {
    let runtime = tokio::runtime::Builder::new_multi_thread()
        .worker_threads(1)
        .enable_all()
        .build()
        .map_err(|error| Error::File(PathBuf::from("runtime"), error))?;
    runtime.block_on(work)
}

/// Copies a database while others write into it.
async fn copy(from: &Path, to: &Path) -> Result<String, Error> {
    if !from.is_file() {
        return Err(Error::Missing(from.to_path_buf()));
    }
    if to.exists() {
        return Err(Error::Exists(to.to_path_buf()));
    }
    let part = beside(to, ".part");
    _ = std::fs::remove_file(&part);
    store::make_private(&part);
    let mut connection = open(from).await?;
    sqlx::query("VACUUM INTO $1")
        .bind(part.to_string_lossy().into_owned())
        .execute(&mut connection)
        .await
        .map_err(store::Error::from)?;
    close(connection).await;
    let words = check(&part).await?;
    settle(&part, to)?;
    Ok(format!("{}: {words}", to.display()))
}

/// Puts a copy into a folder on which no hub works.
async fn put_back(from: &Path, folder: &Path, replace: bool) -> Result<String, Error> {
    if !from.is_file() {
        return Err(Error::Missing(from.to_path_buf()));
    }
    std::fs::create_dir_all(folder).map_err(|error| Error::File(folder.to_path_buf(), error))?;
    let lock = lock(folder)?;
    lock.try_lock()
        .map_err(|_| Error::Busy(folder.to_path_buf()))?;
    let to = folder.join(FILE);
    if to.exists() && !replace {
        return Err(Error::Full(to));
    }
    let part = beside(&to, ".part");
    _ = std::fs::remove_file(&part);
    store::make_private(&part);
    let copied = File::open(from).and_then(|mut source| {
        let mut target = File::options().write(true).open(&part)?;
        std::io::copy(&mut source, &mut target)
    });
    copied.map_err(|error| Error::File(part.clone(), error))?;
    // The copy's copy is what will be used, so that is what is looked at.
    let words = check(&part).await?;
    if to.exists() {
        let old = beside(
            &to,
            &format!(".old-{}", chrono::Utc::now().timestamp_millis()),
        );
        // What is not folded back yet stands in the side files and goes along.
        for side in ["-wal", "-shm", ""] {
            let (now, then) = (beside(&to, side), beside(&old, side));
            if now.exists() {
                std::fs::rename(&now, then).map_err(|error| Error::File(now, error))?;
            }
        }
    }
    settle(&part, &to)?;
    Ok(format!("{}: {words}", to.display()))
}

/// Gives a finished file its name, and waits until the disk has both.
fn settle(part: &Path, to: &Path) -> Result<(), Error> {
    let at = |error| Error::File(to.to_path_buf(), error);
    File::open(part)
        .and_then(|file| file.sync_all())
        .map_err(at)?;
    std::fs::rename(part, to).map_err(at)?;
    if let Some(folder) = to.parent().filter(|folder| !folder.as_os_str().is_empty()) {
        File::open(folder)
            .and_then(|folder| folder.sync_all())
            .map_err(at)?;
    }
    Ok(())
}

fn beside(file: &Path, ending: &str) -> PathBuf {
    let mut name = file.as_os_str().to_owned();
    name.push(ending);
    PathBuf::from(name)
}

async fn open(file: &Path) -> Result<AnyConnection, store::Error> {
    sqlx::any::install_default_drivers();
    Ok(AnyConnection::connect(&store::sqlite_address(file)).await?)
}

async fn close(connection: AnyConnection) {
    // Whatever is left of it ends with the process.
    _ = connection.close().await;
}

/// Whether a file is a whole database of a hub; says what is in it.
async fn check(file: &Path) -> Result<String, Error> {
    let damaged = |words: String| Error::Damaged(file.to_path_buf(), words);
    let mut connection = open(file).await?;
    for (statement, good) in [
        ("PRAGMA integrity_check", Some("ok")),
        ("PRAGMA foreign_key_check", None),
    ] {
        let row = sqlx::query(statement)
            .fetch_optional(&mut connection)
            .await
            .map_err(|error| damaged(store::Error::from(error).to_string()))?;
        let found = row.and_then(|row| row.try_get::<String, _>(0).ok());
        if found.as_deref() != good {
            return Err(damaged(found.unwrap_or_else(|| statement.to_owned())));
        }
    }
    close(connection).await;
    let store = Store::open(&Place::Sqlite(file.to_path_buf())).await?;
    let items = sqlx::query("SELECT COUNT(*) FROM items")
        .fetch_one(store.readers())
        .await
        .and_then(|row| row.try_get::<i64, _>(0))
        .map_err(store::Error::from)?;
    let rows = match store::check_audit(store.readers()).await? {
        Ok(rows) => rows,
        Err(row) => return Err(damaged(format!("audit {row}"))),
    };
    store.close().await;
    Ok(format!(
        "{items} ý kiến, {rows} dòng nhật ký | {items} items, {rows} audit rows"
    ))
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "tests")]
    use super::*;
    use crate::store::Submitted;
    use crate::store::tests::{count, item, submit};

    #[tokio::test(flavor = "multi_thread")]
    async fn a_copy_made_while_items_come_is_whole_and_can_be_put_back() {
        let dir = tempfile::tempdir().unwrap();
        let data = dir.path().join("data");
        std::fs::create_dir(&data).unwrap();
        let store = Store::open(&Place::Sqlite(data.join(FILE))).await.unwrap();
        for key in 0..50 {
            store.act(submit(item(key))).await.unwrap();
        }
        let coming = {
            let store = store.clone();
            tokio::spawn(async move {
                for key in 50..250 {
                    store.act(submit(item(key))).await.unwrap();
                }
            })
        };
        let target = dir.path().join("it's a copy.sqlite");
        let words = copy(&data.join(FILE), &target).await.unwrap();
        coming.await.unwrap();
        assert!(words.contains("items"), "{words}");
        assert!(matches!(
            copy(&data.join(FILE), &target).await,
            Err(Error::Exists(_))
        ));
        #[cfg(unix)]
        {
            use std::os::unix::fs::PermissionsExt;
            let mode = std::fs::metadata(&target).unwrap().permissions().mode();
            assert_eq!(mode & 0o777, 0o600);
        }
        // Not while a hub works, and not over data without a word.
        let held = share(&data).unwrap();
        let other = share(&data).unwrap();
        assert!(matches!(
            put_back(&target, &data, true).await,
            Err(Error::Busy(_))
        ));
        drop((held, other));
        assert!(matches!(
            put_back(&target, &data, false).await,
            Err(Error::Full(_))
        ));
        store.close().await;
        put_back(&target, &data, true).await.unwrap();
        let again = Store::open(&Place::Sqlite(data.join(FILE))).await.unwrap();
        let items = count(&again, "items").await;
        assert!((50..=250).contains(&items), "{items}");
        assert!(matches!(
            again.act(submit(item(0))).await.unwrap(),
            Submitted::Again(_)
        ));
        let old = std::fs::read_dir(&data).unwrap().flatten();
        let is_old = |name: &str| {
            name.contains(".old-") && !name.ends_with("-wal") && !name.ends_with("-shm")
        };
        assert_eq!(
            old.filter(|entry| is_old(&entry.file_name().to_string_lossy()))
                .count(),
            1
        );
    }

    #[tokio::test(flavor = "multi_thread")]
    async fn a_damaged_copy_is_not_put_back() {
        let dir = tempfile::tempdir().unwrap();
        let (source, data) = (dir.path().join("copy"), dir.path().join("data"));
        let store = Store::open(&Place::Sqlite(source.clone())).await.unwrap();
        for key in 0..200 {
            store.act(submit(item(key))).await.unwrap();
        }
        store.close().await;
        let mut bytes = std::fs::read(&source).unwrap();
        let from = bytes.len() / 2;
        bytes[from..from + 3000].fill(0x5a);
        std::fs::write(&source, &bytes).unwrap();
        assert!(put_back(&source, &data, false).await.is_err());
        std::fs::write(&source, "no database at all").unwrap();
        assert!(put_back(&source, &data, false).await.is_err());
        assert!(!data.join(FILE).exists());
        let none = copy(&data.join(FILE), &dir.path().join("x")).await;
        assert!(matches!(none, Err(Error::Missing(_))));
    }
}
