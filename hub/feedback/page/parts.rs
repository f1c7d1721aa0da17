//! Fields of the page: each with its label, its hint and what is wrong with it, tied together for those who listen.

use cchc::format::Lang;

use super::super::problem::Mistake;
use super::Filled;
use super::words::Words;
use crate::html::Html;

/// A page with what was typed and what is wrong.
pub(super) struct Page<'a> {
    pub(super) html: Html,
    pub(super) words: &'static Words,
    pub(super) lang: Lang,
    pub(super) filled: &'a Filled,
    pub(super) mistakes: &'a [Mistake],
}

/// The English text where English is shown and there is one.
pub(super) fn pick<'a>(lang: Lang, vietnamese: &'a str, english: Option<&'a str>) -> &'a str {
    match (lang, english) {
        (Lang::En, Some(english)) => english,
        _ => vietnamese,
    }
}

/// A field that nobody sees.
pub(super) fn hidden(html: &mut Html, name: &str, value: &str) {
    html.raw("<input type=\"hidden\"").attribute("name", name);
    html.attribute("value", value).raw(">");
}

/// A list to choose one of.
pub(super) fn select(
    page: &mut Page<'_>,
    name: &str,
    pointer: &str,
    label: &str,
    is_required: bool,
    options: Vec<(String, String)>,
) {
    page.open(name, pointer, label, "", is_required);
    page.html.raw("<select");
    page.named(name, pointer, "");
    page.html
        .element("><option value=\"\">", page.words.none, "</option>");
    for (value, label) in options {
        page.html.raw("<option").attribute("value", &value);
        if page.filled.get(name) == value {
            page.html.raw(" selected");
        }
        page.html.element(">", &label, "</option>");
    }
    page.html.raw("</select></div>");
}

impl Page<'_> {
    fn message<'m>(&self, mistake: &'m Mistake) -> &'m str {
        pick(self.lang, &mistake.message, Some(&mistake.message_en))
    }

    fn mistake(&self, pointer: &str) -> Option<&Mistake> {
        let belongs = |mistake: &&Mistake| {
            let rest = mistake.pointer.strip_prefix(pointer);
            rest.is_some_and(|rest| {
                rest.is_empty() || (rest.starts_with('/') && pointer == "/uploads")
            })
        };
        self.mistakes.iter().find(belongs)
    }

    /// All that is wrong, each with a link to its field.
    pub(super) fn summary(&mut self) {
        if self.mistakes.is_empty() {
            return;
        }
        self.html
            .raw("<div class=\"errors\" id=\"errors\" role=\"alert\" tabindex=\"-1\">");
        self.html.element("<h2>", self.words.errors, "</h2><ul>");
        for mistake in self.mistakes {
            let words = pick(self.lang, &mistake.message, Some(&mistake.message_en)).to_owned();
            self.html
                .raw("<li><a href=\"#")
                .text(&field_of(&mistake.pointer));
            self.html.element("\">", &words, "</a></li>");
        }
        self.html.raw("</ul></div>");
    }

    /// A text of the feed, if it is there.
    pub(super) fn text(
        &mut self,
        open: &'static str,
        vietnamese: Option<&str>,
        english: Option<&str>,
        close: &'static str,
    ) {
        if let Some(vietnamese) = vietnamese {
            self.html
                .element(open, pick(self.lang, vietnamese, english), close);
        }
    }

    fn open(&mut self, name: &str, pointer: &str, label: &str, hint: &str, is_required: bool) {
        let wrong = self
            .mistake(pointer)
            .map(|mistake| self.message(mistake).to_owned());
        self.html.raw(match wrong {
            Some(_) => "<div class=\"field wrong\"><label for=\"f-",
            None => "<div class=\"field\"><label for=\"f-",
        });
        self.html.text(name).element("\">", label, "");
        if !is_required {
            self.html.text(self.words.optional);
        }
        self.html.raw("</label>");
        self.notes(name, hint, wrong.as_deref());
    }

    fn notes(&mut self, name: &str, hint: &str, wrong: Option<&str>) {
        if !hint.is_empty() {
            self.html.raw("<p class=\"hint\" id=\"h-").text(name);
            self.html.element("\">", hint, "</p>");
        }
        if let Some(wrong) = wrong {
            self.html.raw("<p class=\"error\" id=\"e-").text(name);
            self.html
                .raw("\">")
                .text(self.words.error)
                .text(wrong)
                .raw("</p>");
        }
    }

    /// Name, id, and what describes the field.
    fn named(&mut self, name: &str, pointer: &str, hint: &str) {
        let is_wrong = self.mistake(pointer).is_some();
        self.html.attribute("name", name);
        self.html.raw(" id=\"f-").text(name).raw("\"");
        if is_wrong {
            self.html.raw(" aria-invalid=\"true\"");
        }
        if is_wrong || !hint.is_empty() {
            self.html.raw(" aria-describedby=\"");
            if !hint.is_empty() {
                self.html.raw("h-").text(name).raw(" ");
            }
            if is_wrong {
                self.html.raw("e-").text(name);
            }
            self.html.raw("\"");
        }
    }

    /// One line.
    pub(super) fn line(
        &mut self,
        name: &str,
        pointer: &str,
        label: &str,
        hint: &str,
        is_required: bool,
        kind: &str,
    ) {
        self.open(name, pointer, label, hint, is_required);
        self.html.raw("<input").attribute("type", kind);
        self.named(name, pointer, hint);
        self.html
            .attribute("value", self.filled.get(name))
            .raw("></div>");
    }

    /// Several lines. The first line break in a text area is not part of it, so there is one more.
    pub(super) fn lines(
        &mut self,
        name: &str,
        pointer: &str,
        label: &str,
        hint: &str,
        is_required: bool,
    ) {
        self.open(name, pointer, label, hint, is_required);
        self.html.raw("<textarea");
        self.named(name, pointer, hint);
        self.html
            .element(">\n", self.filled.get(name), "</textarea></div>");
    }

    /// Opens a group; `</fieldset>` closes it.
    pub(super) fn group(&mut self, name: &str, pointer: &str, label: &str, hint: &str) {
        let wrong = self
            .mistake(pointer)
            .map(|mistake| self.message(mistake).to_owned());
        self.html
            .raw("<fieldset tabindex=\"-1\" id=\"f-")
            .text(name);
        self.html.element("\"><legend>", label, "</legend>");
        self.notes(name, hint, wrong.as_deref());
    }

    /// One of a group, of which one is chosen.
    pub(super) fn radio(&mut self, name: &str, value: &str, label: &str, is_chosen: bool) {
        self.choice(
            "<label class=\"choice\"><input type=\"radio\"",
            name,
            value,
            label,
            is_chosen,
        );
    }

    /// One that is ticked or not.
    pub(super) fn tick(&mut self, name: &str, value: &str, label: &str, is_chosen: bool) {
        self.choice(
            "<label class=\"choice\"><input type=\"checkbox\"",
            name,
            value,
            label,
            is_chosen,
        );
    }

    fn choice(
        &mut self,
        open: &'static str,
        name: &str,
        value: &str,
        label: &str,
        is_chosen: bool,
    ) {
        self.html
            .raw(open)
            .attribute("name", name)
            .attribute("value", value);
        if is_chosen {
            self.html.raw(" checked");
        }
        self.html.element("> ", label, "</label>");
    }

    /// Files: those that are here already, and room for more.
    pub(super) fn files(&mut self, types: &str) {
        let words = self.words;
        self.open("files", "/uploads", words.files, words.files_hint, false);
        let names: Vec<&str> = self.filled.all("upload-name").collect();
        let ids: Vec<&str> = self.filled.all("upload").collect();
        if !ids.is_empty() {
            self.html.element("<p>", words.files_kept, ":</p><ul>");
            for (id, name) in ids.into_iter().zip(names) {
                self.html.element("<li>", name, "");
                hidden(&mut self.html, "upload", id);
                hidden(&mut self.html, "upload-name", name);
                self.html.raw("</li>");
            }
            self.html.raw("</ul>");
        }
        self.html
            .raw("<input type=\"file\" multiple")
            .attribute("accept", types);
        self.named("files", "/uploads", words.files_hint);
        self.html.raw("></div>");
    }
}

/// Id of the field that a pointer means.
fn field_of(pointer: &str) -> String {
    let rest = pointer.trim_start_matches('/');
    let name = match rest.split_once('/') {
        Some(("answers", id)) => format!("answer-{}", id.replace("~1", "/").replace("~0", "~")),
        Some(("contact", field)) => field.to_owned(),
        Some(("uploads", _)) | None if rest.starts_with("uploads") => "files".to_owned(),
        _ if rest.is_empty() => "title".to_owned(),
        _ => rest.to_owned(),
    };
    format!("f-{name}")
}
