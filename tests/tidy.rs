//! What a reviewer would otherwise have to see: one word everywhere, prose that names only what exists, files of one
//! subject, colours in one place.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::disallowed_methods,
    reason = "tests"
)]

use std::path::{Path, PathBuf};

const ROOT: &str = env!("CARGO_MANIFEST_DIR");

/// Files of the project with one of these endings.
fn files(endings: &[&str]) -> Vec<PathBuf> {
    let mut found = Vec::new();
    let mut open = vec![PathBuf::from(ROOT)];
    while let Some(folder) = open.pop() {
        for entry in std::fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            let name = path.file_name().unwrap().to_string_lossy().into_owned();
            if path.is_dir() {
                if !["target", "node_modules", ".git"].contains(&name.as_str()) {
                    open.push(path);
                }
            } else if endings.iter().any(|ending| name.ends_with(ending)) {
                found.push(path);
            }
        }
    }
    found
}

fn read(path: &Path) -> String {
    std::fs::read_to_string(path).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

/// The words of the widgets, from the folders that have a view.
fn widgets() -> Vec<String> {
    let folders = std::fs::read_dir(Path::new(ROOT).join("widgets")).unwrap();
    folders
        .map(|entry| entry.unwrap().path())
        .filter(|path| path.join("view.rs").exists())
        .map(|path| path.file_name().unwrap().to_string_lossy().into_owned())
        .collect()
}

#[test]
fn one_word_names_folder_feature_tag_page_and_budget() {
    let at = |path: &str| read(&Path::new(ROOT).join(path));
    assert!(!widgets().is_empty());
    for widget in widgets() {
        assert!(
            at("widgets/Cargo.toml").contains(&format!("\n{widget} = [")),
            "{widget}: feature of cchc-widgets"
        );
        assert!(
            at("widgets/bundle/Cargo.toml").contains(&format!("\n{widget} = [")),
            "{widget}: feature of cchc-bundle"
        );
        assert!(
            at(&format!("widgets/registry/{widget}.rs"))
                .contains(&format!("tag: \"cchc-{widget}\"")),
            "{widget}: registry"
        );
        assert!(
            at("tests/budgets.toml").contains(&format!("[{widget}]")),
            "{widget}: budget"
        );
        for file in [
            format!("examples/{widget}.html"),
            format!("widgets/{widget}/README.md"),
            format!("widgets/{widget}/style.css"),
        ] {
            assert!(Path::new(ROOT).join(&file).exists(), "{file} is missing");
        }
    }
}

#[test]
fn the_readme_names_every_example_page() {
    let readme = read(&Path::new(ROOT).join("README.md"));
    for page in files(&[".html"])
        .iter()
        .filter(|path| path.parent().unwrap().ends_with("examples"))
    {
        let name = format!("examples/{}", page.file_name().unwrap().to_string_lossy());
        assert!(readme.contains(&name), "README.md does not name {name}");
    }
}

#[test]
fn paths_in_prose_exist() {
    let folders = [
        "src", "widgets", "hub", "xtask", "style", "examples", "tests",
    ];
    for file in files(&[".md"]) {
        let text = read(&file);
        for word in text.split('`').skip(1).step_by(2) {
            let is_path = folders
                .iter()
                .any(|folder| word == *folder || word.starts_with(&format!("{folder}/")));
            if is_path && !word.contains([' ', '*', '{']) {
                assert!(
                    Path::new(ROOT).join(word).exists(),
                    "{} names {word}",
                    file.display()
                );
            }
        }
    }
}

#[test]
fn files_have_one_subject_and_modules_say_why() {
    for file in files(&[".rs", ".js", ".mjs", ".css"]) {
        let text = read(&file);
        let lines = text.lines().count();
        assert!(lines <= 500, "{} has {lines} lines", file.display());
        if file.extension().is_some_and(|kind| kind == "rs") {
            assert!(
                text.starts_with("//!"),
                "{} does not begin with what it is for",
                file.display()
            );
        }
    }
}

#[test]
fn colours_stand_in_style_alone() {
    for file in files(&[".css"]) {
        let name = file.strip_prefix(ROOT).unwrap();
        if name.starts_with("widgets") {
            for (index, line) in read(&file).lines().enumerate() {
                let raw = line.contains(": #") || line.contains("rgb(") || line.contains("hsl(");
                assert!(!raw, "{}:{}: a raw colour", name.display(), index + 1);
            }
        }
    }
}

#[test]
fn no_toolchain_file_and_all_licences() {
    let root = Path::new(ROOT);
    // It would make rustup ask the network at every call.
    assert!(!root.join("rust-toolchain.toml").exists() && !root.join("rust-toolchain").exists());
    assert!(root.join("LICENSE-MIT").exists() && root.join("LICENSE-APACHE").exists());
}

#[test]
fn the_pure_library_links_nothing_of_the_world() {
    let answer = std::process::Command::new(env!("CARGO"))
        .args([
            "tree",
            "--offline",
            "--locked",
            "-p",
            "cchc",
            "--all-features",
            "-e",
            "normal",
            "--prefix",
            "none",
        ])
        .current_dir(ROOT)
        .output()
        .unwrap();
    assert!(
        answer.status.success(),
        "{}",
        String::from_utf8_lossy(&answer.stderr)
    );
    let tree = String::from_utf8_lossy(&answer.stdout).into_owned();
    for crate_ in [
        "web-sys",
        "js-sys",
        "wasm-bindgen",
        "tokio",
        "leptos",
        "gloo-net",
        "axum",
        "ureq",
    ] {
        assert!(
            !tree
                .lines()
                .any(|line| line.starts_with(&format!("{crate_} "))),
            "cchc links {crate_}"
        );
    }
}
