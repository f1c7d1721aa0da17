//! Ties the lookup to the page: attributes, feed and address in, one view out, and one listener for every control.

use std::cell::RefCell;
use std::sync::Arc;

use cchc::feed::agencies;
use cchc::format::Lang;
use cchc::search::{Answer, Catalogue, Query};
use gloo_events::EventListener;
use leptos::prelude::*;

use super::asked::Asked;
use super::hands::{self, follow_hands};
use super::loading::{Loading, load};
use super::memory;
use super::model::{Freshness, Model, Open, UNREACHABLE};
use super::options::read;
use super::shelf::Filling;
use super::view::view as lookup_view;
use crate::shared::element::Host;
use crate::shared::follow::Follower;
use crate::shared::history::{hash, page_address};
use crate::shared::listen::keep;
use crate::shared::state::{State, age_line};
use crate::shared::{clock, fetch};

const CATALOGUE: &str = "procedures.bin";
const AGENCIES: &str = "agencies";
/// On a kiosk, the page that its codes lead to: phones know nothing of the kiosk's own.
const KIOSK: &str = "data-kiosk";

/// What is shown. One signal for all of it: each type of signal weighs a kilobyte.
#[derive(Default)]
pub(super) struct Whole {
    pub(super) model: Model,
    pub(super) asked: Asked,
    /// What was looked for when the typing paused last: of its answers screen readers and the page are told.
    pub(super) told: String,
}

impl Whole {
    /// Asks once more for what could not be had; `false` when there is nothing of the kind.
    fn try_again(&mut self) -> bool {
        let is_wanting = match &self.model.open {
            Open::Here(_, freshness) => *freshness == Freshness::Kept,
            Open::Missing(code) => *code == UNREACHABLE,
            Open::Waiting => false,
        };
        is_wanting && self.asked.open.is_some() && self.asked.act("reload", "", 0)
    }
}

pub(super) type Shown = RwSignal<Whole>;

/// Changes what is shown. One way for all: a signal compiles its own for each closure.
#[inline(never)]
pub(super) fn change(shown: Shown, act: &mut dyn FnMut(&mut Whole)) {
    _ = shown.try_update(|whole| act(whole));
}

/// The widget in a page.
pub fn view(host: Host) -> impl IntoView {
    let shown = Shown::new(Whole::default());
    memory::begin(host.attribute(KIOSK).is_some());
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
    filling: Filling,
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
        let mut is_new = false;
        if turn.has_news {
            if let Some(file) = snapshot.file(CATALOGUE) {
                match Catalogue::open(fetch::bytes(&file.text)) {
                    Ok(fresh) => {
                        is_new = true;
                        known.catalogue = Arc::new(fresh);
                        known.filling = Filling::default();
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
        if options.keeps_all && known.is_known && trouble.is_none() {
            known.filling.go_on(&known.feed, &known.catalogue);
        }
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
        let (mut before, mut asked_open) = (State::Loading, None);
        // Not watched: whoever changes it says so by `host.changed`.
        shown.update_untracked(|whole| {
            let Whole { model, asked, .. } = whole;
            before = model.state;
            let was = &model.options;
            if is_new || was.field != options.field || was.level != options.level {
                asked.renew(&options, &known.catalogue);
            }
            if before.shows_fallback() && known.is_known {
                model.memory = memory::all();
                if !asked.follow(&hash())
                    && let Some(id) = &options.procedure
                {
                    _ = asked.act("open", id, 0);
                }
            }
            let agency = known.agencies.iter();
            let agency = agency.filter(|one| Some(&one.id) == options.agency.as_ref());
            for agency in agency {
                asked.is_at_home_with(agency, &known.catalogue);
            }
            asked_open = asked.open.clone().map(|id| (id, asked.tries));
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
        host.show(before, state, known.catalogue.len());
        known.follower.tell(&host, trouble);
        let status = age_line(state, i64::try_from(age_secs).unwrap_or(0), lang);
        let page = host.attribute(KIOSK).unwrap_or_else(page_address);
        let today = clock::stamp(snapshot.now_ms).date_naive();
        let mut next = shown.with_untracked(|whole| Model {
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
            change(shown, &mut |whole| whole.model = std::mem::take(&mut next));
        }
    });
}

/// What the address of the page says when the reader goes back and forth.
fn follow_page(host: Host, shown: Shown) {
    let Some(window) = web_sys::window() else {
        return;
    };
    let host_back = host.clone();
    let listener = EventListener::new(&window, "hashchange", move |_| {
        let is_other = shown.with_untracked(|whole| whole.asked.clone().follow(&hash()));
        // What another lookup of the page opened is none of this one's business.
        if is_other && !hands::is_own(&hash()) {
            change(shown, &mut |whole| {
                _ = whole.asked.follow(&hash());
                whole.model.open = Open::Waiting;
            });
            host.changed.notify();
        }
    });
    let online = EventListener::new(&window, "online", move |_| {
        if shown.try_update(Whole::try_again) == Some(true) {
            host_back.changed.notify();
        }
    });
    keep(vec![listener, online]);
}

/// The last answer, and to what: a tick or a key must not search anew.
#[derive(Default)]
struct Answered(RefCell<Option<Last>>);

struct Last {
    catalogue: Arc<Catalogue>,
    query: Query,
    most: usize,
    answer: Arc<Answer>,
}

impl Answered {
    fn of(&self, model: &Model, asked: &Asked) -> Arc<Answer> {
        let mut last = self.0.borrow_mut();
        let most = model.options.limit + asked.more;
        if let Some(last) = &*last
            && Arc::ptr_eq(&last.catalogue, &model.catalogue)
            && last.query == asked.query
            && last.most == most
        {
            return last.answer.clone();
        }
        let answer = Arc::new(model.answer(asked));
        *last = Some(Last {
            catalogue: model.catalogue.clone(),
            query: asked.query.clone(),
            most,
            answer: answer.clone(),
        });
        answer
    }
}
