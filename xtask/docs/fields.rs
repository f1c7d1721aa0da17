//! The fields of the feed's files as tables, from the JSON schemas that `cchc schema` writes.

use cchc::check::FileKind;
use cchc::feed::wire::{Profile, schema};
use serde_json::Value;

use super::page::escape;
use super::tables::{code, table};
use super::words::Lang;
use crate::registry::Widget;

/// Kinds of files behind the names that the registry has; a kind that is not known fails the tests.
pub(crate) fn kinds(file: &str) -> Option<&'static [FileKind]> {
    Some(match file {
        "news" => &[FileKind::News],
        "notices" => &[FileKind::Notices],
        "agencies" => &[FileKind::Agencies],
        "answers" => &[FileKind::Answers],
        "indexes" => &[FileKind::Indexes, FileKind::Index],
        // The search file is made from these two.
        "procedures.bin" => &[FileKind::Procedures, FileKind::Procedure],
        "feedback" => &[FileKind::Feedback],
        "screens" => &[FileKind::Screens],
        _ => return None,
    })
}

/// Names of the files that a widget reads in any of its modes.
pub(crate) fn files(widget: &Widget) -> impl Iterator<Item = &'static str> {
    let modes = widget.modes.iter().flat_map(|mode| mode.files);
    widget.files.iter().chain(modes).copied()
}

/// What a widget reads, one fold per file.
pub(crate) fn of(widget: &Widget, lang: Lang) -> String {
    let words = lang.words();
    let mut out = format!("<p>{}</p>\n", escape(words.fields_about));
    let mut done = Vec::new();
    for kind in files(widget).filter_map(kinds).flatten() {
        if done.contains(kind) {
            continue;
        }
        done.push(*kind);
        let mut rows = Vec::new();
        let top = schema(*kind, Profile::Publisher);
        walk(&top, "", lang, &mut rows);
        let name = kind.name();
        let heads = [words.field, words.kind, words.required, words.what];
        out.push_str(&format!(
            "<details class=\"fold\"><summary>{name}.json <small>({} {})</small></summary>\n\
             <p><a href=\"../../feed/v1/schema/{name}.json\">{}: {name}.json</a></p>\n{}</details>\n",
            rows.len(),
            words.fields_of,
            words.schema,
            table(&format!("{name}.json"), &heads, &rows)
        ));
    }
    out
}

/// What schemas say of a field in English, and below it in Vietnamese. The sentences are those of the doc comments in `src/feed`.
const VIETNAMESE: &str = include_str!("fields.vi.txt");

/// A sentence of a schema in Vietnamese.
pub(crate) fn vietnamese(english: &str) -> Option<&'static str> {
    let mut lines = VIETNAMESE.lines();
    while let (Some(known), Some(said)) = (lines.next(), lines.next()) {
        if known == english {
            return Some(said.trim_start());
        }
    }
    None
}

/// A sentence in this language; in English where it has no other form yet.
fn told(english: &str, lang: Lang) -> String {
    match (lang, vietnamese(english)) {
        (Lang::En, _) => escape(english),
        (Lang::Vi, Some(said)) => escape(said),
        (Lang::Vi, None) => format!("<span lang=\"en\">{}</span>", escape(english)),
    }
}

/// Adds a row for every field below `path`.
fn walk(schema: &Value, path: &str, lang: Lang, rows: &mut Vec<Vec<String>>) {
    let required = schema.get("required").and_then(Value::as_array);
    let Some(fields) = schema.get("properties").and_then(Value::as_object) else {
        return;
    };
    for (name, field) in fields {
        if name == "$schema" {
            continue;
        }
        let path = match path {
            "" => name.clone(),
            above => format!("{above}.{name}"),
        };
        let is_required = required.is_some_and(|all| all.iter().any(|one| one == name));
        let about = field
            .get("description")
            .and_then(Value::as_str)
            .map(|about| told(about, lang))
            .unwrap_or_default();
        let must = if is_required { lang.words().yes } else { "" };
        rows.push(vec![code(&path), kind(field, lang), must.to_owned(), about]);
        below(field, &path, lang, rows);
    }
}

/// Goes into objects, lists and choices.
fn below(field: &Value, path: &str, lang: Lang, rows: &mut Vec<Vec<String>>) {
    walk(field, path, lang, rows);
    if let Some(items) = field.get("items") {
        below(items, &format!("{path}[]"), lang, rows);
    }
    for choices in ["anyOf", "oneOf"] {
        let choices = field.get(choices).and_then(Value::as_array);
        for choice in choices.into_iter().flatten() {
            below(choice, path, lang, rows);
        }
    }
}

/// What kind of value a field has, in words; allowed words by themselves.
fn kind(field: &Value, lang: Lang) -> String {
    if let Some(word) = field.get("const").and_then(Value::as_str) {
        return code(word);
    }
    let mut found: Vec<String> = Vec::new();
    let mut add = |one: String| {
        if !one.is_empty() && !found.contains(&one) {
            found.push(one);
        }
    };
    for list in ["enum", "anyOf", "oneOf"] {
        let list = field.get(list).and_then(Value::as_array);
        for one in list.into_iter().flatten() {
            add(match one {
                Value::String(word) => code(word),
                choice => kind(choice, lang),
            });
        }
    }
    if found.is_empty() {
        let named = match field.get("type") {
            Some(Value::String(one)) => one.as_str(),
            Some(Value::Array(all)) => all
                .iter()
                .filter_map(Value::as_str)
                .find(|one| *one != "null")
                .unwrap_or_default(),
            _ => "",
        };
        return named_kind(named, field, lang);
    }
    found.join(" ")
}

fn named_kind(named: &str, field: &Value, lang: Lang) -> String {
    let format = field.get("format").and_then(Value::as_str);
    match (named, format) {
        ("string", Some("date-time")) => lang.pick("thời điểm", "moment").to_owned(),
        ("string", Some("date")) => lang.pick("ngày", "day").to_owned(),
        ("string", Some("uri" | "uri-reference")) => lang.pick("địa chỉ", "address").to_owned(),
        ("string", _) => lang.pick("chữ", "text").to_owned(),
        ("integer" | "number", _) => lang.pick("số", "number").to_owned(),
        ("boolean", _) => lang.pick("đúng/sai", "true/false").to_owned(),
        ("object", _) => lang.pick("nhóm", "group").to_owned(),
        ("array", _) => {
            let inside = field.get("items").map(|items| kind(items, lang));
            let inside = inside.filter(|inside| !inside.is_empty());
            let list = lang.pick("danh sách", "list");
            inside.map_or(list.to_owned(), |inside| format!("{list}: {inside}"))
        }
        _ => String::new(),
    }
}
