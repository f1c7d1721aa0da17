//! What may be compared with what, on Hanoi's real editions from 2019 to 2025.
//!
//! The records stand beside the project and are no part of it. A short list in the same form has the cases that matter,
//! and is read too. Either goes the way of a publisher: to the types of the feed, to JSON, and
//! back through the parsers.
#![allow(clippy::unwrap_used, clippy::disallowed_methods, reason = "tests")]

use std::collections::BTreeSet;
use std::path::Path;

use cchc::check::FileKind;
use cchc::compare::{
    Places, Why, band_words, change, edition_before, rank_words, sentence, value_words,
};
use cchc::feed::indexes::{Index, Observation, Status};
use cchc::feed::wire::{Profile, schema};
use cchc::feed::{index, indexes};
use cchc::format::Lang;
use cchc::format::number::Decimal;
use serde_json::Value;

#[path = "indexes/facts.rs"]
mod facts;

/// What the records lack: rule and place. The rest is read without a finding.
const KNOWN: &[(&str, &str)] = &[
    // Tiers that the records do not list.
    ("band-unknown", "pci 2021"),
    // Pages that name a rank and not among how many.
    ("rank-of-missing", "papi 2022"),
    ("rank-of-missing", "pii 2025"),
    ("rank-of-missing", "hanoi-cchc-departments rankings 2023"),
    // Two groups that replaced the five factors, a part of an index whose parts are not listed.
    ("component-unknown", "sipas editions 2024"),
    ("component-unknown", "ict-index editions 2020"),
    ("rank-of-missing", "ict-index editions 2020"),
];

/// Everything as read back, with what was found on the way.
struct Board {
    facts: Vec<Value>,
    indexes: Vec<Index>,
    details: Vec<index::Detail>,
    /// Rule, and index with period.
    found: BTreeSet<(String, String)>,
    is_real: bool,
}

impl Board {
    /// That of the short list, and that of the records where they are.
    fn all() -> Vec<Self> {
        let records = Path::new(env!("CARGO_MANIFEST_DIR"))
            .parent()
            .unwrap()
            .join("shared/data/facts.json");
        let real = std::fs::read_to_string(records).ok();
        if real.is_none() {
            println!("the records are not beside the project: the short list alone is read");
        }
        let short = Self::of(facts::SHORT_LIST, false);
        std::iter::once(short)
            .chain(real.map(|text| Self::of(&text, true)))
            .collect()
    }

    fn of(text: &str, is_real: bool) -> Self {
        let mut value: Value = serde_json::from_str(text).unwrap();
        let Value::Array(facts) = value["indexes"].take() else {
            panic!("no indexes");
        };
        let written = facts::indexes(&facts);
        let file = serde_json::to_value(&written).unwrap();
        assert_fits(FileKind::Indexes, &file);
        let (indexes, findings) = indexes::parse(&file.to_string());
        let mut found: BTreeSet<_> = findings
            .into_iter()
            .map(|finding| (finding.rule.to_owned(), named(&file, &finding.path, "")))
            .collect();
        let mut details = Vec::new();
        for (fact, entry) in facts.iter().zip(&indexes) {
            let file = serde_json::to_value(facts::detail(fact)).unwrap();
            assert_fits(FileKind::Index, &file);
            let (detail, findings) = index::parse(&file.to_string(), entry);
            details.extend(detail);
            found.extend(findings.into_iter().map(|finding| {
                let place = named(&file, &finding.path, &entry.id);
                (finding.rule.to_owned(), place)
            }));
        }
        Self {
            facts,
            indexes,
            details,
            found,
            is_real,
        }
    }

    fn edition(&self, id: &str, period: &str) -> (&Index, &Observation) {
        let index = self.indexes.iter().find(|index| index.id == id).unwrap();
        let mut editions = index.observations.iter();
        (index, editions.find(|one| one.period == period).unwrap())
    }

    /// Changes of value, rank and band in Vietnamese.
    fn words(&self, id: &str, period: &str) -> [String; 3] {
        let (index, edition) = self.edition(id, period);
        let found = change(index, edition);
        let band = edition.figures.band.as_deref().unwrap_or_default();
        [
            value_words(index, &found, Lang::Vi),
            rank_words(&found, Lang::Vi),
            band_words(index, &found, band, Lang::Vi),
        ]
    }
}

fn assert_fits(kind: FileKind, file: &Value) {
    for profile in [Profile::Publisher, Profile::Reader] {
        let wrong = jsonschema::validate(&schema(kind, profile), file);
        assert_eq!(wrong.map_err(|error| error.to_string()), Ok(()));
    }
}

/// `papi 2022`, `sipas editions 2024`: index and period around a JSON path.
fn named(file: &Value, path: &str, id: &str) -> String {
    let mut words: Vec<&str> = vec![id];
    let mut place = file;
    for step in path.trim_start_matches("$.").split('.') {
        let (name, at) = step.split_once('[').unwrap_or((step, ""));
        place = &place[name];
        if let Ok(at) = at.trim_end_matches(']').parse::<usize>() {
            place = &place[at];
            let is_own = !["indexes", "observations", "rows"].contains(&name);
            words.extend(is_own.then_some(name));
            words.extend(place["id"].as_str());
            words.extend(place["period"].as_str());
        }
    }
    words.retain(|word| !word.is_empty());
    words.join(" ")
}

#[test]
fn every_yearly_entry_comes_back_as_it_was_written() {
    for board in Board::all() {
        let known: BTreeSet<_> = KNOWN
            .iter()
            .map(|(rule, place)| ((*rule).to_owned(), (*place).to_owned()))
            .collect();
        let more: Vec<_> = board.found.difference(&known).collect();
        assert!(more.is_empty(), "{more:?}");
        let mut count = 0;
        for (fact, index) in board.facts.iter().zip(&board.indexes) {
            for entry in fact["observations"].as_array().unwrap() {
                let period = entry["period"].as_str().unwrap();
                let (_, read) = board.edition(&index.id, period);
                let value = entry["value"].as_f64().or(entry["mean"].as_f64());
                let value = value.and_then(|value| Decimal::new(value, index.decimals));
                let rank = |name: &str| entry[name].as_u64().and_then(|rank| rank.try_into().ok());
                assert_eq!(
                    (read.figures.value, read.figures.rank),
                    (value, rank("rank")),
                    "{} {period}",
                    index.id
                );
                assert_eq!(
                    read.figures.rank_of,
                    rank("rank_of"),
                    "{} {period}",
                    index.id
                );
                count += 1;
            }
        }
        if board.is_real {
            assert_eq!(
                (board.indexes.len(), board.details.len(), count),
                (9, 9, 52)
            );
            // Nothing stays on the list that is mended.
            assert_eq!(board.found, known);
        }
        assert!(count >= 28, "{count} entries");
    }
}

#[test]
fn c1_a_rank_among_34_is_compared_with_the_one_worked_out_again_among_34() {
    for board in Board::all() {
        let (dti, latest) = board.edition("dti", "2024");
        let found = change(dti, latest);
        assert_eq!(
            found.rank,
            Ok(Places {
                gained: 4,
                restated: true
            })
        );
        let mut bare = dti.clone();
        for one in &mut bare.observations {
            one.restated.clear();
        }
        let found = change(&bare, bare.latest().unwrap());
        assert_eq!(found.rank, Err(Why::Universe(63, 34)));
        let [value, rank, _] = board.words("dti", "2023");
        assert_eq!(value, "chưa đủ số liệu để so với năm 2022");
        assert_eq!(rank, "tăng 18 bậc so với năm 2022");
    }
}

#[test]
fn c2_fifteenth_of_61_is_not_compared_with_29th_of_63_but_the_value_is() {
    for board in Board::all() {
        let [value, rank, band] = board.words("papi", "2024");
        assert_eq!(value, "giảm 0,1856 điểm so với năm 2023");
        assert_eq!(
            rank,
            "không so sánh được với năm 2023: khi đó xếp hạng 61 đơn vị, nay 63"
        );
        assert_eq!(band, "xuống nhóm Trung bình cao so với năm 2023");
        let [value, rank, _] = board.words("papi", "2023");
        assert_eq!(value, "tăng 0,0554 điểm so với năm 2022");
        assert_eq!(
            rank,
            "không so sánh được với năm 2022: không rõ xếp hạng trên bao nhiêu đơn vị"
        );
    }
}

#[test]
fn c3_a_group_stands_where_the_publisher_does_not_rank() {
    for board in Board::all() {
        let (papi, latest) = board.edition("papi", "2024");
        assert!(!papi.ranked && papi.latest() == Some(latest));
        let band = latest.figures.band.as_deref().and_then(|id| papi.band(id));
        assert_eq!(band.unwrap().1.name.vi, "Trung bình cao");
        assert_eq!(change(papi, latest).band, Ok(-1));
    }
}

#[test]
fn c4_no_change_is_told_from_or_to_an_edition_of_which_sources_differ() {
    for board in Board::all() {
        for (id, period) in [
            ("par-index", "2023"),
            ("par-index", "2024"),
            ("papi", "2021"),
            ("papi", "2022"),
        ] {
            let (index, edition) = board.edition(id, period);
            let found = change(index, edition);
            assert_eq!(
                (found.value, found.rank, found.band),
                (Err(Why::Conflict), Err(Why::Conflict), Err(Why::Conflict)),
                "{id} {period}"
            );
        }
        let (_, par) = board.edition("par-index", "2023");
        assert_eq!(par.status, Status::Conflict);
        assert_eq!(
            (par.figures.value, par.conflicts[0].value),
            (Decimal::new(91.43, 2), Decimal::new(91.25, 2))
        );
        let (_, papi) = board.edition("papi", "2021");
        assert_eq!(
            (papi.figures.rank, papi.conflicts[0].rank),
            (Some(9), Some(10))
        );
    }
}

#[test]
fn c5_a_rank_without_value_and_a_value_without_rank_both_stand() {
    for board in Board::all() {
        let [value, rank, _] = board.words("pii", "2024");
        assert_eq!(value, "chưa đủ số liệu để so với năm 2023");
        assert_eq!(rank, "giữ nguyên hạng so với năm 2023");
        let [_, rank, _] = board.words("pii", "2025");
        assert_eq!(
            rank,
            "không so sánh được với năm 2024: không rõ xếp hạng trên bao nhiêu đơn vị"
        );
        let (pii, latest) = board.edition("pii", "2025");
        assert_eq!(pii.latest(), Some(latest));
        assert_eq!(sentence(pii, Lang::Vi), "");
        // The mean of all departments has no rank.
        let (departments, mean) = board.edition("hanoi-cchc-departments", "2023");
        assert!(departments.of_units && mean.figures.rank.is_none());
        let [value, ..] = board.words("hanoi-cchc-departments", "2023");
        assert_eq!(value, "tăng 2,67 điểm phần trăm so với năm 2022");
    }
}

#[test]
fn c6_nothing_is_compared_across_the_break_of_2022() {
    for board in Board::all() {
        let (sipas, first) = board.edition("sipas", "2022");
        let found = change(sipas, first);
        assert_eq!(found.since.unwrap().period, "2020");
        assert!(
            matches!(found.rank, Err(Why::Break(_))) && matches!(found.value, Err(Why::Break(_)))
        );
        let [value, rank, _] = board.words("sipas", "2023");
        assert_eq!(value, "chưa đủ số liệu để so với năm 2022");
        assert_eq!(rank, "tăng 9 bậc so với năm 2022");
        let [value, rank, _] = board.words("sipas", "2024");
        assert_eq!(value, "tăng 2,93 điểm phần trăm so với năm 2023");
        assert_eq!(rank, "tăng 10 bậc so với năm 2023");
        let heard = sentence(sipas, Lang::Vi);
        assert!(
            heard.contains("thấp nhất 80,09% (2019)") && heard.contains("bắt đầu lại từ năm 2022")
        );
        assert!(heard.ends_with("Chưa có giá trị: 2021, 2022."), "{heard}");
    }
}

#[test]
fn c7_every_figure_names_its_year_and_source_and_says_when_it_was_worked_out() {
    for board in Board::all() {
        let (_, pci) = board.edition("pci", "2022");
        assert_eq!(
            (pci.status, pci.figures.value),
            (Status::Derived, Decimal::new(66.74, 2))
        );
        let [value, rank, _] = board.words("pci", "2022");
        assert_eq!(value, "giảm 1,86 điểm so với năm 2021");
        assert_eq!(rank, "giảm 10 bậc so với năm 2021");
        let [value, rank, _] = board.words("pci", "2024");
        assert_eq!(value, "tăng 1,23 điểm so với năm 2023");
        assert_eq!(rank, "tăng 4 bậc so với năm 2023");
        for index in &board.indexes {
            for one in index.observations.iter().filter(|one| one.is_known()) {
                assert!(one.figures.source.is_some(), "{} {}", index.id, one.period);
            }
        }
    }
}

#[test]
fn components_and_rankings_stand_behind_the_card() {
    for board in Board::all() {
        let detail = |id: &str| board.details.iter().find(|one| one.id == id).unwrap();
        let dti = &detail("dti").editions[0];
        let ranks: Vec<_> = dti.parts.iter().map(|part| part.rank).collect();
        assert_eq!(
            (dti.period.as_str(), ranks),
            ("2022", vec![Some(40), Some(18), Some(30)])
        );
        assert!(dti.parts.iter().all(|part| part.value.is_none()));
        let papi = detail("papi");
        let edition = papi
            .editions
            .iter()
            .find(|one| one.period == "2023")
            .unwrap();
        // The axes add up to the whole.
        let sum: f64 = edition
            .parts
            .iter()
            .filter_map(|part| Some(part.value?.to_f64()))
            .sum();
        let (index, whole) = board.edition("papi", "2023");
        assert_eq!(Decimal::new(sum, 4), whole.figures.value);
        let before = edition_before(index, papi, edition).map(|one| one.period.as_str());
        let expected = match board.is_real {
            true => Ok("2022"),
            false => Err(Why::First),
        };
        assert_eq!(before, expected);
        let ranking = detail("hanoi-cchc-departments").rankings.last().unwrap();
        assert_eq!(
            (
                ranking.period.as_str(),
                ranking.rank_of,
                ranking.rows[0].rank
            ),
            ("2024", Some(23), Some(1))
        );
    }
}
