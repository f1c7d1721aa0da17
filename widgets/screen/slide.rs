//! One page of a scene, ready to be drawn.

use cchc::format::Lang;

/// One page.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Slide {
    /// Which sort of scene, as a word for the style sheet.
    pub kind: &'static str,
    /// Over everything: a notice that interrupts.
    pub is_alert: bool,
    /// It is meant and severe.
    pub is_grave: bool,
    /// A line over the heading.
    pub kicker: String,
    /// Heading.
    pub title: String,
    /// The heading is too long for large letters.
    pub is_long: bool,
    /// What stands below.
    pub body: Body,
    /// Source and date.
    pub note: String,
    /// A code to take along.
    pub code: Option<Code>,
    /// Which page of how many.
    pub page: (u32, u32),
    /// Language of the words around.
    pub lang: Lang,
    /// Language of the words, where it is another.
    pub tag: Option<String>,
    /// How long it stands.
    pub secs: u32,
}

/// What stands below a heading.
#[derive(Debug, Clone, PartialEq, Default)]
pub enum Body {
    /// Nothing.
    #[default]
    None,
    /// Paragraphs.
    Text(String),
    /// A list, and the number of its first item.
    Items(usize, Vec<String>),
    /// Names with what holds for them.
    Facts(Vec<(&'static str, String)>),
    /// Cards, so many beside one another.
    Cards(u32, Vec<Card>),
    /// Rows of a ranking.
    Rows(Vec<Row>),
    /// The time of day in large figures.
    Clock,
}

/// A code.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Code {
    /// Where it leads.
    pub url: String,
    /// What it is for.
    pub label: &'static str,
}

/// One index.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Card {
    /// Its name.
    pub name: String,
    /// The year.
    pub when: String,
    /// What is told first, and its unit.
    pub head: String,
    /// The head is words, too long for large letters.
    pub is_long: bool,
    /// Unit of the head.
    pub unit: String,
    /// Rank or group.
    pub place: String,
    /// 1 for the better, −1 for the worse, 0 for neither.
    pub toward: i64,
    /// What became of it.
    pub trend: String,
    /// Who publishes it.
    pub source: String,
}

/// One row of a ranking.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Row {
    /// Rank; may be empty.
    pub rank: String,
    /// Unit.
    pub name: String,
    /// Value with its unit; may be empty.
    pub value: String,
    /// The one that is marked.
    pub is_own: bool,
}
