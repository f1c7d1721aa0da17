//! `<cchc-procedures>` in the registry.

use super::{Attribute, ERROR, Event, Part, READY, Widget};

pub(super) const WIDGET: Widget = Widget {
    name: "procedures",
    tag: "cchc-procedures",
    summary_vi: "Tra cứu thủ tục hành chính: tìm theo cách người dân gọi, giấy tờ cần có, nơi nộp, thời hạn, lệ phí",
    summary_en: "Lookup of administrative procedures: found as citizens call them, with papers, places, times and fees",
    is_alone: false,
    files: &["procedures.bin"],
    modes: &[],
    attributes: &[
        Attribute {
            name: "procedure",
            values: "CODE",
            default: "none",
            about_vi: "Mã thủ tục mở sẵn lúc đầu",
            about_en: "Code of the procedure that is open at first",
        },
        Attribute {
            name: "level",
            values: "ministry|city|ward|other",
            default: "that of the agency, else none",
            about_vi: "Thủ tục của cấp này đứng trước các thủ tục tương đương",
            about_en: "Procedures of this level stand before their equals",
        },
        Attribute {
            name: "field",
            values: "NAME",
            default: "all fields",
            about_vi: "Chỉ thủ tục của một lĩnh vực, ví dụ Hộ tịch",
            about_en: "Only procedures of one field, such as Hộ tịch",
        },
        Attribute {
            name: "limit",
            values: "1 to 100",
            default: "10",
            about_vi: "Số kết quả hiện lúc đầu",
            about_en: "How many answers are shown at first",
        },
        Attribute {
            name: "heading",
            values: "2 to 6",
            default: "3",
            about_vi: "Cấp của tiêu đề bên trong, để hợp với trang",
            about_en: "Level of the headings inside, to fit the page",
        },
        Attribute {
            name: "recent",
            values: "on|off",
            default: "on",
            about_vi: "Nhớ các tìm kiếm trên máy của người dùng, có nút xoá",
            about_en: "Remember searches on the reader's device, with a button to forget them",
        },
        Attribute {
            name: "offline",
            values: "opened|all",
            default: "opened",
            about_vi: "Lưu để xem khi mất mạng: thủ tục đã mở, hay tất cả (cho máy đặt tại chỗ, trang có TLS)",
            about_en: "Kept for when there is no network: procedures that were opened, or all (for kiosks; pages with TLS)",
        },
        Attribute {
            name: "contact",
            values: "URL",
            default: "no link",
            about_vi: "Trang hoặc số điện thoại liên hệ, hiện khi không tìm thấy",
            about_en: "Page or telephone of the agency, shown when nothing is found",
        },
        Attribute {
            name: "feedback",
            values: "URL",
            default: "no link",
            about_vi: "Trang gửi góp ý, hiện khi không tìm thấy",
            about_en: "Page for feedback, shown when nothing is found",
        },
    ],
    events: &[
        READY,
        ERROR,
        Event {
            name: "cchc-procedures-search",
            detail: "{ text, count }",
            about_vi: "khi người dùng ngừng gõ",
            about_en: "when the typing pauses",
        },
        Event {
            name: "cchc-procedures-open",
            detail: "{ id, name, url: string | null, linkedData }",
            about_vi: "khi một thủ tục được hiện đầy đủ; linkedData là JSON-LD theo schema.org dưới dạng chữ",
            about_en: "when a procedure is shown in full; linkedData is JSON-LD of schema.org as text",
        },
    ],
    parts: &[
        Part {
            name: "base",
            about_vi: "toàn bộ thẻ",
            about_en: "the whole widget",
        },
        Part {
            name: "input",
            about_vi: "ô tìm kiếm",
            about_en: "the search field",
        },
        Part {
            name: "filters",
            about_vi: "các bộ lọc",
            about_en: "the filters",
        },
        Part {
            name: "select",
            about_vi: "một bộ lọc",
            about_en: "one filter",
        },
        Part {
            name: "results",
            about_vi: "các kết quả và lời nói về chúng",
            about_en: "answers with what is said about them",
        },
        Part {
            name: "list",
            about_vi: "danh sách kết quả",
            about_en: "the answers",
        },
        Part {
            name: "option",
            about_vi: "một kết quả",
            about_en: "one answer",
        },
        Part {
            name: "name",
            about_vi: "tên thủ tục",
            about_en: "name of a procedure",
        },
        Part {
            name: "facts",
            about_vi: "mã, lĩnh vực, nơi giải quyết và mức trực tuyến",
            about_en: "code, field, handler and online level",
        },
        Part {
            name: "popular",
            about_vi: "các thủ tục hay cần",
            about_en: "procedures that are often needed",
        },
        Part {
            name: "note",
            about_vi: "điều người đọc cần biết",
            about_en: "what a reader has to know",
        },
        Part {
            name: "action",
            about_vi: "liên kết sang cổng dịch vụ công",
            about_en: "the link to the portal",
        },
        Part {
            name: "papers",
            about_vi: "danh sách giấy tờ để đánh dấu",
            about_en: "the list of papers to tick",
        },
        Part {
            name: "ways",
            about_vi: "các cách nộp, kèm thời hạn và lệ phí",
            about_en: "ways to file, with times and fees",
        },
        Part {
            name: "place",
            about_vi: "nơi nộp",
            about_en: "where to file",
        },
        Part {
            name: "steps",
            about_vi: "các bước",
            about_en: "the steps",
        },
        Part {
            name: "result",
            about_vi: "kết quả nhận được",
            about_en: "what one gets",
        },
        Part {
            name: "conditions",
            about_vi: "điều kiện phải có trước",
            about_en: "what must be so before",
        },
        Part {
            name: "laws",
            about_vi: "căn cứ pháp lý",
            about_en: "laws and decrees",
        },
        Part {
            name: "related",
            about_vi: "thủ tục liên quan",
            about_en: "related procedures",
        },
        Part {
            name: "table",
            about_vi: "mọi bảng",
            about_en: "every table",
        },
        Part {
            name: "qr",
            about_vi: "mã QR",
            about_en: "the QR code",
        },
        Part {
            name: "source",
            about_vi: "quyết định công bố, ngày của dữ liệu và trang chính thức",
            about_en: "decision, day of the data and official page",
        },
        Part {
            name: "button",
            about_vi: "mọi nút",
            about_en: "every button",
        },
        Part {
            name: "status",
            about_vi: "dòng cho biết dữ liệu cập nhật từ bao giờ",
            about_en: "the line with the age of the data",
        },
    ],
};
