//! Hubs as processes of their own, and the smallest client that can talk to them.
#![allow(dead_code, reason = "not every test program uses all of it")]

use std::path::PathBuf;
use std::process::Stdio;

use tokio::io::{AsyncBufReadExt, AsyncReadExt, AsyncWriteExt, BufReader};
use tokio::net::TcpStream;
use tokio::process::{Child, Command};

/// A form that asks for nothing.
pub(crate) const FORM: &str = r#"{"version":"1.0","forms":[{"id":"gop-y","version":1,"title":"Góp ý",
"kinds":[{"code":"gop_y","label":"Góp ý"}],"agency":"no","ward":"no","place":"no","can_publish":false,
"limits":{"title_chars":150,"body_min_chars":10,"body_chars":4000,"files":0,"file_bytes":8388608,"file_types":[]},
"consent":{"id":"dong-y","version":"1","text":"Tôi đồng ý.","controller":"Cơ quan ví dụ","legal_basis":"consent",
"retention_days":730,"purposes":[{"id":"xu-ly","label":"Xử lý","is_required":true}]}}]}"#;

/// An item; `{number}` stands for which.
pub(crate) const ITEM: &str = r#"{"form":"gop-y","form_version":1,"kind":"gop_y","title":"Ý kiến số {number}",
"body":"Đèn đường trước số {number} không sáng từ thứ Hai.","answers":{},"can_publish":false,"uploads":[],"lang":"vi",
"consent":{"id":"dong-y","version":"1","purposes":["xu-ly"],"given_at":"2026-11-24T08:00:00+07:00"},
"client_created_at":"2026-11-24T08:00:00+07:00"}"#;

/// What a hub needs: feed, secrets, settings and a database.
pub(crate) struct Folder {
    folder: tempfile::TempDir,
    postgres: Option<String>,
}

impl Folder {
    /// With SQLite.
    pub(crate) fn sqlite() -> Self {
        Self::new(None)
    }

    /// With a database of PostgreSQL.
    pub(crate) fn postgres(address: String) -> Self {
        Self::new(Some(address))
    }

    fn new(postgres: Option<String>) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let this = Self { folder, postgres };
        std::fs::create_dir_all(this.path("feed")).unwrap();
        std::fs::write(this.path("feed/feedback.json"), FORM).unwrap();
        let database = match &this.postgres {
            Some(address) => format!("database = \"{address}\""),
            None => format!("data = \"{}\"", this.path("data").display()),
        };
        // No proof is sent; the limits are not what is tested.
        let text = format!(
            "{database}\nsecrets = \"{}\"\n[limits]\nsubmit_per_address = 100000000\nsubmit_per_site = 100000000\nconnections = 15000\n",
            this.path("secrets.toml").display()
        );
        std::fs::write(this.path("cchc.toml"), text).unwrap();
        let made = std::process::Command::new(env!("CARGO_BIN_EXE_cchc"))
            .args(["keys", "new"])
            .arg(this.path("secrets.toml"))
            .stdout(Stdio::null())
            .status()
            .unwrap();
        assert!(made.success());
        this
    }

    /// A path within.
    pub(crate) fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    /// Address of the database.
    pub(crate) fn address(&self) -> String {
        match &self.postgres {
            Some(address) => address.clone(),
            None => format!("sqlite://{}", self.path("data/cchc.sqlite").display()),
        }
    }

    /// Name of the database's kind.
    pub(crate) fn engine(&self) -> &'static str {
        match self.postgres {
            Some(_) => "PostgreSQL",
            None => "SQLite",
        }
    }
}

/// A hub that runs.
pub(crate) struct Hub {
    child: Child,
    /// Where it listens.
    pub(crate) port: u16,
    /// Where Prometheus asks.
    pub(crate) metrics_port: Option<u16>,
}

impl Hub {
    /// Starts one and waits until it listens.
    pub(crate) async fn start(folder: &Folder) -> Self {
        Self::with(folder, &[], Stdio::null()).await
    }

    /// With more words on its command line, and somewhere for its log.
    pub(crate) async fn with(folder: &Folder, words: &[&str], log: Stdio) -> Self {
        let mut child = Command::new(env!("CARGO_BIN_EXE_cchc"))
            .args(["serve", "--addr", "127.0.0.1:0", "--root"])
            .arg(folder.path(""))
            .arg("--feed")
            .arg(folder.path("feed"))
            .arg("--config")
            .arg(folder.path("cchc.toml"))
            .args(words)
            .stdout(Stdio::piped())
            .stderr(log)
            .kill_on_drop(true)
            .spawn()
            .unwrap();
        let mut lines = BufReader::new(child.stdout.take().unwrap()).lines();
        let mut metrics_port = None;
        loop {
            let line = lines.next_line().await.unwrap();
            let line = line.unwrap_or_else(|| panic!("the hub did not start"));
            if let Some(address) = line.strip_prefix("listening http://127.0.0.1:") {
                let port = address.parse().unwrap();
                return Self {
                    child,
                    port,
                    metrics_port,
                };
            }
            if let Some(address) = line.strip_prefix("metrics http://127.0.0.1:") {
                metrics_port = address.trim_end_matches("/metrics").parse().ok();
            }
        }
    }

    /// Ends it at once, as a power cut would.
    pub(crate) fn kill(&mut self) {
        self.child.start_kill().unwrap();
    }

    /// Its number as a process.
    pub(crate) fn id(&self) -> u32 {
        self.child.id().unwrap_or_default()
    }
}

/// What came back.
pub(crate) struct Answer {
    pub(crate) status: u16,
    /// Line and headers, in small letters.
    pub(crate) head: String,
    pub(crate) body: String,
}

/// One request on a connection of its own.
pub(crate) async fn request(
    port: u16,
    method: &str,
    path: &str,
    key: Option<&str>,
    body: &[u8],
) -> std::io::Result<Answer> {
    let mut stream = TcpStream::connect(("127.0.0.1", port)).await?;
    let key = key.map_or(String::new(), |key| format!("Idempotency-Key: {key}\r\n"));
    let head = format!(
        "{method} {path} HTTP/1.1\r\nHost: hub.example\r\nOrigin: http://hub.example\r\nContent-Type: application/json\r\n\
         {key}Content-Length: {}\r\nConnection: close\r\n\r\n",
        body.len()
    );
    stream.write_all(head.as_bytes()).await?;
    stream.write_all(body).await?;
    let message = read_message(&mut stream).await?;
    read_answer(&message).ok_or_else(|| std::io::ErrorKind::InvalidData.into())
}

/// Takes an answer apart.
pub(crate) fn read_answer(message: &[u8]) -> Option<Answer> {
    let text = String::from_utf8_lossy(message);
    let (head, body) = text.split_once("\r\n\r\n")?;
    Some(Answer {
        status: head.split(' ').nth(1)?.parse().ok()?,
        head: head.to_lowercase(),
        body: body.to_owned(),
    })
}

/// Reads a request or an answer to its end, which `Content-Length` tells.
pub(crate) async fn read_message(stream: &mut TcpStream) -> std::io::Result<Vec<u8>> {
    let mut message = Vec::new();
    loop {
        if let Some(head) = message.windows(4).position(|part| part == b"\r\n\r\n") {
            let words = String::from_utf8_lossy(&message[..head]).to_lowercase();
            let length = words
                .split("content-length:")
                .nth(1)
                .and_then(|rest| rest.lines().next()?.trim().parse::<usize>().ok())
                .unwrap_or(0);
            if message.len() >= head + 4 + length {
                return Ok(message);
            }
        }
        let mut part = [0; 8192];
        match stream.read(&mut part).await? {
            0 => return Err(std::io::ErrorKind::UnexpectedEof.into()),
            count => message.extend_from_slice(&part[..count]),
        }
    }
}
