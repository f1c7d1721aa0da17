//! What is decided about items that wait.

use proptest::prelude::*;

use super::draft::{Reason, Sending};
use super::outbox::*;
use super::outbox_answers::*;

const HOUR_MS: u64 = 3_600_000;
const NOW_MS: u64 = 1_767_578_400_000;

fn item(key: &str, queued_ms: u64) -> Item {
    Item {
        key: key.to_owned(),
        hub: "https://hub.example.vn/".to_owned(),
        form: "gop-y".to_owned(),
        title: "Đường ngập".to_owned(),
        lang: "vi".to_owned(),
        body: r#"{"title":"Đường ngập"}"#.to_owned(),
        queued_ms,
        ..Item::default()
    }
}

fn file(uploaded_ms: u64) -> ItemFile {
    ItemFile {
        id: "f".to_owned(),
        name: "ảnh.jpg".to_owned(),
        kind: "image/jpeg".to_owned(),
        bytes: 10,
        uploaded_ms,
    }
}

fn due_key(items: &[Item], tried: &[&str], now_ms: u64, hope: bool) -> Option<String> {
    let tried: Vec<String> = tried.iter().map(|key| (*key).to_owned()).collect();
    due(items, &tried, now_ms, hope).map(|at| items[at].key.clone())
}

#[test]
fn the_oldest_goes_first_and_none_twice_in_a_round() {
    let items = [item("b", 2), item("a", 1), item("c", 1)];
    assert_eq!(due_key(&items, &[], 9, false).as_deref(), Some("a"));
    assert_eq!(due_key(&items, &["a"], 9, false).as_deref(), Some("c"));
    assert_eq!(due_key(&items, &["a", "c"], 9, false).as_deref(), Some("b"));
    assert_eq!(due_key(&items, &["a", "b", "c"], 9, true), None);
}

#[test]
fn hope_ends_a_back_off_but_not_what_the_hub_asked_for() {
    let mut ours = item("a", 1);
    ours.wait(Delay::UNREACHABLE, NOW_MS, 0.999);
    assert!(ours.next_ms > NOW_MS && ours.not_before_ms == 0);
    let items = [ours];
    assert_eq!(due(&items, &[], NOW_MS, false), None);
    assert_eq!(due(&items, &[], NOW_MS, true), Some(0));

    let mut asked = item("a", 1);
    let Verdict::Wait(delay) = judge(503, "", Some(120_000)) else {
        panic!("503 is no end");
    };
    asked.wait(delay, NOW_MS, 0.0);
    let items = [asked];
    assert_eq!(due(&items, &[], NOW_MS + 119_999, true), None);
    assert_eq!(due(&items, &[], NOW_MS + 120_000, false), Some(0));
    assert_eq!(next_wait_ms(&items, NOW_MS + 20_000), Some(100_000));
}

#[test]
fn what_is_over_is_neither_sent_nor_waited_for() {
    let mut done = item("a", 1);
    done.done(5, None);
    let mut refused = item("b", 1);
    refused.fate = Fate::Refused(422, String::new());
    let items = [done, refused];
    assert_eq!(due(&items, &[], NOW_MS, true), None);
    assert_eq!(next_wait_ms(&items, 0), None);
    assert_eq!(next_wait_ms(&[item("c", 1)], 7), Some(0));
}

#[test]
fn the_back_off_grows_from_seconds_to_a_quarter_of_an_hour() {
    let mut one = item("a", 1);
    let mut waits = Vec::new();
    for _ in 0..12 {
        one.wait(Delay::UNREACHABLE, NOW_MS, 1.0);
        waits.push(one.next_ms - NOW_MS);
    }
    assert_eq!(waits[..4], [5_500, 10_500, 20_500, 40_500]);
    assert_eq!(waits[11], 900_500);
    // Full jitter: some come back at once.
    one.wait(Delay::UNREACHABLE, NOW_MS, 0.0);
    assert_eq!(one.next_ms - NOW_MS, 500);
}

#[test]
fn a_hub_that_explains_itself_refuses_for_good_and_a_wall_on_the_way_does_not() {
    let problem = r#"{"code":"origin-refused","status":403}"#;
    for status in [400, 403, 404, 410, 422] {
        assert_eq!(judge(status, problem, None), Verdict::Refused, "{status}");
        for wall in ["", "<html>Đăng nhập Wi-Fi</html>", "{}", "[1]"] {
            let wait = Verdict::Wait(Delay::UNREACHABLE);
            assert_eq!(judge(status, wall, None), wait, "{status} {wall}");
        }
    }
    // Too large and of a wrong type for whatever stands there: trying again changes nothing.
    assert_eq!(judge(413, "<html>nginx</html>", None), Verdict::Refused);
    assert_eq!(judge(415, "", None), Verdict::Refused);
    for status in [408, 409, 425, 429, 500, 502, 503, 507] {
        assert!(
            matches!(judge(status, problem, None), Verdict::Wait(delay) if delay.reason == Reason::Busy),
            "{status}"
        );
    }
    for status in [0, 301, 401, 402, 405, 407, 418, 451] {
        assert!(
            matches!(judge(status, problem, None), Verdict::Wait(_)),
            "{status}"
        );
    }
}

#[test]
fn only_the_answer_of_a_hub_is_a_receipt() {
    let answer = r#"{"tracking_code":"X","pin":"1","received_at":"2026-01-05T09:00:00+07:00","expected_at":"2026-01-12T17:00:00+07:00","status":"held"}"#;
    for status in [200, 201] {
        let Verdict::Received(at, expected) = judge(status, answer, None) else {
            panic!("{status}");
        };
        assert_eq!(at, "2026-01-05T09:00:00+07:00");
        assert_eq!(expected.as_deref(), Some("2026-01-12"));
    }
    for text in ["", "<html>Chào mừng</html>", r#"{"tracking_code":"X"}"#] {
        assert_eq!(judge(200, text, None), Verdict::Wait(Delay::UNREACHABLE));
    }
}

#[test]
fn a_fault_with_one_item_does_not_hold_up_the_others_but_an_absent_hub_does() {
    let of = |status, retry| match judge(status, "", retry) {
        Verdict::Wait(delay) => delay.is_for_all,
        other => panic!("{other:?}"),
    };
    assert!(!of(500, None));
    assert!(of(503, Some(1_000)));
    assert!(of(429, Some(1_000)));
    assert!(of(204, None));
}

#[test]
fn an_upload_is_there_or_not() {
    assert_eq!(judge_upload(200, r#"{"upload_id":"f"}"#, None), None);
    let problem = r#"{"code":"upload-other"}"#;
    assert_eq!(judge_upload(409, problem, None), Some(Verdict::Refused));
    assert_eq!(judge_upload(415, problem, None), Some(Verdict::Refused));
    assert!(matches!(
        judge_upload(409, problem, Some(1000)),
        Some(Verdict::Wait(_))
    ));
    assert!(matches!(
        judge_upload(200, "<html>", None),
        Some(Verdict::Wait(_))
    ));
    let gone = r#"{"code":"invalid","errors":[{"pointer":"/uploads/0","code":"upload-unknown"}]}"#;
    assert!(misses_uploads(422, gone));
    assert!(!misses_uploads(
        422,
        r#"{"errors":[{"pointer":"/body"},{}]}"#
    ));
    assert!(!misses_uploads(503, gone));
    assert!(needs_upload(&file(0), NOW_MS));
    assert!(!needs_upload(&file(NOW_MS - HOUR_MS), NOW_MS));
    assert!(needs_upload(&file(NOW_MS - 21 * HOUR_MS), NOW_MS));
}

#[test]
fn a_refusal_keeps_the_text_and_says_why_in_the_language_of_the_item() {
    let problem = r#"{"code":"invalid","detail":"Có lỗi","detail_en":"There are errors","errors":[{"pointer":"/body","message":"Ngắn quá","message_en":"Too short"}]}"#;
    let mut one = item("a", 1);
    one.fate = Fate::Refused(422, kept_answer(problem));
    assert!(!one.body.is_empty());
    let words = |one: &Item| match one.sending(false, true) {
        Sending::Refused {
            code,
            detail,
            errors,
        } => (code, detail, errors),
        other => panic!("{other:?}"),
    };
    let (code, detail, errors) = words(&one);
    assert_eq!((&*code, &*detail), ("invalid", "Có lỗi"));
    assert_eq!(errors, [("/body".to_owned(), "Ngắn quá".to_owned())]);
    one.lang = "en".to_owned();
    let (_, detail, errors) = words(&one);
    assert_eq!((&*detail, &*errors[0].1), ("There are errors", "Too short"));
    one.fate = Fate::Refused(413, "<html>".to_owned());
    assert_eq!(words(&one).0, "http-413");
}

#[test]
fn an_item_that_is_not_kept_says_so() {
    let one = item("a", 1);
    let reason = |sending| match sending {
        Sending::Waiting { reason, .. } => Some(reason),
        _ => None,
    };
    assert_eq!(reason(one.sending(false, false)), Some(Reason::Unkept));
    assert_eq!(reason(one.sending(false, true)), Some(Reason::New));
    assert_eq!(one.sending(true, false), Sending::Going);
}

#[test]
fn drafts_with_a_name_go_after_a_day_and_others_after_a_month() {
    assert!(!is_draft_over(NOW_MS - 23 * HOUR_MS, true, NOW_MS));
    assert!(is_draft_over(NOW_MS - 25 * HOUR_MS, true, NOW_MS));
    assert!(!is_draft_over(NOW_MS - 25 * HOUR_MS, false, NOW_MS));
    assert!(is_draft_over(NOW_MS - 31 * 24 * HOUR_MS, false, NOW_MS));
    // A clock that went back.
    assert!(!is_draft_over(NOW_MS + HOUR_MS, true, NOW_MS));
}

#[test]
fn a_clock_that_was_wrong_holds_nothing_up() {
    let mut one = item("a", 1);
    one.wait(Delay::UNREACHABLE, NOW_MS + 400 * 24 * HOUR_MS, 0.5);
    let items = [one];
    assert_eq!(due(&items, &[], NOW_MS, false), Some(0));
    assert_eq!(next_wait_ms(&items, NOW_MS), Some(0));
}

#[test]
fn files_that_nobody_names_go_after_a_day() {
    let made = made_ms("0190b3f4-1a2b-7c3d-8e4f-5a6b7c8d9e0f");
    assert_eq!(made, 0x0190_b3f4_1a2b);
    assert!(!is_orphan_over(made, made + 23 * HOUR_MS));
    assert!(is_orphan_over(made, made + 25 * HOUR_MS));
    assert_eq!(made_ms("không"), 0);
}

#[test]
fn what_waits_is_never_forgotten() {
    let mut one = item("a", 0);
    assert!(!one.is_forgotten(u64::MAX));
    one.done(1, None);
    assert!(one.is_forgotten(NOW_MS));
    assert!(one.body.is_empty() && one.files.is_empty());
}

#[test]
fn a_long_answer_is_cut_between_letters() {
    let text = "ậ".repeat(10_000);
    let kept = kept_answer(&text);
    assert!(kept.len() <= 20_000 && kept.chars().all(|letter| letter == 'ậ'));
}

proptest! {
    #[test]
    fn an_item_comes_back_as_it_was_kept(
        words in proptest::collection::vec("[^\u{1e}]{0,12}", 9),
        numbers in proptest::collection::vec(any::<u64>(), 6),
        tries in any::<u32>(),
        fate in 0_u8..5,
        files in 0_usize..3,
    ) {
        let mut one = Item {
            key: words[0].clone(),
            hub: words[1].clone(),
            site: words[2].clone(),
            form: words[3].clone(),
            kind: words[4].clone(),
            title: words[5].clone(),
            lang: words[6].clone(),
            body: words[7].clone(),
            content: words[8].clone(),
            queued_ms: numbers[0],
            tries,
            next_ms: numbers[1],
            not_before_ms: numbers[2],
            fate: match fate {
                0 => Fate::Waiting(Reason::New),
                1 => Fate::Waiting(Reason::Unreachable),
                2 => Fate::Waiting(Reason::Busy),
                3 => Fate::Done(numbers[3], Some("2026-01-12".to_owned())),
                _ => Fate::Refused(422, words[5].clone()),
            },
            files: vec![file(numbers[4]); files],
        };
        prop_assert_eq!(Item::read(&one.write()), Some(one.clone()));
        one.title.push('\u{1e}');
        let read = Item::read(&one.write()).map(|one| one.title);
        prop_assert_eq!(read, Some(words[5].clone()));
    }

    #[test]
    fn nothing_that_is_no_record_is_read(text in "[1\u{1e}a]{0,60}") {
        if let Some(one) = Item::read(&text) {
            prop_assert_eq!(Item::read(&one.write()), Some(one));
        }
    }
}
