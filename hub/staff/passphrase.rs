//! Passphrases: argon2id with the parameters that OWASP names, two at once at most, so that a crowd of guesses takes
//! neither the memory nor the processors from the citizens.

use argon2::{Algorithm, Argon2, Params, PasswordHasher, PasswordVerifier, Version};
use tokio::sync::Semaphore;
use unicode_normalization::UnicodeNormalization;

use crate::secrets::random;

/// OWASP Password Storage Cheat Sheet: 19 MiB, two passes, one lane.
const MEMORY_KIB: u32 = 19_456;
const PASSES: u32 = 2;
const LANES: u32 = 1;
/// Hashed at once.
const AT_ONCE: usize = 2;
/// Fewest signs.
pub(crate) const MIN_CHARS: usize = 12;
/// Most signs; longer ones would only cost.
pub(crate) const MAX_CHARS: usize = 256;
/// What is tried first by whoever guesses, without spaces and signs and in small letters.
const COMMON: &[&str] = &[
    "123456789012",
    "1234567890123",
    "012345678901",
    "abcdefghijkl",
    "qwertyuiop12",
    "qwertyuiopasdf",
    "qwertyuiop123",
    "password1234",
    "passwordpassword",
    "password12345",
    "password123456",
    "matkhau12345",
    "matkhau123456",
    "matkhaumatkhau",
    "anhyeuem1234",
    "anhyeuem12345",
    "iloveyou1234",
    "adminadmin12",
    "adminadmin123",
    "administrator",
    "administrator1",
    "hanoi123456789",
    "hanoi1234567",
    "thanhphohanoi",
    "vietnam12345",
    "vietnam123456",
    "vietnamvietnam",
    "caicachhanhchinh",
    "uybannhandan",
    "correcthorsebatterystaple",
];

/// Why a passphrase is not taken.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Weak {
    Short,
    Long,
    Common,
}

impl Weak {
    /// For the one who chose it.
    pub(crate) const fn words(self) -> &'static str {
        match self {
            Self::Short => "Cụm mật khẩu cần ít nhất 12 ký tự. Một câu ngắn dễ nhớ là tốt nhất.",
            Self::Long => "Cụm mật khẩu dài quá 256 ký tự.",
            Self::Common => "Cụm mật khẩu này quá dễ đoán. Hãy chọn một câu khác.",
        }
    }
}

/// Why it could not be hashed.
#[derive(Debug, thiserror::Error)]
#[error("the passphrase could not be hashed")]
pub(crate) struct Failed;

/// The same text however it was typed: Vietnamese keyboards differ in how they put marks together.
fn typed(passphrase: &str) -> String {
    passphrase.nfc().collect()
}

/// Whether a passphrase may be used.
pub(crate) fn check(passphrase: &str, login: &str) -> Result<(), Weak> {
    let text = typed(passphrase);
    let count = text.chars().count();
    if count < MIN_CHARS {
        return Err(Weak::Short);
    }
    if count > MAX_CHARS {
        return Err(Weak::Long);
    }
    let bare: String = cchc::text::fold(&text)
        .chars()
        .filter(|sign| sign.is_alphanumeric())
        .collect();
    let mut kinds: Vec<char> = bare.chars().collect();
    kinds.sort_unstable();
    kinds.dedup();
    let login: String = login
        .chars()
        .filter(|sign| sign.is_alphanumeric())
        .collect();
    let is_login = login.len() >= 4 && bare.replace(&login.to_lowercase(), "").chars().count() < 6;
    if kinds.len() < 5 || is_login || COMMON.contains(&bare.as_str()) {
        return Err(Weak::Common);
    }
    Ok(())
}

/// Hashes and compares, with its turns.
pub(crate) struct Hasher {
    turns: Semaphore,
    /// A hash that no passphrase has, for accounts that are not there: they cost the same time.
    nobody: String,
}

fn engine() -> Result<Argon2<'static>, Failed> {
    let params = Params::new(MEMORY_KIB, PASSES, LANES, None).map_err(|_| Failed)?;
    Ok(Argon2::new(Algorithm::Argon2id, Version::V0x13, params))
}

fn hash(passphrase: &str) -> Result<String, Failed> {
    let salt: [u8; 16] = random().map_err(|_| Failed)?;
    let hash = engine()?.hash_password_with_salt(typed(passphrase).as_bytes(), &salt);
    hash.map(|hash: argon2::password_hash::phc::PasswordHash| hash.to_string())
        .map_err(|_| Failed)
}

impl Hasher {
    pub(crate) fn new() -> Self {
        Self {
            turns: Semaphore::new(AT_ONCE),
            // Of 32 zero bytes; whatever is typed gives another one.
            nobody: format!(
                "$argon2id$v=19$m={MEMORY_KIB},t={PASSES},p={LANES}$AAAAAAAAAAAAAAAAAAAAAA${}",
                "A".repeat(43)
            ),
        }
    }

    /// The hash as it is stored (PHC).
    pub(crate) async fn hash(&self, passphrase: String) -> Result<String, Failed> {
        let _turn = self.turns.acquire().await.map_err(|_| Failed)?;
        tokio::task::spawn_blocking(move || hash(&passphrase))
            .await
            .map_err(|_| Failed)?
    }

    /// Whether it is the passphrase of a hash. Without a hash the work is the same, and the answer no.
    pub(crate) async fn is_right(
        &self,
        passphrase: String,
        hash: Option<String>,
    ) -> Result<bool, Failed> {
        let is_someone = hash.is_some();
        let hash = hash.unwrap_or_else(|| self.nobody.clone());
        if passphrase.chars().count() > MAX_CHARS {
            return Ok(false);
        }
        let _turn = self.turns.acquire().await.map_err(|_| Failed)?;
        tokio::task::spawn_blocking(move || {
            let engine = engine()?;
            let right = engine
                .verify_password(typed(&passphrase).as_bytes(), hash.as_str())
                .is_ok();
            Ok(right && is_someone)
        })
        .await
        .map_err(|_| Failed)?
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "tests")]
    use super::*;

    #[tokio::test]
    async fn only_the_passphrase_itself_is_right_however_it_was_typed() {
        let hasher = Hasher::new();
        let hash = hasher
            .hash("Sáng nay trời đẹp quá".to_owned())
            .await
            .unwrap();
        assert!(
            hash.starts_with("$argon2id$v=19$m=19456,t=2,p=1$"),
            "{hash}"
        );
        let apart: String = "Sáng nay trời đẹp quá".nfd().collect();
        for (typed, right) in [
            ("Sáng nay trời đẹp quá", true),
            (&apart, true),
            ("sáng nay trời đẹp quá", false),
            ("", false),
        ] {
            let found = hasher
                .is_right(typed.to_owned(), Some(hash.clone()))
                .await
                .unwrap();
            assert_eq!(found, right, "{typed}");
        }
        assert!(
            !hasher
                .is_right("Sáng nay trời đẹp quá".to_owned(), None)
                .await
                .unwrap()
        );
        assert_ne!(
            hash,
            hasher
                .hash("Sáng nay trời đẹp quá".to_owned())
                .await
                .unwrap()
        );
        // The one that stands for nobody is a hash, so that it costs as much.
        assert!(argon2::password_hash::phc::PasswordHash::new(&hasher.nobody).is_ok());
    }

    #[test]
    fn short_common_and_hollow_passphrases_are_refused() {
        for (text, weak) in [
            ("ngắn quá", Some(Weak::Short)),
            ("Mật khẩu 12345", Some(Weak::Common)),
            ("aaaaaaaaaaaaaaaa", Some(Weak::Common)),
            ("nguyen.van.a 12", Some(Weak::Common)),
            ("Cải cách hành chính", Some(Weak::Common)),
            ("một câu đủ dài và lạ", None),
            ("k7#Qz!m2Lw9x", None),
        ] {
            assert_eq!(check(text, "nguyen.van.a").err(), weak, "{text}");
        }
        assert_eq!(check(&"ab cd ef ".repeat(40), "x").err(), Some(Weak::Long));
    }
}
