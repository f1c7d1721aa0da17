//! The table of urgent notices; those that have ended are left out.

use cchc::feed::wire::Moment;
use cchc::feed::wire::notices::{Info, MsgType, Notice, ResponseType, Severity, Status};
use cchc::feed::{Stamp, notices::DEFAULT_EXPIRY_HOURS};

use super::agencies::Names;
use super::origin::Origin;
use super::problem::Problems;
use super::sources::Entry;
use super::table::Table;
use super::table::layout::{Choice, Layout, Sort, choices, columns};
use super::table::row::Row;

const SEVERITIES: &[Choice] = choices! {
    "Extreme" "Rất nghiêm trọng" "Extreme"
    "Severe" "Nghiêm trọng" "Severe"
    "Moderate" "Đáng kể" "Moderate"
    "Minor" "Nhẹ" "Minor"
    "Unknown" "Chưa rõ" "Unknown"
};
const STATUSES: &[Choice] = choices! {
    "Actual" "Thật" "Actual"
    "Exercise" "Diễn tập" "Exercise"
    "Test" "Thử" "Test"
    "Draft" "Nháp" "Draft"
};
const MSG_TYPES: &[Choice] = choices! {
    "Alert" "Mới" "New"
    "Update" "Cập nhật" "Update"
    "Cancel" "Thu hồi" "Cancel"
};

pub(super) static LAYOUT: Layout = Layout {
    vi: "Thông báo",
    en: "Notices",
    columns: columns! {
        "identifier" "Mã" "Id" must Sort::Text, "Mã riêng của thông báo, không đổi về sau" "Its own, never changed" "tb-2025-001" ["Mã thông báo"]
        "info[0].headline" "Nội dung" "Text" must Sort::Text, "Một câu, nhiều nhất 500 chữ" "One sentence, at most 500 characters"
            "Bộ phận một cửa phường Ví dụ nghỉ chiều 20/11/2025" ["Tiêu đề", "Thông báo"]
        "info[0].description" "Chi tiết" "Details" may Sort::Text, "Nếu cần" "If needed" "" ["Mô tả"]
        "info[1].headline" "Nội dung tiếng Anh" "Text in English" may Sort::Text, "Nếu có" "If there is one" "" []
        "info[1].description" "Chi tiết tiếng Anh" "Details in English" may Sort::Text, "Nếu có" "If there are any" "" []
        "severity" "Mức độ" "Severity" must Sort::Word(SEVERITIES), "Chọn trong danh sách" "One of the list" "Nhẹ" []
        "sent" "Phát lúc" "Sent at" must Sort::Moment, "Ngày và giờ" "Day and time" "08:00 18/11/2025" ["Ngày phát", "Thời điểm phát"]
        "onset" "Bắt đầu" "Begins at" may Sort::Moment, "Nếu không bắt đầu ngay" "If not at once" "13:30 20/11/2025" ["Hiệu lực từ", "Từ"]
        "expires" "Kết thúc" "Ends at" may Sort::Moment, "Để trống: hết sau 24 giờ" "Empty: 24 hours later" "17:00 20/11/2025" ["Hết hạn", "Hiệu lực đến", "Đến"]
        "agencies" "Cơ quan" "Agencies" may Sort::List, "Mã hoặc tên, cách nhau bằng dấu ; · để trống: mọi nơi" "Ids or names, parted by ; · empty: everywhere" "" ["Đơn vị"]
        "web" "Liên kết" "Link" may Sort::Link, "Trang có thêm thông tin" "Where to read more" "" ["Địa chỉ"]
        "status" "Tình trạng" "Status" may Sort::Word(STATUSES), "Để trống: thật" "Empty: actual" "Thử" []
        "msg_type" "Loại" "Kind" may Sort::Word(MSG_TYPES), "Để trống: mới" "Empty: new" "" []
        "references" "Về thông báo" "About" may Sort::List, "Mã của thông báo được cập nhật hoặc thu hồi" "Ids of those that it updates or cancels" "" []
        "response_type" "Đã hết nguy hiểm" "All clear" may Sort::Flag, "Có hoặc không" "Yes or no" "" []
    },
};

/// The notices of a table that hold now or later.
pub(super) fn read(
    table: &Table<'_>,
    names: &Names,
    now: Stamp,
    problems: &mut Problems,
) -> Vec<Entry> {
    let mut entries = Vec::new();
    for row in table.rows(problems) {
        let Some(notice) = notice(&row, names, problems) else {
            continue;
        };
        let begins = notice.onset.unwrap_or(notice.sent).0;
        let lasts = chrono::TimeDelta::hours(DEFAULT_EXPIRY_HOURS);
        let ends = notice.expires.map_or(begins + lasts, |ends| ends.0);
        // One that ends before it begins is a mistake and not over.
        if let Ok(value) = serde_json::to_value(notice)
            && (ends > now || ends <= begins)
        {
            let origin = Origin::from(&row);
            entries.push(Entry { value, origin });
        }
    }
    entries
}

fn notice(row: &Row<'_>, names: &Names, problems: &mut Problems) -> Option<Notice> {
    row.must(problems, "identifier");
    let identifier = row.id(problems, "identifier");
    let moment =
        |problems: &mut Problems, key| row.moment(problems, key).map(|(stamp, _)| Moment(stamp));
    row.must(problems, "sent");
    let sent = moment(problems, "sent");
    row.must(problems, "severity");
    let severity = row.word(problems, "severity").and_then(severity);
    let mut info = Vec::new();
    for (at, language) in ["vi", "en"].into_iter().enumerate() {
        let key = |field: &str| format!("info[{at}].{field}");
        let headline = match language {
            "vi" => row.must(problems, &key("headline")),
            // Details without a text would have nowhere to stand.
            _ if row.text(problems, &key("description")).is_some() => {
                row.must(problems, &key("headline"))
            }
            _ => row.text(problems, &key("headline")),
        };
        let description = row.text(problems, &key("description"));
        info.extend(headline.map(|headline| Info {
            language: Some(language.to_owned()),
            headline,
            description,
        }));
    }
    let agencies = row.list(problems, "agencies");
    let agencies: Vec<_> = agencies
        .iter()
        .filter_map(|text| names.find(row, problems, "agencies", text))
        .collect();
    let status = match row.word(problems, "status") {
        Some("Exercise") => Status::Exercise,
        Some("Test") => Status::Test,
        Some("Draft") => Status::Draft,
        _ => Status::Actual,
    };
    let msg_type = match row.word(problems, "msg_type") {
        Some("Update") => MsgType::Update,
        Some("Cancel") => MsgType::Cancel,
        _ => MsgType::Alert,
    };
    let is_clear = row.flag(problems, "response_type") == Some(true);
    let notice = Notice {
        onset: moment(problems, "onset"),
        expires: moment(problems, "expires"),
        references: row.list(problems, "references"),
        web: row.link(problems, "web"),
        response_type: is_clear.then_some(ResponseType::AllClear),
        status,
        msg_type,
        agencies,
        info,
        severity: severity?,
        identifier: identifier?,
        sent: sent?,
    };
    Some(notice)
}

fn severity(word: &str) -> Option<Severity> {
    Some(match word {
        "Extreme" => Severity::Extreme,
        "Severe" => Severity::Severe,
        "Moderate" => Severity::Moderate,
        "Minor" => Severity::Minor,
        "Unknown" => Severity::Unknown,
        _ => return None,
    })
}
