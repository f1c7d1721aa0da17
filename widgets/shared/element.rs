//! The life of an element: mounted by the loader, told of changes, unmounted. Handles are numbers, because a
//! freed object would trap and a stale number does nothing.

use std::any::Any;
use std::cell::RefCell;

use js_sys::Function;
use leptos::mount::mount_to;
use leptos::prelude::{ArcTrigger, IntoView, Notify, Owner};
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{CustomEvent, CustomEventInit, Element, HtmlElement, ShadowRoot};

use super::options::Warnings;
use super::state::State;

/// The page around a widget.
#[derive(Clone)]
pub struct Host {
    /// Its number, unlike that of any other element of this instance.
    pub handle: u32,
    /// The custom element.
    pub element: HtmlElement,
    /// Gives the answers that the loader asked for.
    pub take: Function,
    /// Told when an attribute or the language around changed.
    pub changed: ArcTrigger,
    home_feed: String,
    slot: Element,
}

struct Mounted {
    handle: u32,
    changed: ArcTrigger,
    owner: Owner,
    view: Option<Box<dyn Any>>,
}

thread_local! {
    static MOUNTED: RefCell<(u32, Vec<Mounted>)> = const { RefCell::new((0, Vec::new())) };
}

/// Renders the widget of `tag`; see the bundle's export of the same name.
pub fn mount(
    tag: &str,
    element: HtmlElement,
    root: ShadowRoot,
    take: Function,
    home_feed: String,
) -> u32 {
    let Ok(Some(slot)) = root.query_selector("slot") else {
        return 0;
    };
    let changed = ArcTrigger::new();
    let handle = MOUNTED.with_borrow_mut(|(last, _)| {
        *last += 1;
        *last
    });
    let host = Host {
        handle,
        element,
        take,
        changed: changed.clone(),
        home_feed,
        slot,
    };
    // Its own root: a widget that upgrades while another renders must not become that one's child.
    let owner = Owner::new_root(None);
    let target: HtmlElement = root.unchecked_into();
    let view: Option<Box<dyn Any>> = owner.with(|| match tag {
        #[cfg(feature = "feedback-follow")]
        "cchc-feedback" if crate::feedback::follow::element::is_meant(&host) => {
            Some(render(target, move || {
                crate::feedback::follow::element::view(host)
            }))
        }
        #[cfg(feature = "feedback")]
        "cchc-feedback" => Some(render(target, move || crate::feedback::element::view(host))),
        #[cfg(feature = "news")]
        "cchc-news" => Some(render(target, move || crate::news::element::view(host))),
        #[cfg(feature = "procedures")]
        "cchc-procedures" => Some(render(target, move || {
            crate::procedures::element::view(host)
        })),
        #[cfg(feature = "scoreboard")]
        "cchc-scoreboard" => Some(render(target, move || {
            crate::scoreboard::element::view(host)
        })),
        #[cfg(feature = "screen")]
        "cchc-screen" => Some(render(target, move || crate::screen::element::view(host))),
        _ => None,
    });
    MOUNTED.with_borrow_mut(|(_, mounted)| {
        mounted.push(Mounted {
            handle,
            changed,
            owner,
            view,
        });
    });
    handle
}

fn render<N: IntoView + 'static>(
    target: HtmlElement,
    view: impl FnOnce() -> N + 'static,
) -> Box<dyn Any> {
    Box::new(mount_to(target, view))
}

/// Tells a widget that an attribute or the language around it changed.
pub fn update(handle: u32) {
    let changed = MOUNTED.with_borrow(|(_, mounted)| {
        mounted
            .iter()
            .find(|one| one.handle == handle)
            .map(|one| one.changed.clone())
    });
    if let Some(changed) = changed {
        changed.notify();
    }
}

/// Takes a widget away with everything that it started.
pub fn unmount(handle: u32) {
    let gone = MOUNTED.with_borrow_mut(|(_, mounted)| {
        mounted
            .iter()
            .position(|one| one.handle == handle)
            .map(|at| mounted.swap_remove(at))
    });
    if let Some(mut gone) = gone {
        drop(gone.view.take());
        gone.owner.cleanup();
    }
}

impl Host {
    /// Value of an attribute.
    #[must_use]
    pub fn attribute(&self, name: &str) -> Option<String> {
        self.element.get_attribute(name)
    }

    /// Absolute address of the feed; one that cannot be read means the home feed.
    #[must_use]
    pub fn feed(&self, warnings: &mut Warnings) -> String {
        let written = self.attribute("feed").unwrap_or_default();
        if written.trim().is_empty() {
            return self.home_feed.clone();
        }
        let base = self.element.base_uri().ok().flatten().unwrap_or_default();
        web_sys::Url::new_with_base(written.trim(), &base).map_or_else(
            |_| {
                warnings.bad("feed", &written);
                self.home_feed.clone()
            },
            |url| url.href(),
        )
    }

    /// Language tag: its own, else the nearest around it, through shadow roots.
    #[must_use]
    pub fn lang(&self) -> String {
        let mut at: Option<Element> = Some(self.element.clone().into());
        while let Some(element) = at {
            if let Ok(Some(near)) = element.closest("[lang]") {
                return near.get_attribute("lang").unwrap_or_default();
            }
            at = element
                .get_root_node()
                .dyn_into::<ShadowRoot>()
                .ok()
                .map(|root| root.host());
        }
        String::new()
    }

    /// Shows fallback or widget, and tells the page once when the first good render is there.
    pub fn show(&self, before: State, state: State, items: usize) {
        _ = self.element.set_attribute("data-state", state.word());
        if state.shows_fallback() {
            _ = self.slot.remove_attribute("hidden");
        } else {
            _ = self.slot.set_attribute("hidden", "");
        }
        if before.shows_fallback() && !state.shows_fallback() {
            self.dispatch("cchc-ready", &[("items", (items as u32).into())], false);
        }
    }

    /// One coded line for the console, and an event for the page.
    pub fn trouble(&self, code: &str) {
        self.warn(code);
        self.dispatch("cchc-error", &[("code", code.into())], false);
    }

    /// One line for the console.
    pub fn warn(&self, line: &str) {
        let mut text = String::from("cchc ");
        text.push_str(&self.element.local_name());
        text.push_str(": ");
        text.push_str(line);
        warn(&text);
    }

    /// Dispatches an event with words; false when the page cancelled it.
    pub fn tell(&self, name: &str, words: &[(&str, Option<String>)], cancelable: bool) -> bool {
        let mut values = Vec::new();
        for (key, word) in words {
            values.push((*key, word.as_ref().map_or(JsValue::NULL, JsValue::from)));
        }
        self.dispatch(name, &values, cancelable)
    }

    /// Dispatches an event that bubbles out of every shadow root; false when the page cancelled it.
    fn dispatch(&self, name: &str, values: &[(&str, JsValue)], cancelable: bool) -> bool {
        let detail = js_sys::Object::new();
        for (key, value) in values {
            _ = js_sys::Reflect::set(&detail, &(*key).into(), value);
        }
        let init = CustomEventInit::new();
        init.set_bubbles(true);
        init.set_composed(true);
        init.set_cancelable(cancelable);
        init.set_detail(&detail);
        let event = CustomEvent::new_with_event_init_dict(name, &init);
        event.is_ok_and(|event| self.element.dispatch_event(&event).unwrap_or(true))
    }
}

#[wasm_bindgen::prelude::wasm_bindgen]
extern "C" {
    #[wasm_bindgen(js_namespace = console)]
    fn warn(line: &str);
}
