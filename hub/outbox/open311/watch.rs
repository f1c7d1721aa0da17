//! How items stand at a partner comes back: from time to time, by one hub of those that share a database.

use std::sync::Arc;
use std::time::Duration;

use serde_json::Value;
use sha2::{Digest, Sha256};

use super::super::Failure;
use super::super::webhook::stamp;
use super::talk::id;
use super::{Partner, no_store};
use crate::config::Answers;
use crate::feedback::Hub;
use crate::secrets::hex;
use crate::store::clean::DAY_MS;
use crate::store::duties::{EndDuty, TakeDuty};
use crate::store::partners::{Answered, Keep, Link, Next, TakeUpdate, linked, open_links};

/// Between two looks at whether anything is due.
const LOOK: Duration = Duration::from_secs(10);
/// Items asked for at once.
const AT_ONCE: i64 = 50;
/// Updates are read from so long before the last look: what they wrote meanwhile may carry an earlier time.
const BACK_MS: i64 = DAY_MS;
/// At first, this far back.
const FIRST_MS: i64 = 30 * DAY_MS;
/// Longest text that is taken.
const MAX_CHARS: usize = 4000;

/// Asks every partner, for ever.
pub(crate) async fn watch(hub: Arc<Hub>, partners: Vec<Arc<Partner>>) {
    loop {
        for partner in &partners {
            if let Err(failure) = partner.bring(hub.now_ms()).await {
                tracing::warn!(partner = partner.id, ?failure, "status not read");
            }
        }
        tokio::time::sleep(LOOK).await;
    }
}

impl Partner {
    /// Brings back what is new, if it is due; says how many updates were taken.
    pub(crate) async fn bring(&self, now_ms: i64) -> Result<usize, Failure> {
        let name = format!("watch {}", self.id);
        let take = TakeDuty {
            name: name.clone(),
            now_ms,
            next_ms: now_ms + self.every_ms,
        };
        let duty = self.store.act(take).await.map_err(|_| no_store())?;
        let Some(duty) = duty else { return Ok(0) };
        let mut after = 0;
        let mut taken = 0;
        loop {
            let links = open_links(&self.store, &self.id, after, AT_ONCE).await;
            let mut links = links.map_err(|_| no_store())?;
            let Some(last) = links.last() else { break };
            after = last.item;
            for link in &mut links {
                self.number(link).await?;
            }
            if !self.has_updates {
                taken += self.statuses(&links, now_ms).await?;
            }
        }
        if self.has_updates {
            let from_ms = duty.cursor_ms.map_or(now_ms - FIRST_MS, |at| at - BACK_MS);
            taken += self.updates(from_ms, now_ms).await?;
        }
        let end = EndDuty {
            name,
            cursor_ms: now_ms,
        };
        self.store.act(end).await.map_err(|_| no_store())?;
        Ok(taken)
    }

    /// Asks for the number that a token stands for.
    async fn number(&self, link: &mut Link) -> Result<(), Failure> {
        let (None, Some(token)) = (&link.remote_id, &link.token) else {
            return Ok(());
        };
        let token: String = url::form_urlencoded::byte_serialize(token.as_bytes()).collect();
        let rows = self
            .talk
            .get(&format!("tokens/{token}.json"), Vec::new())
            .await?;
        // It may have none yet.
        if let Some(number) = rows.first().and_then(|row| id(row, "service_request_id")) {
            self.keep(link.item, Answered::Number(number.clone()))
                .await?;
            link.remote_id = Some(number);
        }
        Ok(())
    }

    /// How requests stand, where the standard is all they know.
    async fn statuses(&self, links: &[Link], now_ms: i64) -> Result<usize, Failure> {
        let numbers: Vec<&str> = links
            .iter()
            .filter_map(|link| link.remote_id.as_deref())
            .collect();
        if numbers.is_empty() {
            return Ok(0);
        }
        let asked = vec![("service_request_id".to_owned(), numbers.join(","))];
        let mut taken = 0;
        for request in self.talk.get("requests.json", asked).await? {
            let number = id(&request, "service_request_id");
            // Theirs may answer with more than was asked for.
            let link = links
                .iter()
                .find(|link| number.is_some() && link.remote_id == number);
            let Some(link) = link else { continue };
            let status = request["status"].as_str().unwrap_or_default();
            let status = status.trim().to_lowercase();
            if status != "open" && status != "closed" {
                continue;
            }
            let words = text(&request, "status_notes");
            if status == "closed" || !words.is_empty() {
                let hash = hex(&Sha256::digest(format!("{status}\n{words}")));
                let number = number.unwrap_or_default();
                let update = TakeUpdate {
                    channel: self.id.clone(),
                    update_id: format!("{number} {hash}"),
                    item: link.item,
                    next: match status.as_str() {
                        "closed" => self.answer(),
                        _ => Next::Nothing,
                    },
                    status: status.clone(),
                    words,
                    now_ms,
                };
                taken += self.take(update).await?;
            }
            if link.remote_status.as_deref() != Some(status.as_str()) {
                let deed = Keep {
                    channel: self.id.clone(),
                    item: link.item,
                    answered: Answered::Status(status),
                };
                self.store.act(deed).await.map_err(|_| no_store())?;
            }
        }
        Ok(taken)
    }

    /// What happened to requests, as mySociety's extension has it.
    async fn updates(&self, from_ms: i64, now_ms: i64) -> Result<usize, Failure> {
        let asked = vec![
            ("start_date".to_owned(), stamp(from_ms)),
            ("end_date".to_owned(), stamp(now_ms + DAY_MS)),
        ];
        let mut taken = 0;
        for row in self.talk.get("servicerequestupdates.json", asked).await? {
            let (Some(update_id), Some(number)) =
                (id(&row, "update_id"), id(&row, "service_request_id"))
            else {
                continue;
            };
            let item = linked(&self.store, &self.id, &number).await;
            let Some(item) = item.map_err(|_| no_store())? else {
                continue;
            };
            let status = row["status"].as_str().unwrap_or_default();
            let status: String = status.trim().to_lowercase().chars().take(40).collect();
            let update = TakeUpdate {
                channel: self.id.clone(),
                update_id,
                item,
                next: match next(&status) {
                    Next::Answer { .. } => self.answer(),
                    other => other,
                },
                status,
                words: text(&row, "description"),
                now_ms,
            };
            taken += self.take(update).await?;
        }
        Ok(taken)
    }

    const fn answer(&self) -> Next {
        let is_sent = matches!(self.answers, Answers::Send);
        Next::Answer { is_sent }
    }

    async fn take(&self, update: TakeUpdate) -> Result<usize, Failure> {
        let taken = self.store.act(update).await.map_err(|_| no_store())?;
        Ok(usize::from(matches!(
            taken,
            crate::store::partners::Taken::New(_)
        )))
    }
}

/// What a word of mySociety's means for an item. What ends it without its being done is for a person to decide.
pub(crate) fn next(status: &str) -> Next {
    match status {
        "fixed" | "closed" => Next::Answer { is_sent: false },
        "in_progress" | "planned" | "action_scheduled" | "investigating" => Next::Start,
        _ => Next::Nothing,
    }
}

fn text(row: &Value, name: &str) -> String {
    let text = row[name].as_str().unwrap_or_default();
    cchc::text::clip(text.trim(), MAX_CHARS).to_owned()
}
