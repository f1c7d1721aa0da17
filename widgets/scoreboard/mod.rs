//! `<cchc-scoreboard>`: the indexes that measure the reform, as cards, one in full, a ranking of units, or one line.
//!
//! [`options`] reads the attributes, [`model`] holds what is known, [`asked`] what the reader chose, [`facts`] puts an
//! edition into words, [`view`] makes elements of it all, and in the browser `element` ties them to the page.

pub mod asked;
pub mod chart;
pub mod download;
#[cfg(target_arch = "wasm32")]
pub mod element;
pub mod facts;
pub mod model;
pub mod options;
pub mod strings;
pub mod view;

#[cfg(test)]
mod tests;
