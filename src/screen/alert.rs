//! Which notices interrupt a programme, and which wait for their scene.
//!
//! What is severe goes over everything at once. Exercises and tests do so too, marked as such, but never before what is meant,
//! and all of them clear by themselves: a notice without an end has one by default ([`crate::feed::notices`]).

use crate::feed::Stamp;
use crate::feed::notices::{Notice, Severity, Status, active};

/// What must stand beside a notice.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Mark {
    /// It is meant.
    None,
    /// An exercise.
    Exercise,
    /// A test.
    Test,
}

/// The notices of a moment, the gravest first.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Alerts<'a> {
    /// Over the whole screen, now.
    pub interrupting: Vec<&'a Notice>,
    /// In scenes of their own.
    pub waiting: Vec<&'a Notice>,
}

/// Sorts the notices that hold at `now` for an agency, or for all of them.
#[must_use]
pub fn alerts<'a>(notices: &'a [Notice], now: Stamp, agency: Option<&str>) -> Alerts<'a> {
    let mut alerts = Alerts::default();
    for notice in active(notices, now, agency) {
        if !is_severe(notice) {
            alerts.waiting.push(notice);
        } else if notice.status == Status::Actual {
            // In front of exercises, behind what is graver.
            let meant = |one: &&Notice| one.status == Status::Actual;
            let at = alerts
                .interrupting
                .iter()
                .take_while(|one| meant(one))
                .count();
            alerts.interrupting.insert(at, notice);
        } else {
            alerts.interrupting.push(notice);
        }
    }
    alerts
}

/// What must stand beside it.
#[must_use]
pub const fn mark(notice: &Notice) -> Mark {
    match notice.status {
        Status::Exercise => Mark::Exercise,
        Status::Test => Mark::Test,
        Status::Actual | Status::Hidden => Mark::None,
    }
}

/// When the notices of a file may change by themselves the next time: one begins or ends.
#[must_use]
pub fn changes_at(notices: &[Notice], now: Stamp) -> Option<Stamp> {
    let mut next: Option<Stamp> = None;
    for notice in notices {
        for edge in [notice.begins, notice.ends] {
            if edge > now && next.is_none_or(|known| edge < known) {
                next = Some(edge);
            }
        }
    }
    next
}

const fn is_severe(notice: &Notice) -> bool {
    matches!(notice.severity, Severity::Extreme | Severity::Severe)
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "tests")]
    use super::*;
    use crate::feed::{notices, parse_stamp};

    fn at(text: &str) -> Stamp {
        parse_stamp(text).unwrap().0
    }

    fn file(rows: &[(&str, &str, &str)]) -> Vec<Notice> {
        let rows: Vec<String> = rows
            .iter()
            .map(|(id, status, severity)| {
                format!(
                    r#"{{"identifier":"{id}","sent":"2025-11-18T08:00:00+07:00","status":"{status}","msg_type":"Alert",
                    "severity":"{severity}","info":[{{"headline":"{id}"}}]}}"#
                )
            })
            .collect();
        let text = format!(r#"{{"version":"1.0","notices":[{}]}}"#, rows.join(","));
        notices::parse(&text).0
    }

    #[test]
    fn what_is_severe_interrupts_and_what_is_meant_goes_first() {
        let notices = file(&[
            ("test", "Test", "Extreme"),
            ("rain", "Actual", "Moderate"),
            ("exercise", "Exercise", "Severe"),
            ("flood", "Actual", "Severe"),
            ("fire", "Actual", "Extreme"),
            ("draft", "Draft", "Extreme"),
        ]);
        let found = alerts(&notices, at("2025-11-18T09:00:00+07:00"), None);
        let ids = |list: &[&Notice]| -> Vec<String> {
            list.iter()
                .map(|notice| notice.identifier.clone())
                .collect()
        };
        assert_eq!(
            ids(&found.interrupting),
            ["fire", "flood", "test", "exercise"]
        );
        assert_eq!(ids(&found.waiting), ["rain"]);
        let marks: Vec<_> = found.interrupting.iter().map(|one| mark(one)).collect();
        assert_eq!(marks, [Mark::None, Mark::None, Mark::Test, Mark::Exercise]);
    }

    #[test]
    fn alerts_clear_by_themselves_at_a_time_that_is_known() {
        let notices = file(&[("fire", "Actual", "Extreme")]);
        let ends = at("2025-11-19T08:00:00+07:00");
        assert_eq!(
            changes_at(&notices, at("2025-11-18T09:00:00+07:00")),
            Some(ends)
        );
        assert_eq!(alerts(&notices, ends, None), Alerts::default());
        assert_eq!(changes_at(&notices, ends), None);
        let before = at("2025-11-18T07:00:00+07:00");
        assert_eq!(
            changes_at(&notices, before),
            Some(at("2025-11-18T08:00:00+07:00"))
        );
        assert_eq!(alerts(&notices, before, None), Alerts::default());
    }
}
