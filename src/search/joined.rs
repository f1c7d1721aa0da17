//! Words run together, as on a keyboard whose space bar is too small: `caphochieu`.

use super::catalogue::Catalogue;
use crate::text::syllables;

/// Shorter words are not taken apart.
const JOINED_BYTES: usize = 6;
/// So many of the cheapest ways to one place are followed further.
const WAYS: usize = 4;
/// What it costs that two words stand together in no name.
const STRANGE: u32 = 120;

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
    form: u32,
}

fn cheapest(catalogue: &Catalogue, joined: &str, prefers_long: bool) -> Option<String> {
    let ways = ways(catalogue, joined, prefers_long);
    let mut way = *ways.last()?.first()?;
    let mut end = joined.len();
    let mut words = vec![joined.get(way.start..end)?];
    while way.start > 0 {
        end = way.start;
        way = *ways.get(end)?.get(way.rank)?;
        words.push(joined.get(way.start..end)?);
    }
    words.reverse();
    (words.len() > 1).then(|| words.join(" "))
}

/// For each place the cheapest ways there. Words that many names have are cheap, and such as stand together in one.
fn ways(catalogue: &Catalogue, joined: &str, prefers_long: bool) -> Vec<Vec<Way>> {
    let mut ways: Vec<Vec<Way>> = vec![Vec::new(); joined.len() + 1];
    ways[0].push(Way {
        cost: 0,
        start: 0,
        rank: 0,
        form: u32::MAX,
    });
    for start in 0..joined.len() {
        let (false, Some(rest)) = (ways[start].is_empty(), joined.get(start..)) else {
            continue;
        };
        for (form, about) in catalogue.forms.iter().enumerate() {
            let folded = &*about.folded;
            let length = folded.len().min(rest.len());
            if !is_alike(folded, rest, length) {
                continue;
            }
            let is_tail = folded.len() > rest.len();
            let word = match prefers_long {
                true => 66 - (folded.len().min(8) as u32).pow(2),
                false => 40 + catalogue.dearness(about),
            };
            // «y tế» has a word of one letter, but most letters are none.
            let word = word + 8 * u32::from(folded.len() == 1);
            // Of an unfinished word little is known, of one letter next to nothing.
            let guess = if rest.len() == 1 { 60 } else { 20 };
            let word = word + guess * u32::from(is_tail);
            for rank in 0..ways[start].len() {
                let before = ways[start][rank];
                let is_strange =
                    start > 0 && !is_tail && !catalogue.neighbours.has(before.form, form as u32);
                let way = Way {
                    cost: before.cost + word + STRANGE * u32::from(is_strange),
                    start,
                    rank,
                    form: form as u32,
                };
                put(&mut ways[start + length], way);
            }
        }
    }
    ways
}

/// Whether so many letters are the same. Alone after some letters y and i are one, and here it is not known what stands alone.
fn is_alike(folded: &str, rest: &str, length: usize) -> bool {
    let with_i = |byte: &u8| if *byte == b'y' { b'i' } else { *byte };
    let (folded, rest) = (folded.bytes(), rest.bytes());
    let mut both = folded.zip(rest).take(length);
    both.all(|(a, b)| with_i(&a) == with_i(&b))
}

/// Keeps the cheapest; one of those that part the letters alike.
fn put(known: &mut Vec<Way>, way: Way) {
    let same = known
        .iter()
        .position(|one| (one.start, one.rank) == (way.start, way.rank));
    if let Some(same) = same {
        if known[same].cost <= way.cost {
            return;
        }
        known.remove(same);
    }
    let place = known.partition_point(|one| one.cost <= way.cost);
    known.insert(place, way);
    known.truncate(WAYS);
}
