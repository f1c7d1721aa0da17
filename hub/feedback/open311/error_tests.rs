//! What is wrong is told as the standard has it.

use super::*;

#[tokio::test(flavor = "multi_thread")]
async fn errors_are_those_of_the_standard() {
    let world = World::open(None, open()).await;
    offer(&world);
    let without = |name: &str| {
        let fields = GOOD.iter().filter(|field| field.0 != name);
        fields.copied().collect::<Vec<_>>()
    };
    let changed = |name: &str, value: &'static str| {
        let mut fields = GOOD.to_vec();
        fields
            .iter_mut()
            .filter(|field| field.0 == name)
            .for_each(|field| field.1 = value);
        fields
    };
    for (fields, status, words) in [
        (without("api_key"), 403, "api_key"),
        (changed("api_key", "x"), 403, "api_key"),
        (
            changed("jurisdiction_id", "khac.vn"),
            404,
            "jurisdiction_id",
        ),
        (without("service_code"), 400, "service_code"),
        (changed("service_code", "khong-co"), 404, "service_code"),
        (without("description"), 400, "/body"),
        (without("attribute[kenh][]"), 400, "/answers/kenh"),
        (changed("attribute[kenh][]", "khac"), 400, "/answers/kenh"),
        (without("attribute[cchc.consent.xu-ly]"), 400, "/consent"),
    ] {
        let answer = post(&world, &fields).await;
        assert_eq!(answer.status, status, "{words}: {}", answer.text);
        let errors = answer.json();
        assert_eq!(names(&errors[0]), ["code", "description"]);
        assert_eq!(errors[0]["code"], status);
        let said = |error: &Value| error["description"].as_str().unwrap().contains(words);
        assert!(errors.as_array().unwrap().iter().any(said), "{errors}");
    }
    for (path, status) in [
        ("requests.json?status=maybe", 400),
        ("requests.json?start_date=yesterday", 400),
        ("requests.json?page=0", 400),
        ("requests/12.json", 404),
        ("requests/x.json", 404),
        ("tokens/1.json", 404),
        ("nothing.json", 404),
    ] {
        assert_eq!(get(&world, path).await.status, status, "{path}");
    }
    let text = get(&world, "requests/12.xml").await;
    assert!(
        text.text
            .contains("<errors><error><code>404</code><description>"),
        "{}",
        text.text
    );
    assert_eq!(world.count("items").await, 0);
}
