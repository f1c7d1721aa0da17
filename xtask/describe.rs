//! `widgets.json` beside the bundle: the registry for tools, such as the embed builder.

use serde_json::{Value, json};

use crate::registry::{Attribute, COMMON, Mode, WIDGETS};

/// All widgets with what a page can set on them.
pub(crate) fn widgets() -> Value {
    let widgets: Vec<Value> = WIDGETS
        .iter()
        .map(|widget| {
            json!({
                "name": widget.name,
                "tag": widget.tag,
                "summary": { "vi": widget.summary_vi, "en": widget.summary_en },
                "alone": widget.is_alone,
                "files": widget.files,
                "modes": modes(widget.modes),
                "attributes": attributes(widget.attributes),
            })
        })
        .collect();
    json!({ "common": attributes(COMMON), "widgets": widgets })
}

/// Modes with a bundle of their own.
pub(crate) fn modes(all: &[Mode]) -> Vec<Value> {
    let one =
        |mode: &Mode| json!({ "mode": mode.name, "bundle": mode.bundle, "files": mode.files });
    all.iter().map(one).collect()
}

fn attributes(all: &[Attribute]) -> Vec<Value> {
    all.iter()
        .map(|one| {
            json!({
                "name": one.name,
                "values": one.values,
                "default": one.default,
                "about": { "vi": one.about_vi, "en": one.about_en },
            })
        })
        .collect()
}
