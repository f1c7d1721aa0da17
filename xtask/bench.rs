//! `cargo xtask bench`, `frames` and `lookup`: the project beside what others use for the same work.

use std::process::Command;

use crate::run::{Outcome, cargo, root, run, say, write};
use crate::wasm::Pace;
use crate::{browsers, dist, serve, wasm};

/// Builds everything, the server as it is released too, and measures; `words` go to tests/bench/run.mjs as they are.
/// `answering` alone measures a hub with 100,000 items instead.
pub(crate) fn bench(words: &[String]) -> Outcome {
    if words == ["answering"] {
        return answering();
    }
    browsers::set_up()?;
    dist::build(Pace::Release)?;
    serve::feed()?;
    say("compiling the hub as it is released");
    run(cargo().args([
        "build",
        "--quiet",
        "--locked",
        "--profile",
        "hub",
        "--package",
        "cchc-hub",
    ]))?;
    run(Command::new("node")
        .arg("tests/bench/run.mjs")
        .args(words)
        .env("TZ", "Asia/Ho_Chi_Minh")
        .env("CCHC_DIST", dist::folder())
        .env("CCHC_BIN", root().join("target/debug/cchc")))
}

/// Frames of a public screen, and what it costs the processor.
pub(crate) fn frames(seconds: u32) -> Outcome {
    browsers::set_up()?;
    dist::build(Pace::Release)?;
    serve::feed()?;
    run(Command::new("node")
        .arg("tests/bench/frames.mjs")
        .arg(seconds.to_string())
        .env("TZ", "Asia/Ho_Chi_Minh")
        .env("CCHC_DIST", dist::folder())
        .env("CCHC_BIN", root().join("target/debug/cchc")))
}

/// Inbox, search, report and export of 100,000 items, on SQLite and PostgreSQL.
fn answering() -> Outcome {
    run(cargo()
        .args([
            "test",
            "--profile",
            "hub",
            "--locked",
            "--package",
            "cchc-hub",
        ])
        .args([
            "--bin",
            "cchc",
            "answering",
            "--",
            "--ignored",
            "--nocapture",
        ]))
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
