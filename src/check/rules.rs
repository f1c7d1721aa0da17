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
    "choice-repeated" Error File
        "mã trùng trong cùng một danh sách của biểu mẫu; không phân biệt được người gửi chọn gì" "a code stands twice in one list of the form; nobody could tell what a citizen chose"
        "mỗi dòng một mã riêng" "give every entry its own code"
    "component-unknown" Warning File
        "chỉ số thành phần không có trong components; giá trị bị bỏ qua" "the component is not in components; its value is left out"
        "khai báo trong components, hoặc sửa mã" "declare it in components, or mend its id"
    "consent-absent" Error File
        "biểu mẫu hỏi cách liên hệ nhưng không có phần đồng ý (Luật 91/2025/QH15)" "the form asks for contact data and has no consent (Law 91/2025/QH15)"
        "thêm consent, hoặc bỏ contact" "add consent, or leave contact out"
    "consent-incomplete" Error File
        "phần đồng ý thiếu bên kiểm soát dữ liệu hoặc mục đích; đồng ý như vậy không có giá trị (Luật 91/2025/QH15)" "the consent names no controller or no purpose; such a consent is void (Law 91/2025/QH15)"
        "ghi controller và ít nhất một purposes" "write controller and one of purposes at least"
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
    "form-asks-nothing" Error File
        "biểu mẫu không có loại ý kiến nào và không có câu đánh giá; biểu mẫu bị bỏ qua" "the form has no kind of item and no rating; it is left out"
        "thêm kinds hoặc rating" "add kinds or rating"
    "form-version-missing" Error File
        "thiếu phiên bản; không biết người gửi đã thấy bản nào" "the version is missing; nobody can know which text a citizen saw"
        "ghi version, tăng lên mỗi lần sửa" "write version, and raise it with every change"
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
    "index-unlisted" Warning Feed
        "chỉ số không có trong indexes.json; cảnh ấy không có gì để hiện" "indexes.json has no such index; the scene has nothing to show"
        "ghi mã như trong indexes.json, hoặc để trống cho mọi chỉ số" "write an id as in indexes.json, or leave it out for all of them"
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
        "thêm title, hoặc content_text (tin), text (cảnh của màn hình)" "add title, or content_text to news and text to a scene"
    "items-missing" Error File
        "thiếu danh sách items, notices, agencies, indexes, answers, forms, screens hoặc programmes" "the list items, notices, agencies, indexes, answers, forms, screens or programmes is missing"
        "tệp tin theo JSON Feed 1.1 có items, tệp feedback có forms, tệp screens có thêm programmes; các tệp khác có danh sách mang tên tệp" "news follow JSON Feed 1.1 and have items, feedback has forms, screens have programmes too; other files have a list of their own name"
    "items-too-many" Warning File
        "quá nhiều mục; phần sau không được đọc" "too many items; the rest is not read"
        "giữ nhiều nhất 2000 tin hoặc thông báo, 5000 câu trả lời, 100 chỉ số và 100 kỳ mỗi chỉ số; 200 thành phần, 60 bảng xếp hạng, 10000 dòng mỗi bảng; 50000 thủ tục, 500 mục mỗi danh sách của một thủ tục; 50 biểu mẫu, 200 mục mỗi danh sách của một biểu mẫu; 5000 màn hình, 200 chương trình, 100 cảnh mỗi chương trình" "keep at most 2000 news or notices, 5000 answers, 100 indexes with 100 periods each; 200 components, 60 rankings, 10000 rows in each; 50000 procedures, 500 entries in each list of one; 50 forms, 200 entries in each list of one; 5000 screens, 200 programmes of 100 scenes each"
    "kind-unlisted" Warning File
        "chủ đề hoặc câu hỏi dành cho một loại ý kiến mà biểu mẫu không có" "a topic or question is for a kind of message that the form does not have"
        "thêm loại ý kiến vào kinds, hoặc bỏ nó ở đây" "add the kind to kinds, or take it out here"
    "letters-too-small" Warning File
        "màn hình quá nhỏ so với khoảng cách xem; chữ lớn nhất vẫn khó đọc" "the panel is too small for the distance; even its largest letters are hard to read"
        "dùng màn hình lớn hơn, treo gần người xem hơn, hoặc ghi lại hai số đo" "take a larger panel, hang it nearer, or mend the two measures"
    "limit-too-high" Warning File
        "giới hạn cao hơn mức máy chủ nhận; mức cao nhất được dùng" "the limit is above what a hub takes; the highest one counts"
        "giảm giới hạn" "lower the limit"
    "limits-crossed" Error File
        "số ký tự ít nhất lớn hơn số ký tự nhiều nhất; không ai gửi được" "the least number of characters is above the most; nothing could be sent"
        "giảm body_min_chars hoặc tăng body_chars" "lower body_min_chars or raise body_chars"
    "notice-endless" Hint File
        "thông báo không ghi lúc hết hạn; tự hết sau 24 giờ" "the notice has no expiry; it ends after 24 hours"
        "thêm expires" "add expires"
    "notice-hidden" Error File
        "từ khóa lạ ở status hoặc msg_type; thông báo không hiện" "an unknown word in status or msg_type; the notice is not shown"
        "status: Actual, Exercise, Test; msg_type: Alert, Update, Cancel" "status: Actual, Exercise, Test; msg_type: Alert, Update, Cancel"
    "number-outside" Warning File
        "số nằm ngoài khoảng cho phép; bị bỏ qua" "the number is outside of what is allowed and is left out"
        "trọng số 1–10; số giây 8–120; số mục 1–50; đường chéo 5–300 inch; khoảng cách 0,3–50 m" "weight 1–10; seconds 8–120; items 1–50; diagonal 5–300 inches; distance 0.3–50 m"
    "options-missing" Error File
        "câu hỏi chọn lựa không có options; câu hỏi bị bỏ qua" "a question of choice has no options; it is left out"
        "thêm options, hoặc đổi type thành text" "add options, or make its type text"
    "panel-unmeasured" Hint File
        "chưa ghi đường chéo hoặc khoảng cách xem; cỡ chữ theo chiều cao màn hình" "the diagonal or the distance is not said; letters follow the height of the panel"
        "ghi diagonal_inch và distance_m" "write diagonal_inch and distance_m"
    "period-missing" Error File
        "thiếu kỳ (năm); mục bị bỏ qua" "the period (year) is missing; the entry is skipped"
        "ghi period, ví dụ 2024" "write period, such as 2024"
    "period-unreadable" Error File
        "kỳ không bắt đầu bằng năm, nên không rõ trước hay sau kỳ nào; mục bị bỏ qua" "the period does not begin with its year, so nobody can tell what it comes after; the entry is skipped"
        "ghi 2024, 2024-Q3 hoặc 2024-09" "write 2024, 2024-Q3 or 2024-09"
    "personal-data" Warning File
        "có vẻ còn số điện thoại, thư điện tử, số giấy tờ hoặc biển số xe của người dân" "a telephone, an e-mail address, a card's number or a vehicle's plate seems to be left"
        "che các thông tin đó trước khi đăng; số của cơ quan thì để ở agencies.json" "black it out before publishing; an agency's own number belongs into agencies.json"
    "procedure-unlisted" Warning Feed
        "thủ tục không có trong procedures.json; cảnh bỏ qua thủ tục ấy" "procedures.json has no such procedure; the scene leaves it out"
        "ghi mã như trong procedures.json, ví dụ 1.001193" "write a code as in procedures.json, such as 1.001193"
    "programme-empty" Warning File
        "chương trình không có cảnh nào; màn hình chỉ hiện đồng hồ" "the programme has no scene; its screens show a clock alone"
        "thêm cảnh vào scenes" "add scenes"
    "programme-unknown" Warning File
        "không có chương trình mang mã này; màn hình cần nó chạy chương trình đầu tiên" "there is no programme of this id; a screen that wants it shows the first one"
        "ghi mã như trong programmes (trang Chương trình)" "write an id as in programmes, the sheet of programmes"
    "quiet-overlap" Warning File
        "hai khoảng giờ tắt chồng lên nhau; chỗ chồng thì tắt hẳn nếu một khoảng là tắt hẳn" "two quiet windows overlap; where they do, dark goes before dim"
        "sửa ngày hoặc giờ để mỗi lúc chỉ có một khoảng" "mend days or hours so that one window holds at a time"
    "rank-of-missing" Warning File
        "có hạng mà không rõ trên tổng số bao nhiêu; không so sánh được giữa các năm" "a rank without the number that was ranked; years cannot be compared"
        "thêm rank_of, ví dụ 63" "add rank_of, such as 63"
    "rank-outside" Warning File
        "hạng lớn hơn tổng số được xếp; hạng bị bỏ qua" "the rank is larger than the number that was ranked and is left out"
        "sửa rank hoặc rank_of" "mend rank or rank_of"
    "screen-always-dark" Warning File
        "giờ tắt phủ cả tuần; màn hình không bao giờ sáng" "the quiet windows cover the whole week; the screen is never lit"
        "sửa giờ tắt" "mend the quiet hours"
    "signature-missing" Error Feed
        "cchc.json không có chữ ký (cchc.json.minisig)" "cchc.json has no signature (cchc.json.minisig)"
        "chạy cchc build với --key, rồi tải lên cả thư mục" "run cchc build with --key and upload the whole folder"
    "signature-wrong" Error Feed
        "chữ ký không phải của khóa này, hoặc cchc.json đã bị sửa" "the signature is not that of this key, or cchc.json was changed"
        "không dùng nguồn tin này; hỏi nơi công bố" "do not use the feed; ask its publisher"
    "source-missing" Warning File
        "số liệu không có nguồn" "figures without a source"
        "thêm source với title và url" "add source with title and url"
    "static-missing" Warning Feed
        "màn hình không có trang tĩnh đầy đủ trong thư mục static; màn hình cũ mở địa chỉ ấy không thấy gì" "a screen has no whole page in the folder static; old panels find nothing there"
        "chạy cchc build --static, rồi tải lên cả thư mục" "run cchc build --static and upload the whole folder"
    "static-mixed" Warning Feed
        "trang tĩnh và tệp báo bản mới không cùng một lần tạo; màn hình không nhận bản mới" "a static page and the file that tells of it are of two builds; panels do not take the new one"
        "tải lên lại cả thư mục của một lần cchc build --static" "upload the whole folder of one cchc build --static"
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
    "time-unreadable" Warning File
        "không đọc được ngày trong tuần hoặc giờ; khoảng giờ bị bỏ qua" "the days or the hour cannot be read; the window is left out"
        "ngày từ 1 (thứ Hai) đến 7, ví dụ 1-5; giờ ví dụ 07:30, hết ngày là 24:00" "days from 1, Monday, to 7, such as 1-5; hours such as 07:30, the end of a day is 24:00"
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
    "window-empty" Warning File
        "giờ đầu và giờ cuối trùng nhau; khoảng giờ bị bỏ qua" "the window ends when it begins and is left out"
        "cả ngày thì ghi 00:00 và 24:00" "write 00:00 and 24:00 for a whole day"
    "word-missing" Warning File
        "thiếu từ khóa bắt buộc" "a required word is missing"
        "thông báo cần status, msg_type và severity theo CAP 1.2; câu hỏi cần type, thời hạn cần unit; màn hình cần programme, cảnh cần kind, giờ tắt cần from, to và how" "notices need status, msg_type and severity as in CAP 1.2, questions a type, times a unit; screens a programme, scenes a kind, quiet hours from, to and how"
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
