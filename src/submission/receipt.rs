//! What a citizen finds her item by: a tracking code, and a number that is asked with it.
//!
//! Both follow from the key, so the device knows them while the item still waits, and the hub says the same again however
//! often it is asked.

use super::Key;
use super::hash::keyed;

/// Signs of Crockford's base 32: no I, L, O and U.
const SIGNS: &[u8; 32] = b"0123456789ABCDEFGHJKMNPQRSTVWXYZ";
/// Signs before the check sign: 65 bits.
const CODE_SIGNS: usize = 13;

/// Code and number of an item.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Receipt {
    /// `XXXXX-XXXX-XXXXX`: 65 bits and a check sign.
    pub code: String,
    /// Six digits.
    pub pin: String,
}

impl Receipt {
    /// Of a key.
    #[must_use]
    pub fn of(key: &Key) -> Self {
        let [a, b, c, d, e, f, g, h, last, ..] = keyed(key.bytes(), b"cchc tracking code 1");
        let bits =
            u128::from(u64::from_be_bytes([a, b, c, d, e, f, g, h])) << 1 | u128::from(last >> 7);
        let mut values = [0; CODE_SIGNS + 1];
        for (at, value) in values.iter_mut().take(CODE_SIGNS).enumerate() {
            *value = (bits >> (5 * (CODE_SIGNS - 1 - at)) & 31) as u8;
        }
        values[CODE_SIGNS] = check_value(&values[..CODE_SIGNS]);
        let [a, b, c, d, ..] = keyed(key.bytes(), b"cchc pin 1");
        let mut rest = u32::from_be_bytes([a, b, c, d]);
        let mut pin = [0; 6];
        for digit in pin.iter_mut().rev() {
            *digit = b'0' + (rest % 10) as u8;
            rest /= 10;
        }
        Self {
            code: grouped(&values),
            pin: pin.iter().map(|digit| char::from(*digit)).collect(),
        }
    }
}

/// A code as somebody typed it or read it out: any case, with or without spaces and hyphens, O for 0, I and L for 1. `None`
/// when it has another length, a sign that no code has, or a wrong check sign.
#[must_use]
pub fn read_code(typed: &str) -> Option<String> {
    let mut values = [0; CODE_SIGNS + 1];
    let mut count = 0;
    for sign in typed.chars() {
        if sign.is_whitespace() || matches!(sign, '-' | '–' | '.' | '_') {
            continue;
        }
        let sign = match sign.to_ascii_uppercase() {
            'O' => b'0',
            'I' | 'L' => b'1',
            other => u8::try_from(other).ok()?,
        };
        let value = SIGNS.iter().position(|one| *one == sign)?;
        *values.get_mut(count)? = value as u8;
        count += 1;
    }
    let is_whole =
        count == values.len() && check_value(&values[..CODE_SIGNS]) == values[CODE_SIGNS];
    is_whole.then(|| grouped(&values))
}

/// The check sign: a sum over GF(32) whose weights are powers of a generator. Every weight differs from 0, so one wrong sign is
/// always seen; neighbours differ in weight, so two that changed places are too.
fn check_value(values: &[u8]) -> u8 {
    let mut sum = 0;
    for value in values {
        sum = twice(sum ^ value);
    }
    sum
}

/// Times the generator in GF(32) = GF(2)\[x\] / (x⁵ + x² + 1).
const fn twice(value: u8) -> u8 {
    let shifted = value << 1;
    match shifted & 32 {
        0 => shifted,
        _ => shifted ^ 0b10_0101,
    }
}

fn grouped(values: &[u8]) -> String {
    let mut out = String::with_capacity(values.len() + 2);
    for (at, value) in values.iter().enumerate() {
        if matches!(at, 5 | 9) {
            out.push('-');
        }
        out.push(
            SIGNS
                .get(usize::from(*value))
                .copied()
                .map_or('0', char::from),
        );
    }
    out
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "tests")]
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn code_and_number_follow_from_the_key() {
        // python3: hmac.new(bytes(key), purpose, "sha256")
        let key = Key::parse("0190b3f4-1a2b-7fff-bfff-ffffffffffff").unwrap();
        let receipt = Receipt::of(&key);
        assert_eq!(
            receipt.code.get(..receipt.code.len() - 1),
            Some("A8PVW-79HR-B38X")
        );
        assert_eq!(receipt.pin, "072666");
    }

    proptest! {
        #[test]
        fn a_code_is_read_however_it_is_typed(random in any::<[u8; 10]>(), gap in "[ \\-–._]{0,3}", low in any::<bool>()) {
            let code = Receipt::of(&Key::new(1, random)).code;
            prop_assert_eq!(read_code(&code), Some(code.clone()));
            let mut typed: String = code.chars().filter(|sign| *sign != '-').flat_map(|sign| {
                let other = match sign { '0' => 'o', '1' => 'l', other => other };
                std::iter::once(other).chain(gap.chars())
            }).collect();
            if low { typed = typed.to_lowercase(); }
            prop_assert_eq!(read_code(&typed), Some(code));
        }

        #[test]
        fn one_wrong_sign_and_two_that_changed_places_are_seen(random in any::<[u8; 10]>()) {
            let code = Receipt::of(&Key::new(1, random)).code.replace('-', "");
            let signs: Vec<char> = code.chars().collect();
            for at in 0..signs.len() {
                for other in SIGNS.iter().map(|sign| char::from(*sign)).filter(|sign| *sign != signs[at]) {
                    let mut wrong = signs.clone();
                    wrong[at] = other;
                    prop_assert_eq!(read_code(&wrong.iter().collect::<String>()), None);
                }
                if at > 0 && signs[at] != signs[at - 1] {
                    let mut wrong = signs.clone();
                    wrong.swap(at, at - 1);
                    prop_assert_eq!(read_code(&wrong.iter().collect::<String>()), None, "{} {}", code, at);
                }
            }
        }

        #[test]
        fn no_text_panics(text in "\\PC*") {
            let _ = read_code(&text);
        }
    }
}
