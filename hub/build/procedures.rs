//! Procedures: a workbook with a sheet for each thing that is known about them, or a folder of CSV files with its sheets; the
//! records of the national portal; or files of a feed.
//!
//! `procedures.json` has what is needed to find one, and the length and hash of the file that tells it in full,
//! `procedures/{id}.json`. Those files are not in `cchc.json`: seven thousand entries would be half a megabyte for every page.
//!
//! `procedures.bin` has the list once more, as browsers search it.
//!
//! What several sources say of one procedure is put together: each fact is that of the first source that states it.

mod catalogue;
mod layouts;
mod portal;
mod sheets;
mod text;

use std::collections::{BTreeSet, HashMap};

use cchc::check::{FileKind, check, check_agencies};
use cchc::feed::procedure::detail_url;
use cchc::feed::wire::VERSION;
use cchc::feed::wire::procedure::Detail;
use cchc::feed::wire::procedures::DetailFile;
use serde_json::{Map, Value};

use super::origin::{Origin, Origins};
use super::output::Made;
use super::plan::{File, Source};
use super::problem::{At, Place, Problem};
use super::sources::{Desk, is_json, json_of, tell_empty};
use super::table::book::{Book, Kinds};
use super::{parallel, read};
use crate::integrity::integrity;

pub(super) use layouts::LAYOUTS;

static KINDS: Kinds = Kinds {
    layouts: &LAYOUTS,
    needed: 1,
    by_headings: true,
};

/// Procedures that are made into files at once.
const AT_ONCE: usize = 1_024;

/// Fields that stand in the file of a procedure alone.
const IN_FULL: [&str; 9] = [
    "decision",
    "ways",
    "cases",
    "steps",
    "results",
    "requirements",
    "places",
    "laws",
    "related",
];

/// Fields by name, each written as JSON.
type Fields = Vec<(String, String)>;

/// One procedure, put together from what sources say.
#[derive(Debug)]
struct Found {
    id: String,
    /// What the list says of it.
    about: Fields,
    /// What its own file says beside that.
    more: Fields,
    origin: Origin,
    origins: Origins,
}

impl Found {
    fn new(detail: &Detail, origin: Origin, origins: Origins) -> Self {
        // Plain types without maps: there is nothing that could fail.
        let value = serde_json::to_value(detail).unwrap_or_default();
        let fields = value.as_object().cloned().unwrap_or_default();
        Self::of(fields, origin, origins)
    }

    fn of(fields: Map<String, Value>, origin: Origin, origins: Origins) -> Self {
        let id = fields.get("id").and_then(Value::as_str).unwrap_or_default();
        let id = cchc::text::clean(id);
        let (mut about, mut more) = (Fields::new(), Fields::new());
        for (name, value) in fields {
            match name.as_str() {
                "version" | "detail" => {}
                name if IN_FULL.contains(&name) => more.push((name.to_owned(), value.to_string())),
                name => about.push((name.to_owned(), value.to_string())),
            }
        }
        Self {
            id,
            about,
            more,
            origin,
            origins,
        }
    }

    /// Adds what another source knows.
    fn fill(&mut self, other: Self) {
        for (ours, theirs) in [(&mut self.about, other.about), (&mut self.more, other.more)] {
            for (name, value) in theirs {
                if !ours.iter().any(|(known, _)| *known == name) {
                    ours.push((name, value));
                }
            }
        }
        self.origins.fill(other.origins);
    }

    /// Its own file. Every procedure has one, and be it with the words of the list alone: what is found can be opened.
    fn file(&self) -> String {
        let has = |name: &str| self.more.iter().any(|(known, _)| known == name);
        let version = ("version".to_owned(), Value::from(VERSION).to_string());
        let about = self.about.iter().filter(|(name, _)| {
            // The long form stands there too.
            !(name == "result" && has("results") || name == "conditions" && has("requirements"))
        });
        written(std::iter::once(&version).chain(about).chain(&self.more))
    }
}

fn written<'a>(fields: impl Iterator<Item = &'a (String, String)>) -> String {
    let mut text = String::from("{");
    for (name, value) in fields {
        if text.len() > 1 {
            text.push(',');
        }
        text.push_str(&Value::from(name.as_str()).to_string());
        text.push(':');
        text.push_str(value);
    }
    text.push('}');
    text
}

/// What sources hold, in the order of the plan.
#[derive(Default)]
struct Read {
    groups: Vec<Vec<Found>>,
    portal: portal::Pool,
    /// Place of the records of the portal among the groups.
    portal_at: Option<usize>,
    synonyms: Vec<(Value, Origin)>,
    related: Vec<(String, Place)>,
    /// Whether a file of the feed was checked as it stands.
    is_checked: bool,
}

/// The list and the files of single procedures.
pub(super) fn made(desk: &mut Desk<'_>, file: &File) -> Vec<Made> {
    let sources = file.sources();
    let mut read = Read::default();
    for source in sources.iter().filter(|one| one.is_clear(file.name)) {
        add(desk, source, &mut read);
    }
    let mut origins = Origins::default();
    if let Some(first) = sources.first() {
        let place = Place::new(first.name(), At::Whole);
        origins.insert("$".to_owned(), Origin::Place(place));
    }
    if read.is_checked && read.groups.len() == 1 && read.portal_at.is_none() {
        origins.insert("$".to_owned(), Origin::Checked);
    }
    if let Some(at) = read.portal_at {
        let found = read.portal.done(&desk.names, desk.problems);
        read.groups.insert(at, found);
    }
    let found = together(read.groups);
    let known: BTreeSet<_> = found.iter().map(|one| one.id.as_str()).collect();
    for (id, place) in &read.related {
        if !known.contains(id.as_str()) {
            desk.problems.note(place.clone(), "procedure-unknown", id);
        }
    }
    if found.is_empty() {
        let names: Vec<_> = sources.iter().map(Source::name).collect();
        tell_empty(desk, FileKind::Procedures, &names.join(", "));
    }
    let mut made = Vec::new();
    let mut urls = BTreeSet::new();
    let mut entries = Vec::new();
    let mut left = found.into_iter();
    loop {
        // Not all at once: what was put together of them goes as their files come.
        let mut some: Vec<_> = left.by_ref().take(AT_ONCE).collect();
        if some.is_empty() {
            break;
        }
        let now = desk.now;
        let files = parallel::each(&some, |one| {
            let content = one.file().into_bytes();
            let reports = check(FileKind::Procedure, &content, now);
            let detail = DetailFile {
                bytes: u64::try_from(content.len()).unwrap_or(u64::MAX),
                integrity: integrity(&content),
            };
            let detail = serde_json::to_string(&detail).unwrap_or_default();
            (content, reports, detail)
        });
        for (one, (content, reports, detail)) in some.iter_mut().zip(files) {
            let path = format!("$.procedures[{}]", entries.len());
            origins.insert(path, one.origin.clone());
            one.origins.tell(reports, desk.problems);
            one.about.push(("detail".to_owned(), detail));
            let url = detail_url(&one.id);
            // A second procedure of one code is told by the check of the list.
            if urls.insert(url.clone()) {
                made.push(entry(file, url, content, false));
            }
            entries.push(written(one.about.iter()));
        }
    }
    let list = whole(entries, read.synonyms, &mut origins);
    let reports = check(FileKind::Procedures, &list, desk.now);
    origins.tell(reports, desk.problems);
    match catalogue::content(&list, &made) {
        Ok(content) => made.insert(0, entry(file, catalogue::NAME.to_owned(), content, true)),
        Err(error) => {
            let place = Place::new(super::plan::NAME, At::Whole);
            desk.problems
                .note(place, "catalogue-too-large", &error.to_string());
        }
    }
    made.insert(0, entry(file, "procedures.json".to_owned(), list, true));
    made
}

/// The list with its synonyms.
fn whole(entries: Vec<String>, synonyms: Vec<(Value, Origin)>, origins: &mut Origins) -> Vec<u8> {
    let mut top = vec![
        ("version".to_owned(), Value::from(VERSION).to_string()),
        ("procedures".to_owned(), format!("[{}]", entries.join(","))),
    ];
    let mut values = Vec::new();
    for (at, (value, origin)) in synonyms.into_iter().enumerate() {
        origins.insert(format!("$.synonyms[{at}]"), origin);
        values.push(value);
    }
    if !values.is_empty() {
        top.push(("synonyms".to_owned(), Value::from(values).to_string()));
    }
    written(top.iter()).into_bytes()
}

/// Reads one source.
fn add(desk: &mut Desk<'_>, source: &Source, read: &mut Read) {
    let name = source.file.as_str();
    if portal::is_lines(name) {
        portal::in_lines(desk, name, &mut read.portal);
        read.portal_at.get_or_insert(read.groups.len());
        return;
    }
    if !is_json(source) {
        let sheets = read::sheets(desk.folder, name, desk.problems);
        if let Some(book) = Book::open(name, &sheets, &KINDS, desk.problems) {
            let sheets = sheets::read(&book, &desk.names, desk.problems);
            read.groups.push(sheets.found);
            read.synonyms.extend(sheets.synonyms);
            read.related.extend(sheets.related);
        }
        return;
    }
    if portal::in_json(desk, name, &mut read.portal) {
        read.portal_at.get_or_insert(read.groups.len());
        return;
    }
    let Some(mut top) = json_of(desk, FileKind::Procedures, name) else {
        return;
    };
    read.is_checked = true;
    let list = |top: &mut Value, name: &str| match top.get_mut(name).map(Value::take) {
        Some(Value::Array(list)) => list,
        _ => Vec::new(),
    };
    let synonyms = list(&mut top, "synonyms").into_iter();
    read.synonyms
        .extend(synonyms.map(|value| (value, Origin::Checked)));
    let mut found = Vec::new();
    for (at, value) in list(&mut top, "procedures").into_iter().enumerate() {
        let Value::Object(fields) = value else {
            continue;
        };
        let has_file = fields.get("detail").is_some_and(Value::is_object);
        let mut one = Found::of(fields, Origin::Checked, checked());
        if has_file && let Some(whole) = of_feed(desk, name, at, &one.id) {
            one.fill(whole);
        }
        found.push(one);
    }
    read.groups.push(found);
}

fn checked() -> Origins {
    let mut origins = Origins::default();
    origins.insert("$".to_owned(), Origin::Checked);
    origins
}

/// The file of a procedure beside a list that is a file of a feed.
fn of_feed(desk: &mut Desk<'_>, list: &str, at: usize, id: &str) -> Option<Found> {
    let url = detail_url(id);
    let file = match list.rsplit_once('/') {
        Some((folder, _)) => format!("{folder}/{url}"),
        None => url,
    };
    let path = desk.folder.join(&file);
    if !path.is_file() {
        desk.problems.add(Problem {
            place: Place::new(list, At::Whole),
            path: format!("$.procedures[{at}].detail"),
            rule: "file-missing",
            detail: file,
        });
        return None;
    }
    let content = read::bytes(&path, &Place::new(&file, At::Whole), desk.problems)?;
    let reports = check(FileKind::Procedure, &content, desk.now);
    let unknown = check_agencies(&content, |id| desk.names.is_id(id));
    for report in reports.into_iter().chain(unknown) {
        desk.problems.report(&file, report);
    }
    let text = String::from_utf8_lossy(&content);
    let value = serde_json::from_str(text.trim_start_matches('\u{feff}')).ok()?;
    match value {
        Value::Object(fields) => Some(Found::of(fields, Origin::Checked, checked())),
        _ => None,
    }
}

/// What several sources say of one procedure in one place, that of the first.
fn together(groups: Vec<Vec<Found>>) -> Vec<Found> {
    let mut found: Vec<Found> = Vec::new();
    let mut by_id: HashMap<String, usize> = HashMap::new();
    for group in groups {
        // Two of one code in one source stay two, and are told.
        let of_others = by_id.clone();
        for one in group {
            match of_others.get(&one.id).and_then(|at| found.get_mut(*at)) {
                Some(first) => first.fill(one),
                None => {
                    by_id.entry(one.id.clone()).or_insert(found.len());
                    found.push(one);
                }
            }
        }
    }
    found
}

fn entry(file: &File, url: String, content: Vec<u8>, is_listed: bool) -> Made {
    Made {
        name: url.trim_end_matches(".json").to_owned(),
        url,
        ttl_secs: file.ttl_secs,
        content,
        is_listed,
    }
}
