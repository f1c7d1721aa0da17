//! `indexes/{id}.json`: what one index means, what it is made of, who else was measured, how units rank.

use super::Finding;
use super::indexes::{
    Figures, Index, Link, MAX_NAME_CHARS, MAX_NOTE_CHARS, MAX_OBSERVATIONS, Status, Words,
    read_figures,
};
use super::reader::{Place, Reader, top};
use crate::format::number::Decimal;

/// Components kept of one index.
pub const MAX_COMPONENTS: usize = 200;
/// Rows kept of one ranking, and peers of one index; Vietnam has 3,321 wards and communes since 1 July 2025.
pub const MAX_ROWS: usize = 10_000;
/// Rankings kept of one index.
pub const MAX_RANKINGS: usize = 60;
/// Longest description of a method, in characters.
pub const MAX_METHOD_CHARS: usize = 2_000;

/// The rest of an index.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Detail {
    /// Id of the index.
    pub id: String,
    /// How it is made, in words.
    pub method: Option<Words>,
    /// Where that is laid down.
    pub sources: Vec<Link>,
    /// What it is made of, in the publisher's order.
    pub components: Vec<Component>,
    /// Figures of the components, by period, the oldest first, one each.
    pub editions: Vec<Edition>,
    /// Others that were measured, in the order of the file.
    pub peers: Vec<Peer>,
    /// Units in the order of each edition; by period, the oldest first.
    pub rankings: Vec<Ranking>,
}

/// One part of an index.
#[derive(Debug, Clone, PartialEq)]
pub struct Component {
    /// As editions name it.
    pub id: String,
    /// As readers see it.
    pub name: Words,
    /// Lowest value; below zero for points that are taken away.
    pub min: Option<Decimal>,
    /// Highest value.
    pub max: Option<Decimal>,
    /// Points for something beside the criteria, added or taken away: they are no share of the whole.
    pub bonus: bool,
}

/// The components of one edition.
#[derive(Debug, Clone, PartialEq)]
pub struct Edition {
    /// The year.
    pub period: String,
    /// In the order of [`Detail::components`], one each.
    pub parts: Vec<Part>,
    /// Among how many the components were ranked.
    pub rank_of: Option<u32>,
    /// Where they were published.
    pub source: Option<Link>,
}

/// What one component reached.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Part {
    /// Its value.
    pub value: Option<Decimal>,
    /// Mean of all that were measured.
    pub mean: Option<Decimal>,
    /// Its rank.
    pub rank: Option<u32>,
}

/// Somebody else in the same edition.
#[derive(Debug, Clone, PartialEq)]
pub struct Peer {
    /// The year.
    pub period: String,
    /// Who.
    pub name: Words,
    /// Value and rank with their footing.
    pub figures: Figures,
}

/// Units of one edition.
#[derive(Debug, Clone, PartialEq)]
pub struct Ranking {
    /// The year.
    pub period: String,
    /// Which units: `Sở, cơ quan ngang sở`.
    pub universe: Words,
    /// How many were measured; more than the rows where only some were published.
    pub rank_of: Option<u32>,
    /// Set of units: rankings of different ones are not compared.
    pub basis: Option<String>,
    /// Mean of all units.
    pub mean: Option<Decimal>,
    /// How sure it is.
    pub status: Status,
    /// Day of publication, as written: `2025-02-27`.
    pub published: Option<String>,
    /// Where it was published.
    pub source: Option<Link>,
    /// What a reader has to know.
    pub note: Option<Words>,
    /// The units, in the order of the file.
    pub rows: Vec<Unit>,
}

/// One unit of a ranking.
#[derive(Debug, Clone, PartialEq)]
pub struct Unit {
    /// Id in `agencies.json`, if it stands there.
    pub agency: Option<String>,
    /// Its name in that year.
    pub name: String,
    /// Its value, if it was published.
    pub value: Option<Decimal>,
    /// Its rank, if it was published.
    pub rank: Option<u32>,
    /// Last day, for a unit that is no more: `2025-06-30`.
    pub closed: Option<String>,
}

/// Reads the file of `index`; `None` where it is not that of this index.
#[must_use]
pub fn parse(text: &str, index: &Index) -> (Option<Detail>, Vec<Finding>) {
    let (mut reader, value) = Reader::open(text);
    let Some(top) = value.as_ref().and_then(top) else {
        return (None, reader.findings);
    };
    reader.version(&top);
    let id = reader.id(&top, "id").unwrap_or_default();
    if id.is_empty() || id != index.id {
        let rule = if id.is_empty() {
            "id-missing"
        } else {
            "id-foreign"
        };
        reader.note(rule, &top.at("id"), &id);
        return (None, reader.findings);
    }
    let mut detail = Detail {
        id,
        method: reader.words(&top, "method", MAX_METHOD_CHARS),
        ..Detail::default()
    };
    for place in reader.places(&top, "sources") {
        detail.sources.extend(reader.link_of(&place));
    }
    for place in reader.kept(&top, "components", MAX_COMPONENTS) {
        read_component(&mut reader, &place, index, &mut detail);
    }
    for place in reader.kept(&top, "editions", MAX_OBSERVATIONS) {
        read_edition(&mut reader, &place, index, &mut detail);
    }
    for place in reader.kept(&top, "peers", MAX_ROWS) {
        let (period, name) = (reader.period(&place), reader.name(&place, "name"));
        if let (Some(period), Some(name)) = (period, name) {
            let figures = read_figures(&mut reader, &place, index);
            detail.peers.push(Peer {
                period,
                name,
                figures,
            });
        }
    }
    for place in reader.kept(&top, "rankings", MAX_RANKINGS) {
        read_ranking(&mut reader, &place, index, &mut detail);
    }
    (Some(detail), reader.findings)
}

fn read_component(reader: &mut Reader, place: &Place<'_>, index: &Index, detail: &mut Detail) {
    let Some(id) = reader.id(place, "id") else {
        reader.note("id-missing", &place.at("id"), "");
        return;
    };
    let Some(name) = reader.name(place, "name") else {
        return;
    };
    if detail.components.iter().any(|known| known.id == id) {
        reader.note("id-repeated", &place.at("id"), &id);
        return;
    }
    detail.components.push(Component {
        id,
        name,
        min: reader.decimal(place, "min", index.decimals),
        max: reader.decimal(place, "max", index.decimals),
        bonus: reader.flag(place, "bonus"),
    });
}

fn read_edition(reader: &mut Reader, place: &Place<'_>, index: &Index, detail: &mut Detail) {
    let Some(period) = reader.period(place) else {
        return;
    };
    let at = detail
        .editions
        .partition_point(|known| known.period < period);
    if detail
        .editions
        .get(at)
        .is_some_and(|known| known.period == period)
    {
        reader.note("id-repeated", &place.at("period"), &period);
        return;
    }
    let components = &detail.components;
    let mut edition = Edition {
        period,
        parts: vec![Part::default(); components.len()],
        rank_of: reader.rank(place, "rank_of", None),
        source: reader.link(place, "source"),
    };
    for list in ["values", "means", "ranks"] {
        let Some(figures) = reader.inner(place, list) else {
            continue;
        };
        if list == "ranks" && edition.rank_of.is_none() {
            reader.note("rank-of-missing", &place.at("rank_of"), &index.id);
        }
        for id in figures.object.keys() {
            let known = components.iter().zip(&mut edition.parts);
            let Some((component, part)) = known.into_iter().find(|(known, _)| known.id == *id)
            else {
                reader.note("component-unknown", &figures.at(id), id);
                continue;
            };
            let ends = [component.min, component.max];
            match list {
                "values" => part.value = reader.on_scale(&figures, id, index.decimals, ends),
                "means" => part.mean = reader.on_scale(&figures, id, index.decimals, ends),
                _ => part.rank = reader.rank(&figures, id, edition.rank_of),
            }
        }
    }
    detail.editions.insert(at, edition);
}

fn read_ranking(reader: &mut Reader, place: &Place<'_>, index: &Index, detail: &mut Detail) {
    let Some(period) = reader.period(place) else {
        return;
    };
    let mut ranking = Ranking {
        period,
        universe: reader.name(place, "universe").unwrap_or_default(),
        rank_of: reader.rank(place, "rank_of", None),
        basis: reader.id(place, "basis"),
        mean: reader.value(place, "mean", index),
        status: reader.status(place),
        published: reader.day_text(place, "published"),
        source: reader.link(place, "source"),
        note: reader.words(place, "note", MAX_NOTE_CHARS),
        rows: Vec::new(),
    };
    let is_known = detail.rankings.iter().any(|known| {
        known.period == ranking.period
            && known.basis == ranking.basis
            && known.universe == ranking.universe
    });
    if is_known {
        reader.note("id-repeated", &place.at("period"), &ranking.period);
        return;
    }
    if ranking.source.is_none() {
        reader.note("source-missing", &place.at("source"), &ranking.period);
    }
    for row in reader.kept(place, "rows", MAX_ROWS) {
        let Some(name) = reader.short_text(&row, "name", MAX_NAME_CHARS) else {
            reader.note("title-missing", &row.at("name"), "");
            continue;
        };
        let rank = reader.rank(&row, "rank", ranking.rank_of);
        ranking.rows.push(Unit {
            agency: reader.id(&row, "agency"),
            value: reader.value(&row, "value", index),
            rank,
            closed: reader.day_text(&row, "closed"),
            name,
        });
    }
    if ranking.rank_of.is_none() && ranking.rows.iter().any(|row| row.rank.is_some()) {
        reader.note("rank-of-missing", &place.at("rank_of"), &ranking.period);
    }
    let at = detail
        .rankings
        .partition_point(|known| known.period <= ranking.period);
    detail.rankings.insert(at, ranking);
}

#[cfg(test)]
#[path = "index_tests.rs"]
mod tests;
