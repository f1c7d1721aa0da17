//! Which slide is on: scenes in turn, pages of a scene, and notices over everything.
//!
//! Scenes are timed by a clock that is never set, so that a jump of the panel's own one neither holds a slide for a day nor throws
//! it away.

use cchc::feed::screens::{Programme, Scene, SceneKind};
use cchc::screen::programme::{Turn, next};

use super::scenes::{Context, alert, clock, has_data, slides};
use super::slide::Slide;

/// Where a programme stands.
#[derive(Debug, Default)]
pub struct Player {
    turn: Turn,
    programme: Programme,
    /// What is on.
    slides: Vec<Slide>,
    at: usize,
    /// When the next slide is due, by the clock that is never set.
    ends_ms: u64,
    /// The scene, and how often it was shown before; `None` for the player's own clock.
    scene: Option<(Scene, u32)>,
    /// Notices that interrupt just now, by their ids.
    alerts: String,
    /// Grows with every slide.
    count: u32,
    /// Letters turned out wider than they were taken for: with less room by so much.
    tightened: u32,
}

impl Player {
    /// The slide that is on.
    #[must_use]
    pub fn slide(&self) -> Option<&Slide> {
        self.slides.get(self.at)
    }

    /// Slides shown so far.
    #[must_use]
    pub const fn count(&self) -> u32 {
        self.count
    }

    /// Whether a notice is over everything.
    #[must_use]
    pub fn is_interrupted(&self) -> bool {
        !self.alerts.is_empty()
    }

    /// Whether what is on comes from the feed.
    #[must_use]
    pub fn has_scene(&self) -> bool {
        self.scene.is_some() || self.is_interrupted()
    }

    /// What did not fit is cut anew, into smaller pages; to be called when a slide was seen to overflow.
    pub fn tighten(&mut self, context: &Context<'_>, steady_ms: u64) {
        if self.tightened < 5 {
            self.tightened += 1;
            self.cut(context);
            self.at = self.at.min(self.slides.len().saturating_sub(1));
            self.start(steady_ms);
        }
    }

    /// Room or language are others: what is on is cut anew.
    pub fn recut(&mut self, context: &Context<'_>) {
        self.tightened = 0;
        self.cut(context);
        self.at = self.at.min(self.slides.len().saturating_sub(1));
    }

    /// To be called about once a second; `true` at the moment between two scenes.
    pub fn tick(&mut self, programme: &Programme, context: &Context<'_>, steady_ms: u64) -> bool {
        let (alerts, alarm) = alert(&self.tight(context));
        if alerts != self.alerts {
            self.alerts = alerts;
            self.tightened = 0;
            if !self.is_interrupted() {
                return self.go_on(programme, context, steady_ms);
            }
            self.slides = alarm;
            self.at = 0;
            self.start(steady_ms);
            return false;
        }
        if steady_ms < self.ends_ms && !self.slides.is_empty() {
            return false;
        }
        self.at += 1;
        if self.at < self.slides.len() {
            self.start(steady_ms);
            return false;
        }
        if self.is_interrupted() {
            // The words of a notice may have changed.
            self.slides = alarm;
            self.at = 0;
            self.start(steady_ms);
            return false;
        }
        self.go_on(programme, context, steady_ms)
    }

    fn go_on(&mut self, programme: &Programme, context: &Context<'_>, steady_ms: u64) -> bool {
        if self.programme != *programme {
            self.programme.clone_from(programme);
            self.turn.reset();
        }
        self.tightened = 0;
        self.at = 0;
        let found = next(programme, &mut self.turn, context.wall, &|scene| {
            has_data(scene, context)
        });
        self.scene = found.and_then(|at| {
            let shown = self.turn.shown(at).wrapping_sub(1);
            programme.scenes.get(at).map(|scene| (scene.clone(), shown))
        });
        self.cut(context);
        self.start(steady_ms);
        true
    }

    fn cut(&mut self, context: &Context<'_>) {
        let context = self.tight(context);
        self.slides = if self.is_interrupted() {
            alert(&context).1
        } else {
            match &self.scene {
                Some((scene, shown)) => slides(scene, &context, *shown),
                None => Vec::new(),
            }
        };
        if self.slides.is_empty() {
            self.slides.push(clock(context.lang));
        }
    }

    fn tight<'a>(&self, context: &Context<'a>) -> Context<'a> {
        let mut context = *context;
        for _ in 0..self.tightened {
            context.shape = context.shape.tighter().unwrap_or(context.shape);
        }
        context
    }

    fn start(&mut self, steady_ms: u64) {
        let secs = self.slide().map_or(1, |slide| slide.secs.max(1));
        self.ends_ms = steady_ms + u64::from(secs) * 1000;
        self.count = self.count.wrapping_add(1);
    }
}

/// The scene whose headlines move at the bottom now.
#[must_use]
pub fn strip<'a>(programme: &'a Programme, context: &Context<'_>) -> Option<&'a Scene> {
    let wall = context.wall;
    let is_on = |scene: &&Scene| {
        scene.kind == SceneKind::Ticker && scene.window.holds(wall.day, wall.minute)
    };
    let scene = programme.scenes.iter().find(is_on)?;
    (!context.news(scene).is_empty()).then_some(scene)
}
