//! The large curve: values or ranks over the years, the mean, what is aimed at, and every break.

use cchc::format::number::Decimal;

use super::spark::gap;
use super::{Point, Range, curve, dot, field, path, percent, sample, step, word, x};
use crate::shared::tree::{Tree, el};

/// Labels that fit beside one another on a phone.
const MOST_LABELS: usize = 7;

/// The mean of all that were measured.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Mean {
    /// Its height.
    pub value: Decimal,
    /// The line may lead here from the position before: both means are of one set.
    pub joined: bool,
}

/// What is drawn.
#[derive(Debug)]
pub struct History<'a> {
    /// The positions.
    pub points: &'a [Point],
    /// Means at the same positions.
    pub means: &'a [Option<Mean>],
    /// What is aimed at.
    pub target: Option<Decimal>,
    /// The position that the reader chose.
    pub selected: usize,
    /// Ends of the axis of heights.
    pub range: Range,
    /// All of it in words.
    pub sentence: String,
    /// The lower end in words.
    pub low_text: String,
    /// The upper end in words.
    pub high_text: String,
    /// Name of the curve.
    pub value_word: &'static str,
    /// Name of the mean.
    pub mean_word: &'static str,
    /// Name of the target.
    pub target_word: &'static str,
}

/// Draws it. A press on a year says `slot` with the number of its position.
#[must_use]
pub fn history(history: &History<'_>) -> Tree {
    let History { points, range, .. } = *history;
    let count = points.len();
    let (mut sure, mut doubtful, mut breaks) = (String::new(), String::new(), String::new());
    let (mut chosen, mut guide) = (String::new(), String::new());
    for (at, point) in points.iter().enumerate() {
        let left = x(at, count);
        if point.breaks {
            step(&mut breaks, 'M', (left - gap(count)).max(0), 0);
            breaks.push_str("V1000");
        }
        if at == history.selected {
            step(&mut guide, 'M', left, 0);
            guide.push_str("V1000");
        }
        let Some(value) = point.value else { continue };
        let top = range.y(value.to_f64());
        if at == history.selected {
            dot(&mut chosen, left, top);
        }
        dot(
            if point.doubtful {
                &mut doubtful
            } else {
                &mut sure
            },
            left,
            top,
        );
    }
    let means = mean_curve(history);
    let target = history.target.map(|target| {
        let mut d = String::new();
        step(&mut d, 'M', 0, range.y(target.to_f64()));
        d.push_str("H1000");
        d
    });
    let mut legend = vec![sample("line", history.value_word.to_owned())];
    if !means.is_empty() {
        legend.push(sample("mean", history.mean_word.to_owned()));
    }
    if target.is_some() {
        legend.push(sample("aim", history.target_word.to_owned()));
    }
    let (top, foot) = if range.inverted {
        (&history.low_text, &history.high_text)
    } else {
        (&history.high_text, &history.low_text)
    };
    el("div")
        .class("plot")
        .with(
            el("div")
                .class("box")
                .with(
                    field("curve", history.sentence.clone())
                        .with(path("frame", "M0 0H1000M0 500H1000M0 1000H1000".to_owned()))
                        .with(path("break", breaks))
                        .with(path("guide", guide))
                        .with(path("aim", target.unwrap_or_default()))
                        .with(path("mean", means))
                        .with(path("line", curve(points, range)))
                        .with(path("chosen", chosen))
                        .with(path("dots", sure))
                        .with(path("dots rim", doubtful.clone()))
                        .with(path("dots core", doubtful)),
                )
                .with(
                    el("span")
                        .class("top")
                        .set("aria-hidden", "true")
                        .text(top.clone()),
                )
                .with(
                    el("span")
                        .class("foot")
                        .set("aria-hidden", "true")
                        .text(foot.clone()),
                )
                .all(hits(count)),
        )
        .with(
            el("div")
                .class("axis")
                .set("aria-hidden", "true")
                .all(labels(history)),
        )
        .with(
            el("p")
                .class("legend")
                .set("aria-hidden", "true")
                .all(legend),
        )
}

/// The means, joined where they stand on one footing.
fn mean_curve(history: &History<'_>) -> String {
    let count = history.points.len();
    let mut d = String::new();
    for (at, mean) in history.means.iter().enumerate() {
        let Some(mean) = mean else { continue };
        let top = history.range.y(mean.value.to_f64());
        if !mean.joined {
            // A short dash, so that one mean alone is seen.
            step(&mut d, 'M', (x(at, count) - 12).max(0), top);
        }
        step(&mut d, 'L', x(at, count), top);
    }
    d
}

/// A column per position that can be pressed; the keyboard has the slider.
fn hits(count: usize) -> Vec<Tree> {
    let wide = 2 * gap(count);
    (0..count)
        .map(|at| {
            el("span")
                .class("hit")
                .set("aria-hidden", "true")
                .set("data-act", "slot")
                .set("data-value", at.to_string())
                .set("--x", percent(x(at, count)))
                .set("--w", percent(wide.max(10)))
        })
        .collect()
}

/// Periods below the axis: all, or the first, the last, the chosen and some between.
fn labels(history: &History<'_>) -> Vec<Tree> {
    let count = history.points.len();
    let every = count.div_ceil(MOST_LABELS).max(1);
    let last = count.saturating_sub(1);
    let mut labels = Vec::new();
    for (at, point) in history.points.iter().enumerate() {
        let is_chosen = at == history.selected;
        let is_free = |other: usize| at.abs_diff(other) >= every || at == other;
        let is_regular = at % every == 0 && is_free(last) && is_free(history.selected);
        let is_end = (at == 0 || at == last) && is_free(history.selected);
        if is_chosen || is_end || is_regular {
            let class = match (is_chosen, point.value.is_some()) {
                (true, _) => "year chosen",
                (_, true) => "year",
                (_, false) => "year unknown",
            };
            let label = word(class, x(at, count), 0, point.period.clone());
            labels.push(label.flag("data-last", at == last && at > 0));
        }
    }
    labels
}
