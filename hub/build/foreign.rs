//! News from feeds of others: RSS, Atom and JSON Feed, from a file or an address.
//!
//! Their mistakes must not stop the build: a broken item is left out, and when a server cannot be reached the copy of last
//! time is used (`.cache` in the folder of sources). Pictures are not taken over: pages would load them from third parties.

use std::collections::HashSet;
use std::path::{Path, PathBuf};

use cchc::check::{FileKind, Severity, check};
use cchc::feed::news::{MAX_ITEMS, MAX_SUMMARY_CHARS, MAX_TITLE_CHARS};
use cchc::feed::parse_stamp;
use cchc::feed::wire::Moment;
use cchc::feed::wire::news::{Extension, Item, Source as Publisher};
use cchc::format::VIETNAM;
use cchc::text::{clip, plain_from_html};
use serde_json::Value;
use sha2::{Digest, Sha256};
use ureq::http::header;
use url::Url;

use super::news::text;
use super::origin::Origin;
use super::plan::Source;
use super::problem::{At, Place};
use super::read::bytes;
use super::sources::{Desk, Entry};
use crate::http::{Client, Limits};

/// Whether a file is such a feed by its ending; JSON files are the project's own.
pub(super) fn is_feed(file: &str) -> bool {
    let file = file.to_lowercase();
    [".xml", ".rss", ".atom"]
        .iter()
        .any(|ending| file.ends_with(ending))
}

/// Items of a file.
pub(super) fn in_file(desk: &mut Desk<'_>, source: &Source) -> Vec<Entry> {
    let place = Place::new(&source.file, At::Whole);
    match bytes(&desk.folder.join(&source.file), &place, desk.problems) {
        Some(content) => items(desk, source, &content),
        None => Vec::new(),
    }
}

/// Items at an address.
pub(super) fn at_address(desk: &mut Desk<'_>, source: &Source) -> Vec<Entry> {
    let copy = copy_of(desk, source);
    let accepts = "application/rss+xml, application/atom+xml, application/feed+json, application/xml, application/json";
    let fetched =
        Client::new(Limits::default()).get(&source.url, &[(header::ACCEPT, accepts)], |_| {});
    let place = Place::new(&source.url, At::Whole);
    let (rule, why) = match fetched {
        Ok(content) => match read(desk, source, &content) {
            Some(entries) if !entries.is_empty() => {
                keep(&copy, &content);
                return entries;
            }
            Some(_) => ("", "0".to_owned()),
            // A page about repairs, with the answer 200.
            None => ("feed-unreadable", String::new()),
        },
        Err(why) => ("source-unreachable", why),
    };
    let kept = std::fs::read(&copy).ok();
    match kept.and_then(|content| read(desk, source, &content)) {
        Some(entries) => {
            desk.problems.note(place, "source-stale", &why);
            entries
        }
        None => {
            // A feed may have nothing to say from the beginning.
            if !rule.is_empty() {
                desk.problems.note(place, rule, &why);
            }
            Vec::new()
        }
    }
}

/// Only what can be read is kept for bad days, and whole; without a place to keep it the build goes on.
fn keep(copy: &Path, content: &[u8]) {
    let new = copy.with_extension("new");
    let written = copy.parent().map_or(Ok(()), std::fs::create_dir_all);
    let written = written.and_then(|()| std::fs::write(&new, content));
    let _ = written.and_then(|()| std::fs::rename(&new, copy));
}

/// Where the copy of last time is kept.
fn copy_of(desk: &Desk<'_>, source: &Source) -> PathBuf {
    let hash = Sha256::digest(source.url.as_bytes());
    let name: String = hash
        .iter()
        .take(12)
        .map(|byte| format!("{byte:02x}"))
        .collect();
    desk.folder.join(".cache").join(name)
}

/// Items of a feed, or the problem that it cannot be read.
fn items(desk: &mut Desk<'_>, source: &Source, content: &[u8]) -> Vec<Entry> {
    read(desk, source, content).unwrap_or_else(|| {
        let place = Place::new(source.name(), At::Whole);
        desk.problems.note(place, "feed-unreadable", "");
        Vec::new()
    })
}

/// Items of a feed, each once; `None` when it is none.
fn read(desk: &Desk<'_>, source: &Source, content: &[u8]) -> Option<Vec<Entry>> {
    let first = content.iter().find(|byte| !byte.is_ascii_whitespace());
    let found = match first {
        Some(b'{') => json(content, source, desk),
        _ => xml(content, source),
    };
    let found = found?;
    let mut known = HashSet::new();
    let mut entries = Vec::new();
    for value in found.into_iter().take(MAX_ITEMS) {
        let entry = Entry {
            value,
            origin: Origin::Foreign,
        };
        let is_new = text(&entry, "id").is_some_and(|id| known.insert(id.to_owned()));
        if is_new {
            entries.push(entry);
        }
    }
    Some(entries)
}

/// JSON Feed, the project's own too: extensions stay.
fn json(content: &[u8], source: &Source, desk: &Desk<'_>) -> Option<Vec<Value>> {
    let value: Value = serde_json::from_slice(content).ok()?;
    let Some(Value::Array(items)) = value.get("items").cloned() else {
        return None;
    };
    let reports = check(FileKind::News, content, desk.now);
    let is_broken = |at: usize| {
        let path = format!("$.items[{at}]");
        reports.iter().any(|report| {
            report.severity == Severity::Error && report.finding.path.starts_with(&path)
        })
    };
    let base = Url::parse(&source.url).ok();
    let mut whole = Vec::new();
    for (at, mut item) in items.into_iter().enumerate() {
        if is_broken(at) || item.get("id").is_none_or(|id| !id.is_string()) {
            continue;
        }
        if let Value::Object(fields) = &mut item {
            fields.remove("image");
            fields.remove("banner_image");
        }
        if let (Some(base), Some(url)) = (&base, item.get("url").and_then(Value::as_str))
            && let Ok(url) = base.join(url)
        {
            item["url"] = Value::String(url.into());
        }
        whole.push(item);
    }
    Some(whole)
}

fn xml(content: &[u8], source: &Source) -> Option<Vec<Value>> {
    let parser = feed_rs::parser::Builder::new()
        .base_uri((!source.url.is_empty()).then_some(source.url.as_str()))
        .timestamp_parser(|text| parse_stamp(text).map(|(stamp, _)| stamp.to_utc()))
        // An item without id is known by its address.
        .id_generator(|links, title, _| {
            let link = links.first().map(|link| link.href.clone());
            link.or_else(|| title.as_ref().map(|title| title.content.clone()))
                .unwrap_or_default()
        })
        .build();
    let feed = parser.parse(content).ok()?;
    let publisher = source.publisher.clone().or_else(|| {
        feed.title
            .as_ref()
            .map(|title| plain_from_html(&title.content, 200))
    });
    let items = feed.entries.into_iter().filter_map(|entry| {
        let words = |text: &feed_rs::model::Text, most| plain_from_html(&text.content, most);
        let title = entry
            .title
            .as_ref()
            .map(|title| words(title, MAX_TITLE_CHARS));
        let title = title.filter(|title| !title.is_empty())?;
        let body = entry.content.and_then(|content| content.body);
        let summary = entry
            .summary
            .as_ref()
            .map(|summary| words(summary, MAX_SUMMARY_CHARS))
            .or_else(|| body.map(|body| plain_from_html(&body, MAX_SUMMARY_CHARS)))
            .filter(|summary| !summary.is_empty() && *summary != title);
        let is_page = |rel: &Option<String>| rel.as_deref().is_none_or(|rel| rel == "alternate");
        let page = entry.links.iter().find(|link| is_page(&link.rel));
        let url = page.and_then(|link| cchc::text::safe_url(&link.href));
        let at = entry.published.or(entry.updated);
        let item = Item {
            id: entry.id,
            url: url.clone(),
            content_text: Some(summary.clone().unwrap_or_else(|| title.clone())),
            summary,
            title: Some(clip(&title, MAX_TITLE_CHARS)),
            date_published: at.map(|at| Moment(at.with_timezone(&VIETNAM))),
            language: entry.language.or_else(|| feed.language.clone()),
            cchc: Some(Extension {
                source: publisher.clone().map(|name| Publisher { name, url }),
                ..Extension::default()
            }),
            ..Item::default()
        };
        serde_json::to_value(item).ok()
    });
    Some(items.collect())
}
