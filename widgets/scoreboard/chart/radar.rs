//! Components around a circle. Bars are read more exactly; the radar shows the shape of a year at a glance.

use super::{part, path, sample, word};
use crate::shared::tree::{Tree, el};

/// Rings of the net.
const RINGS: u32 = 5;

/// One component.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Spoke {
    /// Its name.
    pub name: String,
    /// Its value in words.
    pub text: String,
    /// Its value as a part of the scale.
    pub value: Option<f64>,
    /// The same of the edition before.
    pub before: Option<f64>,
}

/// Draws it, with numbers at the spokes and a list of what they mean.
#[must_use]
pub fn radar(
    spokes: &[Spoke],
    sentence: String,
    now_word: String,
    before_word: Option<String>,
) -> Tree {
    let count = spokes.len().max(1);
    let mut net = String::new();
    for ring in 1..=RINGS {
        let part = f64::from(ring) / f64::from(RINGS);
        net.push_str(&outline(&vec![Some(part); count]));
    }
    for at in 0..count {
        net.push_str("M500 500");
        let (x, y) = place(at, count, 1.0);
        super::step(&mut net, 'L', x, y);
    }
    let now: Vec<Option<f64>> = spokes.iter().map(|spoke| spoke.value).collect();
    let before: Vec<Option<f64>> = spokes.iter().map(|spoke| spoke.before).collect();
    let has_before = before.iter().any(Option::is_some);
    let numbers = (0..spokes.len())
        .map(|at| {
            let (x, y) = place(at, count, 1.13);
            word("number", x, y, (at + 1).to_string()).set("aria-hidden", "true")
        })
        .collect();
    let key = spokes
        .iter()
        .map(|spoke| el("li").text([&spoke.name, ": ", &spoke.text].concat()))
        .collect();
    let legend = el("p")
        .class("legend")
        .with(sample("line", now_word))
        .maybe(
            before_word
                .filter(|_| has_before)
                .map(|word| sample("mean", word)),
        );
    el("div")
        .class("radar")
        .with(
            el("div")
                .class("disc")
                .with(
                    el("svg")
                        .class("curve")
                        .set("viewBox", "0 0 1000 1000")
                        .set("role", "img")
                        .set("aria-label", sentence)
                        .with(path("frame", net))
                        .with(path("mean", outline(&before)))
                        .with(path("area", outline(&now))),
                )
                .all(numbers),
        )
        .with(
            el("div")
                .class("aside")
                .with(legend)
                .with(el("ol").class("names").all(key)),
        )
}

/// The line from spoke to spoke, interrupted at those without a value, closed where none is.
fn outline(parts: &[Option<f64>]) -> String {
    let mut d = String::new();
    let count = parts.len();
    let is_whole = parts.iter().all(Option::is_some);
    let mut is_open = false;
    // Once more around, for the line from the last spoke to the first.
    for at in 0..count + usize::from(!is_whole) {
        let Some(value) = parts[at % count] else {
            is_open = false;
            continue;
        };
        let (x, y) = place(at % count, count, part(value));
        super::step(&mut d, if is_open { 'L' } else { 'M' }, x, y);
        is_open = true;
    }
    if is_whole {
        d.push('Z');
    }
    d
}

/// A point on a spoke; the first one stands upright, the others follow clockwise.
fn place(at: usize, count: usize, part: f64) -> (i32, i32) {
    let (sine, cosine) = turn(at as f64 / count as f64);
    let reach = 400.0 * part;
    (
        (500.5 + reach * sine) as i32,
        (500.5 - reach * cosine) as i32,
    )
}

/// Sine and cosine of a part of a full turn, to a thousandth. The library's weigh 3 kB.
fn turn(part: f64) -> (f64, f64) {
    // Bhaskara's approximation of 629, made for tables like this one.
    let half = |turn: f64| {
        let angle = turn * 360.0;
        let arc = angle * (180.0 - angle);
        4.0 * arc / (40_500.0 - arc)
    };
    let sine = |turn: f64| {
        let turn = turn - (turn as i64) as f64;
        if turn <= 0.5 {
            half(turn)
        } else {
            -half(turn - 0.5)
        }
    };
    (sine(part), sine(part + 0.25))
}

#[cfg(test)]
mod tests {
    use super::turn;

    #[test]
    fn the_turn_is_right_to_two_thousandths() {
        for step in 0..360 {
            let part = f64::from(step) / 360.0;
            let (sine, cosine) = turn(part);
            let angle = part * std::f64::consts::TAU;
            assert!((sine - angle.sin()).abs() < 0.002, "{step}: {sine}");
            assert!((cosine - angle.cos()).abs() < 0.002, "{step}: {cosine}");
        }
    }
}
