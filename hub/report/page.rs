//! The report as an official document for printing: form of Decree 30/2020/NĐ-CP, number, signature and proposals left open
//! for the official who signs it.

use std::fmt::Write;

use cchc::format::Lang;
use cchc::format::number::Decimal;
use chrono::Datelike;

use super::figures::{Both, Figure, Report};
use super::names::{Names, host, widget};
use super::period::moment;
use super::{NOTHING, counted};

const STYLE: &str = include_str!("style.css");
/// Fields that the text names first.
const TOP: usize = 5;
/// Figures in the tables by agency, kind and field: a sheet of paper is narrow.
const NARROW: [(Figure, &str); 7] = [
    (Figure::Received, "Tiếp nhận"),
    (Figure::Answered, "Đã trả lời"),
    (Figure::OnTimeShare, "Đúng hạn (%)"),
    (Figure::Overdue, "Quá hạn"),
    (Figure::Reopened, "Xử lý lại"),
    (Figure::MedianDays, "Số ngày (trung vị)"),
    (Figure::AnswerMean, "Hài lòng (1–5)"),
];

/// Who reports.
#[derive(Debug, Clone, Default)]
pub(super) struct Heading {
    /// The body above the one that reports.
    pub(super) parent: Option<String>,
    pub(super) organ: Option<String>,
    /// Where it is written, such as `Hà Nội`.
    pub(super) place: String,
}

/// The whole page; it needs nothing beside it.
pub(super) fn page(report: &Report, names: &Names, heading: &Heading, today_ms: i64) -> String {
    let today = moment(today_ms);
    let words = report.quarter.words();
    let open = |text: &Option<String>| match text {
        Some(text) => escaped(&text.to_uppercase()),
        None => "……………………".to_owned(),
    };
    let parent = match &heading.parent {
        Some(parent) => format!("<p>{}</p>", escaped(&parent.to_uppercase())),
        None => String::new(),
    };
    let mut out = format!(
        "<!doctype html>\n<html lang=\"vi\"><head><meta charset=\"utf-8\"><meta name=\"viewport\" content=\"width=device-width\">\
         <title>Báo cáo ý kiến người dân {words}</title><style>{STYLE}</style></head>\n<body><header><div>{parent}\
         <p><span class=\"organ\">{}</span></p><p>Số: ……/BC-……</p></div>\
         <div><p class=\"state\"><b>CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM</b></p><p><span class=\"motto\">Độc lập - Tự do - Hạnh phúc</span></p>\
         <p class=\"date\">{}, ngày {:02} tháng {} năm {}</p></div></header>\n\
         <main><h1><span>BÁO CÁO</span><span>Kết quả tiếp nhận, xử lý phản ánh, kiến nghị, góp ý của người dân {words}</span></h1>\n",
        open(&heading.organ),
        escaped(&heading.place),
        today.day(),
        // One digit gets a zero in January and February alone, so that it cannot be changed by hand.
        match today.month() {
            month @ 1..=2 => format!("0{month}"),
            month => month.to_string(),
        },
        today.year(),
    );
    paragraph(&mut out, &counted(report));
    out.push_str("<h2>I. KẾT QUẢ CHUNG</h2>\n");
    for sentence in summary(report, names) {
        paragraph(&mut out, &sentence);
    }
    compared(&mut out, report);
    out.push_str("<h2>II. KẾT QUẢ THEO CƠ QUAN, LOẠI Ý KIẾN VÀ LĨNH VỰC CẢI CÁCH</h2>\n");
    let agencies = report.agencies.iter();
    let agencies = agencies.map(|(id, section)| (names.agency(id), &section.total));
    groups(&mut out, "Bảng 2. Theo cơ quan", "Cơ quan", agencies);
    let kinds = report.all.kinds.iter();
    let kinds = kinds.map(|(code, both)| (names.kind(code), both));
    groups(&mut out, "Bảng 3. Theo loại ý kiến", "Loại", kinds);
    let topics = report.all.topics.iter();
    let topics = topics.map(|(code, both)| (names.topic(code), both));
    groups(
        &mut out,
        "Bảng 4. Theo lĩnh vực cải cách",
        "Lĩnh vực",
        topics,
    );
    reach(&mut out, report, names);
    out.push_str("<h2>III. NHẬN XÉT VÀ KIẾN NGHỊ</h2>\n");
    for words in [
        "1. Nhận xét:",
        "2. Khó khăn, vướng mắc:",
        "3. Kiến nghị, đề xuất:",
    ] {
        paragraph(&mut out, words);
        out.push_str("<p class=\"fill\"></p><p class=\"fill\"></p>\n");
    }
    out.push_str("<h2>Cách tính</h2>\n");
    for words in METHOD {
        paragraph(&mut out, words);
    }
    out.push_str(
        "</main>\n<footer><div class=\"to\"><p>Nơi nhận:</p><p>- Như trên;</p><p>- ……………………;</p><p>- Lưu: VT, ……</p></div>\
         <div class=\"sign\"><p>THỦ TRƯỞNG CƠ QUAN</p><p>(Chữ ký, dấu, họ và tên)</p></div></footer></body></html>\n",
    );
    out
}

const METHOD: [&str; 5] = [
    "- Ý kiến tính vào quý nhận được; câu trả lời tính vào quý gửi câu trả lời đầu tiên, theo giờ Việt Nam.",
    "- Tỷ lệ đúng hạn tính trên các ý kiến có hẹn ngày trả lời. Quá hạn là số ý kiến đến cuối kỳ đã qua hẹn mà chưa được trả lời.",
    "- Kết thúc không trả lời gồm ý kiến bị từ chối, ngoài thẩm quyền, trùng hoặc được người gửi rút lại.",
    "- Điểm hài lòng với câu trả lời và điểm đánh giá dịch vụ từ 1 đến 5, tính riêng; cơ quan là cơ quan đang giữ ý kiến.",
    "- Lượt xem thẻ là số lần thẻ hiện trên trang của nơi nhúng, chỉ đếm theo ngày, không kèm địa chỉ hay cookie; nơi không bật thì không có số liệu.",
];

fn summary(report: &Report, names: &Names) -> Vec<String> {
    let all = &report.all.total;
    let say = |figure| value(all.now.get(figure));
    let mut sentences = vec![format!(
        "Trong kỳ, hệ thống tiếp nhận {} ý kiến ({}); trả lời {} ý kiến, trong đó đúng hạn {}, trễ hạn {}. \
         Đến cuối kỳ còn {} ý kiến quá hạn chưa trả lời; {} ý kiến được xử lý lại.",
        say(Figure::Received),
        change(all, Figure::Received),
        say(Figure::Answered),
        say(Figure::OnTime),
        say(Figure::Late),
        say(Figure::Overdue),
        say(Figure::Reopened),
    )];
    if all.now.get(Figure::MedianDays).is_some() {
        sentences.push(format!(
            "Một nửa số ý kiến được trả lời trong vòng {} ngày ({}).",
            say(Figure::MedianDays),
            change(all, Figure::MedianDays),
        ));
    }
    for (mean, count, words) in [
        (
            Figure::AnswerMean,
            Figure::AnswerGrades,
            "Mức hài lòng với câu trả lời",
        ),
        (Figure::RatingMean, Figure::Ratings, "Điểm đánh giá dịch vụ"),
    ] {
        sentences.push(match all.now.get(mean) {
            Some(found) => format!(
                "{words}: trung bình {} trên 5 điểm, từ {} lượt.",
                found.text(Lang::Vi),
                say(count)
            ),
            None => format!("{words}: {NOTHING}."),
        });
    }
    let top: Vec<_> = report
        .all
        .topics
        .iter()
        .filter(|(code, both)| !code.is_empty() && both.now.received() > 0)
        .take(TOP)
        .map(|(code, both)| {
            format!(
                "{} ({})",
                names.topic(code),
                value(both.now.get(Figure::Received))
            )
        })
        .collect();
    if !top.is_empty() {
        let top = top.join("; ");
        sentences.push(format!("Lĩnh vực có nhiều ý kiến nhất: {top}."));
    }
    sentences
}

/// How a figure has changed, in words.
fn change(both: &Both, figure: Figure) -> String {
    match both.difference(figure) {
        None => format!("quý trước {NOTHING}"),
        Some(more) => {
            let much = more.abs().text(Lang::Vi);
            match more.sign() {
                0 => "bằng quý trước".to_owned(),
                1 => format!("tăng {much} so với quý trước"),
                _ => format!("giảm {much} so với quý trước"),
            }
        }
    }
}

fn compared(out: &mut String, report: &Report) {
    _ = writeln!(
        out,
        "<table><caption>Bảng 1. So với quý trước</caption><thead><tr><th>Chỉ tiêu</th><th>Đơn vị</th><th>{}</th><th>{}</th>\
         <th>Chênh lệch</th></tr></thead><tbody>",
        report.quarter,
        report.quarter.before()
    );
    let all = &report.all.total;
    for figure in Figure::ALL {
        _ = write!(
            out,
            "<tr><th>{}</th><td>{}</td>",
            figure.label(),
            figure.unit()
        );
        for value in [all.now.get(figure), all.before(figure)] {
            cell(out, value);
        }
        // A plus says that it is a difference.
        match all.difference(figure) {
            Some(more) if more.sign() > 0 => _ = write!(out, "<td>+{}</td>", more.text(Lang::Vi)),
            more => cell(out, more),
        }
        out.push_str("</tr>\n");
    }
    out.push_str("</tbody></table>\n");
}

fn groups<'a>(
    out: &mut String,
    caption: &str,
    heading: &str,
    rows: impl Iterator<Item = (&'a str, &'a Both)>,
) {
    let mut rows = rows.peekable();
    if rows.peek().is_none() {
        paragraph(out, &format!("{caption}: {NOTHING}."));
        return;
    }
    _ = write!(
        out,
        "<table class=\"by\"><caption>{caption}</caption><thead><tr><th>{heading}</th>"
    );
    for (_, words) in NARROW {
        _ = write!(out, "<th>{words}</th>");
    }
    out.push_str("</tr></thead><tbody>\n");
    for (name, both) in rows {
        _ = write!(out, "<tr><th>{}</th>", escaped(name));
        for (figure, _) in NARROW {
            cell(out, both.now.get(figure));
        }
        out.push_str("</tr>\n");
    }
    out.push_str("</tbody></table>\n");
}

/// How often widgets were seen.
fn reach(out: &mut String, report: &Report, names: &Names) {
    const CAPTION: &str = "Bảng 5. Lượt xem thẻ trên các trang";
    if report.reach.is_empty() {
        paragraph(out, &format!("{CAPTION}: {NOTHING}."));
        return;
    }
    _ = writeln!(
        out,
        "<table class=\"by\"><caption>{CAPTION}</caption><thead><tr><th>Trang</th><th>Đơn vị</th><th>Thẻ</th><th>{}</th>\
         <th>{}</th></tr></thead><tbody>",
        report.quarter,
        report.quarter.before()
    );
    for one in &report.reach {
        _ = write!(
            out,
            "<tr><th>{}</th><td>{}</td><td>{}</td>",
            escaped(host(&one.host)),
            escaped(names.site(&one.site)),
            widget(&one.widget)
        );
        for count in [one.count, one.before] {
            cell(out, Decimal::new(count as f64, 0));
        }
        out.push_str("</tr>\n");
    }
    out.push_str("</tbody></table>\n");
}

fn cell(out: &mut String, found: Option<Decimal>) {
    match found {
        Some(found) => _ = write!(out, "<td>{}</td>", found.text(Lang::Vi)),
        None => _ = write!(out, "<td class=\"none\">{NOTHING}</td>"),
    }
}

fn value(found: Option<Decimal>) -> String {
    found.map_or_else(|| NOTHING.to_owned(), |found| found.text(Lang::Vi))
}

fn paragraph(out: &mut String, text: &str) {
    _ = writeln!(out, "<p>{}</p>", escaped(text));
}

/// Text of HTML.
fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for sign in text.chars() {
        match sign {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            sign => out.push(sign),
        }
    }
    out
}
