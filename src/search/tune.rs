//! How the weights of [`super::rank::SCALE`] were found: one after the other is moved, on the tuning half of the queries,
//! as long as the answers get better. The catalogue is the one that `cargo test --test search` leaves in target/search:
//! `cargo test -p cchc --profile hub --lib tune -- --ignored --nocapture`
#![allow(
    clippy::unwrap_used,
    clippy::disallowed_methods,
    reason = "a search for numbers that is run by hand"
)]

use super::rank::{SCALE, Scale};
use super::*;

type Weight = fn(&mut Scale) -> &mut u32;

const WEIGHTS: [(&str, Weight); 15] = [
    ("phrase", |scale| &mut scale.phrase),
    ("brevity", |scale| &mut scale.brevity),
    ("start", |scale| &mut scale.start),
    ("variant", |scale| &mut scale.variant),
    ("rarity", |scale| &mut scale.rarity),
    ("field", |scale| &mut scale.field),
    ("handler", |scale| &mut scale.handler),
    ("hint", |scale| &mut scale.hint),
    ("hint_alone", |scale| &mut scale.hint_alone),
    ("hint_brevity", |scale| &mut scale.hint_brevity),
    ("loose", |scale| &mut scale.loose),
    ("sentence_loose", |scale| &mut scale.sentence_loose),
    ("sentence_brevity", |scale| &mut scale.sentence_brevity),
    ("synonym", |scale| &mut scale.synonym),
    ("coverage", |scale| &mut scale.coverage),
];

#[test]
#[ignore = "takes minutes, and is run by hand"]
fn weights_are_moved_while_answers_get_better() {
    let root = std::path::Path::new(env!("CARGO_MANIFEST_DIR"));
    let bytes = std::fs::read(root.join("target/search/real.bin")).unwrap();
    let catalogue = Catalogue::open(bytes).unwrap();
    let text = std::fs::read_to_string(root.join("tests/search/queries.tsv")).unwrap();
    let queries: Vec<(Query, Vec<Record>)> = text
        .lines()
        .filter(|line| !line.starts_with('#'))
        .map(|line| line.split('\t').collect::<Vec<_>>())
        .filter(|fields| fields[1] == "tune")
        .map(|fields| {
            let query = Query {
                text: fields[2].to_owned(),
                ..Query::default()
            };
            let right = fields[3].split(' ').filter_map(|id| catalogue.find(id));
            (query, right.collect())
        })
        .collect();
    // The mean of one over the place of the first right answer.
    let worth = |scale: &Scale| {
        let places = queries.iter().map(|(query, right)| {
            let answer = catalogue.search_with(query, 10, scale);
            let place = answer
                .hits
                .iter()
                .position(|hit| right.contains(&hit.record));
            place.map_or(0.0, |place| 1.0 / (place as f64 + 1.0))
        });
        places.sum::<f64>() / queries.len() as f64
    };
    let mut scale = SCALE;
    let mut best = worth(&scale);
    println!("{best:.4}");
    loop {
        let before = best;
        for (name, weight) in WEIGHTS {
            for percent in [50, 80, 90, 110, 125, 200] {
                let mut other = scale;
                let value = weight(&mut other);
                *value = (*value * percent + 50) / 100;
                let found = worth(&other);
                if found > best + 1e-6 {
                    println!("{found:.4} {name} {}", weight(&mut other));
                    (best, scale) = (found, other);
                }
            }
        }
        if best - before < 1e-4 {
            break;
        }
    }
    println!("{scale:?}");
}
