//! `cargo xtask bench`: how soon the widgets show something, against a page written by hand for the same feed.

use std::process::Command;

use crate::run::{Outcome, root, run};
use crate::wasm::Pace;
use crate::{browsers, dist, serve};

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
