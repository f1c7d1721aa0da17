//! Goes through all names once for every reading of the query, and keeps the best.

use super::catalogue::{Catalogue, LEVELS, ONLINE};
use super::codes;
use super::format::Kind;
use super::rank::{SCALE, SENTENCE, Scale, Tally};
use super::rewrite::{self, Reading};
use super::terms::Plan;
use super::{Answer, Counts, Query, Record};
use crate::feed::procedures::{Level, RAREST};

/// What a code is worth: more than any name.
const CODE: u32 = 50_000;
/// So many names with all words are enough to leave out the others.
const ENOUGH: usize = 5;
/// Parts of a hundred of the most words that any name has which make a name worth looking at.
const LOOKED_AT_PERCENT: u32 = 60;
/// Parts of a hundred of the best score that count as an answer where nothing has all words.
const ANSWER_PERCENT: u32 = 75;
/// The same where something has all words.
const WHOLE_PERCENT: u32 = 45;

/// What is known of a procedure on the way.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) struct Found {
    /// 0 for nothing.
    pub(super) score: u32,
    pub(super) is_whole: bool,
    /// Under which reading.
    pub(super) reading: u8,
}

impl Catalogue {
    /// The best `most` answers. A query without words lists what its filters leave, everyday procedures first.
    #[must_use]
    pub fn search(&self, query: &Query, most: usize) -> Answer {
        self.search_with(query, most, &SCALE)
    }

    pub(super) fn search_with(&self, query: &Query, most: usize, scale: &Scale) -> Answer {
        let readings = rewrite::all(self, &query.text, scale.synonym);
        let mut found = vec![Found::default(); self.len()];
        if readings[0].plan.terms.is_empty() {
            for one in &mut found {
                one.score = 1;
            }
        } else {
            for (at, reading) in readings.iter().enumerate() {
                self.weigh_names(reading, at as u8, scale, &mut found);
            }
            self.weigh_codes(&query.text, &mut found);
            leave_out(&mut found);
        }
        let filter = Filter::of(self, query);
        let mut best: Vec<(u32, usize)> = Vec::with_capacity(most + 1);
        let mut answer = Answer {
            counts: filter.counts(),
            ..Answer::default()
        };
        for (at, one) in found.iter().enumerate() {
            if one.score == 0 || !filter.takes(at, &mut answer.counts) {
                continue;
            }
            answer.count += 1;
            let score = one.score + self.standing(at, query, scale);
            put(&mut best, most, score, at);
        }
        self.show(&mut answer, &best, &found, &readings, &query.text);
        answer
    }

    /// The everyday procedures, the most common first, those of the place before others.
    #[must_use]
    pub fn popular(&self, most: usize, home: Option<Level>) -> Vec<Record> {
        let query = Query {
            home,
            ..Query::default()
        };
        let mut best: Vec<(u32, usize)> = Vec::with_capacity(most + 1);
        for (at, traits) in self.traits.iter().enumerate() {
            if traits.rarity < RAREST {
                // Of equals the one with the plainest name.
                let long = u32::from(self.weights.get(at).copied().unwrap_or_default());
                let score = self.standing(at, &query, &SCALE) << 16 | (0xffff - long);
                put(&mut best, most, score, at);
            }
        }
        best.iter().map(|(_, at)| Record(*at as u32)).collect()
    }

    /// What is preferred among equals: everyday matters, and those of the place.
    fn standing(&self, at: usize, query: &Query, scale: &Scale) -> u32 {
        let record = Record(at as u32);
        let common = u32::from(RAREST - self.rarity(record)) * 100 / u32::from(RAREST - 1);
        let levels = self.traits(at).map_or(0, |traits| traits.levels);
        let is_home = query.home.is_some_and(|home| {
            let home = LEVELS.iter().position(|level| *level == home);
            home.is_some_and(|home| levels >> home & 1 == 1)
        });
        scale.rarity * common + scale.home * 100 * u32::from(is_home)
    }

    /// Weighs all names under one reading. Which names have which words is known from the words; only those that have all,
    /// or else the most, are looked at.
    pub(super) fn weigh_names(
        &self,
        reading: &Reading,
        number: u8,
        scale: &Scale,
        found: &mut [Found],
    ) {
        let plan = &reading.plan;
        let tallies = |kind| {
            let mut out = Vec::with_capacity(self.count(kind));
            for at in 0..self.count(kind) {
                out.push(Tally::of(self, plan, self.place(kind, at)));
            }
            out
        };
        let fields = tallies(Kind::Field);
        let handlers = self.over_sets(&tallies(Kind::Handler));
        let hints = tallies(Kind::Hint);
        let mut masks = vec![0_u32; found.len()];
        for (word, entry) in plan.entries.iter().enumerate() {
            if entry.mask == 0 {
                continue;
            }
            for name in self.names_with(word) {
                if let Some(mask) = masks.get_mut(*name as usize) {
                    *mask |= entry.mask;
                }
            }
        }
        let mask_of = |tally: Option<&Option<Tally>>| match tally {
            Some(Some(tally)) => tally.mask,
            _ => 0,
        };
        for (mask, traits) in masks.iter_mut().zip(&self.traits) {
            *mask |= mask_of(fields.get(usize::from(traits.field)));
            *mask |= mask_of(handlers.get(usize::from(traits.handlers)));
        }
        for hint in &self.hints {
            if let Some(mask) = masks.get_mut(hint.owner as usize) {
                *mask |= mask_of(hints.get(hint.text as usize));
            }
        }
        let least = least(plan, &masks);
        let mut own = 0;
        for (at, (mask, traits)) in masks.iter().zip(&self.traits).enumerate() {
            while self
                .hints
                .get(own)
                .is_some_and(|hint| (hint.owner as usize) < at)
            {
                own += 1;
            }
            if *mask == 0 || plan.worth(*mask) < least {
                continue;
            }
            let mut best = 0;
            let mut whole = Tally::of(self, plan, at).unwrap_or_default();
            while let Some(hint) = self.hints.get(own).filter(|hint| hint.owner as usize == at) {
                own += 1;
                let text = hint.text as usize;
                let Some(Some(tally)) = hints.get(text) else {
                    continue;
                };
                // Half of all procedures need some proof of who one is: a paper is no name.
                if hint.is_paper {
                    whole.add(tally, scale.paper);
                    continue;
                }
                whole.add(tally, scale.hint);
                let all = self.weight_of(self.place(Kind::Hint, text));
                let coverage = tally.coverage(plan, scale);
                let alone = tally.score(plan, coverage, all, scale.hint_brevity, scale);
                let alone = alone * scale.hint_alone / 100;
                if alone > best {
                    best = alone;
                }
            }
            if let Some(Some(tally)) = fields.get(usize::from(traits.field)) {
                whole.add(tally, scale.field);
            }
            if let Some(Some(tally)) = handlers.get(usize::from(traits.handlers)) {
                whole.add(tally, scale.handler);
            }
            let all = self.weights.get(at).copied().unwrap_or_default();
            let coverage = whole.coverage(plan, scale);
            let together = whole.score(plan, coverage, u32::from(all), scale.brevity(plan), scale);
            let together = match traits.is_variant && !whole.is_at_start() {
                true => together.saturating_sub(scale.variant * 100),
                false => together,
            };
            if together > best {
                best = together;
            }
            let score = best * reading.percent / 100;
            if let Some(known) = found.get_mut(at)
                && score > known.score
            {
                *known = Found {
                    score,
                    is_whole: plan.needed & !mask == 0,
                    reading: number,
                };
            }
        }
    }

    /// What the members of each set have together.
    fn over_sets(&self, members: &[Option<Tally>]) -> Vec<Option<Tally>> {
        let mut out = Vec::with_capacity(self.sets.len());
        for set in &self.sets {
            let mut sum: Option<Tally> = None;
            for member in set {
                if let Some(Some(tally)) = members.get(usize::from(*member)) {
                    sum.get_or_insert_default().add(tally, 100);
                }
            }
            out.push(sum);
        }
        out
    }

    /// The weight of all words of a text.
    fn weight_of(&self, text: usize) -> u32 {
        let mut sum = 0;
        for token in self.tokens(text) {
            sum += self.word(*token).map_or(0, |word| u32::from(word.weight));
        }
        sum
    }

    fn weigh_codes(&self, text: &str, found: &mut [Found]) {
        let of = |agreement: usize| Found {
            score: CODE + agreement as u32,
            is_whole: true,
            reading: u8::MAX,
        };
        if let Some(digits) = codes::digits(text) {
            for (known, traits) in found.iter_mut().zip(&self.traits) {
                let agreement = codes::agreement(traits.id, &digits);
                if agreement > 0 {
                    *known = of(agreement);
                }
            }
        }
        let typed = crate::text::fold(text.trim());
        for (owner, id) in &self.odd_ids {
            if typed.len() > 3
                && crate::text::fold(id).starts_with(&*typed)
                && let Some(known) = found.get_mut(*owner as usize)
            {
                *known = of(typed.len());
            }
        }
    }
}

/// The weight of words that a name must have: of a few words all, where some names have all; else nearly as much as the
/// best one.
fn least(plan: &Plan, masks: &[u32]) -> u32 {
    let whole = plan.worth(plan.needed);
    let (mut most, mut wholes) = (0, 0);
    for mask in masks {
        let worth = plan.worth(*mask & plan.needed);
        most = most.max(worth);
        wholes += usize::from(worth == whole);
    }
    match wholes >= ENOUGH && plan.needed.count_ones() < SENTENCE {
        true => whole,
        false => most * LOOKED_AT_PERCENT / 100,
    }
}

/// Where the best and some others have all words, what has only some is no answer; else what is nearly as good is one too:
/// one name that has everything by chance must not hide the right one.
fn leave_out(found: &mut [Found]) {
    let mut best = Found::default();
    let mut wholes = 0;
    for one in found.iter() {
        if one.score > best.score {
            best = *one;
        }
        wholes += usize::from(one.is_whole && one.score > 0);
    }
    for one in found {
        let is_answer = match best.is_whole && wholes >= ENOUGH {
            true => one.is_whole && one.score * 100 >= best.score * WHOLE_PERCENT,
            false => one.score * 100 >= best.score * ANSWER_PERCENT,
        };
        if !is_answer {
            one.score = 0;
        }
    }
}

/// What the filters of a query let through.
struct Filter<'a> {
    catalogue: &'a Catalogue,
    field: Option<usize>,
    handler: Option<usize>,
    audience: Option<usize>,
    level: Option<usize>,
    online: Option<u8>,
}

impl<'a> Filter<'a> {
    fn of(catalogue: &'a Catalogue, query: &Query) -> Self {
        let online = query
            .online
            .and_then(|online| ONLINE.iter().position(|one| *one == online));
        Self {
            catalogue,
            field: query.field,
            handler: query.handler,
            audience: query.audience,
            level: query
                .level
                .and_then(|level| LEVELS.iter().position(|one| *one == level)),
            online: online.map(|at| at as u8 + 1),
        }
    }

    fn counts(&self) -> Counts {
        Counts {
            fields: vec![0; self.catalogue.fields().len()],
            handlers: vec![0; self.catalogue.handlers().len()],
            audiences: vec![0; self.catalogue.audiences().len()],
            ..Counts::default()
        }
    }

    /// Whether it passes all filters. It counts for the choices of a filter when it passes all others.
    fn takes(&self, at: usize, counts: &mut Counts) -> bool {
        let Some(traits) = self.catalogue.traits(at) else {
            return false;
        };
        let field = usize::from(traits.field);
        let (handlers, audiences) = (usize::from(traits.handlers), usize::from(traits.audiences));
        let (levels, online) = (traits.levels, traits.online);
        let members = |set: usize| self.catalogue.sets.get(set).map_or(&[][..], Vec::as_slice);
        let has = |set: usize, wanted: Option<usize>| match wanted {
            Some(wanted) => members(set)
                .iter()
                .any(|member| usize::from(*member) == wanted),
            None => true,
        };
        let passes = [
            self.field.is_none_or(|wanted| wanted == field),
            has(handlers, self.handler),
            has(audiences, self.audience),
            self.level.is_none_or(|level| levels >> level & 1 == 1),
            self.online.is_none_or(|wanted| wanted == online),
        ];
        let mut failed = passes.len();
        let mut failures = 0;
        for (number, passed) in passes.iter().enumerate() {
            if !passed {
                failed = number;
                failures += 1;
            }
        }
        if failures > 1 {
            return false;
        }
        let counts_for = |number: usize| failures == 0 || failed == number;
        if counts_for(0) {
            add(&mut counts.fields, field);
        }
        if counts_for(1) {
            for member in members(handlers) {
                add(&mut counts.handlers, usize::from(*member));
            }
        }
        if counts_for(2) {
            for member in members(audiences) {
                add(&mut counts.audiences, usize::from(*member));
            }
        }
        if counts_for(3) {
            for (level, count) in counts.levels.iter_mut().enumerate() {
                *count += u32::from(levels >> level & 1);
            }
        }
        if counts_for(4) {
            add(&mut counts.online, usize::from(online).wrapping_sub(1));
        }
        failures == 0
    }
}

/// Keeps the best `most`; of equals the first stays first.
fn put(best: &mut Vec<(u32, usize)>, most: usize, score: u32, at: usize) {
    let is_below = best.len() == most && best.last().is_none_or(|last| last.0 >= score);
    if !is_below {
        let place = best.partition_point(|known| known.0 >= score);
        best.insert(place, (score, at));
        best.truncate(most);
    }
}

fn add(counts: &mut [u32], at: usize) {
    if let Some(count) = counts.get_mut(at) {
        *count += 1;
    }
}
