//! Ties the news to the page: attributes in, feed in, one view out, and the clockwork of the moving arrangements.

use std::cell::RefCell;
use std::rc::Rc;

use cchc::feed::{news, notices};
use cchc::format::Lang;
use gloo_events::EventListener;
use gloo_timers::callback::Timeout;
use leptos::prelude::*;
use wasm_bindgen::{JsCast, JsValue};

use super::claims::Claims;
use super::conveyor::{Conveyor, Pace};
use super::model::{Known, Model, model};
use super::options::{Options, read};
use super::view::{Mode, Shown, view as news_view};
use crate::shared::clock;
use crate::shared::element::Host;
use crate::shared::source::Source;

/// Least and most seconds that one item is shown in the rotator.
const SHORTEST_MS: u32 = 5_000;
const LONGEST_MS: u32 = 20_000;

thread_local! {
    static CLAIMS: RefCell<Claims> = RefCell::default();
}

/// The widget in a page.
pub fn view(host: Host) -> impl IntoView {
    let shown = Shown::new(Model::default());
    let opening = host.clone();
    let opened = move |event: leptos::ev::MouseEvent| open(&opening, &event);
    let options = Rc::new(RefCell::new(Options::default()));
    follow_feed(host, shown, options.clone());
    follow_preference(shown);
    follow_motion(shown, options);
    view! { <div class="root" on:click=opened>{news_view(shown)}</div> }
}

/// What the widget knows between two changes.
#[derive(Default)]
struct Memory {
    source: Option<(String, Rc<Source>)>,
    revision: u32,
    news: Option<news::News>,
    notices: Vec<notices::Notice>,
    unreadable: bool,
    told: Option<&'static str>,
    warned: Vec<String>,
}

fn follow_feed(host: Host, shown: Shown, options: Rc<RefCell<Options>>) {
    let handle = host.handle;
    on_cleanup(move || CLAIMS.with_borrow_mut(|claims| claims.settle(handle, &mut Vec::new())));
    let memory = RefCell::new(Memory::default());
    Effect::new(move |_| {
        host.changed.track();
        let memory = &mut *memory.borrow_mut();
        let (read, warnings) = read(&|name| host.attribute(name));
        let feed = host.feed();
        for line in &warnings.0 {
            if !memory.warned.contains(line) {
                host.warn(line);
            }
        }
        memory.warned = warnings.0;
        if memory
            .source
            .as_ref()
            .is_none_or(|(known, _)| *known != feed)
        {
            let source = Source::shared(&feed, &["news", "notices"], read.refresh_secs, &host.take);
            let warned = std::mem::take(&mut memory.warned);
            *memory = Memory {
                source: Some((feed, source)),
                warned,
                ..Memory::default()
            };
        }
        let Some((_, source)) = &memory.source else {
            return;
        };
        let snapshot = source.snapshot.get();
        if memory.revision != snapshot.revision {
            memory.revision = snapshot.revision;
            if let Some(text) = snapshot.file("news") {
                let (fresh, findings) = news::parse(text);
                // A file that is no news file at all is a failure, not an empty list; what was shown stays.
                memory.unreadable = findings
                    .iter()
                    .any(|found| found.rule.starts_with("file-") || found.rule == "items-missing");
                if !memory.unreadable {
                    memory.news = Some(fresh);
                }
            }
            memory.notices = snapshot
                .file("notices")
                .map(|text| notices::parse(text).0)
                .unwrap_or_default();
        }
        let unreadable = memory.unreadable.then_some("news-unreadable");
        let trouble = snapshot.trouble.or(unreadable);
        let known = Known {
            news: memory.news.as_ref(),
            notices: &memory.notices,
            stale: snapshot.stale || memory.unreadable,
            failed: trouble.is_some(),
            checked: snapshot.checked_ms.map(clock::stamp),
        };
        let mut model = model(
            &known,
            &read,
            Lang::from_tag(&host.lang()),
            clock::stamp(snapshot.now_ms),
        );
        CLAIMS.with_borrow_mut(|claims| claims.settle(host.handle, &mut model.notices));
        let before = shown.model.with_untracked(|model| model.frame.state);
        host.show(before, model.frame.state, model.rows.len());
        if memory.told != trouble {
            memory.told = trouble;
            trouble.iter().for_each(|code| host.trouble(code));
        }
        *options.borrow_mut() = read;
        // Only what changed, so that nothing is rendered or announced twice.
        if shown.model.with_untracked(|known| *known != model) {
            shown.model.set(model);
        }
    });
}

/// The reader may not want motion, and may change her mind.
fn follow_preference(shown: Shown) {
    let Some(window) = web_sys::window() else {
        return;
    };
    let Ok(Some(query)) = window.match_media("(prefers-reduced-motion: reduce)") else {
        return;
    };
    shown.calm.set(query.matches());
    let watched = query.clone();
    let listener = EventListener::new(&query, "change", move |_| {
        _ = shown.calm.try_set(watched.matches())
    });
    let listener = StoredValue::new_local(Some(listener));
    on_cleanup(move || _ = listener.try_update_value(Option::take));
}

fn follow_motion(shown: Shown, options: Rc<RefCell<Options>>) {
    let moving: RefCell<Option<Rc<Conveyor>>> = RefCell::new(None);
    let timer: RefCell<Option<Timeout>> = RefCell::new(None);
    Effect::new(move |_| {
        let mode = shown.mode();
        let rows = shown.model.with(|model| model.rows.clone());
        let still = shown.paused.get() || shown.held.get();
        let at = shown.at.get();
        if at >= rows.len().max(1) {
            shown.at.set(0);
        }
        let options = options.borrow();
        let wait = pause_ms(rows.get(at).map_or("", |row| &row.title), &options);
        *timer.borrow_mut() =
            (mode == Mode::Rotating && !still).then(|| Timeout::new(wait, move || shown.turn(1)));
        let Some(lane) = shown.lane.get() else { return };
        let mut moving = moving.borrow_mut();
        if mode != Mode::Moving || rows.is_empty() {
            *moving = None;
            return;
        }
        let pace = Pace {
            words_per_minute: options.words_per_minute,
            px_per_sec: options.px_per_sec,
        };
        let conveyor = moving.get_or_insert_with(|| Conveyor::new(lane.into()));
        conveyor.load(rows, pace);
        conveyor.hold(still);
    });
}

/// How long one item stays: as long as reading it takes.
fn pause_ms(title: &str, options: &Options) -> u32 {
    let words = u32::try_from(title.split(' ').count()).unwrap_or(0);
    let reading = words * 60_000 / options.words_per_minute.max(1) + 3_000;
    options
        .interval_secs
        .map_or(reading.clamp(SHORTEST_MS, LONGEST_MS), |secs| secs * 1000)
}

/// Tells the page which item a reader opens; the page may keep the reader.
fn open(host: &Host, event: &leptos::ev::MouseEvent) {
    let target = event
        .target()
        .and_then(|target| target.dyn_into::<web_sys::Element>().ok());
    let Some(link) = target.and_then(|target| target.closest("a[data-id]").ok().flatten()) else {
        return;
    };
    let detail = js_sys::Object::new();
    for (key, attribute) in [("id", "data-id"), ("url", "href")] {
        let value = link
            .get_attribute(attribute)
            .map_or(JsValue::NULL, |value| value.into());
        _ = js_sys::Reflect::set(&detail, &key.into(), &value);
    }
    if !host.tell("cchc-news-open", &detail.into(), true) {
        event.prevent_default();
    }
}
