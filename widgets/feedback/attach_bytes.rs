//! What a file is by its first bytes, and how a photo lies. The name and the type that a browser tells are guesses.
//!
//! Cameras write a photo as the sensor lies and say beside it how to turn it (Exif, tag 0x0112). Engines differ in who heeds
//! that: Chromium 68 never, younger ones always, some between the two here and not there. So the note is read and struck out
//! before any engine sees the picture, and the turning is done by hand: the same everywhere.

/// What a file is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// A photo.
    Jpeg,
    /// A picture, often of a screen.
    Png,
    /// A picture.
    Webp,
    /// A photo of an iPhone, which few browsers can read.
    Heic,
    /// A document; taken as it is.
    Pdf,
    /// Anything else.
    Other,
}

impl Kind {
    /// By its first twelve bytes.
    #[must_use]
    pub fn of(bytes: &[u8]) -> Self {
        if bytes.starts_with(b"\xff\xd8\xff") {
            return Self::Jpeg;
        }
        if bytes.starts_with(b"\x89PNG\r\n\x1a\n") {
            return Self::Png;
        }
        if bytes.starts_with(b"RIFF") && bytes.get(8..12) == Some(b"WEBP") {
            return Self::Webp;
        }
        if bytes.get(4..8) == Some(b"ftyp") {
            return match bytes.get(8..12) {
                Some(b"heic" | b"heix" | b"heim" | b"heis" | b"hevc" | b"mif1" | b"msf1") => {
                    Self::Heic
                }
                _ => Self::Other,
            };
        }
        // Readers allow some bytes before the mark; the hub does not.
        if bytes.starts_with(b"%PDF-") {
            return Self::Pdf;
        }
        Self::Other
    }

    /// Its media type as the form's limits name it; empty for what is not sent as it came.
    #[must_use]
    pub const fn media_type(self) -> &'static str {
        match self {
            Self::Jpeg => "image/jpeg",
            Self::Png => "image/png",
            Self::Webp => "image/webp",
            Self::Heic => "image/heic",
            Self::Pdf => "application/pdf",
            Self::Other => "",
        }
    }
}

/// How a photo must be turned, 1 to 8 as Exif numbers it, and strikes the note out. 1 where nothing is said.
pub fn take_orientation(jpeg: &mut [u8]) -> u8 {
    let Some(place) = orientation(jpeg) else {
        return 1;
    };
    let (at, is_big) = place;
    let Some(value) = number(jpeg, at, 2, is_big) else {
        return 1;
    };
    let low = if is_big { at + 1 } else { at };
    jpeg[low] = 1;
    match value {
        2..=8 => value as u8,
        _ => 1,
    }
}

/// Where the note stands, and the order of its bytes.
fn orientation(jpeg: &[u8]) -> Option<(usize, bool)> {
    let mut at = 2;
    // Segments: mark, length, content. Past the start of the scan (FFDA) there are none.
    while jpeg.get(at) == Some(&0xff) {
        let mark = *jpeg.get(at + 1)?;
        let length = number(jpeg, at + 2, 2, true)?;
        if mark == 0xda {
            return None;
        }
        let content = at + 4;
        if mark == 0xe1 && jpeg.get(content..content + 6) == Some(b"Exif\0\0") {
            return in_tiff(jpeg, content + 6);
        }
        at += 2 + length.max(2);
    }
    None
}

/// In a TIFF header at `start`: the first directory, entries of twelve bytes.
fn in_tiff(bytes: &[u8], start: usize) -> Option<(usize, bool)> {
    let is_big = bytes.get(start..start + 2)? == b"MM";
    let directory = start.checked_add(number(bytes, start + 4, 4, is_big)?)?;
    let entries = number(bytes, directory, 2, is_big)?;
    for entry in 0..entries {
        let at = directory + 2 + entry * 12;
        // A short (3), once.
        if number(bytes, at, 2, is_big)? == 0x0112 && number(bytes, at + 2, 2, is_big)? == 3 {
            number(bytes, at + 8, 2, is_big)?;
            return Some((at + 8, is_big));
        }
    }
    None
}

fn number(bytes: &[u8], at: usize, length: usize, is_big: bool) -> Option<usize> {
    let bytes = bytes.get(at..at.checked_add(length)?)?;
    let mut value = 0;
    for place in 0..length {
        let byte = if is_big {
            bytes[place]
        } else {
            bytes[length - 1 - place]
        };
        value = value << 8 | usize::from(byte);
    }
    Some(value)
}

/// The six numbers of a canvas transformation that puts a picture of `width` × `height` upright.
#[must_use]
pub const fn upright(orientation: u8, width: f64, height: f64) -> [f64; 6] {
    match orientation {
        2 => [-1.0, 0.0, 0.0, 1.0, width, 0.0],
        3 => [-1.0, 0.0, 0.0, -1.0, width, height],
        4 => [1.0, 0.0, 0.0, -1.0, 0.0, height],
        5 => [0.0, 1.0, 1.0, 0.0, 0.0, 0.0],
        6 => [0.0, 1.0, -1.0, 0.0, height, 0.0],
        7 => [0.0, -1.0, -1.0, 0.0, height, width],
        8 => [0.0, -1.0, 1.0, 0.0, 0.0, width],
        _ => [1.0, 0.0, 0.0, 1.0, 0.0, 0.0],
    }
}

/// A size within `most` pixels on the longer side, never larger than it was and never nothing.
#[must_use]
pub fn within(width: u32, height: u32, most: u32) -> (u32, u32) {
    let long = width.max(height).max(1);
    if long <= most {
        return (width.max(1), height.max(1));
    }
    let scaled = |side: u32| {
        let exact = u64::from(side) * u64::from(most) / u64::from(long);
        u32::try_from(exact).unwrap_or(most).max(1)
    };
    (scaled(width), scaled(height))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    /// A JPEG of nothing but its head: JFIF, then Exif with a maker's entry and the note.
    fn photo(note: u8, is_big: bool) -> Vec<u8> {
        let short = |value: u16| {
            if is_big {
                value.to_be_bytes()
            } else {
                value.to_le_bytes()
            }
        };
        let long = |value: u32| {
            if is_big {
                value.to_be_bytes()
            } else {
                value.to_le_bytes()
            }
        };
        let mut tiff: Vec<u8> = if is_big {
            b"MM".to_vec()
        } else {
            b"II".to_vec()
        };
        tiff.extend(short(42));
        tiff.extend(long(8));
        tiff.extend(short(2));
        for (tag, value) in [(0x010f_u16, 7_u16), (0x0112, u16::from(note))] {
            tiff.extend(short(tag));
            tiff.extend(short(3));
            tiff.extend(long(1));
            tiff.extend(short(value));
            tiff.extend([0, 0]);
        }
        let mut jpeg = b"\xff\xd8\xff\xe0\x00\x04ab\xff\xe1".to_vec();
        let length = u16::try_from(tiff.len() + 8).unwrap_or(0);
        jpeg.extend(length.to_be_bytes());
        jpeg.extend(b"Exif\0\0");
        jpeg.extend(tiff);
        jpeg.extend(b"\xff\xda\x00\x02");
        jpeg
    }

    #[test]
    fn the_note_is_read_once_and_then_gone_in_both_orders_of_bytes() {
        for is_big in [true, false] {
            for note in 1..=8 {
                let mut jpeg = photo(note, is_big);
                assert_eq!(Kind::of(&jpeg), Kind::Jpeg);
                assert_eq!(take_orientation(&mut jpeg), note);
                assert_eq!(take_orientation(&mut jpeg), 1);
                assert_eq!(jpeg, photo(1, is_big));
            }
            assert_eq!(take_orientation(&mut photo(9, is_big)), 1);
        }
    }

    #[test]
    fn files_are_known_by_their_bytes() {
        for (bytes, kind) in [
            (&b"\x89PNG\r\n\x1a\nx"[..], Kind::Png),
            (b"RIFF0000WEBPVP8 ", Kind::Webp),
            (b"\0\0\0\x18ftypheic\0\0\0\0", Kind::Heic),
            (b"\0\0\0\x18ftypmp42\0\0\0\0", Kind::Other),
            (b"%PDF-1.7", Kind::Pdf),
            (b"\xef\xbb\xbf\n%PDF-1.7", Kind::Other),
            (b"<svg xmlns=", Kind::Other),
            (b"", Kind::Other),
        ] {
            assert_eq!(Kind::of(bytes), kind, "{bytes:?}");
        }
    }

    #[test]
    fn every_turn_keeps_the_picture_on_its_canvas() {
        let (width, height) = (40.0, 30.0);
        for note in 1..=8 {
            let [a, b, c, d, e, f] = upright(note, width, height);
            let (across, down) = if note > 4 {
                (height, width)
            } else {
                (width, height)
            };
            let mut corners = Vec::new();
            for (x, y) in [(0.0, 0.0), (width, 0.0), (0.0, height), (width, height)] {
                corners.push((a * x + c * y + e, b * x + d * y + f));
            }
            for corner in [(0.0, 0.0), (across, 0.0), (0.0, down), (across, down)] {
                assert!(corners.contains(&corner), "{note}: {corners:?}");
            }
        }
        // As Exif has it: 6 is to be turned a quarter to the right, so what was left at the bottom is left at the top.
        let [a, b, c, d, e, f] = upright(6, width, height);
        assert_eq!(
            (c * height + a * 0.0 + e, b * 0.0 + d * height + f),
            (0.0, 0.0)
        );
    }

    #[test]
    fn sizes_shrink_and_never_grow() {
        assert_eq!(within(4000, 3000, 2048), (2048, 1536));
        assert_eq!(within(3000, 4000, 2048), (1536, 2048));
        assert_eq!(within(800, 600, 2048), (800, 600));
        assert_eq!(within(100_000, 1, 2048), (2048, 1));
        assert_eq!(within(0, 0, 2048), (1, 1));
    }

    proptest! {
        #[test]
        fn no_bytes_panic(mut bytes in proptest::collection::vec(any::<u8>(), 0..400), cut in 0_usize..100) {
            let _ = Kind::of(&bytes);
            take_orientation(&mut bytes);
            let mut cut_short = photo(6, true);
            cut_short.truncate(cut);
            take_orientation(&mut cut_short);
            for (at, byte) in bytes.iter().enumerate().take(40) {
                let mut spoilt = photo(6, at % 2 == 0);
                let place = at * 7 % spoilt.len();
                spoilt[place] = *byte;
                take_orientation(&mut spoilt);
            }
        }
    }
}
