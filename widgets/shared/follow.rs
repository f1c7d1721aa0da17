//! What every widget does at every change, of an attribute, of the language around it, or of the feed: read the
//! attributes, hold the right source, notice what is new, and say once what is wrong.

use std::rc::Rc;

use leptos::prelude::{Get, Track};

use super::element::Host;
use super::options::Warnings;
use super::source::{Snapshot, Source};

/// What a widget remembers between two changes.
#[derive(Default)]
pub struct Follower {
    source: Option<(String, Rc<Source>)>,
    revision: u32,
    told: Option<&'static str>,
    warned: Vec<String>,
}

/// One change.
pub struct Turn {
    /// What is known of the feed.
    pub snapshot: Snapshot,
    /// The feed is another one than before: nothing of the old one holds.
    pub is_other_feed: bool,
    /// Files are new.
    pub has_news: bool,
    /// For asking for more files.
    pub source: Rc<Source>,
}

impl Follower {
    /// Takes part in whatever effect calls it, and gives what is known now.
    pub fn turn(
        &mut self,
        host: &Host,
        mut warnings: Warnings,
        refresh_secs: Option<u32>,
        files: &[&str],
    ) -> Turn {
        host.changed.track();
        let feed = host.feed(&mut warnings);
        for line in &warnings.0 {
            if !self.warned.contains(line) {
                host.warn(line);
            }
        }
        self.warned = warnings.0;
        let known = self.source.take().filter(|(known, _)| *known == feed);
        let is_other_feed = known.is_none();
        let (feed, source) = known.unwrap_or_else(|| {
            self.revision = 0;
            self.told = None;
            let source = Source::shared(&feed, refresh_secs, &host.take);
            (feed, source)
        });
        source.want(files);
        self.source = Some((feed, source.clone()));
        let snapshot = source.snapshot.get();
        let has_news = self.revision != snapshot.revision;
        self.revision = snapshot.revision;
        Turn {
            snapshot,
            is_other_feed,
            has_news,
            source,
        }
    }

    /// Says what is wrong, once until it changes.
    pub fn tell(&mut self, host: &Host, trouble: Option<&'static str>) {
        if self.told != trouble {
            self.told = trouble;
            trouble.iter().for_each(|code| host.trouble(code));
        }
    }
}
