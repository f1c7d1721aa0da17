//! Pages without WebAssembly beside a feed: one for each screen, and each of the same build as the file that tells of it.

use std::path::Path;

use cchc::check::report;
use cchc::feed::{Finding, screens};

use super::Checked;
use crate::build::still::{Told, is_file_name};

/// Looks at the pages in a folder that has any.
pub(super) fn pages(folder: &Path, checked: &mut Vec<Checked>) {
    let inside = folder.join("static");
    if !inside.is_dir() {
        return;
    }
    let text = std::fs::read(folder.join("screens.json")).unwrap_or_default();
    let found = screens::parse(&String::from_utf8_lossy(&text)).0;
    let ids = found.unwrap_or_default().screens.into_iter();
    for id in ids
        .map(|screen| screen.id)
        .filter(|id| is_file_name(id.as_str()))
    {
        let read = |ending: &str| std::fs::read(inside.join(format!("{id}.{ending}"))).ok();
        let told = read("json").and_then(|told| serde_json::from_slice::<Told>(&told).ok());
        let rule = match (read("html"), read("css"), told) {
            (Some(page), Some(_), Some(told)) => {
                match String::from_utf8_lossy(&page).contains(&told.page) {
                    true => continue,
                    false => "static-mixed",
                }
            }
            _ => "static-missing",
        };
        let finding = Finding {
            rule,
            path: "$".to_owned(),
            detail: id.clone(),
        };
        checked.push(Checked {
            file: inside.join(format!("{id}.html")).display().to_string(),
            reports: vec![report(finding, "")],
        });
    }
}
