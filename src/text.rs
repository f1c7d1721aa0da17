//! Feed text is text: cleaned of what only confuses, cut to a length, and never markup.

mod collate;
mod edit;
mod fold;
mod html;
mod letter;
mod syllable;
mod typing;

pub use collate::collation_key;
pub use edit::distance;
pub use fold::fold;
pub use html::{decode, plain_from_html};
pub use syllable::{Syllable, syllables};
pub use typing::{is_syllable, readings};

/// Removes control, zero-width, bidirectional and private-use characters, folds white space and trims.
///
/// Bidirectional controls can make a headline read as something else, and private-use bullets (U+F0FC and its
/// kin, common in the national procedure records) show as boxes.
#[must_use]
pub fn clean(raw: &str) -> String {
    let mut out = String::with_capacity(raw.len());
    let mut gap = false;
    for c in raw.chars() {
        if c.is_whitespace() {
            gap = true;
        } else if !is_noise(c) {
            if gap && !out.is_empty() {
                out.push(' ');
            }
            gap = false;
            out.push(c);
        }
    }
    out
}

/// A text without what [`clean`] leaves out, white space as it is.
#[must_use]
pub fn without_noise(raw: &str) -> String {
    raw.chars().filter(|c| !is_noise(*c)).collect()
}

fn is_noise(c: char) -> bool {
    matches!(c,
        '\u{0}'..='\u{1f}' | '\u{7f}'..='\u{9f}' | '\u{ad}' | '\u{61c}' | '\u{200b}'..='\u{200f}'
        | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{feff}' | '\u{fff9}'..='\u{fffb}'
        | '\u{e000}'..='\u{f8ff}' | '\u{f0000}'..='\u{10ffff}')
}

/// Small letters, marks and all; of Latin script only.
#[must_use]
pub fn small(text: &str) -> String {
    text.chars().map(collate::small).collect()
}

/// [`clean`] in Unicode normal form C. In the browser the whole file is normalised before it is parsed.
#[cfg(feature = "check")]
#[must_use]
pub fn clean_nfc(raw: &str) -> String {
    use unicode_normalization::UnicodeNormalization;
    clean(&raw.nfc().collect::<String>())
}

/// At most `max_chars` characters; what is cut ends in an ellipsis, between words where that costs little.
#[must_use]
pub fn clip(text: &str, max_chars: usize) -> String {
    let Some((end, _)) = text.char_indices().nth(max_chars) else {
        return text.to_owned();
    };
    let keep = text
        .char_indices()
        .nth(max_chars.saturating_sub(1))
        .map_or(0, |(at, _)| at);
    let head = text.get(..keep).unwrap_or_default();
    let cut = head
        .rfind(' ')
        .filter(|at| at * 4 > end * 3)
        .unwrap_or(head.len());
    let mut out = head.get(..cut).unwrap_or_default().to_owned();
    out.push('…');
    out
}

/// An address that may become a link: `http`, `https`, `mailto`, `tel`, or relative. Everything else is refused.
///
/// Browsers ignore tabs and line feeds inside an address, so they are removed before the scheme is read.
#[must_use]
pub fn safe_url(raw: &str) -> Option<String> {
    let url: String = raw
        .trim_matches(|c: char| c <= ' ')
        .chars()
        .filter(|c| !c.is_control())
        .collect();
    if url.is_empty() {
        return None;
    }
    let scheme_end = url
        .find([':', '/', '?', '#'])
        .filter(|at| url.as_bytes().get(*at) == Some(&b':'));
    let Some(end) = scheme_end else {
        return Some(url);
    };
    let scheme = url.get(..end)?;
    ["http", "https", "mailto", "tel"]
        .iter()
        .any(|ok| scheme.eq_ignore_ascii_case(ok))
        .then_some(url)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn noise_goes_and_words_stay() {
        for (raw, expected) in [
            ("  Một\u{a0}cửa\n liên  thông ", "Một cửa liên thông"),
            ("\u{202e}gnart\u{202c}", "gnart"),
            ("\u{f0fc} Nộp\u{200b} hồ sơ", "Nộp hồ sơ"),
            ("\u{feff}", ""),
            ("Ẩ Ỗ Ữ Ặ", "Ẩ Ỗ Ữ Ặ"),
        ] {
            assert_eq!(clean(raw), expected);
        }
    }

    #[test]
    fn text_is_cut_between_words() {
        assert_eq!(clip("một hai ba", 20), "một hai ba");
        assert_eq!(clip("một hai ba", 10), "một hai ba");
        assert_eq!(clip("một hai ba bốn", 12), "một hai ba…");
        assert_eq!(clip("ẩẩẩẩẩ", 3), "ẩẩ…");
        assert_eq!(clip("abc", 0), "…");
    }

    #[test]
    fn only_harmless_addresses_pass() {
        for ok in [
            "https://hanoi.gov.vn/a?b=c:d",
            "/tin/1",
            "tin.html",
            "?id=1:2",
            "HTTP://x",
            "mailto:a@b.vn",
            "tel:1022",
        ] {
            assert!(safe_url(ok).is_some(), "{ok}");
        }
        for bad in [
            "javascript:alert(1)",
            " JaVa\tScRiPt:alert(1)",
            "data:text/html,x",
            "\u{1}vbscript:x",
            "blob:x",
            "file:///etc",
            "",
        ] {
            assert!(safe_url(bad).is_none(), "{bad}");
        }
    }
}
