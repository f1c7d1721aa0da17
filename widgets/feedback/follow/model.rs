//! What is known: of the page, of the feed, and of the hub.

use std::sync::Arc;

use cchc::feed::agencies::Agency;
use cchc::feed::answers::Answer;
use cchc::feed::feedback::Form;
use cchc::format::Lang;
use chrono::NaiveDate;

use super::options::Options;
use crate::shared::state::State;

/// Everything that is shown and that the citizen does not change.
#[derive(Debug, Clone, Default)]
pub struct Model {
    /// State of the element.
    pub state: State,
    /// Language of the words.
    pub lang: Lang,
    /// How old the answers are, in words.
    pub status: String,
    /// What the page asked for.
    pub options: Options,
    /// Forms, for the names of kinds and topics.
    pub forms: Arc<Vec<Form>>,
    /// Who is who.
    pub agencies: Arc<Vec<Agency>>,
    /// What was published, the newest first.
    pub answers: Arc<Vec<Answer>>,
    /// The answers for readers of feeds, where the hub is known to have them.
    pub atom: Option<String>,
    /// Today, in Vietnam.
    pub today: NaiveDate,
    /// The page without what stands behind its `#`, for links to one answer.
    pub page: String,
}

impl PartialEq for Model {
    fn eq(&self, other: &Self) -> bool {
        self.state == other.state
            && self.lang == other.lang
            && self.status == other.status
            && self.options == other.options
            && Arc::ptr_eq(&self.forms, &other.forms)
            && Arc::ptr_eq(&self.agencies, &other.agencies)
            && Arc::ptr_eq(&self.answers, &other.answers)
            && self.atom == other.atom
            && self.today == other.today
            && self.page == other.page
    }
}

impl Model {
    /// The name of an agency; its id where the feed does not know it.
    #[must_use]
    pub fn agency(&self, id: &str) -> String {
        let known = self.agencies.iter().find(|agency| agency.id == id);
        match (known, self.lang) {
            (
                Some(Agency {
                    name_en: Some(name),
                    ..
                }),
                Lang::En,
            ) => name.clone(),
            (Some(agency), _) => agency.name.clone(),
            (None, _) => id.to_owned(),
        }
    }

    /// The name of a kind, if a form has it.
    #[must_use]
    pub fn kind(&self, code: &str) -> Option<String> {
        let mut kinds = self.forms.iter().flat_map(|form| &form.kinds);
        let kind = kinds.find(|kind| kind.code == code)?;
        Some(self.say(&kind.label, kind.label_en.as_ref()))
    }

    /// The name of a topic, if a form has it.
    #[must_use]
    pub fn topic(&self, code: &str) -> Option<String> {
        let mut topics = self.forms.iter().flat_map(|form| &form.topics);
        let topic = topics.find(|topic| topic.code == code)?;
        Some(self.say(&topic.label, topic.label_en.as_ref()))
    }

    fn say(&self, vi: &str, en: Option<&String>) -> String {
        match (self.lang, en) {
            (Lang::En, Some(en)) => en.clone(),
            _ => vi.to_owned(),
        }
    }
}
