//! What the form and its device have of the browser, written in JavaScript: see `browser.js`, which says what each word does.
//! No promise of it fails.

use js_sys::Promise;
use wasm_bindgen::JsValue;
use wasm_bindgen::prelude::wasm_bindgen;
use wasm_bindgen_futures::JsFuture;
use web_sys::{AbortSignal, Blob, HtmlCanvasElement};

#[wasm_bindgen]
extern "C" {
    #[wasm_bindgen(js_name = cchcPutNow)]
    pub(super) fn put_now(name: &str, text: &str) -> bool;
    #[wasm_bindgen(js_name = cchcTextNow)]
    pub(super) fn text_now(name: &str) -> Option<String>;
    #[wasm_bindgen(js_name = cchcRemoveNow)]
    pub(super) fn remove_now(name: &str);
    #[wasm_bindgen(js_name = cchcIsKept)]
    pub(super) fn is_kept(name: &str) -> bool;
    #[wasm_bindgen(js_name = cchcAdd)]
    pub(super) fn add(name: &str, text: &str) -> Promise;
    #[wasm_bindgen(js_name = cchcPut)]
    pub(super) fn put(name: &str, text: &str) -> Promise;
    #[wasm_bindgen(js_name = cchcPutFile)]
    pub(super) fn put_file(name: &str, bytes: &JsValue) -> Promise;
    #[wasm_bindgen(js_name = cchcText)]
    pub(super) fn text(name: &str) -> Promise;
    #[wasm_bindgen(js_name = cchcFile)]
    pub(super) fn file(name: &str) -> Promise;
    #[wasm_bindgen(js_name = cchcTexts)]
    pub(super) fn texts(start: &str) -> Promise;
    #[wasm_bindgen(js_name = cchcNames)]
    pub(super) fn names(start: &str) -> Promise;
    #[wasm_bindgen(js_name = cchcRemove)]
    pub(super) fn remove(name: &str) -> Promise;
    #[wasm_bindgen(js_name = cchcWipe)]
    pub(super) fn wipe() -> Promise;

    #[wasm_bindgen(js_name = cchcWithin)]
    pub(super) fn within(promise: &Promise, most_ms: u32) -> Promise;
    #[wasm_bindgen(js_name = cchcSleep)]
    pub(super) fn sleep(wait_ms: u32) -> Promise;
    /// Gives a function.
    #[wasm_bindgen(js_name = cchcHold)]
    pub(super) fn hold() -> Promise;
    #[wasm_bindgen(js_name = cchcTell)]
    pub(super) fn tell(word: &str);

    /// Gives status, text and Retry-After.
    #[wasm_bindgen(js_name = cchcAsk)]
    pub(super) fn ask(
        method: &str,
        url: &str,
        kind: &str,
        key: &str,
        body: &JsValue,
        signal: &AbortSignal,
        most_ms: u32,
    ) -> Promise;
    #[wasm_bindgen(js_name = cchcProve)]
    pub(super) fn prove(url: &str, most_ms: u32) -> Promise;

    /// Gives an `ArrayBuffer`.
    #[wasm_bindgen(js_name = cchcBytes)]
    pub(super) fn bytes(blob: &Blob) -> Promise;
    #[wasm_bindgen(js_name = cchcPicture)]
    pub(super) fn picture(blob: &Blob) -> Promise;
    #[wasm_bindgen(js_name = cchcClose)]
    pub(super) fn close(picture: &JsValue);
    #[wasm_bindgen(js_name = cchcPaint)]
    pub(super) fn paint(
        picture: &JsValue,
        canvas: &HtmlCanvasElement,
        across: u32,
        down: u32,
        turn: &[f64],
        width: u32,
        height: u32,
    ) -> bool;
    #[wasm_bindgen(js_name = cchcJpeg)]
    pub(super) fn jpeg(canvas: &HtmlCanvasElement, quality: f64) -> Promise;
}

/// What a promise of these gives; `undefined` and `null` are nothing.
#[inline(never)]
pub(super) fn given(promise: Promise) -> Given {
    Given(JsFuture::from(promise))
}

/// Waits for a promise. One type for all, written once.
pub(super) struct Given(JsFuture);

impl std::future::Future for Given {
    type Output = Option<JsValue>;

    #[inline(never)]
    fn poll(
        mut self: std::pin::Pin<&mut Self>,
        context: &mut std::task::Context<'_>,
    ) -> std::task::Poll<Option<JsValue>> {
        let value = std::pin::Pin::new(&mut self.0).poll(context);
        value.map(|value| {
            let value = value.ok()?;
            (!value.is_undefined() && !value.is_null()).then_some(value)
        })
    }
}
