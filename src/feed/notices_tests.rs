//! Which notices are shown.
#![allow(clippy::unwrap_used, reason = "tests")]

use super::*;
use crate::feed::parse_stamp;

fn shown(notices: &str, now: &str, agency: Option<&str>) -> Vec<String> {
    let (notices, _) = parse(&format!(r#"{{"version":"1.0","notices":[{notices}]}}"#));
    active(&notices, parse_stamp(now).unwrap().0, agency)
        .iter()
        .map(|n| n.identifier.clone())
        .collect()
}

fn notice(id: &str, more: &str) -> String {
    format!(
        r#"{{"identifier":"{id}","sent":"2025-11-01T08:00:00+07:00","status":"Actual","msg_type":"Alert","severity":"Minor",
        "info":[{{"language":"vi","headline":"{id}"}},{{"language":"en","headline":"{id}-en"}}]{more}}}"#
    )
}

const MORNING: &str = "2025-11-01T09:00:00+07:00";

#[test]
fn a_notice_without_end_lasts_a_day() {
    let one = notice("a", "");
    assert_eq!(shown(&one, MORNING, None), ["a"]);
    assert!(shown(&one, "2025-11-02T08:00:00+07:00", None).is_empty());
    assert!(shown(&one, "2025-11-01T07:59:59+07:00", None).is_empty());
}

#[test]
fn cancel_update_and_all_clear_take_back_what_they_name() {
    let cancel = format!(
        "{},{}",
        notice("a", ""),
        notice("b", "")
            .replace("Alert", "Cancel")
            .replace("}]}", r#"}],"references":["a"]}"#)
    );
    assert!(shown(&cancel, MORNING, None).is_empty());
    let update = format!(
        "{},{}",
        notice("a", ""),
        notice("b", "")
            .replace("Alert", "Update")
            .replace("}]}", r#"}],"references":["a"]}"#)
    );
    assert_eq!(shown(&update, MORNING, None), ["b"]);
    let clear = format!(
        "{},{}",
        notice("a", ""),
        notice("b", r#","response_type":"AllClear","references":["a"]"#)
    );
    assert!(shown(&clear, MORNING, None).is_empty());
}

#[test]
fn a_test_takes_nothing_real_back() {
    let test = notice("b", "")
        .replace("Alert", "Cancel")
        .replace("Actual", "Test")
        .replace("}]}", r#"}],"references":["a"]}"#);
    assert_eq!(
        shown(&format!("{},{test}", notice("a", "")), MORNING, None),
        ["a"]
    );
}

#[test]
fn the_gravest_comes_first_and_drafts_never() {
    let all = [
        notice("minor", ""),
        notice("extreme", "").replace("Minor", "Extreme"),
        notice("draft", "").replace("Actual", "Draft"),
        notice("odd", "").replace("Actual", "Vui"),
        notice("test", "")
            .replace("Actual", "Test")
            .replace("Minor", "Severe"),
    ]
    .join(",");
    assert_eq!(shown(&all, MORNING, None), ["extreme", "test", "minor"]);
}

#[test]
fn a_notice_for_one_agency_stays_there() {
    let one = notice("a", r#","agencies":["so-noi-vu"]"#);
    assert_eq!(shown(&one, MORNING, None), ["a"]);
    assert_eq!(shown(&one, MORNING, Some("so-noi-vu")), ["a"]);
    assert!(shown(&one, MORNING, Some("so-y-te")).is_empty());
}

#[test]
fn words_come_in_the_wanted_language_else_in_vietnamese() {
    let (notices, findings) = parse(&format!(
        r#"{{"version":"1.0","notices":[{}]}}"#,
        notice("a", "")
    ));
    assert_eq!(notices[0].info_for("en").unwrap().headline, "a-en");
    assert_eq!(notices[0].info_for("fr").unwrap().headline, "a");
    assert_eq!(
        findings.iter().map(|f| f.rule).collect::<Vec<_>>(),
        ["notice-endless"]
    );
}

#[test]
fn words_between_machines_are_not_shown() {
    let all = ["Ack", "Error", "Vui"]
        .map(|word| notice(word, "").replace("Alert", word))
        .join(",");
    assert!(shown(&all, MORNING, None).is_empty());
    for word in ["", r#""msg_type":null,"#] {
        let forgotten = notice("a", "").replace(r#""msg_type":"Alert","#, word);
        assert_eq!(shown(&forgotten, MORNING, None), ["a"]);
    }
}

#[test]
fn a_notice_that_ends_before_it_begins_is_told() {
    let (_, findings) = parse(&format!(
        r#"{{"version":"1.0","notices":[{}]}}"#,
        notice("a", r#","expires":"2025-11-01T08:00:00+07:00""#)
    ));
    assert_eq!(
        (findings[0].rule, findings[0].path.as_str()),
        ("days-reversed", "$.notices[0].expires")
    );
}

#[test]
fn ten_thousand_notices_are_cut_and_told() {
    let all = (0..10_000)
        .map(|n| notice(&n.to_string(), ""))
        .collect::<Vec<_>>()
        .join(",");
    let (notices, findings) = parse(&format!(r#"{{"version":"1.0","notices":[{all}]}}"#));
    assert_eq!(notices.len(), MAX_ITEMS);
    assert_eq!(findings.last().unwrap().rule, "items-too-many");
}
