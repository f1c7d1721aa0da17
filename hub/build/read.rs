//! Files that officials have, as sheets of cells.

pub(super) mod csv;
pub(super) mod encoding;
pub(super) mod sheet;
pub(super) mod syllable;
pub(super) mod xlsx;

use std::path::Path;

use self::sheet::Sheet;
use super::problem::{At, Place, Problems};

/// Larger files are no tables that a person keeps.
const MAX_BYTES: u64 = 64 << 20;

/// The sheets of a source: a workbook, a CSV file (one sheet), or a folder of CSV files (one sheet each).
pub(super) fn sheets(folder: &Path, name: &str, problems: &mut Problems) -> Vec<Sheet> {
    let path = folder.join(name);
    if path.is_dir() {
        return in_folder(folder, name, problems);
    }
    let place = Place::new(name, At::Whole);
    let Some(content) = bytes(&path, &place, problems) else {
        return Vec::new();
    };
    let ending = path
        .extension()
        .map(|ending| ending.to_string_lossy().to_lowercase());
    match ending.as_deref() {
        Some("csv" | "tsv" | "txt") => csv::read(&place, &content, problems).into_iter().collect(),
        Some("xlsx" | "xlsm") => xlsx::read(&place, content, problems),
        _ => {
            problems.note(place, "file-foreign", "");
            Vec::new()
        }
    }
}

/// Content of a file; why there is none is a problem.
pub(super) fn bytes(path: &Path, place: &Place, problems: &mut Problems) -> Option<Vec<u8>> {
    let length = std::fs::metadata(path).map(|about| about.len());
    let read = match length {
        Ok(length) if length > MAX_BYTES => {
            problems.note(place.clone(), "file-too-large", &format!("{length} B"));
            return None;
        }
        Ok(_) => std::fs::read(path),
        Err(error) => Err(error),
    };
    match read {
        Ok(content) => Some(content),
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => {
            problems.note(place.clone(), "file-absent", "");
            None
        }
        Err(error) => {
            problems.note(place.clone(), "file-locked", &error.to_string());
            None
        }
    }
}

fn in_folder(folder: &Path, name: &str, problems: &mut Problems) -> Vec<Sheet> {
    let entries = std::fs::read_dir(folder.join(name)).into_iter().flatten();
    let mut names: Vec<_> = entries
        .filter_map(|entry| entry.ok()?.file_name().into_string().ok())
        .filter(|file| file.to_lowercase().ends_with(".csv"))
        .collect();
    names.sort();
    let mut sheets = Vec::new();
    for file in names {
        let file = format!("{}/{file}", name.trim_end_matches('/'));
        sheets.extend(self::sheets(folder, &file, problems));
    }
    sheets
}
