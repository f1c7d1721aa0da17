//! What a citizen does with pointer and keyboard.

use std::cell::RefCell;
use std::rc::Rc;

use cchc::feed::feedback::RATING;
use cchc::format::Lang;
use gloo_timers::callback::Timeout;
use leptos::prelude::*;
use leptos::task::spawn_local;
use wasm_bindgen::JsCast;
use web_sys::{Event, HtmlInputElement, KeyboardEvent};

use super::device;
use super::dialog;
use super::draft::{Draft, Limits};
use super::element::{Shown, Whole, change, fresh};
use super::filled::Stage;
use super::model::Unit;
use super::options::Mode;
use super::reach::{draw, focus, focus_id, go, part, put, refill, show_follower, walk};
use crate::shared::element::Host;
use crate::shared::listen::{Control, control, listen};
use crate::shared::paper;

/// Screen readers are told of what is left once the typing pauses.
const PAUSE_MS: u32 = 900;
/// A rating waits so long for its reason.
const REASON_MS: u32 = 30_000;

/// What a citizen does with pointer and keyboard.
pub(super) fn follow_hands(host: Host, shown: Shown) {
    let told = host.clone();
    let pause = Rc::new(RefCell::new(None));
    let names = [
        "click",
        "input",
        "change",
        "keydown",
        "submit",
        "focusin",
        "focusout",
        "mousedown",
    ];
    listen(&host, &names, move |event| {
        let kind = event.type_();
        if kind == "keydown" && dialog::press(&told, event.unchecked_ref()) {
            close(&told, shown);
            return;
        }
        let Some(used) = control(event) else { return };
        match (&*kind, &*used.act) {
            ("focusin", "fill" | "seek") => begin(&told, shown),
            ("focusout", "seek") => leave(shown, &used),
            // The field keeps the focus, and with it what it offers.
            ("mousedown", "pick") => event.prevent_default(),
            ("keydown", "seek") => press(&told, shown, event.unchecked_ref(), &used),
            ("keydown", "rate") => walk(event.unchecked_ref(), &used),
            ("submit", "send") => {
                event.prevent_default();
                send(&told, shown);
            }
            ("submit", "reason") => {
                event.prevent_default();
                rate(&told, shown, 0, true);
            }
            ("input", "seek") => seek(shown, &used),
            ("input" | "change", "fill") => {
                let field: &HtmlInputElement = used.element.unchecked_ref();
                // Boxes and lists say by `change` what was chosen: older engines tell of it in no other way.
                let is_chosen = used.element.local_name() == "select"
                    || matches!(&*field.type_(), "checkbox" | "radio");
                if !is_chosen || kind == "change" {
                    fill(&told, shown, field);
                    after_typing(&told, shown, &pause);
                }
            }
            ("change", "attach") => attach(shown, used.element.unchecked_ref()),
            ("click", _) => click(&told, shown, event, used),
            _ => {}
        }
    });
}

/// The first touch of a field: the page is told, and what takes time can start.
fn begin(host: &Host, shown: Shown) {
    let mut form = None;
    change(shown, &mut |whole| {
        if !std::mem::replace(&mut whole.is_begun, true) {
            form = Some(whole.desk.form.clone());
            device::warm_up(&whole.desk);
        }
    });
    if form.is_some() {
        _ = host.tell("cchc-feedback-start", &[("form", form)], false);
    }
}

fn now() -> String {
    js_sys::Date::new_0().to_iso_string().into()
}

/// Keeps what is being written, where the next one at this device is the same citizen.
fn save(whole: &Whole) {
    let options = &whole.model.options;
    if options.mode != Mode::Rating && !options.is_kiosk {
        device::save(&whole.desk, &whole.filled.draft);
    }
}

fn fill(host: &Host, shown: Shown, field: &HtmlInputElement) {
    let is_on = (field.type_() == "checkbox").then(|| field.checked());
    let (name, value, now) = (field.name(), field.value(), now());
    change(shown, &mut |whole| {
        let Whole { model, filled, .. } = whole;
        filled.fill(model, &name, &value, is_on, &now);
        save(whole);
    });
    // A topic may know its agency.
    if name == "/topic" {
        let text = shown.with_untracked(|whole| whole.filled.agency.text.clone());
        put(host, Unit::Agency, &text);
    }
}

/// The unit that a control is of: a field by its name, an offer by what it says.
fn unit_of(used: &Control) -> Option<Unit> {
    let name = used.element.get_attribute("name");
    let name = name.or_else(|| used.element.get_attribute("data-unit"));
    Unit::of(&name?)
}

fn seek(shown: Shown, used: &Control) {
    let Some(unit) = unit_of(used) else { return };
    let text = used.element.unchecked_ref::<HtmlInputElement>().value();
    change(shown, &mut |whole| {
        whole.filled.seek(&whole.model, unit, &text);
        save(whole);
    });
}

fn leave(shown: Shown, used: &Control) {
    if let Some(unit) = unit_of(used) {
        change(shown, &mut |whole| whole.filled.leave(unit));
    }
}

fn pick(host: &Host, shown: Shown, unit: Unit, id: &str) {
    let mut name = None;
    change(shown, &mut |whole| {
        name = whole.filled.pick(&whole.model, unit, id);
        save(whole);
    });
    if let Some(name) = name {
        put(host, unit, &name);
    }
}

/// Keys in a picker. While an input method composes, they are its own.
fn press(host: &Host, shown: Shown, event: &KeyboardEvent, used: &Control) {
    let Some(unit) = unit_of(used).filter(|_| !event.is_composing() && event.key_code() != 229)
    else {
        return;
    };
    let key = event.key();
    if !matches!(&*key, "ArrowDown" | "ArrowUp" | "Enter" | "Escape") {
        return;
    }
    // Enter chooses here and never sends.
    if key != "Escape" {
        event.prevent_default();
    }
    let mut taken = None;
    change(shown, &mut |whole| {
        taken = whole.filled.press(&whole.model, unit, &key)
    });
    if let Some(id) = taken {
        pick(host, shown, unit, &id);
    }
}

fn attach(shown: Shown, field: &HtmlInputElement) {
    let files = field.files();
    let (desk, key, limits, mut room) = shown.with_untracked(|whole| {
        let limits = whole.model.form.as_ref().map(|form| Limits {
            files: form.limits.files as usize,
            file_bytes: form.limits.file_bytes,
            file_types: form.limits.file_types.clone(),
        });
        let limits = limits.unwrap_or_default();
        let draft = &whole.filled.draft;
        let room = limits.files.saturating_sub(draft.files.len());
        (whole.desk.clone(), draft.key.clone(), limits, room)
    });
    let mut at = 0;
    while let Some(file) = files.as_ref().and_then(|files| files.get(at)) {
        if room == 0 {
            break;
        }
        device::attach(&desk, &key, &file, &limits);
        (at, room) = (at + 1, room - 1);
    }
    // The same file can be chosen again.
    field.set_value("");
}

/// Puts into the item what it must say of itself.
fn seal(host: &Host, whole: &mut Whole) {
    let location = web_sys::window().map(|window| window.location());
    let page = location.and_then(|place| {
        let (origin, path) = (place.origin().ok()?, place.pathname().ok()?);
        origin.starts_with("http").then(|| [origin, path].concat())
    });
    whole.filled.preset(&whole.model);
    let item = &mut whole.filled.draft.item;
    item.page = page;
    Lang::from_tag(&host.lang())
        .tag()
        .clone_into(&mut item.lang);
    item.client_created_at = now();
}

fn send(host: &Host, shown: Shown) {
    let mut ready = None;
    change(shown, &mut |whole| {
        let Some(form) = whole.model.form.clone().filter(|_| !whole.is_queueing) else {
            return;
        };
        seal(host, whole);
        ready = whole.filled.ready(&form);
        whole.is_queueing = ready.is_some();
    });
    match ready {
        Some(draft) => queue(host, shown, draft, 0),
        None => focus(host.clone(), ".summary"),
    }
}

/// Hands an item to the device, and shows the receipt.
fn queue(host: &Host, shown: Shown, draft: Draft, wait_ms: u32) {
    let host = host.clone();
    let desk = shown.with_untracked(|whole| whole.desk.clone());
    spawn_local(async move {
        let receipt = device::submit(&desk, &draft, wait_ms).await;
        let words = [
            ("code", Some(receipt.code.clone())),
            ("kind", Some(receipt.kind.clone())),
        ];
        let mut receipt = Some(receipt);
        let mut is_rating = false;
        change(shown, &mut |whole| {
            whole.is_queueing = false;
            is_rating = whole.model.options.mode == Mode::Rating;
            if let Some(receipt) = receipt.take() {
                let was =
                    std::mem::replace(&mut whole.filled.stage, Stage::Receipt(receipt.key.clone()));
                is_rating &= was == whole.filled.stage;
                whole.filled.take_item(receipt);
            }
        });
        if !is_rating {
            _ = host.tell("cchc-feedback-queued", &words, false);
        }
        if draft.item.kind != RATING {
            focus(host, ".receipt .name");
        }
    });
}

/// Sends a rating, with its reason or without. Until it goes out, a later one takes its place.
fn rate(host: &Host, shown: Shown, wait_ms: u32, with_reason: bool) {
    let mut ready = None;
    change(shown, &mut |whole| {
        let Some(form) = whole.model.form.clone() else {
            return;
        };
        RATING.clone_into(&mut whole.filled.draft.item.kind);
        seal(host, whole);
        RATING.clone_into(&mut whole.filled.draft.item.kind);
        ready = whole.filled.ready(&form);
        if let Some(draft) = &mut ready {
            if !with_reason {
                draft.item.body.clear();
            }
            whole.filled.has_reason = wait_ms == 0;
        }
    });
    match ready {
        Some(draft) => queue(host, shown, draft, wait_ms),
        None => focus(host.clone(), ".summary"),
    }
}

fn click(host: &Host, shown: Shown, event: &Event, used: Control) {
    let Control {
        element,
        act,
        value,
    } = used;
    let key = &*value;
    paper::done();
    match &*act {
        "pick" => {
            let unit = element.get_attribute("data-unit");
            if let Some(unit) = unit.and_then(|unit| Unit::of(&unit)) {
                pick(host, shown, unit, key);
            }
        }
        "go" => {
            event.prevent_default();
            go(host, key);
        }
        "rate" => {
            let rating = value.parse::<u8>().ok();
            change(shown, &mut |whole| whole.filled.draft.item.rating = rating);
            rate(host, shown, REASON_MS, false);
            _ = host.tell("cchc-feedback-rated", &[("rating", Some(value))], false);
        }
        "no-reason" => rate(host, shown, 0, false),
        "detach" => {
            change(shown, &mut |whole| {
                device::remove(&whole.desk, key);
                whole.filled.draft.files.retain(|file| file.id != key);
                save(whole);
            });
            draw(host, shown);
            focus_id(host, "/uploads");
        }
        "dialog" => {
            change(shown, &mut |whole| whole.filled.is_open = true);
            focus(host.clone(), ".dialog");
            // The focus scrolls to what it has; the top of the dialog is above that.
            let host = host.clone();
            Timeout::new(0, move || {
                if let Some(cover) = part(&host, ".cover") {
                    cover.set_scroll_top(0);
                }
            })
            .forget();
        }
        "track" => {
            change(shown, &mut |whole| whole.filled.is_open = false);
            show_follower();
        }
        "close" => close(host, shown),
        "cover" => {
            let target = event.target().and_then(|target| target.dyn_into().ok());
            if element.is_same_node(target.as_ref()) {
                close(host, shown);
            }
        }
        "print" => paper::print(&host.element),
        "send-now" => shown.with_untracked(|whole| device::send_now(&whole.desk)),
        "receipt" => {
            change(shown, &mut |whole| {
                whole.filled.stage = Stage::Receipt(value.clone())
            });
            focus(host.clone(), ".receipt .name");
        }
        "forget" => change(shown, &mut |whole| {
            device::forget(key);
            whole.filled.items.retain(|item| item.key != key);
        }),
        "repair" => repair(host, shown, value),
        "anew" | "another" => {
            change(shown, &mut |whole| {
                whole.filled.begin(&whole.model, fresh());
                save(whole);
            });
            refill(host);
            focus(host.clone(), ".name");
        }
        "wipe" | "wipe-not" => {
            let is_asked = act == "wipe";
            change(shown, &mut |whole| {
                let stage = std::mem::take(&mut whole.filled.stage);
                whole.filled.stage = match (is_asked, stage) {
                    (true, Stage::Receipt(key)) => Stage::Wiping(Some(key)),
                    (true, _) => Stage::Wiping(None),
                    (false, Stage::Wiping(Some(key))) => Stage::Receipt(key),
                    (false, _) => Stage::Writing,
                };
            });
            focus(host.clone(), ".name");
        }
        "wipe-do" => {
            let host = host.clone();
            spawn_local(async move {
                device::wipe().await;
                change(shown, &mut |whole| {
                    whole.filled.items.clear();
                    whole.filled.begin(&whole.model, fresh());
                    whole.filled.stage = Stage::Wiped;
                });
                _ = host.tell("cchc-feedback-wiped", &[], false);
                focus(host, ".name");
            });
        }
        _ => {}
    }
}

/// An item that was refused comes back as a draft.
fn repair(host: &Host, shown: Shown, key: String) {
    let host = host.clone();
    let desk = shown.with_untracked(|whole| whole.desk.clone());
    spawn_local(async move {
        let mut draft = device::reopen(&desk, &key).await;
        change(shown, &mut |whole| {
            if let Some(draft) = draft.take() {
                whole.filled.items.retain(|item| item.key != key);
                whole.filled.begin(&whole.model, draft);
            }
        });
        refill(&host);
        focus(host, ".name");
    });
}

fn close(host: &Host, shown: Shown) {
    change(shown, &mut |whole| whole.filled.is_open = false);
    focus(host.clone(), "[data-act=dialog]");
}

/// Once the typing pauses: what is left is told, and a rating waits on for its reason.
fn after_typing(host: &Host, shown: Shown, pause: &Rc<RefCell<Option<Timeout>>>) {
    let told = host.clone();
    let later = Timeout::new(PAUSE_MS, move || {
        let mut waits = false;
        change(shown, &mut |whole| {
            whole.filled.is_told = true;
            waits = whole.model.options.mode == Mode::Rating && !whole.filled.has_reason;
        });
        if waits {
            rate(&told, shown, REASON_MS, false);
        }
    });
    *pause.borrow_mut() = Some(later);
}
