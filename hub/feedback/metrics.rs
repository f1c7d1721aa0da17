//! What Prometheus counts (text format 0.0.4). No label carries anything that a sender chose.

use std::fmt::Write;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::Duration;

use axum::http::StatusCode;

use crate::store::{Store, Submitted};

/// Upper ends of the times that are told apart, in ms.
const BOUNDS_MS: [u64; 9] = [5, 10, 25, 50, 100, 250, 500, 1000, 5000];
/// Paths that are told apart; the rest is one.
const PATHS: [&str; 6] = [
    "/api/v1/submissions",
    "/api/v1/uploads/{upload}",
    "/api/v1/challenge",
    "/api/v1/forms/{form}",
    "/feedback/{form}",
    "other",
];
const OUTCOMES: [&str; 6] = [
    "received",
    "held",
    "replayed",
    "key-reused",
    "limited",
    "no-upload",
];

/// Counts since the start.
#[derive(Default)]
pub(crate) struct Metrics {
    /// By path and first digit of the status.
    requests: [[AtomicU64; 6]; PATHS.len()],
    /// By time, for items alone; the last one is all that took longer.
    times: [AtomicU64; BOUNDS_MS.len() + 1],
    time_us: AtomicU64,
    outcomes: [AtomicU64; OUTCOMES.len()],
    uploads: AtomicU64,
    challenges: AtomicU64,
}

impl Metrics {
    pub(super) fn request(&self, path: &str, status: StatusCode, time: Duration) {
        let at = PATHS.iter().position(|known| *known == path);
        let at = at.unwrap_or(PATHS.len() - 1);
        let class = usize::from(status.as_u16() / 100).min(5);
        add(self.requests.get(at).and_then(|row| row.get(class)));
        if at == 0 {
            let millis = u64::try_from(time.as_millis()).unwrap_or(u64::MAX);
            let slot = BOUNDS_MS.iter().position(|bound| millis <= *bound);
            add(self.times.get(slot.unwrap_or(BOUNDS_MS.len())));
            let micros = u64::try_from(time.as_micros()).unwrap_or(u64::MAX);
            self.time_us.fetch_add(micros, Ordering::Relaxed);
        }
    }

    pub(super) fn submission(&self, done: &Submitted) {
        let outcome = match done {
            Submitted::New(stored) => usize::from(stored.status == "held"),
            Submitted::Again(_) => 2,
            Submitted::Reused => 3,
            Submitted::Limited(_) => 4,
            Submitted::NoUpload(_) => 5,
        };
        add(self.outcomes.get(outcome));
    }

    pub(super) fn upload(&self) {
        add(Some(&self.uploads));
    }

    pub(super) fn challenge(&self) {
        add(Some(&self.challenges));
    }

    /// All of it as Prometheus reads it.
    pub(crate) fn text(&self, store: &Store) -> String {
        let mut text = String::new();
        // Writing into a string does not fail.
        _ = self.write(&mut text, store);
        text
    }

    fn write(&self, text: &mut String, store: &Store) -> std::fmt::Result {
        let read = |count: &AtomicU64| count.load(Ordering::Relaxed);
        writeln!(
            text,
            "# HELP cchc_requests_total Requests by path and class of status."
        )?;
        writeln!(text, "# TYPE cchc_requests_total counter")?;
        for (path, row) in PATHS.iter().zip(&self.requests) {
            for (class, count) in row.iter().enumerate().filter(|(_, count)| read(count) > 0) {
                let count = read(count);
                writeln!(
                    text,
                    "cchc_requests_total{{path=\"{path}\",status=\"{class}xx\"}} {count}"
                )?;
            }
        }
        writeln!(
            text,
            "# HELP cchc_submissions_total Items by what became of them."
        )?;
        writeln!(text, "# TYPE cchc_submissions_total counter")?;
        for (outcome, count) in OUTCOMES.iter().zip(&self.outcomes) {
            writeln!(
                text,
                "cchc_submissions_total{{outcome=\"{outcome}\"}} {}",
                read(count)
            )?;
        }
        writeln!(
            text,
            "# HELP cchc_submission_seconds Time to answer an item."
        )?;
        writeln!(text, "# TYPE cchc_submission_seconds histogram")?;
        let mut sum = 0;
        for (slot, count) in self.times.iter().enumerate() {
            sum += read(count);
            let bound = BOUNDS_MS.get(slot).map_or("+Inf".to_owned(), |millis| {
                format!("{}.{:03}", millis / 1000, millis % 1000)
            });
            writeln!(
                text,
                "cchc_submission_seconds_bucket{{le=\"{bound}\"}} {sum}"
            )?;
        }
        let micros = read(&self.time_us);
        writeln!(
            text,
            "cchc_submission_seconds_sum {}.{:06}\ncchc_submission_seconds_count {sum}",
            micros / 1_000_000,
            micros % 1_000_000
        )?;
        let gauges = store.gauges();
        for (name, kind, help, value) in [
            (
                "cchc_uploads_total",
                "counter",
                "Files that were looked at.",
                read(&self.uploads),
            ),
            (
                "cchc_challenges_total",
                "counter",
                "Challenges that were made.",
                read(&self.challenges),
            ),
            (
                "cchc_store_commits_total",
                "counter",
                "Transactions.",
                gauges.commits,
            ),
            (
                "cchc_store_deeds_total",
                "counter",
                "Deeds in them.",
                gauges.deeds,
            ),
            (
                "cchc_store_failures_total",
                "counter",
                "Deeds that were not stored.",
                gauges.failures,
            ),
            (
                "cchc_store_waiting",
                "gauge",
                "Deeds that wait.",
                gauges.waiting,
            ),
        ] {
            writeln!(
                text,
                "# HELP {name} {help}\n# TYPE {name} {kind}\n{name} {value}"
            )?;
        }
        Ok(())
    }
}

fn add(count: Option<&AtomicU64>) {
    if let Some(count) = count {
        count.fetch_add(1, Ordering::Relaxed);
    }
}
