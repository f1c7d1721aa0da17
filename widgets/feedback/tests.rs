//! Every state and part, rendered natively over a small form.
#![allow(clippy::unwrap_used, reason = "tests")]

use std::sync::Arc;

use cchc::feed::agencies;
use cchc::feed::feedback::{self, RATING};
use cchc::format::Lang;
use leptos::prelude::RenderHtml;

use super::draft::{Attachment, Draft, FileState, Reason, Receipt, Sending};
use super::filled::{Filled, Stage};
use super::model::{Model, Unit};
use super::options::{Mode, Options, read};
use super::view::view;
use crate::shared::golden;
use crate::shared::state::State;

const FORMS: &str = include_str!("fixtures/feedback.json");
const AGENCIES: &str = include_str!("fixtures/agencies.json");
const NOW: &str = "2026-07-20T09:30:00+07:00";
const NOW_MS: u64 = 1_784_514_600_000;

fn options(words: &[(&str, &str)]) -> Options {
    let (options, warnings) = read(&golden::attributes(words));
    assert!(warnings.0.is_empty(), "{:?}", warnings.0);
    options
}

fn model(words: &[(&str, &str)], lang: Lang) -> Model {
    let (feedback, findings) = feedback::parse(FORMS);
    assert_eq!(findings, []);
    Model {
        state: State::Ready,
        lang,
        options: options(words),
        form: Some(Arc::new(feedback.unwrap().forms[0].clone())),
        agencies: Arc::new(agencies::parse(AGENCIES).0),
        today: chrono::NaiveDate::from_ymd_opt(2026, 7, 20).unwrap(),
        track: None,
    }
}

fn begun(model: &Model) -> Filled {
    let mut filled = Filled::default();
    filled.begin(
        model,
        Draft {
            key: "0198".to_owned(),
            ..Draft::default()
        },
    );
    filled
}

/// A form that can be sent.
fn whole(model: &Model) -> Filled {
    let mut filled = begun(model);
    for (pointer, value) in [
        ("/kind", "phan_anh"),
        ("/topic", "mot-cua"),
        ("/title", "Chờ quá lâu"),
        (
            "/body",
            "Ngày 15/7 tôi đến nộp hồ sơ, chờ từ 8 giờ tới 11 giờ chưa được gọi.",
        ),
        ("/place", "Số 12 phố Hàng Bột"),
        ("/answers/qua-kenh", "truc-tiep"),
        ("/contact/phone", "0912 345 678"),
    ] {
        filled.fill(model, pointer, value, None, NOW);
    }
    filled.fill(model, "/consent", "giai-quyet", Some(true), NOW);
    filled
}

fn receipt(sending: Sending) -> Receipt {
    Receipt {
        key: "0198".to_owned(),
        code: "7K3QX-9F2M-RT84W".to_owned(),
        pin: "402917".to_owned(),
        kind: "phan_anh".to_owned(),
        title: "Chờ quá lâu".to_owned(),
        queued_ms: NOW_MS,
        sending,
    }
}

fn html(model: &Model, filled: &Filled) -> String {
    view(model, filled).to_html()
}

fn in_both(check: impl Fn(Lang, &dyn Fn(&str) -> String)) {
    for lang in [Lang::Vi, Lang::En] {
        check(lang, &|name| [name, "-", lang.tag()].concat());
    }
}

#[test]
fn the_form_is_rendered_as_agreed() {
    in_both(|lang, name| {
        let model = model(&[], lang);
        golden::check("feedback", &name("empty"), &html(&model, &begun(&model)));
        let mut filled = whole(&model);
        filled.seek(&model, Unit::Ward, "o cho");
        filled.is_restored = true;
        for (id, state, kind) in [
            ("1", FileState::Going(40), "image/jpeg"),
            ("2", FileState::Ready, "application/pdf"),
            ("3", FileState::Refused("file-too-large"), "image/png"),
        ] {
            filled.take_file(Attachment {
                id: id.to_owned(),
                name: ["anh-", id].concat(),
                kind: kind.to_owned(),
                bytes: 1_434_000,
                has_preview: kind != "application/pdf",
                state,
            });
        }
        golden::check("feedback", &name("filled"), &html(&model, &filled));
    });
}

#[test]
fn what_is_wrong_is_said_at_the_top_and_at_the_field() {
    in_both(|lang, name| {
        let model = model(&[], lang);
        let mut filled = begun(&model);
        filled.fill(&model, "/contact/email", "khong phai thu", None, NOW);
        assert!(filled.ready(model.form.as_ref().unwrap()).is_none());
        let html = html(&model, &filled);
        for problem in &filled.problems {
            let id = ["id=\"", &problem.pointer, "\""].concat();
            assert!(html.contains(&id), "nothing to go to for {problem:?}");
        }
        golden::check("feedback", &name("wrong"), &html);
    });
}

#[test]
fn a_whole_form_can_be_sent() {
    let model = model(&[], Lang::Vi);
    let mut filled = whole(&model);
    let ready = filled.ready(model.form.as_ref().unwrap());
    assert_eq!(filled.problems, []);
    let item = ready.unwrap().item;
    assert_eq!(
        item.agency.as_deref(),
        Some("so-noi-vu"),
        "the topic knows who deals with it"
    );
    let consent = item.consent.as_ref().unwrap();
    assert_eq!((&*consent.version, &*consent.given_at), ("2026-01", NOW));
}

#[test]
fn a_receipt_is_rendered_as_agreed() {
    in_both(|lang, name| {
        let model = model(&[], lang);
        let mut filled = begun(&model);
        filled.stage = Stage::Receipt("0198".to_owned());
        for (state, sending) in [
            (
                "waiting",
                Sending::Waiting {
                    reason: Reason::Unreachable,
                    next_ms: Some(NOW_MS + 60_000),
                },
            ),
            (
                "done",
                Sending::Done {
                    received_ms: NOW_MS + 2000,
                    expected_on: Some("2026-07-27".to_owned()),
                },
            ),
            (
                "refused",
                Sending::Refused {
                    code: "form-gone".to_owned(),
                    detail: "Biểu mẫu này không còn nhận ý kiến.".to_owned(),
                    errors: Vec::new(),
                },
            ),
        ] {
            filled.items = vec![receipt(sending)];
            golden::check("feedback", &name(state), &html(&model, &filled));
        }
        filled.stage = Stage::Writing;
        golden::check("feedback", &name("unsent"), &html(&model, &filled));
        filled.stage = Stage::Wiping(None);
        golden::check("feedback", &name("wiping"), &html(&model, &filled));
    });
}

#[test]
fn a_receipt_leads_to_where_its_item_is_followed_once_the_agency_has_it() {
    let mut model = model(&[], Lang::Vi);
    model.track = Some("https://example.vn/tra-cuu".to_owned());
    let mut filled = begun(&model);
    filled.stage = Stage::Receipt("0198".to_owned());
    let link = "href=\"https://example.vn/tra-cuu#cchc-feedback=7K3QX-9F2M-RT84W\"";
    filled.items = vec![receipt(Sending::Going)];
    assert!(!html(&model, &filled).contains(link));
    filled.items = vec![receipt(Sending::Done {
        received_ms: NOW_MS,
        expected_on: None,
    })];
    let html = html(&model, &filled);
    assert!(html.contains(link) && !link.contains("402917"));
}

#[test]
fn faces_and_dialog_are_rendered_as_agreed() {
    in_both(|lang, name| {
        let rating = model(&[("mode", "rating")], lang);
        let mut filled = begun(&rating);
        golden::check("feedback", &name("faces"), &html(&rating, &filled));
        filled.draft.item.kind = RATING.to_owned();
        filled.draft.item.rating = Some(4);
        golden::check("feedback", &name("rated"), &html(&rating, &filled));
        let button = model(&[("mode", "button")], lang);
        let mut filled = begun(&button);
        golden::check("feedback", &name("button"), &html(&button, &filled));
        filled.is_open = true;
        assert!(html(&button, &filled).contains("role=\"dialog\" aria-modal=\"true\""));
    });
}

#[test]
fn no_consent_is_given_before_it_is_given_and_it_holds_for_its_text_alone() {
    let model = model(&[], Lang::Vi);
    let mut filled = begun(&model);
    assert!(!html(&model, &filled).contains("checked"));
    let form = model.form.as_ref().unwrap();
    filled.fill(&model, "/consent", "giai-quyet", Some(true), NOW);
    assert!(filled.has_agreed(form, "giai-quyet") && !filled.has_agreed(form, "thong-ke"));
    let mut other = (**form).clone();
    other.consent.as_mut().unwrap().version = "2026-02".to_owned();
    assert!(!filled.has_agreed(&other, "giai-quyet"));
    filled.fill(&model, "/consent", "giai-quyet", Some(false), NOW);
    assert_eq!(filled.draft.item.consent, None);
}

#[test]
fn agencies_are_found_without_marks_and_chosen_by_keys() {
    let model = model(&[], Lang::Vi);
    let mut filled = begun(&model);
    filled.seek(&model, Unit::Ward, "o cho");
    assert_eq!(filled.press(&model, Unit::Ward, "ArrowDown"), None);
    assert_eq!(filled.ward.at, Some(0));
    let id = filled.press(&model, Unit::Ward, "Enter").unwrap();
    assert_eq!(
        filled.pick(&model, Unit::Ward, &id).as_deref(),
        Some("Phường Ô Chợ Dừa")
    );
    assert_eq!(filled.draft.item.ward.as_deref(), Some("phuong-o-cho-dua"));
    // What is typed over a choice undoes it, and a name typed in full is one.
    filled.seek(&model, Unit::Ward, "Phường Ô Chợ");
    assert_eq!(filled.draft.item.ward, None);
    filled.seek(&model, Unit::Ward, "phuong o cho dua");
    assert_eq!(filled.draft.item.ward.as_deref(), Some("phuong-o-cho-dua"));
    // No agency of the past, and no ward where only wards are asked for.
    assert!(model.offered(Unit::Agency, "dong da quan").is_empty());
    assert!(model.offered(Unit::Ward, "so noi vu").is_empty());
}

#[test]
fn the_page_can_say_who_it_goes_to_and_what_it_is() {
    let model = model(
        &[("agency", "phuong-hoan-kiem"), ("kind", "khen")],
        Lang::Vi,
    );
    let filled = begun(&model);
    let item = &filled.draft.item;
    assert_eq!(
        (item.agency.as_deref(), &*item.kind),
        (Some("phuong-hoan-kiem"), "khen")
    );
    let html = html(&model, &filled);
    assert!(html.contains("<strong>Phường Hoàn Kiếm</strong>") && !html.contains("id=\"/agency\""));
}

#[test]
fn bad_attributes_are_told_and_harmless() {
    let asked = |name: &str| match name {
        "mode" => Some("letter".to_owned()),
        "heading" => Some("9".to_owned()),
        "hub" => Some("javascript:alert(1)".to_owned()),
        _ => None,
    };
    let (options, warnings) = read(&asked);
    assert_eq!(warnings.0.len(), 3, "{:?}", warnings.0);
    assert_eq!(options, read(&|_| None).0);
    assert_eq!(options.mode, Mode::Form);
}

#[test]
fn the_readme_tells_what_the_registry_says() {
    golden::readme("feedback", include_str!("README.md"));
}

#[test]
fn a_kiosk_asks_for_no_files() {
    for (words, has_files) in [(&[][..], true), (&[("data-kiosk", "")], false)] {
        let model = model(words, Lang::Vi);
        let filled = begun(&model);
        let html = view(&model, &filled).to_html();
        assert_eq!(html.contains("type=\"file\""), has_files);
    }
}
