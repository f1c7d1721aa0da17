//! Hours and days, and that nothing but what is broken is lost.
#![allow(clippy::unwrap_used, reason = "tests")]

use proptest::prelude::*;

use super::*;

#[test]
fn days_and_hours_are_read_or_refused() {
    let days = |text: &str| -> Option<String> {
        let days = Days::read(text)?;
        Some(
            (0..=9)
                .filter(|day| days.has(*day))
                .map(|day| day.to_string())
                .collect(),
        )
    };
    for (text, expected) in [
        ("1-7", Some("1234567")),
        ("1-5", Some("12345")),
        ("6-1", Some("167")),
        (" 1, 3 ,5-6", Some("1356")),
        ("7", Some("7")),
        ("", None),
        ("0", None),
        ("8", None),
        ("1-", None),
        ("1--5", None),
        ("T2-T6", None),
    ] {
        assert_eq!(days(text).as_deref(), expected, "{text}");
    }
    for (text, expected) in [
        ("00:00", Some(0)),
        ("7:05", Some(425)),
        ("23:59", Some(1_439)),
        ("24:00", Some(1_440)),
        ("24:01", None),
        ("12:60", None),
        ("12:5", None),
        ("+1:00", None),
        ("22h", None),
        (":00", None),
        ("007:00", None),
    ] {
        assert_eq!(minute_of_day(text), expected, "{text}");
    }
}

const FILE: &str = r#"{"version":"1.0","screens":[
{"id":"a","place":"Sảnh A","programme":"chung","diagonal_inch":42.5,"distance_m":4,"lang":"vi+en",
 "quiet":[{"from":"22:00","to":"05:30","how":"dark"},{"from":"25:00","to":"05:30","how":"dark"},{"how":"dark"},
  {"from":null,"to":null,"how":"dark"},{"from":"1:00","to":"1:00","how":"dim"},{"from":"1:00","to":"2:00","how":"off"}]},
{"id":"a","place":"Hai"},{"place":"Ba"},7,
{"id":"b","place":"Sảnh B","programme":"không có","orientation":"nghiêng","diagonal_inch":4300,"rev":2}],
"programmes":[{"id":"chung","title":"Chung","scenes":[{"kind":"news","weight":11,"secs":7,"limit":3,"kinds":["event","x"]},
 {"kind":"hologram"},{"kind":"text"},{"kind":"text","title":"Chào","days":"1-5","from":"7:00"},{"kind":"clock","from":"x"},9]}]}"#;

#[test]
fn one_bad_part_never_takes_the_others() {
    let (found, findings) = parse(FILE);
    let found = found.unwrap();
    let ids: Vec<_> = found.screens.iter().map(|screen| &*screen.id).collect();
    assert_eq!(ids, ["a", "b"]);
    let first = found.screen("a").unwrap();
    assert_eq!(
        (first.quiet.len(), first.diagonal_inch, first.lang),
        (1, Some(42.5), Languages::Both)
    );
    let second = found.screen("b").unwrap();
    assert_eq!(
        (second.diagonal_inch, second.orientation, second.rev),
        (None, Orientation::Auto, 2)
    );
    // A wrong word leaves no lobby dark.
    assert_eq!(found.programme_of(second), found.programme_of(first));
    let scenes = &found.programmes[0].scenes;
    let kinds: Vec<_> = scenes.iter().map(|scene| scene.kind).collect();
    assert_eq!(kinds, [SceneKind::News, SceneKind::Text, SceneKind::Clock]);
    assert_eq!(
        (scenes[0].weight, scenes[0].secs, scenes[0].limit),
        (1, None, Some(3))
    );
    assert_eq!(scenes[0].kinds, [Kind::Event]);
    let hours = scenes[1].window;
    assert!(
        hours.holds(1, 420)
            && !hours.holds(6, 420)
            && !hours.holds(1, 419)
            && hours.holds(5, 1_439)
    );
    assert_eq!(scenes[2].window, Window::ALWAYS);
    let rules: std::collections::BTreeSet<_> =
        findings.iter().map(|finding| finding.rule).collect();
    for rule in [
        "time-unreadable",
        "word-missing",
        "window-empty",
        "word-unknown",
        "id-repeated",
        "id-missing",
        "type-wrong",
        "programme-unknown",
        "number-outside",
        "panel-unmeasured",
        "item-empty",
    ] {
        assert!(rules.contains(rule), "{rule}: {rules:?}");
    }
}

#[test]
fn a_file_that_is_none_is_none_and_an_empty_one_has_nothing() {
    for text in ["", "[]", "{", "7"] {
        assert_eq!(parse(text).0, None, "{text}");
    }
    let (found, findings) = parse(r#"{"version":"1.0"}"#);
    let found = found.unwrap();
    assert_eq!(found.programme_of(&Screen::default()), None);
    assert_eq!(findings.len(), 2);
}

#[test]
fn a_window_over_midnight_belongs_to_the_day_it_begins_on() {
    let friday = Window {
        days: Days::read("5").unwrap(),
        from: 22 * 60,
        to: 5 * 60,
    };
    for (day, minute, expected) in [
        (5, 22 * 60, true),
        (5, 4 * 60, false),
        (6, 4 * 60, true),
        (6, 5 * 60, false),
        (6, 22 * 60, false),
    ] {
        assert_eq!(friday.holds(day, minute), expected, "{day} {minute}");
    }
    let sunday = Window {
        days: Days::read("7").unwrap(),
        ..friday
    };
    assert!(sunday.holds(1, 0) && !sunday.holds(7, 0));
}

proptest! {
    #[test]
    fn every_minute_of_a_week_is_in_a_window_or_in_what_it_leaves(
        first in 1_u8..=7, last in 1_u8..=7, from in 0_u16..1_440, to in 1_u16..=1_440,
    ) {
        let window = Window { days: Days::read(&format!("{first}-{last}")).unwrap(), from, to };
        let days = (1..=7).filter(|day| window.days.has(*day)).count();
        let length = if from < to { to - from } else { 1_440 - from + to };
        let minutes = (1..=7).flat_map(|day| (0..1_440).map(move |minute| (day, minute)));
        let held = minutes.filter(|(day, minute)| window.holds(*day, *minute)).count();
        prop_assert_eq!(held, days * usize::from(length));
    }

    #[test]
    fn no_text_panics(text in "\\PC{0,80}", at in 0_usize..FILE.len()) {
        let _ = parse(&text);
        let cut: String = FILE.chars().take(at).collect();
        let _ = parse(&cut);
        let _ = parse(&FILE.replace("22:00", &text.replace(['"', '\\'], "")));
    }
}
