//! Folders and servers, good ones and those with every defect that only the whole shows.
#![allow(clippy::unwrap_used, reason = "tests")]

use std::collections::BTreeSet;
use std::path::Path;
use std::time::Duration;

use axum::http::{HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use axum::{Router, middleware, routing};
use cchc::check::Scope;

use super::*;

mod indexes;
mod procedures;
mod screens;

const NOW: &str = "2025-11-18T09:00:00+07:00";

fn now() -> Stamp {
    crate::now(Some(NOW)).unwrap()
}

/// A built feed in `feed/v1`, as `cchc serve` wants it.
fn built() -> tempfile::TempDir {
    let dir = tempfile::tempdir().unwrap();
    crate::build::tests::feed(&dir.path().join("feed/v1"), NOW);
    dir
}

fn edit(folder: &Path, name: &str, from: &str, to: &str) {
    let path = folder.join(name);
    let text = std::fs::read_to_string(&path).unwrap();
    assert!(text.contains(from), "{name} has no {from}");
    std::fs::write(path, text.replace(from, to)).unwrap();
}

fn rules(checked: &[Checked]) -> BTreeSet<&'static str> {
    let reports = checked.iter().flat_map(|file| &file.reports);
    reports.map(|report| report.finding.rule).collect()
}

#[test]
fn a_built_feed_has_no_finding_and_says_so_for_every_file() {
    let dir = built();
    let checked = files(&dir.path().join("feed/v1"), now()).unwrap();
    assert_eq!(rules(&checked), BTreeSet::new());
    assert_eq!(checked.len(), 2);
    assert_eq!(exit_code(&checked, true), 0);
}

/// File, what is written anew in it, and the rules that this breaks.
const FOLDER_CASES: &[([&str; 3], &[&str])] = &[
    (
        ["news.json", r#""title":"a""#, r#""title":"b""#],
        &["integrity-wrong"],
    ),
    (
        ["news.json", "]", "] "],
        &["bytes-wrong", "integrity-wrong"],
    ),
    (["cchc.json", "sha384-", "md5-"], &["integrity-unknown"]),
    (["cchc.json", "sha384-", "sha256-AAAA sha384-"], &[]),
    (
        ["cchc.json", r#""news.json""#, r#""none.json""#],
        &["file-missing"],
    ),
    (
        ["cchc.json", r#""news.json""#, r#""../v1/news.json""#],
        &["file-missing"],
    ),
    (["cchc.json", r#""news.json""#, r#""./news.json?v=2""#], &[]),
    // What is on another server cannot be told from here.
    (
        [
            "cchc.json",
            r#""news.json""#,
            r#""https://cdn.example/news.json""#,
        ],
        &[],
    ),
];

#[test]
fn a_folder_tells_what_does_not_fit_together() {
    for ([name, from, to], expected) in FOLDER_CASES {
        let dir = built();
        let folder = dir.path().join("feed/v1");
        edit(&folder, name, from, to);
        let checked = files(&folder, now()).unwrap();
        assert_eq!(
            rules(&checked).into_iter().collect::<Vec<_>>(),
            *expected,
            "{to}"
        );
    }
}

#[test]
fn a_finding_about_a_file_stands_at_its_entry() {
    let dir = built();
    let folder = dir.path().join("feed/v1");
    edit(&folder, "news.json", r#""title":"a""#, r#""title":"b""#);
    edit(&folder, "cchc.json", r#""feeds":["#, "\"feeds\":[{},\n");
    let checked = files(&folder, now()).unwrap();
    let report = checked[0]
        .reports
        .iter()
        .find(|report| report.finding.rule == "integrity-wrong");
    assert_eq!(report.unwrap().finding.path, "$.feeds[1].integrity");
    assert_eq!(report.unwrap().position.unwrap().line, 2);
}

#[test]
fn exit_codes_follow_the_gravest_finding() {
    let dir = built();
    let folder = dir.path().join("feed/v1");
    edit(&folder, "cchc.json", "sha384-", "md5-");
    let checked = files(&folder, now()).unwrap();
    assert_eq!(
        (exit_code(&checked, false), exit_code(&checked, true)),
        (0, 1)
    );
    edit(&folder, "news.json", r#""id":"1""#, r#""id":null"#);
    assert_eq!(exit_code(&files(&folder, now()).unwrap(), false), 2);
}

#[test]
fn what_cannot_be_read_is_told_in_both_languages() {
    let dir = tempfile::tempdir().unwrap();
    let none = dir.path().join("none.json");
    for (place, vi, en) in [
        (none.to_str().unwrap(), "không đọc được", "cannot read"),
        (
            dir.path().to_str().unwrap(),
            "không có tệp nguồn tin nào",
            "no feed file",
        ),
        ("http://", "không lấy được", "cannot get"),
        // Port 0 is never listened on.
        (
            "http://127.0.0.1:0/cchc.json",
            "không lấy được",
            "cannot get",
        ),
    ] {
        let error = all(place, now()).err().unwrap().to_string();
        assert!(
            error.contains(vi) && error.contains(en) && error.contains(place),
            "{error}"
        );
    }
}

#[test]
fn json_for_scripts_keeps_its_shape() {
    let dir = tempfile::tempdir().unwrap();
    let path = dir.path().join("news.json");
    std::fs::write(&path, "{\"version\":\"https://jsonfeed.org/version/1.1\",\n\"title\":\"T\",\"items\":[{\"title\":\"a\"}]}").unwrap();
    let checked = files(&path, now()).unwrap();
    let expected = serde_json::json!([{
        "file": path.display().to_string(),
        "reports": [{
            "rule": "id-missing", "path": "$.items[0].id", "detail": "", "severity": "error", "line": 2, "column": 22,
        }],
    }]);
    assert_eq!(
        serde_json::from_str::<serde_json::Value>(&json(&checked)).unwrap(),
        expected
    );
}

/// Serves `router` on a free port and checks the feed there.
async fn check_served(
    router: Router,
    path: &str,
    limits: remote::Limits,
) -> Result<Vec<Checked>, Error> {
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = format!("http://{}{path}", listener.local_addr().unwrap());
    let server = tokio::spawn(async move { axum::serve(listener, router).await });
    let checked = tokio::task::spawn_blocking(move || remote::files(&address, now(), limits));
    let checked = checked.await.unwrap();
    server.abort();
    checked
}

const PATH: &str = "/feed/v1/cchc.json";

#[tokio::test]
async fn a_feed_that_the_hub_serves_has_no_finding() {
    let dir = built();
    let router = crate::serve::tests::router(dir.path());
    let checked = check_served(router, PATH, remote::Limits::default())
        .await
        .unwrap();
    assert_eq!(rules(&checked), BTreeSet::new());
    assert_eq!(checked.len(), 2);
    assert!(checked[1].file.ends_with("/feed/v1/news.json"));
}

/// The hub's answers, changed for paths that end so.
fn spoiled(dir: &Path, ending: &'static str, change: fn(&mut Response)) -> Router {
    crate::serve::tests::router(dir).layer(middleware::from_fn(
        move |request: axum::extract::Request, next: middleware::Next| async move {
            let is_meant = request.uri().path().ends_with(ending);
            let mut answer = next.run(request).await;
            if is_meant {
                change(&mut answer);
            }
            answer
        },
    ))
}

fn set(answer: &mut Response, name: header::HeaderName, value: &'static str) {
    answer
        .headers_mut()
        .insert(name, HeaderValue::from_static(value));
}

fn say(answer: &mut Response, content: impl Into<axum::body::Body>) {
    answer.headers_mut().remove(header::CONTENT_LENGTH);
    *answer.body_mut() = content.into();
}

/// File, what is changed in its answer, and the rules that this breaks.
type ServerCase = (&'static str, fn(&mut Response), &'static [&'static str]);

const SERVER_CASES: &[ServerCase] = &[
    (
        "cchc.json",
        |answer| {
            drop(
                answer
                    .headers_mut()
                    .remove(header::ACCESS_CONTROL_ALLOW_ORIGIN),
            )
        },
        &["cors-missing"],
    ),
    (
        "news.json",
        |answer| {
            set(
                answer,
                header::ACCESS_CONTROL_ALLOW_ORIGIN,
                "https://other.example",
            )
        },
        &["cors-missing"],
    ),
    (
        "news.json",
        |answer| {
            set(
                answer,
                header::ACCESS_CONTROL_ALLOW_ORIGIN,
                "https://co-quan.example",
            )
        },
        &[],
    ),
    (
        "news.json",
        |answer| set(answer, header::CONTENT_TYPE, "text/html"),
        &["content-type-wrong"],
    ),
    (
        "news.json",
        |answer| {
            set(
                answer,
                header::CONTENT_TYPE,
                "application/feed+json; charset=utf-8",
            )
        },
        &[],
    ),
    (
        "news.json",
        |answer| drop(answer.headers_mut().remove(header::ETAG)),
        &["etag-missing"],
    ),
    (
        "news.json",
        |answer| *answer.status_mut() = StatusCode::NOT_FOUND,
        &["file-missing"],
    ),
    (
        "news.json",
        |answer| say(answer, "{}"),
        &[
            "bytes-wrong",
            "integrity-wrong",
            "items-missing",
            "title-missing",
            "version-unknown",
        ],
    ),
    (
        "cchc.json",
        |answer| say(answer, "{\"feeds\":[]}"),
        &["feeds-missing", "version-unknown"],
    ),
];

#[tokio::test]
async fn a_server_tells_what_browsers_would_stumble_over() {
    for (ending, change, expected) in SERVER_CASES {
        let dir = built();
        let router = spoiled(dir.path(), ending, *change);
        let checked = check_served(router, PATH, remote::Limits::default())
            .await
            .unwrap();
        let found: Vec<_> = rules(&checked).into_iter().collect();
        assert_eq!(found, *expected, "{ending}");
    }
}

#[tokio::test]
async fn a_server_may_not_cost_more_than_the_limits() {
    let limits = remote::Limits {
        time: Duration::from_secs(2),
        bytes: 4_000,
    };
    let dir = built();
    let large = spoiled(dir.path(), "news.json", |answer| {
        say(answer, vec![b' '; 1 << 20]);
    });
    let silent = crate::serve::tests::router(dir.path()).layer(middleware::from_fn(
        |request: axum::extract::Request, next: middleware::Next| async move {
            if request.uri().path().ends_with("news.json") {
                std::future::pending::<()>().await;
            }
            next.run(request).await
        },
    ));
    for (router, word) in [(large, "4000 B"), (silent, "timeout")] {
        let checked = check_served(router, PATH, limits).await.unwrap();
        let report = &checked[0].reports[0];
        assert_eq!(report.finding.rule, "file-missing");
        assert!(
            report.finding.detail.contains(word),
            "{}",
            report.finding.detail
        );
    }
}

#[tokio::test]
async fn a_server_without_the_file_or_in_a_circle_is_told() {
    let circle = Router::new().fallback(routing::any(|| async {
        (StatusCode::FOUND, [(header::LOCATION, PATH)]).into_response()
    }));
    for (router, word) in [(Router::new(), "404"), (circle, "redirect")] {
        let error = check_served(router, PATH, remote::Limits::default())
            .await
            .err()
            .unwrap();
        assert!(error.to_string().contains(word), "{error}");
    }
}

#[tokio::test]
async fn a_single_file_on_a_server_is_checked_alone() {
    let dir = built();
    let router = spoiled(dir.path(), "news.json", |answer| {
        drop(answer.headers_mut().remove(header::ETAG))
    });
    let checked = check_served(router, "/feed/v1/news.json", remote::Limits::default())
        .await
        .unwrap();
    assert_eq!(rules(&checked), BTreeSet::from(["etag-missing"]));
    assert_eq!(checked.len(), 1);
}

/// The golden feeds have the rules about single files.
#[test]
fn every_rule_about_the_whole_is_broken_by_a_case() {
    let folder = FOLDER_CASES.iter().flat_map(|(_, broken)| *broken);
    let server = SERVER_CASES.iter().flat_map(|(.., broken)| *broken);
    let broken: BTreeSet<_> = folder
        .chain(server)
        .copied()
        // These have tests of their own.
        .chain([
            "https-missing",
            "agency-unlisted",
            "file-unlisted",
            "file-unnamed",
            "files-sampled",
            "id-foreign",
            "index-unlisted",
            "procedure-unlisted",
            "signature-missing",
            "signature-wrong",
            "static-missing",
            "static-mixed",
        ])
        .collect();
    for rule in RULES.iter().filter(|rule| rule.scope != Scope::File) {
        assert!(broken.contains(rule.id), "{}", rule.id);
    }
}

#[test]
fn https_is_asked_for_beyond_this_machine() {
    for (address, is_safe) in [
        ("https://co-quan.example/cchc.json", true),
        ("http://127.0.0.1:8080/cchc.json", true),
        ("http://[::1]/cchc.json", true),
        ("http://localhost/cchc.json", true),
        ("http://co-quan.example/cchc.json", false),
        ("http://192.168.1.1/cchc.json", false),
    ] {
        assert_eq!(
            remote::is_safe(&address.parse().unwrap()),
            is_safe,
            "{address}"
        );
    }
    assert!(remote::is_address("HTTPS://x") && !remote::is_address("feed/https:/x"));
}

/// Ids of what is found in a folder, in order.
pub(crate) fn rules_in(folder: &Path, now: Stamp) -> Vec<&'static str> {
    let checked = files(folder, now).unwrap();
    let reports = checked.iter().flat_map(|file| &file.reports);
    reports.map(|report| report.finding.rule).collect()
}

/// Rules that a folder breaks for one who has a public key.
pub(crate) fn rules_signed(folder: &Path, public: &str) -> Vec<&'static str> {
    let settings = Settings {
        place: None,
        format: Format::Text,
        lang: Language::En,
        now: Some(NOW.to_owned()),
        strict: false,
        public_key: Some(public.to_owned()),
        rules: false,
    };
    let checked = checked(&folder.display().to_string(), &settings).unwrap();
    rules(&checked).into_iter().collect()
}
