//! `<cchc-screen>`: a public screen that nobody visits. One id, and the feed decides the rest.
//!
//! [`options`] reads the attributes, [`data`] holds the files, [`shape`] says how large letters are and how much fits,
//! [`scenes`] turns a scene of the programme into slides, [`player`] says which slide is on, [`view`] makes elements of it, and in
//! the browser `element` gives it a clock, `page` what is around it and `line` the headlines at the bottom.
//! `still` makes pages of the same slides for engines without WebAssembly. Decisions that need no widget are in `cchc::screen`.

pub mod data;
#[cfg(target_arch = "wasm32")]
pub mod element;
#[cfg(target_arch = "wasm32")]
mod line;
pub mod options;
#[cfg(target_arch = "wasm32")]
mod page;
pub mod player;
pub mod scenes;
pub mod shape;
pub mod slide;
#[cfg(not(target_arch = "wasm32"))]
pub mod still;
pub mod strings;
#[cfg(target_arch = "wasm32")]
mod touch;
#[cfg(target_arch = "wasm32")]
pub mod update;
pub mod view;

#[cfg(test)]
mod tests;
