//! What the loader can call. Everything else is in `cchc-widgets`; this crate only becomes WebAssembly.
#![cfg(target_arch = "wasm32")]

#[cfg(feature = "lookup")]
pub mod lookup;
#[cfg(feature = "proof")]
pub mod proof;

#[cfg(feature = "elements")]
use cchc_widgets::element;
#[cfg(feature = "elements")]
use wasm_bindgen::prelude::wasm_bindgen;

/// Renders a widget into `root` and returns its handle. `take` gives an answer to an address (with integrity, cache mode and
/// signal): the one that the loader asked for before, or another; `home_feed` is the feed that goes with the script.
#[cfg(feature = "elements")]
#[wasm_bindgen]
pub fn mount(
    tag: &str,
    host: web_sys::HtmlElement,
    root: web_sys::ShadowRoot,
    take: js_sys::Function,
    home_feed: String,
) -> u32 {
    element::mount(tag, host, root, take, home_feed)
}

/// A QR code as the path of a picture, for the kiosk's layer; nothing where there is more text than one holds.
#[cfg(feature = "screen")]
#[wasm_bindgen]
pub fn code(text: &str) -> Option<String> {
    cchc_widgets::shared::qr::drawing(text)
}

/// An attribute or the language around the element changed.
#[cfg(feature = "elements")]
#[wasm_bindgen]
pub fn update(handle: u32) {
    element::update(handle);
}

/// The element left the page.
#[cfg(feature = "elements")]
#[wasm_bindgen]
pub fn unmount(handle: u32) {
    element::unmount(handle);
}
