//! `<cchc-news>` in the registry.

use super::{Attribute, ERROR, Event, Part, READY, Widget};

pub(super) const WIDGET: Widget = Widget {
    name: "news",
    tag: "cchc-news",
    summary_vi: "Tin cải cách hành chính: dòng tin chạy, danh sách hoặc từng tin một",
    summary_en: "Administrative reform news as a ticker, a list or one item at a time",
    is_alone: false,
    files: &["news", "notices"],
    modes: &[],
    attributes: &[
        Attribute {
            name: "layout",
            values: "ticker|list|rotator",
            default: "list",
            about_vi: "Cách trình bày: dòng tin chạy, danh sách, từng tin một",
            about_en: "Moving line, list, or one item at a time",
        },
        Attribute {
            name: "kind",
            values: "WORDS",
            default: "all kinds",
            about_vi: "Loại tin, cách nhau bằng dấu cách: news announcement event guidance result document",
            about_en: "Kinds, separated by spaces: news announcement event guidance result document",
        },
        Attribute {
            name: "field",
            values: "WORDS",
            default: "all fields",
            about_vi: "Lĩnh vực cải cách: institutions procedures organisation civil-service public-finance digital-government",
            about_en: "Reform fields: institutions procedures organisation civil-service public-finance digital-government",
        },
        Attribute {
            name: "limit",
            values: "1 to 100",
            default: "10",
            about_vi: "Số tin nhiều nhất",
            about_en: "Most items shown",
        },
        Attribute {
            name: "max-age",
            values: "DAYS",
            default: "no limit",
            about_vi: "Bỏ tin cũ hơn số ngày này",
            about_en: "Leave out items older than this many days",
        },
        Attribute {
            name: "wpm",
            values: "60 to 300",
            default: "150",
            about_vi: "Tốc độ dòng tin chạy theo số tiếng đọc mỗi phút",
            about_en: "Speed of the ticker in words read per minute",
        },
        Attribute {
            name: "speed",
            values: "20 to 600",
            default: "from wpm",
            about_vi: "Tốc độ dòng tin chạy theo điểm ảnh mỗi giây (thay cho wpm)",
            about_en: "Speed of the ticker in pixels per second (instead of wpm)",
        },
        Attribute {
            name: "interval",
            values: "3 to 120",
            default: "from the length of the text",
            about_vi: "Số giây mỗi tin khi hiện từng tin một",
            about_en: "Seconds per item in the rotator",
        },
        Attribute {
            name: "notices",
            values: "on|off",
            default: "on",
            about_vi: "Hiện thông báo khẩn phía trên tin",
            about_en: "Show urgent notices above the news",
        },
    ],
    events: &[
        READY,
        ERROR,
        Event {
            name: "cchc-news-open",
            detail: "{ id, url: string | null }",
            about_vi: "khi người đọc mở một tin; huỷ sự kiện để ở lại trang",
            about_en: "when a reader opens an item; cancel it to stay on the page",
        },
    ],
    parts: &[
        Part {
            name: "base",
            about_vi: "toàn bộ thẻ",
            about_en: "the whole widget",
        },
        Part {
            name: "notice",
            about_vi: "một thông báo khẩn",
            about_en: "one urgent notice",
        },
        Part {
            name: "list",
            about_vi: "danh sách tin",
            about_en: "the list of items",
        },
        Part {
            name: "item",
            about_vi: "một tin",
            about_en: "one item",
        },
        Part {
            name: "title",
            about_vi: "tiêu đề của một tin",
            about_en: "the headline of an item",
        },
        Part {
            name: "meta",
            about_vi: "ngày, nơi đăng và loại của một tin",
            about_en: "date, source and kind of an item",
        },
        Part {
            name: "summary",
            about_vi: "tóm tắt của một tin",
            about_en: "the summary of an item",
        },
        Part {
            name: "strip",
            about_vi: "dòng tin chạy",
            about_en: "the moving line",
        },
        Part {
            name: "button",
            about_vi: "các nút tạm dừng, tin trước, tin sau",
            about_en: "pause, previous and next",
        },
        Part {
            name: "status",
            about_vi: "dòng cho biết tin cập nhật từ bao giờ",
            about_en: "the line with the age of the news",
        },
    ],
};
