//! The watchdog: a scene that stands still or a trap makes the page mount anew, and only if that does not help, load anew.
//!
//! Loading is the last step: never while offline, where it would end on an error page that nobody can close, and at most once in
//! [`RELOAD_EVERY_MS`].

use serde_json::{Map, Value};

use super::steps::Steps;

/// A page without a sign of life for so long stands still; what is then done is done within five seconds.
pub const STUCK_MS: u64 = 4_000;
/// Between two reloads.
pub const RELOAD_EVERY_MS: u64 = 600_000;
/// Mounting anew this often in a row did not help.
const MAX_REMOUNTS: u32 = 3;
/// A page that lived so long is well again.
const WELL_MS: u64 = 60_000;
/// Between two tries when only mounting is left.
const SLOW_MS: u64 = 30_000;

/// What the page must do.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Act {
    /// Throw the instance away, and mount a fresh one over the last good picture.
    Remount,
    /// Load the page anew.
    Reload,
}

/// The watchdog of one page.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Watch {
    steps: Steps,
    /// Since the last sign of life, or the last act.
    still_ms: u64,
    /// Of unbroken life.
    lived_ms: u64,
    remounts: u32,
    since_reload_ms: u64,
    has_trapped: bool,
    traps: u32,
}

impl Watch {
    /// Begins; `is_reloaded` when it was the watchdog that loaded the page, as a note in the store of the tab says.
    #[must_use]
    pub const fn new(is_reloaded: bool) -> Self {
        Self {
            steps: Steps { last_ms: None },
            still_ms: 0,
            lived_ms: 0,
            remounts: 0,
            since_reload_ms: if is_reloaded { 0 } else { RELOAD_EVERY_MS },
            has_trapped: false,
            traps: 0,
        }
    }

    /// A sign of life: a scene was drawn, or stands for as long as it should.
    pub fn beat(&mut self) {
        self.still_ms = 0;
    }

    /// WebAssembly has trapped.
    pub fn trap(&mut self) {
        self.has_trapped = true;
        self.traps = self.traps.saturating_add(1);
    }

    /// How often it has trapped.
    #[must_use]
    pub const fn traps(&self) -> u32 {
        self.traps
    }

    /// To be called about once a second, by something that no scene can stop.
    pub fn tick(&mut self, now_ms: u64, is_online: bool) -> Option<Act> {
        let step = self.steps.step(now_ms);
        self.still_ms += step;
        self.since_reload_ms = self.since_reload_ms.saturating_add(step);
        let is_stuck = self.still_ms >= STUCK_MS;
        if !is_stuck && !self.has_trapped {
            self.lived_ms += step;
            if self.lived_ms >= WELL_MS {
                self.remounts = 0;
            }
            return None;
        }
        if self.remounts >= MAX_REMOUNTS {
            if is_online && self.since_reload_ms >= RELOAD_EVERY_MS {
                self.acted();
                self.remounts = 0;
                self.since_reload_ms = 0;
                return Some(Act::Reload);
            }
            // A trap at every mount must not burn the panel's one core.
            if self.still_ms < SLOW_MS {
                return None;
            }
        }
        self.remounts += 1;
        self.acted();
        Some(Act::Remount)
    }

    fn acted(&mut self) {
        self.still_ms = 0;
        self.lived_ms = 0;
        self.has_trapped = false;
    }
}

/// What a screen tells the hub of itself, if it may: nothing of people.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Heartbeat {
    /// Which build runs.
    pub build: String,
    /// How old what it shows is.
    pub feed_age_secs: u64,
    /// How far its clock is from the time.
    pub skew_ms: i64,
    /// Of WebAssembly and scripts, as far as the browser tells.
    pub memory_bytes: u64,
    /// Pictures in a second while a strip moves.
    pub fps: u32,
    /// Name and number of the browser's engine, such as `Chromium 68`.
    pub engine: String,
    /// How often WebAssembly has trapped since the page was loaded.
    pub traps: u32,
}

impl Heartbeat {
    /// Its record.
    #[must_use]
    pub fn to_json(&self) -> Value {
        let mut record = Map::new();
        let mut put = |name: &str, value: Value| drop(record.insert(name.to_owned(), value));
        put("build", self.build.as_str().into());
        put("feed_age_secs", self.feed_age_secs.into());
        put("skew_ms", self.skew_ms.into());
        put("memory_bytes", self.memory_bytes.into());
        put("fps", self.fps.into());
        put("engine", self.engine.as_str().into());
        put("traps", self.traps.into());
        Value::Object(record)
    }
}

#[cfg(test)]
mod tests;
