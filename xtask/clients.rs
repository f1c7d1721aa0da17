//! The Open311 façade under clients that others wrote, in an environment of Python's own under `target/`.

use std::path::PathBuf;
use std::process::Command;

use crate::run::{Failure, Outcome, at, is_root, output, root, run, say};
use crate::serve;

/// Installs the clients as pinned, builds the hub and runs the tests.
pub(crate) fn test() -> Outcome {
    let python = set_up()?;
    serve::hub()?;
    run(Command::new(python)
        .arg(root().join("tests/open311/test_clients.py"))
        .env("CCHC_BIN", root().join("target/debug/cchc")))
}

/// The environment's Python.
fn set_up() -> Outcome<PathBuf> {
    let pins = root().join("tests/open311/requirements.txt");
    let folder = root().join("target/open311");
    let (python, stamp) = (folder.join("bin/python"), folder.join(".stamp"));
    let wanted = std::fs::read(&pins).map_err(at(pins.display()))?;
    if std::fs::read(&stamp).is_ok_and(|known| known == wanted) {
        return Ok(python);
    }
    // Debian keeps it in a package of its own.
    if output("python3", &["-c", "import ensurepip"]).is_none() {
        let line = "apt-get install -y python3-venv";
        if !is_root() || output("apt-get", &["--version"]).is_none() {
            return Err(Failure(format!(
                "the tests with Open311 clients need Python 3.10 or newer with venv; run as root: {line}"
            )));
        }
        say("installing python3-venv");
        run(Command::new("apt-get").args(["update", "-q"]))?;
        run(Command::new("apt-get").args([
            "install",
            "-y",
            "-q",
            "--no-install-recommends",
            "python3-venv",
        ]))?;
    }
    say("installing the clients of tests/open311");
    run(Command::new("python3")
        .args(["-m", "venv", "--clear"])
        .arg(&folder))?;
    run(Command::new(&python)
        .args([
            "-m",
            "pip",
            "install",
            "--quiet",
            "--disable-pip-version-check",
        ])
        .args([
            "--no-deps",
            "--only-binary",
            ":all:",
            "--require-hashes",
            "--requirement",
        ])
        .arg(&pins))?;
    std::fs::write(&stamp, wanted).map_err(at(stamp.display()))?;
    Ok(python)
}
