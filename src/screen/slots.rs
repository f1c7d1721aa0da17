//! When a screen asks the server: in a slot of its own, to the millisecond.
//!
//! Panels have exact clocks and are switched on together. Slots of whole seconds would still send four hundred of ten thousand
//! at once; a slot is therefore a share of the period, found by hashing the id of the screen.

use crate::poll::fnv1a;

/// How often a screen asks, in milliseconds.
pub const PERIOD_MS: u64 = 30_000;
/// Over how long a new build spreads.
pub const UPDATE_SPREAD_MS: u64 = 600_000;

/// The slot of a screen within a period, in milliseconds.
#[must_use]
pub fn slot_ms(id: &str, period_ms: u64) -> u64 {
    share(mixed(fnv1a(id)), period_ms)
}

/// Milliseconds until the next slot: more than half a period and at most one and a half away, so that a screen which has just
/// asked does not ask again.
#[must_use]
pub fn next_ms(id: &str, period_ms: u64, now_ms: u64) -> u64 {
    let period = period_ms.max(1);
    let into = (now_ms % period + period - slot_ms(id, period)) % period;
    let wait = period - into;
    if wait * 2 <= period {
        wait + period
    } else {
        wait
    }
}

/// How long a screen waits before it takes a new build: another share than that of its slot, or the screens that ask first would
/// change first every time.
#[must_use]
pub fn update_wait_ms(id: &str, build: &str) -> u64 {
    let both = mixed(fnv1a(build)) ^ fnv1a(id);
    share(mixed(both), UPDATE_SPREAD_MS)
}

fn share(hash: u32, of: u64) -> u64 {
    (u64::from(hash) * of.min(u64::from(u32::MAX))) >> 32
}

/// Every letter of an id reaches every bit (the end of MurmurHash3).
const fn mixed(mut hash: u32) -> u32 {
    hash ^= hash >> 16;
    hash = hash.wrapping_mul(0x85eb_ca6b);
    hash ^= hash >> 13;
    hash = hash.wrapping_mul(0xc2b2_ae35);
    hash ^ (hash >> 16)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn slots_are_what_they_were() {
        // A change here moves every panel of the city.
        let found = ["toa-a1", "toa-a2", "sanh-1"].map(|id| slot_ms(id, PERIOD_MS));
        assert_eq!(found, [7_939, 24_248, 3_380]);
    }

    proptest! {
        #[test]
        fn the_next_slot_is_the_same_one_and_not_too_near(id in ".{0,12}", period in 1_u64..4_000_000, now in 0_u64..u64::MAX / 2) {
            let wait = next_ms(&id, period, now);
            prop_assert!(wait * 2 > period && wait * 2 <= period * 3);
            prop_assert_eq!((now + wait) % period, slot_ms(&id, period) % period);
        }

        #[test]
        fn a_wait_is_below_the_spread(id in ".{0,12}", build in ".{0,12}") {
            prop_assert!(update_wait_ms(&id, &build) < UPDATE_SPREAD_MS);
        }
    }
}
