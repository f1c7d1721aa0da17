//! The command `cchc`: build and check the shared feed, serve bundle, feed and pages.

/// Prints a line for scripts and people. Whoever reads may stop reading (`| head`): that is no reason to fail.
macro_rules! say {
    ($($words:tt)*) => {{
        let _ = std::io::Write::write_fmt(&mut std::io::stdout(), format_args!("{}\n", format_args!($($words)*)));
    }};
}
/// Prints a line for those who look after the command.
macro_rules! complain {
    ($($words:tt)*) => {{
        let _ = std::io::Write::write_fmt(&mut std::io::stderr(), format_args!("{}\n", format_args!($($words)*)));
    }};
}
pub(crate) use {complain, say};

mod audit;
mod backup;
mod build;
mod cells;
mod check;
mod config;
mod desk;
mod feedback;
mod html;
mod http;
mod integrity;
mod key;
mod outbox;
mod place;
mod report;
mod schema;
mod screens;
mod secrets;
mod serve;
mod staff;
mod store;

#[cfg(test)]
#[path = "testing/answering.rs"]
mod answering;
#[cfg(test)]
#[path = "testing/postgres.rs"]
mod postgres;

use std::process::ExitCode;

use cchc::feed::{Stamp, parse_stamp};
use cchc::format::VIETNAM;
use clap::{Parser, Subcommand, ValueEnum};

/// Build, check and serve the shared feed of CCHC Widgets.
#[derive(Parser)]
#[command(name = "cchc", version, arg_required_else_help = true)]
struct Words {
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    /// Serve bundle, feed and example pages
    Serve(serve::Settings),
    /// Check a feed: a file, a folder, or on a server
    Check(check::Settings),
    /// Build a feed from a folder of sources
    Build(build::Settings),
    /// Make keys that sign a feed
    Key(key::Settings),
    /// Copy the database of a hub while it works (SQLite)
    Backup(backup::Backup),
    /// Put such a copy back
    Restore(backup::Restore),
    /// Make or rotate the secrets of a hub
    Keys(secrets::Settings),
    /// Invite and revoke those who answer in the console
    Staff(staff::Settings),
    /// Look at what citizens sent, answer it, export it
    Feedback(Box<desk::Settings>),
    /// A quarter in numbers: CSV, XLSX with charts, and a report for printing
    Report(Box<report::Settings>),
    /// List lobby screens with their last signs of life
    Screens(screens::Settings),
    /// Check the audit's chain
    Audit(audit::Settings),
    /// Print the JSON Schema of a feed file
    Schema(schema::Settings),
}

/// Language of the messages.
#[derive(Debug, Clone, Copy, ValueEnum, Default, PartialEq, Eq)]
pub(crate) enum Language {
    /// Tiếng Việt
    #[default]
    Vi,
    /// English
    En,
}

/// A time on the command line that is none.
#[derive(Debug, thiserror::Error)]
#[error(
    "--now «{0}»: cần RFC 3339, ví dụ 2025-11-17T20:59:00+07:00 | must be RFC 3339, such as 2025-11-17T20:59:00+07:00"
)]
pub(crate) struct BadNow(String);

/// The time that counts as now: the one that was given, else the clock's.
pub(crate) fn now(given: Option<&str>) -> Result<Stamp, BadNow> {
    match given {
        Some(text) => parse_stamp(text)
            .map(|(stamp, _)| stamp)
            .ok_or_else(|| BadNow(text.to_owned())),
        None => Ok(chrono::Utc::now().with_timezone(&VIETNAM)),
    }
}

fn main() -> ExitCode {
    match Words::parse().command {
        Command::Serve(settings) => serve::run(settings),
        Command::Check(settings) => check::run(&settings),
        Command::Build(settings) => build::run(&settings),
        Command::Key(settings) => key::run(settings),
        Command::Backup(settings) => backup::back_up(&settings),
        Command::Restore(settings) => backup::restore(&settings),
        Command::Keys(settings) => secrets::run(&settings),
        Command::Staff(settings) => staff::run(settings),
        Command::Feedback(settings) => desk::run(&settings),
        Command::Report(settings) => report::run(&settings),
        Command::Screens(settings) => screens::run(&settings),
        Command::Audit(settings) => audit::run(&settings),
        Command::Schema(settings) => schema::run(&settings),
    }
}
