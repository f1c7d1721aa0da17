//! `<cchc-screen>` in the registry.

use super::{Attribute, ERROR, Event, Part, READY, Widget};

pub(super) const WIDGET: Widget = Widget {
    name: "screen",
    tag: "cchc-screen",
    summary_vi: "Màn hình công cộng: chương trình các cảnh từ cùng nguồn dữ liệu, cho sảnh chung cư, khu dân cư, bộ phận một cửa",
    summary_en: "A public screen: a programme of scenes from the same feed, for lobbies, neighbourhoods and one-stop shops",
    is_alone: true,
    files: &["screens", "notices", "news"],
    modes: &[],
    attributes: &[
        Attribute {
            name: "screen",
            values: "ID",
            default: "what stands behind ?s= in the page's address",
            about_vi: "Mã màn hình trong screens.json",
            about_en: "Id of the screen in screens.json",
        },
        Attribute {
            name: "programme",
            values: "ID",
            default: "what screens.json says",
            about_vi: "Mã chương trình, thay cho điều screens.json nêu",
            about_en: "Id of a programme, instead of what screens.json says",
        },
        Attribute {
            name: "diagonal",
            values: "5 to 300",
            default: "what screens.json says",
            about_vi: "Đường chéo của màn hình, tính bằng inch",
            about_en: "Diagonal of the panel in inches",
        },
        Attribute {
            name: "distance",
            values: "0.3 to 50",
            default: "what screens.json says",
            about_vi: "Khoảng cách xem, tính bằng mét",
            about_en: "From how far people read it, in metres",
        },
        Attribute {
            name: "orientation",
            values: "landscape|portrait|auto",
            default: "what screens.json says",
            about_vi: "Màn hình treo ngang hay dọc; nội dung tự xoay khi trình duyệt không xoay",
            about_en: "How the panel hangs; the picture is turned where the browser does not turn it",
        },
        Attribute {
            name: "forms",
            values: "URL",
            default: "no scene that invites to the form",
            about_vi: "Trang có biểu mẫu góp ý, cho mã QR",
            about_en: "Page with the feedback form, for its code",
        },
        Attribute {
            name: "lookup",
            values: "URL",
            default: "the procedure's own page",
            about_vi: "Trang tra cứu thủ tục, cho mã QR",
            about_en: "Page with the lookup of procedures, for its codes",
        },
        Attribute {
            name: "build",
            values: "WORD",
            default: "no updates",
            about_vi: "Bản đang chạy; trang màn hình tự ghi",
            about_en: "The build that runs; the page around writes it",
        },
        Attribute {
            name: "newest",
            values: "WORD",
            default: "no updates",
            about_vi: "Bản mới nhất mà máy chủ có; trang màn hình tự ghi",
            about_en: "The newest build of the server; the page around writes it",
        },
        Attribute {
            name: "fetched",
            values: "WORD",
            default: "none",
            about_vi: "Bản đã tải về và kiểm đủ, có dấu ! ở đầu nếu không đủ; trang màn hình tự ghi",
            about_en: "The build that was fetched and verified, with ! before it when it is not whole; the page around writes it",
        },
        Attribute {
            name: "saved",
            values: "WORDS",
            default: "none",
            about_vi: "Bản đang thử, bản trước, số lần khởi động, các bản hỏng; trang màn hình tự ghi",
            about_en: "Build on trial, build before, starts, builds that failed; the page around writes it",
        },
    ],
    events: &[
        READY,
        ERROR,
        Event {
            name: "cchc-screen-update",
            detail: "{ act, build }",
            about_vi: "việc trang màn hình phải làm với một bản: tải, đổi, quay lại; hoặc bản được giữ",
            about_en: "what the page has to do with a build: fetch, swap, back; or that it is kept",
        },
        Event {
            name: "cchc-screen-alive",
            detail: "{ age_s, skew_ms }",
            about_vi: "mỗi phút một lần, khi bảng màn hình ghi «Báo hoạt động»: tuổi dữ liệu, đồng hồ chạy nhanh bao nhiêu",
            about_en: "once a minute, where the sheet of screens says so: age of the data, and how much the clock is ahead",
        },
    ],
    parts: &[
        Part {
            name: "base",
            about_vi: "toàn bộ hình",
            about_en: "the whole picture",
        },
        Part {
            name: "top",
            about_vi: "nơi đặt, ngày và giờ",
            about_en: "place, day and time",
        },
        Part {
            name: "scene",
            about_vi: "một trang của một cảnh",
            about_en: "one page of a scene",
        },
        Part {
            name: "title",
            about_vi: "tiêu đề của cảnh",
            about_en: "heading of a scene",
        },
        Part {
            name: "qr",
            about_vi: "mã QR",
            about_en: "the code",
        },
        Part {
            name: "card",
            about_vi: "thẻ của một chỉ số",
            about_en: "one card of an index",
        },
        Part {
            name: "strip",
            about_vi: "dòng tin chạy",
            about_en: "the moving line",
        },
        Part {
            name: "status",
            about_vi: "dòng cho biết dữ liệu cũ mới thế nào",
            about_en: "the line with the age of the data",
        },
    ],
};
