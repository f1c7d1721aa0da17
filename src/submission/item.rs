//! The item itself, to JSON and back: on its way to the hub, and in the store of a device where it waits.

use serde_json::{Map, Value};

use crate::text::{clean, without_noise};

/// What a citizen sends.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Submission {
    /// The site that the hub knows the page by.
    pub site: Option<String>,
    /// Id of the form.
    pub form: String,
    /// Version of the form that the citizen saw.
    pub form_version: u32,
    /// One of the form's kinds, or [`crate::feed::feedback::RATING`].
    pub kind: String,
    /// Code of a topic.
    pub topic: Option<String>,
    /// Id of an agency.
    pub agency: Option<String>,
    /// Id of a ward or commune, an agency too.
    pub ward: Option<String>,
    /// Where it happened, in words.
    pub place: Option<String>,
    /// When it happened, `YYYY-MM-DD`.
    pub happened_on: Option<String>,
    /// In a few words.
    pub title: String,
    /// In full.
    pub body: String,
    /// Answers to the questions of the form, by their ids, in the order of the form.
    pub answers: Vec<(String, Answer)>,
    /// How to reach the citizen.
    pub contact: Option<Contact>,
    /// What she agreed to.
    pub consent: Option<Consent>,
    /// Whether it may be published.
    pub can_publish: bool,
    /// Ids of files that were sent before.
    pub uploads: Vec<String>,
    /// From 1, very bad, to 5, very good.
    pub rating: Option<u8>,
    /// Language of the form as it was shown: `vi` or `en`.
    pub lang: String,
    /// Address of the page, without what could name a person in it.
    pub page: Option<String>,
    /// When the citizen pressed send, by her own clock; RFC 3339.
    pub client_created_at: String,
    /// Proof of work, see [`super::proof`].
    pub altcha: Option<String>,
    /// A field that nobody sees and only machines fill.
    pub trap: String,
}

/// An answer to a question.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Answer {
    /// Of all types but one.
    One(String),
    /// Of the type `choices`.
    Many(Vec<String>),
}

impl Answer {
    /// Whether nothing was answered.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        match self {
            Self::One(text) => text.is_empty(),
            Self::Many(values) => values.is_empty(),
        }
    }
}

/// How to reach a citizen. Everything can be left empty.
#[derive(Clone, PartialEq, Eq, Default)]
pub struct Contact {
    /// Her name.
    pub name: Option<String>,
    /// Her telephone.
    pub phone: Option<String>,
    /// Her e-mail.
    pub email: Option<String>,
    /// Where she lives.
    pub address: Option<String>,
}

/// Personal data stays out of logs.
impl std::fmt::Debug for Contact {
    fn fmt(&self, to: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        to.write_str("Contact(…)")
    }
}

/// What was agreed to, and when: the proof that the law asks for (Nghị định 356/2025/NĐ-CP).
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Consent {
    /// Id of the text.
    pub id: String,
    /// Version of the text.
    pub version: String,
    /// Ids of the purposes.
    pub purposes: Vec<String>,
    /// When; RFC 3339.
    pub given_at: String,
}

/// A value of another type than the field has; its JSON pointer (RFC 6901).
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{0}: kiểu giá trị không đúng | the value has another type")]
pub struct TypeWrong(pub String);

impl Submission {
    /// Whether it is a rating.
    #[must_use]
    pub fn is_rating(&self) -> bool {
        self.kind == crate::feed::feedback::RATING
    }

    /// Without characters that only confuse, without outer space; lines of the body stay lines. The same again changes
    /// nothing, so a device and the hub may both do it.
    #[must_use]
    pub fn cleaned(mut self) -> Self {
        for text in [
            &mut self.form,
            &mut self.kind,
            &mut self.title,
            &mut self.lang,
        ] {
            *text = clean(text);
        }
        self.body = lines(&self.body);
        for field in [
            &mut self.site,
            &mut self.topic,
            &mut self.agency,
            &mut self.ward,
            &mut self.place,
            &mut self.happened_on,
            &mut self.page,
        ] {
            tidy(field);
        }
        let mut answers = Vec::new();
        for (id, answer) in self.answers {
            let answer = match answer {
                Answer::One(text) => Answer::One(lines(&text)),
                Answer::Many(values) => Answer::Many(values),
            };
            if !answer.is_empty() {
                answers.push((id, answer));
            }
        }
        self.answers = answers;
        if let Some(contact) = &mut self.contact {
            for field in [
                &mut contact.name,
                &mut contact.phone,
                &mut contact.email,
                &mut contact.address,
            ] {
                tidy(field);
            }
            if *contact == Contact::default() {
                self.contact = None;
            }
        }
        self
    }

    /// As JSON.
    #[must_use]
    pub fn to_json(&self) -> Value {
        serde_json::from_str(&self.to_text()).unwrap_or_default()
    }

    /// Of JSON; fields that nobody knows are left out.
    ///
    /// # Errors
    ///
    /// [`TypeWrong`] with the place of the first value of another type; the pointer is empty where the whole is no object.
    pub fn from_json(value: &Value) -> Result<Self, TypeWrong> {
        let mut wrong = None;
        let item = read(value, &mut wrong);
        wrong.map_or(Ok(item), Err)
    }
}

/// What could be read of it. Nothing is given up half way: every way out would take its own half of an item apart, which makes
/// this three times as long in the browser.
fn read(value: &Value, wrong: &mut Option<TypeWrong>) -> Submission {
    let mut item = Submission::default();
    let top = &mut Fields {
        object: value.as_object(),
        path: "",
        wrong,
    };
    if top.object.is_none() {
        *top.wrong = Some(TypeWrong(String::new()));
    }
    item.form_version = top.number("form_version").unwrap_or_default();
    item.can_publish = top.flag("can_publish");
    // What is no grade is no reason to refuse the whole: the rules say what is wrong.
    let rating = top.number("rating");
    item.rating = rating.map(|grade| u8::try_from(grade).unwrap_or(u8::MAX));
    top.fill(&mut [
        ("form", &mut item.form),
        ("kind", &mut item.kind),
        ("title", &mut item.title),
        ("body", &mut item.body),
        ("lang", &mut item.lang),
        ("client_created_at", &mut item.client_created_at),
        ("trap", &mut item.trap),
    ]);
    top.fill_some(&mut [
        ("site", &mut item.site),
        ("topic", &mut item.topic),
        ("agency", &mut item.agency),
        ("ward", &mut item.ward),
        ("place", &mut item.place),
        ("happened_on", &mut item.happened_on),
        ("page", &mut item.page),
        ("altcha", &mut item.altcha),
    ]);
    item.uploads = top.texts("uploads");
    if let Some(mut fields) = top.inner("contact", "/contact") {
        let contact = item.contact.insert(Contact::default());
        fields.fill_some(&mut [
            ("name", &mut contact.name),
            ("phone", &mut contact.phone),
            ("email", &mut contact.email),
            ("address", &mut contact.address),
        ]);
    }
    if let Some(mut fields) = top.inner("consent", "/consent") {
        let consent = item.consent.insert(Consent::default());
        fields.fill(&mut [
            ("id", &mut consent.id),
            ("version", &mut consent.version),
            ("given_at", &mut consent.given_at),
        ]);
        consent.purposes = fields.texts("purposes");
    }
    if let Some(mut fields) = top.inner("answers", "/answers") {
        for (id, value) in fields.object.into_iter().flatten() {
            let answer = match value {
                Value::Array(_) => Answer::Many(fields.texts(id)),
                _ => Answer::One(fields.text(id).unwrap_or_default()),
            };
            item.answers.push((id.clone(), answer));
        }
    }
    item
}

impl Contact {
    /// As JSON, without what is empty: what a hub seals.
    #[must_use]
    pub fn to_json(&self) -> Value {
        let mut object = Map::new();
        for (name, text) in [
            ("name", &self.name),
            ("phone", &self.phone),
            ("email", &self.email),
            ("address", &self.address),
        ] {
            if let Some(text) = text {
                object.insert(name.to_owned(), text.as_str().into());
            }
        }
        Value::Object(object)
    }
}

/// Each line cleaned; no more than one empty line between two.
pub(crate) fn lines(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut gaps = 0;
    for line in without_line_signs(text).split('\n') {
        let line = clean(line);
        if line.is_empty() {
            gaps += 1;
            continue;
        }
        if !out.is_empty() {
            out.push_str(if gaps > 0 { "\n\n" } else { "\n" });
        }
        gaps = 0;
        out.push_str(&line);
    }
    out
}

/// All that ends a line as `\n`.
fn without_line_signs(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut before = ' ';
    for sign in text.chars() {
        match sign {
            '\n' if before == '\r' => {}
            '\r' | '\u{85}' | '\u{2028}' | '\u{2029}' => out.push('\n'),
            _ => out.push(sign),
        }
        before = sign;
    }
    out
}

fn tidy(field: &mut Option<String>) {
    if let Some(text) = field {
        let clean = clean(&without_noise(text));
        *field = Some(clean).filter(|clean| !clean.is_empty());
    }
}

/// An object of JSON, where it stands, and the first thing in it that has another type.
struct Fields<'a> {
    object: Option<&'a Map<String, Value>>,
    path: &'static str,
    wrong: &'a mut Option<TypeWrong>,
}

impl<'a> Fields<'a> {
    /// Absent and null are the same.
    fn get(&self, name: &str) -> Option<&'a Value> {
        self.object?.get(name).filter(|value| !value.is_null())
    }

    #[inline(never)]
    fn is_wrong(&mut self, name: &str) {
        if self.wrong.is_none() {
            *self.wrong = Some(TypeWrong(super::check::pointer(self.path, name)));
        }
    }

    #[inline(never)]
    fn text(&mut self, name: &str) -> Option<String> {
        match self.get(name)? {
            Value::String(text) => return Some(text.clone()),
            _ => self.is_wrong(name),
        }
        None
    }

    fn fill(&mut self, fields: &mut [(&str, &mut String)]) {
        for (name, field) in fields {
            **field = self.text(name).unwrap_or_default();
        }
    }

    fn fill_some(&mut self, fields: &mut [(&str, &mut Option<String>)]) {
        for (name, field) in fields {
            **field = self.text(name);
        }
    }

    #[inline(never)]
    fn texts(&mut self, name: &str) -> Vec<String> {
        let mut out = Vec::new();
        let mut is_right = true;
        match self.get(name) {
            None => {}
            Some(Value::Array(values)) => {
                for value in values {
                    is_right &= value.is_string();
                    out.extend(value.as_str().map(str::to_owned));
                }
            }
            Some(_) => is_right = false,
        }
        if !is_right {
            self.is_wrong(name);
        }
        out
    }

    #[inline(never)]
    fn number(&mut self, name: &str) -> Option<u32> {
        let number = self.get(name)?.as_u64();
        let number = number.and_then(|number| u32::try_from(number).ok());
        if number.is_none() {
            self.is_wrong(name);
        }
        number
    }

    fn flag(&mut self, name: &str) -> bool {
        let flag = self.get(name).map(Value::as_bool);
        if flag == Some(None) {
            self.is_wrong(name);
        }
        flag.flatten().unwrap_or_default()
    }

    /// The object of this name, and where it stands.
    fn inner(&mut self, name: &str, path: &'static str) -> Option<Fields<'_>> {
        match self.get(name)? {
            Value::Object(_) => Some(Fields {
                object: self.object?.get(name)?.as_object(),
                path,
                wrong: self.wrong,
            }),
            _ => {
                self.is_wrong(name);
                None
            }
        }
    }
}
