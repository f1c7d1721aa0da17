//! One style sheet per widget, and for each bundle of a widget with several: tokens, themes, what all widgets share, and its own.

use std::path::PathBuf;

use lightningcss::stylesheet::{MinifyOptions, ParserOptions, PrinterOptions, StyleSheet};
use lightningcss::targets::{Browsers, Targets};

use crate::run::{Outcome, at, read, root};

/// The style sheet of a widget, or of a bundle that serves a part of it.
pub(crate) fn of(widget: &str) -> Outcome<String> {
    let mut css = String::new();
    for path in sources(widget)? {
        css.push_str(&minify(&path.display().to_string(), &read(&path)?)?);
    }
    Ok(css)
}

fn sources(widget: &str) -> Outcome<Vec<PathBuf>> {
    let root = root();
    let folder = root.join("style/themes");
    let mut themes: Vec<PathBuf> = std::fs::read_dir(&folder)
        .map_err(at(folder.display()))?
        .filter_map(|entry| entry.ok().map(|entry| entry.path()))
        .collect();
    // Contrast before dark: none overrules the other, but the order must not depend on the disk.
    themes.sort();
    let mut paths = vec![root.join("style/tokens.css")];
    paths.append(&mut themes);
    paths.push(root.join("widgets/shared/style.css"));
    // What is made of `shared/pieces.rs`; the news and the screen are not.
    if !matches!(widget, "news" | "screen") {
        paths.push(root.join("widgets/shared/pieces.css"));
    }
    // A bundle is named after its widget and its own folder there.
    let (widget, half) = widget.split_once('-').unwrap_or((widget, ""));
    let folder = root.join("widgets").join(widget);
    // What both halves have in common, then what is too much for one file.
    let parts = match half {
        "" => [
            "common.css",
            "style.css",
            "chart/style.css",
            "view/style.css",
        ]
        .map(|part| folder.join(part)),
        half => ["common.css", "", "", "style.css"].map(|part| match part {
            "style.css" => folder.join(half).join(part),
            part => folder.join(part),
        }),
    };
    paths.extend(parts.into_iter().filter(|part| part.is_file()));
    Ok(paths)
}

pub(crate) fn minify(name: &str, css: &str) -> Outcome<String> {
    let version = |major: u32| Some(major << 16);
    let targets = Targets::from(Browsers {
        chrome: version(68),
        firefox: version(115),
        safari: version(14),
        ..Browsers::default()
    });
    let mut sheet = StyleSheet::parse(css, ParserOptions::default()).map_err(at(name))?;
    sheet
        .minify(MinifyOptions {
            targets,
            ..MinifyOptions::default()
        })
        .map_err(at(name))?;
    let options = PrinterOptions {
        minify: true,
        targets,
        ..PrinterOptions::default()
    };
    Ok(sheet.to_css(options).map_err(at(name))?.code)
}
