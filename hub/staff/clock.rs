//! How long there is left, in words an official takes in at a glance.

const MINUTE_MS: i64 = 60_000;
const HOUR_MS: i64 = 60 * MINUTE_MS;
const DAY_MS: i64 = 24 * HOUR_MS;

/// How urgent it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Urgency {
    /// Nothing is promised, or it has ended.
    None,
    Calm,
    /// Less than a day.
    Soon,
    Overdue,
}

impl Urgency {
    /// Class of the style sheet.
    pub(super) const fn class(self) -> &'static str {
        match self {
            Self::None => "clock none",
            Self::Calm => "clock calm",
            Self::Soon => "clock soon",
            Self::Overdue => "clock overdue",
        }
    }
}

fn span(ms: i64) -> String {
    if ms >= DAY_MS {
        format!("{} ngày", ms / DAY_MS)
    } else if ms >= HOUR_MS {
        format!("{} giờ", ms / HOUR_MS)
    } else {
        format!("{} phút", (ms / MINUTE_MS).max(1))
    }
}

/// Urgency and words of a promise.
pub(super) fn clock(is_open: bool, expected_ms: Option<i64>, now_ms: i64) -> (Urgency, String) {
    let Some(due) = expected_ms.filter(|_| is_open) else {
        return (Urgency::None, String::new());
    };
    let left = due - now_ms;
    if left < 0 {
        (Urgency::Overdue, format!("Quá hạn {}", span(-left)))
    } else if left < DAY_MS {
        (Urgency::Soon, format!("Còn {}", span(left)))
    } else {
        (Urgency::Calm, format!("Còn {}", span(left)))
    }
}

/// How long ago.
pub(super) fn ago(at_ms: i64, now_ms: i64) -> String {
    let past = (now_ms - at_ms).max(0);
    match past {
        past if past < MINUTE_MS => "vừa xong".to_owned(),
        past if past < 30 * DAY_MS => format!("{} trước", span(past)),
        _ => super::view::day(at_ms),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_promise_is_told_in_days_hours_or_minutes() {
        for (left, urgency, words) in [
            (3 * DAY_MS + 5, Urgency::Calm, "Còn 3 ngày"),
            (DAY_MS - 1, Urgency::Soon, "Còn 23 giờ"),
            (90 * MINUTE_MS, Urgency::Soon, "Còn 1 giờ"),
            (5, Urgency::Soon, "Còn 1 phút"),
            (-1, Urgency::Overdue, "Quá hạn 1 phút"),
            (-26 * HOUR_MS, Urgency::Overdue, "Quá hạn 1 ngày"),
        ] {
            assert_eq!(clock(true, Some(left), 0), (urgency, words.to_owned()));
        }
        assert_eq!(clock(false, Some(-5), 0).0, Urgency::None);
        assert_eq!(clock(true, None, 0).0, Urgency::None);
        assert_eq!(ago(0, 10), "vừa xong");
        assert_eq!(ago(0, 2 * HOUR_MS), "2 giờ trước");
    }
}
