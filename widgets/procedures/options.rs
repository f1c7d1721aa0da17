//! Attributes of `<cchc-procedures>`, checked.

use cchc::feed::procedures::{LEVELS, Level};
use cchc::text::safe_url;

use crate::shared::options::{Attributes, Warnings, is_on, number, refresh_secs, theme, word};

/// What the page asked for.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Options {
    /// Id of the procedure that is open at first.
    pub procedure: Option<String>,
    /// What the page is: procedures of this level stand before their equals.
    pub level: Option<Level>,
    /// Only procedures of this field.
    pub field: Option<String>,
    /// Only procedures of this handler, by id or name.
    pub agency: Option<String>,
    /// How many answers are shown at first.
    pub limit: usize,
    /// Level of the widget's headings, 2 to 6.
    pub heading: u32,
    /// Whether searches are remembered on the device.
    pub recent: bool,
    /// Whether every procedure is kept for when there is no network.
    pub keeps_all: bool,
    /// Where a person can be asked.
    pub contact: Option<String>,
    /// Where one can write to the agency.
    pub feedback: Option<String>,
    /// Seconds between refreshes, if the page says so.
    pub refresh_secs: Option<u32>,
}

/// Reads the attributes.
#[must_use]
pub fn read(attributes: Attributes<'_>) -> (Options, Warnings) {
    let mut bad = Warnings::default();
    theme(attributes, &mut bad);
    let text = |name: &str| {
        let raw = cchc::text::clean(&attributes(name).unwrap_or_default());
        (!raw.is_empty()).then_some(raw)
    };
    let link = |name: &str, bad: &mut Warnings| {
        let raw = text(name)?;
        let url = safe_url(&raw);
        if url.is_none() {
            bad.bad(name, &raw);
        }
        url
    };
    let offline = &[("opened", false), ("all", true)];
    let options = Options {
        procedure: text("procedure"),
        level: word(attributes, "level", LEVELS, &mut bad),
        field: text("field"),
        agency: text("agency"),
        limit: number(attributes, "limit", 1, 100, &mut bad).unwrap_or(10) as usize,
        heading: number(attributes, "heading", 2, 6, &mut bad).unwrap_or(3),
        recent: is_on(attributes, "recent", &mut bad),
        keeps_all: word(attributes, "offline", offline, &mut bad).unwrap_or_default(),
        contact: link("contact", &mut bad),
        feedback: link("feedback", &mut bad),
        refresh_secs: refresh_secs(attributes, &mut bad),
    };
    (options, bad)
}
