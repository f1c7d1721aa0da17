//! A procedure as JSON-LD of schema.org (GovernmentService), for the page to offer to search engines. The widget never writes
//! into the page's head: pages under Trusted Types refuse it, and what a page says of itself is its own business.

use cchc::feed::procedure::{Channel, Detail};

/// The text of a `<script type="application/ld+json">`; `page` is the address at which the procedure is open.
#[must_use]
pub fn linked_data(detail: &Detail, page: &str) -> String {
    let procedure = &detail.procedure;
    let mut out = Object::new();
    out.text("@context", "https://schema.org");
    out.text("@type", "GovernmentService");
    out.text("identifier", &procedure.id);
    out.text("name", &procedure.name);
    out.text("serviceType", &procedure.field);
    out.text("url", page);
    out.text("sameAs", procedure.url.as_deref().unwrap_or_default());
    if !procedure.handler.is_empty() {
        let mut provider = Object::new();
        provider.text("@type", "GovernmentOrganization");
        provider.text("name", &procedure.handler);
        out.object("provider", provider);
    }
    out.text("serviceOutput", &detail.results.join("; "));
    let is_online = detail.ways.iter().any(|way| way.channel == Channel::Online);
    if let Some(url) = procedure.url.as_deref().filter(|_| is_online) {
        let mut channel = Object::new();
        channel.text("@type", "ServiceChannel");
        channel.text("serviceUrl", url);
        out.object("availableChannel", channel);
    }
    out.end()
}

/// A JSON object while it is written.
struct Object(String);

impl Object {
    fn new() -> Self {
        Self(String::from("{"))
    }

    fn name(&mut self, name: &str) {
        if self.0.len() > 1 {
            self.0.push(',');
        }
        quote(name, &mut self.0);
        self.0.push(':');
    }

    /// A text, unless there is none.
    fn text(&mut self, name: &str, text: &str) {
        if !text.is_empty() {
            self.name(name);
            quote(text, &mut self.0);
        }
    }

    fn object(&mut self, name: &str, object: Self) {
        self.name(name);
        self.0.push_str(&object.end());
    }

    fn end(mut self) -> String {
        self.0.push('}');
        self.0
    }
}

/// Text of the feed has no control characters. `<` is escaped, so that no text can end the script that it stands in.
fn quote(text: &str, out: &mut String) {
    out.push('"');
    for c in text.chars() {
        match c {
            '"' | '\\' => {
                out.push('\\');
                out.push(c);
            }
            '<' => out.push_str("\\u003c"),
            c if c < ' ' => out.push(' '),
            c => out.push(c),
        }
    }
    out.push('"');
}
