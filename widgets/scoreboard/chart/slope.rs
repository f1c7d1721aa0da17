//! Ranks of two editions beside one another, a line for every unit. Units stand in the order of their ranks at even
//! distances, so no name lies on another; what counts is who crosses whom, and the numbers say how far.

use cchc::order::sorted;

use super::{field, path, step, word};
use crate::shared::tree::{Tree, el};

/// One unit.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Line {
    /// Its name.
    pub name: String,
    /// Its rank before.
    pub from: u32,
    /// Its rank now.
    pub to: u32,
    /// It is the page's own.
    pub own: bool,
}

/// Draws it between two periods.
#[must_use]
pub fn slope(from: &str, to: &str, lines: &[Line], sentence: String) -> Tree {
    let count = lines.len();
    let left = sorted(count, &|a, b| lines[a].from < lines[b].from);
    let right = sorted(count, &|a, b| lines[a].to < lines[b].to);
    let slot = |order: &[usize], line: usize| {
        let at = order
            .iter()
            .position(|one| *one == line)
            .unwrap_or_default();
        ((2 * at + 1) * 500 / count.max(1)) as i32
    };
    let mut paths = Vec::new();
    for (at, line) in lines.iter().enumerate() {
        let mut d = String::new();
        step(&mut d, 'M', 0, slot(&left, at));
        step(&mut d, 'L', 1000, slot(&right, at));
        let class = match (line.own, line.to.cmp(&line.from)) {
            (true, _) => "line own",
            (_, std::cmp::Ordering::Less) => "line rise",
            (_, std::cmp::Ordering::Greater) => "line fall",
            _ => "line level",
        };
        paths.push(path(class, d));
    }
    let side = |class: &'static str, order: &[usize], rank: fn(&Line) -> u32| {
        let names = order
            .iter()
            .map(|at| {
                let line = &lines[*at];
                let text = [&rank(line).to_string(), ". ", &line.name].concat();
                let class = if line.own { "name own" } else { "name" };
                word(class, 0, slot(order, *at), text)
            })
            .collect();
        el("div").class(class).all(names)
    };
    el("div")
        .class("slope")
        .with(
            el("p")
                .class("heads")
                .with(el("strong").text(from.to_owned()))
                .with(el("strong").text(to.to_owned())),
        )
        .with(
            el("div")
                .class("sides")
                .set("--rows", count.to_string())
                .with(side("left", &left, |line| line.from))
                .with(field("curve", sentence).all(paths))
                .with(side("right", &right, |line| line.to)),
        )
}
