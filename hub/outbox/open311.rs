//! Items of an agency go on to an Open311 server, each of them once, and come back with how they stand there.
//!
//! Before an item is sent, a mark of that is on the disk (`store::partners`). If the answer is lost, nobody knows whether
//! the item is there: it is looked for in their list by the reference in its text, and sent again only when their list has
//! been without it for [`SETTLE_MS`]. A server that knows a repeat by its `client_request_id` is simply asked again.

mod talk;
mod watch;

use std::collections::BTreeMap;
use std::sync::Arc;
use std::time::Duration;

use super::{Channel, Error, Failure, Notice, Sending, is_safe, secret};
use crate::config::{self, Config};
use crate::store::Store;
use crate::store::outbox::Way;
use crate::store::partners::{Answered, Ask, Keep, Link, link};
use cchc::submission::Status;
use talk::{Said, Talk};

pub(crate) use watch::{next, watch};

/// Longest time for one request.
const TIME: Duration = Duration::from_secs(20);
/// Their list must have been without an item for so long before it is sent again: what was cut off may still be on its way.
const SETTLE_MS: i64 = 10 * 60 * 1000;
/// Longest description, as in the standard.
const DESCRIPTION_CHARS: usize = 4000;
/// Stands before the reference at the end of a description.
const REFERENCE: &str = "Mã liên thông: CCHC-";
/// What stands in the settings for every kind that is not named.
const ANY: &str = "*";

/// An Open311 server.
pub(crate) struct Partner {
    id: String,
    agency: String,
    services: BTreeMap<String, String>,
    attributes: BTreeMap<String, String>,
    coordinates: Option<(f64, f64)>,
    repeats: config::Repeats,
    has_updates: bool,
    answers: config::Answers,
    every_ms: i64,
    talk: Talk,
    store: Store,
}

/// The partners that the settings name.
pub(crate) fn partners(config: &Config, store: &Store) -> Result<Vec<Arc<Partner>>, Error> {
    let mut partners: Vec<Arc<Partner>> = Vec::new();
    for settings in &config.partners {
        let partner = Partner::open(settings, store.clone(), TIME)?;
        if partners.iter().any(|one| one.id == partner.id) {
            return Err(Error::Twice(settings.id.clone()));
        }
        partners.push(Arc::new(partner));
    }
    Ok(partners)
}

impl Partner {
    fn open(settings: &config::Partner, store: Store, time: Duration) -> Result<Self, Error> {
        if !is_safe(&settings.url) {
            return Err(Error::Url(settings.id.clone()));
        }
        let key = settings.key_file.as_deref().map(secret).transpose()?;
        Ok(Self {
            id: format!("open311:{}", settings.id),
            agency: settings.agency.clone(),
            services: settings.services.clone(),
            attributes: settings.attributes.clone(),
            coordinates: settings.lat.zip(settings.long),
            repeats: settings.repeats,
            has_updates: settings.updates,
            answers: settings.answers,
            every_ms: i64::from(settings.every_secs.max(10)) * 1000,
            talk: Talk::new(&settings.url, key, settings.jurisdiction.clone(), time),
            store,
        })
    }

    /// Their code for an item.
    fn service(&self, notice: &Notice) -> Option<&str> {
        let whole = notice
            .topic
            .as_ref()
            .map(|topic| format!("{}.{topic}", notice.kind));
        let names = [whole.as_deref(), Some(notice.kind.as_str()), Some(ANY)];
        let mut found = names.into_iter().flatten();
        found.find_map(|name| self.services.get(name).map(String::as_str))
    }

    async fn forward(&self, notice: &Notice) -> Result<(), Failure> {
        let known = self.link(notice.item).await?;
        if known.as_ref().is_some_and(is_there) {
            return Ok(());
        }
        let content = &notice.content;
        let is_open = Status::parse(&content.status)
            .is_some_and(|status| status.is_open() && status != Status::Held);
        let asked = known.as_ref().and_then(|link| Some((link, link.asked_ms?)));
        let is_wanted = is_open && content.owner.as_ref() == Some(&self.agency);
        if let (Some((link, asked_ms)), config::Repeats::LookUp) = (asked, self.repeats) {
            let (mark, since_ms) = (mark(&link.reference), link.first_ms);
            if let Some(number) = self.talk.look_up(mark, since_ms).await? {
                return self.keep(notice.item, Answered::Number(number)).await;
            }
            let left_ms = asked_ms + SETTLE_MS - notice.now_ms;
            if left_ms > 0 {
                return Err(Failure::Later {
                    why: "answer lost, not in their list yet".to_owned(),
                    after_secs: Some(left_ms / 1000 + 1),
                });
            }
        }
        // It may have gone elsewhere since, or ended. What may be there already was looked for, or is asked for again.
        if !is_wanted && (asked.is_none() || self.repeats == config::Repeats::LookUp) {
            return Ok(());
        }
        let code = self
            .service(notice)
            .ok_or_else(|| Failure::never("no service_code in the settings"))?;
        // The first one's, so that a repeat is word for word the same.
        let reference = known.map_or_else(|| notice.event_id.clone(), |link| link.reference);
        let fields = self.fields(notice, code, &reference);
        let ask = Ask {
            channel: self.id.clone(),
            item: notice.item,
            reference,
            now_ms: notice.now_ms,
        };
        self.store.act(ask).await.map_err(|_| no_store())?;
        match self.talk.post("requests.json", fields, notice.now_ms).await {
            Said::Made(answered) => self.keep(notice.item, answered).await,
            // The mark stays.
            Said::Lost(failure) => Err(failure),
            Said::Refused(failure, _) => {
                self.keep(notice.item, Answered::Not).await?;
                Err(failure)
            }
        }
    }

    fn fields(&self, notice: &Notice, code: &str, reference: &str) -> Vec<(String, String)> {
        let content = &notice.content;
        let mark = mark(reference);
        let text = [content.title.trim(), content.body.trim()].join("\n");
        let room = DESCRIPTION_CHARS - mark.chars().count() - 1;
        let description = format!("{}\n{mark}", cchc::text::clip(text.trim(), room));
        let area = content.ward.as_deref().unwrap_or(&self.agency);
        let place = content
            .place
            .as_deref()
            .filter(|place| !place.trim().is_empty());
        let mut fields = vec![
            ("service_code".to_owned(), code.to_owned()),
            ("description".to_owned(), description),
            // Always one of the three ways to say where, as the standard wants.
            ("address_id".to_owned(), area.to_owned()),
            (
                "address_string".to_owned(),
                place.unwrap_or(area).to_owned(),
            ),
            ("client_request_id".to_owned(), reference.to_owned()),
        ];
        if let Some((lat, long)) = self.coordinates {
            fields.push(("lat".to_owned(), lat.to_string()));
            fields.push(("long".to_owned(), long.to_string()));
        }
        for (code, value) in &self.attributes {
            fields.push((format!("attribute[{code}]"), value.clone()));
        }
        fields
    }

    /// What the citizen did since, as an update of her request there.
    async fn tell(&self, notice: &Notice) -> Result<(), Failure> {
        let link = self.link(notice.item).await?;
        let Some(link) = link.filter(|link| is_there(link) || link.asked_ms.is_some()) else {
            return Ok(());
        };
        let Some(number) = link.remote_id else {
            return Err(Failure::later("no number yet"));
        };
        let (status, words) = match notice.event.as_str() {
            "unsolved" => (
                "OPEN",
                notice
                    .content
                    .unsolved_reason
                    .as_deref()
                    .unwrap_or("Người gửi báo chưa được giải quyết."),
            ),
            _ => ("CLOSED", "Người gửi đã rút lại ý kiến."),
        };
        let fields = [
            ("service_request_id", number.as_str()),
            ("update_id", &notice.event_id),
            ("status", status),
            ("updated_datetime", &super::webhook::stamp(notice.at_ms)),
            ("description", words),
        ];
        let fields = fields.map(|(name, value)| (name.to_owned(), value.to_owned()));
        let said = self
            .talk
            .post("servicerequestupdates.json", fields.to_vec(), notice.now_ms)
            .await;
        match said {
            Said::Made(_) => Ok(()),
            Said::Refused(_, words) if words.contains("already exists") => Ok(()),
            // They know a repeat by its update_id.
            Said::Lost(failure) | Said::Refused(failure, _) => Err(failure),
        }
    }

    async fn link(&self, item: i64) -> Result<Option<Link>, Failure> {
        link(&self.store, &self.id, item)
            .await
            .map_err(|_| no_store())
    }

    async fn keep(&self, item: i64, answered: Answered) -> Result<(), Failure> {
        let deed = Keep {
            channel: self.id.clone(),
            item,
            answered,
        };
        self.store.act(deed).await.map_err(|_| no_store())
    }
}

fn no_store() -> Failure {
    Failure::later("own database")
}

/// Whether it is certain that it is there.
const fn is_there(link: &Link) -> bool {
    link.remote_id.is_some() || link.token.is_some()
}

/// What a description ends with.
fn mark(reference: &str) -> String {
    format!("{REFERENCE}{reference}")
}

impl Channel for Partner {
    fn way(&self) -> Way {
        let mut events = vec!["received".to_owned(), "forwarded".to_owned()];
        if self.has_updates {
            events.extend(["unsolved".to_owned(), "withdrawn".to_owned()]);
        }
        Way {
            id: self.id.clone(),
            agency: Some(self.agency.clone()),
            events,
        }
    }

    fn send<'a>(&'a self, notice: &'a Notice) -> Sending<'a> {
        Box::pin(async move {
            match notice.event.as_str() {
                "received" | "forwarded" => self.forward(notice).await,
                _ => self.tell(notice).await,
            }
        })
    }
}

#[cfg(test)]
#[path = "open311/tests.rs"]
mod tests;
