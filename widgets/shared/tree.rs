//! Elements as data. `view!` compiles every element to a type of its own: half a kilobyte each in the browser, which
//! a card with charts and tables does not have. A [`Tree`] is one type for all of them, rendered by Leptos like any
//! other view and patched in place when it is rendered anew, so that focus, selection and scroll positions stay.
//!
//! Content is text: nothing here reads markup. Attributes whose name begins with `.` are properties of the element
//! (`.value`), with `--` custom properties of its style (policies refuse the `style` attribute, not these).
//!
//! ```
//! use cchc_widgets::shared::tree::el;
//! use leptos::prelude::RenderHtml;
//! let line = el("p").class("rank").text("Hạng ").with(el("strong").text("3 < 63"));
//! assert_eq!(line.to_html(), "<p class=\"rank\">Hạng <strong>3 &lt; 63</strong></p>");
//! ```

use std::borrow::Cow;

use leptos::attr::Attribute;
use leptos::attr::any_attribute::AnyAttribute;
use leptos::prelude::{AddAnyAttr, Mountable, Render, RenderHtml};
use leptos::tachys::hydration::Cursor;
use leptos::tachys::renderer::{Rndr, types};
use leptos::tachys::view::{Position, PositionState};
use leptos::wasm_bindgen::JsValue;

const SVG: &str = "http://www.w3.org/2000/svg";

/// Text of an attribute or between tags.
pub type Text = Cow<'static, str>;

/// One element. In a box: so it travels through the calls that build it in one register, not as eight words, which
/// saves a third of the code of every view.
#[derive(Debug, Clone, PartialEq)]
pub struct Tree(Box<Inner>);

#[derive(Debug, Clone, PartialEq)]
struct Inner {
    tag: &'static str,
    attributes: Vec<(&'static str, Text)>,
    children: Vec<Node>,
}

/// What stands inside an element.
#[derive(Debug, Clone, PartialEq)]
pub enum Node {
    /// An element.
    Element(Tree),
    /// Text.
    Text(Text),
}

/// Text that is known when this is compiled, or made later: each goes its own short way into the tree.
pub trait Words {
    /// Puts it into an attribute.
    fn set(self, tree: Tree, name: &'static str) -> Tree;
    /// Puts it after what an element holds.
    fn text(self, tree: Tree) -> Tree;
}

impl Words for &'static str {
    #[inline(never)]
    fn set(self, mut tree: Tree, name: &'static str) -> Tree {
        tree.0.attributes.push((name, Cow::Borrowed(self)));
        tree
    }

    #[inline(never)]
    fn text(self, mut tree: Tree) -> Tree {
        if !self.is_empty() {
            tree.0.children.push(Node::Text(Cow::Borrowed(self)));
        }
        tree
    }
}

impl Words for String {
    #[inline(never)]
    fn set(self, mut tree: Tree, name: &'static str) -> Tree {
        tree.0.attributes.push((name, Cow::Owned(self)));
        tree
    }

    #[inline(never)]
    fn text(self, mut tree: Tree) -> Tree {
        if !self.is_empty() {
            tree.0.children.push(Node::Text(Cow::Owned(self)));
        }
        tree
    }
}

/// An element without anything.
#[must_use]
#[inline(never)]
pub fn el(tag: &'static str) -> Tree {
    Tree(Box::new(Inner {
        tag,
        attributes: Vec::new(),
        children: Vec::new(),
    }))
}

impl Tree {
    /// With an attribute.
    #[must_use]
    pub fn set(self, name: &'static str, value: impl Words) -> Self {
        value.set(self, name)
    }

    /// With an attribute, if there is a value for it.
    #[must_use]
    pub fn set_some(self, name: &'static str, value: Option<impl Words>) -> Self {
        match value {
            Some(value) => self.set(name, value),
            None => self,
        }
    }

    /// With an attribute that is there or not.
    #[must_use]
    #[inline(never)]
    pub fn flag(self, name: &'static str, on: bool) -> Self {
        self.set_some(name, on.then_some(""))
    }

    /// With its class. The first word is its name: a new tree finds the old element by tag and name.
    #[must_use]
    #[inline(never)]
    pub fn class(self, class: &'static str) -> Self {
        class.set(self, "class")
    }

    /// With text after what it holds already.
    #[must_use]
    pub fn text(self, text: impl Words) -> Self {
        text.text(self)
    }

    /// With an element after what it holds already.
    #[must_use]
    #[inline(never)]
    pub fn with(mut self, child: Self) -> Self {
        self.0.children.push(Node::Element(child));
        self
    }

    /// With an element, if there is one.
    #[must_use]
    #[inline(never)]
    pub fn maybe(mut self, child: Option<Self>) -> Self {
        self.0.children.extend(child.map(Node::Element));
        self
    }

    /// With many elements.
    #[must_use]
    #[inline(never)]
    pub fn all(mut self, children: Vec<Self>) -> Self {
        self.0
            .children
            .extend(children.into_iter().map(Node::Element));
        self
    }

    /// Whether it holds nothing.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.0.children.is_empty()
    }

    /// Puts text into the first element of a class.
    #[cfg(not(target_arch = "wasm32"))]
    pub fn put(&mut self, name: &str, text: String) -> bool {
        if self.name() == name {
            self.0.children.push(Node::Text(Cow::Owned(text)));
            return true;
        }
        for child in &mut self.0.children {
            if let Node::Element(tree) = child
                && tree.put(name, text.clone())
            {
                return true;
            }
        }
        false
    }

    /// As markup for pages without shadow roots and style attributes: measures that are custom properties stand in a sheet there,
    /// but for what only the element knows, which it says as `data-`.
    #[cfg(not(target_arch = "wasm32"))]
    #[must_use]
    pub fn markup(mut self) -> String {
        self.strip();
        let mut out = String::new();
        self.write(&mut out);
        out
    }

    #[cfg(not(target_arch = "wasm32"))]
    fn strip(&mut self) {
        for (name, _) in &mut self.0.attributes {
            if *name == "--_columns" {
                *name = "data-columns";
            }
        }
        let is_kept = |name: &str| !name.starts_with("--") && name != "part";
        self.0.attributes.retain(|(name, _)| is_kept(name));
        for child in &mut self.0.children {
            if let Node::Element(tree) = child {
                tree.strip();
            }
        }
    }

    fn name(&self) -> &str {
        let class = self.0.attributes.iter().find(|(name, _)| *name == "class");
        class.map_or("", |(_, class)| class.split(' ').next().unwrap_or_default())
    }

    fn is_like(&self, other: &Self) -> bool {
        self.0.tag == other.0.tag && self.name() == other.name()
    }

    fn write(&self, out: &mut String) {
        out.push('<');
        out.push_str(self.0.tag);
        for (name, value) in &self.0.attributes {
            out.push(' ');
            out.push_str(name.trim_start_matches('.'));
            if !value.is_empty() {
                out.push_str("=\"");
                escape(value, out);
                out.push('"');
            }
        }
        out.push('>');
        if ["input", "br", "col"].contains(&self.0.tag) {
            return;
        }
        for child in &self.0.children {
            match child {
                Node::Element(tree) => tree.write(out),
                Node::Text(text) => escape(text, out),
            }
        }
        out.push_str("</");
        out.push_str(self.0.tag);
        out.push('>');
    }
}

/// Writes text so that markup reads it as text.
pub(crate) fn escape(text: &str, out: &mut String) {
    for c in text.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            _ => out.push(c),
        }
    }
}

/// A tree in the page.
pub struct Live {
    element: types::Element,
    tree: Tree,
    children: Vec<Leaf>,
}

enum Leaf {
    Element(Live),
    Text(types::Text, Text),
}

impl Leaf {
    fn node(&self) -> &types::Node {
        match self {
            Self::Element(live) => live.element.as_ref(),
            Self::Text(node, _) => node.as_ref(),
        }
    }

    fn is_like(&self, node: &Node) -> bool {
        match (self, node) {
            (Self::Element(live), Node::Element(tree)) => live.tree.is_like(tree),
            (Self::Text(..), Node::Text(_)) => true,
            _ => false,
        }
    }
}

fn create(mut tree: Tree, in_picture: bool) -> Live {
    let in_picture = in_picture || tree.0.tag == "svg";
    let element = Rndr::create_element(tree.0.tag, in_picture.then_some(SVG));
    for (name, value) in &tree.0.attributes {
        set(&element, name, value);
    }
    let mut children = Vec::new();
    for child in std::mem::take(&mut tree.0.children) {
        let leaf = grow(child, in_picture);
        Rndr::insert_node(&element, leaf.node(), None);
        children.push(leaf);
    }
    Live {
        element,
        tree,
        children,
    }
}

fn grow(node: Node, in_picture: bool) -> Leaf {
    match node {
        Node::Element(tree) => Leaf::Element(create(tree, in_picture)),
        Node::Text(text) => Leaf::Text(Rndr::create_text_node(&text), text),
    }
}

fn set(element: &types::Element, name: &'static str, value: &str) {
    if let Some(property) = name.strip_prefix('.') {
        Rndr::set_property(element, property, &JsValue::from_str(value));
    } else if name.starts_with("--") {
        Rndr::set_css_property(&Rndr::style(element), name, value);
    } else {
        Rndr::set_attribute(element, name, value);
    }
}

fn patch(live: &mut Live, mut tree: Tree, in_picture: bool) {
    let in_picture = in_picture || tree.0.tag == "svg";
    let known = &live.tree.0.attributes;
    for (name, value) in &tree.0.attributes {
        let is_same = known.iter().any(|(old, of)| old == name && of == value);
        if !is_same {
            set(&live.element, name, value);
        }
    }
    for (name, _) in known {
        if !tree.0.attributes.iter().any(|(new, _)| new == name) {
            Rndr::remove_attribute(&live.element, name);
        }
    }
    let fresh = std::mem::take(&mut tree.0.children);
    live.tree = tree;
    let mut at = 0;
    let mut fresh = fresh.into_iter();
    while let Some(node) = fresh.next() {
        // An old child that nothing new is like goes; one that a later is like waits for it.
        while live.children.get(at).is_some_and(|old| {
            !old.is_like(&node) && !fresh.as_slice().iter().any(|later| old.is_like(later))
        }) {
            Rndr::remove(live.children.remove(at).node());
        }
        match live.children.get_mut(at) {
            Some(old) if old.is_like(&node) => match (old, node) {
                (Leaf::Element(old), Node::Element(tree)) => patch(old, tree, in_picture),
                (Leaf::Text(old, known), Node::Text(text)) if *known != text => {
                    Rndr::set_text(old, &text);
                    *known = text;
                }
                _ => {}
            },
            old => {
                let leaf = grow(node, in_picture);
                Rndr::insert_node(&live.element, leaf.node(), old.map(|old| old.node()));
                live.children.insert(at, leaf);
            }
        }
        at += 1;
    }
    for gone in live.children.drain(at..) {
        Rndr::remove(gone.node());
    }
}

impl Render for Tree {
    type State = Live;

    fn build(self) -> Live {
        create(self, false)
    }

    fn rebuild(self, live: &mut Live) {
        if live.tree.is_like(&self) {
            patch(live, self, false);
            return;
        }
        let mut fresh = create(self, false);
        live.element.insert_before_this(&mut fresh);
        Rndr::remove(live.element.as_ref());
        *live = fresh;
    }
}

impl Mountable for Live {
    fn unmount(&mut self) {
        Rndr::remove(self.element.as_ref());
    }

    fn mount(&mut self, parent: &types::Element, marker: Option<&types::Node>) {
        Rndr::insert_node(parent, self.element.as_ref(), marker);
    }

    fn insert_before_this(&self, child: &mut dyn Mountable) -> bool {
        self.element.insert_before_this(child)
    }

    fn elements(&self) -> Vec<types::Element> {
        vec![self.element.clone()]
    }
}

impl AddAnyAttr for Tree {
    type Output<NewAttribute: Attribute> = Self;

    fn add_any_attr<NewAttribute: Attribute>(self, _: NewAttribute) -> Self {
        self
    }
}

impl RenderHtml for Tree {
    type AsyncOutput = Self;
    type Owned = Self;

    const MIN_LENGTH: usize = 0;

    fn dry_resolve(&mut self) {}

    async fn resolve(self) -> Self {
        self
    }

    fn to_html_with_buf(
        self,
        out: &mut String,
        position: &mut Position,
        _: bool,
        _: bool,
        _: Vec<AnyAttribute>,
    ) {
        self.write(out);
        *position = Position::NextChild;
    }

    // Pages are never rendered by a server, so there is nothing to take over.
    fn hydrate<const FROM_SERVER: bool>(self, _: &Cursor, _: &PositionState) -> Live {
        self.build()
    }

    fn into_owned(self) -> Self {
        self
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn text_and_attributes_stay_text() {
        let tree = el("a")
            .set("href", "?a=1&b=\"2\"")
            .flag("hidden", true)
            .flag("open", false)
            .set_some("lang", None::<&str>)
            .text("<b>")
            .maybe(None);
        assert_eq!(
            tree.to_html(),
            "<a href=\"?a=1&amp;b=&quot;2&quot;\" hidden>&lt;b&gt;</a>"
        );
    }

    #[test]
    fn an_element_is_known_by_its_tag_and_the_first_word_of_its_class() {
        let row = || el("tr").class("row");
        assert!(row().is_like(&el("tr").class("row own")));
        assert!(!row().is_like(&el("tr").class("space")));
        assert!(!row().is_like(&el("td").class("row")));
    }
}
