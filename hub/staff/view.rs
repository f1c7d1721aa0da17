//! The frame of every page of the console, its headers, and what is said when something is refused.

use axum::http::{HeaderName, HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use chrono::DateTime;

use super::roles::{Deed, allows, allows_somewhere};
use super::session::{Typed, Visit};
use crate::html::Html;

/// No page of the console loads, sends to or is shown in anything but the hub's own; no inline script or style.
pub(super) const POLICY: &str = "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self'; form-action 'self'; \
    base-uri 'none'; frame-ancestors 'none'; require-trusted-types-for 'script'; trusted-types 'none'";

const NOTHING: &str = "Không có trang này, hoặc ý kiến này không thuộc cơ quan của bạn.";

/// A page on its way to a browser.
pub(super) fn answer(status: StatusCode, page: String) -> Response {
    let headers = [
        (header::CONTENT_TYPE, "text/html; charset=utf-8"),
        (header::CONTENT_SECURITY_POLICY, POLICY),
        // With none at all, browsers would hide the origin of forms too.
        (header::REFERRER_POLICY, "same-origin"),
        (header::CACHE_CONTROL, "no-store"),
        (header::X_FRAME_OPTIONS, "DENY"),
        (HeaderName::from_static("x-robots-tag"), "noindex, nofollow"),
        (
            HeaderName::from_static("cross-origin-opener-policy"),
            "same-origin",
        ),
        (
            HeaderName::from_static("cross-origin-resource-policy"),
            "same-origin",
        ),
    ];
    (status, headers, page).into_response()
}

/// On to another page, which is asked for anew.
pub(super) fn redirect(to: &str) -> Response {
    let mut answer = answer(StatusCode::SEE_OTHER, String::new());
    if let Ok(to) = HeaderValue::from_str(to) {
        answer.headers_mut().insert(header::LOCATION, to);
    }
    answer
}

/// With a cookie.
pub(super) fn with_cookie(mut answer: Response, cookie: &str) -> Response {
    if let Ok(cookie) = HeaderValue::from_str(cookie) {
        answer.headers_mut().append(header::SET_COOKIE, cookie);
    }
    answer
}

/// A whole page; `here` is the address of its place in the navigation.
pub(super) fn page(
    title: &str,
    visit: Option<&Visit>,
    here: &str,
    body: impl FnOnce(&mut Html),
) -> String {
    let mut html = Html::default();
    html.raw("<!doctype html><html lang=\"vi\"><head><meta charset=\"utf-8\">")
        .raw("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">")
        .element("<title>", title, " – Trả lời phản ánh</title>")
        .raw("<link rel=\"stylesheet\" href=\"/staff/style.css\"><link rel=\"icon\" href=\"/staff/icon.svg\">")
        .raw("<script defer src=\"/staff/keys.js\"></script></head><body>")
        .raw("<a class=\"skip\" href=\"#main\">Đến nội dung chính</a>")
        .raw("<header class=\"top\"><a class=\"brand\" href=\"/staff\">Trả lời phản ánh</a>");
    if let Some(visit) = visit {
        navigation(&mut html, visit, here);
    }
    html.raw("</header><main id=\"main\" tabindex=\"-1\">");
    body(&mut html);
    html.raw("</main></body></html>");
    html.done()
}

fn navigation(html: &mut Html, visit: &Visit, here: &str) {
    html.raw("<nav aria-label=\"Các trang\"><ul>");
    for (path, label, deed) in [
        ("/staff", "Ý kiến", Some(Deed::Read)),
        ("/staff/templates", "Mẫu trả lời", Some(Deed::UseTemplates)),
        ("/staff/members", "Tài khoản", Some(Deed::Members)),
        ("/staff/audit", "Nhật ký", Some(Deed::Audit)),
        ("/staff/account", "", None),
    ] {
        let is_hidden = |deed| match deed {
            // The chain is that of all agencies.
            Deed::Audit => !allows(&visit.seen.roles, deed, None),
            deed => !allows_somewhere(&visit.seen.roles, deed),
        };
        if deed.is_some_and(is_hidden) {
            continue;
        }
        html.raw("<li><a").attribute("href", path);
        if path == here {
            html.raw(" aria-current=\"page\"");
        }
        let label = if label.is_empty() {
            visit.seen.name.as_str()
        } else {
            label
        };
        html.element(">", label, "</a></li>");
    }
    html.raw("<li>");
    form(html, visit, "/staff/sign-out", "out");
    html.raw("<button class=\"plain\">Đăng xuất</button></form></li></ul></nav>");
}

/// Opens a form that posts, with the session's token in it.
pub(super) fn form(html: &mut Html, visit: &Visit, to: &str, class: &str) {
    html.raw("<form method=\"post\"")
        .attribute("action", to)
        .attribute("class", class)
        .raw(">");
    hidden(html, "token", &visit.token);
}

pub(super) fn hidden(html: &mut Html, name: &str, value: &str) {
    html.raw("<input type=\"hidden\"")
        .attribute("name", name)
        .attribute("value", value)
        .raw(">");
}

/// A field of one line.
pub(super) struct Line<'a> {
    pub(super) name: &'a str,
    pub(super) label: &'a str,
    pub(super) hint: &'a str,
    pub(super) value: &'a str,
    /// `text`, `password`, …
    pub(super) kind: &'a str,
    /// What browsers may fill in.
    pub(super) fill: &'a str,
    pub(super) is_required: bool,
}

pub(super) fn line(html: &mut Html, field: &Line<'_>) {
    line_of(html, field.name, field);
}

/// The same with an id of its own, where a page has several of a name.
pub(super) fn line_of(html: &mut Html, id: &str, field: &Line<'_>) {
    html.raw("<div class=\"field\"><label for=\"f-")
        .text(id)
        .element("\">", field.label, "");
    html.raw(if field.is_required {
        "</label>"
    } else {
        " (không bắt buộc)</label>"
    });
    hint(html, id, field.hint);
    html.raw("<input")
        .attribute("type", field.kind)
        .attribute("name", field.name);
    named(html, id, field.hint);
    html.attribute("value", field.value)
        .attribute("autocomplete", field.fill);
    if field.fill == "one-time-code" {
        html.raw(" inputmode=\"numeric\" maxlength=\"7\"");
    }
    if field.fill == "username" {
        html.raw(" autocapitalize=\"none\" spellcheck=\"false\"");
    }
    html.raw(if field.is_required {
        " required></div>"
    } else {
        "></div>"
    });
}

fn hint(html: &mut Html, id: &str, hint: &str) {
    if !hint.is_empty() {
        html.raw("<p class=\"hint\" id=\"h-")
            .text(id)
            .element("\">", hint, "</p>");
    }
}

fn named(html: &mut Html, id: &str, hint: &str) {
    html.raw(" id=\"f-").text(id).raw("\"");
    if !hint.is_empty() {
        html.raw(" aria-describedby=\"h-").text(id).raw("\"");
    }
}

/// Several lines.
pub(super) fn lines(
    html: &mut Html,
    name: &str,
    label: &str,
    hint: &str,
    value: &str,
    rows: &'static str,
) {
    lines_of(html, name, name, label, hint, value, rows);
}

/// The same with an id of its own.
pub(super) fn lines_of(
    html: &mut Html,
    id: &str,
    name: &str,
    label: &str,
    words: &str,
    value: &str,
    rows: &'static str,
) {
    html.raw("<div class=\"field\"><label for=\"f-")
        .text(id)
        .element("\">", label, "</label>");
    hint(html, id, words);
    html.raw("<textarea").attribute("name", name);
    named(html, id, words);
    // The first line break in a text area is not part of it, so there is one more.
    html.attribute("rows", rows)
        .element(">\n", value, "</textarea></div>");
}

/// What was done, or what is wrong, above everything else.
pub(super) fn notice(html: &mut Html, is_wrong: bool, words: &str) {
    if words.is_empty() {
        return;
    }
    html.raw(if is_wrong {
        "<div class=\"notice wrong\" role=\"alert\" tabindex=\"-1\">"
    } else {
        "<div class=\"notice\" role=\"status\">"
    });
    html.element("<p>", words, "</p></div>");
}

/// A page that says why not.
pub(super) fn failure(status: StatusCode, words: &str) -> Response {
    let page = page("Chưa thực hiện được", None, "", |html| {
        html.element("<h1>Chưa thực hiện được</h1><p>", words, "</p>");
        html.raw("<p><a href=\"/staff\">Về trang ý kiến</a></p>");
    });
    answer(status, page)
}

/// There is nothing here, or nothing for this member: the same page.
pub(super) fn nothing() -> Response {
    failure(StatusCode::NOT_FOUND, NOTHING)
}

/// A role is missing.
pub(super) fn not_allowed() -> Response {
    failure(
        StatusCode::FORBIDDEN,
        "Vai trò của bạn không cho phép việc này.",
    )
}

/// Texts that were typed and could not be taken, so that they can be copied.
fn kept(html: &mut Html, typed: &Typed) {
    let mut texts = typed.texts().peekable();
    if texts.peek().is_some() {
        html.raw("<p>Những gì đã viết còn ở dưới đây: hãy chép lại trước khi rời trang này.</p>");
    }
    for text in texts {
        html.element("<pre class=\"kept\" tabindex=\"0\">", text, "</pre>");
    }
}

/// There is nothing here for this member, and perhaps there was a moment ago: what was typed is given back.
pub(super) fn moved(typed: &Typed) -> Response {
    let page = page("Chưa thực hiện được", None, "", |html| {
        html.raw("<h1>Chưa thực hiện được</h1><p>").raw(NOTHING);
        html.raw(" Có thể ý kiến vừa được chuyển đi.</p>");
        kept(html, typed);
        html.raw("<p><a class=\"button\" href=\"/staff\">Về danh sách</a></p>");
    });
    answer(StatusCode::NOT_FOUND, page)
}

/// The session ended while something was typed.
pub(super) fn ended(typed: &Typed) -> Response {
    let page = page("Phiên làm việc đã hết", None, "", |html| {
        html.raw("<h1>Phiên làm việc đã hết</h1><p>Việc vừa rồi chưa được thực hiện. Hãy đăng nhập lại.</p>");
        kept(html, typed);
        html.raw("<p><a class=\"button\" href=\"/staff/sign-in\">Đăng nhập lại</a></p>");
    });
    answer(StatusCode::UNAUTHORIZED, page)
}

/// Day and time in Vietnam: `14:05 ngày 28/11/2026`.
pub(super) fn moment(ms: i64) -> String {
    DateTime::from_timestamp_millis(ms)
        .map(|time| {
            time.with_timezone(&cchc::format::VIETNAM)
                .format("%H:%M ngày %d/%m/%Y")
                .to_string()
        })
        .unwrap_or_default()
}

/// Day in Vietnam.
pub(super) fn day(ms: i64) -> String {
    DateTime::from_timestamp_millis(ms)
        .map(|time| {
            time.with_timezone(&cchc::format::VIETNAM)
                .format("%d/%m/%Y")
                .to_string()
        })
        .unwrap_or_default()
}
