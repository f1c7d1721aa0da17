//! `cchc build SOURCES -o FEED`: spreadsheets, news feeds and JSON become feed v1: checked, hashed, precompressed, swapped
//! in whole.
//!
//! Nothing half-written ever replaces a good feed: everything is read and checked first, made in a folder beside, and
//! put in place in one step. The same sources, old feed and clock give the same bytes.
//!
//! `--static` makes pages for panels without WebAssembly beside ([`still`]).
//!
//! `--format json` tells scripts what people read ([`report`]).
//!
//! Exit codes: 0 built, 1 warnings with `--strict`, 2 errors in the sources, 3 something could not be read or written.
//! In all but the first case the old feed is left as it was.

mod agencies;
mod answers;
mod export;
mod feedback;
mod foreign;
mod indexes;
mod init;
mod markdown;
mod news;
mod notices;
mod origin;
mod output;
mod parallel;
mod plan;
mod problem;
mod procedures;
mod read;
mod report;
mod rules;
mod screens;
mod sources;
pub(crate) mod still;
mod swap;
mod table;
mod watch;

use std::path::{Path, PathBuf};
use std::process::ExitCode;

use cchc::check::Severity;
use clap::Args;

use crate::Language;
use crate::check::Format;
use plan::Plan;
use problem::Problems;

/// What to build.
#[derive(Debug, Args)]
pub(crate) struct Settings {
    /// Folder with feed.toml and the sources
    #[arg(required_unless_present_any = ["init", "rules"])]
    sources: Option<PathBuf>,
    /// Folder of the feed
    #[arg(short, long, required_unless_present_any = ["init", "rules"])]
    output: Option<PathBuf>,
    /// Make a folder of sources to begin with
    #[arg(long, value_name = "FOLDER", conflicts_with_all = ["sources", "output"])]
    init: Option<PathBuf>,
    /// Time that counts as now, as in RFC 3339
    #[arg(long)]
    now: Option<String>,
    /// Text for people or JSON for scripts
    #[arg(long, value_enum, default_value_t)]
    format: Format,
    /// Language of the messages
    #[arg(long, value_enum, default_value_t)]
    lang: Language,
    /// Warnings fail too
    #[arg(long)]
    strict: bool,
    /// Secret key of `cchc key new` that signs the feed
    #[arg(long, value_name = "FILE")]
    key: Option<PathBuf>,
    /// Make a page for each screen that needs no WebAssembly, in the folder static of the feed
    #[arg(long = "static")]
    has_pages: bool,
    /// Address of the page with the feedback form, for the codes of those pages
    #[arg(long, value_name = "URL", requires = "has_pages")]
    forms: Option<String>,
    /// Address of the page with the lookup of procedures, for the codes of those pages
    #[arg(long, value_name = "URL", requires = "has_pages")]
    lookup: Option<String>,
    /// Build again whenever a source changes
    #[arg(long, conflicts_with = "now")]
    watch: bool,
    /// List the rules of the sources; those of the feed are listed by cchc check --rules
    #[arg(long)]
    rules: bool,
}

/// One build.
#[derive(Debug)]
struct Job {
    sources: PathBuf,
    output: PathBuf,
    now: Option<String>,
    strict: bool,
    key: Option<minisign::SecretKey>,
    pages: Option<still::Pages>,
}

/// Why no feed was built.
#[derive(Debug, thiserror::Error)]
enum Error {
    #[error(
        "không đọc hoặc ghi được {0}: {1}; kiểm tra đường dẫn và quyền của thư mục chứa nó | \
         cannot read or write {0}: {1}; look at the path and at who may write to the folder around it"
    )]
    File(PathBuf, std::io::Error),
    #[error(
        "{0}: không có tệp này; thư mục nguồn cần có feed.toml, mẫu: cchc build --init THƯ_MỤC | \
         there is no such file; the folder of sources needs a feed.toml, for a template: cchc build --init FOLDER"
    )]
    NoPlan(PathBuf),
    #[error(transparent)]
    Now(#[from] crate::BadNow),
    #[error(transparent)]
    Key(#[from] crate::key::Error),
    #[error("không ký được cchc.json: {0} | cannot sign cchc.json: {0}")]
    Sign(#[from] minisign::PError),
    #[error(
        "nguồn có lỗi nêu ở trên; nguồn tin cũ được giữ nguyên | the sources have the errors above; the old feed is left as it was"
    )]
    Sources(Box<Problems>),
    #[error(
        "{0}: thư mục có tệp nhưng không phải nguồn tin (không có cchc.json); chọn thư mục khác | \
         the folder has files but is no feed (no cchc.json); choose another one"
    )]
    NotAFeed(PathBuf),
    #[error(
        "{0}: thư mục của nguồn tin không được là thư mục nguồn hay bao quanh nó, vì sẽ được thay cả thư mục; chọn thư mục khác | \
         the folder of the feed is replaced whole and must not be that of the sources or around it; choose another one"
    )]
    Overlap(PathBuf),
    #[error(
        "{0}: lệnh đang chạy trong thư mục sẽ được thay; hãy chạy từ thư mục khác | \
         this command runs inside of the folder that is replaced; run it from another one"
    )]
    Here(PathBuf),
    #[error(
        "{0}: không phải tên thư mục; ghi tên, ví dụ -o feed | no name of a folder; give one, such as -o feed"
    )]
    NoName(PathBuf),
    #[error(
        "{0} «{1}»: cần địa chỉ đầy đủ mà điện thoại mở được, ví dụ https://co-quan.example/gop-y | \
         must be a whole address that phones can open, such as https://agency.example/feedback"
    )]
    Address(&'static str, String),
    #[error("{0}: một lệnh cchc build khác đang ghi vào đây | another cchc build is writing to it")]
    Busy(PathBuf),
}

impl Error {
    /// What scripts get to see.
    fn exit_code(&self) -> u8 {
        match self {
            Self::Sources(problems) if problems.worst() == Some(Severity::Error) => 2,
            Self::Sources(_) => 1,
            _ => 3,
        }
    }
}

/// What came of it.
struct Built {
    files: usize,
    problems: Problems,
}

pub(crate) fn run(settings: &Settings) -> ExitCode {
    if settings.rules {
        crate::check::list(rules::RULES, settings.lang, settings.format);
        return ExitCode::SUCCESS;
    }
    if let Some(folder) = &settings.init {
        return begin(folder, settings.lang);
    }
    let output = settings.output.as_deref().unwrap_or_else(|| Path::new(""));
    let told = |built| report::told(built, output, settings.lang, settings.format);
    let job = match job(settings) {
        Ok(job) => job,
        Err(error) => return told(Err(error)),
    };
    if settings.watch {
        watch::run(&job.sources, output, || {
            told(build(&job));
        });
    }
    told(build(&job))
}

/// What the words of the command line mean; the key is read, and its password asked for, once.
fn job(settings: &Settings) -> Result<Job, Error> {
    let output = settings.output.clone().unwrap_or_default();
    let key = settings
        .key
        .as_deref()
        .map(|file| crate::key::secret(file, &output));
    Ok(Job {
        sources: settings.sources.clone().unwrap_or_default(),
        now: settings.now.clone(),
        strict: settings.strict,
        key: key.transpose()?,
        pages: match settings.has_pages {
            true => Some(still::Pages {
                forms: address("--forms", settings.forms.as_deref())?,
                lookup: address("--lookup", settings.lookup.as_deref())?,
            }),
            false => None,
        },
        output,
    })
}

/// An address that goes into a code.
fn address(name: &'static str, given: Option<&str>) -> Result<Option<String>, Error> {
    let Some(given) = given else { return Ok(None) };
    let is_whole = |url: &String| url.starts_with("https://") || url.starts_with("http://");
    match cchc::text::safe_url(given).filter(is_whole) {
        Some(url) => Ok(Some(url)),
        None => Err(Error::Address(name, given.to_owned())),
    }
}

/// Makes a folder of sources and says what it holds.
fn begin(folder: &Path, lang: Language) -> ExitCode {
    match init::make(folder, lang) {
        Ok(files) => {
            for file in files {
                crate::say!("{}", file.display());
            }
            let folder = folder.display();
            match lang {
                Language::Vi => {
                    crate::say!("sửa các tệp trên, rồi chạy: cchc build {folder} -o feed")
                }
                Language::En => {
                    crate::say!("edit these files, then run: cchc build {folder} -o feed")
                }
            }
            ExitCode::SUCCESS
        }
        Err(error) => {
            crate::complain!("cchc build --init: {error}");
            ExitCode::from(3)
        }
    }
}

fn build(job: &Job) -> Result<Built, Error> {
    let now = crate::now(job.now.as_deref())?;
    let output = swap::settle(&job.output, &job.sources)?;
    swap::refuse_foreign(&output)?;
    let _lock = swap::lock(&output)?;
    swap::recover(&output)?;
    let mut problems = Problems::default();
    let old = swap::Old::open(&output, &mut problems);
    let plan = Plan::read(&job.sources, &mut problems)?;
    let made = plan.as_ref().map_or_else(Vec::new, |plan| {
        sources::read(&mut sources::Desk {
            plan,
            folder: &job.sources,
            old: &old,
            now,
            problems: &mut problems,
            names: agencies::Names::default(),
        })
    });
    output::tell_twice(&made, &mut problems);
    let is_broken = problems.worst() == Some(Severity::Error);
    let Some(plan) = plan.filter(|_| !is_broken) else {
        return Err(Error::Sources(Box::new(problems)));
    };
    let pages = job.pages.as_ref().map_or_else(Vec::new, |pages| {
        still::files(pages, &made, &old, now, &mut problems)
    });
    let mut files = output::whole(&plan, made, &old, now, &mut problems);
    files.extend(pages);
    let worst = problems.worst();
    if worst == Some(Severity::Error) || job.strict && worst == Some(Severity::Warning) {
        return Err(Error::Sources(Box::new(problems)));
    }
    if let Some(key) = &job.key {
        output::sign(&mut files, key, &old)?;
    }
    swap::put(&output, &files, &old)?;
    Ok(Built {
        files: files.len(),
        problems,
    })
}

#[cfg(test)]
pub(crate) mod tests;
