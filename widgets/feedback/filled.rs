//! What the citizen filled in and chose. Fields are named as the item names them (RFC 6901: `/body`, `/contact/email`), so that
//! field, error and what is sent speak of one thing.

use cchc::feed::feedback::Form;
use cchc::submission::{Answer, Consent, Contact, Problem, check};

use super::draft::{Attachment, Draft, Receipt, Sending};
use super::model::{Model, Unit};

/// Where the citizen is.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub enum Stage {
    /// Writing.
    #[default]
    Writing,
    /// Looking at the receipt of the item with this key.
    Receipt(String),
    /// About to wipe everything; the stage to come back to.
    Wiping(Option<String>),
    /// Everything was wiped.
    Wiped,
}

/// A picker that is being typed in.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Picker {
    /// What was typed.
    pub text: String,
    /// The offer that the arrow keys are at.
    pub at: Option<usize>,
    /// Whether offers are shown.
    pub is_open: bool,
}

/// What the citizen filled in and chose.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Filled {
    /// What is being written.
    pub draft: Draft,
    /// Where the citizen is.
    pub stage: Stage,
    /// What was wrong when it was sent last.
    pub problems: Vec<Problem>,
    /// Who is written to.
    pub agency: Picker,
    /// Which ward.
    pub ward: Picker,
    /// What this device remembers, the oldest first.
    pub items: Vec<Receipt>,
    /// Whether the dialog is open.
    pub is_open: bool,
    /// Whether the draft was found on this device.
    pub is_restored: bool,
    /// Whether the typing pauses: then screen readers are told what is left.
    pub is_told: bool,
    /// Whether the reason of a rating was given or declined.
    pub has_reason: bool,
}

/// One line that is empty is none.
fn some(text: &str) -> Option<String> {
    (!text.trim().is_empty()).then(|| text.to_owned())
}

impl Filled {
    /// Fills in a field. `is_on` is given for boxes to tick: then `value` is which. `now` is RFC 3339.
    pub fn fill(
        &mut self,
        model: &Model,
        pointer: &str,
        value: &str,
        is_on: Option<bool>,
        now: &str,
    ) {
        self.is_told = false;
        let item = &mut self.draft.item;
        match pointer {
            "/kind" => {
                value.clone_into(&mut item.kind);
                let topics = model.topics(value);
                if !topics
                    .iter()
                    .any(|one| Some(&one.code) == item.topic.as_ref())
                {
                    item.topic = None;
                }
            }
            "/topic" => {
                item.topic = some(value);
                let topics = model.topics(&item.kind);
                let topic = topics.iter().find(|one| one.code == value);
                let agency = topic.and_then(|topic| topic.agency.clone());
                if let Some(agency) = agency.filter(|_| item.agency.is_none()) {
                    self.pick(model, Unit::Agency, &agency);
                }
            }
            "/title" => value.clone_into(&mut item.title),
            "/body" => value.clone_into(&mut item.body),
            "/place" => item.place = some(value),
            "/happened_on" => item.happened_on = some(value),
            "/can_publish" => item.can_publish = is_on == Some(true),
            "/trap" => value.clone_into(&mut item.trap),
            "/consent" => self.agree(model.form.as_deref(), value, is_on == Some(true), now),
            "keeps_contact" => self.draft.keeps_contact = is_on == Some(true),
            _ => {
                if let Some(name) = pointer.strip_prefix("/contact/") {
                    self.reach(name, value);
                } else if let Some(id) = pointer.strip_prefix("/answers/") {
                    self.answer(id, value, is_on);
                }
            }
        }
    }

    fn reach(&mut self, name: &str, value: &str) {
        let mut contact = self.draft.item.contact.take().unwrap_or_default();
        let field = match name {
            "name" => &mut contact.name,
            "phone" => &mut contact.phone,
            "email" => &mut contact.email,
            _ => &mut contact.address,
        };
        *field = some(value);
        self.draft.item.contact = (contact != Contact::default()).then_some(contact);
    }

    fn answer(&mut self, id: &str, value: &str, is_on: Option<bool>) {
        let answers = &mut self.draft.item.answers;
        let known = answers.iter().position(|(known, _)| known == id);
        let known = known.map(|at| answers.remove(at).1);
        let answer = match is_on {
            None => Answer::One(value.to_owned()),
            Some(is_on) => {
                let mut chosen = match known {
                    Some(Answer::Many(chosen)) => chosen,
                    _ => Vec::new(),
                };
                chosen.retain(|one| one != value);
                if is_on {
                    chosen.push(value.to_owned());
                }
                Answer::Many(chosen)
            }
        };
        if !answer.is_empty() {
            answers.push((id.to_owned(), answer));
        }
    }

    /// Consent is given purpose by purpose, and holds for the text that was in sight then.
    fn agree(&mut self, form: Option<&Form>, purpose: &str, is_on: bool, now: &str) {
        let Some(text) = form.and_then(|form| form.consent.as_ref()) else {
            return;
        };
        let known = self.draft.item.consent.take();
        let known = known.filter(|one| one.id == text.id && one.version == text.version);
        let mut purposes = known.map_or_else(Vec::new, |one| one.purposes);
        purposes.retain(|one| one != purpose);
        if is_on {
            purposes.push(purpose.to_owned());
        }
        self.draft.item.consent = (!purposes.is_empty()).then(|| Consent {
            id: text.id.clone(),
            version: text.version.clone(),
            purposes,
            given_at: now.to_owned(),
        });
    }

    /// Whether this purpose of the text in sight was agreed to.
    #[must_use]
    pub fn has_agreed(&self, form: &Form, purpose: &str) -> bool {
        match (&form.consent, &self.draft.item.consent) {
            (Some(text), Some(given)) => {
                given.id == text.id
                    && given.version == text.version
                    && given.purposes.iter().any(|one| one == purpose)
            }
            _ => false,
        }
    }

    /// What an answer says, and whether it says so.
    #[must_use]
    pub fn answered(&self, id: &str) -> &[String] {
        let mut answers = self.draft.item.answers.iter();
        match answers.find(|(known, _)| known == id) {
            Some((_, Answer::One(text))) => std::slice::from_ref(text),
            Some((_, Answer::Many(chosen))) => chosen,
            None => &[],
        }
    }

    /// The picker of a unit.
    #[must_use]
    pub const fn picker(&self, unit: Unit) -> &Picker {
        match unit {
            Unit::Agency => &self.agency,
            Unit::Ward => &self.ward,
        }
    }

    fn picker_mut(&mut self, unit: Unit) -> &mut Picker {
        match unit {
            Unit::Agency => &mut self.agency,
            Unit::Ward => &mut self.ward,
        }
    }

    /// The id that a picker stands at.
    #[must_use]
    pub fn picked(&self, unit: Unit) -> Option<&str> {
        match unit {
            Unit::Agency => self.draft.item.agency.as_deref(),
            Unit::Ward => self.draft.item.ward.as_deref(),
        }
    }

    /// Types in a picker. Until something is chosen again, nothing is; a name typed in full is.
    pub fn seek(&mut self, model: &Model, unit: Unit, text: &str) {
        let offered = model.offered(unit, text);
        let wanted = cchc::text::fold(text.trim());
        let whole = offered
            .iter()
            .find(|one| cchc::text::fold(&one.name) == wanted)
            .map(|one| one.id.clone());
        *self.picker_mut(unit) = Picker {
            text: text.to_owned(),
            at: None,
            is_open: whole.is_none(),
        };
        self.put(unit, whole);
    }

    fn put(&mut self, unit: Unit, id: Option<String>) {
        match unit {
            Unit::Agency => self.draft.item.agency = id,
            Unit::Ward => self.draft.item.ward = id,
        }
    }

    /// Chooses in a picker; gives the name that is to stand in the field.
    pub fn pick(&mut self, model: &Model, unit: Unit, id: &str) -> Option<String> {
        let name = model.agency(id)?.name.clone();
        *self.picker_mut(unit) = Picker {
            text: name.clone(),
            ..Picker::default()
        };
        self.put(unit, Some(id.to_owned()));
        Some(name)
    }

    /// Keys go through the offers and, beyond either end, back to the field. Gives the id that Enter takes.
    pub fn press(&mut self, model: &Model, unit: Unit, key: &str) -> Option<String> {
        let picker = self.picker(unit);
        let offered = model.offered(unit, &picker.text);
        let last = offered.len().checked_sub(1);
        let is_open = picker.is_open;
        let at = picker.at.filter(|_| is_open);
        if key == "Enter" {
            let only = (offered.len() == 1).then_some(0);
            let taken = at.or(only).filter(|_| is_open)?;
            return Some(offered.get(taken)?.id.clone());
        }
        let at = match (key, at) {
            ("ArrowDown", None) => last.map(|_| 0),
            ("ArrowDown", Some(at)) => Some(at + 1).filter(|next| Some(*next) <= last),
            ("ArrowUp", None) => last,
            ("ArrowUp", Some(at)) => at.checked_sub(1),
            (_, at) => at,
        };
        let picker = self.picker_mut(unit);
        picker.at = at.filter(|_| key != "Escape");
        picker.is_open = key != "Escape";
        None
    }

    /// Closes what is offered; a text that chose nothing stays in sight.
    pub fn leave(&mut self, unit: Unit) {
        let picker = self.picker_mut(unit);
        (picker.is_open, picker.at) = (false, None);
    }

    /// Checks it as the hub will, and gives what can be sent. What was answered for another kind is left behind.
    pub fn ready(&mut self, form: &Form) -> Option<Draft> {
        let mut draft = self.draft.clone();
        *draft.item = std::mem::take(&mut *draft.item).cleaned();
        let kind = draft.item.kind.clone();
        let is_asked = |id: &str| {
            let mut questions = form.questions.iter();
            questions.any(|one| one.id == id && one.is_asked_for(&kind))
        };
        draft.item.answers.retain(|(id, _)| is_asked(id));
        self.problems = check(&draft.item, form);
        self.problems.is_empty().then_some(draft)
    }

    /// The first thing that is wrong at a field. What is wrong within a contact or an answer is its field's own.
    #[must_use]
    pub fn problem(&self, pointer: &str) -> Option<&Problem> {
        self.problems.iter().find(|one| {
            let rest = one.pointer.strip_prefix(pointer);
            rest.is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
        })
    }

    /// Takes what is told of a file.
    pub fn take_file(&mut self, file: Attachment) {
        let files = &mut self.draft.files;
        match files.iter_mut().find(|known| known.id == file.id) {
            Some(known) => *known = file,
            None => files.push(file),
        }
    }

    /// Takes what is told of an item.
    pub fn take_item(&mut self, item: Receipt) {
        match self.items.iter_mut().find(|known| known.key == item.key) {
            Some(known) => *known = item,
            None => self.items.push(item),
        }
    }

    /// The receipt in sight.
    #[must_use]
    pub fn receipt(&self) -> Option<&Receipt> {
        match &self.stage {
            Stage::Receipt(key) => self.items.iter().find(|one| one.key == *key),
            _ => None,
        }
    }

    /// Items that the hub does not have.
    #[must_use]
    pub fn unsent(&self) -> usize {
        let mut count = 0;
        for item in &self.items {
            count += usize::from(!matches!(item.sending, Sending::Done { .. }));
        }
        count
    }

    /// Begins anew with a draft.
    pub fn begin(&mut self, model: &Model, draft: Draft) {
        self.draft = draft;
        (self.stage, self.problems) = (Stage::Writing, Vec::new());
        (self.is_restored, self.has_reason) = (false, false);
        if !model.agencies.is_empty() {
            self.name_units(model);
        }
        self.preset(model);
    }

    /// Writes the names of units that were chosen into their fields, once names are known.
    pub fn name_units(&mut self, model: &Model) {
        for unit in [Unit::Agency, Unit::Ward] {
            *self.picker_mut(unit) = Picker::default();
            // A unit that is no more must be chosen anew.
            let id = self.picked(unit).map(str::to_owned);
            if id.is_some_and(|id| self.pick(model, unit, &id).is_none()) {
                self.put(unit, None);
            }
        }
    }

    /// What the page says goes into what nobody filled in.
    pub fn preset(&mut self, model: &Model) {
        let Some(form) = &model.form else { return };
        let options = &model.options;
        let item = &mut self.draft.item;
        item.form.clone_from(&form.id);
        item.form_version = form.version;
        item.site.clone_from(&options.site);
        if options.agency.is_some() {
            item.agency.clone_from(&options.agency);
        }
        if model.kind(&item.kind).is_none() {
            let preset = options.kind.clone();
            let preset = preset.filter(|code| model.kind(code).is_some());
            let only = match &form.kinds[..] {
                [kind] => Some(kind.code.clone()),
                _ => None,
            };
            item.kind = preset.or(only).unwrap_or_default();
        }
    }
}
