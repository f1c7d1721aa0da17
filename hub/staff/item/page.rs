//! An item as a page: the citizen's words and the answer on one side, facts and history on the other.

use super::super::clock::{ago, clock};
use super::super::inbox::{keys, short};
use super::super::roles::{Deed, allows};
use super::super::{verbs, view};
use super::{Shown, Words, forms};
use crate::html::Html;
use crate::store::life::Event;
use crate::store::staff::actor;

pub(super) fn item(shown: &Shown<'_>, words: &Words) -> String {
    let item = shown.item;
    let title = match item.title.trim() {
        "" => format!("Ý kiến #{}", item.number),
        title => title.to_owned(),
    };
    view::page(&title, Some(shown.visit), "", |html| {
        html.raw("<p class=\"back\"><a href=\"/staff\" data-back>‹ Tất cả ý kiến</a></p>");
        view::notice(html, words.is_wrong, &words.text);
        undo(html, shown);
        head(html, shown, &title);
        html.raw("<div class=\"columns\"><div class=\"left\">");
        citizen(html, shown);
        forms::reply(html, shown);
        html.raw("</div><div class=\"right\">");
        forms::acts(html, shown);
        facts(html, shown);
        history(html, shown);
        html.raw("</div></div>");
        keys(html);
    })
}

/// The way back from what was done last.
fn undo(html: &mut Html, shown: &Shown<'_>) {
    let me = actor(shown.visit.seen.staff);
    let Some(last) = verbs::undoable(shown.item, &shown.visit.seen.roles, &me) else {
        return;
    };
    // The older it is, the less it is what somebody wants back by one click.
    if shown.visit.hub.now_ms() - last.at_ms > 60 * 60 * 1000 {
        return;
    }
    html.raw("<div class=\"last\">");
    view::form(html, shown.visit, "/staff/undo", "inline");
    let number = shown.item.number;
    view::hidden(
        html,
        "undo",
        &format!("{number}:{}:{}", last.number, shown.item.edition),
    );
    view::hidden(html, "back", &number.to_string());
    html.element(
        "<button class=\"second\">Hoàn tác: ",
        verbs::past(&last.deed),
        "</button></form></div>",
    );
}

fn head(html: &mut Html, shown: &Shown<'_>, title: &str) {
    let item = shown.item;
    html.element(
        "<h1>",
        title,
        "</h1><p class=\"state\"><span class=\"tag s-",
    );
    html.raw(item.status.word())
        .raw("\">")
        .text(short(item.status))
        .raw("</span>");
    let (urgency, words) = clock(
        item.status.is_open(),
        item.expected_ms,
        shown.visit.hub.now_ms(),
    );
    if !words.is_empty() {
        html.raw("<span class=\"")
            .raw(urgency.class())
            .element("\">", &words, "</span>");
    }
    if item.published_ms.is_some() {
        html.raw("<span class=\"tag\">Đang công khai</span>");
    }
    html.element("<span>#", &item.number.to_string(), "</span></p>");
    if let (Some(_), true) = (item.unsolved_ms, item.status.is_open()) {
        html.raw("<div class=\"notice wrong\"><p>Người dân báo chưa được giải quyết: ");
        html.text(item.unsolved_reason.as_deref().unwrap_or_default())
            .raw("</p></div>");
    }
    if let Some(into) = item.duplicate_of {
        html.raw("<p>Đã gộp vào <a")
            .attribute("href", &format!("/staff/items/{into}"));
        html.element(">ý kiến #", &into.to_string(), "</a>.</p>");
    }
}

/// What the citizen wrote and sent.
fn citizen(html: &mut Html, shown: &Shown<'_>) {
    let item = shown.item;
    html.raw("<section class=\"card\" aria-labelledby=\"s-citizen\"><h2 id=\"s-citizen\">Người dân viết</h2>");
    html.element("<div class=\"words\">", &item.body, "</div>");
    if let Some(rating) = item.rating {
        html.element(
            "<p>Đánh giá: <strong>",
            &rating.to_string(),
            "</strong> trên 5</p>",
        );
    }
    let answers: serde_json::Value = serde_json::from_str(&item.answers).unwrap_or_default();
    if let Some(answers) = answers.as_object().filter(|answers| !answers.is_empty()) {
        html.raw("<dl class=\"facts\">");
        for (id, answer) in answers {
            let label = shown
                .questions
                .iter()
                .find(|(known, _)| known == id)
                .map_or(id.as_str(), |(_, label)| label);
            let text = match answer {
                serde_json::Value::String(text) => text.clone(),
                serde_json::Value::Array(all) => all
                    .iter()
                    .filter_map(|one| one.as_str())
                    .collect::<Vec<_>>()
                    .join(", "),
                other => other.to_string(),
            };
            html.element("<div><dt>", label, "</dt>")
                .element("<dd>", &text, "</dd></div>");
        }
        html.raw("</dl>");
    }
    if !item.uploads.is_empty() {
        html.raw("<h3>Tệp đã gửi</h3><ul class=\"files\">");
        for file in &item.uploads {
            let path = format!("/staff/items/{}/files/{}", item.number, file.id);
            html.raw("<li><a").attribute("href", &path).raw(">");
            if file.media_type.starts_with("image/") {
                html.raw("<img alt=\"\" loading=\"lazy\"")
                    .attribute("src", &path)
                    .raw(">");
            }
            html.element("<span>", &file.name, "</span></a> ");
            html.element(
                "<small>",
                &format!("{} kB", (file.bytes + 999) / 1000),
                "</small></li>",
            );
        }
        html.raw("</ul>");
    }
    contact(html, shown);
    html.raw("</section>");
}

fn contact(html: &mut Html, shown: &Shown<'_>) {
    let item = shown.item;
    html.raw("<h3>Thông tin liên hệ</h3>");
    if item.contact.is_none() {
        html.raw("<p>Người dân không để lại.</p>");
        return;
    }
    if let Some(contact) = shown.contact.as_ref().filter(|contact| !contact.is_empty()) {
        html.raw("<dl class=\"facts\">");
        for (label, text) in contact {
            html.element("<div><dt>", label, "</dt>")
                .element("<dd>", text, "</dd></div>");
        }
        html.raw("</dl><p class=\"hint\">Việc mở thông tin này đã được ghi vào nhật ký.</p>");
        return;
    }
    if !allows(
        &shown.visit.seen.roles,
        Deed::Contact,
        item.owner.as_deref(),
    ) {
        html.raw("<p>Có, được niêm phong; vai trò của bạn không mở được.</p>");
        return;
    }
    let path = format!("/staff/items/{}/contact", item.number);
    html.raw("<p>Có, được niêm phong. Mỗi lần mở đều được ghi vào nhật ký.</p>");
    if forms::can_write(shown) {
        // With the form of the answer, so that what stands in it comes along.
        html.raw("<button class=\"second\" form=\"reply\"")
            .attribute("formaction", &path)
            .raw(">Mở thông tin liên hệ</button>");
    } else {
        view::form(html, shown.visit, &path, "");
        html.raw("<button class=\"second\">Mở thông tin liên hệ</button></form>");
    }
}

fn facts(html: &mut Html, shown: &Shown<'_>) {
    let (item, known) = (shown.item, &shown.known);
    html.raw("<section class=\"card\" aria-labelledby=\"s-facts\"><h2 id=\"s-facts\">Thông tin</h2><dl class=\"facts\">");
    let day = |ms: Option<i64>| ms.map(view::moment).unwrap_or_default();
    let handler = item
        .handler
        .map_or("chưa phân công", |number| known.member(number));
    let merged = item
        .merged
        .iter()
        .map(|number| format!("#{number}"))
        .collect::<Vec<_>>()
        .join(", ");
    let satisfaction = match (&item.satisfaction, &item.satisfaction_note) {
        (Some(grade), Some(note)) => format!("{grade} trên 5: {note}"),
        (Some(grade), None) => format!("{grade} trên 5"),
        _ => String::new(),
    };
    let can_publish = if item.can_publish {
        "Đồng ý"
    } else {
        "Không đồng ý"
    };
    for (label, text) in [
        ("Loại", known.kind(&item.kind).to_owned()),
        ("Cơ quan", known.agency(item.owner.as_deref()).to_owned()),
        ("Người xử lý", handler.to_owned()),
        ("Nơi xảy ra", item.place.clone().unwrap_or_default()),
        ("Ngày xảy ra", item.happened_on.clone().unwrap_or_default()),
        ("Phường, xã", item.ward.clone().unwrap_or_default()),
        ("Nhận lúc", view::moment(item.received_ms)),
        ("Hạn trả lời", day(item.expected_ms)),
        ("Trả lời lúc", day(item.answered_ms)),
        ("Công khai", can_publish.to_owned()),
        ("Hài lòng", satisfaction),
        ("Ý kiến đã gộp vào", merged),
        ("Cần xem kỹ vì", held(&item.held_reasons)),
    ] {
        if !text.is_empty() {
            html.element("<div><dt>", label, "</dt>")
                .element("<dd>", &text, "</dd></div>");
        }
    }
    html.raw("</dl></section>");
}

/// Why an item was held when it came, in words.
fn held(reasons: &str) -> String {
    let word = |reason: &str| match reason {
        "too-quick" => "gửi quá nhanh sau khi mở trang".to_owned(),
        "links" => "có nhiều liên kết".to_owned(),
        "trap" => "ô ẩn bị điền, có thể do máy".to_owned(),
        reason if reason.contains("proof") => "không có bằng chứng chống thư rác".to_owned(),
        other => other.to_owned(),
    };
    reasons
        .split_whitespace()
        .map(word)
        .collect::<Vec<_>>()
        .join("; ")
}

/// Events and answers, the newest first.
fn history(html: &mut Html, shown: &Shown<'_>) {
    let item = shown.item;
    html.raw("<section class=\"card\" aria-labelledby=\"s-history\"><h2 id=\"s-history\">Diễn biến</h2><ol class=\"history\">");
    for event in item.events.iter().rev() {
        html.raw(if event.is_undone {
            "<li class=\"undone\"><p>"
        } else {
            "<li><p>"
        });
        html.element("<strong>", &who(shown, event), "</strong> ")
            .text(verbs::past(&event.deed));
        match event.deed.as_str() {
            "assign" => {
                html.element(
                    " cho ",
                    event
                        .handler
                        .map_or("chưa ai", |number| shown.known.member(number)),
                    "",
                );
            }
            "forward" => {
                html.element(" đến ", shown.known.agency(event.agency.as_deref()), "");
            }
            _ => {}
        }
        if event.is_undone {
            html.raw(" (đã hoàn tác)");
        }
        html.element("</p><p class=\"meta\">", &view::moment(event.at_ms), "");
        html.element(" · ", &ago(event.at_ms, shown.visit.hub.now_ms()), "</p>");
        for (label, note) in [
            ("Gửi người dân: ", &event.note),
            ("Nội bộ: ", &event.inner_note),
        ] {
            if let Some(note) = note {
                html.element("<p class=\"note\">", label, "")
                    .element("", note, "</p>");
            }
        }
        html.raw("</li>");
    }
    html.element(
        "<li><p><strong>Người dân</strong> gửi ý kiến</p><p class=\"meta\">",
        &view::moment(item.received_ms),
        "</p></li></ol></section>",
    );
}

fn who(shown: &Shown<'_>, event: &Event) -> String {
    let number = event
        .actor
        .strip_prefix("staff ")
        .and_then(|number| number.parse::<i64>().ok());
    match (number, event.actor.as_str()) {
        (Some(number), _) => shown.known.member(number).to_owned(),
        (None, "citizen") => "Người dân".to_owned(),
        (None, "command") => "Người quản trị".to_owned(),
        _ => "Hệ thống".to_owned(),
    }
}
