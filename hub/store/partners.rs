//! Items that were passed on to other systems: what they are called there, and what is told about them.

use cchc::submission::Status;
use sqlx::any::AnyRow;
use sqlx::{AnyConnection, Row};

use super::life::{Act, Acted, By, ReplyText, What};
use super::{Deed, Error, Store, Transaction};

/// What the answer says was done, where they say no more than that it has ended.
const DONE_THERE: &str = "Đơn vị được chuyển đến đã báo kết thúc xử lý.";

/// An item in another system.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Link {
    pub(crate) item: i64,
    /// Stands in what was sent, so that it is found there again.
    pub(crate) reference: String,
    /// When it was first sent.
    pub(crate) first_ms: i64,
    /// When it was last sent without an answer that can be relied on.
    pub(crate) asked_ms: Option<i64>,
    /// Stands for its number until there is one.
    pub(crate) token: Option<String>,
    /// Its number there.
    pub(crate) remote_id: Option<String>,
    /// How it stands there, as it was last read.
    pub(crate) remote_status: Option<String>,
}

const COLUMNS: &str = "links.item, links.reference, links.first_ms, links.asked_ms, links.token, links.remote_id, links.remote_status";

fn link_of(row: &AnyRow) -> Result<Link, Error> {
    Ok(Link {
        item: row.try_get(0)?,
        reference: row.try_get(1)?,
        first_ms: row.try_get(2)?,
        asked_ms: row.try_get(3)?,
        token: row.try_get(4)?,
        remote_id: row.try_get(5)?,
        remote_status: row.try_get(6)?,
    })
}

/// What an item is in a system; none if it was never sent there.
pub(crate) async fn link(store: &Store, channel: &str, item: i64) -> Result<Option<Link>, Error> {
    let text = format!("SELECT {COLUMNS} FROM links WHERE channel = $1 AND item = $2");
    let row = sqlx::query(sqlx::AssertSqlSafe(text))
        .bind(channel.to_owned())
        .bind(item)
        .fetch_optional(store.readers())
        .await?;
    row.as_ref().map(link_of).transpose()
}

/// The item that has this number there.
pub(crate) async fn linked(
    store: &Store,
    channel: &str,
    remote_id: &str,
) -> Result<Option<i64>, Error> {
    let row = sqlx::query("SELECT item FROM links WHERE channel = $1 AND remote_id = $2")
        .bind(channel.to_owned())
        .bind(remote_id.to_owned())
        .fetch_optional(store.readers())
        .await?;
    Ok(row.map(|row| row.try_get(0)).transpose()?)
}

/// Open items that are there and have not ended there, from a number on.
pub(crate) async fn open_links(
    store: &Store,
    channel: &str,
    after: i64,
    most: i64,
) -> Result<Vec<Link>, Error> {
    let open: Vec<_> = Status::ALL
        .iter()
        .filter(|status| status.is_open())
        .map(|status| format!("'{}'", status.word()))
        .collect();
    let text = format!(
        "SELECT {COLUMNS} FROM links JOIN items ON items.number = links.item WHERE links.channel = $1
             AND links.item > $2 AND (links.token IS NOT NULL OR links.remote_id IS NOT NULL)
             AND COALESCE(links.remote_status, '') <> 'closed' AND items.status IN ({}) ORDER BY links.item LIMIT $3",
        open.join(", ")
    );
    let rows = sqlx::query(sqlx::AssertSqlSafe(text))
        .bind(channel.to_owned())
        .bind(after)
        .bind(most)
        .fetch_all(store.readers())
        .await?;
    rows.iter().map(link_of).collect()
}

/// The item is about to be sent. On the disk before it is: who finds this mark and no number does not know whether it came.
pub(crate) struct Ask {
    pub(crate) channel: String,
    pub(crate) item: i64,
    pub(crate) reference: String,
    pub(crate) now_ms: i64,
}

impl Deed for Ask {
    type Done = ();

    async fn run(&self, transaction: &mut Transaction<'_>) -> Result<(), Error> {
        sqlx::query(
            "INSERT INTO links (channel, item, reference, first_ms, asked_ms) VALUES ($1, $2, $3, $4, $4)
             ON CONFLICT (channel, item) DO UPDATE SET asked_ms = $4",
        )
        .bind(self.channel.as_str())
        .bind(self.item)
        .bind(self.reference.as_str())
        .bind(self.now_ms)
        .execute(&mut *transaction.connection)
        .await?;
        Ok(())
    }
}

/// What came of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Answered {
    /// It is there under this number.
    Number(String),
    /// It is there; its number can be had for this token.
    Token(String),
    /// It is certainly not there.
    Not,
    /// How it stands there.
    Status(String),
}

/// Writes down what came of it.
pub(crate) struct Keep {
    pub(crate) channel: String,
    pub(crate) item: i64,
    pub(crate) answered: Answered,
}

impl Deed for Keep {
    type Done = ();

    async fn run(&self, transaction: &mut Transaction<'_>) -> Result<(), Error> {
        let (statement, value) = match &self.answered {
            Answered::Number(number) => (
                "UPDATE links SET remote_id = $3, asked_ms = NULL WHERE channel = $1 AND item = $2 AND remote_id IS NULL",
                number.as_str(),
            ),
            Answered::Token(token) => (
                "UPDATE links SET token = $3, asked_ms = NULL WHERE channel = $1 AND item = $2",
                token.as_str(),
            ),
            Answered::Not => (
                "UPDATE links SET asked_ms = NULL WHERE channel = $1 AND item = $2 AND $3 = ''",
                "",
            ),
            Answered::Status(status) => (
                "UPDATE links SET remote_status = $3 WHERE channel = $1 AND item = $2",
                status.as_str(),
            ),
        };
        sqlx::query(statement)
            .bind(self.channel.as_str())
            .bind(self.item)
            .bind(value)
            .execute(&mut *transaction.connection)
            .await?;
        Ok(())
    }
}

/// What another system's word means for the item.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Next {
    /// A note for staff, nothing more.
    Nothing,
    /// Work has begun.
    Start,
    /// It is done there: its words become an answer, sent or proposed.
    Answer { is_sent: bool },
    /// The citizen says that the answer solves nothing.
    Unsolved,
}

/// Takes what another system tells about an item, once for each of its own numbers.
pub(crate) struct TakeUpdate {
    pub(crate) channel: String,
    pub(crate) update_id: String,
    pub(crate) item: i64,
    pub(crate) next: Next,
    /// Its own word for the status.
    pub(crate) status: String,
    pub(crate) words: String,
    pub(crate) now_ms: i64,
}

/// How it went.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Taken {
    /// Number of the event that it left.
    New(i64),
    /// It was taken before.
    Again(i64),
    /// The item is gone.
    Refused,
}

impl Deed for TakeUpdate {
    type Done = Taken;

    async fn run(&self, transaction: &mut Transaction<'_>) -> Result<Taken, Error> {
        let known =
            sqlx::query("SELECT event FROM partner_updates WHERE channel = $1 AND update_id = $2")
                .bind(self.channel.as_str())
                .bind(self.update_id.as_str())
                .fetch_optional(&mut *transaction.connection)
                .await?;
        if let Some(row) = known {
            return Ok(Taken::Again(row.try_get(0)?));
        }
        let said = [self.status.trim(), self.words.trim()];
        let said: Vec<_> = said.into_iter().filter(|part| !part.is_empty()).collect();
        let remark = What::Remark {
            partner: self.channel.clone(),
            words: said.join(": "),
        };
        let Some(left) = self.act(remark, By::Hub, transaction).await? else {
            return Ok(Taken::Refused);
        };
        match self.next {
            Next::Nothing => {}
            // What the item does not allow now is not done; the note says what was told.
            Next::Start => {
                self.act(What::Start, By::Hub, transaction).await?;
            }
            Next::Unsolved => {
                let reason = self.words.clone();
                self.act(What::Unsolved { reason }, By::Citizen, transaction)
                    .await?;
            }
            Next::Answer { .. } if self.words.trim().is_empty() => {}
            Next::Answer { is_sent } => {
                let text = ReplyText {
                    body: self.words.clone(),
                    action_taken: DONE_THERE.to_owned(),
                    ..ReplyText::default()
                };
                let draft = What::Draft { reply: None, text };
                let made = self.act(draft, By::Hub, transaction).await?;
                if let Some(reply) = made.and_then(|made| made.reply) {
                    let next = match is_sent {
                        true => What::Send { reply },
                        false => What::Propose { reply },
                    };
                    self.act(next, By::Hub, transaction).await?;
                }
            }
        }
        sqlx::query(
            "INSERT INTO partner_updates (channel, update_id, item, event) VALUES ($1, $2, $3, $4)",
        )
        .bind(self.channel.as_str())
        .bind(self.update_id.as_str())
        .bind(self.item)
        .bind(left.event)
        .execute(&mut *transaction.connection)
        .await?;
        Ok(Taken::New(left.event))
    }
}

impl TakeUpdate {
    /// None where the item does not allow it; nothing is written then.
    async fn act(
        &self,
        what: What,
        by: By,
        transaction: &mut Transaction<'_>,
    ) -> Result<Option<super::life::Done>, Error> {
        let Some(edition) = edition(transaction.connection, self.item).await? else {
            return Ok(None);
        };
        let act = Act {
            item: self.item,
            edition,
            by,
            at_ms: self.now_ms,
            what,
        };
        Ok(match act.run(transaction).await? {
            Acted::Done(done) => Some(done),
            _ => None,
        })
    }
}

async fn edition(connection: &mut AnyConnection, item: i64) -> Result<Option<i64>, Error> {
    let row = sqlx::query("SELECT edition FROM items WHERE number = $1")
        .bind(item)
        .fetch_optional(connection)
        .await?;
    Ok(row.map(|row| row.try_get(0)).transpose()?)
}
