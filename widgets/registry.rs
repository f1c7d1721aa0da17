//! Every widget in one slice: tag, attributes, events, parts and tokens.
//!
//! The loader's tag table, the attribute tables in the widgets' README files and the tests over them are
//! made from [`WIDGETS`], so a widget cannot be half added. This file uses nothing but the language itself:
//! the build includes it by path.

/// One custom element.
#[derive(Debug)]
#[non_exhaustive]
pub struct Widget {
    /// The word that names folder, module, feature, page and budget line: `news`.
    pub name: &'static str,
    /// The tag: `cchc-news`.
    pub tag: &'static str,
    /// What it is, in one Vietnamese sentence.
    pub summary_vi: &'static str,
    /// What it is, in one English sentence.
    pub summary_en: &'static str,
    /// Names of the feed files it reads, the one it cannot do without first.
    pub files: &'static [&'static str],
    /// Its own attributes; [`COMMON`] come on top.
    pub attributes: &'static [Attribute],
    /// Events that it dispatches; all bubble and are composed.
    pub events: &'static [Event],
    /// Named parts for `::part()`.
    pub parts: &'static [Part],
}

/// One attribute of an element.
#[derive(Debug)]
pub struct Attribute {
    /// As written in HTML.
    pub name: &'static str,
    /// Allowed values: words with `|`, or a kind of value in capitals.
    pub values: &'static str,
    /// What holds when it is missing or not valid.
    pub default: &'static str,
    /// What it does, in Vietnamese.
    pub about_vi: &'static str,
    /// What it does, in English.
    pub about_en: &'static str,
}

/// One event of an element.
#[derive(Debug)]
pub struct Event {
    /// Its type.
    pub name: &'static str,
    /// Shape of `event.detail`.
    pub detail: &'static str,
    /// When it is sent, in English.
    pub about_en: &'static str,
}

/// One part that pages may style.
#[derive(Debug)]
pub struct Part {
    /// Its name.
    pub name: &'static str,
    /// What it is, in English.
    pub about_en: &'static str,
}

/// Attributes that every element has.
pub static COMMON: &[Attribute] = &[
    Attribute {
        name: "feed",
        values: "URL",
        default: "feed/v1/cchc.json on the script's host",
        about_vi: "Địa chỉ tệp cchc.json của nguồn dữ liệu chung",
        about_en: "Address of the shared feed's cchc.json",
    },
    Attribute {
        name: "lang",
        values: "vi|en",
        default: "the nearest lang, else vi",
        about_vi: "Ngôn ngữ hiển thị",
        about_en: "Language of the words",
    },
    Attribute {
        name: "theme",
        values: "auto|light|dark|contrast",
        default: "auto",
        about_vi: "Giao diện sáng, tối hoặc tương phản cao",
        about_en: "Light, dark or high-contrast look",
    },
    Attribute {
        name: "agency",
        values: "ID",
        default: "all agencies",
        about_vi: "Chỉ hiện nội dung của một cơ quan (mã trong agencies.json)",
        about_en: "Only what one agency published (id from agencies.json)",
    },
    Attribute {
        name: "refresh",
        values: "SECONDS",
        default: "the feed's ttl, at least 60",
        about_vi: "Số giây giữa hai lần làm mới",
        about_en: "Seconds between two refreshes",
    },
    Attribute {
        name: "eager",
        values: "present or not",
        default: "not present",
        about_vi: "Tải ngay, không đợi cuộn tới gần",
        about_en: "Load at once instead of when scrolled near",
    },
];

/// Events that every element has.
const READY: Event = Event {
    name: "cchc-ready",
    detail: "{ items }",
    about_en: "after the first good render",
};
const ERROR: Event = Event {
    name: "cchc-error",
    detail: "{ code }",
    about_en: "when something failed; the page keeps its fallback or the last good copy",
};

/// All widgets, in the order of the documentation.
pub static WIDGETS: &[Widget] = &[NEWS, SCOREBOARD, PROCEDURES];

const NEWS: Widget = Widget {
    name: "news",
    tag: "cchc-news",
    summary_vi: "Tin cải cách hành chính: dòng tin chạy, danh sách hoặc từng tin một",
    summary_en: "Administrative reform news as a ticker, a list or one item at a time",
    files: &["news", "notices"],
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
            detail: "{ id, url }",
            about_en: "when a reader opens an item; cancel it to stay on the page",
        },
    ],
    parts: &[
        Part {
            name: "base",
            about_en: "the whole widget",
        },
        Part {
            name: "notice",
            about_en: "one urgent notice",
        },
        Part {
            name: "list",
            about_en: "the list of items",
        },
        Part {
            name: "item",
            about_en: "one item",
        },
        Part {
            name: "title",
            about_en: "the headline of an item",
        },
        Part {
            name: "meta",
            about_en: "date, source and kind of an item",
        },
        Part {
            name: "summary",
            about_en: "the summary of an item",
        },
        Part {
            name: "strip",
            about_en: "the moving line",
        },
        Part {
            name: "button",
            about_en: "pause, previous and next",
        },
        Part {
            name: "status",
            about_en: "the line with the age of the news",
        },
    ],
};

const SCOREBOARD: Widget = Widget {
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

const PROCEDURES: Widget = Widget {
    name: "procedures",
    tag: "cchc-procedures",
    summary_vi: "Tra cứu thủ tục hành chính: tìm theo cách người dân gọi, giấy tờ cần có, nơi nộp, thời hạn, lệ phí",
    summary_en: "Lookup of administrative procedures: found as citizens call them, with papers, places, times and fees",
    files: &["procedures.bin"],
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
            about_vi: "Lưu để xem khi mất mạng: thủ tục đã mở, hay tất cả (cho máy đặt tại chỗ)",
            about_en: "Kept for when there is no network: procedures that were opened, or all (for kiosks)",
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
            about_en: "when the typing pauses",
        },
        Event {
            name: "cchc-procedures-open",
            detail: "{ id, name, url, linkedData }",
            about_en: "when a procedure is shown in full; linkedData is JSON-LD of schema.org as text",
        },
    ],
    parts: &[
        Part {
            name: "base",
            about_en: "the whole widget",
        },
        Part {
            name: "input",
            about_en: "the search field",
        },
        Part {
            name: "filters",
            about_en: "the filters",
        },
        Part {
            name: "select",
            about_en: "one filter",
        },
        Part {
            name: "results",
            about_en: "answers with what is said about them",
        },
        Part {
            name: "list",
            about_en: "the answers",
        },
        Part {
            name: "option",
            about_en: "one answer",
        },
        Part {
            name: "name",
            about_en: "name of a procedure",
        },
        Part {
            name: "facts",
            about_en: "code, field, handler and online level",
        },
        Part {
            name: "popular",
            about_en: "procedures that are often needed",
        },
        Part {
            name: "note",
            about_en: "what a reader has to know",
        },
        Part {
            name: "action",
            about_en: "the link to the portal",
        },
        Part {
            name: "papers",
            about_en: "the list of papers to tick",
        },
        Part {
            name: "ways",
            about_en: "ways to file, with times and fees",
        },
        Part {
            name: "place",
            about_en: "where to file",
        },
        Part {
            name: "steps",
            about_en: "the steps",
        },
        Part {
            name: "result",
            about_en: "what one gets",
        },
        Part {
            name: "conditions",
            about_en: "what must be so before",
        },
        Part {
            name: "laws",
            about_en: "laws and decrees",
        },
        Part {
            name: "related",
            about_en: "related procedures",
        },
        Part {
            name: "table",
            about_en: "every table",
        },
        Part {
            name: "qr",
            about_en: "the QR code",
        },
        Part {
            name: "source",
            about_en: "decision, day of the data and official page",
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
