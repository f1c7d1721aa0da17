//! One-time codes of an authenticator app (RFC 6238): six digits, thirty seconds, HMAC-SHA-1 as every app knows it.

use hmac::{Hmac, KeyInit, Mac};
use sha1::Sha1;

/// Bytes of a secret, as RFC 4226 recommends.
pub(crate) const SECRET_BYTES: usize = 20;
const STEP_MS: i64 = 30_000;
/// Steps that a clock may be off, either way.
const DRIFT: i64 = 1;
const MODULUS: u32 = 1_000_000;

/// The step of a time.
pub(crate) const fn step(now_ms: i64) -> i64 {
    now_ms.div_euclid(STEP_MS)
}

/// The code of a step.
pub(crate) fn code(secret: &[u8], step: i64) -> String {
    // HMAC takes keys of any length.
    let Ok(mut mac) = Hmac::<Sha1>::new_from_slice(secret) else {
        return String::new();
    };
    mac.update(&step.to_be_bytes());
    let hash: [u8; 20] = mac.finalize().into_bytes().into();
    let at = usize::from(hash[19] & 15);
    let part = hash[at..at + 4]
        .iter()
        .fold(0_u32, |sum, byte| sum << 8 | u32::from(*byte));
    format!("{:06}", (part & 0x7fff_ffff) % MODULUS)
}

/// The step whose code this is, if it is one of now and later than the last that was used.
pub(crate) fn step_of(secret: &[u8], typed: &str, now_ms: i64, last: Option<i64>) -> Option<i64> {
    let typed: String = typed.chars().filter(|sign| !sign.is_whitespace()).collect();
    let now = step(now_ms);
    (now - DRIFT..=now + DRIFT)
        .find(|step| last.is_none_or(|last| *step > last) && code(secret, *step) == typed)
}

/// Base 32 as apps read it.
pub(crate) fn base32(bytes: &[u8]) -> String {
    const SIGNS: &[u8; 32] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
    let (mut text, mut held, mut count) = (String::new(), 0_u32, 0);
    for byte in bytes {
        held = held << 8 | u32::from(*byte);
        count += 8;
        while count >= 5 {
            count -= 5;
            text.push(char::from(SIGNS[(held >> count & 31) as usize]));
        }
        held &= (1 << count) - 1;
    }
    if count > 0 {
        text.push(char::from(SIGNS[(held << (5 - count) & 31) as usize]));
    }
    text
}

/// The address that a QR code carries.
pub(crate) fn address(secret: &[u8], login: &str, host: &str) -> String {
    let plain = |text: &str| {
        url::form_urlencoded::byte_serialize(text.as_bytes())
            .collect::<String>()
            .replace('+', "%20")
    };
    let (login, host) = (plain(login), plain(host));
    format!(
        "otpauth://totp/CCHC%20{host}:{login}?secret={}&issuer=CCHC%20{host}",
        base32(secret)
    )
}

/// The path of a QR code's dark squares, and how many squares it is wide; `None` if the text is too long for one.
pub(crate) fn squares(text: &str) -> Option<(String, i32)> {
    use std::fmt::Write;
    let code = qrcodegen::QrCode::encode_text(text, qrcodegen::QrCodeEcc::Medium).ok()?;
    let mut path = String::new();
    for y in 0..code.size() {
        for x in 0..code.size() {
            if code.get_module(x, y) {
                // Writing to a String does not fail.
                _ = write!(path, "M{x} {y}h1v1h-1z");
            }
        }
    }
    Some((path, code.size()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn codes_are_those_of_the_rfc() {
        // RFC 6238, appendix B, the last six digits.
        for (secs, expected) in [
            (59, "287082"),
            (1_111_111_109, "081804"),
            (1_111_111_111, "050471"),
            (1_234_567_890, "005924"),
            (2_000_000_000, "279037"),
            (20_000_000_000, "353130"),
        ] {
            assert_eq!(code(b"12345678901234567890", step(secs * 1000)), expected);
        }
        assert_eq!(
            base32(b"12345678901234567890"),
            "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ"
        );
        assert_eq!(base32(b"foobar"), "MZXW6YTBOI");
    }

    #[test]
    fn a_code_is_good_for_its_time_and_once() {
        let (secret, now) = (b"12345678901234567890", 1_800_000_000_000);
        let current = step(now);
        assert_eq!(
            step_of(secret, &code(secret, current), now, None),
            Some(current)
        );
        assert_eq!(
            step_of(secret, &code(secret, current - 1), now, None),
            Some(current - 1)
        );
        assert_eq!(step_of(secret, &code(secret, current - 2), now, None), None);
        assert_eq!(step_of(secret, &code(secret, current + 2), now, None), None);
        assert_eq!(
            step_of(secret, &code(secret, current), now, Some(current)),
            None
        );
        assert_eq!(
            step_of(secret, &code(secret, current - 1), now, Some(current)),
            None
        );
        for wrong in ["", "12345", "abcdef", "0000000"] {
            assert_eq!(step_of(secret, wrong, now, None), None);
        }
    }
}
