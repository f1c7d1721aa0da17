//! `<cchc-news>`: reform news as a moving line, a list, or one item at a time, with urgent notices above.
//!
//! [`options`] reads the attributes, [`model`] turns feed and time into what is shown, [`view`] renders it, and in
//! the browser `element` ties them to the page while `conveyor` moves the line.

pub mod claims;
#[cfg(target_arch = "wasm32")]
pub mod conveyor;
#[cfg(target_arch = "wasm32")]
pub mod element;
pub mod model;
pub mod options;
pub mod strings;
pub mod view;

#[cfg(test)]
mod tests;
