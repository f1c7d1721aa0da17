//! One feed on a page: fetched once, refreshed on its slots, shared by every widget that reads it.
//!
//! A source lives as long as a widget holds it. When the last one goes, its timers, its listener and its open
//! request go with it.

use std::cell::RefCell;
use std::rc::{Rc, Weak};
use std::sync::Arc;

use cchc::feed::discovery::{self, Discovery};
use cchc::poll::Schedule;
use gloo_events::EventListener;
use gloo_timers::callback::{Interval, Timeout};
use js_sys::Function;
use leptos::prelude::{ArcRwSignal, Set};
use leptos::task::spawn_local;
use web_sys::AbortController;

use super::fetch::{self, Trouble};
use super::store::File;
use super::{clock, store};

/// How often ages are written anew.
const TICK_MS: u32 = 30_000;

/// What is known of a feed at one time.
#[derive(Debug, Clone, Default)]
pub struct Snapshot {
    /// Grows when a file changed.
    pub revision: u32,
    /// What is at hand.
    pub files: Vec<File>,
    /// Code of the last failure to get the feed at all, until the next success.
    pub trouble: Option<&'static str>,
    /// Files that could not be had in the last round, and why.
    pub failed: Vec<(String, &'static str)>,
    /// Copies that were current before this are old.
    pub fresh_since_ms: u64,
    /// The time of this snapshot.
    pub now_ms: u64,
}

impl Snapshot {
    /// One file.
    #[must_use]
    pub fn file(&self, name: &str) -> Option<&File> {
        self.files.iter().find(|file| file.name == name)
    }

    /// Why the last try to get this file failed, if it did.
    #[must_use]
    pub fn trouble_of(&self, name: &str) -> Option<&'static str> {
        let failed = self.failed.iter().find(|(known, _)| known == name);
        self.trouble.or(failed.map(|(_, code)| *code))
    }

    /// Whether this file's copy is old, or the last try to renew it failed.
    #[must_use]
    pub fn is_stale(&self, name: &str) -> bool {
        let old = |file: &File| file.checked_ms < self.fresh_since_ms;
        self.file(name).is_some_and(old) || self.trouble_of(name).is_some()
    }
}

/// A feed that widgets hold together.
pub struct Source {
    feed: String,
    take: Function,
    /// What the widgets watch.
    pub snapshot: ArcRwSignal<Snapshot>,
    inner: RefCell<Inner>,
}

struct Inner {
    known: Snapshot,
    wanted: Vec<String>,
    /// Hashes of the files at hand, where the feed states them.
    hashes: Vec<(String, String)>,
    schedule: Schedule,
    own_period: Option<u32>,
    expires_ms: Option<u64>,
    abort: Option<AbortController>,
    timer: Option<Timeout>,
    _tick: Interval,
    _online: Option<EventListener>,
}

thread_local! {
    static SOURCES: RefCell<Vec<Weak<Source>>> = const { RefCell::new(Vec::new()) };
}

impl Source {
    /// The page's source for `feed`; a new one shows its last good copy at once and starts to fetch.
    pub fn shared(feed: &str, refresh_secs: Option<u32>, take: &Function) -> Rc<Self> {
        let found = SOURCES.with_borrow_mut(|sources| {
            sources.retain(|source| source.strong_count() > 0);
            sources
                .iter()
                .filter_map(Weak::upgrade)
                .find(|source| source.feed == feed)
        });
        let source = found.unwrap_or_else(|| Self::open(feed, take));
        if let Some(secs) = refresh_secs {
            let own = &mut source.inner.borrow_mut().own_period;
            *own = Some(own.map_or(secs, |known| known.min(secs)));
        }
        source
    }

    fn open(feed: &str, take: &Function) -> Rc<Self> {
        let mut known = Snapshot {
            now_ms: clock::now_ms(),
            ..Snapshot::default()
        };
        known.files = store::load(feed);
        known.revision = u32::from(!known.files.is_empty());
        let mut seed = (clock::random() * 1e9).to_bits().to_string();
        seed.push_str(feed);
        let source = Rc::new_cyclic(|me: &Weak<Self>| {
            let ticking = me.clone();
            let waking = me.clone();
            let online = web_sys::window().map(|window| {
                EventListener::new(&window, "online", move |_| {
                    if let Some(source) = waking.upgrade() {
                        source.later(Schedule::after_online(clock::random()));
                    }
                })
            });
            Self {
                feed: feed.to_owned(),
                take: take.clone(),
                snapshot: ArcRwSignal::new(known.clone()),
                inner: RefCell::new(Inner {
                    known,
                    wanted: Vec::new(),
                    hashes: Vec::new(),
                    schedule: Schedule::new(&seed, discovery::DEFAULT_TTL_SECS),
                    own_period: None,
                    expires_ms: None,
                    abort: None,
                    timer: None,
                    _tick: Interval::new(TICK_MS, move || {
                        if let Some(source) = ticking.upgrade() {
                            source.publish(|_| {});
                        }
                    }),
                    _online: online,
                }),
            }
        });
        source.publish(|_| {});
        SOURCES.with_borrow_mut(|sources| sources.push(Rc::downgrade(&source)));
        source
    }

    /// Its address.
    #[must_use]
    pub fn feed(&self) -> &str {
        &self.feed
    }

    /// Fetches these files too, from now on.
    pub fn want(self: &Rc<Self>, names: &[&str]) {
        let mut inner = self.inner.borrow_mut();
        let before = inner.wanted.len();
        for name in names {
            if !inner.wanted.iter().any(|known| known == name) {
                inner.wanted.push((*name).to_owned());
            }
        }
        let more = inner.wanted.len() > before;
        drop(inner);
        if more {
            self.refresh(false);
        }
    }

    fn later(self: &Rc<Self>, wait_ms: u64) {
        let me = Rc::downgrade(self);
        let wait = u32::try_from(wait_ms).unwrap_or(u32::MAX);
        self.inner.borrow_mut().timer = Some(Timeout::new(wait, move || {
            if let Some(source) = me.upgrade() {
                source.refresh(true);
            }
        }));
    }

    fn publish(&self, change: impl FnOnce(&mut Snapshot)) {
        let mut inner = self.inner.borrow_mut();
        change(&mut inner.known);
        let now = clock::now_ms();
        inner.known.now_ms = now;
        let abandoned = inner.expires_ms.is_some_and(|expires| expires < now);
        inner.known.fresh_since_ms = if abandoned {
            u64::MAX
        } else {
            inner.schedule.fresh_since_ms(now)
        };
        let snapshot = inner.known.clone();
        drop(inner);
        self.snapshot.set(snapshot);
    }

    /// Starts a round; an unfinished one is given up.
    fn refresh(self: &Rc<Self>, fresh: bool) {
        let Ok(abort) = AbortController::new() else {
            return;
        };
        if let Some(open) = self.inner.borrow_mut().abort.replace(abort.clone()) {
            open.abort();
        }
        let me = Rc::downgrade(self);
        let feed = self.feed.clone();
        let take = self.take.clone();
        spawn_local(async move {
            let asking = Asking {
                feed: &feed,
                take: &take,
                abort: &abort,
                fresh,
            };
            let outcome = asking.round(&me).await;
            if abort.signal().aborted() {
                return;
            }
            if let Some(source) = me.upgrade() {
                source.finish(outcome);
            }
        });
    }

    fn finish(self: &Rc<Self>, outcome: Result<Round, Failure>) {
        let now = clock::now_ms();
        let mut inner = self.inner.borrow_mut();
        let failure = match outcome {
            Ok(round) => {
                let period = inner.own_period.unwrap_or(round.discovery.ttl_secs);
                inner.schedule.set_period(period);
                let expires = round.discovery.expires;
                inner.expires_ms = expires.and_then(|at| u64::try_from(at.timestamp_millis()).ok());
                inner.hashes = round.hashes;
                drop(inner);
                let failed = round.failed;
                let failure = failed.last().map(|(_, failure)| *failure);
                self.publish(|known| {
                    known.trouble = None;
                    known.failed.clear();
                    for (name, failure) in failed {
                        known.failed.push((name, failure.code));
                    }
                    let mut is_other = known.files.len() != round.files.len();
                    for (before, after) in known.files.iter().zip(&round.files) {
                        is_other |= before.text != after.text;
                    }
                    known.revision += u32::from(is_other);
                    known.files = round.files;
                    store::save(&self.feed, &known.files);
                });
                failure
            }
            Err(failure) => {
                drop(inner);
                self.publish(|known| known.trouble = Some(failure.code));
                Some(failure)
            }
        };
        let mut inner = self.inner.borrow_mut();
        let wait = match failure {
            None => inner.schedule.after_success(now),
            Some(failure) => inner
                .schedule
                .after_failure(failure.retry_after_ms, clock::random()),
        };
        drop(inner);
        self.later(wait);
    }
}

impl Drop for Source {
    fn drop(&mut self) {
        if let Some(open) = self.inner.borrow_mut().abort.take() {
            open.abort();
        }
    }
}

/// Why something could not be had.
#[derive(Clone, Copy)]
struct Failure {
    code: &'static str,
    retry_after_ms: Option<u64>,
}

const fn failure(code: &'static str) -> Failure {
    Failure {
        code,
        retry_after_ms: None,
    }
}

/// What a round of requests found.
struct Round {
    discovery: Discovery,
    files: Vec<File>,
    failed: Vec<(String, Failure)>,
    hashes: Vec<(String, String)>,
}

/// How a round asks.
struct Asking<'a> {
    feed: &'a str,
    take: &'a Function,
    abort: &'a AbortController,
    fresh: bool,
}

impl Asking<'_> {
    /// The discovery file, then every wanted file whose hash changed. A file that fails leaves its old copy.
    async fn round(&self, source: &Weak<Source>) -> Result<Round, Failure> {
        let text = self.text(self.feed, None).await?;
        let (Some(discovery), _) = discovery::parse(&text) else {
            return Err(failure("feed-unreadable"));
        };
        let (wanted, known, hashes) = {
            let source = source.upgrade().ok_or(failure("gone"))?;
            let inner = source.inner.borrow();
            (
                inner.wanted.clone(),
                inner.known.files.clone(),
                inner.hashes.clone(),
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
                None => (None, Err(failure("feed-without-file"))),
            };
            match text {
                Ok(text) => {
                    round.hashes.extend(hash.map(|hash| (name.clone(), hash)));
                    round.files.push(File {
                        name,
                        text,
                        checked_ms: clock::now_ms(),
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
