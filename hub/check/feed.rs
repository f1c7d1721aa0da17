//! A feed as a whole: the discovery file held against the files that it names, wherever they were found.

use cchc::check::{FileKind, Report, check, check_agencies, check_listed, check_screens, report};
use cchc::feed::agencies;
use cchc::feed::discovery::{self, FeedFile};
use cchc::feed::{Finding, Stamp};

use super::Checked;
use crate::integrity;

/// Files that are fetched or read for one discovery file.
const MAX_FILES: usize = 100;

/// What came of a file that the discovery file names.
pub(super) struct Copy {
    /// Where it was looked for.
    pub(super) place: String,
    /// Its bytes, or in a few words why there are none.
    pub(super) content: Result<Vec<u8>, String>,
    /// What its server's headers break.
    pub(super) headers: Vec<Report>,
}

/// Checks a discovery file and everything that it names; `find` brings a file by its address.
pub(super) fn whole(
    place: &str,
    content: &[u8],
    now: Stamp,
    mut find: impl FnMut(&FeedFile) -> Option<Copy>,
) -> Vec<Checked> {
    let text = String::from_utf8_lossy(content);
    let mut top = Checked {
        file: place.to_owned(),
        reports: check(FileKind::Discovery, content, now),
    };
    let mut others = Vec::new();
    // What names agencies, by its place in the list of files.
    let mut naming = Vec::new();
    let mut known = None;
    // What screens show, and the files that have it.
    let (mut screens, mut indexes, mut procedures) = (None, Vec::new(), Vec::new());
    let files = discovery::parse(&text)
        .0
        .map_or_else(Vec::new, |found| found.feeds);
    for file in files.iter().take(MAX_FILES) {
        let Some(copy) = find(file) else { continue };
        for (rule, field, detail) in held_against(file, &copy) {
            let path = format!("{}.{field}", path_of(&text, file));
            top.reports
                .push(report(Finding { rule, path, detail }, &text));
        }
        let mut reports = copy.headers;
        if let Ok(content) = &copy.content
            && let Some(kind) = FileKind::named(&file.name)
        {
            reports.extend(check(kind, content, now));
            if kind == FileKind::Indexes {
                let is_listed = |name: &str| files.iter().any(|file| file.name == name);
                reports.extend(check_listed(&String::from_utf8_lossy(content), is_listed));
                reports.sort_by_key(|report| report.position);
            }
            match kind {
                FileKind::Screens => screens = Some((others.len(), content.clone())),
                FileKind::Indexes => indexes = ids(content, kind),
                FileKind::Procedures => procedures = ids(content, kind),
                _ => {}
            }
            match kind {
                FileKind::Agencies => {
                    let agencies = agencies::parse(&String::from_utf8_lossy(content)).0;
                    known = Some(agencies);
                }
                _ => naming.push((others.len(), content.clone())),
            }
        }
        others.push(Checked {
            file: copy.place,
            reports,
        });
    }
    for (at, content) in naming {
        if let (Some(known), Some(file)) = (&known, others.get_mut(at)) {
            let is_known = |id: &str| known.iter().any(|agency| agency.id == id);
            let file: &mut Checked = file;
            file.reports.extend(check_agencies(&content, is_known));
            file.reports.sort_by_key(|report| report.position);
        }
    }
    if let Some((at, content)) = screens
        && let Some(file) = others.get_mut(at)
    {
        let has = |ids: &[String], id: &str| ids.iter().any(|known| known == id);
        let found = check_screens(&content, |id| has(&indexes, id), |id| has(&procedures, id));
        file.reports.extend(found);
        file.reports.sort_by_key(|report| report.position);
    }
    top.reports.sort_by_key(|report| report.position);
    others.insert(0, top);
    others
}

/// Ids of a list.
fn ids(content: &[u8], kind: FileKind) -> Vec<String> {
    let file: serde_json::Value = serde_json::from_slice(content).unwrap_or_default();
    let list = file[kind.name()].as_array().into_iter().flatten();
    list.filter_map(|one| Some(one["id"].as_str()?.to_owned()))
        .collect()
}

/// Rules that a file breaks against what the discovery file, or a list, says of it: rule, field, detail.
pub(super) fn held_against(
    file: &FeedFile,
    copy: &Copy,
) -> Vec<(&'static str, &'static str, String)> {
    let content = match &copy.content {
        Ok(content) => content,
        Err(why) => return vec![("file-missing", "url", format!("{}: {why}", file.url))],
    };
    let mut broken = Vec::new();
    let length = u64::try_from(content.len()).unwrap_or(u64::MAX);
    if file.bytes != 0 && file.bytes != length {
        broken.push(("bytes-wrong", "bytes", format!("{}: {length}", file.url)));
    }
    let fits = file
        .integrity
        .as_ref()
        .map(|hash| integrity::fits(hash, content));
    match fits {
        Some(Some(false)) => broken.push(("integrity-wrong", "integrity", file.url.clone())),
        Some(None) => broken.push(("integrity-unknown", "integrity", file.url.clone())),
        _ => {}
    }
    broken
}

/// Where the file stands in the text; broken entries before it have no place in the parsed list.
fn path_of(text: &str, file: &FeedFile) -> String {
    let value: serde_json::Value =
        serde_json::from_str(text.trim_start_matches('\u{feff}')).unwrap_or_default();
    let list = value["feeds"].as_array();
    let index = list.and_then(|list| {
        list.iter()
            .position(|entry| entry["name"] == file.name && entry["url"] == file.url)
    });
    index.map_or_else(|| "$.feeds".to_owned(), |index| format!("$.feeds[{index}]"))
}
