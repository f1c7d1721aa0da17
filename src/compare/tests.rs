//! The real editions from which the rules come.
#![allow(clippy::unwrap_used, reason = "tests")]

use super::*;
use crate::feed::indexes::{self, Index};
use crate::format::Lang;

fn index(fields: &str, observations: &str) -> Index {
    let text = format!(
        r#"{{"version":"1.0","indexes":[{{"id":"x","name":"Chỉ số","short":"X","unit":"điểm","unit_en":"points","decimals":4,{fields}"observations":[{observations}]}}]}}"#
    );
    let (indexes, findings) = indexes::parse(&text);
    let grave: Vec<_> = findings
        .iter()
        .filter(|found| !["source-missing", "rank-of-missing"].contains(&found.rule))
        .collect();
    assert!(grave.is_empty(), "{grave:?}");
    indexes.into_iter().next().unwrap()
}

fn edition<'a>(index: &'a Index, period: &str) -> &'a Observation {
    index
        .observations
        .iter()
        .find(|one| one.period == period)
        .unwrap()
}

#[test]
fn c1_a_rank_among_34_is_not_compared_with_one_among_63() {
    let plain = index(
        "",
        r#"{"period":"2023","rank":6,"rank_of":63,"basis":"63-provinces"},
           {"period":"2024","value":0.8241,"rank":1,"rank_of":34,"basis":"34-provinces"}"#,
    );
    let found = change(&plain, edition(&plain, "2024"));
    assert_eq!(found.rank, Err(Why::Universe(63, 34)));
    assert_eq!(found.value, Err(Why::Unknown));
    assert_eq!(
        rank_words(&found, Lang::Vi),
        "không so sánh được với năm 2023: khi đó xếp hạng 63 đơn vị, nay 34"
    );
    assert_eq!(
        rank_words(&found, Lang::En),
        "not comparable with 2023: ranked among 63 then and 34 now"
    );
}

#[test]
fn c1_an_edition_worked_out_again_on_the_new_basis_can_be_compared() {
    let dti = index(
        "",
        r#"{"period":"2023","rank":6,"rank_of":63,"basis":"63-provinces","restated":[{"rank":5,"rank_of":34,"basis":"34-provinces"}]},
           {"period":"2024","value":0.8241,"rank":1,"rank_of":34,"basis":"34-provinces"}"#,
    );
    let found = change(&dti, edition(&dti, "2024"));
    assert_eq!(
        found.rank,
        Ok(Places {
            gained: 4,
            restated: true
        })
    );
    assert_eq!(
        rank_words(&found, Lang::Vi),
        "tăng 4 bậc so với năm 2023 (theo hạng tính lại trên cùng cơ sở)"
    );
}

#[test]
fn c2_two_missing_provinces_make_another_universe_but_not_another_scale() {
    let papi = index(
        "",
        r#"{"period":"2023","value":43.9603,"rank":15,"rank_of":61},{"period":"2024","value":43.7747,"rank":29,"rank_of":63}"#,
    );
    let found = change(&papi, edition(&papi, "2024"));
    assert_eq!(found.rank, Err(Why::Universe(61, 63)));
    assert_eq!(
        value_words(&papi, &found, Lang::Vi),
        "giảm 0,1856 điểm so với năm 2023"
    );
    assert_eq!(
        value_words(&papi, &found, Lang::En),
        "down 0.1856 points from 2023"
    );
}

#[test]
fn c3_groups_are_told_where_nobody_ranks() {
    let papi = index(
        r#""ranked":false,"bands":[{"id":"1","name":"Cao","name_en":"High"},{"id":"2","name":"Trung bình cao","name_en":"Upper middle"}],"#,
        r#"{"period":"2022","band":"1"},{"period":"2023","band":"1"},{"period":"2024","band":"2"}"#,
    );
    assert!(!papi.ranked);
    let down = change(&papi, edition(&papi, "2024"));
    assert_eq!(down.band, Ok(-1));
    assert_eq!(
        band_words(&papi, &down, "2", Lang::Vi),
        "xuống nhóm Trung bình cao so với năm 2023"
    );
    let same = change(&papi, edition(&papi, "2023"));
    assert_eq!(
        band_words(&papi, &same, "1", Lang::En),
        "still in the group High, as in 2022"
    );
}

#[test]
fn c4_where_sources_differ_no_change_is_claimed() {
    let par = index(
        "",
        r#"{"period":"2022","value":89.58,"rank":3,"rank_of":63},
           {"period":"2023","value":91.43,"rank":3,"rank_of":63,"status":"conflict","conflicts":[{"value":91.25}]},
           {"period":"2024","value":92.57,"rank":3,"rank_of":63}"#,
    );
    for period in ["2023", "2024"] {
        let found = change(&par, edition(&par, period));
        assert_eq!(
            (found.value, found.rank),
            (Err(Why::Conflict), Err(Why::Conflict))
        );
    }
    let found = change(&par, edition(&par, "2024"));
    assert_eq!(
        value_words(&par, &found, Lang::Vi),
        "không so sánh được với năm 2023: các nguồn nêu số khác nhau"
    );
    assert_eq!(
        edition(&par, "2023").conflicts[0].value,
        Decimal::new(91.25, 4)
    );
}

#[test]
fn c5_a_rank_without_value_and_a_value_without_rank_both_stand() {
    let pii = index(
        "",
        r#"{"period":"2023","rank":1,"rank_of":63},{"period":"2024","rank":1,"rank_of":63},{"period":"2025","value":60.5}"#,
    );
    let second = change(&pii, edition(&pii, "2024"));
    assert_eq!(
        second.rank,
        Ok(Places {
            gained: 0,
            restated: false
        })
    );
    assert_eq!(second.value, Err(Why::Unknown));
    assert_eq!(
        rank_words(&second, Lang::Vi),
        "giữ nguyên hạng so với năm 2023"
    );
    assert_eq!(
        value_words(&pii, &change(&pii, edition(&pii, "2025")), Lang::Vi),
        "chưa đủ số liệu để so với năm 2024"
    );
    assert_eq!(change(&pii, edition(&pii, "2023")).rank, Err(Why::First));
}

#[test]
fn c6_nothing_is_compared_across_a_break_even_one_in_an_unknown_year() {
    let sipas = index(
        "",
        r#"{"period":"2020","value":85.15,"rank":33,"rank_of":63},{"period":"2021"},
           {"period":"2022","break":"cách tính mới, hai nhóm","break_en":"new method, two groups"},
           {"period":"2023","value":83.57,"rank":21,"rank_of":63},{"period":"2024","value":86.5,"rank":11,"rank_of":63}"#,
    );
    let over = change(&sipas, edition(&sipas, "2023"));
    assert_eq!(over.since.unwrap().period, "2020");
    assert!(matches!(over.value, Err(Why::Break(_))) && matches!(over.rank, Err(Why::Break(_))));
    assert_eq!(
        rank_words(&over, Lang::Vi),
        "không so sánh được với năm 2020: cách tính mới, hai nhóm"
    );
    let within = change(&sipas, edition(&sipas, "2024"));
    assert_eq!(rank_words(&within, Lang::Vi), "tăng 10 bậc so với năm 2023");
    assert_eq!(rank_words(&within, Lang::En), "up 10 places from 2023");
}

#[test]
fn c7_the_year_compared_with_is_always_named() {
    let pci = index(
        "",
        r#"{"period":"2021","value":68.6},{"period":"2024","value":68.38}"#,
    );
    let found = change(&pci, edition(&pci, "2024"));
    assert_eq!(
        value_words(&pci, &found, Lang::Vi),
        "giảm 0,2200 điểm so với năm 2021"
    );
}

#[test]
fn percentages_differ_by_percentage_points() {
    let text = r#"{"version":"1.0","indexes":[{"id":"par","name":"PAR INDEX","unit":"%","decimals":2,
        "observations":[{"period":"2023","value":91.43},{"period":"2024","value":92.57}]}]}"#;
    let (indexes, _) = indexes::parse(text);
    let found = change(&indexes[0], &indexes[0].observations[1]);
    assert_eq!(
        value_words(&indexes[0], &found, Lang::Vi),
        "tăng 1,14 điểm phần trăm so với năm 2023"
    );
    assert_eq!(
        amount(
            indexes[0].observations[1].figures.value.unwrap(),
            &indexes[0].unit,
            Lang::Vi
        ),
        "92,57%"
    );
}

#[test]
fn smaller_can_be_better() {
    let days = index(
        r#""lower_is_better":true,"#,
        r#"{"period":"2024","value":3}"#,
    );
    assert!(days.is_better(-1) && !days.is_better(1) && !days.is_better(0));
    let points = index("", r#"{"period":"2024","value":3}"#);
    assert!(points.is_better(1));
}

#[test]
fn a_history_can_be_heard() {
    let sipas = index(
        "",
        r#"{"period":"2019","value":80.09},{"period":"2020","value":85.15},{"period":"2021"},
           {"period":"2022","break":"cách tính mới"},{"period":"2023","value":83.57},{"period":"2024","value":86.5}"#,
    );
    assert_eq!(
        sentence(&sipas, Lang::Vi),
        "X, từ năm 2019 đến năm 2024: thấp nhất 80,0900 điểm (2019), cao nhất 86,5000 điểm (2024), mới nhất 86,5000 điểm (2024). \
         Xu hướng chung: tăng. Chuỗi số liệu bắt đầu lại từ năm 2022: cách tính mới. Chưa có giá trị: 2021, 2022."
    );
    let one = index("", r#"{"period":"2024","value":0.8241},{"period":"2025"}"#);
    assert_eq!(sentence(&one, Lang::En), "X, 2024: 0.8241 points.");
    assert_eq!(
        sentence(
            &index("", r#"{"period":"2024","rank":1,"rank_of":63}"#),
            Lang::Vi
        ),
        ""
    );
}

#[test]
fn a_rank_of_an_unknown_number_is_not_called_another_basis() {
    let pii = index(
        "",
        r#"{"period":"2024","rank":1,"rank_of":63},{"period":"2025","rank":1},{"period":"2026","rank":1,"rank_of":34}"#,
    );
    for year in ["2025", "2026"] {
        let found = change(&pii, edition(&pii, year));
        assert_eq!(found.rank, Err(Why::UniverseUnknown), "{year}");
    }
    assert_eq!(
        rank_words(&change(&pii, edition(&pii, "2025")), Lang::Vi),
        "không so sánh được với năm 2024: không rõ xếp hạng trên bao nhiêu đơn vị"
    );
}

#[test]
fn groups_of_another_set_are_not_compared() {
    let papi = index(
        r#""bands":[{"id":"1","name":"Nhóm A","name_en":"Group A"},{"id":"2","name":"Nhóm B"}],"#,
        r#"{"period":"2023","band":"2","basis":"63-provinces"},
           {"period":"2024","band":"2","basis":"63-provinces","restated":[{"band":"1","basis":"34-provinces"}]},
           {"period":"2025","band":"1","basis":"34-provinces"},{"period":"2026","band":"1","basis":"33-provinces"}"#,
    );
    let of = |year| change(&papi, edition(&papi, year)).band;
    assert_eq!(
        (of("2024"), of("2025"), of("2026")),
        (Ok(0), Ok(0), Err(Why::Basis))
    );
    let same = change(&papi, edition(&papi, "2025"));
    // The word is not said twice.
    assert_eq!(
        band_words(&papi, &same, "1", Lang::Vi),
        "vẫn ở nhóm A so với năm 2024"
    );
    assert_eq!(
        band_words(&papi, &same, "1", Lang::En),
        "still in the group A, as in 2024"
    );
}

#[test]
fn a_value_that_was_worked_out_again_is_told_as_such() {
    let dti = index(
        "",
        r#"{"period":"2023","value":0.75,"basis":"63-provinces","restated":[{"value":0.76,"basis":"34-provinces"}]},
           {"period":"2024","value":0.8241,"basis":"34-provinces"}"#,
    );
    let found = change(&dti, edition(&dti, "2024"));
    assert_eq!(
        value_words(&dti, &found, Lang::Vi),
        "tăng 0,0641 điểm so với năm 2023 (theo số tính lại trên cùng cơ sở)"
    );
    // Nor does the chart in words claim a trend from one basis to another.
    assert!(!sentence(&dti, Lang::Vi).contains("Xu hướng"));
}

#[test]
fn parts_of_a_year_are_compared_with_parts() {
    let index = index(
        "",
        r#"{"period":"2023","value":90},{"period":"2024-11","value":80},{"period":"2024","value":91},{"period":"2024-12","value":81}"#,
    );
    for (period, since, words) in [
        ("2024", "2023", "tăng 1,0000 điểm so với năm 2023"),
        ("2024-12", "2024-11", "tăng 1,0000 điểm so với kỳ 2024-11"),
    ] {
        let found = change(&index, edition(&index, period));
        assert_eq!(found.since.unwrap().period, since);
        assert_eq!(value_words(&index, &found, Lang::Vi), words);
    }
    assert_eq!(
        change(&index, edition(&index, "2024-11")).value,
        Err(Why::First)
    );
}

#[test]
fn a_reason_that_ends_with_a_full_stop_ends_with_one() {
    let index = index(
        "",
        r#"{"period":"2023","value":90},{"period":"2024","value":91,"break":"Cách tính mới."}"#,
    );
    let heard = sentence(&index, Lang::Vi);
    assert!(heard.ends_with("từ năm 2024: Cách tính mới."), "{heard}");
}

#[test]
fn components_stand_beside_those_of_the_edition_before_on_one_footing_only() {
    let index = index(
        "",
        r#"{"period":"2019","value":80},{"period":"2020","value":81},
           {"period":"2022","break":"thành phần mới"},{"period":"2023","value":82,"basis":"63-provinces"},
           {"period":"2024","value":83,"basis":"34-provinces"},{"period":"2025","value":84,"basis":"34-provinces","conflicts":[{"value":85}]}"#,
    );
    let periods = ["2019", "2020", "2021", "2023", "2024", "2025", "2026"];
    let editions: Vec<String> = periods
        .iter()
        .map(|period| format!(r#"{{"period":"{period}"}}"#))
        .collect();
    let text = format!(
        r#"{{"version":"1.0","id":"x","editions":[{}]}}"#,
        editions.join(",")
    );
    let detail = crate::feed::index::parse(&text, &index).0.unwrap();
    let found: Vec<_> = detail
        .editions
        .iter()
        .map(|one| edition_before(&index, &detail, one).map(|before| before.period.as_str()))
        .collect();
    let broken = edition(&index, "2022").breaks.as_ref().unwrap();
    assert_eq!(
        found,
        [
            Err(Why::First),
            Ok("2019"),
            Ok("2020"),
            Err(Why::Break(broken)),
            Err(Why::Basis),
            Err(Why::Conflict),
            Err(Why::Conflict)
        ]
    );
}
