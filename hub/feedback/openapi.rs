//! The description of the API for programs: OpenAPI 3.1, made from the very routes that are served.

use std::sync::Arc;

use axum::Json;
use axum::extract::State;
use axum::response::{IntoResponse, Response};
use utoipa::openapi::OpenApi as Description;
use utoipa::{OpenApi, ToSchema};
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use super::problem::{Mistake, Written};
use super::submit::Accepted;
use super::uploads::Uploaded;
use super::{Hub, answers, counted, forms, submit, track, uploads};

/// What cannot be seen from the routes.
#[derive(OpenApi)]
#[openapi(
    info(
        title = "CCHC Widgets: feedback",
        description = "What citizens send. Errors are application/problem+json. 400, 403, 404, 410, 413, 415 and 422 stay as \
            they are however often they are sent; 408, 409, 429 and 5xx pass, and Retry-After says when.",
    ),
    components(schemas(Accepted, Uploaded, Submission, Contact, Consent, Written<'static>, Mistake))
)]
struct Base;

/// An item (`cchc::submission::Submission`).
#[derive(ToSchema)]
#[expect(dead_code, reason = "described, never made")]
pub(super) struct Submission {
    /// The site as the hub knows it.
    site: Option<String>,
    /// Id of the form.
    form: String,
    /// Version of the form that the citizen saw.
    form_version: u32,
    /// One of the form's kinds, or `rating`.
    kind: String,
    topic: Option<String>,
    agency: Option<String>,
    ward: Option<String>,
    place: Option<String>,
    /// `YYYY-MM-DD`.
    happened_on: Option<String>,
    title: Option<String>,
    body: Option<String>,
    /// By the ids of questions: a text, or a list of texts.
    answers: Option<std::collections::BTreeMap<String, serde_json::Value>>,
    contact: Option<Contact>,
    consent: Option<Consent>,
    can_publish: Option<bool>,
    /// Ids of files that were sent before.
    uploads: Option<Vec<String>>,
    /// From 1 to 5; of ratings alone.
    rating: Option<u8>,
    /// `vi` or `en`.
    lang: Option<String>,
    /// Address of the page.
    page: Option<String>,
    /// RFC 3339.
    client_created_at: Option<String>,
    /// Solved challenge: JSON of ALTCHA 2 in base64.
    altcha: Option<String>,
    /// Left empty.
    trap: Option<String>,
}

/// How to reach the citizen; stored sealed.
#[derive(ToSchema)]
#[expect(dead_code, reason = "described, never made")]
pub(super) struct Contact {
    name: Option<String>,
    phone: Option<String>,
    email: Option<String>,
    address: Option<String>,
}

/// What was agreed to.
#[derive(ToSchema)]
#[expect(dead_code, reason = "described, never made")]
pub(super) struct Consent {
    id: String,
    version: String,
    purposes: Vec<String>,
    /// RFC 3339.
    given_at: String,
}

/// The API's routes, and what describes them.
pub(super) fn routes() -> (axum::Router<Arc<Hub>>, Description) {
    OpenApiRouter::with_openapi(Base::openapi())
        .routes(routes!(forms::answer))
        .routes(routes!(submit::challenge))
        .routes(routes!(uploads::receive))
        .routes(routes!(submit::receive))
        .routes(routes!(answers::list))
        .routes(routes!(answers::atom))
        .routes(routes!(track::track))
        .routes(routes!(track::rating))
        .routes(routes!(track::unsolved))
        .routes(routes!(track::withdraw))
        .routes(routes!(track::erase))
        .routes(routes!(counted::beacon))
        .routes(routes!(counted::heartbeat))
        .routes(routes!(describe))
        .split_for_parts()
}

/// This description.
#[utoipa::path(get, path = "/api/v1/openapi.json", responses((status = 200, description = "OpenAPI 3.1")))]
async fn describe(State(_): State<Arc<Hub>>) -> Response {
    Json(routes().1).into_response()
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "tests")]
    use super::super::tests::{World, config};
    use serde_json::{Value, json};

    #[tokio::test(flavor = "multi_thread")]
    async fn what_is_described_is_what_is_served() {
        let world = World::open(None, config()).await;
        let description = world
            .ask("GET", "/api/v1/openapi.json", &[], "")
            .await
            .json();
        assert_eq!(description["openapi"], "3.1.0");
        let mut described = Vec::new();
        for (path, methods) in description["paths"].as_object().unwrap() {
            let real = path
                .replace("{form}", "gop-y")
                .replace("{upload}", "5f0c8a1e-7f2b-4c3d-9e4f-000000000001");
            for method in ["get", "put", "post", "delete", "patch"] {
                let answer = world.ask(&method.to_uppercase(), &real, &[], "").await;
                let is_described = methods.get(method).is_some();
                assert_eq!(answer.status != 405, is_described, "{method} {path}");
                assert!(!answer.text.contains("\"not-found\""), "{method} {path}");
                if is_described {
                    described.push(format!("{method} {path}"));
                }
            }
        }
        described.sort();
        assert_eq!(
            described,
            [
                "get /api/v1/answers",
                "get /api/v1/answers.atom",
                "get /api/v1/challenge",
                "get /api/v1/forms/{form}",
                "get /api/v1/openapi.json",
                "post /api/v1/beacon",
                "post /api/v1/screens/heartbeat",
                "post /api/v1/submissions",
                "post /api/v1/track",
                "post /api/v1/track/erase",
                "post /api/v1/track/rating",
                "post /api/v1/track/unsolved",
                "post /api/v1/track/withdraw",
                "put /api/v1/uploads/{upload}",
            ]
        );
    }

    #[test]
    fn the_item_has_the_fields_that_the_library_writes() {
        let description = serde_json::to_value(super::routes().1).unwrap();
        let full = json!({"site": "a", "form": "a", "form_version": 1, "kind": "a", "topic": "a", "agency": "a", "ward": "a",
            "place": "a", "happened_on": "a", "title": "a", "body": "a", "answers": {"a": "b"}, "can_publish": true,
            "contact": {"name": "a", "phone": "a", "email": "a", "address": "a"}, "uploads": ["a"], "rating": 1,
            "consent": {"id": "a", "version": "a", "purposes": ["a"], "given_at": "a"}, "lang": "a", "page": "a",
            "client_created_at": "a", "altcha": "a", "trap": "a"});
        let written = cchc::submission::Submission::from_json(&full)
            .unwrap()
            .to_json();
        assert_eq!(written, full);
        let keys = |value: &Value| {
            value
                .as_object()
                .unwrap()
                .keys()
                .cloned()
                .collect::<Vec<_>>()
        };
        for (schema, value) in [
            ("Submission", &written),
            ("Contact", &written["contact"]),
            ("Consent", &written["consent"]),
        ] {
            let properties = &description["components"]["schemas"][schema]["properties"];
            let (mut described, mut written) = (keys(properties), keys(value));
            described.sort();
            written.sort();
            assert_eq!(described, written, "{schema}");
        }
        assert!(description["components"]["schemas"]["Problem"].is_object());
    }
}
