//! The link to a procedure, to copy and as a QR code.

use crate::procedures::asked::address_of;
use crate::procedures::model::Model;
use crate::procedures::strings::strings;
use crate::shared::qr::code;
use crate::shared::tree::{Tree, el};

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
