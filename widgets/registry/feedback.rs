//! `<cchc-feedback>` in the registry.

use super::{Attribute, ERROR, Event, Mode, Part, READY, Widget};

pub(super) const WIDGET: Widget = Widget {
    name: "feedback",
    tag: "cchc-feedback",
    summary_vi: "Gửi phản ánh, kiến nghị, góp ý, đánh giá tới cơ quan: có mã theo dõi ngay, mất mạng vẫn không mất ý kiến",
    summary_en: "Reports, proposals, opinions and ratings for an agency: a tracking code at once, nothing lost without network",
    is_alone: true,
    files: &["feedback", "agencies"],
    modes: &[
        Mode {
            name: "track",
            bundle: "feedback-follow",
            files: &["feedback", "agencies"],
        },
        Mode {
            name: "answers",
            bundle: "feedback-follow",
            files: &["answers", "agencies", "feedback"],
        },
    ],
    attributes: &[
        Attribute {
            name: "mode",
            values: "form|button|rating|track|answers",
            default: "form",
            about_vi: "Biểu mẫu trong trang, nút mở biểu mẫu, năm mức hài lòng, tra cứu kết quả, hoặc các câu trả lời đã đăng",
            about_en: "The form in the page, a button that opens it, five faces after a visit, what became of an item, or the answers that were published",
        },
        Attribute {
            name: "form",
            values: "ID",
            default: "the first of the feed",
            about_vi: "Mã biểu mẫu trong feedback.json",
            about_en: "Which form (id from feedback.json)",
        },
        Attribute {
            name: "site",
            values: "ID",
            default: "none",
            about_vi: "Mã trang này trong cấu hình máy chủ nhận góp ý",
            about_en: "What the hub's settings call this site",
        },
        Attribute {
            name: "kind",
            values: "phan_anh|kien_nghi|gop_y|hien_ke|khen",
            default: "none; the citizen chooses",
            about_vi: "Loại ý kiến chọn sẵn",
            about_en: "The kind that is chosen at first",
        },
        Attribute {
            name: "track",
            values: "URL",
            default: "this page, if it has an element with mode=\"track\"",
            about_vi: "Trang có thẻ mode=\"track\" để phiếu biên nhận dẫn tới",
            about_en: "The page with mode=\"track\", for the receipt to lead there",
        },
        Attribute {
            name: "limit",
            values: "1 to 100",
            default: "10",
            about_vi: "Số câu trả lời hiện lúc đầu",
            about_en: "Answers in sight at first",
        },
        Attribute {
            name: "hub",
            values: "URL",
            default: "that of the feed",
            about_vi: "Địa chỉ máy chủ nhận góp ý",
            about_en: "Address of the hub that takes what is sent",
        },
        Attribute {
            name: "heading",
            values: "2 to 6",
            default: "3",
            about_vi: "Cấp của tiêu đề bên trong, để hợp với trang",
            about_en: "Level of the headings inside, to fit the page",
        },
    ],
    events: &[
        READY,
        ERROR,
        Event {
            name: "cchc-feedback-start",
            detail: "{ form }",
            about_vi: "khi người dân bắt đầu viết",
            about_en: "when the citizen begins to write",
        },
        Event {
            name: "cchc-feedback-queued",
            detail: "{ code, kind }",
            about_vi: "khi ý kiến đã được giữ lại để gửi và phiếu biên nhận đã hiện",
            about_en: "when an item is kept for sending and its receipt is shown",
        },
        Event {
            name: "cchc-feedback-sent",
            detail: "{ code, kind }",
            about_vi: "khi máy chủ đã nhận ý kiến, kể cả ý kiến của lần mở trang trước",
            about_en: "when the hub has an item; also one of an earlier visit",
        },
        Event {
            name: "cchc-feedback-refused",
            detail: "{ code, kind, problem }",
            about_vi: "khi máy chủ không nhận ý kiến như đang có",
            about_en: "when the hub will not take an item as it is",
        },
        Event {
            name: "cchc-feedback-rated",
            detail: "{ rating }",
            about_vi: "khi một mặt hài lòng được chạm",
            about_en: "when a face was touched",
        },
        Event {
            name: "cchc-feedback-tracked",
            detail: "{ status }",
            about_vi: "khi tìm thấy ý kiến bằng hai mã của nó",
            about_en: "when an item was found by its two codes",
        },
        Event {
            name: "cchc-feedback-answer-rated",
            detail: "{ rating }",
            about_vi: "khi máy chủ đã nhận đánh giá của một câu trả lời",
            about_en: "when the hub has the rating of an answer",
        },
        Event {
            name: "cchc-feedback-unsolved",
            detail: "{ }",
            about_vi: "khi ý kiến được mở lại vì việc chưa được giải quyết",
            about_en: "when an item was opened again because it is not solved",
        },
        Event {
            name: "cchc-feedback-withdrawn",
            detail: "{ }",
            about_vi: "khi ý kiến được rút lại",
            about_en: "when an item was taken back",
        },
        Event {
            name: "cchc-feedback-erased",
            detail: "{ }",
            about_vi: "khi nội dung của ý kiến được xoá",
            about_en: "when the texts of an item were erased",
        },
        Event {
            name: "cchc-feedback-answer-open",
            detail: "{ id }",
            about_vi: "khi một câu trả lời đã đăng được mở",
            about_en: "when a published answer was opened",
        },
        Event {
            name: "cchc-feedback-wiped",
            detail: "{ }",
            about_vi: "khi mọi thứ trên máy đã được xoá",
            about_en: "when everything on the device was wiped",
        },
    ],
    parts: &[
        Part {
            name: "base",
            about_vi: "toàn bộ thẻ",
            about_en: "the whole widget",
        },
        Part {
            name: "summary",
            about_vi: "danh sách chỗ chưa đúng, có liên kết tới từng ô",
            about_en: "what is wrong, with links to the fields",
        },
        Part {
            name: "elsewhere",
            about_vi: "những việc phải gửi nơi khác",
            about_en: "what belongs elsewhere",
        },
        Part {
            name: "items",
            about_vi: "những gì đã gửi từ máy này",
            about_en: "what was sent from this device",
        },
        Part {
            name: "note",
            about_vi: "điều người dân cần biết",
            about_en: "what a citizen has to know",
        },
        Part {
            name: "form",
            about_vi: "toàn bộ các ô",
            about_en: "all fields",
        },
        Part {
            name: "field",
            about_vi: "một ô, hoặc vài ô dưới một nhãn chung",
            about_en: "one field, or several under one legend",
        },
        Part {
            name: "input",
            about_vi: "mọi ô để viết",
            about_en: "every field for text",
        },
        Part {
            name: "select",
            about_vi: "mọi danh sách mở ra",
            about_en: "every list that opens",
        },
        Part {
            name: "list",
            about_vi: "danh sách cơ quan hoặc phường, xã được gợi ý",
            about_en: "agencies or wards that are offered",
        },
        Part {
            name: "option",
            about_vi: "một mục trong danh sách đó",
            about_en: "one of them",
        },
        Part {
            name: "error",
            about_vi: "lời báo chỗ chưa đúng ở một ô",
            about_en: "what is wrong at a field",
        },
        Part {
            name: "files",
            about_vi: "các tệp gửi kèm",
            about_en: "files that go with it",
        },
        Part {
            name: "contact",
            about_vi: "cách liên hệ lại với người dân",
            about_en: "how to reach the citizen",
        },
        Part {
            name: "action",
            about_vi: "nút gửi và nút mở hộp thoại",
            about_en: "the button that sends, and the one that opens the dialog",
        },
        Part {
            name: "dialog",
            about_vi: "hộp thoại",
            about_en: "the dialog",
        },
        Part {
            name: "faces",
            about_vi: "năm mức hài lòng",
            about_en: "the five faces",
        },
        Part {
            name: "face",
            about_vi: "một mức hài lòng",
            about_en: "one of them",
        },
        Part {
            name: "receipt",
            about_vi: "phiếu biên nhận",
            about_en: "the receipt",
        },
        Part {
            name: "outcome",
            about_vi: "kết quả của một ý kiến",
            about_en: "what became of an item",
        },
        Part {
            name: "code",
            about_vi: "mã theo dõi",
            about_en: "the tracking code",
        },
        Part {
            name: "qr",
            about_vi: "mã QR",
            about_en: "the QR code",
        },
        Part {
            name: "trouble",
            about_vi: "lý do không có gì để hiện",
            about_en: "why there is nothing to show",
        },
        Part {
            name: "done",
            about_vi: "việc vừa làm xong",
            about_en: "what was just done",
        },
        Part {
            name: "item",
            about_vi: "tình trạng của một ý kiến",
            about_en: "how an item stands",
        },
        Part {
            name: "reply",
            about_vi: "câu trả lời của cơ quan",
            about_en: "the answer of the agency",
        },
        Part {
            name: "timeline",
            about_vi: "những việc đã diễn ra",
            about_en: "what happened",
        },
        Part {
            name: "rating",
            about_vi: "phần đánh giá câu trả lời",
            about_en: "the rating of an answer",
        },
        Part {
            name: "unsolved",
            about_vi: "nơi người dân báo việc chưa được giải quyết",
            about_en: "where a citizen says that it is not solved",
        },
        Part {
            name: "confirming",
            about_vi: "câu hỏi trước khi rút lại hoặc xoá một ý kiến",
            about_en: "the question before an item is taken back or erased",
        },
        Part {
            name: "filters",
            about_vi: "bộ lọc các câu trả lời",
            about_en: "filters of the answers",
        },
        Part {
            name: "answer",
            about_vi: "một câu trả lời",
            about_en: "one of the answers",
        },
        Part {
            name: "wiping",
            about_vi: "câu hỏi trước khi xoá mọi thứ",
            about_en: "the question before everything is wiped",
        },
        Part {
            name: "button",
            about_vi: "mọi nút còn lại",
            about_en: "every other button",
        },
    ],
};
