//! The rules of feed v1 in words, for the command line: what is wrong, where, and how to mend it.

mod details;
mod forms;
mod lines;
mod lint;
mod names;
mod references;
mod rules;
mod screens;

pub use details::{Details, check_details, check_listed, file_name};
pub use lines::{Places, Position};
pub use names::nearest;
pub use references::check_agencies;
pub use rules::{RULES, Rule, Scope, Severity, rule};
pub use screens::check_screens;

use serde::Serialize;

use crate::feed::{Finding, Stamp, agencies, answers, discovery, index, indexes, news, notices};
use crate::feed::{feedback, procedure, procedures, screens as screens_file};

/// The files of a feed that can be told apart.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum FileKind {
    /// `cchc.json`
    Discovery,
    /// `news.json`
    News,
    /// `notices.json`
    Notices,
    /// `agencies.json`
    Agencies,
    /// `indexes.json`
    Indexes,
    /// `indexes/{id}.json`
    Index,
    /// `procedures.json`
    Procedures,
    /// `procedures/{id}.json`
    Procedure,
    /// `feedback.json`
    Feedback,
    /// `answers.json`
    Answers,
    /// `screens.json`
    Screens,
}

impl FileKind {
    /// All of them.
    pub const ALL: &[Self] = &[
        Self::Discovery,
        Self::News,
        Self::Notices,
        Self::Agencies,
        Self::Indexes,
        Self::Index,
        Self::Procedures,
        Self::Procedure,
        Self::Feedback,
        Self::Answers,
        Self::Screens,
    ];

    /// Name of the file, without its ending; the files of one index and of one procedure are named by their ids.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Discovery => "cchc",
            Self::News => "news",
            Self::Notices => "notices",
            Self::Agencies => "agencies",
            Self::Indexes => "indexes",
            Self::Index => "index",
            Self::Procedures => "procedures",
            Self::Procedure => "procedure",
            Self::Feedback => "feedback",
            Self::Answers => "answers",
            Self::Screens => "screens",
        }
    }

    /// From the content: each kind has lists of its own.
    #[must_use]
    pub fn of(text: &str) -> Option<Self> {
        let value: serde_json::Value =
            serde_json::from_str(text.trim_start_matches('\u{feff}')).ok()?;
        let has = |name: &str| value.get(name).is_some();
        // It has agencies too.
        if has("id") && has("name") {
            return Some(Self::Procedure);
        }
        [
            ("items", Self::News),
            ("notices", Self::Notices),
            ("agencies", Self::Agencies),
            ("feeds", Self::Discovery),
            ("indexes", Self::Indexes),
            ("procedures", Self::Procedures),
            ("forms", Self::Feedback),
            ("answers", Self::Answers),
            ("screens", Self::Screens),
            ("components", Self::Index),
            ("editions", Self::Index),
            ("peers", Self::Index),
            ("rankings", Self::Index),
            ("ways", Self::Procedure),
            ("cases", Self::Procedure),
            ("steps", Self::Procedure),
        ]
        .into_iter()
        .find(|(name, _)| has(name))
        .map(|(_, kind)| kind)
    }

    /// From the file's name; `indexes/par-index` is the file of one index, `procedures/1.001193` that of one procedure.
    #[must_use]
    pub fn named(name: &str) -> Option<Self> {
        if name.starts_with("indexes/") {
            return Some(Self::Index);
        }
        if name.starts_with("procedures/") {
            return Some(Self::Procedure);
        }
        Self::ALL.iter().copied().find(|kind| kind.name() == name)
    }
}

/// A finding with its rule and its place in the text.
#[derive(Debug, Clone, Serialize)]
pub struct Report {
    /// What was found.
    #[serde(flatten)]
    pub finding: Finding,
    /// How grave it is.
    pub severity: Severity,
    /// Where it stands, if the place exists in the text.
    #[serde(flatten)]
    pub position: Option<Position>,
}

/// Checks one file as it came from disk or network, in the order of the text; `now` is for what is too old or not yet.
///
/// The file of an index is checked as far as it can be without its entry in `indexes.json`; see [`check_details`].
#[must_use]
pub fn check(kind: FileKind, content: &[u8], now: Stamp) -> Vec<Report> {
    let text = String::from_utf8_lossy(content);
    let findings = match kind {
        FileKind::Discovery => discovery::parse(&text).1,
        FileKind::News => news::parse(&text).1,
        FileKind::Notices => notices::parse(&text).1,
        FileKind::Agencies => agencies::parse(&text).1,
        FileKind::Indexes => indexes::parse(&text).1,
        FileKind::Index => details::without_entry(&text),
        FileKind::Procedures => procedures::parse(&text).1,
        FileKind::Procedure => procedure::parse(&text).1,
        FileKind::Feedback => feedback::parse(&text).1,
        FileKind::Answers => answers::parse(&text).1,
        FileKind::Screens => screens_file::parse(&text).1,
    };
    all(kind, content, findings, now)
}

/// Checks the file of an index against its entry.
fn check_index(content: &[u8], entry: &indexes::Index, now: Stamp) -> Vec<Report> {
    let findings = index::parse(&String::from_utf8_lossy(content), entry).1;
    all(FileKind::Index, content, findings, now)
}

fn all(kind: FileKind, content: &[u8], mut findings: Vec<Finding>, now: Stamp) -> Vec<Report> {
    findings.extend(lint::lint(kind, content, now));
    if findings.is_empty() {
        return Vec::new();
    }
    let places = Places::of(&String::from_utf8_lossy(content));
    let placed = |finding| placed(finding, &places);
    let mut reports: Vec<Report> = findings.into_iter().map(placed).collect();
    reports.sort_by_key(|report| report.position);
    reports
}

/// Adds rule and place to a finding.
#[must_use]
pub fn report(finding: Finding, text: &str) -> Report {
    placed(finding, &Places::of(text))
}

fn placed(finding: Finding, places: &Places) -> Report {
    let severity = rule(finding.rule).map_or(Severity::Error, |rule| rule.severity);
    Report {
        severity,
        position: places.position(&finding.path),
        finding,
    }
}

/// Adds rules and places to findings of one text.
#[must_use]
pub fn reports(findings: Vec<Finding>, text: &str) -> Vec<Report> {
    if findings.is_empty() {
        return Vec::new();
    }
    let places = Places::of(text);
    let findings = findings.into_iter();
    findings.map(|finding| placed(finding, &places)).collect()
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "tests")]
    use super::*;
    use crate::feed::parse_stamp;

    fn reports(kind: FileKind, text: &str) -> Vec<Report> {
        let now = parse_stamp("2025-11-18T09:00:00+07:00").unwrap().0;
        check(kind, text.as_bytes(), now)
    }

    #[test]
    fn a_report_names_the_line() {
        let text = "{\n \"version\": \"https://jsonfeed.org/version/1.1\",\n \"title\": \"T\",\n \"items\": [\n  {\"title\": \"a\"}\n ]\n}";
        let reports = reports(FileKind::of(text).unwrap(), text);
        assert_eq!(reports[0].finding.rule, "id-missing");
        // The id is not there, so the item is the place.
        assert_eq!(reports[0].position, Some(Position { line: 5, column: 3 }));
    }

    #[test]
    fn a_broken_file_names_the_line_where_reading_stopped() {
        let text = "{\n \"items\": [\n  {\"id\": }\n ]}";
        let reports = reports(FileKind::News, text);
        assert_eq!(reports[0].finding.rule, "file-unreadable");
        assert_eq!(reports[0].position.unwrap().line, 3);
    }

    #[test]
    fn every_one_of_ten_thousand_findings_has_its_place() {
        let rows = "{\"name\": \"Xã Ví dụ\", \"value\": \"92,57\"},\n".repeat(10_000);
        let text = format!(
            "{{\"version\": \"1.0\", \"id\": \"x\", \"rankings\": [{{\"period\": \"2025\", \"universe\": \"Xã\",\n\
             \"source\": {{\"title\": \"Quyết định\"}}, \"rows\": [\n{rows}{{\"name\": \"Xã Mẫu\"}}]}}]}}"
        );
        let reports = reports(FileKind::of(&text).unwrap(), &text);
        let places: Vec<_> = reports
            .iter()
            .filter(|report| report.finding.rule == "value-unreadable")
            .map(|report| report.position.unwrap().line)
            .collect();
        assert!(places.iter().copied().eq(3..10_003));
        // One row more than are kept.
        assert_eq!(reports.len(), 10_001);
    }

    #[test]
    fn files_are_known_by_their_lists_or_by_their_names() {
        for (text, kind) in [
            (r#"{"indexes": []}"#, Some(FileKind::Indexes)),
            (r#"{"id": "x", "components": []}"#, Some(FileKind::Index)),
            (r#"{"id": "x", "rankings": []}"#, Some(FileKind::Index)),
            (
                r#"{"id": "x", "name": "y", "agencies": []}"#,
                Some(FileKind::Procedure),
            ),
            (r#"{"name": "y", "ways": []}"#, Some(FileKind::Procedure)),
            (r#"{"forms": []}"#, Some(FileKind::Feedback)),
            (r#"{"answers": []}"#, Some(FileKind::Answers)),
            (r#"{"screens": []}"#, Some(FileKind::Screens)),
            (r#"{"agencies": []}"#, Some(FileKind::Agencies)),
            (r#"{"id": "x"}"#, None),
            ("{", None),
        ] {
            assert_eq!(FileKind::of(text), kind, "{text}");
        }
        for (name, kind) in [
            ("indexes", Some(FileKind::Indexes)),
            ("indexes/par-index", Some(FileKind::Index)),
            ("procedures", Some(FileKind::Procedures)),
            ("feedback", Some(FileKind::Feedback)),
            ("procedures/1.001193", Some(FileKind::Procedure)),
            ("par-index", None),
        ] {
            assert_eq!(FileKind::named(name), kind, "{name}");
        }
    }
}
