//! Coming in and going out: sign-in and sign-out.

use std::sync::Arc;

use axum::extract::{Query, Request, State};
use axum::http::{HeaderValue, StatusCode, header};
use axum::response::Response;

use super::session::{self, Answer, Refused, Typed};
use super::view::{self, Line};
use super::{Said, totp};
use crate::feedback::{Hub, Problem, Sender};
use crate::secrets::hex;
use crate::store::staff as store;

/// One answer to everything that does not fit.
const WRONG: &str = "Tên đăng nhập, cụm mật khẩu hoặc mã xác thực không đúng.";
/// What is sealed is sealed for this.
pub(super) const ABOUT_TOTP: &[u8] = b"staff totp";

/// The login as it is stored.
pub(super) fn login(text: &str) -> String {
    text.trim().to_lowercase()
}

/// `GET /staff/sign-in`
pub(super) async fn door(
    State(hub): State<Arc<Hub>>,
    Query(said): Query<Said>,
    request: Request,
) -> Answer {
    if session::seen(&hub, session::id(&hub, &request))
        .await?
        .is_some()
    {
        return Ok(view::redirect("/staff"));
    }
    let words = match said.word() {
        "accepted" => "Đã đặt cụm mật khẩu. Bây giờ hãy đăng nhập.",
        "out" => "Bạn đã đăng xuất.",
        _ => "",
    };
    Ok(door_page(StatusCode::OK, "", words, ""))
}

fn door_page(status: StatusCode, login: &str, words: &str, wrong: &str) -> Response {
    let page = view::page("Đăng nhập", None, "", |html| {
        html.raw("<div class=\"narrow\"><h1>Đăng nhập</h1>");
        view::notice(html, false, words);
        view::notice(html, true, wrong);
        html.raw("<form method=\"post\" action=\"/staff/sign-in\">");
        let line = |name, label, hint, value, kind, fill, is_required| Line {
            name,
            label,
            hint,
            value,
            kind,
            fill,
            is_required,
        };
        view::line(
            html,
            &line(
                "login",
                "Tên đăng nhập",
                "",
                login,
                "text",
                "username",
                true,
            ),
        );
        view::line(
            html,
            &line(
                "passphrase",
                "Cụm mật khẩu",
                "",
                "",
                "password",
                "current-password",
                true,
            ),
        );
        view::line(
            html,
            &line(
                "code",
                "Mã 6 số từ ứng dụng xác thực",
                "Để trống nếu bạn chưa bật.",
                "",
                "text",
                "one-time-code",
                false,
            ),
        );
        html.raw("<button>Đăng nhập</button></form>");
        html.raw("<p class=\"hint\">Chưa có tài khoản hoặc quên cụm mật khẩu? Hãy xin người quản trị một thư mời mới.</p></div>");
    });
    view::answer(status, page)
}

/// `POST /staff/sign-in`
pub(super) async fn come_in(State(hub): State<Arc<Hub>>, request: Request) -> Answer {
    let is_https = session::is_https(&hub, &request);
    let old = session::seen(&hub, session::id(&hub, &request)).await?;
    let (sender, typed) = session::typed(&hub, request).await?;
    let login = login(typed.get("login"));
    let pair = match attempt(&hub, &sender, is_https, &login).await? {
        Ok(pair) => pair,
        Err(wait) => return Ok(wait_page(&login, wait)),
    };
    let looked = look(&hub, &login, &typed).await?;
    let now_ms = hub.now_ms();
    let (cookie, id_hash) = session::new_id(&hub, is_https)?;
    let deed = match looked {
        Looked::Right {
            staff,
            passphrase,
            step,
        } => store::Enter::Right {
            staff,
            passphrase,
            step,
            pair,
            session: store::OpenSession {
                id_hash,
                agent: agent(&sender),
                now_ms,
            },
        },
        Looked::Wrong(staff) => store::Enter::Wrong { staff, now_ms },
    };
    if !hub.store.act(deed).await? {
        return Ok(door_page(
            StatusCode::UNAUTHORIZED,
            typed.get("login").trim(),
            "",
            WRONG,
        ));
    }
    // A session never goes over to someone else.
    if let Some(old) = old {
        let (staff, session) = (old.seen.staff, old.seen.session);
        hub.store
            .act(store::End {
                staff,
                session,
                now_ms,
            })
            .await?;
    }
    let device = session::device_cookie(&hub, is_https, &login)?;
    let answer = view::with_cookie(view::redirect("/staff"), &cookie);
    Ok(view::with_cookie(answer, &device))
}

/// Counts an attempt. Gives the pair, or the seconds to wait.
pub(super) async fn attempt(
    hub: &Hub,
    sender: &Sender,
    is_https: bool,
    login: &str,
) -> Result<Result<String, i64>, Refused> {
    let address = hub.sender_hash(sender).await?;
    let place =
        session::device(hub, &sender.headers, is_https, login).unwrap_or_else(|| address.clone());
    let name = |parts: &[&[u8]]| hex(&hub.secrets.mac("staff entry", parts)[..16]);
    let pair = name(&[login.as_bytes(), place.as_bytes()]);
    let limits = vec![hub.limit(
        format!("enter:address:{address}"),
        hub.config.limits.sign_in_per_address,
    )];
    let deed = store::Attempt {
        pair: pair.clone(),
        account: name(&[login.as_bytes()]),
        limits,
        now_ms: hub.now_ms(),
    };
    Ok(match hub.store.act(deed).await? {
        store::Attempted::Go => Ok(pair),
        store::Attempted::Wait(secs) => Err(secs),
    })
}

fn wait_page(login: &str, secs: i64) -> Response {
    let words = format!("Đã thử nhiều lần từ nơi này. Hãy đợi {secs} giây rồi thử lại.");
    let mut answer = door_page(StatusCode::TOO_MANY_REQUESTS, login, "", &words);
    answer
        .headers_mut()
        .insert(header::RETRY_AFTER, HeaderValue::from(secs));
    answer
}

enum Looked {
    Right {
        staff: i64,
        passphrase: String,
        step: Option<i64>,
    },
    Wrong(Option<i64>),
}

/// Looks at passphrase and code. The work is the same whether there is such a member or not.
async fn look(hub: &Hub, login: &str, typed: &Typed) -> Result<Looked, Refused> {
    let known = store::candidate(hub.store.readers(), login).await?;
    let hash = known.as_ref().map(|known| known.passphrase.clone());
    let right = hub
        .hasher
        .is_right(typed.get("passphrase").to_owned(), hash)
        .await;
    let right = right.map_err(|_| Problem::broken())?;
    let Some(known) = known else {
        return Ok(Looked::Wrong(None));
    };
    let step = match &known.totp {
        None => None,
        Some((sealed, key_id, last)) => {
            let secret = hub
                .secrets
                .open(sealed, key_id, ABOUT_TOTP)
                .unwrap_or_default();
            match totp::step_of(&secret, typed.get("code"), hub.now_ms(), *last) {
                // An empty secret is one that could not be opened.
                Some(step) if !secret.is_empty() => Some(step),
                _ => return Ok(Looked::Wrong(Some(known.number))),
            }
        }
    };
    Ok(match right {
        true => Looked::Right {
            staff: known.number,
            passphrase: known.passphrase,
            step,
        },
        false => Looked::Wrong(Some(known.number)),
    })
}

/// Browser and system, in a few words.
fn agent(sender: &Sender) -> String {
    let text = sender
        .headers
        .get(header::USER_AGENT)
        .and_then(|agent| agent.to_str().ok())
        .unwrap_or_default();
    let pick = |names: &[(&'static str, &'static str)]| {
        names
            .iter()
            .find(|(mark, _)| text.contains(mark))
            .map_or("", |(_, name)| name)
    };
    let browser = pick(&[
        ("Edg/", "Edge"),
        ("coc_coc", "Cốc Cốc"),
        ("Firefox/", "Firefox"),
        ("Chrome/", "Chrome"),
        ("Safari/", "Safari"),
    ]);
    let system = pick(&[
        ("Windows", "Windows"),
        ("Android", "Android"),
        ("iPhone", "iPhone"),
        ("iPad", "iPad"),
        ("Mac OS X", "macOS"),
        ("Linux", "Linux"),
    ]);
    [browser, system]
        .into_iter()
        .filter(|word| !word.is_empty())
        .collect::<Vec<_>>()
        .join(", ")
}

/// `POST /staff/sign-out`
pub(super) async fn go_out(State(hub): State<Arc<Hub>>, request: Request) -> Answer {
    let is_https = session::is_https(&hub, &request);
    let (visit, _) = session::posted(&hub, request).await?;
    let (staff, session, now_ms) = (visit.seen.staff, visit.seen.session, hub.now_ms());
    hub.store
        .act(store::End {
            staff,
            session,
            now_ms,
        })
        .await?;
    Ok(view::with_cookie(
        view::redirect("/staff/sign-in?said=out"),
        &session::no_cookie(is_https),
    ))
}
