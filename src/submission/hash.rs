//! SHA-256 and HMAC with it, for the browser: the library's, made for speed, are 8 kB that every page with a form would load
//! for two short texts.

/// Fractional parts of the cube roots of the first primes (FIPS 180-4, section 4.2.2).
#[rustfmt::skip]
const ROUNDS: [u32; 64] = [
    0x428a_2f98, 0x7137_4491, 0xb5c0_fbcf, 0xe9b5_dba5, 0x3956_c25b, 0x59f1_11f1, 0x923f_82a4, 0xab1c_5ed5,
    0xd807_aa98, 0x1283_5b01, 0x2431_85be, 0x550c_7dc3, 0x72be_5d74, 0x80de_b1fe, 0x9bdc_06a7, 0xc19b_f174,
    0xe49b_69c1, 0xefbe_4786, 0x0fc1_9dc6, 0x240c_a1cc, 0x2de9_2c6f, 0x4a74_84aa, 0x5cb0_a9dc, 0x76f9_88da,
    0x983e_5152, 0xa831_c66d, 0xb003_27c8, 0xbf59_7fc7, 0xc6e0_0bf3, 0xd5a7_9147, 0x06ca_6351, 0x1429_2967,
    0x27b7_0a85, 0x2e1b_2138, 0x4d2c_6dfc, 0x5338_0d13, 0x650a_7354, 0x766a_0abb, 0x81c2_c92e, 0x9272_2c85,
    0xa2bf_e8a1, 0xa81a_664b, 0xc24b_8b70, 0xc76c_51a3, 0xd192_e819, 0xd699_0624, 0xf40e_3585, 0x106a_a070,
    0x19a4_c116, 0x1e37_6c08, 0x2748_774c, 0x34b0_bcb5, 0x391c_0cb3, 0x4ed8_aa4a, 0x5b9c_ca4f, 0x682e_6ff3,
    0x748f_82ee, 0x78a5_636f, 0x84c8_7814, 0x8cc7_0208, 0x90be_fffa, 0xa450_6ceb, 0xbef9_a3f7, 0xc671_78f2,
];
/// Fractional parts of the square roots of the first primes (FIPS 180-4, section 5.3.3).
#[rustfmt::skip]
const START: [u32; 8] = [
    0x6a09_e667, 0xbb67_ae85, 0x3c6e_f372, 0xa54f_f53a, 0x510e_527f, 0x9b05_688c, 0x1f83_d9ab, 0x5be0_cd19,
];
/// Bytes of a block.
const BLOCK: usize = 64;

/// HMAC-SHA-256 (RFC 2104) with a key no longer than a block; of a longer one, its first bytes.
pub(super) fn keyed(key: &[u8], text: &[u8]) -> [u8; 32] {
    let mut outer = padded(key, 0x5c);
    let mut inner = padded(key, 0x36);
    inner.extend_from_slice(text);
    outer.extend_from_slice(&sha256(inner));
    sha256(outer)
}

fn padded(key: &[u8], pad: u8) -> Vec<u8> {
    let mut out = vec![pad; BLOCK];
    for (byte, of_key) in out.iter_mut().zip(key) {
        *byte ^= of_key;
    }
    out
}

/// SHA-256 (FIPS 180-4, section 6.2).
fn sha256(mut text: Vec<u8>) -> [u8; 32] {
    let bits = text.len() as u64 * 8;
    text.push(0x80);
    while text.len() % BLOCK != BLOCK - 8 {
        text.push(0);
    }
    text.extend_from_slice(&bits.to_be_bytes());
    let mut state = START;
    for block in text.chunks_exact(BLOCK) {
        let mut words = [0_u32; 64];
        for (word, bytes) in words.iter_mut().zip(block.chunks_exact(4)) {
            for byte in bytes {
                *word = *word << 8 | u32::from(*byte);
            }
        }
        for at in 16..64 {
            let (a, b) = (words[at - 15], words[at - 2]);
            let small = a.rotate_right(7) ^ a.rotate_right(18) ^ a >> 3;
            let large = b.rotate_right(17) ^ b.rotate_right(19) ^ b >> 10;
            let sum = words[at - 16].wrapping_add(words[at - 7]);
            words[at] = sum.wrapping_add(small).wrapping_add(large);
        }
        let [mut a, mut b, mut c, mut d, mut e, mut f, mut g, mut h] = state;
        for (word, round) in words.iter().zip(ROUNDS) {
            let mixed = e.rotate_right(6) ^ e.rotate_right(11) ^ e.rotate_right(25);
            let chosen = e & f ^ !e & g;
            let first = h.wrapping_add(mixed).wrapping_add(chosen);
            let first = first.wrapping_add(round).wrapping_add(*word);
            let mixed = a.rotate_right(2) ^ a.rotate_right(13) ^ a.rotate_right(22);
            let second = mixed.wrapping_add(a & b ^ a & c ^ b & c);
            (h, g, f, e) = (g, f, e, d.wrapping_add(first));
            (d, c, b, a) = (c, b, a, first.wrapping_add(second));
        }
        for (one, more) in state.iter_mut().zip([a, b, c, d, e, f, g, h]) {
            *one = one.wrapping_add(more);
        }
    }
    let mut out = [0; 32];
    for (bytes, word) in out.chunks_exact_mut(4).zip(state) {
        bytes.copy_from_slice(&word.to_be_bytes());
    }
    out
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "tests")]
    use super::*;
    use hmac::{Hmac, KeyInit, Mac};
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn it_is_what_the_library_makes(key in proptest::collection::vec(any::<u8>(), 0..=64), text in proptest::collection::vec(any::<u8>(), 0..300)) {
            let mut mac = Hmac::<sha2::Sha256>::new_from_slice(&key).unwrap();
            mac.update(&text);
            let known: [u8; 32] = mac.finalize().into_bytes().into();
            prop_assert_eq!(keyed(&key, &text), known);
        }
    }
}
