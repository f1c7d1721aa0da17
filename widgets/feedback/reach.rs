//! Ways to what is in sight: the focus, values that the citizen did not type, small pictures.

use gloo_timers::callback::Timeout;
use leptos::prelude::*;
use wasm_bindgen::JsCast;
use web_sys::{HtmlCanvasElement, HtmlElement, HtmlFormElement, HtmlInputElement, KeyboardEvent};

use super::device;
use super::element::Shown;
use super::model::Unit;
use crate::shared::element::Host;
use crate::shared::history;
use crate::shared::listen::Control;

/// Writes a name into the field of a picker.
pub(super) fn put(host: &Host, unit: Unit, name: &str) {
    if let Some(field) = by_id(host, unit.pointer()) {
        field.unchecked_ref::<HtmlInputElement>().set_value(name);
    }
}

/// The way from an error to its field: the label in sight first, then the focus.
pub(super) fn go(host: &Host, pointer: &str) {
    let Some(mut field) = by_id(host, pointer) else {
        return;
    };
    let around = field.closest(".group").ok().flatten();
    if let Some(around) = &around {
        around.scroll_into_view();
    }
    if field.local_name() == "fieldset"
        && let Ok(Some(first)) = field.query_selector("input")
    {
        field = first.unchecked_into();
    }
    _ = field.focus();
}

/// Arrow keys go through the faces.
pub(super) fn walk(event: &KeyboardEvent, used: &Control) {
    let next = match &*event.key() {
        "ArrowRight" | "ArrowDown" => used.element.next_element_sibling(),
        "ArrowLeft" | "ArrowUp" => used.element.previous_element_sibling(),
        _ => return,
    };
    event.prevent_default();
    if let Some(next) = next {
        _ = next.unchecked_ref::<HtmlElement>().focus();
    }
}

/// Fields say again what is filled in, wherever that did not come from them.
pub(super) fn refill(host: &Host) {
    let host = host.clone();
    Timeout::new(0, move || {
        if let Some(form) = part(&host, "form") {
            form.unchecked_into::<HtmlFormElement>().reset();
        }
    })
    .forget();
}

/// Draws the small pictures of all files: a list that changed may have moved them.
pub(super) fn draw(host: &Host, shown: Shown) {
    let host = host.clone();
    Timeout::new(0, move || {
        let root = host.element.shadow_root();
        let found = root.and_then(|root| root.query_selector_all("[data-draw]").ok());
        let Some(found) = found else { return };
        shown.with_untracked(|whole| {
            for at in 0..found.length() {
                let Some(canvas) = found.get(at) else { break };
                let canvas: HtmlCanvasElement = canvas.unchecked_into();
                let id = canvas.get_attribute("data-draw").unwrap_or_default();
                device::draw(&whole.desk, &id, &canvas);
            }
        });
    })
    .forget();
}

/// The part of the widget that a selector names.
pub(super) fn part(host: &Host, selector: &str) -> Option<HtmlElement> {
    let root = host.element.shadow_root()?;
    let found = root.query_selector(selector).ok()??;
    Some(found.unchecked_into())
}

pub(super) fn by_id(host: &Host, id: &str) -> Option<HtmlElement> {
    let root = host.element.shadow_root()?;
    Some(root.get_element_by_id(id)?.unchecked_into())
}

/// What follows items on this page.
const FOLLOWER: &str = "cchc-feedback[mode=track]";

fn follower() -> Option<web_sys::Element> {
    let document = web_sys::window()?.document()?;
    document.query_selector(FOLLOWER).ok()?
}

/// Whether an element is what a link to this page leads to: the first that follows items.
pub(super) fn is_led_to(host: &Host) -> bool {
    follower().is_none_or(|first| first.is_same_node(Some(&host.element)))
}

/// The page where an item is followed: the one that is named, else this one, if it can.
pub(super) fn track_page(host: &Host, named: Option<&str>) -> Option<String> {
    match named {
        Some(url) => {
            let base = host.element.base_uri().ok().flatten()?;
            let url = web_sys::Url::new_with_base(url, &base).ok()?.href();
            Some(url.split('#').next().unwrap_or_default().to_owned())
        }
        None => follower().map(|_| history::page_address()),
    }
}

/// Brings in sight what follows items on this page: it may not even be loaded yet.
pub(super) fn show_follower() {
    if let Some(follower) = follower() {
        follower.scroll_into_view();
    }
}

/// Moves the focus, once what is to have it is in the page.
pub(super) fn focus(host: Host, selector: &'static str) {
    Timeout::new(0, move || {
        if let Some(part) = part(&host, selector) {
            _ = part.focus();
        }
    })
    .forget();
}

/// Moves the focus to what has an id.
pub(super) fn focus_id(host: &Host, id: &'static str) {
    let host = host.clone();
    Timeout::new(0, move || {
        if let Some(field) = by_id(&host, id) {
            _ = field.focus();
        }
    })
    .forget();
}
