//! One style sheet per bundle: tokens, themes, what all widgets share, and their own.

use std::path::PathBuf;

use lightningcss::stylesheet::{MinifyOptions, ParserOptions, PrinterOptions, StyleSheet};
use lightningcss::targets::{Browsers, Targets};

use crate::run::{Outcome, at, read, root};

/// The style sheet for these widgets.
pub(crate) fn bundle(widgets: &[&str]) -> Outcome<String> {
    let mut css = String::new();
    for path in sources(widgets)? {
        css.push_str(&minify(&path.display().to_string(), &read(&path)?)?);
    }
    Ok(css)
}

fn sources(widgets: &[&str]) -> Outcome<Vec<PathBuf>> {
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
    paths.extend(
        widgets
            .iter()
            .map(|widget| root.join("widgets").join(widget).join("style.css")),
    );
    Ok(paths)
}

fn minify(name: &str, css: &str) -> Outcome<String> {
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
