//! Words run together, as on a keyboard whose space bar is too small: `caphochieu`.

use super::catalogue::Catalogue;
use crate::text::syllables;

/// Shorter words are not taken apart.
const JOINED_BYTES: usize = 6;
/// So many of the cheapest ways to one place are followed further.
const WAYS: usize = 4;

/// `dangkykhaisinh` → `dang ky khai sinh`: few and common words of the catalogue, or long ones; the last may be unfinished.
pub(super) fn taken_apart(catalogue: &Catalogue, text: &str, prefers_long: bool) -> Option<String> {
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

/// A way to a place inside of letters run together: how dear it is, where its last word begins, which of the ways to there it goes on,
/// and the form of that word.
#[derive(Clone, Copy)]
struct Way {
    cost: u32,
    start: usize,
    rank: usize,
    form: usize,
}

/// The words that letters run together are: cheap ones, but such as stand together somewhere before those.
fn cheapest(catalogue: &Catalogue, joined: &str, prefers_long: bool) -> Option<String> {
    let ways = ways(catalogue, joined, prefers_long);
    let mut candidates = Vec::new();
    for last in ways.last()? {
        let mut words = Vec::new();
        let mut end = joined.len();
        let mut way = *last;
        loop {
            words.push((way.form, joined.get(way.start..end)?));
            if way.start == 0 {
                break;
            }
            end = way.start;
            way = *ways.get(end)?.get(way.rank)?;
        }
        words.reverse();
        candidates.push(words);
    }
    let pairs = strange_pairs(catalogue, &candidates);
    let (words, _) = candidates
        .iter()
        .zip(pairs)
        .min_by_key(|(_, strange)| *strange)?;
    let mut out = String::new();
    for (_, word) in words {
        if !out.is_empty() {
            out.push(' ');
        }
        out.push_str(word);
    }
    (words.len() > 1).then_some(out)
}

/// For each candidate how many of its neighbours stand together in no name. The last word may be unfinished, so it is not asked.
fn strange_pairs(catalogue: &Catalogue, candidates: &[Vec<(usize, &str)>]) -> Vec<usize> {
    let mut wanted: Vec<((usize, usize), bool)> = Vec::new();
    let pairs = |words: &[(usize, &str)]| -> Vec<(usize, usize)> {
        let sure = &words[..words.len().saturating_sub(1)];
        sure.iter()
            .zip(sure.iter().skip(1))
            .map(|(a, b)| (a.0, b.0))
            .collect()
    };
    for words in candidates {
        wanted.extend(pairs(words).into_iter().map(|pair| (pair, false)));
    }
    wanted.sort_unstable();
    wanted.dedup();
    for at in 0..catalogue.len() {
        let mut before = usize::MAX;
        for token in catalogue.tokens(at) {
            let Some(word) = catalogue.word(*token).filter(|word| word.is_word()) else {
                continue;
            };
            let form = word.form as usize;
            if let Ok(at) = wanted.binary_search_by_key(&(before, form), |(pair, _)| *pair) {
                wanted[at].1 = true;
            }
            before = form;
        }
    }
    let is_strange = |pair: &(usize, usize)| wanted.binary_search(&(*pair, true)).is_err();
    let count =
        |words: &Vec<(usize, &str)>| pairs(words).iter().filter(|pair| is_strange(pair)).count();
    candidates.iter().map(count).collect()
}

/// For each place the cheapest ways there. Words that many names have are cheap.
fn ways(catalogue: &Catalogue, joined: &str, prefers_long: bool) -> Vec<Vec<Way>> {
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
    let mut ways: Vec<Vec<Way>> = vec![Vec::new(); joined.len() + 1];
    let begin = Way {
        cost: 0,
        start: 0,
        rank: 0,
        form: usize::MAX,
    };
    ways[0].push(begin);
    for start in 0..joined.len() {
        let (false, Some(rest)) = (ways[start].is_empty(), sought.get(start..)) else {
            continue;
        };
        for (number, (form, folded)) in catalogue.forms.iter().zip(&forms).enumerate() {
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
            let word = word + 8 * u32::from(folded.len() == 1);
            // Of an unfinished word little is known, of one letter next to nothing.
            let guess = if rest.len() == 1 { 60 } else { 20 };
            for rank in 0..ways[start].len() {
                let cost = ways[start][rank].cost + word + guess * u32::from(is_tail);
                let known = &mut ways[end];
                let same = known
                    .iter()
                    .position(|way| (way.start, way.rank) == (start, rank));
                if let Some(same) = same {
                    if known[same].cost <= cost {
                        continue;
                    }
                    known.remove(same);
                }
                let place = known.partition_point(|way| way.cost <= cost);
                known.insert(
                    place,
                    Way {
                        cost,
                        start,
                        rank,
                        form: number,
                    },
                );
                known.truncate(WAYS);
            }
        }
    }
    ways
}
