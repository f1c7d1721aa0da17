//! Pages without WebAssembly, from the sample and from what is made to burst them.
#![allow(clippy::unwrap_used, clippy::disallowed_methods, reason = "tests")]

use cchc::feed::parse_stamp;
use cchc::feed::screens::{Days, Quiet, Scene, SceneKind, Theme, minute_of_day};
use cchc::screen::wall::Wall;

use super::*;
use crate::screen::data::Data;
use crate::screen::options::Options;
use crate::screen::slide::Body;

const NOW: &str = "2026-01-05T09:05:00+07:00";

fn window(days: &str, from: &str, to: &str) -> Window {
    Window {
        days: Days::read(days).unwrap(),
        from: minute_of_day(from).unwrap(),
        to: minute_of_day(to).unwrap(),
    }
}

/// A page of a screen whose programme has these scenes.
fn with<T>(data: &Data, screen: &Screen, scenes: Vec<Scene>, run: impl Fn(&Still<'_>) -> T) -> T {
    let programme = Programme {
        scenes,
        ..Programme::default()
    };
    let now = parse_stamp(NOW).unwrap().0;
    let options = Options {
        forms: Some("https://example.vn/gop-y".to_owned()),
        ..Options::default()
    };
    let context = Context {
        data,
        options: &options,
        screen,
        shape: shape(screen, false),
        lang: Lang::Vi,
        now,
        wall: Wall::at(u64::try_from(now.timestamp_millis()).unwrap()),
    };
    run(&Still::new(context, &programme))
}

fn panels() -> Vec<Screen> {
    let mut panels = Vec::new();
    for orientation in [Orientation::Landscape, Orientation::Portrait] {
        for (diagonal, distance) in [(43.0, 4.0), (55.0, 12.0), (24.0, 20.0), (32.0, 0.6)] {
            panels.push(Screen {
                place: "Sảnh A1".to_owned(),
                orientation,
                diagonal_inch: Some(diagonal),
                distance_m: Some(distance),
                ..Screen::default()
            });
        }
    }
    panels
}

fn text(words: &str, title: &str) -> Scene {
    Scene {
        text: Some(words.to_owned()),
        title: Some(title.to_owned()),
        ..Scene::new(SceneKind::Text)
    }
}

#[test]
fn nothing_is_clipped_and_nothing_is_lost() {
    let data = Data::default();
    let long = "nghiêng ".repeat(240);
    let words = [
        long.as_str(),
        "Đây là một câu vừa phải, có dấu Ẩ Ỗ Ữ Ặ.",
        &"W".repeat(900),
        &"https://co-quan.example/".repeat(30),
        &"MỌI NGƯỜI DÂN ĐỀU BIẾT. ".repeat(60),
        &"行政改革".repeat(200),
    ];
    for screen in panels() {
        for text_of in words {
            for title in ["Lời nhắn", &"W".repeat(200), &"Tiêu đề dài ".repeat(16)] {
                with(&data, &screen, vec![text(text_of, title)], |still| {
                    let slides = &still.turns[0].items[0].slides;
                    let mut found = String::new();
                    for slide in slides {
                        assert!(
                            !measure::overflows(slide, still.shape()),
                            "{:?} {slide:?}",
                            still.shape()
                        );
                        if let Body::Text(text) = &slide.body {
                            found.push_str(text);
                        }
                    }
                    let bare = |text: &str| text.split_whitespace().collect::<String>();
                    assert_eq!(bare(&found), bare(text_of));
                    let pages: Vec<_> = slides.iter().map(|slide| slide.page.0 as usize).collect();
                    assert_eq!(pages, (1..=slides.len()).collect::<Vec<_>>());
                });
            }
        }
    }
}

#[test]
fn a_headline_of_the_strip_stands_whole_in_two_lines_or_goes_on() {
    for (text, count) in [
        ("Hà Nội rút ngắn thời gian", 1),
        (&*"Hà Nội rút ngắn thời gian giải quyết ".repeat(3), 1),
        (&*"Hà Nội rút ngắn thời gian giải quyết ".repeat(12), 3),
    ] {
        let pieces = measure::in_lines(text, 1728, 38, 2);
        assert_eq!(pieces.len(), count, "{pieces:?}");
        assert_eq!(pieces.join(" "), text.trim());
    }
}

#[test]
fn hours_are_minutes_of_the_week() {
    for (windows, expected) in [
        (vec![], ""),
        (vec![Window::ALWAYS], "0-10080"),
        (vec![window("1-2", "07:00", "17:30")], "420-1050,1860-2490"),
        (vec![window("7", "22:00", "05:30")], "0-330,9960-10080"),
        (
            vec![window("1", "08:00", "10:00"), window("1", "09:00", "12:00")],
            "480-720",
        ),
        (vec![window("6-7", "00:00", "24:00")], "7200-10080"),
    ] {
        assert_eq!(hours(windows), expected);
    }
}

#[test]
fn the_sheet_says_nothing_that_old_engines_do_not_know() {
    let data = Data::default();
    for theme in [Theme::Auto, Theme::Light, Theme::Dark, Theme::Contrast] {
        let screen = Screen {
            theme,
            quiet: vec![Quiet {
                window: window("1-7", "22:00", "05:30"),
                how: How::Dim,
            }],
            ..panels().remove(0)
        };
        with(
            &data,
            &screen,
            vec![text("Lời", "Lời nhắn")],
            |still| {
                let css = still.sheet();
                for bad in [
                    "var(",
                    "--",
                    ":host",
                    "grid",
                    "gap",
                    "min(",
                    "max(",
                    "clamp(",
                    "initial",
                    "@supports",
                ] {
                    assert!(!css.contains(bad), "{bad} in {css}");
                }
                assert!(css.contains("-webkit-flex") && css.contains("font-size: 65px"));
                assert!(css.contains(".dim .page"));
                // Only a screen that changes by itself has both looks.
                assert_eq!(css.contains(".dim .top"), theme == Theme::Auto, "{theme:?}");
            },
        );
    }
}

#[test]
fn without_a_script_each_slide_is_in_sight_once() {
    let data = Data::default();
    let screen = panels().remove(0);
    let scenes = vec![
        text("Một", "Một"),
        Scene::new(SceneKind::Clock),
        text(&"hai ".repeat(200), "Hai"),
    ];
    with(&data, &screen, scenes, |still| {
        let cycle = still.cycle();
        assert!(cycle.len() > 3 && cycle.iter().all(|(_, slide)| slide.kind == "text"));
        let css = still.sheet();
        let body = still.body(parse_stamp(NOW).unwrap().0, "", "");
        for (number, _) in &cycle {
            assert!(
                css.contains(&format!("@keyframes s{number} {{")),
                "{number}"
            );
            assert!(css.contains(&format!("@-webkit-keyframes s{number} {{")));
            assert!(body.contains(&format!("id=\"s{number}\"")));
        }
        // Nobody knows the time without a script.
        assert!(!css.contains("@keyframes s1 {"));
        assert!(!body.contains("09:05:"));
    });
    with(&data, &screen, vec![], |still| {
        assert_eq!(still.turns[0].kind, "clock");
        assert!(still.sheet().contains("#s0 {\n  visibility: visible;"));
    });
}

#[test]
fn the_script_is_short() {
    let lines = SCRIPT
        .lines()
        .filter(|line| !line.trim_start().starts_with("//"));
    assert!(lines.count() <= 40);
}
