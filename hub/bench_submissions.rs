//! How many items a hub makes durable in a second, over HTTP, beside what SQLite alone does with one row and the same
//! durability; how long the slowest wait; and what ten thousand idle clients cost.
//!
//! `cargo bench --profile hub --package cchc-hub --bench submissions`; the aim is at least half of the bare insert.
#![allow(
    clippy::print_stdout,
    clippy::disallowed_macros,
    clippy::unwrap_used,
    clippy::panic,
    reason = "a program for people"
)]

#[path = "testing/postgres.rs"]
mod postgres;
#[path = "testing/process.rs"]
mod process;

use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::{Duration, Instant};

use process::{Folder, Hub, ITEM};
use sqlx::Connection;
use tokio::io::AsyncWriteExt;
use tokio::net::TcpStream;
use tokio::task::JoinSet;

const ITEMS: usize = 6_000;
const BARE_ROWS: usize = 2_000;
const CLIENTS: [usize; 3] = [1, 16, 64];
const IDLE: usize = 10_000;

#[tokio::main]
async fn main() {
    bare().await;
    for clients in CLIENTS {
        let folder = Folder::sqlite();
        measure(&folder, clients).await;
    }
    // Run it with CCHC_POSTGRES_FSYNC=on: tests let PostgreSQL skip the wait for the disk.
    match postgres::database().await {
        Ok(address) => measure(&Folder::postgres(address), CLIENTS[2]).await,
        Err(error) => println!("no PostgreSQL: {error}"),
    }
    idle().await;
}

/// One row, one commit, one wait for the disk; by the same crate with the same settings.
async fn bare() {
    let dir = tempfile::tempdir().unwrap();
    sqlx::any::install_default_drivers();
    let address = format!("sqlite://{}?mode=rwc", dir.path().join("bare").display());
    let mut connection = sqlx::AnyConnection::connect(&address).await.unwrap();
    for statement in [
        "PRAGMA journal_mode = WAL",
        "PRAGMA synchronous = FULL",
        "CREATE TABLE items (number INTEGER PRIMARY KEY, key TEXT UNIQUE, body TEXT)",
    ] {
        sqlx::query(statement)
            .execute(&mut connection)
            .await
            .unwrap();
    }
    let mut times = Vec::new();
    let begun = Instant::now();
    for number in 0..BARE_ROWS {
        let one = Instant::now();
        sqlx::query("INSERT INTO items (key, body) VALUES ($1, $2)")
            .bind(key(number))
            .bind(ITEM)
            .execute(&mut connection)
            .await
            .unwrap();
        times.push(one.elapsed());
    }
    report(
        "bare SQLite insert, one after the other",
        BARE_ROWS,
        begun.elapsed(),
        &mut times,
    );
}

fn key(number: usize) -> String {
    format!("01900000-0000-7000-8000-{number:012x}")
}

/// Items over connections that stay open, as many at once as there are clients.
async fn measure(folder: &Folder, clients: usize) {
    let hub = Hub::start(folder).await;
    let next = Arc::new(AtomicUsize::new(0));
    let begun = Instant::now();
    let mut running = JoinSet::new();
    for _ in 0..clients {
        let (next, port) = (Arc::clone(&next), hub.port);
        running.spawn(async move {
            let mut times = Vec::new();
            let mut stream = TcpStream::connect(("127.0.0.1", port)).await.unwrap();
            loop {
                let number = next.fetch_add(1, Ordering::Relaxed);
                if number >= ITEMS {
                    return times;
                }
                let one = Instant::now();
                let body = ITEM.replace("{number}", &number.to_string());
                let head = format!(
                    "POST /api/v1/submissions HTTP/1.1\r\nHost: hub.example\r\nOrigin: http://hub.example\r\n\
                     Content-Type: application/json\r\nIdempotency-Key: {}\r\nContent-Length: {}\r\n\r\n{body}",
                    key(number),
                    body.len()
                );
                stream.write_all(head.as_bytes()).await.unwrap();
                let answer = process::read_message(&mut stream).await.unwrap();
                assert!(answer.starts_with(b"HTTP/1.1 201"));
                times.push(one.elapsed());
            }
        });
    }
    let mut times = Vec::new();
    while let Some(done) = running.join_next().await {
        times.extend(done.unwrap());
    }
    let name = format!("hub on {}, {clients} clients", folder.engine());
    report(&name, ITEMS, begun.elapsed(), &mut times);
}

fn report(name: &str, count: usize, took: Duration, times: &mut [Duration]) {
    times.sort();
    let at = |part: f64| times[((times.len() - 1) as f64 * part) as usize].as_secs_f64() * 1000.0;
    println!(
        "{name}: {:.0}/s, median {:.2} ms, p99 {:.2} ms, slowest {:.1} ms",
        count as f64 / took.as_secs_f64(),
        at(0.5),
        at(0.99),
        at(1.0)
    );
}

/// Memory of a hub with many clients that are connected and say nothing more.
async fn idle() {
    let folder = Folder::sqlite();
    let hub = Hub::start(&folder).await;
    let before = memory(&hub);
    let mut open = Vec::new();
    for _ in 0..IDLE {
        let mut stream = TcpStream::connect(("127.0.0.1", hub.port)).await.unwrap();
        stream
            .write_all(b"GET /health HTTP/1.1\r\nHost: x\r\n\r\n")
            .await
            .unwrap();
        process::read_message(&mut stream).await.unwrap();
        open.push(stream);
    }
    println!(
        "{IDLE} idle clients: {} MB, without them {before} MB",
        memory(&hub)
    );
}

fn memory(hub: &Hub) -> u64 {
    let about = std::fs::read_to_string(format!("/proc/{}/status", hub.id())).unwrap_or_default();
    let line = about.lines().find_map(|line| line.strip_prefix("VmRSS:"));
    let kilobytes = line.and_then(|line| line.trim().strip_suffix(" kB")?.parse::<u64>().ok());
    kilobytes.unwrap_or(0) / 1024
}
