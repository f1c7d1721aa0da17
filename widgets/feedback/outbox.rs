//! What waits to be sent, as it is kept, and what is decided about it: which item is next, how long to wait, what is too old.
//! Time and randomness are arguments, so every decision is tested without a browser.
//!
//! The body is written once, when the citizen presses send, and never again: the hub compares the bodies that come under one
//! key.

use cchc::poll::Backoff;

use super::draft::{Reason, Receipt, Sending};
use super::outbox_answers::{Delay, refusal};
use super::outbox_record::{Fields, Record};

/// The first failure waits a moment, the tenth a quarter of an hour.
const SENDING: Backoff = Backoff {
    first_ms: 5_000,
    most_ms: 900_000,
};
/// The hub keeps files without an item for a day; a little less, because clocks differ.
const UPLOAD_MS: u64 = 20 * 3_600_000;
/// Nothing is planned for later than this: an hour is the longest that a hub may ask for, and a tenth more is the spread.
const HORIZON_MS: u64 = 2 * 3_600_000;
const DAY_MS: u64 = 86_400_000;
/// How long a device remembers what is over.
const OVER_MS: u64 = 30 * DAY_MS;
/// How long a draft with name or telephone is kept, and one without.
const DRAFT_MS: (u64, u64) = (DAY_MS, 30 * DAY_MS);

/// An item that was sent off by the citizen.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Item {
    /// Key on the hub.
    pub key: String,
    /// Absolute address of the hub, with a slash at its end.
    pub hub: String,
    /// The site, empty if there is none.
    pub site: String,
    /// The form.
    pub form: String,
    /// Kind of item.
    pub kind: String,
    /// Its title, for telling several apart.
    pub title: String,
    /// Language of the citizen, `vi` or `en`.
    pub lang: String,
    /// When the citizen pressed send.
    pub queued_ms: u64,
    /// How often it was tried in vain.
    pub tries: u32,
    /// Not tried before this, unless something gives hope.
    pub next_ms: u64,
    /// Not tried before this, whatever gives hope: the hub asked for it.
    pub not_before_ms: u64,
    /// What became of it.
    pub fate: Fate,
    /// What it says, in a number: tells whether another tab sent the same.
    pub content: String,
    /// The submission as JSON; empty once the hub has it.
    pub body: String,
    /// Files that go before it.
    pub files: Vec<ItemFile>,
}

/// What became of an item.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Fate {
    /// Not there yet.
    Waiting(Reason),
    /// The hub has it: when it came, and the day by which an answer is promised.
    Done(u64, Option<String>),
    /// The hub does not take it: its status and its answer.
    Refused(u16, String),
}

impl Default for Fate {
    fn default() -> Self {
        Self::Waiting(Reason::New)
    }
}

/// A file of an item.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct ItemFile {
    /// Its id on the hub.
    pub id: String,
    /// As the citizen knows it.
    pub name: String,
    /// Media type.
    pub kind: String,
    /// Size.
    pub bytes: u64,
    /// When the hub took it; 0 if it has not.
    pub uploaded_ms: u64,
}

impl Item {
    /// As it is kept.
    #[must_use]
    pub fn write(&self) -> String {
        let mut record = Record::new();
        let texts = [
            &self.key,
            &self.hub,
            &self.site,
            &self.form,
            &self.kind,
            &self.title,
            &self.lang,
            &self.content,
            &self.body,
        ];
        for text in texts {
            record.add(text);
        }
        let numbers = [
            self.queued_ms,
            u64::from(self.tries),
            self.next_ms,
            self.not_before_ms,
        ];
        for number in numbers {
            record.count(number);
        }
        let (word, number, text) = match &self.fate {
            Fate::Waiting(reason) => (reason_word(*reason), 0, ""),
            Fate::Done(at, on) => ("done", *at, on.as_deref().unwrap_or_default()),
            Fate::Refused(status, answer) => ("refused", u64::from(*status), &**answer),
        };
        record.add(word);
        record.count(number);
        record.add(text);
        for file in &self.files {
            record.add(&file.id);
            record.add(&file.name);
            record.add(&file.kind);
            record.count(file.bytes);
            record.count(file.uploaded_ms);
        }
        record.text()
    }

    /// From what was kept; nothing of what is no record.
    #[must_use]
    pub fn read(text: &str) -> Option<Self> {
        let mut fields = Fields::of(text)?;
        let mut item = Self::default();
        for text in [
            &mut item.key,
            &mut item.hub,
            &mut item.site,
            &mut item.form,
            &mut item.kind,
            &mut item.title,
            &mut item.lang,
            &mut item.content,
            &mut item.body,
        ] {
            *text = fields.text();
        }
        item.queued_ms = fields.number();
        item.tries = u32::try_from(fields.number()).unwrap_or(u32::MAX);
        item.next_ms = fields.number();
        item.not_before_ms = fields.number();
        let (word, number, text) = (fields.next(), fields.number(), fields.text());
        item.fate = match word {
            "done" => Fate::Done(number, (!text.is_empty()).then_some(text)),
            "refused" => Fate::Refused(u16::try_from(number).unwrap_or(0), text),
            "unreachable" => Fate::Waiting(Reason::Unreachable),
            "busy" => Fate::Waiting(Reason::Busy),
            _ => Fate::Waiting(Reason::New),
        };
        if !fields.is_whole() {
            return None;
        }
        loop {
            let file = ItemFile {
                id: fields.text(),
                name: fields.text(),
                kind: fields.text(),
                bytes: fields.number(),
                uploaded_ms: fields.number(),
            };
            // After the last one nothing is whole.
            if !fields.is_whole() {
                return Some(item);
            }
            item.files.push(file);
        }
    }

    /// Whether it still has to be sent.
    #[must_use]
    pub const fn is_waiting(&self) -> bool {
        matches!(self.fate, Fate::Waiting(_))
    }

    /// Whether another text may still take its place: nothing of it can be on the hub.
    #[must_use]
    pub const fn is_untried(&self) -> bool {
        self.is_waiting() && self.tries == 0
    }

    /// Whether it is over for so long that the device forgets it.
    #[must_use]
    pub const fn is_forgotten(&self, now_ms: u64) -> bool {
        !self.is_waiting() && self.queued_ms.saturating_add(OVER_MS) < now_ms
    }

    /// The hub has it: only what the receipt needs stays on the device.
    pub fn done(&mut self, received_ms: u64, expected_on: Option<String>) {
        self.fate = Fate::Done(received_ms, expected_on);
        self.body.clear();
        self.files.clear();
    }

    /// Why and until when it waits.
    pub fn wait(&mut self, delay: Delay, now_ms: u64, random: f64) {
        let wait = SENDING.wait_ms(self.tries, delay.retry_after_ms, random);
        self.tries = self.tries.saturating_add(1);
        self.next_ms = now_ms.saturating_add(wait);
        // The back-off is ours and ends when there is hope; what the hub asked for does not.
        if delay.retry_after_ms.is_some() {
            self.not_before_ms = self.next_ms;
        }
        self.fate = Fate::Waiting(delay.reason);
    }

    /// What the citizen is told of it. `is_going`: it is being sent; `is_kept`: it outlives the page.
    #[must_use]
    pub fn sending(&self, is_going: bool, is_kept: bool) -> Sending {
        match &self.fate {
            Fate::Waiting(_) if is_going => Sending::Going,
            Fate::Waiting(reason) => Sending::Waiting {
                reason: if is_kept { *reason } else { Reason::Unkept },
                next_ms: (self.next_ms > 0).then_some(self.next_ms),
            },
            Fate::Done(received_ms, expected_on) => Sending::Done {
                received_ms: *received_ms,
                expected_on: expected_on.clone(),
            },
            Fate::Refused(status, answer) => refusal(*status, answer, self.lang == "en"),
        }
    }

    /// The receipt, with the codes that follow from its key.
    #[must_use]
    pub fn receipt(&self, codes: (String, String), sending: Sending) -> Receipt {
        Receipt {
            key: self.key.clone(),
            code: codes.0,
            pin: codes.1,
            kind: self.kind.clone(),
            title: self.title.clone(),
            queued_ms: self.queued_ms,
            sending,
        }
    }
}

const fn reason_word(reason: Reason) -> &'static str {
    match reason {
        Reason::Unreachable => "unreachable",
        Reason::Busy => "busy",
        Reason::New | Reason::Unkept => "new",
    }
}

/// The oldest item that may be sent. `tried` were tried in this round; with `hope` the back-off does not count: the network
/// is back, the page is looked at, something else got through.
#[must_use]
pub fn due(items: &[Item], tried: &[String], now_ms: u64, hope: bool) -> Option<usize> {
    let mut found: Option<usize> = None;
    for (at, item) in items.iter().enumerate() {
        let is_due = item.is_waiting()
            && !is_ahead(item.not_before_ms, now_ms)
            && (hope || !is_ahead(item.next_ms, now_ms))
            && !tried.contains(&item.key);
        // Of two from the same millisecond the key decides, which grows with time too.
        let is_older = found.is_none_or(|best| {
            let best = &items[best];
            (item.queued_ms, &item.key) < (best.queued_ms, &best.key)
        });
        if is_due && is_older {
            found = Some(at);
        }
    }
    found
}

/// Whether a time is still to come. One that no plan reaches was made by a clock that was wrong.
const fn is_ahead(at_ms: u64, now_ms: u64) -> bool {
    at_ms > now_ms && at_ms < now_ms.saturating_add(HORIZON_MS)
}

/// Milliseconds until the next item is due; `None` when nothing waits.
#[must_use]
pub fn next_wait_ms(items: &[Item], now_ms: u64) -> Option<u64> {
    let mut least: Option<u64> = None;
    for item in items {
        if item.is_waiting() {
            let mut wait = 0;
            for at_ms in [item.next_ms, item.not_before_ms] {
                if is_ahead(at_ms, now_ms) {
                    wait = wait.max(at_ms - now_ms);
                }
            }
            least = Some(least.map_or(wait, |least| least.min(wait)));
        }
    }
    least
}

/// Whether a file must be sent (again) before its item.
#[must_use]
pub const fn needs_upload(file: &ItemFile, now_ms: u64) -> bool {
    file.uploaded_ms.saturating_add(UPLOAD_MS) < now_ms
}

/// Whether a draft is too old: one with name or telephone sooner.
#[must_use]
pub const fn is_draft_over(saved_ms: u64, has_contact: bool, now_ms: u64) -> bool {
    let (with, without) = DRAFT_MS;
    let limit = if has_contact { with } else { without };
    saved_ms.saturating_add(limit) < now_ms
}

/// When an id was made, as it says itself (UUID of version 7); 0 for any other text.
#[must_use]
pub fn made_ms(id: &str) -> u64 {
    let mut made = 0;
    for digit in id.chars().filter(|sign| *sign != '-').take(12) {
        let Some(digit) = digit.to_digit(16) else {
            return 0;
        };
        made = made << 4 | u64::from(digit);
    }
    made
}

/// Whether a file that no draft and no item names can go: another tab may be about to name a young one.
#[must_use]
pub const fn is_orphan_over(made_ms: u64, now_ms: u64) -> bool {
    made_ms.saturating_add(DAY_MS) < now_ms
}
