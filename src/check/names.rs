//! Names that no reader knows: `valid_form` passes every parser in silence, and the item never ends.

use std::collections::BTreeSet;
use std::sync::OnceLock;

use serde_json::Value;

use super::FileKind;
use crate::feed::Finding;
use crate::feed::wire::{Profile, schema};

/// More slips than this are another word.
const MAX_EDITS: usize = 2;

/// Unknown names of a file, each once per place (`$.items[].…`), with the nearest known name if there is one. Extensions
/// (`_name`) and `$schema` are free.
pub(super) fn unknown(kind: FileKind, file: &Value) -> Vec<Finding> {
    // A folder has thousands of files of one kind.
    static SCHEMAS: [OnceLock<Value>; FileKind::ALL.len()] =
        [const { OnceLock::new() }; FileKind::ALL.len()];
    let known = FileKind::ALL.iter().zip(&SCHEMAS);
    let Some((_, known)) = known.into_iter().find(|(known, _)| **known == kind) else {
        return Vec::new();
    };
    let mut search = Search::default();
    let schema = known.get_or_init(|| schema(kind, Profile::Publisher));
    search.value(schema, file, "$", "$");
    search.findings
}

#[derive(Default)]
struct Search {
    findings: Vec<Finding>,
    /// Places that were told: a slip in a template is in every item.
    told: BTreeSet<String>,
}

impl Search {
    /// `path` has the indexes that `place` leaves out.
    fn value(&mut self, schema: &Value, value: &Value, path: &str, place: &str) {
        match value {
            Value::Array(list) => {
                let Some(items) = choice(schema, "items") else {
                    return;
                };
                for (index, value) in list.iter().enumerate() {
                    self.value(
                        items,
                        value,
                        &format!("{path}[{index}]"),
                        &format!("{place}[]"),
                    );
                }
            }
            Value::Object(fields) => {
                let Some(Value::Object(known)) = choice(schema, "properties") else {
                    return;
                };
                for (name, value) in fields {
                    let (path, place) = (format!("{path}.{name}"), format!("{place}.{name}"));
                    if let Some(inside) = known.get(name) {
                        self.value(inside, value, &path, &place);
                    } else if !name.starts_with(['_', '$']) && self.told.insert(place) {
                        let nearest = nearest(name, known.keys().map(String::as_str));
                        self.findings.push(Finding {
                            rule: "field-unknown",
                            path,
                            detail: nearest.map_or_else(String::new, |name| format!("{name}?")),
                        });
                    }
                }
            }
            _ => {}
        }
    }
}

/// A part of a schema, or of that of its choices that is not null.
fn choice<'a>(schema: &'a Value, part: &str) -> Option<&'a Value> {
    schema.get(part).or_else(|| {
        let choices = schema.get("anyOf")?.as_array()?;
        choices.iter().find_map(|schema| schema.get(part))
    })
}

/// The known name with the fewest edits; of short names no more than a third may differ.
#[must_use]
pub fn nearest<'a>(name: &str, known: impl Iterator<Item = &'a str>) -> Option<&'a str> {
    known
        .map(|known| (edits(name, known), known))
        .filter(|(edits, known)| *edits <= MAX_EDITS && edits * 3 <= known.len())
        .min()
        .map(|(_, known)| known)
}

/// Letters to add, leave out, change, or swap with their neighbour, whatever their case (Damerau's distance, each place
/// edited once).
fn edits(a: &str, b: &str) -> usize {
    let [a, b] = [a, b].map(|text| text.to_lowercase().chars().collect::<Vec<_>>());
    let mut rows = vec![(0..=b.len()).collect::<Vec<_>>()];
    for (i, x) in a.iter().enumerate() {
        let mut row = vec![i + 1];
        for (j, y) in b.iter().enumerate() {
            let at = |i: usize, j: usize| rows.get(i).and_then(|row| row.get(j)).copied();
            let mut best = row.last().map(|left| left + 1);
            let mut offer = |edits: Option<usize>| best = best.into_iter().chain(edits).min();
            offer(at(i, j + 1).map(|above| above + 1));
            offer(at(i, j).map(|before| before + usize::from(x != y)));
            if i > 0 && j > 0 && a.get(i - 1) == Some(y) && b.get(j - 1) == Some(x) {
                offer(at(i - 1, j - 1).map(|before| before + 1));
            }
            row.extend(best);
        }
        rows.push(row);
    }
    rows.last().and_then(|row| row.last()).copied().unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use serde_json::json;

    #[test]
    fn slips_of_the_pen_are_told_once_with_what_was_meant() {
        let item = json!({"id": "1", "pubDate": "x", "_cchc": {"valid_form": "x"}, "titel": "a", "_other": {"x": 1}});
        let file = json!({"$schema": "s", "items": [item, item], "Language": "vi", "author": {"nam": "a"}, "hubs": [3]});
        let found: Vec<_> = unknown(FileKind::News, &file)
            .into_iter()
            .map(|finding| (finding.path, finding.detail))
            .collect();
        let expected = [
            ("$.Language", "language?"),
            ("$.author.nam", "name?"),
            ("$.items[0]._cchc.valid_form", "valid_from?"),
            ("$.items[0].pubDate", ""),
            ("$.items[0].titel", "title?"),
        ]
        .map(|(path, detail)| (path.to_owned(), detail.to_owned()));
        assert_eq!(found, expected);
    }

    #[test]
    fn short_names_are_not_guessed() {
        for (name, expected) in [
            ("ttl", None),
            ("ulr", Some("url")),
            ("rul", Some("url")),
            ("it", None),
            ("urls", Some("url")),
            ("date_publised", Some("date_published")),
            ("tiêu_đề", None),
        ] {
            let known = ["id", "url", "title", "date_published"];
            assert_eq!(nearest(name, known.into_iter()), expected, "{name}");
        }
    }

    proptest! {
        #[test]
        fn edits_are_a_distance(a in "[a-c]{0,6}", b in "[a-c]{0,6}") {
            prop_assert_eq!(edits(&a, &a), 0);
            prop_assert_eq!(edits(&a, &b), edits(&b, &a));
            prop_assert!(a.len().abs_diff(b.len()) <= edits(&a, &b) && edits(&a, &b) <= a.len().max(b.len()));
        }
    }
}
