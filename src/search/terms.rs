//! What is asked for, word by word, and how well each word of the catalogue answers each of them.
//!
//! A mark that was typed is evidence, a mark that was not typed is none: `dang` is `đăng` as well as `đảng`, `đăng` is
//! rather not `đảng`, and `dăng` is nearly `đăng`.

use super::catalogue::Catalogue;
use super::read::{letters, weight};
use crate::text::{Syllable, distance, fold, is_syllable, syllables};

/// Words of a query that count; more are left out.
pub(super) const MAX_TERMS: usize = 24;
/// How well a word answers at most.
const FULL: u8 = 100;
/// Below this a word is no answer.
pub(super) const LEAST: u8 = 40;

/// Words of questions: they may be found, but nothing is missing without them.
const NOISE: &str = "tôi em anh chị mình con thì là gì nào thế như ở đâu cần muốn xin hỏi được không phải làm sao nhiêu lâu \
    với và của cho các những để vừa mới à ạ ơi rồi này đó khi nếu ra đi đến từ về hay giúp ai thủ tục giấy tờ \
    hồ sơ gồm mấy ngày có vậy thôi nhà bao nên còn chưa bị";

/// One word of a query.
#[derive(Debug, Clone)]
pub(super) struct Term {
    pub(super) exact: String,
    pub(super) folded: String,
    letters: u32,
    /// It is spelled as a word can be.
    is_syllable: bool,
    /// It may go on.
    pub(super) is_open: bool,
    pub(super) is_noise: bool,
    /// How much it says.
    pub(super) weight: u32,
}

/// What a word of the catalogue is to a query.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Entry {
    /// One bit for every term that it answers.
    pub(super) mask: u32,
    /// Which row of grades is its own; says nothing where the mask is empty.
    row: u16,
    /// How much the word says; 0 for what stands between words.
    pub(super) weight: u8,
}

/// A query, held against the words of a catalogue.
#[derive(Debug, Clone, Default)]
pub(super) struct Plan {
    pub(super) terms: Vec<Term>,
    /// One for each word.
    pub(super) entries: Vec<Entry>,
    /// For each word that answers something how well it answers each term.
    grades: Vec<u8>,
    /// The best grade of each term in the whole catalogue.
    pub(super) best: Vec<u8>,
    /// Sum of the weights of the terms.
    pub(super) weight: u32,
    /// Sum of the weights of neighbours.
    pub(super) pairs: u32,
    /// Terms that count, one bit each.
    pub(super) needed: u32,
    /// The weights of all groups of the first eight terms.
    worths: Vec<u32>,
}

impl Plan {
    /// `is_open`: the last word may be unfinished.
    pub(super) fn of(catalogue: &Catalogue, text: &str, is_open: bool) -> Self {
        let found = syllables(text);
        let mut plan = Self::default();
        let has_marks = found.iter().any(|one| one.exact != one.folded);
        let last = found.len().min(MAX_TERMS);
        let bare_noise = fold(NOISE);
        let is_in = |list: &str, word: &str| list.split(' ').any(|one| one == word);
        for (at, one) in found.iter().take(MAX_TERMS).enumerate() {
            let Syllable { exact, folded, .. } = one;
            let other = |at: usize| found.get(at).map_or("", |one| &*one.folded);
            // «mất bao lâu» is a question, «mất sổ đỏ» is none. «Phường» is where one goes, «phương tiện» a matter.
            let asks = folded == "mat" && matches!(other(at + 1), "bao" | "may")
                || folded == "tien" && other(at.wrapping_sub(1)) == "nhieu"
                || folded == "phuong"
                    && (exact == "phường"
                        || matches!(other(at.wrapping_sub(1)), "bao" | "o" | "len" | "ra"));
            plan.terms.push(Term {
                letters: letters(folded),
                is_syllable: is_syllable(folded),
                is_noise: asks
                    || is_in(NOISE, exact)
                    || exact == folded && is_in(&bare_noise, exact),
                is_open: is_open && at + 1 == last,
                exact: exact.clone(),
                folded: folded.clone(),
                weight: 0,
            });
        }
        plan.entries.reserve(catalogue.words.len());
        for word in &catalogue.words {
            plan.entries.push(Entry {
                weight: word.weight,
                ..Entry::default()
            });
        }
        for at in 0..plan.terms.len() {
            plan.hold(catalogue, at, has_marks);
        }
        plan.settle();
        plan
    }

    /// Holds one term against all words.
    fn hold(&mut self, catalogue: &Catalogue, at: usize, has_marks: bool) {
        let count = self.terms.len();
        let term = &self.terms[at];
        let mut best = 0;
        // Places in which the words stand that answer as well as can be.
        let mut uses: u32 = 0;
        for form in &catalogue.forms {
            let Some(kind) = Likeness::of(term, &form.folded, form.letters) else {
                continue;
            };
            for place in form.first..form.end {
                let Some(word) = catalogue.words.get(place as usize) else {
                    continue;
                };
                let grade = kind.grade(term, &word.exact, has_marks);
                if grade < LEAST {
                    continue;
                }
                let Some(entry) = self.entries.get_mut(place as usize) else {
                    continue;
                };
                if entry.mask == 0 {
                    entry.row = (self.grades.len() / count) as u16;
                    self.grades.resize(self.grades.len() + count, 0);
                }
                entry.mask |= 1 << at;
                self.grades[usize::from(entry.row) * count + at] = grade;
                best = grade.max(best);
                if grade > 85 {
                    uses = uses.saturating_add(word.uses);
                }
            }
        }
        self.best.push(best);
        let weight = u32::from(weight(catalogue.len() as u32, uses.max(1)));
        let term = &mut self.terms[at];
        term.weight = match (term.is_noise, uses) {
            (true, _) => 2,
            // A word that nothing has says nothing of what is meant.
            (_, 0) => 16,
            _ => weight.max(4) + 8,
        };
        if term.is_open && term.folded.len() < 2 {
            term.weight = term.weight.min(6);
        }
    }

    /// How well a word answers each term; nothing for one that answers none.
    pub(super) fn grades_of(&self, entry: Entry) -> &[u8] {
        let count = self.terms.len();
        let start = usize::from(entry.row) * count;
        let found = self.grades.get(start..start + count);
        found.filter(|_| entry.mask != 0).unwrap_or_default()
    }

    /// How well the word that a token stands for answers each term.
    pub(super) fn grades_at(&self, token: u16) -> &[u8] {
        let entry = self.entries.get(usize::from(token).wrapping_sub(1));
        entry.map_or(&[][..], |entry| self.grades_of(*entry))
    }

    fn settle(&mut self) {
        // A question of nothing but such words means them.
        if self.terms.iter().all(|term| term.is_noise) {
            for term in &mut self.terms {
                term.is_noise = false;
                term.weight = 12;
            }
        }
        for at in 0..self.terms.len() {
            self.weight += self.terms[at].weight;
            self.pairs += self.pair(at);
            self.needed |= u32::from(!self.terms[at].is_noise) << at;
        }
        self.worths.push(0);
        for term in self.terms.iter().take(8) {
            for at in 0..self.worths.len() {
                self.worths.push(self.worths[at] + term.weight);
            }
        }
    }

    /// What it is worth that a term stands behind the one before it.
    pub(super) fn pair(&self, at: usize) -> u32 {
        match (
            at.checked_sub(1).and_then(|at| self.terms.get(at)),
            self.terms.get(at),
        ) {
            (Some(before), Some(term)) => before.weight + term.weight,
            _ => 0,
        }
    }

    /// The weight of terms, one bit each.
    pub(super) fn worth(&self, terms: u32) -> u32 {
        let first = self.worths.get((terms & 255) as usize);
        let mut sum = first.copied().unwrap_or_default();
        let mut left = terms & !255;
        while left != 0 {
            let term = left.trailing_zeros() as usize;
            left &= left - 1;
            sum += self.terms.get(term).map_or(0, |term| term.weight);
        }
        sum
    }

    /// Whether a word stands nowhere in the catalogue, whatever its marks.
    pub(super) fn is_strange(&self) -> bool {
        let mut known = self.terms.iter().zip(&self.best);
        known.any(|(term, best)| !term.is_noise && *best < 70)
    }

    /// Whether every word that counts stands in the catalogue, as it was typed or without marks.
    pub(super) fn is_known(&self) -> bool {
        let mut known = self.terms.iter().zip(&self.best);
        known.all(|(term, best)| term.is_noise || *best > 85 || term.is_open && *best >= 70)
    }
}

/// In what way a form answers a term.
enum Likeness {
    /// Letter by letter.
    Same,
    /// It goes on behind what was typed, by so many letters.
    Begins(usize),
    /// A slip of the finger away.
    Slip,
    /// What was typed so far is a slip away from its beginning.
    SlipBegins,
}

impl Likeness {
    fn of(term: &Term, folded: &str, letters: u32) -> Option<Self> {
        // The first letter first: a call for each of a thousand forms is most of the work.
        if term.folded.as_bytes().first() == folded.as_bytes().first() {
            if term.folded == folded {
                return Some(Self::Same);
            }
            if term.is_open && folded.as_bytes().starts_with(term.folded.as_bytes()) {
                return Some(Self::Begins(folded.len() - term.folded.len()));
            }
        }
        let length = term.folded.len();
        // Numbers are right or wrong; words of two letters are all a slip from one another.
        if length < 3 || term.letters & (1 << 26) != 0 {
            return None;
        }
        let most = 1 + usize::from(length > 7);
        let differ = (term.letters ^ letters).count_ones() as usize;
        if differ > 2 * most && !term.is_open {
            return None;
        }
        if differ <= 2 * most
            && folded.len() > 2
            && (length > 3 || folded.len() > 3)
            && distance(&term.folded, folded, most).is_some()
        {
            return Some(Self::Slip);
        }
        let head = folded
            .get(..length)
            .filter(|_| term.is_open && length > 3)?;
        distance(&term.folded, head, 1).map(|_| Self::SlipBegins)
    }

    fn grade(&self, term: &Term, exact: &str, has_marks: bool) -> u8 {
        match self {
            Self::Same => FULL - marks(&term.exact, exact, has_marks),
            Self::Begins(rest) => {
                let missing = (4 + 2 * *rest as u8).min(16);
                FULL - missing - marks(&term.exact, exact, has_marks) / 2
            }
            // Most words that are spelled well are meant as they stand.
            Self::Slip if !term.is_syllable => 62,
            Self::Slip if typed_marks(term) => LEAST,
            Self::Slip => 50,
            Self::SlipBegins if !term.is_syllable => 45,
            Self::SlipBegins => 0,
        }
    }
}

fn typed_marks(term: &Term) -> bool {
    term.exact != term.folded
}

/// What differing marks cost, over the letters that both have.
fn marks(typed: &str, word: &str, has_marks: bool) -> u8 {
    if typed == word {
        return 0;
    }
    let mut cost: u8 = 0;
    for (typed, word) in typed.chars().zip(word.chars()) {
        if typed == word {
            continue;
        }
        let is_bare = typed.is_ascii();
        cost = cost.saturating_add(match (is_bare, has_marks) {
            (true, false) => 0,
            (true, true) => 6,
            (false, _) => 14,
        });
    }
    cost.min(45)
}
