//! A feed in a folder, or a single file.

use std::path::{Component, Path};

use cchc::check::{FileKind, check, check_details, report, reports};
use cchc::feed::{Finding, Stamp};

use super::feed::{Copy, whole};
use super::{Checked, Error, procedures, still};

/// Checks a file, or everything in a folder that is part of a feed.
pub(crate) fn files(path: &Path, now: Stamp) -> Result<Vec<Checked>, Error> {
    if !path.is_dir() {
        return Ok(vec![one(path, now)?]);
    }
    let mut checked = Vec::new();
    let discovery = path.join("cchc.json");
    if discovery.exists() {
        let place = discovery.display().to_string();
        checked.extend(whole(&place, &read(&discovery)?, now, |file| {
            inside(path, &file.url)
        }));
    }
    // Sources have no discovery file yet; and a file that it does not name may be broken too.
    let kinds = FileKind::ALL.iter();
    for kind in kinds.filter(|kind| !matches!(kind, FileKind::Index | FileKind::Procedure)) {
        let file = path.join(format!("{}.json", kind.name()));
        let place = file.display().to_string();
        if file.exists() && !checked.iter().any(|known| known.file == place) {
            checked.push(one(&file, now)?);
        }
    }
    details(path, now, &mut checked)?;
    procedures(path, now, &mut checked)?;
    still::pages(path, &mut checked);
    if checked.is_empty() {
        return Err(Error::NoFeed(path.to_path_buf()));
    }
    Ok(checked)
}

/// Checks the files of single indexes against `indexes.json`, and tells of those that it does not name.
fn details(folder: &Path, now: Stamp, checked: &mut Vec<Checked>) -> Result<(), Error> {
    let place = |name: &str| folder.join(name).display().to_string();
    let text = std::fs::read(folder.join("indexes.json")).unwrap_or_default();
    let text = String::from_utf8_lossy(&text);
    let found = check_details(&text, now, |address| {
        std::fs::read(folder.join(address)).ok()
    });
    let mut unnamed = json_in(folder, "indexes");
    unnamed.retain(|name| !found.names(name));
    if let Some(file) = checked
        .iter_mut()
        .find(|file| file.file == place("indexes.json"))
    {
        file.reports.extend(found.missing);
    }
    // What the entry of an index tells is more than what its file alone does.
    for (address, reports) in found.files {
        let file = place(&address);
        match checked.iter_mut().find(|known| known.file == file) {
            Some(known) => {
                // What the whole feed tells stays.
                known
                    .reports
                    .retain(|report| report.finding.rule == "agency-unlisted");
                known.reports.extend(reports);
                known.reports.sort_by_key(|report| report.position);
            }
            None => checked.push(Checked { file, reports }),
        }
    }
    for name in unnamed {
        tell_unnamed(folder, &name, now, checked)?;
    }
    Ok(())
}

/// Checks the files of single procedures against `procedures.json`, and tells of those that it does not name.
fn procedures(folder: &Path, now: Stamp, checked: &mut Vec<Checked>) -> Result<(), Error> {
    let place = folder.join("procedures.json").display().to_string();
    let list = std::fs::read(folder.join("procedures.json")).unwrap_or_default();
    let held = procedures::held(&list, now, usize::MAX, |file| inside(folder, &file.url));
    if let Some(file) = checked.iter_mut().find(|file| file.file == place) {
        file.reports
            .extend(reports(held.findings, &String::from_utf8_lossy(&list)));
        file.reports.sort_by_key(|report| report.position);
    }
    checked.extend(held.files);
    let names = json_in(folder, "procedures").into_iter();
    for name in names.filter(|name| !held.urls.contains(name)) {
        tell_unnamed(folder, &name, now, checked)?;
    }
    Ok(())
}

/// Names of the JSON files in one of the folders of a feed, in order.
fn json_in(folder: &Path, inside: &str) -> Vec<String> {
    let entries = std::fs::read_dir(folder.join(inside)).into_iter().flatten();
    let names = entries.flatten().map(|entry| entry.file_name());
    let names = names.map(|name| format!("{inside}/{}", name.to_string_lossy()));
    let mut names: Vec<_> = names.filter(|name| name.ends_with(".json")).collect();
    names.sort();
    names
}

/// No widget asks for such a file.
fn tell_unnamed(
    folder: &Path,
    name: &str,
    now: Stamp,
    checked: &mut Vec<Checked>,
) -> Result<(), Error> {
    let file = folder.join(name).display().to_string();
    let finding = Finding {
        rule: "file-unnamed",
        path: "$".to_owned(),
        detail: String::new(),
    };
    let unnamed = report(finding, "{}");
    match checked.iter_mut().find(|known| known.file == file) {
        Some(known) => known.reports.insert(0, unnamed),
        None => {
            let mut one = one(&folder.join(name), now)?;
            one.reports.insert(0, unnamed);
            checked.push(one);
        }
    }
    Ok(())
}

fn read(path: &Path) -> Result<Vec<u8>, Error> {
    std::fs::read(path).map_err(|error| Error::Read(path.to_path_buf(), error))
}

fn one(path: &Path, now: Stamp) -> Result<Checked, Error> {
    let content = read(path)?;
    let stem = path
        .file_stem()
        .map(|stem| stem.to_string_lossy().into_owned())
        .unwrap_or_default();
    let parent = path.parent().and_then(Path::file_name);
    let name = match parent {
        Some(folder) if folder == "indexes" => format!("indexes/{stem}"),
        Some(folder) if folder == "procedures" => format!("procedures/{stem}"),
        _ => stem,
    };
    let kind = FileKind::of(&String::from_utf8_lossy(&content))
        .or_else(|| FileKind::named(&name))
        .unwrap_or(FileKind::News);
    Ok(Checked {
        file: path.display().to_string(),
        reports: check(kind, &content, now),
    })
}

/// The file behind an address inside the folder. One that is on a server is nothing that a folder can tell of.
fn inside(folder: &Path, address: &str) -> Option<Copy> {
    if address.contains("//") {
        return None;
    }
    let name = address.split(['?', '#']).next().unwrap_or_default();
    let is_inside = Path::new(name)
        .components()
        .all(|part| matches!(part, Component::Normal(_) | Component::CurDir));
    let place = folder.join(name);
    let content = match is_inside {
        true => std::fs::read(&place).map_err(|error| error.to_string()),
        false => Err("ngoài thư mục | outside of the folder".to_owned()),
    };
    Some(Copy {
        place: place.display().to_string(),
        content,
        headers: Vec::new(),
    })
}
