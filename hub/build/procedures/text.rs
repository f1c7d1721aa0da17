//! Paragraphs, lists and steps out of the texts of officials and of the national portal.
//!
//! They are blobs that were pasted from Word: lines broken in the middle of a sentence, bullets of private fonts, markdown
//! and now and then markup. Nothing of their words may be lost, so what is not understood stays as it is written; bullets and
//! markup go, and what comes out is text and never HTML.

use std::borrow::Cow;

use cchc::feed::procedure::MAX_BLOCK_CHARS;
use cchc::feed::wire::procedure::{Block, Step};
use unicode_normalization::{UnicodeNormalization, is_nfc};

/// Signs that begin an item of a list; those of the private area are the bullets of Wingdings and Symbol.
const BULLETS: &str = "-–—+*•·▪■□○●◦‣►➢✓\u{f0a7}\u{f0b7}\u{f0d8}\u{f0fc}";
/// Bullets that are nothing else, wherever they stand.
const ALWAYS: &str = "•▪■□●◦‣►➢\u{f0a7}\u{f0b7}\u{f0d8}\u{f0fc}";
/// A longer heading is what happens.
const MAX_HEADING_CHARS: usize = 160;

const MAX_TAG_BYTES: usize = 2_000;

/// Markup that ends a line.
const LINES: &[&str] = &[
    "br",
    "p",
    "div",
    "li",
    "ul",
    "ol",
    "tr",
    "table",
    "tbody",
    "thead",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "hr",
    "blockquote",
];
/// Other markup of texts.
const INLINE: &[&str] = &[
    "b", "i", "u", "strong", "em", "span", "font", "a", "sup", "sub", "td", "th", "img", "s",
    "o:p", "small", "label", "center",
];

/// Paragraphs and lists.
pub(super) fn blocks(raw: &str) -> Vec<Block> {
    let mut out = Vec::new();
    for line in lines(raw) {
        add(&mut out, line);
    }
    finish(out)
}

/// One line: a name.
pub(super) fn line(raw: &str) -> String {
    let texts: Vec<_> = lines(raw).into_iter().map(|line| line.text).collect();
    cchc::text::clean(&texts.join(" "))
}

/// Steps, each a heading and a text as they stand in the source: one text may hold several.
pub(super) fn steps<'a>(parts: impl Iterator<Item = (&'a str, &'a str)>) -> Vec<Step> {
    let mut found: Vec<Draft> = Vec::new();
    for (name, text) in parts {
        let name = Some(line(name)).filter(|name| !name.is_empty() && name != PLACEHOLDER);
        found.push(Draft::new(name.as_deref().unwrap_or_default()));
        for line in lines(text) {
            let is_step = labelled(&line.text).is_some();
            if is_step {
                // A heading alone belongs to what comes.
                found.push(Draft::new(&line.text));
            } else if let Some(draft) = found.last_mut() {
                add(&mut draft.blocks, line);
            }
        }
    }
    found.retain(|draft| {
        draft.label.is_some() || !draft.heading.is_empty() || !draft.blocks.is_empty()
    });
    // Where the place in the list says the same the number goes.
    let is_in_order = (1..).zip(&found).all(|(at, draft)| draft.label == Some(at));
    let steps = found.into_iter().map(|draft| draft.done(!is_in_order));
    steps
        .filter(|step| step.name.is_some() || !step.text.is_empty())
        .collect()
}

/// What the portal writes where a step has no name.
const PLACEHOLDER: &str = "Mặc định";

/// A step on the way.
struct Draft {
    label: Option<u32>,
    /// What stands beside the label.
    heading: String,
    blocks: Vec<Open>,
}

impl Draft {
    fn new(heading: &str) -> Self {
        let (label, heading) = match labelled(heading) {
            Some((label, rest)) => (Some(label), rest),
            None => (None, heading),
        };
        Self {
            label,
            heading: heading.to_owned(),
            blocks: Vec::new(),
        }
    }

    fn done(self, keeps_label: bool) -> Step {
        let mut text = finish(self.blocks);
        let mut heading = self.heading;
        let is_text = heading.chars().count() > MAX_HEADING_CHARS
            || text.is_empty()
            || heading.ends_with('.') && self.label.is_some();
        if is_text && !heading.is_empty() {
            let first = pieces(std::mem::take(&mut heading));
            text.splice(0..0, first.into_iter().map(Block::Paragraph));
        }
        let heading = heading.trim_end_matches(':').trim_end();
        let label = self.label.filter(|_| keeps_label);
        let name = match (label, heading.is_empty()) {
            (Some(label), true) => Some(format!("Bước {label}")),
            (Some(label), false) => Some(format!("Bước {label}: {heading}")),
            (None, true) => None,
            (None, false) => Some(heading.to_owned()),
        };
        Step { name, text }
    }
}

/// The number of a step and what stands behind it: `a) Bước 1: Nộp hồ sơ`.
fn labelled(text: &str) -> Option<(u32, &str)> {
    let (head, rest) = text.split_at_checked(text.find(' ')?)?;
    let text = match is_label(head) {
        true => rest.trim_start(),
        false => text,
    };
    let rest = ["Bước ", "BƯỚC "]
        .iter()
        .find_map(|word| text.strip_prefix(word))?;
    let end = rest
        .find(|c: char| !c.is_ascii_digit())
        .unwrap_or(rest.len());
    let (number, rest) = rest.split_at_checked(end)?;
    // `Bước 2 và bước 3` is a sentence, `Bước 1.1` a part of a step.
    let is_end = rest.is_empty() || rest.starts_with([':', '.', ')', '-', '–', ';', ',', '/']) || {
        let next = rest.trim_start();
        next.starts_with([':', '-', '–']) || next.starts_with(char::is_uppercase)
    };
    let is_part = rest.starts_with('.')
        && rest
            .chars()
            .nth(1)
            .is_some_and(|next| next.is_ascii_digit());
    if !is_end || is_part {
        return None;
    }
    let rest = rest.trim_start_matches(|c: char| c.is_whitespace() || ":.)-–;,/".contains(c));
    Some((number.parse().ok()?, rest))
}

/// A line, cleaned.
struct Line {
    text: String,
    is_item: bool,
    /// It goes on with the sentence before it.
    is_open: bool,
}

/// A block that may go on.
enum Open {
    Paragraph(String),
    List(Vec<String>),
}

fn add(blocks: &mut Vec<Open>, line: Line) {
    let last = blocks.last_mut();
    let before = match last {
        Some(Open::Paragraph(text)) => Some(text),
        Some(Open::List(list)) if line.is_open || line.is_item => {
            if line.is_item {
                list.push(line.text);
                return;
            }
            list.last_mut()
        }
        _ => None,
    };
    match before {
        Some(text) if line.is_open && !text.ends_with(['.', ';', ':', '!', '?']) => {
            text.push(' ');
            text.push_str(&line.text);
        }
        _ if line.is_item => blocks.push(Open::List(vec![line.text])),
        _ => blocks.push(Open::Paragraph(line.text)),
    }
}

fn finish(blocks: Vec<Open>) -> Vec<Block> {
    let mut out = Vec::new();
    for block in blocks {
        match block {
            Open::Paragraph(text) => out.extend(pieces(text).into_iter().map(Block::Paragraph)),
            Open::List(list) => out.push(Block::List(list.into_iter().flat_map(pieces).collect())),
        }
    }
    out
}

/// Parts that readers take whole.
fn pieces(text: String) -> Vec<String> {
    let mut pieces = Vec::new();
    let mut rest = text.as_str();
    while let Some((end, _)) = rest.char_indices().nth(MAX_BLOCK_CHARS) {
        let head = rest.get(..end).unwrap_or_default();
        let cut = head.rfind(' ').unwrap_or(end);
        let (head, tail) = rest.split_at_checked(cut).unwrap_or((rest, ""));
        pieces.push(head.to_owned());
        rest = tail.trim_start();
    }
    pieces.push(rest.to_owned());
    pieces
}

/// The lines that hold words.
fn lines(raw: &str) -> Vec<Line> {
    let text = match is_nfc(raw) {
        true => Cow::Borrowed(raw),
        false => Cow::Owned(raw.nfc().collect()),
    };
    let text = without_tags(&text).replace("**", "");
    let mut lines = Vec::new();
    let mut is_after_gap = true;
    for whole in text.split(['\n', '\r', '\u{b}', '\u{2028}', '\u{2029}']) {
        if whole.trim().is_empty() {
            is_after_gap = true;
            continue;
        }
        for (at, raw) in parts(whole).into_iter().enumerate() {
            let Some(mut line) = one(raw, at > 0) else {
                continue;
            };
            line.is_open &= !is_after_gap;
            is_after_gap = false;
            lines.push(line);
        }
    }
    lines
}

/// Items that were run together in one line.
fn parts(line: &str) -> Vec<&str> {
    line.split(|c| ALWAYS.contains(c))
        .enumerate()
        // The sign at the beginning is seen again by who reads the line.
        .map(|(at, part)| if at == 0 { part } else { part.trim() })
        .collect()
}

fn one(raw: &str, is_behind_bullet: bool) -> Option<Line> {
    let text = without_escapes(&cchc::text::decode(raw));
    let text = text.trim_start_matches(|c: char| {
        c.is_whitespace() || cchc::text::clean(c.encode_utf8(&mut [0; 4])).is_empty()
    });
    let text = text
        .strip_prefix(['#', '>'])
        .map_or(text, |rest| rest.trim_start_matches(['#', '>', ' ']));
    let cells = text.strip_prefix('|').map(cells);
    let text = cells.as_deref().unwrap_or(text);
    let (is_starred, behind) = bullet(text);
    let text = cchc::text::clean(behind.unwrap_or(text));
    if !text.chars().any(char::is_alphanumeric) {
        return None;
    }
    // `* Giấy tờ phải nộp:` is a heading.
    let is_heading = is_starred && text.ends_with(':');
    let is_marked = is_behind_bullet || behind.is_some() && !is_heading;
    let first = text.split(' ').next().unwrap_or_default();
    let is_item = is_marked || is_label(first);
    let is_step = labelled(&text).is_some();
    Some(Line {
        is_open: !is_item
            && !is_step
            && behind.is_none()
            && text.starts_with(|c: char| c.is_lowercase() || c == '('),
        is_item: is_item && !is_step,
        text,
    })
}

/// What stands behind a bullet, and whether that is a star.
fn bullet(text: &str) -> (bool, Option<&str>) {
    let Some(first) = text.chars().next().filter(|c| BULLETS.contains(*c)) else {
        return (false, None);
    };
    let rest = text.trim_start_matches(|c: char| BULLETS.contains(c) || c.is_whitespace());
    // -5 is a number, and *) a note.
    let is_glued = text
        .chars()
        .nth(1)
        .is_some_and(|next| next.is_ascii_digit() || next == ')');
    match is_glued {
        true => (false, None),
        false => (first == '*', Some(rest)),
    }
}

/// `a)`, `1.`, `1)`, `(i)`, `(1)`. The label stays: laws refer to it.
fn is_label(word: &str) -> bool {
    let inner = |text: &str| {
        let is_number = text.bytes().all(|byte| byte.is_ascii_digit()) && text.len() <= 2;
        let is_roman = text.bytes().all(|byte| b"ivx".contains(&byte)) && text.len() <= 4;
        let mut letters = text.chars();
        let is_letter = letters.next().is_some_and(char::is_lowercase) && letters.next().is_none();
        !text.is_empty() && (is_number || is_roman || is_letter)
    };
    let in_brackets = word
        .strip_prefix('(')
        .and_then(|rest| rest.strip_suffix(')'));
    match (in_brackets, word.strip_suffix(')'), word.strip_suffix('.')) {
        (Some(text), ..) | (None, Some(text), _) => inner(text),
        (None, None, Some(text)) => text.bytes().all(|byte| byte.is_ascii_digit()) && inner(text),
        _ => false,
    }
}

/// Cells of a row of a table of markdown.
fn cells(row: &str) -> String {
    let cells = row.split('|').map(str::trim);
    let cells = cells.filter(|cell| cell.chars().any(|c| !matches!(c, '-' | ':' | ' ')));
    cells.collect::<Vec<_>>().join("; ")
}

/// `\-` is a hyphen.
fn without_escapes(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text.chars().peekable();
    while let Some(c) = rest.next() {
        let is_escape = c == '\\' && rest.peek().is_some_and(char::is_ascii_punctuation);
        match is_escape {
            true => out.extend(rest.next()),
            false => out.push(c),
        }
    }
    out
}

/// Known tags only: a `<` that is text would take the rest along.
fn without_tags(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find('<') {
        let (before, tail) = rest.split_at_checked(at).unwrap_or((rest, ""));
        out.push_str(before);
        match tag(tail) {
            Some((sign, after)) => {
                out.push_str(sign);
                rest = after;
            }
            None => {
                out.push('<');
                rest = tail.get(1..).unwrap_or_default();
            }
        }
    }
    out.push_str(rest);
    out
}

/// What stands for a tag, and what follows it.
fn tag(tail: &str) -> Option<(&'static str, &str)> {
    if let Some(comment) = tail.strip_prefix("<!--") {
        return comment.split_once("-->").map(|(_, after)| ("", after));
    }
    // A bound, so that a text full of `<` costs no more than its length.
    let end = tail
        .bytes()
        .take(MAX_TAG_BYTES)
        .position(|byte| byte == b'>')?;
    let (inside, after) = (tail.get(1..end)?, tail.get(end + 1..)?);
    let is_end = inside.starts_with('/');
    let name = inside.trim_start_matches('/');
    let end = name
        .find(|c: char| c.is_whitespace() || c == '/')
        .unwrap_or(name.len());
    let (name, attributes) = name.split_at_checked(end)?;
    let attributes = attributes.trim_matches(|c: char| c == '/' || c.is_whitespace());
    if inside.contains('<') || !attributes.is_empty() && !attributes.contains('=') {
        return None;
    }
    let name = name.to_ascii_lowercase();
    let name = name.as_str();
    if ["script", "style"].contains(&name) && !is_end {
        let close = format!("</{name}");
        let at = after.to_ascii_lowercase().find(&close);
        let after = at
            .and_then(|at| after.get(at..))
            .and_then(|rest| rest.split_once('>'));
        return Some(("", after.map_or("", |(_, after)| after)));
    }
    let sign = match name {
        "li" if !is_end => "\n- ",
        "td" | "th" if is_end => "; ",
        name if LINES.contains(&name) => "\n",
        name if INLINE.contains(&name) => "",
        _ => return None,
    };
    Some((sign, after))
}

#[cfg(test)]
#[path = "text_tests.rs"]
mod tests;
