//! What holds for every index, however its editions contradict one another.
#![allow(clippy::unwrap_used, reason = "tests")]

use proptest::prelude::*;
use proptest::{collection, option, sample};
use serde_json::{Value, json};

use super::*;
use crate::feed::indexes;
use crate::format::Lang;

const DECIMALS: usize = 2;

/// Figures as a feed writes them, wrong ones too.
fn figures() -> impl Strategy<Value = Value> {
    (
        option::of((-500_i32..10_500).prop_map(|hundredths| f64::from(hundredths) / 100.0)),
        option::of(0_u32..70),
        option::of(sample::select(vec![34, 61, 63])),
        option::of(sample::select(vec!["63-provinces", "34-provinces"])),
        option::of(sample::select(vec!["1", "2", "9"])),
    )
        .prop_map(|(value, rank, rank_of, basis, band)| {
            json!({"value": value, "rank": rank, "rank_of": rank_of, "basis": basis, "band": band})
        })
}

fn observation() -> impl Strategy<Value = Value> {
    let status = sample::select(vec![
        "published",
        "derived",
        "provisional",
        "conflict",
        "unknown",
        "sure",
    ]);
    (
        2015_u32..2026,
        figures(),
        option::weighted(0.3, status),
        option::weighted(0.1, Just("cách tính mới.")),
        collection::vec(figures(), 0..3),
        option::weighted(0.1, figures()),
    )
        .prop_map(|(year, mut one, status, breaks, restated, conflict)| {
            one["period"] = json!(year.to_string());
            one["status"] = json!(status);
            one["break"] = json!(breaks);
            one["restated"] = json!(restated);
            one["conflicts"] = json!(conflict.into_iter().collect::<Vec<_>>());
            one
        })
}

fn parse(observations: &[Value], lower_is_better: bool) -> Index {
    let file = json!({"version": "1.0", "indexes": [{
        "id": "x", "name": "Chỉ số", "unit": "điểm", "min": 0, "max": 100, "decimals": DECIMALS,
        "lower_is_better": lower_is_better,
        "bands": [{"id": "1", "name": "Cao"}, {"id": "2", "name": "Thấp"}], "observations": observations,
    }]});
    indexes::parse(&file.to_string()).0.remove(0)
}

/// Every pair of figures of two editions that stand on one footing.
fn pairs_on_one_footing<'a>(
    then: &'a Observation,
    now: &'a Observation,
) -> Vec<(&'a Figures, &'a Figures)> {
    let all = |one: &'a Observation| std::iter::once(&one.figures).chain(&one.restated);
    all(then)
        .flat_map(|then| all(now).map(move |now| (then, now)))
        .filter(|(then, now)| then.basis == now.basis)
        .collect()
}

/// Nothing is told that the figures do not bear out.
fn hold_against_the_figures(index: &Index) {
    for later in &index.observations {
        let found = change(index, later);
        let Some(since) = found.since else {
            assert!(found.value.is_err() && found.rank.is_err() && found.band.is_err());
            continue;
        };
        let is_between = |one: &&Observation| {
            one.period > since.period && one.period <= later.period && one.breaks.is_some()
        };
        let is_refused = index.observations.iter().any(|one| is_between(&one))
            || [since, later]
                .iter()
                .any(|one| one.status == Status::Conflict || !one.conflicts.is_empty());
        let pairs = pairs_on_one_footing(since, later);
        if let Ok(difference) = found.value {
            assert!(!is_refused);
            assert!(pairs.iter().any(|(then, now)| {
                then.value.zip(now.value).map(|(then, now)| now.minus(then)) == Some(difference.by)
            }));
        }
        if let Ok(places) = found.rank {
            assert!(!is_refused);
            assert!(pairs.iter().any(|(then, now)| {
                let ranks = then.rank.zip(now.rank);
                then.rank_of.is_some()
                    && then.rank_of == now.rank_of
                    && ranks.map(|(then, now)| i64::from(then) - i64::from(now))
                        == Some(places.gained)
            }));
            let published = (since.figures.rank_of, &since.figures.basis);
            let is_same = published == (later.figures.rank_of, &later.figures.basis);
            assert!(places.restated || is_same);
        }
        if let Ok(gained) = found.band {
            assert!(!is_refused);
            let place = |one: &Figures| Some(index.band(one.band.as_deref()?)?.0 as i64);
            assert!(pairs.iter().any(|(then, now)| {
                place(then).zip(place(now)).map(|(then, now)| then - now) == Some(gained)
            }));
        }
    }
}

/// Numbers have the publisher's decimals and no more; nothing of a machine shows.
fn hold_words(words: &str, lang: Lang) {
    let point = match lang {
        Lang::Vi => ',',
        Lang::En => '.',
    };
    for number in words.split(|c: char| !c.is_ascii_digit() && c != '.' && c != ',') {
        if let Some((_, fraction)) = number.trim_end_matches(['.', ',']).rsplit_once(point) {
            assert_eq!(fraction.len(), DECIMALS, "{words}");
        }
    }
    for slip in ["NaN", "inf", "null", "None", "..", "  ", " ,", " ."] {
        assert!(!words.contains(slip), "{slip:?} in {words}");
    }
    assert_eq!(words, words.trim());
}

proptest! {
    #[test]
    fn a_change_is_told_only_between_figures_on_one_footing(
        observations in collection::vec(observation(), 0..9),
    ) {
        hold_against_the_figures(&parse(&observations, false));
    }

    #[test]
    fn exchanging_published_and_restated_figures_invents_no_change(
        observations in collection::vec(observation(), 2..6),
        which in any::<sample::Index>(),
    ) {
        let mut exchanged = observations.clone();
        let one = which.get(&observations).clone();
        let at = which.index(observations.len());
        if let Some(other) = one["restated"].as_array().unwrap().first() {
            for name in ["value", "rank", "rank_of", "basis", "band"] {
                exchanged[at][name] = other[name].clone();
                exchanged[at]["restated"][0][name] = one[name].clone();
            }
        }
        hold_against_the_figures(&parse(&exchanged, false));
        hold_against_the_figures(&parse(&exchanged, false));
    }

    #[test]
    fn what_is_published_on_one_footing_is_compared_whatever_was_worked_out_again(
        observations in collection::vec(observation(), 2..6),
    ) {
        let mut bare = observations.clone();
        for one in &mut bare {
            one["restated"] = Value::Null;
        }
        let (full, bare) = (parse(&observations, false), parse(&bare, false));
        for (one, plain) in full.observations.iter().zip(&bare.observations) {
            let (found, plain) = (change(&full, one), change(&bare, plain));
            prop_assert!(plain.rank.is_err() || plain.rank == found.rank);
            prop_assert!(plain.value.is_err() || plain.value == found.value);
            prop_assert!(plain.band.is_err() || plain.band == found.band);
            // Nor does it undo a refusal that is none of the figures.
            if let Err(Why::Break(_) | Why::Conflict | Why::First) = plain.rank {
                prop_assert_eq!(found.rank, plain.rank);
            }
        }
    }

    #[test]
    fn words_are_never_empty_nor_those_of_a_machine(
        observations in collection::vec(observation(), 0..9),
        lower_is_better: bool,
    ) {
        let index = parse(&observations, lower_is_better);
        for lang in [Lang::Vi, Lang::En] {
            let heard = sentence(&index, lang);
            let is_known = index.observations.iter().any(|one| one.figures.value.is_some());
            prop_assert_eq!(!heard.is_empty(), is_known);
            hold_words(&heard, lang);
            for one in &index.observations {
                let found = change(&index, one);
                for words in [value_words(&index, &found, lang), rank_words(&found, lang)] {
                    prop_assert!(!words.is_empty());
                    hold_words(&words, lang);
                    // The year compared with is named.
                    let since = found.since.map_or("", |since| since.period.as_str());
                    prop_assert!(words.contains(since));
                }
                let band = one.figures.band.as_deref().unwrap_or_default();
                hold_words(&band_words(&index, &found, band, lang), lang);
            }
        }
    }
}
