//! Days of the week and hours as people write them, and as spreadsheets keep them.
//!
//! Monday is the second day to a Vietnamese and the first to others, so a bare number says nothing: `T2-T6`, not `2-6`.

use cchc::feed::screens::{DAY_MINUTES, minute_of_day};

use crate::build::table::fold::fold;

/// Names of the days, Monday first.
const DAYS: [&[&str]; 7] = [
    &["t2", "thu 2", "thu hai", "hai", "mon", "monday"],
    &["t3", "thu 3", "thu ba", "ba", "tue", "tuesday"],
    &["t4", "thu 4", "thu tu", "tu", "wed", "wednesday"],
    &["t5", "thu 5", "thu nam", "nam", "thu", "thursday"],
    &["t6", "thu 6", "thu sau", "sau", "fri", "friday"],
    &["t7", "thu 7", "thu bay", "bay", "sat", "saturday"],
    &["cn", "chu nhat", "sun", "sunday"],
];
/// Words for several.
const SEVERAL: &[(&str, &[&str])] = &[
    (
        "1-7",
        &["hang ngay", "moi ngay", "ca tuan", "daily", "every day"],
    ),
    ("1-5", &["ngay lam viec", "ngay thuong", "weekdays"]),
    ("6-7", &["cuoi tuan", "weekend", "weekends"]),
];

/// Days as the feed writes them, `1-5`; `None` where it is not clear which are meant.
pub(super) fn days(text: &str) -> Option<String> {
    let mut found = Vec::new();
    for part in text.split([';', ',']) {
        let folded = fold(part);
        let several = SEVERAL.iter().find(|(_, names)| names.contains(&&*folded));
        if let Some((days, _)) = several {
            found.push((*days).to_owned());
            continue;
        }
        let lower = part.to_lowercase();
        let ends: Vec<_> = match lower
            .split_once(" đến ")
            .or_else(|| lower.split_once(" to "))
        {
            Some((first, last)) => vec![first, last],
            None => lower.split(['-', '–', '—']).collect(),
        };
        let mut ends = ends.into_iter().map(day);
        match (ends.next(), ends.next(), ends.next()) {
            (Some(Some(one)), None, None) => found.push(one.to_string()),
            (Some(Some(first)), Some(Some(last)), None) => found.push(format!("{first}-{last}")),
            _ => return None,
        }
    }
    Some(found.join(","))
}

fn day(name: &str) -> Option<usize> {
    let name = fold(name);
    let at = DAYS.iter().position(|names| names.contains(&&*name))?;
    Some(at + 1)
}

/// An hour as the feed writes it, `05:30`: from `5:30`, `5h30`, `5 giờ`, or the part of a day that a spreadsheet keeps.
pub(super) fn hour(text: &str) -> Option<String> {
    let minute = clock(text).or_else(|| part_of_a_day(text))?;
    Some(format!("{:02}:{:02}", minute / 60, minute % 60))
}

fn clock(text: &str) -> Option<u16> {
    let text = text.to_lowercase().replace("giờ", "h");
    let parts: Vec<_> = text.split(['h', 'g', ':']).map(str::trim).collect();
    match parts[..] {
        // Some write the seconds too.
        [hour, minute] | [hour, minute, "00"] => {
            let minute = if minute.is_empty() { "00" } else { minute };
            minute_of_day(&format!("{hour}:{minute}"))
        }
        _ => None,
    }
}

fn part_of_a_day(text: &str) -> Option<u16> {
    let part: f64 = text.replace(',', ".").parse().ok()?;
    // A bare 1 may be one o'clock or the end of the day.
    let is_part = (0.0..1.0).contains(&part);
    let minute = part * f64::from(DAY_MINUTES);
    (is_part && (minute - minute.round()).abs() < 0.01).then_some(minute.round() as u16)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_are_read_by_name_and_never_by_number() {
        for (text, expected) in [
            ("T2-T6", Some("1-5")),
            ("T2 – T6, CN", Some("1-5,7")),
            ("Thứ Hai đến Thứ Sáu", Some("1-5")),
            ("Thứ 7; Chủ nhật", Some("6,7")),
            ("Hằng ngày", Some("1-7")),
            ("hàng ngày", Some("1-7")),
            ("Cuối tuần", Some("6-7")),
            ("Mon-Fri", Some("1-5")),
            ("Monday to Thursday", Some("1-4")),
            ("Thu", Some("4")),
            ("2-6", None),
            ("2", None),
            ("T8", None),
            ("T2-T4-T6", None),
            ("T2,,T3", None),
        ] {
            assert_eq!(days(text).as_deref(), expected, "{text}");
        }
    }

    #[test]
    fn hours_are_read_as_they_are_written() {
        for (text, expected) in [
            ("22:00", Some("22:00")),
            ("5:30", Some("05:30")),
            ("5h30", Some("05:30")),
            ("22h", Some("22:00")),
            ("22 giờ", Some("22:00")),
            ("7 giờ 05", Some("07:05")),
            ("7g05", Some("07:05")),
            ("24:00", Some("24:00")),
            ("22:00:00", Some("22:00")),
            ("0.916667", Some("22:00")),
            ("0,229167", Some("05:30")),
            ("0", Some("00:00")),
            ("1", None),
            ("22", None),
            ("25:00", None),
            ("10 giờ tối", None),
            ("0.5001", None),
            ("22:00:30", None),
        ] {
            assert_eq!(hour(text).as_deref(), expected, "{text}");
        }
    }
}
