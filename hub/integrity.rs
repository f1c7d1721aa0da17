//! Subresource integrity, as browsers check it (W3C SRI, 3.3): of the hashes that are given, those of the strongest
//! algorithm count, and one of them must fit.

use base64::Engine;
use sha2::{Digest, Sha256, Sha384, Sha512};

/// The string over some bytes that a built feed carries.
pub(crate) fn integrity(content: &[u8]) -> String {
    format!("sha384-{}", base64(&Sha384::digest(content)))
}

/// Whether a browser takes these bytes for this string; `None` when the string names no hash that browsers know, so that
/// they would check nothing.
pub(crate) fn fits(integrity: &str, content: &[u8]) -> Option<bool> {
    let hashes = |algorithm: &str| -> Vec<&str> {
        integrity
            .split_ascii_whitespace()
            .filter_map(|one| one.strip_prefix(algorithm)?.strip_prefix('-'))
            .filter_map(|hash| hash.split('?').next())
            .collect()
    };
    let found = [
        (hashes("sha512"), base64(&Sha512::digest(content))),
        (hashes("sha384"), base64(&Sha384::digest(content))),
        (hashes("sha256"), base64(&Sha256::digest(content))),
    ];
    let (hashes, ours) = found.into_iter().find(|(hashes, _)| !hashes.is_empty())?;
    Some(hashes.contains(&ours.as_str()))
}

fn base64(hash: &[u8]) -> String {
    base64::engine::general_purpose::STANDARD.encode(hash)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The values are those of `openssl dgst -shaN -binary | base64` over `abc`.
    #[test]
    fn the_strongest_hash_counts() {
        let sha256 = "sha256-ungWv48Bz+pBQUDeXa4iI7ADYaOWF3qctBD/YfIAFa0=";
        let sha384 = "sha384-ywB1P0WjXou1oD1pmsZQBycsMqsO3tFjGotgWkP/W+2AhgcroefMI1i67KE0yCWn";
        assert_eq!(integrity(b"abc"), sha384);
        for (text, expected) in [
            (sha256.to_owned(), Some(true)),
            (format!("{sha256}?a=b"), Some(true)),
            (format!("sha256-AAAA {sha256}"), Some(true)),
            (format!("sha256-AAAA {sha384}"), Some(true)),
            (format!("{sha256} sha384-AAAA"), Some(false)),
            (format!("{sha256} sha512-AAAA {sha384}"), Some(false)),
            (sha256.to_uppercase(), None),
            ("md5-AAAA".to_owned(), None),
            (String::new(), None),
        ] {
            assert_eq!(fits(&text, b"abc"), expected, "{text}");
        }
        assert_eq!(fits(sha256, b"abd"), Some(false));
    }
}
