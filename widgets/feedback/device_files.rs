//! Files of a draft: made ready, kept, drawn small.

use leptos::task::spawn_local;
use web_sys::{File, HtmlCanvasElement};

use super::attach;
use super::browser::{self, given};
use super::device::{Desk, News, spread, with};
use super::device_drafts::new_key;
use super::draft::{Attachment, FileState, Limits};
use super::keep::{self, name};
use super::keep_draft::attachment;

/// The name under which a file is kept.
pub(super) fn file_name(id: &str) -> String {
    name("file", &[id])
}

/// Takes a file into the draft. What becomes of it is told as [`News::File`], first while this runs; the form gives
/// it a place once it hears of it.
pub(super) fn attach(desk: &Desk, _key: &str, file: &File, limits: &Limits) {
    let id = new_key();
    with(|device| device.files.push(id.clone()));
    let mut going = attachment(id.clone(), file.name(), file.type_(), file.size() as u64);
    (going.has_preview, going.state) = (false, FileState::Going(0));
    spread(desk, &News::File(going.clone()));
    let (desk, file, limits) = (desk.clone(), file.clone(), limits.clone());
    spawn_local(async move {
        let is_wanted = || with(|device| device.files.contains(&id));
        let told = |percent| {
            let state = FileState::Going(percent);
            let going = going.clone();
            if is_wanted() {
                spread(&desk, &News::File(Attachment { state, ..going }));
            }
        };
        let news = match attach::ready(&file, &limits, &told).await {
            Ok(ready) => {
                let bytes = ready.size;
                if is_wanted() {
                    given(browser::put_file(&file_name(&id), &ready.bytes)).await;
                }
                attachment(id.clone(), ready.name, ready.kind.to_owned(), bytes)
            }
            Err(code) => {
                let state = FileState::Refused(code);
                Attachment {
                    state,
                    ..going.clone()
                }
            }
        };
        // Taken out meanwhile: nothing of it stays.
        match is_wanted() {
            true => {
                with(|device| device.files.retain(|known| *known != id));
                spread(&desk, &News::File(news));
            }
            false => drop(keep::remove(&file_name(&id))),
        }
    });
}

/// Takes a file out of the draft, and gives up what is under way with it.
pub(super) fn remove(_desk: &Desk, id: &str) {
    let is_going = with(|device| {
        let before = device.files.len();
        device.small.retain(|(known, _)| known != id);
        device.files.retain(|known| known != id);
        before > device.files.len()
    });
    if !is_going {
        drop(keep::remove(&file_name(id)));
    }
}

/// Draws the small picture of a file, where there is one. Policies of pages refuse pictures by `blob:`, not canvases.
pub(super) fn draw(_desk: &Desk, id: &str, canvas: &HtmlCanvasElement) {
    let (id, canvas) = (id.to_owned(), canvas.clone());
    let known = with(|device| {
        let mut small = device.small.iter();
        small
            .find(|(known, _)| *known == id)
            .map(|(_, small)| small.clone())
    });
    if let Some(known) = known {
        attach::copy(&known, &canvas);
        return;
    }
    spawn_local(async move {
        if let Some(bytes) = keep::file(&file_name(&id)).await
            && let Some(small) = attach::small(&bytes).await
        {
            attach::copy(&small, &canvas);
            with(|device| device.small.push((id, small)));
        }
    });
}
