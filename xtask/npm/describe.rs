//! The same elements for tools: the Custom Elements Manifest, and what VS Code and JetBrains' editors read.

use serde_json::{Value, json};

use super::kinds::{Kind, camel, detail, pascal};
use crate::dist::VERSION;
use crate::registry::{Attribute, COMMON, WIDGETS, Widget};
use crate::run::Outcome;

const FALLBACK: &str = "Fallback: shows until the first good render, and again if anything fails";

/// A public custom property and its default.
pub(crate) struct Property {
    pub(crate) name: String,
    pub(crate) default: String,
}

/// The public custom properties in `style/tokens.css`; where one stands several times, the first counts.
pub(crate) fn custom_properties(css: &str) -> Vec<Property> {
    let mut found: Vec<Property> = Vec::new();
    for line in css.lines() {
        let Some((name, default)) = line
            .split_once("var(--cchc-")
            .and_then(|(_, rest)| rest.trim_end().strip_suffix(");"))
            .and_then(|rest| rest.split_once(", "))
        else {
            continue;
        };
        let name = format!("--cchc-{name}");
        if !found.iter().any(|known| known.name == name) {
            let default = default.to_owned();
            found.push(Property { name, default });
        }
    }
    found
}

fn attributes(widget: &Widget) -> impl Iterator<Item = &'static Attribute> {
    COMMON.iter().chain(widget.attributes)
}

/// `custom-elements.json`.
pub(crate) fn manifest(tokens: &[Property]) -> Outcome<Value> {
    let declarations: Vec<Value> = WIDGETS
        .iter()
        .map(|widget| declaration(widget, tokens))
        .collect::<Outcome<_>>()?;
    let exports: Vec<Value> = WIDGETS
        .iter()
        .map(|widget| {
            json!({
                "kind": "custom-element-definition",
                "name": widget.tag,
                "declaration": { "name": pascal(widget.tag) },
            })
        })
        .collect();
    Ok(json!({
        "schemaVersion": "2.1.0",
        "readme": "README.md",
        "modules": [{
            "kind": "javascript-module",
            "path": format!("v1/{VERSION}/cchc.js"),
            "summary": "The loader, which defines every element",
            "declarations": declarations,
            "exports": exports,
        }],
    }))
}

fn declaration(widget: &Widget, tokens: &[Property]) -> Outcome<Value> {
    let mut written = Vec::new();
    let mut members = Vec::new();
    for attribute in attributes(widget) {
        let kind = json!({ "text": Kind::of(attribute)?.given() });
        let field = camel(attribute.name);
        written.push(json!({
            "name": attribute.name,
            "type": kind,
            "default": attribute.default,
            "description": attribute.about_en,
            "fieldName": field,
        }));
        members.push(json!({
            "kind": "field",
            "name": field,
            "type": kind,
            "default": attribute.default,
            "description": attribute.about_en,
            "attribute": attribute.name,
            "reflects": true,
        }));
    }
    let mut events = Vec::new();
    for event in widget.events {
        let fields: Vec<String> = detail(event)?
            .iter()
            .map(|(name, kind)| format!("{name}: {kind}"))
            .collect();
        events.push(json!({
            "name": event.name,
            "type": { "text": format!("CustomEvent<{{ {} }}>", fields.join("; ")) },
            "description": event.about_en,
        }));
    }
    Ok(json!({
        "kind": "class",
        "customElement": true,
        "name": pascal(widget.tag),
        "tagName": widget.tag,
        "superclass": { "name": "HTMLElement" },
        "summary": widget.summary_en,
        "description": format!("{}\n\n{}", widget.summary_en, widget.summary_vi),
        "attributes": written,
        "members": members,
        "events": events,
        "slots": [{ "name": "", "description": FALLBACK }],
        "cssParts": parts(widget),
        "cssProperties": properties(tokens),
    }))
}

fn parts(widget: &Widget) -> Vec<Value> {
    let parts = widget.parts.iter();
    parts
        .map(|part| json!({ "name": part.name, "description": part.about_en }))
        .collect()
}

fn properties(tokens: &[Property]) -> Vec<Value> {
    let tokens = tokens.iter();
    tokens
        .map(|token| json!({ "name": token.name, "default": token.default }))
        .collect()
}

/// `vscode.html-custom-data.json`.
pub(crate) fn vscode() -> Outcome<Value> {
    let tags: Vec<Value> = WIDGETS
        .iter()
        .map(|widget| {
            let attributes: Vec<Value> = attributes(widget).map(written).collect::<Outcome<_>>()?;
            Ok(json!({
                "name": widget.tag,
                "description": { "kind": "markdown", "value": format!("{}\n\n{}", widget.summary_vi, widget.summary_en) },
                "attributes": attributes,
            }))
        })
        .collect::<Outcome<_>>()?;
    Ok(json!({ "version": 1.1, "tags": tags }))
}

/// One attribute for VS Code.
fn written(attribute: &Attribute) -> Outcome<Value> {
    let mut out = json!({
        "name": attribute.name,
        "description": {
            "kind": "markdown",
            "value": format!(
                "{}\n\n{}\n\n{} ({})",
                attribute.about_vi, attribute.about_en, attribute.values.replace('|', ", "), attribute.default
            ),
        },
    });
    match Kind::of(attribute)? {
        Kind::Flag => {
            _ = out
                .as_object_mut()
                .map(|out| out.insert("valueSet".to_owned(), "v".into()))
        }
        Kind::Choice(words) => {
            let values: Vec<Value> = words.iter().map(|word| json!({ "name": word })).collect();
            _ = out
                .as_object_mut()
                .map(|out| out.insert("values".to_owned(), values.into()));
        }
        Kind::Number | Kind::Text => {}
    }
    Ok(out)
}

/// `web-types.json`.
pub(crate) fn web_types(tokens: &[Property]) -> Outcome<Value> {
    let elements: Vec<Value> = WIDGETS
        .iter()
        .map(|widget| {
            let mut written = Vec::new();
            let mut fields = Vec::new();
            for attribute in attributes(widget) {
                let kind = Kind::of(attribute)?;
                let value = match kind {
                    Kind::Flag => json!({ "kind": "no-value", "type": "boolean" }),
                    _ => json!({ "type": kind.given() }),
                };
                written.push(json!({
                    "name": attribute.name,
                    "description": attribute.about_en,
                    "default": attribute.default,
                    "required": false,
                    "value": value,
                }));
                fields.push(json!({
                    "name": camel(attribute.name),
                    "description": attribute.about_en,
                    "type": kind.given(),
                }));
            }
            let events: Vec<Value> = widget
                .events
                .iter()
                .map(|event| json!({ "name": event.name, "description": event.about_en }))
                .collect();
            Ok(json!({
                "name": widget.tag,
                "description": widget.summary_en,
                "attributes": written,
                "slots": [{ "name": "", "description": FALLBACK }],
                "js": { "properties": fields, "events": events },
                "css": { "parts": parts(widget), "properties": properties(tokens) },
            }))
        })
        .collect::<Outcome<_>>()?;
    Ok(json!({
        "$schema": "https://json.schemastore.org/web-types",
        "name": super::NAME,
        "version": VERSION,
        "description-markup": "markdown",
        "js-types-syntax": "typescript",
        "contributions": { "html": { "elements": elements } },
    }))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_first_value_of_a_token_is_its_default() {
        let css = "  --_text: var(--cchc-text, #16202a);\n  --_font: var(--cchc-font, system-ui, \"Segoe UI\");\n  --_target: 44px;\n  --_text: var(--cchc-text, #000);\n";
        let found = custom_properties(css);
        let pairs: Vec<(&str, &str)> = found
            .iter()
            .map(|token| (&*token.name, &*token.default))
            .collect();
        assert_eq!(
            pairs,
            [
                ("--cchc-text", "#16202a"),
                ("--cchc-font", "system-ui, \"Segoe UI\"")
            ]
        );
    }
}
