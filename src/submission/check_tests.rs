//! Each rule, and the item on its way through JSON.
#![allow(clippy::unwrap_used, reason = "tests")]
use proptest::prelude::*;

use super::*;
use crate::feed::feedback::parse_form;
use crate::format::Lang;
use crate::submission::{Consent, Contact, fingerprint_text};

const FORM: &str = r#"{"id":"gop-y","version":3,"title":"Góp ý","agency":"required","ward":"optional","place":"required",
    "kinds":[{"code":"phan_anh","label":"Phản ánh"},{"code":"khen","label":"Khen"}],
    "topics":[{"code":"mot-cua","label":"Một cửa","kinds":["phan_anh"]}],
    "agencies":["so-noi-vu"],"can_publish":true,
    "questions":[
        {"id":"lan","label":"Lần thứ mấy","type":"number"},
        {"id":"ngay","label":"Ngày nào","type":"date"},
        {"id":"cach","label":"Bằng cách nào","type":"choice","is_required":true,"kinds":["phan_anh"],
         "options":[{"value":"a/b","label":"Tại quầy"},{"value":"web","label":"Trên mạng"}]},
        {"id":"gi","label":"Những gì","type":"choices","options":[{"value":"x","label":"X"},{"value":"y","label":"Y"}]},
        {"id":"co","label":"Có không","type":"yes_no"},
        {"id":"ten/~","label":"Tên","type":"text","max_chars":5}],
    "contact":{"fields":["name","phone","email"],"why":"để trả lời"},
    "limits":{"title_chars":20,"body_min_chars":10,"body_chars":40,"files":2},
    "consent":{"id":"dong-y","version":"2026-01","text":"…","controller":"Sở","purposes":[
        {"id":"xu-ly","label":"Xử lý","is_required":true},{"id":"thong-ke","label":"Thống kê"}]},
    "rating":{"question":"Ông, bà có hài lòng không?"}}"#;

fn form() -> Form {
    let (form, findings) = parse_form(FORM);
    assert!(findings.is_empty(), "{findings:?}");
    form.unwrap()
}

fn good() -> Submission {
    Submission {
        form: "gop-y".to_owned(),
        form_version: 3,
        kind: "phan_anh".to_owned(),
        agency: Some("so-noi-vu".to_owned()),
        place: Some("Bộ phận một cửa".to_owned()),
        title: "Chờ lâu".to_owned(),
        body: "Tôi chờ hai giờ đồng hồ.".to_owned(),
        answers: vec![("cach".to_owned(), Answer::One("a/b".to_owned()))],
        consent: Some(Consent {
            id: "dong-y".to_owned(),
            version: "2026-01".to_owned(),
            purposes: vec!["xu-ly".to_owned()],
            given_at: "2026-01-05T08:00:00+07:00".to_owned(),
        }),
        lang: "vi".to_owned(),
        client_created_at: "2026-01-05T08:00:00+07:00".to_owned(),
        ..Submission::default()
    }
}

fn ids(item: &Submission) -> Vec<(String, &'static str)> {
    let problems = check(item, &form());
    problems
        .into_iter()
        .map(|one| (one.pointer, one.code.id()))
        .collect()
}

fn answered(id: &str, answer: Answer) -> Vec<(String, &'static str)> {
    let mut item = good();
    item.answers.push((id.to_owned(), answer));
    ids(&item)
}

fn one(text: &str) -> Answer {
    Answer::One(text.to_owned())
}

#[test]
fn a_good_item_has_no_problem() {
    assert_eq!(ids(&good()), []);
}

#[test]
fn an_empty_item_is_told_all_at_once_in_the_order_of_the_form() {
    let expected = [
        ("/kind", "kind-missing"),
        ("/agency", "agency-missing"),
        ("/title", "title-missing"),
        ("/body", "body-missing"),
        ("/place", "place-missing"),
        ("/consent", "consent-missing"),
    ];
    let found = ids(&Submission::default());
    let found: Vec<(&str, &str)> = found.iter().map(|(at, id)| (at.as_str(), *id)).collect();
    assert_eq!(found, expected);
}

#[test]
fn each_rule_finds_its_own_field() {
    type Change = fn(&mut Submission);
    let rows: &[(&str, &str, Change)] = &[
        ("/kind", "kind-unknown", |item| {
            item.kind = "gop_y".to_owned();
            item.answers.clear();
        }),
        ("/topic", "topic-unknown", |item| {
            item.topic = Some("khac".to_owned())
        }),
        ("/agency", "agency-unknown", |item| {
            item.agency = Some("so-y-te".to_owned())
        }),
        ("/title", "title-too-long", |item| {
            item.title = "Ậ".repeat(21)
        }),
        ("/body", "body-too-short", |item| {
            item.body = "Chờ lâu".to_owned()
        }),
        ("/body", "body-too-long", |item| item.body = "Ậ".repeat(41)),
        ("/place", "text-too-long", |item| {
            item.place = Some("x".repeat(301))
        }),
        ("/happened_on", "date-unreadable", |item| {
            item.happened_on = Some("2025-02-29".to_owned())
        }),
        ("/uploads", "files-too-many", |item| {
            item.uploads = vec![String::new(); 3]
        }),
        ("/rating", "rating-not-asked", |item| item.rating = Some(5)),
        ("/answers/cach", "answer-missing", |item| {
            item.answers.clear()
        }),
        ("/consent", "consent-missing", |item| item.consent = None),
        ("/consent", "consent-missing", |item| {
            item.consent.as_mut().unwrap().purposes = vec!["thong-ke".to_owned()];
        }),
        ("/consent", "consent-outdated", |item| {
            item.consent.as_mut().unwrap().version = "2025-12".to_owned();
        }),
        ("/consent", "consent-outdated", |item| {
            item.consent.as_mut().unwrap().given_at = "hôm qua".to_owned();
        }),
        ("/contact/phone", "phone-unreadable", |item| {
            item.contact = Some(Contact {
                phone: Some("0912".to_owned()),
                ..Contact::default()
            });
        }),
        ("/contact/email", "email-unreadable", |item| {
            item.contact = Some(Contact {
                email: Some("lan@nha".to_owned()),
                ..Contact::default()
            });
        }),
        ("/contact/address", "contact-not-asked", |item| {
            item.contact = Some(Contact {
                address: Some("Hà Nội".to_owned()),
                ..Contact::default()
            });
        }),
    ];
    for (pointer, id, change) in rows {
        let mut item = good();
        change(&mut item);
        assert_eq!(ids(&item), [((*pointer).to_owned(), *id)], "{pointer} {id}");
    }
}

#[test]
fn answers_are_of_the_type_that_was_asked() {
    for (id, answer) in [
        ("lan", one("-12")),
        ("ngay", one("2024-02-29")),
        ("co", one("yes")),
        ("gi", Answer::Many(vec!["x".to_owned(), "y".to_owned()])),
        ("ten/~", one("Đỗ Vũ")),
    ] {
        assert_eq!(answered(id, answer), [], "{id}");
    }
    for (id, answer, pointer, code) in [
        ("lan", one("12a"), "/answers/lan", "number-unreadable"),
        ("lan", one("-"), "/answers/lan", "number-unreadable"),
        ("ngay", one("29/2/2024"), "/answers/ngay", "date-unreadable"),
        ("co", one("có"), "/answers/co", "answer-unknown"),
        ("gi", one("x"), "/answers/gi", "answer-unknown"),
        (
            "gi",
            Answer::Many(vec!["z".to_owned()]),
            "/answers/gi",
            "answer-unknown",
        ),
        ("ten/~", one("Nguyễn"), "/answers/ten~1~0", "text-too-long"),
        ("khong-co", one("x"), "/answers/khong-co", "answer-unknown"),
    ] {
        assert_eq!(answered(id, answer), [(pointer.to_owned(), code)], "{id}");
    }
}

#[test]
fn both_normal_forms_of_unicode_are_as_long() {
    // Ậ as one sign, and as A with two marks.
    for letter in ["\u{1eac}", "A\u{323}\u{302}"] {
        let mut item = good();
        item.title = letter.repeat(20);
        assert_eq!(ids(&item), []);
        item.title.push('x');
        assert_eq!(ids(&item)[0].1, "title-too-long");
    }
}

#[test]
fn a_rating_needs_a_grade_and_no_more() {
    let mut item = Submission {
        form: "gop-y".to_owned(),
        form_version: 3,
        kind: "rating".to_owned(),
        rating: Some(5),
        ..Submission::default()
    };
    assert_eq!(ids(&item), []);
    item.rating = Some(6);
    assert_eq!(ids(&item), [("/rating".to_owned(), "rating-missing")]);
    item.rating = Some(1);
    item.contact = Some(Contact {
        name: Some("Lan".to_owned()),
        ..Contact::default()
    });
    assert_eq!(ids(&item), [("/consent".to_owned(), "consent-missing")]);
}

#[test]
fn a_sentence_carries_its_number() {
    let mut item = good();
    item.title = "x".repeat(21);
    let problem = &check(&item, &form())[0];
    assert_eq!(
        problem.sentence(Lang::Vi),
        "Hãy viết tiêu đề không quá 20 ký tự"
    );
    assert_eq!(
        problem.sentence(Lang::En),
        "Write a title of at most 20 characters"
    );
}

#[test]
fn what_only_confuses_is_cleaned_away_and_lines_stay() {
    let item = Submission {
        title: " Chờ\u{202e} lâu\u{0} ".to_owned(),
        body: "Dòng một\r\n\r\n\r\n  dòng\u{200b} hai\u{2028}ba\n".to_owned(),
        place: Some(" \u{feff} ".to_owned()),
        contact: Some(Contact {
            name: Some("  ".to_owned()),
            ..Contact::default()
        }),
        ..Submission::default()
    }
    .cleaned();
    assert_eq!(item.title, "Chờ lâu");
    assert_eq!(item.body, "Dòng một\n\ndòng hai\nba");
    assert_eq!((item.place, item.contact), (None, None));
}

#[test]
fn the_proof_and_the_trap_are_no_part_of_what_an_item_is() {
    let (item, mut again) = (good(), good());
    again.altcha = Some("x".to_owned());
    again.trap = "y".to_owned();
    assert_eq!(fingerprint_text(&item), fingerprint_text(&again));
    again.body.push('.');
    assert_ne!(fingerprint_text(&item), fingerprint_text(&again));
}

#[test]
fn a_value_of_another_type_is_named_by_its_place() {
    for (json, pointer) in [
        (r#"{"title":1}"#, "/title"),
        (r#"{"contact":{"phone":123}}"#, "/contact/phone"),
        (r#"{"contact":"x"}"#, "/contact"),
        (r#"{"answers":{"a/b":7}}"#, "/answers/a~1b"),
        (r#"{"consent":{"purposes":[1]}}"#, "/consent/purposes"),
        (r#"{"uploads":"x"}"#, "/uploads"),
        (r#"{"form_version":-1}"#, "/form_version"),
        (r#"{"can_publish":"yes"}"#, "/can_publish"),
        ("[]", ""),
    ] {
        let value = serde_json::from_str(json).unwrap();
        let error = Submission::from_json(&value).unwrap_err();
        assert_eq!(error.0, pointer, "{json}");
    }
}

fn any_item() -> impl Strategy<Value = Submission> {
    let text = || "\\PC{0,30}";
    let maybe = || proptest::option::of("\\PC{1,12}");
    let answer = prop_oneof![
        "\\PC{1,9}".prop_map(Answer::One),
        proptest::collection::vec("\\PC{1,5}", 1..3).prop_map(Answer::Many),
    ];
    let answers = proptest::collection::btree_map("[a-z/~]{1,4}", answer, 0..4);
    (
        (
            text(),
            text(),
            "phan_anh|rating|khen|\\PC{0,4}",
            maybe(),
            maybe(),
            maybe(),
        ),
        (
            answers,
            maybe(),
            maybe(),
            any::<bool>(),
            proptest::option::of(any::<u8>()),
        ),
    )
        .prop_map(
            |(
                (title, body, kind, agency, place, day),
                (answers, name, email, can_publish, rating),
            )| {
                Submission {
                    title,
                    body,
                    kind,
                    agency,
                    place,
                    happened_on: day,
                    answers: answers.into_iter().collect(),
                    contact: Some(Contact {
                        name,
                        email,
                        ..Contact::default()
                    }),
                    can_publish,
                    rating,
                    ..good()
                }
            },
        )
}

proptest! {
    #[test]
    fn no_item_panics_and_every_pointer_leads_to_a_field(item in any_item()) {
        for problem in check(&item, &form()) {
            prop_assert!(problem.pointer.starts_with('/'));
        }
    }

    #[test]
    fn an_item_is_read_as_it_was_written(item in any_item()) {
        let again = Submission::from_json(&item.to_json()).unwrap();
        prop_assert_eq!(again.contact.as_ref().map(Contact::to_json), item.contact.as_ref().map(Contact::to_json));
        prop_assert_eq!(again, item);
    }

    #[test]
    fn to_clean_twice_is_to_clean_once(item in any_item()) {
        let once = item.cleaned();
        prop_assert_eq!(once.clone().cleaned(), once);
    }
}
