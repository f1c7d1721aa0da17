//! An update comes in, as mySociety's extension has it: from the system of the agency that has the item, or from the site
//! where the citizen sent it. Each counts once by the sender's own `update_id`; a repeat is answered alike.

use cchc::submission::Status;
use serde_json::{Value, json};

use super::super::problem::Problem;
use super::super::{Hub, Sender};
use super::{Asked, Wrong};
use crate::config::ApiKey;
use crate::outbox::next;
use crate::store::Spend;
use crate::store::life;
use crate::store::partners::{Next, TakeUpdate, Taken};

/// Longest text, as for requests.
const MAX_CHARS: usize = 4000;
/// Longest id and status.
const MAX_ID_CHARS: usize = 200;

/// `POST servicerequestupdates`
pub(super) async fn take(
    hub: &Hub,
    asked: &Asked,
    key: &ApiKey,
    sender: &Sender,
) -> Result<Value, Wrong> {
    let needed = |name: &str, most: usize| {
        let value = asked
            .get(name)
            .ok_or_else(|| Wrong::bad(&format!("{name} was not provided")))?;
        match value.chars().count() <= most {
            true => Ok(value),
            false => Err(Wrong::bad(&format!("{name} is too long"))),
        }
    };
    let number = needed("service_request_id", MAX_ID_CHARS)?;
    let update_id = needed("update_id", MAX_ID_CHARS)?;
    let status = needed("status", MAX_ID_CHARS)?.to_lowercase();
    needed("updated_datetime", MAX_ID_CHARS)?;
    asked.time("updated_datetime")?;
    let words = match asked.get("description") {
        Some(_) => needed("description", MAX_CHARS)?,
        None => "",
    };
    let missing = || Wrong::missing("service_request_id was not found");
    let number: i64 = number.parse().map_err(|_| missing())?;
    let item = life::show(&hub.store, number).await?.ok_or_else(missing)?;
    let is_owners = key.agency.is_some() && key.agency == item.owner;
    let is_sites = !key.site.is_empty() && key.site == item.site;
    // Whose it is not, for them it is not there.
    if !(is_owners || is_sites) || matches!(item.status, Status::Held | Status::Erased) {
        return Err(missing());
    }
    let now_ms = hub.now_ms();
    let limits = &hub.config.limits;
    let spend = Spend {
        limits: vec![
            hub.limit(format!("update:site:{}", key.site), limits.submit_per_site),
            hub.limit(
                format!(
                    "update:address:{}",
                    hub.sender_hash(sender)
                        .await
                        .map_err(|problem| Wrong::of(&problem))?
                ),
                limits.submit_per_site,
            ),
        ],
        now_ms,
    };
    if let Some(secs) = hub.store.act(spend).await? {
        return Err(Wrong::of(&Problem::limited().after(secs)));
    }
    let next = match is_owners {
        true => next(&status),
        // The citizen's side: she says that it is not done.
        false if matches!(status.as_str(), "open" | "reopen") && !words.is_empty() => {
            Next::Unsolved
        }
        false => Next::Nothing,
    };
    let update = TakeUpdate {
        // By the key: another sender's numbers are other ones.
        channel: format!("key:{}", key.sha256.to_lowercase()),
        update_id: format!("{number} {update_id}"),
        item: number,
        next,
        status,
        words: words.to_owned(),
        now_ms,
    };
    match hub.store.act(update).await? {
        Taken::New(event) | Taken::Again(event) => Ok(json!([{"update_id": event.to_string()}])),
        Taken::Refused => Err(missing()),
    }
}
