//! A guide in Markdown as HTML, section by section. A fence `html live` is shown running above its code; further words of it are
//! classes of the stage. Other HTML is refused, so that no guide can break the page or its policy.

use pulldown_cmark::{CodeBlockKind, Event, HeadingLevel, Options, Parser, Tag, TagEnd, html};

use super::page::escape;
use super::words::Words;
use crate::run::{Failure, Outcome};

/// A guide.
#[derive(Debug, Default)]
pub(crate) struct Guide {
    /// The heading of the first level, as text.
    pub(crate) title: String,
    /// What stands before the first section.
    pub(crate) lead: String,
    /// The first paragraph as text.
    pub(crate) about: String,
    pub(crate) sections: Vec<Section>,
    /// Blocks of HTML, as written.
    pub(crate) codes: Vec<String>,
}

/// What stands under one heading of the second level.
#[derive(Debug, Default, Clone)]
pub(crate) struct Section {
    pub(crate) id: String,
    /// As text.
    pub(crate) title: String,
    pub(crate) html: String,
}

impl Section {
    /// A section under its heading.
    pub(crate) fn new(title: &str, html: String) -> Self {
        Self {
            id: slug(title),
            title: title.to_owned(),
            html,
        }
    }
}

/// Reads a guide; `place` names it where something is wrong.
pub(crate) fn parse(place: &str, text: &str, words: &Words) -> Outcome<Guide> {
    let wrong = |what: &str| Failure(format!("{place}: {what}"));
    let mut guide = Guide::default();
    let mut kept: Vec<Event<'_>> = Vec::new();
    let mut headings = 0_usize;
    let mut title: Option<(HeadingLevel, String)> = None;
    let mut code: Option<(String, String)> = None;
    let (mut paragraphs, mut in_first) = (0_usize, false);
    let options = Options::ENABLE_TABLES | Options::ENABLE_TASKLISTS;
    for event in Parser::new_ext(text, options) {
        match event {
            Event::Start(Tag::Heading { level, .. }) if level <= HeadingLevel::H2 => {
                title = Some((level, String::new()));
            }
            Event::End(TagEnd::Heading(level)) if level <= HeadingLevel::H2 => {
                let (_, words) = title.take().unwrap_or((level, String::new()));
                if level == HeadingLevel::H1 {
                    guide.title = words;
                } else {
                    put(&mut guide, &mut kept);
                    guide.sections.push(Section::new(&words, String::new()));
                    headings += 1;
                }
            }
            Event::Start(Tag::CodeBlock(kind)) => {
                let info = match kind {
                    CodeBlockKind::Fenced(info) => info.to_string(),
                    CodeBlockKind::Indented => String::new(),
                };
                code = Some((info, String::new()));
            }
            Event::End(TagEnd::CodeBlock) => {
                let (info, text) = code.take().unwrap_or_default();
                if info.starts_with("html") {
                    guide.codes.push(text.clone());
                }
                kept.push(Event::Html(block(&info, &text, words)?.into()));
            }
            Event::Text(text) if code.is_some() => {
                if let Some((_, known)) = &mut code {
                    known.push_str(&text);
                }
            }
            Event::Text(text) | Event::Code(text) if title.is_some() => {
                if let Some((_, known)) = &mut title {
                    known.push_str(&text);
                }
            }
            Event::Html(text) | Event::InlineHtml(text) => {
                return Err(wrong(&format!(
                    "HTML outside of a fence `html live`: {text}"
                )));
            }
            // A box that nobody can tick is a control without a name.
            Event::TaskListMarker(done) => {
                kept.push(Event::Text(if done { "☑ " } else { "☐ " }.into()));
            }
            Event::Start(Tag::Paragraph) => {
                paragraphs += 1;
                in_first = paragraphs == 1;
                kept.push(Event::Start(Tag::Paragraph));
            }
            Event::End(TagEnd::Paragraph) => {
                in_first = false;
                kept.push(Event::End(TagEnd::Paragraph));
            }
            Event::Start(Tag::Table(columns)) => {
                kept.push(Event::Html("<div class=\"scroll\">".into()));
                kept.push(Event::Start(Tag::Table(columns)));
            }
            Event::End(TagEnd::Table) => {
                kept.push(Event::End(TagEnd::Table));
                kept.push(Event::Html("</div>".into()));
            }
            other => {
                if in_first {
                    match &other {
                        Event::Text(text) | Event::Code(text) => guide.about.push_str(text),
                        Event::SoftBreak => guide.about.push(' '),
                        _ => {}
                    }
                }
                kept.push(other);
            }
        }
    }
    put(&mut guide, &mut kept);
    if guide.title.is_empty() || guide.about.is_empty() {
        return Err(wrong("a guide begins with `# its name` and a sentence"));
    }
    if headings != guide.sections.len() {
        return Err(wrong("a section was lost"));
    }
    Ok(guide)
}

/// Adds what was read to the section that is open.
fn put(guide: &mut Guide, kept: &mut Vec<Event<'_>>) {
    let place = match guide.sections.last_mut() {
        Some(section) => &mut section.html,
        None => &mut guide.lead,
    };
    html::push_html(place, kept.drain(..));
}

/// A block of code; `html live` runs above it.
fn block(info: &str, text: &str, words: &Words) -> Outcome<String> {
    let mut marks = info.split_whitespace();
    let is_html = marks.next() == Some("html");
    let mut out = String::new();
    if is_html && marks.next() == Some("live") {
        let classes: Vec<&str> = marks.collect();
        if let Some(class) = classes
            .iter()
            .find(|class| !class.bytes().all(|b| b.is_ascii_lowercase() || b == b'-'))
        {
            return Err(Failure(format!("`{class}` is no class of a stage")));
        }
        let class = format!("stage {}", classes.join(" "));
        let live = text.replace("https://HOST/", "../../");
        out.push_str(&format!("<div class=\"{}\">\n{live}</div>\n", class.trim()));
    }
    out.push_str(&code(text, words));
    Ok(out)
}

/// A block of code that can be copied and reached by keyboard.
pub(crate) fn code(text: &str, words: &Words) -> String {
    format!(
        "<pre tabindex=\"0\" role=\"group\" aria-label=\"{}\"><code>{}</code></pre>\n",
        words.code,
        escape(text.trim_end())
    )
}

/// A heading as an anchor: `Khi mất mạng` is `khi-mat-mang`.
pub(crate) fn slug(title: &str) -> String {
    let folded = cchc::text::fold(title).to_lowercase();
    let parts = folded.split(|letter: char| !letter.is_ascii_alphanumeric());
    let parts: Vec<&str> = parts.filter(|part| !part.is_empty()).collect();
    parts.join("-")
}
