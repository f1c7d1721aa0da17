//! Every scene from the sample feed, in both languages, on panels that lie and stand: what is drawn is held against files, and no
//! text is lost between its pages.
#![allow(clippy::unwrap_used, clippy::disallowed_methods, reason = "tests")]

use std::path::Path;
use std::sync::Arc;

use cchc::feed::screens::{Languages, Scene, SceneKind, Screen};
use cchc::feed::{Stamp, parse_stamp};
use cchc::format::Lang;
use cchc::screen::legible::Panel;
use cchc::screen::night::Light;
use cchc::screen::wall::Wall;

use super::data::Data;
use super::options::{Options, read};
use super::player::{Player, strip};
use super::scenes::{Context, alert, has_data, slides};
use super::shape::{Shape, lines};
use super::slide::{Body, Slide};
use super::view::{Frame, day_of, status, time_of, view};
use crate::shared::golden::{attributes, check, html, readme};
use crate::shared::state::State;

mod player;
mod touch;

const MONDAY: &str = "2026-01-05T09:05:00+07:00";
const LYING: (u32, u32) = (1920, 1080);
const STANDING: (u32, u32) = (1080, 1920);
const NOTICES: &str = r#"{"version":"1.0","notices":[
    {"identifier":"mua","status":"Actual","msg_type":"Alert","severity":"Moderate","sent":"2026-01-05T08:00:00+07:00","expires":"2026-01-05T20:00:00+07:00",
     "info":[{"language":"vi","headline":"Mưa lớn chiều nay","description":"Đường có thể ngập. Hạn chế ra đường từ 15 giờ."},
             {"language":"en","headline":"Heavy rain this afternoon"}]}]}"#;
const ANSWERS: &str = r#"{"version":"1.0","answers":[
    {"id":"a1","title":"Đèn ở ngõ không sáng","agency":"phuong-mau","ward":"phuong-mau","body":"Đèn ở đầu ngõ tắt từ hôm thứ Hai.","answer":"Đơn vị quản lý chiếu sáng đã thay bóng.\nCảm ơn người dân đã báo.",
     "received":"2026-01-02T08:00:00+07:00","answered":"2026-01-04T15:00:00+07:00"},
    {"id":"a2","body":"Nộp hồ sơ trực tuyến ở đâu?","answer":"Trên Cổng dịch vụ công.","answered":"2026-01-03T15:00:00+07:00"}]}"#;
const SEVERE: &str = r#"{"version":"1.0","notices":[
    {"identifier":"chay","status":"Actual","msg_type":"Alert","severity":"Extreme","sent":"2026-01-05T09:00:00+07:00","expires":"2026-01-05T12:00:00+07:00",
     "info":[{"language":"vi","headline":"Có cháy ở tầng 5. Đi cầu thang bộ, không dùng thang máy.","description":"Tập trung ở sân trước."}]},
    {"identifier":"tap","status":"Exercise","msg_type":"Alert","severity":"Severe","sent":"2026-01-05T09:00:00+07:00","expires":"2026-01-05T12:00:00+07:00",
     "info":[{"language":"vi","headline":"Diễn tập chữa cháy"}]}]}"#;

fn fixture(path: &str) -> Arc<str> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    Arc::from(std::fs::read_to_string(root.join(path)).unwrap())
}

#[test]
fn files_of_another_version_are_not_read() {
    for name in [
        "screens",
        "news",
        "notices",
        "indexes",
        "agencies",
        "answers",
        "procedures",
    ] {
        let mut data = Data::default();
        let text: Arc<str> = format!(r#"{{"version":"2.0","content":["{name}"]}}"#).into();
        data.read(&[(name, &text)]);
        assert!(data.is_empty(), "{name}");
    }
}

fn data() -> Data {
    let mut data = Data::default();
    let files = [
        ("screens", fixture("screen/fixtures/screens.json")),
        ("notices", Arc::from(NOTICES)),
        ("answers", Arc::from(ANSWERS)),
        ("news", fixture("../examples/sources/news.json")),
        ("indexes", fixture("scoreboard/fixtures/indexes.json")),
        (
            "indexes/cchc-so",
            fixture("scoreboard/fixtures/cchc-so.json"),
        ),
        (
            "procedures/1.001193",
            fixture("procedures/fixtures/1.001193.json"),
        ),
    ];
    let files: Vec<(&str, &Arc<str>)> = files.iter().map(|(name, text)| (*name, text)).collect();
    data.read(&files);
    assert!(data.is_well());
    assert!(!data.is_empty());
    data
}

fn now() -> (Stamp, Wall) {
    let stamp = parse_stamp(MONDAY).unwrap().0;
    (
        stamp,
        Wall::at(u64::try_from(stamp.timestamp_millis()).unwrap()),
    )
}

fn panel((width_px, height_px): (u32, u32)) -> Panel {
    Panel {
        width_px,
        height_px,
        diagonal_inch: Some(43.0),
        distance_m: Some(4.0),
    }
}

/// With everything that a scene is made from.
fn with<T>(data: &Data, size: (u32, u32), lang: Lang, run: impl Fn(&Context<'_>) -> T) -> T {
    let options = Options {
        forms: Some("https://example.vn/gop-y".to_owned()),
        ..Options::default()
    };
    let screen = Screen {
        place: "Sảnh A1".to_owned(),
        ..Screen::default()
    };
    let (now, wall) = now();
    run(&Context {
        data,
        options: &options,
        screen: &screen,
        shape: Shape::new(panel(size), true),
        lang,
        now,
        wall,
    })
}

fn frame(context: &Context<'_>, slide: Slide) -> Frame {
    Frame {
        state: State::Ready,
        lang: context.lang,
        place: context.screen.place.clone(),
        time: time_of(context.wall),
        day: day_of(context.wall, context.lang, context.now),
        status: status(None, true, context.lang),
        shape: context.shape,
        light: Light::Day,
        shift_px: (3, -2),
        is_mirrored: false,
        slide: Some(slide),
        count: 0,
    }
}

fn scene(kind: SceneKind) -> Scene {
    let mut scene = Scene::new(kind);
    match kind {
        SceneKind::Procedure => scene.codes = vec!["1.001193".to_owned()],
        SceneKind::Ranking => scene.index = Some("cchc-so".to_owned()),
        SceneKind::Text => {
            scene.title = Some("Lời nhắn".to_owned());
            scene.title_en = Some("Message".to_owned());
            scene.text = Some("Thang máy số 2 nghỉ bảo trì. Xin đi thang số 1.".to_owned());
            scene.text_en = Some("Lift 2 is being serviced. Please take lift 1.".to_owned());
        }
        _ => {}
    }
    scene
}

const KINDS: [(&str, SceneKind); 9] = [
    ("news", SceneKind::News),
    ("cards", SceneKind::Cards),
    ("ranking", SceneKind::Ranking),
    ("procedure", SceneKind::Procedure),
    ("feedback", SceneKind::Feedback),
    ("notice", SceneKind::Notice),
    ("clock", SceneKind::Clock),
    ("text", SceneKind::Text),
    ("answers", SceneKind::Answers),
];

#[test]
fn every_scene_in_both_languages_lying_and_standing() {
    let data = data();
    for (name, kind) in KINDS {
        for (shape, size) in [("lying", LYING), ("standing", STANDING)] {
            for lang in [Lang::Vi, Lang::En] {
                with(&data, size, lang, |context| {
                    let scene = scene(kind);
                    assert!(has_data(&scene, context), "{name}");
                    let mut whole = String::new();
                    for slide in slides(&scene, context, 0) {
                        assert!((8..=120).contains(&slide.secs), "{name}: {} s", slide.secs);
                        let frame = frame(context, slide);
                        whole.push_str(&html(move || view(&frame)));
                        whole.push('\n');
                    }
                    check("screen", &[name, shape, lang.tag()].join("-"), &whole);
                });
            }
        }
    }
}

#[test]
fn no_text_is_larger_than_its_room_and_none_is_lost() {
    let data = data();
    let text = "Ẩm thực Hà Nội đã được ghi nhận. Người dân nộp hồ sơ trực tuyến được giảm một nửa lệ phí! ".repeat(12);
    for size in [LYING, STANDING, (3840, 2160), (800, 600), (300, 200)] {
        with(&data, size, Lang::Vi, |context| {
            let mut scene = scene(SceneKind::Text);
            scene.text = Some(text.clone());
            let shape = &context.shape;
            let (width, height) = shape.words_px(false, "");
            let mut shown = String::new();
            for slide in slides(&scene, context, 0) {
                let (_, title) = shape.title(&slide.title, width);
                let Body::Text(text) = &slide.body else {
                    continue;
                };
                shown.push_str(text);
                shown.push(' ');
                let lines = lines(text, shape.body(width, height).chars);
                let needs = title + lines * shape.sizes.body_px * 3 / 2;
                assert!(
                    needs <= height || lines == 1,
                    "{size:?}: {needs} of {height}"
                );
            }
            assert_eq!(shown.trim(), text.trim(), "{size:?}");
        });
    }
}

#[test]
fn a_file_that_cannot_be_read_leaves_what_was_before() {
    let mut data = data();
    let good = data.clone();
    for name in [
        "screens",
        "notices",
        "news",
        "indexes",
        "agencies",
        "answers",
        "indexes/cchc-so",
        "procedures/1.001193",
    ] {
        for bad in [
            "",
            "{",
            "[]",
            "{\"version\":\"9.0\"}",
            "<html>502</html>",
            "null",
        ] {
            let bad: Arc<str> = Arc::from(bad);
            data.read(&[(name, &bad)]);
        }
    }
    assert_eq!(data.screens, good.screens);
    assert_eq!(data.news, good.news);
    assert_eq!(data.indexes, good.indexes);
    assert_eq!(data.procedures, good.procedures);
    assert_eq!(data.details, good.details);
    assert_eq!(data.answers, good.answers);
}

#[test]
fn two_languages_follow_one_another_where_there_are_words() {
    let data = data();
    with(&data, LYING, Lang::Vi, |context| {
        let screen = Screen {
            lang: Languages::Both,
            ..context.screen.clone()
        };
        let context = Context {
            screen: &screen,
            ..*context
        };
        let langs = |kind: SceneKind| {
            let mut langs: Vec<&str> = slides(&scene(kind), &context, 0)
                .iter()
                .map(|slide| slide.lang.tag())
                .collect();
            langs.dedup();
            langs
        };
        assert_eq!(langs(SceneKind::Text), ["vi", "en"]);
        assert_eq!(langs(SceneKind::Notice), ["vi", "en"]);
        assert_eq!(langs(SceneKind::News), ["vi"]);
    });
}

#[test]
fn attributes_stand_over_the_feed() {
    let data = data();
    let words = [
        ("screen", "mau-sanh-1"),
        ("distance", "2,5"),
        ("diagonal", "55"),
        ("orientation", "portrait"),
        ("lang", "vi+en"),
        ("programme", "mot-cua"),
    ];
    let (options, warnings) = read(&attributes(&words));
    assert_eq!(warnings.0, Vec::<String>::new());
    let screen = data.screen(&options);
    assert_eq!(
        (screen.distance_m, screen.diagonal_inch),
        (Some(2.5), Some(55.0))
    );
    assert_eq!(screen.lang, Languages::Both);
    assert_eq!(data.programme(&screen).id, "mot-cua");
    let (options, warnings) = read(&attributes(&[
        ("distance", "1e9"),
        ("diagonal", "3"),
        ("orientation", "up"),
        ("mode", "press"),
        ("idle", "5"),
    ]));
    assert_eq!(warnings.0.len(), 5);
    assert_eq!(options.distance_m, None);
}

#[test]
fn the_readme_has_the_tables_of_the_registry() {
    readme("screen", include_str!("README.md"));
}
