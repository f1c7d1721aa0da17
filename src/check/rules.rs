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

/// What has to be looked at to see whether a rule is kept.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Scope {
    /// One file, and the clock.
    File,
    /// The discovery file and the files that it names.
    Feed,
    /// The answers of a server.
    Server,
}

/// One rule.
#[derive(Debug, Serialize)]
pub struct Rule {
    /// Stable id.
    pub id: &'static str,
    /// How grave breaking it is.
    pub severity: Severity,
    /// Where it can be seen.
    pub scope: Scope,
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
    ($($id:literal $severity:ident $scope:ident $summary_vi:literal $summary_en:literal $fix_vi:literal $fix_en:literal)*) => {
        /// All rules, by id.
        pub static RULES: &[Rule] = &[$(Rule {
            id: $id,
            severity: Severity::$severity,
            scope: Scope::$scope,
            summary_vi: $summary_vi,
            summary_en: $summary_en,
            fix_vi: $fix_vi,
            fix_en: $fix_en,
        }),*];
    };
}

rules! {
    "agency-unlisted" Warning Feed
        "cơ quan không có trong agencies.json; thẻ đặt cho cơ quan ấy không chọn được mục này" "agencies.json has no such agency; what is shown for one agency leaves this out"
        "ghi mã như trong agencies.json, hoặc thêm cơ quan vào đó" "write an id as in agencies.json, or add the agency there"
    "band-unknown" Warning File
        "nhóm không có trong bands; nhóm bị bỏ qua" "the group is not in bands and is left out"
        "khai báo nhóm trong bands, hoặc sửa tên nhóm" "declare the group in bands, or mend its id"
    "bytes-wrong" Hint Feed
        "độ dài tệp khác với bytes trong cchc.json" "the file's length differs from its bytes in cchc.json"
        "chạy cchc build, không sửa tay tệp đã tạo" "run cchc build; do not edit built files by hand"
    "component-unknown" Warning File
        "chỉ số thành phần không có trong components; giá trị bị bỏ qua" "the component is not in components; its value is left out"
        "khai báo trong components, hoặc sửa mã" "declare it in components, or mend its id"
    "content-type-wrong" Hint Server
        "máy chủ không gửi tệp với kiểu JSON" "the server does not send the file as JSON"
        "đặt Content-Type: application/json; charset=utf-8" "set Content-Type: application/json; charset=utf-8"
    "cors-missing" Error Server
        "máy chủ không cho trang khác đọc tệp; trình duyệt sẽ chặn" "the server lets no other page read the file; browsers refuse it"
        "đặt Access-Control-Allow-Origin: *" "set Access-Control-Allow-Origin: *"
    "date-future" Hint File
        "ngày hoặc kỳ ở tương lai; tin có ngày như vậy xếp như không có ngày" "the date or period lies in the future; news so dated rank as undated"
        "kiểm tra năm và múi giờ; ngày diễn ra sự kiện ghi trong nội dung" "look at the year and the zone; the day of an event belongs in the text"
    "date-missing" Warning File
        "thiếu ngày" "the date is missing"
        "ghi ngày theo RFC 3339, ví dụ 2025-11-17T20:59:00+07:00" "write a date as in RFC 3339, such as 2025-11-17T20:59:00+07:00"
    "date-not-rfc3339" Hint File
        "ngày viết kiểu RSS hoặc kiểu khác; trình đọc khác có thể không hiểu" "the date is written as in RSS or another way; other readers may not take it"
        "ghi ngày theo RFC 3339, ví dụ 2025-11-17T20:59:00+07:00" "write it as in RFC 3339, such as 2025-11-17T20:59:00+07:00"
    "date-unreadable" Warning File
        "không đọc được ngày" "the date cannot be read"
        "ghi ngày theo RFC 3339, ví dụ 2025-11-17T20:59:00+07:00" "write it as in RFC 3339, such as 2025-11-17T20:59:00+07:00"
    "date-without-time" Hint File
        "ngày không có giờ; chỉ hiện ngày" "the date has no time; only the day is shown"
        "thêm giờ, hoặc _cchc.date_precision là day" "add the time, or set _cchc.date_precision to day"
    "date-without-zone" Hint File
        "giờ không ghi múi giờ; được hiểu là giờ Việt Nam" "the time names no zone; it is read as Vietnam's"
        "thêm múi giờ, ví dụ +07:00" "add the zone, such as +07:00"
    "days-reversed" Error File
        "hết hiệu lực trước khi bắt đầu; không bao giờ hiện" "it ends before it begins; it is never shown"
        "sửa lúc bắt đầu hoặc lúc kết thúc" "mend its beginning or its end"
    "etag-missing" Hint Server
        "máy chủ không gửi ETag; mỗi lần làm mới đều tải lại cả tệp" "the server sends no ETag; every refresh loads the whole file"
        "bật ETag hoặc Last-Modified" "switch ETag or Last-Modified on"
    "feed-abandoned" Warning File
        "cchc.json đã quá hạn expires; các thẻ báo là tin cũ" "cchc.json is past its expires; the widgets say that the news are old"
        "chạy cchc build và tải lên lại" "run cchc build and upload the feed again"
    "feed-ended" Hint File
        "expired là true: nguồn tin báo không cập nhật nữa" "expired is true: the feed says that nothing will be added"
        "bỏ expired nếu nguồn tin vẫn được cập nhật" "take expired out if the feed goes on"
    "feed-file-nameless" Error File
        "tệp trong feeds thiếu name hoặc url" "a file in feeds lacks its name or url"
        "ghi đủ name và url" "write both name and url"
    "feed-old" Hint File
        "last_updated đã lâu so với ttl; không rõ nguồn tin còn được cập nhật không" "last_updated is long ago for this ttl; nobody can tell whether the feed is kept up"
        "chạy cchc build đều đặn, cả khi không có tin mới" "run cchc build regularly, even when there is no news"
    "feeds-missing" Error File
        "danh sách feeds trống" "the list feeds is empty"
        "chạy cchc build để tạo lại cchc.json" "run cchc build to make cchc.json anew"
    "field-unknown" Hint File
        "trường lạ; không thẻ nào đọc" "the field is unknown; no widget reads it"
        "sửa tên trường (tên gần nhất nêu ở cuối dòng), hoặc đặt tên mở rộng bắt đầu bằng _" "mend its name (the nearest known one ends the line), or begin the name of an extension with _"
    "file-large" Hint File
        "tệp lớn hơn 1 MB; điện thoại tải chậm và tốn tiền" "the file is larger than 1 MB; phones load it slowly and at a cost"
        "bỏ bớt tin cũ, chỉ để tóm tắt thay cho toàn văn" "take old items out, give summaries instead of whole texts"
    "file-missing" Error Feed
        "không có hoặc không lấy được tệp mà cchc.json, indexes.json hoặc procedures.json nêu" "a file that cchc.json, indexes.json or procedures.json names is not there or cannot be had"
        "sửa detail trong tệp ấy; chạy cchc build, rồi tải lên cả thư mục" "mend detail in that file; run cchc build and upload the whole folder"
    "file-not-object" Error File
        "tệp không phải là một đối tượng JSON" "the file is not a JSON object"
        "tệp phải bắt đầu bằng dấu {" "the file must begin with {"
    "file-unlisted" Error Feed
        "indexes.json nêu tệp chi tiết mà cchc.json không liệt kê; các thẻ không tải được" "indexes.json names a file with details that cchc.json does not list; the widgets cannot load it"
        "chạy cchc build; tên trong cchc.json là indexes/ và mã của chỉ số" "run cchc build; its name in cchc.json is indexes/ and the id of the index"
    "file-unnamed" Hint Feed
        "không mục nào trong indexes.json hoặc procedures.json nêu tệp này; không thẻ nào đọc" "no entry of indexes.json or procedures.json names this file; no widget reads it"
        "ghi detail cho mục ấy, hoặc xóa tệp" "write detail for its entry, or remove the file"
    "file-unreadable" Error File
        "tệp không phải JSON hợp lệ" "the file is not valid JSON"
        "kiểm tra dấu phẩy, ngoặc kép gần chỗ được nêu; tệp có thể bị cắt ngang" "look at commas and quotes near the place; the file may be cut short"
    "files-sampled" Hint Server
        "chỉ hỏi một phần các tệp thủ tục (đã xem / tất cả)" "only some of the files of single procedures were asked for (looked at / all)"
        "kiểm tra cả thư mục ở máy đã tạo: cchc check THƯ_MỤC" "check the whole folder where it was built: cchc check FOLDER"
    "https-missing" Warning Server
        "địa chỉ không dùng HTTPS; trang HTTPS không đọc được" "the address is not HTTPS; pages over HTTPS cannot read it"
        "dùng địa chỉ https://" "use an address with https://"
    "id-foreign" Error Feed
        "id không phải của mục nêu tệp này; tệp bị bỏ qua" "the id is not that of the entry which names the file; the file is left out"
        "sửa id, hoặc chạy lại cchc build" "mend the id, or run cchc build again"
    "id-missing" Error File
        "thiếu id; mục bị bỏ qua nếu cũng không có url" "the id is missing; without a url the item is skipped"
        "đặt id cố định, không đổi về sau" "give it an id that never changes"
    "id-not-text" Hint File
        "id là số, được đọc như chữ" "the id is a number and is read as text"
        "đặt id trong ngoặc kép" "put the id in quotes"
    "id-repeated" Error File
        "id trùng với một mục phía trước; mục này bị bỏ qua" "the id repeats an earlier one; this one is skipped"
        "mỗi mục một id riêng" "give every item its own id"
    "integrity-missing" Warning File
        "tệp không có mã băm integrity" "the file has no integrity hash"
        "chạy cchc build để ghi integrity" "run cchc build, which writes it"
    "integrity-unknown" Warning Feed
        "integrity không có mã băm mà trình duyệt biết; tệp không được kiểm tra" "integrity has no hash that browsers know; the file is not checked"
        "chạy cchc build; mã băm là sha256-, sha384- hoặc sha512-" "run cchc build; hashes are sha256-, sha384- or sha512-"
    "integrity-wrong" Error Feed
        "tệp đã đổi so với mã băm trong cchc.json; trình duyệt sẽ không nhận" "the file differs from its hash in cchc.json; browsers refuse it"
        "chạy cchc build, không sửa tay tệp đã tạo" "run cchc build; do not edit built files by hand"
    "item-empty" Error File
        "mục không có tiêu đề lẫn nội dung" "the item has neither title nor content"
        "thêm title hoặc content_text" "add title or content_text"
    "items-missing" Error File
        "thiếu danh sách items, notices, agencies hoặc indexes" "the list items, notices, agencies or indexes is missing"
        "tệp tin theo JSON Feed 1.1 có items; các tệp khác có danh sách mang tên tệp" "news follow JSON Feed 1.1 and have items; other files have a list of their own name"
    "items-too-many" Warning File
        "quá nhiều mục; phần sau không được đọc" "too many items; the rest is not read"
        "giữ nhiều nhất 2000 tin hoặc thông báo, 100 chỉ số và 100 kỳ mỗi chỉ số; 200 thành phần, 60 bảng xếp hạng, 10000 dòng mỗi bảng; 50000 thủ tục, 500 mục mỗi danh sách của một thủ tục" "keep at most 2000 news or notices, 100 indexes with 100 periods each; 200 components, 60 rankings, 10000 rows in each; 50000 procedures, 500 entries in each list of one"
    "notice-endless" Hint File
        "thông báo không ghi lúc hết hạn; tự hết sau 24 giờ" "the notice has no expiry; it ends after 24 hours"
        "thêm expires" "add expires"
    "notice-hidden" Error File
        "từ khóa lạ ở status hoặc msg_type; thông báo không hiện" "an unknown word in status or msg_type; the notice is not shown"
        "status: Actual, Exercise, Test; msg_type: Alert, Update, Cancel" "status: Actual, Exercise, Test; msg_type: Alert, Update, Cancel"
    "period-missing" Error File
        "thiếu kỳ (năm); mục bị bỏ qua" "the period (year) is missing; the entry is skipped"
        "ghi period, ví dụ 2024" "write period, such as 2024"
    "period-unreadable" Error File
        "kỳ không bắt đầu bằng năm, nên không rõ trước hay sau kỳ nào; mục bị bỏ qua" "the period does not begin with its year, so nobody can tell what it comes after; the entry is skipped"
        "ghi 2024, 2024-Q3 hoặc 2024-09" "write 2024, 2024-Q3 or 2024-09"
    "rank-of-missing" Warning File
        "có hạng mà không rõ trên tổng số bao nhiêu; không so sánh được giữa các năm" "a rank without the number that was ranked; years cannot be compared"
        "thêm rank_of, ví dụ 63" "add rank_of, such as 63"
    "rank-outside" Warning File
        "hạng lớn hơn tổng số được xếp; hạng bị bỏ qua" "the rank is larger than the number that was ranked and is left out"
        "sửa rank hoặc rank_of" "mend rank or rank_of"
    "signature-missing" Error Feed
        "cchc.json không có chữ ký (cchc.json.minisig)" "cchc.json has no signature (cchc.json.minisig)"
        "chạy cchc build với --key, rồi tải lên cả thư mục" "run cchc build with --key and upload the whole folder"
    "signature-wrong" Error Feed
        "chữ ký không phải của khóa này, hoặc cchc.json đã bị sửa" "the signature is not that of this key, or cchc.json was changed"
        "không dùng nguồn tin này; hỏi nơi công bố" "do not use the feed; ask its publisher"
    "source-missing" Warning File
        "số liệu không có nguồn" "figures without a source"
        "thêm source với title và url" "add source with title and url"
    "status-unclear" Warning File
        "status là unknown nhưng có số liệu; hiện là số tạm thời" "status says unknown beside figures; they are shown as provisional"
        "sửa status, hoặc bỏ số liệu" "mend status, or take the figures out"
    "text-not-nfc" Hint File
        "chữ có dấu viết tách rời (Unicode NFD); thẻ tự ghép lại, trình đọc khác có thể không" "letters and marks are written apart (Unicode NFD); the widgets join them, other readers may not"
        "lưu văn bản ở dạng Unicode NFC (dựng sẵn)" "save the text in Unicode NFC"
    "text-not-utf8" Error File
        "tệp không phải UTF-8; chữ hỏng hiện thành �" "the file is not UTF-8; broken letters show as �"
        "lưu tệp ở mã UTF-8, không dùng TCVN3, VNI hay windows-1258" "save the file as UTF-8, not as TCVN3, VNI or windows-1258"
    "text-too-long" Warning File
        "văn bản quá dài; phần cuối bị cắt" "the text is too long; its end is cut"
        "viết tiêu đề dưới 300 và tóm tắt dưới 600 ký tự" "keep titles below 300 and summaries below 600 characters"
    "title-missing" Warning File
        "thiếu tên hoặc tiêu đề" "the name or title is missing"
        "ghi tên hoặc tiêu đề" "write one"
    "type-wrong" Warning File
        "kiểu dữ liệu sai; giá trị bị bỏ qua" "the value has the wrong type and is left out"
        "xem lược đồ trong thư mục schema" "see the schemas in the folder schema"
    "url-unsafe" Warning File
        "địa chỉ không được phép; liên kết bị bỏ" "the address is not allowed; the link is left out"
        "dùng http, https, mailto, tel hoặc đường dẫn tương đối" "use http, https, mailto, tel or a relative path"
    "value-missing" Warning File
        "mục tiêu không có giá trị lẫn hạng; mục tiêu bị bỏ qua" "the target has neither value nor rank and is left out"
        "ghi value hoặc rank" "write value or rank"
    "value-off-scale" Warning File
        "giá trị nằm ngoài thang điểm; giá trị bị bỏ qua" "the value is off the scale and is left out"
        "sửa giá trị, hoặc hai đầu của thang điểm (min, max)" "mend the value, or the ends of its scale (min, max)"
    "value-rounded" Warning File
        "giá trị có nhiều chữ số thập phân hơn decimals; hiện giá trị đã làm tròn" "the value has more decimals than decimals says; it is shown rounded"
        "tăng decimals của chỉ số, hoặc làm tròn giá trị" "raise decimals of the index, or round the value"
    "value-unreadable" Warning File
        "không phải số dùng được; giá trị bị bỏ qua" "no usable number; the value is left out"
        "ghi số JSON với dấu chấm thập phân, ví dụ 92.57; hạng từ 1" "write a JSON number with a decimal point, such as 92.57; ranks from 1"
    "version-unknown" Warning File
        "phiên bản lạ hoặc thiếu" "the version is unknown or missing"
        "news.json: https://jsonfeed.org/version/1.1; các tệp khác: 1.0" "news.json: https://jsonfeed.org/version/1.1; other files: 1.0"
    "word-missing" Warning File
        "thiếu từ khóa bắt buộc" "a required word is missing"
        "thông báo cần status, msg_type và severity theo CAP 1.2" "notices need status, msg_type and severity as in CAP 1.2"
    "word-unknown" Hint File
        "từ khóa lạ; hiện là «khác» hoặc bỏ qua" "unknown word; shown as other or left out"
        "dùng một từ trong lược đồ" "use one of the schema's words"
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::disallowed_methods, reason = "tests")]
    use super::*;

    /// That every rule can be found is held by the golden feeds and by the hub's tests.
    #[test]
    fn every_finding_has_a_rule() {
        let src = concat!(env!("CARGO_MANIFEST_DIR"), "/src");
        let mut count = 0;
        for folder in ["/feed", "/check"] {
            for entry in std::fs::read_dir(format!("{src}{folder}")).unwrap() {
                let path = entry.unwrap().path();
                if path.extension().is_none_or(|kind| kind != "rs") {
                    continue;
                }
                let code = std::fs::read_to_string(path).unwrap();
                for found in code.split(concat!("no", "te(")).skip(1) {
                    let Some(found) = found.trim_start().strip_prefix('"') else {
                        continue;
                    };
                    let id = found.split('"').next().unwrap();
                    assert!(rule(id).is_some(), "{id} is not in RULES");
                    count += 1;
                }
            }
        }
        assert!(count > 40, "{count} findings seen");
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
