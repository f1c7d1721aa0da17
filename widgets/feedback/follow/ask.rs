//! Asking the hub about one item.

use js_sys::Array;
use wasm_bindgen::JsValue;
use web_sys::AbortSignal;

use super::track::Deed;
use super::tracked::Tracked;
use super::verdict::{Trouble, judge};
use crate::feedback::browser::{self, given};
use crate::shared::{clock, fetch};

/// Longest time for an answer: who waits longer has given up.
const MOST_MS: u32 = 20_000;

/// Asks once; never again by itself, because the citizen sees what became of it.
pub(super) async fn ask(
    hub: &str,
    deed: Deed,
    body: &str,
    signal: &AbortSignal,
) -> Result<Box<Tracked>, Trouble> {
    let url = [hub, "api/v1/", deed.path()].concat();
    let body = JsValue::from_str(body);
    let asked = browser::ask("POST", &url, "application/json", "", &body, signal, MOST_MS);
    let answer = given(asked).await.ok_or(Trouble::Unreachable)?;
    let answer = Array::from(&answer);
    let status = answer.get(0).as_f64().unwrap_or_default() as u16;
    let text = answer.get(1).as_string().unwrap_or_default();
    let wait_ms = answer
        .get(2)
        .as_string()
        .and_then(|header| fetch::wait_of(&header));
    judge(status, &text, wait_ms.map(|wait| clock::now_ms() + wait))
}
