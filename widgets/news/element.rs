//! Ties the news to the page: attributes in, feed in, one view out, and the clockwork of the moving arrangements.

use std::cell::RefCell;
use std::rc::Rc;

use cchc::feed::{news, notices};
use cchc::format::Lang;
use gloo_events::EventListener;
use gloo_timers::callback::Timeout;
use leptos::prelude::*;

use super::claims::Claims;
use super::conveyor::Conveyor;
use super::model::{Known, Model, Row, model};
use super::options::{Pace, read};
use super::view::{Mode, Shown, view as news_view};
use crate::shared::clock;
use crate::shared::element::Host;
use crate::shared::follow::Follower;
use crate::shared::listen::{closest, control, is_within, keep, listen};

const NEWS: &str = "news";
const NOTICES: &str = "notices";
/// Least and most seconds that one item is shown in the rotator.
const SHORTEST_MS: u32 = 5_000;
const LONGEST_MS: u32 = 20_000;

thread_local! {
    static CLAIMS: RefCell<Claims> = RefCell::default();
}

/// The widget in a page.
pub fn view(host: Host) -> impl IntoView {
    let shown = Shown::new(Model::default());
    follow_hands(&host, shown);
    follow_feed(host, shown);
    follow_preference(shown);
    follow_motion(shown);
    view! { <div class="root">{news_view(shown)}</div> }
}

/// What the widget knows between two changes.
#[derive(Default)]
struct Memory {
    follower: Follower,
    news: Option<news::News>,
    notices: Vec<notices::Notice>,
    unreadable: bool,
}

fn follow_feed(host: Host, shown: Shown) {
    let handle = host.handle;
    on_cleanup(move || CLAIMS.with_borrow_mut(|claims| claims.settle(handle, &mut Vec::new())));
    let memory = RefCell::new(Memory::default());
    Effect::new(move |_| {
        let memory = &mut *memory.borrow_mut();
        let (read, warnings) = read(&|name| host.attribute(name));
        let turn = memory
            .follower
            .turn(&host, warnings, read.refresh_secs, &[NEWS, NOTICES]);
        let snapshot = turn.snapshot;
        if turn.is_other_feed {
            memory.news = None;
        }
        if turn.has_news {
            if let Some(file) = snapshot.file(NEWS) {
                let (fresh, findings) = news::parse(&file.text);
                // Here only what makes a file useless is found: a failure, not an empty list. What was shown stays.
                memory.unreadable = !findings.is_empty();
                if !memory.unreadable {
                    memory.news = Some(fresh);
                }
            }
            memory.notices = snapshot
                .file(NOTICES)
                .map(|file| notices::parse(&file.text).0)
                .unwrap_or_default();
        }
        let unreadable = memory.unreadable.then_some("news-unreadable");
        let trouble = snapshot.trouble_of(NEWS).or(unreadable);
        let known = Known {
            news: memory.news.as_ref(),
            notices: &memory.notices,
            stale: snapshot.is_stale(NEWS) || memory.unreadable,
            failed: trouble.is_some(),
            checked: snapshot
                .file(NEWS)
                .map(|file| clock::stamp(file.checked_ms)),
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
        memory.follower.tell(&host, trouble);
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
    keep(vec![EventListener::new(&query, "change", move |_| {
        _ = shown.calm.try_set(watched.matches())
    })]);
}

/// The item whose turn it is in the rotator, and the clock that ends its turn.
#[derive(Default)]
struct Turn {
    id: String,
    at: usize,
    wait_ms: u32,
    timer: Option<Timeout>,
}

fn follow_motion(shown: Shown) {
    let moving: RefCell<Option<Rc<Conveyor>>> = RefCell::new(None);
    let turn: RefCell<Turn> = RefCell::default();
    Effect::new(move |_| {
        let mode = shown.mode();
        let (rows, pace) = shown
            .model
            .with(|model| (model.rows.clone(), model.frame.pace));
        let still = shown.is_still();
        follow_turn(shown, mode, &rows, pace, still, &mut turn.borrow_mut());
        let Some(lane) = shown.lane.get() else { return };
        let mut moving = moving.borrow_mut();
        if mode != Mode::Moving || rows.is_empty() {
            *moving = None;
            return;
        }
        let conveyor = moving.get_or_insert_with(|| Conveyor::new(lane.into()));
        conveyor.load(rows, pace);
        conveyor.hold(still);
    });
}

/// New news come in their turn: the item in sight stays, wherever it stands now, and its clock runs on.
fn follow_turn(shown: Shown, mode: Mode, rows: &[Row], pace: Pace, still: bool, turn: &mut Turn) {
    let mut at = shown.at.get();
    if at == turn.at {
        let moved = rows.iter().position(|row| row.id == turn.id);
        at = moved.unwrap_or(if at < rows.len() { at } else { 0 });
    }
    let row = rows.get(at);
    let wait_ms = pause_ms(row.map_or("", |row| &row.title), pace);
    let is_same =
        at == turn.at && row.is_some_and(|row| row.id == turn.id) && wait_ms == turn.wait_ms;
    turn.at = at;
    turn.wait_ms = wait_ms;
    turn.id = row.map(|row| row.id.clone()).unwrap_or_default();
    if mode != Mode::Rotating || still {
        turn.timer = None;
    } else if !is_same || turn.timer.is_none() {
        turn.timer = Some(Timeout::new(wait_ms, move || shown.turn(1)));
    }
    if at != shown.at.get_untracked() {
        shown.at.set(at);
    }
}

/// How long one item stays: as long as reading it takes.
fn pause_ms(title: &str, pace: Pace) -> u32 {
    let words = u32::try_from(title.split(' ').count()).unwrap_or(0);
    let reading = words * 60_000 / pace.words_per_minute.max(1) + 3_000;
    pace.interval_secs
        .map_or(reading.clamp(SHORTEST_MS, LONGEST_MS), |secs| secs * 1000)
}

/// What a reader does with pointer and keyboard.
fn follow_hands(host: &Host, shown: Shown) {
    let told = host.clone();
    let names = ["click", "mouseover", "mouseout", "focusin", "focusout"];
    listen(host, &names, move |event| match &*event.type_() {
        "click" => {
            if let Some(control) = control(event) {
                shown.act(&control.act);
            }
            open(&told, event);
        }
        "mouseover" | "mouseout" => set(shown.pointed, is_within(event, ".news")),
        _ => set(shown.focused, is_within(event, ".news")),
    });
}

fn set(signal: RwSignal<bool>, on: bool) {
    if signal.get_untracked() != on {
        signal.set(on);
    }
}

/// Tells the page which item a reader opens; the page may keep the reader.
fn open(host: &Host, event: &web_sys::Event) {
    let Some(link) = closest(event.target(), "a[data-id]") else {
        return;
    };
    let (id, url) = (link.get_attribute("data-id"), link.get_attribute("href"));
    if !host.tell("cchc-news-open", &[("id", id), ("url", url)], true) {
        event.prevent_default();
    }
}
