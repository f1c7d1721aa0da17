//! Listeners of a widget: a few at the root of its shadow tree, which serve every control in it, and those on the window.
//!
//! Leptos' own (`on:click`) bring a table of global events along, and one closure for every control: 3 kB of every page.
//! Here what a control does stands on it as `data-act` and `data-value`.

use gloo_events::{EventListener, EventListenerOptions, EventListenerPhase};
use leptos::prelude::{StoredValue, UpdateValue, on_cleanup};
use wasm_bindgen::JsCast;
use web_sys::{Element, Event, EventTarget, MouseEvent};

use super::element::Host;

/// Keeps listeners until the widget leaves the page.
pub fn keep(listeners: Vec<EventListener>) {
    let kept = StoredValue::new_local(listeners);
    on_cleanup(move || _ = kept.try_update_value(Vec::clear));
}

/// Calls `handle` at these events anywhere in the widget, also at those that do not bubble.
pub fn listen(host: &Host, names: &[&'static str], handle: impl Fn(&Event) + Clone + 'static) {
    let Some(root) = host.element.shadow_root() else {
        return;
    };
    let options = EventListenerOptions {
        phase: EventListenerPhase::Capture,
        passive: false,
    };
    let mut listeners = Vec::new();
    for name in names {
        let handle = handle.clone();
        listeners.push(EventListener::new_with_options(
            &root,
            *name,
            options,
            move |event| handle(event),
        ));
    }
    keep(listeners);
}

/// A control that was used.
pub struct Control {
    /// The element.
    pub element: Element,
    /// What it does.
    pub act: String,
    /// With what.
    pub value: String,
}

/// The control that an event comes from.
pub fn control(event: &Event) -> Option<Control> {
    let element = closest(event.target(), "[data-act]")?;
    Some(Control {
        act: element.get_attribute("data-act")?,
        value: element.get_attribute("data-value").unwrap_or_default(),
        element,
    })
}

/// The nearest element around the target of an event that a selector names.
pub fn closest(target: Option<EventTarget>, selector: &str) -> Option<Element> {
    target?.dyn_into::<Element>().ok()?.closest(selector).ok()?
}

/// Whether the pointer or the focus is within what a selector names after it came or went.
pub fn is_within(event: &Event, selector: &str) -> bool {
    let is_gone = matches!(&*event.type_(), "mouseout" | "focusout");
    let at = if is_gone {
        // Both kinds of event have it under one name.
        event.unchecked_ref::<MouseEvent>().related_target()
    } else {
        event.target()
    };
    closest(at, selector).is_some()
}
