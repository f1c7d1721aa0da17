//! How long a text must stand so that people can read it from where they wait.
//!
//! Vietnamese is written in syllables, so they are what is counted. Reading of moving public text falls off at eight characters
//! in a second (Japanese train displays, JJE 52/6); a Vietnamese syllable with its blank has a little over four.

/// Syllables that a waiting person reads in a minute.
const SYLLABLES_PER_MINUTE: u32 = 120;
/// Until eyes are on the screen.
const NOTICE_SECS: u32 = 2;
/// Until a phone is out of the pocket, and its camera has seen the code.
const PHONE_SECS: u32 = 12;
/// Shorter scenes flicker.
pub const MIN_SECS: u32 = 8;
/// Longer ones are pages that nobody waits for.
pub const MAX_SECS: u32 = 120;
/// The longest syllable is `nghiêng`; longer words are of other languages and count by their length.
const SYLLABLE_CHARS: u32 = 7;

/// Seconds for all texts of one page of a scene; `has_code` for one with a code to scan.
#[must_use]
pub fn secs(texts: &[&str], has_code: bool) -> u32 {
    let mut count = 0_u32;
    for text in texts {
        count = count.saturating_add(syllables(text));
    }
    let read = count.saturating_mul(60).div_ceil(SYLLABLES_PER_MINUTE);
    let phone = if has_code { PHONE_SECS } else { 0 };
    let secs = read.saturating_add(NOTICE_SECS + phone);
    secs.clamp(MIN_SECS, MAX_SECS)
}

/// How many syllables a text is read as: words of other languages by their length, figures by their digits.
#[must_use]
pub fn syllables(text: &str) -> u32 {
    let mut count = 0_u32;
    let (mut letters, mut digits) = (0_u32, 0_u32);
    for letter in text.chars().chain([' ']) {
        if letter.is_whitespace() {
            count = count.saturating_add(letters.div_ceil(SYLLABLE_CHARS).saturating_add(digits));
            (letters, digits) = (0, 0);
        } else if letter.is_ascii_digit() {
            digits += 1;
        } else if letter.is_alphabetic() {
            letters += 1;
        }
    }
    count
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn syllables_are_counted_as_they_are_read() {
        for (text, expected) in [
            ("", 0),
            (" – ", 0),
            ("Đăng ký khai sinh", 4),
            ("nghiêng", 1),
            ("administrative reform", 3),
            ("92,57 %", 4),
            ("Quyết định số 1201/QĐ-UBND", 8),
        ] {
            assert_eq!(syllables(text), expected, "{text}");
        }
    }

    #[test]
    fn a_headline_stands_long_enough_and_a_code_longer() {
        let headline = "Hà Nội rút ngắn thời gian giải quyết thủ tục đăng ký khai sinh cho trẻ em";
        assert_eq!(secs(&[headline], false), 2 + 17_u32.div_ceil(2));
        assert_eq!(secs(&[headline], true), 2 + 17_u32.div_ceil(2) + 12);
        assert_eq!(secs(&[], false), MIN_SECS);
        assert_eq!(secs(&[""], true), 14);
    }

    proptest! {
        #[test]
        fn more_words_never_take_less_time(one in ".{0,400}", other in ".{0,400}", has_code: bool) {
            let both = secs(&[&one, &other], has_code);
            prop_assert!((MIN_SECS..=MAX_SECS).contains(&both));
            prop_assert!(secs(&[&one], has_code) <= both && secs(&[&one, &other], false) <= both);
        }
    }
}
