//! `cchc schema NAME`: the JSON Schema of a feed file, for editors and for other people's programs.
//!
//! A built feed carries the same schemas, those for readers, in its folder `schema`.

use std::process::ExitCode;

use cchc::check::FileKind;
use cchc::feed::wire::{Profile, schema};
use clap::Args;

/// Which schema.
#[derive(Debug, Args)]
pub(crate) struct Settings {
    /// Kind of file: cchc, news, notices, agencies, indexes, index, procedures, procedure, feedback, answers or screens
    #[arg(value_parser = kind)]
    name: FileKind,
    /// For publishers: no unknown fields or words, nothing missing
    #[arg(long)]
    strict: bool,
}

pub(crate) fn run(settings: &Settings) -> ExitCode {
    let profile = match settings.strict {
        true => Profile::Publisher,
        false => Profile::Reader,
    };
    crate::say!("{}", text(settings.name, profile).trim_end());
    ExitCode::SUCCESS
}

fn kind(name: &str) -> Result<FileKind, String> {
    let kinds = || FileKind::ALL.iter().copied();
    kinds().find(|kind| kind.name() == name).ok_or_else(|| {
        let names: Vec<&str> = kinds().map(FileKind::name).collect();
        format!("cần | must be: {}", names.join(", "))
    })
}

/// The schema as it is written to files.
pub(crate) fn text(kind: FileKind, profile: Profile) -> String {
    let mut text = serde_json::to_string_pretty(&schema(kind, profile)).unwrap_or_default();
    text.push('\n');
    text
}
