//! Figures and their changes in words, Vietnamese and English. The year compared with is always named.

use super::{Change, Why};
use crate::feed::indexes::{Index, Status, Words};
use crate::format::Lang;
use crate::format::number::Decimal;

/// A value with its unit: `92,57%`, `68,38 điểm`.
#[must_use]
pub fn amount(value: Decimal, unit: &Words, lang: Lang) -> String {
    let mut out = value.text(lang);
    let unit = unit.get(lang);
    if unit != "%" && !unit.is_empty() {
        out.push(' ');
    }
    out.push_str(unit);
    out
}

/// `năm 2024`, `kỳ 2024-09`; in English the bare period.
#[must_use]
pub fn period_words(period: &str, lang: Lang) -> String {
    let kind = match period.len() {
        4 => "năm ",
        _ => "kỳ ",
    };
    sentence(lang, &[(kind, ""), (period, period)])
}

/// `tăng 1,14 điểm phần trăm so với năm 2023`, or why there is nothing to compare.
#[must_use]
pub fn value_words(index: &Index, change: &Change<'_>, lang: Lang) -> String {
    let year = since_words(change, lang);
    let difference = match change.value {
        Ok(difference) => difference,
        Err(why) => return why_words(why, &year, lang),
    };
    let mut out = match difference.by.sign() {
        0 => sentence(
            lang,
            &[("không đổi so với ", "unchanged from "), (&year, &year)],
        ),
        sign => {
            let number = difference.by.abs().text(lang);
            let unit = index.unit.get(lang);
            // Two percentages differ by percentage points.
            let unit = match unit {
                "%" => pick(lang, "điểm phần trăm", "percentage points"),
                _ => unit,
            };
            let space = if unit.is_empty() { "" } else { " " };
            sentence(
                lang,
                &[
                    direction(sign),
                    (&number, &number),
                    (space, space),
                    (unit, unit),
                    (" so với ", " from "),
                    (&year, &year),
                ],
            )
        }
    };
    if difference.restated {
        out.push_str(pick(
            lang,
            " (theo số tính lại trên cùng cơ sở)",
            " (values restated on the same basis)",
        ));
    }
    out
}

/// `tăng 10 bậc so với năm 2023`, or why there is nothing to compare.
#[must_use]
pub fn rank_words(change: &Change<'_>, lang: Lang) -> String {
    let year = since_words(change, lang);
    let places = match change.rank {
        Ok(places) => places,
        Err(why) => return why_words(why, &year, lang),
    };
    let mut out = match places.gained {
        0 => sentence(
            lang,
            &[
                ("giữ nguyên hạng so với ", "same rank as in "),
                (&year, &year),
            ],
        ),
        gained => {
            let count = gained.unsigned_abs().to_string();
            let many = match gained.unsigned_abs() {
                1 => " place from ",
                _ => " places from ",
            };
            sentence(
                lang,
                &[
                    direction(gained),
                    (&count, &count),
                    (" bậc so với ", many),
                    (&year, &year),
                ],
            )
        }
    };
    if places.restated {
        out.push_str(pick(
            lang,
            " (theo hạng tính lại trên cùng cơ sở)",
            " (ranks restated on the same basis)",
        ));
    }
    out
}

/// `lên nhóm Cao so với năm 2022`; nothing where the groups of both years are not known.
#[must_use]
pub fn band_words(index: &Index, change: &Change<'_>, now: &str, lang: Lang) -> String {
    let year = since_words(change, lang);
    let Some((_, band)) = index.band(now) else {
        return String::new();
    };
    // Many are named «Nhóm A».
    let name = band.name.get(lang);
    let name = name
        .strip_prefix(pick(lang, "Nhóm ", "Group "))
        .unwrap_or(name);
    match change.band {
        Ok(gained) => {
            let ((vi, en), from) = match gained {
                0 => (("vẫn ở nhóm ", "still in the group "), ", as in "),
                1.. => (("lên nhóm ", "up to the group "), " from "),
                _ => (("xuống nhóm ", "down to the group "), " from "),
            };
            sentence(
                lang,
                &[(vi, en), (name, name), (" so với ", from), (&year, &year)],
            )
        }
        Err(Why::Unknown | Why::First) => String::new(),
        Err(why) => why_words(why, &year, lang),
    }
}

/// How sure a figure is; nothing to say of what its publisher states.
#[must_use]
pub const fn status_words(status: Status, lang: Lang) -> &'static str {
    match (status, lang) {
        (Status::Published, _) => "",
        (Status::Derived, Lang::Vi) => "số suy ra từ số đã công bố",
        (Status::Derived, Lang::En) => "worked out from published figures",
        (Status::Provisional, Lang::Vi) => "số tạm thời",
        (Status::Provisional, Lang::En) => "provisional",
        (Status::Conflict, Lang::Vi) => "các nguồn nêu số khác nhau",
        (Status::Conflict, Lang::En) => "sources differ",
        (Status::Unknown, Lang::Vi) => "chưa có số liệu",
        (Status::Unknown, Lang::En) => "no data",
    }
}

/// Why there is nothing to compare with what `year` names: `không so sánh được với năm 2023: …`.
#[must_use]
pub fn why_words(why: Why<'_>, year: &str, lang: Lang) -> String {
    let mut out = match why {
        Why::First => {
            return pick(lang, "kỳ đầu tiên có số liệu", "first edition with data").to_owned();
        }
        Why::Unknown => {
            let words = (
                "chưa đủ số liệu để so với ",
                "not enough data to compare with ",
            );
            return sentence(lang, &[words, (year, year)]);
        }
        _ => sentence(
            lang,
            &[
                ("không so sánh được với ", "not comparable with "),
                (year, year),
                (": ", ": "),
            ],
        ),
    };
    match why {
        Why::Break(reason) => out.push_str(reason.get(lang)),
        Why::Universe(then, now) => {
            let (then, now) = (then.to_string(), now.to_string());
            out.push_str(&sentence(
                lang,
                &[
                    ("khi đó xếp hạng ", "ranked among "),
                    (&then, &then),
                    (" đơn vị, nay ", " then and "),
                    (&now, &now),
                    ("", " now"),
                ],
            ));
        }
        Why::Conflict => out.push_str(status_words(Status::Conflict, lang)),
        Why::UniverseUnknown => out.push_str(pick(
            lang,
            "không rõ xếp hạng trên bao nhiêu đơn vị",
            "it is not said among how many it was ranked",
        )),
        _ => out.push_str(pick(
            lang,
            "cơ sở so sánh khác nhau hoặc không được nêu",
            "the basis differs or is not stated",
        )),
    }
    out
}

fn since_words(change: &Change<'_>, lang: Lang) -> String {
    let period = change.since.map_or("", |one| one.period.as_str());
    period_words(period, lang)
}

/// `tăng `, `giảm `.
const fn direction(sign: i64) -> (&'static str, &'static str) {
    if sign > 0 {
        ("tăng ", "up ")
    } else {
        ("giảm ", "down ")
    }
}

/// One of two texts.
pub(super) const fn pick<'a>(lang: Lang, vi: &'a str, en: &'a str) -> &'a str {
    match lang {
        Lang::Vi => vi,
        Lang::En => en,
    }
}

/// Pieces in one language put together.
pub(super) fn sentence(lang: Lang, pieces: &[(&str, &str)]) -> String {
    let mut out = String::new();
    for (vi, en) in pieces {
        out.push_str(pick(lang, vi, en));
    }
    out
}
