//! `indexes/{id}.json`: what one index means, what it is made of, who else was measured, how units rank.

use super::Finding;
use super::indexes::{Figures, Index, Link, MAX_NAME_CHARS, STATUSES, Status, Words};
use super::reader::{Place, Reader, top};
use crate::format::number::Decimal;

/// Components kept of one index.
pub const MAX_COMPONENTS: usize = 200;
/// Rows kept of one ranking; Vietnam has 3,321 wards and communes since 1 July 2025.
pub const MAX_ROWS: usize = 10_000;
/// Rankings kept of one index.
pub const MAX_RANKINGS: usize = 60;
/// Longest description of a method, in characters.
const MAX_METHOD_CHARS: usize = 2_000;

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
    /// Values of the components, by period, the oldest first.
    pub editions: Vec<Edition>,
    /// Others that were measured, by period.
    pub peers: Vec<Peer>,
    /// Units in the order of each edition, the oldest first.
    pub rankings: Vec<Ranking>,
}

/// One part of an index.
#[derive(Debug, Clone, PartialEq)]
pub struct Component {
    /// As editions name it.
    pub id: String,
    /// As readers see it.
    pub name: Words,
    /// Highest value.
    pub max: Option<Decimal>,
}

/// The components of one edition.
#[derive(Debug, Clone, PartialEq)]
pub struct Edition {
    /// The year.
    pub period: String,
    /// Value by component, in the order of [`Detail::components`].
    pub values: Vec<Option<Decimal>>,
    /// Mean of all that were measured, likewise.
    pub means: Vec<Option<Decimal>>,
    /// Where they were published.
    pub source: Option<Link>,
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
    /// Day of publication.
    pub published: Option<String>,
    /// Where it was published.
    pub source: Option<Link>,
    /// What a reader has to know.
    pub note: Option<Words>,
    /// The units.
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

/// Reads the file of `index`.
#[must_use]
pub fn parse(text: &str, index: &Index) -> (Option<Detail>, Vec<Finding>) {
    let (mut reader, value) = Reader::open(text);
    let Some(top) = value.as_ref().and_then(top) else {
        return (None, reader.findings);
    };
    reader.version(&top);
    let id = reader.id(&top, "id").unwrap_or_default();
    if id != index.id {
        reader.note("id-foreign", &top.at("id"), &id);
        return (None, reader.findings);
    }
    let mut detail = Detail {
        id,
        method: reader.words(&top, "method", MAX_METHOD_CHARS),
        ..Detail::default()
    };
    for place in reader.places(&top, "sources") {
        let url = reader.url(&place, "url");
        let title = reader.short_text(&place, "title", MAX_NAME_CHARS);
        if let Some(title) = title.or_else(|| url.clone()) {
            detail.sources.push(Link { title, url });
        }
    }
    for place in reader.places(&top, "components") {
        let (id, name) = (
            reader.id(&place, "id"),
            reader.words(&place, "name", MAX_NAME_CHARS),
        );
        let (Some(id), Some(name)) = (id, name) else {
            reader.note("title-missing", &place.path, "");
            continue;
        };
        if detail.components.iter().any(|known| known.id == id) {
            reader.note("id-repeated", &place.at("id"), &id);
        } else if detail.components.len() == MAX_COMPONENTS {
            reader.note("items-too-many", &place.path, "");
            break;
        } else {
            let max = reader.decimal(&place, "max", index.decimals);
            detail.components.push(Component { id, name, max });
        }
    }
    for place in reader.places(&top, "editions") {
        read_edition(&mut reader, &place, index, &mut detail);
    }
    for place in reader.places(&top, "peers") {
        let period = reader.id(&place, "period");
        let name = reader.words(&place, "name", MAX_NAME_CHARS);
        match (period, name) {
            (Some(period), Some(name)) if detail.peers.len() < MAX_ROWS => {
                let figures = super::indexes::read_figures(&mut reader, &place, index);
                detail.peers.push(Peer {
                    period,
                    name,
                    figures,
                });
            }
            _ => reader.note("title-missing", &place.path, ""),
        }
    }
    for place in reader.places(&top, "rankings") {
        if detail.rankings.len() == MAX_RANKINGS {
            reader.note("items-too-many", &place.path, "");
            break;
        }
        read_ranking(&mut reader, &place, index, &mut detail);
    }
    (Some(detail), reader.findings)
}

fn read_edition(reader: &mut Reader, place: &Place<'_>, index: &Index, detail: &mut Detail) {
    let Some(period) = reader.id(place, "period") else {
        reader.note("period-missing", &place.at("period"), &index.id);
        return;
    };
    let count = detail.components.len();
    let mut edition = Edition {
        period,
        values: vec![None; count],
        means: vec![None; count],
        source: reader.link(place, "source"),
    };
    for (name, target) in [
        ("values", &mut edition.values),
        ("means", &mut edition.means),
    ] {
        let Some(values) = reader.inner(place, name) else {
            continue;
        };
        for id in values.object.keys() {
            let at = detail.components.iter().position(|known| known.id == *id);
            match at.and_then(|at| target.get_mut(at)) {
                Some(slot) => *slot = reader.decimal(&values, id, index.decimals),
                None => reader.note("component-unknown", &values.at(id), id),
            }
        }
    }
    let at = detail
        .editions
        .partition_point(|known| known.period < edition.period);
    detail.editions.insert(at, edition);
}

fn read_ranking(reader: &mut Reader, place: &Place<'_>, index: &Index, detail: &mut Detail) {
    let Some(period) = reader.id(place, "period") else {
        reader.note("period-missing", &place.at("period"), &index.id);
        return;
    };
    let status = reader.text(place, "status");
    let mut ranking = Ranking {
        period,
        universe: reader
            .words(place, "universe", MAX_NAME_CHARS)
            .unwrap_or_default(),
        rank_of: reader.rank(place, "rank_of"),
        basis: reader.id(place, "basis"),
        mean: reader.decimal(place, "mean", index.decimals),
        status: status
            .and_then(|word| super::news::look_up(STATUSES, &word))
            .unwrap_or_default(),
        published: reader.day_text(place, "published"),
        source: reader.link(place, "source"),
        note: reader.words(place, "note", super::indexes::MAX_NOTE_CHARS),
        rows: Vec::new(),
    };
    if ranking.source.is_none() {
        reader.note("source-missing", &place.at("source"), &ranking.period);
    }
    for row in reader.places(place, "rows") {
        let Some(name) = reader.short_text(&row, "name", MAX_NAME_CHARS) else {
            reader.note("title-missing", &row.at("name"), "");
            continue;
        };
        if ranking.rows.len() == MAX_ROWS {
            reader.note("items-too-many", &row.path, "");
            break;
        }
        let rank = reader.rank(&row, "rank");
        let is_inside = rank
            .zip(ranking.rank_of)
            .is_none_or(|(rank, of)| rank <= of);
        if !is_inside {
            reader.note("rank-outside", &row.at("rank"), &name);
        }
        ranking.rows.push(Unit {
            agency: reader.id(&row, "agency"),
            value: reader.decimal(&row, "value", index.decimals),
            rank: rank.filter(|_| is_inside),
            closed: reader.day_text(&row, "closed"),
            name,
        });
    }
    let at = detail
        .rankings
        .partition_point(|known| known.period <= ranking.period);
    detail.rankings.insert(at, ranking);
}
