//! What may have been meant by a query: the words as they stand; the keys of an input method that was off; words run
//! together; and the official words for what citizens and officials abbreviate.

use super::catalogue::Catalogue;
use super::format::Kind;
use super::terms::Plan;
use crate::text::{Syllable, readings, syllables};

/// Readings of one query that are tried.
const MOST: usize = 4;
/// Shorter words are not taken apart.
const JOINED_BYTES: usize = 6;

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

/// `dangkykhaisinh` → `dang ky khai sinh`: few and common words of the catalogue, or long ones; the last may be unfinished.
fn taken_apart(catalogue: &Catalogue, text: &str, prefers_long: bool) -> Option<String> {
    let mut out = String::new();
    let mut is_other = false;
    for one in syllables(text) {
        if !out.is_empty() {
            out.push(' ');
        }
        let word = &one.folded;
        let is_known = catalogue.forms.iter().any(|form| *form.folded == **word);
        let apart = match is_known || word.len() < JOINED_BYTES || !word.is_ascii() {
            true => None,
            false => cheapest(catalogue, word, prefers_long),
        };
        match apart {
            Some(apart) => {
                is_other = true;
                out.push_str(&apart);
            }
            None => out.push_str(&one.exact),
        }
    }
    is_other.then_some(out)
}

fn cheapest(catalogue: &Catalogue, joined: &str, prefers_long: bool) -> Option<String> {
    // Alone after some letters y and i are one, and here it is not known what stands alone.
    let with_i = |text: &str| -> String {
        text.chars()
            .map(|c| if c == 'y' { 'i' } else { c })
            .collect()
    };
    let sought = with_i(joined);
    let forms: Vec<String> = catalogue
        .forms
        .iter()
        .map(|form| with_i(&form.folded))
        .collect();
    // For each end: how dear the way there is, and where its last word begins. Words that many names have are cheap.
    let mut ways: Vec<Option<(u32, usize)>> = vec![None; joined.len() + 1];
    ways[0] = Some((0, 0));
    for start in 0..joined.len() {
        let (Some((cost, _)), Some(rest)) = (ways[start], sought.get(start..)) else {
            continue;
        };
        for (form, folded) in catalogue.forms.iter().zip(&forms) {
            let is_tail = folded.len() > rest.len() && folded.starts_with(rest);
            if !is_tail && !rest.starts_with(&**folded) {
                continue;
            }
            let end = start + folded.len().min(rest.len());
            let dear = catalogue.words.get(form.first as usize..form.end as usize);
            let dear = dear
                .unwrap_or_default()
                .iter()
                .map(|word| word.weight)
                .min();
            let length = folded.len().min(8) as u32;
            let word = match prefers_long {
                true => 66 - length * length,
                false => 40 + u32::from(dear.unwrap_or(64)),
            };
            // «y tế» has a word of one letter, but most letters are none.
            let word = word + 40 * u32::from(folded.len() == 1);
            // Of an unfinished word little is known, of one letter next to nothing.
            let guess = if rest.len() == 1 { 60 } else { 20 };
            let cost = cost + word + guess * u32::from(is_tail);
            if ways[end].is_none_or(|(known, _)| cost < known) {
                ways[end] = Some((cost, start));
            }
        }
    }
    let mut words = Vec::new();
    let mut end = joined.len();
    while end > 0 {
        let (_, start) = ways[end]?;
        words.push(joined.get(start..end)?);
        end = start;
    }
    let mut out = String::new();
    for word in words.iter().rev() {
        if !out.is_empty() {
            out.push(' ');
        }
        out.push_str(word);
    }
    (words.len() > 1).then_some(out)
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
        let Some((start, end)) = found(catalogue, term, &typed) else {
            continue;
        };
        // «bảo hiểm» need not become «bảo hiểm y tế» where that is what was typed.
        if found(catalogue, meaning, &typed).is_some() {
            continue;
        }
        let length = end - start;
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

/// Where the words of a term stand in what was typed.
fn found(catalogue: &Catalogue, term: usize, typed: &[Syllable]) -> Option<(usize, usize)> {
    'starts: for start in 0..typed.len() {
        let mut end = start;
        for token in catalogue.tokens(term) {
            let Some(wanted) = catalogue.word(*token).filter(|word| word.is_word()) else {
                continue;
            };
            let Some(word) = typed.get(end) else {
                continue 'starts;
            };
            // Typed without marks, it is the same word; typed with others, it is not.
            let is_same = *word.exact == *wanted.exact
                || word.exact == word.folded && *word.folded == *catalogue.folded(wanted);
            if !is_same {
                continue 'starts;
            }
            end += 1;
        }
        if end > start {
            return Some((start, end));
        }
    }
    None
}
