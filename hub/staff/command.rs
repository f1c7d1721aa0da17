//! `cchc staff`: the first members come in by the command line, and the last word is there too.

use std::process::ExitCode;

use clap::{Args, Subcommand};

use super::members::{INVITATION_MS, checked_login, checked_name, new_token};
use super::roles::{Grant, ROLES};
use crate::place::{self, Base};
use crate::secrets;
use crate::store::staff::{self as store, Changed};
use crate::store::{self as database, Store};

/// Where links lead when no address is known.
const HERE: &str = "http://127.0.0.1:8080";
const ACTOR: &str = "command";

/// Why it was not done.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
enum Error {
    #[error(transparent)]
    Place(#[from] place::Error),
    #[error(transparent)]
    Secrets(#[from] secrets::Error),
    #[error("cơ sở dữ liệu: {0} | database: {0}")]
    Store(#[from] database::Error),
    #[error(
        "tên đăng nhập cần 2 đến 64 ký tự a-z 0-9 . - _ @ | a login takes 2 to 64 of a-z 0-9 . - _ @"
    )]
    Login,
    #[error("cần họ tên, dài nhất 100 ký tự | needs a name of at most 100 characters")]
    Name,
    #[error(
        "«{0}»: cần dạng vai-trò@cơ-quan, ví dụ clerk@so-noi-vu; xem `cchc staff roles` | must be role@agency, such as clerk@so-noi-vu; see `cchc staff roles`"
    )]
    Role(String),
    #[error("không có tài khoản «{0}» | there is no account `{0}`")]
    Unknown(String),
    #[error("{0}")]
    Runtime(std::io::Error),
}

/// Where the accounts are, and what to do.
#[derive(Debug, Args)]
pub(crate) struct Settings {
    #[command(flatten)]
    base: Base,
    #[command(subcommand)]
    command: Command,
}

#[derive(Debug, Subcommand)]
enum Command {
    /// Invite someone, or give someone new roles and a new passphrase; prints a link that works once, for 72 hours
    Invite {
        /// How the person signs in, such as nguyen.van.an
        login: String,
        /// Name as it is shown
        #[arg(long)]
        name: String,
        /// role@agency, or role@* for all; may be given several times
        #[arg(long = "role", required = true)]
        roles: Vec<String>,
        /// Address of the hub as browsers know it, if the configuration does not name it
        #[arg(long)]
        url: Option<String>,
    },
    /// End someone's access at once
    Revoke {
        /// The login
        login: String,
    },
    /// Accounts and their roles
    List,
    /// Roles and what they allow
    Roles,
}

pub(crate) fn run(settings: Settings) -> ExitCode {
    match work(settings) {
        Ok(words) => {
            crate::say!("{words}");
            ExitCode::SUCCESS
        }
        Err(error) => {
            crate::complain!("cchc staff: {error}");
            ExitCode::from(3)
        }
    }
}

fn work(settings: Settings) -> Result<String, Error> {
    if matches!(settings.command, Command::Roles) {
        let lines = ROLES.map(|role| format!("{:<14} {}", role.word(), role.explanation()));
        return Ok(lines.join("\n"));
    }
    let runtime = tokio::runtime::Builder::new_multi_thread()
        .worker_threads(1)
        .enable_all()
        .build()
        .map_err(Error::Runtime)?;
    let now_ms = chrono::Utc::now().timestamp_millis();
    runtime.block_on(async {
        let place::Opened {
            store, public_url, ..
        } = &settings.base.open().await?;
        act(store, settings.command, public_url.as_deref(), now_ms).await
    })
}

async fn act(
    store: &Store,
    command: Command,
    own: Option<&str>,
    now_ms: i64,
) -> Result<String, Error> {
    match command {
        Command::Invite {
            login,
            name,
            roles,
            url,
        } => {
            let login = checked_login(&login).ok_or(Error::Login)?;
            let name = checked_name(&name).ok_or(Error::Name)?;
            let read = |text: &String| Grant::parse(text).ok_or_else(|| Error::Role(text.clone()));
            let roles = roles.iter().map(read).collect::<Result<Vec<_>, _>>()?;
            let (token, token_hash) = new_token()?;
            let deed = store::Invite {
                actor: ACTOR.to_owned(),
                login: login.clone(),
                name,
                roles,
                within: None,
                token_hash,
                expires_ms: now_ms + INVITATION_MS,
                now_ms,
            };
            store.act(deed).await?;
            let origin = url.as_deref().or(own).unwrap_or(HERE).trim_end_matches('/');
            Ok(format!("{origin}/staff/invite/{token}"))
        }
        Command::Revoke { login } => {
            let deed = store::Revoke {
                actor: ACTOR.to_owned(),
                login: login.trim().to_lowercase(),
                within: None,
                now_ms,
            };
            match store.act(deed).await? {
                Changed::Done(number) => Ok(format!(
                    "{login}: đã thu hồi (staff {number}) | revoked (staff {number})"
                )),
                Changed::Beyond | Changed::None => Err(Error::Unknown(login)),
            }
        }
        Command::List => {
            let members = store::members(store.readers()).await?;
            let line = |member: &store::Member| {
                let roles: Vec<String> = member.roles.iter().map(ToString::to_string).collect();
                let totp = if member.has_totp { "totp" } else { "-" };
                format!(
                    "{}\t{}\t{}\t{}\t{}\t{}",
                    member.number,
                    member.login,
                    member.state,
                    totp,
                    member.name,
                    roles.join(" ")
                )
            };
            Ok(members.iter().map(line).collect::<Vec<_>>().join("\n"))
        }
        // Answered above, without a database.
        Command::Roles => Ok(String::new()),
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "tests")]
    use super::*;
    use crate::backup::FILE;
    use crate::store::Place;

    #[tokio::test(flavor = "multi_thread")]
    async fn an_invitation_is_a_link_and_the_list_shows_who_there_is() {
        let dir = tempfile::tempdir().unwrap();
        let store = Store::open(&Place::Sqlite(dir.path().join(FILE)))
            .await
            .unwrap();
        let invite = |login: &str, role: &str| Command::Invite {
            login: login.to_owned(),
            name: "Đỗ Thị Hạnh".to_owned(),
            roles: vec![role.to_owned()],
            url: None,
        };
        let link = act(
            &store,
            invite("Hanh", "clerk@so-noi-vu"),
            Some("https://gop-y.example"),
            1,
        )
        .await
        .unwrap();
        let token = link
            .strip_prefix("https://gop-y.example/staff/invite/")
            .unwrap();
        assert_eq!(token.len(), 64);
        let list = act(&store, Command::List, None, 1).await.unwrap();
        assert_eq!(list, "1\thanh\tinvited\t-\tĐỗ Thị Hạnh\tclerk@so-noi-vu");
        for (login, role) in [
            ("h", "clerk@x"),
            ("hạnh", "clerk@x"),
            ("hanh", "boss@x"),
            ("hanh", "clerk"),
        ] {
            assert!(
                act(&store, invite(login, role), None, 1).await.is_err(),
                "{login} {role}"
            );
        }
        let revoke = |login: &str| Command::Revoke {
            login: login.to_owned(),
        };
        assert!(act(&store, revoke("hanh"), None, 2).await.is_ok());
        assert!(matches!(
            act(&store, revoke("ai"), None, 2).await,
            Err(Error::Unknown(_))
        ));
        assert!(
            act(&store, Command::List, None, 1)
                .await
                .unwrap()
                .contains("revoked")
        );
    }
}
