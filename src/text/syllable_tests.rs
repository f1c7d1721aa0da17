//! One word, one term: whatever normal form, tone placement, look-alike or bullet the text carries.

use super::*;
use proptest::prelude::*;

fn exact(text: &str) -> Vec<String> {
    syllables(text).into_iter().map(|one| one.exact).collect()
}

fn folded(text: &str) -> Vec<String> {
    syllables(text).into_iter().map(|one| one.folded).collect()
}

#[test]
fn both_tone_placements_are_one() {
    for (newer, older) in [
        ("hoà", "hòa"),
        ("hoá", "hóa"),
        ("thuý", "thúy"),
        ("thuỷ", "thủy"),
        ("uỷ", "ủy"),
        ("khoẻ", "khỏe"),
        ("loè", "lòe"),
        ("Yên Hoà", "Yên Hòa"),
        ("quý", "qúy"),
        ("quả", "qủa"),
        ("già", "gìa"),
        ("giữ", "gĩư"),
        ("thuế", "thúê"),
        ("khuỷu", "khủyu"),
        ("ngoẻo", "ngỏeo"),
        ("Nguyễn", "Nguỹên"),
        ("toán", "tóan"),
        ("huỳnh", "hùynh"),
        ("được", "đựơc"),
        ("người", "ngừơi"),
    ] {
        assert_eq!(exact(newer), exact(older), "{newer}");
        assert_eq!(folded(newer), folded(older), "{newer}");
    }
}

#[test]
fn one_spelling_is_chosen_and_right_ones_stay() {
    for (text, expected) in [
        ("hoà", "hòa"),
        ("thuý", "thúy"),
        ("khoẻ", "khỏe"),
        ("uỷ", "ủy"),
        ("hoại", "hoại"),
        ("toán", "toán"),
        ("quý", "quý"),
        ("quỳnh", "quỳnh"),
        ("gì", "gì"),
        ("gìn", "gìn"),
        ("giếng", "giếng"),
        ("giá", "giá"),
        ("mía", "mía"),
        ("mứa", "mứa"),
        ("cứu", "cứu"),
        ("thuở", "thuở"),
        ("đường", "đường"),
        ("khuyến", "khuyến"),
        ("xoáy", "xoáy"),
        ("hỏi", "hỏi"),
    ] {
        assert_eq!(exact(text), [expected]);
    }
}

#[test]
fn i_and_y_are_one_only_where_the_vowel_stands_alone() {
    for (a, b) in [
        ("kí", "ký"),
        ("sĩ", "sỹ"),
        ("lí", "lý"),
        ("mĩ", "mỹ"),
        ("tỉ", "tỷ"),
        ("hi", "hy"),
        ("y tế", "i tế"),
        ("Đăng kí", "Đăng ký"),
    ] {
        assert_eq!(exact(a), exact(b), "{a}");
        assert_eq!(folded(a), folded(b), "{a}");
    }
    for (a, b) in [
        ("thúy", "thúi"),
        ("tay", "tai"),
        ("quý", "quí"),
        ("thy", "thi"),
        ("kỳ", "kỹ"),
        ("vy", "vi"),
        ("kỳnh", "kình"),
    ] {
        assert_ne!(exact(a), exact(b), "{a}");
    }
}

#[test]
fn every_way_to_compose_a_letter_comes_out_alike() {
    let rows = [
        (
            "ậ",
            ["a\u{323}\u{302}", "a\u{302}\u{323}", "â\u{323}", "ạ\u{302}"],
        ),
        (
            "ặ",
            ["a\u{323}\u{306}", "a\u{306}\u{323}", "ă\u{323}", "ạ\u{306}"],
        ),
        (
            "ờ",
            ["o\u{31b}\u{300}", "o\u{300}\u{31b}", "ơ\u{300}", "ò\u{31b}"],
        ),
        (
            "ử",
            ["u\u{31b}\u{309}", "u\u{309}\u{31b}", "ư\u{309}", "ủ\u{31b}"],
        ),
        (
            "ễ",
            ["e\u{302}\u{303}", "e\u{303}\u{302}", "ê\u{303}", "ẽ\u{302}"],
        ),
    ];
    for (letter, spellings) in rows {
        for spelling in spellings {
            assert_eq!(exact(spelling), [letter]);
            assert_eq!(exact(&spelling.to_uppercase()), [letter]);
        }
    }
    // Windows-1258: the letter, then its tone.
    assert_eq!(
        exact("Giâ\u{301}y phe\u{301}p lái xe, quyê\u{300}n, Đ\u{fe}ng"),
        ["giấy", "phép", "lái", "xe", "quyền", "đþng"]
    );
    assert_eq!(
        exact("b\u{301}a \u{301}"),
        ["ba"],
        "a mark that fits nowhere"
    );
    assert_eq!(exact("a\u{301}\u{300}"), ["á"], "a second tone");
    assert_eq!(
        exact("a\u{301}\u{323}"),
        ["ạ"],
        "which normal forms put first"
    );
}

#[test]
fn foreign_letters_find_their_place() {
    assert_eq!(exact("Ðăng ðất ĐẤT"), ["đăng", "đất", "đất"]);
    assert_eq!(exact("Сăn сước СССР"), ["căn", "cước", "cccp"], "Cyrillic");
    assert_eq!(exact("hо\u{300}а"), ["hòa"], "Cyrillic о and а");
    assert_eq!(exact("đƣợc NƢỚC"), ["được", "nước"], "gha for ư");
    assert_eq!(exact("Müller Ärzte ñ"), ["muller", "arzte", "n"]);
    assert_eq!(
        exact("Жизнь 日本"),
        ["Жizнь".replace("iz", "из"), "日本".into()]
    );
}

#[test]
fn what_only_confuses_separates_or_goes_away() {
    for (text, expected) in [
        ("\u{f0fc}\u{a0}Nộp\u{a0}hồ\u{3000}sơ", "nộp hồ sơ"),
        ("khai\u{ad} si\u{ad}nh", "khai sinh"),
        ("\u{200e}kết\u{200b} h\u{2060}ôn\u{feff}", "kết hôn"),
        ("h\u{200d}o\u{ad}\u{300}a", "hòa"),
        ("  Cấp\nlại\tthẻ\r\n(CCCD) ", "cấp lại thẻ cccd"),
        ("15/2020/NĐ-CP", "15 2020 nđ cp"),
        ("Đắk R’Lấp – Đắk Nông…", "đắk r lấp đắk nông"),
        ("126 × 3 m² 👪 ½", "126 3 m"),
        ("\u{301}\u{200b}\u{0}", ""),
        ("", ""),
    ] {
        assert_eq!(exact(text).join(" "), expected, "{text:?}");
    }
}

#[test]
fn a_code_is_one_syllable_with_or_without_its_dots() {
    for (text, exactly, plainly) in [
        ("1.004222", "1.004222", "1004222"),
        (" 1.014325.", "1.014325", "1014325"),
        ("1004222", "1004222", "1004222"),
        ("1.014955-Xoa", "1.014955 xoa", "1014955 xoa"),
        (
            "1.004222.000.00.00.H26",
            "1.004222.000.00.00 h26",
            "10042220000000 h26",
        ),
        ("H26.16 1..2 .5 a.b", "h26 16 1 2 5 a b", "h26 16 1 2 5 a b"),
        ("1.\u{200b}0", "1.0", "10"),
    ] {
        assert_eq!(exact(text).join(" "), exactly, "{text}");
        assert_eq!(folded(text).join(" "), plainly, "{text}");
    }
}

#[test]
fn the_range_is_the_original_spelling() {
    let text = "\u{f0fc}Thu\u{309}\u{200b} tục: «Hoà\u{ad}» (1.004222)";
    let spelled: Vec<&str> = syllables(text)
        .iter()
        .map(|one| &text[one.start..one.end])
        .collect();
    assert_eq!(spelled, ["Thu\u{309}", "tục", "Hoà", "1.004222"]);
}

#[test]
fn megabytes_without_a_blank_are_read_in_one_pass() {
    let code = "1.".repeat(1 << 20);
    let word = "a\u{301}".repeat(1 << 20);
    assert_eq!(folded(&code), ["1".repeat(1 << 20)]);
    assert_eq!(exact(&word), ["á".repeat(1 << 20)]);
}

/// Text as it may come: Vietnamese with marks of all kinds, codes, noise.
fn vietnamese() -> impl Strategy<Value = String> {
    "([bcdđghklmnpqrstvxyĐÐKQG]{0,2}[aăâeêioôơuưyAĂÂEÊIOÔƠUƯYàảãáạầẩẫấậằẳẵắặèẻẽéẹềểễếệìỉĩíịòỏõóọồổỗốộờởỡớợùủũúụừửữứựỳỷỹýỵ]{1,3}\
     [\u{300}\u{301}\u{302}\u{303}\u{306}\u{309}\u{31b}\u{323}]{0,2}(c|ch|m|n|ng|nh|p|t)?\
     [ ,.\u{a0}\u{ad}\u{200b}\u{f0fc}0-9öÑСа]{0,2}){0,6}"
}

proptest! {
    #[test]
    fn canonical_text_stays(text in prop_oneof![vietnamese(), any::<String>()]) {
        for one in syllables(&text) {
            let again = syllables(&one.exact);
            prop_assert_eq!(again.len(), 1, "{:?}", one);
            prop_assert_eq!(&again[0].exact, &one.exact);
            prop_assert_eq!(&again[0].folded, &one.folded);
            prop_assert_eq!(fold(&one.exact).replace('.', ""), one.folded);
        }
    }

    #[test]
    fn folding_first_folds_alike(text in prop_oneof![vietnamese(), any::<String>()]) {
        for one in syllables(&text) {
            prop_assert_eq!(folded(&one.folded), [one.folded]);
        }
    }

    #[test]
    fn ranges_lie_on_boundaries_and_in_order(text in prop_oneof![vietnamese(), any::<String>()]) {
        let mut behind = 0;
        for one in syllables(&text) {
            prop_assert!(behind <= one.start && one.start < one.end && one.end <= text.len());
            let spelled = text.get(one.start..one.end);
            prop_assert!(spelled.is_some());
            prop_assert_eq!(exact(spelled.unwrap_or_default()), [one.exact]);
            behind = one.end;
        }
    }

    #[test]
    fn cleaning_first_changes_nothing(text in prop_oneof![vietnamese(), any::<String>()]) {
        prop_assert_eq!(exact(&crate::text::clean(&text)), exact(&text));
    }

    #[test]
    fn capitals_are_small_letters(text in vietnamese()) {
        prop_assert_eq!(exact(&text.to_uppercase()), exact(&text.to_lowercase()));
    }
}

#[cfg(feature = "check")]
proptest! {
    #[test]
    fn decomposed_is_composed(text in vietnamese()) {
        use unicode_normalization::UnicodeNormalization;
        // Letters such as ŏ and ḅ have one character that no Vietnamese text has.
        let is_known = |c| !matches!(c, '\u{100}'..='\u{24f}' | '\u{1e00}'..='\u{1e9f}')
            || "ăĂđĐĩĨũŨơƠưƯ".contains(c);
        for word in text.split(' ') {
            let composed: String = word.nfc().collect();
            let decomposed: String = word.nfd().collect();
            prop_assert_eq!(exact(&decomposed), exact(word));
            if composed.chars().all(is_known) {
                prop_assert_eq!(exact(&composed), exact(word));
            }
            for one in syllables(word) {
                prop_assert_eq!(one.exact.nfc().collect::<String>(), one.exact);
            }
        }
    }
}
