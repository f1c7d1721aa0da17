//! QR codes as pictures.

use super::tree::{Tree, el};

/// Light modules around a QR code (ISO/IEC 18004, section 6.3.8).
const QUIET: usize = 4;

/// A QR code as a picture; `None` when there is more text than one holds.
#[cfg(any(feature = "procedures", feature = "screen"))]
#[must_use]
pub fn code(text: &str, label: &'static str) -> Option<Tree> {
    let rows = rows(text)?;
    Some(picture(rows.iter().map(|row| &row[..]), label))
}

/// A QR code for a script that draws it: the path, whose picture is as wide as it is high.
#[cfg(feature = "screen")]
#[must_use]
pub fn drawing(text: &str) -> Option<String> {
    let rows = rows(text)?;
    Some(path(rows.iter().map(|row| &row[..])))
}

#[cfg(any(feature = "procedures", feature = "screen"))]
fn rows(text: &str) -> Option<Vec<Vec<bool>>> {
    let code = qrcodegen::QrCode::encode_text(text, qrcodegen::QrCodeEcc::Medium).ok()?;
    let size = code.size();
    let rows = (0..size).map(|y| (0..size).map(|x| code.get_module(x, y)).collect());
    Some(rows.collect())
}

/// Rows of modules as a picture, the dark ones drawn.
#[must_use]
pub fn picture<'a>(rows: impl ExactSizeIterator<Item = &'a [bool]>, label: &'static str) -> Tree {
    let side = (rows.len() + 2 * QUIET).to_string();
    el("svg")
        .class("qr")
        .set("part", "qr")
        .set("role", "img")
        .set("aria-label", label)
        .set("viewBox", ["0 0 ", &side, " ", &side].concat())
        .with(el("path").set("d", path(rows)))
}

fn path<'a>(rows: impl Iterator<Item = &'a [bool]>) -> String {
    let mut path = String::new();
    for (y, row) in rows.enumerate() {
        for (x, is_dark) in row.iter().enumerate() {
            if *is_dark {
                path.push('M');
                path.push_str(&(x + QUIET).to_string());
                path.push(' ');
                path.push_str(&(y + QUIET).to_string());
                path.push_str("h1v1h-1z");
            }
        }
    }
    path
}
