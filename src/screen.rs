//! What a public screen decides, without a screen: what is on, for how long, how large, how bright, when it asks the server,
//! and when it starts anew.
//!
//! Everything is a function of its arguments, the clock among them, and every clock may jump by a day.

pub mod alert;
pub mod legible;
pub mod night;
pub mod orbit;
pub mod pages;
pub mod programme;
pub mod reading;
pub mod skew;
pub mod slots;
pub mod steps;
pub mod update;
pub mod wall;
pub mod watch;

#[cfg(test)]
mod herd_tests;
