//! Ties the form to the page: attributes and feed in, one view out, and what the device tells.

use std::cell::RefCell;
use std::sync::Arc;

use cchc::feed::agencies::{self, Agency};
use cchc::feed::feedback::{self, Form};
use cchc::format::Lang;
use leptos::prelude::*;
use leptos::task::spawn_local;

use super::device::{self, Desk, News, Watch};
use super::draft::{Draft, Kept, Receipt, Sending};
use super::filled::{Filled, Stage};
use super::hands::follow_hands;
use super::hub::hub_of;
use super::model::Model;
use super::options::{Mode, Options, read};
use super::reach;
use super::view::view as form_view;
use crate::shared::clock;
use crate::shared::element::Host;
use crate::shared::follow::Follower;
use crate::shared::state::State;

const FORMS: &str = "feedback";
const AGENCIES: &str = "agencies";

/// What is shown. One signal for all of it: each type of signal weighs a kilobyte.
#[derive(Default)]
pub(super) struct Whole {
    pub(super) model: Model,
    pub(super) filled: Filled,
    /// Where it is kept and goes.
    pub(super) desk: Desk,
    /// An item is just being queued: a second press does nothing.
    pub(super) is_queueing: bool,
    /// The page was told that somebody writes.
    pub(super) is_begun: bool,
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
    follow_feed(host.clone(), shown);
    follow_hands(host, shown);
    let body = move || shown.with(|whole| form_view(&whole.model, &whole.filled));
    view! { <div class="root">{body}</div> }
}

/// What the widget knows between two changes.
#[derive(Default)]
struct Known {
    follower: Follower,
    /// What the feed says of the hub, and its forms; `None` until it says anything.
    hub: Option<String>,
    forms: Option<Vec<Arc<Form>>>,
    is_unreadable: bool,
    agencies: Arc<Vec<Agency>>,
    desk: Desk,
    watch: Option<Watch>,
}

/// A draft that nothing is in yet.
pub(super) fn fresh() -> Draft {
    Draft {
        key: device::new_key(),
        ..Draft::default()
    }
}

fn follow_feed(host: Host, shown: Shown) {
    let known = RefCell::new(Known::default());
    Effect::new(move |_| {
        let known = &mut *known.borrow_mut();
        let (options, warnings) = read(&|name| host.attribute(name));
        let secs = options.refresh_secs;
        let turn = known
            .follower
            .turn(&host, warnings, secs, &[FORMS, AGENCIES]);
        let snapshot = turn.snapshot;
        if turn.is_other_feed {
            *known = Known {
                follower: std::mem::take(&mut known.follower),
                ..Known::default()
            };
        }
        if turn.has_news {
            if let Some(file) = snapshot.file(FORMS) {
                match feedback::parse(&file.text).0 {
                    Some(fresh) => {
                        let mut forms = Vec::new();
                        for form in fresh.forms {
                            forms.push(Arc::new(form));
                        }
                        (known.hub, known.forms) = (fresh.hub, Some(forms));
                        known.is_unreadable = false;
                    }
                    // What was shown stays.
                    None => known.is_unreadable = true,
                }
            }
            if let Some(file) = snapshot.file(AGENCIES) {
                known.agencies = Arc::new(agencies::parse(&file.text).0);
            }
        }
        let mut trouble = snapshot.trouble_of(FORMS);
        if known.is_unreadable {
            trouble = trouble.or(Some("feedback-unreadable"));
        }
        let mut form = None;
        if let Some(forms) = &known.forms {
            match form_of(forms, &options) {
                Ok(found) => {
                    let desk = Desk {
                        hub: hub_of(
                            &host,
                            known.hub.as_deref(),
                            options.hub.as_deref(),
                            turn.source.feed(),
                        ),
                        site: options.site.clone(),
                        form: found.id.clone(),
                    };
                    form = Some(found);
                    if known.watch.is_none() || known.desk != desk {
                        known.desk = desk;
                        known.watch = Some(sit_down(&host, shown, &known.desk, options.is_kiosk));
                    }
                }
                Err(code) => {
                    known.watch = None;
                    trouble = trouble.or(Some(code));
                }
            }
        }
        let (before, is_seated) = shown.with_untracked(|whole| {
            let is_seated = whole.desk == known.desk && !whole.filled.draft.key.is_empty();
            (whole.model.state, is_seated)
        });
        let is_known = form.is_some() && is_seated;
        let is_stale = snapshot.is_stale(FORMS) || known.is_unreadable;
        let state = State::of(is_known, true, is_stale, trouble.is_some());
        host.show(before, state, usize::from(is_known));
        known.follower.tell(&host, trouble);
        let track = reach::track_page(&host, options.track.as_deref());
        let mut next = Model {
            state,
            lang: Lang::from_tag(&host.lang()),
            options,
            form: form.filter(|_| is_known),
            agencies: known.agencies.clone(),
            today: clock::stamp(snapshot.now_ms).date_naive(),
            track,
        };
        if shown.with_untracked(|whole| whole.model != next) {
            change(shown, &mut |whole| {
                let is_first = whole.model.agencies.is_empty() && !next.agencies.is_empty();
                whole.model = std::mem::take(&mut next);
                // Names that a draft chose are known only now.
                if is_first {
                    whole.filled.name_units(&whole.model);
                }
                whole.filled.preset(&whole.model);
            });
        }
    });
}

fn form_of(forms: &[Arc<Form>], options: &Options) -> Result<Arc<Form>, &'static str> {
    let is_meant = |form: &&Arc<Form>| options.form.as_ref().is_none_or(|id| form.id == *id);
    let form = forms.iter().find(is_meant).ok_or("feedback-form-unknown")?;
    if options.mode == Mode::Rating && form.rating.is_none() {
        return Err("feedback-without-rating");
    }
    Ok(form.clone())
}

/// Takes a place at a desk: what is kept there is shown, and what the device tells of it.
fn sit_down(host: &Host, shown: Shown, desk: &Desk, is_kiosk: bool) -> Watch {
    let told = host.clone();
    let watch = device::watch(desk, move |news| take(&told, shown, news));
    let (host, desk) = (host.clone(), desk.clone());
    spawn_local(async move {
        let mut kept = device::load(&desk, is_kiosk).await;
        change(shown, &mut |whole| {
            whole.desk = desk.clone();
            let Kept { draft, items } = std::mem::take(&mut kept);
            let draft = draft.filter(|_| read(&|name| host.attribute(name)).0.mode != Mode::Rating);
            let is_restored = draft.is_some();
            whole.filled = Filled {
                items,
                is_open: whole.filled.is_open,
                ..Filled::default()
            };
            whole
                .filled
                .begin(&whole.model, draft.unwrap_or_else(fresh));
            whole.filled.is_restored = is_restored;
        });
        host.changed.notify();
        reach::refill(&host);
    });
    watch
}

/// What the device tells.
fn take(host: &Host, shown: Shown, news: News) {
    match news {
        News::File(file) => {
            let mut file = Some(file);
            change(shown, &mut |whole| {
                if let Some(file) = file.take() {
                    whole.filled.take_file(file);
                    device::save(&whole.desk, &whole.filled.draft);
                }
            });
            reach::draw(host, shown);
        }
        News::Item(item) => {
            let (is_foreign, was_over) = shown.with_untracked(|Whole { model, filled, .. }| {
                let known = filled.items.iter().find(|known| known.key == item.key);
                (
                    model.options.is_kiosk && known.is_none(),
                    known.is_some_and(|known| known.sending.is_over()),
                )
            });
            // On a kiosk items of others only pass by, and leave nothing behind once they are sent.
            if is_foreign {
                return device::forget(&item.key);
            }
            if !was_over {
                tell_of(host, &item);
            }
            let mut item = Some(item);
            change(shown, &mut |whole| {
                if let Some(item) = item.take() {
                    whole.filled.take_item(item);
                }
            });
        }
        News::Draft(draft) => {
            // What is being written here is not taken from under the hands, unless it was wiped or sent from another tab. A
            // rating is no draft.
            let has_focus = host.element.matches(":focus-within").unwrap_or(false);
            let mode = shown.with_untracked(|whole| whole.model.options.mode);
            if mode == Mode::Rating || draft.is_some() && has_focus {
                return;
            }
            let mut draft = Some(draft.map_or_else(fresh, |draft| *draft));
            change(shown, &mut |whole| {
                if whole.filled.stage == Stage::Writing
                    && let Some(draft) = draft.take()
                {
                    whole.filled.begin(&whole.model, draft);
                }
            });
            reach::refill(host);
        }
    }
}

/// Tells the page how an item ended, once.
fn tell_of(host: &Host, item: &Receipt) {
    let mut words = vec![
        ("code", Some(item.code.clone())),
        ("kind", Some(item.kind.clone())),
    ];
    let name = match &item.sending {
        Sending::Done { .. } => "cchc-feedback-sent",
        Sending::Refused { code, .. } => {
            words.push(("problem", Some(code.clone())));
            "cchc-feedback-refused"
        }
        Sending::Waiting { .. } | Sending::Going => return,
    };
    _ = host.tell(name, &words, false);
}
