//! What the documentation says itself, in both languages: headings, heads of tables, and words of the registry that are phrases.

/// A language of the documentation.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Lang {
    /// Vietnamese, which comes first.
    Vi,
    /// English.
    En,
}

impl Lang {
    /// Both.
    pub(crate) const ALL: [Self; 2] = [Self::Vi, Self::En];

    /// As in `lang` and in the names of folders.
    pub(crate) const fn code(self) -> &'static str {
        match self {
            Self::Vi => "vi",
            Self::En => "en",
        }
    }

    /// The other one.
    pub(crate) const fn other(self) -> Self {
        match self {
            Self::Vi => Self::En,
            Self::En => Self::Vi,
        }
    }

    pub(crate) const fn words(self) -> &'static Words {
        match self {
            Self::Vi => &VI,
            Self::En => &EN,
        }
    }

    /// One of two texts.
    pub(crate) const fn pick<T: Copy>(self, vi: T, en: T) -> T {
        match self {
            Self::Vi => vi,
            Self::En => en,
        }
    }
}

/// Everything around guides and tables.
pub(crate) struct Words {
    pub(crate) mark: &'static str,
    pub(crate) menu: &'static str,
    pub(crate) builder: &'static str,
    pub(crate) switch: &'static str,
    pub(crate) widgets: &'static str,
    pub(crate) how_to: &'static str,
    pub(crate) more: &'static str,
    pub(crate) skip: &'static str,
    pub(crate) code: &'static str,
    pub(crate) embed: &'static str,
    pub(crate) embed_head: &'static str,
    pub(crate) embed_tag: &'static str,
    pub(crate) embed_pinned: &'static str,
    pub(crate) embed_pinned_why: &'static str,
    pub(crate) embed_builder: &'static str,
    pub(crate) attributes: &'static str,
    pub(crate) attributes_own: &'static str,
    pub(crate) attributes_common: &'static str,
    pub(crate) attributes_about: &'static str,
    pub(crate) events: &'static str,
    pub(crate) events_about: &'static str,
    pub(crate) parts: &'static str,
    pub(crate) parts_about: &'static str,
    pub(crate) properties: &'static str,
    pub(crate) properties_about: &'static str,
    pub(crate) fields: &'static str,
    pub(crate) fields_about: &'static str,
    pub(crate) fields_of: &'static str,
    pub(crate) schema: &'static str,
    pub(crate) name: &'static str,
    pub(crate) values: &'static str,
    pub(crate) default: &'static str,
    pub(crate) what: &'static str,
    pub(crate) detail: &'static str,
    pub(crate) when: &'static str,
    pub(crate) light: &'static str,
    pub(crate) dark: &'static str,
    pub(crate) field: &'static str,
    pub(crate) kind: &'static str,
    pub(crate) required: &'static str,
    pub(crate) yes: &'static str,
    pub(crate) end: &'static str,
}

const VI: Words = Words {
    mark: "CCHC Widgets · tài liệu",
    menu: "Mục lục tài liệu",
    builder: "Trình tạo mã nhúng",
    switch: "English",
    widgets: "Các thẻ",
    how_to: "Theo hệ thống quản trị trang",
    more: "Xem thêm",
    skip: "Tới nội dung",
    code: "Mã",
    embed: "Nhúng vào trang",
    embed_head: "Dán dòng này vào phần <head>, mỗi trang một lần. Trang có nhiều thẻ vẫn chỉ cần một dòng.",
    embed_tag: "Đặt thẻ ở chỗ muốn hiện. Những gì viết bên trong hiện ra ngay, và ở lại nếu thẻ không chạy được: hãy để ở đó liên kết thật.",
    embed_pinned: "Bản cố định, có mã kiểm tra: nhanh hơn và không bao giờ tự đổi",
    embed_pinned_why: "Thay dòng ở trên bằng đoạn này. Trình duyệt không chạy tệp nào sai mã kiểm tra. Khi có bản mới, lấy lại đoạn này.",
    embed_builder: "Muốn chọn bằng mắt và có sẵn nội dung dự phòng từ tin hôm nay: ",
    attributes: "Thuộc tính",
    attributes_own: "Của riêng thẻ này",
    attributes_common: "Chung cho mọi thẻ",
    attributes_about: "Viết trong thẻ mở. Giá trị sai thì thẻ dùng giá trị mặc định và ghi một dòng cảnh báo trong bảng điều khiển của trình duyệt.",
    events: "Sự kiện",
    events_about: "Dành cho trang có mã JavaScript riêng. Mọi sự kiện đều nổi bọt và ra khỏi thẻ: nghe bằng addEventListener ở thẻ hay ở document.",
    parts: "Các phần để tô kiểu",
    parts_about: "CSS của trang chạm tới bên trong thẻ qua ::part(tên), và chỉ qua đó.",
    properties: "Màu và cỡ chữ",
    properties_about: "Thuộc tính CSS tuỳ chỉnh, đặt trên thẻ hoặc trên phần tử bao quanh. Giao diện tương phản cao giữ màu của nó, không nhận màu từ trang.",
    fields: "Dữ liệu mà thẻ đọc",
    fields_about: "Các trường trong nguồn dữ liệu, lấy từ lược đồ JSON. Người nhập liệu không cần bảng này: bảng tính mẫu của lệnh cchc build --init đã có sẵn các cột.",
    fields_of: "trường",
    schema: "Lược đồ JSON",
    name: "Tên",
    values: "Giá trị",
    default: "Mặc định",
    what: "Ý nghĩa",
    detail: "detail",
    when: "Khi nào",
    light: "Nền sáng",
    dark: "Nền tối",
    field: "Trường",
    kind: "Kiểu",
    required: "Bắt buộc",
    yes: "có",
    end: "Trang này được tạo từ mã nguồn của bộ công cụ, bản",
};

const EN: Words = Words {
    mark: "CCHC Widgets · documentation",
    menu: "Contents of the documentation",
    builder: "The embed builder",
    switch: "Tiếng Việt",
    widgets: "The widgets",
    how_to: "For your content management system",
    more: "More",
    skip: "To the content",
    code: "Code",
    embed: "Put it into a page",
    embed_head: "Paste this line into the <head>, once per page. A page with several widgets still needs one line.",
    embed_tag: "Put the tag where the widget is to stand. What is written inside shows at once, and stays if the widget cannot run: put real links there.",
    embed_pinned: "Pinned, with integrity: starts sooner and never changes by itself",
    embed_pinned_why: "Take this in place of the line above. The browser runs no file whose hash is wrong. When there is a new version, take it anew.",
    embed_builder: "To choose by eye, with the fallback filled from today's news: ",
    attributes: "Attributes",
    attributes_own: "Of this widget",
    attributes_common: "Of every widget",
    attributes_about: "Written in the opening tag. For a bad value the default holds, and one line in the browser's console says so.",
    events: "Events",
    events_about: "For pages with JavaScript of their own. All bubble and leave the element: listen on the element or on document.",
    parts: "Parts for styling",
    parts_about: "A page's CSS reaches the inside by ::part(name), and only by that.",
    properties: "Colours and sizes",
    properties_about: "CSS custom properties, set on the element or on anything around it. The high-contrast theme keeps its own colours.",
    fields: "Data that it reads",
    fields_about: "Fields of the feed, from the JSON schemas. Who fills in data does not need this: the spreadsheets that cchc build --init writes have the columns.",
    fields_of: "fields",
    schema: "JSON Schema",
    name: "Name",
    values: "Values",
    default: "Default",
    what: "What it is",
    detail: "detail",
    when: "When",
    light: "Light",
    dark: "Dark",
    field: "Field",
    kind: "Type",
    required: "Required",
    yes: "yes",
    end: "This page is made from the source of the toolkit, version",
};

/// Kinds of values and defaults of the registry that are phrases, in Vietnamese.
const PHRASES: &[(&str, &str)] = &[
    ("URL", "địa chỉ"),
    ("ID", "mã"),
    ("IDS", "các mã"),
    ("WORD", "một từ"),
    ("WORDS", "các từ"),
    ("NAME", "tên"),
    ("CODE", "mã"),
    ("PERIOD", "kỳ"),
    ("DAYS", "số ngày"),
    ("SECONDS", "số giây"),
    ("present or not", "có hoặc không ghi"),
    ("not present", "không ghi"),
    ("none", "không có"),
    ("no link", "không có liên kết"),
    ("no limit", "không giới hạn"),
    ("no updates", "không cập nhật"),
    ("all fields", "mọi lĩnh vực"),
    ("all kinds", "mọi loại"),
    ("all agencies", "mọi cơ quan"),
    ("all indexes of the feed", "mọi chỉ số của nguồn"),
    ("from wpm", "theo wpm"),
    ("from the length of the text", "theo độ dài của tin"),
    (
        "feed/v1/cchc.json on the script's host",
        "feed/v1/cchc.json trên máy chủ của script",
    ),
    (
        "the nearest lang, else vi",
        "lang gần nhất, không có thì vi",
    ),
    ("the feed's ttl, at least 60", "ttl của nguồn, ít nhất 60"),
    ("the newest with data", "kỳ mới nhất có số liệu"),
    ("the first of the feed", "biểu mẫu đầu tiên của nguồn"),
    ("that of the feed", "theo nguồn dữ liệu"),
    (
        "that of the agency, else none",
        "cấp của cơ quan, không có thì thôi",
    ),
    (
        "none; the citizen chooses",
        "không chọn sẵn; người dân tự chọn",
    ),
    ("what screens.json says", "theo screens.json"),
    (
        "what stands behind ?s= in the page's address",
        "chữ sau ?s= trong địa chỉ của trang",
    ),
    (
        "this page, if it has an element with mode=\"track\"",
        "trang này, nếu có thẻ mode=\"track\"",
    ),
    ("the procedure's own page", "trang của chính thủ tục"),
    (
        "no signs of life, unless screens.json asks for them",
        "không báo, trừ khi screens.json yêu cầu",
    ),
    (
        "no scene that invites to the form",
        "không có cảnh mời gửi góp ý",
    ),
];

/// A kind of value or a default in Vietnamese, where it is a phrase; `None` where it is the same in all languages.
pub(crate) fn phrase(english: &str) -> Option<&'static str> {
    let known = PHRASES.iter().find(|(phrase, _)| *phrase == english);
    known.map(|(_, vi)| *vi)
}

/// What each custom property colours or measures, in Vietnamese and English.
const PROPERTIES: &[(&str, &str, &str)] = &[
    ("surface", "nền", "background"),
    (
        "surface-quiet",
        "nền của phần phụ, nút khi trỏ tới",
        "background of quiet parts and of buttons under the pointer",
    ),
    ("text", "chữ", "text"),
    (
        "text-quiet",
        "chữ phụ: ngày, nguồn",
        "quiet text: dates, sources",
    ),
    ("line", "đường kẻ, viền", "lines and borders"),
    (
        "accent",
        "màu nhấn: liên kết, nút chính. Đặt màu của cơ quan ở đây",
        "accent: links and the main button. An agency's own colour goes here",
    ),
    ("accent-text", "chữ trên màu nhấn", "text on the accent"),
    ("warning", "lời cảnh báo", "warnings"),
    ("success", "việc đã xong", "what is done"),
    (
        "warning-surface",
        "nền của cảnh báo",
        "background of warnings",
    ),
    (
        "focus",
        "viền của chỗ đang chọn bằng bàn phím",
        "ring around what has the keyboard",
    ),
    ("veil", "lớp che sau hộp thoại", "veil behind a dialog"),
    ("font", "phông chữ", "typeface"),
    ("size", "cỡ chữ thường", "size of text"),
    ("size-small", "cỡ chữ nhỏ", "size of small text"),
    ("size-large", "cỡ chữ lớn", "size of large text"),
    ("space", "khoảng cách cơ sở", "unit of spacing"),
    ("padding", "lề bên trong thẻ", "padding inside"),
    ("radius", "góc bo", "radius of corners"),
];

/// What a custom property is for.
pub(crate) fn property(name: &str, lang: Lang) -> Option<&'static str> {
    let short = name.strip_prefix("--cchc-")?;
    let known = PROPERTIES.iter().find(|(known, _, _)| *known == short);
    known.map(|(_, vi, en)| lang.pick(*vi, *en))
}
