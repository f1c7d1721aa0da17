//! What all widgets share: life in the page, the feed, the last good copy, state, options.

pub mod address;
#[cfg(target_arch = "wasm32")]
pub mod clock;
#[cfg(target_arch = "wasm32")]
pub mod element;
#[cfg(target_arch = "wasm32")]
pub mod fetch;
#[cfg(target_arch = "wasm32")]
pub mod follow;
#[cfg(test)]
pub(crate) mod golden;
#[cfg(target_arch = "wasm32")]
pub mod history;
pub mod list;
#[cfg(target_arch = "wasm32")]
pub mod listen;
pub mod options;
pub mod pieces;
#[cfg(target_arch = "wasm32")]
pub mod source;
pub mod state;
#[cfg(target_arch = "wasm32")]
pub mod store;
pub mod tree;
