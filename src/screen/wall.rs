//! The time on the wall in Vietnam, which has been UTC+7 without summer time since 1975.

/// Milliseconds of a day.
const DAY_MS: u64 = 86_400_000;
/// Seven hours.
const OFFSET_MS: u64 = 25_200_000;

/// Day of the week and time of the day.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Wall {
    /// 1 is Monday, 7 is Sunday.
    pub day: u8,
    /// Minute of the day, from 0.
    pub minute: u16,
    /// Second of the minute.
    pub second: u8,
    /// Days since the first of 1970: what is shown one a day goes by it.
    pub date: u32,
}

impl Wall {
    /// The time on the wall at a moment, in milliseconds since 1970 in UTC.
    #[must_use]
    pub const fn at(now_ms: u64) -> Self {
        let local = now_ms.saturating_add(OFFSET_MS);
        let (date, second) = (local / DAY_MS, local % DAY_MS / 1000);
        Self {
            // 1970 began on a Thursday.
            day: ((date + 3) % 7) as u8 + 1,
            minute: (second / 60) as u16,
            second: (second % 60) as u8,
            date: date as u32,
        }
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "tests")]
    use chrono::{Datelike, Timelike};
    use proptest::prelude::*;

    use super::*;
    use crate::format::VIETNAM;

    proptest! {
        #[test]
        fn the_wall_agrees_with_the_calendar(now_ms in 0_u64..4_102_444_800_000) {
            let stamp = chrono::DateTime::from_timestamp_millis(i64::try_from(now_ms).unwrap()).unwrap();
            let local = stamp.with_timezone(&VIETNAM);
            let wall = Wall::at(now_ms);
            prop_assert_eq!(u32::from(wall.day), local.weekday().number_from_monday());
            prop_assert_eq!(u32::from(wall.minute), local.hour() * 60 + local.minute());
            prop_assert_eq!(u32::from(wall.second), local.second());
        }
    }
}
