//! `<cchc-procedures>`: the lookup of administrative procedures, and one of them in full.
//!
//! [`options`] reads the attributes, [`model`] holds what is known, [`asked`] what the reader typed and chose, [`view`] makes
//! elements of it all. In the browser `element` ties them to the page, `hands` does what a reader wants, `loading` brings a procedure,
//! `memory` keeps what is of this device alone, and `shelf` all of it where a page wants that.

pub mod asked;
#[cfg(target_arch = "wasm32")]
pub mod element;
#[cfg(target_arch = "wasm32")]
mod hands;
pub mod linked_data;
#[cfg(target_arch = "wasm32")]
mod loading;
#[cfg(target_arch = "wasm32")]
mod memory;
pub mod model;
pub mod options;
#[cfg(target_arch = "wasm32")]
mod shelf;
pub mod strings;
pub mod view;

#[cfg(test)]
mod tests;
