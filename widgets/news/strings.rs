//! The words of the news widget.

use cchc::feed::news::Kind;
use cchc::feed::notices::{Severity, Status};
use cchc::format::Lang;

/// All words in one language; a missing one does not compile.
#[derive(Debug)]
pub struct Strings {
    pub(crate) list_label: &'static str,
    pub(crate) empty: &'static str,
    pub(crate) pause: &'static str,
    pub(crate) play: &'static str,
    pub(crate) previous: &'static str,
    pub(crate) next: &'static str,
    pub(crate) more: &'static str,
    pub(crate) pinned: &'static str,
    pub(crate) exercise: &'static str,
    pub(crate) test: &'static str,
    pub(crate) alert: &'static str,
    pub(crate) notice: &'static str,
    kinds: [&'static str; 6],
}

static VI: Strings = Strings {
    list_label: "Tin cải cách hành chính",
    empty: "Hiện chưa có tin nào.",
    pause: "Tạm dừng",
    play: "Chạy tiếp",
    previous: "Tin trước",
    next: "Tin sau",
    more: "Xem chi tiết",
    pinned: "Quan trọng",
    exercise: "DIỄN TẬP – không phải sự việc thật",
    test: "THỬ NGHIỆM – không phải sự việc thật",
    alert: "Cảnh báo",
    notice: "Thông báo",
    kinds: [
        "Thông báo",
        "Sự kiện",
        "Hướng dẫn",
        "Kết quả",
        "Văn bản",
        "Khác",
    ],
};

static EN: Strings = Strings {
    list_label: "Administrative reform news",
    empty: "There is no news at the moment.",
    pause: "Pause",
    play: "Play",
    previous: "Previous item",
    next: "Next item",
    more: "Read more",
    pinned: "Important",
    exercise: "EXERCISE – not a real event",
    test: "TEST – not a real event",
    alert: "Warning",
    notice: "Notice",
    kinds: [
        "Announcement",
        "Event",
        "Guidance",
        "Result",
        "Document",
        "Other",
    ],
};

/// The words in `lang`.
#[must_use]
pub fn strings(lang: Lang) -> &'static Strings {
    match lang {
        Lang::Vi => &VI,
        Lang::En => &EN,
    }
}

impl Strings {
    /// Word for a kind; plain news needs none.
    pub(crate) fn kind(&self, kind: Kind) -> Option<&'static str> {
        let at = match kind {
            Kind::News => return None,
            Kind::Announcement => 0,
            Kind::Event => 1,
            Kind::Guidance => 2,
            Kind::Result => 3,
            Kind::Document => 4,
            _ => 5,
        };
        Some(self.kinds[at])
    }

    /// What stands before a notice: never a real alarm's word on an exercise or a test.
    pub(crate) fn notice_label(&self, status: Status, severity: Severity) -> &'static str {
        match (status, severity) {
            (Status::Exercise, _) => self.exercise,
            (Status::Test, _) => self.test,
            (_, Severity::Extreme | Severity::Severe) => self.alert,
            _ => self.notice,
        }
    }
}
