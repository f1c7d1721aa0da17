//! `cchc feedback`: what citizens sent, by command: looked at, assigned, forwarded, answered, published, held, joined,
//! refused, closed, taken back and exported.
//! Whatever changes something can be tried with `--dry-run`; who has the secrets and the database may do all of it, and the
//! audit says `command`.

mod acts;
mod answers;
mod copy;
mod export;
mod look;
mod outbox;
mod retain;

use std::path::PathBuf;
use std::process::ExitCode;

use cchc::format::VIETNAM;
use cchc::submission::Status;
use chrono::NaiveDate;
use clap::{Args, Subcommand};

use crate::place::{self, Base, Opened};
use crate::store::life::{By, Filter, Order, day_ms};
pub(crate) use retain::every_day;

/// Why it was not done.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub(crate) enum Error {
    #[error(transparent)]
    Place(#[from] place::Error),
    #[error("cơ sở dữ liệu: {0} | database: {0}")]
    Store(#[from] crate::store::Error),
    #[error("không có ý kiến số {0} | there is no item {0}")]
    NoItem(i64),
    #[error(
        "ý kiến số {0} đang ở bước «{1}», không làm được việc này | item {0} is `{1}`, which does not allow this"
    )]
    NotAllowed(i64, &'static str),
    #[error(
        "ý kiến số {0} vừa có người khác xử lý; hãy xem lại | somebody else acted on item {0} just now; look at it again"
    )]
    Changed(i64),
    #[error("còn thiếu: {0} | missing: {0}")]
    Incomplete(&'static str),
    #[error("không có cán bộ «{0}» | there is no member of staff «{0}»")]
    NoMember(String),
    #[error("không có ý kiến nào với mã và số PIN này | no item has this code and PIN")]
    WrongCode,
    #[error("{0}: không ghi được: {1} | cannot be written: {1}")]
    File(PathBuf, std::io::Error),
    #[error("{0}: cần tên tệp .csv hoặc .xlsx | must end in .csv or .xlsx")]
    Format(PathBuf),
    #[error("bảng tính: {0} | workbook: {0}")]
    Book(#[from] rust_xlsxwriter::XlsxError),
}

impl From<csv::Error> for Error {
    fn from(error: csv::Error) -> Self {
        Self::File(PathBuf::from("CSV"), std::io::Error::other(error))
    }
}

/// Where the items are, and what to do.
#[derive(Debug, Args)]
pub(crate) struct Settings {
    #[command(flatten)]
    base: Base,
    #[command(subcommand)]
    command: Command,
}

#[derive(Debug, Subcommand)]
enum Command {
    /// Items, page by page
    List {
        #[command(flatten)]
        which: Which,
        /// From 1
        #[arg(long, default_value_t = 1)]
        page: i64,
        /// Items on a page
        #[arg(long, default_value_t = 50)]
        size: i64,
    },
    /// One item with all that happened to it
    Show {
        number: i64,
        /// Contact data too; the audit notes it
        #[arg(long)]
        contact: bool,
    },
    /// Write items into a table, FILE.csv or FILE.xlsx; without contact data
    Export {
        #[command(flatten)]
        which: Which,
        #[arg(short, long)]
        output: PathBuf,
        /// Only say how many there are
        #[arg(long)]
        dry_run: bool,
    },
    /// Write what was published into a file of the feed, answers.json
    Answers {
        #[arg(short, long)]
        output: PathBuf,
        /// Only say how many there are
        #[arg(long)]
        dry_run: bool,
    },
    /// Erase what was kept as long as the consent to it allows; a hub does so every day by itself
    Retain {
        /// Only say how many there are
        #[arg(long)]
        dry_run: bool,
    },
    /// Copy what is kept about a citizen, for herself: data and files in one ZIP file
    Copy(copy::Asked),
    /// Notices that wait or did not get there; dead ones can be tried again
    Outbox(outbox::Asked),
    #[command(flatten)]
    Act(acts::Command),
}

/// Which items.
#[derive(Debug, Clone, Default, Args)]
struct Which {
    /// Of this agency; may be given several times
    #[arg(long)]
    agency: Vec<String>,
    /// In this status, such as received; may be given several times
    #[arg(long, value_parser = status)]
    status: Vec<Status>,
    /// Of this kind
    #[arg(long)]
    kind: Option<String>,
    /// Of this topic
    #[arg(long)]
    topic: Option<String>,
    /// Only those that wait longer than was promised
    #[arg(long)]
    overdue: bool,
    /// Words with or without marks, a number, or a tracking code
    #[arg(long)]
    search: Option<String>,
    /// Received from this day on, YYYY-MM-DD
    #[arg(long)]
    from: Option<NaiveDate>,
    /// Received up to this day
    #[arg(long)]
    to: Option<NaiveDate>,
}

fn status(word: &str) -> Result<Status, String> {
    Status::parse(word).ok_or_else(|| {
        let words: Vec<_> = Status::ALL.iter().map(|status| status.word()).collect();
        format!("cần | must be: {}", words.join(", "))
    })
}

impl Which {
    fn filter(&self, opened: &Opened, now_ms: i64) -> Filter {
        let filter = Filter {
            owners: (!self.agency.is_empty()).then(|| self.agency.clone()),
            statuses: self.status.clone(),
            kind: self.kind.clone(),
            topic: self.topic.clone(),
            is_overdue: self.overdue,
            from_ms: self.from.map(day_ms),
            to_ms: self.to.and_then(|to| to.succ_opt()).map(day_ms),
            order: Order::Newest,
            now_ms,
            ..Filter::default()
        };
        match &self.search {
            Some(typed) => filter.search(typed, &opened.secrets),
            None => filter,
        }
    }
}

pub(crate) fn run(settings: &Settings) -> ExitCode {
    let now_ms = chrono::Utc::now().timestamp_millis();
    match block_on(work(settings, now_ms)) {
        Ok(words) => {
            crate::say!("{}", words.trim_end());
            ExitCode::SUCCESS
        }
        Err(error) => {
            crate::complain!("cchc feedback: {error}");
            ExitCode::from(3)
        }
    }
}

/// Runs a command to its end.
pub(crate) fn block_on<T, E: From<place::Error>>(
    work: impl Future<Output = Result<T, E>>,
) -> Result<T, E> {
    let runtime = tokio::runtime::Builder::new_multi_thread()
        .worker_threads(1)
        .enable_all()
        .build()
        .map_err(|error| place::Error::Folder(PathBuf::from("tokio"), error))?;
    runtime.block_on(work)
}

/// What is said when it is done.
async fn work(settings: &Settings, now_ms: i64) -> Result<String, Error> {
    let opened = settings.base.open().await?;
    let done = match &settings.command {
        Command::List { which, page, size } => {
            let filter = which.filter(&opened, now_ms);
            look::list(&opened, &filter, *page, *size).await
        }
        Command::Show { number, contact } => look::show(&opened, *number, *contact, now_ms).await,
        Command::Export {
            which,
            output,
            dry_run,
        } => {
            let filter = which.filter(&opened, now_ms);
            export::export(&opened, &filter, output, *dry_run).await
        }
        Command::Answers { output, dry_run } => answers::write(&opened, output, *dry_run).await,
        Command::Retain { dry_run } => {
            let done = retain::retain(&opened.store, By::Command, *dry_run, now_ms).await;
            done.map_err(Error::from)
        }
        Command::Copy(asked) => copy::copy(&opened, asked, now_ms).await,
        Command::Outbox(asked) => outbox::outbox(&opened, asked, now_ms).await,
        Command::Act(command) => acts::act(&opened, command, now_ms).await,
    };
    opened.store.close().await;
    done
}

/// A time as officials read it.
fn day(ms: i64) -> String {
    match chrono::DateTime::from_timestamp_millis(ms) {
        Some(time) => time
            .with_timezone(&VIETNAM)
            .format("%d/%m/%Y %H:%M")
            .to_string(),
        None => String::new(),
    }
}

#[cfg(test)]
pub(crate) use export::export;
#[cfg(test)]
mod data_tests;
#[cfg(test)]
mod tests;
