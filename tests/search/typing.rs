//! What hands do to a name: the keys of Telex that nobody composed, a slip of the finger, a word that is not finished yet.

use crate::generated::Chance;

/// Vowels with their tones: none, huyền, hỏi, ngã, sắc, nặng; each has the keys of the letter before it.
const VOWELS: &[(&str, &str)] = &[
    ("a", "aàảãáạ"),
    ("aw", "ăằẳẵắặ"),
    ("aa", "âầẩẫấậ"),
    ("e", "eèẻẽéẹ"),
    ("ee", "êềểễếệ"),
    ("i", "iìỉĩíị"),
    ("o", "oòỏõóọ"),
    ("oo", "ôồổỗốộ"),
    ("ow", "ơờởỡớợ"),
    ("u", "uùủũúụ"),
    ("uw", "ưừửữứự"),
    ("y", "yỳỷỹýỵ"),
];

/// The keys of a syllable: marks behind their letter, the tone at the end.
pub(crate) fn telex(syllable: &str) -> String {
    let mut keys = String::new();
    let mut tone = 0;
    for c in syllable.to_lowercase().chars() {
        let vowel = VOWELS
            .iter()
            .find_map(|(keys, tones)| Some((*keys, tones.chars().position(|one| one == c)?)));
        match vowel {
            Some((letters, at)) => {
                keys.push_str(letters);
                tone = tone.max(at);
            }
            None if c == 'đ' => keys.push_str("dd"),
            None => keys.push(c),
        }
    }
    keys.push_str(["", "f", "r", "x", "s", "j"][tone]);
    keys
}

/// One letter of a syllable of four or more left out, doubled, wrong, or swapped with the next one; nothing where there is no such syllable.
pub(crate) fn slip(folded: &str, chance: &mut Chance) -> Option<String> {
    let mut words: Vec<Vec<char>> = folded
        .split(' ')
        .map(|word| word.chars().collect())
        .collect();
    let long: Vec<usize> = (0..words.len()).filter(|at| words[*at].len() > 3).collect();
    if long.is_empty() {
        return None;
    }
    let word = &mut words[long[chance.below(long.len())]];
    let at = chance.below(word.len() - 1);
    match chance.below(4) {
        0 => drop(word.remove(at)),
        1 => word.insert(at, word[at]),
        2 => word[at] = if word[at] == 'x' { 'z' } else { 'x' },
        _ => word.swap(at, at + 1),
    }
    let words: Vec<String> = words.into_iter().map(String::from_iter).collect();
    Some(words.join(" ")).filter(|text| text != folded)
}

/// The last syllable cut to two letters.
pub(crate) fn cut(folded: &str) -> String {
    let start = folded.rfind(' ').map_or(0, |at| at + 1);
    folded
        .chars()
        .take(folded[..start].chars().count() + 2)
        .collect()
}
