//! What may have been meant by a query: the words as they stand; the keys of an input method that was off; words run
//! together; and the official words for what citizens and officials abbreviate.

use super::catalogue::Catalogue;
use super::format::Kind;
use super::joined::taken_apart;
use super::terms::Plan;
use crate::text::{Syllable, readings, syllables};

/// Readings of one query that are tried.
const MOST: usize = 4;

/// Whose something is and when it was: they part no citizen's word.
const BETWEEN: [&str; 13] = [
    "tôi", "toi", "em", "anh", "chị", "mình", "minh", "mới", "moi", "vừa", "vua", "bị", "đã",
];

/// A query as it may have been meant.
#[derive(Debug, Clone)]
pub(super) struct Reading {
    pub(super) plan: Plan,
    /// Its text, unless it is the one that was typed.
    pub(super) text: Option<String>,
    /// What it is worth beside the words as they stand, in parts of a hundred.
    pub(super) percent: u32,
    /// How many of its words stand for others.
    replaced: u8,
}

/// The words as they stand first.
pub(super) fn all(catalogue: &Catalogue, text: &str, synonym_percent: u32) -> Vec<Reading> {
    let is_open = !text.ends_with(' ');
    let typed = Reading {
        plan: Plan::of(catalogue, text, is_open),
        text: None,
        percent: 100,
        replaced: 0,
    };
    let mut out = vec![typed];
    if !out[0].plan.is_known() {
        let mut guesses = readings(text);
        for prefers_long in [false, true] {
            let apart = taken_apart(catalogue, text, prefers_long);
            guesses.extend(apart.filter(|apart| !guesses.contains(apart)));
        }
        for guess in guesses {
            let plan = Plan::of(catalogue, &guess, is_open);
            // A guess with a word that nothing has is no better than what was typed; and what was typed is not looked for any
            // more where it has such a word and a guess has none.
            if plan.is_known() {
                if out[0].plan.is_strange() {
                    out.clear();
                }
                out.push(Reading {
                    plan,
                    text: Some(guess),
                    percent: 99,
                    replaced: 0,
                });
            }
        }
    }
    let mut at = 0;
    while let Some(base) = out.get(at) {
        let Reading {
            percent, replaced, ..
        } = *base;
        let base = base.text.clone().unwrap_or_else(|| text.to_owned());
        at += 1;
        // Two of them in one query, such as «mất cccd và gplx».
        if replaced == 2 {
            break;
        }
        for (meant, is_open) in in_official_words(catalogue, &base, is_open) {
            if out.len() == MOST {
                return out;
            }
            out.push(Reading {
                plan: Plan::of(catalogue, &meant, is_open),
                text: Some(meant),
                percent: percent * synonym_percent / 100,
                replaced: replaced + 1,
            });
        }
    }
    out
}

/// The text with a citizen's word or an abbreviation replaced by what it stands for, one for each meaning, and whether
/// its last word may still be unfinished.
fn in_official_words(catalogue: &Catalogue, text: &str, is_open: bool) -> Vec<(String, bool)> {
    let typed = syllables(text);
    let mut out = Vec::new();
    // The longest term wins: «thẻ căn cước» before «căn cước».
    let mut longest = 0;
    for (term, meaning) in &catalogue.synonyms {
        let side = |side: u32| {
            let is_there = (side as usize) < catalogue.count(Kind::Synonym);
            is_there.then(|| catalogue.place(Kind::Synonym, side as usize))
        };
        let (Some(term), Some(meaning)) = (side(*term), side(*meaning)) else {
            continue;
        };
        let Some((start, end, length)) = found(catalogue, term, &typed) else {
            continue;
        };
        // «bảo hiểm» need not become «bảo hiểm y tế» where that is what was typed.
        if found(catalogue, meaning, &typed).is_some() {
            continue;
        }
        if length > longest {
            out.clear();
            longest = length;
        }
        if length == longest {
            let before = typed.get(start).map_or(0, |one| one.start);
            let after = typed.get(end - 1).map_or(text.len(), |one| one.end);
            let mut meant = text.get(..before).unwrap_or_default().to_owned();
            meant.push_str(&catalogue.write(meaning, |_, _| ()));
            meant.push_str(text.get(after..).unwrap_or_default());
            out.push((meant, is_open && end < typed.len()));
        }
    }
    out
}

/// Where the words of a term stand in what was typed, and how many they are. Whose it is and when
/// it was may stand between: «bố tôi mới mất».
fn found(catalogue: &Catalogue, term: usize, typed: &[Syllable]) -> Option<(usize, usize, usize)> {
    'starts: for start in 0..typed.len() {
        let mut end = start;
        let mut length = 0;
        for token in catalogue.tokens(term) {
            let Some(wanted) = catalogue.word(*token).filter(|word| word.is_word()) else {
                continue;
            };
            loop {
                let Some(word) = typed.get(end) else {
                    continue 'starts;
                };
                end += 1;
                // Typed without marks, it is the same word; typed with others, it is not.
                if *word.exact == *wanted.exact
                    || word.exact == word.folded && *word.folded == *catalogue.folded(wanted)
                {
                    length += 1;
                    break;
                }
                if length == 0 || !BETWEEN.contains(&&*word.exact) {
                    continue 'starts;
                }
            }
        }
        if length > 0 {
            return Some((start, end, length));
        }
    }
    None
}
