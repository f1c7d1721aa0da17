//! Points in time as feeds write them.
//!
//! One small reader takes RFC 3339, a bare date, and the dates of RSS (RFC 822 and 2822), which feeds made from RSS
//! carry along. It is laxer than the three wherever publishers are: seconds may be absent, zones are read alike in all
//! forms (`+07:00`, `+0700`, `GMT+7`), a day's name is not compared with the date, and a time without zone is
//! Vietnam's. The command line names what is not RFC 3339.

use chrono::{DateTime, FixedOffset, NaiveDate, TimeZone};

use super::reader::{Place, Reader};
use crate::format::VIETNAM;

/// A point in time with the offset in which it was written.
pub type Stamp = DateTime<FixedOffset>;

/// Reads RFC 3339, RFC 822/2822, or a bare date, which counts from midnight in Vietnam. The flag says that only a day
/// is known.
///
/// Fractions of a second are read over. A leap second (`:60`) is the second before it, as in POSIX; `24:00` is no time
/// of day in any of these forms and is refused.
#[must_use]
pub fn parse_stamp(text: &str) -> Option<(Stamp, bool)> {
    parse_in(text, Some(VIETNAM))
}

/// `zone` holds for times that name none.
fn parse_in(text: &str, zone: Option<FixedOffset>) -> Option<(Stamp, bool)> {
    let mut scan = Scan(text.trim().as_bytes());
    let day = scan.date()?;
    let day_only = scan.0.is_empty();
    let (mut hour, mut minute, mut second) = (0, 0, 0);
    let mut offset = VIETNAM;
    if !day_only {
        scan.skip(b"Tt ");
        hour = scan.number(2, 2)?;
        scan.expect(b':')?;
        minute = scan.number(2, 2)?;
        if scan.expect(b':').is_some() {
            second = scan.number(2, 2)?;
            if scan.expect(b'.').is_some() {
                scan.number(1, usize::MAX)?;
            }
        }
        if second == 60 {
            second = 59;
        }
        scan.skip(b" ");
        offset = match scan.0 {
            [] => zone?,
            _ => scan.zone()?,
        };
        scan.skip(b" ");
        // A comment may end the dates of e-mail and RSS.
        if !matches!(scan.0, [] | [b'(', ..]) {
            return None;
        }
    }
    let time = day.and_hms_opt(hour, minute, second)?;
    let stamp = offset.from_local_datetime(&time).single()?;
    Some((stamp, day_only))
}

/// What is left to read.
struct Scan<'a>(&'a [u8]);

impl Scan<'_> {
    fn skip(&mut self, bytes: &[u8]) {
        while let [first, rest @ ..] = self.0
            && bytes.contains(first)
        {
            self.0 = rest;
        }
    }

    fn expect(&mut self, byte: u8) -> Option<()> {
        let (first, rest) = self.0.split_first()?;
        (*first == byte).then(|| self.0 = rest)
    }

    /// A number of `least` to `most` digits.
    fn number(&mut self, least: usize, most: usize) -> Option<u32> {
        let mut value = 0_u32;
        let mut digits = 0;
        while digits < most
            && let [digit @ b'0'..=b'9', rest @ ..] = self.0
        {
            value = value.wrapping_mul(10).wrapping_add(u32::from(digit - b'0'));
            digits += 1;
            self.0 = rest;
        }
        (digits >= least).then_some(value)
    }

    /// The first three letters of a word in lower case, zero where there are fewer; the whole word is passed.
    fn word(&mut self) -> [u8; 3] {
        let mut word = [0; 3];
        let mut at = 0;
        while let [letter, rest @ ..] = self.0
            && letter.is_ascii_alphabetic()
        {
            if let Some(place) = word.get_mut(at) {
                *place = letter | 0x20;
            }
            at += 1;
            self.0 = rest;
        }
        word
    }

    /// `2025-11-17` or `Mon, 17 Nov 25`.
    fn date(&mut self) -> Option<NaiveDate> {
        let (year, month, day);
        if let [_, _, _, _, b'-', ..] = self.0 {
            year = self.number(4, 4)?;
            self.expect(b'-')?;
            month = self.number(2, 2)?;
            self.expect(b'-')?;
            day = self.number(2, 2)?;
        } else {
            self.word();
            self.skip(b", ");
            day = self.number(1, 2)?;
            self.skip(b" ");
            let name = self.word();
            let names = b"janfebmaraprmayjunjulaugsepoctnovdec".chunks_exact(3);
            month = 1 + names.zip(0..).find(|(known, _)| *known == name)?.1;
            self.skip(b" ");
            let before = self.0.len();
            let written = self.number(2, 4)?;
            // RFC 2822, 4.3: 25 is 2025, 99 is 1999, 125 is 2025.
            year = match (before - self.0.len(), written) {
                (2, ..50) => written + 2000,
                (2 | 3, _) => written + 1900,
                _ => written,
            };
        }
        NaiveDate::from_ymd_opt(i32::try_from(year).ok()?, month, day)
    }

    /// `Z`, `+07:00`, `+0700`, `GMT+7`, `EST`; RFC 2822 reads the single letters of the armed forces as UTC.
    fn zone(&mut self) -> Option<FixedOffset> {
        let named_hours = match self.word() {
            [_, 0, _] | [b'g', b'm', b't'] | [b'u', b't', _] => 0,
            [zone, season @ (b's' | b'd'), b't'] => {
                let west = b"ecmp"
                    .iter()
                    .zip(5..)
                    .find(|(known, _)| **known == zone)?
                    .1;
                i32::from(season == b'd') - west
            }
            _ => return None,
        };
        let sign = match self.0 {
            [b'+', ..] => 1,
            [b'-', ..] => -1,
            _ => return FixedOffset::east_opt(named_hours * 3600),
        };
        self.0 = self.0.get(1..)?;
        let hours = self.number(1, 2)?;
        let minutes = match self.expect(b':') {
            None if !self.0.first().is_some_and(u8::is_ascii_digit) => 0,
            _ => self.number(2, 2).filter(|minutes| *minutes < 60)?,
        };
        FixedOffset::east_opt(sign * i32::try_from(hours * 3600 + minutes * 60).ok()?)
    }
}

impl Reader {
    /// A point in time and whether only its day is known; what cannot be read is a finding.
    pub(crate) fn stamp(&mut self, place: &Place<'_>, name: &str) -> Option<(Stamp, bool)> {
        let raw = self.text(place, name)?;
        let stamp = parse_stamp(&raw);
        match stamp {
            None => self.note("date-unreadable", &place.at(name), &raw),
            Some((_, true)) => self.note("date-without-time", &place.at(name), &raw),
            #[cfg(feature = "check")]
            Some(_) if parse_in(&raw, None).is_none() => {
                self.note("date-without-zone", &place.at(name), &raw);
            }
            #[cfg(feature = "check")]
            Some(_) if DateTime::parse_from_rfc3339(&raw).is_err() => {
                self.note("date-not-rfc3339", &place.at(name), &raw);
            }
            Some(_) => {}
        }
        stamp
    }
}

#[cfg(test)]
#[path = "stamp_tests.rs"]
mod tests;
