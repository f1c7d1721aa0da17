//! The settings of what goes out and comes in by other systems: e-mail, webhooks, partners, Open311.

use std::collections::BTreeMap;
use std::path::PathBuf;

use serde::Deserialize;

/// How e-mail goes out.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Mail {
    /// Name of the SMTP server.
    pub(crate) host: String,
    #[serde(default = "Mail::port")]
    pub(crate) port: u16,
    /// `starttls`, `tls` from the first byte, or `none` for a server on this machine.
    #[serde(default = "Mail::tls")]
    pub(crate) tls: String,
    pub(crate) user: Option<String>,
    /// File with the password.
    pub(crate) password_file: Option<PathBuf>,
    /// `Name <address>`.
    pub(crate) from: String,
    /// The page where citizens follow their items.
    pub(crate) track_url: Option<String>,
    /// What is told; empty for all.
    #[serde(default)]
    pub(crate) events: Vec<String>,
    /// Ids of the consents' purposes that allow it.
    #[serde(default = "Mail::purposes")]
    pub(crate) purposes: Vec<String>,
}

impl Mail {
    pub(super) const fn port() -> u16 {
        587
    }

    fn tls() -> String {
        "starttls".to_owned()
    }

    pub(super) fn purposes() -> Vec<String> {
        vec!["lien-he".to_owned()]
    }
}

/// Open311 GeoReport v2.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Open311 {
    /// Id of the form that is offered.
    pub(crate) form: String,
    /// Whom to ask, for a key too.
    pub(crate) contact: String,
    /// What clients may call this place; another name is refused.
    pub(crate) jurisdiction: Option<String>,
    /// Who may write.
    #[serde(default)]
    pub(crate) keys: Vec<ApiKey>,
}

/// A key for writing.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct ApiKey {
    /// For which site.
    pub(crate) site: String,
    /// SHA-256 of the key in hexadecimal; the key itself stands nowhere.
    pub(crate) sha256: String,
    /// The agency whose own system it is: it may say how the agency's items stand.
    pub(crate) agency: Option<String>,
}

/// A system that is told.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Webhook {
    pub(crate) id: String,
    /// https; http on this machine alone.
    pub(crate) url: String,
    /// File with the secret that both sides know.
    pub(crate) secret_file: PathBuf,
    /// Only items that this agency has.
    pub(crate) agency: Option<String>,
    /// What is told; empty for all.
    #[serde(default)]
    pub(crate) events: Vec<String>,
    /// Whether title, text and place go along; otherwise numbers and words for statuses alone.
    #[serde(default)]
    pub(crate) content: bool,
}

/// An Open311 server that items of an agency are passed on to.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Partner {
    pub(crate) id: String,
    /// Where its `requests.json` is; https, or http on this machine alone.
    pub(crate) url: String,
    /// File with the `api_key`.
    pub(crate) key_file: Option<PathBuf>,
    pub(crate) jurisdiction: Option<String>,
    /// Whose items go there.
    pub(crate) agency: String,
    /// Their `service_code` for a kind with its field (`phan_anh.den`), a kind, or `*`.
    pub(crate) services: BTreeMap<String, String>,
    /// What they ask for besides, the same for every item.
    #[serde(default)]
    pub(crate) attributes: BTreeMap<String, String>,
    /// Stands for a place where they want coordinates, such as that of the office.
    pub(crate) lat: Option<f64>,
    pub(crate) long: Option<f64>,
    #[serde(default)]
    pub(crate) repeats: Repeats,
    /// Whether they know mySociety's service request updates.
    #[serde(default)]
    pub(crate) updates: bool,
    #[serde(default)]
    pub(crate) answers: Answers,
    /// Between two looks at how items stand there.
    #[serde(default = "Partner::every_secs")]
    pub(crate) every_secs: u32,
}

impl Partner {
    const fn every_secs() -> u32 {
        300
    }
}

/// How an item whose answer was lost is kept from going twice.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub(crate) enum Repeats {
    /// It is looked for in their list, which shows new requests at once.
    #[default]
    LookUp,
    /// They know a repeat by its `client_request_id`.
    Key,
}

/// What becomes of the words with which they end a request.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub(crate) enum Answers {
    /// A proposed answer, which a person approves.
    #[default]
    Propose,
    /// The answer to the citizen.
    Send,
}
