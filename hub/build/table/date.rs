//! Dates as Vietnamese write them: 07/02/2025, 16:30 07/02/2025, ngày 07 tháng 02 năm 2025.

use chrono::{NaiveDate, NaiveTime};

use super::fold::fold;

/// A day, and the time where it is given.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Written {
    pub(crate) day: NaiveDate,
    pub(crate) time: Option<NaiveTime>,
}

/// Reads a date with or without time. The day comes before the month; a year of two digits is refused.
pub(crate) fn read(text: &str) -> Option<Written> {
    let text = text.trim();
    if let Some(day) = in_words(text) {
        return Some(Written { day, time: None });
    }
    let parts: Vec<_> = text
        .split([' ', ',', 'T', '\n'])
        .filter(|part| !part.is_empty() && *part != "-" && !part.eq_ignore_ascii_case("ngày"))
        .collect();
    match parts.as_slice() {
        [one] => Some(Written {
            day: day(one)?,
            time: None,
        }),
        [one, other] => {
            let (day, time) = match (day(one), day(other)) {
                (Some(day), None) => (day, time(other)?),
                (None, Some(day)) => (day, time(one)?),
                _ => return None,
            };
            Some(Written {
                day,
                time: Some(time),
            })
        }
        _ => None,
    }
}

/// 7/2/2025, 07-02-2025, 07.02.2025, 2025-02-07
fn day(text: &str) -> Option<NaiveDate> {
    let parts: Vec<_> = text.split(['/', '-', '.']).collect();
    let [a, b, c] = parts.as_slice() else {
        return None;
    };
    let number = |part: &str| {
        let is_number = !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_digit());
        is_number.then(|| part.parse::<u32>().ok()).flatten()
    };
    let (year, day) = match (a.len(), c.len()) {
        (4, 1 | 2) => (a, c),
        (1 | 2, 4) => (c, a),
        _ => return None,
    };
    let year = i32::try_from(number(year)?).ok()?;
    NaiveDate::from_ymd_opt(year, number(b)?, number(day)?)
}

/// 16:30, 16:30:15, 16h30, 16 giờ is not read
fn time(text: &str) -> Option<NaiveTime> {
    let text = text.to_lowercase().replace(['h', 'g'], ":");
    let text = text.trim_end_matches(':');
    let mut parts = text.split(':').map(str::parse::<u32>);
    let hour = parts.next()?.ok()?;
    let minute = parts.next().transpose().ok()?.unwrap_or(0);
    let second = parts.next().transpose().ok()?.unwrap_or(0);
    match parts.next() {
        None => NaiveTime::from_hms_opt(hour, minute, second),
        Some(_) => None,
    }
}

/// As decrees date themselves (Decree 30/2020/NĐ-CP).
fn in_words(text: &str) -> Option<NaiveDate> {
    let words = fold(text);
    let words: Vec<_> = words.split(' ').collect();
    let ["ngay", day, "thang", month, "nam", year] = words.as_slice() else {
        return None;
    };
    if year.len() != 4 {
        return None;
    }
    NaiveDate::from_ymd_opt(year.parse().ok()?, month.parse().ok()?, day.parse().ok()?)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates_are_read_with_the_day_first() {
        for (text, expected) in [
            ("07/02/2025", "2025-02-07"),
            ("7/2/2025", "2025-02-07"),
            ("07-02-2025", "2025-02-07"),
            ("07.02.2025", "2025-02-07"),
            ("2025-02-07", "2025-02-07"),
            ("ngày 07 tháng 02 năm 2025", "2025-02-07"),
            ("Ngày 5 tháng 7 năm 2025", "2025-07-05"),
            ("16:30 07/02/2025", "2025-02-07 16:30:00"),
            ("07/02/2025 16h30", "2025-02-07 16:30:00"),
            ("07/02/2025, 16:30:15", "2025-02-07 16:30:15"),
            ("2025-02-07T16:30", "2025-02-07 16:30:00"),
            ("07/02/2025 8h", "2025-02-07 08:00:00"),
            ("12/31/2025", ""),
            ("31/04/2025", ""),
            ("7/2/25", ""),
            ("02/2025", ""),
            ("2025", ""),
            ("07/02/2025 25:00", ""),
            ("07/02/2025 08/02/2025", ""),
            ("+7/2/2025", ""),
            ("hôm qua", ""),
            ("", ""),
        ] {
            let found = read(text).map(|written| match written.time {
                Some(time) => format!("{} {time}", written.day),
                None => written.day.to_string(),
            });
            assert_eq!(found.unwrap_or_default(), expected, "{text}");
        }
    }
}
