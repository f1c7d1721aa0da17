//! What the parsers let pass, because the browser must not spend a byte on it: how old, how far ahead, how written.

use chrono::Datelike;
use serde_json::Value;
use unicode_normalization::is_nfc;

use super::FileKind;
use crate::feed::news::MAX_AHEAD_SECS;
use crate::feed::{Finding, Stamp, discovery, parse_stamp};
use crate::format::VIETNAM;

/// Fields that tell of something that has happened.
const PAST: &[&str] = &[
    "date_published",
    "date_modified",
    "sent",
    "last_updated",
    "last_modified",
    "published",
];
/// A feed counts as old after this many of its ttl, ...
const OLD_AFTER_TTLS: i64 = 24;
/// ... but not within a day: many are built once every night.
const OLD_AFTER_SECS: i64 = 86_400;

/// Larger files are a burden to phones; JSON Feed 1.1 calls 100 KB ideal and 250 KB fine.
const LARGE_BYTES: usize = 1_000_000;

/// Findings over one file beside those of its parser.
pub(super) fn lint(kind: FileKind, content: &[u8], now: Stamp) -> Vec<Finding> {
    let mut findings = Vec::new();
    let mut note = |rule, path: &str, detail: &str| {
        findings.push(Finding {
            rule,
            path: path.to_owned(),
            detail: detail.to_owned(),
        });
    };
    if std::str::from_utf8(content).is_err() {
        note("text-not-utf8", "$", "");
    }
    // Pages never load the list of procedures.
    if content.len() > LARGE_BYTES && kind != FileKind::Procedures {
        note("file-large", "$", "");
    }
    let text = String::from_utf8_lossy(content);
    let text = text.trim_start_matches('\u{feff}');
    let value = serde_json::from_str::<Value>(text);
    if let Ok(value) = &value {
        let mut apart = None;
        walk(value, "$", &mut |path, name, value| {
            if name == "period" && !path.ends_with(".target.period") && is_to_come(value, now) {
                note("date-future", path, &value.to_string());
            }
            let Value::String(words) = value else { return };
            if apart.is_none() && !is_nfc(words) {
                apart = Some(path.to_owned());
            }
            let is_ahead = |stamp: Stamp| stamp.timestamp() > now.timestamp() + MAX_AHEAD_SECS;
            if PAST.contains(&name) && parse_stamp(words).is_some_and(|(stamp, _)| is_ahead(stamp))
            {
                note("date-future", path, words);
            }
        });
        // One is enough: a file is saved in one form.
        if let Some(path) = apart {
            note("text-not-nfc", &path, "");
        }
    }
    if kind == FileKind::Discovery
        && let Some(found) = discovery::parse(text).0
    {
        if let Some(expires) = found.expires.filter(|expires| *expires <= now) {
            note("feed-abandoned", "$.expires", &expires.to_rfc3339());
        }
        let keeps = OLD_AFTER_SECS.max(i64::from(found.ttl_secs) * OLD_AFTER_TTLS);
        if let Some(updated) = found.last_updated
            && (now - updated).num_seconds() > keeps
        {
            note("feed-old", "$.last_updated", &updated.to_rfc3339());
        }
    }
    if let Ok(value) = &value {
        findings.extend(super::names::unknown(kind, value));
        if kind == FileKind::Feedback {
            findings.extend(super::forms::lint(value));
        }
        if kind == FileKind::Screens {
            findings.extend(super::screens::lint(value));
        }
    }
    findings
}

/// Whether a period begins with a later year than this one. A slip of the pen would be the latest edition for ever.
fn is_to_come(period: &Value, now: Stamp) -> bool {
    let year = match period {
        Value::String(words) => words.get(..4).and_then(|year| year.parse().ok()),
        _ => period.as_i64(),
    };
    year.is_some_and(|year| year > i64::from(now.with_timezone(&VIETNAM).year()))
}

/// Calls `see` with path, name and value of everything inside.
fn walk(value: &Value, path: &str, see: &mut impl FnMut(&str, &str, &Value)) {
    match value {
        Value::Object(fields) => {
            for (name, value) in fields {
                let path = format!("{path}.{name}");
                see(&path, name, value);
                walk(value, &path, see);
            }
        }
        Value::Array(list) => {
            for (index, value) in list.iter().enumerate() {
                let path = format!("{path}[{index}]");
                see(&path, "", value);
                walk(value, &path, see);
            }
        }
        _ => {}
    }
}
