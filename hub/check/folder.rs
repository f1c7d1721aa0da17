//! A feed in a folder, or a single file.

use std::path::{Component, Path};

use cchc::check::{FileKind, check};
use cchc::feed::Stamp;

use super::feed::{Copy, whole};
use super::{Checked, Error};

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
    for kind in FileKind::ALL {
        let file = path.join(format!("{}.json", kind.name()));
        let place = file.display().to_string();
        if file.exists() && !checked.iter().any(|known| known.file == place) {
            checked.push(one(&file, now)?);
        }
    }
    if checked.is_empty() {
        return Err(Error::NoFeed(path.to_path_buf()));
    }
    Ok(checked)
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
    let kind = FileKind::of(&String::from_utf8_lossy(&content))
        .or_else(|| FileKind::named(&stem))
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
