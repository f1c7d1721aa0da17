//! Quarters of a year, in Vietnam's time.

use std::str::FromStr;

use cchc::format::VIETNAM;
use chrono::{DateTime, FixedOffset, NaiveDate, TimeZone};

/// Years that are believed.
const YEARS: std::ops::RangeInclusive<i32> = 2000..=2999;

/// What is no quarter.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("«{0}»: cần quý như 2026Q3 | must be a quarter such as 2026Q3")]
pub(crate) struct NoQuarter(String);

/// Three months.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Quarter {
    pub(crate) year: i32,
    /// From 1 to 4.
    pub(crate) number: u32,
}

/// From a moment to before another, in ms.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Span {
    pub(crate) from_ms: i64,
    pub(crate) to_ms: i64,
}

impl Span {
    /// Whether a moment is in it.
    pub(crate) const fn holds(self, ms: i64) -> bool {
        self.from_ms <= ms && ms < self.to_ms
    }
}

impl FromStr for Quarter {
    type Err = NoQuarter;

    fn from_str(text: &str) -> Result<Self, NoQuarter> {
        let wrong = || NoQuarter(text.chars().take(20).collect());
        let (year, number) = text.trim().split_once(['Q', 'q']).ok_or_else(wrong)?;
        let is_plain = |part: &str| part.bytes().all(|digit| digit.is_ascii_digit());
        if year.len() != 4 || number.len() != 1 || !is_plain(year) || !is_plain(number) {
            return Err(wrong());
        }
        let year: i32 = year.parse().map_err(|_| wrong())?;
        let number: u32 = number.parse().map_err(|_| wrong())?;
        match YEARS.contains(&year) && (1..=4).contains(&number) {
            true => Ok(Self { year, number }),
            false => Err(wrong()),
        }
    }
}

impl std::fmt::Display for Quarter {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{}Q{}", self.year, self.number)
    }
}

impl Quarter {
    /// The one before.
    pub(crate) const fn before(self) -> Self {
        match self.number {
            1 => Self {
                year: self.year - 1,
                number: 4,
            },
            _ => Self {
                number: self.number - 1,
                ..self
            },
        }
    }

    const fn after(self) -> Self {
        match self.number {
            4 => Self {
                year: self.year + 1,
                number: 1,
            },
            _ => Self {
                number: self.number + 1,
                ..self
            },
        }
    }

    /// From its first midnight to that of the next one.
    pub(crate) fn span(self) -> Span {
        Span {
            from_ms: self.begin_ms(),
            to_ms: self.after().begin_ms(),
        }
    }

    fn begin_ms(self) -> i64 {
        let day = NaiveDate::from_ymd_opt(self.year, self.number * 3 - 2, 1).unwrap_or_default();
        let begin = VIETNAM.from_local_datetime(&day.and_hms_opt(0, 0, 0).unwrap_or_default());
        begin.earliest().map_or(0, |begin| begin.timestamp_millis())
    }

    /// `quý III năm 2026`, as reports write it.
    pub(crate) fn words(self) -> String {
        let number = match self.number {
            1 => "I",
            2 => "II",
            3 => "III",
            _ => "IV",
        };
        format!("quý {number} năm {}", self.year)
    }
}

/// A moment in Vietnam.
pub(crate) fn moment(ms: i64) -> DateTime<FixedOffset> {
    DateTime::from_timestamp_millis(ms)
        .unwrap_or_default()
        .with_timezone(&VIETNAM)
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "tests")]
    use super::*;

    #[test]
    fn a_quarter_begins_and_ends_at_midnight_in_vietnam() {
        for (text, from, to, before, words) in [
            (
                "2026Q3",
                "2026-07-01",
                "2026-10-01",
                "2026Q2",
                "quý III năm 2026",
            ),
            (
                "2026q1",
                "2026-01-01",
                "2026-04-01",
                "2025Q4",
                "quý I năm 2026",
            ),
            (
                "2024Q4",
                "2024-10-01",
                "2025-01-01",
                "2024Q3",
                "quý IV năm 2024",
            ),
        ] {
            let quarter: Quarter = text.parse().unwrap();
            let span = quarter.span();
            let said = |ms| moment(ms).to_rfc3339();
            assert_eq!(said(span.from_ms), format!("{from}T00:00:00+07:00"));
            assert_eq!(said(span.to_ms), format!("{to}T00:00:00+07:00"));
            assert_eq!(quarter.before().to_string(), before);
            assert_eq!(quarter.before().span().to_ms, span.from_ms);
            assert_eq!(quarter.words(), words);
            assert!(span.holds(span.from_ms) && !span.holds(span.to_ms));
        }
    }

    #[test]
    fn what_is_no_quarter_is_refused() {
        for text in [
            "", "2026", "2026Q0", "2026Q5", "26Q1", "2026-Q3", "Q32026", "2026Q33", "+026Q1",
            "9999Q1",
        ] {
            assert!(text.parse::<Quarter>().is_err(), "{text}");
        }
    }
}
