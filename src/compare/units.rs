//! Places that units gained or lost between two rankings. Only rankings of one set of units are compared, and ranks
//! only among equally many.

use super::{Why, broken_between};
use crate::feed::index::{Detail, Ranking};
use crate::feed::indexes::{Index, Status};

/// The ranking before `later` of the same units.
///
/// # Errors
///
/// The reason why there is none with which it may be compared.
pub fn ranking_before<'a>(
    index: &'a Index,
    detail: &'a Detail,
    later: &Ranking,
) -> Result<&'a Ranking, Why<'a>> {
    let mut why = Why::First;
    for earlier in detail.rankings.iter().rev() {
        if earlier.period >= later.period || earlier.period.len() != later.period.len() {
            continue;
        }
        if let Some(reason) = broken_between(index, &earlier.period, &later.period) {
            return Err(Why::Break(reason));
        }
        if earlier.universe != later.universe || earlier.basis != later.basis {
            why = Why::Basis;
            continue;
        }
        if earlier.status == Status::Conflict || later.status == Status::Conflict {
            return Err(Why::Conflict);
        }
        return match (earlier.rank_of, later.rank_of) {
            (Some(then), Some(now)) if then == now => Ok(earlier),
            (Some(then), Some(now)) => Err(Why::Universe(then, now)),
            _ => Err(Why::UniverseUnknown),
        };
    }
    Err(why)
}

/// Places gained by every unit of `later` since `earlier`, in the order of its rows; a loss is negative. A unit is
/// known by the agency that it is, else by its name.
#[must_use]
pub fn places_gained(earlier: &Ranking, later: &Ranking) -> Vec<Option<i64>> {
    // A map that is in the browser anyway: another one weighs 4 kB.
    let mut ranks = serde_json::Map::new();
    for unit in &earlier.rows {
        let key = unit.agency.as_ref().unwrap_or(&unit.name);
        ranks.insert(key.clone(), serde_json::Value::from(unit.rank));
    }
    let mut gained = Vec::with_capacity(later.rows.len());
    for unit in &later.rows {
        let key = unit.agency.as_ref().unwrap_or(&unit.name);
        let before = ranks.get(key).and_then(serde_json::Value::as_u64);
        gained.push(match (before, unit.rank) {
            (Some(before), Some(after)) => i64::try_from(before)
                .ok()
                .map(|then| then - i64::from(after)),
            _ => None,
        });
    }
    gained
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "tests")]
    use super::*;
    use crate::feed::{index, indexes};

    const INDEX: &str = r#"{"version":"1.0","indexes":[{"id":"u","name":"Đơn vị","unit":"%","of_units":true,"observations":[
        {"period":"2024","value":90,"source":{"title":"S"}},
        {"period":"2025","status":"unknown","break":"Từ quận, huyện sang xã, phường."}]}]}"#;

    fn detail(rankings: &str) -> (Index, Detail) {
        let index = indexes::parse(INDEX).0.remove(0);
        let mut text = String::from("{\"version\":\"1.0\",\"id\":\"u\",\"rankings\":[");
        text.push_str(rankings);
        text.push_str("]}");
        let detail = index::parse(&text, &index).0.unwrap();
        (index, detail)
    }

    fn ranking(period: &str, more: &str, rows: &str) -> String {
        [
            "{\"period\":\"",
            period,
            "\",\"universe\":\"Quận, huyện\",",
            more,
            "\"source\":{\"title\":\"S\"},\"rows\":[",
            rows,
            "]}",
        ]
        .concat()
    }

    const OF_30: &str = r#""rank_of":30,"basis":"30-districts","#;

    #[test]
    fn long_biên_rose_from_12th_to_1st_of_30_districts() {
        let then =
            r#"{"name":"Long Biên","rank":12},{"name":"Cầu Giấy","rank":4},{"name":"Ba Vì"}"#;
        let now = r#"{"name":"Long Biên","rank":1},{"name":"Cầu Giấy","rank":5},{"name":"Ba Vì","rank":9},{"name":"Mới","rank":2}"#;
        let rankings = [ranking("2023", OF_30, then), ranking("2024", OF_30, now)].join(",");
        let (index, detail) = detail(&rankings);
        let later = &detail.rankings[1];
        let earlier = ranking_before(&index, &detail, later).unwrap();
        assert_eq!(
            places_gained(earlier, later),
            [Some(11), Some(-1), None, None]
        );
    }

    #[test]
    fn a_unit_that_was_renamed_is_known_by_its_agency() {
        let then = r#"{"name":"Sở Tài nguyên","agency":"so-tn","rank":3}"#;
        let now = r#"{"name":"Sở Nông nghiệp và Môi trường","agency":"so-tn","rank":1}"#;
        let rankings = [ranking("2023", OF_30, then), ranking("2024", OF_30, now)].join(",");
        let (_, detail) = detail(&rankings);
        let [earlier, later] = &detail.rankings[..] else {
            panic!()
        };
        assert_eq!(places_gained(earlier, later), [Some(2)]);
    }

    #[test]
    fn other_units_more_units_and_a_break_are_not_compared() {
        let row = r#"{"name":"A","rank":1}"#;
        let cases = [
            (
                "2024",
                OF_30,
                "2023",
                r#""rank_of":22,"basis":"30-districts","#,
                "Universe(22, 30)",
            ),
            (
                "2024",
                OF_30,
                "2023",
                r#""basis":"30-districts","#,
                "UniverseUnknown",
            ),
            (
                "2024",
                OF_30,
                "2023",
                r#""rank_of":30,"basis":"departments","#,
                "Basis",
            ),
            ("2024", OF_30, "2023-09", OF_30, "First"),
            ("2024", OF_30, "2025", OF_30, "First"),
            (
                "2024",
                OF_30,
                "2023",
                r#""rank_of":30,"basis":"30-districts","status":"conflict","#,
                "Conflict",
            ),
            ("2025", OF_30, "2024", OF_30, "Break("),
        ];
        for (period, more, other_period, other_more, expected) in cases {
            let rankings = [
                ranking(other_period, other_more, row),
                ranking(period, more, row),
            ]
            .join(",");
            let (index, detail) = detail(&rankings);
            let later = detail
                .rankings
                .iter()
                .find(|one| one.period == period)
                .unwrap();
            let why = ranking_before(&index, &detail, later).unwrap_err();
            let told = format!("{why:?}");
            assert!(told.starts_with(expected), "{told}, expected {expected}");
        }
    }
}
