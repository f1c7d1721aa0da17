//! The key of an item: made when the form opens, and the same in every try to send it, so that the hub takes it once.

/// A UUID of version 7 (RFC 9562): the time in 48 bits, 74 random bits, six bits that say what it is.
///
/// Whoever knows it can find the item again, see [`super::Receipt`]: it is a secret, and never written to a log.
#[derive(Clone, Copy, PartialEq, Eq)]
pub struct Key([u8; 16]);

/// Keys are secrets.
impl std::fmt::Debug for Key {
    fn fmt(&self, to: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        to.write_str("Key(…)")
    }
}

impl Key {
    /// Of the time in milliseconds since 1970 and ten random bytes.
    #[must_use]
    pub fn new(now_ms: u64, random: [u8; 10]) -> Self {
        let mut bytes = [0; 16];
        let [_, _, time @ ..] = now_ms.to_be_bytes();
        bytes[..6].copy_from_slice(&time);
        bytes[6..].copy_from_slice(&random);
        bytes[6] = bytes[6] & 0x0f | 0x70;
        bytes[8] = bytes[8] & 0x3f | 0x80;
        Self(bytes)
    }

    /// Of its text; `None` for what is no UUID of version 7.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let mut bytes = [0; 16];
        let mut digits = 0;
        for (at, sign) in text.bytes().enumerate() {
            if matches!(at, 8 | 13 | 18 | 23) {
                if sign != b'-' {
                    return None;
                }
                continue;
            }
            let digit = char::from(sign).to_digit(16)? as u8;
            let byte = bytes.get_mut(digits / 2)?;
            *byte = *byte << 4 | digit;
            digits += 1;
        }
        let is_one = digits == 32 && bytes[6] >> 4 == 7 && bytes[8] >> 6 == 2;
        is_one.then_some(Self(bytes))
    }

    /// As it is written: `0190b3f4-1a2b-7c3d-8e4f-5a6b7c8d9e0f`.
    #[must_use]
    pub fn text(&self) -> String {
        let mut out = String::with_capacity(36);
        for (at, byte) in self.0.iter().enumerate() {
            if matches!(at, 4 | 6 | 8 | 10) {
                out.push('-');
            }
            out.push_str(&super::proof::to_hex(&[*byte]));
        }
        out
    }

    /// Its bytes.
    #[must_use]
    pub const fn bytes(&self) -> &[u8; 16] {
        &self.0
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "tests")]
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn a_key_begins_with_its_time_and_says_what_it_is() {
        let key = Key::new(0x0190_b3f4_1a2b, [0xff; 10]);
        assert_eq!(key.text(), "0190b3f4-1a2b-7fff-bfff-ffffffffffff");
        assert_eq!(format!("{key:?}"), "Key(…)");
    }

    #[test]
    fn other_texts_are_no_keys() {
        for text in [
            "",
            "0190b3f4-1a2b-7fff-bfff-fffffffffff",
            "0190b3f4-1a2b-7fff-bfff-fffffffffffff",
            "0190b3f4-1a2b-4fff-bfff-ffffffffffff",
            "0190b3f4-1a2b-7fff-cfff-ffffffffffff",
            "0190b3f401a2b-7fff-bfff-ffffffffffff",
            "0190b3f4-1a2b-7fff-bfff-fffffffffffg",
        ] {
            assert!(Key::parse(text).is_none(), "{text}");
        }
    }

    proptest! {
        #[test]
        fn a_key_is_read_as_it_is_written(now_ms in 0..1_u64 << 48, random in any::<[u8; 10]>()) {
            let key = Key::new(now_ms, random);
            prop_assert_eq!(Key::parse(&key.text()), Some(key));
            prop_assert_eq!(Key::parse(&key.text().to_uppercase()), Some(key));
        }

        #[test]
        fn no_text_panics(text in "\\PC*") {
            let _ = Key::parse(&text);
        }
    }
}
