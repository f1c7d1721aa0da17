//! `cargo xtask`: build, serve and test CCHC Widgets with nothing but Rust at hand.

mod bench;
mod browsers;
mod budget;
mod dist;
mod pages;
mod run;
mod script;
mod serve;
mod sheet;
mod shrink;
mod test;
mod toolchain;
mod wasm;
mod weigh;

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

use crate::wasm::Pace;

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
        #[command(flatten)]
        pace: PaceWord,
    },
    /// Set up and run all checks and tests
    Test {
        /// Only these steps: format, lint, native, build, budget, e2e
        #[arg(long, value_delimiter = ',')]
        only: Vec<String>,
    },
    /// Build bundle, pages and sample feed into target/dist
    Build {
        #[command(flatten)]
        pace: PaceWord,
    },
    /// Print the size of every built file against tests/budgets.toml
    Budget,
    /// Print where the bytes of a bundle come from: by crate, and the heaviest functions
    Weigh {
        /// Feature of the bundle
        #[arg(default_value = "news")]
        bundle: String,
    },
    /// Measure how soon the widgets start, against a page written by hand
    Bench {
        /// Visits to every page
        #[arg(long, default_value_t = 10, value_parser = clap::value_parser!(u32).range(1..))]
        loads: u32,
    },
    /// Open broken catalogues and ask strange queries, in search of a panic
    Fuzz {
        /// How long
        #[arg(long, default_value_t = 60)]
        minutes: u32,
    },
    /// Measure the search of procedures beside other searches
    Lookup {
        /// Words for tests/bench/lookup/run.mjs, such as --cpu 6
        #[arg(trailing_var_arg = true, allow_hyphen_values = true)]
        words: Vec<String>,
    },
}

#[derive(clap::Args)]
struct PaceWord {
    /// Compile in seconds, for current browsers only; larger and slower than what is published
    #[arg(long)]
    dev: bool,
}

impl PaceWord {
    const fn pace(&self) -> Pace {
        if self.dev { Pace::Dev } else { Pace::Release }
    }
}

fn main() -> ExitCode {
    let done = match Words::parse().command {
        Command::Serve { addr, pace } => serve::serve(&addr, pace.pace()),
        Command::Test { only } => test::test(&only),
        Command::Build { pace } => dist::build(pace.pace()).and_then(|()| serve::feed()),
        Command::Budget => budget::check(),
        Command::Weigh { bundle } => weigh::weigh(&bundle),
        Command::Bench { loads } => bench::bench(loads),
        Command::Fuzz { minutes } => test::fuzz(minutes),
        Command::Lookup { words } => bench::lookup(&words),
    };
    match done {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("\nxtask: {error}");
            ExitCode::FAILURE
        }
    }
}
