//! Every answered item is there exactly once: hubs are killed (-9) again and again while many clients send through a
//! network that delays, cuts, loses answers and doubles requests.
//!
//! Clients do what the widget does: one key for each item, the same again after every failure. A short form runs with the
//! tests; the long one by `cargo xtask chaos --kills 200 --items 20000`.
#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::print_stdout,
    clippy::disallowed_macros,
    reason = "a test"
)]

#[path = "testing/postgres.rs"]
mod postgres;
#[path = "testing/process.rs"]
mod process;

use std::collections::HashMap;
use std::sync::atomic::{AtomicU16, AtomicU64, AtomicUsize, Ordering};
use std::sync::{Arc, Mutex};
use std::time::{Duration, Instant};

use process::{Answer, Folder, Hub, request};
use sqlx::{Connection, Row};
use tokio::io::AsyncWriteExt;
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::Notify;
use tokio::task::JoinSet;
use tokio::time::{sleep, timeout};

const CLIENTS: usize = 32;
const ANSWER_TIME: Duration = Duration::from_secs(5);
const PAUSE: Duration = Duration::from_millis(10);

fn number_of(name: &str, default: usize) -> usize {
    let given = std::env::var(name).ok();
    given.and_then(|text| text.parse().ok()).unwrap_or(default)
}

/// Chance as from Knuth's MMIX generator: the same faults for the same seed.
struct Chance(AtomicU64);

impl Chance {
    fn below(&self, end: u64) -> u64 {
        let step = |seed: u64| {
            seed.wrapping_mul(6_364_136_223_846_793_005)
                .wrapping_add(1_442_695_040_888_963_407)
        };
        let seed = self
            .0
            .fetch_update(Ordering::SeqCst, Ordering::SeqCst, |seed| Some(step(seed)))
            .unwrap_or_default();
        (step(seed) >> 33) % end
    }
}

/// What the network did.
#[derive(Default)]
struct Faults {
    cut: AtomicUsize,
    lost: AtomicUsize,
    doubled: AtomicUsize,
    halved: AtomicUsize,
    late: AtomicUsize,
}

/// Passes one connection on, or not.
async fn pass(
    mut client: TcpStream,
    ports: Arc<Vec<AtomicU16>>,
    chance: Arc<Chance>,
    faults: Arc<Faults>,
) -> std::io::Result<()> {
    let count = |fault: &AtomicUsize| fault.fetch_add(1, Ordering::Relaxed);
    let dice = chance.below(100);
    let sent = process::read_message(&mut client).await?;
    let hub = || {
        let at = usize::try_from(chance.below(ports.len() as u64)).unwrap_or(0);
        TcpStream::connect(("127.0.0.1", ports[at].load(Ordering::SeqCst)))
    };
    if dice < 8 {
        count(&faults.cut);
        return Ok(());
    }
    if dice < 14 {
        count(&faults.halved);
        hub().await?.write_all(&sent[..sent.len() / 2]).await?;
        return Ok(());
    }
    if dice < 30 {
        count(&faults.late);
        sleep(Duration::from_millis(chance.below(40))).await;
    }
    let mut first = hub().await?;
    first.write_all(&sent).await?;
    if dice >= 85 {
        // Another one, to the same hub or the other: the network repeats what it thinks was lost.
        count(&faults.doubled);
        if let Ok(mut second) = hub().await {
            second.write_all(&sent).await?;
            tokio::spawn(async move {
                _ = process::read_message(&mut second).await;
            });
        }
    }
    let answer = process::read_message(&mut first).await?;
    if (30..40).contains(&dice) {
        count(&faults.lost);
        return Ok(());
    }
    client.write_all(&answer).await
}

/// Sends an item until it is answered.
async fn deliver(port: u16, number: usize, tries: &AtomicUsize) -> Answer {
    let (key, body) = item(number);
    loop {
        tries.fetch_add(1, Ordering::Relaxed);
        let sent = request(
            port,
            "POST",
            "/api/v1/submissions",
            Some(&key),
            body.as_bytes(),
        );
        match timeout(ANSWER_TIME, sent).await {
            Ok(Ok(answer)) if answer.status == 201 => return answer,
            Ok(Ok(answer)) => {
                let passing = matches!(answer.status, 408 | 409 | 425 | 429 | 500..);
                assert!(passing, "{} {}", answer.status, answer.body);
            }
            Ok(Err(_)) | Err(_) => {}
        }
        sleep(PAUSE).await;
    }
}

fn item(number: usize) -> (String, String) {
    let key = format!("01900000-0000-7000-8000-{number:012x}");
    let body = process::ITEM.replace("{number}", &number.to_string());
    (key, body)
}

async fn chaos(folder: Folder, hubs: usize, kills: usize, items: usize) {
    let begun = Instant::now();
    let seed = number_of("CCHC_CHAOS_SEED", 1) as u64;
    let chance = Arc::new(Chance(AtomicU64::new(seed)));
    let faults = Arc::new(Faults::default());
    let mut running = Vec::new();
    for _ in 0..hubs {
        running.push(Hub::start(&folder).await);
    }
    let ports: Arc<Vec<AtomicU16>> =
        Arc::new(running.iter().map(|hub| AtomicU16::new(hub.port)).collect());
    let network = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let port = network.local_addr().unwrap().port();
    let passing = {
        let (ports, chance, faults) =
            (Arc::clone(&ports), Arc::clone(&chance), Arc::clone(&faults));
        tokio::spawn(async move {
            while let Ok((client, _)) = network.accept().await {
                let (ports, chance, faults) =
                    (Arc::clone(&ports), Arc::clone(&chance), Arc::clone(&faults));
                tokio::spawn(pass(client, ports, chance, faults));
            }
        })
    };
    let next = Arc::new(AtomicUsize::new(0));
    let tries = Arc::new(AtomicUsize::new(0));
    let answered: Arc<Mutex<HashMap<usize, String>>> = Arc::default();
    let more = Arc::new(Notify::new());
    let mut clients = JoinSet::new();
    for _ in 0..CLIENTS {
        let (next, tries) = (Arc::clone(&next), Arc::clone(&tries));
        let (answered, more) = (Arc::clone(&answered), Arc::clone(&more));
        clients.spawn(async move {
            loop {
                let number = next.fetch_add(1, Ordering::SeqCst);
                if number >= items {
                    return;
                }
                let answer = deliver(port, number, &tries).await;
                answered.lock().unwrap().insert(number, answer.body);
                more.notify_one();
            }
        });
    }
    // Whenever so many more were answered, a hub dies in the middle of whatever it does.
    let mut killed = 0;
    while killed < kills {
        let due = items * (killed + 1) / (kills + 1);
        while answered.lock().unwrap().len() < due {
            more.notified().await;
        }
        let at = usize::try_from(chance.below(hubs as u64)).unwrap();
        running[at].kill();
        killed += 1;
        running[at] = Hub::start(&folder).await;
        ports[at].store(running[at].port, Ordering::SeqCst);
    }
    while let Some(done) = clients.join_next().await {
        done.unwrap();
    }
    passing.abort();
    let took = begun.elapsed();
    let answered = std::mem::take(&mut *answered.lock().unwrap());
    verify(&folder, running[0].port, &answered, items).await;
    let read = |count: &AtomicUsize| count.load(Ordering::Relaxed);
    println!(
        "{}: {items} items, {killed} kills of {hubs} hub(s), {} tries in {:.1} s; cut {}, halved {}, late {}, answers lost {}, doubled {}",
        folder.engine(),
        read(&tries),
        took.as_secs_f64(),
        read(&faults.cut),
        read(&faults.halved),
        read(&faults.late),
        read(&faults.lost),
        read(&faults.doubled),
    );
}

/// What was answered is there, once, and is answered alike; nothing else is there.
async fn verify(folder: &Folder, port: u16, answered: &HashMap<usize, String>, items: usize) {
    assert_eq!(answered.len(), items);
    let mut codes = std::collections::HashSet::new();
    for (number, first) in answered {
        let (key, body) = item(*number);
        let sent = request(
            port,
            "POST",
            "/api/v1/submissions",
            Some(&key),
            body.as_bytes(),
        );
        let again = sent.await.unwrap();
        assert_eq!((again.status, &again.body), (201, first), "item {number}");
        assert!(
            again.head.contains("idempotency-replayed: true"),
            "item {number}"
        );
        let receipt: serde_json::Value = serde_json::from_str(first).unwrap();
        assert!(codes.insert(receipt["tracking_code"].to_string()));
    }
    sqlx::any::install_default_drivers();
    let mut connection = sqlx::AnyConnection::connect(&folder.address())
        .await
        .unwrap();
    let rows = sqlx::query("SELECT title, COUNT(*) FROM items GROUP BY title")
        .fetch_all(&mut connection)
        .await
        .unwrap();
    assert_eq!(rows.len(), items);
    for row in &rows {
        assert_eq!(row.get::<i64, _>(1), 1, "{}", row.get::<String, _>(0));
    }
    let noted: i64 = sqlx::query("SELECT COUNT(*) FROM audit WHERE deed = 'item-received'")
        .fetch_one(&mut connection)
        .await
        .unwrap()
        .get(0);
    assert_eq!(usize::try_from(noted).unwrap(), items);
}

#[tokio::test(flavor = "multi_thread")]
async fn killed_hubs_on_sqlite_keep_every_answered_item_once() {
    let kills = number_of("CCHC_CHAOS_KILLS", 5);
    let items = number_of("CCHC_CHAOS_ITEMS", 300);
    chaos(Folder::sqlite(), 1, kills, items).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn two_killed_hubs_on_one_postgresql_keep_every_answered_item_once() {
    let kills = number_of("CCHC_CHAOS_KILLS", 5);
    let items = number_of("CCHC_CHAOS_ITEMS", 300);
    let address = postgres::database().await.unwrap();
    chaos(Folder::postgres(address), 2, kills, items).await;
}
