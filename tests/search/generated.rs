//! A catalogue where the real one is not: made of words, the same every time, of the real one's shape. Names have 17 syllables in the middle,
//! one in twelve stands several times with another agency, and one in seven is short enough to be typed whole.

use std::collections::BTreeMap;

use cchc::feed::procedures::{Level, Procedure, RAREST};
use cchc::text::{fold, syllables};

use crate::typing::{cut, slip, telex};
use crate::words::{CASES, FIELDS, GOODS, HANDLERS, OBJECTS, PEOPLE, PLACES, TAILS, VERBS, WORKS};

/// A query with all of its right answers.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Query {
    /// What was done to the name: `typo`.
    pub(crate) class: &'static str,
    /// As it is typed.
    pub(crate) text: String,
    /// Codes that are right.
    pub(crate) codes: Vec<String>,
}

/// Chance that follows from a seed alone (SplitMix64).
pub(crate) struct Chance(pub(crate) u64);

impl Chance {
    /// Less than `below`, which is not 0.
    pub(crate) fn below(&mut self, below: usize) -> usize {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        ((mixed ^ (mixed >> 31)) % below as u64) as usize
    }

    fn pick<'a>(&mut self, list: &[&'a str]) -> &'a str {
        list[self.below(list.len())]
    }

    fn hits(&mut self, percent: usize) -> bool {
        self.below(100) < percent
    }
}

/// As many procedures as asked for, up to a million.
#[must_use]
pub(crate) fn catalogue(count: usize) -> Vec<Procedure> {
    let mut chance = Chance(20_260_718);
    let lists = Lists::new();
    let mut out = Vec::with_capacity(count);
    while out.len() < count {
        let name = lists.name(&mut chance);
        let field = lists.fields[chance.below(lists.fields.len())];
        // Provinces publish the same procedure, each for itself.
        let copies = if chance.hits(2) {
            2 + chance.below(9)
        } else {
            1
        };
        for copy in 0..copies.min(count - out.len()) {
            let handler = if copies > 1 {
                ["Ủy ban nhân dân tỉnh ", &lists.place(&mut chance)].concat()
            } else {
                chance.pick(&lists.handlers).to_owned()
            };
            let is_plain = copy == 0 && chance.hits(3);
            out.push(Procedure {
                id: code(out.len()),
                name: name.clone(),
                field: field.to_owned(),
                levels: levels(&handler),
                handler,
                audience: vec!["Công dân Việt Nam".to_owned()],
                rarity: if is_plain {
                    1 + chance.below(4) as u8
                } else {
                    RAREST
                },
                ..Procedure::default()
            });
        }
    }
    out
}

/// Queries that have one right name, a hundred or so of each class where the catalogue is large enough.
///
/// # Panics
/// When a name has no syllable.
#[must_use]
pub(crate) fn queries(procedures: &[Procedure]) -> Vec<Query> {
    let mut by_name: BTreeMap<String, Vec<String>> = BTreeMap::new();
    let folded: Vec<String> = procedures.iter().map(|one| padded(&one.name)).collect();
    for (procedure, name) in procedures.iter().zip(&folded) {
        by_name
            .entry(name.clone())
            .or_default()
            .push(procedure.id.clone());
    }
    let mut chance = Chance(4);
    let mut out = Vec::new();
    for turn in 0..200 {
        let at = chance.below(procedures.len());
        let Some(span) = alone(&procedures[at].name, &by_name) else {
            continue;
        };
        let codes = by_name[&folded[at]].clone();
        let mut add = |class, text: String| {
            out.push(Query {
                class,
                text,
                codes: codes.clone(),
            });
        };
        let plain = fold(&span.join(" "));
        // Two classes a name: the other half of the names serves the others.
        if turn % 2 == 0 {
            add("exact", span.join(" "));
            add("folded", plain.clone());
            add(
                "telex",
                span.iter()
                    .map(|word| telex(word))
                    .collect::<Vec<_>>()
                    .join(" "),
            );
            let beginning = cut(&plain);
            let run = [" ", &beginning].concat();
            // Cut short, it may be the beginning of another name as well.
            if by_name.keys().filter(|name| name.contains(&run)).count() == 1 {
                add("half", beginning);
            }
        } else {
            if let Some(text) = slip(&plain, &mut chance) {
                add("typo", text);
            }
            if span.len() > 3 {
                let (first, second) = span.split_at(2);
                add("order", [second, first].concat().join(" "));
            }
            if span.len() < 7 {
                add("joined", plain.replace(' ', ""));
            }
        }
        let id = &procedures[at].id;
        let text = if turn % 2 == 0 {
            id.clone()
        } else {
            id.replace('.', "")
        };
        out.push(Query {
            class: "code",
            text,
            codes: vec![id.clone()],
        });
    }
    out
}

/// The whole of a name of up to nine syllables without its "Thủ tục", else its first five to nine that no other name has.
fn alone<'a>(name: &'a str, names: &BTreeMap<String, Vec<String>>) -> Option<Vec<&'a str>> {
    let name = name.strip_prefix("Thủ tục ").unwrap_or(name);
    let words: Vec<&str> = syllables(name)
        .iter()
        .map(|one| &name[one.start..one.end])
        .collect();
    if words.len() <= 9 {
        return Some(words);
    }
    (5..=9).map(|count| words[..count].to_vec()).find(|span| {
        let run = padded(&span.join(" "));
        names.keys().filter(|other| other.contains(&run)).count() == 1
    })
}

/// Folded syllables between blanks, so that a run of whole syllables can be looked for.
fn padded(name: &str) -> String {
    let mut out = String::from(" ");
    for one in syllables(name) {
        out.push_str(&one.folded);
        out.push(' ');
    }
    out
}

/// `1.007919`: no two are the same, and neighbours lie far apart.
fn code(at: usize) -> String {
    let series = ["1", "1", "1", "1", "2", "2", "3", "6"][at % 8];
    format!("{series}.{:06}", at * 7919 % 1_000_000)
}

fn levels(handler: &str) -> Vec<Level> {
    let level = match handler {
        name if name.contains("cấp xã") => Level::Ward,
        name if name.starts_with("Bộ") || name.starts_with("Cục") => Level::Ministry,
        _ => Level::City,
    };
    vec![level]
}

struct Lists {
    verbs: Vec<&'static str>,
    objects: Vec<&'static str>,
    works: Vec<&'static str>,
    goods: Vec<&'static str>,
    people: Vec<&'static str>,
    cases: Vec<&'static str>,
    tails: Vec<&'static str>,
    fields: Vec<&'static str>,
    handlers: Vec<&'static str>,
    places: Vec<&'static str>,
}

impl Lists {
    fn new() -> Self {
        let parted = |list: &'static str| list.split(';').collect();
        Self {
            verbs: parted(VERBS),
            objects: parted(OBJECTS),
            works: parted(WORKS),
            goods: parted(GOODS),
            people: parted(PEOPLE),
            cases: parted(CASES),
            tails: parted(TAILS),
            fields: parted(FIELDS),
            handlers: parted(HANDLERS),
            places: PLACES.split_ascii_whitespace().collect(),
        }
    }

    fn name(&self, chance: &mut Chance) -> String {
        let mut parts = vec![chance.pick(&self.verbs)];
        if chance.hits(40) {
            parts.push(chance.pick(&self.objects));
        } else {
            parts.extend([chance.pick(&self.works), chance.pick(&self.goods)]);
        }
        if !chance.hits(14) {
            parts.push(chance.pick(&self.people));
            if chance.hits(48) {
                parts.push(chance.pick(&self.cases));
            }
            if chance.hits(22) {
                parts.push(chance.pick(&self.tails));
            }
        }
        let mut name = parts.join(" ");
        if chance.hits(8) {
            name.push_str(" theo Nghị quyết số ");
            name.push_str(&(1 + chance.below(400)).to_string());
        } else if chance.hits(12) {
            name.push_str(" trên địa bàn ");
            name.push_str(&self.place(chance));
        }
        let first = name.chars().next().map(|c| c.to_uppercase().to_string());
        let rest: String = name.chars().skip(1).collect();
        let capital = [first.unwrap_or_default(), rest].concat();
        if chance.hits(28) {
            ["Thủ tục ", &name].concat()
        } else {
            capital
        }
    }

    fn place(&self, chance: &mut Chance) -> String {
        let word = |chance: &mut Chance| {
            let word = chance.pick(&self.places);
            let mut letters = word.chars();
            let first: String = letters
                .next()
                .map(|c| c.to_uppercase().to_string())
                .unwrap_or_default();
            [first.as_str(), letters.as_str()].concat()
        };
        [word(chance), word(chance)].join(" ")
    }
}
