//! A service request comes in: an item like every other, checked and stored by the very same code.

use cchc::feed::feedback::{Form, Need, Type};
use cchc::submission::{Answer, Consent, Contact, Key, Submission};
use serde_json::{Value, json};

use super::super::problem::Problem;
use super::super::submit::Source;
use super::super::{Hub, Sender, forms};
use super::services::{CONSENT, OWN, Service};
use super::{Asked, Wrong};
use crate::secrets::random;
use crate::store::life;

/// Longest title taken from a description.
const TITLE_CHARS: usize = 100;
/// Longest id of a client's own.
const MAX_ID_CHARS: usize = 200;

/// `POST requests`
pub(super) async fn take(
    hub: &Hub,
    form: &Form,
    asked: &Asked,
    site: String,
    sender: &Sender,
) -> Result<Value, Wrong> {
    let code = asked
        .get("service_code")
        .ok_or_else(|| Wrong::bad("service_code was not provided"))?;
    let service =
        Service::of(form, code).ok_or_else(|| Wrong::missing("service_code was not found"))?;
    let key = key(hub, asked, &site)?;
    let item = submission(form, service, asked, &site);
    let (accepted, _) = hub
        .take(&key, item, site, sender, Source::Partner)
        .await
        .map_err(|problem| Wrong::of(&problem))?;
    let code_hash = hub
        .secrets
        .mac("code", &[accepted.tracking_code.as_bytes()]);
    let found = life::locate(&hub.store, &code_hash).await?;
    let number = found.ok_or_else(|| Wrong::of(&Problem::broken()))?.0;
    let notice = format!(
        "Mã tra cứu {}, số PIN {}: dùng để xem trả lời | tracking code {}, PIN {}: to read the answer",
        accepted.tracking_code, accepted.pin, accepted.tracking_code, accepted.pin
    );
    Ok(json!([{
        "service_request_id": number.to_string(),
        "service_notice": notice,
        "account_id": null,
    }]))
}

/// The item's key: of the client's own id where it gives one, so that a repeat is the same item.
fn key(hub: &Hub, asked: &Asked, site: &str) -> Result<Key, Wrong> {
    let own = asked.get("client_request_id");
    let broken = || Wrong::of(&Problem::broken());
    match own {
        Some(own) if own.chars().count() > MAX_ID_CHARS => {
            Err(Wrong::bad("client_request_id is too long"))
        }
        Some(own) => {
            let mac = hub
                .secrets
                .mac("open311", &[site.as_bytes(), own.as_bytes()]);
            let chance = mac.first_chunk::<10>().copied().ok_or_else(broken)?;
            Ok(Key::new(0, chance))
        }
        None => {
            let now_ms = u64::try_from(hub.now_ms()).unwrap_or(0);
            Ok(Key::new(now_ms, random().map_err(|_| broken())?))
        }
    }
}

fn submission(form: &Form, service: Service<'_>, asked: &Asked, site: &str) -> Submission {
    let own = |name: &str| asked.attribute(&format!("{OWN}{name}")).map(str::to_owned);
    let body = asked.get("description").unwrap_or_default().to_owned();
    let first = body.lines().next().unwrap_or_default();
    let most = usize::try_from(form.limits.title_chars).unwrap_or(TITLE_CHARS);
    let title = asked.get("title").unwrap_or(first);
    let names = [asked.get("last_name"), asked.get("first_name")];
    let name = names.into_iter().flatten().collect::<Vec<_>>().join(" ");
    let asks = |field: &str| {
        let contact = form.contact.as_ref();
        contact.is_some_and(|contact| contact.fields.iter().any(|one| one == field))
    };
    // What the form does not ask for is not kept.
    let given = |field: &str, value: Option<&str>| value.filter(|_| asks(field)).map(str::to_owned);
    let contact = Contact {
        name: given("name", Some(name.as_str()).filter(|name| !name.is_empty())),
        phone: given("phone", asked.get("phone")),
        email: given("email", asked.get("email")),
        address: None,
    };
    let has_contact = contact.name.is_some() || contact.phone.is_some() || contact.email.is_some();
    Submission {
        site: Some(site.to_owned()).filter(|site| !site.is_empty()),
        form: form.id.clone(),
        form_version: form.version,
        kind: service.kind.to_owned(),
        topic: service.topic.map(str::to_owned),
        agency: own("agency"),
        ward: own("ward"),
        place: place(asked).filter(|_| form.place != Need::No),
        happened_on: None,
        title: cchc::text::clip(title, most.min(TITLE_CHARS)),
        body,
        answers: answers(form, service.kind, asked),
        contact: has_contact.then_some(contact),
        consent: consent(form, asked),
        can_publish: asked.attribute("cchc.can_publish") == Some("yes"),
        uploads: Vec::new(),
        rating: None,
        lang: "vi".to_owned(),
        page: None,
        client_created_at: String::new(),
        altcha: None,
        trap: String::new(),
    }
}

/// The address in words; else its id, else the coordinates.
fn place(asked: &Asked) -> Option<String> {
    let words = asked
        .get("address_string")
        .or_else(|| asked.get("address_id"));
    match (words, asked.get("lat"), asked.get("long")) {
        (Some(words), ..) => Some(words.to_owned()),
        (None, Some(lat), Some(long)) => Some(format!("{lat}, {long}")),
        _ => None,
    }
}

fn answers(form: &Form, kind: &str, asked: &Asked) -> Vec<(String, Answer)> {
    let mut found = Vec::new();
    for question in form.questions.iter().filter(|one| one.is_asked_for(kind)) {
        let answer = match question.kind {
            Type::Choices => Answer::Many(asked.attributes(&question.id)),
            // A day, of what may be a whole time.
            Type::Date => {
                let time = asked.attribute(&question.id).unwrap_or_default();
                Answer::One(time.chars().take(10).collect())
            }
            _ => Answer::One(asked.attribute(&question.id).unwrap_or_default().to_owned()),
        };
        if !answer.is_empty() {
            found.push((question.id.clone(), answer));
        }
    }
    found
}

fn consent(form: &Form, asked: &Asked) -> Option<Consent> {
    let text = form.consent.as_ref()?;
    let agreed = |id: &str| asked.attribute(&format!("{CONSENT}{id}")) == Some("yes");
    let purposes = text.purposes.iter().map(|purpose| purpose.id.clone());
    let purposes: Vec<_> = purposes.filter(|id| agreed(id)).collect();
    (!purposes.is_empty()).then(|| Consent {
        id: text.id.clone(),
        version: text.version.clone(),
        purposes,
        // Any time, the same at every repeat; the real one is written when it is stored.
        given_at: forms::stamp(0),
    })
}
