//! `datapackage.json`: what the tables are, in the terms of Data Package 2.0. Titles and descriptions of the columns are
//! those of the JSON Schemas.

use cchc::check::FileKind;
use cchc::feed::wire::{Profile, schema};
use serde_json::{Value, json};
use sha2::{Digest, Sha256};

use super::columns::Column;
use super::tables::Table;
use crate::build::plan::Plan;

/// The whole file.
pub(super) fn text(plan: &Plan, tables: &[Table]) -> String {
    let resources: Vec<_> = tables.iter().map(resource).collect();
    let package = json!({
        "$schema": "https://datapackage.org/profiles/2.0/datapackage.json",
        "name": "cchc",
        "title": plan.publisher.name,
        "homepage": plan.publisher.url,
        "contributors": [{ "title": plan.publisher.name, "path": plan.publisher.url, "roles": ["publisher"] }],
        "resources": resources,
    });
    let mut text = serde_json::to_string_pretty(&package).unwrap_or_default();
    text.push('\n');
    text
}

fn resource(table: &Table) -> Value {
    let fields: Vec<_> = table.columns.iter().map(field).collect();
    let hash = Sha256::digest(&table.content);
    json!({
        "name": table.name,
        "type": "table",
        "title": table.title,
        "path": table.path(),
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "bytes": table.content.len(),
        "hash": format!("sha256:{}", hex(&hash)),
        "schema": { "fields": fields, "missingValues": [""] },
    })
}

fn field(column: &Column) -> Value {
    let mut field = json!({ "name": column.name, "type": column.sort });
    if let Some(words) = description(column.kind, column.path) {
        field["description"] = json!(words);
    }
    field
}

/// What the schema says of the place.
fn description(kind: FileKind, path: &str) -> Option<String> {
    let whole = schema(kind, Profile::Publisher);
    let mut place = &whole;
    for step in path.split('.') {
        let (name, is_list) = step
            .strip_suffix("[]")
            .map_or((step, false), |name| (name, true));
        place = inside(place, "properties")?.get(name)?;
        if is_list {
            place = inside(place, "items")?;
        }
    }
    place["description"].as_str().map(str::to_owned)
}

/// A part of a schema, or of that of its choices that is not null.
fn inside<'a>(schema: &'a Value, part: &str) -> Option<&'a Value> {
    schema.get(part).or_else(|| {
        let choices = schema.get("anyOf")?.as_array()?;
        choices.iter().find_map(|choice| choice.get(part))
    })
}

fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "tests")]
    use super::*;
    use crate::build::export::tables;

    #[test]
    fn every_column_is_a_field_of_the_feed_and_described() {
        let names = [
            "news",
            "notices",
            "agencies",
            "answers",
            "procedures",
            "procedures/a",
            "indexes",
            "indexes/a",
        ];
        let tables = tables::all(names.into_iter().map(|name| (name, json!({}))));
        assert_eq!(tables.len(), 14);
        for table in &tables {
            for column in table.columns {
                let words = description(column.kind, column.path);
                assert!(words.is_some(), "{}: {}", table.name, column.path);
            }
        }
    }
}
