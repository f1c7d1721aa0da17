//! Running other programs, finding the project's folders, and the one error of this tool: a sentence that says
//! what failed and what to do.

use std::path::{Path, PathBuf};
use std::process::Command;

/// What went wrong, in words.
#[derive(Debug, thiserror::Error)]
#[error("{0}")]
pub(crate) struct Failure(pub(crate) String);

pub(crate) type Outcome<T = ()> = Result<T, Failure>;

/// A failure from anything that can be shown, with the place.
pub(crate) fn at<E: std::fmt::Display>(place: impl std::fmt::Display) -> impl FnOnce(E) -> Failure {
    move |error| Failure(format!("{place}: {error}"))
}

/// The project's folder.
pub(crate) fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR"))
        .parent()
        .map_or_else(PathBuf::new, Path::to_path_buf)
}

/// Says what is being done.
pub(crate) fn say(line: &str) {
    println!("xtask: {line}");
}

/// Runs a program to its end in the project's folder.
pub(crate) fn run(command: &mut Command) -> Outcome {
    let status = command
        .current_dir(root())
        .status()
        .map_err(at(format!("cannot start {command:?}")))?;
    if status.success() {
        Ok(())
    } else {
        Err(Failure(format!("{command:?} ended with {status}")))
    }
}

/// What a program prints, if it can be run and succeeds.
pub(crate) fn output(program: &str, words: &[&str]) -> Option<String> {
    let answer = Command::new(program).args(words).output().ok()?;
    answer
        .status
        .success()
        .then(|| String::from_utf8_lossy(&answer.stdout).into_owned())
}

/// Whether this process may install packages.
pub(crate) fn is_root() -> bool {
    output("id", &["-u"]).is_some_and(|id| id.trim() == "0")
}

/// Cargo as the user called it.
pub(crate) fn cargo() -> Command {
    Command::new(std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into()))
}

pub(crate) fn read(path: &Path) -> Outcome<String> {
    std::fs::read_to_string(path).map_err(at(path.display()))
}

/// Writes a file and the folders above it; a file that already says so is left alone.
pub(crate) fn write(path: &Path, content: &[u8]) -> Outcome {
    if std::fs::read(path).is_ok_and(|known| known == content) {
        return Ok(());
    }
    if let Some(folder) = path.parent() {
        std::fs::create_dir_all(folder).map_err(at(folder.display()))?;
    }
    let beside = path.with_extension("part");
    std::fs::write(&beside, content).map_err(at(beside.display()))?;
    std::fs::rename(&beside, path).map_err(at(path.display()))
}
