//! Types, schemas and parsers held against one another.
#![allow(clippy::unwrap_used, reason = "tests")]

use serde_json::{Value, json};

use super::example::full;
use super::*;
use crate::check::{FileKind, Severity, check};
use crate::feed::feedback as feedback_file;
use crate::feed::screens as screens_file;
use crate::feed::{agencies as agencies_file, discovery as discovery_file, news as news_file};
use crate::feed::{index as index_file, indexes as indexes_file};
use crate::feed::{notices as notices_file, parse_stamp};
use crate::feed::{procedure as procedure_file, procedures as procedures_file};

mod words;

const NOW: &str = "2025-11-18T09:00:00+07:00";

/// One field of a schema and where it stands.
struct Field {
    /// `$.items[].id`
    path: String,
    name: String,
    schema: Value,
    /// Whether the object around it lists the field as required.
    required: bool,
}

impl Field {
    /// Changes the field in a file; the lists on the way have one element.
    fn edit(&self, file: &mut Value, change: impl FnOnce(&mut Value, &str)) {
        let mut place = file;
        let parts: Vec<&str> = self.path.split('.').skip(1).collect();
        let (last, on_the_way) = parts.split_last().unwrap();
        for part in on_the_way {
            place = &mut place[part.trim_end_matches("[]")];
            if part.ends_with("[]") {
                place = &mut place[0];
            }
        }
        change(place, last);
    }
}

/// All fields of a schema, without `$schema`.
fn fields(schema: &Value, path: &str) -> Vec<Field> {
    let mut found = Vec::new();
    let choices = schema["anyOf"].as_array().into_iter().flatten();
    for schema in choices.chain([schema]) {
        for (name, inside) in schema["properties"].as_object().into_iter().flatten() {
            if name == "$schema" {
                continue;
            }
            let path = format!("{path}.{name}");
            found.extend(fields(inside, &path));
            let required = schema["required"].as_array();
            found.push(Field {
                path,
                name: name.clone(),
                schema: inside.clone(),
                required: required.is_some_and(|names| names.contains(&json!(name))),
            });
        }
        if schema["items"].is_object() {
            found.extend(fields(&schema["items"], &format!("{path}[]")));
        }
    }
    found
}

fn all_fields(kind: FileKind, profile: Profile) -> Vec<Field> {
    fields(&schema(kind, profile), "$")
}

fn is_for_others(kind: FileKind, path: &str) -> bool {
    let listed = FOR_OTHER_READERS
        .iter()
        .find(|(name, _)| *name == kind.name());
    listed.unwrap().1.iter().any(|known| {
        path == *known
            || path.starts_with(&format!("{known}."))
            || path.starts_with(&format!("{known}["))
    })
}

/// Rules and paths that a file breaks.
fn findings(kind: FileKind, file: &Value) -> Vec<(Severity, &'static str, String)> {
    let now = parse_stamp(NOW).unwrap().0;
    check(kind, file.to_string().as_bytes(), now)
        .into_iter()
        .map(|report| (report.severity, report.finding.rule, report.finding.path))
        .collect()
}

fn is_valid(kind: FileKind, profile: Profile, file: &Value) -> bool {
    let validator = jsonschema::options()
        .should_validate_formats(true)
        .build(&schema(kind, profile))
        .unwrap();
    validator.is_valid(file)
}

#[test]
fn what_a_publisher_writes_is_read_without_a_finding_and_fits_both_schemas() {
    for kind in FileKind::ALL {
        let file = full(*kind);
        assert_eq!(findings(*kind, &file), [], "{kind:?}");
        for profile in [Profile::Reader, Profile::Publisher] {
            assert!(is_valid(*kind, profile, &file), "{kind:?} {profile:?}");
        }
    }
}

#[test]
fn the_example_uses_every_field_of_the_schemas() {
    for kind in FileKind::ALL {
        for field in all_fields(*kind, Profile::Publisher) {
            let mut file = full(*kind);
            field.edit(&mut file, |place, name| {
                let name = name.trim_end_matches("[]");
                assert!(
                    place.get(name).is_some_and(|value| !value.is_null()),
                    "{}",
                    field.path
                );
            });
        }
    }
}

#[test]
fn every_field_of_the_schemas_is_read_or_is_for_other_readers() {
    let mut read = 0;
    for kind in FileKind::ALL {
        for field in all_fields(*kind, Profile::Publisher) {
            let mut file = full(*kind);
            field.edit(&mut file, |place, name| {
                let is_object = place[name].is_object();
                place[name] = if is_object { json!(7) } else { json!({"x": 1}) };
            });
            let path = field.path.replace("[]", "[0]");
            let found = findings(*kind, &file);
            let is_told = found.iter().any(|(_, rule, at)| {
                ["type-wrong", "value-unreadable"].contains(rule) && *at == path
            });
            assert_eq!(
                is_told,
                !is_for_others(*kind, &field.path),
                "{}: {found:?}",
                field.path
            );
            assert!(!is_valid(*kind, Profile::Reader, &file), "{}", field.path);
            read += usize::from(is_told);
        }
    }
    assert!(read > 50, "{read} fields are read");
    for (file, paths) in FOR_OTHER_READERS {
        let known = all_fields(FileKind::named(file).unwrap(), Profile::Reader);
        for path in *paths {
            assert!(
                known.iter().any(|field| field.path == *path),
                "{path} is no field"
            );
        }
    }
}

#[test]
fn a_reader_needs_what_the_parsers_miss_and_no_more() {
    // A post without date is a post all the same, and a Cancel has no words. The others are needed only where something
    // else refers to them: a rank to its universe, a figure to its source, an observation to the groups.
    let tolerated = [
        "$.items[].date_published",
        "$.notices[].info",
        "$.indexes[].bands",
        "$.indexes[].observations[].source",
        "$.indexes[].observations[].rank_of",
        "$.indexes[].observations[].restated[].rank_of",
        "$.indexes[].observations[].conflicts[].rank_of",
        "$.components",
        "$.editions[].rank_of",
        "$.peers[].rank_of",
        "$.rankings[].rank_of",
        // Needed by choices alone, and by forms that ask for a contact.
        "$.forms[].questions[].options",
        "$.forms[].consent",
        // Topics and questions refer to them.
        "$.forms[].kinds",
    ];
    for kind in FileKind::ALL {
        for field in all_fields(*kind, Profile::Reader) {
            let mut file = full(*kind);
            field.edit(&mut file, |place, name| {
                drop(place.as_object_mut().unwrap().remove(name));
            });
            let found = findings(*kind, &file);
            let is_missed = found
                .iter()
                .any(|(severity, ..)| *severity > Severity::Hint);
            if tolerated.contains(&field.path.as_str()) || is_for_others(*kind, &field.path) {
                assert!(
                    !field.required || is_for_others(*kind, &field.path),
                    "{}",
                    field.path
                );
            } else {
                assert_eq!(field.required, is_missed, "{}: {found:?}", field.path);
            }
        }
    }
}

#[test]
fn null_counts_as_absent_for_readers() {
    for kind in FileKind::ALL {
        for field in all_fields(*kind, Profile::Reader) {
            let mut file = full(*kind);
            field.edit(&mut file, |place, name| place[name] = Value::Null);
            assert_eq!(
                is_valid(*kind, Profile::Reader, &file),
                !field.required,
                "{}",
                field.path
            );
        }
    }
}

#[test]
fn newer_minor_versions_pass_for_readers_and_slips_of_the_pen_fail_for_publishers() {
    for (kind, change) in [
        (FileKind::Discovery, r#"{"version":"1.7"}"#),
        (FileKind::Discovery, r#"{"colour":"red"}"#),
        (FileKind::News, r#"{"colour":"red"}"#),
        (FileKind::Notices, r#"{"colour":"red"}"#),
        (FileKind::Agencies, r#"{"version":"1.7","colour":"red"}"#),
        (FileKind::Indexes, r#"{"version":"1.7"}"#),
        (FileKind::Indexes, r#"{"colour":"red"}"#),
        (FileKind::Index, r#"{"version":"1.7"}"#),
        (FileKind::Index, r#"{"version":"1.7","colour":"red"}"#),
        (FileKind::Procedures, r#"{"version":"1.7"}"#),
        (FileKind::Procedure, r#"{"version":"1.7"}"#),
        (FileKind::Procedure, r#"{"colour":"red"}"#),
        (FileKind::Feedback, r#"{"version":"1.7"}"#),
        (FileKind::Feedback, r#"{"colour":"red"}"#),
        (FileKind::Answers, r#"{"version":"1.7"}"#),
        (FileKind::Answers, r#"{"colour":"red"}"#),
        (FileKind::Screens, r#"{"version":"1.7"}"#),
        (FileKind::Screens, r#"{"colour":"red"}"#),
    ] {
        let mut file = full(kind);
        let change: Value = serde_json::from_str(change).unwrap();
        for (name, value) in change.as_object().unwrap() {
            file[name] = value.clone();
        }
        assert!(is_valid(kind, Profile::Reader, &file), "{change}");
        assert_eq!(
            is_valid(kind, Profile::Publisher, &file),
            change.get("colour").is_none(),
            "{change}"
        );
    }
    let mut file = full(FileKind::News);
    file["items"][0]["_cchc"]["kind"] = json!("podcast");
    file["_other"] = json!({"any": 1});
    assert!(is_valid(FileKind::News, Profile::Reader, &file));
    assert!(!is_valid(FileKind::News, Profile::Publisher, &file));
    file["items"][0]["_cchc"]["kind"] = json!("event");
    assert!(is_valid(FileKind::News, Profile::Publisher, &file));
    for version in ["2.0", "1", "1.", "1.0-beta", "v1.0"] {
        let mut file = full(FileKind::Notices);
        file["version"] = json!(version);
        assert!(
            !is_valid(FileKind::Notices, Profile::Reader, &file),
            "{version}"
        );
    }
}

#[test]
fn schemas_are_described_stable_and_name_themselves() {
    for kind in FileKind::ALL {
        for profile in [Profile::Reader, Profile::Publisher] {
            let schema_value = schema(*kind, profile);
            assert_eq!(schema_value.to_string(), schema(*kind, profile).to_string());
            assert_eq!(
                schema_value["$schema"],
                "https://json-schema.org/draft/2020-12/schema"
            );
            assert_eq!(
                schema_value["$id"],
                format!("../schema/{}.json", kind.name())
            );
            assert!(
                jsonschema::meta::is_valid(&schema_value),
                "{kind:?} {profile:?}"
            );
            for field in fields(&schema_value, "$") {
                let words = field.schema["description"].as_str();
                assert!(
                    words.is_some_and(|words| !words.is_empty()),
                    "{} {}",
                    field.path,
                    field.schema
                );
                assert_ne!(field.name, "", "{}", field.path);
            }
        }
    }
}

#[test]
fn the_parsers_give_back_what_was_written() {
    let text = |kind| full(kind).to_string();
    let news = news_file::parse(&text(FileKind::News)).0;
    let item = &news.items[0];
    assert_eq!(item.kind, news_file::Kind::Result);
    assert_eq!(item.fields, [news_file::ReformField::CivilService]);
    assert!(item.pinned && item.date_only && !news.expired);
    assert_eq!(item.source.as_deref(), Some("Cơ quan ví dụ"));
    let notices = notices_file::parse(&text(FileKind::Notices)).0;
    assert!(notices[0].all_clear && notices[0].references == ["vi-du-0"]);
    let discovery = discovery_file::parse(&text(FileKind::Discovery)).0.unwrap();
    assert_eq!(
        (discovery.sequence, discovery.publisher.as_str()),
        (7, "Cơ quan ví dụ")
    );
    let agencies = agencies_file::parse(&text(FileKind::Agencies)).0;
    assert_eq!(
        agencies[0].valid_from,
        chrono::NaiveDate::from_ymd_opt(2025, 3, 1)
    );
    let (mut entries, _) = indexes_file::parse(&text(FileKind::Indexes));
    let entry = entries.remove(0);
    let observation = &entry.observations[0];
    assert_eq!(
        (observation.figures.clone(), entry.target.unwrap().rank),
        (observation.restated[0].clone(), Some(5))
    );
    let entry = indexes_file::Index {
        id: "vi-du".to_owned(),
        decimals: 2,
        ..indexes_file::Index::default()
    };
    let detail = index_file::parse(&text(FileKind::Index), &entry).0.unwrap();
    let part = detail.editions[0].parts[0];
    assert_eq!(
        (part.value.unwrap().plain(), part.rank),
        ("9.50".to_owned(), Some(7))
    );
    assert!(detail.components[0].bonus && detail.rankings[0].rows[0].closed.is_some());
    let list = procedures_file::parse(&text(FileKind::Procedures)).0;
    assert!(list.procedures[0].has_detail);
    assert_eq!(list.synonyms[0].meanings, ["giấy ví dụ"]);
    let detail = procedure_file::parse(&text(FileKind::Procedure)).0.unwrap();
    assert_eq!(detail.procedure.name, list.procedures[0].name);
    assert_eq!(detail.ways[0].time.unwrap().count, 3);
    assert_eq!(detail.conditions, detail.steps[0].text);
    let form = feedback_file::parse(&text(FileKind::Feedback))
        .0
        .unwrap()
        .forms
        .remove(0);
    assert_eq!(form.limits.file_types, ["image/jpeg"]);
    assert_eq!(form.questions[0].most_chars(), 20);
    assert_eq!(form.due.unwrap().unit, procedure_file::Unit::WorkingDay);
    assert!(form.consent.unwrap().purposes[0].is_required);
    let found = screens_file::parse(&text(FileKind::Screens)).0.unwrap();
    let screen = &found.screens[0];
    assert_eq!(
        (screen.distance_m, screen.quiet[0].window.from),
        (Some(4.5), 1_320)
    );
    assert!(screen.has_heartbeat && screen.lang == screens_file::Languages::Both);
    assert_eq!(found.programme_of(screen).unwrap().scenes[0].secs, Some(20));
}
