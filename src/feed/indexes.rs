//! `indexes.json`: every index with its observations, enough for cards and for one line in a sidebar.
//!
//! What an index means over the years, its components, peers and unit rankings stand in a file of its own
//! ([`super::index`]), loaded on demand.
//!
//! An observation says on what footing it stands: among how many it was ranked (`rank_of`), on which basis, whether the
//! series broke before it, who published it and when. Without that a change from one year to the next cannot be told
//! from a change of the ruler (see [`crate::compare`]).

use super::Finding;
use super::reader::{Place, Reader, top};
use crate::format::Lang;
use crate::format::number::{Decimal, MAX_DECIMALS};

/// Indexes kept of one file.
pub const MAX_INDEXES: usize = 100;
/// Observations kept of one index.
pub const MAX_OBSERVATIONS: usize = 100;
/// Longest name, in characters.
pub const MAX_NAME_CHARS: usize = 200;
/// Longest note, in characters.
pub const MAX_NOTE_CHARS: usize = 600;

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

/// One index.
#[derive(Debug, Clone, PartialEq)]
pub struct Index {
    /// Permanent, printable ASCII.
    pub id: String,
    /// As it is called in a headline: `PAR INDEX`.
    pub short: String,
    /// In full.
    pub name: Words,
    /// Who publishes it.
    pub publisher: Words,
    /// What it ranks is not the city but its units (departments, wards, communes).
    pub of_units: bool,
    /// `%` or a word such as `điểm`.
    pub unit: Words,
    /// Decimals that the publisher prints.
    pub decimals: u8,
    /// Lowest value of the scale.
    pub min: Option<Decimal>,
    /// Highest value of the scale.
    pub max: Option<Decimal>,
    /// A smaller value is the better one.
    pub lower_is_better: bool,
    /// The publisher ranks. PAPI groups in quarters and says that it does not rank.
    pub ranked: bool,
    /// Groups, the best first.
    pub bands: Vec<Band>,
    /// What is aimed at.
    pub target: Option<Target>,
    /// Address of the file with the rest, relative to the discovery file.
    pub detail: Option<String>,
    /// By period, the oldest first, one each.
    pub observations: Vec<Observation>,
}

/// One group of an index.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Band {
    /// As observations name it.
    pub id: String,
    /// As readers see it.
    pub name: Words,
}

/// A value to reach.
#[derive(Debug, Clone, PartialEq)]
pub struct Target {
    /// By when: a year.
    pub period: String,
    /// At least (or at most, where smaller is better).
    pub value: Decimal,
    /// Who set it.
    pub source: Option<Link>,
}

/// One edition of an index.
#[derive(Debug, Clone, PartialEq)]
pub struct Observation {
    /// The year that it measures: `2024`.
    pub period: String,
    /// Its figures.
    pub figures: Figures,
    /// How sure they are.
    pub status: Status,
    /// Day of publication, as written: `2025-04-06`.
    pub published: Option<String>,
    /// Mean of all that were measured.
    pub mean: Option<Decimal>,
    /// The series begins anew with this edition, and why.
    pub breaks: Option<Words>,
    /// What a reader has to know.
    pub note: Option<Words>,
    /// The same edition worked out again on another basis.
    pub restated: Vec<Figures>,
    /// What other sources state for the same edition.
    pub conflicts: Vec<Figures>,
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
    /// Group, by the id of a [`Band`].
    pub band: Option<String>,
    /// Where it was published.
    pub source: Option<Link>,
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

impl Index {
    /// The newest edition of which anything is known.
    #[must_use]
    pub fn latest(&self) -> Option<&Observation> {
        self.observations.iter().rev().find(|one| one.is_known())
    }

    /// The band with this id.
    #[must_use]
    pub fn band(&self, id: &str) -> Option<(usize, &Band)> {
        let at = self.bands.iter().position(|band| band.id == id)?;
        self.bands.get(at).map(|band| (at, band))
    }
}

impl Observation {
    /// Value, rank or band is known.
    #[must_use]
    pub const fn is_known(&self) -> bool {
        self.figures.value.is_some() || self.figures.rank.is_some() || self.figures.band.is_some()
    }
}

/// Reads the file.
#[must_use]
pub fn parse(text: &str) -> (Vec<Index>, Vec<Finding>) {
    let (mut reader, value) = Reader::open(text);
    let Some(top) = value.as_ref().and_then(top) else {
        return (Vec::new(), reader.findings);
    };
    reader.version(&top);
    if !top
        .object
        .get("indexes")
        .is_some_and(serde_json::Value::is_array)
    {
        reader.note("items-missing", &top.at("indexes"), "");
    }
    let mut indexes: Vec<Index> = Vec::new();
    for place in reader.places(&top, "indexes") {
        let Some(index) = read_index(&mut reader, &place) else {
            continue;
        };
        if indexes.iter().any(|known| known.id == index.id) {
            reader.note("id-repeated", &place.at("id"), &index.id);
        } else if indexes.len() == MAX_INDEXES {
            reader.note("items-too-many", &place.path, "");
            break;
        } else {
            indexes.push(index);
        }
    }
    (indexes, reader.findings)
}

fn read_index(reader: &mut Reader, place: &Place<'_>) -> Option<Index> {
    let Some(id) = reader.id(place, "id") else {
        reader.note("id-missing", &place.at("id"), "");
        return None;
    };
    let Some(name) = reader.words(place, "name", MAX_NAME_CHARS) else {
        reader.note("title-missing", &place.at("name"), &id);
        return None;
    };
    let decimals = reader.number(place, "decimals").unwrap_or(2);
    if decimals > u64::from(MAX_DECIMALS) {
        reader.note(
            "value-unreadable",
            &place.at("decimals"),
            &decimals.to_string(),
        );
    }
    let decimals = u8::try_from(decimals).unwrap_or(2).min(MAX_DECIMALS);
    let mut index = Index {
        short: reader
            .short_text(place, "short", MAX_NAME_CHARS)
            .unwrap_or_else(|| name.vi.clone()),
        publisher: reader
            .words(place, "publisher", MAX_NAME_CHARS)
            .unwrap_or_default(),
        of_units: reader.flag(place, "of_units"),
        unit: reader.words(place, "unit", 20).unwrap_or_default(),
        decimals,
        min: reader.decimal(place, "min", decimals),
        max: reader.decimal(place, "max", decimals),
        lower_is_better: reader.flag(place, "lower_is_better"),
        ranked: !place.object.contains_key("ranked") || reader.flag(place, "ranked"),
        bands: Vec::new(),
        target: None,
        detail: reader.url(place, "detail"),
        observations: Vec::new(),
        id,
        name,
    };
    for band in reader.places(place, "bands") {
        let (id, name) = (
            reader.id(&band, "id"),
            reader.words(&band, "name", MAX_NAME_CHARS),
        );
        match (id, name) {
            (Some(id), Some(name)) => index.bands.push(Band { id, name }),
            _ => reader.note("title-missing", &band.path, &index.id),
        }
    }
    if let Some(target) = reader.inner(place, "target") {
        let period = reader.id(&target, "period");
        let value = reader.decimal(&target, "value", decimals);
        match (period, value) {
            (Some(period), Some(value)) => {
                let source = reader.link(&target, "source");
                index.target = Some(Target {
                    period,
                    value,
                    source,
                });
            }
            _ => reader.note("value-missing", &target.at("value"), &index.id),
        }
    }
    for one in reader.places(place, "observations") {
        read_observation(reader, &one, &mut index);
    }
    Some(index)
}

fn read_observation(reader: &mut Reader, place: &Place<'_>, index: &mut Index) {
    let Some(period) = reader.id(place, "period") else {
        reader.note("period-missing", &place.at("period"), &index.id);
        return;
    };
    // Sorted as they come: periods are years, and text of equal length sorts as numbers do.
    let at = index
        .observations
        .partition_point(|known| (known.period.len(), &known.period) < (period.len(), &period));
    if index
        .observations
        .get(at)
        .is_some_and(|known| known.period == period)
    {
        reader.note("id-repeated", &place.at("period"), &period);
        return;
    }
    if index.observations.len() == MAX_OBSERVATIONS {
        reader.note("items-too-many", &place.path, "");
        return;
    }
    let figures = read_figures(reader, place, index);
    let status = match reader.text(place, "status") {
        None => Status::default(),
        Some(word) => super::news::look_up(STATUSES, &word).unwrap_or_else(|| {
            reader.note("word-unknown", &place.at("status"), &word);
            // Less is promised than the publisher may have meant.
            Status::Provisional
        }),
    };
    let mut observation = Observation {
        period,
        figures,
        status,
        published: reader.day_text(place, "published"),
        mean: reader.decimal(place, "mean", index.decimals),
        breaks: reader.words(place, "break", MAX_NOTE_CHARS),
        note: reader.words(place, "note", MAX_NOTE_CHARS),
        restated: Vec::new(),
        conflicts: Vec::new(),
    };
    for other in reader.places(place, "restated") {
        observation
            .restated
            .push(read_figures(reader, &other, index));
    }
    for other in reader.places(place, "conflicts") {
        observation
            .conflicts
            .push(read_figures(reader, &other, index));
    }
    if observation.is_known() && observation.figures.source.is_none() {
        reader.note("source-missing", &place.at("source"), &observation.period);
    }
    index.observations.insert(at, observation);
}

pub(crate) fn read_figures(reader: &mut Reader, place: &Place<'_>, index: &Index) -> Figures {
    let rank = reader.rank(place, "rank");
    let rank_of = reader.rank(place, "rank_of");
    if rank.is_some() && rank_of.is_none() {
        reader.note("rank-of-missing", &place.at("rank_of"), &index.id);
    }
    // A rank outside of its universe is none.
    let is_inside = rank.zip(rank_of).is_none_or(|(rank, of)| rank <= of);
    if !is_inside {
        reader.note("rank-outside", &place.at("rank"), &index.id);
    }
    let value = reader.decimal(place, "value", index.decimals);
    let is_on_scale = value.is_none_or(|value| {
        index.min.is_none_or(|min| value.minus(min).sign() >= 0)
            && index.max.is_none_or(|max| max.minus(value).sign() >= 0)
    });
    if !is_on_scale {
        reader.note("value-off-scale", &place.at("value"), &index.id);
    }
    let band = reader.id(place, "band");
    if let Some(id) = &band
        && index.band(id).is_none()
    {
        reader.note("band-unknown", &place.at("band"), id);
    }
    Figures {
        value: value.filter(|_| is_on_scale),
        rank: rank.filter(|_| is_inside),
        rank_of,
        basis: reader.id(place, "basis"),
        band: band.filter(|id| index.band(id).is_some()),
        source: reader.link(place, "source"),
    }
}

impl Reader {
    /// Words in both languages: `name` and `name_en`.
    pub(crate) fn words(
        &mut self,
        place: &Place<'_>,
        name: &str,
        max_chars: usize,
    ) -> Option<Words> {
        let mut english = String::from(name);
        english.push_str("_en");
        let vi = self.short_text(place, name, max_chars);
        let en = self.short_text(place, &english, max_chars);
        match (vi, en) {
            (None, None) => None,
            (None, Some(en)) => Some(Words { vi: en, en: None }),
            (Some(vi), en) => Some(Words { vi, en }),
        }
    }

    /// A number with a fixed count of decimals.
    pub(crate) fn decimal(
        &mut self,
        place: &Place<'_>,
        name: &str,
        decimals: u8,
    ) -> Option<Decimal> {
        match place.object.get(name) {
            None | Some(serde_json::Value::Null) => None,
            Some(value) => {
                let read = value
                    .as_f64()
                    .and_then(|number| Decimal::new(number, decimals));
                if read.is_none() {
                    self.note("value-unreadable", &place.at(name), "");
                }
                read
            }
        }
    }

    /// A rank or a count: 1 or more.
    pub(crate) fn rank(&mut self, place: &Place<'_>, name: &str) -> Option<u32> {
        match place.object.get(name) {
            None | Some(serde_json::Value::Null) => None,
            Some(value) => {
                let read = value.as_u64().and_then(|rank| u32::try_from(rank).ok());
                let read = read.filter(|rank| *rank > 0);
                if read.is_none() {
                    self.note("value-unreadable", &place.at(name), "");
                }
                read
            }
        }
    }

    /// Title and address of a source.
    pub(crate) fn link(&mut self, place: &Place<'_>, name: &str) -> Option<Link> {
        let source = self.inner(place, name)?;
        let url = self.url(&source, "url");
        let title = self.short_text(&source, "title", MAX_NAME_CHARS);
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
        Some(raw).filter(|_| is_day)
    }
}
