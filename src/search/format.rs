//! `procedures.bin`, version 1: what travels to the browser and is searched where it lies. Numbers are little endian.
//!
//! | bytes | what |
//! |---|---|
//! | 0–7 | `cchcproc` |
//! | 8 | version: 1 |
//! | 9–11 | zero |
//! | 12–15 | CRC-32 (IEEE 802.3, as in gzip) of everything from byte 16 |
//! | 16– | length in bytes of each section, `u32` |
//! | then | the sections, one behind the other |
//!
//! | section | what |
//! |---|---|
//! | words | every word and every stretch between words once, in order of their folded letters, each ended by a line feed |
//! | texts | `u16` each: place in `words` plus one; 0 ends a text. Between two words that follow one another is a blank |
//! | counts | `u32` each: how many texts are names, fields, handlers, audiences, hints and sides of synonyms, in this order |
//! | ids | steps, one per name: the digits of an id such as `1.001193` as one number; 0 for any other id |
//! | odd ids | the other ids in the order of the names, each ended by a line feed |
//! | field | `u16` per name: place among the fields plus one; 0 for none |
//! | handlers, audiences | `u16` per name: place in `sets` |
//! | sets | `u16` each: place among handlers or audiences plus one; 0 ends a set. The first set is empty |
//! | traits | `u8` per name: bits 0–3 ministry, city, ward, other; bits 4–5 online: 0 unsaid, 1 full, 2 partial, 3 no |
//! | rarity | `u8` per name, from 1 |
//! | owners | steps, one per hint: whose it is, in rising order |
//! | hints | steps, one per hint: its text, counted from the first hint |
//! | kinds | `u8` per hint: 0 a citizen's word, 1 a paper |
//! | synonyms | steps, in pairs: word and meaning, counted from the first side |
//! | updated | the day of the data |
//!
//! Steps are numbers of 32 bits, each written as what it is more than the one before it: zigzag (0, −1, 1, −2 … as 0, 1, 2,
//! 3 …), seven bits to a byte, the lowest first, the eighth bit set in all bytes but the last of a step.

use std::ops::Range;

use super::Error;

pub(super) const MAGIC: &[u8; 8] = b"cchcproc";
pub(super) const VERSION: u8 = 1;
pub(super) const HEAD: usize = 16;

/// Sections in the order of the file.
#[derive(Debug, Clone, Copy)]
#[repr(usize)]
pub(super) enum Section {
    Words,
    Texts,
    Counts,
    Ids,
    OddIds,
    Field,
    Handlers,
    Audiences,
    Sets,
    Traits,
    Rarity,
    Owners,
    Hints,
    Kinds,
    Synonyms,
    Updated,
}

pub(super) const SECTIONS: usize = Section::Updated as usize + 1;

/// Kinds of texts, in their order.
#[derive(Debug, Clone, Copy)]
#[repr(usize)]
pub(super) enum Kind {
    Name,
    Field,
    Handler,
    Audience,
    Hint,
    Synonym,
}

pub(super) const KINDS: usize = Kind::Synonym as usize + 1;

/// The bytes, and where in them everything is.
#[derive(Debug, Clone, Default)]
pub(super) struct Bytes {
    bytes: Vec<u8>,
    sections: [Range<usize>; SECTIONS],
}

impl Bytes {
    /// Finds the sections; everything in them may still be wrong.
    pub(super) fn open(bytes: Vec<u8>) -> Result<Self, Error> {
        let Some(rest) = bytes.get(HEAD..).filter(|_| bytes.starts_with(MAGIC)) else {
            return Err(Error::Foreign);
        };
        let version = bytes.get(8).copied().unwrap_or_default();
        if version != VERSION {
            return Err(Error::Version(version));
        }
        if u32_at(&bytes, 3) != Some(crc32(rest)) {
            return Err(Error::Checksum);
        }
        let mut sections: [Range<usize>; SECTIONS] = Default::default();
        let mut start = HEAD + 4 * SECTIONS;
        for (at, section) in sections.iter_mut().enumerate() {
            let length = u32_at(rest, at).ok_or(Error::Foreign)? as usize;
            let end = start.checked_add(length).ok_or(Error::Foreign)?;
            *section = start..end;
            start = end;
        }
        if start != bytes.len() {
            return Err(Error::Foreign);
        }
        Ok(Self { bytes, sections })
    }

    pub(super) fn section(&self, section: Section) -> &[u8] {
        let range = self.sections.get(section as usize).cloned();
        range
            .and_then(|range| self.bytes.get(range))
            .unwrap_or_default()
    }

    /// A section that is text.
    pub(super) fn text(&self, section: Section) -> Result<&str, Error> {
        std::str::from_utf8(self.section(section)).map_err(|_| Error::Foreign)
    }

    /// The number at a place of a section of `u32`.
    pub(super) fn u32(&self, section: Section, at: usize) -> Option<u32> {
        u32_at(self.section(section), at)
    }

    /// The numbers of a section of steps.
    pub(super) fn steps(&self, section: Section) -> Vec<u32> {
        steps(self.section(section))
    }

    /// The number at a place of a section of `u16`; 0 where there is none.
    pub(super) fn u16(&self, section: Section, at: usize) -> u16 {
        u16_at(self.section(section), at).unwrap_or_default()
    }

    /// The number at a place of a section of `u8`; 0 where there is none.
    pub(super) fn u8(&self, section: Section, at: usize) -> u8 {
        self.section(section).get(at).copied().unwrap_or_default()
    }
}

/// Reads steps; what ends in the midst of a step ends before it.
fn steps(bytes: &[u8]) -> Vec<u32> {
    let mut out = Vec::new();
    let mut last: u32 = 0;
    let (mut step, mut shift) = (0_u32, 0);
    for byte in bytes {
        step |= u32::from(byte & 127).wrapping_shl(shift);
        shift += 7;
        if byte & 128 == 0 {
            last = last.wrapping_add((step >> 1) ^ (step & 1).wrapping_neg());
            out.push(last);
            (step, shift) = (0, 0);
        }
    }
    out
}

/// Writes one step.
#[cfg(feature = "check")]
pub(super) fn step(last: u32, next: u32, out: &mut Vec<u8>) {
    let more = next.wrapping_sub(last);
    let mut step = (more << 1) ^ ((more >> 31) & 1).wrapping_neg();
    while step > 127 {
        out.push(step as u8 | 128);
        step >>= 7;
    }
    out.push(step as u8);
}

fn u32_at(bytes: &[u8], at: usize) -> Option<u32> {
    let start = at.checked_mul(4)?;
    let four = bytes.get(start..start.checked_add(4)?)?;
    Some(u32::from_le_bytes([four[0], four[1], four[2], four[3]]))
}

fn u16_at(bytes: &[u8], at: usize) -> Option<u16> {
    let start = at.checked_mul(2)?;
    let two = bytes.get(start..start.checked_add(2)?)?;
    Some(u16::from_le_bytes([two[0], two[1]]))
}

/// CRC-32 of IEEE 802.3, four bits at a time: a table of 16 is quick enough and small.
pub(super) fn crc32(bytes: &[u8]) -> u32 {
    let mut table = [0_u32; 16];
    for (at, entry) in table.iter_mut().enumerate() {
        *entry = at as u32;
        for _ in 0..4 {
            *entry = (*entry >> 1) ^ (0xedb8_8320 * (*entry & 1));
        }
    }
    let mut sum = u32::MAX;
    for byte in bytes {
        sum ^= u32::from(*byte);
        for _ in 0..2 {
            sum = (sum >> 4) ^ table[(sum & 15) as usize];
        }
    }
    !sum
}

#[cfg(all(test, feature = "check"))]
mod tests {
    use super::*;

    #[test]
    fn the_checksum_is_that_of_gzip() {
        assert_eq!(crc32(b""), 0);
        assert_eq!(crc32(b"123456789"), 0xcbf4_3926);
    }

    #[test]
    fn steps_come_back() {
        let numbers = [0, 1_001_193, 1_001_194, 3, u32::MAX, 0, 1 << 31, 5, 5];
        let mut bytes = Vec::new();
        let mut last = 0;
        for next in numbers {
            step(last, next, &mut bytes);
            last = next;
        }
        assert_eq!(steps(&bytes), numbers);
        assert!(steps(&[255; 40]).is_empty());
        assert_eq!(steps(&[2, 130]), [1]);
    }

    #[test]
    fn other_bytes_are_refused() {
        assert_eq!(Bytes::open(Vec::new()).err(), Some(Error::Foreign));
        assert_eq!(
            Bytes::open(b"cchcproc".to_vec()).err(),
            Some(Error::Foreign)
        );
        let mut head = b"cchcproc\x02\0\0\0\0\0\0\0".to_vec();
        assert_eq!(Bytes::open(head.clone()).err(), Some(Error::Version(2)));
        head[8] = 1;
        // The sum of nothing is right, and the table is missing.
        assert_eq!(Bytes::open(head.clone()).err(), Some(Error::Foreign));
        head[12] = 1;
        assert_eq!(Bytes::open(head).err(), Some(Error::Checksum));
    }
}
