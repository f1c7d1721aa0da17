//! An invitation: a link that works once, and the passphrase that its member chooses.

use std::sync::Arc;

use axum::extract::{Path, Request, State};
use axum::http::StatusCode;
use axum::response::Response;
use sha2::{Digest, Sha256};

use super::passphrase;
use super::session::{self, Answer, Typed};
use super::view::{self, Line};
use crate::feedback::{Hub, Problem};
use crate::html::Html;
use crate::store::staff as store;

/// What is stored of an invitation's token.
pub(super) fn token_hash(token: &str) -> Vec<u8> {
    Sha256::digest(token.as_bytes()).to_vec()
}

/// `GET /staff/invite/{token}`
pub(super) async fn show(State(hub): State<Arc<Hub>>, Path(token): Path<String>) -> Answer {
    match store::invited(hub.store.readers(), &token_hash(&token), hub.now_ms()).await? {
        Some(who) => Ok(invitation_page(StatusCode::OK, &token, &who, "")),
        None => Ok(gone()),
    }
}

fn gone() -> Response {
    view::failure(
        StatusCode::NOT_FOUND,
        "Thư mời này không có, đã dùng hoặc đã hết hạn (72 giờ). Hãy xin người quản trị một thư mời mới.",
    )
}

fn invitation_page(
    status: StatusCode,
    token: &str,
    (login, name): &(String, String),
    wrong: &str,
) -> Response {
    let page = view::page("Nhận thư mời", None, "", |html| {
        html.element("<div class=\"narrow\"><h1>Chào ", name, "</h1>");
        view::notice(html, true, wrong);
        html.element(
            "<p>Tên đăng nhập của bạn: <strong>",
            login,
            "</strong>. Hãy đặt một cụm mật khẩu.</p>",
        );
        html.raw("<form method=\"post\"")
            .attribute("action", &format!("/staff/invite/{token}"))
            .raw(">");
        html.raw("<input type=\"text\" name=\"login\" autocomplete=\"username\" hidden")
            .attribute("value", login)
            .raw(">");
        new_passphrase(html);
        html.raw("<button>Đặt cụm mật khẩu</button></form></div>");
    });
    view::answer(status, page)
}

pub(super) fn new_passphrase(html: &mut Html) {
    let hint = "Ít nhất 12 ký tự, dấu và khoảng trắng đều được. Ví dụ: một câu bạn dễ nhớ mà người khác không đoán ra.";
    for (name, label, hint) in [
        ("new", "Cụm mật khẩu mới", hint),
        ("again", "Gõ lại cụm mật khẩu mới", ""),
    ] {
        view::line(
            html,
            &Line {
                name,
                label,
                hint,
                value: "",
                kind: "password",
                fill: "new-password",
                is_required: true,
            },
        );
    }
}

/// The new passphrase that was typed twice, or what is wrong with it.
pub(super) fn chosen(typed: &Typed, login: &str) -> Result<String, &'static str> {
    let new = typed.get("new");
    passphrase::check(new, login).map_err(passphrase::Weak::words)?;
    match new == typed.get("again") {
        true => Ok(new.to_owned()),
        false => Err("Hai lần gõ không giống nhau."),
    }
}

/// `POST /staff/invite/{token}`
pub(super) async fn accept(
    State(hub): State<Arc<Hub>>,
    Path(token): Path<String>,
    request: Request,
) -> Answer {
    let (_, typed) = session::typed(&hub, request).await?;
    let token_hash = token_hash(&token);
    let Some(who) = store::invited(hub.store.readers(), &token_hash, hub.now_ms()).await? else {
        return Ok(gone());
    };
    let new = match chosen(&typed, &who.0) {
        Ok(new) => new,
        Err(wrong) => {
            return Ok(invitation_page(
                StatusCode::UNPROCESSABLE_ENTITY,
                &token,
                &who,
                wrong,
            ));
        }
    };
    let passphrase = hub.hasher.hash(new).await.map_err(|_| Problem::broken())?;
    match hub
        .store
        .act(store::Accept {
            token_hash,
            passphrase,
            now_ms: hub.now_ms(),
        })
        .await?
    {
        Some(_) => Ok(view::redirect("/staff/sign-in?said=accepted")),
        None => Ok(gone()),
    }
}
