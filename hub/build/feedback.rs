//! Forms that citizens send: a workbook with a sheet for each thing that a form has, or a folder of CSV files with its sheets;
//! or a file of a feed.
//!
//! A form that was served is what somebody's phone still holds an item for, so one that changes takes a new version; and a
//! text that somebody agreed to stays what it was under its version, or the agreement proves nothing.

mod layouts;
mod sheets;

use cchc::check::{FileKind, check};
use cchc::feed::wire::VERSION;
use serde_json::{Value, json};

use super::origin::{Origin, Origins};
use super::output::Made;
use super::plan::{self, File};
use super::problem::{At, Place};
use super::read;
use super::sources::{Desk, is_json, json_of, tell_empty};
use super::table::book::{Book, Kinds};

pub(super) use layouts::LAYOUTS;

static KINDS: Kinds = Kinds {
    layouts: &LAYOUTS,
    needed: 1,
    by_headings: false,
};

/// The file of all forms.
pub(super) fn made(desk: &mut Desk<'_>, file: &File) -> Vec<Made> {
    let mut origins = Origins::default();
    let mut top = json!({ "version": VERSION });
    // Each with the place of its version.
    let mut forms: Vec<(Value, Place)> = Vec::new();
    let sources = file.sources();
    for source in sources.iter().filter(|one| one.is_clear(file.name)) {
        let name = source.file.as_str();
        if is_json(source) {
            let Some(mut value) = json_of(desk, FileKind::Feedback, name) else {
                continue;
            };
            if let Some(Value::Array(found)) = value.get_mut("forms").map(Value::take) {
                for form in found {
                    origins.insert(format!("$.forms[{}]", forms.len()), Origin::Checked);
                    forms.push((form, Place::new(name, At::Whole)));
                }
            }
            if sources.len() == 1 {
                // It was checked as it stands, with its lines.
                origins.insert("$".to_owned(), Origin::Checked);
                top = value;
            }
            continue;
        }
        let tables = read::sheets(desk.folder, name, desk.problems);
        let Some(book) = Book::open(name, &tables, &KINDS, desk.problems) else {
            continue;
        };
        for mut draft in sheets::read(&book, &desk.names, desk.problems) {
            draft.origins(forms.len(), &mut origins);
            let place = draft.origin.place("version").cloned();
            let place = place.unwrap_or_else(|| book.place());
            // Plain types without maps: there is nothing that could fail.
            let form = serde_json::to_value(&draft.form).unwrap_or_default();
            forms.push((form, place));
        }
    }
    if let Some(hub) = &file.hub {
        let place = Place::new(plan::NAME, At::Whole);
        origins.insert("$.hub".to_owned(), Origin::Place(place));
        top["hub"] = json!(hub);
    }
    tell_unraised(desk, &forms);
    if forms.is_empty() {
        let names: Vec<_> = sources.iter().map(plan::Source::name).collect();
        tell_empty(desk, FileKind::Feedback, &names.join(", "));
    }
    top["forms"] = forms.into_iter().map(|(form, _)| form).collect();
    let content = top.to_string().into_bytes();
    let reports = check(FileKind::Feedback, &content, desk.now);
    origins.tell(reports, desk.problems);
    vec![Made {
        name: FileKind::Feedback.name().to_owned(),
        url: "feedback.json".to_owned(),
        ttl_secs: file.ttl_secs,
        content,
        is_listed: true,
    }]
}

/// Forms and texts of consent that changed since the feed in use under the same version, or under a lower one.
fn tell_unraised(desk: &mut Desk<'_>, forms: &[(Value, Place)]) {
    let old = desk.old.read("feedback.json");
    let old: Value = old
        .and_then(|content| serde_json::from_slice(&content).ok())
        .unwrap_or_default();
    for before in old["forms"].as_array().into_iter().flatten() {
        let found = forms.iter().find(|(form, _)| form["id"] == before["id"]);
        let Some((form, place)) = found else { continue };
        let [was, is] = [before, form].map(|form| form["version"].as_u64().unwrap_or_default());
        let id = form["id"].as_str().unwrap_or_default();
        if is < was || is == was && before != form {
            let detail = format!("{id}: {is} → {}?", was.saturating_add(1));
            desk.problems.note(place.clone(), "form-unraised", &detail);
        }
        let [was, is] = [before, form].map(|form| &form["consent"]);
        let is_same_version = was["id"] == is["id"] && was["version"] == is["version"];
        if is.is_object() && was.is_object() && is_same_version && was != is {
            let version = is["version"].as_str().unwrap_or_default();
            let detail = format!("{id}: {version}");
            desk.problems
                .note(place.clone(), "consent-unraised", &detail);
        }
    }
}
