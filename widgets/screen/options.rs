//! Attributes of `<cchc-screen>`, checked.

use cchc::feed::screens::{
    DIAGONALS_INCH, DISTANCES_M, LANGUAGES, Languages, MODES, Mode, ORIENTATIONS, Orientation,
};
use cchc::format::Lang;

use crate::shared::options::{Attributes, Warnings, number, refresh_secs, theme, word};

/// What the page asked for; what it left out is as the feed says.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Options {
    /// Id of the screen.
    pub screen: Option<String>,
    /// Id of the programme.
    pub programme: Option<String>,
    /// Id of the agency that it speaks for; only its news are shown.
    pub agency: Option<String>,
    /// Diagonal in inches.
    pub diagonal_inch: Option<f64>,
    /// Distance in metres.
    pub distance_m: Option<f64>,
    /// How it hangs.
    pub orientation: Option<Orientation>,
    /// What it speaks.
    pub lang: Option<Languages>,
    /// Whether people touch it.
    pub mode: Option<Mode>,
    /// Seconds without a touch after which a kiosk forgets its reader.
    pub idle_secs: Option<u32>,
    /// What the page around speaks, for a screen that the feed does not know.
    pub around: Lang,
    /// Whether the page chose the colours.
    pub has_theme: bool,
    /// Page with the form.
    pub forms: Option<String>,
    /// Page with the lookup.
    pub lookup: Option<String>,
    /// The build that runs, the newest, the one that was fetched, and what was saved of them.
    pub builds: [Option<String>; 4],
    /// Seconds between refreshes, if the page says so.
    pub refresh_secs: Option<u32>,
}

/// Reads the attributes.
#[must_use]
pub fn read(attributes: Attributes<'_>) -> (Options, Warnings) {
    let mut bad = Warnings::default();
    let text = |name: &str| {
        attributes(name)
            .map(|text| text.trim().to_owned())
            .filter(|text| !text.is_empty())
    };
    theme(attributes, &mut bad);
    let options = Options {
        screen: text("screen"),
        programme: text("programme"),
        agency: text("agency"),
        diagonal_inch: measure(attributes, "diagonal", DIAGONALS_INCH, &mut bad),
        distance_m: measure(attributes, "distance", DISTANCES_M, &mut bad),
        orientation: word(attributes, "orientation", ORIENTATIONS, &mut bad),
        lang: word(attributes, "lang", LANGUAGES, &mut bad),
        mode: word(attributes, "mode", MODES, &mut bad),
        idle_secs: number(attributes, "idle", 20, 600, &mut bad),
        around: Lang::default(),
        has_theme: text("theme").is_some(),
        forms: text("forms"),
        lookup: text("lookup"),
        builds: [
            text("build"),
            text("newest"),
            text("fetched"),
            attributes("saved"),
        ],
        refresh_secs: refresh_secs(attributes, &mut bad),
    };
    (options, bad)
}

/// A number within bounds, such as 31.5.
fn measure(
    attributes: Attributes<'_>,
    name: &str,
    [least, most]: [f64; 2],
    bad: &mut Warnings,
) -> Option<f64> {
    let raw = attributes(name)?;
    let number = decimal(raw.trim()).filter(|number| (least..=most).contains(number));
    if number.is_none() {
        bad.bad(name, &raw);
    }
    number
}

/// The library's reader of numbers knows exponents and infinities, and weighs 10 kB.
fn decimal(text: &str) -> Option<f64> {
    let (whole, part) = text.split_once(['.', ',']).unwrap_or((text, ""));
    if whole.len() > 6 || part.len() > 6 {
        return None;
    }
    let mut number = f64::from(whole.parse::<u32>().ok()?);
    if !part.is_empty() {
        number += f64::from(part.parse::<u32>().ok()?) / f64::from(10_u32.pow(part.len() as u32));
    }
    Some(number)
}
