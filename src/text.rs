//! Feed text is text: cleaned of what only confuses, cut to a length, and never markup.

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

fn is_noise(c: char) -> bool {
    matches!(c,
        '\u{0}'..='\u{1f}' | '\u{7f}'..='\u{9f}' | '\u{ad}' | '\u{61c}' | '\u{200b}'..='\u{200f}'
        | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{feff}' | '\u{fff9}'..='\u{fffb}'
        | '\u{e000}'..='\u{f8ff}' | '\u{f0000}'..='\u{10ffff}')
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

/// The words of a piece of HTML: tags dropped, scripts and styles with their content, entities decoded.
///
/// This is for showing words only; its output is still text and never goes back into markup.
#[must_use]
pub fn plain_from_html(html: &str, max_chars: usize) -> String {
    let mut out = String::new();
    let mut rest = html;
    // Enough for the wanted length whatever the entities, so that one huge item stays cheap.
    while out.len() < max_chars.saturating_mul(8) {
        let Some(at) = rest.find(['<', '&']) else {
            out.push_str(rest);
            break;
        };
        let (words, tail) = rest.split_at(at);
        out.push_str(words);
        rest = if tail.starts_with('<') {
            skip_tag(tail, &mut out)
        } else {
            entity(tail, &mut out)
        };
    }
    clip(&clean(&out), max_chars)
}

fn skip_tag<'a>(tail: &'a str, out: &mut String) -> &'a str {
    for (open, close) in [
        ("<script", "</script"),
        ("<style", "</style"),
        ("<!--", "-->"),
    ] {
        if starts_with_ignoring_case(tail, open) {
            let end = tail.char_indices().map(|(at, _)| at).find(|at| {
                *at > 0
                    && tail
                        .get(*at..)
                        .is_some_and(|rest| starts_with_ignoring_case(rest, close))
            });
            let after = end.and_then(|end| tail.get(end..)).unwrap_or_default();
            return after
                .find('>')
                .and_then(|end| after.get(end + 1..))
                .unwrap_or_default();
        }
    }
    let is_tag = tail
        .as_bytes()
        .get(1)
        .is_some_and(|b| b.is_ascii_alphabetic() || *b == b'/' || *b == b'!');
    if !is_tag {
        out.push('<');
        return tail.get(1..).unwrap_or_default();
    }
    // Words on both sides of a block must not run together; inline tags stand inside words too rarely to matter.
    let inline = [
        "<b>", "<i>", "<em", "<strong", "<a ", "<span", "</b", "</i", "</em", "</strong", "</a",
        "</span",
    ];
    if !inline
        .iter()
        .any(|tag| starts_with_ignoring_case(tail, tag))
    {
        out.push(' ');
    }
    tail.find('>')
        .and_then(|end| tail.get(end + 1..))
        .unwrap_or_default()
}

fn starts_with_ignoring_case(text: &str, start: &str) -> bool {
    text.as_bytes()
        .get(..start.len())
        .is_some_and(|head| head.eq_ignore_ascii_case(start.as_bytes()))
}

fn entity<'a>(tail: &'a str, out: &mut String) -> &'a str {
    let end = tail.bytes().take(10).position(|b| b == b';');
    let name = end.and_then(|end| tail.get(1..end)).unwrap_or_default();
    let c = match name {
        "amp" => Some('&'),
        "lt" => Some('<'),
        "gt" => Some('>'),
        "quot" => Some('"'),
        "apos" => Some('\''),
        "nbsp" => Some(' '),
        "hellip" => Some('…'),
        "ndash" => Some('–'),
        "mdash" => Some('—'),
        _ => name.strip_prefix('#').and_then(|number| {
            let hex = number.strip_prefix(['x', 'X']);
            let code = hex.map_or_else(|| number.parse(), |hex| u32::from_str_radix(hex, 16));
            code.ok().and_then(char::from_u32)
        }),
    };
    match (c, end) {
        (Some(c), Some(end)) => {
            out.push(c);
            tail.get(end + 1..).unwrap_or_default()
        }
        _ => {
            out.push('&');
            tail.get(1..).unwrap_or_default()
        }
    }
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
    fn html_becomes_words() {
        for (html, expected) in [
            (
                "<p>Sở <b>Nội vụ</b></p><p>Hà&nbsp;Nội</p>",
                "Sở Nội vụ Hà Nội",
            ),
            ("a<script>alert('x<y')</script>b", "ab"),
            ("<STYLE>p{}</style >ok", "ok"),
            (
                "1 < 2 &amp; 3 &#7849; &#x1EA8; &bad; &",
                "1 < 2 & 3 ẩ Ẩ &bad; &",
            ),
            ("<p>chưa đóng <img src=x onerror=alert(1)", "chưa đóng"),
            ("<!-- ghi chú > -->còn", "còn"),
        ] {
            assert_eq!(plain_from_html(html, 100), expected, "{html}");
        }
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

    #[test]
    fn unreadable_markup_never_panics() {
        for html in [
            "<",
            "&",
            "&#xffffffff;",
            "<ẩ",
            "&ẩ;",
            "<script",
            "<!--",
            "&#;",
        ] {
            let _ = plain_from_html(html, 10);
        }
    }
}
