//! JSON Schema 2020-12 from the types, in two profiles.
//!
//! What a reader must accept is more than what a publisher should write: unknown fields and words come with newer minor
//! versions, null counts as absent, and much may be missing. A schema that pins all that makes every additive change a
//! breaking one; a schema that pins nothing lets every slip of the pen pass. So there are both.

use schemars::generate::SchemaSettings;
use serde_json::{Map, Value, json};

use super::{agencies, answers, discovery, feedback, index, indexes, news, notices};
use super::{procedure, procedures, screens};
use crate::check::FileKind;

/// For whom a schema is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Profile {
    /// Everything that readers of feed v1 must accept, newer minor versions included.
    Reader,
    /// What a publisher should write: no unknown fields or words, nothing missing, no text that is cut.
    Publisher,
}

/// Without these a reader tells of a defect; the rest may be absent.
const NEEDED_BY_READERS: &[(&str, &str, &[&str])] = &[
    ("cchc", "$", &["version", "feeds"]),
    ("cchc", "$.feeds[]", &["name", "url", "integrity"]),
    ("news", "$", &["version", "title", "items"]),
    ("news", "$.items[]", &["id"]),
    ("notices", "$", &["version", "notices"]),
    (
        "notices",
        "$.notices[]",
        &["identifier", "status", "msg_type", "severity"],
    ),
    ("notices", "$.notices[].info[]", &["headline"]),
    ("answers", "$", &["version", "answers"]),
    ("answers", "$.answers[]", &["id", "answer", "answered"]),
    ("agencies", "$", &["version", "agencies"]),
    ("agencies", "$.agencies[]", &["id", "name"]),
    ("indexes", "$", &["version", "indexes"]),
    ("indexes", "$.indexes[]", &["id", "name"]),
    ("indexes", "$.indexes[].bands[]", &["id", "name"]),
    ("indexes", "$.indexes[].target", &["period"]),
    ("indexes", "$.indexes[].observations[]", &["period"]),
    ("index", "$", &["version", "id"]),
    ("index", "$.components[]", &["id", "name"]),
    ("index", "$.editions[]", &["period"]),
    ("index", "$.peers[]", &["period", "name"]),
    ("index", "$.rankings[]", &["period", "universe", "source"]),
    ("index", "$.rankings[].rows[]", &["name"]),
    ("procedures", "$", &["version", "procedures"]),
    ("procedures", "$.procedures[]", &["id", "name"]),
    ("procedures", "$.synonyms[]", &["term", "meanings"]),
    ("procedure", "$", &["version", "id", "name"]),
    ("procedure", "$.ways[]", &["channel"]),
    ("procedure", "$.ways[].time", &["count", "unit"]),
    ("procedure", "$.ways[].fees[]", &["kind"]),
    ("procedure", "$.cases[].papers[]", &["name"]),
    ("procedure", "$.cases[].papers[].forms[]", &["name"]),
    ("feedback", "$", &["version", "forms"]),
    ("feedback", "$.forms[]", &["id", "version", "title"]),
    ("feedback", "$.forms[].kinds[]", &["code", "label"]),
    ("feedback", "$.forms[].topics[]", &["code", "label"]),
    (
        "feedback",
        "$.forms[].questions[]",
        &["id", "label", "type"],
    ),
    (
        "feedback",
        "$.forms[].questions[].options[]",
        &["value", "label"],
    ),
    (
        "feedback",
        "$.forms[].consent",
        &["id", "version", "text", "controller", "purposes"],
    ),
    ("feedback", "$.forms[].consent.purposes[]", &["id", "label"]),
    ("feedback", "$.forms[].due", &["count", "unit"]),
    ("feedback", "$.forms[].elsewhere[]", &["id", "title"]),
    ("feedback", "$.forms[].rating", &["question"]),
    ("screens", "$", &["version", "screens", "programmes"]),
    ("screens", "$.screens[]", &["id", "place", "programme"]),
    ("screens", "$.screens[].quiet[]", &["from", "to", "how"]),
    ("screens", "$.programmes[]", &["id", "title", "scenes"]),
    ("screens", "$.programmes[].scenes[]", &["kind"]),
];

/// The schema of one kind of file.
///
/// Its `$id` is relative, so that it is right wherever a feed is put: a feed keeps its schemas in `schema/`.
#[must_use]
pub fn schema(kind: FileKind, profile: Profile) -> Value {
    let generator = SchemaSettings::draft2020_12()
        .with(|settings| settings.inline_subschemas = true)
        .into_generator();
    let schema = match kind {
        FileKind::Discovery => generator.into_root_schema_for::<discovery::Discovery>(),
        FileKind::News => generator.into_root_schema_for::<news::News>(),
        FileKind::Notices => generator.into_root_schema_for::<notices::Notices>(),
        FileKind::Agencies => generator.into_root_schema_for::<agencies::Agencies>(),
        FileKind::Indexes => generator.into_root_schema_for::<indexes::Indexes>(),
        FileKind::Index => generator.into_root_schema_for::<index::Index>(),
        FileKind::Procedures => generator.into_root_schema_for::<procedures::Procedures>(),
        FileKind::Procedure => generator.into_root_schema_for::<procedure::Detail>(),
        FileKind::Answers => generator.into_root_schema_for::<answers::Answers>(),
        FileKind::Feedback => generator.into_root_schema_for::<feedback::Feedback>(),
        FileKind::Screens => generator.into_root_schema_for::<screens::Screens>(),
    };
    let mut schema = schema.to_value();
    let name = kind.name();
    shape(&mut schema, name, profile, "$");
    if let Value::Object(top) = &mut schema {
        top.insert("$id".to_owned(), json!(format!("../schema/{name}.json")));
    }
    schema
}

/// Gives a schema and everything inside the profile; `path` is where its values stand.
fn shape(schema: &mut Value, file: &str, profile: Profile, path: &str) {
    let Value::Object(fields) = schema else {
        return;
    };
    if let Some(items) = fields.get_mut("items") {
        shape(items, file, profile, &format!("{path}[]"));
    }
    for inside in ["anyOf", "oneOf"] {
        if let Some(Value::Array(choices)) = fields.get_mut(inside) {
            for choice in choices {
                shape(choice, file, profile, path);
            }
        }
    }
    if fields.contains_key("properties") {
        object(fields, file, profile, path);
    }
    if profile == Profile::Reader {
        fields.remove("maxLength");
        open_words(fields);
    }
}

fn object(fields: &mut Map<String, Value>, file: &str, profile: Profile, path: &str) {
    if profile == Profile::Reader {
        let needed = NEEDED_BY_READERS
            .iter()
            .find(|(name, place, _)| *name == file && *place == path)
            .map_or(&[][..], |(_, _, needed)| needed);
        fields.insert("required".to_owned(), json!(needed));
    }
    let required = fields.get("required").cloned().unwrap_or_default();
    let is_required = |name: &str| {
        let names = required.as_array();
        names.is_some_and(|names| names.iter().any(|known| known == name))
    };
    if let Some(Value::Object(properties)) = fields.get_mut("properties") {
        for (name, property) in properties.iter_mut() {
            shape(property, file, profile, &format!("{path}.{name}"));
            if profile == Profile::Reader && !is_required(name) {
                allow_null(property);
            }
        }
        if path == "$" {
            let words = "Address of this schema, for editors.";
            let address = json!({"type": "string", "description": words});
            properties.insert("$schema".to_owned(), address);
        }
    }
    match profile {
        Profile::Reader => {
            fields.insert("additionalProperties".to_owned(), json!(true));
        }
        Profile::Publisher => {
            fields.insert("additionalProperties".to_owned(), json!(false));
            // Extensions of others, as JSON Feed and GBFS name them.
            fields.insert("patternProperties".to_owned(), json!({"^_": true}));
        }
    }
}

/// Words that a newer minor version adds are no defect.
fn open_words(fields: &mut Map<String, Value>) {
    for closed in ["enum", "oneOf"] {
        if let Some(words) = fields.remove(closed) {
            fields.remove("type");
            let known = json!({ closed: words });
            fields.insert("anyOf".to_owned(), json!([known, {"type": "string"}]));
        }
    }
}

/// Null counts as absent.
fn allow_null(property: &mut Value) {
    let Value::Object(fields) = property else {
        return;
    };
    match fields.get_mut("type") {
        Some(Value::String(one)) => {
            let both = json!([one, "null"]);
            fields.insert("type".to_owned(), both);
        }
        Some(Value::Array(types)) if !types.contains(&json!("null")) => types.push(json!("null")),
        Some(_) => {}
        None => {
            if let Some(Value::Array(choices)) = fields.get_mut("anyOf") {
                choices.push(json!({"type": "null"}));
            }
        }
    }
}
