//! One feed on a page: fetched once, refreshed on its slots, shared by every widget that reads it.
//!
//! A source lives as long as a widget holds it. When the last one goes, its timers, its listener and its open
//! request go with it.

use std::cell::RefCell;
use std::rc::{Rc, Weak};

use cchc::feed::discovery;
use cchc::poll::Schedule;
use gloo_events::EventListener;
use gloo_timers::callback::{Interval, Timeout};
use js_sys::Function;
use leptos::prelude::{ArcRwSignal, Set};
use leptos::task::spawn_local;
use web_sys::AbortController;

use super::store::File;
use super::{clock, store};

mod round;

use round::{Asking, Failure, Round, worst};

/// A server that takes a question and never answers must not end all asking of a screen.
#[cfg(feature = "screen")]
const HANGS_MS: u64 = 120_000;
/// How often a screen writes its copies anew only because they were found current: its flash wears out otherwise.
#[cfg(feature = "screen")]
const KEEP_EVERY_MS: u64 = 600_000;
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
    /// A screen's id, which names its slot.
    #[cfg(feature = "screen")]
    slot: Option<String>,
    /// When the copies were last written.
    #[cfg(feature = "screen")]
    kept_ms: u64,
    expires_ms: Option<u64>,
    abort: Option<AbortController>,
    timer: Option<Timeout>,
    _tick: Interval,
    _online: Option<EventListener>,
}

thread_local! {
    static SOURCES: RefCell<Vec<Weak<Source>>> = const { RefCell::new(Vec::new()) };
}

impl Inner {
    /// The time by which copies age. The clock of a panel jumps, and nobody is there to set it: its source goes by the server's time.
    fn now_ms(&self) -> u64 {
        #[cfg(feature = "screen")]
        if self.slot.is_some() {
            return clock::true_ms();
        }
        clock::now_ms()
    }
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
                    #[cfg(feature = "screen")]
                    slot: None,
                    #[cfg(feature = "screen")]
                    kept_ms: 0,
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

    /// Asks as screens do, in the slot of this one.
    #[cfg(feature = "screen")]
    pub fn slot(self: &Rc<Self>, id: &str) {
        let mut inner = self.inner.borrow_mut();
        if inner.slot.as_deref() == Some(id) {
            return;
        }
        inner.slot = Some(id.to_owned());
        for file in &inner.known.files {
            clock::not_before(file.checked_ms);
        }
        let is_asking = inner.timer.is_none();
        drop(inner);
        if is_asking {
            self.later(HANGS_MS);
        }
    }

    /// Whether the copies are written now.
    fn is_to_keep(&self, is_other: bool) -> bool {
        #[cfg(feature = "screen")]
        {
            let mut inner = self.inner.borrow_mut();
            let now = clock::now_ms();
            if !is_other && inner.slot.is_some() && now.abs_diff(inner.kept_ms) < KEEP_EVERY_MS {
                return false;
            }
            inner.kept_ms = now;
        }
        _ = is_other;
        true
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
        let now = inner.now_ms();
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
        #[cfg(feature = "screen")]
        if self.inner.borrow().slot.is_some() {
            self.later(HANGS_MS);
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
        let mut inner = self.inner.borrow_mut();
        let now = inner.now_ms();
        let failure = match outcome {
            Ok(round) => {
                let period = inner.own_period.unwrap_or(round.discovery.ttl_secs);
                inner.schedule.set_period(period);
                let expires = round.discovery.expires;
                inner.expires_ms = expires.and_then(|at| u64::try_from(at.timestamp_millis()).ok());
                inner.hashes = round.hashes;
                drop(inner);
                let failed = round.failed;
                let failure = worst(&failed);
                let mut is_other = false;
                self.publish(|known| {
                    known.trouble = None;
                    known.failed.clear();
                    for (name, failure) in failed {
                        known.failed.push((name, failure.code));
                    }
                    is_other = known.files.len() != round.files.len();
                    for (before, after) in known.files.iter().zip(&round.files) {
                        is_other |= before.text != after.text;
                    }
                    known.revision += u32::from(is_other);
                    known.files = round.files;
                });
                if self.is_to_keep(is_other) {
                    store::save(&self.feed, &self.inner.borrow().known.files);
                }
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
            #[cfg(feature = "screen")]
            None if inner.slot.is_some() => {
                _ = inner.schedule.after_success(now);
                let id = inner.slot.as_deref().unwrap_or_default();
                cchc::screen::slots::next_ms(id, cchc::screen::slots::PERIOD_MS, now)
            }
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
