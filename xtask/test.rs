//! Every check of the project, in the order in which they fail soonest.

use std::process::Command;
use std::time::Instant;

use crate::run::{Failure, Outcome, cargo, root, run, say};
use crate::wasm::Pace;
use crate::{browsers, budget, clients, dist, new_widget, release, serve, toolchain};

type Step = (&'static str, fn() -> Outcome);

const STEPS: [Step; 9] = [
    ("format", format),
    ("lint", lint),
    ("native", native),
    ("widget", new_widget::check),
    ("clients", clients::test),
    ("build", build),
    ("budget", budget::check),
    ("dist", release::check),
    ("e2e", e2e),
];

/// Runs the named steps, or all.
pub(crate) fn test(only: &[String]) -> Outcome {
    if let Some(word) = only
        .iter()
        .find(|word| STEPS.iter().all(|(name, _)| name != word))
    {
        return Err(Failure(format!(
            "no step `{word}`; there are: format, lint, native, widget, clients, build, budget, dist, e2e"
        )));
    }
    let mut lines = Vec::new();
    for (name, step) in STEPS {
        if !only.is_empty() && !only.iter().any(|word| word == name) {
            continue;
        }
        say(&format!("step {name}"));
        let start = Instant::now();
        let done = step();
        lines.push(format!(
            "{name:<8} {:>5} s  {}",
            start.elapsed().as_secs(),
            if done.is_ok() { "ok" } else { "FAILED" }
        ));
        if let Err(error) = done {
            println!("\n{}", lines.join("\n"));
            return Err(Failure(format!(
                "step {name} failed: {error}\nrepeat it alone: cargo xtask test --only {name}"
            )));
        }
    }
    println!("\n{}", lines.join("\n"));
    Ok(())
}

fn format() -> Outcome {
    run(cargo().args(["fmt", "--all", "--check"]))
}

fn lint() -> Outcome {
    let deny = ["--", "-D", "warnings"];
    run(cargo()
        .args([
            "clippy",
            "--quiet",
            "--locked",
            "--workspace",
            "--all-targets",
            "--all-features",
        ])
        .args(deny))?;
    // The browser's half of the widgets.
    run(toolchain::find()?
        .cargo()
        .args([
            "clippy",
            "--quiet",
            "--locked",
            "--package",
            "cchc-bundle",
            "--package",
            "cchc-widgets",
        ])
        .args([
            "--features",
            "cchc-bundle/all,cchc-bundle/feedback,cchc-bundle/feedback-follow,cchc-bundle/screen",
            "--target",
            "wasm32-unknown-unknown",
            "--target-dir",
            "target/wasm-dev",
        ])
        .args(deny))
}

fn native() -> Outcome {
    run(cargo()
        .args([
            "test",
            "--quiet",
            "--locked",
            "--workspace",
            "--all-features",
        ])
        .env("CCHC_FUZZ_SECS", "60"))
}

/// Broken catalogues and strange queries, for as long as one likes.
pub(crate) fn fuzz(minutes: u32) -> Outcome {
    run(cargo()
        .args(["test", "--release", "--locked", "--package", "cchc"])
        .args(["--test", "fuzz", "--", "--nocapture"])
        .env("CCHC_FUZZ_SECS", (minutes * 60).to_string()))
}

/// The long form of the hub's test by kill -9, one database after the other.
pub(crate) fn chaos(kills: u32, items: u32, seed: u64) -> Outcome {
    run(cargo()
        .args([
            "test",
            "--locked",
            "--package",
            "cchc-hub",
            "--test",
            "chaos",
        ])
        .args(["--", "--nocapture", "--test-threads=1"])
        .env("CCHC_CHAOS_KILLS", kills.to_string())
        .env("CCHC_CHAOS_ITEMS", items.to_string())
        .env("CCHC_CHAOS_SEED", seed.to_string()))
}

/// The long form of the screen's soak in a browser.
pub(crate) fn soak(hours: u32) -> Outcome {
    browsers::set_up()?;
    build()?;
    run(node()
        .arg("--test")
        .arg(root().join("tests/e2e/screen-soak.test.mjs"))
        .env("CCHC_SOAK_HOURS", hours.to_string()))
}

/// The screen in every engine that panels have.
pub(crate) fn engines() -> Outcome {
    browsers::set_up()?;
    browsers::old()?;
    build()?;
    serve::hub()?;
    run(node()
        .arg("--test")
        .arg(root().join("tests/e2e/screen-engines.test.mjs"))
        .env("CCHC_ENGINES", "all"))
}

/// What a screen costs a slow processor while it runs.
pub(crate) fn frames(seconds: u32) -> Outcome {
    browsers::set_up()?;
    build()?;
    serve::hub()?;
    run(node()
        .arg(root().join("tests/bench/frames.mjs"))
        .arg(seconds.to_string()))
}

fn build() -> Outcome {
    dist::build(Pace::Release)?;
    serve::feed()
}

fn e2e() -> Outcome {
    browsers::set_up()?;
    serve::hub()?;
    run(node()
        .arg("--test")
        .arg("--test-concurrency=1")
        .args(e2e_files()?))
}

/// Node with what the tests in browsers need to know.
fn node() -> Command {
    let mut node = Command::new("node");
    node.env("TZ", "Asia/Ho_Chi_Minh")
        .env("CCHC_DIST", dist::folder())
        .env("CCHC_BIN", root().join("target/debug/cchc"));
    node
}

fn e2e_files() -> Outcome<Vec<std::path::PathBuf>> {
    let folder = root().join("tests/e2e");
    let mut files: Vec<_> = std::fs::read_dir(&folder)
        .map_err(crate::run::at(folder.display()))?
        .flatten()
        .map(|entry| entry.path())
        .filter(|path| path.to_string_lossy().ends_with(".test.mjs"))
        .collect();
    files.sort();
    Ok(files)
}
