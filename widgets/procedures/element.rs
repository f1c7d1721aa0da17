//! Ties the lookup to the page: attributes, feed and address in, one view out, and one listener for every control.

use std::cell::RefCell;
use std::rc::Rc;
use std::sync::Arc;

use cchc::feed::procedure::{Detail, detail_url};
use cchc::feed::{agencies, procedure};
use cchc::format::Lang;
use cchc::search::{Answer, Catalogue, Query};
use gloo_events::EventListener;
use gloo_timers::callback::Timeout;
use leptos::prelude::*;
use leptos::task::spawn_local;
use wasm_bindgen::JsCast;
use web_sys::{AbortController, HtmlElement, HtmlInputElement, KeyboardEvent, MouseEvent};

use super::asked::{Asked, address_of};
use super::linked_data::linked_data;
use super::model::{Freshness, Model, Open};
use super::options::read;
use super::strings::strings;
use super::view::{count, view as lookup_view};
use super::{memory, paper};
use crate::shared::clock;
use crate::shared::element::Host;
use crate::shared::fetch::{self, Trouble};
use crate::shared::follow::Follower;
use crate::shared::history::{go, hash};
use crate::shared::listen::{Control, control, keep, listen};
use crate::shared::state::{State, age_line};

const CATALOGUE: &str = "procedures.bin";
const AGENCIES: &str = "agencies";
/// Screen readers are told of answers once the typing pauses.
const PAUSE_MS: u32 = 700;

/// What is shown. One signal for all of it: each type of signal weighs a kilobyte.
#[derive(Default)]
struct Whole {
    model: Model,
    asked: Asked,
    /// What screen readers are to say.
    told: String,
}

type Shown = RwSignal<Whole>;

/// The widget in a page.
pub fn view(host: Host) -> impl IntoView {
    let shown = Shown::new(Whole::default());
    follow_feed(host.clone(), shown);
    follow_page(host.clone(), shown);
    follow_hands(host, shown);
    let answered = Answered::default();
    let body = move || {
        shown.with(|Whole { model, asked, told }| {
            let answer = answered.of(model, asked);
            lookup_view(model, asked, &answer, told)
        })
    };
    view! { <div class="root">{body}</div> }
}

/// What the widget knows between two changes.
#[derive(Default)]
struct Known {
    follower: Follower,
    feed: String,
    catalogue: Arc<Catalogue>,
    is_known: bool,
    is_unreadable: bool,
    agencies: Arc<Vec<agencies::Agency>>,
    opened: Option<(String, u32)>,
    loading: Loading,
}

fn follow_feed(host: Host, shown: Shown) {
    let known = RefCell::new(Known::default());
    Effect::new(move |_| {
        let known = &mut *known.borrow_mut();
        let (options, warnings) = read(&|name| host.attribute(name));
        let turn = known
            .follower
            .turn(&host, warnings, options.refresh_secs, &[CATALOGUE]);
        let snapshot = turn.snapshot;
        if turn.is_other_feed {
            *known = Known {
                follower: std::mem::take(&mut known.follower),
                feed: turn.source.feed().to_owned(),
                ..Known::default()
            };
        }
        if turn.has_news {
            if let Some(file) = snapshot.file(CATALOGUE) {
                match Catalogue::open(fetch::bytes(&file.text)) {
                    Ok(fresh) => {
                        known.catalogue = Arc::new(fresh);
                        (known.is_known, known.is_unreadable) = (true, false);
                    }
                    // What was shown stays.
                    Err(_) => known.is_unreadable = true,
                }
            }
            if let Some(file) = snapshot.file(AGENCIES) {
                known.agencies = Arc::new(agencies::parse(&file.text).0);
            }
        }
        let is_unreadable = known.is_unreadable.then_some("procedures-unreadable");
        let trouble = snapshot.trouble_of(CATALOGUE).or(is_unreadable);
        let is_stale = snapshot.is_stale(CATALOGUE) || known.is_unreadable;
        let lang = Lang::from_tag(&host.lang());
        let state = State::of(
            known.is_known,
            !known.catalogue.is_empty(),
            is_stale,
            trouble.is_some(),
        );
        let checked_ms = snapshot.file(CATALOGUE).map(|file| file.checked_ms);
        let age_secs = checked_ms.map_or(0, |then| snapshot.now_ms.saturating_sub(then) / 1000);
        let is_first =
            shown.with_untracked(|whole| whole.model.state.shows_fallback()) && known.is_known;
        if is_first {
            begin(shown, &options, &known.catalogue);
        }
        // Not watched: whoever changes it says so by `host.changed`.
        let asked_open = shown.with_untracked(|whole| {
            let asked = &whole.asked;
            asked.open.clone().map(|id| (id, asked.tries))
        });
        if known.is_known && known.opened != asked_open {
            known.opened.clone_from(&asked_open);
            known.loading = match &asked_open {
                Some((id, _)) => load(&host, shown, &known.feed, id),
                None => Loading::default(),
            };
        }
        if asked_open.is_some() || options.agency.is_some() {
            turn.source.want(&[AGENCIES]);
        }
        if let Some(id) = &options.agency
            && let Some(agency) = known.agencies.iter().find(|agency| agency.id == *id)
        {
            shown.update_untracked(|whole| whole.asked.is_at_home_with(agency, &known.catalogue));
        }
        let before = shown.with_untracked(|whole| whole.model.state);
        host.show(before, state, known.catalogue.len());
        known.follower.tell(&host, trouble);
        let status = age_line(state, i64::try_from(age_secs).unwrap_or(0), lang);
        let page = page_address();
        let today = clock::stamp(snapshot.now_ms).date_naive();
        let next = shown.with_untracked(|whole| Model {
            state,
            lang,
            status,
            options,
            catalogue: known.catalogue.clone(),
            open: whole.model.open.clone(),
            agencies: known.agencies.clone(),
            memory: whole.model.memory.clone(),
            today,
            page,
        });
        if shown.with_untracked(|whole| whole.model != next) {
            shown.update(|whole| whole.model = next);
        }
    });
}

/// The address of the page, without its mark.
fn page_address() -> String {
    let href = web_sys::window().and_then(|window| window.location().href().ok());
    let href = href.unwrap_or_default();
    href.split('#').next().unwrap_or_default().to_owned()
}

/// What the page and its address ask for at first.
fn begin(shown: Shown, options: &super::options::Options, catalogue: &Catalogue) {
    shown.update_untracked(|whole| {
        whole.asked = Asked::new(options, catalogue);
        whole.model.memory = memory::all();
        if !whole.asked.follow(&hash())
            && let Some(id) = &options.procedure
        {
            _ = whole.asked.act("open", id, 0);
        }
    });
}

/// A procedure on its way; dropped, it is given up.
#[derive(Default)]
struct Loading(Option<AbortController>);

impl Drop for Loading {
    fn drop(&mut self) {
        if let Some(open) = self.0.take() {
            open.abort();
        }
    }
}

/// Shows what was kept, at once, and what comes.
fn load(host: &Host, shown: Shown, feed: &str, id: &str) -> Loading {
    let kept = memory::kept(feed, id).and_then(|text| procedure::parse(&text).0);
    let has_kept = kept.is_some();
    let first = kept.map_or(Open::Waiting, |detail| {
        Open::Here(Arc::new(detail), Freshness::Fresh)
    });
    if let Open::Here(detail, _) = &first {
        offer(host, detail);
    }
    shown.update_untracked(|whole| {
        whole.model.open = first;
        whole.model.memory.ticks = memory::ticks(id);
    });
    let Ok(abort) = AbortController::new() else {
        return Loading::default();
    };
    let signal = abort.signal();
    let host = host.clone();
    let (feed, id) = (feed.to_owned(), id.to_owned());
    spawn_local(async move {
        let url = web_sys::Url::new_with_base(&detail_url(&id), &feed);
        let url = url.map_or_else(|_| String::new(), |url| url.href());
        let answer = fetch::text(&url, None, has_kept, &host.take, &signal).await;
        if signal.aborted() {
            return;
        }
        let found = match answer {
            Ok(text) => match procedure::parse(&text).0 {
                Some(detail) => {
                    memory::keep(&feed, &id, &text);
                    Ok(Arc::new(detail))
                }
                None => Err("procedure-unreadable"),
            },
            Err(Trouble::Status {
                status: 404 | 410, ..
            }) => Err("feed-not-found"),
            Err(_) => Err("feed-unreachable"),
        };
        if let (Ok(detail), false) = (&found, has_kept) {
            offer(&host, detail);
        }
        _ = shown.try_update(|whole| {
            whole.model.open = match (found, &whole.model.open) {
                (Ok(detail), _) => Open::Here(detail, Freshness::Fresh),
                // Better an old one than none; but one that is no more is gone.
                (Err(code), Open::Here(detail, _)) if code != "feed-not-found" => {
                    Open::Here(detail.clone(), Freshness::Kept)
                }
                (Err(code), _) => Open::Missing(code),
            };
        });
    });
    Loading(Some(abort))
}

/// Tells the page what is open, in words that it can offer to search engines.
fn offer(host: &Host, detail: &Detail) {
    let procedure = &detail.procedure;
    let page = [&*page_address(), &address_of(&procedure.id)].concat();
    let words = [
        ("id", Some(procedure.id.clone())),
        ("name", Some(procedure.name.clone())),
        ("url", procedure.url.clone()),
        ("linkedData", Some(linked_data(detail, &page))),
    ];
    _ = host.tell("cchc-procedures-open", &words, false);
}

/// What the address of the page says when the reader goes back and forth.
fn follow_page(host: Host, shown: Shown) {
    let Some(window) = web_sys::window() else {
        return;
    };
    let listener = EventListener::new(&window, "hashchange", move |_| {
        let is_other = shown.with_untracked(|whole| whole.asked.clone().follow(&hash()));
        if is_other {
            shown.update(|whole| _ = whole.asked.follow(&hash()));
            host.changed.notify();
        }
    });
    keep(vec![listener]);
}

/// What a reader does with pointer and keyboard.
fn follow_hands(host: Host, shown: Shown) {
    let told = host.clone();
    let pause = Rc::new(RefCell::new(None));
    listen(
        &host,
        &["click", "input", "change", "keydown"],
        move |event| {
            let Some(used) = control(event) else { return };
            let kind = event.type_();
            if kind == "keydown" {
                if used.act == "find" {
                    press(&told, shown, event.unchecked_ref());
                }
                return;
            }
            let is_field = matches!(&*used.element.local_name(), "input" | "select");
            // Fields say by their own event what is in them; older engines tell of a choice only by `change`.
            let is_meant = match (&*kind, &*used.act) {
                ("click", "link") => true,
                ("change", _) => &*used.element.local_name() == "select",
                (kind, _) => is_field == (kind == "input"),
            };
            if is_meant {
                use_control(&told, shown, event, used, is_field);
                announce(&told, shown, &pause);
            }
        },
    );
}

/// Keys in the field. While an input method composes, they are its own.
fn press(host: &Host, shown: Shown, event: &KeyboardEvent) {
    if event.is_composing() || event.key_code() == 229 {
        return;
    }
    let key = event.key();
    let (answer, at, is_closed) = shown.with_untracked(|whole| {
        let answer = whole.model.answer(&whole.asked);
        (answer, whole.asked.at, whole.asked.is_closed)
    });
    match &*key {
        "ArrowDown" | "ArrowUp" => {
            event.prevent_default();
            let count = answer.hits.len();
            shown.update(|whole| _ = whole.asked.act("key", &key, count));
            in_sight(host.clone());
        }
        "Escape" => {
            // The first press closes the answers, the second empties the field.
            let act = if is_closed { "clear" } else { "key" };
            shown.update(|whole| _ = whole.asked.act(act, &key, 0));
            if is_closed {
                put(host, "");
            }
        }
        "Enter" => {
            event.prevent_default();
            let chosen = at.or_else(|| (answer.hits.len() == 1).then_some(0));
            match chosen.and_then(|at| answer.hits.get(at)) {
                Some(hit) => {
                    let id = shown.with_untracked(|whole| whole.model.catalogue.id(hit.record));
                    open(host, shown, &id);
                }
                // The first answer is offered; a keyboard on the glass makes room for it.
                None => {
                    shown
                        .update(|whole| _ = whole.asked.act("key", "ArrowDown", answer.hits.len()));
                    if is_touch()
                        && let Some(field) = part(host, "#find")
                    {
                        _ = field.blur();
                    }
                }
            }
        }
        _ => {}
    }
}

fn use_control(host: &Host, shown: Shown, event: &web_sys::Event, used: Control, is_field: bool) {
    let Control {
        element,
        act,
        mut value,
    } = used;
    let field = element.unchecked_ref::<HtmlInputElement>();
    match &*act {
        "tick" => {
            let is_on = field.checked();
            shown.update(|whole| {
                let ticks = &mut whole.model.memory.ticks;
                if let Some(tick) = memory::tick(&value) {
                    ticks.retain(|known| *known != tick);
                    if is_on {
                        ticks.push(tick);
                    }
                    memory::keep_ticks(whole.asked.open.as_deref().unwrap_or_default(), ticks);
                }
            });
            return;
        }
        "link" => return field.select(),
        _ => {}
    }
    if is_field {
        // Both kinds have it under one name.
        value = field.value();
    } else {
        let press: &MouseEvent = event.unchecked_ref();
        if press.ctrl_key() || press.meta_key() || press.shift_key() {
            return; // a link in a new tab
        }
        event.prevent_default();
    }
    match &*act {
        "open" => return open(host, shown, &value),
        "print" => return paper::print(&host.element),
        "untick" => shown.update(|whole| {
            whole.model.memory.ticks.clear();
            memory::keep_ticks(whole.asked.open.as_deref().unwrap_or_default(), &[]);
        }),
        "ward" => shown.update(|whole| {
            memory::ward(&mut whole.model.memory, &value);
            whole.asked.ward_text.clear();
        }),
        "forget" => shown.update(|whole| memory::forget(&mut whole.model.memory)),
        "again" => {
            shown.update(|whole| _ = whole.asked.act("find", &value, 0));
            put(host, &value);
            focus(host.clone(), "#find");
        }
        _ => {
            shown.update(|whole| _ = whole.asked.act(&act, &value, 0));
            if act == "reload" {
                host.changed.notify();
            } else if act == "back" {
                go(None);
                host.changed.notify();
                if !is_touch() {
                    focus(host.clone(), "#find");
                }
            } else if act == "clear" {
                put(host, "");
                focus(host.clone(), "#find");
            }
        }
    }
}

fn open(host: &Host, shown: Shown, id: &str) {
    shown.update(|whole| {
        if whole.model.options.recent {
            let text = whole.asked.query.text.clone();
            memory::search(&mut whole.model.memory, &text);
        }
        _ = whole.asked.act("open", id, 0);
    });
    host.changed.notify();
    go(Some(address_of(id)));
    focus(host.clone(), ".about .name");
}

/// Says how many answers there are, once the typing pauses.
fn announce(host: &Host, shown: Shown, pause: &Rc<RefCell<Option<Timeout>>>) {
    let host = host.clone();
    let later = Timeout::new(PAUSE_MS, move || {
        let Some((told, text, number)) = shown.try_with_untracked(|whole| {
            let words = strings(whole.model.lang);
            if whole.asked.open.is_some() || !whole.asked.is_asking() {
                return (String::new(), String::new(), 0);
            }
            let answer = whole.model.answer(&whole.asked);
            let told = match answer.count {
                0 => words.none.to_owned(),
                number => count(number, words),
            };
            (told, whole.asked.query.text.clone(), answer.count)
        }) else {
            return;
        };
        if shown.with_untracked(|whole| whole.told == told) {
            return;
        }
        if !text.is_empty() {
            let words = [("text", Some(text)), ("count", Some(number.to_string()))];
            _ = host.tell("cchc-procedures-search", &words, false);
        }
        shown.update(|whole| whole.told = told);
    });
    *pause.borrow_mut() = Some(later);
}

/// The part of the widget that a selector names.
fn part(host: &Host, selector: &str) -> Option<HtmlElement> {
    let root = host.element.shadow_root()?;
    let found = root.query_selector(selector).ok()??;
    Some(found.unchecked_into())
}

/// Puts words into the field that the reader did not type.
fn put(host: &Host, words: &str) {
    if let Some(field) = part(host, "#find") {
        field.unchecked_into::<HtmlInputElement>().set_value(words);
    }
}

/// Moves the focus, once what is to have it is in the page.
fn focus(host: Host, selector: &'static str) {
    Timeout::new(0, move || {
        if let Some(part) = part(&host, selector) {
            _ = part.focus();
        }
    })
    .forget();
}

/// Scrolls the answer that the arrow keys are at into sight.
fn in_sight(host: Host) {
    Timeout::new(0, move || {
        if let Some(part) = part(&host, "[aria-selected=true]") {
            let near = web_sys::ScrollIntoViewOptions::new();
            near.set_block(web_sys::ScrollLogicalPosition::Nearest);
            part.scroll_into_view_with_scroll_into_view_options(&near);
        }
    })
    .forget();
}

/// Whether the main pointer is a finger.
fn is_touch() -> bool {
    let query =
        web_sys::window().and_then(|window| window.match_media("(pointer: coarse)").ok()?);
    query.is_some_and(|query| query.matches())
}

/// The last answer, and to what: a tick or a key must not search anew.
#[derive(Default)]
struct Answered(RefCell<Option<(Arc<Catalogue>, Query, usize, Arc<Answer>)>>);

impl Answered {
    fn of(&self, model: &Model, asked: &Asked) -> Arc<Answer> {
        let mut last = self.0.borrow_mut();
        let most = model.options.limit + asked.more;
        if let Some((catalogue, query, known_most, answer)) = &*last
            && Arc::ptr_eq(catalogue, &model.catalogue)
            && *query == asked.query
            && *known_most == most
        {
            return answer.clone();
        }
        let answer = Arc::new(model.answer(asked));
        *last = Some((
            model.catalogue.clone(),
            asked.query.clone(),
            most,
            answer.clone(),
        ));
        answer
    }
}
