//! What a citizen types to find her item, what she is told of it, and what she does about it. Code and PIN live here and go with
//! the page: nothing of this is kept.

use cchc::submission::{count_chars, read_code};

use super::tracked::Tracked;
use super::typed::{self, grouped};
use super::verdict::Trouble;

/// What stands in the address of a page that leads to an item: `#cchc-feedback=7K3QX-9F2M-RT84W`.
pub const MARK: &str = "cchc-feedback=";
/// Longest words of the citizen, as the hub takes them.
pub const MOST_CHARS: u32 = 1000;

/// What is asked of the hub.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Deed {
    /// How it stands.
    Look,
    /// The answer is rated.
    Rate,
    /// The answer solves nothing.
    Unsolved,
    /// It is taken back.
    Withdraw,
    /// Its texts are to go.
    Erase,
}

impl Deed {
    /// Its address at the hub, after `api/v1/`.
    #[must_use]
    pub const fn path(self) -> &'static str {
        match self {
            Self::Look => "track",
            Self::Rate => "track/rating",
            Self::Unsolved => "track/unsolved",
            Self::Withdraw => "track/withdraw",
            Self::Erase => "track/erase",
        }
    }

    /// The event that tells the page of it.
    #[must_use]
    pub const fn event(self) -> &'static str {
        match self {
            Self::Look => "cchc-feedback-tracked",
            Self::Rate => "cchc-feedback-answer-rated",
            Self::Unsolved => "cchc-feedback-unsolved",
            Self::Withdraw => "cchc-feedback-withdrawn",
            Self::Erase => "cchc-feedback-erased",
        }
    }
}

/// What is wrong in a field.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Wrong {
    /// No code.
    CodeMissing,
    /// A sign of it is wrong or missing: the check sign tells.
    CodeUnreadable,
    /// No six digits.
    PinUnreadable,
    /// No face was touched.
    RatingMissing,
    /// No word was written.
    ReasonMissing,
    /// Too many words.
    TooLong,
}

/// An item that this device sent.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Own {
    /// As on the receipt.
    pub code: String,
    /// As on the receipt.
    pub pin: String,
    /// Its title, for telling several apart.
    pub title: String,
}

/// The whole of it.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Track {
    /// Code as it stands in its field.
    pub code: String,
    /// PIN as it stands in its field.
    pub pin: String,
    /// What is wrong: id of the field, and what.
    pub wrong: Vec<(&'static str, Wrong)>,
    /// The item, once it was found.
    pub found: Option<Box<Tracked>>,
    /// What is asked just now.
    pub going: Option<Deed>,
    /// Why the last question had no answer.
    pub trouble: Option<Trouble>,
    /// What was done last, to be thanked for.
    pub done: Option<Deed>,
    /// What the citizen is asked to confirm.
    pub confirm: Option<Deed>,
    /// The face that was touched.
    pub grade: Option<u8>,
    /// Why.
    pub note: String,
    /// What is still wrong with the item.
    pub reason: String,
    /// Items of this device, the newest first.
    pub own: Vec<Own>,
}

impl Track {
    /// Takes what was typed; gives what the field is to say instead, if something else.
    pub fn fill(&mut self, name: &str, value: &str) -> Option<String> {
        match name {
            "code" => {
                self.code = grouped(value);
                return (self.code != value).then(|| self.code.clone());
            }
            "pin" => value.clone_into(&mut self.pin),
            "note" => value.clone_into(&mut self.note),
            "reason" => value.clone_into(&mut self.reason),
            _ => {}
        }
        None
    }

    /// What the hub is asked, as JSON; `None` when something is wrong, which then stands at its field.
    pub fn ask(&mut self, deed: Deed) -> Option<String> {
        self.wrong.clear();
        (self.trouble, self.done) = (None, None);
        let code = read_code(&self.code);
        let pin = typed::pin(&self.pin);
        if code.is_none() {
            self.wrong.push(match self.code.trim().is_empty() {
                true => ("code", Wrong::CodeMissing),
                false => ("code", Wrong::CodeUnreadable),
            });
        }
        if pin.is_none() {
            self.wrong.push(("pin", Wrong::PinUnreadable));
        }
        let words = match deed {
            Deed::Rate => Some(("note", self.note.trim())),
            Deed::Unsolved => Some(("reason", self.reason.trim())),
            _ => None,
        };
        if deed == Deed::Rate && self.grade.is_none() {
            self.wrong.push(("rating", Wrong::RatingMissing));
        }
        if let Some((name, words)) = words {
            if deed == Deed::Unsolved && words.is_empty() {
                self.wrong.push((name, Wrong::ReasonMissing));
            }
            if count_chars(words) > MOST_CHARS {
                self.wrong.push((name, Wrong::TooLong));
            }
        }
        let (Some(code), Some(pin), true) = (code, pin, self.wrong.is_empty()) else {
            return None;
        };
        let mut body = ["{\"code\":\"", &code, "\",\"pin\":\"", &pin, "\""].concat();
        if let Some(grade) = self.grade.filter(|_| deed == Deed::Rate) {
            body.push_str(",\"rating\":");
            body.push_str(&grade.to_string());
        }
        if let Some((name, words)) = words.filter(|(_, words)| !words.is_empty()) {
            for part in [
                ",\"",
                name,
                "\":",
                &serde_json::Value::from(words).to_string(),
            ] {
                body.push_str(part);
            }
        }
        body.push('}');
        self.going = Some(deed);
        Some(body)
    }

    /// Takes what the hub answered. What was typed stays unless it was taken.
    pub fn take(&mut self, deed: Deed, answer: Result<Box<Tracked>, Trouble>) {
        self.going = None;
        match answer {
            Ok(found) => {
                let is_known = self.found.is_some();
                // Nobody types what she has rated already once more.
                if !is_known || deed == Deed::Rate {
                    self.grade = found.rating;
                }
                self.found = Some(found);
                self.confirm = None;
                self.done = Some(deed).filter(|_| is_known);
                match deed {
                    Deed::Rate => self.note.clear(),
                    Deed::Unsolved => self.reason.clear(),
                    _ => {}
                }
            }
            Err(trouble) => {
                if trouble == Trouble::Past {
                    self.confirm = None;
                }
                self.trouble = Some(trouble);
            }
        }
    }

    /// Begins anew, with this code and, for an item of this device, its PIN.
    pub fn begin(&mut self, code: &str) {
        let code = grouped(code);
        let own = self.own.iter().find(|own| own.code == code);
        let pin = own.map(|own| own.pin.clone()).unwrap_or_default();
        *self = Self {
            code,
            pin,
            own: std::mem::take(&mut self.own),
            ..Self::default()
        };
    }

    /// What is wrong in a field.
    #[must_use]
    pub fn wrong(&self, name: &str) -> Option<Wrong> {
        let found = self.wrong.iter().find(|(known, _)| *known == name);
        found.map(|(_, wrong)| *wrong)
    }
}
