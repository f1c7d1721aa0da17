//! What was meant when the input method was off: the keys of Telex (`ddawng kys`) and VNI (`d9a8ng ky1`) as they lie in
//! the raw text. A reading is a guess, so it must be Vietnamese; the caller tries it where the text itself finds nothing.
//!
//! ```
//! assert_eq!(cchc::text::readings("ddawng kys khai sinh"), ["đăng ký khai sinh"]);
//! assert!(cchc::text::readings("dang ky").is_empty());
//! ```

use super::fold::{bare, fold};
use super::letter::{
    Letter, circumflexed, horned, is_combining, is_separator, is_vowel, place_tone, vowels,
};

/// What a syllable may begin with.
const ONSETS: &str = "b c ch d đ g gh gi h k kh l m n ng ngh nh p ph qu r s t th tr v x";
/// What may follow, without tones. After `qu`, `u` is not repeated.
const RHYMES: &str = "\
    a ac ach ai am an ang anh ao ap at au ay ăc ăm ăn ăng ăp ăt âc âm ân âng âp ât âu ây \
    e ec em en eng eo ep et ê êch êm ên ênh êp êt êu \
    i ia ich im in inh ip it iu iêc iêm iên iêng iêp iêt iêu \
    o oc oi om on ong ooc oong op ot oa oac oach oai oam oan oang oanh oao oap oat oay \
    oăc oăm oăn oăng oăt oe oem oen oeo oet ô ôc ôi ôm ôn ông ôp ôt ơ ơi ơm ơn ơp ơt \
    u ua uc ui um un ung up ut uân uâng uât uây uê uêch uên uênh uôc uôi uôm uôn uông uôt uơ \
    uy uya uych uyn uynh uyp uyt uyu uyên uyêt \
    ư ưa ưc ưi ưm ưn ưng ưt ưu ươc ươi ươm ươn ương ươp ươt ươu \
    y ych ynh yt yêm yên yêng yêt yêu";

/// Bytes of the longest word that is read: no syllable with its keys comes near.
const LONGEST: usize = 32;

/// What a key did to the letters before it. `None`: pressed once more it took back what it did, so the typist wanted
/// the letters themselves (`ass`, `ddd`), and the word stays as it was typed.
type Pressed = Option<Key>;

enum Key {
    /// It put a mark on them.
    Used,
    /// It stands for this letter.
    Other(char),
    /// It is a letter of its own.
    Letter,
}

/// The readings of raw text as Telex and as VNI, where they are Vietnamese and differ from it: none, one or two.
///
/// Words that are no Vietnamese under the keys stay as they were typed; read words come in small letters. The last word
/// may be unfinished: `ddaw` is `đă`.
#[must_use]
pub fn readings(raw: &str) -> Vec<String> {
    let mut out = Vec::new();
    for press in [telex, vni] {
        if let Some(reading) = read(raw, press)
            && !out.contains(&reading)
        {
            out.push(reading);
        }
    }
    out
}

fn read(raw: &str, press: fn(&mut [Letter], char) -> Pressed) -> Option<String> {
    let mut out = String::with_capacity(raw.len());
    let mut rest = raw;
    let mut is_read = false;
    while !rest.is_empty() {
        let (word, tail) = rest.split_at(rest.find(is_separator).unwrap_or(rest.len()));
        match read_word(word, tail.is_empty(), press) {
            Some(letters) => {
                is_read = true;
                out.extend(letters.into_iter().map(Letter::whole));
            }
            None => out.push_str(word),
        }
        let mut behind = tail.chars();
        out.extend(behind.next());
        rest = behind.as_str();
    }
    is_read.then_some(out)
}

fn read_word(
    word: &str,
    is_last: bool,
    press: fn(&mut [Letter], char) -> Pressed,
) -> Option<Vec<Letter>> {
    if word.len() > LONGEST {
        return None;
    }
    let mut letters: Vec<Letter> = Vec::with_capacity(word.len());
    let mut is_read = false;
    for c in word.chars() {
        if is_combining(c) {
            letters.last_mut()?.take(c);
            continue;
        }
        let letter = Letter::of(c);
        if !c.is_ascii() {
            letters.push(letter);
            continue;
        }
        match press(&mut letters, letter.base)? {
            Key::Used => is_read = true,
            Key::Other(base) => {
                is_read = true;
                letters.push(Letter { base, tone: 0 });
            }
            Key::Letter => letters.push(letter),
        }
    }
    pair_horns(&mut letters);
    if !is_read || !is_plausible(&letters, is_last) {
        return None;
    }
    place_tone(&mut letters);
    Some(letters)
}

fn telex(letters: &mut [Letter], key: char) -> Pressed {
    if let Some(tone) = "zfrxsj".find(key) {
        return press_tone(letters, tone as u8);
    }
    match key {
        'a' | 'e' | 'o' => match press_circumflex(letters, key) {
            // The one word that doubles a vowel: `xooong` for `xoong`.
            None if key == 'o' && letters.last().is_some_and(|last| last.base == 'ô') => {
                letters.last_mut()?.base = 'o';
                Some(Key::Other('o'))
            }
            pressed => pressed,
        },
        'd' => press_stroke(letters),
        'w' if !letters.iter().any(|letter| is_vowel(letter.base)) => Some(Key::Other('ư')),
        'w' => press_horn(letters, "uoa"),
        _ => Some(Key::Letter),
    }
}

fn vni(letters: &mut [Letter], key: char) -> Pressed {
    match key {
        // Keys in the order of the tones: sắc is 1 here and the fourth in dictionaries.
        '0'..='5' => press_tone(letters, "023415".find(key)? as u8),
        '6' => {
            let last = letters
                .iter()
                .rfind(|letter| "aeo".contains(bare_base(letter)));
            match last.map(bare_base) {
                Some(base) => press_circumflex(letters, base),
                None => Some(Key::Letter),
            }
        }
        '7' => press_horn(letters, "uo"),
        '8' => press_horn(letters, "a"),
        '9' => press_stroke(letters),
        _ => Some(Key::Letter),
    }
}

/// Zero takes a tone away.
fn press_tone(letters: &mut [Letter], tone: u8) -> Pressed {
    let Some(vowel) = letters.iter().rposition(|letter| is_vowel(letter.base)) else {
        return Some(Key::Letter);
    };
    let before = letters.iter().map(|letter| letter.tone).max();
    if tone == 0 && before == Some(0) {
        return Some(Key::Letter);
    }
    if before == Some(tone) {
        return None;
    }
    for (at, letter) in letters.iter_mut().enumerate() {
        letter.tone = if at == vowel { tone } else { 0 };
    }
    Some(Key::Used)
}

/// The key may come later in the syllable: `tienges`. Between it and its letter stands no other `a`, `e` or `o`.
fn press_circumflex(letters: &mut [Letter], key: char) -> Pressed {
    let letter = letters
        .iter_mut()
        .rfind(|letter| "aeo".contains(bare_base(letter)))
        .filter(|letter| bare_base(letter) == key);
    let Some(letter) = letter else {
        return Some(Key::Letter);
    };
    let marked = circumflexed(letter.base);
    if marked == letter.base {
        return None;
    }
    letter.base = marked;
    Some(Key::Used)
}

/// `d` becomes `đ`; in Telex the second `d` may come at the end: `dangwd`.
fn press_stroke(letters: &mut [Letter]) -> Pressed {
    match letters.first_mut() {
        Some(first) if first.base == 'd' => {
            first.base = 'đ';
            Some(Key::Used)
        }
        Some(first) if first.base == 'đ' => None,
        _ => Some(Key::Letter),
    }
}

/// Horn or breve on the vowels that the key `takes`: both of `uo`, the `a` of `oa`, else the first.
fn press_horn(letters: &mut [Letter], takes: &str) -> Pressed {
    let Some((start, end)) = vowels(letters) else {
        return Some(Key::Letter);
    };
    let cluster = &mut letters[start..end];
    let base_at = |at: usize| cluster.get(at).map(bare_base);
    let first = (0..cluster.len()).find(|at| base_at(*at).is_some_and(|base| takes.contains(base)));
    let Some(first) = first else {
        return Some(Key::Letter);
    };
    let both =
        takes.contains('u') && base_at(first) == Some('u') && base_at(first + 1) == Some('o');
    let behind =
        takes.contains('a') && base_at(first) == Some('o') && base_at(first + 1) == Some('a');
    let range = first + usize::from(behind)..=first + usize::from(both || behind);
    let mut pressed = None;
    for letter in cluster.get_mut(range).unwrap_or_default() {
        let marked = horned(letter.base);
        if marked != letter.base {
            letter.base = marked;
            pressed = Some(Key::Used);
        }
    }
    pressed
}

/// One horn of `ươ` is enough for the other, as input methods have it: `duongw`, `dduwong`; but `thuở` ends in one.
fn pair_horns(letters: &mut [Letter]) {
    let Some((start, end)) = vowels(letters) else {
        return;
    };
    let is_end = start + 2 == letters.len();
    if let [first, second, ..] = &mut letters[start..end]
        && matches!((first.base, second.base), ('ư', 'o' | 'ơ') | ('u', 'ơ'))
    {
        first.base = if is_end { 'u' } else { 'ư' };
        second.base = 'ơ';
    }
}

/// Whether a word is spelled as a syllable of Vietnamese can be, its marks aside: `knai` is not.
#[must_use]
pub fn is_syllable(word: &str) -> bool {
    let bare: String = fold(word);
    let Some(start) = bare.find(['a', 'e', 'i', 'o', 'u', 'y']) else {
        return false;
    };
    let is_rhyme = |from: usize| {
        let rest = bare.get(from..).unwrap_or_default();
        RHYMES
            .split_ascii_whitespace()
            .any(|rhyme| fold(rhyme) == rest)
    };
    let onset = bare.get(..start).unwrap_or_default();
    let is_onset = onset.is_empty() || ONSETS.split(' ').any(|one| one == onset);
    // `qu` and `gi` have a vowel of their own.
    let is_pair = onset == "q" || onset == "g" && bare.get(start..=start) == Some("i");
    is_onset && is_rhyme(start) || is_pair && is_rhyme(start + 1)
}

/// Whether a syllable of Vietnamese is spelled so, or may become one where it `goes_on`.
fn is_plausible(letters: &[Letter], goes_on: bool) -> bool {
    let Some((start, _)) = vowels(letters) else {
        return false;
    };
    let spelled = |from: usize, to: usize| -> String {
        let part = letters.get(from..to).unwrap_or_default();
        part.iter().map(|letter| letter.base).collect()
    };
    let onset = spelled(0, start);
    if start > 0 && !ONSETS.split(' ').any(|one| one == onset) {
        return false;
    }
    let is_rhyme = |rhyme: &str| {
        RHYMES
            .split(' ')
            .any(|one| one == rhyme || goes_on && one.starts_with(rhyme))
    };
    // `giếng` is g + iêng.
    let is_known = is_rhyme(&spelled(start, letters.len()))
        || onset == "gi" && is_rhyme(&spelled(1, letters.len()));
    // Before c, ch, p and t stand only sắc and nặng, and none where the tone was not typed.
    let is_stopped = matches!(letters.last().map(|last| last.base), Some('c' | 'p' | 't'))
        || matches!(letters, [.., c, h] if (c.base, h.base) == ('c', 'h'));
    let tone = letters.iter().map(|letter| letter.tone).max();
    is_known && !(is_stopped && matches!(tone, Some(1..=3)))
}

fn bare_base(letter: &Letter) -> char {
    bare(letter.base).unwrap_or(letter.base)
}

#[cfg(test)]
#[path = "typing_tests.rs"]
mod tests;
