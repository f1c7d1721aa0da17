//! `cargo xtask new-widget NAME`: folder, registry, features, page, budget and tests of a widget that lists headlines, so that
//! what is left to do is what is new about it. Everything is green from the start.

use std::path::Path;

use crate::registry::COMMON;
use crate::run::{Failure, Outcome, at, cargo, read, root, run, say, write};
use crate::toolchain;

/// Templates and where they go.
const FILES: [(&str, &str); 14] = [
    (
        "widgets/__NAME__/mod.rs",
        include_str!("new_widget/mod.rs.txt"),
    ),
    (
        "widgets/__NAME__/options.rs",
        include_str!("new_widget/options.rs.txt"),
    ),
    (
        "widgets/__NAME__/strings.rs",
        include_str!("new_widget/strings.rs.txt"),
    ),
    (
        "widgets/__NAME__/model.rs",
        include_str!("new_widget/model.rs.txt"),
    ),
    (
        "widgets/__NAME__/view.rs",
        include_str!("new_widget/view.rs.txt"),
    ),
    (
        "widgets/__NAME__/element.rs",
        include_str!("new_widget/element.rs.txt"),
    ),
    (
        "widgets/__NAME__/tests.rs",
        include_str!("new_widget/tests.rs.txt"),
    ),
    (
        "widgets/__NAME__/style.css",
        include_str!("new_widget/style.css.txt"),
    ),
    (
        "widgets/__NAME__/README.md",
        include_str!("new_widget/README.md.txt"),
    ),
    (
        "widgets/__NAME__/guide.vi.md",
        include_str!("new_widget/guide.vi.md.txt"),
    ),
    (
        "widgets/__NAME__/guide.en.md",
        include_str!("new_widget/guide.en.md.txt"),
    ),
    (
        "widgets/registry/__NAME__.rs",
        include_str!("new_widget/registry.rs.txt"),
    ),
    (
        "examples/__NAME__.html",
        include_str!("new_widget/example.html.txt"),
    ),
    (
        "tests/e2e/__NAME__.test.mjs",
        include_str!("new_widget/e2e.test.mjs.txt"),
    ),
];

/// What goes into files that are there: the file, a line that is known, and what stands before it from now on.
const LINES: [(&str, &str, &str); 9] = [
    (
        "widgets/registry.rs",
        "/// One custom element.\n",
        "#[path = \"registry/__NAME__.rs\"]\nmod __NAME__;\n\n",
    ),
    (
        "widgets/registry.rs",
        "    news::WIDGET,\n",
        "    __NAME__::WIDGET,\n",
    ),
    (
        "widgets/lib.rs",
        "pub mod registry;\n",
        "#[cfg(feature = \"__NAME__\")]\npub mod __NAME__;\n",
    ),
    (
        "widgets/shared/element.rs",
        "        _ => None,\n    });\n",
        "        #[cfg(feature = \"__NAME__\")]\n        \"cchc-__NAME__\" => Some(render(target, move || {\n            crate::__NAME__::element::view(host)\n        })),\n",
    ),
    (
        "widgets/Cargo.toml",
        "\n[dependencies]\n",
        "__NAME__ = []\n",
    ),
    (
        "widgets/bundle/Cargo.toml",
        "\n[target.'cfg(target_arch = \"wasm32\")'.dependencies]\n",
        "__NAME__ = [\"elements\", \"cchc-widgets/__NAME__\"]\n",
    ),
    (
        "tests/budgets.toml",
        "# Every widget, for pages with more than one",
        "# As the template has it: set it when the widget has its own.\n[__NAME__]\njs = 7500\nwasm = 85000\npage = 95000\n\n",
    ),
    (
        "README.md",
        "\n## Embed\n",
        "| `<cchc-__NAME__>` | the newest news; made from the template |\n",
    ),
    (
        "README.md",
        "`examples/together.html`",
        "`examples/__NAME__.html`, ",
    ),
];

/// Makes the widget in the project.
pub(crate) fn new_widget(name: &str) -> Outcome {
    write_to(&root(), name)?;
    run(cargo().args(["fmt", "--package", "cchc-widgets"]))?;
    say(&format!(
        "widgets/{name} is there, with its page examples/{name}.html. Next: what it reads and shows (widgets/{name}), its words \
         (strings.rs), its contract (widgets/registry/{name}.rs), then cargo xtask test"
    ));
    Ok(())
}

fn write_to(root: &Path, name: &str) -> Outcome {
    let starts = name.starts_with(|c: char| c.is_ascii_lowercase());
    let is_word = name
        .chars()
        .all(|c| c.is_ascii_lowercase() || c.is_ascii_digit());
    // Folders beside those of the widgets, features, and words of the language.
    let taken = [
        "all", "bundle", "registry", "shared", "elements", "lookup", "proof", "default", "lib",
    ];
    let keywords = [
        "as", "async", "await", "box", "break", "const", "continue", "crate", "do", "dyn", "else",
        "enum", "extern", "fn", "for", "gen", "if", "impl", "in", "let", "loop", "match", "mod",
        "move", "mut", "pub", "ref", "return", "self", "static", "struct", "super", "test",
        "trait", "true", "type", "unsafe", "use", "where", "while", "yield",
    ];
    if !starts || !is_word || taken.contains(&name) || keywords.contains(&name) {
        return Err(Failure(format!(
            "`{name}` cannot name a widget: one word of small letters and digits that is neither Rust's nor taken"
        )));
    }
    if root.join("widgets").join(name).exists() {
        return Err(Failure(format!("widgets/{name} is there already")));
    }
    let common: Vec<String> = COMMON
        .iter()
        .map(|one| {
            format!(
                "| `{}` | {} | {} | {} |",
                one.name,
                one.values.replace('|', " "),
                one.default,
                one.about_en
            )
        })
        .collect();
    for (path, text) in FILES {
        let text = text
            .replace("__COMMON__", &common.join("\n"))
            .replace("__NAME__", name);
        write(&root.join(path.replace("__NAME__", name)), text.as_bytes())?;
    }
    for (path, line, more) in LINES {
        put_before(&root.join(path), line, &more.replace("__NAME__", name))?;
    }
    put_before(
        &root.join("widgets/Cargo.toml"),
        "\"news\", ",
        &format!("\"{name}\", "),
    )?;
    put_before(
        &root.join("tests/e2e/lib/browsers.mjs"),
        "\"cchc-news\", ",
        &format!("\"cchc-{name}\", "),
    )
}

/// Puts text before the first place where another stands.
fn put_before(path: &Path, place: &str, text: &str) -> Outcome {
    let known = read(path)?;
    let (before, after) = known
        .split_once(place)
        .ok_or_else(|| Failure(format!("{}: no `{}` in it", path.display(), place.trim())))?;
    write(path, format!("{before}{text}{place}{after}").as_bytes())
}

/// Makes a widget in a copy of the tree and checks the copy, natively and for the browser. Not a plain test, because it
/// compiles the widgets anew: a step of its own, behind those that have compiled what it needs.
pub(crate) fn check() -> Outcome {
    let copy = root().join("target/new-widget");
    if copy.exists() {
        std::fs::remove_dir_all(&copy).map_err(at(copy.display()))?;
    }
    for entry in walkdir::WalkDir::new(root())
        .into_iter()
        .filter_entry(|entry| {
            !["target", "node_modules", ".git"].contains(&&*entry.file_name().to_string_lossy())
        })
    {
        let entry = entry.map_err(at("walking"))?;
        let path = entry.path().strip_prefix(root()).map_err(at("path"))?;
        if entry.file_type().is_file() {
            let to = copy.join(path);
            if let Some(folder) = to.parent() {
                std::fs::create_dir_all(folder).map_err(at(folder.display()))?;
            }
            std::fs::copy(entry.path(), &to).map_err(at(path.display()))?;
        }
    }
    write_to(&copy, "sample")?;
    let manifest = copy.join("Cargo.toml");
    let here = |command: &mut std::process::Command, words: &[&str], target: &str| {
        let (verb, rest) = words.split_at(1);
        command
            .args(verb)
            .arg("--manifest-path")
            .arg(&manifest)
            .args(rest)
            .env("CARGO_TARGET_DIR", root().join(target));
        run(command)
    };
    here(
        &mut cargo(),
        &["fmt", "--package", "cchc-widgets"],
        "target",
    )?;
    here(
        &mut cargo(),
        &[
            "test",
            "--quiet",
            "--locked",
            "--package",
            "cchc",
            "--test",
            "tidy",
        ],
        "target",
    )?;
    here(
        &mut cargo(),
        &[
            "test",
            "--quiet",
            "--locked",
            "--package",
            "cchc-widgets",
            "--lib",
            "sample",
        ],
        "target",
    )?;
    here(
        &mut toolchain::find()?.cargo(),
        &[
            "clippy",
            "--quiet",
            "--locked",
            "--package",
            "cchc-bundle",
            "--features",
            "sample",
            "--target",
            "wasm32-unknown-unknown",
            "--",
            "-D",
            "warnings",
        ],
        "target/wasm-dev",
    )?;
    say("a widget made from the template is green");
    std::fs::remove_dir_all(&copy).map_err(at(copy.display()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_that_cannot_be_is_refused_before_anything_is_written() {
        for name in [
            "",
            "News",
            "a-b",
            "1st",
            "type",
            "bundle",
            "tin tức",
            "news",
        ] {
            assert!(write_to(&root(), name).is_err(), "{name}");
        }
    }
}
