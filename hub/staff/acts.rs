//! Deeds on one item, each from a form of its page. Who comes second is told what happened, and keeps what was typed.

use std::sync::Arc;

use axum::extract::{Path, Request, State};
use axum::http::StatusCode;
use axum::response::Response;

use super::item::{Words, item, whole};
use super::roles::{Deed, Grant, allows};
use super::session::{self, Answer, Refused, Typed, Visit};
use super::verbs::{self, verb};
use super::view;
use crate::feedback::Hub;
use crate::store::life::{self, Act, Acted, By, ItemWhole, ReplyText, What};
use crate::store::staff as store;

/// Longest text of a form.
const MAX_CHARS: usize = 20_000;
const MAX_NOTE_CHARS: usize = 4_000;
/// Longest beginning of another item in a warning.
const TITLE_CHARS: usize = 120;
/// The number of the item that a member was warned of before merging into it.
pub(super) const SURE: &str = "sure";

/// Whether items can be passed on to an agency: one of the feed, or one for which somebody works here.
pub(super) async fn is_agency(hub: &Hub, id: &str) -> Result<bool, Refused> {
    if Grant::parse(&format!("clerk@{id}")).is_none_or(|grant| grant.agency == super::roles::ALL) {
        return Ok(false);
    }
    if hub.agencies().await.iter().any(|agency| agency.id == id) {
        return Ok(true);
    }
    let members = store::members(hub.store.readers()).await?;
    Ok(members
        .iter()
        .any(|member| member.roles.iter().any(|grant| grant.agency == id)))
}

/// `POST /staff/items/{number}/{act}`
pub(super) async fn act(
    State(hub): State<Arc<Hub>>,
    Path((number, word)): Path<(String, String)>,
    request: Request,
) -> Answer {
    let (visit, typed) = session::posted(&hub, request).await?;
    if word == "reply" {
        return reply(&visit, &number, &typed).await;
    }
    let Some(verb) =
        verb(&word).filter(|verb| !matches!(verb.word, "draft" | "propose" | "return" | "send"))
    else {
        return Ok(view::nothing());
    };
    let item = match reached(&visit, &number, verb.deed, &typed).await? {
        Ok(item) => item,
        Err(answer) => return Ok(answer),
    };
    let what = match what(&visit, &item, verb.word, &typed).await? {
        Ok(what) => what,
        Err(wrong) => {
            let mut typed = typed;
            // What the warning was about; another number is warned of anew.
            let into = typed.get("into").trim().trim_start_matches('#').to_owned();
            typed.put(SURE, &into);
            return again(&visit, &item, &wrong, verb.word, &typed).await;
        }
    };
    let acted = run(&visit, item.number, edition(&typed), what).await?;
    finish(&visit, &item, verb.word, &typed, acted).await
}

/// The item; or, where it is not there (any more), a page with the texts that were typed.
async fn reached(
    visit: &Visit,
    number: &str,
    deed: Deed,
    typed: &Typed,
) -> Result<Result<ItemWhole, Response>, Refused> {
    match item(visit, number, deed).await {
        Ok(item) => Ok(Ok(item)),
        Err(refused) if refused.status() == StatusCode::NOT_FOUND => Ok(Err(view::moved(typed))),
        Err(refused) => Err(refused),
    }
}

fn edition(typed: &Typed) -> i64 {
    typed.number("edition").unwrap_or_default()
}

async fn run(visit: &Visit, item: i64, edition: i64, what: What) -> Result<Acted, Refused> {
    let act = Act {
        item,
        edition,
        by: By::Staff(visit.seen.staff),
        at_ms: visit.hub.now_ms(),
        what,
    };
    Ok(visit.hub.store.act(act).await?)
}

/// The deed that a form asks for, or what is missing in it.
async fn what(
    visit: &Visit,
    item: &ItemWhole,
    word: &str,
    typed: &Typed,
) -> Result<Result<What, String>, Refused> {
    let note = typed.get("note").trim().to_owned();
    let needs_note = matches!(word, "ask-info" | "refuse" | "out-of-scope");
    if needs_note && note.is_empty() {
        return Ok(Err(
            "Hãy viết vài lời cho người dân: họ đọc được lời này khi tra cứu.".to_owned(),
        ));
    }
    if note.chars().count() > MAX_NOTE_CHARS {
        return Ok(Err("Lời nhắn dài quá 4000 ký tự.".to_owned()));
    }
    Ok(Ok(match word {
        "accept" => What::Accept,
        "start" => What::Start,
        "release" => What::Release,
        "hold" => What::Hold { reason: note },
        "ask-info" => What::AskInfo { note },
        "refuse" => What::Refuse { note },
        "close" => What::Close { note },
        "reopen" => What::Reopen { note },
        "unpublish" => What::Unpublish,
        "out-of-scope" => What::OutOfScope {
            note,
            place: typed.get("place").trim().to_owned(),
        },
        "assign" => match handler(visit, item, typed.get("handler")).await? {
            Some(handler) => What::Assign { handler },
            None => {
                return Ok(Err(
                    "Người này không xử lý ý kiến của cơ quan này.".to_owned()
                ));
            }
        },
        "forward" => {
            let agency = typed.get("agency").trim().to_owned();
            if !is_agency(&visit.hub, &agency).await? || item.owner.as_deref() == Some(&agency) {
                return Ok(Err("Hãy chọn cơ quan nhận.".to_owned()));
            }
            What::Forward { agency, note }
        }
        "merge" => {
            let into = typed
                .get("into")
                .trim()
                .trim_start_matches('#')
                .parse()
                .unwrap_or_default();
            // Only into what the member sees too.
            let other = life::show(&visit.hub.store, into).await?;
            let other = other
                .filter(|other| allows(&visit.seen.roles, Deed::Handle, other.owner.as_deref()));
            let Some(other) = other.filter(|other| other.number != item.number) else {
                return Ok(Err(
                    "Không có ý kiến số này trong các cơ quan của bạn.".to_owned()
                ));
            };
            if typed.number(SURE) != Some(into) {
                return Ok(Err(before_merging(&other)));
            }
            What::Merge { into }
        }
        "publish" => What::Publish {
            title: typed.get("title").to_owned(),
            body: typed.get("body").to_owned(),
            place: typed.get("place").to_owned(),
            answer: typed.get("answer").to_owned(),
        },
        _ => return Err(view::nothing().into()),
    }))
}

/// What is to be known before two items become one.
fn before_merging(other: &ItemWhole) -> String {
    let title = match other.title.trim() {
        "" => &other.body,
        title => title,
    };
    let title = cchc::text::clip(title.trim(), TITLE_CHARS);
    let answer = match other.answer() {
        Some(_) => "Ý kiến đó đã có trả lời: người gửi đọc được ngay trả lời ấy.",
        None => "Ý kiến đó chưa có trả lời.",
    };
    format!(
        "Sau khi gộp, người gửi ý kiến này đọc trả lời của ý kiến #{} «{title}» thay cho trả lời riêng. {answer} Trả lời đó \
         không được có dữ liệu cá nhân của người khác. Bấm «Gộp vào ý kiến giống» lần nữa nếu chắc chắn.",
        other.number
    )
}

/// Nobody, or a member who handles items of this agency.
pub(super) async fn handler(
    visit: &Visit,
    item: &ItemWhole,
    text: &str,
) -> Result<Option<Option<i64>>, Refused> {
    if text.is_empty() {
        return Ok(Some(None));
    }
    let members = store::members(visit.hub.store.readers()).await?;
    let fits = |member: &&store::Member| {
        member.number.to_string() == text
            && member.state == "active"
            && allows(&member.roles, Deed::Handle, item.owner.as_deref())
    };
    Ok(members.iter().find(fits).map(|member| Some(member.number)))
}

/// The answer: kept, proposed, sent or given back, by the button that was pressed.
async fn reply(visit: &Visit, number: &str, typed: &Typed) -> Answer {
    let word = typed.get("act");
    let deed = match word {
        "template" | "draft" | "propose" => Deed::Draft,
        "return" | "send" => Deed::Approve,
        _ => return Ok(view::nothing()),
    };
    let item = match reached(visit, number, deed, typed).await? {
        Ok(item) => item,
        Err(answer) => return Ok(answer),
    };
    if word == "template" {
        return with_template(visit, &item, typed).await;
    }
    let text = ReplyText {
        body: typed.get("body").to_owned(),
        action_taken: typed.get("action_taken").to_owned(),
        evidence: typed.get("evidence").to_owned(),
        legal_basis: typed.get("legal_basis").to_owned(),
    };
    let long = |text: &String| text.chars().count() > MAX_CHARS;
    if [
        &text.body,
        &text.action_taken,
        &text.evidence,
        &text.legal_basis,
    ]
    .into_iter()
    .any(long)
    {
        return again(
            visit,
            &item,
            "Một phần của trả lời dài quá 20.000 ký tự.",
            "reply",
            typed,
        )
        .await;
    }
    let known = typed.number("reply");
    let mut at = edition(typed);
    if word == "return" {
        let (reply, reason) = (known.unwrap_or_default(), typed.get("reason").to_owned());
        let acted = run(visit, item.number, at, What::Return { reply, reason }).await?;
        return finish(visit, &item, word, typed, acted).await;
    }
    // What goes out is looked at before anything is kept, so that a missing part is told at the field.
    if word != "draft" && (text.body.trim().is_empty() || text.action_taken.trim().is_empty()) {
        return again(visit, &item, INCOMPLETE, "reply", typed).await;
    }
    let mut acted = run(visit, item.number, at, What::Draft { reply: known, text }).await?;
    if let (Acted::Done(done), true) = (&acted, word != "draft") {
        at = done.edition;
        let reply = done.reply.unwrap_or_default();
        let what = match word {
            "send" => What::Send { reply },
            _ => What::Propose { reply },
        };
        acted = run(visit, item.number, at, what).await?;
    }
    finish(visit, &item, word, typed, acted).await
}

const INCOMPLETE: &str = "Trả lời cần có nội dung và việc đã làm.";

/// A template goes into the parts that are still empty; what was typed stays.
async fn with_template(visit: &Visit, item: &ItemWhole, typed: &Typed) -> Answer {
    let own = item.owner.as_slice();
    let all = life::templates(&visit.hub.store, Some(own)).await?;
    let Some(template) = all
        .iter()
        .find(|one| Some(one.number) == typed.number("template"))
    else {
        return again(visit, item, "Hãy chọn một mẫu trả lời.", "reply", typed).await;
    };
    let mut typed = typed.clone();
    for (name, text) in [
        ("body", &template.text.body),
        ("action_taken", &template.text.action_taken),
        ("evidence", &template.text.evidence),
        ("legal_basis", &template.text.legal_basis),
    ] {
        if typed.get(name).trim().is_empty() {
            typed.put(name, text);
        }
    }
    let words = Words {
        text: format!(
            "Đã đưa mẫu «{}» vào các ô còn trống. Chưa lưu.",
            template.name
        ),
        is_wrong: false,
    };
    whole(
        visit,
        item,
        StatusCode::OK,
        &words,
        Some(("reply", &typed)),
        None,
    )
    .await
}

/// The page again, with what was typed and what is wrong with it.
async fn again(visit: &Visit, item: &ItemWhole, wrong: &str, word: &str, typed: &Typed) -> Answer {
    whole(
        visit,
        item,
        StatusCode::UNPROCESSABLE_ENTITY,
        &Words::wrong(wrong),
        Some((word, typed)),
        None,
    )
    .await
}

/// On to the page that says what was done; or the page again, with what happened meanwhile.
async fn finish(
    visit: &Visit,
    item: &ItemWhole,
    word: &str,
    typed: &Typed,
    acted: Acted,
) -> Answer {
    let form = match word {
        "draft" | "propose" | "send" | "return" => "reply",
        word => word,
    };
    let now = life::show(&visit.hub.store, item.number).await?;
    let sees = |item: &ItemWhole| allows(&visit.seen.roles, Deed::Read, item.owner.as_deref());
    let (status, words) = match acted {
        Acted::Done(done) => {
            return Ok(view::redirect(&match now.is_some_and(|now| sees(&now)) {
                true => format!("/staff/items/{}?said={word}", item.number),
                // It is another agency's now.
                false => format!(
                    "/staff?said={word}&done=1&undo={}:{}:{}",
                    item.number, done.event, done.edition
                ),
            }));
        }
        Acted::NoItem => return Ok(view::nothing()),
        Acted::Incomplete(_) => (StatusCode::UNPROCESSABLE_ENTITY, INCOMPLETE.to_owned()),
        Acted::NotAllowed(_) => (
            StatusCode::CONFLICT,
            "Trạng thái hiện nay của ý kiến không cho làm việc này.".to_owned(),
        ),
        Acted::Changed { .. } => (StatusCode::CONFLICT, String::new()),
    };
    let Some(now) = now.filter(sees) else {
        // Somebody passed it on: the texts are given back all the same.
        return Ok(view::moved(typed));
    };
    let words = match words.is_empty() {
        true => happened(visit, &now).await?,
        false => words,
    };
    whole(
        visit,
        &now,
        status,
        &Words::wrong(words),
        Some((form, typed)),
        None,
    )
    .await
}

/// What the quicker one did.
async fn happened(visit: &Visit, item: &ItemWhole) -> Result<String, Refused> {
    let Some(last) = item.events.last() else {
        return Ok(String::new());
    };
    let members = store::members(visit.hub.store.readers()).await?;
    let number = last
        .actor
        .strip_prefix("staff ")
        .and_then(|number| number.parse::<i64>().ok());
    let who = match number.and_then(|number| members.iter().find(|member| member.number == number))
    {
        Some(member) if member.number == visit.seen.staff => "Chính bạn (ở cửa sổ khác)",
        Some(member) => &member.name,
        None if last.actor == "citizen" => "Người dân",
        None => "Hệ thống",
    };
    Ok(format!(
        "Việc của bạn chưa được thực hiện: {who} vừa {} lúc {}. Hãy xem lại rồi làm tiếp; những gì bạn viết vẫn còn bên dưới.",
        verbs::past(&last.deed),
        view::moment(last.at_ms)
    ))
}
