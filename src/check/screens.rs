//! What the parser of screens lets pass: hours that overlap, panels that are too small for their distance, and names that
//! another file of the feed should know.

use std::collections::BTreeSet;

use serde_json::Value;

use super::{Places, Report, placed};
use crate::feed::Finding;
use crate::feed::screens::{
    DAY_MINUTES, DIAGONALS_INCH, DISTANCES_M, Days, Orientation, Window, minute_of_day,
};
use crate::screen::legible::Panel;

/// Pages of panels are laid out for these; only their shape matters here.
const PAGE_PX: (u32, u32) = (1_920, 1_080);

/// Findings over a file of screens beside those of its parser.
pub(super) fn lint(file: &Value) -> Vec<Finding> {
    let mut findings = Vec::new();
    for (at, screen) in list(file, "screens") {
        let path = format!("$.screens[{at}]");
        hours(screen, &path, &mut findings);
        letters(screen, &path, &mut findings);
    }
    findings
}

/// Quiet windows that overlap, and those that leave no minute of the week.
fn hours(screen: &Value, path: &str, findings: &mut Vec<Finding>) {
    let mut week = vec![None; 7 * usize::from(DAY_MINUTES)];
    let mut is_dark = vec![false; week.len()];
    for (at, quiet) in list(screen, "quiet") {
        let Some(window) = window(quiet) else {
            continue;
        };
        let mut other = None;
        for ((minute, taken), is_dark) in week.iter_mut().enumerate().zip(&mut is_dark) {
            let day = (minute / usize::from(DAY_MINUTES)) as u8 + 1;
            if window.holds(day, (minute % usize::from(DAY_MINUTES)) as u16) {
                other = other.or(*taken);
                *taken = Some(at);
                *is_dark |= quiet.get("how").and_then(Value::as_str) == Some("dark");
            }
        }
        if let Some(other) = other {
            let detail = format!("quiet[{other}]");
            findings.push(finding(
                "quiet-overlap",
                format!("{path}.quiet[{at}]"),
                &detail,
            ));
        }
    }
    if is_dark.iter().all(|is_dark| *is_dark) {
        findings.push(finding("screen-always-dark", format!("{path}.quiet"), ""));
    }
}

fn window(quiet: &Value) -> Option<Window> {
    let text = |name: &str| quiet.get(name).and_then(Value::as_str);
    let window = Window {
        days: match text("days") {
            Some(days) => Days::read(days)?,
            None => Days::ALL,
        },
        from: minute_of_day(text("from")?)?,
        to: minute_of_day(text("to")?)?,
    };
    (window.from != window.to).then_some(window)
}

fn letters(screen: &Value, path: &str, findings: &mut Vec<Finding>) {
    let number = |name: &str, [least, most]: [f64; 2]| {
        let number = screen.get(name).and_then(Value::as_f64);
        number.filter(|number| (least..=most).contains(number))
    };
    let turned =
        screen.get("orientation").and_then(Value::as_str) == Some(word(Orientation::Portrait));
    let (width_px, height_px) = if turned {
        (PAGE_PX.1, PAGE_PX.0)
    } else {
        PAGE_PX
    };
    let panel = Panel {
        width_px,
        height_px,
        diagonal_inch: number("diagonal_inch", DIAGONALS_INCH),
        distance_m: number("distance_m", DISTANCES_M),
    };
    if !panel.sizes().is_legible
        && let (Some(inch), Some(metres)) = (panel.diagonal_inch, panel.distance_m)
    {
        let detail = format!("{inch} inch, {metres} m");
        findings.push(finding(
            "letters-too-small",
            format!("{path}.distance_m"),
            &detail,
        ));
    }
}

fn word(wanted: Orientation) -> &'static str {
    let known = crate::feed::screens::ORIENTATIONS.iter();
    known
        .filter(|(_, one)| *one == wanted)
        .map(|(word, _)| *word)
        .next()
        .unwrap_or_default()
}

/// Indexes and procedures that scenes name and that are not known, each once.
pub fn check_screens(
    content: &[u8],
    is_index: impl Fn(&str) -> bool,
    is_procedure: impl Fn(&str) -> bool,
) -> Vec<Report> {
    let text = String::from_utf8_lossy(content);
    let file: Value = serde_json::from_str(text.trim_start_matches('\u{feff}')).unwrap_or_default();
    let mut told = BTreeSet::new();
    let mut findings = Vec::new();
    for (at, programme) in list(&file, "programmes") {
        for (inner, scene) in list(programme, "scenes") {
            let path = format!("$.programmes[{at}].scenes[{inner}]");
            let mut tell = |rule, path: String, id: &Value, is_known: &dyn Fn(&str) -> bool| {
                let Some(id) = id.as_str().map(crate::text::clean) else {
                    return;
                };
                if !id.is_empty() && !is_known(&id) && told.insert((rule, id.clone())) {
                    findings.push(finding(rule, path, &id));
                }
            };
            if let Some(index) = scene.get("index") {
                tell("index-unlisted", format!("{path}.index"), index, &is_index);
            }
            for (code_at, code) in list(scene, "codes") {
                tell(
                    "procedure-unlisted",
                    format!("{path}.codes[{code_at}]"),
                    code,
                    &is_procedure,
                );
            }
        }
    }
    if findings.is_empty() {
        return Vec::new();
    }
    let places = Places::of(&text);
    let reports = findings.into_iter();
    reports.map(|finding| placed(finding, &places)).collect()
}

fn list<'a>(value: &'a Value, name: &str) -> impl Iterator<Item = (usize, &'a Value)> {
    let list = value.get(name).and_then(Value::as_array);
    list.into_iter().flatten().enumerate()
}

fn finding(rule: &'static str, path: String, detail: &str) -> Finding {
    Finding {
        rule,
        path,
        detail: detail.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_other_files_do_not_know_is_told_once_at_its_place() {
        let text = "{\"programmes\":[{\"scenes\":[{\"index\":\"a\",\"codes\":[\"1\",\"2\"]},\n{\"index\":\"b\",\"codes\":[\"2\",7]}]}]}";
        let reports = check_screens(text.as_bytes(), |id| id == "a", |id| id == "1");
        let found: Vec<_> = reports
            .iter()
            .map(|report| {
                (
                    report.finding.rule,
                    report.finding.path.as_str(),
                    report.position.map(|at| at.line),
                )
            })
            .collect();
        assert_eq!(
            found,
            [
                (
                    "procedure-unlisted",
                    "$.programmes[0].scenes[0].codes[1]",
                    Some(1)
                ),
                ("index-unlisted", "$.programmes[0].scenes[1].index", Some(2)),
            ]
        );
        assert!(check_screens(b"{", |_| false, |_| false).is_empty());
    }
}
