//! The audit for those who check it: who did what and when, by page, and whether the chain is whole.

use std::sync::Arc;

use axum::extract::{Query, Request, State};
use axum::http::StatusCode;
use serde::Deserialize;

use super::roles::{ALL, Deed, can};
use super::session::{self, Answer};
use super::view;
use crate::feedback::Hub;
use crate::store;

/// Rows on a page.
const ROWS: i64 = 100;

/// What is asked for.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct Asked {
    /// Rows before this one.
    before: String,
    /// Only about this, such as `item 12`.
    subject: String,
    check: String,
}

/// `GET /staff/audit?before=&subject=&check=yes`. The chain is that of the whole hub, so it is for auditors of all agencies.
pub(super) async fn list(
    State(hub): State<Arc<Hub>>,
    Query(asked): Query<Asked>,
    request: Request,
) -> Answer {
    let visit = session::enter(&hub, session::id(&hub, &request)).await?;
    let mut roles = visit.seen.roles.iter();
    if !roles.any(|grant| can(grant.role, Deed::Audit) && grant.agency == ALL) {
        return Err(view::not_allowed().into());
    }
    let readers = hub.store.readers();
    let subject = asked.subject.trim();
    let rows = store::audit_rows(
        readers,
        asked.before.parse().ok(),
        Some(subject).filter(|text| !text.is_empty()),
        ROWS,
    )
    .await?;
    let whole = match asked.check.as_str() {
        "yes" => Some(store::check_audit(readers).await?),
        _ => None,
    };
    let page = view::page("Nhật ký", Some(&visit), "/staff/audit", |html| {
        html.raw("<h1>Nhật ký</h1><p>Mỗi việc một dòng; các dòng được nối với nhau nên không thể sửa hay bớt mà không bị lộ.</p>");
        match whole {
            Some(Ok(count)) => {
                view::notice(html, false, &format!("Nhật ký nguyên vẹn: {count} dòng."))
            }
            Some(Err(row)) => {
                view::notice(html, true, &format!("Nhật ký đã bị sửa từ dòng {row}."))
            }
            None => {}
        }
        html.raw("<form class=\"filters\" method=\"get\" action=\"/staff/audit\"><div class=\"field\"><label for=\"f-subject\">Về việc</label>");
        html.raw("<input id=\"f-subject\" name=\"subject\" placeholder=\"item 12\"")
            .attribute("value", subject);
        html.raw("></div><button class=\"second\">Lọc</button><button class=\"second\" name=\"check\" value=\"yes\">Kiểm tra toàn bộ</button></form>");
        html.raw("<div class=\"scroll\" tabindex=\"0\" role=\"region\" aria-label=\"Nhật ký\"><table><thead><tr><th scope=\"col\">Dòng</th><th scope=\"col\">Lúc</th>");
        html.raw("<th scope=\"col\">Ai</th><th scope=\"col\">Việc</th><th scope=\"col\">Về</th><th scope=\"col\">Chi tiết</th></tr></thead><tbody>");
        for row in &rows {
            html.element("<tr><td>", &row.number.to_string(), "</td>")
                .element("<td>", &view::moment(row.at_ms), "</td>");
            for text in [&row.actor, &row.deed, &row.subject, &row.detail] {
                html.element("<td>", text, "</td>");
            }
            html.raw("</tr>");
        }
        html.raw("</tbody></table></div>");
        if let Some(last) = rows
            .last()
            .filter(|_| i64::try_from(rows.len()).unwrap_or(0) == ROWS)
        {
            let query = url::form_urlencoded::Serializer::new(String::new())
                .append_pair("before", &last.number.to_string())
                .append_pair("subject", subject)
                .finish();
            html.raw("<p><a class=\"button second\"")
                .attribute("href", &format!("/staff/audit?{query}"))
                .raw(">Cũ hơn</a></p>");
        }
    });
    Ok(view::answer(StatusCode::OK, page))
}
