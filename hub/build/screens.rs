//! Screens: a workbook with sheets for panels, programmes, scenes and quiet hours, or a folder of CSV files with its sheets; or
//! a file of a feed.
//!
//! `rev` of a screen is counted here: up by one whenever the screen or its programme differs from the feed in use.

mod layouts;
mod sheets;
mod times;

use std::collections::BTreeSet;

use cchc::check::{FileKind, Report, check, check_screens};
use cchc::feed::wire::VERSION;
use serde_json::{Value, json};

use super::origin::{Origin, Origins};
use super::output::Made;
use super::plan::{self, File};
use super::problem::At;
use super::problem::Place;
use super::read;
use super::sources::{Desk, is_json, json_of, tell_empty};
use super::table::book::{Book, Kinds};

pub(super) use layouts::LAYOUTS;

static KINDS: Kinds = Kinds {
    layouts: &LAYOUTS,
    needed: 3,
    by_headings: false,
};

/// Ids of what scenes show, from the files that are made already.
struct Known {
    indexes: BTreeSet<String>,
    procedures: BTreeSet<String>,
}

impl Known {
    fn of(made: &[Made]) -> Self {
        let ids = |kind: FileKind| {
            let file = made.iter().find(|file| file.name == kind.name());
            let value = file.and_then(|file| serde_json::from_slice::<Value>(&file.content).ok());
            let list = value
                .as_ref()
                .and_then(|value| value[kind.name()].as_array());
            let ids = list
                .into_iter()
                .flatten()
                .filter_map(|one| one["id"].as_str());
            ids.map(str::to_owned).collect()
        };
        Self {
            indexes: ids(FileKind::Indexes),
            procedures: ids(FileKind::Procedures),
        }
    }

    fn check(&self, content: &[u8]) -> Vec<Report> {
        let [indexes, procedures] = [&self.indexes, &self.procedures];
        check_screens(
            content,
            |id| indexes.contains(id),
            |id| procedures.contains(id),
        )
    }
}

/// The file of all screens; `made` are the files that scenes show.
pub(super) fn made(desk: &mut Desk<'_>, file: &File, made: &[Made]) -> Vec<Made> {
    let known = Known::of(made);
    let mut origins = Origins::default();
    let mut top = json!({ "version": VERSION });
    let (mut screens, mut programmes) = (Vec::new(), Vec::new());
    let sources = file.sources();
    for source in sources.iter().filter(|one| one.is_clear(file.name)) {
        let name = source.file.as_str();
        if is_json(source) {
            let Some(mut value) = json_of(desk, FileKind::Screens, name) else {
                continue;
            };
            let place = Place::new(name, At::Whole);
            let content = read::bytes(&desk.folder.join(name), &place, desk.problems);
            for report in known.check(&content.unwrap_or_default()) {
                desk.problems.report(name, report);
            }
            for (list, all) in [("screens", &mut screens), ("programmes", &mut programmes)] {
                if let Some(Value::Array(found)) = value.get_mut(list).map(Value::take) {
                    for one in found {
                        origins.insert(format!("$.{list}[{}]", all.len()), Origin::Checked);
                        all.push(one);
                    }
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
        let (found, plans) = sheets::read(&book, &desk.names, desk.problems);
        // Plain types without maps: there is nothing that could fail.
        for mut draft in found {
            draft.origins(&format!("$.screens[{}]", screens.len()), &mut origins);
            screens.push(serde_json::to_value(draft.wire).unwrap_or_default());
        }
        for mut draft in plans {
            draft.origins(&format!("$.programmes[{}]", programmes.len()), &mut origins);
            programmes.push(serde_json::to_value(draft.wire).unwrap_or_default());
        }
    }
    if screens.is_empty() {
        let names: Vec<_> = sources.iter().map(plan::Source::name).collect();
        tell_empty(desk, FileKind::Screens, &names.join(", "));
    }
    count_up(desk, &mut screens, &programmes);
    top["screens"] = screens.into();
    top["programmes"] = programmes.into();
    let content = top.to_string().into_bytes();
    let mut reports = check(FileKind::Screens, &content, desk.now);
    reports.extend(known.check(&content));
    origins.tell(reports, desk.problems);
    vec![Made {
        name: FileKind::Screens.name().to_owned(),
        url: "screens.json".to_owned(),
        ttl_secs: file.ttl_secs,
        content,
        is_listed: true,
    }]
}

/// Counts `rev` up where a screen, or what it shows, is not that of the feed in use. One that is written in a source stays.
fn count_up(desk: &Desk<'_>, screens: &mut [Value], programmes: &[Value]) {
    let old = desk.old.read("screens.json");
    let old: Value = old
        .and_then(|content| serde_json::from_slice(&content).ok())
        .unwrap_or_default();
    let list = |name: &str| old[name].as_array().map_or(&[][..], Vec::as_slice);
    let find = |list: &[Value], id: &Value| list.iter().find(|one| one["id"] == *id).cloned();
    for screen in screens {
        let Some(fields) = screen
            .as_object_mut()
            .filter(|fields| !fields.contains_key("rev"))
        else {
            continue;
        };
        let id = fields.get("id").cloned().unwrap_or_default();
        let programme = fields.get("programme").cloned().unwrap_or_default();
        let mut before = find(list("screens"), &id).unwrap_or_default();
        let rev = before["rev"].as_u64().unwrap_or_default();
        if let Some(before) = before.as_object_mut() {
            before.remove("rev");
        }
        let is_same = before.as_object() == Some(fields)
            && find(list("programmes"), &programme) == find(programmes, &programme);
        let rev = if is_same { rev } else { rev.saturating_add(1) };
        fields.insert("rev".to_owned(), rev.into());
    }
}
