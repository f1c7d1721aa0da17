//! Indexes: one workbook with a sheet for each thing that is known about them, or a folder of CSV files with its sheets.
//!
//! `indexes.json` has what cards show; what is loaded when somebody opens an index stands in `indexes/{id}.json`.

mod detail;
mod layouts;
mod sheets;

use cchc::check::{FileKind, check, check_agencies, check_details, check_listed, file_name};
use cchc::feed::wire::VERSION;
use cchc::feed::wire::indexes::Indexes;
use serde_json::Value;

use super::origin::{Origin, Origins};
use super::output::Made;
use super::plan::File;
use super::read;
use super::sources::{Desk, is_json, json_of, tell_empty};
use super::table::book::{Book, Kinds};

pub(super) use layouts::LAYOUTS;

/// Folder of the files of single indexes.
const FOLDER: &str = "indexes";

/// The first two sheets must be there.
static KINDS: Kinds = Kinds {
    layouts: &LAYOUTS,
    needed: 2,
    by_headings: false,
};

/// The file of all indexes and those of single ones.
pub(super) fn made(desk: &mut Desk<'_>, file: &File) -> Vec<Made> {
    let mut made = Vec::new();
    let sources = file.sources().into_iter();
    for source in sources.filter(|source| source.is_clear(FileKind::Indexes)) {
        match is_json(&source) {
            true => made.extend(from_json(desk, file, &source.file)),
            false => {
                let sheets = read::sheets(desk.folder, &source.file, desk.problems);
                if let Some(book) = Book::open(&source.file, &sheets, &KINDS, desk.problems) {
                    made.extend(from_book(desk, file, &book));
                }
            }
        }
    }
    made
}

fn from_json(desk: &mut Desk<'_>, file: &File, name: &str) -> Vec<Made> {
    let Some(value) = json_of(desk, FileKind::Indexes, name) else {
        return Vec::new();
    };
    let text = value.to_string();
    let mut made = vec![entry(file, "indexes", text.clone().into_bytes())];
    let folder = desk.folder;
    let mut contents = Vec::new();
    let found = check_details(&text, desk.now, |address| {
        let content = std::fs::read(folder.join(address)).ok()?;
        contents.push((address.to_owned(), content.clone()));
        Some(content)
    });
    let missing = found.missing.iter();
    let missing: Vec<_> = missing.map(|report| report.finding.path.clone()).collect();
    for report in found.missing {
        desk.problems.report(name, report);
    }
    for (address, reports) in found.files {
        for report in reports {
            desk.problems.report(&address, report);
        }
    }
    for (address, content) in &contents {
        for report in check_agencies(content, |id| desk.names.is_id(id)) {
            desk.problems.report(address, report);
        }
    }
    let indexes = cchc::feed::indexes::parse(&text).0;
    for (address, content) in contents {
        let value: Value = serde_json::from_slice(&content).unwrap_or_default();
        // Widgets ask for it by the id of its index, wherever it stands.
        let index = indexes
            .iter()
            .find(|index| index.detail.as_ref() == Some(&address));
        let name = index.map_or_else(|| address.clone(), |index| file_name(&index.id));
        made.push(Made {
            url: address,
            ..entry(file, &name, value.to_string().into_bytes())
        });
    }
    let is_listed = |name: &str| made.iter().any(|file| file.name == name);
    for report in check_listed(&text, is_listed) {
        // That there is no such file was told.
        let is_told = missing.contains(&report.finding.path);
        if !is_told {
            desk.problems.report(name, report);
        }
    }
    made
}

fn from_book(desk: &mut Desk<'_>, file: &File, book: &Book<'_>) -> Vec<Made> {
    let mut origins = Origins::default();
    let mut found = sheets::read(book, &mut origins, desk.problems);
    let details = detail::read(book, &found, &desk.names, desk.problems);
    for (at, index) in found.iter_mut().enumerate() {
        let has_detail = details.iter().any(|(detail, _)| detail.id == index.wire.id);
        index.wire.detail = has_detail.then(|| format!("{FOLDER}/{}.json", index.wire.id));
        origins.insert(format!("$.indexes[{at}]"), index.origin.clone());
    }
    if found.is_empty() {
        tell_empty(desk, FileKind::Indexes, &book.place().file);
    }
    let indexes = Indexes {
        version: VERSION.to_owned(),
        indexes: found.into_iter().map(|index| index.wire).collect(),
    };
    let text = serde_json::to_string(&indexes).unwrap_or_default();
    origins.insert("$".to_owned(), Origin::Place(book.place()));
    origins.tell(
        check(FileKind::Indexes, text.as_bytes(), desk.now),
        desk.problems,
    );
    let mut made = vec![entry(file, "indexes", text.clone().into_bytes())];
    let mut contents = Vec::new();
    for (detail, origins) in details {
        let content = serde_json::to_vec(&detail).unwrap_or_default();
        contents.push((format!("{FOLDER}/{}", detail.id), content, origins));
    }
    let checked = check_details(&text, desk.now, |address| {
        let name = address.strip_suffix(".json")?;
        let known = contents.iter().find(|(known, ..)| known == name);
        known.map(|(_, content, _)| content.clone())
    });
    for (address, reports) in checked.files {
        let known = contents
            .iter()
            .find(|(name, ..)| address == format!("{name}.json"));
        if let Some((_, _, origins)) = known {
            origins.tell(reports, desk.problems);
        }
    }
    for (name, content, _) in contents {
        made.push(entry(file, &name, content));
    }
    made
}

fn entry(file: &File, name: &str, content: Vec<u8>) -> Made {
    Made {
        name: name.to_owned(),
        url: format!("{name}.json"),
        ttl_secs: file.ttl_secs,
        content,
        is_listed: true,
    }
}
