//! Which name answers best: all that was asked for, in its order, with little else around it.

use super::catalogue::Catalogue;
use super::terms::{Entry, MAX_TERMS, Plan};

/// What one text has of what is asked for.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Tally {
    /// How well it answers each term.
    pub(super) grades: [u8; MAX_TERMS],
    /// Terms that it answers, one bit each.
    pub(super) mask: u32,
    /// Terms that stand directly behind the one before them, one bit each.
    behind: u32,
    /// Weight of its words that answer something.
    matched: u32,
    /// Place of the first word that answers.
    first: u32,
}

/// What makes an answer good, and how much. Found on the half `tune` of `tests/search/queries.tsv`.
#[derive(Debug, Clone, Copy)]
pub(super) struct Scale {
    /// That it has what was asked for.
    pub(super) coverage: u32,
    /// That it has it in the same order, without anything between.
    pub(super) phrase: u32,
    /// That it says little else.
    pub(super) brevity: u32,
    /// That it begins with it.
    pub(super) start: u32,
    /// That it renews, changes or ends something, which nobody asked for.
    pub(super) variant: u32,
    /// That it is an everyday matter.
    pub(super) rarity: u32,
    /// That it is filed where the page is at home.
    pub(super) home: u32,
    /// Parts of a hundred that a word is worth where the field, the handler, a citizen's word or a paper has it.
    pub(super) field: u32,
    pub(super) handler: u32,
    pub(super) hint: u32,
    pub(super) paper: u32,
    /// Parts of a hundred that an answer is worth which a citizen's word alone gives.
    pub(super) hint_alone: u32,
    /// That a citizen's word says little else.
    pub(super) hint_brevity: u32,
    /// Parts of a hundred that a syllable is worth away from its neighbours in the query: half of a word, most often.
    pub(super) loose: u32,
    /// The same, and that it says little else, where a sentence is asked.
    pub(super) sentence_loose: u32,
    pub(super) sentence_brevity: u32,
    /// What a query is worth that was read otherwise than it was typed.
    pub(super) synonym: u32,
}

pub(super) const SCALE: Scale = Scale {
    coverage: 125,
    phrase: 90,
    brevity: 40,
    start: 3,
    variant: 12,
    rarity: 3,
    home: 6,
    field: 45,
    handler: 50,
    hint: 85,
    paper: 40,
    hint_alone: 90,
    hint_brevity: 30,
    loose: 100,
    sentence_loose: 60,
    sentence_brevity: 25,
    synonym: 97,
};

/// Queries of so many words that count are sentences: not all of them need be found.
pub(super) const SENTENCE: u32 = 4;

impl Scale {
    fn loose(&self, plan: &Plan) -> u32 {
        match plan.needed.count_ones() > SENTENCE {
            true => self.sentence_loose,
            false => self.loose,
        }
    }

    /// What it is worth that a name says little else.
    pub(super) fn brevity(&self, plan: &Plan) -> u32 {
        match plan.needed.count_ones() > SENTENCE {
            true => self.sentence_brevity,
            false => self.brevity,
        }
    }
}

impl Tally {
    /// Of the text at a place; `None` when nothing in it answers.
    pub(super) fn of(catalogue: &Catalogue, plan: &Plan, text: usize) -> Option<Self> {
        let mut tally: Option<Self> = None;
        let mut before = 0;
        let mut place: u32 = 0;
        for token in catalogue.tokens(text) {
            let at = usize::from(*token).wrapping_sub(1);
            let Some(entry) = plan.entries.get(at) else {
                continue;
            };
            // What stands between words has no weight, and parts nothing: «đất (lần đầu)».
            if entry.weight == 0 {
                continue;
            }
            if entry.mask != 0 {
                let tally = tally.get_or_insert_with(|| Self {
                    first: place,
                    ..Self::default()
                });
                tally.take(plan, *entry, before);
            }
            before = entry.mask;
            place += 1;
        }
        tally
    }

    #[inline(never)]
    fn take(&mut self, plan: &Plan, entry: Entry, before: u32) {
        self.matched += u32::from(entry.weight);
        self.behind |= entry.mask & before << 1;
        self.mask |= entry.mask;
        let grades = plan.grades_of(entry);
        let mut left = entry.mask;
        while left != 0 {
            let term = left.trailing_zeros() as usize;
            left &= left - 1;
            if let (Some(mine), Some(grade)) = (self.grades.get_mut(term), grades.get(term))
                && *grade > *mine
            {
                *mine = *grade;
            }
        }
    }

    /// Takes over what another text has, at a part of its worth.
    pub(super) fn add(&mut self, other: &Self, percent: u32) {
        let mut left = other.mask;
        self.mask |= left;
        self.behind |= other.behind;
        while left != 0 {
            let term = left.trailing_zeros() as usize;
            left &= left - 1;
            let (Some(mine), Some(theirs)) = (self.grades.get_mut(term), other.grades.get(term))
            else {
                return;
            };
            let worth = (u32::from(*theirs) * percent / 100) as u8;
            if worth > *mine {
                *mine = worth;
            }
        }
    }

    /// Whether the first word, or the first behind «Thủ tục», was asked for.
    pub(super) fn is_at_start(&self) -> bool {
        self.mask != 0 && (self.first == 0 || self.first == 2)
    }

    /// From 0 to 100: how much of what was asked for is there.
    pub(super) fn coverage(&self, plan: &Plan, scale: &Scale) -> u32 {
        let mut sum = 0;
        let near = self.behind | self.behind >> 1;
        let loose = scale.loose(plan);
        for (at, term) in plan.terms.iter().enumerate() {
            let grade = u32::from(self.grades.get(at).copied().unwrap_or_default());
            let is_near = near >> at & 1 == 1 || plan.terms.len() == 1;
            sum += term.weight * grade * if is_near { 100 } else { loose };
        }
        sum / (plan.weight * 100).max(1)
    }

    /// How good it is with this coverage; `all` is the weight of all words of the text.
    pub(super) fn score(
        &self,
        plan: &Plan,
        coverage: u32,
        all: u32,
        brevity: u32,
        scale: &Scale,
    ) -> u32 {
        let mut phrase = 0;
        let mut left = self.behind;
        while left != 0 {
            let term = left.trailing_zeros() as usize;
            left &= left - 1;
            phrase += plan.pair(term);
        }
        let phrase = match plan.pairs {
            0 => 100,
            pairs => phrase * 100 / pairs,
        };
        let alone = (self.matched * 100 / all.max(1)).min(100);
        let start = if self.is_at_start() { 100 } else { 0 };
        scale.coverage * coverage + scale.phrase * phrase + brevity * alone + scale.start * start
    }
}
