//! What a citizen sends, as widget and hub both know it: the item, the rules that it is held to, the key that makes it arrive
//! once, the codes by which it is found again, and where it stands.
//!
//! ```
//! use cchc::feed::feedback::parse_form;
//! use cchc::submission::{Code, Submission, check};
//! let form = parse_form(r#"{"id":"gop-y","version":1,"title":"Góp ý","kinds":[{"code":"gop_y","label":"Góp ý"}]}"#).0.unwrap_or_default();
//! let item = Submission { form: "gop-y".to_owned(), form_version: 1, kind: "gop_y".to_owned(), ..Submission::default() };
//! let problems = check(&item, &form);
//! assert_eq!((problems[0].pointer.as_str(), problems[0].code), ("/title", Code::TitleMissing));
//! ```

mod blackout;
mod check;
mod codes;
mod hash;
mod item;
mod key;
pub mod proof;
mod receipt;
mod status;
mod text;

pub use blackout::{BLACK, blackout};
pub use check::{Problem, check, count_chars};
pub use codes::Code;
pub(crate) use item::lines;
pub use item::{Answer, Consent, Contact, Submission, TypeWrong};
pub use key::Key;
pub use receipt::{Receipt, read_code};
pub use status::Status;
pub use text::fingerprint_text;
