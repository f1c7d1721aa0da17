//! How much time has passed, from clocks that nobody trusts.
//!
//! A clock that is set right jumps by years, and a page that was throttled is called once a minute. So time is added up
//! from call to call, and one call counts for [`MAX_STEP_MS`] at most.

/// The most that passes between two calls.
pub const MAX_STEP_MS: u64 = 10_000;

/// Adds up time.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Steps {
    pub(super) last_ms: Option<u64>,
}

impl Steps {
    /// Milliseconds since the last call: none at the first and where the clock went back.
    pub fn step(&mut self, now_ms: u64) -> u64 {
        let last = self.last_ms.replace(now_ms);
        let step = last.map_or(0, |last| now_ms.saturating_sub(last));
        step.min(MAX_STEP_MS)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn jumps_count_for_a_step_at_most() {
        let mut steps = Steps::default();
        let day = 86_400_000;
        let found = [5 * day, 5 * day + 1_000, 6 * day, 2 * day, 2 * day + 250];
        let found = found.map(|now| steps.step(now));
        assert_eq!(found, [0, 1_000, MAX_STEP_MS, 0, 250]);
    }
}
