//! Text cut into syllables that compare as a reader compares them, whatever way they were written: `Hoà` typed in either
//! normal form is `hòa`, and `kí` is `ký`. Vietnamese writes a blank between syllables, so these are the terms of search.
//!
//! ```
//! let found = cchc::text::syllables("Đăng kí, Uỷ ban");
//! let exact: Vec<&str> = found.iter().map(|one| one.exact.as_str()).collect();
//! let folded: Vec<&str> = found.iter().map(|one| one.folded.as_str()).collect();
//! assert_eq!(exact, ["đăng", "kí", "ủy", "ban"]);
//! assert_eq!(folded, ["dang", "ki", "uy", "ban"]);
//! ```

use super::fold::fold;
use super::is_noise;
use super::letter::{Letter, is_combining, is_separator, place_tone};

/// One syllable, number or code of a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Syllable {
    /// First byte in the original text.
    pub start: usize,
    /// Byte behind the last one in the original text.
    pub end: usize,
    /// Small letters in normal form C, one spelling for each word: `hòa` for `hoà`, `kí` for `ký`.
    pub exact: String,
    /// [`fold`] of `exact`; the dots of a number are left out: `1004222` for `1.004222`.
    pub folded: String,
}

/// The syllables of a text in their order. Dots between digits belong to the number or code.
///
/// `i` and `y` are one where they are the whole vowel after `h k l m s t` or stand alone, and it is written `i`:
/// so what is typed on the way to `kinh` or `liên` begins as these do.
#[must_use]
pub fn syllables(text: &str) -> Vec<Syllable> {
    let mut out = Vec::with_capacity(text.len() / 5);
    let mut letters: Vec<Letter> = Vec::with_capacity(8);
    let (mut start, mut end, mut is_number) = (0, 0, false);
    for (at, c) in text.char_indices() {
        let after = at + c.len_utf8();
        // Most of a text are plain letters and blanks, so these are asked about first.
        if !c.is_ascii_alphanumeric() && c != ' ' {
            if is_dropped(c) {
                continue;
            }
            if is_combining(c) {
                if let Some(letter) = letters.last_mut() {
                    letter.take(c);
                    end = after;
                }
                continue;
            }
        }
        let is_inside = !is_separator(c)
            || c == '.'
                && is_number
                && !letters.is_empty()
                && digit_follows(text.get(after..).unwrap_or_default());
        if !is_inside {
            push(&mut out, &mut letters, start, end);
            continue;
        }
        if letters.is_empty() {
            (start, is_number) = (at, true);
        }
        is_number &= c.is_ascii_digit() || c == '.';
        letters.push(Letter::of(c));
        end = after;
    }
    push(&mut out, &mut letters, start, end);
    out
}

/// What [`super::clean`] leaves out without a gap.
fn is_dropped(c: char) -> bool {
    is_noise(c) && !c.is_whitespace()
}

fn digit_follows(rest: &str) -> bool {
    let next = rest.chars().find(|c| !is_dropped(*c));
    next.is_some_and(|c| c.is_ascii_digit())
}

/// Ends the syllable that was gathered, if any.
fn push(out: &mut Vec<Syllable>, letters: &mut Vec<Letter>, start: usize, end: usize) {
    if letters.is_empty() {
        return;
    }
    place_tone(letters);
    if let [.., last] = letters.as_slice()
        && last.base == 'y'
        && (letters.len() == 1
            || letters.len() == 2 && matches!(letters[0].base, 'h' | 'k' | 'l' | 'm' | 's' | 't'))
        && let Some(last) = letters.last_mut()
    {
        last.base = 'i';
    }
    let mut exact = String::with_capacity(end - start);
    exact.extend(letters.drain(..).map(Letter::whole));
    let mut folded = fold(&exact);
    folded.retain(|c| c != '.');
    out.push(Syllable {
        start,
        end,
        exact,
        folded,
    });
}

#[cfg(test)]
#[path = "syllable_tests.rs"]
mod tests;
