//! When to ask again. Thousands of pages and panels share one small server, so their requests are spread.
//!
//! Each client owns a slot inside the period, found by hashing its own seed: all clocks may be exact and still
//! no two thousand of them call in the same instant. After a failure it waits a random time below a growing
//! bound ("full jitter"), and the server's Retry-After is obeyed: those whom it sent away together come back spread
//! over a tenth of that time. Times are milliseconds; randomness and the clock are arguments.

/// Nobody asks more often than this.
pub const MIN_PERIOD_SECS: u32 = 60;
/// A page without `online` events must be back within 30 s of the network.
const READING: Backoff = Backoff {
    first_ms: 2_000,
    most_ms: 28_000,
};
/// A server may not send a client away for longer.
const MAX_RETRY_AFTER_MS: u64 = 3_600_000;
/// Least spread of the requests that one Retry-After answered.
const MIN_RETRY_SPREAD_MS: u64 = 5_000;
/// Spread of requests when a whole building comes online at once.
const ONLINE_SPREAD_MS: u64 = 3_500;

/// One client's timetable.
#[derive(Debug, Clone)]
pub struct Schedule {
    period_ms: u64,
    slot: u32,
    failures: u32,
}

impl Schedule {
    /// `seed` names the client (page address and a random part, or the id of a screen).
    #[must_use]
    pub fn new(seed: &str, period_secs: u32) -> Self {
        let mut schedule = Self {
            period_ms: 0,
            slot: fnv1a(seed),
            failures: 0,
        };
        schedule.set_period(period_secs);
        schedule
    }

    /// Changes the period; it never goes below [`MIN_PERIOD_SECS`].
    pub fn set_period(&mut self, period_secs: u32) {
        self.period_ms = u64::from(period_secs.max(MIN_PERIOD_SECS)) * 1000;
    }

    /// Milliseconds until the next slot: more than half a period and at most one and a half away.
    pub fn after_success(&mut self, now_ms: u64) -> u64 {
        self.failures = 0;
        let offset = u64::from(self.slot) % self.period_ms;
        let into = (now_ms % self.period_ms + self.period_ms - offset) % self.period_ms;
        let wait = self.period_ms - into;
        if wait * 2 <= self.period_ms {
            wait + self.period_ms
        } else {
            wait
        }
    }

    /// Milliseconds to wait after a failure; `random` lies in `0..1`. With Retry-After: that long at least, and at most
    /// a tenth or 5 s longer, whichever is more.
    pub fn after_failure(&mut self, retry_after_ms: Option<u64>, random: f64) -> u64 {
        let wait = READING.wait_ms(self.failures, retry_after_ms, random);
        self.failures = self.failures.saturating_add(1);
        wait
    }

    /// Milliseconds to wait when the network is back: below 5 s.
    #[must_use]
    pub fn after_online(random: f64) -> u64 {
        share(ONLINE_SPREAD_MS, random)
    }

    /// Copies that were current before this time are old: they missed two periods.
    #[must_use]
    pub const fn fresh_since_ms(&self, now_ms: u64) -> u64 {
        now_ms.saturating_sub(self.period_ms * 2)
    }
}

/// How a client waits after failures: a random time below a bound that doubles from the first to the last.
#[derive(Debug, Clone, Copy)]
pub struct Backoff {
    /// The bound after the first failure.
    pub first_ms: u64,
    /// The bound after many.
    pub most_ms: u64,
}

impl Backoff {
    /// Milliseconds to wait when `failures` tries had failed before the last one; the rest as in
    /// [`Schedule::after_failure`].
    #[must_use]
    pub fn wait_ms(self, failures: u32, retry_after_ms: Option<u64>, random: f64) -> u64 {
        let bound = (self.first_ms << failures.min(8)).min(self.most_ms);
        let wait = 500 + share(bound, random);
        retry_after_ms.map_or(wait, |asked| asked_ms(asked, random).max(wait))
    }
}

/// How long a client stays away that was asked to: that long at least, at most an hour, and spread over a tenth of it.
fn asked_ms(asked: u64, random: f64) -> u64 {
    let asked = asked.min(MAX_RETRY_AFTER_MS);
    asked + share(MIN_RETRY_SPREAD_MS.max(asked / 10), random)
}

/// `random` times `bound`, without trusting the range of `random`.
fn share(bound: u64, random: f64) -> u64 {
    let part = (random.clamp(0.0, 1.0) * 65_536.0) as u64;
    bound * part / 65_536
}

/// FNV-1a, 32 bit: stable everywhere and for ever, which the slots need.
pub(crate) fn fnv1a(text: &str) -> u32 {
    let hash = text.bytes().fold(0x811c_9dc5_u32, |hash, byte| {
        (hash ^ u32::from(byte)).wrapping_mul(0x0100_0193)
    });
    // One more mixing round: the last letters of an id must reach the high bits.
    (hash ^ (hash >> 15)).wrapping_mul(0x2c1b_3c6d)
}

/// Reads `Retry-After`: seconds, or an HTTP date (RFC 9110, 10.2.3). Every browser reads such dates itself, so
/// the reader of dates is an argument: milliseconds since the epoch, if it is one.
#[must_use]
pub fn retry_after_ms(
    header: &str,
    now_ms: u64,
    read_date: fn(&str) -> Option<u64>,
) -> Option<u64> {
    let header = header.trim();
    if let Ok(seconds) = header.parse::<u64>() {
        return Some(seconds.saturating_mul(1000));
    }
    read_date(header).map(|then| then.saturating_sub(now_ms))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn ten_thousand_clients_do_not_call_together() {
        let mut calls = vec![0_u32; 600];
        for client in 0..10_000 {
            let mut schedule = Schedule::new(&format!("screen-{client}"), 60);
            let at = schedule.after_success(0) % 60_000;
            calls[usize::try_from(at / 100).unwrap_or(0)] += 1;
        }
        // 16.7 on average in each 100 ms.
        assert!(
            calls.iter().all(|count| *count < 45),
            "{:?}",
            calls.iter().max()
        );
    }

    #[test]
    fn a_client_is_back_within_thirty_seconds() {
        let mut schedule = Schedule::new("a", 300);
        for _ in 0..50 {
            assert!(schedule.after_failure(None, 1.0) < 30_000);
        }
        assert!(Schedule::after_online(1.0) < 5_000);
    }

    #[test]
    fn ten_thousand_clients_that_were_sent_away_together_do_not_come_back_together() {
        for (retry_after_ms, spread_ms) in [(1_000, 5_000), (120_000, 12_000), (3_600_000, 360_000)]
        {
            let mut calls = vec![0_u32; 100];
            let parts = u64::try_from(calls.len()).unwrap_or(1);
            for client in 0..10_000 {
                // What a browser's Math.random might give this client.
                let random = f64::from(fnv1a(&client.to_string())) / f64::from(u32::MAX);
                let wait =
                    Schedule::new("a", 300).after_failure(Some(retry_after_ms), random * 0.999_999);
                let late = wait - retry_after_ms;
                assert!(late < spread_ms, "{wait} after {retry_after_ms}");
                calls[usize::try_from(late * parts / spread_ms).unwrap_or(0)] += 1;
            }
            // 100 on average in each hundredth of the spread.
            let (least, most) = (calls.iter().min(), calls.iter().max());
            assert!(least > Some(&50) && most < Some(&200), "{least:?} {most:?}");
        }
    }

    fn http_date(text: &str) -> Option<u64> {
        let date = chrono::DateTime::parse_from_rfc2822(text).ok()?;
        u64::try_from(date.timestamp_millis()).ok()
    }

    #[test]
    fn retry_after_is_obeyed_within_reason() {
        let mut schedule = Schedule::new("a", 300);
        assert_eq!(schedule.after_failure(Some(90_000), 0.0), 90_000);
        assert_eq!(schedule.after_failure(Some(u64::MAX), 0.0), 3_600_000);
        assert_eq!(schedule.after_failure(Some(u64::MAX), 1.0), 3_960_000);
        assert_eq!(schedule.after_failure(Some(90_000), 1.0), 99_000);
        assert!(Schedule::new("a", 300).after_failure(Some(0), 0.5) >= 1_500);
        assert!(schedule.after_failure(Some(0), 1.0) > 28_000);
        assert_eq!(retry_after_ms(" 120 ", 0, http_date), Some(120_000));
        assert_eq!(
            retry_after_ms(
                "Wed, 21 Oct 2015 07:28:00 GMT",
                1_445_412_470_000,
                http_date
            ),
            Some(10_000)
        );
        assert_eq!(
            retry_after_ms("Wed, 21 Oct 2015 07:28:00 GMT", u64::MAX, http_date),
            Some(0)
        );
        assert_eq!(retry_after_ms("soon", 0, http_date), None);
    }

    #[test]
    fn a_copy_is_old_after_two_missed_periods() {
        let schedule = Schedule::new("a", 300);
        let is_old = |then_ms, now_ms| then_ms < schedule.fresh_since_ms(now_ms);
        assert!(!is_old(0, 600_000));
        assert!(is_old(0, 600_001));
        // A clock that went back a day.
        assert!(!is_old(86_400_000, 0));
    }

    proptest! {
        #[test]
        fn the_next_slot_is_never_inside_half_a_period(seed in ".{0,12}", period in 0_u32..100_000, now in any::<u64>()) {
            let mut schedule = Schedule::new(&seed, period);
            let wait = schedule.after_success(now);
            prop_assert!(wait * 2 > schedule.period_ms && wait * 2 <= schedule.period_ms * 3);
        }

        #[test]
        fn waiting_lands_on_the_same_slot(seed in ".{1,12}", now in 0_u64..4_000_000_000_000) {
            let mut schedule = Schedule::new(&seed, 300);
            let first = now + schedule.after_success(now);
            let second = first + schedule.after_success(first);
            prop_assert_eq!((second - first) % 300_000, 0);
        }
    }
}
