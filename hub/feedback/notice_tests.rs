//! Whose address is kept for notices: who gave one and agreed to be contacted, and nobody else.
#![allow(clippy::unwrap_used, reason = "tests")]

use serde_json::json;
use sqlx::Row;

use super::{World, config, form, item, key};

#[tokio::test(flavor = "multi_thread")]
async fn an_address_is_kept_for_notices_only_by_consent() {
    let mut config = config();
    config.mail = Some(toml::from_str("host = \"a\"\nfrom = \"gop-y@vi-du.vn\"").unwrap());
    let world = World::open(None, config).await;
    let mut form = form(1);
    let purposes = form["forms"][0]["consent"]["purposes"]
        .as_array_mut()
        .unwrap();
    purposes.push(json!({"id": "lien-he", "label": "Liên hệ", "is_required": false}));
    std::fs::write(world.folder.path().join("feedback.json"), form.to_string()).unwrap();
    for (number, (contact, purposes)) in (1..).zip([
        (
            json!({"email": "hanh@vi-du.vn"}),
            json!(["xu-ly", "lien-he"]),
        ),
        (json!({"email": "hanh@vi-du.vn"}), json!(["xu-ly"])),
        (json!({"phone": "0912345678"}), json!(["xu-ly", "lien-he"])),
    ]) {
        let mut item = item();
        item["contact"] = contact;
        item["consent"]["purposes"] = purposes;
        let item = world.with_proof(item).await;
        let answer = world.send(&key(number), &item).await;
        assert_eq!(answer.status, 201, "{}", answer.text);
    }
    let rows = sqlx::query("SELECT key_hash, mail_sealed, mail_key_id FROM items ORDER BY number")
        .fetch_all(world.hub.store.readers())
        .await
        .unwrap();
    let opened: Vec<_> = rows
        .iter()
        .map(|row| {
            let sealed: Option<Vec<u8>> = row.get(1);
            let about = crate::outbox::sealed_for(&row.get::<Vec<u8>, _>(0));
            world
                .hub
                .secrets
                .open(&sealed?, &row.get::<String, _>(2), &about)
        })
        .collect();
    assert_eq!(opened, [Some(b"hanh@vi-du.vn".to_vec()), None, None]);
}
