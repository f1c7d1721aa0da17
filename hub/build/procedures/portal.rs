//! Records of the national portal: those of its catalogue and those of single procedures.
//!
//! One code can be that of several records, in the catalogue and by itself, or by mistake. Records of one number of the portal
//! are one procedure; of others with one code the first keeps it, and the rest is told and kept under a code of its own.

mod record;

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::io::{BufRead, BufReader, Read};

use flate2::read::MultiGzDecoder;
use serde_json::{Map, Value};

use self::record::Record;
use super::Found;
use crate::build::agencies::Names;
use crate::build::origin::{Origin, Origins};
use crate::build::problem::{At, Place, Problems};
use crate::build::sources::Desk;
use crate::build::table::fold::fold;
use crate::build::{parallel, read};

/// Longest line, and largest file when it is unpacked: the whole catalogue in full has about 150 MB.
const MAX_LINE_BYTES: u64 = 16 << 20;
const MAX_BYTES: u64 = 1 << 30;
/// Lines that are read at once.
const AT_ONCE: usize = 256;

/// Records of all sources.
#[derive(Default)]
pub(super) struct Pool {
    records: Vec<Record>,
}

/// Whether a source has one record in each line.
pub(super) fn is_lines(name: &str) -> bool {
    let name = name.to_lowercase();
    name.ends_with(".jsonl") || name.ends_with(".jsonl.gz")
}

/// Reads a file with one record in each line.
pub(super) fn in_lines(desk: &mut Desk<'_>, name: &str, pool: &mut Pool) {
    let place = Place::new(name, At::Whole);
    let file = match std::fs::File::open(desk.folder.join(name)) {
        Ok(file) => file,
        Err(error) => {
            let rule = match error.kind() {
                std::io::ErrorKind::NotFound => "file-absent",
                _ => "file-locked",
            };
            return desk.problems.note(place, rule, &error.to_string());
        }
    };
    let content: Box<dyn Read> = match name.to_lowercase().ends_with(".gz") {
        true => Box::new(MultiGzDecoder::new(file)),
        false => Box::new(file),
    };
    let mut reader = BufReader::new(content.take(MAX_BYTES));
    let mut left_out = LeftOut::default();
    let mut lines = Vec::new();
    for number in 1.. {
        let mut line = Vec::new();
        let read = (&mut reader)
            .take(MAX_LINE_BYTES)
            .read_until(b'\n', &mut line);
        let place = place.with(At::Line(number, 1));
        let is_end = match read {
            Ok(length) => {
                lines.push((place, line));
                length == 0
            }
            Err(error) => {
                let detail = error.to_string();
                desk.problems.note(place, "record-unreadable", &detail);
                true
            }
        };
        if is_end || lines.len() == AT_ONCE {
            for read in parallel::each(&lines, |(place, line)| in_line(place, line)) {
                put(desk, read, pool, &mut left_out);
            }
            lines.clear();
        }
        if is_end {
            break;
        }
    }
    left_out.tell(name, desk.problems);
}

/// One line; `None` when it is empty.
fn in_line(place: &Place, line: &[u8]) -> Option<OneRead> {
    let text = String::from_utf8_lossy(line);
    let text = text.trim_start_matches('\u{feff}').trim();
    if text.is_empty() {
        return None;
    }
    Some(match serde_json::from_str(text) {
        Ok(Value::Object(fields)) => one(&fields, place.clone()),
        Ok(_) => OneRead::Problem(place.clone(), "record-unreadable", text.to_owned()),
        Err(error) => {
            let at = match place.at {
                At::Line(line, _) => At::Line(line, error.column()),
                at => at,
            };
            OneRead::Problem(place.with(at), "record-unreadable", error.to_string())
        }
    })
}

/// Reads a file that is one record or a list of them; false when it is something else.
pub(super) fn in_json(desk: &mut Desk<'_>, name: &str, pool: &mut Pool) -> bool {
    let place = Place::new(name, At::Whole);
    // Whoever reads it as a file of the feed tells what is wrong with it.
    let Ok(content) = std::fs::read(desk.folder.join(name)) else {
        return false;
    };
    let text = String::from_utf8_lossy(&content);
    let value = serde_json::from_str(text.trim_start_matches('\u{feff}')).unwrap_or_default();
    let records = match value {
        Value::Array(records) => records,
        Value::Object(fields) if is_record(&fields) => vec![Value::Object(fields)],
        _ => return false,
    };
    if read::bytes(&desk.folder.join(name), &place, desk.problems).is_none() {
        return true;
    }
    let mut left_out = LeftOut::default();
    for (at, record) in records.into_iter().enumerate() {
        // Its lines are not known any more; its place in the list is.
        let read = match record {
            Value::Object(fields) => one(&fields, place.clone()),
            _ => OneRead::Problem(place.clone(), "record-unreadable", format!("[{at}]")),
        };
        put(desk, Some(read), pool, &mut left_out);
    }
    left_out.tell(name, desk.problems);
    true
}

/// A file of the feed has `procedures`, or an `id` where the portal has a `code`.
fn is_record(fields: &Map<String, Value>) -> bool {
    fields.contains_key("code") && !fields.contains_key("procedures")
}

/// What came of one record.
enum OneRead {
    Record(Box<Record>),
    /// Nothing for citizens, and why.
    LeftOut(String),
    Problem(Place, &'static str, String),
}

fn one(fields: &Map<String, Value>, place: Place) -> OneRead {
    if let Some(why) = record::why_not(fields) {
        return OneRead::LeftOut(why);
    }
    match Record::read(fields, place.clone()) {
        Some(record) => OneRead::Record(Box::new(record)),
        None => {
            let code = fields.get("code").or_else(|| fields.get("id"));
            let detail = code.map_or_else(String::new, ToString::to_string);
            OneRead::Problem(place, "record-nameless", detail)
        }
    }
}

fn put(desk: &mut Desk<'_>, read: Option<OneRead>, pool: &mut Pool, left_out: &mut LeftOut) {
    match read {
        None => {}
        Some(OneRead::Record(record)) => pool.records.push(*record),
        Some(OneRead::LeftOut(why)) => left_out.add(why),
        Some(OneRead::Problem(place, rule, detail)) => desk.problems.note(place, rule, &detail),
    }
}

/// Records that are not for citizens, counted.
#[derive(Default)]
struct LeftOut(BTreeMap<String, usize>);

impl LeftOut {
    fn add(&mut self, why: String) {
        *self.0.entry(why).or_default() += 1;
    }

    fn tell(&self, name: &str, problems: &mut Problems) {
        for (why, count) in &self.0 {
            let place = Place::new(name, At::Whole);
            problems.note(place, "records-left-out", &format!("{why}: {count}"));
        }
    }
}

impl Pool {
    /// The procedures of all records, in the order of their first ones.
    pub(super) fn done(self, names: &Names, problems: &mut Problems) -> Vec<Found> {
        let mut by_code: Vec<(String, Vec<Record>)> = Vec::new();
        let mut places = HashMap::new();
        for record in self.records {
            let at = *places.entry(record.code.clone()).or_insert(by_code.len());
            match by_code.get_mut(at) {
                Some((_, records)) => records.push(record),
                None => by_code.push((record.code.clone(), vec![record])),
            }
        }
        let mut found = Vec::new();
        let mut known: BTreeSet<_> = by_code.iter().map(|(code, _)| code.clone()).collect();
        for (code, records) in by_code {
            for (at, record) in apart(records, problems).into_iter().enumerate() {
                let id = match at {
                    0 => code.clone(),
                    _ => {
                        let free = (at + 1..).map(|at| format!("{code}-{at}"));
                        let id = free.into_iter().find(|id| !known.contains(id));
                        let id = id.unwrap_or_default();
                        known.insert(id.clone());
                        let detail = format!("{code} → {id}: {}", record.name);
                        problems.note(record.place.clone(), "code-twice", &detail);
                        id
                    }
                };
                found.push(done(record, id, names));
            }
        }
        found
    }
}

/// Records of one code, as many as there are procedures: the one whose code is written as it should be first, so that the
/// order of a file changes no code.
fn apart(records: Vec<Record>, problems: &mut Problems) -> Vec<Record> {
    let mut apart: Vec<Record> = Vec::new();
    for record in records {
        let is_same = |known: &&mut Record| {
            let is_numbered = !record.number.is_empty() && !known.number.is_empty();
            is_numbered && known.number == record.number || fold(&known.name) == fold(&record.name)
        };
        match apart.iter_mut().find(is_same) {
            Some(known) => {
                // In the catalogue and by itself is as it should be.
                if known.is_whole == record.is_whole && known.number != record.number {
                    let detail = format!("{}: {}", record.code, record.name);
                    problems.note(record.place.clone(), "code-repeated", &detail);
                }
                known.fill(record);
            }
            None => apart.push(record),
        }
    }
    apart.sort_by(|a, b| (a.is_mended, &a.number).cmp(&(b.is_mended, &b.number)));
    apart
}

fn done(record: Record, id: String, names: &Names) -> Found {
    let mut detail = record.detail;
    let about = &mut detail.procedure;
    about.id = id;
    about.name = record.name;
    let handlers = about.handler.iter().flat_map(|text| text.split("; "));
    about.agencies = handlers.filter_map(|text| names.known(text)).collect();
    let mut origins = Origins::default();
    let origin = Origin::Place(record.place);
    origins.insert("$".to_owned(), origin.clone());
    Found::new(&detail, origin, origins)
}
