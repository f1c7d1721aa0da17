//! What was published, as a file of the feed.

use std::path::Path;

use cchc::feed::answers::MAX_ANSWERS;

use super::Error;
use crate::feedback;
use crate::place::Opened;
use crate::store::life::{self, PageAt, PublicFilter};

/// Answers that are read at once.
const AT_ONCE: i64 = 1000;

/// Writes `answers.json`, the newest as many as a reader keeps; says how many there are.
pub(super) async fn write(opened: &Opened, output: &Path, dry_run: bool) -> Result<String, Error> {
    let mut all = Vec::new();
    for number in 1.. {
        let at = PageAt {
            number,
            size: AT_ONCE,
        };
        let (found, _) = life::answers(&opened.store, &PublicFilter::default(), at).await?;
        let is_last = found.is_empty();
        all.extend(found);
        if is_last || all.len() >= MAX_ANSWERS {
            break;
        }
    }
    all.truncate(MAX_ANSWERS);
    let count = all.len();
    if dry_run {
        return Ok(format!(
            "chạy thử: {count} câu trả lời, chưa ghi gì | dry run: {count} answers, nothing was written"
        ));
    }
    let at = |error| Error::File(output.to_path_buf(), error);
    let text = serde_json::to_string(&feedback::answers_file(&all))
        .map_err(|error| at(std::io::Error::other(error)))?;
    // Beside it first: whoever reads the file never sees half of it.
    let beside = output.with_extension("json.new");
    std::fs::write(&beside, text + "\n").map_err(at)?;
    std::fs::rename(&beside, output).map_err(at)?;
    Ok(format!(
        "{}: {count} câu trả lời | {count} answers",
        output.display()
    ))
}
