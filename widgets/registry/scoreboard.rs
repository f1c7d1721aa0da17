//! `<cchc-scoreboard>` in the registry.

use super::{Attribute, ERROR, Event, Part, READY, Widget};

pub(super) const WIDGET: Widget = Widget {
    name: "scoreboard",
    tag: "cchc-scoreboard",
    summary_vi: "Bảng điểm các chỉ số cải cách hành chính: thẻ, một chỉ số đầy đủ, bảng xếp hạng đơn vị hoặc một dòng",
    summary_en: "Indexes of the reform as cards, one in full, a ranking of units, or one line",
    is_alone: false,
    files: &["indexes"],
    modes: &[],
    attributes: &[
        Attribute {
            name: "layout",
            values: "cards|index|ranking|compact",
            default: "cards",
            about_vi: "Cách trình bày: các thẻ, một chỉ số, bảng xếp hạng, một dòng",
            about_en: "Cards, one index in full, ranking of units, or one line each",
        },
        Attribute {
            name: "index",
            values: "IDS",
            default: "all indexes of the feed",
            about_vi: "Mã chỉ số, cách nhau bằng dấu cách, theo thứ tự hiển thị",
            about_en: "Ids of indexes, separated by spaces, in the order in which they are shown",
        },
        Attribute {
            name: "year",
            values: "PERIOD",
            default: "the newest with data",
            about_vi: "Kỳ được xem đầu tiên, ví dụ 2024",
            about_en: "The edition shown at first, such as 2024",
        },
        Attribute {
            name: "rows",
            values: "all|top|bottom",
            default: "all",
            about_vi: "Các dòng của bảng xếp hạng: tất cả, cao nhất, thấp nhất",
            about_en: "Rows of a ranking: all, the first, the last",
        },
        Attribute {
            name: "limit",
            values: "1 to 100",
            default: "10",
            about_vi: "Số dòng khi xem cao nhất hoặc thấp nhất",
            about_en: "How many rows the first and the last are",
        },
        Attribute {
            name: "components",
            values: "bars|radar",
            default: "bars",
            about_vi: "Cách vẽ các thành phần lúc đầu",
            about_en: "How components are drawn at first",
        },
        Attribute {
            name: "heading",
            values: "2 to 6",
            default: "3",
            about_vi: "Cấp của tiêu đề trong thẻ, để hợp với trang",
            about_en: "Level of the headings inside, to fit the page",
        },
        Attribute {
            name: "downloads",
            values: "on|off",
            default: "on",
            about_vi: "Cho tải CSV, SVG, PNG",
            about_en: "Offer CSV, SVG and PNG",
        },
        Attribute {
            name: "more",
            values: "URL",
            default: "no link",
            about_vi: "Trang có bảng điểm đầy đủ; một dòng dẫn tới đó",
            about_en: "Page with the whole scoreboard, to which the one-line layout leads",
        },
    ],
    events: &[
        READY,
        ERROR,
        Event {
            name: "cchc-scoreboard-open",
            detail: "{ index: string | null, period: string | null }",
            about_vi: "khi người đọc mở một chỉ số hoặc chuyển sang năm khác; huỷ sự kiện để chỉ số không mở ra",
            about_en: "when a reader opens an index or goes to a year; cancel it to keep an index closed",
        },
        Event {
            name: "cchc-scoreboard-download",
            detail: "{ index, file }",
            about_vi: "khi người đọc tải một tệp; huỷ sự kiện để đưa tệp khác",
            about_en: "when a reader takes a file; cancel it to give another",
        },
    ],
    parts: &[
        Part {
            name: "base",
            about_vi: "toàn bộ thẻ",
            about_en: "the whole widget",
        },
        Part {
            name: "cards",
            about_vi: "lưới các thẻ chỉ số",
            about_en: "the grid of cards",
        },
        Part {
            name: "card",
            about_vi: "một thẻ chỉ số, hoặc một dòng",
            about_en: "one card, or one line",
        },
        Part {
            name: "name",
            about_vi: "tên chỉ số",
            about_en: "name of an index",
        },
        Part {
            name: "value",
            about_vi: "con số kèm đơn vị và năm",
            about_en: "the figure with its unit and year",
        },
        Part {
            name: "rank",
            about_vi: "thứ hạng và nhóm",
            about_en: "rank and group",
        },
        Part {
            name: "change",
            about_vi: "thay đổi so với kỳ trước",
            about_en: "what became of it",
        },
        Part {
            name: "spark",
            about_vi: "đường cong nhỏ trong thẻ chỉ số",
            about_en: "the small curve of a card",
        },
        Part {
            name: "history",
            about_vi: "đường cong lớn có thanh trượt",
            about_en: "the large curve with its slider",
        },
        Part {
            name: "components",
            about_vi: "các thành phần của chỉ số",
            about_en: "what an index is made of",
        },
        Part {
            name: "ranking",
            about_vi: "bảng xếp hạng đơn vị",
            about_en: "the ranking of units",
        },
        Part {
            name: "own",
            about_vi: "dòng nói về đơn vị của trang",
            about_en: "the line about the page's own unit",
        },
        Part {
            name: "table",
            about_vi: "mọi bảng",
            about_en: "every table",
        },
        Part {
            name: "target",
            about_vi: "mục tiêu",
            about_en: "what is aimed at",
        },
        Part {
            name: "note",
            about_vi: "điều người đọc cần biết",
            about_en: "what a reader has to know",
        },
        Part {
            name: "source",
            about_vi: "nguồn và ngày công bố",
            about_en: "source and day of publication",
        },
        Part {
            name: "button",
            about_vi: "mọi nút",
            about_en: "every button",
        },
        Part {
            name: "status",
            about_vi: "dòng cho biết số liệu cập nhật từ bao giờ",
            about_en: "the line with the age of the data",
        },
    ],
};
