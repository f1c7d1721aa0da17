//! Keys typed into a field that did not compose them, by both methods and in every order people use.

use super::*;
use proptest::prelude::*;

/// The keys for one syllable; `late` puts all marks behind the letters, as many typists do.
fn typed(syllable: &str, is_telex: bool, late: bool) -> String {
    let (mut keys, mut behind, mut tone_key) = (String::new(), String::new(), None);
    for c in syllable.chars() {
        let letter = Letter::of(c);
        let base = bare_base(&letter);
        let mark = match (letter.base, is_telex) {
            ('đ', true) => Some('d'),
            ('đ', false) => Some('9'),
            ('â' | 'ê' | 'ô', true) => Some(base),
            ('â' | 'ê' | 'ô', false) => Some('6'),
            ('ă' | 'ơ' | 'ư', true) => Some('w'),
            ('ơ' | 'ư', false) => Some('7'),
            ('ă', false) => Some('8'),
            _ => None,
        };
        keys.push(base);
        match mark {
            // One key for both horns of ươ.
            Some(mark) if late && behind.ends_with(mark) => {}
            Some(mark) if late => behind.push(mark),
            mark => keys.extend(mark),
        }
        if letter.tone > 0 {
            let tones = if is_telex { "zfrxsj" } else { "023415" };
            tone_key = tones.chars().nth(usize::from(letter.tone));
        }
    }
    keys.push_str(&behind);
    keys.extend(tone_key);
    keys
}

#[test]
fn telex_is_read() {
    for (raw, expected) in [
        ("dangw kys", "dăng ký"),
        ("ddawng kys", "đăng ký"),
        ("ddawng kys khai sinh", "đăng ký khai sinh"),
        ("DDAWNG KYS", "đăng ký"),
        ("dangwd kys", "đăng ký"),
        ("lamf giaays khai sinh", "làm giấy khai sinh"),
        ("keets hoon", "kết hôn"),
        ("caanw cuwowcs", "căn cước"),
        ("cawn cuocws", "căn cước"),
        ("giaays phesp lais xe", "giấy phép lái xe"),
        ("quyeenf suwr dungj ddaats", "quyền sử dụng đất"),
        ("nguoiwf", "người"),
        ("hoaf binhf", "hòa bình"),
        ("thuees", "thuế"),
        ("thuowr", "thuở"),
        ("tienges", "tiếng"),
        ("dduwong", "đương"),
        ("hoawcj", "hoặc"),
        ("luuw truwx", "lưu trữ"),
        ("nhw tw", "như tư"),
        ("giuwx gif", "giữ gì"),
        ("cuar ddoos", "của đố"),
        ("xooong", "xoong"),
        ("hoofsf hoofj", "hồ hộ"),
        ("sổ ddor", "sổ đỏ"),
        ("(ddor), ddor!", "(đỏ), đỏ!"),
    ] {
        assert_eq!(readings(raw), [expected], "{raw}");
    }
}

#[test]
fn vni_is_read() {
    for (raw, expected) in [
        ("d9a8ng ky1", "đăng ký"),
        ("d9a8ng ky1 khai sinh", "đăng ký khai sinh"),
        ("D9A8NG KY1", "đăng ký"),
        ("dang98 ky1", "đăng ký"),
        ("ke6t1 ho6n", "kết hôn"),
        ("ca8n cu7o7c1", "căn cước"),
        ("cuoc71", "cước"),
        ("so63 d9o3", "sổ đỏ"),
        ("tieng61 Vie6t5", "tiếng việt"),
        ("ho65 kha63u", "hộ khẩu"),
        ("quye6n2", "quyền"),
        ("thua71", "thứa"),
        ("hoa82ng 1.004222", "hoằng 1.004222"),
    ] {
        assert_eq!(readings(raw), [expected], "{raw}");
    }
}

#[test]
fn plain_and_foreign_words_have_no_reading() {
    for raw in [
        "",
        " ",
        "dang ky",
        "dang ky khai sinh",
        "cccd",
        "lam lai cmnd cho con",
        "giay phep lai xe",
        "so do",
        "tam tru tam vang",
        "xin cap phep xay dung",
        "đăng ký khai sinh",
        "Thủ tục cấp lại thẻ",
        "1.004222",
        "1.004222.000.00.00.H26",
        "15/2020/ND-CP",
        "passport",
        "facebook",
        "windows",
        "free",
        "address",
        "class",
        "ass",
        "ddd",
        "aaa",
        "www",
        "h26",
        "a66",
        "2026",
        "kỳ\u{301}",
    ] {
        assert!(readings(raw).is_empty(), "{raw}: {:?}", readings(raw));
    }
}

#[test]
fn a_word_may_have_a_reading_of_each_kind() {
    assert_eq!(readings("as a1"), ["á a1", "as á"]);
}

#[test]
fn only_the_last_word_may_be_unfinished() {
    assert_eq!(readings("ddaw"), ["đă"]);
    assert_eq!(readings("khai viee"), ["khai viê"]);
    assert!(readings("ddaw ng").is_empty());
    assert!(readings("ddaw ").is_empty());
}

#[test]
fn tones_that_no_stopped_syllable_has_are_refused() {
    assert_eq!(readings("cats catj caats"), ["cát cạt cất"]);
    assert!(readings("catf catr catx").is_empty());
    assert!(readings("sachf").is_empty());
}

#[test]
fn megabytes_without_a_blank_are_passed_over() {
    for part in ["s", "as", "d9", "\u{301}"] {
        assert!(readings(&part.repeat(1 << 20)).is_empty(), "{part}");
    }
    assert_eq!(readings("nghie\u{302}ngf"), ["nghiềng"]);
}

/// Every onset with every rhyme is more than the language has, and the keys must not care.
fn syllable() -> impl Strategy<Value = String> {
    let onsets: Vec<&str> = ONSETS.split(' ').chain([""]).collect();
    let rhymes: Vec<&str> = RHYMES
        .split(' ')
        .filter(|rhyme| !rhyme.starts_with("oo"))
        .collect();
    (
        prop::sample::select(onsets),
        prop::sample::select(rhymes),
        0_u8..6,
    )
        .prop_filter_map("spelled otherwise", |(onset, rhyme, tone)| {
            // qu and gi swallow the first vowel, and so does a bare g or q before it.
            let begins = rhyme.chars().next().and_then(bare)?;
            let clashes = match onset {
                "qu" => begins == 'u' || begins == 'o' || rhyme == "ơ",
                "gi" => begins == 'i' || begins == 'y',
                "g" => begins == 'i',
                _ => false,
            };
            let mut letters: Vec<Letter> =
                format!("{onset}{rhyme}").chars().map(Letter::of).collect();
            let stopped = rhyme.ends_with(['c', 'p', 't']) || rhyme.ends_with("ch");
            if clashes || stopped && (1..=3).contains(&tone) {
                return None;
            }
            let (start, _) = vowels(&letters)?;
            letters[start].tone = tone;
            place_tone(&mut letters);
            Some(letters.into_iter().map(Letter::whole).collect())
        })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(2_000))]

    #[test]
    fn what_is_typed_is_read(syllable in syllable(), is_telex: bool, late: bool) {
        let keys = typed(&syllable, is_telex, late);
        if keys == syllable {
            prop_assert!(readings(&keys).is_empty(), "{}: {:?}", keys, readings(&keys));
        } else {
            let found = readings(&keys);
            prop_assert!(found.contains(&syllable), "{} for {}: {:?}", keys, syllable, found);
        }
    }

    #[test]
    fn a_reading_has_the_letters_of_the_raw_text(raw in "([a-zA-Z]{1,7}[ ,]){0,3}[a-z0-9]{0,7}") {
        for reading in readings(&raw) {
            prop_assert_ne!(reading.to_lowercase(), raw.to_lowercase());
            prop_assert_eq!(reading.chars().next().and_then(bare) == Some(' '), raw.starts_with(' '));
            prop_assert!(reading.split([' ', ',']).count() == raw.split([' ', ',']).count());
        }
    }

    #[test]
    fn no_text_makes_it_panic(raw in any::<String>()) {
        prop_assert!(readings(&raw).len() <= 2);
    }
}

#[test]
fn a_slip_of_the_finger_is_mostly_no_syllable() {
    for word in [
        "khai", "sinh", "nghiệp", "quyền", "giấy", "gì", "giếng", "ăn", "yêu", "quý", "ở", "thuê",
        "hon", "ky",
    ] {
        assert!(is_syllable(word), "{word}");
    }
    for word in [
        "knai", "sihn", "dihn", "kha1", "nghepi", "q", "", "ng", "xyz", "cccd",
    ] {
        assert!(!is_syllable(word), "{word}");
    }
}
