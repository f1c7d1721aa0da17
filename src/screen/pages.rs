//! A text that does not fit is split into pages, never shrunk, never cut inside of a syllable.

use std::ops::Range;

use super::legible::Fit;

/// A page that ends with a sentence may leave so many parts of ten of its lines empty.
const EMPTY_TENTHS: u32 = 5;

/// A word and how it stands on a page.
struct Word {
    start: usize,
    end: usize,
    chars: u32,
    /// Ends a sentence.
    is_end: bool,
    /// Begins a paragraph.
    is_new: bool,
}

/// Where the pages of a text begin and end, in bytes: as few as hold it, then as even as they can be. Blank text has none.
///
/// Blanks around a page belong to none. A word longer than a line takes several lines, and one longer than a page has it alone.
#[must_use]
pub fn pages(text: &str, fit: Fit) -> Vec<Range<usize>> {
    let words = words(text);
    let chars = fit.chars.max(1);
    let mut best = split(&words, chars, fit.lines.max(1));
    // The last page would often be a word or two.
    let mut lines = fit.lines.max(1);
    while lines > 1 && best.len() > 1 {
        lines -= 1;
        let even = split(&words, chars, lines);
        if even.len() > best.len() {
            break;
        }
        best = even;
    }
    best
}

fn split(words: &[Word], chars: u32, lines: u32) -> Vec<Range<usize>> {
    let mut pages = Vec::new();
    let mut rest = words;
    while let Some(first) = rest.first() {
        let count = taken(rest, chars, lines);
        let (page, after) = rest.split_at(count.min(rest.len()));
        let end = page.last().map_or(first.end, |last| last.end);
        pages.push(first.start..end);
        rest = after;
    }
    pages
}

/// How many words go on the next page.
fn taken(words: &[Word], chars: u32, lines: u32) -> usize {
    let (mut line, mut column) = (0_u32, 0_u32);
    // Words up to the last sentence that ends far enough down.
    let mut sentence = None;
    for (at, word) in words.iter().enumerate() {
        let needs = if column == 0 {
            word.chars
        } else {
            column + 1 + word.chars
        };
        if at == 0 || word.is_new || needs > chars {
            line += (word.chars.max(1)).div_ceil(chars);
            column = (word.chars.max(1) - 1) % chars + 1;
        } else {
            column = needs;
        }
        if line > lines && at > 0 {
            return sentence.unwrap_or(at);
        }
        if word.is_end && line * 10 >= lines * (10 - EMPTY_TENTHS) {
            sentence = Some(at + 1);
        }
    }
    words.len()
}

fn words(text: &str) -> Vec<Word> {
    let mut words: Vec<Word> = Vec::new();
    let mut open: Option<Word> = None;
    let mut is_new = false;
    for (at, letter) in text.char_indices() {
        // A no-break space holds a number and its unit together.
        if letter.is_whitespace() && letter != '\u{a0}' && letter != '\u{202f}' {
            words.extend(open.take());
            is_new |= letter == '\n';
            continue;
        }
        let word = open.get_or_insert(Word {
            start: at,
            end: at,
            chars: 0,
            is_end: false,
            is_new,
        });
        is_new = false;
        word.end = at + letter.len_utf8();
        if !('\u{300}'..='\u{36f}').contains(&letter) {
            word.chars += 1;
        }
        word.is_end = match letter {
            '.' | '!' | '?' | '…' | ';' | ':' => true,
            ')' | '"' | '”' | '’' | '»' => word.is_end,
            _ => false,
        };
    }
    words.extend(open);
    words
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "tests")]
    use proptest::prelude::*;

    use super::*;

    fn texts(text: &str, chars: u32, lines: u32) -> Vec<&str> {
        let pages = pages(text, Fit { chars, lines });
        pages.into_iter().map(|page| &text[page]).collect()
    }

    #[test]
    fn pages_end_with_sentences_then_with_words() {
        for (text, chars, lines, expected) in [
            ("", 10, 2, &[][..]),
            ("  \n ", 10, 2, &[]),
            ("Ẩm Ỗ Ữ Ặ", 20, 1, &["Ẩm Ỗ Ữ Ặ"]),
            (
                "Nộp hồ sơ. Nhận kết quả ở bộ phận một cửa.",
                12,
                2,
                &["Nộp hồ sơ.", "Nhận kết quả ở bộ phận", "một cửa."],
            ),
            (
                "một hai ba bốn năm sáu",
                7,
                2,
                &["một hai ba bốn", "năm sáu"],
            ),
            // As even as they can be.
            ("a b c d e f", 3, 2, &["a b c d", "e f"]),
            (
                "nghiêngnghiêng nghiêng",
                7,
                1,
                &["nghiêngnghiêng", "nghiêng"],
            ),
            ("một\nhai\nba", 20, 2, &["một\nhai", "ba"]),
            (
                "50.000\u{a0}đồng một bản",
                12,
                1,
                &["50.000\u{a0}đồng", "một bản"],
            ),
            ("(Xong.) Rồi đến hai", 8, 1, &["(Xong.)", "Rồi đến", "hai"]),
        ] {
            assert_eq!(texts(text, chars, lines), expected, "{text}");
        }
    }

    /// Lines that a text takes, wrapped word by word.
    fn lines_of(text: &str, chars: usize) -> usize {
        let mut lines = 0;
        for paragraph in text.split('\n') {
            let mut column = 0;
            for word in paragraph.split_whitespace() {
                let length = word.chars().count();
                if column == 0 || column + 1 + length > chars {
                    lines += length.div_ceil(chars);
                    column = (length - 1) % chars + 1;
                } else {
                    column += 1 + length;
                }
            }
        }
        lines
    }

    proptest! {
        #[test]
        fn every_word_stands_on_one_page_and_every_page_fits(
            text in "([a-zđẩỗữặỵ.]{1,9}[ \n]{1,2}){0,60}", chars in 1_u32..30, lines in 1_u32..9,
        ) {
            let pages = texts(&text, chars, lines);
            let after: Vec<&str> = pages.iter().flat_map(|page| page.split_whitespace()).collect();
            let before: Vec<&str> = text.split_whitespace().collect();
            prop_assert_eq!(after, before);
            for page in &pages {
                let is_one = page.split_whitespace().count() == 1;
                prop_assert!(is_one || lines_of(page, chars as usize) <= lines as usize, "{page:?}");
            }
        }

        #[test]
        fn no_text_panics(text in "\\PC{0,200}", chars in 0_u32..40, lines in 0_u32..9) {
            let pages = pages(&text, Fit { chars, lines });
            prop_assert!(pages.iter().all(|page| !text.get(page.clone()).unwrap().trim().is_empty()));
        }
    }
}
