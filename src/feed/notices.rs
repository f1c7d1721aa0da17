//! `notices.json`: urgent words, in the terms of the Common Alerting Protocol 1.2 (OASIS).
//!
//! A screen that nobody visits must not show an old alarm for ever, so a notice without `expires` ends after
//! [`DEFAULT_EXPIRY_HOURS`], and Cancel, Update and AllClear take back what they refer to.

use super::Finding;
use super::news::MAX_ITEMS;
use super::reader::{IN_WORDS, Reader, top};
use super::stamp::Stamp;

/// Life of a notice that does not say when it ends.
pub const DEFAULT_EXPIRY_HOURS: i64 = 24;
/// Longest headline and description kept, in characters.
const MAX_TEXT_CHARS: usize = 500;

/// One notice.
#[derive(Debug, Clone, PartialEq)]
pub struct Notice {
    /// Unique and permanent.
    pub identifier: String,
    /// Real, exercise, test.
    pub status: Status,
    /// New, changed or taken back.
    pub msg_type: MsgType,
    /// How grave it is.
    pub severity: Severity,
    /// Says that the danger is over.
    pub all_clear: bool,
    /// When it begins: `onset`, else `sent`.
    pub begins: Stamp,
    /// When it ends; the default expiry when the file does not say.
    pub ends: Stamp,
    /// Identifiers that an Update, Cancel or AllClear is about.
    pub references: Vec<String>,
    /// Agencies that it is for; empty means everybody.
    pub agencies: Vec<String>,
    /// Where to read more.
    pub web: Option<String>,
    /// The words, per language.
    pub info: Vec<Info>,
}

/// Words of a notice in one language.
#[derive(Debug, Clone, PartialEq)]
pub struct Info {
    /// Language tag.
    pub language: String,
    /// One sentence.
    pub headline: String,
    /// More, if needed.
    pub description: Option<String>,
}

/// Whether it is meant.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Status {
    /// Meant.
    Actual,
    /// An exercise; shown and marked as such.
    Exercise,
    /// A test; shown and marked as such.
    Test,
    /// Between machines or not ready: never shown. Unknown words count as this.
    Hidden,
}

/// What it does to earlier ones.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum MsgType {
    /// A new one.
    Alert,
    /// Replaces what it refers to.
    Update,
    /// Takes back what it refers to.
    Cancel,
    /// Between machines (CAP's Ack and Error) or unknown: never shown.
    Other,
}

/// CAP's severity; the order is the order of showing.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Severity {
    /// Extraordinary threat.
    Extreme,
    /// Significant threat.
    Severe,
    /// Possible threat.
    Moderate,
    /// Minimal or no threat.
    Minor,
    /// Not known.
    Unknown,
}

pub(crate) const STATUSES: &[(&str, Status)] = &[
    ("Actual", Status::Actual),
    ("Exercise", Status::Exercise),
    ("Test", Status::Test),
    ("System", Status::Hidden),
    ("Draft", Status::Hidden),
];
pub(crate) const MSG_TYPES: &[(&str, MsgType)] = &[
    ("Alert", MsgType::Alert),
    ("Update", MsgType::Update),
    ("Cancel", MsgType::Cancel),
    ("Ack", MsgType::Other),
    ("Error", MsgType::Other),
];
pub(crate) const SEVERITIES: &[(&str, Severity)] = &[
    ("Extreme", Severity::Extreme),
    ("Severe", Severity::Severe),
    ("Moderate", Severity::Moderate),
    ("Minor", Severity::Minor),
    ("Unknown", Severity::Unknown),
];

impl Notice {
    /// The words in `lang`, else in Vietnamese, else in English, else the first.
    #[must_use]
    pub fn info_for(&self, lang: &str) -> Option<&Info> {
        let find = |tag: &str| self.info.iter().find(|info| info.language.starts_with(tag));
        find(lang)
            .or_else(|| find("vi"))
            .or_else(|| find("en"))
            .or_else(|| self.info.first())
    }
}

/// The notices to show at `now`, the gravest first.
#[must_use]
pub fn active<'a>(notices: &'a [Notice], now: Stamp, agency: Option<&str>) -> Vec<&'a Notice> {
    let is_shown = |notice: &Notice| {
        notice.status != Status::Hidden
            && matches!(notice.msg_type, MsgType::Alert | MsgType::Update)
            && !notice.all_clear
            && notice.begins <= now
            && now < notice.ends
            && agency.is_none_or(|agency| {
                notice.agencies.is_empty() || notice.agencies.iter().any(|one| one == agency)
            })
            && !notices.iter().any(|other| takes_back(other, notice, now))
    };
    let mut shown: Vec<&Notice> = Vec::new();
    for notice in notices.iter().filter(|notice| is_shown(notice)) {
        let rank = |notice: &Notice| (notice.severity, std::cmp::Reverse(notice.begins));
        let at = shown.partition_point(|other| rank(other) <= rank(notice));
        shown.insert(at, notice);
    }
    shown
}

/// A test can take back a test, never a real one.
fn takes_back(other: &Notice, notice: &Notice, now: Stamp) -> bool {
    other.status == notice.status
        && other.identifier != notice.identifier
        && (matches!(other.msg_type, MsgType::Update | MsgType::Cancel) || other.all_clear)
        && other.begins <= now
        && other.references.contains(&notice.identifier)
}

/// Reads a file of notices.
#[must_use]
pub fn parse(text: &str) -> (Vec<Notice>, Vec<Finding>) {
    let (mut reader, value) = Reader::open(text);
    let Some(top) = value.as_ref().and_then(top) else {
        return (Vec::new(), reader.findings);
    };
    reader.version(&top);
    reader.must_list(&top, "notices");
    let mut notices: Vec<Notice> = Vec::new();
    for place in reader.places(&top, "notices") {
        if notices.len() == MAX_ITEMS {
            reader.note("items-too-many", &place.path, "");
            break;
        }
        let Some(identifier) = reader.id(&place, "identifier") else {
            reader.note("id-missing", &place.at("identifier"), "");
            continue;
        };
        let sent = reader.stamp(&place, "sent").map(|(stamp, _)| stamp);
        let onset = reader.stamp(&place, "onset").map(|(stamp, _)| stamp);
        let Some(begins) = onset.or(sent) else {
            reader.note("date-missing", &place.at("sent"), &identifier);
            continue;
        };
        let expires = reader.stamp(&place, "expires").map(|(stamp, _)| stamp);
        if expires.is_none() {
            reader.note("notice-endless", &place.at("expires"), &identifier);
        }
        if IN_WORDS && expires.is_some_and(|ends| ends <= begins) {
            reader.note("days-reversed", &place.at("expires"), &identifier);
        }
        let mut info = Vec::new();
        for words in reader.places(&place, "info") {
            match reader.short_text(&words, "headline", MAX_TEXT_CHARS) {
                Some(headline) => info.push(Info {
                    language: reader
                        .text(&words, "language")
                        .unwrap_or_else(|| "vi".to_owned()),
                    headline,
                    description: reader.short_text(&words, "description", MAX_TEXT_CHARS),
                }),
                None => reader.note("title-missing", &words.at("headline"), &identifier),
            }
        }
        let status = word(&mut reader, &place, "status", STATUSES, Status::Hidden);
        // A forgotten word is an alert; an unknown one is not for readers.
        let is_given = place
            .object
            .get("msg_type")
            .is_some_and(|word| !word.is_null());
        let otherwise = if is_given {
            MsgType::Other
        } else {
            MsgType::Alert
        };
        let msg_type = word(&mut reader, &place, "msg_type", MSG_TYPES, otherwise);
        if info.is_empty() && msg_type != MsgType::Cancel {
            reader.note("item-empty", &place.at("info"), &identifier);
            continue;
        }
        if notices.iter().any(|notice| notice.identifier == identifier) {
            reader.note("id-repeated", &place.at("identifier"), &identifier);
            continue;
        }
        notices.push(Notice {
            identifier,
            status,
            msg_type,
            severity: word(
                &mut reader,
                &place,
                "severity",
                SEVERITIES,
                Severity::Unknown,
            ),
            all_clear: reader.text(&place, "response_type").as_deref() == Some("AllClear"),
            begins,
            ends: expires.unwrap_or_else(|| later(begins, DEFAULT_EXPIRY_HOURS)),
            references: reader.texts(&place, "references"),
            agencies: reader.texts(&place, "agencies"),
            web: reader.url(&place, "web"),
            info,
        });
    }
    (notices, reader.findings)
}

fn later(stamp: Stamp, hours: i64) -> Stamp {
    chrono::TimeDelta::try_hours(hours)
        .and_then(|delta| stamp.checked_add_signed(delta))
        .unwrap_or(stamp)
}

fn word<T: Copy>(
    reader: &mut Reader,
    place: &super::reader::Place<'_>,
    name: &str,
    table: &[(&str, T)],
    otherwise: T,
) -> T {
    let Some(word) = reader.text(place, name) else {
        reader.note("word-missing", &place.at(name), "");
        return otherwise;
    };
    super::news::look_up(table, &word).unwrap_or_else(|| {
        if IN_WORDS && name != "severity" {
            reader.note("notice-hidden", &place.at(name), &word);
        } else {
            reader.note("word-unknown", &place.at(name), &word);
        }
        otherwise
    })
}

#[cfg(test)]
#[path = "notices_tests.rs"]
mod tests;
