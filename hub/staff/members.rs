//! The page for administrators: who there is, an invitation, and the end of someone's access.

use std::sync::Arc;

use axum::extract::{Path, Query, Request, State};
use axum::http::StatusCode;

use super::roles::{ALL, Deed, Grant, ROLES, agencies};
use super::session::{self, Answer, Visit};
use super::view::{self, Line};
use super::{Said, accounts, agency_word};
use crate::feedback::{Hub, Problem};
use crate::secrets::{hex, random};
use crate::store::staff::{self as store, Changed, Member};

/// An invitation is good for so long.
pub(super) const INVITATION_MS: i64 = 72 * 60 * 60 * 1000;
/// Longest login and longest name.
const MAX_LOGIN: usize = 64;
const MAX_NAME: usize = 100;

/// A login, if it can be one: small letters, digits, dots and the like.
pub(super) fn checked_login(text: &str) -> Option<String> {
    let login = accounts::login(text);
    let fits =
        |sign: char| sign.is_ascii_lowercase() || sign.is_ascii_digit() || ".-_@".contains(sign);
    (login.len() >= 2 && login.len() <= MAX_LOGIN && login.chars().all(fits)).then_some(login)
}

/// A name, if it can be one.
pub(super) fn checked_name(text: &str) -> Option<String> {
    let name: String = text
        .trim()
        .chars()
        .filter(|sign| !sign.is_control())
        .collect();
    (!name.is_empty() && name.chars().count() <= MAX_NAME).then_some(name)
}

/// A new token, and what is stored of it.
pub(super) fn new_token() -> Result<(String, Vec<u8>), crate::secrets::Error> {
    let token = hex(&random::<32>()?);
    let hash = super::invitation::token_hash(&token);
    Ok((token, hash))
}

async fn allowed(hub: &Arc<Hub>, visit: Visit) -> Result<(Visit, store::Within), session::Refused> {
    _ = hub;
    match agencies(&visit.seen.roles, Deed::Members) {
        Some(none) if none.is_empty() => Err(view::not_allowed().into()),
        within => Ok((visit, within)),
    }
}

/// `GET /staff/members`
pub(super) async fn list(
    State(hub): State<Arc<Hub>>,
    Query(said): Query<Said>,
    request: Request,
) -> Answer {
    let (visit, within) = allowed(
        &hub,
        session::enter(&hub, session::id(&hub, &request)).await?,
    )
    .await?;
    let words = match said.word() {
        "revoked" => "Đã thu hồi tài khoản. Mọi phiên của người đó đã kết thúc.",
        _ => "",
    };
    members_page(&visit, &within, StatusCode::OK, words, "", None).await
}

async fn members_page(
    visit: &Visit,
    within: &store::Within,
    status: StatusCode,
    words: &str,
    wrong: &str,
    link: Option<(&str, &str)>,
) -> Answer {
    let all = store::members(visit.hub.store.readers()).await?;
    let mine = |member: &&Member| {
        let agencies = |list: &Vec<String>| {
            member
                .roles
                .iter()
                .any(|grant| list.contains(&grant.agency))
        };
        within.as_ref().is_none_or(agencies)
    };
    let known = visit.hub.agencies().await;
    let page = view::page(
        "Tài khoản cán bộ",
        Some(visit),
        "/staff/members",
        |html| {
            html.raw("<h1>Tài khoản cán bộ</h1>");
            view::notice(html, false, words);
            view::notice(html, true, wrong);
            if let Some((name, link)) = link {
                html.element(
                    "<div class=\"notice\" role=\"status\"><p>Đã tạo thư mời cho <strong>",
                    name,
                    "</strong>.",
                );
                html.raw(" Hãy gửi riêng liên kết này cho người đó; dùng được một lần trong 72 giờ, và chỉ hiện ở đây một lần:</p>");
                html.element("<p><code class=\"link\">", link, "</code></p></div>");
            }
            html.raw("<div class=\"scroll\" tabindex=\"0\" role=\"region\" aria-label=\"Danh sách\"><table><thead><tr><th scope=\"col\">Tên</th>");
            html.raw("<th scope=\"col\">Tên đăng nhập</th><th scope=\"col\">Vai trò</th><th scope=\"col\">Trạng thái</th><th scope=\"col\">Việc</th></tr></thead><tbody>");
            for member in all.iter().filter(mine) {
                html.element("<tr><th scope=\"row\">", &member.name, "</th>")
                    .element("<td>", &member.login, "</td><td>");
                for grant in &member.roles {
                    html.element("<div>", grant.role.label(), " – ")
                        .text(agency_word(&known, &grant.agency))
                        .raw("</div>");
                }
                let state = match member.state.as_str() {
                    "active" if member.has_totp => "Hoạt động, có mã xác thực",
                    "active" => "Hoạt động",
                    "invited" => "Đã mời, chưa nhận",
                    _ => "Đã thu hồi",
                };
                html.element("</td><td>", state, "</td><td>");
                if member.state != "revoked" && member.number != visit.seen.staff {
                    html.raw("<details><summary>Thu hồi</summary>");
                    view::form(
                        html,
                        visit,
                        &format!("/staff/members/{}/revoke", member.number),
                        "",
                    );
                    view::hidden(html, "login", &member.login);
                    html.element(
                        "<button class=\"danger\">Thu hồi tài khoản của ",
                        &member.name,
                        "</button></form></details>",
                    );
                }
                html.raw("</td></tr>");
            }
            html.raw("</tbody></table></div><h2>Mời một người</h2>");
            html.raw("<p>Người đã có tài khoản cũng mời lại được: vai trò được thay bằng vai trò dưới đây, và người đó đặt lại cụm mật khẩu bằng liên kết mới.</p>");
            view::form(html, visit, "/staff/members", "narrow");
            let line = |name, label, hint| Line {
                name,
                label,
                hint,
                value: "",
                kind: "text",
                fill: "off",
                is_required: true,
            };
            view::line(html, &line("name", "Họ và tên", ""));
            view::line(
                html,
                &line(
                    "login",
                    "Tên đăng nhập",
                    "Chữ thường không dấu, số, dấu chấm. Ví dụ: nguyen.van.an",
                ),
            );
            html.raw("<div class=\"field\"><label for=\"f-agency\">Cơ quan</label>");
            html.raw("<input name=\"agency\" id=\"f-agency\" list=\"agencies\" required autocomplete=\"off\" aria-describedby=\"h-agency\">");
            html.raw("<p class=\"hint\" id=\"h-agency\">Mã cơ quan như trong dữ liệu, hoặc * cho mọi cơ quan.</p><datalist id=\"agencies\">");
            for agency in known
                .iter()
                .filter(|agency| within.as_ref().is_none_or(|list| list.contains(&agency.id)))
            {
                html.raw("<option").attribute("value", &agency.id).element(
                    ">",
                    &agency.name,
                    "</option>",
                );
            }
            if within.is_none() {
                html.raw("<option")
                    .attribute("value", ALL)
                    .raw(">mọi cơ quan</option>");
            }
            html.raw("</datalist></div><fieldset><legend>Vai trò</legend>");
            for role in ROLES {
                html.raw("<label class=\"choice\"><input type=\"checkbox\" name=\"role\"")
                    .attribute("value", role.word());
                let explanation = role.explanation().split(" | ").next().unwrap_or_default();
                html.element("> <span>", role.label(), ": ").element(
                    "",
                    explanation,
                    "</span></label>",
                );
            }
            html.raw("</fieldset><button>Tạo thư mời</button></form>");
        },
    );
    Ok(view::answer(status, page))
}

/// `POST /staff/members`
pub(super) async fn invite(State(hub): State<Arc<Hub>>, request: Request) -> Answer {
    let https = session::is_https(&hub, &request);
    let headers = request.headers().clone();
    let (visit, typed) = session::posted(&hub, request).await?;
    let (visit, within) = allowed(&hub, visit).await?;
    let wrong = |words: &'static str| (StatusCode::UNPROCESSABLE_ENTITY, words);
    let grants = typed
        .all("role")
        .map(|role| Grant::parse(&format!("{role}@{}", typed.get("agency"))));
    let grants: Option<Vec<Grant>> = grants.collect();
    let checked = match (
        checked_login(typed.get("login")),
        checked_name(typed.get("name")),
        grants,
    ) {
        (None, _, _) => Err(wrong(
            "Tên đăng nhập cần 2 đến 64 ký tự: chữ thường không dấu, số, dấu chấm.",
        )),
        (_, None, _) => Err(wrong("Hãy ghi họ và tên.")),
        (_, _, None) => Err(wrong("Không đọc được vai trò hoặc cơ quan.")),
        (_, _, Some(grants)) if grants.is_empty() => Err(wrong("Hãy chọn ít nhất một vai trò.")),
        (Some(login), _, _) if login == visit.seen.login => {
            Err(wrong("Không thể tự mời chính mình."))
        }
        (Some(login), Some(name), Some(grants)) => Ok((login, name, grants)),
    };
    let (login, name, roles) = match checked {
        Ok(checked) => checked,
        Err((status, words)) => {
            return members_page(&visit, &within, status, "", words, None).await;
        }
    };
    let (token, token_hash) = new_token().map_err(|_| Problem::broken())?;
    let now_ms = hub.now_ms();
    let deed = store::Invite {
        actor: store::actor(visit.seen.staff),
        login,
        name: name.clone(),
        roles,
        within: within.clone(),
        token_hash,
        expires_ms: now_ms + INVITATION_MS,
        now_ms,
    };
    match hub.store.act(deed).await? {
        Changed::Done(_) => {
            let origin = super::account::origin(&hub, &headers, https);
            let link = format!("{origin}/staff/invite/{token}");
            members_page(
                &visit,
                &within,
                StatusCode::CREATED,
                "",
                "",
                Some((&name, &link)),
            )
            .await
        }
        Changed::Beyond | Changed::None => {
            let words = "Tài khoản hoặc vai trò này thuộc cơ quan khác: bạn không mời được.";
            members_page(&visit, &within, StatusCode::FORBIDDEN, "", words, None).await
        }
    }
}

/// `POST /staff/members/{number}/revoke`
pub(super) async fn revoke(
    State(hub): State<Arc<Hub>>,
    Path(number): Path<String>,
    request: Request,
) -> Answer {
    let (visit, _) = session::posted(&hub, request).await?;
    let (visit, within) = allowed(&hub, visit).await?;
    let all = store::members(hub.store.readers()).await?;
    let Some(member) = all
        .iter()
        .find(|member| member.number.to_string() == number)
    else {
        return Ok(view::nothing());
    };
    if member.number == visit.seen.staff {
        let words = "Không thể tự thu hồi tài khoản của mình.";
        return members_page(&visit, &within, StatusCode::FORBIDDEN, "", words, None).await;
    }
    let deed = store::Revoke {
        actor: store::actor(visit.seen.staff),
        login: member.login.clone(),
        within,
        now_ms: hub.now_ms(),
    };
    match hub.store.act(deed).await? {
        Changed::Done(_) => Ok(view::redirect("/staff/members?said=revoked")),
        Changed::Beyond | Changed::None => Ok(view::nothing()),
    }
}
