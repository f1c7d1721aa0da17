//! Attributes of `<cchc-news>`, checked.

use cchc::feed::news::{Filter, KINDS, REFORM_FIELDS};

use crate::shared::options::{
    Attributes, Warnings, is_on, number, refresh_secs, theme, word, words,
};

/// Arrangements.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Layout {
    /// A moving line.
    Ticker,
    /// A list.
    #[default]
    List,
    /// One item at a time.
    Rotator,
}

/// How fast the page wants it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Pace {
    /// Reading speed that ticker and rotator follow.
    pub words_per_minute: u32,
    /// Pixels per second of the ticker, instead of the reading speed.
    pub px_per_sec: Option<u32>,
    /// Seconds per item of the rotator, instead of its length.
    pub interval_secs: Option<u32>,
}

/// What the page asked for.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Options {
    /// Arrangement.
    pub layout: Layout,
    /// Which items.
    pub filter: Filter,
    /// Seconds between refreshes, if the page says so.
    pub refresh_secs: Option<u32>,
    /// How fast the moving arrangements go.
    pub pace: Pace,
    /// Whether notices are shown.
    pub notices: bool,
}

/// Reads the attributes.
#[must_use]
pub fn read(attributes: Attributes<'_>) -> (Options, Warnings) {
    let mut bad = Warnings::default();
    let layouts = &[
        ("ticker", Layout::Ticker),
        ("list", Layout::List),
        ("rotator", Layout::Rotator),
    ];
    theme(attributes, &mut bad);
    let options = Options {
        layout: word(attributes, "layout", layouts, &mut bad).unwrap_or_default(),
        filter: Filter {
            agency: attributes("agency").filter(|agency| !agency.trim().is_empty()),
            kinds: words(attributes, "kind", KINDS, &mut bad),
            fields: words(attributes, "field", REFORM_FIELDS, &mut bad),
            max_items: number(attributes, "limit", 1, 100, &mut bad).unwrap_or(10) as usize,
            max_age_days: number(attributes, "max-age", 1, 36_500, &mut bad),
        },
        refresh_secs: refresh_secs(attributes, &mut bad),
        pace: Pace {
            words_per_minute: number(attributes, "wpm", 60, 300, &mut bad).unwrap_or(150),
            px_per_sec: number(attributes, "speed", 20, 600, &mut bad),
            interval_secs: number(attributes, "interval", 3, 120, &mut bad),
        },
        notices: is_on(attributes, "notices", &mut bad),
    };
    (options, bad)
}
