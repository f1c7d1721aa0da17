//! The national catalogue with what an agency's feed would add: the sample's keywords and synonyms. It stands beside the project, is no part of
//! it, and is not there in a plain clone.

use std::collections::{BTreeMap, BTreeSet};
use std::io::Read;
use std::path::{Path, PathBuf};

use cchc::feed::procedures::{Level, Procedure, RAREST, Synonym};
use cchc::text::clean_nfc;
use serde_json::Value;

/// What a feed made of the catalogue and the sample has.
pub(crate) struct Real {
    /// One for each code, in the order of the catalogue.
    pub(crate) procedures: Vec<Procedure>,
    /// Of the sample.
    pub(crate) synonyms: Vec<Synonym>,
    /// Codes of what a citizen of Hanoi meets.
    pub(crate) hanoi: BTreeSet<String>,
}

/// One line of `queries.tsv`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Query {
    /// What was done to the name: `typo`.
    pub(crate) class: String,
    /// `tune` or `held`.
    pub(crate) half: String,
    /// As it is typed.
    pub(crate) text: String,
    /// Codes that are right.
    pub(crate) codes: Vec<String>,
}

/// The catalogue; nothing where it is not.
#[must_use]
pub(crate) fn catalogue() -> Option<Real> {
    let folder = root().parent()?.join("shared/data/procedures");
    let packed = std::fs::read(folder.join("national-catalog-5670.jsonl.gz")).ok()?;
    let mut text = String::new();
    flate2::read::GzDecoder::new(packed.as_slice())
        .read_to_string(&mut text)
        .unwrap();
    let sample = sample();
    let mut procedures: Vec<Procedure> = Vec::new();
    let mut seen = BTreeSet::new();
    for line in text.lines() {
        let record: Value = serde_json::from_str(line).unwrap();
        let mut procedure = procedure(&record);
        // Codes that differ by blanks alone are one, as in a feed.
        if !seen.insert(procedure.id.clone()) {
            continue;
        }
        if let Some((keywords, rarity)) = sample.get(&procedure.id) {
            procedure.keywords.clone_from(keywords);
            procedure.rarity = *rarity;
        }
        procedures.push(procedure);
    }
    let codes = std::fs::read_to_string(folder.join("hanoi-like-subset-codes.txt")).unwrap();
    Some(Real {
        procedures,
        synonyms: synonyms(),
        hanoi: codes.lines().map(|code| code.trim().to_owned()).collect(),
    })
}

/// The queries by which the search is judged.
#[must_use]
pub(crate) fn queries() -> Vec<Query> {
    let text = std::fs::read_to_string(root().join("tests/search/queries.tsv")).unwrap();
    text.lines()
        .filter(|line| !line.starts_with('#'))
        .map(|line| {
            let cells: Vec<&str> = line.split('\t').collect();
            assert_eq!(cells.len(), 4, "{line}");
            Query {
                class: cells[0].to_owned(),
                half: cells[1].to_owned(),
                text: cells[2].to_owned(),
                codes: cells[3].split(' ').map(str::to_owned).collect(),
            }
        })
        .collect()
}

/// The root of the project.
pub(crate) fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).to_owned()
}

fn procedure(record: &Value) -> Procedure {
    let text = |name: &str| clean_nfc(record[name].as_str().unwrap_or_default());
    let departments = texts(&record["departments"]);
    Procedure {
        id: text("code"),
        name: text("name"),
        field: texts(&record["categories"])
            .into_iter()
            .next()
            .unwrap_or_default(),
        levels: levels(&departments),
        handler: departments.join("; "),
        audience: texts(&record["formalityTargetType"]),
        rarity: RAREST,
        ..Procedure::default()
    }
}

fn texts(list: &Value) -> Vec<String> {
    let words = list
        .as_array()
        .into_iter()
        .flatten()
        .filter_map(Value::as_str);
    words
        .map(clean_nfc)
        .filter(|word| !word.is_empty())
        .collect()
}

/// From the names of those who handle it; most of the catalogue says no more about levels.
fn levels(departments: &[String]) -> Vec<Level> {
    let has = |words: &[&str]| {
        departments
            .iter()
            .any(|name| words.iter().any(|word| name.contains(word)))
    };
    let mut out = Vec::new();
    if has(&["cấp xã", "cấp Xã", "xã, phường"]) {
        out.push(Level::Ward);
    }
    if has(&["Sở", "cấp tỉnh", "cấp Tỉnh", "thành phố", "Thành phố"]) {
        out.push(Level::City);
    }
    if has(&["Bộ", "Cục"]) {
        out.push(Level::Ministry);
    }
    out
}

/// Keywords and rarity by code.
fn sample() -> BTreeMap<String, (Vec<String>, u8)> {
    let (head, rows) = table("thu-tuc.csv");
    let at = |word: &str| head.iter().position(|cell| cell.starts_with(word)).unwrap();
    let (code, keywords, rarity) = (at("Mã"), at("Từ khoá"), at("Thường gặp"));
    rows.iter()
        .map(|row| {
            let rarity = row
                .get(rarity)
                .and_then(|cell| cell.parse().ok())
                .unwrap_or(RAREST);
            (row[code].clone(), (parted(&row[keywords]), rarity))
        })
        .collect()
}

fn synonyms() -> Vec<Synonym> {
    let (_, rows) = table("dong-nghia.csv");
    rows.iter()
        .map(|row| Synonym {
            term: row[0].clone(),
            meanings: parted(&row[1]),
        })
        .collect()
}

fn parted(cell: &str) -> Vec<String> {
    cell.split(';')
        .map(clean_nfc)
        .filter(|word| !word.is_empty())
        .collect()
}

/// Head and rows of a table of the sample: semicolons between cells, quotes around a cell that has some.
fn table(file: &str) -> (Vec<String>, Vec<Vec<String>>) {
    let path = root().join("examples/sources/thu-tuc").join(file);
    let text = std::fs::read_to_string(&path).unwrap();
    let mut rows = vec![vec![String::new()]];
    let mut is_quoted = false;
    for c in text.trim_start_matches('\u{feff}').chars() {
        match c {
            '"' => is_quoted = !is_quoted,
            ';' if !is_quoted => rows.last_mut().unwrap().push(String::new()),
            '\n' if !is_quoted => rows.push(vec![String::new()]),
            '\r' => {}
            _ => rows.last_mut().unwrap().last_mut().unwrap().push(c),
        }
    }
    rows.retain(|row| row.iter().any(|cell| !cell.is_empty()));
    let head = rows.remove(0);
    (head, rows)
}
