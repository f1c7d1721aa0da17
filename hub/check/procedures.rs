//! The files of single procedures. `cchc.json` names the list with its hash, and the list has the hashes of these files.

use std::collections::BTreeSet;

use cchc::check::{FileKind, check, reports};
use cchc::feed::discovery::FeedFile;
use cchc::feed::procedure::{self, detail_url};
use cchc::feed::{Finding, Stamp};
use serde_json::Value;

use super::Checked;
use super::feed::{Copy, held_against};

/// What was found over all entries.
pub(super) struct Held {
    /// Of the list.
    pub(super) findings: Vec<Finding>,
    /// Of each file that was looked at.
    pub(super) files: Vec<Checked>,
    /// Addresses that the list names.
    pub(super) urls: BTreeSet<String>,
}

/// Holds the files against their list, no more than `most` of them, spread over the whole; `find` brings a file by its
/// address.
pub(super) fn held(
    list: &[u8],
    now: Stamp,
    most: usize,
    mut find: impl FnMut(&FeedFile) -> Option<Copy>,
) -> Held {
    let mut held = Held {
        findings: Vec::new(),
        files: Vec::new(),
        urls: BTreeSet::new(),
    };
    let named = named(list);
    held.urls
        .extend(named.iter().map(|(_, _, file)| file.url.clone()));
    let step = named.len().div_ceil(most.max(1)).max(1);
    if step > 1 {
        let looked_at = named.len().div_ceil(step);
        held.findings.push(Finding {
            rule: "files-sampled",
            path: "$.procedures".to_owned(),
            detail: format!("{looked_at}/{}", named.len()),
        });
    }
    for (at, id, file) in named.iter().step_by(step) {
        let Some(copy) = find(file) else { continue };
        let path = format!("$.procedures[{at}].detail");
        for (rule, field, detail) in held_against(file, &copy) {
            // Its address follows from its id.
            let path = match field {
                "url" => path.clone(),
                field => format!("{path}.{field}"),
            };
            held.findings.push(Finding { rule, path, detail });
        }
        let mut found = copy.headers;
        if let Ok(content) = &copy.content {
            found.extend(check(FileKind::Procedure, content, now));
            let text = String::from_utf8_lossy(content);
            let other = procedure::parse(&text).0.map(|detail| detail.procedure.id);
            if let Some(other) = other.filter(|other| other != id) {
                let finding = Finding {
                    rule: "id-foreign",
                    path: "$.id".to_owned(),
                    detail: other,
                };
                found.extend(reports(vec![finding], &text));
            }
        }
        held.files.push(Checked {
            file: copy.place,
            reports: found,
        });
    }
    held
}

/// Entries with a file: their places in the list, their ids, and what the list says of the file.
fn named(list: &[u8]) -> Vec<(usize, String, FeedFile)> {
    let text = String::from_utf8_lossy(list);
    let value: Value =
        serde_json::from_str(text.trim_start_matches('\u{feff}')).unwrap_or_default();
    let entries = value["procedures"].as_array().into_iter().flatten();
    let named = entries.enumerate().filter_map(|(at, entry)| {
        let id = cchc::text::clean(entry["id"].as_str()?);
        let detail = entry.get("detail").filter(|detail| detail.is_object())?;
        let file = FeedFile {
            name: format!("procedures/{id}"),
            url: detail_url(&id),
            ttl_secs: 0,
            bytes: detail["bytes"].as_u64().unwrap_or(0),
            // Without a hash nothing holds it.
            integrity: Some(detail["integrity"].as_str().unwrap_or_default().to_owned()),
            last_modified: None,
        };
        Some((at, id, file))
    });
    named.collect()
}
