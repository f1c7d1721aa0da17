//! The rules of the sources in words, beside those of the feed itself (`cchc::check::RULES`).

use cchc::check::{Rule, Scope, Severity};

macro_rules! rules {
    ($($id:literal $severity:ident $summary_vi:literal $summary_en:literal $fix_vi:literal $fix_en:literal)*) => {
        /// All rules of the sources, by id.
        pub(super) static RULES: &[Rule] = &[$(Rule {
            id: $id,
            severity: Severity::$severity,
            scope: Scope::File,
            summary_vi: $summary_vi,
            summary_en: $summary_en,
            fix_vi: $fix_vi,
            fix_en: $fix_en,
        }),*];
    };
}

/// The rule with this id, of the sources or of the feed.
pub(super) fn rule(id: &str) -> Option<&'static Rule> {
    RULES
        .iter()
        .find(|rule| rule.id == id)
        .or_else(|| cchc::check::rule(id))
}

/// Ids of the rules of the sources.
#[cfg(test)]
pub(super) fn ids() -> impl Iterator<Item = &'static str> {
    RULES.iter().map(|rule| rule.id)
}

rules! {
    "agency-ambiguous" Error
        "nhiều cơ quan cùng tên này" "several agencies have this name"
        "ghi mã thay cho tên" "write the id instead of the name"
    "agency-unknown" Error
        "không có cơ quan này trong bảng cơ quan" "the table of agencies has no such agency"
        "ghi mã hoặc tên như trong bảng cơ quan, hoặc thêm cơ quan vào bảng" "write an id or name as in the table of agencies, or add the agency there"
    "catalogue-too-large" Error
        "thủ tục có quá nhiều từ khác nhau cho một bảng tra cứu" "the procedures have more different words than one catalogue can hold"
        "bỏ các cột chép nhầm, hoặc chia thành nhiều nguồn dữ liệu" "take out columns that were copied by mistake, or make several feeds"
    "cell-empty" Error
        "ô bắt buộc để trống" "a cell that must be filled is empty"
        "điền ô, hoặc xóa cả dòng" "fill it, or delete the whole row"
    "cell-error" Error
        "công thức trong ô bị lỗi hoặc chưa được tính" "the formula in the cell has failed or was never worked out"
        "sửa công thức, mở bằng Excel rồi lưu lại; chưa có số liệu thì để trống ô" "mend the formula, open the file in Excel and save it; empty the cell if the figure is not known"
    "cells-joined" Error
        "các ô bị trộn ngang (Merge Cells), không biết giá trị thuộc cột nào" "cells are merged across columns; nobody can tell to which column the value belongs"
        "chọn các ô, bấm Merge & Center để bỏ trộn; xóa dòng tiêu đề phụ" "select the cells and press Merge & Center to part them; delete rows that are only titles"
    "code-repeated" Warning
        "hai bản ghi của Cổng Dịch vụ công có cùng mã và tên; được gộp làm một" "two records of the national portal have the same code and name; they are put together"
        "xem lại bản ghi ở cổng; đúng là một thủ tục thì bỏ qua" "look at the records on the portal; if they are one procedure go on"
    "code-twice" Warning
        "hai thủ tục của Cổng Dịch vụ công có cùng mã; thủ tục sau mang mã sau mũi tên" "two procedures of the national portal have the same code; the second gets the one behind the arrow"
        "đề nghị nơi công bố sửa mã ở cổng" "ask who has published them to mend the code on the portal"
    "component-unnamed" Error
        "không có thành phần này ở trang Thành phần" "the sheet of components has no such component"
        "ghi mã hoặc tên như ở trang Thành phần" "write an id or name as in the sheet of components"
    "consent-unknown" Error
        "mục đích không thuộc biểu mẫu nào có phần đồng ý" "the purpose belongs to no form that has a consent"
        "thêm dòng ở trang Đồng ý cho biểu mẫu ấy" "add a row for the form to the sheet of consent"
    "consent-unraised" Error
        "nội dung đồng ý đã đổi mà phiên bản của nó không đổi; không còn biết ai đã đồng ý điều gì" "the consent has changed and its version has not; nobody could tell who agreed to what"
        "đổi Phiên bản ở trang Đồng ý" "change the version in the sheet of consent"
    "day-unreadable" Error
        "không đọc được ngày" "the date cannot be read"
        "ghi ngày/tháng/năm đủ bốn số, ví dụ 07/02/2025 hoặc 16:30 07/02/2025" "write day/month/year with four digits, such as 07/02/2025 or 16:30 07/02/2025"
    "days-unclear" Error
        "không rõ những ngày nào trong tuần; số trần đọc được theo hai cách" "it is not clear which days are meant; a bare number can be read in two ways"
        "ghi T2-T6, T7, CN hoặc Hằng ngày" "write Mon-Fri, Sat, Sun or Daily"
    "encoding-unsure" Error
        "không nhận ra bảng mã của tệp" "the encoding of the file cannot be told"
        "trong Excel chọn File, Save As, kiểu «CSV UTF-8 (Comma delimited)», hoặc «Excel Workbook (*.xlsx)»" "in Excel choose File, Save As, type \"CSV UTF-8 (Comma delimited)\" or \"Excel Workbook (*.xlsx)\""
    "feed-unreadable" Error
        "không phải nguồn tin RSS, Atom hay JSON Feed đọc được" "no RSS, Atom or JSON Feed that can be read"
        "mở địa chỉ trong trình duyệt để kiểm tra" "open the address in a browser and look"
    "file-absent" Error
        "không có tệp này trong thư mục nguồn" "the folder of sources has no such file"
        "chép tệp vào thư mục, hoặc sửa tên trong feed.toml" "copy the file there, or mend its name in feed.toml"
    "file-broken" Error
        "tệp hỏng, không đọc được" "the file is broken and cannot be read"
        "mở tệp bằng Excel, lưu lại, rồi thử lần nữa" "open the file in Excel, save it and try again"
    "file-encrypted" Error
        "tệp đặt mật khẩu" "the file has a password"
        "trong Excel chọn File, Info, Protect Workbook và bỏ mật khẩu" "in Excel choose File, Info, Protect Workbook and take the password away"
    "file-foreign" Error
        "loại tệp này không đọc được" "files of this sort cannot be read"
        "trong Excel chọn File, Save As, kiểu «Excel Workbook (*.xlsx)» hoặc «CSV UTF-8»; trong LibreOffice: .xlsx hoặc .ods" "in Excel choose File, Save As, type \"Excel Workbook (*.xlsx)\" or \"CSV UTF-8\"; in LibreOffice .xlsx or .ods"
    "file-locked" Error
        "không mở được tệp" "the file cannot be opened"
        "đóng tệp ở chương trình khác; kiểm tra quyền đọc" "close it in other programs; look at who may read it"
    "file-too-large" Error
        "tệp quá lớn" "the file is too large"
        "xóa các dòng, cột thừa; tách thành nhiều tệp" "delete rows and columns that hold nothing; split it into several files"
    "file-twice" Error
        "hai nguồn cùng tạo một tệp của nguồn tin" "two sources make the same file of the feed"
        "trong feed.toml giữ một mục [[files]] cho mỗi tên; chỉ số chỉ có một nguồn: gộp các bảng lại" "keep one [[files]] for each name in feed.toml; indexes have one source: put the tables together"
    "flag-unreadable" Error
        "không rõ có hay không" "neither yes nor no"
        "ghi «có» hoặc «không»" "write yes or no"
    "folder-empty" Error
        "thư mục không có tệp nào đọc được" "the folder has no file that is read"
        "chép tệp .csv (chỉ số, thủ tục, biểu mẫu, màn hình) hoặc .md (tin) vào thư mục; kiểm tra ổ đĩa mạng còn nối" "put files there, .csv for indexes, procedures, forms and screens or .md for news; look whether the network drive is connected"
    "form-unknown" Error
        "không có biểu mẫu mang mã này ở trang Biểu mẫu" "the sheet of forms has no form of this id"
        "ghi mã như ở trang Biểu mẫu, hoặc để trống cho mọi biểu mẫu" "write an id as in the sheet of forms, or leave it empty for all of them"
    "form-unraised" Error
        "biểu mẫu khác bản đang dùng mà phiên bản không tăng; ý kiến còn chờ trong máy người gửi theo bản cũ" "the form differs from that in use and its version is not higher; items still wait on phones for the old one"
        "tăng Phiên bản ở trang Biểu mẫu" "raise the version in the sheet of forms"
    "head-missing" Error
        "tệp Markdown thiếu phần đầu" "the Markdown file has no head"
        "bắt đầu tệp bằng dòng ---, rồi «Tiêu đề: …», «Ngày đăng: 17/11/2025», rồi dòng ---" "begin with a line ---, then \"Title: …\", \"Published: 17/11/2025\", then a line ---"
    "heading-empty" Warning
        "cột có giá trị mà không có tiêu đề; cột không được đọc" "the column has values but no heading and is not read"
        "ghi tiêu đề; cột ghi chú nội bộ thì bắt đầu tiêu đề bằng dấu _" "write a heading; begin those of your own notes with _"
    "heading-missing" Error
        "thiếu cột bắt buộc" "a column that must be there is missing"
        "thêm cột với đúng tiêu đề này" "add a column with this heading"
    "heading-misspelt" Error
        "tiêu đề cột có lẽ gõ sai; cột không được đọc" "the heading seems to be misspelt; the column is not read"
        "sửa tiêu đề; cột ghi chú nội bộ thì bắt đầu tiêu đề bằng dấu _" "mend the heading; begin those of your own notes with _"
    "heading-repeated" Error
        "hai cột cùng một tiêu đề" "two columns have the same heading"
        "bỏ một cột, hoặc đổi tiêu đề" "take one away, or change its heading"
    "heading-unknown" Warning
        "tiêu đề cột lạ; cột không được đọc" "the heading is unknown; the column is not read"
        "xem trang Hướng dẫn của mẫu; cột ghi chú nội bộ thì bắt đầu tiêu đề bằng dấu _" "see the guide sheet of the template; begin headings of your own notes with _"
    "headings-missing" Error
        "không tìm thấy dòng tiêu đề" "the row of headings cannot be found"
        "dòng tiêu đề phải có các cột được nêu; mẫu: cchc build --init THƯ_MỤC" "the row must name the columns that are listed; for a template: cchc build --init FOLDER"
    "hour-unreadable" Error
        "không đọc được giờ" "the hour cannot be read"
        "ghi giờ và phút, ví dụ 22:00 hoặc 5:30; hết ngày là 24:00" "write hours and minutes, such as 22:00 or 5:30; the end of a day is 24:00"
    "id-changed" Error
        "mã của tin đã đổi so với nguồn tin đang dùng; người đọc sẽ thấy tin cũ thành tin mới" "the id of the piece is not that of the feed in use; readers would see old news as new"
        "giữ mã cũ (đứng trước mũi tên)" "keep the old id, before the arrow"
    "id-or-link-missing" Error
        "tin không có mã lẫn liên kết" "the piece has neither id nor link"
        "điền Liên kết, hoặc đặt một Mã không đổi về sau" "fill in the link, or give it an id that never changes"
    "id-unusable" Error
        "mã chỉ được có chữ không dấu, chữ số và dấu nối, không có dấu cách" "an id may only have letters without marks, digits and hyphens, and no spaces"
        "ví dụ: so-noi-vu" "such as so-noi-vu"
    "index-ambiguous" Error
        "nhiều chỉ số cùng tên này ở trang Chỉ số" "several indexes of the sheet of indexes have this name"
        "ghi mã thay cho tên" "write the id instead of the name"
    "index-unknown" Error
        "không có chỉ số này ở trang Chỉ số" "the sheet of indexes has no such index"
        "ghi mã hoặc tên ngắn như ở trang Chỉ số" "write an id or short name as in the sheet of indexes"
    "items-gone" Warning
        "nguồn tin đang dùng có mục, nguồn này nay không còn mục nào" "the feed in use has items, the source has none any more"
        "kiểm tra bảng có bị xóa nhầm không; đúng ý thì bỏ qua" "look whether the table was emptied by mistake; if not, go on"
    "link-bare" Error
        "địa chỉ thiếu https://" "the address lacks https://"
        "chép cả địa chỉ từ trình duyệt, ví dụ https://hanoi.gov.vn/tin" "copy the whole address from the browser, such as https://hanoi.gov.vn/tin"
    "link-unusable" Error
        "địa chỉ không dùng được" "the address cannot be used"
        "chép cả địa chỉ từ trình duyệt, bắt đầu bằng https://" "copy the whole address from the browser; it begins with https://"
    "main-row-missing" Error
        "dòng tính lại hoặc nguồn khác không có dòng chính của năm đó" "a restated row or one of another source has no main row of that year"
        "thêm dòng chính cho năm đó, để trống giá trị nếu chưa rõ" "add a main row for the year, without figures if they are not known"
    "news-cut" Hint
        "nhiều tin hơn một tệp có thể chứa; chỉ giữ các tin mới nhất" "more news than a file can hold; only the newest are kept"
        "đặt max_items trong feed.toml, hoặc bỏ bớt tin cũ" "set max_items in feed.toml, or take old news out"
    "number-is-date" Error
        "Excel đã đổi số thành ngày" "Excel has turned the number into a date"
        "định dạng cột là Text hoặc Number rồi gõ lại, ví dụ 3/63" "format the column as Text or Number and type it again, such as 3/63"
    "number-not-whole" Error
        "cần số nguyên, không âm" "a whole number is needed, from 0"
        "ghi số nguyên, ví dụ 3" "write a whole number, such as 3"
    "number-percent" Error
        "có dấu % nhưng chỉ số không tính theo phần trăm" "there is a % but the index is not in percent"
        "bỏ dấu %, hoặc sửa đơn vị của chỉ số" "take the % away, or mend the unit of the index"
    "number-two-ways" Error
        "đọc được theo hai cách: dấu chấm là phần nghìn hay phần thập phân" "it can be read in two ways: the point may part thousands or decimals"
        "dùng dấu phẩy cho phần thập phân, ví dụ 1,234; phần nghìn viết liền, ví dụ 1234" "write decimals with a comma, such as 1,234, and thousands without a sign, such as 1234"
    "number-unreadable" Error
        "không phải số" "not a number"
        "chỉ ghi số, ví dụ 92,57; chưa có số liệu thì để trống" "write only the number, such as 92,57; leave the cell empty if it is not known"
    "old-feed-broken" Warning
        "tệp này của nguồn tin đang dùng hỏng; số thứ tự bắt đầu lại từ 1, mã tin bị đổi không nhận ra được" "this file of the feed in use is broken; its sequence begins again at 1 and changed ids cannot be seen"
        "chép lại bản lưu của nguồn tin rồi chạy lại, hoặc bỏ qua nếu không có" "put a copy of the feed back and build again, or go on if there is none"
    "plan-unreadable" Error
        "feed.toml có chỗ không hiểu được" "feed.toml has something that cannot be understood"
        "xem chỗ được nêu; mẫu: cchc build --init THƯ_MỤC" "look at the place; for a template: cchc build --init FOLDER"
    "procedure-unknown" Error
        "không có thủ tục mang mã này" "there is no procedure of this code"
        "ghi mã như ở trang Thủ tục, hoặc thêm thủ tục vào đó" "write a code as in the sheet of procedures, or add the procedure there"
    "question-unknown" Error
        "không có câu hỏi mang mã này ở trang Câu hỏi" "the sheet of questions has no question of this id"
        "ghi mã như ở trang Câu hỏi" "write an id as in the sheet of questions"
    "quote-open" Error
        "dấu ngoặc kép không đóng hoặc đóng sai chỗ; các ô và dòng sau bị nuốt vào ô này" "a double quote is not closed, or in the wrong place; cells and rows behind it are swallowed"
        "mở bằng Excel, sửa ô rồi lưu lại; trong tệp, dấu ngoặc kép của chữ viết hai lần" "mend the cell in Excel and save again; in the file a quote that is text is written twice"
    "rank-of-two-ways" Error
        "tổng số ghi hai cách khác nhau" "the number that was ranked is written in two ways"
        "giữ một cách" "keep one"
    "ranking-ambiguous" Error
        "năm đó có nhiều bảng xếp hạng; không rõ đơn vị thuộc bảng nào" "that year has several rankings; nobody can tell to which the unit belongs"
        "ghi Nhóm đơn vị như ở trang Bảng xếp hạng" "write the units as in the sheet of rankings"
    "ranking-missing" Error
        "không có bảng xếp hạng của năm này ở trang Bảng xếp hạng" "the sheet of rankings has none for this year"
        "thêm một dòng ở trang Bảng xếp hạng" "add a row to the sheet of rankings"
    "record-nameless" Warning
        "bản ghi không có mã hoặc không có tên; bị bỏ qua" "the record has no code or no name and is left out"
        "lấy lại bản ghi từ cổng, hoặc bỏ dòng này" "get the record from the portal again, or delete the line"
    "record-unreadable" Error
        "không đọc được bản ghi; tệp có thể bị cắt" "the record cannot be read; the file may have been cut"
        "tải lại tệp; mỗi dòng là một bản ghi JSON" "get the file again; each line is one record of JSON"
    "records-left-out" Hint
        "bản ghi không dành cho người dân (nội bộ, hết hiệu lực); bị bỏ qua" "records that are not for citizens (internal, no longer in force) are left out"
        "không cần làm gì" "there is nothing to do"
    "row-repeated" Error
        "hai dòng nói về cùng một số liệu" "two rows tell of the same figure"
        "xóa một dòng" "delete one"
    "row-too-long" Error
        "dòng có nhiều ô hơn tiêu đề; chữ hoặc số thập phân có dấu phân cách mà không đặt trong ngoặc kép" "the row has more cells than there are headings; a text or decimal holds the separator without quotes"
        "đặt ô trong ngoặc kép, hoặc lưu CSV từ Excel; cột ghi chú nội bộ cần tiêu đề bắt đầu bằng dấu _" "put the cell in quotes, or save the CSV from Excel; columns of your own notes need a heading that begins with _"
    "rows-too-many" Error
        "quá nhiều dòng" "too many rows"
        "tách thành nhiều tệp" "split the table into several files"
    "screen-unknown" Error
        "không có màn hình mang mã này ở trang Màn hình" "the sheet of screens has no screen of this id"
        "ghi mã như ở trang Màn hình, hoặc để trống cho mọi màn hình" "write an id as in the sheet of screens, or leave it empty for all of them"
    "sheet-hidden" Warning
        "trang tính bị ẩn, không được đọc" "the sheet is hidden and is not read"
        "trong Excel bấm chuột phải vào thẻ trang, chọn Unhide; trang nội bộ thì bắt đầu tên bằng dấu _" "in Excel right-click the sheet tabs and choose Unhide; begin the names of your own sheets with _"
    "sheet-missing" Error
        "thiếu trang tính" "a sheet is missing"
        "thêm trang tính với tên này; mẫu: cchc build --init THƯ_MỤC" "add a sheet of this name; for a template: cchc build --init FOLDER"
    "sheet-twice" Error
        "nhiều trang tính cùng loại; chỉ một trang được đọc" "several sheets of one kind; only one of them is read"
        "gộp vào một trang; trang không dùng thì bắt đầu tên bằng dấu _" "put their rows into one sheet; begin the names of those not in use with _"
    "sheet-unknown" Warning
        "trang tính lạ, không được đọc" "the sheet is unknown and is not read"
        "sửa tên trang; trang nội bộ thì bắt đầu tên bằng dấu _" "mend its name; begin the names of your own sheets with _"
    "sheets-hidden" Error
        "tệp không có trang tính nào hiện" "the file has no sheet that is shown"
        "trong Excel bấm chuột phải vào thẻ trang, chọn Unhide" "in Excel right-click the sheet tabs and choose Unhide"
    "source-stale" Warning
        "không lấy được nguồn tin; dùng bản lấy lần trước" "the feed cannot be had; the copy of last time is used"
        "kiểm tra mạng và địa chỉ; lần sau cchc build sẽ thử lại" "look at the network and the address; the next build will try again"
    "source-unclear" Error
        "mỗi nguồn cần đúng một trong hai: file hoặc url; url chỉ dùng cho news" "a source needs either file or url; url is for news alone"
        "sửa sources trong feed.toml" "mend sources in feed.toml"
    "source-unreachable" Error
        "không lấy được nguồn tin, và chưa có bản lưu nào" "the feed cannot be had, and there is no copy of it"
        "kiểm tra mạng và địa chỉ, hoặc bỏ nguồn này khỏi feed.toml" "look at the network and the address, or take the source out of feed.toml"
    "static-id-unusable" Warning
        "mã màn hình không dùng làm tên tệp được; màn hình này không có trang tĩnh" "the id of the screen cannot be a file name; this screen has no static page"
        "đổi mã: chữ a-z không dấu, số, gạch nối, nhiều nhất 64 ký tự; không dùng index, page; hoa thường là một" "change the id: letters a to z, figures, hyphens, at most 64; not index or page; capitals make no difference"
    "static-no-screens" Warning
        "dùng --static nhưng nguồn tin không có màn hình nào" "--static was given, but the feed has no screen"
        "thêm tệp screens vào feed.toml, hoặc bỏ --static" "add the file screens to feed.toml, or leave --static out"
    "text-old-letters" Error
        "chữ dùng bảng mã cũ (TCVN3, VNI) hoặc bị đọc sai bảng mã" "the letters are those of an old font (TCVN3, VNI) or were read with the wrong encoding"
        "dùng UniKey (Ctrl+Shift+F6) chuyển ô sang Unicode; mũi tên chỉ chữ có lẽ đúng" "convert the cell to Unicode with UniKey (Ctrl+Shift+F6); the arrow points to what it may say"
    "word-foreign" Error
        "không có trong danh sách cho phép" "not one of the words that are allowed"
        "chọn một trong các từ được nêu" "choose one of those that are listed"
    "year-unreadable" Error
        "cần năm gồm bốn chữ số" "a year of four digits is needed"
        "ghi năm, ví dụ 2024; định dạng ô là General" "write the year, such as 2024; format the cell as General"
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ids_are_sorted_and_are_not_those_of_the_feed() {
        assert!(RULES.is_sorted_by_key(|rule| rule.id));
        for rule in RULES {
            assert!(cchc::check::rule(rule.id).is_none(), "{}", rule.id);
            let words = [rule.summary_vi, rule.summary_en, rule.fix_vi, rule.fix_en];
            assert!(words.iter().all(|text| !text.is_empty()), "{}", rule.id);
        }
    }
}
