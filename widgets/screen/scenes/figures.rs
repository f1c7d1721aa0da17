//! Scenes of figures: cards of indexes, and the two ends of a ranking.

use cchc::compare::{amount, period_words};
use cchc::feed::indexes::Index;
use cchc::feed::screens::Scene;
use cchc::order::sorted;
use cchc::screen::legible::fit;
use cchc::screen::reading;

use super::{Context, heading};
use crate::scoreboard::facts::{edition, facts};
use crate::screen::shape::lines;
use crate::screen::slide::{Body, Card, Row, Slide};

/// Cards at most, where a scene says nothing.
const MOST_CARDS: usize = 6;
/// Rows of each end, where a scene says nothing.
const MOST_ROWS: usize = 5;
/// A ranking with fewer rows is none.
const LEAST_ROWS: usize = 3;
/// The narrowest card, in characters of the smallest letters.
const CARD_CHARS: u32 = 24;
/// Width of rank and value beside a name, in characters of running text.
const FIGURES_CHARS: u32 = 13;

pub(super) fn cards(scene: &Scene, context: &Context<'_>) -> Vec<Slide> {
    let mut all = Vec::new();
    let most = scene.limit.map_or(MOST_CARDS, |limit| limit as usize);
    for index in &context.data.indexes {
        let is_meant = scene.index.as_ref().is_none_or(|id| *id == index.id);
        if is_meant && all.len() < most {
            all.extend(card(index, context));
        }
    }
    let shape = &context.shape;
    let sizes = shape.sizes;
    let (width, height) = shape.words_px(false, "");
    let title = heading(scene, context).unwrap_or_default();
    let height = height.saturating_sub(shape.title(title, width).1 + sizes.floor_px / 2);
    let gap = sizes.floor_px;
    let columns = (width / (sizes.floor_px * CARD_CHARS * 55 / 100 + gap))
        .clamp(1, 4)
        .min(all.len().max(1) as u32);
    let inner = (width / columns).saturating_sub(2 * gap);
    // The highest card gives the height of all.
    let mut card_px = 1;
    for card in &mut all {
        let bold = inner * 9 / 10;
        card.is_long = lines(&card.head, fit(bold, 1, sizes.title_px).chars) > 1;
        let head = match card.is_long {
            true => lines(&card.head, fit(bold, 1, sizes.body_px).chars) * sizes.body_px,
            false => sizes.title_px,
        };
        let small = |text: &str| {
            lines(
                text,
                shape.body(inner, 1).chars * sizes.body_px / sizes.floor_px,
            ) * sizes.floor_px
        };
        let mut floor = 0;
        for text in [&card.unit, &card.place, &card.trend, &card.source] {
            floor += if text.is_empty() { 0 } else { small(text) };
        }
        let name = lines(&card.name, shape.body(inner * 9 / 10, 1).chars) * sizes.body_px;
        card_px = card_px.max((name + floor + head) * 3 / 2 + 2 * gap);
    }
    let rows = (height / card_px).max(1);
    let mut slides = Vec::new();
    for some in all.chunks((columns * rows) as usize) {
        let mut texts: Vec<&str> = Vec::new();
        for card in some {
            texts.extend([&*card.name, &card.head, &card.place, &card.trend]);
        }
        slides.push(Slide {
            kind: "cards",
            kicker: context.words().indexes.to_owned(),
            title: title.to_owned(),
            secs: reading::secs(&texts, false),
            body: Body::Cards(columns, some.to_vec()),
            lang: context.lang,
            ..Slide::default()
        });
    }
    slides
}

fn card(index: &Index, context: &Context<'_>) -> Option<Card> {
    index.latest()?;
    let edition = edition(index, None)?;
    let facts = facts(index, &edition, context.lang);
    let trend = facts.trends.iter().find(|trend| !trend.is_reason);
    let mut source = String::new();
    if let Some(first) = facts.sources.first() {
        source.push_str(context.words().source);
        source.push_str(&first.title);
    }
    Some(Card {
        name: index.short.clone(),
        when: facts.when,
        head: facts.head,
        is_long: false,
        unit: facts.unit,
        place: facts.place.into_iter().next().unwrap_or_default(),
        toward: trend.map_or(0, |trend| trend.toward),
        trend: trend.map(|trend| trend.words.clone()).unwrap_or_default(),
        source,
    })
}

pub(super) fn ranking(scene: &Scene, context: &Context<'_>) -> Vec<Slide> {
    let Some(index) = context.data.ranked(scene) else {
        return Vec::new();
    };
    let detail = context
        .data
        .details
        .iter()
        .find(|detail| detail.id == index.id);
    let rankings = detail.map(|detail| &*detail.rankings).unwrap_or_default();
    // Of the newest edition often no more than the first unit is known.
    let whole = rankings
        .iter()
        .rev()
        .find(|ranking| ranking.rows.len() >= LEAST_ROWS);
    let Some(ranking) = whole.or(rankings.last()) else {
        return Vec::new();
    };
    let units = &ranking.rows;
    let order = sorted(units.len(), &|a, b| match (units[a].rank, units[b].rank) {
        (Some(a), Some(b)) => a < b,
        (a, b) => a.is_some() && b.is_none(),
    });
    let own = scene
        .unit
        .as_ref()
        .or(context.screen.agency.as_ref())
        .or(context.screen.ward.as_ref());
    let mut rows = Vec::new();
    for at in order {
        let unit = &units[at];
        rows.push(Row {
            rank: unit.rank.map(|rank| rank.to_string()).unwrap_or_default(),
            name: unit.name.clone(),
            value: unit
                .value
                .map(|value| amount(value, &index.unit, context.lang))
                .unwrap_or_default(),
            is_own: own.is_some() && unit.agency.as_ref() == own,
        });
    }
    let words = context.words();
    let most = scene.limit.map_or(MOST_ROWS, |limit| limit as usize);
    let mut title = [
        &*index.short,
        ", ",
        &period_words(&ranking.period, context.lang),
    ]
    .concat();
    if let Some(own) = heading(scene, context) {
        own.clone_into(&mut title);
    }
    let source = ranking.source.as_ref();
    let mut base = Slide {
        kind: "ranking",
        title,
        note: source
            .map(|link| [words.source, &link.title].concat())
            .unwrap_or_default(),
        lang: context.lang,
        ..Slide::default()
    };
    let mut slides = Vec::new();
    let top = rows.len().min(most);
    if rows.len() <= 2 * most {
        words.ranking.clone_into(&mut base.kicker);
        pages(&base, &rows, context, &mut slides);
    } else {
        words.top.clone_into(&mut base.kicker);
        pages(&base, &rows[..top], context, &mut slides);
        words.bottom.clone_into(&mut base.kicker);
        pages(&base, &rows[rows.len() - top..], context, &mut slides);
        let own = rows.iter().position(|row| row.is_own);
        if let Some(at) = own.filter(|at| *at >= top && *at < rows.len() - top) {
            words.ranking.clone_into(&mut base.kicker);
            pages(&base, &rows[at - 1..=at + 1], context, &mut slides);
        }
    }
    slides
}

/// Rows as they fit, none cut.
fn pages(base: &Slide, rows: &[Row], context: &Context<'_>, slides: &mut Vec<Slide>) {
    let shape = &context.shape;
    let (width, height) = shape.words_px(false, &base.note);
    let (is_long, title_px) = shape.title(&base.title, width);
    let room = shape.body(
        width,
        height.saturating_sub(title_px + shape.sizes.floor_px / 2),
    );
    // A line between two rows takes a fifth of one.
    let room_fifths = room.lines * 5;
    let mut from = 0;
    while from < rows.len() {
        let mut to = from;
        let mut used = 0;
        while let Some(row) = rows.get(to) {
            let needs = lines(&row.name, room.chars.saturating_sub(FIGURES_CHARS).max(8)) * 5 + 1;
            if used + needs > room_fifths && to > from {
                break;
            }
            used += needs;
            to += 1;
        }
        let some = &rows[from..to];
        let mut texts: Vec<&str> = vec![&base.title];
        for row in some {
            texts.extend([&*row.name, &row.value]);
        }
        let mut slide = base.clone();
        slide.is_long = is_long;
        slide.secs = reading::secs(&texts, false);
        slide.body = Body::Rows(some.to_vec());
        slides.push(slide);
        from = to;
    }
}
