//! `cchc check FILE|DIR`: findings with rule, place and fix, for people or for scripts.
//!
//! Exit codes: 0 nothing worse than a hint or warning, 1 warnings with `--strict`, 2 errors, 3 nothing could be read.

use std::path::{Path, PathBuf};
use std::process::ExitCode;

use cchc::check::{FileKind, RULES, Report, Severity, check, report, rule};
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
    for name in ["cchc", "news", "notices", "agencies"] {
        let file = path.join(format!("{name}.json"));
        if file.exists() {
            checked.push(one(&file, now)?);
        }
    }
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
    let kind = FileKind::of(&text)
        .or_else(|| FileKind::named(&stem))
        .unwrap_or(FileKind::News);
    Ok(Checked {
        file: path.display().to_string(),
        reports: check(kind, &content, now),
    })
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
