//! Files of single procedures, held against their list: in a folder all of them, on a server some.

use super::*;

const DETAIL: &str =
    r#"{"version":"1.0","id":"1.000001","name":"Thủ tục ví dụ","ways":[{"channel":"post"}]}"#;

fn entry(id: &str, content: &str) -> String {
    let hash = crate::integrity::integrity(content.as_bytes());
    format!(
        r#"{{"id":"{id}","name":"Thủ tục ví dụ","detail":{{"bytes":{},"integrity":"{hash}"}}}}"#,
        content.len()
    )
}

/// A feed with so many procedures.
fn with_procedures(count: usize) -> tempfile::TempDir {
    let dir = tempfile::tempdir().unwrap();
    let folder = dir.path().join("feed/v1");
    std::fs::create_dir_all(folder.join("procedures")).unwrap();
    let mut entries = vec![r#"{"id":"2","name":"Chỉ có tên"}"#.to_owned()];
    for at in 1..=count {
        let id = format!("1.{at:06}");
        let content = DETAIL.replace("1.000001", &id);
        std::fs::write(folder.join(format!("procedures/{id}.json")), &content).unwrap();
        entries.push(entry(&id, &content));
    }
    let list = format!(
        "{{\"version\":\"1.0\",\"procedures\":[\n{}]}}",
        entries.join(",\n")
    );
    put_list(&folder, &list);
    dir
}

fn put_list(folder: &Path, list: &str) {
    std::fs::write(folder.join("procedures.json"), list).unwrap();
    let discovery = serde_json::json!({
        "version": "1.0", "last_updated": NOW, "ttl": 300, "feeds": [{
            "name": "procedures", "url": "procedures.json", "ttl": 300,
            "integrity": crate::integrity::integrity(list.as_bytes()),
        }],
    });
    std::fs::write(folder.join("cchc.json"), discovery.to_string()).unwrap();
}

/// File name, rule, path and line of every finding.
fn found(folder: &Path) -> Vec<String> {
    let mut found = Vec::new();
    for file in files(folder, now()).unwrap() {
        let name = Path::new(&file.file).file_name().unwrap();
        for report in file.reports {
            let line = report.position.unwrap().line;
            let finding = report.finding;
            let name = name.to_string_lossy();
            found.push(format!("{name}:{line} {} {}", finding.rule, finding.path));
        }
    }
    found
}

#[test]
fn every_file_of_a_procedure_is_held_against_the_list() {
    let dir = with_procedures(3);
    let folder = dir.path().join("feed/v1");
    assert_eq!(found(&folder), [""; 0]);
    assert_eq!(files(&folder, now()).unwrap().len(), 5);
    let file = folder.join("procedures/1.000002.json");
    let whole = std::fs::read_to_string(&file).unwrap();
    let of_list =
        |rule: &str, field: &str| format!("procedures.json:4 {rule} $.procedures[2].detail{field}");
    for (content, expected) in [
        (
            whole.replace("post", "pots"),
            vec![
                of_list("integrity-wrong", ".integrity"),
                "1.000002.json:1 word-unknown $.ways[0].channel".to_owned(),
            ],
        ),
        (
            format!("{whole} "),
            vec![
                of_list("bytes-wrong", ".bytes"),
                of_list("integrity-wrong", ".integrity"),
            ],
        ),
        (
            whole.replace("1.000002", "1.000003"),
            vec![
                of_list("integrity-wrong", ".integrity"),
                "1.000002.json:1 id-foreign $.id".to_owned(),
            ],
        ),
    ] {
        std::fs::write(&file, content).unwrap();
        assert_eq!(found(&folder), expected);
    }
    std::fs::remove_file(&file).unwrap();
    assert_eq!(found(&folder), [of_list("file-missing", "")]);
    std::fs::write(&file, &whole).unwrap();
    // A hash that no browser knows holds nothing, and none neither.
    let list = std::fs::read_to_string(folder.join("procedures.json")).unwrap();
    let hash = crate::integrity::integrity(whole.as_bytes());
    for (from, to) in [
        (hash.clone(), "md5-AAAA".to_owned()),
        (format!(",\"integrity\":\"{hash}\""), String::new()),
    ] {
        put_list(&folder, &list.replace(&from, &to));
        assert_eq!(found(&folder), [of_list("integrity-unknown", ".integrity")]);
    }
}

#[test]
fn a_file_that_the_list_does_not_name_is_told() {
    let dir = with_procedures(1);
    let folder = dir.path().join("feed/v1");
    std::fs::write(folder.join("procedures/old.json"), DETAIL).unwrap();
    std::fs::write(folder.join("procedures/notes.txt"), "x").unwrap();
    assert_eq!(found(&folder), ["old.json:1 file-unnamed $"]);
    // Alone it is known by its content, or by its folder.
    assert_eq!(found(&folder.join("procedures/old.json")), [""; 0]);
    std::fs::write(folder.join("procedures/old.json"), "{\"version\":\"1.0\"}").unwrap();
    assert_eq!(
        found(&folder.join("procedures/old.json")),
        ["old.json:1 id-missing $.id"]
    );
}

#[tokio::test]
async fn a_server_is_asked_for_some_files_and_that_is_said() {
    let most = remote::MAX_PROCEDURES;
    for (count, looked_at) in [(most, most), (most * 3 - 1, most)] {
        let dir = with_procedures(count);
        let router = crate::serve::tests::router(dir.path());
        let checked = check_served(router, PATH, remote::Limits::default())
            .await
            .unwrap();
        let told = match looked_at == count {
            true => BTreeSet::new(),
            false => BTreeSet::from(["files-sampled"]),
        };
        assert_eq!(rules(&checked), told);
        assert_eq!(checked.len(), 2 + looked_at);
        if looked_at < count {
            let report = &checked[1].reports[0].finding;
            assert_eq!(report.detail, format!("{looked_at}/{count}"));
        }
    }
    let dir = with_procedures(2);
    let router = spoiled(dir.path(), "1.000002.json", |answer| say(answer, "{}"));
    let checked = check_served(router, PATH, remote::Limits::default())
        .await
        .unwrap();
    let rules = rules(&checked);
    assert!(
        rules.contains("integrity-wrong") && rules.contains("id-missing"),
        "{rules:?}"
    );
}
