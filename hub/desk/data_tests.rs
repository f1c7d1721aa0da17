//! What is kept, for how long, and for whom.
#![allow(clippy::unwrap_used, clippy::panic, reason = "tests")]

use std::io::Read;

use serde_json::{Value, json};
use sqlx::Row;

use super::*;
use crate::secrets::Secrets;
use crate::store::clean::DAY_MS;
use crate::store::tests::{count, item, on_both, submit};
use crate::store::{KeepForm, KeepUpload, NewItem, NewUpload, Store, Submit, check_audit};

const NOW: i64 = 1_800_000_000_000;

async fn keep(store: &Store, version: i64, days: Option<u32>) {
    let mut form = json!({"id": "gop-y", "version": version, "title": "Góp ý",
        "kinds": [{"code": "gop_y", "label": "Góp ý"}],
        "consent": {"id": "dong-y", "version": "1", "text": "Tôi đồng ý.", "controller": "Sở",
            "purposes": [{"id": "xu-ly", "label": "Xử lý", "is_required": true}]}});
    if let Some(days) = days {
        form["consent"]["retention_days"] = json!(days);
    }
    let deed = KeepForm {
        id: "gop-y".to_owned(),
        version,
        content: form.to_string(),
        now_ms: NOW,
    };
    store.act(deed).await.unwrap();
}

async fn upload(store: &Store, id: &str, name: &str) {
    let new = NewUpload {
        id: id.to_owned(),
        site: String::new(),
        form: "gop-y".to_owned(),
        name: name.to_owned(),
        media_type: "image/png",
        pixels: Some((1, 1)),
        sent_hash: vec![1; 32],
        received_ms: NOW,
        content: b"PNG?".to_vec(),
    };
    store.act(KeepUpload(new)).await.unwrap().unwrap();
}

fn opened(store: &Store, folder: &std::path::Path) -> Opened {
    let secrets = Secrets::read_or_make(&folder.join("secrets.toml")).unwrap();
    Opened::for_tests(store.clone(), secrets)
}

#[tokio::test(flavor = "multi_thread")]
async fn what_was_kept_as_long_as_was_promised_is_erased_and_nothing_else() {
    on_both(|store, place| async move {
        keep(&store, 1, Some(10)).await;
        keep(&store, 2, Some(30)).await;
        keep(&store, 3, None).await;
        upload(&store, "u1", "anh.png").await;
        for (key, version, age_days) in [
            (1, 1, 11),
            (2, 1, 9),
            (3, 2, 11),
            (4, 2, 31),
            (5, 3, 99),
            (6, 9, 99),
        ] {
            let new = NewItem {
                form_version: version,
                received_ms: NOW - age_days * DAY_MS,
                contact: Some((vec![1, 2], "k".to_owned())),
                ..item(key)
            };
            let uploads = match key {
                1 => vec!["u1".to_owned()],
                _ => Vec::new(),
            };
            store
                .act(Submit {
                    uploads,
                    ..submit(new)
                })
                .await
                .unwrap();
        }
        let tried = retain::retain(&store, By::Command, true, NOW)
            .await
            .unwrap();
        assert!(
            tried.contains("2 items are past") && tried.contains("2 items of forms without"),
            "{tried}"
        );
        assert_eq!(
            (count(&store, "uploads").await, count(&store, "audit").await),
            (1, 6)
        );
        let second = Store::open(&place).await.unwrap();
        let (one, other) = tokio::join!(
            retain::once_a_day(&store, NOW),
            retain::once_a_day(&second, NOW)
        );
        let done: Vec<String> = [one.unwrap(), other.unwrap()]
            .into_iter()
            .flatten()
            .collect();
        assert_eq!(done.len(), 1, "of two hubs one does it");
        let done = &done[0];
        assert!(done.contains("erased 2 items"), "{done}");
        let rows =
            sqlx::query("SELECT number, body, status, contact_key_id FROM items ORDER BY number")
                .fetch_all(store.readers())
                .await
                .unwrap();
        let gone: Vec<_> = rows
            .iter()
            .map(|row| {
                let (body, status): (String, String) = (row.get(1), row.get(2));
                let contact: Option<String> = row.get(3);
                assert_eq!(body.is_empty(), status == "erased");
                assert_eq!(contact.is_none(), status == "erased");
                status == "erased"
            })
            .collect();
        assert_eq!(gone, [true, false, false, true, false, false]);
        assert_eq!(count(&store, "uploads").await, 0);
        let lines = sqlx::query(
            "SELECT subject, detail FROM audit WHERE deed = 'retention' ORDER BY number",
        )
        .fetch_all(store.readers())
        .await
        .unwrap();
        let lines: Vec<_> = lines
            .iter()
            .map(|row| format!("{} {}", row.get::<String, _>(0), row.get::<String, _>(1)))
            .collect();
        assert_eq!(lines, ["form gop-y 1 1 items", "form gop-y 2 1 items"]);
        assert_eq!(check_audit(store.readers()).await.unwrap(), Ok(10));
        assert_eq!(retain::once_a_day(&second, NOW + 1000).await.unwrap(), None);
        let again = retain::retain(&store, By::Command, false, NOW)
            .await
            .unwrap();
        assert!(again.contains("erased 0 items"), "{again}");
        assert_eq!(count(&store, "audit").await, 10);
    })
    .await;
}

#[derive(clap::Parser)]
struct Line {
    #[command(flatten)]
    asked: copy::Asked,
}

fn asked(code: &str, pin: &str, output: &std::path::Path, more: &[&str]) -> copy::Asked {
    let line = [
        &["copy", code, "--pin", pin, "-o", output.to_str().unwrap()],
        more,
    ]
    .concat();
    <Line as clap::Parser>::parse_from(line).asked
}

#[tokio::test(flavor = "multi_thread")]
async fn a_citizen_gets_all_that_is_kept_about_her_and_nobody_else_does() {
    on_both(|store, _| async move {
        let folder = tempfile::tempdir().unwrap();
        let opened = opened(&store, folder.path());
        let key = cchc::submission::Key::parse("01900000-0000-7000-8000-000000000001").unwrap();
        let receipt = cchc::submission::Receipt::of(&key);
        let (code, pin) = (receipt.code.as_bytes(), receipt.pin.as_bytes());
        let mut new = item(1);
        new.contact = Some(
            opened
                .secrets
                .seal(b"{\"email\":\"hanh@vi-du.vn\"}", &new.key_hash)
                .unwrap(),
        );
        new.code_hash = opened.secrets.mac("code", &[code]).to_vec();
        new.pin_hash = opened.secrets.mac("pin", &[code, pin]).to_vec();
        upload(&store, "u1", "../anh.png").await;
        let uploads = vec!["u1".to_owned()];
        store
            .act(Submit {
                uploads,
                ..submit(new)
            })
            .await
            .unwrap();
        let output = folder.path().join("ban-sao.zip");
        for (code, pin) in [
            (receipt.code.as_str(), "000000"),
            ("7K3QM-9WXD-2FHT6", receipt.pin.as_str()),
            ("", ""),
        ] {
            let wrong = copy::copy(&opened, &asked(code, pin, &output, &[]), NOW).await;
            assert!(matches!(wrong, Err(Error::WrongCode)));
        }
        let dry = asked(&receipt.code, &receipt.pin, &output, &["--dry-run"]);
        let tried = copy::copy(&opened, &dry, NOW).await.unwrap();
        assert!(tried.contains("1 files"), "{tried}");
        assert!(!output.exists());
        assert_eq!(count(&store, "audit").await, 1);
        let typed = receipt.code.to_lowercase().replace('-', " ");
        copy::copy(&opened, &asked(&typed, &receipt.pin, &output, &[]), NOW)
            .await
            .unwrap();
        let mut zip = zip::ZipArchive::new(std::fs::File::open(&output).unwrap()).unwrap();
        let names: Vec<_> = zip
            .file_names()
            .map(|name| name.unwrap().into_owned())
            .collect();
        assert_eq!(names, ["y-kien.json", "tep/1-_anh.png"]);
        let mut text = String::new();
        zip.by_name("y-kien.json")
            .unwrap()
            .read_to_string(&mut text)
            .unwrap();
        let whole: Value = serde_json::from_str(&text).unwrap();
        assert_eq!(whole["contact"]["email"], "hanh@vi-du.vn");
        assert!(whole["body"].as_str().unwrap().contains("Đường trơn"));
        assert_eq!(whole["files"], json!(["tep/1-_anh.png"]));
        #[cfg(unix)]
        {
            use std::os::unix::fs::PermissionsExt;
            let mode = std::fs::metadata(&output).unwrap().permissions().mode();
            assert_eq!(mode & 0o777, 0o600);
        }
        let again = copy::copy(&opened, &asked(&typed, &receipt.pin, &output, &[]), NOW).await;
        assert!(
            matches!(again, Err(Error::File(..))),
            "nothing is overwritten"
        );
    })
    .await;
}
