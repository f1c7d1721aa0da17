//! What a citizen does with pointer and keyboard.

use std::cell::RefCell;
use std::rc::Rc;

use leptos::task::spawn_local;
use wasm_bindgen::JsCast;
use web_sys::{
    AbortController, Event, HtmlElement, HtmlInputElement, HtmlSelectElement, InputEvent,
};

use super::ask::ask;
use super::browse::MARK;
use super::element::{Shown, change, put, refill};
use super::track::{Deed, Track};
use crate::feedback::reach::{focus, go, walk};
use crate::shared::element::Host;
use crate::shared::listen::{Control, control, listen};
use crate::shared::{address, history, paper};

/// The question that is under way; it is given up when another takes its place, or the widget goes.
#[derive(Clone, Default)]
struct UnderWay(Rc<Asked>);

#[derive(Default)]
struct Asked(RefCell<Option<AbortController>>);

impl UnderWay {
    fn set(&self, abort: Option<AbortController>) {
        if let Some(before) = self.0.0.replace(abort) {
            before.abort();
        }
    }
}

impl Drop for Asked {
    fn drop(&mut self) {
        if let Some(abort) = self.0.take() {
            abort.abort();
        }
    }
}

/// What a citizen does with pointer and keyboard.
pub(super) fn follow_hands(host: Host, shown: Shown) {
    let told = host.clone();
    let under_way = UnderWay::default();
    let names = ["click", "input", "change", "keydown", "submit"];
    listen(&host, &names, move |event| {
        let Some(used) = control(event) else { return };
        let kind = event.type_();
        match (&*kind, &*used.act) {
            ("submit", act) => {
                event.prevent_default();
                let deed = match act {
                    "send-rating" => Deed::Rate,
                    "send-unsolved" => Deed::Unsolved,
                    _ => Deed::Look,
                };
                ask_hub(&told, shown, &under_way, deed);
            }
            ("keydown", "rate") => walk(event.unchecked_ref(), &used),
            ("input" | "change", "fill") => fill(shown, event, used.element.unchecked_ref()),
            ("input", "seek") | ("change", "filter") => {
                // Both kinds of field have them under one name.
                let field: &HtmlInputElement = used.element.unchecked_ref();
                let (name, value) = (field.name(), field.value());
                change(shown, &mut |whole| {
                    whole.browse.fill(&whole.model, &name, &value)
                });
            }
            ("click", _) => click(&told, shown, &under_way, event, used),
            _ => {}
        }
    });
}

/// Takes what was typed. A code is put in groups while it is typed on at its end; a caret elsewhere is left in peace.
fn fill(shown: Shown, event: &Event, field: &HtmlInputElement) {
    let (name, value) = (field.name(), field.value());
    let mut other = None;
    change(shown, &mut |whole| other = whole.track.fill(&name, &value));
    let Some(other) = other else { return };
    let end = value.encode_utf16().count();
    let is_at_end = field.selection_start().ok().flatten() == u32::try_from(end).ok();
    let is_composing = event
        .dyn_ref::<InputEvent>()
        .is_some_and(InputEvent::is_composing);
    if event.type_() == "change" || is_at_end && !is_composing {
        field.set_value(&other);
    }
}

/// Asks the hub, and tells what it says. What is under way is not asked twice.
fn ask_hub(host: &Host, shown: Shown, under_way: &UnderWay, deed: Deed) {
    let mut asked = None;
    let mut is_wrong = false;
    change(shown, &mut |whole| {
        if whole.track.going.is_some() {
            return;
        }
        let body = whole.track.ask(deed);
        is_wrong = body.is_none();
        asked = body.map(|body| (whole.hub.clone(), body));
    });
    if is_wrong {
        focus(host.clone(), ".summary");
    }
    let (Some((hub, body)), Ok(abort)) = (asked, AbortController::new()) else {
        return;
    };
    under_way.set(Some(abort.clone()));
    let host = host.clone();
    spawn_local(async move {
        let signal = abort.signal();
        let answer = ask(&hub, deed, &body, &signal).await;
        // Given up meanwhile: it is of no interest any more.
        if signal.aborted() {
            return;
        }
        let mut answer = Some(answer);
        let mut words = Vec::new();
        let (mut is_done, mut is_first) = (false, false);
        change(shown, &mut |whole| {
            let Some(answer) = answer.take() else { return };
            is_done = answer.is_ok();
            is_first = whole.track.found.is_none();
            let grade = whole.track.grade;
            whole.track.take(deed, answer);
            if let (Deed::Rate, Some(grade)) = (deed, grade) {
                words.push(("rating", Some(grade.to_string())));
            }
            if let (Deed::Look, Some(found)) = (deed, &whole.track.found) {
                words.push(("status", Some(found.status.clone())));
            }
        });
        if is_done {
            _ = host.tell(deed.event(), &words, false);
        }
        focus(
            host,
            match (is_done, is_first) {
                (true, true) => ".name",
                (true, false) => ".done",
                (false, _) => ".trouble",
            },
        );
    });
}

fn click(host: &Host, shown: Shown, under_way: &UnderWay, event: &Event, used: Control) {
    let Control { act, value, .. } = used;
    let key = &*value;
    paper::done();
    match &*act {
        "go" => {
            event.prevent_default();
            go(host, key);
        }
        "rate" => {
            let grade = value.parse::<u8>().ok();
            change(shown, &mut |whole| {
                whole.track.grade = grade;
                whole.track.wrong.retain(|(name, _)| *name != "rating");
            });
        }
        "own" => {
            change(shown, &mut |whole| whole.track.begin(key));
            refill(host, shown);
            ask_hub(host, shown, under_way, Deed::Look);
        }
        "update" => ask_hub(host, shown, under_way, Deed::Look),
        "print" => paper::print(&host.element),
        "other" => {
            under_way.set(None);
            change(shown, &mut |whole| {
                let Track { own, .. } = std::mem::take(&mut whole.track);
                whole.track.own = own;
            });
            focus(host.clone(), "#code");
        }
        "confirm" => {
            let deed = deed_of(key);
            change(shown, &mut |whole| {
                whole.track.confirm = deed;
                whole.track.trouble = None;
            });
            focus(
                host.clone(),
                match deed {
                    Some(_) => ".confirming .title",
                    None => "[data-act=confirm]",
                },
            );
        }
        "do" => {
            if let Some(deed) = deed_of(key) {
                ask_hub(host, shown, under_way, deed);
            }
        }
        "open" => open(host, shown, key),
        "more" => more(host, shown),
        "unfilter" => {
            change(shown, &mut |whole| whole.browse.clear(&whole.model));
            put(host, "find", "");
            for list in all(host, "select") {
                list.unchecked_ref::<HtmlSelectElement>()
                    .set_selected_index(0);
            }
            focus(host.clone(), ".count");
        }
        _ => {}
    }
}

fn deed_of(word: &str) -> Option<Deed> {
    match word {
        "withdraw" => Some(Deed::Withdraw),
        "erase" => Some(Deed::Erase),
        _ => None,
    }
}

/// Opens an answer in its place, or closes it; one step that the reader can go back.
fn open(host: &Host, shown: Shown, id: &str) {
    let mut is_open = false;
    change(shown, &mut |whole| {
        let known = whole.browse.open.take();
        is_open = known.as_deref() != Some(id);
        whole.browse.open = is_open.then(|| id.to_owned());
    });
    history::go(is_open.then(|| address::write(MARK, id, None)));
    if is_open {
        let words = [("id", Some(id.to_owned()))];
        _ = host.tell("cchc-feedback-answer-open", &words, false);
    }
}

/// More answers; the focus goes to the first of them.
fn more(host: &Host, shown: Shown) {
    let before = all(host, ".answer .plain").len();
    change(shown, &mut |whole| {
        whole.browse.more += whole.model.options.limit;
    });
    let host = host.clone();
    gloo_timers::callback::Timeout::new(0, move || {
        if let Some(first) = all(&host, ".answer .plain").get(before) {
            _ = first.focus();
        }
    })
    .forget();
}

/// Everything inside the widget that a selector names.
fn all(host: &Host, selector: &str) -> Vec<HtmlElement> {
    let root = host.element.shadow_root();
    let found = root.and_then(|root| root.query_selector_all(selector).ok());
    let mut all = Vec::new();
    if let Some(found) = found {
        for at in 0..found.length() {
            all.extend(found.get(at).map(JsCast::unchecked_into));
        }
    }
    all
}
