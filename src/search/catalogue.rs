//! The catalogue as it lies in memory: the columns of the file, the words in the forms they are compared in, and the
//! names in which each word stands. Nothing in a file can make a reader panic: what points nowhere is left out.

use super::Record;
use super::format::{KINDS, Kind};
use crate::feed::procedures::{Level, Online, RAREST};
use crate::text::fold;

/// Levels by their bits.
pub(super) const LEVELS: [Level; 4] = [Level::Ministry, Level::City, Level::Ward, Level::Other];
/// What stands for a way of going online, from 1.
pub(super) const ONLINE: [Online; 3] = [Online::Full, Online::Partial, Online::No];

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
    pub(super) updated: String,
    pub(super) words: Vec<Word>,
    pub(super) forms: Vec<Form>,
    /// All texts, one behind the other: aligned, as the bytes are not, because every query goes through them.
    pub(super) tokens: Vec<u16>,
    /// Where each text begins; one more for the end.
    pub(super) starts: Vec<u32>,
    /// The first text of each kind; one more for the end.
    pub(super) kinds: [u32; KINDS + 1],
    /// The names that each word stands in, one word behind the other; and where those of each word begin.
    pub(super) postings: Vec<u32>,
    pub(super) posting_starts: Vec<u32>,
    /// How much each name says in all.
    pub(super) weights: Vec<u16>,
    /// Which forms stand behind which in some name.
    pub(super) neighbours: Pairs,
    /// The members of each group of handlers or of those who file.
    pub(super) sets: Vec<Vec<u16>>,
    pub(super) fields: Vec<String>,
    pub(super) handlers: Vec<String>,
    pub(super) audiences: Vec<String>,
}

impl Catalogue {
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

    /// How little a form says at most: words that many names have are cheap.
    pub(super) fn dearness(&self, form: &Form) -> u32 {
        let words = self.words.get(form.first as usize..form.end as usize);
        let weights = words.unwrap_or_default().iter().map(|word| word.weight);
        weights.min().map_or(64, u32::from)
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

    pub(super) fn texts(&self, kind: Kind) -> Vec<String> {
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

/// Which forms stand behind which, a bit for each pair; some pairs share one.
#[derive(Debug, Clone, Default)]
pub(super) struct Pairs(Vec<u64>);

/// Names have about twenty thousand different pairs: one of twenty-five others shares its bit with one.
const PAIR_BITS: usize = 1 << 19;

impl Pairs {
    pub(super) fn put(&mut self, first: u32, second: u32) {
        if self.0.is_empty() {
            self.0 = vec![0; PAIR_BITS / 64];
        }
        let bit = Self::bit(first, second);
        if let Some(bits) = self.0.get_mut(bit / 64) {
            *bits |= 1 << (bit % 64);
        }
    }

    pub(super) fn has(&self, first: u32, second: u32) -> bool {
        let bit = Self::bit(first, second);
        let bits = self.0.get(bit / 64).copied().unwrap_or_default();
        bits >> (bit % 64) & 1 == 1
    }

    const fn bit(first: u32, second: u32) -> usize {
        let mixed = first.wrapping_mul(0x9e37_79b1) ^ second.wrapping_mul(0x85eb_ca77);
        (mixed ^ mixed >> 15) as usize % PAIR_BITS
    }
}

pub(super) fn tokens_of<'a>(tokens: &'a [u16], starts: &[u32], text: usize) -> &'a [u16] {
    let start = starts.get(text).copied().unwrap_or_default() as usize;
    let end = starts.get(text + 1).copied().unwrap_or_default() as usize;
    tokens.get(start..end.saturating_sub(1)).unwrap_or_default()
}
