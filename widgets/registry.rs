//! Every widget in one slice: tag, attributes, events, parts and tokens.
//!
//! The loader's tag table, the attribute tables in the widgets' README files and the tests over them are
//! made from [`WIDGETS`], so a widget cannot be half added. This file uses nothing but the language itself:
//! the build includes it by path.

// By their paths, because the build includes this file by its own.
#[path = "registry/feedback.rs"]
mod feedback;
#[path = "registry/news.rs"]
mod news;
#[path = "registry/procedures.rs"]
mod procedures;
#[path = "registry/scoreboard.rs"]
mod scoreboard;
#[path = "registry/screen.rs"]
mod screen;

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
    /// It keeps a bundle of its own beside other widgets: too much for pages that do not have it.
    pub is_alone: bool,
    /// Names of the feed files it reads, the one it cannot do without first.
    pub files: &'static [&'static str],
    /// Values of its attribute `mode` that are served by another bundle than its own.
    pub modes: &'static [Mode],
    /// Its own attributes; [`COMMON`] come on top.
    pub attributes: &'static [Attribute],
    /// Events that it dispatches; all bubble and are composed.
    pub events: &'static [Event],
    /// Named parts for `::part()`.
    pub parts: &'static [Part],
}

/// A mode with a bundle of its own.
#[derive(Debug)]
pub struct Mode {
    /// As written in the attribute `mode`.
    pub name: &'static str,
    /// Its bundle: a Cargo feature.
    pub bundle: &'static str,
    /// Names of the feed files it reads, the one it cannot do without first.
    pub files: &'static [&'static str],
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
    /// Shape of `event.detail`: `{ name, name: TYPE }`, where a field without a type is text. Types are those of
    /// TypeScript: `string | null`, `number`, `boolean`.
    pub detail: &'static str,
    /// When it is sent, in Vietnamese.
    pub about_vi: &'static str,
    /// When it is sent, in English.
    pub about_en: &'static str,
}

/// One part that pages may style.
#[derive(Debug)]
pub struct Part {
    /// Its name.
    pub name: &'static str,
    /// What it is, in Vietnamese.
    pub about_vi: &'static str,
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
    detail: "{ items: number }",
    about_vi: "sau lần hiển thị tốt đầu tiên",
    about_en: "after the first good render",
};
const ERROR: Event = Event {
    name: "cchc-error",
    detail: "{ code }",
    about_vi: "khi có lỗi; trang vẫn giữ nội dung dự phòng hoặc bản tốt gần nhất",
    about_en: "when something failed; the page keeps its fallback or the last good copy",
};

/// All widgets, in the order of the documentation.
pub static WIDGETS: &[Widget] = &[
    feedback::WIDGET,
    news::WIDGET,
    procedures::WIDGET,
    scoreboard::WIDGET,
    screen::WIDGET,
];
