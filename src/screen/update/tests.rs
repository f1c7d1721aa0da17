//! The way of a build through all its stages, with power cuts and clocks that jump.
#![allow(clippy::unwrap_used, reason = "tests")]

use proptest::prelude::*;

use super::*;
use crate::screen::slots::UPDATE_SPREAD_MS;

/// Seconds until there is something to do.
fn until(update: &mut Update, now: &mut u64, can_swap: bool) -> Option<(u64, Act)> {
    for secs in 0..2_000 {
        if let Some(act) = update.tick(*now, can_swap) {
            return Some((secs, act));
        }
        *now += 1_000;
    }
    None
}

/// The fetch, which comes within the first half of the spread.
fn fetches(update: &mut Update, now: &mut u64) -> Act {
    let (secs, act) = until(update, now, false).unwrap();
    assert!(secs * 1_000 <= UPDATE_SPREAD_MS / 2 + 1_000, "{secs}");
    act
}

fn act(name: &str, build: &str) -> Act {
    let build = build.to_owned();
    match name {
        "fetch" => Act::Fetch(build),
        "swap" => Act::Swap(build),
        _ => Act::Back(build),
    }
}

/// A screen that has fetched and awaits build b.
fn waiting(now: &mut u64) -> Update {
    let mut update = Update::start("toa-a1", "a", "");
    update.known("b");
    assert_eq!(fetches(&mut update, now), act("fetch", "b"));
    update.fetched("b", true);
    update
}

#[test]
fn a_good_build_is_fetched_waited_for_swapped_and_kept() {
    let mut now = 0;
    let mut update = waiting(&mut now);
    // During an alert nothing happens, however long it takes.
    assert_eq!(until(&mut update, &mut now, false), None);
    assert_eq!(update.tick(now, true), Some(act("swap", "b")));
    let saved = update.save();
    let mut update = Update::start("toa-a1", "b", &saved);
    assert!(update.is_on_trial());
    update.healthy();
    assert!(!update.is_on_trial());
    assert_eq!(until(&mut update, &mut now, true), None);
    // The next start is one like any other.
    let update = Update::start("toa-a1", "b", &update.save());
    assert!(!update.is_on_trial());
}

#[test]
fn a_build_that_does_not_report_goes_back_within_a_minute_and_is_not_tried_again() {
    let mut now = 0;
    let update = waiting(&mut now);
    let mut trial = Update::start("toa-a1", "b", &update.save());
    assert_eq!(
        until(&mut trial, &mut now, true),
        Some((60, act("back", "a")))
    );
    let mut back = Update::start("toa-a1", "a", &trial.save());
    back.known("b");
    assert_eq!(until(&mut back, &mut now, true), None);
    // Remembered over further starts; the next build is another matter.
    let mut back = Update::start("toa-a1", "a", &back.save());
    back.known("b");
    assert_eq!(until(&mut back, &mut now, true), None);
    back.known("c");
    assert_eq!(fetches(&mut back, &mut now), act("fetch", "c"));
}

#[test]
fn a_build_that_dies_at_every_start_goes_back_too() {
    let mut now = 0;
    let mut saved = waiting(&mut now).save();
    for _ in 0..MAX_STARTS {
        let mut trial = Update::start("toa-a1", "b", &saved);
        assert_eq!(trial.tick(now, true), None);
        saved = trial.save();
    }
    let mut trial = Update::start("toa-a1", "b", &saved);
    assert_eq!(trial.tick(now, true), Some(act("back", "a")));
}

#[test]
fn power_that_fails_before_the_swap_refuses_no_build() {
    let mut now = 0;
    let update = waiting(&mut now);
    let mut again = Update::start("toa-a1", "a", &update.save());
    again.known("b");
    assert_eq!(fetches(&mut again, &mut now), act("fetch", "b"));
}

#[test]
fn what_could_not_be_fetched_is_tried_again_later() {
    let mut now = 0;
    let mut update = Update::start("toa-a1", "a", "");
    update.known("b");
    update.known("b");
    assert_eq!(fetches(&mut update, &mut now), act("fetch", "b"));
    // Nobody answers, or for another build.
    update.fetched("c", true);
    for secs in [300, 300] {
        let found = until(&mut update, &mut now, true);
        assert_eq!(found, Some((secs, act("fetch", "b"))));
    }
    update.fetched("b", false);
    let found = until(&mut update, &mut now, true);
    assert_eq!(found, Some((60, act("fetch", "b"))));
    // A newer one comes on the way; the answer for the older one is late.
    update.known("c");
    update.fetched("b", true);
    assert_eq!(fetches(&mut update, &mut now), act("fetch", "c"));
    update.known("a");
    assert_eq!(until(&mut update, &mut now, true), None);
}

#[test]
fn rubbish_in_the_store_is_no_build() {
    for saved in [
        "",
        "\n\n\n",
        "b\na\nx\n",
        "b\nb\n1\n",
        "b c\na\n1",
        "\u{1}\na\n1\n",
        "b\na\n99999999999\n",
    ] {
        let update = Update::start("toa-a1", "b", saved);
        assert!(!update.is_on_trial(), "{saved:?}");
    }
}

proptest! {
    #[test]
    fn clocks_that_jump_end_no_wait_and_no_trial(
        jumps in prop::collection::vec((0_u64..1_200, -1_i64..=1), 0..6), screen in "[a-z0-9-]{1,12}",
    ) {
        let mut clock = 10 * 86_400_000_u64;
        let mut jump = |secs: u64| {
            let days: i64 = jumps.iter().filter(|(at, _)| *at == secs).map(|(_, days)| days).sum();
            clock = (clock + 1_000).saturating_add_signed(days * 86_400_000);
            clock
        };
        let mut update = Update::start(&screen, "a", "");
        update.known("b");
        let wait = update_wait_ms(&screen, "b").div_ceil(1_000);
        let found = (0..1_300).find(|secs| match update.tick(jump(*secs), true) {
            Some(Act::Fetch(build)) => {
                update.fetched(&build, true);
                false
            }
            act => act.is_some(),
        });
        // A jump counts for ten seconds at most, and one back for none.
        let slack = 3 + 10 * jumps.len() as u64;
        let found = found.unwrap();
        prop_assert!(found + slack >= wait && found <= wait + slack, "{} {}", found, wait);
        prop_assert!(wait * 1_000 <= UPDATE_SPREAD_MS);
        let mut trial = Update::start(&screen, "b", &update.save());
        let found = (0..100).find(|secs| trial.tick(jump(*secs), true).is_some()).unwrap();
        prop_assert!(found + slack >= 60 && found <= 60 + slack, "{}", found);
    }

    #[test]
    fn whatever_happens_a_screen_has_a_build_and_swaps_only_to_whole_ones(
        events in prop::collection::vec((0_u8..7, 0_usize..4, any::<bool>()), 0..400),
    ) {
        const BUILDS: [&str; 4] = ["a", "b", "c", "d"];
        let mut update = Update::start("toa-a1", "a", "");
        let (mut now, mut whole, mut asked) = (0_u64, vec!["a"], Vec::new());
        for (event, which, flag) in events {
            let build = BUILDS[which];
            now += 9_000;
            match event {
                0 => update.known(build),
                1 => {
                    if flag && asked.contains(&build.to_owned()) {
                        whole.push(build);
                    }
                    update.fetched(build, flag);
                }
                2 => update.healthy(),
                3 => update = Update::start("toa-a1", update.build(), &update.save()),
                _ => match update.tick(now, flag) {
                    Some(Act::Fetch(build)) => asked.push(build),
                    Some(Act::Swap(build)) => {
                        prop_assert!(flag, "swapped during an alert");
                        prop_assert!(whole.contains(&&*build), "{build} was never fetched");
                        update = Update::start("toa-a1", &build, &update.save());
                        prop_assert!(update.is_on_trial());
                    }
                    Some(Act::Back(build)) => {
                        prop_assert!(whole.contains(&&*build));
                        update = Update::start("toa-a1", &build, &update.save());
                        prop_assert!(!update.is_on_trial());
                    }
                    None => {}
                },
            }
        }
    }

    #[test]
    fn no_store_panics(saved in "\\PC{0,60}(\n\\PC{0,60}){0,14}", build in "[a-z]{1,3}") {
        let update = Update::start("s", &build, &saved);
        let again = Update::start("s", &build, &update.save());
        prop_assert_eq!(again.is_on_trial(), update.is_on_trial());
    }
}
