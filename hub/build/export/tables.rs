//! The lists of the feed as CSV: one header row with the names of the feed, ISO dates, decimal points, UTF-8 with the
//! mark by which Excel knows it.
//!
//! A text that begins like a formula gets an apostrophe in front, because Excel would carry it out and titles come from
//! elsewhere (OWASP, CSV injection).

use serde_json::Value;

use super::columns::{Column, TABLES};
use crate::cells::harmless;

/// One table.
pub(super) struct Table {
    pub(super) name: &'static str,
    pub(super) title: &'static str,
    pub(super) columns: &'static [Column],
    pub(super) content: Vec<u8>,
}

impl Table {
    pub(super) fn path(&self) -> String {
        format!("csv/{}.csv", self.name)
    }
}

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
                .and_then(|value| value.pointer(&format!("/{}", list.replace('.', "/"))))
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
