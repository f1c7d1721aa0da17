//! Dates, ages and numbers in words. The clock and the zone are arguments or constants, never asked for.
//!
//! Vietnamese dates are dd/MM/yyyy (`Intl` gives 7/2/25 for "short"), in the zone Asia/Ho_Chi_Minh, which has
//! been UTC+7 without summer time since 1975.

pub mod number;

use chrono::{Datelike, FixedOffset, Timelike};

use crate::feed::Stamp;

/// UTC+7.
pub const VIETNAM: FixedOffset = match FixedOffset::east_opt(7 * 3600) {
    Some(zone) => zone,
    None => panic!("seven hours is a valid offset"),
};

/// Languages of the words.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Lang {
    /// Vietnamese.
    #[default]
    Vi,
    /// English.
    En,
}

impl Lang {
    /// From a language tag: everything but English reads Vietnamese.
    #[must_use]
    pub fn from_tag(tag: &str) -> Self {
        let primary = tag.split(['-', '_']).next().unwrap_or_default();
        if primary.eq_ignore_ascii_case("en") {
            Self::En
        } else {
            Self::Vi
        }
    }

    /// Its tag.
    #[must_use]
    pub const fn tag(self) -> &'static str {
        match self {
            Self::Vi => "vi",
            Self::En => "en",
        }
    }
}

/// `07/02/2025` in Vietnam's zone.
#[must_use]
pub fn date(stamp: Stamp) -> String {
    let local = stamp.with_timezone(&VIETNAM);
    let mut out = String::with_capacity(10);
    two_digits(&mut out, local.day());
    out.push('/');
    two_digits(&mut out, local.month());
    out.push('/');
    out.push_str(&local.year().to_string());
    out
}

/// `16:30 07/02/2025` in Vietnam's zone.
#[must_use]
pub fn date_time(stamp: Stamp) -> String {
    let local = stamp.with_timezone(&VIETNAM);
    let mut out = String::with_capacity(16);
    two_digits(&mut out, local.hour());
    out.push(':');
    two_digits(&mut out, local.minute());
    out.push(' ');
    out.push_str(&date(stamp));
    out
}

fn two_digits(out: &mut String, number: u32) {
    if number < 10 {
        out.push('0');
    }
    out.push_str(&number.to_string());
}

/// How long ago, in words, for `seconds` ≥ 0; clocks that run ahead count as now.
#[must_use]
pub fn ago(seconds: i64, lang: Lang) -> String {
    const MINUTE: i64 = 60;
    const HOUR: i64 = 60 * MINUTE;
    const DAY: i64 = 24 * HOUR;
    let (count, vi, en, en_many) = match seconds {
        ..MINUTE => {
            return match lang {
                Lang::Vi => "vừa xong",
                Lang::En => "just now",
            }
            .to_owned();
        }
        MINUTE..HOUR => (
            seconds / MINUTE,
            " phút trước",
            " minute ago",
            " minutes ago",
        ),
        HOUR..DAY => (seconds / HOUR, " giờ trước", " hour ago", " hours ago"),
        _ => (seconds / DAY, " ngày trước", " day ago", " days ago"),
    };
    let mut out = count.to_string();
    out.push_str(match lang {
        Lang::Vi => vi,
        Lang::En if count == 1 => en,
        Lang::En => en_many,
    });
    out
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "tests")]
    use super::*;
    use crate::feed::parse_stamp;

    #[test]
    fn dates_are_written_as_in_vietnam() {
        for (raw, expected) in [
            ("2025-02-07T16:30:00+07:00", "16:30 07/02/2025"),
            ("2025-02-07T23:05:00Z", "06:05 08/02/2025"),
            ("2025-10-21", "00:00 21/10/2025"),
        ] {
            assert_eq!(date_time(parse_stamp(raw).unwrap().0), expected);
        }
    }

    #[test]
    fn ages_read_like_speech() {
        for (seconds, vi, en) in [
            (-500, "vừa xong", "just now"),
            (59, "vừa xong", "just now"),
            (60, "1 phút trước", "1 minute ago"),
            (330, "5 phút trước", "5 minutes ago"),
            (3_600, "1 giờ trước", "1 hour ago"),
            (86_399, "23 giờ trước", "23 hours ago"),
            (200_000, "2 ngày trước", "2 days ago"),
        ] {
            assert_eq!(ago(seconds, Lang::Vi), vi);
            assert_eq!(ago(seconds, Lang::En), en);
        }
    }

    #[test]
    fn language_tags_fall_back_to_vietnamese() {
        assert_eq!(Lang::from_tag("en-GB"), Lang::En);
        assert_eq!(Lang::from_tag("EN"), Lang::En);
        for tag in ["vi", "vi-VN", "", "fr", "enm-x"] {
            assert_eq!(Lang::from_tag(tag), Lang::Vi);
        }
    }
}
