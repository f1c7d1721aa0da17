//! A new build on a panel that nobody visits: fetched and verified, held back for a while, tried, and kept or taken back.
//!
//! ```text
//! known ── Fetch ──► fetched ──► waiting ── Swap ──► trial ── healthy ──► kept
//!   ▲ again, later │ failed                            │ 60 s, or three starts
//!   └──────────────┘                                   └──────► Back; never tried again
//! ```
//!
//! Fetching and swapping are spread over minutes, so that no server carries all screens at once and a bad build shows on few of
//! them first. A swap is a new start of the page; what the
//! machine must know afterwards is kept as text ([`Update::save`]). Time is added up from ticks, so no jump of a clock ends a
//! trial or a wait.
//!
//! A build that cannot start cannot take itself back, so the loader, which no build replaces, counts starts and the minute too;
//! that is why what is saved is three plain lines: the build on trial, the one before, and its starts.

use super::slots::update_wait_ms;
use super::steps::Steps;

/// A new build must say that it is well within this time.
pub const TRIAL_MS: u64 = 60_000;
/// Starts that a build on trial may take: one that dies before its time is up would be tried for ever.
pub const MAX_STARTS: u32 = 3;
/// Between two tries to fetch a build.
const RETRY_MS: u64 = 60_000;
/// An answer that has not come by then is lost.
const FETCH_MS: u64 = 300_000;
/// Builds that were taken back and are remembered.
const MAX_BAD: usize = 8;
/// Longest name of a build that is read back.
const MAX_NAME_BYTES: usize = 100;

/// What the page must do.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Act {
    /// Load all files of this build and compare their hashes; the answer is [`Update::fetched`].
    Fetch(String),
    /// Save, and start with this build.
    Swap(String),
    /// Save, and start with this build, the one before.
    Back(String),
}

/// Where an update stands.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
enum Stage {
    /// Nothing to do.
    #[default]
    Kept,
    /// To be fetched, once more too, when `wait_ms` has passed.
    Known {
        build: String,
        wait_ms: u64,
        is_asked: bool,
    },
    /// Fetched and verified.
    Waiting { build: String, wait_ms: u64 },
    /// Running.
    Trial {
        before: String,
        passed_ms: u64,
        starts: u32,
    },
}

/// The update of one screen.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Update {
    screen: String,
    /// The build that runs.
    build: String,
    stage: Stage,
    /// Builds that were taken back.
    bad: Vec<String>,
    steps: Steps,
}

impl Update {
    /// A page of `build` starts on a screen; `saved` is what the page before has saved.
    ///
    /// The build says which start it is: that of a build on trial counts, one of the build before it means that it was taken back.
    #[must_use]
    pub fn start(screen: &str, build: &str, saved: &str) -> Self {
        let mut update = Self {
            screen: screen.to_owned(),
            build: build.to_owned(),
            stage: Stage::Kept,
            bad: Vec::new(),
            steps: Steps::default(),
        };
        let mut lines = saved.lines();
        let (tried, before, starts) = (lines.next(), lines.next(), lines.next());
        let starts = starts.and_then(|starts| starts.parse::<u32>().ok());
        for bad in lines.take(MAX_BAD) {
            update.refuse(bad);
        }
        if let (Some(tried), Some(before), Some(starts)) = (tried, before, starts)
            && is_name(tried)
            && is_name(before)
            && tried != before
        {
            if tried == build {
                update.stage = Stage::Trial {
                    before: before.to_owned(),
                    passed_ms: 0,
                    starts: starts.saturating_add(1),
                };
            } else if before == build && starts > 0 {
                update.refuse(tried);
            }
        }
        update
    }

    /// What the next start must know. To be stored after every act and every start.
    #[must_use]
    pub fn save(&self) -> String {
        let (tried, before, starts) = match &self.stage {
            Stage::Trial { before, starts, .. } => (&*self.build, &**before, *starts),
            // The start that a swap makes is the first.
            Stage::Waiting { build, .. } => (&**build, &*self.build, 0),
            Stage::Kept | Stage::Known { .. } => ("", "", 0),
        };
        let mut saved = String::new();
        for line in [tried, before, &*starts.to_string()] {
            saved.push_str(line);
            saved.push('\n');
        }
        for bad in &self.bad {
            saved.push_str(bad);
            saved.push('\n');
        }
        saved
    }

    /// The server names its newest build. One on trial is not replaced, one that was taken back is not tried again.
    pub fn known(&mut self, newest: &str) {
        if !is_name(newest) || self.bad.iter().any(|bad| bad == newest) {
            return;
        }
        let is_news = match &self.stage {
            Stage::Trial { .. } => false,
            Stage::Kept => newest != self.build,
            Stage::Known { build, .. } | Stage::Waiting { build, .. } => build != newest,
        };
        if !is_news {
            return;
        }
        self.stage = match newest == self.build {
            // The server has gone back by itself.
            true => Stage::Kept,
            // Half of the wait is before the files are loaded, and half behind.
            false => Stage::Known {
                wait_ms: update_wait_ms(&self.screen, newest) / 2,
                build: newest.to_owned(),
                is_asked: false,
            },
        };
    }

    /// What came of [`Act::Fetch`] for this build.
    pub fn fetched(&mut self, fetched: &str, is_whole: bool) {
        let Stage::Known {
            build,
            is_asked: true,
            ..
        } = &self.stage
        else {
            return;
        };
        if build != fetched {
            return;
        }
        let build = fetched.to_owned();
        self.stage = match is_whole {
            true => Stage::Waiting {
                wait_ms: update_wait_ms(&self.screen, &build).div_ceil(2),
                build,
            },
            false => Stage::Known {
                build,
                wait_ms: RETRY_MS,
                is_asked: false,
            },
        };
    }

    /// The page works: its first scene is shown from its data.
    pub fn healthy(&mut self) {
        if matches!(self.stage, Stage::Trial { .. }) {
            self.stage = Stage::Kept;
        }
    }

    /// To be called about once a second. `can_swap`: between two scenes, and no alert is shown.
    pub fn tick(&mut self, now_ms: u64, can_swap: bool) -> Option<Act> {
        let step = self.steps.step(now_ms);
        match &mut self.stage {
            Stage::Kept => None,
            Stage::Known {
                build,
                wait_ms,
                is_asked,
            } => {
                *wait_ms = wait_ms.saturating_sub(step);
                if *wait_ms > 0 {
                    return None;
                }
                *is_asked = true;
                *wait_ms = FETCH_MS;
                Some(Act::Fetch(build.clone()))
            }
            Stage::Waiting { build, wait_ms } => {
                *wait_ms = wait_ms.saturating_sub(step);
                (*wait_ms == 0 && can_swap).then(|| Act::Swap(build.clone()))
            }
            Stage::Trial {
                before,
                passed_ms,
                starts,
            } => {
                *passed_ms += step;
                if *passed_ms < TRIAL_MS && *starts <= MAX_STARTS {
                    return None;
                }
                Some(Act::Back(before.clone()))
            }
        }
    }

    /// The build that runs.
    #[must_use]
    pub fn build(&self) -> &str {
        &self.build
    }

    /// Whether it has yet to show that it is well.
    #[must_use]
    pub const fn is_on_trial(&self) -> bool {
        matches!(self.stage, Stage::Trial { .. })
    }

    fn refuse(&mut self, build: &str) {
        if !is_name(build) || self.bad.iter().any(|bad| bad == build) {
            return;
        }
        if self.bad.len() == MAX_BAD {
            self.bad.remove(0);
        }
        self.bad.push(build.to_owned());
    }
}

/// What a store gives back may be anything.
fn is_name(build: &str) -> bool {
    !build.is_empty()
        && build.len() <= MAX_NAME_BYTES
        && build.bytes().all(|byte| byte.is_ascii_graphic())
}

#[cfg(test)]
mod tests;
