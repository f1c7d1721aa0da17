//! Whether a word can be Vietnamese: the language is written in syllables of few patterns, so that a text that was read
//! with the wrong encoding shows at once.
//!
//! Initials and rhymes as in the Vietnamese orthography (Thompson, A Vietnamese Reference Grammar, 1987, chapter 3).

use unicode_normalization::UnicodeNormalization;

const INITIALS: &[&str] = &[
    "ngh", "ch", "gh", "gi", "kh", "ng", "nh", "ph", "qu", "th", "tr", "b", "c", "d", "đ", "g",
    "h", "k", "l", "m", "n", "p", "q", "r", "s", "t", "v", "x", "",
];

const RHYMES: &str = " a ac ach ai am an ang anh ao ap at au ay ă ăc ăm ăn ăng ăp ăt â âc âm ân âng âp ât âu ây \
    e ec em en eng eo ep et ê êch êm ên ênh êp êt êu i ia ich iêc iêm iên iêng iêp iêt iêu im in inh ip it iu \
    o oa oac oach oai oam oan oang oanh oao oap oat oay oăc oăm oăn oăng oăt oc oe oem oen oeo oet oi om on ong \
    ooc oong op ot ô ôc ôi ôm ôn ông ôp ôt ơ ơi ơm ơn ơp ơt u ua uân uâng uât uây uc uê uêch uên uênh ui um un \
    ung uôc uôi uôm uôn uông uôt uơ uơn up ut uy uya uych uyên uyêt uyn uynh uyt uyu uyp ư ưa ưc ưi ưm ưn ưng \
    ươc ươi ươm ươn ương ươp ươt ươu ưt ưu uôp y yên yêm yêng yêt yêu ";

const TONES: [char; 5] = ['\u{300}', '\u{301}', '\u{303}', '\u{309}', '\u{323}'];

/// Words of a text with a letter beyond ASCII, and how many of them can be Vietnamese.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(crate) struct Count {
    pub(crate) words: usize,
    pub(crate) syllables: usize,
}

/// Counts the words of a text.
pub(crate) fn count(text: &str) -> Count {
    let mut count = Count::default();
    for word in text.split(is_between) {
        // Inside of a word they come from UTF-8 that was misread.
        let word = word.trim_matches(['«', '»']);
        if !word.is_ascii() {
            count.words += 1;
            count.syllables += usize::from(is_syllable(word));
        }
    }
    count
}

/// Digits, ASCII punctuation, white space, typographic quotes and dashes stand between words; any other sign inside of a
/// word speaks against it.
fn is_between(c: char) -> bool {
    c.is_whitespace()
        || c.is_ascii() && !c.is_ascii_alphabetic()
        || matches!(c, '\u{2010}'..='\u{2027}' | '\u{2030}'..='\u{203a}' | '\u{feff}')
}

fn is_syllable(word: &str) -> bool {
    // ÂÚ and the like: within a word letters are of one case, but for the first.
    let is_of_one_case =
        word.chars().skip(1).all(|c| !c.is_uppercase()) || word.chars().all(|c| !c.is_lowercase());
    if !is_of_one_case || word.chars().any(|c| !c.is_alphabetic() && !is_mark(c)) {
        return false;
    }
    let (mut tones, mut is_on_vowel) = (0, false);
    let plain: String = word
        .to_lowercase()
        .nfd()
        .filter(|c| {
            let is_tone = TONES.contains(c);
            // The ñ of Spanish and of VNI is none.
            tones += if is_tone && !is_on_vowel {
                2
            } else {
                usize::from(is_tone)
            };
            if !is_mark(*c) {
                is_on_vowel = "aeiouy".contains(*c);
            }
            !is_tone
        })
        .nfc()
        .collect();
    tones <= 1
        && INITIALS.iter().any(|initial| {
            let rhyme = plain.strip_prefix(initial);
            rhyme.is_some_and(|rhyme| !rhyme.is_empty() && RHYMES.contains(&format!(" {rhyme} ")))
                || *initial == "gi" && plain == "gi"
        })
}

fn is_mark(c: char) -> bool {
    ('\u{300}'..='\u{323}').contains(&c)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn vietnamese_words_are_syllables_and_others_are_not() {
        let text = "Sở Nội vụ xếp thứ nhất về Chỉ số cải cách hành chính; quận Cầu Giấy, huyện Quốc Oai, \
            phường Kiến Hưng, xã Ứng Hòa, thị xã Sơn Tây, Nghị quyết “gìn giữ” ĐÃ ĐƯỢC THỂ HIỆN khuỷu tay, \
            giếng nước, quyển truyện, ngoằn ngoèo, rượu, nghiêng, khuya, xoong, thuở";
        let found = count(text);
        assert_eq!(found.syllables, found.words);
        assert!(found.words > 40);
        for word in [
            "café",
            "für",
            "Nestlé",
            "Së",
            "vµ",
            "®ång",
            "c¶i",
            "naøy",
            "ngaøy",
            "haØ",
            "Ná»™i",
            "ẩẩ",
        ] {
            assert_eq!(
                count(word),
                Count {
                    words: 1,
                    syllables: 0
                },
                "{word}"
            );
        }
        assert_eq!(count("plain ASCII, 92.57").words, 0);
    }
}
