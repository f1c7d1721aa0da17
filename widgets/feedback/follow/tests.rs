//! Every state of both modes, rendered natively, and what is decided without a browser.
#![allow(clippy::unwrap_used, reason = "tests")]

use std::sync::Arc;

use cchc::feed::{agencies, answers, feedback};
use cchc::format::Lang;
use leptos::prelude::RenderHtml;

use super::browse::Browse;
use super::model::Model;
use super::options::{Mode, mode, read};
use super::track::{Deed, Own, Track, Wrong};
use super::tracked::{self, Tracked};
use super::verdict::Trouble;
use super::view::view;
use crate::shared::golden;
use crate::shared::state::State;

fn model(words: &[(&str, &str)], lang: Lang) -> Model {
    let (options, warnings) = read(&golden::attributes(words));
    assert!(warnings.0.is_empty(), "{:?}", warnings.0);
    let forms = feedback::parse(include_str!("../fixtures/feedback.json")).0;
    let (all, findings) = answers::parse(include_str!("../fixtures/answers.json"));
    assert_eq!(findings, []);
    Model {
        state: State::Ready,
        lang,
        options,
        forms: Arc::new(forms.unwrap().forms),
        agencies: Arc::new(agencies::parse(include_str!("../fixtures/agencies.json")).0),
        answers: Arc::new(all),
        today: chrono::NaiveDate::from_ymd_opt(2026, 7, 20).unwrap(),
        page: "https://example.vn/gop-y".to_owned(),
        ..Model::default()
    }
}

/// A code whose check sign is right.
fn code() -> String {
    let key = cchc::submission::Key::parse("0190b3f4-1a2b-7fff-bfff-ffffffffffff").unwrap();
    cchc::submission::Receipt::of(&key).code
}

fn asked() -> Track {
    Track {
        code: code(),
        pin: "072666".to_owned(),
        ..Track::default()
    }
}

fn item(status: &str) -> Box<Tracked> {
    let text = include_str!("../fixtures/tracked.json");
    let mut found = tracked::parse(text).unwrap();
    if status == "overdue" {
        found.reply = None;
        found.timeline.truncate(2);
        (found.is_overdue, found.can_withdraw) = (true, true);
        (found.can_rate, found.can_dispute) = (false, false);
        status.clone_into(&mut found.status);
        found.label = ["Đang giải quyết".to_owned(), "Being dealt with".to_owned()];
    }
    Box::new(found)
}

fn html(model: &Model, track: &Track) -> String {
    view(model, track, &Browse::default()).to_html()
}

fn in_both(check: impl Fn(Lang, &dyn Fn(&str) -> String)) {
    for lang in [Lang::Vi, Lang::En] {
        check(lang, &|name| [name, "-", lang.tag()].concat());
    }
}

#[test]
fn asking_for_an_item_is_rendered_as_agreed() {
    in_both(|lang, name| {
        let model = model(&[("mode", "track")], lang);
        let mut track = Track {
            own: vec![Own {
                code: code(),
                pin: "072666".to_owned(),
                title: "Chờ quá lâu".to_owned(),
            }],
            ..Track::default()
        };
        golden::check("feedback", &name("track"), &html(&model, &track));
        track.fill("code", "A8PVW-79HR-B38XX");
        assert_eq!(track.ask(Deed::Look), None);
        golden::check("feedback", &name("track-wrong"), &html(&model, &track));
        track = asked();
        assert!(track.ask(Deed::Look).is_some());
        assert!(html(&model, &track).contains("aria-disabled=\"true\""));
        track.take(Deed::Look, Err(Trouble::Limited(Some(1_784_514_600_000))));
        golden::check("feedback", &name("track-limited"), &html(&model, &track));
    });
}

#[test]
fn an_item_is_rendered_as_agreed() {
    in_both(|lang, name| {
        let model = model(&[("mode", "track")], lang);
        let mut track = asked();
        track.take(Deed::Look, Ok(item("answered")));
        golden::check("feedback", &name("track-answered"), &html(&model, &track));
        track.take(Deed::Look, Ok(item("overdue")));
        track.confirm = Some(Deed::Erase);
        golden::check("feedback", &name("track-overdue"), &html(&model, &track));
    });
}

#[test]
fn answers_are_rendered_as_agreed() {
    in_both(|lang, name| {
        let mut model = model(&[("mode", "answers"), ("limit", "2")], lang);
        model.atom = Some("https://hub.example.vn/api/v1/answers.atom".to_owned());
        let mut browse = Browse::default();
        browse.look(&model);
        assert!(browse.go(&model, "1024"));
        let show = |browse: &Browse| view(&model, &Track::default(), browse).to_html();
        golden::check("feedback", &name("answers"), &show(&browse));
        browse.fill(&model, "find", "không ai hỏi");
        golden::check("feedback", &name("answers-none"), &show(&browse));
    });
}

#[test]
fn nothing_is_asked_before_both_codes_can_be_right() {
    let right = code();
    let rows = [
        ("", "", Wrong::CodeMissing),
        ("A8PVW-79HR-B38XX", "072666", Wrong::CodeUnreadable),
        (&right, "07266", Wrong::PinUnreadable),
    ];
    for (code, pin, wrong) in rows {
        let mut track = Track::default();
        track.fill("code", code);
        track.fill("pin", pin);
        assert_eq!(track.ask(Deed::Look), None);
        assert_eq!(track.wrong.first().map(|(_, wrong)| *wrong), Some(wrong));
        assert_eq!(track.going, None);
    }
}

#[test]
fn what_is_asked_says_no_more_than_the_deed_needs() {
    let mut track = asked();
    (track.grade, track.note) = (Some(4), " Nhanh \"thật\" ".to_owned());
    track.reason = "Vẫn tắt".to_owned();
    let base = ["{\"code\":\"", &code(), "\",\"pin\":\"072666\""].concat();
    for (deed, more) in [
        (Deed::Look, "}"),
        (Deed::Rate, ",\"rating\":4,\"note\":\"Nhanh \\\"thật\\\"\"}"),
        (Deed::Unsolved, ",\"reason\":\"Vẫn tắt\"}"),
        (Deed::Withdraw, "}"),
        (Deed::Erase, "}"),
    ] {
        assert_eq!(track.ask(deed), Some([&base, more].concat()));
        assert_eq!(track.going, Some(deed));
    }
    track.reason = "ẩ".repeat(1001);
    assert_eq!(track.ask(Deed::Unsolved), None);
    assert_eq!(track.wrong, [("reason", Wrong::TooLong)]);
}

#[test]
fn nothing_that_was_typed_is_lost_when_the_hub_cannot_take_it() {
    let mut track = asked();
    track.take(Deed::Look, Ok(item("answered")));
    (track.grade, track.note) = (Some(2), "Chưa rõ".to_owned());
    track.take(Deed::Rate, Err(Trouble::Unreachable));
    assert_eq!((track.grade, &*track.note), (Some(2), "Chưa rõ"));
    assert!(track.found.is_some());
    track.take(Deed::Rate, Ok(item("answered")));
    assert_eq!((&*track.note, track.done), ("", Some(Deed::Rate)));
    // Another item: nothing of the first stays, but what this device knows does.
    track.own = vec![Own {
        code: code(),
        pin: "072666".to_owned(),
        title: String::new(),
    }];
    track.begin(&code().to_lowercase());
    assert_eq!(
        (&*track.pin, &track.found, track.own.len()),
        ("072666", &None, 1)
    );
    track.begin("7K3QX-9F2M-RT84W");
    assert_eq!(track.pin, "");
}

#[test]
fn answers_are_found_without_marks_and_by_every_filter() {
    let model = model(&[("mode", "answers")], Lang::Vi);
    let mut browse = Browse::default();
    let mut find = |name: &str, value: &str| {
        browse.fill(&model, name, value);
        let ids = browse.found.iter().map(|at| &*model.answers[*at].id);
        let ids: Vec<&str> = ids.collect();
        browse.clear(&model);
        ids.join(" ")
    };
    for (name, value, ids) in [
        ("find", "", "1024 1011 977"),
        ("find", "GHE nguoi gia", "1011"),
        ("find", "hang bot", "1024"),
        ("find", "quầy sáng", "1024"),
        ("find", "không có gì", ""),
        ("agency", "so-noi-vu", "1011"),
        ("kind", "gop_y", "1011 977"),
        ("topic", "mot-cua", "1024"),
        ("days", "30", "1024"),
        ("days", "90", "1024 1011"),
        ("days", "x", "1024 1011 977"),
    ] {
        assert_eq!(find(name, value), ids, "{name} {value}");
    }
}

#[test]
fn an_address_opens_an_answer_wherever_it_is() {
    let model = model(&[("mode", "answers"), ("limit", "1")], Lang::Vi);
    let mut browse = Browse::default();
    browse.look(&model);
    assert_eq!(browse.in_sight(&model), 1);
    assert!(browse.go(&model, "977") && browse.in_sight(&model) == 3);
    browse.fill(&model, "find", "ghe");
    assert!(browse.go(&model, "977"), "what is looked for gives way");
    assert_eq!((&*browse.text, browse.found.len()), ("", 3));
    assert!(!browse.go(&model, "1"));
}

#[test]
fn one_agency_shows_its_own_answers_alone() {
    let model = model(&[("mode", "answers"), ("agency", "so-noi-vu")], Lang::Vi);
    let mut browse = Browse::default();
    browse.look(&model);
    assert_eq!(browse.found, [1]);
}

#[test]
fn the_mode_tells_the_halves_apart() {
    for (word, expected) in [
        ("track", Some(Mode::Track)),
        (" answers ", Some(Mode::Answers)),
        ("form", None),
        ("", None),
    ] {
        assert_eq!(mode(&golden::attributes(&[("mode", word)])), expected);
    }
    assert_eq!(mode(&golden::attributes(&[])), None);
    let (_, warnings) = read(&golden::attributes(&[
        ("limit", "0"),
        ("hub", "javascript:1"),
        ("theme", "x"),
    ]));
    assert_eq!(warnings.0.len(), 3);
}
