//! What happens to an item after it came: acts of staff, of the citizen and of the hub itself.
//!
//! Every act names the edition of the item that its doer saw. If somebody was quicker, it is not done and says so, so two
//! officials never answer past each other. Every act leaves an event with what was before it, and a line in the audit.

mod act;
mod list;
mod public;
mod read;
mod templates;

use cchc::submission::Status;

pub(crate) use act::try_out;
pub(crate) use list::{
    Counts, Filter, Order, Page, PageAt, Row, Words, batch, counts, day_ms, list,
};
pub(crate) use public::{Public, PublicFilter, answers};
pub(crate) use read::{Event, ItemWhole, Reply, Upload, locate, root, show, upload};
pub(crate) use templates::{DropTemplate, KeepTemplate, Template, templates};

/// Who does it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum By {
    Citizen,
    Hub,
    Command,
    Staff(i64),
}

impl By {
    /// As events and audit say it.
    pub(crate) fn word(self) -> String {
        match self {
            Self::Citizen => "citizen".to_owned(),
            Self::Hub => "hub".to_owned(),
            Self::Command => "command".to_owned(),
            Self::Staff(number) => format!("staff {number}"),
        }
    }

    /// Number of the member of staff.
    pub(crate) const fn staff(self) -> Option<i64> {
        match self {
            Self::Staff(number) => Some(number),
            _ => None,
        }
    }
}

/// One act on one item. Whether its doer may do it was decided before; here stands whether the item allows it.
#[derive(Debug, Clone)]
pub(crate) struct Act {
    pub(crate) item: i64,
    /// That the doer saw.
    pub(crate) edition: i64,
    pub(crate) by: By,
    pub(crate) at_ms: i64,
    pub(crate) what: What,
}

/// The parts of an answer.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct ReplyText {
    /// The answer itself.
    pub(crate) body: String,
    /// What was done.
    pub(crate) action_taken: String,
    /// What shows it, such as a document or a photo.
    pub(crate) evidence: String,
    /// The rule it stands on.
    pub(crate) legal_basis: String,
}

/// What is done. Every `note` is read by the citizen, every `reason` by staff alone, except those of the citizen.
#[derive(Debug, Clone)]
pub(crate) enum What {
    Accept,
    Assign {
        handler: Option<i64>,
    },
    Forward {
        agency: String,
        note: String,
    },
    Start,
    AskInfo {
        note: String,
    },
    Hold {
        reason: String,
    },
    /// Back to where it stood before it was held.
    Release,
    /// A new draft, or new words in one that was not sent.
    Draft {
        reply: Option<i64>,
        text: ReplyText,
    },
    Propose {
        reply: i64,
    },
    Return {
        reply: i64,
        reason: String,
    },
    Send {
        reply: i64,
    },
    Refuse {
        note: String,
    },
    OutOfScope {
        note: String,
        /// Who is in charge instead.
        place: String,
    },
    Merge {
        into: i64,
    },
    Close {
        note: String,
    },
    Reopen {
        note: String,
    },
    /// With personal data blacked out.
    Publish {
        title: String,
        body: String,
        place: String,
        answer: String,
    },
    Unpublish,
    /// Takes back the last event, which must be this one.
    Undo {
        event: i64,
    },
    Rate {
        /// From 1 to 5.
        grade: i64,
        note: String,
    },
    /// The citizen says once that the answer solves nothing.
    Unsolved {
        reason: String,
    },
    Withdraw,
    /// Another system tells something that staff alone reads.
    Remark {
        /// Id of the channel.
        partner: String,
        words: String,
    },
    /// Texts, contact and files go; number, times and status words for counting stay.
    Erase,
}

/// How it went.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Acted {
    Done(Done),
    /// Somebody was quicker; the edition now.
    Changed {
        now: i64,
    },
    /// Not from this status.
    NotAllowed(Status),
    /// A part of the answer is missing: `body`, `action_taken`.
    Incomplete(&'static str),
    NoItem,
}

/// What was made.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Done {
    /// Of the item, now.
    pub(crate) edition: i64,
    /// The event, for undoing it.
    pub(crate) event: i64,
    /// The reply that it was about.
    pub(crate) reply: Option<i64>,
}

impl What {
    /// As events say it; the audit puts `item-` before.
    pub(crate) const fn word(&self) -> &'static str {
        match self {
            Self::Accept => "accept",
            Self::Assign { .. } => "assign",
            Self::Forward { .. } => "forward",
            Self::Start => "start",
            Self::AskInfo { .. } => "ask-info",
            Self::Hold { .. } => "hold",
            Self::Release => "release",
            Self::Draft { .. } => "draft",
            Self::Propose { .. } => "propose",
            Self::Return { .. } => "return",
            Self::Send { .. } => "send",
            Self::Refuse { .. } => "refuse",
            Self::OutOfScope { .. } => "out-of-scope",
            Self::Merge { .. } => "merge",
            Self::Close { .. } => "close",
            Self::Reopen { .. } => "reopen",
            Self::Publish { .. } => "publish",
            Self::Unpublish => "unpublish",
            Self::Undo { .. } => "undo",
            Self::Rate { .. } => "rate",
            Self::Unsolved { .. } => "unsolved",
            Self::Withdraw => "withdraw",
            Self::Remark { .. } => "remark",
            Self::Erase => "erase",
        }
    }
}

/// Words of events that can be taken back. Not a question or an answer to the citizen, nor what she did.
pub(crate) const UNDOABLE: &[&str] = &[
    "accept",
    "assign",
    "forward",
    "start",
    "hold",
    "release",
    "refuse",
    "out-of-scope",
    "merge",
    "close",
    "reopen",
    "publish",
    "unpublish",
];

/// Words of events that a citizen sees in the timeline.
pub(crate) const SHOWN: &[&str] = &[
    "accept",
    "forward",
    "start",
    "ask-info",
    "hold",
    "release",
    "send",
    "refuse",
    "out-of-scope",
    "merge",
    "close",
    "reopen",
    "unsolved",
    "withdraw",
    "erase",
];

#[cfg(test)]
mod end_tests;
#[cfg(test)]
mod list_tests;
#[cfg(test)]
mod tests;
