//! What can be done with an item: the answer with its parts, and the other deeds that role and status allow.

use cchc::submission::Status;

use super::super::acts::SURE;
use super::super::inbox::select;
use super::super::roles::{Deed, allows};
use super::super::verbs::{VERBS, Verb, can_reply};
use super::super::view;
use super::Shown;
use crate::html::Html;
use crate::store::life::Reply;

/// Deeds that need nothing but a click.
const PLAIN: &[&str] = &["accept", "start", "release", "unpublish"];

fn may(shown: &Shown<'_>, deed: Deed) -> bool {
    allows(&shown.visit.seen.roles, deed, shown.item.owner.as_deref())
}

/// Whether this member writes an answer here.
pub(super) fn can_write(shown: &Shown<'_>) -> bool {
    can_reply(shown.item) && may(shown, Deed::Draft)
}

fn open(html: &mut Html, shown: &Shown<'_>, to: &str) {
    view::form(
        html,
        shown.visit,
        &format!("/staff/items/{}/{to}", shown.item.number),
        "",
    );
    view::hidden(html, "edition", &shown.item.edition.to_string());
}

/// Answers that were sent, then the one that is being written.
pub(super) fn reply(html: &mut Html, shown: &Shown<'_>) {
    for reply in shown
        .item
        .replies
        .iter()
        .filter(|reply| reply.state == "sent")
    {
        sent(html, shown, reply);
    }
    let waiting = shown
        .item
        .replies
        .iter()
        .rev()
        .find(|reply| reply.state != "sent");
    if can_write(shown) {
        write(html, shown, waiting);
    } else if shown.item.status == Status::Held && may(shown, Deed::Draft) {
        html.raw("<section class=\"card\"><h2>Trả lời người dân</h2><p>Ý kiến này đang tạm giữ để kiểm tra. ");
        html.raw("Nếu là ý kiến thật, hãy bỏ tạm giữ rồi trả lời.</p>");
        open(html, shown, "release");
        html.raw("<button>Bỏ tạm giữ</button></form></section>");
    } else if let Some(reply) = waiting {
        html.raw("<section class=\"card\"><h2>Trả lời đang soạn</h2>");
        parts(html, reply);
        html.raw("</section>");
    }
}

fn sent(html: &mut Html, shown: &Shown<'_>, reply: &Reply) {
    html.raw("<section class=\"card sent\"><h2>Đã trả lời</h2>");
    parts(html, reply);
    let who = reply
        .decided_by
        .map(|number| shown.known.member(number))
        .unwrap_or_default();
    html.element("<p class=\"meta\">", who, "");
    html.element(
        " gửi lúc ",
        &reply.decided_ms.map(view::moment).unwrap_or_default(),
        "</p></section>",
    );
}

fn parts(html: &mut Html, reply: &Reply) {
    html.element(
        "<div class=\"words\">",
        &reply.text.body,
        "</div><dl class=\"facts\">",
    );
    for (label, text) in [
        ("Việc đã làm", &reply.text.action_taken),
        ("Tài liệu, bằng chứng", &reply.text.evidence),
        ("Căn cứ pháp lý", &reply.text.legal_basis),
    ] {
        if !text.is_empty() {
            html.element("<div><dt>", label, "</dt>")
                .element("<dd>", text, "</dd></div>");
        }
    }
    html.raw("</dl>");
}

fn write(html: &mut Html, shown: &Shown<'_>, waiting: Option<&Reply>) {
    let typed = shown
        .typed
        .filter(|(form, _)| *form == "reply")
        .map(|(_, typed)| typed);
    let value = |name: &str, of: fn(&Reply) -> &String| match (typed, waiting) {
        (Some(typed), _) => typed.get(name).to_owned(),
        (None, Some(reply)) => of(reply).clone(),
        (None, None) => String::new(),
    };
    let number = match (typed, waiting) {
        (Some(typed), _) => typed.get("reply").to_owned(),
        (None, Some(reply)) => reply.number.to_string(),
        (None, None) => String::new(),
    };
    // Once there is an answer, a second one is the exception.
    let is_second = waiting.is_none() && typed.is_none() && shown.item.answer().is_some();
    html.raw(match is_second {
        true => "<details class=\"card\"><summary>Sửa hoặc trả lời thêm</summary>",
        false => "<section class=\"card\" aria-labelledby=\"s-reply\"><h2 id=\"s-reply\">Trả lời người dân</h2>",
    });
    if let Some(reply) = waiting {
        let who = reply
            .decided_by
            .or(reply.staff)
            .map(|number| shown.known.member(number))
            .unwrap_or_default();
        let state = match reply.state.as_str() {
            "proposed" => "trình duyệt",
            "returned" => "trả lại để sửa",
            _ => "lưu nháp",
        };
        let at = view::moment(reply.decided_ms.unwrap_or(reply.at_ms));
        view::notice(html, false, &format!("{who} đã {state} lúc {at}."));
    }
    html.raw("<form method=\"post\" id=\"reply\"")
        .attribute(
            "action",
            &format!("/staff/items/{}/reply", shown.item.number),
        )
        .raw(">");
    view::hidden(html, "token", &shown.visit.token);
    view::hidden(html, "edition", &shown.item.edition.to_string());
    view::hidden(html, "reply", &number);
    let can_send = may(shown, Deed::Approve);
    // What Enter in a field would press.
    html.raw("<button class=\"unseen\" name=\"act\" value=\"draft\" tabindex=\"-1\" aria-hidden=\"true\">Lưu nháp</button>");
    if !shown.templates.is_empty() {
        html.raw("<div class=\"template\"><div class=\"field grow\"><label for=\"f-template\">Mẫu trả lời</label><select name=\"template\" id=\"f-template\"><option value=\"\">Chọn mẫu</option>");
        for template in &shown.templates {
            html.raw("<option")
                .attribute("value", &template.number.to_string())
                .element(">", &template.name, "</option>");
        }
        html.raw("</select></div><button class=\"second\" name=\"act\" value=\"template\">Dùng mẫu</button></div>");
    }
    html.raw("<div>");
    view::lines(
        html,
        "body",
        "Nội dung trả lời",
        "Người dân đọc đúng những gì bạn viết ở đây.",
        &value("body", |reply| &reply.text.body),
        "7",
    );
    view::lines(
        html,
        "action_taken",
        "Việc đã làm",
        "Ví dụ: đã thay bóng đèn ngày 27/11.",
        &value("action_taken", |reply| &reply.text.action_taken),
        "2",
    );
    view::lines(
        html,
        "evidence",
        "Tài liệu, bằng chứng (không bắt buộc)",
        "",
        &value("evidence", |reply| &reply.text.evidence),
        "2",
    );
    view::lines(
        html,
        "legal_basis",
        "Căn cứ pháp lý (không bắt buộc)",
        "",
        &value("legal_basis", |reply| &reply.text.legal_basis),
        "2",
    );
    html.raw("</div><div class=\"buttons\">");
    if can_send {
        html.raw("<button name=\"act\" value=\"send\">Gửi cho người dân</button>");
    }
    html.raw(match can_send {
        true => "<button class=\"second\" name=\"act\" value=\"propose\">Trình duyệt</button>",
        false => "<button name=\"act\" value=\"propose\">Trình duyệt</button>",
    });
    html.raw("<button class=\"second\" name=\"act\" value=\"draft\">Lưu nháp</button></div>");
    if can_send && waiting.is_some_and(|reply| reply.state == "proposed") {
        html.raw("<details><summary>Trả lại để sửa</summary>");
        let reason = typed.map(|typed| typed.get("reason")).unwrap_or_default();
        view::lines(
            html,
            "reason",
            "Cần sửa gì",
            "Chỉ cán bộ đọc được.",
            reason,
            "3",
        );
        html.raw("<button class=\"second\" name=\"act\" value=\"return\">Trả lại để sửa</button></details>");
    }
    html.raw(if is_second {
        "</form></details>"
    } else {
        "</form></section>"
    });
}

/// The other deeds.
pub(super) fn acts(html: &mut Html, shown: &Shown<'_>) {
    let fitting: Vec<&Verb> = VERBS
        .iter()
        .filter(|verb| (verb.fits)(shown.item) && may(shown, verb.deed))
        .collect();
    if fitting.is_empty() {
        return;
    }
    html.raw("<section class=\"card\" aria-labelledby=\"s-acts\"><h2 id=\"s-acts\">Việc khác</h2><div class=\"buttons\">");
    for verb in fitting.iter().filter(|verb| PLAIN.contains(&verb.word)) {
        open(html, shown, verb.word);
        html.element("<button class=\"second\">", verb.label, "</button></form>");
    }
    html.raw("</div>");
    for verb in fitting.iter().filter(|verb| !PLAIN.contains(&verb.word)) {
        let typed = shown
            .typed
            .filter(|(form, _)| *form == verb.word)
            .map(|(_, typed)| typed);
        html.raw(if typed.is_some() {
            "<details open>"
        } else {
            "<details>"
        });
        html.element("<summary>", verb.label, "</summary>");
        open(html, shown, verb.word);
        fields(html, shown, verb, |name| {
            typed.map(|typed| typed.get(name).to_owned())
        });
        html.element(
            "<button class=\"second\">",
            verb.label,
            "</button></form></details>",
        );
    }
    html.raw("</section>");
}

/// The fields of a deed. Every form has ids of its own.
fn fields(html: &mut Html, shown: &Shown<'_>, verb: &Verb, typed: impl Fn(&str) -> Option<String>) {
    let text = |name: &str| typed(name).unwrap_or_default();
    match verb.word {
        "assign" => {
            let (roles, now) = (
                shown.item.owner.as_deref(),
                shown.item.handler.map(|number| number.to_string()),
            );
            let fits = shown.known.members.iter().filter(|member| {
                member.state == "active" && allows(&member.roles, Deed::Handle, roles)
            });
            let numbers: Vec<(String, &str)> = fits
                .map(|member| (member.number.to_string(), member.name.as_str()))
                .collect();
            let mut options = vec![("", "chưa phân công")];
            options.extend(
                numbers
                    .iter()
                    .map(|(number, name)| (number.as_str(), *name)),
            );
            select(
                html,
                "handler",
                "Người xử lý",
                &typed("handler").or(now).unwrap_or_default(),
                &options,
            );
        }
        "forward" => {
            let mut options = vec![("", "Chọn cơ quan")];
            let others = shown
                .known
                .agencies
                .iter()
                .filter(|agency| Some(&agency.id) != shown.item.owner.as_ref());
            options.extend(others.map(|agency| (agency.id.as_str(), agency.name.as_str())));
            select(html, "agency", "Cơ quan nhận", &text("agency"), &options);
            area(
                html,
                verb,
                "note",
                "Lời nhắn (người dân đọc được)",
                &text("note"),
                "2",
            );
        }
        "hold" => area(
            html,
            verb,
            "note",
            "Vì sao (chỉ cán bộ đọc được)",
            &text("note"),
            "2",
        ),
        "merge" => {
            html.raw(
                "<p class=\"hint\">Người gửi ý kiến này rồi sẽ đọc trả lời của ý kiến kia.</p>",
            );
            view::hidden(html, SURE, &text(SURE));
            html.raw("<div class=\"field\"><label for=\"f-into\">Số của ý kiến giống</label><input name=\"into\" id=\"f-into\" inputmode=\"numeric\" autocomplete=\"off\"");
            html.attribute("value", &text("into")).raw("></div>");
        }
        "out-of-scope" => {
            area(html, verb, "note", "Lời cho người dân", &text("note"), "3");
            area(
                html,
                verb,
                "place",
                "Nơi có thẩm quyền",
                &text("place"),
                "2",
            );
        }
        "publish" => {
            html.raw("<p class=\"hint\">Dữ liệu cá nhân được đề nghị che bằng █████. Hãy đọc lại trước khi công khai.</p>");
            let labels = ["Tiêu đề", "Nội dung ý kiến", "Nơi xảy ra", "Trả lời"];
            let names = ["title", "body", "place", "answer"];
            for ((name, label), (proposed, rows)) in names
                .into_iter()
                .zip(labels)
                .zip(shown.public.iter().zip(["2", "7", "2", "7"]))
            {
                area(
                    html,
                    verb,
                    name,
                    label,
                    &typed(name).unwrap_or_else(|| proposed.clone()),
                    rows,
                );
            }
        }
        "close" | "reopen" => area(
            html,
            verb,
            "note",
            "Lời cho người dân (không bắt buộc)",
            &text("note"),
            "2",
        ),
        _ => area(html, verb, "note", "Lời cho người dân", &text("note"), "3"),
    }
}

fn area(
    html: &mut Html,
    verb: &Verb,
    name: &'static str,
    label: &str,
    value: &str,
    rows: &'static str,
) {
    html.raw("<div class=\"field\"><label for=\"f-")
        .raw(verb.word)
        .raw("-")
        .raw(name)
        .element("\">", label, "</label>");
    html.raw("<textarea")
        .attribute("name", name)
        .raw(" id=\"f-")
        .raw(verb.word)
        .raw("-")
        .raw(name)
        .raw("\"");
    // The first line break in a text area is not part of it, so there is one more.
    html.attribute("rows", rows)
        .element(">\n", value, "</textarea></div>");
}
