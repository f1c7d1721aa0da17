//! Attributes of `<cchc-scoreboard>`, checked.

use crate::shared::options::{Attributes, Warnings, is_on, number, refresh_secs, theme, word};

/// Arrangements.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Layout {
    /// A card for every index.
    #[default]
    Cards,
    /// One index in full.
    Index,
    /// The units of one index.
    Ranking,
    /// One line for every index.
    Compact,
}

/// Which rows of a ranking.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Rows {
    /// All of them.
    #[default]
    All,
    /// The first.
    Top,
    /// The last.
    Bottom,
}

/// How components are drawn.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Drawing {
    /// Bars in a table.
    #[default]
    Bars,
    /// A radar.
    Radar,
}

/// Words of [`Rows`].
pub const ROWS: &[(&str, Rows)] = &[
    ("all", Rows::All),
    ("top", Rows::Top),
    ("bottom", Rows::Bottom),
];
/// Words of [`Drawing`].
pub const DRAWINGS: &[(&str, Drawing)] = &[("bars", Drawing::Bars), ("radar", Drawing::Radar)];

/// What the page asked for.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Options {
    /// Arrangement.
    pub layout: Layout,
    /// Ids of the indexes, in the page's order; none means all.
    pub indexes: Vec<String>,
    /// The edition, instead of the newest.
    pub period: Option<String>,
    /// Whose row stands out.
    pub agency: Option<String>,
    /// Which rows of a ranking.
    pub rows: Rows,
    /// How many rows the first and the last are.
    pub limit: usize,
    /// How components are drawn at first.
    pub drawing: Drawing,
    /// Level of the widget's headings, 2 to 6.
    pub heading: u32,
    /// Whether files can be downloaded.
    pub downloads: bool,
    /// Page with the whole scoreboard.
    pub more: Option<String>,
    /// Seconds between refreshes, if the page says so.
    pub refresh_secs: Option<u32>,
}

/// Reads the attributes.
#[must_use]
pub fn read(attributes: Attributes<'_>) -> (Options, Warnings) {
    let mut bad = Warnings::default();
    let layouts = &[
        ("cards", Layout::Cards),
        ("index", Layout::Index),
        ("ranking", Layout::Ranking),
        ("compact", Layout::Compact),
    ];
    theme(attributes, &mut bad);
    let more = attributes("more");
    let options = Options {
        layout: word(attributes, "layout", layouts, &mut bad).unwrap_or_default(),
        indexes: names(attributes, "index"),
        period: year(attributes, &mut bad),
        agency: names(attributes, "agency").into_iter().next(),
        rows: word(attributes, "rows", ROWS, &mut bad).unwrap_or_default(),
        limit: number(attributes, "limit", 1, 100, &mut bad).unwrap_or(10) as usize,
        drawing: word(attributes, "components", DRAWINGS, &mut bad).unwrap_or_default(),
        heading: number(attributes, "heading", 2, 6, &mut bad).unwrap_or(3),
        downloads: is_on(attributes, "downloads", &mut bad),
        more: more.as_deref().and_then(cchc::text::safe_url),
        refresh_secs: refresh_secs(attributes, &mut bad),
    };
    if options.more.is_none()
        && let Some(more) = more.filter(|more| !more.trim().is_empty())
    {
        bad.bad("more", &more);
    }
    (options, bad)
}

/// A period as feeds write it: it begins with four digits.
fn year(attributes: Attributes<'_>, bad: &mut Warnings) -> Option<String> {
    let written = names(attributes, "year").into_iter().next()?;
    let digits = written.bytes().take_while(u8::is_ascii_digit).count();
    if digits == 4 {
        return Some(written);
    }
    bad.bad("year", &written);
    None
}

fn names(attributes: Attributes<'_>, name: &str) -> Vec<String> {
    let raw = attributes(name).unwrap_or_default();
    raw.split_whitespace().map(str::to_owned).collect()
}
