//! The signature over `cchc.json`, held against the public key of the one who looks. Without a key there is nothing to hold
//! it against: a key from the feed itself would prove nothing.

use std::path::Path;

use cchc::check::report;
use cchc::feed::Finding;
use minisign::PublicKey;

use super::{Checked, remote};
use crate::http::{Client, Limits};
use crate::key;

/// Adds what is wrong with the signature of the discovery file at `place`.
pub(super) fn judge(place: &str, public: &PublicKey, checked: &mut [Checked]) {
    let get = |name: &str| -> Option<Vec<u8>> {
        if remote::is_address(place) {
            let address = format!("{place}{name}");
            return Client::new(Limits::default())
                .get(&address, &[], |_| {})
                .ok();
        }
        let path = Path::new(place);
        let discovery = match path.is_dir() {
            true => path.join("cchc.json"),
            false => path.to_path_buf(),
        };
        std::fs::read(format!("{}{name}", discovery.display())).ok()
    };
    let Some(content) = get("") else { return };
    let rule = match get(".minisig") {
        None => "signature-missing",
        Some(signature) => {
            let signature = String::from_utf8_lossy(&signature);
            match key::is_signed(public, &content, &signature) {
                true => return,
                false => "signature-wrong",
            }
        }
    };
    if let Some(first) = checked.first_mut() {
        let finding = Finding {
            rule,
            path: "$".to_owned(),
            detail: String::new(),
        };
        let text = String::from_utf8_lossy(&content);
        first.reports.insert(0, report(finding, &text));
    }
}
