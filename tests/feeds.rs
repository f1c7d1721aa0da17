//! The golden feeds in tests/feeds/v1: what is found in each, where, and what a reader is shown.
//!
//! `rules/RULE.json` breaks a rule and `rules/RULE.edge.json` just does not; `publishers` has the shapes of real
//! exports, with invented texts; `clean` has one file of each kind without any finding. Each feed has two goldens:
//! `.findings.txt` and `.shown.txt`. `UPDATE_GOLDENS=1 cargo test -p cchc --test feeds` writes them anew.
#![allow(clippy::unwrap_used, clippy::disallowed_methods, reason = "tests")]

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use cchc::check::{FileKind, RULES, Report, Scope, check};
use cchc::feed::wire::{Profile, schema};
use cchc::feed::{
    Stamp, agencies, answers, discovery, feedback, index, indexes, news, notices, parse_stamp,
    procedure, procedures, screens,
};
use shown::{card, forms, list, pages, panels, sheet};

#[path = "feeds/shown.rs"]
mod shown;

const FEEDS: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/feeds/v1");

fn now() -> Stamp {
    parse_stamp("2025-11-18T09:00:00+07:00").unwrap().0
}

/// A feed with the name of its goldens.
struct Feed {
    name: String,
    content: Vec<u8>,
}

impl Feed {
    fn kind(&self) -> FileKind {
        FileKind::of(&String::from_utf8_lossy(&self.content)).unwrap_or(FileKind::News)
    }

    fn reports(&self) -> Vec<Report> {
        check(self.kind(), &self.content, now())
    }

    fn rules(&self) -> BTreeSet<&'static str> {
        self.reports()
            .iter()
            .map(|report| report.finding.rule)
            .collect()
    }

    fn findings(&self) -> String {
        let lines = self.reports().into_iter().map(|report| {
            let place = report
                .position
                .map_or_else(|| "-".to_owned(), |at| format!("{}:{}", at.line, at.column));
            let severity = format!("{:?}", report.severity).to_lowercase();
            let line = format!(
                "{place} {severity} {} {} {}",
                report.finding.rule, report.finding.path, report.finding.detail
            );
            line.trim_end().to_owned() + "\n"
        });
        lines.collect()
    }

    fn shown(&self) -> String {
        let text = String::from_utf8_lossy(&self.content);
        let lines: Vec<String> = match self.kind() {
            FileKind::News => {
                let everything = news::Filter {
                    max_items: usize::MAX,
                    ..news::Filter::default()
                };
                let news = news::parse(&text).0;
                news::select(&news, &everything, now())
                    .iter()
                    .map(|item| {
                        let date = item.published.map(|stamp| match item.date_only {
                            true => cchc::format::date(stamp),
                            false => cchc::format::date_time(stamp),
                        });
                        [
                            date.as_deref(),
                            Some(&item.title),
                            item.summary.as_deref(),
                            item.source.as_deref(),
                            item.url.as_deref(),
                        ]
                        .map(|part| part.unwrap_or("-"))
                        .join(" | ")
                    })
                    .collect()
            }
            FileKind::Notices => notices::active(&notices::parse(&text).0, now(), None)
                .iter()
                .map(|notice| {
                    let info = notice.info_for("vi").unwrap();
                    format!(
                        "{:?} {:?} | {}",
                        notice.status, notice.severity, info.headline
                    )
                })
                .collect(),
            FileKind::Agencies => agencies::parse(&text)
                .0
                .iter()
                .map(|agency| {
                    let today = now().date_naive();
                    let word = if agency.exists_on(today) {
                        "exists"
                    } else {
                        "is gone"
                    };
                    format!("{} | {} {word}", agency.id, agency.name)
                })
                .collect(),
            FileKind::Answers => answers::parse(&text)
                .0
                .iter()
                .map(|answer| {
                    let date = cchc::format::date_time(answer.answered);
                    format!("{date} | {} | {:?}", answer.title, answer.answer)
                })
                .collect(),
            FileKind::Discovery => discovery::parse(&text)
                .0
                .iter()
                .flat_map(|found| &found.feeds)
                .map(|file| format!("{} | {} | {} s", file.name, file.url, file.ttl_secs))
                .collect(),
            FileKind::Procedures => list(&procedures::parse(&text).0),
            FileKind::Procedure => procedure::parse(&text).0.iter().flat_map(sheet).collect(),
            FileKind::Feedback => feedback::parse(&text).0.iter().flat_map(forms).collect(),
            FileKind::Screens => screens::parse(&text).0.iter().flat_map(panels).collect(),
            FileKind::Indexes => indexes::parse(&text).0.iter().flat_map(card).collect(),
            FileKind::Index => {
                let file: serde_json::Value = serde_json::from_str(&text).unwrap();
                let entry = indexes::Index {
                    id: file["id"].as_str().unwrap_or_default().to_owned(),
                    decimals: 2,
                    ..indexes::Index::default()
                };
                index::parse(&text, &entry)
                    .0
                    .iter()
                    .flat_map(pages)
                    .collect()
            }
        };
        lines.iter().map(|line| format!("{line}\n")).collect()
    }
}

/// All feeds: those of the folder, and those that are too large to be written out.
fn feeds() -> Vec<Feed> {
    let mut feeds = Vec::new();
    for path in files("json") {
        let name = path.strip_prefix(FEEDS).unwrap().with_extension("");
        feeds.push(Feed {
            name: name.to_string_lossy().into_owned(),
            content: std::fs::read(&path).unwrap(),
        });
    }
    for (name, count) in [
        ("rules/items-too-many", news::MAX_ITEMS + 1),
        ("rules/items-too-many.edge", news::MAX_ITEMS),
    ] {
        let items: Vec<String> = (0..count)
            .map(|n| {
                format!(
                    r#"{{"id":"{n}","title":"Ví dụ {n}","date_published":"2025-11-17T20:59:00Z"}}"#
                )
            })
            .collect();
        let content = format!(
            r#"{{"version":"https://jsonfeed.org/version/1.1","title":"Nguồn tin ví dụ","items":[{}]}}"#,
            items.join(",\n")
        );
        feeds.push(Feed {
            name: name.to_owned(),
            content: content.into_bytes(),
        });
    }
    for (name, bytes) in [
        ("rules/file-large", 1_000_001),
        ("rules/file-large.edge", 1_000_000),
    ] {
        let mut content = br#"{"version":"1.0","agencies":[]}"#.to_vec();
        content.resize(bytes, b' ');
        feeds.push(Feed {
            name: name.to_owned(),
            content,
        });
    }
    assert!(feeds.len() > 60, "{} feeds", feeds.len());
    feeds
}

fn files(ending: &str) -> Vec<PathBuf> {
    let mut found = Vec::new();
    for folder in std::fs::read_dir(FEEDS).unwrap() {
        for entry in std::fs::read_dir(folder.unwrap().path()).unwrap() {
            let path = entry.unwrap().path();
            if path.to_string_lossy().ends_with(&format!(".{ending}")) {
                found.push(path);
            }
        }
    }
    found.sort();
    found
}

#[test]
fn every_feed_gives_the_findings_and_the_words_of_its_goldens() {
    let update = std::env::var_os("UPDATE_GOLDENS").is_some();
    let mut expected = BTreeSet::new();
    for feed in feeds() {
        for (ending, found) in [
            ("findings.txt", feed.findings()),
            ("shown.txt", feed.shown()),
        ] {
            // Two thousand lines of the same say nothing.
            if ending == "shown.txt" && feed.name.contains("too-many") {
                assert_eq!(found.lines().count(), news::MAX_ITEMS);
                continue;
            }
            let golden = Path::new(FEEDS).join(format!("{}.{ending}", feed.name));
            if update {
                std::fs::write(&golden, &found).unwrap();
            }
            let known = std::fs::read_to_string(&golden).unwrap_or_default();
            assert_eq!(found, known, "{}", golden.display());
            expected.insert(golden);
        }
    }
    for golden in files("txt") {
        assert!(
            expected.contains(&golden),
            "{} has no feed",
            golden.display()
        );
    }
}

#[test]
fn every_rule_is_broken_by_one_feed_and_just_kept_by_another() {
    let feeds = feeds();
    let rules = |name: String| {
        let feed = feeds.iter().find(|feed| feed.name == name);
        feed.unwrap_or_else(|| panic!("no feed {name}")).rules()
    };
    for rule in RULES.iter().filter(|rule| rule.scope == Scope::File) {
        let broken = rules(format!("rules/{}", rule.id));
        assert!(broken.contains(rule.id), "{}: {broken:?}", rule.id);
        let kept = rules(format!("rules/{}.edge", rule.id));
        assert!(!kept.contains(rule.id), "{}.edge: {kept:?}", rule.id);
    }
    // No feed is left over from a rule that is gone.
    for feed in feeds.iter().filter(|feed| feed.name.starts_with("rules/")) {
        let id = feed
            .name
            .trim_start_matches("rules/")
            .trim_end_matches(".edge");
        assert!(
            cchc::check::rule(id).is_some(),
            "{} names no rule",
            feed.name
        );
    }
}

#[test]
fn one_feed_of_every_kind_has_no_finding() {
    let clean: Vec<Feed> = feeds()
        .into_iter()
        .filter(|feed| feed.name.starts_with("clean/"))
        .collect();
    for kind in FileKind::ALL {
        let feed = clean.iter().find(|feed| feed.kind() == *kind).unwrap();
        assert_eq!(feed.findings(), "", "{}", feed.name);
    }
}

#[test]
fn feeds_without_a_finding_fit_the_schemas_and_wrong_types_do_not() {
    let mut counts = [0, 0];
    for feed in feeds() {
        let text = String::from_utf8_lossy(&feed.content).into_owned();
        let Ok(file) =
            serde_json::from_str::<serde_json::Value>(text.trim_start_matches('\u{feff}'))
        else {
            continue;
        };
        let is_valid = |profile| {
            let schema = schema(feed.kind(), profile);
            jsonschema::validator_for(&schema).unwrap().is_valid(&file)
        };
        if feed.rules().contains("type-wrong") {
            assert!(!is_valid(Profile::Reader), "{}", feed.name);
            counts[0] += 1;
        } else if feed.findings().is_empty() {
            assert!(is_valid(Profile::Reader), "{}", feed.name);
            counts[1] += 1;
        }
        if feed.name.starts_with("clean/") {
            assert!(is_valid(Profile::Publisher), "{}", feed.name);
        }
    }
    assert!(counts[0] >= 5 && counts[1] >= 30, "{counts:?}");
}

#[test]
fn the_sample_sources_have_no_finding_worse_than_a_hint() {
    for name in ["news", "notices", "agencies"] {
        let path = format!(
            "{}/examples/sources/{name}.json",
            env!("CARGO_MANIFEST_DIR")
        );
        let feed = Feed {
            name: path.clone(),
            content: std::fs::read(path).unwrap(),
        };
        let file: serde_json::Value = serde_json::from_slice(&feed.content).unwrap();
        let schema = schema(feed.kind(), Profile::Publisher);
        let wrong = jsonschema::validate(&schema, &file).map_err(|error| error.to_string());
        assert_eq!(wrong, Ok(()), "{name}");
        let grave = feed
            .reports()
            .iter()
            .any(|report| report.severity > cchc::check::Severity::Hint);
        assert!(!grave, "{}", feed.findings());
    }
}
