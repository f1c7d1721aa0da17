//! Ways to file with their times and fees. A fee's words are printed whole: who pays nothing stands only there.

use cchc::feed::procedure::{Detail, Fee, Way};
use cchc::format::Lang;

use super::section;
use super::text::blocks;
use crate::procedures::model::Model;
use crate::procedures::strings::{Strings, strings};
use crate::shared::money::dong;
use crate::shared::pieces::{row_head, table};
use crate::shared::tree::{Tree, el};

pub(super) fn ways(model: &Model, detail: &Detail) -> Option<Tree> {
    if detail.ways.is_empty() {
        return None;
    }
    let words = strings(model.lang);
    let part = section(model, "ways", words.ways);
    let says_nothing = |way: &Way| way.time.is_none() && way.fees.is_empty() && way.text.is_empty();
    if detail.ways.iter().all(says_nothing) {
        let mut list = el("ul").class("items");
        for way in &detail.ways {
            list = list.with(el("li").text(words.channel_word(way.channel)));
        }
        return Some(
            part.with(list)
                .with(el("p").class("unknown").text(words.ways_unknown)),
        );
    }
    let mut rows = Vec::new();
    for way in &detail.ways {
        rows.push(vec![
            row_head(words.channel_word(way.channel)),
            el("td").with(time(way, words)).all(blocks(&way.text)),
            el("td").all(fees(way, model.lang, words)),
        ]);
    }
    let head = [words.way, words.time, words.fee];
    Some(part.with(table(words.ways.to_owned(), &head, rows)))
}

fn time(way: &Way, words: &'static Strings) -> Tree {
    match way.time {
        Some(time) => {
            let text = [&*time.count.to_string(), words.unit_word(time.unit)].concat();
            el("p").class("time").with(el("strong").text(text))
        }
        None if way.text.is_empty() => el("p").class("unknown").text(words.unknown),
        None => el("p").class("time"),
    }
}

fn fees(way: &Way, lang: Lang, words: &'static Strings) -> Vec<Tree> {
    let mut out = Vec::new();
    for fee in &way.fees {
        out.push(one(fee, lang, words));
    }
    if out.is_empty() {
        out.push(el("p").class("unknown").text(words.unknown));
    }
    out
}

fn one(fee: &Fee, lang: Lang, words: &'static Strings) -> Tree {
    let amount = fee.amount_vnd.map(|amount| match amount {
        0 => words.free.to_owned(),
        amount => dong(amount, lang),
    });
    let mut line = el("p")
        .class("fee")
        .text([words.fee_word(fee.kind), ": "].concat());
    if let Some(amount) = &amount {
        line = line.with(el("strong").text(amount.clone()));
    }
    match &fee.text {
        Some(text) if amount.is_some() => line.text([". ", text].concat()),
        Some(text) => line.text(text.clone()),
        None if amount.is_none() => line.text(words.unknown),
        None => line,
    }
}
