//! Plain text of an agency: its lines, and its addresses as links. Nothing in it is read as markup.

use cchc::text::safe_url;

use crate::shared::tree::{Tree, el};

/// Lines as paragraphs.
pub(super) fn lines(lines: &[String]) -> Vec<Tree> {
    let mut out = Vec::new();
    for line in lines {
        out.push(linked(el("p").class("line"), line));
    }
    out
}

/// A text in which addresses of the web are links.
fn linked(mut tree: Tree, line: &str) -> Tree {
    let mut plain = String::new();
    for (at, word) in line.split(' ').enumerate() {
        if at > 0 {
            plain.push(' ');
        }
        // What closes a sentence is no part of the address.
        let bare = word.trim_start_matches(['(', '"', '“', '<']);
        let bare = bare.trim_end_matches(['.', ',', ';', ':', ')', '"', '”', '>', '!', '?']);
        let is_address = bare.starts_with("https://") || bare.starts_with("http://");
        let url = is_address.then(|| safe_url(bare)).flatten();
        match (url, word.split_once(bare)) {
            (Some(url), Some((before, after))) => {
                plain.push_str(before);
                tree = tree.text(std::mem::take(&mut plain)).with(
                    el("a")
                        .class("link")
                        .set("href", url)
                        .set("rel", "noopener nofollow")
                        .text(bare.to_owned()),
                );
                plain.push_str(after);
            }
            _ => plain.push_str(word),
        }
    }
    tree.text(plain)
}

#[cfg(test)]
mod tests {
    use super::lines;
    use leptos::prelude::RenderHtml;

    fn html(line: &str) -> String {
        let all = lines(&[line.to_owned()]);
        all.into_iter().map(RenderHtml::to_html).collect()
    }

    #[test]
    fn addresses_become_links_and_everything_else_stays_text() {
        assert_eq!(
            html("Xem (https://a.vn/1?b=2&c)."),
            "<p class=\"line\">Xem (<a class=\"link\" href=\"https://a.vn/1?b=2&amp;c\" rel=\"noopener nofollow\">https://a.vn/1?b=2&amp;c</a>).</p>"
        );
        for text in [
            "javascript:alert(1)",
            "<img src=x onerror=alert(1)>",
            "data:text/html,x",
            "xhttps://a.vn",
        ] {
            assert!(
                !html(text).contains("<a") && !html(text).contains("<img"),
                "{text}"
            );
        }
    }
}
