//! What can be done with an item: its name, who may do it, and from where. One table for the buttons, the handlers and
//! the tests.

use cchc::submission::Status;

use super::roles::{Deed, Grant, allows};
use crate::store::life::{Event, ItemWhole, UNDOABLE};

/// One thing that can be done.
pub(super) struct Verb {
    /// In addresses, as `What::word`.
    pub(super) word: &'static str,
    /// On buttons.
    pub(super) label: &'static str,
    /// In the history.
    pub(super) past: &'static str,
    pub(super) deed: Deed,
    /// Whether the item allows it; the store has the last word.
    pub(super) fits: fn(&ItemWhole) -> bool,
}

const fn never(_: &ItemWhole) -> bool {
    false
}

fn open(item: &ItemWhole) -> bool {
    item.status.is_open()
}

fn to(item: &ItemWhole, next: Status) -> bool {
    item.status.is_open() && item.status.can_become(next)
}

fn was_answered(item: &ItemWhole) -> bool {
    item.answered_ms.is_some() && matches!(item.status, Status::Answered | Status::Closed)
}

/// Whether an answer can be written.
pub(super) fn can_reply(item: &ItemWhole) -> bool {
    item.status.can_become(Status::Answered)
}

/// All of them. Those that never fit have a form of their own or are the citizen's.
pub(super) const VERBS: &[Verb] = &[
    Verb {
        word: "accept",
        label: "Tiếp nhận",
        past: "tiếp nhận",
        deed: Deed::Handle,
        fits: |item| to(item, Status::Accepted),
    },
    Verb {
        word: "start",
        label: "Bắt đầu giải quyết",
        past: "bắt đầu giải quyết",
        deed: Deed::Handle,
        fits: |item| to(item, Status::InProgress),
    },
    Verb {
        word: "release",
        label: "Bỏ tạm giữ",
        past: "bỏ tạm giữ",
        deed: Deed::Handle,
        fits: |item| item.status == Status::Held,
    },
    Verb {
        word: "assign",
        label: "Phân công",
        past: "phân công",
        deed: Deed::Handle,
        fits: open,
    },
    Verb {
        word: "forward",
        label: "Chuyển cơ quan khác",
        past: "chuyển cơ quan",
        deed: Deed::Handle,
        fits: |item| to(item, Status::Forwarded),
    },
    Verb {
        word: "ask-info",
        label: "Hỏi thêm người dân",
        past: "hỏi thêm người dân",
        deed: Deed::Handle,
        fits: |item| to(item, Status::NeedInfo),
    },
    Verb {
        word: "hold",
        label: "Tạm giữ",
        past: "tạm giữ",
        deed: Deed::Handle,
        fits: |item| to(item, Status::Held),
    },
    Verb {
        word: "merge",
        label: "Gộp vào ý kiến giống",
        past: "gộp",
        deed: Deed::Handle,
        fits: |item| to(item, Status::Duplicate),
    },
    Verb {
        word: "out-of-scope",
        label: "Không thuộc nơi này",
        past: "báo không thuộc nơi này",
        deed: Deed::Handle,
        fits: |item| to(item, Status::OutOfScope),
    },
    Verb {
        word: "refuse",
        label: "Không giải quyết",
        past: "báo không giải quyết",
        deed: Deed::Decide,
        fits: |item| to(item, Status::Refused),
    },
    Verb {
        word: "close",
        label: "Kết thúc",
        past: "kết thúc",
        deed: Deed::Decide,
        fits: |item| item.status.can_become(Status::Closed),
    },
    Verb {
        word: "reopen",
        label: "Mở lại",
        past: "mở lại",
        deed: Deed::Decide,
        fits: |item| !item.status.is_open() && item.status.can_become(Status::InProgress),
    },
    Verb {
        word: "publish",
        label: "Công khai",
        past: "công khai",
        deed: Deed::Publish,
        fits: |item| was_answered(item) && item.can_publish,
    },
    Verb {
        word: "unpublish",
        label: "Gỡ công khai",
        past: "gỡ công khai",
        deed: Deed::Publish,
        fits: |item| item.published_ms.is_some(),
    },
    Verb {
        word: "draft",
        label: "Lưu nháp",
        past: "soạn trả lời",
        deed: Deed::Draft,
        fits: never,
    },
    Verb {
        word: "propose",
        label: "Trình duyệt",
        past: "trình duyệt trả lời",
        deed: Deed::Draft,
        fits: never,
    },
    Verb {
        word: "return",
        label: "Trả lại để sửa",
        past: "trả lại để sửa",
        deed: Deed::Approve,
        fits: never,
    },
    Verb {
        word: "send",
        label: "Gửi cho người dân",
        past: "gửi trả lời",
        deed: Deed::Approve,
        fits: never,
    },
];

/// The verb of a word.
pub(super) fn verb(word: &str) -> Option<&'static Verb> {
    VERBS.iter().find(|verb| verb.word == word)
}

/// What an event says in the history.
pub(super) fn past(word: &str) -> &str {
    match word {
        "undo" => "hoàn tác",
        "rate" => "đánh giá trả lời",
        "remark" => "báo từ hệ thống khác",
        "unsolved" => "báo chưa được giải quyết",
        "withdraw" => "rút lại ý kiến",
        "erase" => "xóa nội dung",
        word => verb(word).map_or(word, |verb| verb.past),
    }
}

/// The last event, if this member may take it back. Who passed an item on may take that back too, although it belongs to
/// another agency by then.
pub(super) fn undoable<'a>(item: &'a ItemWhole, roles: &[Grant], actor: &str) -> Option<&'a Event> {
    let last = item
        .events
        .last()
        .filter(|event| !event.is_undone && UNDOABLE.contains(&event.deed.as_str()))?;
    let deed = verb(&last.deed)?.deed;
    let is_own_forward = last.deed == "forward"
        && last.actor == actor
        && allows(roles, deed, before(item).as_deref());
    (allows(roles, deed, item.owner.as_deref()) || is_own_forward).then_some(last)
}

/// Whose it was before the last event.
fn before(item: &ItemWhole) -> Option<String> {
    match item.events.iter().rev().nth(1) {
        Some(event) => event.agency.clone(),
        None => item.agency.clone(),
    }
}
