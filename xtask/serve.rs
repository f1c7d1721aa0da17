//! Everything that a new user needs to see the widgets.

use crate::run::{Outcome, cargo, root, run, say};
use crate::wasm::Pace;
use crate::{dist, run};

/// Builds the hub for this machine.
pub(crate) fn hub() -> Outcome {
    say("compiling the hub");
    run(cargo().args(["build", "--quiet", "--locked", "--package", "cchc-hub"]))
}

/// Builds the sample feed with the hub's own command.
pub(crate) fn feed() -> Outcome {
    hub()?;
    run(run_hub()
        .args(["build", "examples/sources", "--static", "-o"])
        .arg(dist::folder().join("feed/v1")))
}

/// The hub's command.
pub(crate) fn run_hub() -> std::process::Command {
    std::process::Command::new(root().join("target/debug/cchc"))
}

/// Builds all and serves it until it is stopped.
pub(crate) fn serve(addr: &str, pace: Pace) -> Outcome {
    dist::build(pace)?;
    feed()?;
    println!(
        "\n  http://{addr}                 the embed builder and the examples\n  http://{addr}/docs/           the documentation\n  http://{addr}/feed/v1/cchc.json  the sample feed\n"
    );
    run::run(
        run_hub()
            .args(["serve", "--addr", addr, "--root"])
            .arg(dist::folder())
            // What is sent from the examples stays here until the folder is removed.
            .arg("--data")
            .arg(root().join("target/hub")),
    )
}
