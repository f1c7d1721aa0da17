//! `cchc check FILE|DIR`: findings with rule, place and fix, for people or for scripts.
//!
//! Exit codes: 0 nothing worse than a hint or warning, 1 warnings with `--strict`, 2 errors, 3 nothing could be read.

use std::path::{Path, PathBuf};
use std::process::ExitCode;

use cchc::check::{FileKind, RULES, Report, Severity, check, check_details, report, rule};
use cchc::feed::{Finding, Stamp, discovery};
use clap::{Args, ValueEnum};
use serde::Serialize;

use crate::Language;

/// What to check and how to say it.
#[derive(Debug, Args)]
pub(crate) struct Settings {
    /// A feed file, or a folder with cchc.json or with feed files
    #[arg(required_unless_present = "rules")]
    path: Option<PathBuf>,
    /// Text for people or JSON for scripts
    #[arg(long, value_enum, default_value_t)]
    format: Format,
    /// Language of the messages
    #[arg(long, value_enum, default_value_t)]
    lang: Language,
    /// Time that counts as now, as in RFC 3339
    #[arg(long)]
    now: Option<String>,
    /// Warnings fail too
    #[arg(long)]
    strict: bool,
    /// List all rules
    #[arg(long)]
    rules: bool,
}

#[derive(Debug, Clone, Copy, ValueEnum, Default)]
enum Format {
    #[default]
    Text,
    Json,
}

/// Findings of one file.
#[derive(Debug, Serialize)]
pub(crate) struct Checked {
    file: String,
    reports: Vec<Report>,
}

impl Checked {
    /// The gravest finding.
    pub(crate) fn worst(&self) -> Option<Severity> {
        self.reports.iter().map(|report| report.severity).max()
    }
}

pub(crate) fn run(settings: &Settings) -> ExitCode {
    if settings.rules {
        for rule in RULES {
            println!("{}", describe(rule, settings.lang));
        }
        return ExitCode::SUCCESS;
    }
    let path = settings.path.clone().unwrap_or_default();
    let now = match crate::now(settings.now.as_deref()) {
        Ok(now) => now,
        Err(error) => {
            eprintln!("cchc check: {error}");
            return ExitCode::from(3);
        }
    };
    let checked = match files(&path, now) {
        Ok(checked) => checked,
        Err(error) => {
            eprintln!("{}: {error}", path.display());
            return ExitCode::from(3);
        }
    };
    print(&checked, settings);
    match checked.iter().filter_map(Checked::worst).max() {
        Some(Severity::Error) => ExitCode::from(2),
        Some(Severity::Warning) if settings.strict => ExitCode::from(1),
        _ => ExitCode::SUCCESS,
    }
}

fn describe(rule: &cchc::check::Rule, lang: Language) -> String {
    let (summary, fix) = match lang {
        Language::Vi => (rule.summary_vi, rule.fix_vi),
        Language::En => (rule.summary_en, rule.fix_en),
    };
    format!(
        "{} [{}] {summary} → {fix}",
        rule.id,
        severity_word(rule.severity, lang)
    )
}

fn severity_word(severity: Severity, lang: Language) -> &'static str {
    match (severity, lang) {
        (Severity::Error, Language::Vi) => "lỗi",
        (Severity::Error, Language::En) => "error",
        (Severity::Warning, Language::Vi) => "cảnh báo",
        (Severity::Warning, Language::En) => "warning",
        (Severity::Hint, Language::Vi) => "gợi ý",
        (Severity::Hint, Language::En) => "hint",
    }
}

/// Prints findings the way the user wants them.
fn print(checked: &[Checked], settings: &Settings) {
    match settings.format {
        Format::Json => println!(
            "{}",
            serde_json::to_string_pretty(checked).unwrap_or_default()
        ),
        Format::Text => {
            for file in checked {
                print_text(file, settings.lang);
            }
            let count: usize = checked.iter().map(|file| file.reports.len()).sum();
            match settings.lang {
                Language::Vi => println!("{} tệp, {count} điều cần xem", checked.len()),
                Language::En => println!("{} files, {count} findings", checked.len()),
            }
        }
    }
}

/// One line per finding: place, rule, fix.
pub(crate) fn print_text(file: &Checked, lang: Language) {
    for report in &file.reports {
        let place = report
            .position
            .map_or_else(String::new, |at| format!(":{}:{}", at.line, at.column));
        let words = rule(report.finding.rule).map_or_else(
            || report.finding.rule.to_owned(),
            |rule| describe(rule, lang),
        );
        println!(
            "{}{place}: {} {words}{}",
            file.file,
            report.finding.path,
            quoted(&report.finding.detail)
        );
    }
}

fn quoted(detail: &str) -> String {
    if detail.is_empty() {
        String::new()
    } else {
        format!(" («{detail}»)")
    }
}

/// Checks a file, or everything in a folder that is part of a feed.
pub(crate) fn files(path: &Path, now: Stamp) -> std::io::Result<Vec<Checked>> {
    if !path.is_dir() {
        return Ok(vec![one(path, now)?]);
    }
    let mut checked = Vec::new();
    for kind in FileKind::ALL
        .iter()
        .filter(|kind| **kind != FileKind::Index)
    {
        let file = path.join(format!("{}.json", kind.name()));
        if file.exists() {
            checked.push(one(&file, now)?);
        }
    }
    checked.extend(details(path, now)?);
    if checked.is_empty() {
        return Err(std::io::Error::new(
            std::io::ErrorKind::NotFound,
            "không có tệp nguồn tin nào (cchc.json, news.json, …) | no feed file (cchc.json, news.json, …)",
        ));
    }
    checked.extend(hashes(path)?);
    Ok(checked)
}

fn one(path: &Path, now: Stamp) -> std::io::Result<Checked> {
    let content = std::fs::read(path)?;
    let text = String::from_utf8_lossy(&content);
    let stem = path
        .file_stem()
        .map(|stem| stem.to_string_lossy().into_owned())
        .unwrap_or_default();
    let folder = path.parent().and_then(Path::file_name);
    let name = match folder {
        Some(folder) if folder == "indexes" => format!("indexes/{stem}"),
        _ => stem,
    };
    let kind = FileKind::of(&text)
        .or_else(|| FileKind::named(&name))
        .unwrap_or(FileKind::News);
    Ok(Checked {
        file: path.display().to_string(),
        reports: check(kind, &content, now),
    })
}

/// Checks the files of single indexes against `indexes.json`, and tells of those that it does not name.
fn details(folder: &Path, now: Stamp) -> std::io::Result<Vec<Checked>> {
    let place = folder.join("indexes.json");
    let text = std::fs::read(&place).unwrap_or_default();
    let text = String::from_utf8_lossy(&text);
    let found = check_details(&text, now, |address| {
        std::fs::read(folder.join(address)).ok()
    });
    let mut unnamed = Vec::new();
    for entry in std::fs::read_dir(folder.join("indexes"))
        .into_iter()
        .flatten()
    {
        let name = entry?.file_name().to_string_lossy().into_owned();
        if name.ends_with(".json") && !found.names(&format!("indexes/{name}")) {
            unnamed.push(name);
        }
    }
    unnamed.sort();
    let mut checked = Vec::new();
    if !found.missing.is_empty() {
        checked.push(Checked {
            file: place.display().to_string(),
            reports: found.missing,
        });
    }
    for (address, reports) in found.files {
        let file = folder.join(address).display().to_string();
        checked.push(Checked { file, reports });
    }
    for name in unnamed {
        let mut file = one(&folder.join("indexes").join(name), now)?;
        let finding = Finding {
            rule: "file-unnamed",
            path: "$".to_owned(),
            detail: String::new(),
        };
        file.reports.insert(0, report(finding, "{}"));
        checked.push(file);
    }
    Ok(checked)
}

/// Holds the files against the hashes of the discovery file.
fn hashes(folder: &Path) -> std::io::Result<Option<Checked>> {
    let path = folder.join("cchc.json");
    if !path.exists() {
        return Ok(None);
    }
    let text = std::fs::read_to_string(&path)?;
    let mut reports = Vec::new();
    for (index, file) in discovery::parse(&text)
        .0
        .into_iter()
        .flat_map(|found| found.feeds)
        .enumerate()
    {
        let place = |field: &str| format!("$.feeds[{index}].{field}");
        let wrong = match std::fs::read(folder.join(&file.url)) {
            Err(_) => Some(("file-missing", place("url"))),
            Ok(content)
                if file
                    .integrity
                    .as_ref()
                    .is_some_and(|hash| *hash != crate::build::integrity(&content)) =>
            {
                Some(("integrity-wrong", place("integrity")))
            }
            Ok(_) => None,
        };
        if let Some((rule, path)) = wrong {
            reports.push(report(
                Finding {
                    rule,
                    path,
                    detail: file.url.clone(),
                },
                &text,
            ));
        }
    }
    Ok((!reports.is_empty()).then(|| Checked {
        file: path.display().to_string(),
        reports,
    }))
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "tests")]
    use super::*;

    const INDEXES: &str = r#"{"version":"1.0","indexes":[{"id":"par-index","name":"Chỉ số ví dụ","max":100,"detail":"indexes/par-index.json"}]}"#;
    const DETAIL: &str = r#"{"version":"1.0","id":"par-index","components":[],
        "peers":[{"period":"2024","name":"Tỉnh Ví dụ","value":96.17,"rank":1,"rank_of":63}]}"#;

    /// A feed that names every file with its hash.
    fn feed() -> tempfile::TempDir {
        let dir = tempfile::tempdir().unwrap();
        std::fs::create_dir(dir.path().join("indexes")).unwrap();
        let mut feeds = Vec::new();
        for (name, content) in [("indexes", INDEXES), ("indexes/par-index", DETAIL)] {
            let url = format!("{name}.json");
            std::fs::write(dir.path().join(&url), content).unwrap();
            feeds.push(serde_json::json!({
                "name": name, "url": url, "ttl": 300, "integrity": crate::build::integrity(content.as_bytes()),
            }));
        }
        let discovery = serde_json::json!({
            "version": "1.0", "last_updated": "2025-11-18T09:00:00+07:00", "ttl": 300, "feeds": feeds,
        });
        std::fs::write(dir.path().join("cchc.json"), discovery.to_string()).unwrap();
        dir
    }

    /// File name, rule and line of every finding.
    fn found(path: &Path) -> Vec<(String, &'static str, usize)> {
        let now = crate::now(Some("2025-11-18T09:00:00+07:00")).unwrap();
        let mut found = Vec::new();
        for file in files(path, now).unwrap() {
            let name = Path::new(&file.file).file_name().unwrap();
            for report in file.reports {
                let line = report.position.unwrap().line;
                found.push((
                    name.to_string_lossy().into_owned(),
                    report.finding.rule,
                    line,
                ));
            }
        }
        found
    }

    #[test]
    fn files_of_single_indexes_are_held_against_their_entries_and_hashes() {
        let dir = feed();
        assert_eq!(found(dir.path()), []);
        let detail = dir.path().join("indexes/par-index.json");
        let told = |rule, line| ("par-index.json".to_owned(), rule, line);
        let of_feed = |rule| ("cchc.json".to_owned(), rule, 1);
        for (content, expected) in [
            (DETAIL.replace("96.17", "110"), "value-off-scale"),
            (DETAIL.replace("\"par-index\"", "\"sipas\""), "id-foreign"),
            ("{\"id\":\n".to_owned(), "file-unreadable"),
        ] {
            std::fs::write(&detail, content).unwrap();
            let line = match expected {
                "id-foreign" => 1,
                _ => 2,
            };
            assert_eq!(
                found(dir.path()),
                [told(expected, line), of_feed("integrity-wrong")]
            );
        }
        std::fs::remove_file(&detail).unwrap();
        assert_eq!(
            found(dir.path()),
            [
                ("indexes.json".to_owned(), "file-missing", 1),
                of_feed("file-missing")
            ]
        );
    }

    #[test]
    fn a_file_that_no_index_names_is_checked_as_far_as_it_can_be() {
        let dir = feed();
        let stray = dir.path().join("indexes/old.json");
        std::fs::write(&stray, "{").unwrap();
        std::fs::write(dir.path().join("indexes/notes.txt"), "x").unwrap();
        let told = |rule| ("old.json".to_owned(), rule, 1);
        assert_eq!(
            found(dir.path()),
            [told("file-unnamed"), told("file-unreadable")]
        );
        assert_eq!(found(&stray), [told("file-unreadable")]);
        std::fs::write(&stray, DETAIL).unwrap();
        assert_eq!(found(dir.path()), [told("file-unnamed")]);
        assert_eq!(found(&stray), []);
    }
}
