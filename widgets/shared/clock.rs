//! The browser's clock: the only place that asks for the time.

use cchc::feed::Stamp;
use cchc::format::VIETNAM;
#[cfg(feature = "screen")]
use cchc::screen::skew::{Answer, Skew};

/// Milliseconds since the epoch.
pub fn now_ms() -> u64 {
    js_sys::Date::now() as u64
}

/// A number in `0..1`.
pub fn random() -> f64 {
    js_sys::Math::random()
}

/// Milliseconds as a point in time in Vietnam.
pub fn stamp(ms: u64) -> Stamp {
    let millis = i64::try_from(ms).unwrap_or(i64::MAX);
    chrono::DateTime::from_timestamp_millis(millis)
        .unwrap_or_default()
        .with_timezone(&VIETNAM)
}

/// An HTTP date in milliseconds, as the browser reads it.
pub fn read_date(text: &str) -> Option<u64> {
    let ms = js_sys::Date::parse(text);
    (ms >= 0.0).then_some(ms as u64)
}

#[cfg(feature = "screen")]
thread_local! {
    static SKEW: std::cell::Cell<Skew> = const { std::cell::Cell::new(Skew::UNKNOWN) };
}

/// The time as servers tell it, for panels whose own clock is wrong.
#[cfg(feature = "screen")]
pub fn true_ms() -> u64 {
    SKEW.with(|skew| {
        let mut known = skew.get();
        known.tick(now_ms(), steady_ms());
        skew.set(known);
        known.now_ms(now_ms())
    })
}

/// Milliseconds of a clock that is never set.
#[cfg(feature = "screen")]
pub fn steady_ms() -> u64 {
    let performance = web_sys::window().and_then(|window| window.performance());
    performance.map_or(0, |performance| performance.now() as u64)
}

/// It is not earlier than this, whatever the clock of a panel says.
#[cfg(feature = "screen")]
pub fn not_before(then_ms: u64) {
    SKEW.with(|skew| {
        let mut known = skew.get();
        known.not_before(then_ms, now_ms());
        skew.set(known);
    });
}

/// Learns the time from an answer that was asked for at `sent_ms`, by the device's own clock.
#[cfg(feature = "screen")]
pub fn learn(sent_ms: u64, date: &str, age: Option<&str>) {
    let Some(date_ms) = read_date(date) else {
        return;
    };
    let age_secs = age.and_then(|age| age.trim().parse().ok()).unwrap_or(0);
    let received_ms = now_ms();
    SKEW.with(|skew| {
        let mut known = skew.get();
        known.learn(Answer {
            sent_ms,
            received_ms,
            date_ms,
            age_secs,
        });
        skew.set(known);
    });
}
