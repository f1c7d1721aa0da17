//! The sheets of the workbook of indexes.

use crate::build::table::layout::{Choice, Layout, Sort, choices, columns};

pub(crate) const STATUSES: &[Choice] = choices! {
    "published" "Công bố" "Published"
    "derived" "Suy ra" "Derived"
    "provisional" "Sơ bộ" "Provisional"
    "conflict" "Trái nhau" "Conflict"
    "unknown" "Chưa rõ" "Unknown"
};
pub(crate) const PARTS: &[Choice] = choices! {
    "main" "Chính" "Main"
    "restated" "Tính lại" "Restated"
    "conflicts" "Nguồn khác" "Other source"
};

pub(crate) static INDEXES: Layout = Layout {
    vi: "Chỉ số",
    en: "Indexes",
    columns: columns! {
        "id" "Mã" "Id" must Sort::Text, "Mã cố định, không dấu" "Permanent, without marks or spaces" "chi-so-vi-du" ["Mã chỉ số"]
        "short" "Tên ngắn" "Short name" may Sort::Text, "Như trong tiêu đề: PAR INDEX" "As in a headline: PAR INDEX" "VÍ DỤ" []
        "name" "Tên" "Name" must Sort::Text, "Tên đầy đủ" "In full" "Chỉ số ví dụ" ["Tên chỉ số"]
        "name_en" "Tên tiếng Anh" "Name in English" may Sort::Text, "Nếu có" "If there is one" "Example index" []
        "publisher" "Nơi công bố" "Publisher" may Sort::Text, "Cơ quan công bố" "Who publishes it" "Cơ quan Ví dụ" []
        "publisher_en" "Nơi công bố (tiếng Anh)" "Publisher in English" may Sort::Text, "Nếu có" "If there is one" "" []
        "of_units" "Xếp hạng đơn vị" "Ranks units" may Sort::Flag, "Có: xếp hạng sở, xã, phường; giá trị là trung bình của các đơn vị" "Yes: it ranks departments, wards, communes; its values are their means" "không" []
        "unit" "Đơn vị tính" "Unit" may Sort::Text, "% hoặc điểm" "% or points" "%" ["Đơn vị"]
        "unit_en" "Đơn vị tính (tiếng Anh)" "Unit in English" may Sort::Text, "Nếu khác" "If it differs" "" []
        "decimals" "Số chữ số thập phân" "Decimals" may Sort::Count, "Để trống: 2" "Empty: 2" "2" []
        "min" "Thấp nhất" "Lowest" may Sort::Number, "Của thang điểm" "Of the scale" "0" []
        "max" "Cao nhất" "Highest" may Sort::Number, "Của thang điểm" "Of the scale" "100" []
        "lower_is_better" "Thấp là tốt" "Lower is better" may Sort::Flag, "Có hoặc không" "Yes or no" "" []
        "ranked" "Có xếp hạng" "Ranked" may Sort::Flag, "Để trống: có" "Empty: yes" "" []
        "bands" "Nhóm" "Groups" may Sort::List, "Tốt nhất trước: A = Nhóm A; B = Nhóm B" "The best first: A = Group A; B = Group B" "" ["Các nhóm"]
        "target.period" "Năm mục tiêu" "Target year" may Sort::Text, "Nếu có mục tiêu" "If there is a target" "" []
        "target.value" "Giá trị mục tiêu" "Target value" may Sort::Number, "Ít nhất" "At least" "" []
        "target.rank" "Hạng mục tiêu" "Target rank" may Sort::Count, "Nhiều nhất" "At most" "" []
        "target.source.title" "Nguồn mục tiêu (tên)" "Target source (name)" may Sort::Text, "Ai đặt mục tiêu" "Who set it" "" []
        "target.source.url" "Nguồn mục tiêu (địa chỉ)" "Target source (address)" may Sort::Link, "Địa chỉ" "Address" "" []
        "method" "Cách tính" "Method" may Sort::Text, "Nhiều nhất 2000 chữ" "At most 2000 characters" "" []
        "method_en" "Cách tính (tiếng Anh)" "Method in English" may Sort::Text, "Nếu có" "If there is one" "" []
    },
};

pub(crate) static FIGURES: Layout = Layout {
    vi: "Số liệu",
    en: "Figures",
    columns: columns! {
        "index" "Chỉ số" "Index" must Sort::Text, "Mã hoặc tên ngắn" "Id or short name" "chi-so-vi-du" ["Mã chỉ số"]
        "period" "Năm" "Year" must Sort::Text, "Năm được đánh giá" "The year that was measured" "2024" ["Kỳ"]
        "part" "Loại dòng" "Kind of row" may Sort::Word(PARTS), "Để trống: chính. Tính lại: cùng năm trên cơ sở khác. Nguồn khác: số liệu trái với dòng chính" "Empty: main. Restated: the same year on another basis. Other source: figures that contradict the main row" "" []
        "value" "Giá trị" "Value" may Sort::Number, "Chưa rõ thì để trống" "Empty if it is not known" "92,57" ["Điểm", "Điểm số"]
        "rank" "Hạng" "Rank" may Sort::Count, "3 hoặc 3/63" "3 or 3/63" "3" ["Thứ hạng", "Xếp hạng"]
        "rank_of" "Trên tổng số" "Among" may Sort::Count, "Bao nhiêu đơn vị được xếp hạng" "How many were ranked" "63" ["Tổng số"]
        "basis" "Cơ sở" "Basis" may Sort::Text, "Tập được đánh giá, ví dụ 63-provinces" "The set that was measured, such as 63-provinces" "63-provinces" []
        "band" "Nhóm" "Group" may Sort::Text, "Mã nhóm của chỉ số" "Id of a group of the index" "" []
        "status" "Trạng thái" "Status" may Sort::Word(STATUSES), "Để trống: công bố" "Empty: published" "Công bố" []
        "published" "Ngày công bố" "Published on" may Sort::Day, "Ngày công bố kết quả" "Day of publication" "06/04/2025" []
        "mean" "Trung bình" "Mean" may Sort::Number, "Của tất cả nơi được đánh giá" "Of all that were measured" "" ["Trung bình cả nước"]
        "source.title" "Nguồn (tên)" "Source (name)" may Sort::Text, "Trang hoặc văn bản" "Page or document" "Trang của cơ quan Ví dụ" ["Tên nguồn", "Nguồn"]
        "source.url" "Nguồn (địa chỉ)" "Source (address)" may Sort::Link, "Địa chỉ đầy đủ" "Full address" "https://co-quan.example/chi-so-2024" ["Địa chỉ nguồn"]
        "note" "Ghi chú" "Note" may Sort::Text, "Điều người đọc cần biết" "What a reader has to know" "" []
        "note_en" "Ghi chú (tiếng Anh)" "Note in English" may Sort::Text, "Nếu có" "If there is one" "" []
        "break" "Ngắt chuỗi" "Break" may Sort::Text, "Vì sao không so sánh được với năm trước" "Why it cannot be compared with the year before" "" []
        "break_en" "Ngắt chuỗi (tiếng Anh)" "Break in English" may Sort::Text, "Nếu có" "If there is one" "" []
    },
};

pub(crate) static COMPONENTS: Layout = Layout {
    vi: "Thành phần",
    en: "Components",
    columns: columns! {
        "index" "Chỉ số" "Index" must Sort::Text, "Mã hoặc tên ngắn" "Id or short name" "chi-so-vi-du" ["Mã chỉ số"]
        "id" "Mã" "Id" must Sort::Text, "Mã thành phần, không dấu" "Without marks or spaces" "thu-tuc" ["Mã thành phần"]
        "name" "Tên" "Name" must Sort::Text, "Tên thành phần" "Its name" "Cải cách thủ tục hành chính" ["Tên thành phần"]
        "name_en" "Tên tiếng Anh" "Name in English" may Sort::Text, "Nếu có" "If there is one" "" []
        "min" "Thấp nhất" "Lowest" may Sort::Number, "Của thang điểm thành phần" "Of its scale" "" []
        "max" "Cao nhất" "Highest" may Sort::Number, "Của thang điểm thành phần" "Of its scale" "100" []
        "bonus" "Điểm thưởng, phạt" "Bonus" may Sort::Flag, "Có: không phải một phần của tổng" "Yes: no share of the whole" "" []
    },
};

pub(crate) static VALUES: Layout = Layout {
    vi: "Giá trị thành phần",
    en: "Component values",
    columns: columns! {
        "index" "Chỉ số" "Index" must Sort::Text, "Mã hoặc tên ngắn" "Id or short name" "chi-so-vi-du" ["Mã chỉ số"]
        "period" "Năm" "Year" must Sort::Text, "Năm được đánh giá" "The year that was measured" "2024" ["Kỳ"]
        "component" "Thành phần" "Component" must Sort::Text, "Mã hoặc tên" "Id or name" "thu-tuc" ["Mã thành phần", "Tên thành phần"]
        "value" "Giá trị" "Value" may Sort::Number, "Chưa rõ thì để trống" "Empty if it is not known" "91,20" ["Điểm", "Điểm số"]
        "mean" "Trung bình" "Mean" may Sort::Number, "Của tất cả nơi được đánh giá" "Of all that were measured" "" []
        "rank" "Hạng" "Rank" may Sort::Count, "5 hoặc 5/63" "5 or 5/63" "" ["Thứ hạng"]
        "rank_of" "Trên tổng số" "Among" may Sort::Count, "Bao nhiêu nơi được xếp hạng" "How many were ranked" "" ["Tổng số"]
        "source.title" "Nguồn (tên)" "Source (name)" may Sort::Text, "Trang hoặc văn bản" "Page or document" "Trang của cơ quan Ví dụ" ["Tên nguồn", "Nguồn"]
        "source.url" "Nguồn (địa chỉ)" "Source (address)" may Sort::Link, "Địa chỉ đầy đủ" "Full address" "https://co-quan.example/chi-so-2024" ["Địa chỉ nguồn"]
    },
};

pub(crate) static PEERS: Layout = Layout {
    vi: "Nơi khác",
    en: "Peers",
    columns: columns! {
        "index" "Chỉ số" "Index" must Sort::Text, "Mã hoặc tên ngắn" "Id or short name" "chi-so-vi-du" ["Mã chỉ số"]
        "period" "Năm" "Year" must Sort::Text, "Năm được đánh giá" "The year that was measured" "2024" ["Kỳ"]
        "name" "Tên" "Name" must Sort::Text, "Tỉnh, thành phố" "Province or city" "Tỉnh Ví dụ" ["Tỉnh, thành phố", "Địa phương"]
        "name_en" "Tên tiếng Anh" "Name in English" may Sort::Text, "Nếu có" "If there is one" "" []
        "value" "Giá trị" "Value" may Sort::Number, "Chưa rõ thì để trống" "Empty if it is not known" "96,17" ["Điểm", "Điểm số"]
        "rank" "Hạng" "Rank" may Sort::Count, "1 hoặc 1/63" "1 or 1/63" "1" ["Thứ hạng"]
        "rank_of" "Trên tổng số" "Among" may Sort::Count, "Bao nhiêu nơi được xếp hạng" "How many were ranked" "63" ["Tổng số"]
        "basis" "Cơ sở" "Basis" may Sort::Text, "Tập được đánh giá" "The set that was measured" "" []
        "band" "Nhóm" "Group" may Sort::Text, "Mã nhóm của chỉ số" "Id of a group of the index" "" []
        "source.title" "Nguồn (tên)" "Source (name)" may Sort::Text, "Trang hoặc văn bản" "Page or document" "Trang của cơ quan Ví dụ" ["Tên nguồn", "Nguồn"]
        "source.url" "Nguồn (địa chỉ)" "Source (address)" may Sort::Link, "Địa chỉ đầy đủ" "Full address" "https://co-quan.example/chi-so-2024" ["Địa chỉ nguồn"]
    },
};

pub(crate) static RANKINGS: Layout = Layout {
    vi: "Bảng xếp hạng",
    en: "Rankings",
    columns: columns! {
        "index" "Chỉ số" "Index" must Sort::Text, "Mã hoặc tên ngắn" "Id or short name" "chi-so-vi-du" ["Mã chỉ số"]
        "period" "Năm" "Year" must Sort::Text, "Năm được đánh giá" "The year that was measured" "2024" ["Kỳ"]
        "universe" "Nhóm đơn vị" "Units" must Sort::Text, "Những đơn vị nào" "Which units" "Sở, cơ quan ngang sở" ["Khối"]
        "universe_en" "Nhóm đơn vị (tiếng Anh)" "Units in English" may Sort::Text, "Nếu có" "If there is a name" "" []
        "rank_of" "Tổng số" "Among" may Sort::Count, "Bao nhiêu đơn vị được xếp hạng, kể cả khi chỉ công bố một phần" "How many were ranked, also where only some were published" "22" ["Trên tổng số", "Số đơn vị"]
        "basis" "Cơ sở" "Basis" may Sort::Text, "Tập đơn vị, ví dụ 30-districts" "Set of units, such as 30-districts" "" []
        "mean" "Trung bình" "Mean" may Sort::Number, "Của mọi đơn vị" "Of all units" "" []
        "status" "Trạng thái" "Status" may Sort::Word(STATUSES), "Để trống: công bố" "Empty: published" "" []
        "published" "Ngày công bố" "Published on" may Sort::Day, "Ngày công bố kết quả" "Day of publication" "27/02/2025" []
        "source.title" "Nguồn (tên)" "Source (name)" may Sort::Text, "Trang hoặc văn bản" "Page or document" "Quyết định ví dụ" ["Tên nguồn", "Nguồn"]
        "source.url" "Nguồn (địa chỉ)" "Source (address)" may Sort::Link, "Địa chỉ đầy đủ" "Full address" "https://co-quan.example/xep-hang-2024" ["Địa chỉ nguồn"]
        "note" "Ghi chú" "Note" may Sort::Text, "Điều người đọc cần biết" "What a reader has to know" "" []
        "note_en" "Ghi chú (tiếng Anh)" "Note in English" may Sort::Text, "Nếu có" "If there is one" "" []
    },
};

pub(crate) static UNITS: Layout = Layout {
    vi: "Xếp hạng đơn vị",
    en: "Units",
    columns: columns! {
        "index" "Chỉ số" "Index" must Sort::Text, "Mã hoặc tên ngắn" "Id or short name" "chi-so-vi-du" ["Mã chỉ số"]
        "period" "Năm" "Year" must Sort::Text, "Năm được đánh giá" "The year that was measured" "2024" ["Kỳ"]
        "universe" "Nhóm đơn vị" "Units" may Sort::Text, "Như ở trang Bảng xếp hạng; để trống nếu năm đó chỉ có một" "As in the sheet of rankings; empty if that year has only one" "Sở, cơ quan ngang sở" ["Khối"]
        "name" "Tên đơn vị" "Name" must Sort::Text, "Tên trong năm đó" "Its name in that year" "Sở Ví dụ" ["Đơn vị", "Tên"]
        "agency" "Cơ quan" "Agency" may Sort::Text, "Mã hoặc tên hiện nay trong bảng cơ quan" "Id or present name in the table of agencies" "" ["Mã cơ quan", "Mã đơn vị"]
        "value" "Giá trị" "Value" may Sort::Number, "Chưa rõ thì để trống" "Empty if it is not known" "95,77" ["Điểm", "Điểm số"]
        "rank" "Hạng" "Rank" may Sort::Count, "Chưa rõ thì để trống" "Empty if it is not known" "1" ["Thứ hạng", "Xếp hạng"]
        "closed" "Đến ngày" "Last day" may Sort::Day, "Ngày cuối cùng, nếu đơn vị đã kết thúc" "Last day, of a unit that is no more" "" ["Ngày kết thúc"]
    },
};

pub(crate) static SOURCES: Layout = Layout {
    vi: "Tài liệu",
    en: "Documents",
    columns: columns! {
        "index" "Chỉ số" "Index" must Sort::Text, "Mã hoặc tên ngắn" "Id or short name" "chi-so-vi-du" ["Mã chỉ số"]
        "title" "Tên" "Name" may Sort::Text, "Văn bản quy định cách tính" "A document that lays the method down" "Quyết định ví dụ" ["Tên tài liệu"]
        "url" "Địa chỉ" "Address" must Sort::Link, "Địa chỉ đầy đủ" "Full address" "https://co-quan.example/quyet-dinh" ["Liên kết"]
    },
};

/// All sheets; the first two must be there.
pub(crate) static LAYOUTS: [&Layout; 8] = [
    &INDEXES,
    &FIGURES,
    &COMPONENTS,
    &VALUES,
    &PEERS,
    &RANKINGS,
    &UNITS,
    &SOURCES,
];
