//! Writes a catalogue. Names lie in the order of field, handlers, audiences and id: neighbours are alike, and compress well.

use std::collections::{BTreeMap, BTreeSet};

use super::catalogue::{LEVELS, ONLINE};
use super::codes;
use super::format::{HEAD, MAGIC, SECTIONS, Section, VERSION, crc32, step};
use crate::feed::procedures::{Procedure, Synonym};
use crate::text::{clean_nfc, fold, syllables};

/// Words that a catalogue can hold; the real one has 2,440.
pub const MAX_WORDS: usize = u16::MAX as usize - 1;

/// One procedure with what else finds it.
#[derive(Debug, Clone, Copy)]
pub struct Entry<'a> {
    /// As the list has it.
    pub procedure: &'a Procedure,
    /// Names of the papers that it needs and gives.
    pub papers: &'a [String],
}

/// Why there is no catalogue.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum TooMany {
    /// More different words than [`MAX_WORDS`].
    #[error("more than {MAX_WORDS} different words in procedures")]
    Words,
    /// More different groups of handlers or audiences than a `u16` counts.
    #[error("more than {MAX_WORDS} different groups of handlers or of those who file")]
    Groups,
}

/// The bytes of `procedures.bin`. The same procedures in any order give the same bytes.
///
/// # Errors
/// When there are more words or groups than the format can count.
pub fn build(entries: &[Entry<'_>], synonyms: &[Synonym]) -> Result<Vec<u8>, TooMany> {
    let mut entries: Vec<Prepared<'_>> = entries.iter().map(Prepared::of).collect();
    entries.sort_by(|a, b| a.key().cmp(&b.key()));
    let fields = Listed::of(entries.iter().map(|one| one.field.clone()));
    let handlers = Listed::of(entries.iter().flat_map(|one| one.handlers.clone()));
    let audiences = Listed::of(entries.iter().flat_map(|one| one.audiences.clone()));
    let mut hint_rows = Vec::new();
    for (owner, entry) in entries.iter().enumerate() {
        let words = entry.keywords.iter().map(|text| (0_u8, text));
        let papers = entry.papers.iter().map(|text| (1_u8, text));
        hint_rows.extend(
            words
                .chain(papers)
                .map(|(kind, text)| (owner as u32, kind, text.clone())),
        );
    }
    let hints = InTurn::of(hint_rows.iter().map(|(_, _, text)| text.clone()));
    let pairs: Vec<(String, String)> = synonyms
        .iter()
        .flat_map(|one| {
            one.meanings
                .iter()
                .map(|to| (clean_nfc(&one.term), clean_nfc(to)))
        })
        .collect();
    let sides = InTurn::of(pairs.iter().flat_map(|(a, b)| [a.clone(), b.clone()]));
    let names = entries.iter().map(|one| one.name.as_str());
    let groups = [
        &fields.0,
        &handlers.0,
        &audiences.0,
        &hints.texts,
        &sides.texts,
    ];
    let texts = groups
        .iter()
        .flat_map(|group| group.iter().map(String::as_str));
    let texts: Vec<&str> = names.chain(texts).collect();
    let tokens = Tokens::of(&texts)?;
    let mut sets = Sets::default();
    let mut file = File::default();
    file.put(Section::Words, tokens.words.join("\n").as_bytes());
    if !tokens.words.is_empty() {
        file.put(Section::Words, b"\n");
    }
    file.put16(Section::Texts, &tokens.stream);
    let counts = [entries.len()]
        .into_iter()
        .chain(groups.iter().map(|group| group.len()));
    for count in counts {
        file.put(Section::Counts, &(count as u32).to_le_bytes());
    }
    for entry in &entries {
        let number = codes::plain(&entry.id);
        file.step(Section::Ids, number.unwrap_or(0));
        if number.is_none() {
            file.put(Section::OddIds, entry.id.as_bytes());
            file.put(Section::OddIds, b"\n");
        }
        let field = fields.place(&entry.field).map_or(0, |at| at + 1);
        file.put16(
            Section::Field,
            &[u16::try_from(field).map_err(|_| TooMany::Groups)?],
        );
        for (section, group, members) in [
            (Section::Handlers, &handlers, &entry.handlers),
            (Section::Audiences, &audiences, &entry.audiences),
        ] {
            let set = members.iter().filter_map(|text| group.place(text));
            let set = sets.place(set.collect())?;
            file.put16(section, &[set]);
        }
        file.put(Section::Traits, &[entry.traits]);
        file.put(Section::Rarity, &[entry.rarity]);
    }
    file.put16(Section::Sets, &sets.stream()?);
    for (owner, kind, text) in &hint_rows {
        if let Some(place) = hints.place(text) {
            file.step(Section::Owners, *owner);
            file.step(Section::Hints, place as u32);
            file.put(Section::Kinds, &[*kind]);
        }
    }
    for (term, meaning) in &pairs {
        if let (Some(term), Some(meaning)) = (sides.place(term), sides.place(meaning)) {
            file.step(Section::Synonyms, term as u32);
            file.step(Section::Synonyms, meaning as u32);
        }
    }
    let newest = entries.iter().filter_map(|one| one.updated).max();
    file.put(Section::Updated, newest.unwrap_or_default().as_bytes());
    Ok(file.whole())
}

/// A procedure with its texts cleaned.
struct Prepared<'a> {
    id: String,
    name: String,
    field: String,
    handlers: Vec<String>,
    audiences: Vec<String>,
    keywords: Vec<String>,
    papers: Vec<String>,
    traits: u8,
    rarity: u8,
    updated: Option<&'a str>,
}

impl<'a> Prepared<'a> {
    fn of(entry: &Entry<'a>) -> Self {
        let one = entry.procedure;
        let list = |texts: &[String]| -> Vec<String> {
            let mut out: Vec<String> = Vec::new();
            for text in texts.iter().map(|text| clean_nfc(text)) {
                if !text.is_empty() && !out.contains(&text) {
                    out.push(text);
                }
            }
            out
        };
        let levels = LEVELS.iter().enumerate();
        let levels = levels.filter(|(_, level)| one.levels.contains(level));
        let online = ONLINE.iter().position(|online| Some(*online) == one.online);
        let bits = levels.fold(0, |bits, (at, _)| bits | 1 << at);
        let handlers: Vec<String> = one.handler.split(';').map(str::to_owned).collect();
        Self {
            id: one.id.clone(),
            name: clean_nfc(&one.name),
            field: clean_nfc(&one.field),
            handlers: list(&handlers),
            audiences: list(&one.audience),
            keywords: list(&one.keywords),
            papers: list(entry.papers),
            traits: bits | (online.map_or(0, |at| at as u8 + 1)) << 4,
            rarity: one.rarity,
            updated: one.updated.as_deref(),
        }
    }

    fn key(&self) -> (&str, &[String], &[String], &str) {
        (&self.field, &self.handlers, &self.audiences, &self.id)
    }
}

/// Texts once each, in order.
struct Listed(Vec<String>);

impl Listed {
    fn of(texts: impl Iterator<Item = String>) -> Self {
        let known: BTreeSet<String> = texts.filter(|text| !text.is_empty()).collect();
        Self(known.into_iter().collect())
    }

    fn place(&self, text: &str) -> Option<usize> {
        self.0
            .binary_search_by(|known| known.as_str().cmp(text))
            .ok()
    }
}

/// Texts once each, in the order in which they come: so the steps from one to the next are short.
#[derive(Default)]
struct InTurn {
    texts: Vec<String>,
    places: BTreeMap<String, usize>,
}

impl InTurn {
    fn of(texts: impl Iterator<Item = String>) -> Self {
        let mut out = Self::default();
        for text in texts {
            if !out.places.contains_key(&text) {
                out.places.insert(text.clone(), out.texts.len());
                out.texts.push(text);
            }
        }
        out
    }

    fn place(&self, text: &str) -> Option<usize> {
        self.places.get(text).copied()
    }
}

/// Texts as places in a list of words.
struct Tokens {
    words: Vec<String>,
    stream: Vec<u16>,
}

impl Tokens {
    fn of(texts: &[&str]) -> Result<Self, TooMany> {
        let parts: Vec<Vec<&str>> = texts.iter().map(|text| parts(text)).collect();
        let unique: BTreeSet<&str> = parts.iter().flatten().copied().collect();
        let mut words: Vec<(String, String)> = unique
            .into_iter()
            .map(|word| (fold(word), word.to_owned()))
            .collect();
        words.sort();
        if words.len() > MAX_WORDS {
            return Err(TooMany::Words);
        }
        let places: BTreeMap<&str, u16> = words
            .iter()
            .zip(1..)
            .map(|((_, word), place)| (word.as_str(), place))
            .collect();
        let mut stream = Vec::new();
        for text in &parts {
            stream.extend(text.iter().filter_map(|part| places.get(part)));
            stream.push(0);
        }
        Ok(Self {
            words: words.into_iter().map(|(_, word)| word).collect(),
            stream,
        })
    }
}

/// Words and what stands between them; a blank between two words is left out.
fn parts(text: &str) -> Vec<&str> {
    let mut out = Vec::new();
    let mut end = 0;
    for word in syllables(text) {
        let between = text.get(end..word.start).unwrap_or_default();
        let is_blank = between == " " && end > 0;
        if !between.is_empty() && !is_blank {
            out.push(between);
        }
        out.extend(text.get(word.start..word.end));
        end = word.end;
    }
    let rest = text.get(end..).unwrap_or_default();
    if !rest.is_empty() {
        out.push(rest);
    }
    out
}

/// Groups of handlers and of those who file, once each; the first is empty.
#[derive(Default)]
struct Sets(BTreeMap<Vec<usize>, u16>);

impl Sets {
    fn place(&mut self, set: Vec<usize>) -> Result<u16, TooMany> {
        if set.is_empty() {
            return Ok(0);
        }
        let next = u16::try_from(self.0.len() + 1).map_err(|_| TooMany::Groups)?;
        Ok(*self.0.entry(set).or_insert(next))
    }

    fn stream(&self) -> Result<Vec<u16>, TooMany> {
        let mut by_place: Vec<(&u16, &Vec<usize>)> =
            self.0.iter().map(|(set, place)| (place, set)).collect();
        by_place.sort();
        let mut out = vec![0];
        for (_, set) in by_place {
            for member in set {
                out.push(u16::try_from(member + 1).map_err(|_| TooMany::Groups)?);
            }
            out.push(0);
        }
        Ok(out)
    }
}

/// Sections while they grow.
#[derive(Default)]
struct File {
    sections: [Vec<u8>; SECTIONS],
    /// The last number of each section of steps.
    last: [u32; SECTIONS],
}

impl File {
    fn put(&mut self, section: Section, bytes: &[u8]) {
        if let Some(known) = self.sections.get_mut(section as usize) {
            known.extend_from_slice(bytes);
        }
    }

    fn put16(&mut self, section: Section, numbers: &[u16]) {
        for number in numbers {
            self.put(section, &number.to_le_bytes());
        }
    }

    fn step(&mut self, section: Section, number: u32) {
        let at = section as usize;
        if let (Some(bytes), Some(last)) = (self.sections.get_mut(at), self.last.get_mut(at)) {
            step(*last, number, bytes);
            *last = number;
        }
    }

    fn whole(self) -> Vec<u8> {
        let mut rest = Vec::new();
        for section in &self.sections {
            rest.extend((section.len() as u32).to_le_bytes());
        }
        rest.extend(self.sections.into_iter().flatten());
        let mut out = Vec::with_capacity(HEAD + rest.len());
        out.extend(MAGIC);
        out.extend([VERSION, 0, 0, 0]);
        out.extend(crc32(&rest).to_le_bytes());
        out.extend(rest);
        out
    }
}
