//! The shape of a Zalo ZNS message, for a channel that is not there yet: it needs an Official Account of the agency, a
//! template that Zalo has approved, and an access token that is renewed every day.
//!
//! `POST https://business.openapi.zalo.me/message/template` with the header `access_token`. Zalo answers 200 whatever
//! happened, with `error` 0 for success; such a channel must look there, and send `tracking_id` = the event id. The phone is
//! written `84…`, and a template's text has 400 signs at most (third-party documentation; the vendor's own was not at hand).

use std::collections::BTreeMap;

use serde::Serialize;

/// The body of a request.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(not(test), expect(dead_code, reason = "the shape alone; off"))]
pub(super) struct ZnsMessage {
    /// `84912345678`.
    pub(super) phone: String,
    /// As Zalo approved it.
    pub(super) template_id: String,
    /// The template's fields; nothing of what a citizen wrote.
    pub(super) template_data: BTreeMap<String, String>,
    /// The event id.
    pub(super) tracking_id: String,
}

/// A number as Zalo writes it, from the ways in which people do.
#[cfg_attr(not(test), expect(dead_code, reason = "the shape alone; off"))]
pub(super) fn phone(typed: &str) -> Option<String> {
    let digits: String = typed.chars().filter(char::is_ascii_digit).collect();
    let rest = match (digits.strip_prefix("84"), digits.strip_prefix('0')) {
        (Some(rest), _) if typed.trim_start().starts_with(['+', '8']) => rest,
        (_, Some(rest)) => rest,
        _ => return None,
    };
    (rest.len() == 9).then(|| format!("84{rest}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_message_has_the_fields_that_zalo_names() {
        let message = ZnsMessage {
            phone: "84912345678".to_owned(),
            template_id: "7895417a7d3f9461cd2e".to_owned(),
            template_data: BTreeMap::from([("ngay".to_owned(), "15/01/2027".to_owned())]),
            tracking_id: "e1".to_owned(),
        };
        let expected = serde_json::json!({"phone": "84912345678", "template_id": "7895417a7d3f9461cd2e",
            "template_data": {"ngay": "15/01/2027"}, "tracking_id": "e1"});
        assert_eq!(serde_json::to_value(&message).ok(), Some(expected));
    }

    #[test]
    fn numbers_of_vietnam_are_written_with_the_country_first() {
        for (typed, expected) in [
            ("0912 345 678", Some("84912345678")),
            ("+84 912.345.678", Some("84912345678")),
            ("84912345678", Some("84912345678")),
            ("912345678", None),
            ("024", None),
        ] {
            assert_eq!(phone(typed).as_deref(), expected, "{typed}");
        }
    }
}
