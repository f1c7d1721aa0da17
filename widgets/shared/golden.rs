//! Golden tests: what a view renders is held against a committed file, so that a change shows its markup as a diff.
//! `UPDATE_GOLDENS=1 cargo test` writes the files anew.
#![allow(clippy::unwrap_used, clippy::disallowed_methods, reason = "tests")]

use leptos::prelude::*;

/// Attributes as a tag would have them.
pub(crate) fn attributes(words: &[(&str, &str)]) -> impl Fn(&str) -> Option<String> {
    |name| {
        let found = words.iter().find(|(known, _)| *known == name);
        found.map(|(_, value)| (*value).to_owned())
    }
}

/// Renders natively; the markers that Leptos leaves for hydration are of no interest.
pub(crate) fn html<N: IntoView + 'static>(view: impl FnOnce() -> N) -> String {
    _ = any_spawner::Executor::init_futures_executor();
    let html = Owner::new().with(|| view().into_view().to_html());
    html.replace("<!--<() />-->", "").replace("<!>", "")
}

/// Holds `html` against `widgets/{widget}/fixtures/{name}.html`.
pub(crate) fn check(widget: &str, name: &str, html: &str) {
    let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR"))
        .join(widget)
        .join("fixtures");
    let path = folder.join(format!("{name}.html"));
    // A line per element, as a reader of the diff wants it.
    let found = format!("{}\n", html.replace("><", ">\n<"));
    if std::env::var("UPDATE_GOLDENS").is_ok() {
        std::fs::create_dir_all(&folder).unwrap();
        std::fs::write(&path, &found).unwrap();
    }
    let known = std::fs::read_to_string(&path).unwrap_or_default();
    let differs = known
        .lines()
        .zip(found.lines())
        .position(|(known, found)| known != found);
    assert!(
        known == found,
        "{} is rendered otherwise, first in line {}; if that is meant: UPDATE_GOLDENS=1 cargo test\n{found}",
        path.display(),
        differs.unwrap_or(known.lines().count()) + 1
    );
}

/// Holds the tables of a widget's README against the registry.
pub(crate) fn readme(widget: &str, readme: &str) {
    let known = crate::registry::WIDGETS
        .iter()
        .find(|known| known.name == widget)
        .unwrap();
    let mut rows = Vec::new();
    for one in crate::registry::COMMON.iter().chain(known.attributes) {
        let values = one.values.replace('|', " ");
        rows.push(format!(
            "| `{}` | {values} | {} | {} |",
            one.name, one.default, one.about_en
        ));
    }
    for event in known.events {
        let detail = event.detail.replace('|', "\\|");
        rows.push(format!(
            "| `{}` | `{detail}` | {} |",
            event.name, event.about_en
        ));
    }
    for part in known.parts {
        rows.push(format!("| `{}` | {} |", part.name, part.about_en));
    }
    let missing: Vec<&String> = rows.iter().filter(|row| !readme.contains(*row)).collect();
    assert!(
        missing.is_empty(),
        "widgets/{widget}/README.md lacks: {missing:#?}"
    );
}
