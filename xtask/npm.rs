//! The npm package `target/dist/npm`: the bundle with a module that loads it, and descriptions for type checkers and
//! editors, all made from the registry.

mod describe;
mod kinds;
mod types;

use std::path::Path;

use serde_json::{Value, json};

pub(crate) use describe::custom_properties;

use crate::dist::{VERSION, folder, versioned};
use crate::registry::WIDGETS;
use crate::run::{Failure, Outcome, at, read, root, say, write};

/// Its name.
const NAME: &str = "cchc-widgets";

/// Writes the package of the bundle that is built.
pub(crate) fn build() -> Outcome {
    let to = folder().join("npm");
    let manifest: Value = serde_json::from_str(&read(&versioned().join("manifest.json"))?)
        .map_err(at("manifest.json"))?;
    let integrity = manifest
        .pointer("/loader/1")
        .and_then(Value::as_str)
        .ok_or_else(|| Failure("manifest.json names no loader".to_owned()))?;
    // Made anew, so that nothing of another bundle stays.
    if to.exists() {
        std::fs::remove_dir_all(&to).map_err(at(to.display()))?;
    }
    for (name, text) in texts(integrity)? {
        write(&to.join(name), text.as_bytes())?;
    }
    for licence in ["LICENSE-APACHE", "LICENSE-MIT"] {
        copy(&root().join(licence), &to.join(licence))?;
    }
    let bundle = to.join("v1").join(VERSION);
    for entry in std::fs::read_dir(versioned())
        .map_err(at(versioned().display()))?
        .flatten()
    {
        copy(&entry.path(), &bundle.join(entry.file_name()))?;
    }
    say("target/dist/npm is the npm package");
    Ok(())
}

fn copy(from: &Path, to: &Path) -> Outcome {
    write(to, &std::fs::read(from).map_err(at(from.display()))?)
}

/// Every file that is made here.
fn texts(integrity: &str) -> Outcome<Vec<(&'static str, String)>> {
    let tags: Vec<&str> = WIDGETS.iter().map(|widget| widget.tag).collect();
    let fill = |text: &str| {
        text.replace("__VERSION__", VERSION)
            .replace("__INTEGRITY__", integrity)
    };
    let tokens = describe::custom_properties(&read(&root().join("style/tokens.css"))?);
    let list: Vec<String> = WIDGETS
        .iter()
        .map(|widget| {
            format!(
                "- `<{}>`: {}\n  {}",
                widget.tag, widget.summary_vi, widget.summary_en
            )
        })
        .collect();
    Ok(vec![
        (
            // A text, because the order of its words counts: the first condition that is known holds.
            "package.json",
            fill(include_str!("npm/package.json"))
                .replace("__LICENSE__", env!("CARGO_PKG_LICENSE"))
                .replace("__REPOSITORY__", env!("CARGO_PKG_REPOSITORY")),
        ),
        (
            "index.js",
            fill(include_str!("npm/index.js")).replace("__TAGS__", &json!(tags).to_string()),
        ),
        ("copy.js", fill(include_str!("npm/copy.js"))),
        // What `import "cchc-widgets/react"` runs: nothing.
        ("types.js", "export {};\n".to_owned()),
        ("index.d.ts", types::index(include_str!("npm/index.d.ts"))?),
        ("react.d.ts", types::react()),
        ("vue.d.ts", types::vue()),
        ("svelte.d.ts", types::svelte()),
        (
            "custom-elements.json",
            pretty(&describe::manifest(&tokens)?),
        ),
        ("vscode.html-custom-data.json", pretty(&describe::vscode()?)),
        ("web-types.json", pretty(&describe::web_types(&tokens)?)),
        (
            "README.md",
            fill(include_str!("npm/README.md")).replace("__TAGS__", &list.join("\n")),
        ),
    ])
}

fn pretty(value: &Value) -> String {
    format!("{value:#}\n")
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "tests")]
    use super::*;

    #[test]
    fn every_file_is_filled_and_every_export_is_there() {
        let texts = texts("sha384-AAAA").unwrap();
        for (name, text) in &texts {
            assert!(!text.contains("__"), "{name} keeps a placeholder: {text}");
        }
        let (_, package) = texts
            .iter()
            .find(|(name, _)| *name == "package.json")
            .unwrap();
        let package: Value = serde_json::from_str(package).unwrap();
        assert_eq!(package["name"], NAME);
        for one in package["exports"].as_object().unwrap().values() {
            let targets = match one {
                Value::String(path) => vec![path.as_str()],
                other => vec![
                    other["types"].as_str().unwrap(),
                    other["default"].as_str().unwrap(),
                ],
            };
            for target in targets.iter().filter(|target| !target.contains('*')) {
                assert!(
                    texts
                        .iter()
                        .any(|(name, _)| format!("./{name}") == **target),
                    "{target} is not made"
                );
            }
        }
    }

    #[test]
    fn every_tag_attribute_event_and_part_is_described_in_every_file() {
        let texts = texts("sha384-AAAA").unwrap();
        let text = |name: &str| &texts.iter().find(|(known, _)| *known == name).unwrap().1;
        for widget in WIDGETS {
            for file in [
                "index.d.ts",
                "react.d.ts",
                "vue.d.ts",
                "svelte.d.ts",
                "index.js",
                "custom-elements.json",
                "web-types.json",
                "vscode.html-custom-data.json",
            ] {
                let quoted = format!("\"{}\"", widget.tag);
                assert!(text(file).contains(&quoted), "{file}: {quoted}");
            }
            for attribute in widget.attributes {
                for file in [
                    "index.d.ts",
                    "custom-elements.json",
                    "web-types.json",
                    "vscode.html-custom-data.json",
                ] {
                    let quoted = format!("\"{}\"", attribute.name);
                    assert!(text(file).contains(&quoted), "{file}: {quoted}");
                }
            }
            for name in widget.events.iter().map(|event| event.name) {
                for file in ["index.d.ts", "custom-elements.json", "web-types.json"] {
                    assert!(
                        text(file).contains(&format!("\"{name}\"")),
                        "{file}: {name}"
                    );
                }
            }
        }
    }
}
