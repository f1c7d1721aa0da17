//! Agencies that other files of a feed name by their ids, held against `agencies.json`.

use std::collections::BTreeSet;

use serde_json::Value;

use super::{Places, Report, placed};
use crate::feed::Finding;

/// Agencies that a file of news, of notices, of procedures, of one procedure, of one index, of answers, of forms or of screens names and that are not
/// known, each once. `is_known` tells of an id. What came before an agency may be a name alone and is not asked for.
pub fn check_agencies(content: &[u8], is_known: impl Fn(&str) -> bool) -> Vec<Report> {
    let text = String::from_utf8_lossy(content);
    let file = serde_json::from_str(text.trim_start_matches('\u{feff}')).unwrap_or_default();
    let mut found = Vec::new();
    each(&file, "items", "$", &mut |item, path| {
        let agency = item.get("_cchc").and_then(|ours| ours.get("agency"));
        found.push((agency.cloned(), [path, "._cchc.agency"].concat()));
    });
    each(&file, "notices", "$", &mut |notice, path| {
        each(notice, "agencies", path, &mut |agency, path| {
            found.push((Some(agency.clone()), path.to_owned()));
        });
    });
    each(&file, "procedures", "$", &mut |procedure, path| {
        each(procedure, "agencies", path, &mut |agency, path| {
            found.push((Some(agency.clone()), path.to_owned()));
        });
    });
    // One procedure in full; the file of agencies has objects in the list of this name.
    each(&file, "agencies", "$", &mut |agency, path| {
        found.push((Some(agency.clone()), path.to_owned()));
    });
    each(&file, "rankings", "$", &mut |ranking, path| {
        each(ranking, "rows", path, &mut |row, path| {
            found.push((row.get("agency").cloned(), [path, ".agency"].concat()));
        });
    });
    each(&file, "answers", "$", &mut |answer, path| {
        for name in ["agency", "ward"] {
            found.push((answer.get(name).cloned(), [path, ".", name].concat()));
        }
    });
    each(&file, "forms", "$", &mut |form, path| {
        each(form, "agencies", path, &mut |agency, path| {
            found.push((Some(agency.clone()), path.to_owned()));
        });
        each(form, "topics", path, &mut |topic, path| {
            found.push((topic.get("agency").cloned(), [path, ".agency"].concat()));
        });
    });
    each(&file, "screens", "$", &mut |screen, path| {
        for name in ["agency", "ward"] {
            found.push((screen.get(name).cloned(), [path, ".", name].concat()));
        }
    });
    each(&file, "programmes", "$", &mut |programme, path| {
        each(programme, "scenes", path, &mut |scene, path| {
            found.push((scene.get("unit").cloned(), [path, ".unit"].concat()));
        });
    });
    let mut told = BTreeSet::new();
    let mut findings = Vec::new();
    for (agency, path) in found {
        let Some(Value::String(agency)) = agency else {
            continue;
        };
        let id = crate::text::clean(&agency);
        if !id.is_empty() && !is_known(&id) && told.insert(id.clone()) {
            findings.push(Finding {
                rule: "agency-unlisted",
                path,
                detail: id,
            });
        }
    }
    if findings.is_empty() {
        return Vec::new();
    }
    let places = Places::of(&text);
    let reports = findings.into_iter();
    reports.map(|finding| placed(finding, &places)).collect()
}

/// Calls `see` with every entry of a list and its path.
fn each(value: &Value, name: &str, path: &str, see: &mut dyn FnMut(&Value, &str)) {
    let list = value.get(name).and_then(Value::as_array);
    for (at, entry) in list.into_iter().flatten().enumerate() {
        see(entry, &format!("{path}.{name}[{at}]"));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn agencies_that_nobody_knows_are_told_once_where_they_first_stand() {
        for (text, expected) in [
            (
                "{\"items\":[{\"_cchc\":{\"agency\":\"a\"}},{},\n{\"_cchc\":{\"agency\":\"b\"}},{\"_cchc\":{\"agency\":\"b\"}}]}",
                &[("$.items[2]._cchc.agency", 2)][..],
            ),
            (
                "{\"notices\":[{\"agencies\":[\"a\",\n\" c \"]},{\"agencies\":7}]}",
                &[("$.notices[0].agencies[1]", 2)],
            ),
            (
                "{\"rankings\":[{\"rows\":[{\"agency\":null},{\"agency\":\"b\"}]}]}",
                &[("$.rankings[0].rows[1].agency", 1)],
            ),
            (
                "{\"forms\":[{\"agencies\":[\"a\",\"b\"],\"topics\":[{},\n{\"agency\":\"c\"}]}]}",
                &[
                    ("$.forms[0].agencies[1]", 1),
                    ("$.forms[0].topics[1].agency", 2),
                ],
            ),
            (
                "{\"screens\":[{\"agency\":\"a\",\"ward\":\"b\"}],\n\"programmes\":[{\"scenes\":[{},{\"unit\":\"c\"}]}]}",
                &[
                    ("$.screens[0].ward", 1),
                    ("$.programmes[0].scenes[1].unit", 2),
                ],
            ),
            ("{\"agencies\":[{\"predecessors\":[\"b\"]}]}", &[]),
            ("{", &[]),
        ] {
            let reports = check_agencies(text.as_bytes(), |id| id == "a");
            let found: Vec<_> = reports
                .iter()
                .map(|report| {
                    let line = report.position.map_or(0, |at| at.line);
                    (report.finding.path.as_str(), line)
                })
                .collect();
            assert_eq!(found, expected, "{text}");
        }
    }
}
