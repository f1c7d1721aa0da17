//! What this device remembers, and nobody else: searches, ticks, the ward, and procedures that were opened.

use std::cell::Cell;
use std::sync::Arc;

use super::model::Memory;
use crate::shared::clock;
use crate::shared::store::{self, File, recall, remember};

/// Searches that are remembered.
const SEARCHES: usize = 6;
/// Procedures that are kept for when there is no network.
const KEPT: usize = 60;

const RECENT: &str = "recent";
const WARD: &str = "ward";

thread_local! {
    static IS_KIOSK: Cell<bool> = const { Cell::new(false) };
}

/// Says once whether this is a kiosk, where the next reader is another one: then nothing is remembered, nor written into the
/// address of the page.
pub(super) fn begin(is_kiosk: bool) {
    IS_KIOSK.set(is_kiosk);
}

/// Whether this is a kiosk.
pub(super) fn is_kiosk() -> bool {
    IS_KIOSK.get()
}

fn note(name: &str, word: Option<&str>) {
    if !is_kiosk() {
        remember(name, word);
    }
}

/// What is remembered of all procedures.
pub(super) fn all() -> Memory {
    Memory {
        recent: recent(),
        ward: recall(WARD),
        ticks: Vec::new(),
    }
}

fn recent() -> Vec<String> {
    let recent = recall(RECENT).unwrap_or_default();
    recent.lines().map(str::to_owned).collect()
}

/// Remembers a search, the last first. Another lookup of the page may have remembered or forgotten some since.
pub(super) fn search(memory: &mut Memory, text: &str) {
    memory.recent = recent();
    let text = cchc::text::clean(text);
    if text.is_empty() {
        return;
    }
    memory.recent.retain(|known| *known != text);
    memory.recent.insert(0, text);
    memory.recent.truncate(SEARCHES);
    note(RECENT, Some(&memory.recent.join("\n")));
}

/// Forgets all searches.
pub(super) fn forget(memory: &mut Memory) {
    memory.recent.clear();
    note(RECENT, None);
}

/// Remembers the ward; an empty id forgets it.
pub(super) fn ward(memory: &mut Memory, id: &str) {
    memory.ward = (!id.is_empty()).then(|| id.to_owned());
    note(WARD, memory.ward.as_deref());
}

/// The ticks of a procedure: `0/1 0/3`.
pub(super) fn ticks(id: &str) -> Vec<(usize, usize)> {
    let mut out = Vec::new();
    for pair in recall(&ticks_of(id)).unwrap_or_default().split(' ') {
        if let Some(tick) = tick(pair) {
            out.push(tick);
        }
    }
    out
}

/// A tick as it stands on its box.
pub(super) fn tick(pair: &str) -> Option<(usize, usize)> {
    let (case, paper) = pair.split_once('/')?;
    Some((case.parse().ok()?, paper.parse().ok()?))
}

/// Remembers the ticks of a procedure.
pub(super) fn keep_ticks(id: &str, ticks: &[(usize, usize)]) {
    let mut text = String::new();
    for (case, paper) in ticks {
        for piece in [&*case.to_string(), "/", &*paper.to_string(), " "] {
            text.push_str(piece);
        }
    }
    let text = text.trim_end();
    note(&ticks_of(id), (!text.is_empty()).then_some(text));
}

fn ticks_of(id: &str) -> String {
    ["ticks:", id].concat()
}

/// The procedure as it was when it last came.
pub(super) fn kept(feed: &str, id: &str) -> Option<Arc<str>> {
    let files = store::load(&shelf(feed));
    let file = files.into_iter().find(|file| file.name == id)?;
    Some(file.text)
}

/// Keeps a procedure; those that were not opened for longest make room.
pub(super) fn keep(feed: &str, id: &str, text: &str) {
    if is_kiosk() {
        return;
    }
    let mut files = store::load(&shelf(feed));
    let is_known = files
        .first()
        .is_some_and(|first| first.name == id && *first.text == *text);
    if is_known {
        return;
    }
    files.retain(|file| file.name != id);
    files.insert(
        0,
        File {
            name: id.to_owned(),
            text: Arc::from(text),
            checked_ms: clock::now_ms(),
        },
    );
    files.truncate(KEPT);
    store::save(&shelf(feed), &files);
}

fn shelf(feed: &str) -> String {
    [feed, "#procedures"].concat()
}
