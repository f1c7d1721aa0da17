//! The browser's clock: the only place that asks for the time.

use cchc::feed::Stamp;
use cchc::format::VIETNAM;

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
