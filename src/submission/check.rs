//! The rules that an item is held to: the widget's before it is sent, and the hub's when it comes.

use super::{Answer, Code, Submission};
use crate::feed::feedback::{Form, Need, Question, Type};

/// Longest of the short texts: a place, a name, an address.
pub(super) const SHORT_CHARS: u32 = 300;

/// What is wrong, and where.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Problem {
    /// JSON pointer of the field (RFC 6901): `/body`, `/answers/street`.
    pub pointer: String,
    /// What.
    pub code: Code,
    /// The number that the rule is about; 0 where it is about none.
    pub number: u32,
}

/// What is wrong with an item, in the order of the form. `item` is held as it is: clean it before.
#[must_use]
pub fn check(item: &Submission, form: &Form) -> Vec<Problem> {
    let mut out = Problems(Vec::new());
    if item.is_rating() {
        rated(&mut out, item, form);
    } else {
        written(&mut out, item, form);
    }
    reached(&mut out, item, form);
    agreed(&mut out, item, form);
    out.0
}

/// Characters as people count them: a letter and the marks on it are one, so both normal forms of Unicode count alike.
#[must_use]
pub fn count_chars(text: &str) -> u32 {
    let mut count = 0;
    for sign in text.chars() {
        count += u32::from(!matches!(sign, '\u{300}'..='\u{36f}'));
    }
    count
}

/// A pointer to a field of what stands at `path`.
pub(super) fn pointer(path: &str, name: &str) -> String {
    let mut out = String::with_capacity(path.len() + name.len() + 1);
    out.push_str(path);
    out.push('/');
    for sign in name.chars() {
        match sign {
            '~' => out.push_str("~0"),
            '/' => out.push_str("~1"),
            other => out.push(other),
        }
    }
    out
}

struct Problems(Vec<Problem>);

impl Problems {
    fn add(&mut self, pointer: &str, code: Code) {
        self.add_with(pointer, code, 0);
    }

    fn add_with(&mut self, pointer: &str, code: Code, number: u32) {
        self.0.push(Problem {
            pointer: pointer.to_owned(),
            code,
            number,
        });
    }

    fn at_most(&mut self, pointer: &str, text: &str, most: u32, code: Code) {
        if count_chars(text) > most {
            self.add_with(pointer, code, most);
        }
    }

    /// A field that is chosen or written, or not.
    fn need(&mut self, need: Need, field: Option<&String>, pointer: &str, code: Code) {
        if need == Need::Required && field.is_none() {
            self.add(pointer, code);
        }
    }
}

fn rated(out: &mut Problems, item: &Submission, form: &Form) {
    if form.rating.is_none() {
        return out.add("/kind", Code::KindUnknown);
    }
    match item.rating {
        Some(1..=5) => {}
        _ => out.add("/rating", Code::RatingMissing),
    }
    let most = form.limits.body_chars;
    out.at_most("/body", &item.body, most, Code::BodyTooLong);
    if !item.uploads.is_empty() {
        out.add_with("/uploads", Code::FilesTooMany, 0);
    }
}

fn written(out: &mut Problems, item: &Submission, form: &Form) {
    let limits = &form.limits;
    if !form.kinds.iter().any(|kind| kind.code == item.kind) {
        let code = match item.kind.is_empty() {
            true => Code::KindMissing,
            false => Code::KindUnknown,
        };
        out.add("/kind", code);
    }
    let topic = item.topic.as_ref();
    let is_known = |code: &String| {
        form.topics.iter().any(|topic| {
            let goes_with = topic.kinds.is_empty() || topic.kinds.contains(&item.kind);
            topic.code == *code && goes_with
        })
    };
    if topic.is_some_and(|code| !is_known(code)) {
        out.add("/topic", Code::TopicUnknown);
    }
    out.need(
        form.agency,
        item.agency.as_ref(),
        "/agency",
        Code::AgencyMissing,
    );
    let is_listed = |id: &String| form.agencies.is_empty() || form.agencies.contains(id);
    if item.agency.as_ref().is_some_and(|id| !is_listed(id)) {
        out.add("/agency", Code::AgencyUnknown);
    }
    out.need(form.ward, item.ward.as_ref(), "/ward", Code::WardMissing);
    if item.title.is_empty() {
        out.add("/title", Code::TitleMissing);
    }
    let most = limits.title_chars;
    out.at_most("/title", &item.title, most, Code::TitleTooLong);
    let length = count_chars(&item.body);
    if length == 0 {
        out.add("/body", Code::BodyMissing);
    } else if length < limits.body_min_chars {
        out.add_with("/body", Code::BodyTooShort, limits.body_min_chars);
    }
    out.at_most("/body", &item.body, limits.body_chars, Code::BodyTooLong);
    out.need(
        form.place,
        item.place.as_ref(),
        "/place",
        Code::PlaceMissing,
    );
    let place = item.place.as_deref().unwrap_or_default();
    out.at_most("/place", place, SHORT_CHARS, Code::TextTooLong);
    if item.happened_on.as_ref().is_some_and(|day| !is_day(day)) {
        out.add("/happened_on", Code::DateUnreadable);
    }
    for question in &form.questions {
        if question.is_asked_for(&item.kind) {
            asked(out, item, question);
        }
    }
    for (id, _) in &item.answers {
        let is_asked = |one: &Question| one.id == *id && one.is_asked_for(&item.kind);
        if !form.questions.iter().any(is_asked) {
            out.add(&pointer("/answers", id), Code::AnswerUnknown);
        }
    }
    if item.uploads.len() > limits.files as usize {
        out.add_with("/uploads", Code::FilesTooMany, limits.files);
    }
    if item.can_publish && !form.can_publish {
        out.add("/can_publish", Code::PublishNotAsked);
    }
    if item.rating.is_some() {
        out.add("/rating", Code::RatingNotAsked);
    }
}

fn asked(out: &mut Problems, item: &Submission, question: &Question) {
    let at = pointer("/answers", &question.id);
    let answer = item.answers.iter().find(|(id, _)| *id == question.id);
    let Some((_, answer)) = answer.filter(|(_, answer)| !answer.is_empty()) else {
        if question.is_required {
            out.add(&at, Code::AnswerMissing);
        }
        return;
    };
    let is_option = |value: &String| question.options.iter().any(|one| one.value == *value);
    let (is_known, otherwise) = match (question.kind, answer) {
        (Type::Choices, Answer::Many(values)) => {
            (values.iter().all(is_option), Code::AnswerUnknown)
        }
        (Type::Choices, _) | (_, Answer::Many(_)) => (false, Code::AnswerUnknown),
        (Type::Choice, Answer::One(value)) => (is_option(value), Code::AnswerUnknown),
        (Type::YesNo, Answer::One(value)) => (value == "yes" || value == "no", Code::AnswerUnknown),
        (Type::Date, Answer::One(value)) => (is_day(value), Code::DateUnreadable),
        (Type::Number, Answer::One(value)) => {
            let digits = value.strip_prefix('-').unwrap_or(value);
            let is_number = !digits.is_empty() && digits.bytes().all(|b| b.is_ascii_digit());
            (is_number, Code::NumberUnreadable)
        }
        (Type::Text | Type::LongText, Answer::One(_)) => (true, Code::AnswerUnknown),
    };
    if !is_known {
        out.add(&at, otherwise);
    } else if let Answer::One(text) = answer {
        out.at_most(&at, text, question.most_chars(), Code::TextTooLong);
    }
}

fn reached(out: &mut Problems, item: &Submission, form: &Form) {
    let Some(contact) = &item.contact else {
        return;
    };
    let fields = [
        ("name", &contact.name),
        ("phone", &contact.phone),
        ("email", &contact.email),
        ("address", &contact.address),
    ];
    for (name, field) in fields {
        let Some(text) = field else {
            continue;
        };
        let at = pointer("/contact", name);
        let asks = form.contact.as_ref();
        if !asks.is_some_and(|asks| asks.fields.iter().any(|one| one == name)) {
            out.add(&at, Code::ContactNotAsked);
        }
        out.at_most(&at, text, SHORT_CHARS, Code::TextTooLong);
        match name {
            "phone" if !is_phone(text) => out.add(&at, Code::PhoneUnreadable),
            "email" if !is_email(text) => out.add(&at, Code::EmailUnreadable),
            _ => {}
        }
    }
}

/// An item needs what the form asks to agree to; a rating without a name does not, because nothing in it is about a person.
fn agreed(out: &mut Problems, item: &Submission, form: &Form) {
    let Some(asked) = &form.consent else {
        return;
    };
    let Some(given) = &item.consent else {
        if !item.is_rating() || item.contact.is_some() {
            out.add("/consent", Code::ConsentMissing);
        }
        return;
    };
    if given.id != asked.id || given.version != asked.version {
        return out.add("/consent", Code::ConsentOutdated);
    }
    let has = |id: &String| given.purposes.contains(id);
    let lacks = asked
        .purposes
        .iter()
        .any(|one| one.is_required && !has(&one.id));
    if lacks {
        out.add("/consent", Code::ConsentMissing);
    }
    let is_asked = |id: &String| asked.purposes.iter().any(|one| one.id == *id);
    if !given.purposes.iter().all(is_asked) || crate::feed::parse_stamp(&given.given_at).is_none() {
        out.add("/consent", Code::ConsentOutdated);
    }
}

/// `YYYY-MM-DD`, a day that there is.
fn is_day(text: &str) -> bool {
    let part = |from: usize, to: usize| text.get(from..to)?.parse::<u32>().ok();
    let bytes = text.as_bytes();
    let is_shaped = bytes.len() == 10
        && bytes.iter().enumerate().all(|(at, byte)| match at {
            4 | 7 => *byte == b'-',
            _ => byte.is_ascii_digit(),
        });
    let (Some(year), Some(month), Some(day)) = (part(0, 4), part(5, 7), part(8, 10)) else {
        return false;
    };
    is_shaped && chrono::NaiveDate::from_ymd_opt(year as i32, month, day).is_some()
}

/// A telephone: eight to fifteen digits (ITU-T E.164) with what people put between them.
fn is_phone(text: &str) -> bool {
    let mut digits = 0;
    for (at, sign) in text.chars().enumerate() {
        match sign {
            '0'..='9' => digits += 1,
            '+' if at == 0 => {}
            ' ' | '.' | '-' | '(' | ')' | '/' => {}
            _ => return false,
        }
    }
    (8..=15).contains(&digits)
}

/// An e-mail: something, one `@`, and a name with a dot in it; more can only be known by writing to it.
fn is_email(text: &str) -> bool {
    let Some((name, host)) = text.split_once('@') else {
        return false;
    };
    let is_plain = |part: &str| {
        !part.is_empty()
            && part
                .chars()
                .all(|sign| !sign.is_whitespace() && !matches!(sign, '@' | '<' | '>' | ',' | ';'))
    };
    let has_dot = host
        .rsplit_once('.')
        .is_some_and(|(before, after)| !before.is_empty() && after.len() > 1);
    is_plain(name) && is_plain(host) && has_dot
}

#[cfg(test)]
#[path = "check_tests.rs"]
mod tests;
