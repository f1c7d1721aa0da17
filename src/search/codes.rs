//! Codes of procedures as people have them: `1.001193`, `1001193`, a part of one, or the long form of old links,
//! `1.001193.000.00.00.H26`.

/// The digits of an id that is one digit, a point and six digits.
#[cfg(feature = "check")]
pub(super) fn plain(id: &str) -> Option<u32> {
    let number = number(id)?;
    let mut written = number.to_string();
    written.insert(1, '.');
    (written == id).then_some(number)
}

/// The seven digits that text begins with, whatever points are among them; what follows must be the long form's.
pub(super) fn number(text: &str) -> Option<u32> {
    let digits = digits(text)?;
    let code = digits.get(..7)?;
    match digits.len() == 7 || digits.len() > 9 {
        true => code.parse().ok().filter(|number| *number >= 1_000_000),
        false => None,
    }
}

/// All digits of text that has nothing but digits, points and perhaps the mark of a place (`H26`) at its end.
pub(super) fn digits(text: &str) -> Option<String> {
    let text = text.trim();
    let bytes = text.as_bytes();
    let place = bytes.iter().position(|byte| matches!(byte, b'H' | b'h'));
    let head = text.get(..place.unwrap_or(text.len()))?;
    let mut out = String::new();
    for byte in head.bytes() {
        match byte {
            b'0'..=b'9' => out.push(char::from(byte)),
            b'.' | b' ' => (),
            _ => return None,
        }
    }
    (out.len() > 1).then_some(out)
}

/// How many digits of `digits` a code with these seven begins with or, without its first, goes on with; 0 for none.
pub(super) fn agreement(code: u32, digits: &str) -> usize {
    let digits = digits.get(..7).unwrap_or(digits);
    let written = code.to_string();
    let behind = written.get(1..).unwrap_or_default();
    match written.starts_with(digits) || digits.len() > 3 && behind.starts_with(digits) {
        true => digits.len(),
        false => 0,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_way_of_writing_a_code_is_one_number() {
        for text in [
            "1.001193",
            "1001193",
            " 1.001193 ",
            "1.001193.000.00.00.H26",
            "1.001193.000.00.00.h26",
            "1 001193",
        ] {
            assert_eq!(number(text), Some(1_001_193), "{text}");
        }
        for text in [
            "",
            "1",
            "khai sinh",
            "1.0011",
            "1.0133611",
            "1.014955-Xoa",
            "0.001193",
        ] {
            assert_eq!(number(text), None, "{text}");
        }
    }

    #[test]
    fn only_plain_ids_travel_as_numbers() {
        assert_eq!(plain("1.001193"), Some(1_001_193));
        for id in ["1001193", "1.014955-Xoa", "1.0133611", "10.01193", "x", ""] {
            assert_eq!(plain(id), None, "{id}");
        }
    }

    #[test]
    fn a_part_of_a_code_is_enough() {
        for (typed, expected) in [
            ("1.0011", 5),
            ("001193", 6),
            ("2.0", 0),
            ("1.001193.000.00.00.H26", 7),
        ] {
            let digits = digits(typed).unwrap_or_default();
            assert_eq!(agreement(1_001_193, &digits), expected, "{typed}");
        }
    }
}
