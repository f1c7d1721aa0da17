//! What keeps others out: waits that lock nobody out, forms from elsewhere, headers, and administrators of one agency.

use super::*;

#[tokio::test(flavor = "multi_thread")]
async fn guessing_waits_ever_longer_but_locks_nobody_out() {
    on_both(|world| async move {
        world.member("an", &["clerk@a"]).await;
        world.member("binh", &["clerk@a"]).await;
        // An has signed in from the office before.
        let mut known = world.browser();
        assert_eq!(known.sign_in("an", PASSPHRASE, "").await.status, 303);
        let mut guesser = world.browser();
        for _ in 0..5 {
            assert_eq!(
                guesser.sign_in("an", "sai rồi nhé bạn", "").await.status,
                401
            );
        }
        let waits = guesser.sign_in("an", PASSPHRASE, "").await;
        assert_eq!(waits.status, 429, "the right one waits too");
        assert_eq!(waits.headers["retry-after"], "10");
        // Of the same office, where An's own browser is known, and for another account.
        assert_eq!(known.sign_in("an", PASSPHRASE, "").await.status, 303);
        assert_eq!(guesser.sign_in("binh", PASSPHRASE, "").await.status, 303);
        // From elsewhere.
        let mut elsewhere = world.browser();
        elsewhere.address = "198.51.100.9".to_owned();
        assert_eq!(elsewhere.sign_in("an", PASSPHRASE, "").await.status, 303);
        let mut waited = Vec::new();
        for _ in 0..9 {
            world.later(15 * 60_000);
            guesser.sign_in("an", "sai rồi nhé bạn", "").await;
            let wait = guesser.sign_in("an", "sai rồi nhé bạn", "").await;
            waited.push(
                wait.headers["retry-after"]
                    .to_str()
                    .unwrap()
                    .parse::<i64>()
                    .unwrap(),
            );
        }
        assert_eq!(waited, [20, 40, 80, 160, 320, 640, 900, 900, 900]);
        // A crowd from everywhere: each has fewer tries, and An still comes in from a fresh address at the first.
        for at in 0..60 {
            let mut one = world.browser();
            one.address = format!("192.0.2.{at}");
            one.sign_in("an", "sai rồi nhé bạn", "").await;
        }
        let mut crowd = world.browser();
        crowd.address = "192.0.2.200".to_owned();
        assert_eq!(crowd.sign_in("an", "sai rồi nhé bạn", "").await.status, 401);
        assert_eq!(crowd.sign_in("an", "sai rồi nhé bạn", "").await.status, 429);
        let mut fresh = world.browser();
        fresh.address = "192.0.2.201".to_owned();
        assert_eq!(fresh.sign_in("an", PASSPHRASE, "").await.status, 303);
        // A mark that was made up is none.
        let mut forged = world.browser();
        forged.address = "192.0.2.200".to_owned();
        forged.cookies.insert(
            "cchc-device".to_owned(),
            format!("{}.{}", "a".repeat(32), "b".repeat(64)),
        );
        assert_eq!(forged.sign_in("an", PASSPHRASE, "").await.status, 429);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn many_guesses_at_once_are_counted_one_by_one() {
    let world = World::open(None, Config::default()).await;
    world.member("an", &["clerk@a"]).await;
    let mut waiting = tokio::task::JoinSet::new();
    for _ in 0..20 {
        let mut browser = world.browser();
        waiting.spawn(async move { browser.sign_in("an", "sai rồi nhé bạn", "").await.status });
    }
    let mut looked_at = 0;
    while let Some(status) = waiting.join_next().await {
        looked_at += i32::from(status.unwrap() == 401);
    }
    assert_eq!(looked_at, 5);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_form_from_elsewhere_changes_nothing() {
    let world = World::open(None, Config::default()).await;
    let browser = world.signed_in("an", &["administrator@*"]).await;
    let body = browser.form(&[
        ("login", "ba"),
        ("name", "Bà"),
        ("agency", "a"),
        ("role", "clerk"),
    ]);
    let no_token = body.replace(&browser.token, "");
    let other_token = body.replace(&browser.token, &"0".repeat(32));
    for (headers, body, status) in [
        (&[][..], &body, 403),
        (&[("origin", "https://evil.example")], &body, 403),
        (&[("origin", "null")], &body, 403),
        (&[("origin", "http://hub.example.evil.example")], &body, 403),
        (
            &[
                ("origin", "http://hub.example"),
                ("sec-fetch-site", "cross-site"),
            ],
            &body,
            403,
        ),
        (
            &[
                ("origin", "http://hub.example"),
                ("sec-fetch-site", "same-site"),
            ],
            &body,
            403,
        ),
        (&[("origin", "http://hub.example")], &no_token, 401),
        (&[("origin", "http://hub.example")], &other_token, 401),
        (&[("origin", "http://hub.example")], &body, 201),
    ] {
        let answer = browser
            .clone()
            .ask("POST", "/staff/members", headers, body.clone())
            .await;
        assert_eq!(answer.status, status, "{headers:?}");
    }
    assert_eq!(
        store::members(world.hub.store.readers())
            .await
            .unwrap()
            .len(),
        2
    );
    // Not even at the door, where there is no session yet.
    let mut outside = world.browser();
    let body = outside.form(&[("login", "an"), ("passphrase", PASSPHRASE)]);
    let answer = outside
        .ask(
            "POST",
            "/staff/sign-in",
            &[("origin", "https://evil.example")],
            body,
        )
        .await;
    assert_eq!(answer.status, 403);
    assert!(!answer.headers.contains_key("set-cookie"));
}

#[tokio::test(flavor = "multi_thread")]
async fn over_https_the_cookie_is_bound_to_the_host() {
    let config = Config {
        public_url: Some("https://hub.example".to_owned()),
        ..Config::default()
    };
    let world = World::open(None, config).await;
    world.member("an", &["clerk@a"]).await;
    let mut browser = world.browser();
    let body = browser.form(&[("login", "an"), ("passphrase", PASSPHRASE)]);
    let answer = browser
        .ask(
            "POST",
            "/staff/sign-in",
            &[("origin", "https://hub.example")],
            body,
        )
        .await;
    for cookie in answer.headers.get_all("set-cookie") {
        let cookie = cookie.to_str().unwrap();
        assert!(
            cookie.starts_with("__Host-cchc-") && cookie.contains("; Secure"),
            "{cookie}"
        );
        assert!(!cookie.contains("Domain"));
    }
    assert_eq!(browser.get("/staff/account").await.status, 200);
}

#[tokio::test(flavor = "multi_thread")]
async fn every_page_forbids_what_it_does_not_need() {
    let world = World::open(None, Config::default()).await;
    let mut browser = world
        .signed_in("an", &["administrator@*", "auditor@*"])
        .await;
    for path in [
        "/staff/account",
        "/staff/members",
        "/staff/audit?check=yes",
        "/staff/sign-in",
        "/staff/nowhere",
        "/staff/invite/x",
    ] {
        let answer = browser.get(path).await;
        assert_eq!(
            answer.headers["content-security-policy"],
            super::super::view::POLICY,
            "{path}"
        );
        assert_eq!(answer.headers["cache-control"], "no-store", "{path}");
        assert_eq!(answer.headers["x-frame-options"], "DENY", "{path}");
        assert_eq!(answer.headers["referrer-policy"], "same-origin", "{path}");
        assert!(
            !answer.text.contains(" style=")
                && !answer.text.contains("<style")
                && !answer.text.contains(" on"),
            "{path}"
        );
    }
    for path in ["/staff/style.css", "/staff/keys.js", "/staff/icon.svg"] {
        assert_eq!(browser.get(path).await.status, 200);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn an_administrator_rules_over_the_own_agency_alone() {
    on_both(|world| async move {
        world.member("khac", &["clerk@b"]).await;
        world.member("hai-noi", &["clerk@a", "clerk@b"]).await;
        let mut browser = world.signed_in("an", &["administrator@a"]).await;
        let invite = |login: &'static str, agency: &'static str, role: &'static str| {
            [
                ("login", login),
                ("name", "<b>Tên</b>"),
                ("agency", agency),
                ("role", role),
            ]
        };
        for (login, agency, role, status) in [
            ("moi", "a", "clerk", 201),
            ("moi", "b", "clerk", 403),
            ("moi", "*", "administrator", 403),
            ("khac", "a", "clerk", 403),
            ("hai-noi", "a", "clerk", 403),
            ("an", "a", "approver", 422),
            ("Tên Lạ", "a", "clerk", 422),
            ("moi", "a", "boss", 422),
            ("moi", "", "clerk", 422),
        ] {
            let answer = browser
                .post("/staff/members", &invite(login, agency, role))
                .await;
            assert_eq!(answer.status, status, "{login} {role}@{agency}");
            assert!(!answer.text.contains("<b>Tên"), "names are text");
        }
        let page = browser.get("/staff/members").await.text;
        assert!(
            page.contains("moi") && page.contains("hai-noi") && !page.contains("khac"),
            "{page}"
        );
        // Members 1 and 2 have roles elsewhere, 3 is the administrator, 4 the new one.
        for (number, status) in [
            ("1", 404),
            ("2", 404),
            ("3", 403),
            ("4", 303),
            ("5", 404),
            ("4'--", 404),
        ] {
            let path = format!("/staff/members/{number}/revoke");
            assert_eq!(browser.post(&path, &[]).await.status, status, "{number}");
        }
        let states: Vec<String> = store::members(world.hub.store.readers())
            .await
            .unwrap()
            .into_iter()
            .map(|one| format!("{} {}", one.login, one.state))
            .collect();
        assert_eq!(
            states,
            ["an active", "hai-noi active", "khac active", "moi revoked"]
        );
    })
    .await;
}
