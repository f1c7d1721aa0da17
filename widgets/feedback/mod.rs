//! `<cchc-feedback>`: a citizen's word to an agency, written at leisure and sent exactly once.
//!
//! [`follow`] is its other half: what became of an item, and what others were answered.
//!
//! [`options`] reads the attributes, [`model`] holds what is known, [`filled`] what the citizen filled in and chose, [`view`] makes
//! elements of it all, [`draft`] are the words that form and device have in common. In the browser `element` ties them to the
//! page, `hands` does what a citizen wants, and `device` keeps and sends: [`outbox`] decides what is next and what an answer means,
//! `keep` are the stores, `browser` what the browser gives for all this, [`keep_draft`] a draft in them, `send` is one item on its way, `attach` makes files ready.

#[cfg(target_arch = "wasm32")]
mod attach;
pub mod attach_bytes;
#[cfg(target_arch = "wasm32")]
mod browser;
#[cfg(target_arch = "wasm32")]
mod device;
#[cfg(target_arch = "wasm32")]
mod device_drafts;
#[cfg(target_arch = "wasm32")]
mod device_files;
#[cfg(target_arch = "wasm32")]
mod device_items;
#[cfg(target_arch = "wasm32")]
mod device_round;
#[cfg(target_arch = "wasm32")]
mod device_tabs;
#[cfg(target_arch = "wasm32")]
mod dialog;
pub mod draft;
#[cfg(target_arch = "wasm32")]
pub mod element;
mod faces;
pub mod filled;
pub mod follow;
#[cfg(target_arch = "wasm32")]
mod hands;
#[cfg(target_arch = "wasm32")]
mod hub;
#[cfg(target_arch = "wasm32")]
mod keep;
pub mod keep_draft;
pub mod model;
pub mod options;
pub mod outbox;
pub mod outbox_answers;
mod outbox_record;
mod qr;
#[cfg(target_arch = "wasm32")]
mod reach;
#[cfg(target_arch = "wasm32")]
mod send;
pub mod strings;
pub mod view;

#[cfg(test)]
mod keep_draft_tests;
#[cfg(test)]
mod outbox_tests;
#[cfg(test)]
mod tests;
