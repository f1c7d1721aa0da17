//! Every Vietnamese letter in every encoding, and texts whose encoding must or must not be told.
#![allow(clippy::unwrap_used, reason = "tests")]

use proptest::prelude::*;

use super::*;

/// The 134 letters beyond ASCII.
const LETTERS: &str = "àáảãạăằắẳẵặâầấẩẫậđèéẻẽẹêềếểễệìíỉĩịòóỏõọôồốổỗộơờớởỡợùúủũụưừứửữựỳýỷỹỵ\
    ÀÁẢÃẠĂẰẮẲẴẶÂẦẤẨẪẬĐÈÉẺẼẸÊỀẾỂỄỆÌÍỈĨỊÒÓỎÕỌÔỒỐỔỖỘƠỜỚỞỠỢÙÚỦŨỤƯỪỨỬỮỰỲÝỶỸỴ";

/// The same small letters in VNI for Windows, as published.
const VNI: &str = "aø aù aû aõ aï aê aè aé aú aü aë aâ aà aá aå aã aä ñ eø eù eû eõ eï eâ eà eá eå eã eä ì í æ ó ò \
    oø où oû oõ oï oâ oà oá oå oã oä ô ôø ôù ôû ôõ ôï uø uù uû uõ uï ö öø öù öû öõ öï yø yù yû yõ î";

const TEXT: &str = "Hà Nội xếp thứ ba cả nước về Chỉ số cải cách hành chính năm 2024; Sở Nội vụ dẫn đầu khối sở, \
    Ủy ban nhân dân quận Long Biên đứng thứ nhất.";

/// Bytes of a text in TCVN 5712, VN1.
fn to_tcvn3(text: &str) -> Vec<u8> {
    let bytes = text.chars().map(|letter| {
        let high = TCVN3_HIGH.chars().position(|known| known == letter);
        let low = TCVN3_LOW.iter().find(|(_, known)| *known == letter);
        match (high, low) {
            (Some(at), _) => u8::try_from(at + 0x80).unwrap(),
            (None, Some((byte, _))) => *byte,
            (None, None) => u8::try_from(letter).unwrap(),
        }
    });
    bytes.collect()
}

fn to_vni(text: &str) -> Vec<u8> {
    let pairs: Vec<_> = LETTERS.chars().zip(VNI.split_whitespace()).collect();
    let mut out = String::new();
    for letter in text.chars() {
        let written = |letter: char| pairs.iter().find(|(known, _)| *known == letter);
        let small = letter.to_lowercase().next().unwrap();
        match (written(letter), written(small)) {
            (Some((_, written)), _) => out.push_str(written),
            (None, Some((_, written))) => out.push_str(&written.to_uppercase()),
            (None, None) => out.push(letter),
        }
    }
    WINDOWS_1252.encode(&out).0.into_owned()
}

/// Base letters as the encoding has them, tones behind.
fn to_windows_1258(text: &str) -> Vec<u8> {
    let mut out = String::new();
    for letter in text.chars() {
        let apart: Vec<char> = letter.to_string().nfd().collect();
        let is_tone =
            |c: &char| ['\u{300}', '\u{301}', '\u{303}', '\u{309}', '\u{323}'].contains(c);
        let base: String = apart.iter().filter(|c| !is_tone(c)).collect();
        out.extend(base.nfc());
        out.extend(apart.iter().filter(|c| is_tone(c)));
    }
    let (bytes, _, is_lossy) = WINDOWS_1258.encode(&out);
    assert!(!is_lossy, "{text}");
    bytes.into_owned()
}

#[test]
fn every_letter_comes_through_every_encoding() {
    assert_eq!(LETTERS.chars().count(), 134);
    assert_eq!(VNI.split_whitespace().count(), 67);
    assert_eq!(TCVN3_HIGH.chars().count(), 128);
    for letter in LETTERS.chars() {
        // The first word shows that the text is in VN1.
        let word = format!("ĐẦU t{letter}h");
        assert_eq!(windows_1258(&to_windows_1258(&word)), word);
        assert_eq!(tcvn3(&to_tcvn3(&word)), word);
        assert_eq!(vni(&to_vni(&word)), word);
    }
}

#[test]
fn the_bytes_are_those_of_the_standards() {
    // TCVN 5712:1993 and RFC 1456's companion tables; Windows-1258 as registered with IANA.
    for (bytes, expected) in [
        (&b"\xb5\xb8\xb6\xb7\xb9\xae\xa7\xec\xd6"[..], "àáảãạđĐỡệ"),
        (b"\x80\x9b\xff\xbf", "ÀỚỐẴ"),
    ] {
        assert_eq!(tcvn3(bytes), expected);
    }
    assert_eq!(
        windows_1258(b"Vi\xea\xf2t \xd0\xf4\xec \xf5 \xfd"),
        "Việt Đố ơ ư"
    );
    assert_eq!(vni(b"Vie\xe4t \xd1o\xe1 \xf4 \xf6"), "Việt Đố ơ ư");
    assert_eq!(tcvn3(b"\x93S\xeb\x94 \x96 B\xe9"), "“Sở” – Bộ");
    assert_eq!(tcvn3(b"B\x97 \x80"), "BỘ À");
}

#[test]
fn the_encoding_of_a_text_is_told() {
    let utf16: Vec<u8> = TEXT.encode_utf16().flat_map(u16::to_le_bytes).collect();
    let utf16_be: Vec<u8> = TEXT.encode_utf16().flat_map(u16::to_be_bytes).collect();
    let apart: String = TEXT.nfd().collect();
    for (content, expected) in [
        (TEXT.as_bytes().to_vec(), Encoding::Utf8),
        (format!("\u{feff}{TEXT}").into_bytes(), Encoding::Utf8),
        (apart.into_bytes(), Encoding::Utf8),
        ([&b"\xff\xfe"[..], &utf16].concat(), Encoding::Utf16),
        ([&b"\xfe\xff"[..], &utf16_be].concat(), Encoding::Utf16),
        (to_windows_1258(TEXT), Encoding::Windows1258),
        (to_tcvn3(TEXT), Encoding::Tcvn3),
        (to_vni(TEXT), Encoding::Vni),
    ] {
        assert_eq!(decode(&content), Ok((TEXT.to_owned(), expected)));
    }
    assert_eq!(decode(b"plain").unwrap().1, Encoding::Utf8);
}

#[test]
fn in_doubt_nothing_is_guessed() {
    for content in [
        &b"caf\xe9, cr\xe8me"[..],
        b"\xff",
        b"\x89PNG\r\n\x1a\n\xff",
        "naïve façade"
            .chars()
            .map(|c| c as u8)
            .collect::<Vec<_>>()
            .as_slice(),
    ] {
        assert!(decode(content).is_err(), "{content:?}");
    }
    // A text of which half is broken.
    let half = [TEXT.as_bytes(), &to_tcvn3(TEXT)].concat();
    assert!(decode(&half).is_err());
}

#[test]
fn old_letters_inside_of_unicode_are_told_and_other_languages_are_not() {
    let seen = |bytes: &[u8]| {
        WINDOWS_1252
            .decode_without_bom_handling(bytes)
            .0
            .into_owned()
    };
    for word in [
        "Sở Nội vụ",
        "Chỉ số cải cách hành chính",
        "đơn vị",
        "Quận Cầu Giấy",
    ] {
        for text in [
            seen(&to_tcvn3(word)),
            seen(&to_vni(word)),
            seen(word.as_bytes()),
        ] {
            assert_eq!(meant(&text).as_deref(), Some(word), "{text}");
        }
        assert_eq!(meant(word), None);
    }
    for text in [
        "Nestlé",
        "für",
        "São Paulo",
        "Café de la Paix",
        "PAR INDEX",
        "",
        "Sở Nội vụ ®",
        "25 °C",
    ] {
        assert_eq!(meant(text), None, "{text}");
    }
}

proptest! {
    #[test]
    fn no_bytes_panic(content in proptest::collection::vec(any::<u8>(), 0..60)) {
        let _ = decode(&content);
        let _ = (tcvn3(&content), vni(&content));
    }
}
