//! Walking parsed JSON with a path in hand, noting what is wrong on the way.

use serde_json::{Map, Value};

use crate::text;

/// Something in a feed that breaks a rule of [`crate::check::RULES`].
#[derive(Debug, Clone, PartialEq, Eq)]
#[cfg_attr(feature = "check", derive(serde::Serialize))]
pub struct Finding {
    /// Stable id of the rule, such as `id-missing`.
    pub rule: &'static str,
    /// JSON path of the place, such as `$.items[3].id`; empty without the feature `check`.
    pub path: String,
    /// The offending value, shortened; may be empty, and is without the feature `check`.
    pub detail: String,
}

/// Longest value quoted in a finding, in characters.
const MAX_DETAIL_CHARS: usize = 80;

/// Findings kept of one file. Far more than its items can have; but a list of a million zeros must not fill the memory of
/// a page.
const MAX_FINDINGS: usize = 20_000;

/// What is wrong is told by the command line alone; the browser asks only whether a file can be read at all
/// ([`Reader::refuse`]). Rules, places and values in words weigh 1 to 1.5 kB of every page.
pub(crate) const IN_WORDS: bool = cfg!(feature = "check");

/// Where something stands, such as `$.items[3]`.
#[cfg(feature = "check")]
pub(crate) type Path = String;
/// Nobody asks where something stands.
#[cfg(not(feature = "check"))]
pub(crate) struct Path;

#[cfg(not(feature = "check"))]
impl std::ops::Deref for Path {
    type Target = str;

    fn deref(&self) -> &str {
        ""
    }
}

/// A file on the way through a parser.
pub(crate) struct Reader {
    pub(crate) findings: Vec<Finding>,
}

/// One JSON object and where it stands.
pub(crate) struct Place<'a> {
    pub(crate) object: &'a Map<String, Value>,
    pub(crate) path: Path,
}

impl Place<'_> {
    /// Path of one of its fields.
    #[cfg(feature = "check")]
    pub(crate) fn at(&self, name: &str) -> Path {
        let mut path = String::with_capacity(self.path.len() + name.len() + 1);
        path.push_str(&self.path);
        path.push('.');
        path.push_str(name);
        path
    }

    #[cfg(not(feature = "check"))]
    pub(crate) fn at(&self, _: &str) -> Path {
        Path
    }
}

impl Reader {
    /// Reads a file whose top is an object.
    pub(crate) fn open(text: &str) -> (Self, Option<Value>) {
        let mut reader = Self {
            findings: Vec::new(),
        };
        let text = text.trim_start_matches('\u{feff}');
        // Texts cut in the middle of an emoji leave half a surrogate pair, which no reader of JSON takes.
        let read = serde_json::from_str::<Value>(text)
            .or_else(|_| serde_json::from_str(&without_half_pairs(text)));
        match read {
            Ok(value) if value.is_object() => (reader, Some(value)),
            Ok(_) => {
                reader.refuse("file-not-object", "$", "");
                (reader, None)
            }
            Err(_) => {
                reader.refuse("file-unreadable", "$", text);
                (reader, None)
            }
        }
    }

    /// Notes what is wrong with a part of a file: for the command line alone.
    #[inline(always)]
    pub(crate) fn note(&mut self, rule: &'static str, path: &str, detail: &str) {
        if IN_WORDS {
            self.refuse(rule, path, detail);
        }
    }

    /// Notes what makes a file useless as a whole, for everybody.
    pub(crate) fn refuse(&mut self, rule: &'static str, path: &str, detail: &str) {
        if self.findings.len() == MAX_FINDINGS {
            return;
        }
        let (path, detail) = match IN_WORDS {
            true => (
                path.to_owned(),
                text::clip(&text::clean(detail), MAX_DETAIL_CHARS),
            ),
            false => (String::new(), String::new()),
        };
        self.findings.push(Finding { rule, path, detail });
    }

    /// A text as it is written; another type is a finding.
    pub(crate) fn raw<'a>(&mut self, place: &Place<'a>, name: &str) -> Option<&'a str> {
        match place.object.get(name) {
            None | Some(Value::Null) => None,
            Some(Value::String(raw)) => Some(raw),
            Some(_) => {
                self.note("type-wrong", &place.at(name), "");
                None
            }
        }
    }

    /// A text, its entities decoded, cleaned. Empty counts as absent.
    pub(crate) fn text(&mut self, place: &Place<'_>, name: &str) -> Option<String> {
        let raw = self.raw(place, name)?;
        Some(text::clean(&text::decode(raw))).filter(|clean| !clean.is_empty())
    }

    /// A text whose length is bounded, because a page must not pay for one bad headline.
    pub(crate) fn short_text(
        &mut self,
        place: &Place<'_>,
        name: &str,
        max_chars: usize,
    ) -> Option<String> {
        let full = self.text(place, name)?;
        let short = text::clip(&full, max_chars);
        if short != full {
            self.note("text-too-long", &place.at(name), "");
        }
        Some(short)
    }

    /// An id: text, or a number that is taken as text (JSON Feed 1.1 asks readers to do so).
    pub(crate) fn id(&mut self, place: &Place<'_>, name: &str) -> Option<String> {
        // Whole numbers only: floating point would weigh more in the browser than all ids are worth.
        if let Some(number) = place.object.get(name).and_then(Value::as_u64) {
            let id = number.to_string();
            self.note("id-not-text", &place.at(name), &id);
            return Some(id);
        }
        // Not decoded: other places refer to it as it is written.
        let raw = self.raw(place, name)?;
        Some(text::clean(raw)).filter(|clean| !clean.is_empty())
    }

    /// An address with an allowed scheme, or a relative one.
    pub(crate) fn url(&mut self, place: &Place<'_>, name: &str) -> Option<String> {
        let raw = self.raw(place, name)?;
        let url = text::safe_url(raw);
        if url.is_none() && !raw.trim().is_empty() {
            self.note("url-unsafe", &place.at(name), raw);
        }
        url
    }

    /// A flag; anything but a boolean is false and a finding.
    pub(crate) fn flag(&mut self, place: &Place<'_>, name: &str) -> bool {
        self.flag_or(place, name, false)
    }

    /// A flag that is `absent` where it is not there; another type is a finding and counts as not there.
    pub(crate) fn flag_or(&mut self, place: &Place<'_>, name: &str, absent: bool) -> bool {
        match place.object.get(name) {
            None | Some(Value::Null) => absent,
            Some(Value::Bool(on)) => *on,
            Some(_) => {
                self.note("type-wrong", &place.at(name), "");
                absent
            }
        }
    }

    /// A whole number.
    pub(crate) fn number(&mut self, place: &Place<'_>, name: &str) -> Option<u64> {
        match place.object.get(name) {
            None | Some(Value::Null) => None,
            Some(value) => {
                let number = value.as_u64();
                if number.is_none() {
                    self.note("type-wrong", &place.at(name), "");
                }
                number
            }
        }
    }

    /// A list; absent is empty, another type is a finding and empty.
    pub(crate) fn list<'a>(&mut self, place: &Place<'a>, name: &str) -> &'a [Value] {
        match place.object.get(name) {
            None | Some(Value::Null) => &[],
            Some(Value::Array(list)) => list,
            Some(_) => {
                self.note("type-wrong", &place.at(name), "");
                &[]
            }
        }
    }

    /// The command line tells of a file without its list; the browser shows it as empty.
    pub(crate) fn must_list(&mut self, place: &Place<'_>, name: &str) {
        if IN_WORDS && !place.object.get(name).is_some_and(Value::is_array) {
            self.note("items-missing", &place.at(name), "");
        }
    }

    /// The texts of a list, cleaned; others are findings.
    pub(crate) fn texts(&mut self, place: &Place<'_>, name: &str) -> Vec<String> {
        let mut texts = Vec::new();
        for (index, value) in self.list(place, name).iter().enumerate() {
            let decoded = value.as_str().map(text::decode);
            match decoded.map(|decoded| text::clean(&decoded)) {
                Some(clean) if !clean.is_empty() => texts.push(clean),
                _ => self.note("type-wrong", &item(&place.at(name), index), ""),
            }
        }
        texts
    }

    /// The objects of a list with their places; others are findings.
    pub(crate) fn places<'a>(&mut self, place: &Place<'a>, name: &str) -> Vec<Place<'a>> {
        let mut places = Vec::new();
        for (index, value) in self.list(place, name).iter().enumerate() {
            let path = item(&place.at(name), index);
            match value.as_object() {
                Some(object) => places.push(Place { object, path }),
                None => self.note("type-wrong", &path, ""),
            }
        }
        places
    }

    /// The objects of a list, no more than `most`.
    pub(crate) fn kept<'a>(
        &mut self,
        place: &Place<'a>,
        name: &str,
        most: usize,
    ) -> Vec<Place<'a>> {
        let mut places = self.places(place, name);
        if let Some(over) = places.get(most) {
            self.note("items-too-many", &over.path, "");
            places.truncate(most);
        }
        places
    }

    /// An object inside an object.
    pub(crate) fn inner<'a>(&mut self, place: &Place<'a>, name: &str) -> Option<Place<'a>> {
        let value = place.object.get(name).filter(|value| !value.is_null())?;
        let path = place.at(name);
        let object = value.as_object();
        if object.is_none() {
            self.note("type-wrong", &path, "");
        }
        object.map(|object| Place { object, path })
    }

    /// The version must be of major 1; a newer minor only adds.
    pub(crate) fn version(&mut self, place: &Place<'_>) -> String {
        let version = self.text(place, "version").unwrap_or_default();
        if !version.starts_with("1.") {
            self.note("version-unknown", &place.at("version"), &version);
        }
        version
    }
}

/// Path of an element of a list.
#[cfg(feature = "check")]
pub(crate) fn item(path: &str, index: usize) -> Path {
    let mut out = String::with_capacity(path.len() + 6);
    out.push_str(path);
    out.push('[');
    out.push_str(&index.to_string());
    out.push(']');
    out
}

#[cfg(not(feature = "check"))]
pub(crate) fn item(_: &str, _: usize) -> Path {
    Path
}

/// The top of a file as a place.
pub(crate) fn top(value: &Value) -> Option<Place<'_>> {
    value.as_object().map(|object| Place {
        object,
        #[cfg(feature = "check")]
        path: "$".to_owned(),
        #[cfg(not(feature = "check"))]
        path: Path,
    })
}

/// Replaces escapes of lone surrogates by U+FFFD.
fn without_half_pairs(text: &str) -> String {
    let unit = |at: usize| {
        let hex = text.get(at..at + 6)?.strip_prefix("\\u")?;
        u16::from_str_radix(hex, 16).ok()
    };
    let mut out = String::with_capacity(text.len());
    let mut at = 0;
    while let Some(next) = text.get(at..).and_then(|rest| rest.find('\\')) {
        let here = at + next;
        out.push_str(text.get(at..here).unwrap_or_default());
        let (piece, length) = match (unit(here), unit(here + 6)) {
            (Some(0xd800..=0xdbff), Some(0xdc00..=0xdfff)) => (text.get(here..here + 12), 12),
            (Some(0xd800..=0xdfff), _) => (Some("\\ufffd"), 6),
            // An escape of two characters; the second may be a backslash.
            _ => {
                let end = text.get(here + 1..).and_then(|rest| rest.chars().next());
                let length = 1 + end.map_or(0, char::len_utf8);
                (text.get(here..here + length), length)
            }
        };
        out.push_str(piece.unwrap_or_default());
        at = here + length;
    }
    out.push_str(text.get(at..).unwrap_or_default());
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_list_of_a_million_zeros_fills_no_memory() {
        let file = format!(r#"{{"items":[{}0]}}"#, "0,".repeat(1_000_000));
        assert_eq!(crate::feed::news::parse(&file).1.len(), MAX_FINDINGS);
    }

    #[test]
    fn half_pairs_go_and_whole_ones_stay() {
        for (raw, expected) in [
            (r"a\ud83d b", r"a\ufffd b"),
            (r"\ud83d\ude00", r"\ud83d\ude00"),
            (r"\ude00\u1ea8", r"\ufffd\u1ea8"),
            (r"\\ud83d", r"\\ud83d"),
            ("\\", "\\"),
            ("\\ẩ", "\\ẩ"),
        ] {
            assert_eq!(without_half_pairs(raw), expected);
        }
    }
}
