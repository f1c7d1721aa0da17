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
use super::{clock, store};

/// How often ages are written anew.
const TICK_MS: u32 = 30_000;

/// What is known of a feed at one time.
#[derive(Debug, Clone, Default)]
pub struct Snapshot {
    /// Grows when a file changed.
    pub revision: u32,
    /// Names and texts, normalised.
    pub files: Vec<store::File>,
    /// When the files were last known to be current.
    pub checked_ms: Option<u64>,
    /// Code of the last failure, until the next success.
    pub trouble: Option<&'static str>,
    /// The copy missed two refreshes.
    pub stale: bool,
    /// The time of this snapshot.
    pub now_ms: u64,
}

impl Snapshot {
    /// Text of one file.
    #[must_use]
    pub fn file(&self, name: &str) -> Option<&Arc<str>> {
        self.files
            .iter()
            .find(|(known, _)| known == name)
            .map(|(_, text)| text)
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
    wanted: Vec<&'static str>,
    hashes: Vec<(String, Option<String>)>,
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
    pub fn shared(
        feed: &str,
        wanted: &[&'static str],
        refresh_secs: Option<u32>,
        take: &Function,
    ) -> Rc<Self> {
        let found = SOURCES.with_borrow_mut(|sources| {
            sources.retain(|source| source.strong_count() > 0);
            sources
                .iter()
                .filter_map(Weak::upgrade)
                .find(|source| source.feed == feed)
        });
        let source = found.unwrap_or_else(|| Self::open(feed, take));
        source.want(wanted, refresh_secs);
        source
    }

    fn open(feed: &str, take: &Function) -> Rc<Self> {
        let mut known = Snapshot {
            now_ms: clock::now_ms(),
            ..Snapshot::default()
        };
        if let Some((checked_ms, files)) = store::load(feed) {
            known.files = files;
            known.checked_ms = Some(checked_ms);
            known.revision = 1;
        }
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

    fn want(self: &Rc<Self>, wanted: &[&'static str], refresh_secs: Option<u32>) {
        let mut inner = self.inner.borrow_mut();
        if let Some(secs) = refresh_secs {
            inner.own_period = Some(inner.own_period.map_or(secs, |known| known.min(secs)));
        }
        let before = inner.wanted.len();
        for name in wanted {
            if !inner.wanted.contains(name) {
                inner.wanted.push(name);
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
        let missed = inner
            .known
            .checked_ms
            .is_some_and(|then| inner.schedule.is_stale(now, then));
        let abandoned = inner.expires_ms.is_some_and(|expires| expires < now);
        inner.known.stale = missed || abandoned || inner.known.trouble.is_some();
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
            let round = Round {
                me: &me,
                take: &take,
                abort: &abort,
                fresh,
            };
            let outcome = round.run(&feed).await;
            if abort.signal().aborted() {
                return;
            }
            if let Some(source) = me.upgrade() {
                source.finish(outcome);
            }
        });
    }

    fn finish(self: &Rc<Self>, outcome: Result<News, (&'static str, Option<u64>)>) {
        let now = clock::now_ms();
        let wait = match outcome {
            Ok(news) => {
                let mut inner = self.inner.borrow_mut();
                let period = inner.own_period.unwrap_or(news.discovery.ttl_secs);
                inner.schedule.set_period(period);
                inner.expires_ms = news
                    .discovery
                    .expires
                    .and_then(|at| u64::try_from(at.timestamp_millis()).ok());
                inner.hashes = news.hashes;
                let wait = inner.schedule.after_success(now);
                drop(inner);
                self.publish(|known| {
                    known.trouble = None;
                    known.checked_ms = Some(now);
                    if known.files != news.files {
                        known.files = news.files;
                        known.revision += 1;
                    }
                    store::save(&self.feed, now, &known.files);
                });
                wait
            }
            Err((code, retry_after_ms)) => {
                self.publish(|known| known.trouble = Some(code));
                self.inner
                    .borrow_mut()
                    .schedule
                    .after_failure(retry_after_ms, clock::random())
            }
        };
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

/// What a round of requests found.
struct News {
    discovery: Discovery,
    files: Vec<store::File>,
    hashes: Vec<(String, Option<String>)>,
}

/// One round: the discovery file, then every wanted file whose hash changed.
struct Round<'a> {
    me: &'a Weak<Source>,
    take: &'a Function,
    abort: &'a AbortController,
    fresh: bool,
}

impl Round<'_> {
    async fn run(&self, feed: &str) -> Result<News, (&'static str, Option<u64>)> {
        let text = self.text(feed, None).await?;
        let (Some(discovery), _) = discovery::parse(&text) else {
            return Err(("feed-unreadable", None));
        };
        let (wanted, known, hashes) = {
            let source = self.me.upgrade().ok_or(("gone", None))?;
            let inner = source.inner.borrow();
            (
                inner.wanted.clone(),
                inner.known.files.clone(),
                inner.hashes.clone(),
            )
        };
        let mut files = Vec::new();
        let mut now_hashes = Vec::new();
        for (index, name) in wanted.into_iter().enumerate() {
            let Some(file) = discovery.file(name) else {
                continue;
            };
            let kept = known.iter().find(|(known, _)| known == name);
            let is_same = file.integrity.is_some()
                && hashes
                    .iter()
                    .any(|(known, hash)| known == name && *hash == file.integrity);
            let (text, hash) = match kept.filter(|_| is_same) {
                Some((_, text)) => (text.clone(), file.integrity.clone()),
                None => match (self.file(feed, file).await, kept) {
                    (Ok(text), _) => (text, file.integrity.clone()),
                    // The first file is what the widget cannot do without; another one may fail, and is asked for
                    // again in the next round, because no hash of it is noted.
                    (Err(trouble), _) if index == 0 => return Err(trouble),
                    (Err(_), Some((_, old))) => (old.clone(), None),
                    (Err(_), None) => continue,
                },
            };
            now_hashes.push((name.to_owned(), hash));
            files.push((name.to_owned(), text));
        }
        if files.is_empty() {
            return Err(("feed-without-file", None));
        }
        Ok(News {
            discovery,
            files,
            hashes: now_hashes,
        })
    }

    async fn file(
        &self,
        feed: &str,
        file: &discovery::FeedFile,
    ) -> Result<Arc<str>, (&'static str, Option<u64>)> {
        let url = web_sys::Url::new_with_base(&file.url, feed);
        let url = url.map_err(|_| ("feed-unreadable", None))?;
        let text = self.text(&url.href(), file.integrity.as_deref()).await?;
        Ok(Arc::from(text))
    }

    async fn text(
        &self,
        url: &str,
        integrity: Option<&str>,
    ) -> Result<String, (&'static str, Option<u64>)> {
        let answer = fetch::text(url, integrity, self.fresh, self.take, &self.abort.signal()).await;
        answer.map_err(|trouble| match trouble {
            Trouble::Unreachable => ("feed-unreachable", None),
            Trouble::Status {
                status: 404 | 410,
                retry_after_ms,
            } => ("feed-not-found", retry_after_ms),
            Trouble::Status { retry_after_ms, .. } => ("feed-refused", retry_after_ms),
        })
    }
}
