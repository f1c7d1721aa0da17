//! Where the hub is.

use crate::shared::element::Host;

/// Absolute address of the hub with a slash at its end: what the page says (`written`), else the feed (`hub`), else where the
/// feed is.
pub(super) fn hub_of(host: &Host, hub: Option<&str>, written: Option<&str>, feed: &str) -> String {
    let (written, base) = match (written, hub) {
        (Some(hub), _) => {
            let base = host.element.base_uri().ok().flatten();
            (hub, base.unwrap_or_default())
        }
        (None, Some(hub)) => (hub, feed.to_owned()),
        (None, None) => ("/", feed.to_owned()),
    };
    let url = web_sys::Url::new_with_base(written, &base);
    let mut href = url.map_or_else(|_| String::new(), |url| url.href());
    if !href.ends_with('/') {
        href.push('/');
    }
    href
}
