//! Everything that a built feed has: the files, the discovery file over them, and what is made from both.

use cchc::check::{FileKind, check};
use cchc::feed::Stamp;
use cchc::feed::discovery::Discovery;
use cchc::feed::wire::{self, Moment, Profile, VERSION};

use super::export;
use super::plan::Plan;
use super::problem::{At, Place, Problem, Problems};
use super::swap::Old;
use crate::integrity::integrity;
use crate::{key, schema};

/// A file of the feed.
pub(super) struct Made {
    pub(super) name: String,
    pub(super) url: String,
    pub(super) ttl_secs: u32,
    pub(super) content: Vec<u8>,
    /// Whether the discovery file names it; the files of single procedures are held by their list.
    pub(super) is_listed: bool,
}

/// Names, relative to the folder of the feed, and contents.
pub(super) type Files = Vec<(String, Vec<u8>)>;

/// Two files of one name would be written over one another.
pub(super) fn tell_twice(made: &[Made], problems: &mut Problems) {
    let mut known = std::collections::BTreeSet::from(["cchc.json"]);
    for file in made {
        if !known.insert(&file.url) {
            let place = Place::new(super::plan::NAME, At::Whole);
            problems.note(place, "file-twice", &file.url);
        }
    }
}

/// All files of the feed. What is wrong in the discovery file is told at the plan, whose words it repeats.
pub(super) fn whole(
    plan: &Plan,
    made: Vec<Made>,
    old: &Old,
    now: Stamp,
    problems: &mut Problems,
) -> Files {
    let discovery = discovery(plan, &made, old.discovery.as_ref(), now);
    let copies = export::files(plan, &made);
    let mut files: Files = made
        .into_iter()
        .map(|file| (file.url, file.content))
        .collect();
    // Plain types without maps: there is nothing that could fail.
    let text = serde_json::to_string(&discovery).unwrap_or_default();
    for report in check(FileKind::Discovery, text.as_bytes(), now) {
        problems.add(Problem {
            place: Place::new(super::plan::NAME, At::Whole),
            path: report.finding.path,
            rule: report.finding.rule,
            detail: report.finding.detail,
        });
    }
    files.push(("cchc.json".to_owned(), text.into_bytes()));
    files.extend(copies);
    for kind in FileKind::ALL {
        let name = format!("schema/{}.json", kind.name());
        files.push((name, schema::text(*kind, Profile::Reader).into_bytes()));
    }
    files
}

/// Adds the signature over the discovery file. A signature has random parts; the same bytes keep the one they have.
pub(super) fn sign(
    files: &mut Files,
    key: &minisign::SecretKey,
    old: &Old,
) -> Result<(), minisign::PError> {
    const NAME: &str = "cchc.json.minisig";
    let found = files.iter().find(|(name, _)| name == "cchc.json");
    let Some((name, content)) = found else {
        return Ok(());
    };
    let public = minisign::PublicKey::from_secret_key(key)?;
    let known = old
        .read(NAME)
        .and_then(|known| String::from_utf8(known).ok())
        .filter(|known| key::is_signed(&public, content, known));
    let signature = match known {
        Some(known) => known,
        None => key::sign(key, content, name)?,
    };
    files.push((NAME.to_owned(), signature.into_bytes()));
    Ok(())
}

fn discovery(
    plan: &Plan,
    made: &[Made],
    before: Option<&Discovery>,
    now: Stamp,
) -> wire::discovery::Discovery {
    let feeds: Vec<_> = made
        .iter()
        .filter(|file| file.is_listed)
        .map(|file| entry(file, before, now))
        .collect();
    let hashes = |known: &Discovery| {
        let hashes = known.feeds.iter().map(|file| file.integrity.clone());
        hashes.collect::<Vec<_>>()
    };
    let ours: Vec<_> = feeds
        .iter()
        .map(|file| Some(file.integrity.clone()))
        .collect();
    let is_changed = before.is_none_or(|known| hashes(known) != ours);
    let lasts = plan.expires_days.and_then(chrono::TimeDelta::try_days);
    wire::discovery::Discovery {
        version: VERSION.to_owned(),
        last_updated: Moment(now),
        ttl: plan.ttl_secs,
        sequence: before.map_or(1, |known| {
            known.sequence.saturating_add(u64::from(is_changed))
        }),
        expires: lasts
            .and_then(|lasts| now.checked_add_signed(lasts))
            .map(Moment),
        publisher: wire::discovery::Publisher {
            name: plan.publisher.name.clone(),
            url: plan.publisher.url.clone(),
            contact: plan.publisher.contact.clone(),
        },
        languages: plan.languages.clone(),
        feeds,
    }
}

/// The second clock: a file whose bytes are those of the old feed was last changed when that says so.
fn entry(file: &Made, before: Option<&Discovery>, now: Stamp) -> wire::discovery::File {
    let integrity = integrity(&file.content);
    let known = before.and_then(|found| found.file(&file.name));
    let same = known.filter(|known| known.integrity.as_deref() == Some(&integrity));
    wire::discovery::File {
        name: file.name.clone(),
        url: file.url.clone(),
        ttl: file.ttl_secs,
        bytes: u64::try_from(file.content.len()).unwrap_or(u64::MAX),
        integrity,
        last_modified: Some(Moment(
            same.and_then(|known| known.last_modified)
                .map_or(now, |known| known.min(now)),
        )),
    }
}
