//! The report on both databases, and its three files as others read them.
#![allow(clippy::unwrap_used, clippy::panic, reason = "tests")]

use calamine::{Data, Reader};
use cchc::format::Lang;
use clap::Parser;

use super::figures::{Both, Figure};
use super::*;
use crate::store::counted::CountReach;
use crate::store::life::{self, Act, Acted, By, ReplyText, What};
use crate::store::tests::{item, on_both, submit};
use crate::store::{NewItem, Place, Store, Submitted};

const DAY: i64 = 86_400_000;

fn quarter() -> Quarter {
    "2026Q3".parse().unwrap()
}

fn day(days: i64) -> i64 {
    quarter().span().from_ms + days * DAY
}

async fn put(store: &Store, key: u8, agency: Option<&str>, came: i64) -> i64 {
    let new = NewItem {
        agency: agency.map(str::to_owned),
        topic: Some("thu-tuc".to_owned()),
        received_ms: day(came),
        expected_ms: Some(day(came + 5)),
        ..item(key)
    };
    match store.act(submit(new)).await.unwrap() {
        Submitted::New(stored) => stored.number,
        other => panic!("{other:?}"),
    }
}

async fn act(store: &Store, item: i64, at: i64, what: What) -> life::Done {
    let edition = life::show(store, item).await.unwrap().unwrap().edition;
    let by = By::Command;
    let at_ms = day(at);
    let act = Act {
        item,
        edition,
        by,
        at_ms,
        what,
    };
    match store.act(act).await.unwrap() {
        Acted::Done(done) => done,
        other => panic!("{other:?}"),
    }
}

async fn answer(store: &Store, item: i64, at: i64) {
    let text = ReplyText {
        body: "Đã sửa".to_owned(),
        action_taken: "Thay bóng".to_owned(),
        ..ReplyText::default()
    };
    let reply = act(store, item, at, What::Draft { reply: None, text })
        .await
        .reply;
    let reply = reply.unwrap();
    act(store, item, at, What::Send { reply }).await;
}

/// One in time with a grade and taken up again, one late, one overdue; two of the quarter before; a rating.
async fn fill(store: &Store) {
    let first = put(store, 1, Some("so-noi-vu"), 1).await;
    answer(store, first, 3).await;
    let note = String::new();
    act(store, first, 4, What::Rate { grade: 4, note }).await;
    let reason = "Chưa xong".to_owned();
    act(store, first, 5, What::Unsolved { reason }).await;
    let second = put(store, 2, Some("so-noi-vu"), 2).await;
    answer(store, second, 12).await;
    put(store, 3, Some("phuong-a"), 10).await;
    let old = put(store, 4, Some("phuong-a"), -50).await;
    answer(store, old, -49).await;
    let refused = put(store, 5, None, -9).await;
    let note = "Không rõ".to_owned();
    act(store, refused, 1, What::Refuse { note }).await;
    let rating = NewItem {
        kind: "rating".to_owned(),
        rating: Some(5),
        agency: Some("phuong-a".to_owned()),
        received_ms: day(20),
        expected_ms: None,
        ..item(6)
    };
    store.act(submit(rating)).await.unwrap();
    for (site, host, widget, at, times) in [
        ("so-noi-vu", "so-noi-vu.example", "news", 4, 3),
        ("so-noi-vu", "so-noi-vu.example", "news", -4, 1),
        ("so-noi-vu", "so-noi-vu.example", "news", -200, 1),
        ("", "", "screen", 89, 1),
        ("", "", "screen", 93, 1),
    ] {
        for _ in 0..times {
            let seen = CountReach {
                site: site.to_owned(),
                host: host.to_owned(),
                widget,
                limits: Vec::new(),
                now_ms: day(at),
            };
            store.act(seen).await.unwrap();
        }
    }
}

fn said(both: &Both) -> String {
    let words = |value: Option<cchc::format::number::Decimal>| {
        value.map_or("-".to_owned(), |value| value.text(Lang::Vi))
    };
    let figures = Figure::ALL.map(|figure| {
        format!(
            "{}/{}",
            words(both.now.get(figure)),
            words(both.before(figure))
        )
    });
    figures.join(" ")
}

#[tokio::test(flavor = "multi_thread")]
async fn what_happened_to_items_is_what_the_report_counts() {
    on_both(|store, _| async move {
        fill(&store).await;
        let report = read::report(&store, quarter(), None, day(200))
            .await
            .unwrap();
        assert_eq!(
            said(&report.all.total),
            "3/2 2/1 1/1 1/0 50,0/100,0 1/1 1/0 1/0 6,0/1,0 4,00/- 1/0 5,00/- 1/0"
        );
        let ids: Vec<_> = report.agencies.iter().map(|(id, _)| id.as_str()).collect();
        assert_eq!(ids, ["so-noi-vu", "phuong-a", ""]);
        let seen = |report: &Report| {
            let rows = report.reach.iter();
            let said =
                rows.map(|one| format!("{} {} {}/{}", one.host, one.widget, one.count, one.before));
            said.collect::<Vec<_>>()
        };
        assert_eq!(seen(&report), ["so-noi-vu.example news 3/1", " screen 1/0"]);
        let one = read::report(&store, quarter(), Some("phuong-a"), day(200))
            .await
            .unwrap();
        assert!(seen(&one).is_empty());
        assert_eq!(one.agencies.len(), 1);
        assert_eq!(said(&one.all.total), said(&report.agencies[1].1.total));
        assert_eq!(said(&one.all.total).split(' ').next(), Some("1/1"));
        let none = read::report(&store, "2025Q1".parse().unwrap(), None, day(200))
            .await
            .unwrap();
        assert!(none.agencies.is_empty() && none.all.total.before.is_none());
        let next = read::report(&store, "2026Q4".parse().unwrap(), None, day(100))
            .await
            .unwrap();
        assert!(!next.is_whole && said(&next.all.total).starts_with("0/3 "));
    })
    .await;
}

#[derive(Parser)]
struct Line {
    #[command(flatten)]
    settings: Settings,
}

async fn written(words: &[&str]) -> (tempfile::TempDir, PathBuf, String) {
    let dir = tempfile::tempdir().unwrap();
    let data = dir.path().join("data");
    std::fs::create_dir(&data).unwrap();
    let file = data.join(crate::backup::FILE);
    let store = Store::open(&Place::Sqlite(file)).await.unwrap();
    fill(&store).await;
    put(&store, 7, Some("=HYPERLINK(\"x\")<b>"), 3).await;
    store.close().await;
    let agencies =
        r#"{"version": "1.0", "agencies": [{"id": "so-noi-vu", "name": "Sở Nội vụ & Công chức"}]}"#;
    std::fs::write(dir.path().join("agencies.json"), agencies).unwrap();
    let output = dir.path().join("ra");
    let line = [
        &[
            "report",
            "--quarter",
            "2026Q3",
            "--now",
            "2026-12-01T08:00:00+07:00",
            "--data",
            data.to_str().unwrap(),
            "--feed",
            dir.path().to_str().unwrap(),
            "-o",
            output.to_str().unwrap(),
        ],
        words,
    ]
    .concat();
    let line = Line::try_parse_from(line).unwrap_or_else(|error| panic!("{error}"));
    let said = work(&line.settings).await.unwrap();
    (dir, output, said)
}

#[tokio::test(flavor = "multi_thread")]
async fn the_table_and_the_workbook_say_the_same_and_carry_no_formula() {
    let (_dir, folder, said) = written(&[]).await;
    assert!(said.contains("quý III năm 2026 (4 ý kiến)"), "{said}");
    let text = std::fs::read_to_string(folder.join("bao-cao-2026Q3.csv")).unwrap();
    let mut reader = csv::Reader::from_reader(text.trim_start_matches('\u{feff}').as_bytes());
    let rows: Vec<csv::StringRecord> = reader.records().map(Result::unwrap).collect();
    let value = |agency: &str, group: &str, figure: &str| {
        let row = rows
            .iter()
            .find(|row| &row[1] == agency && &row[3] == group && &row[6] == figure);
        row.map(|row| [8, 9, 10].map(|at| row[at].to_owned()))
            .unwrap_or_default()
    };
    assert_eq!(value("*", "total", "received"), ["4", "2", "2"]);
    assert_eq!(
        value("*", "topic", "on_time_percent"),
        ["50.0", "100.0", "-50.0"]
    );
    assert_eq!(
        value("*", "total", "answer_satisfaction_mean"),
        ["4.00", "", ""]
    );
    assert_eq!(
        value("'=HYPERLINK(\"x\")<b>", "total", "received"),
        ["1", "0", "1"]
    );
    let file = folder.join("bao-cao-2026Q3.xlsx");
    let mut book: calamine::Xlsx<_> = calamine::open_workbook(&file).unwrap();
    assert_eq!(
        book.sheet_names(),
        ["Tổng hợp", "Cơ quan", "Loại ý kiến", "Lĩnh vực", "Tiếp cận"]
    );
    let sheet = book.worksheet_range("Tổng hợp").unwrap();
    assert_eq!(sheet.get_value((3, 2)), Some(&Data::Float(4.0)));
    assert_eq!(
        sheet.get_value((12, 3)),
        Some(&Data::String(NOTHING.to_owned()))
    );
    let sheet = book.worksheet_range("Cơ quan").unwrap();
    assert_eq!(
        sheet.get_value((1, 0)),
        Some(&Data::String("Sở Nội vụ & Công chức".to_owned()))
    );
    assert_eq!(sheet.get_value((1, 1)), Some(&Data::Float(2.0)));
    let sheet = book.worksheet_range("Tiếp cận").unwrap();
    assert_eq!(
        sheet.get_value((1, 0)),
        Some(&Data::String("so-noi-vu.example – Tin cải cách".to_owned()))
    );
    assert_eq!(sheet.get_value((1, 2)), Some(&Data::Float(3.0)));
    assert_eq!(value("so-noi-vu", "reach", "views_news"), ["3", "1", "2"]);
    for name in book.sheet_names() {
        assert!(book.worksheet_formula(&name).unwrap().is_empty(), "{name}");
    }
    let mut parts = zip::ZipArchive::new(std::fs::File::open(&file).unwrap()).unwrap();
    let charts = (1..=5).filter(|at| parts.by_name(&format!("xl/charts/chart{at}.xml")).is_ok());
    assert_eq!(charts.count(), 5, "native charts");
    assert_eq!(
        std::fs::read_dir(&folder).unwrap().count(),
        3,
        "nothing else is left"
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn the_page_is_an_official_report_and_shows_texts_as_texts() {
    let (_dir, folder, _) = written(&[
        "--organ",
        "Ủy ban nhân dân <phường>",
        "--parent",
        "Thành phố Hà Nội",
    ])
    .await;
    let page = std::fs::read_to_string(folder.join("bao-cao-2026Q3.html")).unwrap();
    let mut at = 0;
    for words in [
        "THÀNH PHỐ HÀ NỘI",
        "ỦY BAN NHÂN DÂN &lt;PHƯỜNG&gt;",
        "Số: ……/BC-……",
        "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
        "Độc lập - Tự do - Hạnh phúc",
        "Hà Nội, ngày 01 tháng 12 năm 2026",
        "BÁO CÁO",
        "quý III năm 2026",
        "từ ngày 01/07/2026 đến hết ngày 30/09/2026",
        "I. KẾT QUẢ CHUNG",
        "tiếp nhận 4 ý kiến (tăng 2 so với quý trước)",
        "Bảng 1",
        "<td>-50,0</td>",
        "II. KẾT QUẢ THEO CƠ QUAN",
        "Sở Nội vụ &amp; Công chức",
        "=HYPERLINK(&quot;x&quot;)&lt;b&gt;",
        "Bảng 5. Lượt xem thẻ",
        "<th>so-noi-vu.example</th><td>Sở Nội vụ &amp; Công chức</td><td>Tin cải cách</td><td>3</td><td>1</td>",
        "<th>Trang khác</th><td></td><td>Màn hình sảnh</td>",
        "III. NHẬN XÉT VÀ KIẾN NGHỊ",
        "Nơi nhận:",
    ] {
        let found = page[at..].find(words);
        at += found.unwrap_or_else(|| panic!("{words} is missing or in the wrong place"));
    }
    for never in ["<script", "http:", "https:", "<phường>"] {
        assert!(!page.contains(never), "{never}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_dry_run_writes_nothing() {
    let (_dir, folder, said) = written(&["--dry-run"]).await;
    assert!(said.starts_with("chạy thử") && !folder.exists(), "{said}");
}
