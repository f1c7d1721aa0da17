//! Answering: from the inbox to the public, two officials at once, and texts that want to be more than texts.

use cchc::submission::Status;

use super::*;
use crate::store::life;

const TEXT: [(&str, &str); 2] = [
    ("body", "Đã sửa đèn, cảm ơn bà Hạnh"),
    ("action_taken", "Thay bóng ngày 27/11"),
];

fn reply<'a>(act: &'a str, edition: &'a str, number: &'a str) -> Vec<(&'a str, &'a str)> {
    let mut fields = vec![("act", act), ("edition", edition), ("reply", number)];
    fields.extend(TEXT);
    fields
}

async fn whole(world: &World, number: i64) -> life::ItemWhole {
    life::show(&world.hub.store, number).await.unwrap().unwrap()
}

#[tokio::test(flavor = "multi_thread")]
async fn an_answer_goes_from_draft_to_approval_to_the_citizen_to_the_public() {
    on_both(|world| async move {
        let number = world
            .item("a", |item| {
                item.body = "Tôi là Đỗ Thị Hạnh, gọi 0912 345 678".to_owned()
            })
            .await;
        let path = format!("/staff/items/{number}");
        let mut clerk = world.signed_in("an", &["clerk@a"]).await;
        let mut approver = world.signed_in("binh", &["approver@a"]).await;
        let mut publisher = world.signed_in("cuc", &["publisher@a"]).await;
        let inbox = clerk.get("/staff").await.text;
        assert!(
            inbox.contains(&format!("href=\"{path}\"")) && inbox.contains("Còn"),
            "{inbox}"
        );
        // Contact data is there for a click, which the audit notes.
        let page = clerk.get(&path).await.text;
        assert!(!page.contains("0912345678") && page.contains("Mở thông tin liên hệ"));
        let opened = clerk
            .post(&format!("{path}/contact"), &[("body", "đang viết dở")])
            .await
            .text;
        assert!(
            opened.contains("0912345678")
                && opened.contains("Đỗ Thị Hạnh")
                && opened.contains("đang viết dở")
        );
        let proposed = clerk
            .post(&format!("{path}/reply"), &reply("propose", "1", ""))
            .await;
        assert_eq!(
            proposed.location(),
            format!("{path}?said=propose"),
            "{}",
            proposed.text
        );
        assert_eq!(
            clerk
                .post(&format!("{path}/reply"), &reply("send", "3", "1"))
                .await
                .status,
            403
        );
        let page = approver.get(&path).await.text;
        assert!(page.contains("Cán bộ an đã trình duyệt") && page.contains("Thay bóng ngày 27/11"));
        let mut back = reply("return", "3", "1");
        back.push(("reason", "Ghi rõ ngày"));
        assert_eq!(
            approver.post(&format!("{path}/reply"), &back).await.status,
            303
        );
        assert!(clerk.get(&path).await.text.contains("Ghi rõ ngày"));
        assert_eq!(
            clerk
                .post(&format!("{path}/reply"), &reply("propose", "4", "1"))
                .await
                .status,
            303
        );
        assert_eq!(
            approver
                .post(&format!("{path}/reply"), &reply("send", "6", "1"))
                .await
                .status,
            303
        );
        let item = whole(&world, number).await;
        assert_eq!((item.status, item.replies.len()), (Status::Answered, 1));
        assert_eq!(item.answer().unwrap().text.body, TEXT[0].1);
        // What is proposed for the public has no personal data; what is typed counts.
        let page = publisher.get(&path).await.text;
        assert!(page.contains("Tôi là █████, gọi █████"), "{page}");
        let edition = item.edition.to_string();
        let public = [
            ("edition", edition.as_str()),
            ("title", "Đèn"),
            ("body", "Đèn hỏng"),
            ("place", ""),
            ("answer", "Đã sửa"),
        ];
        assert_eq!(
            publisher
                .post(&format!("{path}/publish"), &public)
                .await
                .status,
            303
        );
        assert_eq!(
            whole(&world, number).await.public_body.as_deref(),
            Some("Đèn hỏng")
        );
        let audit = world.audit().await.join("\n");
        assert!(
            audit.contains(&format!("staff 1: contact-opened item {number}")),
            "{audit}"
        );
        assert!(
            audit.contains(&format!("staff 2: item-send item {number} reply 1")),
            "{audit}"
        );
        assert!(
            !audit.contains("Hạnh") && !audit.contains("0912"),
            "no personal data in the audit"
        );
        assert!(
            crate::store::check_audit(world.hub.store.readers())
                .await
                .unwrap()
                .is_ok()
        );
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn of_two_answers_one_wins_and_the_other_is_told_and_loses_nothing() {
    on_both(|world| async move {
        let number = world.item("a", |_| {}).await;
        let path = format!("/staff/items/{number}/reply");
        let mut one = world.signed_in("an", &["approver@a"]).await;
        let mut two = world.signed_in("binh", &["approver@a"]).await;
        let (ours, theirs) = (
            [("body", "Trả lời của An"), ("action_taken", "a")],
            [("body", "Trả lời của Bình"), ("action_taken", "b")],
        );
        let fields = |text: [(&'static str, &'static str); 2]| {
            [
                vec![("act", "send"), ("edition", "1"), ("reply", "")],
                text.to_vec(),
            ]
            .concat()
        };
        let (first, second) = (fields(ours), fields(theirs));
        let (a, b) = tokio::join!(one.post(&path, &first), two.post(&path, &second));
        let mut statuses = [a.status, b.status];
        statuses.sort_unstable();
        assert_eq!(statuses, [303, 409], "{} {}", a.text, b.text);
        let (lost, text, winner) = if a.status == 409 {
            (a, "Trả lời của An", "Cán bộ binh")
        } else {
            (b, "Trả lời của Bình", "Cán bộ an")
        };
        assert!(lost.text.contains(text), "what was typed is still there");
        assert!(
            lost.text.contains(winner) && lost.text.contains("role=\"alert\""),
            "{}",
            lost.text
        );
        assert_eq!(
            whole(&world, number)
                .await
                .replies
                .iter()
                .filter(|reply| reply.state == "sent")
                .count(),
            1
        );
        // Passed on meanwhile: the text comes back on a page of its own.
        let number = world.item("a", |_| {}).await;
        world.member("chi", &["clerk@b"]).await;
        let answer = one
            .post(
                &format!("/staff/items/{number}/forward"),
                &[("edition", "1"), ("agency", "b"), ("note", "")],
            )
            .await;
        assert!(
            answer
                .location()
                .starts_with("/staff?said=forward&done=1&undo="),
            "{}",
            answer.location()
        );
        let late = two
            .post(&format!("/staff/items/{number}/reply"), &fields(theirs))
            .await;
        assert_eq!(late.status, 404);
        assert!(late.text.contains("Trả lời của Bình"));
        // The one who passed it on may take it back, until the other agency begins.
        let undo = answer.location().split("undo=").nth(1).unwrap().to_owned();
        let page = one.get(answer.location()).await.text;
        assert!(page.contains("Hoàn tác"), "{page}");
        let back = one.post("/staff/undo", &[("undo", &undo)]).await;
        assert!(
            back.location().contains("said=undo&done=1"),
            "{}",
            back.location()
        );
        assert_eq!(whole(&world, number).await.owner.as_deref(), Some("a"));
        // Nobody is signed in any more: the text is on the page that says so.
        world.later(31 * 60_000);
        let ended = two.post(&path, &fields(theirs)).await;
        assert_eq!(ended.status, 401);
        assert!(ended.text.contains("Trả lời của Bình"));
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn several_at_once_are_done_and_taken_back() {
    let world = World::open(None, Config::default()).await;
    let mut numbers = Vec::new();
    for _ in 0..3 {
        numbers.push(world.item("a", |_| {}).await);
    }
    let mut clerk = world.signed_in("an", &["clerk@a"]).await;
    clerk.get("/staff").await;
    let pairs: Vec<String> = numbers.iter().map(|number| format!("{number}:1")).collect();
    let mut fields = vec![("act", "mine")];
    fields.extend(pairs.iter().map(|pair| ("item", pair.as_str())));
    let answer = clerk.post("/staff/bulk", &fields).await;
    assert!(
        answer
            .location()
            .starts_with("/staff?said=assign&done=3&undo="),
        "{}",
        answer.location()
    );
    assert!(
        clerk
            .get("/staff?handler=me")
            .await
            .text
            .contains("<strong>3</strong> Của tôi")
    );
    // The same once more is too late for all, and says so.
    let again = clerk.post("/staff/bulk", &fields).await;
    let page = clerk.get(again.location()).await.text;
    assert!(
        page.contains("Không làm được với") && page.contains("#3"),
        "{page}"
    );
    let page = clerk.get(answer.location()).await.text;
    let undo = page
        .split("name=\"undo\" value=\"")
        .nth(1)
        .unwrap()
        .split('"')
        .next()
        .unwrap()
        .to_owned();
    let back = clerk.post("/staff/undo", &[("undo", &undo)]).await;
    assert!(
        back.location().contains("said=undo&done=3"),
        "{}",
        back.location()
    );
    for number in numbers {
        assert_eq!(whole(&world, number).await.handler, None);
    }
    // An address that was made up puts nothing into the page.
    let page = clerk.get("/staff?said=%3Cscript%3E&done=%3Cb%3E&lost=%3Ci%3E&undo=%22%3E%3Cscript%3E&q=%22%3E%3Cscript%3E&page=-5&handler=%27").await;
    assert_eq!(page.status, 200);
    assert!(
        !page.text.contains("<script>") && !page.text.contains("<b>") && !page.text.contains("<i>")
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn several_are_given_to_another_and_ended_by_those_who_may() {
    on_both(|world| async move {
        let mut pairs = Vec::new();
        for agency in ["a", "a", "b"] {
            pairs.push(format!("{}:1", world.item(agency, |_| {}).await));
        }
        world.member("mai", &["clerk@a"]).await;
        let mut clerk = world.signed_in("an", &["clerk@a", "clerk@b"]).await;
        let page = clerk.get("/staff").await.text;
        assert!(page.contains("id=\"b-handler\"") && !page.contains("value=\"close\""));
        let mut fields = vec![("act", "assign"), ("handler", "")];
        fields.extend(pairs.iter().map(|pair| ("item", pair.as_str())));
        let answer = clerk.post("/staff/bulk", &fields).await;
        assert_eq!(answer.location(), "/staff?said=no-handler");
        // Mai handles nothing of b.
        fields[1] = ("handler", "1");
        let answer = clerk.post("/staff/bulk", &fields).await;
        assert!(
            answer
                .location()
                .starts_with("/staff?said=assign&done=2&lost=3&undo=")
        );
        assert_eq!(whole(&world, 1).await.handler, Some(1));
        assert_eq!(whole(&world, 3).await.handler, None);
        let pairs = ["1:2", "2:2", "3:1"];
        let mut fields = vec![("act", "close")];
        fields.extend(pairs.iter().map(|pair| ("item", *pair)));
        let answer = clerk.post("/staff/bulk", &fields).await;
        assert!(
            answer.location().contains("done=0&lost=1%2C2%2C3"),
            "a clerk ends nothing"
        );
        let mut approver = world.signed_in("binh", &["approver@a", "clerk@a"]).await;
        assert!(
            approver
                .get("/staff")
                .await
                .text
                .contains("value=\"close\"")
        );
        let answer = approver.post("/staff/bulk", &fields).await;
        assert!(
            answer
                .location()
                .starts_with("/staff?said=close&done=2&lost=3&undo=")
        );
        assert_eq!(whole(&world, 2).await.status, Status::Closed);
        let page = approver.get(answer.location()).await.text;
        assert!(page.contains("Đã kết thúc 2 ý kiến."), "{page}");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn the_inbox_is_filtered_by_topic_and_by_days_of_vietnam() {
    on_both(|world| async move {
        // 15/01/2027 15:00 in Vietnam, and the day before at 23:59.
        let early = world
            .item("a", |item| {
                item.title = "Sớm".to_owned();
                item.received_ms = 1_799_945_940_000;
            })
            .await;
        let late = world
            .item("a", |item| {
                item.title = "Muộn".to_owned();
                item.topic = Some("den".to_owned());
                item.received_ms = 1_800_000_000_000;
            })
            .await;
        let mut clerk = world.signed_in("an", &["clerk@a"]).await;
        for (query, found) in [
            ("", vec![early, late]),
            ("topic=den", vec![late]),
            ("topic=khac", vec![]),
            ("from=2027-01-15", vec![late]),
            ("to=2027-01-14", vec![early]),
            ("from=2027-01-14&to=2027-01-15", vec![early, late]),
            ("from=hom-qua&to=%22%3E%3Cscript%3E", vec![early, late]),
        ] {
            let page = clerk.get(&format!("/staff?{query}")).await.text;
            let seen: Vec<i64> = [early, late]
                .into_iter()
                .filter(|number| page.contains(&format!("href=\"/staff/items/{number}\"")))
                .collect();
            assert_eq!(seen, found, "{query}");
            assert!(!page.contains("<script>"));
        }
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn before_two_items_become_one_the_member_is_told_whose_answer_is_read() {
    on_both(|world| async move {
        let one = world.item("a", |_| {}).await;
        let other = world
            .item("a", |item| item.title = "Đèn <b>tắt".to_owned())
            .await;
        let mut clerk = world.signed_in("an", &["clerk@a"]).await;
        let path = format!("/staff/items/{one}/merge");
        let number = format!("#{other}");
        clerk.get(&format!("/staff/items/{one}")).await;
        let fields = [("edition", "1"), ("into", number.as_str())];
        let warned = clerk.post(&path, &fields).await;
        assert_eq!(warned.status, 422);
        assert!(
            warned.text.contains("Đèn &lt;b&gt;tắt")
                && warned.text.contains("thay cho trả lời riêng"),
            "{}",
            warned.text
        );
        assert!(
            warned
                .text
                .contains(&format!("name=\"sure\" value=\"{other}\""))
        );
        assert_eq!(whole(&world, one).await.status, Status::Received);
        let sure = other.to_string();
        let wrong = [fields[0], fields[1], ("sure", "99")];
        assert_eq!(
            clerk.post(&path, &wrong).await.status,
            422,
            "warned of another"
        );
        let right = [fields[0], fields[1], ("sure", sure.as_str())];
        assert_eq!(clerk.post(&path, &right).await.status, 303);
        assert_eq!(whole(&world, one).await.duplicate_of, Some(other));
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_template_fills_what_is_empty_and_leaves_what_was_typed() {
    on_both(|world| async move {
        let number = world.item("a", |_| {}).await;
        let mut approver = world
            .signed_in("an", &["approver@a", "administrator@*"])
            .await;
        approver.get("/staff/templates").await;
        let template = |agency: &'static str, name: &'static str| {
            [
                ("act", "keep"),
                ("number", "0"),
                ("agency", agency),
                ("name", name),
                ("body", "Mẫu: cảm ơn"),
                ("action_taken", "Mẫu: đã làm"),
                ("evidence", ""),
                ("legal_basis", "QĐ 13"),
            ]
        };
        for (agency, name) in [("a", "Của a"), ("*", "Của mọi nơi"), ("b", "Của b")] {
            assert_eq!(
                approver
                    .post("/staff/templates", &template(agency, name))
                    .await
                    .status,
                303,
                "{name}"
            );
        }
        let path = format!("/staff/items/{number}");
        let page = approver.get(&path).await.text;
        assert!(page.contains("Của a") && page.contains("Của mọi nơi") && !page.contains("Của b"));
        let fields = [
            ("act", "template"),
            ("template", "1"),
            ("edition", "1"),
            ("body", "Tự viết"),
            ("action_taken", " "),
        ];
        let page = approver.post(&format!("{path}/reply"), &fields).await.text;
        assert!(
            page.contains("Tự viết")
                && page.contains("Mẫu: đã làm")
                && page.contains("QĐ 13")
                && !page.contains("Mẫu: cảm ơn"),
            "{page}"
        );
        // Not that of another agency.
        let fields = [("act", "template"), ("template", "3"), ("edition", "1")];
        assert_eq!(
            approver
                .post(&format!("{path}/reply"), &fields)
                .await
                .status,
            422
        );
        let drop = [("act", "drop"), ("number", "1"), ("agency", "a")];
        assert_eq!(approver.post("/staff/templates", &drop).await.status, 303);
        assert_eq!(approver.post("/staff/templates", &drop).await.status, 404);
    })
    .await;
}
