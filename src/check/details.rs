//! The files of single indexes, held against the entries of `indexes.json` that name them.

use serde_json::Value;

use super::{Report, check_index, report};
use crate::feed::indexes::Index;
use crate::feed::{Finding, Stamp, index, indexes};
use crate::format::number::MAX_DECIMALS;

/// What was found over all entries.
#[derive(Debug, Default)]
pub struct Details {
    /// Of `indexes.json`: entries whose file is not there.
    pub missing: Vec<Report>,
    /// Of every file that is there, by its address.
    pub files: Vec<(String, Vec<Report>)>,
}

impl Details {
    /// Whether an entry names this address.
    #[must_use]
    pub fn names(&self, address: &str) -> bool {
        self.files.iter().any(|(known, _)| known == address)
    }
}

/// Checks the files that `indexes.json` names, each against its entry. `read` gives the content behind an address that
/// is relative to the feed; files of other hosts are not asked for.
pub fn check_details(
    indexes_json: &str,
    now: Stamp,
    mut read: impl FnMut(&str) -> Option<Vec<u8>>,
) -> Details {
    let mut details = Details::default();
    for entry in indexes::parse(indexes_json).0 {
        let Some(address) = entry.detail.clone().filter(|address| is_inside(address)) else {
            continue;
        };
        match read(&address) {
            Some(content) => {
                let reports = check_index(&content, &entry, now);
                details.files.push((address, reports));
            }
            None => {
                let finding = Finding {
                    rule: "file-missing",
                    path: place(indexes_json, &entry.id),
                    detail: address,
                };
                details.missing.push(report(finding, indexes_json));
            }
        }
    }
    details
}

/// Entries of `indexes.json` that name a file which the discovery file does not list. Widgets know such a file by the name
/// `indexes/{id}` there and take its address and hash from it; `is_listed` tells whether a name is in the list.
pub fn check_listed(indexes_json: &str, is_listed: impl Fn(&str) -> bool) -> Vec<Report> {
    let entries = indexes::parse(indexes_json).0.into_iter();
    let unlisted = entries.filter_map(|entry| {
        let name = file_name(&entry.id);
        entry.detail.as_ref()?;
        (!is_listed(&name)).then(|| Finding {
            rule: "file-unlisted",
            path: place(indexes_json, &entry.id),
            detail: name,
        })
    });
    let findings: Vec<_> = unlisted.collect();
    findings
        .into_iter()
        .map(|finding| report(finding, indexes_json))
        .collect()
}

/// How the discovery file names the file of one index.
#[must_use]
pub fn file_name(id: &str) -> String {
    ["indexes/", id].concat()
}

/// What is wrong in a file of an index whose entry is not at hand: groups and the ends of the scale stand there.
pub(super) fn without_entry(text: &str) -> Vec<Finding> {
    let value: Value =
        serde_json::from_str(text.trim_start_matches('\u{feff}')).unwrap_or_default();
    let entry = Index {
        id: id_of(&value),
        decimals: MAX_DECIMALS,
        ..Index::default()
    };
    let mut findings = index::parse(text, &entry).1;
    findings.retain(|finding| finding.rule != "band-unknown");
    findings
}

/// An id as the parsers read it.
fn id_of(value: &Value) -> String {
    match &value["id"] {
        Value::String(id) => crate::text::clean(id),
        Value::Number(id) => id.to_string(),
        _ => String::new(),
    }
}

/// Place of the entry's address.
fn place(indexes_json: &str, id: &str) -> String {
    let value: Value =
        serde_json::from_str(indexes_json.trim_start_matches('\u{feff}')).unwrap_or_default();
    let mut entries = value["indexes"].as_array().into_iter().flatten();
    let at = entries.position(|entry| id_of(entry) == id);
    at.map_or_else(String::new, |at| format!("$.indexes[{at}].detail"))
}

/// Neither on another host, nor outside of the feed.
fn is_inside(address: &str) -> bool {
    !address.starts_with('/')
        && !address.contains(':')
        && !address.split('/').any(|step| step == "..")
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "tests")]
    use super::*;
    use crate::feed::parse_stamp;

    fn rules(reports: &[Report]) -> Vec<(&str, &str)> {
        reports
            .iter()
            .map(|report| (report.finding.rule, report.finding.path.as_str()))
            .collect()
    }

    #[test]
    fn every_file_is_held_against_the_entry_that_names_it() {
        let now = parse_stamp("2025-11-18T09:00:00+07:00").unwrap().0;
        let entries = r#"{"version":"1.0","indexes":[{"name":"no id"},
            {"id":"a","name":"A","max":100,"bands":[{"id":"1","name":"Cao"}],"detail":"indexes/a.json"},
            {"id":"b","name":"B","detail":"indexes/a.json"},
            {"id":"c","name":"C","detail":"indexes/c.json"},
            {"id":"d","name":"D","detail":"https://other.example/d.json"},
            {"id":"e","name":"E","detail":"../secret.json"},
            {"id":"f","name":"F"}]}"#;
        let file = r#"{"version":"1.0","id":"a","peers":[
            {"period":"2024","name":"B","value":110,"band":"1"},{"period":"2024","name":"C","band":"2"}]}"#;
        let mut asked = Vec::new();
        let found = check_details(entries, now, |address| {
            asked.push(address.to_owned());
            (address == "indexes/a.json").then(|| file.as_bytes().to_vec())
        });
        assert_eq!(
            asked,
            ["indexes/a.json", "indexes/a.json", "indexes/c.json"]
        );
        assert_eq!(
            rules(&found.missing),
            [("file-missing", "$.indexes[3].detail")]
        );
        assert_eq!(found.missing[0].position.unwrap().line, 4);
        assert_eq!(
            rules(&found.files[0].1),
            [
                ("value-off-scale", "$.peers[0].value"),
                ("band-unknown", "$.peers[1].band")
            ]
        );
        assert_eq!(rules(&found.files[1].1), [("id-foreign", "$.id")]);
        assert!(found.names("indexes/a.json") && !found.names("indexes/c.json"));
        // Without its entry neither can be told.
        assert_eq!(without_entry(file), []);
        // Wherever it stands, widgets ask the discovery file for its name.
        let unlisted = check_listed(entries, |name| name == "indexes/a");
        let paths = [2, 3, 4, 5].map(|at| format!("$.indexes[{at}].detail"));
        let expected: Vec<_> = paths
            .iter()
            .map(|path| ("file-unlisted", path.as_str()))
            .collect();
        assert_eq!(rules(&unlisted), expected);
        assert_eq!(unlisted[1].position.unwrap().line, 4);
    }
}
