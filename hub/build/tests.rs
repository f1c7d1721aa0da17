//! Folders of sources, what is built from them, and that a good feed is never lost.
#![allow(clippy::unwrap_used, reason = "tests")]
use cchc::check::FileKind;
use cchc::feed::discovery;
use cchc::feed::wire::Profile;

use std::path::Path;

use super::*;
use crate::{check, schema};

mod answers;
mod feedback;
mod files;
mod national;
mod others;
mod procedures;
mod screens;
mod still;
mod swap;
mod workbooks;

const TOML: &str = "languages = [\"vi\"]\nttl_secs = 300\n[publisher]\nname = \"a\"\nurl = \"b\"\ncontact = \"c\"\n[[files]]\nname = \"news\"\nttl_secs = 60\n";

fn sources(news: &str) -> (tempfile::TempDir, Job) {
    let dir = tempfile::tempdir().unwrap();
    std::fs::create_dir(dir.path().join("sources")).unwrap();
    std::fs::write(dir.path().join("sources/feed.toml"), TOML).unwrap();
    std::fs::write(dir.path().join("sources/news.json"), news).unwrap();
    let settings = Job {
        sources: dir.path().join("sources"),
        output: dir.path().join("feed"),
        now: Some("2025-11-18T09:00:00+07:00".to_owned()),
        key: None,
        pages: None,
        strict: false,
    };
    (dir, settings)
}

/// A good feed of one file in `folder`, for the tests of others.
pub(crate) fn feed(folder: &Path, now: &str) {
    let (_dir, mut settings) = sources(&news("a"));
    settings.output = folder.to_path_buf();
    settings.now = Some(now.to_owned());
    build(&settings).unwrap();
}

fn now(settings: &Job) -> cchc::feed::Stamp {
    crate::now(settings.now.as_deref()).unwrap()
}

fn news(title: &str) -> String {
    format!(
        r#"{{"version":"https://jsonfeed.org/version/1.1","title":"T","items":[{{"id":"1","title":"{title}","date_published":"2025-11-17T20:59:00+07:00"}}]}}"#
    )
}

fn discovery_of(settings: &Job) -> discovery::Discovery {
    let text = std::fs::read_to_string(settings.output.join("cchc.json")).unwrap();
    discovery::parse(&text).0.unwrap()
}

#[test]
fn the_same_sources_give_the_same_bytes_and_a_change_counts_one_up() {
    let (_dir, mut settings) = sources(&news("a"));
    build(&settings).unwrap();
    let first = std::fs::read(settings.output.join("cchc.json")).unwrap();
    build(&settings).unwrap();
    assert_eq!(
        std::fs::read(settings.output.join("cchc.json")).unwrap(),
        first
    );
    assert_eq!(discovery_of(&settings).sequence, 1);
    let schema = std::fs::read_to_string(settings.output.join("schema/news.json")).unwrap();
    assert_eq!(schema, schema::text(FileKind::News, Profile::Reader));
    let modified = discovery_of(&settings).feeds[0].last_modified;
    settings.now = Some("2025-11-19T09:00:00+07:00".to_owned());
    build(&settings).unwrap();
    assert_eq!(
        (
            discovery_of(&settings).sequence,
            discovery_of(&settings).feeds[0].last_modified
        ),
        (1, modified)
    );
    std::fs::write(settings.sources.join("news.json"), news("b")).unwrap();
    build(&settings).unwrap();
    assert_eq!(discovery_of(&settings).sequence, 2);
    assert!(
        check::files(&settings.output, now(&settings))
            .unwrap()
            .iter()
            .all(|file| file.worst().is_none())
    );
}

#[test]
fn a_plan_that_cannot_be_understood_names_its_line() {
    let (_dir, settings) = sources(&news("a"));
    for (from, to, expected) in [
        ("\"news\"", "\"new\"", "feed.toml:8:8"),
        ("ttl_secs = 60", "ttl = 60", "feed.toml:9:1"),
        ("languages", "langs", "feed.toml:1:1"),
        ("[publisher]", "[publisher", "feed.toml:3:11"),
        (
            "ttl_secs = 300",
            "ttl_secs = 300\nexpires_days = 0",
            "feed.toml:3:16",
        ),
    ] {
        std::fs::write(settings.sources.join("feed.toml"), TOML.replace(from, to)).unwrap();
        let Err(Error::Sources(problems)) = build(&settings) else {
            panic!("{to} passes");
        };
        let lines = problems.lines(Language::En);
        assert_eq!(lines.len(), 1);
        assert!(
            lines[0].starts_with(&format!("{expected}: plan-unreadable")),
            "{lines:?}"
        );
    }
}

#[test]
fn what_init_writes_is_built_and_its_filled_rows_are_in_the_feed() {
    for lang in [Language::Vi, Language::En] {
        let dir = tempfile::tempdir().unwrap();
        let folder = dir.path().join("sources");
        init::make(&folder, lang).unwrap();
        assert!(matches!(
            init::make(&folder, lang),
            Err(init::Error::Exists(_))
        ));
        let settings = Job {
            sources: folder,
            output: dir.path().join("feed"),
            now: Some("2025-11-18T09:00:00+07:00".to_owned()),
            key: None,
            pages: None,
            strict: true,
        };
        let built = build(&settings).unwrap_or_else(|error| match error {
            Error::Sources(problems) => panic!("{:#?}", problems.lines(lang)),
            error => panic!("{error}"),
        });
        assert_eq!(built.problems.lines(lang), [""; 0]);
        let read = |name: &str| std::fs::read_to_string(settings.output.join(name)).unwrap();
        let json = |name: &str| -> serde_json::Value { serde_json::from_str(&read(name)).unwrap() };
        let news = &json("news.json")["items"][0];
        assert_eq!(news["id"], "https://co-quan.example/tin/doi-gio");
        assert_eq!(news["date_published"], "2025-11-17T16:30:00+07:00");
        assert_eq!(news["_cchc"]["kind"], "announcement");
        assert_eq!(news["_cchc"]["fields"], serde_json::json!(["procedures"]));
        let notice = &json("notices.json")["notices"][0];
        assert_eq!(notice["expires"], "2025-11-20T17:00:00+07:00");
        assert_eq!(
            json("agencies.json")["agencies"][0]["valid_from"],
            "2025-03-01"
        );
        let procedure = &json("procedures.json")["procedures"][0];
        assert_eq!(procedure["levels"], serde_json::json!(["ward"]));
        assert_eq!(
            (
                &procedure["online"],
                &procedure["rarity"],
                &procedure["updated"]
            ),
            (&"full".into(), &1.into(), &"2025-07-18".into())
        );
        let form = &json("feedback.json")["forms"][0];
        assert_eq!(
            form["contact"]["fields"],
            serde_json::json!(["name", "phone"])
        );
        let kind = &form["kinds"][0];
        assert_eq!(
            (&kind["label"], &kind["label_en"]),
            (&"Góp ý".into(), &"Comment".into())
        );
        assert_eq!(form["questions"][0]["options"][0]["value"], "quay-1");
        assert_eq!(form["elsewhere"][0]["phone"], "114");
        let screens = json("screens.json");
        assert_eq!(
            screens["screens"][0],
            serde_json::json!({"id": "sanh-vi-du", "place": "Sảnh Ví dụ", "place_en": "Example Lobby", "diagonal_inch": 43.0,
                "distance_m": 4.0, "orientation": "landscape", "lang": "vi", "programme": "chung", "rev": 1,
                "quiet": [{"from": "22:00", "to": "05:30", "how": "dark"}]})
        );
        assert_eq!(screens["programmes"][0]["scenes"][0]["weight"], 3);
        let index = &json("indexes.json")["indexes"][0];
        let figures = &index["observations"][0];
        assert_eq!(figures["value"], 92.57);
        assert_eq!(
            (&figures["rank"], &figures["rank_of"]),
            (&3.into(), &63.into())
        );
        assert_eq!(figures["published"], "2025-04-06");
        let detail = json(index["detail"].as_str().unwrap());
        assert_eq!(detail["editions"][0]["values"]["thu-tuc"], 91.2);
        assert_eq!(detail["peers"][0]["value"], 96.17);
        assert_eq!(detail["rankings"][0]["rows"][0]["name"], "Sở Ví dụ");
        let found = check::files(&settings.output, now(&settings)).unwrap();
        assert!(
            found.iter().all(|file| file.worst().is_none()),
            "{found:#?}"
        );
    }
}

const CASES: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../tests/sources");

/// Builds a folder of sources elsewhere and gives all that was told.
fn told(sources: &Path, lang: Language) -> (tempfile::TempDir, Vec<String>) {
    let dir = tempfile::tempdir().unwrap();
    let job = Job {
        sources: sources.to_path_buf(),
        output: dir.path().join("feed"),
        now: Some("2025-11-18T09:00:00+07:00".to_owned()),
        key: None,
        pages: None,
        strict: false,
    };
    let lines = match build(&job) {
        Ok(built) => built.problems.lines(lang),
        Err(Error::Sources(problems)) => problems.lines(lang),
        Err(error) => panic!("{}: {error}", sources.display()),
    };
    (dir, lines)
}

/// Each folder holds what must be told of it. `UPDATE=1` writes the files anew.
#[test]
fn everything_wrong_in_a_folder_of_sources_is_told_at_its_place() {
    let mut rules = std::collections::BTreeSet::new();
    for entry in std::fs::read_dir(CASES).unwrap() {
        let folder = entry.unwrap().path();
        let (_dir, lines) = told(&folder, Language::Vi);
        for line in &lines {
            let words = line.split_once(" [").unwrap().0;
            rules.insert(words.rsplit(' ').next().unwrap().to_owned());
        }
        let text: String = lines.iter().map(|line| format!("{line}\n")).collect();
        let golden = folder.join("told.txt");
        if std::env::var_os("UPDATE").is_some() {
            std::fs::write(&golden, &text).unwrap();
        }
        let expected = std::fs::read_to_string(&golden).unwrap_or_default();
        assert_eq!(text, expected, "{}", folder.display());
    }
    // What only a workbook or a very large file can break has tests of its own.
    let elsewhere = [
        "catalogue-too-large",
        "cell-error",
        "cells-joined",
        "consent-unraised",
        "file-encrypted",
        "file-locked",
        "file-too-large",
        "form-unraised",
        "heading-empty",
        "id-changed",
        "items-gone",
        "news-cut",
        "number-is-date",
        "old-feed-broken",
        "sheet-hidden",
        "sheets-hidden",
        "source-stale",
        "source-unreachable",
        "static-id-unusable",
        "static-no-screens",
        "rows-too-many",
    ];
    for rule in super::rules::ids() {
        assert!(
            rules.contains(rule) != elsewhere.contains(&rule),
            "{rule} is broken by no folder, or by one and elsewhere"
        );
    }
}

#[test]
fn the_sample_tells_of_what_is_not_known_and_has_all_indexes() {
    let sources = concat!(env!("CARGO_MANIFEST_DIR"), "/../examples/sources");
    let (dir, lines) = told(Path::new(sources), Language::En);
    let places: Vec<_> = lines
        .iter()
        .map(|line| line.split(' ').take(4).collect::<Vec<_>>().join(" "))
        .collect();
    assert_eq!(
        places,
        [
            "chi-so/so-lieu.csv › F19: rank-of-missing",
            "chi-so/so-lieu.csv › F42: rank-of-missing"
        ]
    );
    let text = std::fs::read_to_string(dir.path().join("feed/procedures.json")).unwrap();
    let procedures = cchc::feed::procedures::parse(&text).0.procedures;
    assert!(procedures.len() >= 80, "{}", procedures.len());
    let birth = procedures.iter().find(|one| one.id == "1.001193").unwrap();
    assert_eq!(birth.levels, [cchc::feed::procedures::Level::Ward]);
    assert!(birth.keywords.iter().any(|word| word == "giấy khai sinh"));
    let text = std::fs::read_to_string(dir.path().join("feed/feedback.json")).unwrap();
    let form = cchc::feed::feedback::parse(&text)
        .0
        .unwrap()
        .forms
        .remove(0);
    let kinds: Vec<_> = form.kinds.iter().map(|kind| &*kind.code).collect();
    assert_eq!(kinds, cchc::feed::feedback::KINDS);
    let goes = |id: &str| form.elsewhere.iter().any(|other| other.id == id);
    assert!(goes("khieu-nai") && goes("to-cao") && goes("cap-cuu"));
    let text = std::fs::read_to_string(dir.path().join("feed/screens.json")).unwrap();
    let screens = cchc::feed::screens::parse(&text).0.unwrap();
    assert!((4..=6).contains(&screens.screens.len()));
    // One programme shows all that there is.
    for (word, kind) in cchc::feed::screens::SCENE_KINDS {
        let has = |programme: &cchc::feed::screens::Programme| {
            programme.scenes.iter().any(|scene| scene.kind == *kind)
        };
        assert!(has(&screens.programmes[0]), "{word}");
    }
    // No source states a time for it.
    assert_eq!(form.due, None);
    let text = std::fs::read_to_string(dir.path().join("feed/indexes.json")).unwrap();
    let (indexes, _) = cchc::feed::indexes::parse(&text);
    assert_eq!(indexes.len(), 9);
    let par = indexes[0].latest().unwrap();
    assert_eq!((par.period.as_str(), par.figures.rank), ("2024", Some(3)));
    let dti = &indexes[4].observations[3];
    assert_eq!(dti.restated[0].rank_of, Some(34));
}

#[test]
fn an_id_that_changes_for_the_same_address_is_refused() {
    let table =
        |id: &str| format!("Tiêu đề;Ngày đăng;Liên kết;Mã\na;17/11/2025;https://a.vn/1;{id}\n");
    let (_dir, job) = sources("");
    let toml = format!("{TOML}sources = [{{ file = \"tin.csv\" }}]\n");
    std::fs::write(job.sources.join("feed.toml"), toml).unwrap();
    let write = |text: String| std::fs::write(job.sources.join("tin.csv"), text).unwrap();
    write(table("mot"));
    build(&job).unwrap();
    write(table("hai"));
    let Err(Error::Sources(problems)) = build(&job) else {
        panic!("a changed id passes");
    };
    let lines = problems.lines(Language::Vi);
    assert!(
        lines[0].starts_with("tin.csv › D2: id-changed"),
        "{lines:?}"
    );
    assert!(lines[0].contains("mot → hai"), "{lines:?}");
    write(table("mot"));
    build(&job).unwrap();
    // Two pieces may lead to one page, and both keep their ids.
    write(table("mot") + "b;17/11/2025;https://a.vn/1;hai\n");
    build(&job).unwrap();
    build(&job).unwrap();
    // An emptied table is built, and told.
    write("Tiêu đề;Ngày đăng;Liên kết;Mã\n".to_owned());
    let lines = build(&job).unwrap().problems.lines(Language::En);
    assert!(lines[0].starts_with("tin.csv: items-gone"), "{lines:?}");
    assert!(lines[0].ends_with("(«2 → 0»)"), "{lines:?}");
}

#[test]
fn an_agency_that_the_plan_gives_to_news_is_one_of_the_feed() {
    let (_dir, job) = sources("");
    let plan = |agency: &str| {
        let toml = format!(
            "{TOML}sources = [{{ file = \"tin.csv\", agency = \"{agency}\" }}]\n[[files]]\nname = \"agencies\"\nttl_secs = 60\nsources = [{{ file = \"cq.csv\" }}]\n"
        );
        std::fs::write(job.sources.join("feed.toml"), toml).unwrap();
    };
    let tables = [
        (
            "tin.csv",
            "Tiêu đề;Ngày đăng;Liên kết\na;17/11/2025;https://a.vn/1\n",
        ),
        ("cq.csv", "Mã;Tên\nso-a;Sở A\nso-b;Sở B\nso-bb;Sở B\n"),
    ];
    for (name, text) in tables {
        std::fs::write(job.sources.join(name), text).unwrap();
    }
    for (agency, expected) in [("so-aa", "agency-unknown"), ("Sở B", "agency-ambiguous")] {
        plan(agency);
        let Err(Error::Sources(problems)) = build(&job) else {
            panic!("{agency} passes");
        };
        let lines = problems.lines(Language::En);
        assert!(
            lines[0].starts_with(&format!("feed.toml:10:41: {expected}")),
            "{lines:?}"
        );
    }
    for agency in ["so-a", "sở a"] {
        plan(agency);
        build(&job).unwrap();
        let text = std::fs::read_to_string(job.output.join("news.json")).unwrap();
        let (news, _) = cchc::feed::news::parse(&text);
        assert_eq!(news.items[0].agency.as_deref(), Some("so-a"));
    }
}

#[test]
fn a_signature_holds_for_the_key_and_the_bytes_and_stays_with_them() {
    let (dir, mut job) = sources(&news("a"));
    let (file, public) = crate::key::tests::pair(dir.path());
    let rules = || {
        let feed = dir.path().join("feed");
        crate::check::tests::rules_signed(&feed, &public)
    };
    build(&job).unwrap();
    assert_eq!(rules(), ["signature-missing"]);
    job.key = Some(crate::key::secret(&file, &job.output).unwrap());
    build(&job).unwrap();
    assert_eq!(rules(), [""; 0]);
    let signature = || std::fs::read(job.output.join("cchc.json.minisig")).unwrap();
    let first = signature();
    build(&job).unwrap();
    assert_eq!(signature(), first);
    let text = std::fs::read_to_string(job.output.join("cchc.json")).unwrap();
    std::fs::write(job.output.join("cchc.json"), text.replace("300", "301")).unwrap();
    assert_eq!(rules(), ["signature-wrong"]);
}

#[test]
fn markdown_becomes_news_without_markup_that_could_harm() {
    let (_dir, job) = sources("");
    let toml = format!("{TOML}sources = [{{ file = \"bai\" }}]\n");
    std::fs::write(job.sources.join("feed.toml"), toml).unwrap();
    std::fs::create_dir(job.sources.join("bai")).unwrap();
    let text = "\u{feff}---\r\nTiêu đề: Giờ làm việc: mới\r\nNgày đăng: 16:30 17/11/2025\r\nLoại: Thông báo\r\n---\r\n\
        Từ **thứ hai** <script>alert(1)</script> xem [đây](javascript:alert(1)) và [kia](https://a.vn/).\r\n";
    std::fs::write(job.sources.join("bai/gio-lam-viec.md"), text).unwrap();
    let built = build(&job).unwrap();
    assert_eq!(built.problems.lines(Language::Vi), [""; 0]);
    let text = std::fs::read_to_string(job.output.join("news.json")).unwrap();
    let value: serde_json::Value = serde_json::from_str(&text).unwrap();
    let item = &value["items"][0];
    assert_eq!(item["id"], "gio-lam-viec");
    assert_eq!(item["title"], "Giờ làm việc: mới");
    assert_eq!(item["_cchc"]["kind"], "announcement");
    assert_eq!(
        item["content_html"],
        "<p>Từ <strong>thứ hai</strong> &lt;script&gt;alert(1)&lt;/script&gt; xem đây và <a href=\"https://a.vn/\">kia</a>.</p>\n"
    );
}

#[test]
fn more_news_than_readers_take_are_cut_to_the_newest() {
    let (_dir, job) = sources("");
    let toml = format!("{TOML}sources = [{{ file = \"tin.csv\" }}]\n");
    std::fs::write(job.sources.join("feed.toml"), toml).unwrap();
    let most = cchc::feed::news::MAX_ITEMS;
    let rows: String = (0..=most)
        .map(|at| {
            format!(
                "Tin {at};17/11/{};https://a.vn/{at}\n",
                if at == 0 { 2020 } else { 2025 }
            )
        })
        .collect();
    std::fs::write(
        job.sources.join("tin.csv"),
        format!("Tiêu đề;Ngày đăng;Liên kết\n{rows}"),
    )
    .unwrap();
    let built = build(&job).unwrap();
    let lines = built.problems.lines(Language::En);
    assert!(
        lines
            .iter()
            .any(|line| line.starts_with("feed.toml: news-cut")),
        "{lines:?}"
    );
    let text = std::fs::read_to_string(job.output.join("news.json")).unwrap();
    let (news, _) = cchc::feed::news::parse(&text);
    assert_eq!(news.items.len(), most);
    assert_eq!(news.items[0].title, "Tin 1");
}
