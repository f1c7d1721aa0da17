//! What a member sees and changes of the own account: passphrase, second factor, open sessions. What weakens the account
//! needs the passphrase once more, so that an unlocked screen is not enough.

use std::sync::Arc;

use axum::extract::{Path, Query, Request, State};
use axum::http::{StatusCode, header};

use super::accounts::{ABOUT_TOTP, attempt};
use super::invitation::{chosen, new_passphrase};
use super::session::{self, Answer, Refused, Typed, Visit};
use super::view::{self, Line};
use super::{Said, totp};
use crate::feedback::{Hub, Problem, Sender};
use crate::html::Html;
use crate::store::staff as store;

/// `GET /staff/account`
pub(super) async fn account(
    State(hub): State<Arc<Hub>>,
    Query(said): Query<Said>,
    request: Request,
) -> Answer {
    let visit = session::enter(&hub, session::id(&hub, &request)).await?;
    let host = host(&hub, request.headers());
    let words = match said.word() {
        "totp-on" => "Đã bật mã xác thực. Từ nay cần mã khi đăng nhập.",
        "totp-off" => "Đã tắt mã xác thực.",
        "passphrase" => "Đã đổi cụm mật khẩu. Các phiên khác đã kết thúc.",
        "ended" => "Phiên đó đã kết thúc.",
        "ended-all" => "Các phiên khác đã kết thúc.",
        _ => "",
    };
    account_page(&visit, &host, StatusCode::OK, words, "").await
}

fn host(hub: &Hub, headers: &axum::http::HeaderMap) -> String {
    let own = hub
        .config
        .public_url
        .as_deref()
        .and_then(|url| url.split_once("://"))
        .map(|(_, host)| host.to_owned());
    let asked = || {
        headers
            .get(header::HOST)
            .and_then(|host| host.to_str().ok())
            .unwrap_or_default()
            .to_owned()
    };
    own.unwrap_or_else(asked)
}

/// The hub's own address as browsers know it.
pub(super) fn origin(hub: &Hub, headers: &axum::http::HeaderMap, is_https: bool) -> String {
    let scheme = if is_https { "https" } else { "http" };
    let asked = || format!("{scheme}://{}", host(hub, headers));
    hub.config.public_url.clone().unwrap_or_else(asked)
}

/// The secret that an app may be given. It is made of the session and of when the account last changed, so that nothing
/// is stored before a code has proved that the app has it.
fn offered(visit: &Visit) -> [u8; totp::SECRET_BYTES] {
    let (session, changed) = (
        visit.seen.session.to_be_bytes(),
        visit.seen.changed_ms.to_be_bytes(),
    );
    let whole = visit
        .hub
        .secrets
        .mac("staff totp", &[visit.token.as_bytes(), &session, &changed]);
    let mut secret = [0; totp::SECRET_BYTES];
    secret.copy_from_slice(&whole[..totp::SECRET_BYTES]);
    secret
}

async fn account_page(
    visit: &Visit,
    host: &str,
    status: StatusCode,
    words: &str,
    wrong: &str,
) -> Answer {
    let open = store::sessions(
        visit.hub.store.readers(),
        visit.seen.staff,
        visit.hub.now_ms(),
    )
    .await?;
    let known = visit.hub.agencies().await;
    let page = view::page(
        "Tài khoản của tôi",
        Some(visit),
        "/staff/account",
        |html| {
            html.element("<div class=\"narrow\"><h1>", &visit.seen.name, "</h1>");
            view::notice(html, false, words);
            view::notice(html, true, wrong);
            html.element(
                "<p>Tên đăng nhập: <strong>",
                &visit.seen.login,
                "</strong></p><ul>",
            );
            for grant in &visit.seen.roles {
                html.element("<li>", grant.role.label(), "").element(
                    " – ",
                    super::agency_word(&known, &grant.agency),
                    "</li>",
                );
            }
            html.raw("</ul>");
            second_factor(html, visit, host);
            html.raw("<h2>Đổi cụm mật khẩu</h2>");
            view::form(html, visit, "/staff/account/passphrase", "");
            current(html, "f-now-1");
            new_passphrase(html);
            html.raw("<button>Đổi cụm mật khẩu</button></form><h2>Các phiên đang mở</h2><ul class=\"rows\">");
            for session in &open {
                html.raw("<li>").text(if session.agent.is_empty() {
                    "Trình duyệt khác"
                } else {
                    &session.agent
                });
                html.element(", đăng nhập lúc ", &view::moment(session.made_ms), "");
                html.element(", dùng lần cuối ", &view::moment(session.seen_ms), "");
                if session.number == visit.seen.session {
                    html.raw(" <strong>(phiên này)</strong>");
                } else {
                    view::form(html, visit, "/staff/account/end", "inline");
                    view::hidden(html, "session", &session.number.to_string());
                    html.raw("<button class=\"second\">Kết thúc phiên này</button></form>");
                }
                html.raw("</li>");
            }
            html.raw("</ul>");
            if open.len() > 1 {
                view::form(html, visit, "/staff/account/end-all", "");
                html.raw("<button class=\"second\">Kết thúc mọi phiên khác</button></form>");
            }
            html.raw("</div>");
        },
    );
    Ok(view::answer(status, page))
}

/// The passphrase once more. Each form has its own, so the ids differ.
fn current(html: &mut Html, id: &'static str) {
    html.raw("<div class=\"field\"><label for=\"")
        .raw(id)
        .raw("\">Cụm mật khẩu hiện nay</label>");
    html.raw("<input type=\"password\" name=\"current\" required autocomplete=\"current-password\" id=\"").raw(id).raw("\"></div>");
}

fn second_factor(html: &mut Html, visit: &Visit, host: &str) {
    html.raw("<h2>Mã xác thực khi đăng nhập</h2>");
    if visit.seen.has_totp {
        html.raw("<p>Đang bật: mỗi lần đăng nhập cần mã 6 số từ ứng dụng xác thực.</p><details><summary>Tắt mã xác thực</summary>");
        view::form(html, visit, "/staff/account/totp-off", "");
        current(html, "f-now-2");
        html.raw("<button class=\"second\">Tắt</button></form></details>");
        return;
    }
    html.raw("<p>Chưa bật. Nên bật: dù ai biết cụm mật khẩu cũng không vào được nếu không có điện thoại của bạn.</p>");
    html.raw("<details><summary>Bật mã xác thực</summary><ol><li>Mở ứng dụng xác thực trên điện thoại, quét mã này:</li></ol>");
    let secret = offered(visit);
    if let Some((path, size)) = totp::squares(&totp::address(&secret, &visit.seen.login, host)) {
        let edge = format!("-4 -4 {0} {0}", size + 8);
        html.raw("<svg class=\"qr\" role=\"img\" aria-label=\"Mã QR\"")
            .attribute("viewBox", &edge);
        html.raw("><rect class=\"qr-light\" x=\"-4\" y=\"-4\" width=\"100%\" height=\"100%\"/><path class=\"qr-dark\"");
        html.attribute("d", &path).raw("/></svg>");
    }
    html.element(
        "<p>hoặc gõ khóa: <code>",
        &totp::base32(&secret),
        "</code></p>",
    );
    view::form(html, visit, "/staff/account/totp", "");
    view::line(
        html,
        &Line {
            name: "code",
            label: "Mã 6 số mà ứng dụng hiện",
            hint: "",
            value: "",
            kind: "text",
            fill: "one-time-code",
            is_required: true,
        },
    );
    current(html, "f-now-2");
    html.raw("<button>Bật mã xác thực</button></form></details>");
}

/// Whether the passphrase of the member was typed once more; counted like a sign-in.
async fn is_confirmed(
    hub: &Hub,
    visit: &Visit,
    sender: &Sender,
    is_https: bool,
    typed: &str,
) -> Result<Result<(), String>, Refused> {
    let pair = match attempt(hub, sender, is_https, &visit.seen.login).await? {
        Ok(pair) => pair,
        Err(secs) => {
            return Ok(Err(format!(
                "Đã thử nhiều lần. Hãy đợi {secs} giây rồi thử lại."
            )));
        }
    };
    let known = store::candidate(hub.store.readers(), &visit.seen.login).await?;
    let hash = known.map(|known| known.passphrase);
    let right = hub
        .hasher
        .is_right(typed.to_owned(), hash)
        .await
        .map_err(|_| Problem::broken())?;
    if right {
        hub.store.act(store::Forget { pair }).await?;
    }
    Ok(match right {
        true => Ok(()),
        false => Err("Cụm mật khẩu hiện nay không đúng.".to_owned()),
    })
}

/// `POST /staff/account/{deed}`
pub(super) async fn change(
    State(hub): State<Arc<Hub>>,
    Path(deed): Path<String>,
    request: Request,
) -> Answer {
    let is_https = session::is_https(&hub, &request);
    let sender = hub.sender(&request);
    let (visit, typed) = session::posted(&hub, request).await?;
    let (staff, session, now_ms) = (visit.seen.staff, visit.seen.session, hub.now_ms());
    match deed.as_str() {
        "end" => {
            let session = typed.number("session").unwrap_or_default();
            hub.store
                .act(store::End {
                    staff,
                    session,
                    now_ms,
                })
                .await?;
            return Ok(view::redirect("/staff/account?said=ended"));
        }
        "end-all" => {
            hub.store
                .act(store::EndAll {
                    staff,
                    but: session,
                    now_ms,
                })
                .await?;
            return Ok(view::redirect("/staff/account?said=ended-all"));
        }
        "passphrase" | "totp" | "totp-off" => {}
        _ => return Ok(view::nothing()),
    }
    let wrong = match is_confirmed(&hub, &visit, &sender, is_https, typed.get("current")).await? {
        Err(wrong) => wrong,
        Ok(()) => match put(&visit, &deed, &typed).await? {
            Ok(said) => return Ok(view::redirect(said)),
            Err(wrong) => wrong.to_owned(),
        },
    };
    let host = host(&hub, &sender.headers);
    account_page(&visit, &host, StatusCode::UNPROCESSABLE_ENTITY, "", &wrong).await
}

/// Makes the change. Gives the page that says so, or what is wrong.
async fn put(
    visit: &Visit,
    deed: &str,
    typed: &Typed,
) -> Result<Result<&'static str, &'static str>, Refused> {
    let hub = &visit.hub;
    let (staff, session, now_ms) = (visit.seen.staff, visit.seen.session, hub.now_ms());
    if deed == "passphrase" {
        let new = match chosen(typed, &visit.seen.login) {
            Ok(new) => new,
            Err(wrong) => return Ok(Err(wrong)),
        };
        let passphrase = hub.hasher.hash(new).await.map_err(|_| Problem::broken())?;
        hub.store
            .act(store::SetPassphrase {
                staff,
                session,
                passphrase,
                now_ms,
            })
            .await?;
        return Ok(Ok("/staff/account?said=passphrase"));
    }
    if deed == "totp-off" {
        hub.store
            .act(store::SetTotp {
                staff,
                session,
                secret: None,
                now_ms,
            })
            .await?;
        return Ok(Ok("/staff/account?said=totp-off"));
    }
    if visit.seen.has_totp {
        return Ok(Err("Mã xác thực đang bật rồi."));
    }
    let secret = offered(visit);
    let Some(step) = totp::step_of(&secret, typed.get("code"), now_ms, None) else {
        return Ok(Err(
            "Mã 6 số không đúng. Hãy xem đồng hồ của điện thoại có đúng giờ không.",
        ));
    };
    let (sealed, key_id) = hub
        .secrets
        .seal(&secret, ABOUT_TOTP)
        .map_err(|_| Problem::broken())?;
    let secret = Some((sealed, key_id, step));
    hub.store
        .act(store::SetTotp {
            staff,
            session,
            secret,
            now_ms,
        })
        .await?;
    Ok(Ok("/staff/account?said=totp-on"))
}
