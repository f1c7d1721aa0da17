//! Every state of the news, worked out and rendered natively.
#![allow(clippy::unwrap_used, reason = "tests")]

use cchc::feed::{news, notices, parse_stamp};
use cchc::format::Lang;
use leptos::prelude::Set;

use super::model::{Known, Model, model};
use super::options::{Layout, Options, read};
use super::view::{Shown, view};
use crate::shared::golden;
use crate::shared::state::State;

const NEWS: &str = r#"{"version":"https://jsonfeed.org/version/1.1","title":"T","items":[
    {"id":"a","title":"Ẩ Ỗ Ữ Ặ <script>alert(1)</script>","url":"https://hanoi.gov.vn/a","date_published":"2025-11-17T20:59:00+07:00",
     "language":"vi","_cchc":{"kind":"result","source":{"name":"HNP"}}},
    {"id":"b","title":"Hanoi leads","url":"javascript:alert(1)","date_published":"2025-10-21T00:00:00+07:00",
     "language":"en","summary":"Short","_cchc":{"date_precision":"day","pinned":true}}]}"#;
const NOTICES: &str = r#"{"version":"1.0","notices":[{"identifier":"n","status":"Exercise","msg_type":"Alert","severity":"Extreme",
    "sent":"2025-11-17T08:00:00+07:00","expires":"2035-01-01T00:00:00+07:00","info":[{"language":"vi","headline":"Diễn tập"}]}]}"#;

fn options(words: &[(&str, &str)]) -> Options {
    read(&|name| {
        words
            .iter()
            .find(|(known, _)| *known == name)
            .map(|(_, value)| (*value).to_owned())
    })
    .0
}

fn shown(words: &[(&str, &str)], lang: Lang, stale: bool) -> Model {
    let (news, _) = news::parse(NEWS);
    let (notices, _) = notices::parse(NOTICES);
    let now = parse_stamp("2025-11-18T09:00:00+07:00").unwrap().0;
    let checked = parse_stamp("2025-11-18T08:55:00+07:00").map(|(stamp, _)| stamp);
    let known = Known {
        news: Some(&news),
        notices: &notices,
        stale,
        failed: stale,
        checked,
    };
    model(&known, &options(words), lang, now)
}

fn html(model: Model) -> String {
    golden::html(|| view(Shown::new(model)))
}

/// With what is known, at nine in the morning of 18 November 2025.
fn state(news: Option<&news::News>, stale: bool, failed: bool, lang: Lang) -> Model {
    let now = parse_stamp("2025-11-18T09:00:00+07:00").unwrap().0;
    let checked = parse_stamp("2025-11-17T07:00:00+07:00").map(|(stamp, _)| stamp);
    let known = Known {
        news,
        notices: &[],
        stale,
        failed,
        checked: checked.filter(|_| news.is_some()),
    };
    model(&known, &options(&[]), lang, now)
}

#[test]
fn every_layout_and_state_is_rendered_as_agreed() {
    for lang in [Lang::Vi, Lang::En] {
        let check = |name: &str, model: Model| {
            golden::check("news", &format!("{name}-{}", lang.tag()), &html(model));
        };
        for layout in ["list", "ticker", "rotator"] {
            check(layout, shown(&[("layout", layout)], lang, false));
        }
        let none = news::News::default();
        check("loading", state(None, false, false, lang));
        check("failed", state(None, false, true, lang));
        check("empty", state(Some(&none), false, false, lang));
        check("stale", shown(&[], lang, true));
        check("stale-empty", state(Some(&none), true, true, lang));
    }
}

#[test]
fn a_reader_who_wants_no_motion_turns_the_pages() {
    for layout in ["ticker", "rotator"] {
        let model = shown(&[("layout", layout)], Lang::Vi, false);
        let calm = || {
            let shown = Shown::new(model);
            shown.calm.set(true);
            view(shown)
        };
        golden::check("news", &format!("{layout}-calm-vi"), &golden::html(calm));
    }
}

#[test]
fn a_real_alarm_is_grave_and_comes_before_a_test() {
    let text = NOTICES.replace("Exercise", "Actual");
    let (news, _) = news::parse(NEWS);
    let (mut all, _) = notices::parse(&text);
    all.extend(
        notices::parse(
            &NOTICES
                .replace("Exercise", "Test")
                .replace("\"n\"", "\"t\""),
        )
        .0,
    );
    let now = parse_stamp("2025-11-18T09:00:00+07:00").unwrap().0;
    let known = Known {
        news: Some(&news),
        notices: &all,
        stale: false,
        failed: false,
        checked: Some(now),
    };
    let model = model(&known, &options(&[]), Lang::Vi, now);
    assert_eq!(
        model
            .notices
            .iter()
            .map(|one| one.grave)
            .collect::<Vec<_>>(),
        [true, false]
    );
    golden::check("news", "notices-vi", &html(model));
}

#[test]
fn attributes_are_checked_and_bad_ones_named() {
    let asked = [
        ("layout", "marquee"),
        ("limit", "0"),
        ("kind", "result podcast"),
        ("wpm", "120"),
        ("theme", "pink"),
    ];
    let (read, warnings) = read(&|name| {
        asked
            .iter()
            .find(|(known, _)| *known == name)
            .map(|(_, value)| (*value).to_owned())
    });
    assert_eq!(
        (
            read.layout,
            read.filter.max_items,
            read.pace.words_per_minute
        ),
        (Layout::List, 10, 120)
    );
    assert_eq!(read.filter.kinds, [news::Kind::Result]);
    let named: Vec<&str> = ["layout", "limit", "kind", "theme"]
        .into_iter()
        .filter(|name| warnings.0.iter().any(|line| line.contains(name)))
        .collect();
    assert_eq!(named, ["layout", "limit", "kind", "theme"]);
}

#[test]
fn the_pinned_item_comes_first_and_dates_read_as_in_vietnam() {
    let model = shown(&[], Lang::Vi, false);
    assert_eq!(
        model
            .rows
            .iter()
            .map(|row| row.id.as_str())
            .collect::<Vec<_>>(),
        ["b", "a"]
    );
    assert_eq!(model.rows[0].meta, "21/10/2025");
    assert_eq!(model.rows[1].meta, "Kết quả · 20:59 17/11/2025 · HNP");
    assert_eq!(model.rows[0].lang.as_deref(), Some("en"));
    assert_eq!(model.frame.status, "Cập nhật 5 phút trước");
}

#[test]
fn feed_text_stays_text_and_unsafe_links_go() {
    let html = html(shown(&[], Lang::Vi, false));
    assert!(html.contains("&lt;script&gt;"), "{html}");
    assert!(!html.contains("javascript:"), "{html}");
    assert!(html.contains("href=\"https://hanoi.gov.vn/a\""), "{html}");
}

#[test]
fn an_exercise_says_so_in_both_languages_and_is_not_grave() {
    for (lang, word) in [(Lang::Vi, "DIỄN TẬP"), (Lang::En, "EXERCISE")] {
        let model = shown(&[], lang, false);
        assert!(!model.notices[0].grave);
        let html = html(model);
        assert!(
            html.contains(word) && html.contains("role=\"alert\""),
            "{html}"
        );
    }
    assert!(
        shown(&[("notices", "off")], Lang::Vi, false)
            .notices
            .is_empty()
    );
}

#[test]
fn a_saved_copy_names_its_age() {
    let model = shown(&[], Lang::En, true);
    assert_eq!(model.frame.state, State::Stale);
    assert!(html(model).contains("Showing a saved copy, updated 5 minutes ago"));
}

#[test]
fn loading_empty_and_failed_say_what_they_are() {
    let now = parse_stamp("2025-11-18T09:00:00+07:00").unwrap().0;
    let none = news::News::default();
    for (news, failed, state, words) in [
        (None, false, State::Loading, ""),
        (None, true, State::Failed, "Trang sẽ tự thử lại."),
        (Some(&none), false, State::Empty, "Hiện chưa có tin nào."),
    ] {
        let known = Known {
            news,
            notices: &[],
            stale: false,
            failed,
            checked: Some(now),
        };
        let model = model(&known, &options(&[]), Lang::Vi, now);
        assert_eq!(model.frame.state, state);
        assert!(html(model).contains(words));
    }
}

#[test]
fn the_readme_shows_every_attribute_event_and_part() {
    golden::readme("news", include_str!("README.md"));
}
