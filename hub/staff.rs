//! The console at `/staff`, where officials answer: pages made by the hub, which need neither script nor third party.
//!
//! Who may do what stands in one table (`roles`). Every page and every deed asks it with the item's agency, and what
//! belongs to another agency looks as if it were not there. What changes anything goes through the store's one writer,
//! which notes it in the audit.

mod account;
mod accounts;
mod acts;
mod auditing;
mod blackout;
mod clock;
mod command;
mod inbox;
mod invitation;
mod item;
mod members;
pub(crate) mod passphrase;
pub(crate) mod publishing;
pub(crate) mod roles;
mod session;
mod templates;
mod totp;
mod verbs;
mod view;

use std::sync::Arc;

use axum::Router;
use axum::http::{HeaderName, header};
use axum::response::{IntoResponse, Response};
use axum::routing::{get, post};
use serde::Deserialize;

pub(crate) use command::{Settings, run};
pub(crate) use passphrase::Hasher;

use crate::feedback::Hub;

/// Fields with long texts, which are given back when a form cannot be taken.
const TEXTS: &[&str] = &[
    "body",
    "action_taken",
    "evidence",
    "legal_basis",
    "note",
    "title",
    "place",
    "name",
];

/// What a page is to say about what was done before.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(crate) struct Said {
    said: String,
}

impl Said {
    fn word(&self) -> &str {
        &self.said
    }
}

/// The console's paths.
pub(crate) fn routes() -> Router<Arc<Hub>> {
    Router::new()
        .route("/staff", get(inbox::list))
        .route("/staff/bulk", post(inbox::bulk))
        .route("/staff/undo", post(inbox::undo))
        .route("/staff/items/{number}", get(item::show))
        .route("/staff/items/{number}/contact", post(item::open_contact))
        .route("/staff/items/{number}/files/{id}", get(item::file))
        .route("/staff/items/{number}/{act}", post(acts::act))
        .route(
            "/staff/templates",
            get(templates::list).post(templates::change),
        )
        .route(
            "/staff/sign-in",
            get(accounts::door).post(accounts::come_in),
        )
        .route("/staff/sign-out", post(accounts::go_out))
        .route(
            "/staff/invite/{token}",
            get(invitation::show).post(invitation::accept),
        )
        .route("/staff/account", get(account::account))
        .route("/staff/account/{deed}", post(account::change))
        .route("/staff/members", get(members::list).post(members::invite))
        .route("/staff/members/{number}/revoke", post(members::revoke))
        .route("/staff/audit", get(auditing::list))
        .route("/staff/style.css", get(style))
        .route("/staff/keys.js", get(keys))
        .route("/staff/icon.svg", get(icon))
        .route("/staff/{*rest}", get(nothing).fallback(nothing))
}

async fn nothing() -> Response {
    view::nothing()
}

fn asset(kind: &'static str, text: String) -> Response {
    let headers = [
        (header::CONTENT_TYPE, kind),
        (header::CACHE_CONTROL, "public, max-age=300"),
        (
            HeaderName::from_static("cross-origin-resource-policy"),
            "same-origin",
        ),
    ];
    (headers, text).into_response()
}

/// `GET /staff/style.css`
async fn style() -> Response {
    let css = concat!(
        include_str!("../style/tokens.css"),
        include_str!("staff/style.css")
    );
    // The tokens are written for elements; here the page itself is the host.
    asset("text/css; charset=utf-8", css.replace(":host", ":root"))
}

/// `GET /staff/keys.js`
async fn keys() -> Response {
    asset(
        "text/javascript; charset=utf-8",
        include_str!("staff/keys.js").to_owned(),
    )
}

/// `GET /staff/icon.svg`
async fn icon() -> Response {
    asset("image/svg+xml", include_str!("staff/icon.svg").to_owned())
}

/// An agency as it is shown: its name where the feed knows it.
fn agency_word<'a>(known: &'a [cchc::feed::agencies::Agency], id: &'a str) -> &'a str {
    match known.iter().find(|agency| agency.id == id) {
        _ if id == roles::ALL => "mọi cơ quan",
        Some(agency) => &agency.name,
        None => id,
    }
}

#[cfg(test)]
mod tests;
