//! The other sheets: what an index is made of, who else was measured, how units rank.

use cchc::feed::wire::index::{Component, Edition, Index, Peer, Ranking, Unit};
use cchc::feed::wire::{Day, VERSION};

use super::layouts;
use super::sheets::{Found, exact, figures, index_of, link, scale_of, status};
use crate::build::agencies::Names;
use crate::build::origin::{Origin, Origins};
use crate::build::problem::Problems;
use crate::build::table::book::Book;
use crate::build::table::fold::{fold, nearest};
use crate::build::table::row::{Row, Scale};

/// One file on the way.
struct Detail {
    index: Index,
    origins: Origins,
    /// Rows of each ranking, before they are in order.
    units: Vec<Vec<(Unit, Origin)>>,
}

/// The files of those indexes of which there is more to say.
pub(super) fn read(
    book: &Book<'_>,
    found: &[Found],
    names: &Names,
    problems: &mut Problems,
) -> Vec<(Index, Origins)> {
    let mut details: Vec<Detail> = found
        .iter()
        .map(|found| {
            let mut origins = Origins::default();
            origins.insert("$".to_owned(), found.origin.clone());
            let index = Index {
                version: VERSION.to_owned(),
                id: found.wire.id.clone(),
                method: found.method.clone(),
                method_en: found.method_en.clone(),
                ..Index::default()
            };
            Detail {
                index,
                origins,
                units: Vec::new(),
            }
        })
        .collect();
    for (layout, add) in [
        (&layouts::SOURCES, source as Add),
        (&layouts::COMPONENTS, component),
        (&layouts::VALUES, value),
        (&layouts::PEERS, peer),
        (&layouts::RANKINGS, ranking),
        (&layouts::UNITS, unit),
    ] {
        for row in book.rows(layout, problems) {
            let Some(at) = index_of(&row, found, problems) else {
                continue;
            };
            if let (Some(detail), Some(found)) = (details.get_mut(at), found.get(at)) {
                add(&row, found, detail, names, problems);
            }
        }
    }
    details
        .into_iter()
        .map(in_order)
        .filter(|(index, _)| {
            let empty = Index {
                version: index.version.clone(),
                id: index.id.clone(),
                ..Index::default()
            };
            *index != empty
        })
        .collect()
}

/// The best units first; those of which only the value is known by their value, the others as they stand.
fn in_order(mut detail: Detail) -> (Index, Origins) {
    let rankings = detail.index.rankings.iter_mut().enumerate();
    for ((at, ranking), mut units) in rankings.zip(detail.units) {
        units.sort_by(|(a, _), (b, _)| {
            let rank = |unit: &Unit| unit.rank.unwrap_or(u32::MAX);
            let value = |unit: &Unit| unit.value.unwrap_or(f64::MIN);
            rank(a).cmp(&rank(b)).then(value(b).total_cmp(&value(a)))
        });
        for (row, (unit, origin)) in units.into_iter().enumerate() {
            let path = format!("$.rankings[{at}].rows[{row}]");
            detail.origins.insert(path, origin);
            ranking.rows.push(unit);
        }
    }
    (detail.index, detail.origins)
}

/// Adds what a row says.
type Add = fn(&Row<'_>, &Found, &mut Detail, &Names, &mut Problems);

fn source(row: &Row<'_>, _: &Found, detail: &mut Detail, _: &Names, problems: &mut Problems) {
    let Detail { index, origins, .. } = detail;
    row.must(problems, "url");
    let url = row.link(problems, "url");
    let title = row.text(problems, "title");
    origins.insert(
        format!("$.sources[{}]", index.sources.len()),
        Origin::from(row),
    );
    index
        .sources
        .push(cchc::feed::wire::indexes::Link { title, url });
}

fn component(
    row: &Row<'_>,
    found: &Found,
    detail: &mut Detail,
    _: &Names,
    problems: &mut Problems,
) {
    let Detail { index, origins, .. } = detail;
    row.must(problems, "id");
    let id = row.id(problems, "id");
    let name = row.must(problems, "name");
    let scale = Scale {
        min: None,
        max: None,
        ..scale_of(&found.wire)
    };
    let component = Component {
        id: id.unwrap_or_default(),
        name: name.unwrap_or_default(),
        name_en: row.text(problems, "name_en"),
        min: row.number(problems, "min", scale).map(exact),
        max: row.number(problems, "max", scale).map(exact),
        bonus: row.flag(problems, "bonus").filter(|flag| *flag),
    };
    origins.insert(
        format!("$.components[{}]", index.components.len()),
        Origin::from(row),
    );
    index.components.push(component);
}

fn value(row: &Row<'_>, found: &Found, detail: &mut Detail, _: &Names, problems: &mut Problems) {
    let Detail { index, origins, .. } = detail;
    let period = row.period(problems, "period");
    let text = row.must(problems, "component");
    let (Some(period), Some(text)) = (period, text) else {
        return;
    };
    let is_it = |component: &&Component| {
        [&component.id, &component.name]
            .iter()
            .any(|name| fold(name) == fold(&text))
    };
    let Some(component) = index.components.iter().find(is_it) else {
        let names = index
            .components
            .iter()
            .map(|component| component.name.as_str());
        let detail = match nearest(&text, names) {
            Some(meant) => format!("{text} → {meant}?"),
            None => text,
        };
        row.note(problems, "component", "component-unnamed", &detail);
        return;
    };
    let id = component.id.clone();
    let scale = Scale {
        min: component.min,
        max: component.max.or(found.wire.max),
        ..scale_of(&found.wire)
    };
    let at = match index
        .editions
        .iter()
        .position(|edition| edition.period == period)
    {
        Some(at) => at,
        None => {
            index.editions.push(Edition {
                period,
                ..Edition::default()
            });
            index.editions.len() - 1
        }
    };
    let Some(edition) = index.editions.get_mut(at) else {
        return;
    };
    let path = format!("$.editions[{at}]");
    let (rank, of) = row.rank(problems, "rank");
    let of = row.count(problems, "rank_of").or(of);
    if let Some(of) = of
        && *edition.rank_of.get_or_insert(of) != of
    {
        row.note(problems, "rank_of", "rank-of-two-ways", &of.to_string());
    }
    if edition.values.contains_key(&id) {
        row.note(problems, "component", "row-repeated", &id);
    }
    if edition.source.is_none() {
        edition.source = link(row, problems, "source");
    }
    // An empty figure is written as unknown, so that the component stands in the table of the edition.
    let value = row.number(problems, "value", scale).map(exact);
    edition.values.insert(id.clone(), value);
    let mean = row.number(problems, "mean", scale).map(exact);
    if mean.is_some() {
        edition.means.insert(id.clone(), mean);
    }
    if rank.is_some() {
        edition.ranks.insert(id.clone(), rank);
    }
    let origin = Origin::from(row);
    for (list, key) in [("values", "value"), ("means", "mean"), ("ranks", "rank")] {
        let place = row.cell_place(key);
        origins.insert(format!("{path}.{list}.{id}"), Origin::Place(place));
    }
    origins.insert(path, origin);
}

fn peer(row: &Row<'_>, found: &Found, detail: &mut Detail, _: &Names, problems: &mut Problems) {
    let Detail { index, origins, .. } = detail;
    let period = row.period(problems, "period");
    let name = row.must(problems, "name");
    let peer = Peer {
        name_en: row.text(problems, "name_en"),
        figures: figures(row, &found.wire, problems),
        period: period.unwrap_or_default(),
        name: name.unwrap_or_default(),
    };
    let is_same = |known: &Peer| {
        (&known.period, &known.name, &known.figures.basis)
            == (&peer.period, &peer.name, &peer.figures.basis)
    };
    if index.peers.iter().any(is_same) {
        let detail = format!("{} {}", peer.period, peer.name);
        row.note(problems, "name", "row-repeated", &detail);
    }
    origins.insert(format!("$.peers[{}]", index.peers.len()), Origin::from(row));
    index.peers.push(peer);
}

fn ranking(row: &Row<'_>, found: &Found, detail: &mut Detail, _: &Names, problems: &mut Problems) {
    let Detail {
        index,
        origins,
        units,
    } = detail;
    let period = row.period(problems, "period");
    let universe = row.must(problems, "universe");
    let source = link(row, problems, "source");
    let ranking = Ranking {
        universe_en: row.text(problems, "universe_en"),
        rank_of: row.count(problems, "rank_of"),
        basis: row.text(problems, "basis"),
        mean: row
            .number(problems, "mean", scale_of(&found.wire))
            .map(exact),
        status: status(row, problems),
        published: row.day(problems, "published").map(Day),
        note: row.text(problems, "note"),
        note_en: row.text(problems, "note_en"),
        period: period.unwrap_or_default(),
        universe: universe.unwrap_or_default(),
        source: source.unwrap_or_default(),
        rows: Vec::new(),
    };
    origins.insert(
        format!("$.rankings[{}]", index.rankings.len()),
        Origin::from(row),
    );
    index.rankings.push(ranking);
    units.push(Vec::new());
}

fn unit(row: &Row<'_>, found: &Found, detail: &mut Detail, names: &Names, problems: &mut Problems) {
    let Detail { index, units, .. } = detail;
    let period = row.period(problems, "period");
    let name = row.must(problems, "name");
    let universe = row.text(problems, "universe");
    let unit = Unit {
        agency: names.one(row, problems, "agency"),
        value: row
            .number(problems, "value", scale_of(&found.wire))
            .map(exact),
        rank: row.rank(problems, "rank").0,
        closed: row.day(problems, "closed").map(Day),
        name: name.unwrap_or_default(),
    };
    let Some(period) = period else { return };
    let is_it = |ranking: &Ranking| {
        ranking.period == period
            && universe
                .as_ref()
                .is_none_or(|universe| fold(universe) == fold(&ranking.universe))
    };
    let rankings = index.rankings.iter().enumerate();
    let mut rankings = rankings.filter(|(_, ranking)| is_it(ranking));
    match (rankings.next(), rankings.next()) {
        (Some((at, _)), None) => {
            if let Some(list) = units.get_mut(at) {
                // Two communes may have one name.
                let is_same = |(known, _): &(Unit, Origin)| match &unit.agency {
                    Some(_) => known.agency == unit.agency,
                    None => *known == unit,
                };
                if list.iter().any(is_same) {
                    row.note(problems, "name", "row-repeated", &unit.name);
                }
                list.push((unit, Origin::from(row)));
            }
        }
        (None, _) => {
            let detail = format!("{period} {}", universe.unwrap_or_default());
            row.note(problems, "period", "ranking-missing", detail.trim());
        }
        (Some(_), Some(_)) => row.note(problems, "universe", "ranking-ambiguous", &period),
    }
}
