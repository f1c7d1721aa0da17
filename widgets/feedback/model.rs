//! What is known: the form, the agencies, and what the page asked for.

use std::sync::Arc;

use cchc::feed::agencies::Agency;
use cchc::feed::feedback::{Form, Kind, Question, Topic};
use cchc::format::Lang;
use chrono::NaiveDate;

use super::options::Options;
use crate::shared::state::State;
use crate::shared::units;

/// Agencies that are offered for what was typed.
pub const OFFERED: usize = 6;

/// Everything that is shown and that the citizen does not change.
#[derive(Debug, Clone, Default)]
pub struct Model {
    /// State of the element.
    pub state: State,
    /// Language of the words.
    pub lang: Lang,
    /// What the page asked for.
    pub options: Options,
    /// The form.
    pub form: Option<Arc<Form>>,
    /// Who can be written to.
    pub agencies: Arc<Vec<Agency>>,
    /// Today, in Vietnam.
    pub today: NaiveDate,
    /// Absolute address of the page where an item is followed, if there is one.
    pub track: Option<String>,
}

impl PartialEq for Model {
    fn eq(&self, other: &Self) -> bool {
        let is_same_form = match (&self.form, &other.form) {
            (Some(one), Some(other)) => Arc::ptr_eq(one, other),
            (None, None) => true,
            _ => false,
        };
        is_same_form
            && self.state == other.state
            && self.lang == other.lang
            && self.options == other.options
            && Arc::ptr_eq(&self.agencies, &other.agencies)
            && self.today == other.today
            && self.track == other.track
    }
}

/// Which of the two pickers.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Unit {
    /// Who is written to.
    Agency,
    /// Where the citizen lives, or where it happened.
    Ward,
}

impl Unit {
    /// Place in the item, and id of the field.
    #[must_use]
    pub const fn pointer(self) -> &'static str {
        match self {
            Self::Agency => "/agency",
            Self::Ward => "/ward",
        }
    }

    /// Of which field.
    #[must_use]
    pub fn of(pointer: &str) -> Option<Self> {
        match pointer {
            "/agency" => Some(Self::Agency),
            "/ward" => Some(Self::Ward),
            _ => None,
        }
    }
}

impl Model {
    /// The kind of this code.
    #[must_use]
    pub fn kind(&self, code: &str) -> Option<&Kind> {
        let kinds = &self.form.as_ref()?.kinds;
        kinds.iter().find(|kind| kind.code == code)
    }

    /// Topics of this kind.
    #[must_use]
    pub fn topics(&self, kind: &str) -> Vec<&Topic> {
        let mut out = Vec::new();
        for topic in self.form.iter().flat_map(|form| &form.topics) {
            if is_of(&topic.kinds, kind) {
                out.push(topic);
            }
        }
        out
    }

    /// Questions of this kind.
    #[must_use]
    pub fn questions(&self, kind: &str) -> Vec<&Question> {
        let mut out = Vec::new();
        for question in self.form.iter().flat_map(|form| &form.questions) {
            if is_of(&question.kinds, kind) {
                out.push(question);
            }
        }
        out
    }

    /// An agency that exists today.
    #[must_use]
    pub fn agency(&self, id: &str) -> Option<&Agency> {
        let agency = self.agencies.iter().find(|agency| agency.id == id)?;
        agency.exists_on(self.today).then_some(agency)
    }

    fn is_offered(&self, unit: Unit, agency: &Agency) -> bool {
        let named = self.form.as_ref().map_or(&[][..], |form| &form.agencies);
        agency.exists_on(self.today)
            && match unit {
                Unit::Ward => units::is_ward(agency),
                Unit::Agency => named.is_empty() || named.contains(&agency.id),
            }
    }

    /// What a picker offers for what was typed; where there are few, all of them before anything is.
    #[must_use]
    pub fn offered(&self, unit: Unit, text: &str) -> Vec<&Agency> {
        if text.trim().is_empty() {
            let mut all = Vec::new();
            for agency in self.agencies.iter() {
                if self.is_offered(unit, agency) {
                    all.push(agency);
                }
            }
            all.truncate(if all.len() > OFFERED { 0 } else { OFFERED });
            return all;
        }
        let is_wanted = |agency: &Agency| self.is_offered(unit, agency);
        units::find(&self.agencies, text, &is_wanted, OFFERED)
    }
}

/// A list of kinds without any means all.
fn is_of(kinds: &[String], kind: &str) -> bool {
    kinds.is_empty() || kinds.iter().any(|one| one == kind)
}
