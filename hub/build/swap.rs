//! The feed that is replaced, and how: written beside with compressed copies, then exchanged in one step.

mod keep;
mod place;

use std::fs;
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use cchc::feed::discovery::{self, Discovery};

use super::Error;
use super::output::Files;
use super::problem::{At, Place, Problems};
use place::beside;

pub(super) use place::{lock, recover, refuse_foreign, settle};

/// Larger files are compressed with less effort: the last percent of a megabyte costs seconds.
const FULL_EFFORT_BYTES: usize = 192 << 10;

/// No page loads these, but people who count do: tables of all procedures.
const LITTLE_EFFORT_BYTES: usize = 4 << 20;
/// The same holds for many small ones: all procedures in full are a hundred megabytes.
const FULL_EFFORT_OF_ALL_BYTES: usize = 8 << 20;
/// So many files are waited for one by one.
const FEW_FILES: usize = 50;

/// Shorter work needs no bar.
const SHOWN_AFTER: std::time::Duration = std::time::Duration::from_millis(500);

/// The feed that is to be replaced, if there is one.
pub(super) struct Old {
    folder: PathBuf,
    pub(super) discovery: Option<Discovery>,
}

impl Old {
    /// What it says of itself that cannot be read is a problem: its sequence and its ids are lost to the next one.
    pub(super) fn open(folder: &Path, problems: &mut Problems) -> Self {
        let text = fs::read(folder.join("cchc.json")).ok();
        let found = text.as_deref().map(String::from_utf8_lossy);
        let discovery = found.and_then(|text| discovery::parse(&text).0);
        let old = Self {
            folder: folder.to_path_buf(),
            discovery,
        };
        let news = old.read("news.json");
        let is_news_whole = news.is_none_or(|news| {
            let value = serde_json::from_slice::<serde_json::Value>(&news);
            value.is_ok_and(|value| value["items"].is_array())
        });
        for (name, is_whole) in [
            ("cchc.json", text.is_none() || old.discovery.is_some()),
            ("news.json", is_news_whole),
        ] {
            if !is_whole {
                let file = folder.join(name).display().to_string();
                problems.note(Place::new(&file, At::Whole), "old-feed-broken", "");
            }
        }
        old
    }

    /// A file of the old feed.
    pub(super) fn read(&self, name: &str) -> Option<Vec<u8>> {
        fs::read(self.folder.join(name)).ok()
    }

    /// Whether it has this file with this content, and both compressed copies of it.
    fn has(&self, name: &str, content: &[u8]) -> bool {
        let holds = || {
            (self.read(name)? == content).then_some(())?;
            let [brotli, gzip] = [".br", ".gz"].map(|ending| self.read(&format!("{name}{ending}")));
            let (brotli, gzip) = (brotli?, gzip?);
            let mut plain = Vec::new();
            brotli::BrotliDecompress(&mut brotli.as_slice(), &mut plain).ok()?;
            let mut again = Vec::new();
            let mut reader = flate2::read::GzDecoder::new(gzip.as_slice());
            io::copy(&mut reader, &mut again).ok()?;
            Some(plain == content && again == content)
        };
        holds() == Some(true)
    }
}

/// Writes the files with their compressed copies beside the old folder, then puts the new one in its place.
pub(super) fn put(output: &Path, files: &Files, old: &Old) -> Result<(), Error> {
    let (new, gone) = (beside(output, "new"), beside(output, "old"));
    for folder in [&new, &gone] {
        if folder.exists() {
            fs::remove_dir_all(folder).map_err(|error| Error::File(folder.clone(), error))?;
        }
    }
    let made = make(&new, files, old);
    if made.is_err() {
        // A disk that is full would stay so.
        let _ = fs::remove_dir_all(&new);
    }
    made?;
    exchange(&new, output, &gone).map_err(|error| Error::File(output.to_path_buf(), error))
}

/// Everything that the new folder holds.
fn make(new: &Path, files: &Files, old: &Old) -> Result<(), Error> {
    let folders = files
        .iter()
        .filter_map(|(name, _)| Path::new(name).parent());
    for folder in folders.map(|folder| new.join(folder)) {
        fs::create_dir_all(&folder).map_err(|error| Error::File(folder, error))?;
    }
    write_all(new, files, old)?;
    keep::carry(old, new).map_err(|error| Error::File(new.to_path_buf(), error))
}

/// Compression is the long part, and each file can be compressed alone. What has not changed is linked: its bytes are on disk.
fn write_all(new: &Path, files: &Files, old: &Old) -> Result<(), Error> {
    let mut order: Vec<_> = files.iter().collect();
    order.sort_by_key(|(_, content)| std::cmp::Reverse(content.len()));
    let progress = Progress::new(files);
    let disk = Disk::new(new, files.len());
    let is_large = files
        .iter()
        .map(|(_, content)| content.len())
        .sum::<usize>()
        > FULL_EFFORT_OF_ALL_BYTES;
    let next = std::sync::Mutex::new(order.into_iter());
    let take = || next.lock().ok().and_then(|mut left| left.next());
    let work = || -> Result<(), Error> {
        while let Some((name, content)) = take() {
            let at = |error| Error::File(new.join(name), error);
            if old.has(name, content) {
                for ending in ["", ".br", ".gz"] {
                    let name = format!("{name}{ending}");
                    keeps_names(&old.folder.join(&name), &new.join(&name)).map_err(at)?;
                }
            } else {
                disk.write(name, content)?;
                disk.write(
                    &format!("{name}.br"),
                    &brotli_of(content, is_large).map_err(at)?,
                )?;
                disk.write(&format!("{name}.gz"), &gzip_of(content).map_err(at)?)?;
            }
            progress.add(content.len());
        }
        Ok(())
    };
    let count = std::thread::available_parallelism().map_or(1, usize::from);
    std::thread::scope(|scope| -> Result<(), Error> {
        let threads: Vec<_> = (0..count).map(|_| scope.spawn(work)).collect();
        for thread in threads {
            let failed = || Error::File(new.to_path_buf(), io::Error::other("compression failed"));
            thread.join().unwrap_or_else(|_| Err(failed()))?;
        }
        Ok(())
    })?;
    disk.settle()
}

/// Puts files on disk: after a power cut a folder in its place whose files are empty would be worse than none.
struct Disk<'a> {
    folder: &'a Path,
    /// A few files are waited for one by one. Of thousands that would take minutes, and the whole file system is waited for
    /// once, where the system can do that.
    is_each: bool,
}

impl<'a> Disk<'a> {
    fn new(folder: &'a Path, count: usize) -> Self {
        Self {
            folder,
            is_each: count <= FEW_FILES || !cfg!(target_os = "linux"),
        }
    }

    fn write(&self, name: &str, content: &[u8]) -> Result<(), Error> {
        let path = self.folder.join(name);
        let written = fs::File::create(&path).and_then(|mut file| {
            file.write_all(content)?;
            if self.is_each {
                file.sync_all()
            } else {
                Ok(())
            }
        });
        written.map_err(|error| Error::File(path, error))
    }

    /// Waits until everything is on disk.
    fn settle(&self) -> Result<(), Error> {
        #[cfg(target_os = "linux")]
        if !self.is_each {
            let synced = fs::File::open(self.folder)
                .and_then(|folder| rustix::fs::syncfs(folder).map_err(io::Error::from));
            return synced.map_err(|error| Error::File(self.folder.to_path_buf(), error));
        }
        Ok(())
    }
}

/// The same file under a second name, because the first one goes with its folder; a copy where that cannot be.
fn keeps_names(from: &Path, to: &Path) -> io::Result<()> {
    #[cfg(unix)]
    if from.is_symlink() {
        return std::os::unix::fs::symlink(fs::read_link(from)?, to);
    }
    fs::hard_link(from, to).or_else(|_| fs::copy(from, to).map(drop))
}

/// A bar on a terminal, once it is plain that somebody waits.
struct Progress {
    bar: indicatif::ProgressBar,
    since: std::time::Instant,
}

impl Progress {
    fn new(files: &Files) -> Self {
        let bytes: usize = files.iter().map(|(_, content)| content.len()).sum();
        let bar = indicatif::ProgressBar::hidden();
        bar.set_length(u64::try_from(bytes).unwrap_or(u64::MAX));
        Self {
            bar,
            since: std::time::Instant::now(),
        }
    }

    fn add(&self, bytes: usize) {
        if self.bar.is_hidden() && self.since.elapsed() > SHOWN_AFTER {
            // Draws nothing where standard error is no terminal.
            self.bar
                .set_draw_target(indicatif::ProgressDrawTarget::stderr());
        }
        self.bar.inc(u64::try_from(bytes).unwrap_or(0));
    }
}

impl Drop for Progress {
    fn drop(&mut self) {
        self.bar.finish_and_clear();
    }
}

/// Puts `new` where `output` is. Where the system can, both names are exchanged in one step and readers find a whole
/// feed at any time; else the old one is moved away first, and back if the second step fails.
fn exchange(new: &Path, output: &Path, gone: &Path) -> io::Result<()> {
    if !output.exists() {
        return fs::rename(new, output);
    }
    #[cfg(any(target_os = "linux", target_os = "macos"))]
    {
        use rustix::fs::{CWD, RenameFlags, renameat_with};
        if renameat_with(CWD, new, CWD, output, RenameFlags::EXCHANGE).is_ok() {
            remove(new);
            return Ok(());
        }
    }
    fs::rename(output, gone)?;
    if let Err(error) = fs::rename(new, output) {
        fs::rename(gone, output)?;
        return Err(error);
    }
    remove(gone);
    Ok(())
}

/// The new feed serves already; what is left of the old one is the first thing that the next build removes.
fn remove(folder: &Path) {
    let _ = fs::remove_dir_all(folder);
}

/// `is_one_of_many` says that there is much more to compress.
fn brotli_of(content: &[u8], is_one_of_many: bool) -> io::Result<Vec<u8>> {
    // Every reader of the lookup waits for its catalogue.
    let is_catalogue = content.starts_with(b"cchcproc");
    let quality = match content.len() {
        _ if is_catalogue => 11,
        length if length > LITTLE_EFFORT_BYTES => 5,
        length if length > FULL_EFFORT_BYTES => 9,
        // Of 16 kB it makes what 9 does in a tenth of the time: 9 fills tables of 32 MB for each file.
        _ if is_one_of_many => 7,
        _ => 11,
    };
    // A window as large as the content; below 17 bits 7 uses the tables of 9.
    let bits = usize::BITS - content.len().leading_zeros();
    let parameters = brotli::enc::BrotliEncoderParams {
        quality,
        lgwin: i32::try_from(bits).unwrap_or(22).clamp(17, 22),
        size_hint: content.len(),
        ..Default::default()
    };
    let mut out = Vec::new();
    brotli::BrotliCompress(&mut &*content, &mut out, &parameters)?;
    Ok(out)
}

fn gzip_of(content: &[u8]) -> io::Result<Vec<u8>> {
    let effort = match content.len() > LITTLE_EFFORT_BYTES {
        true => flate2::Compression::fast(),
        false => flate2::Compression::best(),
    };
    let mut gzip = flate2::write::GzEncoder::new(Vec::new(), effort);
    gzip.write_all(content)?;
    gzip.finish()
}
