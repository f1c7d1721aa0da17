//! Every layout, state and case of comparison, worked out and rendered natively. The indexes are the real ones of the
//! sample feed, as they were built once: a change of the sample must not change what is tested.
#![allow(clippy::unwrap_used, reason = "tests")]

use std::sync::Arc;

use cchc::feed::index::Detail;
use cchc::feed::{index, indexes};
use cchc::format::Lang;
use leptos::prelude::RenderHtml;

use super::asked::Asked;
use super::download::{csv, picture};
use super::facts::{Facts, edition, facts};
use super::model::{Listing, Model, history, listing, ranking};
use super::options::{Layout, Options, read};
use super::view::{Window, view};
use crate::shared::golden;
use crate::shared::state::{State, age_line};

const INDEXES: &str = include_str!("fixtures/indexes.json");
const DETAILS: [&str; 5] = [
    include_str!("fixtures/par-index.json"),
    include_str!("fixtures/papi.json"),
    include_str!("fixtures/pci.json"),
    include_str!("fixtures/cchc-so.json"),
    include_str!("fixtures/cchc-dia-phuong.json"),
];

fn options(words: &[(&str, &str)]) -> Options {
    let (options, warnings) = read(&golden::attributes(words));
    assert!(warnings.0.is_empty(), "{:?}", warnings.0);
    options
}

/// The sample feed as a page with these attributes sees it, five minutes after it was fetched.
pub(super) fn model(words: &[(&str, &str)], lang: Lang) -> Model {
    let (indexes, _) = indexes::parse(INDEXES);
    let details: Vec<Detail> = DETAILS
        .iter()
        .filter_map(|text| indexes.iter().find_map(|index| index::parse(text, index).0))
        .collect();
    assert_eq!(details.len(), DETAILS.len());
    Model {
        state: State::Ready,
        lang,
        status: age_line(State::Ready, 300, lang),
        options: options(words),
        indexes: Arc::new(indexes),
        details: Arc::new(details),
        missing: Vec::new(),
    }
}

fn listed(model: &Model, asked: &Asked) -> Listing {
    let found = model.open(asked).and_then(|index| {
        let detail = model.detail(index)?;
        let (_, ranking) = ranking(detail, asked, &model.options)?;
        Some(listing(index, detail, ranking, asked, &model.options))
    });
    found.unwrap_or_default()
}

fn html(model: &Model, asked: &Asked) -> String {
    let listing = listed(model, asked);
    view(model, asked, &listing, &Window::default()).to_html()
}

fn asked(acts: &[(&str, &str)], model: &Model) -> Asked {
    let mut asked = Asked::default();
    for (act, value) in acts {
        assert!(model.act(&mut asked, act, value), "{act} {value}");
    }
    asked
}

fn told(id: &str, period: &str, lang: Lang) -> Facts {
    let model = model(&[], lang);
    let index = model.index(id).unwrap();
    facts(index, &edition(index, Some(period)).unwrap(), lang)
}

#[test]
fn every_layout_is_rendered_as_agreed() {
    for lang in [Lang::Vi, Lang::En] {
        for (name, words) in [
            ("cards", &[("layout", "cards")][..]),
            ("index", &[("layout", "index"), ("index", "par-index")]),
            (
                "compact",
                &[
                    ("layout", "compact"),
                    ("index", "par-index sipas papi"),
                    ("more", "/bang-diem#x"),
                ],
            ),
            (
                "ranking",
                &[
                    ("layout", "ranking"),
                    ("index", "cchc-so"),
                    ("year", "2019"),
                    ("agency", "so-noi-vu"),
                    ("heading", "2"),
                ],
            ),
        ] {
            let model = model(words, lang);
            let html = html(&model, &Asked::default());
            golden::check("scoreboard", &[name, "-", lang.tag()].concat(), &html);
        }
    }
}

#[test]
fn what_a_reader_opens_is_rendered_as_agreed() {
    let cards = model(&[], Lang::Vi);
    for (name, acts) in [
        ("opened", &[("open", "papi")][..]),
        (
            "opened-tables",
            &[
                ("open", "sipas"),
                ("table", "history"),
                ("history", "ranks"),
            ],
        ),
        (
            "opened-radar",
            &[
                ("open", "papi"),
                ("components", "radar"),
                ("period", "2022"),
            ],
        ),
        (
            "opened-units",
            &[("open", "cchc-dia-phuong"), ("period", "2023")],
        ),
        ("card-table", &[("table", "dti")]),
    ] {
        golden::check("scoreboard", name, &html(&cards, &asked(acts, &cards)));
    }
}

#[test]
fn every_state_is_rendered_as_agreed() {
    for lang in [Lang::Vi, Lang::En] {
        let state = |name: &str, state: State, keep: bool, words: &[(&str, &str)]| {
            let mut model = model(words, lang);
            model.state = state;
            model.status = age_line(state, 93_600, lang);
            if !keep {
                model.indexes = Arc::default();
            }
            golden::check(
                "scoreboard",
                &[name, "-", lang.tag()].concat(),
                &html(&model, &Asked::default()),
            );
        };
        state("loading", State::Loading, false, &[]);
        state("failed", State::Failed, false, &[]);
        state("empty", State::Empty, false, &[]);
        state("stale", State::Stale, true, &[("index", "pii")]);
        state("foreign", State::Empty, true, &[("index", "par2 hai")]);
        let mut waiting = model(&[("layout", "index"), ("index", "pci")], lang);
        waiting.details = Arc::default();
        golden::check(
            "scoreboard",
            &["waiting-", lang.tag()].concat(),
            &html(&waiting, &Asked::default()),
        );
        waiting.missing.push("pci".to_owned());
        golden::check(
            "scoreboard",
            &["missing-", lang.tag()].concat(),
            &html(&waiting, &Asked::default()),
        );
    }
}

/// The seven cases in which a change from year to year would not be true, on the real editions.
#[test]
fn the_seven_cases_are_told_as_agreed() {
    for (name, id, period) in [
        ("c1-dti-2024", "dti", "2024"),
        ("c2-papi-2023", "papi", "2023"),
        ("c3-papi-2024", "papi", "2024"),
        ("c4-par-2023", "par-index", "2023"),
        ("c4-par-2024", "par-index", "2024"),
        ("c4-papi-2021", "papi", "2021"),
        ("c5-dti-2023", "dti", "2023"),
        ("c5-pii-2025", "pii", "2025"),
        ("c5-ict-2022", "ict-index", "2022"),
        ("c6-sipas-2022", "sipas", "2022"),
        ("c6-sipas-2023", "sipas", "2023"),
        ("c6-units-2025", "cchc-dia-phuong", "2025"),
    ] {
        let model = model(&[("index", id), ("year", period)], Lang::Vi);
        golden::check("scoreboard", name, &html(&model, &Asked::default()));
    }
}

#[test]
fn c1_the_rank_of_dti_rose_only_on_the_footing_of_34() {
    let dti = told("dti", "2024", Lang::Vi);
    assert_eq!((dti.head.as_str(), dti.unit.as_str()), ("0,8241", "điểm"));
    let words: Vec<&str> = dti
        .trends
        .iter()
        .map(|trend| trend.words.as_str())
        .collect();
    assert_eq!(
        words,
        ["Tăng 4 bậc so với năm 2023 (theo hạng tính lại trên cùng cơ sở)"]
    );
}

#[test]
fn c3_a_publisher_that_groups_is_told_by_its_group() {
    let papi = told("papi", "2024", Lang::Vi);
    assert_eq!(papi.head, "Nhóm trung bình cao");
    assert_eq!(papi.place, ["43,7747 điểm", "hạng 29/63"]);
    assert!(
        papi.notes
            .iter()
            .any(|note| note.starts_with("Nơi công bố chỉ chia nhóm"))
    );
    assert!(
        papi.trends.iter().all(|trend| trend.is_reason),
        "{:?}",
        papi.trends
    );
}

#[test]
fn c4_other_sources_are_named_and_nothing_is_compared_with_them() {
    let par = told("par-index", "2023", Lang::En);
    assert!(
        par.notes
            .iter()
            .any(|note| note == "Another source says: 91.25% (The Hanoi Times)"),
        "{:?}",
        par.notes
    );
    assert_eq!(par.sources.len(), 2);
    for period in ["2023", "2024"] {
        let par = told("par-index", period, Lang::Vi);
        assert!(
            par.trends
                .iter()
                .all(|trend| trend.is_reason && trend.toward == 0)
        );
    }
}

#[test]
fn c5_a_rank_without_a_value_and_nothing_at_all_have_words() {
    let dti = told("dti", "2023", Lang::Vi);
    assert_eq!(
        (dti.head.as_str(), &dti.place[0]),
        ("Hạng 6/63", &"Giá trị: chưa có số liệu".to_owned())
    );
    let pii = told("pii", "2025", Lang::Vi);
    assert_eq!(
        (pii.head.as_str(), &pii.place[0]),
        ("Hạng 1", &"Không rõ trên bao nhiêu đơn vị".to_owned())
    );
    for period in ["2025", "1999"] {
        assert_eq!(told("sipas", period, Lang::Vi).head, "Chưa có số liệu");
    }
}

#[test]
fn c6_the_curve_of_sipas_does_not_cross_its_break() {
    let model = model(&[], Lang::Vi);
    let (points, _) = history(model.index("sipas").unwrap(), false, Lang::Vi);
    let of = |period: &str| points.iter().find(|point| point.period == period).unwrap();
    assert!(of("2020").joined && !of("2023").joined && of("2024").joined);
    assert!(of("2022").breaks);
}

#[test]
fn means_far_below_the_values_are_drawn_where_they_are() {
    let model = model(&[("layout", "index"), ("index", "par-index")], Lang::Vi);
    let html = html(&model, &Asked::default());
    let drawn = |class: &str| {
        let path = html
            .split(&["<path class=\"", class, "\" d=\""].concat())
            .nth(1)
            .unwrap();
        let words = path
            .split('"')
            .next()
            .unwrap()
            .split(['M', 'L', ' ', 'h'])
            .collect::<Vec<_>>();
        let numbers = words.iter().filter_map(|word| word.parse::<i32>().ok());
        // Every second one is a height.
        numbers.skip(1).step_by(2).collect::<Vec<_>>()
    };
    // 84,79 then 86,98 then 88,37, all below the lowest value of 89,58.
    let means = drawn("mean");
    assert!(
        means.is_sorted_by(|a, b| a >= b) && means.first() > means.last(),
        "{means:?}"
    );
    assert!(
        means.iter().all(|height| (500..1000).contains(height)),
        "{means:?}"
    );
}

#[test]
fn c7_every_card_with_a_figure_names_year_source_and_day_of_publication() {
    let model = model(&[], Lang::Vi);
    for index in model.indexes.iter() {
        let facts = facts(index, &edition(index, None).unwrap(), Lang::Vi);
        if facts.head == "Chưa có số liệu" {
            continue;
        }
        assert!(facts.when.contains("20"), "{}", index.id);
        assert!(!facts.sources.is_empty(), "{}", index.id);
        assert!(facts.published.is_some(), "{}", index.id);
        assert!(html(&model, &Asked::default()).contains(&[">", &facts.when, "<"].concat()));
    }
}

#[test]
fn feed_text_stays_text_everywhere() {
    let mut model = model(&[("layout", "index"), ("index", "papi")], Lang::Vi);
    let evil = "<img src=x onerror=alert(1)>\"'";
    let mut indexes = (*model.indexes).clone();
    let papi = indexes.iter_mut().find(|index| index.id == "papi").unwrap();
    papi.short = evil.to_owned();
    papi.name.vi = evil.to_owned();
    model.indexes = Arc::new(indexes);
    let html = html(&model, &Asked::default());
    assert!(
        !html.contains("<img") && html.contains("&lt;img src=x"),
        "{html}"
    );
    let papi = model.index("papi").unwrap();
    let facts = facts(papi, &edition(papi, None).unwrap(), Lang::Vi);
    let drawn = picture::card(papi, &facts, &[], Lang::Vi).svg();
    assert!(!drawn.contains("<img"), "{drawn}");
}

#[test]
fn files_are_as_agreed() {
    let model = model(&[], Lang::Vi);
    for id in ["par-index", "sipas", "pii"] {
        let index = model.index(id).unwrap();
        let facts = facts(index, &edition(index, None).unwrap(), Lang::Vi);
        let points = history(index, false, Lang::Vi).0;
        let svg = picture::card(index, &facts, &points, Lang::Vi).svg();
        golden::check("scoreboard", &["file-", id].concat(), &svg);
    }
    let par = csv::figures(model.index("par-index").unwrap());
    golden::check("scoreboard", "file-csv", &par);
    assert!(par.starts_with('\u{feff}') && par.contains(",conflict,91.25,%,"));
    let index = model.index("cchc-so").unwrap();
    let detail = model.detail(index).unwrap();
    golden::check(
        "scoreboard",
        "file-csv-ranking",
        &csv::ranking(index, &detail.rankings[0]),
    );
}

#[test]
fn attributes_are_checked_and_bad_ones_named() {
    let written = [
        ("layout", "dial"),
        ("year", "last"),
        ("rows", "some"),
        ("limit", "0"),
        ("heading", "1"),
        ("components", "pie"),
        ("downloads", "maybe"),
        ("more", "javascript:alert(1)"),
    ];
    let (read, warnings) = read(&|name| {
        let found = written.iter().find(|(known, _)| *known == name);
        found.map(|(_, value)| (*value).to_owned())
    });
    assert_eq!(
        (read.layout, read.limit, read.heading, read.downloads),
        (Layout::Cards, 10, 3, true)
    );
    assert_eq!((read.period, read.more), (None, None));
    assert_eq!(warnings.0.len(), written.len(), "{:?}", warnings.0);
}

#[test]
fn the_readme_shows_every_attribute_event_and_part() {
    golden::readme("scoreboard", include_str!("README.md"));
}
