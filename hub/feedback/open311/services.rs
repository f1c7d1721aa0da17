//! What can be asked for: each kind of the form, and each kind with each field that goes with it. What the form asks
//! besides are attributes; so is each purpose of the consent, because nobody agrees by silence.

use cchc::feed::feedback::{Form, Need, Question, Type};
use serde_json::{Value, json};

/// Between the parts of a code; ids of kinds and topics have none.
const POINT: char = '.';
/// Attributes that are no question of the form begin so.
pub(super) const OWN: &str = "cchc.";
/// Attributes for the purposes of the consent.
pub(super) const CONSENT: &str = "cchc.consent.";

/// A kind, and a field if one is named.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Service<'a> {
    pub(super) kind: &'a str,
    pub(super) topic: Option<&'a str>,
}

impl<'a> Service<'a> {
    /// Of a code, if the form has it.
    pub(super) fn of(form: &'a Form, code: &str) -> Option<Self> {
        all(form).into_iter().find(|service| service.code() == code)
    }

    pub(super) fn code(&self) -> String {
        match self.topic {
            Some(topic) => format!("{}{POINT}{topic}", self.kind),
            None => self.kind.to_owned(),
        }
    }

    /// The kind's name and the field's, as far as the form knows them.
    pub(super) fn names(&self, form: &Form) -> (String, Option<String>) {
        let kind = form.kinds.iter().find(|kind| kind.code == self.kind);
        let topic = form
            .topics
            .iter()
            .find(|topic| Some(topic.code.as_str()) == self.topic);
        (
            kind.map_or(self.kind, |kind| kind.label.as_str())
                .to_owned(),
            topic
                .map(|topic| topic.label.clone())
                .or_else(|| self.topic.map(str::to_owned)),
        )
    }
}

fn all(form: &Form) -> Vec<Service<'_>> {
    let mut services = Vec::new();
    for kind in &form.kinds {
        let kind = kind.code.as_str();
        services.push(Service { kind, topic: None });
        for topic in &form.topics {
            if topic.kinds.is_empty() || topic.kinds.iter().any(|one| one == kind) {
                let topic = Some(topic.code.as_str());
                services.push(Service { kind, topic });
            }
        }
    }
    services
}

/// `services`
pub(super) fn list(form: &Form) -> Value {
    let service = |service: Service<'_>| {
        let (kind, topic) = service.names(form);
        let hint = form.kinds.iter().find(|one| one.code == service.kind);
        let hint = hint.and_then(|one| one.hint.clone()).unwrap_or_default();
        let keywords = match &topic {
            Some(topic) => format!("{kind}, {topic}"),
            None => kind.clone(),
        };
        json!({
            "service_code": service.code(),
            "service_name": topic.unwrap_or_else(|| kind.clone()),
            "description": hint,
            "metadata": !attributes(form, service.kind).is_empty(),
            "type": "realtime",
            "keywords": keywords,
            "group": kind,
        })
    };
    Value::Array(all(form).into_iter().map(service).collect())
}

/// `services/{code}`
pub(super) fn definition(form: &Form, service: Service<'_>) -> Value {
    json!({"service_code": service.code(), "attributes": attributes(form, service.kind)})
}

fn attributes(form: &Form, kind: &str) -> Vec<Value> {
    let mut found: Vec<_> = form
        .questions
        .iter()
        .filter(|question| question.is_asked_for(kind))
        .map(question_of)
        .collect();
    let mut own =
        |name: &str, datatype: &str, is_required: bool, words: &str, values: Vec<Value>| {
            found.push(attribute(name, datatype, is_required, "", words, values));
        };
    for (need, name, words) in [
        (form.agency, "cchc.agency", "Mã cơ quan nhận ý kiến"),
        (form.ward, "cchc.ward", "Mã phường, xã"),
    ] {
        if need != Need::No {
            own(name, "string", need == Need::Required, words, Vec::new());
        }
    }
    if form.can_publish {
        own(
            "cchc.can_publish",
            "singlevaluelist",
            false,
            "Đồng ý đăng công khai sau khi che thông tin cá nhân",
            yes_no(),
        );
    }
    if let Some(consent) = &form.consent {
        for purpose in &consent.purposes {
            let words = format!("{} — {}", purpose.label, consent.text);
            own(
                &format!("{CONSENT}{}", purpose.id),
                "singlevaluelist",
                purpose.is_required,
                &words,
                yes_no(),
            );
        }
    }
    for (order, attribute) in (1..).zip(&mut found) {
        attribute["order"] = Value::from(order);
    }
    found
}

fn question_of(question: &Question) -> Value {
    let (datatype, help) = match question.kind {
        Type::Text => ("string", ""),
        Type::LongText => ("text", ""),
        Type::Choice | Type::YesNo => ("singlevaluelist", ""),
        Type::Choices => ("multivaluelist", ""),
        Type::Date => ("datetime", "YYYY-MM-DD"),
        Type::Number => ("number", ""),
    };
    let values = match question.kind {
        Type::YesNo => yes_no(),
        _ => {
            let options = question.options.iter();
            options
                .map(|one| json!({"key": one.value, "name": one.label}))
                .collect()
        }
    };
    let help = question.hint.as_deref().unwrap_or(help);
    attribute(
        &question.id,
        datatype,
        question.is_required,
        help,
        &question.label,
        values,
    )
}

fn attribute(
    code: &str,
    datatype: &str,
    is_required: bool,
    help: &str,
    words: &str,
    values: Vec<Value>,
) -> Value {
    json!({
        "variable": true,
        "code": code,
        "datatype": datatype,
        "required": is_required,
        "datatype_description": help,
        "order": 0,
        "description": words,
        "values": values,
    })
}

fn yes_no() -> Vec<Value> {
    vec![
        json!({"key": "yes", "name": "Có"}),
        json!({"key": "no", "name": "Không"}),
    ]
}
