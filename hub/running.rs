//! A hub as a process of its own: what it logs, what it says about itself, and what it does with clients that do not
//! behave, over real sockets.
#![allow(clippy::unwrap_used, clippy::panic, reason = "a test")]

#[path = "testing/process.rs"]
mod process;

use std::process::{Command, Stdio};

use process::{Folder, Hub, ITEM, read_answer, read_message, request};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;

const KEY: &str = "0190b3f4-1a2b-7c3d-8e4f-5a6b7c8d9e0f";

/// Sends one request with headers of one's own.
async fn raw(port: u16, head: &str, body: &[u8]) -> process::Answer {
    let mut stream = TcpStream::connect(("127.0.0.1", port)).await.unwrap();
    let length = body.len();
    let head = format!(
        "{head}Host: hub.example\r\nOrigin: http://hub.example\r\nContent-Length: {length}\r\nConnection: close\r\n\r\n"
    );
    stream.write_all(head.as_bytes()).await.unwrap();
    stream.write_all(body).await.unwrap();
    read_answer(&read_message(&mut stream).await.unwrap()).unwrap()
}

#[tokio::test(flavor = "multi_thread")]
async fn the_log_tells_what_happened_and_nothing_that_was_sent() {
    let folder = Folder::sqlite();
    let log = std::fs::File::create(folder.path("log")).unwrap();
    let mut config = std::fs::read_to_string(folder.path("cchc.toml")).unwrap();
    config.insert_str(0, "trusted_proxies = [\"127.0.0.1\"]\n");
    std::fs::write(folder.path("cchc.toml"), config).unwrap();
    let feed = folder.path("feed/feedback.json");
    let form = std::fs::read_to_string(&feed).unwrap().replace(
        "\"can_publish\"",
        "\"contact\":{\"fields\":[\"name\",\"phone\"]},\"can_publish\"",
    );
    std::fs::write(&feed, form.replace("\"files\":0", "\"files\":5")).unwrap();
    let mut hub = Hub::with(&folder, &["--log", "json"], Stdio::from(log)).await;
    let item = ITEM.replace("{number}", "77").replace(
        "\"answers\"",
        "\"contact\":{\"name\":\"Đỗ Thị Hạnh\",\"phone\":\"0912345678\"},\"answers\"",
    );
    let head = |path: &str| {
        format!(
            "POST {path} HTTP/1.1\r\nContent-Type: application/json\r\nIdempotency-Key: {KEY}\r\nX-Forwarded-For: 203.0.113.77\r\nUser-Agent: agent-77\r\n"
        )
    };
    let done = raw(
        hub.port,
        &head("/api/v1/submissions?secret=query-77"),
        item.as_bytes(),
    )
    .await;
    assert_eq!(done.status, 201, "{}", done.body);
    let receipt: serde_json::Value = serde_json::from_str(&done.body).unwrap();
    let other = item.replace("thứ Hai", "thứ Ba");
    let reused = raw(hub.port, &head("/api/v1/submissions"), other.as_bytes()).await;
    assert_eq!(reused.status, 422, "{}", reused.body);
    raw(
        hub.port,
        &head("/api/v1/submissions"),
        b"{\"body\":\"broken-77",
    )
    .await;
    let upload = "5f0c8a1e-7f2b-4c3d-9e4f-777777777777";
    let put = format!(
        "PUT /api/v1/uploads/{upload}?form=gop-y&name=anh-77.pdf HTTP/1.1\r\nX-Forwarded-For: 203.0.113.77\r\n"
    );
    let kept = raw(hub.port, &put, b"%PDF-1.7 %%EOF").await;
    assert_eq!(kept.status, 201, "{}", kept.body);
    let page = raw(
        hub.port,
        "GET /feedback/gop-y?agency=agency-77 HTTP/1.1\r\n",
        b"",
    )
    .await;
    assert_eq!(page.status, 200);
    hub.kill();
    let log = std::fs::read_to_string(folder.path("log")).unwrap();
    for secret in [
        KEY,
        receipt["tracking_code"].as_str().unwrap(),
        receipt["pin"].as_str().unwrap(),
        "Hạnh",
        "0912345678",
        "Đèn đường",
        "Ý kiến số",
        "broken-77",
        "query-77",
        "agent-77",
        "agency-77",
        upload,
        "anh-77",
        "203.0.113.77",
        "127.0.0.1",
    ] {
        assert!(!log.contains(secret), "{secret} stands in {log}");
    }
    // A citizen's complaint can be found: the id of the problem is in the log, with its code.
    let problem: serde_json::Value = serde_json::from_str(&reused.body).unwrap();
    let id = problem["request_id"].as_str().unwrap();
    let line = log.lines().find(|line| line.contains(id)).unwrap();
    let line: serde_json::Value = serde_json::from_str(line).unwrap();
    assert_eq!(line["fields"]["problem"], "key-reused");
    assert_eq!(line["fields"]["path"], "/api/v1/submissions");
    assert!(log.contains("/api/v1/uploads/{upload}"));
}

#[tokio::test(flavor = "multi_thread")]
async fn passwords_of_a_database_are_not_repeated() {
    let folder = Folder::sqlite();
    for address in [
        "postgres://hub:hush-77@127.0.0.1:1/x",
        "postgres://hub:hush-77@/x?host=/nowhere",
        "mysql://hub:hush-77@127.0.0.1/x",
        "hush-77",
    ] {
        let done = Command::new(env!("CARGO_BIN_EXE_cchc"))
            .args([
                "serve",
                "--addr",
                "127.0.0.1:0",
                "--database",
                address,
                "--secrets",
            ])
            .arg(folder.path("secrets.toml"))
            .output()
            .unwrap();
        let words = String::from_utf8_lossy(&done.stderr).into_owned()
            + &String::from_utf8_lossy(&done.stdout);
        assert!(
            !done.status.success() && !words.contains("hush-77"),
            "{words}"
        );
        assert!(words.contains("cơ sở dữ liệu"), "{words}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_hub_says_how_it_is_and_metrics_stand_apart() {
    let folder = Folder::sqlite();
    let hub = Hub::with(&folder, &["--metrics-addr", "127.0.0.1:0"], Stdio::null()).await;
    for (path, status) in [("/health", 200), ("/ready", 200), ("/metrics", 404)] {
        let answer = request(hub.port, "GET", path, None, b"").await.unwrap();
        assert_eq!(answer.status, status, "{path}");
    }
    let item = ITEM.replace("{number}", "1");
    let sent = request(
        hub.port,
        "POST",
        "/api/v1/submissions",
        Some(KEY),
        item.as_bytes(),
    );
    assert_eq!(sent.await.unwrap().status, 201);
    let metrics = hub.metrics_port.unwrap();
    let answer = request(metrics, "GET", "/metrics", None, b"")
        .await
        .unwrap();
    for line in [
        "cchc_submissions_total{outcome=\"held\"} 1",
        "cchc_requests_total{path=\"/api/v1/submissions\",status=\"2xx\"} 1",
        "cchc_submission_seconds_bucket{le=\"+Inf\"} 1",
        "cchc_store_failures_total 0",
    ] {
        assert!(answer.body.contains(line), "{line} in {}", answer.body);
    }
    let answer = request(metrics, "GET", "/api/v1/openapi.json", None, b"")
        .await
        .unwrap();
    assert_eq!(answer.status, 404);
}

#[tokio::test(flavor = "multi_thread")]
async fn without_a_database_only_files_are_served() {
    let folder = Folder::sqlite();
    std::fs::write(folder.path("cchc.toml"), "").unwrap();
    let hub = Hub::start(&folder).await;
    let item = ITEM.replace("{number}", "1");
    let sent = request(
        hub.port,
        "POST",
        "/api/v1/submissions",
        Some(KEY),
        item.as_bytes(),
    );
    assert_eq!(sent.await.unwrap().status, 405);
    for (path, status) in [
        ("/health", 200),
        ("/feed/v1/feedback.json", 200),
        ("/ready", 404),
    ] {
        let answer = request(hub.port, "GET", path, None, b"").await.unwrap();
        assert_eq!(answer.status, status, "{path}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn bodies_that_lie_about_their_length_or_never_end_harm_nobody() {
    let folder = Folder::sqlite();
    let hub = Hub::start(&folder).await;
    // Says more than is allowed: refused before a byte of it is read.
    let mut large = TcpStream::connect(("127.0.0.1", hub.port)).await.unwrap();
    let head = format!(
        "POST /api/v1/submissions HTTP/1.1\r\nHost: hub.example\r\nOrigin: http://hub.example\r\nContent-Type: application/json\r\nIdempotency-Key: {KEY}\r\nContent-Length: 99999999\r\n\r\n"
    );
    large.write_all(head.as_bytes()).await.unwrap();
    let answer = read_answer(&read_message(&mut large).await.unwrap()).unwrap();
    assert_eq!(answer.status, 413);
    // Goes away in the middle.
    let mut cut = TcpStream::connect(("127.0.0.1", hub.port)).await.unwrap();
    cut.write_all(head.replace("99999999", "5000").as_bytes())
        .await
        .unwrap();
    cut.write_all(b"{\"form\":").await.unwrap();
    drop(cut);
    // Both a length and chunks: the way to smuggle a second request.
    let mut both = TcpStream::connect(("127.0.0.1", hub.port)).await.unwrap();
    let smuggled = head.replace(
        "Content-Length: 99999999",
        "Content-Length: 5\r\nTransfer-Encoding: chunked",
    );
    both.write_all(smuggled.as_bytes()).await.unwrap();
    both.write_all(b"0\r\n\r\nGET /ready HTTP/1.1\r\nHost: x\r\n\r\n")
        .await
        .unwrap();
    both.shutdown().await.unwrap();
    let mut answers = Vec::new();
    both.read_to_end(&mut answers).await.unwrap();
    assert!(!String::from_utf8_lossy(&answers).contains("ready\n"));
    let item = ITEM.replace("{number}", "1");
    let sent = request(
        hub.port,
        "POST",
        "/api/v1/submissions",
        Some(KEY),
        item.as_bytes(),
    );
    assert_eq!(sent.await.unwrap().status, 201);
}
