//! The sheets of the workbook of procedures.

use crate::build::table::layout::{Choice, Layout, Sort, choices, columns};

const LEVELS: &[Choice] = choices! {
    "ministry" "Bộ, ngành" "Ministry"
    "city" "Thành phố" "City"
    "ward" "Phường, xã" "Ward or commune"
    "other" "Khác" "Other"
};
const ONLINE: &[Choice] = choices! {
    "full" "Toàn trình" "Full"
    "partial" "Một phần" "Partial"
    "no" "Không" "No"
};

const CHANNELS: &[Choice] = choices! {
    "online" "Trực tuyến" "Online"
    "counter" "Trực tiếp" "At the counter"
    "post" "Bưu chính" "By post"
};
const UNITS: &[Choice] = choices! {
    "working_day" "Ngày làm việc" "Working days"
    "day" "Ngày" "Days"
    "hour" "Giờ" "Hours"
    "month" "Tháng" "Months"
};
const FEES: &[Choice] = choices! {
    "charge" "Lệ phí" "Charge"
    "fee" "Phí" "Fee"
    "price" "Giá" "Price"
};

pub(crate) static PROCEDURES: Layout = Layout {
    vi: "Thủ tục",
    en: "Procedures",
    columns: columns! {
        "id" "Mã" "Code" must Sort::Text, "Mã trên Cổng Dịch vụ công quốc gia" "Code on the national portal" "1.001193" ["Mã thủ tục", "Mã TTHC"]
        "name" "Tên" "Name" must Sort::Text, "Tên chính thức" "Official name" "Thủ tục Ví dụ" ["Tên thủ tục"]
        "name_en" "Tên tiếng Anh" "Name in English" may Sort::Text, "Nếu có" "If there is one" "Example procedure" []
        "field" "Lĩnh vực" "Field" may Sort::Text, "Như trên Cổng Dịch vụ công quốc gia" "As on the national portal" "Hộ tịch" []
        "handler" "Cơ quan thực hiện" "Handled by" may Sort::Text, "Nhiều thủ tục cùng tên chỉ khác cơ quan" "Many procedures of one name differ by this alone" "Ủy ban nhân dân cấp xã" ["Cơ quan"]
        "levels" "Cấp" "Levels" may Sort::Words(LEVELS), "Một hay nhiều cấp, cách nhau bằng dấu ;" "One or more, parted by ;" "Phường, xã" ["Cấp thực hiện"]
        "audience" "Đối tượng" "For whom" may Sort::List, "Cách nhau bằng dấu ;" "Parted by ;" "công dân" ["Đối tượng thực hiện"]
        "online" "Trực tuyến" "Online" may Sort::Word(ONLINE), "Chọn trong danh sách" "One of the list" "Toàn trình" ["Mức độ trực tuyến"]
        "keywords" "Từ khoá" "Keywords" may Sort::List, "Cách người dân gọi, cách nhau bằng dấu ;" "How citizens call it, parted by ;" "giấy ví dụ; xin giấy ví dụ" ["Từ khóa"]
        "rarity" "Thường gặp" "Rarity" may Sort::Count, "Từ 1 (hằng ngày) đến 5 (hiếm)" "From 1 (every day) to 5 (rare)" "1" []
        "result" "Kết quả" "Result" may Sort::Text, "Giấy tờ nhận được" "What one gets" "Giấy ví dụ" []
        "conditions" "Điều kiện" "Conditions" may Sort::Text, "Điều kiện để được giải quyết" "What must be so before" "" ["Yêu cầu, điều kiện"]
        "url" "Trang chính thức" "Official page" may Sort::Link, "Địa chỉ trên Cổng Dịch vụ công" "Address on the portal" "https://co-quan.example/thu-tuc" ["Địa chỉ"]
        "updated" "Ngày dữ liệu" "Day of the data" may Sort::Day, "Ngày lấy dữ liệu" "When the data was taken" "18/07/2025" []
    },
};

pub(crate) static WAYS: Layout = Layout {
    vi: "Cách nộp",
    en: "Ways",
    columns: columns! {
        "procedure" "Mã" "Code" must Sort::Text, "Mã như ở trang Thủ tục" "Code as in the sheet of procedures" "1.001193" ["Mã thủ tục", "Mã TTHC"]
        "channel" "Cách" "Way" must Sort::Word(CHANNELS), "Chọn trong danh sách; nhiều khoản thu thì nhiều dòng" "One of the list; one row for each sum that is paid" "Trực tuyến" ["Cách nộp", "Hình thức nộp"]
        "time.count" "Thời hạn" "Time" may Sort::Count, "Chưa rõ thì để trống" "Empty if it is not known" "3" ["Thời hạn giải quyết"]
        "time.unit" "Đơn vị" "Unit" may Sort::Word(UNITS), "Của thời hạn" "Of the time" "Ngày làm việc" ["Đơn vị thời hạn"]
        "fee.amount" "Lệ phí" "Amount" may Sort::Count, "Số đồng, viết liền. 0: nguồn nói rõ là không thu. Chưa rõ thì để trống" "In đồng. 0: the source says that nothing is paid. Empty if it is not known" "8000" ["Phí, lệ phí", "Mức thu"]
        "fee.kind" "Loại phí" "Sort of fee" may Sort::Word(FEES), "Để trống: lệ phí" "Empty: charge" "" []
        "fee.text" "Ghi chú lệ phí" "Note on the fee" may Sort::Text, "Nguyên văn, gồm cả ai được miễn" "The words of the source, with who is exempt" "Miễn cho người thuộc hộ nghèo" []
        "text" "Ghi chú" "Note" may Sort::Text, "Ví dụ thời hạn tính từ lúc nào" "Such as when the time begins" "" []
    },
};

pub(crate) static PAPERS: Layout = Layout {
    vi: "Giấy tờ",
    en: "Papers",
    columns: columns! {
        "procedure" "Mã" "Code" must Sort::Text, "Mã như ở trang Thủ tục" "Code as in the sheet of procedures" "1.001193" ["Mã thủ tục", "Mã TTHC"]
        "case" "Trường hợp" "Case" may Sort::Text, "Để trống: mọi trường hợp" "Empty: in every case" "" []
        "name" "Giấy tờ" "Paper" must Sort::Text, "Tên giấy tờ" "Its name" "Tờ khai ví dụ" ["Tên giấy tờ", "Thành phần hồ sơ"]
        "originals" "Bản chính" "Originals" may Sort::Count, "Bao nhiêu bản; chưa rõ thì để trống" "How many; empty if it is not known" "1" []
        "copies" "Bản sao" "Copies" may Sort::Count, "Bao nhiêu bản; chưa rõ thì để trống" "How many; empty if it is not known" "0" []
        "is_required" "Bắt buộc" "Required" may Sort::Flag, "Để trống: tuỳ trường hợp hoặc chưa rõ" "Empty: it depends, or is not known" "có" []
        "form" "Biểu mẫu" "Form" may Sort::Link, "Địa chỉ tải mẫu" "Address of the form" "https://co-quan.example/mau" ["Địa chỉ biểu mẫu"]
    },
};

pub(crate) static STEPS: Layout = Layout {
    vi: "Bước",
    en: "Steps",
    columns: columns! {
        "procedure" "Mã" "Code" must Sort::Text, "Mã như ở trang Thủ tục" "Code as in the sheet of procedures" "1.001193" ["Mã thủ tục", "Mã TTHC"]
        "step" "Bước" "Step" must Sort::Count, "Số thứ tự" "Its number" "1" ["Thứ tự"]
        "name" "Tên bước" "Heading" may Sort::Text, "Nếu có" "If there is one" "" []
        "text" "Việc" "What happens" must Sort::Text, "Người dân làm gì, nhận gì; mỗi đoạn một dòng, mục của danh sách bắt đầu bằng dấu -" "What one does or gets; one line for a paragraph, items of a list begin with -" "Nộp tờ khai." ["Nội dung"]
    },
};

pub(crate) static LAWS: Layout = Layout {
    vi: "Căn cứ",
    en: "Laws",
    columns: columns! {
        "procedure" "Mã" "Code" must Sort::Text, "Mã như ở trang Thủ tục" "Code as in the sheet of procedures" "1.001193" ["Mã thủ tục", "Mã TTHC"]
        "name" "Văn bản" "Document" must Sort::Text, "Tên, có thể kèm số hiệu" "Its name, with or without its number" "Luật 60/2014/QH13" ["Tên văn bản"]
        "number" "Số hiệu" "Number" may Sort::Text, "Nếu không có trong tên" "If the name is without" "" []
        "url" "Địa chỉ" "Address" may Sort::Link, "Nơi đọc được văn bản" "Where it can be read" "" ["Liên kết"]
    },
};

pub(crate) static RELATED: Layout = Layout {
    vi: "Liên quan",
    en: "Related",
    columns: columns! {
        "procedure" "Mã" "Code" must Sort::Text, "Mã như ở trang Thủ tục" "Code as in the sheet of procedures" "1.001193" ["Mã thủ tục", "Mã TTHC"]
        "related" "Mã liên quan" "Related code" must Sort::Text, "Mã của thủ tục liên quan" "Code of the procedure that belongs to it" "1.001193" ["Thủ tục liên quan"]
    },
};

pub(crate) static PLACES: Layout = Layout {
    vi: "Nơi nộp",
    en: "Places",
    columns: columns! {
        "procedure" "Mã" "Code" must Sort::Text, "Mã như ở trang Thủ tục" "Code as in the sheet of procedures" "1.001193" ["Mã thủ tục", "Mã TTHC"]
        "place" "Nơi nộp" "Place" must Sort::Text, "Tên, địa chỉ; mỗi nơi một dòng" "Name and address; one row for each" "Trung tâm Phục vụ hành chính công Ví dụ" ["Nơi tiếp nhận"]
    },
};

pub(crate) static SYNONYMS: Layout = Layout {
    vi: "Đồng nghĩa",
    en: "Synonyms",
    columns: columns! {
        "term" "Từ" "Term" must Sort::Text, "Người dân nói" "What citizens say" "giấy mẫu" ["Từ khoá"]
        "meanings" "Nghĩa" "Meanings" must Sort::List, "Cách gọi chính thức, cách nhau bằng dấu ;" "What it is called officially, parted by ;" "giấy ví dụ" ["Từ chính thức"]
    },
};

/// All sheets; the first must be there.
pub(crate) static LAYOUTS: [&Layout; 8] = [
    &PROCEDURES,
    &WAYS,
    &PAPERS,
    &STEPS,
    &LAWS,
    &RELATED,
    &PLACES,
    &SYNONYMS,
];
