//! What a citizen looks for among the answers: words, filters, one of them opened.

use std::sync::Arc;

use cchc::feed::answers::Answer;
use cchc::text::fold;

use super::model::Model;

/// What stands in the address of a page that leads to an answer: `#cchc-feedback-answer=1024`.
pub const MARK: &str = "cchc-feedback-answer=";
/// Days that can be looked back.
pub const DAYS: [u16; 3] = [30, 90, 365];

/// The whole of it.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Browse {
    /// Words as they were typed.
    pub text: String,
    /// Id of the agency, empty for all.
    pub agency: String,
    /// Code of the kind, empty for all.
    pub kind: String,
    /// Code of the topic, empty for all.
    pub topic: String,
    /// Answered in so many days, 0 for all.
    pub days: u16,
    /// In sight beyond the first ones.
    pub more: usize,
    /// Id of the answer that is open.
    pub open: Option<String>,
    /// What was found: places in the model's answers.
    pub found: Vec<usize>,
    /// The answers that [`Browse::folded`] is of.
    of: Arc<Vec<Answer>>,
    /// Their words without marks, once somebody looks for some.
    folded: Vec<String>,
}

impl Browse {
    /// Looks anew, after anything changed.
    pub fn look(&mut self, model: &Model) {
        if !Arc::ptr_eq(&self.of, &model.answers) {
            self.of = model.answers.clone();
            self.folded.clear();
        }
        let wanted = fold(&self.text);
        if !wanted.trim().is_empty() && self.folded.is_empty() {
            for answer in self.of.iter() {
                let mut all = String::new();
                for text in [
                    Some(&answer.title),
                    Some(&answer.body),
                    Some(&answer.answer),
                    answer.place.as_ref(),
                ] {
                    all.push_str(&fold(text.map_or("", |text| text)));
                    all.push(' ');
                }
                self.folded.push(all);
            }
        }
        let since = chrono::Days::new(u64::from(self.days));
        let since = model
            .today
            .checked_sub_days(since)
            .filter(|_| self.days > 0);
        let agency = model.options.agency.as_deref().unwrap_or(&self.agency);
        self.found.clear();
        for (at, answer) in self.of.iter().enumerate() {
            let is_meant = is(agency, answer.agency.as_ref())
                && is(&self.kind, answer.kind.as_ref())
                && is(&self.topic, answer.topic.as_ref())
                && since.is_none_or(|since| answer.answered.date_naive() >= since);
            if is_meant && has_all(self.folded.get(at), &wanted) {
                self.found.push(at);
            }
        }
    }

    /// How many of those found are in sight: the opened one is never cut off.
    #[must_use]
    pub fn in_sight(&self, model: &Model) -> usize {
        let most = model.options.limit + self.more;
        let open = self.open.as_ref().and_then(|id| {
            let mut found = self.found.iter();
            found.position(|at| self.of.get(*at).is_some_and(|answer| answer.id == *id))
        });
        open.map_or(most, |at| most.max(at + 1))
            .min(self.found.len())
    }

    /// Opens an answer wherever it is; `false` when there is none of this id. What is looked for gives way only where it hides it.
    pub fn go(&mut self, model: &Model, id: &str) -> bool {
        if !model.answers.iter().any(|answer| answer.id == id) {
            return false;
        }
        self.open = Some(id.to_owned());
        self.look(model);
        let mut found = self.found.iter();
        let is_found = found.any(|at| self.of.get(*at).is_some_and(|answer| answer.id == id));
        if !is_found {
            self.clear(model);
        }
        true
    }

    /// Looks for nothing any more.
    pub fn clear(&mut self, model: &Model) {
        self.text.clear();
        self.agency.clear();
        self.kind.clear();
        self.topic.clear();
        (self.days, self.more) = (0, 0);
        self.look(model);
    }

    /// Takes what was typed or chosen.
    pub fn fill(&mut self, model: &Model, name: &str, value: &str) {
        match name {
            "find" => value.clone_into(&mut self.text),
            "agency" => value.clone_into(&mut self.agency),
            "kind" => value.clone_into(&mut self.kind),
            "topic" => value.clone_into(&mut self.topic),
            "days" => self.days = value.parse().unwrap_or_default(),
            _ => {}
        }
        self.more = 0;
        self.look(model);
    }

    /// Whether anything is looked for.
    #[must_use]
    pub fn is_narrowed(&self) -> bool {
        !self.text.trim().is_empty() || self.filters() > 0
    }

    /// How many filters are set.
    #[must_use]
    pub fn filters(&self) -> usize {
        let mut set = usize::from(self.days > 0);
        for one in [&self.agency, &self.kind, &self.topic] {
            set += usize::from(!one.is_empty());
        }
        set
    }
}

/// Values that stand in the answers, each once, in the order of their first.
#[must_use]
pub fn values(answers: &[Answer], of: fn(&Answer) -> Option<&String>) -> Vec<String> {
    let mut values: Vec<String> = Vec::new();
    for answer in answers {
        if let Some(value) = of(answer)
            && !values.contains(value)
        {
            values.push(value.clone());
        }
    }
    values
}

fn is(wanted: &str, value: Option<&String>) -> bool {
    wanted.is_empty() || value.is_some_and(|value| value == wanted)
}

/// Whether a text has all of these words.
fn has_all(text: Option<&String>, words: &str) -> bool {
    let mut words = words.split_whitespace();
    words.all(|word| text.is_some_and(|text| has(text, word)))
}

/// Whether a text has another one in it. The library's way is the quickest for long ones, and weighs 2 kB.
fn has(text: &str, part: &str) -> bool {
    let mut windows = text.as_bytes().windows(part.len());
    windows.any(|window| window == part.as_bytes())
}
