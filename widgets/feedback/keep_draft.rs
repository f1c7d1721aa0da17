//! A draft as it is kept, and what happens when two tabs write in one.

use cchc::submission::{Submission, fingerprint_text};

use super::draft::{Attachment, Draft, FileState};
use super::outbox_record::{Fields, Record};

/// A draft that was kept.
#[derive(Debug, Clone, PartialEq)]
pub struct KeptDraft {
    /// The draft, its edition in it.
    pub draft: Draft,
    /// When it was written.
    pub saved_ms: u64,
    /// Whether name, telephone or addresses are in it.
    pub has_contact: bool,
}

/// As it is kept: without name, telephone and addresses unless the citizen wants them there, and with the files that are ready.
#[must_use]
pub fn write(draft: &Draft, edition: u64, now_ms: u64) -> String {
    let mut item = draft.item.clone();
    if !draft.keeps_contact {
        item.contact = None;
    }
    let mut record = Record::new();
    record.add(&draft.key);
    record.count(edition);
    record.count(now_ms);
    record.count(u64::from(draft.keeps_contact));
    record.count(u64::from(item.contact.is_some()));
    record.add(&item.to_text());
    for file in ready(draft) {
        record.add(&file.id);
        record.add(&file.name);
        record.add(&file.kind);
        record.count(file.bytes);
    }
    record.text()
}

/// Whether there is nothing in it that the citizen wrote.
#[must_use]
pub fn is_empty(draft: &Draft) -> bool {
    let item = &draft.item;
    item.title.is_empty()
        && item.body.is_empty()
        && item.place.is_none()
        && item.answers.is_empty()
        && item.contact.is_none()
        && draft.files.is_empty()
}

/// The files of a draft that go with it.
pub fn ready(draft: &Draft) -> impl Iterator<Item = &Attachment> {
    let files = draft.files.iter();
    files.filter(|file| file.state == FileState::Ready)
}

/// From what was kept; nothing of what is no draft.
#[must_use]
pub fn read(text: &str) -> Option<KeptDraft> {
    let mut fields = Fields::of(text)?;
    let mut kept = KeptDraft {
        draft: Draft::default(),
        saved_ms: 0,
        has_contact: false,
    };
    let draft = &mut kept.draft;
    (draft.key, draft.edition) = (fields.text(), fields.number());
    kept.saved_ms = fields.number();
    draft.keeps_contact = fields.number() > 0;
    kept.has_contact = fields.number() > 0;
    let item = serde_json::from_str(fields.next()).ok();
    if !fields.is_whole() {
        return None;
    }
    *draft.item = Submission::from_json(&item?).ok()?;
    loop {
        let (id, name, kind) = (fields.text(), fields.text(), fields.text());
        let bytes = fields.number();
        if !fields.is_whole() {
            return Some(kept);
        }
        draft.files.push(attachment(id, name, kind, bytes));
    }
}

/// A file that is ready.
pub(super) fn attachment(id: String, name: String, kind: String, bytes: u64) -> Attachment {
    Attachment {
        id,
        name,
        has_preview: kind.starts_with("image/"),
        kind,
        bytes,
        state: FileState::Ready,
    }
}

/// What an item says, whenever it was written and whatever comes with it: two with the same are one item, sent from two tabs.
#[must_use]
pub fn content(item: &Submission) -> String {
    let mut item = item.clone().cleaned();
    item.client_created_at = String::new();
    if let Some(consent) = &mut item.consent {
        consent.given_at = String::new();
    }
    item.uploads.clear();
    // FNV-1a, 64 bit. No secret and no guard against malice: whoever forges it sends twice what is their own.
    let mut hash = 0xcbf2_9ce4_8422_2325_u64;
    for byte in fingerprint_text(&item).bytes() {
        hash = (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3);
    }
    hash.to_string()
}

/// What is to be done with a draft that is to be kept.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Keeping {
    /// It goes on from what is kept.
    Write,
    /// It is kept already, word for word.
    Leave,
    /// Another tab wrote something else there, or sent it: this becomes an item of its own.
    Fork,
}

/// `stored` is what is kept under the key of `draft`, `own` the edition that this page wrote last, `is_sent` whether the key
/// went out from another tab.
#[must_use]
pub fn keeping(stored: Option<&KeptDraft>, draft: &Draft, own: u64, is_sent: bool) -> Keeping {
    if is_sent {
        return Keeping::Fork;
    }
    let Some(stored) = stored else {
        return Keeping::Write;
    };
    let known = stored.draft.edition;
    if known == own || known == draft.edition {
        return Keeping::Write;
    }
    // Names and telephones may not be kept, so they are not compared.
    let mut item = draft.item.clone();
    item.contact.clone_from(&stored.draft.item.contact);
    match content(&stored.draft.item) == content(&item) {
        true => Keeping::Leave,
        false => Keeping::Fork,
    }
}
