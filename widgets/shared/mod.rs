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
#[cfg(any(feature = "procedures", feature = "screen"))]
pub mod money;
pub mod options;
#[cfg(target_arch = "wasm32")]
pub mod paper;
pub mod pieces;
#[cfg(any(
    feature = "feedback",
    feature = "feedback-follow",
    feature = "procedures",
    feature = "screen"
))]
pub mod qr;
#[cfg(target_arch = "wasm32")]
pub mod source;
pub mod state;
#[cfg(target_arch = "wasm32")]
pub mod store;
pub mod tree;
pub mod units;
