//! Coming in: invitations, sign-in, sessions, second factor, and what keeps others out.

use super::super::totp;
use super::*;

/// The secret that the account page offers.
fn secret_of(page: &str) -> Vec<u8> {
    let text = page
        .split_once("gõ khóa: <code>")
        .unwrap()
        .1
        .split('<')
        .next()
        .unwrap();
    let (mut bytes, mut held, mut count) = (Vec::new(), 0_u32, 0);
    for sign in text.bytes() {
        let value = match sign {
            b'A'..=b'Z' => sign - b'A',
            _ => sign - b'2' + 26,
        };
        held = held << 5 | u32::from(value);
        count += 5;
        if count >= 8 {
            count -= 8;
            bytes.push(u8::try_from(held >> count & 255).unwrap());
        }
    }
    bytes
}

#[tokio::test(flavor = "multi_thread")]
async fn an_invitation_lets_one_in_once_and_not_for_ever() {
    on_both(|world| async move {
        let token = world.invite("an", &["clerk@a"]).await;
        let path = format!("/staff/invite/{token}");
        let mut browser = world.browser();
        let page = browser.get(&path).await;
        assert_eq!(page.status, 200);
        assert!(page.text.contains("Cán bộ an"), "{}", page.text);
        for (new, again) in [
            ("quá ngắn", "quá ngắn"),
            ("một câu đủ dài và lạ", "một câu khác hẳn nhé"),
            ("aaaaaaaaaaaaaaa", "aaaaaaaaaaaaaaa"),
        ] {
            let answer = browser.post(&path, &[("new", new), ("again", again)]).await;
            assert_eq!(answer.status, 422, "{new}");
            assert!(
                !answer.text.contains(new),
                "a passphrase is never shown again"
            );
        }
        let accepted = browser
            .post(&path, &[("new", PASSPHRASE), ("again", PASSPHRASE)])
            .await;
        assert_eq!(
            (accepted.status, accepted.location()),
            (303, "/staff/sign-in?said=accepted")
        );
        for answer in [
            browser.get(&path).await,
            browser
                .post(&path, &[("new", PASSPHRASE), ("again", PASSPHRASE)])
                .await,
        ] {
            assert_eq!(answer.status, 404);
        }
        assert_eq!(browser.sign_in("an", PASSPHRASE, "").await.status, 303);
        assert_eq!(
            browser.sign_in(" AN ", PASSPHRASE, "").await.status,
            303,
            "however the login is typed"
        );
        // Another one replaces the one before; an old one ends by itself.
        let first = world.invite("an", &["clerk@a"]).await;
        let second = world.invite("an", &["clerk@a"]).await;
        assert_eq!(
            browser.get(&format!("/staff/invite/{first}")).await.status,
            404
        );
        assert_eq!(
            browser.get(&format!("/staff/invite/{second}")).await.status,
            200
        );
        world.later(super::super::members::INVITATION_MS);
        assert_eq!(
            browser.get(&format!("/staff/invite/{second}")).await.status,
            404
        );
        for made_up in ["x", &"0".repeat(64), "..%2f..%2f", "%00"] {
            assert_eq!(
                browser
                    .get(&format!("/staff/invite/{made_up}"))
                    .await
                    .status,
                404,
                "{made_up}"
            );
        }
        let audit = world.audit().await;
        assert_eq!(audit[0], "command: staff-invited staff 1 clerk@a");
        assert_eq!(audit[1], "staff 1: invitation-accepted staff 1 ");
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
async fn whatever_is_wrong_the_answer_is_the_same() {
    let world = World::open(None, Config::default()).await;
    world.member("an", &["clerk@a"]).await;
    let mut pages = Vec::new();
    for (at, (login, passphrase)) in [
        ("an", "sai rồi nhé bạn"),
        ("ai-do", "sai rồi nhé bạn"),
        ("an", ""),
    ]
    .into_iter()
    .enumerate()
    {
        let mut browser = world.browser();
        browser.address = format!("203.0.113.{at}");
        let answer = browser.sign_in(login, passphrase, "").await;
        assert_eq!(answer.status, 401);
        assert!(!answer.headers.contains_key("set-cookie"));
        pages.push(answer.text.replace(&format!("value=\"{login}\""), ""));
    }
    assert!(pages.iter().all(|page| *page == pages[0]));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_session_has_a_new_id_is_kept_from_scripts_and_ends() {
    on_both(|world| async move {
        world.member("an", &["clerk@a"]).await;
        let mut browser = world.browser();
        // An id that someone else has planted counts for nothing.
        browser
            .cookies
            .insert("cchc-staff".to_owned(), "0".repeat(64));
        assert_eq!(
            browser.get("/staff/account").await.location(),
            "/staff/sign-in"
        );
        let answer = browser.sign_in("an", PASSPHRASE, "").await;
        let cookie = answer
            .headers
            .get_all("set-cookie")
            .iter()
            .next()
            .unwrap()
            .to_str()
            .unwrap()
            .to_owned();
        assert!(
            cookie.starts_with("cchc-staff=")
                && cookie.contains("; HttpOnly; SameSite=Strict")
                && cookie.contains("Path=/;"),
            "{cookie}"
        );
        let first = browser.cookies["cchc-staff"].clone();
        assert_ne!(first, "0".repeat(64));
        let mut planted = world.browser();
        planted
            .cookies
            .insert("cchc-staff".to_owned(), "0".repeat(64));
        assert_eq!(planted.get("/staff/account").await.status, 303);
        // Signing in again ends the one before.
        let before = browser.clone();
        assert_eq!(browser.sign_in("an", PASSPHRASE, "").await.status, 303);
        assert_ne!(browser.cookies["cchc-staff"], first);
        assert_eq!(before.clone().get("/staff/account").await.status, 303);
        assert_eq!(browser.get("/staff/account").await.status, 200);
        // Idle, and in all.
        world.later(29 * 60_000);
        assert_eq!(browser.get("/staff/account").await.status, 200);
        world.later(31 * 60_000);
        assert_eq!(browser.get("/staff/account").await.status, 303);
        browser.sign_in("an", PASSPHRASE, "").await;
        for _ in 0..35 {
            world.later(20 * 60_000);
            assert_eq!(browser.get("/staff/account").await.status, 200);
        }
        world.later(21 * 60_000);
        assert_eq!(browser.get("/staff/account").await.status, 303);
        // Signing out ends it in the database too.
        browser.sign_in("an", PASSPHRASE, "").await;
        browser.get("/staff/account").await;
        let copy = browser.clone();
        assert_eq!(browser.post("/staff/sign-out", &[]).await.status, 303);
        assert_eq!(copy.clone().get("/staff/account").await.status, 303);
        assert!(!browser.cookies.contains_key("cchc-staff"));
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn sessions_end_one_by_one_and_together_and_only_ones_own() {
    let world = World::open(None, Config::default()).await;
    let mut here = world.signed_in("an", &["clerk@a"]).await;
    let mut there = world.browser();
    there.sign_in("an", PASSPHRASE, "").await;
    let mut other = world.signed_in("binh", &["clerk@a"]).await;
    // Sessions 1 and 2 are An's, 3 is Bình's.
    other.post("/staff/account/end", &[("session", "1")]).await;
    assert_eq!(here.get("/staff/account").await.status, 200);
    here.post("/staff/account/end", &[("session", "2")]).await;
    assert_eq!(there.get("/staff/account").await.status, 303);
    there.sign_in("an", PASSPHRASE, "").await;
    here.post("/staff/account/end-all", &[]).await;
    assert_eq!(there.get("/staff/account").await.status, 303);
    assert_eq!(here.get("/staff/account").await.status, 200);
    assert_eq!(other.get("/staff/account").await.status, 200);
    // Another passphrase ends the others, and needs the one of now.
    there.sign_in("an", PASSPHRASE, "").await;
    let new = "một câu khác hẳn câu trước";
    let fields = |current| [("current", current), ("new", new), ("again", new)];
    assert_eq!(
        here.post("/staff/account/passphrase", &fields("sai rồi nhé bạn"))
            .await
            .status,
        422
    );
    assert_eq!(
        here.post("/staff/account/passphrase", &fields(PASSPHRASE))
            .await
            .status,
        303
    );
    assert_eq!(there.get("/staff/account").await.status, 303);
    assert_eq!(there.sign_in("an", PASSPHRASE, "").await.status, 401);
    assert_eq!(there.sign_in("an", new, "").await.status, 303);
    // The end of access is the end of every session.
    let deed = store::Revoke {
        actor: "command".to_owned(),
        login: "an".to_owned(),
        within: None,
        now_ms: NOW,
    };
    world.hub.store.act(deed).await.unwrap();
    for browser in [&mut here, &mut there] {
        assert_eq!(browser.get("/staff/account").await.status, 303);
        assert_eq!(browser.sign_in("an", new, "").await.status, 401);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_one_time_code_is_needed_once_it_is_on_and_good_once() {
    on_both(|world| async move {
        let mut browser = world.signed_in("an", &["clerk@a"]).await;
        let page = browser.get("/staff/account").await.text;
        let secret = secret_of(&page);
        assert_eq!(secret.len(), totp::SECRET_BYTES);
        let code = |world: &World| totp::code(&secret, totp::step(world.hub.now_ms()));
        let on = |code: String| [("current", PASSPHRASE.to_owned()), ("code", code)];
        let fields = |pairs: [(&'static str, String); 2]| pairs;
        for wrong in ["000000".to_owned(), String::new()] {
            let pairs = fields(on(wrong));
            let pairs: Vec<(&str, &str)> = pairs
                .iter()
                .map(|(name, value)| (*name, value.as_str()))
                .collect();
            assert_eq!(
                browser.post("/staff/account/totp", &pairs).await.status,
                422
            );
        }
        let now = code(&world);
        let answer = browser
            .post(
                "/staff/account/totp",
                &[("current", PASSPHRASE), ("code", &now)],
            )
            .await;
        assert_eq!(
            answer.location(),
            "/staff/account?said=totp-on",
            "{}",
            answer.text
        );
        let mut other = world.browser();
        other.address = "203.0.113.50".to_owned();
        assert_eq!(other.sign_in("an", PASSPHRASE, "").await.status, 401);
        assert_eq!(
            other.sign_in("an", PASSPHRASE, &now).await.status,
            401,
            "it was used to switch it on"
        );
        world.later(30_000);
        let next = code(&world);
        assert_eq!(
            other.sign_in("an", "sai rồi nhé bạn", &next).await.status,
            401
        );
        assert_eq!(
            other.sign_in("an", PASSPHRASE, &next).await.status,
            303,
            "a wrong passphrase uses no code up"
        );
        assert_eq!(other.sign_in("an", PASSPHRASE, &next).await.status, 401);
        world.later(60_000);
        // Two at once with one code: one comes in.
        let third = code(&world);
        let (mut one, mut two) = (world.browser(), world.browser());
        one.address = "203.0.113.51".to_owned();
        two.address = "203.0.113.52".to_owned();
        let (a, b) = tokio::join!(
            one.sign_in("an", PASSPHRASE, &third),
            two.sign_in("an", PASSPHRASE, &third)
        );
        let mut statuses = [a.status, b.status];
        statuses.sort_unstable();
        assert_eq!(statuses, [303, 401]);
        // Off again, with the passphrase.
        world.later(30_000);
        let mut inside = world.browser();
        assert_eq!(
            inside.sign_in("an", PASSPHRASE, &code(&world)).await.status,
            303
        );
        inside.get("/staff/account").await;
        assert_eq!(
            inside
                .post("/staff/account/totp-off", &[("current", "x")])
                .await
                .status,
            422
        );
        assert_eq!(
            inside
                .post("/staff/account/totp-off", &[("current", PASSPHRASE)])
                .await
                .status,
            303
        );
        assert_eq!(other.sign_in("an", PASSPHRASE, "").await.status, 303);
    })
    .await;
}
