//! What the workbook of procedures says: one row for each procedure, and rows of the other sheets that tell more of it.

use std::collections::{BTreeMap, HashMap};

use cchc::feed::wire::Day;
use cchc::feed::wire::procedure::{
    Block, Case, Channel, Detail, Fee, FeeKind, Form, Law, Paper, Step, Time, Unit, Way,
};
use cchc::feed::wire::procedures::{Level, Online, Procedure, Synonym};
use serde_json::Value;

use super::{Found, layouts, text};
use crate::build::agencies::Names;
use crate::build::origin::{Origin, Origins};
use crate::build::problem::{Place, Problems};
use crate::build::table::book::Book;
use crate::build::table::fold::nearest;
use crate::build::table::row::Row;

/// Longest id of a procedure: it names a file, and file systems end at 255 bytes with three for a byte and the endings.
const MAX_ID_BYTES: usize = 80;

/// What a workbook holds.
pub(super) struct Sheets {
    pub(super) found: Vec<Found>,
    pub(super) synonyms: Vec<(Value, Origin)>,
    /// Codes that belong to others, and their cells: only the whole feed knows whether there are such procedures.
    pub(super) related: Vec<(String, Place)>,
}

/// A procedure on the way.
struct Draft {
    detail: Detail,
    origin: Origin,
    origins: Origins,
    /// Steps by their numbers.
    steps: BTreeMap<u32, (Step, Origin)>,
}

/// Reads all sheets.
pub(super) fn read(book: &Book<'_>, names: &Names, problems: &mut Problems) -> Sheets {
    let mut drafts = Vec::new();
    // The first of one code gets the rows; that there is a second is told by the check of the list.
    let mut by_id = HashMap::new();
    for row in book.rows(&layouts::PROCEDURES, problems) {
        if let Some(procedure) = procedure(&row, names, problems) {
            by_id.entry(procedure.id.clone()).or_insert(drafts.len());
            drafts.push(Draft {
                detail: Detail {
                    procedure,
                    ..Detail::default()
                },
                origin: Origin::from(&row),
                origins: Origins::default(),
                steps: BTreeMap::new(),
            });
        }
    }
    let mut related = Vec::new();
    for (layout, add) in [
        (&layouts::WAYS, way as Add),
        (&layouts::PAPERS, paper),
        (&layouts::STEPS, step),
        (&layouts::LAWS, law),
        (&layouts::PLACES, place),
        (&layouts::RELATED, relation),
    ] {
        for row in book.rows(layout, problems) {
            let Some(code) = row.must(problems, "procedure") else {
                continue;
            };
            let Some(at) = by_id.get(&code) else {
                let detail = match nearest(&code, by_id.keys().map(String::as_str)) {
                    Some(meant) => format!("{code} → {meant}?"),
                    None => code,
                };
                row.note(problems, "procedure", "procedure-unknown", &detail);
                continue;
            };
            if let Some(draft) = drafts.get_mut(*at) {
                let count = draft.detail.related.len();
                add(&row, draft, problems);
                let new = draft.detail.related.iter().skip(count);
                related.extend(new.map(|id| (id.clone(), row.cell_place("related"))));
            }
        }
    }
    Sheets {
        found: drafts.into_iter().map(Draft::done).collect(),
        synonyms: synonyms(book, problems),
        related,
    }
}

impl Draft {
    /// Steps in their order, one list of places.
    fn done(mut self) -> Found {
        for (_, (step, origin)) in std::mem::take(&mut self.steps) {
            let path = format!("$.steps[{}]", self.detail.steps.len());
            self.origins.insert(path, origin);
            self.detail.steps.push(step);
        }
        self.origins.insert("$".to_owned(), self.origin.clone());
        Found::new(&self.detail, self.origin, self.origins)
    }
}

/// Adds what a row says.
type Add = fn(&Row<'_>, &mut Draft, &mut Problems);

fn procedure(row: &Row<'_>, names: &Names, problems: &mut Problems) -> Option<Procedure> {
    row.must(problems, "id");
    let id = row.id(problems, "id").filter(|id| {
        let fits = id.len() <= MAX_ID_BYTES;
        if !fits {
            row.note(problems, "id", "id-unusable", id);
        }
        fits
    });
    let name = row.must(problems, "name");
    let handler = row.text(problems, "handler");
    let levels = row.words(problems, "levels");
    let rarity = row.count(problems, "rarity");
    let procedure = Procedure {
        name_en: row.text(problems, "name_en"),
        field: row.text(problems, "field"),
        agencies: handler
            .iter()
            .filter_map(|text| names.known(text))
            .collect(),
        handler,
        levels: levels.into_iter().map(level).collect(),
        audience: row.list(problems, "audience"),
        online: row.word(problems, "online").map(online),
        keywords: row.list(problems, "keywords"),
        // The check of the file tells of one off its scale.
        rarity: rarity.map(|rarity| u8::try_from(rarity).unwrap_or(u8::MAX)),
        result: row.text(problems, "result"),
        conditions: row.text(problems, "conditions"),
        url: row.link(problems, "url"),
        updated: row.day(problems, "updated").map(Day),
        id: id?,
        name: name?,
    };
    Some(procedure)
}

fn level(word: &str) -> Level {
    match word {
        "ministry" => Level::Ministry,
        "city" => Level::City,
        "ward" => Level::Ward,
        _ => Level::Other,
    }
}

fn online(word: &str) -> Online {
    match word {
        "full" => Online::Full,
        "partial" => Online::Partial,
        _ => Online::No,
    }
}

/// Rows that differ by what is paid alone are one way.
fn way(row: &Row<'_>, draft: &mut Draft, problems: &mut Problems) {
    row.must(problems, "channel");
    let channel = row.word(problems, "channel").map(|word| match word {
        "online" => Channel::Online,
        "post" => Channel::Post,
        _ => Channel::Counter,
    });
    let (amount, fee) = (row.count(problems, "fee.amount"), fee(row, problems));
    let way = Way {
        channel: channel.unwrap_or(Channel::Counter),
        time: time(row, problems),
        fees: Vec::new(),
        text: text::blocks(&row.lines(problems, "text").unwrap_or_default()),
    };
    // What else is wrong in the row was told at once.
    let is_told = way.time.is_none() && row.text(problems, "time.count").is_some();
    if channel.is_none() || is_told {
        return;
    }
    let ways = &mut draft.detail.ways;
    let is_same = |known: &Way| {
        (known.channel, known.time, &known.text) == (way.channel, way.time, &way.text)
    };
    let at = match ways.iter().position(is_same) {
        Some(at) => {
            // It adds what is paid, or nothing.
            if fee.is_none() {
                row.note(problems, "channel", "row-repeated", "");
            }
            at
        }
        None => {
            let path = format!("$.ways[{}]", ways.len());
            draft.origins.insert(path, Origin::from(row));
            ways.push(way);
            ways.len() - 1
        }
    };
    if let (Some(way), Some(fee)) = (ways.get_mut(at), fee) {
        let path = format!("$.ways[{at}].fees[{}]", way.fees.len());
        let cell = row.cell_place(if amount.is_some() {
            "fee.amount"
        } else {
            "fee.text"
        });
        draft.origins.insert(path, Origin::Place(cell));
        way.fees.push(fee);
    }
}

fn time(row: &Row<'_>, problems: &mut Problems) -> Option<Time> {
    let is_said = ["time.count", "time.unit"].map(|key| row.text(problems, key).is_some());
    if !is_said.contains(&true) {
        return None;
    }
    row.must(problems, "time.count");
    row.must(problems, "time.unit");
    let count = row.count(problems, "time.count");
    let unit = row.word(problems, "time.unit").map(|word| match word {
        "working_day" => Unit::WorkingDay,
        "hour" => Unit::Hour,
        "month" => Unit::Month,
        _ => Unit::Day,
    });
    Some(Time {
        count: count?,
        unit: unit?,
    })
}

/// Zero is free only as it is written; an empty cell is not known.
fn fee(row: &Row<'_>, problems: &mut Problems) -> Option<Fee> {
    let fee = Fee {
        kind: match row.word(problems, "fee.kind") {
            Some("fee") => FeeKind::Fee,
            Some("price") => FeeKind::Price,
            _ => FeeKind::Charge,
        },
        amount_vnd: row.count(problems, "fee.amount").map(u64::from),
        text: row.text(problems, "fee.text"),
    };
    (fee.amount_vnd.is_some() || fee.text.is_some()).then_some(fee)
}

fn paper(row: &Row<'_>, draft: &mut Draft, problems: &mut Problems) {
    let case = row.text(problems, "case");
    let name = row.must(problems, "name");
    let url = row.link(problems, "form");
    let mut paper = Paper {
        name: name.clone().unwrap_or_default(),
        originals: row.count(problems, "originals"),
        copies: row.count(problems, "copies"),
        is_required: row.flag(problems, "is_required"),
        forms: Vec::new(),
    };
    let Some(name) = name else { return };
    paper.forms.extend(url.map(|url| Form {
        name,
        url: Some(url),
    }));
    let cases = &mut draft.detail.cases;
    let at = match cases.iter().position(|known| known.name == case) {
        Some(at) => at,
        None => {
            cases.push(Case {
                name: case,
                papers: Vec::new(),
            });
            draft.origins.insert(
                format!("$.cases[{}]", cases.len() - 1),
                Origin::Place(row.cell_place("case")),
            );
            cases.len() - 1
        }
    };
    if let Some(case) = cases.get_mut(at) {
        if case.papers.contains(&paper) {
            row.note(problems, "name", "row-repeated", &paper.name);
        }
        let path = format!("$.cases[{at}].papers[{}]", case.papers.len());
        draft.origins.insert(path, Origin::from(row));
        case.papers.push(paper);
    }
}

fn step(row: &Row<'_>, draft: &mut Draft, problems: &mut Problems) {
    row.must(problems, "step");
    let number = row.count(problems, "step");
    let is_there = row.must(problems, "text").is_some();
    let step = Step {
        name: row.text(problems, "name"),
        text: text::blocks(&row.lines(problems, "text").unwrap_or_default()),
    };
    let Some(number) = number.filter(|_| is_there) else {
        return;
    };
    let before = draft.steps.insert(number, (step, Origin::from(row)));
    if before.is_some() {
        row.note(problems, "step", "row-repeated", &number.to_string());
    }
}

fn law(row: &Row<'_>, draft: &mut Draft, problems: &mut Problems) {
    let name = row.must(problems, "name");
    let number = row.text(problems, "number");
    let url = row.link(problems, "url");
    let Some(name) = name else { return };
    let (name, in_name) = match number {
        Some(_) => (Some(name), None),
        None => parted(&name),
    };
    let law = Law {
        number: number.or(in_name),
        name,
        url,
    };
    let laws = &mut draft.detail.laws;
    if laws.contains(&law) {
        row.note(problems, "name", "row-repeated", "");
    }
    let path = format!("$.laws[{}]", laws.len());
    draft.origins.insert(path, Origin::from(row));
    laws.push(law);
}

/// `Luật 60/2014/QH13` is a name and a number.
fn parted(text: &str) -> (Option<String>, Option<String>) {
    let is_number =
        |word: &str| word.contains('/') && word.starts_with(|first: char| first.is_ascii_digit());
    match text.rsplit_once(' ') {
        Some((name, number)) if is_number(number) => {
            let name = name.strip_suffix(" số").unwrap_or(name);
            (Some(name.to_owned()), Some(number.to_owned()))
        }
        None if is_number(text) => (None, Some(text.to_owned())),
        _ => (Some(text.to_owned()), None),
    }
}

/// One place is a paragraph, several are a list.
fn place(row: &Row<'_>, draft: &mut Draft, problems: &mut Problems) {
    let Some(place) = row.must(problems, "place") else {
        return;
    };
    let places = &mut draft.detail.places;
    draft
        .origins
        .insert("$.places".to_owned(), Origin::from(row));
    match places.last_mut() {
        Some(Block::List(list)) => list.push(place),
        Some(Block::Paragraph(first)) => {
            let first = std::mem::take(first);
            *places = vec![Block::List(vec![first, place])];
        }
        None => places.push(Block::Paragraph(place)),
    }
}

fn relation(row: &Row<'_>, draft: &mut Draft, problems: &mut Problems) {
    row.must(problems, "related");
    let related = row.id(problems, "related");
    let known = &mut draft.detail.related;
    if related.as_ref().is_some_and(|id| known.contains(id)) {
        row.note(problems, "related", "row-repeated", "");
    }
    known.extend(related);
}

fn synonyms(book: &Book<'_>, problems: &mut Problems) -> Vec<(Value, Origin)> {
    let mut synonyms: Vec<(Value, Origin)> = Vec::new();
    let mut known = std::collections::BTreeSet::new();
    for row in book.rows(&layouts::SYNONYMS, problems) {
        let term = row.must(problems, "term");
        row.must(problems, "meanings");
        let meanings = row.list(problems, "meanings");
        let Some(term) = term.filter(|_| !meanings.is_empty()) else {
            continue;
        };
        // Case tells them apart: CC is no cc.
        if !known.insert(term.clone()) {
            row.note(problems, "term", "row-repeated", &term);
        }
        let synonym = Synonym { term, meanings };
        if let Ok(value) = serde_json::to_value(synonym) {
            synonyms.push((value, Origin::from(&row)));
        }
    }
    synonyms
}
