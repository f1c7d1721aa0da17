//! Writes HTML: texts are escaped, everything else is a constant of this program.

/// A page on its way.
#[derive(Default)]
pub(crate) struct Html(String);

impl Html {
    /// Mark-up that stands in the program.
    pub(crate) fn raw(&mut self, markup: &'static str) -> &mut Self {
        self.0.push_str(markup);
        self
    }

    /// A text of whoever; safe between tags and within quoted attributes.
    pub(crate) fn text(&mut self, text: &str) -> &mut Self {
        for sign in text.chars() {
            match sign {
                '&' => self.0.push_str("&amp;"),
                '<' => self.0.push_str("&lt;"),
                '>' => self.0.push_str("&gt;"),
                '"' => self.0.push_str("&quot;"),
                '\'' => self.0.push_str("&#39;"),
                // No browser takes it, and some parsers stop at it.
                '\0' => self.0.push('\u{fffd}'),
                other => self.0.push(other),
            }
        }
        self
    }

    /// A whole element with a text in it; the tag stands in the program.
    pub(crate) fn element(
        &mut self,
        open: &'static str,
        text: &str,
        close: &'static str,
    ) -> &mut Self {
        self.raw(open).text(text).raw(close)
    }

    /// ` name="text"`.
    pub(crate) fn attribute(&mut self, name: &'static str, text: &str) -> &mut Self {
        self.raw(" ").raw(name).raw("=\"").text(text).raw("\"")
    }

    /// The page.
    pub(crate) fn done(self) -> String {
        self.0
    }
}
