//! Files that officials have, as sheets of cells.
//!
//! The workbooks of Excel 97 to 2003 (`.xls`) are refused: calamine does not say which of their numbers are percentages.

pub(super) mod csv;
pub(super) mod encoding;
pub(super) mod ods;
pub(super) mod sheet;
pub(super) mod syllable;
pub(super) mod xlsx;

use std::path::Path;

use self::sheet::Sheet;
use super::problem::{At, Place, Problems};

/// Larger files are no tables that a person keeps.
const MAX_BYTES: u64 = 64 << 20;

/// Cells kept of one workbook.
const MAX_CELLS: usize = 2_000_000;
/// Endings of workbooks.
const WORKBOOKS: [&str; 5] = [".xlsx", ".xlsm", ".xlsb", ".xls", ".ods"];

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
        Some("ods") => ods::read(&place, &content, problems),
        _ => {
            problems.note(place, "file-foreign", "");
            Vec::new()
        }
    }
}

/// A sheet that somebody has hidden. Lists to choose from often are.
fn tell_hidden(place: &Place, name: &str, problems: &mut Problems) {
    if !super::table::is_guide(name) {
        let place = Place {
            sheet: Some(name.to_owned()),
            ..place.clone()
        };
        problems.note(place, "sheet-hidden", "");
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
    let mut sheets = Vec::new();
    for file in names(folder, name, &[".csv"], problems) {
        sheets.extend(self::sheets(folder, &file, problems));
    }
    sheets
}

/// Names of the files in a folder of sources with one of these endings, in order. A folder that has none is one that is not
/// there: a network drive that is away looks so, and the feed must not become empty with it.
pub(super) fn names(
    folder: &Path,
    name: &str,
    endings: &[&str],
    problems: &mut Problems,
) -> Vec<String> {
    let name = name.trim_end_matches('/');
    let place = Place::new(name, At::Whole);
    let read = std::fs::read_dir(folder.join(name)).and_then(|entries| {
        let names = entries.map(|entry| entry.map(|entry| entry.file_name()));
        names.collect::<Result<Vec<_>, _>>()
    });
    let files = match read {
        Ok(files) => files,
        Err(error) => {
            problems.note(place, "file-locked", &error.to_string());
            return Vec::new();
        }
    };
    let mut names = Vec::new();
    for file in files {
        let file = file.to_string_lossy();
        let small = file.to_lowercase();
        // Files that programs put beside open ones, and those of the office alone.
        if small.starts_with(['.', '~', '_']) {
            continue;
        }
        let path = format!("{name}/{file}");
        if endings.iter().any(|ending| small.ends_with(ending)) {
            names.push(path);
        } else if WORKBOOKS.iter().any(|ending| small.ends_with(ending)) {
            // Somebody goes on working in it, and wonders.
            problems.note(Place::new(&path, At::Whole), "sheet-unknown", &file);
        }
    }
    if names.is_empty() {
        problems.note(place, "folder-empty", &endings.join(" "));
    }
    names.sort();
    names
}
