//! The hub's secrets: one file outside the database, readable by its owner alone.
//!
//! From the root secret comes every keyed hash and signature, one key for each purpose. Contact data is sealed with a key
//! of its own, which has an id: `cchc keys rotate` makes a new one for what comes, and the old ones stay for reading.
//! Who loses this file loses the contact data; who copies the database without it gets none.

use std::collections::BTreeMap;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use chacha20poly1305::aead::{Aead, KeyInit, Payload};
use chacha20poly1305::{XChaCha20Poly1305, XNonce};
use clap::{Args, Subcommand};
use hmac::{Hmac, Mac};
use sha2::Sha256;

const KEY_BYTES: usize = 32;
const NONCE_BYTES: usize = 24;

/// Why there are no secrets.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub(crate) enum Error {
    #[error(
        "{0}: không đọc hoặc ghi được tệp bí mật: {1} | the secrets file cannot be read or written: {1}"
    )]
    File(PathBuf, std::io::Error),
    #[error(
        "{0}: người khác đọc được tệp bí mật; chạy: chmod 600 {0} | others can read the secrets file; run: chmod 600 {0}"
    )]
    Open(PathBuf),
    #[error("{0}: tệp bí mật hỏng ở «{1}» | the secrets file is damaged at `{1}`")]
    Damaged(PathBuf, &'static str),
    #[error("{0}: đã có, không ghi đè | is there already and is not overwritten")]
    Exists(PathBuf),
    #[error("máy không cho số ngẫu nhiên | this machine gives no random numbers")]
    Random,
}

#[derive(serde::Serialize, serde::Deserialize)]
struct Written {
    root: String,
    current: String,
    contact: BTreeMap<String, String>,
}

/// The secrets in use.
pub(crate) struct Secrets {
    root: [u8; KEY_BYTES],
    current: String,
    contact: BTreeMap<String, [u8; KEY_BYTES]>,
}

// Nothing of it may reach a log by accident.
impl std::fmt::Debug for Secrets {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Secrets")
    }
}

impl Secrets {
    /// Reads the file.
    pub(crate) fn read(file: &Path) -> Result<Self, Error> {
        let at = |error| Error::File(file.to_path_buf(), error);
        #[cfg(unix)]
        {
            use std::os::unix::fs::PermissionsExt;
            let mode = std::fs::metadata(file).map_err(at)?.permissions().mode();
            if mode & 0o077 != 0 {
                return Err(Error::Open(file.to_path_buf()));
            }
        }
        let text = std::fs::read_to_string(file).map_err(at)?;
        let damaged = |part| Error::Damaged(file.to_path_buf(), part);
        // The parser's own words would repeat the line.
        let written: Written = toml::from_str(&text).map_err(|_| damaged("TOML"))?;
        let mut contact = BTreeMap::new();
        for (id, key) in written.contact {
            contact.insert(id, key_of(&key).ok_or_else(|| damaged("contact"))?);
        }
        if !contact.contains_key(&written.current) {
            return Err(damaged("current"));
        }
        Ok(Self {
            root: key_of(&written.root).ok_or_else(|| damaged("root"))?,
            current: written.current,
            contact,
        })
    }

    /// Reads the file, or makes it where there is none.
    pub(crate) fn read_or_make(file: &Path) -> Result<Self, Error> {
        match make(file) {
            Ok(()) | Err(Error::Exists(_)) => Self::read(file),
            Err(error) => Err(error),
        }
    }

    /// A keyed hash, of a purpose and some parts.
    pub(crate) fn mac(&self, purpose: &str, parts: &[&[u8]]) -> [u8; 32] {
        let key = keyed(&self.root, &[purpose.as_bytes()]);
        keyed(&key, parts)
    }

    /// Seals some bytes for the record `about`, which must be told again to open them. Gives the key's id too.
    pub(crate) fn seal(&self, plain: &[u8], about: &[u8]) -> Result<(Vec<u8>, String), Error> {
        let nonce: [u8; NONCE_BYTES] = random()?;
        let key = self.contact.get(&self.current).ok_or(Error::Random)?;
        let payload = Payload {
            msg: plain,
            aad: about,
        };
        let sealed = XChaCha20Poly1305::new(&(*key).into())
            .encrypt(&XNonce::from(nonce), payload)
            .map_err(|_| Error::Random)?;
        let mut whole = nonce.to_vec();
        whole.extend_from_slice(&sealed);
        Ok((whole, self.current.clone()))
    }

    /// Opens what was sealed for the record `about` with the key of that id; `None` if anything does not fit.
    pub(crate) fn open(&self, sealed: &[u8], key_id: &str, about: &[u8]) -> Option<Vec<u8>> {
        let (nonce, sealed) = sealed.split_at_checked(NONCE_BYTES)?;
        let nonce: [u8; NONCE_BYTES] = nonce.try_into().ok()?;
        let payload = Payload {
            msg: sealed,
            aad: about,
        };
        XChaCha20Poly1305::new(&(*self.contact.get(key_id)?).into())
            .decrypt(&XNonce::from(nonce), payload)
            .ok()
    }
}

/// HMAC-SHA-256 over parts that carry their lengths.
fn keyed(key: &[u8; KEY_BYTES], parts: &[&[u8]]) -> [u8; 32] {
    let mut mac = match Hmac::<Sha256>::new_from_slice(key) {
        Ok(mac) => mac,
        // HMAC takes keys of any length.
        Err(_) => return [0; 32],
    };
    for part in parts {
        mac.update(&(part.len() as u64).to_be_bytes());
        mac.update(part);
    }
    mac.finalize().into_bytes().into()
}

/// Random bytes of the system.
pub(crate) fn random<const N: usize>() -> Result<[u8; N], Error> {
    let mut bytes = [0; N];
    getrandom::fill(&mut bytes).map_err(|_| Error::Random)?;
    Ok(bytes)
}

/// Hexadecimal in small letters.
pub(crate) fn hex(bytes: &[u8]) -> String {
    const DIGITS: &[u8; 16] = b"0123456789abcdef";
    let mut text = String::with_capacity(bytes.len() * 2);
    for byte in bytes {
        for digit in [byte >> 4, byte & 15] {
            text.push(char::from(DIGITS[usize::from(digit)]));
        }
    }
    text
}

fn key_of(text: &str) -> Option<[u8; KEY_BYTES]> {
    let mut key = [0; KEY_BYTES];
    if text.len() != KEY_BYTES * 2 || !text.is_ascii() {
        return None;
    }
    for (at, byte) in key.iter_mut().enumerate() {
        *byte = u8::from_str_radix(text.get(at * 2..at * 2 + 2)?, 16).ok()?;
    }
    Some(key)
}

/// Makes the file with fresh secrets.
pub(crate) fn make(file: &Path) -> Result<(), Error> {
    let mut written = Written {
        root: hex(&random::<KEY_BYTES>()?),
        current: String::new(),
        contact: BTreeMap::new(),
    };
    add_key(&mut written)?;
    let mut open = match private(file) {
        Ok(open) => open,
        Err(error) if error.kind() == std::io::ErrorKind::AlreadyExists => {
            return Err(Error::Exists(file.to_path_buf()));
        }
        Err(error) => return Err(Error::File(file.to_path_buf(), error)),
    };
    put(&mut open, &written).map_err(|error| Error::File(file.to_path_buf(), error))
}

/// Adds a key for contact data and makes it the one that seals. Gives its id.
pub(crate) fn rotate(file: &Path) -> Result<String, Error> {
    Secrets::read(file)?;
    let at = |error| Error::File(file.to_path_buf(), error);
    let text = std::fs::read_to_string(file).map_err(at)?;
    let mut written: Written =
        toml::from_str(&text).map_err(|_| Error::Damaged(file.to_path_buf(), "TOML"))?;
    add_key(&mut written)?;
    // Written beside and put in place in one step: a cut in the middle leaves the old file.
    let beside = file.with_extension("new");
    _ = std::fs::remove_file(&beside);
    let mut open = private(&beside).map_err(at)?;
    put(&mut open, &written).map_err(at)?;
    std::fs::rename(&beside, file).map_err(at)?;
    Ok(written.current)
}

fn add_key(written: &mut Written) -> Result<(), Error> {
    let id = hex(&random::<4>()?);
    let key = hex(&random::<KEY_BYTES>()?);
    written.contact.insert(id.clone(), key);
    written.current = id;
    Ok(())
}

fn private(file: &Path) -> std::io::Result<std::fs::File> {
    let mut options = std::fs::OpenOptions::new();
    options.write(true).create_new(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    options.open(file)
}

fn put(open: &mut std::fs::File, written: &Written) -> std::io::Result<()> {
    let text = toml::to_string(written).map_err(std::io::Error::other)?;
    open.write_all(
        b"# Secrets of the hub. Keep a copy apart from the database: without it contact data cannot be read.\n",
    )?;
    open.write_all(text.as_bytes())?;
    open.sync_all()
}

/// What to do with the secrets file.
#[derive(Debug, Args)]
pub(crate) struct Settings {
    #[command(subcommand)]
    command: Command,
}

#[derive(Debug, Subcommand)]
enum Command {
    /// Make a secrets file
    New {
        /// Where it is written
        file: PathBuf,
    },
    /// Add a key that seals contact data from now on; older ones stay for reading. Then start the hubs again
    Rotate {
        /// The secrets file
        file: PathBuf,
    },
}

pub(crate) fn run(settings: &Settings) -> ExitCode {
    let done = match &settings.command {
        Command::New { file } => make(file).map(|()| file.display().to_string()),
        Command::Rotate { file } => rotate(file),
    };
    match done {
        Ok(words) => {
            crate::say!("{words}");
            ExitCode::SUCCESS
        }
        Err(error) => {
            crate::complain!("cchc keys: {error}");
            ExitCode::from(3)
        }
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "tests")]
    use super::*;

    #[test]
    fn what_is_sealed_opens_for_its_own_record_alone_and_after_a_rotation_too() {
        let dir = tempfile::tempdir().unwrap();
        let file = dir.path().join("secrets.toml");
        let secrets = Secrets::read_or_make(&file).unwrap();
        let (sealed, id) = secrets.seal("Đỗ Thị Hạnh".as_bytes(), b"item").unwrap();
        assert!(!sealed.windows(4).any(|part| part == "Thị".as_bytes()));
        assert_eq!(
            secrets.open(&sealed, &id, b"item").unwrap(),
            "Đỗ Thị Hạnh".as_bytes()
        );
        assert_eq!(secrets.open(&sealed, &id, b"other item"), None);
        assert_eq!(secrets.open(&sealed[..20], &id, b"item"), None);
        let mut broken = sealed.clone();
        *broken.last_mut().unwrap() ^= 1;
        assert_eq!(secrets.open(&broken, &id, b"item"), None);

        let new_id = rotate(&file).unwrap();
        let later = Secrets::read(&file).unwrap();
        assert_ne!(new_id, id);
        assert_eq!(later.seal(b"x", b"item").unwrap().1, new_id);
        assert_eq!(
            later.open(&sealed, &id, b"item").unwrap(),
            "Đỗ Thị Hạnh".as_bytes()
        );
        assert_eq!(later.open(&sealed, &new_id, b"item"), None);
        assert_eq!(later.mac("code", &[b"a"]), secrets.mac("code", &[b"a"]));
        assert_ne!(later.mac("code", &[b"a"]), secrets.mac("pin", &[b"a"]));
        assert_ne!(
            later.mac("code", &[b"ab", b"c"]),
            secrets.mac("code", &[b"a", b"bc"])
        );
        assert!(matches!(make(&file), Err(Error::Exists(_))));
        assert_eq!(format!("{later:?}"), "Secrets");
    }

    #[cfg(unix)]
    #[test]
    fn a_file_that_others_can_read_is_refused() {
        use std::os::unix::fs::PermissionsExt;
        let dir = tempfile::tempdir().unwrap();
        let file = dir.path().join("secrets.toml");
        make(&file).unwrap();
        for mode in [0o640, 0o604, 0o660] {
            std::fs::set_permissions(&file, std::fs::Permissions::from_mode(mode)).unwrap();
            assert!(
                matches!(Secrets::read(&file), Err(Error::Open(_))),
                "{mode:o}"
            );
        }
        std::fs::set_permissions(&file, std::fs::Permissions::from_mode(0o600)).unwrap();
        Secrets::read(&file).unwrap();
        std::fs::write(&file, "root = \"0123456789\"\n").unwrap();
        let words = Secrets::read(&file).unwrap_err().to_string();
        assert!(!words.contains("0123456789"), "{words}");
    }
}
