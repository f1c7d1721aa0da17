//! Archives that have the same bytes wherever and whenever they are made: entries in a given order, one time, no owner.

use std::io::{Cursor, Write};

use flate2::Compression;
use flate2::write::GzEncoder;

use crate::run::{Outcome, at};

/// One file of an archive.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Entry {
    /// With `/`, relative.
    pub(crate) path: String,
    pub(crate) content: Vec<u8>,
}

impl Entry {
    pub(crate) fn new(path: impl Into<String>, content: impl Into<Vec<u8>>) -> Self {
        Self {
            path: path.into(),
            content: content.into(),
        }
    }
}

/// A `.tar.gz` of the entries below `top`; `time` is in seconds since 1970.
pub(crate) fn tar_gz(top: &str, entries: &[Entry], time: u64) -> Outcome<Vec<u8>> {
    let mut tar = tar::Builder::new(GzEncoder::new(Vec::new(), Compression::default()));
    for entry in entries {
        let mut header = tar::Header::new_ustar();
        header.set_size(u64::try_from(entry.content.len()).unwrap_or(u64::MAX));
        header.set_mode(0o644);
        header.set_mtime(time);
        tar.append_data(
            &mut header,
            format!("{top}/{}", entry.path),
            entry.content.as_slice(),
        )
        .map_err(at(&entry.path))?;
    }
    let gzip = tar.into_inner().map_err(at("tar"))?;
    gzip.finish().map_err(at("gzip"))
}

/// A `.zip` of the same, for those without `tar`. `top` ends with `/` or is empty.
pub(crate) fn zip(top: &str, mark: &str, entries: &[Entry]) -> Outcome<Vec<u8>> {
    let mut zip = zip::ZipWriter::new(Cursor::new(Vec::new()));
    zip.set_comment(mark).map_err(at("zip"))?;
    let options = zip::write::SimpleFileOptions::default()
        .compression_method(zip::CompressionMethod::Deflated)
        // The beginning of time in archives of this kind.
        .last_modified_time(zip::DateTime::default())
        .unix_permissions(0o644);
    for entry in entries {
        zip.start_file(format!("{top}{}", entry.path), options)
            .map_err(at(&entry.path))?;
        zip.write_all(&entry.content).map_err(at(&entry.path))?;
    }
    Ok(zip.finish().map_err(at("zip"))?.into_inner())
}
