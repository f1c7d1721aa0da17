//! Texts and files that want to be more than texts and files.

use super::*;

/// What is to stay text wherever it is shown.
const HOSTILE: &[&str] = &[
    "<script>alert(1)</script>",
    "\"><img src=x onerror=alert(1)>",
    "' onmouseover='alert(1)",
    "</textarea><script>alert(1)</script>",
    "</title><svg onload=alert(1)>",
    "<!--<img src=\"--><img src=x onerror=alert(1)//\">",
    "javascript:alert(1)",
    "&lt;script&gt;alert(1)&lt;/script&gt;",
    "\u{202e}<script\u{0}>alert(1)</script>",
    "{{constructor.constructor('alert(1)')()}}",
    "<form action=https://evil.example><button>",
    "<base href=https://evil.example>",
    "<meta http-equiv=refresh content=0;url=https://evil.example>",
];

#[tokio::test(flavor = "multi_thread")]
async fn texts_stay_texts_wherever_they_come_from() {
    let world = World::open(None, Config::default()).await;
    let mut approver = world
        .signed_in(
            "an",
            &["approver@a", "publisher@a", "administrator@*", "auditor@*"],
        )
        .await;
    let plain = |text: &str| {
        for tag in [
            "<script>",
            "<img src=x",
            "<svg onload",
            "<form action=https",
            "<base",
            "<meta http",
            "<b>",
        ] {
            assert!(!text.contains(tag), "{tag}: {text}");
        }
        // Every attribute ends where the program ends it.
        assert!(!text.contains("' onmouseover='"), "{text}");
        assert!(!text.contains("href=\"javascript:"));
    };
    for hostile in HOSTILE {
        let stored = hostile.replace('\0', "\u{fffd}");
        let number = world
            .item("a", |item| {
                let contact = serde_json::json!({"name": hostile, "phone": hostile}).to_string();
                item.contact = Some(
                    world
                        .hub
                        .secrets
                        .seal(contact.as_bytes(), &item.key_hash)
                        .unwrap(),
                );
                item.title.clone_from(&stored);
                item.body.clone_from(&stored);
                item.kind.clone_from(&stored);
                item.place = Some(stored.clone());
                item.ward = Some(stored.clone());
                item.answers =
                    serde_json::json!({stored.as_str(): stored.as_str(), "b": [stored.as_str()]})
                        .to_string();
            })
            .await;
        let path = format!("/staff/items/{number}");
        world.file(number, &format!("f{number}")).await;
        plain(&approver.get(&path).await.text);
        plain(&approver.post(&format!("{path}/contact"), &[]).await.text);
        let note = [("edition", "1"), ("note", *hostile)];
        assert_eq!(
            approver
                .post(&format!("{path}/ask-info"), &note)
                .await
                .status,
            303
        );
        let fields = [
            ("act", "send"),
            ("edition", "1"),
            ("body", hostile),
            ("action_taken", hostile),
            ("evidence", hostile),
            ("legal_basis", hostile),
        ];
        let late = approver.post(&format!("{path}/reply"), &fields).await;
        assert_eq!(late.status, 409);
        plain(&late.text);
        let fields = [
            ("act", "send"),
            ("edition", "2"),
            ("body", hostile),
            ("action_taken", hostile),
            ("evidence", hostile),
            ("legal_basis", hostile),
        ];
        assert_eq!(
            approver
                .post(&format!("{path}/reply"), &fields)
                .await
                .status,
            303
        );
        plain(&approver.get(&path).await.text);
        approver.get("/staff/templates").await;
        let template = [
            ("act", "keep"),
            ("agency", "*"),
            ("name", hostile),
            ("body", hostile),
            ("action_taken", hostile),
            ("evidence", hostile),
        ];
        assert_eq!(
            approver.post("/staff/templates", &template).await.status,
            303
        );
        let member = [
            ("login", "x1"),
            ("name", hostile),
            ("agency", "a"),
            ("role", "clerk"),
        ];
        let made = approver.post("/staff/members", &member).await;
        assert_eq!(made.status, 201);
        plain(&made.text);
        let link = made
            .text
            .split("/staff/invite/")
            .nth(1)
            .unwrap()
            .split('<')
            .next()
            .unwrap()
            .to_owned();
        plain(
            &approver
                .clone()
                .get(&format!("/staff/invite/{link}"))
                .await
                .text,
        );
        let door = [
            ("login", *hostile),
            ("passphrase", *hostile),
            ("code", *hostile),
        ];
        let mut outside = world.browser();
        outside.address = format!("203.0.113.{}", 100 + number);
        plain(&outside.post("/staff/sign-in", &door).await.text);
        // A session that ended gives the texts back, as texts.
        plain(&outside.post(&format!("{path}/reply"), &fields).await.text);
        plain(
            &approver
                .get(&format!(
                    "/staff/audit?subject={}",
                    url::form_urlencoded::byte_serialize(hostile.as_bytes()).collect::<String>()
                ))
                .await
                .text,
        );
    }
    for path in [
        "/staff?status=all",
        "/staff/templates",
        "/staff/members",
        "/staff/audit",
    ] {
        plain(&approver.get(path).await.text);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn files_come_as_attachments_that_run_nothing() {
    let world = World::open(None, Config::default()).await;
    let number = world.item("a", |_| {}).await;
    world.file(number, "f").await;
    let mut clerk = world.signed_in("an", &["clerk@a"]).await;
    let answer = clerk.get(&format!("/staff/items/{number}/files/f")).await;
    assert_eq!(answer.headers["content-type"], "image/png");
    assert_eq!(
        answer.headers["content-disposition"],
        "attachment; filename*=UTF-8''%E1%BA%A3nh%20%22%3Cx%3E%22.png"
    );
    assert_eq!(
        answer.headers["content-security-policy"],
        "default-src 'none'; sandbox"
    );
    assert_eq!(answer.headers["x-content-type-options"], "nosniff");
    assert_eq!(answer.headers["cache-control"], "private, no-store");
}
