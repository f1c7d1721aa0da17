//! What the parser of forms lets pass: names that lead nowhere, codes that cannot be told apart, limits that nothing can meet.

use std::collections::BTreeSet;

use serde_json::Value;

use crate::feed::Finding;
use crate::feed::feedback::Limits;

/// Lists of a form and the name that its entries are told apart by; the parser itself leaves out questions that repeat.
const LISTS: &[(&str, &str)] = &[("kinds", "code"), ("topics", "code"), ("elsewhere", "id")];

/// Findings over a file of forms beside those of its parser.
pub(super) fn lint(file: &Value) -> Vec<Finding> {
    let mut findings = Vec::new();
    for (at, form) in list(file, "forms").enumerate() {
        let path = format!("$.forms[{at}]");
        for (name, key) in LISTS {
            repeated(form, name, key, &path, &mut findings);
        }
        if let Some(consent) = form.get("consent") {
            let path = format!("{path}.consent");
            repeated(consent, "purposes", "id", &path, &mut findings);
        }
        for (at, question) in list(form, "questions").enumerate() {
            let path = format!("{path}.questions[{at}]");
            repeated(question, "options", "value", &path, &mut findings);
        }
        let kinds: BTreeSet<_> = list(form, "kinds")
            .filter_map(|kind| kind.get("code")?.as_str())
            .collect();
        for name in ["topics", "questions"] {
            for (at, one) in list(form, name).enumerate() {
                for (inner, kind) in list(one, "kinds").enumerate() {
                    let Some(kind) = kind.as_str() else { continue };
                    if !kinds.contains(kind) {
                        let path = format!("{path}.{name}[{at}].kinds[{inner}]");
                        findings.push(finding("kind-unlisted", path, kind));
                    }
                }
            }
        }
        findings.extend(crossed(form, &path));
    }
    findings
}

/// Entries of a list that cannot be told from one before.
fn repeated(around: &Value, name: &str, key: &str, path: &str, findings: &mut Vec<Finding>) {
    let mut known = BTreeSet::new();
    for (at, entry) in list(around, name).enumerate() {
        let Some(code) = entry.get(key).and_then(Value::as_str) else {
            continue;
        };
        if !known.insert(code) {
            let path = format!("{path}.{name}[{at}].{key}");
            findings.push(finding("choice-repeated", path, code));
        }
    }
}

/// A text must be longer than the form lets it be.
fn crossed(form: &Value, path: &str) -> Option<Finding> {
    let limits = form.get("limits")?;
    let ours = Limits::default();
    let number = |name: &str, otherwise: u32| {
        let number = limits.get(name).and_then(Value::as_u64);
        number.unwrap_or(u64::from(otherwise))
    };
    let least = number("body_min_chars", ours.body_min_chars);
    let most = number("body_chars", ours.body_chars);
    (least > most).then(|| {
        let detail = format!("{least} > {most}");
        finding("limits-crossed", format!("{path}.limits"), &detail)
    })
}

fn list<'a>(value: &'a Value, name: &str) -> impl Iterator<Item = &'a Value> {
    let list = value.get(name).and_then(Value::as_array);
    list.into_iter().flatten()
}

fn finding(rule: &'static str, path: String, detail: &str) -> Finding {
    Finding {
        rule,
        path,
        detail: detail.to_owned(),
    }
}
