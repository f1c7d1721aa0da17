//! The same scenes as a page that needs no WebAssembly, for engines older than Chromium 57; made natively, never in a browser.
//!
//! [`turns`] says what there is to show and when, [`measure`] that it fits, [`sheet`] resolves the style file for engines without
//! custom properties, and `still/page.js` shows one slide after another.
//!
//! Without a script the slides follow one another too: each has an animation of its own in the sheet. A chain of pages that
//! refresh one another would ask the server at every slide, and the first time it does not answer would leave an error page.

use cchc::feed::Stamp;
use cchc::feed::screens::{How, Orientation, Programme, Screen, Window};
use cchc::format::{Lang, ago, date_time};
use cchc::screen::legible::Panel;
use cchc::screen::night::Light;

use super::player::strip;
use super::scenes::Context;
use super::shape::Shape;
use super::slide::Slide;
use super::strings::strings;
use super::view::{Frame, view};
use crate::shared::state::State;
use crate::shared::tree::{Tree, el};

pub mod measure;
pub mod sheet;
pub mod turns;

use turns::{Item, Turn};

/// What plays the page.
pub const SCRIPT: &str = include_str!("still/page.js");
/// The picture of a panel that lies; one that hangs upright has it the other way. Panels of those years show their pages so,
/// with 3840 × 2160 too.
pub const PICTURE_PX: (u32, u32) = (1920, 1080);
/// Lines of the strip, which stands.
const STRIP_LINES: u32 = 2;
/// Minutes.
const DAY: u32 = 1_440;
const WEEK: u32 = 7 * DAY;

/// Everything in one page.
#[derive(Debug)]
pub struct Still<'a> {
    context: Context<'a>,
    programme: &'a Programme,
    /// Scenes, notices that interrupt before them.
    pub turns: Vec<Turn>,
    /// What the strip says, one after another.
    headlines: Vec<String>,
}

/// The measures of a screen's picture.
#[must_use]
pub fn shape(screen: &Screen, has_strip: bool) -> Shape {
    let (long, short) = PICTURE_PX;
    let (width_px, height_px) = match screen.orientation {
        Orientation::Portrait => (short, long),
        Orientation::Landscape | Orientation::Auto => (long, short),
    };
    Shape::new(
        Panel {
            width_px,
            height_px,
            diagonal_inch: screen.diagonal_inch,
            distance_m: screen.distance_m,
        },
        has_strip,
    )
}

impl<'a> Still<'a> {
    /// What a screen shows from `context.now` on; its shape is set here.
    #[must_use]
    pub fn new(mut context: Context<'a>, programme: &'a Programme) -> Self {
        let titles = headlines(programme, &context);
        context.shape = shape(context.screen, !titles.is_empty());
        let turns = turns::all(programme, &context);
        let mut headlines = Vec::new();
        for title in &titles {
            let (width, font) = (context.shape.safe_px.0, context.shape.sizes.floor_px);
            headlines.extend(measure::in_lines(title, width, font, STRIP_LINES));
        }
        Self {
            context,
            programme,
            turns,
            headlines,
        }
    }

    /// The measures of the picture.
    #[must_use]
    pub const fn shape(&self) -> &Shape {
        &self.context.shape
    }

    /// The style sheet.
    #[must_use]
    pub fn sheet(&self) -> String {
        sheet::of(self)
    }

    /// Whether a notice interrupts now, so that nobody waits for the end of a scene.
    #[must_use]
    pub fn is_alarm(&self) -> bool {
        let mut alerts = self.turns.iter().filter(|turn| turn.is_alert);
        alerts.any(|turn| turn.items.iter().any(|item| item.since.is_none()))
    }

    /// Slides in the order in which they follow one another without a script: clocks alone need one.
    pub(crate) fn cycle(&self) -> Vec<(usize, &Slide)> {
        let is_lonely = self.turns.iter().all(|turn| turn.kind == "clock");
        let mut found = Vec::new();
        let mut number = 0;
        for turn in &self.turns {
            for slide in turn.items.iter().flat_map(|item| &item.slides) {
                if turn.kind != "clock" || is_lonely {
                    found.push((number, slide));
                }
                number += 1;
            }
        }
        found
    }

    /// What stands in the body. `made` is when its content was last changed, `print` its name that changes with it, `told` the
    /// address where the newest name stands.
    #[must_use]
    pub fn body(&self, made: Stamp, print: &str, told: &str) -> String {
        let (lang, screen) = (self.context.lang, self.context.screen);
        let words = strings(lang);
        let shape = &self.context.shape;
        let quiet = |how: How| {
            let windows = screen.quiet.iter().filter(|one| one.how == how);
            hours(windows.map(|one| one.window))
        };
        let strip = turns::ticker(self.programme).map_or(Window::ALWAYS, |scene| scene.window);
        let mut page = el("main")
            .class("page")
            .set("lang", lang.tag())
            .set("data-width", shape.width_px.to_string())
            .set("data-height", shape.height_px.to_string())
            .flag("data-fixed", screen.orientation != Orientation::Auto)
            .set("data-page", print.to_owned())
            .set("data-told", told.to_owned())
            .set("data-dark", quiet(How::Dark))
            .set("data-dim", quiet(How::Dim))
            .set("data-strip", hours([strip]))
            .set("data-days", words.days.join("|"))
            .set("data-saved", words.saved)
            .set("data-ages", ages(lang));
        page = page.with(el("h1").class("name").text(self.place().to_owned()));
        let mut number = 0;
        for turn in &self.turns {
            let mut section = el("div")
                .class("turn")
                .set("data-kind", turn.kind)
                .set("data-weight", turn.weight.to_string())
                .set("data-hours", hours(turn.window))
                .flag("data-daily", turn.is_daily)
                .flag("data-alert", turn.is_alert);
            for item in &turn.items {
                section = section.with(self.item(item, made, &mut number));
            }
            page = page.with(section);
        }
        page.markup()
    }

    fn item(&self, item: &Item, made: Stamp, number: &mut usize) -> Tree {
        let secs = |stamp: Stamp| stamp.timestamp().to_string();
        let mut all = el("div")
            .class("item")
            .set_some("data-since", item.since.map(secs))
            .set_some("data-until", item.until.map(secs));
        for slide in &item.slides {
            let mut picture = view(&self.frame(slide, made));
            if !self.headlines.is_empty() {
                let line = self.headlines.get(*number % self.headlines.len());
                picture.put("lane", line.cloned().unwrap_or_default());
            }
            all = all.with(
                el("div")
                    .class("slide")
                    .set("id", ["s", &number.to_string()].concat())
                    .set("data-secs", slide.secs.to_string())
                    .with(picture),
            );
            *number += 1;
        }
        all
    }

    /// The time is nobody's: a page without a script has no clock, and the script fills it in.
    fn frame(&self, slide: &Slide, made: Stamp) -> Frame {
        let shape = self.context.shape;
        let updated = match self.context.lang {
            Lang::Vi => "Cập nhật ",
            Lang::En => "Updated ",
        };
        Frame {
            state: State::Ready,
            lang: self.context.lang,
            place: self.place().to_owned(),
            time: String::new(),
            day: String::new(),
            // Upright the place stands there.
            status: match shape.is_portrait() {
                true => String::new(),
                false => [updated, &*date_time(made)].concat(),
            },
            shape,
            light: Light::Day,
            shift_px: (0, 0),
            is_mirrored: false,
            slide: Some(slide.clone()),
            count: 0,
        }
    }

    /// Where it hangs.
    #[must_use]
    pub fn place(&self) -> &str {
        let screen = self.context.screen;
        match self.context.lang {
            Lang::En => screen.place_en.as_ref().unwrap_or(&screen.place),
            Lang::Vi => &screen.place,
        }
    }
}

/// Headlines of the strip, whatever its hours.
fn headlines(programme: &Programme, context: &Context<'_>) -> Vec<String> {
    let scene = strip(programme, context).or_else(|| turns::ticker(programme));
    let news = scene.map(|scene| context.news(scene)).unwrap_or_default();
    news.iter().map(|one| one.title.clone()).collect()
}

/// `420-1050,1860-2490`: minutes of the week in which any of the windows holds, from Monday on.
fn hours(windows: impl IntoIterator<Item = Window>) -> String {
    let mut spans: Vec<(u32, u32)> = Vec::new();
    for window in windows {
        for day in 1..=7_u8 {
            if !window.days.has(day) {
                continue;
            }
            let start = u32::from(day - 1) * DAY;
            let (from, mut to) = (start + u32::from(window.from), start + u32::from(window.to));
            if window.from >= window.to {
                to += DAY;
            }
            spans.push((from, to.min(WEEK)));
            // Sunday night goes on into Monday.
            if to > WEEK {
                spans.push((0, to - WEEK));
            }
        }
    }
    spans.sort_unstable();
    let mut joined: Vec<(u32, u32)> = Vec::new();
    for (from, to) in spans {
        match joined.last_mut() {
            Some(last) if from <= last.1 => last.1 = last.1.max(to),
            _ => joined.push((from, to)),
        }
    }
    let words = joined
        .iter()
        .map(|(from, to)| [&*from.to_string(), "-", &to.to_string()].concat());
    words.collect::<Vec<_>>().join(",")
}

/// ` phút trước| giờ trước| ngày trước`. The script says minutes up to two hours and hours up to two days, so they are many.
fn ages(lang: Lang) -> String {
    let words = [600, 7_200, 172_800].map(|secs| {
        let age = ago(secs, lang);
        age.trim_start_matches(|c: char| c.is_ascii_digit())
            .to_owned()
    });
    words.join("|")
}

#[cfg(test)]
mod tests;
