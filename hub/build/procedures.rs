//! The table of procedures in short: what they are called, who handles them, where the official page is.

use cchc::feed::wire::Day;
use cchc::feed::wire::procedures::{Level, Online, Procedure};

use super::agencies::Names;
use super::origin::Origin;
use super::problem::Problems;
use super::sources::Entry;
use super::table::Table;
use super::table::layout::{Choice, Layout, Sort, choices, columns};
use super::table::row::Row;

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

pub(super) static LAYOUT: Layout = Layout {
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

/// The procedures of a table.
pub(super) fn read(table: &Table<'_>, names: &Names, problems: &mut Problems) -> Vec<Entry> {
    let mut entries = Vec::new();
    for row in table.rows(problems) {
        let Some(procedure) = procedure(&row, names, problems) else {
            continue;
        };
        if let Ok(value) = serde_json::to_value(procedure) {
            let origin = Origin::from(&row);
            entries.push(Entry { value, origin });
        }
    }
    entries
}

fn procedure(row: &Row<'_>, names: &Names, problems: &mut Problems) -> Option<Procedure> {
    row.must(problems, "id");
    let id = row.id(problems, "id");
    let name = row.must(problems, "name");
    let handler = row.text(problems, "handler");
    let levels = row.words(problems, "levels");
    let rarity = row.count(problems, "rarity");
    let procedure = Procedure {
        name_en: row.text(problems, "name_en"),
        field: row.text(problems, "field"),
        agencies: handler
            .iter()
            .filter_map(|text| names.known(text))
            .collect(),
        handler,
        levels: levels.into_iter().map(level).collect(),
        audience: row.list(problems, "audience"),
        online: row.word(problems, "online").map(online),
        keywords: row.list(problems, "keywords"),
        // The check of the file tells of one off its scale.
        rarity: rarity.map(|rarity| u8::try_from(rarity).unwrap_or(u8::MAX)),
        result: row.text(problems, "result"),
        conditions: row.text(problems, "conditions"),
        url: row.link(problems, "url"),
        updated: row.day(problems, "updated").map(Day),
        id: id?,
        name: name?,
    };
    Some(procedure)
}

fn level(word: &str) -> Level {
    match word {
        "ministry" => Level::Ministry,
        "city" => Level::City,
        "ward" => Level::Ward,
        _ => Level::Other,
    }
}

fn online(word: &str) -> Online {
    match word {
        "full" => Online::Full,
        "partial" => Online::Partial,
        _ => Online::No,
    }
}
