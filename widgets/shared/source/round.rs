//! One round of requests: the discovery file, and every wanted file that changed.

use std::rc::Weak;
use std::sync::Arc;

use cchc::feed::discovery::{self, Discovery};
use js_sys::Function;
use web_sys::AbortController;

use super::Source;
use crate::shared::fetch::{self, Trouble};
use crate::shared::store::File;

/// Files of single procedures, and how long one is good without being asked for again.
#[cfg(feature = "screen")]
const PROCEDURE: &str = "procedures/";
#[cfg(feature = "screen")]
const PROCEDURE_KEEPS_MS: u64 = 3_600_000;
/// The discovery file does not name it.
const WITHOUT_FILE: &str = "feed-without-file";

/// Why something could not be had.
#[derive(Clone, Copy)]
pub(super) struct Failure {
    pub(super) code: &'static str,
    pub(super) retry_after_ms: Option<u64>,
}

const fn failure(code: &'static str) -> Failure {
    Failure {
        code,
        retry_after_ms: None,
    }
}

/// Why a round is tried again soon, if it is.
pub(super) fn worst(failed: &[(String, Failure)]) -> Option<Failure> {
    // A programme may name what this feed never has: a screen does not leave its slot for that.
    #[cfg(feature = "screen")]
    return failed
        .iter()
        .map(|(_, failure)| *failure)
        .find(|failure| failure.code != WITHOUT_FILE);
    #[cfg(not(feature = "screen"))]
    failed.last().map(|(_, failure)| *failure)
}

/// What a round of requests found.
pub(super) struct Round {
    pub(super) discovery: Discovery,
    pub(super) files: Vec<File>,
    pub(super) failed: Vec<(String, Failure)>,
    pub(super) hashes: Vec<(String, String)>,
}

/// How a round asks.
pub(super) struct Asking<'a> {
    pub(super) feed: &'a str,
    pub(super) take: &'a Function,
    pub(super) abort: &'a AbortController,
    pub(super) fresh: bool,
}

impl Asking<'_> {
    /// The discovery file, then every wanted file whose hash changed. A file that fails leaves its old copy.
    pub(super) async fn round(&self, source: &Weak<Source>) -> Result<Round, Failure> {
        let text = self.text(self.feed, None).await?;
        let (Some(discovery), _) = discovery::parse(&text) else {
            return Err(failure("feed-unreadable"));
        };
        let (wanted, known, hashes, now) = {
            let source = source.upgrade().ok_or(failure("gone"))?;
            let inner = source.inner.borrow();
            (
                inner.wanted.clone(),
                inner.known.files.clone(),
                inner.hashes.clone(),
                inner.now_ms(),
            )
        };
        let mut round = Round {
            discovery,
            files: Vec::new(),
            failed: Vec::new(),
            hashes: Vec::new(),
        };
        for name in wanted {
            let kept = known.iter().find(|file| file.name == name).cloned();
            let (hash, text) = match round.discovery.file(&name) {
                Some(file) => {
                    let hash = file.integrity.clone();
                    let same = |(known, of): &(String, String)| {
                        *known == name && Some(of) == hash.as_ref()
                    };
                    let text = match kept.as_ref().filter(|_| hashes.iter().any(same)) {
                        Some(kept) => Ok(kept.text.clone()),
                        None => self.file(file).await,
                    };
                    (hash, text)
                }
                #[cfg(feature = "screen")]
                None if name.starts_with(PROCEDURE) => {
                    if let Some(kept) = kept.as_ref().filter(|kept| {
                        let age = now.abs_diff(kept.checked_ms);
                        age < PROCEDURE_KEEPS_MS && !kept.text.is_empty()
                    }) {
                        round.files.push(kept.clone());
                        continue;
                    }
                    (None, self.procedure(&name).await)
                }
                None => (None, Err(failure(WITHOUT_FILE))),
            };
            match text {
                Ok(text) => {
                    round.hashes.extend(hash.map(|hash| (name.clone(), hash)));
                    round.files.push(File {
                        name,
                        text,
                        checked_ms: now,
                    });
                }
                Err(failure) => {
                    round.files.extend(kept);
                    round.failed.push((name, failure));
                }
            }
        }
        Ok(round)
    }

    /// Procedures are too many for the discovery file: each has an address of its own.
    #[cfg(feature = "screen")]
    async fn procedure(&self, name: &str) -> Result<Arc<str>, Failure> {
        let id = name.strip_prefix(PROCEDURE).unwrap_or(name);
        let url = cchc::feed::procedure::detail_url(id);
        let url = web_sys::Url::new_with_base(&url, self.feed);
        let url = url.map_err(|_| failure("feed-unreadable"))?;
        Ok(Arc::from(self.text(&url.href(), None).await?))
    }

    async fn file(&self, file: &discovery::FeedFile) -> Result<Arc<str>, Failure> {
        let url = web_sys::Url::new_with_base(&file.url, self.feed);
        let url = url.map_err(|_| failure("feed-unreadable"))?;
        let text = self.text(&url.href(), file.integrity.as_deref()).await?;
        // A broken one must not be kept in place of a good one.
        #[cfg(feature = "procedures")]
        if file.name == "procedures.bin" && !cchc::search::is_whole(fetch::bytes(&text)) {
            return Err(failure("procedures-unreadable"));
        }
        Ok(Arc::from(text))
    }

    async fn text(&self, url: &str, integrity: Option<&str>) -> Result<String, Failure> {
        let answer = fetch::text(url, integrity, self.fresh, self.take, &self.abort.signal()).await;
        answer.map_err(|trouble| match trouble {
            Trouble::Unreachable => failure("feed-unreachable"),
            Trouble::Status {
                status,
                retry_after_ms,
            } => Failure {
                code: match status {
                    404 | 410 => "feed-not-found",
                    _ => "feed-refused",
                },
                retry_after_ms,
            },
        })
    }
}
