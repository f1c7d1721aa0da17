//! What more than one widget is made of: headings, buttons, tables.

use super::tree::{Tree, Words, el};

/// A heading of a level from 2 to 6; what is out of these is the nearest.
#[must_use]
pub fn heading(level: u32) -> Tree {
    const TAGS: [&str; 5] = ["h2", "h3", "h4", "h5", "h6"];
    el(TAGS[level.clamp(2, 6) as usize - 2])
}

/// A button that does something.
#[must_use]
pub fn button(act: &'static str, value: impl Words, label: impl Words) -> Tree {
    el("button")
        .class("button")
        .set("part", "button")
        .set("type", "button")
        .set("data-act", act)
        .set("data-value", value)
        .text(label)
}

/// One of several that exclude one another.
#[must_use]
pub fn choice(act: &'static str, value: impl Words, label: impl Words, on: bool) -> Tree {
    button(act, value, label).set("aria-pressed", if on { "true" } else { "false" })
}

/// Buttons side by side.
#[must_use]
pub fn buttons(children: Vec<Tree>) -> Tree {
    el("div").class("buttons").all(children)
}

/// A table with its caption, which every cell of the first column names.
#[must_use]
pub fn table(caption: String, head: &[&'static str], rows: Vec<Vec<Tree>>) -> Tree {
    let heads = head
        .iter()
        .map(|text| el("th").set("scope", "col").text(*text))
        .collect();
    let rows = rows.into_iter().map(|cells| el("tr").all(cells)).collect();
    el("div")
        .class("wide")
        .set("tabindex", "0")
        .set("role", "region")
        .set("aria-label", caption.clone())
        .with(
            el("table")
                .class("table")
                .set("part", "table")
                .with(el("caption").text(caption))
                .with(el("thead").with(el("tr").all(heads)))
                .with(el("tbody").all(rows)),
        )
}

/// The first cell of a row, which names it.
#[must_use]
pub fn row_head(text: impl Words) -> Tree {
    el("th").set("scope", "row").text(text)
}

/// A cell of a row.
#[must_use]
pub fn cell(text: impl Words) -> Tree {
    el("td").text(text)
}
