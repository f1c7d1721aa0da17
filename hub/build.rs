//! `cchc build SOURCES -o FEED`: checked, hashed, precompressed, swapped in whole.
//!
//! Nothing half-written ever replaces a good feed: everything is made in a folder beside, checked, and renamed.
//! The same sources and clock give the same bytes.

use std::path::{Path, PathBuf};
use std::process::ExitCode;

use cchc::check::{FileKind, Severity};
use cchc::feed::discovery;
use cchc::feed::wire::Profile;
use clap::Args;
use serde::Deserialize;
use serde_json::{Value, json};

use crate::integrity::integrity;
use crate::{Language, check, schema};

/// What to build.
#[derive(Debug, Args)]
pub(crate) struct Settings {
    /// Folder with feed.toml and the sources
    sources: PathBuf,
    /// Folder of the feed
    #[arg(short, long)]
    output: PathBuf,
    /// Time that counts as now, as in RFC 3339
    #[arg(long)]
    now: Option<String>,
    /// Language of the messages
    #[arg(long, value_enum, default_value_t)]
    lang: Language,
}

/// `feed.toml`.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Plan {
    publisher: Publisher,
    languages: Vec<String>,
    ttl_secs: u32,
    expires_days: Option<i64>,
    files: Vec<File>,
}

#[derive(Debug, Deserialize, serde::Serialize)]
#[serde(deny_unknown_fields)]
struct Publisher {
    name: String,
    url: String,
    contact: String,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    name: String,
    ttl_secs: u32,
}

/// Why no feed was built.
#[derive(Debug, thiserror::Error)]
enum Error {
    #[error("{0}: {1}")]
    Read(PathBuf, std::io::Error),
    #[error("{0}: {1}")]
    Plan(PathBuf, toml::de::Error),
    #[error(transparent)]
    Now(#[from] crate::BadNow),
    #[error(transparent)]
    Check(#[from] check::Error),
    #[error(
        "nguồn có lỗi nêu ở trên; nguồn tin cũ được giữ nguyên | the sources have the errors above; the old feed is left as it was"
    )]
    Sources,
    #[error(
        "{0}: thư mục có tệp nhưng không phải nguồn tin (không có cchc.json); chọn thư mục khác | \
         the folder has files but is no feed (no cchc.json); choose another one"
    )]
    NotAFeed(PathBuf),
}

pub(crate) fn run(settings: &Settings) -> ExitCode {
    match build(settings) {
        Ok(count) => {
            match settings.lang {
                Language::Vi => println!("đã tạo {count} tệp trong {}", settings.output.display()),
                Language::En => println!("built {count} files in {}", settings.output.display()),
            }
            ExitCode::SUCCESS
        }
        Err(error) => {
            eprintln!("cchc build: {error}");
            ExitCode::from(2)
        }
    }
}

fn build(settings: &Settings) -> Result<usize, Error> {
    let place = settings.sources.join("feed.toml");
    let plan: Plan = toml::from_str(&read(&place)?).map_err(|error| Error::Plan(place, error))?;
    let now = crate::now(settings.now.as_deref())?;
    let checked = check::files(&settings.sources, now)?;
    if checked
        .iter()
        .any(|file| file.worst() == Some(Severity::Error))
    {
        checked
            .iter()
            .for_each(|file| check::print_text(file, settings.lang));
        return Err(Error::Sources);
    }
    // The old folder is replaced whole: one that holds something else must not be named by mistake.
    let has_files =
        std::fs::read_dir(&settings.output).is_ok_and(|mut files| files.next().is_some());
    if has_files && !settings.output.join("cchc.json").is_file() {
        return Err(Error::NotAFeed(settings.output.clone()));
    }
    let before = std::fs::read_to_string(settings.output.join("cchc.json")).ok();
    let before = before.and_then(|text| discovery::parse(&text).0);
    let mut contents = Vec::new();
    let mut files = Vec::new();
    let stamp = now.to_rfc3339_opts(chrono::SecondsFormat::Secs, false);
    for file in &plan.files {
        let url = format!("{}.json", file.name);
        let place = settings.sources.join(&url);
        let value: Value =
            serde_json::from_str(read(&place)?.trim_start_matches('\u{feff}')).unwrap_or_default();
        let content = value.to_string().into_bytes();
        let hash = integrity(&content);
        let known = before.as_ref().and_then(|found| found.file(&file.name));
        let same = known.filter(|known| known.integrity.as_ref() == Some(&hash));
        let modified = same.and_then(|known| known.last_modified);
        let modified = modified.map_or_else(
            || stamp.clone(),
            |at| at.to_rfc3339_opts(chrono::SecondsFormat::Secs, false),
        );
        files.push(json!({
            "name": file.name, "url": url, "ttl": file.ttl_secs, "bytes": content.len(),
            "integrity": hash, "last_modified": modified,
        }));
        contents.push((url, content));
    }
    let changed = before.as_ref().is_none_or(|known| {
        let hashes: Vec<_> = known
            .feeds
            .iter()
            .map(|file| file.integrity.clone())
            .collect();
        let ours: Vec<_> = files
            .iter()
            .map(|file| file["integrity"].as_str().map(str::to_owned))
            .collect();
        hashes != ours
    });
    let sequence = before.map_or(1, |known| known.sequence + u64::from(changed));
    let mut discovery = json!({
        "version": "1.0", "last_updated": stamp, "ttl": plan.ttl_secs, "sequence": sequence,
        "publisher": plan.publisher, "languages": plan.languages, "feeds": files,
    });
    if let Some(days) = plan.expires_days.and_then(chrono::TimeDelta::try_days) {
        discovery["expires"] =
            json!((now + days).to_rfc3339_opts(chrono::SecondsFormat::Secs, false));
    }
    contents.push(("cchc.json".to_owned(), discovery.to_string().into_bytes()));
    for kind in FileKind::ALL {
        let name = format!("schema/{}.json", kind.name());
        contents.push((name, schema::text(*kind, Profile::Reader).into_bytes()));
    }
    swap_in(&settings.output, &contents)
        .map_err(|error| Error::Read(settings.output.clone(), error))?;
    Ok(contents.len())
}

fn read(path: &Path) -> Result<String, Error> {
    std::fs::read_to_string(path).map_err(|error| Error::Read(path.to_path_buf(), error))
}

/// Writes the files with their compressed copies beside the old folder, then puts the new one in its place.
fn swap_in(output: &Path, contents: &[(String, Vec<u8>)]) -> std::io::Result<()> {
    let beside = |mark: &str| output.with_file_name(format!("{}.{mark}", name_of(output)));
    let (new, old) = (beside("new"), beside("old"));
    for folder in [&new, &old] {
        if folder.exists() {
            std::fs::remove_dir_all(folder)?;
        }
    }
    std::fs::create_dir_all(new.join("schema"))?;
    for (name, content) in contents {
        std::fs::write(new.join(name), content)?;
        std::fs::write(new.join(format!("{name}.br")), brotli_of(content)?)?;
        let mut gzip = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::best());
        std::io::Write::write_all(&mut gzip, content)?;
        std::fs::write(new.join(format!("{name}.gz")), gzip.finish()?)?;
    }
    if output.exists() {
        std::fs::rename(output, &old)?;
    }
    std::fs::rename(&new, output)?;
    if old.exists() {
        std::fs::remove_dir_all(&old)?;
    }
    Ok(())
}

fn name_of(path: &Path) -> String {
    path.file_name()
        .map(|name| name.to_string_lossy().into_owned())
        .unwrap_or_default()
}

fn brotli_of(content: &[u8]) -> std::io::Result<Vec<u8>> {
    let parameters = brotli::enc::BrotliEncoderParams {
        quality: 11,
        lgwin: 22,
        ..Default::default()
    };
    let mut out = Vec::new();
    brotli::BrotliCompress(&mut &*content, &mut out, &parameters)?;
    Ok(out)
}

#[cfg(test)]
pub(crate) mod tests {
    #![allow(clippy::unwrap_used, reason = "tests")]
    use super::*;

    const TOML: &str = "languages = [\"vi\"]\nttl_secs = 300\n[publisher]\nname = \"a\"\nurl = \"b\"\ncontact = \"c\"\n[[files]]\nname = \"news\"\nttl_secs = 60\n";

    fn sources(news: &str) -> (tempfile::TempDir, Settings) {
        let dir = tempfile::tempdir().unwrap();
        std::fs::create_dir(dir.path().join("sources")).unwrap();
        std::fs::write(dir.path().join("sources/feed.toml"), TOML).unwrap();
        std::fs::write(dir.path().join("sources/news.json"), news).unwrap();
        let settings = Settings {
            sources: dir.path().join("sources"),
            output: dir.path().join("feed"),
            now: Some("2025-11-18T09:00:00+07:00".to_owned()),
            lang: Language::En,
        };
        (dir, settings)
    }

    /// A good feed of one file in `folder`, for the tests of others.
    pub(crate) fn feed(folder: &Path, now: &str) {
        let (_dir, mut settings) = sources(&news("a"));
        settings.output = folder.to_path_buf();
        settings.now = Some(now.to_owned());
        build(&settings).unwrap();
    }

    fn now(settings: &Settings) -> cchc::feed::Stamp {
        crate::now(settings.now.as_deref()).unwrap()
    }

    fn news(title: &str) -> String {
        format!(
            r#"{{"version":"https://jsonfeed.org/version/1.1","title":"T","items":[{{"id":"1","title":"{title}","date_published":"2025-11-17T20:59:00+07:00"}}]}}"#
        )
    }

    fn discovery_of(settings: &Settings) -> discovery::Discovery {
        let text = std::fs::read_to_string(settings.output.join("cchc.json")).unwrap();
        discovery::parse(&text).0.unwrap()
    }

    #[test]
    fn the_same_sources_give_the_same_bytes_and_a_change_counts_one_up() {
        let (_dir, mut settings) = sources(&news("a"));
        build(&settings).unwrap();
        let first = std::fs::read(settings.output.join("cchc.json")).unwrap();
        build(&settings).unwrap();
        assert_eq!(
            std::fs::read(settings.output.join("cchc.json")).unwrap(),
            first
        );
        assert_eq!(discovery_of(&settings).sequence, 1);
        let schema = std::fs::read_to_string(settings.output.join("schema/news.json")).unwrap();
        assert_eq!(schema, schema::text(FileKind::News, Profile::Reader));
        let modified = discovery_of(&settings).feeds[0].last_modified;
        settings.now = Some("2025-11-19T09:00:00+07:00".to_owned());
        build(&settings).unwrap();
        assert_eq!(
            (
                discovery_of(&settings).sequence,
                discovery_of(&settings).feeds[0].last_modified
            ),
            (1, modified)
        );
        std::fs::write(settings.sources.join("news.json"), news("b")).unwrap();
        build(&settings).unwrap();
        assert_eq!(discovery_of(&settings).sequence, 2);
        assert!(
            check::files(&settings.output, now(&settings))
                .unwrap()
                .iter()
                .all(|file| file.worst().is_none())
        );
    }

    #[test]
    fn a_broken_source_leaves_the_good_feed() {
        let (_dir, settings) = sources(&news("a"));
        build(&settings).unwrap();
        let good = std::fs::read(settings.output.join("news.json")).unwrap();
        std::fs::write(settings.sources.join("news.json"), "{\"items\": [").unwrap();
        assert!(matches!(build(&settings), Err(Error::Sources)));
        assert_eq!(
            std::fs::read(settings.output.join("news.json")).unwrap(),
            good
        );
    }

    #[test]
    fn a_folder_with_other_files_is_not_replaced() {
        let (_dir, settings) = sources(&news("a"));
        std::fs::create_dir(&settings.output).unwrap();
        std::fs::write(settings.output.join("thesis.txt"), "x").unwrap();
        assert!(matches!(build(&settings), Err(Error::NotAFeed(_))));
        assert!(settings.output.join("thesis.txt").exists());
    }

    #[test]
    fn a_changed_file_is_found_by_its_hash() {
        let (_dir, settings) = sources(&news("a"));
        build(&settings).unwrap();
        std::fs::write(settings.output.join("news.json"), news("c")).unwrap();
        let worst = check::files(&settings.output, now(&settings))
            .unwrap()
            .iter()
            .filter_map(check::Checked::worst)
            .max();
        assert_eq!(worst, Some(Severity::Error));
    }
}
