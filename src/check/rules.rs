//! All rules in one slice; a test holds it against what the parsers can find.

use serde::Serialize;

/// How grave a finding is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Severity {
    /// Shown all the same; better mended.
    Hint,
    /// Part of an item is not shown as meant.
    Warning,
    /// An item or the file is not shown.
    Error,
}

/// One rule.
#[derive(Debug)]
pub struct Rule {
    /// Stable id.
    pub id: &'static str,
    /// How grave breaking it is.
    pub severity: Severity,
    /// What is wrong, in Vietnamese.
    pub summary_vi: &'static str,
    /// What is wrong, in English.
    pub summary_en: &'static str,
    /// What to do, in Vietnamese.
    pub fix_vi: &'static str,
    /// What to do, in English.
    pub fix_en: &'static str,
}

/// The rule with this id.
#[must_use]
pub fn rule(id: &str) -> Option<&'static Rule> {
    RULES.iter().find(|rule| rule.id == id)
}

macro_rules! rules {
    ($($id:literal $severity:ident $summary_vi:literal $summary_en:literal $fix_vi:literal $fix_en:literal)*) => {
        /// All rules, by id.
        pub static RULES: &[Rule] = &[$(Rule {
            id: $id,
            severity: Severity::$severity,
            summary_vi: $summary_vi,
            summary_en: $summary_en,
            fix_vi: $fix_vi,
            fix_en: $fix_en,
        }),*];
    };
}

rules! {
    "date-missing" Warning
        "thiếu ngày" "the date is missing"
        "ghi ngày theo RFC 3339, ví dụ 2025-11-17T20:59:00+07:00" "write a date as in RFC 3339, such as 2025-11-17T20:59:00+07:00"
    "date-unreadable" Warning
        "không đọc được ngày" "the date cannot be read"
        "ghi ngày theo RFC 3339, ví dụ 2025-11-17T20:59:00+07:00" "write it as in RFC 3339, such as 2025-11-17T20:59:00+07:00"
    "date-without-time" Hint
        "ngày không có giờ; chỉ hiện ngày" "the date has no time; only the day is shown"
        "thêm giờ, hoặc _cchc.date_precision là day" "add the time, or set _cchc.date_precision to day"
    "days-reversed" Error
        "ngày hết hiệu lực trước ngày bắt đầu" "the last day comes before the first"
        "sửa valid_from hoặc valid_to" "mend valid_from or valid_to"
    "feed-file-nameless" Error
        "tệp trong feeds thiếu name hoặc url" "a file in feeds lacks its name or url"
        "ghi đủ name và url" "write both name and url"
    "feeds-missing" Error
        "danh sách feeds trống" "the list feeds is empty"
        "chạy cchc build để tạo lại cchc.json" "run cchc build to make cchc.json anew"
    "file-missing" Error
        "cchc.json nêu một tệp không có" "cchc.json names a file that is not there"
        "chạy cchc build, rồi tải lên cả thư mục" "run cchc build and upload the whole folder"
    "file-not-object" Error
        "tệp không phải là một đối tượng JSON" "the file is not a JSON object"
        "tệp phải bắt đầu bằng dấu {" "the file must begin with {"
    "file-unreadable" Error
        "tệp không phải JSON hợp lệ" "the file is not valid JSON"
        "kiểm tra dấu phẩy, ngoặc kép gần chỗ được nêu; tệp có thể bị cắt ngang" "look at commas and quotes near the place; the file may be cut short"
    "id-missing" Error
        "thiếu id; mục bị bỏ qua nếu cũng không có url" "the id is missing; without a url the item is skipped"
        "đặt id cố định, không đổi về sau" "give it an id that never changes"
    "id-not-text" Hint
        "id là số, được đọc như chữ" "the id is a number and is read as text"
        "đặt id trong ngoặc kép" "put the id in quotes"
    "id-repeated" Error
        "id trùng với một mục phía trước; mục này bị bỏ qua" "the id repeats an earlier one; this one is skipped"
        "mỗi mục một id riêng" "give every item its own id"
    "integrity-missing" Warning
        "tệp không có mã băm integrity" "the file has no integrity hash"
        "chạy cchc build để ghi integrity" "run cchc build, which writes it"
    "integrity-wrong" Error
        "tệp đã đổi so với mã băm trong cchc.json; trình duyệt sẽ không nhận" "the file differs from its hash in cchc.json; browsers refuse it"
        "chạy cchc build, không sửa tay tệp đã tạo" "run cchc build; do not edit built files by hand"
    "item-empty" Error
        "mục không có tiêu đề lẫn nội dung" "the item has neither title nor content"
        "thêm title hoặc content_text" "add title or content_text"
    "items-missing" Error
        "thiếu danh sách items" "the list items is missing"
        "tệp tin phải theo JSON Feed 1.1" "the file must follow JSON Feed 1.1"
    "items-too-many" Warning
        "quá nhiều tin; phần sau không được đọc" "too many items; the rest is not read"
        "giữ nhiều nhất 2000 tin trong một tệp" "keep at most 2000 items in a file"
    "notice-endless" Hint
        "thông báo không ghi lúc hết hạn; tự hết sau 24 giờ" "the notice has no expiry; it ends after 24 hours"
        "thêm expires" "add expires"
    "text-too-long" Warning
        "văn bản quá dài; phần cuối bị cắt" "the text is too long; its end is cut"
        "viết tiêu đề dưới 300 và tóm tắt dưới 600 ký tự" "keep titles below 300 and summaries below 600 characters"
    "title-missing" Warning
        "thiếu tên hoặc tiêu đề" "the name or title is missing"
        "ghi tên hoặc tiêu đề" "write one"
    "type-wrong" Warning
        "kiểu dữ liệu sai; giá trị bị bỏ qua" "the value has the wrong type and is left out"
        "xem lược đồ trong thư mục schema" "see the schemas in the folder schema"
    "url-unsafe" Warning
        "địa chỉ không được phép; liên kết bị bỏ" "the address is not allowed; the link is left out"
        "dùng http, https, mailto, tel hoặc đường dẫn tương đối" "use http, https, mailto, tel or a relative path"
    "version-unknown" Warning
        "phiên bản lạ hoặc thiếu" "the version is unknown or missing"
        "news.json: https://jsonfeed.org/version/1.1; các tệp khác: 1.0" "news.json: https://jsonfeed.org/version/1.1; other files: 1.0"
    "word-missing" Warning
        "thiếu từ khóa bắt buộc" "a required word is missing"
        "thông báo cần status, msg_type và severity theo CAP 1.2" "notices need status, msg_type and severity as in CAP 1.2"
    "word-unknown" Hint
        "từ khóa lạ; hiện là «khác» hoặc bỏ qua" "unknown word; shown as other or left out"
        "dùng một từ trong lược đồ" "use one of the schema's words"
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "tests")]
    use super::*;

    #[test]
    fn the_slice_and_the_parsers_name_the_same_rules() {
        let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/src/feed");
        let mut code = String::new();
        for entry in std::fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if !path.to_string_lossy().ends_with("_tests.rs") {
                code.push_str(&std::fs::read_to_string(path).unwrap());
            }
        }
        // What only the hub can see: the files beside the discovery file.
        let of_the_hub = ["file-missing", "integrity-wrong"];
        for rule in RULES.iter().filter(|rule| !of_the_hub.contains(&rule.id)) {
            assert!(
                code.contains(&format!("note(\"{}\"", rule.id)),
                "no parser finds {}",
                rule.id
            );
        }
        for found in code.split("note(\"").skip(1) {
            let id = found.split('"').next().unwrap();
            assert!(rule(id).is_some(), "{id} is not in RULES");
        }
    }

    #[test]
    fn ids_are_sorted_and_every_rule_says_what_to_do() {
        assert!(RULES.is_sorted_by_key(|rule| rule.id));
        for rule in RULES {
            assert!(
                [rule.summary_vi, rule.summary_en, rule.fix_vi, rule.fix_en]
                    .iter()
                    .all(|text| !text.is_empty())
            );
        }
    }
}
