//! `target/dist`: what a host puts on the web. File names carry the hash of their content, so nothing mixes; the
//! loader carries the hashes of the rest.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use base64::Engine;
use serde_json::{Value, json};
use sha2::{Digest, Sha256, Sha384};

use crate::registry::{COMMON, WIDGETS};
use crate::run::{Outcome, at, read, root, say, write};
use crate::wasm::Pace;
use crate::{pages, script, sheet, wasm};

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
    let print = format!("{pace:?} {}", fingerprint()?);
    if std::fs::read_to_string(&stamp).is_ok_and(|known| known == print)
        && versioned().join("manifest.json").exists()
    {
        say("the bundle is up to date");
    } else {
        bundles(pace)?;
        write(&stamp, print.as_bytes())?;
    }
    pages::build()?;
    compress_all(&folder())
}

fn bundles(pace: Pace) -> Outcome {
    let folder = versioned();
    let mut bundles = serde_json::Map::new();
    let mut keep = vec!["cchc.js".to_owned(), "manifest.json".to_owned()];
    let all: Vec<&str> = WIDGETS.iter().map(|widget| widget.name).collect();
    let mut features: Vec<(&str, Vec<&str>)> =
        all.iter().map(|name| (*name, vec![*name])).collect();
    if all.len() > 1 {
        features.push(("all", all));
    }
    for (feature, widgets) in features {
        let built = wasm::bundle(feature, pace)?;
        // A sheet per tag: in the bundle with all of them, none reaches into another.
        let mut sheets = serde_json::Map::new();
        for widget in widgets {
            sheets.insert(format!("cchc-{widget}"), sheet::of(widget)?.into());
        }
        let css = Value::Object(sheets);
        let glue = script::minify(
            &format!("{feature}.js"),
            &format!("{}export const css = {css};", built.glue),
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
    let loader = root().join("widgets/bundle/loader/cchc.js");
    let source = read(&loader)?;
    let write_loader = |base: &str, path: &Path| -> Outcome<Value> {
        let manifest =
            json!({ "base": base, "feed": HOME_FEED, "tags": tags(), "bundles": bundles.clone() });
        let code = script::minify(
            "cchc.js",
            &source.replace("__CCHC_MANIFEST__", &manifest.to_string()),
        )?;
        write(path, code.as_bytes())?;
        Ok(json!(["cchc.js", integrity(code.as_bytes())]))
    };
    write_loader(&format!("./{VERSION}/"), &self::folder().join("v1/cchc.js"))?;
    let own = write_loader("./", &folder.join("cchc.js"))?;
    let manifest = json!({ "version": VERSION, "loader": own, "bundles": bundles });
    write(
        &folder.join("manifest.json"),
        format!("{manifest:#}\n").as_bytes(),
    )?;
    sweep(&folder, &keep)
}

/// The sample feed beside the script, relative to the versioned folder in both loaders.
const HOME_FEED: &str = "../../feed/v1/cchc.json";

fn tags() -> Value {
    let tags: BTreeMap<&str, Value> = WIDGETS
        .iter()
        .map(|widget| {
            let names: Vec<&str> = COMMON
                .iter()
                .chain(widget.attributes)
                .map(|one| one.name)
                .collect();
            (
                widget.tag,
                json!({ "bundle": widget.name, "files": widget.files, "attributes": names }),
            )
        })
        .collect();
    json!(tags)
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
fn short_integrity(content: &[u8]) -> String {
    format!(
        "sha256-{}",
        base64::engine::general_purpose::STANDARD.encode(Sha256::digest(content))
    )
}

fn short_hash(content: &[u8]) -> String {
    Sha256::digest(content)
        .iter()
        .take(8)
        .map(|byte| format!("{byte:02x}"))
        .collect()
}

/// A hash over everything that the bundle is made from.
fn fingerprint() -> Outcome<String> {
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
            if entry.file_type().is_file() && !entry.file_name().to_string_lossy().ends_with(".md")
            {
                hash.update(entry.path().to_string_lossy().as_bytes());
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
fn compress_all(folder: &Path) -> Outcome {
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
