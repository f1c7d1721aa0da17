//! The lists of the feed as CSV: one header row with the names of the feed, ISO dates, decimal points, UTF-8 with the
//! mark by which Excel knows it.
//!
//! A text that begins like a formula gets an apostrophe in front, because Excel would carry it out and titles come from
//! elsewhere (OWASP, CSV injection).

use cchc::check::FileKind;
use serde_json::Value;

/// One table.
pub(super) struct Table {
    pub(super) name: &'static str,
    pub(super) title: &'static str,
    pub(super) columns: &'static [Column],
    pub(super) content: Vec<u8>,
}

/// One column: its name, its type in a Table Schema, and where it stands in the files of the feed.
pub(super) struct Column {
    pub(super) name: &'static str,
    pub(super) sort: &'static str,
    pub(super) kind: FileKind,
    /// Path from the top of the file, as in its JSON Schema.
    pub(super) path: &'static str,
}

impl Table {
    pub(super) fn path(&self) -> String {
        format!("csv/{}.csv", self.name)
    }
}

macro_rules! columns {
    ($kind:ident $($name:literal $sort:literal $path:literal)*) => {
        &[$(Column { name: $name, sort: $sort, kind: FileKind::$kind, path: $path }),*]
    };
}

const NEWS: &[Column] = columns! { News
    "id" "string" "items[].id"
    "url" "string" "items[].url"
    "title" "string" "items[].title"
    "summary" "string" "items[].summary"
    "date_published" "datetime" "items[].date_published"
    "language" "string" "items[].language"
    "kind" "string" "items[]._cchc.kind"
    "agency" "string" "items[]._cchc.agency"
    "fields" "string" "items[]._cchc.fields"
    "source" "string" "items[]._cchc.source.name"
};
const NOTICES: &[Column] = columns! { Notices
    "identifier" "string" "notices[].identifier"
    "sent" "datetime" "notices[].sent"
    "onset" "datetime" "notices[].onset"
    "expires" "datetime" "notices[].expires"
    "status" "string" "notices[].status"
    "msg_type" "string" "notices[].msg_type"
    "severity" "string" "notices[].severity"
    "agencies" "string" "notices[].agencies"
    "headline" "string" "notices[].info[].headline"
    "web" "string" "notices[].web"
};
const AGENCIES: &[Column] = columns! { Agencies
    "id" "string" "agencies[].id"
    "name" "string" "agencies[].name"
    "name_en" "string" "agencies[].name_en"
    "kind" "string" "agencies[].kind"
    "code" "string" "agencies[].code"
    "valid_from" "date" "agencies[].valid_from"
    "valid_to" "date" "agencies[].valid_to"
    "predecessors" "string" "agencies[].predecessors"
};
const INDEXES: &[Column] = columns! { Indexes
    "id" "string" "indexes[].id"
    "short" "string" "indexes[].short"
    "name" "string" "indexes[].name"
    "name_en" "string" "indexes[].name_en"
    "publisher" "string" "indexes[].publisher"
    "unit" "string" "indexes[].unit"
    "decimals" "integer" "indexes[].decimals"
    "min" "number" "indexes[].min"
    "max" "number" "indexes[].max"
};
const OBSERVATIONS: &[Column] = columns! { Indexes
    "index" "string" "indexes[].id"
    "period" "string" "indexes[].observations[].period"
    "value" "number" "indexes[].observations[].value"
    "rank" "integer" "indexes[].observations[].rank"
    "rank_of" "integer" "indexes[].observations[].rank_of"
    "basis" "string" "indexes[].observations[].basis"
    "band" "string" "indexes[].observations[].band"
    "status" "string" "indexes[].observations[].status"
    "published" "date" "indexes[].observations[].published"
    "mean" "number" "indexes[].observations[].mean"
    "source_title" "string" "indexes[].observations[].source.title"
    "source_url" "string" "indexes[].observations[].source.url"
    "break" "string" "indexes[].observations[].break"
    "note" "string" "indexes[].observations[].note"
};
const RANKINGS: &[Column] = columns! { Index
    "index" "string" "id"
    "period" "string" "rankings[].period"
    "universe" "string" "rankings[].universe"
    "rank_of" "integer" "rankings[].rank_of"
    "name" "string" "rankings[].rows[].name"
    "agency" "string" "rankings[].rows[].agency"
    "value" "number" "rankings[].rows[].value"
    "rank" "integer" "rankings[].rows[].rank"
    "closed" "date" "rankings[].rows[].closed"
    "source_title" "string" "rankings[].source.title"
    "source_url" "string" "rankings[].source.url"
};

const PROCEDURES: &[Column] = columns! { Procedures
    "id" "string" "procedures[].id"
    "name" "string" "procedures[].name"
    "name_en" "string" "procedures[].name_en"
    "field" "string" "procedures[].field"
    "handler" "string" "procedures[].handler"
    "levels" "string" "procedures[].levels"
    "audience" "string" "procedures[].audience"
    "online" "string" "procedures[].online"
    "keywords" "string" "procedures[].keywords"
    "rarity" "integer" "procedures[].rarity"
    "result" "string" "procedures[].result"
    "conditions" "string" "procedures[].conditions"
    "url" "string" "procedures[].url"
    "updated" "date" "procedures[].updated"
};

/// Name, title, file and columns of each table; one row for each element of the innermost list.
const TABLES: &[(&str, &str, &str, &[Column])] = &[
    ("news", "Tin", "news", NEWS),
    ("notices", "Thông báo", "notices", NOTICES),
    ("agencies", "Cơ quan, đơn vị", "agencies", AGENCIES),
    ("procedures", "Thủ tục hành chính", "procedures", PROCEDURES),
    ("indexes", "Chỉ số", "indexes", INDEXES),
    (
        "observations",
        "Kết quả các chỉ số theo năm",
        "indexes",
        OBSERVATIONS,
    ),
    ("rankings", "Xếp hạng đơn vị", "", RANKINGS),
];

/// The tables of the files that there are; `details` are those of single indexes.
pub(super) fn all(file: impl Fn(&str) -> Option<Value>, details: &[Value]) -> Vec<Table> {
    let mut tables = Vec::new();
    for (name, title, source, columns) in TABLES {
        let files = match *source {
            "" => details.to_vec(),
            source => file(source).into_iter().collect(),
        };
        if files.is_empty() {
            continue;
        }
        let rows = files.iter().flat_map(|file| rows(file, columns));
        tables.push(Table {
            name,
            title,
            columns,
            content: written(columns, rows),
        });
    }
    tables
}

/// Cells of all rows of a file.
fn rows(file: &Value, columns: &[Column]) -> Vec<Vec<String>> {
    // The longest chain of lists says what a row is; lists of single values are cells.
    let depth = |path: &str| path.matches("[].").count();
    let rows_of = columns.iter().map(|column| column.path);
    let rows_of = rows_of.filter(|path| !path.contains("info[]"));
    let Some(deepest) = rows_of.max_by_key(|path| depth(path)) else {
        return Vec::new();
    };
    let lists: Vec<_> = deepest.split("[].").collect();
    let lists = lists.split_last().map_or(&[][..], |(_, lists)| lists);
    let mut found = vec![vec![file]];
    for list in lists {
        let mut next = Vec::new();
        for chain in found {
            let inner = chain
                .last()
                .and_then(|value| value.get(list))
                .and_then(Value::as_array);
            for element in inner.into_iter().flatten() {
                let mut chain = chain.clone();
                chain.push(element);
                next.push(chain);
            }
        }
        found = next;
    }
    let row = |chain: &Vec<&Value>| {
        let cells = columns.iter().map(|column| {
            let depth = column
                .path
                .split("[].")
                .zip(lists)
                .take_while(|(a, b)| a == *b)
                .count();
            let rest: Vec<_> = column.path.split("[].").skip(depth).collect();
            chain
                .get(depth)
                .map_or_else(String::new, |value| cell(value, &rest.join("[].")))
        });
        cells.collect()
    };
    found.iter().map(row).collect()
}

/// Value at a path; of a list the first element's.
fn cell(value: &Value, path: &str) -> String {
    let mut value = value;
    for step in path.split('.') {
        let (name, is_list) = step
            .strip_suffix("[]")
            .map_or((step, false), |name| (name, true));
        let Some(next) = value.get(name) else {
            return String::new();
        };
        value = match (is_list, next.as_array()) {
            (true, Some(list)) => match list.first() {
                Some(first) => first,
                None => return String::new(),
            },
            _ => next,
        };
    }
    match value {
        Value::String(text) => harmless(text),
        Value::Array(list) => {
            let texts = list.iter().filter_map(Value::as_str);
            harmless(&texts.collect::<Vec<_>>().join("; "))
        }
        Value::Null | Value::Object(_) => String::new(),
        other => other.to_string(),
    }
}

fn harmless(text: &str) -> String {
    match text.starts_with(['=', '+', '-', '@', '\t', '\r']) {
        true => format!("'{text}"),
        false => text.to_owned(),
    }
}

fn written(columns: &[Column], rows: impl Iterator<Item = Vec<String>>) -> Vec<u8> {
    let mut content = "\u{feff}".as_bytes().to_vec();
    let mut writer = ::csv::WriterBuilder::new()
        .terminator(::csv::Terminator::CRLF)
        .from_writer(&mut content);
    let names = columns
        .iter()
        .map(|column| column.name.to_owned())
        .collect();
    for row in std::iter::once(names).chain(rows) {
        // Into memory, and every row has the length of the first.
        if writer.write_record(&row).is_err() {
            break;
        }
    }
    drop(writer);
    content
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "tests")]
    use super::*;
    use serde_json::json;

    #[test]
    fn rows_are_the_elements_of_the_innermost_list() {
        let indexes = json!({"indexes": [
            {"id": "a", "observations": [
                {"period": "2024", "value": 92.57, "rank": 3, "source": {"title": "=1+1", "url": "https://a.vn/"}},
                {"period": "2023", "status": "unknown", "note": "một\nhai; \"ba\""}]},
            {"id": "b"}]});
        let detail = json!({"id": "a", "rankings": [{"period": "2024", "universe": "Sở", "rows": [
            {"name": "Sở A", "value": 95.0}, {"name": "Sở B"}]}]});
        let notices = json!({"notices": [{"identifier": "1", "agencies": ["x", "y"], "info": [
            {"headline": "vi"}, {"headline": "en"}]}]});
        let tables = all(
            |name| match name {
                "indexes" => Some(indexes.clone()),
                "notices" => Some(notices.clone()),
                _ => None,
            },
            &[detail],
        );
        let text = |name: &str| {
            let table = tables.iter().find(|table| table.name == name).unwrap();
            String::from_utf8(table.content.clone()).unwrap()
        };
        assert_eq!(
            text("observations"),
            "\u{feff}index,period,value,rank,rank_of,basis,band,status,published,mean,source_title,source_url,break,note\r\n\
             a,2024,92.57,3,,,,,,,'=1+1,https://a.vn/,,\r\n\
             a,2023,,,,,,unknown,,,,,,\"một\nhai; \"\"ba\"\"\"\r\n"
        );
        assert_eq!(
            text("rankings").lines().skip(1).collect::<Vec<_>>(),
            ["a,2024,Sở,,Sở A,,95.0,,,,", "a,2024,Sở,,Sở B,,,,,,"]
        );
        assert!(
            text("notices").ends_with("1,,,,,,,x; y,vi,\r\n"),
            "{}",
            text("notices")
        );
        assert!(!tables.iter().any(|table| table.name == "news"));
    }
}
