//! Attributes of `<cchc-feedback>` in these modes, checked.

use cchc::text::safe_url;

use crate::shared::options::{Attributes, Warnings, number, refresh_secs, theme};

/// What the element is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
#[non_exhaustive]
pub enum Mode {
    /// What became of an item.
    #[default]
    Track,
    /// What others asked, and what they were answered.
    Answers,
}

/// Modes of this half by their words.
const MODES: &[(&str, Mode)] = &[("track", Mode::Track), ("answers", Mode::Answers)];

/// Answers in sight at first, and more at each press.
const LIMIT: usize = 10;

/// What the page asked for.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Options {
    /// What the element is for.
    pub mode: Mode,
    /// Id of the agency whose answers are shown: then nobody is asked.
    pub agency: Option<String>,
    /// Code of the kind that is chosen at first.
    pub kind: Option<String>,
    /// Address of the hub, before the feed's.
    pub hub: Option<String>,
    /// Level of the widget's headings, 2 to 6.
    pub heading: u32,
    /// Answers in sight at first.
    pub limit: usize,
    /// Seconds between refreshes, if the page says so.
    pub refresh_secs: Option<u32>,
}

/// The mode, if it is one of this half.
#[must_use]
pub fn mode(attributes: Attributes<'_>) -> Option<Mode> {
    let word = attributes("mode")?;
    cchc::feed::news::look_up(MODES, word.trim())
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
    let hub = text("hub");
    if let Some(raw) = hub.as_ref().filter(|raw| safe_url(raw).is_none()) {
        bad.bad("hub", raw);
    }
    let limit = number(attributes, "limit", 1, 100, &mut bad);
    let options = Options {
        mode: mode(attributes).unwrap_or_default(),
        agency: text("agency"),
        kind: text("kind"),
        hub: hub.and_then(|raw| safe_url(&raw)),
        heading: number(attributes, "heading", 2, 6, &mut bad).unwrap_or(3),
        limit: limit.map_or(LIMIT, |limit| limit as usize),
        refresh_secs: refresh_secs(attributes, &mut bad),
    };
    (options, bad)
}
