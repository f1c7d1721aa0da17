//! The sheets of the workbook of forms.

use crate::build::table::layout::{Choice, Layout, Sort, choices, columns};

pub(super) const KINDS: &[Choice] = choices! {
    "phan_anh" "Phản ánh" "Report"
    "kien_nghi" "Kiến nghị" "Request"
    "gop_y" "Góp ý" "Comment"
    "hien_ke" "Hiến kế" "Idea"
    "khen" "Khen" "Praise"
};
const NEEDS: &[Choice] = choices! {
    "required" "Bắt buộc" "Required"
    "optional" "Tùy chọn" "Optional"
    "no" "Không hỏi" "Not asked"
};
const CONTACTS: &[Choice] = choices! {
    "name" "Họ tên" "Name"
    "phone" "Điện thoại" "Telephone"
    "email" "Thư điện tử" "E-mail"
    "address" "Địa chỉ" "Address"
};
const FILE_TYPES: &[Choice] = choices! {
    "image/jpeg" "JPEG" "JPG"
    "image/png" "PNG" "PNG"
    "image/webp" "WebP" "WebP"
    "application/pdf" "PDF" "PDF"
};
const UNITS: &[Choice] = choices! {
    "working_day" "Ngày làm việc" "Working days"
    "day" "Ngày" "Days"
    "hour" "Giờ" "Hours"
};
const ASKS: &[Choice] = choices! {
    "place" "Nơi" "Place"
    "time" "Lúc" "Time"
};
const TYPES: &[Choice] = choices! {
    "text" "Một dòng" "Line"
    "long_text" "Nhiều dòng" "Lines"
    "choice" "Chọn một" "One choice"
    "choices" "Chọn nhiều" "Choices"
    "date" "Ngày" "Day"
    "number" "Số" "Number"
    "yes_no" "Có hoặc không" "Yes or no"
};

pub(crate) static FORMS: Layout = Layout {
    vi: "Biểu mẫu",
    en: "Forms",
    columns: columns! {
        "id" "Mã" "Id" must Sort::Text, "Cố định, không dấu, không đổi về sau" "Permanent, without marks or spaces" "gop-y" ["Mã biểu mẫu"]
        "version" "Phiên bản" "Version" must Sort::Count, "Từ 1; tăng mỗi lần sửa bất kỳ trang nào" "From 1; raise it with every change of any sheet" "1" []
        "title" "Tên" "Title" must Sort::Text, "Người dân đọc đầu tiên" "What citizens read first" "Góp ý với Cơ quan Ví dụ" ["Tên biểu mẫu", "Tiêu đề"]
        "title_en" "Tên tiếng Anh" "Title in English" may Sort::Text, "Nếu có" "If there is one" "Feedback to the Example Agency" []
        "intro" "Lời dẫn" "Introduction" may Sort::Text, "Một, hai câu" "A sentence or two" "" ["Giới thiệu"]
        "intro_en" "Lời dẫn tiếng Anh" "Introduction in English" may Sort::Text, "Nếu có" "If there is one" "" []
        "agency" "Hỏi cơ quan" "Ask for an agency" may Sort::Word(NEEDS), "Để trống: không hỏi" "Empty: not asked" "Tùy chọn" []
        "agencies" "Cơ quan nhận" "Agencies" may Sort::List, "Mã hoặc tên, cách nhau bằng dấu ; · để trống: mọi cơ quan" "Ids or names, parted by ; · empty: all of them" "" ["Cơ quan"]
        "ward" "Hỏi phường, xã" "Ask for a ward" may Sort::Word(NEEDS), "Để trống: không hỏi" "Empty: not asked" "" []
        "place" "Hỏi địa điểm" "Ask for a place" may Sort::Word(NEEDS), "Để trống: không hỏi" "Empty: not asked" "Tùy chọn" []
        "contact.fields" "Hỏi liên hệ" "Contact" may Sort::Words(CONTACTS), "Không bao giờ bắt buộc; hỏi thì phải có trang Đồng ý" "Never required; needs the sheet of consent" "Họ tên; Điện thoại" ["Liên hệ"]
        "contact.why" "Hỏi liên hệ để làm gì" "What the contact is for" may Sort::Text, "Một câu" "A sentence" "Để hỏi lại khi chưa rõ và báo kết quả." []
        "contact.why_en" "Hỏi liên hệ để làm gì (tiếng Anh)" "What the contact is for, in English" may Sort::Text, "Nếu có" "If there is one" "" []
        "can_publish" "Hỏi đăng công khai" "Ask to publish" may Sort::Flag, "Hỏi người gửi có cho đăng ý kiến không" "Whether a citizen is asked if it may be published" "có" []
        "limits.title_chars" "Tiêu đề nhiều nhất" "Longest title" may Sort::Count, "Ký tự; để trống: 150" "Characters; empty: 150" "" []
        "limits.body_min_chars" "Nội dung ít nhất" "Shortest text" may Sort::Count, "Ký tự; để trống: 10" "Characters; empty: 10" "" []
        "limits.body_chars" "Nội dung nhiều nhất" "Longest text" may Sort::Count, "Ký tự; để trống: 4000" "Characters; empty: 4000" "" []
        "limits.files" "Số tệp" "Files" may Sort::Count, "0: không nhận tệp; để trống: 5" "0: none are taken; empty: 5" "" ["Số tệp nhiều nhất"]
        "limits.file_bytes" "Dung lượng tệp (MB)" "Size of a file (MB)" may Sort::Count, "Để trống: 8" "Empty: 8" "" ["Dung lượng tệp"]
        "limits.file_types" "Loại tệp" "Types of files" may Sort::Words(FILE_TYPES), "Để trống: cả bốn loại" "Empty: all four" "" []
        "due.count" "Hạn trả lời" "Answered within" may Sort::Count, "Chỉ điền khi có văn bản quy định; để trống: không hẹn" "Only what a rule states; empty: no time is promised" "" ["Thời hạn"]
        "due.unit" "Đơn vị" "Unit" may Sort::Word(UNITS), "Của hạn trả lời" "Of the time" "" ["Đơn vị thời hạn"]
        "due.basis" "Căn cứ hạn trả lời" "Rule on the time" may Sort::Text, "Văn bản quy định" "The rule that states it" "" ["Căn cứ"]
        "due.basis_en" "Căn cứ (tiếng Anh)" "Rule in English" may Sort::Text, "Nếu có" "If there is one" "" []
        "rating.question" "Câu hỏi hài lòng" "Question of the rating" may Sort::Text, "Để trống: không hỏi mức hài lòng" "Empty: no rating is asked" "Ông, bà có hài lòng với lần làm việc vừa rồi không?" []
        "rating.question_en" "Câu hỏi hài lòng (tiếng Anh)" "Question of the rating in English" may Sort::Text, "Nếu có" "If there is one" "" []
    },
};

pub(crate) static KIND_ROWS: Layout = Layout {
    vi: "Loại ý kiến",
    en: "Kinds",
    columns: columns! {
        "form" "Biểu mẫu" "Form" may Sort::Text, "Mã ở trang Biểu mẫu; để trống: mọi biểu mẫu" "Id in the sheet of forms; empty: all of them" "" []
        "code" "Loại" "Kind" must Sort::Word(KINDS), "Chọn trong danh sách" "One of the list" "Góp ý" ["Loại ý kiến"]
        "label" "Tên hiển thị" "Label" may Sort::Text, "Để trống: như cột Loại" "Empty: as the kind" "" ["Tên"]
        "label_en" "Tên tiếng Anh" "Label in English" may Sort::Text, "Để trống: như danh sách" "Empty: as in the list" "" []
        "hint" "Giải thích" "Hint" may Sort::Text, "Một câu cho người chưa biết" "A sentence for those who do not know" "Điều ông, bà muốn cơ quan biết" []
        "hint_en" "Giải thích tiếng Anh" "Hint in English" may Sort::Text, "Nếu có" "If there is one" "" []
        "asks" "Nhắc ghi" "Remind of" may Sort::Words(ASKS), "Nơi, lúc xảy ra; chỉ nhắc, không bắt buộc" "Where and when; a reminder, never required" "" []
    },
};

pub(crate) static TOPICS: Layout = Layout {
    vi: "Chủ đề",
    en: "Topics",
    columns: columns! {
        "form" "Biểu mẫu" "Form" may Sort::Text, "Mã ở trang Biểu mẫu; để trống: mọi biểu mẫu" "Id in the sheet of forms; empty: all of them" "" []
        "code" "Mã" "Id" must Sort::Text, "Cố định, không dấu" "Permanent, without marks or spaces" "mot-cua" ["Mã chủ đề"]
        "label" "Chủ đề" "Topic" must Sort::Text, "Người dân đọc" "What citizens read" "Bộ phận một cửa" ["Tên"]
        "label_en" "Tên tiếng Anh" "Topic in English" may Sort::Text, "Nếu có" "If there is one" "" []
        "kinds" "Loại" "Kinds" may Sort::Words(KINDS), "Cách nhau bằng dấu ; · để trống: mọi loại" "Parted by ; · empty: all of them" "" ["Loại ý kiến"]
        "agency" "Cơ quan" "Agency" may Sort::Text, "Mã hoặc tên cơ quan phụ trách" "Id or name of the agency that it goes to" "" ["Đơn vị"]
    },
};

pub(crate) static QUESTIONS: Layout = Layout {
    vi: "Câu hỏi",
    en: "Questions",
    columns: columns! {
        "form" "Biểu mẫu" "Form" may Sort::Text, "Mã ở trang Biểu mẫu; để trống: mọi biểu mẫu" "Id in the sheet of forms; empty: all of them" "" []
        "id" "Mã" "Id" must Sort::Text, "Cố định, không dấu" "Permanent, without marks or spaces" "quay" ["Mã câu hỏi"]
        "label" "Câu hỏi" "Question" must Sort::Text, "Người dân đọc" "What citizens read" "Ông, bà đã làm việc ở quầy nào?" []
        "label_en" "Câu hỏi tiếng Anh" "Question in English" may Sort::Text, "Nếu có" "If there is one" "" []
        "hint" "Giải thích" "Hint" may Sort::Text, "Giúp trả lời" "A help to answer it" "" []
        "hint_en" "Giải thích tiếng Anh" "Hint in English" may Sort::Text, "Nếu có" "If there is one" "" []
        "type" "Kiểu" "Type" must Sort::Word(TYPES), "Chọn trong danh sách; Chọn một, Chọn nhiều cần trang Lựa chọn" "One of the list; choices need the sheet of options" "Chọn một" ["Kiểu trả lời"]
        "is_required" "Bắt buộc" "Required" may Sort::Flag, "Để trống: không" "Empty: no" "" []
        "max_chars" "Nhiều nhất" "Longest answer" may Sort::Count, "Ký tự; để trống: 200, nhiều dòng 2000" "Characters; empty: 200, or 2000 for lines" "" []
        "kinds" "Loại" "Kinds" may Sort::Words(KINDS), "Cách nhau bằng dấu ; · để trống: mọi loại" "Parted by ; · empty: all of them" "" ["Loại ý kiến"]
    },
};

pub(crate) static OPTIONS: Layout = Layout {
    vi: "Lựa chọn",
    en: "Options",
    columns: columns! {
        "form" "Biểu mẫu" "Form" may Sort::Text, "Mã ở trang Biểu mẫu; để trống: mọi biểu mẫu" "Id in the sheet of forms; empty: all of them" "" []
        "question" "Câu hỏi" "Question" must Sort::Text, "Mã ở trang Câu hỏi" "Id in the sheet of questions" "quay" ["Mã câu hỏi"]
        "value" "Mã" "Id" must Sort::Text, "Cố định, không dấu" "Permanent, without marks or spaces" "quay-1" ["Mã lựa chọn"]
        "label" "Lựa chọn" "Option" must Sort::Text, "Người dân đọc" "What citizens read" "Quầy 1" ["Tên"]
        "label_en" "Tên tiếng Anh" "Option in English" may Sort::Text, "Nếu có" "If there is one" "" []
    },
};

pub(crate) static CONSENTS: Layout = Layout {
    vi: "Đồng ý",
    en: "Consent",
    columns: columns! {
        "form" "Biểu mẫu" "Form" may Sort::Text, "Mã ở trang Biểu mẫu; để trống: mọi biểu mẫu" "Id in the sheet of forms; empty: all of them" "" []
        "id" "Mã" "Id" must Sort::Text, "Cố định, không dấu" "Permanent, without marks or spaces" "dong-y" []
        "version" "Phiên bản" "Version" must Sort::Text, "Đổi mỗi lần sửa trang này hoặc trang Mục đích" "Change it with every change of this sheet or that of purposes" "2026-01" []
        "text" "Nội dung" "Text" must Sort::Text, "Dữ liệu nào, để làm gì, quyền gì (Luật 91/2025/QH15)" "Which data, what for, which rights (Law 91/2025/QH15)"
            "Tôi đồng ý cho Cơ quan Ví dụ dùng họ tên và số điện thoại tôi ghi ở đây cho các mục đích tôi đánh dấu." []
        "text_en" "Nội dung tiếng Anh" "Text in English" may Sort::Text, "Nếu có" "If there is one" "" []
        "controller" "Bên kiểm soát dữ liệu" "Controller" must Sort::Text, "Ai chịu trách nhiệm về dữ liệu" "Who answers for the data" "Cơ quan Ví dụ" ["Bên kiểm soát"]
        "controller_en" "Bên kiểm soát (tiếng Anh)" "Controller in English" may Sort::Text, "Nếu có" "If there is one" "" []
        "legal_basis" "Căn cứ pháp lý" "Legal basis" may Sort::Text, "Văn bản" "The law" "Luật 91/2025/QH15" []
        "legal_basis_en" "Căn cứ pháp lý (tiếng Anh)" "Legal basis in English" may Sort::Text, "Nếu có" "If there is one" "" []
        "retention_days" "Lưu (ngày)" "Kept for (days)" may Sort::Count, "Sau đó dữ liệu liên hệ bị xóa" "Then the contact is deleted" "365" ["Thời gian lưu"]
        "url" "Liên kết" "Link" may Sort::Link, "Nơi đọc được đầy đủ" "Where all of it can be read" "" ["Địa chỉ"]
    },
};

pub(crate) static PURPOSES: Layout = Layout {
    vi: "Mục đích",
    en: "Purposes",
    columns: columns! {
        "form" "Biểu mẫu" "Form" may Sort::Text, "Mã ở trang Biểu mẫu; để trống: mọi biểu mẫu" "Id in the sheet of forms; empty: all of them" "" []
        "id" "Mã" "Id" must Sort::Text, "Cố định, không dấu" "Permanent, without marks or spaces" "xu-ly" ["Mã mục đích"]
        "label" "Mục đích" "Purpose" must Sort::Text, "Dùng dữ liệu để làm gì" "What the data is for" "Liên hệ để làm rõ và trả lời ý kiến" []
        "label_en" "Mục đích tiếng Anh" "Purpose in English" may Sort::Text, "Nếu có" "If there is one" "" []
        "is_required" "Bắt buộc" "Required" may Sort::Flag, "Không đánh dấu thì không gửi được" "Without it nothing is sent" "có" []
    },
};

pub(crate) static ELSEWHERE: Layout = Layout {
    vi: "Gửi nơi khác",
    en: "Elsewhere",
    columns: columns! {
        "form" "Biểu mẫu" "Form" may Sort::Text, "Mã ở trang Biểu mẫu; để trống: mọi biểu mẫu" "Id in the sheet of forms; empty: all of them" "" []
        "id" "Mã" "Id" must Sort::Text, "Cố định, không dấu" "Permanent, without marks or spaces" "chay" []
        "title" "Việc" "Matter" must Sort::Text, "Việc gì không gửi ở đây" "What is not sent here" "Cháy, nổ" ["Tên"]
        "title_en" "Việc (tiếng Anh)" "Matter in English" may Sort::Text, "Nếu có" "If there is one" "" []
        "text" "Gửi đến đâu" "Where it goes" may Sort::Text, "Một, hai câu" "A sentence or two" "" ["Nội dung"]
        "text_en" "Gửi đến đâu (tiếng Anh)" "Where it goes, in English" may Sort::Text, "Nếu có" "If there is one" "" []
        "phone" "Điện thoại" "Telephone" may Sort::Text, "Viết như người dân gọi" "As citizens dial it" "114" ["Số điện thoại"]
        "url" "Liên kết" "Link" may Sort::Link, "Trang của nơi ấy" "Its page" "" ["Địa chỉ"]
    },
};

/// All sheets; the first must be there.
pub(crate) static LAYOUTS: [&Layout; 8] = [
    &FORMS, &KIND_ROWS, &TOPICS, &QUESTIONS, &OPTIONS, &CONSENTS, &PURPOSES, &ELSEWHERE,
];
