//! The table of published answers, for agencies that answer without a hub.

use cchc::feed::wire::Moment;
use cchc::feed::wire::answers::Answer;

use super::agencies::Names;
use super::origin::Origin;
use super::problem::Problems;
use super::sources::Entry;
use super::table::Table;
use super::table::layout::{Layout, Sort, columns};

pub(super) static LAYOUT: Layout = Layout {
    vi: "Trả lời",
    en: "Answers",
    columns: columns! {
        "id" "Mã" "Id" must Sort::Text, "Mã riêng của câu trả lời, không đổi về sau" "Its own, never changed" "tl-2025-001" ["Mã trả lời"]
        "title" "Tiêu đề" "Title" may Sort::Text, "Vài chữ; để trống: lấy phần đầu nội dung" "A few words; empty: the text's beginning" "Đèn đường hỏng" []
        "body" "Nội dung hỏi" "Question" must Sort::Text, "Ý kiến của người dân, đã che thông tin cá nhân" "What was asked, without personal data"
            "Đèn đường đầu ngõ Ví dụ không sáng." ["Câu hỏi", "Ý kiến", "Nội dung"]
        "answer" "Nội dung trả lời" "Answer" must Sort::Text, "Đã che thông tin cá nhân" "Without personal data" "Đã thay bóng đèn ngày 17/11/2025." ["Trả lời"]
        "legal_basis" "Căn cứ" "Legal basis" may Sort::Text, "Văn bản làm căn cứ trả lời" "The rule it stands on" "" ["Căn cứ pháp lý"]
        "agency" "Cơ quan" "Agency" may Sort::Text, "Mã hoặc tên cơ quan trả lời" "Id or name of the agency that answered" "" ["Đơn vị", "Cơ quan trả lời"]
        "kind" "Loại" "Kind" may Sort::Text, "Mã loại ý kiến của biểu mẫu" "Code of the form's kind" "" ["Loại ý kiến"]
        "topic" "Chủ đề" "Topic" may Sort::Text, "Mã chủ đề của biểu mẫu" "Code of the form's topic" "" ["Lĩnh vực"]
        "ward" "Phường, xã" "Ward" may Sort::Text, "Mã hoặc tên phường, xã" "Id or name of the ward" "" []
        "place" "Nơi xảy ra" "Place" may Sort::Text, "Nếu có" "If there is one" "" ["Địa điểm"]
        "received" "Nhận lúc" "Received at" may Sort::Moment, "Ngày và giờ" "Day and time" "08:00 10/11/2025" ["Ngày nhận"]
        "answered" "Trả lời lúc" "Answered at" must Sort::Moment, "Ngày và giờ" "Day and time" "16:00 17/11/2025" ["Ngày trả lời"]
    },
};

/// The answers of a table.
pub(super) fn read(table: &Table<'_>, names: &Names, problems: &mut Problems) -> Vec<Entry> {
    let mut entries = Vec::new();
    for row in table.rows(problems) {
        for key in ["id", "body", "answer", "answered"] {
            row.must(problems, key);
        }
        let agency_of = |problems: &mut Problems, key| {
            let text = row.text(problems, key)?;
            names.find(&row, problems, key, &text)
        };
        let moment = |problems: &mut Problems, key| {
            row.moment(problems, key).map(|(stamp, _)| Moment(stamp))
        };
        let (Some(id), Some(answer), Some(answered)) = (
            row.id(problems, "id"),
            row.text(problems, "answer"),
            moment(problems, "answered"),
        ) else {
            continue;
        };
        let found = Answer {
            kind: row.text(problems, "kind"),
            topic: row.text(problems, "topic"),
            agency: agency_of(problems, "agency"),
            ward: agency_of(problems, "ward"),
            place: row.text(problems, "place"),
            title: row.text(problems, "title"),
            body: row.text(problems, "body"),
            legal_basis: row.text(problems, "legal_basis"),
            received: moment(problems, "received"),
            id,
            answer,
            answered,
        };
        if let Ok(value) = serde_json::to_value(found) {
            let origin = Origin::from(&row);
            entries.push(Entry { value, origin });
        }
    }
    entries
}
