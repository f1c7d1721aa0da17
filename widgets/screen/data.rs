//! The files that a screen shows, each kept as it was last read well: one that cannot be read leaves what was before.

use std::sync::Arc;

use cchc::feed::agencies::{self, Agency};
use cchc::feed::answers::{self, Answer};
use cchc::feed::index::{self, Detail};
use cchc::feed::indexes::{self, Index};
use cchc::feed::news::{self, News};
use cchc::feed::notices::{self, Notice};
use cchc::feed::procedures;
use cchc::feed::screens::{self, Languages, Programme, Scene, SceneKind, Screen, Screens};
use cchc::feed::{Finding, procedure};
use cchc::format::Lang;

use super::options::Options;

const SCREENS: &str = "screens";
const NOTICES: &str = "notices";
const NEWS: &str = "news";
const INDEXES: &str = "indexes";
const AGENCIES: &str = "agencies";
const ANSWERS: &str = "answers";
const PROCEDURES: &str = "procedures";
/// Files of single indexes, and of single procedures.
const INDEX: &str = "indexes/";
const PROCEDURE: &str = "procedures/";
/// Procedures that a scene without codes shows.
const MOST_ASKED: usize = 7;

/// What is known.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Data {
    /// Screens and programmes.
    pub screens: Screens,
    /// All of them.
    pub notices: Vec<Notice>,
    /// All of them.
    pub news: News,
    /// All of them.
    pub indexes: Vec<Index>,
    /// Those at hand.
    pub details: Vec<Detail>,
    /// Who is who.
    pub agencies: Vec<Agency>,
    /// What citizens asked and were answered, the newest first.
    pub answers: Vec<Answer>,
    /// Ids of procedures that are asked for most.
    pub most_asked: Vec<String>,
    /// Those at hand.
    pub procedures: Vec<procedure::Detail>,
    /// Texts that were read, so that none is read twice, and whether they could be.
    read: Vec<(String, Arc<str>, bool)>,
}

impl Data {
    /// The screen, as the feed and the page say.
    #[must_use]
    pub fn screen(&self, options: &Options) -> Screen {
        let known = options
            .screen
            .as_deref()
            .and_then(|id| self.screens.screen(id));
        let mut screen = known.cloned().unwrap_or_else(|| Screen {
            lang: match options.around {
                Lang::En => Languages::En,
                Lang::Vi => Languages::Vi,
            },
            ..Screen::default()
        });
        if options.programme.is_some() {
            screen.programme.clone_from(&options.programme);
        }
        if options.agency.is_some() {
            screen.agency.clone_from(&options.agency);
        }
        screen.diagonal_inch = options.diagonal_inch.or(screen.diagonal_inch);
        screen.distance_m = options.distance_m.or(screen.distance_m);
        screen.orientation = options.orientation.unwrap_or(screen.orientation);
        screen.lang = options.lang.unwrap_or(screen.lang);
        screen.mode = options.mode.unwrap_or(screen.mode);
        screen
    }

    /// What it shows; a feed without programmes has one of all that needs no choice.
    #[must_use]
    pub fn programme(&self, screen: &Screen) -> Programme {
        self.screens
            .programme_of(screen)
            .cloned()
            .unwrap_or_else(usual)
    }

    /// Files to ask for: those that the programme needs, the ones that must not be missing first.
    #[must_use]
    pub fn wanted(&self, screen: &Screen, programme: &Programme) -> Vec<String> {
        let mut names: Vec<String> = Vec::new();
        let mut want = |name: &str, id: &str| {
            let name = [name, id].concat();
            if !names.contains(&name) {
                names.push(name);
            }
        };
        want(SCREENS, "");
        want(NOTICES, "");
        if screen.agency.is_some() || screen.ward.is_some() {
            want(AGENCIES, "");
        }
        for scene in &programme.scenes {
            match scene.kind {
                SceneKind::News | SceneKind::Ticker => want(NEWS, ""),
                SceneKind::Cards => want(INDEXES, ""),
                SceneKind::Ranking => {
                    want(INDEXES, "");
                    if let Some(index) = self.ranked(scene) {
                        want(INDEX, &index.id);
                    }
                }
                SceneKind::Answers => {
                    want(ANSWERS, "");
                    want(AGENCIES, "");
                }
                SceneKind::Procedure => {
                    if scene.codes.is_empty() {
                        want(PROCEDURES, "");
                    }
                    for code in self.codes(scene) {
                        want(PROCEDURE, code);
                    }
                }
                _ => {}
            }
        }
        names
    }

    /// The procedures of a scene.
    #[must_use]
    pub fn codes<'a>(&'a self, scene: &'a Scene) -> &'a [String] {
        if scene.codes.is_empty() {
            &self.most_asked
        } else {
            &scene.codes
        }
    }

    /// The index whose units a scene ranks.
    #[must_use]
    pub fn ranked(&self, scene: &Scene) -> Option<&Index> {
        let is_named = |index: &&Index| match &scene.index {
            Some(id) => index.id == *id,
            None => index.of_units && index.detail.is_some(),
        };
        self.indexes.iter().find(is_named)
    }

    /// Name of an agency.
    #[must_use]
    pub fn agency(&self, id: &str) -> Option<&Agency> {
        self.agencies.iter().find(|agency| agency.id == id)
    }

    /// Reads the files that are new.
    pub fn read(&mut self, files: &[(&str, &Arc<str>)]) {
        for (name, text) in files {
            let known = self.read.iter().position(|(known, ..)| known == name);
            if known.is_some_and(|at| self.read[at].1 == **text) {
                continue;
            }
            if let Some(at) = known {
                self.read.swap_remove(at);
            }
            let is_well = self.take(name, text);
            self.read
                .push(((*name).to_owned(), (*text).clone(), is_well));
        }
    }

    /// Whether every file could be read.
    #[must_use]
    pub fn is_well(&self) -> bool {
        self.read.iter().all(|(_, _, is_well)| *is_well)
    }

    /// Whether nothing is known that could be shown.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.screens.programmes.is_empty()
            && self.news.items.is_empty()
            && self.notices.is_empty()
            && self.indexes.is_empty()
            && self.answers.is_empty()
    }

    fn take(&mut self, name: &str, text: &str) -> bool {
        match name {
            SCREENS => {
                let fresh = screens::parse(text).0;
                let is_there =
                    |fresh: &Screens| !fresh.screens.is_empty() || !fresh.programmes.is_empty();
                let Some(fresh) = fresh.filter(is_there) else {
                    return false;
                };
                self.screens = fresh;
                true
            }
            NOTICES => {
                let (fresh, findings) = notices::parse(text);
                let is_empty = fresh.is_empty();
                keep(&mut self.notices, fresh, is_empty, &findings)
            }
            NEWS => {
                let (fresh, findings) = news::parse(text);
                let is_empty = fresh.items.is_empty();
                keep(&mut self.news, fresh, is_empty, &findings)
            }
            INDEXES => {
                let (fresh, findings) = indexes::parse(text);
                let is_empty = fresh.is_empty();
                // Their files are read anew with them.
                self.read.retain(|(name, ..)| !name.starts_with(INDEX));
                keep(&mut self.indexes, fresh, is_empty, &findings)
            }
            AGENCIES => {
                let (fresh, findings) = agencies::parse(text);
                let is_empty = fresh.is_empty();
                keep(&mut self.agencies, fresh, is_empty, &findings)
            }
            ANSWERS => {
                let (fresh, findings) = answers::parse(text);
                let is_empty = fresh.is_empty();
                keep(&mut self.answers, fresh, is_empty, &findings)
            }
            PROCEDURES => {
                self.most_asked = most_asked(text);
                true
            }
            _ => match name.strip_prefix(INDEX) {
                Some(id) => {
                    let index = self.indexes.iter().find(|index| index.id == id);
                    let fresh = index.and_then(|index| index::parse(text, index).0);
                    put(&mut self.details, fresh, &|detail| &detail.id)
                }
                None => put(
                    &mut self.procedures,
                    procedure::parse_short(text),
                    &|detail| &detail.procedure.id,
                ),
            },
        }
    }
}

/// A file without anything, in which something is wrong, is no file.
fn keep<T>(known: &mut T, fresh: T, is_empty: bool, findings: &[Finding]) -> bool {
    if is_empty && !findings.is_empty() {
        return false;
    }
    *known = fresh;
    true
}

fn put<T>(known: &mut Vec<T>, fresh: Option<T>, id: &dyn Fn(&T) -> &String) -> bool {
    let Some(fresh) = fresh else { return false };
    let at = known.iter().position(|one| id(one) == id(&fresh));
    match at.and_then(|at| known.get_mut(at)) {
        Some(old) => *old = fresh,
        None => known.push(fresh),
    }
    true
}

fn most_asked(text: &str) -> Vec<String> {
    let all = procedures::parse(text).0.procedures;
    let mut ids = Vec::new();
    for rarity in 0..=procedures::RAREST {
        for one in &all {
            if one.rarity == rarity && one.has_detail && ids.len() < MOST_ASKED {
                ids.push(one.id.clone());
            }
        }
    }
    ids
}

fn usual() -> Programme {
    let mut scenes = Vec::new();
    for (kind, weight) in [
        (SceneKind::News, 5),
        (SceneKind::Ticker, 1),
        (SceneKind::Notice, 3),
        (SceneKind::Cards, 2),
        (SceneKind::Feedback, 1),
        (SceneKind::Clock, 1),
    ] {
        let mut scene = Scene::new(kind);
        scene.weight = weight;
        scenes.push(scene);
    }
    Programme {
        scenes,
        ..Programme::default()
    }
}
