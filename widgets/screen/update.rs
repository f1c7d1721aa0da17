//! Builds: the page around fetches, verifies and swaps them; when, is decided here, and told by an event.
//!
//! The page writes what it knows as attributes, and does what `cchc-screen-update` says.

use cchc::screen::update::{Act, Update};

use super::options::Options;
use crate::shared::element::Host;

/// The update of this screen, once the page has said which build runs.
#[derive(Default)]
pub struct Builds {
    update: Option<Update>,
    fetched: Option<String>,
}

impl Builds {
    /// Takes in what the page has written.
    pub fn read(&mut self, screen: &str, options: &Options) {
        let [build, newest, fetched, saved] = &options.builds;
        let Some(build) = build else { return };
        let update = self.update.get_or_insert_with(|| {
            Update::start(screen, build, saved.as_deref().unwrap_or_default())
        });
        if let Some(newest) = newest {
            update.known(newest);
        }
        if self.fetched != *fetched {
            self.fetched.clone_from(fetched);
            if let Some(fetched) = fetched {
                let name = fetched.strip_prefix('!');
                update.fetched(name.unwrap_or(fetched), name.is_none());
            }
        }
    }

    /// The first scene stands: a build on trial is good.
    pub fn healthy(&mut self, host: &Host) {
        if let Some(update) = self.update.as_mut().filter(|update| update.is_on_trial()) {
            update.healthy();
            tell(host, "kept", update.build());
        }
    }

    /// To be called about once a second.
    pub fn tick(&mut self, host: &Host, steady_ms: u64, can_swap: bool) {
        let act = self
            .update
            .as_mut()
            .and_then(|update| update.tick(steady_ms, can_swap));
        match act {
            Some(Act::Fetch(build)) => tell(host, "fetch", &build),
            Some(Act::Swap(build)) => tell(host, "swap", &build),
            Some(Act::Back(build)) => tell(host, "back", &build),
            None => {}
        }
    }
}

fn tell(host: &Host, act: &str, build: &str) {
    let words = [
        ("act", Some(act.to_owned())),
        ("build", Some(build.to_owned())),
    ];
    _ = host.tell("cchc-screen-update", &words, false);
}
