//! What a screen has on top of it where people touch it: a module of its own, which the screen's glue fetches by name and hash.

use serde_json::{Value, json};

use crate::dist::{short_hash, short_integrity, versioned};
use crate::run::{Outcome, read, root, write};
use crate::{script, sheet};

/// Writes the module; returns its name and hash, and what stands beside the screen's glue.
pub(crate) fn module(keep: &mut Vec<String>) -> Outcome<(Value, String)> {
    let css = sheet::minify("touch/style.css", &part("style.css")?)?;
    let source = part("layer.js")?.replace("__CCHC_CSS__", &json!(css).to_string());
    let code = script::minify("layer.js", &source)?;
    let name = format!("touch.{}.js", short_hash(code.as_bytes()));
    write(&versioned().join(&name), code.as_bytes())?;
    let file = json!([name, short_integrity(code.as_bytes())]);
    keep.push(name);
    let ask = part("ask.js")?.replace("__CCHC_TOUCH__", &file.to_string());
    Ok((file, ask))
}

fn part(name: &str) -> Outcome<String> {
    read(&root().join("widgets/screen/touch").join(name))
}
