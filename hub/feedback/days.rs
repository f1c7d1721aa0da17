//! Working days: Monday to Friday in Vietnam without holidays.

use chrono::{DateTime, Datelike, Duration, FixedOffset, NaiveDate, Weekday};

use crate::config::Holidays;

/// Month and day of the holidays that are the same each year (Labour Code 45/2019/QH14, article 112).
const FIXED: [(u32, u32); 4] = [(1, 1), (4, 30), (5, 1), (9, 2)];

/// Whether offices are open.
pub(super) fn is_worked(day: NaiveDate, holidays: &Holidays) -> bool {
    if holidays.worked.contains(&day) {
        return true;
    }
    let is_fixed = FIXED.contains(&(day.month(), day.day()));
    let is_weekend = matches!(day.weekday(), Weekday::Sat | Weekday::Sun);
    !(is_weekend || is_fixed || holidays.off.contains(&day))
}

/// The same hour so many working days later.
pub(super) fn after(
    start: DateTime<FixedOffset>,
    count: i64,
    holidays: &Holidays,
) -> DateTime<FixedOffset> {
    let (mut end, mut left) = (start, count);
    while left > 0 {
        end += Duration::days(1);
        left -= i64::from(is_worked(end.date_naive(), holidays));
    }
    end
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "tests")]
    use super::*;

    fn days(days: &[&str]) -> std::collections::BTreeSet<NaiveDate> {
        days.iter().map(|day| day.parse().unwrap()).collect()
    }

    #[test]
    fn weekends_and_holidays_do_not_count_and_worked_days_do() {
        let none = Holidays::default();
        let own = Holidays {
            off: days(&[
                "2026-02-16",
                "2026-02-17",
                "2026-02-18",
                "2026-02-19",
                "2026-02-20",
                "2026-09-01",
            ]),
            worked: days(&["2026-08-22", "2026-09-02"]),
        };
        for (start, count, holidays, end) in [
            // A Friday; the next five working days.
            (
                "2027-01-15T15:00:00+07:00",
                5,
                &none,
                "2027-01-22T15:00:00+07:00",
            ),
            // Over New Year's Day, a Friday.
            (
                "2026-12-31T09:00:00+07:00",
                1,
                &none,
                "2027-01-04T09:00:00+07:00",
            ),
            // 30 April and 1 May 2026 are Thursday and Friday.
            (
                "2026-04-29T09:00:00+07:00",
                1,
                &none,
                "2026-05-04T09:00:00+07:00",
            ),
            (
                "2026-09-01T09:00:00+07:00",
                1,
                &none,
                "2026-09-03T09:00:00+07:00",
            ),
            // Tết, as it is listed.
            (
                "2026-02-13T09:00:00+07:00",
                1,
                &own,
                "2026-02-23T09:00:00+07:00",
            ),
            (
                "2026-02-13T09:00:00+07:00",
                1,
                &none,
                "2026-02-16T09:00:00+07:00",
            ),
            // A Saturday that is worked on, and a holiday.
            (
                "2026-08-21T09:00:00+07:00",
                1,
                &own,
                "2026-08-22T09:00:00+07:00",
            ),
            (
                "2026-08-31T09:00:00+07:00",
                1,
                &own,
                "2026-09-02T09:00:00+07:00",
            ),
            // Near midnight it is the day in Vietnam that counts.
            (
                "2026-04-29T23:59:59+07:00",
                1,
                &none,
                "2026-05-04T23:59:59+07:00",
            ),
        ] {
            let start = DateTime::parse_from_rfc3339(start).unwrap();
            assert_eq!(after(start, count, holidays).to_rfc3339(), end, "{start}");
        }
    }
}
