//! Day, dim or dark, by the quiet hours of a screen.

use super::wall::Wall;
use crate::feed::screens::{DAY_MINUTES, How, Quiet};

/// How bright a screen is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Light {
    /// As by day.
    Day,
    /// With little light.
    Dim,
    /// Nothing is shown.
    Dark,
}

/// How bright it is now. Where two windows overlap, dark goes before dim.
#[must_use]
pub fn light(quiet: &[Quiet], wall: Wall) -> Light {
    light_at(quiet, wall.day, wall.minute)
}

/// Seconds until it changes; `None` where it never does.
#[must_use]
pub fn changes_in_secs(quiet: &[Quiet], wall: Wall) -> Option<u32> {
    let now = light(quiet, wall);
    let (mut day, mut minute) = (wall.day, wall.minute);
    let mut passed = 0;
    // A week and the day that it began in.
    for _ in 0..=quiet
        .len()
        .saturating_mul(2)
        .saturating_add(1)
        .saturating_mul(8)
    {
        let next = next_edge(quiet, minute);
        passed += u32::from(next - minute);
        minute = next;
        if minute >= DAY_MINUTES {
            minute = 0;
            day = day % 7 + 1;
        }
        if light_at(quiet, day, minute) != now {
            return Some((passed * 60).saturating_sub(u32::from(wall.second)));
        }
    }
    None
}

fn light_at(quiet: &[Quiet], day: u8, minute: u16) -> Light {
    let mut light = Light::Day;
    for one in quiet {
        if one.window.holds(day, minute) {
            match one.how {
                How::Dark => return Light::Dark,
                How::Dim => light = Light::Dim,
            }
        }
    }
    light
}

/// The next minute of the day at which a window begins or ends, or midnight.
fn next_edge(quiet: &[Quiet], minute: u16) -> u16 {
    let mut next = DAY_MINUTES;
    for one in quiet {
        for edge in [one.window.from, one.window.to] {
            if edge > minute && edge < next {
                next = edge;
            }
        }
    }
    next
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "tests")]
    use proptest::prelude::*;

    use super::*;
    use crate::feed::screens::{Days, Window, minute_of_day};

    fn quiet(days: &str, from: &str, to: &str, how: How) -> Quiet {
        Quiet {
            window: Window {
                days: Days::read(days).unwrap(),
                from: minute_of_day(from).unwrap(),
                to: minute_of_day(to).unwrap(),
            },
            how,
        }
    }

    fn wall(day: u8, at: &str) -> Wall {
        Wall {
            day,
            minute: minute_of_day(at).unwrap(),
            second: 0,
            date: 20_000,
        }
    }

    #[test]
    fn a_night_goes_over_midnight_and_belongs_to_the_day_it_begins_on() {
        let nights = [
            quiet("1-5", "22:00", "05:30", How::Dark),
            quiet("1-7", "20:00", "22:00", How::Dim),
        ];
        for (day, at, expected, changes) in [
            (1, "12:00", Light::Day, 8 * 60),
            (1, "20:00", Light::Dim, 120),
            (1, "22:00", Light::Dark, 450),
            (2, "05:29", Light::Dark, 1),
            (2, "05:30", Light::Day, 870),
            // Monday's morning is Sunday's night, which is none.
            (1, "02:00", Light::Day, 18 * 60),
            (6, "02:00", Light::Dark, 210),
            // Saturday night stays light from 22:00 on.
            (6, "22:00", Light::Day, 22 * 60),
        ] {
            let wall = wall(day, at);
            assert_eq!(light(&nights, wall), expected, "{day} {at}");
            let found = changes_in_secs(&nights, wall);
            assert_eq!(found, Some(changes * 60), "{day} {at}");
        }
    }

    #[test]
    fn what_never_changes_is_told() {
        assert_eq!(changes_in_secs(&[], wall(1, "12:00")), None);
        let always = [quiet("1-7", "00:00", "24:00", How::Dark)];
        assert_eq!(light(&always, wall(3, "00:00")), Light::Dark);
        assert_eq!(changes_in_secs(&always, wall(3, "00:00")), None);
        let late = Wall {
            second: 40,
            ..wall(7, "23:59")
        };
        let monday = [quiet("1", "00:00", "24:00", How::Dark)];
        assert_eq!(changes_in_secs(&monday, late), Some(20));
    }

    fn any_quiet() -> impl Strategy<Value = Quiet> {
        (
            1_u8..=7,
            1_u8..=7,
            0_u16..1_440,
            1_u16..=1_440,
            any::<bool>(),
        )
            .prop_map(|(first, last, from, to, is_dark)| Quiet {
                window: Window {
                    days: Days::read(&format!("{first}-{last}")).unwrap(),
                    from,
                    to,
                },
                how: if is_dark { How::Dark } else { How::Dim },
            })
    }

    proptest! {
        #[test]
        fn it_stays_until_then_and_has_changed_then(
            quiet in prop::collection::vec(any_quiet(), 0..5), now_ms in 0_u64..4_000_000_000_000,
        ) {
            let wall = Wall::at(now_ms);
            let now = light(&quiet, wall);
            let minute_ms = now_ms - now_ms % 60_000;
            let at = |minutes: u32| light(&quiet, Wall::at(minute_ms + u64::from(minutes) * 60_000));
            match changes_in_secs(&quiet, wall) {
                Some(secs) => {
                    let minutes = (secs + u32::from(wall.second)) / 60;
                    prop_assert_eq!((secs + u32::from(wall.second)) % 60, 0);
                    prop_assert_ne!(at(minutes), now);
                    prop_assert!((0..minutes).all(|before| at(before) == now));
                }
                None => prop_assert!((0..7 * 1_440).all(|minute| at(minute) == now)),
            }
        }
    }
}
