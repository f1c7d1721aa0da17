//! Printing one element alone, not the page around it: whatever stands beside the element or beside what it is in goes
//! while the printer looks.

use std::cell::RefCell;

use gloo_events::EventListener;
use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlElement, Node, ShadowRoot};

thread_local! {
    /// What is hidden, and what its style said before.
    static GONE: RefCell<Vec<(HtmlElement, String)>> = const { RefCell::new(Vec::new()) };
}

/// Prints this element and nothing else of its page.
pub fn print(element: &HtmlElement) {
    let Some(window) = web_sys::window() else {
        return;
    };
    done();
    for other in beside(element.clone().into()) {
        let style = other.style();
        let before = style.css_text();
        _ = style.set_property_with_priority("display", "none", "important");
        GONE.with_borrow_mut(|gone| gone.push((other, before)));
    }
    EventListener::once(&window, "afterprint", |_| done()).forget();
    _ = window.print();
}

/// Brings the page back: once it is printed, or at the latest when the reader goes on. Some browsers never say that they have
/// printed.
pub fn done() {
    for (element, before) in GONE.take() {
        element.style().set_css_text(&before);
    }
}

/// Everything that is neither around the element nor in it.
fn beside(element: Element) -> Vec<HtmlElement> {
    let mut out = Vec::new();
    let mut at: Node = element.into();
    while let Some(parent) = at.parent_node() {
        let others = parent.child_nodes();
        for place in 0..others.length() {
            let other = others
                .get(place)
                .filter(|other| !other.is_same_node(Some(&at)));
            if let Some(other) = other.and_then(|other| other.dyn_into::<HtmlElement>().ok())
                && !matches!(&*other.local_name(), "head" | "script" | "style" | "link")
            {
                out.push(other);
            }
        }
        at = match parent.dyn_ref::<ShadowRoot>() {
            Some(root) => root.host().into(),
            None => parent,
        };
    }
    out
}
