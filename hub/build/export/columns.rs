//! Which tables of the feed there are as CSV, and where each column stands in its file.

use cchc::check::FileKind;

/// One column: its name, its type in a Table Schema, and where it stands in the files of the feed.
pub(super) struct Column {
    pub(super) name: &'static str,
    pub(super) sort: &'static str,
    pub(super) kind: FileKind,
    /// Path from the top of the file, as in its JSON Schema.
    pub(super) path: &'static str,
}

macro_rules! columns {
    ($kind:ident $($name:literal $sort:literal $path:literal)*) => {
        &[$(Column { name: $name, sort: $sort, kind: FileKind::$kind, path: $path }),*]
    };
}

const NEWS: &[Column] = columns! { News
    "id" "string" "items[].id"
    "url" "string" "items[].url"
    "title" "string" "items[].title"
    "summary" "string" "items[].summary"
    "date_published" "datetime" "items[].date_published"
    "language" "string" "items[].language"
    "kind" "string" "items[]._cchc.kind"
    "agency" "string" "items[]._cchc.agency"
    "fields" "string" "items[]._cchc.fields"
    "source" "string" "items[]._cchc.source.name"
};
const NOTICES: &[Column] = columns! { Notices
    "identifier" "string" "notices[].identifier"
    "sent" "datetime" "notices[].sent"
    "onset" "datetime" "notices[].onset"
    "expires" "datetime" "notices[].expires"
    "status" "string" "notices[].status"
    "msg_type" "string" "notices[].msg_type"
    "severity" "string" "notices[].severity"
    "agencies" "string" "notices[].agencies"
    "headline" "string" "notices[].info[].headline"
    "web" "string" "notices[].web"
};
const ANSWERS: &[Column] = columns! { Answers
    "id" "string" "answers[].id"
    "received" "datetime" "answers[].received"
    "answered" "datetime" "answers[].answered"
    "agency" "string" "answers[].agency"
    "kind" "string" "answers[].kind"
    "topic" "string" "answers[].topic"
    "ward" "string" "answers[].ward"
    "place" "string" "answers[].place"
    "title" "string" "answers[].title"
    "body" "string" "answers[].body"
    "answer" "string" "answers[].answer"
    "legal_basis" "string" "answers[].legal_basis"
};
const AGENCIES: &[Column] = columns! { Agencies
    "id" "string" "agencies[].id"
    "name" "string" "agencies[].name"
    "name_en" "string" "agencies[].name_en"
    "kind" "string" "agencies[].kind"
    "code" "string" "agencies[].code"
    "valid_from" "date" "agencies[].valid_from"
    "valid_to" "date" "agencies[].valid_to"
    "predecessors" "string" "agencies[].predecessors"
    "address" "string" "agencies[].address"
    "phone" "string" "agencies[].phone"
    "url" "string" "agencies[].url"
};
const INDEXES: &[Column] = columns! { Indexes
    "id" "string" "indexes[].id"
    "short" "string" "indexes[].short"
    "name" "string" "indexes[].name"
    "name_en" "string" "indexes[].name_en"
    "publisher" "string" "indexes[].publisher"
    "unit" "string" "indexes[].unit"
    "decimals" "integer" "indexes[].decimals"
    "min" "number" "indexes[].min"
    "max" "number" "indexes[].max"
};
const OBSERVATIONS: &[Column] = columns! { Indexes
    "index" "string" "indexes[].id"
    "period" "string" "indexes[].observations[].period"
    "value" "number" "indexes[].observations[].value"
    "rank" "integer" "indexes[].observations[].rank"
    "rank_of" "integer" "indexes[].observations[].rank_of"
    "basis" "string" "indexes[].observations[].basis"
    "band" "string" "indexes[].observations[].band"
    "status" "string" "indexes[].observations[].status"
    "published" "date" "indexes[].observations[].published"
    "mean" "number" "indexes[].observations[].mean"
    "source_title" "string" "indexes[].observations[].source.title"
    "source_url" "string" "indexes[].observations[].source.url"
    "break" "string" "indexes[].observations[].break"
    "note" "string" "indexes[].observations[].note"
};
const RANKINGS: &[Column] = columns! { Index
    "index" "string" "id"
    "period" "string" "rankings[].period"
    "universe" "string" "rankings[].universe"
    "rank_of" "integer" "rankings[].rank_of"
    "name" "string" "rankings[].rows[].name"
    "agency" "string" "rankings[].rows[].agency"
    "value" "number" "rankings[].rows[].value"
    "rank" "integer" "rankings[].rows[].rank"
    "closed" "date" "rankings[].rows[].closed"
    "source_title" "string" "rankings[].source.title"
    "source_url" "string" "rankings[].source.url"
};

const PROCEDURES: &[Column] = columns! { Procedures
    "id" "string" "procedures[].id"
    "name" "string" "procedures[].name"
    "name_en" "string" "procedures[].name_en"
    "field" "string" "procedures[].field"
    "handler" "string" "procedures[].handler"
    "levels" "string" "procedures[].levels"
    "audience" "string" "procedures[].audience"
    "online" "string" "procedures[].online"
    "keywords" "string" "procedures[].keywords"
    "rarity" "integer" "procedures[].rarity"
    "result" "string" "procedures[].result"
    "conditions" "string" "procedures[].conditions"
    "url" "string" "procedures[].url"
    "updated" "date" "procedures[].updated"
};

const SYNONYMS: &[Column] = columns! { Procedures
    "term" "string" "synonyms[].term"
    "meanings" "string" "synonyms[].meanings"
};
const WAYS: &[Column] = columns! { Procedure
    "procedure" "string" "id"
    "channel" "string" "ways[].channel"
    "time_count" "integer" "ways[].time.count"
    "time_unit" "string" "ways[].time.unit"
    "text" "string" "ways[].text"
};
const FEES: &[Column] = columns! { Procedure
    "procedure" "string" "id"
    "channel" "string" "ways[].channel"
    "kind" "string" "ways[].fees[].kind"
    "amount_vnd" "integer" "ways[].fees[].amount_vnd"
    "text" "string" "ways[].fees[].text"
};
const PAPERS: &[Column] = columns! { Procedure
    "procedure" "string" "id"
    "case" "string" "cases[].name"
    "name" "string" "cases[].papers[].name"
    "originals" "integer" "cases[].papers[].originals"
    "copies" "integer" "cases[].papers[].copies"
    "is_required" "boolean" "cases[].papers[].is_required"
};
const STEPS: &[Column] = columns! { Procedure
    "procedure" "string" "id"
    "name" "string" "steps[].name"
    "text" "string" "steps[].text"
};
const LAWS: &[Column] = columns! { Procedure
    "procedure" "string" "id"
    "number" "string" "laws[].number"
    "name" "string" "laws[].name"
    "url" "string" "laws[].url"
};

const FORMS: &[Column] = columns! { Feedback
    "id" "string" "forms[].id"
    "version" "integer" "forms[].version"
    "title" "string" "forms[].title"
    "title_en" "string" "forms[].title_en"
    "intro" "string" "forms[].intro"
    "agencies" "string" "forms[].agencies"
    "agency" "string" "forms[].agency"
    "ward" "string" "forms[].ward"
    "place" "string" "forms[].place"
    "contact_fields" "string" "forms[].contact.fields"
    "can_publish" "boolean" "forms[].can_publish"
    "consent_id" "string" "forms[].consent.id"
    "consent_version" "string" "forms[].consent.version"
    "consent_text" "string" "forms[].consent.text"
    "controller" "string" "forms[].consent.controller"
    "legal_basis" "string" "forms[].consent.legal_basis"
    "retention_days" "integer" "forms[].consent.retention_days"
    "due_count" "integer" "forms[].due.count"
    "due_unit" "string" "forms[].due.unit"
    "due_basis" "string" "forms[].due.basis"
    "rating_question" "string" "forms[].rating.question"
};
const FORM_KINDS: &[Column] = columns! { Feedback
    "form" "string" "forms[].id"
    "code" "string" "forms[].kinds[].code"
    "label" "string" "forms[].kinds[].label"
    "label_en" "string" "forms[].kinds[].label_en"
    "hint" "string" "forms[].kinds[].hint"
    "asks" "string" "forms[].kinds[].asks"
};
const TOPICS: &[Column] = columns! { Feedback
    "form" "string" "forms[].id"
    "code" "string" "forms[].topics[].code"
    "label" "string" "forms[].topics[].label"
    "label_en" "string" "forms[].topics[].label_en"
    "kinds" "string" "forms[].topics[].kinds"
    "agency" "string" "forms[].topics[].agency"
};
const QUESTIONS: &[Column] = columns! { Feedback
    "form" "string" "forms[].id"
    "id" "string" "forms[].questions[].id"
    "label" "string" "forms[].questions[].label"
    "label_en" "string" "forms[].questions[].label_en"
    "type" "string" "forms[].questions[].type"
    "is_required" "boolean" "forms[].questions[].is_required"
    "max_chars" "integer" "forms[].questions[].max_chars"
    "kinds" "string" "forms[].questions[].kinds"
};
const OPTIONS: &[Column] = columns! { Feedback
    "form" "string" "forms[].id"
    "question" "string" "forms[].questions[].id"
    "value" "string" "forms[].questions[].options[].value"
    "label" "string" "forms[].questions[].options[].label"
    "label_en" "string" "forms[].questions[].options[].label_en"
};
const PURPOSES: &[Column] = columns! { Feedback
    "form" "string" "forms[].id"
    "id" "string" "forms[].consent.purposes[].id"
    "label" "string" "forms[].consent.purposes[].label"
    "label_en" "string" "forms[].consent.purposes[].label_en"
    "is_required" "boolean" "forms[].consent.purposes[].is_required"
};
const ELSEWHERE: &[Column] = columns! { Feedback
    "form" "string" "forms[].id"
    "id" "string" "forms[].elsewhere[].id"
    "title" "string" "forms[].elsewhere[].title"
    "title_en" "string" "forms[].elsewhere[].title_en"
    "text" "string" "forms[].elsewhere[].text"
    "phone" "string" "forms[].elsewhere[].phone"
    "url" "string" "forms[].elsewhere[].url"
};

const SCREENS: &[Column] = columns! { Screens
    "id" "string" "screens[].id"
    "place" "string" "screens[].place"
    "place_en" "string" "screens[].place_en"
    "agency" "string" "screens[].agency"
    "ward" "string" "screens[].ward"
    "diagonal_inch" "number" "screens[].diagonal_inch"
    "distance_m" "number" "screens[].distance_m"
    "orientation" "string" "screens[].orientation"
    "lang" "string" "screens[].lang"
    "programme" "string" "screens[].programme"
    "mode" "string" "screens[].mode"
    "rev" "integer" "screens[].rev"
};

/// Name, title, file and columns of each table; one row for each element of the innermost list. A name that ends in `/` means
/// all files in the folder.
pub(super) const TABLES: &[(&str, &str, &str, &[Column])] = &[
    ("news", "Tin", "news", NEWS),
    ("notices", "Thông báo", "notices", NOTICES),
    ("answers", "Trả lời người dân", "answers", ANSWERS),
    ("agencies", "Cơ quan, đơn vị", "agencies", AGENCIES),
    ("procedures", "Thủ tục hành chính", "procedures", PROCEDURES),
    ("synonyms", "Từ đồng nghĩa", "procedures", SYNONYMS),
    ("ways", "Cách nộp hồ sơ", "procedures/", WAYS),
    ("fees", "Phí, lệ phí", "procedures/", FEES),
    ("papers", "Giấy tờ", "procedures/", PAPERS),
    ("steps", "Các bước", "procedures/", STEPS),
    ("laws", "Căn cứ pháp lý", "procedures/", LAWS),
    ("forms", "Biểu mẫu góp ý", "feedback", FORMS),
    ("kinds", "Loại ý kiến", "feedback", FORM_KINDS),
    ("topics", "Chủ đề góp ý", "feedback", TOPICS),
    ("questions", "Câu hỏi của biểu mẫu", "feedback", QUESTIONS),
    ("options", "Lựa chọn của câu hỏi", "feedback", OPTIONS),
    ("purposes", "Mục đích dùng dữ liệu", "feedback", PURPOSES),
    ("elsewhere", "Việc gửi nơi khác", "feedback", ELSEWHERE),
    ("screens", "Màn hình công cộng", "screens", SCREENS),
    ("indexes", "Chỉ số", "indexes", INDEXES),
    (
        "observations",
        "Kết quả các chỉ số theo năm",
        "indexes",
        OBSERVATIONS,
    ),
    ("rankings", "Xếp hạng đơn vị", "indexes/", RANKINGS),
];
