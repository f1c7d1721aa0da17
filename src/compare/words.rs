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

/// `tăng 1,14 điểm phần trăm so với năm 2023`, or why there is nothing to compare.
#[must_use]
pub fn value_words(index: &Index, change: &Change<'_>, lang: Lang) -> String {
    let year = change.since.map_or("", |one| one.period.as_str());
    match change.value {
        Ok(by) if by.sign() == 0 => sentence(
            lang,
            &[("không đổi so với năm ", "unchanged from "), (year, year)],
        ),
        Ok(by) => {
            let (vi, en) = if by.sign() > 0 {
                ("tăng ", "up ")
            } else {
                ("giảm ", "down ")
            };
            let unit = index.unit.get(lang);
            // Two percentages differ by percentage points.
            let (unit_vi, unit_en) = if unit == "%" {
                ("điểm phần trăm", "percentage points")
            } else {
                (unit, unit)
            };
            let number = by.abs().text(lang);
            let space = if unit.is_empty() { "" } else { " " };
            sentence(
                lang,
                &[
                    (vi, en),
                    (&number, &number),
                    (space, space),
                    (unit_vi, unit_en),
                    (" so với năm ", " from "),
                    (year, year),
                ],
            )
        }
        Err(why) => why_words(why, year, lang),
    }
}

/// `tăng 10 bậc so với năm 2023`, or why there is nothing to compare.
#[must_use]
pub fn rank_words(change: &Change<'_>, lang: Lang) -> String {
    let year = change.since.map_or("", |one| one.period.as_str());
    let places = match change.rank {
        Ok(places) => places,
        Err(why) => return why_words(why, year, lang),
    };
    let count = places.gained.unsigned_abs().to_string();
    let many = if places.gained.unsigned_abs() == 1 {
        " place from "
    } else {
        " places from "
    };
    let mut out = match places.gained {
        0 => sentence(
            lang,
            &[
                ("giữ nguyên hạng so với năm ", "same rank as in "),
                (year, year),
            ],
        ),
        gained => {
            let (vi, en) = if gained > 0 {
                ("tăng ", "up ")
            } else {
                ("giảm ", "down ")
            };
            sentence(
                lang,
                &[
                    (vi, en),
                    (&count, &count),
                    (" bậc so với năm ", many),
                    (year, year),
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
    let year = change.since.map_or("", |one| one.period.as_str());
    let Some((_, band)) = index.band(now) else {
        return String::new();
    };
    let name = band.name.get(lang);
    match change.band {
        Ok(gained) => {
            let (vi, en) = match gained {
                0 => ("vẫn ở nhóm ", "still in the group "),
                1.. => ("lên nhóm ", "up to the group "),
                _ => ("xuống nhóm ", "down to the group "),
            };
            sentence(
                lang,
                &[
                    (vi, en),
                    (name, name),
                    (" so với năm ", " from "),
                    (year, year),
                ],
            )
        }
        Err(Why::Unknown | Why::First) => String::new(),
        Err(why) => why_words(why, year, lang),
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

fn why_words(why: Why<'_>, year: &str, lang: Lang) -> String {
    let not = [
        ("Không so sánh được với năm ", "Not comparable with "),
        (year, year),
        (": ", ": "),
    ];
    match why {
        Why::First => pick(lang, "kỳ đầu tiên có số liệu", "first edition with data").to_owned(),
        Why::Unknown => sentence(
            lang,
            &[
                (
                    "chưa đủ số liệu để so với năm ",
                    "not enough data to compare with ",
                ),
                (year, year),
            ],
        ),
        Why::Break(reason) => {
            let mut out = sentence(lang, &not);
            out.push_str(reason.get(lang));
            out
        }
        Why::Universe(then, now) => {
            let (then, now) = (then.to_string(), now.to_string());
            let mut out = sentence(lang, &not);
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
            out
        }
        Why::Basis => {
            let mut out = sentence(lang, &not);
            out.push_str(pick(lang, "cơ sở xếp hạng khác nhau", "the basis differs"));
            out
        }
        Why::Conflict => {
            let mut out = sentence(lang, &not);
            out.push_str(status_words(Status::Conflict, lang));
            out
        }
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
