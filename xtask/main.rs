//! `cargo xtask`: build, serve and test CCHC Widgets with nothing but Rust at hand.

mod bench;
mod browsers;
mod budget;
mod clients;
mod describe;
mod dist;
mod docs;
mod frame;
mod new_widget;
mod npm;
mod order;
mod pages;
mod release;
mod run;
mod sbom;
mod screen;
mod script;
mod serve;
mod sheet;
mod shrink;
mod test;
mod toolchain;
mod touch;
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
    /// Build everything and serve builder and examples on http://127.0.0.1:8080
    Serve {
        /// Address to listen on
        #[arg(long, default_value = "127.0.0.1:8080")]
        addr: String,
        #[command(flatten)]
        pace: PaceWord,
    },
    /// Set up and run all checks and tests
    Test {
        /// Only these steps: format, lint, native, widget, clients, build, budget, dist, e2e
        #[arg(long, value_delimiter = ',')]
        only: Vec<String>,
    },
    /// Build bundle, pages and sample feed into target/dist
    Build {
        #[command(flatten)]
        pace: PaceWord,
    },
    /// Write npm package and SBOM of the bundle that is built, into target/dist
    Npm,
    /// Build everything and pack target/cchc-widgets-VERSION.tar.gz and .zip
    Dist,
    /// Write the documentation target/dist/docs of the bundle that is built
    Docs,
    /// Print the size of every built file against tests/budgets.toml
    Budget,
    /// Begin a widget: folder, registry, features, page, budget, tests
    NewWidget {
        /// One word of small letters
        name: String,
    },
    /// Print where the bytes of a bundle come from: by crate, and the heaviest functions
    Weigh {
        /// Feature of the bundle
        #[arg(default_value = "news")]
        bundle: String,
    },
    /// Measure the widgets and the server beside what others use for the same work; with `answering`, a hub with 100,000 items
    Bench {
        /// Words for tests/bench/run.mjs, such as --quick, --loads 10, --minutes 10, --only start,serve
        #[arg(trailing_var_arg = true, allow_hyphen_values = true)]
        words: Vec<String>,
    },
    /// Open broken catalogues and ask strange queries, in search of a panic
    Fuzz {
        /// How long
        #[arg(long, default_value_t = 60)]
        minutes: u32,
    },
    /// Kill hubs again and again while items are sent over a faulty network, on SQLite and PostgreSQL
    Chaos {
        /// How often a hub is killed
        #[arg(long, default_value_t = 200)]
        kills: u32,
        /// How many items are sent
        #[arg(long, default_value_t = 20_000)]
        items: u32,
        /// Which faults
        #[arg(long, default_value_t = 1)]
        seed: u64,
    },
    /// Let a public screen go through a week in a fast clock, with faults, and measure what grows
    Soak {
        /// Virtual hours
        #[arg(long, default_value_t = 168, value_parser = clap::value_parser!(u32).range(3..))]
        hours: u32,
    },
    /// Open the screen's page in the engines that public screens have inside; fetches 210 MB of browsers once
    Engines,
    /// Measure the frames of a public screen and what it costs the processor, as it is and slowed down four times
    Frames {
        /// How long each is watched
        #[arg(long, default_value_t = 60, value_parser = clap::value_parser!(u32).range(10..))]
        seconds: u32,
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
        Command::Npm => npm::build().and_then(|()| sbom::build()),
        Command::Dist => release::dist(),
        Command::NewWidget { name } => new_widget::new_widget(&name),
        Command::Docs => docs::build(),
        Command::Budget => budget::check(),
        Command::Weigh { bundle } => weigh::weigh(&bundle),
        Command::Bench { words } => bench::bench(&words),
        Command::Fuzz { minutes } => test::fuzz(minutes),
        Command::Chaos { kills, items, seed } => test::chaos(kills, items, seed),
        Command::Soak { hours } => test::soak(hours),
        Command::Engines => test::engines(),
        Command::Frames { seconds } => bench::frames(seconds),
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
