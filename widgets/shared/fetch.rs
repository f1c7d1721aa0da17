//! One request, made by the loader: with integrity, abortable, and first of all the answer that it already asked for.

use gloo_net::http::Response;
use js_sys::{Function, JsString, Promise};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{AbortSignal, RequestCache};

use super::clock;

/// Why there is no text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Trouble {
    /// No answer, or one whose bytes do not have the announced hash.
    Unreachable,
    /// An answer other than 200, and how long the server asks to wait.
    Status {
        /// HTTP status.
        status: u16,
        /// Milliseconds from Retry-After.
        retry_after_ms: Option<u64>,
    },
}

/// How the name of a file ends that is no text.
#[cfg(feature = "procedures")]
const BINARY: &str = ".bin";

/// The bytes of a file that is no text. They travel through the page as text, the byte 0 as Ā, so that they are kept, compared
/// and handed on like all others.
#[cfg(feature = "procedures")]
#[must_use]
pub fn bytes(text: &str) -> Vec<u8> {
    text.chars().map(|c| c as u8).collect()
}

/// Asks for `url`. `fresh` revalidates with the server instead of trusting the browser's copy.
pub async fn text(
    url: &str,
    integrity: Option<&str>,
    fresh: bool,
    take: &Function,
    abort: &AbortSignal,
) -> Result<String, Trouble> {
    let first = if fresh {
        RequestCache::NoCache
    } else {
        RequestCache::Default
    };
    #[cfg(feature = "screen")]
    let sent_ms = clock::now_ms();
    let answer = send(url, integrity, first, take, abort).await;
    #[cfg(feature = "screen")]
    if fresh && let Ok(answer) = &answer {
        let headers = answer.headers();
        if let Some(date) = headers.get("date") {
            clock::learn(sent_ms, &date, headers.get("age").as_deref());
        }
    }
    match answer {
        // The browser's copy may be older than the hash: ask past it once.
        Err(_) if integrity.is_some() => {
            read(
                url,
                send(url, integrity, RequestCache::Reload, take, abort)
                    .await
                    .map_err(|_| Trouble::Unreachable)?,
            )
            .await
        }
        Err(_) => Err(Trouble::Unreachable),
        Ok(answer) => read(url, answer).await,
    }
}

async fn send(
    url: &str,
    integrity: Option<&str>,
    cache: RequestCache,
    take: &Function,
    abort: &AbortSignal,
) -> Result<Response, JsValue> {
    let integrity = integrity.map_or(JsValue::UNDEFINED, JsValue::from);
    let promise = take.call4(
        &JsValue::NULL,
        &url.into(),
        &integrity,
        &cache.into(),
        abort,
    )?;
    let answer = JsFuture::from(promise.unchecked_into::<Promise>()).await?;
    Ok(answer.unchecked_into::<web_sys::Response>().into())
}

/// The body, text in Unicode normal form C, so that ẩ is one character wherever it came from.
async fn read(_url: &str, answer: Response) -> Result<String, Trouble> {
    if !answer.ok() {
        return Err(Trouble::Status {
            status: answer.status(),
            retry_after_ms: retry_after_ms(&answer),
        });
    }
    let answer: web_sys::Response = answer.into();
    #[cfg(feature = "procedures")]
    if _url.ends_with(BINARY) {
        let body = answer.array_buffer().map_err(|_| Trouble::Unreachable)?;
        let body = JsFuture::from(body).await;
        let body = js_sys::Uint8Array::new(&body.map_err(|_| Trouble::Unreachable)?);
        let letters = body.to_vec().into_iter();
        return Ok(letters
            .filter_map(|byte| char::from_u32(0x100 + u32::from(byte)))
            .collect());
    }
    let body = answer.text().map_err(|_| Trouble::Unreachable)?;
    let body = JsFuture::from(body)
        .await
        .map_err(|_| Trouble::Unreachable)?;
    Ok(String::from(
        body.unchecked_into::<JsString>().normalize("NFC"),
    ))
}

fn retry_after_ms(answer: &Response) -> Option<u64> {
    wait_of(&answer.headers().get("retry-after")?)
}

/// Milliseconds that a header `Retry-After` asks for.
pub fn wait_of(header: &str) -> Option<u64> {
    cchc::poll::retry_after_ms(header, clock::now_ms(), clock::read_date)
}
