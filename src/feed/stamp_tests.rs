//! Held against chrono's own readers, which know RFC 3339 and RFC 2822 strictly.
#![allow(clippy::unwrap_used, reason = "tests")]

use chrono::Timelike;
use proptest::prelude::*;

use super::*;

/// What chrono reads, in whole seconds: a leap second is the one before it.
fn by_chrono(text: &str) -> Option<Stamp> {
    DateTime::parse_from_rfc3339(text)
        .or_else(|_| DateTime::parse_from_rfc2822(text))
        .ok()
        .and_then(|stamp| stamp.with_nanosecond(0))
}

fn written(text: &str) -> Option<String> {
    parse_stamp(text).map(|(stamp, _)| stamp.to_rfc3339())
}

#[test]
fn dates_of_publishers_are_read() {
    for (text, expected) in [
        ("2025-11-17T20:59:00+07:00", "2025-11-17T20:59:00+07:00"),
        // PHP's DATE_ISO8601, Ruby, SQL, a missing second.
        ("2025-11-17T20:59:00+0700", "2025-11-17T20:59:00+07:00"),
        ("2025-11-17 20:59:00 +0700", "2025-11-17T20:59:00+07:00"),
        ("2025-11-17 13:59:00 UTC", "2025-11-17T13:59:00+00:00"),
        ("2025-11-17 20:59:00", "2025-11-17T20:59:00+07:00"),
        ("2025-11-17T20:59Z", "2025-11-17T20:59:00+00:00"),
        (
            "2025-11-17T20:59:00.123456789123Z",
            "2025-11-17T20:59:00+00:00",
        ),
        ("2025-11-17", "2025-11-17T00:00:00+07:00"),
        // RSS.
        (
            "Mon, 17 Nov 2025 20:59:00 +0700",
            "2025-11-17T20:59:00+07:00",
        ),
        ("Mon, 17 Nov 25 20:59 GMT", "2025-11-17T20:59:00+00:00"),
        ("17 Nov 2025 20:59:00 UT", "2025-11-17T20:59:00+00:00"),
        (
            "Monday, 7 November 2025 20:59:00 Z",
            "2025-11-07T20:59:00+00:00",
        ),
        (
            "Mon, 17 Nov 2025 20:59:00 GMT+7",
            "2025-11-17T20:59:00+07:00",
        ),
        ("Mon, 17 Nov 2025 20:59:00 EST", "2025-11-17T20:59:00-05:00"),
        ("mon, 17 nov 99 20:59:00 pdt", "1999-11-17T20:59:00-07:00"),
        ("Mon, 17 Nov 125 20:59:00 A", "2025-11-17T20:59:00+00:00"),
        (
            "Mon, 17 Nov 2025 20:59:00 +0700 (ICT)",
            "2025-11-17T20:59:00+07:00",
        ),
        ("17 Nov 2025", "2025-11-17T00:00:00+07:00"),
        // The last second of June 2015 was a leap second.
        ("2015-06-30T23:59:60Z", "2015-06-30T23:59:59+00:00"),
        ("Tue, 30 Jun 2015 23:59:60 GMT", "2015-06-30T23:59:59+00:00"),
    ] {
        assert_eq!(written(text).as_deref(), Some(expected), "{text}");
    }
    assert!(parse_stamp("17 Nov 2025").unwrap().1 && parse_stamp(" 2025-11-17 ").unwrap().1);
    assert!(!parse_stamp("2025-11-17T00:00:00Z").unwrap().1);
}

#[test]
fn what_is_no_date_is_refused() {
    for text in [
        "",
        "2025",
        "2025-11",
        "2025-11-31",
        "2025-13-01",
        "2025-02-29",
        "2025-1-7",
        "+025-01-02",
        "0000-00-00 00:00:00",
        "-0001-11-30T00:00:00+00:00",
        "17/11/2025",
        "17-11-2025",
        "17 Thg11 2025 20:59:00 +0700",
        "Mon, 32 Nov 2025 20:59:00 GMT",
        "2025-11-17T24:00:00Z",
        "Mon, 17 Nov 2025 24:00:00 GMT",
        "2025-11-17T23:59:61Z",
        "2025-11-17T23:60:00Z",
        "2025-11-17T20:59:00.Z",
        "2025-11-17T20:59:00+24:00",
        "2025-11-17T20:59:00+07:60",
        "2025-11-17T20:59:00+",
        "2025-11-17T20:59:00+7:0",
        "2025-11-17T20:59:00Z!",
        "Mon, 17 Nov 2025 20:59:00 GMT tomorrow",
        "Mon, 17 Nov 2025 20:59:00 XYZ",
        "Mon Nov 17 2025 20:59:00 GMT+0700 (Indochina Time)",
        "1763387940",
        "hôm nay",
    ] {
        assert_eq!(written(text), None, "{text}");
    }
}

prop_compose! {
    fn clock()(hour in 0..24, minute in 0..60, second in 0..61) -> String {
        format!("{hour:02}:{minute:02}:{second:02}")
    }
}

prop_compose! {
    fn offset(colon: &'static str)(sign in "[+-]", hours in 0..24, minutes in 0..60) -> String {
        format!("{sign}{hours:02}{colon}{minutes:02}")
    }
}

fn rfc3339() -> impl Strategy<Value = String> {
    let zone = prop_oneof![offset(":"), Just("Z".to_owned()), Just("z".to_owned())];
    // Days that do not exist are among them.
    (
        0..10_000,
        1..13,
        1..32,
        "[Tt ]",
        clock(),
        r"(\.[0-9]{1,12})?",
        zone,
    )
        .prop_map(|(year, month, day, between, clock, part, zone)| {
            format!("{year:04}-{month:02}-{day:02}{between}{clock}{part}{zone}")
        })
}

fn rfc2822() -> impl Strategy<Value = String> {
    let month = prop::sample::select(
        "Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec JAN dec"
            .split(' ')
            .collect::<Vec<_>>(),
    );
    let name = prop::sample::select(
        "GMT UT Z gmt EST EDT CST CDT MST MDT PST PDT A K Y pst"
            .split(' ')
            .collect::<Vec<_>>(),
    );
    let zone = prop_oneof![offset(""), name.prop_map(str::to_owned)];
    let year = prop_oneof!["[0-9]{2}", "[0-9]{3}", "[12][0-9]{3}"];
    let weekday =
        prop::sample::select("Mon Tue Wed Thu Fri Sat Sun".split(' ').collect::<Vec<_>>());
    (
        prop::option::of(weekday),
        1_u32..32,
        any::<bool>(),
        month,
        year,
        clock(),
        any::<bool>(),
        zone,
        r"( ?\(x\))?",
    )
        .prop_map(
            |(weekday, day, padded, month, year, clock, with_seconds, zone, comment)| {
                let weekday = weekday.map_or_else(String::new, |name| format!("{name}, "));
                let day = if padded {
                    format!("{day:02}")
                } else {
                    day.to_string()
                };
                let clock = if with_seconds {
                    clock.as_str()
                } else {
                    &clock[..5]
                };
                format!("{weekday}{day} {month} {year} {clock} {zone}{comment}")
            },
        )
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(2_000))]

    #[test]
    fn rfc_3339_is_read_as_chrono_reads_it(text in rfc3339()) {
        prop_assert_eq!(parse_stamp(&text).map(|(stamp, _)| stamp), by_chrono(&text));
        prop_assert_eq!(written(&text), by_chrono(&text).map(|stamp| stamp.to_rfc3339()));
    }

    #[test]
    fn rfc_2822_is_read_as_chrono_reads_it(text in rfc2822()) {
        // Chrono refuses a day's name that is not the date's; publishers get it wrong.
        let known = match text.split_once(", ") {
            Some((_, rest)) => by_chrono(rest),
            None => by_chrono(&text),
        };
        prop_assert_eq!(written(&text), known.map(|stamp| stamp.to_rfc3339()));
    }

    #[test]
    fn a_spoiled_date_that_chrono_still_reads_is_read_alike(
        text in prop_oneof![rfc3339(), rfc2822()], at in 0_usize..40, byte in "[0-9A-Za-z:+. ,-]?",
    ) {
        let at = at % text.len();
        let spoiled = format!("{}{byte}{}", &text[..at], &text[at + 1..]);
        if let Some(known) = by_chrono(&spoiled) && !spoiled.contains(" :") && !spoiled.contains(": ") {
            prop_assert_eq!(written(&spoiled), Some(known.to_rfc3339()), "{}", spoiled);
        }
    }

    #[test]
    fn no_text_panics(text in ".{0,40}", near in "[0-9TZ:+ .GMT-]{0,30}") {
        let _ = (parse_stamp(&text), parse_stamp(&near));
    }
}
