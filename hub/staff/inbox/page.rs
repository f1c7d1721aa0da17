//! The inbox as a page.

use cchc::submission::Status;

use super::super::clock::{Urgency, ago, clock};
use super::super::roles::{Deed, allows, allows_somewhere};
use super::super::session::Visit;
use super::super::verbs;
use super::super::view;
use super::Asked;
use super::known::{Known, short};
use crate::html::Html;
use crate::store::life::{Counts, Page, Row};
use crate::store::staff::Member;

pub(super) fn inbox(
    visit: &Visit,
    asked: &Asked,
    (number, size): (i64, i64),
    found: &Page,
    counts: &Counts,
    known: &Known,
) -> String {
    view::page("Ý kiến", Some(visit), "/staff", |html| {
        html.raw("<h1>Ý kiến của người dân</h1>");
        said(html, visit, asked);
        heads(html, asked, counts);
        filters(html, asked, known);
        if found.rows.is_empty() {
            html.raw("<p class=\"empty\">Không có ý kiến nào khớp với bộ lọc. <a href=\"/staff\">Xem mọi ý kiến đang mở</a></p>");
        } else {
            let can_handle = allows_somewhere(&visit.seen.roles, Deed::Handle);
            if can_handle {
                view::form(html, visit, "/staff/bulk", "list");
            }
            html.raw("<ul class=\"inbox\">");
            for row in &found.rows {
                one(html, visit, row, known, can_handle);
            }
            html.raw("</ul>");
            if can_handle {
                bulk(html, visit, known);
                html.raw("</form>");
            }
        }
        pages(html, asked, number, size, found.total);
        keys(html);
    })
}

/// What was done before, and the way back.
fn said(html: &mut Html, visit: &Visit, asked: &Asked) {
    let words = match asked.said.as_str() {
        "" => return,
        "nobody" => "Chưa chọn ý kiến nào.".to_owned(),
        "no-handler" => "Hãy chọn người xử lý.".to_owned(),
        "no-agency" => "Không có cơ quan này. Hãy chọn trong danh sách.".to_owned(),
        word => {
            let done = asked.done.parse::<u32>().unwrap_or_default();
            let past = match word {
                "undo" => "Đã hoàn tác".to_owned(),
                word => format!("Đã {}", verbs::verb(word).map_or("làm", |verb| verb.past)),
            };
            format!("{past} {done} ý kiến.")
        }
    };
    let lost: Vec<i64> = asked
        .lost
        .split(',')
        .filter_map(|part| part.parse().ok())
        .take(100)
        .collect();
    if asked.done != "0" || lost.is_empty() {
        html.raw("<div class=\"notice\" role=\"status\">")
            .element("<p>", &words, "</p>");
        let is_plain = asked
            .undo
            .chars()
            .all(|sign| sign.is_ascii_digit() || sign == ':' || sign == ',');
        if !asked.undo.is_empty() && is_plain {
            view::form(html, visit, "/staff/undo", "");
            view::hidden(html, "undo", &asked.undo);
            html.raw("<button class=\"second\">Hoàn tác</button></form>");
        }
        html.raw("</div>");
    }
    if !lost.is_empty() {
        html.raw(
            "<div class=\"notice wrong\" role=\"alert\" tabindex=\"-1\"><p>Không làm được với: ",
        );
        for item in lost {
            html.raw("<a")
                .attribute("href", &format!("/staff/items/{item}"))
                .element(">#", &item.to_string(), "</a> ");
        }
        html.raw(
            "– vừa có người khác làm, hoặc việc này không hợp với trạng thái của ý kiến.</p></div>",
        );
    }
}

/// Counts, each a way to its list.
fn heads(html: &mut Html, asked: &Asked, counts: &Counts) {
    html.raw("<ul class=\"heads\">");
    let is_open = asked.status.is_empty() || asked.status == "open";
    let others = [
        &asked.agency,
        &asked.kind,
        &asked.topic,
        &asked.from,
        &asked.to,
        &asked.q,
    ];
    let plain = is_open && others.iter().all(|text| text.is_empty());
    for (label, count, to, here) in [
        (
            "Đang mở",
            counts.open,
            "/staff",
            plain && asked.overdue.is_empty() && asked.handler.is_empty(),
        ),
        (
            "Quá hạn",
            counts.overdue,
            "/staff?overdue=yes",
            plain && asked.overdue == "yes",
        ),
        (
            "Chưa phân công",
            counts.unassigned,
            "/staff?handler=none",
            plain && asked.handler == "none",
        ),
        (
            "Của tôi",
            counts.mine,
            "/staff?handler=me",
            plain && asked.handler == "me",
        ),
    ] {
        html.raw("<li><a").attribute("href", to);
        if here {
            html.raw(" aria-current=\"true\"");
        }
        html.raw(if label == "Quá hạn" && count > 0 {
            " class=\"late\">"
        } else {
            ">"
        });
        html.element("<strong>", &count.to_string(), "</strong> ")
            .text(label)
            .raw("</a></li>");
    }
    html.raw("</ul>");
}

pub(crate) fn select(
    html: &mut Html,
    name: &'static str,
    label: &str,
    chosen: &str,
    options: &[(&str, &str)],
) {
    html.raw("<div class=\"field\"><label for=\"f-")
        .raw(name)
        .element("\">", label, "</label>");
    html.raw("<select")
        .attribute("name", name)
        .raw(" id=\"f-")
        .raw(name)
        .raw("\">");
    for (value, label) in options {
        html.raw("<option").attribute("value", value);
        if *value == chosen {
            html.raw(" selected");
        }
        html.element(">", label, "</option>");
    }
    html.raw("</select></div>");
}

fn filters(html: &mut Html, asked: &Asked, known: &Known) {
    let is_used = [
        &asked.status,
        &asked.agency,
        &asked.kind,
        &asked.topic,
        &asked.from,
        &asked.to,
        &asked.handler,
        &asked.order,
    ]
    .iter()
    .any(|text| !text.is_empty());
    html.raw("<form method=\"get\" action=\"/staff\" role=\"search\" class=\"search\"><div class=\"field grow\"><label for=\"f-q\">Tìm theo chữ, số hoặc mã tra cứu</label>");
    html.raw("<input type=\"search\" name=\"q\" id=\"f-q\" autocomplete=\"off\"")
        .attribute("value", &asked.q)
        .raw("></div>");
    html.raw("<button>Tìm</button>");
    html.raw(if is_used {
        "<details class=\"more\" open>"
    } else {
        "<details class=\"more\">"
    });
    html.raw("<summary>Bộ lọc</summary><div class=\"filters\">");
    let mut statuses = vec![("open", "Đang mở"), ("all", "Tất cả")];
    statuses.extend(
        Status::ALL
            .iter()
            .map(|status| (status.word(), short(*status))),
    );
    select(html, "status", "Trạng thái", &asked.status, &statuses);
    let mut choice = vec![("", "Mọi cơ quan")];
    choice.extend(known.choice());
    if choice.len() > 2 {
        select(html, "agency", "Cơ quan", &asked.agency, &choice);
    }
    for (name, label, all, found, chosen) in [
        ("kind", "Loại ý kiến", "Mọi loại", &known.kinds, &asked.kind),
        (
            "topic",
            "Lĩnh vực",
            "Mọi lĩnh vực",
            &known.topics,
            &asked.topic,
        ),
    ] {
        let mut options = vec![("", all)];
        let found = found.iter();
        options.extend(found.map(|(code, label)| (code.as_str(), label.as_str())));
        if options.len() > 1 {
            select(html, name, label, chosen, &options);
        }
    }
    for (name, label, value) in [
        ("from", "Nhận từ ngày", &asked.from),
        ("to", "Đến hết ngày", &asked.to),
    ] {
        html.raw("<div class=\"field\"><label for=\"f-")
            .raw(name)
            .element("\">", label, "</label>");
        html.raw("<input type=\"date\"")
            .attribute("name", name)
            .raw(" id=\"f-")
            .raw(name)
            .raw("\"")
            .attribute("value", value)
            .raw("></div>");
    }
    let numbers: Vec<(String, &str)> = handlers(known)
        .map(|member| (member.number.to_string(), member.name.as_str()))
        .collect();
    let mut handlers = vec![("", "Bất kỳ ai"), ("me", "Tôi"), ("none", "Chưa phân công")];
    handlers.extend(
        numbers
            .iter()
            .map(|(number, name)| (number.as_str(), *name)),
    );
    select(html, "handler", "Người xử lý", &asked.handler, &handlers);
    let orders = [
        ("", "Gần hạn nhất trước"),
        ("newest", "Mới nhất trước"),
        ("oldest", "Cũ nhất trước"),
        ("changed", "Vừa có thay đổi trước"),
    ];
    select(html, "order", "Thứ tự", &asked.order, &orders);
    html.raw("<label class=\"choice\"><input type=\"checkbox\" name=\"overdue\" value=\"yes\"");
    html.raw(if asked.overdue == "yes" {
        " checked>"
    } else {
        ">"
    });
    html.raw(
        " Chỉ ý kiến quá hạn</label><button class=\"second\">Lọc</button></div></details></form>",
    );
}

/// Members whose items these may be.
fn handlers(known: &Known) -> impl Iterator<Item = &Member> {
    known.members.iter().filter(|member| {
        member.state == "active"
            && match &known.owners {
                None => allows_somewhere(&member.roles, Deed::Handle),
                Some(owners) => owners
                    .iter()
                    .any(|owner| allows(&member.roles, Deed::Handle, Some(owner))),
            }
    })
}

fn one(html: &mut Html, visit: &Visit, row: &Row, known: &Known, can_handle: bool) {
    let now_ms = visit.hub.now_ms();
    let (urgency, words) = clock(row.status.is_open(), row.expected_ms, now_ms);
    let number = row.number.to_string();
    html.raw("<li data-item");
    html.raw(if urgency == Urgency::Overdue {
        " class=\"late\">"
    } else {
        ">"
    });
    if can_handle {
        html.raw("<label class=\"tick\"><input type=\"checkbox\" name=\"item\"")
            .attribute("value", &format!("{number}:{}", row.edition));
        html.element(
            "><span class=\"unseen\">Chọn ý kiến ",
            &number,
            "</span></label>",
        );
    }
    html.raw("<div class=\"what\"><a data-row")
        .attribute("href", &format!("/staff/items/{number}"));
    let title = match row.title.trim() {
        "" if row.rating.is_some() => "Đánh giá",
        "" => "(không có tiêu đề)",
        title => title,
    };
    html.element(">", title, "</a><p class=\"lead\">");
    html.element("", &row.lead, "</p>");
    html.element("<p class=\"meta\">#", &number, " · ")
        .text(known.kind(&row.kind))
        .raw(" · ");
    html.text(known.agency(row.owner.as_deref()))
        .element(" · ", &ago(row.received_ms, now_ms), "");
    match row.handler {
        Some(handler) => html.element(" · ", known.member(handler), ""),
        None => html.raw(" · chưa phân công"),
    };
    html.raw("</p></div><div class=\"state\"><span class=\"tag s-")
        .raw(row.status.word())
        .raw("\">");
    html.text(short(row.status)).raw("</span>");
    if row.published_ms.is_some() {
        html.raw("<span class=\"tag\">Công khai</span>");
    }
    if row.unsolved_ms.is_some() && row.status.is_open() {
        html.raw("<span class=\"tag s-unsolved\">Dân báo chưa xong</span>");
    }
    if !words.is_empty() {
        html.raw("<span class=\"")
            .raw(urgency.class())
            .element("\">", &words, "</span>");
    }
    html.raw("</div></li>");
}

fn bulk(html: &mut Html, visit: &Visit, known: &Known) {
    html.raw("<div class=\"bulk\" role=\"group\" aria-label=\"Làm với các ý kiến đã chọn\"><span>Với các ý kiến đã chọn:</span>");
    let can_close = allows_somewhere(&visit.seen.roles, Deed::Decide);
    for (act, label, is_there) in [
        ("accept", "Tiếp nhận", true),
        ("mine", "Phân công cho tôi", true),
        ("start", "Bắt đầu giải quyết", true),
        ("hold", "Tạm giữ", true),
        ("release", "Bỏ tạm giữ", true),
        ("close", "Kết thúc", can_close),
    ] {
        if is_there {
            html.raw("<button class=\"second\" name=\"act\"")
                .attribute("value", act)
                .element(">", label, "</button>");
        }
    }
    let numbers: Vec<(String, &str)> = handlers(known)
        .map(|member| (member.number.to_string(), member.name.as_str()))
        .collect();
    let members = numbers.iter();
    let members = members.map(|(number, name)| (number.as_str(), *name));
    let agencies = known.agencies.iter();
    let agencies = agencies.map(|agency| (agency.id.as_str(), agency.name.as_str()));
    for (summary, label, name, first, options, act, button) in [
        (
            "Phân công cho người khác",
            "Người xử lý",
            "handler",
            "Chọn người",
            members.collect::<Vec<_>>(),
            "assign",
            "Phân công",
        ),
        (
            "Chuyển cơ quan",
            "Cơ quan",
            "agency",
            "Chọn cơ quan",
            agencies.collect(),
            "forward",
            "Chuyển",
        ),
    ] {
        html.element("<details><summary>", summary, "</summary>");
        html.raw("<div class=\"field\"><label for=\"b-")
            .raw(name)
            .element("\">", label, "</label>");
        html.raw("<select")
            .attribute("name", name)
            .raw(" id=\"b-")
            .raw(name)
            .element("\"><option value=\"\">", first, "</option>");
        for (value, label) in options {
            html.raw("<option")
                .attribute("value", value)
                .element(">", label, "</option>");
        }
        html.raw("</select></div><button class=\"second\" name=\"act\"")
            .attribute("value", act)
            .element(">", button, "</button></details>");
    }
    html.raw("</div>");
}

fn pages(html: &mut Html, asked: &Asked, number: i64, size: i64, total: i64) {
    let last = (total + size - 1) / size;
    if last <= 1 {
        html.element("<p class=\"hint\">", &total.to_string(), " ý kiến</p>");
        return;
    }
    html.raw("<nav class=\"pages\" aria-label=\"Trang\">");
    if number > 1 {
        html.raw("<a class=\"button second\" rel=\"prev\"")
            .attribute("href", &asked.at_page(number - 1))
            .raw(">Trang trước</a>");
    }
    html.element("<span>Trang ", &number.to_string(), " trên ")
        .element("", &last.to_string(), ", ");
    html.element("", &total.to_string(), " ý kiến</span>");
    if number < last {
        html.raw("<a class=\"button second\" rel=\"next\"")
            .attribute("href", &asked.at_page(number + 1))
            .raw(">Trang sau</a>");
    }
    html.raw("</nav>");
}

pub(crate) fn keys(html: &mut Html) {
    html.raw("<details data-keys class=\"keys\"><summary>Phím tắt</summary><dl>");
    for (key, words) in [
        ("j", "ý kiến tiếp theo"),
        ("k", "ý kiến trước"),
        ("Enter", "mở ý kiến"),
        ("x", "chọn ý kiến"),
        ("/", "tìm"),
        ("r", "viết trả lời"),
        ("u", "về danh sách"),
        ("?", "xem phím tắt"),
    ] {
        html.element("<div><dt><kbd>", key, "</kbd></dt>")
            .element("<dd>", words, "</dd></div>");
    }
    html.raw("</dl></details>");
}
