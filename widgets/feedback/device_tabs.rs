//! The tabs of one site among each other: one sends at a time, and each hears what another changed.

use js_sys::{Function, Reflect};
use wasm_bindgen::{JsCast, JsValue};
use web_sys::Event;

use super::browser::{self, given};
use super::keep::name;
use crate::shared::store::own_name;

/// What stands before every name in localStorage.
const LOCAL: &str = "feedback";
const TICK: &str = "tick";
const WIPED: &str = "wiped";

/// The right to send, until it is dropped.
pub(super) struct Held(Option<Function>);

impl Held {
    /// Still at work.
    pub(super) fn renew(&self) {
        self.call(true);
    }

    fn call(&self, is_on: bool) {
        if let Some(held) = &self.0 {
            _ = held.call1(&JsValue::NULL, &is_on.into());
        }
    }
}

impl Drop for Held {
    fn drop(&mut self) {
        self.call(false);
    }
}

/// Waits until no other tab sends.
pub(super) async fn hold() -> Held {
    let held = given(browser::hold()).await;
    Held(held.map(JsCast::unchecked_into))
}

/// Tells the other tabs that items changed, or that all is gone.
pub(super) fn tell(is_wiped: bool) {
    browser::tell(if is_wiped { WIPED } else { "" });
}

/// What another tab did.
pub(super) enum Heard {
    /// It wrote, or removed (`None`), the draft of this name.
    Draft(String, Option<String>),
    /// Items changed.
    Items,
    /// Everything is gone.
    Wiped,
}

/// Reads an event of the store.
pub(super) fn heard(event: &Event) -> Option<Heard> {
    let word = |name: &str| Reflect::get(event, &name.into()).ok()?.as_string();
    let key = word("key")?;
    let name_ = own_name(&key)?.strip_prefix(LOCAL)?;
    let text = word("newValue");
    if name_ == TICK {
        let is_wiped = text?.starts_with(WIPED);
        return Some(if is_wiped { Heard::Wiped } else { Heard::Items });
    }
    let is_draft = name_.starts_with(&name("draft", &[""]));
    is_draft.then(|| Heard::Draft(name_.to_owned(), text))
}
