//! The sheets of the workbook of screens.

use crate::build::news::KINDS as NEWS_KINDS;
use crate::build::table::layout::{Choice, Layout, Sort, choices, columns};

const ORIENTATIONS: &[Choice] = choices! {
    "landscape" "Ngang" "Landscape"
    "portrait" "Dọc" "Portrait"
    "auto" "Tự nhận" "Automatic"
};
const LANGUAGES: &[Choice] = choices! {
    "vi" "Tiếng Việt" "Vietnamese"
    "en" "Tiếng Anh" "English"
    "vi+en" "Việt và Anh" "Both"
};
const THEMES: &[Choice] = choices! {
    "auto" "Tự đổi" "Automatic"
    "light" "Sáng" "Light"
    "dark" "Tối" "Dark"
    "contrast" "Tương phản cao" "High contrast"
};
const MODES: &[Choice] = choices! {
    "show" "Chỉ xem" "Only shown"
    "touch" "Chạm" "Touched"
};
const HOWS: &[Choice] = choices! {
    "dark" "Tắt hẳn" "Dark"
    "dim" "Giảm sáng" "Dim"
};
const SCENE_KINDS: &[Choice] = choices! {
    "news" "Tin" "News"
    "ticker" "Dòng tin chạy" "Ticker"
    "cards" "Thẻ chỉ số" "Cards"
    "ranking" "Xếp hạng" "Ranking"
    "procedure" "Thủ tục" "Procedure"
    "answers" "Ý kiến đã trả lời" "Answers"
    "feedback" "Mời góp ý" "Feedback"
    "notice" "Thông báo" "Notices"
    "clock" "Đồng hồ" "Clock"
    "text" "Lời nhắn" "Text"
};

pub(crate) static SCREENS: Layout = Layout {
    vi: "Màn hình",
    en: "Screens",
    columns: columns! {
        "id" "Mã" "Id" must Sort::Text, "Cố định, không dấu; có trong địa chỉ mở trên màn hình" "Permanent, without marks or spaces; the address on the panel names it" "sanh-vi-du" ["Mã màn hình"]
        "place" "Nơi đặt" "Place" must Sort::Text, "Nơi treo màn hình" "Where it hangs" "Sảnh Ví dụ" ["Địa điểm"]
        "place_en" "Nơi đặt (tiếng Anh)" "Place in English" may Sort::Text, "Nếu có" "If there is one" "Example Lobby" []
        "agency" "Cơ quan" "Agency" may Sort::Text, "Mã hoặc tên; chỉ hiện thông báo của cơ quan này" "Id or name; only its notices are shown" "" ["Đơn vị"]
        "ward" "Phường, xã" "Ward" may Sort::Text, "Mã hoặc tên phường, xã quanh đó" "Id or name of the ward around it" "" ["Phường"]
        "diagonal_inch" "Đường chéo (inch)" "Diagonal (inches)" may Sort::Number, "Cỡ ghi trên màn hình" "As written on the panel" "43" ["Đường chéo"]
        "distance_m" "Khoảng cách xem (m)" "Distance (m)" may Sort::Number, "Phần lớn người xem đứng cách bao xa" "From how far most people look" "4" ["Khoảng cách xem"]
        "orientation" "Hướng" "Orientation" may Sort::Word(ORIENTATIONS), "Để trống: tự nhận" "Empty: automatic" "Ngang" []
        "lang" "Ngôn ngữ" "Language" may Sort::Word(LANGUAGES), "Để trống: tiếng Việt" "Empty: Vietnamese" "Tiếng Việt" []
        "programme" "Chương trình" "Programme" must Sort::Text, "Mã ở trang Chương trình" "Id in the sheet of programmes" "chung" ["Mã chương trình"]
        "theme" "Giao diện" "Theme" may Sort::Word(THEMES), "Để trống: tự đổi, tối khi giảm sáng" "Empty: automatic, dark while dim" "" ["Màu"]
        "mode" "Cách dùng" "Use" may Sort::Word(MODES), "Chạm: ki-ốt có tra cứu và góp ý; để trống: chỉ xem" "Touched: a kiosk with lookup and form; empty: only shown" "" []
        "heartbeat" "Báo hoạt động" "Heartbeat" may Sort::Flag, "Có: định kỳ báo cho máy chủ rằng màn hình còn chạy" "Yes: it tells the hub now and then that it lives" "" []
    },
};

pub(crate) static PROGRAMMES: Layout = Layout {
    vi: "Chương trình",
    en: "Programmes",
    columns: columns! {
        "id" "Mã" "Id" must Sort::Text, "Cố định, không dấu" "Permanent, without marks or spaces" "chung" ["Mã chương trình"]
        "title" "Tên" "Title" must Sort::Text, "Cho người soạn" "For those who keep it" "Chương trình chung" ["Tên chương trình"]
    },
};

pub(crate) static SCENES: Layout = Layout {
    vi: "Cảnh",
    en: "Scenes",
    columns: columns! {
        "programme" "Chương trình" "Programme" may Sort::Text, "Mã ở trang Chương trình; để trống: mọi chương trình" "Id in the sheet of programmes; empty: all of them" "" []
        "kind" "Loại cảnh" "Kind" must Sort::Word(SCENE_KINDS), "Chọn trong danh sách" "One of the list" "Tin" ["Loại", "Cảnh"]
        "weight" "Trọng số" "Weight" may Sort::Count, "1 đến 10: càng lớn càng hay hiện; để trống: 1" "1 to 10: how often beside others; empty: 1" "3" []
        "secs" "Số giây" "Seconds" may Sort::Count, "8 đến 120; để trống: vừa đủ đọc" "8 to 120; empty: as long as reading takes" "" ["Thời lượng"]
        "days" "Ngày" "Days" may Sort::Text, "T2-T6; T7; CN; để trống: mọi ngày" "Mon-Fri; Sat; Sun; empty: every day" "" ["Các ngày"]
        "from" "Từ giờ" "From" may Sort::Text, "Ví dụ 07:00; để trống: từ 0 giờ" "Such as 07:00; empty: from midnight" "" ["Từ"]
        "to" "Đến giờ" "To" may Sort::Text, "Ví dụ 17:30; để trống: đến 24 giờ" "Such as 17:30; empty: to midnight" "" ["Đến"]
        "index" "Chỉ số" "Index" may Sort::Text, "Mã chỉ số của Thẻ chỉ số, Xếp hạng; để trống: mọi chỉ số" "Id of an index, for cards and rankings; empty: any" "" ["Mã chỉ số"]
        "unit" "Đơn vị" "Unit" may Sort::Text, "Mã hoặc tên cơ quan được làm nổi trong Xếp hạng" "Id or name of the agency that a ranking marks" "" ["Cơ quan"]
        "codes" "Mã thủ tục" "Procedures" may Sort::List, "Mỗi ngày một thủ tục, cách nhau bằng dấu ; · để trống: thủ tục hay gặp" "One each day, parted by ; · empty: those asked for most" "" ["Thủ tục"]
        "limit" "Số mục" "Items" may Sort::Count, "1 đến 50" "1 to 50" "" ["Số mục nhiều nhất"]
        "kinds" "Loại tin" "Kinds of news" may Sort::Words(NEWS_KINDS), "Cách nhau bằng dấu ; · để trống: mọi loại" "Parted by ; · empty: all of them" "" []
        "title" "Tiêu đề" "Title" may Sort::Text, "Dòng đầu của cảnh" "The first line of the scene" "" []
        "title_en" "Tiêu đề tiếng Anh" "Title in English" may Sort::Text, "Nếu có" "If there is one" "" []
        "text" "Nội dung" "Text" may Sort::Text, "Của Lời nhắn; dài thì chia thành nhiều trang" "Of a text; what is long is shown in pages" "" ["Lời nhắn"]
        "text_en" "Nội dung tiếng Anh" "Text in English" may Sort::Text, "Nếu có" "If there is one" "" []
        "url" "Liên kết" "Link" may Sort::Link, "Hiện thành mã QR" "Shown as a QR code" "" ["Địa chỉ"]
    },
};

pub(crate) static QUIET: Layout = Layout {
    vi: "Giờ tắt",
    en: "Quiet hours",
    columns: columns! {
        "screen" "Màn hình" "Screen" may Sort::Text, "Mã ở trang Màn hình; để trống: mọi màn hình" "Id in the sheet of screens; empty: all of them" "" []
        "days" "Ngày" "Days" may Sort::Text, "Ngày bắt đầu: T2-T6; T7; CN; để trống: mọi ngày" "Days on which it begins: Mon-Fri; Sat; Sun; empty: every day" "" ["Các ngày"]
        "from" "Từ giờ" "From" must Sort::Text, "Ví dụ 22:00" "Such as 22:00" "22:00" ["Từ"]
        "to" "Đến giờ" "To" must Sort::Text, "Ví dụ 05:30, sang sáng hôm sau; hết ngày là 24:00" "Such as 05:30 of the next morning; the end of a day is 24:00" "05:30" ["Đến"]
        "how" "Cách" "How" must Sort::Word(HOWS), "Chọn trong danh sách" "One of the list" "Tắt hẳn" ["Mức"]
    },
};

/// All sheets; the first three must be there.
pub(crate) static LAYOUTS: [&Layout; 4] = [&SCREENS, &PROGRAMMES, &SCENES, &QUIET];
