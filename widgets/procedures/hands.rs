//! What a reader does with pointer and keyboard, and what is said to those who cannot see it.

use std::cell::RefCell;
use std::rc::Rc;

use gloo_timers::callback::Timeout;
use leptos::prelude::*;
use wasm_bindgen::JsCast;
use web_sys::{HtmlElement, HtmlInputElement, KeyboardEvent, MouseEvent};

use super::asked::address_of;
use super::element::{Shown, Whole, change};
use super::memory;
use super::model::Open;
use crate::shared::element::Host;
use crate::shared::history::go;
use crate::shared::listen::{Control, control, listen};
use crate::shared::paper;

/// Screen readers are told of answers once the typing pauses.
const PAUSE_MS: u32 = 700;
const OPTION: &str = "[role=option]";
const SELECTED: &str = "[aria-selected=true]";

thread_local! {
    /// The address that a lookup of this page wrote last.
    static WRITTEN: RefCell<String> = const { RefCell::new(String::new()) };
}

/// Whether a lookup of the page wrote this address itself; once the reader goes elsewhere, it is his.
pub(super) fn is_own(hash: &str) -> bool {
    WRITTEN.with_borrow_mut(|written| {
        let is_own = written == hash;
        if !is_own {
            written.clear();
        }
        is_own && !hash.is_empty()
    })
}

/// What a reader does with pointer and keyboard.
pub(super) fn follow_hands(host: Host, shown: Shown) {
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
    let (is_asking, is_closed, most) = shown.with_untracked(|whole| {
        let Whole { model, asked, .. } = whole;
        (
            asked.is_asking(),
            asked.is_closed,
            model.options.limit + asked.more,
        )
    });
    // Where nothing is asked, there are no answers to go through.
    if !is_asking {
        return;
    }
    let key = event.key();
    let count = found(host).parse().unwrap_or(0).min(most);
    let act = |key: &str| change(shown, &mut |whole| _ = whole.asked.act("key", key, count));
    match &*key {
        "ArrowDown" | "ArrowUp" => {
            event.prevent_default();
            act(&key);
            in_sight(host.clone());
        }
        "Escape" => {
            // The first press closes the answers, the second empties the field.
            if is_closed {
                change(shown, &mut |whole| _ = whole.asked.act("clear", "", 0));
                put(host, "");
            } else {
                act(&key);
            }
        }
        "Enter" => {
            event.prevent_default();
            let selector = if count == 1 { OPTION } else { SELECTED };
            if let Some(id) = part(host, selector).and_then(|one| one.get_attribute("data-value")) {
                open(host, shown, &id);
                return;
            }
            // The first answer is offered; a keyboard on the glass makes room for it.
            act("ArrowDown");
            if is_touch()
                && let Some(field) = part(host, "#find")
            {
                _ = field.blur();
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
    paper::done();
    match &*act {
        "tick" => {
            let is_on = field.checked();
            change(shown, &mut |whole| {
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
        "open" => open(host, shown, &value),
        "print" => paper::print(&host.element),
        "untick" => change(shown, &mut |whole| {
            whole.model.memory.ticks.clear();
            memory::keep_ticks(whole.asked.open.as_deref().unwrap_or_default(), &[]);
        }),
        "ward" => change(shown, &mut |whole| {
            memory::ward(&mut whole.model.memory, &value);
            whole.asked.ward_text.clear();
        }),
        "forget" => change(shown, &mut |whole| memory::forget(&mut whole.model.memory)),
        "again" => {
            change(shown, &mut |whole| _ = whole.asked.act("find", &value, 0));
            put(host, &value);
            focus(host.clone(), "#find");
        }
        _ => {
            change(shown, &mut |whole| _ = whole.asked.act(&act, &value, 0));
            if act == "reload" {
                host.changed.notify();
            } else if act == "back" {
                WRITTEN.set(String::new());
                if !memory::is_kiosk() {
                    go(None);
                }
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
    change(shown, &mut |whole| {
        if whole.model.options.recent {
            let text = whole.asked.query.text.clone();
            memory::search(&mut whole.model.memory, &text);
        }
        _ = whole.asked.act("open", id, 0);
        whole.model.open = Open::Waiting;
    });
    host.changed.notify();
    if !memory::is_kiosk() {
        let address = address_of(id);
        WRITTEN.set(address.clone());
        go(Some(address));
    }
    focus(host.clone(), ".about .name");
}

/// Says how many answers there are, once the typing pauses.
fn announce(host: &Host, shown: Shown, pause: &Rc<RefCell<Option<Timeout>>>) {
    let host = host.clone();
    let later = Timeout::new(PAUSE_MS, move || {
        let text = shown.try_with_untracked(|whole| {
            let text = &whole.asked.query.text;
            (whole.told != *text).then(|| text.clone())
        });
        let Some(mut text) = text.flatten() else {
            return;
        };
        let count = found(&host);
        if !text.is_empty() && !count.is_empty() {
            let words = [("text", Some(text.clone())), ("count", Some(count))];
            _ = host.tell("cchc-procedures-search", &words, false);
        }
        change(shown, &mut |whole| whole.told = std::mem::take(&mut text));
    });
    *pause.borrow_mut() = Some(later);
}

/// How many answers there are, in digits, whether or not they are shown.
fn found(host: &Host) -> String {
    let found = part(host, "[data-count]").and_then(|found| found.get_attribute("data-count"));
    found.unwrap_or_default()
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
        if let Some(part) = part(&host, SELECTED) {
            // As an object of words: the glue has all of it already.
            let near = js_sys::Object::new();
            _ = js_sys::Reflect::set(&near, &"block".into(), &"nearest".into());
            part.scroll_into_view_with_scroll_into_view_options(near.unchecked_ref());
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
