//! `screen-build.json`: what the screen's page needs to start without network, with a hash of every file. The page fetches all of
//! it before it changes to a new build.

use std::path::Path;

use serde_json::{Value, json};

use crate::dist::{VERSION, folder, integrity};
use crate::run::{Outcome, at, write};

/// Beside the page, in `examples/`.
const OWN: [&str; 9] = [
    "screen.html",
    "screen.css",
    "screen.js",
    "screen-alive.js",
    "icon.svg",
    "fonts/be-vietnam-pro-latin-400-normal.woff2",
    "fonts/be-vietnam-pro-latin-700-normal.woff2",
    "fonts/be-vietnam-pro-vietnamese-400-normal.woff2",
    "fonts/be-vietnam-pro-vietnamese-700-normal.woff2",
];

/// A name that changes with anything that the page consists of.
pub(crate) fn build_name(examples: &Path, manifest: &Value) -> Outcome<String> {
    let mut all = manifest.to_string();
    for file in OWN {
        let path = examples.join(file);
        all.push_str(&integrity(
            &std::fs::read(&path).map_err(at(path.display()))?,
        ));
    }
    let hash = integrity(all.as_bytes());
    let letters = hash.chars().skip(7).filter(char::is_ascii_alphanumeric);
    Ok(letters.take(12).collect())
}

/// Writes the list, once all files are there.
pub(crate) fn list(manifest: &Value, build: &str) -> Outcome {
    let examples = folder().join("examples");
    let mut files = Vec::new();
    for file in OWN {
        let path = examples.join(file);
        let content = std::fs::read(&path).map_err(at(path.display()))?;
        files.push(json!([file, integrity(&content)]));
    }
    for file in code(manifest) {
        let file = format!("../v1/{VERSION}/{file}");
        let path = examples.join(&file);
        let content = std::fs::read(&path).map_err(at(path.display()))?;
        files.push(json!([file, integrity(&content)]));
    }
    // Kiosks have more, and only they fetch it.
    let mut touch = Vec::new();
    for file in touched(manifest) {
        let file = format!("../v1/{VERSION}/{file}");
        let path = examples.join(&file);
        let content = std::fs::read(&path).map_err(at(path.display()))?;
        touch.push(json!([file, integrity(&content)]));
    }
    let list = json!({ "build": build, "files": files, "touch": touch });
    write(
        &examples.join("screen-build.json"),
        format!("{list}\n").as_bytes(),
    )
}

/// Loader, what it needs in old engines, glue and WebAssembly.
fn code(manifest: &Value) -> Vec<String> {
    let parts = ["loader", "aside"].map(|part| name(manifest.get(part)));
    let mut files: Vec<String> = parts.into_iter().flatten().collect();
    files.extend(bundle(manifest, "screen"));
    files
}

/// What stands over the programme of a kiosk.
fn touched(manifest: &Value) -> Vec<String> {
    let mut files: Vec<String> = name(manifest.get("touch")).into_iter().collect();
    for widget in ["procedures", "feedback"] {
        files.extend(bundle(manifest, widget));
    }
    files
}

fn bundle(manifest: &Value, feature: &str) -> Vec<String> {
    let bundle = manifest
        .get("bundles")
        .and_then(|bundles| bundles.get(feature));
    let parts = ["js", "wasm"].map(|kind| bundle.and_then(|bundle| bundle.get(kind)));
    parts.into_iter().filter_map(name).collect()
}

fn name(file: Option<&Value>) -> Option<String> {
    Some(file?.get(0)?.as_str()?.to_owned())
}
