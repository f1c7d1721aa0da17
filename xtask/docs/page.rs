//! What stands around every page of the documentation: head, menu, foot. Only relative links, so that the tree works in a folder
//! of any host, and nothing inline, so that it works under the policy of the hub.

use super::guide::Section;
use super::words::Lang;
use crate::dist::VERSION;

/// Where a page stands in the menu.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Group {
    Start,
    Widgets,
    HowTo,
    More,
}

/// One page.
#[derive(Debug)]
pub(crate) struct Doc {
    /// Name of its file without ending.
    pub(crate) file: String,
    pub(crate) group: Group,
    pub(crate) title: String,
    /// The tag, on pages of widgets.
    pub(crate) tag: &'static str,
    /// One sentence, as text.
    pub(crate) about: String,
    /// HTML before the first section.
    pub(crate) lead: String,
    pub(crate) sections: Vec<Section>,
}

/// Other pages that a page leads to.
pub(crate) struct Around<'a> {
    pub(crate) lang: Lang,
    /// Pages of this language, in the order of the menu.
    pub(crate) all: &'a [Doc],
    /// Files of the other language.
    pub(crate) other: &'a [String],
    /// The loader of this version and its hash.
    pub(crate) loader: &'a (String, String),
}

/// The whole page.
pub(crate) fn html(doc: &Doc, around: &Around<'_>) -> String {
    let lang = around.lang;
    let words = lang.words();
    let (loader, hash) = around.loader;
    let other = lang.other().code();
    let there = match around.other.contains(&doc.file) {
        true => doc.file.as_str(),
        false => "index",
    };
    let tag = match doc.tag {
        "" => String::new(),
        tag => format!("<p class=\"tagged\"><code>&lt;{tag}&gt;</code></p>\n"),
    };
    let mut body = String::new();
    for section in &doc.sections {
        body.push_str(&format!(
            "<section id=\"{id}\" aria-labelledby=\"h-{id}\">\n<h2 id=\"h-{id}\">{}</h2>\n{}</section>\n",
            escape(&section.title),
            section.html,
            id = section.id
        ));
    }
    format!(
        "<!doctype html>\n<html lang=\"{code}\">\n<head>\n<meta charset=\"utf-8\">\n\
         <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n\
         <title>{title} · CCHC Widgets</title>\n<meta name=\"description\" content=\"{about}\">\n\
         <link rel=\"alternate\" hreflang=\"{other}\" href=\"../{other}/{there}.html\">\n\
         <link rel=\"icon\" href=\"../../examples/icon.svg\" type=\"image/svg+xml\">\n\
         <link rel=\"stylesheet\" href=\"../../examples/page.css\">\n<link rel=\"stylesheet\" href=\"../docs.css\">\n\
         <script type=\"module\" async src=\"../../v1/{VERSION}/{loader}\" integrity=\"{hash}\" crossorigin=\"anonymous\"></script>\n\
         <script type=\"module\" src=\"../docs.js\"></script>\n</head>\n<body>\n\
         <a class=\"skip\" href=\"#main\">{skip}</a>\n\
         <header class=\"bar\"><div class=\"wrap\"><p class=\"mark\"><a href=\"index.html\">{mark}</a></p>\
         <p class=\"switch\"><a href=\"../../index.html\">{builder}</a> \
         <a href=\"../{other}/{there}.html\" lang=\"{other}\" hreflang=\"{other}\">{switch}</a></p></div></header>\n\
         <div class=\"wrap sides\">\n{menu}\
         <main id=\"main\">\n<h1>{title}</h1>\n{tag}<div class=\"intro\">\n{lead}</div>\n{body}</main>\n</div>\n\
         <footer class=\"end\"><div class=\"wrap\"><p>{end} {VERSION}.</p></div></footer>\n</body>\n</html>\n",
        code = lang.code(),
        title = escape(&doc.title),
        about = escape(&doc.about),
        skip = words.skip,
        mark = words.mark,
        builder = words.builder,
        switch = words.switch,
        lead = doc.lead,
        menu = menu(doc, around),
        end = words.end,
    )
}

/// All pages, and the sections of this one under its name.
fn menu(doc: &Doc, around: &Around<'_>) -> String {
    let words = around.lang.words();
    let mut out = format!(
        "<nav class=\"menu\" aria-label=\"{menu}\">\n<details><summary>{menu}</summary>\n",
        menu = words.menu
    );
    for (group, title) in [
        (Group::Start, ""),
        (Group::Widgets, words.widgets),
        (Group::HowTo, words.how_to),
        (Group::More, words.more),
    ] {
        let mut pages = around
            .all
            .iter()
            .filter(|one| one.group == group)
            .peekable();
        if pages.peek().is_none() {
            continue;
        }
        if !title.is_empty() {
            out.push_str(&format!("<p class=\"group\">{title}</p>\n"));
        }
        out.push_str("<ul>\n");
        for one in pages {
            let is_here = one.file == doc.file;
            let current = if is_here {
                " aria-current=\"page\""
            } else {
                ""
            };
            out.push_str(&format!(
                "<li><a href=\"{}.html\"{current}>{}</a>",
                one.file,
                escape(&one.title)
            ));
            if is_here && !doc.sections.is_empty() {
                out.push_str("<ul>\n");
                for section in &doc.sections {
                    let title = escape(&section.title);
                    out.push_str(&format!(
                        "<li><a href=\"#{}\">{title}</a></li>\n",
                        section.id
                    ));
                }
                out.push_str("</ul>");
            }
            out.push_str("</li>\n");
        }
        out.push_str("</ul>\n");
    }
    out.push_str("</details>\n</nav>\n");
    out
}

/// A list of pages with a sentence each.
pub(crate) fn list<'a>(pages: impl Iterator<Item = &'a Doc>) -> String {
    let mut out = "<ul class=\"cards\">\n".to_owned();
    for one in pages {
        let tag = match one.tag {
            "" => String::new(),
            tag => format!(" <code>&lt;{tag}&gt;</code>"),
        };
        out.push_str(&format!(
            "<li><a href=\"{}.html\">{}</a>{tag}<p>{}</p></li>\n",
            one.file,
            escape(&one.title),
            escape(&one.about)
        ));
    }
    out.push_str("</ul>\n");
    out
}

/// The page at the root, for who has not chosen a language.
pub(crate) fn root() -> String {
    let mut body = String::new();
    for lang in Lang::ALL {
        let words = lang.words();
        body.push_str(&format!(
            "<li><a href=\"{code}/index.html\" lang=\"{code}\" hreflang=\"{code}\">{}</a></li>\n",
            words.mark,
            code = lang.code()
        ));
    }
    format!(
        "<!doctype html>\n<html lang=\"vi\">\n<head>\n<meta charset=\"utf-8\">\n\
         <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n<title>CCHC Widgets</title>\n\
         <link rel=\"icon\" href=\"../examples/icon.svg\" type=\"image/svg+xml\">\n\
         <link rel=\"stylesheet\" href=\"../examples/page.css\">\n<link rel=\"stylesheet\" href=\"docs.css\">\n</head>\n\
         <body>\n<main class=\"wrap\" id=\"main\">\n<h1>CCHC Widgets</h1>\n<ul class=\"cards\">\n{body}</ul>\n</main>\n</body>\n</html>\n"
    )
}

/// Text for HTML.
pub(crate) fn escape(text: &str) -> String {
    text.replace('&', "&amp;")
        .replace('<', "&lt;")
        .replace('>', "&gt;")
        .replace('"', "&quot;")
}
