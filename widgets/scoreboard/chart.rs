//! Charts as elements: lines are SVG without a fixed shape, words are HTML beside them.
//!
//! A picture that grows with its place would shrink its words on a phone. So every chart is a box that the style sheet
//! measures; the SVG inside holds only lines on a field of 1,000 by 1,000 that is stretched (their width is not), dots are
//! lines without length and with round ends, and words stand in the box by percentages (`--x`, `--y`). Coordinates are
//! whole numbers: printing floating point weighs 5 kB.

mod bar;
mod history;
mod radar;
mod slope;
mod spark;

pub use bar::{bar, marks};
pub use history::{History, Mean, history};
pub use radar::{Spoke, radar};
pub use slope::{Line, slope};
pub use spark::spark;

use cchc::format::number::Decimal;

use crate::shared::tree::{Tree, el};

/// Length of both sides of the field.
const SIDE: f64 = 1_000.0;

/// One position on the axis of time.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Point {
    /// As written under the axis: `2024`.
    pub period: String,
    /// Its height; `None` is a gap.
    pub value: Option<Decimal>,
    /// In words: `92,57%`.
    pub text: String,
    /// The line may lead here from the position before: both stand on one footing.
    pub joined: bool,
    /// The series begins anew here.
    pub breaks: bool,
    /// Worked out, not final, or sources differ.
    pub doubtful: bool,
}

/// Ends of an axis of heights.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Range {
    /// The lower end.
    pub low: f64,
    /// The upper end.
    pub high: f64,
    /// Small values are on top, as the first rank is.
    pub inverted: bool,
}

impl Range {
    /// With some room around all values and around what else is drawn; `None` where there is no value.
    #[must_use]
    pub fn around(series: &[&[Point]], others: &[Decimal], inverted: bool) -> Option<Self> {
        let mut all = Vec::new();
        for points in series {
            all.extend(points.iter().filter_map(|point| point.value));
        }
        let first = all.first()?.to_f64();
        let (mut low, mut high) = (first, first);
        for value in all.iter().chain(others) {
            let value = value.to_f64();
            if value < low {
                low = value;
            } else if value > high {
                high = value;
            }
        }
        // One value alone stands in the middle.
        let room = if high > low { (high - low) * 0.1 } else { 0.5 };
        Some(Self {
            low: low - room,
            high: high + room,
            inverted,
        })
    }

    /// How far below the top a value stands in a field of this height.
    #[must_use]
    pub fn height(&self, value: f64, field: i32) -> i32 {
        let part = part((value - self.low) / (self.high - self.low));
        let down = if self.inverted { part } else { 1.0 - part };
        (down * f64::from(field) + 0.5) as i32
    }

    fn y(&self, value: f64) -> i32 {
        self.height(value, 1_000)
    }
}

/// Between 0 and 1; what is no number is 0.
fn part(part: f64) -> f64 {
    if part > 0.0 { part.min(1.0) } else { 0.0 }
}

/// A part of the field in its units.
fn place(part: f64) -> i32 {
    (part * SIDE + 0.5) as i32
}

/// Where position `at` of `count` stands from the left: half a column from the edges.
fn x(at: usize, count: usize) -> i32 {
    match count {
        0 | 1 => place(0.5),
        _ => place(at as f64 / (count - 1) as f64),
    }
}

/// Units of the field in percent with one decimal, for `--x` and `--y`.
fn percent(units: i32) -> String {
    [
        &(units / 10).to_string(),
        ".",
        &(units % 10).abs().to_string(),
        "%",
    ]
    .concat()
}

/// A field with lines, and what it shows in one sentence.
fn field(class: &'static str, sentence: String) -> Tree {
    picture(class)
        .set("role", "img")
        .set("aria-label", sentence)
}

/// A field that only repeats what stands beside it.
fn picture(class: &'static str) -> Tree {
    el("svg")
        .class(class)
        .set("viewBox", "0 0 1000 1000")
        .set("preserveAspectRatio", "none")
}

fn path(class: &'static str, d: String) -> Tree {
    el("path").class(class).set("d", d)
}

/// `M x y` or `L x y`.
fn step(d: &mut String, word: char, x: i32, y: i32) {
    d.push(word);
    d.push_str(&x.to_string());
    d.push(' ');
    d.push_str(&y.to_string());
}

/// A dot: a line of no length.
fn dot(d: &mut String, x: i32, y: i32) {
    step(d, 'M', x, y);
    d.push_str("h0");
}

/// The line through the known points, interrupted where they are not joined.
fn curve(points: &[Point], range: Range) -> String {
    let mut d = String::new();
    for (at, point) in points.iter().enumerate() {
        let Some(value) = point.value else { continue };
        let is_alone = !point.joined && !points.get(at + 1).is_some_and(|next| next.joined);
        if !is_alone {
            let word = if point.joined { 'L' } else { 'M' };
            step(&mut d, word, x(at, points.len()), range.y(value.to_f64()));
        }
    }
    d
}

/// What a line of this class means, for a legend.
fn sample(class: &'static str, text: String) -> Tree {
    sign(path(class, "M0 500H1000".to_owned())).text(text)
}

/// A mark as it is drawn, for a legend.
fn sign(mark: Tree) -> Tree {
    let picture = picture("sample").set("aria-hidden", "true").with(mark);
    el("span").class("key").with(picture)
}

/// Words at a place of the field.
fn word(class: &'static str, x: i32, y: i32, text: impl crate::shared::tree::Words) -> Tree {
    el("span")
        .class(class)
        .set("--x", percent(x))
        .set("--y", percent(y))
        .text(text)
}

#[cfg(test)]
mod tests;
