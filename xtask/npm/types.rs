//! The TypeScript declarations: elements, attributes as properties, events, and what React, Vue and Svelte want to know.

use std::fmt::Write;

use super::kinds::{Kind, camel, detail, pascal};
use crate::registry::{Attribute, COMMON, Event, WIDGETS, Widget};
use crate::run::Outcome;

/// Properties that every HTML element has of itself.
const INHERITED: [&str; 1] = ["lang"];

/// `index.d.ts`.
pub(crate) fn index(head: &str) -> Outcome<String> {
    let mut out = head.to_owned();
    out.push_str(&properties(
        "CchcElement",
        "HTMLElement",
        "What every element has.",
        COMMON,
    )?);
    out.push_str(&attributes(
        "CchcAttributes",
        None,
        "Attributes that every element takes.",
        COMMON,
    )?);
    for widget in WIDGETS {
        let class = pascal(widget.tag);
        let about = format!("`<{}>`: {}", widget.tag, widget.summary_en);
        out.push_str(&attributes(
            &format!("{class}Attributes"),
            Some("CchcAttributes"),
            &format!("Attributes of `<{}>`, as written in HTML.", widget.tag),
            widget.attributes,
        )?);
        out.push_str(&properties(
            &class,
            "CchcElement",
            &about,
            widget.attributes,
        )?);
        out.push_str(&event_map(widget));
    }
    for event in events() {
        let fields = detail(event)?;
        let name = format!("{}Detail", pascal(event.name));
        _ = writeln!(out, "/** `{}`: {}. */", event.name, event.about_en);
        if fields.is_empty() {
            _ = writeln!(out, "export type {name} = Record<string, never>;\n");
        } else {
            _ = writeln!(out, "export interface {name} {{");
            for (field, kind) in fields {
                _ = writeln!(out, "  {field}: {kind};");
            }
            out.push_str("}\n\n");
        }
    }
    out.push_str("declare global {\n  interface HTMLElementTagNameMap {\n");
    for widget in WIDGETS {
        _ = writeln!(out, "    {:?}: {};", widget.tag, pascal(widget.tag));
    }
    // All bubble and are composed, so any element, the document and the window can listen.
    out.push_str("  }\n  interface GlobalEventHandlersEventMap {\n");
    for event in events() {
        let name = pascal(event.name);
        _ = writeln!(out, "    {:?}: CustomEvent<{name}Detail>;", event.name);
    }
    out.push_str("  }\n}\n");
    Ok(out)
}

/// Every event once, in the order of the widgets.
fn events() -> Vec<&'static Event> {
    let mut all: Vec<&Event> = Vec::new();
    for event in WIDGETS.iter().flat_map(|widget| widget.events) {
        if !all.iter().any(|known| known.name == event.name) {
            all.push(event);
        }
    }
    all
}

fn about(attribute: &Attribute) -> String {
    format!(
        "{} Default: {}.",
        sentence(attribute.about_en),
        attribute.default
    )
}

fn sentence(text: &str) -> String {
    format!("{}.", text.trim_end_matches('.'))
}

/// An element with its properties. What is read is the attribute as it stands, so any text; what is set is checked.
fn properties(name: &str, base: &str, words: &str, list: &[Attribute]) -> Outcome<String> {
    let mut out = format!(
        "/** {} */\nexport interface {name} extends {base} {{\n",
        sentence(words)
    );
    for attribute in list {
        if INHERITED.contains(&attribute.name) {
            continue;
        }
        let property = camel(attribute.name);
        _ = writeln!(out, "  /** {} */", about(attribute));
        match Kind::of(attribute)? {
            Kind::Flag => _ = writeln!(out, "  {property}: boolean;"),
            kind => {
                _ = writeln!(
                    out,
                    "  get {property}(): string | null;\n  set {property}(value: {} | null | undefined);",
                    kind.given()
                )
            }
        }
    }
    out.push_str("}\n\n");
    Ok(out)
}

fn attributes(name: &str, base: Option<&str>, words: &str, list: &[Attribute]) -> Outcome<String> {
    let extends = base.map_or_else(String::new, |base| format!(" extends {base}"));
    let mut out = format!("/** {words} */\nexport interface {name}{extends} {{\n");
    for attribute in list {
        _ = writeln!(
            out,
            "  /** {} */\n  {:?}?: {} | undefined;",
            about(attribute),
            attribute.name,
            Kind::of(attribute)?.given()
        );
    }
    out.push_str("}\n\n");
    Ok(out)
}

fn event_map(widget: &Widget) -> String {
    let mut out = format!(
        "/** Events of `<{}>`. */\nexport interface {}EventMap {{\n",
        widget.tag,
        pascal(widget.tag)
    );
    for event in widget.events {
        _ = writeln!(
            out,
            "  /** {} */\n  {:?}: CustomEvent<{}Detail>;",
            sentence(event.about_en),
            event.name,
            pascal(event.name)
        );
    }
    out.push_str("}\n\n");
    out
}

/// `import type` of all elements.
fn imports() -> String {
    let mut names = Vec::new();
    for widget in WIDGETS {
        let class = pascal(widget.tag);
        names.push(format!("{class}Attributes"));
        names.push(format!("{class}EventMap"));
        names.push(class);
    }
    format!(
        "import type {{\n  {},\n}} from \"./index.js\";\n",
        names.join(",\n  ")
    )
}

/// One line per tag.
fn tags(line: impl Fn(&str, &str) -> String) -> String {
    WIDGETS
        .iter()
        .map(|widget| line(widget.tag, &pascal(widget.tag)))
        .collect()
}

/// `react.d.ts`: tags in JSX. React 19 listens with `on` and the event's own name.
pub(crate) fn react() -> String {
    format!(
        "// Tags in JSX for React 19: import type {{}} from \"cchc-widgets/react\";\n\
         import type {{ DetailedHTMLProps, HTMLAttributes }} from \"react\";\n{}\n\
         type Listeners<Events> = {{ [Name in keyof Events & string as `on${{Name}}`]?: ((event: Events[Name]) => void) | undefined }};\n\
         type Element_<Class, Attributes, Events> = Omit<DetailedHTMLProps<HTMLAttributes<Class>, Class>, keyof Attributes> & Attributes & Listeners<Events>;\n\n\
         declare module \"react\" {{\n  namespace JSX {{\n    interface IntrinsicElements {{\n{}    }}\n  }}\n}}\n",
        imports(),
        tags(|tag, class| format!(
            "      {tag:?}: Element_<{class}, {class}Attributes, {class}EventMap>;\n"
        ))
    )
}

/// `vue.d.ts`: tags in templates.
pub(crate) fn vue() -> String {
    format!(
        "// Tags in templates for Vue 3: import type {{}} from \"cchc-widgets/vue\";\n\
         import type {{ EmitFn, HTMLAttributes, PublicProps }} from \"vue\";\n{}\n\
         type Emit<Events> = EmitFn<{{ [Name in keyof Events]: (event: Events[Name]) => void }}>;\n\
         type Element_<Class, Attributes, Events> = new () => Class & {{\n\
         \x20 /** For the types of templates alone. */\n\
         \x20 $props: Omit<HTMLAttributes, keyof Attributes> & Attributes & PublicProps;\n\
         \x20 /** For the types of templates alone. */\n\
         \x20 $emit: Emit<Events>;\n}};\n\n\
         declare module \"vue\" {{\n  interface GlobalComponents {{\n{}  }}\n}}\n",
        imports(),
        tags(|tag, class| format!(
            "    {tag:?}: Element_<{class}, {class}Attributes, {class}EventMap>;\n"
        ))
    )
}

/// `svelte.d.ts`: tags in templates. Svelte 5 listens with `on` and the event's own name.
pub(crate) fn svelte() -> String {
    format!(
        "// Tags in templates for Svelte 5: import type {{}} from \"cchc-widgets/svelte\";\n\
         import type {{ HTMLAttributes }} from \"svelte/elements\";\n{}\n\
         type Listeners<Events> = {{ [Name in keyof Events & string as `on${{Name}}`]?: ((event: Events[Name]) => void) | undefined | null }};\n\
         type Element_<Class extends EventTarget, Attributes, Events> = Omit<HTMLAttributes<Class>, keyof Attributes> & Attributes & Listeners<Events>;\n\n\
         declare module \"svelte/elements\" {{\n  interface SvelteHTMLElements {{\n{}  }}\n}}\n",
        imports(),
        tags(|tag, class| format!(
            "    {tag:?}: Element_<{class}, {class}Attributes, {class}EventMap>;\n"
        ))
    )
}
