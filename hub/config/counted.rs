//! The settings of what a hub counts and does by itself: reach, screens, holidays, retention. All counting is off unless it is
//! turned on.

use std::collections::BTreeSet;

use chrono::NaiveDate;
use serde::Deserialize;

/// Days on which offices are closed besides Saturdays and Sundays, for times that are promised in working days.
///
/// 1 January, 30 April, 1 May and 2 September are known: Labour Code 45/2019/QH14, article 112. The lunar ones (Tết, Hùng Vương),
/// the second day of the National Day and days in lieu are named anew each year, so they are listed.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub(crate) struct Holidays {
    /// `2026-02-17`.
    pub(crate) off: BTreeSet<NaiveDate>,
    /// Saturdays, Sundays or holidays that are worked on.
    pub(crate) worked: BTreeSet<NaiveDate>,
}

/// How often widgets are seen on which host.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub(crate) struct Reach {
    pub(crate) is_counted: bool,
}

/// Lobby screens.
#[derive(Debug, Clone, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub(crate) struct Screens {
    /// Whether signs of life are taken.
    pub(crate) heartbeat: bool,
    /// A screen without a sign of life for so long is late.
    pub(crate) late_minutes: u32,
}

impl Default for Screens {
    fn default() -> Self {
        Self {
            heartbeat: false,
            late_minutes: 15,
        }
    }
}

/// What is erased by itself.
#[derive(Debug, Clone, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub(crate) struct Retention {
    /// Every day what was kept as long as its consent allows.
    pub(crate) daily: bool,
}

impl Default for Retention {
    fn default() -> Self {
        Self { daily: true }
    }
}
