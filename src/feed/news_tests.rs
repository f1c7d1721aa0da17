//! What publishers really send, and what of it is kept.
#![allow(clippy::unwrap_used, reason = "tests")]

use super::*;
use crate::feed::parse_stamp;

/// Parses one item and returns it with the rules that it breaks.
fn one(item: &str) -> (Option<NewsItem>, Vec<&'static str>) {
    let file =
        format!(r#"{{"version":"https://jsonfeed.org/version/1.1","title":"T","items":[{item}]}}"#);
    let (news, findings) = parse(&file);
    (
        news.items.into_iter().next(),
        findings.iter().map(|finding| finding.rule).collect(),
    )
}

#[test]
fn a_wordpress_item_gives_its_words() {
    let (item, rules) = one(
        r#"{"id":"https://sonoivu.example/?p=12","url":"https://sonoivu.example/tin","title":"Kế hoạch CCHC &#8211; quý IV",
        "content_html":"<p>Sở Nội vụ&nbsp;ban hành <strong>kế hoạch</strong></p><script>x()</script>",
        "date_published":"2025-11-17T20:59:00+07:00","authors":[{"name":"Sở Nội vụ"}]}"#,
    );
    let item = item.unwrap();
    assert_eq!(item.title, "Kế hoạch CCHC – quý IV");
    assert_eq!(item.summary.as_deref(), Some("Sở Nội vụ ban hành kế hoạch"));
    assert_eq!(item.source.as_deref(), Some("Sở Nội vụ"));
    assert!(rules.is_empty(), "{rules:?}");
}

#[test]
fn a_micro_blog_post_without_title_shows_its_first_words() {
    let (item, _) = one(
        r#"{"id":"5","content_text":"Bộ phận một cửa nghỉ lễ","date_published":"2025-11-17T20:59:00Z"}"#,
    );
    assert_eq!(item.unwrap().title, "Bộ phận một cửa nghỉ lễ");
}

#[test]
fn defects_are_named_and_survived() {
    for (item, kept, rule) in [
        (
            r#"{"id":7,"title":"a","date_published":"2025-11-17T20:59:00Z"}"#,
            true,
            "id-not-text",
        ),
        (
            r#"{"title":"a","date_published":"2025-11-17T20:59:00Z"}"#,
            false,
            "id-missing",
        ),
        (
            r#"{"url":"https://x.vn/1","title":"a","date_published":"2025-11-17T20:59:00Z"}"#,
            true,
            "id-missing",
        ),
        (
            r#"{"id":"1","date_published":"2025-11-17T20:59:00Z"}"#,
            false,
            "item-empty",
        ),
        (
            r#"{"id":"1","title":"a","date_published":"17/11/2025"}"#,
            true,
            "date-unreadable",
        ),
        (
            r#"{"id":"1","title":"a","date_published":"2025-11-17"}"#,
            true,
            "date-without-time",
        ),
        (r#"{"id":"1","title":"a"}"#, true, "date-missing"),
        (
            r#"{"id":"1","title":"a","url":"java\nscript:x","date_published":"2025-11-17T20:59:00Z"}"#,
            true,
            "url-unsafe",
        ),
        (
            r#"{"id":"1","title":["a"],"content_text":"b","date_published":"2025-11-17T20:59:00Z"}"#,
            true,
            "type-wrong",
        ),
        (
            r#"{"id":"1","title":"a","date_published":"2025-11-17T20:59:00Z","_cchc":{"kind":"mới"}}"#,
            true,
            "word-unknown",
        ),
        (
            r#"{"id":"1","title":"a","date_published":"Mon, 17 Nov 2025 20:59:00 +0700"}"#,
            true,
            "date-not-rfc3339",
        ),
        (
            r#"{"id":"1","title":"a","date_published":"2025-11-17 20:59:00"}"#,
            true,
            "date-without-zone",
        ),
        (
            r#"{"id":"1","title":"a","date_published":null}"#,
            true,
            "date-missing",
        ),
        (
            r#"{"id":1.5,"title":"a","date_published":"2025-11-17T20:59:00Z"}"#,
            false,
            "type-wrong",
        ),
        (
            r#"{"id":"1","content_html":["a"],"date_published":"2025-11-17T20:59:00Z"}"#,
            false,
            "type-wrong",
        ),
        (
            r#"{"id":"1","title":"a","date_published":"2025-11-17T20:59:00Z",
            "_cchc":{"valid_from":"2025-11-17T00:00:00Z","valid_until":"2025-11-17T00:00:00Z"}}"#,
            true,
            "days-reversed",
        ),
        (r"3", false, "type-wrong"),
    ] {
        let (found, rules) = one(item);
        assert_eq!(found.is_some(), kept, "{item}");
        assert!(rules.contains(&rule), "{item}: {rules:?}");
    }
}

#[test]
fn the_author_is_found_in_every_version_of_json_feed() {
    let source = |top: &str, item: &str| {
        let file = format!(
            r#"{{"version":"https://jsonfeed.org/version/1","title":"T",{top}
            "items":[{{"id":"1","title":"a","date_published":"2025-11-17T20:59:00Z"{item}}}]}}"#
        );
        parse(&file).0.items.remove(0).source
    };
    for (top, item, expected) in [
        ("", "", None),
        ("", r#","authors":[{"name":"A"}]"#, Some("A")),
        (
            "",
            r#","authors":[{"url":"https://a.vn"},{"name":"B"}]"#,
            Some("B"),
        ),
        ("", r#","author":{"name":"C"}"#, Some("C")),
        ("", r#","authors":null,"author":null"#, None),
        (r#""author":{"name":"D"},"#, "", Some("D")),
        (
            r#""authors":[{"name":"E"}],"#,
            r#","author":{"name":"F"}"#,
            Some("F"),
        ),
        (
            r#""authors":[{"name":"E"}],"#,
            r#","author":{"name":"F"},"_cchc":{"source":{"name":"G"}}"#,
            Some("G"),
        ),
    ] {
        assert_eq!(source(top, item).as_deref(), expected, "{top} {item}");
    }
}

#[test]
fn what_holds_for_the_feed_holds_for_items_that_say_nothing() {
    let (news, findings) = parse(
        r#"{"version":"https://jsonfeed.org/version/1.1","title":"T","language":"en","expired":true,"items":[
        {"id":"1","title":"a","date_published":"2025-11-17T20:59:00Z"},
        {"id":"2","title":"b","language":"vi","date_published":"2025-11-17T20:59:00Z"}]}"#,
    );
    let languages: Vec<_> = news
        .items
        .iter()
        .map(|item| item.language.as_deref())
        .collect();
    assert_eq!(languages, [Some("en"), Some("vi")]);
    assert!(news.expired);
    assert_eq!(
        (findings[0].rule, findings[0].path.as_str()),
        ("feed-ended", "$.expired")
    );
}

#[test]
fn an_id_is_kept_as_it_is_written() {
    let (item, _) = one(r#"{"id":"https://x.vn/?a=1&#038;p=2","title":"a"}"#);
    assert_eq!(item.unwrap().id, "https://x.vn/?a=1&#038;p=2");
}

#[test]
fn an_unknown_kind_shows_as_other() {
    let (item, _) = one(r#"{"id":"1","title":"a","_cchc":{"kind":"podcast"}}"#);
    assert_eq!(item.unwrap().kind, Kind::Other);
}

#[test]
fn a_whole_file_that_cannot_be_read_is_empty_with_one_finding() {
    for (text, rule) in [
        ("<!DOCTYPE html><title>500</title>", "file-unreadable"),
        (
            r#"{"version":"https://jsonfeed.org/version/1.1","items":[{"id":"1""#,
            "file-unreadable",
        ),
        ("[]", "file-not-object"),
        ("", "file-unreadable"),
    ] {
        let (news, findings) = parse(text);
        assert!(news.items.is_empty());
        assert_eq!(findings.iter().map(|f| f.rule).collect::<Vec<_>>(), [rule]);
    }
    let deep = "[".repeat(100_000);
    assert_eq!(parse(&deep).1[0].rule, "file-unreadable");
}

#[test]
fn one_huge_headline_and_ten_thousand_items_stay_small() {
    let (item, rules) = one(&format!(
        r#"{{"id":"1","title":"{}","date_published":"2025-11-17"}}"#,
        "Ẩ".repeat(70_000)
    ));
    assert_eq!(item.unwrap().title.chars().count(), MAX_TITLE_CHARS);
    assert!(rules.contains(&"text-too-long"));
    // One letter too long: the ellipsis weighs more than what it stands for.
    let (_, rules) = one(&format!(r#"{{"id":"1","title":"{}"}}"#, "a".repeat(301)));
    assert!(rules.contains(&"text-too-long"));
    let items: Vec<String> = (0..10_000)
        .map(|n| format!(r#"{{"id":"{n}","title":"a","date_published":"2025-11-17T20:59:00Z"}}"#))
        .collect();
    let file = format!(
        r#"{{"version":"https://jsonfeed.org/version/1.1","title":"T","items":[{}]}}"#,
        items.join(",")
    );
    let (news, findings) = parse(&file);
    assert_eq!(news.items.len(), MAX_ITEMS);
    assert_eq!(
        findings.iter().map(|f| f.rule).collect::<Vec<_>>(),
        ["items-too-many"]
    );
}

#[test]
fn of_two_items_with_one_id_the_first_stays() {
    let (news, findings) = parse(
        r#"{"version":"https://jsonfeed.org/version/1","title":"T","items":[
        {"id":"1","title":"a","date_published":"2025-11-17T20:59:00Z"},{"id":"1","title":"b","date_published":"2025-11-17T20:59:00Z"}]}"#,
    );
    assert_eq!(news.items.len(), 1);
    assert_eq!(
        (findings[0].rule, findings[0].path.as_str()),
        ("id-repeated", "$.items[1].id")
    );
}

fn sample() -> News {
    let entry = |id: &str, day: &str, own: &str| {
        format!(
            r#"{{"id":"{id}","title":"{id}","date_published":"{day}T08:00:00+07:00","_cchc":{{{own}}}}}"#
        )
    };
    let items = [
        entry(
            "old",
            "2025-01-01",
            r#""agency":"so-noi-vu","fields":["procedures"]"#,
        ),
        entry("new", "2025-11-01", r#""kind":"result""#),
        entry(
            "pinned",
            "2024-01-01",
            r#""pinned":true,"valid_until":"2025-12-01T00:00:00+07:00""#,
        ),
        entry(
            "later",
            "2025-11-02",
            r#""valid_from":"2025-11-20T00:00:00+07:00""#,
        ),
    ];
    parse(&format!(
        r#"{{"version":"https://jsonfeed.org/version/1.1","title":"T","items":[{}]}}"#,
        items.join(",")
    ))
    .0
}

#[test]
fn selection_filters_sorts_and_respects_validity() {
    let news = sample();
    let ids = |filter: &Filter, now: &str| -> Vec<String> {
        select(&news, filter, parse_stamp(now).unwrap().0)
            .iter()
            .map(|item| item.id.clone())
            .collect()
    };
    let all = Filter {
        max_items: 10,
        ..Filter::default()
    };
    assert_eq!(
        ids(&all, "2025-11-10T00:00:00+07:00"),
        ["pinned", "new", "old"]
    );
    assert_eq!(
        ids(&all, "2025-12-02T00:00:00+07:00"),
        ["later", "new", "old"]
    );
    assert_eq!(
        ids(
            &Filter {
                max_items: 1,
                ..Filter::default()
            },
            "2025-12-02T00:00:00+07:00"
        ),
        ["later"]
    );
    let agency = Filter {
        agency: Some("so-noi-vu".to_owned()),
        max_items: 10,
        ..Filter::default()
    };
    assert_eq!(ids(&agency, "2025-12-02T00:00:00+07:00"), ["old"]);
    let kind = Filter {
        kinds: vec![Kind::Result],
        max_items: 10,
        ..Filter::default()
    };
    assert_eq!(ids(&kind, "2025-12-02T00:00:00+07:00"), ["new"]);
    let field = Filter {
        fields: vec![ReformField::Procedures],
        max_items: 10,
        ..Filter::default()
    };
    assert_eq!(ids(&field, "2025-12-02T00:00:00+07:00"), ["old"]);
    let age = Filter {
        max_age_days: Some(40),
        max_items: 10,
        ..Filter::default()
    };
    assert_eq!(ids(&age, "2025-12-02T00:00:00+07:00"), ["later", "new"]);
}

#[test]
fn a_date_that_cannot_be_meant_does_not_stand_first_for_years() {
    let entry = |id: &str, stamp: &str| {
        format!(r#"{{"id":"{id}","title":"{id}","date_published":"{stamp}"}}"#)
    };
    let items = [
        entry("year-mistyped", "2052-11-17T08:00:00+07:00"),
        entry("old", "2025-11-01T08:00:00+07:00"),
        entry("new", "2025-11-17T08:00:00+07:00"),
        entry("local-time-as-utc", "2025-11-18T15:00:00Z"),
    ];
    let news = parse(&format!(
        r#"{{"version":"https://jsonfeed.org/version/1.1","title":"T","items":[{}]}}"#,
        items.join(",")
    ))
    .0;
    let filter = Filter {
        max_items: 10,
        ..Filter::default()
    };
    let ids = |now: &str| -> Vec<String> {
        select(&news, &filter, parse_stamp(now).unwrap().0)
            .iter()
            .map(|item| item.id.clone())
            .collect()
    };
    let sorted = ["local-time-as-utc", "new", "old", "year-mistyped"];
    assert_eq!(ids("2025-11-18T15:01:00+07:00"), sorted);
    assert_eq!(ids("2051-01-01T00:00:00+07:00"), sorted);
    assert_eq!(ids("2052-11-17T00:00:00+07:00")[0], "year-mistyped");
    // A clock that stands still long ago: the order of the file.
    let in_file = ["year-mistyped", "old", "new", "local-time-as-utc"];
    assert_eq!(ids("2015-01-01T00:00:00+07:00"), in_file);
}
