//! What the words of the registry mean to a type checker: kinds of attributes, shapes of event details, names.

use crate::registry::{Attribute, Event};
use crate::run::{Failure, Outcome};

/// What an attribute takes.
#[derive(Debug, PartialEq, Eq)]
pub(crate) enum Kind {
    /// There or not; a property that is true or false.
    Flag,
    /// One of these words.
    Choice(Vec<&'static str>),
    /// A number.
    Number,
    /// Any text: addresses, ids, words.
    Text,
}

/// Kinds of values that are numbers, and those that are text.
const NUMBERS: [&str; 2] = ["SECONDS", "DAYS"];
const TEXTS: [&str; 8] = [
    "URL", "ID", "IDS", "WORD", "WORDS", "CODE", "NAME", "PERIOD",
];

impl Kind {
    /// Reads `values` of an attribute.
    pub(crate) fn of(attribute: &Attribute) -> Outcome<Self> {
        let values = attribute.values;
        let is_word = |word: &str| {
            word.chars()
                .all(|c| c.is_ascii_lowercase() || c == '-' || c == '_')
        };
        let is_range = values
            .split_once(" to ")
            .is_some_and(|(low, high)| low.parse::<f64>().is_ok() && high.parse::<f64>().is_ok());
        if values == "present or not" {
            Ok(Self::Flag)
        } else if is_range || NUMBERS.contains(&values) {
            Ok(Self::Number)
        } else if TEXTS.contains(&values) {
            Ok(Self::Text)
        } else if values.contains('|') && values.split('|').all(is_word) {
            Ok(Self::Choice(values.split('|').collect()))
        } else {
            Err(Failure(format!(
                "registry: attribute {}: `{values}` is neither words with `|`, `N to M`, `present or not`, nor one of {}, {}",
                attribute.name,
                NUMBERS.join(", "),
                TEXTS.join(", ")
            )))
        }
    }

    /// What may be given, in TypeScript. Attributes are text, so a number may be written as one too.
    pub(crate) fn given(&self) -> String {
        match self {
            Self::Flag => "boolean".to_owned(),
            Self::Choice(words) => union(words),
            Self::Number => "number | `${number}`".to_owned(),
            Self::Text => "string".to_owned(),
        }
    }
}

fn union(words: &[&str]) -> String {
    let quoted: Vec<String> = words.iter().map(|word| format!("{word:?}")).collect();
    quoted.join(" | ")
}

/// Types that a field of a detail may have.
const FIELD_TYPES: [&str; 4] = ["string", "string | null", "number", "boolean"];

/// Names and types of the fields of `event.detail`; a field without a type is text.
pub(crate) fn detail(event: &Event) -> Outcome<Vec<(&'static str, &'static str)>> {
    let wrong = || {
        Failure(format!(
            "registry: event {}: `{}` is not `{{ name, name: TYPE }}` with one of these types: {}",
            event.name,
            event.detail,
            FIELD_TYPES.join(", ")
        ))
    };
    let inside = event
        .detail
        .strip_prefix('{')
        .and_then(|rest| rest.strip_suffix('}'))
        .ok_or_else(wrong)?;
    let fields = inside
        .split(',')
        .map(str::trim)
        .filter(|field| !field.is_empty());
    fields
        .map(|field| {
            let (name, kind) = field.split_once(": ").unwrap_or((field, "string"));
            let is_name = name.chars().all(|c| c.is_ascii_alphanumeric());
            (is_name && FIELD_TYPES.contains(&kind))
                .then_some((name, kind))
                .ok_or_else(wrong)
        })
        .collect()
}

/// `cchc-news-open` as `CchcNewsOpen`.
pub(crate) fn pascal(name: &str) -> String {
    let capital = |word: &str| {
        let mut letters = word.chars();
        letters
            .next()
            .map(|first| format!("{}{}", first.to_ascii_uppercase(), letters.as_str()))
    };
    name.split('-').filter_map(capital).collect()
}

/// `max-age` as `maxAge`: the property that reflects the attribute.
pub(crate) fn camel(name: &str) -> String {
    let (first, rest) = name.split_once('-').unwrap_or((name, ""));
    format!("{first}{}", pascal(rest))
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "tests")]
    use super::*;
    use crate::registry::{COMMON, WIDGETS};

    fn attribute(values: &'static str) -> Attribute {
        Attribute {
            name: "test",
            values,
            default: "",
            about_vi: "",
            about_en: "",
        }
    }

    fn event(detail: &'static str) -> Event {
        Event {
            name: "cchc-test",
            detail,
            about_vi: "",
            about_en: "",
        }
    }

    #[test]
    fn values_are_read_as_kinds() {
        for (values, kind) in [
            ("present or not", Kind::Flag),
            ("vi|en", Kind::Choice(vec!["vi", "en"])),
            ("phan_anh|khen", Kind::Choice(vec!["phan_anh", "khen"])),
            ("1 to 100", Kind::Number),
            ("0.3 to 50", Kind::Number),
            ("SECONDS", Kind::Number),
            ("URL", Kind::Text),
        ] {
            assert_eq!(Kind::of(&attribute(values)).unwrap(), kind, "{values}");
        }
        for values in ["", "anything", "A|B", "1 to many", "URLS"] {
            assert!(Kind::of(&attribute(values)).is_err(), "{values}");
        }
    }

    #[test]
    fn details_are_read_as_fields() {
        let fields = detail(&event("{ id, url: string | null, items: number }")).unwrap();
        assert_eq!(
            fields,
            [
                ("id", "string"),
                ("url", "string | null"),
                ("items", "number")
            ]
        );
        assert_eq!(detail(&event("{ }")).unwrap(), []);
        for wrong in ["", "id", "{ id: text }", "{ id url }", "{ id: string"] {
            assert!(detail(&event(wrong)).is_err(), "{wrong}");
        }
    }

    #[test]
    fn names_follow_their_language() {
        assert_eq!(pascal("cchc-news-open"), "CchcNewsOpen");
        assert_eq!(camel("max-age"), "maxAge");
        assert_eq!(camel("limit"), "limit");
    }

    #[test]
    fn every_word_of_the_registry_has_a_meaning() {
        for widget in WIDGETS {
            for attribute in COMMON.iter().chain(widget.attributes) {
                Kind::of(attribute).unwrap();
            }
            for event in widget.events {
                detail(event).unwrap();
            }
        }
    }
}
