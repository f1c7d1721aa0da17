//! Words of the schemas held against those of the parsers.

use super::*;
use crate::feed::indexes::STATUSES as INDEX_STATUSES;
use crate::feed::news::{KINDS, REFORM_FIELDS, look_up};
use crate::feed::notices::{MSG_TYPES, SEVERITIES, STATUSES};

/// The words that a schema lists.
fn words(schema: &Value) -> Vec<String> {
    let mut found: Vec<String> = Vec::new();
    for word in schema["enum"].as_array().into_iter().flatten() {
        found.extend(word.as_str().map(str::to_owned));
    }
    found.extend(schema["const"].as_str().map(str::to_owned));
    for key in ["oneOf", "anyOf"] {
        for choice in schema[key].as_array().into_iter().flatten() {
            found.extend(words(choice));
        }
    }
    if schema["items"].is_object() {
        found.extend(words(&schema["items"]));
    }
    found
}

#[test]
fn schemas_and_parsers_know_the_same_words() {
    fn known<T: Copy>(table: &[(&str, T)]) -> Vec<String> {
        table.iter().map(|(word, _)| (*word).to_owned()).collect()
    }
    for profile in [Profile::Reader, Profile::Publisher] {
        for (kind, path, expected) in [
            (FileKind::News, "$.items[]._cchc.kind", known(KINDS)),
            (
                FileKind::News,
                "$.items[]._cchc.fields",
                known(REFORM_FIELDS),
            ),
            (FileKind::Notices, "$.notices[].status", known(STATUSES)),
            (FileKind::Notices, "$.notices[].msg_type", known(MSG_TYPES)),
            (FileKind::Notices, "$.notices[].severity", known(SEVERITIES)),
            (
                FileKind::Indexes,
                "$.indexes[].observations[].status",
                known(INDEX_STATUSES),
            ),
            (
                FileKind::Procedures,
                "$.procedures[].levels",
                known(procedures_file::LEVELS),
            ),
            (
                FileKind::Procedures,
                "$.procedures[].online",
                known(procedures_file::ONLINE),
            ),
            (
                FileKind::Procedure,
                "$.ways[].channel",
                known(procedure_file::CHANNELS),
            ),
            (
                FileKind::Procedure,
                "$.ways[].time.unit",
                known(procedure_file::UNITS),
            ),
            (
                FileKind::Procedure,
                "$.ways[].fees[].kind",
                known(procedure_file::FEE_KINDS),
            ),
            (
                FileKind::Index,
                "$.rankings[].status",
                known(INDEX_STATUSES),
            ),
            (
                FileKind::Feedback,
                "$.forms[].kinds[].code",
                feedback_file::KINDS
                    .iter()
                    .map(|&word| word.into())
                    .collect(),
            ),
            (
                FileKind::Feedback,
                "$.forms[].questions[].type",
                known(feedback_file::TYPES),
            ),
            (
                FileKind::Feedback,
                "$.forms[].ward",
                known(feedback_file::NEEDS),
            ),
            (
                FileKind::Feedback,
                "$.forms[].contact.fields",
                feedback_file::CONTACT_FIELDS
                    .iter()
                    .map(|&word| word.into())
                    .collect(),
            ),
            (
                FileKind::Screens,
                "$.screens[].orientation",
                known(screens_file::ORIENTATIONS),
            ),
            (
                FileKind::Screens,
                "$.screens[].lang",
                known(screens_file::LANGUAGES),
            ),
            (
                FileKind::Screens,
                "$.screens[].theme",
                known(screens_file::THEMES),
            ),
            (
                FileKind::Screens,
                "$.screens[].mode",
                known(screens_file::MODES),
            ),
            (
                FileKind::Screens,
                "$.screens[].quiet[].how",
                known(screens_file::HOWS),
            ),
            (
                FileKind::Screens,
                "$.programmes[].scenes[].kind",
                known(screens_file::SCENE_KINDS),
            ),
            (
                FileKind::Screens,
                "$.programmes[].scenes[].kinds",
                known(KINDS),
            ),
            (
                FileKind::Feedback,
                "$.forms[].limits.file_types",
                feedback_file::FILE_TYPES
                    .iter()
                    .map(|&word| word.into())
                    .collect(),
            ),
        ] {
            let field = all_fields(kind, profile)
                .into_iter()
                .find(|field| field.path == path);
            assert_eq!(words(&field.unwrap().schema), expected, "{path}");
        }
    }
    assert!(look_up(KINDS, "Event").is_some());
}
