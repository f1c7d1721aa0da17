//! What changes an item.

use clap::{Args, Subcommand};

use super::Error;
use crate::place::Opened;
use crate::staff::publishing::texts;
use crate::store::life::{self, Act, Acted, By, Done, ReplyText, What};
use crate::store::staff;

/// Which item, and whether in earnest.
#[derive(Debug, Clone, Args)]
pub(super) struct One {
    number: i64,
    /// Only say what would come of it
    #[arg(long)]
    dry_run: bool,
}

#[derive(Debug, Subcommand)]
pub(super) enum Command {
    /// Give an item to a member of staff
    Assign {
        #[command(flatten)]
        one: One,
        /// Login or number of the member of staff; without it the item is nobody's
        #[arg(long)]
        staff: Option<String>,
    },
    /// Pass an item on to another agency
    Forward {
        #[command(flatten)]
        one: One,
        /// Id of the agency
        #[arg(long)]
        to: String,
        /// Why, for the citizen
        #[arg(long, default_value = "")]
        note: String,
    },
    /// Answer an item
    Reply {
        #[command(flatten)]
        one: One,
        /// The answer
        #[arg(long)]
        body: String,
        /// What was done
        #[arg(long)]
        action: String,
        /// What shows it
        #[arg(long, default_value = "")]
        evidence: String,
        /// The rule it stands on
        #[arg(long, default_value = "")]
        basis: String,
        /// Keep it as a draft for others to send
        #[arg(long)]
        draft: bool,
    },
    /// Hold an item until a person has looked at it
    Hold {
        #[command(flatten)]
        one: One,
        /// Why, for staff alone
        #[arg(long, default_value = "")]
        reason: String,
    },
    /// Let a held item go on
    Release {
        #[command(flatten)]
        one: One,
    },
    /// Refuse an item, with words for the citizen
    Refuse {
        #[command(flatten)]
        one: One,
        /// Why, for the citizen
        #[arg(long)]
        note: String,
    },
    /// Join an item with another that says the same; its answer holds for both
    Merge {
        #[command(flatten)]
        one: One,
        /// Number of the other one
        #[arg(long)]
        into: i64,
    },
    /// Show an answered item to everybody; with --dry-run the texts as they are proposed, personal data blacked out
    Publish {
        #[command(flatten)]
        one: One,
        #[arg(long)]
        title: Option<String>,
        /// What the citizen wrote, blacked out
        #[arg(long, required_unless_present = "dry_run")]
        body: Option<String>,
        #[arg(long)]
        place: Option<String>,
        /// The answer, blacked out
        #[arg(long, required_unless_present = "dry_run")]
        answer: Option<String>,
    },
    /// Take back the last thing that was done, where that can be
    Undo {
        #[command(flatten)]
        one: One,
    },
    /// End an item
    Close {
        #[command(flatten)]
        one: One,
        /// Why, for the citizen
        #[arg(long, default_value = "")]
        note: String,
    },
}

/// Does it, or tries it out.
pub(super) async fn act(opened: &Opened, command: &Command, now_ms: i64) -> Result<String, Error> {
    let one = command.one();
    let item = life::show(&opened.store, one.number).await?;
    let item = item.ok_or(Error::NoItem(one.number))?;
    let what = match command {
        Command::Assign { staff, .. } => What::Assign {
            handler: match staff {
                Some(name) => Some(member(opened, name).await?),
                None => None,
            },
        },
        Command::Forward { to, note, .. } => What::Forward {
            agency: to.clone(),
            note: note.clone(),
        },
        Command::Reply {
            body,
            action,
            evidence,
            basis,
            draft,
            ..
        } => {
            let text = ReplyText {
                body: body.clone(),
                action_taken: action.clone(),
                evidence: evidence.clone(),
                legal_basis: basis.clone(),
            };
            return reply(opened, one, item.edition, text, *draft, now_ms).await;
        }
        Command::Hold { reason, .. } => What::Hold {
            reason: reason.clone(),
        },
        Command::Release { .. } => What::Release,
        Command::Refuse { note, .. } if note.trim().is_empty() => {
            return Err(Error::Incomplete("--note"));
        }
        Command::Refuse { note, .. } => What::Refuse { note: note.clone() },
        Command::Merge { into, .. } => What::Merge { into: *into },
        Command::Publish {
            title,
            body,
            place,
            answer,
            ..
        } => {
            let [own_title, own_body, own_place, own_answer] = texts(&opened.secrets, &item);
            let given = |given: &Option<String>, own: String| given.clone().unwrap_or(own);
            let what = What::Publish {
                title: given(title, own_title),
                body: given(body, own_body),
                place: given(place, own_place),
                answer: given(answer, own_answer),
            };
            once(opened, one, item.edition, what.clone(), now_ms).await?;
            let done = said(opened, one).await?;
            return Ok(match what {
                What::Publish {
                    title,
                    body,
                    place,
                    answer,
                } if one.dry_run => [done, title, body, place, answer]
                    .map(|text| cchc::text::clean(&text))
                    .join("\n"),
                _ => done,
            });
        }
        Command::Undo { .. } => What::Undo {
            event: item.events.last().map_or(0, |event| event.number),
        },
        Command::Close { note, .. } => What::Close { note: note.clone() },
    };
    once(opened, one, item.edition, what, now_ms).await?;
    said(opened, one).await
}

impl Command {
    const fn one(&self) -> &One {
        match self {
            Self::Assign { one, .. }
            | Self::Forward { one, .. }
            | Self::Reply { one, .. }
            | Self::Hold { one, .. }
            | Self::Release { one }
            | Self::Refuse { one, .. }
            | Self::Merge { one, .. }
            | Self::Publish { one, .. }
            | Self::Undo { one }
            | Self::Close { one, .. } => one,
        }
    }
}

/// The number of a member of staff, by number or login.
async fn member(opened: &Opened, name: &str) -> Result<i64, Error> {
    if let Ok(number) = name.parse() {
        return Ok(number);
    }
    let members = staff::members(opened.store.readers()).await?;
    let found = members.iter().find(|member| member.login == name);
    found
        .map(|member| member.number)
        .ok_or_else(|| Error::NoMember(name.to_owned()))
}

/// A draft, and its sending.
async fn reply(
    opened: &Opened,
    one: &One,
    edition: i64,
    text: ReplyText,
    is_draft: bool,
    now_ms: i64,
) -> Result<String, Error> {
    for (part, name) in [(&text.body, "--body"), (&text.action_taken, "--action")] {
        if part.trim().is_empty() {
            return Err(Error::Incomplete(name));
        }
    }
    let draft = What::Draft { reply: None, text };
    let done = once(opened, one, edition, draft, now_ms).await?;
    if let (Some(reply), false, false) = (done.reply, is_draft, one.dry_run) {
        once(opened, one, done.edition, What::Send { reply }, now_ms).await?;
    }
    said(opened, one).await
}

async fn once(
    opened: &Opened,
    one: &One,
    edition: i64,
    what: What,
    now_ms: i64,
) -> Result<Done, Error> {
    let act = Act {
        item: one.number,
        edition,
        by: By::Command,
        at_ms: now_ms,
        what,
    };
    let acted = match one.dry_run {
        true => life::try_out(&opened.store, act).await?,
        false => opened.store.act(act).await?,
    };
    match acted {
        Acted::Done(done) => Ok(done),
        Acted::Changed { .. } => Err(Error::Changed(one.number)),
        Acted::NotAllowed(status) => Err(Error::NotAllowed(one.number, status.word())),
        Acted::Incomplete(name) => Err(Error::Incomplete(name)),
        Acted::NoItem => Err(Error::NoItem(one.number)),
    }
}

async fn said(opened: &Opened, one: &One) -> Result<String, Error> {
    if one.dry_run {
        return Ok(format!(
            "chạy thử: ý kiến số {0} làm được, chưa ghi gì | dry run: item {0} allows it, nothing was written",
            one.number
        ));
    }
    let item = life::show(&opened.store, one.number).await?;
    let item = item.ok_or(Error::NoItem(one.number))?;
    Ok(format!(
        "{}\t{}\t{}",
        item.number,
        item.status.word(),
        item.owner.as_deref().unwrap_or("-")
    ))
}
