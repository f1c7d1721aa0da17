//! Entries as people and spreadsheets write them.
#![allow(clippy::unwrap_used, reason = "tests")]

use super::*;
use crate::format::Lang;

fn file(fields: &str, observations: &str) -> String {
    format!(
        r#"{{"version":"1.0","indexes":[{{"id":"x","name":"Chỉ số",{fields}"observations":[{observations}]}}]}}"#
    )
}

fn read(observations: &str) -> (Index, Vec<(&'static str, String)>) {
    let (mut indexes, findings) = parse(&file(r#""min":0,"max":100,"#, observations));
    let found = findings
        .into_iter()
        .filter(|finding| finding.rule != "source-missing")
        .map(|finding| (finding.rule, finding.detail))
        .collect();
    (indexes.remove(0), found)
}

#[test]
fn values_that_are_no_usable_numbers_are_left_out_and_quoted() {
    for (value, rule, detail) in [
        (r#""92,57""#, "value-unreadable", r#""92,57""#),
        (r#""92.57""#, "value-unreadable", r#""92.57""#),
        (r#""NaN""#, "value-unreadable", r#""NaN""#),
        ("1e308", "value-unreadable", "1e+308"),
        ("-1e300", "value-unreadable", "-1e+300"),
        ("true", "value-unreadable", "true"),
        ("[92.57]", "value-unreadable", "[92.57]"),
        ("100.01", "value-off-scale", "100.01"),
        ("-0.01", "value-off-scale", "-0.01"),
    ] {
        let (index, found) = read(&format!(
            r#"{{"period":"2024","value":{value},"rank":3,"rank_of":63}}"#
        ));
        let known = &index.observations[0].figures;
        assert_eq!((known.value, known.rank), (None, Some(3)), "{value}");
        assert_eq!(found, [(rule, detail.to_owned())]);
    }
    let (index, found) = read(r#"{"period":"2024","value":92.574}"#);
    assert_eq!(
        index.observations[0].figures.value.unwrap().plain(),
        "92.57"
    );
    assert_eq!(found, [("value-rounded", "92.574".to_owned())]);
}

#[test]
fn numbers_with_the_decimals_that_are_declared_are_not_rounded() {
    for value in [
        "0.1",
        "0.29",
        "8.41",
        "57.1",
        "99.99",
        "100",
        "0.30000000000000004",
    ] {
        let (_, found) = read(&format!(r#"{{"period":"2024","value":{value}}}"#));
        assert_eq!(found, [], "{value}");
    }
}

#[test]
fn ranks_begin_at_one_and_end_with_their_universe() {
    for (rank, rule) in [
        ("0", "value-unreadable"),
        ("-3", "value-unreadable"),
        ("2.5", "value-unreadable"),
        (r#""3""#, "value-unreadable"),
        ("4294967296", "value-unreadable"),
        ("64", "rank-outside"),
    ] {
        let (index, found) = read(&format!(
            r#"{{"period":"2024","value":50,"rank":{rank},"rank_of":63}}"#
        ));
        let known = &index.observations[0].figures;
        assert_eq!((known.rank, known.rank_of), (None, Some(63)), "{rank}");
        assert_eq!(found.first().unwrap().0, rule, "{rank}");
    }
    let (index, found) = read(r#"{"period":"2024","rank":63,"rank_of":63}"#);
    assert_eq!(
        (index.observations[0].figures.rank, found.as_slice()),
        (Some(63), &[][..])
    );
}

#[test]
fn periods_stand_in_the_order_of_time_however_they_are_written() {
    let (index, found) = read(
        r#"{"period":"2025"},{"period":2023},{"period":"2024-Q3"},{"period":"2024"},{"period":"Q3 2025"},{"period":"2024"},
           {"period":"24"},{"period":"20245"},{"period":""},{"period":null},{"period":"2024, theo công bố"},{}"#,
    );
    let periods: Vec<&str> = index
        .observations
        .iter()
        .map(|one| one.period.as_str())
        .collect();
    assert_eq!(periods, ["2023", "2024", "2024-Q3", "2025"]);
    let rules: Vec<&str> = found.iter().map(|(rule, _)| *rule).collect();
    assert_eq!(
        rules,
        [
            "id-not-text",
            "period-unreadable",
            "id-repeated",
            "period-unreadable",
            "period-unreadable",
            "period-missing",
            "period-missing",
            "period-unreadable",
            "period-missing"
        ]
    );
}

#[test]
fn the_oldest_of_too_many_editions_go_whatever_their_order() {
    for reversed in [false, true] {
        let mut years: Vec<usize> = (1900..1900 + MAX_OBSERVATIONS + 5).collect();
        if reversed {
            years.reverse();
        }
        let observations: Vec<String> = years
            .iter()
            .map(|year| format!(r#"{{"period":"{year}","value":50}}"#))
            .collect();
        let (index, found) = read(&observations.join(","));
        assert_eq!(index.observations.len(), MAX_OBSERVATIONS);
        assert_eq!(index.observations[0].period, "1905");
        assert_eq!(found, [("items-too-many", "x".to_owned())]);
    }
}

#[test]
fn null_everywhere_is_as_if_nothing_were_written() {
    let names = [
        "short",
        "name_en",
        "publisher",
        "of_units",
        "unit",
        "decimals",
        "min",
        "max",
        "lower_is_better",
        "ranked",
        "bands",
        "target",
        "detail",
        "observations",
    ];
    let nulls: String = names
        .iter()
        .map(|name| format!(r#","{name}":null"#))
        .collect();
    let (indexes, findings) = parse(&format!(
        r#"{{"version":"1.0","indexes":[{{"id":"x","name":"Chỉ số"{nulls}}}]}}"#
    ));
    assert_eq!(findings, []);
    let (plain, _) = parse(r#"{"version":"1.0","indexes":[{"id":"x","name":"Chỉ số"}]}"#);
    assert_eq!(indexes, plain);
    assert!(plain[0].ranked && plain[0].decimals == 2);

    let (index, found) = read(
        r#"{"period":"2024","value":null,"rank":null,"rank_of":null,"basis":null,"band":null,"status":null,
            "published":null,"mean":null,"break":null,"note":null,"source":null,"restated":null,"conflicts":null}"#,
    );
    assert_eq!(found, []);
    assert!(!index.observations[0].is_known() && index.latest().is_none());
}

#[test]
fn a_status_never_promises_more_than_the_figures() {
    for (fields, status, rule) in [
        (r#""value":50"#, Status::Published, None),
        (r#""value":50,"status":"DERIVED""#, Status::Derived, None),
        (
            r#""value":50,"status":"final""#,
            Status::Provisional,
            Some("word-unknown"),
        ),
        (
            r#""value":50,"status":"unknown""#,
            Status::Provisional,
            Some("status-unclear"),
        ),
        (r#""status":"unknown""#, Status::Unknown, None),
        (
            r#""value":50,"status":"published","conflicts":[{"value":51}]"#,
            Status::Conflict,
            None,
        ),
    ] {
        let (index, found) = read(&format!(r#"{{"period":"2024",{fields}}}"#));
        assert_eq!(index.observations[0].status, status, "{fields}");
        assert_eq!(found.first().map(|(rule, _)| *rule), rule, "{fields}");
    }
}

#[test]
fn a_break_in_the_first_edition_is_no_harm() {
    let (index, found) =
        read(r#"{"period":"2024","value":50,"break":"kỳ đầu"},{"period":"2025","value":51}"#);
    assert_eq!(found, []);
    let change = crate::compare::change(&index, &index.observations[1]);
    assert_eq!(change.value.unwrap().by.sign(), 1);
    let first = crate::compare::change(&index, &index.observations[0]);
    assert_eq!(first.value, Err(crate::compare::Why::First));
}

#[test]
fn targets_are_values_or_ranks() {
    for (target, expected) in [
        (r#"{"period":"2026","value":86}"#, Some((true, None))),
        (r#"{"period":"2026","rank":5}"#, Some((false, Some(5)))),
        (r#"{"period":"2026"}"#, None),
        (r#"{"value":86}"#, None),
        (r#"{"period":"2026","value":186}"#, None),
    ] {
        let (indexes, findings) = parse(&file(&format!(r#""max":100,"target":{target},"#), ""));
        let found = indexes[0].target.as_ref();
        let found = found.map(|target| (target.value.is_some(), target.rank));
        assert_eq!(found, expected, "{target}");
        assert_eq!(findings.is_empty(), expected.is_some(), "{target}");
    }
}

#[test]
fn words_fall_back_to_the_other_language() {
    let (indexes, findings) =
        parse(r#"{"version":"1.0","indexes":[{"id":"x","name_en":"Index","unit":"điểm"}]}"#);
    assert_eq!(findings[0].rule, "title-missing");
    assert_eq!(indexes[0].name.get(Lang::Vi), "Index");
    assert_eq!(indexes[0].unit.get(Lang::En), "điểm");
}
