//! From the bytes of a file to a catalogue. Whatever stands in them, nothing panics: what points nowhere is left out.

use super::Error;
use super::catalogue::{Catalogue, Form, Hint, Pairs, Traits, Word, tokens_of};
use super::format::{Bytes, KINDS, Kind, Section};
use crate::feed::procedures::RAREST;
use crate::text::{Syllable, syllables};

/// How the names of procedures begin that renew, change or end what another one gives.
const VARIANTS: [[&str; 2]; 14] = [
    ["gia", "hạn"],
    ["cấp", "lại"],
    ["cấp", "đổi"],
    ["thu", "hồi"],
    ["điều", "chỉnh"],
    ["sửa", "đổi"],
    ["chấm", "dứt"],
    ["chuyển", "đổi"],
    ["thay", "đổi"],
    ["tạm", "ngừng"],
    ["tạm", "dừng"],
    ["bổ", "sung"],
    ["hủy", "bỏ"],
    ["đính", "chính"],
];

impl Catalogue {
    /// Takes the bytes of `procedures.bin`.
    ///
    /// # Errors
    /// When they are something else, of a version that is not known, or changed on the way.
    pub fn open(bytes: Vec<u8>) -> Result<Self, Error> {
        let bytes = Bytes::open(bytes)?;
        let mut catalogue = Self {
            updated: bytes.text(Section::Updated)?.to_owned(),
            ..Self::default()
        };
        catalogue.read_words(&bytes)?;
        catalogue.read_texts(&bytes)?;
        catalogue.read_columns(&bytes)?;
        catalogue.weigh();
        catalogue.fields = catalogue.texts(Kind::Field);
        catalogue.handlers = catalogue.texts(Kind::Handler);
        catalogue.audiences = catalogue.texts(Kind::Audience);
        Ok(catalogue)
    }

    fn read_columns(&mut self, bytes: &Bytes) -> Result<(), Error> {
        let mut odd = bytes.text(Section::OddIds)?.split_terminator('\n');
        let ids = bytes.steps(Section::Ids);
        for at in 0..self.len() {
            let id = *ids.get(at).ok_or(Error::Foreign)?;
            if id == 0 {
                let text = odd.next().unwrap_or_default();
                self.odd_ids.push((at as u32, Box::from(text)));
            }
            let bits = bytes.u8(Section::Traits, at);
            self.traits.push(Traits {
                id,
                field: bytes.u16(Section::Field, at).wrapping_sub(1),
                handlers: bytes.u16(Section::Handlers, at),
                audiences: bytes.u16(Section::Audiences, at),
                levels: bits & 15,
                online: bits >> 4 & 3,
                rarity: bytes.u8(Section::Rarity, at).clamp(1, RAREST),
                is_variant: self.is_variant(at),
            });
        }
        let owners = bytes.steps(Section::Owners);
        for (at, text) in bytes.steps(Section::Hints).into_iter().enumerate() {
            let owner = *owners.get(at).ok_or(Error::Foreign)?;
            // Readers rely on their order.
            if self.hints.last().is_some_and(|last| last.owner > owner) {
                return Err(Error::Foreign);
            }
            self.hints.push(Hint {
                owner,
                text,
                is_paper: bytes.u8(Section::Kinds, at) == 1,
            });
        }
        for pair in bytes.steps(Section::Synonyms).chunks_exact(2) {
            self.synonyms.push((pair[0], pair[1]));
        }
        Ok(())
    }

    /// From the first two words of its name, «Thủ tục» aside.
    fn is_variant(&self, name: usize) -> bool {
        let mut words = ["", "", "", ""];
        let tokens = self
            .tokens(name)
            .iter()
            .filter_map(|token| self.word(*token));
        for (place, word) in words.iter_mut().zip(tokens.filter(|word| word.is_word())) {
            *place = &word.exact;
        }
        let start = if words[..2] == ["thủ", "tục"] {
            2
        } else {
            0
        };
        VARIANTS
            .iter()
            .any(|variant| words[start..start + 2] == *variant)
    }

    fn read_words(&mut self, bytes: &Bytes) -> Result<(), Error> {
        for line in bytes.text(Section::Words)?.split_terminator('\n') {
            // `cchc build` leaves these out; a file that others made may have signs that turn a name round.
            let line = &crate::text::without_noise(line);
            let found: Option<Syllable> = syllables(line).into_iter().next();
            let (exact, folded) =
                found.map_or_else(Default::default, |one| (one.exact, one.folded));
            let at = self.words.len() as u32;
            if !exact.is_empty() {
                match self.forms.last_mut() {
                    Some(last) if *last.folded == *folded && last.end == at => last.end += 1,
                    _ => self.forms.push(Form {
                        letters: letters(&folded),
                        folded: folded.into_boxed_str(),
                        first: at,
                        end: at + 1,
                    }),
                }
            }
            self.words.push(Word {
                text: Box::from(&**line),
                exact: exact.into_boxed_str(),
                form: (self.forms.len() as u32).saturating_sub(1),
                weight: 0,
                uses: 0,
            });
        }
        Ok(())
    }

    fn read_texts(&mut self, bytes: &Bytes) -> Result<(), Error> {
        self.starts.push(0);
        let tokens = bytes.section(Section::Texts);
        self.tokens.reserve(tokens.len() / 2);
        for token in tokens.chunks_exact(2) {
            let token = u16::from_le_bytes([token[0], token[1]]);
            self.tokens.push(token);
            if token == 0 {
                self.starts.push(self.tokens.len() as u32);
            }
        }
        self.sets.push(Vec::new());
        for member in bytes.section(Section::Sets).chunks_exact(2) {
            let member = u16::from_le_bytes([member[0], member[1]]);
            match (member.checked_sub(1), self.sets.last_mut()) {
                (Some(member), Some(set)) => set.push(member),
                _ => self.sets.push(Vec::new()),
            }
        }
        let mut first: u32 = 0;
        for kind in 0..KINDS {
            self.kinds[kind] = first;
            let count = bytes.u32(Section::Counts, kind).unwrap_or(0);
            first = first.checked_add(count).ok_or(Error::Foreign)?;
        }
        self.kinds[KINDS] = first;
        match (first as usize) < self.starts.len() {
            true => Ok(()),
            false => Err(Error::Foreign),
        }
    }

    /// Words in few names weigh more: four times the binary logarithm of names per use.
    fn weigh(&mut self) {
        let names = self.len();
        let end = self.starts.get(names).copied().unwrap_or(0) as usize;
        for token in self.tokens.iter().take(end) {
            let at = usize::from(*token).wrapping_sub(1);
            if let Some(word) = self.words.get_mut(at) {
                word.uses += 1;
            }
        }
        let mut start = 0;
        for word in &mut self.words {
            self.posting_starts.push(start);
            if word.is_word() {
                word.weight = weight(names as u32, word.uses);
                start += word.uses;
            }
        }
        self.posting_starts.push(start);
        self.postings = vec![0; start as usize];
        let mut next = self.posting_starts.clone();
        for name in 0..names {
            for token in tokens_of(&self.tokens, &self.starts, name) {
                let at = usize::from(*token).wrapping_sub(1);
                if self.words.get(at).is_some_and(Word::is_word)
                    && let Some(place) = next.get_mut(at)
                    && let Some(posting) = self.postings.get_mut(*place as usize)
                {
                    *posting = name as u32;
                    *place += 1;
                }
            }
        }
        self.pair();
        let mut weights = Vec::with_capacity(names);
        for name in 0..names {
            let mut sum: u16 = 0;
            for token in self.tokens(name) {
                let weight = self.word(*token).map_or(0, |word| u16::from(word.weight));
                sum = sum.saturating_add(weight);
            }
            weights.push(sum);
        }
        self.weights = weights;
    }

    /// Which words stand behind which in the names.
    fn pair(&mut self) {
        let mut neighbours = Pairs::default();
        for name in 0..self.len() {
            let words = self.tokens(name).iter();
            let mut words = words.filter_map(|token| self.word(*token));
            let mut before = None;
            for word in words.by_ref().filter(|word| word.is_word()) {
                if let Some(before) = before.replace(word.form) {
                    neighbours.put(before, word.form);
                }
            }
        }
        self.neighbours = neighbours;
    }
}

/// From 1 to 64: four times the binary logarithm of `all / uses`, to a quarter.
pub(super) fn weight(all: u32, uses: u32) -> u8 {
    let four_log = |number: u32| {
        let number = number.max(1);
        let whole = number.ilog2();
        let quarter = if whole < 2 {
            number << (2 - whole)
        } else {
            number >> (whole - 2)
        };
        (4 * whole + (quarter & 3)) as u8
    };
    four_log(all.saturating_mul(2))
        .saturating_sub(four_log(uses))
        .max(1)
}

/// One bit for each letter, one for all digits, one for all else.
pub(super) fn letters(folded: &str) -> u32 {
    let mut bits = 0;
    for byte in folded.bytes() {
        bits |= match byte {
            b'a'..=b'z' => 1 << (byte - b'a'),
            b'0'..=b'9' => 1 << 26,
            _ => 1 << 27,
        };
    }
    bits
}
