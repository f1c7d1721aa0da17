//! A copy of what is kept about a citizen, for herself: who has the code and the PIN of an item may ask for it.

use std::io::Write;
use std::path::Path;

use cchc::format::VIETNAM;
use cchc::submission::read_code;
use serde_json::{Value, json};
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, ZipWriter};

use super::Error;
use crate::place::Opened;
use crate::store::Note;
use crate::store::life::{self, By, ItemWhole, Reply, SHOWN};

/// Longest name of a file in the copy, in characters.
const NAME_CHARS: usize = 80;

/// Which item, and where to.
#[derive(Debug, clap::Args)]
pub(super) struct Asked {
    /// Tracking code, in whatever way it was typed
    code: String,
    /// The PIN that goes with it
    #[arg(long)]
    pin: String,
    /// FILE.zip; readable by its owner alone
    #[arg(short, long)]
    output: std::path::PathBuf,
    /// Only say what would be in it
    #[arg(long)]
    dry_run: bool,
}

/// Writes the copy; the audit notes it.
pub(super) async fn copy(opened: &Opened, asked: &Asked, now_ms: i64) -> Result<String, Error> {
    let item = found(opened, asked).await?.ok_or(Error::WrongCode)?;
    let files = item.uploads.len();
    if asked.dry_run {
        return Ok(format!(
            "chạy thử: ý kiến số {0} và {files} tệp, chưa ghi gì | dry run: item {0} and {files} files, nothing was written",
            item.number
        ));
    }
    let answer = match life::root(&opened.store, &item).await? {
        Some(root) => root.answer().cloned(),
        None => item.answer().cloned(),
    };
    let mut contents = Vec::new();
    for (at, upload) in (1..).zip(&item.uploads) {
        // Erased at this very moment: then it is not there to be copied.
        if let Some((about, content)) = life::upload(&opened.store, item.number, &upload.id).await?
        {
            contents.push((format!("tep/{at}-{}", plain(&about.name)), content));
        }
    }
    let whole = described(opened, &item, answer.as_ref(), &contents);
    // Before the file is there: no copy without a line about it.
    let item = item.number;
    opened
        .store
        .act(Note::of_item(
            now_ms,
            By::Command.word(),
            "data-copied",
            item,
        ))
        .await?;
    let at = |error| Error::File(asked.output.clone(), error);
    write(&asked.output, &whole, &contents).map_err(at)?;
    Ok(format!(
        "{}: ý kiến số {item}, {files} tệp | item {item}, {files} files",
        asked.output.display()
    ))
}

/// The item, if code and PIN belong to it.
async fn found(opened: &Opened, asked: &Asked) -> Result<Option<ItemWhole>, Error> {
    let code = read_code(&asked.code).unwrap_or_default();
    let pin: String = asked.pin.chars().filter(char::is_ascii_digit).collect();
    let secrets = &opened.secrets;
    let code_hash = secrets.mac("code", &[code.as_bytes()]);
    let pin_hash = secrets.mac("pin", &[code.as_bytes(), pin.as_bytes()]);
    match life::locate(&opened.store, &code_hash).await? {
        // Hashes with a key that no sender has: how long the comparison takes tells nothing.
        Some((number, known)) if known == pin_hash => Ok(life::show(&opened.store, number).await?),
        _ => Ok(None),
    }
}

fn described(
    opened: &Opened,
    item: &ItemWhole,
    answer: Option<&Reply>,
    contents: &[(String, Vec<u8>)],
) -> Value {
    let json = |text: &str| serde_json::from_str::<Value>(text).unwrap_or(Value::Null);
    let contact = item.contact.as_ref().and_then(|(sealed, key_id)| {
        let plain = opened.secrets.open(sealed, key_id, &item.key_hash)?;
        serde_json::from_slice::<Value>(&plain).ok()
    });
    let events = item
        .events
        .iter()
        .filter(|event| SHOWN.contains(&event.deed.as_str()) && !event.is_undone);
    let timeline: Vec<_> = events
        .map(|event| {
            json!({"at": stamp(Some(event.at_ms)), "what": event.deed, "status": event.status.word(),
                "agency": event.agency, "note": event.note})
        })
        .collect();
    let answer = answer.map(|reply| {
        json!({"at": stamp(reply.decided_ms), "body": reply.text.body, "action_taken": reply.text.action_taken,
            "evidence": reply.text.evidence, "legal_basis": reply.text.legal_basis})
    });
    let public = item.published_ms.map(|ms| {
        json!({"at": stamp(Some(ms)), "title": item.public_title, "body": item.public_body, "place": item.public_place,
            "answer": item.public_answer})
    });
    let files: Vec<_> = contents.iter().map(|(name, _)| name).collect();
    json!({
        "number": item.number, "status": item.status.word(), "site": item.site, "form": item.form,
        "form_version": item.form_version, "kind": item.kind, "topic": item.topic, "agency": item.agency,
        "handled_by": item.owner, "ward": item.ward, "place": item.place, "happened_on": item.happened_on,
        "title": item.title, "body": item.body, "answers": json(&item.answers), "contact": contact,
        "consent": item.consent.as_deref().map(json), "can_publish": item.can_publish, "rating": item.rating,
        "lang": item.lang, "page": item.page, "received_at": stamp(Some(item.received_ms)),
        "expected_at": stamp(item.expected_ms), "answered_at": stamp(item.answered_ms),
        "closed_at": stamp(item.closed_ms), "erased_at": stamp(item.erased_ms), "satisfaction": item.satisfaction,
        "satisfaction_note": item.satisfaction_note, "unsolved_at": stamp(item.unsolved_ms),
        "unsolved_reason": item.unsolved_reason, "timeline": timeline, "reply": answer, "published": public,
        "files": files,
    })
}

fn stamp(ms: Option<i64>) -> Option<String> {
    let time = chrono::DateTime::from_timestamp_millis(ms?)?;
    Some(time.with_timezone(&VIETNAM).to_rfc3339())
}

/// A name that leads nowhere else when the copy is unpacked.
fn plain(name: &str) -> String {
    let clean: String = name
        .chars()
        .filter(|sign| !sign.is_control())
        .map(|sign| match sign {
            '/' | '\\' | ':' | '*' | '?' | '"' | '<' | '>' | '|' => '_',
            sign => sign,
        })
        .take(NAME_CHARS)
        .collect();
    match clean.trim_matches(['.', ' ']) {
        "" => "tep".to_owned(),
        clean => clean.to_owned(),
    }
}

fn write(output: &Path, whole: &Value, contents: &[(String, Vec<u8>)]) -> std::io::Result<()> {
    let mut options = std::fs::OpenOptions::new();
    // What is there already is not overwritten: its rights may be others.
    options.write(true).create_new(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    let mut zip = ZipWriter::new(options.open(output)?);
    let small = SimpleFileOptions::default();
    zip.start_file("y-kien.json", small)?;
    zip.write_all(&serde_json::to_vec_pretty(whole)?)?;
    // Images and PDF files are as small as they get.
    let stored = small.compression_method(CompressionMethod::Stored);
    for (name, content) in contents {
        zip.start_file(name.as_str(), stored)?;
        zip.write_all(content)?;
    }
    zip.finish()?.sync_all()
}

#[cfg(test)]
mod tests {
    use super::plain;

    #[test]
    fn a_name_leads_nowhere_else() {
        for (name, expected) in [
            ("anh 1.jpg", "anh 1.jpg"),
            ("../../etc/passwd", "_.._etc_passwd"),
            ("C:\\x\\y.pdf", "C__x_y.pdf"),
            ("a\0b\n.png", "ab.png"),
            ("..", "tep"),
            ("", "tep"),
        ] {
            assert_eq!(plain(name), expected, "{name}");
        }
    }
}
