//! Requests as they come over the wire, bad ones above all: none panics, each gets a sensible answer or none.
#![allow(clippy::unwrap_used, reason = "tests")]

use tokio::io::{AsyncReadExt, AsyncWriteExt, duplex};

use super::connections::{Limits, connection};
use super::tests::tree;

/// Everything that the server says to these bytes, up to the end of the connection: it ends at once where the request
/// was none, and else for want of another one.
async fn said(request: &[u8]) -> String {
    let (_dir, router) = tree();
    let (mut client, server) = duplex(1 << 20);
    let (_stopping, stopped) = tokio::sync::watch::channel(());
    let served = tokio::spawn(connection(server, router, Limits::default(), stopped));
    client.write_all(request).await.unwrap();
    let mut answer = Vec::new();
    client.read_to_end(&mut answer).await.unwrap();
    served.await.unwrap();
    String::from_utf8_lossy(&answer).into_owned()
}

fn get(path: &str, headers: &str) -> Vec<u8> {
    format!("GET {path} HTTP/1.1\r\nhost: x\r\n{headers}\r\n").into_bytes()
}

/// Instead of a status: the connection is closed without a word.
const CLOSED: u16 = 0;
const FILE: &str = "/v1/0.1.0/cchc.js";

#[tokio::test(start_paused = true)]
async fn bad_requests_get_a_sensible_answer() {
    let many = "a: b\r\n".repeat(200);
    let large = format!("a: {}\r\n", "b".repeat(20_000));
    let bytes = |text: &str| text.as_bytes().to_vec();
    for (name, request, status) in [
        (
            "an unknown method",
            bytes("BREW /v1/cchc.js HTTP/1.1\r\nhost: x\r\n\r\n"),
            405,
        ),
        (
            "a method in lower case",
            bytes("get /v1/cchc.js HTTP/1.1\r\nhost: x\r\n\r\n"),
            405,
        ),
        (
            "TRACE",
            bytes("TRACE /v1/cchc.js HTTP/1.1\r\nhost: x\r\n\r\n"),
            405,
        ),
        (
            "CONNECT",
            bytes("CONNECT example.vn:443 HTTP/1.1\r\nhost: x\r\n\r\n"),
            405,
        ),
        (
            "a body that never comes",
            bytes("POST /v1/cchc.js HTTP/1.1\r\nhost: x\r\ncontent-length: 999999999999\r\n\r\n"),
            405,
        ),
        (
            "a length that is none",
            bytes("POST / HTTP/1.1\r\nhost: x\r\ncontent-length: -1\r\n\r\n"),
            400,
        ),
        (
            "two lengths",
            bytes("POST / HTTP/1.1\r\nhost: x\r\ncontent-length: 1\r\ncontent-length: 2\r\n\r\n"),
            400,
        ),
        (
            "a coding that is none",
            bytes("POST / HTTP/1.1\r\nhost: x\r\ntransfer-encoding: x\r\n\r\n"),
            400,
        ),
        ("too many headers", get(FILE, &many), 431),
        ("too large headers", get(FILE, &large), 431),
        (
            "a path over 512 bytes",
            get(&format!("/v1/{}", "a".repeat(600)), ""),
            404,
        ),
        ("encoded dots", get("/v1/%2e%2e/secret.txt", ""), 404),
        (
            "doubly encoded dots",
            get("/v1/%252e%252e%252fsecret.txt", ""),
            404,
        ),
        ("dots", get("/v1/../secret.txt", ""), 404),
        ("backslashes", get("/v1/..\\secret.txt", ""), 404),
        ("an encoded NUL", get("/v1/cchc.js%00.png", ""), 404),
        ("a NUL", get("/v1/cchc.js\0", ""), 400),
        (
            "bytes that are no UTF-8 in the path",
            [&b"GET /v1/\xff\xfe HTTP/1.1\r\nhost: x\r\n\r\n"[..]].concat(),
            400,
        ),
        ("letters with marks in the path", get("/v1/tệp.js", ""), 404),
        ("a path without slash", get("v1/cchc.js", ""), 400),
        (
            "an address as path",
            get("http://other.example/v1/cchc.js", ""),
            200,
        ),
        (
            "a query and nothing else",
            get("/v1/cchc.js?a=../../b", ""),
            200,
        ),
        (
            "a handshake of TLS",
            b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03\r\n\r\n".to_vec(),
            400,
        ),
        ("HTTP/2", bytes("PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n"), CLOSED),
        ("an unknown version", bytes("GET / HTTP/9.9\r\n\r\n"), 400),
        ("a header without name", get(FILE, ": b\r\n"), 400),
        ("a header over two lines", get(FILE, "a: b\r\n c\r\n"), 400),
    ] {
        let answer = said(&request).await;
        let said = match status {
            CLOSED => answer.is_empty(),
            _ => answer.starts_with(&format!("HTTP/1.1 {status} ")),
        };
        assert!(said, "{name}: {answer}");
        assert!(!answer.contains("secret"), "{name}: {answer}");
    }
}

#[tokio::test(start_paused = true)]
async fn headers_that_ask_for_more_than_there_is_get_the_file() {
    let (_dir, router) = tree();
    let (_, headers, _) = super::tests::ask(&router, "GET", FILE, &[]).await;
    let tag = headers["etag"].to_str().unwrap();
    for (name, more, status) in [
        ("Range", "range: bytes=0-1\r\n".to_owned(), 200),
        (
            "a range that is none",
            "range: pages=1-\r\n".to_owned(),
            200,
        ),
        (
            "If-Modified-Since",
            "if-modified-since: Sat, 29 Oct 2044 19:43:31 GMT\r\n".to_owned(),
            200,
        ),
        ("If-None-Match: *", "if-none-match: *\r\n".to_owned(), 304),
        (
            "a known tag",
            format!("if-none-match: \"a\", W/{tag}\r\n"),
            304,
        ),
        ("another tag", "if-none-match: \"a\"\r\n".to_owned(), 200),
        (
            "a tag without quotes",
            "if-none-match: a\r\n".to_owned(),
            200,
        ),
        (
            "codings that are none",
            "accept-encoding: ;;q=,br;q=x;q=,\r\n".to_owned(),
            200,
        ),
        ("the old version", "connection: close\r\n".to_owned(), 200),
    ] {
        let answer = said(&get(FILE, &more)).await;
        assert!(
            answer.starts_with(&format!("HTTP/1.1 {status} ")),
            "{name}: {answer}"
        );
        assert!(
            answer.contains(tag) || name.starts_with("codings"),
            "{name}: {answer}"
        );
        assert!(
            answer.contains("access-control-allow-origin: *"),
            "{name}: {answer}"
        );
        assert_eq!(
            answer.ends_with("loader"),
            status == 200 && !answer.contains("\r\ncontent-encoding: br"),
            "{name}: {answer}"
        );
    }
    let no_text = [
        b"GET /v1/cchc.js HTTP/1.1\r\nif-none-match: \xff\xfe\r\nuser-agent: \xff\r\n\r\n"
            .as_slice(),
    ]
    .concat();
    assert!(said(&no_text).await.ends_with("loader"));
}

#[tokio::test(start_paused = true)]
async fn head_gives_the_headers_alone() {
    let head = said(format!("HEAD {FILE} HTTP/1.1\r\nhost: x\r\n\r\n").as_bytes()).await;
    assert!(
        head.starts_with("HTTP/1.1 200 ") && head.ends_with("\r\n\r\n"),
        "{head}"
    );
    assert!(head.contains("content-length: 6\r\n"), "{head}");
    let missing = said(b"HEAD /v1/none HTTP/1.1\r\nhost: x\r\n\r\n").await;
    assert!(
        missing.starts_with("HTTP/1.1 404 ") && missing.ends_with("\r\n\r\n"),
        "{missing}"
    );
    let options = said(b"OPTIONS * HTTP/1.1\r\nhost: x\r\n\r\n").await;
    assert!(options.starts_with("HTTP/1.1 204 "), "{options}");
}

#[tokio::test(start_paused = true)]
async fn the_server_is_still_there_after_a_bad_request_on_the_same_connection() {
    let two = [get("/v1/%2e%2e/secret.txt", ""), get(FILE, "")].concat();
    let answer = said(&two).await;
    assert!(
        answer.contains("404 Not Found") && answer.ends_with("loader"),
        "{answer}"
    );
    let old = said(format!("GET {FILE} HTTP/1.0\r\n\r\n").as_bytes()).await;
    assert!(
        old.starts_with("HTTP/1.0 200 ") && old.ends_with("loader"),
        "{old}"
    );
}
