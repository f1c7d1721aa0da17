//! `news.json`: a plain JSON Feed 1.1, so every feed reader can use it, with `_cchc` objects for the rest.
//!
//! Publishers' own exports come through too: numeric ids, items without title (Micro.blog), HTML content
//! (WordPress), RSS turned into JSON Feed.

use serde_json::Value;

use super::Finding;
use super::reader::{IN_WORDS, Place, Reader, top};
use super::stamp::Stamp;
use crate::text;

/// Items kept of one file, of news or of notices; a page shows a hundred at most.
pub const MAX_ITEMS: usize = 2_000;
/// Longest headline kept, in characters.
pub const MAX_TITLE_CHARS: usize = 300;
/// Longest summary kept, in characters.
pub const MAX_SUMMARY_CHARS: usize = 600;
/// How far ahead of the clock a date may be: clocks differ, and local times are written as if they were UTC.
pub const MAX_AHEAD_SECS: i64 = 86_400;

/// A file of news.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct News {
    /// Name of the feed.
    pub title: String,
    /// Its publisher says that nothing will be added any more.
    pub expired: bool,
    /// In the order of the file.
    pub items: Vec<NewsItem>,
}

/// One piece of news.
#[derive(Debug, Clone, PartialEq)]
pub struct NewsItem {
    /// Never changes for the same piece.
    pub id: String,
    /// Headline, plain text.
    pub title: String,
    /// Where it can be read in full; an allowed scheme or relative.
    pub url: Option<String>,
    /// Plain text.
    pub summary: Option<String>,
    /// When it was published.
    pub published: Option<Stamp>,
    /// Only the day of `published` is known.
    pub date_only: bool,
    /// Language tag of its texts.
    pub language: Option<String>,
    /// Name of who wrote it.
    pub source: Option<String>,
    /// What sort of piece it is.
    pub kind: Kind,
    /// Id of the agency it is about or from.
    pub agency: Option<String>,
    /// Fields of reform it belongs to.
    pub fields: Vec<ReformField>,
    /// Stays on top while valid.
    pub pinned: bool,
    /// Not shown before.
    pub valid_from: Option<Stamp>,
    /// Not shown from then on.
    pub valid_until: Option<Stamp>,
}

/// Sorts of news.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
#[non_exhaustive]
pub enum Kind {
    /// An article.
    #[default]
    News,
    /// An announcement of an agency.
    Announcement,
    /// Something that takes place.
    Event,
    /// How to do something.
    Guidance,
    /// A result of an index or a survey.
    Result,
    /// A legal or official document.
    Document,
    /// A sort that this version does not know.
    Other,
}

/// The six fields of administrative reform (Resolution 76/NQ-CP of 15 July 2021).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub enum ReformField {
    /// Cải cách thể chế.
    Institutions,
    /// Cải cách thủ tục hành chính.
    Procedures,
    /// Cải cách tổ chức bộ máy.
    Organisation,
    /// Cải cách chế độ công vụ.
    CivilService,
    /// Cải cách tài chính công.
    PublicFinance,
    /// Xây dựng và phát triển chính quyền điện tử, chính quyền số.
    DigitalGovernment,
}

/// Words of [`Kind`] in a feed and in attributes.
pub const KINDS: &[(&str, Kind)] = &[
    ("news", Kind::News),
    ("announcement", Kind::Announcement),
    ("event", Kind::Event),
    ("guidance", Kind::Guidance),
    ("result", Kind::Result),
    ("document", Kind::Document),
];

/// Words of [`ReformField`] in a feed and in attributes.
pub const REFORM_FIELDS: &[(&str, ReformField)] = &[
    ("institutions", ReformField::Institutions),
    ("procedures", ReformField::Procedures),
    ("organisation", ReformField::Organisation),
    ("civil-service", ReformField::CivilService),
    ("public-finance", ReformField::PublicFinance),
    ("digital-government", ReformField::DigitalGovernment),
];

/// What a page wants to see.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Filter {
    /// Only this agency.
    pub agency: Option<String>,
    /// Only these kinds; empty means all.
    pub kinds: Vec<Kind>,
    /// Only these fields; empty means all.
    pub fields: Vec<ReformField>,
    /// Most items.
    pub max_items: usize,
    /// Leave out what is older.
    pub max_age_days: Option<u32>,
}

/// The items to show at `now`: valid, wanted, pinned ones first, then the newest; undated ones last.
///
/// A date more than [`MAX_AHEAD_SECS`] ahead cannot be meant (2052 for 2025, the day of an event): believed, it would
/// stand first for years, so its item counts as undated here. A panel whose clock stands still in 2015 thus shows the
/// order of the file.
#[must_use]
pub fn select<'a>(news: &'a News, filter: &Filter, now: Stamp) -> Vec<&'a NewsItem> {
    let oldest = filter
        .max_age_days
        .map(|days| now.timestamp() - i64::from(days) * 86_400);
    let is_wanted = |item: &NewsItem| {
        item.valid_from.is_none_or(|from| from <= now)
            && item.valid_until.is_none_or(|until| now < until)
            && filter
                .agency
                .as_ref()
                .is_none_or(|agency| item.agency.as_ref() == Some(agency))
            && (filter.kinds.is_empty() || filter.kinds.contains(&item.kind))
            && (filter.fields.is_empty()
                || item
                    .fields
                    .iter()
                    .any(|field| filter.fields.contains(field)))
            && oldest.is_none_or(|oldest| {
                item.published
                    .is_some_and(|stamp| stamp.timestamp() >= oldest)
            })
    };
    let mut items: Vec<&NewsItem> = Vec::new();
    for item in news.items.iter().filter(|item| is_wanted(item)) {
        // Insertion instead of a sort: the library's sort weighs more than this page can ever gain by it.
        let rank = |item: &NewsItem| {
            let at = item.published.map_or(i64::MIN, |stamp| stamp.timestamp());
            let is_ahead = at > now.timestamp() + MAX_AHEAD_SECS;
            (item.pinned, if is_ahead { i64::MIN } else { at })
        };
        let at = items.partition_point(|other| rank(other) >= rank(item));
        items.insert(at, item);
    }
    items.truncate(filter.max_items);
    items
}

/// Reads a JSON Feed 1.0 or 1.1.
#[must_use]
pub fn parse(text: &str) -> (News, Vec<Finding>) {
    let (mut reader, value) = Reader::open(text);
    let Some(top) = value.as_ref().and_then(top) else {
        return (News::default(), reader.findings);
    };
    let version = reader.text(&top, "version").unwrap_or_default();
    if !version.starts_with("https://jsonfeed.org/version/1") {
        reader.note("version-unknown", &top.at("version"), &version);
    }
    let mut news = News {
        title: reader.text(&top, "title").unwrap_or_default(),
        expired: reader.flag(&top, "expired"),
        items: Vec::new(),
    };
    if IN_WORDS && news.expired {
        reader.note("feed-ended", &top.at("expired"), "");
    }
    // JSON Feed 1.1: both hold for every item that does not name its own.
    let source = author(&mut reader, &top);
    let language = reader.text(&top, "language");
    if news.title.is_empty() {
        reader.note("title-missing", &top.at("title"), "");
    }
    if !top.object.get("items").is_some_and(Value::is_array) {
        reader.refuse("items-missing", &top.at("items"), "");
    }
    // A JSON map serves as the set: its code is in the bundle anyway.
    let mut seen = serde_json::Map::new();
    for place in reader.places(&top, "items") {
        if news.items.len() == MAX_ITEMS {
            reader.note("items-too-many", &place.path, "");
            break;
        }
        let Some(mut item) = read_item(&mut reader, &place) else {
            continue;
        };
        item.source = item.source.or_else(|| source.clone());
        item.language = item.language.or_else(|| language.clone());
        if seen.insert(item.id.clone(), Value::Null).is_none() {
            news.items.push(item);
        } else {
            reader.note("id-repeated", &place.at("id"), &item.id);
        }
    }
    (news, reader.findings)
}

fn read_item(reader: &mut Reader, place: &Place<'_>) -> Option<NewsItem> {
    let mut url = reader.url(place, "url");
    if IN_WORDS || url.is_none() {
        let other = reader.url(place, "external_url");
        url = url.or(other);
    }
    let id = reader.id(place, "id");
    if id.is_none() {
        reader.note(
            "id-missing",
            &place.at("id"),
            url.as_deref().unwrap_or_default(),
        );
    }
    let id = id.or_else(|| url.clone())?;
    let mut summary = reader.short_text(place, "summary", MAX_SUMMARY_CHARS);
    // The whole text of an article is only gone through where it is needed, or to be checked.
    if IN_WORDS || summary.is_none() {
        let body = content(reader, place);
        summary = summary.or(body);
    }
    let title = reader.short_text(place, "title", MAX_TITLE_CHARS);
    // Micro.blog and many exports have posts without a title: their first words serve.
    let (title, summary) = match (title, summary) {
        (Some(title), summary) => (title, summary),
        (None, Some(words)) => (text::clip(&words, 120), None),
        (None, None) => {
            reader.note("item-empty", &place.path, &id);
            return None;
        }
    };
    let (published, date_only) = match published(reader, place) {
        Some((stamp, date_only)) => (Some(stamp), date_only),
        None => (None, false),
    };
    let mut item = NewsItem {
        id,
        title,
        url,
        summary,
        published,
        date_only,
        language: reader.text(place, "language"),
        source: None,
        kind: Kind::News,
        agency: None,
        fields: Vec::new(),
        pinned: false,
        valid_from: None,
        valid_until: None,
    };
    if let Some(own) = reader.inner(place, "_cchc") {
        read_extension(reader, &own, &mut item);
    }
    let author = author(reader, place);
    item.source = item.source.or(author);
    Some(item)
}

/// The first author with a name: `authors` of JSON Feed 1.1, else `author` of 1.0.
fn author(reader: &mut Reader, place: &Place<'_>) -> Option<String> {
    let list = reader.places(place, "authors");
    let mut name = list.iter().find_map(|author| reader.text(author, "name"));
    if (IN_WORDS || name.is_none())
        && let Some(author) = reader.inner(place, "author")
    {
        let old = reader.text(&author, "name");
        name = name.or(old);
    }
    name
}

fn read_extension(reader: &mut Reader, own: &Place<'_>, item: &mut NewsItem) {
    if let Some(word) = reader.text(own, "kind") {
        let kind = look_up(KINDS, &word);
        if kind.is_none() {
            reader.note("word-unknown", &own.at("kind"), &word);
        }
        item.kind = kind.unwrap_or(Kind::Other);
    }
    for word in reader.texts(own, "fields") {
        match look_up(REFORM_FIELDS, &word) {
            Some(field) => item.fields.push(field),
            None => reader.note("word-unknown", &own.at("fields"), &word),
        }
    }
    item.agency = reader.text(own, "agency");
    item.pinned = reader.flag(own, "pinned");
    item.valid_from = reader.stamp(own, "valid_from").map(|(stamp, _)| stamp);
    item.valid_until = reader.stamp(own, "valid_until").map(|(stamp, _)| stamp);
    if IN_WORDS
        && let (Some(from), Some(until)) = (item.valid_from, item.valid_until)
        && until <= from
    {
        reader.note("days-reversed", &own.at("valid_until"), &item.id);
    }
    item.date_only |= reader.text(own, "date_precision").as_deref() == Some("day");
    if let Some(source) = reader.inner(own, "source") {
        item.source = reader.text(&source, "name");
    }
}

/// Value of a word in one of the tables above; `actual` means `Actual`.
#[must_use]
pub fn look_up<T: Copy>(table: &[(&str, T)], word: &str) -> Option<T> {
    table
        .iter()
        .find(|(name, _)| name.eq_ignore_ascii_case(word))
        .map(|(_, value)| *value)
}

fn published(reader: &mut Reader, place: &Place<'_>) -> Option<(Stamp, bool)> {
    let stamp = reader.stamp(place, "date_published");
    let modified = reader.stamp(place, "date_modified");
    let is_missing = match place.object.get("date_published") {
        None | Some(Value::Null) => true,
        Some(Value::String(raw)) => raw.is_empty(),
        Some(_) => false,
    };
    if is_missing {
        reader.note("date-missing", &place.at("date_published"), "");
    }
    stamp.or(modified)
}

fn content(reader: &mut Reader, place: &Place<'_>) -> Option<String> {
    let plain = reader.text(place, "content_text");
    let html = reader.raw(place, "content_html");
    plain
        .map(|plain| text::clip(&plain, MAX_SUMMARY_CHARS))
        .or_else(|| Some(text::plain_from_html(html?, MAX_SUMMARY_CHARS)))
        .filter(|plain| !plain.is_empty())
}

#[cfg(test)]
#[path = "news_tests.rs"]
mod tests;
