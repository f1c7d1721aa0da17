//! From a scene of the programme to its slides: what there is to show, cut into pages that fit.

use cchc::feed::Stamp;
use cchc::feed::news::{Filter, NewsItem, select};
use cchc::feed::screens::{Languages, Scene, SceneKind, Screen};
use cchc::format::Lang;
use cchc::screen::programme::item;
use cchc::screen::wall::Wall;

use super::data::Data;
use super::options::Options;
use super::shape::Shape;
use super::slide::{Body, Slide};
use super::strings::{Strings, strings};

mod answers;
mod figures;
mod procedure;
mod words;

pub use words::alert;

/// Items of news at most, where a scene says nothing.
const MOST_NEWS: usize = 10;
/// Seconds of the clock.
const CLOCK_SECS: u32 = 15;

/// What a scene is made from.
#[derive(Debug, Clone, Copy)]
pub struct Context<'a> {
    /// The files.
    pub data: &'a Data,
    /// The page's wishes.
    pub options: &'a Options,
    /// The panel.
    pub screen: &'a Screen,
    /// Room.
    pub shape: Shape,
    /// Language of this pass.
    pub lang: Lang,
    /// The time.
    pub now: Stamp,
    /// The time on the wall.
    pub wall: Wall,
}

impl<'a> Context<'a> {
    fn words(&self) -> &'static Strings {
        strings(self.lang)
    }

    /// The news of a scene.
    #[must_use]
    pub fn news(&self, scene: &Scene) -> Vec<&'a NewsItem> {
        let filter = Filter {
            agency: self.options.agency.clone(),
            kinds: scene.kinds.clone(),
            fields: Vec::new(),
            max_items: scene.limit.map_or(MOST_NEWS, |limit| limit as usize),
            max_age_days: None,
        };
        select(&self.data.news, &filter, self.now)
    }

    fn is_vietnamese(&self) -> bool {
        self.lang == Lang::Vi
    }
}

/// Whether a scene has anything to show. The moving line is no scene of its own.
#[must_use]
pub fn has_data(scene: &Scene, context: &Context<'_>) -> bool {
    match scene.kind {
        SceneKind::Clock => true,
        SceneKind::Ticker => false,
        SceneKind::News => !context.news(scene).is_empty(),
        _ => !pass(scene, context, 0).is_empty(),
    }
}

/// The slides of a scene that was shown so often before, in every language of the screen.
#[must_use]
pub fn slides(scene: &Scene, context: &Context<'_>, shown: u32) -> Vec<Slide> {
    let mut slides = pass(scene, context, shown);
    if context.screen.lang == Languages::Both && speaks_english(scene, context) {
        let english = Context {
            lang: Lang::En,
            ..*context
        };
        slides.append(&mut pass(scene, &english, shown));
    }
    slides
}

/// Whether there is more than the words of the widget in English.
fn speaks_english(scene: &Scene, context: &Context<'_>) -> bool {
    match scene.kind {
        SceneKind::Text => scene.text_en.is_some() || scene.title_en.is_some(),
        SceneKind::Cards | SceneKind::Ranking | SceneKind::Feedback => true,
        SceneKind::Notice => words::waiting(context).iter().any(|notice| {
            notice
                .info
                .iter()
                .any(|info| info.language.starts_with("en"))
        }),
        _ => false,
    }
}

/// How many items a scene has, one at each turn.
#[cfg(not(target_arch = "wasm32"))]
#[must_use]
pub fn count(scene: &Scene, context: &Context<'_>) -> usize {
    match scene.kind {
        SceneKind::News => context.news(scene).len(),
        SceneKind::Answers => answers::items(scene, context).len(),
        SceneKind::Procedure => procedure::found(scene, context).len(),
        _ => 1,
    }
}

fn pass(scene: &Scene, context: &Context<'_>, shown: u32) -> Vec<Slide> {
    let mut slides = match scene.kind {
        SceneKind::News => news(scene, context, shown),
        SceneKind::Cards => figures::cards(scene, context),
        SceneKind::Ranking => figures::ranking(scene, context),
        SceneKind::Procedure => procedure::procedure(scene, context),
        SceneKind::Answers => answers::answers(scene, context, shown),
        SceneKind::Feedback => words::feedback(scene, context),
        SceneKind::Notice => words::notice(context, shown),
        SceneKind::Text => words::text(scene, context),
        SceneKind::Clock => vec![clock(context.lang)],
        _ => Vec::new(),
    };
    number(&mut slides);
    // What the programme asks for is for all pages; none is shorter than reading takes.
    if let Some(secs) = scene.secs {
        let each = secs / (slides.len() as u32).max(1);
        for slide in &mut slides {
            slide.secs = if scene.kind == SceneKind::Clock {
                secs
            } else {
                slide.secs.max(each)
            };
        }
    }
    slides
}

fn number(slides: &mut [Slide]) {
    let count = slides.len() as u32;
    for (at, slide) in slides.iter_mut().enumerate() {
        slide.page = (at as u32 + 1, count);
    }
}

/// What is always there.
#[must_use]
pub fn clock(lang: Lang) -> Slide {
    Slide {
        kind: "clock",
        body: Body::Clock,
        lang,
        page: (1, 1),
        secs: CLOCK_SECS,
        ..Slide::default()
    }
}

fn news(scene: &Scene, context: &Context<'_>, shown: u32) -> Vec<Slide> {
    let items = context.news(scene);
    let Some(one) = items.get(item(shown, items.len())) else {
        return Vec::new();
    };
    let words = context.words();
    let base = Slide {
        kind: "news",
        kicker: heading(scene, context).unwrap_or(words.news).to_owned(),
        note: words::news_note(one, words),
        code: one
            .url
            .as_ref()
            .and_then(|url| words::code(url, words.scan_news)),
        tag: one
            .language
            .clone()
            .filter(|tag| Lang::from_tag(tag) != context.lang),
        lang: context.lang,
        ..Slide::default()
    };
    let summary = one
        .summary
        .as_deref()
        .filter(|summary| *summary != one.title)
        .unwrap_or_default();
    let mut slides = words::pages(&base, &one.title, summary, &context.shape);
    // The rest is behind the code; nobody waits for a third page.
    slides.truncate(2);
    slides
}

/// The scene's own heading.
fn heading<'a>(scene: &'a Scene, context: &Context<'_>) -> Option<&'a str> {
    let vietnamese = scene.title.as_deref();
    if context.is_vietnamese() {
        vietnamese
    } else {
        scene.title_en.as_deref()
    }
}
