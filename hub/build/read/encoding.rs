//! The encoding of a text: UTF-8 and UTF-16, and what Vietnamese offices wrote before: Windows-1258, TCVN3 (ABC) and VNI.
//!
//! The three old ones are all bytes above 127 and no byte is wrong in any of them, so the words decide: the encoding in
//! which nearly all of them can be Vietnamese (`super::syllable`) is taken, if in the others they cannot. In doubt the
//! file is refused, because a wrong letter in a published text is worse than a question.
//!
//! Old letters are also found inside of Unicode: fonts such as .VnTime and VNI-Times show `Së Néi vô` as `Sở Nội vụ`, and
//! UTF-8 that was opened as Windows-1252 became `Há»™i`. [`meant`] tells what such a text says.

use encoding_rs::{UTF_16BE, UTF_16LE, WINDOWS_1252, WINDOWS_1258};
use unicode_normalization::UnicodeNormalization;

use super::syllable;

/// Of the words with a Vietnamese letter at least so many must be possible: names and abbreviations are not.
const SURE: f64 = 0.8;
/// In any other encoding at most so many may be.
const UNLIKELY: f64 = 0.4;

/// How a text was written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Encoding {
    Utf8,
    Utf16,
    Windows1258,
    Tcvn3,
    Vni,
}

/// The encoding cannot be told; how the text begins.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Unsure {
    pub(crate) sample: String,
}

/// The text in Unicode normal form C, and how it was written.
pub(crate) fn decode(content: &[u8]) -> Result<(String, Encoding), Unsure> {
    for (mark, encoding) in [(&b"\xff\xfe"[..], UTF_16LE), (b"\xfe\xff", UTF_16BE)] {
        if let Some(rest) = content.strip_prefix(mark) {
            let text = encoding.decode_without_bom_handling(rest).0;
            return Ok((text.nfc().collect(), Encoding::Utf16));
        }
    }
    let content = content.strip_prefix(b"\xef\xbb\xbf").unwrap_or(content);
    if let Ok(text) = std::str::from_utf8(content) {
        return Ok((text.nfc().collect(), Encoding::Utf8));
    }
    let mut found: Vec<_> = [
        (Encoding::Windows1258, windows_1258(content)),
        (Encoding::Tcvn3, tcvn3(content)),
        (Encoding::Vni, vni(content)),
    ]
    .into_iter()
    .map(|(encoding, text)| (likelihood(&text), encoding, text))
    .collect();
    found.sort_by(|a, b| b.0.total_cmp(&a.0));
    let others = found.get(1).map_or(0.0, |(likelihood, ..)| *likelihood);
    match found.into_iter().next() {
        Some((likelihood, encoding, text)) if likelihood >= SURE && others <= UNLIKELY => {
            Ok((text, encoding))
        }
        _ => Err(Unsure {
            sample: cchc::text::clip(&String::from_utf8_lossy(content), 60),
        }),
    }
}

/// What a text says whose letters are those of an old font or of UTF-8 misread; `None` for everything that is in order or
/// that may be another language.
pub(crate) fn meant(text: &str) -> Option<String> {
    let as_it_is = syllable::count(text);
    // Some words come through by chance: vô for vụ.
    if as_it_is.words == 0 || as_it_is.syllables * 2 > as_it_is.words {
        return None;
    }
    let (bytes, _, is_lossy) = WINDOWS_1252.encode(text);
    if is_lossy {
        return None;
    }
    let misread = std::str::from_utf8(&bytes).ok().map(str::to_owned);
    let readings = misread.into_iter().chain([tcvn3(&bytes), vni(&bytes)]);
    readings
        .filter(|reading| {
            let count = syllable::count(reading);
            count.words > 0 && count.syllables == count.words
        })
        .map(|reading| reading.nfc().collect())
        .next()
}

/// Part of the words that can be Vietnamese.
fn likelihood(text: &str) -> f64 {
    let count = syllable::count(text);
    match count.words {
        // A single one may be anything.
        0 | 1 => 0.0,
        words => count.syllables as f64 / words as f64,
    }
}

/// Letters with the tone as a mark of its own behind them.
fn windows_1258(content: &[u8]) -> String {
    let text = WINDOWS_1258.decode_without_bom_handling(content).0;
    text.nfc().collect()
}

/// TCVN 5712:1993, VN1: the letters of bytes 128 to 255; VN2 and VN3 (the ABC fonts, which have no capitals with tones)
/// are parts of it.
const TCVN3_HIGH: &str = "ÀẢÃÁẠẶẬÈẺẼÉẸỆÌỈĨÍỊÒỎÕÓỌỘỜỞỠỚỢÙỦŨ\u{a0}ĂÂÊÔƠƯĐăâêôơưđẰ\u{300}\u{309}\u{303}\u{301}\u{323}àảãáạẲằẳẵắẴ\
    ẮẦẨẪẤỀặầẩẫấậèỂẻẽéẹềểễếệìỉỄẾỒĩíịòỔỏõóọồổỗốộờởỡớợùỖủũúụừửữứựỳỷỹýỵỐ";
/// Capitals of VN1 among the control characters.
const TCVN3_LOW: &[(u8, char)] = &[
    (0x01, 'Ú'),
    (0x02, 'Ụ'),
    (0x04, 'Ừ'),
    (0x05, 'Ử'),
    (0x06, 'Ữ'),
    (0x11, 'Ứ'),
    (0x12, 'Ự'),
    (0x13, 'Ỳ'),
    (0x14, 'Ỷ'),
    (0x15, 'Ỹ'),
    (0x16, 'Ý'),
    (0x17, 'Ỵ'),
];

fn tcvn3(content: &[u8]) -> String {
    let table: Vec<char> = TCVN3_HIGH.chars().collect();
    // Where VN1 has capitals, the ABC fonts have the quotes and dashes of Windows.
    let is_vn1 = content.iter().any(|byte| is_of_vn1_alone(*byte));
    let mut text = String::with_capacity(content.len() * 2);
    for byte in content {
        match byte {
            0x80..=0x9f if !is_vn1 => {
                text.push_str(&WINDOWS_1252.decode_without_bom_handling(&[*byte]).0);
            }
            0x80.. => text.extend(table.get(usize::from(*byte) - 0x80)),
            _ => {
                let low = TCVN3_LOW.iter().find(|(known, _)| known == byte);
                text.push(low.map_or(char::from(*byte), |(_, letter)| *letter));
            }
        }
    }
    text.nfc().collect()
}

/// Capitals with tones, but for those that are quotes and dashes in Windows.
fn is_of_vn1_alone(byte: u8) -> bool {
    matches!(byte, 0x80..=0x84 | 0x86..=0x90 | 0x98..=0x9f | 0xaf | 0xba | 0xbf..=0xc5 | 0xcd
        | 0xd9..=0xdb | 0xe0 | 0xf0 | 0xff)
}

/// VNI for Windows: the letters of Windows-1252, where a second letter is the mark of the first.
fn vni(content: &[u8]) -> String {
    let letters: Vec<char> = WINDOWS_1252
        .decode_without_bom_handling(content)
        .0
        .chars()
        .collect();
    let mut text = String::with_capacity(content.len() * 2);
    let mut left = letters.as_slice();
    while let [letter, rest @ ..] = left {
        let plain = small(*letter);
        let mark = rest.first().map(|next| small(*next));
        let (letter, marks) = match plain {
            'ô' => ('o', "\u{31b}"),
            'ö' => ('u', "\u{31b}"),
            'ñ' => ('đ', ""),
            'í' => ('i', "\u{301}"),
            'ì' => ('i', "\u{300}"),
            'æ' => ('i', "\u{309}"),
            'ó' => ('i', "\u{303}"),
            'ò' => ('i', "\u{323}"),
            'î' => ('y', "\u{323}"),
            _ => (plain, ""),
        };
        let second = mark.and_then(|mark| vni_mark(plain, mark));
        let is_large = plain != left.first().copied().unwrap_or(plain);
        match is_large {
            true => text.extend(letter.to_uppercase()),
            false => text.push(letter),
        }
        text.push_str(marks);
        text.push_str(second.unwrap_or_default());
        left = match second {
            Some(_) => rest.get(1..).unwrap_or_default(),
            None => rest,
        };
    }
    text.nfc().collect()
}

/// What the second letter of a pair does to the first.
fn vni_mark(letter: char, mark: char) -> Option<&'static str> {
    let takes_tone = matches!(letter, 'a' | 'e' | 'o' | 'u' | 'y' | 'ô' | 'ö');
    let takes_roof = matches!(letter, 'a' | 'e' | 'o');
    let is_a = letter == 'a';
    match mark {
        'ù' if takes_tone => Some("\u{301}"),
        'ø' if takes_tone => Some("\u{300}"),
        'û' if takes_tone => Some("\u{309}"),
        'õ' if takes_tone => Some("\u{303}"),
        'ï' if takes_tone => Some("\u{323}"),
        'â' if takes_roof => Some("\u{302}"),
        'á' if takes_roof => Some("\u{302}\u{301}"),
        'à' if takes_roof => Some("\u{302}\u{300}"),
        'å' if takes_roof => Some("\u{302}\u{309}"),
        'ã' if takes_roof => Some("\u{302}\u{303}"),
        'ä' if takes_roof => Some("\u{302}\u{323}"),
        'ê' if is_a => Some("\u{306}"),
        'é' if is_a => Some("\u{306}\u{301}"),
        'è' if is_a => Some("\u{306}\u{300}"),
        'ú' if is_a => Some("\u{306}\u{309}"),
        'ü' if is_a => Some("\u{306}\u{303}"),
        'ë' if is_a => Some("\u{306}\u{323}"),
        _ => None,
    }
}

fn small(letter: char) -> char {
    let mut small = letter.to_lowercase();
    match (small.next(), small.next()) {
        (Some(small), None) => small,
        _ => letter,
    }
}

#[cfg(test)]
#[path = "encoding_tests.rs"]
mod tests;
