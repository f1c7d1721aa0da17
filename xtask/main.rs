//! `cargo xtask`: build, serve and test CCHC Widgets with nothing but Rust at hand.

mod browsers;
mod budget;
mod dist;
mod pages;
mod run;
mod script;
mod serve;
mod sheet;
mod test;
mod toolchain;
mod wasm;

/// The slice of widgets; the file depends on nothing but the language.
#[path = "../widgets/registry.rs"]
#[allow(
    dead_code,
    unreachable_pub,
    reason = "documentation fields are for other readers"
)]
mod registry;

use std::process::ExitCode;

use clap::{Parser, Subcommand};

/// Build, serve, test and measure CCHC Widgets.
#[derive(Parser)]
#[command(name = "cargo xtask", version, arg_required_else_help = true)]
struct Words {
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    /// Build everything and serve the examples on http://127.0.0.1:8080
    Serve {
        /// Address to listen on
        #[arg(long, default_value = "127.0.0.1:8080")]
        addr: String,
    },
    /// Set up and run all checks and tests
    Test {
        /// Only these steps: format, lint, native, build, budget, e2e
        #[arg(long, value_delimiter = ',')]
        only: Vec<String>,
    },
    /// Build bundle, pages and sample feed into target/dist
    Build,
    /// Print the size of every built file against tests/budgets.toml
    Budget,
}

fn main() -> ExitCode {
    let done = match Words::parse().command {
        Command::Serve { addr } => serve::serve(&addr),
        Command::Test { only } => test::test(&only),
        Command::Build => dist::build().and_then(|()| serve::feed()),
        Command::Budget => budget::check(),
    };
    match done {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("\nxtask: {error}");
            ExitCode::FAILURE
        }
    }
}
