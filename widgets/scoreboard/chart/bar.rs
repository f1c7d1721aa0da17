//! One component as a bar, with a tick for the edition before and a diamond for the mean.

use super::{part, path, picture, place, sign, step};
use crate::shared::tree::{Tree, el};

/// Draws it from `zero` on; all are parts of the scale. What they are stands in the same row of the table in words.
#[must_use]
pub fn bar(zero: f64, value: Option<f64>, before: Option<f64>, mean: Option<f64>) -> Tree {
    let mut tick = String::new();
    if let Some(before) = before {
        step(&mut tick, 'M', place(part(before)), 0);
        tick.push_str("V1000");
    }
    let zero = place(part(zero));
    // Where points can be taken away, zero is not at the edge.
    if zero > 0 {
        step(&mut tick, 'M', zero, 220);
        tick.push_str("V780");
    }
    let fill = value.map(|value| {
        let end = place(part(value));
        el("rect")
            .class("fill")
            .set("x", zero.min(end).to_string())
            .set("y", "220")
            .set("width", (end - zero).abs().to_string())
            .set("height", "560")
    });
    let mark = mean.map(|mean| {
        el("span")
            .class("diamond")
            .set("--x", super::percent(place(part(mean))))
    });
    el("div")
        .class("scale")
        .set("aria-hidden", "true")
        .with(
            picture("strip")
                .with(path("rim", "M0 220H1000V780H0Z".to_owned()))
                .maybe(fill)
                .with(path("tick", tick)),
        )
        .maybe(mark)
}

/// What tick and diamond mean, where there are any.
#[must_use]
pub fn marks(before: Option<String>, mean: Option<&'static str>) -> Option<Tree> {
    let tick = before.map(|word| sign(path("tick", "M500 0V1000".to_owned())).text(word));
    let diamond = mean.map(|word| {
        el("span")
            .class("key")
            .with(
                el("span")
                    .class("diamond sample")
                    .set("aria-hidden", "true"),
            )
            .text(word)
    });
    let legend = el("p").class("legend").maybe(tick).maybe(diamond);
    (!legend.is_empty()).then_some(legend)
}
