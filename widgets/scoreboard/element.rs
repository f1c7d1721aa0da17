//! Ties the scoreboard to the page: attributes, feed and address in, one view out, and one listener for every control.

use std::cell::RefCell;
use std::sync::Arc;

use cchc::feed::{index, indexes};
use cchc::format::Lang;
use gloo_events::EventListener;
use gloo_timers::callback::Timeout;
use leptos::prelude::*;
use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlElement, HtmlInputElement};

use super::asked::{Asked, address};
use super::download::{Kind, csv, hand, picture};
use super::facts::{edition, facts};
use super::model::{Listing, Model, history, listing, ranking};
use super::options::{Layout, read};
use super::view::{Window, view as scoreboard_view};
use crate::shared::element::Host;
use crate::shared::follow::Follower;
use crate::shared::history::{go, hash};
use crate::shared::listen::{Control, control, keep, listen};
use crate::shared::state::{State, age_line};

const INDEXES: &str = "indexes";
/// Files of single indexes: `indexes/sipas`.
const DETAILS: &str = "indexes/";

/// What is shown. One signal for all of it: each type of signal weighs a kilobyte.
#[derive(Default)]
struct Whole {
    model: Model,
    asked: Asked,
    window: Window,
}

type Shown = RwSignal<Whole>;

/// The widget in a page.
pub fn view(host: Host) -> impl IntoView {
    let shown = Shown::new(Whole::default());
    follow_feed(host.clone(), shown);
    follow_page(host.clone(), shown);
    follow_hands(host, shown);
    let list = Listed::default();
    let body = move || {
        shown.with(
            |Whole {
                 model,
                 asked,
                 window,
             }| {
                let listing = list.of(model, asked);
                scoreboard_view(model, asked, &listing, window)
            },
        )
    };
    view! { <div class="root">{body}</div> }
}

/// What the widget knows between two changes.
#[derive(Default)]
struct Memory {
    follower: Follower,
    indexes: Arc<Vec<indexes::Index>>,
    is_known: bool,
    details: Arc<Vec<index::Detail>>,
    unreadable: bool,
}

fn follow_feed(host: Host, shown: Shown) {
    let memory = RefCell::new(Memory::default());
    Effect::new(move |_| {
        let memory = &mut *memory.borrow_mut();
        let (options, warnings) = read(&|name| host.attribute(name));
        let turn = memory
            .follower
            .turn(&host, warnings, options.refresh_secs, &[INDEXES]);
        let snapshot = turn.snapshot;
        if turn.is_other_feed {
            memory.is_known = false;
            memory.indexes = Arc::default();
            memory.details = Arc::default();
        }
        if turn.has_news {
            if let Some(file) = snapshot.file(INDEXES) {
                let (fresh, findings) = indexes::parse(&file.text);
                // Here only what makes a file useless is found: a failure, not an empty list. What was shown stays.
                memory.unreadable = !findings.is_empty();
                if !memory.unreadable {
                    memory.indexes = Arc::new(fresh);
                    memory.is_known = true;
                }
            }
            let details = memory.indexes.iter().filter_map(|index| {
                let file = snapshot.file(&[DETAILS, &index.id].concat())?;
                index::parse(&file.text, index).0
            });
            memory.details = Arc::new(details.collect());
        }
        let unreadable = memory.unreadable.then_some("indexes-unreadable");
        let trouble = snapshot.trouble_of(INDEXES).or(unreadable);
        let lang = Lang::from_tag(&host.lang());
        let is_known = memory.is_known;
        let mut model = Model {
            state: State::Loading,
            lang,
            status: String::new(),
            options,
            indexes: memory.indexes.clone(),
            details: memory.details.clone(),
            missing: Vec::new(),
        };
        let stale = snapshot.is_stale(INDEXES) || memory.unreadable;
        model.state = State::of(
            is_known,
            !model.chosen().is_empty(),
            stale,
            trouble.is_some(),
        );
        let checked_ms = snapshot.file(INDEXES).map(|file| file.checked_ms);
        let age_secs = checked_ms.map_or(0, |then| snapshot.now_ms.saturating_sub(then) / 1000);
        model.status = age_line(model.state, i64::try_from(age_secs).unwrap_or(0), lang);
        // Not watched: whoever changes it says so by `host.changed`, and scrolling is no business of this.
        let open = shown.with_untracked(|whole| model.open(&whole.asked).cloned());
        if let Some(open) = open
            && open.detail.is_some()
        {
            let name = [DETAILS, &open.id].concat();
            turn.source.want(&[&name]);
            // A file that came and is not that of the index is no better than none.
            let is_useless = snapshot.file(&name).is_some() && model.detail(&open).is_none();
            if is_useless || snapshot.trouble_of(&name).is_some() {
                model.missing.push(open.id);
            }
        }
        let (before, is_new) =
            shown.with_untracked(|known| (known.model.state, known.model != model));
        host.show(before, model.state, model.chosen().len());
        memory.follower.tell(&host, trouble);
        if is_new {
            shown.update(|known| known.model = model);
        }
        if before.shows_fallback() && is_known {
            follow_address(&host, shown);
        }
    });
}

/// What the address of the page says, at the beginning and when the reader goes back and forth; and what a printer wants.
fn follow_page(host: Host, shown: Shown) {
    let Some(window) = web_sys::window() else {
        return;
    };
    let on = |name: &'static str, act: fn(&Host, Shown)| {
        let host = host.clone();
        EventListener::new(&window, name, move |_| act(&host, shown))
    };
    // On paper there is nothing to scroll.
    keep(vec![
        on("hashchange", follow_address),
        on("beforeprint", |_, shown| {
            shown.update(|whole| whole.window.whole = true)
        }),
        on("afterprint", |_, shown| {
            shown.update(|whole| whole.window.whole = false)
        }),
    ]);
}

fn follow_address(host: &Host, shown: Shown) {
    let hash = hash();
    let asked = shown.with_untracked(|Whole { model, asked, .. }| {
        let mut next = asked.clone();
        let names_none = !next.follow(&hash, model) && asked.index.is_some();
        if names_none && model.options.layout == Layout::Cards {
            _ = next.act("back", "");
        }
        (next != *asked).then_some(next)
    });
    if let Some(asked) = asked {
        shown.update(|whole| whole.asked = asked);
        host.changed.notify();
    }
}

/// Which chunks of the ranking are near, and how tall those in the page are.
fn scroll(shown: Shown, rows: &Element) {
    let count = rows
        .query_selector("table")
        .ok()
        .flatten()
        .and_then(|table| table.get_attribute("aria-rowcount")?.parse::<usize>().ok())
        .unwrap_or(1)
        .saturating_sub(1);
    let Ok(chunks) = rows.query_selector_all(".chunk") else {
        return;
    };
    let mut window = shown.with_untracked(|whole| whole.window.clone());
    window.heights_px.resize(chunks.length() as usize, 0);
    for at in window.near.clone() {
        let chunk = chunks.get(at as u32);
        if let (Some(chunk), Some(height)) = (chunk, window.heights_px.get_mut(at)) {
            let chunk: HtmlElement = chunk.unchecked_into();
            *height = u32::try_from(chunk.offset_height()).unwrap_or(0);
        }
    }
    let top = u32::try_from(rows.scroll_top()).unwrap_or(0);
    let seen = u32::try_from(rows.client_height()).unwrap_or(0);
    let next = window.at(top, seen, count);
    if next.near != window.near {
        shown.update(|whole| whole.window = next);
    }
}

/// What a reader does with pointer and keyboard.
fn follow_hands(host: Host, shown: Shown) {
    let told = host.clone();
    listen(&host, &["click", "input", "scroll"], move |event| {
        if &*event.type_() == "scroll" {
            let rows = event.target().and_then(|target| target.dyn_into().ok());
            if let Some(rows) = rows {
                scroll(shown, &rows);
            }
        } else if let Some(used) = control(event) {
            use_control(&told, shown, event, used);
        }
    });
}

fn use_control(host: &Host, shown: Shown, event: &web_sys::Event, used: Control) {
    let is_press = &*event.type_() == "click";
    // Fields say by their own event what is in them.
    let is_field = matches!(&*used.element.local_name(), "input" | "select");
    if is_press == is_field {
        return;
    }
    let mut value = used.value;
    if is_field {
        // Both kinds have it under one name.
        value = used.element.unchecked_ref::<HtmlInputElement>().value();
    } else {
        let press: &web_sys::MouseEvent = event.unchecked_ref();
        if press.ctrl_key() || press.meta_key() || press.shift_key() {
            return; // a link in a new tab
        }
        event.prevent_default();
    }
    if let Some(kind) = Kind::of(&used.act) {
        download(host, shown, kind, &value);
        return;
    }
    let mut asked = shown.with_untracked(|whole| whole.asked.clone());
    let is_other = shown.with_untracked(|whole| whole.model.act(&mut asked, &used.act, &value));
    if !is_other {
        return;
    }
    let is_way = matches!(&*used.act, "open" | "back");
    if is_way || used.act == "slot" {
        let index = shown.with_untracked(|whole| {
            let open = whole.model.open(&asked);
            open.map(|index| index.id.clone())
        });
        let words = [("index", index), ("period", asked.period.clone())];
        if used.act != "back" && !host.tell("cchc-scoreboard-open", &words, true) {
            return;
        }
    }
    let is_list = matches!(&*used.act, "find" | "sort" | "rows" | "ranking");
    shown.update(|whole| {
        whole.asked = asked;
        if is_list {
            whole.window = Window::default();
        }
    });
    if is_list {
        to_top(host);
    }
    host.changed.notify();
    if is_way {
        go((used.act == "open").then(|| address(&value, None)));
        focus(host.clone(), &used.act);
    }
}

/// Another order or other rows begin at their beginning.
fn to_top(host: &Host) {
    let root = host.element.shadow_root();
    if let Some(rows) = root.and_then(|root| root.query_selector(".rows").ok()?) {
        rows.set_scroll_top(0);
    }
}

/// After a change of all that is shown the focus is at its beginning, where screen readers go on.
fn focus(host: Host, act: &str) {
    let selector = if act == "open" {
        ".about .name"
    } else {
        ".card .open"
    };
    // Once it is in the page.
    let later = Timeout::new(0, move || {
        let root = host.element.shadow_root();
        let target = root.and_then(|root| root.query_selector(selector).ok()?);
        if let Some(target) = target {
            _ = target.unchecked_into::<HtmlElement>().focus();
        }
    });
    later.forget();
}

fn download(host: &Host, shown: Shown, kind: Kind, id: &str) {
    shown.with_untracked(|Whole { model, asked, .. }| {
        let index = model.index(id)?;
        let period = asked.period.as_deref().or(model.options.period.as_deref());
        let edition = edition(index, period)?;
        let mut name = ["cchc-", id].concat();
        if kind != Kind::Csv {
            name.push('-');
            name.push_str(&edition.period);
        }
        name.push_str(kind.ending());
        let words = [("index", Some(id.to_owned())), ("file", Some(name.clone()))];
        if !host.tell("cchc-scoreboard-download", &words, true) {
            return None;
        }
        let picture = || {
            let facts = facts(index, &edition, model.lang);
            let points = history(index, false, model.lang).0;
            picture::card(index, &facts, &points, model.lang)
        };
        match kind {
            Kind::Csv => hand::give_text(&name, "text/csv", &csv::figures(index)),
            Kind::CsvRanking => {
                let (_, ranking) = ranking(model.detail(index)?, asked, &model.options)?;
                hand::give_text(&name, "text/csv", &csv::ranking(index, ranking));
            }
            Kind::Svg => hand::give_text(&name, "image/svg+xml", &picture().svg()),
            Kind::Png => hand::give_image(name, &picture()),
        }
        Some(())
    });
}

/// The last ranking that was filtered and sorted, and for what: scrolling must not do it anew.
#[derive(Default)]
struct Listed(RefCell<Option<(Model, Asked, Arc<Listing>)>>);

impl Listed {
    fn of(&self, model: &Model, asked: &Asked) -> Arc<Listing> {
        let mut last = self.0.borrow_mut();
        if let Some((known, choices, listing)) = &*last
            && known == model
            && choices == asked
        {
            return listing.clone();
        }
        let made = model.open(asked).and_then(|index| {
            let detail = model.detail(index)?;
            let (_, ranking) = ranking(detail, asked, &model.options)?;
            Some(listing(index, detail, ranking, asked, &model.options))
        });
        let listing = Arc::new(made.unwrap_or_default());
        *last = Some((model.clone(), asked.clone(), listing.clone()));
        listing
    }
}
