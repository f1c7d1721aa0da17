//! A figure with the footing on which it stands, as both files of indexes have it, and how its parts are read.
//!
//! Without its footing (among how many it was ranked, on which basis, how sure it is, who published it) a change from one
//! year to the next cannot be told from a change of the ruler (see [`crate::compare`]).

use serde_json::Value;

use super::indexes::Index;
use super::reader::{IN_WORDS, Place, Reader};
use crate::format::Lang;
use crate::format::number::Decimal;

/// Longest name, in characters.
pub const MAX_NAME_CHARS: usize = 200;
/// Longest note, in characters.
pub const MAX_NOTE_CHARS: usize = 600;
/// Longest period, in bytes: `2024-12-31`.
pub const MAX_PERIOD_BYTES: usize = 10;

/// Words in Vietnamese, and in English where there are any.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Words {
    /// Vietnamese.
    pub vi: String,
    /// English.
    pub en: Option<String>,
}

impl Words {
    /// In this language, else in Vietnamese.
    #[must_use]
    pub fn get(&self, lang: Lang) -> &str {
        match (lang, &self.en) {
            (Lang::En, Some(en)) => en,
            _ => &self.vi,
        }
    }
}

/// Where a figure was published.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Link {
    /// Name of the page or document.
    pub title: String,
    /// Its address.
    pub url: Option<String>,
}

/// Value and rank with the footing on which they stand.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Figures {
    /// The value, if it is known.
    pub value: Option<Decimal>,
    /// The rank, if it is known; 1 is the best.
    pub rank: Option<u32>,
    /// Among how many.
    pub rank_of: Option<u32>,
    /// Which set was measured: `63-provinces`, `34-provinces`.
    pub basis: Option<String>,
    /// Group, by the id of a [`super::indexes::Band`].
    pub band: Option<String>,
    /// Where it was published.
    pub source: Option<Link>,
}

impl Figures {
    /// Value, rank or band is known.
    #[must_use]
    pub const fn is_known(&self) -> bool {
        self.value.is_some() || self.rank.is_some() || self.band.is_some()
    }
}

/// How sure an observation is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Status {
    /// As the publisher states it.
    #[default]
    Published,
    /// Worked out from other published figures.
    Derived,
    /// Announced, not final.
    Provisional,
    /// Sources contradict one another.
    Conflict,
    /// Not found.
    Unknown,
}

/// Words of [`Status`] in a feed.
pub const STATUSES: &[(&str, Status)] = &[
    ("published", Status::Published),
    ("derived", Status::Derived),
    ("provisional", Status::Provisional),
    ("conflict", Status::Conflict),
    ("unknown", Status::Unknown),
];

/// Figures of `index` that stand among the fields of `place`.
pub(crate) fn read_figures(reader: &mut Reader, place: &Place<'_>, index: &Index) -> Figures {
    let rank_of = reader.rank(place, "rank_of", None);
    let rank = reader.rank(place, "rank", rank_of);
    if rank.is_some() && rank_of.is_none() {
        reader.note("rank-of-missing", &place.at("rank_of"), &index.id);
    }
    let band = reader.id(place, "band").filter(|id| {
        let is_declared = index.band(id).is_some();
        if !is_declared {
            reader.note("band-unknown", &place.at("band"), id);
        }
        is_declared
    });
    Figures {
        value: reader.value(place, "value", index),
        rank,
        rank_of,
        basis: reader.id(place, "basis"),
        band,
        source: reader.link(place, "source"),
    }
}

impl Reader {
    /// Words in Vietnamese and in English: `name` and `name_en`.
    fn both(
        &mut self,
        place: &Place<'_>,
        name: &str,
        max_chars: usize,
    ) -> (Option<String>, Option<String>) {
        let mut english = String::from(name);
        english.push_str("_en");
        (
            self.short_text(place, name, max_chars),
            self.short_text(place, &english, max_chars),
        )
    }

    /// Words in one language or in both.
    pub(crate) fn words(
        &mut self,
        place: &Place<'_>,
        name: &str,
        max_chars: usize,
    ) -> Option<Words> {
        merge(self.both(place, name, max_chars))
    }

    /// A name. Without Vietnamese it is a finding, and English stands in.
    pub(crate) fn name(&mut self, place: &Place<'_>, name: &str) -> Option<Words> {
        let both = self.both(place, name, MAX_NAME_CHARS);
        if both.0.is_none() {
            self.note("title-missing", &place.at(name), "");
        }
        merge(both)
    }

    /// A period. It begins with its year, so that text sorts as time does; where it stands in time must be known, or it
    /// would be compared with the wrong one.
    pub(crate) fn period(&mut self, place: &Place<'_>) -> Option<String> {
        let Some(period) = self.id(place, "period") else {
            self.note("period-missing", &place.at("period"), "");
            return None;
        };
        let digits = period.bytes().take_while(u8::is_ascii_digit).count();
        if digits != 4 || period.len() > MAX_PERIOD_BYTES {
            self.note("period-unreadable", &place.at("period"), &period);
            return None;
        }
        Some(period)
    }

    /// A number with a fixed count of decimals.
    pub(crate) fn decimal(
        &mut self,
        place: &Place<'_>,
        name: &str,
        decimals: u8,
    ) -> Option<Decimal> {
        let value = present(place, name)?;
        let number = value.as_f64();
        let read = number.and_then(|number| Decimal::new(number, decimals));
        let Some(read) = read else {
            self.note_value("value-unreadable", place, name, value);
            return None;
        };
        if IN_WORDS && number.is_some_and(|number| is_rounded(read, number)) {
            self.note_value("value-rounded", place, name, value);
        }
        Some(read)
    }

    /// A number between two ends of a scale; one off it is none.
    pub(crate) fn on_scale(
        &mut self,
        place: &Place<'_>,
        name: &str,
        decimals: u8,
        ends: [Option<Decimal>; 2],
    ) -> Option<Decimal> {
        let read = self.decimal(place, name, decimals)?;
        let [min, max] = ends;
        let is_inside = min.is_none_or(|min| read.minus(min).sign() >= 0)
            && max.is_none_or(|max| max.minus(read).sign() >= 0);
        if !is_inside {
            self.note_value("value-off-scale", place, name, present(place, name)?);
        }
        is_inside.then_some(read)
    }

    /// A value of this index.
    pub(crate) fn value(
        &mut self,
        place: &Place<'_>,
        name: &str,
        index: &Index,
    ) -> Option<Decimal> {
        self.on_scale(place, name, index.decimals, [index.min, index.max])
    }

    /// A rank or a count: 1 or more. A rank outside of its universe is none.
    pub(crate) fn rank(
        &mut self,
        place: &Place<'_>,
        name: &str,
        rank_of: Option<u32>,
    ) -> Option<u32> {
        let value = present(place, name)?;
        let rank = value.as_u64().and_then(|rank| u32::try_from(rank).ok());
        let Some(rank) = rank.filter(|rank| *rank > 0) else {
            self.note_value("value-unreadable", place, name, value);
            return None;
        };
        let is_inside = rank_of.is_none_or(|of| rank <= of);
        if !is_inside {
            self.note_value("rank-outside", place, name, value);
        }
        is_inside.then_some(rank)
    }

    /// How sure it is. Of an unknown word less is promised than the publisher may have meant.
    pub(crate) fn status(&mut self, place: &Place<'_>) -> Status {
        let Some(word) = self.text(place, "status") else {
            return Status::default();
        };
        super::news::look_up(STATUSES, &word).unwrap_or_else(|| {
            self.note("word-unknown", &place.at("status"), &word);
            Status::Provisional
        })
    }

    /// Title and address of a source.
    pub(crate) fn link(&mut self, place: &Place<'_>, name: &str) -> Option<Link> {
        let source = self.inner(place, name)?;
        self.link_of(&source)
    }

    /// The same of the object itself.
    pub(crate) fn link_of(&mut self, source: &Place<'_>) -> Option<Link> {
        let url = self.url(source, "url");
        let title = self.short_text(source, "title", MAX_NAME_CHARS);
        let title = title.or_else(|| url.clone())?;
        Some(Link { title, url })
    }

    /// A day, kept as it is written.
    pub(crate) fn day_text(&mut self, place: &Place<'_>, name: &str) -> Option<String> {
        let raw = self.text(place, name)?;
        let is_day = super::parse_stamp(&raw).is_some();
        if !is_day {
            self.note("date-unreadable", &place.at(name), &raw);
        }
        is_day.then_some(raw)
    }

    /// A finding that quotes a value of any type.
    fn note_value(&mut self, rule: &'static str, place: &Place<'_>, name: &str, value: &Value) {
        let detail = if IN_WORDS {
            value.to_string()
        } else {
            String::new()
        };
        self.note(rule, &place.at(name), &detail);
    }
}

fn merge(both: (Option<String>, Option<String>)) -> Option<Words> {
    match both {
        (Some(vi), en) => Some(Words { vi, en }),
        (None, en) => en.map(|vi| Words { vi, en: None }),
    }
}

/// What a field holds; null counts as absent.
fn present<'a>(place: &Place<'a>, name: &str) -> Option<&'a Value> {
    place.object.get(name).filter(|value| !value.is_null())
}

/// The publisher wrote more decimals than are shown.
fn is_rounded(read: Decimal, number: f64) -> bool {
    (read.to_f64() - number).abs() > 1e-9 * number.abs().max(1.0)
}
