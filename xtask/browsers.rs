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

/// The first Node with a test runner of its own that is still kept.
const OLDEST_NODE: u32 = 18;

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
    let node = output("node", &["--version"]);
    if !node.as_deref().is_some_and(is_new_enough) {
        return Err(Failure(format!(
            "the end-to-end tests need Node {OLDEST_NODE} or newer (Debian 12 and later: apt-get install nodejs npm); found {}",
            node.as_deref().map_or("none", str::trim)
        )));
    }
    packages("tests/e2e")?;
    packages("tests/e2e/frameworks")
}

/// The engines of panels between the oldest and the current one, packed in npm packages.
pub(crate) fn old() -> Outcome {
    packages("tests/engines")
}

fn is_new_enough(version: &str) -> bool {
    let major = version.trim().trim_start_matches('v').split('.').next();
    major.and_then(|major| major.parse::<u32>().ok()) >= Some(OLDEST_NODE)
}

fn is_installed(name: &str) -> bool {
    output("dpkg-query", &["-W", "-f=${Status}", name])
        .is_some_and(|status| status.ends_with("ok installed"))
}

/// npm packages as locked, without running their scripts.
fn packages(place: &str) -> Outcome {
    let folder = root().join(place);
    let stamp = folder.join("node_modules/.stamp");
    let lock = folder.join("package-lock.json");
    let lock = std::fs::read(&lock).map_err(at(lock.display()))?;
    if std::fs::read(&stamp).is_ok_and(|known| known == lock) {
        return Ok(());
    }
    say(&format!("installing the packages of {place}"));
    // Angular's packages ask for a newer Node than what they do in a browser needs.
    run(Command::new("npm")
        .args([
            "ci",
            "--ignore-scripts",
            "--loglevel=error",
            "--no-audit",
            "--no-fund",
            "--prefix",
        ])
        .arg(&folder))?;
    std::fs::write(&stamp, lock).map_err(at(stamp.display()))
}

#[cfg(test)]
mod tests {
    use super::is_new_enough;

    #[test]
    fn an_old_node_is_refused() {
        assert!(is_new_enough("v18.0.0\n") && is_new_enough("v20.20.2"));
        for old in ["v16.20.0", "v9.1.0", "", "nodejs"] {
            assert!(!is_new_enough(old), "{old}");
        }
    }
}
