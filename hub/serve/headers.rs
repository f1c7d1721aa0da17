//! Headers that every answer carries: who may read it, and what a page may do.

use axum::http::{HeaderMap, HeaderName, HeaderValue, header};
use axum::response::Response;

/// First Chromium whose policies know `'wasm-unsafe-eval'`.
const FIRST_WITH_WASM_WORD: u32 = 97;

/// Adds them; what a page's own side file set stays.
pub(super) fn add(answer: &mut Response, path: &str, request: &HeaderMap) {
    let agent = request
        .get(header::USER_AGENT)
        .and_then(|value| value.to_str().ok())
        .unwrap_or_default();
    let policy = page_policy(agent);
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
    } else {
        set("content-security-policy", policy);
    }
}

/// The policy of the hub's own pages. Engines before `'wasm-unsafe-eval'` know only `'unsafe-eval'` for
/// WebAssembly, and need a style element where there are no constructable sheets.
fn page_policy(agent: &str) -> &'static str {
    let version = agent
        .split("Chrome/")
        .nth(1)
        .and_then(|rest| rest.split('.').next());
    let old = version
        .and_then(|version| version.parse::<u32>().ok())
        .is_some_and(|v| v < FIRST_WITH_WASM_WORD);
    if old {
        "default-src 'none'; script-src 'self' 'unsafe-eval'; connect-src 'self'; img-src 'self' data:; \
         style-src 'self' 'unsafe-inline'; base-uri 'none'; form-action 'self'; frame-ancestors 'self'"
    } else {
        "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; connect-src 'self'; img-src 'self' data:; \
         style-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors 'self'"
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_old_engines_get_the_old_word() {
        assert!(
            page_policy("Mozilla/5.0 (Web0S) Chrome/68.0.3440.106 Safari/537.36")
                .contains("'unsafe-eval'")
        );
        for agent in [
            "Mozilla/5.0 Chrome/156.0.0.0 Safari/537.36",
            "Mozilla/5.0 Firefox/140.0",
            "",
        ] {
            assert!(
                page_policy(agent).contains("script-src 'self' 'wasm-unsafe-eval'"),
                "{agent}"
            );
        }
    }
}
