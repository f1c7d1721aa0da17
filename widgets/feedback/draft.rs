//! What is being written and what became of it: the words that form and device have in common.

use cchc::submission::Submission;

/// An item that is being written.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Draft {
    /// Its key, made when it began: whatever happens on the way, the hub takes it once.
    pub key: String,
    /// What will be sent, in a box: it is large, and moved about. `uploads` is empty here: the device puts the ids of [`Draft::files`] there.
    pub item: Box<Submission>,
    /// Files with it, in the order of the list.
    pub files: Vec<Attachment>,
    /// The citizen asked that name, telephone and addresses are kept with the draft.
    pub keeps_contact: bool,
    /// Which writing of the kept draft this goes on from. The device says so in what it gives, and wants it back: what another
    /// tab wrote since is not written over.
    pub edition: u64,
}

/// A file with a draft.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Attachment {
    /// Its id on the hub, made on this device.
    pub id: String,
    /// As the citizen knows it.
    pub name: String,
    /// Media type.
    pub kind: String,
    /// Size of what is sent, once that is known.
    pub bytes: u64,
    /// Whether the device can draw it small.
    pub has_preview: bool,
    /// How far it is.
    pub state: FileState,
}

/// How far a file is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum FileState {
    /// Being made smaller or sent, and how much of it is done in percent.
    Going(u8),
    /// Kept on this device; goes with the item.
    Ready,
    /// Not taken, and why: `file-too-large`, `file-type-refused`, `file-unreadable`, `store-full`.
    Refused(&'static str),
}

/// What files may be.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Limits {
    /// How many.
    pub files: usize,
    /// How large each.
    pub file_bytes: u64,
    /// Media types.
    pub file_types: Vec<String>,
}

/// What a device remembers of a form.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Kept {
    /// What was being written.
    pub draft: Option<Draft>,
    /// What was sent or waits, the oldest first.
    pub items: Vec<Receipt>,
}

/// What a citizen gets for an item, at once.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Receipt {
    /// Key of the item.
    pub key: String,
    /// Tracking code, `XXXXX-XXXX-XXXXX`.
    pub code: String,
    /// Six digits that are asked with the code.
    pub pin: String,
    /// What kind of item it is.
    pub kind: String,
    /// Its title, for telling several apart.
    pub title: String,
    /// When the citizen pressed send.
    pub queued_ms: u64,
    /// What became of it.
    pub sending: Sending,
}

/// What becomes of an item.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Sending {
    /// Kept on this device until it can be sent.
    Waiting {
        /// Why it was not sent yet.
        reason: Reason,
        /// When it is tried again, if that is planned.
        next_ms: Option<u64>,
    },
    /// On its way.
    Going,
    /// The hub has it.
    Done {
        /// When the hub took it.
        received_ms: u64,
        /// Day by which an answer is promised, `YYYY-MM-DD`.
        expected_on: Option<String>,
    },
    /// The hub does not take it, ever: what is in it must change.
    Refused {
        /// The hub's code.
        code: String,
        /// The hub's words, in the language of the item.
        detail: String,
        /// What is wrong where: pointer and words.
        errors: Vec<(String, String)>,
    },
}

impl Sending {
    /// Whether nothing more will happen.
    #[must_use]
    pub const fn is_over(&self) -> bool {
        matches!(self, Self::Done { .. } | Self::Refused { .. })
    }
}

/// Why an item waits.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Reason {
    /// It was queued just now, or waits for its time.
    New,
    /// The hub cannot be reached.
    Unreachable,
    /// The hub is there and asks to wait.
    Busy,
    /// The device keeps nothing: it is sent only as long as this page stays open.
    Unkept,
}
