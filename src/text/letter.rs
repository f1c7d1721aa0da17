//! Vietnamese letters taken apart: the letter, and the tone that sits on it. Normal form C is made here without the
//! tables of Unicode, from decomposed text as well as from Windows-1258, whose tones follow whole letters (`ê` + `◌́`).

use super::collate::small;
use super::fold::bare;

/// Vowels with their six tones in dictionary order.
const VOWELS: [char; 72] = [
    'a', 'à', 'ả', 'ã', 'á', 'ạ', 'ă', 'ằ', 'ẳ', 'ẵ', 'ắ', 'ặ', 'â', 'ầ', 'ẩ', 'ẫ', 'ấ',
    'ậ', //
    'e', 'è', 'ẻ', 'ẽ', 'é', 'ẹ', 'ê', 'ề', 'ể', 'ễ', 'ế', 'ệ', 'i', 'ì', 'ỉ', 'ĩ', 'í',
    'ị', //
    'o', 'ò', 'ỏ', 'õ', 'ó', 'ọ', 'ô', 'ồ', 'ổ', 'ỗ', 'ố', 'ộ', 'ơ', 'ờ', 'ở', 'ỡ', 'ớ',
    'ợ', //
    'u', 'ù', 'ủ', 'ũ', 'ú', 'ụ', 'ư', 'ừ', 'ử', 'ữ', 'ứ', 'ự', 'y', 'ỳ', 'ỷ', 'ỹ', 'ý', 'ỵ',
];
/// Cyrillic letters by turns with the Latin ones they are mistaken for. Small в, к, м, н and т look different.
const LOOK_ALIKES: &str = "АaВbЕeЅsІiЈjКkМmНhОoРpСcТtУyХxаaеeѕsіiјjоoрpсcуyхxһh";

/// A small letter without tone, and its tone: 0 none, 1 huyền, 2 hỏi, 3 ngã, 4 sắc, 5 nặng.
#[derive(Clone, Copy)]
pub(super) struct Letter {
    pub(super) base: char,
    pub(super) tone: u8,
}

impl Letter {
    /// Marks that no Vietnamese letter has are left out: `ü` is `u`. Letters of other scripts stay as they are.
    pub(super) fn of(c: char) -> Self {
        let plain = |base| Self { base, tone: 0 };
        if c.is_ascii() {
            return plain(c.to_ascii_lowercase());
        }
        let c = small(c);
        match c {
            'đ' | 'ð' => plain('đ'),
            // Old converters wrote the letter of other languages that has the looks of ư.
            'ƣ' | 'Ƣ' => plain('ư'),
            '\u{400}'..='\u{4ff}' => plain(latin(c)),
            _ => match VOWELS.iter().position(|vowel| *vowel == c) {
                Some(at) => Self {
                    base: VOWELS[at / 6 * 6],
                    tone: (at % 6) as u8,
                },
                None => plain(bare(c).unwrap_or(c)),
            },
        }
    }

    /// Puts a combining mark on the letter. What no Vietnamese letter has is left out; of two marks that exclude each
    /// other stays the one that normal forms put first: horn, then dot below, then the first of the others.
    pub(super) fn take(&mut self, mark: char) {
        self.base = match (self.base, mark) {
            ('a' | 'e' | 'o', '\u{302}') => circumflexed(self.base),
            ('a', '\u{306}') | ('o' | 'ô' | 'u', '\u{31b}') => horned(self.base),
            (base, _) => base,
        };
        let tone = match mark {
            '\u{300}' | '\u{340}' => 1,
            '\u{309}' => 2,
            '\u{303}' => 3,
            '\u{301}' | '\u{341}' => 4,
            '\u{323}' => 5,
            _ => return,
        };
        if is_vowel(self.base) && (self.tone == 0 || tone == 5) {
            self.tone = tone;
        }
    }

    /// The one character for letter and tone.
    pub(super) fn whole(self) -> char {
        if self.tone == 0 {
            return self.base;
        }
        let vowel = VOWELS.iter().step_by(6).position(|one| *one == self.base);
        vowel
            .and_then(|at| VOWELS.get(at * 6 + usize::from(self.tone)))
            .map_or(self.base, |whole| *whole)
    }
}

/// `a` → `â`, `ă` → `â`; others stay.
pub(super) fn circumflexed(base: char) -> char {
    match base {
        'a' | 'ă' => 'â',
        'e' => 'ê',
        'o' | 'ơ' => 'ô',
        _ => base,
    }
}

/// Horn or breve, one key in Telex: `a` → `ă`, `o` → `ơ`, `u` → `ư`; others stay.
pub(super) fn horned(base: char) -> char {
    match base {
        'a' | 'â' => 'ă',
        'o' | 'ô' => 'ơ',
        'u' => 'ư',
        _ => base,
    }
}

/// Of a letter without tone.
pub(super) fn is_vowel(base: char) -> bool {
    matches!(
        base,
        'a' | 'ă' | 'â' | 'e' | 'ê' | 'i' | 'o' | 'ô' | 'ơ' | 'u' | 'ư' | 'y'
    )
}

/// Marks that belong to the letter before them.
pub(super) fn is_combining(c: char) -> bool {
    matches!(c, '\u{300}'..='\u{36f}')
}

/// What stands between words. All that is neither sign nor mark counts as letter, of whatever script: no table is needed.
pub(super) fn is_separator(c: char) -> bool {
    match c {
        '\0'..='\u{bf}' => !c.is_ascii_alphanumeric(),
        '×' | '÷' | '\u{2b0}'..='\u{2ff}' | '\u{1680}' | '\u{2000}'..='\u{2bff}' => true,
        '\u{2e00}'..='\u{2e7f}' | '\u{3000}'..='\u{303f}' | '\u{fe00}'..='\u{fe6f}' => true,
        '\u{ff00}'..='\u{ff0f}' | '\u{fffc}'..='\u{ffff}' | '\u{1f000}'..='\u{1faff}' => true,
        _ => false,
    }
}

/// Where the vowels of a syllable begin and end; `None` unless it is consonants, vowels, consonants.
///
/// The `u` of `qu` and the `i` of `gi` are consonants before another vowel: `quý`, `giá`, but `gì`, `gìn`.
pub(super) fn vowels(letters: &[Letter]) -> Option<(usize, usize)> {
    let vowel_at = |at: usize| letters.get(at).is_some_and(|letter| is_vowel(letter.base));
    let mut start = (0..letters.len()).find(|at| vowel_at(*at))?;
    if let [first, second, _, ..] = letters
        && matches!((first.base, second.base), ('q', 'u') | ('g', 'i'))
        && vowel_at(2)
    {
        start = 2;
    }
    let end = (start..letters.len())
        .find(|at| !vowel_at(*at))
        .unwrap_or(letters.len());
    (end..letters.len())
        .all(|at| !vowel_at(at))
        .then_some((start, end))
}

/// Moves the tone to where the older spelling has it: `hoà` → `hòa`, `thuý` → `thúy`, `qúy` → `quý`.
///
/// Text that is no syllable, or has several tones, stays as it is.
pub(super) fn place_tone(letters: &mut [Letter]) {
    let Some((start, end)) = vowels(letters) else {
        return;
    };
    let mut toned = letters.iter().filter(|letter| letter.tone > 0);
    let (Some(Letter { tone, .. }), None) = (toned.next().copied(), toned.next()) else {
        return;
    };
    let marked = (start..end).rfind(|at| !letters[*at].base.is_ascii());
    let place = marked.unwrap_or(match end - start {
        _ if end < letters.len() => end - 1,
        0..=2 => start,
        _ => start + 1,
    });
    for (at, letter) in letters.iter_mut().enumerate() {
        letter.tone = if at == place { tone } else { 0 };
    }
}

/// The Latin letter that a Cyrillic one is mistaken for.
fn latin(c: char) -> char {
    let mut pairs = LOOK_ALIKES.chars();
    while let (Some(cyrillic), Some(latin)) = (pairs.next(), pairs.next()) {
        if cyrillic == c {
            return latin;
        }
    }
    c
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_vowel_comes_back_whole_from_its_parts() {
        for vowel in VOWELS {
            let letter = Letter::of(vowel);
            assert_eq!(letter.whole(), vowel);
            assert_eq!(bare(letter.base), bare(vowel), "{vowel}");
            assert!(is_vowel(letter.base));
        }
        for (at, vowel) in VOWELS.iter().step_by(6).enumerate() {
            assert_eq!(Letter::of(*vowel).tone, 0, "{vowel}");
            assert_eq!(VOWELS.iter().position(|one| one == vowel), Some(at * 6));
        }
    }

    #[test]
    fn look_alikes_come_in_pairs() {
        for (at, c) in LOOK_ALIKES.chars().enumerate() {
            assert_eq!(c.is_ascii_lowercase(), at % 2 == 1, "{c}");
        }
    }
}
