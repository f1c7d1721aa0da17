//! The same answer as XML: a list stands under its name, its parts under the name for one.

use quick_xml::Writer;
use quick_xml::events::{BytesDecl, BytesEnd, BytesStart, BytesText, Event};
use serde_json::Value;

/// What one of a list is called.
fn one(list: &str) -> &str {
    match list {
        "service_requests" => "request",
        "service_request_updates" => "request_update",
        list => list.strip_suffix('s').unwrap_or(list),
    }
}

/// A document whose outermost element has this name.
pub(super) fn document(root: &str, value: &Value) -> std::io::Result<Vec<u8>> {
    let mut to = Writer::new(Vec::new());
    to.write_event(Event::Decl(BytesDecl::new("1.0", Some("utf-8"), None)))?;
    element(&mut to, root, value)?;
    Ok(to.into_inner())
}

fn element(to: &mut Writer<Vec<u8>>, name: &str, value: &Value) -> std::io::Result<()> {
    to.write_event(Event::Start(BytesStart::new(name)))?;
    match value {
        Value::Null => {}
        Value::Array(parts) => {
            for part in parts {
                element(to, one(name), part)?;
            }
        }
        Value::Object(parts) => {
            for (name, part) in parts {
                element(to, name, part)?;
            }
        }
        Value::String(text) => text_of(to, text)?,
        other => text_of(to, &other.to_string())?,
    }
    to.write_event(Event::End(BytesEnd::new(name)))
}

/// Signs that XML 1.0 has not are left out: nothing can stand for them.
fn text_of(to: &mut Writer<Vec<u8>>, text: &str) -> std::io::Result<()> {
    let is_known = |sign: &char| {
        matches!(sign, '\t' | '\n' | '\r')
            || (*sign >= ' ' && !matches!(sign, '\u{fffe}' | '\u{ffff}'))
    };
    let clean: String = text.chars().filter(is_known).collect();
    to.write_event(Event::Text(BytesText::new(&clean)))
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "tests")]
    use super::document;
    use serde_json::json;

    #[test]
    fn lists_are_named_as_the_standard_names_them_and_texts_stay_texts() {
        for (root, value, expected) in [
            (
                "errors",
                json!([{"code": 404}]),
                "<errors><error><code>404</code></error></errors>",
            ),
            ("services", json!([]), "<services></services>"),
            (
                "service_requests",
                json!([{"lat": null}]),
                "<service_requests><request><lat></lat></request></service_requests>",
            ),
            (
                "service_definition",
                json!({"attributes": [{"variable": true, "values": [{"key": "a"}]}]}),
                "<service_definition><attributes><attribute><values><value><key>a</key></value>\
                 </values><variable>true</variable></attribute></attributes></service_definition>",
            ),
            (
                "discovery",
                json!({"formats": ["text/xml"]}),
                "<discovery><formats><format>text/xml</format></formats></discovery>",
            ),
            (
                "error",
                json!("<b>&\u{0}\u{ffff}"),
                "<error>&lt;b&gt;&amp;</error>",
            ),
        ] {
            let text = String::from_utf8(document(root, &value).unwrap()).unwrap();
            assert_eq!(
                text,
                format!("<?xml version=\"1.0\" encoding=\"utf-8\"?>{expected}")
            );
        }
    }
}
