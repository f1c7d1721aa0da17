//! What the command itself carries: a zip of bundle, pages, schemas and sample feed behind the program's own bytes, put there
//! by `cargo xtask dist`. It is laid down in a private folder for as long as the server runs, so that everything reads
//! files as it always does.

use std::fs::File;
use std::io;
use std::path::{Path, PathBuf};

/// What the archive says of itself: a zip behind another program is not ours.
const MARK: &str = concat!("cchc-widgets ", env!("CARGO_PKG_VERSION"));

/// The folder; it goes when this goes.
pub(super) struct Carried(PathBuf);

impl Carried {
    /// Lays down what this program carries; nothing if it carries nothing.
    pub(super) fn unpack() -> io::Result<Option<Self>> {
        Self::unpack_from(&std::env::current_exe()?, &std::env::temp_dir())
    }

    fn unpack_from(program: &Path, below: &Path) -> io::Result<Option<Self>> {
        let Ok(mut archive) = zip::ZipArchive::new(File::open(program)?) else {
            return Ok(None);
        };
        if archive.comment() != MARK.as_bytes() {
            return Ok(None);
        }
        let folder = Self(private(below)?);
        for index in 0..archive.len() {
            let mut file = archive.by_index(index)?;
            // Only plain paths below the folder.
            let Some(path) = file.enclosed_name() else {
                continue;
            };
            let path = folder.0.join(path);
            if let Some(parent) = path.parent() {
                std::fs::create_dir_all(parent)?;
            }
            io::copy(&mut file, &mut File::create(&path)?)?;
        }
        Ok(Some(folder))
    }

    pub(super) fn path(&self) -> &Path {
        &self.0
    }
}

impl Drop for Carried {
    fn drop(&mut self) {
        _ = std::fs::remove_dir_all(&self.0);
    }
}

/// A new folder that nobody else can have made or look into.
fn private(below: &Path) -> io::Result<PathBuf> {
    let mut random = [0_u8; 12];
    getrandom::fill(&mut random).map_err(io::Error::other)?;
    let word: String = random.iter().map(|byte| format!("{byte:02x}")).collect();
    let path = below.join(format!("cchc-{word}"));
    let mut builder = std::fs::DirBuilder::new();
    #[cfg(unix)]
    std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
    builder.create(&path)?;
    Ok(path)
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "tests")]
    use std::io::Write;

    use super::*;

    /// A program with a zip behind it that says `mark`.
    fn program(folder: &Path, mark: &str) -> PathBuf {
        let mut zip = zip::ZipWriter::new(io::Cursor::new(Vec::new()));
        zip.set_comment(mark).unwrap();
        for (path, content) in [("v1/cchc.js", "loader"), ("../outside", "no")] {
            zip.start_file(path, zip::write::SimpleFileOptions::default())
                .unwrap();
            zip.write_all(content.as_bytes()).unwrap();
        }
        let path = folder.join("program");
        let mut file = File::create(&path).unwrap();
        file.write_all(b"\x7fELF the program itself").unwrap();
        file.write_all(&zip.finish().unwrap().into_inner()).unwrap();
        path
    }

    #[test]
    fn what_is_carried_lies_in_a_private_folder_until_the_end() {
        let place = tempfile::tempdir().unwrap();
        let program = program(place.path(), MARK);
        let carried = Carried::unpack_from(&program, place.path())
            .unwrap()
            .unwrap();
        let folder = carried.path().to_path_buf();
        assert_eq!(
            std::fs::read_to_string(folder.join("v1/cchc.js")).unwrap(),
            "loader"
        );
        assert!(!place.path().join("outside").exists());
        #[cfg(unix)]
        {
            use std::os::unix::fs::PermissionsExt;
            let mode = std::fs::metadata(&folder).unwrap().permissions().mode();
            assert_eq!(mode & 0o777, 0o700);
        }
        drop(carried);
        assert!(!folder.exists());
    }

    #[test]
    fn a_program_without_an_archive_or_with_another_one_carries_nothing() {
        let place = tempfile::tempdir().unwrap();
        for mark in ["", "cchc-widgets 0.0.0"] {
            let program = program(place.path(), mark);
            assert!(
                Carried::unpack_from(&program, place.path())
                    .unwrap()
                    .is_none()
            );
        }
        let bare = place.path().join("bare");
        std::fs::write(&bare, b"\x7fELF").unwrap();
        assert!(Carried::unpack_from(&bare, place.path()).unwrap().is_none());
    }
}
