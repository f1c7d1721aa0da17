//! The pages of examples/, with the snippet that a webmaster would paste filled in.

use std::path::Path;

use serde_json::Value;

use crate::dist::{VERSION, folder, versioned};
use crate::registry::WIDGETS;
use crate::run::{Failure, Outcome, at, read, root, write};

/// Copies the pages into the built tree.
pub(crate) fn build() -> Outcome {
    let from = root().join("examples");
    let manifest: Value = serde_json::from_str(&read(&versioned().join("manifest.json"))?)
        .map_err(at("manifest.json"))?;
    for entry in std::fs::read_dir(&from)
        .map_err(at(from.display()))?
        .flatten()
    {
        let path = entry.path();
        if !path.is_file() {
            continue;
        }
        let to = folder().join("examples").join(entry.file_name());
        if path.extension().is_some_and(|kind| kind == "html") {
            write(&to, fill(&path, &read(&path)?, &manifest)?.as_bytes())?;
        } else {
            write(&to, &std::fs::read(&path).map_err(at(path.display()))?)?;
        }
    }
    Ok(())
}

/// Fills the placeholders of one page.
fn fill(path: &Path, page: &str, manifest: &Value) -> Outcome<String> {
    let mut out = String::new();
    for (index, line) in page.lines().enumerate() {
        let mut rest = line;
        while let Some((before, tail)) = rest.split_once("{{cchc:") {
            let unknown = |word: &str| {
                Failure(format!(
                    "{}:{}: unknown placeholder `{word}`; known: base, feed, snippet NAMES",
                    path.display(),
                    index + 1
                ))
            };
            let (word, after) = tail.split_once("}}").ok_or_else(|| unknown(tail))?;
            out.push_str(before);
            match word.split_once(' ') {
                None if word == "base" => out.push_str(&base()),
                None if word == "feed" => out.push_str(FEED),
                Some(("snippet", name)) => {
                    out.push_str(&snippet(name, manifest).ok_or_else(|| unknown(word))?)
                }
                _ => return Err(unknown(word)),
            }
            rest = after;
        }
        out.push_str(rest);
        out.push('\n');
    }
    Ok(out)
}

const FEED: &str = "/feed/v1/cchc.json";

fn base() -> String {
    format!("/v1/{VERSION}")
}

/// What a webmaster pastes: preloads, so that nothing waits for anything else, and the one script.
/// `names` are the widgets of the page; more than one come in the bundle with all of them.
pub(crate) fn snippet(names: &str, manifest: &Value) -> Option<String> {
    let mut files: Vec<&str> = Vec::new();
    let mut bundle = "";
    for name in names.split_whitespace() {
        let widget = WIDGETS.iter().find(|widget| widget.name == name)?;
        bundle = if bundle.is_empty() { name } else { "all" };
        let missing = widget.files.iter().filter(|file| !files.contains(file));
        files.extend(missing.copied().collect::<Vec<_>>());
    }
    let file = |value: &Value| {
        Some((
            value.get(0)?.as_str()?.to_owned(),
            value.get(1)?.as_str()?.to_owned(),
        ))
    };
    let bundle = manifest.get("bundles")?.get(bundle)?;
    let (loader, loader_hash) = file(manifest.get("loader")?)?;
    let (glue, glue_hash) = file(bundle.get("js")?)?;
    let (wasm, _) = file(bundle.get("wasm")?)?;
    let base = base();
    let folder = FEED.trim_end_matches("cchc.json");
    // The script first and `async`: it runs while the page is still read, and whatever it wants is on its way already.
    let mut out = format!(
        "<script type=\"module\" async src=\"{base}/{loader}\" integrity=\"{loader_hash}\" crossorigin=\"anonymous\"></script>\n\
         <link rel=\"modulepreload\" href=\"{base}/{glue}\" integrity=\"{glue_hash}\" crossorigin=\"anonymous\">\n\
         <link rel=\"preload\" as=\"fetch\" href=\"{base}/{wasm}\" crossorigin=\"anonymous\">\n\
         <link rel=\"preload\" as=\"fetch\" href=\"{FEED}\" crossorigin=\"anonymous\">"
    );
    for name in files {
        let ending = if name.contains('.') { "" } else { ".json" };
        out.push_str(&format!(
            "\n<link rel=\"preload\" as=\"fetch\" href=\"{folder}{name}{ending}\" crossorigin=\"anonymous\">"
        ));
    }
    Some(out)
}
