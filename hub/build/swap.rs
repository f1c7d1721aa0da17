//! The feed that is replaced, and how: written beside with compressed copies, then exchanged in one step.

use std::fs::{self, File};
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use cchc::feed::discovery::{self, Discovery};

use super::Error;
use super::output::Files;

/// Larger files are compressed with less effort: the last percent of a megabyte costs seconds.
const FULL_EFFORT_BYTES: usize = 192 << 10;

/// The feed that is to be replaced, if there is one.
pub(super) struct Old {
    folder: PathBuf,
    pub(super) discovery: Option<Discovery>,
}

impl Old {
    pub(super) fn open(folder: &Path) -> Self {
        let text = fs::read_to_string(folder.join("cchc.json")).unwrap_or_default();
        Self {
            folder: folder.to_path_buf(),
            discovery: discovery::parse(&text).0,
        }
    }

    /// A file of the old feed.
    pub(super) fn read(&self, name: &str) -> Option<Vec<u8>> {
        fs::read(self.folder.join(name)).ok()
    }

    /// Compressed copies of a file whose content has not changed.
    fn compressed(&self, name: &str, content: &[u8]) -> Option<[Vec<u8>; 2]> {
        (self.read(name)? == content).then_some(())?;
        let [brotli, gzip] = [".br", ".gz"].map(|ending| self.read(&format!("{name}{ending}")));
        let (brotli, gzip) = (brotli?, gzip?);
        let mut plain = Vec::new();
        brotli::BrotliDecompress(&mut brotli.as_slice(), &mut plain).ok()?;
        let mut again = Vec::new();
        let mut reader = flate2::read::GzDecoder::new(gzip.as_slice());
        io::copy(&mut reader, &mut again).ok()?;
        (plain == content && again == content).then_some([brotli, gzip])
    }
}

/// The old folder is replaced whole: one that holds something else must not be named by mistake.
pub(super) fn refuse_foreign(output: &Path) -> Result<(), Error> {
    let has_files = fs::read_dir(output).is_ok_and(|mut files| files.next().is_some());
    match has_files && !output.join("cchc.json").is_file() {
        true => Err(Error::NotAFeed(output.to_path_buf())),
        false => Ok(()),
    }
}

/// Keeps others from building into the same folder, until it is dropped.
pub(super) fn lock(output: &Path) -> Result<File, Error> {
    let path = beside(output, "lock");
    let at = |error| Error::File(path.clone(), error);
    if let Some(folder) = path.parent() {
        fs::create_dir_all(folder).map_err(at)?;
    }
    let file = File::create(&path).map_err(at)?;
    match file.try_lock() {
        Ok(()) => Ok(file),
        Err(fs::TryLockError::WouldBlock) => Err(Error::Busy(output.to_path_buf())),
        Err(fs::TryLockError::Error(error)) => Err(at(error)),
    }
}

/// Writes the files with their compressed copies beside the old folder, then puts the new one in its place.
pub(super) fn put(output: &Path, files: &Files, old: &Old) -> io::Result<()> {
    let (new, gone) = (beside(output, "new"), beside(output, "old"));
    // An exchange in two steps may have been cut short between them.
    if gone.exists() && !output.exists() {
        fs::rename(&gone, output)?;
    }
    for folder in [&new, &gone] {
        if folder.exists() {
            fs::remove_dir_all(folder)?;
        }
    }
    fs::create_dir_all(&new)?;
    for (name, _) in files {
        if let Some(folder) = new.join(name).parent() {
            fs::create_dir_all(folder)?;
        }
    }
    write_all(&new, files, old)?;
    exchange(&new, output, &gone)
}

/// Compression is the long part, and each file can be compressed alone.
fn write_all(new: &Path, files: &Files, old: &Old) -> io::Result<()> {
    let mut order: Vec<_> = files.iter().collect();
    order.sort_by_key(|(_, content)| std::cmp::Reverse(content.len()));
    let next = std::sync::Mutex::new(order.into_iter());
    let take = || next.lock().ok().and_then(|mut left| left.next());
    let work = || -> io::Result<()> {
        while let Some((name, content)) = take() {
            let [brotli, gzip] = match old.compressed(name, content) {
                Some(known) => known,
                None => [brotli_of(content)?, gzip_of(content)?],
            };
            fs::write(new.join(name), content)?;
            fs::write(new.join(format!("{name}.br")), brotli)?;
            fs::write(new.join(format!("{name}.gz")), gzip)?;
        }
        Ok(())
    };
    let count = std::thread::available_parallelism().map_or(1, usize::from);
    std::thread::scope(|scope| {
        let threads: Vec<_> = (0..count).map(|_| scope.spawn(work)).collect();
        for thread in threads {
            let done = thread.join();
            done.unwrap_or_else(|_| Err(io::Error::other("compression failed")))?;
        }
        Ok(())
    })
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
            return fs::remove_dir_all(new);
        }
    }
    fs::rename(output, gone)?;
    if let Err(error) = fs::rename(new, output) {
        fs::rename(gone, output)?;
        return Err(error);
    }
    fs::remove_dir_all(gone)
}

/// `feed.new` beside `feed`.
fn beside(path: &Path, mark: &str) -> PathBuf {
    let mut name = path.file_name().unwrap_or_default().to_os_string();
    name.push(".");
    name.push(mark);
    path.with_file_name(name)
}

fn brotli_of(content: &[u8]) -> io::Result<Vec<u8>> {
    let parameters = brotli::enc::BrotliEncoderParams {
        quality: if content.len() <= FULL_EFFORT_BYTES {
            11
        } else {
            9
        },
        lgwin: 22,
        ..Default::default()
    };
    let mut out = Vec::new();
    brotli::BrotliCompress(&mut &*content, &mut out, &parameters)?;
    Ok(out)
}

fn gzip_of(content: &[u8]) -> io::Result<Vec<u8>> {
    let mut gzip = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::best());
    gzip.write_all(content)?;
    gzip.finish()
}
