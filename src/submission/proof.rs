//! A little work that shows a sender is a patient person's device, not a flood: proof of work as in ALTCHA, version 2.
//!
//! The hub makes a challenge; a device looks for the counter whose key begins as the challenge says. Only the algorithm
//! `SHA-256` is known here: `H(salt ‖ nonce ‖ counter)`, the counter as four bytes with the greatest first, and then hashed
//! again until it was hashed `cost` times.
//!
//! Nothing here waits: [`Work::go_on`] tries so many counters and comes back, so that a page may do it in slices where it
//! has no worker.
//!
//! Source: altcha-org/altcha, `src/pow.ts`; the crate `altcha` on the hub checks what comes from here.

use serde_json::{Map, Value};
use sha2::{Digest, Sha256};

/// Counters tried at most, whatever the challenge says: a wrong challenge must not keep a phone warm for ever.
const MAX_TRIES: u32 = 2_000_000;
/// Hashes of one try at most.
const MAX_COST: u64 = 100_000;
/// Bytes of a SHA-256.
const HASH_BYTES: usize = 32;

/// A challenge on the way to its solution.
#[derive(Debug, Clone)]
pub struct Work {
    challenge: Value,
    cost: u32,
    key_bytes: usize,
    prefix: Vec<u8>,
    /// Salt, nonce, and room for the counter.
    seed: Vec<u8>,
    counter: u32,
}

/// How far the work has come.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Progress {
    /// Not there yet.
    Unfinished,
    /// The payload as JSON in ASCII; the field `altcha` carries it in base64.
    Solved(String),
    /// No counter fits.
    Hopeless,
}

impl Work {
    /// Of a challenge as the hub sends it; `None` for one that is none or of another algorithm.
    #[must_use]
    pub fn of(challenge: &str) -> Option<Self> {
        let challenge: Value = serde_json::from_str(challenge).ok()?;
        let parameters = challenge.get("parameters")?;
        if parameters.get("algorithm")?.as_str()? != "SHA-256" {
            return None;
        }
        let bytes = |name: &str| from_hex(parameters.get(name)?.as_str()?);
        let number = |name: &str| parameters.get(name)?.as_u64();
        let cost = number("cost")?;
        let key_bytes = number("keyLength").unwrap_or(HASH_BYTES as u64);
        let prefix = bytes("keyPrefix")?;
        if cost > MAX_COST || prefix.len() as u64 > key_bytes.min(HASH_BYTES as u64) {
            return None;
        }
        let mut seed = bytes("salt")?;
        seed.extend(bytes("nonce")?);
        seed.extend([0; 4]);
        Some(Self {
            cost: cost.max(1) as u32,
            key_bytes: key_bytes.min(HASH_BYTES as u64) as usize,
            prefix,
            seed,
            counter: 0,
            challenge,
        })
    }

    /// Tries the next `tries` counters.
    pub fn go_on(&mut self, tries: u32) -> Progress {
        for _ in 0..tries {
            if self.counter == MAX_TRIES {
                return Progress::Hopeless;
            }
            let key = self.key();
            let key = key.get(..self.key_bytes).unwrap_or_default();
            if key.starts_with(&self.prefix) {
                return Progress::Solved(self.payload(key));
            }
            self.counter += 1;
        }
        Progress::Unfinished
    }

    /// The key of this counter.
    fn key(&mut self) -> [u8; HASH_BYTES] {
        let at = self.seed.len() - 4;
        if let Some(end) = self.seed.get_mut(at..) {
            end.copy_from_slice(&self.counter.to_be_bytes());
        }
        let mut key: [u8; HASH_BYTES] = Sha256::digest(&self.seed).into();
        for _ in 1..self.cost {
            key = Sha256::digest(key).into();
        }
        key
    }

    fn payload(&self, key: &[u8]) -> String {
        let mut solution = Map::new();
        solution.insert("counter".to_owned(), Value::from(self.counter));
        solution.insert("derivedKey".to_owned(), Value::from(to_hex(key)));
        let mut payload = Map::new();
        payload.insert("challenge".to_owned(), self.challenge.clone());
        payload.insert("solution".to_owned(), Value::Object(solution));
        Value::Object(payload).to_string()
    }
}

/// Bytes as hexadecimal digits in small letters.
#[must_use]
pub fn to_hex(bytes: &[u8]) -> String {
    let mut out = String::with_capacity(2 * bytes.len());
    for byte in bytes {
        for half in [byte >> 4, byte & 15] {
            out.push(char::from(b"0123456789abcdef"[usize::from(half)]));
        }
    }
    out
}

/// Bytes of an even number of hexadecimal digits.
fn from_hex(text: &str) -> Option<Vec<u8>> {
    let (pairs, rest) = text.as_bytes().as_chunks::<2>();
    let mut out = Vec::with_capacity(pairs.len());
    for [high, low] in pairs {
        let digit = |sign: u8| char::from(sign).to_digit(16);
        out.push((digit(*high)? << 4 | digit(*low)?) as u8);
    }
    rest.is_empty().then_some(out)
}

#[cfg(test)]
#[path = "proof_tests.rs"]
mod tests;
