//! What a citizen is written. An e-mail is read by many on its way: it says that something happened, and never what.

use cchc::format::VIETNAM;

use super::Notice;

/// Subject and text.
pub(super) fn letter(notice: &Notice, track_url: Option<&str>) -> (String, String) {
    let day = chrono::DateTime::from_timestamp_millis(notice.received_ms)
        .unwrap_or_default()
        .with_timezone(&VIETNAM)
        .format("%d/%m/%Y");
    let is_english = notice.lang == "en";
    let (subject, happened) = match (notice.event.as_str(), is_english) {
        ("answered", false) => ("Ý kiến của bạn đã có trả lời", "đã có trả lời"),
        ("answered", true) => ("Your message was answered", "was answered"),
        ("need_info", false) => (
            "Cơ quan cần hỏi thêm về ý kiến của bạn",
            "cần bạn cho biết thêm",
        ),
        ("need_info", true) => ("The agency asks you for more", "needs more from you"),
        ("forwarded", false) => (
            "Ý kiến của bạn đã được chuyển",
            "đã được chuyển đến cơ quan có trách nhiệm",
        ),
        ("forwarded", true) => (
            "Your message was passed on",
            "was passed on to the agency in charge",
        ),
        ("refused", false) => (
            "Cơ quan không giải quyết ý kiến của bạn",
            "không được giải quyết, lý do ghi trong phần trả lời",
        ),
        ("refused", true) => (
            "Your message was not taken on",
            "was not taken on; the reason stands with it",
        ),
        ("out_of_scope", false) => (
            "Ý kiến của bạn thuộc nơi khác giải quyết",
            "không thuộc nơi này giải quyết; nơi cần gửi ghi trong phần trả lời",
        ),
        ("out_of_scope", true) => (
            "Your message belongs elsewhere",
            "belongs elsewhere; where to send it stands with it",
        ),
        ("duplicate", false) => (
            "Ý kiến của bạn đã được gộp",
            "đã được gộp với một ý kiến giống như vậy và được trả lời chung",
        ),
        ("duplicate", true) => (
            "Your message was joined with another",
            "was joined with one that says the same; one answer holds for both",
        ),
        (_, false) => ("Đã nhận ý kiến của bạn", "đã được tiếp nhận"),
        (_, true) => ("Your message was received", "was received"),
    };
    let place = match (track_url, is_english) {
        (Some(url), false) => format!(" tại {url}"),
        (Some(url), true) => format!(" at {url}"),
        (None, _) => String::new(),
    };
    let text = match is_english {
        false => format!(
            "Kính gửi ông/bà,\n\nÝ kiến ông/bà gửi ngày {day} {happened}.\n\nÔng/bà xem nội dung{place} bằng mã tra cứu và \
             số PIN trên giấy hẹn. Vì lý do bảo mật, thư này không ghi nội dung, mã hay số PIN, và chúng tôi không bao giờ \
             hỏi số PIN qua thư.\n\nThư gửi tự động vì ông/bà đã đồng ý cho liên hệ; xin không trả lời thư này.\n"
        ),
        true => format!(
            "Dear citizen,\n\nThe message that you sent on {day} {happened}.\n\nRead it{place} with the tracking code and the \
             PIN on your receipt. For your safety this e-mail has neither content nor code nor PIN, and we never ask for the \
             PIN by e-mail.\n\nThis was sent because you agreed to be contacted; please do not answer it.\n"
        ),
    };
    (subject.to_owned(), text)
}
