//! Points in time as feeds write them.

use chrono::{DateTime, FixedOffset, NaiveDate, NaiveTime, TimeZone};

use super::reader::{Place, Reader};
use crate::format::VIETNAM;

/// A point in time with the offset in which it was written.
pub type Stamp = DateTime<FixedOffset>;

/// Reads RFC 3339, or a bare date, which counts from midnight in Vietnam. The flag says that only a day is known.
#[must_use]
pub fn parse_stamp(text: &str) -> Option<(Stamp, bool)> {
    let text = text.trim();
    if let Ok(stamp) = DateTime::parse_from_rfc3339(text) {
        return Some((stamp, false));
    }
    let day = text.get(..10).filter(|_| text.len() == 10)?;
    let mut parts = day.split('-').map(str::parse::<u32>);
    let (year, month, date) = (
        parts.next()?.ok()?,
        parts.next()?.ok()?,
        parts.next()?.ok()?,
    );
    let day = NaiveDate::from_ymd_opt(i32::try_from(year).ok()?, month, date)?;
    let midnight = day.and_time(NaiveTime::MIN);
    VIETNAM
        .from_local_datetime(&midnight)
        .single()
        .map(|stamp| (stamp, true))
}

impl Reader {
    /// A point in time and whether only its day is known; what cannot be read is a finding.
    pub(crate) fn stamp(&mut self, place: &Place<'_>, name: &str) -> Option<(Stamp, bool)> {
        let raw = self.text(place, name)?;
        let stamp = parse_stamp(&raw);
        match stamp {
            None => self.note("date-unreadable", &place.at(name), &raw),
            Some((_, true)) => self.note("date-without-time", &place.at(name), &raw),
            Some(_) => {}
        }
        stamp
    }
}
