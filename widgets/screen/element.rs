//! Ties the screen to the page: attributes and feed in, one picture out, and a clock that goes once a second.

use std::cell::RefCell;
use std::rc::Rc;
use std::sync::Arc;

use cchc::feed::screens::{Languages, Programme, Screen};
use cchc::format::Lang;
use cchc::screen::night::{Light, light};
use cchc::screen::orbit;
use cchc::screen::wall::Wall;
use gloo_events::EventListener;
use gloo_timers::callback::Interval;
use leptos::prelude::*;

use super::data::Data;
use super::line::{Line, load, rows};
use super::options::{Options, read};
use super::page::{absolute, of_page, overflows, paint, shape};
use super::player::{Player, strip};
use super::scenes::Context;
use super::shape::Shape;
use super::touch;
use super::update::Builds;
use super::view::{Frame, day_of, status, time_of, view as screen_view};
use crate::shared::clock;
use crate::shared::element::Host;
use crate::shared::follow::Follower;
use crate::shared::listen::keep;
use crate::shared::source::Snapshot;
use crate::shared::state::State;

/// How often it looks at the clock.
const BEAT_MS: u32 = 1_000;

/// Room for the most that a panel holds at once: all its files, read anew while those of before are shown. Measured: 1.1 MiB over
/// what it holds at the start.
const RESERVE_BYTES: usize = 3 << 19;

/// What is shown; nothing before the first look at the clock.
type Shown = RwSignal<Option<Frame>>;

/// The widget in a page.
pub fn view(host: Host) -> impl IntoView {
    reserve();
    let shown = Shown::new(None);
    let memory = Rc::new(RefCell::new(Memory::default()));
    follow_feed(host.clone(), memory.clone(), shown);
    follow_time(host, memory, shown);
    let body = move || shown.with(|frame| frame.as_ref().map(screen_view));
    view! { <div class="root">{body}</div> }
}

/// Takes the memory of months in one go and gives it back to the allocator: it costs nothing until it is used, and growing later
/// would need a free stretch of that length on a device that has been on for long.
fn reserve() {
    static ONCE: std::sync::Once = std::sync::Once::new();
    ONCE.call_once(|| {
        drop(std::hint::black_box(Vec::<u8>::with_capacity(
            RESERVE_BYTES,
        )))
    });
}

/// What the widget knows between two looks at the clock.
#[derive(Default)]
struct Memory {
    follower: Follower,
    options: Options,
    data: Data,
    screen: Screen,
    programme: Programme,
    player: Player,
    builds: Builds,
    /// Age of what is shown, if it is old; and whether anything could be had at all.
    old_since_ms: Option<u64>,
    has_failed: bool,
    is_known: bool,
    state: State,
    shape: Option<Shape>,
    line: Line,
    beats: u32,
    own_theme: Option<&'static str>,
}

fn follow_feed(host: Host, memory: Rc<RefCell<Memory>>, shown: Shown) {
    Effect::new(move |_| {
        let (mut options, warnings) = read(&|name| host.attribute(name));
        if options.screen.is_none() {
            options.screen = of_page();
        }
        options.around = Lang::from_tag(&host.lang());
        for page in [&mut options.forms, &mut options.lookup] {
            *page = page.take().and_then(|page| absolute(&host, &page));
        }
        {
            let memory = &mut *memory.borrow_mut();
            memory.take_in(&host, options, warnings);
        }
        step(&host, &memory, shown);
    });
}

impl Memory {
    fn take_in(
        &mut self,
        host: &Host,
        options: Options,
        warnings: crate::shared::options::Warnings,
    ) {
        if self.own_theme.is_none() || host.attribute("theme").as_deref() != self.own_theme {
            self.own_theme = None;
        }
        self.options = options;
        let names = self.data.wanted(&self.screen, &self.programme);
        let names: Vec<&str> = names.iter().map(|name| &**name).collect();
        let turn = self
            .follower
            .turn(host, warnings, self.options.refresh_secs, &names);
        if turn.is_other_feed {
            self.data = Data::default();
        }
        let snapshot = turn.snapshot;
        if self.options.refresh_secs.is_none() {
            turn.source
                .slot(self.options.screen.as_deref().unwrap_or_default());
        }
        if turn.has_news {
            let mut files: Vec<(&str, &Arc<str>)> = Vec::new();
            for file in &snapshot.files {
                files.push((&file.name, &file.text));
            }
            self.data.read(&files);
        }
        self.screen = self.data.screen(&self.options);
        self.programme = self.data.programme(&self.screen);
        let wanted = self.data.wanted(&self.screen, &self.programme);
        let wanted: Vec<&str> = wanted.iter().map(|name| &**name).collect();
        turn.source.want(&wanted);
        self.judge(&snapshot, &wanted);
        let trouble = snapshot
            .trouble
            .or((!self.data.is_well()).then_some("screen-file-unreadable"));
        self.follower.tell(host, trouble);
        let id = self.options.screen.clone().unwrap_or_default();
        self.builds.read(&id, &self.options);
        touch::tell(host, &self.screen, self.options.idle_secs);
    }

    /// How old the oldest of what is shown is, where the last tries to renew it failed.
    fn judge(&mut self, snapshot: &Snapshot, wanted: &[&str]) {
        self.has_failed =
            snapshot.trouble.is_some() || !snapshot.failed.is_empty() || !self.data.is_well();
        let is_complete = !snapshot.files.is_empty() && !self.has_failed;
        self.is_known |= is_complete || !self.data.is_empty();
        self.old_since_ms = None;
        for name in wanted {
            if let Some(file) = snapshot.file(name)
                && file.checked_ms < snapshot.fresh_since_ms
                && !name.starts_with("procedures/")
            {
                let known = self.old_since_ms.unwrap_or(u64::MAX);
                self.old_since_ms = Some(known.min(file.checked_ms));
            }
        }
    }
}

fn follow_time(host: Host, memory: Rc<RefCell<Memory>>, shown: Shown) {
    let on = {
        let (host, memory) = (host.clone(), memory.clone());
        move || step(&host, &memory, shown)
    };
    let resized = on.clone();
    if let Some(window) = web_sys::window() {
        keep(vec![EventListener::new(&window, "resize", move |_| {
            resized()
        })]);
    }
    let beat = Interval::new(BEAT_MS, move || {
        memory.borrow_mut().beats += 1;
        on();
        let beats = memory.borrow().beats.to_string();
        _ = host.element.set_attribute("data-beat", &beats);
    });
    let kept = StoredValue::new_local(Some(beat));
    on_cleanup(move || _ = kept.try_update_value(|beat| beat.take()));
}

/// Looks at the clock, and shows what is on.
fn step(host: &Host, memory: &RefCell<Memory>, shown: Shown) {
    let memory = &mut *memory.borrow_mut();
    if !memory.is_known && !memory.has_failed {
        return; // the fallback is in sight
    }
    let true_ms = clock::true_ms();
    let steady_ms = clock::steady_ms();
    let now = clock::stamp(true_ms);
    let wall = Wall::at(true_ms);
    let lang = match memory.screen.lang {
        Languages::En => Lang::En,
        Languages::Vi | Languages::Both => Lang::Vi,
    };
    let data = std::mem::take(&mut memory.data);
    let options = std::mem::take(&mut memory.options);
    let screen = std::mem::take(&mut memory.screen);
    let programme = std::mem::take(&mut memory.programme);
    let mut context = Context {
        data: &data,
        options: &options,
        screen: &screen,
        shape: shape(host, &screen, false),
        lang,
        now,
        wall,
    };
    let line = strip(&programme, &context);
    context.shape = shape(host, &screen, line.is_some());
    let player = &mut memory.player;
    if memory.shape.replace(context.shape) != Some(context.shape) && player.slide().is_some() {
        player.recut(&context);
    } else if overflows(host) {
        player.tighten(&context, steady_ms);
    }
    let is_between = player.tick(&programme, &context, steady_ms);
    let is_alert = player.is_interrupted();
    let mut bright = light(&screen.quiet, wall);
    if is_alert && player.slide().is_some_and(|slide| slide.is_grave) {
        bright = Light::Day;
    }
    let minute = true_ms / 60_000;
    let state = match (memory.is_known, memory.old_since_ms.is_some()) {
        (true, false) => State::Ready,
        _ => State::Stale,
    };
    let age_secs = memory
        .old_since_ms
        .map(|then| true_ms.saturating_sub(then) / 1000);
    let status = status(age_secs, memory.is_known, lang);
    let place = match lang {
        Lang::En => screen.place_en.as_ref().unwrap_or(&screen.place),
        Lang::Vi => &screen.place,
    };
    let frame = Frame {
        state,
        lang,
        place: place.clone(),
        time: time_of(wall),
        day: day_of(wall, lang, now),
        status,
        shape: context.shape,
        light: bright,
        shift_px: orbit::offset(minute, context.shape.width_px, context.shape.height_px),
        is_mirrored: orbit::is_turned(minute),
        slide: player.slide().cloned(),
        count: player.count(),
    };
    paint(host, &mut memory.own_theme, &screen, bright);
    let rows = match line {
        Some(scene) if !is_alert && bright != Light::Dark => rows(&context, scene),
        _ => Vec::new(),
    };
    let (has_scene, turn) = (player.has_scene(), player.count());
    memory.data = data;
    memory.options = options;
    memory.screen = screen;
    memory.programme = programme;
    if has_scene && memory.is_known {
        memory.builds.healthy(host);
    }
    let before = std::mem::replace(&mut memory.state, state);
    let is_new = shown.with_untracked(|known| known.as_ref() != Some(&frame));
    if is_new {
        shown.set(Some(frame));
    }
    host.show(before, state, 1);
    load(host, &mut memory.line, rows, turn);
    let can_swap = is_between && !is_alert && !touch::is_used(host);
    memory.builds.tick(host, steady_ms, can_swap);
}
