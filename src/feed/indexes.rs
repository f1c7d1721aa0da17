//! `indexes.json`: every index with its observations, enough for cards and for one line in a sidebar.
//!
//! What an index means over the years, its components, peers and unit rankings stand in a file of its own
//! ([`super::index`]), loaded on demand.

use super::Finding;
use super::reader::{Place, Reader, top};
use crate::format::number::{Decimal, MAX_DECIMALS};

pub(crate) use super::figures::read_figures;
pub use super::figures::{
    Figures, Link, MAX_NAME_CHARS, MAX_NOTE_CHARS, MAX_PERIOD_BYTES, STATUSES, Status, Words,
};

/// Indexes kept of one file.
pub const MAX_INDEXES: usize = 100;
/// Observations kept of one index; the oldest go first.
pub const MAX_OBSERVATIONS: usize = 100;
/// Longest unit, in characters.
pub const MAX_UNIT_CHARS: usize = 20;

/// One index.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Index {
    /// Permanent, printable ASCII.
    pub id: String,
    /// As it is called in a headline: `PAR INDEX`.
    pub short: String,
    /// In full.
    pub name: Words,
    /// Who publishes it.
    pub publisher: Words,
    /// What it ranks is not the city but its units (departments, wards, communes). Its values are the means of all of them.
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

/// A value or a rank to reach.
#[derive(Debug, Clone, PartialEq)]
pub struct Target {
    /// By when: a year.
    pub period: String,
    /// At least (or at most, where smaller is better).
    pub value: Option<Decimal>,
    /// At most.
    pub rank: Option<u32>,
    /// Who set it.
    pub source: Option<Link>,
}

/// One edition of an index.
#[derive(Debug, Clone, PartialEq)]
pub struct Observation {
    /// What it measures: a year, `2024`, or a part of it, `2024-09`.
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
        self.figures.is_known()
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
        reader.refuse("items-missing", &top.at("indexes"), "");
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
    let name = reader.name(place, "name")?;
    let written = reader.number(place, "decimals").unwrap_or(2);
    let decimals = u8::try_from(written)
        .unwrap_or(MAX_DECIMALS)
        .min(MAX_DECIMALS);
    if u64::from(decimals) != written {
        reader.note("value-unreadable", &place.at("decimals"), &id);
    }
    let mut index = Index {
        short: reader
            .short_text(place, "short", MAX_NAME_CHARS)
            .unwrap_or_else(|| name.vi.clone()),
        publisher: reader
            .words(place, "publisher", MAX_NAME_CHARS)
            .unwrap_or_default(),
        of_units: reader.flag(place, "of_units"),
        unit: reader
            .words(place, "unit", MAX_UNIT_CHARS)
            .unwrap_or_default(),
        decimals,
        min: reader.decimal(place, "min", decimals),
        max: reader.decimal(place, "max", decimals),
        lower_is_better: reader.flag(place, "lower_is_better"),
        ranked: reader.flag_or(place, "ranked", true),
        bands: Vec::new(),
        target: None,
        detail: reader.url(place, "detail"),
        observations: Vec::new(),
        id,
        name,
    };
    for band in reader.places(place, "bands") {
        let (id, name) = (reader.id(&band, "id"), reader.name(&band, "name"));
        match (id, name) {
            (Some(id), _) if index.band(&id).is_some() => {
                reader.note("id-repeated", &band.at("id"), &id);
            }
            (Some(id), Some(name)) => index.bands.push(Band { id, name }),
            (None, _) => reader.note("id-missing", &band.at("id"), &index.id),
            (_, None) => {}
        }
    }
    index.target = reader
        .inner(place, "target")
        .and_then(|target| read_target(reader, &target, &index));
    let observations = reader.places(place, "observations");
    if let Some(over) = observations.get(MAX_OBSERVATIONS) {
        reader.note("items-too-many", &over.path, &index.id);
    }
    for one in &observations {
        read_observation(reader, one, &mut index);
    }
    Some(index)
}

fn read_target(reader: &mut Reader, place: &Place<'_>, index: &Index) -> Option<Target> {
    let target = Target {
        period: reader.period(place)?,
        value: reader.value(place, "value", index),
        rank: reader.rank(place, "rank", None),
        source: reader.link(place, "source"),
    };
    let is_empty = target.value.is_none() && target.rank.is_none();
    if is_empty {
        reader.note("value-missing", &place.at("value"), &index.id);
    }
    (!is_empty).then_some(target)
}

fn read_observation(reader: &mut Reader, place: &Place<'_>, index: &mut Index) {
    let Some(period) = reader.period(place) else {
        return;
    };
    // Sorted as they come: files are in order, or nearly so.
    let known = &index.observations;
    let at = known.partition_point(|one| one.period < period);
    if known.get(at).is_some_and(|one| one.period == period) {
        reader.note("id-repeated", &place.at("period"), &period);
        return;
    }
    let mut observation = Observation {
        period,
        figures: read_figures(reader, place, index),
        status: reader.status(place),
        published: reader.day_text(place, "published"),
        mean: reader.value(place, "mean", index),
        breaks: reader.words(place, "break", MAX_NOTE_CHARS),
        note: reader.words(place, "note", MAX_NOTE_CHARS),
        restated: others(reader, place, "restated", index),
        conflicts: others(reader, place, "conflicts", index),
    };
    if !observation.conflicts.is_empty() {
        observation.status = Status::Conflict;
    } else if observation.status == Status::Unknown && observation.is_known() {
        reader.note("status-unclear", &place.at("status"), &observation.period);
        observation.status = Status::Provisional;
    }
    if observation.is_known() && observation.figures.source.is_none() {
        reader.note("source-missing", &place.at("source"), &observation.period);
    }
    index.observations.insert(at, observation);
    if index.observations.len() > MAX_OBSERVATIONS {
        index.observations.remove(0);
    }
}

fn others(reader: &mut Reader, place: &Place<'_>, name: &str, index: &Index) -> Vec<Figures> {
    let mut others = Vec::new();
    for other in reader.places(place, name) {
        others.push(read_figures(reader, &other, index));
    }
    others
}

#[cfg(test)]
#[path = "indexes_tests.rs"]
mod tests;
