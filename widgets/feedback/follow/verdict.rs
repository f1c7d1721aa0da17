//! What an answer of the hub means to who asked.

use serde_json::Value;

use super::tracked::{self, Tracked};

/// Why there is nothing to show.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Trouble {
    /// The hub knows no item with this code and this PIN. It never says which of them is wrong.
    Unknown,
    /// Asked too often; when it is worth another try, in milliseconds since 1970, if the hub says so.
    Limited(Option<u64>),
    /// No answer, or none of a hub: no network, too slow, or something between answered.
    Unreachable,
    /// The hub is there and cannot do it now.
    Busy,
    /// It can no longer be done: the item stands elsewhere than it did.
    Past,
    /// Pages of this site may not ask.
    Refused,
    /// Something else, in the hub's words: Vietnamese and English.
    Other([String; 2]),
}

/// Reads status, text and `Retry-After` of an answer, `until_ms` being that header as a point in time. A status alone means
/// little: sign-in pages of hotels and hosts without a hub answer 404 and 403 too.
///
/// # Errors
///
/// What the citizen is told instead of an item.
pub fn judge(status: u16, text: &str, until_ms: Option<u64>) -> Result<Box<Tracked>, Trouble> {
    if status == 200 {
        return tracked::parse(text)
            .map(Box::new)
            .ok_or(Trouble::Unreachable);
    }
    let answer: Option<Value> = serde_json::from_str(text).ok();
    let field = |name: &str| {
        let value = answer.as_ref().and_then(|answer| answer.get(name));
        value.and_then(Value::as_str).unwrap_or_default()
    };
    Err(match (status, field("code")) {
        (429, _) => Trouble::Limited(until_ms),
        (404, "item-unknown") => Trouble::Unknown,
        (409, "not-possible") => Trouble::Past,
        (403, "origin-refused") => Trouble::Refused,
        (408 | 425 | 500.., _) => Trouble::Busy,
        (_, "") => Trouble::Unreachable,
        _ => {
            let first = answer
                .as_ref()
                .and_then(|answer| answer.get("errors")?.get(0));
            let first = |name: &str| first.and_then(|one| one.get(name)?.as_str());
            let vi = first("message").unwrap_or_else(|| field("detail"));
            let en = first("message_en").unwrap_or_else(|| field("detail_en"));
            let en = if en.is_empty() { vi } else { en };
            Trouble::Other([cchc::text::clean(vi), cchc::text::clean(en)])
        }
    })
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "tests")]
    use super::*;

    fn code(code: &str) -> String {
        ["{\"code\":\"", code, "\",\"detail\":\"Lỗi\",\"errors\":[]}"].concat()
    }

    #[test]
    fn a_status_means_something_only_with_the_word_of_a_hub() {
        let rows = [
            (404, code("item-unknown"), Trouble::Unknown),
            (
                404,
                code("not-found"),
                Trouble::Other(["Lỗi".into(), "Lỗi".into()]),
            ),
            (404, "<h1>404</h1>".to_owned(), Trouble::Unreachable),
            (200, "<h1>Wi-Fi</h1>".to_owned(), Trouble::Unreachable),
            (403, String::new(), Trouble::Unreachable),
            (403, code("origin-refused"), Trouble::Refused),
            (409, code("not-possible"), Trouble::Past),
            (429, String::new(), Trouble::Limited(Some(5))),
            (503, code("storage-busy"), Trouble::Busy),
            (502, String::new(), Trouble::Busy),
        ];
        for (status, text, expected) in rows {
            assert_eq!(
                judge(status, &text, Some(5)).unwrap_err(),
                expected,
                "{status} {text}"
            );
        }
    }

    #[test]
    fn what_is_wrong_with_words_is_said_in_the_words_of_the_hub() {
        let text = r#"{"code":"invalid","detail":"a","errors":[{"pointer":"/note","message":"Hãy viết không quá 1.000 ký tự","message_en":"Write at most 1,000 characters"}]}"#;
        assert_eq!(
            judge(422, text, None).unwrap_err(),
            Trouble::Other([
                "Hãy viết không quá 1.000 ký tự".into(),
                "Write at most 1,000 characters".into()
            ])
        );
    }
}
