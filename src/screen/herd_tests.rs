//! Ten thousand screens against one server.

use std::collections::BTreeMap;

use super::slots::{PERIOD_MS, UPDATE_SPREAD_MS, next_ms, slot_ms, update_wait_ms};

const SCREENS: usize = 10_000;
const WINDOW_MS: u64 = 100;

/// A way to name screens.
type Naming = (&'static str, fn(usize) -> String);

/// How people name ten thousand screens.
fn names() -> [Naming; 4] {
    [
        ("numbers", |at| format!("{at:05}")),
        ("a word and a number", |at| format!("screen-{at}")),
        ("wards and houses", |at| {
            format!(
                "phuong-{}-toa-{}{}",
                at / 80,
                ["a", "b", "c", "d"][at % 4],
                at / 4 % 20
            )
        }),
        ("long ones that differ at the front", |at| {
            format!("{at}-sanh-chinh-khu-dan-cu-hoang-mai")
        }),
    ]
}

/// The most calls in any 100 ms, wherever they begin, of a round of `round_ms`.
fn most(mut calls: Vec<u64>, round_ms: u64) -> usize {
    calls.sort_unstable();
    // The round goes on from its end to its beginning.
    let again: Vec<u64> = calls
        .iter()
        .take_while(|at| **at < WINDOW_MS)
        .map(|at| at + round_ms)
        .collect();
    calls.extend(again);
    let (mut first, mut most) = (0, 0);
    for (last, at) in calls.iter().enumerate() {
        while calls[first] + WINDOW_MS <= *at {
            first += 1;
        }
        most = most.max(last + 1 - first);
    }
    most
}

#[test]
fn no_hundred_milliseconds_have_more_than_twice_the_mean() {
    let mean = SCREENS as u64 * WINDOW_MS / PERIOD_MS;
    for (how, name) in names() {
        let calls = (0..SCREENS).map(|at| slot_ms(&name(at), PERIOD_MS));
        let most = most(calls.collect(), PERIOD_MS);
        assert!(most as u64 <= mean * 2, "{how}: {most}, mean {mean}");
    }
}

#[test]
fn screens_that_are_switched_on_together_part_within_a_period_and_stay_apart() {
    let (how, name) = names()[2];
    // Power comes back in the whole city; clocks are exact.
    let mut next: Vec<u64> = (0..SCREENS)
        .map(|at| next_ms(&name(at), PERIOD_MS, 0))
        .collect();
    for round in 0..20 {
        let most = most(next.iter().map(|at| at % PERIOD_MS).collect(), PERIOD_MS);
        assert!(most <= 66, "{how}, round {round}: {most}");
        for (at, then) in next.iter_mut().enumerate() {
            // An answer takes up to two seconds, and timers are late.
            let late = (at as u64 * 7_919) % 2_000;
            let asked = *then;
            *then = asked + late + next_ms(&name(at), PERIOD_MS, asked + late);
            assert!(*then - asked >= PERIOD_MS / 2 && *then - asked <= PERIOD_MS * 2);
        }
    }
}

#[test]
fn a_new_build_spreads_over_minutes_and_not_in_the_order_of_the_slots() {
    let (_, name) = names()[1];
    let mut first_minute = BTreeMap::new();
    for build in ["0.1.0+a", "0.1.0+b"] {
        let waits: Vec<u64> = (0..SCREENS)
            .map(|at| update_wait_ms(&name(at), build))
            .collect();
        for minute in 0..UPDATE_SPREAD_MS / 60_000 {
            let count = waits.iter().filter(|wait| *wait / 60_000 == minute).count();
            assert!(
                (800..1_200).contains(&count),
                "{build}, minute {minute}: {count}"
            );
        }
        let first: Vec<usize> = (0..SCREENS).filter(|at| waits[*at] < 60_000).collect();
        first_minute.insert(build, first);
    }
    // Not the same screens are first every time.
    let [a, b] = ["0.1.0+a", "0.1.0+b"].map(|build| &first_minute[build]);
    let both = a.iter().filter(|at| b.contains(at)).count();
    assert!(both < 200, "{both} of {}", a.len());
}
