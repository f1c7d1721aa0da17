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
    "address" "string" "agencies[].address"
    "phone" "string" "agencies[].phone"
    "url" "string" "agencies[].url"
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

const SYNONYMS: &[Column] = columns! { Procedures
    "term" "string" "synonyms[].term"
    "meanings" "string" "synonyms[].meanings"
};
const WAYS: &[Column] = columns! { Procedure
    "procedure" "string" "id"
    "channel" "string" "ways[].channel"
    "time_count" "integer" "ways[].time.count"
    "time_unit" "string" "ways[].time.unit"
    "text" "string" "ways[].text"
};
const FEES: &[Column] = columns! { Procedure
    "procedure" "string" "id"
    "channel" "string" "ways[].channel"
    "kind" "string" "ways[].fees[].kind"
    "amount_vnd" "integer" "ways[].fees[].amount_vnd"
    "text" "string" "ways[].fees[].text"
};
const PAPERS: &[Column] = columns! { Procedure
    "procedure" "string" "id"
    "case" "string" "cases[].name"
    "name" "string" "cases[].papers[].name"
    "originals" "integer" "cases[].papers[].originals"
    "copies" "integer" "cases[].papers[].copies"
    "is_required" "boolean" "cases[].papers[].is_required"
};
const STEPS: &[Column] = columns! { Procedure
    "procedure" "string" "id"
    "name" "string" "steps[].name"
    "text" "string" "steps[].text"
};
const LAWS: &[Column] = columns! { Procedure
    "procedure" "string" "id"
    "number" "string" "laws[].number"
    "name" "string" "laws[].name"
    "url" "string" "laws[].url"
};

/// Name, title, file and columns of each table; one row for each element of the innermost list. A name that ends in `/` means
/// all files in the folder.
const TABLES: &[(&str, &str, &str, &[Column])] = &[
    ("news", "Tin", "news", NEWS),
    ("notices", "Thông báo", "notices", NOTICES),
    ("agencies", "Cơ quan, đơn vị", "agencies", AGENCIES),
    ("procedures", "Thủ tục hành chính", "procedures", PROCEDURES),
    ("synonyms", "Từ đồng nghĩa", "procedures", SYNONYMS),
    ("ways", "Cách nộp hồ sơ", "procedures/", WAYS),
    ("fees", "Phí, lệ phí", "procedures/", FEES),
    ("papers", "Giấy tờ", "procedures/", PAPERS),
    ("steps", "Các bước", "procedures/", STEPS),
    ("laws", "Căn cứ pháp lý", "procedures/", LAWS),
    ("indexes", "Chỉ số", "indexes", INDEXES),
    (
        "observations",
        "Kết quả các chỉ số theo năm",
        "indexes",
        OBSERVATIONS,
    ),
    ("rankings", "Xếp hạng đơn vị", "indexes/", RANKINGS),
];

/// The tables of the files that there are, by their names. Each file is looked at once: there are thousands.
pub(super) fn all<'a>(files: impl Iterator<Item = (&'a str, Value)>) -> Vec<Table> {
    let mut rows_of: Vec<Option<Writer>> = TABLES.iter().map(|_| None).collect();
    for (name, value) in files {
        let folder = name.split_once('/').map(|(folder, _)| folder);
        for ((_, _, source, columns), writer) in TABLES.iter().zip(&mut rows_of) {
            let is_meant = match source.strip_suffix('/') {
                Some(source) => folder == Some(source),
                None => name == *source,
            };
            if !is_meant {
                continue;
            }
            let writer = writer.get_or_insert_with(|| Writer::new(columns));
            for row in rows(&value, columns) {
                writer.add(&row);
            }
        }
    }
    let written = TABLES.iter().zip(rows_of);
    let tables = written.filter_map(|((name, title, _, columns), writer)| {
        Some(Table {
            name,
            title,
            columns,
            content: writer?.done(),
        })
    });
    tables.collect()
}

/// A table on the way.
struct Writer(::csv::Writer<Vec<u8>>);

impl Writer {
    fn new(columns: &[Column]) -> Self {
        let content = "\u{feff}".as_bytes().to_vec();
        let writer = ::csv::WriterBuilder::new()
            .terminator(::csv::Terminator::CRLF)
            .from_writer(content);
        let mut writer = Self(writer);
        let names: Vec<_> = columns
            .iter()
            .map(|column| column.name.to_owned())
            .collect();
        writer.add(&names);
        writer
    }

    /// Into memory, and every row has the length of the first: nothing can fail.
    fn add(&mut self, row: &[String]) {
        let _ = self.0.write_record(row);
    }

    fn done(self) -> Vec<u8> {
        self.0.into_inner().unwrap_or_default()
    }
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
        Value::Array(list) => harmless(&joined(list)),
        Value::Null | Value::Object(_) => String::new(),
        other => other.to_string(),
    }
}

/// Texts of a list, and of lists inside.
fn joined(list: &[Value]) -> String {
    let texts = list.iter().map(|value| match value {
        Value::String(text) => text.clone(),
        Value::Array(list) => joined(list),
        _ => String::new(),
    });
    texts.collect::<Vec<_>>().join("; ")
}

fn harmless(text: &str) -> String {
    match text.starts_with(['=', '+', '-', '@', '\t', '\r']) {
        true => format!("'{text}"),
        false => text.to_owned(),
    }
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
        let procedure = json!({"id": "1.000001", "ways": [
            {"channel": "online", "time": {"count": 3, "unit": "day"}, "text": ["Một", ["hai", "ba"]],
             "fees": [{"kind": "fee", "amount_vnd": 8000}, {"kind": "charge", "text": "Miễn"}]}, {"channel": "post"}]});
        let bare = json!({"id": "1.000002"});
        let files = [
            ("indexes", indexes),
            ("notices", notices),
            ("indexes/a", detail),
            ("procedures/1.000001", procedure),
            ("procedures/1.000002", bare),
        ];
        let tables = all(files.into_iter());
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
        assert_eq!(
            text("ways").lines().skip(1).collect::<Vec<_>>(),
            ["1.000001,online,3,day,Một; hai; ba", "1.000001,post,,,"]
        );
        assert_eq!(
            text("fees").lines().skip(1).collect::<Vec<_>>(),
            ["1.000001,online,fee,8000,", "1.000001,online,charge,,Miễn"]
        );
        assert!(!tables.iter().any(|table| table.name == "news"));
    }
}
