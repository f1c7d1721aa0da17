//! `cchc check FILE|FOLDER|ADDRESS`: findings with rule, place and fix, for people or for scripts.
//!
//! Exit codes: 0 nothing worse than a hint or warning, 1 warnings with `--strict`, 2 errors, 3 nothing could be read.
//!
//! `--format json` prints one list with an object per file, those without findings too:
//! `{"file": path or address, "reports": [{"rule", "path", "detail", "severity", "line", "column"}]}`. `rule` and
//! `severity` (`hint`, `warning`, `error`) are those of `--rules`; `path` is a JSON path such as `$.items[3].id`, or
//! `header NAME` for an answer of a server, which has no `line` and `column`; `detail` may be empty. With `--rules` it is
//! the list of rules: `[{"id", "severity", "scope", "summary_vi", "summary_en", "fix_vi", "fix_en"}]`. Names are only added.

mod feed;
mod folder;
mod procedures;
mod remote;
mod signature;
mod still;

use std::path::{Path, PathBuf};
use std::process::ExitCode;

use cchc::check::{RULES, Report, Rule, Severity, rule};
use cchc::feed::Stamp;
use clap::{Args, ValueEnum};
use serde::Serialize;

#[cfg(test)]
pub(crate) use folder::files;

use crate::Language;

/// What to check and how to say it.
#[derive(Debug, Args)]
pub(crate) struct Settings {
    /// A feed file, a folder of them, or the address of cchc.json on a server
    #[arg(required_unless_present = "rules", value_name = "FILE|FOLDER|ADDRESS")]
    place: Option<String>,
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
    /// Public key of minisign (its line, or a file) that must have signed cchc.json
    #[arg(long, value_name = "KEY")]
    public_key: Option<String>,
    /// List all rules
    #[arg(long)]
    rules: bool,
}

/// How findings are told.
#[derive(Debug, Clone, Copy, ValueEnum, Default)]
pub(crate) enum Format {
    /// For people
    #[default]
    Text,
    /// For scripts
    Json,
}

/// Exit code when there is nothing to tell of.
const NOTHING_READ: u8 = 3;

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

/// Why nothing could be checked.
#[derive(Debug, thiserror::Error)]
pub(crate) enum Error {
    #[error("không đọc được {0}: {1} | cannot read {0}: {1}")]
    Read(PathBuf, std::io::Error),
    #[error(
        "{0}: không có tệp nguồn tin nào (cchc.json, news.json, …) | no feed file (cchc.json, news.json, …)"
    )]
    NoFeed(PathBuf),
    #[error("không lấy được {0}: {1} | cannot get {0}: {1}")]
    Address(String, String),
    #[error(transparent)]
    Now(#[from] crate::BadNow),
    #[error(transparent)]
    Key(#[from] crate::key::Error),
}

pub(crate) fn run(settings: &Settings) -> ExitCode {
    if settings.rules {
        list(RULES, settings.lang, settings.format);
        return ExitCode::SUCCESS;
    }
    let place = settings.place.as_deref().unwrap_or_default();
    match checked(place, settings) {
        Ok(checked) => {
            print(&checked, settings);
            ExitCode::from(exit_code(&checked, settings.strict))
        }
        Err(error) => {
            crate::complain!("cchc check: {error}");
            ExitCode::from(NOTHING_READ)
        }
    }
}

/// Prints rules.
pub(crate) fn list(rules: &[Rule], lang: Language, format: Format) {
    match format {
        Format::Json => crate::say!(
            "{}",
            serde_json::to_string_pretty(rules).unwrap_or_default()
        ),
        Format::Text => {
            for rule in rules {
                crate::say!("{}", describe(rule, rule.severity, lang));
            }
        }
    }
}

/// Checks a place and, if a key is given, who signed it.
fn checked(place: &str, settings: &Settings) -> Result<Vec<Checked>, Error> {
    let public = settings.public_key.as_deref().map(crate::key::public);
    let public = public.transpose()?;
    let mut checked = all(place, crate::now(settings.now.as_deref())?)?;
    if let Some(public) = public {
        signature::judge(place, &public, &mut checked);
    }
    Ok(checked)
}

/// Checks what a place on the command line means.
fn all(place: &str, now: Stamp) -> Result<Vec<Checked>, Error> {
    match remote::is_address(place) {
        true => remote::files(place, now, remote::Limits::default()),
        false => folder::files(Path::new(place), now),
    }
}

fn exit_code(checked: &[Checked], strict: bool) -> u8 {
    match checked.iter().filter_map(Checked::worst).max() {
        Some(Severity::Error) => 2,
        Some(Severity::Warning) if strict => 1,
        _ => 0,
    }
}

pub(crate) fn describe(rule: &Rule, severity: Severity, lang: Language) -> String {
    let (summary, fix) = match lang {
        Language::Vi => (rule.summary_vi, rule.fix_vi),
        Language::En => (rule.summary_en, rule.fix_en),
    };
    format!(
        "{} [{}] {summary} → {fix}",
        rule.id,
        severity_word(severity, lang)
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
        Format::Json => crate::say!("{}", json(checked)),
        Format::Text => {
            for file in checked {
                print_text(file, settings.lang);
            }
            let count: usize = checked.iter().map(|file| file.reports.len()).sum();
            match settings.lang {
                Language::Vi => crate::say!("{} tệp, {count} điều cần xem", checked.len()),
                Language::En => crate::say!("{} files, {count} findings", checked.len()),
            }
        }
    }
}

fn json(checked: &[Checked]) -> String {
    serde_json::to_string_pretty(checked).unwrap_or_default()
}

/// One line per finding: place, rule, fix.
pub(crate) fn print_text(file: &Checked, lang: Language) {
    for report in &file.reports {
        let place = report
            .position
            .map_or_else(String::new, |at| format!(":{}:{}", at.line, at.column));
        let words = rule(report.finding.rule).map_or_else(
            || report.finding.rule.to_owned(),
            |rule| describe(rule, rule.severity, lang),
        );
        crate::say!(
            "{}{place}: {} {words}{}",
            file.file,
            report.finding.path,
            quoted(&report.finding.detail)
        );
    }
}

pub(crate) fn quoted(detail: &str) -> String {
    if detail.is_empty() {
        String::new()
    } else {
        format!(" («{detail}»)")
    }
}

#[cfg(test)]
pub(crate) mod tests;
