//! `cchc report`: a quarter in numbers, as CSV, as a workbook with charts, and as an official report for printing.

mod figures;
mod names;
mod page;
mod period;
mod read;
mod sheets;

use std::path::{Path, PathBuf};
use std::process::ExitCode;

use clap::Args;

use crate::place::{self, Base};
use crate::store::Store;
use figures::Report;
use names::Names;
use page::Heading;
use period::Quarter;
pub(crate) use period::moment;

/// Where there is no figure.
const NOTHING: &str = "chưa có số liệu";

/// Why there is no report.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub(crate) enum Error {
    #[error(transparent)]
    Place(#[from] place::Error),
    #[error("cơ sở dữ liệu: {0} | database: {0}")]
    Store(#[from] crate::store::Error),
    #[error("{0}: không ghi được: {1} | cannot be written: {1}")]
    File(PathBuf, std::io::Error),
    #[error("CSV: {0}")]
    Table(String),
    #[error("bảng tính: {0} | workbook: {0}")]
    Book(#[from] rust_xlsxwriter::XlsxError),
    #[error(transparent)]
    Now(#[from] crate::BadNow),
}

impl From<csv::Error> for Error {
    fn from(error: csv::Error) -> Self {
        Self::Table(error.to_string())
    }
}

/// Which quarter, of whom, and where to.
#[derive(Debug, Args)]
pub(crate) struct Settings {
    #[command(flatten)]
    base: Base,
    /// Such as 2026Q3, by Vietnam's time
    #[arg(long)]
    quarter: Quarter,
    /// Of this agency alone
    #[arg(long)]
    agency: Option<String>,
    /// Folder for the report's three files; made if it is not there
    #[arg(short, long)]
    output: PathBuf,
    /// Folder of the feed, for the names of agencies
    #[arg(long)]
    feed: Option<PathBuf>,
    /// Who reports, for the head of the printed report
    #[arg(long)]
    organ: Option<String>,
    /// The body above it
    #[arg(long)]
    parent: Option<String>,
    /// Where it is written
    #[arg(long, default_value = "Hà Nội")]
    place: String,
    /// RFC 3339; the clock's time if none is given
    #[arg(long)]
    now: Option<String>,
    /// Only say what would be written
    #[arg(long)]
    dry_run: bool,
}

pub(crate) fn run(settings: &Settings) -> ExitCode {
    match crate::desk::block_on(work(settings)) {
        Ok(words) => {
            crate::say!("{words}");
            ExitCode::SUCCESS
        }
        Err(error) => {
            crate::complain!("cchc report: {error}");
            ExitCode::from(3)
        }
    }
}

async fn work(settings: &Settings) -> Result<String, Error> {
    let now_ms = crate::now(settings.now.as_deref())?.timestamp_millis();
    let opened = settings.base.open().await?;
    let done = make(&opened.store, settings, now_ms).await;
    opened.store.close().await;
    done
}

/// Counts, and writes the three files.
async fn make(store: &Store, settings: &Settings, now_ms: i64) -> Result<String, Error> {
    let agency = settings.agency.as_deref();
    let report = read::report(store, settings.quarter, agency, now_ms).await?;
    let names = Names::read(store, settings.feed.as_deref()).await?;
    let own = agency.map(|id| names.agency(id).to_owned());
    let heading = Heading {
        parent: settings.parent.clone(),
        organ: settings.organ.clone().or(own),
        place: settings.place.clone(),
    };
    let received = report.all.total.now.received();
    if settings.dry_run {
        return Ok(format!(
            "chạy thử: {} có {received} ý kiến, chưa ghi gì | dry run: {} has {received} items, nothing was written",
            report.quarter, report.quarter
        ));
    }
    write(&report, &names, &heading, &settings.output, now_ms)?;
    Ok(format!(
        "{}: {} ({received} ý kiến) | {} ({received} items)",
        settings.output.display(),
        report.quarter.words(),
        report.quarter
    ))
}

/// Three files of one name. Each is written beside its place first: whoever reads one never sees half of it.
fn write(
    report: &Report,
    names: &Names,
    heading: &Heading,
    folder: &Path,
    now_ms: i64,
) -> Result<(), Error> {
    let at = |file: &Path, error| Error::File(file.to_path_buf(), error);
    std::fs::create_dir_all(folder).map_err(|error| at(folder, error))?;
    let stem = format!("bao-cao-{}", report.quarter);
    for ending in ["csv", "xlsx", "html"] {
        let file = folder.join(format!("{stem}.{ending}"));
        let beside = folder.join(format!(".{stem}.new.{ending}"));
        let done = match ending {
            "csv" => std::fs::write(&beside, sheets::csv(report, names)?),
            "xlsx" => {
                sheets::book(report, names, &beside)?;
                Ok(())
            }
            _ => std::fs::write(&beside, page::page(report, names, heading, now_ms)),
        };
        done.and_then(|()| std::fs::rename(&beside, &file))
            .map_err(|error| at(&file, error))?;
    }
    Ok(())
}

/// From when to when it is counted, in a sentence.
fn counted(report: &Report) -> String {
    let day = |ms| moment(ms).format("%d/%m/%Y").to_string();
    let begin = day(report.quarter.span().from_ms);
    match report.is_whole {
        true => format!(
            "Số liệu {}, từ ngày {begin} đến hết ngày {}.",
            report.quarter.words(),
            day(report.to_ms - 1)
        ),
        false => format!(
            "Số liệu {} chưa hết kỳ, từ ngày {begin} đến {}.",
            report.quarter.words(),
            moment(report.to_ms).format("%H:%M ngày %d/%m/%Y")
        ),
    }
}

/// For the bench: the whole command on a store that is open.
#[cfg(test)]
pub(crate) async fn bench(store: &Store, output: &Path, now_ms: i64) -> Result<String, Error> {
    #[derive(clap::Parser)]
    struct Line {
        #[command(flatten)]
        settings: Settings,
    }
    let output = output.display().to_string();
    let line = ["report", "--quarter", "2026Q3", "-o", output.as_str()];
    let line = <Line as clap::Parser>::parse_from(line);
    make(store, &line.settings, now_ms).await
}

#[cfg(test)]
mod tests;
