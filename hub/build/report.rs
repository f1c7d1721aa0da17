//! What came of a build, for people or for scripts.
//!
//! `--format json` prints one line, with `--watch` one for each build:
//! `{"feed": path, "built": true, "files": 29, "error": null, "problems": [{"file", "sheet", "row", "column", "cell",
//! "line", "path", "rule", "severity", "summary", "fix", "detail"}]}`. `file` is relative to the folder of sources, `sheet`
//! the sheet of a workbook; `row` and `column` count from 1 and `cell` names both as Excel does (`C7`); a text has `line`
//! and `column` instead, JSON a `path` such as `$.items[3].id`. What does not apply is null; `detail` may be empty.
//! `summary` and `fix` are in the language of `--lang`. All problems are there, by place; exit codes are those of text.
//! Names are only added.

use std::path::Path;
use std::process::ExitCode;

use cchc::check::Severity;
use serde::Serialize;

use super::problem::{At, Problem, Problems, letters};
use super::{Built, Error};
use crate::Language;
use crate::check::Format;

/// One build.
#[derive(Debug, Serialize)]
struct Report<'a> {
    feed: String,
    built: bool,
    files: usize,
    error: Option<String>,
    problems: Vec<Told<'a>>,
}

/// One problem.
#[derive(Debug, Serialize)]
struct Told<'a> {
    file: &'a str,
    sheet: Option<&'a str>,
    row: Option<u32>,
    column: Option<usize>,
    cell: Option<String>,
    line: Option<usize>,
    path: Option<&'a str>,
    rule: &'a str,
    severity: Severity,
    summary: &'a str,
    fix: &'a str,
    detail: &'a str,
}

/// Says what came of a build.
pub(super) fn told(
    built: Result<Built, Error>,
    output: &Path,
    lang: Language,
    format: Format,
) -> ExitCode {
    let problems = match &built {
        Ok(built) => Some(&built.problems),
        Err(Error::Sources(problems)) => Some(&**problems),
        Err(_) => None,
    };
    match format {
        Format::Json => crate::say!("{}", json(&built, problems, output, lang)),
        Format::Text => {
            if let Some(problems) = problems {
                problems.print(lang);
            }
            if let Ok(built) = &built {
                let (count, place) = (built.files, output.display());
                match lang {
                    Language::Vi => crate::say!("đã tạo {count} tệp trong {place}"),
                    Language::En => crate::say!("built {count} files in {place}"),
                }
            }
        }
    }
    match built {
        Ok(_) => ExitCode::SUCCESS,
        Err(error) => {
            crate::complain!("cchc build: {error}");
            ExitCode::from(error.exit_code())
        }
    }
}

pub(super) fn json(
    built: &Result<Built, Error>,
    problems: Option<&Problems>,
    output: &Path,
    lang: Language,
) -> String {
    let sorted = problems.map_or_else(Vec::new, Problems::sorted);
    let report = Report {
        feed: output.display().to_string(),
        built: built.is_ok(),
        files: built.as_ref().map_or(0, |built| built.files),
        error: built.as_ref().err().map(ToString::to_string),
        problems: sorted.into_iter().map(|one| of(one, lang)).collect(),
    };
    serde_json::to_string(&report).unwrap_or_default()
}

fn of(problem: &Problem, lang: Language) -> Told<'_> {
    let (summary, fix) = problem.rule().map_or(("", ""), |rule| match lang {
        Language::Vi => (rule.summary_vi, rule.fix_vi),
        Language::En => (rule.summary_en, rule.fix_en),
    });
    let (row, column, line) = match problem.place.at {
        At::Whole => (None, None, None),
        At::Line(line, column) => (None, Some(column), Some(line)),
        At::Row(row) => (Some(row), None, None),
        At::Cell(row, column) => (Some(row), usize::try_from(column).ok(), None),
    };
    let cell = match problem.place.at {
        At::Cell(row, column) => Some(format!("{}{row}", letters(column))),
        _ => None,
    };
    Told {
        file: &problem.place.file,
        sheet: problem.place.sheet.as_deref(),
        path: (!problem.path.is_empty()).then_some(problem.path.as_str()),
        rule: problem.rule,
        severity: problem.severity(),
        detail: &problem.detail,
        row,
        column,
        cell,
        line,
        summary,
        fix,
    }
}
