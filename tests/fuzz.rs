//! Broken catalogues and strange queries, made by chance for as long as `CCHC_FUZZ_SECS` says: nothing panics, and what is
//! found stands where it says. A failure names its seed; `CCHC_FUZZ_SEED` begins there.
#![allow(clippy::unwrap_used, clippy::disallowed_methods, reason = "tests")]

use std::time::{Duration, Instant};

use cchc::feed::procedures::{Level, Online, Procedure, Synonym};
use cchc::search::{Catalogue, Entry, Query, build};

/// Seconds where nothing is said; the test run of the project takes a minute.
const SECS: u64 = 3;
const HEAD: usize = 16;
/// What queries and names are made of.
const PIECES: [&str; 40] = [
    "khai",
    "sinh",
    "đăng",
    "ký",
    "ky1",
    "d9a8ng",
    "ddawng",
    "kết",
    "hôn",
    "hoà",
    "hòa",
    "uỷ",
    "cccd",
    "sổ đỏ",
    "1.001193",
    "1.0",
    "H26",
    "dangkykhaisinh",
    " ",
    " ",
    " ",
    "  ",
    "\u{301}",
    "\u{323}",
    "\u{200b}",
    "\u{202e}",
    "ẩ",
    "Ẩ",
    "<b>",
    "&",
    ",",
    "(",
    "/",
    ".",
    "0",
    "٣",
    "😀",
    "ﬃ",
    "\0",
    "q",
];

/// Numbers that are the same for the same seed (xorshift64*, Vigna 2016).
struct Chance(u64);

impl Chance {
    fn next(&mut self) -> u64 {
        self.0 ^= self.0 >> 12;
        self.0 ^= self.0 << 25;
        self.0 ^= self.0 >> 27;
        self.0.wrapping_mul(0x2545_f491_4f6c_dd1d)
    }

    fn below(&mut self, below: usize) -> usize {
        (self.next() >> 11) as usize % below.max(1)
    }

    fn text(&mut self, most: usize) -> String {
        (0..self.below(most))
            .map(|_| PIECES[self.below(PIECES.len())])
            .collect()
    }
}

fn catalogue(chance: &mut Chance) -> Vec<u8> {
    let procedures: Vec<Procedure> = (0..1 + chance.below(12))
        .map(|at| Procedure {
            id: match chance.below(4) {
                0 => format!("odd-{at}"),
                _ => format!("{}.{:06}", 1 + chance.below(9), chance.below(1_000_000)),
            },
            name: chance.text(14),
            field: chance.text(4),
            handler: [chance.text(3), chance.text(3)].join("; "),
            audience: vec![chance.text(3)],
            keywords: vec![chance.text(4), chance.text(4)],
            levels: vec![[Level::Ward, Level::City][chance.below(2)]],
            online: [None, Some(Online::Full), Some(Online::No)][chance.below(3)],
            rarity: chance.below(7) as u8,
            ..Procedure::default()
        })
        .collect();
    let papers = [chance.text(6)];
    let entries: Vec<Entry<'_>> = procedures
        .iter()
        .map(|procedure| Entry {
            procedure,
            papers: &papers,
        })
        .collect();
    let synonyms = [Synonym {
        term: chance.text(3),
        meanings: vec![chance.text(4), chance.text(2)],
    }];
    build(&entries, &synonyms).unwrap()
}

/// Changes bytes, lengths and the end, and sets the checksum right: so that the reader goes on.
fn broken(mut bytes: Vec<u8>, chance: &mut Chance) -> Vec<u8> {
    for _ in 0..chance.below(6) {
        match chance.below(8) {
            0 => bytes.truncate(HEAD + chance.below(bytes.len() - HEAD)),
            1 => {
                let at = HEAD + chance.below(bytes.len() - HEAD);
                bytes.insert(at, chance.next() as u8);
            }
            // A length of a section, so that it takes from its neighbour.
            2 if bytes.len() > HEAD + 64 => {
                let at = HEAD + 4 * chance.below(15);
                bytes[at] = bytes[at].wrapping_add(1);
                bytes[at + 4] = bytes[at + 4].wrapping_sub(1);
            }
            _ => {
                let at = HEAD + chance.below(bytes.len() - HEAD);
                if let Some(byte) = bytes.get_mut(at) {
                    *byte = [0, 1, 127, 128, 255, chance.next() as u8][chance.below(6)];
                }
            }
        }
        if bytes.len() <= HEAD {
            return bytes;
        }
    }
    let mut sum = flate2::Crc::new();
    sum.update(&bytes[HEAD..]);
    bytes[12..16].copy_from_slice(&sum.sum().to_le_bytes());
    bytes
}

fn ask(catalogue: &Catalogue, chance: &mut Chance) {
    let query = Query {
        text: chance.text(9),
        field: [None, Some(chance.below(9))][chance.below(2)],
        handler: [None, None, Some(chance.below(9))][chance.below(3)],
        level: [None, Some(Level::Ward)][chance.below(2)],
        home: Some(Level::Ward),
        ..Query::default()
    };
    let answer = catalogue.search(&query, 5);
    assert!(answer.hits.len() <= answer.count.min(5));
    for hit in &answer.hits {
        assert_eq!(hit.name, catalogue.name(hit.record));
        let mut end = 0;
        for (start, stop) in &hit.marks {
            assert!(
                *start >= end && stop > start,
                "{:?} in {:?}",
                hit.marks,
                hit.name
            );
            assert!(
                hit.name.get(*start..*stop).is_some(),
                "{:?} in {:?}",
                hit.marks,
                hit.name
            );
            end = *stop;
        }
        let _ = (
            catalogue.handlers_of(hit.record),
            catalogue.field(hit.record),
        );
        let _ = catalogue.find(&catalogue.id(hit.record));
    }
    let _ = catalogue.popular(3, Some(Level::City));
}

#[test]
fn no_bytes_and_no_query_make_the_lookup_panic() {
    let number = |name: &str| std::env::var(name).ok().and_then(|text| text.parse().ok());
    let ends = Duration::from_secs(number("CCHC_FUZZ_SECS").unwrap_or(SECS));
    let begun = Instant::now();
    let mut seed: u64 = number("CCHC_FUZZ_SEED").unwrap_or(1);
    let (mut tried, mut opened) = (0_u64, 0_u64);
    while begun.elapsed() < ends {
        let run = std::panic::catch_unwind(|| {
            let mut chance = Chance(seed.wrapping_mul(0x9e37_79b9_7f4a_7c15) | 1);
            let whole = catalogue(&mut chance);
            ask(&Catalogue::open(whole.clone()).unwrap(), &mut chance);
            let changed = broken(whole, &mut chance);
            let found = Catalogue::open(changed);
            if let Ok(catalogue) = &found {
                ask(catalogue, &mut chance);
            }
            found.is_ok()
        });
        match run {
            Ok(is_open) => opened += u64::from(is_open),
            Err(panic) => {
                println!("CCHC_FUZZ_SEED={seed}");
                std::panic::resume_unwind(panic);
            }
        }
        tried += 1;
        seed += 1;
    }
    println!("{tried} catalogues, {opened} of the broken ones were read");
    // Most changes leave something that is read: else nothing would be tried.
    assert!(opened * 10 > tried, "{opened} of {tried}");
}
