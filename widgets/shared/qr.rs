//! QR codes as pictures.

use super::tree::{Tree, el};

/// Light modules around a QR code (ISO/IEC 18004, section 6.3.8).
const QUIET: usize = 4;

/// A QR code as a picture; `None` when there is more text than one holds.
#[cfg(any(feature = "procedures", feature = "screen"))]
#[must_use]
pub fn code(text: &str, label: &'static str) -> Option<Tree> {
    let code = qrcodegen::QrCode::encode_text(text, qrcodegen::QrCodeEcc::Medium).ok()?;
    let size = code.size();
    let rows = (0..size).map(|y| (0..size).map(|x| code.get_module(x, y)).collect());
    let rows: Vec<Vec<bool>> = rows.collect();
    Some(picture(rows.iter().map(|row| &row[..]), label))
}

/// Rows of modules as a picture, the dark ones drawn.
#[must_use]
pub fn picture<'a>(rows: impl ExactSizeIterator<Item = &'a [bool]>, label: &'static str) -> Tree {
    let side = (rows.len() + 2 * QUIET).to_string();
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
    el("svg")
        .class("qr")
        .set("part", "qr")
        .set("role", "img")
        .set("aria-label", label)
        .set("viewBox", ["0 0 ", &side, " ", &side].concat())
        .with(el("path").set("d", path))
}
