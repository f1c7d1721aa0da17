//! The browsers of the end-to-end tests.

use std::process::Command;

use crate::run::{Failure, Outcome, at, is_root, output, root, run, say};

/// Debian's names.
const PACKAGES: [&str; 6] = [
    "chromium",
    "firefox-esr",
    "webkit2gtk-driver",
    "xvfb",
    "xauth",
    "fonts-noto-core",
];

/// Installs what is missing.
pub(crate) fn set_up() -> Outcome {
    let missing: Vec<&str> = PACKAGES
        .into_iter()
        .filter(|name| !is_installed(name))
        .collect();
    if !missing.is_empty() {
        let line = format!(
            "apt-get install -y --no-install-recommends {}",
            missing.join(" ")
        );
        if !is_root() || output("apt-get", &["--version"]).is_none() {
            return Err(Failure(format!(
                "the end-to-end tests need browsers; run as root: {line}"
            )));
        }
        say(&format!("installing {}", missing.join(", ")));
        run(Command::new("apt-get").args(["update", "-q"]))?;
        run(Command::new("apt-get")
            .args(["install", "-y", "-q", "--no-install-recommends"])
            .args(&missing))?;
    }
    if output("node", &["--version"]).is_none() {
        return Err(Failure(
            "the end-to-end tests need Node 18 or newer (Debian: apt-get install nodejs npm)"
                .to_owned(),
        ));
    }
    packages()
}

fn is_installed(name: &str) -> bool {
    output("dpkg-query", &["-W", "-f=${Status}", name])
        .is_some_and(|status| status.ends_with("ok installed"))
}

/// npm packages as locked, without running their scripts.
fn packages() -> Outcome {
    let folder = root().join("tests/e2e");
    let stamp = folder.join("node_modules/.stamp");
    let lock = std::fs::read(folder.join("package-lock.json"))
        .map_err(at("tests/e2e/package-lock.json"))?;
    if std::fs::read(&stamp).is_ok_and(|known| known == lock) {
        return Ok(());
    }
    say("installing the packages of tests/e2e");
    run(Command::new("npm")
        .args([
            "ci",
            "--ignore-scripts",
            "--no-audit",
            "--no-fund",
            "--prefix",
        ])
        .arg(&folder))?;
    std::fs::write(&stamp, lock).map_err(at(stamp.display()))
}
