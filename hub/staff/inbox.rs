//! The inbox: what there is to do, the most urgent first; filters, pages, and deeds on several items at once that can be
//! taken back.

mod known;
mod page;

use std::sync::Arc;

use axum::extract::{Query, Request, State};
use axum::http::StatusCode;
use cchc::submission::Status;
use chrono::NaiveDate;
use serde::Deserialize;

pub(super) use known::{Known, short};
pub(super) use page::{keys, select};

use super::roles::{Deed, agencies, allows, allows_somewhere};
use super::session::{self, Answer, Refused, Typed, Visit};
use super::verbs::{self, verb};
use super::{acts, view};
use crate::feedback::Hub;
use crate::store::life::{self, Act, Acted, By, Filter, Order, PageAt, What};
use crate::store::staff as store;

/// Items on a page.
const ROWS: i64 = 25;
/// Most items in one deed.
const MOST: usize = 100;

/// What is asked for, as it stands in the address.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
pub(super) struct Asked {
    pub(super) q: String,
    /// `open` (also when empty), `all`, or a status.
    pub(super) status: String,
    pub(super) agency: String,
    pub(super) kind: String,
    pub(super) topic: String,
    /// Received from this day on and up to that day, `2026-07-01`.
    pub(super) from: String,
    pub(super) to: String,
    /// `me`, `none`, or a number.
    pub(super) handler: String,
    pub(super) overdue: String,
    pub(super) order: String,
    pub(super) page: String,
    /// What was done before, how often, what was not done, and how to take it back.
    pub(super) said: String,
    pub(super) done: String,
    pub(super) lost: String,
    pub(super) undo: String,
}

impl Asked {
    /// The address of the same list with another page.
    pub(super) fn at_page(&self, page: i64) -> String {
        let mut query = url::form_urlencoded::Serializer::new(String::new());
        for (name, value) in [
            ("q", &self.q),
            ("status", &self.status),
            ("agency", &self.agency),
            ("kind", &self.kind),
            ("topic", &self.topic),
            ("from", &self.from),
            ("to", &self.to),
            ("handler", &self.handler),
            ("overdue", &self.overdue),
            ("order", &self.order),
        ] {
            if !value.is_empty() {
                query.append_pair(name, value);
            }
        }
        if page > 1 {
            query.append_pair("page", &page.to_string());
        }
        format!("/staff?{}", query.finish())
    }

    fn filter(&self, visit: &Visit, owners: Option<Vec<String>>) -> Filter {
        let some = |text: &String| Some(text.clone()).filter(|text| !text.is_empty());
        let filter = Filter {
            owners: match some(&self.agency) {
                // Another agency's list is an empty one.
                Some(one) => Some(match &owners {
                    Some(list) if !list.contains(&one) => Vec::new(),
                    _ => vec![one],
                }),
                None => owners,
            },
            statuses: match self.status.as_str() {
                "all" => Vec::new(),
                word => Status::parse(word).map_or_else(
                    || {
                        Status::ALL
                            .iter()
                            .copied()
                            .filter(|status| status.is_open())
                            .collect()
                    },
                    |status| vec![status],
                ),
            },
            kind: some(&self.kind),
            topic: some(&self.topic),
            from_ms: day(&self.from).map(life::day_ms),
            to_ms: day(&self.to).and_then(|to| to.succ_opt()).map(life::day_ms),
            handler: match self.handler.as_str() {
                "" => None,
                "me" => Some(Some(visit.seen.staff)),
                "none" => Some(None),
                number => Some(Some(number.parse().unwrap_or(-1))),
            },
            is_overdue: self.overdue == "yes",
            order: match self.order.as_str() {
                "newest" => Order::Newest,
                "oldest" => Order::Oldest,
                "changed" => Order::ChangedLast,
                _ => Order::DueFirst,
            },
            now_ms: visit.hub.now_ms(),
            ..Filter::default()
        };
        filter.search(&self.q, &visit.hub.secrets)
    }
}

/// A day as browsers send it. One that is none filters nothing.
fn day(text: &str) -> Option<NaiveDate> {
    text.parse().ok()
}

/// `GET /staff`
pub(super) async fn list(
    State(hub): State<Arc<Hub>>,
    Query(asked): Query<Asked>,
    request: Request,
) -> Answer {
    let visit = session::enter(&hub, session::id(&hub, &request)).await?;
    let roles = &visit.seen.roles;
    if !allows_somewhere(roles, Deed::Read) {
        // Those who only look after accounts begin there.
        let to = match allows_somewhere(roles, Deed::Members) {
            true => "/staff/members",
            false => "/staff/account",
        };
        return Ok(view::redirect(to));
    }
    let owners = agencies(roles, Deed::Read);
    let number = asked.page.parse().unwrap_or(1).clamp(1, 100_000);
    let filter = asked.filter(&visit, owners.clone());
    let found = life::list(&hub.store, &filter, PageAt { number, size: ROWS }).await?;
    let counts = life::counts(
        &hub.store,
        owners.as_deref(),
        Some(visit.seen.staff),
        hub.now_ms(),
    )
    .await?;
    let known = Known {
        members: store::members(hub.store.readers()).await?,
        agencies: hub.agencies().await,
        kinds: hub.kinds(),
        topics: hub.topics(),
        owners,
    };
    let html = page::inbox(&visit, &asked, (number, ROWS), &found, &counts, &known);
    Ok(view::answer(StatusCode::OK, html))
}

/// `POST /staff/bulk`: one deed on all items that were ticked.
pub(super) async fn bulk(State(hub): State<Arc<Hub>>, request: Request) -> Answer {
    let (visit, typed) = session::posted(&hub, request).await?;
    let word = typed.get("act");
    let what = match word {
        "accept" => What::Accept,
        "start" => What::Start,
        "release" => What::Release,
        "mine" => What::Assign {
            handler: Some(visit.seen.staff),
        },
        "assign" => match typed.get("handler").parse() {
            Ok(number) => What::Assign {
                handler: Some(number),
            },
            Err(_) => return Ok(view::redirect("/staff?said=no-handler")),
        },
        "close" => What::Close {
            note: String::new(),
        },
        "hold" => What::Hold {
            reason: String::new(),
        },
        "forward" => {
            let agency = typed.get("agency").trim().to_owned();
            if !acts::is_agency(&hub, &agency).await? {
                return Ok(view::redirect("/staff?said=no-agency"));
            }
            What::Forward {
                agency,
                note: String::new(),
            }
        }
        _ => return Ok(view::nothing()),
    };
    let Some(verb) = verb(what.word()) else {
        return Ok(view::nothing());
    };
    let mut sum = Sum::default();
    for (item, edition) in typed.all("item").filter_map(pair).take(MOST) {
        let whole = life::show(&hub.store, item).await?;
        let roles = &visit.seen.roles;
        let Some(whole) = whole.filter(|whole| allows(roles, verb.deed, whole.owner.as_deref()))
        else {
            sum.lost.push(item);
            continue;
        };
        // Who does not handle this agency's items does not get one of them.
        if word == "assign"
            && acts::handler(&visit, &whole, typed.get("handler"))
                .await?
                .is_none()
        {
            sum.lost.push(item);
            continue;
        }
        sum.act(&visit, item, edition, what.clone()).await?;
    }
    if sum.done == 0 && sum.lost.is_empty() {
        return Ok(view::redirect("/staff?said=nobody"));
    }
    Ok(view::redirect(&sum.address(verb.word)))
}

/// `POST /staff/undo`: takes back what was just done, item by item, where nothing happened since.
pub(super) async fn undo(State(hub): State<Arc<Hub>>, request: Request) -> Answer {
    let (visit, typed) = session::posted(&hub, request).await?;
    let sum = take_back(&visit, &typed).await?;
    let to = match typed.number("back") {
        Some(item) if sum.lost.is_empty() => format!("/staff/items/{item}?said=undo"),
        Some(item) => format!("/staff/items/{item}?said=not-undone"),
        None => Sum {
            undo: Vec::new(),
            ..sum
        }
        .address("undo"),
    };
    Ok(view::redirect(&to))
}

async fn take_back(visit: &Visit, typed: &Typed) -> Result<Sum, Refused> {
    let mut sum = Sum::default();
    for text in typed.all("undo").flat_map(|all| all.split(',')).take(MOST) {
        let mut parts = text
            .split(':')
            .map(|part| part.parse::<i64>().unwrap_or_default());
        let (Some(item), Some(event), Some(edition)) = (parts.next(), parts.next(), parts.next())
        else {
            continue;
        };
        let whole = life::show(&visit.hub.store, item).await?;
        let actor = store::actor(visit.seen.staff);
        let may = whole
            .as_ref()
            .and_then(|whole| verbs::undoable(whole, &visit.seen.roles, &actor));
        match may.is_some_and(|last| last.number == event) {
            true => sum.act(visit, item, edition, What::Undo { event }).await?,
            false => sum.lost.push(item),
        }
    }
    Ok(sum)
}

/// How several deeds went.
#[derive(Default)]
struct Sum {
    done: usize,
    lost: Vec<i64>,
    undo: Vec<String>,
}

impl Sum {
    async fn act(
        &mut self,
        visit: &Visit,
        item: i64,
        edition: i64,
        what: What,
    ) -> Result<(), Refused> {
        let act = Act {
            item,
            edition,
            by: By::Staff(visit.seen.staff),
            at_ms: visit.hub.now_ms(),
            what,
        };
        match visit.hub.store.act(act).await? {
            Acted::Done(done) => {
                self.done += 1;
                self.undo
                    .push(format!("{item}:{}:{}", done.event, done.edition));
            }
            _ => self.lost.push(item),
        }
        Ok(())
    }

    /// The inbox, with what is to be said there.
    fn address(&self, said: &str) -> String {
        let lost: Vec<String> = self.lost.iter().map(ToString::to_string).collect();
        let mut query = url::form_urlencoded::Serializer::new(String::new());
        query
            .append_pair("said", said)
            .append_pair("done", &self.done.to_string());
        for (name, value) in [("lost", lost.join(",")), ("undo", self.undo.join(","))] {
            if !value.is_empty() {
                query.append_pair(name, &value);
            }
        }
        format!("/staff?{}", query.finish())
    }
}

/// `12:3`: an item and the edition that was seen.
fn pair(text: &str) -> Option<(i64, i64)> {
    let (item, edition) = text.split_once(':')?;
    Some((item.parse().ok()?, edition.parse().ok()?))
}
