//! Every state and part, rendered natively over a small catalogue with true facts of the national portal.
#![allow(clippy::unwrap_used, reason = "tests")]

use std::sync::Arc;

use cchc::feed::agencies;
use cchc::feed::procedure::{self, Detail};
use cchc::feed::procedures::{self, Level};
use cchc::format::Lang;
use cchc::search::{Catalogue, Entry, build};
use leptos::prelude::RenderHtml;

use super::asked::{Asked, address_of};
use super::linked_data::linked_data;
use super::model::{Freshness, Model, Open};
use super::options::{Options, read};
use super::view::view;
use crate::shared::golden;
use crate::shared::state::{State, age_line};

const LIST: &str = include_str!("fixtures/procedures.json");
const BIRTH: &str = include_str!("fixtures/1.001193.json");
const AGENCIES: &str = include_str!("fixtures/agencies.json");

fn catalogue() -> Catalogue {
    let (list, findings) = procedures::parse(LIST);
    assert_eq!(findings, []);
    let papers = ["Giấy chứng sinh".to_owned()];
    let entries: Vec<Entry<'_>> = list
        .procedures
        .iter()
        .map(|procedure| Entry {
            procedure,
            papers: if procedure.id == "1.001193" {
                &papers[..]
            } else {
                &[]
            },
        })
        .collect();
    Catalogue::open(build(&entries, &list.synonyms).unwrap()).unwrap()
}

fn options(words: &[(&str, &str)]) -> Options {
    let (options, warnings) = read(&golden::attributes(words));
    assert!(warnings.0.is_empty(), "{:?}", warnings.0);
    options
}

fn model(words: &[(&str, &str)], lang: Lang) -> Model {
    Model {
        state: State::Ready,
        lang,
        status: age_line(State::Ready, 300, lang),
        options: options(words),
        catalogue: Arc::new(catalogue()),
        agencies: Arc::new(agencies::parse(AGENCIES).0),
        today: chrono::NaiveDate::from_ymd_opt(2026, 7, 20).unwrap(),
        page: "https://phuong.example/thu-tuc".to_owned(),
        ..Model::default()
    }
}

fn birth() -> Detail {
    let (detail, findings) = procedure::parse(BIRTH);
    assert_eq!(findings, []);
    detail.unwrap()
}

fn asked(model: &Model, acts: &[(&str, &str)]) -> Asked {
    let mut asked = Asked::default();
    asked.renew(&model.options, &model.catalogue);
    for (act, value) in acts {
        let count = model.answer(&asked).hits.len();
        assert!(asked.act(act, value, count), "{act} {value}");
    }
    asked
}

fn html(model: &Model, asked: &Asked) -> String {
    view(model, asked, &model.answer(asked), "").to_html()
}

#[test]
fn the_lookup_is_rendered_as_agreed() {
    for lang in [Lang::Vi, Lang::En] {
        let mut model = model(&[("level", "ward"), ("contact", "tel:1022")], lang);
        model.memory.recent = vec!["cccd".to_owned()];
        let name = |name: &str| [name, "-", lang.tag()].concat();
        for (state, acts) in [
            ("begin", &[][..]),
            (
                "typed",
                &[("find", "lam giay khai si"), ("key", "ArrowDown")],
            ),
            ("meant", &[("find", "cccd")]),
            ("nothing", &[("find", "xyzzy")]),
            ("filtered", &[("level", "ward")]),
        ] {
            let asked = asked(&model, acts);
            golden::check("procedures", &name(state), &html(&model, &asked));
        }
    }
}

#[test]
fn a_procedure_is_rendered_as_agreed() {
    for lang in [Lang::Vi, Lang::En] {
        let mut model = model(&[], lang);
        let name = |name: &str| [name, "-", lang.tag()].concat();
        let open = asked(&model, &[("open", "1.001193")]);
        golden::check("procedures", &name("waiting"), &html(&model, &open));
        model.open = Open::Missing("feed-unreachable");
        golden::check("procedures", &name("offline"), &html(&model, &open));
        model.open = Open::Here(Arc::new(birth()), Freshness::Fresh);
        model.memory.ticks = vec![(0, 0)];
        let shared = asked(
            &model,
            &[
                ("open", "1.001193"),
                ("share", ""),
                ("ward-find", "o cho dua"),
            ],
        );
        golden::check("procedures", &name("procedure"), &html(&model, &shared));
    }
}

#[test]
fn old_data_and_kept_copies_say_so() {
    let mut model = model(&[], Lang::Vi);
    let open = asked(&model, &[("open", "1.001193")]);
    model.open = Open::Here(Arc::new(birth()), Freshness::Kept);
    assert!(html(&model, &open).contains("bản đã lưu trên máy này"));
    assert!(!html(&model, &open).contains("Dữ liệu đã cũ"));
    model.today = chrono::NaiveDate::from_ymd_opt(2027, 2, 1).unwrap();
    assert!(html(&model, &open).contains("Dữ liệu đã cũ"));
}

#[test]
fn arrow_keys_go_round_through_the_field() {
    let model = model(&[], Lang::Vi);
    let mut asked = asked(&model, &[("find", "khai sinh")]);
    let mut seen = Vec::new();
    for key in [
        "ArrowDown",
        "ArrowDown",
        "ArrowDown",
        "ArrowUp",
        "ArrowUp",
        "ArrowUp",
    ] {
        asked.act("key", key, 2);
        seen.push(asked.at);
    }
    assert_eq!(seen, [Some(0), Some(1), None, Some(1), Some(0), None]);
    assert!(asked.act("key", "Escape", 2) && asked.is_closed);
    assert!(asked.act("find", "khai sinh c", 2) && !asked.is_closed);
}

#[test]
fn an_address_opens_and_closes() {
    let mut asked = Asked::default();
    assert!(asked.follow("#cchc-procedures=1.001193"));
    assert_eq!(asked.open.as_deref(), Some("1.001193"));
    assert!(!asked.follow("#cchc-procedures=1.001193"));
    assert!(asked.follow("#tra-cuu") && asked.open.is_none());
    assert_eq!(address_of("1.014955-Xoa"), "#cchc-procedures=1.014955-Xoa");
    for id in ["a b/c&d#e", "ẩ"] {
        let mut other = Asked::default();
        assert!(other.follow(&address_of(id)));
        assert_eq!(other.open.as_deref(), Some(id));
    }
}

#[test]
fn a_page_has_its_own_field_and_its_own_level() {
    let model = model(&[("field", "ho tich")], Lang::Vi);
    let mut asked = asked(&model, &[]);
    assert_eq!(asked.filters(), 0);
    let field = asked.query.field.unwrap();
    assert_eq!(model.catalogue.fields()[field], "Hộ tịch");
    assert!(asked.act("level", "ward", 0) && asked.filters() == 1);
    assert!(asked.act("unfilter", "", 0));
    assert_eq!((asked.query.field, asked.query.level), (Some(field), None));
    let ward = model
        .agencies
        .iter()
        .find(|agency| agency.kind == "ward")
        .unwrap();
    asked.is_at_home_with(ward, &model.catalogue);
    assert_eq!(asked.query.home, Some(Level::Ward));
}

#[test]
fn wards_are_found_without_marks_and_by_their_old_names() {
    let model = model(&[], Lang::Vi);
    let names = |text: &str| -> Vec<&str> {
        let wards = model.wards(text);
        wards.into_iter().map(|ward| ward.name.as_str()).collect()
    };
    assert_eq!(names("o cho dua"), ["Phường Ô Chợ Dừa"]);
    assert_eq!(names("phuc tan"), ["Phường Hoàn Kiếm"]);
    // Not a ward, and not any more.
    assert!(
        names("so noi vu").is_empty() && names("dong da quan").is_empty() && names("").is_empty()
    );
}

#[test]
fn bad_attributes_are_told_and_harmless() {
    let asked = |name: &str| match name {
        "level" => Some("moon".to_owned()),
        "limit" => Some("0".to_owned()),
        "offline" => Some("never".to_owned()),
        "contact" => Some("javascript:alert(1)".to_owned()),
        _ => None,
    };
    let (options, warnings) = read(&asked);
    assert_eq!(warnings.0.len(), 4, "{:?}", warnings.0);
    assert_eq!(options, read(&|_| None).0);
}

#[test]
fn the_page_gets_its_words_as_linked_data() {
    let mut detail = birth();
    detail.procedure.name = "Tên \"lạ\" </script>".to_owned();
    let text = linked_data(&detail, "https://phuong.example/#cchc-procedures=1.001193");
    assert!(!text.contains("</script"), "{text}");
    for part in [
        "{\"@context\":\"https://schema.org\",\"@type\":\"GovernmentService\",\"identifier\":\"1.001193\"",
        "\"name\":\"Tên \\\"lạ\\\" \\u003c/script>\"",
        "\"provider\":{\"@type\":\"GovernmentOrganization\"",
        "\"availableChannel\":{\"@type\":\"ServiceChannel\"",
    ] {
        assert!(text.contains(part), "{part} in {text}");
    }
}

#[test]
fn the_readme_tells_what_the_registry_says() {
    golden::readme("procedures", include_str!("README.md"));
}
