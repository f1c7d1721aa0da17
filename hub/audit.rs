//! `cchc audit verify`: walks the whole chain of the audit, and says where it first differs from what was written.

use std::process::ExitCode;

use clap::{Args, Subcommand};

use crate::place::{Base, Error};
use crate::store::check_audit;

/// What to do with the audit.
#[derive(Debug, Args)]
pub(crate) struct Settings {
    #[command(flatten)]
    base: Base,
    #[command(subcommand)]
    command: Command,
}

#[derive(Debug, Subcommand)]
enum Command {
    /// Check every row against the one before it; exit code 1 if one was changed, taken out or put in
    Verify,
}

pub(crate) fn run(settings: &Settings) -> ExitCode {
    let Command::Verify = settings.command;
    match crate::desk::block_on(verify(&settings.base)) {
        Ok(Ok(rows)) => {
            crate::say!("nhật ký nguyên vẹn, {rows} dòng | the audit is whole, {rows} rows");
            ExitCode::SUCCESS
        }
        Ok(Err(row)) => {
            crate::say!(
                "nhật ký bị sửa từ dòng {row} | the audit was changed: row {row} is the first that differs"
            );
            ExitCode::from(1)
        }
        Err(error) => {
            crate::complain!("cchc audit: {error}");
            ExitCode::from(3)
        }
    }
}

/// How many rows, or the first that differs.
pub(crate) async fn verify(base: &Base) -> Result<Result<i64, i64>, Error> {
    let opened = base.open().await?;
    let checked = check_audit(opened.store.readers()).await?;
    opened.store.close().await;
    Ok(checked)
}
