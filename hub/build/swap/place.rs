//! Where a feed is put: what must not be there, what stands beside it while it is made, and who else writes there.

use std::fs::{self, File};
use std::io;
use std::path::{Path, PathBuf};

use super::super::Error;

/// The folder of the feed by its full name, behind links: only so it can be exchanged, and held against other folders.
pub(crate) fn settle(output: &Path, sources: &Path) -> Result<PathBuf, Error> {
    let at = |error| Error::File(output.to_path_buf(), error);
    let full = match fs::canonicalize(output) {
        Ok(full) => full,
        Err(error) if error.kind() == io::ErrorKind::NotFound => {
            let name = output
                .file_name()
                .ok_or_else(|| Error::NoName(output.to_path_buf()))?;
            let parent = match output.parent() {
                Some(parent) if !parent.as_os_str().is_empty() => parent,
                _ => Path::new("."),
            };
            fs::create_dir_all(parent).map_err(at)?;
            fs::canonicalize(parent).map_err(at)?.join(name)
        }
        Err(error) => return Err(at(error)),
    };
    if full.file_name().is_none() {
        return Err(Error::NoName(output.to_path_buf()));
    }
    if full.exists() && !full.is_dir() {
        return Err(Error::NoName(output.to_path_buf()));
    }
    // The old folder goes, and everything in it that the build did not make would have to be told apart from sources.
    if fs::canonicalize(sources).is_ok_and(|sources| sources.starts_with(&full)) {
        return Err(Error::Overlap(output.to_path_buf()));
    }
    // Whoever stands in a folder that is exchanged is left in one that is no more.
    if std::env::current_dir().is_ok_and(|here| here.starts_with(&full)) {
        return Err(Error::Here(output.to_path_buf()));
    }
    Ok(full)
}

/// The old folder is replaced: one that holds something else must not be named by mistake.
pub(crate) fn refuse_foreign(output: &Path) -> Result<(), Error> {
    let has_files = match fs::read_dir(output) {
        Ok(mut files) => files.next().is_some(),
        Err(error) if error.kind() == io::ErrorKind::NotFound => false,
        Err(error) => return Err(Error::File(output.to_path_buf(), error)),
    };
    match has_files && !output.join("cchc.json").is_file() {
        true => Err(Error::NotAFeed(output.to_path_buf())),
        false => Ok(()),
    }
}

/// Keeps others from building into the same folder, until it is dropped.
pub(crate) fn lock(output: &Path) -> Result<File, Error> {
    let path = beside(output, "lock");
    let at = |error| Error::File(path.clone(), error);
    let file = File::create(&path).map_err(at)?;
    match file.try_lock() {
        Ok(()) => Ok(file),
        Err(fs::TryLockError::WouldBlock) => Err(Error::Busy(output.to_path_buf())),
        Err(fs::TryLockError::Error(error)) => Err(at(error)),
    }
}

/// An exchange in two steps may have been cut short between them. The old feed is wanted before the new one is made: its
/// sequence and its ids go on.
pub(crate) fn recover(output: &Path) -> Result<(), Error> {
    let gone = beside(output, "old");
    match gone.exists() && !output.exists() {
        true => fs::rename(&gone, output).map_err(|error| Error::File(gone, error)),
        false => Ok(()),
    }
}

/// `.feed.cchc-new` beside `feed`: a name that nobody gives to a folder of his own, because it is emptied.
pub(crate) fn beside(path: &Path, mark: &str) -> PathBuf {
    let mut name = std::ffi::OsString::from(".");
    name.push(path.file_name().unwrap_or_default());
    name.push(".cchc-");
    name.push(mark);
    path.with_file_name(name)
}
