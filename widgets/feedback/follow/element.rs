//! Ties both modes to the page: attributes, feed and address in, one view out.

use std::cell::RefCell;
use std::sync::Arc;

use cchc::feed::agencies::{self, Agency};
use cchc::feed::answers::{self, Answer};
use cchc::feed::feedback::{self, Form};
use cchc::format::Lang;
use cchc::submission::{Key, Receipt};
use gloo_events::EventListener;
use leptos::prelude::*;
use leptos::task::spawn_local;

use super::browse::{self, Browse};
use super::hands::follow_hands;
use super::model::Model;
use super::options::{self, Mode, read};
use super::track::{self, Own, Track};
use super::view::view as both_view;
use crate::feedback::device_items::item_name;
use crate::feedback::device_tabs::{Heard, heard};
use crate::feedback::hub::hub_of;
use crate::feedback::keep;
use crate::feedback::outbox::{Fate, Item};
use crate::feedback::reach;
use crate::shared::element::Host;
use crate::shared::follow::Follower;
use crate::shared::state::{State, age_line};
use crate::shared::{address, clock, history, listen};

const FORMS: &str = "feedback";
const AGENCIES: &str = "agencies";
const ANSWERS: &str = "answers";

/// What is shown. One signal for all of it: each type of signal weighs a kilobyte.
#[derive(Default)]
pub(super) struct Whole {
    pub(super) model: Model,
    pub(super) track: Track,
    pub(super) browse: Browse,
    /// Absolute address of the hub, with a slash at its end.
    pub(super) hub: String,
}

pub(super) type Shown = RwSignal<Whole>;

/// Changes what is shown. One way for all: a signal compiles its own for each closure.
#[inline(never)]
pub(super) fn change(shown: Shown, act: &mut dyn FnMut(&mut Whole)) {
    _ = shown.try_update(|whole| act(whole));
}

/// Whether an element is of this half.
pub fn is_meant(host: &Host) -> bool {
    options::mode(&|name| host.attribute(name)).is_some()
}

/// The widget in a page.
pub fn view(host: Host) -> impl IntoView {
    let shown = Shown::new(Whole::default());
    follow_feed(host.clone(), shown);
    follow_page(host.clone(), shown);
    follow_hands(host, shown);
    let body = move || shown.with(|whole| both_view(&whole.model, &whole.track, &whole.browse));
    view! { <div class="root">{body}</div> }
}

/// What the widget knows between two changes.
#[derive(Default)]
struct Known {
    follower: Follower,
    /// What the feed says of the hub.
    hub: Option<String>,
    forms: Option<Arc<Vec<Form>>>,
    agencies: Arc<Vec<Agency>>,
    answers: Option<Arc<Vec<Answer>>>,
    is_unreadable: bool,
}

fn follow_feed(host: Host, shown: Shown) {
    let known = RefCell::new(Known::default());
    Effect::new(move |_| {
        let known = &mut *known.borrow_mut();
        let (options, warnings) = read(&|name| host.attribute(name));
        let is_answers = options.mode == Mode::Answers;
        let files: &[&str] = match is_answers {
            true => &[ANSWERS, AGENCIES, FORMS],
            false => &[FORMS, AGENCIES],
        };
        let turn = known
            .follower
            .turn(&host, warnings, options.refresh_secs, files);
        let snapshot = turn.snapshot;
        if turn.is_other_feed {
            *known = Known {
                follower: std::mem::take(&mut known.follower),
                ..Known::default()
            };
        }
        if turn.has_news {
            if let Some(file) = snapshot.file(FORMS)
                && let Some(fresh) = feedback::parse(&file.text).0
            {
                (known.hub, known.forms) = (fresh.hub, Some(Arc::new(fresh.forms)));
            }
            if let Some(file) = snapshot.file(AGENCIES) {
                known.agencies = Arc::new(agencies::parse(&file.text).0);
            }
            if let Some(file) = snapshot.file(ANSWERS).filter(|_| is_answers) {
                let (fresh, findings) = answers::parse(&file.text);
                // What was shown stays.
                known.is_unreadable = fresh.is_empty() && !findings.is_empty();
                if !known.is_unreadable {
                    known.answers = Some(Arc::new(fresh));
                }
            }
        }
        let named = options.hub.as_deref().or(known.hub.as_deref());
        let (file, is_known) = match is_answers {
            true => (ANSWERS, known.answers.is_some()),
            false => (FORMS, known.forms.is_some() || options.hub.is_some()),
        };
        let unreadable = known.is_unreadable.then_some("answers-unreadable");
        let trouble = snapshot.trouble_of(file).or(unreadable);
        let answers = known.answers.clone().unwrap_or_default();
        // Who looks for her item needs no fresh feed.
        let is_stale = is_answers && (snapshot.is_stale(file) || known.is_unreadable);
        let is_any = !is_answers || !answers.is_empty();
        let state = State::of(is_known, is_any, is_stale, trouble.is_some() && is_answers);
        let state = match (state, trouble) {
            (State::Loading, Some(_)) => State::Failed,
            (state, _) => state,
        };
        let hub = hub_of(
            &host,
            known.hub.as_deref(),
            options.hub.as_deref(),
            turn.source.feed(),
        );
        let atom = named.map(|_| {
            let mut url = [&hub, "api/v1/answers.atom"].concat();
            if let Some(agency) = &options.agency {
                url.push_str("?agency=");
                url.push_str(&String::from(js_sys::encode_uri_component(agency)));
            }
            url
        });
        let lang = Lang::from_tag(&host.lang());
        let checked_ms = snapshot.file(file).map(|file| file.checked_ms);
        let age_secs = checked_ms.map_or(0, |then| snapshot.now_ms.saturating_sub(then) / 1000);
        let status = match is_answers {
            true => age_line(state, i64::try_from(age_secs).unwrap_or(0), lang),
            false => String::new(),
        };
        let before = shown.with_untracked(|whole| whole.model.state);
        host.show(before, state, answers.len());
        known.follower.tell(&host, trouble);
        let mut next = Model {
            state,
            lang,
            status,
            options,
            forms: known.forms.clone().unwrap_or_default(),
            agencies: known.agencies.clone(),
            answers,
            atom,
            today: clock::stamp(snapshot.now_ms).date_naive(),
            page: history::page_address(),
        };
        // Two empty lists are one.
        shown.with_untracked(|whole| {
            if next.answers.is_empty() && whole.model.answers.is_empty() {
                next.answers = whole.model.answers.clone();
            }
            if next.forms.is_empty() && whole.model.forms.is_empty() {
                next.forms = whole.model.forms.clone();
            }
        });
        if shown.with_untracked(|whole| whole.model != next || whole.hub != hub) {
            let is_first = before.shows_fallback() && !state.shows_fallback();
            change(shown, &mut |whole| {
                let is_of_kind = whole.browse.kind.is_empty() && is_first;
                whole.model = std::mem::take(&mut next);
                whole.hub.clone_from(&hub);
                if let Some(kind) = whole.model.options.kind.clone().filter(|_| is_of_kind) {
                    whole.browse.kind = kind;
                }
                let Whole { model, browse, .. } = whole;
                browse.look(model);
            });
            if is_first {
                look_up(&host, shown);
                if !is_answers {
                    load_own(&host, shown);
                }
            }
        }
    });
}

/// Takes what the address of the page names.
fn look_up(host: &Host, shown: Shown) {
    let hash = history::hash();
    let mode = shown.with_untracked(|whole| whole.model.options.mode);
    let mark = match mode {
        Mode::Track => track::MARK,
        Mode::Answers => browse::MARK,
    };
    let named = address::read(mark, &hash).map(|(id, _)| id);
    let mut is_new = false;
    change(shown, &mut |whole| {
        let Whole {
            model,
            track,
            browse,
            ..
        } = whole;
        match (mode, &named) {
            (Mode::Answers, Some(id)) if browse.open.as_ref() != Some(id) => {
                is_new = browse.go(model, id);
            }
            (Mode::Answers, None) => browse.open = None,
            (Mode::Track, Some(code)) => {
                let is_there = track
                    .found
                    .as_ref()
                    .is_some_and(|found| found.code == *code);
                if !is_there {
                    track.begin(code);
                    is_new = true;
                }
            }
            _ => {}
        }
    });
    if !is_new {
        return;
    }
    match mode {
        Mode::Answers => reach::focus(host.clone(), "[aria-expanded=true]"),
        Mode::Track => {
            refill(host, shown);
            if reach::is_led_to(host) {
                reach::focus(host.clone(), "#pin");
            }
        }
    }
}

/// The fields say what is known of both codes.
pub(super) fn refill(host: &Host, shown: Shown) {
    let (code, pin) =
        shown.with_untracked(|whole| (whole.track.code.clone(), whole.track.pin.clone()));
    put(host, "code", &code);
    put(host, "pin", &pin);
}

/// Writes into a field, if it is there.
pub(super) fn put(host: &Host, id: &str, value: &str) {
    use wasm_bindgen::JsCast;
    if let Some(field) = reach::by_id(host, id) {
        field
            .unchecked_ref::<web_sys::HtmlInputElement>()
            .set_value(value);
    }
}

/// What the reader does with the address, what the form of the page does, and what other tabs do.
fn follow_page(host: Host, shown: Shown) {
    let Some(window) = web_sys::window() else {
        return;
    };
    let told = host.clone();
    let mut listeners = vec![EventListener::new(&window, "hashchange", move |_| {
        look_up(&told, shown)
    })];
    let told = host.clone();
    listeners.push(EventListener::new(
        &window,
        "storage",
        move |event| match heard(event) {
            Some(Heard::Items) => load_own(&told, shown),
            Some(Heard::Wiped) => forget(&told, shown),
            _ => {}
        },
    ));
    if let Some(document) = window.document() {
        for name in ["cchc-feedback-sent", "cchc-feedback-wiped"] {
            let told = host.clone();
            listeners.push(EventListener::new(&document, name, move |_| match name {
                "cchc-feedback-sent" => load_own(&told, shown),
                _ => forget(&told, shown),
            }));
        }
    }
    listen::keep(listeners);
}

/// A computer that others use was wiped: nothing of an item stays in sight.
fn forget(host: &Host, shown: Shown) {
    change(shown, &mut |whole| whole.track = Track::default());
    refill(host, shown);
}

/// What this device sent to this hub, as far as it keeps it.
fn load_own(host: &Host, shown: Shown) {
    let host = host.clone();
    spawn_local(async move {
        let mut items = Vec::new();
        for (_, text) in keep::pairs(keep::texts(&item_name("")).await) {
            items.extend(Item::read(&text));
        }
        items.sort_by_key(|item| std::cmp::Reverse(item.queued_ms));
        let mut is_filled = false;
        change(shown, &mut |whole| {
            whole.track.own.clear();
            for item in &items {
                let is_there = matches!(item.fate, Fate::Done(..)) && item.hub == whole.hub;
                let codes =
                    Key::parse(&item.key).filter(|_| is_there && item.kind != feedback::RATING);
                if let Some(Receipt { code, pin }) = codes.map(|key| Receipt::of(&key)) {
                    if whole.track.code == code && whole.track.pin.is_empty() {
                        whole.track.pin.clone_from(&pin);
                        is_filled = true;
                    }
                    let title = item.title.clone();
                    whole.track.own.push(Own { code, pin, title });
                }
            }
        });
        if is_filled {
            refill(&host, shown);
        }
    });
}
