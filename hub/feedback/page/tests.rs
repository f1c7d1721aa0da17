//! The plain page as browsers without script use it.
#![allow(clippy::unwrap_used, reason = "tests")]

use super::super::images::tests::picture;
use super::super::tests::{Answer, World, config, form, on_both};
use serde_json::json;

const OWN: (&str, &str) = ("origin", "https://hub.example");

/// A multipart body.
fn body(fields: &[(&str, &str)], files: &[(&str, &[u8])]) -> Vec<u8> {
    let mut body = Vec::new();
    for (name, value) in fields {
        body.extend(
            format!("--XX\r\nContent-Disposition: form-data; name=\"{name}\"\r\n\r\n{value}\r\n")
                .as_bytes(),
        );
    }
    for (name, bytes) in files {
        body.extend(format!("--XX\r\nContent-Disposition: form-data; name=\"files\"; filename=\"{name}\"\r\nContent-Type: image/jpeg\r\n\r\n").as_bytes());
        body.extend(*bytes);
        body.extend(b"\r\n");
    }
    body.extend(b"--XX--\r\n");
    body
}

async fn post(
    world: &World,
    path: &str,
    fields: &[(&str, &str)],
    files: &[(&str, &[u8])],
) -> Answer {
    let headers = [OWN, ("content-type", "multipart/form-data; boundary=XX")];
    world.ask("POST", path, &headers, body(fields, files)).await
}

/// Value of a hidden field.
fn value<'a>(page: &'a str, name: &str) -> &'a str {
    let mark = format!("name=\"{name}\" value=\"");
    page.split(&mark).nth(1).unwrap().split('"').next().unwrap()
}

fn filled(page: &str) -> Vec<(&'static str, &str)> {
    vec![
        ("key", value(page, "key")),
        ("made", value(page, "made")),
        ("sign", value(page, "sign")),
        ("version", value(page, "version")),
        ("kind", "phan_anh"),
        ("title", "Đèn đường hỏng"),
        ("body", "Đèn đường trước số 5 không sáng từ thứ Hai."),
        ("purpose", "xu-ly"),
        ("website", ""),
    ]
}

#[tokio::test(flavor = "multi_thread")]
async fn a_double_click_is_one_item_with_one_receipt() {
    on_both(config(), |world| async move {
        let page = world.ask("GET", "/feedback/gop-y?lang=vi", &[], "").await;
        assert_eq!(page.status, 200, "{}", page.text);
        assert!(!page.text.contains("<script") && !page.text.contains("checked"));
        assert!(
            page.headers["content-security-policy"]
                .to_str()
                .unwrap()
                .starts_with("default-src 'none'")
        );
        world.later(10_000);
        let photo = picture(image::ImageFormat::Jpeg, 20, 10);
        let fields = filled(&page.text);
        let files: [(&str, &[u8]); 1] = [("ảnh.jpg", &photo)];
        let first = post(&world, "/feedback/gop-y?lang=vi", &fields, &files).await;
        assert_eq!(first.status, 201, "{}", first.text);
        assert!(first.text.contains("Mã tra cứu") && first.text.contains("Dự kiến trả lời"));
        world.later(10_000);
        let second = post(&world, "/feedback/gop-y?lang=vi", &fields, &files).await;
        assert_eq!((second.status, &second.text), (201, &first.text));
        assert_eq!(
            (world.count("items").await, world.count("uploads").await),
            (1, 1)
        );
        let row = sqlx::query("SELECT held_reasons, consent FROM items")
            .fetch_one(world.hub.store.readers())
            .await
            .unwrap();
        assert_eq!(sqlx::Row::get::<String, _>(&row, 0), "no-proof");
        // The time of sending, not of opening.
        assert!(sqlx::Row::get::<String, _>(&row, 1).contains("2027-01-15T15:00:10+07:00"));
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn mistakes_keep_what_was_typed_and_the_files() {
    let world = World::open(None, config()).await;
    let page = world.ask("GET", "/feedback/gop-y?lang=en", &[], "").await;
    assert!(page.text.contains("<html lang=\"en\">") && page.text.contains("<h1>Feedback</h1>"));
    let mut fields = filled(&page.text);
    let nasty = "\"><script>alert(1)</script>'&\u{0}";
    fields[5] = ("title", nasty);
    fields[6] = ("body", "ngắn");
    fields.push(("email", "khong phai"));
    let photo = picture(image::ImageFormat::Png, 20, 10);
    let files: [(&str, &[u8]); 2] = [(nasty_name(), &photo), ("x.svg", b"<svg/>")];
    let answer = post(&world, "/feedback/gop-y?lang=en", &fields, &files).await;
    assert_eq!(answer.status, 422);
    assert!(answer.text.contains("<title>Error: Feedback"));
    for link in ["#f-body", "#f-email", "#f-files"] {
        assert!(
            answer.text.contains(&format!("<a href=\"{link}\">")),
            "{link}"
        );
    }
    for id in ["f-body", "f-email", "f-files"] {
        assert!(answer.text.contains(&format!("id=\"{id}\"")), "{id}");
    }
    assert!(
        !answer.text.contains("<script") && !answer.text.contains("<img"),
        "{}",
        answer.text
    );
    assert!(
        answer
            .text
            .contains("&quot;&gt;&lt;script&gt;alert(1)&lt;/script&gt;&#39;&amp;")
    );
    assert_eq!(value(&answer.text, "key"), value(&page.text, "key"));
    assert!(answer.text.contains("value=\"xu-ly\" checked"));
    // Corrected, without choosing the file again.
    let upload = value(&answer.text, "upload").to_owned();
    let mut fields = filled(&page.text);
    fields.push(("upload", &upload));
    let done = post(&world, "/feedback/gop-y?lang=en", &fields, &[]).await;
    assert_eq!(done.status, 201, "{}", done.text);
    assert_eq!(
        (world.count("items").await, world.count("uploads").await),
        (1, 1)
    );
}

fn nasty_name() -> &'static str {
    "<img src=x onerror=alert(1)>.png"
}

#[tokio::test(flavor = "multi_thread")]
async fn pages_of_others_and_forged_keys_send_nothing() {
    let world = World::open(None, config()).await;
    let page = world.ask("GET", "/feedback/gop-y", &[], "").await;
    let fields = filled(&page.text);
    for origin in ["https://evil.example", "null"] {
        let headers = [
            ("origin", origin),
            ("content-type", "multipart/form-data; boundary=XX"),
        ];
        let answer = world
            .ask("POST", "/feedback/gop-y", &headers, body(&fields, &[]))
            .await;
        assert_eq!(answer.status, 403, "{origin}");
    }
    let headers = [("content-type", "multipart/form-data; boundary=XX")];
    let answer = world
        .ask("POST", "/feedback/gop-y", &headers, body(&fields, &[]))
        .await;
    assert_eq!(answer.status, 403);
    let mut forged = fields.clone();
    forged[0] = ("key", "01900000-0000-7000-8000-000000000001");
    let answer = post(&world, "/feedback/gop-y", &forged, &[]).await;
    assert_eq!(answer.status, 422);
    assert!(answer.text.contains("Đèn đường hỏng"));
    assert_ne!(
        value(&answer.text, "key"),
        "01900000-0000-7000-8000-000000000001"
    );
    assert_eq!(world.count("items").await, 0);
    let missing = world.ask("GET", "/feedback/none", &[], "").await;
    assert_eq!(missing.status, 404);
    let css = world.ask("GET", "/feedback/style.css", &[], "").await;
    assert!(css.text.contains(":root") && !css.text.contains(":host"));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_form_that_only_rates_asks_for_a_grade() {
    let world = World::open(None, config()).await;
    let mut changed = form(2);
    changed["forms"][0]["kinds"] = json!([]);
    std::fs::write(
        world.folder.path().join("feedback.json"),
        changed.to_string(),
    )
    .unwrap();
    let page = world.ask("GET", "/feedback/gop-y", &[], "").await;
    assert_eq!(value(&page.text, "kind"), "rating");
    assert!(page.text.contains("Rất hài lòng") && !page.text.contains("name=\"title\""));
    let mut fields = filled(&page.text);
    fields.retain(|field| !matches!(field.0, "title" | "kind" | "purpose" | "body"));
    fields.push(("kind", "rating"));
    let answer = post(&world, "/feedback/gop-y", &fields, &[]).await;
    assert_eq!(answer.status, 422);
    assert!(answer.text.contains("#f-rating"));
    fields.push(("rating", "5"));
    let answer = post(&world, "/feedback/gop-y", &fields, &[]).await;
    assert_eq!(answer.status, 201, "{}", answer.text);
}

#[tokio::test(flavor = "multi_thread")]
async fn every_kind_of_question_is_asked_and_answered() {
    let world = World::open(None, config()).await;
    let mut changed = form(2);
    changed["forms"][0]["agency"] = json!("required");
    changed["forms"][0]["ward"] = json!("optional");
    changed["forms"][0]["topics"] = json!([{"code": "den", "label": "Đèn <b>"}]);
    changed["forms"][0]["questions"] = json!([
        {"id": "a/b", "label": "Bao lâu?", "type": "choice", "options": [{"value": "1", "label": "Một ngày"}]},
        {"id": "c", "label": "Gì nữa?", "type": "choices", "options": [{"value": "x", "label": "X"}, {"value": "y", "label": "Y"}]},
        {"id": "d", "label": "Số đèn", "type": "number"}, {"id": "e", "label": "Đã gọi?", "type": "yes_no", "is_required": true},
        {"id": "f", "label": "Kể thêm", "type": "long_text"}, {"id": "g", "label": "Ngày", "type": "date"},
    ]);
    std::fs::write(
        world.folder.path().join("feedback.json"),
        changed.to_string(),
    )
    .unwrap();
    let agencies = r#"{"version":"1.0","agencies":[{"id":"so-noi-vu","name":"Sở Nội vụ","kind":"department"},
        {"id":"quan-cu","name":"Quận cũ","kind":"district","valid_to":"2025-06-30"},
        {"id":"p-hoan-kiem","name":"Phường Hoàn Kiếm","kind":"ward"}]}"#;
    std::fs::write(world.folder.path().join("agencies.json"), agencies).unwrap();
    let page = world
        .ask("GET", "/feedback/gop-y?agency=so-noi-vu", &[], "")
        .await;
    assert!(page.text.contains("value=\"so-noi-vu\" selected") && !page.text.contains("quan-cu"));
    let mut fields = filled(&page.text);
    fields.extend([
        ("agency", ""),
        ("answer-a/b", "1"),
        ("answer-c", "x"),
        ("answer-c", "y"),
        ("answer-d", "z"),
    ]);
    let answer = post(&world, "/feedback/gop-y", &fields, &[]).await;
    assert_eq!(answer.status, 422);
    for id in ["f-agency", "f-answer-d", "f-answer-e"] {
        assert!(
            answer.text.contains(&format!("href=\"#{id}\""))
                && answer.text.contains(&format!("id=\"{id}\"")),
            "{id}"
        );
    }
    assert!(
        answer.text.contains("<option value=\"1\" selected>")
            && answer.text.contains("value=\"y\" checked")
    );
    let at = fields
        .iter()
        .position(|field| field.0 == "answer-d")
        .unwrap();
    fields[at].1 = "3";
    let at = fields.iter().position(|field| field.0 == "agency").unwrap();
    fields[at].1 = "so-noi-vu";
    fields.extend([("answer-e", "no"), ("ward", "p-hoan-kiem")]);
    let answer = post(&world, "/feedback/gop-y", &fields, &[]).await;
    assert_eq!(answer.status, 201, "{}", answer.text);
    let row = sqlx::query("SELECT answers, agency, ward FROM items")
        .fetch_one(world.hub.store.readers())
        .await
        .unwrap();
    let answers: serde_json::Value =
        serde_json::from_str(&sqlx::Row::get::<String, _>(&row, 0)).unwrap();
    assert_eq!(
        answers,
        json!({"a/b": "1", "c": ["x", "y"], "d": "3", "e": "no"})
    );
    assert_eq!(sqlx::Row::get::<String, _>(&row, 2), "p-hoan-kiem");
}
