//! The QR code of a tracking code. Such a code has 16 signs, which is what the smallest QR code holds with a quarter of it
//! unreadable (ISO/IEC 18004: version 1, level Q, alphanumeric): so nothing here has to choose a size, a level or a mask, and a
//! page has 3 kB less to load than with what makes every QR code.

/// Modules of a side.
pub(super) const SIDE: usize = 21;
/// Letters of a tracking code.
const SIGNS: usize = 16;
/// Bytes of data, and as many that put errors right.
const BYTES: usize = 13;
/// What a sign counts is its place here.
const ALPHABET: &[u8] = b"0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ $%*+-./:";
/// Level Q and mask 0, as they are written into the code.
const FORMAT: u32 = 0x355f;

/// Which modules are dark, by rows. Nothing for a text that is no tracking code.
#[must_use]
pub(super) fn modules(code: &str) -> Option<[[bool; SIDE]; SIDE]> {
    if code.len() != SIGNS {
        return None;
    }
    // The mode, how many signs follow, and two signs in 11 bits each.
    let mut data = 2 << 9 | SIGNS as u128;
    for pair in code.as_bytes().chunks(2) {
        let mut both = 0;
        for sign in pair {
            both = both * 45 + ALPHABET.iter().position(|one| one == sign)? as u32;
        }
        data = data << 11 | u128::from(both);
    }
    let mut words = [0; 2 * BYTES];
    let whole = (data << 3).to_be_bytes();
    words[..BYTES].copy_from_slice(&whole[whole.len() - BYTES..]);
    let rest = rest(&words[..BYTES]);
    words[BYTES..].copy_from_slice(&rest);
    let mut grid = [[false; SIDE]; SIDE];
    for (y, row) in grid.iter_mut().enumerate() {
        for (x, module) in row.iter_mut().enumerate() {
            *module = is_dark(x, y);
        }
    }
    let mut bits = words
        .iter()
        .flat_map(|word| (0..8).rev().map(move |bit| word >> bit & 1 == 1));
    // Two columns at a time, up and down in turns, past the column that keeps time.
    for turn in 0..10 {
        let right = 20 - 2 * turn - usize::from(turn > 6);
        for step in 0..SIDE {
            let y = if turn % 2 == 0 { 20 - step } else { step };
            for x in [right, right - 1] {
                if !is_fixed(x, y)
                    && let Some(bit) = bits.next()
                {
                    grid[y][x] = bit ^ ((x + y) % 2 == 0);
                }
            }
        }
    }
    Some(grid)
}

/// Whether a module says nothing of the text.
const fn is_fixed(x: usize, y: usize) -> bool {
    x == 6 || y == 6 || x < 9 && (y < 9 || y > 12) || x > 12 && y < 9
}

/// Whether such a module is dark: the three corners by which a code is found, what keeps time, and the format, written twice.
fn is_dark(x: usize, y: usize) -> bool {
    for (corner_x, corner_y) in [(3, 3), (17, 3), (3, 17)] {
        let far = x.abs_diff(corner_x).max(y.abs_diff(corner_y));
        if far < 5 {
            // The format begins where a corner ends.
            if x != 8 && y != 8 {
                return far < 2 || far == 3;
            }
        }
    }
    let bit = match (x, y) {
        (6, _) => return y.is_multiple_of(2),
        (_, 6) => return x.is_multiple_of(2),
        (8, 13) => return true,
        (8, 0..6) => y,
        (8, 7 | 8) => y - 1,
        (8, 14..) => y - 6,
        (7, 8) => 8,
        (0..6, 8) => 14 - x,
        (13.., 8) => 20 - x,
        _ => return false,
    };
    FORMAT >> bit & 1 == 1
}

/// What is left of the data when it is divided by the polynomial of Reed and Solomon.
fn rest(data: &[u8]) -> [u8; BYTES] {
    let mut rest = [0; BYTES];
    for byte in data {
        let factor = byte ^ rest[0];
        rest.rotate_left(1);
        rest[BYTES - 1] = 0;
        for (word, of) in rest.iter_mut().zip(DIVISOR) {
            *word ^= times(of, factor);
        }
    }
    rest
}

const DIVISOR: [u8; BYTES] = divisor();

const fn divisor() -> [u8; BYTES] {
    let mut out = [0; BYTES];
    out[BYTES - 1] = 1;
    let mut root = 1;
    let mut turn = 0;
    while turn < BYTES {
        let mut at = 0;
        while at < BYTES {
            out[at] = times(out[at], root);
            if at + 1 < BYTES {
                out[at] ^= out[at + 1];
            }
            at += 1;
        }
        root = times(root, 2);
        turn += 1;
    }
    out
}

/// In the field with 256 elements that QR codes reckon in.
const fn times(a: u8, b: u8) -> u8 {
    let (mut out, mut bit) = (0_u32, 8);
    while bit > 0 {
        bit -= 1;
        out = (out << 1) ^ ((out >> 7) * 0x11d) ^ (((b as u32 >> bit) & 1) * a as u32);
    }
    out as u8
}

#[cfg(all(test, feature = "procedures"))]
mod tests {
    #![allow(clippy::unwrap_used, reason = "tests")]
    use qrcodegen::{Mask, QrCode, QrCodeEcc, QrSegment, Version};

    use super::*;

    #[test]
    fn it_is_what_makes_every_qr_code_makes_of_it() {
        for code in [
            "7K2M9-QX4T-0ZB5C",
            "00000-0000-00000",
            "ZZZZZ-ZZZZ-ZZZZZ",
            "A1B2C-D3E4-F5G6H",
        ] {
            let grid = modules(code).unwrap();
            let (version, mask) = (Version::new(1), Some(Mask::new(0)));
            let known = QrCode::encode_segments_advanced(
                &QrSegment::make_segments(code),
                QrCodeEcc::Quartile,
                version,
                version,
                mask,
                false,
            )
            .unwrap();
            for (y, row) in grid.iter().enumerate() {
                for (x, module) in row.iter().enumerate() {
                    assert_eq!(
                        *module,
                        known.get_module(x as i32, y as i32),
                        "{code} {x} {y}"
                    );
                }
            }
        }
        assert_eq!(modules(""), None);
        assert_eq!(modules("7k2m9-qx4t-0zb5c"), None);
    }
}
