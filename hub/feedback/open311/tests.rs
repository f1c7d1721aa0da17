//! The façade held against the published field names of GeoReport v2, in both formats and on both databases.
#![allow(clippy::unwrap_used, clippy::panic, reason = "tests")]

use serde_json::{Value, json};
use sha2::{Digest, Sha256};

use super::super::tests::{Answer, SITE, World, config, form, on_both};
use crate::config::{ApiKey, Config, Open311};
use crate::secrets::hex;
use crate::store::life::{self, Act, Acted, By, ReplyText, What};

const KEY: &str = "mot-khoa-bat-ky";
/// Of the system of an agency.
const DESK: &str = "khoa-cua-co-quan";
/// As the standard publishes them.
const SERVICE: [&str; 7] = [
    "service_code",
    "service_name",
    "description",
    "metadata",
    "type",
    "keywords",
    "group",
];
const ATTRIBUTE: [&str; 8] = [
    "variable",
    "code",
    "datatype",
    "required",
    "datatype_description",
    "order",
    "description",
    "values",
];
const REQUEST: [&str; 17] = [
    "service_request_id",
    "status",
    "status_notes",
    "service_name",
    "service_code",
    "description",
    "agency_responsible",
    "service_notice",
    "requested_datetime",
    "updated_datetime",
    "expected_datetime",
    "address",
    "address_id",
    "zipcode",
    "lat",
    "long",
    "media_url",
];
const UPDATE: [&str; 7] = [
    "update_id",
    "service_request_id",
    "status",
    "updated_datetime",
    "description",
    "media_url",
    "external_status_code",
];

fn open() -> Config {
    let key = ApiKey {
        site: SITE.to_owned(),
        sha256: hex(&Sha256::digest(KEY)),
        agency: None,
    };
    let desk = ApiKey {
        site: String::new(),
        sha256: hex(&Sha256::digest(DESK)),
        agency: Some("so-xay-dung".to_owned()),
    };
    Config {
        open311: Some(Open311 {
            form: "gop-y".to_owned(),
            contact: "cchc@vi-du.vn".to_owned(),
            jurisdiction: Some("vi-du.vn".to_owned()),
            keys: vec![key, desk],
        }),
        ..config()
    }
}

/// The form with topics and a question of each sort.
fn offer(world: &World) {
    let mut form = form(1);
    let one = &mut form["forms"][0];
    one["topics"] = json!([{"code": "thu-tuc", "label": "Thủ tục"}, {"code": "den", "label": "Đèn", "kinds": ["phan_anh"]}]);
    one["questions"] = json!([
        {"id": "so", "label": "Số hồ sơ", "type": "text"},
        {"id": "kenh", "label": "Kênh", "type": "choices", "is_required": true,
            "options": [{"value": "mang", "label": "Qua mạng"}, {"value": "quay", "label": "Tại quầy"}]},
        {"id": "ngay", "label": "Ngày", "type": "date"},
        {"id": "lai", "label": "Có lặp lại?", "type": "yes_no", "kinds": ["gop_y"]}
    ]);
    std::fs::write(world.folder.path().join("feedback.json"), form.to_string()).unwrap();
}

fn names(value: &Value) -> Vec<&str> {
    let mut names: Vec<_> = value
        .as_object()
        .unwrap()
        .keys()
        .map(String::as_str)
        .collect();
    names.sort_unstable();
    names
}

fn sorted<'a>(names: &[&'a str]) -> Vec<&'a str> {
    let mut names = names.to_vec();
    names.sort_unstable();
    names
}

async fn get(world: &World, path: &str) -> Answer {
    world
        .ask("GET", &format!("/open311/v2/{path}"), &[], "")
        .await
}

async fn post(world: &World, fields: &[(&str, &str)]) -> Answer {
    post_to(world, "requests.json", fields).await
}

async fn post_to(world: &World, path: &str, fields: &[(&str, &str)]) -> Answer {
    let mut body = url::form_urlencoded::Serializer::new(String::new());
    body.extend_pairs(fields);
    let kind = [(
        "content-type",
        "application/x-www-form-urlencoded; charset=utf-8",
    )];
    world
        .ask("POST", &format!("/open311/v2/{path}"), &kind, body.finish())
        .await
}

const GOOD: [(&str, &str); 11] = [
    ("api_key", KEY),
    ("jurisdiction_id", "vi-du.vn"),
    ("service_code", "phan_anh.den"),
    ("address_string", "Số 5 ngõ 12"),
    (
        "description",
        "Đèn đường trước số 5 ngõ 12 không sáng từ thứ Hai.",
    ),
    ("email", "hanh@vi-du.vn"),
    ("last_name", "Trần Thị"),
    ("first_name", "Hạnh"),
    ("attribute[kenh][]", "mang"),
    ("attribute[cchc.consent.xu-ly]", "yes"),
    ("attribute[cchc.can_publish]", "yes"),
];

async fn act(world: &World, item: i64, what: What) -> life::Done {
    let store = &world.hub.store;
    let edition = life::show(store, item).await.unwrap().unwrap().edition;
    let act = Act {
        item,
        edition,
        by: By::Command,
        at_ms: world.hub.now_ms(),
        what,
    };
    match store.act(act).await.unwrap() {
        Acted::Done(done) => done,
        other => panic!("{other:?}"),
    }
}

async fn publish(world: &World, item: i64) {
    let text = ReplyText {
        body: "Đã thay bóng.".to_owned(),
        action_taken: "Thay bóng".to_owned(),
        ..ReplyText::default()
    };
    let reply = act(world, item, What::Draft { reply: None, text })
        .await
        .reply
        .unwrap();
    act(world, item, What::Send { reply }).await;
    let public = What::Publish {
        title: "Đèn <hỏng>".to_owned(),
        body: "Đèn trước số [che] & ngõ không sáng.".to_owned(),
        place: "Ngõ 12".to_owned(),
        answer: "Đã thay bóng.".to_owned(),
    };
    act(world, item, public).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn it_is_off_unless_the_settings_say_otherwise() {
    let world = World::open(None, config()).await;
    for path in ["discovery.json", "services.json", "requests.xml"] {
        assert_eq!(get(&world, path).await.status, 404, "{path}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn discovery_and_services_have_the_fields_of_the_standard() {
    let world = World::open(None, open()).await;
    offer(&world);
    let found = get(&world, "discovery.json").await;
    assert_eq!(
        found.headers["content-type"],
        "application/json; charset=utf-8"
    );
    let found = found.json();
    assert_eq!(
        names(&found),
        sorted(&["changeset", "contact", "key_service", "endpoints"])
    );
    assert_eq!(
        names(&found["endpoints"][0]),
        sorted(&["specification", "url", "changeset", "type", "formats"])
    );
    let services = get(&world, "services.json").await.json();
    let codes: Vec<_> = services
        .as_array()
        .unwrap()
        .iter()
        .map(|one| one["service_code"].as_str().unwrap())
        .collect();
    assert_eq!(
        codes,
        [
            "phan_anh",
            "phan_anh.thu-tuc",
            "phan_anh.den",
            "gop_y",
            "gop_y.thu-tuc"
        ]
    );
    for service in services.as_array().unwrap() {
        assert_eq!(names(service), sorted(&SERVICE));
        assert_eq!(
            (&service["metadata"], &service["type"]),
            (&json!(true), &json!("realtime"))
        );
    }
    let definition = get(&world, "services/gop_y.thu-tuc.json").await.json();
    assert_eq!(names(&definition), sorted(&["service_code", "attributes"]));
    let mut said = Vec::new();
    for (order, attribute) in (1..).zip(definition["attributes"].as_array().unwrap()) {
        assert_eq!(names(attribute), sorted(&ATTRIBUTE));
        assert_eq!(attribute["order"], order);
        said.push(format!(
            "{} {} {}",
            attribute["code"].as_str().unwrap(),
            attribute["datatype"].as_str().unwrap(),
            attribute["required"]
        ));
    }
    assert_eq!(
        said,
        [
            "so string false",
            "kenh multivaluelist true",
            "ngay datetime false",
            "lai singlevaluelist false",
            "cchc.can_publish singlevaluelist false",
            "cchc.consent.xu-ly singlevaluelist true",
        ]
    );
    assert_eq!(
        definition["attributes"][1]["values"][0],
        json!({"key": "mang", "name": "Qua mạng"})
    );
    let text = get(&world, "services.xml").await;
    assert_eq!(text.headers["content-type"], "text/xml; charset=utf-8");
    assert!(
        text.text
            .starts_with("<?xml version=\"1.0\" encoding=\"utf-8\"?><services><service>")
    );
    assert_eq!(get(&world, "services/khong-co.json").await.status, 404);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_request_is_an_item_like_every_other_and_shown_once_it_is_published() {
    on_both(open(), |world| async move {
        offer(&world);
        let made = post(&world, &GOOD).await;
        assert_eq!(made.status, 200, "{}", made.text);
        let made = made.json();
        assert_eq!(
            names(&made[0]),
            sorted(&["service_request_id", "service_notice", "account_id"])
        );
        let id = made[0]["service_request_id"].as_str().unwrap().to_owned();
        let number: i64 = id.parse().unwrap();
        let item = life::show(&world.hub.store, number).await.unwrap().unwrap();
        assert_eq!((item.status.word(), item.site.as_str()), ("received", SITE));
        assert_eq!(
            (item.topic.as_deref(), item.place.as_deref()),
            (Some("den"), Some("Số 5 ngõ 12"))
        );
        assert_eq!(item.answers, "{\"kenh\":[\"mang\"]}");
        let (sealed, key_id) = item.contact.as_ref().unwrap();
        let contact = world
            .hub
            .secrets
            .open(sealed, key_id, &item.key_hash)
            .unwrap();
        let contact: Value = serde_json::from_slice(&contact).unwrap();
        assert_eq!(
            (&contact["name"], &contact["email"]),
            (&json!("Trần Thị Hạnh"), &json!("hanh@vi-du.vn"))
        );
        assert!(item.consent.unwrap().contains("xu-ly"));
        assert_eq!(
            get(&world, &format!("requests/{id}.json")).await.status,
            404,
            "not public yet"
        );
        assert_eq!(get(&world, "requests.json").await.json(), json!([]));
        world.later(60_000);
        publish(&world, number).await;
        let one = get(&world, &format!("requests/{id}.json")).await.json();
        assert_eq!(names(&one[0]), sorted(&REQUEST));
        assert_eq!(
            (&one[0]["status"], &one[0]["service_code"]),
            (&json!("closed"), &json!("phan_anh.den"))
        );
        assert_eq!(one[0]["status_notes"], "Đã thay bóng.");
        assert_eq!(one[0]["address"], "Ngõ 12");
        let listed = get(&world, "requests.json").await;
        assert_eq!(listed.json(), one);
        for private in ["không sáng từ thứ Hai", "hanh@", "Trần", "số 5"] {
            assert!(!listed.text.contains(private), "{private}");
        }
        let text = get(&world, "requests.xml").await.text;
        assert!(
            text.contains("<service_requests><request>") && text.contains("Đèn &lt;hỏng&gt;"),
            "{text}"
        );
        for (query, count) in [
            ("status=closed", 1),
            ("status=open", 0),
            ("status=open,closed&service_code=phan_anh.den,gop_y", 1),
            ("service_code=phan_anh", 0),
            (
                "start_date=2020-01-01T00:00:00Z&end_date=2020-02-01T00:00:00Z",
                0,
            ),
            ("end_date=2027-02-01T00:00:00%2B07:00&start_date=", 1),
            ("page=2", 0),
            ("jurisdiction_id=", 1),
            ("service_request_id=x", 0),
        ] {
            let found = get(&world, &format!("requests.json?{query}")).await.json();
            assert_eq!(found.as_array().unwrap().len(), count, "{query}");
        }
        let found = get(
            &world,
            &format!("requests.json?service_request_id=999,{id}&status=open"),
        )
        .await
        .json();
        assert_eq!(found.as_array().unwrap().len(), 1, "ids override");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn updates_tell_everybody_of_public_items_and_a_site_of_its_own() {
    on_both(open(), |world| async move {
        offer(&world);
        for _ in 0..2 {
            assert_eq!(post(&world, &GOOD).await.status, 200);
        }
        world.later(60_000);
        publish(&world, 1).await;
        act(&world, 2, What::Accept).await;
        let note = "Có tên bà Hạnh".to_owned();
        act(&world, 2, What::Refuse { note }).await;
        let all = get(&world, "servicerequestupdates.json").await.json();
        assert_eq!(names(&all[0]), sorted(&UPDATE));
        let said = |found: &Value| {
            let rows = found.as_array().unwrap().iter();
            let said = rows.map(|row| {
                format!(
                    "{} {} {}",
                    row["service_request_id"].as_str().unwrap(),
                    row["status"].as_str().unwrap(),
                    row["external_status_code"].as_str().unwrap()
                )
            });
            said.collect::<Vec<_>>()
        };
        assert_eq!(said(&all), ["1 fixed answered"]);
        assert_eq!(all[0]["description"], "Đã thay bóng.");
        let own = get(&world, &format!("servicerequestupdates.json?api_key={KEY}")).await;
        assert_eq!(
            said(&own.json()),
            [
                "1 fixed answered",
                "2 investigating accepted",
                "2 no_further_action refused"
            ]
        );
        assert!(
            !own.text.contains("Hạnh"),
            "no words that nobody has blacked out"
        );
        assert_eq!(
            get(&world, "servicerequestupdates.json?api_key=x")
                .await
                .status,
            403
        );
        let text = get(&world, "servicerequestupdates.xml").await.text;
        assert!(
            text.contains("<service_request_updates><request_update><"),
            "{text}"
        );
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_repeat_with_the_clients_own_id_is_the_same_request() {
    on_both(open(), |world| async move {
        offer(&world);
        let with = |id: &'static str, body: &'static str| {
            let mut fields = GOOD.to_vec();
            fields.push(("client_request_id", id));
            fields[4].1 = body;
            fields
        };
        const BODY: &str = "Đèn đường trước cổng không sáng.";
        let first = post(&world, &with("a", BODY)).await;
        assert_eq!(first.status, 200, "{}", first.text);
        world.later(3_600_000);
        assert_eq!(post(&world, &with("a", BODY)).await.json(), first.json());
        assert_ne!(post(&world, &with("b", BODY)).await.json(), first.json());
        assert_eq!(
            post(&world, &with("a", "Một chuyện khác hẳn."))
                .await
                .status,
            400
        );
        assert_eq!(world.count("items").await, 2);
    })
    .await;
}

#[path = "error_tests.rs"]
mod error_tests;
#[path = "update_tests.rs"]
mod update_tests;
