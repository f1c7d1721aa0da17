//! What others have put into the folder of the feed stays there: `.htaccess`, `web.config`, a repository of git.

use std::fs;
use std::io;
use std::path::Path;

use cchc::check::FileKind;

use super::{Old, keeps_names};

/// Folders of which the build makes all files with this ending.
const FOLDERS: [(&str, &str); 11] = [
    ("csv/", ".csv"),
    ("schema/", ".json"),
    ("indexes/", ".json"),
    ("procedures/", ".json"),
    ("static/", ".css"),
    ("static/", ".html"),
    ("static/", ".js"),
    ("static/", ".json"),
    ("static/", ".svg"),
    ("static/fonts/", ".woff"),
    ("static/fonts/", ".woff2"),
];
/// Other files that the build makes.
const FILES: [&str; 6] = [
    "cchc.json",
    "cchc.json.minisig",
    "datapackage.json",
    "rss.xml",
    "atom.xml",
    "static/fonts/OFL.txt",
];

/// Brings everything that no build has made from the old folder into the new one.
pub(super) fn carry(old: &Old, new: &Path) -> io::Result<()> {
    if !old.folder.is_dir() {
        return Ok(());
    }
    folder(old, new, "")?;
    fs::set_permissions(new, fs::metadata(&old.folder)?.permissions())
}

fn folder(old: &Old, new: &Path, inside: &str) -> io::Result<()> {
    for entry in fs::read_dir(old.folder.join(inside))? {
        let entry = entry?;
        let kind = entry.file_type()?;
        let file_name = entry.file_name();
        // What has no name in Unicode was made by no build.
        let name = file_name
            .to_str()
            .map(|name| format!("{inside}{name}"))
            .filter(|name| is_made(old, name));
        let to = new.join(inside).join(&file_name);
        if name.is_some() || !kind.is_dir() && to.exists() {
            continue;
        }
        if kind.is_dir() {
            match file_name.to_str() {
                Some(name) => {
                    let inside = format!("{inside}{name}/");
                    // Folders that the build alone has filled may go.
                    if holds_others(old, &inside)? {
                        fs::create_dir_all(&to)?;
                        folder(old, new, &inside)?;
                        fs::set_permissions(&to, entry.metadata()?.permissions())?;
                    }
                }
                None => return Err(io::Error::other(file_name.to_string_lossy().into_owned())),
            }
        } else {
            keeps_names(&entry.path(), &to)?;
        }
    }
    Ok(())
}

/// Whether a folder holds anything that no build has made; an empty one of others counts.
fn holds_others(old: &Old, inside: &str) -> io::Result<bool> {
    let mut is_empty = true;
    for entry in fs::read_dir(old.folder.join(inside))? {
        let entry = entry?;
        is_empty = false;
        let name = format!("{inside}{}", entry.file_name().to_string_lossy());
        let is_other = match entry.file_type()?.is_dir() {
            true => holds_others(old, &format!("{name}/"))?,
            false => !is_made(old, &name),
        };
        if is_other {
            return Ok(true);
        }
    }
    Ok(is_empty)
}

/// Whether a build has made the file.
fn is_made(old: &Old, name: &str) -> bool {
    let plain = [".br", ".gz"]
        .iter()
        .find_map(|ending| name.strip_suffix(ending))
        .unwrap_or(name);
    let in_folder = |(folder, ending): &(&str, &str)| {
        plain
            .strip_prefix(folder)
            .is_some_and(|rest| !rest.contains('/') && rest.ends_with(ending))
    };
    let is_named = || {
        let feeds = old.discovery.iter().flat_map(|found| &found.feeds);
        feeds.into_iter().any(|file| file.url == plain)
    };
    let is_kind = || {
        let kinds = FileKind::ALL.iter();
        let mut names = kinds.map(|kind| format!("{}.json", kind.name()));
        names.any(|known| known == plain)
    };
    FILES.contains(&plain) || FOLDERS.iter().any(in_folder) || is_kind() || is_named()
}
