//! The first two sheets: what the indexes are, and one row for each figure of an edition.

use cchc::feed::wire::Day;
use cchc::feed::wire::indexes::{Band, Figures, Index, Link, Observation, Status, Target};

use super::layouts;
use crate::build::origin::{Origin, Origins};
use crate::build::problem::Problems;
use crate::build::table::book::Book;
use crate::build::table::fold::{fold, nearest};
use crate::build::table::row::{Row, Scale};

/// Longest id of an index: file systems end at 255.
const MAX_ID_BYTES: usize = 100;

/// An index on the way.
#[derive(Debug)]
pub(super) struct Found {
    pub(super) wire: Index,
    pub(super) origin: Origin,
    pub(super) method: Option<String>,
    pub(super) method_en: Option<String>,
}

/// Indexes with their observations.
pub(super) fn read(book: &Book<'_>, origins: &mut Origins, problems: &mut Problems) -> Vec<Found> {
    let rows = book.rows(&layouts::INDEXES, problems);
    let mut found: Vec<_> = rows
        .iter()
        .filter_map(|row| definition(row, problems))
        .collect();
    // The main rows first: the others are parts of theirs, wherever they stand.
    let rows = book.rows(&layouts::FIGURES, problems);
    let part =
        |row: &Row<'_>, problems: &mut Problems| row.word(problems, "part").unwrap_or("main");
    let mut others = Vec::new();
    for row in rows {
        match part(&row, problems) {
            "main" => main_row(&row, &mut found, origins, problems),
            part => others.push((row, part)),
        }
    }
    for (row, part) in others {
        other_row(&row, part, &mut found, origins, problems);
    }
    found
}

fn definition(row: &Row<'_>, problems: &mut Problems) -> Option<Found> {
    row.must(problems, "id");
    let id = row.id(problems, "id").filter(|id| {
        // It names a file.
        let is_letter = |c: char| c.is_ascii_alphanumeric() || matches!(c, '-' | '_' | '.');
        let is_name = id.chars().all(is_letter) && !id.starts_with('.') && id.len() <= MAX_ID_BYTES;
        if !is_name {
            row.note(problems, "id", "id-unusable", id);
        }
        is_name
    });
    let name = row.must(problems, "name");
    let unit = row.text(problems, "unit");
    let scale = Scale {
        is_percent: unit.as_deref() == Some("%"),
        min: None,
        max: None,
    };
    let number = |problems: &mut Problems, key| row.number(problems, key, scale).map(exact);
    let mut index = Index {
        short: row.text(problems, "short"),
        name_en: row.text(problems, "name_en"),
        publisher: row.text(problems, "publisher"),
        publisher_en: row.text(problems, "publisher_en"),
        of_units: row.flag(problems, "of_units").filter(|flag| *flag),
        unit_en: row.text(problems, "unit_en"),
        decimals: row
            .count(problems, "decimals")
            .and_then(|count| u8::try_from(count).ok()),
        min: number(problems, "min"),
        max: number(problems, "max"),
        lower_is_better: row.flag(problems, "lower_is_better").filter(|flag| *flag),
        ranked: row.flag(problems, "ranked").filter(|flag| !*flag),
        unit,
        ..Index::new("", "")
    };
    for band in row.list(problems, "bands") {
        let (id, names) = band.split_once('=').unwrap_or((&band, &band));
        let (name, name_en) = match names.split_once('/') {
            Some((name, name_en)) => (name, Some(name_en)),
            None => (names, None),
        };
        index.bands.push(Band {
            id: id.trim().to_owned(),
            name: name.trim().to_owned(),
            name_en: name_en.map(|name| name.trim().to_owned()),
        });
    }
    let has_target = ["value", "rank", "source.title", "source.url"]
        .iter()
        .any(|part| row.text(problems, &format!("target.{part}")).is_some());
    if has_target || row.text(problems, "target.period").is_some() {
        index.target = row.period(problems, "target.period").map(|period| Target {
            period,
            value: number(problems, "target.value"),
            rank: row.count(problems, "target.rank"),
            source: link(row, problems, "target.source"),
        });
    }
    index.id = id?;
    index.name = name?;
    Some(Found {
        wire: index,
        origin: Origin::from(row),
        method: row.text(problems, "method"),
        method_en: row.text(problems, "method_en"),
    })
}

fn main_row(row: &Row<'_>, found: &mut [Found], origins: &mut Origins, problems: &mut Problems) {
    let at = index_of(row, found, problems);
    let period = row.period(problems, "period");
    let Some(index) = at.and_then(|at| found.get_mut(at)) else {
        return;
    };
    let index = &mut index.wire;
    // Without its year the row is nothing, but what else is wrong in it is told at once.
    let observation = Observation {
        period: period.clone().unwrap_or_default(),
        figures: figures(row, index, problems),
        status: status(row, problems),
        published: row.day(problems, "published").map(Day),
        mean: row.number(problems, "mean", scale_of(index)).map(exact),
        breaks: row.text(problems, "break"),
        breaks_en: row.text(problems, "break_en"),
        note: row.text(problems, "note"),
        note_en: row.text(problems, "note_en"),
        ..Observation::default()
    };
    let (Some(at), Some(_)) = (at, period) else {
        return;
    };
    let path = format!("$.indexes[{at}].observations[{}]", index.observations.len());
    origins.insert(path, Origin::from(row));
    index.observations.push(observation);
}

/// A row that restates a main one, or contradicts it.
fn other_row(
    row: &Row<'_>,
    part: &str,
    found: &mut [Found],
    origins: &mut Origins,
    problems: &mut Problems,
) {
    let at = index_of(row, found, problems);
    let period = row.period(problems, "period");
    let (Some(at), Some(period)) = (at, period) else {
        return;
    };
    let Some(index) = found.get_mut(at).map(|found| &mut found.wire) else {
        return;
    };
    let figures = figures(row, index, problems);
    let main = index.observations.iter_mut().enumerate();
    let Some((main, observation)) = main.into_iter().find(|(_, one)| one.period == period) else {
        row.note(
            problems,
            "period",
            "main-row-missing",
            &format!("{} {period}", index.id),
        );
        return;
    };
    let list = match part {
        "restated" => &mut observation.restated,
        _ => &mut observation.conflicts,
    };
    let path = format!(
        "$.indexes[{at}].observations[{main}].{part}[{}]",
        list.len()
    );
    origins.insert(path, Origin::from(row));
    list.push(figures);
}

/// Place of the index that a row is about, by its id or short name.
pub(super) fn index_of(row: &Row<'_>, found: &[Found], problems: &mut Problems) -> Option<usize> {
    let text = row.must(problems, "index")?;
    let names = |found: &Found| {
        let short = found.wire.short.clone();
        [
            Some(found.wire.id.clone()),
            short,
            Some(found.wire.name.clone()),
        ]
    };
    let is_it = |found: &Found| {
        let names = names(found).into_iter().flatten();
        names.into_iter().any(|name| fold(&name) == fold(&text))
    };
    if let Some(at) = found.iter().position(|found| found.wire.id == text) {
        return Some(at);
    }
    let mut places = found.iter().enumerate().filter(|(_, found)| is_it(found));
    let at = places.next().map(|(at, _)| at);
    if at.is_some() && places.next().is_some() {
        let ids: Vec<_> = found.iter().filter(|found| is_it(found)).collect();
        let ids: Vec<_> = ids.iter().map(|found| found.wire.id.as_str()).collect();
        let detail = format!("{text}: {}", ids.join(" | "));
        row.note(problems, "index", "index-ambiguous", &detail);
        return None;
    }
    if at.is_none() {
        let ids = found.iter().map(|found| found.wire.id.as_str());
        let detail = match nearest(&text, ids) {
            Some(meant) => format!("{text} → {meant}?"),
            None => text,
        };
        row.note(problems, "index", "index-unknown", &detail);
    }
    at
}

/// Value and rank with their footing.
pub(super) fn figures(row: &Row<'_>, index: &Index, problems: &mut Problems) -> Figures {
    let (rank, of) = row.rank(problems, "rank");
    let given = row.count(problems, "rank_of");
    if let (Some(of), Some(given)) = (of, given)
        && of != given
    {
        row.note(
            problems,
            "rank_of",
            "rank-of-two-ways",
            &format!("{of} ≠ {given}"),
        );
    }
    Figures {
        value: row.number(problems, "value", scale_of(index)).map(exact),
        rank,
        rank_of: given.or(of),
        basis: row.text(problems, "basis"),
        band: row.text(problems, "band").map(|text| band_of(index, &text)),
        source: link(row, problems, "source"),
    }
}

/// A group by its id or its name; what is neither is told by the check.
fn band_of(index: &Index, text: &str) -> String {
    let is_it = |band: &&Band| {
        [&band.id, &band.name]
            .iter()
            .any(|name| fold(name) == fold(text))
    };
    let band = index.bands.iter().find(is_it);
    band.map_or_else(|| text.to_owned(), |band| band.id.clone())
}

pub(super) fn status(row: &Row<'_>, problems: &mut Problems) -> Option<Status> {
    Some(match row.word(problems, "status")? {
        "derived" => Status::Derived,
        "provisional" => Status::Provisional,
        "conflict" => Status::Conflict,
        "unknown" => Status::Unknown,
        _ => Status::Published,
    })
}

/// Title and address, if there is either.
pub(super) fn link(row: &Row<'_>, problems: &mut Problems, key: &str) -> Option<Link> {
    let title = row.text(problems, &format!("{key}.title"));
    let url = row.link(problems, &format!("{key}.url"));
    (title.is_some() || url.is_some()).then_some(Link { title, url })
}

/// How values of an index count.
pub(super) fn scale_of(index: &Index) -> Scale {
    Scale {
        is_percent: index.unit.as_deref() == Some("%"),
        min: index.min,
        max: index.max,
    }
}

/// What binary numbers add to a decimal one goes: 0.9257 × 100 is 92.57.
pub(super) fn exact(value: f64) -> f64 {
    let rounded = (value * 1e9).round() / 1e9;
    if rounded.is_finite() { rounded } else { value }
}
