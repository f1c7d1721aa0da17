//! What a page shows: every scene with all of its items, so that the script can take turns as the widget does.

use cchc::feed::Stamp;
use cchc::feed::notices::{Notice, Severity, Status, active};
use cchc::feed::screens::{Programme, Scene, SceneKind, Window};
use cchc::screen::wall::Wall;

use super::measure;
use crate::screen::data::Data;
use crate::screen::scenes::{Context, alert, clock, count, slides};
use crate::screen::slide::Slide;

/// Scenes with more items than this are no programme for a page.
const MOST_ITEMS: u32 = 50;

/// A scene.
#[derive(Debug, Clone, PartialEq)]
pub struct Turn {
    /// Which sort, as a word for style sheet and script.
    pub kind: &'static str,
    /// How often beside others.
    pub weight: u32,
    /// Only then; nothing means where no other scene has its hours.
    pub window: Option<Window>,
    /// Its items go by the day, not by turns.
    pub is_daily: bool,
    /// Over everything.
    pub is_alert: bool,
    /// One at each turn.
    pub items: Vec<Item>,
}

/// What a scene shows at one turn.
#[derive(Debug, Clone, PartialEq)]
pub struct Item {
    /// Not before.
    pub since: Option<Stamp>,
    /// Not from then on.
    pub until: Option<Stamp>,
    /// Pages, all of which fit.
    pub slides: Vec<Slide>,
}

/// The scene whose headlines are in the strip.
#[must_use]
pub fn ticker(programme: &Programme) -> Option<&Scene> {
    let mut scenes = programme.scenes.iter();
    scenes.find(|scene| scene.kind == SceneKind::Ticker)
}

/// Notices that interrupt, then the scenes in the order of the programme; at least a clock.
#[must_use]
pub fn all(programme: &Programme, context: &Context<'_>) -> Vec<Turn> {
    let mut turns = Vec::new();
    let alerts = notices(context, &|context| alert(context).1);
    if !alerts.is_empty() {
        turns.push(Turn {
            kind: "alert",
            weight: 1,
            window: Some(Window::ALWAYS),
            is_daily: false,
            is_alert: true,
            items: alerts,
        });
    }
    for scene in &programme.scenes {
        let items = items(scene, context);
        let kind = items
            .first()
            .and_then(|item| item.slides.first())
            .map(|slide| slide.kind);
        if let Some(kind) = kind {
            turns.push(Turn {
                kind,
                weight: scene.weight.clamp(1, 10),
                window: Some(scene.window),
                is_daily: scene.kind == SceneKind::Procedure,
                is_alert: false,
                items,
            });
        }
    }
    // Outside of all hours, and where notices end, a clock is on.
    if !turns.iter().any(|turn| turn.kind == "clock") {
        turns.push(Turn {
            kind: "clock",
            weight: 1,
            window: None,
            is_daily: false,
            is_alert: false,
            items: vec![Item {
                since: None,
                until: None,
                slides: vec![clock(context.lang)],
            }],
        });
    }
    turns
}

fn items(scene: &Scene, context: &Context<'_>) -> Vec<Item> {
    if scene.kind == SceneKind::Notice {
        return notices(context, &|context| slides(scene, context, 0));
    }
    let mut items = Vec::new();
    for at in 0..(count(scene, context) as u32).min(MOST_ITEMS) {
        // What goes by the day is asked for by a day.
        let wall = Wall {
            date: at,
            ..context.wall
        };
        let slides = fitted(&Context { wall, ..*context }, &|context| {
            slides(scene, context, at)
        });
        if !slides.is_empty() {
            items.push(Item {
                since: None,
                until: None,
                slides,
            });
        }
    }
    items
}

/// Notices that hold now or later, each with its time, the gravest first and what is meant before exercises.
fn notices(context: &Context<'_>, make: &dyn Fn(&Context<'_>) -> Vec<Slide>) -> Vec<Item> {
    let all = &context.data.notices;
    let holds = |notice: &Notice, at: Stamp| {
        let found = active(all, at, None);
        found.iter().any(|one| std::ptr::eq(*one, notice))
    };
    let mut found: Vec<&Notice> = all.iter().collect();
    found.sort_by_key(|notice| {
        let is_severe = notice.severity <= Severity::Severe;
        (
            is_severe && notice.status != Status::Actual,
            notice.severity,
            std::cmp::Reverse(notice.begins),
        )
    });
    let mut items = Vec::new();
    for notice in found {
        let since = notice.begins.max(context.now);
        if !holds(notice, since) {
            continue;
        }
        let mut until = notice.ends;
        for other in all {
            if other.begins > since && other.begins < until && !holds(notice, other.begins) {
                until = other.begins;
            }
        }
        let mut data = Data::default();
        data.notices.push(notice.clone());
        let alone = Context {
            data: &data,
            now: since,
            ..*context
        };
        let slides = fitted(&alone, make);
        if !slides.is_empty() {
            items.push(Item {
                since: (notice.begins > context.now).then_some(notice.begins),
                until: Some(until),
                slides,
            });
        }
    }
    items
}

/// Slides that fit: cut for less room while one does not, as the widget does where it sees one overflow; then what still does
/// not, such as a word longer than a page, is halved.
fn fitted(context: &Context<'_>, make: &dyn Fn(&Context<'_>) -> Vec<Slide>) -> Vec<Slide> {
    let mut context = *context;
    let shape = context.shape;
    let mut slides = make(&context);
    while slides.iter().any(|slide| measure::overflows(slide, &shape)) {
        let Some(tighter) = context.shape.tighter() else {
            break;
        };
        context.shape = tighter;
        slides = make(&context);
    }
    let is_cut = slides.iter().any(|slide| measure::overflows(slide, &shape));
    if !is_cut {
        return slides;
    }
    let mut whole = Vec::new();
    for slide in slides {
        measure::halve(slide, &shape, &mut whole);
    }
    let count = whole.len() as u32;
    for (at, slide) in whole.iter_mut().enumerate() {
        slide.page = (at as u32 + 1, count);
    }
    whole
}
