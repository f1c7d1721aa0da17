//! The pure heart of CCHC Widgets: the shared feed, its rules, and the arithmetic of time.
//!
//! Widgets and hub both link this crate, so what the command line calls an error is what the browser skips.
//! It knows no DOM, clock, network or file: text, time and randomness are arguments, and no input panics.
//!
//! ```
//! let (news, findings) = cchc::feed::news::parse(r#"{"version":"https://jsonfeed.org/version/1.1",
//!     "title":"Tin","items":[{"id":"1","title":"Một cửa","date_published":"2025-02-07T16:30:00+07:00"},{"title":"không có id"}]}"#);
//! assert_eq!(news.items.len(), 1);
//! assert_eq!(findings[0].path, "$.items[1].id");
//! ```

#[cfg(feature = "check")]
pub mod check;
pub mod compare;
pub mod feed;
pub mod format;
pub mod order;
pub mod poll;
pub mod screen;
pub mod search;
pub mod submission;
pub mod text;
