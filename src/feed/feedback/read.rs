//! From the text of the file to its forms.

use super::{
    ASKS, CONTACT_FIELDS, Choice, ConsentText, ContactAsk, Due, Elsewhere, FILE_TYPES, Feedback,
    Form, KINDS, Kind, Limits, MAX_ENTRIES, MAX_FORMS, MAX_LABEL_CHARS, MAX_TEXT_CHARS, MOST,
    NEEDS, Need, Purpose, Question, Rating, TYPES, Topic, Type,
};
use crate::feed::Finding;
use crate::feed::news::look_up;
use crate::feed::procedure::UNITS;
use crate::feed::reader::{Place, Reader, top};

/// Reads the file.
#[must_use]
pub fn parse(text: &str) -> (Option<Feedback>, Vec<Finding>) {
    let (mut reader, value) = Reader::open(text);
    let Some(top) = value.as_ref().and_then(top) else {
        return (None, reader.findings);
    };
    reader.version(&top);
    reader.must_list(&top, "forms");
    let mut feedback = Feedback {
        hub: reader.url(&top, "hub"),
        forms: Vec::new(),
    };
    for place in reader.kept(&top, "forms", MAX_FORMS) {
        let Some(form) = read_form(&mut reader, &place) else {
            continue;
        };
        match feedback.forms.iter().any(|known| known.id == form.id) {
            true => reader.note("id-repeated", &place.at("id"), &form.id),
            false => feedback.forms.push(form),
        }
    }
    (Some(feedback), reader.findings)
}

/// Reads one form by itself, as the hub keeps it.
#[must_use]
pub fn parse_form(text: &str) -> (Option<Form>, Vec<Finding>) {
    let (mut reader, value) = Reader::open(text);
    let form = value
        .as_ref()
        .and_then(top)
        .and_then(|place| read_form(&mut reader, &place));
    (form, reader.findings)
}

fn read_form(reader: &mut Reader, place: &Place<'_>) -> Option<Form> {
    let id = named(reader, place, "id")?;
    let (title, title_en) = label(reader, place, "title", &id)?;
    let version = reader.number(place, "version");
    if version.is_none() {
        reader.note("form-version-missing", &place.at("version"), &id);
    }
    let mut form = Form {
        version: small(version.unwrap_or(1)),
        title,
        title_en,
        intro: reader.short_text(place, "intro", MAX_TEXT_CHARS),
        intro_en: reader.short_text(place, "intro_en", MAX_TEXT_CHARS),
        agencies: reader.texts(place, "agencies"),
        agency: need(reader, place, "agency"),
        ward: need(reader, place, "ward"),
        place: need(reader, place, "place"),
        can_publish: reader.flag(place, "can_publish"),
        limits: limits(reader, place),
        ..Form::default()
    };
    for one in reader.kept(place, "kinds", MAX_ENTRIES) {
        let Some(code) = named(reader, &one, "code") else {
            continue;
        };
        if !KINDS.contains(&&*code) {
            reader.note("word-unknown", &one.at("code"), &code);
            continue;
        }
        let Some((label, label_en)) = label(reader, &one, "label", &code) else {
            continue;
        };
        form.kinds.push(Kind {
            label,
            label_en,
            hint: reader.short_text(&one, "hint", MAX_TEXT_CHARS),
            hint_en: reader.short_text(&one, "hint_en", MAX_TEXT_CHARS),
            asks: some_of(reader, &one, "asks", ASKS),
            code,
        });
    }
    for one in reader.kept(place, "topics", MAX_ENTRIES) {
        if let Some(code) = named(reader, &one, "code")
            && let Some((label, label_en)) = label(reader, &one, "label", &code)
        {
            form.topics.push(Topic {
                code,
                label,
                label_en,
                kinds: reader.texts(&one, "kinds"),
                agency: reader.text(&one, "agency"),
            });
        }
    }
    for one in reader.kept(place, "questions", MAX_ENTRIES) {
        if let Some(question) = question(reader, &one) {
            match form.questions.iter().any(|known| known.id == question.id) {
                true => reader.note("id-repeated", &one.at("id"), &question.id),
                false => form.questions.push(question),
            }
        }
    }
    form.contact = reader
        .inner(place, "contact")
        .map(|one| contact(reader, &one));
    form.consent = match reader.inner(place, "consent") {
        Some(one) => consent(reader, &one),
        None => None,
    };
    form.due = match reader.inner(place, "due") {
        Some(one) => due(reader, &one),
        None => None,
    };
    for one in reader.kept(place, "elsewhere", MAX_ENTRIES) {
        if let Some(id) = named(reader, &one, "id")
            && let Some((title, title_en)) = label(reader, &one, "title", &id)
        {
            form.elsewhere.push(Elsewhere {
                id,
                title,
                title_en,
                text: reader.short_text(&one, "text", MAX_TEXT_CHARS),
                text_en: reader.short_text(&one, "text_en", MAX_TEXT_CHARS),
                phone: reader.text(&one, "phone"),
                url: reader.url(&one, "url"),
            });
        }
    }
    if let Some(one) = reader.inner(place, "rating")
        && let Some((question, question_en)) = label(reader, &one, "question", &id)
    {
        form.rating = Some(Rating {
            question,
            question_en,
        });
    }
    if form.kinds.is_empty() && form.rating.is_none() {
        reader.note("form-asks-nothing", &place.at("kinds"), &id);
        return None;
    }
    if form.contact.is_some() && form.consent.is_none() {
        reader.note("consent-absent", &place.at("consent"), &id);
    }
    form.id = id;
    Some(form)
}

fn question(reader: &mut Reader, place: &Place<'_>) -> Option<Question> {
    let id = named(reader, place, "id")?;
    let (label_vi, label_en) = label(reader, place, "label", &id)?;
    // A question whose answer nobody can read is none.
    let kind = reader.known(place, "type", TYPES)?;
    let mut options = Vec::new();
    for one in reader.kept(place, "options", MAX_ENTRIES) {
        if let Some(value) = named(reader, &one, "value")
            && let Some((label, label_en)) = label(reader, &one, "label", &value)
        {
            options.push(Choice {
                value,
                label,
                label_en,
            });
        }
    }
    if options.is_empty() && matches!(kind, Type::Choice | Type::Choices) {
        reader.note("options-missing", &place.at("options"), &id);
        return None;
    }
    Some(Question {
        label: label_vi,
        label_en,
        hint: reader.short_text(place, "hint", MAX_TEXT_CHARS),
        hint_en: reader.short_text(place, "hint_en", MAX_TEXT_CHARS),
        kind,
        is_required: reader.flag(place, "is_required"),
        max_chars: reader
            .number(place, "max_chars")
            .map(|most| small(most).min(MOST.body_chars)),
        options,
        kinds: reader.texts(place, "kinds"),
        id,
    })
}

fn contact(reader: &mut Reader, place: &Place<'_>) -> ContactAsk {
    ContactAsk {
        fields: some_of(reader, place, "fields", CONTACT_FIELDS),
        why: reader.short_text(place, "why", MAX_TEXT_CHARS),
        why_en: reader.short_text(place, "why_en", MAX_TEXT_CHARS),
    }
}

fn consent(reader: &mut Reader, place: &Place<'_>) -> Option<ConsentText> {
    let id = named(reader, place, "id")?;
    let Some(text) = reader.short_text(place, "text", MAX_TEXT_CHARS) else {
        reader.note("title-missing", &place.at("text"), &id);
        return None;
    };
    let Some(version) = reader.id(place, "version") else {
        reader.note("form-version-missing", &place.at("version"), &id);
        return None;
    };
    let mut purposes = Vec::new();
    for one in reader.kept(place, "purposes", MAX_ENTRIES) {
        if let Some(id) = named(reader, &one, "id")
            && let Some((label, label_en)) = label(reader, &one, "label", &id)
        {
            purposes.push(Purpose {
                id,
                label,
                label_en,
                is_required: reader.flag(&one, "is_required"),
            });
        }
    }
    let consent = ConsentText {
        id,
        version,
        text,
        text_en: reader.short_text(place, "text_en", MAX_TEXT_CHARS),
        controller: reader.short_text(place, "controller", MAX_LABEL_CHARS),
        controller_en: reader.short_text(place, "controller_en", MAX_LABEL_CHARS),
        legal_basis: reader.short_text(place, "legal_basis", MAX_TEXT_CHARS),
        legal_basis_en: reader.short_text(place, "legal_basis_en", MAX_TEXT_CHARS),
        retention_days: reader.number(place, "retention_days").map(small),
        url: reader.url(place, "url"),
        purposes,
    };
    if consent.controller.is_none() || consent.purposes.is_empty() {
        reader.note("consent-incomplete", &place.path, &consent.id);
    }
    Some(consent)
}

fn due(reader: &mut Reader, place: &Place<'_>) -> Option<Due> {
    let count = reader.number(place, "count").map(small);
    let unit = reader.known(place, "unit", UNITS);
    if count.is_none() {
        reader.note("value-unreadable", &place.at("count"), "");
    }
    Some(Due {
        count: count?,
        unit: unit?,
        basis: reader.short_text(place, "basis", MAX_TEXT_CHARS),
        basis_en: reader.short_text(place, "basis_en", MAX_TEXT_CHARS),
    })
}

fn limits(reader: &mut Reader, place: &Place<'_>) -> Limits {
    let mut limits = Limits::default();
    let Some(place) = reader.inner(place, "limits") else {
        return limits;
    };
    for (name, value, most) in [
        ("title_chars", &mut limits.title_chars, MOST.title_chars),
        (
            "body_min_chars",
            &mut limits.body_min_chars,
            MOST.body_min_chars,
        ),
        ("body_chars", &mut limits.body_chars, MOST.body_chars),
        ("files", &mut limits.files, MOST.files),
    ] {
        if let Some(number) = reader.number(&place, name) {
            *value = within(reader, &place, name, number, u64::from(most)) as u32;
        }
    }
    if let Some(number) = reader.number(&place, "file_bytes") {
        limits.file_bytes = within(reader, &place, "file_bytes", number, MOST.file_bytes);
    }
    if place
        .object
        .get("file_types")
        .is_some_and(|types| !types.is_null())
    {
        limits.file_types = some_of(reader, &place, "file_types", FILE_TYPES);
    }
    limits
}

fn within(reader: &mut Reader, place: &Place<'_>, name: &str, number: u64, most: u64) -> u64 {
    if number > most {
        reader.note("limit-too-high", &place.at(name), "");
    }
    number.min(most)
}

/// An id; without it the entry is left out.
fn named(reader: &mut Reader, place: &Place<'_>, name: &str) -> Option<String> {
    let id = reader.id(place, name);
    if id.is_none() {
        reader.note("id-missing", &place.at(name), "");
    }
    id
}

/// A text and its English; without the first the entry is left out.
fn label(
    reader: &mut Reader,
    place: &Place<'_>,
    name: &str,
    owner: &str,
) -> Option<(String, Option<String>)> {
    let Some(label) = reader.short_text(place, name, MAX_LABEL_CHARS) else {
        reader.note("title-missing", &place.at(name), owner);
        return None;
    };
    let english = [name, "_en"].concat();
    let english = reader.short_text(place, &english, MAX_LABEL_CHARS);
    Some((label, english))
}

/// Those of a list that are among these words; others are left out.
fn some_of(reader: &mut Reader, place: &Place<'_>, name: &str, known: &[&str]) -> Vec<String> {
    let mut found = Vec::new();
    for word in reader.texts(place, name) {
        match known.contains(&&*word) {
            true => found.push(word),
            false => reader.note("word-unknown", &place.at(name), &word),
        }
    }
    found
}

fn need(reader: &mut Reader, place: &Place<'_>, name: &str) -> Need {
    let Some(word) = reader.text(place, name) else {
        return Need::No;
    };
    let need = look_up(NEEDS, &word);
    if need.is_none() {
        reader.note("word-unknown", &place.at(name), &word);
    }
    need.unwrap_or_default()
}

fn small(number: u64) -> u32 {
    u32::try_from(number).unwrap_or(u32::MAX)
}
