//! An index over the years: the curve, a slider that reaches every year by keyboard and touch, and the table behind it.

use cchc::compare::{amount, change, rank_words, sentence, value_words};
use cchc::feed::indexes::{Index, Observation};
use cchc::format::Lang;
use cchc::format::number::Decimal;

use super::{buttons, cell, choice, heading, link, row_head, table, table_button};
use crate::scoreboard::asked::Asked;
use crate::scoreboard::chart::{History, Range, history as draw};
use crate::scoreboard::facts::{band_text, capital, day, figures_text, join, rank_text};
use crate::scoreboard::model::{Model, counts, history, slots};
use crate::scoreboard::strings::strings;
use crate::shared::tree::{Tree, el};

/// The place of the table.
const PLACE: &str = "history";

pub(super) fn section(model: &Model, asked: &Asked, index: &Index, shown: &Observation) -> Tree {
    let words = strings(model.lang);
    let (values, ranks) = counts(index);
    // Of an index whose values nobody knows, the ranks are the history.
    let by_rank = ranks > 0 && (asked.ranks || values == 0);
    let (points, means) = history(index, by_rank, model.lang);
    let selected = points
        .iter()
        .position(|point| point.period == shown.period)
        .unwrap_or_default();
    let inverted = by_rank || index.lower_is_better;
    let target = index.target.as_ref().and_then(|target| target.value);
    let target = target.filter(|_| !by_rank);
    // The axis reaches as far as all that is drawn: a mean at its edge would be no mean.
    let mut beside: Vec<Decimal> = target.into_iter().collect();
    beside.extend(means.iter().flatten().map(|mean| mean.value));
    let chart = Range::around(&[&points], &beside, inverted).map(|range| {
        let told = |end: f64| {
            // As many decimals as tell both ends apart.
            let spread = range.high - range.low;
            let decimals = match spread {
                _ if by_rank || spread >= 10.0 => 0,
                1.0.. => 1,
                0.1.. => 2,
                _ => index.decimals,
            };
            let end = if by_rank { end.max(1.0) } else { end };
            Decimal::new(end, decimals).map_or_else(String::new, |end| end.text(model.lang))
        };
        draw(&History {
            points: &points,
            means: &means,
            target,
            selected,
            range,
            sentence: if by_rank {
                ranks_sentence(index, model.lang)
            } else {
                sentence(index, model.lang)
            },
            low_text: told(range.low),
            high_text: told(range.high),
            value_word: if by_rank { words.ranks } else { words.value },
            mean_word: words.mean,
            target_word: words.target.trim_end(),
        })
    });
    let readout = points.get(selected).map_or_else(String::new, |point| {
        [&capital(&point.period), ": ", &point.text].concat()
    });
    let last = points.len().saturating_sub(1);
    let slider = (last > 0).then(|| {
        el("input")
            .class("slider")
            .set("type", "range")
            .set("min", "0")
            .set("max", last.to_string())
            .set("step", "1")
            .set(".value", selected.to_string())
            .set("aria-label", words.choose_year)
            .set("aria-valuetext", readout.clone())
            .set("data-act", "slot")
            .set("data-value", index.id.clone())
    });
    let both = (values > 0 && ranks > 0).then(|| {
        el("div")
            .class("choices")
            .set("role", "group")
            .set("aria-label", words.show_as)
            .with(choice("history", "values", words.value, !by_rank))
            .with(choice("history", "ranks", words.ranks, by_rank))
    });
    el("section")
        .class("history")
        .set("part", "history")
        .with(heading(model, 1).class("title").text(words.history))
        .maybe(both)
        .maybe(chart)
        .maybe(slider)
        .with(
            el("p")
                .class("readout")
                .set("aria-live", "polite")
                .text(readout),
        )
        .with(buttons(vec![table_button(asked, PLACE, words)]))
        .maybe(asked.has_table(PLACE).then(|| figures_table(model, index)))
}

/// The ranks of an index in one sentence.
fn ranks_sentence(index: &Index, lang: Lang) -> String {
    let words = strings(lang);
    let mut known = Vec::new();
    for one in &index.observations {
        let rank = rank_text(&one.figures, words);
        known.push(rank.map(|rank| [&one.period, ": ", &rank].concat()));
    }
    [&index.short, ", ", &join(known, "; "), "."].concat()
}

/// All figures of an index as a table.
pub(super) fn figures_table(model: &Model, index: &Index) -> Tree {
    let words = strings(model.lang);
    let lang = model.lang;
    let mut rows = Vec::new();
    for (period, observation) in slots(index).into_iter().rev() {
        let missing = || cell(words.no_data_in);
        let Some(one) = observation else {
            rows.push(vec![
                row_head(period),
                missing(),
                missing(),
                cell(""),
                cell(""),
                cell(""),
            ]);
            continue;
        };
        let figures = &one.figures;
        let value = figures.value.map(|value| amount(value, &index.unit, lang));
        let place = vec![rank_text(figures, words), band_text(index, figures, lang)];
        let place = join(place, " · ");
        rows.push(vec![
            row_head(period),
            value.map_or_else(missing, cell),
            if place.is_empty() {
                missing()
            } else {
                cell(place)
            },
            cell(told_change(index, one, lang)),
            cell(
                one.mean
                    .map(|mean| amount(mean, &index.unit, lang))
                    .unwrap_or_default(),
            ),
            sources(index, one, lang),
        ]);
    }
    let head = [
        words.year,
        words.value,
        words.ranks,
        words.change,
        words.mean,
        words.source_head,
    ];
    table([&index.short, ": ", words.table_of].concat(), &head, rows)
}

fn told_change(index: &Index, observation: &Observation, lang: Lang) -> String {
    let change = change(index, observation);
    let value = observation
        .figures
        .value
        .map(|_| value_words(index, &change, lang));
    let rank = observation.figures.rank.map(|_| rank_words(&change, lang));
    match (value, rank) {
        (Some(value), Some(rank)) if value == rank => value,
        (value, rank) => join(vec![value, rank], "; "),
    }
}

fn sources(index: &Index, observation: &Observation, lang: Lang) -> Tree {
    let words = strings(lang);
    let mut cell = el("td").class("sources");
    if let Some(source) = &observation.figures.source {
        cell = cell.with(link(source));
    }
    if let Some(day) = observation.published.as_deref().and_then(day) {
        cell = cell.text([", ", words.published, &day].concat());
    }
    for (before, others) in [
        (words.others_say, &observation.conflicts),
        (words.restated, &observation.restated),
    ] {
        for one in others {
            cell = cell.text([". ", before, &figures_text(index, one, lang), " "].concat());
            if let Some(source) = &one.source {
                cell = cell.with(link(source));
            }
        }
    }
    if let Some(note) = &observation.note {
        let before = if cell.is_empty() { "" } else { ". " };
        cell = cell.text([before, note.get(lang)].concat());
    }
    cell
}
