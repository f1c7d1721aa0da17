//! Who sends: from which page, for which site, from which address.
//!
//! A page is known by its `Origin`, which browsers set and pages cannot; it must be one of the site's origins whole, sign
//! by sign, or the hub's own. Nothing here is a secret, and no cookie is ever taken: the list keeps other people's pages
//! from sending in a site's name, not programs.

use std::net::{IpAddr, Ipv6Addr};

use axum::http::{HeaderMap, header};

use super::problem::Problem;
use crate::config::{Config, Range};

/// Address of the connection, put into each request where it is accepted.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Peer(pub(crate) IpAddr);

/// The site for which a page may send, in the words of the configuration; empty for the hub's own pages.
pub(crate) fn site_of(
    config: &Config,
    headers: &HeaderMap,
    named: Option<&str>,
) -> Result<String, Problem> {
    let named = named.filter(|site| !site.is_empty());
    let origin = headers
        .get(header::ORIGIN)
        .and_then(|origin| origin.to_str().ok())
        .ok_or_else(Problem::origin_refused)?;
    let sites = || {
        let named_or_any = |id: &str| named.is_none_or(|named| named == id);
        config
            .sites
            .iter()
            .filter(move |site| named_or_any(&site.id))
    };
    if is_own(config, headers, origin) {
        // The hub's own pages may name a site, but only one that there is.
        return match named {
            None => Ok(String::new()),
            Some(_) => sites()
                .next()
                .map(|site| site.id.clone())
                .ok_or_else(Problem::origin_refused),
        };
    }
    sites()
        .find(|site| site.origins.iter().any(|known| known == origin))
        .map(|site| site.id.clone())
        .ok_or_else(Problem::origin_refused)
}

/// Whether an origin is the hub's own: what the configuration says, else the host that was asked.
pub(crate) fn is_own(config: &Config, headers: &HeaderMap, origin: &str) -> bool {
    if let Some(own) = &config.public_url {
        return own == origin;
    }
    let host = headers
        .get(header::HOST)
        .and_then(|host| host.to_str().ok())
        .unwrap_or_default();
    let named = origin
        .strip_prefix("https://")
        .or_else(|| origin.strip_prefix("http://"));
    !host.is_empty() && named == Some(host)
}

/// The sender's address: that of the connection, or, behind proxies that are declared, what the outermost of them saw.
/// What a client writes into the header itself stands left of that and is never read.
pub(crate) fn address(peer: IpAddr, headers: &HeaderMap, proxies: &[Range]) -> IpAddr {
    let trusted = |address: IpAddr| proxies.iter().any(|range| range.holds(address));
    if !trusted(peer) {
        return peer;
    }
    let mut address = peer;
    let hops = headers
        .get_all("x-forwarded-for")
        .iter()
        .filter_map(|value| value.to_str().ok())
        .flat_map(|value| value.split(','))
        .collect::<Vec<_>>();
    for hop in hops.into_iter().rev() {
        let Ok(next) = hop.trim().parse::<IpAddr>() else {
            break;
        };
        address = next;
        if !trusted(next) {
            break;
        }
    }
    address
}

/// What is counted of an address: IPv4 whole, of IPv6 the half that a household or a phone has for itself.
pub(crate) fn countable(address: IpAddr) -> String {
    match address.to_canonical() {
        IpAddr::V4(address) => address.to_string(),
        IpAddr::V6(address) => {
            let network = address.to_bits() >> 64 << 64;
            Ipv6Addr::from_bits(network).to_string()
        }
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "tests")]
    use super::*;
    use crate::config::Site;

    fn headers(pairs: &[(&'static str, &str)]) -> HeaderMap {
        let mut headers = HeaderMap::new();
        for (name, value) in pairs {
            headers.append(*name, value.parse().unwrap());
        }
        headers
    }

    #[test]
    fn only_whole_origins_of_the_site_or_the_hub_itself_pass() {
        let config = Config {
            sites: vec![
                Site {
                    id: "a".to_owned(),
                    origins: vec!["https://a.gov.example".to_owned()],
                },
                Site {
                    id: "b".to_owned(),
                    origins: vec!["https://b.gov.example:8443".to_owned()],
                },
            ],
            ..Config::default()
        };
        for (origin, site, expected) in [
            ("https://a.gov.example", Some("a"), Some("a")),
            ("https://a.gov.example", None, Some("a")),
            ("https://a.gov.example", Some(""), Some("a")),
            ("https://a.gov.example", Some("b"), None),
            ("https://a.gov.example.evil.example", Some("a"), None),
            (
                "https://evil.example/https://a.gov.example",
                Some("a"),
                None,
            ),
            ("http://a.gov.example", Some("a"), None),
            ("https://A.gov.example", Some("a"), None),
            ("https://b.gov.example", Some("b"), None),
            ("https://b.gov.example:8443", Some("b"), Some("b")),
            ("null", Some("a"), None),
            ("null", None, None),
            ("", None, None),
            ("http://hub.example:8080", None, Some("")),
            ("https://hub.example:8080", Some("b"), Some("b")),
            ("http://hub.example:8080", Some("none"), None),
            ("http://hub.example", None, None),
        ] {
            let headers = headers(&[("origin", origin), ("host", "hub.example:8080")]);
            let found = site_of(&config, &headers, site).ok();
            assert_eq!(found.as_deref(), expected, "{origin} {site:?}");
        }
        assert!(site_of(&config, &headers(&[("host", "hub.example")]), None).is_err());
        let declared = Config {
            public_url: Some("https://gop-y.example".to_owned()),
            ..Config::default()
        };
        let rebound = headers(&[("origin", "http://evil.example"), ("host", "evil.example")]);
        assert!(site_of(&declared, &rebound, None).is_err());
        let own = headers(&[("origin", "https://gop-y.example"), ("host", "10.0.0.1")]);
        assert_eq!(site_of(&declared, &own, None).unwrap(), "");
    }

    #[test]
    fn only_declared_proxies_are_believed_about_addresses() {
        let proxies = [Range::parse("10.0.0.0/8").unwrap()];
        for (peer, forwarded, expected) in [
            ("203.0.113.1", "198.51.100.7", "203.0.113.1"),
            ("10.0.0.1", "198.51.100.7", "198.51.100.7"),
            ("10.0.0.1", "1.1.1.1, 198.51.100.7", "198.51.100.7"),
            (
                "10.0.0.1",
                "1.1.1.1, 198.51.100.7, 10.0.0.2",
                "198.51.100.7",
            ),
            ("10.0.0.1", "nonsense", "10.0.0.1"),
            ("10.0.0.1", "198.51.100.7, nonsense", "10.0.0.1"),
            ("10.0.0.1", "10.0.0.3", "10.0.0.3"),
            ("10.0.0.1", "2001:db8::1", "2001:db8::1"),
        ] {
            let headers = headers(&[("x-forwarded-for", forwarded)]);
            let found = address(peer.parse().unwrap(), &headers, &proxies);
            assert_eq!(found.to_string(), expected, "{peer} {forwarded}");
        }
        let twice = headers(&[
            ("x-forwarded-for", "1.1.1.1"),
            ("x-forwarded-for", "198.51.100.7"),
        ]);
        let found = address("10.0.0.1".parse().unwrap(), &twice, &proxies);
        assert_eq!(found.to_string(), "198.51.100.7");
        let none = HeaderMap::new();
        assert_eq!(
            address("10.0.0.1".parse().unwrap(), &none, &proxies).to_string(),
            "10.0.0.1"
        );
    }

    #[test]
    fn a_household_counts_once() {
        for (address, counted) in [
            ("203.0.113.9", "203.0.113.9"),
            ("::ffff:203.0.113.9", "203.0.113.9"),
            ("2001:db8:1:2:3:4:5:6", "2001:db8:1:2::"),
            ("2001:db8:1:2::1", "2001:db8:1:2::"),
        ] {
            assert_eq!(countable(address.parse().unwrap()), counted);
        }
    }
}
