//! Printing the procedure alone, not the page around it: whatever stands beside the element or beside what it is in goes
//! while the printer looks.

use gloo_events::EventListener;
use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlElement, Node, ShadowRoot};

/// Prints this element and nothing else of its page.
pub(super) fn print(element: &HtmlElement) {
    let Some(window) = web_sys::window() else {
        return;
    };
    let gone = beside(element.clone().into());
    let mut before = Vec::new();
    for element in &gone {
        let style = element.style();
        before.push(style.get_property_value("display").unwrap_or_default());
        _ = style.set_property_with_priority("display", "none", "important");
    }
    EventListener::once(&window, "afterprint", move |_| {
        for (element, display) in gone.iter().zip(before) {
            _ = element.style().set_property("display", &display);
        }
    })
    .forget();
    _ = window.print();
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
