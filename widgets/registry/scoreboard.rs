//! `<cchc-scoreboard>` in the registry.

use super::{Attribute, ERROR, Event, Part, READY, Widget};

pub(super) const WIDGET: Widget = Widget {
    name: "scoreboard",
    tag: "cchc-scoreboard",
    summary_vi: "Bảng điểm các chỉ số cải cách hành chính: thẻ, một chỉ số đầy đủ, bảng xếp hạng đơn vị hoặc một dòng",
    summary_en: "Indexes of the reform as cards, one in full, a ranking of units, or one line",
    files: &["indexes"],
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
            detail: "{ index, period }",
            about_en: "when a reader opens an index or goes to a year; cancel it to keep an index closed",
        },
        Event {
            name: "cchc-scoreboard-download",
            detail: "{ index, file }",
            about_en: "when a reader takes a file; cancel it to give another",
        },
    ],
    parts: &[
        Part {
            name: "base",
            about_en: "the whole widget",
        },
        Part {
            name: "cards",
            about_en: "the grid of cards",
        },
        Part {
            name: "card",
            about_en: "one card, or one line",
        },
        Part {
            name: "name",
            about_en: "name of an index",
        },
        Part {
            name: "value",
            about_en: "the figure with its unit and year",
        },
        Part {
            name: "rank",
            about_en: "rank and group",
        },
        Part {
            name: "change",
            about_en: "what became of it",
        },
        Part {
            name: "spark",
            about_en: "the small curve of a card",
        },
        Part {
            name: "history",
            about_en: "the large curve with its slider",
        },
        Part {
            name: "components",
            about_en: "what an index is made of",
        },
        Part {
            name: "ranking",
            about_en: "the ranking of units",
        },
        Part {
            name: "own",
            about_en: "the line about the page's own unit",
        },
        Part {
            name: "table",
            about_en: "every table",
        },
        Part {
            name: "target",
            about_en: "what is aimed at",
        },
        Part {
            name: "note",
            about_en: "what a reader has to know",
        },
        Part {
            name: "source",
            about_en: "source and day of publication",
        },
        Part {
            name: "button",
            about_en: "every button",
        },
        Part {
            name: "status",
            about_en: "the line with the age of the data",
        },
    ],
};
