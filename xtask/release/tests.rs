//! Archives from small trees: the same bytes, sums that hold, and an upgrade that mixes nothing.
#![allow(clippy::unwrap_used, reason = "tests")]

use std::io::Read;

use super::archive::{Entry, tar_gz, zip};
use super::*;

fn release(version: &str) -> Vec<Entry> {
    finished(vec![
        Entry::new("v1/cchc.js", format!("newest is {version}")),
        Entry::new("examples/news.html", version),
        Entry::new(format!("v1/{version}/cchc.js"), format!("loader {version}")),
        Entry::new(format!("v1/{version}/news.a{version}.wasm"), version),
    ])
}

fn unpack(archive: &[u8], to: &Path) {
    tar::Archive::new(flate2::read::GzDecoder::new(archive))
        .unpack(to)
        .unwrap();
}

#[test]
fn the_same_files_in_any_order_give_the_same_bytes() {
    let mut mixed = vec![
        Entry::new("b", "2"),
        Entry::new("v1/cchc.js", "3"),
        Entry::new("a", "1"),
    ];
    let one = finished(mixed.clone());
    mixed.reverse();
    let other = finished(mixed);
    assert_eq!(one, other);
    assert_eq!(
        tar_gz("top", &one, 5).unwrap(),
        tar_gz("top", &other, 5).unwrap()
    );
    assert_eq!(
        zip("top/", "", &one).unwrap(),
        zip("top/", "", &other).unwrap()
    );
    assert_ne!(
        tar_gz("top", &one, 5).unwrap(),
        tar_gz("top", &one, 6).unwrap()
    );
}

#[test]
fn sums_name_every_file_but_their_own() {
    let entries = release("0.1.0");
    let sums = entries
        .iter()
        .find(|entry| entry.path == "SHA256SUMS")
        .unwrap();
    let sums = String::from_utf8(sums.content.clone()).unwrap();
    assert_eq!(sums.lines().count(), entries.len() - 1);
    for entry in entries.iter().filter(|entry| entry.path != "SHA256SUMS") {
        assert!(sums.contains(&format!("{}  {}\n", hex(&entry.content), entry.path)));
    }
}

#[test]
fn files_of_the_version_are_unpacked_before_what_names_them() {
    let paths: Vec<String> = release("0.2.0")
        .into_iter()
        .map(|entry| entry.path)
        .collect();
    assert_eq!(
        paths,
        [
            "v1/0.2.0/cchc.js",
            "v1/0.2.0/news.a0.2.0.wasm",
            "SHA256SUMS",
            "examples/news.html",
            "v1/cchc.js"
        ]
    );
}

#[test]
fn an_upgrade_keeps_the_older_versions_folder_as_it_was() {
    let place = std::env::temp_dir().join(format!("cchc-upgrade-{}", std::process::id()));
    for version in ["0.1.0", "0.2.0"] {
        unpack(&tar_gz(TOP, &release(version), 5).unwrap(), &place);
    }
    let text = |path: &str| std::fs::read_to_string(place.join(TOP).join(path)).unwrap();
    assert_eq!(text("v1/0.1.0/cchc.js"), "loader 0.1.0");
    assert_eq!(text("v1/0.1.0/news.a0.1.0.wasm"), "0.1.0");
    assert_eq!(text("v1/0.2.0/cchc.js"), "loader 0.2.0");
    assert_eq!(text("v1/cchc.js"), "newest is 0.2.0");
    std::fs::remove_dir_all(&place).unwrap();
}

#[test]
fn the_zip_holds_the_same_files() {
    let entries = release("0.1.0");
    let bytes = zip("top/", "mark", &entries).unwrap();
    let mut read = zip::ZipArchive::new(std::io::Cursor::new(bytes)).unwrap();
    assert_eq!(read.len(), entries.len());
    for (index, entry) in entries.iter().enumerate() {
        let mut file = read.by_index(index).unwrap();
        assert_eq!(file.name().unwrap(), format!("top/{}", entry.path));
        let mut content = Vec::new();
        file.read_to_end(&mut content).unwrap();
        assert_eq!(content, entry.content);
    }
}

#[test]
fn feeds_other_versions_and_hidden_files_stay_out() {
    for path in [
        "v1/cchc.js",
        "examples/news.html",
        "index.html",
        "sbom/cchc.cdx.json",
    ] {
        assert!(is_ours(path), "{path}");
    }
    assert!(is_ours(&format!("v1/{VERSION}/cchc.js")));
    for path in [
        "feed/v1/cchc.json",
        "v1/0.0.1/cchc.js",
        "feed/.v1.cchc-lock",
        "examples/.x",
    ] {
        assert!(!is_ours(path), "{path}");
    }
}

#[test]
fn a_moment_is_told_as_a_date() {
    for (time, told) in [
        (0, "1970-01-01T00:00:00Z"),
        (951_782_399, "2000-02-28T23:59:59Z"),
        (951_782_400, "2000-02-29T00:00:00Z"),
        (1_767_578_400, "2026-01-05T02:00:00Z"),
    ] {
        assert_eq!(Moment(time).to_string(), told);
    }
}
