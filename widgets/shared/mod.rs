//! What all widgets share: life in the page, the feed, the last good copy, state, options.

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
pub mod list;
#[cfg(target_arch = "wasm32")]
pub mod listen;
pub mod options;
#[cfg(target_arch = "wasm32")]
pub mod source;
pub mod state;
#[cfg(target_arch = "wasm32")]
pub mod store;
pub mod tree;
