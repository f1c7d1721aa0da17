//! The address of the page, and going back and forth.

use wasm_bindgen::JsValue;

/// What stands behind the `#` of the page, with it.
#[must_use]
pub fn hash() -> String {
    let hash = web_sys::window().and_then(|window| window.location().hash().ok());
    hash.unwrap_or_default()
}

/// The address of the page, without its mark.
#[must_use]
pub fn page_address() -> String {
    let href = web_sys::window().and_then(|window| window.location().href().ok());
    let href = href.unwrap_or_default();
    href.split('#').next().unwrap_or_default().to_owned()
}

/// Writes the address of something that was opened, or of nothing: one step that the reader can go back. By way of the page
/// itself: a link would follow the `<base>` of the page, if it has one.
pub fn go(address: Option<String>) {
    let Some(window) = web_sys::window() else {
        return;
    };
    let place = window.location();
    if let Some(address) = address {
        _ = place.set_hash(&address);
        return;
    }
    // An empty mark would scroll to the top.
    let path = place.pathname().unwrap_or_default();
    let here = [path, place.search().unwrap_or_default()].concat();
    if let Ok(history) = window.history() {
        _ = history.push_state_with_url(&JsValue::NULL, "", Some(&here));
    }
}
