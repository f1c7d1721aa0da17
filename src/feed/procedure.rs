//! `procedures/{id}.json`: all of one procedure: the ways to file it, the papers, the steps, and the law behind them.
//!
//! One file is one procedure, so that a phone loads what was opened and no more, and a link to a code needs nothing else.

use super::procedures::Procedure;

/// One procedure in full.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Detail {
    /// What the list says of it, once more.
    pub procedure: Procedure,
    /// Number of the decision that announced it: `163/QĐ-BTP`.
    pub decision: Option<String>,
    /// Ways to file it, with their times and fees.
    pub ways: Vec<Way>,
    /// Papers, by case; papers of a case without a name are needed in every case.
    pub cases: Vec<Case>,
    /// What happens, in its order.
    pub steps: Vec<Step>,
    /// What one gets.
    pub results: Vec<String>,
    /// What must be so before.
    pub conditions: Text,
    /// Where to file it, in the words of the office.
    pub places: Text,
    /// Laws and decrees.
    pub laws: Vec<Law>,
    /// Ids of procedures that belong to it.
    pub related: Vec<String>,
}

/// Paragraphs and lists.
pub type Text = Vec<Block>;

/// A part of a [`Text`]. In the feed a paragraph is a string, and a list is an array of strings.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Block {
    /// One paragraph.
    Paragraph(String),
    /// Items of a list.
    List(Vec<String>),
}

/// A way to file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Way {
    /// Which.
    pub channel: Channel,
    /// How long it takes.
    pub time: Option<Time>,
    /// What it costs; empty when nothing is said.
    pub fees: Vec<Fee>,
    /// More about it, such as how the time is counted.
    pub text: Text,
}

/// Where papers are handed in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Channel {
    /// On the portal.
    Online,
    /// At the counter.
    Counter,
    /// By post.
    Post,
}

/// A time that an office has.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Time {
    /// How many.
    pub count: u32,
    /// Of what.
    pub unit: Unit,
}

/// What a [`Time`] is counted in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Unit {
    /// Days on which offices work.
    WorkingDay,
    /// Days of the calendar.
    Day,
    /// Hours.
    Hour,
    /// Months.
    Month,
}

/// What is paid.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fee {
    /// Which sort (Law 97/2015/QH13 parts the first two).
    pub kind: FeeKind,
    /// In đồng; `None` when it is not one number. Zero only where the source says that nothing is paid.
    pub amount_vnd: Option<u64>,
    /// The words of the source, whole: exemptions stand only there.
    pub text: Option<String>,
}

/// Sorts of [`Fee`].
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum FeeKind {
    /// `phí`
    Fee,
    /// `lệ phí`
    Charge,
    /// `giá`
    Price,
}

/// Papers of one case.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Case {
    /// When they are needed; `None` for always.
    pub name: Option<String>,
    /// Which.
    pub papers: Vec<Paper>,
}

/// One paper.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Paper {
    /// Its name.
    pub name: String,
    /// How many originals; `None` when nothing is said.
    pub originals: Option<u32>,
    /// How many copies; `None` when nothing is said.
    pub copies: Option<u32>,
    /// Whether it can be left out; `None` when nothing is said.
    pub is_required: Option<bool>,
    /// Forms to fill in.
    pub forms: Vec<Form>,
}

/// A form to download.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Form {
    /// Its name.
    pub name: String,
    /// Where it is.
    pub url: Option<String>,
}

/// One step.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Step {
    /// Its heading.
    pub name: Option<String>,
    /// What happens.
    pub text: Text,
}

/// A law or decree.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Law {
    /// Its number: `60/2014/QH13`.
    pub number: Option<String>,
    /// Its name.
    pub name: Option<String>,
    /// Where it can be read.
    pub url: Option<String>,
}
