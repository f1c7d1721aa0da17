//! The other half of `<cchc-feedback>`: what became of an item (`mode="track"`), and what others were answered
//! (`mode="answers"`). It travels in a bundle of its own: who asks what became of her item needs nothing of the form, and who
//! writes needs nothing of this.
//!
//! [`options`] reads the attributes, [`model`] holds what is known, [`track`] what the citizen types and is told of her item,
//! [`browse`] what she looks for among the answers, [`view`] makes elements of it all. [`typed`] reads codes as people type
//! them, [`tracked`] what a hub says of an item, [`verdict`] what its answers mean. In the browser `element` ties them to the
//! page, `hands` does what a citizen wants, `ask` asks the hub.

#[cfg(target_arch = "wasm32")]
mod ask;
pub mod browse;
#[cfg(target_arch = "wasm32")]
pub mod element;
#[cfg(target_arch = "wasm32")]
mod hands;
pub mod model;
pub mod options;
pub mod strings;
pub mod track;
pub mod tracked;
pub mod typed;
pub mod verdict;
pub mod view;

#[cfg(test)]
mod tests;
