//! `cargo xtask bench`: how soon the widgets show something, against a page written by hand for the same feed.

use std::process::Command;

use crate::run::{Outcome, root, run, write};
use crate::wasm::Pace;
use crate::{browsers, dist, serve, wasm};

/// Builds everything, then visits each page `loads` times; figures go to target/bench.
pub(crate) fn bench(loads: u32) -> Outcome {
    browsers::set_up()?;
    dist::build(Pace::Release)?;
    serve::feed()?;
    run(Command::new("node")
        .arg("tests/bench/run.mjs")
        .args(["--loads", &loads.to_string()])
        .env("TZ", "Asia/Ho_Chi_Minh")
        .env("CCHC_DIST", dist::folder())
        .env("CCHC_BIN", root().join("target/debug/cchc")))
}

/// The search beside others on the same records and queries; `words` go to tests/bench/lookup/run.mjs as they are.
pub(crate) fn lookup(words: &[String]) -> Outcome {
    browsers::set_up()?;
    let built = wasm::bundle("lookup", Pace::Release)?;
    let folder = root().join("target/bench");
    write(&folder.join("lookup.js"), built.glue.as_bytes())?;
    write(&folder.join("lookup.wasm"), &built.wasm)?;
    // The catalogues, the large one too.
    run(Command::new(env!("CARGO")).args([
        "test",
        "--package",
        "cchc",
        "--test",
        "search",
        "--",
        "--include-ignored",
    ]))?;
    run(Command::new("npm").args([
        "ci",
        "--prefix",
        "tests/bench/lookup",
        "--no-fund",
        "--no-audit",
    ]))?;
    run(Command::new("node")
        .arg("tests/bench/lookup/run.mjs")
        .args(words)
        .env("TZ", "Asia/Ho_Chi_Minh"))
}
