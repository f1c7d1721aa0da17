//! Letters, to a mail server that refuses some.

use std::io::{BufRead, BufReader, Write};
use std::net::{TcpListener, TcpStream};
use std::sync::{Arc, Mutex};

use sqlx::Row;

use super::super::{Content, EVENTS, Notice, TO_CITIZENS, words};
use super::{NOW, World, on_both, said};

/// A mail server that answers each letter as the script says, and 250 afterwards.
fn smtp(script: &[&'static str]) -> (u16, Arc<Mutex<Vec<String>>>) {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let port = listener.local_addr().unwrap().port();
    let got: Arc<Mutex<Vec<String>>> = Arc::default();
    let (seen, script) = (Arc::clone(&got), script.to_vec());
    std::thread::spawn(move || {
        let mut script = script.into_iter();
        for stream in listener.incoming() {
            let end = script.next().unwrap_or("250 ok");
            // A talk that breaks off is one more way to fail.
            _ = talk(stream.unwrap(), end, &seen);
        }
    });
    (port, got)
}

fn talk(stream: TcpStream, end: &str, seen: &Mutex<Vec<String>>) -> std::io::Result<()> {
    let mut stream = BufReader::new(stream);
    stream.get_mut().write_all(b"220 thu.vi-du.vn\r\n")?;
    loop {
        let mut line = String::new();
        if stream.read_line(&mut line)? == 0 {
            return Ok(());
        }
        let answer = match line.get(..4).unwrap_or_default().to_uppercase().as_str() {
            "RCPT" if end.starts_with("550") => end,
            "DATA" => {
                stream.get_mut().write_all(b"354 go on\r\n")?;
                let mut letter = String::new();
                while !letter.ends_with("\r\n.\r\n") {
                    if stream.read_line(&mut letter)? == 0 {
                        return Ok(());
                    }
                }
                if end.starts_with("250") {
                    seen.lock().unwrap().push(letter);
                }
                end
            }
            "QUIT" => return stream.get_mut().write_all(b"221 bye\r\n"),
            _ => "250 ok",
        };
        stream
            .get_mut()
            .write_all(format!("{answer}\r\n").as_bytes())?;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_letter_says_that_something_happened_and_never_what() {
    on_both(|store, _| async move {
        let (port, got) = smtp(&[
            "451 <hanh@vi-du.vn> later",
            "250 ok",
            "550 <sai@vi-du.vn> unknown",
        ]);
        let world = World::open(store, None, Some(port)).await;
        world.put(world.with_mail(1, "hanh@vi-du.vn")).await;
        world.deliver(NOW).await;
        let row = world.rows().await.remove(0);
        assert_eq!(
            (row.state.as_str(), row.error.as_deref()),
            ("waiting", Some("SMTP 451"))
        );
        world.deliver(row.next_ms).await;
        assert_eq!(said(&world.rows().await), "received>mail sent");
        world.put(world.with_mail(2, "sai@vi-du.vn")).await;
        world.put(world.with_mail(3, "khong phai dia chi")).await;
        world.deliver(NOW).await;
        let rows = world.rows().await;
        assert_eq!(
            (rows[1].state.as_str(), rows[1].error.as_deref()),
            ("dead", Some("SMTP 550"))
        );
        assert_eq!(
            (rows[2].state.as_str(), rows[2].error.as_deref()),
            ("dead", Some("address"))
        );
        let letters = got.lock().unwrap().clone();
        assert_eq!(letters.len(), 1);
        let letter = &letters[0];
        for words in [
            "To: hanh@vi-du.vn",
            "Auto-Submitted: auto-generated",
            "Message-ID: <",
            "@vi-du.vn>",
            "text/plain",
        ] {
            assert!(letter.contains(words), "{words}: {letter}");
        }
        let row = sqlx::query("SELECT target_sealed FROM outbox WHERE state = 'sent'")
            .fetch_one(world.store.readers())
            .await
            .unwrap();
        assert_eq!(
            row.get::<Option<Vec<u8>>, _>(0),
            None,
            "the address is not kept"
        );
    })
    .await;
}

#[test]
fn letters_are_whole_in_both_languages() {
    for lang in ["vi", "en"] {
        let mut subjects = std::collections::HashSet::new();
        for event in &EVENTS[..TO_CITIZENS] {
            let notice = Notice {
                event_id: "e".to_owned(),
                event: (*event).to_owned(),
                item: 7,
                status: "answered".to_owned(),
                agency: None,
                kind: "gop_y".to_owned(),
                topic: None,
                lang: lang.to_owned(),
                at_ms: NOW,
                received_ms: NOW,
                expected_ms: None,
                target: None,
                content: Content::default(),
                now_ms: NOW,
            };
            let (subject, text) = words::letter(&notice, Some("https://vi-du.vn/theo-doi"));
            assert!(text.contains("15/01/2027") && text.contains("https://vi-du.vn/theo-doi"));
            assert!(!subject.is_empty() && text.contains("PIN"));
            assert_eq!(text.is_ascii(), lang == "en");
            assert!(subjects.insert(subject), "{event} has words of its own");
        }
    }
}
