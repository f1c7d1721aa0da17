//! A dialog of its own, because engines of 2018 have none (ARIA Authoring Practices, modal dialog): Tab stays within,
//! Escape closes.

use wasm_bindgen::JsCast;
use web_sys::{HtmlElement, KeyboardEvent};

use super::reach::part;
use crate::shared::element::Host;

const REACHED: &str = "a[href], button, input, select, textarea, summary";

/// Keys while the dialog is open; `true` when it is to close.
pub(super) fn press(host: &Host, event: &KeyboardEvent) -> bool {
    let Some(dialog) = part(host, ".dialog") else {
        return false;
    };
    match &*event.key() {
        // What a picker offers closes first.
        "Escape" => dialog
            .query_selector("[aria-expanded=true]")
            .ok()
            .flatten()
            .is_none(),
        "Tab" => {
            stay(host, &dialog, event);
            false
        }
        _ => false,
    }
}

fn stay(host: &Host, dialog: &HtmlElement, event: &KeyboardEvent) {
    let Ok(all) = dialog.query_selector_all(REACHED) else {
        return;
    };
    let mut ends: Option<(HtmlElement, HtmlElement)> = None;
    for at in 0..all.length() {
        let Some(one) = all.get(at) else { break };
        let one: HtmlElement = one.unchecked_into();
        // Neither hidden nor beyond the reach of keys.
        if one.tab_index() >= 0 && one.get_client_rects().length() > 0 {
            let first = ends.map_or_else(|| one.clone(), |(first, _)| first);
            ends = Some((first, one));
        }
    }
    let Some((first, last)) = ends else { return };
    let root = host.element.shadow_root();
    let active = root.and_then(|root| root.active_element());
    let is_at = |end: &HtmlElement| end.is_same_node(active.as_deref());
    let to = match event.shift_key() {
        true if is_at(&first) || is_at(dialog) => last,
        false if is_at(&last) => first,
        _ => return,
    };
    event.prevent_default();
    _ = to.focus();
}
