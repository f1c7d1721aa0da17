//! The proof of work without a widget around it, as a worker calls it.

use cchc::submission::proof::{Progress, Work};
use wasm_bindgen::prelude::wasm_bindgen;

/// Counters tried in one go; the solver ends by itself.
const TRIES: u32 = 4096;

/// The payload of a challenge as JSON; nothing for one that cannot be solved.
#[wasm_bindgen]
pub fn solve(challenge: &str) -> Option<String> {
    let mut work = Work::of(challenge)?;
    loop {
        match work.go_on(TRIES) {
            Progress::Unfinished => {}
            Progress::Solved(payload) => return Some(payload),
            Progress::Hopeless => return None,
        }
    }
}
