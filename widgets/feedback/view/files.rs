//! Photos and papers: choosing, and the list with what becomes of each.

use cchc::feed::feedback::Limits;

use super::Look;
use super::field::Ask;
use crate::feedback::draft::{Attachment, FileState};
use crate::shared::tree::{Tree, el};
use cchc::format::Lang;

pub(super) fn files(look: &Look<'_>, limits: &Limits) -> Option<Tree> {
    // Nobody has files on a kiosk, and its own are nobody's business.
    if limits.files == 0 || look.model.options.is_kiosk {
        return None;
    }
    let words = look.words;
    let most = limits.files.to_string();
    let each = size(limits.file_bytes, look.model.lang);
    let hint = [
        words.files_hint,
        " ",
        words.files_most,
        &most,
        words.files_each,
        &each,
        ".",
    ];
    let hint = hint.concat();
    let ask = Ask::new("/uploads", words.files, &hint, false);
    let files = &look.filled.draft.files;
    let input = el("input")
        .class("pick")
        .set("type", "file")
        .set("data-act", "attach")
        .set("accept", limits.file_types.join(","))
        .flag("multiple", true)
        .flag("disabled", files.len() >= limits.files as usize);
    let mut list = el("ul").class("files").set("part", "files");
    for file in files {
        list = list.with(one(look, file));
    }
    let face = el("label")
        .class("button")
        .set("part", "button")
        .set("for", "/uploads")
        .text(words.files_add);
    Some(ask.field(
        look,
        input,
        None,
        vec![face, list.flag("hidden", files.is_empty())],
    ))
}

fn one(look: &Look<'_>, file: &Attachment) -> Tree {
    let words = look.words;
    let mut item = el("li").class("file");
    if file.has_preview {
        item = item.with(
            el("canvas")
                .class("small")
                .set("width", "96")
                .set("height", "96")
                .set("aria-hidden", "true")
                .set("data-draw", file.id.clone()),
        );
    }
    let mut state = el("span").class("state");
    state = match file.state {
        FileState::Going(percent) => {
            let percent = percent.to_string();
            let bar = el("progress")
                .set("max", "100")
                .set(".value", percent.clone())
                .set("aria-label", file.name.clone());
            state
                .text([words.file_going, &percent, " %"].concat())
                .with(bar)
        }
        FileState::Ready => {
            state.text([words.file_ready, ", ", &size(file.bytes, look.model.lang)].concat())
        }
        FileState::Refused(code) => state.flag("data-wrong", true).text(words.file_word(code)),
    };
    let remove = el("button")
        .class("button")
        .set("part", "button")
        .set("type", "button")
        .set("data-act", "detach")
        .set("data-value", file.id.clone())
        .set("aria-label", [words.file_remove, ": ", &file.name].concat())
        .text(words.file_remove);
    item.with(
        el("span")
            .class("words")
            .with(el("strong").text(file.name.clone()))
            .with(state),
    )
    .with(remove)
}

/// `1,4 MB`, `320 kB`.
fn size(bytes: u64, lang: Lang) -> String {
    const MEGA: u64 = 1024 * 1024;
    if bytes < MEGA {
        return [&bytes.div_ceil(1024).to_string(), " kB"].concat();
    }
    let tenths = (bytes * 10 + MEGA / 2) / MEGA;
    let mut out = (tenths / 10).to_string();
    if !tenths.is_multiple_of(10) {
        out.push(if lang == Lang::Vi { ',' } else { '.' });
        out.push_str(&(tenths % 10).to_string());
    }
    out.push_str(" MB");
    out
}
