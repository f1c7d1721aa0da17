//! The search without a widget around it, as the bench calls it.

use std::cell::RefCell;

use cchc::search::{Catalogue, Query};
use wasm_bindgen::prelude::wasm_bindgen;

thread_local! {
    static CATALOGUE: RefCell<Catalogue> = RefCell::default();
}

/// Takes the bytes of `procedures.bin`, and tells how many procedures there are; 0 when they are none.
#[wasm_bindgen]
pub fn open(bytes: Vec<u8>) -> usize {
    let catalogue = Catalogue::open(bytes).unwrap_or_default();
    let count = catalogue.len();
    CATALOGUE.with_borrow_mut(|known| *known = catalogue);
    count
}

/// Ids of the answers, the best first, one in a line.
#[wasm_bindgen]
pub fn search(text: String, most: usize) -> String {
    let query = Query {
        text,
        ..Query::default()
    };
    CATALOGUE.with_borrow(|catalogue| {
        let mut out = String::new();
        for hit in catalogue.search(&query, most).hits {
            out.push_str(&catalogue.id(hit.record));
            out.push('\n');
        }
        out
    })
}
