//! Scenes that are words: a heading, a text in pages, a code.

use cchc::feed::news::NewsItem;
use cchc::feed::notices::{Notice, Severity, Status};
use cchc::feed::screens::Scene;
use cchc::format::{Lang, date, date_time};
use cchc::screen::alert::{Mark, alerts, mark};
use cchc::screen::programme::item;
use cchc::screen::{pages as cut, reading};
use cchc::text::safe_url;

use super::{Context, heading};
use crate::screen::shape::{Shape, lines};
use crate::screen::slide::{Body, Code, Slide};
use crate::screen::strings::Strings;

/// The longest address that a code holds which phones read from afar.
const MOST_CODE_CHARS: usize = 300;

/// A code, if the address is one that a phone may open.
pub(super) fn code(url: &str, label: &'static str) -> Option<Code> {
    let url =
        safe_url(url).filter(|url| url.len() <= MOST_CODE_CHARS && url.starts_with("http"))?;
    Some(Code { url, label })
}

/// A heading and a text as slides that look like `base`.
#[must_use]
pub(super) fn pages(base: &Slide, title: &str, text: &str, shape: &Shape) -> Vec<Slide> {
    let (width, height) = shape.words_px(base.code.is_some(), &base.note);
    let (is_long, title_px) = shape.title(title, width);
    let mut slides = Vec::new();
    let mut add = |title: &str, text: &str| {
        let mut slide = base.clone();
        slide.title = title.to_owned();
        slide.is_long = is_long;
        if !text.is_empty() {
            slide.body = Body::Text(text.to_owned());
        }
        let texts = [title, text, &base.note];
        slide.secs = reading::secs(&texts, base.code.is_some());
        slides.push(slide);
    };
    if title_px > height {
        // A heading that fills more than a page is a text itself.
        for range in cut::pages(title, shape.long_title(width, height)) {
            add(title.get(range).unwrap_or_default(), "");
        }
    }
    let left = height.saturating_sub(title_px + shape.sizes.floor_px / 2);
    let beside = shape.body(width, left);
    let has_room = title_px <= height && left >= shape.sizes.body_px * 3 / 2;
    if has_room && (beside.lines >= 2 || lines(text, beside.chars) <= beside.lines) {
        for range in cut::pages(text, beside) {
            add(title, text.get(range).unwrap_or_default());
        }
    } else {
        if title_px <= height {
            add(title, "");
        }
        for range in cut::pages(text, shape.body(width, height)) {
            add("", text.get(range).unwrap_or_default());
        }
    }
    if slides.is_empty() && !title.is_empty() {
        let mut slide = base.clone();
        slide.title = title.to_owned();
        slide.is_long = is_long;
        slide.secs = reading::secs(&[title, &base.note], base.code.is_some());
        slides.push(slide);
    }
    slides
}

/// Source and day of an item.
pub(super) fn news_note(one: &NewsItem, words: &Strings) -> String {
    let mut note = String::new();
    if let Some(source) = &one.source {
        note.push_str(words.source);
        note.push_str(source);
    }
    if let Some(stamp) = one.published {
        if !note.is_empty() {
            note.push_str(" · ");
        }
        note.push_str(&if one.date_only {
            date(stamp)
        } else {
            date_time(stamp)
        });
    }
    note
}

pub(super) fn text(scene: &Scene, context: &Context<'_>) -> Vec<Slide> {
    let words = context.words();
    let own = |vi: &Option<String>, en: &Option<String>| {
        let first = if context.lang == Lang::En { en } else { vi };
        first
            .clone()
            .or_else(|| vi.clone())
            .or_else(|| en.clone())
            .unwrap_or_default()
    };
    let title = own(&scene.title, &scene.title_en);
    let text = own(&scene.text, &scene.text_en);
    let base = Slide {
        kind: "text",
        kicker: words.message.to_owned(),
        code: scene
            .url
            .as_deref()
            .and_then(|url| code(url, words.scan_more)),
        lang: context.lang,
        ..Slide::default()
    };
    pages(&base, &title, &text, &context.shape)
}

pub(super) fn feedback(scene: &Scene, context: &Context<'_>) -> Vec<Slide> {
    let words = context.words();
    let url = scene.url.as_deref().or(context.options.forms.as_deref());
    let Some(code) = url.and_then(|url| code(url, words.scan_form)) else {
        return Vec::new();
    };
    let text = if context.lang == Lang::En {
        &scene.text_en
    } else {
        &scene.text
    };
    let base = Slide {
        kind: "feedback",
        kicker: words.feedback.to_owned(),
        code: Some(code),
        lang: context.lang,
        ..Slide::default()
    };
    let title = heading(scene, context).unwrap_or(words.feedback_title);
    let text = text.as_deref().unwrap_or(words.feedback_text);
    pages(&base, title, text, &context.shape)
}

/// Those notices that concern this place.
fn here<'a>(context: &Context<'a>) -> impl Fn(&&'a Notice) -> bool + use<'a> {
    let screen = context.screen;
    let places = [screen.agency.clone(), screen.ward.clone()];
    move |notice| {
        let is_named = |id: &String| places.iter().flatten().any(|place| place == id);
        notice.agencies.is_empty()
            || places.iter().all(Option::is_none)
            || notice.agencies.iter().any(is_named)
    }
}

/// Notices that wait for their scene.
pub(super) fn waiting<'a>(context: &Context<'a>) -> Vec<&'a Notice> {
    let mut found = alerts(&context.data.notices, context.now, None).waiting;
    found.retain(here(context));
    found
}

pub(super) fn notice(context: &Context<'_>, shown: u32) -> Vec<Slide> {
    let found = waiting(context);
    match found.get(item(shown, found.len())) {
        Some(notice) => one(notice, context),
        None => Vec::new(),
    }
}

/// What interrupts now: its ids, and its slides.
#[must_use]
pub fn alert(context: &Context<'_>) -> (String, Vec<Slide>) {
    let mut found = alerts(&context.data.notices, context.now, None).interrupting;
    found.retain(here(context));
    let mut ids = String::new();
    let mut slides = Vec::new();
    for notice in found {
        ids.push_str(&notice.identifier);
        ids.push('\n');
        let mut all = one(notice, context);
        slides.append(&mut all);
    }
    for slide in &mut slides {
        slide.is_alert = true;
        slide.kind = "alert";
    }
    super::number(&mut slides);
    (ids, slides)
}

fn one(notice: &Notice, context: &Context<'_>) -> Vec<Slide> {
    let words = context.words();
    let Some(info) = notice.info_for(context.lang.tag()) else {
        return Vec::new();
    };
    let is_grave = notice.status == Status::Actual && notice.severity <= Severity::Severe;
    let kicker = match mark(notice) {
        Mark::Exercise => words.exercise,
        Mark::Test => words.test,
        Mark::None if is_grave => words.warning,
        Mark::None => words.notice,
    };
    let base = Slide {
        kind: "notice",
        is_grave,
        kicker: kicker.to_owned(),
        note: [words.until, &*date_time(notice.ends)].concat(),
        code: notice
            .web
            .as_deref()
            .and_then(|url| code(url, words.scan_more)),
        lang: context.lang,
        tag: (Lang::from_tag(&info.language) != context.lang).then(|| info.language.clone()),
        ..Slide::default()
    };
    pages(
        &base,
        &info.headline,
        info.description.as_deref().unwrap_or_default(),
        &context.shape,
    )
}
