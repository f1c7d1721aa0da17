//! Ties the scoreboard to the page: attributes, feed and address in, one view out, and one listener for every control.

use std::cell::RefCell;
use std::sync::Arc;

use cchc::feed::{index, indexes};
use cchc::format::Lang;
use gloo_events::{EventListener, EventListenerOptions};
use leptos::html::Div;
use leptos::prelude::*;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{Element, HtmlElement, HtmlInputElement, HtmlSelectElement};

use super::asked::{Asked, MARK, address};
use super::download::{Kind, csv, hand, picture};
use super::facts::{edition, facts};
use super::model::{Listing, Model, history, listing, ranking};
use super::options::{Layout, read};
use super::view::{Window, view as scoreboard_view};
use crate::shared::clock;
use crate::shared::element::Host;
use crate::shared::follow::Follower;
use crate::shared::state::{State, age_line};

const INDEXES: &str = "indexes";
/// Files of single indexes: `indexes/sipas`.
const DETAILS: &str = "indexes/";

/// What is shown, as signals.
#[derive(Clone, Copy)]
struct Shown {
    model: RwSignal<Model>,
    asked: RwSignal<Asked>,
    window: RwSignal<Window>,
    root: NodeRef<Div>,
}

/// The widget in a page.
pub fn view(host: Host) -> impl IntoView {
    let shown = Shown {
        model: RwSignal::new(Model::default()),
        asked: RwSignal::new(Asked::default()),
        window: RwSignal::new(Window::default()),
        root: NodeRef::new(),
    };
    let pressing = host.clone();
    let changing = host.clone();
    let pressed = move |event: leptos::ev::MouseEvent| press(&pressing, shown, &event);
    let changed = move |event: leptos::ev::Event| change(&changing, shown, &event);
    follow_feed(host.clone(), shown);
    follow_page(&host, shown);
    let list = Listed::default();
    let body = move || {
        let (model, asked) = (shown.model.get(), shown.asked.get());
        let listing = list.of(&model, &asked);
        shown
            .window
            .with(|window| scoreboard_view(&model, &asked, &listing, window))
    };
    view! { <div class="root" node_ref=shown.root on:click=pressed on:input=changed>{body}</div> }
}

/// What the widget knows between two changes.
#[derive(Default)]
struct Memory {
    follower: Follower,
    indexes: Option<Arc<Vec<indexes::Index>>>,
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
            memory.indexes = None;
            memory.details = Arc::default();
        }
        if turn.has_news {
            if let Some(file) = snapshot.file(INDEXES) {
                let (fresh, findings) = indexes::parse(&file.text);
                // A file that is none of indexes is a failure, not an empty list; what was shown stays.
                memory.unreadable = findings
                    .iter()
                    .any(|found| found.rule.starts_with("file-") || found.rule == "items-missing");
                if !memory.unreadable {
                    memory.indexes = Some(Arc::new(fresh));
                }
            }
            let known = memory.indexes.iter().flat_map(|indexes| indexes.iter());
            let details = known.filter_map(|index| {
                let file = snapshot.file(&[DETAILS, &index.id].concat())?;
                index::parse(&file.text, index).0
            });
            memory.details = Arc::new(details.collect());
        }
        let unreadable = memory.unreadable.then_some("indexes-unreadable");
        let trouble = snapshot.trouble_of(INDEXES).or(unreadable);
        let lang = Lang::from_tag(&host.lang());
        let is_known = memory.indexes.is_some();
        let mut model = Model {
            state: State::Loading,
            lang,
            status: String::new(),
            options,
            indexes: memory.indexes.clone().unwrap_or_default(),
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
        if let Some(open) = shown.asked.with(|asked| model.open(asked).cloned())
            && open.detail.is_some()
        {
            let name = [DETAILS, &open.id].concat();
            turn.source.want(&[&name]);
            if snapshot.trouble_of(&name).is_some() {
                model.missing.push(open.id);
            }
        }
        let before = shown.model.with_untracked(|model| model.state);
        let is_first = before.shows_fallback();
        host.show(before, model.state, model.chosen().len());
        memory.follower.tell(&host, trouble);
        if shown.model.with_untracked(|known| *known != model) {
            shown.model.set(model);
        }
        if is_first && is_known {
            follow_address(shown);
        }
    });
}

/// What the address of the page says: at the beginning, and when the reader goes back and forth.
fn follow_page(host: &Host, shown: Shown) {
    let Some(window) = web_sys::window() else {
        return;
    };
    let moved = EventListener::new(&window, "hashchange", move |_| follow_address(shown));
    // On paper there is nothing to scroll.
    let print = |name: &'static str, whole: bool| {
        EventListener::new(&window, name, move |_| {
            _ = shown.window.try_update(|window| window.whole = whole);
        })
    };
    let mut listeners = vec![
        moved,
        print("beforeprint", true),
        print("afterprint", false),
    ];
    if let Some(root) = host.element.shadow_root() {
        // Scrolling does not bubble; it is met on its way down.
        listeners.push(EventListener::new_with_options(
            &root,
            "scroll",
            EventListenerOptions::run_in_capture_phase(),
            move |event| {
                let rows = event.target().and_then(|target| target.dyn_into().ok());
                if let Some(rows) = rows {
                    scroll(shown, &rows);
                }
            },
        ));
    }
    let listeners = StoredValue::new_local(listeners);
    on_cleanup(move || _ = listeners.try_update_value(Vec::clear));
}

fn follow_address(shown: Shown) {
    let window = web_sys::window();
    let hash = window.and_then(|window| window.location().hash().ok());
    let Some(hash) = hash else { return };
    let asked = shown.model.try_with_untracked(|model| {
        let known: Vec<String> = model.indexes.iter().map(|index| index.id.clone()).collect();
        let mut asked = shown.asked.get_untracked();
        let was_open = asked.index.is_some();
        if hash.contains(MARK) {
            asked.follow(&hash, &model.options, &known);
        } else if was_open && model.options.layout == Layout::Cards {
            _ = asked.act("back", "");
        }
        asked
    });
    if let Some(asked) = asked {
        _ = shown.asked.try_set(asked);
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
    let mut window = shown.window.get_untracked();
    window.heights_px.resize(chunks.length() as usize, 0);
    for at in window.near.clone() {
        let chunk = chunks
            .get(at as u32)
            .and_then(|node| node.dyn_into::<HtmlElement>().ok());
        if let (Some(chunk), Some(height)) = (chunk, window.heights_px.get_mut(at)) {
            *height = u32::try_from(chunk.offset_height()).unwrap_or(0);
        }
    }
    let top = u32::try_from(rows.scroll_top()).unwrap_or(0);
    let seen = u32::try_from(rows.client_height()).unwrap_or(0);
    let next = window.at(top, seen, count);
    if next.near != window.near {
        shown.window.set(next);
    }
}

/// The control that an event comes from, with what it does and with which value.
fn control(event: &web_sys::Event) -> Option<(Element, String, String)> {
    let from = event.target()?.dyn_into::<Element>().ok()?;
    let control = from.closest("[data-act]").ok()??;
    let act = control.get_attribute("data-act")?;
    let value = control.get_attribute("data-value").unwrap_or_default();
    Some((control, act, value))
}

fn press(host: &Host, shown: Shown, event: &web_sys::MouseEvent) {
    let Some((control, act, value)) = control(event) else {
        return;
    };
    // Fields speak by their own event; a new tab is the reader's wish.
    if control.tag_name() == "INPUT" || control.tag_name() == "SELECT" {
        return;
    }
    let is_link = control.tag_name() == "A";
    if is_link && (event.ctrl_key() || event.meta_key() || event.shift_key() || event.button() != 0)
    {
        return;
    }
    event.prevent_default();
    if let Some(kind) = Kind::of(&act) {
        download(host, shown, kind, &value);
        return;
    }
    if act == "open" && !tell(host, "cchc-scoreboard-open", &[("index", &value)]) {
        return;
    }
    do_act(shown, &act, &value);
    if matches!(&*act, "open" | "back") {
        go(&act, &value);
        focus(shown, &act);
    }
}

fn change(host: &Host, shown: Shown, event: &web_sys::Event) {
    let Some((control, act, _)) = control(event) else {
        return;
    };
    let value = match control.dyn_ref::<HtmlInputElement>() {
        Some(input) => input.value(),
        None => match control.dyn_ref::<HtmlSelectElement>() {
            Some(select) => select.value(),
            None => return,
        },
    };
    do_act(shown, &act, &value);
    if act == "slot" {
        let period = shown.asked.with_untracked(|asked| asked.period.clone());
        let index = shown.model.with_untracked(|model| {
            shown
                .asked
                .with_untracked(|asked| model.open(asked).map(|index| index.id.clone()))
        });
        if let (Some(period), Some(index)) = (period, index) {
            _ = tell(
                host,
                "cchc-scoreboard-open",
                &[("index", &index), ("period", &period)],
            );
        }
    }
}

fn do_act(shown: Shown, act: &str, value: &str) {
    let mut asked = shown.asked.get_untracked();
    if shown
        .model
        .with_untracked(|model| model.act(&mut asked, act, value))
    {
        if matches!(act, "find" | "sort" | "rows" | "ranking") {
            shown.window.set(Window::default());
        }
        shown.asked.set(asked);
    }
}

/// Writes the address. By way of the page itself: a link would follow the `<base>` of the page, if it has one.
fn go(act: &str, index: &str) {
    let Some(window) = web_sys::window() else {
        return;
    };
    let place = window.location();
    if act == "open" {
        _ = place.set_hash(&address(index, None));
        return;
    }
    // An empty mark would scroll to the top.
    let here = [place.pathname(), place.search()];
    let here: String = here.into_iter().map(Result::unwrap_or_default).collect();
    if let Ok(history) = window.history() {
        _ = history.push_state_with_url(&JsValue::NULL, "", Some(&here));
    }
}

/// After a change of the page's content the focus is at its beginning, where screen readers go on.
fn focus(shown: Shown, act: &str) {
    let opened = act == "open";
    leptos::task::spawn_local(async move {
        leptos::task::tick().await;
        let Some(root) = shown.root.get_untracked() else {
            return;
        };
        let selector = if opened {
            ".about .name"
        } else {
            ".card .open"
        };
        let target = root.query_selector(selector).ok().flatten();
        if let Some(target) = target.and_then(|found| found.dyn_into::<HtmlElement>().ok()) {
            _ = target.focus();
        }
    });
}

fn tell(host: &Host, name: &str, words: &[(&str, &str)]) -> bool {
    let detail = js_sys::Object::new();
    for (key, value) in words {
        _ = js_sys::Reflect::set(&detail, &(*key).into(), &(*value).into());
    }
    host.tell(name, &detail.into(), true)
}

fn download(host: &Host, shown: Shown, kind: Kind, id: &str) {
    let (model, asked) = (shown.model.get_untracked(), shown.asked.get_untracked());
    let Some(index) = model.index(id) else { return };
    let period = asked.period.as_deref().or(model.options.period.as_deref());
    let Some(edition) = edition(index, period) else {
        return;
    };
    let mut name = ["cchc-", id].concat();
    if kind != Kind::Csv {
        name.push('-');
        name.push_str(&edition.period);
    }
    name.push_str(kind.ending());
    if !tell(
        host,
        "cchc-scoreboard-download",
        &[("index", id), ("file", &name)],
    ) {
        return;
    }
    let picture = || {
        let facts = facts(index, &edition, model.lang);
        picture::card(
            index,
            &facts,
            &history(index, false, model.lang).0,
            model.lang,
        )
    };
    match kind {
        Kind::Csv => hand::give_text(&name, "text/csv", &csv::figures(index)),
        Kind::CsvRanking => {
            let detail = model.detail(index);
            let shown = detail.and_then(|detail| ranking(detail, &asked, &model.options));
            if let Some((_, ranking)) = shown {
                hand::give_text(&name, "text/csv", &csv::ranking(index, ranking));
            }
        }
        Kind::Svg => hand::give_text(&name, "image/svg+xml", &picture().svg()),
        Kind::Png => hand::give_image(name, &picture()),
    }
}

/// The last ranking that was filtered and sorted: scrolling must not do it anew.
#[derive(Default)]
struct Listed(
    RefCell<
        Option<(
            Arc<Vec<index::Detail>>,
            super::options::Options,
            Asked,
            Arc<Listing>,
        )>,
    >,
);

impl Listed {
    fn of(&self, model: &Model, asked: &Asked) -> Arc<Listing> {
        let mut last = self.0.borrow_mut();
        if let Some((details, options, choices, listing)) = &*last
            && Arc::ptr_eq(details, &model.details)
            && *options == model.options
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
        *last = Some((
            model.details.clone(),
            model.options.clone(),
            asked.clone(),
            listing.clone(),
        ));
        listing
    }
}
