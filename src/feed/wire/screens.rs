//! `screens.json`: the public screens, what each shows, and when it is dark.

use schemars::JsonSchema;
use serde::Serialize;

use super::news::Kind;

/// The screens and their programmes.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub struct Screens {
    /// Version of feed v1; a newer minor version only adds fields.
    #[schemars(regex(pattern = r"^1\.[0-9]+$"))]
    pub version: String,
    /// The panels.
    pub screens: Vec<Screen>,
    /// What they show.
    pub programmes: Vec<Programme>,
}

/// One panel.
#[derive(Debug, Clone, PartialEq, Default, Serialize, JsonSchema)]
pub struct Screen {
    /// Permanent, printable ASCII, such as toa-a1; the address on the panel names it.
    #[schemars(regex(pattern = r"^[!-~]+$"))]
    pub id: String,
    /// Where it hangs.
    #[schemars(length(min = 1, max = 200))]
    pub place: String,
    /// Where it hangs, in English.
    #[schemars(length(max = 200))]
    #[serde(skip_serializing_if = "Option::is_none")]
    pub place_en: Option<String>,
    /// Id of the agency that it speaks for.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub agency: Option<String>,
    /// Id of the ward or commune around it, an agency too.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub ward: Option<String>,
    /// Diagonal in inches; with the distance it gives the size of the letters.
    #[schemars(range(min = 5, max = 300))]
    #[serde(skip_serializing_if = "Option::is_none")]
    pub diagonal_inch: Option<f64>,
    /// From how far most people read it, in metres.
    #[schemars(range(min = 0.3, max = 50))]
    #[serde(skip_serializing_if = "Option::is_none")]
    pub distance_m: Option<f64>,
    /// How it hangs; as the browser says when absent.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub orientation: Option<Orientation>,
    /// What it speaks; vi when absent.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub lang: Option<Languages>,
    /// Id of its programme.
    #[schemars(length(min = 1))]
    pub programme: String,
    /// When it is dark or dim.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub quiet: Vec<Quiet>,
    /// Its colours; auto when absent.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub theme: Option<Theme>,
    /// Whether people touch it; show when absent.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub mode: Option<Mode>,
    /// Whether it tells the hub that it lives; it does not when absent.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub heartbeat: Option<bool>,
    /// Grows with every change of the screen or of its programme.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub rev: Option<u32>,
}

/// When a screen is dark or dim, in the wall time of Vietnam.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Quiet {
    /// Days on which it begins, 1 is Monday: 1-5, 6-7, 1,3,5; all when absent.
    #[schemars(regex(pattern = r"^[1-7](-[1-7])?(,[1-7](-[1-7])?)*$"))]
    #[serde(skip_serializing_if = "Option::is_none")]
    pub days: Option<String>,
    /// First minute, such as 22:00.
    #[schemars(regex(pattern = r"^([01]?[0-9]|2[0-3]):[0-5][0-9]$"))]
    pub from: String,
    /// Minute behind the last one, such as 05:30 of the next morning.
    #[schemars(regex(pattern = r"^(([01]?[0-9]|2[0-3]):[0-5][0-9]|24:00)$"))]
    pub to: String,
    /// How.
    pub how: How,
}

/// Scenes in turn, without end.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, JsonSchema)]
pub struct Programme {
    /// Permanent, printable ASCII.
    #[schemars(regex(pattern = r"^[!-~]+$"))]
    pub id: String,
    /// For those who keep it.
    #[schemars(length(min = 1, max = 200))]
    pub title: String,
    /// What is shown; at least one.
    pub scenes: Vec<Scene>,
}

/// One thing that is shown for a while.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Scene {
    /// What.
    pub kind: SceneKind,
    /// How often beside others; 1 when absent.
    #[schemars(range(min = 1, max = 10))]
    #[serde(skip_serializing_if = "Option::is_none")]
    pub weight: Option<u32>,
    /// For how many seconds; as long as reading takes when absent.
    #[schemars(range(min = 8, max = 120))]
    #[serde(skip_serializing_if = "Option::is_none")]
    pub secs: Option<u32>,
    /// Days on which it is shown, 1 is Monday: 1-5, 6-7, 1,3,5; all when absent.
    #[schemars(regex(pattern = r"^[1-7](-[1-7])?(,[1-7](-[1-7])?)*$"))]
    #[serde(skip_serializing_if = "Option::is_none")]
    pub days: Option<String>,
    /// First minute; from midnight when absent.
    #[schemars(regex(pattern = r"^([01]?[0-9]|2[0-3]):[0-5][0-9]$"))]
    #[serde(skip_serializing_if = "Option::is_none")]
    pub from: Option<String>,
    /// Minute behind the last one; to midnight when absent.
    #[schemars(regex(pattern = r"^(([01]?[0-9]|2[0-3]):[0-5][0-9]|24:00)$"))]
    #[serde(skip_serializing_if = "Option::is_none")]
    pub to: Option<String>,
    /// Id of the index of cards or of a ranking; any when absent.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub index: Option<String>,
    /// Id of the agency whose place in a ranking is marked.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub unit: Option<String>,
    /// Ids of procedures, one each day; none means those that are asked for most.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub codes: Vec<String>,
    /// Most items.
    #[schemars(range(min = 1, max = 50))]
    #[serde(skip_serializing_if = "Option::is_none")]
    pub limit: Option<u32>,
    /// Only these sorts of news; none means all.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub kinds: Vec<Kind>,
    /// Heading.
    #[schemars(length(max = 200))]
    #[serde(skip_serializing_if = "Option::is_none")]
    pub title: Option<String>,
    /// Heading in English.
    #[schemars(length(max = 200))]
    #[serde(skip_serializing_if = "Option::is_none")]
    pub title_en: Option<String>,
    /// Words of a text; too many for one page are shown in several.
    #[schemars(length(max = 2000))]
    #[serde(skip_serializing_if = "Option::is_none")]
    pub text: Option<String>,
    /// Words in English.
    #[schemars(length(max = 2000))]
    #[serde(skip_serializing_if = "Option::is_none")]
    pub text_en: Option<String>,
    /// Where its code leads.
    #[schemars(extend("format" = "uri-reference"))]
    #[serde(skip_serializing_if = "Option::is_none")]
    pub url: Option<String>,
}

/// Sorts of scenes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
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
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum Orientation {
    /// Wider than high.
    Landscape,
    /// Higher than wide.
    Portrait,
    /// As the browser says.
    Auto,
}

/// What a screen speaks.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum Languages {
    /// Vietnamese.
    Vi,
    /// English.
    En,
    /// Vietnamese, and English where there is some.
    #[serde(rename = "vi+en")]
    Both,
}

/// Colours of a screen.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum Theme {
    /// Light by day, dark while it is dim.
    Auto,
    /// Dark on light.
    Light,
    /// Light on dark.
    Dark,
    /// The strongest contrast.
    Contrast,
}

/// Whether people touch a screen.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum Mode {
    /// They only look.
    Show,
    /// A kiosk: lookup and form, wiped when nobody touches it any more.
    Touch,
}

/// How quiet a screen is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum How {
    /// Nothing is shown.
    Dark,
    /// Shown with little light.
    Dim,
}
