//! `procedures/{id}.json`: all of one procedure: the ways to file it, the papers, the steps, and the law behind them.
//!
//! One file is one procedure, so that a phone loads what was opened and no more, and a link to a code needs nothing else.

use serde_json::Value;

use super::Finding;
use super::procedures::{MAX_NAME_CHARS, Procedure, read_procedure};
use super::reader::{Place, Reader, item, top};
use crate::text;

/// Longest paragraph, item of a list, name of a paper or text of a fee, in characters; in the records of the national portal
/// the longest has 4,718.
pub const MAX_BLOCK_CHARS: usize = 10_000;
/// Entries kept of one list; the longest in the records of the national portal has 55 papers.
pub const MAX_ENTRIES: usize = 500;

/// One procedure in full.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Detail {
    /// What the list says of it, once more.
    pub procedure: Procedure,
    /// Number of the decision that announced it: `163/QĐ-BTP`.
    pub decision: Option<String>,
    /// Ways to file it, with their times and fees.
    pub ways: Vec<Way>,
    /// Papers, by case; papers of a case without a name are needed in every case.
    pub cases: Vec<Case>,
    /// What happens, in its order.
    pub steps: Vec<Step>,
    /// What one gets.
    pub results: Vec<String>,
    /// What must be so before.
    pub conditions: Text,
    /// Where to file it, in the words of the office.
    pub places: Text,
    /// Laws and decrees.
    pub laws: Vec<Law>,
    /// Ids of procedures that belong to it.
    pub related: Vec<String>,
}

/// Paragraphs and lists.
pub type Text = Vec<Block>;

/// A part of a [`Text`]. In the feed a paragraph is a string, and a list is an array of strings.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Block {
    /// One paragraph.
    Paragraph(String),
    /// Items of a list.
    List(Vec<String>),
}

/// A way to file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Way {
    /// Which.
    pub channel: Channel,
    /// How long it takes.
    pub time: Option<Time>,
    /// What it costs; empty when nothing is said.
    pub fees: Vec<Fee>,
    /// More about it, such as how the time is counted.
    pub text: Text,
}

/// Where papers are handed in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Channel {
    /// On the portal.
    Online,
    /// At the counter.
    Counter,
    /// By post.
    Post,
}

/// A time that an office has.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Time {
    /// How many.
    pub count: u32,
    /// Of what.
    pub unit: Unit,
}

/// What a [`Time`] is counted in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Unit {
    /// Days on which offices work.
    WorkingDay,
    /// Days of the calendar.
    Day,
    /// Hours.
    Hour,
    /// Months.
    Month,
}

/// What is paid.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fee {
    /// Which sort (Law 97/2015/QH13 parts the first two).
    pub kind: FeeKind,
    /// In đồng; `None` when it is not one number. Zero only where the source says that nothing is paid.
    pub amount_vnd: Option<u64>,
    /// The words of the source, whole: exemptions stand only there.
    pub text: Option<String>,
}

/// Sorts of [`Fee`].
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum FeeKind {
    /// `phí`
    Fee,
    /// `lệ phí`
    Charge,
    /// `giá`
    Price,
}

/// Papers of one case.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Case {
    /// When they are needed; `None` for always.
    pub name: Option<String>,
    /// Which.
    pub papers: Vec<Paper>,
}

/// One paper.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Paper {
    /// Its name.
    pub name: String,
    /// How many originals; `None` when nothing is said.
    pub originals: Option<u32>,
    /// How many copies; `None` when nothing is said.
    pub copies: Option<u32>,
    /// Whether it can be left out; `None` when nothing is said.
    pub is_required: Option<bool>,
    /// Forms to fill in.
    pub forms: Vec<Form>,
}

/// A form to download.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Form {
    /// Its name.
    pub name: String,
    /// Where it is.
    pub url: Option<String>,
}

/// One step.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Step {
    /// Its heading.
    pub name: Option<String>,
    /// What happens.
    pub text: Text,
}

/// A law or decree.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Law {
    /// Its number: `60/2014/QH13`.
    pub number: Option<String>,
    /// Its name.
    pub name: Option<String>,
    /// Where it can be read.
    pub url: Option<String>,
}

/// Words of [`Channel`] in a feed.
pub const CHANNELS: &[(&str, Channel)] = &[
    ("online", Channel::Online),
    ("counter", Channel::Counter),
    ("post", Channel::Post),
];
/// Words of [`Unit`] in a feed.
pub const UNITS: &[(&str, Unit)] = &[
    ("working_day", Unit::WorkingDay),
    ("day", Unit::Day),
    ("hour", Unit::Hour),
    ("month", Unit::Month),
];
/// Words of [`FeeKind`] in a feed.
pub const FEE_KINDS: &[(&str, FeeKind)] = &[
    ("fee", FeeKind::Fee),
    ("charge", FeeKind::Charge),
    ("price", FeeKind::Price),
];

/// Address of the file of a procedure, relative to the feed: `procedures/1.001193.json`. What could mean something in a path
/// or an address is written as `~` and two digits, a dot at
/// the beginning too: the same in the name of the file and in the address, where `%` would be decoded. Ids that differ have
/// addresses that differ.
#[must_use]
pub fn detail_url(id: &str) -> String {
    const HEX: &[u8; 16] = b"0123456789ABCDEF";
    let mut url = String::from("procedures/");
    for (at, byte) in id.bytes().enumerate() {
        let is_plain =
            byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_') || (byte == b'.' && at > 0);
        if is_plain {
            url.push(char::from(byte));
        } else {
            url.push('~');
            for half in [byte >> 4, byte & 15] {
                url.push(HEX.get(usize::from(half)).copied().map_or('0', char::from));
            }
        }
    }
    url.push_str(".json");
    url
}

/// Reads the file; `None` where it is none, or names no procedure.
#[must_use]
pub fn parse(text: &str) -> (Option<Detail>, Vec<Finding>) {
    read(text, read_more)
}

/// Reads only what a public screen shows of it: the procedure, its ways and its papers.
#[must_use]
pub fn parse_short(text: &str) -> Option<Detail> {
    read(text, |_, _, _| ()).0
}

fn read(
    text: &str,
    more: impl FnOnce(&mut Reader, &Place<'_>, &mut Detail),
) -> (Option<Detail>, Vec<Finding>) {
    let (mut reader, value) = Reader::open(text);
    let Some(top) = value.as_ref().and_then(top) else {
        return (None, reader.findings);
    };
    reader.version(&top);
    let Some(procedure) = read_procedure(&mut reader, &top) else {
        return (None, reader.findings);
    };
    let mut detail = Detail {
        procedure,
        ..Detail::default()
    };
    for place in reader.kept(&top, "ways", MAX_ENTRIES) {
        detail.ways.extend(read_way(&mut reader, &place));
    }
    for place in reader.kept(&top, "cases", MAX_ENTRIES) {
        let mut case = Case {
            name: reader.short_text(&place, "name", MAX_BLOCK_CHARS),
            papers: Vec::new(),
        };
        for paper in reader.kept(&place, "papers", MAX_ENTRIES) {
            case.papers.extend(read_paper(&mut reader, &paper));
        }
        detail.cases.push(case);
    }
    more(&mut reader, &top, &mut detail);
    (Some(detail), reader.findings)
}

fn read_more(reader: &mut Reader, top: &Place<'_>, detail: &mut Detail) {
    detail.decision = reader.short_text(top, "decision", MAX_NAME_CHARS);
    detail.results = reader.texts(top, "results");
    detail.conditions = reader.blocks(top, "requirements");
    detail.places = reader.blocks(top, "places");
    detail.related = reader.texts(top, "related");
    if detail.results.is_empty() {
        detail.results.extend(detail.procedure.result.clone());
    }
    if detail.conditions.is_empty() {
        let short = detail.procedure.conditions.clone();
        detail.conditions.extend(short.map(Block::Paragraph));
    }
    for place in reader.kept(top, "steps", MAX_ENTRIES) {
        let step = Step {
            name: reader.short_text(&place, "name", MAX_BLOCK_CHARS),
            text: reader.blocks(&place, "text"),
        };
        if step.name.is_none() && step.text.is_empty() {
            reader.note("item-empty", &place.path, "");
        } else {
            detail.steps.push(step);
        }
    }
    for place in reader.kept(top, "laws", MAX_ENTRIES) {
        let law = Law {
            number: reader.short_text(&place, "number", MAX_NAME_CHARS),
            name: reader.short_text(&place, "name", MAX_BLOCK_CHARS),
            url: reader.url(&place, "url"),
        };
        if law.number.is_none() && law.name.is_none() {
            reader.note("title-missing", &place.at("name"), "");
        } else {
            detail.laws.push(law);
        }
    }
}

fn read_way(reader: &mut Reader, place: &Place<'_>) -> Option<Way> {
    // Without its channel it is no way.
    let channel = reader.known(place, "channel", CHANNELS)?;
    let time = reader.inner(place, "time");
    let time = time.and_then(|time| read_time(reader, &time));
    let mut way = Way {
        channel,
        time,
        fees: Vec::new(),
        text: reader.blocks(place, "text"),
    };
    for fee in reader.kept(place, "fees", MAX_ENTRIES) {
        way.fees.push(Fee {
            // Better under a wrong name than not told: somebody would come without money.
            kind: reader
                .known(&fee, "kind", FEE_KINDS)
                .unwrap_or(FeeKind::Fee),
            amount_vnd: reader.number(&fee, "amount_vnd"),
            text: reader.short_text(&fee, "text", MAX_BLOCK_CHARS),
        });
    }
    Some(way)
}

fn read_time(reader: &mut Reader, place: &Place<'_>) -> Option<Time> {
    let unit = reader.known(place, "unit", UNITS);
    let count = reader.count(place, "count");
    if count.is_none() {
        reader.note("value-unreadable", &place.at("count"), "");
    }
    Some(Time {
        count: count?,
        unit: unit?,
    })
}

fn read_paper(reader: &mut Reader, place: &Place<'_>) -> Option<Paper> {
    let Some(name) = reader.short_text(place, "name", MAX_BLOCK_CHARS) else {
        reader.note("title-missing", &place.at("name"), "");
        return None;
    };
    let is_said = place
        .object
        .get("is_required")
        .is_some_and(|value| !value.is_null());
    let mut paper = Paper {
        name,
        originals: reader.count(place, "originals"),
        copies: reader.count(place, "copies"),
        is_required: is_said.then(|| reader.flag(place, "is_required")),
        forms: Vec::new(),
    };
    for form in reader.kept(place, "forms", MAX_ENTRIES) {
        let url = reader.url(&form, "url");
        match reader.short_text(&form, "name", MAX_BLOCK_CHARS) {
            Some(name) => paper.forms.push(Form { name, url }),
            None => reader.note("title-missing", &form.at("name"), ""),
        }
    }
    Some(paper)
}

impl Reader {
    /// One of these words; another is left out.
    pub(super) fn known<T: Copy>(
        &mut self,
        place: &Place<'_>,
        name: &str,
        words: &[(&str, T)],
    ) -> Option<T> {
        let Some(word) = self.text(place, name) else {
            self.note("word-missing", &place.at(name), "");
            return None;
        };
        let found = super::news::look_up(words, &word);
        if found.is_none() {
            self.note("word-unknown", &place.at(name), &word);
        }
        found
    }

    /// A number of papers or days.
    fn count(&mut self, place: &Place<'_>, name: &str) -> Option<u32> {
        let number = self.number(place, name)?;
        let count = u32::try_from(number).ok();
        if count.is_none() {
            self.note("value-unreadable", &place.at(name), "");
        }
        count
    }

    /// Paragraphs and lists.
    fn blocks(&mut self, place: &Place<'_>, name: &str) -> Text {
        let mut text = Text::new();
        for (index, value) in self.list(place, name).iter().enumerate() {
            let path = item(&place.at(name), index);
            if index == MAX_ENTRIES {
                self.note("items-too-many", &path, "");
                break;
            }
            match value {
                Value::Array(items) => {
                    let mut list = Vec::new();
                    for (index, value) in items.iter().take(MAX_ENTRIES).enumerate() {
                        list.extend(self.paragraph(value, &item(&path, index)));
                    }
                    if items.len() > MAX_ENTRIES {
                        self.note("items-too-many", &path, "");
                    }
                    if !list.is_empty() {
                        text.push(Block::List(list));
                    }
                }
                value => text.extend(self.paragraph(value, &path).map(Block::Paragraph)),
            }
        }
        text
    }

    fn paragraph(&mut self, value: &Value, path: &str) -> Option<String> {
        let full = value.as_str().map(|raw| text::clean(&text::decode(raw)));
        let Some(full) = full.filter(|full| !full.is_empty()) else {
            self.note("type-wrong", path, "");
            return None;
        };
        let short = text::clip(&full, MAX_BLOCK_CHARS);
        if short != full {
            self.note("text-too-long", path, "");
        }
        Some(short)
    }
}

#[cfg(test)]
#[path = "procedure_tests.rs"]
mod tests;
