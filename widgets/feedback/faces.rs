//! Five faces with words, from very bad to very good. Arrow keys only go through them: what a key chose on the way must not
//! count.

use cchc::format::Lang;

use crate::shared::tree::{Tree, el};

/// Mouths from very bad to very good.
const MOUTHS: [&str; 5] = [
    "M15 34c3-7 15-7 18 0",
    "M15 33c4-4 14-4 18 0",
    "M15 31h18",
    "M15 29c4 4 14 4 18 0",
    "M14 27c2 11 18 11 20 0z",
];

/// What they say.
#[must_use]
pub(super) const fn words(lang: Lang) -> &'static [&'static str; 5] {
    match lang {
        Lang::Vi => &[
            "Rất không hài lòng",
            "Không hài lòng",
            "Bình thường",
            "Hài lòng",
            "Rất hài lòng",
        ],
        Lang::En => &["Very bad", "Bad", "Neither", "Good", "Very good"],
    }
}

/// The faces as one group, under a heading with the id `question`. `is_sent`: only the chosen one can still be reached.
pub(super) fn faces(words: &[&'static str; 5], chosen: Option<u8>, is_sent: bool) -> Tree {
    let mut faces = Vec::new();
    for (place, word) in words.iter().enumerate() {
        let value = place as u8 + 1;
        let is_on = chosen == Some(value);
        // One of the group is reached by Tab, the rest by arrows.
        let is_first = is_on || (chosen.is_none() && place == 0);
        let mouth = MOUTHS.get(place).copied().unwrap_or_default();
        faces.push(
            el("button")
                .class("face")
                .set("part", "face")
                .set("type", "button")
                .set("role", "radio")
                .set("aria-checked", if is_on { "true" } else { "false" })
                .set("tabindex", if is_first { "0" } else { "-1" })
                .flag("disabled", is_sent && !is_on)
                .set("data-act", "rate")
                .set("data-value", value.to_string())
                .with(face(mouth, place == 0))
                .with(el("span").class("word").text(*word)),
        );
    }
    el("div")
        .class("faces")
        .set("part", "faces")
        .set("role", "radiogroup")
        .set("aria-labelledby", "question")
        .all(faces)
}

/// The worst frowns: two that only differ by a mouth are soon taken for one another.
fn face(mouth: &'static str, frowns: bool) -> Tree {
    let eyes = match frowns {
        true => "M14 15l6 3M34 15l-6 3M18 21v1M30 21v1",
        false => "M17 18v3M31 18v3",
    };
    el("svg")
        .class("drawn")
        .set("viewBox", "0 0 48 48")
        .set("aria-hidden", "true")
        .with(el("circle").set("cx", "24").set("cy", "24").set("r", "20"))
        .with(el("path").set("d", eyes))
        .with(el("path").set("d", mouth))
}
