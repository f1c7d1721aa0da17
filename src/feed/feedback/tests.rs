//! Forms: what is read of them, what is left out, and that a hub and a browser are never asked for more than they can do.
#![allow(clippy::unwrap_used, reason = "tests")]
use proptest::prelude::*;
use serde_json::{Value, json};

use super::*;

const CLEAN: &str = include_str!("../../../tests/feeds/v1/clean/feedback.json");

fn form(change: impl FnOnce(&mut Value)) -> Option<Form> {
    let mut form = json!({"id": "a", "version": 1, "title": "A", "kinds": [{"code": "khen", "label": "Khen"}]});
    change(&mut form);
    parse_form(&form.to_string()).0
}

#[test]
fn a_form_by_itself_is_the_form_of_the_file() {
    let whole: Value = serde_json::from_str(CLEAN).unwrap();
    let feedback = parse(CLEAN).0.unwrap();
    assert_eq!(feedback.forms.len(), 2);
    for (known, form) in feedback
        .forms
        .iter()
        .zip(whole["forms"].as_array().unwrap())
    {
        let (alone, findings) = parse_form(&form.to_string());
        assert_eq!((alone.as_ref(), findings), (Some(known), vec![]));
    }
    assert_eq!(parse_form("[]").0, None);
    assert_eq!(parse("{").0, None);
}

#[test]
fn what_is_not_said_is_not_asked() {
    let form = form(|_| {}).unwrap();
    assert_eq!(
        (form.agency, form.ward, form.place),
        (Need::No, Need::No, Need::No)
    );
    assert_eq!(
        (form.contact, form.consent, form.due, form.rating),
        (None, None, None, None)
    );
    assert!(!form.can_publish);
    assert_eq!(form.limits, Limits::default());
}

#[test]
fn limits_stay_below_what_a_hub_takes_and_null_is_absent() {
    let limits = |limits: Value| form(|form| form["limits"] = limits).unwrap().limits;
    let high = limits(
        json!({"title_chars": 1_u64 << 40, "body_min_chars": 9_999, "body_chars": 20_001, "files": 11,
        "file_bytes": u64::MAX, "file_types": ["image/svg+xml", "image/png"]}),
    );
    assert_eq!(
        (
            high.title_chars,
            high.body_min_chars,
            high.body_chars,
            high.files,
            high.file_bytes
        ),
        (
            MOST.title_chars,
            MOST.body_min_chars,
            MOST.body_chars,
            MOST.files,
            MOST.file_bytes
        )
    );
    assert_eq!(high.file_types, ["image/png"]);
    for absent in [
        json!(null),
        json!({"file_types": null, "files": null}),
        json!({"files": -1, "title_chars": "9"}),
    ] {
        assert_eq!(limits(absent.clone()), Limits::default(), "{absent}");
    }
    assert_eq!(limits(json!({"files": 0, "file_types": []})).files, 0);
}

#[test]
fn a_question_that_nobody_can_answer_is_left_out_and_the_rest_stays() {
    let questions = |questions: Value| {
        let form = form(|form| form["questions"] = questions).unwrap();
        let ids = form.questions.into_iter().map(|question| question.id);
        ids.collect::<Vec<_>>()
    };
    let ids = questions(json!([
        {"id": "a", "label": "A", "type": "text"}, {"id": "b", "label": "B", "type": "slider"}, {"id": "c", "type": "text"},
        {"id": "d", "label": "D", "type": "choice", "options": []}, {"label": "E", "type": "text"}, 7,
        {"id": "a", "label": "once more", "type": "text"},
        {"id": "f", "label": "F", "type": "choices", "options": [{"value": "x", "label": "X"}, {"value": "y"}]}
    ]));
    assert_eq!(ids, ["a", "f"]);
    let long = form(|form| {
        form["questions"] =
            json!([{"id": "a", "label": "A", "type": "long_text", "max_chars": 1_u64 << 40}]);
    });
    assert_eq!(long.unwrap().questions[0].most_chars(), MOST.body_chars);
}

#[test]
fn a_form_that_asks_nothing_is_none_and_one_that_rates_is_one() {
    let without = |form: &mut Value| {
        form["kinds"] = json!([{"code": "rating", "label": "no kind of a form"}])
    };
    assert_eq!(form(without), None);
    let rates = form(|form| {
        without(form);
        form["rating"] = json!({"question": "Có hài lòng không?"});
    });
    assert!(rates.unwrap().kinds.is_empty());
}

#[test]
fn an_agreement_without_its_version_is_none() {
    // Nobody could prove to what somebody agreed.
    let consent = |consent: Value| form(|form| form["consent"] = consent).unwrap().consent;
    assert_eq!(consent(json!({"id": "a", "text": "Tôi đồng ý."})), None);
    let found = consent(json!({"id": "a", "version": 2, "text": "Tôi đồng ý."})).unwrap();
    assert_eq!((found.version.as_str(), found.retention_days), ("2", None));
}

/// Any small JSON.
fn any_json() -> impl Strategy<Value = Value> {
    let leaf = prop_oneof![
        Just(Value::Null),
        any::<bool>().prop_map(Value::from),
        any::<i64>().prop_map(Value::from),
        any::<u64>().prop_map(Value::from),
        "\\PC{0,12}".prop_map(Value::from),
        prop::sample::select(KINDS).prop_map(Value::from),
    ];
    leaf.prop_recursive(2, 8, 3, |inner| {
        prop_oneof![
            prop::collection::vec(inner.clone(), 0..3).prop_map(Value::from),
            inner.prop_map(
                |value| json!({"id": value, "code": "khen", "label": value, "value": value})
            ),
        ]
    })
}

/// Every place of a file.
fn places(value: &Value, path: &str, found: &mut Vec<String>) {
    found.push(path.to_owned());
    match value {
        Value::Object(fields) => {
            for (name, value) in fields {
                places(value, &format!("{path}/{name}"), found);
            }
        }
        Value::Array(list) => {
            for (at, value) in list.iter().enumerate() {
                places(value, &format!("{path}/{at}"), found);
            }
        }
        _ => {}
    }
}

proptest! {
    #[test]
    fn no_file_panics_and_every_form_that_is_read_can_be_answered(at in any::<prop::sample::Index>(), value in any_json()) {
        let mut file: Value = serde_json::from_str(CLEAN).unwrap();
        let mut found = Vec::new();
        places(&file, "", &mut found);
        *file.pointer_mut(at.get(&found).as_str()).unwrap() = value;
        let text = file.to_string();
        for form in parse(&text).0.into_iter().flat_map(|feedback| feedback.forms) {
            prop_assert!(!form.id.is_empty() && !form.title.is_empty());
            prop_assert!(!form.kinds.is_empty() || form.rating.is_some());
            prop_assert!(form.kinds.iter().all(|kind| KINDS.contains(&&*kind.code)));
            prop_assert!(form.limits.files <= MOST.files && form.limits.body_chars <= MOST.body_chars);
            for question in &form.questions {
                let chooses = matches!(question.kind, Type::Choice | Type::Choices);
                prop_assert!(!chooses || !question.options.is_empty());
            }
        }
    }
}
