//! From records of Hanoi's indexes to the types of the feed, and a short list of the same form with the cases that matter.

use std::collections::BTreeMap;

use cchc::feed::parse_stamp;
use cchc::feed::wire::{Day, VERSION, index, indexes};
use serde_json::Value;

/// `indexes.json` of these records.
pub(crate) fn indexes(facts: &[Value]) -> indexes::Indexes {
    indexes::Indexes {
        version: VERSION.to_owned(),
        indexes: facts.iter().map(entry).collect(),
    }
}

fn entry(fact: &Value) -> indexes::Index {
    let scale = &fact["scale"];
    let name = text(&fact["name_vi"]).unwrap();
    let short = name
        .split_once('(')
        .and_then(|(_, rest)| rest.split_once(')'));
    let bands = fact["bands"].as_array().into_iter().flatten();
    let targets = fact["targets"].as_array().into_iter().flatten();
    let observations = fact["observations"].as_array().unwrap();
    indexes::Index {
        short: short.map(|(short, _)| short.to_owned()),
        name_en: text(&fact["name_en"]),
        publisher: text(&fact["publisher"]),
        of_units: Some(fact["scope"] == "internal"),
        unit: text(&scale["unit"]),
        decimals: scale["decimals"]
            .as_u64()
            .and_then(|count| count.try_into().ok()),
        min: scale["min"].as_f64(),
        max: scale["max"].as_f64(),
        ranked: Some(
            !text(&fact["ranking_policy"]).is_some_and(|policy| policy.contains("does not rank")),
        ),
        bands: bands
            .map(|band| indexes::Band {
                id: text(&band["id"]).unwrap(),
                name: text(&band["name_vi"]).unwrap(),
                name_en: None,
            })
            .collect(),
        target: targets
            .filter_map(|target| {
                Some(indexes::Target {
                    period: text(&target["period"])?,
                    value: Some(target["value"].as_f64()?),
                    source: link(&target["source"]),
                    ..indexes::Target::default()
                })
            })
            .next(),
        detail: text(&fact["id"]).map(|id| format!("indexes/{id}.json")),
        observations: observations
            .iter()
            .map(|one| observation(fact, one))
            .collect(),
        ..indexes::Index::new(&text(&fact["id"]).unwrap(), &name)
    }
}

fn observation(fact: &Value, one: &Value) -> indexes::Observation {
    let period = text(&one["period"]).unwrap();
    let breaks = match &one["break_in_series"] {
        Value::Bool(true) => text(&fact["components_note"]),
        _ => text(&fact["break_in_series"])
            .and_then(|words| Some(words.strip_prefix(&format!("{period}: "))?.to_owned())),
    };
    let mean = [&one["national_mean"], &one["provincial_mean"]];
    let restated = Some(&one["restated"]).filter(|other| other.is_object());
    indexes::Observation {
        figures: figures(fact, one),
        status: match one["status"].as_str().unwrap() {
            "published" => Some(indexes::Status::Published),
            "derived" => Some(indexes::Status::Derived),
            "unknown" => Some(indexes::Status::Unknown),
            word => panic!("{word}"),
        },
        published: day(&one["published"]).or_else(|| day(&one["reported"])),
        mean: mean.into_iter().find_map(Value::as_f64),
        breaks,
        note: text(&one["note"]),
        restated: restated
            .map(|other| figures(fact, other))
            .into_iter()
            .collect(),
        conflicts: conflict(one).into_iter().collect(),
        period,
        ..indexes::Observation::default()
    }
}

fn figures(fact: &Value, one: &Value) -> indexes::Figures {
    let rank_of = whole(&one["rank_of"]);
    indexes::Figures {
        // An index of units is told by the mean of all of them.
        value: one["value"].as_f64().or(one["mean"].as_f64()),
        rank: whole(&one["rank"]),
        rank_of,
        // Its publisher works with the provinces before and after the merger of 2025.
        basis: rank_of
            .filter(|_| fact["id"] == "dti")
            .map(|of| format!("{of}-provinces")),
        band: text(&one["band"]),
        source: link(&one["source"]),
    }
}

/// What another source implies: `… implies 91.25`, `… implies 10th`.
fn conflict(one: &Value) -> Option<indexes::Figures> {
    let source = link(&one["conflict_source"])?;
    let words = text(&one["conflict"])?;
    let (_, implied) = words.split_once("implies ")?;
    let number: String = implied
        .chars()
        .take_while(|c| c.is_ascii_digit() || *c == '.')
        .collect();
    Some(indexes::Figures {
        value: number.parse().ok().filter(|_| number.contains('.')),
        rank: number.parse().ok(),
        rank_of: whole(&one["rank_of"]),
        source: Some(source),
        ..indexes::Figures::default()
    })
}

/// `indexes/{id}.json` of one record.
pub(crate) fn detail(fact: &Value) -> index::Index {
    let scale = &fact["scale"]["per_component"];
    let component = |id: &str, name: &Value| index::Component {
        id: id.to_owned(),
        name: text(name).unwrap(),
        min: scale["min"].as_f64(),
        max: scale["max"].as_f64(),
        ..index::Component::default()
    };
    let components: Vec<index::Component> = match &fact["components"] {
        Value::Array(names) => (1..)
            .zip(names)
            .map(|(at, name): (usize, _)| component(&at.to_string(), name))
            .collect(),
        Value::Object(names) => names.iter().map(|(id, name)| component(id, name)).collect(),
        _ => Vec::new(),
    };
    let observations = fact["observations"].as_array().unwrap();
    index::Index {
        version: VERSION.to_owned(),
        id: text(&fact["id"]).unwrap(),
        method: text(&fact["structure"]),
        sources: fact["source"]
            .as_array()
            .into_iter()
            .flatten()
            .filter_map(link)
            .collect(),
        editions: observations
            .iter()
            .filter_map(|one| edition(&components, one))
            .collect(),
        peers: observations.iter().filter_map(leader).collect(),
        rankings: observations
            .iter()
            .filter_map(|one| ranking(fact, one))
            .collect(),
        components,
        ..index::Index::default()
    }
}

fn edition(components: &[index::Component], one: &Value) -> Option<index::Edition> {
    let mut edition = index::Edition {
        period: text(&one["period"])?,
        rank_of: whole(&one["rank_of"]),
        source: link(&one["source"]),
        ..index::Edition::default()
    };
    for list in ["components", "component_values", "sub_index"] {
        for (name, figure) in one[list].as_object().into_iter().flatten() {
            let id = id_of(components, name);
            let value = figure.as_f64().or(figure["value"].as_f64());
            if let Some(rank) = whole(&figure["rank"]) {
                edition.ranks.insert(id.clone(), Some(rank));
            }
            edition.values.insert(id, value);
        }
    }
    for (name, rank) in one["component_ranks"].as_object().into_iter().flatten() {
        edition.ranks.insert(id_of(components, name), whole(rank));
    }
    let is_empty = edition.values == BTreeMap::new() && edition.ranks.is_empty();
    (!is_empty).then_some(edition)
}

/// The records name a component by its id or by its name.
fn id_of(components: &[index::Component], name: &str) -> String {
    let known = components.iter().find(|one| one.name == name);
    known.map_or_else(|| name.to_owned(), |one| one.id.clone())
}

/// `Hải Phòng 96.17`
fn leader(one: &Value) -> Option<index::Peer> {
    let words = text(&one["leader"])?;
    let (name, value) = words.rsplit_once(' ')?;
    Some(index::Peer {
        period: text(&one["period"])?,
        name: name.to_owned(),
        figures: indexes::Figures {
            value: value.parse().ok(),
            rank: Some(1),
            rank_of: whole(&one["rank_of"]),
            ..indexes::Figures::default()
        },
        ..index::Peer::default()
    })
}

/// First and last units, as far as they were reported.
fn ranking(fact: &Value, one: &Value) -> Option<index::Ranking> {
    let count = whole(&one["n"]);
    let unit = |row: &Value, rank: Option<u32>| index::Unit {
        name: text(&row[0]).unwrap(),
        value: row[1].as_f64(),
        rank,
        ..index::Unit::default()
    };
    let top = one["top"].as_array()?;
    let bottom = one["bottom"].as_array().into_iter().flatten();
    Some(index::Ranking {
        period: text(&one["period"])?,
        universe: text(&fact["name_vi"])?,
        rank_of: count,
        mean: one["mean"].as_f64(),
        source: link(&one["source"])?,
        rows: (1..)
            .zip(top)
            .map(|(rank, row)| unit(row, Some(rank)))
            .chain(bottom.map(|row| unit(row, count)))
            .collect(),
        ..index::Ranking::default()
    })
}

fn text(value: &Value) -> Option<String> {
    match value {
        Value::String(words) => Some(words.clone()),
        Value::Number(number) => Some(number.to_string()),
        _ => None,
    }
}

fn whole(value: &Value) -> Option<u32> {
    value.as_u64()?.try_into().ok()
}

fn day(value: &Value) -> Option<Day> {
    let (stamp, _) = parse_stamp(value.as_str()?)?;
    Some(Day(stamp.date_naive()))
}

/// The first of several addresses.
fn link(value: &Value) -> Option<indexes::Link> {
    let url = value.as_str().or_else(|| value[0].as_str())?;
    (url != "not found").then(|| indexes::Link {
        url: Some(url.to_owned()),
        ..indexes::Link::default()
    })
}

/// The cases in the same form, where the records are not at hand.
pub(crate) const SHORT_LIST: &str = r#"{"indexes":[
{"id":"par-index","name_vi":"Chỉ số cải cách hành chính (PAR INDEX)","scale":{"min":0,"max":100,"unit":"%","decimals":2},"observations":[
 {"period":"2021","value":null,"rank":10,"rank_of":63,"status":"derived","source":"https://a.example/"},
 {"period":"2022","value":89.58,"rank":3,"rank_of":63,"status":"published","leader":"Quảng Ninh 90.10","source":"https://a.example/"},
 {"period":"2023","value":91.43,"rank":3,"rank_of":63,"status":"published","conflict":"which implies 91.25","conflict_source":"https://b.example/","source":["https://a.example/"]},
 {"period":"2024","value":92.57,"rank":3,"rank_of":63,"status":"published","published":"2025-04-06","source":"https://a.example/"},
 {"period":"2025","value":null,"rank":null,"rank_of":null,"status":"unknown","source":"not found"}]},
{"id":"sipas","name_vi":"Chỉ số hài lòng (SIPAS)","scale":{"min":0,"max":100,"unit":"%","decimals":2},"components_note":"hai nhóm chỉ số","observations":[
 {"period":"2019","value":80.09,"rank":52,"rank_of":63,"status":"published","source":"https://a.example/"},
 {"period":"2020","value":85.15,"rank":33,"rank_of":63,"status":"published","source":"https://a.example/"},
 {"period":"2021","value":null,"rank":null,"rank_of":null,"status":"unknown","source":"not found"},
 {"period":"2022","value":null,"rank":30,"rank_of":63,"status":"derived","break_in_series":true,"source":"https://a.example/"},
 {"period":"2023","value":83.57,"rank":21,"rank_of":63,"status":"derived","source":"https://a.example/"},
 {"period":"2024","value":86.5,"rank":11,"rank_of":63,"status":"published","components":{"policy":{"value":86.51,"rank":9}},"source":"https://a.example/"}],
 "targets":[{"period":"2026","value":86,"source":"https://a.example/"}]},
{"id":"papi","name_vi":"Chỉ số quản trị (PAPI)","scale":{"min":8,"max":80,"unit":"điểm","decimals":4,"per_component":{"min":1,"max":10}},
 "ranking_policy":"does not rank","bands":[{"id":1,"name_vi":"Cao"},{"id":2,"name_vi":"Trung bình cao"}],
 "components":{"a":"Trục 1","b":"Trục 2","c":"Trục 3","d":"Trục 4","e":"Trục 5","f":"Trục 6","g":"Trục 7","h":"Trục 8"},"observations":[
 {"period":"2020","value":41.629,"rank":48,"rank_of":63,"status":"published","source":"https://a.example/"},
 {"period":"2021","value":null,"rank":9,"rank_of":63,"status":"published","band":1,"conflict":"which implies 10th","conflict_source":"https://b.example/","source":"https://a.example/"},
 {"period":"2022","value":43.9049,"rank":12,"rank_of":null,"status":"published","band":1,"source":"https://a.example/"},
 {"period":"2023","value":43.9603,"rank":15,"rank_of":61,"status":"published","band":1,
  "components":{"a":5.4275,"b":5.6707,"c":4.276,"d":6.7348,"e":7.1611,"f":7.8486,"g":2.8688,"h":3.9728},"source":"https://a.example/"},
 {"period":"2024","value":43.7747,"rank":29,"rank_of":63,"status":"published","band":2,"source":"https://a.example/"}]},
{"id":"pci","name_vi":"Chỉ số năng lực cạnh tranh (PCI)","scale":{"min":0,"max":100,"unit":"điểm","decimals":2},"observations":[
 {"period":"2021","value":68.6,"rank":10,"rank_of":63,"status":"published","band":"Tốt","source":"https://a.example/"},
 {"period":"2022","value":66.74,"rank":20,"rank_of":63,"status":"derived","source":"https://a.example/"},
 {"period":"2023","value":67.15,"rank":28,"rank_of":63,"status":"published","source":"https://a.example/"},
 {"period":"2024","value":68.38,"rank":24,"rank_of":63,"status":"published","source":"https://a.example/"}]},
{"id":"dti","name_vi":"Chỉ số chuyển đổi số (DTI)","scale":{"min":0,"max":1,"unit":"điểm","decimals":4},"components":["Chính quyền số","Kinh tế số","Xã hội số"],"observations":[
 {"period":"2022","value":null,"rank":24,"rank_of":63,"status":"published","component_ranks":{"Chính quyền số":40,"Kinh tế số":18,"Xã hội số":30},"source":"https://a.example/"},
 {"period":"2023","value":null,"rank":6,"rank_of":63,"status":"published","restated":{"rank":5,"rank_of":34},"source":"https://a.example/"},
 {"period":"2024","value":0.8241,"rank":1,"rank_of":34,"status":"published","source":"https://a.example/"}]},
{"id":"pii","name_vi":"Chỉ số đổi mới sáng tạo (PII)","scale":{"min":0,"max":100,"unit":"điểm","decimals":2},"observations":[
 {"period":"2023","value":null,"rank":1,"rank_of":63,"status":"published","source":"https://a.example/"},
 {"period":"2024","value":null,"rank":1,"rank_of":63,"status":"published","source":"https://a.example/"},
 {"period":"2025","value":null,"rank":1,"rank_of":null,"status":"published","source":"https://a.example/"}]},
{"id":"hanoi-cchc-departments","scope":"internal","name_vi":"Chỉ số cải cách của các sở","scale":{"min":0,"max":100,"unit":"%","decimals":2},"observations":[
 {"period":"2022","value":null,"rank":null,"rank_of":null,"status":"published","mean":85.73,"source":"https://a.example/"},
 {"period":"2023","value":null,"rank":null,"rank_of":null,"status":"published","mean":88.4,"source":"https://a.example/"},
 {"period":"2024","value":null,"rank":null,"rank_of":null,"status":"published","n":23,"top":[["Sở Nội vụ",95.77]],"source":"https://a.example/"}]}]}"#;
