//! What an index is made of: a table with a bar in every row, or a radar.

use cchc::compare::{amount, edition_before, period_words};
use cchc::feed::index::{Component, Detail, Edition, Part};
use cchc::feed::indexes::{Index, Observation, Words};
use cchc::format::number::Decimal;

use super::{cell, choice, heading, link, row_head, table};
use crate::scoreboard::asked::Asked;
use crate::scoreboard::chart::{Spoke, bar, marks, radar};
use crate::scoreboard::facts::{capital, join};
use crate::scoreboard::model::Model;
use crate::scoreboard::options::Drawing;
use crate::scoreboard::strings::strings;
use crate::shared::tree::{Tree, el};

/// A radar needs three spokes to be an area, and is a hedgehog with more than these.
const MOST_SPOKES: usize = 16;

pub(super) fn section(
    model: &Model,
    asked: &Asked,
    index: &Index,
    detail: &Detail,
    shown: &Observation,
) -> Option<Tree> {
    if detail.components.is_empty() {
        return None;
    }
    let words = strings(model.lang);
    // Components of an earlier edition are better than none, if they say so.
    let edition = detail
        .editions
        .iter()
        .rev()
        .find(|one| one.period <= shown.period);
    let title = heading(model, 1).class("title").text(words.parts);
    let section = el("section").class("parts").set("part", "components");
    let Some(edition) = edition else {
        let names = detail
            .components
            .iter()
            .map(|one| el("li").text(one.name.get(model.lang).to_owned()))
            .collect();
        return Some(
            section
                .with(title)
                .with(el("p").class("note").text(words.parts_missing))
                .with(el("ul").class("links").all(names)),
        );
    };
    let before = edition_before(index, detail, edition).ok();
    let when = period_words(&edition.period, model.lang);
    let spokes = spokes(model, index, detail, edition, before);
    let drawing = asked.drawing.unwrap_or(model.options.drawing);
    let known = spokes.iter().filter(|spoke| spoke.value.is_some()).count();
    let has_radar = known >= 3 && spokes.len() <= MOST_SPOKES;
    let choices = has_radar.then(|| {
        el("div")
            .class("choices")
            .set("role", "group")
            .set("aria-label", words.show_as)
            .with(choice(
                "components",
                "bars",
                words.bars,
                drawing == Drawing::Bars,
            ))
            .with(choice(
                "components",
                "radar",
                words.radar,
                drawing == Drawing::Radar,
            ))
    });
    let told = told(model, index, detail, edition);
    let is_radar = has_radar && drawing == Drawing::Radar;
    let has_mean = edition.parts.iter().any(|part| part.mean.is_some());
    let then = before.map(|one| capital(&period_words(&one.period, model.lang)));
    let marks = marks(then.clone(), has_mean.then_some(words.mean)).filter(|_| !is_radar);
    let picture = if is_radar {
        radar(&spokes, told.clone(), capital(&when), then)
    } else {
        bars(model, index, detail, edition, before)
    };
    let source = edition.source.as_ref().map(|source| {
        el("p")
            .class("source")
            .text(words.source)
            .with(link(source))
    });
    Some(
        section
            .with(title.text([" · ", &when].concat()))
            .maybe(choices)
            .with(el("p").class("told").text(told))
            .with(picture)
            .maybe(marks)
            .maybe(source),
    )
}

fn bars(
    model: &Model,
    index: &Index,
    detail: &Detail,
    edition: &Edition,
    before: Option<&Edition>,
) -> Tree {
    let words = strings(model.lang);
    let has = |part: fn(&Part) -> bool| edition.parts.iter().any(part);
    let (has_mean, has_rank) = (
        has(|part| part.mean.is_some()),
        has(|part| part.rank.is_some()),
    );
    let mut head = vec![words.part, words.value];
    for (is_there, word) in [
        (before.is_some(), words.before),
        (has_mean, words.mean),
        (has_rank, words.ranks),
    ] {
        if is_there {
            head.push(word);
        }
    }
    let mut rows = Vec::new();
    for (at, component) in detail.components.iter().enumerate() {
        let part = edition.parts.get(at).copied().unwrap_or_default();
        let then = before.and_then(|one| one.parts.get(at)?.value);
        let scale = |value: Option<Decimal>| share(component, value);
        let text = |value: Option<Decimal>| {
            value.map_or_else(
                || words.no_data_in.to_owned(),
                |value| value.text(model.lang),
            )
        };
        let of = component
            .max
            .filter(|_| part.value.is_some())
            .map(|max| ["/", &max.trimmed().text(model.lang)].concat());
        let picture = (part.value.is_some() && has_scale(component)).then(|| {
            bar(
                zero(component),
                scale(part.value),
                scale(then),
                scale(part.mean),
            )
        });
        let bonus = component
            .bonus
            .then(|| el("small").class("bonus").text(words.bonus));
        let mut row = vec![
            row_head(component.name.get(model.lang).to_owned()).maybe(bonus),
            el("td")
                .class("bar")
                .with(
                    el("span")
                        .class("number")
                        .text(text(part.value))
                        .maybe(of.map(|of| el("small").text(of))),
                )
                .maybe(picture),
        ];
        if before.is_some() {
            row.push(cell(text(then)));
        }
        if has_mean {
            row.push(cell(text(part.mean)));
        }
        if has_rank {
            let rank = part.rank.map(|rank| match edition.rank_of {
                Some(of) => [&rank.to_string(), "/", &of.to_string()].concat(),
                None => rank.to_string(),
            });
            row.push(cell(rank.unwrap_or_else(|| words.no_data_in.to_owned())));
        }
        rows.push(row);
    }
    let unit = index.unit.get(model.lang);
    let unit = if unit.is_empty() {
        String::new()
    } else {
        [" (", unit, ")"].concat()
    };
    let caption = [
        words.parts,
        " ",
        &index.short,
        ", ",
        &period_words(&edition.period, model.lang),
        &unit,
    ];
    table(caption.concat(), &head, rows)
}

fn spokes(
    model: &Model,
    index: &Index,
    detail: &Detail,
    edition: &Edition,
    before: Option<&Edition>,
) -> Vec<Spoke> {
    let words = strings(model.lang);
    let mut spokes = Vec::new();
    for (at, component) in detail.components.iter().enumerate() {
        // Points beside the criteria are no side of the whole.
        if component.bonus {
            continue;
        }
        let value = edition.parts.get(at).and_then(|part| part.value);
        let then = before.and_then(|one| one.parts.get(at)?.value);
        spokes.push(Spoke {
            name: component.name.get(model.lang).to_owned(),
            text: value.map_or_else(
                || words.no_data_in.to_owned(),
                |value| told_of(component, value, index.unit.clone(), model),
            ),
            value: share(component, value).filter(|_| has_scale(component)),
            before: share(component, then).filter(|_| has_scale(component)),
        });
    }
    spokes
}

/// `Cao nhất: Thủ tục hành chính công, 7,31/10. Thấp nhất: Quản trị môi trường, 2,93/10.`
fn told(model: &Model, index: &Index, detail: &Detail, edition: &Edition) -> String {
    let words = strings(model.lang);
    let mut best: Option<(f64, &Component, Decimal)> = None;
    let mut worst: Option<(f64, &Component, Decimal)> = None;
    for (component, part) in detail.components.iter().zip(&edition.parts) {
        let (Some(value), false) = (part.value, component.bonus) else {
            continue;
        };
        let height = share(component, Some(value)).unwrap_or_else(|| value.to_f64());
        if best.is_none_or(|(known, ..)| height > known) {
            best = Some((height, component, value));
        }
        if worst.is_none_or(|(known, ..)| height < known) {
            worst = Some((height, component, value));
        }
    }
    let end = |word: &str, found: Option<(f64, &Component, Decimal)>| {
        let (_, component, value) = found?;
        let value = told_of(component, value, index.unit.clone(), model);
        Some([word, component.name.get(model.lang), ", ", &value].concat())
    };
    let ends = vec![end(words.best, best), end(words.worst, worst)];
    let mut text = join(ends, ". ");
    if !text.is_empty() {
        text.push('.');
    }
    text
}

fn told_of(component: &Component, value: Decimal, unit: Words, model: &Model) -> String {
    match component.max {
        Some(max) if has_scale(component) => [
            &value.text(model.lang),
            "/",
            &max.trimmed().text(model.lang),
        ]
        .concat(),
        _ => amount(value, &unit, model.lang),
    }
}

/// Where zero stands on a scale.
fn zero(component: &Component) -> f64 {
    share(component, Decimal::new(0.0, 0)).unwrap_or_default()
}

fn has_scale(component: &Component) -> bool {
    let low = component.min.map_or(0.0, Decimal::to_f64);
    component.max.is_some_and(|max| max.to_f64() > low)
}

/// Where a value stands between the ends of its scale; a scale begins at zero, or below where points are taken away.
fn share(component: &Component, value: Option<Decimal>) -> Option<f64> {
    let low = component.min.map_or(0.0, Decimal::to_f64).min(0.0);
    let high = component.max?.to_f64();
    let value = value?.to_f64();
    (high > low).then(|| (value - low) / (high - low))
}
