//! What the command line asks of servers: one file at a time, within limits.

use std::io::Read;
use std::sync::Arc;
use std::time::Duration;

use ureq::http::{HeaderMap, HeaderName};
use ureq::tls::{Certificate, RootCerts, TlsConfig};

const MAX_REDIRECTS: u32 = 5;

/// What a server may cost.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Limits {
    /// Longest time for one file, from the name's resolution to the last byte.
    pub(crate) time: Duration,
    /// Largest file.
    pub(crate) bytes: u64,
}

impl Default for Limits {
    fn default() -> Self {
        Self {
            time: Duration::from_secs(20),
            bytes: 16 << 20,
        }
    }
}

/// What talks to servers, with the authorities of this machine as its browsers use them; an agency's own is among them.
pub(crate) fn agent(time: Duration, redirects: u32) -> ureq::Agent {
    let known = rustls_native_certs::load_native_certs().certs;
    let roots = known
        .iter()
        .map(|der| Certificate::from_der(der).to_owned())
        .collect();
    let tls = TlsConfig::builder()
        .root_certs(RootCerts::Specific(Arc::new(roots)))
        .unversioned_rustls_crypto_provider(Arc::new(rustls::crypto::ring::default_provider()))
        .build();
    let config = ureq::Agent::config_builder()
        .timeout_global(Some(time))
        .max_redirects(redirects)
        .http_status_as_error(false)
        .user_agent(concat!("cchc/", env!("CARGO_PKG_VERSION")))
        .tls_config(tls)
        .build();
    config.into()
}

/// Asks servers.
pub(crate) struct Client {
    agent: ureq::Agent,
    limits: Limits,
}

impl Client {
    pub(crate) fn new(limits: Limits) -> Self {
        Self {
            agent: agent(limits.time, MAX_REDIRECTS),
            limits,
        }
    }

    /// The bytes at an address, or in a few words why there are none; `see` gets the headers of any answer.
    pub(crate) fn get(
        &self,
        address: &str,
        asked: &[(HeaderName, &str)],
        see: impl FnOnce(&HeaderMap),
    ) -> Result<Vec<u8>, String> {
        let mut request = self.agent.get(address);
        for (name, value) in asked {
            request = request.header(name, *value);
        }
        let answer = request.call().map_err(|error| error.to_string())?;
        see(answer.headers());
        match answer.status().as_u16() {
            200 => self.body(answer.into_body()),
            status => Err(format!("HTTP {status}")),
        }
    }

    fn body(&self, body: ureq::Body) -> Result<Vec<u8>, String> {
        let limit = self.limits.bytes;
        let mut content = Vec::new();
        body.into_reader()
            .take(limit + 1)
            .read_to_end(&mut content)
            .map_err(|error| error.to_string())?;
        match u64::try_from(content.len()) {
            Ok(length) if length <= limit => Ok(content),
            _ => Err(format!("> {limit} B")),
        }
    }
}
