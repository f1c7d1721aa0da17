//! Small catalogues, one rule each. What the engine is worth on thousands of names is measured in `tests/search.rs`.
#![allow(clippy::unwrap_used, reason = "tests")]

use proptest::prelude::*;

use super::*;
use crate::feed::procedures::{Procedure, Synonym};

fn procedure(id: &str, name: &str) -> Procedure {
    Procedure {
        id: id.to_owned(),
        name: name.to_owned(),
        rarity: 5,
        ..Procedure::default()
    }
}

fn open(procedures: &[Procedure], synonyms: &[Synonym]) -> Catalogue {
    let entries = procedures.iter().map(|procedure| Entry {
        procedure,
        papers: &[],
    });
    let entries: Vec<_> = entries.collect();
    Catalogue::open(build(&entries, synonyms).unwrap()).unwrap()
}

fn sample() -> Catalogue {
    let mut birth = procedure("1.001193", "Thủ tục đăng ký khai sinh");
    birth.keywords = vec!["giấy khai sinh".to_owned(), "mới sinh con".to_owned()];
    birth.field = "Hộ tịch".to_owned();
    birth.handler = "Ủy ban nhân dân cấp xã".to_owned();
    birth.levels = vec![Level::Ward];
    birth.rarity = 1;
    let others = [
        ("1.000894", "Thủ tục đăng ký kết hôn"),
        ("1.004746", "Thủ tục đăng ký lại khai sinh"),
        ("2.000528", "Thủ tục đăng ký khai sinh có yếu tố nước ngoài"),
        (
            "1.014325",
            "Cấp thẻ căn cước cho người từ đủ 14 tuổi trở lên",
        ),
        (
            "1.014955-Xoa",
            "Hoà giải tranh chấp đất đai tại Ủy ban nhân dân cấp xã",
        ),
        (
            "1.000001",
            "Cấp Giấy chứng nhận quyền sử dụng đất (lần đầu)/đo đạc",
        ),
        ("1.000002", "Đảng viên"),
    ];
    let mut all = vec![birth];
    all.extend(others.iter().map(|(id, name)| procedure(id, name)));
    let synonyms = [
        Synonym {
            term: "CCCD".to_owned(),
            meanings: vec!["thẻ căn cước".to_owned()],
        },
        Synonym {
            term: "sổ đỏ".to_owned(),
            meanings: vec!["giấy chứng nhận quyền sử dụng đất".to_owned()],
        },
    ];
    open(&all, &synonyms)
}

fn ask(catalogue: &Catalogue, text: &str) -> Answer {
    let query = Query {
        text: text.to_owned(),
        ..Query::default()
    };
    catalogue.search(&query, 10)
}

fn first(catalogue: &Catalogue, text: &str) -> String {
    let answer = ask(catalogue, text);
    answer
        .hits
        .first()
        .map_or_else(String::new, |hit| catalogue.id(hit.record))
}

#[test]
fn birth_is_found_by_every_way_of_typing_it() {
    let catalogue = sample();
    for text in [
        "đăng ký khai sinh",
        "dang ky khai sinh",
        "dang ki khai sinh",
        "đăng kí khai sinh",
        "khai sinh",
        "khai si",
        "sinh khai",
        "d9a8ng ky1 khai sinh",
        "ddawng kys khai sinh",
        "dangkykhaisinh",
        "knai sinh",
        "khai sihn",
        "1.001193",
        "1001193",
        "1.001193.000.00.00.H26",
        "lam giay khai sinh",
        "tôi vừa sinh con thì làm giấy tờ gì",
        "ĐĂNG KÝ KHAI SINH",
        "Đa\u{306}ng ky\u{301} khai sinh",
    ] {
        assert_eq!(first(&catalogue, text), "1.001193", "{text}");
    }
}

#[test]
fn others_are_found_too() {
    let catalogue = sample();
    for (text, id) in [
        ("cccd", "1.014325"),
        ("làm cccd", "1.014325"),
        ("so do", "1.000001"),
        ("dang ki ket hon", "1.000894"),
        ("hòa giải", "1.014955-Xoa"),
        ("1.014955-xoa", "1.014955-Xoa"),
        ("đảng", "1.000002"),
        ("khai sinh nuoc ngoai", "2.000528"),
        ("dang ky lai khai sinh", "1.004746"),
    ] {
        assert_eq!(first(&catalogue, text), id, "{text}");
    }
    assert!(ask(&catalogue, "xyzzy").hits.is_empty());
}

#[test]
fn letters_run_together_become_words_that_stand_together() {
    let mut names = vec![
        procedure("1.1", "Gia hạn hộ chiếu ngoại giao"),
        procedure("1.2", "Đăng ký ý tưởng"),
        procedure("1.3", "Cấp học bổng"),
    ];
    // Common words, of which none stands beside the other.
    for n in 0..40 {
        names.push(procedure(
            &format!("2.{n}"),
            "Học phí, hiệu lực; hanh thông",
        ));
    }
    let catalogue = open(&names, &[]);
    for (text, apart) in [
        ("giahanhochieu", "gia han ho chieu"),
        ("giahanhochieungoai", "gia han ho chieu ngoai"),
        ("dangkyytuong", "dang ky y tuong"),
        ("dangkiituong", "dang ki i tuong"),
        ("xin caphocbong", "xin cap hoc bong"),
    ] {
        let found = joined::taken_apart(&catalogue, text, false);
        assert_eq!(found.as_deref(), Some(apart));
    }
}

#[test]
fn whose_and_when_part_no_word_of_citizens() {
    let synonyms = [Synonym {
        term: "bố mất".into(),
        meanings: vec!["khai tử".into()],
    }];
    let names = [
        procedure("1.1", "Đăng ký khai tử"),
        procedure("1.2", "Cấp lại giấy tờ bị mất cho bố"),
    ];
    let catalogue = open(&names, &synonyms);
    assert_eq!(first(&catalogue, "bố tôi vừa mất"), "1.1");
}

#[test]
fn a_hit_shows_what_was_asked_for_in_the_spelling_of_the_name() {
    let catalogue = sample();
    let marked = |text: &str| {
        let hit = &ask(&catalogue, text).hits[0];
        let parts = hit.marks.iter().map(|(start, end)| &hit.name[*start..*end]);
        parts.collect::<Vec<_>>().join("|")
    };
    assert_eq!(marked("khai sinh"), "khai sinh");
    assert_eq!(marked("khai si"), "khai si");
    assert_eq!(marked("hoa giai"), "Hoà giải");
    assert_eq!(marked("do dac"), "đo đạc");
    assert_eq!(marked("dat lan dau"), "đất|lần đầu");
    let answer = ask(&catalogue, "moi sinh con");
    assert_eq!(
        answer.hits[0].reason,
        Some(Reason::Keyword("mới sinh con".to_owned()))
    );
    let answer = ask(&catalogue, "ket hon");
    assert_eq!(answer.hits[0].reason, None);
}

#[test]
fn what_was_meant_is_said() {
    let catalogue = sample();
    let read = |text: &str| ask(&catalogue, text).read_as.unwrap_or_default();
    assert_eq!(read("khai sinh"), "");
    assert_eq!(read("ddawng kys khai sinh"), "đăng ký khai sinh");
    assert_eq!(read("knai sinh"), "khai sinh");
    assert_eq!(read("làm cccd"), "làm thẻ căn cước");
    assert_eq!(ask(&catalogue, "khai sinh bogus").missed, ["bogus"]);
}

#[test]
fn filters_leave_what_passes_and_count_what_would() {
    let catalogue = sample();
    let query = Query {
        text: "khai sinh".to_owned(),
        level: Some(Level::Ward),
        ..Query::default()
    };
    let answer = catalogue.search(&query, 10);
    assert_eq!(answer.count, 1);
    assert_eq!(answer.counts.levels, [0, 0, 1, 0]);
    assert_eq!(ask(&catalogue, "khai sinh").count, 3);
    let all = catalogue.search(&Query::default(), 10);
    assert_eq!((all.count, all.hits.len()), (8, 8));
    assert_eq!(catalogue.id(all.hits[0].record), "1.001193");
}

#[test]
fn what_was_built_is_read_back() {
    let catalogue = sample();
    for (id, name) in [
        ("1.001193", "Thủ tục đăng ký khai sinh"),
        (
            "1.000001",
            "Cấp Giấy chứng nhận quyền sử dụng đất (lần đầu)/đo đạc",
        ),
        (
            "1.014955-Xoa",
            "Hoà giải tranh chấp đất đai tại Ủy ban nhân dân cấp xã",
        ),
    ] {
        let record = catalogue.find(id).unwrap();
        assert_eq!(
            (catalogue.id(record), catalogue.name(record)),
            (id.to_owned(), name.to_owned())
        );
    }
    let record = catalogue.find("1001193").unwrap();
    assert_eq!(catalogue.levels(record), [Level::Ward]);
    assert_eq!(
        catalogue.fields()[catalogue.field(record).unwrap()],
        "Hộ tịch"
    );
    let handlers = catalogue.handlers_of(record);
    assert_eq!(catalogue.handlers()[handlers[0]], "Ủy ban nhân dân cấp xã");
    assert_eq!(catalogue.find("9.999999"), None);
}

proptest! {
    #[test]
    fn no_bytes_make_the_reader_panic(bytes in prop::collection::vec(any::<u8>(), 0..400), text in any::<String>()) {
        let mut bytes = bytes;
        if bytes.len() >= format::HEAD {
            bytes[..8].copy_from_slice(format::MAGIC);
            bytes[8] = format::VERSION;
            let sum = format::crc32(&bytes[format::HEAD..]);
            bytes[12..16].copy_from_slice(&sum.to_le_bytes());
        }
        if let Ok(catalogue) = Catalogue::open(bytes) {
            let _ = ask(&catalogue, &text);
        }
    }

    #[test]
    fn no_changed_byte_makes_it_panic(at in any::<prop::sample::Index>(), byte in any::<u8>(), text in "[a-z đăký1.]{0,20}") {
        let bytes = {
            let birth = procedure("1.001193", "Thủ tục đăng ký khai sinh");
            let mut bytes = build(&[Entry { procedure: &birth, papers: &["Giấy chứng sinh".to_owned()] }], &[]).unwrap();
            let at = format::HEAD + at.index(bytes.len() - format::HEAD);
            bytes[at] = byte;
            let sum = format::crc32(&bytes[format::HEAD..]);
            bytes[12..16].copy_from_slice(&sum.to_le_bytes());
            bytes
        };
        if let Ok(catalogue) = Catalogue::open(bytes) {
            let answer = ask(&catalogue, &text);
            for hit in answer.hits {
                let _ = (catalogue.id(hit.record), catalogue.handlers_of(hit.record), catalogue.audiences_of(hit.record));
            }
        }
    }

    #[test]
    fn marks_stand_on_characters_in_order(text in "\\PC{0,24}", name in "[a-zđăơếỗ A-Z,()./-]{1,40}") {
        let catalogue = open(&[procedure("1.000001", &name)], &[]);
        for hit in ask(&catalogue, &text).hits {
            let mut end = 0;
            for (start, stop) in hit.marks {
                prop_assert!(start >= end && stop > start && hit.name.get(start..stop).is_some());
                end = stop + 1;
            }
        }
    }

    #[test]
    fn every_name_comes_back_as_it_was(name in "[a-zđăơếỗ0-9 A-Z,()./“”:–-]{1,60}") {
        let name = crate::text::clean_nfc(&name);
        prop_assume!(!name.is_empty());
        let catalogue = open(&[procedure("x", &name)], &[]);
        prop_assert_eq!(catalogue.name(Record(0)), name);
    }
}
