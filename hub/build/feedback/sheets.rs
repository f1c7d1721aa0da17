//! What the workbook of forms says: a row for each form, and rows of the other sheets that belong to one form or to all.

use cchc::feed::wire::feedback::{
    Ask, Choice, Consent, Contact, ContactField, Due, Elsewhere, FileType, Form, Kind, KindCode,
    Limits, Need, Purpose, Question, Rating, Topic, Type,
};
use cchc::feed::wire::procedure::Unit;

use super::layouts;
use crate::build::agencies::Names;
use crate::build::origin::{Origin, Origins};
use crate::build::problem::Problems;
use crate::build::table::book::Book;
use crate::build::table::fold::nearest;
use crate::build::table::layout::Layout;
use crate::build::table::row::Row;

/// One form and where its parts came from, by their paths inside of it.
pub(super) struct Draft {
    pub(super) form: Form,
    pub(super) origin: Origin,
    pub(super) parts: Vec<(String, Origin)>,
}

/// Adds what a row says; `false` where this form has nothing that it could belong to.
type Add = fn(&Row<'_>, &mut Draft, &Names, &mut Problems) -> bool;

/// Sheets that tell more of forms, and the rule that a row breaks which belongs to nothing. Choices follow their questions.
const SHEETS: [(&Layout, Add, &str); 7] = [
    (&layouts::KIND_ROWS, kind, ""),
    (&layouts::TOPICS, topic, ""),
    (&layouts::QUESTIONS, question, ""),
    (&layouts::OPTIONS, option, "question-unknown"),
    (&layouts::CONSENTS, consent, ""),
    (&layouts::PURPOSES, purpose, "consent-unknown"),
    (&layouts::ELSEWHERE, elsewhere, ""),
];

/// Reads all sheets.
pub(super) fn read(book: &Book<'_>, names: &Names, problems: &mut Problems) -> Vec<Draft> {
    let mut drafts = Vec::new();
    for row in book.rows(&layouts::FORMS, problems) {
        if let Some(form) = form(&row, names, problems) {
            drafts.push(Draft {
                form,
                origin: Origin::from(&row),
                parts: Vec::new(),
            });
        }
    }
    for (layout, add, rule) in SHEETS {
        for row in book.rows(layout, problems) {
            each(&row, &mut drafts, names, problems, (add, rule));
        }
    }
    drafts
}

/// Adds a row to the form that it names, or to all.
fn each(
    row: &Row<'_>,
    drafts: &mut [Draft],
    names: &Names,
    problems: &mut Problems,
    (add, rule): (Add, &'static str),
) {
    let named = row.text(problems, "form");
    let is_known = |id: &String| drafts.iter().any(|draft| draft.form.id == *id);
    if let Some(id) = named.as_ref().filter(|id| !is_known(id)) {
        let known = drafts.iter().map(|draft| draft.form.id.as_str());
        let detail = match nearest(id, known) {
            Some(meant) => format!("{id} → {meant}?"),
            None => id.clone(),
        };
        row.note(problems, "form", "form-unknown", &detail);
        return;
    }
    // Without a form nobody can tell where it belongs, and that there is none was told.
    let mut is_taken = drafts.is_empty();
    for draft in drafts {
        if named.as_ref().is_none_or(|id| *id == draft.form.id) {
            is_taken |= add(row, draft, names, problems);
        }
    }
    if !is_taken && !rule.is_empty() {
        let key = match rule {
            "question-unknown" => "question",
            _ => "form",
        };
        let detail = row.text(problems, key).unwrap_or_default();
        row.note(problems, key, rule, &detail);
    }
}

impl Draft {
    fn part(&mut self, path: String, row: &Row<'_>) {
        self.parts.push((path, Origin::from(row)));
    }

    /// Tells the check of the file where the parts of the form came from that stands there.
    pub(super) fn origins(&mut self, at: usize, origins: &mut Origins) {
        let path = format!("$.forms[{at}]");
        for (part, origin) in std::mem::take(&mut self.parts) {
            origins.insert(format!("{path}.{part}"), origin);
        }
        origins.insert(path, self.origin.clone());
    }
}

fn form(row: &Row<'_>, names: &Names, problems: &mut Problems) -> Option<Form> {
    row.must(problems, "id");
    let id = row.id(problems, "id");
    row.must(problems, "version");
    let version = row.count(problems, "version");
    let title = row.must(problems, "title");
    let agencies = row.list(problems, "agencies");
    let question = row.text(problems, "rating.question");
    let form = Form {
        title_en: row.text(problems, "title_en"),
        intro: row.text(problems, "intro"),
        intro_en: row.text(problems, "intro_en"),
        agencies: agencies
            .iter()
            .filter_map(|text| names.find(row, problems, "agencies", text))
            .collect(),
        agency: need(row, problems, "agency"),
        ward: need(row, problems, "ward"),
        place: need(row, problems, "place"),
        contact: contact(row, problems),
        can_publish: row.flag(problems, "can_publish"),
        limits: limits(row, problems),
        due: due(row, problems),
        rating: question.map(|question| Rating {
            question,
            question_en: row.text(problems, "rating.question_en"),
        }),
        id: id?,
        version: version?,
        title: title?,
        ..Form::default()
    };
    Some(form)
}

fn need(row: &Row<'_>, problems: &mut Problems, key: &str) -> Option<Need> {
    row.word(problems, key).map(|word| match word {
        "required" => Need::Required,
        "optional" => Need::Optional,
        _ => Need::No,
    })
}

fn contact(row: &Row<'_>, problems: &mut Problems) -> Option<Contact> {
    let fields = row.words(problems, "contact.fields").into_iter();
    let fields: Vec<_> = fields
        .map(|word| match word {
            "name" => ContactField::Name,
            "phone" => ContactField::Phone,
            "email" => ContactField::Email,
            _ => ContactField::Address,
        })
        .collect();
    (!fields.is_empty()).then(|| Contact {
        fields,
        why: row.text(problems, "contact.why"),
        why_en: row.text(problems, "contact.why_en"),
    })
}

fn limits(row: &Row<'_>, problems: &mut Problems) -> Option<Limits> {
    let types = row.words(problems, "limits.file_types").into_iter();
    let types: Vec<_> = types
        .map(|word| match word {
            "image/jpeg" => FileType::Jpeg,
            "image/png" => FileType::Png,
            "image/webp" => FileType::Webp,
            _ => FileType::Pdf,
        })
        .collect();
    let megabytes = row.count(problems, "limits.file_bytes");
    let limits = Limits {
        title_chars: row.count(problems, "limits.title_chars"),
        body_min_chars: row.count(problems, "limits.body_min_chars"),
        body_chars: row.count(problems, "limits.body_chars"),
        files: row.count(problems, "limits.files"),
        file_bytes: megabytes.map(|megabytes| u64::from(megabytes) << 20),
        file_types: Some(types).filter(|types| !types.is_empty()),
    };
    (limits != Limits::default()).then_some(limits)
}

/// A time is a number and its unit; one without the other is a slip.
fn due(row: &Row<'_>, problems: &mut Problems) -> Option<Due> {
    let is_said = ["due.count", "due.unit"].map(|key| row.text(problems, key).is_some());
    if !is_said.contains(&true) {
        return None;
    }
    row.must(problems, "due.count");
    row.must(problems, "due.unit");
    let count = row.count(problems, "due.count");
    let unit = row.word(problems, "due.unit").map(|word| match word {
        "working_day" => Unit::WorkingDay,
        "hour" => Unit::Hour,
        _ => Unit::Day,
    });
    Some(Due {
        basis: row.text(problems, "due.basis"),
        basis_en: row.text(problems, "due.basis_en"),
        count: count?,
        unit: unit?,
    })
}

fn code(word: &str) -> KindCode {
    match word {
        "phan_anh" => KindCode::PhanAnh,
        "kien_nghi" => KindCode::KienNghi,
        "hien_ke" => KindCode::HienKe,
        "khen" => KindCode::Khen,
        _ => KindCode::GopY,
    }
}

fn kinds(row: &Row<'_>, problems: &mut Problems) -> Vec<KindCode> {
    let words = row.words(problems, "kinds").into_iter();
    words.map(code).collect()
}

fn kind(row: &Row<'_>, draft: &mut Draft, _: &Names, problems: &mut Problems) -> bool {
    row.must(problems, "code");
    let Some(word) = row.word(problems, "code") else {
        return true;
    };
    // The words of the list are how the kinds are called.
    let called = layouts::KINDS.iter().find(|choice| choice.word == word);
    let label = row.text(problems, "label");
    let label_en = row.text(problems, "label_en");
    let is_own = label.is_some();
    let asks = row.words(problems, "asks").into_iter();
    let kind = Kind {
        code: code(word),
        label: label.unwrap_or_else(|| called.map_or(word, |choice| choice.vi).to_owned()),
        label_en: label_en.or_else(|| {
            called
                .map(|choice| choice.en.to_owned())
                .filter(|_| !is_own)
        }),
        hint: row.text(problems, "hint"),
        hint_en: row.text(problems, "hint_en"),
        asks: asks
            .map(|word| match word {
                "place" => Ask::Place,
                _ => Ask::Time,
            })
            .collect(),
    };
    draft.part(format!("kinds[{}]", draft.form.kinds.len()), row);
    draft.form.kinds.push(kind);
    true
}

fn topic(row: &Row<'_>, draft: &mut Draft, names: &Names, problems: &mut Problems) -> bool {
    row.must(problems, "code");
    let code = row.id(problems, "code");
    let label = row.must(problems, "label");
    let topic = Topic {
        label_en: row.text(problems, "label_en"),
        kinds: kinds(row, problems),
        agency: names.one(row, problems, "agency"),
        ..Topic::default()
    };
    if let (Some(code), Some(label)) = (code, label) {
        draft.part(format!("topics[{}]", draft.form.topics.len()), row);
        let topic = Topic {
            code,
            label,
            ..topic
        };
        draft.form.topics.push(topic);
    }
    true
}

fn question(row: &Row<'_>, draft: &mut Draft, _: &Names, problems: &mut Problems) -> bool {
    row.must(problems, "id");
    let id = row.id(problems, "id");
    let label = row.must(problems, "label");
    row.must(problems, "type");
    let kind = row.word(problems, "type").map(|word| match word {
        "long_text" => Type::LongText,
        "choice" => Type::Choice,
        "choices" => Type::Choices,
        "date" => Type::Date,
        "number" => Type::Number,
        "yes_no" => Type::YesNo,
        _ => Type::Text,
    });
    let (is_required, max_chars) = (
        row.flag(problems, "is_required"),
        row.count(problems, "max_chars"),
    );
    let kinds = kinds(row, problems);
    if let (Some(id), Some(label), Some(kind)) = (id, label, kind) {
        draft.part(format!("questions[{}]", draft.form.questions.len()), row);
        draft.form.questions.push(Question {
            id,
            label,
            label_en: row.text(problems, "label_en"),
            hint: row.text(problems, "hint"),
            hint_en: row.text(problems, "hint_en"),
            kind,
            is_required,
            max_chars,
            options: Vec::new(),
            kinds,
        });
    }
    true
}

fn option(row: &Row<'_>, draft: &mut Draft, _: &Names, problems: &mut Problems) -> bool {
    let Some(question) = row.must(problems, "question") else {
        return true;
    };
    row.must(problems, "value");
    let value = row.id(problems, "value");
    let label = row.must(problems, "label");
    let mut questions = draft.form.questions.iter_mut().enumerate();
    let Some((at, asked)) = questions.find(|(_, asked)| asked.id == question) else {
        return false;
    };
    if let (Some(value), Some(label)) = (value, label) {
        let path = format!("questions[{at}].options[{}]", asked.options.len());
        asked.options.push(Choice {
            value,
            label,
            label_en: row.text(problems, "label_en"),
        });
        draft.part(path, row);
    }
    true
}

fn consent(row: &Row<'_>, draft: &mut Draft, _: &Names, problems: &mut Problems) -> bool {
    row.must(problems, "id");
    let id = row.id(problems, "id");
    let version = row.must(problems, "version");
    let text = row.must(problems, "text");
    let controller = row.must(problems, "controller");
    if draft.form.consent.is_some() {
        row.note(problems, "id", "row-repeated", &draft.form.id);
        return true;
    }
    let consent = Consent {
        text_en: row.text(problems, "text_en"),
        controller_en: row.text(problems, "controller_en"),
        legal_basis: row.text(problems, "legal_basis"),
        legal_basis_en: row.text(problems, "legal_basis_en"),
        retention_days: row.count(problems, "retention_days"),
        url: row.link(problems, "url"),
        ..Consent::default()
    };
    draft.part("consent".to_owned(), row);
    draft.form.consent = Some(Consent {
        id: id.unwrap_or_default(),
        version: version.unwrap_or_default(),
        text: text.unwrap_or_default(),
        controller: controller.unwrap_or_default(),
        ..consent
    });
    true
}

fn purpose(row: &Row<'_>, draft: &mut Draft, _: &Names, problems: &mut Problems) -> bool {
    row.must(problems, "id");
    let id = row.id(problems, "id");
    let label = row.must(problems, "label");
    let is_required = row.flag(problems, "is_required");
    let Some(consent) = &mut draft.form.consent else {
        return false;
    };
    if let (Some(id), Some(label)) = (id, label) {
        let path = format!("consent.purposes[{}]", consent.purposes.len());
        consent.purposes.push(Purpose {
            id,
            label,
            label_en: row.text(problems, "label_en"),
            is_required,
        });
        draft.part(path, row);
    }
    true
}

fn elsewhere(row: &Row<'_>, draft: &mut Draft, _: &Names, problems: &mut Problems) -> bool {
    row.must(problems, "id");
    let id = row.id(problems, "id");
    let title = row.must(problems, "title");
    let other = Elsewhere {
        title_en: row.text(problems, "title_en"),
        text: row.text(problems, "text"),
        text_en: row.text(problems, "text_en"),
        phone: row.text(problems, "phone"),
        url: row.link(problems, "url"),
        ..Elsewhere::default()
    };
    if let (Some(id), Some(title)) = (id, title) {
        draft.part(format!("elsewhere[{}]", draft.form.elsewhere.len()), row);
        draft.form.elsewhere.push(Elsewhere { id, title, ..other });
    }
    true
}
