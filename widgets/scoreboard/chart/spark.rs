//! The small curve of a card: how it went, from the first year to the last.

use super::{Point, Range, curve, dot, field, path, x};
use crate::shared::tree::{Tree, el};

/// Draws it. The ends of the axis of time are written below; heights are told by the card.
#[must_use]
pub fn spark(points: &[Point], range: Range, sentence: String) -> Tree {
    let (mut sure, mut doubtful, mut breaks) = (String::new(), String::new(), String::new());
    for (at, point) in points.iter().enumerate() {
        let left = x(at, points.len());
        if point.breaks {
            super::step(&mut breaks, 'M', (left - gap(points.len())).max(0), 0);
            breaks.push_str("V1000");
        }
        if let Some(value) = point.value {
            let dots = if point.doubtful {
                &mut doubtful
            } else {
                &mut sure
            };
            dot(dots, left, range.y(value.to_f64()));
        }
    }
    let ends = [points.first(), points.last()];
    let ends = ends
        .into_iter()
        .flatten()
        .map(|point| el("span").class("end").text(point.period.clone()))
        .collect();
    el("div")
        .class("spark")
        .set("part", "spark")
        .with(
            el("div").class("box").with(
                field("curve", sentence)
                    .with(path("break", breaks))
                    .with(path("line", curve(points, range)))
                    .with(path("dots", sure))
                    .with(path("dots rim", doubtful.clone()))
                    .with(path("dots core", doubtful)),
            ),
        )
        .with(el("p").class("ends").set("aria-hidden", "true").all(ends))
}

/// Half the way to the position before.
pub(super) fn gap(count: usize) -> i32 {
    (500 / count.saturating_sub(1).max(1)) as i32
}
