//! The same tables as CSV, as a workbook of Excel and as one of LibreOffice: the same feed, byte by byte.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::io::Write as _;

use rust_xlsxwriter::{Workbook, Worksheet};

use super::super::table::layout::{Layout, Sort};
use super::super::table::{date, number};
use super::super::{init::book, read};
use super::*;

/// Every file of a folder, compressed copies too.
fn everything(folder: &Path) -> BTreeMap<String, Vec<u8>> {
    let mut found = BTreeMap::new();
    let mut open = vec![folder.to_path_buf()];
    while let Some(inner) = open.pop() {
        for entry in std::fs::read_dir(inner).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                open.push(path);
            } else {
                let name = path.strip_prefix(folder).unwrap().display().to_string();
                found.insert(name, std::fs::read(path).unwrap());
            }
        }
    }
    found
}

/// The files that differ.
fn differing(a: &Path, b: &Path) -> Vec<String> {
    let (a, b) = (everything(a), everything(b));
    assert!(a.len() > 30, "{}", a.len());
    let names = a.keys().chain(b.keys());
    let mut differing: Vec<_> = names
        .filter(|name| a.get(*name) != b.get(*name))
        .cloned()
        .collect();
    differing.dedup();
    differing
}

fn job_of(sources: &Path, output: &Path) -> Job {
    Job {
        sources: sources.to_path_buf(),
        output: output.to_path_buf(),
        now: Some("2025-11-18T09:00:00+07:00".to_owned()),
        key: None,
        pages: None,
        strict: false,
    }
}

/// The sample of the project in a folder of its own.
fn sample() -> tempfile::TempDir {
    let from = Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/../examples/sources"));
    let dir = tempfile::tempdir().unwrap();
    let to = dir.path().join("sources");
    for (name, content) in everything_of_sources(from) {
        let path = to.join(name);
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(path, content).unwrap();
    }
    dir
}

fn everything_of_sources(from: &Path) -> BTreeMap<String, Vec<u8>> {
    let mut files = everything(from);
    files.retain(|name, _| !name.starts_with('.'));
    files
}

/// What the tables of the sample say: sheet, then rows of texts below its headings.
type Texts = Vec<(&'static Layout, Vec<Vec<String>>)>;

fn texts(sources: &Path) -> Texts {
    let mut problems = Problems::default();
    let sheets = read::sheets(sources, "chi-so", &mut problems);
    assert!(problems.worst().is_none());
    let layouts = indexes::LAYOUTS.into_iter();
    let texts = layouts.map(|layout| {
        let sheet = sheets.iter().find(|sheet| layout.is_named(sheet.name()));
        let sheet = sheet.unwrap();
        let rows = sheet.rows.values().map(|cells| {
            let last = *sheet.rows[&1].keys().last().unwrap();
            let cell = |column| cells.get(&column).map(|cell| cell.shown());
            (1..=last)
                .map(|column| cell(column).unwrap_or_default())
                .collect()
        });
        (layout, rows.collect())
    });
    texts.collect()
}

fn xlsx(texts: &Texts) -> Vec<u8> {
    let mut book = Workbook::new();
    for (layout, rows) in texts {
        let sheet: &mut Worksheet = book.add_worksheet();
        sheet.set_name(layout.vi).unwrap();
        for (row, cells) in (0..).zip(rows) {
            for (at, text) in (0..).zip(cells) {
                let column = layout.column(&rows[0][usize::from(at)]).unwrap();
                match row {
                    0 => drop(sheet.write(0, at, text).unwrap()),
                    _ => book::write(sheet, (row, at), column, text, Language::Vi).unwrap(),
                }
            }
        }
    }
    book.save_to_buffer().unwrap()
}

/// As LibreOffice writes it (OpenDocument 1.3): repeated and empty cells, texts in paragraphs, days and numbers typed.
fn ods(texts: &Texts) -> Vec<u8> {
    let mut tables = String::new();
    for (layout, rows) in texts {
        write!(tables, "<table:table table:name=\"{}\">", layout.vi).unwrap();
        for (row, cells) in rows.iter().enumerate() {
            tables.push_str("<table:table-row>");
            for (at, text) in cells.iter().enumerate() {
                let column = layout.column(&rows[0][at]).unwrap();
                let text = text.replace('&', "&amp;").replace('<', "&lt;");
                let is_number = matches!(column.sort, Sort::Number | Sort::Count);
                let head = match (row, number::read(&text, |_| true), date::read(&text)) {
                    _ if text.is_empty() => String::new(),
                    (1.., Ok(written), _) if is_number && column.key != "rank" => {
                        format!(
                            " office:value-type=\"float\" office:value=\"{}\"",
                            written.value
                        )
                    }
                    (1.., _, Some(written)) if matches!(column.sort, Sort::Day) => {
                        format!(
                            " office:value-type=\"date\" office:date-value=\"{}\"",
                            written.day
                        )
                    }
                    _ => " office:value-type=\"string\"".to_owned(),
                };
                let paragraphs: String = text
                    .lines()
                    .map(|line| format!("<text:p>{line}</text:p>"))
                    .collect();
                write!(
                    tables,
                    "<table:table-cell{head}>{paragraphs}</table:table-cell>"
                )
                .unwrap();
            }
            tables.push_str(
                "<table:table-cell table:number-columns-repeated=\"1000\"/></table:table-row>",
            );
        }
        tables.push_str("<table:table-row table:number-rows-repeated=\"1048000\"><table:table-cell/></table:table-row></table:table>");
    }
    packed(&tables)
}

/// A workbook of LibreOffice with these tables.
fn packed(tables: &str) -> Vec<u8> {
    let styles = "<office:automatic-styles><style:style style:name=\"ta1\" style:family=\"table\"><style:table-properties table:display=\"true\"/></style:style>\
        <style:style style:name=\"ta2\" style:family=\"table\"><style:table-properties table:display=\"false\"/></style:style></office:automatic-styles>";
    let content = format!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?><office:document-content xmlns:office=\"o\" xmlns:table=\"t\" xmlns:text=\"x\" xmlns:style=\"s\" xmlns:calcext=\"c\">{styles}<office:body><office:spreadsheet>{tables}</office:spreadsheet></office:body></office:document-content>"
    );
    let mut zip = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
    let options = zip::write::SimpleFileOptions::default();
    let kind = "application/vnd.oasis.opendocument.spreadsheet";
    for (name, text) in [("mimetype", kind), ("content.xml", &content)] {
        zip.start_file(name, options).unwrap();
        zip.write_all(text.as_bytes()).unwrap();
    }
    zip.finish().unwrap().into_inner()
}

#[test]
fn the_sample_gives_the_same_feed_from_csv_from_excel_and_from_libreoffice() {
    let dir = sample();
    let sources = dir.path().join("sources");
    let feed = |name: &str| dir.path().join(name);
    build(&job_of(&sources, &feed("csv"))).unwrap();
    let texts = texts(&sources);
    let plan = std::fs::read_to_string(sources.join("feed.toml")).unwrap();
    for (ending, content) in [("xlsx", xlsx(&texts)), ("ods", ods(&texts))] {
        let name = format!("chi-so.{ending}");
        std::fs::write(sources.join(&name), content).unwrap();
        let plan = plan.replace("\"chi-so\"", &format!("\"{name}\""));
        assert!(plan.contains(&name));
        std::fs::write(sources.join("feed.toml"), plan).unwrap();
        let built = build(&job_of(&sources, &feed(ending)));
        if let Err(Error::Sources(problems)) = &built {
            panic!("{:#?}", problems.lines(Language::Vi));
        }
        let lines = built.unwrap().problems.lines(Language::En);
        let place = format!("chi-so.{ending} › Số liệu › F19: rank-of-missing");
        assert!(lines[0].starts_with(&place), "{lines:?}");
        assert_eq!(differing(&feed("csv"), &feed(ending)), [""; 0], "{ending}");
    }
}

#[test]
fn a_template_saved_as_csv_gives_the_same_feed() {
    let dir = tempfile::tempdir().unwrap();
    let sources = dir.path().join("sources");
    init::make(&sources, Language::Vi).unwrap();
    build(&job_of(&sources, &dir.path().join("xlsx"))).unwrap();
    let path = sources.join("feed.toml");
    let mut plan = std::fs::read_to_string(&path).unwrap();
    let has_sheets = |name: &str| ["chi-so", "thu-tuc", "gop-y", "man-hinh"].contains(&name);
    for name in [
        "tin",
        "thong-bao",
        "chi-so",
        "co-quan",
        "thu-tuc",
        "gop-y",
        "tra-loi",
        "man-hinh",
    ] {
        let mut problems = Problems::default();
        let sheets = read::sheets(&sources, &format!("{name}.xlsx"), &mut problems);
        for sheet in sheets
            .iter()
            .filter(|sheet| !super::super::table::is_guide(sheet.name()))
        {
            let mut text = String::new();
            for cells in sheet.rows.values() {
                for column in 1..=30 {
                    let cell = cells
                        .get(&column)
                        .map(|cell| cell.shown())
                        .unwrap_or_default();
                    write!(text, "\"{}\";", cell.replace('"', "\"\"")).unwrap();
                }
                text.push_str("\r\n");
            }
            // Indexes, procedures, forms and screens have a sheet for each thing.
            let file = match has_sheets(name) {
                true => format!("{name}/{}.csv", sheet.name()),
                false => format!("{name}.csv"),
            };
            std::fs::create_dir_all(sources.join(&file).parent().unwrap()).unwrap();
            std::fs::write(sources.join(file), text).unwrap();
        }
        let new = match has_sheets(name) {
            true => name.to_owned(),
            false => format!("{name}.csv"),
        };
        plan = plan.replace(&format!("{name}.xlsx"), &new);
    }
    assert!(!plan.contains("xlsx"));
    std::fs::write(path, plan).unwrap();
    build(&job_of(&sources, &dir.path().join("csv"))).unwrap();
    assert_eq!(
        differing(&dir.path().join("xlsx"), &dir.path().join("csv")),
        [""; 0]
    );
}

#[test]
fn every_file_and_compressed_copy_is_the_same_from_the_same_sources() {
    let dir = sample();
    let sources = dir.path().join("sources");
    let feed = |name: &str| dir.path().join(name);
    for name in ["a", "b"] {
        build(&job_of(&sources, &feed(name))).unwrap();
    }
    assert_eq!(differing(&feed("a"), &feed("b")), [""; 0]);
    // Over the feed that is there, and when its copies have to be made anew.
    build(&job_of(&sources, &feed("b"))).unwrap();
    assert_eq!(differing(&feed("a"), &feed("b")), [""; 0]);
    std::fs::write(feed("b").join("news.json.br"), "x").unwrap();
    std::fs::remove_file(feed("b").join("indexes.json.gz")).unwrap();
    build(&job_of(&sources, &feed("b"))).unwrap();
    assert_eq!(differing(&feed("a"), &feed("b")), [""; 0]);
}

#[test]
fn a_workbook_of_libreoffice_is_read_as_it_is_shown() {
    use super::super::read::ods;
    let cell =
        |head: &str, text: &str| format!("<table:table-cell {head}>{text}</table:table-cell>");
    let string = "office:value-type=\"string\"";
    let mut rows = String::from(
        "<table:table-row table:number-rows-repeated=\"3\"><table:table-cell/></table:table-row><table:table-row>",
    );
    for (head, text) in [
        (
            string,
            "<text:p>a<text:s text:c=\"2\"/>b &amp; <text:span>c</text:span></text:p><text:p>d</text:p><office:annotation><text:p>x</text:p></office:annotation>",
        ),
        (
            "office:value-type=\"percentage\" office:value=\"0.9257\"",
            "<text:p>92,57%</text:p>",
        ),
        (
            "office:value-type=\"float\" office:value=\"3\" table:number-columns-repeated=\"2\"",
            "<text:p>3</text:p>",
        ),
        (
            "office:value-type=\"date\" office:date-value=\"2025-11-17T16:30:00.000000001\"",
            "<text:p>16:30</text:p>",
        ),
        (
            "office:value-type=\"boolean\" office:boolean-value=\"true\"",
            "<text:p>TRUE</text:p>",
        ),
        (
            "office:value-type=\"string\" office:string-value=\"\" calcext:value-type=\"error\" table:formula=\"of:=NA()\"",
            "<text:p>#N/A</text:p>",
        ),
        ("table:formula=\"of:=[.A1]\"", ""),
        (
            "office:value-type=\"string\" table:number-rows-spanned=\"2\" table:number-columns-spanned=\"2\"",
            "<text:p>e</text:p>",
        ),
    ] {
        rows.push_str(&cell(head, text));
    }
    rows.push_str("<table:covered-table-cell office:value-type=\"string\"><text:p>hidden</text:p></table:covered-table-cell></table:table-row>");
    let last = cell(string, "<text:p>z</text:p>");
    write!(
        rows,
        "<table:table-row table:number-rows-repeated=\"2\">{last}</table:table-row>"
    )
    .unwrap();
    let tables = format!(
        "<table:table table:name=\"Số liệu\" table:style-name=\"ta1\">{rows}</table:table><table:table table:name=\"Ẩn\" table:style-name=\"ta2\">{rows}</table:table>"
    );
    let mut problems = Problems::default();
    let place = super::super::problem::Place::new("a.ods", super::super::problem::At::Whole);
    let sheets = ods::read(&place, &packed(&tables), &mut problems);
    assert_eq!(sheets.len(), 1);
    let mut found = Vec::new();
    for (row, cells) in &sheets[0].rows {
        for (column, cell) in cells {
            found.push(format!("{row}:{column} {cell:?}"));
        }
    }
    assert_eq!(
        found,
        [
            "4:1 Text(\"a b & c\\nd\")",
            "4:2 Number { value: 0.9257, is_percent: true }",
            "4:3 Number { value: 3.0, is_percent: false }",
            "4:4 Number { value: 3.0, is_percent: false }",
            "4:5 Moment(2025-11-17T16:30:00)",
            "4:6 Flag(true)",
            "4:7 Broken(\"#N/A\")",
            "4:8 Broken(\"=\")",
            "4:9 Text(\"e\")",
            "5:1 Text(\"z\")",
            "6:1 Text(\"z\")",
        ]
    );
    assert_eq!(sheets[0].joined, [[4, 9, 5, 10]]);
    let lines = problems.lines(Language::En);
    assert_eq!(lines.len(), 1, "{lines:?}");
    assert!(
        lines[0].starts_with("a.ods › Ẩn: sheet-hidden"),
        "{lines:?}"
    );
    // A full sheet, one without a shown table, a file cut short, and none at all.
    let full = "<table:table table:name=\"a\"><table:table-row table:number-rows-repeated=\"1048576\"><table:table-cell office:value-type=\"string\" table:number-columns-repeated=\"9\"><text:p>x</text:p></table:table-cell></table:table-row></table:table>";
    for (content, expected) in [
        (packed(full), "file-too-large"),
        (packed(""), "sheets-hidden"),
        (packed("<table:table><table:table-row>"), "file-broken"),
        (b"PK".to_vec(), "file-broken"),
    ] {
        let mut problems = Problems::default();
        assert!(ods::read(&place, &content, &mut problems).is_empty());
        let lines = problems.lines(Language::En);
        assert!(
            lines[0].starts_with(&format!("a.ods: {expected}")),
            "{lines:?}"
        );
    }
}
