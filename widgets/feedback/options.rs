//! Attributes of `<cchc-feedback>`, checked.

use cchc::text::safe_url;

use crate::shared::options::{Attributes, Warnings, number, refresh_secs, theme, word};

/// How the element stands in the page.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
#[non_exhaustive]
pub enum Mode {
    /// The form, in the page.
    #[default]
    Form,
    /// A button that opens the form in a dialog.
    Button,
    /// Five faces after a visit.
    Rating,
}

const MODES: &[(&str, Mode)] = &[
    ("form", Mode::Form),
    ("button", Mode::Button),
    ("rating", Mode::Rating),
];

/// What the page asked for.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Options {
    /// How the element stands in the page.
    pub mode: Mode,
    /// Id of the form; the first where none is named.
    pub form: Option<String>,
    /// The site that the hub knows this page by.
    pub site: Option<String>,
    /// Id of the agency that it goes to: then nobody is asked.
    pub agency: Option<String>,
    /// Code of the kind that is chosen at first.
    pub kind: Option<String>,
    /// Address of the hub, before the feed's.
    pub hub: Option<String>,
    /// The page where an item is followed.
    pub track: Option<String>,
    /// It stands on a kiosk: the next citizen is another one.
    pub is_kiosk: bool,
    /// Level of the widget's headings, 2 to 6.
    pub heading: u32,
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
    let hub = text("hub");
    if let Some(raw) = hub.as_ref().filter(|raw| safe_url(raw).is_none()) {
        bad.bad("hub", raw);
    }
    let track = text("track");
    if let Some(raw) = track.as_ref().filter(|raw| safe_url(raw).is_none()) {
        bad.bad("track", raw);
    }
    let options = Options {
        mode: word(attributes, "mode", MODES, &mut bad).unwrap_or_default(),
        form: text("form"),
        site: text("site"),
        agency: text("agency"),
        kind: text("kind"),
        hub: hub.and_then(|raw| safe_url(&raw)),
        track: track.and_then(|raw| safe_url(&raw)),
        is_kiosk: attributes("data-kiosk").is_some(),
        heading: number(attributes, "heading", 2, 6, &mut bad).unwrap_or(3),
        refresh_secs: refresh_secs(attributes, &mut bad),
    };
    (options, bad)
}
