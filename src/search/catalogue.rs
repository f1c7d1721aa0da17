//! The catalogue as it lies in memory: the columns of the file, the words in the forms they are compared in, and the
//! names in which each word stands. Nothing in a file can make a reader panic: what points nowhere is left out.

use super::format::{Bytes, KINDS, Kind, Section};
use super::{Error, Record};
use crate::feed::procedures::{Level, Online, RAREST};
use crate::text::{Syllable, fold, syllables};

/// Levels by their bits.
pub(super) const LEVELS: [Level; 4] = [Level::Ministry, Level::City, Level::Ward, Level::Other];
/// What stands for a way of going online, from 1.
pub(super) const ONLINE: [Online; 3] = [Online::Full, Online::Partial, Online::No];

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

/// A word or a stretch between words.
#[derive(Debug, Clone)]
pub(super) struct Word {
    /// As written.
    pub(super) text: Box<str>,
    /// Small letters in one spelling; empty for a stretch between words.
    pub(super) exact: Box<str>,
    /// Place of its form.
    pub(super) form: u32,
    /// How much it says: words of few names say more. From 1; 0 for a stretch between words.
    pub(super) weight: u8,
    /// In how many places of names it stands.
    pub(super) uses: u32,
}

impl Word {
    pub(super) fn is_word(&self) -> bool {
        !self.exact.is_empty()
    }
}

/// Neighbours in the list of words that are one when folded.
#[derive(Debug, Clone)]
pub(super) struct Form {
    pub(super) folded: Box<str>,
    /// The letters in it, one bit each: a quick no to most that differ by more than a slip.
    pub(super) letters: u32,
    /// Places in the list of words: first, and one behind the last.
    pub(super) first: u32,
    pub(super) end: u32,
}

/// What the file says of a procedure beside its name.
#[derive(Debug, Clone, Copy)]
pub(super) struct Traits {
    /// Its id as a number, 0 for an odd one.
    pub(super) id: u32,
    /// Place of its field; beyond all fields when it has none.
    pub(super) field: u16,
    /// Places of its groups of handlers and of those who file.
    pub(super) handlers: u16,
    pub(super) audiences: u16,
    /// Bits as in [`LEVELS`].
    pub(super) levels: u8,
    /// Place in [`ONLINE`] plus one, 0 when nothing is said.
    pub(super) online: u8,
    /// From 1 to [`RAREST`].
    pub(super) rarity: u8,
    /// Whether it renews, changes or ends what another one gives.
    pub(super) is_variant: bool,
}

/// A text that finds a procedure beside its name.
#[derive(Debug, Clone, Copy)]
pub(super) struct Hint {
    /// Whose it is.
    pub(super) owner: u32,
    /// Its text, counted from the first hint.
    pub(super) text: u32,
    /// Whether it is a paper, not a citizen's word.
    pub(super) is_paper: bool,
}

/// A catalogue that is ready to be searched.
#[derive(Debug, Clone, Default)]
pub struct Catalogue {
    pub(super) traits: Vec<Traits>,
    /// In the order of their owners.
    pub(super) hints: Vec<Hint>,
    /// Pairs of word and meaning, counted from the first side.
    pub(super) synonyms: Vec<(u32, u32)>,
    /// Ids that are no number, and whose.
    pub(super) odd_ids: Vec<(u32, Box<str>)>,
    updated: String,
    pub(super) words: Vec<Word>,
    pub(super) forms: Vec<Form>,
    /// All texts, one behind the other: aligned, as the bytes are not, because every query goes through them.
    tokens: Vec<u16>,
    /// Where each text begins; one more for the end.
    starts: Vec<u32>,
    /// The first text of each kind; one more for the end.
    kinds: [u32; KINDS + 1],
    /// The names that each word stands in, one word behind the other; and where those of each word begin.
    postings: Vec<u32>,
    posting_starts: Vec<u32>,
    /// How much each name says in all.
    pub(super) weights: Vec<u16>,
    /// The members of each group of handlers or of those who file.
    pub(super) sets: Vec<Vec<u16>>,
    fields: Vec<String>,
    handlers: Vec<String>,
    audiences: Vec<String>,
}

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
                text: Box::from(line),
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

    /// How many procedures there are.
    #[must_use]
    pub fn len(&self) -> usize {
        self.count(Kind::Name)
    }

    /// Whether there are none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// How many texts there are of a kind.
    pub(super) fn count(&self, kind: Kind) -> usize {
        let kind = kind as usize;
        (self.kinds[kind + 1] - self.kinds[kind]) as usize
    }

    /// The place of a text of a kind among all texts.
    pub(super) fn place(&self, kind: Kind, at: usize) -> usize {
        self.kinds[kind as usize] as usize + at
    }

    /// The tokens of a text, without its end.
    pub(super) fn tokens(&self, text: usize) -> &[u16] {
        tokens_of(&self.tokens, &self.starts, text)
    }

    /// The names in which a word stands, each as often as it does.
    pub(super) fn names_with(&self, word: usize) -> &[u32] {
        let start = self.posting_starts.get(word).copied().unwrap_or_default();
        let end = self.posting_starts.get(word + 1).copied().unwrap_or(start);
        let names = self.postings.get(start as usize..end as usize);
        names.unwrap_or_default()
    }

    /// The word that a token stands for.
    pub(super) fn word(&self, token: u16) -> Option<&Word> {
        self.words.get(usize::from(token).checked_sub(1)?)
    }

    /// A word without its marks.
    pub(super) fn folded(&self, word: &Word) -> &str {
        let form = self.forms.get(word.form as usize);
        form.map_or("", |form| &form.folded)
    }

    /// A text as written; `each` is told of every token where it begins.
    pub(super) fn write(&self, text: usize, mut each: impl FnMut(u16, usize)) -> String {
        let mut out = String::new();
        let mut after_word = false;
        for token in self.tokens(text) {
            let Some(word) = self.word(*token) else {
                continue;
            };
            if after_word && word.is_word() {
                out.push(' ');
            }
            after_word = word.is_word();
            each(*token, out.len());
            out.push_str(&word.text);
        }
        out
    }

    fn texts(&self, kind: Kind) -> Vec<String> {
        let mut out = Vec::with_capacity(self.count(kind));
        for at in 0..self.count(kind) {
            out.push(self.write(self.place(kind, at), |_, _| ()));
        }
        out
    }

    /// The fields of law there are.
    #[must_use]
    pub fn fields(&self) -> &[String] {
        &self.fields
    }

    /// Who handles procedures.
    #[must_use]
    pub fn handlers(&self) -> &[String] {
        &self.handlers
    }

    /// Who may file them.
    #[must_use]
    pub fn audiences(&self) -> &[String] {
        &self.audiences
    }

    /// The newest day of the data.
    #[must_use]
    pub fn updated(&self) -> Option<&str> {
        (!self.updated.is_empty()).then_some(&self.updated)
    }

    /// Its official name.
    #[must_use]
    pub fn name(&self, record: Record) -> String {
        self.write(record.at(), |_, _| ())
    }

    /// Its id.
    #[must_use]
    pub fn id(&self, record: Record) -> String {
        let number = self.traits(record.at()).map_or(0, |traits| traits.id);
        if number == 0 {
            let odd = self.odd_ids.iter().find(|(owner, _)| *owner == record.0);
            return odd.map_or_else(String::new, |(_, id)| String::from(&**id));
        }
        let mut id = number.to_string();
        id.insert(id.len().saturating_sub(6), '.');
        id
    }

    /// The procedure with this id: `1.001193`, `1001193`, or in its long form `1.001193.000.00.00.H26`.
    #[must_use]
    pub fn find(&self, id: &str) -> Option<Record> {
        let wanted = fold(id.trim());
        let odd = self.odd_ids.iter().find(|(_, known)| fold(known) == wanted);
        if let Some((owner, _)) = odd {
            return Some(Record(*owner));
        }
        let number = super::codes::number(id)?;
        let at = self.traits.iter().position(|traits| traits.id == number)?;
        Some(Record(at as u32))
    }

    pub(super) fn traits(&self, at: usize) -> Option<&Traits> {
        self.traits.get(at)
    }

    /// Its field, by its place in [`Catalogue::fields`].
    #[must_use]
    pub fn field(&self, record: Record) -> Option<usize> {
        let field = usize::from(self.traits(record.at())?.field);
        (field < self.fields.len()).then_some(field)
    }

    /// Who handles it, by places in [`Catalogue::handlers`].
    #[must_use]
    pub fn handlers_of(&self, record: Record) -> Vec<usize> {
        let traits = self.traits(record.at());
        traits.map_or_else(Vec::new, |traits| self.set(traits.handlers))
    }

    /// Who may file it, by places in [`Catalogue::audiences`].
    #[must_use]
    pub fn audiences_of(&self, record: Record) -> Vec<usize> {
        let traits = self.traits(record.at());
        traits.map_or_else(Vec::new, |traits| self.set(traits.audiences))
    }

    fn set(&self, set: u16) -> Vec<usize> {
        let members = self.sets.get(usize::from(set));
        let members = members.map_or(&[][..], Vec::as_slice);
        members.iter().map(|member| usize::from(*member)).collect()
    }

    /// Where it is filed.
    #[must_use]
    pub fn levels(&self, record: Record) -> Vec<Level> {
        let bits = self.traits(record.at()).map_or(0, |traits| traits.levels);
        let mut out = Vec::new();
        for (at, level) in LEVELS.iter().enumerate() {
            if bits >> at & 1 == 1 {
                out.push(*level);
            }
        }
        out
    }

    /// How far it goes online.
    #[must_use]
    pub fn online(&self, record: Record) -> Option<Online> {
        let number = usize::from(self.traits(record.at())?.online);
        ONLINE.get(number.checked_sub(1)?).copied()
    }

    /// From 1, an everyday matter, to [`RAREST`].
    #[must_use]
    pub fn rarity(&self, record: Record) -> u8 {
        self.traits(record.at())
            .map_or(RAREST, |traits| traits.rarity)
    }

    /// The procedure at a place.
    #[must_use]
    pub fn record(&self, at: usize) -> Option<Record> {
        (at < self.len()).then_some(Record(at as u32))
    }
}

fn tokens_of<'a>(tokens: &'a [u16], starts: &[u32], text: usize) -> &'a [u16] {
    let start = starts.get(text).copied().unwrap_or_default() as usize;
    let end = starts.get(text + 1).copied().unwrap_or_default() as usize;
    tokens.get(start..end.saturating_sub(1)).unwrap_or_default()
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
