//! The types of feed v1, one file per feed file.
//!
//! Every parser has the shape `text -> (value, findings)`. Bad input is normal: a broken item becomes a
//! [`Finding`] and is skipped, the rest is shown. The parsers walk one parsed JSON tree by hand, because a
//! derived deserialiser fails a whole file for one bad item and weighs more in the browser.

pub mod agencies;
pub mod answers;
pub mod discovery;
pub mod feedback;
mod figures;
pub mod index;
pub mod indexes;
pub mod news;
pub mod notices;
pub mod procedure;
pub mod procedures;
mod reader;
pub mod screens;
mod stamp;
#[cfg(feature = "check")]
pub mod wire;

pub use reader::Finding;
pub use stamp::{Stamp, parse_stamp};
