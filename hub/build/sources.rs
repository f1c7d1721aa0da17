//! From the sources that the plan names to the files of the feed, with everything that is wrong on the way.
//!
//! Sources that are JSON are files of the feed already and are checked as they stand. Tables become items first; what the
//! check finds in the built file is told at the cell that it came from.

use std::path::Path;

use cchc::check::{FileKind, Severity, check, check_agencies};
use cchc::feed::Stamp;
use cchc::feed::news::MAX_ITEMS;
use cchc::feed::wire::VERSION;
use serde_json::{Value, json};

use super::agencies::Names;
use super::origin::{Origin, Origins};
use super::output::Made;
use super::plan::{self, File, Plan, Source};
use super::problem::{At, Place, Problems};
use super::read::sheet::Sheet;
use super::swap::Old;
use super::table::layout::Layout;
use super::table::{self, Table};
use super::{
    agencies, answers, feedback, foreign, indexes, markdown, news, notices, procedures, read,
    screens,
};

/// One item of a file and where it came from.
#[derive(Debug)]
pub(super) struct Entry {
    pub(super) value: Value,
    pub(super) origin: Origin,
}

/// What sources are read with.
pub(super) struct Desk<'a> {
    pub(super) plan: &'a Plan,
    pub(super) folder: &'a Path,
    pub(super) old: &'a Old,
    pub(super) now: Stamp,
    pub(super) problems: &'a mut Problems,
    pub(super) names: Names,
}

/// A source, read.
enum Content {
    /// A file of the feed: its list, and what stands around.
    Json {
        entries: Vec<Entry>,
        top: Value,
    },
    /// Items of a feed of somebody else.
    Items(Vec<Entry>),
    Tables(Vec<Sheet>),
}

/// Reads all sources; nothing of it is worth anything when a problem is an error.
pub(super) fn read(desk: &mut Desk<'_>) -> Vec<Made> {
    let plan = desk.plan;
    // The others name agencies; screens name indexes and procedures.
    let mut files: Vec<_> = plan.files.iter().collect();
    files.sort_by_key(|file| match file.name {
        FileKind::Agencies => 0,
        FileKind::Screens => 2,
        _ => 1,
    });
    let mut made = Vec::new();
    for file in files {
        made.extend(match file.name {
            FileKind::Indexes => indexes::made(desk, file),
            FileKind::Procedures => procedures::made(desk, file),
            FileKind::Feedback => feedback::made(desk, file),
            FileKind::Screens => screens::made(desk, file, &made),
            _ => vec![one(desk, file)],
        });
    }
    // In the order of the plan; the files of single indexes and procedures stay behind theirs.
    let place = |made: &Made| {
        let of_kind = |file: &File| {
            made.name == file.name.name()
                || made.name.starts_with(&format!("{}/", file.name.name()))
                || made.name == format!("{}.bin", file.name.name())
        };
        plan.files.iter().position(of_kind)
    };
    made.sort_by_key(place);
    made
}

fn one(desk: &mut Desk<'_>, file: &File) -> Made {
    let kind = file.name;
    let mut lists = Vec::new();
    let mut around = None;
    for source in file.sources() {
        let mut entries = match content(desk, kind, &source) {
            Some(Content::Json { entries, top }) => {
                around.get_or_insert(top);
                entries
            }
            Some(Content::Items(entries)) => entries,
            Some(Content::Tables(sheets)) => in_table(desk, kind, &sheets),
            None => Vec::new(),
        };
        if kind == FileKind::News {
            news::fill(&mut entries, &source, &desk.names, desk.problems);
            if let Some(most) = source.max_items {
                entries = news::merge(vec![entries], Some(most));
            }
        }
        lists.push(entries);
    }
    let count: usize = lists.iter().map(Vec::len).sum();
    let mut entries = match kind {
        FileKind::News => news::merge(lists, file.max_items),
        _ => lists.into_iter().flatten().collect(),
    };
    if kind == FileKind::Agencies {
        desk.names = Names::new(&entries);
    }
    if kind == FileKind::News
        && file.max_items.is_none()
        && entries.len() == MAX_ITEMS
        && count > MAX_ITEMS
    {
        let place = Place::new(plan::NAME, At::Whole);
        desk.problems
            .note(place, "news-cut", &format!("{count} → {MAX_ITEMS}"));
    }
    let sources = file.sources();
    if kind == FileKind::News {
        let old = desk.old.read("news.json");
        let json = sources.iter().find(|source| is_json(source));
        let json = json.map_or(plan::NAME, |source| source.file.as_str());
        news::refuse_changed_ids(&mut entries, json, old.as_deref(), desk.problems);
    }
    // Notices come and go.
    if kind != FileKind::Notices && entries.is_empty() {
        let names: Vec<_> = sources.iter().map(Source::name).collect();
        tell_empty(desk, kind, &names.join(", "));
    }
    let mut origins = Origins::default();
    let list = list_of(kind);
    let mut values = Vec::new();
    let is_json = entries
        .iter()
        .all(|entry| matches!(entry.origin, Origin::Checked | Origin::Foreign));
    for (at, entry) in entries.into_iter().enumerate() {
        origins.insert(format!("$.{list}[{at}]"), entry.origin);
        values.push(entry.value);
    }
    if is_json && around.is_some() {
        // It was checked as it stands, with its lines.
        origins.insert("$".to_owned(), Origin::Checked);
    }
    let value = match kind {
        FileKind::News => news::file(desk.plan, file, around, values),
        _ => {
            let mut value = around.unwrap_or_else(|| json!({ "version": VERSION }));
            value[list] = Value::Array(values);
            value
        }
    };
    let content = value.to_string().into_bytes();
    origins.tell(check(kind, &content, desk.now), desk.problems);
    Made {
        name: kind.name().to_owned(),
        url: format!("{}.json", kind.name()),
        ttl_secs: file.ttl_secs,
        content,
        is_listed: true,
    }
}

/// A file that had items and has none is more often a slip than a wish.
pub(super) fn tell_empty(desk: &mut Desk<'_>, kind: FileKind, source: &str) {
    let old = desk.old.read(&format!("{}.json", kind.name()));
    let old: Value = old
        .and_then(|content| serde_json::from_slice(&content).ok())
        .unwrap_or_default();
    let count = old[list_of(kind)].as_array().map_or(0, Vec::len);
    // An error that was told says why.
    if count > 0 && desk.problems.worst() != Some(Severity::Error) {
        let place = Place::new(source, At::Whole);
        let detail = format!("{count} → 0");
        desk.problems.note(place, "items-gone", &detail);
    }
}

fn in_table(desk: &mut Desk<'_>, kind: FileKind, sheets: &[Sheet]) -> Vec<Entry> {
    let Some(table) = table_of(desk, layout_of(kind), sheets) else {
        return Vec::new();
    };
    match kind {
        FileKind::Agencies => agencies::read(&table, desk.problems),
        FileKind::Answers => answers::read(&table, &desk.names, desk.problems),
        FileKind::Notices => notices::read(&table, &desk.names, desk.now, desk.problems),
        _ => news::read(&table, &desk.names, desk.problems),
    }
}

fn table_of<'a>(
    desk: &mut Desk<'_>,
    layout: &'static Layout,
    sheets: &'a [Sheet],
) -> Option<Table<'a>> {
    match sheets.is_empty() {
        // Told by who could not read them.
        true => None,
        false => {
            let found = table::find(sheets, layout, desk.problems)?;
            tell_others(desk, &found, sheets);
            Some(found)
        }
    }
}

/// Of one workbook one sheet is read. Others of the same kind, such as one for each year, must not be left out in silence.
fn tell_others(desk: &mut Desk<'_>, found: &Table<'_>, sheets: &[Sheet]) {
    let known = [
        &agencies::LAYOUT,
        &answers::LAYOUT,
        &notices::LAYOUT,
        &news::LAYOUT,
    ];
    let is_known = |sheet: &Sheet| {
        let mut layouts = known
            .into_iter()
            .chain(indexes::LAYOUTS)
            .chain(procedures::LAYOUTS)
            .chain(feedback::LAYOUTS)
            .chain(screens::LAYOUTS);
        table::is_guide(sheet.name()) || layouts.any(|layout| layout.is_named(sheet.name()))
    };
    for sheet in sheets {
        if sheet.rows.is_empty() || found.is_of(sheet) || is_known(sheet) {
            continue;
        }
        let rule = match Table::fit(sheet, found.layout) > 1 {
            true => "sheet-twice",
            false => "sheet-unknown",
        };
        desk.problems.note(sheet.place.clone(), rule, sheet.name());
    }
}

const fn layout_of(kind: FileKind) -> &'static Layout {
    match kind {
        FileKind::Agencies => &agencies::LAYOUT,
        FileKind::Answers => &answers::LAYOUT,
        FileKind::Notices => &notices::LAYOUT,
        _ => &news::LAYOUT,
    }
}

/// The list of a file, which bears its name but for JSON Feed's and that of forms.
const fn list_of(kind: FileKind) -> &'static str {
    match kind {
        FileKind::News => "items",
        FileKind::Feedback => "forms",
        _ => kind.name(),
    }
}

fn content(desk: &mut Desk<'_>, kind: FileKind, source: &Source) -> Option<Content> {
    if !source.is_clear(kind) {
        return None;
    }
    if kind == FileKind::News {
        let foreign = match source.url.is_empty() {
            false => Some(foreign::at_address(desk, source)),
            true if foreign::is_feed(&source.file) => Some(foreign::in_file(desk, source)),
            true => None,
        };
        if let Some(entries) = foreign {
            return Some(Content::Items(entries));
        }
    }
    if kind == FileKind::News && markdown::is_text(desk.folder, &source.file) {
        let entries = markdown::entries(desk, source);
        return Some(Content::Items(entries));
    }
    if !is_json(source) {
        let sheets = read::sheets(desk.folder, &source.file, desk.problems);
        return Some(Content::Tables(sheets));
    }
    let mut top = json_of(desk, kind, &source.file)?;
    let list = top.get_mut(list_of(kind)).map(Value::take);
    let Some(Value::Array(values)) = list else {
        return None;
    };
    let entries = values.into_iter().map(|value| Entry {
        value,
        origin: Origin::Checked,
    });
    Some(Content::Json {
        entries: entries.collect(),
        top,
    })
}

pub(super) fn is_json(source: &Source) -> bool {
    source.file.to_lowercase().ends_with(".json")
}

/// A source that is a file of the feed already, checked; `None` when it cannot be read.
pub(super) fn json_of(desk: &mut Desk<'_>, kind: FileKind, file: &str) -> Option<Value> {
    let place = Place::new(file, At::Whole);
    let content = read::bytes(&desk.folder.join(file), &place, desk.problems)?;
    let reports = check(kind, &content, desk.now);
    let unknown = check_agencies(&content, |id| desk.names.is_id(id));
    for report in reports.into_iter().chain(unknown) {
        desk.problems.report(file, report);
    }
    let text = String::from_utf8_lossy(&content);
    serde_json::from_str(text.trim_start_matches('\u{feff}'))
        .ok()
        .filter(Value::is_object)
}
