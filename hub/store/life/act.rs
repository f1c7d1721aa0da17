//! An act within its transaction: is it allowed, what becomes of the item, what is left behind.

mod replies;
mod state;

use std::sync::{Arc, Mutex, PoisonError};

use cchc::submission::Status;
use sqlx::{AnyConnection, Row};

use super::{Act, Acted, Done, UNDOABLE, What};
use crate::store::items::folded;
use crate::store::{Deed, Entry, Error, Store, Transaction, outbox};
use state::{State, answer_of, erase, held_from, root, state};

/// What an act leaves behind besides the item's new state.
#[derive(Default)]
struct Left {
    note: Option<String>,
    inner_note: Option<String>,
    /// For the audit: numbers and ids alone.
    detail: String,
    reply: Option<i64>,
}

impl Left {
    fn note(text: &str) -> Self {
        Self {
            note: some(text),
            ..Self::default()
        }
    }

    fn detail(detail: String) -> Self {
        Self {
            detail,
            ..Self::default()
        }
    }

    fn reply(number: i64) -> Self {
        Self {
            reply: Some(number),
            ..Self::detail(format!("reply {number}"))
        }
    }
}

fn some(text: &str) -> Option<String> {
    let text = text.trim();
    (!text.is_empty()).then(|| text.replace('\0', "\u{fffd}"))
}

/// Why it is not done; nothing has been written then.
enum Stop {
    Refused(Acted),
    Failed(Error),
}

impl From<Error> for Stop {
    fn from(error: Error) -> Self {
        Self::Failed(error)
    }
}

impl From<sqlx::Error> for Stop {
    fn from(error: sqlx::Error) -> Self {
        Self::Failed(error.into())
    }
}

impl Deed for Act {
    type Done = Acted;

    async fn run(&self, transaction: &mut Transaction<'_>) -> Result<Acted, Error> {
        match self.act(transaction).await {
            Ok(done) => Ok(Acted::Done(done)),
            Err(Stop::Refused(acted)) => Ok(acted),
            Err(Stop::Failed(error)) => Err(error),
        }
    }
}

/// What would become of an act; nothing stays of it.
pub(crate) async fn try_out(store: &Store, act: Act) -> Result<Acted, Error> {
    let seen = Arc::new(Mutex::new(None));
    let deed = Try {
        act,
        seen: Arc::clone(&seen),
    };
    let end = store.act(deed).await;
    let seen = seen.lock().unwrap_or_else(PoisonError::into_inner).take();
    match (seen, end) {
        (Some(acted), _) => Ok(acted),
        (None, Err(error)) => Err(error),
        (None, Ok(())) => Err(Error::Busy),
    }
}

/// An act that fails in the end, whereupon the writer takes all of it back.
struct Try {
    act: Act,
    seen: Arc<Mutex<Option<Acted>>>,
}

impl Deed for Try {
    type Done = ();

    async fn run(&self, transaction: &mut Transaction<'_>) -> Result<(), Error> {
        let acted = self.act.run(transaction).await?;
        *self.seen.lock().unwrap_or_else(PoisonError::into_inner) = Some(acted);
        Err(Error::Refused {
            code: "dry-run".to_owned(),
            words: String::new(),
        })
    }
}

impl Act {
    async fn act(&self, transaction: &mut Transaction<'_>) -> Result<Done, Stop> {
        let Some((edition, before)) = state(transaction.connection, self.item).await? else {
            return Err(Stop::Refused(Acted::NoItem));
        };
        if edition != self.edition {
            return Err(Stop::Refused(Acted::Changed { now: edition }));
        }
        let mut now = before.clone();
        let left = self
            .become_next(&before, &mut now, transaction.connection)
            .await?;
        if matches!(self.what, What::Undo { .. }) {
            // As it was before, whatever that was.
        } else if !now.status.is_open() && (before.status.is_open() || before.closed_ms.is_none()) {
            now.closed_ms = Some(self.at_ms);
        } else if now.status.is_open() {
            now.closed_ms = None;
        }
        sqlx::query(
            "UPDATE items SET edition = edition + 1, status = $1, owner = $2, handler = $3, answered_ms = $4,
                 closed_ms = $5, duplicate_of = $6, published_ms = $7, changed_ms = $8 WHERE number = $9",
        )
        .bind(now.status.word())
        .bind(now.owner.as_deref())
        .bind(now.handler)
        .bind(now.answered_ms)
        .bind(now.closed_ms)
        .bind(now.duplicate_of)
        .bind(now.published_ms)
        .bind(self.at_ms)
        .bind(self.item)
        .execute(&mut *transaction.connection)
        .await?;
        let event = self
            .leave_event(&before, &now, &left, transaction.connection)
            .await?;
        if let Some(told) = outbox::event_of(&self.what) {
            outbox::announce(transaction.connection, self.item, told, event, self.at_ms).await?;
        }
        let entry = Entry {
            at_ms: self.at_ms,
            actor: &self.by.word(),
            deed: &format!("item-{}", self.what.word()),
            subject: &format!("item {}", self.item),
            detail: &left.detail,
        };
        transaction
            .ledger
            .note(&mut *transaction.connection, &entry)
            .await?;
        Ok(Done {
            edition: edition + 1,
            event,
            reply: left.reply,
        })
    }

    async fn leave_event(
        &self,
        before: &State,
        now: &State,
        left: &Left,
        connection: &mut AnyConnection,
    ) -> Result<i64, Error> {
        let row = sqlx::query(
            "INSERT INTO events (item, at_ms, actor, deed, status, agency, handler, note, inner_note, before_status,
                 before_agency, before_handler, before_known, before_answered_ms, before_closed_ms, before_duplicate_of,
                 before_published_ms)
             VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, 1, $13, $14, $15, $16) RETURNING number",
        )
        .bind(self.item)
        .bind(self.at_ms)
        .bind(self.by.word())
        .bind(self.what.word())
        .bind(now.status.word())
        .bind(now.owner.as_deref())
        .bind(now.handler)
        .bind(left.note.as_deref())
        .bind(left.inner_note.as_deref())
        .bind(before.status.word())
        .bind(before.owner.as_deref())
        .bind(before.handler)
        .bind(before.answered_ms)
        .bind(before.closed_ms)
        .bind(before.duplicate_of)
        .bind(before.published_ms)
        .fetch_one(connection)
        .await?;
        Ok(row.try_get(0)?)
    }

    /// Changes the state, and writes what stands beside it. Refusals come before anything is written.
    async fn become_next(
        &self,
        before: &State,
        now: &mut State,
        connection: &mut AnyConnection,
    ) -> Result<Left, Stop> {
        let refused = Stop::Refused(Acted::NotAllowed(before.status));
        // Of open items alone, unless an arm says otherwise.
        let mut go = |next: Status| {
            if before.status.is_open() && before.status.can_become(next) {
                now.status = next;
                return Ok(());
            }
            Err(Stop::Refused(Acted::NotAllowed(before.status)))
        };
        let can_reply = before.status.can_become(Status::Answered);
        let was_answered = before.answered_ms.is_some()
            && matches!(before.status, Status::Answered | Status::Closed);
        Ok(match &self.what {
            What::Accept => go(Status::Accepted).map(|()| Left::default())?,
            What::Start => go(Status::InProgress).map(|()| Left::default())?,
            What::AskInfo { note } => go(Status::NeedInfo).map(|()| Left::note(note))?,
            What::Refuse { note } => go(Status::Refused).map(|()| Left::note(note))?,
            What::Withdraw => {
                go(Status::Withdrawn)?;
                now.published_ms = None;
                Left::default()
            }
            What::OutOfScope { note, place } => {
                go(Status::OutOfScope)?;
                let parts = [note.trim(), place.trim()];
                let parts: Vec<_> = parts.into_iter().filter(|part| !part.is_empty()).collect();
                Left::note(&parts.join("\n"))
            }
            What::Assign { handler } => {
                if !before.status.is_open() {
                    return Err(refused);
                }
                now.handler = *handler;
                Left::detail(handler.map_or_else(String::new, |number| format!("staff {number}")))
            }
            What::Forward { agency, note } => {
                go(Status::Forwarded)?;
                now.owner = Some(agency.clone());
                now.handler = None;
                Left {
                    detail: agency.clone(),
                    ..Left::note(note)
                }
            }
            What::Hold { reason } => {
                go(Status::Held)?;
                Left {
                    inner_note: some(reason),
                    ..Left::default()
                }
            }
            What::Release => {
                if before.status != Status::Held {
                    return Err(refused);
                }
                now.status = held_from(connection, self.item).await?;
                Left::default()
            }
            What::Close { note } => {
                if !before.status.can_become(Status::Closed) {
                    return Err(refused);
                }
                now.status = Status::Closed;
                Left::note(note)
            }
            What::Reopen { note } => {
                if before.status.is_open() || !before.status.can_become(Status::InProgress) {
                    return Err(refused);
                }
                now.status = Status::InProgress;
                Left::note(note)
            }
            What::Merge { into } => {
                go(Status::Duplicate)?;
                let root = root(connection, *into, self.item).await?;
                now.duplicate_of = Some(root.ok_or(refused)?);
                Left::detail(format!("item {into}"))
            }
            What::Draft { reply, text } => {
                if !can_reply {
                    return Err(refused);
                }
                Left::reply(self.draft(*reply, text, connection).await?)
            }
            What::Propose { reply } => {
                if !can_reply {
                    return Err(refused);
                }
                self.decide(*reply, &["draft", "returned"], "proposed", connection)
                    .await?;
                Left::reply(*reply)
            }
            What::Return { reply, reason } => {
                self.decide(*reply, &["proposed"], "returned", connection)
                    .await?;
                Left {
                    inner_note: some(reason),
                    ..Left::reply(*reply)
                }
            }
            What::Send { reply } => {
                if !can_reply {
                    return Err(refused);
                }
                self.decide(
                    *reply,
                    &["draft", "proposed", "returned"],
                    "sent",
                    connection,
                )
                .await?;
                now.status = Status::Answered;
                now.answered_ms = before.answered_ms.or(Some(self.at_ms));
                Left::reply(*reply)
            }
            What::Publish {
                title,
                body,
                place,
                answer,
            } => {
                if !was_answered || !before.can_publish {
                    return Err(refused);
                }
                for (text, name) in [(body, "body"), (answer, "answer")] {
                    if text.trim().is_empty() {
                        return Err(Stop::Refused(Acted::Incomplete(name)));
                    }
                }
                sqlx::query(
                    "UPDATE items SET public_title = $1, public_body = $2, public_place = $3, public_answer = $4,
                         public_folded = $5 WHERE number = $6",
                )
                .bind(some(title).unwrap_or_default())
                .bind(some(body))
                .bind(some(place))
                .bind(some(answer))
                .bind(folded(title, &[body.as_str(), answer.as_str()].join("\n"), Some(place)))
                .bind(self.item)
                .execute(connection)
                .await?;
                now.published_ms = before.published_ms.or(Some(self.at_ms));
                Left::default()
            }
            What::Unpublish => {
                if before.published_ms.is_none() {
                    return Err(refused);
                }
                now.published_ms = None;
                Left::default()
            }
            What::Undo { event } => self.undo(*event, now, connection).await?,
            What::Rate { grade, note } => {
                let is_answered = match before.status {
                    Status::Duplicate => answer_of(connection, before.duplicate_of).await?,
                    _ => was_answered,
                };
                if !is_answered || !(1..=5).contains(grade) {
                    return Err(refused);
                }
                sqlx::query(
                    "UPDATE items SET satisfaction = $1, satisfaction_note = $2 WHERE number = $3",
                )
                .bind(*grade)
                .bind(some(note))
                .bind(self.item)
                .execute(connection)
                .await?;
                Left::default()
            }
            What::Unsolved { reason } => {
                if !was_answered || before.unsolved_ms.is_some() {
                    return Err(refused);
                }
                if reason.trim().is_empty() {
                    return Err(Stop::Refused(Acted::Incomplete("reason")));
                }
                sqlx::query(
                    "UPDATE items SET unsolved_ms = $1, unsolved_reason = $2 WHERE number = $3",
                )
                .bind(self.at_ms)
                .bind(some(reason))
                .bind(self.item)
                .execute(connection)
                .await?;
                now.status = Status::InProgress;
                Left::default()
            }
            What::Remark { partner, words } => {
                if before.status == Status::Erased {
                    return Err(refused);
                }
                Left {
                    inner_note: some(words),
                    ..Left::detail(partner.clone())
                }
            }
            What::Erase => {
                if !before.status.can_become(Status::Erased) {
                    return Err(refused);
                }
                erase(connection, self.item, self.at_ms).await?;
                now.status = Status::Erased;
                now.published_ms = None;
                Left::detail(format!("was {}", before.status.word()))
            }
        })
    }

    async fn undo(
        &self,
        event: i64,
        now: &mut State,
        connection: &mut AnyConnection,
    ) -> Result<Left, Stop> {
        let refused = Stop::Refused(Acted::NotAllowed(now.status));
        let row = sqlx::query(
            "SELECT number, deed, before_status, before_agency, before_handler, undone, before_known, before_answered_ms,
                 before_closed_ms, before_duplicate_of, before_published_ms FROM events WHERE item = $1
             ORDER BY number DESC LIMIT 1",
        )
        .bind(self.item)
        .fetch_optional(&mut *connection)
        .await?;
        let Some(row) = row else { return Err(refused) };
        let deed: String = row.try_get(1)?;
        let status = Status::parse(&row.try_get::<String, _>(2)?);
        let (true, Some(status)) = (
            row.try_get::<i64, _>(0)? == event
                && UNDOABLE.contains(&deed.as_str())
                && row.try_get::<i64, _>(5)? == 0,
            status,
        ) else {
            return Err(refused);
        };
        now.status = status;
        now.owner = row.try_get(3)?;
        now.handler = row.try_get(4)?;
        match (row.try_get::<i64, _>(6)?, deed.as_str()) {
            (0, "publish") => now.published_ms = None,
            (0, "unpublish") => now.published_ms = Some(self.at_ms),
            (0, "reopen") => now.closed_ms = Some(self.at_ms),
            (0, _) => now.closed_ms = None,
            _ => {
                now.answered_ms = row.try_get(7)?;
                now.closed_ms = row.try_get(8)?;
                now.duplicate_of = row.try_get(9)?;
                now.published_ms = row.try_get(10)?;
            }
        }
        outbox::take_back(&mut *connection, self.item, event).await?;
        sqlx::query("UPDATE events SET undone = 1 WHERE number = $1")
            .bind(event)
            .execute(connection)
            .await?;
        Ok(Left::detail(format!("event {event}")))
    }
}
