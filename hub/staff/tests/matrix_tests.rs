//! Every route for every role, for nobody, for one whose access ended and for one of another agency: one table.

use super::*;
use crate::store::life::{self, By, What};

/// Rights of the columns: nobody, revoked, other agency, clerk, approver, publisher, auditor, administrator.
const WHO: [&str; 8] = [
    "nobody",
    "revoked",
    "other",
    "clerk",
    "approver",
    "publisher",
    "auditor",
    "administrator",
];

/// Method, path, fields, and the answers of the columns. 303 to the door is written 1, 401 with the texts is 401.
type Line = (
    &'static str,
    &'static str,
    &'static [(&'static str, &'static str)],
    [u16; 8],
);

const OUT: u16 = 1;

#[rustfmt::skip]
const TABLE: &[Line] = &[
    // Pages.                                                     nobody revoked other clerk appr publ audit admin
    ("GET", "/staff", &[],                                        [OUT, OUT, 200, 200, 200, 200, 200, 303]),
    ("GET", "/staff/account", &[],                                [OUT, OUT, 200, 200, 200, 200, 200, 200]),
    ("GET", "/staff/items/1", &[],                                [OUT, OUT, 404, 200, 200, 200, 200, 404]),
    ("GET", "/staff/items/1/files/f", &[],                        [OUT, OUT, 404, 200, 200, 200, 200, 404]),
    ("GET", "/staff/templates", &[],                              [OUT, OUT, 200, 200, 200, 403, 403, 200]),
    ("GET", "/staff/members", &[],                                [OUT, OUT, 403, 403, 403, 403, 403, 200]),
    ("GET", "/staff/audit", &[],                                  [OUT, OUT, 403, 403, 403, 403, 403, 403]),
    // Open to everybody.
    ("GET", "/staff/sign-in", &[],                                [200, 200, 303, 303, 303, 303, 303, 303]),
    ("GET", "/staff/style.css", &[],                              [200; 8]),
    ("GET", "/staff/keys.js", &[],                                [200; 8]),
    ("GET", "/staff/icon.svg", &[],                               [200; 8]),
    ("GET", "/staff/invite/x", &[],                               [404; 8]),
    ("POST", "/staff/invite/x", &[],                              [404; 8]),
    ("GET", "/staff/nowhere", &[],                                [404; 8]),
    // Deeds on an item. Each fits its status by what the form says; 422 and 409 are those who may and whose form is wrong.
    ("POST", "/staff/items/1/contact", &[],                       [401, 401, 404, 200, 200, 403, 403, 404]),
    ("POST", "/staff/items/1/accept", &[],                        [401, 401, 404, 409, 409, 403, 403, 404]),
    ("POST", "/staff/items/1/start", &[],                         [401, 401, 404, 409, 409, 403, 403, 404]),
    ("POST", "/staff/items/1/release", &[],                       [401, 401, 404, 409, 409, 403, 403, 404]),
    ("POST", "/staff/items/1/assign", &[],                        [401, 401, 404, 409, 409, 403, 403, 404]),
    ("POST", "/staff/items/1/forward", &[],                       [401, 401, 404, 422, 422, 403, 403, 404]),
    ("POST", "/staff/items/1/ask-info", &[],                      [401, 401, 404, 422, 422, 403, 403, 404]),
    ("POST", "/staff/items/1/hold", &[],                          [401, 401, 404, 409, 409, 403, 403, 404]),
    ("POST", "/staff/items/1/merge", &[("into", "1")],            [401, 401, 404, 422, 422, 403, 403, 404]),
    ("POST", "/staff/items/1/out-of-scope", &[],                  [401, 401, 404, 422, 422, 403, 403, 404]),
    ("POST", "/staff/items/1/refuse", &[],                        [401, 401, 404, 403, 422, 403, 403, 404]),
    ("POST", "/staff/items/1/close", &[],                         [401, 401, 404, 403, 409, 403, 403, 404]),
    ("POST", "/staff/items/1/reopen", &[],                        [401, 401, 404, 403, 409, 403, 403, 404]),
    ("POST", "/staff/items/1/publish", &[],                       [401, 401, 404, 403, 403, 409, 403, 404]),
    ("POST", "/staff/items/1/unpublish", &[],                     [401, 401, 404, 403, 403, 409, 403, 404]),
    ("POST", "/staff/items/1/reply", &[("act", "template")],      [401, 401, 404, 422, 422, 403, 403, 404]),
    ("POST", "/staff/items/1/reply", &[("act", "draft")],         [401, 401, 404, 409, 409, 403, 403, 404]),
    ("POST", "/staff/items/1/reply", &[("act", "propose")],       [401, 401, 404, 422, 422, 403, 403, 404]),
    ("POST", "/staff/items/1/reply", &[("act", "return")],        [401, 401, 404, 403, 409, 403, 403, 404]),
    ("POST", "/staff/items/1/reply", &[("act", "send")],          [401, 401, 404, 403, 422, 403, 403, 404]),
    // Not by these names: they have the form above, or are the citizen's.
    ("POST", "/staff/items/1/send", &[],                          [401, 401, 404, 404, 404, 404, 404, 404]),
    ("POST", "/staff/items/1/erase", &[],                         [401, 401, 404, 404, 404, 404, 404, 404]),
    ("POST", "/staff/items/1/rate", &[],                          [401, 401, 404, 404, 404, 404, 404, 404]),
    // On several at once: who may not is told which were not done, and nothing happens.
    ("POST", "/staff/bulk", &[("act", "accept"), ("item", "1:0")], [401, 401, 303, 303, 303, 303, 303, 303]),
    ("POST", "/staff/bulk", &[("act", "erase"), ("item", "1:0")], [401, 401, 404, 404, 404, 404, 404, 404]),
    ("POST", "/staff/undo", &[("undo", "1:1:1")],                 [401, 401, 303, 303, 303, 303, 303, 303]),
    // Templates, accounts.
    ("POST", "/staff/templates", &[("agency", "a"), ("act", "keep")], [401, 401, 403, 403, 422, 403, 403, 422]),
    ("POST", "/staff/templates", &[("agency", "*"), ("act", "keep")], [401, 401, 403, 403, 404, 403, 403, 404]),
    ("POST", "/staff/templates", &[("agency", "b"), ("act", "keep")], [401, 401, 403, 403, 404, 403, 403, 404]),
    ("POST", "/staff/members", &[],                               [401, 401, 403, 403, 403, 403, 403, 422]),
    ("POST", "/staff/members/1/revoke", &[],                      [401, 401, 403, 403, 403, 403, 403, 404]),
    ("POST", "/staff/account/passphrase", &[],                    [401, 401, 422, 422, 422, 422, 422, 422]),
    ("POST", "/staff/account/totp", &[],                          [401, 401, 422, 422, 422, 422, 422, 422]),
    ("POST", "/staff/account/totp-off", &[],                      [401, 401, 422, 422, 422, 422, 422, 422]),
    ("POST", "/staff/account/end", &[],                           [401, 401, 303, 303, 303, 303, 303, 303]),
    ("POST", "/staff/account/end-all", &[],                       [401, 401, 303, 303, 303, 303, 303, 303]),
    ("POST", "/staff/account/other", &[],                         [401, 401, 404, 404, 404, 404, 404, 404]),
    ("POST", "/staff/sign-in", &[],                               [401; 8]),
    // The last one: it ends the sessions.
    ("POST", "/staff/sign-out", &[],                              [401, 401, 303, 303, 303, 303, 303, 303]),
];

#[tokio::test(flavor = "multi_thread")]
async fn every_route_answers_every_role_as_the_table_says() {
    on_both(|world| async move {
        let item = world.item("a", |_| {}).await;
        assert_eq!(item, 1);
        world.file(1, "f").await;
        // The first member has a role of another agency, so that no administrator of this one may end it.
        let other = world.signed_in("other", &["clerk@b"]).await;
        let mut browsers = vec![
            world.browser(),
            world.signed_in("revoked", &["approver@a"]).await,
            other,
        ];
        for role in &WHO[3..] {
            let role = format!("{role}@a");
            browsers.push(
                world
                    .signed_in(role.split('@').next().unwrap(), &[&role])
                    .await,
            );
        }
        let deed = store::Revoke {
            actor: "command".to_owned(),
            login: "revoked".to_owned(),
            within: None,
            now_ms: NOW,
        };
        world.hub.store.act(deed).await.unwrap();
        for (method, path, fields, expected) in TABLE {
            for (at, browser) in browsers.iter().enumerate() {
                let mut browser = browser.clone();
                // An address of its own for each cell, so that no limit is in the way.
                browser.address = format!("198.51.100.{at}");
                world.later(1000);
                let answer = match *method {
                    "GET" => browser.get(path).await,
                    _ => browser.post(path, fields).await,
                };
                let status = match (answer.status, answer.location()) {
                    (303, "/staff/sign-in") => OUT,
                    (status, _) => status,
                };
                assert_eq!(
                    status, expected[at],
                    "{method} {path} {fields:?} as {}: {}",
                    WHO[at], answer.text
                );
            }
        }
        // None of it has changed the item.
        let whole = life::show(&world.hub.store, 1).await.unwrap().unwrap();
        assert_eq!(
            (whole.edition, whole.events.len(), whole.replies.len()),
            (1, 0, 0)
        );
        assert_eq!(
            store::members(world.hub.store.readers())
                .await
                .unwrap()
                .len(),
            7
        );
    })
    .await;
}

#[test]
fn the_table_has_every_route() {
    let source = include_str!("../../staff.rs");
    let mut routes = 0;
    // Whatever the formatter does with the lines.
    let source: String = source.split_whitespace().collect();
    for part in source.split(".route(\"").skip(1) {
        let (path, handlers) = part.split_once("\",").unwrap();
        let handlers = handlers.split(".route(").next().unwrap();
        let steps: Vec<&str> = path.split('/').collect();
        for (method, mark) in [("GET", "get("), ("POST", "post(")] {
            if !handlers.contains(mark) {
                continue;
            }
            routes += 1;
            let is_tested = TABLE.iter().any(|(tested, other, ..)| {
                let others: Vec<&str> = other.split('/').collect();
                let fits = |(step, other): (&&str, &&str)| step == other || step.starts_with('{');
                *tested == method
                    && (path.contains("{*") || steps.len() == others.len())
                    && steps.iter().zip(&others).all(fits)
            });
            assert!(is_tested, "{method} {path}");
        }
    }
    assert!(routes > 20, "{routes}");
}

#[tokio::test(flavor = "multi_thread")]
async fn the_audit_is_for_auditors_of_all_agencies() {
    let world = World::open(None, Config::default()).await;
    for (role, status) in [
        ("auditor@*", 200),
        ("auditor@a", 403),
        ("administrator@*", 403),
        ("approver@*", 403),
    ] {
        let login = role.replace('@', "-").replace('*', "all");
        let mut browser = world.signed_in(&login, &[role]).await;
        assert_eq!(
            browser.get("/staff/audit?check=yes").await.status,
            status,
            "{role}"
        );
        assert_eq!(
            browser
                .get("/staff/audit?subject=item+1%27--&before=x")
                .await
                .status,
            status,
            "{role}"
        );
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn nothing_reaches_an_item_of_another_agency() {
    on_both(|world| async move {
        let (a, b) = (world.item("a", |_| {}).await, world.item("b", |_| {}).await);
        let none = world.item("", |_| {}).await;
        world.file(b, "fb").await;
        let mut clerk = world.signed_in("an", &["clerk@a", "approver@a"]).await;
        for path in [
            format!("{b}"),
            format!("{none}"),
            format!("{a}%00"),
            format!("{a}/../{b}"),
            "-1".into(),
            "999".into(),
            "1e3".into(),
            "%27".into(),
        ] {
            assert_eq!(
                clerk.get(&format!("/staff/items/{path}")).await.status,
                404,
                "{path}"
            );
        }
        // A file of the other item, by way of one's own.
        for path in [
            format!("/staff/items/{a}/files/fb"),
            format!("/staff/items/{b}/files/fb"),
            format!("/staff/items/{a}/files/..%2f..%2fsecrets.toml"),
        ] {
            assert_eq!(clerk.get(&path).await.status, 404, "{path}");
        }
        // Lists, whatever is asked for.
        for query in [
            "",
            "?status=all",
            "?agency=b",
            "?agency=b&status=all",
            "?q=b",
            &format!("?q={b}&status=all"),
            "?handler=none&status=all",
        ] {
            let page = clerk.get(&format!("/staff{query}")).await.text;
            assert!(
                !page.contains(&format!("/staff/items/{b}\""))
                    && !page.contains(&format!("/staff/items/{none}\"")),
                "{query}"
            );
        }
        // Several at once, and merged into.
        let items = [format!("{a}:1"), format!("{b}:1")];
        let answer = clerk
            .post(
                "/staff/bulk",
                &[("act", "accept"), ("item", &items[0]), ("item", &items[1])],
            )
            .await;
        assert!(
            answer
                .location()
                .starts_with("/staff?said=accept&done=1&lost=2&undo=1%3A1%3A2"),
            "{}",
            answer.location()
        );
        clerk.get(&format!("/staff/items/{a}")).await;
        let into = b.to_string();
        assert_eq!(
            clerk
                .post(
                    &format!("/staff/items/{a}/merge"),
                    &[("into", &into), ("edition", "2")]
                )
                .await
                .status,
            422
        );
        // A reply of the other item, by way of one's own.
        let text = life::ReplyText {
            body: "Của b".into(),
            action_taken: "Đã làm".into(),
            ..Default::default()
        };
        let act = life::Act {
            item: b,
            edition: 1,
            by: By::Staff(9),
            at_ms: NOW,
            what: What::Draft { reply: None, text },
        };
        world.hub.store.act(act).await.unwrap();
        let fields = [
            ("act", "send"),
            ("edition", "2"),
            ("reply", "1"),
            ("body", "x"),
            ("action_taken", "y"),
        ];
        assert_eq!(
            clerk
                .post(&format!("/staff/items/{a}/reply"), &fields)
                .await
                .status,
            404
        );
        // Handlers and agencies that are none.
        for (act, field, value) in [
            ("assign", "handler", "99"),
            ("assign", "handler", "x"),
            ("forward", "agency", "nowhere"),
            ("forward", "agency", "a"),
            ("forward", "agency", "*"),
        ] {
            let answer = clerk
                .post(
                    &format!("/staff/items/{a}/{act}"),
                    &[(field, value), ("edition", "2")],
                )
                .await;
            assert_eq!(answer.status, 422, "{act} {value}");
        }
        // Undone are only one's own agency's deeds.
        let mut other = world.signed_in("binh", &["clerk@b"]).await;
        let answer = other
            .post("/staff/undo", &[("undo", &format!("{a}:1:2"))])
            .await;
        assert!(
            answer.location().contains("done=0&lost=1"),
            "{}",
            answer.location()
        );
        let whole = life::show(&world.hub.store, b).await.unwrap().unwrap();
        assert_eq!((whole.edition, whole.events.len()), (2, 1));
    })
    .await;
}
