//! Ceilings on what a page downloads, committed in tests/budgets.toml, so that a change shows its bytes as a diff.

use std::collections::BTreeMap;

use serde_json::Value;

use crate::dist::{brotli_of, versioned};
use crate::run::{Failure, Outcome, at, read, root};

/// Prints the sizes and fails on an overrun.
pub(crate) fn check() -> Outcome {
    let path = root().join("tests/budgets.toml");
    let budgets: BTreeMap<String, BTreeMap<String, usize>> =
        toml::from_str(&read(&path)?).map_err(at(path.display()))?;
    let folder = versioned();
    let manifest: Value =
        serde_json::from_str(&read(&folder.join("manifest.json"))?).map_err(at("manifest.json"))?;
    let mut over = Vec::new();
    println!(
        "{:<10} {:<8} {:>9} {:>9} {:>9} {:>7}",
        "bundle", "file", "raw", "brotli", "ceiling", "left"
    );
    let mut row = |bundle: &str, part: &str, raw: usize, packed: usize| {
        let ceiling = budgets
            .get(bundle)
            .and_then(|lines| lines.get(part))
            .copied();
        let Some(ceiling) = ceiling else {
            over.push(format!("{bundle}.{part} has no line in tests/budgets.toml"));
            return;
        };
        let left = i64::try_from(ceiling).unwrap_or(0) - i64::try_from(packed).unwrap_or(0);
        println!("{bundle:<10} {part:<8} {raw:>9} {packed:>9} {ceiling:>9} {left:>7}");
        if left < 0 {
            over.push(format!(
                "{bundle}.{part} is {} bytes over its ceiling",
                -left
            ));
        }
    };
    let size = |name: &str| -> Outcome<(usize, usize)> {
        let content = std::fs::read(folder.join(name)).map_err(at(name))?;
        Ok((content.len(), brotli_of(&content)?.len()))
    };
    let (raw, loader) = size("cchc.js")?;
    row("loader", "total", raw, loader);
    if let Some(name) = manifest.get("touch").and_then(|file| file.get(0)) {
        let (raw, packed) = size(name.as_str().unwrap_or_default())?;
        row("touch", "total", raw, packed);
    }
    for (bundle, files) in manifest
        .get("bundles")
        .and_then(Value::as_object)
        .into_iter()
        .flatten()
    {
        let mut total = (raw, loader);
        for part in ["js", "wasm"] {
            let name = files
                .get(part)
                .and_then(|file| file.get(0))
                .and_then(Value::as_str)
                .unwrap_or_default();
            let (raw, packed) = size(name)?;
            row(bundle, part, raw, packed);
            total = (total.0 + raw, total.1 + packed);
        }
        row(bundle, "page", total.0, total.1);
    }
    if over.is_empty() {
        Ok(())
    } else {
        Err(Failure(format!("over budget: {}", over.join("; "))))
    }
}
