//! `cchc key new FILE`: a key pair of minisign, with which a feed is signed (`cchc build --key`) and checked
//! (`cchc check --public-key`). The secret key never stands in a feed.

use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use clap::{Args, Subcommand};
use minisign::{KeyPair, PublicKey, SecretKey, SecretKeyBox, SignatureBox};

use crate::Language;

/// What to do with keys.
#[derive(Debug, Args)]
pub(crate) struct Settings {
    #[command(subcommand)]
    command: Command,
}

#[derive(Debug, Subcommand)]
enum Command {
    /// Make a key pair: FILE with the secret key, FILE.pub with the public one
    New {
        /// Where the secret key is written
        file: PathBuf,
        /// Without a password, for machines that build by themselves
        #[arg(long)]
        no_password: bool,
        /// Language of the messages
        #[arg(long, value_enum, default_value_t)]
        lang: Language,
    },
}

/// Why something did not come about.
#[derive(Debug, thiserror::Error)]
pub(crate) enum Error {
    #[error("{0}: đã có, không ghi đè | is there already and is not overwritten")]
    Exists(PathBuf),
    #[error("không đọc hoặc ghi được {0}: {1} | cannot read or write {0}: {1}")]
    File(PathBuf, std::io::Error),
    #[error("{0}: không dùng được khóa này: {1} | the key cannot be used: {1}")]
    Key(PathBuf, minisign::PError),
    #[error(
        "{0}: khóa bí mật không được nằm trong nguồn tin | the secret key must not stand in the feed"
    )]
    Inside(PathBuf),
}

pub(crate) fn run(settings: Settings) -> ExitCode {
    let Command::New {
        file,
        no_password,
        lang,
    } = settings.command;
    match make(&file, no_password) {
        Ok(public) => {
            match lang {
                Language::Vi => {
                    crate::say!("khóa bí mật: {}\nkhóa công khai: {public}", file.display())
                }
                Language::En => crate::say!("secret key: {}\npublic key: {public}", file.display()),
            }
            ExitCode::SUCCESS
        }
        Err(error) => {
            crate::complain!("cchc key: {error}");
            ExitCode::from(3)
        }
    }
}

/// Makes both files and gives the public key in one line.
fn make(file: &Path, no_password: bool) -> Result<String, Error> {
    let mut name = file.as_os_str().to_owned();
    name.push(".pub");
    let public_file = PathBuf::from(name);
    if let Some(known) = [file, public_file.as_path()]
        .into_iter()
        .find(|file| file.exists())
    {
        return Err(Error::Exists(known.to_path_buf()));
    }
    let wrong = |error| Error::Key(file.to_path_buf(), error);
    let pair = match no_password {
        true => KeyPair::generate_unencrypted_keypair(),
        // Asks at the terminal.
        false => KeyPair::generate_encrypted_keypair(None),
    };
    let pair = pair.map_err(wrong)?;
    let secret = pair.sk.to_box(None).map_err(wrong)?.into_string();
    let public = pair.pk.to_box().map_err(wrong)?.into_string();
    write(file, &secret, 0o600)?;
    write(&public_file, &public, 0o644)?;
    Ok(pair.pk.to_base64())
}

fn write(file: &Path, text: &str, mode: u32) -> Result<(), Error> {
    let mut options = std::fs::OpenOptions::new();
    options.write(true).create_new(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, mode);
    #[cfg(not(unix))]
    let _ = mode;
    let at = |error| Error::File(file.to_path_buf(), error);
    let mut open = options.open(file).map_err(at)?;
    open.write_all(text.as_bytes()).map_err(at)
}

/// Reads a secret key, which must not stand in `feed`; asks for its password if it has one.
pub(crate) fn secret(file: &Path, feed: &Path) -> Result<SecretKey, Error> {
    let full = |path: &Path| std::fs::canonicalize(path).unwrap_or_else(|_| path.to_path_buf());
    if full(file).starts_with(full(feed)) {
        return Err(Error::Inside(file.to_path_buf()));
    }
    let text =
        std::fs::read_to_string(file).map_err(|error| Error::File(file.to_path_buf(), error))?;
    let wrong = |error| Error::Key(file.to_path_buf(), error);
    let boxed = |text: &str| SecretKeyBox::from_string(text).map_err(wrong);
    match boxed(&text)?.into_unencrypted_secret_key() {
        Ok(key) => Ok(key),
        Err(_) => boxed(&text)?.into_secret_key(None).map_err(wrong),
    }
}

/// Signs some bytes. The comment is signed too; without the clock in it the same bytes may keep their signature.
pub(crate) fn sign(
    key: &SecretKey,
    content: &[u8],
    comment: &str,
) -> Result<String, minisign::PError> {
    let signature = minisign::sign(None, key, content, Some(comment), Some("cchc"))?;
    Ok(signature.into_string())
}

/// Whether a signature over some bytes is that of the key.
pub(crate) fn is_signed(public: &PublicKey, content: &[u8], signature: &str) -> bool {
    SignatureBox::from_string(signature)
        .and_then(|signature| {
            let content = std::io::Cursor::new(content);
            minisign::verify(public, &signature, content, true, false, false)
        })
        .is_ok()
}

/// A public key: the one line itself, or a file with it.
pub(crate) fn public(text_or_file: &str) -> Result<PublicKey, Error> {
    if let Ok(key) = PublicKey::from_base64(text_or_file) {
        return Ok(key);
    }
    let file = PathBuf::from(text_or_file);
    let text = std::fs::read_to_string(&file).map_err(|error| Error::File(file.clone(), error))?;
    minisign::PublicKeyBox::from_string(&text)
        .and_then(PublicKey::from_box)
        .map_err(|error| Error::Key(file, error))
}

#[cfg(test)]
pub(crate) mod tests {
    #![allow(clippy::unwrap_used, reason = "tests")]
    use super::*;

    /// A key pair in a folder; gives the file of the secret one and the public line.
    pub(crate) fn pair(folder: &Path) -> (PathBuf, String) {
        let file = folder.join("key");
        let public = make(&file, true).unwrap();
        (file, public)
    }

    #[test]
    fn a_pair_signs_what_its_public_half_accepts() {
        let dir = tempfile::tempdir().unwrap();
        let (file, line) = pair(dir.path());
        assert!(matches!(make(&file, true), Err(Error::Exists(_))));
        let key = secret(&file, &dir.path().join("feed")).unwrap();
        assert!(matches!(secret(&file, dir.path()), Err(Error::Inside(_))));
        let signature = sign(&key, b"content", "sequence:1").unwrap();
        let in_file = public(file.with_extension("pub").to_str().unwrap()).unwrap();
        for public in [public(&line).unwrap(), in_file] {
            assert!(is_signed(&public, b"content", &signature));
            assert!(!is_signed(&public, b"Content", &signature));
            let other = signature.replace("sequence:1", "sequence:2");
            assert!(!is_signed(&public, b"content", &other));
        }
        let other = KeyPair::generate_unencrypted_keypair().unwrap().pk;
        assert!(!is_signed(&other, b"content", &signature));
        #[cfg(unix)]
        {
            use std::os::unix::fs::PermissionsExt;
            let mode = std::fs::metadata(&file).unwrap().permissions().mode();
            assert_eq!(mode & 0o777, 0o600);
        }
        assert!(public("no-such-file").is_err());
    }
}
