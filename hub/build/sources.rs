//! From the sources that the plan names to the files of the feed, with everything that is wrong on the way.

use std::path::Path;

use cchc::check::{FileKind, check};
use cchc::feed::Stamp;
use serde_json::Value;

use super::Error;
use super::output::Made;
use super::plan::{File, Plan, Source};
use super::problem::{At, Place, Problems};

/// Reads all sources; nothing of it is worth anything when a problem is an error.
pub(super) fn read(
    plan: &Plan,
    folder: &Path,
    now: Stamp,
    problems: &mut Problems,
) -> Result<Vec<Made>, Error> {
    let mut made = Vec::new();
    for file in &plan.files {
        made.extend(one(file, folder, now, problems)?);
    }
    Ok(made)
}

fn one(
    file: &File,
    folder: &Path,
    now: Stamp,
    problems: &mut Problems,
) -> Result<Option<Made>, Error> {
    let mut value = None;
    for source in file.sources() {
        value = json(file.name, &source, folder, now, problems)?;
    }
    Ok(value.map(|value| Made {
        name: file.name.name().to_owned(),
        url: format!("{}.json", file.name.name()),
        ttl_secs: file.ttl_secs,
        content: value.to_string().into_bytes(),
    }))
}

/// A source that is a file of the feed already.
fn json(
    kind: FileKind,
    source: &Source,
    folder: &Path,
    now: Stamp,
    problems: &mut Problems,
) -> Result<Option<Value>, Error> {
    let Some(content) = bytes(source, folder, problems)? else {
        return Ok(None);
    };
    for report in check(kind, &content, now) {
        problems.report(&source.file, report);
    }
    let text = String::from_utf8_lossy(&content);
    Ok(serde_json::from_str(text.trim_start_matches('\u{feff}')).ok())
}

/// The content of a source.
fn bytes(
    source: &Source,
    folder: &Path,
    problems: &mut Problems,
) -> Result<Option<Vec<u8>>, Error> {
    let path = folder.join(&source.file);
    match std::fs::read(&path) {
        Ok(content) => Ok(Some(content)),
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => {
            problems.note(Place::new(&source.file, At::Whole), "file-absent", "");
            Ok(None)
        }
        Err(error) => Err(Error::File(path, error)),
    }
}
