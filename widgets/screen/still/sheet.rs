//! The style file of the widget for engines that know no custom properties: every `var()` becomes what it stands for, and what
//! such engines know by another name is said twice.
//!
//! Colours come from `style/`, measures from the screen, so that a page looks as the widget does.

use cchc::feed::screens::Theme;

use super::Still;

const TOKENS: &str = include_str!("../../../style/tokens.css");
const DARK: &str = include_str!("../../../style/themes/dark.css");
const CONTRAST: &str = include_str!("../../../style/themes/contrast.css");
const OWN: &str = include_str!("../style.css");
const AROUND: &str = include_str!("still.css");

/// Two families instead of one with two ranges: engines that know no `unicode-range` would take one file for all letters.
const FAMILIES: [(&str, &str); 2] = [
    ("Be Vietnam Pro", "latin"),
    ("Be Vietnam Pro Vietnamese", "vietnamese"),
];
const FONT: &str =
    "\"Be Vietnam Pro\", \"Be Vietnam Pro Vietnamese\", \"Noto Sans\", Arial, sans-serif";
/// Properties that engines before Safari 9 and Chromium 43 know with a mark before them.
const MARKED: [&str; 11] = [
    "align-items",
    "align-self",
    "animation",
    "animation-delay",
    "animation-name",
    "flex",
    "flex-direction",
    "flex-wrap",
    "justify-content",
    "transform",
    "transform-origin",
];
/// Most cards side by side.
const MOST_COLUMNS: u32 = 4;

type Values = Vec<(String, String)>;

/// The whole sheet.
pub(super) fn of(still: &Still<'_>) -> String {
    let mut css = String::new();
    for (family, subset) in FAMILIES {
        for weight in ["400", "700"] {
            let file = ["fonts/be-vietnam-pro-", subset, "-", weight, "-normal"].concat();
            css.push_str(
                &[
                    "@font-face {\n  font-family: \"",
                    family,
                    "\";\n  font-weight: ",
                    weight,
                    ";\n  src: url(\"",
                    &file,
                    ".woff2\") format(\"woff2\"), url(\"",
                    &file,
                    ".woff\") format(\"woff\");\n}\n",
                ]
                .concat(),
            );
        }
    }
    let theme = still.context.screen.theme;
    let mut values = colours(match theme {
        Theme::Auto | Theme::Light => "",
        Theme::Dark => DARK,
        Theme::Contrast => CONTRAST,
    });
    values.extend(measures(still));
    let source = [OWN, AROUND].concat();
    let rules = rules(&source);
    for rule in &rules {
        write(rule, &values, "", &|_| true, &mut css);
    }
    if theme == Theme::Auto {
        // Light by day, dark while it is dim.
        let mut dark = colours(DARK);
        dark.extend(measures(still));
        for rule in &rules {
            let differs = |value: &str| resolved(value, &values) != resolved(value, &dark);
            write(rule, &dark, ".dim ", &differs, &mut css);
        }
    }
    cycle(still, &mut css);
    css
}

/// The colours of a theme over those of all.
fn colours(theme: &str) -> Values {
    let mut values = Values::new();
    // The first block of each file; what stands behind is for readers' own letters, or says the same again.
    for file in [theme, TOKENS] {
        let Some(first) = rules(file).into_iter().next() else {
            continue;
        };
        for (name, value) in first.declarations {
            if name.starts_with("--_") && !values.iter().any(|(known, _)| known == name) {
                let plain = value.strip_prefix("var(--cchc-").and_then(|rest| {
                    let (_, fallback) = rest.strip_suffix(')')?.split_once(", ")?;
                    Some(fallback)
                });
                values.push((name.to_owned(), plain.unwrap_or(value).to_owned()));
            }
        }
    }
    values.retain(|(name, _)| name != "--_font");
    values
}

fn measures(still: &Still<'_>) -> Values {
    let shape = still.shape();
    let sizes = shape.sizes;
    let mut values = vec![("--_font".to_owned(), FONT.to_owned())];
    for (name, px) in [
        ("--_w", shape.width_px),
        ("--_h", shape.height_px),
        ("--_body", sizes.body_px),
        ("--_heading", sizes.title_px),
        ("--_floor", sizes.floor_px),
        ("--_code", shape.code_px()),
        ("--_side", (shape.width_px - shape.safe_px.0) / 2),
        ("--_edge", (shape.height_px - shape.safe_px.1) / 2),
        ("--_x", 0),
        ("--_y", 0),
    ] {
        values.push((name.to_owned(), [&*px.to_string(), "px"].concat()));
    }
    values
}

/// A rule as it stands in a file.
#[derive(Debug)]
struct Rule<'a> {
    selector: &'a str,
    declarations: Vec<(&'a str, &'a str)>,
}

/// The plain rules of a file. What begins with `@` is for engines that show the widget itself.
fn rules(css: &str) -> Vec<Rule<'_>> {
    let mut rules = Vec::new();
    let mut rest = css;
    while let Some((before, after)) = rest.split_once('{') {
        let selector = before.rsplit("*/").next().unwrap_or_default().trim();
        let Some(end) = closing(after) else { break };
        let (block, behind) = after.split_at(end);
        rest = behind.get(1..).unwrap_or_default();
        if selector.starts_with('@') {
            continue;
        }
        let mut declarations = Vec::new();
        for line in block.split(';') {
            let line = line.rsplit("*/").next().unwrap_or_default();
            if let Some((name, value)) = line.split_once(':') {
                declarations.push((name.trim(), value.trim()));
            }
        }
        rules.push(Rule {
            selector,
            declarations,
        });
    }
    rules
}

/// Where a block ends.
fn closing(css: &str) -> Option<usize> {
    let mut depth = 0;
    for (at, letter) in css.char_indices() {
        match letter {
            '{' => depth += 1,
            '}' if depth == 0 => return Some(at),
            '}' => depth -= 1,
            _ => {}
        }
    }
    None
}

fn write(
    rule: &Rule<'_>,
    values: &Values,
    before: &str,
    counts: &dyn Fn(&str) -> bool,
    css: &mut String,
) {
    // There is no element around, and the picture is not turned by itself.
    if rule.selector.contains(":host") || rule.selector.contains("[data-turned]") {
        return;
    }
    let columns = |value: &str| value.contains("var(--_columns)");
    let mut block = String::new();
    for (name, value) in &rule.declarations {
        if columns(value) {
            continue;
        }
        if !name.starts_with("container") && counts(value) {
            declare(name, &resolved(value, values), &mut block);
        }
    }
    if !block.is_empty() {
        css.push_str(&[&*selectors(rule.selector, before), " {\n", &block, "}\n"].concat());
    }
    for (name, value) in rule.declarations.iter().filter(|(_, value)| columns(value)) {
        for count in 1..=MOST_COLUMNS {
            if counts(value) {
                let count = count.to_string();
                let mark = [before, "[data-columns=\"", &count, "\"] "].concat();
                let mut block = String::new();
                let value = value.replace("var(--_columns)", &count);
                declare(name, &resolved(&value, values), &mut block);
                css.push_str(&[&*selectors(rule.selector, &mark), " {\n", &block, "}\n"].concat());
            }
        }
    }
}

fn selectors(list: &str, before: &str) -> String {
    let all: Vec<String> = list
        .split(',')
        .map(|one| [before, one.trim()].concat())
        .collect();
    all.join(",\n")
}

fn declare(name: &str, value: &str, block: &mut String) {
    let mut line = |name: &str, value: &str| {
        block.push_str(&["  ", name, ": ", value, ";\n"].concat());
    };
    if (name, value) == ("display", "flex") {
        line(name, "-webkit-flex");
    }
    if MARKED.contains(&name) {
        line(&["-webkit-", name].concat(), value);
    }
    line(name, value);
}

/// A value without names in it.
fn resolved(value: &str, values: &Values) -> String {
    let mut out = String::new();
    let mut rest = value;
    while let Some((before, after)) = rest.split_once("var(") {
        out.push_str(before);
        let (name, behind) = after.split_once(')').unwrap_or((after, ""));
        let known = values.iter().find(|(known, _)| known == name);
        out.push_str(known.map_or("initial", |(_, value)| value));
        rest = behind;
    }
    out.push_str(rest);
    out
}

/// Without a script: each slide is in sight for its time, one after another, and then again.
fn cycle(still: &Still<'_>, css: &mut String) {
    let slides = still.cycle();
    let total: u32 = slides.iter().map(|(_, slide)| slide.secs.max(1)).sum();
    let mut begun = 0;
    for (number, slide) in &slides {
        let name = ["s", &number.to_string()].concat();
        let ends = begun + slide.secs.max(1);
        if slides.len() == 1 {
            css.push_str(&["#", &name, " {\n  visibility: visible;\n}\n"].concat());
            return;
        }
        let frames = frames(begun, ends, total);
        for mark in ["-webkit-", ""] {
            css.push_str(&["@", mark, "keyframes ", &name, " {\n", &frames, "}\n"].concat());
        }
        let mut block = String::new();
        let secs = total.to_string();
        declare(
            "animation",
            &[&name, " ", &secs, "s linear infinite"].concat(),
            &mut block,
        );
        css.push_str(&["#", &name, " {\n", &block, "}\n"].concat());
        begun = ends;
    }
}

/// Hidden, in sight from `from` to `to` of `total` seconds, hidden. Between hidden and visible an engine shows the element.
fn frames(from: u32, to: u32, total: u32) -> String {
    // Thousandths of a hundredth.
    let at = |secs: u32| secs * 100_000 / total.max(1);
    let percent = |at: u32| {
        let part = (1_000 + at % 1_000).to_string();
        [
            &*(at / 1_000).to_string(),
            ".",
            part.get(1..).unwrap_or_default(),
            "%",
        ]
        .concat()
    };
    let line = |at: u32, word: &str| {
        [
            "  ",
            &*percent(at),
            " {\n    visibility: ",
            word,
            ";\n  }\n",
        ]
        .concat()
    };
    let (from, to) = (at(from), at(to));
    let mut out = String::new();
    if from > 0 {
        out.push_str(&line(0, "hidden"));
        out.push_str(&line(from, "hidden"));
    }
    out.push_str(&line(from + u32::from(from > 0), "visible"));
    if to < 100_000 {
        out.push_str(&line(to, "visible"));
        out.push_str(&line(to + 1, "hidden"));
        out.push_str(&line(100_000, "hidden"));
    } else {
        out.push_str(&line(100_000, "visible"));
    }
    out
}
