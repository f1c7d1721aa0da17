//! The pages themselves.

use cchc::feed::feedback::{Need, Question, RATING, Type};
use cchc::format::Lang;
use chrono::DateTime;

use super::super::Hub;
use super::super::forms::Known;
use super::super::problem::{Mistake, Problem};
use super::super::submit::Accepted;
use super::parts::{Page, hidden, pick, select};
use super::words::{self, Words};
use super::{Asked, Filled, TRAP};
use crate::html::Html;

/// Name of the field of a question.
pub(super) fn answer_name(id: &str) -> String {
    format!("answer-{id}")
}

/// The form, with what was typed and what is wrong with it.
pub(super) fn form(
    hub: &Hub,
    known: &Known,
    asked: &Asked,
    filled: &Filled,
    mistakes: &[Mistake],
) -> String {
    let lang = asked.lang();
    let words = words::of(lang);
    let form = &known.form;
    let mut page = Page {
        html: Html::default(),
        words,
        lang,
        filled,
        mistakes,
    };
    let title = pick(lang, &form.title, form.title_en.as_deref());
    head(&mut page.html, words, title, !mistakes.is_empty());
    page.html.element("<h1>", title, "</h1>");
    other_language(&mut page.html, words, asked);
    page.summary();
    page.text(
        "<p>",
        form.intro.as_deref(),
        form.intro_en.as_deref(),
        "</p>",
    );
    elsewhere(&mut page, known);
    page.html
        .raw("<form method=\"post\" enctype=\"multipart/form-data\"");
    page.html
        .raw(" action=\"?")
        .text(&query(asked, words.lang))
        .raw("\">");
    // First, because files that come later are named after it.
    for name in ["key", "made", "sign"] {
        hidden(&mut page.html, name, filled.get(name));
    }
    hidden(&mut page.html, "version", &form.version.to_string());
    if form.kinds.is_empty() {
        rating(&mut page, known);
    } else {
        item(&mut page, hub, known);
    }
    contact(&mut page, known);
    if form.can_publish && !form.kinds.is_empty() {
        page.html.raw("<div class=\"field\">");
        let is_chosen = filled.get("can_publish") == "yes";
        page.tick("can_publish", "yes", words.can_publish, is_chosen);
        page.html.raw("</div>");
    }
    consent(&mut page, known);
    trap(&mut page);
    page.html
        .element("<button>", words.send, "</button></form>");
    foot(&mut page.html);
    page.html.done()
}

/// A grade and a reason.
fn rating(page: &mut Page<'_>, known: &Known) {
    hidden(&mut page.html, "kind", RATING);
    let Some(asked) = &known.form.rating else {
        return;
    };
    let question = pick(page.lang, &asked.question, asked.question_en.as_deref());
    page.group("rating", "/rating", question, "");
    for (grade, label) in page.words.grades.iter().enumerate() {
        let value = (grade + 1).to_string();
        let is_chosen = page.filled.get("rating") == value;
        page.radio("rating", &value, label, is_chosen);
    }
    page.html.raw("</fieldset>");
    page.lines("body", "/body", page.words.body, "", false);
}

/// All that is asked of an item.
fn item(page: &mut Page<'_>, hub: &Hub, known: &Known) {
    let (form, words) = (&known.form, page.words);
    kinds(page, known);
    about(page, hub, known);
    page.line("title", "/title", words.title, "", true, "text");
    page.lines("body", "/body", words.body, "", true);
    if form.place != Need::No {
        let is_required = form.place == Need::Required;
        page.line("place", "/place", words.place, "", is_required, "text");
    }
    let hint = words.happened_hint;
    page.line(
        "happened_on",
        "/happened_on",
        words.happened_on,
        hint,
        false,
        "date",
    );
    for question in &form.questions {
        ask(page, question);
    }
    if form.limits.files > 0 && !form.limits.file_types.is_empty() {
        page.files(&form.limits.file_types.join(","));
    }
}

/// A field that people do not see and do not reach, and machines fill.
fn trap(page: &mut Page<'_>) {
    let (html, value) = (&mut page.html, page.filled.get(TRAP));
    html.raw("<div class=\"trap\" aria-hidden=\"true\"><label for=\"f-website\">")
        .text(page.words.trap)
        .raw("</label><input id=\"f-website\" tabindex=\"-1\" autocomplete=\"off\"")
        .attribute("name", TRAP)
        .attribute("value", value)
        .raw("></div>");
}

/// The receipt.
pub(super) fn receipt(known: &Known, asked: &Asked, accepted: &Accepted) -> String {
    let lang = asked.lang();
    let words = words::of(lang);
    let mut html = Html::default();
    head(&mut html, words, words.received, false);
    html.element("<h1>", words.received, "</h1>");
    let name = pick(lang, &known.form.title, known.form.title_en.as_deref());
    html.element("<p>", name, "</p><dl>");
    for (name, value) in [
        (words.code, &accepted.tracking_code),
        (words.pin, &accepted.pin),
    ] {
        html.element("<dt>", name, "</dt>");
        html.element("<dd class=\"code\">", value, "</dd>");
    }
    let times = [
        (words.received_at, Some(&accepted.received_at)),
        (words.expected_at, accepted.expected_at.as_ref()),
    ];
    for (name, value) in times {
        if let Some(value) = value {
            html.element("<dt>", name, "</dt>");
            html.element("<dd>", &time(value), "</dd>");
        }
    }
    html.element("</dl><p>", words.keep, "</p>");
    if accepted.status == "held" {
        html.element("<p>", words.held, "</p>");
    }
    html.raw("<p><a href=\"?").text(&query(asked, words.lang));
    html.element("\">", words.another, "</a></p>");
    foot(&mut html);
    html.done()
}

/// What could not be done.
pub(super) fn failure(problem: &Problem, lang: Lang) -> String {
    let words = words::of(lang);
    let mut html = Html::default();
    head(&mut html, words, words.failed, true);
    html.element("<h1>", words.failed, "</h1>");
    html.element(
        "<p>",
        pick(lang, problem.detail, Some(problem.detail_en)),
        "</p>",
    );
    if problem.status.as_u16() != 404 {
        html.element("<p>", words.failed_hint, "</p>");
    }
    foot(&mut html);
    html.done()
}

fn head(html: &mut Html, words: &Words, title: &str, is_wrong: bool) {
    html.raw("<!doctype html><html")
        .attribute("lang", words.lang);
    html.raw("><head><meta charset=\"utf-8\"><meta name=\"viewport\" content=\"width=device-width,initial-scale=1\"><title>");
    if is_wrong {
        html.text(words.error);
    }
    html.text(title)
        .raw("</title><link rel=\"stylesheet\" href=\"/feedback/style.css\"></head><body><main>");
}

fn foot(html: &mut Html) {
    html.raw("</main></body></html>");
}

/// What the address carries on.
fn query(asked: &Asked, lang: &str) -> String {
    url::form_urlencoded::Serializer::new(String::new())
        .append_pair("site", &asked.site)
        .append_pair("agency", &asked.agency)
        .append_pair("lang", lang)
        .finish()
}

fn other_language(html: &mut Html, words: &Words, asked: &Asked) {
    html.raw("<p><a href=\"?")
        .text(&query(asked, words.other_lang));
    html.raw("\"")
        .attribute("hreflang", words.other_lang)
        .attribute("lang", words.other_lang);
    html.element(">", words.other_name, "</a></p>");
}

fn elsewhere(page: &mut Page<'_>, known: &Known) {
    if known.form.elsewhere.is_empty() {
        return;
    }
    page.html
        .element("<details><summary>", page.words.elsewhere, "</summary><ul>");
    for one in &known.form.elsewhere {
        let title = pick(page.lang, &one.title, one.title_en.as_deref());
        page.html.element("<li><strong>", title, "</strong> ");
        page.text("", one.text.as_deref(), one.text_en.as_deref(), " ");
        if let Some(phone) = &one.phone {
            page.html.text(phone).raw(" ");
        }
        // The reader has let only http and https through.
        if let Some(url) = &one.url {
            page.html
                .raw("<a")
                .attribute("href", url)
                .raw(">")
                .text(url)
                .raw("</a>");
        }
        page.html.raw("</li>");
    }
    page.html.raw("</ul></details>");
}

fn kinds(page: &mut Page<'_>, known: &Known) {
    let kinds = &known.form.kinds;
    if let [only] = kinds.as_slice() {
        return hidden(&mut page.html, "kind", &only.code);
    }
    page.group("kind", "/kind", page.words.kind, "");
    for kind in kinds {
        let label = pick(page.lang, &kind.label, kind.label_en.as_deref());
        let is_chosen = page.filled.get("kind") == kind.code;
        page.radio("kind", &kind.code, label, is_chosen);
    }
    page.html.raw("</fieldset>");
    debug_assert!(kinds.iter().all(|kind| kind.code != RATING));
}

/// Topic, agency and ward.
fn about(page: &mut Page<'_>, hub: &Hub, known: &Known) {
    let (form, words, lang) = (&known.form, page.words, page.lang);
    if !form.topics.is_empty() {
        let options = form.topics.iter().map(|topic| {
            let label = pick(lang, &topic.label, topic.label_en.as_deref());
            (topic.code.clone(), label.to_owned())
        });
        select(
            page,
            "topic",
            "/topic",
            words.topic,
            false,
            options.collect(),
        );
    }
    let today = DateTime::from_timestamp_millis(hub.now_ms())
        .map(|now| now.with_timezone(&cchc::format::VIETNAM).date_naive());
    let all = hub.forms.agencies();
    let there = || {
        all.iter()
            .filter(|one| today.is_none_or(|day| one.exists_on(day)))
    };
    let is_ward = |kind: &str| matches!(kind, "ward" | "commune" | "special_zone");
    let option = |one: &cchc::feed::agencies::Agency| {
        let name = pick(lang, &one.name, one.name_en.as_deref());
        (one.id.clone(), name.to_owned())
    };
    if form.agency != Need::No {
        let listed = |id: &String| form.agencies.is_empty() || form.agencies.contains(id);
        let options = there().filter(|one| listed(&one.id)).map(option).collect();
        select(
            page,
            "agency",
            "/agency",
            words.agency,
            form.agency == Need::Required,
            options,
        );
    }
    if form.ward != Need::No {
        let options = there()
            .filter(|one| is_ward(&one.kind))
            .map(option)
            .collect();
        select(
            page,
            "ward",
            "/ward",
            words.ward,
            form.ward == Need::Required,
            options,
        );
    }
}

fn ask(page: &mut Page<'_>, question: &Question) {
    let lang = page.lang;
    let label = pick(lang, &question.label, question.label_en.as_deref());
    let hint = pick(
        lang,
        question.hint.as_deref().unwrap_or_default(),
        question.hint_en.as_deref(),
    );
    let name = answer_name(&question.id);
    let pointer = format!(
        "/answers/{}",
        question.id.replace('~', "~0").replace('/', "~1")
    );
    let is_required = question.is_required;
    let options = || {
        question.options.iter().map(|one| {
            let label = pick(lang, &one.label, one.label_en.as_deref());
            (one.value.clone(), label.to_owned())
        })
    };
    match question.kind {
        Type::Text => page.line(&name, &pointer, label, hint, is_required, "text"),
        Type::Number => page.line(&name, &pointer, label, hint, is_required, "number"),
        Type::Date => page.line(&name, &pointer, label, hint, is_required, "date"),
        Type::LongText => page.lines(&name, &pointer, label, hint, is_required),
        Type::Choice => select(
            page,
            &name,
            &pointer,
            label,
            is_required,
            options().collect(),
        ),
        Type::YesNo => {
            let (yes, no) = (page.words.yes.to_owned(), page.words.no.to_owned());
            let options = vec![("yes".to_owned(), yes), ("no".to_owned(), no)];
            select(page, &name, &pointer, label, is_required, options);
        }
        Type::Choices => {
            page.group(&name, &pointer, label, hint);
            for (value, label) in options() {
                let is_chosen = page.filled.all(&name).any(|chosen| chosen == value);
                page.tick(&name, &value, &label, is_chosen);
            }
            page.html.raw("</fieldset>");
        }
    }
}

fn contact(page: &mut Page<'_>, known: &Known) {
    let Some(asks) = &known.form.contact else {
        return;
    };
    let words = page.words;
    page.group("contact", "/contact", words.contact, words.contact_hint);
    page.text(
        "<p class=\"hint\">",
        asks.why.as_deref(),
        asks.why_en.as_deref(),
        "</p>",
    );
    for (name, label, kind) in [
        ("name", words.name, "text"),
        ("phone", words.phone, "tel"),
        ("email", words.email, "email"),
        ("address", words.address, "text"),
    ] {
        if asks.fields.iter().any(|field| field == name) {
            page.line(name, &format!("/contact/{name}"), label, "", false, kind);
        }
    }
    page.html.raw("</fieldset>");
}

/// The text with all that the law wants told beside it; nothing is ticked beforehand.
fn consent(page: &mut Page<'_>, known: &Known) {
    let Some(consent) = &known.form.consent else {
        return;
    };
    let (lang, words) = (page.lang, page.words);
    page.group("consent", "/consent", words.consent, "");
    page.text(
        "<p>",
        Some(&consent.text),
        consent.text_en.as_deref(),
        "</p>",
    );
    page.html.raw("<ul>");
    let days = consent
        .retention_days
        .map(|days| format!("{days} {}", words.days));
    for (label, value, value_en) in [
        (
            words.controller,
            &consent.controller,
            &consent.controller_en,
        ),
        (
            words.legal_basis,
            &consent.legal_basis,
            &consent.legal_basis_en,
        ),
        (words.retention, &days, &None),
    ] {
        if let Some(value) = value {
            let value = pick(lang, value, value_en.as_deref());
            page.html
                .element("<li>", label, ": ")
                .element("", value, "</li>");
        }
    }
    page.html.raw("</ul>");
    if let Some(url) = &consent.url {
        page.html.raw("<p><a").attribute("href", url);
        page.html.element(">", words.more, "</a></p>");
    }
    for purpose in &consent.purposes {
        let label = pick(lang, &purpose.label, purpose.label_en.as_deref());
        let is_chosen = page
            .filled
            .all("purpose")
            .any(|chosen| chosen == purpose.id);
        page.tick("purpose", &purpose.id, label, is_chosen);
    }
    page.html.raw("</fieldset>");
}

/// A time as people write it.
fn time(stamp: &str) -> String {
    DateTime::parse_from_rfc3339(stamp).map_or_else(
        |_| stamp.to_owned(),
        |time| time.format("%H:%M %d/%m/%Y").to_string(),
    )
}
