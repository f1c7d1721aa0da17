//! News of others: RSS, Atom and JSON Feed, from files and from servers that may be away.

use super::*;

const RSS: &str = r#"<?xml version="1.0" encoding="UTF-8"?><rss version="2.0"><channel><title>Báo &amp; Ví dụ</title>
<item><title><![CDATA[Một <b>cửa</b> ]]></title><link>https://bao.example/1</link><guid>g1</guid>
<pubDate>Mon, 17 Nov 2025 20:59:00 +0700</pubDate><description>&lt;p&gt;Tóm tắt&lt;/p&gt;&lt;script&gt;x&lt;/script&gt;</description></item>
<item><title>Không mã</title><link>https://bao.example/2</link><pubDate>18/11/2025</pubDate></item>
<item><title>Lặp</title><link>https://bao.example/1</link><guid>g1</guid></item>
<item><link>https://bao.example/3</link></item></channel></rss>"#;
const ATOM: &str = r#"<feed xmlns="http://www.w3.org/2005/Atom"><title>A</title><id>a</id><updated>2025-11-17T00:00:00Z</updated>
<entry><id>urn:x:1</id><title type="html">Tin &amp;lt;b&amp;gt;</title><link href="https://bao.example/4"/><link rel="enclosure" href="x.mp3"/><updated>2025-11-16T00:00:00Z</updated></entry>
<entry><id>urn:x:2</id><title>Đã có</title><link href="https://bao.example/1"/><updated>2025-11-16T00:00:00Z</updated></entry></feed>"#;

#[test]
fn news_of_others_are_taken_in_each_once_and_as_text() {
    let (_dir, job) = sources("");
    let toml = format!(
        "{TOML}sources = [{{ file = \"a.rss\", agency = \"so-vi-du\", kind = \"announcement\", fields = [\"procedures\"] }}, {{ file = \"b.xml\", publisher = \"B\" }}]\n"
    );
    std::fs::write(job.sources.join("feed.toml"), toml).unwrap();
    std::fs::write(job.sources.join("a.rss"), RSS).unwrap();
    std::fs::write(job.sources.join("b.xml"), ATOM).unwrap();
    let built = build(&job).unwrap();
    assert_eq!(built.problems.lines(Language::En), [""; 0]);
    let text = std::fs::read_to_string(job.output.join("news.json")).unwrap();
    let (news, findings) = cchc::feed::news::parse(&text);
    let rules: Vec<_> = findings.iter().map(|finding| finding.rule).collect();
    assert_eq!(rules, ["date-missing"]);
    let shown: Vec<_> = news
        .items
        .iter()
        .map(|item| {
            (
                item.id.as_str(),
                item.title.as_str(),
                item.source.as_deref(),
            )
        })
        .collect();
    assert_eq!(
        shown,
        [
            ("g1", "Một cửa", Some("Báo & Ví dụ")),
            ("urn:x:1", "Tin <b>", Some("B")),
            ("https://bao.example/2", "Không mã", Some("Báo & Ví dụ")),
        ]
    );
    assert_eq!(news.items[0].summary.as_deref(), Some("Tóm tắt"));
    assert_eq!(
        news.items[0].published.unwrap().to_rfc3339(),
        "2025-11-17T20:59:00+07:00"
    );
    assert_eq!(news.items[0].agency.as_deref(), Some("so-vi-du"));
    assert_eq!(news.items[1].agency, None);
}

#[test]
fn news_of_others_keep_their_ids_when_their_publisher_changes_them() {
    let (_dir, job) = sources("");
    let toml = format!("{TOML}sources = [{{ file = \"a.rss\" }}]\n");
    std::fs::write(job.sources.join("feed.toml"), toml).unwrap();
    let write = |text: &str| std::fs::write(job.sources.join("a.rss"), text).unwrap();
    write(RSS);
    build(&job).unwrap();
    let first = std::fs::read(job.output.join("news.json")).unwrap();
    write(&RSS.replace("<guid>g1<", "<guid>https://bao.example/1?new<"));
    let built = build(&job).unwrap();
    assert_eq!(built.problems.lines(Language::En), [""; 0]);
    assert_eq!(std::fs::read(job.output.join("news.json")).unwrap(), first);
}

#[test]
fn a_server_that_is_away_leaves_the_copy_of_last_time() {
    let runtime = tokio::runtime::Runtime::new().unwrap();
    let listener = runtime
        .block_on(tokio::net::TcpListener::bind("127.0.0.1:0"))
        .unwrap();
    let address = format!("http://{}/tin.rss", listener.local_addr().unwrap());
    let answer = std::sync::Arc::new(std::sync::Mutex::new(RSS));
    let shown = answer.clone();
    let get = axum::routing::get(move || async move { *shown.lock().unwrap() });
    let router = axum::Router::new().route("/tin.rss", get);
    let server = runtime.spawn(async move { axum::serve(listener, router).await });
    let (_dir, job) = sources("");
    let toml = format!("{TOML}sources = [{{ url = \"{address}\" }}]\n");
    std::fs::write(job.sources.join("feed.toml"), toml).unwrap();
    build(&job).unwrap();
    let first = std::fs::read(job.output.join("news.json")).unwrap();
    // A page about repairs, and a feed that lost its items, come with the answer 200 too.
    for other in [
        "<!DOCTYPE html><p>Bảo trì",
        "<rss version=\"2.0\"><channel><title>B</title></channel></rss>",
    ] {
        *answer.lock().unwrap() = other;
        let built = build(&job).unwrap();
        let lines = built.problems.lines(Language::En);
        assert!(lines[0].contains("source-stale"), "{lines:?}");
        assert_eq!(std::fs::read(job.output.join("news.json")).unwrap(), first);
    }
    server.abort();
    assert!(runtime.block_on(server).unwrap_err().is_cancelled());
    let built = build(&job).unwrap();
    let lines = built.problems.lines(Language::En);
    assert!(
        lines[0].starts_with(&format!("{address}: source-stale")),
        "{lines:?}"
    );
    assert_eq!(std::fs::read(job.output.join("news.json")).unwrap(), first);
    std::fs::remove_dir_all(job.sources.join(".cache")).unwrap();
    let Err(Error::Sources(problems)) = build(&job) else {
        panic!("a source without content passes");
    };
    assert!(problems.lines(Language::En)[0].contains("source-unreachable"));
}

#[test]
fn details_of_json_sources_are_listed_under_the_ids_of_their_indexes() {
    let (_dir, job) = sources("");
    let toml = format!("{TOML}[[files]]\nname = \"indexes\"\nttl_secs = 60\n");
    std::fs::write(job.sources.join("feed.toml"), toml).unwrap();
    std::fs::write(job.sources.join("news.json"), news("a")).unwrap();
    std::fs::create_dir(job.sources.join("tep")).unwrap();
    let write = |address: &str| {
        let index = format!(
            r#"{{"version":"1.0","indexes":[{{"id":"par","name":"A","max":100,"detail":"{address}"}}]}}"#
        );
        std::fs::write(job.sources.join("indexes.json"), index).unwrap();
    };
    let detail = r#"{"version":"1.0","id":"par","peers":[{"period":"2024","name":"Tỉnh Ví dụ","value":96.17,"rank":1,"rank_of":63,"source":{"title":"Báo"}}]}"#;
    std::fs::write(job.sources.join("tep/par.json"), detail).unwrap();
    write("tep/par.json");
    build(&job).unwrap();
    let file = discovery_of(&job).file("indexes/par").cloned();
    assert_eq!(file.unwrap().url, "tep/par.json");
    let worst = check::files(&job.output, now(&job)).unwrap();
    assert!(worst.iter().all(|file| file.worst().is_none()), "{worst:?}");
    for (address, expected) in [
        ("https://other.example/par.json", "file-unlisted"),
        ("tep/none.json", "file-missing"),
    ] {
        write(address);
        let Err(Error::Sources(problems)) = build(&job) else {
            panic!("{address} passes");
        };
        let lines = problems.lines(Language::En);
        assert_eq!(lines.len(), 1, "{lines:?}");
        assert!(
            lines[0].contains(&format!("$.indexes[0].detail {expected}")),
            "{lines:?}"
        );
    }
}
