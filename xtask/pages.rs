//! The pages of examples/, with the snippet that a webmaster would paste filled in.

use std::path::Path;

use serde_json::Value;

use crate::dist::{VERSION, folder, versioned};
use crate::registry::WIDGETS;
use crate::run::{Failure, Outcome, at, read, root, write};
use crate::screen;

/// Copies the pages into the built tree.
pub(crate) fn build() -> Outcome {
    let from = root().join("examples");
    let manifest: Value = serde_json::from_str(&read(&versioned().join("manifest.json"))?)
        .map_err(at("manifest.json"))?;
    let known = Known {
        build: screen::build_name(&from, &manifest)?,
        list: list(&from)?,
        manifest,
    };
    for place in [from.clone(), from.join("builder"), from.join("fonts")] {
        let to = folder()
            .join("examples")
            .join(place.strip_prefix(&from).unwrap_or(&place));
        for entry in std::fs::read_dir(&place)
            .map_err(at(place.display()))?
            .flatten()
        {
            let path = entry.path();
            if !path.is_file() {
                continue;
            }
            // The builder is what a visitor of the host sees first.
            let to = match path == from.join(BUILDER) {
                true => folder().join("index.html"),
                false => to.join(entry.file_name()),
            };
            if path.extension().is_some_and(|kind| kind == "html") {
                write(&to, fill(&path, &read(&path)?, &known)?.as_bytes())?;
            } else {
                write(&to, &std::fs::read(&path).map_err(at(path.display()))?)?;
            }
        }
    }
    screen::list(&known.manifest, &known.build)
}

/// The page of the embed builder.
const BUILDER: &str = "builder/index.html";

/// The pages as list items with their titles and descriptions in both languages, for the builder.
fn list(folder: &Path) -> Outcome<String> {
    let mut names: Vec<_> = std::fs::read_dir(folder)
        .map_err(at(folder.display()))?
        .flatten()
        .map(|entry| entry.file_name().to_string_lossy().into_owned())
        .filter(|name| name.ends_with(".html"))
        .collect();
    names.sort();
    let mut out = String::new();
    for name in names {
        let page = read(&folder.join(&name))?;
        let between = |start: &str, end: &str| {
            let (_, rest) = page.split_once(start)?;
            Some(rest.split_once(end)?.0)
        };
        let title = between("<title>", "</title>").unwrap_or(&name);
        let about = between("name=\"description\" content=\"", "\"").unwrap_or_default();
        let title_en = between("name=\"title\" lang=\"en\" content=\"", "\"").unwrap_or(title);
        let about_en =
            between("name=\"description\" lang=\"en\" content=\"", "\"").unwrap_or(about);
        out.push_str(&format!(
            "<li><a href=\"examples/{name}\"><span lang=\"vi\">{title}</span><span lang=\"en\" hidden>{title_en}</span></a>\
             <span lang=\"vi\">: {about}</span><span lang=\"en\" hidden>: {about_en}</span></li>\n"
        ));
    }
    Ok(out)
}

/// What pages are filled with.
struct Known {
    manifest: Value,
    /// Name of the screen's build.
    build: String,
    /// The pages, for the builder.
    list: String,
}

/// Fills the placeholders of one page.
fn fill(path: &Path, page: &str, known: &Known) -> Outcome<String> {
    let mut out = String::new();
    for (index, line) in page.lines().enumerate() {
        let mut rest = line;
        while let Some((before, tail)) = rest.split_once("{{cchc:") {
            let unknown = |word: &str| {
                Failure(format!(
                    "{}:{}: unknown placeholder `{word}`; known: base, build, version, pages, feed, snippet NAMES",
                    path.display(),
                    index + 1
                ))
            };
            let (word, after) = tail.split_once("}}").ok_or_else(|| unknown(tail))?;
            out.push_str(before);
            match word.split_once(' ') {
                None if word == "base" => out.push_str(&base()),
                None if word == "build" => out.push_str(&known.build),
                None if word == "feed" => out.push_str(FEED),
                None if word == "version" => out.push_str(VERSION),
                None if word == "pages" => out.push_str(&known.list),
                Some(("snippet", name)) => {
                    out.push_str(&snippet(name, &known.manifest).ok_or_else(|| unknown(word))?)
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
/// `names` are the widgets of the page; more than one come in the bundle with all of them, but for those that stay alone. After
/// a dot stands the mode, for one that has a bundle of its own: `feedback.track`.
pub(crate) fn snippet(names: &str, manifest: &Value) -> Option<String> {
    let mut files: Vec<&str> = Vec::new();
    let (mut shared, mut bundles) = ("", Vec::new());
    for name in names.split_whitespace() {
        let (name, mode) = name.split_once('.').unwrap_or((name, ""));
        let widget = WIDGETS.iter().find(|widget| widget.name == name)?;
        let mut modes = widget.modes.iter();
        let (bundle, wanted) = match mode {
            "" => (name, widget.files),
            mode => {
                let mode = modes.find(|one| one.name == mode)?;
                (mode.bundle, mode.files)
            }
        };
        match widget.is_alone {
            true if bundles.contains(&bundle) => {}
            true => bundles.push(bundle),
            false => shared = if shared.is_empty() { name } else { "all" },
        }
        let missing = wanted.iter().filter(|file| !files.contains(file));
        files.extend(missing.copied().collect::<Vec<_>>());
    }
    let file = |value: &Value| {
        Some((
            value.get(0)?.as_str()?.to_owned(),
            value.get(1)?.as_str()?.to_owned(),
        ))
    };
    if !shared.is_empty() {
        bundles.insert(0, shared);
    }
    let (loader, loader_hash) = file(manifest.get("loader")?)?;
    let base = base();
    let folder = FEED.trim_end_matches("cchc.json");
    // The script first and `async`: it runs while the page is still read, and whatever it wants is on its way already.
    let mut out = format!(
        "<script type=\"module\" async src=\"{base}/{loader}\" integrity=\"{loader_hash}\" crossorigin=\"anonymous\"></script>"
    );
    for bundle in bundles {
        let bundle = manifest.get("bundles")?.get(bundle)?;
        let (glue, glue_hash) = file(bundle.get("js")?)?;
        let (wasm, _) = file(bundle.get("wasm")?)?;
        out.push_str(&format!(
            "\n<link rel=\"modulepreload\" href=\"{base}/{glue}\" integrity=\"{glue_hash}\" crossorigin=\"anonymous\">\n\
             <link rel=\"preload\" as=\"fetch\" href=\"{base}/{wasm}\" crossorigin=\"anonymous\">"
        ));
    }
    out.push_str(&format!(
        "\n<link rel=\"preload\" as=\"fetch\" href=\"{FEED}\" crossorigin=\"anonymous\">"
    ));
    for name in files {
        let ending = if name.contains('.') { "" } else { ".json" };
        out.push_str(&format!(
            "\n<link rel=\"preload\" as=\"fetch\" href=\"{folder}{name}{ending}\" crossorigin=\"anonymous\">"
        ));
    }
    Some(out)
}
