//! Files of single indexes as people and spreadsheets write them.
#![allow(clippy::unwrap_used, reason = "tests")]

use super::*;

fn entry() -> Index {
    Index {
        id: "x".to_owned(),
        decimals: 2,
        min: Decimal::new(0.0, 2),
        max: Decimal::new(100.0, 2),
        ..Index::default()
    }
}

fn read(fields: &str) -> (Detail, Vec<(&'static str, String)>) {
    let (detail, findings) = parse(
        &format!(r#"{{"version":"1.0","id":"x",{fields}}}"#),
        &entry(),
    );
    let found = findings
        .into_iter()
        .map(|finding| (finding.rule, finding.path))
        .collect();
    (detail.unwrap(), found)
}

#[test]
fn components_that_have_ranks_but_no_values_are_kept() {
    let (detail, found) = read(
        r#""components":[{"id":"a","name":"Chính quyền số"},{"id":"b","name":"Kinh tế số"},{"id":"c","name":"Xã hội số"}],
           "editions":[{"period":"2022","rank_of":63,"ranks":{"c":30,"a":40,"b":64,"d":1}}]"#,
    );
    let ranks: Vec<_> = detail.editions[0]
        .parts
        .iter()
        .map(|part| part.rank)
        .collect();
    assert_eq!(ranks, [Some(40), None, Some(30)]);
    assert_eq!(
        found,
        [
            ("rank-outside", "$.editions[0].ranks.b".to_owned()),
            ("component-unknown", "$.editions[0].ranks.d".to_owned())
        ]
    );
}

#[test]
fn bonus_and_penalty_points_stand_beside_the_scale() {
    let (detail, found) = read(
        r#""components":[{"id":"a","name":"Chỉ đạo","max":10},{"id":"+","name":"Điểm cộng","min":0,"max":2,"bonus":true},
             {"id":"-","name":"Điểm trừ","min":-5,"max":0,"bonus":true}],
           "editions":[{"period":"2025","values":{"a":9.5,"+":1.5,"-":-0.5},"means":{"a":10.5,"-":-6}}]"#,
    );
    let parts = &detail.editions[0].parts;
    let told: Vec<_> = parts
        .iter()
        .map(|part| part.value.unwrap().plain())
        .collect();
    assert_eq!(told, ["9.50", "1.50", "-0.50"]);
    assert!(!detail.components[0].bonus && detail.components[2].bonus);
    // A value in the wrong column shows by its scale.
    assert_eq!(
        found,
        [
            ("value-off-scale", "$.editions[0].means.-".to_owned()),
            ("value-off-scale", "$.editions[0].means.a".to_owned())
        ]
    );
}

#[test]
fn editions_and_rankings_stand_in_order_once_each() {
    let source = r#""source":{"title":"Quyết định"}"#;
    let (detail, found) = read(&format!(
        r#""editions":[{{"period":"2023"}},{{"period":"2020"}},{{"period":2023}},{{"period":"Q3 2025"}}],
           "rankings":[{{"period":"2025","universe":"Phường",{source}}},{{"period":"2024","universe":"Sở",{source}}},
             {{"period":"2025","universe":"Xã",{source}}},{{"period":"2025","universe":"Phường",{source}}},
             {{"period":"2023",{source}}}]"#
    ));
    let editions: Vec<_> = detail
        .editions
        .iter()
        .map(|one| one.period.as_str())
        .collect();
    assert_eq!(editions, ["2020", "2023"]);
    let rankings: Vec<_> = detail
        .rankings
        .iter()
        .map(|one| (one.period.as_str(), one.universe.vi.as_str()))
        .collect();
    assert_eq!(
        rankings,
        [
            ("2023", ""),
            ("2024", "Sở"),
            ("2025", "Phường"),
            ("2025", "Xã")
        ]
    );
    let rules: Vec<_> = found.iter().map(|(rule, _)| *rule).collect();
    assert_eq!(
        rules,
        [
            "id-not-text",
            "id-repeated",
            "period-unreadable",
            "id-repeated",
            "title-missing"
        ]
    );
}

#[test]
fn long_lists_end_where_they_are_too_long() {
    let many = |count: usize, one: &dyn Fn(usize) -> String| {
        (0..count).map(one).collect::<Vec<_>>().join(",")
    };
    let components = many(MAX_COMPONENTS + 50, &|n| {
        format!(r#"{{"id":"{n}","name":"Thành phần {n}"}}"#)
    });
    let editions = many(MAX_OBSERVATIONS + 1, &|n| {
        format!(r#"{{"period":"{}"}}"#, 1900 + n)
    });
    let peers = many(MAX_ROWS + 1, &|n| {
        format!(r#"{{"period":"2024","name":"Tỉnh {n}"}}"#)
    });
    let rows = many(MAX_ROWS + 500, &|n| {
        format!(r#"{{"name":"Xã {n}","value":50,"rank":{}}}"#, n + 1)
    });
    let (detail, found) = read(&format!(
        r#""components":[{components}],"editions":[{editions}],"peers":[{peers}],
           "rankings":[{{"period":"2025","universe":"Xã","rank_of":10500,"source":{{"title":"a"}},"rows":[{rows}]}}]"#
    ));
    assert_eq!(
        (
            detail.components.len(),
            detail.editions.len(),
            detail.peers.len(),
            detail.rankings[0].rows.len()
        ),
        (MAX_COMPONENTS, MAX_OBSERVATIONS, MAX_ROWS, MAX_ROWS)
    );
    let expected = [
        "$.components[200]",
        "$.editions[100]",
        "$.peers[10000]",
        "$.rankings[0].rows[10000]",
    ]
    .map(|path| ("items-too-many", path.to_owned()));
    assert_eq!(found, expected);
}

#[test]
fn a_rank_without_universe_is_told_once_per_ranking() {
    let (detail, found) = read(
        r#""rankings":[{"period":"2024","universe":"Sở","source":{"url":"https://a.example/"},
           "rows":[{"name":"A"},{"name":"B","rank":1},{"name":"C","rank":2},{"value":3},{"name":"D","value":"95,77"}]}]"#,
    );
    assert_eq!(detail.rankings[0].rows.len(), 4);
    assert_eq!(
        detail.rankings[0].source.as_ref().unwrap().title,
        "https://a.example/"
    );
    let rules: Vec<_> = found.iter().map(|(rule, _)| *rule).collect();
    assert_eq!(
        rules,
        ["title-missing", "value-unreadable", "rank-of-missing"]
    );
}

#[test]
fn null_everywhere_is_as_if_nothing_were_written() {
    let (detail, found) = read(
        r#""method":null,"method_en":null,"sources":null,"components":null,"editions":null,"peers":null,"rankings":null"#,
    );
    assert_eq!(found, []);
    assert_eq!(
        detail,
        Detail {
            id: "x".to_owned(),
            ..Detail::default()
        }
    );
}

#[test]
fn the_file_of_another_index_is_not_taken() {
    for (text, rule) in [
        (r#"{"version":"1.0","id":"y"}"#, "id-foreign"),
        (r#"{"version":"1.0"}"#, "id-missing"),
        (r#"{"version":"1.0","id":null}"#, "id-missing"),
        ("[]", "file-not-object"),
        ("", "file-unreadable"),
    ] {
        let (detail, findings) = parse(text, &entry());
        assert!(detail.is_none());
        assert_eq!(findings.last().unwrap().rule, rule, "{text}");
    }
}
