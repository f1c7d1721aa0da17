//! Slow, silent and endless clients, with a clock that is moved by hand.
#![allow(clippy::unwrap_used, reason = "tests")]

use std::sync::atomic::{AtomicBool, Ordering};

use axum::routing::get;
use tokio::io::{AsyncReadExt, AsyncWriteExt, DuplexStream, duplex};
use tokio::sync::Notify;
use tokio::time::Instant;

use super::*;

const REQUEST: &[u8] = b"GET / HTTP/1.1\r\nhost: x\r\n\r\n";

/// A client's end of a connection, and what keeps the server from stopping.
fn open(
    app: Router,
    buffer_bytes: usize,
) -> (DuplexStream, watch::Sender<()>, tokio::task::JoinHandle<()>) {
    let (client, server) = duplex(buffer_bytes);
    let (stopping, stopped) = watch::channel(());
    let served = tokio::spawn(connection(server, app, Limits::default(), stopped));
    (client, stopping, served)
}

fn hello() -> Router {
    Router::new().route("/", get(|| async { "hello" }))
}

/// Reads until the server says nothing more than `words`.
async fn read_until(client: &mut DuplexStream, words: &str) {
    let mut seen = String::new();
    while !seen.contains(words) {
        let mut part = [0; 512];
        let count = client.read(&mut part).await.unwrap();
        assert_ne!(count, 0, "closed after {seen}");
        seen.push_str(&String::from_utf8_lossy(&part[..count]));
    }
}

#[tokio::test(start_paused = true)]
async fn a_client_that_sends_its_headers_byte_by_byte_is_let_go() {
    let (mut client, _stopping, served) = open(hello(), 64);
    let start = Instant::now();
    let dripping = async {
        for byte in REQUEST
            .iter()
            .cycle()
            .filter(|byte| byte.is_ascii_alphabetic())
        {
            if client.write_all(&[*byte]).await.is_err() {
                return;
            }
            sleep(Duration::from_millis(900)).await;
        }
    };
    tokio::join!(dripping, async { served.await.unwrap() });
    let limit = Limits::default().header_time;
    let took = start.elapsed();
    assert!(
        took >= limit && took < limit + Duration::from_secs(2),
        "{took:?}"
    );
}

#[tokio::test(start_paused = true)]
async fn a_connection_that_is_open_for_nothing_is_closed() {
    for requests in [0, 1, 3] {
        let (mut client, _stopping, served) = open(hello(), 1024);
        for _ in 0..requests {
            client.write_all(REQUEST).await.unwrap();
            read_until(&mut client, "hello").await;
        }
        let start = Instant::now();
        assert_eq!(client.read_to_end(&mut Vec::new()).await.unwrap(), 0);
        served.await.unwrap();
        assert!(start.elapsed() <= Limits::default().header_time + Duration::from_secs(1));
    }
}

#[tokio::test(start_paused = true)]
async fn a_client_that_asks_and_never_reads_is_let_go() {
    let app = Router::new().route("/", get(|| async { vec![b'x'; 1 << 20] }));
    let (mut client, _stopping, served) = open(app, 1024);
    client.write_all(REQUEST).await.unwrap();
    let start = Instant::now();
    served.await.unwrap();
    let limits = Limits::default();
    assert_eq!(
        start.elapsed().as_secs(),
        (limits.connection_time + limits.grace_time).as_secs()
    );
}

#[tokio::test(start_paused = true)]
async fn a_busy_connection_ends_between_two_answers() {
    let (mut client, _stopping, served) = open(hello(), 1024);
    let start = Instant::now();
    while !served.is_finished() {
        // The one that ends the connection is answered in full too, or is not taken at all.
        if client.write_all(REQUEST).await.is_err() {
            break;
        }
        let mut answer = [0; 512];
        let count = client.read(&mut answer).await.unwrap();
        let answer = String::from_utf8_lossy(&answer[..count]).into_owned();
        assert!(answer.is_empty() || answer.ends_with("hello"), "{answer}");
        sleep(Duration::from_secs(1)).await;
    }
    let limit = Limits::default().connection_time;
    assert!(start.elapsed() >= limit && start.elapsed() < limit + Duration::from_secs(5));
}

#[tokio::test(start_paused = true)]
async fn stopping_finishes_what_is_under_way_and_closes_the_rest() {
    let go = Arc::new(Notify::new());
    let waiting = Arc::clone(&go);
    let begun = Arc::new(AtomicBool::new(false));
    let mark = Arc::clone(&begun);
    let app = Router::new().route(
        "/",
        get(|| async move {
            mark.store(true, Ordering::SeqCst);
            waiting.notified().await;
            "done"
        }),
    );
    let (mut client, stopping, served) = open(app, 1024);
    let (mut idle, idle_stopping, idle_served) = open(hello(), 1024);
    client.write_all(REQUEST).await.unwrap();
    while !begun.load(Ordering::SeqCst) {
        tokio::task::yield_now().await;
    }
    drop((stopping, idle_stopping));
    idle_served.await.unwrap();
    assert_eq!(idle.read_to_end(&mut Vec::new()).await.unwrap(), 0);
    assert!(!served.is_finished());
    go.notify_one();
    let mut answer = String::new();
    client.read_to_string(&mut answer).await.unwrap();
    assert!(
        answer.ends_with("done") && answer.contains("connection: close"),
        "{answer}"
    );
    served.await.unwrap();
}

/// On real sockets, because the system's queue is what waits.
#[tokio::test]
async fn connections_beyond_the_limit_wait_for_their_turn_and_stopping_ends_it_all() {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = listener.local_addr().unwrap();
    let limits = Limits {
        header_time: Duration::from_millis(200),
        connections: 1,
        ..Limits::default()
    };
    let (stop, stopped) = tokio::sync::oneshot::channel::<()>();
    let server = tokio::spawn(serve(listener, hello(), limits, async {
        _ = stopped.await;
    }));
    let mut silent = tokio::net::TcpStream::connect(address).await.unwrap();
    // The answer proves that the server has taken this one first.
    silent.write_all(REQUEST).await.unwrap();
    let mut answer = [0; 512];
    assert_ne!(silent.read(&mut answer).await.unwrap(), 0);
    let mut second = tokio::net::TcpStream::connect(address).await.unwrap();
    second.write_all(REQUEST).await.unwrap();
    assert_ne!(second.read(&mut answer).await.unwrap(), 0);
    // It got its turn because the first one, which said nothing more, was let go.
    assert_eq!(silent.read(&mut answer).await.unwrap(), 0);
    stop.send(()).unwrap();
    server.await.unwrap();
    assert!(tokio::net::TcpStream::connect(address).await.is_err());
}
