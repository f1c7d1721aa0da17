//! A chart in one paragraph, for those who do not see it: how far, how low, how high, where it stands, where it breaks
//! and what is missing.

use super::words::{amount, period_words, pick, sentence as pieces};
use crate::feed::indexes::{Index, Observation, Status};
use crate::format::Lang;
use crate::format::number::Decimal;

/// The history of an index in words; empty where nothing is known.
#[must_use]
pub fn sentence(index: &Index, lang: Lang) -> String {
    let known: Vec<(&Observation, Decimal)> = index
        .observations
        .iter()
        .filter_map(|one| Some((one, one.figures.value?)))
        .collect();
    let (Some((first, _)), Some((last, latest))) = (known.first(), known.last()) else {
        return String::new();
    };
    let told = |value: Decimal| amount(value, &index.unit, lang);
    let (from, to) = (
        period_words(&first.period, lang),
        period_words(&last.period, lang),
    );
    let mut out = index.short.clone();
    if known.len() == 1 {
        out.push_str(&pieces(lang, &[(", ", ", "), (&to, &to), (": ", ": ")]));
        out.push_str(&told(*latest));
        out.push('.');
        return out;
    }
    let extreme = |sign: i64| {
        known.iter().copied().reduce(|best, one| {
            if one.1.minus(best.1).sign() == sign {
                one
            } else {
                best
            }
        })
    };
    out.push_str(&pieces(
        lang,
        &[
            (", từ ", ", "),
            (&from, &from),
            (" đến ", " to "),
            (&to, &to),
            (": ", ": "),
        ],
    ));
    for (words, found) in [
        (("thấp nhất ", "lowest "), extreme(-1)),
        (("cao nhất ", "highest "), extreme(1)),
        (("mới nhất ", "latest "), Some((*last, *latest))),
    ] {
        let Some((one, value)) = found else { continue };
        let value = told(value);
        let end = if words.1 == "latest " { ")." } else { "), " };
        out.push_str(&pieces(
            lang,
            &[
                words,
                (&value, &value),
                (" (", " ("),
                (&one.period, &one.period),
                (end, end),
            ],
        ));
    }
    out.push_str(trend(index, &known, lang));
    let broken = index.observations.iter().filter(|one| one.breaks.is_some());
    for one in broken {
        let reason = one.breaks.as_ref().map_or("", |words| words.get(lang));
        let reason = reason.trim_end_matches('.');
        let period = period_words(&one.period, lang);
        out.push_str(&pieces(
            lang,
            &[
                (
                    " Chuỗi số liệu bắt đầu lại từ ",
                    " The series begins anew in ",
                ),
                (&period, &period),
                (": ", ": "),
                (reason, reason),
                (".", "."),
            ],
        ));
    }
    let missing = index.observations.iter().filter(|one| {
        one.figures.value.is_none() && one.period > first.period && one.period < last.period
    });
    for (at, one) in missing.enumerate() {
        out.push_str(match at {
            0 => pick(lang, " Chưa có giá trị: ", " No value: "),
            _ => ", ",
        });
        out.push_str(&one.period);
    }
    if !out.ends_with('.') {
        out.push('.');
    }
    out
}

/// Direction of what stands on the footing of the latest: a break, another basis or sources that differ make another
/// curve of the rest.
fn trend(index: &Index, known: &[(&Observation, Decimal)], lang: Lang) -> &'static str {
    let begins = index
        .observations
        .iter()
        .rev()
        .find(|one| one.breaks.is_some())
        .map_or("", |one| one.period.as_str());
    let Some((latest, last)) = known.last() else {
        return "";
    };
    let first = known.iter().find(|(one, _)| {
        one.period.as_str() >= begins
            && one.period.len() == latest.period.len()
            && one.figures.basis == latest.figures.basis
            && one.status != Status::Conflict
    });
    let Some((one, first)) = first else { return "" };
    if latest.status == Status::Conflict || one.period == latest.period {
        return "";
    }
    match last.minus(*first).sign() {
        1 => pick(lang, " Xu hướng chung: tăng.", " Overall trend: up."),
        -1 => pick(lang, " Xu hướng chung: giảm.", " Overall trend: down."),
        _ => pick(lang, " Nhìn chung không đổi.", " Overall unchanged."),
    }
}
