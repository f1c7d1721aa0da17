//! The command `cchc`: build and check the shared feed, serve bundle, feed and pages.

mod build;
mod check;
mod serve;

use std::process::ExitCode;

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
    /// Check a feed file or a folder of them
    Check(check::Settings),
    /// Build a feed from a folder of sources
    Build(build::Settings),
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

fn main() -> ExitCode {
    match Words::parse().command {
        Command::Serve(settings) => serve::run(settings),
        Command::Check(settings) => check::run(&settings),
        Command::Build(settings) => build::run(&settings),
    }
}
