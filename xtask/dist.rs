//! `target/dist`: what a host puts on the web. File names carry the hash of their content, so nothing mixes; the
//! loader carries the hashes of the rest.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use base64::Engine;
use serde_json::{Value, json};
use sha2::{Digest, Sha256, Sha384};

use crate::registry::{Attribute, COMMON, WIDGETS};
use crate::run::{Outcome, at, read, root, say, write};
use crate::wasm::Pace;
use crate::{describe, docs, frame, npm, pages, sbom, script, sheet, touch, wasm};

/// Version in the URLs.
pub(crate) const VERSION: &str = env!("CARGO_PKG_VERSION");

/// The built tree.
pub(crate) fn folder() -> PathBuf {
    root().join("target/dist")
}

/// The folder of this version.
pub(crate) fn versioned() -> PathBuf {
    folder().join("v1").join(VERSION)
}

/// Builds bundle and pages.
pub(crate) fn build(pace: Pace) -> Outcome {
    let stamp = root().join("target/dist.stamp");
    let print = format!("{pace:?} {}", fingerprint(&|_| true)?);
    if std::fs::read_to_string(&stamp).is_ok_and(|known| known == print)
        && versioned().join("manifest.json").exists()
    {
        say("the bundle is up to date");
    } else {
        bundles(pace)?;
        write(&stamp, print.as_bytes())?;
    }
    pages::build()?;
    docs::build()?;
    compress_all(&folder())?;
    npm::build()?;
    sbom::build()
}

fn bundles(pace: Pace) -> Outcome {
    let folder = versioned();
    let mut bundles = serde_json::Map::new();
    let mut keep = ["cchc.js", "manifest.json", "widgets.json"]
        .map(str::to_owned)
        .to_vec();
    let mut features: Vec<(&str, Vec<&str>)> = Vec::new();
    for widget in WIDGETS {
        let bundles = widget.modes.iter().map(|mode| mode.bundle);
        for bundle in std::iter::once(widget.name).chain(bundles) {
            if !features.iter().any(|(known, _)| *known == bundle) {
                features.push((bundle, vec![widget.name]));
            }
        }
    }
    let together = WIDGETS.iter().filter(|widget| !widget.is_alone);
    features.push(("all", together.map(|widget| widget.name).collect()));
    let print = format!("{pace:?} {}", fingerprint(&is_compiled)?);
    let browser = read(&root().join("widgets/feedback/browser.js"))?;
    let proof = proof(pace, &folder, &mut keep)? + &browser;
    let (touched, touch) = touch::module(&mut keep)?;
    for (feature, widgets) in features {
        let built = compiled(feature, pace, &print)?;
        // A sheet per tag: in the bundle with all of them, none reaches into another.
        let mut sheets = serde_json::Map::new();
        let mut asks = "";
        for widget in widgets {
            let sheet = match feature {
                "all" => sheet::of(widget)?,
                own => sheet::of(own)?,
            };
            sheets.insert(format!("cchc-{widget}"), sheet.into());
            asks = match feature {
                "feedback" => &proof,
                "feedback-follow" => &browser,
                "screen" => &touch,
                _ => asks,
            };
        }
        let css = Value::Object(sheets);
        let glue = script::minify(
            &format!("{feature}.js"),
            &format!("{}{asks}export const css = {css};", built.glue),
        )?;
        let mut files = serde_json::Map::new();
        for (kind, content) in [("js", glue.as_bytes()), ("wasm", built.wasm.as_slice())] {
            let name = format!("{feature}.{}.{kind}", short_hash(content));
            write(&folder.join(&name), content)?;
            files.insert(kind.to_owned(), json!([name, short_integrity(content)]));
            keep.push(name);
        }
        bundles.insert(feature.to_owned(), Value::Object(files));
    }
    let aside = frame::aside(&mut keep)?;
    let loader = root().join("widgets/bundle/loader/cchc.js");
    let source = read(&loader)?;
    let write_loader = |base: &str, path: &Path| -> Outcome<String> {
        let manifest = json!({ "base": base, "feed": HOME_FEED, "tags": tags(), "aside": aside, "bundles": bundles.clone() });
        let code = script::minify(
            "cchc.js",
            &source.replace("__CCHC_MANIFEST__", &manifest.to_string()),
        )?;
        write(path, code.as_bytes())?;
        Ok(integrity(code.as_bytes()))
    };
    write_loader(&format!("./{VERSION}/"), &self::folder().join("v1/cchc.js"))?;
    let own = write_loader("./", &folder.join("cchc.js"))?;
    let height = frame::page(&own, &mut keep)?;
    let manifest = json!({ "version": VERSION, "loader": ["cchc.js", own], "height": height, "touch": touched, "aside": aside, "bundles": bundles });
    write(
        &folder.join("widgets.json"),
        format!("{:#}\n", describe::widgets()).as_bytes(),
    )?;
    write(
        &folder.join("manifest.json"),
        format!("{manifest:#}\n").as_bytes(),
    )?;
    sweep(&folder, &keep)
}

/// The bundle of one feature: as it was compiled last, where nothing that the compiler reads has changed since.
fn compiled(feature: &str, pace: Pace, print: &str) -> Outcome<wasm::Bundle> {
    let folder = root().join("target/bundles");
    let place = |kind: &str| folder.join(format!("{feature}.{kind}"));
    if std::fs::read_to_string(place("stamp")).is_ok_and(|known| known == print)
        && let (Ok(wasm), Ok(glue)) = (
            std::fs::read(place("wasm")),
            std::fs::read_to_string(place("js")),
        )
    {
        return Ok(wasm::Bundle { wasm, glue });
    }
    let built = wasm::bundle(feature, pace)?;
    write(&place("wasm"), &built.wasm)?;
    write(&place("js"), built.glue.as_bytes())?;
    write(&place("stamp"), print.as_bytes())?;
    Ok(built)
}

/// Whether the compiler reads a file; the rest is put around what it made.
fn is_compiled(path: &Path) -> bool {
    let is_own = path.starts_with(root().join("xtask"));
    let makers = ["wasm.rs", "order.rs", "shrink.rs", "toolchain.rs"];
    match path.file_name().and_then(|name| name.to_str()) {
        Some(name) if is_own => makers.contains(&name),
        Some(name) => [".rs", ".toml", ".lock"]
            .iter()
            .any(|kind| name.ends_with(kind)),
        None => false,
    }
}

/// Writes the worker that solves challenges, and returns what stands beside the glue of the form: the script that asks the
/// worker.
fn proof(pace: Pace, folder: &Path, keep: &mut Vec<String>) -> Outcome<String> {
    let (code, script) = wasm::module("proof", pace)?;
    let parts = root().join("widgets/bundle/proof");
    let worker = read(&parts.join("worker.js"))?;
    let script = script::minify("proof.js", &format!("{script}\n{worker}"))?;
    let mut files = Vec::new();
    for (kind, content) in [("js", script.as_bytes()), ("wasm", code.as_slice())] {
        let name = format!("proof.{}.{kind}", short_hash(content));
        write(&folder.join(&name), content)?;
        files.push(json!([name, short_integrity(content)]));
        keep.push(name);
    }
    let ask = read(&parts.join("ask.js"))?;
    Ok(ask.replace("__CCHC_PROOF__", &json!(files).to_string()))
}

/// The sample feed beside the script, relative to the versioned folder in both loaders.
const HOME_FEED: &str = "../../feed/v1/cchc.json";

fn tags() -> Value {
    let tags: BTreeMap<&str, Value> = WIDGETS
        .iter()
        .map(|widget| {
            let names: Vec<String> = COMMON.iter().chain(widget.attributes).map(marked).collect();
            let mut tag =
                json!({ "bundle": widget.name, "files": widget.files, "attributes": names });
            if widget.is_alone {
                tag["alone"] = 1.into();
            }
            if !widget.modes.is_empty() {
                tag["modes"] = describe::modes(widget.modes).into();
            }
            (widget.tag, tag)
        })
        .collect();
    json!(tags)
}

/// An attribute as the loader knows it: with `?` where it is there or not and has no value.
fn marked(one: &Attribute) -> String {
    let mark = if one.values == "present or not" {
        "?"
    } else {
        ""
    };
    format!("{}{mark}", one.name)
}

/// Removes what an earlier build left.
fn sweep(folder: &Path, keep: &[String]) -> Outcome {
    for entry in std::fs::read_dir(folder)
        .map_err(at(folder.display()))?
        .flatten()
    {
        let name = entry.file_name().to_string_lossy().into_owned();
        let stem = name.trim_end_matches(".br").trim_end_matches(".gz");
        if !keep.iter().any(|kept| kept == stem) {
            std::fs::remove_file(entry.path()).map_err(at(entry.path().display()))?;
        }
    }
    Ok(())
}

/// Subresource integrity of some bytes.
pub(crate) fn integrity(content: &[u8]) -> String {
    format!(
        "sha384-{}",
        base64::engine::general_purpose::STANDARD.encode(Sha384::digest(content))
    )
}

/// The same by a shorter hash, as safe here: every page carries all of them in its loader, where nothing compresses them.
pub(crate) fn short_integrity(content: &[u8]) -> String {
    format!(
        "sha256-{}",
        base64::engine::general_purpose::STANDARD.encode(Sha256::digest(content))
    )
}

/// The beginning of [`short_integrity`], for a name: a loader that carries both is shorter where they are alike.
pub(crate) fn short_hash(content: &[u8]) -> String {
    base64::engine::general_purpose::URL_SAFE_NO_PAD
        .encode(Sha256::digest(content).get(..9).unwrap_or_default())
}

/// A hash over what the bundle is made from.
fn fingerprint(counts: &dyn Fn(&Path) -> bool) -> Outcome<String> {
    let root = root();
    let mut hash = Sha256::new();
    for part in [
        "Cargo.toml",
        "Cargo.lock",
        "src",
        "widgets",
        "style",
        "xtask",
    ] {
        for entry in walkdir::WalkDir::new(root.join(part))
            .sort_by_file_name()
            .into_iter()
            .flatten()
        {
            if entry.file_type().is_file()
                && !entry.file_name().to_string_lossy().ends_with(".md")
                && counts(entry.path())
            {
                let place = entry.path().strip_prefix(&root).unwrap_or(entry.path());
                hash.update(place.to_string_lossy().as_bytes());
                hash.update(std::fs::read(entry.path()).map_err(at(entry.path().display()))?);
            }
        }
    }
    Ok(hash
        .finalize()
        .iter()
        .map(|byte| format!("{byte:02x}"))
        .collect())
}

/// Puts `.br` and `.gz` beside every file that gains by it.
pub(crate) fn compress_all(folder: &Path) -> Outcome {
    for entry in walkdir::WalkDir::new(folder).into_iter().flatten() {
        let path = entry.path();
        let kind = path
            .extension()
            .and_then(|kind| kind.to_str())
            .unwrap_or_default();
        if entry.file_type().is_file()
            && ["js", "wasm", "html", "css", "svg", "json"].contains(&kind)
        {
            compress(path)?;
        }
    }
    Ok(())
}

fn compress(path: &Path) -> Outcome {
    let beside = |kind: &str| PathBuf::from(format!("{}.{kind}", path.display()));
    let newer = |other: &Path| {
        let time = |path: &Path| {
            std::fs::metadata(path)
                .and_then(|data| data.modified())
                .ok()
        };
        time(other) > time(path)
    };
    if newer(&beside("br")) && newer(&beside("gz")) {
        return Ok(());
    }
    let content = std::fs::read(path).map_err(at(path.display()))?;
    if content.len() < 256 {
        // What it was larger for once must not be served any more.
        for old in [beside("br"), beside("gz")] {
            _ = std::fs::remove_file(old);
        }
    } else {
        std::fs::write(beside("br"), brotli_of(&content)?).map_err(at(path.display()))?;
        let mut gzip = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::best());
        std::io::Write::write_all(&mut gzip, &content).map_err(at(path.display()))?;
        std::fs::write(beside("gz"), gzip.finish().map_err(at(path.display()))?)
            .map_err(at(path.display()))?;
    }
    Ok(())
}

/// Brotli at its best.
pub(crate) fn brotli_of(content: &[u8]) -> Outcome<Vec<u8>> {
    let parameters = brotli::enc::BrotliEncoderParams {
        quality: 11,
        lgwin: 22,
        ..Default::default()
    };
    let mut out = Vec::new();
    brotli::BrotliCompress(&mut &*content, &mut out, &parameters).map_err(at("brotli"))?;
    Ok(out)
}
