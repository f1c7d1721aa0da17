//! `cchc.toml`: everything about a hub that is not a secret, in one file (`cchc serve --config cchc.toml`).
//!
//! Every value has a default, and every one can be given by the environment instead: `CCHC_HUB_` and the path, levels
//! apart by two underscores, such as `CCHC_HUB_LIMITS__SUBMIT_PER_ADDRESS=100`. What the command line says counts most,
//! then the environment, then the file. A word that is not known is refused: a misspelt limit would be no limit.
//!
//! `hub/cchc.toml` shows every setting with its default.

use std::net::IpAddr;
use std::path::{Path, PathBuf};

use serde::Deserialize;

mod counted;
mod outside;

pub(crate) use counted::{Holidays, Reach, Retention, Screens};
pub(crate) use outside::{Answers, ApiKey, Mail, Open311, Partner, Repeats, Webhook};

const PREFIX: &str = "CCHC_HUB_";

/// Why the configuration cannot be used.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub(crate) enum Error {
    #[error("{0}: không đọc được: {1} | cannot be read: {1}")]
    File(PathBuf, std::io::Error),
    #[error("cấu hình sai: {0} | wrong configuration: {0}")]
    Wrong(String),
    #[error(
        "{0}: cần địa chỉ hoặc dải địa chỉ, ví dụ 10.0.0.0/8 | must be an address or a range, such as 10.0.0.0/8"
    )]
    Range(String),
    #[error(
        "{0}: cần dạng https://ten-mien, không có gì sau tên miền | must be like https://host, with nothing behind it"
    )]
    Origin(String),
    #[error("--data hoặc --database, không phải cả hai | --data or --database, not both")]
    Both,
    #[error(
        "PostgreSQL cần tệp bí mật chung: --secrets TỆP (cchc keys new TỆP) | PostgreSQL needs the secrets file that its hubs share: --secrets FILE (cchc keys new FILE)"
    )]
    NoSecrets,
}

/// The whole file.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub(crate) struct Config {
    /// Folder with `cchc.sqlite`.
    pub(crate) data: Option<PathBuf>,
    /// Address of a PostgreSQL database.
    pub(crate) database: Option<String>,
    /// The secrets file.
    pub(crate) secrets: Option<PathBuf>,
    /// The hub's own address as browsers know it, such as `https://gop-y.hanoi.gov.vn`; without it, what `Host` says.
    pub(crate) public_url: Option<String>,
    /// Addresses or ranges of proxies whose `X-Forwarded-For` and `X-Forwarded-Proto` are believed.
    pub(crate) trusted_proxies: Vec<String>,
    /// Where Prometheus asks.
    pub(crate) metrics_addr: Option<String>,
    /// Sites that may send.
    pub(crate) sites: Vec<Site>,
    /// How much and how often.
    pub(crate) limits: Limits,
    /// The proof of work.
    pub(crate) challenge: Challenge,
    /// What a person looks at first.
    pub(crate) hold: Hold,
    /// When offices are closed.
    pub(crate) holidays: Holidays,
    /// Where widgets are seen.
    pub(crate) reach: Reach,
    /// Lobby screens.
    pub(crate) screens: Screens,
    /// What is erased by itself.
    pub(crate) retention: Retention,
    /// E-mail to citizens who agreed to it.
    pub(crate) mail: Option<Mail>,
    /// Other systems that are told.
    pub(crate) webhooks: Vec<Webhook>,
    /// Other systems that items are passed on to.
    pub(crate) partners: Vec<Partner>,
    /// Open311 GeoReport v2; off unless it stands here.
    pub(crate) open311: Option<Open311>,
}

/// A site that may send from pages of its own.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Site {
    /// As in the widget's attribute `site`; public, no secret.
    pub(crate) id: String,
    /// Whole origins, such as `https://sonoivu.hanoi.gov.vn`.
    pub(crate) origins: Vec<String>,
}

/// How much and how often.
#[derive(Debug, Clone, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub(crate) struct Limits {
    /// Length of a window.
    pub(crate) window_secs: u32,
    /// New items from one address in a window.
    pub(crate) submit_per_address: u32,
    /// New items from one site in a window.
    pub(crate) submit_per_site: u32,
    /// Files from one address in a window.
    pub(crate) upload_per_address: u32,
    /// Files from one site in a window.
    pub(crate) upload_per_site: u32,
    /// Challenges for one address in a window.
    pub(crate) challenge_per_address: u32,
    /// Attempts to sign in from one address in a window.
    pub(crate) sign_in_per_address: u32,
    /// Looks at items by code and PIN from one address in a window.
    pub(crate) track_per_address: u32,
    /// Looks at the item of one code in a window, from wherever: what stands between a known code and its PIN.
    pub(crate) track_per_code: u32,
    /// Looks at items in a window, from everywhere.
    pub(crate) track_in_all: u32,
    /// Widgets seen, or signs of life of screens, from one address in a window.
    pub(crate) count_per_address: u32,
    /// Signs of life of one screen in a window.
    pub(crate) heartbeat_per_screen: u32,
    /// Largest body of an item.
    pub(crate) item_bytes: usize,
    /// Largest file; a form may allow less.
    pub(crate) upload_bytes: usize,
    /// Connections open at once; more wait in the system's queue.
    pub(crate) connections: u32,
    /// Most pixels of an image; each takes up to 4 bytes while it is looked at.
    pub(crate) pixels: u64,
}

impl Default for Limits {
    fn default() -> Self {
        Self {
            window_secs: 600,
            submit_per_address: 60,
            submit_per_site: 6000,
            upload_per_address: 200,
            upload_per_site: 10_000,
            challenge_per_address: 300,
            sign_in_per_address: 60,
            track_per_address: 60,
            track_per_code: 20,
            track_in_all: 6000,
            count_per_address: 600,
            heartbeat_per_screen: 30,
            item_bytes: 256 << 10,
            upload_bytes: 8 << 20,
            connections: 1024,
            pixels: 40_000_000,
        }
    }
}

/// The proof of work: ALTCHA v2, PBKDF2 with SHA-256.
#[derive(Debug, Clone, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub(crate) struct Challenge {
    /// Rounds of each try.
    pub(crate) cost: u32,
    /// Fewest tries.
    pub(crate) tries_from: u32,
    /// Most tries.
    pub(crate) tries_to: u32,
    /// Valid for so long, at most 20.
    pub(crate) minutes: u32,
}

impl Default for Challenge {
    fn default() -> Self {
        Self {
            cost: 1000,
            tries_from: 150,
            tries_to: 350,
            minutes: 20,
        }
    }
}

/// What a person looks at first.
#[derive(Debug, Clone, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub(crate) struct Hold {
    /// Sent sooner than this after the form was opened.
    pub(crate) below_secs: u32,
    /// More links than this in title and text.
    pub(crate) above_links: u32,
}

impl Default for Hold {
    fn default() -> Self {
        Self {
            below_secs: 3,
            above_links: 3,
        }
    }
}

/// Reads the file, if one is named, and lays the environment over it.
pub(crate) fn read(
    file: Option<&Path>,
    environment: impl Iterator<Item = (String, String)>,
) -> Result<Config, Error> {
    let text = match file {
        Some(file) => {
            std::fs::read_to_string(file).map_err(|error| Error::File(file.to_path_buf(), error))?
        }
        None => String::new(),
    };
    let mut table: toml::Table = text
        .parse()
        .map_err(|error: toml::de::Error| Error::Wrong(error.message().to_owned()))?;
    for (name, value) in environment {
        if let Some(path) = name.strip_prefix(PREFIX) {
            lay(&mut table, &path.to_lowercase(), &value);
        }
    }
    let config: Config = table
        .try_into()
        // Not the whole error, which repeats the line: it may be the database's address with its password.
        .map_err(|error: toml::de::Error| Error::Wrong(error.message().to_owned()))?;
    for site in &config.sites {
        for origin in &site.origins {
            if !is_origin(origin) {
                return Err(Error::Origin(origin.clone()));
            }
        }
    }
    if let Some(url) = &config.public_url
        && !is_origin(url)
    {
        return Err(Error::Origin(url.clone()));
    }
    for key in config.open311.iter().flat_map(|open311| &open311.keys) {
        if key.sha256.len() != 64 || !key.sha256.bytes().all(|sign| sign.is_ascii_hexdigit()) {
            return Err(Error::Wrong(format!("open311.keys {}: sha256", key.site)));
        }
    }
    for range in &config.trusted_proxies {
        Range::parse(range).ok_or_else(|| Error::Range(range.clone()))?;
    }
    Ok(config)
}

/// Puts one value of the environment in: as TOML where it can be read so (numbers, lists), else as text.
fn lay(table: &mut toml::Table, path: &str, value: &str) {
    match path.split_once("__") {
        Some((head, rest)) => {
            let inner = table
                .entry(head)
                .or_insert_with(|| toml::Value::Table(toml::Table::new()));
            if let toml::Value::Table(inner) = inner {
                lay(inner, rest, value);
            }
        }
        None => {
            let read = format!("v = {value}")
                .parse::<toml::Table>()
                .ok()
                .and_then(|mut table| table.remove("v"));
            let value = read.unwrap_or_else(|| toml::Value::String(value.to_owned()));
            table.insert(path.to_owned(), value);
        }
    }
}

/// Whether a text is an origin as browsers write it.
fn is_origin(text: &str) -> bool {
    url::Url::parse(text).is_ok_and(|url| url.origin().ascii_serialization() == text)
}

/// Some addresses in a row: `10.0.0.0/8`, or one.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Range {
    address: IpAddr,
    bits: u32,
}

impl Range {
    /// Reads `address` or `address/bits`.
    pub(crate) fn parse(text: &str) -> Option<Self> {
        let (address, bits) = match text.split_once('/') {
            Some((address, bits)) => (address, Some(bits.parse::<u32>().ok()?)),
            None => (text, None),
        };
        let address: IpAddr = address.parse().ok()?;
        let most = if address.is_ipv4() { 32 } else { 128 };
        let bits = bits.unwrap_or(most);
        (bits <= most).then_some(Self { address, bits })
    }

    /// Whether an address is one of them. IPv4 in IPv6 counts as IPv4.
    pub(crate) fn holds(&self, address: IpAddr) -> bool {
        let (own, other, most) = match (self.address.to_canonical(), address.to_canonical()) {
            (IpAddr::V4(own), IpAddr::V4(other)) => {
                (u128::from(own.to_bits()), u128::from(other.to_bits()), 32)
            }
            (IpAddr::V6(own), IpAddr::V6(other)) => (own.to_bits(), other.to_bits(), 128),
            _ => return false,
        };
        // A shift by all bits is none in Rust.
        let shift = most - self.bits.min(most);
        own.checked_shr(shift).unwrap_or(0) == other.checked_shr(shift).unwrap_or(0)
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "tests")]
    use super::*;

    fn with(text: &str, environment: &[(&str, &str)]) -> Result<Config, Error> {
        let dir = tempfile::tempdir().unwrap();
        let file = dir.path().join("cchc.toml");
        std::fs::write(&file, text).unwrap();
        let environment = environment
            .iter()
            .map(|(name, value)| ((*name).to_owned(), (*value).to_owned()));
        read(Some(&file), environment)
    }

    #[test]
    fn the_environment_counts_more_than_the_file_and_the_file_more_than_defaults() {
        let text = "data = \"/a\"\n[limits]\nsubmit_per_site = 5\npixels = 7\n[[sites]]\nid = \"x\"\norigins = [\"https://x.example\"]\n";
        let config = with(
            text,
            &[
                ("CCHC_HUB_LIMITS__PIXELS", "9"),
                ("CCHC_HUB_DATA", "/b c"),
                ("CCHC_HUB_TRUSTED_PROXIES", "[\"10.0.0.0/8\"]"),
                ("CCHC_BIN", "not ours"),
            ],
        )
        .unwrap();
        assert_eq!(config.data, Some(PathBuf::from("/b c")));
        assert_eq!(
            (config.limits.submit_per_site, config.limits.pixels),
            (5, 9)
        );
        assert_eq!(config.limits.window_secs, Limits::default().window_secs);
        assert_eq!(config.trusted_proxies, ["10.0.0.0/8"]);
        assert_eq!(config.sites[0].id, "x");
    }

    #[test]
    fn the_file_that_shows_every_setting_shows_the_defaults() {
        let text = include_str!("cchc.toml");
        let shown: toml::Table = text.parse().unwrap();
        for (name, defaults) in [
            ("limits", format!("{:?}", Limits::default())),
            ("challenge", format!("{:?}", Challenge::default())),
            ("hold", format!("{:?}", Hold::default())),
            ("retention", format!("{:?}", Retention::default())),
            ("reach", format!("{:?}", Reach::default())),
            ("screens", format!("{:?}", Screens::default())),
        ] {
            let config = with(text, &[]).unwrap();
            let read = match name {
                "limits" => format!("{:?}", config.limits),
                "challenge" => format!("{:?}", config.challenge),
                "retention" => format!("{:?}", config.retention),
                "reach" => format!("{:?}", config.reach),
                "screens" => format!("{:?}", config.screens),
                _ => format!("{:?}", config.hold),
            };
            assert_eq!(read, defaults);
            let fields = defaults.matches(": ").count();
            assert_eq!(shown[name].as_table().unwrap().len(), fields, "{name}");
        }
        // What has no default stands there as a comment; it must be as right as the rest.
        let all = text.replace("\n# ", "\n");
        let start = all.find("data = ").unwrap();
        let rest: String = all[start..]
            .lines()
            .filter(|line| line.contains(" = ") || line.starts_with('['))
            .collect::<Vec<_>>()
            .join("\n");
        let config = with(&rest, &[]).unwrap();
        assert!(
            config.data.is_some() && config.public_url.is_some() && config.metrics_addr.is_some()
        );
        assert_eq!((config.sites.len(), config.trusted_proxies.len()), (1, 2));
        let mail = config.mail.unwrap();
        assert_eq!((mail.port, mail.tls.as_str()), (Mail::port(), "starttls"));
        assert_eq!(mail.purposes, Mail::purposes());
        assert_eq!((config.webhooks.len(), config.partners.len()), (1, 1));
        assert_eq!(config.open311.unwrap().keys.len(), 1);
        let holidays = config.holidays;
        assert_eq!((holidays.off.len(), holidays.worked.len()), (2, 1));
    }

    #[test]
    fn what_is_not_understood_is_refused_and_passwords_are_not_repeated() {
        for text in [
            "limit = 1",
            "[holidays]\noff = [\"2026-02-30\"]",
            "[[partners]]\nid = \"a\"\nurl = \"b\"\nagency = \"c\"\nservices = {}\nrepeats = \"never\"",
            "[limits]\nsubmit_per_adress = 3",
            "trusted_proxies = [\"10.0.0.0/33\"]",
            "trusted_proxies = [\"proxy\"]",
            "[open311]\nform = \"a\"\ncontact = \"b\"\nkeys = [{ site = \"a\", sha256 = \"the key itself\" }]",
            "public_url = \"https://a.example/\"",
            "[[sites]]\nid = \"x\"\norigins = [\"https://x.example/path\"]",
            "[[sites]]\nid = \"x\"\norigins = [\"*\"]",
            "[[sites]]\nid = \"x\"\norigins = [\"null\"]",
            "[[sites]]\nid = \"x\"\norigins = [\"https://X.example\"]",
        ] {
            assert!(with(text, &[]).is_err(), "{text}");
        }
        let error = with("database = [\"postgres://hub:hush@db/x\"]", &[]).unwrap_err();
        assert!(!error.to_string().contains("hush"), "{error}");
    }

    #[test]
    fn ranges_hold_their_own_addresses_and_no_others() {
        for (range, address, holds) in [
            ("10.0.0.0/8", "10.255.0.1", true),
            ("10.0.0.0/8", "11.0.0.1", false),
            ("10.0.0.0/8", "::ffff:10.1.2.3", true),
            ("127.0.0.1", "127.0.0.1", true),
            ("127.0.0.1", "127.0.0.2", false),
            ("0.0.0.0/0", "203.0.113.9", true),
            ("0.0.0.0/0", "2001:db8::1", false),
            ("2001:db8::/32", "2001:db8:1::1", true),
            ("2001:db8::/32", "2001:db9::1", false),
            ("::/0", "2001:db9::1", true),
        ] {
            let found = Range::parse(range).unwrap().holds(address.parse().unwrap());
            assert_eq!(found, holds, "{range} {address}");
        }
    }
}
