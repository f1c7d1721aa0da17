//! The link to a procedure, to copy and as a QR code.

use super::piece;
use qrcodegen::{QrCode, QrCodeEcc};

use crate::procedures::asked::address_of;
use crate::procedures::model::Model;
use crate::procedures::strings::strings;
use crate::shared::tree::{Tree, el};

/// Light modules around a QR code (ISO/IEC 18004, section 6.3.8).
const QUIET: i32 = 4;

pub(super) fn share(model: &Model, id: &str) -> Tree {
    let words = strings(model.lang);
    let url = [&*model.page, &address_of(id)].concat();
    let input = el("input")
        .class("input")
        .set("type", "text")
        .flag("readonly", true)
        .set("data-act", "link")
        .set(".value", url.clone());
    el("div")
        .class("sharing")
        .with(
            el("label")
                .class("field")
                .with(el("span").class("word").text(words.link))
                .with(input),
        )
        .maybe(code(&url, words.qr))
}

/// A QR code as a picture; `None` when there is more text than one holds.
fn code(text: &str, label: &'static str) -> Option<Tree> {
    let code = QrCode::encode_text(text, QrCodeEcc::Medium).ok()?;
    let size = code.size();
    let mut path = String::new();
    for y in 0..size {
        for x in 0..size {
            if code.get_module(x, y) {
                path.push('M');
                path.push_str(&(x + QUIET).to_string());
                path.push(' ');
                path.push_str(&(y + QUIET).to_string());
                path.push_str("h1v1h-1z");
            }
        }
    }
    let side = (size + 2 * QUIET).to_string();
    Some(
        piece("svg", "qr")
            .set("role", "img")
            .set("aria-label", label)
            .set("viewBox", ["0 0 ", &side, " ", &side].concat())
            .with(el("path").set("d", path)),
    )
}
