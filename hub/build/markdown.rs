//! News written as Markdown, one file each: a head with the same names as the columns of the table, then the text.
//!
//! ```text
//! ---
//! Tiêu đề: Đổi giờ làm việc của bộ phận một cửa
//! Ngày đăng: 16:30 17/11/2025
//! ---
//! Từ **thứ hai** …
//! ```
//!
//! Without an id or a link the name of the file is the id. HTML in the text is text, and links that no page may have are
//! words.

use std::path::Path;

use pulldown_cmark::{Event, Parser, Tag, TagEnd, html};
use serde_json::Value;

use super::news;
use super::plan::Source;
use super::problem::{At, Place, Problems};
use super::read;
use super::read::encoding;
use super::read::sheet::{Cell, Sheet};
use super::sources::{Desk, Entry};
use super::table::Table;
use super::table::fold::fold;

/// Endings of such files.
const ENDINGS: [&str; 2] = [".md", ".markdown"];
/// Line above and below the head.
const MARK: &str = "---";

/// Whether a source of news is such a file, or a folder of them.
pub(super) fn is_text(folder: &Path, file: &str) -> bool {
    has_ending(file) || folder.join(file).is_dir()
}

fn has_ending(file: &str) -> bool {
    let file = file.to_lowercase();
    ENDINGS.iter().any(|ending| file.ends_with(ending))
}

/// The pieces of news.
pub(super) fn entries(desk: &mut Desk<'_>, source: &Source) -> Vec<Entry> {
    let files = match desk.folder.join(&source.file).is_dir() {
        true => read::names(desk.folder, &source.file, &ENDINGS, desk.problems),
        false => vec![source.file.clone()],
    };
    files.iter().filter_map(|file| one(desk, file)).collect()
}

fn one(desk: &mut Desk<'_>, file: &str) -> Option<Entry> {
    let place = Place::new(file, At::Whole);
    let content = read::bytes(&desk.folder.join(file), &place, desk.problems)?;
    let text = match encoding::decode(&content) {
        Ok((text, _)) => text.replace("\r\n", "\n"),
        Err(unsure) => {
            desk.problems.note(place, "encoding-unsure", &unsure.sample);
            return None;
        }
    };
    let (sheet, body) = parts(&place, &text, desk.problems)?;
    let table = Table::open(&sheet, &news::LAYOUT, desk.problems)?;
    let mut entry = news::read(&table, &desk.names, desk.problems).pop()?;
    if !body.trim().is_empty()
        && let Value::Object(item) = &mut entry.value
    {
        item.remove("content_text");
        item.insert("content_html".to_owned(), Value::String(html_of(body)));
    }
    Some(entry)
}

/// The head as a table of one row, and what stands below.
fn parts<'a>(place: &Place, text: &'a str, problems: &mut Problems) -> Option<(Sheet, &'a str)> {
    let inside = text
        .strip_prefix(MARK)
        .and_then(|rest| rest.strip_prefix('\n'))
        .and_then(|rest| {
            rest.split_once("\n---\n")
                .or_else(|| rest.strip_suffix("\n---").map(|head| (head, "")))
        });
    let Some((head, body)) = inside else {
        problems.note(place.clone(), "head-missing", "");
        return None;
    };
    let mut sheet = Sheet::new(place.clone());
    sheet.is_head = true;
    let mut has_name = false;
    let mut last = 0;
    for (column, line) in (1..).zip(head.lines()) {
        last = column;
        let Some((name, value)) = line.split_once(':') else {
            continue;
        };
        if let Some(name) = Cell::text(name) {
            sheet.put(1, column, name);
        }
        if let Some(value) = Cell::text(value) {
            sheet.put(2, column, value);
            has_name |= ["ma", "id", "ma tin", "lien ket", "link", "url", "dia chi"]
                .contains(&fold(name).as_str());
        }
    }
    if !has_name {
        let file = place.file.rsplit('/').next().unwrap_or_default();
        let stem = file.rsplit_once('.').map_or(file, |(stem, _)| stem);
        sheet.put(1, last + 1, Cell::Text("id".to_owned()));
        sheet.put(2, last + 1, Cell::Text(stem.to_owned()));
    }
    Some((sheet, body))
}

fn html_of(markdown: &str) -> String {
    let mut dropped = 0_usize;
    let events = Parser::new(markdown).filter_map(|event| match event {
        Event::Html(text) | Event::InlineHtml(text) => Some(Event::Text(text)),
        Event::Start(Tag::Image { .. }) | Event::End(TagEnd::Image) => None,
        Event::Start(Tag::Link { ref dest_url, .. })
            if cchc::text::safe_url(dest_url).is_none() =>
        {
            dropped += 1;
            None
        }
        // Links are not nested in Markdown.
        Event::End(TagEnd::Link) if dropped > 0 => {
            dropped -= 1;
            None
        }
        event => Some(event),
    });
    let mut out = String::new();
    html::push_html(&mut out, events);
    out
}
