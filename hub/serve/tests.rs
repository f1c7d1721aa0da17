//! The server asked without a port.
#![allow(clippy::unwrap_used, reason = "tests")]

use super::*;
use axum::body::to_bytes;
use tower::ServiceExt;

/// A small tree: a versioned script with a packed copy, a feed, a page with its own headers.
pub(super) fn tree() -> (tempfile::TempDir, Router) {
    let dir = tempfile::tempdir().unwrap();
    let put = |name: &str, content: &str| {
        let path = dir.path().join(name);
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(path, content).unwrap();
    };
    put("v1/cchc.js", "loader");
    put("v1/0.1.0/cchc.js", "loader");
    for folder in ["0.1.0-rc.1", "1", "1.2", "latest", "1.2.x", "assets"] {
        put(&format!("v1/{folder}/cchc.js"), "loader");
    }
    put("v1/0.1.0/cchc.js.br", "packed");
    put(
        "feed/v1/cchc.json",
        r#"{"version":"1.0","ttl":300,"feeds":[{"name":"news","url":"news.json","ttl":120}]}"#,
    );
    put("feed/v1/news.json", "{}");
    put("examples/a.html", "<title>A &amp; B</title>");
    put(
        "examples/a.html.headers.json",
        r#"{"Content-Security-Policy":"default-src 'none'"}"#,
    );
    put("docs/index.html", "docs");
    put("docs/vi/index.html", "tài liệu");
    put("docs/vi/news.html", "tin");
    put("secret.txt", "secret");
    let router = router(dir.path());
    (dir, router)
}

/// The server over a folder.
pub(crate) fn router(root: &std::path::Path) -> Router {
    let settings = Settings {
        root: Some(root.to_path_buf()),
        feed: None,
        addr: String::new(),
        data: None,
        database: None,
        secrets: None,
        config: None,
        metrics_addr: None,
        log: Log::Text,
    };
    app(settings, None)
}

pub(super) async fn ask(
    router: &Router,
    method: &str,
    path: &str,
    headers: &[(&str, &str)],
) -> (StatusCode, axum::http::HeaderMap, String) {
    let mut request = Request::builder().method(method).uri(path);
    for (name, value) in headers {
        request = request.header(*name, *value);
    }
    let answer = router
        .clone()
        .oneshot(request.body(axum::body::Body::empty()).unwrap())
        .await
        .unwrap();
    let (parts, body) = answer.into_parts();
    let body = to_bytes(body, 1 << 20).await.unwrap();
    (
        parts.status,
        parts.headers,
        String::from_utf8_lossy(&body).into_owned(),
    )
}

#[tokio::test]
async fn versioned_files_never_change_and_the_newest_is_asked_for_again() {
    let (_dir, router) = tree();
    let (status, headers, body) = ask(&router, "GET", "/v1/0.1.0/cchc.js", &[]).await;
    assert_eq!((status, body.as_str()), (StatusCode::OK, "loader"));
    assert!(
        headers["cache-control"]
            .to_str()
            .unwrap()
            .contains("immutable")
    );
    assert_eq!(headers["access-control-allow-origin"], "*");
    for (folder, never_changes) in [
        ("0.1.0/", true),
        ("0.1.0-rc.1/", true),
        ("", false),
        ("1/", false),
        ("1.2/", false),
        ("1.2.x/", false),
        ("latest/", false),
        ("assets/", false),
    ] {
        let (status, headers, _) = ask(&router, "GET", &format!("/v1/{folder}cchc.js"), &[]).await;
        assert_eq!(status, StatusCode::OK);
        let rule = headers["cache-control"].to_str().unwrap();
        assert_eq!(rule.contains("immutable"), never_changes, "{folder}");
        assert_eq!(rule.contains("max-age=300"), !never_changes, "{folder}");
    }
    let (_, headers, _) = ask(&router, "GET", "/feed/v1/news.json", &[]).await;
    assert!(
        headers["cache-control"]
            .to_str()
            .unwrap()
            .contains("max-age=120")
    );
}

#[tokio::test]
async fn packed_copies_go_to_those_who_take_them() {
    let (_dir, router) = tree();
    for (accept, body, coding) in [
        ("gzip, br", "packed", Some("br")),
        ("br;q=0", "loader", None),
        ("gzip", "loader", None),
        ("", "loader", None),
    ] {
        let (_, headers, found) = ask(
            &router,
            "GET",
            "/v1/0.1.0/cchc.js",
            &[("accept-encoding", accept)],
        )
        .await;
        assert_eq!(found, body, "{accept}");
        assert_eq!(
            headers
                .get("content-encoding")
                .map(|value| value.to_str().unwrap()),
            coding
        );
        assert_eq!(headers["vary"], "Accept-Encoding");
    }
}

#[tokio::test]
async fn a_known_tag_saves_the_body_and_keeps_the_open_door() {
    let (_dir, router) = tree();
    let (_, headers, _) = ask(&router, "GET", "/feed/v1/news.json", &[]).await;
    let tag = headers["etag"].to_str().unwrap().to_owned();
    let (status, headers, body) = ask(
        &router,
        "GET",
        "/feed/v1/news.json",
        &[("if-none-match", &tag)],
    )
    .await;
    assert_eq!((status, body.as_str()), (StatusCode::NOT_MODIFIED, ""));
    assert_eq!(headers["access-control-allow-origin"], "*");
}

#[tokio::test]
async fn pages_carry_a_policy_or_their_own() {
    let (_dir, router) = tree();
    let (_, headers, _) = ask(&router, "GET", "/examples/a.html", &[]).await;
    assert_eq!(headers["content-security-policy"], "default-src 'none'");
    let (_, headers, body) = ask(&router, "GET", "/", &[]).await;
    assert!(
        headers["content-security-policy"]
            .to_str()
            .unwrap()
            .contains("wasm-unsafe-eval")
    );
    assert!(
        body.contains("/examples/a.html") && body.contains("A &amp; B"),
        "{body}"
    );
}

#[tokio::test]
async fn the_documentation_is_served_with_the_policy_of_pages() {
    let (_dir, router) = tree();
    for (path, expected) in [
        ("/docs/", "docs"),
        ("/docs/vi/", "tài liệu"),
        ("/docs/vi/index.html", "tài liệu"),
        ("/docs/vi/news.html", "tin"),
    ] {
        let (status, headers, body) = ask(&router, "GET", path, &[]).await;
        assert_eq!(
            (status, body.as_str()),
            (StatusCode::OK, expected),
            "{path}"
        );
        assert!(headers.contains_key("content-security-policy"), "{path}");
        assert_eq!(headers["cache-control"], "no-cache", "{path}");
    }
    let (status, _, _) = ask(&router, "GET", "/docs/en/", &[]).await;
    assert_eq!(status, StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn nothing_else_is_served_and_nothing_breaks_it() {
    let (_dir, router) = tree();
    for path in [
        "/secret.txt",
        "/../secret.txt",
        "/v1/../secret.txt",
        "/v1/..%2fsecret.txt",
        "/examples/a.html.headers.json",
        "/v1/",
        "/v1",
        "/feed/v1/../../secret.txt",
        "/v1//cchc.js/x",
        "/v1/.hidden",
        "/examples/%00",
        "//",
        "/v1/%ff",
    ] {
        let (status, headers, _) = ask(&router, "GET", path, &[]).await;
        assert_eq!(status, StatusCode::NOT_FOUND, "{path}");
        assert_eq!(headers["x-content-type-options"], "nosniff");
    }
    let long = format!("/v1/{}", "a".repeat(5000));
    assert_eq!(
        ask(&router, "GET", &long, &[]).await.0,
        StatusCode::NOT_FOUND
    );
    let (status, headers, _) = ask(&router, "GET", "/feed/v1/none.json", &[]).await;
    assert_eq!(
        (
            status,
            headers["access-control-allow-origin"].to_str().unwrap()
        ),
        (StatusCode::NOT_FOUND, "*")
    );
    let (status, headers, _) = ask(&router, "DELETE", "/v1/cchc.js", &[]).await;
    assert_eq!(
        (status, headers["allow"].to_str().unwrap()),
        (StatusCode::METHOD_NOT_ALLOWED, "GET, HEAD, OPTIONS")
    );
    assert_eq!(
        ask(&router, "OPTIONS", "/feed/v1/news.json", &[]).await.0,
        StatusCode::NO_CONTENT
    );
}
