//! The units of one index: found without marks, sorted by any column, the page's own unit in front, thousands of rows.

use cchc::compare::{amount, period_words, ranking_before, status_words, why_words};
use cchc::feed::index::{Detail, Ranking, Unit};
use cchc::feed::indexes::Index;

use super::window::{CHUNK_ROWS, MOST_ROWS_AT_ONCE, Window};
use super::{about, button, cell, choice, downloads, heading, link, note_lines, row_head};
use crate::scoreboard::asked::{Asked, Column};
use crate::scoreboard::chart::{Line, slope};
use crate::scoreboard::facts::{capital, day, join};
use crate::scoreboard::model::{Listing, Model, ranking};
use crate::scoreboard::options::{Layout, ROWS};
use crate::scoreboard::strings::{Strings, strings};
use crate::shared::tree::{Tree, el};

/// A list as short as this is read at a glance.
const FEW_ROWS: usize = 6;
/// Lines of the chart of ranks.
const MOST_LINES: usize = 12;

/// The whole widget as a ranking.
pub(super) fn page(
    model: &Model,
    asked: &Asked,
    index: &Index,
    listing: &Listing,
    window: &Window,
) -> Vec<Tree> {
    let head = about(model, index, vec![index.name.get(model.lang).to_owned()]);
    let Some(detail) = model.detail(index) else {
        return vec![head, super::index::waiting(model, index)];
    };
    vec![head, section(model, asked, index, detail, listing, window)]
}

/// The ranking as one part of an index.
pub(super) fn section(
    model: &Model,
    asked: &Asked,
    index: &Index,
    detail: &Detail,
    listing: &Listing,
    window: &Window,
) -> Tree {
    let words = strings(model.lang);
    let section = el("section").class("ranking").set("part", "ranking");
    let Some((at, ranking)) = ranking(detail, asked, &model.options) else {
        return section.with(el("p").class("empty").text(words.no_ranking));
    };
    let is_alone = model.options.layout == Layout::Ranking;
    let has_more = detail.rankings.len() > 1;
    let title = [
        ranking.universe.get(model.lang),
        " · ",
        &period_words(&ranking.period, model.lang),
    ];
    section
        .maybe((!is_alone).then(|| heading(model, 1).class("title").text(title.concat())))
        .maybe(has_more.then(|| editions(model, detail, at)))
        .maybe((is_alone && !has_more).then(|| el("p").class("full").text(title.concat())))
        .all(notes(model, index, detail, ranking))
        .maybe(own(model, index, ranking, listing, words))
        .maybe((ranking.rows.len() > FEW_ROWS).then(|| controls(model, asked, words)))
        .with(table(model, asked, index, ranking, listing, window))
        .with(count(ranking, listing, words))
        .maybe(changes(model, index, detail, ranking, listing))
        .with(source(ranking, words))
        .maybe(downloads(model, index, &[("csv-ranking", "CSV")], words))
}

fn editions(model: &Model, detail: &Detail, at: usize) -> Tree {
    let words = strings(model.lang);
    let options = detail
        .rankings
        .iter()
        .enumerate()
        .rev()
        .map(|(number, one)| {
            el("option")
                .set("value", number.to_string())
                .flag("selected", number == at)
                .text([&one.period, " · ", one.universe.get(model.lang)].concat())
        })
        .collect();
    el("label")
        .class("field")
        .with(el("span").class("word").text(words.edition))
        .with(
            el("select")
                .class("select")
                .set("data-act", "ranking")
                .all(options)
                .set(".value", at.to_string()),
        )
}

/// What a reader has to know: how many were measured, the mean, the note, why changes are not told.
fn notes(model: &Model, index: &Index, detail: &Detail, ranking: &Ranking) -> Vec<Tree> {
    let words = strings(model.lang);
    let mut notes = Vec::new();
    let status = status_words(ranking.status, model.lang);
    if !status.is_empty() {
        notes.push(capital(status));
    }
    let rows = ranking.rows.len();
    if let Some(of) = ranking.rank_of.filter(|of| *of as usize > rows) {
        notes.push(
            [
                words.published_rows,
                &rows.to_string(),
                words.of,
                &of.to_string(),
                words.units,
            ]
            .concat(),
        );
    }
    if let Some(mean) = ranking.mean {
        notes.push([words.mean, ": ", &amount(mean, &index.unit, model.lang)].concat());
    }
    if let Some(note) = &ranking.note {
        notes.push(note.get(model.lang).trim_end_matches('.').to_owned());
    }
    if has_ranks(ranking)
        && let Err(why) = ranking_before(index, detail, ranking)
    {
        let mut others = detail
            .rankings
            .iter()
            .filter(|one| one.period < ranking.period);
        if let Some(before) = others.next_back() {
            let when = period_words(&before.period, model.lang);
            notes.push([words.ranks, ": ", &why_words(why, &when, model.lang)].concat());
        }
    }
    notes.dedup();
    note_lines(notes)
}

/// The row of the page's own unit, before all others.
fn own(
    model: &Model,
    index: &Index,
    ranking: &Ranking,
    listing: &Listing,
    words: &'static Strings,
) -> Option<Tree> {
    let agency = model.options.agency.as_ref()?;
    let found = ranking
        .rows
        .iter()
        .position(|unit| unit.agency.as_ref() == Some(agency));
    let line = el("p").class("mine").set("part", "own");
    let Some(at) = found else {
        return Some(line.text(words.own_missing));
    };
    let unit = &ranking.rows[at];
    let gained = listing.gained.get(at).copied().flatten();
    let told = vec![
        unit.rank
            .map(|rank| [words.rank, &of_all(rank, ranking)].concat()),
        unit.value
            .map(|value| amount(value, &index.unit, model.lang)),
        gained.map(|gained| gained_words(gained, words)),
    ];
    let told = join(told, " · ");
    Some(
        line.text(words.own_unit)
            .with(el("strong").text(unit.name.clone()))
            .text([if told.is_empty() { "" } else { ": " }, &told].concat()),
    )
}

fn controls(model: &Model, asked: &Asked, words: &'static Strings) -> Tree {
    let shown = asked.rows(&model.options);
    let labels = [words.all, words.top, words.bottom];
    let choices = ROWS
        .iter()
        .zip(labels)
        .map(|((word, rows), label)| choice("rows", *word, label, *rows == shown))
        .collect();
    el("div")
        .class("controls")
        .with(
            el("label")
                .class("field")
                .with(el("span").class("word").text(words.find))
                .with(
                    el("input")
                        .class("input")
                        .set("type", "search")
                        .set("autocomplete", "off")
                        .set("data-act", "find")
                        .set(".value", asked.find.clone()),
                ),
        )
        .with(
            el("div")
                .class("choices")
                .set("role", "group")
                .set("aria-label", words.show_as)
                .all(choices),
        )
}

fn table(
    model: &Model,
    asked: &Asked,
    index: &Index,
    ranking: &Ranking,
    listing: &Listing,
    window: &Window,
) -> Tree {
    let words = strings(model.lang);
    let has_change = !listing.gained.is_empty();
    let unit = index.unit.get(model.lang);
    let value = match unit {
        "" => words.value.to_owned(),
        unit => [words.value, " (", unit, ")"].concat(),
    };
    let has_ranks = has_ranks(ranking);
    let mut columns = Vec::new();
    if has_ranks {
        columns.push((Column::Rank, "rank", words.ranks.to_owned()));
    }
    columns.push((Column::Name, "name", words.unit.to_owned()));
    columns.push((Column::Value, "value", value));
    // Without ranks the best value is first.
    let sorted = match asked.column {
        Column::Rank if !has_ranks => Column::Value,
        column => column,
    };
    if has_change {
        columns.push((Column::Change, "change", words.change.to_owned()));
    }
    let width = columns.len();
    let heads = columns
        .into_iter()
        .map(|(column, word, label)| head(asked, column, column == sorted, word, label))
        .collect();
    let rows = listing.order.len();
    let mut chunks = Vec::new();
    for (number, part) in listing.order.chunks(CHUNK_ROWS).enumerate() {
        let body = el("tbody").class("chunk");
        chunks.push(if window.holds(number, rows) {
            let first = number * CHUNK_ROWS + 2;
            body.all(
                part.iter()
                    .enumerate()
                    .map(|(at, row)| {
                        self::row(model, ranking, listing, *row, first + at, has_change)
                    })
                    .collect(),
            )
        } else {
            let height = window.height_px(number, part.len()).to_string();
            body.set("aria-hidden", "true").with(
                el("tr").class("space").with(
                    el("td")
                        .set("colspan", width.to_string())
                        .set("--height", [&height, "px"].concat()),
                ),
            )
        });
    }
    let caption = [
        &index.short,
        ", ",
        ranking.universe.get(model.lang),
        " ",
        &ranking.period,
    ]
    .concat();
    let is_long = rows > MOST_ROWS_AT_ONCE;
    el("div")
        .class(if is_long { "rows long" } else { "rows" })
        .set_some("tabindex", is_long.then_some("0"))
        .set_some("role", is_long.then_some("region"))
        .set_some("aria-label", is_long.then(|| caption.clone()))
        .with(
            el("table")
                .class("units")
                .set("part", "table")
                .set("aria-rowcount", (rows + 1).to_string())
                .with(el("caption").text(caption))
                .with(el("thead").with(el("tr").set("aria-rowindex", "1").all(heads)))
                .all(chunks),
        )
        .maybe((rows == 0).then(|| el("p").class("empty").text(words.none_found)))
}

fn head(asked: &Asked, column: Column, is_sorted: bool, word: &'static str, label: String) -> Tree {
    // Best rank, first letter, highest value: each column begins with what is asked most.
    let ascends = matches!(column, Column::Rank | Column::Name) != asked.reversed;
    let order = if ascends { "ascending" } else { "descending" };
    el("th")
        .set("scope", "col")
        .set_some("aria-sort", is_sorted.then_some(order))
        .with(button("sort", word, label).set("data-order", if is_sorted { order } else { "none" }))
}

fn row(
    model: &Model,
    ranking: &Ranking,
    listing: &Listing,
    at: usize,
    number: usize,
    has_change: bool,
) -> Tree {
    let words = strings(model.lang);
    let unit = &ranking.rows[at];
    let is_own = unit.agency.is_some() && unit.agency == model.options.agency;
    let value = unit.value.map(|value| value.text(model.lang));
    let change = has_change.then(|| {
        let gained = listing.gained.get(at).copied().flatten();
        match gained {
            Some(gained) => gained_cell(gained, words),
            None => cell("–").set("aria-label", words.no_data_in),
        }
    });
    el("tr")
        .class(if is_own { "row own" } else { "row" })
        .set("aria-rowindex", number.to_string())
        .set_some("aria-current", is_own.then_some("true"))
        .maybe(has_ranks(ranking).then(|| {
            cell(
                unit.rank
                    .map_or_else(|| "–".to_owned(), |rank| rank.to_string()),
            )
            .class("rank")
        }))
        .with(row_head(unit.name.clone()).maybe(closed(unit, words)))
        .with(cell(value.unwrap_or_else(|| words.no_data_in.to_owned())).class("number"))
        .maybe(change)
}

/// Whether any unit of a ranking has a rank; some publishers print values only.
fn has_ranks(ranking: &Ranking) -> bool {
    ranking.rows.iter().any(|unit| unit.rank.is_some())
}

fn closed(unit: &Unit, words: &'static Strings) -> Option<Tree> {
    let day = unit.closed.as_deref().and_then(day)?;
    Some(
        el("small")
            .class("closed")
            .text([words.until, &day].concat()),
    )
}

fn gained_words(gained: i64, words: &'static Strings) -> String {
    let word = match gained {
        0 => return words.stayed.to_owned(),
        1.. => words.rose,
        _ => words.fell,
    };
    [word, " ", &gained.unsigned_abs().to_string(), words.places].concat()
}

fn gained_cell(gained: i64, words: &'static Strings) -> Tree {
    let class = match gained {
        0 => "moved same",
        1.. => "moved better",
        _ => "moved worse",
    };
    cell(gained_words(gained, words)).class(class)
}

fn count(ranking: &Ranking, listing: &Listing, words: &'static Strings) -> Tree {
    let (shown, all) = (
        listing.order.len().to_string(),
        ranking.rows.len().to_string(),
    );
    el("p")
        .class("count")
        .set("role", "status")
        .text([words.rows_shown, &shown, words.of, &all, words.units].concat())
}

/// Ranks of both editions beside one another: the first rows that have both.
fn changes(
    model: &Model,
    index: &Index,
    detail: &Detail,
    ranking: &Ranking,
    listing: &Listing,
) -> Option<Tree> {
    let words = strings(model.lang);
    let is_alone = model.options.layout == Layout::Ranking;
    let earlier = ranking_before(index, detail, ranking).ok()?;
    let mut lines = Vec::new();
    for at in &listing.order {
        let unit = &ranking.rows[*at];
        let (Some(to), Some(gained)) = (unit.rank, listing.gained.get(*at).copied().flatten())
        else {
            continue;
        };
        let from = u32::try_from(i64::from(to) + gained).unwrap_or(to);
        let own = unit.agency.is_some() && unit.agency == model.options.agency;
        if lines.len() < MOST_LINES || own {
            lines.push(Line {
                name: unit.name.clone(),
                from,
                to,
                own,
            });
        }
    }
    if lines.len() < 2 {
        return None;
    }
    let count = |sign: i64| {
        let gained = listing.gained.iter().flatten();
        gained
            .filter(|gained| gained.signum() == sign)
            .count()
            .to_string()
    };
    let told = [
        words.slope,
        " ",
        &earlier.period,
        " – ",
        &ranking.period,
        ": ",
        &count(1),
        " ",
        words.rose,
        ", ",
        &count(-1),
        " ",
        words.fell,
        ", ",
        &count(0),
        " ",
        words.stayed,
        ".",
    ];
    Some(
        el("section")
            .class("slopes")
            .with(
                heading(model, if is_alone { 1 } else { 2 })
                    .class("title")
                    .text(words.slope),
            )
            .with(slope(
                &earlier.period,
                &ranking.period,
                &lines,
                told.concat(),
            )),
    )
}

fn source(ranking: &Ranking, words: &'static Strings) -> Tree {
    let line = el("p").class("source").set("part", "source");
    let line = match &ranking.source {
        Some(source) => line.text(words.source).with(link(source)),
        None => line.text(words.source_unknown),
    };
    match ranking.published.as_deref().and_then(day) {
        Some(day) => line.text([", ", words.published, &day].concat()),
        None => line,
    }
}

fn of_all(rank: u32, ranking: &Ranking) -> String {
    match ranking.rank_of {
        Some(of) => [&rank.to_string(), "/", &of.to_string()].concat(),
        None => rank.to_string(),
    }
}
