//! `screens.json`: which public screens there are, where each hangs, what it shows, and when it is dark.
//!
//! Nobody stands beside a panel to mend it, so the reader is as lenient as it can be: a scene, a window or a screen that
//! cannot be read is left out alone, and a screen whose programme is not there shows the first one.

use super::news::Kind;

mod read;
mod window;

pub use read::parse;
pub use window::{DAY_MINUTES, Days, Window, minute_of_day};

/// Screens kept of one file.
pub const MAX_SCREENS: usize = 5_000;
/// Programmes kept of one file.
pub const MAX_PROGRAMMES: usize = 200;
/// Scenes, quiet windows and codes kept of one list.
pub const MAX_ENTRIES: usize = 100;
/// Longest name and title, in characters.
pub const MAX_TITLE_CHARS: usize = 200;
/// Longest text of a scene, in characters; it is shown in pages.
pub const MAX_TEXT_CHARS: usize = 2_000;
/// How often a scene may come, beside others.
pub const WEIGHTS: [u32; 2] = [1, 10];
/// Seconds that a scene may be given.
pub const SECS: [u32; 2] = [8, 120];
/// Items that a scene may show.
pub const LIMITS: [u32; 2] = [1, 50];
/// Diagonals that panels have, in inches.
pub const DIAGONALS_INCH: [f64; 2] = [5.0, 300.0];
/// Distances that people look from, in metres.
pub const DISTANCES_M: [f64; 2] = [0.3, 50.0];

/// The file.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Screens {
    /// In the order of the file.
    pub screens: Vec<Screen>,
    /// In the order of the file.
    pub programmes: Vec<Programme>,
}

impl Screens {
    /// The screen with this id.
    #[must_use]
    pub fn screen(&self, id: &str) -> Option<&Screen> {
        self.screens.iter().find(|screen| screen.id == id)
    }

    /// What a screen shows: its programme, else the first, because a wrong word must not leave a lobby dark.
    #[must_use]
    pub fn programme_of(&self, screen: &Screen) -> Option<&Programme> {
        let own = |programme: &&Programme| screen.programme.as_ref() == Some(&programme.id);
        let found = self.programmes.iter().find(own);
        found.or_else(|| self.programmes.first())
    }
}

/// One panel.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Screen {
    /// Permanent; the panel's address names it.
    pub id: String,
    /// Where it hangs, in words; may be empty.
    pub place: String,
    /// Where it hangs, in English.
    pub place_en: Option<String>,
    /// Id of the agency that it speaks for.
    pub agency: Option<String>,
    /// Id of the ward or commune around it, an agency too.
    pub ward: Option<String>,
    /// Diagonal in inches, within [`DIAGONALS_INCH`].
    pub diagonal_inch: Option<f64>,
    /// From how far most people read it, in metres, within [`DISTANCES_M`].
    pub distance_m: Option<f64>,
    /// How it hangs.
    pub orientation: Orientation,
    /// What it speaks.
    pub lang: Languages,
    /// Id of its programme.
    pub programme: Option<String>,
    /// When it is dark or dim.
    pub quiet: Vec<Quiet>,
    /// Its colours.
    pub theme: Theme,
    /// Whether people touch it.
    pub mode: Mode,
    /// Whether it tells the hub that it lives.
    pub has_heartbeat: bool,
    /// Grows with every change of the screen or of its programme.
    pub rev: u32,
}

/// When a screen is dark or dim, in its own wall time.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Quiet {
    /// When.
    pub window: Window,
    /// How.
    pub how: How,
}

/// A programme: scenes in turn, without end.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Programme {
    /// Permanent.
    pub id: String,
    /// For those who keep it; may be empty.
    pub title: String,
    /// In the order of the file.
    pub scenes: Vec<Scene>,
}

/// One thing that is shown for a while.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Scene {
    /// What.
    pub kind: SceneKind,
    /// How often beside others, within [`WEIGHTS`].
    pub weight: u32,
    /// For how long, within [`SECS`]; else as long as reading takes.
    pub secs: Option<u32>,
    /// Only then.
    pub window: Window,
    /// Id of an index; else any.
    pub index: Option<String>,
    /// Id of the agency whose place in a ranking is marked.
    pub unit: Option<String>,
    /// Ids of procedures, one each day; none means those that are asked for most.
    pub codes: Vec<String>,
    /// Most items, within [`LIMITS`].
    pub limit: Option<u32>,
    /// Only these sorts of news; none means all.
    pub kinds: Vec<Kind>,
    /// Heading.
    pub title: Option<String>,
    /// Heading in English.
    pub title_en: Option<String>,
    /// Words.
    pub text: Option<String>,
    /// Words in English.
    pub text_en: Option<String>,
    /// Where its code leads.
    pub url: Option<String>,
}

impl Scene {
    /// One of a kind with nothing said about it.
    #[must_use]
    pub const fn new(kind: SceneKind) -> Self {
        Self {
            kind,
            weight: 1,
            secs: None,
            window: Window::ALWAYS,
            index: None,
            unit: None,
            codes: Vec::new(),
            limit: None,
            kinds: Vec::new(),
            title: None,
            title_en: None,
            text: None,
            text_en: None,
            url: None,
        }
    }
}

/// Sorts of scenes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub enum SceneKind {
    /// One piece of news at a time, with a code to its page.
    News,
    /// Headlines in a strip.
    Ticker,
    /// Cards of indexes.
    Cards,
    /// The top and the bottom of a ranking.
    Ranking,
    /// A procedure of the day: papers, fee, code.
    Procedure,
    /// Feedback that was answered.
    Answers,
    /// A code that leads to the form.
    Feedback,
    /// Notices that do not interrupt.
    Notice,
    /// Time and date.
    Clock,
    /// Words of the house.
    Text,
}

/// How a screen hangs.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Orientation {
    /// Wider than high.
    Landscape,
    /// Higher than wide.
    Portrait,
    /// As the browser says.
    #[default]
    Auto,
}

/// What a screen speaks.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Languages {
    /// Vietnamese.
    #[default]
    Vi,
    /// English.
    En,
    /// Vietnamese, and English where there is some.
    Both,
}

/// Colours of a screen.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Theme {
    /// Light by day, dark while it is dim.
    #[default]
    Auto,
    /// Dark on light.
    Light,
    /// Light on dark.
    Dark,
    /// The strongest contrast.
    Contrast,
}

/// Whether people touch a screen.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Mode {
    /// They only look.
    #[default]
    Show,
    /// A kiosk: lookup and form, wiped when nobody touches it any more.
    Touch,
}

/// How quiet a screen is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum How {
    /// Nothing is shown.
    Dark,
    /// Shown with little light.
    Dim,
}

/// Words of [`SceneKind`] in a feed.
pub const SCENE_KINDS: &[(&str, SceneKind)] = &[
    ("news", SceneKind::News),
    ("ticker", SceneKind::Ticker),
    ("cards", SceneKind::Cards),
    ("ranking", SceneKind::Ranking),
    ("procedure", SceneKind::Procedure),
    ("answers", SceneKind::Answers),
    ("feedback", SceneKind::Feedback),
    ("notice", SceneKind::Notice),
    ("clock", SceneKind::Clock),
    ("text", SceneKind::Text),
];
/// Words of [`Orientation`] in a feed.
pub const ORIENTATIONS: &[(&str, Orientation)] = &[
    ("landscape", Orientation::Landscape),
    ("portrait", Orientation::Portrait),
    ("auto", Orientation::Auto),
];
/// Words of [`Languages`] in a feed.
pub const LANGUAGES: &[(&str, Languages)] = &[
    ("vi", Languages::Vi),
    ("en", Languages::En),
    ("vi+en", Languages::Both),
];
/// Words of [`Theme`] in a feed.
pub const THEMES: &[(&str, Theme)] = &[
    ("auto", Theme::Auto),
    ("light", Theme::Light),
    ("dark", Theme::Dark),
    ("contrast", Theme::Contrast),
];
/// Words of [`Mode`] in a feed.
pub const MODES: &[(&str, Mode)] = &[("show", Mode::Show), ("touch", Mode::Touch)];
/// Words of [`How`] in a feed.
pub const HOWS: &[(&str, How)] = &[("dark", How::Dark), ("dim", How::Dim)];

#[cfg(test)]
mod tests;
