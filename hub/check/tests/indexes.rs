//! Files of single indexes, held against the entries that name them.

use super::*;

const INDEXES: &str = r#"{"version":"1.0","indexes":[{"id":"par-index","name":"Chỉ số ví dụ","max":100,"detail":"indexes/par-index.json"}]}"#;
const DETAIL: &str = r#"{"version":"1.0","id":"par-index","components":[],
    "peers":[{"period":"2024","name":"Tỉnh Ví dụ","value":96.17,"rank":1,"rank_of":63}]}"#;

/// A feed that names every file with its hash.
fn with_indexes() -> tempfile::TempDir {
    let dir = tempfile::tempdir().unwrap();
    std::fs::create_dir(dir.path().join("indexes")).unwrap();
    let mut feeds = Vec::new();
    for (name, content) in [("indexes", INDEXES), ("indexes/par-index", DETAIL)] {
        let url = format!("{name}.json");
        std::fs::write(dir.path().join(&url), content).unwrap();
        feeds.push(serde_json::json!({
            "name": name, "url": url, "ttl": 300, "integrity": crate::integrity::integrity(content.as_bytes()),
        }));
    }
    let discovery = serde_json::json!({
        "version": "1.0", "last_updated": "2025-11-18T09:00:00+07:00", "ttl": 300, "feeds": feeds,
    });
    std::fs::write(dir.path().join("cchc.json"), discovery.to_string()).unwrap();
    dir
}

/// File name, rule and line of every finding.
fn found(path: &Path) -> Vec<(String, &'static str, usize)> {
    let now = crate::now(Some("2025-11-18T09:00:00+07:00")).unwrap();
    let mut found = Vec::new();
    for file in files(path, now).unwrap() {
        let name = Path::new(&file.file).file_name().unwrap();
        for report in file.reports {
            let line = report.position.unwrap().line;
            found.push((
                name.to_string_lossy().into_owned(),
                report.finding.rule,
                line,
            ));
        }
    }
    found
}

#[test]
fn files_of_single_indexes_are_held_against_their_entries_and_hashes() {
    let dir = with_indexes();
    assert_eq!(found(dir.path()), []);
    let detail = dir.path().join("indexes/par-index.json");
    let told = |rule, line| ("par-index.json".to_owned(), rule, line);
    let of_feed = |rule| ("cchc.json".to_owned(), rule, 1);
    for (content, expected) in [
        (DETAIL.replace("96.17", "110"), "value-off-scale"),
        (DETAIL.replace("\"par-index\"", "\"sipas\""), "id-foreign"),
        ("{\"id\":\n".to_owned(), "file-unreadable"),
    ] {
        std::fs::write(&detail, content).unwrap();
        let line = match expected {
            "id-foreign" => 1,
            _ => 2,
        };
        assert_eq!(
            found(dir.path()),
            [of_feed("integrity-wrong"), told(expected, line)]
        );
    }
    std::fs::remove_file(&detail).unwrap();
    assert_eq!(
        found(dir.path()),
        [
            of_feed("file-missing"),
            ("indexes.json".to_owned(), "file-missing", 1)
        ]
    );
}

#[test]
fn a_file_that_no_index_names_is_checked_as_far_as_it_can_be() {
    let dir = with_indexes();
    let stray = dir.path().join("indexes/old.json");
    std::fs::write(&stray, "{").unwrap();
    std::fs::write(dir.path().join("indexes/notes.txt"), "x").unwrap();
    let told = |rule| ("old.json".to_owned(), rule, 1);
    assert_eq!(
        found(dir.path()),
        [told("file-unnamed"), told("file-unreadable")]
    );
    assert_eq!(found(&stray), [told("file-unreadable")]);
    std::fs::write(&stray, DETAIL).unwrap();
    assert_eq!(found(dir.path()), [told("file-unnamed")]);
    assert_eq!(found(&stray), []);
}

#[test]
fn a_file_that_an_index_names_must_be_listed_under_its_id() {
    let dir = with_indexes();
    let told = |line| ("indexes.json".to_owned(), "file-unlisted", line);
    // Under another name no widget finds it.
    edit(
        dir.path(),
        "cchc.json",
        "\"indexes/par-index\"",
        "\"indexes/par\"",
    );
    assert_eq!(found(dir.path()), [told(1)]);
    edit(
        dir.path(),
        "cchc.json",
        "\"indexes/par\"",
        "\"indexes/par-index\"",
    );
    assert_eq!(found(dir.path()), []);
    // Two steps down in the text, and not listed at all.
    let other = INDEXES.replace(
        "}]",
        "},\n{\"id\":\"b\",\"name\":\"B\",\"detail\":\"indexes/b.json\"}]",
    );
    std::fs::write(dir.path().join("indexes.json"), other).unwrap();
    std::fs::write(
        dir.path().join("indexes/b.json"),
        DETAIL.replace("par-index", "b"),
    )
    .unwrap();
    let of_feed = |rule| ("cchc.json".to_owned(), rule, 1);
    assert_eq!(found(dir.path()), [of_feed("integrity-wrong"), told(2)]);
}

#[test]
fn an_agency_that_is_named_must_be_one_of_the_feed() {
    let dir = with_indexes();
    let ranking = "\"rankings\":[{\"period\":\"2024\",\"universe\":\"Sở\",\"source\":{\"title\":\"Báo\"},\n\"rows\":[{\"name\":\"Sở A\",\"agency\":\"so-a\"}]}],\"components\":[]";
    let detail = DETAIL.replace("\"components\":[]", ranking);
    std::fs::write(dir.path().join("indexes/par-index.json"), &detail).unwrap();
    let hash = crate::integrity::integrity(DETAIL.as_bytes());
    edit(
        dir.path(),
        "cchc.json",
        &hash,
        &crate::integrity::integrity(detail.as_bytes()),
    );
    // Without a list of agencies nobody can tell.
    assert_eq!(found(dir.path()), []);
    for (id, is_told) in [("so-b", true), ("so-a", false)] {
        let agencies =
            format!("{{\"version\":\"1.0\",\"agencies\":[{{\"id\":\"{id}\",\"name\":\"Sở A\"}}]}}");
        std::fs::write(dir.path().join("agencies.json"), &agencies).unwrap();
        let entry = format!(
            "\"feeds\":[{{\"name\":\"agencies\",\"url\":\"agencies.json\",\"ttl\":300,\"integrity\":\"{}\"}},",
            crate::integrity::integrity(agencies.as_bytes())
        );
        let before = std::fs::read_to_string(dir.path().join("cchc.json")).unwrap();
        edit(dir.path(), "cchc.json", "\"feeds\":[", &entry);
        let told = ("par-index.json".to_owned(), "agency-unlisted", 2);
        assert_eq!(found(dir.path()), if is_told { vec![told] } else { vec![] });
        std::fs::write(dir.path().join("cchc.json"), before).unwrap();
    }
}
