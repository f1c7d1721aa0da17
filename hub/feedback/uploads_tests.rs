//! Files: once, whole, and nothing but what they are.

use super::*;
use crate::feedback::images::tests::picture;

const ID: &str = "5f0c8a1e-7f2b-4c3d-9e4f-000000000001";

async fn put_file(world: &World, id: &str, bytes: Vec<u8>) -> Answer {
    let path = format!("/api/v1/uploads/{id}?form=gop-y&site={SITE}&name=%E1%BA%A3nh.jpg");
    let headers = [("origin", ORIGIN), ("content-type", "image/jpeg")];
    world.ask("PUT", &path, &headers, bytes).await
}

#[tokio::test(flavor = "multi_thread")]
async fn a_file_is_kept_once_and_belongs_to_one_item() {
    on_both(config(), |world| async move {
        let photo = picture(image::ImageFormat::Jpeg, 64, 48);
        let first = put_file(&world, ID, photo.clone()).await;
        assert_eq!(first.status, 201, "{}", first.text);
        assert_eq!(
            (&first.json()["width"], &first.json()["type"]),
            (&json!(64), &json!("image/jpeg"))
        );
        let again = put_file(&world, &ID.to_uppercase(), photo).await;
        assert_eq!((again.status, &again.text), (200, &first.text));
        let other = put_file(&world, ID, picture(image::ImageFormat::Png, 5, 5)).await;
        assert_eq!(other.problem(), (409, "upload-differs".to_owned()));
        let mut item = item();
        item["uploads"] = json!([ID, "5f0c8a1e-7f2b-4c3d-9e4f-0000000000ff"]);
        let missing = world.send(&key(1), &item).await;
        assert_eq!(missing.problem(), (422, "invalid".to_owned()));
        assert_eq!(missing.json()["errors"][0]["pointer"], "/uploads/1");
        item["uploads"] = json!([ID]);
        assert_eq!(world.send(&key(1), &item).await.status, 201);
        assert_eq!(world.send(&key(1), &item).await.status, 201);
        assert_eq!(world.send(&key(2), &item).await.status, 422);
        assert_eq!(
            (world.count("items").await, world.count("uploads").await),
            (1, 1)
        );
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn more_files_at_once_than_there_is_room_for_are_told_to_come_again() {
    let world = World::open(None, config()).await;
    let all = world.hub.uploads.acquire_many(64).await.unwrap();
    let photo = picture(image::ImageFormat::Png, 5, 5);
    let full = put_file(&world, ID, photo.clone()).await;
    assert_eq!(full.problem(), (503, "storage-busy".to_owned()));
    assert_eq!(full.headers["retry-after"], "5");
    drop(all);
    assert_eq!(put_file(&world, ID, photo).await.status, 201);
}

#[tokio::test(flavor = "multi_thread")]
async fn files_that_are_too_large_or_something_else_are_refused() {
    let world = World::open(None, config()).await;
    let mut large = b"%PDF-1.7\n".to_vec();
    large.resize(100_001, b' ');
    for (bytes, expected) in [
        (large, (413, "too-large")),
        (b"<svg onload='alert(1)'/>".to_vec(), (415, "type-refused")),
        (b"GIF89a;alert(1)".to_vec(), (415, "type-refused")),
        (Vec::new(), (415, "type-refused")),
    ] {
        let answer = put_file(&world, ID, bytes).await;
        assert_eq!(answer.problem(), (expected.0, expected.1.to_owned()));
    }
    for id in [
        "..",
        "%2e%2e%2fx",
        "1",
        "5f0c8a1e-7f2b-4c3d-9e4f-00000000000g",
    ] {
        let answer = put_file(&world, id, picture(image::ImageFormat::Png, 5, 5)).await;
        assert_eq!(answer.problem().0, 400, "{id}");
    }
    let path = format!("/api/v1/uploads/{ID}?form=none&site={SITE}");
    let answer = world.ask("PUT", &path, &[("origin", ORIGIN)], "x").await;
    assert_eq!(answer.problem(), (404, "form-unknown".to_owned()));
    assert_eq!(world.count("uploads").await, 0);
}
