//! The picture as elements: place and time at the top, one slide, a line below with age and page, and the moving strip.

use cchc::feed::Stamp;
use cchc::format::{Lang, ago, date};
use cchc::screen::night::Light;
use cchc::screen::wall::Wall;

use super::shape::Shape;
use super::slide::{Code, Slide};
use super::strings::strings;
use crate::shared::pieces::heading;
use crate::shared::qr;
use crate::shared::state::State;
use crate::shared::tree::{Tree, el};

mod body;

/// Everything that is shown at one time.
#[derive(Debug, Clone, PartialEq)]
pub struct Frame {
    /// What the widget is doing.
    pub state: State,
    /// Language of the words around.
    pub lang: Lang,
    /// Where it hangs.
    pub place: String,
    /// `09:05`
    pub time: String,
    /// `Thứ Hai, 05/01/2026`
    pub day: String,
    /// Age of what is shown, when it is old.
    pub status: String,
    /// Measures.
    pub shape: Shape,
    /// Brightness.
    pub light: Light,
    /// Against burn-in: pixels from the middle, and whether the sides are changed.
    pub shift_px: (i32, i32),
    /// Words and code have changed sides.
    pub is_mirrored: bool,
    /// What is on.
    pub slide: Option<Slide>,
    /// Grows with every slide.
    pub count: u32,
}

/// `09:05`
#[must_use]
pub fn time_of(wall: Wall) -> String {
    let mut text = String::new();
    for (at, number) in [wall.minute / 60, wall.minute % 60].into_iter().enumerate() {
        if at > 0 {
            text.push(':');
        }
        if number < 10 {
            text.push('0');
        }
        text.push_str(&number.to_string());
    }
    text
}

/// `Thứ Hai, 05/01/2026`
#[must_use]
pub fn day_of(wall: Wall, lang: Lang, now: Stamp) -> String {
    let days = &strings(lang).days;
    let at = usize::from(wall.day).saturating_sub(1);
    let name = days.get(at).copied().unwrap_or_default();
    [name, ", ", &date(now)].concat()
}

/// How old what is shown is, if it is old; or that nothing could be had.
#[must_use]
pub fn status(age_secs: Option<u64>, is_known: bool, lang: Lang) -> String {
    let words = strings(lang);
    match age_secs {
        Some(age) => [words.saved, &ago(i64::try_from(age).unwrap_or(0), lang)].concat(),
        None if !is_known => words.no_data.to_owned(),
        None => String::new(),
    }
}

fn px(size: u32) -> String {
    [&*size.to_string(), "px"].concat()
}

fn signed_px(size: i32) -> String {
    [&*size.to_string(), "px"].concat()
}

/// The whole picture.
#[must_use]
pub fn view(frame: &Frame) -> Tree {
    let shape = &frame.shape;
    let slide = frame.slide.as_ref();
    let light = match frame.light {
        Light::Day => "day",
        Light::Dim => "dim",
        Light::Dark => "dark",
    };
    let is_grave = slide.is_some_and(|slide| slide.is_alert && slide.is_grave);
    let mut base = el("div")
        .class("base")
        .set("part", "base")
        .set("lang", frame.lang.tag())
        .set("data-light", light)
        .set(
            "data-shape",
            if shape.is_portrait() {
                "portrait"
            } else {
                "landscape"
            },
        )
        .flag("data-turned", shape.is_turned)
        .flag("data-mirrored", frame.is_mirrored)
        .flag("data-grave", is_grave);
    let (x, y) = frame.shift_px;
    for (name, value) in [
        ("--_w", px(shape.width_px)),
        ("--_h", px(shape.height_px)),
        ("--_body", px(shape.sizes.body_px)),
        ("--_heading", px(shape.sizes.title_px)),
        ("--_floor", px(shape.sizes.floor_px)),
        ("--_code", px(shape.code_px())),
        ("--_x", signed_px(x)),
        ("--_y", signed_px(y)),
    ] {
        base = base.set(name, value);
    }
    let frame_px = (
        (shape.width_px - shape.safe_px.0) / 2,
        (shape.height_px - shape.safe_px.1) / 2,
    );
    let inside = el("div")
        .class("inside")
        .set("--_side", px(frame_px.0))
        .set("--_edge", px(frame_px.1))
        .with(top(frame))
        .with(
            el("div")
                .class("stage")
                .maybe(slide.map(|slide| scene(slide, frame))),
        )
        .with(foot(frame))
        .with(
            el("div")
                .class("strip")
                .set("part", "strip")
                .flag(
                    "hidden",
                    !shape.has_strip || slide.is_some_and(|slide| slide.is_alert),
                )
                .with(el("div").class("lane").set("aria-hidden", "true")),
        );
    base.with(inside)
}

fn top(frame: &Frame) -> Tree {
    let mut top = el("div").class("top").set("part", "top");
    // Upright there is no room beside the date: the place stands below.
    if !frame.shape.is_portrait() {
        top = top.with(el("span").class("place").text(frame.place.clone()));
    }
    top.with(
        el("span")
            .class("now")
            .with(el("span").class("day").text(frame.day.clone()))
            .with(el("strong").class("time").text(frame.time.clone())),
    )
}

fn foot(frame: &Frame) -> Tree {
    let page = frame.slide.as_ref().map_or((1, 1), |slide| slide.page);
    let pages = (page.1 > 1).then(|| {
        let lang = frame.slide.as_ref().map_or(frame.lang, |slide| slide.lang);
        let text = [
            strings(lang).page,
            &*page.0.to_string(),
            "/",
            &page.1.to_string(),
        ]
        .concat();
        el("span").class("pages").text(text)
    });
    let mut left = &frame.status;
    if left.is_empty() && frame.shape.is_portrait() {
        left = &frame.place;
    }
    el("div")
        .class("foot")
        .with(
            el("span")
                .class("age")
                .set("part", "status")
                .text(left.clone()),
        )
        .maybe(pages)
}

fn scene(slide: &Slide, frame: &Frame) -> Tree {
    // Two names in turn: a new slide is a new element, which comes in softly.
    let name = if frame.count.is_multiple_of(2) {
        "scene"
    } else {
        "again scene"
    };
    let mut words = el("div").class("words");
    if !slide.kicker.is_empty() {
        words = words.with(el("p").class("kicker").text(slide.kicker.clone()));
    }
    if !slide.title.is_empty() {
        let class = if slide.is_long { "title long" } else { "title" };
        let tag = slide.tag.clone();
        words = words.with(
            heading(2)
                .class(class)
                .set("part", "title")
                .set_some("lang", tag)
                .text(slide.title.clone()),
        );
    }
    words = words.maybe(body::body(slide, frame));
    if !slide.note.is_empty() {
        words = words.with(el("p").class("note").text(slide.note.clone()));
    }
    el("div")
        .class(name)
        .set("part", "scene")
        .set("data-kind", slide.kind)
        .set("lang", slide.lang.tag())
        .set_some("role", slide.is_alert.then_some("alert"))
        .with(words)
        .maybe(slide.code.as_ref().and_then(code))
}

fn code(code: &Code) -> Option<Tree> {
    let picture = qr::code(&code.url, code.label)?;
    Some(
        el("div")
            .class("code")
            .with(picture)
            .with(el("p").class("label").text(code.label)),
    )
}
