//! Words out of markup, and characters out of their entities.
//!
//! Exports of WordPress and of feeds made from RSS write `&#8211;` or `&ocirc;` where plain text is meant, so entities
//! are decoded there too; tags are only dropped where HTML is meant. The output is text and never goes back into
//! markup. All of it is linear in the length of the input, because one huge item must not stop a page.

use super::{clean, clip};

/// Names and what they stand for. These are the ones that editors and PHP's `htmlentities` write into Vietnamese
/// pages: the letters of HTML 4, a few of HTML 5, punctuation. One text, because a `match` weighs more in the browser.
const NAMED: &str = "amp& lt< gt> quot\" apos' nbsp\u{a0} hellip… ndash– mdash— lsquo‘ rsquo’ ldquo“ rdquo” \
    bull• middot· laquo« raquo» deg° times× \
    agraveà aacuteá acircâ atildeã egraveè eacuteé ecircê igraveì iacuteí itildeĩ ograveò oacuteó ocircô otildeõ \
    ugraveù uacuteú utildeũ yacuteý abreveă dstrokđ \
    AgraveÀ AacuteÁ AcircÂ AtildeÃ EgraveÈ EacuteÉ EcircÊ IgraveÌ IacuteÍ ItildeĨ OgraveÒ OacuteÓ OcircÔ OtildeÕ \
    UgraveÙ UacuteÚ UtildeŨ YacuteÝ AbreveĂ DstrokĐ";

/// Plain text with its entities decoded; tags stay as they are written.
#[must_use]
pub fn decode(raw: &str) -> String {
    words(raw, false, usize::MAX)
}

/// The words of a piece of HTML: tags dropped, scripts and styles with their content, entities decoded.
#[must_use]
pub fn plain_from_html(html: &str, max_chars: usize) -> String {
    // Enough for the wanted length whatever the letters, so that one huge item stays cheap.
    clip(
        &clean(&words(html, true, max_chars.saturating_mul(8))),
        max_chars,
    )
}

/// `tags` says whether `<` begins markup; reading stops at `enough` bytes.
fn words(raw: &str, tags: bool, enough: usize) -> String {
    let mut out = String::new();
    let mut rest = raw;
    while out.len() < enough {
        let Some(at) = rest.find(|c| c == '&' || (tags && c == '<')) else {
            out.push_str(rest);
            break;
        };
        let (before, tail) = rest.split_at(at);
        // Indented markup is mostly white space: it must not use up what is enough.
        if !tags || !before.trim_ascii().is_empty() {
            out.push_str(before);
        } else if !before.is_empty() {
            gap(&mut out);
        }
        rest = if tail.starts_with('<') {
            skip_tag(tail, &mut out)
        } else {
            entity(tail, &mut out)
        };
    }
    out
}

fn gap(out: &mut String) {
    if !out.ends_with(' ') {
        out.push(' ');
    }
}

fn skip_tag<'a>(tail: &'a str, out: &mut String) -> &'a str {
    for (open, close) in [
        ("<script", "</script"),
        ("<style", "</style"),
        ("<!--", "-->"),
    ] {
        if starts_with_ignoring_case(tail, open) {
            return after_tag(from(tail, close));
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
        gap(out);
    }
    after_tag(tail)
}

/// What follows the next `>`; nothing when a tag is never closed.
fn after_tag(tail: &str) -> &str {
    tail.split_once('>').map_or("", |(_, rest)| rest)
}

/// From the next `close` on. It hops from one first letter to the next, so each byte is looked at once.
fn from<'a>(tail: &'a str, close: &str) -> &'a str {
    let mut rest = tail.get(1..).unwrap_or_default();
    while !rest.is_empty() && !starts_with_ignoring_case(rest, close) {
        let next = rest
            .bytes()
            .skip(1)
            .position(|b| Some(&b) == close.as_bytes().first());
        rest = next.and_then(|at| rest.get(at + 1..)).unwrap_or_default();
    }
    rest
}

fn starts_with_ignoring_case(text: &str, start: &str) -> bool {
    text.as_bytes()
        .get(..start.len())
        .is_some_and(|head| head.eq_ignore_ascii_case(start.as_bytes()))
}

fn entity<'a>(tail: &'a str, out: &mut String) -> &'a str {
    let found = tail
        .bytes()
        .take(10)
        .position(|b| b == b';')
        .and_then(|end| character(tail.get(1..end)?).zip(tail.get(end + 1..)));
    let (c, rest) = found.unwrap_or(('&', tail.get(1..).unwrap_or_default()));
    out.push(c);
    rest
}

/// What stands between `&` and `;`.
fn character(name: &str) -> Option<char> {
    if let Some(number) = name.strip_prefix('#') {
        let hex = number.strip_prefix(['x', 'X']);
        let code = hex.map_or_else(|| number.parse(), |hex| u32::from_str_radix(hex, 16));
        return code.ok().and_then(char::from_u32);
    }
    NAMED.split(' ').find_map(|entry| {
        let mut rest = entry.strip_prefix(name)?.chars();
        rest.next().filter(|_| rest.next().is_none())
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn html_becomes_words() {
        for (html, expected) in [
            (
                "<p>Sở <b>Nội vụ</b></p><p>Hà&nbsp;Nội</p>",
                "Sở Nội vụ Hà Nội",
            ),
            ("a<script>alert('x<y')</script>b", "ab"),
            ("<STYLE>p{}</style >ok", "ok"),
            ("<script>if (a < b) '</scrip'</SCRIPT>ok", "ok"),
            (
                "1 < 2 &amp; 3 &#7849; &#x1EA8; &bad; &",
                "1 < 2 & 3 ẩ Ẩ &bad; &",
            ),
            ("<p>chưa đóng <img src=x onerror=alert(1)", "chưa đóng"),
            ("<!-- ghi chú > - -- ->-->còn", "còn"),
            ("<ul>\n\t<li>một</li>\n\t<li>hai</li></ul>", "một hai"),
        ] {
            assert_eq!(plain_from_html(html, 100), expected, "{html}");
        }
    }

    #[test]
    fn entities_are_read_in_plain_text_and_tags_stay() {
        for (raw, expected) in [
            ("Tin &#8211; bài &amp; ảnh", "Tin – bài & ảnh"),
            (
                "Th&ocirc;ng b&aacute;o &ldquo;một cửa&rdquo;",
                "Thông báo “một cửa”",
            ),
            (
                "&Yacute; ngh&itilde;a &dstrok;&agrave;o t&#7841;o",
                "Ý nghĩa đào tạo",
            ),
            ("<b>A</b> &lt;i&gt;", "<b>A</b> <i>"),
            (
                "AT&T; R&D &a; &; &am; &Agrav;",
                "AT&T; R&D &a; &; &am; &Agrav;",
            ),
        ] {
            assert_eq!(decode(raw), expected, "{raw}");
        }
    }

    /// Each of these would take minutes if a byte were looked at once per tag.
    #[test]
    fn megabytes_of_markup_are_read_in_one_pass() {
        for piece in [
            "<div>",
            "<b></b>",
            "<script",
            "<script>",
            "<script></scrip",
            "<style></",
            "<!--",
            "<!-- -",
            "<a",
            "<",
            "&",
            "&amp",
            "\n\t<td></td>",
        ] {
            let html = format!("{}cuối", piece.repeat(1_000_000 / piece.len()));
            let _ = plain_from_html(&html, 600);
            assert!(decode(&html).len() <= html.len());
        }
        let deep = format!("{}cuối", "<div>\n\t\t".repeat(30_000));
        assert_eq!(plain_from_html(&deep, 600), "cuối");
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
            "&#x;",
            "<!-->ẩ",
        ] {
            let _ = (plain_from_html(html, 10), decode(html));
        }
    }

    proptest! {
        #[test]
        fn no_markup_panics(html in r"[<>&;#x!/a-z ẩ-]{0,40}") {
            let _ = (plain_from_html(&html, 10), decode(&html));
        }

        #[test]
        fn text_without_entities_stays(text in "[^&]{0,40}") {
            prop_assert_eq!(decode(&text), text);
        }

        #[test]
        fn numbers_give_their_character(c in any::<char>()) {
            prop_assert_eq!(decode(&format!("&#{};&#x{:x};", u32::from(c), u32::from(c))), format!("{c}{c}"));
        }
    }
}
