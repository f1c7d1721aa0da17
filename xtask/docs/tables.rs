//! Tables made from the registry and the style sheets. On narrow windows CSS stands the cells of a row below each other, so every
//! cell carries the head of its column, and roles say that it is a table still.

use super::page::escape;
use super::words::{Lang, phrase, property};
use crate::npm::custom_properties;
use crate::registry::{Attribute, COMMON, Event, Part, Widget};

/// A table; cells are HTML. The first cell of a row is its head.
pub(crate) fn table(label: &str, heads: &[&str], rows: &[Vec<String>]) -> String {
    let mut out = format!(
        "<table class=\"facts\" role=\"table\" aria-label=\"{}\">\n<thead role=\"rowgroup\"><tr role=\"row\">",
        escape(label)
    );
    for head in heads {
        out.push_str(&format!(
            "<th scope=\"col\" role=\"columnheader\">{}</th>",
            escape(head)
        ));
    }
    out.push_str("</tr></thead>\n<tbody role=\"rowgroup\">\n");
    for row in rows {
        out.push_str("<tr role=\"row\">");
        for (place, (head, cell)) in heads.iter().zip(row).enumerate() {
            let head = escape(head);
            let (name, role) = match place {
                0 => ("th scope=\"row\"", "rowheader"),
                _ if cell.is_empty() => ("td class=\"none\"", "cell"),
                _ => ("td", "cell"),
            };
            let end = if place == 0 { "th" } else { "td" };
            out.push_str(&format!(
                "<{name} role=\"{role}\" data-head=\"{head}\">{cell}</{end}>"
            ));
        }
        out.push_str("</tr>\n");
    }
    out.push_str("</tbody>\n</table>\n");
    out
}

/// Attributes of a widget, then those of all.
pub(crate) fn attributes(widget: &Widget, lang: Lang) -> String {
    let words = lang.words();
    let mut out = format!("<p>{}</p>\n", words.attributes_about);
    for (title, all) in [
        (words.attributes_own, widget.attributes),
        (words.attributes_common, COMMON),
    ] {
        let rows: Vec<Vec<String>> = all.iter().map(|one| attribute(one, lang)).collect();
        let heads = [words.name, words.values, words.default, words.what];
        out.push_str(&format!(
            "<h3>{title}</h3>\n{}",
            table(title, &heads, &rows)
        ));
    }
    out
}

fn attribute(one: &Attribute, lang: Lang) -> Vec<String> {
    let values: Vec<String> = match one.values.contains('|') {
        true => one.values.split('|').map(code).collect(),
        false => vec![said(one.values, lang)],
    };
    let default = match one.values.split('|').any(|value| value == one.default) {
        true => code(one.default),
        false => said(one.default, lang),
    };
    let about = escape(lang.pick(one.about_vi, one.about_en));
    vec![code(one.name), values.join(", "), default, about]
}

/// A kind of value or a default in this language; a table that lacks one fails the tests.
fn said(english: &str, lang: Lang) -> String {
    match lang {
        Lang::Vi if is_range(english) => escape(&english.replace(" to ", " đến ")),
        Lang::Vi => escape(phrase(english).unwrap_or(english)),
        Lang::En => escape(english),
    }
}

/// `1 to 100`, `150`.
pub(crate) fn is_range(text: &str) -> bool {
    let is_number = |part: &str| part.parse::<f64>().is_ok();
    text.split(" to ").all(is_number)
}

/// Events with what they carry.
pub(crate) fn events(all: &[Event], lang: Lang) -> String {
    let words = lang.words();
    let rows: Vec<Vec<String>> = all
        .iter()
        .map(|event| {
            vec![
                code(event.name),
                code(event.detail),
                escape(lang.pick(event.about_vi, event.about_en)),
            ]
        })
        .collect();
    let heads = [words.name, words.detail, words.when];
    let table = table(words.events, &heads, &rows);
    format!("<p>{}</p>\n{table}", escape(words.events_about))
}

/// Parts that pages may style.
pub(crate) fn parts(all: &[Part], lang: Lang) -> String {
    let words = lang.words();
    let rows: Vec<Vec<String>> = all
        .iter()
        .map(|part| {
            vec![
                code(part.name),
                escape(lang.pick(part.about_vi, part.about_en)),
            ]
        })
        .collect();
    let table = table(words.parts, &[words.name, words.what], &rows);
    format!("<p>{}</p>\n{table}", escape(words.parts_about))
}

/// Custom properties with what they are on light and dark surfaces, as the style sheets say.
pub(crate) fn properties(tokens: &str, dark: &str, lang: Lang) -> String {
    let words = lang.words();
    let dark = custom_properties(dark);
    let rows: Vec<Vec<String>> = custom_properties(tokens)
        .iter()
        .map(|one| {
            let there = dark.iter().find(|dark| dark.name == one.name);
            let there = there.filter(|dark| dark.default != one.default);
            let about = property(&one.name, lang).unwrap_or_default();
            vec![
                code(&one.name),
                value(&one.default),
                there.map(|dark| value(&dark.default)).unwrap_or_default(),
                escape(about),
            ]
        })
        .collect();
    let heads = [words.name, words.light, words.dark, words.what];
    let table = table(words.properties, &heads, &rows);
    format!("<p>{}</p>\n{table}", escape(words.properties_about))
}

/// A value; a colour with a patch of it, drawn by attributes because pages take no inline style.
fn value(text: &str) -> String {
    let patch = match text.starts_with('#') || text.starts_with("rgb") {
        true => format!(
            "<svg class=\"patch\" width=\"20\" height=\"20\" aria-hidden=\"true\" focusable=\"false\"><rect width=\"20\" height=\"20\" fill=\"{}\"/></svg>",
            escape(text)
        ),
        false => String::new(),
    };
    format!("{patch}{}", code(text))
}

/// Text as code.
pub(crate) fn code(text: &str) -> String {
    format!("<code>{}</code>", escape(text))
}
