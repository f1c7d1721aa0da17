//! Headers that every answer carries: who may read it, and what a page may do.

use axum::http::{HeaderMap, HeaderName, HeaderValue, header};
use axum::response::Response;

/// The policy of a page, with one word for WebAssembly and perhaps one for style elements.
macro_rules! policy {
    ($wasm:literal, $style:literal, $around:literal) => {
        concat!(
            "default-src 'none'; script-src 'self' ",
            $wasm,
            "; connect-src 'self'; img-src 'self' data:; font-src 'self'; style-src 'self'",
            $style,
            "; frame-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors ",
            $around
        )
    };
}

/// Of a page of the feed's own: nothing but its sheet, its script and its typeface.
const STILL_POLICY: &str = "default-src 'none'; script-src 'self'; style-src 'self'; font-src 'self'; img-src 'self'; \
    connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'self'";

/// Adds them; what a page's own side file set stays.
pub(super) fn add(answer: &mut Response, path: &str, request: &HeaderMap) {
    let agent = request
        .get(header::USER_AGENT)
        .and_then(|value| value.to_str().ok())
        .unwrap_or_default();
    // What other pages take into a frame of theirs.
    let is_frame = path.starts_with("/v1/") && path.ends_with("/frame.html");
    let is_still = path.starts_with(super::STATIC) && path.ends_with(".html");
    let policy = match is_still {
        true => STILL_POLICY,
        false => page_policy(agent, is_frame),
    };
    let headers = answer.headers_mut();
    let mut set = |name: &'static str, value: &str| {
        if let Ok(value) = HeaderValue::from_str(value) {
            headers
                .entry(HeaderName::from_static(name))
                .or_insert(value);
        }
    };
    set("x-content-type-options", "nosniff");
    set("referrer-policy", "strict-origin-when-cross-origin");
    set(
        "permissions-policy",
        "camera=(), microphone=(), geolocation=(), payment=()",
    );
    if path.starts_with("/v1/") || path.starts_with("/feed/") {
        // Open data for every page, on errors too: a page must be able to tell 404 from no network.
        set("access-control-allow-origin", "*");
        set("access-control-allow-methods", "GET, HEAD");
        set("access-control-allow-headers", "*");
        set(
            "access-control-expose-headers",
            "ETag, Last-Modified, Date, Retry-After",
        );
        set("cross-origin-resource-policy", "cross-origin");
        set("timing-allow-origin", "*");
    }
    if is_frame || is_still || !(path.starts_with("/v1/") || path.starts_with("/feed/")) {
        set("content-security-policy", policy);
    }
}

/// The policy of the hub's own pages, as loose as this engine needs. Engines before `'wasm-unsafe-eval'` know only
/// `'unsafe-eval'` for WebAssembly, and those without constructable sheets need a style element.
fn page_policy(agent: &str, is_frame: bool) -> &'static str {
    let (knows_wasm_word, knows_sheets) = abilities(agent);
    match (knows_wasm_word, knows_sheets, is_frame) {
        (true, true, false) => policy!("'wasm-unsafe-eval'", "", "'self'"),
        (true, true, true) => policy!("'wasm-unsafe-eval'", "", "*"),
        (true, false, false) => policy!("'wasm-unsafe-eval'", " 'unsafe-inline'", "'self'"),
        (true, false, true) => policy!("'wasm-unsafe-eval'", " 'unsafe-inline'", "*"),
        (false, _, false) => policy!("'unsafe-eval'", " 'unsafe-inline'", "'self'"),
        (false, _, true) => policy!("'unsafe-eval'", " 'unsafe-inline'", "*"),
    }
}

/// Whether an engine knows `'wasm-unsafe-eval'` and constructable style sheets. First versions as in MDN's
/// browser-compat-data: Chromium 97 and 73, Firefox 102 and 101, Safari 16.0 and 16.4. What cannot be told is new.
fn abilities(agent: &str) -> (bool, bool) {
    if let Some(chromium) = version_after(agent, "Chrome/") {
        return (chromium >= (97, 0), chromium >= (73, 0));
    }
    if let Some(firefox) = version_after(agent, "Firefox/") {
        return (firefox >= (102, 0), firefox >= (101, 0));
    }
    // Every browser of iOS is WebKit, and so are the views inside other apps, which name the system alone.
    let system = agent
        .contains("like Mac OS X")
        .then(|| version_after(agent, " OS "))
        .flatten();
    let webkit = system.or_else(|| version_after(agent, "Version/"));
    webkit.map_or((true, true), |webkit| {
        (webkit >= (16, 0), webkit >= (16, 4))
    })
}

/// Major and minor version behind a mark: `Version/16.3`, `OS 15_6_1`.
fn version_after(agent: &str, mark: &str) -> Option<(u32, u32)> {
    let mut parts = agent
        .split_once(mark)?
        .1
        .split(|c: char| !c.is_ascii_digit());
    let major = parts.next()?.parse().ok()?;
    let minor = parts.next().and_then(|minor| minor.parse().ok());
    Some((major, minor.unwrap_or(0)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_old_engines_get_old_words() {
        for (agent, word, inline) in [
            (
                "Mozilla/5.0 (Web0S) Chrome/68.0.3440.106 Safari/537.36",
                "'unsafe-eval'",
                true,
            ),
            (
                "Mozilla/5.0 (X11) Chrome/96.0.4664.45 Safari/537.36",
                "'unsafe-eval'",
                true,
            ),
            (
                "Mozilla/5.0 (X11) HeadlessChrome/97.0.0.0 Safari/537.36",
                "'wasm-unsafe-eval'",
                false,
            ),
            // A web view of Android has a Version of its own.
            (
                "Mozilla/5.0 (Linux; wv) Version/4.0 Chrome/120.0.0.0 Mobile Safari/537.36",
                "'wasm-unsafe-eval'",
                false,
            ),
            (
                "Mozilla/5.0 (X11; rv:101.0) Gecko/20100101 Firefox/101.0",
                "'unsafe-eval'",
                true,
            ),
            (
                "Mozilla/5.0 (X11; rv:102.0) Gecko/20100101 Firefox/102.0",
                "'wasm-unsafe-eval'",
                false,
            ),
            (
                "Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 Version/15.6 Safari/605.1.15",
                "'unsafe-eval'",
                true,
            ),
            (
                "Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 Version/16.3 Safari/605.1.15",
                "'wasm-unsafe-eval'",
                true,
            ),
            (
                "Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 Version/16.4 Safari/605.1.15",
                "'wasm-unsafe-eval'",
                false,
            ),
            (
                "Mozilla/5.0 (iPhone; CPU iPhone OS 15_6_1 like Mac OS X) AppleWebKit/605.1.15 CriOS/130.0.0.0 Mobile/15E148 Safari/604.1",
                "'unsafe-eval'",
                true,
            ),
            (
                "Mozilla/5.0 (iPad; CPU OS 16_7 like Mac OS X) AppleWebKit/605.1.15 FxiOS/130.0 Mobile/15E148 Safari/605.1.15",
                "'wasm-unsafe-eval'",
                false,
            ),
            (
                "Mozilla/5.0 (iPhone; CPU iPhone OS 14_4 like Mac OS X) AppleWebKit/605.1.15 Mobile/15E148 Zalo iOS/600",
                "'unsafe-eval'",
                true,
            ),
            (
                "Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 (KHTML, like Gecko)",
                "'wasm-unsafe-eval'",
                false,
            ),
            ("Chrome/", "'wasm-unsafe-eval'", false),
            (
                "Version/x.y Chrome/99999999999999999999",
                "'wasm-unsafe-eval'",
                false,
            ),
            ("", "'wasm-unsafe-eval'", false),
        ] {
            let policy = page_policy(agent, false);
            assert!(policy.ends_with("frame-ancestors 'self'"), "{policy}");
            let framed = page_policy(agent, true);
            assert_eq!(framed, policy.replace("ancestors 'self'", "ancestors *"));
            assert!(
                policy.contains(&format!("script-src 'self' {word};")),
                "{agent}: {policy}"
            );
            assert_eq!(
                policy.contains("'unsafe-inline'"),
                inline,
                "{agent}: {policy}"
            );
            assert!(policy.starts_with("default-src 'none';"), "{policy}");
        }
    }
}
