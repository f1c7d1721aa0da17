//! A feed on a server, asked as a page of another site would ask.

use cchc::check::{FileKind, Report, check, reports, rule};
use cchc::feed::discovery::FeedFile;
use cchc::feed::{Finding, Stamp};
use ureq::http::{HeaderMap, header};
use url::{Host, Url};

use super::feed::{Copy, whole};
use super::{Checked, Error, procedures};
use crate::http::Client;
pub(super) use crate::http::Limits;

/// The page that asks: some servers answer pages of other sites differently.
const ORIGIN: &str = "https://co-quan.example";

/// Files of single procedures that are asked for: nobody's server should be asked seven thousand times for a check.
pub(super) const MAX_PROCEDURES: usize = 20;

/// Whether the word on the command line is an address and not a path.
pub(super) fn is_address(word: &str) -> bool {
    ["http://", "https://"].iter().any(|scheme| {
        word.get(..scheme.len())
            .is_some_and(|head| head.eq_ignore_ascii_case(scheme))
    })
}

/// Checks the file at an address and, if it is a discovery file, every file that it names.
pub(super) fn files(address: &str, now: Stamp, limits: Limits) -> Result<Vec<Checked>, Error> {
    let base = Url::parse(address)
        .map_err(|error| Error::Address(address.to_owned(), error.to_string()))?;
    let client = Client::new(limits);
    let copy = get(&client, &base);
    let content = copy
        .content
        .map_err(|why| Error::Address(address.to_owned(), why))?;
    let text = String::from_utf8_lossy(&content);
    let kind = FileKind::of(&text).unwrap_or(FileKind::Discovery);
    let find = |file: &FeedFile| match base.join(&file.url) {
        Ok(url) => get(&client, &url),
        Err(error) => Copy {
            place: file.url.clone(),
            content: Err(error.to_string()),
            headers: Vec::new(),
        },
    };
    let mut checked = match kind {
        FileKind::Discovery => {
            let mut list = None;
            let mut checked = whole(address, &content, now, |file| {
                let copy = find(file);
                if let (Some(FileKind::Procedures), Ok(content)) =
                    (FileKind::named(&file.name), &copy.content)
                {
                    list = Some((copy.place.clone(), content.clone()));
                }
                Some(copy)
            });
            if let Some((place, list)) = list {
                let held = procedures::held(&list, now, MAX_PROCEDURES, |file| Some(find(file)));
                if let Some(file) = checked.iter_mut().find(|file| file.file == place) {
                    let text = String::from_utf8_lossy(&list);
                    file.reports.extend(reports(held.findings, &text));
                }
                checked.extend(held.files);
            }
            checked
        }
        _ => vec![Checked {
            file: address.to_owned(),
            reports: check(kind, &content, now),
        }],
    };
    if let Some(first) = checked.first_mut() {
        first.reports.splice(0..0, copy.headers);
    }
    Ok(checked)
}

/// The file at an address, asked for by a page of another site.
fn get(client: &Client, url: &Url) -> Copy {
    let mut headers = Vec::new();
    if !is_safe(url) {
        headers.push(broken("https-missing", "", url.scheme()));
    }
    let asked = [
        (header::ORIGIN, ORIGIN),
        (header::ACCEPT, "application/json, application/feed+json"),
    ];
    let content = client.get(url.as_str(), &asked, |answered| {
        headers.extend(judge(answered));
    });
    Copy {
        place: url.to_string(),
        content,
        headers,
    }
}

/// Pages over HTTPS may load nothing over HTTP, but from their own machine.
pub(super) fn is_safe(url: &Url) -> bool {
    let is_local = match url.host() {
        Some(Host::Ipv4(ip)) => ip.is_loopback(),
        Some(Host::Ipv6(ip)) => ip.is_loopback(),
        Some(Host::Domain(name)) => name == "localhost",
        None => false,
    };
    url.scheme() == "https" || is_local
}

/// What a server's headers break.
fn judge(headers: &HeaderMap) -> Vec<Report> {
    let get = |name: header::HeaderName| {
        let value = headers.get(name).and_then(|value| value.to_str().ok());
        value.unwrap_or_default().trim()
    };
    let mut reports = Vec::new();
    let allowed = get(header::ACCESS_CONTROL_ALLOW_ORIGIN);
    if !["*", ORIGIN].contains(&allowed) {
        reports.push(broken(
            "cors-missing",
            "access-control-allow-origin",
            allowed,
        ));
    }
    let media_type = get(header::CONTENT_TYPE);
    let essence = media_type
        .split(';')
        .next()
        .unwrap_or_default()
        .trim()
        .to_ascii_lowercase();
    if essence != "application/json" && !essence.ends_with("+json") {
        reports.push(broken("content-type-wrong", "content-type", media_type));
    }
    if get(header::ETAG).is_empty() && get(header::LAST_MODIFIED).is_empty() {
        reports.push(broken("etag-missing", "etag", ""));
    }
    reports
}

/// A finding about an answer: its path names the header, and no line does.
fn broken(id: &'static str, header: &str, value: &str) -> Report {
    Report {
        finding: Finding {
            rule: id,
            path: format!("header {header}").trim_end().to_owned(),
            detail: value.to_owned(),
        },
        severity: rule(id).map_or(cchc::check::Severity::Error, |rule| rule.severity),
        position: None,
    }
}
