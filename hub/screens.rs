//! `cchc screens`: the lobby screens of a feed with their last signs of life, the late ones marked.

use std::fmt::Write;
use std::path::PathBuf;
use std::process::ExitCode;

use cchc::feed::screens::{Screen, parse};
use clap::{Args, ValueEnum};
use serde_json::json;

use crate::place::{self, Base};
use crate::report::moment;
use crate::store;
use crate::store::counted::{Sign, signs};

const MINUTE_MS: i64 = 60_000;

/// Why there is no list.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub(crate) enum Error {
    #[error(transparent)]
    Place(#[from] place::Error),
    #[error("cơ sở dữ liệu: {0} | database: {0}")]
    Store(#[from] store::Error),
    #[error("{0}: không đọc được: {1} | cannot be read: {1}")]
    File(PathBuf, std::io::Error),
    #[error(transparent)]
    Now(#[from] crate::BadNow),
}

/// Which screens, and how they are listed.
#[derive(Debug, Args)]
pub(crate) struct Settings {
    #[command(flatten)]
    base: Base,
    /// Folder of the feed, with screens.json
    #[arg(long, default_value = "target/dist/feed/v1")]
    feed: PathBuf,
    /// Form of the list
    #[arg(long, value_enum, default_value_t)]
    format: Format,
    /// RFC 3339; the clock's time if none is given
    #[arg(long)]
    now: Option<String>,
}

#[derive(Debug, Clone, Copy, ValueEnum, Default)]
enum Format {
    #[default]
    Text,
    Json,
}

pub(crate) fn run(settings: &Settings) -> ExitCode {
    match crate::desk::block_on(work(settings)) {
        Ok(words) => {
            crate::say!("{}", words.trim_end());
            ExitCode::SUCCESS
        }
        Err(error) => {
            crate::complain!("cchc screens: {error}");
            ExitCode::from(3)
        }
    }
}

async fn work(settings: &Settings) -> Result<String, Error> {
    let now_ms = crate::now(settings.now.as_deref())?.timestamp_millis();
    let file = settings.feed.join("screens.json");
    let text = std::fs::read_to_string(&file).map_err(|error| Error::File(file, error))?;
    let opened = settings.base.open().await?;
    let found = signs(&opened.store).await;
    opened.store.close().await;
    let found = found?;
    let screens = parse(&text).0.unwrap_or_default().screens;
    let late_ms = i64::from(opened.screens.late_minutes) * MINUTE_MS;
    let rows: Vec<_> = screens
        .iter()
        .map(|screen| {
            let sign = found.iter().find(|sign| sign.id == screen.id);
            let is_late = sign.is_none_or(|sign| now_ms - sign.at_ms > late_ms);
            (screen, sign, is_late)
        })
        .collect();
    Ok(match settings.format {
        Format::Json => as_json(&rows),
        Format::Text => as_text(&rows),
    })
}

type Row<'a> = (&'a Screen, Option<&'a Sign>, bool);

fn as_json(rows: &[Row<'_>]) -> String {
    let row = |(screen, sign, is_late): &Row<'_>| {
        json!({
            "id": screen.id,
            "place": screen.place,
            "is_late": is_late,
            "last_seen": sign.map(|sign| moment(sign.at_ms).to_rfc3339()),
            "build": sign.map(|sign| &sign.build),
            "feed_age_s": sign.and_then(|sign| sign.feed_age_s),
            "skew_ms": sign.and_then(|sign| sign.skew_ms),
            "memory_bytes": sign.and_then(|sign| sign.memory_bytes),
            "fps": sign.and_then(|sign| sign.fps),
            "engine": sign.map(|sign| &sign.engine),
            "traps": sign.map(|sign| sign.traps),
        })
    };
    let rows: Vec<_> = rows.iter().map(row).collect();
    serde_json::to_string_pretty(&rows).unwrap_or_default()
}

/// A line for each: id, place, last sign, build, age of the feed, traps; `!` before those that are late.
fn as_text(rows: &[Row<'_>]) -> String {
    let mut out = String::new();
    for (screen, sign, is_late) in rows {
        let mark = if *is_late { "! " } else { "  " };
        // A terminal obeys what stands in a text: `clean` leaves no control signs.
        let place = cchc::text::clean(&screen.place);
        _ = write!(out, "{mark}{}\t{place}\t", cchc::text::clean(&screen.id));
        match sign {
            None => out.push_str("chưa thấy | never seen\n"),
            Some(sign) => {
                let seen = moment(sign.at_ms).format("%d/%m/%Y %H:%M");
                let age = sign
                    .feed_age_s
                    .map_or("-".to_owned(), |secs| format!("{secs} s"));
                _ = writeln!(
                    out,
                    "{seen}\t{}\t{age}\t{}\t{}",
                    sign.build, sign.engine, sign.traps
                );
            }
        }
    }
    let late = rows.iter().filter(|(_, _, is_late)| *is_late).count();
    _ = write!(
        out,
        "{0} màn hình, {late} trễ tín hiệu | {0} screens, {late} late",
        rows.len()
    );
    out
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "tests")]
    use super::*;
    use crate::store::counted::KeepSign;
    use crate::store::{Place, Store};
    use clap::Parser;

    const NOW: i64 = 1_800_000_000_000;

    #[derive(Parser)]
    struct Line {
        #[command(flatten)]
        settings: Settings,
    }

    #[tokio::test(flavor = "multi_thread")]
    async fn screens_are_listed_with_their_last_sign_and_late_ones_are_marked() {
        let dir = tempfile::tempdir().unwrap();
        let place = Place::Sqlite(dir.path().join(crate::backup::FILE));
        let store = Store::open(&place).await.unwrap();
        for (id, ago_minutes) in [("a", 1), ("b", 16), ("khong-con", 1)] {
            let sign = Sign {
                id: id.to_owned(),
                at_ms: NOW - ago_minutes * MINUTE_MS,
                build: "0.1.0".to_owned(),
                feed_age_s: Some(61),
                engine: "Chromium 68".to_owned(),
                ..Sign::default()
            };
            let limits = Vec::new();
            assert_eq!(store.act(KeepSign { sign, limits }).await.unwrap(), None);
        }
        store.close().await;
        let screens = json!({"version": "1.0", "programmes": [], "screens": [
            {"id": "a", "place": "Sảnh A"}, {"id": "b", "place": "Sảnh B"}, {"id": "c", "place": "Sảnh C"}]});
        std::fs::write(dir.path().join("screens.json"), screens.to_string()).unwrap();
        let folder = dir.path().to_str().unwrap();
        let line = [
            "screens",
            "--data",
            folder,
            "--feed",
            folder,
            "--now",
            "2027-01-15T15:00:00+07:00",
        ];
        let listed = work(&Line::try_parse_from(line).unwrap().settings)
            .await
            .unwrap();
        assert_eq!(
            listed,
            "  a\tSảnh A\t15/01/2027 14:59\t0.1.0\t61 s\tChromium 68\t0\n\
             ! b\tSảnh B\t15/01/2027 14:44\t0.1.0\t61 s\tChromium 68\t0\n\
             ! c\tSảnh C\tchưa thấy | never seen\n\
             3 màn hình, 2 trễ tín hiệu | 3 screens, 2 late"
        );
        let line = [&line[..], &["--format", "json"]].concat();
        let listed = work(&Line::try_parse_from(line).unwrap().settings)
            .await
            .unwrap();
        let listed: serde_json::Value = serde_json::from_str(&listed).unwrap();
        assert_eq!(listed.as_array().unwrap().len(), 3);
        assert_eq!(
            (&listed[0]["is_late"], &listed[1]["is_late"]),
            (&json!(false), &json!(true))
        );
        assert_eq!(listed[0]["last_seen"], "2027-01-15T14:59:00+07:00");
        assert_eq!(
            (&listed[2]["last_seen"], &listed[2]["traps"]),
            (&json!(null), &json!(null))
        );
    }
}
