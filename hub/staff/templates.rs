//! Answers to begin from: those of an agency, and those of everybody.

use std::sync::Arc;

use axum::extract::{Query, Request, State};
use axum::http::StatusCode;

use super::inbox::select;
use super::roles::{ALL, Deed, agencies, allows, allows_somewhere};
use super::session::{self, Answer, Typed, Visit};
use super::view::{self, Line};
use super::{Said, agency_word};
use crate::feedback::Hub;
use crate::html::Html;
use crate::store::life::{self, By, DropTemplate, KeepTemplate, ReplyText, Template};

const MAX_NAME: usize = 150;
const MAX_CHARS: usize = 20_000;

/// `GET /staff/templates`
pub(super) async fn list(
    State(hub): State<Arc<Hub>>,
    Query(said): Query<Said>,
    request: Request,
) -> Answer {
    let visit = session::enter(&hub, session::id(&hub, &request)).await?;
    if !allows_somewhere(&visit.seen.roles, Deed::UseTemplates) {
        return Err(view::not_allowed().into());
    }
    let words = match said.word() {
        "kept" => "Đã lưu mẫu.",
        "dropped" => "Đã xóa mẫu.",
        _ => "",
    };
    templates_page(&visit, StatusCode::OK, words, "", None).await
}

async fn templates_page(
    visit: &Visit,
    status: StatusCode,
    words: &str,
    wrong: &str,
    typed: Option<&Typed>,
) -> Answer {
    let roles = &visit.seen.roles;
    let mine = agencies(roles, Deed::UseTemplates);
    let all = life::templates(&visit.hub.store, mine.as_deref()).await?;
    let known = visit.hub.agencies().await;
    let page = view::page(
        "Mẫu trả lời",
        Some(visit),
        "/staff/templates",
        |html| {
            html.raw("<h1>Mẫu trả lời</h1><p>Mẫu giúp trả lời đủ ý: việc đã làm, bằng chứng, căn cứ. Đừng ghi dữ liệu cá nhân vào mẫu.</p>");
            view::notice(html, false, words);
            view::notice(html, true, wrong);
            for template in &all {
                html.element("<details class=\"card\"><summary>", &template.name, " ");
                let agency = template.agency.as_deref().unwrap_or(ALL);
                html.element("<small>", agency_word(&known, agency), "</small></summary>");
                if may_edit(visit, template.agency.as_deref()) {
                    form(html, visit, template, &format!("t{}", template.number));
                    html.raw("<details><summary>Xóa mẫu này</summary>");
                    view::form(html, visit, "/staff/templates", "");
                    view::hidden(html, "number", &template.number.to_string());
                    view::hidden(html, "agency", agency);
                    html.raw("<button class=\"danger\" name=\"act\" value=\"drop\">Xóa mẫu</button></form></details>");
                } else {
                    html.element("<div class=\"words\">", &template.text.body, "</div>");
                }
                html.raw("</details>");
            }
            if allows_somewhere(roles, Deed::EditTemplates) {
                html.raw("<section class=\"card\"><h2>Mẫu mới</h2>");
                let text = |name: &str| {
                    typed
                        .map(|typed| typed.get(name).to_owned())
                        .unwrap_or_default()
                };
                let fresh = Template {
                    number: 0,
                    agency: None,
                    name: text("name"),
                    text: ReplyText {
                        body: text("body"),
                        action_taken: text("action_taken"),
                        evidence: text("evidence"),
                        legal_basis: text("legal_basis"),
                    },
                };
                view::form(html, visit, "/staff/templates", "");
                let mut options: Vec<(&str, &str)> = Vec::new();
                let own = agencies(roles, Deed::EditTemplates);
                match &own {
                    None => {
                        options.push((ALL, "mọi cơ quan"));
                        options.extend(
                            known
                                .iter()
                                .map(|agency| (agency.id.as_str(), agency.name.as_str())),
                        );
                    }
                    Some(list) => {
                        for id in list {
                            let name = known
                                .iter()
                                .find(|agency| agency.id == *id)
                                .map_or(id.as_str(), |agency| &agency.name);
                            options.push((id, name));
                        }
                    }
                }
                select(html, "agency", "Của cơ quan", &text("agency"), &options);
                fields(html, &fresh, "new");
                html.raw("</form></section>");
            }
        },
    );
    Ok(view::answer(status, page))
}

fn form(html: &mut Html, visit: &Visit, template: &Template, id: &str) {
    view::form(html, visit, "/staff/templates", "");
    view::hidden(html, "agency", template.agency.as_deref().unwrap_or(ALL));
    fields(html, template, id);
    html.raw("</form>");
}

fn fields(html: &mut Html, template: &Template, id: &str) {
    view::hidden(html, "number", &template.number.to_string());
    let ids = |name: &str| format!("{id}-{name}");
    view::line_of(
        html,
        &ids("name"),
        &Line {
            name: "name",
            label: "Tên mẫu",
            hint: "",
            value: &template.name,
            kind: "text",
            fill: "off",
            is_required: true,
        },
    );
    for (name, label, value, rows) in [
        ("body", "Nội dung trả lời", &template.text.body, "5"),
        (
            "action_taken",
            "Việc đã làm",
            &template.text.action_taken,
            "2",
        ),
        (
            "evidence",
            "Tài liệu, bằng chứng",
            &template.text.evidence,
            "2",
        ),
        (
            "legal_basis",
            "Căn cứ pháp lý",
            &template.text.legal_basis,
            "2",
        ),
    ] {
        view::lines_of(html, &ids(name), name, label, "", value, rows);
    }
    html.raw("<button name=\"act\" value=\"keep\">Lưu mẫu</button>");
}

/// Everybody's templates are for those who edit everywhere.
fn may_edit(visit: &Visit, agency: Option<&str>) -> bool {
    allows(&visit.seen.roles, Deed::EditTemplates, agency)
}

/// `POST /staff/templates`
pub(super) async fn change(State(hub): State<Arc<Hub>>, request: Request) -> Answer {
    let (visit, typed) = session::posted(&hub, request).await?;
    if !allows_somewhere(&visit.seen.roles, Deed::EditTemplates) {
        return Err(view::not_allowed().into());
    }
    let agency = Some(typed.get("agency").trim().to_owned()).filter(|agency| agency != ALL);
    if agency.as_deref() == Some("") || !may_edit(&visit, agency.as_deref()) {
        return Ok(view::nothing());
    }
    let number = typed.number("number").unwrap_or_default().max(0);
    let (by, at_ms) = (By::Staff(visit.seen.staff), hub.now_ms());
    if typed.get("act") == "drop" {
        return match hub
            .store
            .act(DropTemplate {
                number,
                agency,
                by,
                at_ms,
            })
            .await?
        {
            true => Ok(view::redirect("/staff/templates?said=dropped")),
            false => Ok(view::nothing()),
        };
    }
    let text = |name: &str| typed.get(name).trim().to_owned();
    let template = Template {
        number,
        agency,
        name: text("name"),
        text: ReplyText {
            body: text("body"),
            action_taken: text("action_taken"),
            evidence: text("evidence"),
            legal_basis: text("legal_basis"),
        },
    };
    let is_long = typed.texts().any(|text| text.chars().count() > MAX_CHARS);
    if template.name.is_empty()
        || template.name.chars().count() > MAX_NAME
        || template.text.body.is_empty()
        || is_long
    {
        let wrong = "Mẫu cần có tên (dài nhất 150 ký tự) và nội dung (dài nhất 20.000 ký tự).";
        return templates_page(
            &visit,
            StatusCode::UNPROCESSABLE_ENTITY,
            "",
            wrong,
            Some(&typed),
        )
        .await;
    }
    match hub
        .store
        .act(KeepTemplate {
            template,
            by,
            at_ms,
        })
        .await?
    {
        Some(_) => Ok(view::redirect("/staff/templates?said=kept")),
        None => Ok(view::nothing()),
    }
}
