//! The lookup of procedures: a compact catalogue that travels, and answers to what a citizen types.
//!
//! `cchc build` writes the catalogue, `procedures.bin`; the browser searches it where it lies, without a server. The
//! vocabulary of names is tiny (2,440 words in 5,670 names), so a query is first held against the words, and then all
//! names are gone through once: no index is built, and none travels.
//!
#![cfg_attr(feature = "check", doc = "```")]
#![cfg_attr(not(feature = "check"), doc = "```ignore")]
//! use cchc::feed::procedures::Procedure;
//! use cchc::search::{Catalogue, Entry, Query, build};
//! let birth = Procedure { id: "1.001193".into(), name: "Thủ tục đăng ký khai sinh".into(), ..Procedure::default() };
//! let bytes = build(&[Entry { procedure: &birth, papers: &[] }], &[])?;
//! let catalogue = Catalogue::open(bytes)?;
//! for text in ["dang ki khai si", "d9a8ng ky1 khai sinh", "khai sihn", "1001193", "dangkykhaisinh"] {
//!     let answer = catalogue.search(&Query { text: text.into(), ..Query::default() }, 10);
//!     assert_eq!(catalogue.id(answer.hits[0].record), "1.001193", "{text}");
//! }
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```

#[cfg(feature = "check")]
mod build;
mod catalogue;
mod codes;
mod find;
mod format;
mod joined;
mod rank;
mod read;
mod rewrite;
mod show;
mod terms;

#[cfg(feature = "check")]
pub use build::{Entry, MAX_WORDS, TooMany, build};
pub use catalogue::Catalogue;

use crate::feed::procedures::{Level, Online};

/// A procedure of a catalogue.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Record(u32);

impl Record {
    /// Its place in the catalogue.
    #[must_use]
    pub fn at(self) -> usize {
        self.0 as usize
    }
}

/// What is asked for.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Query {
    /// As it was typed; the last word counts as unfinished.
    pub text: String,
    /// Only this field, by its place in [`Catalogue::fields`].
    pub field: Option<usize>,
    /// Only this handler, by its place in [`Catalogue::handlers`].
    pub handler: Option<usize>,
    /// Only for these, by their place in [`Catalogue::audiences`].
    pub audience: Option<usize>,
    /// Only what is filed there.
    pub level: Option<Level>,
    /// Only what goes online so far.
    pub online: Option<Online>,
    /// What is filed here stands before its equals.
    pub home: Option<Level>,
}

/// What was found.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Answer {
    /// The best first, at most as many as were asked for.
    pub hits: Vec<Hit>,
    /// How many there are in all.
    pub count: usize,
    /// How many there would be for each choice of a filter, all other filters staying as they are.
    pub counts: Counts,
    /// What was looked for instead of the words as typed, when nothing has those.
    pub read_as: Option<String>,
    /// Words of the query that the best answer does not have.
    pub missed: Vec<String>,
}

/// Numbers of answers for every choice of a filter.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Counts {
    /// For each of [`Catalogue::fields`].
    pub fields: Vec<u32>,
    /// For each of [`Catalogue::handlers`].
    pub handlers: Vec<u32>,
    /// For each of [`Catalogue::audiences`].
    pub audiences: Vec<u32>,
    /// For ministry, city, ward and other.
    pub levels: [u32; 4],
    /// For full, partial and none.
    pub online: [u32; 3],
}

/// One procedure that was found, and why.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Hit {
    /// Which.
    pub record: Record,
    /// Its official name.
    pub name: String,
    /// Bytes of the name that were asked for, in order; none touch.
    pub marks: Vec<(usize, usize)>,
    /// Why it is there, where the name alone does not say it.
    pub reason: Option<Reason>,
}

/// Why a procedure is there although neither its name nor its field and handler, which stand beside it, say so.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Reason {
    /// Its code.
    Code,
    /// Citizens call it so.
    Keyword(String),
    /// It needs or gives this paper.
    Paper(String),
}

/// Why bytes are no catalogue.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum Error {
    /// Other bytes, or a part.
    #[error("no catalogue of procedures")]
    Foreign,
    /// A version that this reader does not know.
    #[error("a catalogue of version {0}")]
    Version(u8),
    /// Bytes that were changed on the way.
    #[error("the checksum of the catalogue is wrong")]
    Checksum,
}

/// Whether these are the bytes of a catalogue, unchanged; what is in it may still be wrong.
#[must_use]
pub fn is_whole(bytes: Vec<u8>) -> bool {
    format::Bytes::open(bytes).is_ok()
}

#[cfg(all(test, feature = "check"))]
mod tests;
#[cfg(all(test, feature = "check"))]
mod tune;
