//! What is open, in the address of the page: `#cchc-scoreboard=sipas/2024`. A mark says which kind of element it is for.

/// The address of one thing, and of a part of it.
#[must_use]
pub fn write(mark: &str, first: &str, second: Option<&str>) -> String {
    let mut out = ["#", mark].concat();
    encode(first, &mut out);
    if let Some(second) = second {
        out.push('/');
        encode(second, &mut out);
    }
    out
}

/// The thing and its part that an address names behind a mark, anywhere among what else stands behind the `#`.
#[must_use]
pub fn read(mark: &str, hash: &str) -> Option<(String, Option<String>)> {
    let mut words = hash.split(['#', '&', '?']);
    let named = words.find_map(|word| word.strip_prefix(mark))?;
    let (first, second) = match named.split_once('/') {
        Some((first, second)) => (first, Some(decode(second))),
        None => (named, None),
    };
    (!first.is_empty()).then(|| (decode(first), second.filter(|second| !second.is_empty())))
}

/// Percent-encodes what is neither letter nor digit of ASCII nor one of `-._~` (RFC 3986, section 2.3).
fn encode(text: &str, out: &mut String) {
    const DIGITS: &[u8; 16] = b"0123456789ABCDEF";
    for byte in text.bytes() {
        if byte.is_ascii_alphanumeric() || b"-._~".contains(&byte) {
            out.push(char::from(byte));
        } else {
            out.push('%');
            out.push(char::from(DIGITS[usize::from(byte >> 4)]));
            out.push(char::from(DIGITS[usize::from(byte & 15)]));
        }
    }
}

/// The text that was percent-encoded; a sign that is none stays as it is.
fn decode(text: &str) -> String {
    let mut bytes = Vec::new();
    let mut rest = text.as_bytes();
    while let Some((first, after)) = rest.split_first() {
        let digit = |at: usize| char::from(*after.get(at)?).to_digit(16);
        match (first, digit(0), digit(1)) {
            (b'%', Some(high), Some(low)) => {
                bytes.push((high * 16 + low) as u8);
                rest = &after[2..];
            }
            _ => {
                bytes.push(*first);
                rest = after;
            }
        }
    }
    String::from_utf8(bytes).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::decode;

    #[test]
    fn what_is_no_code_stays() {
        assert_eq!(decode("%E1%BA%A9 %zz %"), "ẩ %zz %");
    }
}
