//! Scenes held against the files that have what they show.

use super::*;

/// A feed of these files.
fn feed(files: &[(&str, &str)]) -> tempfile::TempDir {
    let dir = tempfile::tempdir().unwrap();
    let mut feeds = Vec::new();
    for (name, text) in files {
        let url = format!("{name}.json");
        std::fs::write(dir.path().join(&url), text).unwrap();
        feeds.push(serde_json::json!({
            "name": name, "url": url, "ttl": 300, "integrity": crate::integrity::integrity(text.as_bytes()),
        }));
    }
    let discovery = serde_json::json!({
        "version": "1.0", "last_updated": NOW, "ttl": 300, "feeds": feeds,
    });
    std::fs::write(dir.path().join("cchc.json"), discovery.to_string()).unwrap();
    dir
}

#[test]
fn indexes_and_procedures_that_no_file_has_are_told_wherever_the_files_stand() {
    let screens = r#"{"version":"1.0","screens":[{"id":"a","place":"A","programme":"p","diagonal_inch":43,"distance_m":4}],
        "programmes":[{"id":"p","title":"P","scenes":[{"kind":"cards","index":"co"},{"kind":"ranking","index":"khong"},
        {"kind":"procedure","codes":["1.000001","1.000002"]}]}]}"#;
    let screens = ("screens", screens);
    let indexes = (
        "indexes",
        r#"{"version":"1.0","indexes":[{"id":"co","name":"Có"}]}"#,
    );
    let procedures = (
        "procedures",
        r#"{"version":"1.0","procedures":[{"id":"1.000001","name":"Có"}]}"#,
    );
    for files in [
        [screens, indexes, procedures],
        [procedures, indexes, screens],
    ] {
        let dir = feed(&files);
        let mut found = Vec::new();
        for file in super::files(dir.path(), now()).unwrap() {
            for report in file.reports {
                found.push((report.finding.rule, report.finding.detail));
            }
        }
        let unlisted: Vec<_> = found
            .iter()
            .filter(|(rule, _)| rule.ends_with("-unlisted"))
            .map(|(rule, detail)| (*rule, detail.as_str()))
            .collect();
        let expected = [
            ("index-unlisted", "khong"),
            ("procedure-unlisted", "1.000002"),
        ];
        assert_eq!(unlisted, expected, "{found:?}");
    }
}
