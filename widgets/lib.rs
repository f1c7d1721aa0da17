//! The custom elements, one folder each, over one shared runtime.
//!
//! In the browser ([`element`]) they are client-side rendered; natively the same views render to text for
//! golden tests. The JavaScript around them is the loader in `bundle/loader/cchc.js`.

#[cfg(any(feature = "feedback", feature = "feedback-follow"))]
pub mod feedback;
#[cfg(any(feature = "news", feature = "screen"))]
pub mod news;
#[cfg(feature = "procedures")]
pub mod procedures;
pub mod registry;
#[cfg(any(feature = "scoreboard", feature = "screen"))]
pub mod scoreboard;
#[cfg(feature = "screen")]
pub mod screen;
pub mod shared;

#[cfg(target_arch = "wasm32")]
pub use shared::element;
