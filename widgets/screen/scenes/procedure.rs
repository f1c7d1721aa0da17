//! The procedure of the day: what it costs, how long it takes, which papers to bring, and a code to all of it.

use cchc::feed::procedure::{Channel, Detail, Fee, FeeKind, Unit, Way};
use cchc::feed::screens::Scene;
use cchc::format::Lang;
use cchc::screen::programme::item_of_the_day;
use cchc::screen::{pages as cut, reading};
use cchc::text::clip;

use super::words::{code, pages};
use super::{Context, heading};
use crate::screen::shape::lines;
use crate::screen::slide::{Body, Slide};
use crate::screen::strings::Strings;
use crate::shared::money::dong;

/// More pages of papers nobody waits for; the rest is behind the code.
const MOST_PAGES: usize = 4;
/// A fee in words that is longer is a text of law.
const MOST_FEE_BYTES: usize = 160;

/// The procedures of a scene that are at hand.
pub(super) fn found<'a>(scene: &Scene, context: &Context<'a>) -> Vec<&'a Detail> {
    let mut found: Vec<&Detail> = Vec::new();
    for id in context.data.codes(scene) {
        found.extend(
            context
                .data
                .procedures
                .iter()
                .find(|one| one.procedure.id == *id),
        );
    }
    found
}

pub(super) fn procedure(scene: &Scene, context: &Context<'_>) -> Vec<Slide> {
    let found = found(scene, context);
    let Some(detail) = found.get(item_of_the_day(context.wall, found.len())) else {
        return Vec::new();
    };
    let words = context.words();
    let one = &detail.procedure;
    let url = match &context.options.lookup {
        Some(page) => Some([page, "#cchc-procedures=", &one.id].concat()),
        None => one.url.clone(),
    };
    let base = Slide {
        kind: "procedure",
        kicker: heading(scene, context)
            .unwrap_or(words.procedure)
            .to_owned(),
        code: url.and_then(|url| code(&url, words.scan_procedure)),
        lang: context.lang,
        ..Slide::default()
    };
    let name = one
        .name_en
        .as_ref()
        .filter(|_| context.lang == Lang::En)
        .unwrap_or(&one.name);
    let mut slides = pages(&base, name, "", &context.shape);
    // Who comes late still reads what it is about.
    let (width, _) = context.shape.words_px(base.code.is_some(), "");
    let sizes = context.shape.sizes;
    let room = context
        .shape
        .long_title(width * sizes.body_px / sizes.floor_px, 1);
    let mut later = base;
    later.kicker = clip(name, room.chars as usize);
    facts(&later, detail, context, &mut slides);
    papers(&later, detail, context, &mut slides);
    slides
}

/// Field, office, time and fee, below the name where they fit, else on a page of their own.
fn facts(base: &Slide, detail: &Detail, context: &Context<'_>, slides: &mut Vec<Slide>) {
    let words = context.words();
    let mut all: Vec<(&'static str, String)> = Vec::new();
    let mut channels = String::new();
    for way in &detail.ways {
        join(&mut channels, channel(way, words));
    }
    for (name, value) in [
        (words.time, times(detail, words)),
        (words.fee, fees(detail, context.lang, words)),
        (words.ways, channels),
        (words.handler, detail.procedure.handler.clone()),
        (words.field, detail.procedure.field.clone()),
    ] {
        if !value.is_empty() {
            all.push((name, value));
        }
    }
    let shape = &context.shape;
    let (width, height) = shape.words_px(base.code.is_some(), "");
    let room = shape.body(width, height);
    let needs = |(name, value): &(&'static str, String)| {
        let text = [name, ": ", value].concat();
        lines(&text, room.chars) * 5 + 1
    };
    let title = slides
        .last()
        .map_or(0, |last| shape.title(&last.title, width).1);
    let beside = shape.body(
        width,
        height.saturating_sub(title + shape.sizes.floor_px / 2),
    );
    let (mut left, mut open) = (beside.lines * 5, slides.pop());
    let mut shown: Vec<(&'static str, String)> = Vec::new();
    for fact in all {
        let lines = needs(&fact);
        if lines > left {
            finish(&mut open, base, std::mem::take(&mut shown), slides);
            left = room.lines * 5;
        }
        if lines <= left {
            left -= lines;
            shown.push(fact);
        } else {
            // Longer than a page: as a text.
            for slide in pages(base, fact.0, &fact.1, shape) {
                slides.push(slide);
            }
        }
    }
    if !shown.is_empty() || open.is_some() {
        finish(&mut open, base, shown, slides);
    }
}

fn finish(
    open: &mut Option<Slide>,
    base: &Slide,
    shown: Vec<(&'static str, String)>,
    slides: &mut Vec<Slide>,
) {
    let is_first = open.is_some();
    if shown.is_empty() && !is_first {
        return;
    }
    let mut slide = open.take().unwrap_or_else(|| base.clone());
    let mut texts: Vec<&str> = vec![&slide.title];
    for (name, value) in &shown {
        texts.extend([*name, &**value]);
    }
    slide.secs = reading::secs(&texts, slide.code.is_some());
    if !shown.is_empty() {
        slide.body = Body::Facts(shown);
    }
    slides.push(slide);
}

fn papers(base: &Slide, detail: &Detail, context: &Context<'_>, slides: &mut Vec<Slide>) {
    let words = context.words();
    let shape = &context.shape;
    let (width, height) = shape.words_px(base.code.is_some(), "");
    let before = slides.len();
    for case in &detail.cases {
        let mut slide = base.clone();
        let any = if detail.cases.len() > 1 {
            words.papers_any
        } else {
            words.papers
        };
        let name = case.name.as_deref().unwrap_or(any);
        let (mut is_long, mut title_px) = shape.title(name, width);
        name.clone_into(&mut slide.title);
        if title_px > height / 2 {
            slides.append(&mut pages(&slide, name, "", shape));
            slide.title.clear();
            (is_long, title_px) = (false, 0);
        }
        slide.is_long = is_long;
        let room = shape.body(
            width,
            height.saturating_sub(title_px + shape.sizes.floor_px / 2),
        );
        let chars = room.chars.saturating_sub(4).max(8);
        let (mut left, mut from, mut items) = (room.lines * 5, 0, Vec::new());
        for (at, paper) in case.papers.iter().enumerate() {
            let mut text = paper.name.clone();
            copies(&mut text, paper.originals, words.original);
            copies(&mut text, paper.copies, words.copy);
            let needs = lines(&text, chars) * 5 + 1;
            if needs > left && !items.is_empty() {
                push(&slide, from, std::mem::take(&mut items), slides);
                from = at;
                left = room.lines * 5;
            }
            if needs <= left {
                left -= needs;
                items.push(text);
            } else {
                // One paper longer than a page.
                for range in cut::pages(&text, cchc::screen::legible::Fit { chars, ..room }) {
                    push(
                        &slide,
                        at,
                        vec![text.get(range).unwrap_or_default().to_owned()],
                        slides,
                    );
                }
                from = at + 1;
            }
        }
        if !items.is_empty() {
            push(&slide, from, items, slides);
        }
    }
    slides.truncate(before + MOST_PAGES);
}

fn push(base: &Slide, from: usize, items: Vec<String>, slides: &mut Vec<Slide>) {
    let mut slide = base.clone();
    let mut texts: Vec<&str> = vec![&base.title];
    for item in &items {
        texts.push(item);
    }
    slide.secs = reading::secs(&texts, base.code.is_some());
    slide.body = Body::Items(from + 1, items);
    slides.push(slide);
}

fn copies(text: &mut String, count: Option<u32>, word: &str) {
    if let Some(count) = count.filter(|count| *count > 0) {
        text.push_str(if text.ends_with(word) { ", " } else { " · " });
        text.push_str(&count.to_string());
        text.push_str(word);
    }
}

/// With a comma, each once.
fn join(text: &mut String, more: &str) {
    if more.is_empty() || text.contains(more) {
        return;
    }
    if !text.is_empty() {
        text.push_str(", ");
    }
    text.push_str(more);
}

fn channel(way: &Way, words: &'static Strings) -> &'static str {
    let [online, counter, post] = words.channels;
    match way.channel {
        Channel::Online => online,
        Channel::Counter => counter,
        Channel::Post => post,
    }
}

/// The shortest and the longest of all ways, where they differ each with its way.
fn times(detail: &Detail, words: &'static Strings) -> String {
    let mut text = String::new();
    let said = |way: &Way| {
        let time = way.time?;
        let [working, day, hour, month] = words.units;
        let unit = match time.unit {
            Unit::WorkingDay => working,
            Unit::Day => day,
            Unit::Hour => hour,
            Unit::Month => month,
        };
        Some([&*time.count.to_string(), unit].concat())
    };
    let first = detail.ways.iter().find_map(said);
    let is_same = detail
        .ways
        .iter()
        .all(|way| said(way).is_none() || said(way) == first);
    for way in &detail.ways {
        if let Some(mut time) = said(way) {
            if !is_same {
                time = [&*time, " (", channel(way, words), ")"].concat();
            }
            join(&mut text, &time);
        }
    }
    text
}

/// Sums, and what is told in a few words. Exemptions and conditions stand behind the code, whole.
fn fees(detail: &Detail, lang: Lang, words: &'static Strings) -> String {
    let mut text = String::new();
    let said = |fee: &Fee| {
        let [fee_word, charge, price] = words.fee_kinds;
        let kind = match fee.kind {
            FeeKind::Fee => fee_word,
            FeeKind::Charge => charge,
            FeeKind::Price => price,
        };
        let sum = match fee.amount_vnd {
            Some(0) => words.free.to_owned(),
            Some(amount) => dong(amount, lang),
            None => fee
                .text
                .clone()
                .filter(|text| text.len() <= MOST_FEE_BYTES)?,
        };
        Some([kind, ": ", &sum].concat())
    };
    let all = |way: &Way| {
        let mut text = String::new();
        for fee in &way.fees {
            join(&mut text, &said(fee).unwrap_or_default());
        }
        text
    };
    let first = detail.ways.first().map(all).unwrap_or_default();
    let is_same = detail.ways.iter().all(|way| all(way) == first);
    for way in &detail.ways {
        let mut sums = all(way);
        if !is_same && !sums.is_empty() {
            sums = [&*sums, " (", channel(way, words), ")"].concat();
        }
        join(&mut text, &sums);
    }
    text
}
