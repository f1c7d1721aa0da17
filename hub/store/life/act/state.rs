//! What an act reads of an item, and what erasing takes out of it.

use cchc::submission::Status;
use sqlx::{AnyConnection, Row};

use crate::store::Error;

/// Items merged into each other in a row; more are a circle.
const MOST_MERGED: usize = 16;

/// What of an item an act looks at and changes.
#[derive(Debug, Clone)]
pub(super) struct State {
    pub(super) status: Status,
    pub(super) owner: Option<String>,
    pub(super) handler: Option<i64>,
    pub(super) answered_ms: Option<i64>,
    pub(super) closed_ms: Option<i64>,
    pub(super) duplicate_of: Option<i64>,
    pub(super) published_ms: Option<i64>,
    pub(super) can_publish: bool,
    pub(super) unsolved_ms: Option<i64>,
}

/// Edition and state of an item.
pub(super) async fn state(
    connection: &mut AnyConnection,
    item: i64,
) -> Result<Option<(i64, State)>, Error> {
    let row = sqlx::query(
        "SELECT edition, status, owner, handler, answered_ms, closed_ms, duplicate_of, published_ms, can_publish,
             unsolved_ms FROM items WHERE number = $1",
    )
    .bind(item)
    .fetch_optional(connection)
    .await?;
    let Some(row) = row else { return Ok(None) };
    let word: String = row.try_get(1)?;
    let status = Status::parse(&word).ok_or_else(|| Error::Refused {
        code: "status".to_owned(),
        words: word,
    })?;
    let state = State {
        status,
        owner: row.try_get(2)?,
        handler: row.try_get(3)?,
        answered_ms: row.try_get(4)?,
        closed_ms: row.try_get(5)?,
        duplicate_of: row.try_get(6)?,
        published_ms: row.try_get(7)?,
        can_publish: row.try_get::<i64, _>(8)? != 0,
        unsolved_ms: row.try_get(9)?,
    };
    Ok(Some((row.try_get(0)?, state)))
}

/// Where an item stood when it was held; one that came held was received.
pub(super) async fn held_from(connection: &mut AnyConnection, item: i64) -> Result<Status, Error> {
    let row = sqlx::query(
        "SELECT before_status FROM events WHERE item = $1 AND deed = 'hold' AND undone = 0 ORDER BY number DESC LIMIT 1",
    )
    .bind(item)
    .fetch_optional(connection)
    .await?;
    let word: Option<String> = row.map(|row| row.try_get(0)).transpose()?;
    Ok(word
        .and_then(|word| Status::parse(&word))
        .filter(|status| status.is_open() && *status != Status::Held)
        .unwrap_or(Status::Received))
}

/// The item at the end of a row of merged ones; none where there is none, or where it is the item that is to be merged.
pub(super) async fn root(
    connection: &mut AnyConnection,
    into: i64,
    item: i64,
) -> Result<Option<i64>, Error> {
    let mut at = into;
    for _ in 0..MOST_MERGED {
        if at == item {
            return Ok(None);
        }
        let Some((_, state)) = state(connection, at).await? else {
            return Ok(None);
        };
        match (state.status, state.duplicate_of) {
            (Status::Duplicate, Some(next)) => at = next,
            (Status::Withdrawn | Status::Erased | Status::Held, _) => return Ok(None),
            _ => return Ok(Some(at)),
        }
    }
    Ok(None)
}

/// Whether the item that one was merged into has an answer.
pub(super) async fn answer_of(
    connection: &mut AnyConnection,
    root: Option<i64>,
) -> Result<bool, Error> {
    let Some(mut at) = root else { return Ok(false) };
    for _ in 0..MOST_MERGED {
        let Some((_, state)) = state(connection, at).await? else {
            return Ok(false);
        };
        match (state.status, state.duplicate_of) {
            (Status::Duplicate, Some(next)) => at = next,
            _ => return Ok(state.answered_ms.is_some()),
        }
    }
    Ok(false)
}

/// Everything that a person wrote or that tells who she is. What counts and statistics need stays.
pub(super) async fn erase(
    connection: &mut AnyConnection,
    item: i64,
    at_ms: i64,
) -> Result<(), Error> {
    sqlx::query(
        "UPDATE items SET title = '', body = '', answers = '{}', place = NULL, happened_on = NULL, page = NULL,
             contact_sealed = NULL, contact_key_id = NULL, sender_hash = NULL, client_created_ms = NULL, folded = '',
             fingerprint = $1, satisfaction_note = NULL, unsolved_reason = NULL, public_title = NULL,
             public_body = NULL, public_place = NULL, public_answer = NULL, public_folded = NULL, erased_ms = $2 WHERE number = $3",
    )
    // A hash of the text would tell whether a guess of it is right.
    .bind(Vec::<u8>::new())
    .bind(at_ms)
    .bind(item)
    .execute(&mut *connection)
    .await?;
    crate::store::outbox::forget(connection, item).await?;
    // Answers and notes may repeat what the citizen wrote.
    for statement in [
        "DELETE FROM uploads WHERE item = $1",
        "UPDATE replies SET body = '', action_taken = '', evidence = '', legal_basis = '' WHERE item = $1",
        "UPDATE events SET note = NULL, inner_note = NULL WHERE item = $1",
    ] {
        sqlx::query(statement)
            .bind(item)
            .execute(&mut *connection)
            .await?;
    }
    Ok(())
}
