//! What the watchdog does, and what it never does.
#![allow(clippy::unwrap_used, reason = "tests")]

use proptest::prelude::*;

use super::*;

/// Acts of so many seconds without a sign of life, and when.
fn still(watch: &mut Watch, now: &mut u64, secs: u64, is_online: bool) -> Vec<(u64, Act)> {
    let mut acts = Vec::new();
    for at in 1..=secs {
        *now += 1_000;
        acts.extend(watch.tick(*now, is_online).map(|act| (at, act)));
    }
    acts
}

#[test]
fn a_page_that_stands_still_is_mounted_anew_and_loaded_last() {
    let (mut watch, mut now) = (Watch::new(false), 0);
    watch.tick(now, true);
    let acts = still(&mut watch, &mut now, 20, true);
    let (remount, reload) = (Act::Remount, Act::Reload);
    assert_eq!(
        acts,
        [
            (4, remount),
            (8, remount),
            (12, remount),
            (16, reload),
            (20, remount)
        ]
    );
    // Not again within ten minutes: mounting goes on, slowly.
    let acts = still(&mut watch, &mut now, 560, true);
    assert!(acts.iter().all(|(_, act)| *act == remount), "{acts:?}");
    assert!((18..=22).contains(&acts.len()), "{acts:?}");
    let acts = still(&mut watch, &mut now, 60, true);
    assert!(acts.iter().any(|(_, act)| *act == reload), "{acts:?}");
}

#[test]
fn nothing_is_loaded_while_offline_or_just_after_it_was() {
    for (is_reloaded, is_online) in [(false, false), (true, true)] {
        let (mut watch, mut now) = (Watch::new(is_reloaded), 0);
        let acts = still(&mut watch, &mut now, 590, is_online);
        assert!(acts.len() > 10 && acts.iter().all(|(_, act)| *act == Act::Remount));
    }
}

#[test]
fn a_trap_is_answered_at_once_and_a_page_that_lives_is_left_alone() {
    let (mut watch, mut now) = (Watch::new(false), 0);
    for _ in 0..100 {
        now += 1_000;
        watch.beat();
        assert_eq!(watch.tick(now, true), None);
    }
    watch.trap();
    assert_eq!(watch.tick(now + 100, true), Some(Act::Remount));
    assert_eq!((watch.traps(), watch.tick(now + 200, true)), (1, None));
}

#[test]
fn a_record_names_what_it_holds() {
    let beat = Heartbeat {
        build: "0.1.0+a".to_owned(),
        feed_age_secs: 12,
        skew_ms: -86_400_000,
        memory_bytes: 1 << 21,
        fps: 60,
        engine: "Chromium \"68\"".to_owned(),
        traps: 1,
    };
    assert_eq!(
        beat.to_json().to_string(),
        r#"{"build":"0.1.0+a","engine":"Chromium \"68\"","feed_age_secs":12,"fps":60,"memory_bytes":2097152,"skew_ms":-86400000,"traps":1}"#
    );
}

proptest! {
    #[test]
    fn whatever_the_clock_does_reloads_are_rare_and_never_offline(
        seconds in prop::collection::vec((0_u8..20, any::<bool>(), -1_i64..=1), 0..3_000),
    ) {
        let mut watch = Watch::new(false);
        let (mut clock, mut last) = (5 * 86_400_000_u64, None);
        let mut jumps = 0;
        let (mut since_life, mut is_first) = (0_u64, true);
        for (secs, (event, is_online, days)) in (0_u64..).zip(seconds) {
            clock += 1_000;
            if event == 19 {
                clock = clock.saturating_add_signed(days * 86_400_000);
                jumps += 1;
            }
            since_life += 1;
            match event {
                0 => watch.trap(),
                1..4 => {
                    watch.beat();
                    since_life = 0;
                }
                _ => {}
            }
            let act = watch.tick(clock, is_online);
            if act == Some(Act::Reload) {
                prop_assert!(is_online);
                let since = last.map_or(600, |last: u64| secs - last);
                // A jump counts for ten seconds at most.
                prop_assert!(since + jumps * 10 >= 600, "{}", since);
                last = Some(secs);
                jumps = 0;
            }
            if act.is_some() {
                is_first = false;
            }
            // The first answer comes within five seconds, but for jumps back, which stop the time for a second each.
            prop_assert!(!is_first || since_life <= 5 + jumps);
        }
    }
}
