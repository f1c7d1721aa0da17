//! Paragraphs and lists of the feed as elements.

use cchc::feed::procedure::Block;

use crate::shared::tree::{Tree, el};

pub(super) fn blocks(text: &[Block]) -> Vec<Tree> {
    let mut out = Vec::new();
    for block in text {
        out.push(match block {
            Block::Paragraph(words) => el("p").text(words.clone()),
            Block::List(items) => {
                let mut list = el("ul").class("items");
                for item in items {
                    list = list.with(el("li").text(item.clone()));
                }
                list
            }
        });
    }
    out
}
