//! The news as RSS 2.0 and as Atom (RFC 4287).
//!
//! Both want absolute addresses and a date for the whole: addresses are resolved against the publisher's site, and the
//! whole is as old as its newest item, so that the same news give the same bytes.

use cchc::feed::{Stamp, parse_stamp};
use chrono::SecondsFormat;
use quick_xml::Writer;
use quick_xml::events::{BytesDecl, BytesEnd, BytesStart, BytesText, Event};
use serde_json::Value;
use url::Url;

use crate::build::plan::Plan;

/// What both say of the whole.
struct Top<'a> {
    title: &'a str,
    home: String,
    language: &'a str,
    /// When the newest item was published; the beginning of time without any.
    updated: Stamp,
    base: Option<Url>,
}

/// RSS 2.0.
pub(super) fn rss(plan: &Plan, news: &Value) -> Vec<u8> {
    let top = top(plan, news);
    let mut out = Xml::new();
    out.open("rss", &[("version", "2.0")]);
    out.open("channel", &[]);
    out.text("title", top.title);
    out.text("link", &top.home);
    out.text(
        "description",
        text(news, "description").unwrap_or(top.title),
    );
    out.text("language", top.language);
    out.text("lastBuildDate", &top.updated.to_rfc2822());
    for item in items(news) {
        out.open("item", &[]);
        out.text("title", text(item, "title").unwrap_or_default());
        if let Some(url) = address(&top, item) {
            out.text("link", &url);
        }
        if let Some(id) = text(item, "id") {
            out.with("guid", &[("isPermaLink", "false")], id);
        }
        if let Some(at) = published(item) {
            out.text("pubDate", &at.to_rfc2822());
        }
        if let Some(words) = text(item, "summary") {
            out.text("description", words);
        }
        for word in kinds(item) {
            out.text("category", word);
        }
        out.close("item");
    }
    out.close("channel");
    out.close("rss");
    out.content
}

/// Atom.
pub(super) fn atom(plan: &Plan, news: &Value) -> Vec<u8> {
    let top = top(plan, news);
    let mut out = Xml::new();
    let names = [
        ("xmlns", "http://www.w3.org/2005/Atom"),
        ("xml:lang", top.language),
    ];
    out.open("feed", &names);
    out.text("title", top.title);
    out.text("id", &top.home);
    out.text("updated", &rfc3339(top.updated));
    out.empty("link", &[("href", &top.home)]);
    out.open("author", &[]);
    out.text("name", &plan.publisher.name);
    out.close("author");
    for item in items(news) {
        out.open("entry", &[]);
        out.text("title", text(item, "title").unwrap_or_default());
        // An id must be an address; those that are none become one under the publisher's.
        let id = text(item, "id").unwrap_or_default();
        match Url::parse(id) {
            Ok(_) => out.text("id", id),
            Err(_) => out.text("id", &format!("{}#{id}", top.home)),
        }
        let at = published(item).unwrap_or(top.updated);
        out.text(
            "updated",
            &rfc3339(text(item, "date_modified").and_then(stamp).unwrap_or(at)),
        );
        out.text("published", &rfc3339(at));
        if let Some(url) = address(&top, item) {
            out.empty("link", &[("href", &url)]);
        }
        if let Some(words) = text(item, "summary") {
            out.text("summary", words);
        }
        for word in kinds(item) {
            out.empty("category", &[("term", word)]);
        }
        out.close("entry");
    }
    out.close("feed");
    out.content
}

fn top<'a>(plan: &'a Plan, news: &'a Value) -> Top<'a> {
    let home = text(news, "home_page_url").unwrap_or(&plan.publisher.url);
    let newest = items(news)
        .filter_map(published)
        .max_by_key(Stamp::timestamp);
    Top {
        title: text(news, "title").unwrap_or(&plan.publisher.name),
        home: home.to_owned(),
        language: text(news, "language").unwrap_or("vi"),
        updated: newest.unwrap_or_default(),
        base: Url::parse(home).ok(),
    }
}

fn items(news: &Value) -> impl Iterator<Item = &Value> {
    news["items"].as_array().into_iter().flatten()
}

fn text<'a>(value: &'a Value, name: &str) -> Option<&'a str> {
    value.get(name).and_then(Value::as_str)
}

fn stamp(text: &str) -> Option<Stamp> {
    parse_stamp(text).map(|(stamp, _)| stamp)
}

fn published(item: &Value) -> Option<Stamp> {
    text(item, "date_published").and_then(stamp)
}

fn rfc3339(at: Stamp) -> String {
    at.to_rfc3339_opts(SecondsFormat::Secs, false)
}

fn address(top: &Top<'_>, item: &Value) -> Option<String> {
    let url = text(item, "url").or_else(|| text(item, "external_url"))?;
    match (Url::parse(url), &top.base) {
        (Ok(url), _) => Some(url.into()),
        (Err(_), Some(base)) => base.join(url).ok().map(Into::into),
        (Err(_), None) => None,
    }
}

fn kinds(item: &Value) -> Vec<&str> {
    let extension = &item["_cchc"];
    let fields = extension["fields"].as_array().into_iter().flatten();
    let kind = extension["kind"].as_str();
    kind.into_iter()
        .chain(fields.filter_map(Value::as_str))
        .collect()
}

/// Writes into memory, where nothing can fail.
struct Xml {
    content: Vec<u8>,
}

impl Xml {
    fn new() -> Self {
        let mut xml = Self {
            content: Vec::new(),
        };
        xml.event(Event::Decl(BytesDecl::new("1.0", Some("UTF-8"), None)));
        xml
    }

    fn event(&mut self, event: Event<'_>) {
        let _ = Writer::new(&mut self.content).write_event(event);
    }

    fn open(&mut self, name: &str, attributes: &[(&str, &str)]) {
        let start = BytesStart::new(name).with_attributes(attributes.iter().copied());
        self.event(Event::Start(start));
    }

    fn close(&mut self, name: &str) {
        self.event(Event::End(BytesEnd::new(name)));
    }

    fn empty(&mut self, name: &str, attributes: &[(&str, &str)]) {
        let start = BytesStart::new(name).with_attributes(attributes.iter().copied());
        self.event(Event::Empty(start));
    }

    fn with(&mut self, name: &str, attributes: &[(&str, &str)], words: &str) {
        self.open(name, attributes);
        self.event(Event::Text(BytesText::new(&allowed(words))));
        self.close(name);
    }

    fn text(&mut self, name: &str, words: &str) {
        self.with(name, &[], words);
    }
}

/// XML 1.0 has no place for control characters, escaped or not.
fn allowed(text: &str) -> String {
    text.chars()
        .filter(|c| !c.is_control() || matches!(c, '\n' | '\t'))
        .filter(|c| !matches!(c, '\u{fffe}' | '\u{ffff}'))
        .collect()
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "tests")]
    use super::*;
    use serde_json::json;

    #[test]
    fn both_are_read_back_by_a_reader_of_feeds() {
        let plan: Plan = toml::from_str(
            "languages=[\"vi\"]\nttl_secs=1\nfiles=[]\n[publisher]\nname=\"Sở <Ví dụ> & khác\"\nurl=\"https://so.example/a/\"\ncontact=\"c\"\n",
        )
        .unwrap();
        let news = json!({"title": "Tin & bài", "items": [
            {"id": "vi-du-1", "url": "tin/1", "title": "Giá < 5 & > 3 \u{1}", "summary": "]]> \"x\"",
             "date_published": "2025-11-17T20:59:00+07:00", "_cchc": {"kind": "event", "fields": ["procedures"]}},
            {"id": "https://b.example/2", "title": "Không ngày"}]});
        for content in [rss(&plan, &news), atom(&plan, &news)] {
            let text = String::from_utf8(content.clone()).unwrap();
            let feed = feed_rs::parser::parse(content.as_slice()).unwrap();
            assert_eq!(feed.title.unwrap().content, "Tin & bài", "{text}");
            assert_eq!(feed.entries.len(), 2);
            let first = &feed.entries[0];
            assert_eq!(first.title.as_ref().unwrap().content, "Giá < 5 & > 3");
            assert_eq!(first.links[0].href, "https://so.example/a/tin/1");
            assert_eq!(first.summary.as_ref().unwrap().content, "]]> \"x\"");
            assert_eq!(first.published.unwrap().timestamp(), 1_763_387_940);
            assert_eq!(first.categories.len(), 2);
        }
    }
}
