//! Drafts as they are kept, and two tabs in one.

#![allow(clippy::unwrap_used, reason = "tests")]
use cchc::submission::{Consent, Contact, Submission};
use proptest::prelude::*;

use super::draft::{Draft, FileState};
use super::keep_draft::*;

const NOW_MS: u64 = 1_767_578_400_000;

fn draft(body: &str) -> Draft {
    Draft {
        key: "0190b3f4-1a2b-7c3d-8e4f-5a6b7c8d9e0f".to_owned(),
        item: Box::new(Submission {
            form: "gop-y".to_owned(),
            title: "Đường ngập".to_owned(),
            body: body.to_owned(),
            contact: Some(Contact {
                phone: Some("0912345678".to_owned()),
                ..Contact::default()
            }),
            ..Submission::default()
        }),
        ..Draft::default()
    }
}

/// As another page reads what one wrote as this edition.
fn kept(draft: &Draft, edition: u64) -> KeptDraft {
    read(&write(draft, edition, NOW_MS)).unwrap()
}

#[test]
fn names_and_telephones_are_kept_only_when_asked_for() {
    let mut one = draft("Nước ngập");
    let silent = write(&one, 1, NOW_MS);
    assert!(!silent.contains("0912345678"));
    assert!(!kept(&one, 1).has_contact);
    one.keeps_contact = true;
    assert!(kept(&one, 1).has_contact);
    assert_eq!(kept(&one, 1).draft.item, one.item);
}

#[test]
fn files_that_are_ready_come_along_and_others_do_not() {
    let mut one = draft("Nước ngập");
    let file = |id: &str, state| {
        let kind = "image/jpeg".to_owned();
        let mut file = attachment(id.to_owned(), "ảnh.jpg".to_owned(), kind, 5);
        file.state = state;
        file
    };
    one.files = vec![
        file("a", FileState::Ready),
        file("b", FileState::Going(40)),
        file("c", FileState::Refused("file-too-large")),
    ];
    let read = kept(&one, 1).draft.files;
    assert_eq!(read, [file("a", FileState::Ready)]);
    assert!(read[0].has_preview);
}

#[test]
fn a_page_goes_on_from_what_it_wrote_or_was_given() {
    let stored = kept(&draft("một"), 7);
    assert_eq!(keeping(None, &draft("hai"), 0, false), Keeping::Write);
    assert_eq!(
        keeping(Some(&stored), &draft("hai"), 7, false),
        Keeping::Write
    );
    let mut given = stored.draft.clone();
    given.item.body.push_str(" hai");
    assert_eq!(keeping(Some(&stored), &given, 3, false), Keeping::Write);
}

#[test]
fn what_another_tab_wrote_or_sent_is_never_written_over() {
    let stored = kept(&draft("một"), 7);
    assert_eq!(
        keeping(Some(&stored), &draft("hai"), 3, false),
        Keeping::Fork
    );
    // The same words: nothing to be told apart.
    assert_eq!(
        keeping(Some(&stored), &draft("một"), 3, false),
        Keeping::Leave
    );
    assert_eq!(keeping(None, &draft("hai"), 3, true), Keeping::Fork);
}

#[test]
fn two_presses_are_one_item_whenever_they_came_and_other_words_are_another() {
    let mut first = draft("Nước ngập").item;
    first.consent = Some(Consent {
        given_at: "2026-01-05T09:00:00+07:00".to_owned(),
        ..Consent::default()
    });
    let mut second = first.clone();
    second.client_created_at = "2026-01-05T09:00:07+07:00".to_owned();
    second.consent = Some(Consent {
        given_at: "2026-01-05T09:00:05+07:00".to_owned(),
        ..Consent::default()
    });
    second.body.push(' ');
    assert_eq!(content(&first), content(&second));
    second.body.push('!');
    assert_ne!(content(&first), content(&second));
}

proptest! {
    #[test]
    fn a_draft_comes_back_word_for_word(body in "\\PC{0,40}", title in "[^\u{1e}]{0,20}", edition in any::<u64>()) {
        let mut one = draft(&body);
        one.item.title = title;
        one.keeps_contact = true;
        let read = kept(&one, edition);
        one.edition = edition;
        prop_assert_eq!(read.draft, one);
    }

    #[test]
    fn nothing_that_is_no_draft_is_read(text in "[1\u{1e}a{}]{0,60}") {
        let _ = read(&text);
    }
}
