//! The commands on a database of their own.
#![allow(clippy::unwrap_used, clippy::panic, reason = "tests")]

use std::path::Path;

use calamine::{Data, Reader};
use clap::Parser;

use super::*;
use crate::secrets::Secrets;
use crate::store::tests::{item, submit};
use crate::store::{NewItem, Place, Store, Submitted, check_audit};

const NOW: i64 = 1_800_000_000_000;

#[derive(Parser)]
struct Line {
    #[command(flatten)]
    settings: Settings,
}

/// Runs a command as somebody would type it.
async fn say(data: &Path, words: &[&str]) -> Result<String, Error> {
    let data = data.to_str().unwrap();
    let line = [&["feedback"], words, &["--data", data]].concat();
    let line = Line::try_parse_from(line).unwrap_or_else(|error| panic!("{error}"));
    work(&line.settings, NOW + 60_000).await
}

/// A folder with these items.
async fn folder(items: Vec<NewItem>) -> tempfile::TempDir {
    let dir = tempfile::tempdir().unwrap();
    let store = open(dir.path()).await;
    for new in items {
        let done = store.act(submit(new)).await.unwrap();
        assert!(matches!(done, Submitted::New(_)));
    }
    store.close().await;
    dir
}

async fn open(data: &Path) -> Store {
    let file = data.join(crate::backup::FILE);
    Store::open(&Place::Sqlite(file)).await.unwrap()
}

#[tokio::test(flavor = "multi_thread")]
async fn an_item_is_found_forwarded_answered_and_closed_by_command() {
    let mut first = item(1);
    first.title = "Đèn \u{1b}[31mđường".to_owned();
    first.agency = Some("so-noi-vu".to_owned());
    let dir = folder(vec![first, item(2)]).await;
    let data = dir.path();
    let listed = say(data, &["list", "--search", "den duong"]).await.unwrap();
    assert!(
        listed.contains("1\treceived\t") && listed.contains("1 ý kiến, 1 quá hạn"),
        "{listed}"
    );
    assert!(!listed.contains('\u{1b}'), "a terminal obeys no citizen");
    let listed = say(data, &["list", "--agency", "none"]).await.unwrap();
    assert!(listed.starts_with("0 ý kiến"), "{listed}");
    for words in [
        &["assign", "1", "--staff", "7"][..],
        &["forward", "1", "--to", "so-xay-dung", "--note", "Đúng nơi"],
        &["reply", "1", "--body", "Đã sửa", "--action", "Thay bóng"],
        &["hold", "1", "--reason", "xem lại"],
        &["close", "1", "--note", "Hết việc"],
    ] {
        let tried = say(data, &[words, &["--dry-run"]].concat()).await.unwrap();
        assert!(tried.starts_with("chạy thử"), "{tried}");
        let shown = say(data, &["show", "1"]).await.unwrap();
        assert!(
            shown.contains("status: received (") && !shown.contains("Đã sửa"),
            "{shown}"
        );
    }
    say(data, &["assign", "1", "--staff", "7"]).await.unwrap();
    say(data, &["hold", "1", "--reason", "xem lại"])
        .await
        .unwrap();
    let wrong = say(data, &["close", "1"]).await.unwrap_err();
    assert!(matches!(wrong, Error::NotAllowed(1, "held")), "{wrong}");
    say(data, &["release", "1"]).await.unwrap();
    say(data, &["forward", "1", "--to", "so-xay-dung"])
        .await
        .unwrap();
    let sent = say(
        data,
        &["reply", "1", "--body", "Đã sửa", "--action", "Thay bóng"],
    )
    .await
    .unwrap();
    assert_eq!(sent, "1\tanswered\tso-xay-dung");
    let drafted = say(
        data,
        &["reply", "2", "--body", "Nháp", "--action", "x", "--draft"],
    )
    .await
    .unwrap();
    assert_eq!(drafted, "2\treceived\t-");
    say(data, &["close", "1"]).await.unwrap();
    let missing = say(data, &["reply", "1", "--body", " ", "--action", "x"])
        .await
        .unwrap_err();
    assert!(matches!(missing, Error::Incomplete("--body")));
    assert!(matches!(
        say(data, &["show", "9"]).await.unwrap_err(),
        Error::NoItem(9)
    ));
    let store = open(data).await;
    assert!(check_audit(store.readers()).await.unwrap().is_ok());
    let actors: Vec<String> = sqlx::query_scalar("SELECT DISTINCT actor FROM audit ORDER BY actor")
        .fetch_all(store.readers())
        .await
        .unwrap();
    assert_eq!(actors, ["citizen", "command"]);
}

#[tokio::test(flavor = "multi_thread")]
async fn contact_data_is_shown_only_where_it_is_asked_for_and_the_audit_says_so() {
    let dir = folder(Vec::new()).await;
    let secrets = Secrets::read_or_make(&dir.path().join("secrets.toml")).unwrap();
    let mut new = item(1);
    new.contact = Some(
        secrets
            .seal("{\"phone\":\"0912345678\"}".as_bytes(), &new.key_hash)
            .unwrap(),
    );
    let store = open(dir.path()).await;
    store.act(submit(new)).await.unwrap();
    store.close().await;
    let shown = say(dir.path(), &["show", "1"]).await.unwrap();
    assert!(!shown.contains("0912345678"));
    let shown = say(dir.path(), &["show", "1", "--contact"]).await.unwrap();
    assert!(shown.contains("0912345678"), "{shown}");
    let store = open(dir.path()).await;
    assert_eq!(check_audit(store.readers()).await.unwrap(), Ok(2));
}

#[tokio::test(flavor = "multi_thread")]
async fn tables_carry_what_was_written_and_no_formula() {
    const EVIL: &str = "=HYPERLINK(\"https://evil.example\";\"Xem\")";
    let mut items = Vec::new();
    for (key, title) in (1..).zip([EVIL, "@SUM(A1)", " -1+1", "Đèn, \"tắt\"\nhai dòng"]) {
        items.push(NewItem {
            title: title.to_owned(),
            ..item(key)
        });
    }
    let dir = folder(items).await;
    let file = |name: &str| dir.path().join(name).to_str().unwrap().to_owned();
    let tried = say(dir.path(), &["export", "-o", &file("a.csv"), "--dry-run"])
        .await
        .unwrap();
    assert!(tried.contains("4 ý kiến") && !Path::new(&file("a.csv")).exists());
    say(dir.path(), &["export", "-o", &file("a.csv")])
        .await
        .unwrap();
    let text = std::fs::read_to_string(file("a.csv")).unwrap();
    let mut reader = csv::Reader::from_reader(text.trim_start_matches('\u{feff}').as_bytes());
    let titles: Vec<String> = reader
        .records()
        .map(|row| row.unwrap()[10].to_owned())
        .collect();
    assert_eq!(titles[0], format!("'{EVIL}"));
    assert_eq!(titles[1..3], ["'@SUM(A1)", "' -1+1"]);
    assert_eq!(titles[3], "Đèn, \"tắt\"\nhai dòng");
    say(
        dir.path(),
        &["export", "-o", &file("a.xlsx"), "--status", "received"],
    )
    .await
    .unwrap();
    let mut book: calamine::Xlsx<_> = calamine::open_workbook(file("a.xlsx")).unwrap();
    let sheet = book.worksheet_range("Ý kiến").unwrap();
    assert_eq!(sheet.height(), 5);
    assert_eq!(sheet.get((1, 10)), Some(&Data::String(EVIL.to_owned())));
    assert_eq!(sheet.get((1, 0)), Some(&Data::Float(1.0)));
    assert!(book.worksheet_formula("Ý kiến").unwrap().is_empty());
    let wrong = say(dir.path(), &["export", "-o", &file("a.doc")])
        .await
        .unwrap_err();
    assert!(matches!(wrong, Error::Format(_)));
}

#[tokio::test(flavor = "multi_thread")]
async fn an_export_that_fails_on_the_way_leaves_no_table_that_looks_whole() {
    let dir = folder(vec![item(1), item(2)]).await;
    let place = Place::Sqlite(dir.path().join(crate::backup::FILE));
    let pool = crate::store::tests::pool(&place).await;
    sqlx::query("UPDATE items SET kind = x'ff' WHERE number = 2")
        .execute(&pool)
        .await
        .unwrap();
    pool.close().await;
    for name in ["a.csv", "a.xlsx"] {
        let path = dir.path().join(name);
        let words = ["export", "-o", path.to_str().unwrap()];
        let wrong = say(dir.path(), &words).await.unwrap_err();
        assert!(matches!(wrong, Error::Store(_)), "{wrong}");
        assert!(!path.exists(), "{name}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_folder_without_a_database_is_refused_and_stays_empty() {
    let dir = tempfile::tempdir().unwrap();
    assert!(matches!(
        say(dir.path(), &["list"]).await,
        Err(Error::Place(_))
    ));
    assert_eq!(std::fs::read_dir(dir.path()).unwrap().count(), 0);
}

#[tokio::test(flavor = "multi_thread")]
async fn published_answers_are_written_as_a_file_of_the_feed_and_the_audit_is_verified() {
    let mut new = item(1);
    new.can_publish = true;
    let dir = folder(vec![new, item(2)]).await;
    say(
        dir.path(),
        &[
            "reply",
            "1",
            "--body",
            "Gửi bà Hạnh",
            "--action",
            "Thay bóng",
        ],
    )
    .await
    .unwrap();
    let store = open(dir.path()).await;
    let publish = crate::store::life::What::Publish {
        title: "Đèn".to_owned(),
        body: "Đèn tắt".to_owned(),
        place: String::new(),
        answer: "Đã thay".to_owned(),
    };
    let edition = crate::store::life::show(&store, 1)
        .await
        .unwrap()
        .unwrap()
        .edition;
    let by = crate::store::life::By::Hub;
    let act = crate::store::life::Act {
        item: 1,
        edition,
        by,
        at_ms: NOW + 90_000,
        what: publish,
    };
    store.act(act).await.unwrap();
    store.close().await;
    let file = dir.path().join("answers.json");
    let words = ["answers", "-o", file.to_str().unwrap()];
    let tried = say(dir.path(), &[&words[..], &["--dry-run"]].concat())
        .await
        .unwrap();
    assert!(tried.contains("1 câu trả lời") && !file.exists(), "{tried}");
    say(dir.path(), &words).await.unwrap();
    let text = std::fs::read_to_string(&file).unwrap();
    let (answers, findings) = cchc::feed::answers::parse(&text);
    assert_eq!((answers.len(), findings), (1, Vec::new()));
    assert_eq!(answers[0].answer, "Đã thay");
    assert!(!text.contains("Hạnh"), "{text}");
    let line = ["feedback", "list", "--data", dir.path().to_str().unwrap()];
    let line = Line::try_parse_from(line).unwrap_or_else(|error| panic!("{error}"));
    assert_eq!(
        crate::audit::verify(&line.settings.base).await.unwrap(),
        Ok(5)
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn an_item_is_refused_joined_and_published_by_command_and_that_is_taken_back() {
    let mut new = item(1);
    new.can_publish = true;
    new.body = "Tôi là Đỗ Thị Hạnh, gọi 0912 345 678".to_owned();
    let dir = folder(vec![new, item(2)]).await;
    let data = dir.path();
    let invite = crate::store::staff::Invite {
        actor: "command".to_owned(),
        login: "lan".to_owned(),
        name: "Lan".to_owned(),
        roles: vec![crate::staff::roles::Grant::parse("clerk@*").unwrap()],
        token_hash: vec![1; 32],
        now_ms: NOW,
        expires_ms: NOW + 1000,
        within: None,
    };
    let store = open(data).await;
    store.act(invite).await.unwrap();
    store.close().await;
    say(data, &["assign", "2", "--staff", "lan"]).await.unwrap();
    let shown = say(data, &["show", "2"]).await.unwrap();
    assert!(shown.contains("handler: 1"), "{shown}");
    let wrong = say(data, &["assign", "2", "--staff", "mai"]).await;
    assert!(matches!(wrong, Err(Error::NoMember(_))));
    for words in [
        &["refuse", "2", "--note", "Đã có trong quy hoạch"][..],
        &["merge", "2", "--into", "1"],
        &["close", "2"],
    ] {
        let done = say(data, words).await.unwrap();
        assert!(!done.contains("received"), "{done}");
        assert_eq!(say(data, &["undo", "2"]).await.unwrap(), "2\treceived\t-");
        let again = say(data, &["undo", "2"]).await;
        assert!(matches!(again, Err(Error::NotAllowed(2, _))));
    }
    let empty = say(data, &["refuse", "2", "--note", " "]).await;
    assert!(matches!(empty, Err(Error::Incomplete("--note"))));
    say(
        data,
        &[
            "reply",
            "1",
            "--body",
            "Gửi bà Hạnh",
            "--action",
            "Thay bóng",
        ],
    )
    .await
    .unwrap();
    let tried = say(data, &["publish", "1", "--dry-run"]).await.unwrap();
    assert!(
        tried.contains("Tôi là █████, gọi █████") && !tried.contains("Hạnh"),
        "{tried}"
    );
    say(
        data,
        &["publish", "1", "--body", "Đèn tắt", "--answer", "Đã thay"],
    )
    .await
    .unwrap();
    let listed = say(data, &["answers", "-o", "x.json", "--dry-run"])
        .await
        .unwrap();
    assert!(listed.contains("1 câu trả lời"), "{listed}");
    say(data, &["undo", "1"]).await.unwrap();
    let listed = say(data, &["answers", "-o", "x.json", "--dry-run"])
        .await
        .unwrap();
    assert!(listed.contains("0 câu trả lời"), "{listed}");
}
