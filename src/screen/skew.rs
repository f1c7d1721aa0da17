//! The time of day from the server's `Date`, for panels whose clock is wrong by minutes, a day or fifty years.
//!
//! `Date` has whole seconds and travels for as long as the answer, so differences below [`IGNORED_MS`] are noise. Between two
//! answers the clock of the panel may be set; [`Skew::tick`] sees that by a clock that never is.

/// Differences below this are no difference.
pub const IGNORED_MS: i64 = 2_000;
/// An answer that took longer says nothing of the time.
const MOST_TRAVEL_MS: u64 = 10_000;
/// A year 2020: a server that says less has no clock either.
const FIRST_MS: u64 = 1_577_836_800_000;

/// How far the clock of a panel is from the time.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Skew {
    offset_ms: i64,
    is_known: bool,
    /// The panel's clock minus the one that is never set.
    apart_ms: Option<i64>,
}

/// When a request went and came, by the panel's clock, and what the server said.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Answer {
    /// Before it was sent.
    pub sent_ms: u64,
    /// When the head of the answer was there.
    pub received_ms: u64,
    /// `Date`, in milliseconds since 1970.
    pub date_ms: u64,
    /// `Age`: how long the answer has lain in a cache.
    pub age_secs: u64,
}

impl Skew {
    /// Nothing is known yet: the clock of the panel is believed.
    pub const UNKNOWN: Self = Self {
        offset_ms: 0,
        is_known: false,
        apart_ms: None,
    };

    /// Milliseconds that the clock of the panel is behind; what is reported of it.
    #[must_use]
    pub const fn offset_ms(&self) -> i64 {
        self.offset_ms
    }

    /// The time, from what the panel's clock says.
    #[must_use]
    pub const fn now_ms(&self, clock_ms: u64) -> u64 {
        clock_ms.saturating_add_signed(self.offset_ms)
    }

    /// Learns from an answer. One that stood long in a queue, or during which the clock was set back, teaches nothing.
    pub fn learn(&mut self, answer: Answer) {
        let Some(travel) = answer.received_ms.checked_sub(answer.sent_ms) else {
            return;
        };
        if travel > MOST_TRAVEL_MS || answer.date_ms < FIRST_MS {
            return;
        }
        // The middle of the second, and of the way.
        let then = answer
            .date_ms
            .saturating_add(answer.age_secs.saturating_mul(1000))
            .saturating_add(500);
        let here = answer.sent_ms + travel / 2;
        let offset = then.cast_signed().wrapping_sub(here.cast_signed());
        let unsure = (travel / 2) as i64 + 500;
        self.is_known = true;
        // Small steps would make a clock that shows seconds stumble.
        if (offset - self.offset_ms).abs() < IGNORED_MS.max(unsure) {
            return;
        }
        self.offset_ms = if offset.abs() < IGNORED_MS { 0 } else { offset };
    }

    /// It is later than this: something was known to be current then. A panel without a battery wakes up years before; until it hears of
    /// the time, or its clock is set, it goes on from there.
    pub fn not_before(&mut self, then_ms: u64, clock_ms: u64) {
        if !self.is_known {
            let behind = then_ms.cast_signed().wrapping_sub(clock_ms.cast_signed());
            self.offset_ms = self.offset_ms.max(behind);
        }
    }

    /// To be called every now and then with the panel's clock and one that is never set (`performance.now()`). Where the first has
    /// jumped and the time was known, the time goes on as if it had not. After a sleep of the whole machine that is too early, until the
    /// next answer.
    pub fn tick(&mut self, clock_ms: u64, steady_ms: u64) {
        let apart = clock_ms.cast_signed().wrapping_sub(steady_ms.cast_signed());
        let jump = self.apart_ms.map_or(0, |before| apart.wrapping_sub(before));
        if jump.unsigned_abs() < IGNORED_MS.unsigned_abs() && self.apart_ms.is_some() {
            // A slow drift is left for the server to correct.
            return;
        }
        self.apart_ms = Some(apart);
        if self.is_known || self.offset_ms > 0 {
            let offset = self.offset_ms.wrapping_sub(jump);
            // A clock that was only behind, and is set by more than that, is right.
            let is_right = offset < 0 && !self.is_known;
            self.offset_ms = if is_right || offset.abs() < IGNORED_MS {
                0
            } else {
                offset
            };
        }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    const NOW: u64 = 1_800_000_000_000;
    const DAY: u64 = 86_400_000;

    fn answer(clock_ms: u64, true_ms: u64, travel: u64) -> Answer {
        Answer {
            sent_ms: clock_ms,
            received_ms: clock_ms + travel,
            date_ms: (true_ms + travel / 2) / 1000 * 1000,
            age_secs: 0,
        }
    }

    #[test]
    fn small_differences_are_ignored_and_large_ones_corrected() {
        for (ahead, is_corrected) in [(0, false), (1_400, false), (3_000, true), (DAY, true)] {
            let mut skew = Skew::default();
            skew.learn(answer(NOW + ahead, NOW, 80));
            assert_eq!(skew.offset_ms() != 0, is_corrected, "{ahead}");
            let clock = NOW + ahead + 5_000;
            let wrong = skew.now_ms(clock).abs_diff(NOW + 5_000);
            assert!(wrong < 2_500, "{ahead}: {wrong}");
        }
    }

    #[test]
    fn what_says_nothing_of_the_time_is_not_believed() {
        let good = answer(NOW, NOW + DAY, 80);
        for bad in [
            Answer {
                received_ms: NOW - 1,
                ..good
            },
            Answer {
                received_ms: NOW + 10_001,
                ..good
            },
            Answer { date_ms: 0, ..good },
        ] {
            let mut skew = Skew::default();
            skew.learn(bad);
            assert_eq!(skew, Skew::default(), "{bad:?}");
        }
        // An answer from a cache is as old as it says.
        let mut skew = Skew::default();
        skew.learn(Answer {
            date_ms: NOW - 60_000,
            age_secs: 60,
            ..answer(NOW, NOW, 80)
        });
        assert_eq!(skew.offset_ms(), 0);
    }

    #[test]
    fn a_clock_that_is_set_between_two_answers_moves_no_scene() {
        let mut skew = Skew::default();
        skew.tick(NOW + DAY, 1_000);
        skew.learn(answer(NOW + DAY, NOW, 80));
        // Somebody sets it right, and then back by a day.
        skew.tick(NOW + 1_000, 2_000);
        assert!(skew.now_ms(NOW + 1_000).abs_diff(NOW + 1_000) < 2_000);
        skew.tick(NOW + 2_000 - DAY, 3_000);
        assert!(skew.now_ms(NOW + 2_000 - DAY).abs_diff(NOW + 2_000) < 2_000);
        // Whoever never heard of the time believes the clock.
        let mut alone = Skew::default();
        alone.tick(0, 1_000);
        alone.tick(NOW, 2_000);
        assert_eq!(alone.now_ms(NOW), NOW);
    }

    #[test]
    fn a_clock_without_a_battery_goes_on_from_what_was_known_until_it_is_set() {
        let mut skew = Skew::default();
        skew.tick(1_000, 1_000);
        skew.not_before(NOW, 1_000);
        skew.not_before(NOW - DAY, 1_000);
        skew.tick(61_000, 61_000);
        assert_eq!(skew.now_ms(61_000), NOW + 60_000);
        // The network sets it, five hours after the power went.
        let later = NOW + 5 * 3_600_000;
        skew.tick(later, 62_000);
        assert_eq!(skew.now_ms(later), later);
        // A clock that is ahead of what was known is believed.
        skew.not_before(NOW, later);
        assert_eq!(skew.now_ms(later), later);
        // And a server knows better.
        let mut told = Skew::default();
        told.not_before(NOW, 1_000);
        told.learn(answer(2_000, NOW - DAY, 80));
        assert!(told.now_ms(2_000).abs_diff(NOW - DAY) < 2_000);
        told.not_before(NOW, 2_000);
        assert!(told.now_ms(2_000).abs_diff(NOW - DAY) < 2_000);
    }

    proptest! {
        #[test]
        fn the_time_is_right_within_seconds_whatever_the_clock_does(
            jumps in prop::collection::vec((-1_i64..=1, 0_i64..3_000, 0_u64..4_000, any::<bool>()), 1..40),
            first in -2_i64..=2,
        ) {
            let mut skew = Skew::default();
            let (mut wrong, mut now, mut steady) = (first * 86_400_000, NOW, 5_000_u64);
            let clock = |now: u64, wrong: i64| now.saturating_add_signed(wrong);
            skew.tick(clock(now, wrong), steady);
            skew.learn(answer(clock(now, wrong), now, 40));
            for (days, ms, travel, is_asked) in jumps {
                now += 30_000;
                steady += 30_000;
                wrong += days * (86_400_000 + ms);
                skew.tick(clock(now, wrong), steady);
                if is_asked {
                    skew.learn(answer(clock(now, wrong), now, travel));
                }
                let found = skew.now_ms(clock(now, wrong));
                prop_assert!(found.abs_diff(now) < 6_000, "{}", found.abs_diff(now));
            }
        }
    }
}
