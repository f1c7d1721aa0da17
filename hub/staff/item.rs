//! One item: what the citizen wrote, what happened, what can be done, and the answer.

mod forms;
mod page;

use std::sync::Arc;

use axum::extract::{Path, Query, Request, State};
use axum::http::{HeaderName, HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};

use super::inbox::Known;
use super::roles::{Deed, agencies, allows};
use super::session::{self, Answer, Refused, Typed, Visit};
use super::{Said, verbs, view};
use crate::feedback::Hub;
use crate::secrets::Secrets;
use crate::store::life::{self, ItemWhole, Template};
use crate::store::staff as store;
use crate::store::{CONTACT_OPENED, Note};

/// Everything the page is made of.
pub(super) struct Shown<'a> {
    pub(super) visit: &'a Visit,
    pub(super) item: &'a ItemWhole,
    pub(super) known: Known,
    pub(super) templates: Vec<Template>,
    /// Names of the questions of its form.
    pub(super) questions: Vec<(String, String)>,
    /// The form that was typed into and could not be taken: its act and what stood in it.
    pub(super) typed: Option<(&'a str, &'a Typed)>,
    /// Labels and texts of the contact data, opened for this page.
    pub(super) contact: Option<Vec<(&'static str, String)>>,
    /// The citizen's texts without personal data, for the form that publishes.
    pub(super) public: [String; 4],
}

/// The item, if this member may see it. What belongs to another agency looks as if it were not there.
pub(super) async fn item(visit: &Visit, number: &str, deed: Deed) -> Result<ItemWhole, Refused> {
    let number = number.parse::<i64>().ok().filter(|number| *number > 0);
    let found = match number {
        Some(number) => life::show(&visit.hub.store, number).await?,
        None => None,
    };
    let roles = &visit.seen.roles;
    let item = found.filter(|item| {
        allows(roles, Deed::Read, item.owner.as_deref())
            || allows(roles, deed, item.owner.as_deref())
    });
    let Some(item) = item else {
        return Err(view::nothing().into());
    };
    match allows(roles, deed, item.owner.as_deref()) {
        true => Ok(item),
        false => Err(view::not_allowed().into()),
    }
}

/// What is said above, and whether it is bad news.
#[derive(Default)]
pub(super) struct Words {
    pub(super) text: String,
    pub(super) is_wrong: bool,
}

impl Words {
    pub(super) fn wrong(text: impl Into<String>) -> Self {
        Self {
            text: text.into(),
            is_wrong: true,
        }
    }
}

/// `GET /staff/items/{number}`
pub(super) async fn show(
    State(hub): State<Arc<Hub>>,
    Path(number): Path<String>,
    Query(said): Query<Said>,
    request: Request,
) -> Answer {
    let visit = session::enter(&hub, session::id(&hub, &request)).await?;
    let item = item(&visit, &number, Deed::Read).await?;
    let words = match said.word() {
        "" => Words::default(),
        "undo" => Words {
            text: "Đã hoàn tác.".to_owned(),
            is_wrong: false,
        },
        "not-undone" => Words::wrong("Không hoàn tác được: vừa có việc khác xảy ra sau đó."),
        "send" => Words {
            text: "Đã gửi trả lời. Người dân xem được bằng mã tra cứu.".to_owned(),
            is_wrong: false,
        },
        "draft" => Words {
            text: "Đã lưu nháp.".to_owned(),
            is_wrong: false,
        },
        word => match verbs::verb(word) {
            Some(verb) => Words {
                text: format!("Đã {}.", verb.past),
                is_wrong: false,
            },
            None => Words::default(),
        },
    };
    whole(&visit, &item, StatusCode::OK, &words, None, None).await
}

/// The page of an item.
pub(super) async fn whole(
    visit: &Visit,
    item: &ItemWhole,
    status: StatusCode,
    words: &Words,
    typed: Option<(&str, &Typed)>,
    contact: Option<Vec<(&'static str, String)>>,
) -> Answer {
    let hub = &visit.hub;
    let form = hub.form(&item.form, item.form_version).await;
    let questions = form
        .as_ref()
        .map(|known| &known.form.questions)
        .into_iter()
        .flatten();
    let roles = &visit.seen.roles;
    let own = item.owner.as_slice();
    let shown = Shown {
        visit,
        item,
        known: Known {
            members: store::members(hub.store.readers()).await?,
            agencies: hub.agencies().await,
            kinds: hub.kinds(),
            topics: Vec::new(),
            owners: agencies(roles, Deed::Read),
        },
        templates: life::templates(&hub.store, Some(own)).await?,
        questions: questions
            .map(|question| (question.id.clone(), question.label.clone()))
            .collect(),
        typed,
        contact,
        public: super::publishing::texts(&hub.secrets, item),
    };
    Ok(view::answer(status, page::item(&shown, words)))
}

/// Contact data of an item, in the order in which it is shown.
pub(crate) fn contact(secrets: &Secrets, item: &ItemWhole) -> Vec<(&'static str, String)> {
    let Some((sealed, key_id)) = &item.contact else {
        return Vec::new();
    };
    let open = secrets.open(sealed, key_id, &item.key_hash);
    let read = open.and_then(|bytes| serde_json::from_slice::<serde_json::Value>(&bytes).ok());
    let Some(read) = read else { return Vec::new() };
    [
        ("name", "Họ và tên"),
        ("phone", "Điện thoại"),
        ("email", "Thư điện tử"),
        ("address", "Địa chỉ"),
    ]
    .into_iter()
    .filter_map(|(field, label)| Some((label, read.get(field)?.as_str()?.to_owned())))
    .collect()
}

/// `POST /staff/items/{number}/contact`: opened for this once, and noted in the audit.
pub(super) async fn open_contact(
    State(hub): State<Arc<Hub>>,
    Path(number): Path<String>,
    request: Request,
) -> Answer {
    let (visit, typed) = session::posted(&hub, request).await?;
    let item = item(&visit, &number, Deed::Contact).await?;
    let actor = store::actor(visit.seen.staff);
    let note = Note::of_item(hub.now_ms(), actor, CONTACT_OPENED, item.number);
    hub.store.act(note).await?;
    let contact = contact(&hub.secrets, &item);
    let words = match contact.is_empty() {
        true => {
            Words::wrong("Không mở được thông tin liên hệ: khóa mã hóa không có ở máy chủ này.")
        }
        false => Words::default(),
    };
    // What stands in the reply by now came along.
    whole(
        &visit,
        &item,
        StatusCode::OK,
        &words,
        Some(("reply", &typed)),
        Some(contact),
    )
    .await
}

/// `GET /staff/items/{number}/files/{id}`: a file as it was sent, to be kept and not to be run.
pub(super) async fn file(
    State(hub): State<Arc<Hub>>,
    Path((number, id)): Path<(String, String)>,
    request: Request,
) -> Answer {
    let visit = session::enter(&hub, session::id(&hub, &request)).await?;
    let item = item(&visit, &number, Deed::Read).await?;
    let Some((upload, content)) = life::upload(&hub.store, item.number, &id).await? else {
        return Ok(view::nothing());
    };
    Ok(attachment(&upload.name, &upload.media_type, content))
}

fn attachment(name: &str, media_type: &str, content: Vec<u8>) -> Response {
    let mut answer = content.into_response();
    let mut plain = String::new();
    for byte in name.bytes() {
        match byte.is_ascii_alphanumeric() || b"._-".contains(&byte) {
            true => plain.push(char::from(byte)),
            false => plain.push_str(&format!("%{byte:02X}")),
        }
    }
    let kind = match media_type {
        "image/jpeg" => "image/jpeg",
        "image/png" => "image/png",
        "application/pdf" => "application/pdf",
        _ => "application/octet-stream",
    };
    let headers = answer.headers_mut();
    headers.insert(header::CONTENT_TYPE, HeaderValue::from_static(kind));
    if let Ok(value) = HeaderValue::from_str(&format!("attachment; filename*=UTF-8''{plain}")) {
        headers.insert(header::CONTENT_DISPOSITION, value);
    }
    for (name, value) in [
        (
            header::CONTENT_SECURITY_POLICY,
            "default-src 'none'; sandbox",
        ),
        (header::X_CONTENT_TYPE_OPTIONS, "nosniff"),
        (header::CACHE_CONTROL, "private, no-store"),
        (
            HeaderName::from_static("cross-origin-resource-policy"),
            "same-origin",
        ),
    ] {
        headers.insert(name, HeaderValue::from_static(value));
    }
    answer
}
