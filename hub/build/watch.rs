//! `cchc build --watch`: builds again whenever a source has changed.
//!
//! It looks at times and sizes twice a second. Notices of the operating system would come sooner, but not for a folder on
//! another machine, and that is where offices keep their tables.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant, SystemTime};

/// Between two looks; a source must stand still from one to the next, because programs write in several steps.
const LOOK_EVERY: Duration = Duration::from_millis(500);
/// Builds without a change: the feeds of others move, notices end, and the feed says how fresh it is.
const BUILD_EVERY: Duration = Duration::from_secs(900);

/// Times and sizes of all files.
type Seen = BTreeMap<PathBuf, (Option<SystemTime>, u64)>;

/// Builds for ever. `output` may stand in `folder` and is no source.
pub(super) fn run(folder: &Path, output: &Path, mut build: impl FnMut()) -> ! {
    let mut watch = Watch::default();
    let mut built = Instant::now();
    loop {
        if watch.is_due(look(folder, output)) || built.elapsed() >= BUILD_EVERY {
            build();
            built = Instant::now();
        }
        std::thread::sleep(LOOK_EVERY);
    }
}

/// What was seen before.
#[derive(Debug, Default)]
struct Watch {
    last: Option<Seen>,
    built: Option<Seen>,
}

impl Watch {
    /// Whether something has changed since the last build and stands still now.
    fn is_due(&mut self, seen: Seen) -> bool {
        let is_still = self.last.as_ref() == Some(&seen) || self.built.is_none();
        let is_due = is_still && self.built.as_ref() != Some(&seen);
        if is_due {
            self.built = Some(seen.clone());
        }
        self.last = Some(seen);
        is_due
    }
}

fn look(folder: &Path, output: &Path) -> Seen {
    let mut seen = Seen::new();
    let mut open = vec![folder.to_path_buf()];
    // It does not exist before the first build.
    let output = std::fs::canonicalize(output).ok();
    while let Some(folder) = open.pop() {
        if output.is_some() && std::fs::canonicalize(&folder).ok() == output {
            continue;
        }
        for entry in std::fs::read_dir(folder).into_iter().flatten().flatten() {
            let name = entry.file_name();
            let name = name.to_string_lossy();
            // Hidden files, and those that Excel and LibreOffice put beside an open one.
            if name.starts_with(['.', '~']) {
                continue;
            }
            match entry.metadata() {
                Ok(about) if about.is_dir() => open.push(entry.path()),
                Ok(about) => {
                    seen.insert(entry.path(), (about.modified().ok(), about.len()));
                }
                Err(_) => {}
            }
        }
    }
    seen
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "tests")]
    use super::*;

    #[test]
    fn a_change_is_built_once_and_when_it_stands_still() {
        let seen = |length: u64| Seen::from([(PathBuf::from("tin.xlsx"), (None, length))]);
        let mut watch = Watch::default();
        for (length, expected) in [
            (1, true),
            (1, false),
            (2, false),
            (3, false),
            (3, true),
            (3, false),
            (1, false),
            (1, true),
        ] {
            assert_eq!(watch.is_due(seen(length)), expected, "{length}");
        }
    }

    #[test]
    fn files_of_programs_beside_the_sources_are_not_seen() {
        let dir = tempfile::tempdir().unwrap();
        for name in [
            "tin.xlsx",
            "chi-so/a.csv",
            "~$tin.xlsx",
            ".~lock.tin.xlsx#",
            ".cache/x",
            "feed/cchc.json",
        ] {
            let path = dir.path().join(name);
            std::fs::create_dir_all(path.parent().unwrap()).unwrap();
            std::fs::write(path, "x").unwrap();
        }
        let names: Vec<_> = look(dir.path(), &dir.path().join("feed"))
            .into_keys()
            .map(|path| path.strip_prefix(dir.path()).unwrap().to_owned())
            .collect();
        assert_eq!(names, [Path::new("chi-so/a.csv"), Path::new("tin.xlsx")]);
    }
}
